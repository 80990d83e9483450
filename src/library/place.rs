//! A place in a text, described so that it can be found again after the text has been edited.
//!
//! In: a byte of a document, and its outline. Out: a [`Place`] (headings above, paragraph, offset, a few
//! words, percentage), which can be stored; and from that, a byte of another version of the text. Rows of
//! the screen are no part of it, since they depend on the window. At most [`QUOTE`] characters of the
//! text are stored in one piece.

use serde::{Deserialize, Serialize};

use crate::document::Document;
use crate::outline::{Node, NodeId, Outline};
use crate::text::Span;

/// Most characters of a text that are kept in one piece.
pub const QUOTE: usize = 24;
/// Most headings of a path that are kept, the innermost ones.
const DEPTH: usize = 12;
/// Lengths, in characters, of the parts of a quote that are looked for when it is not found whole.
const PARTS: [usize; 4] = [16, 12, 8, 6];
/// The shortest part of a quote that is looked for beyond the section in which it stood.
const TELLING: usize = 8;
/// The shortest end of a passage by which its end is found.
const ENDING: usize = 3;
/// Most places where one part of a quote is looked at.
const MOST: usize = 4096;

/// A place in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The headings that hold it, the outermost first.
    #[serde(default)]
    pub path: Vec<Heading>,
    /// Paragraph of the document, from 0.
    #[serde(default)]
    pub paragraph: usize,
    /// Characters from the start of the paragraph.
    #[serde(default)]
    pub offset: usize,
    /// Words of the paragraph around the place.
    #[serde(default)]
    pub quote: String,
    /// How many characters of `quote` stand before the place: near the end of a paragraph.
    #[serde(default)]
    pub back: usize,
    /// The share of the text before it, in millionths.
    #[serde(default)]
    pub share: u32,
}

/// A heading that holds a place: marker, title, and how many paragraphs further on the place
/// stands. Words are cut to [`QUOTE`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading(pub String, pub String, pub usize);

/// A stretch of text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// Where it begins.
    pub at: Place,
    /// Its length in characters.
    pub chars: usize,
    /// Its last characters, [`QUOTE`] at most.
    #[serde(default)]
    pub last: String,
}

/// A document with its outline.
#[derive(Clone, Copy, Debug)]
pub struct Version<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its outline.
    pub outline: &'a Outline,
}

impl Place {
    /// The place of `byte`; one between paragraphs belongs to the paragraph before.
    #[must_use]
    pub fn of(version: Version<'_>, byte: usize) -> Self {
        let Version { document, outline } = version;
        let text = document.text();
        let paragraph = document.paragraph_at(byte);
        let Some(span) = document.paragraphs().get(paragraph).map(|p| p.span) else {
            return Self::default();
        };
        let mut byte = byte.clamp(span.start, span.end);
        while !text.is_char_boundary(byte) {
            byte -= 1;
        }
        let before = Span::new(span.start, byte).of(text);
        let after = Span::new(byte, span.end).of(text).chars().take(QUOTE).count();
        let back = before.chars().count().min(QUOTE - after);
        let start =
            before.char_indices().rev().take(back).last().map_or(byte, |(at, _)| span.start + at);
        let heading = outline.at(byte);
        Self {
            path: heading.map_or(Vec::new(), |id| version.path(id, paragraph)),
            paragraph,
            offset: before.chars().count(),
            quote: head(Span::new(start, span.end).of(text)).to_owned(),
            back,
            share: share(byte, text.len()),
        }
    }

    /// The byte of `version` where the place is now: exactly, if nothing before it in its paragraph has
    /// changed; else found by its words, then by its section, then by its share of the text.
    ///
    /// Always inside the text and on a `char` boundary.
    #[must_use]
    pub fn find(&self, version: Version<'_>) -> usize {
        self.exact(version).unwrap_or_else(|| self.search(version))
    }

    /// About where it stands in a text of `length` bytes, by the share of the text before it.
    #[must_use]
    pub fn by_share(&self, length: usize) -> usize {
        unshare(self.share, length)
    }

    /// The byte, if the same words still stand at the same paragraph and offset, under a heading with the
    /// same title.
    #[must_use]
    pub fn exact(&self, version: Version<'_>) -> Option<usize> {
        let text = version.document.text();
        let span = version.document.paragraphs().get(self.paragraph)?.span;
        let words = span.of(text);
        let chars = self.offset.checked_sub(self.back)?;
        let start = after(words, chars)?;
        let tail = Span::new(start, words.len()).of(words);
        let here = tail.starts_with(&self.quote);
        let into = after(&self.quote, self.back)?;
        let byte = span.start + start + into;
        let node = version.outline.at(byte).and_then(|id| version.outline.get(id));
        let same = match (node, self.path.last()) {
            (Some(node), Some(heading)) => head(node.title.of(text)) == heading.1,
            (node, heading) => node.is_none() && heading.is_none(),
        };
        (here && same && !self.quote.is_empty()).then_some(byte)
    }

    /// The byte by all that is known of the place.
    fn search(&self, version: Version<'_>) -> usize {
        let text = version.document.text();
        let whole = Span::new(0, text.len());
        let by_share = floor(text, self.by_share(text.len()));
        let Some(section) = self.section(version) else {
            let by_count = version.document.paragraphs().get(self.paragraph);
            return self
                .whole_quote(version, whole, by_share)
                .or_else(|| self.part(version, whole, by_share, TELLING))
                .or_else(|| by_count.filter(|_| self.path.is_empty()).map(|p| p.span.start))
                .map_or(by_share, |start| self.counted(version, start));
        };
        let expected = self.counted(version, section.expected(version));
        let own = own_extent(version.outline, section.id, section.node);
        self.whole_quote(version, own, expected)
            .or_else(|| self.whole_quote(version, section.node.extent, expected))
            .or_else(|| self.whole_quote(version, whole, by_share).filter(|_| self.telling()))
            .or_else(|| self.part(version, section.node.extent, expected, 1))
            .or_else(|| self.part(version, whole, by_share, TELLING))
            .unwrap_or(expected)
    }

    /// Where the place should be by counting, in the paragraph in which `start` stands: without a quote
    /// nothing tells it better.
    fn counted(&self, version: Version<'_>, start: usize) -> usize {
        let Version { document, .. } = version;
        let paragraph = document.paragraphs().get(document.paragraph_at(start)).map(|p| p.span);
        let Some(span) = paragraph.filter(|_| self.quote.is_empty() && self.offset > 0) else {
            return start;
        };
        let into = after(span.of(document.text()), self.offset);
        into.map_or(start, |into| (span.start + into).max(start))
    }

    /// The place without any words of the text except those of its headings.
    #[must_use]
    pub fn without_quote(self) -> Self {
        Self { quote: String::new(), back: 0, ..self }
    }

    /// Whether the quote is long enough to stand for the place by itself.
    fn telling(&self) -> bool {
        self.quote.chars().nth(TELLING - 1).is_some()
    }

    /// Where the quote stands in `within`, nearest to `expected`.
    fn whole_quote(&self, version: Version<'_>, within: Span, expected: usize) -> Option<usize> {
        let (at, _) = nearest(version.document.text(), &self.quote, within, expected)?;
        Some(at + after(&self.quote, self.back)?)
    }

    /// Where a part of the quote, `least` characters at least, stands in `within`: the longest one
    /// around the place itself, else the longest one of all.
    fn part(
        &self,
        version: Version<'_>,
        within: Span,
        expected: usize,
        least: usize,
    ) -> Option<usize> {
        let text = version.document.text();
        let starts: Vec<usize> =
            self.quote.char_indices().map(|(at, _)| at).chain([self.quote.len()]).collect();
        let place = *starts.get(self.back)?;
        let parts = PARTS.into_iter().filter(|&part| part >= least);
        let around = |first: usize, part: usize| (first..first + part).contains(&self.back);
        for (part, holds) in parts.clone().map(|p| (p, true)).chain(parts.map(|p| (p, false))) {
            for (first, window) in starts.windows(part + 1).enumerate() {
                let (Some(&start), Some(&end)) = (window.first(), window.last()) else { continue };
                if around(first, part) != holds {
                    continue;
                }
                let needle = Span::new(start, end).of(&self.quote);
                let Some((at, alone)) = nearest(text, needle, within, expected) else { continue };
                // Outside its section, a short part that occurs in many places proves nothing.
                if least >= TELLING && part < PARTS[1] && !alone {
                    continue;
                }
                return Some(if place >= start {
                    self.on(version, at, place - start)
                } else {
                    self.back_from(version, at, Span::new(place, start))
                });
            }
        }
        None
    }

    /// The place, `bytes` on from a part of the quote that stands at `at`; not past its paragraph.
    fn on(&self, version: Version<'_>, at: usize, bytes: usize) -> usize {
        let index = version.document.paragraph_at(at);
        let end = version.document.paragraphs().get(index).map_or(at, |p| p.span.end);
        floor(version.document.text(), (at + bytes).min(end))
    }

    /// The place, where a part of the quote stands at `at` and the quote has the words `between`
    /// the place and that part.
    fn back_from(&self, version: Version<'_>, at: usize, between: Span) -> usize {
        let text = version.document.text();
        let index = version.document.paragraph_at(at);
        let start = version.document.paragraphs().get(index).map_or(at, |p| p.span.start);
        let before = Span::new(start, at).of(text);
        let missed = between.of(&self.quote);
        // A place at the start of a paragraph stays there when the first words change.
        if self.offset == 0 && before.chars().count() <= missed.chars().count() + PARTS[3] {
            return start;
        }
        let pairs = before.chars().rev().zip(missed.chars().rev());
        let same: usize = pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
        if same > 0 {
            return at - same;
        }
        // The words between are gone: go on after the stop that ended them.
        let rest = Span::new(at, text.len()).of(text);
        let stop = rest.chars().take_while(|c| is_stop(*c)).map(char::len_utf8).sum::<usize>();
        at + stop
    }

    /// The node that the innermost heading of the path has become.
    ///
    /// The title tells, for numbers change when a section is put in or taken out; of several, the
    /// one whose headings above fit best, then the one with the same marker, then the nearest.
    /// Where the title was changed, the same marker below the same heading.
    fn section<'a>(&self, version: Version<'a>) -> Option<Section<'a>> {
        let outline = version.outline;
        let text = version.document.text();
        let by_share = unshare(self.share, text.len());
        for (depth, heading) in self.path.iter().enumerate().rev() {
            let Heading(marker, title, below) = heading;
            let above = self.path.get(..depth)?;
            let fits = |node: &Node, by_title: bool| {
                if by_title {
                    !title.is_empty() && head(node.title.of(text)) == title
                } else {
                    !marker.is_empty() && head(node.marker.of(text)) == marker
                }
            };
            let fit = |id: NodeId, node: &Node| {
                let holders = version.path(id, node.paragraph);
                let same = holders.iter().rev().skip(1).zip(above.iter().rev());
                let shared = same.take_while(|(a, b)| a.1 == b.1).count();
                (shared, head(node.marker.of(text)) == marker)
            };
            let best = |by_title: bool, least: usize| {
                let nodes = outline.nodes().iter().enumerate().filter(|(_, n)| fits(n, by_title));
                let rated = nodes.take(MOST).map(|(i, node)| (fit(NodeId(i), node), i, node));
                let near = |node: &Node| std::cmp::Reverse(node.start().abs_diff(by_share));
                let rated = rated.filter(|((shared, _), ..)| *shared >= least);
                let best = rated.max_by_key(|(fit, _, node)| (*fit, near(node)));
                best.map(|(_, i, node)| Section { id: NodeId(i), node, below: *below })
            };
            if let Some(section) = best(true, 0).or_else(|| best(false, above.len().min(1))) {
                return Some(section);
            }
        }
        None
    }
}

/// A heading of a version, and how many paragraphs further on a place should be.
struct Section<'a> {
    id: NodeId,
    node: &'a Node,
    below: usize,
}

impl Section<'_> {
    /// Where the place should be by counting: the start of a paragraph inside the section.
    fn expected(&self, version: Version<'_>) -> usize {
        if self.below == 0 {
            return self.node.start();
        }
        let paragraphs = version.document.paragraphs();
        let after = paragraphs.partition_point(|p| p.span.start < self.node.extent.end);
        let index = (self.node.paragraph + self.below).min(after.saturating_sub(1));
        paragraphs.get(index).map_or(self.node.start(), |p| p.span.start)
    }
}

impl Passage {
    /// The passage of `span`.
    #[must_use]
    pub fn of(version: Version<'_>, span: Span) -> Self {
        let words = span.of(version.document.text());
        let chars = words.chars().count();
        let last = words.char_indices().rev().take(QUOTE).last().map_or(0, |(at, _)| at);
        Self {
            at: Place::of(version, span.start),
            chars,
            last: Span::new(last, words.len()).of(words).to_owned(),
        }
    }

    /// Where it stands in `version`: from its start to its last words, or as long as it was where
    /// those are gone. Never past the paragraph after which it ended before, and never empty in a
    /// text that has words there.
    #[must_use]
    pub fn find(&self, version: Version<'_>) -> Span {
        let text = version.document.text();
        let start = self.at.find(version);
        let rest = Span::new(start, text.len()).of(text);
        let as_long = after(rest, self.chars).unwrap_or(rest.len());
        if Span::new(0, as_long).of(rest).ends_with(&self.last) {
            return Span::new(start, start + as_long);
        }
        // Words may have been put in or taken out of the middle: the longest end that is there.
        let most = after(rest, self.chars * 2 + 200).unwrap_or(rest.len());
        let within = Span::new(start, start + most);
        let ends = self.last.char_indices().map(|(at, _)| Span::new(at, self.last.len()));
        for end in ends.map(|span| span.of(&self.last)) {
            if end.chars().nth(ENDING - 1).is_none() {
                break;
            }
            if let Some((at, _)) = nearest(text, end, within, start + as_long) {
                return Span::new(start, at + end.len());
            }
        }
        let index = version.document.paragraph_at(start);
        let end = version.document.paragraphs().get(index).map_or(start, |p| p.span.end);
        Span::new(start, (start + as_long).min(end).max(start))
    }
}

impl Version<'_> {
    /// The headings that hold `id` and itself, [`DEPTH`] of them at most, for a place in
    /// `paragraph`.
    fn path(self, id: NodeId, paragraph: usize) -> Vec<Heading> {
        let text = self.document.text();
        let path = self.outline.path(id);
        let inner = path.len().saturating_sub(DEPTH);
        let nodes = path.into_iter().skip(inner).filter_map(|id| self.outline.get(id));
        let heading = |node: &Node| {
            let [marker, title] = [node.marker, node.title].map(|span| head(span.of(text)));
            let below = paragraph.saturating_sub(node.paragraph);
            Heading(marker.to_owned(), title.to_owned(), below)
        };
        nodes.map(heading).collect()
    }
}

/// Whether `c` ends a sentence or a part of one.
fn is_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '；' | '，' | '、' | '：' | '”' | '）' | ' ' | '\u{3000}')
}

/// The part of a section before its first subsection.
fn own_extent(outline: &Outline, id: NodeId, node: &Node) -> Span {
    let next = outline.get(NodeId(id.0 + 1)).map_or(node.extent.end, Node::start);
    Span::new(node.start(), next.clamp(node.start(), node.extent.end))
}

/// The first [`QUOTE`] characters of `text`.
fn head(text: &str) -> &str {
    let end = after(text, QUOTE).unwrap_or(text.len());
    Span::new(0, end).of(text)
}

/// The byte after `chars` characters of `text`; `None` where it is shorter.
fn after(text: &str, chars: usize) -> Option<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).nth(chars)
}

/// Where `needle` stands inside `within`, nearest to `expected`, and whether only there.
fn nearest(text: &str, needle: &str, within: Span, expected: usize) -> Option<(usize, bool)> {
    if needle.is_empty() {
        return None;
    }
    let found = within.of(text).match_indices(needle).map(|(at, _)| within.start + at);
    let found: Vec<_> = found.take(MOST).collect();
    let best = found.iter().copied().min_by_key(|at| at.abs_diff(expected))?;
    Some((best, found.len() == 1))
}

/// The share of `length` that lies before `byte`, in millionths.
fn share(byte: usize, length: usize) -> u32 {
    let share = byte as u128 * 1_000_000 / length.max(1) as u128;
    u32::try_from(share).unwrap_or(1_000_000)
}

/// The byte of a text `length` long that has `share` millionths before it.
fn unshare(share: u32, length: usize) -> usize {
    let byte = u128::from(share.min(1_000_000)) * length as u128 / 1_000_000;
    usize::try_from(byte).unwrap_or(length)
}

/// The last `char` boundary at or before `byte`.
fn floor(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

#[cfg(test)]
mod tests;
