//! A comparison in words: the mark of each section, labels, and a section's differences as text for the
//! clipboard.

use std::fmt::Write as _;

use super::{Pair, Side};
use crate::diff::{Change, Kind, Piece, Section, TextChange};
use crate::locale::Lang;

/// The mark of a section, for how its heading has changed.
#[must_use]
pub const fn mark(section: &Section) -> &'static str {
    match (section.change, section.moved) {
        (Change::New, _) => "+",
        (Change::Gone, _) if section.twin.is_some() => "<",
        (Change::Gone, _) => "-",
        (Change::Moved, _) if section.new.is_none() => "<",
        (Change::Moved, _) | (_, true) => ">",
        (Change::Reworded, _) => "~",
        (Change::Renumbered, _) => "#",
        (Change::Same, _) => "=",
    }
}

/// The marker and the words of a section's heading on one side; empty where it has none there.
#[must_use]
pub fn label(pair: &Pair, section: &Section, side: Side) -> String {
    let text = pair.text(side);
    let node = side.heading(section).and_then(|id| text.headings().get(id));
    node.map_or(String::new(), |node| {
        format!("{}{}", pair.words(side, node.marker), pair.words(side, node.title))
    })
}

/// The differences of section `index` as text: its heading, then a line for each sentence.
#[must_use]
pub fn section_text(pair: &Pair, index: usize, lang: Lang) -> String {
    let mut out = String::new();
    let Some(section) = pair.sides.sections.get(index) else { return out };
    let (old, new) = (label(pair, section, Side::Old), label(pair, section, Side::New));
    let front = match index {
        0 => lang.pick("（标题之前）", "(before the first heading)"),
        _ => lang.pick("（结尾）", "(closing)"),
    };
    // Writing to a `String` cannot fail.
    let _ = match (old.is_empty(), new.is_empty()) {
        (true, true) => writeln!(out, "{front}"),
        (true, false) => writeln!(out, "{} {new}", mark(section)),
        (false, true) => writeln!(out, "{} {old}", mark(section)),
        (false, false) if old == new => writeln!(out, "{} {new}", mark(section)),
        (false, false) => writeln!(out, "{} {new}  ← {old}", mark(section)),
    };
    let blocks = pair.sides.blocks.get(section.blocks.clone()).unwrap_or_default();
    let heading = |side: Side| {
        let node = side.heading(section).and_then(|id| pair.text(side).headings().get(id));
        node.map_or(0, |node| node.title.end)
    };
    for change in blocks.iter().flat_map(|block| &block.changes) {
        // The heading has its own line.
        match change {
            TextChange::Removed(span) if span.end > heading(Side::Old) => {
                let _ = writeln!(out, "  - {}", pair.words(Side::Old, *span));
            }
            TextChange::Added(span) if span.end > heading(Side::New) => {
                let _ = writeln!(out, "  + {}", pair.words(Side::New, *span));
            }
            TextChange::Changed { old, new, pieces }
                if old.start >= heading(Side::Old) || new.start >= heading(Side::New) =>
            {
                out.push_str("  ~ ");
                for piece in pieces {
                    match *piece {
                        Piece::Kept(_, span) => out.push_str(pair.words(Side::New, span)),
                        Piece::Removed(span) => {
                            let _ = write!(out, "[-{}-]", pair.words(Side::Old, span));
                        }
                        Piece::Added(span) => {
                            let _ = write!(out, "{{+{}+}}", pair.words(Side::New, span));
                        }
                    }
                }
                out.push('\n');
            }
            TextChange::Removed(_) | TextChange::Added(_) | TextChange::Changed { .. } => {}
        }
    }
    for shift in blocks.iter().flat_map(|block| &block.shifts) {
        let words = match section.change {
            Change::Gone => pair.words(Side::Old, shift.old),
            _ => pair.words(Side::New, shift.new),
        };
        let _ =
            writeln!(out, "  {} {words}", if section.change == Change::Gone { "<" } else { ">" });
    }
    let moved = section.is_merged() || blocks.iter().any(|block| block.kind == Kind::Left);
    if moved {
        let there = section.twin.and_then(|twin| pair.sides.sections.get(twin));
        let there = there.map_or(String::new(), |twin| label(pair, twin, Side::New));
        let _ = writeln!(out, "  → {there}");
    }
    out
}
