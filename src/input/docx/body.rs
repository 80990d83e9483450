//! The paragraphs of a part of a docx.
//!
//! In: the XML of the main part, or of the footnotes. Out: [`Para`]s in reading order, with the
//! changes of tracked editing accepted: what is deleted, hidden, a field's code or a fallback is not
//! there. No recursion: containers wait on a stack of their own.

use super::look::{Look, Tally};
use super::numbering::{Label, Numbering};
use super::styles::{ListPlace, Styles, is_centre};
use crate::document::Role;
use crate::error::Fault;
use crate::input::xml::{Event, Parser, Tag};

/// Longest field code that is kept; only its first word matters.
const LONGEST_CODE: usize = 256;

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

/// A field: its code, and whether its result has begun.
#[derive(Default)]
struct Field {
    code: String,
    result: bool,
    shown: bool,
}

impl Field {
    fn is(&self, name: &str) -> bool {
        self.code.trim_start().get(..name.len()).is_some_and(|c| c.eq_ignore_ascii_case(name))
    }
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

    /// Whether an element belongs to Word, not to a drawing in it.
    fn is_own(&self, tag: &Tag<'_>) -> bool {
        tag.prefix() == self.prefix
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

    /// An element of another namespace: drawings, formulas, alternatives.
    fn open_other(&mut self, tag: &Tag<'_>) -> Name {
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
            // The text of a formula; that of a drawing's own kind is a label in a picture.
            "t" if tag.prefix() == "m" => return Name::Text,
            _ => {}
        }
        Name::Other
    }

    fn open_own(&mut self, tag: &Tag<'_>, parent: Name) -> Name {
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

    /// A note of a part of notes; the lines that part notes from text are none.
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
        // The properties of the mark stand in those of the paragraph.
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

    /// An element among the text.
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

    fn note_reference(&mut self, tag: &Tag<'_>, kind: &str) {
        self.settle();
        let plain = self
            .frame()
            .and_then(|f| f.settled.as_ref())
            .is_some_and(|s| s.role == Role::Body && s.label.is_none() && !s.centred);
        self.out.notes.push(format!("{kind}{}", tag.attr("id").unwrap_or_default()));
        // A heading is not burdened with the number of its note.
        if plain {
            let number = format!("[{}]", self.out.notes.len());
            self.push(&number);
        }
    }

    fn field(&mut self, kind: Option<&str>) {
        match kind {
            Some("begin") => self.fields.push(Field::default()),
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    field.result = true;
                }
            }
            Some("end") => {
                if let Some(field) = self.fields.pop()
                    && !field.shown
                    && let Some(c) = enclosed(&field.code)
                {
                    self.push(&c);
                }
            }
            _ => {}
        }
    }

    /// Whether the paragraph that starts here belongs to the contents list.
    fn in_contents(&self) -> bool {
        self.contents.is_some() || self.fields.iter().any(|f| f.result && f.is("TOC"))
    }

    fn text(&mut self, text: &str) {
        if self.skip.is_some() {
            return;
        }
        match self.path.last() {
            Some(Name::Text) => self.push(text),
            Some(Name::Code) => {
                if let Some(field) = self.fields.last_mut()
                    && field.code.len() < LONGEST_CODE
                {
                    field.code.push_str(text);
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

    /// Draws the conclusions from the properties of the innermost paragraph, once they are over.
    fn settle(&mut self) {
        let Self { containers, styles, numbering, .. } = self;
        let Some(Container::Paragraph(frame)) = containers.last_mut() else { return };
        if frame.settled.is_some() {
            return;
        }
        let style = styles.get(frame.style.as_deref());
        let label = if frame.runs_on {
            None
        } else {
            let place = numbering.place(&frame.list, &style.chain, styles);
            place.and_then(|(num, level)| numbering.next(&num, level, styles))
        };
        let role = match frame.outline {
            _ if frame.contents => Role::Furniture,
            Some(level @ 0..=8) if style.role != Role::Furniture => Role::Heading(level + 1),
            Some(_) if matches!(style.role, Role::Heading(_)) => Role::Body,
            _ => style.role,
        };
        let centred = frame.centred.unwrap_or(style.centred);
        frame.settled = Some(Settled { role, label, centred, look: style.look });
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

    fn close_paragraph(&mut self) {
        self.settle();
        let Some(Container::Paragraph(frame)) = self.containers.pop() else { return };
        // The first line of a contents list begins before it does.
        let contents = self.in_contents();
        // A field whose result never begins must not hide the rest of the document.
        for field in &mut self.fields {
            field.result = true;
        }
        let Frame { line, mut carried, text, runs_on, settled, tally, after, .. } = *frame;
        let Some(settled) = settled else { return };
        if runs_on {
            carried.push(Piece { line, col: 0, text });
            carried.retain(|p| !p.text.is_empty());
            self.carried = carried;
        } else {
            let mut para = Para {
                pieces: carried,
                role: if contents { Role::Furniture } else { settled.role },
                numbered: false,
                centred: settled.centred,
                tally,
            };
            para.pieces.push(Piece { line, col: 0, text });
            if !para.is_blank() {
                settled.label.into_iter().for_each(|label| put_label(&mut para, label));
            }
            // Blank ones too: they are gaps.
            self.deliver(para, false);
        }
        for para in after {
            self.deliver(para, false);
        }
    }

    fn close_row(&mut self) {
        let Some(Container::Row { mut cells, nested, deleted }) = self.containers.pop() else {
            return;
        };
        if deleted {
            return;
        }
        for cell in &mut cells {
            cell.retain(|para| !para.is_blank());
        }
        let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
        // A table of one cell, or of tables, is a frame around text.
        if nested || filled <= 1 {
            let alone = cells.len() == 1 || cells.iter().any(|cell| cell.len() > 1);
            for mut para in cells.into_iter().flatten() {
                if !alone && !nested && para.role == Role::Body {
                    para.role = Role::Table;
                }
                self.deliver(para, true);
            }
            return;
        }
        let mut row = Para { role: Role::Table, ..Para::default() };
        // What parts the next words from those before; empty cells leave their tabs.
        let mut gap = String::new();
        for cell in cells {
            for para in cell {
                row.tally.merge(para.tally);
                for mut piece in para.pieces {
                    piece.text = one_line(&piece.text);
                    if let Some(last) = row.pieces.last_mut() {
                        last.text.push_str(&gap);
                    }
                    gap.clear();
                    row.pieces.push(piece);
                }
                gap.push(' ');
            }
            gap.truncate(gap.trim_end_matches(' ').len());
            gap.push('\t');
        }
        self.deliver(row, true);
    }

    /// Hands a finished paragraph to what holds it.
    fn deliver(&mut self, para: Para, from_row: bool) {
        match self.containers.last_mut() {
            None => self.out.paragraphs.push(para),
            Some(Container::Paragraph(frame)) => frame.after.push(para),
            Some(Container::Row { cells, nested, .. }) => {
                *nested |= from_row;
                match cells.last_mut() {
                    Some(cell) => cell.push(para),
                    None => cells.push(vec![para]),
                }
            }
        }
    }
}

/// Puts an automatic number before the words of a paragraph, as if it had been typed.
fn put_label(para: &mut Para, label: Label) {
    let Some(first) = para.pieces.first_mut() else { return };
    let words = first.text.trim_start();
    if label.bullet {
        // A dot before a heading, or before a number that was typed, says nothing.
        let typed = words.starts_with(|c: char| {
            c.is_ascii_digit() || "一二三四五六七八九十第（(①②③④⑤⑥⑦⑧⑨⑩".contains(c)
        });
        if typed || para.role != Role::Body {
            return;
        }
    } else {
        para.numbered = true;
    }
    first.text = label.text + words;
}

/// `text` with its line breaks as blanks.
fn one_line(text: &str) -> String {
    text.replace(['\n', '\t'], " ")
}

/// The character that a field draws a ring around: `eq \o\ac(○,1)` is ①.
fn enclosed(code: &str) -> Option<String> {
    let rest = code.trim().get(..2).filter(|eq| eq.eq_ignore_ascii_case("eq"));
    rest?;
    let (_, arguments) = code.rsplit_once("\\ac(").or_else(|| code.rsplit_once("\\ac ("))?;
    let (_, inner) = arguments.trim_end().trim_end_matches(')').split_once(',')?;
    let inner = inner.trim();
    match inner.parse::<i64>() {
        Ok(n) => Some(crate::input::numeral::label("decimalEnclosedCircle", n)),
        Err(_) => (inner.chars().count() <= 2).then(|| inner.to_owned()),
    }
}
