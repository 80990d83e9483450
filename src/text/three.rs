//! Looking for what certain bytes begin, many bytes in one step.
//!
//! In: bytes, and what three of them on end must be. Out: whether any are, or how many. Hardly any stretch of a text
//! holds what is looked for this way, so that nearly all of it is passed over.

use std::ops::Range;

/// Whether `is` holds for a byte of `stretch` and the two after it; past the end of `bytes` there are
/// zeros. `is` must have no branches: then the compiler takes many bytes at once.
pub fn any_three(bytes: &[u8], stretch: Range<usize>, is: impl Fn(u8, u8, u8) -> bool) -> bool {
    // No third byte follows the last two.
    let whole = stretch.end.min(bytes.len().saturating_sub(2)).max(stretch.start);
    let ahead = |by: usize| bytes.get(stretch.start + by..whole + by).unwrap_or_default();
    let all = ahead(0).iter().zip(ahead(1)).zip(ahead(2));
    let at = |i: usize| bytes.get(i).copied().unwrap_or_default();
    all.fold(false, |any, ((&a, &b), &c)| any | is(a, b, c))
        || (whole..stretch.end).any(|i| is(at(i), at(i + 1), at(i + 2)))
}

/// How many bytes of `stretch` there are for which `is` holds, as [`any_three`] asks it.
pub fn count_three(bytes: &[u8], stretch: Range<usize>, is: impl Fn(u8, u8, u8) -> bool) -> usize {
    /// Bytes of which the count fits into one.
    const BLOCK: usize = 255;
    let whole = stretch.end.min(bytes.len().saturating_sub(2)).max(stretch.start);
    let ahead = |by: usize| bytes.get(stretch.start + by..whole + by).unwrap_or_default();
    let blocks = ahead(0).chunks(BLOCK).zip(ahead(1).chunks(BLOCK)).zip(ahead(2).chunks(BLOCK));
    let in_block = |((first, second), third): ((&[u8], &[u8]), &[u8])| {
        let all = first.iter().zip(second).zip(third);
        usize::from(all.fold(0_u8, |sum, ((&a, &b), &c)| sum.wrapping_add(u8::from(is(a, b, c)))))
    };
    let at = |i: usize| bytes.get(i).copied().unwrap_or_default();
    let last = (whole..stretch.end).filter(|&i| is(at(i), at(i + 1), at(i + 2))).count();
    blocks.map(in_block).sum::<usize>() + last
}

#[cfg(test)]
mod tests {
    use super::{any_three, count_three};

    #[test]
    fn what_begins_in_the_stretch_is_seen_wherever_it_ends() {
        let is = |a: u8, b: u8, c: u8| (a == b'x') & (b != b'!') & (c != b'!');
        for length in 0..70 {
            for place in 0..length {
                let mut bytes = vec![b'.'; length];
                if let Some(byte) = bytes.get_mut(place) {
                    *byte = b'x';
                }
                assert!(any_three(&bytes, 0..length, is), "{place} of {length}");
                assert!(any_three(&bytes, place..place + 1, is), "{place} of {length}");
                assert!(!any_three(&bytes, 0..place, is), "{place} of {length}");
                assert!(!any_three(&bytes, place + 1..length, is), "{place} of {length}");
            }
        }
        assert!(!any_three(b"..x.!", 0..5, is), "the third byte counts");
    }

    #[test]
    fn all_that_begin_in_the_stretch_are_counted() {
        let is = |a: u8, b: u8, _: u8| (a == b'x') & (b != b'!');
        let bytes = b"x.xx!x".repeat(200);
        for (start, end) in [(0, 1200), (1, 1199), (0, 6), (5, 5), (1198, 1200), (300, 900)] {
            let at = |i: usize| bytes.get(i).copied().unwrap_or_default();
            let slowly = (start..end).filter(|&i| is(at(i), at(i + 1), 0)).count();
            assert_eq!(count_three(&bytes, start..end, is), slowly, "{start}..{end}");
        }
    }
}
