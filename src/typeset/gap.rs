//! Where a row may end: the gap between two characters.
//!
//! In: the [`Context`] left of the gap and the character right of it. Out: a [`Gap`]. Sources:
//! CLREQ (prohibition rules, levels), GB/T 15834-2011 5.1, GB/T 9704 and 15835 (numbers), UAX #14
//! (words, combining marks, joiners).

use super::class::{CLASSES, Class, is_unit};
use super::measure::Level;

/// Whether a row may end at a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// It may.
    Free,
    /// Only if the row would else waste many cells: a number and its unit.
    Soft,
    /// It may not, by the prohibition of marks: the last resort before a word is cut.
    Prohibited,
    /// It may not: a word, a number, a pair, a character and its marks.
    Closed,
}

/// All that the decision needs to know about the text left of a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Context {
    /// The last character that is no blank and no combining mark.
    pub(super) last: char,
    /// Its class.
    pub(super) class: Class,
    /// The class before it.
    before: Class,
    /// How many of [`class`](Self::class) stand in a row; counted for dashes and ellipses.
    run: u8,
    flags: u8,
}

/// An ASCII `"` is open.
const DOUBLE: u8 = 1;
/// An ASCII `'` is open.
const SINGLE: u8 = 2;
/// Blanks stand after the last character.
const SPACED: u8 = 4;
/// A zero-width joiner stands after the last character.
const JOINED: u8 = 8;

/// What the pair of classes around a gap asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rule {
    Free,
    /// Closed at every level: words, combining marks, blanks.
    Never,
    /// Closed by the prohibition of marks, so free at [`Level::None`].
    Prohibited,
    /// The solidus is not last (GB).
    AfterSlash,
    BeforeDash,
    DoubleQuote,
    SingleQuote,
    /// A mark between letters or digits: `12.5`, `a.com`, `f(x)y`, `don’t`.
    InsideWord,
    AfterHyphen,
    /// A sign in a word: C#, a+b, but 用Python|￥100.
    BeforePrefix,
    /// A single dash between digits: 1—7月.
    AfterDash,
    NumberUnit,
    OrdinalNumber,
}

impl Context {
    /// The start of a paragraph.
    pub(super) const START: Self =
        Self { last: ' ', class: Class::Open, before: Class::Space, run: 0, flags: 0 };

    /// The start of a later part of a paragraph; `open` says whether an ASCII `"` is open there.
    pub(super) const fn resumed(open: bool) -> Self {
        Self { flags: if open { DOUBLE } else { 0 }, class: Class::Han, ..Self::START }
    }

    /// Whether the last character is an ideograph and nothing stands after it, so that a gap to
    /// another ideograph is free.
    #[inline(always)]
    pub(super) const fn is_plain_han(self) -> bool {
        matches!(self.class, Class::Han) && self.flags & (SPACED | JOINED) == 0
    }

    /// The context after a run of ideographs that ends in `last`.
    #[inline(always)]
    pub(super) const fn after_han(self, last: char) -> Self {
        Self { last, class: Class::Han, before: Class::Han, run: 1, flags: self.flags }
    }

    /// Whether the last character may not be followed by a hanging stop: a succession of marks
    /// is not hung (CLREQ).
    pub(super) const fn ends_in_mark(self) -> bool {
        self.flags & SPACED != 0
            || matches!(self.class, Class::Stop | Class::Close | Class::Dash | Class::Ellipsis)
    }

    /// Whether a character of `class` goes on a number: 12.5, 1-7.
    pub(super) const fn is_inside_number(self, class: Class) -> bool {
        matches!((self.before, class), (Class::Digit, Class::Digit))
    }

    /// Moves past the character `c`.
    #[inline(always)]
    pub(super) fn step(&mut self, class: Class, c: char) {
        if matches!(class, Class::Han | Class::Letter | Class::Digit) {
            let flags = self.flags & !(SPACED | JOINED);
            *self = Self { last: c, class, before: self.class, run: 1, flags };
        } else {
            self.step_mark(class, c);
        }
    }

    #[inline(never)]
    fn step_mark(&mut self, class: Class, c: char) {
        match class {
            Class::Mark => {
                self.flags &= !JOINED;
                if c == '\u{200d}' {
                    self.flags |= JOINED;
                }
                return;
            }
            Class::Space => {
                self.flags |= SPACED;
                return;
            }
            _ => {}
        }
        let spaced = self.flags & SPACED != 0;
        self.flags &= !(SPACED | JOINED);
        // ⸺ is a pair by itself.
        let units = if c == '⸺' { 2 } else { 1 };
        self.run = if self.class == class && !spaced {
            // Only its parity and whether it is zero count.
            units + if self.run > 200 { self.run - 100 } else { self.run }
        } else {
            units
        };
        if class == Class::Quote {
            self.flags ^= DOUBLE;
        }
        if class == Class::Apostrophe
            && (self.flags & SINGLE != 0 || spaced || !self.class.is_alphanumeric())
        {
            self.flags ^= SINGLE;
        }
        self.before = self.class;
        self.class = class;
        self.last = c;
    }

    /// Whether a row may end between what is left and the character `c`.
    #[inline(always)]
    pub(super) fn gap(self, class: Class, c: char, level: Level) -> Gap {
        if self.flags & (SPACED | JOINED) != 0 {
            return self.gap_after_blank(class, level);
        }
        match RULES[self.class as usize][class as usize] {
            Rule::Free => Gap::Free,
            Rule::Never => Gap::Closed,
            rule => self.gap_by(rule, class, c, level),
        }
    }

    /// Blanks part words, but they free no mark from what it belongs to (UAX #14, LB14).
    #[inline(never)]
    fn gap_after_blank(self, class: Class, level: Level) -> Gap {
        if self.flags & JOINED != 0 || class == Class::Space || class == Class::Mark {
            return Gap::Closed;
        }
        if self.keeps_next(level) {
            return Gap::Prohibited;
        }
        match RULES[Class::Han as usize][class as usize] {
            Rule::Never => Gap::Closed,
            Rule::Prohibited => prohibited_if(level != Level::None),
            Rule::BeforeDash => prohibited_if(level == Level::Strict),
            Rule::DoubleQuote => prohibited_if(self.flags & DOUBLE != 0),
            Rule::SingleQuote => prohibited_if(self.flags & SINGLE != 0),
            _ => Gap::Free,
        }
    }

    #[inline(never)]
    fn gap_by(self, rule: Rule, class: Class, c: char, level: Level) -> Gap {
        let double = self.flags & DOUBLE != 0;
        let single = self.flags & SINGLE != 0;
        let both_digits = self.before == Class::Digit && class == Class::Digit;
        let inside = self.before.is_alphanumeric() && class.is_alphanumeric();
        match rule {
            Rule::Free => Gap::Free,
            Rule::Never => Gap::Closed,
            Rule::Prohibited => prohibited_if(level != Level::None),
            Rule::AfterSlash if both_digits => Gap::Closed,
            Rule::AfterSlash => prohibited_if(level >= Level::Gb),
            Rule::BeforeDash => self.before_dash(class, level),
            Rule::DoubleQuote if class == Class::Quote => {
                prohibited_if(double || self.keeps_next(level))
            }
            Rule::DoubleQuote => prohibited_if(double),
            Rule::SingleQuote if class == Class::Apostrophe => {
                if self.class.is_alphanumeric() {
                    return Gap::Closed;
                }
                prohibited_if(single || self.keeps_next(level))
            }
            Rule::SingleQuote if inside => Gap::Closed,
            Rule::SingleQuote => prohibited_if(single),
            Rule::InsideWord => closed_if(
                inside
                    && match self.last {
                        ',' | ';' | '!' | '?' | '．' | '：' => both_digits,
                        ')' | ']' | '’' | '.' | ':' | '~' | '～' | '–' | '·' | '－' => true,
                        _ => false,
                    },
            ),
            Rule::AfterHyphen => closed_if(
                matches!(class, Class::Digit | Class::Times) || !self.before.is_alphanumeric(),
            ),
            Rule::BeforePrefix => closed_if(c.is_ascii()),
            Rule::AfterDash => closed_if(self.run == 1 && both_digits),
            Rule::NumberUnit => soft_if(is_unit(c)),
            Rule::OrdinalNumber => soft_if(self.last == '第'),
        }
    }

    /// Whether the last character never ends a row, whatever follows.
    const fn keeps_next(self, level: Level) -> bool {
        match self.class {
            Class::Open | Class::Prefix => !matches!(level, Level::None),
            Class::Slash => matches!(level, Level::Gb | Level::Strict),
            Class::Quote => self.flags & DOUBLE != 0,
            Class::Apostrophe => self.flags & SINGLE != 0,
            Class::Glue => true,
            _ => false,
        }
    }

    fn before_dash(self, class: Class, level: Level) -> Gap {
        let run = if class == self.class { self.run } else { 0 };
        if run % 2 == 1 {
            return Gap::Closed;
        }
        if run > 0 {
            return Gap::Free;
        }
        if self.keeps_next(level) {
            return Gap::Prohibited;
        }
        match level {
            Level::Strict => Gap::Prohibited,
            Level::Gb | Level::Basic => Gap::Soft,
            Level::None => Gap::Free,
        }
    }
}

const fn closed_if(closed: bool) -> Gap {
    if closed { Gap::Closed } else { Gap::Free }
}

const fn prohibited_if(prohibited: bool) -> Gap {
    if prohibited { Gap::Prohibited } else { Gap::Free }
}

const fn soft_if(soft: bool) -> Gap {
    if soft { Gap::Soft } else { Gap::Free }
}

static RULES: [[Rule; CLASSES]; CLASSES] = rules();

/// Rows: the class left of the gap; columns: the class right of it.
const fn rules() -> [[Rule; CLASSES]; CLASSES] {
    const WORD: [Class; 3] = [Class::Letter, Class::Digit, Class::Times];
    let mut table = [[Rule::Free; CLASSES]; CLASSES];
    let mut i = 0;
    while i < CLASSES {
        let row = &mut table[i];
        row[Class::Close as usize] = Rule::Prohibited;
        row[Class::Stop as usize] = Rule::Prohibited;
        row[Class::Middle as usize] = Rule::Prohibited;
        row[Class::Slash as usize] = Rule::Prohibited;
        row[Class::Hyphen as usize] = Rule::Prohibited;
        row[Class::Suffix as usize] = Rule::Prohibited;
        row[Class::Mark as usize] = Rule::Never;
        row[Class::Glue as usize] = Rule::Never;
        row[Class::ZeroSpace as usize] = Rule::Never;
        row[Class::Space as usize] = Rule::Never;
        row[Class::Dash as usize] = Rule::BeforeDash;
        row[Class::Ellipsis as usize] = Rule::BeforeDash;
        row[Class::Quote as usize] = Rule::DoubleQuote;
        row[Class::Apostrophe as usize] = Rule::SingleQuote;
        i += 1;
    }
    let mut i = 0;
    while i < WORD.len() {
        let word = WORD[i] as usize;
        let mut j = 0;
        while j < WORD.len() {
            table[word][WORD[j] as usize] = Rule::Never;
            j += 1;
        }
        // What belongs to a number or word stays with it at every level: 12.5% 1-7 a/b.
        table[word][Class::Prefix as usize] = Rule::BeforePrefix;
        table[word][Class::Stop as usize] = Rule::Never;
        table[word][Class::Suffix as usize] = Rule::Never;
        table[word][Class::Middle as usize] = Rule::Never;
        table[word][Class::Hyphen as usize] = Rule::Never;
        table[word][Class::Slash as usize] = Rule::Never;
        table[Class::Close as usize][word] = Rule::InsideWord;
        table[Class::Stop as usize][word] = Rule::InsideWord;
        table[Class::Middle as usize][word] = Rule::InsideWord;
        table[Class::Hyphen as usize][word] = Rule::AfterHyphen;
        table[Class::Dash as usize][word] = Rule::AfterDash;
        table[Class::Prefix as usize][word] = Rule::Never;
        i += 1;
    }
    let mut j = 0;
    while j < CLASSES {
        if matches!(table[Class::Open as usize][j], Rule::Free) {
            table[Class::Open as usize][j] = Rule::Prohibited;
        }
        if matches!(table[Class::Prefix as usize][j], Rule::Free) {
            table[Class::Prefix as usize][j] = Rule::Prohibited;
        }
        if matches!(table[Class::Slash as usize][j], Rule::Free) {
            table[Class::Slash as usize][j] = Rule::AfterSlash;
        }
        if matches!(table[Class::Quote as usize][j], Rule::Free) {
            table[Class::Quote as usize][j] = Rule::DoubleQuote;
        }
        if matches!(table[Class::Apostrophe as usize][j], Rule::Free) {
            table[Class::Apostrophe as usize][j] = Rule::SingleQuote;
        }
        table[Class::Glue as usize][j] = Rule::Never;
        j += 1;
    }
    table[Class::Digit as usize][Class::Han as usize] = Rule::NumberUnit;
    table[Class::Times as usize][Class::Han as usize] = Rule::NumberUnit;
    table[Class::Han as usize][Class::Digit as usize] = Rule::OrdinalNumber;
    table[Class::Han as usize][Class::Times as usize] = Rule::OrdinalNumber;
    table[Class::Hyphen as usize][Class::Hyphen as usize] = Rule::Never;
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `text` with `|` at each free gap and `!` at each soft one.
    fn gaps(text: &str, level: Level) -> String {
        let mut context = Context::START;
        let mut out = String::new();
        for c in text.chars() {
            let class = Class::of(c);
            if !out.is_empty() {
                match context.gap(class, c, level) {
                    Gap::Free => out.push('|'),
                    Gap::Soft => out.push('!'),
                    Gap::Prohibited | Gap::Closed => {}
                }
            }
            out.push(c);
            context.step(class, c);
        }
        out
    }

    #[test]
    fn strict_gaps_follow_the_table() {
        for expected in [
            "稳|中|求|进，|好|中|求|快。",
            "抓|“三|农”|工|作",
            "明|确——|就|是",
            "想|想……|再|说",
            "增|长|12.5%|以|上",
            "到|2025!年|底",
            "第!3!季|度",
            "市|委|×!届|×!次|全|会",
            "情|况,|2020!年",
            "1—7!月|和|1-7!月",
            "总|额|￥3.5!亿|元|整",
            "和/或",
            "达·|芬|奇",
            "（|（".split('|').next().unwrap(),
            "看|\"三|严\"|好",
            "don’t |stop",
            "（ 单|位 ）|好",
            "e\u{301}n",
        ] {
            let plain: String = expected.chars().filter(|c| !matches!(c, '|' | '!')).collect();
            assert_eq!(gaps(&plain, Level::Strict), expected);
        }
    }

    #[test]
    fn each_level_frees_what_clreq_frees() {
        for (level, expected) in [
            (Level::None, "（|甲|）|，|乙|——|丙|/|丁"),
            (Level::Basic, "（甲），|乙!——|丙/|丁"),
            (Level::Gb, "（甲），|乙!——|丙/丁"),
            (Level::Strict, "（甲），|乙——|丙/丁"),
        ] {
            assert_eq!(gaps("（甲），乙——丙/丁", level), expected, "{level:?}");
        }
    }

    #[test]
    fn numbers_stay_whole_at_every_level() {
        for level in [Level::None, Level::Basic, Level::Gb, Level::Strict] {
            for number in ["12.5%", "1,234", "12:30", "1-7", "2024/7/15", "￥35", "a.com", "1～7"]
            {
                assert_eq!(gaps(number, level), number, "{level:?}");
            }
        }
    }

    #[test]
    fn long_runs_of_dashes_part_between_pairs_only() {
        assert_eq!(gaps("好————好", Level::Strict), "好——|——|好");
        let run = "…".repeat(1000);
        let got = gaps(&run, Level::Strict);
        assert!(got.split('|').all(|pair| pair.chars().count() == 2));
    }
}
