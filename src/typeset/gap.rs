//! Whether a row may end in the gap between two characters.
//!
//! In: the [`Context`] left of the gap and the character right of it. Out: a [`Gap`]. Sources:
//! CLREQ (prohibition rules, levels), GB/T 15834-2011 5.1, GB/T 9704 and 15835 (numbers), UAX #14
//! (words, combining marks, joiners).

use super::class::{Class, is_unit};
use super::measure::Level;
use super::rules::{PADDED, RULES, Rule};

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

/// All that the decision needs to know about the text left of a gap: the last character that is no
/// blank and no combining mark, its class, the class before it, how many of the class stand in a
/// row, and flags.
///
/// One word, since it is copied with every gap that is weighed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Context(u64);

const CLASS: u32 = 32;
const BEFORE: u32 = 40;
const RUN: u32 = 48;
const FLAGS: u32 = 56;

/// An ASCII `"` is open.
const DOUBLE: u8 = 1;
/// An ASCII `'` is open.
const SINGLE: u8 = 2;
/// Blanks stand after the last character.
const SPACED: u8 = 4;
/// A zero-width joiner stands after the last character.
const JOINED: u8 = 8;

impl Context {
    /// The start of a paragraph.
    pub(super) const START: Self = Self::of(' ', Class::Open, Class::Space, 0, 0);

    const fn of(last: char, class: Class, before: Class, run: u8, flags: u8) -> Self {
        Self(
            last as u64
                | (class as u64) << CLASS
                | (before as u64) << BEFORE
                | (run as u64) << RUN
                | (flags as u64) << FLAGS,
        )
    }

    /// The start of a later part of a paragraph; `open` says whether an ASCII `"` is open there.
    pub(super) const fn resumed(open: bool) -> Self {
        Self::of(' ', Class::Han, Class::Space, 0, if open { DOUBLE } else { 0 })
    }

    /// The last character.
    pub(super) fn last(self) -> char {
        char::from_u32(self.0 as u32).unwrap_or(' ')
    }

    /// The class of the last character.
    #[inline(always)]
    pub(super) const fn class(self) -> Class {
        Class::ALL[(self.0 >> CLASS) as usize % PADDED]
    }

    /// The class before it.
    const fn before(self) -> Class {
        Class::ALL[(self.0 >> BEFORE) as usize % PADDED]
    }

    const fn run(self) -> u8 {
        (self.0 >> RUN) as u8
    }

    #[inline(always)]
    const fn has(self, flags: u8) -> bool {
        self.0 & (flags as u64) << FLAGS != 0
    }

    /// Whether nothing stands between the last character and what follows.
    #[inline(always)]
    pub(super) const fn is_tight(self) -> bool {
        !self.has(SPACED | JOINED)
    }

    /// The rule of the gap between the last character and one of `class`.
    #[inline(always)]
    fn rule(self, class: Class) -> Rule {
        RULES[(self.0 >> CLASS) as usize % PADDED][class as usize]
    }

    /// Whether a row may end before an ideograph, whichever; said of a tight context.
    #[inline(always)]
    pub(super) fn is_free_before_han(self) -> bool {
        matches!(self.rule(Class::Han), Rule::Free)
    }

    /// Whether the last character may not be followed by a hanging stop: a succession of marks
    /// is not hung (CLREQ).
    pub(super) const fn ends_in_mark(self) -> bool {
        self.has(SPACED)
            || matches!(self.class(), Class::Stop | Class::Close | Class::Dash | Class::Ellipsis)
    }

    /// Whether a character of `class` goes on a number: 12.5, 1-7.
    pub(super) const fn is_inside_number(self, class: Class) -> bool {
        matches!((self.before(), class), (Class::Digit, Class::Digit))
    }

    /// The context after the character `c`.
    #[inline(always)]
    pub(super) fn after(self, class: Class, c: char) -> Self {
        if is_plain(class) { self.after_plain(class, c) } else { self.after_special(class, c) }
    }

    /// The context after the ideograph `c`.
    #[inline(always)]
    pub(super) const fn after_han(self, c: char) -> Self {
        self.after_plain(Class::Han, c)
    }

    #[inline(always)]
    const fn after_plain(self, class: Class, c: char) -> Self {
        const QUOTES: u64 = ((DOUBLE | SINGLE) as u64) << FLAGS;
        let before = (self.0 >> CLASS) & 0xff;
        Self(c as u64 | (class as u64) << CLASS | before << BEFORE | 1 << RUN | self.0 & QUOTES)
    }

    /// After characters that count in pairs, by parity, or not at all.
    #[inline(never)]
    fn after_special(self, class: Class, c: char) -> Self {
        let flags = (self.0 >> FLAGS) as u8;
        let with = |flags: u8| Self(self.0 << 8 >> 8 | u64::from(flags) << FLAGS);
        match class {
            Class::Mark if c == '\u{200d}' => return with(flags | JOINED),
            Class::Mark => return with(flags & !JOINED),
            Class::Space => return with(flags | SPACED),
            _ => {}
        }
        let spaced = self.has(SPACED);
        let mut flags = flags & !(SPACED | JOINED);
        // ⸺ is a pair by itself.
        let units = if c == '⸺' { 2 } else { 1 };
        let run = match self.run() {
            _ if self.class() != class || spaced => units,
            // Only its parity and whether it is zero count.
            run @ 200.. => run - 100 + units,
            run => run + units,
        };
        if class == Class::Quote {
            flags ^= DOUBLE;
        }
        if class == Class::Apostrophe
            && (self.has(SINGLE) || spaced || !self.class().is_alphanumeric())
        {
            flags ^= SINGLE;
        }
        Self::of(c, class, self.class(), run, flags)
    }

    /// Whether a row may end between what is left and the character `c`.
    #[inline(always)]
    pub(super) fn gap(self, class: Class, c: char, level: Level) -> Gap {
        if !self.is_tight() {
            return self.gap_after_blank(class, c, level);
        }
        match self.rule(class) {
            Rule::Free => Gap::Free,
            Rule::Never => Gap::Closed,
            Rule::Prohibited => prohibited_if(level != Level::None),
            rule => self.gap_by(rule, class, c, level),
        }
    }

    /// Blanks part words, but they free no mark from what it belongs to (UAX #14, LB14).
    #[inline(never)]
    fn gap_after_blank(self, class: Class, c: char, level: Level) -> Gap {
        if self.has(JOINED) || class == Class::Space || class == Class::Mark {
            return Gap::Closed;
        }
        if self.keeps_next(level) {
            return Gap::Prohibited;
        }
        // Only where the writer puts blanks around numbers: 2025 年.
        if self.class() == Class::Digit && class == Class::Han {
            return soft_if(is_unit(c));
        }
        match RULES[Class::Han as usize][class as usize] {
            Rule::Never => Gap::Closed,
            Rule::Prohibited => prohibited_if(level != Level::None),
            Rule::BeforeDash => prohibited_if(level == Level::Strict),
            Rule::DoubleQuote => prohibited_if(self.has(DOUBLE)),
            Rule::SingleQuote => prohibited_if(self.has(SINGLE)),
            _ => Gap::Free,
        }
    }

    #[inline(never)]
    fn gap_by(self, rule: Rule, class: Class, c: char, level: Level) -> Gap {
        let double = self.has(DOUBLE);
        let single = self.has(SINGLE);
        let both_digits = self.before() == Class::Digit && class == Class::Digit;
        let inside = self.before().is_alphanumeric() && class.is_alphanumeric();
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
                if self.class().is_alphanumeric() {
                    return Gap::Closed;
                }
                prohibited_if(single || self.keeps_next(level))
            }
            Rule::SingleQuote if inside => Gap::Closed,
            Rule::SingleQuote => prohibited_if(single),
            Rule::InsideWord => closed_if(
                inside
                    && match self.last() {
                        ',' | ';' | '!' | '?' | '．' | '：' => both_digits,
                        ')' | ']' | '’' | '.' | ':' | '~' | '～' | '–' | '·' | '－' => true,
                        _ => false,
                    },
            ),
            Rule::AfterHyphen => closed_if(
                matches!(class, Class::Digit | Class::Times) || !self.before().is_alphanumeric(),
            ),
            Rule::BeforePrefix => closed_if(c.is_ascii()),
            Rule::AfterDash => closed_if(self.run() == 1 && both_digits),
            Rule::NumberUnit => soft_if(is_unit(c)),
            Rule::OrdinalNumber => soft_if(self.last() == '第'),
        }
    }

    /// Whether the last character never ends a row, whatever follows.
    const fn keeps_next(self, level: Level) -> bool {
        match self.class() {
            Class::Open | Class::Prefix => !matches!(level, Level::None),
            Class::Slash => matches!(level, Level::Gb | Level::Strict),
            Class::Quote => self.has(DOUBLE),
            Class::Apostrophe => self.has(SINGLE),
            Class::Glue => true,
            _ => false,
        }
    }

    fn before_dash(self, class: Class, level: Level) -> Gap {
        let run = if class == self.class() { self.run() } else { 0 };
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

/// Whether a character of `class` only follows the one before it.
#[inline(always)]
const fn is_plain(class: Class) -> bool {
    const SPECIAL: u32 = 1 << Class::Mark as u32
        | 1 << Class::Space as u32
        | 1 << Class::Dash as u32
        | 1 << Class::Ellipsis as u32
        | 1 << Class::Quote as u32
        | 1 << Class::Apostrophe as u32;
    SPECIAL & (1 << class as u32) == 0
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
            context = context.after(class, c);
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
            "到 |2025 !年 |5 !月|底",
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
