//! The text pane: rows straight into cells.

use ratatui::style::Style;

use super::pen::{Pen, Strip};
use super::theme::Theme;
use crate::app::Model;
use crate::app::reading::{Hits, Reading};
use crate::app::shelf::State;
use crate::document::Role;
use crate::locale::Lang;
use crate::outline::{Kind, Node, Outline};
use crate::text::{Cells, Span, wrapped};
use crate::typeset::Placed;

/// Draws the text, or why there is none.
pub(super) fn text(model: &Model, theme: &Theme<'_>, pen: &mut Pen<'_>) {
    let area = model.screen.text;
    if area.is_empty() {
        return;
    }
    let Some(slot) = model.slot() else { return };
    let lang = model.settings.lang;
    let message = match &slot.state {
        State::Open(reading) if reading.text.document.is_empty() => {
            lang.pick("空文件：没有可读的文字", "an empty text")
        }
        State::Open(reading) => return rows(model, reading, theme, pen),
        State::Closed | State::Loading => lang.pick("正在读取…", "reading…"),
        State::Failed(sentence) => {
            return sentence_in(model, sentence, theme.failure(), pen);
        }
    };
    sentence_in(model, message, theme.quiet(), pen);
}

/// Writes a sentence over as many rows as it takes.
fn sentence_in(model: &Model, sentence: &str, style: Style, pen: &mut Pen<'_>) {
    let area = model.screen.column;
    let room = Strip::row(area, 0).room();
    let rows = wrapped(sentence, |rest| pen.fit(rest, room).0.len());
    for (row, words) in (0..area.height).zip(rows) {
        pen.text(Strip::row(area, row), words.of(sentence), style);
    }
}

/// Draws the rows of `reading`.
pub(super) fn rows(model: &Model, reading: &Reading, theme: &Theme<'_>, pen: &mut Pen<'_>) {
    let column = model.screen.column;
    let pane = model.screen.text;
    let styles = Styles { reading, theme, selection: model.selected() };
    // A stop may hang right of the column, and the mark of the section is left of it.
    let end = pane.x.saturating_add(pane.width);
    let pitch = usize::from(model.screen.pitch.max(1));
    for (placed, row) in reading.rows().iter().zip((0..column.height).step_by(pitch)) {
        if placed.blank {
            continue;
        }
        let strip = Strip { end, ..Strip::row(column, row) };
        if placed.first && model.screen.numbers > 0 {
            let number = reading.text.number(placed.paragraph, model.settings.look.numbers);
            let text = number.map_or(String::new(), |number| number.to_string());
            let end = column.x.saturating_sub(3);
            let x = end.saturating_sub(pen.width(&text).0).max(pane.x);
            pen.text(Strip { x, end, ..strip }, &text, theme.quiet());
        }
        if column.x.saturating_sub(pane.x) >= 2 && styles.begins_here(placed) {
            let margin = Strip { x: column.x.saturating_sub(2), ..strip };
            pen.chrome(margin, if pen.plain { ">" } else { "▸" }, theme.marker());
        }
        if column.x > pane.x && styles.note_begins(placed) {
            let margin = Strip { x: column.x.saturating_sub(1), ..strip };
            pen.chrome(margin, "▪", theme.marker());
        }
        match reading.folded_here(placed) {
            Some(count) => furniture(model, reading, placed, count, (strip, theme), pen),
            None => draw(&styles, placed, strip, pen),
        }
    }
}

/// Draws the row in the place of `count` paragraphs of page furniture.
fn furniture(
    model: &Model,
    reading: &Reading,
    placed: &Placed,
    count: usize,
    (strip, theme): (Strip, &Theme<'_>),
    pen: &mut Pen<'_>,
) {
    let strip = Strip { end: strip.x.saturating_add(model.screen.column.width), ..strip };
    let mark = if pen.plain { "+" } else { "▸" };
    let label = match model.settings.lang {
        Lang::Zh => format!("{mark} 非正文 {count} 段 (x)  "),
        Lang::En => format!("{mark} {count} of page furniture (x)  "),
    };
    let rest = pen.cut(strip, &label, theme.quiet());
    let document = &reading.text.document;
    let words =
        document.paragraphs().get(placed.paragraph).map_or("", |p| p.span.of(document.text()));
    pen.cut(rest, words, theme.quiet());
}

/// Draws the glyphs of one row.
fn draw(styles: &Styles<'_>, placed: &Placed, strip: Strip, pen: &mut Pen<'_>) {
    let reading = styles.reading;
    let marks = styles.of_row(placed);
    let mut strip = strip.skip(placed.row.indent.0);
    for glyph in reading.glyphs(placed) {
        strip = pen.symbol(strip, &glyph.text, Cells(glyph.cells), marks.at(glyph.source));
    }
}

/// What decides the style of a glyph.
struct Styles<'a> {
    reading: &'a Reading,
    theme: &'a Theme<'a>,
    selection: Option<Span>,
}

/// Styles by range, for one row; a later one lies over an earlier.
pub(super) struct Marks {
    pub(super) base: Style,
    pub(super) ranges: Vec<(Span, Style)>,
}

impl Marks {
    pub(super) fn at(&self, source: Span) -> Style {
        let over = self.ranges.iter().filter(|(span, _)| span.overlaps(source));
        over.fold(self.base, |style, (_, more)| style.patch(*more))
    }
}

impl Styles<'_> {
    /// Whether the section being read begins on this row.
    fn begins_here(&self, placed: &Placed) -> bool {
        let node = self.reading.current().and_then(|id| self.reading.text.outline.get(id));
        node.is_some_and(|n| placed.row.span.contains(n.start()))
    }

    /// Whether a passage with a note begins on this row.
    fn note_begins(&self, placed: &Placed) -> bool {
        self.reading.notes().iter().any(|note| placed.row.span.contains(note.span.start))
    }

    /// The styles of a row.
    fn of_row(&self, placed: &Placed) -> Marks {
        let text = &self.reading.text;
        let row = placed.row.span;
        let role = text.document.paragraphs().get(placed.paragraph).map(|p| p.role);
        let base = match role {
            Some(Role::Furniture) => self.theme.quiet(),
            Some(Role::Body | Role::Heading(_) | Role::Title | Role::Code | Role::Table) | None => {
                self.theme.body()
            }
        };
        let mut ranges = headings(&text.outline, row, self.theme);
        let notes = self.reading.notes().iter().map(|note| note.span);
        ranges.extend(notes.filter(|s| s.overlaps(row)).map(|s| (s, self.theme.noted())));
        if let Some(hits) = &self.reading.hits {
            ranges.extend(self.hits(hits, row));
        }
        ranges.extend(self.selection.map(|span| (span, self.theme.selected())));
        Marks { base, ranges }
    }

    fn hits(&self, hits: &Hits, row: Span) -> Vec<(Span, Style)> {
        let style = |index| {
            if hits.at == Some(index) { self.theme.hit_here() } else { self.theme.hit() }
        };
        hits.within(row).map(|(index, span)| (span, style(index))).collect()
    }
}

/// The styles of headings and markers on a row.
pub(super) fn headings(outline: &Outline, row: Span, theme: &Theme<'_>) -> Vec<(Span, Style)> {
    let mut ranges = Vec::new();
    let nodes = outline.nodes();
    let after = nodes.partition_point(|n| n.start() < row.end);
    let before = nodes.get(..after).unwrap_or_default();
    // Headings are in order, so none before one that ends above this row can be on it.
    for node in before.iter().rev().take_while(|n| head(n).end > row.start) {
        match node.kind {
            Kind::Title | Kind::Heading => {
                ranges.push((node.title, theme.heading()));
                ranges.push((node.marker, theme.marker()));
            }
            Kind::Point => ranges.push((node.marker, theme.point())),
            Kind::Paragraph => {}
        }
    }
    ranges
}

/// A heading with its marker.
fn head(node: &Node) -> Span {
    Span::new(node.start(), node.title.end.max(node.marker.end))
}
