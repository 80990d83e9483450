//! Shows a hit with the words around it (keyword in context). In: a hit and the room there is, in cells.
//! Out: the spans of text to show before and after it.

use crate::document::Document;
use crate::text::{Ambiguous, Cells, Span, cells, graphemes, is_blank};

/// Bytes that are looked at for each cell to fill; a grapheme one cell wide may have many bytes.
const BYTES: usize = 24;

/// At most `before` cells of what stands before `hit` in its paragraph, and at most `after` cells of what
/// follows. Each side has a room of its own, so that the hits of a list line up.
///
/// The outer ends of both sides have no blanks, and the side before, if cut, does not begin with a mark that
/// closes something.
#[must_use]
pub fn aligned(
    document: &Document,
    hit: Span,
    (before, after): (Cells, Cells),
    ambiguous: Ambiguous,
) -> (Span, Span) {
    let (head_side, tail_side) = sides(document, hit, before.max(after));
    let text = document.text();
    (tail(head_side, text, before, ambiguous), head(tail_side, text, after, ambiguous))
}

/// The parts of the paragraph before and after `hit`, roughly cut to what `width` cells can show.
fn sides(document: &Document, hit: Span, width: Cells) -> (Span, Span) {
    let text = document.text();
    let paragraph = |byte| document.paragraphs().get(document.paragraph_at(byte)).map(|p| p.span);
    let first = paragraph(hit.start).unwrap_or(Span::new(0, text.len()));
    let last = paragraph(hit.end.saturating_sub(1)).unwrap_or(first);
    let most = usize::from(width.0) * BYTES;
    let mut start = first.start.max(hit.start.saturating_sub(most)).min(hit.start);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let mut end = last.end.min(hit.end.saturating_add(most)).max(hit.end);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    (Span::new(start, hit.start), Span::new(hit.end, end))
}

/// The longest end of `span` that fits into `room`.
fn tail(span: Span, text: &str, room: Cells, ambiguous: Ambiguous) -> Span {
    let words = span.of(text);
    let mut used = Cells(0);
    let mut start = words.len();
    for (at, grapheme) in graphemes(words).rev() {
        used += cells(grapheme, ambiguous);
        if used > room {
            break;
        }
        start = at;
    }
    let cut = start > 0;
    let kept = Span::new(start, words.len()).of(words);
    let trimmed = kept.trim_start_matches(|c| is_blank(c) || (cut && closes(c)));
    Span::new(span.end - trimmed.len(), span.end)
}

/// The longest beginning of `span` that fits into `room`.
fn head(span: Span, text: &str, room: Cells, ambiguous: Ambiguous) -> Span {
    let (kept, _) = crate::text::fit(span.of(text), room, ambiguous);
    Span::new(span.start, span.start + kept.trim_end_matches(is_blank).len())
}

/// Whether `c` is a mark that belongs to the words before it.
fn closes(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '？'
            | '！'
            | '”'
            | '’'
            | '）'
            | '》'
            | '】'
            | ','
            | '.'
            | ';'
            | ':'
            | '?'
            | '!'
            | ')'
            | ']'
            | '…'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str, hit: &str, before: u16, after: u16) -> String {
        let document = Document::from_lines(text);
        let start = text.find(hit).unwrap();
        let hit = Span::new(start, start + hit.len());
        let room = (Cells(before), Cells(after));
        let (before, after) = aligned(&document, hit, room, Ambiguous::Narrow);
        format!("{}[{}]{}", before.of(text), hit.of(text), after.of(text))
    }

    #[test]
    fn the_words_around_a_hit_fill_the_room_of_each_side() {
        let text = "第一段。\n　　要坚持稳中求进，把项目建设作为重中之重，推动开好局。\n第三段。";
        assert_eq!(shown(text, "项目", 8, 8), "求进，把[项目]建设作为");
        assert_eq!(shown(text, "项目", 5, 8), "把[项目]建设作为");
        assert_eq!(shown(text, "要", 12, 10), "[要]坚持稳中求");
        assert_eq!(shown(text, "好局", 6, 12), "推动开[好局]。");
        assert_eq!(
            shown(text, "项目", 200, 200),
            "要坚持稳中求进，把[项目]建设作为重中之重，推动开好局。"
        );
        assert_eq!(shown(text, "项目", 0, 0), "[项目]");
    }

    #[test]
    fn a_cut_context_does_not_begin_with_a_closing_mark() {
        assert_eq!(shown("稳中求进，把项目建设好", "项目", 4, 6), "把[项目]建设好");
    }

    proptest! {
        #[test]
        fn the_context_never_overflows(
            text in "[纲a ，。\u{301}\n]{1,60}", at in 0_usize..60, before in 0_u16..20, after in 0_u16..20,
        ) {
            let document = Document::from_lines(text.clone());
            let Some((start, c)) = text.char_indices().nth(at) else { return Ok(()) };
            let hit = Span::new(start, start + c.len_utf8());
            let room = (Cells(before), Cells(after));
            let (head, tail) = aligned(&document, hit, room, Ambiguous::Narrow);
            prop_assert!(head.end <= hit.start && tail.start >= hit.end);
            let wide = |s: Span| cells(s.of(&text), Ambiguous::Narrow);
            prop_assert!(wide(head) <= Cells(before) && wide(tail) <= Cells(after));
        }
    }
}
