//! The closing words of a speech, which stand below its last heading but belong to none.
//!
//! In: the last headings of two versions. Out: where the closing words that both share begin (同志们，……
//! 谢谢大家！). They are compared even if the last headings do not correspond.

use super::Version;
use super::likeness::{ALIKE, Grams};
use crate::document::{Paragraph, Role};
use crate::outline::Node;
use crate::text::Span;

/// Most paragraphs of a closing.
const MOST: usize = 20;

/// Where the closings begin, in bytes of either text. `None` if nothing else stands below the last
/// headings: then the words may belong to the sections.
pub(super) fn closing(
    old: Version<'_>,
    new: Version<'_>,
    last: [&Node; 2],
) -> Option<(usize, usize)> {
    let alike = |x: Span, y: Span| {
        let (x, y) = (x.of(old.document.text()), y.of(new.document.text()));
        x == y || Grams::new(x).alike(&Grams::new(y)) >= ALIKE
    };
    let [a, b] = last;
    let pairs = below(old, a).zip(below(new, b)).take(MOST);
    let (x, y) = pairs.take_while(|(x, y)| alike(x.span, y.span)).last()?;
    let (x, y) = (x.span.start, y.span.start);
    (says(old, a, x) || says(new, b, y)).then_some((x, y))
}

/// The paragraphs below the one in which `heading` stands, from the last one up.
fn below<'a>(version: Version<'a>, heading: &Node) -> impl Iterator<Item = &'a Paragraph> {
    let paragraphs = version.document.paragraphs();
    let end = paragraphs.partition_point(|p| p.span.start < version.span.end);
    let inside = paragraphs.get(..end).unwrap_or_default().iter().rev();
    let start = heading.title.end.max(heading.marker.end);
    inside.take_while(move |p| p.span.start >= start).filter(|p| p.role != Role::Furniture)
}

/// Whether anything is said between `heading` and `end`.
fn says(version: Version<'_>, heading: &Node, end: usize) -> bool {
    let body = Span::new(heading.title.end.max(heading.marker.end), end);
    body.of(version.document.text()).chars().any(char::is_alphanumeric)
}
