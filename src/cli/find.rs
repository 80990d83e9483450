//! `gangmu find`: headings that match a query, ranked as the reader's jump ranks them.

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::sync::atomic::AtomicBool;

use serde::Serialize;

use super::args::{FindCommand, Settings};
use super::output::Output;
use super::{Status, complain, load, sources};
use crate::document::Document;
use crate::error::Error;
use crate::export::{Entry, entries, write_json_line};
use crate::input;
use crate::library::index::{Addition, Cache, Headings};
use crate::library::{Ahead, Source, Stamp, sweep};
use crate::outline::{self, NodeId, Outline};
use crate::search::address::Addresses;
use crate::search::jump::{Hit, Index, Options};
use crate::text::{Span, visible};

/// Fewest files whose headings are cached for the next search.
const FEW: usize = 16;

#[derive(Serialize)]
struct Found {
    path: String,
    line: usize,
    col: usize,
    level: u16,
    marker: String,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    score: i64,
    /// Offsets in `char`s of the characters of `text` that matched.
    positions: Vec<usize>,
    #[serde(skip)]
    label: String,
    /// Labels of the headings above, from the outermost in.
    #[serde(skip)]
    above: String,
}

pub(super) fn run(
    command: FindCommand,
    settings: Settings,
    out: &mut Output,
) -> io::Result<Status> {
    let FindCommand { query, paths, jsonl, limit } = command;
    let options = Options { limit, scheme: settings.scheme, ..Options::default() };
    let mut sources = sources(paths.clone());
    let first: Vec<_> = sources.by_ref().take(FEW).collect();
    let many = first.len() == FEW;
    // Over several texts, sloppy sounds are heard only where no text has the query itself; standard
    // input can be read but once.
    let once = first.len() < 2 || paths.iter().any(|path| path.as_os_str() == "-");
    let strict = Options { loose: once, ..options };
    let sources = first.into_iter().chain(sources);
    let tell = |error: &Error| complain(&error.message(settings.lang));
    let (mut found, status) = pass(sources, &query, &strict, many, settings, tell);
    if found.is_empty() && !once {
        // What cannot be read was complained of already.
        (found, _) = pass(super::sources(paths), &query, &options, many, settings, |_| {});
    }
    for f in &found {
        if jsonl {
            write_json_line(f, out)?;
        } else {
            writeln!(out, "{}:{}: {}{}", visible(&f.path), f.line, f.above, f.label)?;
        }
    }
    Ok(if found.is_empty() { status.max(Status::NoMatch) } else { status })
}

/// The best headings of all texts. If there are `many`, their headings are cached for the next search; for
/// a few, loading the cache takes longer than reading the texts.
fn pass(
    sources: impl Iterator<Item = Result<Source, Error>> + Send,
    query: &str,
    options: &Options,
    many: bool,
    settings: Settings,
    tell: impl Fn(&Error),
) -> (Vec<Found>, Status) {
    let mut found: Vec<Found> = Vec::new();
    let mut status = Status::Done;
    let many = many && settings.reading == input::Options::default();
    let folder = super::state::keep(settings).cache.filter(|_| many);
    let cache = folder.as_deref().map(Cache::load).unwrap_or_default();
    let look = |source: Result<Source, Error>| {
        let source = source?;
        let key = if folder.is_some() { key(&source) } else { None };
        let rules = settings.rules.of(&source);
        let known = |(path, stamp): &(String, Stamp)| cache.get(path, stamp, &rules);
        if let Some(headings) = key.as_ref().and_then(known) {
            return Ok((search(&source.name(), &headings, query, options), None));
        }
        let (source, document) = load(Ok(source), &settings.reading)?;
        let headings = Headings::of(&document, &outline::parse_with(&document, &rules));
        let addition =
            key.and_then(|(path, stamp)| Addition::new(&path, &stamp, &rules, &headings));
        Ok::<_, Error>((search(&source.name(), &headings, query, options), addition))
    };
    let mut added = Vec::new();
    sweep(Ahead::Far, sources, look, |result| {
        match result {
            Some(Ok((more, addition))) => {
                added.extend(addition);
                if !more.is_empty() {
                    // Equal scores keep the order of files and, within one, the jump's; no more
                    // are kept than will be shown.
                    found.extend(more);
                    found.sort_by_key(|f| std::cmp::Reverse(f.score));
                    found.truncate(options.limit);
                }
            }
            Some(Err(error)) => {
                tell(&error);
                status = Status::Failed;
            }
            // The message of a panic is on standard error already.
            None => status = Status::Failed,
        }
        ControlFlow::Continue(())
    });
    if let (Some(folder), false) = (&folder, added.is_empty()) {
        // If this fails, the next search just takes as long as this one.
        let _ = cache.save(folder, &added);
    }
    (found, status)
}

/// The path and version by which the headings of a source are kept.
fn key(source: &Source) -> Option<(String, Stamp)> {
    let Source::File(path) = source else { return None };
    let stamp = Stamp::of(path)?;
    Some((std::path::absolute(path).ok()?.into_os_string().into_string().ok()?, stamp))
}

/// The headings that match, ready to be printed.
fn search(path: &str, headings: &Headings, query: &str, options: &Options) -> Vec<Found> {
    let (document, outline) = (headings.document(), headings.outline());
    let never = AtomicBool::new(false);
    let hits = Index::new(document, outline).query_with(query, options, None, &never);
    describe(path, document, outline, &hits.unwrap_or_default().hits)
}

fn describe(path: &str, document: &Document, outline: &Outline, hits: &[Hit]) -> Vec<Found> {
    let all: Vec<Entry<'_>> =
        if hits.is_empty() { Vec::new() } else { entries(document, outline).collect() };
    let addresses =
        if hits.is_empty() { Addresses::default() } else { Addresses::new(document, outline) };
    let label = |id: &NodeId| all.get(id.0).map(|e| e.label().into_owned()).unwrap_or_default();
    let found = |hit: &Hit| {
        let (entry, node) = (all.get(hit.node.0)?, outline.get(hit.node)?);
        let mut above = outline.path(hit.node);
        above.pop();
        Some(Found {
            path: path.to_owned(),
            line: entry.line,
            col: entry.col,
            level: entry.level,
            marker: entry.marker.to_owned(),
            text: entry.text.to_string(),
            address: addresses.of(node).map(str::to_owned),
            score: hit.score,
            positions: offsets(node.title, &hit.matched, document.text()),
            label: label(&hit.node),
            above: above.iter().map(|id| label(id) + " › ").collect(),
        })
    };
    hits.iter().filter_map(found).collect()
}

/// The characters of `title`, counted from its start, that lie in one of the `matched` spans.
fn offsets(title: Span, matched: &[Span], text: &str) -> Vec<usize> {
    let is_matched = |byte| matched.iter().any(|m| m.contains(byte));
    let chars = title.of(text).char_indices().enumerate();
    chars.filter(|(_, (at, _))| is_matched(title.start + at)).map(|(i, _)| i).collect()
}
