//! Looking for what certain bytes begin, many bytes in one step.
//!
//! In: bytes, and what three of them on end must be. Out: whether any are. Hardly any stretch of a text
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

#[cfg(test)]
mod tests {
    use super::any_three;

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
}
