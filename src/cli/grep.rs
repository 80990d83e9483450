//! `gangmu grep`: places where a text stands, each with its sentence.

mod context;
mod sentence;

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::sync::atomic::AtomicBool;

use serde::Serialize;

use super::args::{Each, GrepCommand, RowFormat, Settings};
use super::output::{Colour, Output};
use super::{Status, complain, sources};
use crate::document::Document;
use crate::error::{Error, ErrorKind};
use crate::export::{entries, write_csv_row, write_json_line};
use crate::input::{Lines, may_have_asides};
use crate::library::{Ahead, Catch, Source, hunt, hunt_lines, sweep};
use crate::outline::rules::Rules;
use crate::outline::{self, NodeId, Outline};
use crate::search::address::Addresses;
use crate::search::text::Finder;
use crate::text::{Span, is_blank, one_line, visible};
use context::Sentences;
use sentence::{around, ended};

/// What stands between sentences that do not follow one another.
const APART: &str = "--";

/// Bytes of most sentences that are shown.
const ROOM: usize = 256;

/// What stands before a hit and after it where hits are to be coloured: no text that was made visible
/// holds either.
const MARKS: [char; 2] = ['\u{1}', '\u{2}'];

#[derive(Serialize)]
struct Found<'a> {
    path: &'a str,
    /// Line of the source, from 1.
    line: usize,
    /// Column of the hit in that line, in `char`s from 0.
    col: usize,
    /// The sentence around the hit, or the part of it near the hit.
    text: &'a str,
    /// Offsets in `char`s of the hit in `text`: first, and one past the last.
    range: [usize; 2],
    /// The headings above, from the outermost in.
    section: &'a [String],
    /// The address of the innermost of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<&'a str>,
    /// The sentences around it, where they are asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<Vec<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<Vec<&'a str>>,
}

pub(super) fn run(
    command: GrepCommand,
    settings: Settings,
    out: &mut Output,
) -> io::Result<Status> {
    let GrepCommand { text, paths, format, manner, each, context } = command;
    if text.is_empty() {
        // Usually a variable of a script that is not set: every sentence would be no answer to it.
        complain(settings.lang.pick(
            "没有写要找什么：TEXT 是空的；要列出全文请用 gangmu cat",
            "nothing to find: TEXT is empty; gangmu cat prints the whole text",
        ));
        return Ok(Status::Failed);
    }
    let finder = match Finder::new(&text, manner, settings.scheme) {
        Ok(finder) => finder,
        Err(bad) => {
            complain(&bad.message(settings.lang));
            return Ok(Status::Failed);
        }
    };
    let (mut any, mut status) = (false, Status::Done);
    let mut written = Ok(());
    let never = AtomicBool::new(false);
    let coloured = out.is_coloured();
    let around_hits = context != [0, 0] && each == Each::Sentences;
    if format == RowFormat::Csv {
        write_csv_row(columns(each), out)?;
    }
    // What is printed of a text is put together where it is read, beside the others.
    let look = |source: Result<Source, Error>| -> Result<Option<Vec<u8>>, Error> {
        let source = source?;
        let (path, reading) = (source.name(), &settings.reading);
        let told = if each != Each::Sentences {
            let tell = |hits: &[Span]| tell_count(&path, hits.len(), each, format);
            let plain = |_: &str, _: Lines<'_>, hits: &[Span]| Some(tell(hits));
            hunt_lines(&source, &finder, reading, &never, plain, |catch| tell(&catch.hits))?
        } else if format != RowFormat::Text {
            let catch = hunt(&source, &finder, reading, &never)?;
            let rules = settings.rules.of(&source);
            catch.map(|catch| tell_hits(&path, &catch, &rules, format, context))
        } else if around_hits {
            let path = visible(&path);
            let catch = hunt(&source, &finder, reading, &never)?;
            catch.map(|catch| tell_around(&path, &catch, coloured, context))
        } else {
            let path = visible(&path);
            let plain = |text: &str, lines: Lines<'_>, hits: &[Span]| {
                tell_plain(&path, text, lines, hits, coloured)
            };
            let whole = |catch: &Catch| tell_lines(&path, catch, coloured);
            hunt_lines(&source, &finder, reading, &never, plain, whole)?
        };
        told.transpose().map_err(|e| Error::new(source.path(), ErrorKind::Io(e)))
    };
    sweep(Ahead::Far, sources(paths), look, |result| {
        match result {
            Some(Ok(None)) => {}
            Some(Ok(Some(lines))) => {
                let apart = any && around_hits && format == RowFormat::Text;
                any = true;
                let gap = if apart { writeln!(out, "{APART}") } else { Ok(()) };
                written = gap.and_then(|()| paint(&lines, out));
            }
            Some(Err(error)) => {
                complain(&error.message(settings.lang));
                status = Status::Failed;
            }
            // The message of a panic is on standard error already.
            None => status = Status::Failed,
        }
        if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    written?;
    Ok(if any { status } else { status.max(Status::NoMatch) })
}

/// How often a text has the words.
#[derive(Serialize)]
struct Count<'a> {
    path: &'a str,
    count: usize,
}

/// A line for a text with hits: its path, with their number where that is asked for.
fn tell_count(path: &str, count: usize, each: Each, format: RowFormat) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    match (format, each) {
        (RowFormat::Jsonl, _) => write_json_line(&Count { path, count }, &mut out)?,
        (RowFormat::Csv, Each::Path) => write_csv_row(&[path], &mut out)?,
        (RowFormat::Csv, _) => write_csv_row(&[path, &count.to_string()], &mut out)?,
        (RowFormat::Text, Each::Path) => writeln!(out, "{}", visible(path))?,
        (RowFormat::Text, _) => writeln!(out, "{}:{count}", visible(path))?,
    }
    Ok(out)
}

/// The names of the columns of a table. Those of a hit are a concordance: the words before it, the hit, the
/// words after it.
const fn columns(each: Each) -> &'static [&'static str] {
    match each {
        Each::Sentences => {
            &["path", "line", "col", "section", "before", "match", "after", "address"]
        }
        Each::Count => &["path", "count"],
        Each::Path => &["path"],
    }
}

/// Writes lines, the hits in them in colour.
fn paint(lines: &[u8], out: &mut Output) -> io::Result<()> {
    let [begin, end] = MARKS.map(u32::from);
    for part in lines.split_inclusive(|&b| [begin, end].contains(&u32::from(b))) {
        let colour = match part.last().map(|&last| u32::from(last)) {
            Some(last) if last == begin => Some(Colour::Red),
            Some(last) if last == end => Some(Colour::Plain),
            _ => None,
        };
        match (colour, part) {
            (Some(colour), [words @ .., _]) => {
                out.write_all(words)?;
                out.colour(colour)?;
            }
            (_, part) => out.write_all(part)?,
        }
    }
    Ok(())
}

/// Whether `c` is a blank or ends a line.
fn is_space(c: char) -> bool {
    is_blank(c) || matches!(c, '\n' | '\r')
}

/// A line for each sentence with hits.
fn tell_lines(path: &str, catch: &Catch, coloured: bool) -> io::Result<Vec<u8>> {
    let Catch { document, hits } = catch;
    let mut positions = document.positions();
    let mut out = Vec::new();
    let mut shown = Span::default();
    for (at, &hit) in hits.iter().enumerate() {
        // Hits of one sentence share a line.
        if !shown.contains(hit.start) {
            let paragraph = paragraph(document, hit);
            shown = around(document.text(), hit, paragraph);
            let line = positions.at(hit.start).line;
            let lit = lit(hits, at, coloured);
            tell_one((path, ':', line), document.text(), (shown, paragraph), lit, &mut out)?;
        }
    }
    Ok(out)
}

/// The same of a text in lines; none where only a document can tell where a sentence begins or ends.
fn tell_plain(
    path: &str,
    text: &str,
    mut lines: Lines<'_>,
    hits: &[Span],
    coloured: bool,
) -> Option<io::Result<Vec<u8>>> {
    let mut out = Vec::with_capacity(hits.len() * (path.len() + ROOM));
    let mut shown = Span::default();
    for (at, &hit) in hits.iter().enumerate() {
        if shown.contains(hit.start) {
            continue;
        }
        let (first, line) = lines.line(hit.start);
        let inside = hit.end <= first.end;
        let last = if inside { first } else { lines.line(hit.end).0 };
        let mut paragraph = Span::new(first.start, last.end);
        shown = around(text, hit, paragraph);
        let words = shown.of(text);
        let stops = hit.end < shown.end && ended(text, shown.end);
        // Behind a stop a sentence begins, whatever a paragraph does.
        let above = Span::new(0, first.start).of(text).trim_end_matches(is_space);
        let begins = shown.start > first.start || ended(text, above.len());
        let cut = !inside && !lines.are_paragraphs()
            || !begins && !lines.opens(first.start)
            || shown.end >= last.end && !stops && !lines.closes(last.end);
        if cut {
            return None;
        }
        // They part paragraphs, as only a document tells.
        if may_have_asides(words) {
            return None;
        }
        // Wide blanks may do so.
        if words.contains("\u{3000}\u{3000}") {
            if !lines.opens(first.start) || !lines.closes(last.end) {
                return None;
            }
            let start = lines.paragraph(first, hit.start).start;
            paragraph = Span::new(start, lines.paragraph(last, hit.end).end);
            shown = around(text, hit, paragraph);
        }
        let lit = lit(hits, at, coloured);
        let place = (path, ':', line);
        if let Err(error) = tell_one(place, text, (shown, paragraph), lit, &mut out) {
            return Some(Err(error));
        }
    }
    Some(Ok(out))
}

/// The hits from number `at` on, where they are to be coloured.
fn lit(hits: &[Span], at: usize, coloured: bool) -> &[Span] {
    hits.get(at..).filter(|_| coloured).unwrap_or_default()
}

/// A line for each sentence with hits, and for those around it, which are marked as `grep` does.
fn tell_around(
    path: &str,
    catch: &Catch,
    coloured: bool,
    context: [usize; 2],
) -> io::Result<Vec<u8>> {
    let Catch { document, hits } = catch;
    let text = document.text();
    let mut positions = document.positions();
    let mut out = Vec::new();
    for sentence in Sentences::of(document).shown(hits, context) {
        if sentence.apart {
            writeln!(out, "{APART}")?;
        }
        let lit = sentence.hit.map_or(&[][..], |at| lit(hits, at, coloured));
        let first =
            sentence.hit.and_then(|at| hits.get(at)).map_or(sentence.span.start, |h| h.start);
        let place =
            (path, if sentence.hit.is_some() { ':' } else { '-' }, positions.at(first).line);
        let paragraph = paragraph(document, sentence.span);
        tell_one(place, text, (sentence.span, paragraph), lit, &mut out)?;
    }
    Ok(out)
}

/// A line for the words of `text` in `shown`, with marks around those of `lit` that lie there, and … where
/// more of the sentence stands in its paragraph.
fn tell_one(
    (path, mark, line): (&str, char, usize),
    text: &str,
    (shown, paragraph): (Span, Span),
    lit: &[Span],
    out: &mut Vec<u8>,
) -> io::Result<()> {
    // Most of it as it is: there may be a million lines.
    out.write_all(path.as_bytes())?;
    write!(out, "{mark}{line}{mark} ")?;
    let start = paragraph.start.min(shown.start);
    let before = Span::new(start, shown.start).of(text).trim_end();
    if !before.is_empty() && !ended(text, start + before.len()) {
        out.write_all("…".as_bytes())?;
    }
    let mut from = shown.start;
    for hit in lit.iter().take_while(|hit| hit.end <= shown.end) {
        if hit.start < from {
            continue;
        }
        let [begin, end] = MARKS;
        write!(out, "{}{begin}", visible(Span::new(from, hit.start).of(text)))?;
        write!(out, "{}{end}", visible(hit.of(text)))?;
        from = hit.end;
    }
    out.write_all(visible(Span::new(from, shown.end).of(text)).as_bytes())?;
    let after = Span::new(shown.end, paragraph.end.max(shown.end)).of(text);
    if !ended(text, shown.end) && !after.trim_start().is_empty() {
        out.write_all("…".as_bytes())?;
    }
    out.write_all(b"\n")
}

/// An object for each hit, or a row of a table.
fn tell_hits(
    path: &str,
    catch: &Catch,
    rules: &Rules,
    format: RowFormat,
    context: [usize; 2],
) -> io::Result<Vec<u8>> {
    let Catch { document, hits } = catch;
    let sentences = (context != [0, 0]).then(|| Sentences::of(document));
    let mut out = Vec::new();
    let outline = outline::parse_with(document, rules);
    let mut sections = Sections::new(document, &outline);
    let mut positions = document.positions();
    for &hit in hits {
        let around = around(document.text(), hit, paragraph(document, hit));
        let position = positions.at(hit.start);
        if format == RowFormat::Csv {
            let part = |start, end| one_line(Span::new(start, end).of(document.text()));
            let (line, col) = (position.line.to_string(), position.col.to_string());
            let section = sections.above(hit.start).join(" › ");
            let more = sentences.as_ref().map_or([&[][..]; 2], |s| s.around(hit, context));
            let first = more[0].first().map_or(around.start, |s| s.start.min(around.start));
            let last = more[1].last().map_or(around.end, |s| s.end.max(around.end));
            let [before, words, after] = [
                part(first, hit.start),
                part(hit.start, hit.end),
                part(hit.end, last.max(hit.end)),
            ];
            let address = sections.address().unwrap_or_default();
            let row = [path, &line, &col, &section, &before, &words, &after, address];
            write_csv_row(&row, &mut out)?;
            continue;
        }
        let before = chars(Span::new(around.start, hit.start), document);
        let range = [before, before + chars(hit, document)];
        let text = around.of(document.text());
        let (line, col) = (position.line, position.col);
        let [before, after] = match &sentences {
            None => [None, None],
            Some(sentences) => sentences
                .around(hit, context)
                .map(|spans| Some(spans.iter().map(|s| s.of(document.text())).collect())),
        };
        let (section, address) = sections.both(hit.start);
        let found = Found { path, line, col, text, range, section, address, before, after };
        write_json_line(&found, &mut out)?;
    }
    Ok(out)
}

/// The headings above one place after another.
struct Sections<'a> {
    outline: &'a Outline,
    labels: Vec<String>,
    addresses: Addresses,
    at: Option<NodeId>,
    path: Vec<String>,
}

impl<'a> Sections<'a> {
    fn new(document: &Document, outline: &'a Outline) -> Self {
        let labels = entries(document, outline).map(|entry| entry.label().into_owned()).collect();
        let addresses = Addresses::new(document, outline);
        Self { outline, labels, addresses, at: None, path: Vec::new() }
    }

    /// The labels of the headings in whose sections `byte` stands.
    fn above(&mut self, byte: usize) -> &[String] {
        let at = self.outline.at(byte);
        if at != self.at {
            self.at = at;
            let path = at.map_or(Vec::new(), |id| self.outline.path(id));
            self.path = path.iter().filter_map(|id| self.labels.get(id.0).cloned()).collect();
        }
        &self.path
    }

    /// The address of the section that was asked for last.
    fn address(&self) -> Option<&str> {
        self.addresses.of(self.outline.get(self.at?)?)
    }

    /// The headings in whose sections `byte` stands, and the address of the innermost.
    fn both(&mut self, byte: usize) -> (&[String], Option<&str>) {
        self.above(byte);
        (&self.path, self.address())
    }
}

fn chars(span: Span, document: &Document) -> usize {
    span.of(document.text()).chars().count()
}

/// The paragraph that holds `hit`, or those from the first to the last.
fn paragraph(document: &Document, hit: Span) -> Span {
    let paragraph = |byte| document.paragraphs().get(document.paragraph_at(byte)).map(|p| p.span);
    let low = paragraph(hit.start).map_or(0, |p| p.start);
    let high = paragraph(hit.end).map_or(document.text().len(), |p| p.end);
    Span::new(low, high)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input;
    use crate::search::text::Manner;
    use proptest::prelude::*;

    /// What is printed of a text without parsing it is what is printed of its document. Returns
    /// whether it needed no parsing.
    fn same(text: &str, query: &str) -> bool {
        let plain = input::is_plain(text, "a.txt") && !input::has_flat_lines(text);
        let Some(lines) = Lines::of(text).filter(|_| plain) else { return false };
        let finder = Finder::new(query, Manner::Plain, None).unwrap();
        let document = input::read(text.as_bytes().to_vec(), "a.txt").unwrap();
        let hits = finder.find_in(document.text());
        let Some(plain) = tell_plain("a.txt", text, lines, &finder.find_in(text), true) else {
            return false;
        };
        let plain = plain.unwrap();
        let whole = tell_lines("a.txt", &Catch { document, hits }, true).unwrap();
        assert_eq!(String::from_utf8(plain).unwrap(), String::from_utf8(whole).unwrap());
        true
    }

    #[test]
    fn a_built_in_speech_is_told_alike_either_way() {
        let mut told = 0;
        for sample in crate::library::SAMPLES {
            for query in ["工作", "的", "一、", "群众"] {
                told += usize::from(same(sample.text, query));
                told += usize::from(same(&sample.text.replace('\n', "\r\n"), query));
            }
        }
        assert!(told > 100, "nearly all need no parsing: {told}");
    }

    #[test]
    fn the_hits_of_a_sentence_stand_between_marks_where_they_are_coloured() {
        let told = |coloured| {
            let document = input::read("修渠，修路。修桥。\n".into(), "a.txt").unwrap();
            let finder = Finder::new("修", Manner::Plain, None).unwrap();
            let hits = finder.find_in(document.text());
            let told = tell_lines("a.txt", &Catch { document, hits }, coloured).unwrap();
            String::from_utf8(told).unwrap()
        };
        assert_eq!(told(false), "a.txt:1: 修渠，修路。\na.txt:1: 修桥。\n");
        assert_eq!(
            told(true),
            "a.txt:1: \u{1}修\u{2}渠，\u{1}修\u{2}路。\na.txt:1: \u{1}修\u{2}桥。\n"
        );
    }

    #[test]
    fn noise_in_a_sentence_is_told_alike_either_way() {
        let noise = "7 k( Y7 O1 d- P3 ]: l; R";
        let text = format!("纲举目张，目张{noise}\n{noise}举目。纲举{noise}纲目\n");
        let plain = input::read(text.into_bytes(), "a.txt").unwrap();
        let lines: Vec<_> = plain.paragraphs().iter().map(|p| p.span.of(plain.text())).collect();
        assert_eq!(lines, ["纲举目张，目张", noise, noise, "举目。纲举", noise, "纲目"]);
        for query in ["纲", "目", "举"] {
            same(plain.text(), query);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn any_text_is_told_alike_either_way(
            head in "[纲举目张 　。；\n]{0,60}", middle in "[纲举。　]{190,260}",
            tail in "[目张　。\n]{0,80}", query in "[纲举目张]{1,2}",
        ) {
            same(&format!("{head}{middle}{tail}"), &query);
        }

        #[test]
        fn any_cut_text_is_told_alike_either_way(
            words in "[纲举目张]{3}[纲举目张，。;a]{90,240}", width in 15_usize..24, gap in 0_usize..4,
            end in prop::sample::select(vec!["\n", "\r\n", "\n\n", "\n \n\u{3000}\u{3000}"]),
            query in "[纲举目张]{1,2}",
        ) {
            let chars: Vec<char> = words.chars().collect();
            let rows: Vec<String> = chars.chunks(width).map(|row| row.iter().collect()).collect();
            let text: Vec<String> = rows.chunks(gap + 1).map(|rows| rows.join("\n")).collect();
            same(&text.join(end), &query);
        }
    }
}
