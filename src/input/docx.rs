//! Reads Word documents (ECMA-376).
//!
//! In: the parts of a docx. Out: a [`Document`] with the headings that styles and outline levels declare and
//! the automatic numbers that Word would show. Tables and text boxes stand in their places, notes at the
//! end. A line of the source is a paragraph of the file (`w:p`), counted from 1.

mod body;
mod look;
mod numbering;
mod styles;
#[cfg(test)]
mod tests;

use body::{Body, Para, Walk};
pub(super) use look::Face;
use look::Tally;
use numbering::Numbering;
use styles::Styles;

use super::package::{self, Package};
use super::xml::{Event, Parser};
use crate::document::{Builder, Document, Format, Origin, Paragraph, Role};
use crate::error::{ErrorKind, Fault};

/// The name of the format in errors.
const NAME: &str = "docx";

/// Whether `package` is a Word document.
pub(super) fn is(package: &Package) -> bool {
    package.has("word/document.xml")
        || (package.has("_rels/.rels")
            && !package.has("xl/workbook.xml")
            && !package.has("ppt/presentation.xml"))
        || package.has("word/styles.xml")
}

/// Reads a Word document.
pub(super) fn read(mut package: Package) -> Result<Document, ErrorKind> {
    parts(&mut package).map_err(|fault| ErrorKind::Damaged(NAME, fault))
}

/// Reads the parts that matter: styles, numbering, the main part, and those with the notes it refers to.
fn parts(package: &mut Package) -> Result<Document, Fault> {
    let main = main_part(package)?;
    let related = Related::read(package, &main)?;
    let mut styles = match related.part(package, "styles", "styles.xml", &main)? {
        Some(xml) => Styles::read(&xml)?,
        None => Styles::default(),
    };
    let mut numbering = match related.part(package, "numbering", "numbering.xml", &main)? {
        Some(xml) => Numbering::read(&xml)?,
        None => Numbering::default(),
    };
    let xml = package.xml(&main)?.ok_or(Fault::Missing)?;
    let body = Walk::read(&xml, &mut styles, &mut numbering)?;
    drop(xml);
    let mut notes = Vec::new();
    for (kind, name, mark) in
        [("footnotes", "footnotes.xml", ""), ("endnotes", "endnotes.xml", "e")]
    {
        if body.notes.iter().any(|id| id.starts_with('e') != mark.is_empty())
            && let Some(xml) = related.part(package, kind, name, &main)?
        {
            notes.push((mark, Walk::read(&xml, &mut styles, &mut numbering)?));
        }
    }
    Ok(assemble(body, notes))
}

/// The name of the main part: the one that `_rels/.rels` names, or else the usual one.
fn main_part(package: &mut Package) -> Result<String, Fault> {
    const USUAL: &str = "word/document.xml";
    if let Some(xml) = package.xml("_rels/.rels")? {
        for relation in relations(&xml)? {
            if relation.kind == "officeDocument" {
                if relation.external {
                    return Err(Fault::Outside);
                }
                return package::resolve("", &relation.target).ok_or(Fault::Outside);
            }
        }
    }
    Ok(USUAL.to_owned())
}

/// A relationship: a part, or something outside the package, that another part refers to (ECMA-376 part 2).
struct Relation {
    /// The last segment of its type, such as `styles`.
    kind: String,
    target: String,
    external: bool,
}

/// Reads a part of relationships.
fn relations(xml: &str) -> Result<Vec<Relation>, Fault> {
    let mut out = Vec::new();
    let mut parser = Parser::new(xml);
    while let Some(event) = parser.next()? {
        if let Event::Open(tag) = event
            && tag.local() == "Relationship"
        {
            let kind = tag.attr("Type").unwrap_or_default();
            out.push(Relation {
                kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                target: tag.attr("Target").unwrap_or_default(),
                external: tag.attr("TargetMode").is_some_and(|m| m == "External"),
            });
        }
    }
    Ok(out)
}

/// The parts that the main part refers to.
struct Related(Vec<Relation>);

impl Related {
    /// Reads the relationships of the part `main`.
    fn read(package: &mut Package, main: &str) -> Result<Self, Fault> {
        let (folder, file) = main.rsplit_once('/').unwrap_or(("", main));
        let slash = if folder.is_empty() { "" } else { "/" };
        let name = format!("{folder}{slash}_rels/{file}.rels");
        let xml = package.xml(&name)?;
        Ok(Self(xml.map_or(Ok(Vec::new()), |xml| relations(&xml))?))
    }

    /// The XML of the part of `kind`; if no relationship names one, that of the part named `usual` beside
    /// the main part.
    fn part(
        &self,
        package: &mut Package,
        kind: &str,
        usual: &str,
        main: &str,
    ) -> Result<Option<String>, Fault> {
        let named = self.0.iter().find(|r| r.kind == kind && !r.external);
        let target = named.map_or(usual, |r| r.target.as_str());
        match package::resolve(main, target) {
            Some(name) => package.xml(&name),
            None => Ok(None),
        }
    }
}

/// Puts the document together: the paragraphs of the main part, then the notes in the order in which it
/// refers to them. `notes` holds the parts with notes, each with the prefix of its ids in [`Body::notes`].
fn assemble(body: Body, notes: Vec<(&str, Body)>) -> Document {
    let mut all = Tally::default();
    for para in &body.paragraphs {
        all.merge(para.tally);
    }
    let mut builder = Builder::default();
    for para in body.paragraphs {
        push(&mut builder, para, all);
    }
    let mut line = body.count;
    for (number, id) in body.notes.iter().enumerate() {
        let found = notes.iter().find_map(|(mark, notes)| {
            let id = id.strip_prefix(mark)?;
            let at = notes.starts.iter().position(|(i, _)| i == id)?;
            let (_, from) = notes.starts.get(at)?;
            let to = notes.starts.get(at + 1).map_or(notes.paragraphs.len(), |(_, to)| *to);
            notes.paragraphs.get(*from..to)
        });
        for (i, para) in found.unwrap_or_default().iter().enumerate() {
            line += 1;
            if i == 0 {
                builder.text(&format!("[{}] ", number + 1), line, 0);
            }
            for piece in &para.pieces {
                builder.text(&piece.text, line, piece.col);
            }
            builder.end(Paragraph { role: Role::Furniture, ..Paragraph::default() });
        }
    }
    builder.finish(Origin { format: Format::Docx, encoding: "UTF-8", ..Origin::default() })
}

/// Appends a paragraph, or several, if it has line breaks. `all` is the look of the whole text.
fn push(builder: &mut Builder, para: Para, all: Tally) {
    let emphasis = para.tally.emphasis(para.centred, all);
    let like = |numbered| Paragraph { role: para.role, numbered, emphasis, ..Paragraph::default() };
    // A title may have line breaks for looks, and is still one paragraph.
    let one = para.centred || matches!(para.role, Role::Title | Role::Heading(_) | Role::Table);
    let mut numbered = para.numbered;
    for piece in &para.pieces {
        let mut col = piece.col;
        for (i, text) in piece.text.split('\n').enumerate() {
            if i > 0 && !one {
                builder.end(like(numbered));
                numbered = false;
            }
            builder.text(text, piece.line, col);
            col += text.chars().count() + 1;
        }
    }
    builder.end(like(numbered));
}
