//! What the start tag of each element means.
//!
//! In: a [`Tag`] and the element around it. Out: its [`Name`] for the path, and the [`Walk`], changed: a
//! property noted, a container opened, or an element marked to be skipped.

use super::{Container, Frame, Name, Walk};
use crate::document::Role;
use crate::input::docx::look::Look;
use crate::input::docx::styles::is_centre;
use crate::input::xml::Tag;

impl Walk<'_> {
    /// Whether an element is Word's own, and not one of a drawing, say.
    pub(super) fn is_own(&self, tag: &Tag<'_>) -> bool {
        tag.prefix() == self.prefix
    }

    /// Begins an element of another namespace: of a drawing, a formula, or a choice of alternatives.
    pub(super) fn open_other(&mut self, tag: &Tag<'_>) -> Name {
        match tag.local() {
            "AlternateContent" => {
                self.taken.push(false);
                return Name::Alternate;
            }
            "Choice" | "Fallback" => match self.taken.last_mut() {
                Some(taken) if *taken => self.skip = Some(self.path.len()),
                Some(taken) => *taken = true,
                None => {}
            },
            // The text of a formula. That of a drawing is a label in a picture, and left out.
            "t" if tag.prefix() == "m" => return Name::Text,
            _ => {}
        }
        Name::Other
    }

    /// Begins an element of Word's own.
    pub(super) fn open_own(&mut self, tag: &Tag<'_>, parent: Name) -> Name {
        match tag.local() {
            "p" => {
                let line = self.out.count;
                let carried = std::mem::take(&mut self.carried);
                let contents = self.in_contents();
                let frame = Frame { line, carried, contents, ..Frame::default() };
                self.containers.push(Container::Paragraph(Box::new(frame)));
                return Name::Paragraph;
            }
            "pPr" if parent == Name::Paragraph => return Name::ParagraphProperties,
            "rPr" => {
                if let Some(frame) = self.frame()
                    && parent == Name::Run
                {
                    frame.run = Look::default();
                }
                return Name::RunProperties;
            }
            "numPr" => return Name::NumberProperties,
            "trPr" => return Name::RowProperties,
            "r" => {
                if let Some(frame) = self.frame() {
                    frame.run = Look::default();
                    frame.run_style = None;
                    frame.run_look = None;
                }
                return Name::Run;
            }
            "t" => return Name::Text,
            "instrText" => return Name::Code,
            "tr" => {
                self.containers.push(Container::Row {
                    cells: Vec::new(),
                    nested: false,
                    deleted: false,
                });
                return Name::Row;
            }
            "tc" => {
                if let Some(Container::Row { cells, .. }) = self.containers.last_mut() {
                    cells.push(Vec::new());
                }
            }
            "footnote" | "endnote" => self.open_note(tag),
            _ => match parent {
                Name::ParagraphProperties | Name::NumberProperties => {
                    self.paragraph_property(tag);
                    return Name::Property;
                }
                Name::RunProperties => {
                    self.run_property(tag);
                    return Name::Property;
                }
                Name::RowProperties => {
                    if tag.local() == "del"
                        && let Some(Container::Row { deleted, .. }) = self.containers.last_mut()
                    {
                        *deleted = true;
                    }
                    return Name::Property;
                }
                Name::Property => return Name::Property,
                _ => self.content(tag),
            },
        }
        Name::Other
    }

    /// Begins a note in a part with notes. The lines that separate notes from the text are stored as notes
    /// of a special type, and skipped.
    fn open_note(&mut self, tag: &Tag<'_>) {
        if tag.attr("type").is_some_and(|t| t != "normal") {
            self.skip = Some(self.path.len());
        } else {
            let first = self.out.paragraphs.len();
            self.out.starts.push((tag.attr("id").unwrap_or_default(), first));
        }
    }

    fn paragraph_property(&mut self, tag: &Tag<'_>) {
        if matches!(tag.local(), "pPrChange" | "sectPr") {
            self.skip = Some(self.path.len());
            return;
        }
        let Some(frame) = self.frame() else { return };
        match tag.local() {
            "pStyle" => frame.style = tag.val(),
            "outlineLvl" => frame.outline = tag.val().and_then(|v| v.parse().ok()),
            "jc" => frame.centred = Some(is_centre(tag)),
            _ => frame.list.note(tag),
        }
    }

    fn run_property(&mut self, tag: &Tag<'_>) {
        if tag.local() == "rPrChange" {
            self.skip = Some(self.path.len());
            return;
        }
        // Run properties directly within those of the paragraph are those of its paragraph mark.
        let depth = self.path.len();
        let of_mark = depth >= 2 && self.path.get(depth - 2) == Some(&Name::ParagraphProperties);
        let Some(frame) = self.frame() else { return };
        match (of_mark, tag.local()) {
            (true, "del" | "moveFrom") => frame.runs_on = true,
            (true, "vanish") => frame.runs_on |= tag.is_on(),
            (true, _) => {}
            (false, "rStyle") => frame.run_style = tag.val(),
            (false, _) => frame.run.note(tag),
        }
    }

    /// Begins an element in the text of a paragraph.
    fn content(&mut self, tag: &Tag<'_>) {
        match tag.local() {
            "del" | "moveFrom" | "delText" | "delInstrText" | "rt" | "sectPr" | "tblPr"
            | "tblGrid" | "tcPr" | "rubyPr" => self.skip = Some(self.path.len()),
            "tab" | "ptab" => self.push("\t"),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "fldChar" => self.field(tag.attr("fldCharType").as_deref()),
            "docPartGallery" if tag.val().is_some_and(|v| v == "Table of Contents") => {
                // In `sdt/sdtPr/docPartObj`.
                self.contents = Some(self.path.len().saturating_sub(3));
            }
            "footnoteReference" => self.note_reference(tag, ""),
            "endnoteReference" => self.note_reference(tag, "e"),
            _ => {}
        }
    }

    /// Notes a reference to a note and, in body text, shows its number.
    fn note_reference(&mut self, tag: &Tag<'_>, kind: &str) {
        self.settle();
        let plain = self
            .frame()
            .and_then(|f| f.settled.as_ref())
            .is_some_and(|s| s.role == Role::Body && s.label.is_none() && !s.centred);
        self.out.notes.push(format!("{kind}{}", tag.attr("id").unwrap_or_default()));
        // The number of a note would spoil a heading.
        if plain {
            let number = format!("[{}]", self.out.notes.len());
            self.push(&number);
        }
    }
}
