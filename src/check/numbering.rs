//! Numbers that skip, repeat, begin late or begin again.

use std::collections::HashMap;

use super::numeral::{is_numeral, renumbered};
use super::{Checker, Rule, short};
use crate::locale::Lang;
use crate::outline::{Family, Kind, Node};
use crate::text::{Span, is_blank};

/// Most numbers that are named one by one.
const NAMED: u32 = 3;
/// The highest number at which a list begins by mistake: what begins with 251、 goes on from elsewhere.
const LATE: u32 = 20;
/// Bytes before a list in which its first items are looked for.
const NEAR: usize = 3_000;

pub(super) fn check(c: &mut Checker<'_>) {
    // The last item of the last list of each family, for those that run on under new headings.
    let mut last: HashMap<Family, &Node> = HashMap::new();
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
            last.insert(first.family, node);
        }
    }
    restarts(c);
}

/// A list that begins late, unless it goes on with the one before.
fn start(c: &mut Checker<'_>, first: &Node, items: usize, last: Option<&Node>) {
    let number = first.number;
    let on = last.is_some_and(|last| number == last.number + 1);
    if !(2..=LATE).contains(&number) || on || items < 2 || c.is_quoted(first) {
        return;
    }
    let marker = c.words(first.marker).trim_end_matches(is_blank);
    let mut from = last.map_or(0, |n| n.marker.end).max(first.marker.start.saturating_sub(NEAR));
    while !c.text.is_char_boundary(from) {
        from += 1;
    }
    let above = Span::new(from.min(first.marker.start), first.marker.start);
    // 第一点 may be told anywhere; 一、 and 第三条 are also words of a sentence.
    let spoken = matches!(first.family, Family::Ordinal | Family::Its | Family::Layer);
    if stands(c, first, number - 1, above, spoken) {
        return;
    }
    let expected = renumbered(marker, 1).unwrap_or_default();
    let message = match c.lang {
        Lang::Zh => format!("序号从“{marker}”开始"),
        Lang::En => format!("the list begins with {marker}"),
    };
    let suggestion = match c.lang {
        Lang::Zh => format!("应从“{expected}”开始；若是节选，可不理会"),
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
    if c.is_quoted(node) && !c.is_quoted(before) {
        return;
    }
    let [was, is] = [before, node].map(|n| c.words(n.marker).trim_end_matches(is_blank));
    let like = |n| renumbered(is, n).or_else(|| renumbered(was, n)).unwrap_or(n.to_string());
    if new == old {
        let message = match c.lang {
            Lang::Zh => format!("“{is}”重复：前面已有“{was}”"),
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
            Lang::Zh => format!("序号倒退：“{was}”之后是“{is}”"),
            Lang::En => format!("the numbers go back: {is} after {was}"),
        };
        return c.report_mend(Rule::Repeat, node.marker, message, like(old + 1));
    }
    let between = Span::new(before.marker.end, node.marker.start);
    if new - old <= NAMED && (old + 1..new).all(|n| stands(c, node, n, between, false)) {
        return;
    }
    let missing: Vec<String> = (old + 1..new)
        .take(NAMED as usize)
        .map(|number| like(number).trim_end_matches(is_blank).to_owned())
        .collect();
    let more = if new - old - 1 > NAMED { "…" } else { "" };
    let list = match c.lang {
        Lang::Zh => missing.iter().map(|number| format!("“{number}”")).collect(),
        Lang::En => missing.join(" "),
    };
    let message = match c.lang {
        Lang::Zh => format!("“{was}”之后是“{is}”，缺{list}{more}"),
        Lang::En => format!("{is} follows {was}: {list}{more} missing"),
    };
    let suggestion = match c.lang {
        Lang::Zh => format!("补上{list}{more}，或改为“{}”", like(old + 1)),
        Lang::En => format!("add {list}{more}, or write {}", like(old + 1)),
    };
    c.report(Rule::Gap, node.marker, message, suggestion);
}

/// Whether item `number` of the list of `node` stands in `place`, though it is no item of the outline: in
/// the midst of a line (……护好。第三章 用水), without a blank (3.1万亿元), or, `anywhere` in a sentence, in other
/// words (这是第一点。).
fn stands(c: &Checker<'_>, node: &Node, number: u32, place: Span, anywhere: bool) -> bool {
    let Some(marker) = renumbered(c.words(node.marker), number) else { return false };
    let marker = if anywhere {
        marker.trim_end_matches(|ch: char| !ch.is_alphanumeric())
    } else {
        marker.trim_end_matches(is_blank)
    };
    let words = c.words(place);
    let mut found = words.match_indices(marker).map(|(at, _)| at);
    found.any(|at| {
        let Some((above, below)) = words.split_at_checked(at) else { return false };
        let line = above.trim_end_matches(is_blank);
        let begins = line.is_empty() || line.ends_with(['\n', '。', '；', '！', '？', '：']);
        // 第一 of 第一百, 一 of 一九.
        let whole = !below.get(marker.len()..).unwrap_or_default().starts_with(is_numeral)
            || !marker.ends_with(is_numeral);
        whole && (anywhere || begins)
    })
}

/// Headings of one kind that begin again under the same parent, with nothing that parts them.
fn restarts(c: &mut Checker<'_>) {
    // The last heading of each family and parent.
    let mut last = HashMap::new();
    // The first heading of each list.
    let mut first: HashMap<u32, &Node> = HashMap::new();
    for node in c.outline.nodes() {
        let sections = matches!(
            node.family,
            Family::Han | Family::HanParen | Family::Part | Family::Chapter | Family::Section
        );
        if !sections || node.kind != Kind::Heading {
            continue;
        }
        first.entry(node.list).or_insert(node);
        let Some(before) = last.insert((node.family, node.parent), node) else { continue };
        let before: &Node = before;
        if before.list == node.list || node.number != 1 || parted(c, before, node) {
            continue;
        }
        let announced = first.get(&before.list).is_some_and(|head| is_title_of(c, head, node));
        if announced || is_written_otherwise(c, before, node) {
            continue;
        }
        let [was, is] = [before, node].map(|n| c.words(n.marker).trim_end_matches(is_blank));
        let message = match c.lang {
            Lang::Zh => format!("“{was}”之后又从“{is}”编起"),
            Lang::En => format!("after {was} the numbers begin again with {is}"),
        };
        let next = renumbered(is, before.number + 1).unwrap_or_default();
        let suggestion = match c.lang {
            Lang::Zh => format!("接着编为“{next}”，或用下一级序号"),
            Lang::En => format!("go on with {next}, or use the marker of the next level"),
        };
        c.report(Rule::Restart, node.marker, message, suggestion);
    }
}

/// Whether `head` says only what `node` is to be about, as in a list of contents.
fn is_title_of(c: &Checker<'_>, head: &Node, node: &Node) -> bool {
    let title =
        |n: &Node| c.words(n.title).trim_matches(|ch: char| !ch.is_alphanumeric()).to_owned();
    let (short, long) = (title(head), title(node));
    head.number == 1 && long.starts_with(&short) && (!short.is_empty() || long.is_empty())
}

/// Whether a mark stands after one of two numbers and none after the other: 五 on a line, 一、 under it.
fn is_written_otherwise(c: &Checker<'_>, before: &Node, node: &Node) -> bool {
    let bare = |n: &Node| c.words(n.marker).trim_end_matches(is_blank).ends_with(is_numeral);
    bare(before) != bare(node)
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
    use super::super::testing::{BODY, found, headings, said};
    use super::*;

    #[test]
    fn a_gap_is_found_with_what_is_missing() {
        assert_eq!(
            said(Rule::Gap, &headings(&["一、", "二、", "四、"])),
            ["“二、”之后是“四、”，缺“三、”；补上“三、”，或改为“三、”"]
        );
        assert_eq!(found(&headings(&["一、", "二、", "三、"])), []);
    }

    #[test]
    fn a_repeated_number_is_found() {
        let text = headings(&["（一）", "（二）", "（二）", "（三）"]);
        assert_eq!(said(Rule::Repeat, &text), ["“（二）”重复：前面已有“（二）”；改为 （三）"]);
    }

    #[test]
    fn a_late_start_is_found() {
        let text = headings(&["二、", "三、", "四、"]);
        assert_eq!(found(&text), [(Rule::Start, "二、".into())]);
    }

    #[test]
    fn a_list_whose_first_item_is_told_in_other_words_begins_in_time() {
        for first in ["渠要先看。这是我讲的第一点。", "第一点先看渠，渠是根本。"]
        {
            let text =
                format!("我来讲一讲。\n{first}\n第二点，看坝。{BODY}\n第三点，看塘。{BODY}\n");
            assert_eq!(said(Rule::Start, &text), [""; 0], "{first}");
        }
    }

    #[test]
    fn a_list_that_goes_on_from_elsewhere_begins_in_time() {
        assert_eq!(said(Rule::Start, &headings(&["251、", "252、", "253、"])), [""; 0]);
    }

    #[test]
    fn a_quoted_part_of_an_article_begins_where_it_was_taken() {
        let text = format!(
            "一、修改办法\n将第十条修改为：\n“护渠的事：\n（三）护坝，由村里管。\n（四）护塘，由组里管。”\n\
             二、印发办法\n{BODY}\n"
        );
        assert_eq!(said(Rule::Start, &text), [""; 0]);
    }

    #[test]
    fn a_number_glued_to_the_line_above_is_not_missing() {
        let text = "第一章 总则\n第一条 护渠有责。\n第二章 职责\n第二条 村里管护渠。第三章 用水\n\
                    第三条 用水要省。\n第四章 附则\n第四条 本办法试行。\n";
        assert_eq!(said(Rule::Gap, text), [""; 0]);
        let text = "第一章 总则\n第一条 护渠有责。\n第二章 职责\n第二条 村里依照第三章管护渠。\n\
                    第三条 用水要省。\n第四章 附则\n第四条 本办法试行。\n";
        assert_eq!(said(Rule::Gap, text).len(), 1, "named is not there");
    }

    #[test]
    fn an_ordinal_in_a_sentence_is_no_item_of_a_list() {
        let text = headings(&["第一，", "第二，", "第四，", "第五，"]);
        assert_eq!(said(Rule::Gap, &text).len(), 1);
        let ranked = text.replace("第四，", "渠道长度今年全县排名第三，不算差。\n第四，");
        assert_eq!(said(Rule::Gap, &ranked).len(), 1);
    }

    #[test]
    fn headings_told_beforehand_do_not_begin_again() {
        let text = format!(
            "下面讲三个问题：\n（一）怎样护渠；\n（二）怎样用水；\n（三）怎样收费。\n\
             （一）怎样护渠。{BODY}\n（二）怎样用水。{BODY}\n（三）怎样收费。{BODY}\n"
        );
        assert_eq!(said(Rule::Restart, &text), [""; 0]);
    }

    #[test]
    fn numbers_that_run_on_under_new_headings_are_sound() {
        let text = "第一章 总则\n第一条 为了护林，制定本办法。\n第二条 本办法适用于本县。\n第二章 职责\n\
                    第三条 林业局管护林。\n第四条 乡镇协助。\n";
        assert_eq!(found(text), []);
    }
}
