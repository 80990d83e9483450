//! Everything that may enter the outline, in reading order.
//!
//! In: what was found in each paragraph by itself. Out: [`Event`]s, for the walk to decide on: the candidates, the titles
//! of speeches and the headings without a number, each with what stands around it.

use std::ops::Range;

use super::aside::{Noted, doubt_pages, drop_attachments};
use super::bare::{self, Lines};
use super::family;
use super::lexed::{Lexed, begins_paragraph, hashes};
use super::marker::{Boundary, Candidate, INSIDE};
use super::plain;
use super::rules::Rules;
use super::title::{self, Part, Title};
use super::tree::{Family, Kind};
use super::unnumbered;
use crate::document::{Document, Role};
use crate::memory::give_back;

/// Something that may enter the outline.
#[derive(Clone, Debug)]
pub(super) struct Event {
    /// The marker, or for a title or declared heading a stand-in of family [`Family::None`].
    pub candidate: Candidate,
    /// Whether it is the title of a speech.
    pub title: bool,
    /// Whether the paragraph before is unnumbered and ends with a colon.
    pub colon: bool,
    /// Whether that paragraph says that the speaker now adds points of his own: 我再讲三点意见：
    pub speaks: bool,
    /// Whether its paragraph does not open with a marker.
    pub loose: bool,
    /// Whether a salutation, closing or date stands between this and the event before.
    pub fresh: bool,
    /// Whether a short unnumbered line stands between this and the event before: a heading without
    /// a number, under which numbers begin again.
    pub label: bool,
}

// A text of 50 MB has a million events.
const _: () = assert!(size_of::<Event>() <= 64);

/// The events of `document`, and how often each of `rules` has decided.
pub(super) fn events(document: &Document, rules: &Rules, lexed: Lexed) -> (Vec<Event>, Vec<u32>) {
    let Lexed { mut candidates, starts, parts, top_sign, mut told } = lexed;
    let pages = doubt_pages(document, &starts, &mut candidates);
    let opens = opening(document, &starts, &candidates);
    give_back(starts);
    let opens_list = |i: usize| opens.get(i).copied().flatten();
    let lines = Lines { document, parts: &parts, values: &opens };
    let mut titles = title::find(document, &parts, &pages, opens_list);
    // Of unnumbered `#` headings, only those of the highest level can be titles of speeches.
    titles.retain(|t| hashes(lines.words(t.paragraph)).is_none_or(|level| level <= top_sign));
    let taken = bare::join(&lines, &mut candidates);
    let texts = bare::texts(&lines);
    if !texts.is_empty() {
        candidates.extend(texts);
        candidates.sort_by_key(|c| (c.paragraph, c.start()));
    }
    titles.retain(|t| {
        u32::try_from(t.paragraph).is_ok_and(|p| taken.binary_search(&p).is_err())
            && !bare::repeats_piece(&lines, &candidates, t.paragraph)
    });
    unnumbered::drop_first_parts(&lines, &mut titles);
    unnumbered::drop_speakers(&lines, &mut titles);
    unnumbered::drop_standing(&lines, &mut titles);
    if !rules.is_empty() {
        titles.retain(|t| told.allows_title(rules, t.paragraph, lines.words(t.paragraph)));
    }
    drop_beside(&lines, &titles, &mut candidates);
    drop_attachments(document, &mut candidates);
    add_unnumbered(&lines, &mut titles, &mut candidates);
    let events = woven(&lines, titles, candidates);
    give_back(opens);
    (events, told.counts)
}

/// For each paragraph the number of the marker that opens it; `None` if none does.
fn opening(document: &Document, starts: &[usize], candidates: &[Candidate]) -> Vec<Option<u32>> {
    let paragraphs = document.paragraphs();
    let value = |i: usize| {
        let (from, to) = (*starts.get(i)?, *starts.get(i + 1)?);
        let c = candidates.get(from..to)?.first()?;
        let marker = c.family != Family::None && c.local > 0.5;
        let begins = marker && begins_paragraph(c, paragraphs.get(i)?.span, document.text());
        begins.then_some(c.value)
    };
    (0..paragraphs.len()).map(value).collect()
}

/// Drops the candidates that the `titles` overrule, and those that only note something.
fn drop_beside(lines: &Lines<'_>, titles: &[Title], candidates: &mut Vec<Candidate>) {
    let document = lines.document;
    let titled = |i: usize| {
        let at = titles.binary_search_by_key(&i, |t| t.paragraph);
        at.ok().and_then(|at| titles.get(at)).is_some_and(|t| t.odds > 0.0)
    };
    let noted = Noted::new(document, titled);
    let is_title =
        |c: &Candidate| c.family == Family::None && c.forced && titled(c.paragraph as usize);
    // A number before the first title, in its line, is that of the page.
    let of_page = |c: &Candidate| {
        let first = titles.first().filter(|t| t.paragraph == c.paragraph as usize);
        first.is_some_and(|t| c.start() < t.span.start)
    };
    candidates.retain(|c| !is_title(c) && !of_page(c) && !noted.is_note(document.text(), c));
}

/// Adds the headings without a number to `candidates`, which stay in reading order. A line that is one of them
/// is no title, if that was doubtful.
fn add_unnumbered(lines: &Lines<'_>, titles: &mut Vec<Title>, candidates: &mut Vec<Candidate>) {
    let count = lines.document.paragraphs().len();
    let starts: Vec<usize> =
        titles.iter().filter(|t| t.odds > 0.0).map(|t| t.paragraph + 1).collect();
    let ends = starts.iter().skip(1).map(|start| start - 1).chain([count]);
    let mut speeches: Vec<Range<usize>> =
        starts.iter().zip(ends).map(|(&start, end)| start..end.max(start)).collect();
    if speeches.is_empty() {
        speeches.push(0..count);
    }
    // Where the outermost list of sections begins, each time.
    let sections = |speech: &Range<usize>| {
        let from = candidates.partition_point(|c| (c.paragraph as usize) < speech.start);
        let inside = candidates.iter().skip(from);
        let inside = inside.take_while(|c| (c.paragraph as usize) < speech.end);
        let mut begins: Option<Vec<usize>> = None;
        let mut highest = u8::MAX;
        // What an excerpt begins with: 四、 五、 六、
        let mut excerpt = Excerpt::default();
        for c in inside {
            // The heading of the notes behind a speech says nothing of its sections.
            let words = || lines.words(c.paragraph as usize);
            if c.declared > 0 && c.family == Family::None && title::notes(words()) {
                break;
            }
            if c.declared > 0 || c.own.is_some() {
                return Some(Vec::new());
            }
            let section = c.boundary == Boundary::Line && c.local > 0.5;
            if !(section && family::is_section(c.family)) {
                continue;
            }
            excerpt.add(c);
            if c.value == 1 {
                let rank = family::of(c.family).rank;
                let begins = begins.get_or_insert_default();
                if rank < highest {
                    begins.clear();
                    highest = rank;
                }
                if rank == highest {
                    begins.push(c.paragraph as usize);
                }
            }
        }
        begins.or_else(|| excerpt.begins())
    };
    let found = unnumbered::find(lines, &speeches, sections);
    if found.is_empty() {
        return;
    }
    titles.retain(|t| {
        t.odds > 0.0 || found.binary_search_by_key(&t.paragraph, |h| h.paragraph).is_err()
    });
    candidates.extend(found.iter().map(|heading| Candidate {
        forced: true,
        marker: heading.label,
        declared: heading.level,
        prefix: if heading.inside { INSIDE } else { 0 },
        ..Candidate::declared(heading.title, heading.paragraph)
    }));
    candidates.sort_by_key(|c| (c.paragraph, c.start()));
}

/// The sections of a text of which the first are not there.
#[derive(Default)]
struct Excerpt {
    /// The first of them, if all so far go on with it.
    first: Option<(Family, usize)>,
    last: u32,
    count: usize,
}

impl Excerpt {
    /// Adds the next section.
    fn add(&mut self, c: &Candidate) {
        let first = (c.family, c.paragraph as usize);
        let goes_on = self.first.is_some_and(|(family, _)| family == c.family);
        if self.count == 0 {
            self.first = Some(first);
        } else if !goes_on || c.value != self.last + 1 {
            self.first = None;
        }
        self.last = c.value;
        self.count += 1;
    }

    /// The paragraph with which they begin, if there are several.
    fn begins(&self) -> Option<Vec<usize>> {
        self.first.filter(|_| self.count >= 3).map(|(_, paragraph)| vec![paragraph])
    }
}

/// The candidates and titles as events, in reading order.
fn woven(lines: &Lines<'_>, titles: Vec<Title>, candidates: Vec<Candidate>) -> Vec<Event> {
    let mut events = Vec::with_capacity(candidates.len() + titles.len());
    let mut around = Around::new(lines);
    let mut titles = titles.into_iter().peekable();
    let mut candidates = candidates;
    for candidate in candidates.drain(..) {
        while let Some(t) = titles.next_if(|t| t.paragraph <= candidate.paragraph as usize) {
            events.push(around.event(title_candidate(&t), true));
        }
        // 篇一 begins a speech, as a title does.
        let piece = candidate.family == Family::Piece && candidate.boundary == Boundary::Line;
        let own = candidate.own == Some(Kind::Title);
        events.push(around.event(candidate, piece || own));
    }
    events.extend(titles.map(|t| around.event(title_candidate(&t), true)));
    give_back(candidates);
    events
}

/// What stands between an event and the one before it.
struct Around<'a> {
    lines: &'a Lines<'a>,
    /// Whether each paragraph is unnumbered and ends with a colon.
    colon: Vec<bool>,
    /// Whether each may be a label over what follows it.
    label: Vec<bool>,
    /// Paragraph of the last event.
    last: usize,
    /// Paragraph of the last event behind a salutation, closing or date.
    fresh: usize,
    /// Paragraph of the last event behind a label.
    labelled: usize,
}

impl<'a> Around<'a> {
    fn new(lines: &'a Lines<'a>) -> Self {
        let loose = |i: usize| !lines.opens(i);
        let each = || lines.document.paragraphs().iter().enumerate();
        let colon = each().map(|(i, _)| loose(i) && lines.words(i).ends_with(['：', ':']));
        let label =
            each().map(|(i, p)| p.role == Role::Body && loose(i) && is_label(lines.words(i)));
        let (colon, label) = (colon.collect(), label.collect());
        Self { lines, colon, label, last: 0, fresh: 0, labelled: 0 }
    }

    /// The event of `candidate`, the next in reading order.
    fn event(&mut self, candidate: Candidate, title: bool) -> Event {
        let at = candidate.paragraph as usize;
        let between = self.lines.parts.get(self.last..at).unwrap_or_default();
        if between.iter().any(|p| *p != Part::Text) {
            self.fresh = at;
        }
        if self.label.get(self.last..at).unwrap_or_default().contains(&true) {
            self.labelled = at;
        }
        self.last = at;
        let above = at.checked_sub(1);
        let colon = above.filter(|&i| self.colon.get(i).copied().unwrap_or(false));
        Event {
            title,
            loose: !self.lines.opens(at),
            colon: colon.is_some(),
            speaks: colon.is_some_and(|i| speaks(self.lines.words(i))),
            fresh: self.fresh == at && at > 0,
            label: self.labelled == at && at > 0,
            candidate,
        }
    }
}

/// Whether a line says that the speaker now adds points of his own: 我再讲三点意见：
fn speaks(words: &str) -> bool {
    let tail = words.char_indices().rev().nth(23).map_or(0, |(at, _)| at);
    let tail = plain::plainly(words.get(tail..).unwrap_or_default());
    words.contains('我') && ["意见", "要求", "希望", "建议", "点"].iter().any(|w| tail.contains(w))
}

/// Whether an unnumbered `line` may be a label over what follows it: it is short, and not a sentence.
fn is_label(line: &str) -> bool {
    (2..=24).contains(&line.chars().take(25).count())
        && !line.contains(['。', '，', ',', '；', ';', '！', '!', '…'])
        && !line.ends_with(['：', ':', '、'])
        && line.chars().any(char::is_alphabetic)
}

/// The candidate that stands for the title of a speech in the walk.
fn title_candidate(t: &Title) -> Candidate {
    Candidate { declared: 0, local: t.odds, ..Candidate::declared(t.span, t.paragraph) }
}
