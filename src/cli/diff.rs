//! `gangmu diff`: the differences between two versions of a text, printed or shown side by side.

use std::io::{self, Write};

use serde::Serialize;

use super::args::{DiffCommand, Settings};
use super::config::Loaded;
use super::output::{Colour, Output};
use super::{Status, complain, is_interactive, load, opening, read};
use crate::diff::{Change, Entry, Piece, Shift, TextChange, Version, diff};
use crate::document::Document;
use crate::export::{entries, write_json_line};
use crate::locale::Lang;
use crate::outline::{self, Outline};
use crate::search::address::Addresses;

/// A version that has been read.
struct Text {
    document: Document,
    outline: Outline,
}

impl Text {
    const fn version(&self) -> Version<'_> {
        Version::new(&self.document, &self.outline)
    }
}

pub(super) fn run(
    command: &DiffCommand,
    settings: Settings,
    loaded: Loaded,
    out: &mut Output,
) -> io::Result<Status> {
    if [&command.old, &command.new].iter().all(|path| path.as_os_str() == "-") {
        complain(settings.lang.pick(
            "标准输入只能作一稿，另一稿请写文件名",
            "standard input can be one version only; name a file for the other",
        ));
        return Ok(Status::Failed);
    }
    // Without a terminal, print the differences instead.
    if command.view && is_interactive() {
        return read::compare(&command.old, &command.new, settings, loaded);
    }
    let read = |path| match load(Ok(opening::source(path)), &settings.reading) {
        Ok((source, document)) => {
            let outline = settings.rules.outline(&source, &document);
            Some(Text { document, outline })
        }
        Err(error) => {
            complain(&error.message(settings.lang));
            None
        }
    };
    let (Some(old), Some(new)) = (read(&command.old), read(&command.new)) else {
        return Ok(Status::Failed);
    };
    let found = diff(old.version(), new.version());
    let (a, b) = (Places::new(&old), Places::new(&new));
    for (index, entry) in found.iter().enumerate() {
        if command.jsonl {
            write_json_line(&line(entry, &a, &b), out)?;
        } else if command.all || !entry.is_same() {
            write_text(entry, index == 0, &a, &b, settings.lang, out)?;
        }
    }
    let same = found.iter().all(Entry::is_same);
    Ok(if same { Status::Done } else { Status::NoMatch })
}

/// A version with its headings and their places.
struct Places<'a> {
    document: &'a Document,
    text: &'a str,
    all: Vec<crate::export::Entry<'a>>,
    outline: &'a Outline,
    addresses: Addresses,
}

impl<'a> Places<'a> {
    fn new(text: &'a Text) -> Self {
        let all = entries(&text.document, &text.outline).collect();
        let (outline, addresses) = (&text.outline, Addresses::new(&text.document, &text.outline));
        Self { document: &text.document, text: text.document.text(), all, outline, addresses }
    }

    fn get(&self, id: Option<outline::NodeId>) -> Option<&crate::export::Entry<'a>> {
        self.all.get(id?.0)
    }
}

/// A heading in the JSON lines.
#[derive(Serialize)]
struct Heading<'a> {
    line: usize,
    col: usize,
    level: u16,
    marker: &'a str,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<&'a str>,
}

#[derive(Serialize)]
struct Line<'a> {
    change: &'static str,
    old: Option<Heading<'a>>,
    new: Option<Heading<'a>>,
    /// Sentences below the heading that differ.
    text: Vec<Sentence<'a>>,
    /// Sentences below the heading that stood elsewhere.
    moved: Vec<Moved<'a>>,
}

#[derive(Serialize)]
struct Moved<'a> {
    /// Line of the old version on which it stood.
    line: usize,
    old: &'a str,
    new: &'a str,
    /// Where it is written otherwise: kept, removed and added parts in turn.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pieces: Vec<(&'static str, &'a str)>,
}

#[derive(Serialize)]
struct Sentence<'a> {
    change: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    old: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    new: Option<&'a str>,
    /// Where it is written otherwise: kept, removed and added parts in turn.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pieces: Vec<(&'static str, &'a str)>,
}

fn line<'a>(entry: &Entry, old: &'a Places<'_>, new: &'a Places<'_>) -> Line<'a> {
    let heading = |of: &'a Places<'_>, id: Option<outline::NodeId>| {
        of.get(id).map(|e| Heading {
            line: e.line,
            col: e.col,
            level: e.level,
            marker: e.marker,
            text: &e.text,
            address: id.and_then(|id| of.outline.get(id)).and_then(|node| of.addresses.of(node)),
        })
    };
    Line {
        change: entry.change.name(),
        old: heading(old, entry.old),
        new: heading(new, entry.new),
        text: entry.text.iter().map(|change| sentence(change, old, new)).collect(),
        moved: entry.moved.iter().map(|shift| moved(shift, old, new)).collect(),
    }
}

fn moved<'a>(shift: &Shift, old: &'a Places<'_>, new: &'a Places<'_>) -> Moved<'a> {
    let (a, b) = (shift.old.of(old.text), shift.new.of(new.text));
    let pieces = shift.pieces.iter().map(|piece| told(piece, old, new));
    Moved {
        line: old.document.position(shift.old.start).line,
        old: a,
        new: b,
        pieces: if a == b { Vec::new() } else { pieces.collect() },
    }
}

/// A part of a sentence, with its name for programs.
fn told<'a>(piece: &Piece, old: &'a Places<'_>, new: &'a Places<'_>) -> (&'static str, &'a str) {
    match *piece {
        Piece::Kept(_, span) => ("kept", span.of(new.text)),
        Piece::Removed(span) => ("removed", span.of(old.text)),
        Piece::Added(span) => ("added", span.of(new.text)),
    }
}

fn sentence<'a>(change: &TextChange, a: &'a Places<'_>, b: &'a Places<'_>) -> Sentence<'a> {
    let (change, old, new, pieces) = match change {
        TextChange::Removed(span) => ("removed", Some(span.of(a.text)), None, Vec::new()),
        TextChange::Added(span) => ("added", None, Some(span.of(b.text)), Vec::new()),
        TextChange::Changed { old, new, pieces } => {
            let pieces = pieces.iter().map(|piece| told(piece, a, b)).collect();
            ("changed", Some(old.of(a.text)), Some(new.of(b.text)), pieces)
        }
    };
    Sentence { change, old, new, pieces }
}

/// A line for the heading, and below it a line for each sentence that differs: `-` what went, `+`
/// what came, and in a sentence written otherwise [-what went-]{+what came+}; `>` what stood elsewhere.
fn write_text(
    entry: &Entry,
    first: bool,
    old: &Places<'_>,
    new: &Places<'_>,
    lang: Lang,
    out: &mut Output,
) -> io::Result<()> {
    let (a, b) = (old.get(entry.old), new.get(entry.new));
    let (sign, colour) = match entry.change {
        Change::Same => (' ', Colour::Plain),
        Change::Renumbered => ('#', Colour::Blue),
        Change::Moved => ('>', Colour::Blue),
        Change::Reworded => ('~', Colour::Blue),
        Change::New => ('+', Colour::Green),
        Change::Gone => ('-', Colour::Red),
    };
    out.colour(colour)?;
    match (a, b) {
        (None, None) if !first => write!(out, "{sign} {}", lang.pick("（结尾）", "(closing)"))?,
        (None, None) => {
            write!(out, "{sign} {}", lang.pick("（标题之前）", "(before the first heading)"))?;
        }
        (Some(one), None) | (None, Some(one)) => {
            let indent = indent(one.level);
            write!(out, "{sign} {:indent$}{}", "", one.label())?;
        }
        (Some(a), Some(b)) => {
            let indent = indent(b.level);
            write!(out, "{sign} {:indent$}{}", "", b.label())?;
            match entry.change {
                Change::Renumbered => write!(out, "  ← {}", a.marker)?,
                Change::Reworded => write!(out, "  ← {}", a.label())?,
                Change::Moved => {
                    let line = a.line;
                    match lang {
                        Lang::Zh => write!(out, "  ← 原在第 {line} 行 {}", a.marker)?,
                        Lang::En => write!(out, "  ← was on line {line} {}", a.marker)?,
                    }
                }
                Change::Same | Change::New | Change::Gone => {}
            }
        }
    }
    out.colour(Colour::Plain)?;
    writeln!(out)?;
    for change in &entry.text {
        match change {
            TextChange::Removed(span) => {
                coloured(Colour::Red, &format!("    - {}", span.of(old.text)), out)?;
            }
            TextChange::Added(span) => {
                coloured(Colour::Green, &format!("    + {}", span.of(new.text)), out)?;
            }
            TextChange::Changed { pieces, .. } => {
                write!(out, "    ~ ")?;
                write_pieces(pieces, old, new, out)?;
            }
        }
        writeln!(out)?;
    }
    for shift in &entry.moved {
        coloured(Colour::Blue, "    > ", out)?;
        write_pieces(&shift.pieces, old, new, out)?;
        let line = old.document.position(shift.old.start).line;
        let from = match lang {
            Lang::Zh => format!("  ← 原在第 {line} 行"),
            Lang::En => format!("  ← was on line {line}"),
        };
        coloured(Colour::Blue, &from, out)?;
        writeln!(out)?;
    }
    Ok(())
}

/// The parts of a sentence that is written otherwise.
fn write_pieces(
    pieces: &[Piece],
    old: &Places<'_>,
    new: &Places<'_>,
    out: &mut Output,
) -> io::Result<()> {
    for piece in pieces {
        match *piece {
            Piece::Kept(_, span) => write!(out, "{}", span.of(new.text))?,
            Piece::Removed(span) => {
                let words = span.of(old.text);
                coloured(Colour::Red, &format!("[-{words}-]"), out)?;
            }
            Piece::Added(span) => {
                let words = span.of(new.text);
                coloured(Colour::Green, &format!("{{+{words}+}}"), out)?;
            }
        }
    }
    Ok(())
}

fn indent(level: u16) -> usize {
    2 * usize::from(level.clamp(1, 12) - 1)
}

fn coloured(colour: Colour, words: &str, out: &mut Output) -> io::Result<()> {
    out.colour(colour)?;
    write!(out, "{words}")?;
    out.colour(Colour::Plain)
}
