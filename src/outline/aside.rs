//! Finds numbers that do not open an item of a speech: those of attachments, of notes and of the pages of
//! a copy.
//!
//! In: the document and its candidates. Out: the candidates without such numbers, or with less weight.

use super::marker::{Boundary, Candidate, enclosed};
use super::title;
use super::tree::Family;
use crate::document::{Document, Paragraph};
use crate::text::is_blank;

/// Drops the candidates that number the attachments of a document: 附件：1．名单 / 2．分工表.
pub(super) fn drop_attachments(document: &Document, candidates: &mut Vec<Candidate>) {
    let text = document.text();
    let line = |i: u32| document.paragraphs().get(i as usize).map_or("", |p| p.span.of(text));
    // 附件： in a line of its own, with the list below it.
    let below = |i: u32| {
        let before = i.checked_sub(1).map_or("", line);
        let bare = before.trim_matches(is_blank).strip_suffix(['：', ':']);
        bare.is_some_and(|words| matches!(words.trim_end_matches(is_blank), "附件" | "附"))
    };
    let opens = |i: u32| {
        let words = line(i);
        words.strip_prefix("附件").or_else(|| words.strip_prefix('附')).is_some_and(|rest| {
            let rest = rest.trim_start_matches(is_blank);
            let list = rest.strip_prefix(['：', ':']).unwrap_or_default();
            list.trim_start_matches(is_blank).starts_with(['1', '１', '⒈'])
        })
    };
    // Paragraph and number of the last attachment.
    let mut last: Option<(u32, u32)> = None;
    candidates.retain(|c| {
        let numbered = matches!(c.family, Family::Arabic);
        let attached = numbered
            && match last {
                Some((paragraph, value)) => {
                    c.value == value + 1
                        && c.paragraph <= paragraph + 1
                        && (c.own_line || c.paragraph == paragraph)
                }
                None => c.value == 1 && (opens(c.paragraph) || below(c.paragraph)),
            };
        last = attached.then_some((c.paragraph, c.value));
        !attached
    });
}

/// Tells which markers open notes (［1］上年基数为……) and not items.
pub(super) struct Noted {
    /// Whether each paragraph stands below a heading 注释.
    below: Vec<bool>,
    /// Whether the text refers to a note in square brackets.
    cited: bool,
    /// Whether the notes begin with numbers in circles.
    circled: bool,
}

impl Noted {
    /// Looks for headings of notes and for references. `titled` says whether a paragraph is the title of
    /// a speech, which ends the notes before it.
    pub(super) fn new(document: &Document, titled: impl Fn(usize) -> bool) -> Self {
        let text = document.text();
        let mut inside = false;
        let below = |(i, p): (usize, &crate::document::Paragraph)| {
            inside = !titled(i) && (inside || title::notes(p.span.of(text)));
            inside
        };
        let below: Vec<bool> = document.paragraphs().iter().enumerate().map(below).collect();
        let notes = document.paragraphs().iter().zip(&below).filter(|&(_, &below)| below);
        let circled = |p: &Paragraph| enclosed(p.span.of(text).get(..3).unwrap_or_default());
        let circled = notes.filter(|&(p, _)| circled(p).is_some()).count() >= 2;
        let glued = |at: usize| {
            let before = text.get(..at).and_then(|t| t.chars().next_back());
            before.is_some_and(|c| c != '\n' && !is_blank(c))
        };
        let cited = ["[1]", "［1］", "〔1〕", "［１］"]
            .iter()
            .any(|sign| memchr::memmem::find_iter(text.as_bytes(), sign).any(glued));
        Self { below, cited, circled }
    }

    /// Whether the marker of `c` opens a note; `text` is that of the document.
    pub(super) fn is_note(&self, text: &str, c: &Candidate) -> bool {
        if !matches!(c.family, Family::ArabicParen | Family::Circled) {
            return false;
        }
        let square = || c.marker.of(text).starts_with(['[', '［', '〔']);
        // A reference stands behind a sentence, an item of a list behind 。 only if it is not the first.
        let refers = || {
            let before = text.get(..c.marker.start).and_then(|t| t.chars().next_back());
            c.boundary != Boundary::Line
                && before.is_some_and(|c| !matches!(c, '：' | ':' | '；' | ';'))
        };
        if self.circled && c.family == Family::Circled && refers() {
            return true;
        }
        self.below.get(c.paragraph as usize).copied().unwrap_or(false) || self.cited && square()
    }
}

/// Takes weight from the candidates that number the pages of a copy, in which each page is a line that opens
/// with its number 1、 2、 and mostly breaks off in the middle of a sentence. A line may hold several
/// paragraphs. `starts` has for each paragraph the index of its first candidate, and at the end their number.
/// Returns the paragraphs that open with the number of a page, in order.
pub(super) fn doubt_pages(
    document: &Document,
    starts: &[usize],
    candidates: &mut [Candidate],
) -> Vec<usize> {
    /// Least length of a page, in bytes.
    const PAGE: usize = 240;
    let text = document.text();
    let paragraphs = document.paragraphs();
    let number = |i: usize, candidates: &[Candidate]| {
        let (from, to) = (*starts.get(i)?, *starts.get(i + 1)?);
        let first = candidates.get(from..to)?.first()?;
        let opens = first.family == Family::Arabic && first.boundary == Boundary::Line;
        opens.then_some(first.value)
    };
    // The first paragraph that begins in a line below the one in which paragraph `i` begins.
    let mut positions = document.positions();
    let mut below = |i: usize| {
        let start = paragraphs.get(i).map_or(text.len(), |p| p.span.start);
        let next = document.byte_of_line(positions.at(start).line + 1);
        paragraphs.partition_point(|p| p.span.start < next).max(i + 1)
    };
    let mut found = Vec::new();
    let mut i = 0;
    while i < paragraphs.len() {
        if number(i, candidates) != Some(1) {
            i += 1;
            continue;
        }
        // The first paragraph of each page.
        let mut pages = vec![i];
        let mut next = below(i);
        while number(next, candidates) == u32::try_from(pages.len() + 1).ok() {
            pages.push(next);
            next = below(next);
        }
        let breaks = || pages.windows(2).filter_map(|w| paragraphs.get(*w.first()?..*w.last()?));
        let torn = |page: &&[Paragraph]| {
            let last = page.last().map_or("", |p| p.span.of(text));
            last.trim_end_matches(is_blank).ends_with(goes_on)
        };
        let long = |page: &[Paragraph]| page.iter().map(|p| p.span.len()).sum::<usize>() >= PAGE;
        let torn = breaks().filter(torn).count();
        if torn > 0 && torn * 2 >= pages.len() - 1 && breaks().all(long) {
            for at in pages.iter().filter_map(|&page| starts.get(page)) {
                if let Some(c) = candidates.get_mut(*at) {
                    c.local -= 9.0;
                }
            }
            found.append(&mut pages);
        }
        i = next;
    }
    found
}

/// Whether a sentence that breaks off after `c` has not ended.
fn goes_on(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '，' | ',' | '、' | '“' | '《' | '（' | '(')
}
