//! Reads the query line of the jump. In: what was typed. Out: a [`Query`] of patterns.
//!
//! The operators are those of fzf: `'exact`, `^start`, `end$`, `!not`, `a|b` (with or without blanks),
//! half or full width. Words without an operator make up one pattern, in this order; a blank between them
//! is a break between syllables.

use super::fold::{GONE, fold};
use super::lattice::{Anchor, Pattern, Reading};

/// The most characters of a query line that are read; what follows is ignored.
const LONGEST: usize = 256;
/// The most terms that are read; what follows is ignored.
const TERMS: usize = 16;

/// A pattern that a heading must match, or must not.
#[derive(Clone, Debug)]
pub(super) struct Term {
    pub(super) pattern: Pattern,
    pub(super) not: bool,
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
                    ready.push(Term { pattern, not: shape.not });
                }
            }
            if !ready.is_empty() {
                query.groups.push(ready);
            }
        }
        let words = Pattern::new(&query.words.join(" "), reading, Anchor::default());
        if !words.is_empty() {
            query.groups.insert(0, vec![Term { pattern: words, not: false }]);
        }
        query
    }

    /// The words of a query without operators; `None` if it has any.
    pub(super) fn plain(&self) -> Option<&[String]> {
        (!self.operators).then_some(self.words.as_slice())
    }

    /// A query in which each word is a group of its own, so that they may stand in any order.
    pub(super) fn unordered(words: &[String], reading: Option<Reading>) -> Self {
        let term = |word: &String| {
            let pattern = Pattern::new(word, reading, Anchor::default());
            vec![Term { pattern, not: false }]
        };
        Self {
            groups: words.iter().take(TERMS).map(term).collect(),
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
