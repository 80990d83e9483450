//! Looks at each paragraph by itself.
//!
//! In: a document and the user's rules. Out: what may be a marker in it, and what each paragraph is to a speech. A
//! large text is shared among several threads.

use std::ops::Range;
use std::thread;

use super::marker::{self, Boundary, Candidate};
use super::own::{self, Place, Told};
use super::rules::Rules;
use super::title::{self, Part};
use super::unnumbered;
use crate::document::{Document, Role};
use crate::memory::give_back;
use crate::text::Span;

/// What is found by looking at each paragraph by itself.
#[derive(Debug)]
pub(super) struct Lexed {
    pub candidates: Vec<Candidate>,
    /// For each paragraph the index of its first candidate; at the end the number of candidates.
    pub starts: Vec<usize>,
    /// What each paragraph is to a speech.
    pub parts: Vec<Part>,
    /// The highest level of unnumbered `#` headings, 1 to 6; [`u8::MAX`] if there are none.
    pub top_sign: u8,
    /// What the user's own rules did.
    pub told: Told,
}

/// Looks at each paragraph by itself; a large text is shared among several threads.
pub(super) fn lexed(document: &Document, rules: &Rules) -> Lexed {
    /// Bytes of text for which a thread is worth the cost of starting it.
    const SHARE: usize = 1 << 20;
    /// Threads at the most.
    const MOST: usize = 4;
    let wanted = (document.text().len() / SHARE).min(MOST);
    let threads = if wanted < 2 {
        1
    } else {
        thread::available_parallelism().map_or(1, |n| n.get().min(wanted))
    };
    lexed_by(document, rules, threads)
}

/// [`lexed`] with this many threads.
fn lexed_by(document: &Document, rules: &Rules, threads: usize) -> Lexed {
    let count = document.paragraphs().len();
    let share = count.div_ceil(threads).max(1);
    let range = |i: usize| (i * share).min(count)..((i + 1) * share).min(count);
    thread::scope(|scope| {
        let spawn = |range: Range<usize>| {
            let work = range.clone();
            let started = thread::Builder::new()
                .spawn_scoped(scope, move || lex_range(document, rules, work));
            (range, started)
        };
        let running: Vec<_> = (1..threads).map(range).map(spawn).collect();
        let mut whole = lex_range(document, rules, range(0));
        for (range, started) in running {
            // If a thread could not be started, or panicked, its work is done here.
            let done = started.ok().and_then(|thread| thread.join().ok());
            whole.append(done.unwrap_or_else(|| lex_range(document, rules, range)));
        }
        whole.starts.push(whole.candidates.len());
        whole
    })
}

impl Lexed {
    /// Adds what was found in the paragraphs that follow.
    fn append(&mut self, mut more: Self) {
        let base = self.candidates.len();
        self.starts.extend(more.starts.iter().map(|start| start + base));
        self.candidates.append(&mut more.candidates);
        self.parts.append(&mut more.parts);
        self.top_sign = self.top_sign.min(more.top_sign);
        self.told.append(more.told);
        give_back(more.starts);
        give_back(more.candidates);
    }
}

/// [`lexed`] for the paragraphs of `range` alone; the number of candidates is not yet appended to `starts`.
fn lex_range(document: &Document, rules: &Rules, range: Range<usize>) -> Lexed {
    let text = document.text();
    let paragraphs = document.paragraphs().iter().enumerate();
    let paragraphs = paragraphs.skip(range.start).take(range.len());
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut starts: Vec<usize> = Vec::with_capacity(range.len() + 1);
    let mut parts: Vec<Part> = Vec::with_capacity(range.len());
    let mut top_sign = u8::MAX;
    let mut told = Told::new(rules);
    for (i, p) in paragraphs {
        starts.push(candidates.len());
        let words = p.span.of(text);
        let outside = matches!(p.role, Role::Furniture | Role::Code | Role::Title);
        parts.push(if outside { Part::Text } else { title::part(words) });
        if !outside {
            marker::lex(words, p.span.start, i, &mut candidates);
        }
        let from = starts.last().copied().unwrap_or_default();
        let opens = candidates.get(from).is_some_and(|c| begins_paragraph(c, p.span, text));
        if opens && let Some(c) = candidates.get_mut(from) {
            unnumbered::call_by_question(text, p.span, c);
        }
        if let Role::Heading(level) = p.role {
            if !opens {
                candidates.insert(from, Candidate::declared(p.span, i));
            }
            if let Some(c) = candidates.get_mut(from) {
                c.declared = level.max(1);
                c.forced = true;
            }
        } else if p.role == Role::Body && title::notes(words) {
            // 注释 ends the lists before it, as a heading that the format declares does.
            candidates.insert(from, Candidate { forced: true, ..Candidate::declared(p.span, i) });
        } else if let Some(level) = hashes(words)
            && p.role == Role::Body
        {
            // A heading of Markdown in a plain text: its level decides only if it has no number.
            if !opens && words.chars().count() <= 60 {
                top_sign = top_sign.min(level);
                let lead = marker::line_prefix(words);
                let title = Span::new(p.span.start + lead, p.span.end);
                candidates
                    .insert(from, Candidate { forced: true, ..Candidate::declared(title, i) });
            }
            if let Some(c) = candidates.get_mut(from).filter(|c| c.boundary == Boundary::Line) {
                c.declared = level;
            }
        }
        if p.numbered
            && opens
            && let Some(c) = candidates.get_mut(from)
        {
            c.local += 4.0;
        }
        if !rules.is_empty() && !matches!(p.role, Role::Furniture | Role::Code) {
            let declared = if let Role::Heading(level) = p.role { level.max(1) } else { 0 };
            let place = Place { words, base: p.span.start, paragraph: i, declared };
            own::carry_out(rules, &place, from, &mut candidates, &mut told);
        }
        announce(document, i, candidates.get_mut(from..).unwrap_or_default());
    }
    Lexed { candidates, starts, parts, top_sign, told }
}

/// Fills in, for each of `found` in paragraph `i` that is a first item, how many items are announced
/// before it.
fn announce(document: &Document, i: usize, found: &mut [Candidate]) {
    let Some(p) = document.paragraphs().get(i) else { return };
    for c in found.iter_mut().filter(|c| c.value == 1) {
        let before = if c.boundary == Boundary::Line {
            i.checked_sub(1)
                .and_then(|j| document.paragraphs().get(j))
                .map_or(Span::default(), |q| q.span)
        } else {
            Span::new(p.span.start, c.marker.start)
        };
        let count = marker::announced(before.of(document.text()));
        // `announced` takes no number above 40 for a count of items.
        c.announced = u8::try_from(count).unwrap_or(0);
    }
}

/// Whether `c` stands at the start of the paragraph `span`. Its boundary alone does not tell: a line that
/// lost its end and runs on inside the paragraph counts as a start of a line too.
pub(super) fn begins_paragraph(c: &Candidate, span: Span, text: &str) -> bool {
    c.boundary == Boundary::Line && c.start() <= span.start + marker::line_prefix(span.of(text))
}

/// The level of a Markdown heading, which is the number of `#` before it; `None` for any other line.
pub(super) fn hashes(line: &str) -> Option<u8> {
    let level = line.bytes().take_while(|&b| b == b'#').count();
    let spaced = line.as_bytes().get(level).is_some_and(|&b| b == b' ');
    u8::try_from(level).ok().filter(|l| (1..=6).contains(l) && spaced)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_threads_find_what_one_finds() {
        let lines: Vec<String> = (1..40)
            .flat_map(|n| {
                [
                    format!("第{n}章 守堤\n\n同志们："),
                    "讲两点意见：".to_owned(),
                    "一、查堤。一是白天查。二是夜里查。".to_owned(),
                    "（一）东圩：1．查涵闸；2．查獾洞。".to_owned(),
                    "# 附记".to_owned(),
                ]
            })
            .collect();
        let document = Document::from_lines(lines.join("\n"));
        let rules = Rules::default();
        let one = format!("{:?}", lexed_by(&document, &rules, 1));
        for threads in [2, 3, 7, 500] {
            assert_eq!(format!("{:?}", lexed_by(&document, &rules, threads)), one, "{threads}");
        }
        assert_eq!(lexed_by(&Document::default(), &rules, 4).starts, [0]);
    }
}
