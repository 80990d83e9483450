//! `gangmu diff`: what has changed between two versions of a text.

use std::io::{self, Write};

use serde::Serialize;

use super::args::{DiffCommand, Settings};
use super::output::{Colour, Output};
use super::{Status, complain, load};
use crate::diff::{Change, Entry, Piece, TextChange, Version, diff};
use crate::document::Document;
use crate::export::{entries, write_json_line};
use crate::library::Source;
use crate::locale::Lang;
use crate::outline::{self, Outline};

/// A version that has been read.
struct Text {
    document: Document,
    outline: Outline,
}

impl Text {
    const fn version(&self) -> Version<'_> {
        Version { document: &self.document, outline: &self.outline }
    }
}

pub(super) fn run(
    command: &DiffCommand,
    settings: Settings,
    out: &mut Output,
) -> io::Result<Status> {
    let read = |path| match load(Ok(Source::named(path)), &settings.reading) {
        Ok((_, document)) => Some(Text { outline: outline::parse(&document), document }),
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
    for entry in &found {
        if command.jsonl {
            write_json_line(&line(entry, &a, &b), out)?;
        } else if command.all || !entry.is_same() {
            write_text(entry, &a, &b, settings.lang, out)?;
        }
    }
    let same = found.iter().all(Entry::is_same);
    Ok(if same { Status::Done } else { Status::NoMatch })
}

/// The headings of a version with their places.
struct Places<'a> {
    all: Vec<crate::export::Entry<'a>>,
}

impl<'a> Places<'a> {
    fn new(text: &'a Text) -> Self {
        Self { all: entries(&text.document, &text.outline).collect() }
    }

    fn get(&self, id: Option<outline::NodeId>) -> Option<&crate::export::Entry<'a>> {
        self.all.get(id?.0)
    }
}

/// A heading as programs are told of it.
#[derive(Serialize)]
struct Heading<'a> {
    line: usize,
    col: usize,
    level: u16,
    marker: &'a str,
    text: &'a str,
}

#[derive(Serialize)]
struct Line<'a> {
    change: &'static str,
    old: Option<Heading<'a>>,
    new: Option<Heading<'a>>,
    /// Sentences below the heading that differ.
    text: Vec<Sentence<'a>>,
}

#[derive(Serialize)]
struct Sentence<'a> {
    change: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    old: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    new: Option<String>,
    /// Where it is written otherwise: kept, removed and added parts in turn.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pieces: Vec<(&'static str, &'a str)>,
}

fn line<'a>(entry: &'a Entry, old: &'a Places<'_>, new: &'a Places<'_>) -> Line<'a> {
    let heading = |e: &'a crate::export::Entry<'_>| Heading {
        line: e.line,
        col: e.col,
        level: e.level,
        marker: e.marker,
        text: &e.text,
    };
    Line {
        change: entry.change.name(),
        old: old.get(entry.old).map(heading),
        new: new.get(entry.new).map(heading),
        text: entry.text.iter().map(sentence).collect(),
    }
}

fn sentence(change: &TextChange) -> Sentence<'_> {
    let one = |change, old: Option<&String>, new: Option<&String>| Sentence {
        change,
        old: old.cloned(),
        new: new.cloned(),
        pieces: Vec::new(),
    };
    match change {
        TextChange::Removed(words) => one("removed", Some(words), None),
        TextChange::Added(words) => one("added", None, Some(words)),
        TextChange::Changed(parts) => {
            let (mut old, mut new) = (String::new(), String::new());
            let mut pieces = Vec::with_capacity(parts.len());
            for part in parts {
                let (kind, words) = match part {
                    Piece::Kept(words) => ("kept", words),
                    Piece::Removed(words) => ("removed", words),
                    Piece::Added(words) => ("added", words),
                };
                if kind != "added" {
                    old.push_str(words);
                }
                if kind != "removed" {
                    new.push_str(words);
                }
                pieces.push((kind, words.as_str()));
            }
            Sentence { change: "changed", old: Some(old), new: Some(new), pieces }
        }
    }
}

/// A line for the heading, and below it a line for each sentence that differs: `-` what went, `+`
/// what came, and in a sentence written otherwise [-what went-]{+what came+}.
fn write_text(
    entry: &Entry,
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
            TextChange::Removed(words) => coloured(Colour::Red, &format!("    - {words}"), out)?,
            TextChange::Added(words) => coloured(Colour::Green, &format!("    + {words}"), out)?,
            TextChange::Changed(pieces) => {
                write!(out, "    ~ ")?;
                for piece in pieces {
                    match piece {
                        Piece::Kept(words) => write!(out, "{words}")?,
                        Piece::Removed(words) => {
                            coloured(Colour::Red, &format!("[-{words}-]"), out)?;
                        }
                        Piece::Added(words) => {
                            coloured(Colour::Green, &format!("{{+{words}+}}"), out)?;
                        }
                    }
                }
            }
        }
        writeln!(out)?;
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
