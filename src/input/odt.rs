//! Reads `OpenDocument` texts.
//!
//! In: the parts of an odt. Out: a [`Document`] with headings by outline level, and with the labels of lists
//! (ODF 1.3, part 3, 19.880 ff.). A line of the source is a paragraph or heading of the file, counted from 1.

mod lists;
#[cfg(test)]
mod tests;

use lists::{Lists, Styles};

use super::package::Package;
use super::xml::{Event, Parser, Tag};
use crate::document::{Builder, Document, Format, Origin, Paragraph, Role};
use crate::error::{ErrorKind, Fault};

/// The most blanks that one element can stand for.
const MOST_BLANKS: usize = 80;

/// Whether `package` is an odt.
pub(super) fn is(package: &Package) -> bool {
    package.has("content.xml") && package.kind().is_none_or(|kind| kind.contains("text"))
}

/// Reads an odt.
pub(super) fn read(mut package: Package) -> Result<Document, ErrorKind> {
    parts(&mut package).map_err(|fault| ErrorKind::Damaged("odt", fault))
}

/// Reads the styles and the content.
fn parts(package: &mut Package) -> Result<Document, Fault> {
    let mut styles = Styles::default();
    if let Some(xml) = package.xml("styles.xml")? {
        styles.read(&xml)?;
    }
    let xml = package.xml("content.xml")?.ok_or(Fault::Missing)?;
    styles.read(&xml)?;
    let mut walk = Walk {
        lists: Lists::new(&styles),
        styles: &styles,
        builder: Builder::default(),
        path: Vec::new(),
        skip: None,
        line: 0,
        paragraphs: Vec::new(),
        rows: Vec::new(),
        inner: Vec::new(),
        in_note: 0,
    };
    let mut parser = Parser::new(&xml);
    while let Some(event) = parser.next()? {
        match event {
            Event::Open(tag) => walk.open(&tag),
            Event::Close => walk.close(),
            Event::Text(text) => walk.text(&text),
        }
    }
    let origin = Origin { format: Format::Odt, encoding: "UTF-8", ..Origin::default() };
    Ok(walk.builder.finish(origin))
}

/// An open or finished paragraph.
#[derive(Default)]
struct Para {
    /// Its number in the file, from 1.
    line: usize,
    text: String,
    role: Role,
    /// Whether a computed number stands at its start.
    numbered: bool,
}

/// The elements that matter when they end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Name {
    Paragraph,
    List,
    Row,
    Note,
    Other,
}

/// The state of reading the content.
struct Walk<'a> {
    styles: &'a Styles,
    lists: Lists<'a>,
    builder: Builder,
    /// The open elements, outermost first.
    path: Vec<Name>,
    /// Depth of the open element that is skipped.
    skip: Option<usize>,
    /// How many paragraphs and headings have begun.
    line: usize,
    /// The open paragraphs, outermost first; notes and text boxes stand inside others.
    paragraphs: Vec<Para>,
    /// For each open row, the finished paragraphs of its cells.
    rows: Vec<Vec<Vec<Para>>>,
    /// Finished paragraphs of notes and text boxes, until the paragraph or row around them ends.
    inner: Vec<Para>,
    /// How many notes are open.
    in_note: usize,
}

impl Walk<'_> {
    fn open(&mut self, tag: &Tag<'_>) {
        let depth = self.path.len();
        let mut name = Name::Other;
        if tag.prefix() == "text" && matches!(tag.local(), "p" | "h") {
            self.line += 1;
        }
        if self.skip.is_none() {
            match (tag.prefix(), tag.local()) {
                ("text", local @ ("p" | "h")) => {
                    let para = self.begin(tag, local == "h");
                    self.paragraphs.push(para);
                    name = Name::Paragraph;
                }
                ("text", "list") => {
                    self.lists.open(tag);
                    name = Name::List;
                }
                ("text", "list-item") => self.lists.item(tag),
                ("text", "s") => {
                    let count = tag.attr("c").and_then(|c| c.parse().ok()).unwrap_or(1);
                    self.text(&" ".repeat(usize::min(count, MOST_BLANKS)));
                }
                ("text", "tab") => self.text("\t"),
                ("text", "line-break") => self.text("\n"),
                ("text", "note") => {
                    self.in_note += 1;
                    name = Name::Note;
                }
                // Deleted text, sources of indexes, comments, and descriptions of pictures.
                (
                    "text",
                    "tracked-changes"
                    | "ruby-text"
                    | "note-citation"
                    | "index-title-template"
                    | "table-of-content-source",
                )
                | (
                    "office",
                    "annotation" | "annotation-end" | "forms" | "font-face-decls"
                    | "automatic-styles",
                )
                | ("svg", "title" | "desc") => self.skip = Some(depth),
                ("table", "table-row") => {
                    self.rows.push(Vec::new());
                    name = Name::Row;
                }
                ("table", "table-cell" | "covered-table-cell") => {
                    if let Some(row) = self.rows.last_mut() {
                        row.push(Vec::new());
                    }
                }
                _ => {}
            }
        }
        self.path.push(name);
    }

    /// Begins a paragraph or heading, with its label.
    fn begin(&mut self, tag: &Tag<'_>, heading: bool) -> Para {
        let style = tag.attr("style-name").unwrap_or_default();
        let level = tag.attr("outline-level").and_then(|l| l.parse().ok());
        let role = match (heading, level) {
            (true, level) => Role::Heading(level.unwrap_or(1).clamp(1, 10)),
            (false, _) => self.styles.role(&style),
        };
        let label = match role {
            Role::Heading(level) if heading && !self.lists.is_open() => {
                let off = tag.attr("is-list-header").is_some_and(|v| v == "true");
                (!off).then(|| self.lists.outline(usize::from(level) - 1)).flatten()
            }
            _ => self.lists.label(),
        };
        let numbered = label.as_ref().is_some_and(|l| !l.starts_with('•'));
        Para { line: self.line, text: label.unwrap_or_default(), role, numbered }
    }

    fn text(&mut self, text: &str) {
        if self.skip.is_some() {
            return;
        }
        let Some(para) = self.paragraphs.last_mut() else { return };
        for c in text.chars() {
            // White space collapses (ODF 1.3, part 3, 6.1.2); blanks, tabs and line ends that are meant
            // are elements, and come here as single characters or as blanks alone.
            match c {
                ' ' | '\t' | '\n' | '\r' if text.len() > 1 || c == ' ' => {
                    if !para.text.ends_with(' ') || text.chars().all(|c| c == ' ') {
                        para.text.push(' ');
                    }
                }
                c => para.text.push(c),
            }
        }
    }

    fn close(&mut self) {
        let Some(name) = self.path.pop() else { return };
        if self.skip == Some(self.path.len()) {
            self.skip = None;
        }
        match name {
            Name::Paragraph => {
                if let Some(para) = self.paragraphs.pop() {
                    self.end(para);
                }
            }
            Name::List => self.lists.close(),
            Name::Row => self.end_row(),
            Name::Note => self.in_note = self.in_note.saturating_sub(1),
            Name::Other => {}
        }
    }

    /// Hands a finished paragraph to what stands around it.
    fn end(&mut self, mut para: Para) {
        if !self.paragraphs.is_empty() {
            if self.in_note > 0 {
                para.role = Role::Furniture;
            }
            self.inner.push(para);
        } else if let Some(cell) = self.rows.last_mut().and_then(|row| row.last_mut()) {
            cell.push(para);
        } else {
            self.push(&para);
            self.push_inner();
        }
    }

    /// Appends the notes and text boxes of a paragraph or row after it.
    fn push_inner(&mut self) {
        for para in std::mem::take(&mut self.inner) {
            self.push(&para);
        }
    }

    /// Appends a paragraph to the document, or several, if it has line breaks.
    fn push(&mut self, para: &Para) {
        let one = matches!(para.role, Role::Heading(_) | Role::Title | Role::Table);
        let mut like =
            Paragraph { role: para.role, numbered: para.numbered, ..Paragraph::default() };
        let mut col = 0;
        for (i, line) in para.text.split('\n').enumerate() {
            if i > 0 && !one {
                self.builder.end(like);
                like.numbered = false;
            }
            self.builder.text(line, para.line, col);
            col += line.chars().count() + 1;
        }
        self.builder.end(like);
    }

    /// Ends a row. One with a single filled cell, or in another table, only frames text.
    fn end_row(&mut self) {
        let Some(mut cells) = self.rows.pop() else { return };
        for cell in &mut cells {
            cell.retain(|p| !p.text.trim().is_empty());
        }
        let filled = cells.iter().filter(|c| !c.is_empty()).count();
        if filled <= 1 || !self.rows.is_empty() {
            for para in cells.into_iter().flatten() {
                self.end(para);
            }
            return;
        }
        for (i, cell) in cells.iter().enumerate() {
            for (j, para) in cell.iter().enumerate() {
                if i + j > 0 {
                    self.builder.text(if j > 0 { " " } else { "\t" }, para.line, 0);
                }
                self.builder.text(&para.text, para.line, 0);
            }
        }
        self.builder.end(Paragraph { role: Role::Table, ..Paragraph::default() });
        self.push_inner();
    }
}
