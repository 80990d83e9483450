//! Draws a screen as a picture.
//!
//! In: the cells of a buffer. Out: SVG that looks the same in any viewer. Fonts differ in how wide a
//! Chinese character is beside a Latin letter, so each glyph is put in the middle of its own cells, not
//! after the one before it. Lines, backgrounds and the cursor are drawn as shapes.

use std::fmt::Write;

use gangmu::text::{Ambiguous, cells};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};

/// Width and height of a cell, and the margin around the screen, in pixels.
const WIDE: usize = 10;
const HIGH: usize = 22;
const MARGIN: usize = 12;
/// Pixels from the top of a row to the baseline of its glyphs, and to the line under them.
const BASELINE: usize = 17;
const UNDERLINE: usize = 20;
/// Font size, in pixels, of glyphs of one cell and of two.
const SIZES: [usize; 2] = [16, 17];
/// The fonts, Latin ones first: most Chinese fonts have Latin letters too, but few in a fixed width.
const FONTS: &str = "'DejaVu Sans Mono',Menlo,Consolas,'Noto Sans Mono CJK SC',\
                     'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',\
                     'WenQuanYi Zen Hei',monospace";

const PAPER: Rgb = Rgb(0x1c, 0x1f, 0x24);
const INK: Rgb = Rgb(0xdc, 0xdf, 0xe4);

#[derive(Clone, Copy, PartialEq, Eq)]
struct Rgb(u8, u8, u8);

impl std::fmt::Display for Rgb {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

/// The colour that a dark terminal shows for `colour`, and `reset` for the default one. Only the names that
/// the program uses are known.
fn rgb(colour: Color, reset: Rgb) -> Rgb {
    match colour {
        Color::Reset => reset,
        Color::Black => PAPER,
        Color::Red | Color::LightRed => Rgb(0xe0, 0x6c, 0x75),
        Color::Green => Rgb(0x98, 0xc3, 0x79),
        Color::Yellow => Rgb(0xe5, 0xc0, 0x7b),
        Color::Blue => Rgb(0x61, 0xaf, 0xef),
        Color::Magenta => Rgb(0xc6, 0x78, 0xdd),
        Color::Cyan => Rgb(0x56, 0xb6, 0xc2),
        Color::White => INK,
        Color::Rgb(r, g, b) => Rgb(r, g, b),
        other => panic!("give {other} its red, green and blue in tests/support/svg.rs"),
    }
}

/// Colours and style of a cell.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Look {
    ink: Rgb,
    paper: Rgb,
    bold: bool,
    underlined: bool,
}

impl Look {
    fn of(cell: &Cell, cursor: bool) -> Self {
        let (mut ink, mut paper) = (rgb(cell.fg, INK), rgb(cell.bg, PAPER));
        let has = |modifier| cell.modifier.contains(modifier);
        if has(Modifier::DIM) {
            let mix = |a: u8, b: u8| ((u16::from(a) * 11 + u16::from(b) * 9) / 20) as u8;
            ink = Rgb(mix(ink.0, paper.0), mix(ink.1, paper.1), mix(ink.2, paper.2));
        }
        if has(Modifier::REVERSED) != cursor {
            (ink, paper) = (paper, ink);
        }
        Self { ink, paper, bold: has(Modifier::BOLD), underlined: has(Modifier::UNDERLINED) }
    }
}

/// What a cell, or the two of a wide character, shows.
struct Glyph<'a> {
    column: usize,
    /// In cells, 1 or 2.
    width: usize,
    symbol: &'a str,
    look: Look,
}

/// The picture of `buffer`; the cursor is a block, unless it is hidden.
pub fn svg(buffer: &Buffer, cursor: Option<Position>) -> String {
    let (columns, rows) = (usize::from(buffer.area.width), usize::from(buffer.area.height));
    let (width, height) = (columns * WIDE + 2 * MARGIN, rows * HIGH + 2 * MARGIN);
    let ground = ground(buffer);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xml:lang=\"zh-Hans\" \
         width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"{ground}\"/>\n\
         <g font-family=\"{FONTS}\" text-anchor=\"middle\">\n"
    );
    for y in 0..buffer.area.height {
        let row = glyphs(buffer, y, cursor);
        draw(&mut out, &row, MARGIN + usize::from(y) * HIGH, ground);
    }
    out + "</g>\n</svg>\n"
}

/// The background of the picture: the colour behind more than half of the cells, if there is one that is not
/// the terminal's own.
fn ground(buffer: &Buffer) -> Rgb {
    let papers = buffer.content.iter().map(|cell| rgb(cell.bg, PAPER));
    let own = papers.clone().filter(|paper| *paper != PAPER);
    let first = own.clone().next().unwrap_or(PAPER);
    if own.filter(|paper| *paper == first).count() * 2 > buffer.content.len() {
        first
    } else {
        PAPER
    }
}

fn glyphs(buffer: &Buffer, y: u16, cursor: Option<Position>) -> Vec<Glyph<'_>> {
    let mut row = Vec::new();
    let mut x = 0;
    while x < buffer.area.width {
        let cell = &buffer[(x, y)];
        let width = cells(cell.symbol(), Ambiguous::Narrow).0.clamp(1, 2);
        let look = Look::of(cell, cursor == Some(Position { x, y }));
        let (column, symbol) = (usize::from(x), cell.symbol());
        row.push(Glyph { column, width: width.into(), symbol, look });
        x += width;
    }
    row
}

/// Draws a row whose upper edge is at `top`: first the backgrounds, then the glyphs.
fn draw(out: &mut String, row: &[Glyph<'_>], top: usize, ground: Rgb) {
    let left = |glyph: &Glyph<'_>| MARGIN + glyph.column * WIDE;
    let extent = |run: &[Glyph<'_>]| {
        let cells: usize = run.iter().map(|glyph| glyph.width).sum();
        (left(&run[0]), cells * WIDE)
    };
    for run in row.chunk_by(|a, b| a.look.paper == b.look.paper) {
        let (paper, (x, wide)) = (run[0].look.paper, extent(run));
        if paper != ground {
            let size = format!("width=\"{wide}\" height=\"{HIGH}\"");
            writeln!(out, "<rect x=\"{x}\" y=\"{top}\" {size} fill=\"{paper}\"/>").unwrap();
        }
    }
    for run in row.chunk_by(|a, b| (a.look, a.width) == (b.look, b.width)) {
        let (look, (x, wide)) = (run[0].look, extent(run));
        if run.iter().any(|glyph| !glyph.symbol.trim().is_empty()) {
            let bold = if look.bold { " font-weight=\"bold\"" } else { "" };
            let size = SIZES[run[0].width - 1];
            write!(out, "<g fill=\"{}\" font-size=\"{size}\"{bold}>", look.ink).unwrap();
            run.iter().for_each(|glyph| place(out, glyph, left(glyph), top));
            out.push_str("</g>\n");
        }
        if look.underlined {
            let (y, ink) = (top + UNDERLINE, look.ink);
            let size = format!("width=\"{wide}\" height=\"1\"");
            writeln!(out, "<rect x=\"{x}\" y=\"{y}\" {size} fill=\"{ink}\"/>").unwrap();
        }
    }
}

/// Draws a glyph in the middle of its cells. A bar is as high as its row, so that bars join.
fn place(out: &mut String, glyph: &Glyph<'_>, x: usize, top: usize) {
    let middle = x + glyph.width * WIDE / 2;
    match glyph.symbol {
        blank if blank.trim().is_empty() => Ok(()),
        "|" => write!(out, "<rect x=\"{middle}\" y=\"{top}\" width=\"1\" height=\"{HIGH}\"/>"),
        symbol => {
            let y = top + BASELINE;
            let symbol = symbol.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            write!(out, "<text x=\"{middle}\" y=\"{y}\">{symbol}</text>")
        }
    }
    .unwrap();
}
