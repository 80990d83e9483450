//! Heights of blocks, summed by a Fenwick tree.
//!
//! In: a height for each block. Out: how many rows stand before a block, and which block holds a
//! row, both in logarithmic time while heights change.

/// Heights in rows and their partial sums.
#[derive(Clone, Debug, Default)]
pub(super) struct Heights {
    each: Vec<u32>,
    /// Fenwick tree: `tree[i]` sums the heights of the blocks `i - lowbit(i) .. i`, from 1.
    tree: Vec<u32>,
}

impl Heights {
    /// The heights of `each`, in linear time.
    pub(super) fn new(each: Vec<u32>) -> Self {
        let mut tree = Vec::with_capacity(each.len() + 1);
        tree.push(0);
        tree.extend_from_slice(&each);
        for i in 1..tree.len() {
            let parent = i + lowbit(i);
            if parent < tree.len() {
                tree[parent] += tree[i];
            }
        }
        Self { each, tree }
    }

    /// The height of block `index`; 0 where there is none.
    pub(super) fn get(&self, index: usize) -> usize {
        self.each.get(index).map_or(0, |height| *height as usize)
    }

    /// Makes block `index` so high.
    pub(super) fn set(&mut self, index: usize, height: u32) {
        let Some(old) = self.each.get_mut(index) else { return };
        if *old == height {
            return;
        }
        let change = height.wrapping_sub(*old);
        *old = height;
        let mut i = index + 1;
        while i < self.tree.len() {
            // Sums stay below 2³²; only the change may be negative.
            self.tree[i] = self.tree[i].wrapping_add(change);
            i += lowbit(i);
        }
    }

    /// The rows before block `index`.
    pub(super) fn before(&self, index: usize) -> usize {
        let mut i = index.min(self.each.len());
        let mut sum = 0;
        while i > 0 {
            sum += self.tree[i] as usize;
            i -= lowbit(i);
        }
        sum
    }

    /// All rows.
    pub(super) fn total(&self) -> usize {
        self.before(self.each.len())
    }

    /// The block that holds row `row`, and which of its rows that is; past the end, the number of
    /// blocks and how far.
    pub(super) fn find(&self, row: usize) -> (usize, usize) {
        let (mut at, mut left) = (0, row);
        let mut step = self.each.len().checked_ilog2().map_or(0, |bits| 1_usize << bits);
        while step > 0 {
            if let Some(sum) = self.tree.get(at + step).filter(|sum| **sum as usize <= left) {
                left -= *sum as usize;
                at += step;
            }
            step /= 2;
        }
        (at, left)
    }
}

const fn lowbit(i: usize) -> usize {
    i & i.wrapping_neg()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sums_and_search_agree_with_counting(
            mut each in prop::collection::vec(0_u32..5, 0..60),
            changes in prop::collection::vec((0_usize..60, 0_u32..9), 0..40),
        ) {
            let mut heights = Heights::new(each.clone());
            for (index, height) in changes {
                heights.set(index, height);
                if let Some(h) = each.get_mut(index) { *h = height; }
            }
            let mut row = 0;
            for (index, height) in each.iter().enumerate() {
                prop_assert_eq!(heights.before(index), row);
                for inside in 0..*height as usize {
                    prop_assert_eq!(heights.find(row + inside), (index, inside));
                }
                row += *height as usize;
            }
            prop_assert_eq!(heights.total(), row);
            prop_assert_eq!(heights.find(row).0, each.len());
        }
    }
}
