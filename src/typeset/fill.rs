//! Filling rows with text.
//!
//! In: a stretch of text, the width of its rows, and the [`Context`] at its start. Out: [`Line`]s. First
//! fit: each row takes as much as it can hold and ends at its last free gap. That makes straight rows in
//! Chinese, and text can be set again from the start of any line. One pass in linear time, allocating
//! nothing but the lines.

use super::chars::{char_at, decode, is_han};
use super::class::{Class, is_torn};
use super::gap::{Context, Gap};
use super::measure::{Level, Measure};
use super::metrics::Metrics;
use crate::text::Span;

/// A row without its place on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// What stands on it; blanks at the break are left out.
    pub(super) span: Span,
    /// Its width, a hanging stop included.
    pub(super) cells: u32,
    /// Whether its last stop hangs outside the measure.
    pub(super) hangs: bool,
    /// The context at its start.
    pub(super) context: Context,
}

/// The widths of rows, in cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Widths {
    /// The first row of the stretch.
    pub(super) first: u32,
    /// All others.
    pub(super) rest: u32,
}

/// How many cells a row may waste to keep a number and its unit together, or the numerals of a number.
pub(super) const SLACK: u32 = 6;
/// Gaps are weighed in the last cells of a row only; all of them where none of these is free.
const WINDOW: u32 = 24;
/// Other places are looked for when a row would waste more than its width divided by this.
pub(super) const WASTE: u32 = 4;

/// Fills rows; holds what does not change on the way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Filler<'a> {
    pub(super) text: &'a str,
    pub(super) metrics: Metrics,
    pub(super) level: Level,
    pub(super) hang: bool,
    /// Whether a last row of one character is filled up (孤字).
    pub(super) repair: bool,
    /// Spans that are not shown, in order.
    pub(super) hidden: &'a [Span],
}

/// A place where the row may end.
#[derive(Clone, Copy)]
pub(super) struct Candidate {
    /// Where the next row starts.
    pub(super) at: usize,
    /// Where the ink of the row ends.
    pub(super) end: usize,
    pub(super) cells: u32,
    pub(super) context: Context,
}

/// Where the pen stands.
struct Pen {
    at: usize,
    row: usize,
    row_context: Context,
    /// End of the last character that is no blank.
    ink: usize,
    cells: u32,
    ink_cells: u32,
    /// Cells that the row may take.
    room: u32,
    context: Context,
    free: Option<Candidate>,
    soft: Option<Candidate>,
    /// Index of the next hidden span.
    hidden: usize,
}

impl Pen {
    fn candidate(&self) -> Candidate {
        Candidate { at: self.at, end: self.ink, cells: self.ink_cells, context: self.context }
    }

    /// Starts a new row at `at`.
    fn start_row(&mut self, at: usize, context: Context, room: u32) {
        self.at = at;
        self.row = at;
        self.ink = at;
        self.cells = 0;
        self.ink_cells = 0;
        self.context = context;
        self.row_context = context;
        self.room = room;
        self.free = None;
        self.soft = None;
    }
}

impl<'a> Filler<'a> {
    /// A filler for `measure`.
    pub(super) fn new(text: &'a str, measure: &Measure, hidden: &'a [Span]) -> Self {
        Self {
            text,
            metrics: Metrics::new(measure),
            level: measure.level,
            hang: measure.hang,
            repair: true,
            hidden,
        }
    }

    /// Appends the lines of `span` to `lines`: one at least.
    pub(super) fn fill(&self, span: Span, context: Context, widths: Widths, lines: &mut Vec<Line>) {
        let known = lines.len();
        let rest = widths.rest.max(2);
        // Three bytes are two cells, mostly.
        lines.reserve(span.len() * 2 / (3 * rest as usize) + 2);
        let hidden = self.hidden.partition_point(|h| h.end <= span.start);
        let mut pen = Pen {
            at: span.start,
            row: span.start,
            row_context: context,
            ink: span.start,
            cells: 0,
            ink_cells: 0,
            room: widths.first.max(2),
            context,
            free: None,
            soft: None,
            hidden,
        };
        while pen.at < span.end {
            let limit = self.skip_hidden(&mut pen, span.end);
            if pen.ink == pen.at && pen.context.is_tight() {
                self.run_of_han(&mut pen, limit);
            }
            if pen.at >= limit {
                continue;
            }
            let Some((c, length)) = decode(self.text, pen.at) else { break };
            let unit = self.metrics.unit(self.text, pen.at, c);
            let mut cells = unit.cells;
            if pen.at > pen.row {
                if pen.ink > pen.row && pen.cells + WINDOW >= pen.room {
                    self.note_gap(&mut pen, unit.class, c);
                }
                if self.metrics.has_latin_space(self.text, pen.at, c, unit.class) {
                    cells += 1;
                }
            } else if unit.class == Class::Space && lines.len() > known {
                let after = pen.at + c.len_utf8();
                pen.start_row(after, pen.context, rest);
                continue;
            }
            let over = pen.cells + cells > pen.room && unit.class != Class::Space;
            if over
                && (cells > 0 || pen.cells > pen.ink_cells)
                && let Some(line) = self.end_row(&mut pen, unit.class, c, cells, span.end, rest)
            {
                lines.push(line);
                continue;
            }
            pen.cells += cells;
            pen.at += length;
            if unit.class != Class::Space {
                pen.ink_cells = pen.cells;
                pen.ink = pen.at;
            }
            pen.context = pen.context.after(unit.class, c);
        }
        if pen.ink > pen.row || lines.len() == known {
            lines.push(Line {
                span: Span::new(pen.row, pen.ink),
                cells: pen.ink_cells,
                hangs: false,
                context: pen.row_context,
            });
        }
        if self.repair && lines.len() >= known + 2 {
            let first = lines.len() == known + 2;
            self.fill_up_last(if first { widths.first } else { rest }, rest, lines);
        }
    }

    /// Moves the pen out of hidden spans; where text is read up to.
    #[inline(always)]
    fn skip_hidden(&self, pen: &mut Pen, end: usize) -> usize {
        while let Some(next) = self.hidden.get(pen.hidden) {
            if next.start > pen.at {
                return next.start.min(end);
            }
            if next.end > pen.at {
                let after = next.end.min(end);
                if pen.ink == pen.at && pen.ink > pen.row {
                    pen.ink = after;
                }
                if pen.row == pen.at {
                    pen.row = after;
                    pen.ink = after;
                }
                pen.at = after;
            }
            pen.hidden += 1;
        }
        end
    }

    /// Nearly all of a Chinese text: ideographs. Every gap among them is free, so only the last
    /// counts.
    #[inline(always)]
    fn run_of_han(&self, pen: &mut Pen, limit: usize) {
        let bytes = self.text.as_bytes();
        let room = (pen.room.saturating_sub(pen.cells) / 2) as usize;
        let stop = limit.min(bytes.len()).min(pen.at + 3 * room);
        let mut rest = bytes.get(pen.at..stop).unwrap_or_default();
        while let [first, second, _, tail @ ..] = rest
            && is_han(*first, *second)
        {
            rest = tail;
        }
        let at = stop - rest.len();
        if at == pen.at || (self.metrics.latin_space && pen.context.class() != Class::Han) {
            return;
        }
        let last = at - 3;
        let Some((c, _)) = decode(self.text, last) else { return };
        let cells = pen.cells + 2 * ((at - pen.at) / 3) as u32;
        if last > pen.at {
            let Some((before, _)) = decode(self.text, last - 3) else { return };
            // Two steps back, the context of a run is always the same.
            let context = pen.context.after_han(before).after_han(before);
            // A gap far from the end of the row is looked for only where there is no other.
            if cells - 2 + WINDOW >= pen.room {
                pen.free = Some(Candidate { at: last, end: last, cells: cells - 2, context });
                pen.soft = None;
            }
            pen.context = context.after_han(c);
        } else {
            if last > pen.row && pen.cells + WINDOW >= pen.room {
                if !pen.context.is_free_before_han() {
                    return;
                }
                pen.free = Some(pen.candidate());
                pen.soft = None;
            }
            pen.context = pen.context.after(Class::Han, c);
        }
        pen.cells = cells;
        pen.ink_cells = cells;
        pen.at = at;
        pen.ink = at;
    }

    #[inline(always)]
    fn note_gap(&self, pen: &mut Pen, class: Class, c: char) {
        match pen.context.gap(class, c, self.level) {
            Gap::Free => {
                pen.free = Some(pen.candidate());
                pen.soft = None;
            }
            Gap::Soft => pen.soft = Some(pen.candidate()),
            Gap::Prohibited | Gap::Closed => {}
        }
    }

    /// Ends the row before or, hanging, after the character `c`, which does not fit.
    #[inline(always)]
    fn end_row(
        &self,
        pen: &mut Pen,
        class: Class,
        c: char,
        cells: u32,
        end: usize,
        rest: u32,
    ) -> Option<Line> {
        if self.hang && class == Class::Stop && cells <= 2 && !pen.context.ends_in_mark() {
            let context = pen.context.after(class, c);
            let after = pen.at + c.len_utf8();
            if self.is_free_after(after, end, context) {
                let line = Line {
                    span: Span::new(pen.row, after),
                    cells: pen.cells + cells,
                    hangs: true,
                    context: pen.row_context,
                };
                pen.start_row(after, context, rest);
                return Some(line);
            }
        }
        let so_far = Span::new(pen.row, pen.at + c.len_utf8());
        if pen.free.is_none() {
            (pen.free, pen.soft) = self.all_gaps(so_far, pen.row_context);
        }
        let pick = match pen.pick() {
            Some(pick) if pick.cells + pen.room / WASTE >= pen.room => pick,
            pick => self
                .last_resort(so_far, pen.row_context, pen.room, pick)
                .unwrap_or_else(|| pen.candidate()),
        };
        let pick = match char_at(self.text, pick.at) {
            Some(next) if pick.context.is_tight() && is_torn(pick.context.last(), next) => {
                self.before_number(Span::new(pen.row, pick.at), pen.row_context, pen.room, pick)
            }
            _ => pick,
        };
        if pick.at <= pen.row {
            return None;
        }
        let line = Line {
            span: Span::new(pen.row, pick.end),
            cells: pick.cells,
            hangs: false,
            context: pen.row_context,
        };
        pen.start_row(pick.at, pick.context, rest);
        pen.hidden = pen.hidden.min(self.hidden.partition_point(|h| h.end <= pick.at));
        Some(line)
    }

    /// Whether a row may end at `at`, blanks and hidden spans after it aside.
    #[inline(never)]
    fn is_free_after(&self, mut at: usize, end: usize, mut context: Context) -> bool {
        let mut hidden = self.hidden.partition_point(|h| h.end <= at);
        while at < end {
            if let Some(next) = self.hidden.get(hidden).filter(|h| h.start <= at) {
                at = at.max(next.end);
                hidden += 1;
                continue;
            }
            let Some(c) = char_at(self.text, at) else { return true };
            let class = Class::of(c);
            if class != Class::Space {
                return context.gap(class, c, self.level) == Gap::Free;
            }
            context = context.after(class, c);
            at += c.len_utf8();
        }
        true
    }

    /// Width of `span` as one row, blanks at its ends included.
    pub(super) fn cells(&self, span: Span) -> u32 {
        let mut sum = 0;
        for (at, c) in self.shown(span) {
            let unit = self.metrics.unit(self.text, at, c);
            sum += unit.cells;
            if at > span.start && self.metrics.has_latin_space(self.text, at, c, unit.class) {
                sum += 1;
            }
        }
        sum
    }

    /// The characters of `span` that are not hidden, each with its byte.
    pub(super) fn shown(&self, span: Span) -> impl Iterator<Item = (usize, char)> + 'a {
        let hidden = self.hidden;
        let mut next = hidden.partition_point(|h| h.end <= span.start);
        span.of(self.text).char_indices().filter_map(move |(i, c)| {
            let at = span.start + i;
            while hidden.get(next).is_some_and(|h| h.end <= at) {
                next += 1;
            }
            let is_hidden = hidden.get(next).is_some_and(|h| h.contains(at));
            (!is_hidden).then_some((at, c))
        })
    }
}

impl Pen {
    /// The better of the two candidates.
    #[inline(always)]
    fn pick(&self) -> Option<Candidate> {
        match (self.free, self.soft) {
            (Some(free), Some(soft)) if soft.cells - free.cells <= SLACK => Some(free),
            (free, soft) => soft.or(free),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn filled(text: &str, measure: &Measure, from: usize, context: Context) -> Vec<Line> {
        let width = u32::from(measure.width.0);
        let mut lines = Vec::new();
        let filler = Filler { repair: false, ..Filler::new(text, measure, &[]) };
        let widths = Widths { first: width, rest: width };
        filler.fill(Span::new(from, text.len()), context, widths, &mut lines);
        lines
    }

    fn texts() -> impl Strategy<Value = String> {
        prop_oneof![
            "[一丁七万a-c0-9 ，。“”（）—…/·\"'%,.-]{0,120}",
            any::<String>().prop_map(|text| text.trim().to_owned()),
        ]
    }

    #[test]
    fn a_gap_far_from_the_end_of_a_row_is_not_taken_for_the_last() {
        let text = "，（。 丄丄1丄a1，…“。（ （， ………，， ，…—a（。a…丄 。…丄…（“（ （1”，…—丄1。“—丄 1（“—（（1……a。1 丄丄丄丄丄“，（，—…。，—……—。。  …—…—。。”—";
        for width in 20..60 {
            let measure = Measure { hang: false, ..Measure::new(width) };
            let spans = |text: &str| -> Vec<(Span, u32)> {
                let lines = filled(text, &measure, 0, Context::START);
                lines.iter().map(|line| (line.span, line.cells)).collect()
            };
            assert_eq!(spans(text), spans(&text.replace('丄', "㐀")), "{width}");
        }
    }

    proptest! {
        #[test]
        fn the_text_can_be_set_again_from_any_row(text in texts(), width in 2_u16..50, hang: bool) {
            let measure = Measure { hang, ..Measure::new(width) };
            let lines = filled(&text, &measure, 0, Context::START);
            for (i, line) in lines.iter().enumerate() {
                let tail = filled(&text, &measure, line.span.start, line.context);
                prop_assert_eq!(&tail[..], &lines[i..]);
            }
        }

        /// U+3400–U+4DBF are no less ideographs than U+4E00–U+9FFF, but do not take the fast path.
        /// (Numerals, which have none there, would stay together.)
        #[test]
        fn the_fast_path_breaks_as_the_slow_one(
            text in "[丄丁丂丅a1 ，。“”（—…]{0,200}",
            width in 2_u16..50,
            hang: bool,
        ) {
            let measure = Measure { hang, ..Measure::new(width) };
            let slow = text.replace('丄', "㐀").replace('丁', "㐁").replace('丂', "㐂").replace('丅', "㐃");
            let spans = |text: &str| -> Vec<(Span, u32)> {
                let lines = filled(text, &measure, 0, Context::START);
                lines.iter().map(|line| (line.span, line.cells)).collect()
            };
            prop_assert_eq!(spans(&text), spans(&slow));
        }

        #[test]
        fn hidden_spans_take_no_room(text in "[一丁七，。a ]{1,80}", width in 4_u16..40) {
            let measure = Measure::new(width);
            let text = text.trim();
            let glossed = text.replace('一', "一(yī)");
            let hidden: Vec<_> = glossed
                .match_indices("(yī)")
                .map(|(at, gloss)| Span::new(at, at + gloss.len()))
                .collect();
            let mut lines = Vec::new();
            let filler = Filler::new(&glossed, &measure, &hidden);
            let widths = Widths { first: u32::from(width), rest: u32::from(width) };
            filler.fill(Span::new(0, glossed.len()), Context::START, widths, &mut lines);
            let shown: Vec<_> =
                lines.iter().map(|l| (l.span.of(&glossed).replace("(yī)", ""), l.cells)).collect();
            let mut plain = Vec::new();
            Filler::new(text, &measure, &[]).fill(
                Span::new(0, text.len()), Context::START, widths, &mut plain,
            );
            let plain: Vec<_> =
                plain.iter().map(|l| (l.span.of(text).to_owned(), l.cells)).collect();
            prop_assert_eq!(shown, plain);
        }
    }
}
