//! The closing words of a speech, which stand below its last heading but belong to none.
//!
//! In: what stands below the last headings of two versions that are no versions of each other. Out: where
//! the words begin that both end with: 同志们，…… 谢谢大家！ They are compared with each other.

use super::Version;
use super::likeness::{ALIKE, Grams};
use crate::document::{Paragraph, Role};
use crate::text::Span;

/// Most paragraphs of a closing.
const MOST: usize = 20;

/// Where the closings begin, in bytes of either text; `old` and `new` are the first bytes of the last
/// headings. The paragraphs of the headings themselves are no part of them.
pub(super) fn closing(
    (a, old): (Version<'_>, usize),
    (b, new): (Version<'_>, usize),
) -> Option<(usize, usize)> {
    let alike = |x: Span, y: Span| {
        let (x, y) = (x.of(a.document.text()), y.of(b.document.text()));
        x == y || Grams::new(x).alike(&Grams::new(y)) >= ALIKE
    };
    let pairs = below(a, old).zip(below(b, new)).take(MOST);
    let last = pairs.take_while(|(x, y)| alike(x.span, y.span)).last();
    last.map(|(x, y)| (x.span.start, y.span.start))
}

/// The paragraphs below the one in which `heading` begins, from the last one up.
fn below(version: Version<'_>, heading: usize) -> impl Iterator<Item = &Paragraph> {
    let paragraphs = version.document.paragraphs();
    let end = paragraphs.partition_point(|p| p.span.start < version.span.end);
    let inside = paragraphs.get(..end).unwrap_or_default().iter().rev();
    inside.take_while(move |p| p.span.start > heading).filter(|p| p.role != Role::Furniture)
}
