//! The table of pairs: what the classes of two neighbouring characters say about the gap between them.
//!
//! Most pairs decide it. The others name what `gap` must look at besides.

use super::class::{CLASSES, Class};

/// What the pair of classes around a gap asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    Free,
    /// Closed at every level: words, combining marks, blanks.
    Never,
    /// Closed by the prohibition of marks, so free at [`Level::None`](super::Level::None).
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

/// A power of two, so that any index fits.
pub(super) const PADDED: usize = CLASSES.next_power_of_two();

pub(super) static RULES: [[Rule; PADDED]; PADDED] = rules();

/// Rows: the class left of the gap; columns: the class right of it.
const fn rules() -> [[Rule; PADDED]; PADDED] {
    const WORD: [Class; 3] = [Class::Letter, Class::Digit, Class::Times];
    let mut table = [[Rule::Free; PADDED]; PADDED];
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
