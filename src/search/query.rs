//! Reads the query line of the jump. In: what was typed. Out: a [`Query`] of patterns.
//!
//! The operators are those of fzf: `'exact`, `^start`, `end$`, `!not`, `a|b` (with or without blanks),
//! half or full width. Words without an operator make up one pattern, in this order; a blank between them
//! is a break between syllables.

use super::fold::{GONE, fold, is_han};
use super::lattice::{Anchor, Pattern, Reading};

/// The most characters of a query line that are read; what follows is ignored.
const LONGEST: usize = 256;
/// The most terms that are read; what follows is ignored.
const TERMS: usize = 16;
/// The longest word of which slips are forgiven, in characters.
const SLIPS: usize = 16;
/// The least weight of a word in which a syllable may lack a letter and a character may stand for others of its
/// sound. A letter weighs one, a Chinese character two.
const MIDDLING: usize = 4;
/// The least weight of a word that may hold a letter or a character too many: what is left of a shorter one is
/// found by chance.
const WEIGHTY: usize = 7;
/// Taken off where two letters had to be swapped.
const SWAPPED: i32 = 20;

/// A pattern that a heading must match, or must not.
#[derive(Clone, Debug)]
pub(super) struct Term {
    pub(super) pattern: Pattern,
    pub(super) not: bool,
    /// The least score of a match.
    pub(super) least: i32,
    /// What is taken off the score because the pattern is not quite what was typed.
    pub(super) penalty: i32,
}

impl Term {
    /// Any match will do.
    const fn new(pattern: Pattern) -> Self {
        Self { pattern, not: false, least: i32::MIN, penalty: 0 }
    }
}

/// A query line made ready. A heading matches if it satisfies at least one term of every group.
#[derive(Clone, Debug, Default)]
pub(super) struct Query {
    pub(super) groups: Vec<Vec<Term>>,
    /// The words without operators, as typed.
    words: Vec<String>,
    /// Whether there are operators.
    operators: bool,
}

/// `text` without controls and characters without width, cut to [`LONGEST`] characters.
pub(super) fn sanitise(text: &str) -> String {
    text.chars().filter(|&c| fold(c) != GONE).take(LONGEST).collect()
}

impl Query {
    /// Reads `text`, which has been through [`sanitise`].
    pub(super) fn new(text: &str, reading: Option<Reading>) -> Self {
        let mut query = Self::default();
        let mut alternatives: Vec<Vec<String>> = Vec::new();
        let mut joined = false;
        for token in text.split(|c| fold(c) == ' ').filter(|t| !t.is_empty()) {
            for (i, piece) in token.split(|c| fold(c) == '|').enumerate() {
                joined |= i > 0;
                if piece.is_empty() {
                    continue;
                }
                match alternatives.last_mut() {
                    Some(group) if joined => group.push(piece.to_owned()),
                    _ => alternatives.push(vec![piece.to_owned()]),
                }
                joined = false;
            }
        }
        let mut terms = 0;
        for group in alternatives {
            let single = group.len() == 1;
            let mut ready = Vec::new();
            for token in group {
                let (shape, words) = Shape::of(&token);
                query.operators |= shape != Shape::default() || !single;
                if words.is_empty() || terms == TERMS {
                    continue;
                }
                terms += 1;
                if single && shape == Shape::default() {
                    query.words.push(words.to_owned());
                    continue;
                }
                let reading = reading.filter(|_| !shape.literal);
                let pattern = Pattern::new(words, reading, shape.anchor);
                if !pattern.is_empty() {
                    ready.push(Term { not: shape.not, ..Term::new(pattern) });
                }
            }
            if !ready.is_empty() {
                query.groups.push(ready);
            }
        }
        let words = Pattern::new(&query.words.join(" "), reading, Anchor::default());
        if !words.is_empty() {
            query.groups.insert(0, vec![Term::new(words)]);
        }
        query
    }

    /// The words of a query without operators; `None` if it has any.
    pub(super) fn plain(&self) -> Option<&[String]> {
        (!self.operators).then_some(self.words.as_slice())
    }

    /// A query in which each word is a group of its own, so that they may stand in any order. The letters of a
    /// short one must stand together: two initials anywhere are found in most headings.
    pub(super) fn unordered(words: &[String], reading: Option<Reading>) -> Self {
        Self::of_words(words, |word| {
            let pattern = Pattern::new(word, reading, Anchor::default());
            let together = pattern.has_sounds() && !pattern.is_long();
            let least = if together { pattern.in_one_piece() } else { pattern.worthwhile() };
            vec![Term { least, ..Term::new(pattern) }]
        })
    }

    /// A query that forgives slips, one in each word: a character or a letter too many or too few, one typed
    /// for another, two that are swapped, and characters of the same sound. All else of a word must hold
    /// together.
    pub(super) fn forgiving(words: &[String], reading: Option<Reading>) -> Self {
        Self::of_words(words, |word| {
            let letters: Vec<char> = word.chars().take(SLIPS + 1).collect();
            let weight: usize = letters.iter().map(|&c| if is_han(c) { 2 } else { 1 }).sum();
            let slips = reading.map(|r| Reading { slips: weight >= MIDDLING, ..r });
            let heard = slips.map(|r| Reading { sloppy: true, heard: r.slips, ..r });
            let whole = Pattern::new(word, heard, Anchor::default());
            let least =
                if weight < MIDDLING { whole.in_one_piece() } else { whole.almost_in_one_piece() };
            let mut terms = vec![Term { least, ..Term::new(whole) }];
            if letters.len() > SLIPS || weight < WEIGHTY {
                return terms;
            }
            let mut put = |letters: &[char], penalty| {
                let word: String = letters.iter().collect();
                let pattern = Pattern::new(&word, slips, Anchor::default());
                let least = pattern.almost_in_one_piece();
                terms.push(Term { least, penalty, ..Term::new(pattern) });
            };
            for i in 0..letters.len() {
                let mut other = letters.clone();
                other.remove(i);
                put(&other, 0);
            }
            for (i, pair) in letters.windows(2).enumerate() {
                if let [a, b] = pair
                    && a != b
                {
                    let mut other = letters.clone();
                    other.swap(i, i + 1);
                    put(&other, SWAPPED);
                }
            }
            terms
        })
    }

    fn of_words(words: &[String], terms: impl Fn(&str) -> Vec<Term>) -> Self {
        Self {
            groups: words.iter().take(TERMS).map(|word| terms(word)).collect(),
            words: words.to_vec(),
            operators: false,
        }
    }

    /// Whether letters of it are read as sounds.
    pub(super) fn has_sounds(&self) -> bool {
        self.groups.iter().flatten().any(|t| t.pattern.has_sounds())
    }
}

/// The operators around a term.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Shape {
    anchor: Anchor,
    literal: bool,
    not: bool,
}

impl Shape {
    /// Takes the operators off `token`.
    fn of(token: &str) -> (Self, &str) {
        let mut shape = Self::default();
        let mut rest = token;
        let strip = |text: &mut &str, operator: char| {
            let stripped = text.strip_prefix(|c| fold(c) == operator);
            *text = stripped.unwrap_or(text);
            stripped.is_some()
        };
        if strip(&mut rest, '!') {
            (shape.not, shape.literal, shape.anchor.whole) = (true, true, true);
        }
        if strip(&mut rest, '\'') {
            (shape.literal, shape.anchor.whole) = (true, true);
        }
        if strip(&mut rest, '^') {
            (shape.anchor.start, shape.anchor.whole) = (true, true);
        }
        if let Some(head) = rest.strip_suffix(|c| fold(c) == '$') {
            (shape.anchor.end, shape.anchor.whole) = (true, true);
            rest = head;
        }
        (shape, rest)
    }
}
