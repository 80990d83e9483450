//! `gangmu grep`: places where a text stands, each with its sentence.

use std::io::{self, Write};

use serde::Serialize;

use super::args::{GrepCommand, Settings};
use super::output::Output;
use super::{Status, for_each, sources};
use crate::document::Document;
use crate::export::write_json_line;
use crate::search::text::Index;
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
}

pub(super) fn run(
    command: GrepCommand,
    settings: Settings,
    out: &mut Output,
) -> io::Result<Status> {
    let GrepCommand { text, paths, jsonl } = command;
    let mut any = false;
    let status = for_each(sources(paths), settings, |source, document| {
        let path = source.name();
        let mut positions = document.positions();
        let mut shown = Span::default();
        for hit in Index::new(document.text()).find(&text) {
            any = true;
            let around = sentence(document, hit);
            let position = positions.at(hit.start);
            if jsonl {
                let before = chars(Span::new(around.start, hit.start), document);
                let range = [before, before + chars(hit, document)];
                let text = around.of(document.text());
                let (line, col) = (position.line, position.col);
                write_json_line(&Found { path: &path, line, col, text, range }, out)?;
            } else if !shown.contains(hit.start) {
                // Hits of one sentence share a line.
                let line = format!("{path}:{}: {}", position.line, around.of(document.text()));
                writeln!(out, "{}", visible(&line))?;
                shown = around;
            }
        }
        Ok(())
    })?;
    Ok(if any { status } else { status.max(Status::NoMatch) })
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
