//! Readings of a query that are less strict, for where little fits what was typed as it stands.
//!
//! In: what the strict reading found. Out: what sloppy sounds, other marks, another order of the words, and
//! last of all slips of the fingers find beside it. A reading is only tried where those before it found
//! nothing better.

use super::super::fold::fold;
use super::super::lattice::{Pattern, Reading};
use super::super::query::{Query, Term};
use super::Options;
use super::scan::{Match, Scan};

/// So many headings that hold the letters of the query together are enough.
const ENOUGH: usize = 20;

/// Taken off where the words stand in another order.
const UNORDERED: i32 = 10;
/// Taken off where marks differ.
const UNMARKED: i32 = 5;
/// Taken off sloppy matches to put them below the strict ones.
const BELOW: i32 = 200;
/// Sloppy matches are added to good strict ones if these are fewer than `FEW` and the query has at least
/// `LONG` letters.
const FEW: usize = 5;
const LONG: usize = 5;

/// The headings that one reading of the query found.
pub(super) struct Pass {
    pub(super) query: Query,
    pub(super) matches: Vec<Match>,
    /// What is taken off the scores because the query was not read strictly.
    pub(super) penalty: i32,
}

impl Pass {
    pub(super) const fn new(query: Query, matches: Vec<Match>) -> Self {
        Self { query, matches, penalty: 0 }
    }

    /// Whether the best match is as good as one by initials without a gap.
    fn is_good(&self) -> bool {
        self.reaches(Pattern::in_one_piece)
    }

    /// Whether the best match is hardly worse than that.
    fn is_close(&self) -> bool {
        self.reaches(Pattern::almost_in_one_piece)
    }

    /// Whether the best match has the `least` score of each group together.
    fn reaches(&self, least: impl Fn(&Pattern) -> i32) -> bool {
        let best = self.matches.iter().map(|m| m.score).max();
        let patterns = self.query.groups.iter().filter_map(|g| g.first());
        let wanted: i32 = patterns.map(|t| least(&t.pattern)).sum();
        best.is_some_and(|score| score >= wanted)
    }

    /// Whether it is one term of so many letters that they should hold together.
    pub(super) fn is_long(&self) -> bool {
        match self.query.groups.as_slice() {
            [group] => group.iter().all(|term| !term.not && term.pattern.is_long()),
            _ => false,
        }
    }

    /// The least score of a match that is shown. A worse one still counts for what narrows the next query: a
    /// letter more may join what is scattered now.
    ///
    /// Where enough headings hold the letters together, those in which they are scattered match by chance: in
    /// thousands of texts there are thousands of them.
    pub(super) fn worthwhile(&self) -> i32 {
        let likely = self.least(Pattern::likely);
        if self.matches.iter().filter(|m| m.score >= likely).nth(ENOUGH - 1).is_some() {
            return likely;
        }
        self.least(Pattern::worthwhile)
    }

    /// The sum over the groups of the query of the `least` score of a term.
    fn least(&self, least: impl Fn(&Pattern) -> i32) -> i32 {
        let least = |term: &Term| if term.not { 0 } else { least(&term.pattern) };
        self.query.groups.iter().filter_map(|group| group.iter().map(least).min()).sum()
    }
}

impl Scan<'_> {
    /// Adds looser readings of the query. If the strict one, which `passes` holds, found nothing, or only
    /// letters scattered over long headings, they rank beside it; if it found a few good headings, below it;
    /// if it found enough, nothing is added. `None` when cancelled.
    pub(super) fn loosen(&mut self, passes: &mut Vec<Pass>, options: &Options) -> Option<()> {
        let Some(strict) = passes.first() else { return Some(()) };
        let Some(words) = strict.query.plain().map(<[String]>::to_vec) else { return Some(()) };
        let text = words.join(" ");
        let good = strict.is_good();
        let unmarked = |word: &String| -> String {
            word.chars().filter(|&c| fold(c).is_alphanumeric()).collect()
        };
        let bare: Vec<_> = words.iter().map(unmarked).filter(|word| !word.is_empty()).collect();
        let reading = options.pinyin.then(|| Reading::new(options.scheme));
        let enough = good && (strict.matches.len() >= FEW || text.chars().count() < LONG);
        let sounds = strict.query.has_sounds();
        if good && bare.len() > 1 && strict.matches.len() < ENOUGH {
            // In one piece somewhere, perhaps by chance: the words may be meant in another order.
            self.pass(passes, Query::unordered(&bare, reading), BELOW)?;
        }
        if enough {
            return Some(());
        }
        if sounds {
            let query = Query::new(&text, reading.map(|r| Reading { sloppy: true, ..r }));
            self.pass(passes, query, if good { BELOW } else { 0 })?;
        }
        if good {
            return Some(());
        }
        if bare != words && !bare.is_empty() {
            self.pass(passes, Query::new(&bare.join(" "), reading), UNMARKED)?;
        }
        if bare.len() > 1 {
            self.pass(passes, Query::unordered(&bare, reading), UNORDERED)?;
        }
        if !passes.iter().any(Pass::is_close) {
            // Characters as typed mean what they say, letters that are scattered do not.
            let found = !sounds && passes.iter().any(|p| !p.matches.is_empty());
            let query = Query::forgiving(&bare, reading);
            self.pass(passes, query, if found { BELOW } else { 0 })?;
        }
        Some(())
    }

    /// Adds what `query` finds; `None` when cancelled.
    fn pass(&mut self, passes: &mut Vec<Pass>, query: Query, penalty: i32) -> Option<()> {
        if query.groups.is_empty() {
            return Some(());
        }
        let matches = self.all(&query)?;
        passes.push(Pass { query, matches, penalty });
        Some(())
    }
}
