//! Watches the file on the screen for changes.
//!
//! In: the time, and the size and date of the file whenever it is looked at. Out: when to look, and when
//! to read the file again: once two looks in a row have found the same new version, so that a file that
//! an editor is still writing is not shown cut short.

use crate::library::Stamp;

/// How often the file is looked at, in milliseconds.
const EVERY: u64 = 1_000;
/// After what time a file that has changed is looked at again.
const SOON: u64 = 200;
/// How many looks must miss a file until it counts as gone: one that is replaced is back at once.
const MISSES: u8 = 3;

/// What is known of the file.
#[derive(Clone, Copy, Debug, Default)]
pub struct Watch {
    /// When to look next.
    next: u64,
    /// Whether an answer is awaited.
    looking: bool,
    /// The version that the last look found, if it is not the one that was read.
    changed: Option<Stamp>,
    /// How many looks in a row found no file.
    missed: u8,
}

/// What a look at the file leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing: the file has not changed, or may still be changing.
    Same,
    /// There is a new version, which seems complete.
    Changed,
    /// The file is gone. Given once.
    Gone,
}

impl Watch {
    /// Whether to look now.
    pub fn is_due(&mut self, now: u64) -> bool {
        let due = !self.looking && now >= self.next;
        if due {
            self.looking = true;
            self.next = now.saturating_add(EVERY);
        }
        due
    }

    /// Takes in what a look at the time `now` has found; `read` is the version that was read.
    pub fn look(&mut self, found: Option<Stamp>, read: Option<Stamp>, now: u64) -> Verdict {
        self.looking = false;
        let Some(stamp) = found else {
            self.changed = None;
            self.missed = self.missed.saturating_add(1);
            return if self.missed == MISSES { Verdict::Gone } else { Verdict::Same };
        };
        self.missed = 0;
        if read == found {
            self.changed = None;
            return Verdict::Same;
        }
        if self.changed.replace(stamp) == found {
            return Verdict::Changed;
        }
        self.next = now.saturating_add(SOON);
        Verdict::Same
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamp(size: u64) -> Option<Stamp> {
        Some(Stamp { size, modified: None, id: 1 })
    }

    #[test]
    fn a_file_is_read_again_when_it_has_settled() {
        let mut watch = Watch::default();
        assert!(watch.is_due(5_000));
        assert!(!watch.is_due(9_000), "an answer is awaited");
        assert_eq!(watch.look(stamp(1), stamp(1), 9_000), Verdict::Same);
        assert!(watch.is_due(9_000) && !watch.is_due(9_500));
        assert_eq!(watch.look(stamp(0), stamp(1), 9_500), Verdict::Same, "cut short");
        assert!(!watch.is_due(9_600) && watch.is_due(9_700), "looked at again soon");
        assert_eq!(watch.look(stamp(2), stamp(1), 9_700), Verdict::Same, "still growing");
        assert!(watch.is_due(9_900));
        assert_eq!(watch.look(stamp(2), stamp(1), 9_900), Verdict::Changed);
    }

    #[test]
    fn a_file_that_is_replaced_is_not_gone() {
        let mut watch = Watch::default();
        let mut look = |found| watch.look(found, stamp(1), 0);
        assert_eq!([look(None), look(None), look(stamp(1))], [Verdict::Same; 3]);
        assert_eq!(
            [look(None), look(None), look(None)],
            [Verdict::Same, Verdict::Same, Verdict::Gone]
        );
        assert_eq!(look(None), Verdict::Same, "said once");
    }
}
