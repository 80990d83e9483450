//! The jump list between texts.
//!
//! In: the slot that is left for another. Out: the slot to go back to, or forward to again. Jumps inside
//! a text are kept by its [`Reading`](super::reading::Reading).

/// Most texts that are kept to return to.
const TEXTS: usize = 100;

/// The texts that were left for another, by their slots.
#[derive(Clone, Debug, Default)]
pub struct Trail {
    past: Vec<usize>,
    future: Vec<usize>,
}

impl Trail {
    /// Notes that text `slot` is left for another.
    pub fn leave(&mut self, slot: usize) {
        if self.past.last() != Some(&slot) {
            self.past.push(slot);
        }
        if self.past.len() > TEXTS {
            self.past.remove(0);
        }
        self.future.clear();
    }

    /// The text to go back to from `now`.
    pub fn back(&mut self, now: usize) -> Option<usize> {
        let before = self.past.pop()?;
        self.future.push(now);
        Some(before)
    }

    /// The text to go forward to from `now`.
    pub fn forward(&mut self, now: usize) -> Option<usize> {
        let next = self.future.pop()?;
        self.past.push(now);
        Some(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_is_the_way_that_was_gone() {
        let mut trail = Trail::default();
        for slot in [0, 1, 1, 2] {
            trail.leave(slot);
        }
        assert_eq!(trail.back(3), Some(2));
        assert_eq!(trail.back(2), Some(1));
        assert_eq!(trail.forward(1), Some(2));
        trail.leave(2);
        assert_eq!(trail.forward(5), None, "another way was taken");
        assert_eq!([trail.back(5), trail.back(2), trail.back(1)], [Some(2), Some(1), Some(0)]);
        assert_eq!(trail.back(0), None);
        (0..10_000).for_each(|slot| trail.leave(slot));
        assert_eq!(trail.past.len(), TEXTS);
    }
}
