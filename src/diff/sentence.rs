//! The text of one section in two versions, sentence by sentence and then character by character.

use super::align::{ALIKE, alike, in_order, pairs};
use crate::document::{Document, Role};
use crate::text::{Span, is_blank};

/// Most characters of a sentence that are compared one by one.
const LONGEST: usize = 400;

/// The sentences of a stretch of one version.
#[derive(Debug)]
pub struct Side<'a> {
    text: &'a str,
    sentences: Vec<Span>,
}

impl<'a> Side<'a> {
    /// The sentences of `document` inside `span`, page furniture left out.
    #[must_use]
    pub fn new(document: &'a Document, span: Span) -> Self {
        let text = document.text();
        let mut sentences = Vec::new();
        let paragraphs = document.paragraphs();
        let first = document.paragraph_at(span.start);
        for p in paragraphs.iter().skip(first).take_while(|p| p.span.start < span.end) {
            if p.role == Role::Furniture {
                continue;
            }
            let inside = Span::new(p.span.start.max(span.start), p.span.end.min(span.end));
            split(text, inside, &mut sentences);
        }
        Self { text, sentences }
    }
}

/// Appends the sentences of a paragraph: up to 。！？； with the closing quotes after them.
fn split(text: &str, span: Span, out: &mut Vec<Span>) {
    let mut start = span.start;
    let mut ended = false;
    for (at, c) in span.of(text).char_indices() {
        let byte = span.start + at;
        let stop = matches!(c, '。' | '！' | '？' | '；' | '!' | '?' | ';');
        if ended && !stop && !matches!(c, '”' | '’' | '」' | '』' | '）' | ')') {
            push(text, Span::new(start, byte), out);
            start = byte;
            ended = false;
        }
        ended |= stop;
    }
    push(text, Span::new(start, span.end), out);
}

/// Takes a sentence in, without what parts it from its neighbours.
fn push(text: &str, span: Span, out: &mut Vec<Span>) {
    let words = span.of(text);
    let lead = words.len() - words.trim_start_matches(|c| is_blank(c) || is_mark(c)).len();
    let words = words.get(lead..).unwrap_or_default().trim_end_matches(is_blank);
    if words.chars().any(char::is_alphanumeric) {
        let start = span.start + lead;
        out.push(Span::new(start, start + words.len()));
    }
}

const fn is_mark(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '；' | '，' | '：' | '、' | ',' | ':' | ';')
}

/// A difference between two versions of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextChange {
    /// A sentence that is not there any more.
    Removed(String),
    /// A sentence that was not there.
    Added(String),
    /// A sentence that is written otherwise.
    Changed(Vec<Piece>),
}

/// A part of a sentence that is written otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Both versions have it.
    Kept(String),
    /// Only the old one has it.
    Removed(String),
    /// Only the new one has it.
    Added(String),
}

/// What differs, in reading order.
pub(super) fn compare(old: &Side<'_>, new: &Side<'_>) -> Vec<TextChange> {
    let words = |side: &Side<'_>| -> Vec<String> {
        side.sentences.iter().map(|s| s.of(side.text).to_owned()).collect()
    };
    let (a, b) = (words(old), words(new));
    let mut changes = Vec::new();
    let (mut i, mut j) = (0, 0);
    let ends = in_order(&pairs(&a, &b)).into_iter().chain([(a.len(), b.len())]);
    for (end_a, end_b) in ends {
        between(
            a.get(i..end_a).unwrap_or_default(),
            b.get(j..end_b).unwrap_or_default(),
            &mut changes,
        );
        (i, j) = (end_a + 1, end_b + 1);
    }
    changes
}

/// What stands between two sentences that both have: one after another, alike ones as changed.
fn between(a: &[String], b: &[String], out: &mut Vec<TextChange>) {
    let mut j = 0;
    for old in a {
        // The first of the next few that is alike; those before it are new.
        let found = b.iter().enumerate().skip(j).take(8).find(|(_, new)| alike(old, new) >= ALIKE);
        let Some((at, new)) = found else {
            out.push(TextChange::Removed(old.clone()));
            continue;
        };
        out.extend(b.get(j..at).unwrap_or_default().iter().cloned().map(TextChange::Added));
        out.push(TextChange::Changed(pieces(old, new)));
        j = at + 1;
    }
    out.extend(b.get(j..).unwrap_or_default().iter().cloned().map(TextChange::Added));
}

/// Character by character: the longest common subsequence.
fn pieces(old: &str, new: &str) -> Vec<Piece> {
    let (a, b): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    if a.len() > LONGEST || b.len() > LONGEST {
        return vec![Piece::Removed(old.to_owned()), Piece::Added(new.to_owned())];
    }
    // lengths[i][j]: of the longest common subsequence of a[i..] and b[j..].
    let wide = b.len() + 1;
    let mut lengths = vec![0_u16; (a.len() + 1) * wide];
    let at = |lengths: &[u16], i: usize, j: usize| lengths.get(i * wide + j).copied().unwrap_or(0);
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            let best = if a.get(i) == b.get(j) {
                at(&lengths, i + 1, j + 1) + 1
            } else {
                at(&lengths, i + 1, j).max(at(&lengths, i, j + 1))
            };
            if let Some(cell) = lengths.get_mut(i * wide + j) {
                *cell = best;
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pieces: Vec<Piece> = Vec::new();
    while i < a.len() || j < b.len() {
        let (x, y) = (a.get(i), b.get(j));
        if let (Some(&x), true) = (x, x == y) {
            add(&mut pieces, Piece::Kept(x.into()));
            (i, j) = (i + 1, j + 1);
        } else if let (Some(&x), true) =
            (x, y.is_none() || at(&lengths, i + 1, j) >= at(&lengths, i, j + 1))
        {
            add(&mut pieces, Piece::Removed(x.into()));
            i += 1;
        } else if let Some(&y) = y {
            add(&mut pieces, Piece::Added(y.into()));
            j += 1;
        }
    }
    pieces
}

/// Takes a character in: into the piece before it where that is of its kind.
fn add(pieces: &mut Vec<Piece>, piece: Piece) {
    match (pieces.last_mut(), piece) {
        (Some(Piece::Kept(words)), Piece::Kept(more))
        | (Some(Piece::Removed(words)), Piece::Removed(more))
        | (Some(Piece::Added(words)), Piece::Added(more)) => words.push_str(&more),
        (_, piece) => pieces.push(piece),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn compared(old: &str, new: &str) -> Vec<TextChange> {
        let [a, b] = [old, new].map(Document::from_lines);
        let side = |d: &Document| Side::new(d, Span::new(0, d.text().len())).sentences.len();
        assert!(side(&a) > 0 || side(&b) > 0);
        compare(&Side::new(&a, Span::new(0, old.len())), &Side::new(&b, Span::new(0, new.len())))
    }

    #[test]
    fn sentences_are_told_removed_added_and_changed() {
        assert_eq!(
            compared("种子要备足。农机要修好。", "种子要备足。农机要查好。隐患要除尽。"),
            [
                TextChange::Changed(vec![
                    Piece::Kept("农机要".into()),
                    Piece::Removed("修".into()),
                    Piece::Added("查".into()),
                    Piece::Kept("好。".into()),
                ]),
                TextChange::Added("隐患要除尽。".into()),
            ]
        );
        assert_eq!(
            compared("甲乙丙。丁戊己。", "丁戊己。"),
            [TextChange::Removed("甲乙丙。".into())]
        );
    }

    #[test]
    fn a_quote_closes_with_its_sentence() {
        let document = Document::from_lines("他说：“好！”大家都笑了。");
        let side = Side::new(&document, Span::new(0, document.text().len()));
        let words: Vec<&str> = side.sentences.iter().map(|s| s.of(side.text)).collect();
        assert_eq!(words, ["他说：“好！”", "大家都笑了。"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn pieces_hold_both_sentences(old in "[甲-申]{0,12}", new in "[甲-申]{0,12}") {
            let (mut a, mut b) = (String::new(), String::new());
            for piece in pieces(&old, &new) {
                match piece {
                    Piece::Kept(words) => {
                        a.push_str(&words);
                        b.push_str(&words);
                    }
                    Piece::Removed(words) => a.push_str(&words),
                    Piece::Added(words) => b.push_str(&words),
                }
            }
            prop_assert_eq!((a, b), (old, new));
        }
    }
}
