//! The paragraphs of a part of a docx.
//!
//! In: the XML of the main part, or of the footnotes. Out: [`Para`]s in reading order, with the
//! changes of tracked editing accepted: what is deleted, hidden, a field's code or a fallback is not
//! there. No recursion: containers wait on a stack of their own.

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

/// A piece of text and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// The paragraph's number in the part, from 1.
    pub(super) line: usize,
    /// Column in `char`s.
    pub(super) col: usize,
    /// The text; line ends in it are line breaks.
    pub(super) text: String,
}

/// A paragraph, or a row of a table.
#[derive(Clone, Debug, Default)]
pub(super) struct Para {
    pub(super) pieces: Vec<Piece>,
    pub(super) role: Role,
    pub(super) numbered: bool,
    pub(super) centred: bool,
    pub(super) tally: Tally,
}

impl Para {
    fn is_blank(&self) -> bool {
        self.pieces.iter().all(|p| p.text.trim().is_empty())
    }
}

/// What was read from a part.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// The paragraphs.
    pub(super) paragraphs: Vec<Para>,
    /// How many there are in the file, whether shown or not.
    pub(super) count: usize,
    /// Ids of the notes that are referred to, in order; endnotes begin with `e`.
    pub(super) notes: Vec<String>,
    /// For a part of notes: the id of each and its first paragraph.
    pub(super) starts: Vec<(String, usize)>,
}

/// A paragraph that is being read.
#[derive(Default)]
struct Frame {
    line: usize,
    /// Text of a paragraph before it whose mark was deleted.
    carried: Vec<Piece>,
    text: String,
    style: Option<String>,
    list: ListPlace,
    outline: Option<u8>,
    centred: Option<bool>,
    /// Its mark is deleted or hidden: it runs on into the next paragraph.
    runs_on: bool,
    /// Known once the properties are over.
    settled: Option<Settled>,
    tally: Tally,
    run_style: Option<String>,
    run: Look,
    /// The look of the run, once computed.
    run_look: Option<Look>,
    /// Paragraphs of the text boxes in it.
    after: Vec<Para>,
    contents: bool,
}

/// What the properties of a paragraph make of it.
struct Settled {
    role: Role,
    label: Option<Label>,
    centred: bool,
    look: Look,
}

/// Something that holds paragraphs.
enum Container {
    Paragraph(Box<Frame>),
    Row { cells: Vec<Vec<Para>>, nested: bool, deleted: bool },
}

/// Reads a part.
pub(super) struct Walk<'a> {
    styles: &'a mut Styles,
    numbering: &'a mut Numbering,
    /// The prefix of the names of Word's own elements.
    prefix: String,
    /// Names of the open elements.
    path: Vec<Name>,
    /// Depth at which what is skipped began.
    skip: Option<usize>,
    containers: Vec<Container>,
    fields: Vec<Field>,
    /// Depth of the content control that holds the contents list.
    contents: Option<usize>,
    /// For each open `AlternateContent`, whether a choice was taken.
    taken: Vec<bool>,
    /// Text of paragraphs that run on.
    carried: Vec<Piece>,
    out: Body,
}

/// Elements that matter as parents.
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
    /// A property: what stands in it is no text (`w:tab` is a tab stop there).
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
        // Paragraphs count even where they are not shown: places are those of the file.
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

    /// Appends shown text to the paragraph.
    fn push(&mut self, text: &str) {
        // What stands between a field's begin and its result is code.
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
