//! A Word document (ECMA-376): heading styles with outline levels, numbers that Word counts itself.
//!
//! Type sizes, fonts and margins follow GB/T 9704-2012 (5.2, 7.3). A list whose numbers Word cannot
//! count as they stand (a gap, or written in two ways) keeps them as typed.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{self, Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::super::opml::escape;
use super::{Block, BlockKind, Heading};
use crate::text::{han_digit, is_blank, is_han_zero};

/// Heading levels of Word.
const LEVELS: u16 = 9;

const CONTENT_TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/></Types>"#;
const PACKAGE: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/></Relationships>"#;
const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;

pub(super) fn write(blocks: &[Block<'_>], out: &mut dyn Write) -> io::Result<()> {
    let lists = lists(blocks);
    let parts = [
        ("[Content_Types].xml", CONTENT_TYPES.to_owned()),
        ("_rels/.rels", PACKAGE.to_owned()),
        ("word/document.xml", document(blocks, &lists)),
        ("word/_rels/document.xml.rels", RELATIONS.to_owned()),
        ("word/styles.xml", styles()),
        ("word/numbering.xml", numbering(&lists)),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        zip.start_file(name, SimpleFileOptions::default()).map_err(io::Error::other)?;
        zip.write_all(part.as_bytes())?;
    }
    out.write_all(&zip.finish().map_err(io::Error::other)?.into_inner())
}

/// A list that Word counts.
struct List {
    /// Its number in numbering.xml, from 1.
    id: usize,
    start: u32,
    form: Form,
}

/// How the numbers of a list are written.
#[derive(Clone, PartialEq, Eq)]
struct Form {
    before: String,
    /// `numFmt` of ECMA-376, 17.18.59.
    format: &'static str,
    after: String,
    /// Whether a blank parts it from the words.
    spaced: bool,
}

impl Form {
    /// The form of `marker`, where Word has one for it.
    fn of(marker: &str, spaced: bool) -> Option<Self> {
        let marker = marker.trim_matches(is_blank);
        let start = marker.find(|c| format(c).is_some())?;
        let rest = marker.get(start..)?;
        let kind = format(rest.chars().next()?)?;
        let len: usize =
            rest.chars().take_while(|&c| format(c) == Some(kind)).map(char::len_utf8).sum();
        let after = rest.get(len..)?;
        // 1.1 counts on two levels, 第十七条之一 on none.
        let one = !after.contains(|c| format(c).is_some()) && !marker.contains('%');
        one.then(|| Self {
            before: marker.get(..start).unwrap_or_default().to_owned(),
            format: kind,
            after: after.to_owned(),
            spaced,
        })
    }
}

fn format(c: char) -> Option<&'static str> {
    Some(match c {
        '十' | '百' => "chineseCountingThousand",
        c if han_digit(c).is_some() || is_han_zero(c) => "chineseCountingThousand",
        '0'..='9' => "decimal",
        '０'..='９' => "decimalFullWidth",
        '①'..='⑳' => "decimalEnclosedCircleChinese",
        _ => return None,
    })
}

/// The lists of headings whose numbers follow one another in one form, by their number in the
/// outline.
fn lists(blocks: &[Block<'_>]) -> HashMap<u32, List> {
    let mut seen: HashMap<u32, Option<(List, u32)>> = HashMap::new();
    for block in blocks {
        let BlockKind::Heading(h) = &block.kind else { continue };
        // A paragraph that holds nothing but a number that Word counts would seem empty.
        let counts = (1..=999).contains(&h.number) && !block.text.is_empty();
        let form = Form::of(h.marker, h.spaced).filter(|_| counts);
        let id = seen.len() + 1;
        seen.entry(h.list)
            .and_modify(|old| {
                let fits = old.as_ref().is_some_and(|(list, last)| {
                    Some(&list.form) == form.as_ref() && h.number == last + 1
                });
                match old {
                    Some((_, last)) if fits => *last = h.number,
                    _ => *old = None,
                }
            })
            .or_insert_with(|| {
                let list = List { id, start: h.number, form: form.clone()? };
                Some((list, h.number))
            });
    }
    seen.into_iter().filter_map(|(key, list)| Some((key, list?.0))).collect()
}

fn document(blocks: &[Block<'_>], lists: &HashMap<u32, List>) -> String {
    let mut xml = format!("{DECLARATION}\n<w:document xmlns:w=\"{NAMESPACE}\"><w:body>");
    for block in blocks {
        match &block.kind {
            BlockKind::Title => paragraph(&mut xml, "Title", None, &block.text),
            BlockKind::Heading(h) => heading(&mut xml, h, block, lists),
            BlockKind::Body => paragraph(&mut xml, "Normal", None, &block.text),
        }
    }
    // A4; margins of GB/T 9704-2012, 5.2: 37 mm above, 28 mm at the left, 156 × 225 mm of type.
    xml.push_str(
        "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
         <w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\" \
         w:header=\"851\" w:footer=\"992\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>",
    );
    xml
}

fn heading(xml: &mut String, h: &Heading<'_>, block: &Block<'_>, lists: &HashMap<u32, List>) {
    let style = format!("Heading{}", h.level.clamp(1, LEVELS));
    match lists.get(&h.list) {
        Some(list) if !h.marker.is_empty() => {
            paragraph(xml, &style, Some(list.id), &block.text);
        }
        _ => paragraph(xml, &style, None, &block.label()),
    }
}

fn paragraph(xml: &mut String, style: &str, list: Option<usize>, words: &str) {
    let number = list.map_or(String::new(), |id| {
        format!("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{id}\"/></w:numPr>")
    });
    let words = escape(words);
    // Writing to a `String` cannot fail.
    let _ = write!(
        xml,
        "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{number}</w:pPr>\
         <w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r></w:p>"
    );
}

fn numbering(lists: &HashMap<u32, List>) -> String {
    let mut all: Vec<&List> = lists.values().collect();
    all.sort_by_key(|list| list.id);
    let mut xml = format!("{DECLARATION}\n<w:numbering xmlns:w=\"{NAMESPACE}\">");
    for list in &all {
        let Form { before, format, after, spaced } = &list.form;
        let suffix = if *spaced { "space" } else { "nothing" };
        let (before, after) = (escape(before), escape(after));
        let _ = write!(
            xml,
            "<w:abstractNum w:abstractNumId=\"{id}\"><w:multiLevelType w:val=\"singleLevel\"/>\
             <w:lvl w:ilvl=\"0\"><w:start w:val=\"{start}\"/><w:numFmt w:val=\"{format}\"/>\
             <w:suff w:val=\"{suffix}\"/><w:lvlText w:val=\"{before}%1{after}\"/>\
             <w:lvlJc w:val=\"left\"/></w:lvl></w:abstractNum>",
            id = list.id,
            start = list.start
        );
    }
    for list in &all {
        let id = list.id;
        let _ = write!(xml, "<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{id}\"/></w:num>");
    }
    xml.push_str("</w:numbering>");
    xml
}

/// Styles of GB/T 9704-2012: title 小标宋 22 pt, body 仿宋 16 pt with an indent of two characters,
/// headings 黑体, 楷体, then 仿宋.
fn styles() -> String {
    let mut xml = format!(
        "{DECLARATION}\n<w:styles xmlns:w=\"{NAMESPACE}\"><w:docDefaults><w:rPrDefault><w:rPr>{}\
         <w:sz w:val=\"32\"/><w:lang w:eastAsia=\"zh-CN\"/></w:rPr></w:rPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/>\
         <w:pPr><w:spacing w:line=\"560\" w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"200\"/>\
         <w:jc w:val=\"both\"/></w:pPr></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"Title\"><w:name w:val=\"Title\"/>\
         <w:basedOn w:val=\"Normal\"/><w:pPr><w:ind w:firstLineChars=\"0\"/><w:jc w:val=\"center\"/>\
         </w:pPr><w:rPr>{}<w:sz w:val=\"44\"/></w:rPr></w:style>",
        font("仿宋"),
        font("方正小标宋简体"),
    );
    for level in 1..=LEVELS {
        let face = match level {
            1 => "黑体",
            2 => "楷体",
            _ => "仿宋",
        };
        let _ = write!(
            xml,
            "<w:style w:type=\"paragraph\" w:styleId=\"Heading{level}\">\
             <w:name w:val=\"heading {level}\"/><w:basedOn w:val=\"Normal\"/>\
             <w:next w:val=\"Normal\"/><w:pPr><w:keepNext/><w:outlineLvl w:val=\"{}\"/></w:pPr>\
             <w:rPr>{}</w:rPr></w:style>",
            level - 1,
            font(face)
        );
    }
    xml.push_str("</w:styles>");
    xml
}

fn font(name: &str) -> String {
    format!(
        "<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"{name}\"/>"
    )
}
