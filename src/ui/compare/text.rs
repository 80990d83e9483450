//! The two columns of a comparison: sentences that differ are highlighted, the words in them more
//! strongly.

use ratatui::style::{Modifier, Style};

use super::super::page::{Marks, headings};
use super::super::pen::{Pen, Strip};
use super::super::theme::Theme;
use super::bars::title;
use crate::app::Model;
use crate::app::compare::{Compare, Line, Pair, Pane, Side, Sought, mark};
use crate::app::reading::path;
use crate::app::theme::Role;
use crate::diff::{Block, Change, Kind, Piece, TextChange};
use crate::locale::Lang;
use crate::text::{Cells, Span};
use crate::typeset::Row;

/// Draws the rows in sight.
pub(super) fn panes(
    model: &Model,
    state: &Compare,
    pair: &Pair,
    theme: &Theme<'_>,
    pen: &mut Pen<'_>,
) {
    if state.columns.bare() {
        return;
    }
    let columns = &state.columns;
    let height = columns.new.column.height;
    for (line, y) in state.lines.iter().zip(0..height) {
        match *line {
            Line::Gap => {}
            Line::Text { block, old, new, first } => {
                let Some(shown) = pair.sides.blocks.get(block) else { continue };
                let look = Look { state, pair, index: block, block: shown, first, theme };
                if !columns.unified {
                    look.side(Side::Old, old, columns.old, y, pen);
                    look.side(Side::New, new, columns.new, y, pen);
                } else if new.is_some() {
                    look.side(Side::New, new, columns.new, y, pen);
                } else {
                    look.side(Side::Old, old, columns.old, y, pen);
                }
            }
            Line::Left(block) => left(model, state, pair, block, y, theme, pen),
            Line::Fold(from, to) => fold(model, state, (from, to), y, theme, pen),
        }
    }
    for y in 0..height {
        // A fold lies over both columns.
        if !matches!(state.lines.get(usize::from(y)), Some(Line::Fold(..))) {
            pen.chrome(Strip::row(columns.middle, y), "|", theme.quiet());
        }
    }
}

/// Draws the row in the place of what is the same.
fn fold(
    model: &Model,
    state: &Compare,
    (from, to): (usize, usize),
    y: u16,
    theme: &Theme<'_>,
    pen: &mut Pen<'_>,
) {
    let count = to.saturating_sub(from);
    let text = match model.settings.lang {
        Lang::Zh => format!("… {count} 段相同 …"),
        Lang::En if count == 1 => "… 1 paragraph the same …".to_owned(),
        Lang::En => format!("… {count} paragraphs the same …"),
    };
    let (first, last) = (state.columns.old.area, state.columns.new.area);
    let end = last.x.saturating_add(last.width);
    let strip = Strip { end, ..Strip::row(first, y) };
    let at = (from..to).contains(&state.at());
    let style = if at { theme.selected() } else { theme.quiet() };
    pen.text(strip, if at { ">" } else { " " }, style);
    pen.cut(Strip { end, ..Strip::row(state.columns.old.column, y) }, &text, style);
}

/// Draws the row at the old place of a section that has moved.
fn left(
    model: &Model,
    state: &Compare,
    pair: &Pair,
    block: usize,
    y: u16,
    theme: &Theme<'_>,
    pen: &mut Pen<'_>,
) {
    let sections = &pair.sides.sections;
    let index = pair.sides.blocks.get(block).map_or(0, |block| block.section);
    let Some(section) = sections.get(index) else { return };
    let pane = state.columns.old;
    let at = if state.at() == block { theme.selected() } else { theme.marker() };
    pen.symbol(Strip::row(pane.area, y), "<", Cells(1), at);
    let strip = Strip::row(pane.column, y);
    let to = section.twin.and_then(|twin| sections.get(twin)).map_or(String::new(), |twin| {
        let text = pair.text(Side::New);
        twin.new.map_or(String::new(), |id| path(text, id).join(" "))
    });
    let to = match model.settings.lang {
        Lang::Zh => format!("  → 移到 {to}"),
        Lang::En => format!("  → moved to {to}"),
    };
    // Where the section went is worth more than the end of its title.
    let room = strip.room().0.saturating_sub(pen.width(&to).0).max(4);
    let words = Strip { end: strip.x.saturating_add(room).min(strip.end), ..strip };
    let rest = pen.cut(words, &title(pair, section).1, theme.quiet());
    pen.cut(Strip { x: rest.x, ..strip }, &to, theme.quiet());
}

/// What decides how a row looks.
struct Look<'a> {
    state: &'a Compare,
    pair: &'a Pair,
    /// The block, and its index.
    block: &'a Block,
    index: usize,
    /// Whether this is its first row.
    first: bool,
    theme: &'a Theme<'a>,
}

impl Look<'_> {
    /// Whether one is at this block.
    fn at(&self) -> bool {
        self.state.at() == self.index
    }

    /// Draws the row of one side, with the mark left of it.
    fn side(&self, side: Side, row: Option<Row>, pane: Pane, y: u16, pen: &mut Pen<'_>) {
        let margin = Strip::row(pane.area, y);
        let Some(row) = row else {
            if self.at() && self.first {
                pen.symbol(margin, " ", Cells(1), self.theme.selected());
            }
            return;
        };
        let marks = self.marks(side, row.span);
        let sign = self.sign(side, row.span, &marks.1);
        let style = if self.at() && self.first { self.theme.selected() } else { sign.1 };
        pen.symbol(margin, sign.0, Cells(1), style);
        if pane.column.x > pane.area.x.saturating_add(1) && self.sought_here(side, row.span) {
            // Without colours it could be taken for a difference.
            pen.symbol(margin.skip(1), "/", Cells(1), self.theme.marker());
        }
        // A stop may hang right of the column.
        let end = pane.area.x.saturating_add(pane.area.width);
        let mut strip = Strip { end, ..Strip::row(pane.column, y) }.skip(row.indent.0);
        for glyph in self.pair.glyphs(side, &row) {
            let style = marks.0.at(glyph.source);
            strip = pen.symbol(strip, &glyph.text, Cells(glyph.cells), style);
        }
    }

    /// The styles of a row, and what of it differs.
    fn marks(&self, side: Side, row: Span) -> (Marks, Vec<Span>) {
        let (theme, kind) = (self.theme, self.block.kind);
        let (weak, strong) = match side {
            Side::Old => (theme.differs(Role::Gone), theme.differs(Role::GoneWords)),
            Side::New => (theme.differs(Role::New), theme.differs(Role::NewWords)),
        };
        let base = match kind {
            Kind::Aside => theme.quiet(),
            _ => theme.body(),
        };
        let mut ranges = headings(self.pair.text(side).headings(), row, theme);
        let mut differs = Vec::new();
        let whole = matches!(kind, Kind::New | Kind::Gone);
        let mut lit = |span: Span, style: Style| {
            if span.overlaps(row) {
                ranges.push((span, style));
                differs.push(span);
            }
        };
        for change in &self.block.changes {
            match change {
                // If a whole paragraph is new or gone, none of its words stand out.
                TextChange::Removed(span) if side == Side::Old => {
                    lit(*span, if whole { weak } else { strong });
                }
                TextChange::Added(span) if side == Side::New => {
                    lit(*span, if whole { weak } else { strong });
                }
                TextChange::Removed(_) | TextChange::Added(_) => {}
                TextChange::Changed { old, new, pieces } => {
                    let sentence = if side == Side::Old { *old } else { *new };
                    if !sentence.overlaps(row) {
                        continue;
                    }
                    lit(sentence, weak);
                    for piece in pieces {
                        match (piece, side) {
                            (Piece::Removed(span), Side::Old) | (Piece::Added(span), Side::New) => {
                                lit(*span, strong);
                            }
                            _ => {}
                        }
                    }
                }
            }
        }
        for shift in &self.block.shifts {
            let sentence = if side == Side::Old { shift.old } else { shift.new };
            // A moved sentence belongs to two blocks, each of which shows one side.
            if !sentence.overlaps(row) {
                continue;
            }
            ranges.push((sentence, theme.noted()));
            for piece in &shift.pieces {
                match (piece, side) {
                    (Piece::Removed(span), Side::Old) | (Piece::Added(span), Side::New) => {
                        ranges.push((*span, strong));
                    }
                    _ => {}
                }
            }
        }
        if let Some(sought) = &self.state.sought {
            let bold = Modifier::BOLD;
            let hit = |here| if here { theme.hit_here() } else { theme.hit().add_modifier(bold) };
            ranges.extend(sought.on(side, row).map(|(span, here)| (span, hit(here))));
        }
        (Marks { base, ranges }, differs)
    }

    /// Whether the hit that one is at begins on this row.
    fn sought_here(&self, side: Side, row: Span) -> bool {
        let spot = self.state.sought.as_ref().and_then(Sought::spot);
        spot.is_some_and(|spot| spot.side == side && row.contains(spot.span.start))
    }

    /// The mark left of a row.
    fn sign(&self, side: Side, row: Span, differs: &[Span]) -> (&'static str, Style) {
        let theme = self.theme;
        let (gone, new) = (theme.differs(Role::GoneWords), theme.differs(Role::NewWords));
        let section = self.pair.sides.sections.get(self.block.section);
        let heads = section.is_some_and(|section| section.blocks.start == self.index);
        let fate = section
            .filter(|s| heads && self.first && (s.moved || matches!(s.change, Change::Renumbered)));
        let shifted = self.block.shifts.iter().any(|shift| match side {
            Side::Old => shift.old.overlaps(row),
            Side::New => shift.new.overlaps(row),
        });
        if shifted && !differs.iter().any(|span| span.overlaps(row)) {
            return (if side == Side::Old { "<" } else { ">" }, theme.marker());
        }
        match self.block.kind {
            Kind::New => ("+", new),
            Kind::Gone => ("-", gone),
            Kind::Changed if self.state.columns.unified => match side {
                Side::Old => ("-", gone),
                Side::New => ("+", new),
            },
            Kind::Moved => (">", theme.marker()),
            Kind::Changed if fate.is_some() => (fate.map_or("~", mark), theme.marker()),
            Kind::Changed if differs.iter().any(|span| span.overlaps(row)) => ("~", theme.marker()),
            Kind::Changed | Kind::Same | Kind::Left | Kind::Aside => (" ", theme.body()),
        }
    }
}
