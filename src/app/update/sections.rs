//! Moving by headings, and folding.

use super::advise::advise;
use super::nothing;
use crate::app::keymap::Mode;
use crate::app::model::{Focus, Model};
use crate::app::msg::Command;
use crate::app::reading::Reading;
use crate::outline::{Kind, NodeId};

/// Goes to the heading `by` headings on.
pub(super) fn heading(model: &mut Model, by: isize, points: bool) {
    let found = model.reading().and_then(|reading| reading.heading(by, points));
    match found {
        Some(id) => visit(model, id),
        None if by > 0 => nothing(model, "后面没有标题了", "no heading further on"),
        None => nothing(model, "前面没有标题了", "no heading before"),
    }
}

/// Goes to the heading of the same level `by` steps on.
pub(super) fn sibling(model: &mut Model, by: isize) {
    match model.reading().and_then(|reading| reading.sibling(by)) {
        Some(id) => visit(model, id),
        None if by > 0 => {
            nothing(model, "后面没有同级标题了", "no heading of this level further on");
        }
        None => nothing(model, "前面没有同级标题了", "no heading of this level before"),
    }
}

/// Goes `times` levels up.
pub(super) fn parent(model: &mut Model, times: isize) {
    for _ in 0..times {
        match model.reading().and_then(Reading::parent) {
            Some(id) => visit(model, id),
            None => {
                outermost(model);
                break;
            }
        }
        model.settle();
    }
}

fn outermost(model: &mut Model) {
    nothing(model, "已是最上一级", "this is the outermost level");
}

/// Moves the cursor of the outline by `by` entries; the text goes along.
pub(super) fn walk(model: &mut Model, by: isize, walked: bool) {
    let Some(reading) = model.shelf.reading_mut() else { return };
    if let Some(id) = reading.tree.stepped(by) {
        if !walked {
            reading.leave();
        }
        reading.go_to_node(id);
        model.walking = true;
    }
}

/// Goes to `id`, and opens what hides it.
pub(super) fn visit(model: &mut Model, id: NodeId) {
    let inside = model.focus == Focus::Outline;
    let Some(reading) = model.shelf.reading_mut() else { return };
    if inside {
        let text = reading.text.clone();
        reading.tree.reveal(&text.outline, id);
    }
    reading.go_to_node(id);
}

/// The node to be folded: the entry under the cursor of the outline, or in the text the section being
/// read.
fn subject(model: &Model) -> Option<NodeId> {
    model.reading()?.tree.cursor()
}

pub(super) fn close(model: &mut Model) {
    let Some(id) = subject(model) else { return };
    let Some(reading) = model.shelf.reading_mut() else { return };
    let text = reading.text.clone();
    if reading.tree.is_folded(id) || !text.outline.has_children(id) {
        let Some(parent) = text.outline.get(id).and_then(|n| n.parent) else {
            return outermost(model);
        };
        match model.focus {
            Focus::Outline => walk_to(model, parent),
            // In the text, folding changes only the outline, not the place.
            Focus::Text => {
                reading.tree.fold(&text.outline, parent, true);
            }
        }
    } else {
        reading.tree.fold(&text.outline, id, true);
    }
}

pub(super) fn open(model: &mut Model) {
    let Some(id) = subject(model) else { return };
    let Some(reading) = model.shelf.reading_mut() else { return };
    let text = reading.text.clone();
    if reading.tree.is_folded(id) {
        reading.tree.fold(&text.outline, id, false);
        // In the outline, the next step goes down to the first child.
        if model.focus == Focus::Text {
            reselect(model);
        }
    } else if text.outline.has_children(id) {
        walk_to(model, NodeId(id.0 + 1));
    } else if model.focus == Focus::Outline {
        model.focus = Focus::Text;
    }
}

pub(super) fn open_below(model: &mut Model) {
    let Some(id) = subject(model) else { return };
    let Some(reading) = model.shelf.reading_mut() else { return };
    let text = reading.text.clone();
    reading.tree.unfold_below(&text.outline, id);
    reselect(model);
}

pub(super) fn toggle(model: &mut Model) {
    let Some(id) = subject(model) else { return };
    let Some(reading) = model.shelf.reading_mut() else { return };
    let text = reading.text.clone();
    let folded = reading.tree.is_folded(id);
    let changed = if text.outline.has_children(id) {
        reading.tree.fold(&text.outline, id, !folded)
    } else if let Some(parent) = text.outline.get(id).and_then(|n| n.parent) {
        reading.tree.fold(&text.outline, parent, true)
    } else {
        false
    };
    reselect(model);
    // While the text has the keys, the fold may go unnoticed, or be unintended.
    if changed && !folded && model.focus == Focus::Text {
        nothing(model, "大纲中折叠了这一节，再按展开", "folded in the outline; again: unfolded");
    }
}

/// Enter in the outline: folds or unfolds; a leaf gives the keys to the text.
pub(super) fn enter(model: &mut Model) {
    let Some(id) = subject(model) else { return };
    let Some(reading) = model.shelf.reading_mut() else { return };
    let text = reading.text.clone();
    if text.outline.has_children(id) {
        let folded = reading.tree.is_folded(id);
        reading.tree.fold(&text.outline, id, !folded);
        reading.go_to_node(id);
    } else {
        reading.go_to_node(id);
        model.focus = Focus::Text;
    }
}

/// Shows entries down to the level that `choose` makes of the present one.
pub(super) fn level(model: &mut Model, choose: impl Fn(u16) -> u16) {
    let Some(reading) = model.shelf.reading_mut() else { return };
    let text = reading.text.clone();
    let level = choose(reading.tree.level(&text.outline));
    reading.tree.fold_to(&text.outline, level);
    reselect(model);
}

/// Shows entries down to the level `wanted`, counted from 1. The title of the only speech is never left alone: it says
/// nothing that the header does not.
pub(super) fn to_level(model: &mut Model, wanted: u16) {
    let alone = model.reading().is_some_and(|reading| {
        let outline = &reading.text.outline;
        outline.nodes().first().is_some_and(|n| n.kind == Kind::Title && n.next.0 == outline.len())
    });
    level(model, |_| wanted.max(if alone { 2 } else { 1 }));
}

/// Undoes the last folding, or does it again.
pub(super) fn undo(model: &mut Model) {
    let Some(reading) = model.shelf.reading_mut() else { return };
    let text = reading.text.clone();
    if !reading.tree.undo(&text.outline) {
        return nothing(model, "还没有折叠或展开过", "nothing was folded or unfolded yet");
    }
    reselect(model);
    let again = (Command::FoldUndo, "，再按 {} 又改回", "; {} again undoes that");
    advise(model, ("折叠已恢复原样", "the folds are as before"), &[again]);
}

/// Scrolls the pane that has the keys so that its current line is at the top (0 halves), in the middle
/// (1) or at the bottom (2).
pub(super) fn bring(model: &mut Model, halves: usize) {
    let outline = model.mode() == Mode::Outline;
    let height = match outline {
        true => usize::from(model.screen.outline.height),
        false => model.screen.height(),
    };
    let down = height.saturating_sub(1) * halves / 2;
    match model.shelf.reading_mut() {
        Some(reading) if outline => reading.tree.bring(down),
        Some(reading) => reading.bring(down),
        None => {}
    }
}

/// Puts the cursor of the outline back on the section being read, where that is shown again; else on what
/// hides it.
fn reselect(model: &mut Model) {
    let Some(reading) = model.shelf.reading_mut() else { return };
    if let Some(id) = reading.current() {
        reading.tree.select(id);
    }
}

fn walk_to(model: &mut Model, id: NodeId) {
    if let Some(reading) = model.shelf.reading_mut() {
        reading.go_to_node(id);
        model.walking = true;
    }
}
