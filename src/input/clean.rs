//! 非正文: what a web page, an e-mail or a printer put around a speech.
//!
//! In: a document. Out: the same with the role of such paragraphs set to [`Role::Furniture`]. They
//! are kept, folded and dimmed; nothing is deleted, and no heading is looked for in them.

mod contents;
mod wording;

use crate::beside::beside;
use crate::document::{Document, Role};
use crate::memory::give_back;
use contents::contents;
use wording::by_wording;

pub(super) use wording::page_number;

/// Marks the furniture of `document`.
pub(super) fn mark_furniture(document: Document) -> Document {
    let lines: Vec<&str> =
        document.paragraphs().iter().map(|p| p.span.of(document.text())).collect();
    let (first, second) = lines.split_at(lines.len() / 2);
    let (mut furniture, mut rest) =
        beside(document.text().len(), || by_wording(first), || by_wording(second));
    furniture.append(&mut rest);
    dated_links(&lines, &mut furniture);
    related_tail(&lines, &mut furniture);
    contents(&lines, &mut furniture);
    give_back(lines);
    if !furniture.iter().any(|&f| f) || furniture.iter().all(|&f| f) {
        return document;
    }
    document.with_roles(|i| furniture.get(i).copied().unwrap_or(false).then_some(Role::Furniture))
}

/// Runs of two and more short lines that end with a date: links to other articles.
fn dated_links(lines: &[&str], furniture: &mut [bool]) {
    let dated: Vec<bool> = lines.iter().map(|l| ends_with_date(l)).collect();
    for (i, f) in furniture.iter_mut().enumerate() {
        let near = |j: Option<usize>| j.and_then(|j| dated.get(j)).copied().unwrap_or(false);
        if near(Some(i)) && (near(i.checked_sub(1)) || near(i.checked_add(1))) {
            *f = true;
        }
    }
}

/// …上的讲话08-22, ……(2020-01-03)
fn ends_with_date(line: &str) -> bool {
    if line.len() > 240 || line.contains(['。', '；']) {
        return false;
    }
    let bare = line.trim_end_matches([')', '）', ']', ' ']);
    let parting = |c: char| matches!(c, '-' | '/' | '.');
    let words = bare.trim_end_matches(|c: char| c.is_ascii_digit() || parting(c));
    let date = bare.strip_prefix(words).unwrap_or_default();
    words.len() >= 6
        && date.len() >= 4
        && (2..=3).contains(&date.split(parting).count())
        && date.split(parting).all(|p| (1..=4).contains(&p.len()))
}

/// After a heading such as 相关文章： the short lines that follow are links.
fn related_tail(lines: &[&str], furniture: &mut [bool]) {
    const HEADS: &[&str] = &[
        "相关文章",
        "相关推荐",
        "相關推薦",
        "相關文章",
        "推荐阅读",
        "相关阅读",
        "热门文章",
        "延伸阅读",
        "猜你喜欢",
        "上一篇",
        "拓展阅读",
        "下一篇",
        "相关链接",
        "为您推荐",
    ];
    // Only behind the middle of the text: the same words at its head have nothing to do with links.
    let mut links = false;
    for i in lines.len() / 2..lines.len() {
        let (Some(line), Some(f)) = (lines.get(i), furniture.get_mut(i)) else { continue };
        if *f && HEADS.iter().any(|h| line.contains(h)) {
            links = true;
            continue;
        }
        let short = line.len() <= 50 * 3
            && !line.contains(['。', '；', '！'])
            && !line.ends_with(['：', ':']);
        if links && short {
            *f = true;
        } else if !*f {
            links = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_lines_with_dates_are_links() {
        assert!(ends_with_date("在全镇工作会议上的讲话08-22"));
        assert!(ends_with_date("关于防汛的通知(2020-06-01)"));
        assert!(!ends_with_date("同比增长3.5"));
        assert!(!ends_with_date("12-30"));
    }
}
