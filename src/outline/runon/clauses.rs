//! How a text ends and begins its clauses.
//!
//! In: a text, and the pairs of characters that are asked for. Out: how often each of them stands at the end of
//! a clause, at the beginning of a sentence, and anywhere, as log-odds against what is usual.

use std::collections::HashMap;

use crate::text::{Span, is_traditional, to_simplified, without_glosses};

/// Two characters that follow each other.
pub(super) type Pair = [char; 2];

/// How often pairs stand where.
pub(super) struct Clauses(HashMap<Pair, Uses>);

#[derive(Clone, Copy, Default)]
struct Uses {
    all: u16,
    ends: u16,
    begins: u16,
}

impl Clauses {
    /// Counts `pairs` in `text`.
    pub(super) fn count(text: &str, pairs: impl Iterator<Item = Pair>) -> Self {
        /// Bytes of a text that tell how it is written.
        const SAMPLE: usize = 1 << 20;
        let mut uses: HashMap<Pair, Uses> = pairs.map(|pair| (pair, Uses::default())).collect();
        let text = Span::new(0, SAMPLE).within(text).of(text);
        let text = without_glosses(text);
        let text = if is_traditional(&text) { to_simplified(&text) } else { text };
        let mut begins = true;
        let mut chars = text.chars().peekable();
        let mut behind = chars.clone().skip(2);
        while let Some(c) = chars.next() {
            let after = behind.next();
            if is_mark(c) {
                begins = is_stop(c) || begins && is_opener(c);
                continue;
            }
            if let Some(&d) = chars.peek().filter(|&&d| !is_mark(d))
                && let Some(uses) = uses.get_mut(&[c, d])
            {
                uses.all = uses.all.saturating_add(1);
                uses.ends = uses.ends.saturating_add(u16::from(after.is_none_or(is_mark)));
                uses.begins = uses.begins.saturating_add(u16::from(begins));
            }
            begins = false;
        }
        Self(uses)
    }

    /// Log-odds that `pair` ends a clause, by half.
    pub(super) fn ends(&self, pair: Pair) -> f32 {
        /// Share of all pairs that do.
        const USUAL: f32 = 0.12;
        let uses = self.of(pair);
        0.5 * odds(uses.ends, uses.all, USUAL)
    }

    /// Log-odds that `pair` begins a sentence, by half.
    pub(super) fn begins(&self, pair: Pair) -> f32 {
        /// Share of all pairs that do.
        const USUAL: f32 = 0.05;
        let uses = self.of(pair);
        0.5 * odds(uses.begins, uses.all, USUAL)
    }

    /// How much speaks against an end between the two characters of `pair`: they often stand together.
    pub(super) fn inside(&self, pair: Pair) -> f32 {
        0.8 * f32::from(self.of(pair).all).ln_1p()
    }

    /// The uses of `pair` besides the one in question, at which it neither ends nor begins anything.
    fn of(&self, pair: Pair) -> Uses {
        let uses = self.0.get(&pair).copied().unwrap_or_default();
        Uses { all: uses.all.saturating_sub(1), ..uses }
    }
}

/// Log-odds of what was seen `seen` times of `all` against its `usual` share, drawn to 0 where little was seen.
fn odds(seen: u16, all: u16, usual: f32) -> f32 {
    const LITTLE: f32 = 2.0;
    let share = (f32::from(seen) + LITTLE * usual) / (f32::from(all) + LITTLE);
    (share / usual).ln()
}

/// Whether `c` stands between words.
pub(super) fn is_mark(c: char) -> bool {
    !c.is_alphanumeric()
}

/// Whether a sentence ends with `c`.
fn is_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '；' | '!' | '?' | ';') || c.is_control()
}

/// Whether a sentence may begin behind `c` as well.
fn is_opener(c: char) -> bool {
    matches!(c, '“' | '‘' | '《' | '（' | '(') || c.is_whitespace()
}
