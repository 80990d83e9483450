//! Which pieces of a query each syllable may eat. In: the query. Out: [`Sounds`], a table by syllable.

use std::borrow::Cow;

use super::super::fold::is_han;
use super::super::pinyin::{CODES, Code, SYLLABLES, Scheme, Syllable, spelling};

/// A piece of the query that a syllable may eat.
#[derive(Clone, Copy, Debug)]
pub(super) struct Eat {
    /// Index of its first character in the query.
    pub(super) place: u8,
    /// How many characters it has.
    pub(super) len: u8,
    /// What it is worth, after the penalty.
    pub(super) score: i16,
    /// What was taken off because it is not the usual spelling.
    pub(super) penalty: u8,
}

/// The pieces that one syllable may eat, as a part of the list of all.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// The places of the query where any of them begins, one bit each.
    places: u64,
    first: u16,
    count: u16,
}

/// The pieces that all syllables may eat.
#[derive(Clone, Debug, Default)]
pub(super) struct Sounds {
    slots: Box<[Slot]>,
    eats: Box<[Eat]>,
    /// A bit for each [`Code`], set if one of its readings may eat anything; for most characters of a
    /// heading it is not.
    codes: Box<[u64]>,
}

/// How sounds are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(in crate::search) struct Reading {
    /// 模糊音: z＝zh, n＝l, in＝ing …
    pub(in crate::search) sloppy: bool,
    /// Syllables with a letter left out.
    pub(in crate::search) slips: bool,
    /// Characters typed for others of the same sound.
    pub(in crate::search) heard: bool,
    /// 双拼, beside full pinyin.
    pub(in crate::search) scheme: Option<Scheme>,
}

impl Reading {
    /// Sounds as they are spelt.
    pub(in crate::search) fn new(scheme: Option<Scheme>) -> Self {
        Self { scheme, ..Self::default() }
    }
}

/// Score of each letter.
pub(super) const LETTER: i16 = 16;
/// Score of a Chinese character that was typed as itself.
pub(super) const HAN: i16 = 24;
/// Bonus of each letter after the first in a piece.
const CONSECUTIVE: i16 = super::align::CONSECUTIVE as i16;
/// Bonus of a whole syllable.
const WHOLE: i16 = 6;
/// Bonus of a syllable that is more than an initial, but unfinished.
const UNFINISHED: i16 = 2;
/// Penalty of a sloppy spelling.
const SLOPPY: u8 = 10;
/// Penalty of a syllable with a letter left out.
const SLIP: u8 = 12;
/// Penalty of a character that only sounds like the one typed.
pub(super) const HEARD: u8 = 6;
/// Shortest syllable of which a letter may be left out.
const LEAVES_ENOUGH: usize = 3;
/// Penalty of `u` typed for ü.
const U_FOR_V: u8 = 2;

impl Sounds {
    /// What every syllable may eat of `query` (folded). Bit `i` of `breaks` is set if a break was typed
    /// before place `i`.
    pub(super) fn new(query: &[char], breaks: u64, reading: Reading) -> Self {
        let text = Typed::new(query, breaks, reading.scheme);
        let heard = if reading.heard { heard(query) } else { Vec::new() };
        if heard.is_empty() && text.runs.iter().all(|&run| run == 0) {
            return Self::default();
        }
        let mut slots = vec![Slot::default(); SYLLABLES];
        let mut eats = Vec::new();
        let mut forms = Vec::new();
        for (syllable, slot) in slots.iter_mut().enumerate() {
            let plain = spelling(syllable as Syllable);
            slot.first = eats.len() as u16;
            forms.clear();
            spellings(plain, reading.sloppy, &mut forms);
            // The letters that a piece may begin with: most places of the query are soon passed over.
            let slip = plain.as_bytes().get(1).copied().filter(|_| reading.slips);
            let keys = reading.scheme.and_then(|s| s.keys(plain));
            let firsts = forms.iter().filter_map(|(form, _)| form.bytes().next());
            let begins: Vec<u8> = firsts.chain(slip).chain(keys.map(|[first, _]| first)).collect();
            for (place, &run) in text.runs.iter().enumerate() {
                if !query.get(place).is_some_and(|&c| begins.iter().any(|&b| c == char::from(b))) {
                    continue;
                }
                // By length: the best way to eat that many letters from here on.
                let mut best: [Option<Eat>; 8] = [None; 8];
                for (form, penalty) in &forms {
                    text.eat(place, run, form.as_bytes(), *penalty, plain, &mut best);
                }
                if reading.slips {
                    text.eat_slips(place, run, plain.as_bytes(), &mut best);
                }
                if let Some(keys) = keys {
                    text.eat_keys(place, run, keys, &mut best);
                }
                for eat in best.into_iter().flatten() {
                    slot.places |= 1 << place;
                    eats.push(eat);
                }
            }
            for &(place, _) in heard.iter().filter(|(_, sound)| usize::from(*sound) == syllable) {
                slot.places |= 1 << place;
                let score = HAN - i16::from(HEARD);
                eats.push(Eat { place, len: 1, score, penalty: HEARD });
            }
            slot.count = eats.len() as u16 - slot.first;
        }
        let mut codes = vec![0_u64; CODES.div_ceil(64)];
        let eats_anything = |s: Syllable| slots.get(usize::from(s)).is_some_and(|s| s.count > 0);
        for code in Code::all() {
            if code.readings().any(|(syllable, _)| eats_anything(syllable))
                && let Some(index) = code.index()
                && let Some(word) = codes.get_mut(index / 64)
            {
                *word |= 1 << (index % 64);
            }
        }
        Self { slots: slots.into(), eats: eats.into(), codes: codes.into() }
    }

    /// Whether no letter of the query can be read as a sound.
    pub(super) fn is_empty(&self) -> bool {
        self.eats.is_empty()
    }

    /// Whether a character with this code may eat anything at all.
    #[inline]
    pub(super) fn concern(&self, code: Code) -> bool {
        let word = code.index().and_then(|i| Some((self.codes.get(i / 64)?, i % 64)));
        word.is_some_and(|(word, bit)| word >> bit & 1 == 1)
    }

    /// The pieces that `syllable` may eat, wherever they begin; empty if none begins at a place of the set
    /// `reached`.
    #[inline]
    pub(super) fn of(&self, syllable: Syllable, reached: u64) -> &[Eat] {
        match self.slots.get(usize::from(syllable)) {
            Some(slot) if slot.places & reached != 0 => {
                let first = usize::from(slot.first);
                self.eats.get(first..first + usize::from(slot.count)).unwrap_or_default()
            }
            _ => &[],
        }
    }
}

/// The query as letters.
struct Typed<'a> {
    query: &'a [char],
    breaks: u64,
    /// For each place, how many letters from there on stand together, without a break or another character.
    runs: Vec<usize>,
}

impl<'a> Typed<'a> {
    fn new(query: &'a [char], breaks: u64, scheme: Option<Scheme>) -> Self {
        let sound = |c: char| c.is_ascii_lowercase() || scheme.is_some_and(|s| s.is_key(c));
        let mut runs = vec![0; query.len()];
        let mut run = 0;
        for (i, &c) in query.iter().enumerate().rev() {
            let broken = breaks >> (i + 1) & 1 == 1;
            run = if !sound(c) {
                0
            } else if broken {
                1
            } else {
                run + 1
            };
            if let Some(slot) = runs.get_mut(i) {
                *slot = run;
            }
        }
        Self { query, breaks, runs }
    }

    /// How many letters from `place` on, of `run` at most, are those of `form`.
    fn agree(&self, place: usize, run: usize, form: &[u8]) -> usize {
        let typed = self.query.iter().skip(place).take(run);
        typed.zip(form).take_while(|&(&q, &f)| q == char::from(f)).count()
    }

    /// Whether a syllable may be unfinished at `end`: at the end of the query, at a break, or before a
    /// character that is not a letter.
    fn ends(&self, end: usize) -> bool {
        self.breaks >> end & 1 == 1 || !self.query.get(end).is_some_and(char::is_ascii_lowercase)
    }

    /// Adds to `best` the pieces from `place` on that the spelling `form` of the syllable `plain` may eat.
    fn eat(
        &self,
        place: usize,
        run: usize,
        form: &[u8],
        penalty: u8,
        plain: &str,
        best: &mut [Option<Eat>; 8],
    ) {
        for len in 1..=self.agree(place, run, form) {
            let whole = len == form.len();
            let initial = len == 1 || (len == 2 && form.get(1) == Some(&b'h'));
            let extra = if whole && len > 1 {
                WHOLE
            } else if initial {
                0
            } else if self.ends(place + len) {
                UNFINISHED
            } else {
                continue;
            };
            // The first letter alone is sloppy only if the plain spelling begins with another.
            if penalty == SLOPPY && len == 1 && plain.as_bytes().first() == form.first() {
                continue;
            }
            put(best, place, len, extra, penalty);
        }
    }

    /// Adds to `best` the pieces from `place` on that are the syllable `plain` with one letter left out.
    fn eat_slips(&self, place: usize, run: usize, plain: &[u8], best: &mut [Option<Eat>; 8]) {
        if plain.len() < LEAVES_ENOUGH {
            return;
        }
        let agree = self.agree(place, run, plain);
        // The letter after those that agree is the one left out, or there is none.
        let rest = plain.get(agree + 1..).unwrap_or_default();
        let len = plain.len() - 1;
        if agree < plain.len()
            && self.agree(place + agree, run.saturating_sub(agree), rest) == rest.len()
        {
            put(best, place, len, WHOLE, SLIP);
        }
    }

    /// Adds to `best` the pieces from `place` on that the two keys of a syllable in double pinyin may eat.
    fn eat_keys(&self, place: usize, run: usize, keys: [u8; 2], best: &mut [Option<Eat>; 8]) {
        for len in 1..=self.agree(place, run, &keys) {
            put(best, place, len, if len == 2 { WHOLE } else { 0 }, 0);
        }
    }
}

/// The places of characters in `query`, each with the sounds of its character.
fn heard(query: &[char]) -> Vec<(u8, Syllable)> {
    let sounds = |(place, &c): (usize, &char)| {
        Code::of(c).readings().map(move |(syllable, _)| (place as u8, syllable))
    };
    query.iter().enumerate().filter(|(_, c)| is_han(**c)).flat_map(sounds).collect()
}

fn put(best: &mut [Option<Eat>; 8], place: usize, len: usize, extra: i16, penalty: u8) {
    let letters = len as i16;
    let score = LETTER * letters + CONSECUTIVE * (letters - 1) + extra - i16::from(penalty);
    let eat = Eat { place: place as u8, len: len as u8, score, penalty };
    if let Some(slot) = best.get_mut(len)
        && slot.is_none_or(|old| old.score < score)
    {
        *slot = Some(eat);
    }
}

/// 模糊音: initials that dialects do not distinguish.
const INITIALS: [(&str, &str); 10] = [
    ("zh", "z"),
    ("ch", "c"),
    ("sh", "s"),
    ("z", "zh"),
    ("c", "ch"),
    ("s", "sh"),
    ("l", "n"),
    ("n", "l"),
    ("h", "f"),
    ("f", "h"),
];

/// 模糊音: finals that dialects do not distinguish.
const FINALS: [(&str, &str); 6] =
    [("ing", "in"), ("in", "ing"), ("eng", "en"), ("en", "eng"), ("ang", "an"), ("an", "ang")];

/// Appends to `out` the ways to spell the syllable `plain`, each with its penalty.
fn spellings(plain: &'static str, sloppy: bool, out: &mut Vec<(Cow<'static, str>, u8)>) {
    out.push((plain.into(), 0));
    if plain.contains('v') {
        out.push((plain.replace('v', "u").into(), U_FOR_V));
    }
    if !sloppy {
        return;
    }
    let initial = INITIALS.iter().find_map(|&(from, to)| {
        let rest = plain.strip_prefix(from)?;
        (from.len() == 2 || !rest.starts_with('h')).then(|| format!("{to}{rest}"))
    });
    for base in [Some(plain.to_owned()), initial.clone()].into_iter().flatten() {
        let last = FINALS
            .iter()
            .find_map(|&(from, to)| base.strip_suffix(from).map(|head| format!("{head}{to}")));
        out.extend(last.map(|form| (form.into(), SLOPPY)));
    }
    out.extend(initial.map(|form| (form.into(), SLOPPY)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sloppy_sounds_change_initial_and_final() {
        let forms = |plain| {
            let mut out = Vec::new();
            spellings(plain, true, &mut out);
            out.into_iter().map(|(f, _)| f).collect::<Vec<_>>()
        };
        assert_eq!(forms("zheng"), ["zheng", "zhen", "zen", "zeng"]);
        assert_eq!(forms("xin"), ["xin", "xing"]);
        assert_eq!(forms("nv"), ["nv", "nu", "lv"]);
        assert_eq!(forms("ba"), ["ba"]);
    }

    #[test]
    fn a_break_ends_a_run_of_letters() {
        let query: Vec<char> = "xian".chars().collect();
        assert_eq!(Typed::new(&query, 0, None).runs, [4, 3, 2, 1]);
        assert_eq!(Typed::new(&query, 1 << 2, None).runs, [2, 1, 2, 1]);
    }
}
