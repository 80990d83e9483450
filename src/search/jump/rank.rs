//! What an alignment is worth, and which of two equal headings comes first.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::super::lattice::{Cell, Pattern, Place, Step};

/// The one place that knows fuzzy-matcher.
///
/// `fuzzy_indices` and not `fuzzy_match`, whose shorter matrix gives other scores now and then; the
/// default cache, because `use_cache(false)` panics in 0.3.7; `ignore_case`, because one capital
/// in the query would make it case-sensitive.
pub(super) struct Scorer(SkimMatcherV2);

impl Default for Scorer {
    fn default() -> Self {
        Self(SkimMatcherV2::default().ignore_case())
    }
}

impl Scorer {
    /// How well `typed` sits in `resolved`; 0 where it is no subsequence of it.
    pub(super) fn rate(&self, resolved: &str, typed: &str) -> i64 {
        self.0.fuzzy_indices(resolved, typed).map_or(0, |(score, _)| score)
    }
}

/// The heading as the query saw it: characters that were used are written as the letters typed for
/// them, marks as a blank, the rest as themselves, so that a matcher of letters can score it.
pub(super) fn resolve(cells: &[Cell], steps: &[Step], query: &[char], out: &mut String) {
    out.clear();
    let mut steps = steps.iter().peekable();
    for (index, cell) in cells.iter().enumerate() {
        if let Some(step) = steps.next_if(|s| s.cell == index) {
            if index > 0 && cell.place() == Place::First {
                out.push(' ');
            }
            out.extend(query.get(step.from..step.to).unwrap_or_default());
        } else if cell.place() != Place::Filler {
            let c = cell.folded();
            out.push(if c.is_alphanumeric() { c } else { ' ' });
        }
    }
}

/// What one pattern's alignment is worth.
pub(super) fn worth(
    scorer: &Scorer,
    pattern: &Pattern,
    cells: &[Cell],
    steps: &[Step],
    buffer: &mut String,
) -> i64 {
    resolve(cells, steps, pattern.query(), buffer);
    let typed: String = pattern.query().iter().collect();
    let penalties: i32 = steps.iter().map(|s| s.penalty).sum();
    scorer.rate(buffer, &typed) - i64::from(penalties)
}

/// Higher headings are worth more, a little.
pub(super) fn depth_bonus(depth: u16) -> i64 {
    3 * i64::from(4_u16.saturating_sub(depth.max(1)))
}
