//! `gangmu cat`: the text as the reader sets it, one row a line.

use std::borrow::Cow;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::args::{CatCommand, Settings};
use super::config::Loaded;
use super::output::{Output, columns};
use super::{Status, complain, for_each, is_interactive, opening, sources};
use crate::app;
use crate::app::options::{self, Opt};
use crate::app::text::{Text, glosses};
use crate::document::{self, Document, Paragraph};
use crate::error::Error;
use crate::library::Source;
use crate::locale::Lang;
use crate::outline::rules::Rules;
use crate::outline::{self, NodeId, Outline};
use crate::search::{address, jump};
use crate::terminal::{self, Folders};
use crate::text::{Cells, Span};
use crate::typeset::{Anchor, Indent, Measure, Quotes, Setting};

/// Most texts of folders that are listed; of the folder one works in, where none is named.
const MOST: usize = 100_000;
const NEAR: usize = 5_000;
/// Cells right of the measure that a hanging stop takes.
const GUTTER: Cells = Cells(2);

/// Opens `paths` in the reader; prints their texts where there is no terminal to read on.
pub(super) fn read(
    paths: Vec<PathBuf>,
    settings: Settings,
    loaded: Loaded,
    out: &mut Output,
) -> io::Result<Status> {
    if let Some(name) = paths.first().and_then(|path| super::args::nearly(path)) {
        let typed = paths.first().map_or(Cow::default(), |path| path.to_string_lossy());
        complain(&match settings.lang {
            Lang::Zh => format!("没有 {typed} 这个文件，是不是命令 {name}？用法见 gangmu --help"),
            Lang::En => {
                format!("no file {typed}; did you mean the command {name}? see gangmu --help")
            }
        });
        return Ok(Status::Failed);
    }
    let (paths, start) = opening::meant(paths);
    if let Some(word) = opening::unknown_start(&paths) {
        complain(&match settings.lang {
            Lang::Zh => {
                format!("不认识 {word}；+ 之后可以写行号（+120）、G（末尾，+G）或 /字句（+/群众）")
            }
            Lang::En => {
                format!(
                    "{word} is not known; after + comes a line (+120), G for the end, or /words"
                )
            }
        });
        return Ok(Status::Failed);
    }
    if paths.is_empty() && start.is_some() {
        complain(settings.lang.pick(
            "没有写文件：+ 之后还要写文件名，如 gangmu +120 讲话稿.txt",
            "no file is named: + goes with one, as in gangmu +120 speech.txt",
        ));
        return Ok(Status::Failed);
    }
    if !is_interactive() {
        if paths.is_empty() && !is_something_to_print(settings.lang) {
            return Ok(Status::Failed);
        }
        return print(sources(paths), settings, out);
    }
    if paths.is_empty() {
        return Ok(open(Vec::new(), here(), settings, loaded));
    }
    let mut loaded = loaded;
    loaded.settings.start = start;
    // What cannot be opened is told before the screen is taken, and once more seen after it.
    let mut found = Vec::new();
    let mut status = Status::Done;
    let mut folders = Folders { most: MOST, ..Folders::default() };
    for path in paths {
        let is_folder = path.is_dir();
        let left_off = is_folder.then(|| super::state::left_off(&path, settings)).flatten();
        if is_folder {
            folders.roots.push(path.clone());
        }
        for source in left_off.map(Ok).into_iter().chain(sources(vec![path])) {
            match source.and_then(|source| source.check().map(|()| source)) {
                Ok(source) => {
                    // One text of the folders to begin with; the others are found meanwhile.
                    if !is_folder || found.is_empty() {
                        found.push(source);
                    }
                    if is_folder {
                        break;
                    }
                }
                Err(error) => {
                    complain(&error.message(settings.lang));
                    status = Status::Failed;
                }
            }
        }
    }
    if found.is_empty() {
        return Ok(status);
    }
    Ok(status.max(open(found, folders, settings, loaded)))
}

/// Whether anything is to be printed where no path is named and no terminal is there to read on:
/// the built-in speeches are for people who look on, not for a script whose input was empty.
fn is_something_to_print(lang: Lang) -> bool {
    match opening::input() {
        opening::Input::Terminal | opening::Input::Piped => true,
        opening::Input::Silent => false,
        opening::Input::Nothing => {
            complain(lang.pick(
                "没有写文件，标准输入里也没有文字；用法见 gangmu --help",
                "no file is named, and standard input is empty; see gangmu --help",
            ));
            false
        }
    }
}

/// Opens two versions side by side in the reader.
pub(super) fn compare(
    old: &Path,
    new: &Path,
    settings: Settings,
    mut loaded: Loaded,
) -> io::Result<Status> {
    let mut found = Vec::new();
    for path in [new, old] {
        let source = Source::named(path);
        match source.check() {
            Ok(()) => found.push(source),
            Err(error) => complain(&error.message(settings.lang)),
        }
    }
    if found.len() < 2 {
        return Ok(Status::Failed);
    }
    loaded.settings.compare = true;
    Ok(open(found, Folders::default(), settings, loaded))
}

/// The folder one works in, for the list; not where that would be all one has.
fn here() -> Folders {
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    let here = real(Path::new("."));
    let home = std::env::var_os("HOME").and_then(|home| real(Path::new(&home)));
    let all = here.is_none() || here == home || here.as_deref() == Some(Path::new("/"));
    let roots = if all { Vec::new() } else { vec![PathBuf::from(".")] };
    Folders { roots, most: NEAR }
}

/// Opens `sources` in the reader; the library where there is none.
fn open(sources: Vec<Source>, folders: Folders, settings: Settings, loaded: Loaded) -> Status {
    let notice = loaded.notice(settings.lang);
    let mut options = app::Settings {
        notice,
        reading: settings.reading,
        scheme: settings.scheme.or(loaded.settings.scheme),
        ..loaded.settings
    };
    if settings.plain {
        (options.plain, options.colour) = (true, false);
    }
    // What stands on the command line goes before what stands in the file.
    if let Some(ambiguous) = settings.ambiguous {
        (options.ambiguous, options.letters, options.probe) = (ambiguous, ambiguous, false);
    }
    match terminal::run(sources, folders, options, &super::state::keep(settings)) {
        Ok(()) => Status::Done,
        Err(error) => {
            complain(&error.message(settings.lang));
            Status::Failed
        }
    }
}

fn print(
    sources: impl Iterator<Item = Result<Source, Error>>,
    settings: Settings,
    out: &mut Output,
) -> io::Result<Status> {
    let measure = measure(None, settings);
    let mut first = true;
    for_each(sources, settings, |_, document| {
        if !std::mem::take(&mut first) {
            writeln!(out)?;
        }
        write_rows(document, &glosses(document), measure, out)
    })
}

/// The reader's own measure at `width`, or at the width of the output. There, the gutter in which
/// a stop may hang must fit too.
fn measure(width: Option<Cells>, settings: Settings) -> Measure {
    let width = width.unwrap_or_else(|| columns() - GUTTER);
    let measure = Measure::new(width.0.max(1)).with_ambiguous(settings.ambiguous());
    // The blanks that indent a paragraph and pad quotes on a screen would be blanks of the text in
    // a file: it keeps those that it has, and gets no others.
    Measure { indent: Indent::Source, quotes: Quotes::Tight, ..measure }
}

/// The look that the command asks for: of the reader, with the user's settings, for `--screen`.
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

/// The measure and the look of the command's page.
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
    let source = std::iter::once(Ok(Source::named(&command.path)));
    let mut found = Status::Done;
    let status = for_each(source, settings, |source, document| {
        let rules = settings.rules.of(source);
        let Some(address) = &command.section else {
            return if command.screen {
                write_screen(document.clone(), &rules, &chosen, measure, out)
            } else {
                write_rows(document, &glosses(document), measure, out)
            };
        };
        let outline = outline::parse_with(document, &rules);
        let node = resolve(document, &outline, address).and_then(|id| outline.get(id));
        let Some(node) = node else {
            complain(&match settings.lang {
                Lang::Zh => format!("{}：没有“{address}”这一节", source.name()),
                Lang::En => format!("{}: there is no section \"{address}\"", source.name()),
            });
            found = Status::NoMatch;
            return Ok(());
        };
        let part = excerpt(document, node.extent);
        if command.screen {
            return write_screen(part, &rules, &chosen, measure, out);
        }
        let hidden = glosses(document).into_iter().filter(|g| node.extent.contains(g.start));
        let start = node.extent.start;
        let hidden: Vec<_> = hidden.map(|g| Span::new(g.start - start, g.end - start)).collect();
        write_rows(&part, &hidden, measure, out)
    })?;
    Ok(status.max(found))
}

/// Writes `document` as the reader shows it: titles centred, punctuation as it is best shown, gaps
/// and numbers as `chosen` has them; page furniture in full.
fn write_screen(
    document: Document,
    rules: &Rules,
    chosen: &app::Settings,
    measure: Measure,
    out: &mut dyn Write,
) -> io::Result<()> {
    let outline = outline::parse_with(&document, rules);
    let text = Text::with_outline(document, outline);
    let mut layout = text.layout(measure);
    layout.set_hidden(&text.document, text.glosses.clone());
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

/// The section at `address`, or else the heading that the jump ranks first.
pub(super) fn resolve(document: &Document, outline: &Outline, address: &str) -> Option<NodeId> {
    if let Some(&id) = address::resolve(document, outline, address).first() {
        return Some(id);
    }
    let hits = jump::Index::new(document, outline).query(address, None, 1);
    hits.first().map(|hit| hit.node)
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
        // A blank line before the section is none of it.
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
