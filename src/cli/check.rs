//! `gangmu check`: findings as text, JSON lines, a table or SARIF.

mod sarif;

use std::io::{self, Write};

use serde::Serialize;

use super::args::{CheckCommand, CheckFormat, Settings};
use super::config::Loaded;
use super::output::Output;
use super::{Status, complain, parallel, sources};
use crate::app::config::check::level_name;
use crate::check::{Finding, Level, Policy, RULES, Rule, check};
use crate::document::{Document, Format};
use crate::export::{write_csv_row, write_json_line};
use crate::library::Source;
use crate::locale::Lang;
use crate::text::{one_line, visible};

/// A finding with its place in the source.
#[derive(Serialize)]
struct Line {
    path: String,
    /// Line of the source, from 1.
    line: usize,
    /// Column in that line, in `char`s from 0.
    col: usize,
    /// How many `char`s are meant.
    len: usize,
    rule: &'static str,
    level: &'static str,
    clause: &'static str,
    message: String,
    suggestion: String,
    /// The words at the place.
    text: String,
    /// What they should become, where that is certain.
    #[serde(skip_serializing_if = "Option::is_none")]
    replacement: Option<String>,
    #[serde(skip)]
    about: Rule,
    #[serde(skip)]
    grade: Level,
    /// Whether lines and columns are those of the file itself, so that it can be mended there.
    #[serde(skip)]
    exact: bool,
}

pub(super) fn run(
    command: CheckCommand,
    settings: Settings,
    loaded: &Loaded,
    out: &mut Output,
) -> io::Result<Status> {
    let CheckCommand { paths, format, level, allowed, rules } = command;
    let lang = settings.lang;
    if let Some(notice) = loaded.notice(lang) {
        // Report problems in the settings: a misspelt rule there would seem to be ignored.
        complain(&notice);
    }
    // The rules allowed on the command line are added to those of the settings.
    let mut policy = Policy::clone(&loaded.settings.check);
    policy.allowed.extend(allowed);
    if rules {
        return list_rules(&policy, lang, out).map(|()| Status::Done);
    }
    let wanted = |f: &Finding| f.level >= level;
    let look = |source: &Source, document: Document| {
        let outline = settings.rules.outline(source, &document);
        let found = policy.apply(document.text(), check(&document, &outline, lang));
        lines(&source.name(), &document, found.into_iter().filter(wanted))
    };
    match format {
        CheckFormat::Sarif => sarif::write_head(lang, out)?,
        CheckFormat::Csv => write_csv_row(&COLUMNS, out)?,
        CheckFormat::Text | CheckFormat::Jsonl => {}
    }
    let mut counts = [0_usize; 3];
    let status = parallel::for_each(sources(paths), settings, look, |lines| {
        for line in &lines {
            let first = counts.iter().sum::<usize>() == 0;
            if let Some(count) = counts.get_mut(line.grade as usize) {
                *count += 1;
            }
            match format {
                CheckFormat::Text => write_text(line, lang, out)?,
                CheckFormat::Jsonl => write_json_line(line, out)?,
                CheckFormat::Csv => write_row(line, out)?,
                CheckFormat::Sarif => sarif::write_result(line, first, out)?,
            }
        }
        Ok(())
    })?;
    if format == CheckFormat::Sarif {
        sarif::write_tail(out)?;
    }
    if format == CheckFormat::Text && out.is_terminal() {
        out.flush()?;
        complain(&summary(counts, lang));
    }
    Ok(if counts.iter().sum::<usize>() > 0 { status.max(Status::NoMatch) } else { status })
}

/// The findings on one text, with their places.
fn lines(path: &str, document: &Document, found: impl Iterator<Item = Finding>) -> Vec<Line> {
    let text = document.text();
    let exact = matches!(document.origin().format, Format::Txt | Format::Markdown);
    let mut positions = document.positions();
    found
        .map(|f| {
            let position = positions.at(f.span.start);
            let about = f.rule.about();
            let words = f.span.of(text);
            Line {
                path: path.to_owned(),
                line: position.line,
                col: position.col,
                len: words.chars().count(),
                rule: about.id,
                level: f.level.name(),
                clause: about.clause,
                message: f.message,
                suggestion: f.suggestion,
                text: words.to_owned(),
                exact: exact && !words.contains('\n'),
                replacement: f.replacement,
                about: f.rule,
                grade: f.level,
            }
        })
        .collect()
}

/// The names of the columns of a table: the fields of [`Line`].
const COLUMNS: [&str; 11] = [
    "path",
    "line",
    "col",
    "len",
    "rule",
    "level",
    "clause",
    "message",
    "suggestion",
    "text",
    "replacement",
];

/// Writes a finding as a row of a table.
fn write_row(of: &Line, out: &mut Output) -> io::Result<()> {
    let [line, col, len] = [of.line, of.col, of.len].map(|number| number.to_string());
    let (message, suggestion, text) = (&of.message, &of.suggestion, one_line(&of.text));
    let replacement = of.replacement.as_deref().unwrap_or_default();
    let place: [&str; 4] = [&of.path, &line, &col, &len];
    let said: [&str; 7] = [of.rule, of.level, of.clause, message, suggestion, &text, replacement];
    write_csv_row(&[&place[..], &said[..]].concat(), out)
}

/// `讲话稿.txt:12:1: 错误：……；…… [number-gap]`, as compilers write and editors read.
fn write_text(line: &Line, lang: Lang, out: &mut Output) -> io::Result<()> {
    let Line { path, message, suggestion, rule, clause, .. } = line;
    let (colon, stop) = (lang.pick("：", ": "), lang.pick("；", "; "));
    let level = line.grade.words(lang);
    let stop = if suggestion.is_empty() { "" } else { stop };
    let gap = if clause.is_empty() { "" } else { " " };
    let place = format!("{path}:{}:{}:", line.line, line.col + 1);
    let text = format!("{place} {level}{colon}{message}{stop}{suggestion} [{rule}{gap}{clause}]");
    writeln!(out, "{}", visible(&text))
}

fn summary(counts: [usize; 3], lang: Lang) -> String {
    let [hints, warnings, errors] = counts;
    match lang {
        Lang::Zh if hints + warnings + errors == 0 => "没有发现问题".to_owned(),
        Lang::En if hints + warnings + errors == 0 => "no faults found".to_owned(),
        Lang::Zh => format!("错误 {errors} 处，警告 {warnings} 处，提示 {hints} 处"),
        Lang::En => format!("errors: {errors}, warnings: {warnings}, hints: {hints}"),
    }
}

/// The table of rules, each at the level that it has by the settings.
fn list_rules(policy: &Policy, lang: Lang, out: &mut Output) -> io::Result<()> {
    for about in RULES {
        let level = level_name(policy, about.rule);
        writeln!(out, "{:<18} {level:<8} {}", about.id, about.words(lang))?;
        if !about.clause.is_empty() {
            writeln!(out, "{:27} {}", "", about.clause)?;
        }
    }
    Ok(())
}

/// One past the last column of a line's place, from 1.
const fn end_column(line: &Line) -> usize {
    line.col + 1 + line.len
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_the_source() {
        let document = Document::from_lines("\n　　要把“三农工作抓在手上。\n");
        let found = check(&document, &crate::outline::parse(&document), Lang::Zh);
        let lines = lines("a.txt", &document, found.into_iter());
        assert_eq!(lines.len(), 1);
        let line = lines.first().unwrap();
        assert_eq!((line.line, line.col, line.len, line.text.as_str()), (2, 4, 1, "“"));
    }
}
