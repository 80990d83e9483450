//! Reads the paragraphs of a part of a docx.
//!
//! In: the XML of the main part or of the notes. Out: [`Para`]s in reading order, with tracked changes
//! accepted. Deleted and hidden text, the code of fields, and fallbacks are left out. There is no
//! recursion: open containers are kept on a stack.

mod close;
mod elements;
mod field;

use super::look::{Look, Tally};
use super::numbering::{Label, Numbering};
use super::styles::{ListPlace, Styles};
use crate::document::Role;
use crate::error::Fault;
use crate::input::xml::{Event, Parser, Tag};

use field::Field;

/// A piece of text, and its place in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// The paragraph's number in the part, from 1.
    pub(super) line: usize,
    /// Column in `char`s, from 0.
    pub(super) col: usize,
    /// The text; line ends in it are line breaks.
    pub(super) text: String,
}

/// A paragraph, or a row of a table.
#[derive(Clone, Debug, Default)]
pub(super) struct Para {
    pub(super) pieces: Vec<Piece>,
    pub(super) role: Role,
    /// Whether an automatic number was put before its words.
    pub(super) numbered: bool,
    pub(super) centred: bool,
    /// How its words look.
    pub(super) tally: Tally,
}

impl Para {
    fn is_blank(&self) -> bool {
        self.pieces.iter().all(|p| p.text.trim().is_empty())
    }
}

/// What a part holds.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// The paragraphs.
    pub(super) paragraphs: Vec<Para>,
    /// How many paragraphs the file has, shown or not.
    pub(super) count: usize,
    /// Ids of the notes that it refers to, in order; those of endnotes have an `e` before them.
    pub(super) notes: Vec<String>,
    /// In a part with notes: the id of each note, and the index of its first paragraph.
    pub(super) starts: Vec<(String, usize)>,
}

/// A paragraph that is being read.
#[derive(Default)]
struct Frame {
    /// Its number in the part, from 1.
    line: usize,
    /// Text of the paragraphs before it that run on into it.
    carried: Vec<Piece>,
    text: String,
    style: Option<String>,
    list: ListPlace,
    /// The outline level that it declares, from 0.
    outline: Option<u8>,
    centred: Option<bool>,
    /// Whether its paragraph mark is deleted or hidden, so that it runs on into the next paragraph.
    runs_on: bool,
    /// What its properties amount to; known once they are all read.
    settled: Option<Settled>,
    tally: Tally,
    /// The character style of the current run.
    run_style: Option<String>,
    /// The look that the current run declares itself.
    run: Look,
    /// The look of the current run with all styles, once computed.
    run_look: Option<Look>,
    /// Paragraphs of the text boxes in it, which follow it.
    after: Vec<Para>,
    /// Whether it belongs to a table of contents.
    contents: bool,
}

/// What the properties of a paragraph, with its styles, amount to.
struct Settled {
    role: Role,
    label: Option<Label>,
    centred: bool,
    look: Look,
}

/// An open element that holds paragraphs: a paragraph with text boxes, or a row of a table.
enum Container {
    Paragraph(Box<Frame>),
    Row { cells: Vec<Vec<Para>>, nested: bool, deleted: bool },
}

/// The state of reading a part.
pub(super) struct Walk<'a> {
    styles: &'a mut Styles,
    numbering: &'a mut Numbering,
    /// The namespace prefix of Word's own elements, usually `w`.
    prefix: String,
    /// The open elements, outermost first.
    path: Vec<Name>,
    /// Depth of the open element that is skipped.
    skip: Option<usize>,
    /// The open containers, outermost first.
    containers: Vec<Container>,
    /// The open fields, outermost first.
    fields: Vec<Field>,
    /// Depth of the content control that holds the table of contents.
    contents: Option<usize>,
    /// For each open `AlternateContent`, whether a choice was taken.
    taken: Vec<bool>,
    /// Text of paragraphs that run on into the next.
    carried: Vec<Piece>,
    out: Body,
}

/// The elements that matter as parents of others.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Name {
    Paragraph,
    ParagraphProperties,
    RunProperties,
    NumberProperties,
    RowProperties,
    Run,
    Row,
    Text,
    Code,
    Alternate,
    /// A property. What stands in it is not text: there, `w:tab` is a tab stop.
    Property,
    Other,
}

impl<'a> Walk<'a> {
    /// Reads `xml` with the styles and lists of its document.
    pub(super) fn read(
        xml: &str,
        styles: &'a mut Styles,
        numbering: &'a mut Numbering,
    ) -> Result<Body, Fault> {
        let mut walk = Self {
            styles,
            numbering,
            prefix: String::new(),
            path: Vec::new(),
            skip: None,
            containers: Vec::new(),
            fields: Vec::new(),
            contents: None,
            taken: Vec::new(),
            carried: Vec::new(),
            out: Body::default(),
        };
        let mut parser = Parser::new(xml);
        while let Some(event) = parser.next()? {
            match event {
                Event::Open(tag) => walk.open(&tag),
                Event::Close => walk.close(),
                Event::Text(text) => walk.text(&text),
            }
        }
        if !walk.carried.is_empty() {
            let pieces = std::mem::take(&mut walk.carried);
            walk.out.paragraphs.push(Para { pieces, ..Para::default() });
        }
        Ok(walk.out)
    }

    fn frame(&mut self) -> Option<&mut Frame> {
        match self.containers.last_mut() {
            Some(Container::Paragraph(frame)) => Some(frame),
            _ => None,
        }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        if self.path.is_empty() {
            tag.prefix().clone_into(&mut self.prefix);
        }
        let own = self.is_own(tag);
        let local = tag.local();
        let parent = self.path.last().copied().unwrap_or(Name::Other);
        // Paragraphs that are not shown count, too, since places are those of the file.
        if own && local == "p" {
            self.out.count += 1;
        }
        let name = if self.skip.is_some() {
            Name::Other
        } else if own {
            self.open_own(tag, parent)
        } else {
            self.open_other(tag)
        };
        self.path.push(name);
    }

    fn text(&mut self, text: &str) {
        if self.skip.is_some() {
            return;
        }
        match self.path.last() {
            Some(Name::Text) => self.push(text),
            Some(Name::Code) => {
                if let Some(field) = self.fields.last_mut() {
                    field.push_code(text);
                }
            }
            _ => {}
        }
    }

    /// Appends text to the open paragraph, unless it is hidden or the code of a field.
    fn push(&mut self, text: &str) {
        // Up to its result, what stands in a field is code.
        if self.fields.iter().any(|f| !f.result) {
            return;
        }
        self.settle();
        let Self { containers, styles, fields, .. } = self;
        let Some(Container::Paragraph(frame)) = containers.last_mut() else { return };
        let look = frame.run_look.unwrap_or_else(|| {
            let character = frame.run_style.as_deref().map(|id| styles.character(id));
            let under = frame.settled.as_ref().map_or(Look::default(), |s| s.look);
            frame.run.over(character.unwrap_or_default()).over(under)
        });
        frame.run_look = Some(look);
        if look.hidden == Some(true) {
            return;
        }
        if let Some(field) = fields.last_mut() {
            field.shown = true;
        }
        let words = text.chars().filter(|c| !c.is_whitespace()).count();
        frame.tally.add(words, look);
        frame.text.push_str(text);
    }

    fn close(&mut self) {
        let Some(name) = self.path.pop() else { return };
        let depth = self.path.len();
        if self.skip == Some(depth) {
            self.skip = None;
        }
        if self.contents.is_some_and(|at| depth <= at) {
            self.contents = None;
        }
        match name {
            Name::Paragraph => self.close_paragraph(),
            Name::Row => self.close_row(),
            Name::Alternate => {
                self.taken.pop();
            }
            Name::ParagraphProperties => self.settle(),
            _ => {}
        }
    }
}
