//! `gangmu stats`: the lengths of a text and its sections, and the time they take to speak.

use std::io::{self, Write};

use serde::Serialize;

use super::args::{RowFormat, Settings, StatsCommand};
use super::output::{Output, columns};
use super::{Status, parallel, sources};
use crate::document::Document;
use crate::export::{entries, select, write_csv_row, write_json_line};
use crate::library::Source;
use crate::locale::Lang;
use crate::outline::Outline;
use crate::search::address::Addresses;
use crate::stats::{Stats, clock};
use crate::text::{Ambiguous, Cells, cells, fit, visible};

/// A text or a section of it.
#[derive(Serialize)]
struct Row {
    path: String,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    col: Option<usize>,
    level: u16,
    marker: String,
    text: String,
    /// 字数.
    words: usize,
    paragraphs: usize,
    /// Share of the whole text, from 0 to 1.
    share: f64,
    /// Speaking time.
    seconds: u64,
    /// Running time at its start, in seconds.
    at: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    #[serde(skip)]
    label: String,
}

pub(super) fn run(
    command: StatsCommand,
    settings: Settings,
    usual_pace: u32,
    out: &mut Output,
) -> io::Result<Status> {
    let StatsCommand { paths, format, pace, depth, points } = command;
    let pace = pace.unwrap_or(usual_pace);
    let count = |source: &Source, document: Document| {
        let found = settings.rules.outline(source, &document);
        let addresses = match format {
            RowFormat::Text => Addresses::default(),
            RowFormat::Jsonl | RowFormat::Csv => Addresses::new(&document, &found),
        };
        rows(&source.name(), &document, &select(found, depth, points), &addresses, pace)
    };
    let width = columns();
    let mut first = true;
    if format == RowFormat::Csv {
        write_csv_row(&HEAD, out)?;
    }
    parallel::for_each(sources(paths), settings, count, |rows| {
        match format {
            RowFormat::Jsonl => return rows.iter().try_for_each(|row| write_json_line(row, out)),
            RowFormat::Csv => return rows.iter().try_for_each(|row| table_row(row, out)),
            RowFormat::Text => {}
        }
        if !std::mem::take(&mut first) {
            writeln!(out)?;
        }
        table(&rows, pace, width, settings, out)
    })
}

/// The whole text, then its sections in reading order.
fn rows(
    path: &str,
    document: &Document,
    outline: &Outline,
    addresses: &Addresses,
    pace: u32,
) -> Vec<Row> {
    let stats = Stats::new(document, outline);
    let whole = stats.whole();
    let share = |words: usize| words as f64 / whole.words.max(1) as f64;
    // Three decimals are enough.
    let share = |words| (share(words) * 1000.0).round() / 1000.0;
    let text = Row {
        path: path.to_owned(),
        kind: "text",
        line: None,
        col: None,
        level: 0,
        marker: String::new(),
        text: String::new(),
        words: whole.words,
        paragraphs: whole.paragraphs,
        share: 1.0,
        seconds: whole.seconds(pace),
        at: 0,
        address: None,
        label: path.to_owned(),
    };
    let ids = (0..outline.len()).map(crate::outline::NodeId);
    let sections = entries(document, outline).zip(ids).map(|(entry, id)| {
        let count = stats.section(outline, id);
        Row {
            path: path.to_owned(),
            kind: entry.kind,
            line: Some(entry.line),
            col: Some(entry.col),
            level: entry.level,
            marker: entry.marker.to_owned(),
            text: entry.text.to_string(),
            words: count.words,
            paragraphs: count.paragraphs,
            share: share(count.words),
            seconds: count.seconds(pace),
            at: stats.before(id).seconds(pace),
            address: outline.get(id).and_then(|node| addresses.of(node)).map(str::to_owned),
            label: entry.label().into_owned(),
        }
    });
    std::iter::once(text).chain(sections).collect()
}

/// The names of the columns of a table: the fields of [`Row`].
const HEAD: [&str; 13] = [
    "path",
    "kind",
    "line",
    "col",
    "level",
    "marker",
    "text",
    "words",
    "paragraphs",
    "share",
    "seconds",
    "at",
    "address",
];

/// Writes `row` as a row of a table.
fn table_row(row: &Row, out: &mut Output) -> io::Result<()> {
    let Row { path, kind, line, col, level, marker, text, words, paragraphs, .. } = row;
    let place = |number: &Option<usize>| number.map_or(String::new(), |n| n.to_string());
    let fields: [&str; 13] = [
        path,
        kind,
        &place(line),
        &place(col),
        &level.to_string(),
        marker,
        text,
        &words.to_string(),
        &paragraphs.to_string(),
        &row.share.to_string(),
        &row.seconds.to_string(),
        &row.at.to_string(),
        row.address.as_deref().unwrap_or_default(),
    ];
    write_csv_row(&fields, out)
}

/// Cells of the columns of numbers: 字数, share, paragraphs, time, running time.
const COLUMNS: [u16; 5] = [8, 7, 6, 9, 9];
/// Levels that are indented.
const DEEPEST: u16 = 12;

/// Lines for people: titles at the left, numbers under their heads at the right.
fn table(
    rows: &[Row],
    pace: u32,
    width: Cells,
    settings: Settings,
    out: &mut Output,
) -> io::Result<()> {
    let (lang, ambiguous) = (settings.lang, settings.ambiguous());
    let numbers: u16 = COLUMNS.iter().sum();
    let widest = rows.iter().map(|r| cells(&visible(&r.label), ambiguous) + indent(r)).max();
    // On a narrow screen the titles are cut, the numbers are not.
    let room = widest.unwrap_or_default().min(width - Cells(numbers)).max(Cells(12));
    let heads = match lang {
        Lang::Zh => ["字数", "占比", "段", "用时", "开始"],
        Lang::En => ["words", "share", "para.", "time", "from"],
    };
    let pace = match lang {
        Lang::Zh => format!("每分钟 {pace} 字"),
        Lang::En => format!("{pace} a minute"),
    };
    line(&pace, Cells(0), room, &heads.map(str::to_owned), ambiguous, out)?;
    for row in rows {
        let paragraphs =
            if row.paragraphs == 0 { "-".to_owned() } else { row.paragraphs.to_string() };
        let numbers = [
            row.words.to_string(),
            format!("{:.1}%", row.share * 100.0),
            paragraphs,
            clock(row.seconds),
            clock(row.at),
        ];
        line(&row.label, indent(row), room, &numbers, ambiguous, out)?;
    }
    Ok(())
}

fn indent(row: &Row) -> Cells {
    Cells(2 * row.level.min(DEEPEST).saturating_sub(1))
}

fn line(
    label: &str,
    indent: Cells,
    room: Cells,
    numbers: &[String; 5],
    ambiguous: Ambiguous,
    out: &mut Output,
) -> io::Result<()> {
    let label = visible(label);
    let left = room - indent;
    let (shown, more, used) = if cells(&label, ambiguous) > left {
        let dots = cells("…", ambiguous);
        let (head, used) = fit(&label, left - dots, ambiguous);
        (head, "…", used + dots)
    } else {
        (&*label, "", cells(&label, ambiguous))
    };
    let pad = usize::from((left - used).0);
    write!(out, "{:indent$}{shown}{more}{:pad$}", "", "", indent = usize::from(indent.0))?;
    for (number, width) in numbers.iter().zip(COLUMNS) {
        let pad = usize::from((Cells(width) - cells(number, ambiguous)).0);
        write!(out, "{:pad$}{number}", "")?;
    }
    writeln!(out)
}
