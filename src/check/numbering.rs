//! Numbers that skip, repeat, begin late or begin again.

use super::numeral::renumbered;
use super::{Checker, Rule, short};
use crate::locale::Lang;
use crate::outline::{Family, Kind, Node};
use crate::text::Span;

/// Most numbers that are named one by one.
const NAMED: u32 = 3;

pub(super) fn check(c: &mut Checker<'_>) {
    // The last number of the last list of each family, for those that run on under new headings.
    let mut last: std::collections::HashMap<Family, u32> = std::collections::HashMap::new();
    for list in c.lists.clone() {
        let mut items = c.items(&list);
        // 第十七条之一 stands between two numbers.
        items.retain(|n| !c.words(n.marker).contains('之'));
        let Some(first) = items.first() else { continue };
        // 1.2.3 counts by its last part alone, 最后 has no number of its own.
        if first.family == Family::Decimal || items.iter().any(|n| n.number == u32::MAX) {
            continue;
        }
        start(c, first, items.len(), last.get(&first.family).copied());
        for pair in items.windows(2) {
            if let [before, node] = pair {
                step(c, before, node);
            }
        }
        if let Some(node) = items.last() {
            last.insert(first.family, node.number);
        }
    }
    restarts(c);
}

/// A list that begins late, unless it goes on with the one before.
fn start(c: &mut Checker<'_>, first: &Node, items: usize, last: Option<u32>) {
    let number = first.number;
    let on = last.is_some_and(|last| number == last + 1);
    if number < 2 || on || items < 2 {
        return;
    }
    let marker = c.words(first.marker);
    let expected = renumbered(marker, 1).unwrap_or_default();
    let message = match c.lang {
        Lang::Zh => format!("序号从 {marker} 开始"),
        Lang::En => format!("the list begins with {marker}"),
    };
    let suggestion = match c.lang {
        Lang::Zh => format!("应从 {expected} 开始；若是节选，可不理会"),
        Lang::En => format!("it should begin with {expected}; in an excerpt, leave it"),
    };
    c.report(Rule::Start, first.marker, message, suggestion);
}

/// Two neighbours of one list.
fn step(c: &mut Checker<'_>, before: &Node, node: &Node) {
    let (old, new) = (before.number, node.number);
    if new == old + 1 {
        return;
    }
    let (was, is) = (c.words(before.marker), c.words(node.marker));
    let like = |n| renumbered(is, n).or_else(|| renumbered(was, n)).unwrap_or(n.to_string());
    if new == old {
        let message = match c.lang {
            Lang::Zh => format!("{is} 重复：前面已有 {was}"),
            Lang::En => format!("{is} repeats the {was} before it"),
        };
        return c.report_mend(Rule::Repeat, node.marker, message, like(old + 1));
    }
    if new < old {
        // 附件：1.… stands on the line before.
        let above = node.paragraph.checked_sub(1).and_then(|i| c.document.paragraphs().get(i));
        if above.is_some_and(|p| c.words(p.span).starts_with('附')) {
            return;
        }
        let message = match c.lang {
            Lang::Zh => format!("序号倒退：{was} 之后是 {is}"),
            Lang::En => format!("the numbers go back: {is} after {was}"),
        };
        return c.report_mend(Rule::Repeat, node.marker, message, like(old + 1));
    }
    let missing: Vec<String> = (old + 1..new).take(NAMED as usize).map(like).collect();
    let more = if new - old - 1 > NAMED { "…" } else { "" };
    let list = missing.join(" ");
    let message = match c.lang {
        Lang::Zh => format!("{was} 之后是 {is}，缺 {list}{more}"),
        Lang::En => format!("{is} follows {was}: {list}{more} missing"),
    };
    let suggestion = match c.lang {
        Lang::Zh => format!("补上 {list}{more}，或改为 {}", like(old + 1)),
        Lang::En => format!("add {list}{more}, or write {}", like(old + 1)),
    };
    c.report(Rule::Gap, node.marker, message, suggestion);
}

/// Headings of one kind that begin again under the same parent, with nothing that parts them.
fn restarts(c: &mut Checker<'_>) {
    // The last heading of each family and parent.
    let mut last = std::collections::HashMap::new();
    for node in c.outline.nodes() {
        let sections = matches!(
            node.family,
            Family::Han | Family::HanParen | Family::Part | Family::Chapter | Family::Section
        );
        if !sections || node.kind != Kind::Heading {
            continue;
        }
        let Some(before) = last.insert((node.family, node.parent), node) else { continue };
        let before: &Node = before;
        if before.list == node.list || node.number != 1 || parted(c, before, node) {
            continue;
        }
        let (was, is) = (c.words(before.marker), c.words(node.marker));
        let message = match c.lang {
            Lang::Zh => format!("{was} 之后又从 {is} 编起"),
            Lang::En => format!("after {was} the numbers begin again with {is}"),
        };
        let next = renumbered(is, before.number + 1).unwrap_or_default();
        let suggestion = match c.lang {
            Lang::Zh => format!("接着编为 {next}，或用下一级序号"),
            Lang::En => format!("go on with {next}, or use the marker of the next level"),
        };
        c.report(Rule::Restart, node.marker, message, suggestion);
    }
}

/// Whether an unnumbered heading, a closing or the like stands between two headings: a short
/// paragraph that does not end as a sentence does.
fn parted(c: &Checker<'_>, before: &Node, node: &Node) -> bool {
    let paragraphs = c.document.paragraphs();
    let between = paragraphs.get(before.paragraph + 1..node.paragraph).unwrap_or_default();
    between.iter().any(|p| {
        let words = c.words(p.span);
        short(words, 31).chars().count() <= 31
            && !words.ends_with(['。', '；', ';', '，', '”', '.'])
            || words.ends_with(['：', ':'])
    }) || Span::new(before.title.end, node.marker.start).of(c.text).contains("附")
}

#[cfg(test)]
mod tests {
    use super::super::testing::{found, headings, said};
    use super::*;

    #[test]
    fn a_gap_is_found_with_what_is_missing() {
        assert_eq!(
            said(Rule::Gap, &headings(&["一、", "二、", "四、"])),
            ["二、 之后是 四、，缺 三、；补上 三、，或改为 三、"]
        );
        assert_eq!(found(&headings(&["一、", "二、", "三、"])), []);
    }

    #[test]
    fn a_repeated_number_is_found() {
        let text = headings(&["（一）", "（二）", "（二）", "（三）"]);
        assert_eq!(said(Rule::Repeat, &text), ["（二） 重复：前面已有 （二）；改为 （三）"]);
    }

    #[test]
    fn a_late_start_is_found() {
        let text = headings(&["二、", "三、", "四、"]);
        assert_eq!(found(&text), [(Rule::Start, "二、".into())]);
    }

    #[test]
    fn numbers_that_run_on_under_new_headings_are_sound() {
        let text = "第一章 总则\n第一条 为了护林，制定本办法。\n第二条 本办法适用于本县。\n第二章 职责\n\
                    第三条 林业局管护林。\n第四条 乡镇协助。\n";
        assert_eq!(found(text), []);
    }
}
