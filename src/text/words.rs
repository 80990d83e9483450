//! Sets of words that are looked for together, in one walk over the text.

/// A set of words of at least three bytes each, which is one Chinese character. Made when the program is
/// compiled; one with a shorter word does not compile.
///
/// ```
/// # use gangmu::text::WordSet;
/// static NOTICES: WordSet = WordSet::of(&["版权所有", "转载"]);
/// assert!(NOTICES.any_in("本站版权所有") && !NOTICES.any_in("著作权"));
/// assert_eq!(NOTICES.rests("转载请注明出处").next(), Some("请注明出处"));
/// ```
#[derive(Debug)]
pub struct WordSet {
    words: &'static [&'static str],
    /// One bit for each pair of second and third bytes, of which six bits count: whether a word begins so.
    /// Nearly all places of a text are passed over by it.
    begins: [u64; 64],
}

impl WordSet {
    /// The set of `words`.
    #[must_use]
    pub const fn of(words: &'static [&'static str]) -> Self {
        let mut begins = [0; 64];
        let mut i = 0;
        while i < words.len() {
            let word = words[i].as_bytes();
            assert!(word.len() >= 3, "a word of less than three bytes");
            begins[(word[1] & 63) as usize] |= 1 << (word[2] & 63);
            i += 1;
        }
        Self { words, begins }
    }

    /// Whether any of the words occurs in `text`.
    #[must_use]
    pub fn any_in(&self, text: &str) -> bool {
        let mut rest = text.as_bytes();
        while let [first, second, third, ..] = rest {
            if self.may_begin(*second, *third) && self.at(rest).next().is_some() {
                return true;
            }
            let width = match first {
                0..0xc0 => 1,
                0xc0..0xe0 => 2,
                0xe0..0xf0 => 3,
                0xf0.. => 4,
            };
            rest = rest.get(width..).unwrap_or_default();
        }
        false
    }

    /// Whether `text` starts with any of the words.
    #[must_use]
    pub fn any_begins(&self, text: &str) -> bool {
        self.rests(text).next().is_some()
    }

    /// What of `text` follows each of the words with which it starts, in the order of the words.
    pub fn rests<'a>(&self, text: &'a str) -> impl Iterator<Item = &'a str> {
        let may = match text.as_bytes() {
            [_, second, third, ..] => self.may_begin(*second, *third),
            _ => false,
        };
        let found = may.then(|| self.at(text.as_bytes()));
        found.into_iter().flatten().filter_map(|word| text.strip_prefix(word))
    }

    /// Whether a word may begin here, by its second and third bytes.
    fn may_begin(&self, second: u8, third: u8) -> bool {
        self.begins[usize::from(second & 63)] >> (third & 63) & 1 == 1
    }

    /// The words with which `rest` begins.
    fn at<'a>(&self, rest: &'a [u8]) -> impl Iterator<Item = &'static str> + use<'a> {
        let first = rest.first().copied();
        let here = move |word: &&&str| {
            word.as_bytes().first().copied() == first && rest.starts_with(word.as_bytes())
        };
        self.words.iter().filter(here).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    static WORDS: WordSet = WordSet::of(&["防汛", "www.", "防汛抗旱", "堤", "éa"]);

    #[test]
    fn rests_are_in_the_order_of_the_words() {
        let rests: Vec<_> = WORDS.rests("防汛抗旱指挥部").collect();
        assert_eq!(rests, ["抗旱指挥部", "指挥部"]);
        assert_eq!(WORDS.rests("防").next(), None);
        assert_eq!(WORDS.rests("").next(), None);
    }

    proptest! {
        #[test]
        fn what_is_found_is_what_the_standard_library_finds(text in "(防|汛|抗|旱|堤|w|\\.|é|a|守|䲂){0,9}") {
            let words = WORDS.words;
            prop_assert_eq!(WORDS.any_in(&text), words.iter().any(|w| text.contains(w)));
            prop_assert_eq!(WORDS.any_begins(&text), words.iter().any(|w| text.starts_with(w)));
            let rests: Vec<_> = words.iter().filter_map(|w| text.strip_prefix(w)).collect();
            prop_assert_eq!(WORDS.rests(&text).collect::<Vec<_>>(), rests);
        }
    }
}
