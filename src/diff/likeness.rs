//! How alike two pieces of text are.
//!
//! In: words. Out: hundredths, from 0 for nothing in common to 100. All numbers count as equal: this year's
//! report says what last year's did, with other figures.

/// Hundredths from which two sentences or headings are taken for versions of each other.
pub(super) const ALIKE: usize = 50;

/// What a piece of text has to compare: its pairs of neighbouring characters.
#[derive(Clone, Debug, Default)]
pub(super) struct Grams(Vec<u64>);

impl Grams {
    /// The pairs of `words`: of letters, Han characters and, for a number of any length, one 0.
    pub(super) fn new(words: &str) -> Self {
        let mut grams = Vec::with_capacity(words.len() / 3);
        let mut last: Option<char> = None;
        for c in masked(words) {
            if let Some(last) = last {
                grams.push(u64::from(u32::from(last)) << 32 | u64::from(u32::from(c)));
            }
            last = Some(c);
        }
        grams.sort_unstable();
        Self(grams)
    }

    /// The share of pairs that both have (Dice's coefficient). Where the longer holds nearly all of
    /// a shorter that says something itself, the shorter was added to: that counts by four fifths.
    pub(super) fn alike(&self, other: &Self) -> usize {
        /// Pairs from which a text says something.
        const SAYS: usize = 8;
        let (x, y) = (&self.0, &other.0);
        if x.is_empty() || y.is_empty() {
            return 0;
        }
        let shared = shared(x, y);
        let least = x.len().min(y.len());
        let dice = 200 * shared / (x.len() + y.len());
        if least < SAYS { dice } else { dice.max(80 * shared / least) }
    }

    /// The share of pairs that both have, and no more (Dice's coefficient), in hundredths.
    pub(super) fn shares(&self, other: &Self) -> usize {
        let (x, y) = (&self.0, &other.0);
        200 * shared(x, y) / (x.len() + y.len()).max(1)
    }

    /// Whether nearly all of `part` is in it.
    pub(super) fn hold(&self, part: &Self) -> bool {
        /// Hundredths of its pairs.
        const NEARLY: usize = 80;
        !part.0.is_empty() && 100 * shared(&self.0, &part.0) >= NEARLY * part.0.len()
    }
}

/// Letters, digits and Han characters of `words`; every number is a single 0.
fn masked(words: &str) -> impl Iterator<Item = char> {
    let mut number = false;
    words.chars().filter_map(move |c| {
        if c.is_numeric() {
            return (!std::mem::replace(&mut number, true)).then_some('0');
        }
        // The point and the sign of a number belong to it.
        number &= matches!(c, '.' | ',' | '%' | '．' | '％');
        c.is_alphanumeric().then_some(c)
    })
}

/// How many both of two sorted rows hold. A far longer one is searched, not gone through.
fn shared(x: &[u64], y: &[u64]) -> usize {
    /// So many times as long is far longer.
    const FAR: usize = 16;
    let (short, mut rest) = if x.len() <= y.len() { (x, y) } else { (y, x) };
    let search = rest.len() / FAR > short.len();
    let mut count = 0;
    for gram in short {
        let below = if search {
            rest.partition_point(|other| other < gram)
        } else {
            rest.iter().take_while(|other| *other < gram).count()
        };
        rest = rest.get(below..).unwrap_or_default();
        if let Some((first, after)) = rest.split_first()
            && first == gram
        {
            count += 1;
            rest = after;
        }
    }
    count
}

/// A small picture of a text of any length: the least of the hashes of its runs of four characters
/// (bottom-k sketch, Broder 1997).
#[derive(Clone, Debug, Default)]
pub(super) struct Sketch(Vec<u64>);

impl Sketch {
    /// Hashes that are kept.
    const KEPT: usize = 128;
    /// Hashes from which two sketches can be compared.
    const LEAST: usize = 12;

    /// The sketch of `words`. Linear in the text.
    pub(super) fn new(words: &str) -> Self {
        let mut hashes = Vec::new();
        let mut window = [0_u64; 4];
        for (i, c) in masked(words).enumerate() {
            window.rotate_left(1);
            window[3] = u64::from(u32::from(c));
            if i >= 3 {
                hashes.push(mix(&window));
            }
            // Only the least are wanted: the others go as soon as there are many.
            if hashes.len() >= 16 * Self::KEPT {
                hashes.sort_unstable();
                hashes.dedup();
                hashes.truncate(Self::KEPT);
            }
        }
        hashes.sort_unstable();
        hashes.dedup();
        hashes.truncate(Self::KEPT);
        Self(hashes)
    }

    /// The share of what both texts say together that both say (Jaccard's coefficient, estimated), in
    /// hundredths; 0 where either says too little to tell.
    pub(super) fn alike(&self, other: &Self) -> usize {
        if self.0.len().min(other.0.len()) < Self::LEAST {
            return 0;
        }
        let mut union: Vec<u64> = self.0.iter().chain(&other.0).copied().collect();
        union.sort_unstable();
        union.dedup();
        union.truncate(Self::KEPT);
        let both =
            |hash: &&u64| self.0.binary_search(hash).is_ok() && other.0.binary_search(hash).is_ok();
        100 * union.iter().filter(both).count() / union.len().max(1)
    }
}

/// A hash of four characters: the finishing steps of `SplitMix64` over each.
fn mix(window: &[u64; 4]) -> u64 {
    window.iter().fold(0x9e37_79b9_7f4a_7c15, |sum, c| {
        let z = (sum ^ c).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn alike(a: &str, b: &str) -> usize {
        Grams::new(a).alike(&Grams::new(b))
    }

    #[test]
    fn likeness_is_the_share_of_pairs() {
        assert_eq!(alike("抓好春耕生产", "抓好春耕生产"), 100);
        assert_eq!(alike("抓好春耕生产", "抓好春耕备耕"), 60);
        assert_eq!(alike("甲", "乙"), 0);
    }

    #[test]
    fn other_figures_make_no_other_sentence() {
        assert_eq!(alike("粮食产量增长8.5%。", "粮食产量增长12%。"), 100);
        assert_eq!(alike("2023年工作回顾", "2024年工作回顾"), 100);
    }

    #[test]
    fn a_sentence_that_was_added_to_is_still_like_itself() {
        let short = "要把农田水利建设摆在突出位置";
        let long =
            "要把农田水利建设摆在突出位置，分期分批推进灌区改造，力争三年内完成全部支渠的衬砌任务";
        assert!(alike(short, long) >= ALIKE, "{}", alike(short, long));
    }

    proptest! {
        /// Each pair of one goes with one of the other, however long either is.
        #[test]
        fn what_both_hold_is_counted_once(
            x in prop::collection::vec(0_u64..40, 0..12),
            y in prop::collection::vec(0_u64..40, 0..400),
        ) {
            let (mut short, mut long) = (x.clone(), y.clone());
            short.sort_unstable();
            long.sort_unstable();
            let count = |row: &[u64], gram: u64| row.iter().filter(|&&g| g == gram).count();
            let expected: usize = (0..40).map(|g| count(&x, g).min(count(&y, g))).sum();
            prop_assert_eq!(shared(&short, &long), expected);
            prop_assert_eq!(shared(&long, &short), expected);
        }
    }

    #[test]
    fn sketches_tell_how_much_two_sections_share() {
        let part = |from: u32, to: u32| -> String {
            (from..to).filter_map(|i| char::from_u32(0x4e00 + i * 7)).collect()
        };
        let sketch = |text: &str| Sketch::new(text);
        let (a, b) = (part(0, 900), part(300, 1200));
        let likeness = sketch(&a).alike(&sketch(&b));
        assert!((35..=65).contains(&likeness), "one half: {likeness}");
        assert_eq!(sketch(&a).alike(&sketch(&a)), 100);
        assert_eq!(sketch(&a).alike(&sketch("短")), 0);
    }
}
