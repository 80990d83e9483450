//! Looks for rare characters in UTF-8, many bytes in one step.
//!
//! In: bytes, and a condition on three successive ones, which identify nearly every character of a Chinese
//! text. Out: whether it holds anywhere, or how often. Most stretches of a text hold nothing of what is
//! looked for, and so need no slower look.

use std::ops::Range;

/// Whether `is` holds for any byte of `stretch` with the two bytes after it; past the end of `bytes`,
/// zeros are assumed. `is` must have no branches, so that the compiler can process many bytes at once.
pub fn any_three(bytes: &[u8], stretch: Range<usize>, is: impl Fn(u8, u8, u8) -> bool) -> bool {
    // The last two bytes have no two after them, and are looked at one by one.
    let whole = stretch.end.min(bytes.len().saturating_sub(2)).max(stretch.start);
    let ahead = |by: usize| bytes.get(stretch.start + by..whole + by).unwrap_or_default();
    let all = ahead(0).iter().zip(ahead(1)).zip(ahead(2));
    let at = |i: usize| bytes.get(i).copied().unwrap_or_default();
    all.fold(false, |any, ((&a, &b), &c)| any | is(a, b, c))
        || (whole..stretch.end).any(|i| is(at(i), at(i + 1), at(i + 2)))
}

/// For how many bytes of `stretch` `is` holds; otherwise as [`any_three`].
pub fn count_three(bytes: &[u8], stretch: Range<usize>, is: impl Fn(u8, u8, u8) -> bool) -> usize {
    /// So many bytes that their count fits into a `u8`.
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
