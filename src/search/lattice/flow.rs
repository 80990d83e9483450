//! Finds a pattern in running text. In: the characters, one by one. Out: where matches begin and end; they
//! have no gaps, but may begin at any character.

use super::super::pinyin::Code;
use super::bucket;
use super::pattern::Pattern;

/// The state of a pattern that is moved through a text.
#[derive(Clone, Debug)]
pub(in crate::search) struct Flow<'a> {
    pattern: &'a Pattern,
    /// The places of the query that matches ending at the last character have reached, one bit each.
    places: u64,
    /// For each of them, the byte where the earliest such match begins.
    starts: Vec<usize>,
    /// Places that the current character reaches, with the starts of their matches.
    pending: Vec<(u8, usize)>,
}

impl<'a> Flow<'a> {
    pub(in crate::search) fn new(pattern: &'a Pattern) -> Self {
        let starts = vec![usize::MAX; pattern.query.len() + 1];
        Self { pattern, places: 0, starts, pending: Vec::new() }
    }

    /// Reads the character `original`, which folds to `folded` and stands at byte `at`. If a match ends
    /// with it, returns the byte where the match begins. Matches do not overlap.
    pub(in crate::search) fn feed(
        &mut self,
        original: char,
        folded: char,
        at: usize,
    ) -> Option<usize> {
        let pattern = self.pattern;
        self.pending.clear();
        // A match may begin at every character.
        let reached = self.places | 1;
        if let Some(start) = self.starts.first_mut() {
            *start = at;
        }
        if pattern.buckets >> bucket(folded) & 1 == 1 {
            for literal in pattern.literals.iter().filter(|l| l.c == folded) {
                self.offer(reached, literal.place, literal.len);
            }
        }
        let code = Code::of(original);
        if pattern.sounds.concern(code) {
            for (syllable, _) in code.readings() {
                for eat in pattern.sounds.of(syllable, reached) {
                    self.offer(reached, eat.place, eat.len);
                }
            }
        }
        self.places = 0;
        self.starts.fill(usize::MAX);
        for &(to, start) in &self.pending {
            self.places |= 1 << to;
            if let Some(earliest) = self.starts.get_mut(usize::from(to)) {
                *earliest = start.min(*earliest);
            }
        }
        let goal = pattern.query.len();
        let found = self.starts.get(goal).copied().filter(|&start| start != usize::MAX);
        if found.is_some() {
            self.places = 0;
        }
        found
    }

    fn offer(&mut self, reached: u64, place: u8, len: u8) {
        if reached >> place & 1 == 1
            && let Some(&start) = self.starts.get(usize::from(place))
        {
            self.pending.push((place + len, start));
        }
    }
}
