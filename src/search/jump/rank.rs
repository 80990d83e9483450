//! Scores an alignment. In: the characters of a heading and the steps by which a pattern matches them. Out: a
//! score, higher is better.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::super::lattice::{Character, Pattern, Place, Step};

/// The one place that uses fuzzy-matcher.
///
/// It calls `fuzzy_indices`, because `fuzzy_match` works on a smaller matrix and sometimes scores
/// differently; it keeps the default cache, because `use_cache(false)` panics in 0.3.7; and it sets
/// `ignore_case`, because a capital in the query would otherwise make case count.
pub(super) struct Scorer(SkimMatcherV2);

impl Default for Scorer {
    fn default() -> Self {
        Self(SkimMatcherV2::default().ignore_case())
    }
}

impl Scorer {
    /// How well `typed` matches `resolved`; 0 if it is not a subsequence of it.
    pub(super) fn rate(&self, resolved: &str, typed: &str) -> i64 {
        self.0.fuzzy_indices(resolved, typed).map_or(0, |(score, _)| score)
    }
}

/// Writes to `out` the heading as the query read it, so that a matcher of letters can score it: for each
/// character that matched, the letters that were typed for it; for marks, a blank; all else as it is.
pub(super) fn resolve(characters: &[Character], steps: &[Step], query: &[char], out: &mut String) {
    out.clear();
    let mut steps = steps.iter().peekable();
    for (index, character) in characters.iter().enumerate() {
        if let Some(step) = steps.next_if(|s| s.character == index) {
            if index > 0 && character.place() == Place::First {
                out.push(' ');
            }
            out.extend(query.get(step.from..step.to).unwrap_or_default());
        } else if character.place() != Place::Filler {
            let c = character.folded();
            out.push(if c.is_alphanumeric() { c } else { ' ' });
        }
    }
}

/// What one pattern's alignment is worth.
pub(super) fn worth(
    scorer: &Scorer,
    pattern: &Pattern,
    characters: &[Character],
    steps: &[Step],
    buffer: &mut String,
) -> i64 {
    resolve(characters, steps, pattern.query(), buffer);
    let typed: String = pattern.query().iter().collect();
    let penalties: i32 = steps.iter().map(|s| s.penalty).sum();
    let mut pairs = steps.iter().zip(steps.iter().skip(1));
    let whole = steps.len() > 1 && pairs.all(|(a, b)| b.character == a.character + 1);
    scorer.rate(buffer, &typed) - i64::from(penalties) + if whole { TOGETHER } else { 0 }
}

/// What characters are worth that stand side by side: a little less than the levels that [`depth_bonus`] tells
/// apart. A matcher of letters takes the Han characters in a gap for the ends of words.
const TOGETHER: i64 = 8;

/// A small bonus for higher headings: 9 at the first level, 0 from the fourth on.
pub(super) fn depth_bonus(depth: u16) -> i64 {
    3 * i64::from(4_u16.saturating_sub(depth.max(1)))
}
