//! How many cells a character takes, and how it is drawn: the one place that decides both, so that
//! filling rows and drawing them cannot disagree.
//!
//! In: a character in its text, and the [`Measure`]. Out: a [`Unit`].

use super::chars::{before, is_ideograph};
use super::class::{Class, is_unit};
use super::measure::{Measure, Punctuation, Quotes};
use super::punctuation;
use crate::text::{Ambiguous, Cells, char_cells, is_named, vanishes, visible};

/// A character as it is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    /// What may stand next to it.
    pub(super) class: Class,
    /// Its width.
    pub(super) cells: u32,
    /// How it is drawn.
    pub(super) form: Form,
}

/// How a character is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// As it is.
    Plain,
    /// A blank, then the mark: an opening mark in two cells of a narrow terminal.
    BlankBefore,
    /// The mark, then a blank.
    BlankAfter,
    /// As blanks, whatever the character is.
    Blank,
    /// Full-width instead of half-width.
    FullWidth,
    /// By its picture or tag, as [`visible`] gives it.
    Visible,
    /// By ␦: a tag would not fit the measure.
    Substitute,
    /// Not at all.
    Vanish,
}

/// Cells of a tab inside a paragraph, as between the cells of a table.
const TAB: u32 = 2;
/// Narrowest measure in which tags of control characters (`<U+202E>`) are shown in full.
const TAGS: u16 = 24;
/// How far a Latin word is read to judge it, in `char`s.
const WORD: usize = 24;

/// The part of a [`Measure`] that decides about single characters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Metrics {
    wide: bool,
    letter: u32,
    grid: bool,
    full: bool,
    tags: bool,
    /// Whether a blank is shown between Han and a Latin word.
    pub(super) latin_space: bool,
}

impl Metrics {
    /// The metrics of `measure`.
    pub(super) fn new(measure: &Measure) -> Self {
        Self {
            wide: measure.ambiguous == Ambiguous::Wide,
            letter: if measure.letters == Ambiguous::Wide { 2 } else { 1 },
            grid: measure.quotes == Quotes::Grid,
            full: measure.punctuation == Punctuation::FullWidth,
            tags: measure.width.0 >= TAGS,
            latin_space: measure.latin_space,
        }
    }

    /// The character `c` at byte `at` of `text`, as it is set there.
    #[inline(always)]
    pub(super) fn unit(&self, text: &str, at: usize, c: char) -> Unit {
        let class = Class::of(c);
        match c {
            ' '..='~' => {
                let marks = matches!(class, Class::Stop | Class::Open | Class::Close);
                if self.full && marks && punctuation::is_shown_full(text, at, c) {
                    return Unit { class, cells: 2, form: Form::FullWidth };
                }
                Unit { class, cells: 1, form: Form::Plain }
            }
            '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{3041}'..='\u{3096}'
            | '\u{ff01}'..='\u{ff60}'
            | '\u{3000}'..='\u{3029}' => Unit { class, cells: 2, form: Form::Plain },
            _ => self.other(text, at, c, class),
        }
    }

    #[inline(never)]
    fn other(&self, text: &str, at: usize, c: char, class: Class) -> Unit {
        let (cells, form) = match c {
            '\t' => (TAB, Form::Blank),
            '\n' | '\u{2028}' | '\u{2029}' => (1, Form::Blank),
            '\0'..='\u{1f}' | '\u{7f}' => (1, Form::Visible),
            '“' | '”' | '‘' | '’' | '·' | '…' | '×' => self.mark(text, at, c, class),
            '—' => (1 + u32::from(self.wide), Form::Plain),
            // One cell on every terminal, whatever their length on paper.
            '⸺' | '⸻' => (1, Form::Plain),
            // They select a glyph, or join several into one, as few terminals do; without them
            // every terminal draws the same.
            '\u{fe00}'..='\u{fe0f}' | '\u{200d}' | '\u{200c}' => (0, Form::Vanish),
            _ if is_named(c) => {
                if self.tags {
                    let mut bytes = [0; 4];
                    let tag = visible(c.encode_utf8(&mut bytes)).chars().count();
                    (u32::try_from(tag).unwrap_or(1), Form::Visible)
                } else {
                    (1, Form::Substitute)
                }
            }
            _ => self.mark(text, at, c, class),
        };
        Unit { class, cells, form }
    }

    /// Marks, symbols and letters whose width the terminal decides.
    fn mark(&self, text: &str, at: usize, c: char, class: Class) -> (u32, Form) {
        let Cells(narrow) = char_cells(c, Ambiguous::Narrow);
        let narrow = u32::from(narrow);
        // Unicode gives a few signs three cells and more; no terminal does.
        let narrow = if narrow > 2 { 1 } else { narrow };
        if narrow == 0 {
            let mut bytes = [0; 4];
            let vanishes = visible(c.encode_utf8(&mut bytes)).is_empty();
            return (0, if vanishes { Form::Vanish } else { Form::Plain });
        }
        if vanishes(c) {
            return (0, Form::Vanish);
        }
        if is_ambiguous_letter(c) {
            return (self.letter, Form::Plain);
        }
        if self.wide {
            let Cells(wide) = char_cells(c, Ambiguous::Wide);
            return (if wide > 2 { 1 } else { u32::from(wide) }, Form::Plain);
        }
        if narrow == 1 && self.grid && is_gridded(c) && !(c == '’' && inside_word(text, at)) {
            let opening = class == Class::Open || c == '…' && begins_pair(text, at);
            return (2, if opening { Form::BlankBefore } else { Form::BlankAfter });
        }
        (narrow, Form::Plain)
    }

    /// Whether a blank is shown before the character `c` of `class` at byte `at`, which does not
    /// start a row: between Han and a Latin word, but not between a number and its unit.
    #[inline]
    pub(super) fn has_latin_space(&self, text: &str, at: usize, c: char, class: Class) -> bool {
        self.latin_space && latin_space(text, at, c, class)
    }
}

#[inline(never)]
fn latin_space(text: &str, at: usize, c: char, class: Class) -> bool {
    let Some(before) = before(text, at) else { return false };
    let left = Class::of(before);
    if left == Class::Han && class.is_alphanumeric() && is_ideograph(before) {
        let word = text.get(at..).unwrap_or_default().chars().take(WORD);
        return is_word(word);
    }
    if left.is_alphanumeric() && class == Class::Han && is_ideograph(c) {
        if left != Class::Letter && is_unit(c) {
            return false;
        }
        let word = text.get(..at).unwrap_or_default().chars().rev().take(WORD);
        return is_word(word);
    }
    false
}

/// Whether the alphanumeric run at the start of `chars` has two letters or more.
fn is_word(chars: impl Iterator<Item = char>) -> bool {
    chars
        .map(Class::of)
        .take_while(|class| class.is_alphanumeric() || *class == Class::Hyphen)
        .filter(|class| *class == Class::Letter)
        .nth(1)
        .is_some()
}

/// Whether the mark at `at` stands between two letters or digits: don’t.
fn inside_word(text: &str, at: usize) -> bool {
    let mut rest = text.get(at..).unwrap_or_default().chars();
    rest.next();
    let right = rest.next().is_some_and(|c| Class::of(c).is_alphanumeric());
    right && before(text, at).is_some_and(|c| Class::of(c).is_alphanumeric())
}

/// Whether the … at `at` is the first of two: they stand side by side in the middle of their four cells, since
/// a blank between them would look like a gap in the sentence.
fn begins_pair(text: &str, at: usize) -> bool {
    const LONGEST: usize = 16;
    let mut on = text.get(at..).unwrap_or_default().chars().skip(1);
    let before = text.get(..at).unwrap_or_default().chars().rev().take(LONGEST);
    on.next() == Some('…') && before.take_while(|&c| c == '…').count().is_multiple_of(2)
}

/// Ambiguous symbols that Chinese fonts draw full-width and that stand among Han: they get two
/// cells on the grid. Dashes join up in one cell each; letters, lines, ° and ′ belong to Latin.
const fn is_gridded(c: char) -> bool {
    matches!(
        c,
        '“' | '”' | '‘' | '’' | '·' | '×' | '…' | '※' | '℃' | '℉' | '№' | '‰'
            | '\u{2160}'..='\u{217f}'
            | '\u{2190}'..='\u{2199}'
            | '\u{2460}'..='\u{24ff}'
            | '\u{25a0}'..='\u{25ff}'
            | '★' | '☆' | '∶' | '∴' | '∵' | '√' | '≈' | '≠' | '≤' | '≥'
    )
}

/// Letters of East Asian Width *Ambiguous* (UAX #11): pinyin with tones, Greek, Cyrillic. Terminals
/// set up for Chinese give them two cells, which the width tables do not say.
#[must_use]
pub fn is_ambiguous_letter(c: char) -> bool {
    if !('\u{aa}'..='\u{212b}').contains(&c) {
        return false;
    }
    AMBIGUOUS_LETTERS
        .binary_search_by(|&(first, last)| {
            if c < first {
                std::cmp::Ordering::Greater
            } else if c > last {
                std::cmp::Ordering::Less
            } else {
                std::cmp::Ordering::Equal
            }
        })
        .is_ok()
}

#[rustfmt::skip]
static AMBIGUOUS_LETTERS: &[(char, char)] = &[
    ('ª', 'ª'), ('º', 'º'), ('Æ', 'Æ'), ('Ð', 'Ð'), ('Ø', 'Ø'), ('Þ', 'á'), ('æ', 'æ'), ('è', 'ê'),
    ('ì', 'í'), ('ð', 'ð'), ('ò', 'ó'), ('ø', 'ú'), ('ü', 'ü'), ('þ', 'þ'), ('ā', 'ā'), ('đ', 'đ'),
    ('ē', 'ē'), ('ě', 'ě'), ('Ħ', 'ħ'), ('ī', 'ī'), ('ı', 'ĳ'), ('ĸ', 'ĸ'), ('Ŀ', 'ł'), ('ń', 'ń'),
    ('ň', 'ŋ'), ('ō', 'ō'), ('Œ', 'œ'), ('Ŧ', 'ŧ'), ('ū', 'ū'), ('ǎ', 'ǎ'), ('ǐ', 'ǐ'), ('ǒ', 'ǒ'),
    ('ǔ', 'ǔ'), ('ǖ', 'ǖ'), ('ǘ', 'ǘ'), ('ǚ', 'ǚ'), ('ǜ', 'ǜ'), ('\u{251}', '\u{251}'),
    ('\u{261}', '\u{261}'), ('\u{2c7}', '\u{2c7}'), ('\u{2c9}', '\u{2cb}'), ('\u{2cd}', '\u{2cd}'),
    ('\u{2d0}', '\u{2d0}'), ('Α', 'Ρ'), ('Σ', 'Ω'), ('α', 'ρ'), ('σ', 'ω'), ('Ё', 'Ё'), ('А', 'я'),
    ('ё', 'ё'), ('ⁿ', 'ⁿ'), ('ℓ', 'ℓ'), ('\u{2126}', '\u{2126}'), ('\u{212b}', '\u{212b}'),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str, measure: Measure) -> u32 {
        let metrics = Metrics::new(&measure);
        text.char_indices().map(|(at, c)| metrics.unit(text, at, c).cells).sum()
    }

    #[test]
    fn ambiguous_marks_follow_the_terminal_and_the_grid() {
        let narrow = Measure::new(40);
        let tight = Measure { quotes: Quotes::Tight, ..narrow };
        let wide = tight.with_ambiguous(Ambiguous::Wide);
        for (text, by_grid, by_tight, by_wide) in [
            ("“三农”", 8, 6, 8),
            ("——", 2, 2, 4),
            ("……", 4, 2, 4),
            ("①×·", 6, 3, 6),
            ("shè", 3, 3, 4),
            ("don’t", 5, 5, 6),
            ("─│╔", 3, 3, 6),
            ("5°", 2, 2, 3),
            ("35℃", 4, 3, 4),
        ] {
            let got = (cells(text, narrow), cells(text, tight), cells(text, wide));
            assert_eq!(got, (by_grid, by_tight, by_wide), "{text}");
        }
    }

    #[test]
    fn what_steers_a_terminal_takes_the_cells_of_its_name() {
        assert_eq!(cells("a\u{1b}[2J", Measure::new(40)), 5);
        assert_eq!(cells("\u{202e}", Measure::new(40)), 8);
        assert_eq!(cells("\u{202e}", Measure::new(8)), 1);
        assert_eq!(cells("\u{ad}\u{200b}\u{feff}\u{fe0f}", Measure::new(40)), 0);
    }

    #[test]
    fn a_latin_word_gets_a_blank_and_a_number_none() {
        let measure = Measure { latin_space: true, ..Measure::new(40) };
        let metrics = Metrics::new(&measure);
        let spaced = |text: &str| -> String {
            let mut out = String::new();
            for (at, c) in text.char_indices() {
                if metrics.has_latin_space(text, at, c, Class::of(c)) {
                    out.push(' ');
                }
                out.push(c);
            }
            out
        };
        for (text, expected) in [
            ("我省GDP增长", "我省 GDP 增长"),
            ("到2025年达5%以上", "到2025年达5%以上"),
            ("防控COVID-19疫情", "防控 COVID-19 疫情"),
            ("XX同志和5G网络", "XX同志和5G网络"),
            ("使用WPS2019版", "使用 WPS2019版"),
        ] {
            assert_eq!(spaced(text), expected);
        }
    }
}
