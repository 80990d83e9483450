//! Finds numbers that do not open an item of a speech: those of attachments, of notes and of the pages of
//! a copy.
//!
//! In: the document and its candidates. Out: the candidates without such numbers, or with less weight.

use super::marker::{Boundary, Candidate};
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
        let below = document.paragraphs().iter().enumerate().map(below).collect();
        let glued = |at: usize| {
            let before = text.get(..at).and_then(|t| t.chars().next_back());
            before.is_some_and(|c| c != '\n' && !is_blank(c))
        };
        let cited = ["[1]", "［1］", "〔1〕", "［１］"]
            .iter()
            .any(|sign| memchr::memmem::find_iter(text.as_bytes(), sign).any(glued));
        Self { below, cited }
    }

    /// Whether the marker of `c` opens a note; `text` is that of the document.
    pub(super) fn is_note(&self, text: &str, c: &Candidate) -> bool {
        if !matches!(c.family, Family::ArabicParen | Family::Circled) {
            return false;
        }
        let square = || c.marker.of(text).starts_with(['[', '［', '〔']);
        self.below.get(c.paragraph as usize).copied().unwrap_or(false) || self.cited && square()
    }
}

/// Takes weight from the candidates that number the pages of a copy, in which each page is a paragraph that
/// opens with its number 1、 2、 and mostly breaks off in the middle of a sentence. `starts` has for each
/// paragraph the index of its first candidate, and at the end their number.
pub(super) fn doubt_pages(document: &Document, starts: &[usize], candidates: &mut [Candidate]) {
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
    let mut i = 0;
    while i < paragraphs.len() {
        if number(i, candidates) != Some(1) {
            i += 1;
            continue;
        }
        let pages =
            (1..).take_while(|&n| number(i + n as usize - 1, candidates) == Some(n)).count();
        let all = paragraphs.get(i..i + pages).unwrap_or_default();
        let words = |p: &Paragraph| p.span.of(text).trim_end_matches(is_blank);
        let breaks = all.split_last().map_or(&[][..], |(_, breaks)| breaks);
        let torn = breaks.iter().filter(|p| words(p).ends_with(goes_on)).count();
        let long = breaks.iter().all(|p| p.span.len() >= PAGE);
        if torn > 0 && torn * 2 >= breaks.len() && long {
            for at in starts.get(i..i + pages).unwrap_or_default() {
                if let Some(c) = candidates.get_mut(*at) {
                    c.local -= 9.0;
                }
            }
        }
        i += pages.max(1);
    }
}

/// Whether a sentence that breaks off after `c` has not ended.
fn goes_on(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '，' | ',' | '、' | '“' | '《' | '（' | '(')
}
