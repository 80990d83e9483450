//! Better ends for the few rows that need one.
//!
//! In: a row as it was filled. Out: a better place for its end: inside a URL that does not fit; before a
//! mark rather than inside a word; before a Chinese number rather than inside; one character earlier rather
//! than a last row of one character.

use super::chars::char_at;
use super::class::{Class, is_torn};
use super::fill::{Candidate, Filler, Line, SLACK, WASTE};
use super::gap::{Context, Gap};
use crate::text::Span;

impl Filler<'_> {
    /// The last free gap of `row`, and the last soft one after it. `row` holds all that fits and
    /// the character that does not.
    #[cold]
    #[inline(never)]
    pub(super) fn all_gaps(
        &self,
        row: Span,
        context: Context,
    ) -> (Option<Candidate>, Option<Candidate>) {
        let (mut free, mut soft) = (None, None);
        self.each_gap(row, context, |gap, _, place| match gap {
            Gap::Free => (free, soft) = (Some(place), None),
            Gap::Soft => soft = Some(place),
            Gap::Prohibited | Gap::Closed => {}
        });
        (free, soft)
    }

    /// The place where a row ends that else wastes much of its `room`: inside a URL after its own
    /// punctuation, else at `pick`, else rather at a prohibited place than inside a word. None
    /// where the row must be cut at the cell, as in a word wider than the row.
    ///
    /// `row` holds all that fits and the character that does not.
    #[cold]
    #[inline(never)]
    pub(super) fn last_resort(
        &self,
        row: Span,
        context: Context,
        room: u32,
        pick: Option<Candidate>,
    ) -> Option<Candidate> {
        let (mut address, mut prohibited) = (None, None);
        self.each_gap(row, context, |gap, class, place| {
            if gap == Gap::Prohibited {
                prohibited = Some(place);
            }
            let left = place.context;
            let after = matches!(
                (left.class(), left.last()),
                (Class::Slash | Class::Stop | Class::Hyphen, '!'..='~') | (Class::Middle, _)
            );
            if after && class.is_alphanumeric() && !left.is_inside_number(class) {
                address = Some(place);
            }
        });
        let taken = address.filter(|address| match pick {
            Some(pick) => {
                address.cells > pick.cells + room / WASTE
                    && is_inside_address(self.text, address.at)
            }
            None => address.cells > room / WASTE,
        });
        taken.or(pick).or(prohibited)
    }

    /// The last free gap of `row` that tears no number, unless the row, of which `room` cells can be used, wastes
    /// too many by it; else `pick`, which ends the row inside one.
    #[cold]
    #[inline(never)]
    pub(super) fn before_number(
        &self,
        row: Span,
        context: Context,
        room: u32,
        pick: Candidate,
    ) -> Candidate {
        let slack = SLACK.min(room / WASTE);
        let mut whole = None;
        self.each_gap(row, context, |gap, _, place| {
            if gap == Gap::Free && !self.tears(place) {
                whole = Some(place);
            }
        });
        whole.filter(|whole| whole.cells + slack >= pick.cells).unwrap_or(pick)
    }

    /// Whether a row that ends at `place` tears a number.
    pub(super) fn tears(&self, place: Candidate) -> bool {
        let next = char_at(self.text, place.at);
        place.context.is_tight() && next.is_some_and(|c| is_torn(place.context.last(), c))
    }

    /// 孤字 (CLREQ): a last row of one character and its marks takes one more from the row before,
    /// of which `room` cells can be used.
    #[cold]
    #[inline(never)]
    pub(super) fn fill_up_last(&self, room: u32, rest: u32, lines: &mut [Line]) {
        let [.., previous, last] = lines else { return };
        // Signs of emphasis that a text has kept from its Markdown are no characters of it.
        let is_body = |(_, c): &(usize, char)| {
            !matches!(
                Class::of(*c),
                Class::Stop
                    | Class::Close
                    | Class::Mark
                    | Class::Ellipsis
                    | Class::Dash
                    | Class::Space
            ) && *c != '*'
        };
        if self.shown(last.span).filter(is_body).nth(1).is_some() {
            return;
        }
        let mut free = None;
        self.each_gap(previous.span, previous.context, |gap, _, place| {
            if gap == Gap::Free && !self.tears(place) {
                free = Some(place);
            }
        });
        let Some(pick) = free.filter(|pick| pick.cells * 2 >= room) else { return };
        // Blanks dropped at the old break are part of the row again: measure, do not add up.
        let moved = Span::new(pick.at, last.span.end);
        let cells = self.cells(moved);
        if cells <= rest {
            previous.span.end = pick.end;
            previous.cells = pick.cells;
            previous.hangs = false;
            *last = Line { span: moved, cells, hangs: false, context: pick.context };
        }
    }

    /// Calls `see` with each gap inside `row`, the class of the character after it, and the place
    /// it is.
    pub(super) fn each_gap(
        &self,
        row: Span,
        mut context: Context,
        mut see: impl FnMut(Gap, Class, Candidate),
    ) {
        let (mut ink, mut ink_cells, mut cells) = (row.start, 0, 0);
        for (at, c) in self.shown(row) {
            let unit = self.metrics.unit(self.text, at, c);
            if ink > row.start {
                let place = Candidate { at, end: ink, cells: ink_cells, context };
                see(context.gap(unit.class, c, self.level), unit.class, place);
                let spaced = self.metrics.has_latin_space(self.text, at, c, unit.class);
                cells += u32::from(spaced);
            }
            cells += unit.cells;
            if unit.class != Class::Space {
                ink = at + c.len_utf8();
                ink_cells = cells;
            }
            context = context.after(unit.class, c);
        }
    }
}

/// Whether the run of ASCII around byte `at` looks like an address or a path: a long one with two
/// dots, slashes or at signs.
fn is_inside_address(text: &str, at: usize) -> bool {
    const FAR: usize = 128;
    const LONG: usize = 12;
    let bytes = text.as_bytes();
    let left = bytes.get(at.saturating_sub(FAR)..at).unwrap_or_default().iter().rev();
    let right = bytes.get(at..).unwrap_or_default().iter().take(FAR);
    let (mut length, mut joints) = (0, 0);
    let mut note = |byte: &u8| {
        length += 1;
        joints += usize::from(matches!(byte, b'.' | b'/' | b'@'));
    };
    left.take_while(|b| b.is_ascii_graphic()).for_each(&mut note);
    right.take_while(|b| b.is_ascii_graphic()).for_each(&mut note);
    length >= LONG && joints >= 2
}
