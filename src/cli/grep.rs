//! `gangmu grep`: places where a text stands, each with its sentence.

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::sync::atomic::AtomicBool;

use serde::Serialize;

use super::args::{GrepCommand, Settings};
use super::output::Output;
use super::{Status, complain, sources};
use crate::document::Document;
use crate::error::{Error, ErrorKind};
use crate::export::{entries, write_json_line};
use crate::library::{Catch, Source, hunt, sweep};
use crate::outline::{self, NodeId, Outline};
use crate::search::text::Finder;
use crate::text::{Span, visible};

/// Most characters shown on either side of a hit.
const CONTEXT: usize = 60;

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
}

pub(super) fn run(
    command: GrepCommand,
    settings: Settings,
    out: &mut Output,
) -> io::Result<Status> {
    let GrepCommand { text, paths, jsonl, manner } = command;
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
    // What is printed of a text is put together where it is read, beside the others.
    let look = |source: Result<Source, Error>| -> Result<Option<Vec<u8>>, Error> {
        let source = source?;
        let Some(catch) = hunt(&source, &finder, &settings.reading, &never)? else {
            return Ok(None);
        };
        let mut lines = Vec::new();
        let tell = if jsonl { tell_jsonl } else { tell_lines };
        tell(&source.name(), &catch, &mut lines)
            .map_err(|e| Error::new(source.path(), ErrorKind::Io(e)))?;
        Ok(Some(lines))
    };
    sweep(sources(paths), look, |result| {
        match result {
            Some(Ok(None)) => {}
            Some(Ok(Some(lines))) => {
                any = true;
                written = out.write_all(&lines);
            }
            Some(Err(error)) => {
                complain(&error.message(settings.lang));
                status = Status::Failed;
            }
            // What a panic had to say is on standard error.
            None => status = Status::Failed,
        }
        if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    written?;
    Ok(if any { status } else { status.max(Status::NoMatch) })
}

/// A line for each sentence with hits.
fn tell_lines(path: &str, catch: &Catch, out: &mut Vec<u8>) -> io::Result<()> {
    let Catch { document, hits } = catch;
    let mut positions = document.positions();
    let mut shown = Span::default();
    for &hit in hits {
        // Hits of one sentence share a line.
        if shown.contains(hit.start) {
            continue;
        }
        shown = sentence(document, hit);
        let line = positions.at(hit.start).line;
        let line = format!("{path}:{line}: {}", shown.of(document.text()));
        writeln!(out, "{}", visible(&line))?;
    }
    Ok(())
}

/// An object for each hit.
fn tell_jsonl(path: &str, catch: &Catch, out: &mut Vec<u8>) -> io::Result<()> {
    let Catch { document, hits } = catch;
    let outline = outline::parse(document);
    let mut sections = Sections::new(document, &outline);
    let mut positions = document.positions();
    for &hit in hits {
        let around = sentence(document, hit);
        let position = positions.at(hit.start);
        let before = chars(Span::new(around.start, hit.start), document);
        let range = [before, before + chars(hit, document)];
        let (text, section) = (around.of(document.text()), sections.above(hit.start));
        let (line, col) = (position.line, position.col);
        write_json_line(&Found { path, line, col, text, range, section }, &mut *out)?;
    }
    Ok(())
}

/// The headings above one place after another.
struct Sections<'a> {
    outline: &'a Outline,
    labels: Vec<String>,
    at: Option<NodeId>,
    path: Vec<String>,
}

impl<'a> Sections<'a> {
    fn new(document: &Document, outline: &'a Outline) -> Self {
        let labels = entries(document, outline).map(|entry| entry.label().into_owned()).collect();
        Self { outline, labels, at: None, path: Vec::new() }
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
}

fn chars(span: Span, document: &Document) -> usize {
    span.of(document.text()).chars().count()
}

/// The sentence that holds `hit`, at most [`CONTEXT`] characters to either side of it and never
/// past its paragraph.
fn sentence(document: &Document, hit: Span) -> Span {
    let text = document.text();
    let ends = |c: char| matches!(c, '。' | '！' | '？' | '；' | '\n');
    let paragraph = |byte| document.paragraphs().get(document.paragraph_at(byte)).map(|p| p.span);
    let low = paragraph(hit.start).map_or(0, |p| p.start.min(hit.start));
    let high = paragraph(hit.end).map_or(text.len(), |p| p.end.max(hit.end));
    let before = Span::new(low, hit.start).of(text).char_indices().rev().take(CONTEXT);
    let start = before.take_while(|&(_, c)| !ends(c)).last().map_or(hit.start, |(at, _)| low + at);
    let mut end = hit.end;
    for c in Span::new(hit.end, high).of(text).chars().take(CONTEXT) {
        end += c.len_utf8();
        if ends(c) {
            break;
        }
    }
    crate::document::trim(Span::new(start.min(hit.start), end), text).0
}
