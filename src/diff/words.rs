//! One sentence in two versions, word by word.
//!
//! In: two spans. Out: [`Piece`]s that hold both, in order. Compared as wholes are numbers (with point and
//! sign, or in Han characters), dates and Latin words; all else is compared character by character. One or
//! two equal characters between two changes become part of them, so that a word changes as a whole.

use std::ops::Range;

use crate::text::{Span, han_digit, han_place, is_han_zero};

/// Most cells of the table in which the longest common subsequence is found; longer sentences change as
/// a whole.
const MOST: usize = 1 << 18;

/// A part of a sentence that is written otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Both versions have it: where it stands in the old one, and in the new one.
    Kept(Span, Span),
    /// Only the old one has it.
    Removed(Span),
    /// Only the new one has it.
    Added(Span),
}

/// A run of words that both have, or that differ: their indexes in either sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Run {
    kept: bool,
    old: Range<usize>,
    new: Range<usize>,
}

/// Compares the sentences `a` of the text `old` and `b` of the text `new`.
pub(super) fn pieces(old: &str, a: Span, new: &str, b: Span) -> Vec<Piece> {
    let (x, y) = (words(old, a), words(new, b));
    let same = |i: usize, j: usize| match (x.get(i), y.get(j)) {
        (Some(i), Some(j)) => i.of(old) == j.of(new),
        _ => false,
    };
    let least = x.len().min(y.len());
    let head = (0..least).take_while(|&i| same(i, i)).count();
    let tail = (1..=least - head).take_while(|&k| same(x.len() - k, y.len() - k)).count();
    let (inner, other) = (head..x.len() - tail, head..y.len() - tail);
    let mut runs = vec![Run { kept: true, old: 0..head, new: 0..head }];
    subsequence(inner.clone(), other.clone(), same, &mut runs);
    runs.push(Run { kept: true, old: inner.end..x.len(), new: other.end..y.len() });
    let length = |words: &[Span], range: &Range<usize>, text: &str| -> usize {
        let words = words.get(range.clone()).unwrap_or_default();
        words.iter().map(|word| word.of(text).chars().count()).sum()
    };
    let mark = |run: &Run| {
        let words = x.get(run.old.clone()).unwrap_or_default().iter();
        words.flat_map(|word| word.of(old).chars()).all(|c| !c.is_alphanumeric())
    };
    let runs = joined(runs, |run| (length(&x, &run.old, old), length(&y, &run.new, new)), mark);
    let whole = |words: &[Span], range: &Range<usize>, at: usize| {
        let words = words.get(range.clone()).unwrap_or_default();
        let start = words.first().map_or(at, |word| word.start);
        Span::new(start, words.last().map_or(start, |word| word.end))
    };
    let mut pieces = Vec::with_capacity(runs.len() + 2);
    for run in runs {
        let (a, b) = (whole(&x, &run.old, a.start), whole(&y, &run.new, b.start));
        match run.kept {
            true => pieces.push(Piece::Kept(a, b)),
            false => {
                pieces.extend((!a.is_empty()).then_some(Piece::Removed(a)));
                pieces.extend((!b.is_empty()).then_some(Piece::Added(b)));
            }
        }
    }
    pieces
}

/// The longest common subsequence of two ranges of words, as runs.
fn subsequence(
    old: Range<usize>,
    new: Range<usize>,
    same: impl Fn(usize, usize) -> bool,
    runs: &mut Vec<Run>,
) {
    let (rows, wide) = (old.len(), new.len() + 1);
    let mut push = |kept: bool, i: Range<usize>, j: Range<usize>| match runs.last_mut() {
        Some(run) if run.kept == kept => (run.old.end, run.new.end) = (i.end, j.end),
        _ => runs.push(Run { kept, old: i, new: j }),
    };
    if rows == 0 || wide == 1 || (rows + 1).saturating_mul(wide) > MOST {
        if !(old.is_empty() && new.is_empty()) {
            push(false, old, new);
        }
        return;
    }
    // lengths[i][j]: of the longest common subsequence of what follows i and j.
    let mut lengths = vec![0_u16; (rows + 1) * wide];
    let at = |lengths: &[u16], i: usize, j: usize| lengths.get(i * wide + j).copied().unwrap_or(0);
    for i in (0..rows).rev() {
        for j in (0..new.len()).rev() {
            let best = if same(old.start + i, new.start + j) {
                at(&lengths, i + 1, j + 1).saturating_add(1)
            } else {
                at(&lengths, i + 1, j).max(at(&lengths, i, j + 1))
            };
            if let Some(cell) = lengths.get_mut(i * wide + j) {
                *cell = best;
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < rows || j < new.len() {
        let (x, y) = (old.start + i, new.start + j);
        if i < rows && j < new.len() && same(x, y) {
            push(true, x..x + 1, y..y + 1);
            (i, j) = (i + 1, j + 1);
        } else if i < rows && (j == new.len() || at(&lengths, i + 1, j) >= at(&lengths, i, j + 1)) {
            push(false, x..x + 1, y..y);
            i += 1;
        } else {
            push(false, x..x, y..y + 1);
            j += 1;
        }
    }
}

/// `runs` without the few words that were kept by chance between two changes: a character alone, or
/// two that weigh no more than the changes around them. A mark between two changes parts them.
fn joined(
    runs: Vec<Run>,
    length: impl Fn(&Run) -> (usize, usize),
    mark: impl Fn(&Run) -> bool,
) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::with_capacity(runs.len());
    let mut runs = runs.into_iter().filter(|r| !(r.old.is_empty() && r.new.is_empty())).peekable();
    while let Some(run) = runs.next() {
        let weight = |run: &Run| {
            let (old, new) = length(run);
            old.max(new)
        };
        let island = run.kept
            && runs.peek().is_some_and(|next| {
                let around = out.last().map_or(0, weight).min(weight(next));
                let (kept, _) = length(&run);
                !mark(&run) && (kept == 1 || (kept == 2 && around >= 2))
            })
            && !out.is_empty();
        match out.last_mut() {
            Some(last) if !last.kept && (!run.kept || island) => {
                (last.old.end, last.new.end) = (run.old.end, run.new.end);
            }
            _ => out.push(run),
        }
    }
    out
}

/// The words of a span: they tile it.
fn words(text: &str, span: Span) -> Vec<Span> {
    let mut words = Vec::with_capacity(span.len() / 3);
    let mut chars = span.of(text).char_indices().peekable();
    while let Some((at, first)) = chars.next() {
        let mut end = at + first.len_utf8();
        let kind = Kind::of(first);
        let mut last = first;
        // Whether it is a date so far: 3月12日.
        let mut date = false;
        while let Some(&(next, c)) = chars.peek() {
            let after =
                || Span::new(span.start + next + c.len_utf8(), span.end).of(text).chars().next();
            let numeric = |c: char| is_digit(c) || is_numeral(c);
            let parts = kind != Kind::One
                && numeric(last)
                && (matches!(c, '年' | '月') && after().is_some_and(numeric)
                    || date && matches!(c, '日' | '号'));
            date |= parts;
            let number = date && matches!(last, '年' | '月') && numeric(c);
            if !(parts || number || kind.goes_on(last, c, after)) {
                break;
            }
            (end, last) = (next + c.len_utf8(), c);
            chars.next();
        }
        words.push(Span::new(span.start + at, span.start + end));
    }
    words
}

/// What a word is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Latin letters and digits: 8.5% 2024 5G.
    Latin,
    /// A number in Han characters: 二十一 八点五.
    Han,
    /// A single character, with the marks on it.
    One,
}

impl Kind {
    fn of(c: char) -> Self {
        if c.is_ascii_alphanumeric() || is_wide_digit(c) {
            Self::Latin
        } else if is_numeral(c) {
            Self::Han
        } else {
            Self::One
        }
    }

    /// Whether `c`, which stands behind `last`, belongs to a word of this kind.
    fn goes_on(self, last: char, c: char, after: impl Fn() -> Option<char>) -> bool {
        match self {
            Self::Latin => {
                Self::of(c) == Self::Latin
                    || (is_digit(last)
                        && (matches!(c, '%' | '％' | '‰')
                            || (matches!(c, '.' | ',' | ':' | '/' | '．')
                                && after().is_some_and(is_digit))))
            }
            Self::Han => is_numeral(c) || (c == '点' && after().is_some_and(is_numeral)),
            Self::One => matches!(c, '\u{300}'..='\u{36f}' | '\u{fe00}'..='\u{fe0f}' | '\u{200d}'),
        }
    }
}

const fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || is_wide_digit(c)
}

const fn is_wide_digit(c: char) -> bool {
    matches!(c, '０'..='９')
}

const fn is_numeral(c: char) -> bool {
    han_digit(c).is_some()
        || han_place(c).is_some()
        || is_han_zero(c)
        || matches!(c, '两' | '万' | '亿')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A change as it is printed: [-old-]{+new+}.
    fn told(old: &str, new: &str) -> String {
        let all = |text: &str| Span::new(0, text.len());
        let told = |piece: &Piece| match *piece {
            Piece::Kept(a, _) => a.of(old).to_owned(),
            Piece::Removed(a) => format!("[-{}-]", a.of(old)),
            Piece::Added(b) => format!("{{+{}+}}", b.of(new)),
        };
        pieces(old, all(old), new, all(new)).iter().map(told).collect()
    }

    #[test]
    fn numbers_dates_and_words_are_told_as_wholes() {
        for (old, new, wanted) in [
            ("粮食增长8.5%。", "粮食增长7.2%。", "粮食增长[-8.5%-]{+7.2%+}。"),
            ("新增1,280人", "新增1,308人", "新增[-1,280-]{+1,308+}人"),
            ("2024年3月12日起", "2025年2月20日起", "[-2024年3月12日-]{+2025年2月20日+}起"),
            ("2024年的3月10日前", "2025年的3月5日前", "[-2024年的3月10日-]{+2025年的3月5日+}前"),
            ("在2024年工作中", "在2025年工作中", "在[-2024-]{+2025+}年工作中"),
            ("增长百分之八点五", "增长百分之十二", "增长百分之[-八点五-]{+十二+}"),
            ("建成5G基站", "建成6G基站", "建成[-5G-]{+6G+}基站"),
            ("农机要修好。", "农机要查好。", "农机要[-修-]{+查+}好。"),
            ("抓好春耕生产", "抓好春耕备耕生产", "抓好春耕{+备耕+}生产"),
            ("同志们：", "同志们，朋友们：", "同志们{+，朋友们+}："),
        ] {
            assert_eq!(told(old, new), wanted);
        }
    }

    #[test]
    fn a_character_kept_by_chance_is_no_confetti() {
        assert_eq!(
            told("完善考核办法，落实奖惩", "健全考评制度，落实奖惩"),
            "[-完善考核办法-]{+健全考评制度+}，落实奖惩"
        );
        assert_eq!(
            told("投资增长8.5%、消费增长6%", "投资增长7.2%、消费增长5%"),
            "投资增长[-8.5%-]{+7.2%+}、消费增长[-6%-]{+5%+}"
        );
    }

    #[test]
    fn a_sentence_too_long_for_the_table_is_told_as_a_whole_between_its_ends() {
        let (old, new) = ("甲乙".repeat(2000), "丙丁".repeat(2000));
        let told = told(&format!("头{old}尾"), &format!("头{new}尾"));
        assert!(told.starts_with("头[-甲乙") && told.ends_with("丁+}尾"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]
        #[test]
        fn pieces_hold_both_sentences(
            old in "[甲乙丙一二十0-9.%a，]{0,16}",
            new in "[甲乙丙一二十0-9.%a，]{0,16}",
        ) {
            let all = |text: &str| Span::new(0, text.len());
            let (mut a, mut b) = (0, 0);
            for piece in pieces(&old, all(&old), &new, all(&new)) {
                match piece {
                    Piece::Kept(x, y) => {
                        prop_assert_eq!((x.start, y.start), (a, b));
                        prop_assert_eq!(x.of(&old), y.of(&new));
                        (a, b) = (x.end, y.end);
                    }
                    Piece::Removed(x) => {
                        prop_assert_eq!(x.start, a);
                        a = x.end;
                    }
                    Piece::Added(y) => {
                        prop_assert_eq!(y.start, b);
                        b = y.end;
                    }
                }
            }
            prop_assert_eq!((a, b), (old.len(), new.len()));
        }
    }
}
