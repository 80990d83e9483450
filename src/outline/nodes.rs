//! The nodes of an outline, made of the events that were accepted.
//!
//! In: the events, and which of them the walk accepted. Out: the nodes, each with its depth, its kind and the words of
//! its title.

use super::events::Event;
use super::hierarchy::Accepted;
use super::marker::{self, Boundary, Candidate};
use super::title;
use super::tree::{Family, Kind, Node};
use crate::document::Document;
use crate::text::{Span, is_blank};

/// The nodes of the events that were accepted.
pub(super) fn nodes(document: &Document, events: &[Event], accepted: &[Accepted]) -> Vec<Node> {
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
