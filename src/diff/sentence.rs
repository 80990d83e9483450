//! The text of one section in two versions, sentence by sentence.
//!
//! In: stretches of two documents. Out: which sentence has become which. What stands once in either
//! and is equal is fixed first; between two such places the pairing that keeps most is chosen
//! (Needleman and Wunsch, 1970), as far as the places are few enough to look at all of them.

use super::align::{in_order, pairs, singles};
use super::joined::join;
use super::likeness::{ALIKE, Grams};
use super::words::{Piece, pieces};
use crate::document::{Document, Role};
use crate::text::{Span, is_blank};

/// Most pairs of sentences between two fixed places that are all compared.
const MOST: usize = 10_000;
/// How far ahead one looks for a sentence where there are more.
const AHEAD: usize = 8;
/// Bytes from which a sentence ends at the next mark, and at which it ends anyhow: no speech has such
/// sentences, but other files do, and each is set and compared as a whole.
const LONG: usize = 8 * 1024;
const LONGEST: usize = 16 * 1024;

/// A sentence, with what parts it from the next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sentence {
    /// Up to the next one or the end of the paragraph: all of them tile the stretch.
    pub(super) span: Span,
    /// Its words, by which it is compared.
    pub(super) words: Span,
    /// The paragraph in which it stands.
    pub(super) paragraph: usize,
}

/// The sentences of a stretch of one version.
#[derive(Debug)]
pub(super) struct Side<'a> {
    pub(super) text: &'a str,
    pub(super) sentences: Vec<Sentence>,
}

impl<'a> Side<'a> {
    /// The sentences of `document` inside `span`, page furniture left out.
    pub(super) fn new(document: &'a Document, span: Span) -> Self {
        let text = document.text();
        let mut sentences = Vec::new();
        let paragraphs = document.paragraphs();
        let from = paragraphs.partition_point(|p| p.span.end <= span.start);
        for (index, paragraph) in paragraphs.iter().enumerate().skip(from) {
            if paragraph.span.start >= span.end {
                break;
            }
            if paragraph.role == Role::Furniture {
                continue;
            }
            let start = paragraph.span.start.max(span.start);
            split(text, Span::new(start, paragraph.span.end.min(span.end)), index, &mut sentences);
        }
        Self { text, sentences }
    }

    /// The sentences with words.
    pub(super) fn spoken(mut self) -> Self {
        let text = self.text;
        self.sentences.retain(|s| s.words.of(text).chars().any(char::is_alphanumeric));
        self
    }

    pub(super) fn words(&self, index: usize) -> &'a str {
        self.sentences.get(index).map_or("", |s| s.words.of(self.text))
    }
}

/// Appends the sentences of a paragraph: up to 。！？； with the closing quotes after them.
pub(super) fn split(text: &str, span: Span, paragraph: usize, out: &mut Vec<Sentence>) {
    let mut push = |span: Span| {
        if !span.is_empty() {
            out.push(Sentence { span, words: stripped(text, span), paragraph });
        }
    };
    let mut start = span.start;
    let mut ended = false;
    for (at, c) in span.of(text).char_indices() {
        let byte = span.start + at;
        let long = byte - start;
        let stop = matches!(c, '。' | '！' | '？' | '；' | '!' | '?' | ';')
            || (long >= LONG && (is_mark(c) || is_blank(c)));
        if long >= LONGEST {
            push(Span::new(start, byte));
            start = byte;
            ended = false;
        }
        if ended && !stop && !matches!(c, '”' | '’' | '」' | '』' | '）' | ')') {
            push(Span::new(start, byte));
            start = byte;
            ended = false;
        }
        ended |= stop;
    }
    push(Span::new(start, span.end));
}

/// A sentence without the marks and blanks around it; unchanged if it consists of these alone.
fn stripped(text: &str, span: Span) -> Span {
    let all = span.of(text);
    let lead = all.len() - all.trim_start_matches(|c| is_blank(c) || is_mark(c)).len();
    let words = all.get(lead..).unwrap_or_default().trim_end_matches(is_blank);
    if words.is_empty() {
        return span;
    }
    let start = span.start + lead;
    Span::new(start, start + words.len())
}

const fn is_mark(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '；' | '，' | '：' | '、' | ',' | ':' | ';')
}

/// A difference between two versions of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextChange {
    /// A sentence of the old version that is not there any more.
    Removed(Span),
    /// A sentence of the new version that was not there.
    Added(Span),
    /// A sentence that is written otherwise.
    Changed {
        /// It in the old version.
        old: Span,
        /// It in the new version.
        new: Span,
        /// Its parts, which hold both.
        pieces: Vec<Piece>,
    },
}

/// What has become of the sentences, in reading order: of either side by their indexes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Both have it.
    Same(usize, usize),
    /// It is written otherwise.
    Changed(usize, usize),
    /// Only the old one has it.
    Removed(usize),
    /// Only the new one has it.
    Added(usize),
}

impl Step {
    /// The difference, if it is one.
    pub(super) fn told(self, old: &Side<'_>, new: &Side<'_>) -> Option<TextChange> {
        let words = |side: &Side<'_>, i: usize| side.sentences.get(i).map(|s| s.words);
        Some(match self {
            Self::Same(..) => return None,
            Self::Removed(i) => TextChange::Removed(words(old, i)?),
            Self::Added(j) => TextChange::Added(words(new, j)?),
            Self::Changed(i, j) => {
                let (a, b) = (words(old, i)?, words(new, j)?);
                let pieces = pieces(old.text, a, new.text, b);
                TextChange::Changed { old: a, new: b, pieces }
            }
        })
    }
}

/// What differs, in reading order.
pub(super) fn compare(mut old: Side<'_>, mut new: Side<'_>) -> Vec<TextChange> {
    join(&mut old, &mut new, 0);
    steps(&old, &new, 0).into_iter().filter_map(|step| step.told(&old, &new)).collect()
}

/// Aligns the sentences of two stretches. The first `fixed` of either are taken for versions of each
/// other, whatever they say: those of the heading.
pub(super) fn steps(old: &Side<'_>, new: &Side<'_>, fixed: usize) -> Vec<Step> {
    let (rows, columns) = (old.sentences.len(), new.sentences.len());
    let fixed = fixed.min(rows).min(columns);
    let mut matched: Vec<(usize, usize)> = (0..fixed).map(|i| (i, i)).collect();
    let least = rows.min(columns) - fixed;
    let same = |i: usize, j: usize| old.words(i) == new.words(j);
    let head = fixed + (fixed..fixed + least).take_while(|&i| same(i, i)).count();
    matched.extend((fixed..head).map(|i| (i, i)));
    let rest = rows.min(columns) - head;
    let tail = (1..=rest).take_while(|&k| same(rows - k, columns - k)).count();
    let key = |side: &Side<'_>, i: usize| side.sentences.get(i).map(|s| s.words);
    let (end, far) = (rows - tail, columns - tail);
    let a: Vec<_> = (head..end).map(|i| key(old, i).map(|s| s.of(old.text))).collect();
    let b: Vec<_> = (head..far).map(|j| key(new, j).map(|s| s.of(new.text))).collect();
    let fixed_points = in_order(&singles(&a, &b));
    let (mut i, mut j) = (head, head);
    let ends = fixed_points.into_iter().map(|(x, y)| (head + x, head + y)).chain([(end, far)]);
    for (x, y) in ends {
        gap((old, new), i..x, j..y, &mut matched);
        if x < end {
            matched.push((x, y));
        }
        (i, j) = (x + 1, y + 1);
    }
    matched.extend((0..tail).map(|k| (end + k, far + k)));
    let mut steps = Vec::with_capacity(rows.max(columns));
    let (mut i, mut j) = (0, 0);
    for (x, y) in matched.into_iter().chain([(rows, columns)]) {
        steps.extend((i..x).map(Step::Removed));
        steps.extend((j..y).map(Step::Added));
        if x < rows && y < columns {
            let same = same(x, y);
            steps.push(if same { Step::Same(x, y) } else { Step::Changed(x, y) });
        }
        (i, j) = (x + 1, y + 1);
    }
    steps
}

/// Pairs the sentences between two fixed places.
fn gap(
    sides: (&Side<'_>, &Side<'_>),
    a: std::ops::Range<usize>,
    b: std::ops::Range<usize>,
    matched: &mut Vec<(usize, usize)>,
) {
    if a.is_empty() || b.is_empty() {
        return;
    }
    if a.len().saturating_mul(b.len()) <= MOST {
        return best(sides, a, b, matched);
    }
    // Too many to look at each pair: equal ones in order part them further.
    let (old, new) = sides;
    let x: Vec<_> = a.clone().map(|i| Some(old.words(i))).collect();
    let y: Vec<_> = b.clone().map(|j| Some(new.words(j))).collect();
    let equal = in_order(&pairs(&x, &y));
    let (mut i, mut j) = (a.start, b.start);
    let ends = equal.into_iter().map(|(x, y)| (a.start + x, b.start + y));
    for (x, y) in ends.chain([(a.end, b.end)]) {
        let (rows, columns) = (i..x, j..y);
        if rows.len().saturating_mul(columns.len()) <= MOST {
            best(sides, rows, columns, matched);
        } else {
            ahead(sides, rows, columns, matched);
        }
        if x < a.end {
            matched.push((x, y));
        }
        (i, j) = (x + 1, y + 1);
    }
}

/// What each sentence of a range has to be compared by.
fn grams(side: &Side<'_>, range: std::ops::Range<usize>) -> Vec<Grams> {
    range.map(|i| Grams::new(side.words(i))).collect()
}

/// The pairing that keeps most: each pair counts by its likeness and its length.
fn best(
    (old, new): (&Side<'_>, &Side<'_>),
    a: std::ops::Range<usize>,
    b: std::ops::Range<usize>,
    matched: &mut Vec<(usize, usize)>,
) {
    if a.is_empty() || b.is_empty() {
        return;
    }
    let (x, y) = (grams(old, a.clone()), grams(new, b.clone()));
    let worth = |i: usize, j: usize| -> usize {
        let (one, other) = (old.words(a.start + i), new.words(b.start + j));
        let alike = if one == other {
            // Equal ones come before all that are only alike.
            120
        } else {
            x.get(i).zip(y.get(j)).map_or(0, |(x, y)| x.alike(y))
        };
        if alike < ALIKE { 0 } else { alike * (one.len().min(other.len()) / 3).clamp(4, 60) }
    };
    let (rows, columns) = (a.len(), b.len());
    let wide = columns + 1;
    let worths: Vec<usize> = (0..rows)
        .flat_map(|i| (0..columns).map(move |j| (i, j)))
        .map(|(i, j)| worth(i, j))
        .collect();
    let worth = |i: usize, j: usize| worths.get(i * columns + j).copied().unwrap_or(0);
    // sums[i][j]: the worth of the best pairing of what follows i and j.
    let mut sums = vec![0_usize; (rows + 1) * wide];
    let at = |sums: &[usize], i: usize, j: usize| sums.get(i * wide + j).copied().unwrap_or(0);
    for i in (0..rows).rev() {
        for j in (0..columns).rev() {
            let skip = at(&sums, i + 1, j).max(at(&sums, i, j + 1));
            let sum = match worth(i, j) {
                0 => skip,
                worth => skip.max(worth + at(&sums, i + 1, j + 1)),
            };
            if let Some(cell) = sums.get_mut(i * wide + j) {
                *cell = sum;
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < rows && j < columns {
        let (worth, sum) = (worth(i, j), at(&sums, i, j));
        if worth > 0 && sum == worth + at(&sums, i + 1, j + 1) {
            matched.push((a.start + i, b.start + j));
            (i, j) = (i + 1, j + 1);
        } else if sum == at(&sums, i + 1, j) {
            i += 1;
        } else {
            j += 1;
        }
    }
}

/// The first of the next few that is alike, sentence after sentence.
fn ahead(
    (old, new): (&Side<'_>, &Side<'_>),
    a: std::ops::Range<usize>,
    b: std::ops::Range<usize>,
    matched: &mut Vec<(usize, usize)>,
) {
    let y = grams(new, b.clone());
    let mut from = 0;
    for (i, x) in a.clone().zip(grams(old, a)) {
        let near = y.iter().enumerate().skip(from).take(AHEAD);
        let found = near.into_iter().find(|(_, y)| x.alike(y) >= ALIKE);
        if let Some((j, _)) = found {
            matched.push((i, b.start + j));
            from = j + 1;
        }
    }
}

#[cfg(test)]
pub(super) mod testing {
    use super::*;

    /// The whole of `document`.
    pub(in crate::diff) fn side(document: &Document) -> Side<'_> {
        Side::new(document, Span::new(0, document.text().len()))
    }

    /// The differences, as they are printed.
    pub(in crate::diff) fn told(old: &str, new: &str) -> Vec<String> {
        let [a, b] = [old, new].map(Document::from_lines);
        let piece = |piece: &Piece| match *piece {
            Piece::Kept(span, _) => span.of(old).to_owned(),
            Piece::Removed(span) => format!("[-{}-]", span.of(old)),
            Piece::Added(span) => format!("{{+{}+}}", span.of(new)),
        };
        let change = |change: TextChange| match change {
            TextChange::Removed(span) => format!("-{}", span.of(old)),
            TextChange::Added(span) => format!("+{}", span.of(new)),
            TextChange::Changed { pieces, .. } => {
                pieces.iter().map(piece).fold("~".to_owned(), |all, piece| all + &piece)
            }
        };
        compare(side(&a), side(&b)).into_iter().map(change).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::testing::{side, told};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn sentences_are_told_removed_added_and_changed() {
        assert_eq!(
            told("种子要备足。农机要修好。", "种子要备足。农机要查好。隐患要除尽。"),
            ["~农机要[-修-]{+查+}好。", "+隐患要除尽。"]
        );
        assert_eq!(told("甲乙丙。丁戊己。", "丁戊己。"), ["-甲乙丙。"]);
    }

    #[test]
    fn the_most_alike_sentence_is_the_version_not_the_next_one() {
        let old = "全年粮食总产量达到42万吨。";
        let new = "全年粮食种植面积达到63万亩。全年粮食总产量达到45万吨。";
        assert_eq!(
            told(old, new),
            ["+全年粮食种植面积达到63万亩。", "~全年粮食总产量达到[-42-]{+45+}万吨。"]
        );
    }

    #[test]
    fn a_quote_closes_with_its_sentence() {
        let document = Document::from_lines("他说：“好！”大家都笑了。");
        let side = side(&document);
        let words: Vec<&str> = side.sentences.iter().map(|s| s.words.of(side.text)).collect();
        assert_eq!(words, ["他说：“好！”", "大家都笑了。"]);
    }

    #[test]
    fn a_line_without_an_end_is_parted_all_the_same() {
        let text = "甲".repeat(20_000);
        let document = Document::from_lines(text);
        let side = side(&document);
        assert!(side.sentences.iter().all(|s| s.span.len() <= LONGEST + 4));
        let whole: usize = side.sentences.iter().map(|s| s.span.len()).sum();
        assert_eq!(whole, document.text().len());
    }

    #[test]
    fn many_sentences_of_one_kind_take_no_square_of_their_number() {
        let old = "要抓好落实。".repeat(30_000);
        let new = "要抓好落实。要抓实。".repeat(20_000);
        let [a, b] = [old, new].map(Document::from_lines);
        let steps = steps(&side(&a), &side(&b), 0);
        assert!(steps.len() >= 40_000);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        /// Every sentence of either side is told once and in order, whatever the texts.
        #[test]
        fn steps_hold_both_sides(
            old in "([甲乙丙丁戊]{1,4}[。；]|\n){0,14}",
            new in "([甲乙丙丁戊]{1,4}[。；]|\n){0,14}",
            fixed in 0_usize..2,
        ) {
            let [a, b] = [old, new].map(Document::from_lines);
            let (x, y) = (side(&a), side(&b));
            let (mut rows, mut columns) = (Vec::new(), Vec::new());
            for step in steps(&x, &y, fixed) {
                match step {
                    Step::Same(i, j) | Step::Changed(i, j) => {
                        rows.push(i);
                        columns.push(j);
                    }
                    Step::Removed(i) => rows.push(i),
                    Step::Added(j) => columns.push(j),
                }
            }
            prop_assert!(rows.into_iter().eq(0..x.sentences.len()));
            prop_assert!(columns.into_iter().eq(0..y.sentences.len()));
        }
    }
}
