//! Headings with nothing under them, and titles that are too long.

use std::collections::HashSet;

use super::{Checker, Rule};
use crate::locale::Lang;
use crate::outline::{Family, Kind, Node, NodeId};
use crate::text::{Span, is_blank};

/// Most characters of a speech's title: three rows of 2号 type on A4 hold some twenty each.
const TITLE: usize = 60;
/// Most characters of a heading that has a line of its own: two rows of 28 (GB/T 9704-2012, 5.2.3).
const HEADING: usize = 56;

pub(super) fn check(c: &mut Checker<'_>) {
    empty(c);
    long(c);
}

/// Whether the heading is all of its paragraph.
fn own_line(c: &Checker<'_>, node: &Node) -> bool {
    let end = c.document.paragraphs().get(node.paragraph).map_or(0, |p| p.span.end);
    let rest = c.words(Span::new(node.title.end, end));
    rest.trim_matches(|ch| is_blank(ch) || matches!(ch, '：' | ':')).is_empty()
}

/// Whether the node has its line for itself, and is no sentence there.
fn heads(c: &Checker<'_>, node: &Node) -> bool {
    let end = c.document.paragraphs().get(node.paragraph).map_or(0, |p| p.span.end);
    let line = c.words(Span::new(node.marker.start.min(end), end)).trim_end_matches(is_blank);
    own_line(c, node) && !line.ends_with(['。', '；', '！', '？', '：', ';', ':', '?'])
}

/// Whether words stand under the heading.
fn has_body(c: &Checker<'_>, id: NodeId, node: &Node) -> bool {
    let words = c.words(Span::new(node.title.end.min(node.extent.end), node.extent.end));
    c.outline.has_children(id) || words.chars().any(char::is_alphanumeric)
}

fn empty(c: &mut Checker<'_>) {
    for list in c.lists.clone() {
        let nodes: Vec<(NodeId, &Node)> =
            list.iter().filter_map(|&id| c.node(id).map(|n| (id, n))).collect();
        let full = nodes.iter().filter(|(id, n)| has_body(c, *id, n)).count();
        // Where most have nothing under them, they are items, not headings.
        if full * 2 <= nodes.len() {
            continue;
        }
        for (id, node) in nodes {
            let sections = matches!(
                node.family,
                Family::Han | Family::HanParen | Family::Part | Family::Chapter | Family::Section
            );
            if !sections || node.kind != Kind::Heading || has_body(c, id, node) {
                continue;
            }
            // A sentence is text itself.
            let words = c.words(node.title);
            let end = c.document.paragraphs().get(node.paragraph).map_or(0, |p| p.span.end);
            let line = c.words(Span::new(node.marker.start, end));
            if !own_line(c, node)
                || line.ends_with(['。', '；', '！', '？', ';', '.'])
                || line.ends_with(['：', ':'])
                || words.contains(['，', ','])
                || words.chars().count() > 30
            {
                continue;
            }
            let marker = c.words(node.marker).trim_end_matches(is_blank);
            let gap = if marker.ends_with(char::is_alphanumeric) { " " } else { "" };
            let message = match c.lang {
                Lang::Zh => format!("“{marker}{gap}{words}”之下没有正文"),
                Lang::En => format!("no text under “{marker}{gap}{words}”"),
            };
            let suggestion =
                c.lang.pick("补上正文，或删去这个标题", "add the text, or drop the heading");
            c.report(Rule::Empty, node.title, message, suggestion.to_owned());
        }
    }
}

fn long(c: &mut Checker<'_>) {
    // Lists of which each item, or nearly, is a sentence: their items are no headings.
    let lists = c.lists.clone();
    let sentences: HashSet<u32> = lists
        .iter()
        .map(|list| c.items(list))
        .filter(|items| items.iter().filter(|n| heads(c, n)).count() * 2 <= items.len())
        .filter_map(|items| items.first().map(|n| n.list))
        .collect();
    for node in c.outline.nodes() {
        let words = c.words(node.title);
        let count = words.chars().filter(|&ch| !is_blank(ch) && ch != '\n').count();
        let most = match node.kind {
            Kind::Title => TITLE,
            Kind::Heading => HEADING,
            Kind::Point | Kind::Paragraph => continue,
        };
        let heads = node.kind == Kind::Title
            || matches!(
                node.family,
                Family::Han | Family::HanParen | Family::Part | Family::Chapter | Family::Section
            ) && heads(c, node)
                && !sentences.contains(&node.list);
        // A row of dots leads to the page number of a contents list; a link holds its address.
        let contents = ["....", "……", "]("].iter().any(|sign| words.contains(sign));
        if count <= most || !heads || contents {
            continue;
        }
        let message = match c.lang {
            Lang::Zh => format!("标题有 {count} 字"),
            Lang::En => format!("a title of {count} characters"),
        };
        let suggestion = match c.lang {
            Lang::Zh => format!("不宜超过 {most} 字"),
            Lang::En => format!("{most} at most"),
        };
        c.report(Rule::Long, node.title, message, suggestion);
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{BODY, found, said};
    use super::*;

    #[test]
    fn a_heading_without_text_is_found() {
        let text = format!("一、抓好春耕\n{BODY}\n二、抓好防汛\n三、抓好项目\n{BODY}\n");
        assert_eq!(
            said(Rule::Empty, &text),
            ["“二、抓好防汛”之下没有正文；补上正文，或删去这个标题"]
        );
    }

    #[test]
    fn items_of_a_list_are_no_headings() {
        let text = "要做三件事：\n（一）查墒情；\n（二）备农资；\n（三）修农机。\n";
        assert_eq!(found(text), []);
    }

    #[test]
    fn a_long_sentence_of_a_list_is_no_heading() {
        let asked = "村民大会没有开成而渠长已经先开了工的，".repeat(4);
        for end in ["；", "？", "："] {
            let text = format!(
                "在灌溉工作会议上的讲话\n同志们：\n{BODY}\n（一）{asked}怎么办{end}\n{BODY}\n\
                 （二）{asked}由谁办{end}\n{BODY}\n（三）怎么收场{end}\n{BODY}\n"
            );
            assert_eq!(said(Rule::Long, &text), [""; 0], "{end}");
        }
    }

    #[test]
    fn a_title_too_long_is_found() {
        let title = format!("在{}会议上的讲话", "全县农业农村工作暨成果巩固拓展".repeat(4));
        let text =
            format!("{title}\n同志们：\n{BODY}\n一、抓好春耕\n{BODY}\n二、抓好防汛\n{BODY}\n");
        assert_eq!(found(&text).len(), 1);
        assert_eq!(found(&text).first().map(|f| f.0), Some(Rule::Long));
    }
}
