//! Exporting outlines and whole texts to the formats of other programs.
//!
//! In: documents with their outlines, one after the other. Out: bytes on a writer. [`Exporter`] writes
//! outlines in a [`Format`], [`write_whole`] a whole text in a [`WholeFormat`]. Each format writes node by
//! node, holds no more than one document in memory and never recurses, so that a corpus streams through
//! and a tree of any depth takes linear time.

mod csv;
mod ctags;
mod entry;
mod freemind;
mod html;
mod json;
mod markdown;
mod opml;
mod org;
mod select;
mod symbols;
mod tree;
mod whole;

use std::io::{self, Write};

use crate::document::Document;
use crate::outline::Outline;
use crate::search::address::Addresses;
use crate::text::{Ambiguous, Cells};

pub use csv::write_row as write_csv_row;
pub use entry::{Entry, entries, sizes};
pub use json::write_line as write_json_line;
pub use markdown::write_list;
pub use select::select;
pub use whole::{WHOLE_FORMATS, WholeFormat, write_whole};

/// A format in which an outline is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Lines for people: indent, number, title, size.
    #[default]
    Tree,
    /// One JSON object a line, in reading order.
    Jsonl,
    /// One JSON object, nodes nested.
    Json,
    /// A row for each node, for spreadsheets.
    Csv,
    /// Markdown: headings, and lists below the sixth level.
    Markdown,
    /// OPML 2.0, for mind maps.
    Opml,
    /// Emacs Org.
    Org,
    /// A tags file, for editors.
    Ctags,
    /// A tags file for windows that show tags as a tree (tagbar).
    Tagbar,
    /// Freemind, for mind maps.
    Freemind,
    /// A web page that folds.
    Html,
    /// Symbols of the Language Server Protocol, for editors.
    Symbols,
}

impl Format {
    /// Whether it writes the address of each section.
    #[must_use]
    pub const fn has_addresses(self) -> bool {
        matches!(self, Self::Jsonl | Self::Json | Self::Csv)
    }
}

/// Names of the formats on the command line.
pub const FORMATS: &[(&str, Format)] = &[
    ("tree", Format::Tree),
    ("jsonl", Format::Jsonl),
    ("json", Format::Json),
    ("csv", Format::Csv),
    ("md", Format::Markdown),
    ("opml", Format::Opml),
    ("org", Format::Org),
    ("ctags", Format::Ctags),
    ("tagbar", Format::Tagbar),
    ("mm", Format::Freemind),
    ("html", Format::Html),
    ("symbols", Format::Symbols),
];

/// How lines for people are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Where the column of sizes ends.
    pub width: Cells,
    /// Width of ambiguous characters.
    pub ambiguous: Ambiguous,
    /// Whether a title that does not fit is cut.
    pub cut: bool,
}

impl Default for Layout {
    fn default() -> Self {
        Self { width: Cells(80), ambiguous: Ambiguous::Narrow, cut: false }
    }
}

/// Writes the outlines of one document or many.
pub struct Exporter<'w> {
    format: Format,
    layout: Layout,
    /// Whether each document is named in the output.
    many: bool,
    count: usize,
    out: &'w mut dyn Write,
}

impl<'w> Exporter<'w> {
    /// An exporter to `out`; with `many`, each document is named.
    pub fn new(format: Format, layout: Layout, many: bool, out: &'w mut dyn Write) -> Self {
        Self { format, layout, many, count: 0, out }
    }

    /// Writes one more document, known by `path`. Of an `outline` that is a part of another, the `addresses`
    /// are those of the whole.
    ///
    /// # Errors
    /// What the writer said.
    pub fn add(
        &mut self,
        path: &str,
        document: &Document,
        outline: &Outline,
        addresses: &Addresses,
    ) -> io::Result<()> {
        let first = self.count == 0;
        self.count += 1;
        let named = self.many.then_some(path);
        let out = &mut *self.out;
        match self.format {
            Format::Tree => tree::write(named, first, self.layout, document, outline, out),
            Format::Jsonl => json::write_lines(named, document, outline, addresses, out),
            Format::Json => {
                out.write_all(if first { json::HEAD } else { json::BETWEEN })?;
                json::write_nested(path, document, outline, addresses, out)
            }
            Format::Csv => {
                if first {
                    csv::write_head(self.many, out)?;
                }
                csv::write(named, document, outline, addresses, out)
            }
            Format::Markdown => markdown::write(named, first, document, outline, out),
            Format::Opml => {
                if first {
                    opml::write_head(&title(path, document, outline), out)?;
                }
                opml::write(named, document, outline, out)
            }
            Format::Org => org::write(named, document, outline, out),
            Format::Freemind => {
                let alone = named.is_none() && outline.children(None).count() == 1;
                if first {
                    let name = if alone { title(path, document, outline) } else { path.to_owned() };
                    freemind::write_head(&name, out)?;
                }
                freemind::write(named, alone, document, outline, out)
            }
            Format::Html => {
                if first {
                    whole::write_head(&title(path, document, outline), out)?;
                }
                html::write(named, document, outline, out)
            }
            Format::Symbols => {
                out.write_all(if first { symbols::HEAD } else { symbols::BETWEEN })?;
                symbols::write_file(path, document, outline, out)
            }
            Format::Ctags | Format::Tagbar => {
                if first {
                    out.write_all(ctags::HEAD)?;
                }
                let window = self.format == Format::Tagbar;
                let reader = if window { ctags::Reader::Window } else { ctags::Reader::Any };
                ctags::write(reader, path, document, outline, out)
            }
        }
    }

    /// Writes the end of the output; nothing if there was no document.
    ///
    /// # Errors
    /// What the writer said.
    pub fn finish(self) -> io::Result<()> {
        match self.format {
            _ if self.count == 0 => Ok(()),
            Format::Json => self.out.write_all(json::TAIL),
            Format::Opml => self.out.write_all(opml::TAIL),
            Format::Freemind => self.out.write_all(freemind::TAIL),
            Format::Html => self.out.write_all(whole::TAIL),
            Format::Symbols => self.out.write_all(symbols::TAIL),
            _ => Ok(()),
        }
    }
}

impl std::fmt::Debug for Exporter<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Exporter")
            .field("format", &self.format)
            .field("count", &self.count)
            .finish()
    }
}

/// The title of the first speech, or else the name of the file.
fn title(path: &str, document: &Document, outline: &Outline) -> String {
    let first = entries(document, outline).next();
    let title = first.filter(|e| e.kind == "title");
    title.map_or_else(|| file_name(path).to_owned(), |e| e.label().into_owned())
}

/// The name of a file without its folders and its ending: they are nothing to those who get what is made of
/// it.
fn file_name(path: &str) -> &str {
    let stem = std::path::Path::new(path).file_stem().and_then(std::ffi::OsStr::to_str);
    stem.unwrap_or(path)
}
