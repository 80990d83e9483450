//! What a row looks like, cell by cell.
//!
//! In: a [`Row`]. Out: [`Glyph`]s, which both the screen and `gangmu cat` draw.

use std::borrow::Cow;

use super::chars::char_at;
use super::class::Class;
use super::fill::Filler;
use super::justify;
use super::metrics::Form;
use super::punctuation::full_width;
use super::rows::Row;
use crate::text::{Ambiguous, Cells, Span, cells, visible};

/// What stands in one or several cells: one symbol for the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glyph<'a> {
    /// The characters of the document it stands for; empty for a blank that is only on the screen.
    pub source: Span,
    /// The symbol to draw: free of control characters, never empty.
    pub text: Cow<'a, str>,
    /// The cells it takes on this terminal, 1 or 2.
    pub cells: u16,
    /// Whether the symbol's width by its characters alone differs, so that drawing must be told
    /// [`cells`](Self::cells): ambiguous marks on a wide terminal, a mark with its blank.
    pub forced: bool,
}

/// The glyphs of a row, from left to right.
#[derive(Clone, Debug)]
pub struct Glyphs<'a> {
    filler: Filler<'a>,
    start: usize,
    at: usize,
    end: usize,
    /// Bytes before which justification puts a blank, and how many are drawn.
    widened: Vec<usize>,
    drawn: usize,
    hidden: usize,
    /// Whether the blank between Han and Latin before `at` is drawn.
    spaced: bool,
    /// What is left of a symbol of several glyphs, and what it stands for.
    queue: Option<(Span, String)>,
    /// Characters that are drawn for others as wide, by byte.
    instead: Vec<(usize, char)>,
}

/// Most combining marks that are drawn on one character.
const MARKS: usize = 8;

impl<'a> Glyphs<'a> {
    pub(super) fn new(filler: Filler<'a>, row: &Row) -> Self {
        let widened = match row.spare {
            Cells(0) => Vec::new(),
            Cells(spare) => justify::blanks(&filler, row.span, u32::from(spare)),
        };
        Self {
            filler,
            start: row.span.start,
            at: row.span.start,
            end: row.span.end,
            widened,
            drawn: 0,
            hidden: 0,
            spaced: false,
            queue: None,
            instead: Vec::new(),
        }
    }

    /// Draws `instead` in place of the characters at these bytes, in order; each takes the cells
    /// of the one it stands for.
    pub(super) fn instead(self, instead: Vec<(usize, char)>) -> Self {
        Self { instead, ..self }
    }

    /// `glyph` with the character that is drawn in place of its first.
    fn exchanged(&self, mut glyph: Glyph<'a>, c: char) -> Glyph<'a> {
        let at = self.instead.binary_search_by_key(&glyph.source.start, |&(at, _)| at);
        if let Some(&(_, shown)) = at.ok().and_then(|i| self.instead.get(i))
            && glyph.text.starts_with(c)
        {
            glyph.text.to_mut().replace_range(..c.len_utf8(), shown.encode_utf8(&mut [0; 4]));
        }
        glyph
    }

    /// The next glyph of a symbol that takes several.
    fn queued(&mut self) -> Option<Glyph<'a>> {
        let (source, rest) = self.queue.as_mut()?;
        let first = rest.chars().next()?;
        let source = *source;
        rest.drain(..first.len_utf8());
        if rest.is_empty() {
            self.queue = None;
        }
        Some(Glyph { source, text: Cow::Owned(first.to_string()), cells: 1, forced: false })
    }

    fn skip_hidden(&mut self) {
        while let Some(next) = self.filler.hidden.get(self.hidden) {
            if next.start > self.at {
                return;
            }
            self.at = self.at.max(next.end);
            self.hidden += 1;
        }
    }

    /// The character at the pen with the marks on it.
    fn cluster(&mut self, c: char, form: Form, width: u32) -> Glyph<'a> {
        let from = self.at;
        let mut end = from + c.len_utf8();
        let stop = self.filler.hidden.get(self.hidden).map_or(self.end, |h| h.start.min(self.end));
        let (mut marks, mut vanished) = (0, false);
        while end < stop {
            let Some(mark) = char_at(self.filler.text, end) else { break };
            if !matches!(Class::of(mark), Class::Mark) {
                break;
            }
            let unit = self.filler.metrics.unit(self.filler.text, end, mark);
            if unit.cells > 0 {
                break;
            }
            if unit.form == Form::Vanish {
                vanished = true;
            } else {
                marks += 1;
            }
            end += mark.len_utf8();
        }
        self.at = end;
        let source = Span::new(from, end);
        let plain = source.of(self.filler.text);
        if form == Form::Plain && !vanished && marks <= MARKS {
            let simple = matches!(c, ' '..='~' | '\u{4e00}'..='\u{9fff}') && marks == 0;
            let forced = !simple && needs_force(plain, width);
            return Glyph { source, text: Cow::Borrowed(plain), cells: narrow(width), forced };
        }
        if marks == 0 {
            let fixed = match form {
                Form::FullWidth => full_width(c),
                Form::BlankBefore | Form::BlankAfter => padded(c, form == Form::BlankBefore),
                _ => None,
            };
            if let Some(text) = fixed {
                let forced = form != Form::FullWidth;
                return Glyph { source, text: Cow::Borrowed(text), cells: narrow(width), forced };
            }
        }
        let mut text = String::new();
        if form == Form::BlankBefore {
            text.push(' ');
        }
        match full_width(c).filter(|_| form == Form::FullWidth) {
            Some(full) => text.push_str(full),
            None => text.push(c),
        }
        let is_drawn = |(at, mark): &(usize, char)| {
            let unit = self.filler.metrics.unit(self.filler.text, from + at, *mark);
            unit.form == Form::Plain
        };
        text.extend(plain.char_indices().skip(1).filter(is_drawn).map(|(_, m)| m).take(MARKS));
        if form == Form::BlankAfter {
            text.push(' ');
        }
        let forced = needs_force(&text, width) || form != Form::Plain;
        Glyph { source, text: Cow::Owned(text), cells: narrow(width), forced }
    }
}

impl<'a> Iterator for Glyphs<'a> {
    type Item = Glyph<'a>;

    fn next(&mut self) -> Option<Glyph<'a>> {
        loop {
            if self.queue.is_some() {
                return self.queued();
            }
            self.skip_hidden();
            if self.at >= self.end {
                return None;
            }
            let at = self.at;
            if self.widened.get(self.drawn) == Some(&at) {
                self.drawn += 1;
                return Some(blank(at));
            }
            let c = char_at(self.filler.text, at)?;
            let unit = self.filler.metrics.unit(self.filler.text, at, c);
            let metrics = &self.filler.metrics;
            if at > self.start
                && !self.spaced
                && metrics.has_latin_space(self.filler.text, at, c, unit.class)
            {
                self.spaced = true;
                return Some(blank(at));
            }
            self.spaced = false;
            let source = Span::new(at, at + c.len_utf8());
            match unit.form {
                _ if unit.cells == 0 => self.at = source.end,
                Form::Vanish => self.at = source.end,
                Form::Blank => {
                    self.at = source.end;
                    self.queue = Some((source, " ".repeat(unit.cells as usize)));
                }
                Form::Visible => {
                    self.at = source.end;
                    self.queue = Some((source, visible(source.of(self.filler.text)).into_owned()));
                }
                Form::Substitute => {
                    self.at = source.end;
                    self.queue = Some((source, "␦".to_owned()));
                }
                form => {
                    let glyph = self.cluster(c, form, unit.cells);
                    return Some(self.exchanged(glyph, c));
                }
            }
        }
    }
}

/// A blank that is only on the screen.
const fn blank(at: usize) -> Glyph<'static> {
    Glyph { source: Span::at(at), text: Cow::Borrowed(" "), cells: 1, forced: false }
}

fn needs_force(text: &str, width: u32) -> bool {
    // Some terminal libraries count the half-width sound marks twice.
    u32::from(cells(text, Ambiguous::Narrow).0) != width || text.contains(['ﾞ', 'ﾟ'])
}

fn narrow(width: u32) -> u16 {
    u16::try_from(width).unwrap_or(u16::MAX)
}

/// The commonest marks in two cells of a narrow terminal.
const fn padded(c: char, before: bool) -> Option<&'static str> {
    match c {
        '…' if before => Some(" …"),
        '“' => Some(" “"),
        '”' => Some("” "),
        '‘' => Some(" ‘"),
        '’' => Some("’ "),
        '·' => Some("· "),
        '×' => Some("× "),
        '…' => Some("… "),
        _ => None,
    }
}
