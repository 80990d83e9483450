//! Numbers that open no item of a speech: those of attachments, of notes and of copied pages.

use super::marker::{Boundary, Candidate};
use super::title;
use super::tree::Family;
use crate::document::Document;
use crate::text::is_blank;

/// Drops the candidates that number what is attached to a document:
/// 附件：1．名单 / 2．分工表.
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

/// Which markers open notes (［1］上年基数为……) and not items.
pub(super) struct Noted {
    /// Whether each paragraph stands below a heading 注释.
    below: Vec<bool>,
    /// Whether the text refers to a note in square brackets.
    cited: bool,
}

impl Noted {
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

    pub(super) fn is_note(&self, text: &str, c: &Candidate) -> bool {
        if !matches!(c.family, Family::ArabicParen | Family::Circled) {
            return false;
        }
        let square = || c.marker.of(text).starts_with(['[', '［', '〔']);
        self.below.get(c.paragraph as usize).copied().unwrap_or(false) || self.cited && square()
    }
}

/// Whether paragraph `i` opens with the number of a page and not of an item: copies that number their
/// pages 1、 2、 break off in the middle of a sentence. `before` is where the candidates of the
/// paragraph before start.
pub(super) fn torn(
    document: &Document,
    i: usize,
    found: &[Candidate],
    before: Option<&usize>,
) -> bool {
    /// Bytes that a page has at least.
    const PAGE: usize = 240;
    let opens = |c: &&Candidate| c.family == Family::Arabic && c.boundary == Boundary::Line;
    let previous = before.and_then(|&at| found.get(at)).filter(opens);
    let number = |c: &Candidate| (c.paragraph as usize, c.value);
    let Some((page, value)) = previous.map(number) else { return false };
    let next = found.iter().rev().take_while(|c| c.paragraph as usize == i).last().filter(opens);
    let cut = i.checked_sub(1).and_then(|j| document.paragraphs().get(j)).is_some_and(|p| {
        let words = p.span.of(document.text()).trim_end_matches(is_blank);
        words.len() >= PAGE && words.ends_with(char::is_alphabetic)
    });
    cut && page + 1 == i && next.is_some_and(|c| c.value == value + 1)
}
