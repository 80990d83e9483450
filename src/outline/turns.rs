//! Finds who speaks in minutes and conversations without numbers: 张三：…… 李四：……
//!
//! In: the lines of one speech. Out: a [`Heading`] for each turn, with its first sentence as the title. A
//! short word before a colon is common in any text, so names count only if they come again and if such
//! turns are a large part of the text.

use std::collections::HashMap;

use super::bare::Lines;
use super::marker::{line_prefix, title_end};
use super::plain::plainly;
use super::unnumbered::{Heading, speaker};
use crate::text::{Span, is_blank};

/// Least number of turns of a conversation.
const TURNS: usize = 4;

/// The turns among the paragraphs `inside` (their indices); empty if they are not a conversation, or if a
/// list stands among them.
pub(super) fn turns(lines: &Lines<'_>, inside: &[usize]) -> Vec<Heading> {
    let mut found: Vec<(Heading, &str)> = Vec::new();
    let mut names: HashMap<&str, usize> = HashMap::new();
    let mut listed = 0;
    for &i in inside {
        if lines.opens(i) {
            listed += 1;
            continue;
        }
        let words = lines.words(i);
        let Some((name, begins)) = speaker(words).filter(|(name, _)| names_somebody(name)) else {
            continue;
        };
        let Some(p) = lines.document.paragraphs().get(i) else { continue };
        let rest = words.get(begins..).unwrap_or_default();
        let said = rest.trim_start_matches(is_blank);
        let from = p.span.start + begins + rest.len() - said.len();
        let title = Span::new(from, from + title_end(said).0);
        let label = Span::new(p.span.start + line_prefix(words), p.span.start + begins);
        *names.entry(name).or_default() += 1;
        found.push((Heading { paragraph: i, label, title, level: 1, inside: false }, name));
    }
    let again = names.values().filter(|&&n| n >= 2).count();
    let often = names.values().any(|&n| n >= 3) && names.len() >= 3;
    let conversation = (again >= 2 || often)
        && listed < 2
        && found.len() >= TURNS
        && found.len() * 3 >= inside.len()
        // Words that come only once are more likely labels than names.
        && names.len() * 2 <= found.len() + 1;
    if !conversation {
        return Vec::new();
    }
    found.into_iter().map(|(heading, _)| heading).collect()
}

/// Whether `name`, the words before a colon, may name who speaks: 主持人, 县水利局局长　李四, but not 时间.
fn names_somebody(name: &str) -> bool {
    const LABELS: &[&str] = &[
        "时间",
        "地点",
        "出席",
        "列席",
        "缺席",
        "记录",
        "主题",
        "议题",
        "内容",
        "人员",
        "地址",
        "电话",
        "注",
        "例如",
        "如下",
        "单位",
        "结论",
        "结果",
        "决议",
        "原因",
        "要求",
        "目标",
        "措施",
        "任务",
        "问题",
        "说",
        "道",
        "表示",
        "指出",
        "认为",
        "强调",
        "附件",
        "答案",
        "案由",
        "说明",
        "来源",
        "日期",
        "作者",
        "编号",
        "备注",
        "部门",
        "甲方",
        "乙方",
        "关键词",
    ];
    let length = name.chars().count();
    (1..=14).contains(&length)
        && !name.contains(|c: char| c.is_ascii_digit() || "、—“”《》".contains(c))
        && name.chars().any(char::is_alphabetic)
        && !LABELS.iter().any(|label| plainly(name).ends_with(label))
}
