//! What each step of the walk is worth.
//!
//! In: a [`Reading`] and the next [`Event`]. Out: the steps that the reading can take, each with its
//! log-odds; leaving the event out is worth 0.

use std::cmp::Ordering;

use super::{Frame, NOBODY, NONE, Reading, Step, floats};
use crate::outline::events::Event;
use crate::outline::family::{self, LAST, mixes};
use crate::outline::marker::{AGENDA, Boundary, Candidate, INSIDE};
use crate::outline::tree::Family;

/// Log-odds at or below which a step is not worth keeping.
const WORTHLESS: f32 = -9.0;

/// Calls `found` with every step that `reading` can take on `event`, and its log-odds.
pub(super) fn steps(reading: &Reading, event: &Event, found: &mut impl FnMut(f32, Step)) {
    let c = &event.candidate;
    if c.own.is_some() {
        return own_steps(reading, event, found);
    }
    if event.title {
        found(0.0, Step::Reject);
        found(c.local + title(reading, event), Step::Title);
        return;
    }
    if c.forced {
        let level = above(reading, event);
        let Some((stays, leaves, inside)) = section(reading, event, level) else {
            return found(0.0, Step::Declared(level));
        };
        found(leaves, Step::Declared(level));
        return found(stays, Step::Declared(inside));
    }
    found(0.0, Step::Reject);
    for k in (reading.floor()..reading.depth).rev() {
        if let Some((odds, value)) = go_on(reading, event, k) {
            let odds = c.local + odds;
            if odds > WORTHLESS {
                found(odds, Step::Continue(k, value));
            }
        }
    }
    if c.value == LAST {
        return;
    }
    for k in (reading.floor()..=reading.depth.min(super::DEPTH - 1)).rev() {
        let odds = c.local + start(reading, event, k);
        if odds > WORTHLESS {
            found(odds, Step::Open(k));
        }
    }
}

/// The same for an event that a rule of the user's own has made, which is never left out.
fn own_steps(reading: &Reading, event: &Event, found: &mut impl FnMut(f32, Step)) {
    let c = &event.candidate;
    let deepest = reading.depth.min(super::DEPTH - 1);
    if event.title {
        found(0.0, Step::Title);
    } else if c.forced {
        found(0.0, Step::Declared(above(reading, event)));
    } else if c.declared > 0 {
        let level = reading.floor() + usize::from(c.declared) - 1;
        found(0.0, Step::Declared(level.min(deepest)));
    } else {
        for k in (reading.floor()..reading.depth).rev() {
            if let Some((odds, value)) = go_on(reading, event, k) {
                found(odds, Step::Continue(k, value));
            }
        }
        for k in (reading.floor()..=deepest).rev() {
            found(start(reading, event, k), Step::Open(k));
        }
    }
}

/// How many open lists stay above a heading that the format declares: those that the format puts above
/// it, those of which the format says nothing but whose family outranks that of the heading, and the section in
/// which one without a number stands.
fn above(reading: &Reading, event: &Event) -> usize {
    let c = &event.candidate;
    let beside = |f: &Frame| !f.is_title() && f.declared > 0 && f.declared >= c.declared;
    let open = reading.open();
    let open = open.get(..open.iter().position(beside).unwrap_or(open.len())).unwrap_or_default();
    let inside = |f: &Frame| {
        let heading = c.family == Family::None && c.prefix == INSIDE;
        heading && f.line && f.family != Family::None && family::is_section(f.family)
    };
    let higher =
        |f: &Frame| f.is_title() || f.declared > 0 || outranks(f.family, c.family) || inside(f);
    open.iter().rposition(higher).map_or(0, |k| k + 1)
}

/// For a question (记者：…) after a numbered section: the log-odds of its staying in the section, those
/// of its leaving it, and how many open lists are above it if it stays. `None` for any other event. If it
/// leaves the section, `level` lists are above it.
fn section(reading: &Reading, event: &Event, level: usize) -> Option<(f32, f32, usize)> {
    if event.candidate.family != Family::None || event.candidate.marker.is_empty() {
        return None;
    }
    let ranked = |f: Family| !floats(f) || f == Family::Task;
    let section = |f: &&Frame| f.line && f.declared == 0 && !f.is_title() && ranked(f.family);
    let sections = reading.open().get(level..)?.iter().take_while(section);
    let last = sections.clone().last()?;
    let inside = (level + sections.count()).min(super::DEPTH - 1);
    let asked = reading.open().get(inside).is_some_and(|f| f.family == Family::None);
    let known = reading.under.get(Family::None as usize) == Some(&(last.family as u8));
    // A section heading in a line of its own holds a question in the very next line. Elsewhere the first
    // question may just as well end the sections; only the next section will tell.
    let next = last.alone && last.paragraph + 1 == event.candidate.paragraph;
    let (stays, leaves) = match (asked, known || next) {
        (true, _) => (0.0, -1.0),
        (false, true) => (0.3, 0.0),
        (false, false) => (-0.5, 0.0),
    };
    Some((stays, leaves, inside))
}

/// Whether lists of family `one` usually stand above those of `other`.
fn outranks(one: Family, other: Family) -> bool {
    let rank = |f: Family| family::of(f).rank;
    let ranked = |f: Family| f != Family::None && rank(f) != family::FLOAT;
    ranked(one) && ranked(other) && rank(one) < rank(other)
}

/// Whether `next` follows at once on an item that usually holds such lists: 第三，……, and in the next paragraph
/// 一是……
fn holds(item: &Frame, next: &Candidate) -> bool {
    item.family == Family::Ordinal
        && item.line
        && item.prefix != AGENDA
        && item.paragraph + 1 == next.paragraph
        && matches!(next.family, Family::Is | Family::Must)
}

/// Whether the two families differ but have the same usual place: 1） stands under （1） in some documents
/// and over it in others, and so do ① and a. Only numbers that go on can tell.
fn beside(one: Family, other: Family) -> bool {
    let rank = |f: Family| family::of(f).rank;
    one != other
        && rank(one) == rank(other)
        && (rank(Family::HanParen)..family::FLOAT).contains(&rank(one))
        && !matches!((one, other), (Family::Decimal, _) | (_, Family::Decimal))
}

/// What `reading` says for or against a new speech here, as log-odds.
fn title(reading: &Reading, event: &Event) -> f32 {
    let unfinished = reading.open().iter().filter(|f| f.announced > f.items).count();
    let fresh = if event.fresh { 0.3 } else { 0.0 };
    // A speech does not begin inside the chapters of a statute or book. Speeches have parts of their own.
    let unit = |f: &Frame| !matches!(f.family, Family::None | Family::Part);
    let inside =
        reading.open().iter().any(|f| !f.title && unit(f) && family::of(f.family).rank <= 7);
    fresh - 0.5 * unfinished.min(2) as f32 - if inside { 2.0 } else { 0.0 }
}

/// The log-odds of going on with the list at index `k` of the stack, and the value that the event then
/// has; `None` if it cannot be an item of that list.
fn go_on(reading: &Reading, event: &Event, k: usize) -> Option<(f32, u32)> {
    let c = &event.candidate;
    let frame = reading.open().get(k)?;
    if frame.is_title() || frame.ended && c.value == LAST {
        return None;
    }
    // In a careless text 2. goes on with 1、, 二、 with 一 that has no mark, and 第二， with 第一个问题，.
    let loose = || matches!(c.family, Family::Arabic | Family::Han | Family::Ordinal);
    let careless = frame.parts != c.parts;
    let same = frame.family == c.family && frame.prefix == c.prefix && (!careless || loose());
    let mixed = !same && mixes(frame.family, c.family) && c.value > 1;
    if !same && !mixed {
        return None;
    }
    let line = c.boundary == Boundary::Line;
    let value = if c.value == LAST { frame.value.saturating_add(1) } else { c.value };
    // 最后 goes on with a list that has reached 2; at the start of a line, only with 首先, 其次, and 最后一个问题 with
    // 第二个问题.
    let counted = || c.family == Family::Ordinal && frame.family == Family::Ordinal;
    let last = || frame.family == Family::First || counted() || !line;
    if c.value == LAST && (frame.value < 2 || !last()) {
        return None;
    }
    let mut odds = match i64::from(value) - i64::from(frame.value) {
        1 => 2.2,
        // Headings without numbers that one rule of the user's has made are one list.
        0 if c.family == Family::Own && value == 0 => 2.2,
        0 if line => -1.5,
        0 => return None,
        2..=3 if line => -1.0,
        2..=3 => -4.0,
        4.. if line && c.own_line => -2.5,
        _ if line && value > 1 => -3.5,
        _ => return None,
    };
    if mixed {
        odds -= 1.2;
    } else if careless {
        odds -= 0.6;
    }
    if frame.announced > 0 && frame.items == frame.announced {
        // One item more than announced. After that, the count is known to be wrong and not used.
        odds -= 2.0;
    } else if frame.announced > 0 && frame.items.saturating_add(1) == frame.announced {
        odds += 0.5;
    }
    if frame.line != line {
        odds -= 0.3;
    }
    // ①……；②…… is a list of one paragraph. Those of further paragraphs refer to notes.
    if c.family == Family::Circled && !line && frame.paragraph != c.paragraph {
        odds -= 4.0;
    }
    for above in reading.open().get(k + 1..).unwrap_or_default() {
        odds += close(above);
        // Of two lists of sections that may go on, the inner one does.
        let fits = (above.family, above.value.saturating_add(1)) == (c.family, value);
        if line && fits && family::is_section(c.family) {
            odds -= 0.5;
        }
        // A marker in the middle of a paragraph does not end sections.
        if !line && above.line && !floats(above.family) {
            odds -= 2.0;
        }
    }
    Some((odds, value))
}

/// The log-odds of closing `frame` to go on with a list further out.
fn close(frame: &Frame) -> f32 {
    let mut odds = 0.0;
    if frame.announced > frame.items {
        odds -= 0.7;
    }
    if frame.items == 1 {
        odds -= if family::of(frame.family).pair || !frame.line { 1.5 } else { 0.5 };
    }
    odds
}

/// The log-odds of opening a new list with the first `k` open ones above it, which closes the others.
fn start(reading: &Reading, event: &Event, k: usize) -> f32 {
    let c = &event.candidate;
    let traits = family::of(c.family);
    let line = c.boundary == Boundary::Line;
    let float = traits.rank == family::FLOAT;
    let mut odds = if line { 0.0 } else { -0.6 };
    let kept = k.checked_sub(1).and_then(|i| reading.open().get(i));
    odds += first_value(reading, event, kept, float, line);
    if c.announced > 0 {
        odds += 0.3;
    }
    let popped = reading.open().get(k..).unwrap_or_default();
    odds += under(reading, event, kept, k, float, line);
    // A ranked list inside an item of another list, while a list of its own kind is open further
    // out: 一、 begins again under 三是 only in a damaged text.
    let outer = k.checked_sub(1).and_then(|i| reading.open().get(..i)).unwrap_or_default();
    let kin =
        |f: &Frame| (f.family, f.prefix, f.parts, f.declared) == (c.family, c.prefix, c.parts, 0);
    if !float && outer.iter().any(kin) {
        // Where one such list was read so before, the next is likely.
        let known = reading.under.get(c.family as usize).copied();
        let again = kept.is_some_and(|g| known == Some(g.family as u8));
        odds -= if again { 0.3 } else { 2.0 };
    }
    // A list in the text below a declared heading does not end that heading.
    let held = |f: &Frame| f.declared > 0 && !outranks(c.family, f.family);
    if c.declared == 0 && popped.iter().any(held) {
        odds -= 6.0;
    }
    for (i, frame) in popped.iter().enumerate() {
        odds += over(event, frame, i == 0, float, line);
    }
    odds
}

/// What the first number of a list inside the last item of `kept` is worth, as log-odds: lists begin at 1, unless
/// they run on from the section before or the text is an excerpt.
fn first_value(
    reading: &Reading,
    event: &Event,
    kept: Option<&Frame>,
    float: bool,
    line: bool,
) -> f32 {
    let c = &event.candidate;
    if c.value == 1 || c.family == Family::Own && c.value == 0 {
        return 0.0;
    }
    let closed = reading.closed.get(c.family as usize).copied().unwrap_or(0);
    let runs_on = family::of(c.family).runs_on;
    if u32::from(closed) + 1 == c.value && !float && (line || runs_on) {
        // 3.3 does not go on with 3.2 inside the section that ended it.
        let parent = kept.map_or(NOBODY, |g| g.family as u8);
        let beside = reading.under.get(c.family as usize).is_none_or(|&under| under == parent);
        // 2. and 3. inside one and the same item: what stood between them did not end their list.
        let last = reading.closed_item.get(c.family as usize).copied();
        let same = kept.is_some_and(|g| last.is_some_and(|last| last != NONE && g.item < last));
        return match (runs_on, beside) {
            (true, _) => 1.5,
            (false, true) if same => -1.2,
            (false, true) => -0.2,
            (false, false) => -2.0,
        };
    }
    // That a decimal number belongs under its leading parts is weighed in `go_on` and `under`.
    let excerpt = reading.depth == reading.floor();
    match (float, line) {
        (true, true) if excerpt => -3.5,
        (true, _) => -5.0,
        (false, true) if runs_on => -1.2,
        (false, true) if excerpt => -1.8,
        (false, true) => -3.0,
        (false, false) => -5.0,
    }
}

/// The log-odds of a new list inside the last item of `kept`, the innermost list that stays open; `None`
/// if none does. `k` is how many lists stay open; `float` says that the new list floats, `line` that its
/// marker opens a paragraph.
fn under(
    reading: &Reading,
    event: &Event,
    kept: Option<&Frame>,
    k: usize,
    float: bool,
    line: bool,
) -> f32 {
    let c = &event.candidate;
    let rank = family::of(c.family).rank;
    // All rules of the user's own share one family, so where a list of it was last opened says nothing.
    let known = reading.under.get(c.family as usize).copied().filter(|_| c.family != Family::Own);
    let known = known.unwrap_or(NOBODY);
    let Some(g) = kept else {
        return if known != NOBODY { -0.7 } else { 0.0 };
    };
    let mut odds = if closed_before(event, g) {
        -0.8
    } else if known == NOBODY {
        0.0
    } else if known == g.family as u8 {
        0.8
    } else {
        -0.5
    };
    if g.is_title() || g.declared > 0 && c.declared == 0 {
        return odds;
    }
    if stands_beside_sections(g) {
        return if line && family::is_section(c.family) { odds - 6.0 } else { odds };
    }
    if c.family == Family::Decimal && g.family == Family::Decimal {
        // 1.2.1 belongs under 1.2, which is the same without the last part.
        let head = g.prefix.wrapping_mul(251).wrapping_add(g.value);
        return odds
            + if c.parts == g.parts + 1 && c.prefix == head {
                2.5
            } else if c.parts > g.parts {
                -2.0
            } else {
                -5.0
            };
    }
    if c.family == Family::Decimal && c.parts == 2 && c.prefix == g.value && !floats(g.family) {
        return odds + 2.0;
    }
    if g.family == Family::Own && c.family == Family::Own {
        // If nothing else tells, the headings of the rule that was written first stand above.
        return match g.prefix.cmp(&c.prefix) {
            Ordering::Less => odds,
            Ordering::Equal => odds - 6.0,
            Ordering::Greater => odds - 2.0,
        };
    }
    if g.family == c.family {
        // A list inside an item of its own kind: 四是……两层意思。一是……二是……
        let announced = c.announced > 0;
        // 二、护堤公约, and below it no more than what leads to the list: 特订立公约如下：
        let led = || {
            let right_below = c.paragraph.saturating_sub(g.paragraph) == 2;
            let section = c.value == 1 && family::is_section(c.family);
            g.alone && event.colon && right_below && section
        };
        odds += match (float, announced) {
            (true, true) => -0.5,
            (true, false) => -1.3,
            (false, _) if !line => -1.5,
            (false, _) if led() => 0.3,
            // 一　两个电报, and in it 一、 二、: another mark tells them apart.
            (false, _) if g.parts != c.parts => -0.5,
            (false, _) => -4.0,
        };
        return odds;
    }
    let g_float = floats(g.family);
    let same_paragraph = g.paragraph == c.paragraph;
    odds += match (g_float, float) {
        // No paragraph belongs to an item that stands inside an earlier one, and neither does what it holds.
        (false, _) if !g.line && (line && !float || !same_paragraph) => -2.5,
        // （一）……。一、……。二、……。: what a paragraph holds belongs to the section in which it stands.
        (false, false) if !line && g.line => -0.3,
        (false, false) => {
            let above = family::of(g.family).rank;
            if rank > above || c.family == Family::Arabic && g.family == Family::Decimal {
                0.0
            } else if beside(g.family, c.family) {
                -0.3
            } else if known == g.family as u8 {
                -1.0
            } else if above >= 10 && is_outermost(reading, k) {
                // （一） on the outermost level is itself a sign that this text turns the usual order round.
                -1.5
            } else {
                -3.0
            }
        }
        (false, true) if g.is_followed(c) => -1.2,
        (false, true) => 0.0,
        (true, false) if line => {
            if g.family == Family::Own {
                // A heading of the user's own rules may well hold sections.
                -0.8
            } else if g.family == Family::Ordinal && g.prefix == AGENDA && g.line {
                // Below 下面进行第二项议程： stand the 一、 二、 of what is read out, unless they are the host's own.
                if event.speaks { -3.0 } else { 0.3 }
            } else if g.line && c.announced > 0 && g.paragraph + 1 == c.paragraph {
                // 第三，讲讲护堤，有五点：, and in the next paragraph 一、
                1.5
            } else if g.line && rank <= 10 {
                // A section of high rank hardly ever stands inside 三是.
                -2.0
            } else if g.line {
                -0.8
            } else {
                -3.0
            }
        }
        // A page without line ends: ……三是看闸。一、认清形势……
        (true, false) if same_paragraph && !g.line && rank <= 10 => -1.5,
        (true, false) => {
            if same_paragraph {
                -0.3
            } else {
                -1.0
            }
        }
        (true, true) if same_paragraph => 0.0,
        (true, true) if line && holds(g, c) => -0.2,
        (true, true) if line && g.line => -0.8,
        (true, true) if line => -1.5,
        (true, true) => {
            if g.line {
                -0.2
            } else {
                -0.8
            }
        }
    };
    odds
}

/// Whether the first `k` open lists are the outermost list of the speech and, if that is one of decimal numbers,
/// those inside it: 3.2.2 is an item of the list of 3.2.
fn is_outermost(reading: &Reading, k: usize) -> bool {
    let of_speech = reading.open().get(reading.floor()..k).unwrap_or_default();
    match of_speech {
        [_] => true,
        lists => !lists.is_empty() && lists.iter().all(|f| f.family == Family::Decimal),
    }
}

/// The log-odds of closing list `h` to open that of `event`. `first` says that `h` is the outermost of
/// those closed, whose place the new list takes; `float` and `line` are as for [`under`].
fn over(event: &Event, h: &Frame, first: bool, float: bool, line: bool) -> f32 {
    let c = &event.candidate;
    let rank = family::of(c.family).rank;
    let h_float = floats(h.family);
    let mut odds = 0.0;
    if h.announced > h.items {
        odds -= 0.7;
    }
    if h.items == 1 && (family::of(h.family).pair || !h.line) {
        odds -= 1.0;
    }
    // A salutation ends what was numbered before it, but not the piece of a collection that it opens.
    let piece = family::of(h.family).rank <= 3 && rank > 3;
    if event.fresh && line && !piece {
        return odds;
    }
    if h.family == c.family && h.prefix == c.prefix {
        return odds
            + match (float, line) {
                _ if c.value != 1 => -2.0,
                (_, true) if h.line && (event.label || closed_before(event, h)) => -0.6,
                (true, _) if h.complete() => -0.1,
                (true, true) => -0.9,
                (true, false) => {
                    if h.paragraph == c.paragraph {
                        -1.6
                    } else {
                        -0.7
                    }
                }
                (false, true) if rank >= 14 => -1.3,
                (false, true) if h.complete() => -2.0,
                (false, true) => -3.2,
                (false, false) => -1.5,
            };
    }
    if h.family == Family::Own && c.family == Family::Own {
        return odds - if h.prefix < c.prefix { 1.0 } else { 0.3 };
    }
    if !first {
        return odds;
    }
    if stands_beside_sections(h) {
        return if line && family::is_section(c.family) { odds } else { odds - 6.0 };
    }
    if closed_before(event, h) {
        return odds + if line { 1.0 } else { 0.3 };
    }
    odds += match (h_float, float) {
        // A list inside an earlier paragraph ended there.
        (false, _) if !line && !h.line && h.paragraph != c.paragraph => 0.0,
        (false, false) => {
            let inside = c.family == Family::Arabic && h.family == Family::Decimal;
            if rank > family::of(h.family).rank || inside {
                -4.0
            } else if beside(h.family, c.family) {
                -1.0
            } else if !line && h.line {
                -2.5
            } else {
                0.0
            }
        }
        // 先谈四个观点：（一）……（四）……。再强调四点意见：第一……: one announced list after another.
        (false, true) if h.is_followed(c) => 0.0,
        (false, true) => -3.0,
        (true, false) => {
            if line {
                0.0
            } else if h.paragraph == c.paragraph && h.line {
                -2.5
            } else {
                -1.0
            }
        }
        (true, true) => {
            if h.paragraph == c.paragraph {
                // What follows a marker in its own paragraph belongs to it.
                if h.line { -2.5 } else { -1.0 }
            } else if line && holds(h, c) {
                -1.0
            } else {
                -0.3
            }
        }
    };
    odds
}

/// Whether `heading` is 引言, 结语 or the like, beside which the sections of the speech stand.
fn stands_beside_sections(heading: &Frame) -> bool {
    heading.family == Family::None && heading.declared == 0 && !heading.is_title()
}

/// Whether `list` ended before the unnumbered paragraph that introduces the event's list: its items took
/// the same number of paragraphs each, and the introduction stands after the last of them. It sums up or
/// goes on to something else, and what it announces is not part of the last item.
fn closed_before(event: &Event, list: &Frame) -> bool {
    let c = &event.candidate;
    let line = c.boundary == Boundary::Line;
    let introduction = match (line, event.colon, event.loose) {
        (true, true, _) => c.paragraph.saturating_sub(1),
        // What stands below a heading in a line of its own belongs to it.
        (false, _, true) if !list.alone => c.paragraph,
        _ => return false,
    };
    // Statutes go on in unnumbered paragraphs (款) that belong to their article.
    let unit = family::of(list.family).rank <= 7;
    let even = list.stride == 1 && (list.items >= 3 || line && list.items == 2)
        || list.stride == 2 && list.items >= 3;
    !unit && list.line && even && introduction >= list.paragraph + list.stride
}

/// The score of a reading at the end of the text: open lists of one item take some of it away.
pub(super) fn ended(reading: &Reading) -> f32 {
    let lone = reading.open().iter().filter(|f| f.items == 1 && family::of(f.family).pair).count();
    reading.score - 1.5 * lone as f32
}
