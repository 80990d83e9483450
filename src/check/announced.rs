//! Announced counts that do not match: 讲三点意见, and four follow.

use super::numeral::renumbered;
use super::{Checker, Rule};
use crate::locale::Lang;
use crate::outline::{Family, Kind, Node};
use crate::text::{Span, han_digit, is_blank};

/// Bytes before a list in which a count is looked for.
const NEAR: usize = 120;
/// Bytes of the last item of a list in which others are looked for.
const FAR: usize = 3_000;

pub(super) fn check(c: &mut Checker<'_>) {
    for list in c.lists.clone() {
        let items = c.items(&list);
        let Some(first) = items.first() else { continue };
        let Some(said) = announced(before(c, first)) else { continue };
        let (said, real) = (said as usize, items.len());
        let last = items.last().map_or(0, |n| n.number);
        // A gap or repeat in the numbers is a finding of its own.
        if said == real || last as usize == said || (said > real && is_told(c, &items, said)) {
            continue;
        }
        let message = match c.lang {
            Lang::Zh => format!("前面说的是 {said} 项，这里列了 {real} 项"),
            Lang::En => format!("{said} were announced, {real} follow"),
        };
        let suggestion = match c.lang {
            Lang::Zh => format!("改数目为 {real}，或增减列项"),
            Lang::En => format!("announce {real}, or add or drop items"),
        };
        c.report(Rule::Announced, first.marker, message, suggestion);
    }
}

/// Whether the last of `said` items is told in the words of those that are listed: 第三点和第四点是……
fn is_told(c: &Checker<'_>, items: &[&Node], said: usize) -> bool {
    let (Some(last), Ok(said)) = (items.last(), u32::try_from(said)) else { return false };
    let paragraph = c.document.paragraphs().get(last.paragraph).map_or(0, |p| p.span.end);
    let start = last.title.start;
    let words = c.words(Span::new(start, paragraph.min(start + FAR)).within(c.text));
    last.family == Family::Ordinal
        && renumbered(c.words(last.marker), said).is_some_and(|marker| {
            words.contains(marker.trim_end_matches(|ch: char| !ch.is_alphanumeric()))
        })
}

/// The words right before a list: of its paragraph, or of the paragraph before.
fn before<'a>(c: &Checker<'a>, first: &Node) -> &'a str {
    let paragraphs = c.document.paragraphs();
    let at = match first.kind {
        Kind::Point => Some(first.paragraph),
        Kind::Heading | Kind::Title | Kind::Paragraph => first.paragraph.checked_sub(1),
    };
    let Some(span) = at.and_then(|i| paragraphs.get(i)).map(|p| p.span) else { return "" };
    let end = span.end.min(first.marker.start);
    let mut start = end.saturating_sub(NEAR).max(span.start);
    while !c.text.is_char_boundary(start) {
        start += 1;
    }
    c.words(Span::new(start, end))
}

/// Words that announce a list.
const CUES: &[&str] = &[
    "讲", "谈", "说", "提", "强调", "汇报", "抓", "做", "办", "干", "有", "是", "为", "下", "分",
    "从", "就", "答复", "突出", "把握", "落实", "要", "搞",
];
/// Words in which a cue is none: 干部八条 is the name of a rule.
const NO_CUES: &[&str] = &["干部", "部分"];
/// Measure words of items.
const MEASURES: &[char] = &['点', '条', '项', '个', '件', '层', '大', '方'];
/// What is counted; nothing may stand between it and the list.
const COUNTED: &[&str] = &[
    "",
    "意见",
    "要求",
    "问题",
    "方面",
    "建议",
    "措施",
    "体会",
    "任务",
    "工作",
    "事",
    "事情",
    "办法",
    "原则",
    "重点",
    "关系",
    "情况",
    "看法",
    "想法",
    "希望",
    "意思",
    "内容",
    "打算",
    "步骤",
    "环节",
    "实事",
    "大事",
    "面",
    "方面的工作",
    "方面的情况",
    "方面的问题",
    "方面的意见",
    "方面的体会",
    "方面的要求",
    "方面的任务",
    "方面情况",
    "方面工作",
    "方面问题",
    "方面意见",
    "重点工作",
    "具体要求",
    "具体意见",
];

/// How many items the end of `before` announces, where it does nothing else.
///
/// Narrower than what the outline asks: there a count is one sign among many, here it is held
/// against the writer.
fn announced(before: &str) -> Option<u32> {
    let stop =
        |ch: char| matches!(ch, '：' | ':' | '。' | '；' | ';' | '，' | ',' | '—' | '！' | '？');
    let before = before.trim_end_matches(|ch| is_blank(ch) || stop(ch));
    let clause = before.rsplit(stop).next()?;
    // The last measure word that a number stands before.
    let (value, number, counted) = clause.rmatch_indices(MEASURES).find_map(|(at, measure)| {
        let (value, number) = number_at_end(clause.get(..at)?)?;
        Some((value, number, clause.get(at + measure.len()..)?))
    })?;
    // 方面 begins like a measure word: 三方面 and 三个方面.
    if !COUNTED.contains(&counted) {
        return None;
    }
    let lead = clause.get(..number)?;
    let said = NO_CUES.iter().fold(lead.to_owned(), |lead, word| lead.replace(word, "　"));
    let cue = lead.chars().count() <= 24 && CUES.iter().any(|cue| said.contains(cue));
    (cue && !lead.ends_with('第') && (2..=20).contains(&value)).then_some(value)
}

/// The number with which `text` ends, and where it begins.
fn number_at_end(text: &str) -> Option<(u32, usize)> {
    let digits = text.trim_end_matches(|ch: char| ch.is_ascii_digit());
    if digits.len() < text.len() {
        return Some((text.get(digits.len()..)?.parse().ok()?, digits.len()));
    }
    let han = |ch: char| "一二两三四五六七八九十".contains(ch);
    let start = text.trim_end_matches(han).len();
    let one = |ch: char| han_digit(ch).or((ch == '两').then_some(2));
    let written: Vec<char> = text.get(start..)?.chars().collect();
    let number = match written[..] {
        ['十'] => 10,
        [d] => one(d)?,
        ['十', d] => 10 + one(d)?,
        [t, '十'] => 10 * one(t)?,
        _ => return None,
    };
    Some((number, start))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{BODY, found, said};
    use super::*;

    fn text(count: &str, markers: &[&str]) -> String {
        let line = |m: &&str| format!("{m}抓好一件大事情\n这里是正文，写得很长，把道理讲清楚。\n");
        let items: String = markers.iter().map(line).collect();
        format!("同志们：\n下面，我讲{count}点意见。\n{items}")
    }

    #[test]
    fn a_count_that_is_not_kept_is_found() {
        assert_eq!(
            said(Rule::Announced, &text("三", &["一、", "二、", "三、", "四、"])),
            ["前面说的是 3 项，这里列了 4 项；改数目为 4，或增减列项"]
        );
        assert_eq!(said(Rule::Announced, &text("四", &["一、", "二、", "三、"])).len(), 1);
    }

    #[test]
    fn counts_of_other_things_announce_nothing() {
        for (text, count) in [
            ("下面，我讲三点意见：", Some(3)),
            ("就做好今年的工作，我再强调五个方面的问题。", Some(5)),
            ("主要干三件事：", Some(3)),
            ("大致有四层意思。", Some(4)),
            ("重点抓好以下12项重点工作。", Some(12)),
            ("十九个乡镇、三十二个成员单位签了责任状。", None),
            ("有15个预算单位公务接待支出不规范，金额共计909万元。", None),
            ("依照第十一条的规定：", None),
            ("“十件民生实事”全面完成。", None),
            ("一、严格遵守护渠干部八条", None),
            ("第三点意见：", None),
        ] {
            assert_eq!(announced(text), count, "{text}");
        }
    }

    #[test]
    fn items_told_together_are_counted() {
        let text = format!(
            "好渠长的标准有四个：第一，懂水。{BODY}第二，勤快。{BODY}第三点和第四点，是公道和耐心。\n"
        );
        assert_eq!(said(Rule::Announced, &text), [""; 0]);
    }

    #[test]
    fn a_count_that_is_kept_is_sound() {
        assert_eq!(found(&text("三", &["一、", "二、", "三、"])), []);
        assert_eq!(found(&text("两", &["一、", "二、"])), []);
    }
}
