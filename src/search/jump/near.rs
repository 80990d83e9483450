//! Which headings are close to the section being read.
//!
//! In: an index and that section. Out: for each heading, its bonus and its distance.

use super::Index;
use crate::outline::NodeId;

/// Where the reader is: the section and those around it, innermost first.
pub(super) struct Near {
    here: Option<u32>,
    around: Vec<std::ops::Range<u32>>,
}

/// The bonus of headings in the section being read; each section further out gets [`NEARER`] less, so that
/// three count. A sibling thus outweighs a heading one level higher elsewhere ([`depth_bonus`]).
///
/// [`depth_bonus`]: super::rank::depth_bonus
const NEAREST: i64 = 6;
/// See [`NEAREST`].
const NEARER: i64 = 2;

impl Near {
    /// The place of the reader in the section `near`, if there is one.
    pub(super) fn new(index: &Index, near: Option<NodeId>) -> Self {
        let here = near.and_then(|n| u32::try_from(n.0).ok());
        let mut around = Vec::new();
        let mut at = here;
        while let Some(i) = at
            && let Some(heading) = index.headings.get(i as usize)
            && around.len() < (NEAREST / NEARER) as usize
        {
            around.push(i..heading.next);
            at = index.places.parent(i);
        }
        Self { here, around }
    }

    /// What heading `index` gets for being close.
    pub(super) fn bonus(&self, index: u32) -> i64 {
        let steps = self.around.iter().position(|section| section.contains(&index));
        steps.map_or(0, |steps| NEAREST - NEARER * steps as i64)
    }

    /// How many headings lie between heading `index` and the section; 0 if there is no section.
    pub(super) fn distance(&self, index: u32) -> u32 {
        self.here.map_or(0, |here| here.abs_diff(index))
    }
}
