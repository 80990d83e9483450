//! `gangmu notes`: notes and highlights as Markdown, each below the path of its section.

use std::io::{self, Write};
use std::path::PathBuf;

use super::args::Settings;
use super::output::Output;
use super::{Status, complain, for_each, sources};
use crate::library::Source;
use crate::library::notes::{Noted, markdown, markdown_kept};
use crate::library::place::Version;
use crate::library::recall::{Identity, places, recall};
use crate::library::state::{Record, State};

pub(super) fn run(paths: Vec<PathBuf>, settings: Settings, out: &mut Output) -> io::Result<Status> {
    let state = match super::state::load(settings) {
        Ok(state) => state,
        Err(status) => return Ok(status),
    };
    let mut parts = Parts { out, any: false };
    let status = if paths.is_empty() {
        all(&state, settings, &mut parts)?;
        Status::Done
    } else {
        for_each(sources(paths), settings, |source, document| {
            let outline = settings.rules.outline(source, document);
            of(source, Version { document, outline: &outline }, &state, &mut parts)
        })?
    };
    if parts.any {
        return Ok(status);
    }
    complain(
        settings.lang.pick("没有批注：在阅读时按 ; 写批注", "no notes: ; writes one while reading"),
    );
    Ok(status.max(Status::NoMatch))
}

/// What was written so far.
struct Parts<'a> {
    out: &'a mut Output,
    any: bool,
}

impl Parts<'_> {
    fn add(&mut self, text: &str) -> io::Result<()> {
        if std::mem::replace(&mut self.any, true) {
            writeln!(self.out)?;
        }
        self.out.write_all(text.as_bytes())
    }
}

/// The notes of one text.
fn of(
    source: &Source,
    version: Version<'_>,
    state: &State,
    parts: &mut Parts<'_>,
) -> io::Result<()> {
    let identity = Identity::of(version, source.real_path());
    let recalled = recall(state, &identity, version);
    let notes: Vec<Noted<'_>> =
        recalled.notes.values().map(|(span, text)| (*span, text.as_str())).collect();
    if notes.is_empty() { Ok(()) } else { parts.add(&markdown(&identity.title, version, &notes)) }
}

/// All notes, those of the last read text first.
fn all(state: &State, settings: Settings, parts: &mut Parts<'_>) -> io::Result<()> {
    let mut records: Vec<_> = state.docs.values().filter(|r| live(r).next().is_some()).collect();
    records.sort_by_key(|record| std::cmp::Reverse(record.updated));
    for record in records {
        let source = Source::known_by(&record.path);
        let encoding = record.encoding.as_ref().and_then(|name| name.parse().ok());
        let options = crate::input::Options { encoding, ..Default::default() };
        let read = source.and_then(|source| Some((source.load_with(&options).ok()?, source)));
        let Some((document, source)) = read else {
            let kept = live(record);
            parts.add(&markdown_kept(&record.title, kept))?;
            continue;
        };
        let outline = settings.rules.outline(&source, &document);
        let version = Version { document: &document, outline: &outline };
        let placed = places(record, version);
        let notes: Vec<Noted<'_>> =
            placed.notes.values().map(|(span, text)| (*span, text.as_str())).collect();
        parts.add(&markdown(&record.title, version, &notes))?;
    }
    Ok(())
}

/// The notes of a document that were not taken away.
fn live(record: &Record) -> impl Iterator<Item = (&crate::library::place::Passage, &str)> {
    record.notes.values().filter_map(|note| Some((note.on.as_ref()?, note.text.as_str())))
}
