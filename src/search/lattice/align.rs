//! Aligns a pattern with the characters of a heading. In: both. Out: the best score, and the steps that
//! lead to it.

use super::super::pinyin::Rank;
use super::pattern::Pattern;
use super::{Character, Masks, Place};

/// Bonus for a character at the start of the heading or of its words after the numbering.
const FIRST: i32 = 8;
/// Bonus after a mark or a blank.
const MARK: i32 = 5;
/// Bonus right after another character that matched.
pub(super) const CONSECUTIVE: i32 = 6;
/// Cost of a gap.
pub(super) const GAP: i32 = 4;
/// Cost of each character in a gap.
pub(super) const GAP_CHAR: i32 = 1;
/// Bonus for a digit that was typed for the number of the heading.
const NUMBERING: i32 = 8;

/// The score of what cannot be; halved, so that adding to it does not overflow.
const NONE: i32 = i32::MIN / 2;

/// One character of the heading and the piece of the query that it ate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::search) struct Step {
    /// Index of the character in the heading.
    pub(in crate::search) character: usize,
    /// First character of the query that it ate.
    pub(in crate::search) from: usize,
    /// One past the last.
    pub(in crate::search) to: usize,
    /// What the reading cost: a rare one, or a sloppy spelling.
    pub(in crate::search) penalty: i32,
}

/// What is known of a place of the query: the best alignments of all before it.
#[derive(Clone, Copy, Debug)]
struct Reached {
    /// Score of the best one that ends at the last character that reached this place; it can go on without a
    /// gap.
    near: i32,
    /// How many characters that count in a gap (all but fillers) stand up to that character.
    end: i32,
    near_link: u32,
    /// Score of the best one to go on from after a gap. It has [`GAP_CHAR`] added for each character up to its
    /// end; taking off as much for each character up to the next step leaves the cost of the gap.
    far: i32,
    far_link: u32,
}

const UNREACHED: Reached = Reached { near: NONE, end: -1, near_link: 0, far: NONE, far_link: 0 };

/// A step of an alignment, and the number of the link before it, or [`START`].
#[derive(Clone, Copy, Debug)]
struct Link {
    character: u16,
    from: u8,
    to: u8,
    penalty: u8,
    before: u32,
}

/// Stands for no link before.
const START: u32 = u32::MAX;

/// Buffers that are kept from one alignment to the next.
#[derive(Clone, Debug, Default)]
pub(in crate::search) struct Work {
    /// For each place of the query.
    reached: Vec<Reached>,
    /// What the current character offers: the place it leads to, the score, the link.
    pending: Vec<(u8, i32, u32)>,
    links: Vec<Link>,
}

impl Pattern {
    /// Whether a heading that holds `masks` can match at all.
    #[inline]
    pub(in crate::search) fn may_match(&self, masks: Masks) -> bool {
        masks.covers(self.wanted)
    }

    /// Whether `characters` can eat the whole query in order, not looking at anchors. Quicker than
    /// [`Pattern::score`]: it only carries along the set of reached places, one bit each.
    #[inline]
    pub(in crate::search) fn fits(&self, characters: &[Character]) -> bool {
        let goal = 1_u64 << self.query.len();
        let mut reached = 1_u64;
        for &character in characters {
            let mut add = 0;
            if self.buckets >> character.bucket() & 1 == 1 {
                let c = character.folded();
                for literal in self.literals.iter().filter(|l| l.c == c) {
                    add |= (reached >> literal.place & 1) << (literal.place + literal.len);
                }
            }
            if self.sounds.concern(character.code) && character.place() != Place::Filler {
                for (syllable, _) in character.code.readings() {
                    for eat in self.sounds.of(syllable, reached) {
                        add |= (reached >> eat.place & 1) << (eat.place + eat.len);
                    }
                }
            }
            reached |= add;
            if reached & goal != 0 {
                return true;
            }
        }
        reached & goal != 0
    }

    /// The score of the best alignment, if there is one.
    #[inline]
    pub(in crate::search) fn score(
        &self,
        characters: &[Character],
        marked: usize,
        work: &mut Work,
    ) -> Option<i32> {
        self.run::<false>(characters, marked, work).map(|(score, _)| score)
    }

    /// The best alignment, if there is one, and its score.
    pub(in crate::search) fn align(
        &self,
        characters: &[Character],
        marked: usize,
        work: &mut Work,
    ) -> Option<(i32, Vec<Step>)> {
        let (score, mut at) = self.run::<true>(characters, marked, work)?;
        let mut steps = Vec::new();
        while let Some(link) = work.links.get(at as usize) {
            steps.push(Step {
                character: usize::from(link.character),
                from: usize::from(link.from),
                to: usize::from(link.to),
                penalty: i32::from(link.penalty),
            });
            at = link.before;
        }
        steps.reverse();
        Some((score, steps))
    }

    /// The score of the best alignment and, with `TRACE`, the number of its last link.
    ///
    /// Dynamic programming with affine gap costs (Gotoh): for each place of the query, the best alignment
    /// that ends there is kept, once for going on at the next character and once for going on after a gap. Time
    /// grows with the characters, times the pieces that fit each.
    fn run<const TRACE: bool>(
        &self,
        characters: &[Character],
        marked: usize,
        work: &mut Work,
    ) -> Option<(i32, u32)> {
        let len = self.query.len();
        work.reached.clear();
        work.reached.resize(len + 1, UNREACHED);
        work.links.clear();
        let last = self.last_character(characters);
        let mut places = 1_u64;
        let mut best: Option<(i32, u32)> = None;
        // How many characters that count in a gap stand before this one; `upto` includes it.
        let mut before = 0;
        for (index, &character) in characters.iter().enumerate() {
            let place = character.place();
            let filler = place == Place::Filler;
            let upto = before + i32::from(!filler);
            let here = Here {
                bonus: match place {
                    Place::First => FIRST,
                    Place::AfterMark => MARK,
                    Place::Inside | Place::Filler => 0,
                },
                before,
                start: index == 0 || place == Place::First || index == marked,
            };
            work.pending.clear();
            if self.buckets >> character.bucket() & 1 == 1 {
                let c = character.folded();
                for literal in self.literals.iter().filter(|l| l.c == c) {
                    if places >> literal.place & 1 == 0 {
                        continue;
                    }
                    let extra = if literal.numeral {
                        if index < marked { NUMBERING } else { 0 }
                    } else {
                        i32::from(!character.changed())
                    };
                    let gain = i32::from(literal.score) + extra;
                    self.offer::<TRACE>(work, here, index, (literal.place, literal.len), gain, 0);
                }
            }
            if !filler && self.sounds.concern(character.code) {
                for (syllable, rank) in character.code.readings() {
                    let rarity = match rank {
                        Rank::Usual => 0,
                        Rank::Modern => 3,
                        Rank::Rare => 8,
                    };
                    for &eat in self.sounds.of(syllable, places) {
                        if places >> eat.place & 1 == 1 {
                            let gain = i32::from(eat.score) - i32::from(rarity);
                            let penalty = eat.penalty + rarity;
                            let piece = (eat.place, eat.len);
                            self.offer::<TRACE>(work, here, index, piece, gain, penalty);
                        }
                    }
                }
            }
            for &(to, score, link) in &work.pending {
                places |= 1 << to;
                if usize::from(to) == len {
                    let ends = !self.anchor.end || index >= last;
                    if ends && best.is_none_or(|(b, _)| score > b) {
                        best = Some((score, link));
                    }
                    continue;
                }
                if let Some(reached) = work.reached.get_mut(usize::from(to)) {
                    if reached.end != upto || score > reached.near {
                        (reached.near, reached.end, reached.near_link) = (score, upto, link);
                    }
                    let far = score + GAP_CHAR * upto;
                    if far > reached.far {
                        (reached.far, reached.far_link) = (far, link);
                    }
                }
            }
            before = upto;
        }
        best
    }

    /// Adds to `work` the alignment in which the character `index` eats `piece` (place and length) of the query,
    /// if something leads up to it.
    #[inline]
    fn offer<const TRACE: bool>(
        &self,
        work: &mut Work,
        here: Here,
        index: usize,
        piece: (u8, u8),
        gain: i32,
        penalty: u8,
    ) {
        let (place, len) = piece;
        let (base, link) = if place == 0 {
            if self.anchor.start && !here.start {
                return;
            }
            (here.bonus * 2, START)
        } else {
            let Some(reached) = work.reached.get(usize::from(place)) else { return };
            let near = if reached.end == here.before {
                reached.near + here.bonus.max(CONSECUTIVE)
            } else {
                NONE
            };
            let far = if self.anchor.whole {
                NONE
            } else {
                reached.far - GAP_CHAR * here.before - GAP + here.bonus
            };
            if near >= far { (near, reached.near_link) } else { (far, reached.far_link) }
        };
        if base <= NONE / 2 {
            return;
        }
        let to = place + len;
        let score = base + gain;
        let mut at = 0;
        if TRACE {
            at = work.links.len() as u32;
            let character = index as u16;
            work.links.push(Link { character, from: place, to, penalty, before: link });
        }
        work.pending.push((to, score, at));
    }

    /// The character at which a heading ends for `$`: the last one that is not a mark. Only looked for where the
    /// pattern has that anchor.
    fn last_character(&self, characters: &[Character]) -> usize {
        if !self.anchor.end {
            return 0;
        }
        let word = |character: &Character| character.folded().is_alphanumeric();
        // A query that itself ends in a mark wants the very end.
        if self.query.last().is_some_and(|c| !c.is_alphanumeric()) {
            return characters.len().saturating_sub(1);
        }
        characters.iter().rposition(word).unwrap_or(0)
    }
}

/// Where a character stands.
#[derive(Clone, Copy)]
struct Here {
    /// For the place of the character in the heading.
    bonus: i32,
    /// Characters before this one that count in a gap.
    before: i32,
    /// Whether a pattern with `^` may begin here.
    start: bool,
}
