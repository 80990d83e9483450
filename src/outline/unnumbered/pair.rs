//! Tells when two headings without a number are enough, where one short line may be anything.
//!
//! In: the headings found in the lines of one speech. Out: whether they are two that belong together.

use super::Heading;
use crate::outline::bare::Lines;
use crate::text::Span;

/// Whether `found` are two headings that say nearly the same, or that blank lines set apart.
pub(super) fn is_pair(lines: &Lines<'_>, inside: &[usize], found: &[Heading]) -> bool {
    let [a, b] = found else { return false };
    alike(lines, a, b) || set_apart(lines, inside, [a, b])
}

/// Whether two headings have most of their words in common: 2024年护堤工作回顾, 2025年护堤工作打算. Questions may ask
/// the same over and over.
fn alike(lines: &Lines<'_>, a: &Heading, b: &Heading) -> bool {
    /// Characters that such a heading has at least.
    const LEAST: usize = 6;
    let [a, b] = [a, b].map(|h| h.title.of(lines.document.text()));
    let (a, b) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let both = a.chars().filter(|&c| b.contains(c)).count();
    let all = a.chars().count();
    let asks = |words: &str| words.contains(['？', '?']);
    all >= LEAST && both * 2 > all && !asks(a) && !asks(b)
}

/// Whether more blank lines stand before each of `pair` than between the paragraphs below them. What closes
/// the speech may stand apart as well.
fn set_apart(lines: &Lines<'_>, inside: &[usize], pair: [&Heading; 2]) -> bool {
    let (text, paragraphs) = (lines.document.text(), lines.document.paragraphs());
    let gap = |i: usize| {
        let above = paragraphs.get(i.checked_sub(1)?)?.span.end;
        let between = Span::new(above, paragraphs.get(i)?.span.start).of(text);
        Some(between.bytes().filter(|&b| b == b'\n').count())
    };
    let [first, second] = pair.map(|h| h.paragraph);
    let Some(least) = gap(first).min(gap(second)) else { return false };
    let from = inside.partition_point(|&i| i < first);
    let below = inside.get(from..).unwrap_or_default().iter();
    below.filter(|&&i| gap(i).is_some_and(|gap| gap >= least)).count() <= pair.len() + 1
}
