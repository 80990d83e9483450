//! `gangmu cat`: the typeset text, one row a line.

use std::io::{self, Write};

use super::args::{CatCommand, Settings};
use super::config::Loaded;
use super::output::{Output, columns};
use super::{Status, complain, for_each, opening, section};
use crate::app;
use crate::app::options::{self, Opt};
use crate::app::text::{Text, glosses};
use crate::document::{self, Document, Paragraph};
use crate::error::Error;
use crate::library::Source;
use crate::locale::Lang;
use crate::outline;
use crate::outline::rules::Rules;
use crate::text::{Cells, Span};
use crate::typeset::{Anchor, Hidden, Indent, Measure, Quotes, Setting};

/// Cells right of the measure that a hanging stop takes.
const GUTTER: Cells = Cells(2);

/// Prints the text of every source, with a blank line between them; the first from `line` of the source, where
/// one is named. It is what the reader prints where there is no terminal.
pub(super) fn print(
    sources: impl Iterator<Item = Result<Source, Error>>,
    line: Option<usize>,
    settings: Settings,
    out: &mut Output,
) -> io::Result<Status> {
    let measure = measure(None, settings);
    let mut first = true;
    for_each(sources, settings, |_, document| {
        let begins = std::mem::take(&mut first);
        if !begins {
            writeln!(out)?;
        }
        match line.filter(|_| begins) {
            Some(line) => write_part(document, from_line(document, line), measure, out),
            None => write_rows(document, &glosses(document), measure, out),
        }
    })
}

/// The default measure at `width`, or else at the width of the output less the gutter in which a stop may
/// hang.
fn measure(width: Option<Cells>, settings: Settings) -> Measure {
    let width = width.unwrap_or_else(|| columns() - GUTTER);
    let measure = Measure::new(width.0.max(1)).with_ambiguous(settings.ambiguous());
    // The blanks that indent a paragraph and pad quotes on a screen would be blanks of the text in
    // a file: it keeps those that it has, and gets no others.
    Measure { indent: Indent::Source, quotes: Quotes::Tight, ..measure }
}

/// The settings of the page: with `--screen` those of the reader, else the defaults; both with the
/// options of `--set`.
///
/// # Errors
/// A `--set` that names no option or no value.
fn look(command: &CatCommand, loaded: &Loaded) -> Result<app::Settings, String> {
    let usual = app::Settings { lang: loaded.settings.lang, ..app::Settings::default() };
    let mut settings = if command.screen { loaded.settings.clone() } else { usual };
    for set in &command.set {
        let (name, value) = set.split_once('=').unwrap_or((set, "on"));
        let opt = options::find(name.trim());
        if !opt.is_some_and(|opt| opt.set(&mut settings, value.trim())) {
            return Err(match (settings.lang, opt) {
                (Lang::Zh, None) => {
                    format!("没有选项 {name}；gangmu config --default 列有全部选项")
                }
                (Lang::En, None) => {
                    format!("no option {name}; gangmu config --default lists them all")
                }
                (Lang::Zh, Some(opt)) => {
                    format!("{name} 不接受 {value}，可以是 {}", opt.names(&settings))
                }
                (Lang::En, Some(opt)) => {
                    format!("{name} does not take {value}, only {}", opt.names(&settings))
                }
            });
        }
    }
    Ok(settings)
}

/// The measure to which the command sets the page.
fn page(command: &CatCommand, settings: Settings, chosen: &app::Settings) -> Measure {
    let plain = measure(command.width, settings);
    let mut page = chosen.look.measure(plain.width, plain.ambiguous, plain.letters);
    let named = |opt: Opt| command.set.iter().any(|set| set.starts_with(opt.choice().name));
    if !command.screen && !named(Opt::Indent) {
        page.indent = plain.indent;
    }
    if !command.screen && !named(Opt::Quotes) {
        page.quotes = plain.quotes;
    }
    page.level = command.level.unwrap_or(page.level);
    page.hang = command.hang.unwrap_or(page.hang);
    if !page.hang && command.width.is_none() {
        page.width = columns();
    }
    page
}

pub(super) fn run(
    command: &CatCommand,
    settings: Settings,
    loaded: &Loaded,
    out: &mut Output,
) -> io::Result<Status> {
    let chosen = match look(command, loaded) {
        Ok(chosen) => chosen,
        Err(why) => {
            complain(&why);
            return Ok(Status::Failed);
        }
    };
    let measure = page(command, settings, &chosen);
    let (file, line) = opening::place(&command.path);
    let source = std::iter::once(Ok(Source::named(&file)));
    let mut found = Status::Done;
    let status = for_each(source, settings, |source, document| {
        let rules = settings.rules.of(source);
        let extent = match (&command.section, line) {
            (Some(address), _) => {
                let outline = outline::parse_with(document, &rules);
                let lang = settings.lang;
                let Some(node) = section::find(address, source, document, &outline, lang) else {
                    found = Status::NoMatch;
                    return Ok(());
                };
                node.extent
            }
            (None, Some(line)) => from_line(document, line),
            (None, None) if command.screen => {
                return write_screen(document.clone(), &rules, &chosen, measure, out);
            }
            (None, None) => return write_rows(document, &glosses(document), measure, out),
        };
        if command.screen {
            return write_screen(excerpt(document, extent), &rules, &chosen, measure, out);
        }
        write_part(document, extent, measure, out)
    })?;
    Ok(status.max(found))
}

/// Writes the rows of `extent` of `document`.
fn write_part(
    document: &Document,
    extent: Span,
    measure: Measure,
    out: &mut dyn Write,
) -> io::Result<()> {
    let hidden = glosses(document).into_iter().filter(|g| extent.contains(g.start));
    let start = extent.start;
    let hidden: Vec<_> = hidden.map(|g| Span::new(g.start - start, g.end - start)).collect();
    write_rows(&excerpt(document, extent), &hidden, measure, out)
}

/// Writes `document` as the reader shows it: titles centred, punctuation as recommended, gaps and numbers
/// as in `chosen`; but page furniture in full.
fn write_screen(
    document: Document,
    rules: &Rules,
    chosen: &app::Settings,
    measure: Measure,
    out: &mut dyn Write,
) -> io::Result<()> {
    let outline = outline::parse_with(&document, rules);
    let text = Text::with_outline(document, outline);
    let hidden = Hidden { spans: text.glosses.clone(), ..Hidden::default() };
    let mut layout = text.layout(measure, hidden);
    let rows = layout.window(&text.document, Anchor::default(), usize::MAX);
    let setting = layout.setting(&text.document);
    let numbers = chosen.look.numbers;
    let cells = usize::from(text.number_cells(numbers));
    for (i, placed) in rows.iter().enumerate() {
        if i > 0 && chosen.look.row_gap {
            writeln!(out)?;
        }
        if placed.blank {
            writeln!(out)?;
            continue;
        }
        let number = text.number(placed.paragraph, numbers).filter(|_| placed.first);
        let number = number.map_or(String::new(), |number| number.to_string());
        let row = setting.printed(&placed.row);
        if cells == 0 {
            writeln!(out, "{row}")?;
        } else {
            writeln!(out, "{number:>0$}  {row}", cells.saturating_sub(1))?;
        }
    }
    Ok(())
}

/// From the paragraph that stands on `line` of the source to the end.
fn from_line(document: &Document, line: usize) -> Span {
    let paragraph = document.paragraphs().get(document.paragraph_at(document.byte_of_line(line)));
    let end = document.text().len();
    Span::new(paragraph.map_or(end, |p| p.span.start), end)
}

/// The part of `document` in `span`, as a document of its own.
fn excerpt(document: &Document, span: Span) -> Document {
    let mut positions = document.positions();
    let mut anchors = Vec::new();
    let mut paragraphs = Vec::new();
    for paragraph in document.paragraphs() {
        if !paragraph.span.overlaps(span) {
            continue;
        }
        let start = paragraph.span.start.max(span.start);
        let part = Span::new(start, paragraph.span.end.min(span.end));
        let (words, _) = crate::document::trim(part, document.text());
        let at = Span::new(words.start - span.start, words.end - span.start);
        let position = positions.at(words.start);
        anchors.push(document::Anchor::new(at.start, position.line, position.col));
        // A blank line before the section does not belong to it.
        let gap = paragraph.gap && !paragraphs.is_empty();
        paragraphs.push(Paragraph { span: at, gap, ..*paragraph });
    }
    Document::new(
        span.of(document.text()).to_owned(),
        paragraphs,
        anchors,
        document.origin().clone(),
    )
}

/// Writes every row of `document` as a line, without its `hidden` glosses.
fn write_rows(
    document: &Document,
    hidden: &[Span],
    measure: Measure,
    out: &mut dyn Write,
) -> io::Result<()> {
    let setting = Setting::new(document, measure).with_hidden(hidden);
    for row in setting.cat(0..document.paragraphs().len()) {
        writeln!(out, "{row}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_knows_where_its_words_stand() {
        let text = "前言。\n　　一、讲认识。一是高度。\n\n　　二是深度。\n后记。";
        let document = Document::from_lines(text);
        let start = text.find("一是").unwrap();
        let part = excerpt(&document, Span::new(start, text.find("后记").unwrap()));
        let words: Vec<_> = part.paragraphs().iter().map(|p| p.span.of(part.text())).collect();
        assert_eq!(words, ["一是高度。", "二是深度。"]);
        let places: Vec<_> = part
            .paragraphs()
            .iter()
            .map(|p| part.position(p.span.start))
            .map(|p| (p.line, p.col))
            .collect();
        assert_eq!(places, [(2, 8), (4, 2)]);
    }
}
