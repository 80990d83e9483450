//! Makes documents for tests, and shows what was read from them.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::document::{Document, Role};

const WORD: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"";

/// An archive of parts.
pub(crate) fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A Word document that a test puts together, by the XML of its parts.
#[derive(Default)]
pub(crate) struct Docx {
    pub(crate) body: String,
    pub(crate) numbering: String,
    pub(crate) styles: String,
    pub(crate) footnotes: String,
}

impl Docx {
    /// Adds a paragraph of `text` with `properties`.
    pub(crate) fn p(mut self, text: &str, properties: &str) -> Self {
        self.body += &format!(
            "<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>"
        );
        self
    }

    /// Adds a paragraph in the list `num` at `level`.
    pub(crate) fn item(self, text: &str, num: u32, level: u32) -> Self {
        self.p(text, &in_list(num, level))
    }

    /// Adds any XML to the body.
    pub(crate) fn raw(mut self, xml: &str) -> Self {
        self.body += xml;
        self
    }

    /// Adds an abstract list `id` of `levels`, and a list `id + 1` that refers to it.
    pub(crate) fn list(mut self, id: u32, levels: &[String]) -> Self {
        self.numbering += &format!(
            "<w:abstractNum w:abstractNumId=\"{id}\">{}</w:abstractNum>\
             <w:num w:numId=\"{}\"><w:abstractNumId w:val=\"{id}\"/></w:num>",
            levels.concat(),
            id + 1
        );
        self
    }

    /// The file.
    pub(crate) fn build(&self) -> Vec<u8> {
        let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
        let part = |root: &str, inner: &str| format!("{head}<w:{root} {WORD}>{inner}</w:{root}>");
        let relation = |id: u32, kind: &str, target: &str| {
            format!(
                "<Relationship Id=\"r{id}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{target}\"/>"
            )
        };
        let relations = |inner: &str| {
            format!(
                "{head}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inner}</Relationships>"
            )
        };
        let document = part("document", &format!("<w:body>{}<w:sectPr/></w:body>", self.body));
        archive(&[
            (
                "_rels/.rels",
                relations(&relation(1, "officeDocument", "word/document.xml")).as_bytes(),
            ),
            (
                "word/_rels/document.xml.rels",
                relations(
                    &[
                        relation(1, "styles", "styles.xml"),
                        relation(2, "numbering", "numbering.xml"),
                        relation(3, "footnotes", "footnotes.xml"),
                    ]
                    .concat(),
                )
                .as_bytes(),
            ),
            ("word/document.xml", document.as_bytes()),
            ("word/numbering.xml", part("numbering", &self.numbering).as_bytes()),
            ("word/styles.xml", part("styles", &self.styles).as_bytes()),
            ("word/footnotes.xml", part("footnotes", &self.footnotes).as_bytes()),
        ])
    }

    /// The document that is read from the file.
    pub(crate) fn read(&self) -> Document {
        super::read(self.build(), "made.docx").unwrap()
    }
}

/// Properties of a paragraph in the list `num` at `level`.
pub(crate) fn in_list(num: u32, level: u32) -> String {
    format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{num}\"/></w:numPr>")
}

/// A level of a list.
pub(crate) fn level(i: u32, format: &str, text: &str, extra: &str) -> String {
    format!(
        "<w:lvl w:ilvl=\"{i}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>{extra}<w:lvlText w:val=\"{text}\"/></w:lvl>"
    )
}

/// The words of each paragraph.
pub(crate) fn texts(document: &Document) -> Vec<&str> {
    document.paragraphs().iter().map(|p| p.span.of(document.text())).collect()
}

/// A row for each paragraph: its line, its role in short, and its words.
pub(crate) fn rows(document: &Document) -> String {
    let mut out = String::new();
    for paragraph in document.paragraphs() {
        let role = match paragraph.role {
            Role::Body => "-".to_owned(),
            Role::Heading(level) => format!("h{level}"),
            role => format!("{role:?}").to_lowercase(),
        };
        let line = document.position(paragraph.span.start).line;
        let text = paragraph.span.of(document.text()).replace('\t', "→");
        let gap = if paragraph.gap { " gap" } else { "" };
        out += &format!("{line} {role}{gap} {text}\n");
    }
    out
}
