//! Sentences that are one in one version and several in the other, because a ； became a ， or a 。.
//!
//! In: two stretches. Out: the same; what is parted in one alone is one sentence in both, so that the words
//! are told as kept, not as gone and new.

use super::likeness::Grams;
use super::sentence::{Side, Step, steps};

/// Bytes of the longest sentence that is made.
const LONGEST: usize = 4 * 1024;

/// Joins the sentences of either side that the other has as one. The first `fixed` of either stay.
pub(super) fn join(old: &mut Side<'_>, new: &mut Side<'_>, fixed: usize) {
    let found = steps(old, new, fixed);
    let pairs: Vec<(usize, usize)> = found
        .iter()
        .filter_map(|step| match *step {
            Step::Changed(i, j) if i >= fixed && j >= fixed => Some((i, j)),
            _ => None,
        })
        .collect();
    let lone = |of: fn(&Step) -> Option<usize>, count: usize| {
        let mut lone = vec![false; count];
        for i in found.iter().filter_map(of) {
            if let Some(slot) = lone.get_mut(i) {
                *slot = i >= fixed;
            }
        }
        lone
    };
    let removed =
        lone(|step| if let Step::Removed(i) = step { Some(*i) } else { None }, old.sentences.len());
    let added =
        lone(|step| if let Step::Added(j) = step { Some(*j) } else { None }, new.sentences.len());
    let mut of_old = Vec::new();
    let mut of_new = Vec::new();
    for &(i, j) in &pairs {
        // At most one of the two is parted.
        match grown(old, i, &removed, new.words(j)) {
            Some(range) => of_old.push(range),
            None => of_new.extend(grown(new, j, &added, old.words(i))),
        }
    }
    unite(old, &of_old);
    unite(new, &of_new);
}

/// The sentences around number `at`, all `lone`, that together are more like `whole` than that one alone:
/// first and last.
fn grown(side: &Side<'_>, at: usize, lone: &[bool], whole: &str) -> Option<(usize, usize)> {
    let own = side.sentences.get(at)?;
    let grams = Grams::new(whole);
    let goes = |i: usize| {
        side.sentences.get(i).is_some_and(|s| s.paragraph == own.paragraph)
            && lone.get(i).copied().unwrap_or_default()
            && grams.hold(&Grams::new(side.words(i)))
    };
    let (mut first, mut last) = (at, at);
    let fits = |first: usize, last: usize| {
        let span = |i: usize| side.sentences.get(i).map_or(own.span, |s| s.span);
        span(last).end - span(first).start <= LONGEST.min(4 * whole.len())
    };
    while first > 0 && goes(first - 1) && fits(first - 1, last) {
        first -= 1;
    }
    while goes(last + 1) && fits(first, last + 1) {
        last += 1;
    }
    if first == last {
        return None;
    }
    let all: String = (first..=last).map(|i| side.words(i)).collect();
    let better = Grams::new(&all).shares(&grams) > Grams::new(side.words(at)).shares(&grams);
    better.then_some((first, last))
}

/// Makes one sentence of each of `ranges`, which are in order and apart.
fn unite(side: &mut Side<'_>, ranges: &[(usize, usize)]) {
    let Some(&(first, _)) = ranges.first() else { return };
    let mut ranges = ranges.iter().peekable();
    let rest = side.sentences.split_off(first.min(side.sentences.len()));
    let mut open: Option<usize> = None;
    for (i, sentence) in rest.into_iter().enumerate() {
        let at = first + i;
        if let (Some(_), Some(last)) = (open, side.sentences.last_mut()) {
            last.span.end = sentence.span.end;
            last.words.end = sentence.words.end;
        } else {
            side.sentences.push(sentence);
        }
        if let Some(&&(from, to)) = ranges.peek() {
            open = (from..to).contains(&at).then_some(to);
            if at >= to {
                ranges.next();
            }
        } else {
            open = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sentence::testing::{side, told};
    use super::*;
    use crate::document::Document;
    use proptest::prelude::*;

    #[test]
    fn sentences_that_another_stop_joins_or_parts_are_kept() {
        let parted = "主渠清淤十二公里；支渠补漏三十处；山塘除险两座。";
        let joined = "主渠清淤十二公里，支渠补漏三十处，山塘除险两座。";
        assert_eq!(
            told(parted, joined),
            ["~主渠清淤十二公里[-；-]{+，+}支渠补漏三十处[-；-]{+，+}山塘除险两座。"]
        );
        assert_eq!(
            told(joined, parted),
            ["~主渠清淤十二公里[-，-]{+；+}支渠补漏三十处[-，-]{+；+}山塘除险两座。"]
        );
    }

    #[test]
    fn a_sentence_that_is_gone_is_not_joined_to_its_neighbour() {
        assert_eq!(
            told("主渠清淤十二公里。村口种树。", "主渠清淤十三公里。"),
            ["~主渠清淤[-十二-]{+十三+}公里。", "-村口种树。"]
        );
        assert_eq!(
            told("要抓好落实。要抓好落实。", "要抓好落实，一抓到底不放松。").len(),
            2,
            "one became longer, the other is gone"
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        /// Sentences still tile the stretch, and those that are joined stand in one paragraph.
        #[test]
        fn nothing_is_lost_where_sentences_are_joined(
            old in "([甲乙丙丁戊]{1,9}[。；，]|\n){0,14}",
            new in "([甲乙丙丁戊]{1,9}[。；，]|\n){0,14}",
            fixed in 0_usize..2,
        ) {
            let [a, b] = [old, new].map(Document::from_lines);
            let (mut x, mut y) = (side(&a), side(&b));
            join(&mut x, &mut y, fixed);
            for (joined, document) in [(x, &a), (y, &b)] {
                let before = side(document);
                let all = |side: &Side<'_>| -> String {
                    side.sentences.iter().map(|s| s.span.of(side.text)).collect()
                };
                prop_assert_eq!(all(&joined), all(&before));
                for sentence in &joined.sentences {
                    let paragraph = document.paragraphs()[sentence.paragraph].span;
                    prop_assert!(paragraph.start <= sentence.span.start);
                    prop_assert!(sentence.span.end <= paragraph.end);
                }
            }
        }
    }
}
