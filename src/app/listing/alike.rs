//! Guesses which text the reader wants to compare with: the earlier version of the one being read.
//!
//! In: the texts at hand and the one being read. Out: the slot of the text most like it by title, file
//! name and folder. Reads no text.

use std::path::Path;

use crate::app::shelf::Slot;
use crate::library::Source;

/// Hundredths of likeness below which two names have nothing to do with each other.
const LEAST: usize = 60;
/// What lying in the same folder is worth.
const NEAR: usize = 15;

/// The slot most like slot `of`; of several equally alike, the first in `order`. `None` if none is like it.
pub(super) fn alike(
    slots: &[Slot],
    of: usize,
    order: impl Iterator<Item = usize>,
) -> Option<usize> {
    let this = slots.get(of)?;
    let names = |slot: &Slot| [Name::new(&slot.title), Name::new(stem(slot))];
    let these = names(this);
    let mut best: Option<(usize, usize)> = None;
    for index in order.filter(|&index| index != of) {
        let Some(slot) = slots.get(index) else { continue };
        let both = these.iter().zip(names(slot));
        let likeness = both.map(|(a, b)| a.likeness(&b)).max().unwrap_or(0);
        if likeness < LEAST {
            continue;
        }
        let near = folder(slot).is_some() && folder(slot) == folder(this);
        let likeness = likeness + if near { NEAR } else { 0 };
        if best.is_none_or(|(most, _)| most < likeness) {
            best = Some((likeness, index));
        }
    }
    best.map(|(_, index)| index)
}

/// The name of the file without its ending.
fn stem(slot: &Slot) -> &str {
    match &slot.source {
        Source::File(path) => path.file_stem().and_then(|name| name.to_str()).unwrap_or_default(),
        Source::Sample(_) | Source::Stdin => "",
    }
}

fn folder(slot: &Slot) -> Option<&Path> {
    match &slot.source {
        Source::File(_) if !slot.info.real.is_empty() => Path::new(&slot.info.real).parent(),
        Source::File(path) => path.parent(),
        Source::Sample(_) | Source::Stdin => None,
    }
}

/// A name ready to be held against others: each character with the next, in order. Digits, which
/// tell years and versions apart, are all one; two together tell nothing (00012.txt).
struct Name {
    pairs: Vec<(char, char)>,
}

impl Name {
    fn new(name: &str) -> Self {
        let plain = |c: char| if c.is_ascii_digit() { '0' } else { c };
        let next = name.chars().skip(1).map(plain);
        let pairs = name.chars().map(plain).zip(next);
        let mut pairs: Vec<_> = pairs.filter(|&pair| pair != ('0', '0')).collect();
        pairs.sort_unstable();
        Self { pairs }
    }

    /// How much two names have in common, in hundredths: of their pairs (Dice's coefficient), or
    /// where one holds all of the other, as 报告 and 新报告 do, enough.
    fn likeness(&self, other: &Self) -> usize {
        let (mut a, mut b) = (self.pairs.iter().peekable(), other.pairs.iter().peekable());
        let mut common = 0_usize;
        while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
            let order = x.cmp(y);
            if order.is_le() {
                a.next();
            }
            if order.is_ge() {
                b.next();
            }
            common += usize::from(order.is_eq());
        }
        let (one, two) = (self.pairs.len(), other.pairs.len());
        let share = (200 * common).checked_div(one + two).unwrap_or(0);
        let holds = common > 0 && common == one.min(two);
        if holds { share.max(LEAST) } else { share }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slots(names: &[(&str, &str)]) -> Vec<Slot> {
        let slot = |(path, title): &(&str, &str)| {
            let mut slot = Slot::new(Source::File(path.into()));
            (*title).clone_into(&mut slot.title);
            slot
        };
        names.iter().map(slot).collect()
    }

    #[test]
    fn an_earlier_version_is_known_by_its_title_or_its_name() {
        let texts = slots(&[
            ("今年/报告.txt", "2025年沙河县政府工作报告"),
            ("别处/信.txt", "致村民的一封信"),
            ("去年/甲.txt", "2024年沙河县政府工作报告"),
            ("今年/报告_旧.txt", "征求意见"),
            ("今年/乙.txt", "2024年沙河县政府工作报告"),
        ]);
        for (of, order, found) in [
            (0, &[1, 2, 3, 4][..], Some(4)),
            (0, &[1, 2, 3], Some(2)),
            (0, &[1, 3], Some(3)),
            (0, &[1], None),
            (1, &[0, 2, 3, 4], None),
            (0, &[0], None),
        ] {
            assert_eq!(alike(&texts, of, order.iter().copied()), found, "{of} {order:?}");
        }
    }

    #[test]
    fn digits_do_not_tell_names_apart() {
        let likeness = |a, b| Name::new(a).likeness(&Name::new(b));
        for (a, b, like) in [
            ("第1稿", "第2稿", 100),
            ("报告", "报告_旧", 60),
            ("渡口", "便桥", 0),
            ("00012", "00375", 0),
            ("", "", 0),
        ] {
            assert_eq!((likeness(a, b), likeness(b, a)), (like, like), "{a} {b}");
        }
    }
}
