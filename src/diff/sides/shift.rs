//! Sentences that went from one section into another, because two sections became one, or one was split.
//!
//! In: blocks with what is gone and what is new. Out: the same blocks; a sentence that is gone in one and
//! new in another is one that has moved.

use std::collections::HashMap;

use super::super::elsewhere::{Lone, pairs};
use super::super::sentence::TextChange;
use super::super::words::pieces;
use super::super::{Change, Version};
use super::{Shift, Sides};
use crate::text::Span;

/// Finds them.
pub(super) fn find(sides: &mut Sides, old: Version<'_>, new: Version<'_>) {
    let (a, b) = (old.document.text(), new.document.text());
    let (mut gone, mut added) = (Vec::new(), Vec::new());
    for (block, shown) in sides.blocks.iter().enumerate() {
        for change in &shown.changes {
            match *change {
                TextChange::Removed(span) => gone.push(Lone { span, block }),
                TextChange::Added(span) => added.push(Lone { span, block }),
                TextChange::Changed { .. } => {}
            }
        }
    }
    // How much of each section went where, in bytes.
    let mut went: HashMap<(usize, usize), usize> = HashMap::new();
    let section = |sides: &Sides, block: usize| sides.blocks.get(block).map_or(0, |b| b.section);
    for (from, into) in pairs((a, gone), (b, added)) {
        let (from_section, into_section) = (section(sides, from.block), section(sides, into.block));
        *went.entry((from_section, into_section)).or_default() += from.span.len();
        let shift =
            Shift { old: from.span, new: into.span, pieces: pieces(a, from.span, b, into.span) };
        for (block, change) in [
            (from.block, TextChange::Removed(from.span)),
            (into.block, TextChange::Added(into.span)),
        ] {
            if let Some(block) = sides.blocks.get_mut(block) {
                block.changes.retain(|other| *other != change);
                block.shifts.push(shift.clone());
            }
        }
    }
    for ((from, into), bytes) in went {
        merge(sides, from, into, bytes, old);
    }
}

/// Takes section `from`, whose heading is gone, for merged into `into` where at least half of what
/// stood below the heading went there.
fn merge(sides: &mut Sides, from: usize, into: usize, bytes: usize, old: Version<'_>) {
    let Some(section) = sides.sections.get(from).filter(|s| s.change == Change::Gone) else {
        return;
    };
    let heading = section.old.and_then(|id| old.outline.get(id)).map_or(0, |node| node.title.end);
    let blocks = sides.blocks.get(section.blocks.clone()).unwrap_or_default();
    let below = |part: Span| part.end.saturating_sub(part.start.max(heading));
    let all: usize = blocks.iter().filter_map(|b| b.old).map(|part| below(part.span)).sum();
    if let (true, Some(section)) = (2 * bytes >= all, sides.sections.get_mut(from)) {
        section.twin = Some(into);
    }
}
