//! A table of what is known of each family of markers before a document is read.
//!
//! In: a [`Family`]. Out: its [`Trait`]: where it usually stands, and how likely it is a marker at all.

use super::tree::Family;

/// How a family ranks and behaves.
#[derive(Clone, Copy, Debug)]
pub(super) struct Trait {
    /// Usual place in the hierarchy: the smaller, the higher up. [`FLOAT`] for families that attach to
    /// whatever item is open (一是 under 一、 or （一） or 第一，).
    pub rank: u8,
    /// Whether an item alone is not a list, even at the start of a paragraph.
    pub pair: bool,
    /// Log-odds of an item that opens a paragraph.
    pub line: f32,
    /// Log-odds of an item after the end of a sentence or a colon inside a paragraph.
    pub strong: f32,
    /// Log-odds of an item after a comma.
    pub weak: f32,
    /// Whether numbers usually run on from one section above into the next (第n条, 第n回).
    pub runs_on: bool,
}

/// The value of 最后, which follows whatever number came before.
pub(super) const LAST: u32 = u32::MAX;
/// The rank of a family without a usual place.
pub(super) const FLOAT: u8 = 100;

const fn row(rank: u8, pair: bool, line: f32, strong: f32, weak: f32) -> Trait {
    Trait { rank, pair, line, strong, weak, runs_on: false }
}

const fn running(mut row: Trait) -> Trait {
    row.runs_on = true;
    row
}

/// The traits of `family`: the table has a row for each.
///
/// Order of ranks: GB/T 9704 7.3.3 (一、 （一） 1. （1）), GB/T 15834 B.3.8 (then ① a.), statutes
/// (编 章 节 条), documents of Taiwan (壹、 over 一、). The log-odds come from what was found for and
/// against each form in real speeches.
pub(super) const fn of(family: Family) -> Trait {
    match family {
        Family::None => row(0, false, 3.0, 0.0, 0.0),
        Family::Piece => row(1, false, 2.0, -6.0, -9.0),
        Family::Book => row(2, false, 2.5, -2.0, -9.0),
        Family::Part => row(3, false, 2.5, -1.5, -9.0),
        Family::Volume => row(3, false, 2.0, -4.0, -9.0),
        Family::Chapter => running(row(5, false, 2.5, -1.5, -9.0)),
        Family::Episode => running(row(5, false, 2.5, -3.0, -9.0)),
        Family::Section => row(6, false, 2.5, -2.0, -9.0),
        Family::Article => running(row(7, false, 2.5, -1.0, -9.0)),
        Family::Financial => row(8, true, 2.0, -2.0, -9.0),
        Family::Roman => row(8, true, 1.5, -1.0, -3.0),
        Family::Stem => row(9, true, 1.5, 0.0, -3.0),
        Family::Han => row(10, false, 3.0, 0.5, -2.5),
        Family::HanParen => row(12, false, 3.0, 0.7, -0.5),
        Family::HanHalf => row(12, true, 2.0, 0.0, -1.5),
        Family::Arabic => row(14, false, 2.0, 0.3, -1.0),
        Family::Decimal => row(14, false, 2.0, -2.0, -6.0),
        Family::ArabicParen => row(16, false, 2.0, 0.5, -0.3),
        Family::ArabicHalf => row(16, true, 1.5, 0.3, -0.5),
        Family::Circled => row(18, true, 2.0, 1.0, 0.3),
        Family::Latin => row(18, true, 1.0, 0.0, -1.0),
        Family::Branch => row(19, true, 1.5, -2.0, -6.0),
        Family::Ordinal => row(FLOAT, true, 1.5, 1.0, -0.5),
        Family::Is => row(FLOAT, true, 2.0, 1.5, 0.2),
        Family::Must => row(FLOAT, true, 1.8, 1.0, 0.0),
        Family::First => row(FLOAT, true, 1.0, 0.6, -1.5),
        Family::Its => row(FLOAT, true, 1.5, 1.0, -0.5),
        Family::Side => row(FLOAT, true, 1.0, 0.8, -1.5),
        Family::Come => row(FLOAT, true, 0.0, -0.5, -2.0),
        Family::Layer => row(FLOAT, true, 1.0, 0.8, -0.5),
        Family::Task => row(FLOAT, true, 0.8, -6.0, -9.0),
        // Never weighed: a rule of the user's own is evidence enough.
        Family::Own => row(FLOAT, false, 0.0, 0.0, 0.0),
    }
}

/// Whether the numbers of `family` are those of sections: 一、 （一）
pub(super) const fn is_section(family: Family) -> bool {
    of(family).rank <= of(Family::HanParen).rank
}

/// Whether a list that was begun in family `list` may go on in `next`, because a speaker changes the word
/// (一是… 其次… 第三…; 首先… 其次… 其三…; 一是要… 二要…) or a bracket was forgotten (一） （二）).
pub(super) const fn mixes(list: Family, next: Family) -> bool {
    matches!(
        (list, next),
        (
            Family::Is | Family::Ordinal | Family::First,
            Family::Is | Family::Ordinal | Family::First
        ) | (Family::Is, Family::Must)
            | (Family::Must, Family::Is)
            | (Family::First, Family::Its)
            | (Family::HanParen, Family::HanHalf)
            | (Family::HanHalf, Family::HanParen)
            | (Family::ArabicParen, Family::ArabicHalf)
            | (Family::ArabicHalf, Family::ArabicParen)
    )
}
