//! An outline for speeches that have no headings: their paragraphs, each by its first sentence.
//!
//! In: a document and its outline. Out: the same outline with an entry for each paragraph of the speeches in
//! which it found no heading. These entries are there for finding one's way; they are no headings, so what
//! counts, checks, compares or converts a text keeps to the outline without them.

use super::marker::{LONGEST_TITLE, fold};
use super::{Family, Kind, Node, NodeId, Outline};
use crate::document::{Document, Paragraph, Role};
use crate::text::{Span, is_blank};

/// Bytes of text up to which paragraphs are listed; what is longer is no speech, or many of them.
const LARGE: usize = 1 << 20;
/// Paragraphs of a speech that are worth listing, and no more than anyone would read through.
const WORTH: std::ops::RangeInclusive<usize> = 3..=1000;
/// Characters of a paragraph at the least: greetings, names and dates are shorter.
const SHORT: usize = 16;

/// `outline` with the paragraphs of the speeches of `document` that have no headings; `None` if there are no
/// such speeches. Points inside the paragraphs lie below them.
#[must_use]
pub fn with_paragraphs(document: &Document, outline: &Outline) -> Option<Outline> {
    if document.text().len() > LARGE || document.origin().partial {
        return None;
    }
    let bare = bare(document, outline);
    let listed: Vec<_> = bare.iter().map(|speech| listed(document, outline, speech)).collect();
    if listed.iter().all(Vec::is_empty) {
        return None;
    }
    let mut nodes = Vec::new();
    let mut new = bare.iter().zip(listed).flat_map(|(speech, entries)| {
        entries.into_iter().map(|paragraph| entry(document, paragraph, speech.depth + 1))
    });
    let mut next = new.next();
    // The paragraph listed last.
    let mut last = None;
    for node in outline.nodes() {
        while let Some(entry) = next.take_if(|entry| entry.start() < node.start()) {
            last = Some(entry.paragraph);
            nodes.push(entry);
            next = new.next();
        }
        let below = u16::from(node.kind == Kind::Point && last == Some(node.paragraph));
        nodes.push(Node { depth: node.depth + below, ..node.clone() });
    }
    nodes.extend(next.into_iter().chain(new));
    Some(Outline::new(nodes, document.text().len()))
}

/// A speech without headings: its paragraphs, and the depth of its title; 0 if it has none.
struct Bare {
    paragraphs: std::ops::Range<usize>,
    depth: u16,
}

/// The speeches in which the outline has nothing but points, in reading order.
fn bare(document: &Document, outline: &Outline) -> Vec<Bare> {
    let nodes = outline.nodes();
    let paragraphs = document.paragraphs().len();
    let points = |range: std::ops::Range<usize>| {
        nodes.get(range).is_some_and(|nodes| nodes.iter().all(|n| n.kind == Kind::Point))
    };
    if points(0..nodes.len()) {
        return vec![Bare { paragraphs: 0..paragraphs, depth: 0 }];
    }
    let speech = |(i, node): (usize, &Node)| {
        let NodeId(next) = node.next;
        let end = nodes.get(next).map_or(paragraphs, |next| next.paragraph);
        (node.kind == Kind::Title && points(i + 1..next))
            .then(|| Bare { paragraphs: node.paragraph + 1..end, depth: node.depth })
    };
    nodes.iter().enumerate().filter_map(speech).collect()
}

/// The paragraphs of `speech` to list, by index; none if there are too few or too many.
fn listed(document: &Document, outline: &Outline, speech: &Bare) -> Vec<usize> {
    let all = document.paragraphs();
    let says = |&i: &usize| all.get(i).is_some_and(|p| says_something(document, p));
    // A point with which a paragraph begins is its entry.
    let nodes = outline.nodes();
    let taken = |&i: &usize| {
        let first = nodes.get(nodes.partition_point(|n| n.paragraph < i));
        first.is_some_and(|n| n.paragraph == i && opens(document, n))
    };
    let found: Vec<_> = speech.paragraphs.clone().filter(says).filter(|i| !taken(i)).collect();
    if WORTH.contains(&found.len()) { found } else { Vec::new() }
}

/// Whether nothing but blanks stands before `node` in its paragraph.
fn opens(document: &Document, node: &Node) -> bool {
    let start = document.paragraphs().get(node.paragraph).map_or(0, |p| p.span.start);
    Span::new(start, node.start()).of(document.text()).trim_start_matches(is_blank).is_empty()
}

/// Whether a paragraph is more than a greeting, a name or a date.
fn says_something(document: &Document, paragraph: &Paragraph) -> bool {
    let words = paragraph.span.of(document.text()).trim_matches(is_blank);
    let stops =
        |c: char| matches!(c, '。' | '！' | '!' | '？' | '?' | '；' | ';' | '…' | '，' | ',');
    paragraph.role == Role::Body
        && words.chars().filter(|&c| !is_blank(c)).nth(SHORT - 1).is_some()
        && words.contains(stops)
}

/// The entry of paragraph `index`.
fn entry(document: &Document, index: usize, depth: u16) -> Node {
    let span = document.paragraphs().get(index).map_or(Span::at(0), |p| p.span);
    let words = span.of(document.text());
    let start = span.start + words.len() - words.trim_start_matches(is_blank).len();
    let first = first_sentence(Span::new(start, span.end).of(document.text()));
    let title = Span::new(start, start + first);
    let node = Node::loose(Kind::Paragraph, Family::None, depth, Span::at(start), title);
    Node { paragraph: index, ..node }
}

/// Length in bytes of the first sentence of `words` without its stop. One that is only a greeting (大家好！) is
/// taken with the next.
fn first_sentence(words: &str) -> usize {
    /// Characters of a sentence that says something.
    const SENTENCE: usize = 6;
    let most = Span::new(0, LONGEST_TITLE).within(words).of(words).trim_end_matches(is_blank);
    let ends = |&(count, (_, c)): &(usize, (usize, char))| {
        count >= SENTENCE && matches!(fold(c), '。' | '!' | '?' | ';')
    };
    most.char_indices().enumerate().find(ends).map_or(most.len(), |(_, (at, _))| at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::parse;

    /// The entries of `text`, indented by depth; a point with a dash before it.
    fn entries(text: &str) -> Vec<String> {
        let document = Document::from_lines(text);
        let outline = parse(&document);
        let outline = with_paragraphs(&document, &outline).unwrap_or(outline);
        let entry = |n: &Node| {
            let indent = "  ".repeat(usize::from(n.depth) - 1);
            let dash = if n.kind == Kind::Point { "- " } else { "" };
            format!("{indent}{dash}{}{}", n.marker.of(text), n.title.of(text))
        };
        outline.nodes().iter().map(entry).collect()
    }

    const PLAIN: &str = "在开学典礼上的致辞\n同学们：\n大家好！今天是新学期的第一天，校园里又热闹起来了。\n\
        读书要有恒心，一天读十页，一年就是三千多页。贵在坚持。\n\
        做人要讲诚信，答应过的事情就要办到。\n祝大家学习进步！\n";

    #[test]
    fn a_speech_without_headings_is_listed_by_its_paragraphs() {
        assert_eq!(
            entries(PLAIN),
            [
                "在开学典礼上的致辞",
                "  大家好！今天是新学期的第一天，校园里又热闹起来了",
                "  读书要有恒心，一天读十页，一年就是三千多页",
                "  做人要讲诚信，答应过的事情就要办到",
            ]
        );
    }

    #[test]
    fn points_lie_below_the_paragraph_that_holds_them() {
        let text = "圩上的春天\n春天到了，圩上的人都忙了起来，家家户户在备耕。\n\
            这段日子有两头要顾。一方面，要把渠道清淤抓紧做完；另一方面，要把农机具检修到位。\n\
            等到雨季来临，堤防就是全村人的性命，谁也不能大意。\n";
        let want = [
            "圩上的春天",
            "  春天到了，圩上的人都忙了起来，家家户户在备耕",
            "  这段日子有两头要顾",
            "    - 一方面，要把渠道清淤抓紧做完",
            "    - 另一方面，要把农机具检修到位",
            "  等到雨季来临，堤防就是全村人的性命，谁也不能大意",
        ];
        assert_eq!(entries(text), want);
    }

    #[test]
    fn a_speech_with_headings_keeps_its_outline_and_the_one_behind_it_is_listed() {
        let text = format!(
            "在防汛会议上的讲话\n同志们：\n今天开这个会，是要把防汛的事情安排下去，时间很紧。\n\
             一、抓好巡堤\n每个险段都要有人守，夜里也不能断人。\n二、备足物料\n编织袋和木桩要提前运到堤上。\n{PLAIN}"
        );
        let document = Document::from_lines(text);
        let outline = parse(&document);
        let listed = with_paragraphs(&document, &outline).expect("the second has no headings");
        let of = |kind| listed.nodes().iter().filter(|n| n.kind == kind).count();
        assert_eq!((of(Kind::Title), of(Kind::Heading), of(Kind::Paragraph)), (2, 2, 3));
        assert_eq!(listed.nodes().iter().position(|n| n.kind == Kind::Paragraph), Some(4));
    }

    #[test]
    fn a_few_lines_are_not_listed() {
        assert_eq!(entries("今天开会，主要是通报情况，请大家做好记录。\n散会。\n").len(), 0);
    }

    /// Pieces of which texts are put together.
    const LINES: &[&str] = &[
        "在开学典礼上的致辞\n",
        "同志们：\n",
        "\n",
        "　　读书要有恒心，一天读十页，一年就是三千多页。",
        "春天到了，圩上的人都忙了起来，家家户户在备耕。\n",
        "一是清淤要抓紧，赶在雨季前面。二是检修要到位，",
        "一方面，要把渠道清淤抓紧做完；另一方面，要把农机具检修到位。\n",
        "首先，要把人手安排好，不留空档。",
        "二是把物料备足，宁多勿少。\n",
        "一、抓好巡堤\n",
        "（三）备足物料。编织袋和木桩要提前运到堤上。\n",
    ];

    proptest::proptest! {
        #[test]
        fn entries_stand_in_order_and_no_level_is_left_out(
            lines in proptest::collection::vec(proptest::sample::select(LINES), 0..30),
        ) {
            let text = lines.concat();
            let document = Document::from_lines(text);
            let outline = parse(&document);
            if let Some(listed) = with_paragraphs(&document, &outline) {
                let nodes = listed.nodes();
                let mut depth = 0;
                for node in nodes {
                    proptest::prop_assert!(node.depth >= 1 && node.depth <= depth + 1);
                    depth = node.depth;
                }
                proptest::prop_assert!(nodes.is_sorted_by(|a, b| a.start() < b.start()));
                let kept = nodes.iter().filter(|n| n.kind != Kind::Paragraph).map(Node::start);
                proptest::prop_assert!(kept.eq(outline.nodes().iter().map(Node::start)));
            }
        }
    }
}
