//! The outline: the heading hierarchy of a document as a tree.
//!
//! In: a [`Document`]. Out: an [`Outline`], a flat list of nodes in reading order in which a
//! subtree is a slice. Knows nothing of folds, colours or the screen.
//!
//! The steps:
//!
//! 1. `lexed` looks at each paragraph by itself: `marker` finds what may be a marker and weighs it, `own` applies the
//!    rules that the user has set.
//! 2. `title` finds what may be the title of a speech, `bare` the titles in the lines below numbers that
//!    stand alone, `unnumbered` the headings without a number, and `turns` who speaks in minutes.
//!    `aside` takes away the numbers of attachments, notes and pages.
//! 3. `hierarchy` walks over all of these with a stack of open lists and keeps the best reading.
//! 4. `prune` drops lists of one item and titles without a text, this module builds the tree, and
//!    `siblings` cuts titles that ran on into their text.
//!
//! Every step takes time linear in the text.

mod aside;
mod bare;
mod family;
mod hierarchy;
mod lexed;
mod marker;
mod numeral;
mod own;
mod paragraphs;
mod plain;
mod prune;
pub mod rules;
mod siblings;
mod title;
mod tree;
mod turns;
mod unnumbered;

use std::ops::Range;

pub use paragraphs::with_paragraphs;
pub use tree::{Family, Kind, Node, NodeId, Outline};

use crate::document::{Document, Role};
use crate::memory::give_back;
use crate::text::{Span, is_blank};
use aside::{Noted, doubt_pages, drop_attachments};
use bare::Lines;
use hierarchy::{Accepted, Event};
use lexed::{Lexed, begins_paragraph, hashes, lexed};
use marker::{Boundary, Candidate};
use prune::{drop_empty_titles, drop_lone_lists};
use rules::Rules;
use title::{Part, Title};

/// Parses the outline of `document`.
#[must_use]
pub fn parse(document: &Document) -> Outline {
    parse_with(document, &Rules::default())
}

/// Parses the outline of `document`; where the user's own `rules` match, they overrule the engine.
#[must_use]
pub fn parse_with(document: &Document, rules: &Rules) -> Outline {
    parse_told(document, rules).0
}

/// [`parse_with`], and how often each of `rules` has decided, in their order.
#[must_use]
pub fn parse_told(document: &Document, rules: &Rules) -> (Outline, Vec<u32>) {
    Parse::begin(document, rules).finish()
}

/// A parse half done. The first half goes through the whole text, on several threads; the second, which takes
/// as long, goes through what was found, on one, so that there is room for other work beside it.
#[derive(Debug)]
pub struct Parse<'a> {
    document: &'a Document,
    rules: &'a Rules,
    lexed: Lexed,
}

impl<'a> Parse<'a> {
    /// Looks at each paragraph of `document` by itself.
    #[must_use]
    pub fn begin(document: &'a Document, rules: &'a Rules) -> Self {
        Self { document, rules, lexed: lexed(document, rules) }
    }

    /// The outline, and how often each of the rules has decided, in their order.
    #[must_use]
    pub fn finish(self) -> (Outline, Vec<u32>) {
        let Self { document, rules, lexed } = self;
        let (events, counts) = events(document, rules, lexed);
        let mut accepted = hierarchy::walk(&events);
        drop_lone_lists(&events, &mut accepted);
        drop_empty_titles(document, &events, &mut accepted);
        let mut nodes = nodes(document, &events, &accepted);
        // The tree takes memory of its own: what is not needed for it goes first.
        give_back(events);
        give_back(accepted);
        siblings::shorten(document, &mut nodes);
        (Outline::new(nodes, document.text().len()), counts)
    }
}

/// Everything that may enter the outline, in reading order, and how often each of `rules` has decided.
fn events(document: &Document, rules: &Rules, lexed: Lexed) -> (Vec<Event>, Vec<u32>) {
    let text = document.text();
    let paragraphs = document.paragraphs();
    let Lexed { mut candidates, starts, parts, top_sign, mut told } = lexed;
    let pages = doubt_pages(document, &starts, &mut candidates);

    let opens: Vec<Option<u32>> = (0..paragraphs.len())
        .map(|i| {
            let (from, to) = (*starts.get(i)?, *starts.get(i + 1)?);
            let c = candidates.get(from..to)?.first()?;
            let marker = c.family != Family::None && c.local > 0.5;
            let begins = marker && begins_paragraph(c, paragraphs.get(i)?.span, text);
            begins.then_some(c.value)
        })
        .collect();
    let opens_list = |i: usize| opens.get(i).copied().flatten();
    let mut titles = title::find(document, &parts, &pages, opens_list);
    // Of unnumbered `#` headings, only those of the highest level can be titles of speeches.
    titles.retain(|t| {
        let words = paragraphs.get(t.paragraph).map_or("", |p| p.span.of(text));
        hashes(words).is_none_or(|level| level <= top_sign)
    });
    let lines = Lines {
        document,
        parts: &parts,
        opens: &|i: usize| opens_list(i).is_some(),
        begins: &|i: usize| opens_list(i) == Some(1),
    };
    let taken = bare::join(&lines, &mut candidates);
    let texts = bare::texts(&lines);
    if !texts.is_empty() {
        candidates.extend(texts);
        candidates.sort_by_key(|c| (c.paragraph, c.start()));
    }
    titles.retain(|t| {
        u32::try_from(t.paragraph).is_ok_and(|p| taken.binary_search(&p).is_err())
            && !bare::repeats_piece(&lines, &candidates, t.paragraph)
    });
    unnumbered::drop_first_parts(&lines, &mut titles);
    if !rules.is_empty() {
        titles.retain(|t| {
            let words = paragraphs.get(t.paragraph).map_or("", |p| p.span.of(text));
            told.allows_title(rules, t.paragraph, words)
        });
    }
    let titled = |i: u32| {
        let at = titles.binary_search_by_key(&(i as usize), |t| t.paragraph);
        at.ok().and_then(|at| titles.get(at)).is_some_and(|t| t.odds > 0.0)
    };
    let noted = Noted::new(document, |i| u32::try_from(i).is_ok_and(titled));
    let mut candidates: Vec<Candidate> = candidates
        .into_iter()
        .filter(|c| !(c.family == Family::None && c.forced && titled(c.paragraph)))
        // A number before the first title, in its line, is that of the page.
        .filter(|c| {
            let first = titles.first().filter(|t| t.paragraph == c.paragraph as usize);
            first.is_none_or(|t| c.start() >= t.span.start)
        })
        .filter(|c| !noted.is_note(text, c))
        .collect();
    drop_attachments(document, &mut candidates);
    add_unnumbered(&lines, &mut titles, &mut candidates);
    let colon: Vec<bool> = paragraphs
        .iter()
        .enumerate()
        .map(|(i, p)| opens_list(i).is_none() && p.span.of(text).ends_with(['：', ':']))
        .collect();

    let label: Vec<bool> = paragraphs
        .iter()
        .enumerate()
        .map(|(i, p)| p.role == Role::Body && opens_list(i).is_none() && is_label(p.span.of(text)))
        .collect();

    let mut events = Vec::with_capacity(candidates.len() + titles.len());
    let mut titles = titles.into_iter().peekable();
    let mut last = 0;
    let mut fresh_from = 0;
    let mut label_from = 0;
    let mut push = |candidate: Candidate, title: bool| {
        let at = candidate.paragraph as usize;
        let between = parts.get(last..at).unwrap_or_default();
        if between.iter().any(|p| *p != Part::Text) {
            fresh_from = at;
        }
        if label.get(last..at).unwrap_or_default().contains(&true) {
            label_from = at;
        }
        last = at;
        events.push(Event {
            title,
            loose: opens_list(at).is_none(),
            colon: at > 0 && colon.get(at - 1).copied().unwrap_or(false),
            speaks: at > 0
                && colon.get(at - 1).copied().unwrap_or(false)
                && speaks(document, at - 1),
            fresh: fresh_from == at && at > 0,
            label: label_from == at && at > 0,
            candidate,
        });
    };
    for candidate in candidates.drain(..) {
        while let Some(t) = titles.next_if(|t| t.paragraph <= candidate.paragraph as usize) {
            push(title_candidate(&t), true);
        }
        // 篇一 begins a speech, as a title does.
        let piece = candidate.family == Family::Piece && candidate.boundary == Boundary::Line;
        let own = candidate.own == Some(Kind::Title);
        push(candidate, piece || own);
    }
    for t in titles {
        push(title_candidate(&t), true);
    }
    give_back(candidates);
    give_back(starts);
    give_back(opens);
    (events, told.counts)
}

/// Adds the headings without a number to `candidates`, which stay in reading order. A line that is one of them
/// is no title, if that was doubtful.
fn add_unnumbered(lines: &Lines<'_>, titles: &mut Vec<Title>, candidates: &mut Vec<Candidate>) {
    let count = lines.document.paragraphs().len();
    let starts: Vec<usize> =
        titles.iter().filter(|t| t.odds > 0.0).map(|t| t.paragraph + 1).collect();
    let ends = starts.iter().skip(1).map(|start| start - 1).chain([count]);
    let mut speeches: Vec<Range<usize>> =
        starts.iter().zip(ends).map(|(&start, end)| start..end.max(start)).collect();
    if speeches.is_empty() {
        speeches.push(0..count);
    }
    // Where the outermost list of sections begins, each time.
    let sections = |speech: &Range<usize>| {
        let from = candidates.partition_point(|c| (c.paragraph as usize) < speech.start);
        let inside = candidates.iter().skip(from);
        let inside = inside.take_while(|c| (c.paragraph as usize) < speech.end);
        let mut begins: Option<Vec<usize>> = None;
        let mut highest = u8::MAX;
        for c in inside {
            // The heading of the notes behind a speech says nothing of its sections.
            let words = || lines.words(c.paragraph as usize);
            if c.declared > 0 && c.family == Family::None && title::notes(words()) {
                break;
            }
            let first = c.value == 1 && c.boundary == Boundary::Line && c.local > 0.5;
            if c.declared > 0 || c.own.is_some() {
                return Some(Vec::new());
            } else if first && family::is_section(c.family) {
                let rank = family::of(c.family).rank;
                let begins = begins.get_or_insert_default();
                if rank < highest {
                    begins.clear();
                    highest = rank;
                }
                if rank == highest {
                    begins.push(c.paragraph as usize);
                }
            }
        }
        begins
    };
    let found = unnumbered::find(lines, &speeches, sections);
    if found.is_empty() {
        return;
    }
    titles.retain(|t| {
        t.odds > 0.0 || found.binary_search_by_key(&t.paragraph, |h| h.paragraph).is_err()
    });
    candidates.extend(found.iter().map(|heading| Candidate {
        forced: true,
        marker: heading.label,
        declared: heading.level,
        ..declared(heading.title, heading.paragraph)
    }));
    candidates.sort_by_key(|c| (c.paragraph, c.start()));
}

/// Whether paragraph `i` says that the speaker now adds points of his own: 我再讲三点意见：
fn speaks(document: &Document, i: usize) -> bool {
    let words = document.paragraphs().get(i).map_or("", |p| p.span.of(document.text()));
    let tail = words.char_indices().rev().nth(23).map_or(0, |(at, _)| at);
    let tail = plain::plainly(words.get(tail..).unwrap_or_default());
    words.contains('我') && ["意见", "要求", "希望", "建议", "点"].iter().any(|w| tail.contains(w))
}

/// Whether an unnumbered `line` may be a label over what follows it: it is short, and not a sentence.
fn is_label(line: &str) -> bool {
    (2..=24).contains(&line.chars().take(25).count())
        && !line.contains(['。', '，', ',', '；', ';', '！', '!', '…'])
        && !line.ends_with(['：', ':', '、'])
        && line.chars().any(char::is_alphabetic)
}

/// A heading without a marker, as one that the format declares on the first level.
fn declared(span: Span, paragraph: usize) -> Candidate {
    Candidate {
        family: Family::None,
        value: 0,
        parts: 0,
        prefix: 0,
        marker: Span::at(span.start),
        title: span,
        boundary: Boundary::Line,
        paragraph: u32::try_from(paragraph).unwrap_or(u32::MAX),
        own_line: true,
        announced: 0,
        declared: 1,
        forced: false,
        local: 3.0,
        own: None,
    }
}

/// The candidate that stands for the title of a speech in the walk.
fn title_candidate(t: &title::Title) -> Candidate {
    Candidate { declared: 0, local: t.odds, ..declared(t.span, t.paragraph) }
}

/// The nodes of the events that were accepted.
fn nodes(document: &Document, events: &[Event], accepted: &[Accepted]) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::with_capacity(accepted.len());
    for (i, a) in accepted.iter().enumerate() {
        let Some(event) = events.get(a.event) else { continue };
        let c = &event.candidate;
        let depth = a.parent.and_then(|p| nodes.get(p)).map_or(1, |p| p.depth.saturating_add(1));
        let kind = if let Some(own) = c.own {
            own
        } else if event.title {
            Kind::Title
        } else if c.boundary == Boundary::Line {
            Kind::Heading
        } else {
            Kind::Point
        };
        let next = accepted.get(i + 1).and_then(|n| events.get(n.event));
        let title = title_span(document, c, next.map(|n| n.candidate.marker.start));
        let mut node = Node::loose(kind, c.family, depth, c.marker, title);
        node.number = a.value;
        node.paragraph = c.paragraph as usize;
        node.confidence = confidence(c.local);
        node.list = a.list;
        node.announced = u16::from(c.announced);
        nodes.push(node);
    }
    nodes
}

/// The title of an accepted candidate: up to the end of its sentence, but not beyond byte `next`, where
/// the next marker begins.
fn title_span(document: &Document, c: &Candidate, next: Option<usize>) -> Span {
    // A title without a marker may run over several lines.
    let paragraph =
        document.paragraphs().get(c.paragraph as usize).filter(|_| c.family != Family::None);
    // One in the line below its number goes on beyond the paragraph of the number.
    let end = paragraph.map_or(c.title.end, |p| p.span.end.max(c.title.end));
    let limit = next.map_or(end, |n| n.clamp(c.title.start, end));
    let mut title = c.title;
    // Where items begin in the line of a heading, only its first sentence is the title: 怎么看：这是第一关。
    let cut = c.family != Family::None && limit < title.end;
    if (c.boundary != Boundary::Line || cut) && c.own.is_none() {
        let rest = Span::new(title.start, limit).of(document.text());
        title.end = title.start + marker::title_end(rest).0;
    }
    title.end = title.end.min(limit);
    let pause = |ch: char| {
        is_blank(ch)
            || matches!(ch, '，' | ',' | '、' | '；' | ';' | '：' | ':' | '。' | '(' | '（')
    };
    if c.family != Family::None {
        title.end = title.start + title.of(document.text()).trim_end_matches(pause).len();
    }
    // 篇二 各位领导：…… has no name.
    let greets = || {
        let colon = Span::new(title.end, limit).of(document.text()).chars().next();
        let whole = Span::new(title.start, title.end + colon.map_or(0, char::len_utf8));
        title::part(whole.of(document.text())) == title::Part::Salutation
    };
    if c.family == Family::Piece && c.own.is_none() && greets() {
        title.end = title.start;
    }
    title
}

/// The probability that the log-odds `odds` stand for, in percent.
fn confidence(odds: f32) -> u8 {
    // The logistic function stays inside 0 to 100, so the cast keeps the value.
    (100.0 / (1.0 + (-odds).exp())) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Depth and words of each node of a text of `lines`, each given with the level of heading that the
    /// format declares for it; 0 for none.
    fn levels(lines: &[(&str, u8)]) -> Vec<(u16, String)> {
        let text: Vec<&str> = lines.iter().map(|(line, _)| *line).collect();
        let role = |i: usize| lines.get(i).filter(|l| l.1 > 0).map(|l| Role::Heading(l.1));
        let document = Document::from_lines(text.join("\n")).with_roles(role);
        let outline = parse(&document);
        let words = |n: &Node| Span::new(n.start(), n.title.end).of(document.text()).to_owned();
        outline.nodes().iter().map(|n| (n.depth, words(n))).collect()
    }

    #[test]
    fn a_declared_heading_stays_below_what_its_number_is_below() {
        let found = levels(&[
            ("第一章 圩堤", 0),
            ("一、查险", 1),
            ("二、除险", 1),
            ("第二章 涵闸", 0),
            ("一、检修", 1),
            ("1. 闸门", 2),
        ]);
        let depths: Vec<u16> = found.iter().map(|(depth, _)| *depth).collect();
        assert_eq!(depths, [1, 2, 2, 1, 2, 3], "{found:?}");
        // A chapter whose title is too long for a heading was left as body text.
        let found = levels(&[
            ("一、东圩要守住", 0),
            ("1. 人手", 3),
            ("2. 物资", 3),
            ("二、西圩要加高", 0),
            ("1. 取土", 3),
        ]);
        let depths: Vec<u16> = found.iter().map(|(depth, _)| *depth).collect();
        assert_eq!(depths, [1, 2, 2, 1, 2], "{found:?}");
    }

    #[test]
    fn what_the_format_declares_stands_where_it_says() {
        let found = levels(&[("总则", 1), ("1. 目的", 2), ("一、宗旨", 3), ("附则", 1)]);
        let depths: Vec<u16> = found.iter().map(|(depth, _)| *depth).collect();
        assert_eq!(depths, [1, 2, 3, 1], "{found:?}");
    }
}
