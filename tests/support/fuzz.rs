//! Checks what must be true for any input at all.
//!
//! In: arbitrary bytes. Out: nothing, or a panic. Each public function is the body of a fuzz target
//! (`tests/fuzz`), and `tests/fuzzing.rs` runs it briefly.

use gangmu::app::text::Text;
use gangmu::document::Document;
use gangmu::input::{self, Options};
use gangmu::outline::{self, NodeId};
use gangmu::search::text::Index;
use gangmu::text::{Ambiguous, Cells, cells, visible};
use gangmu::typeset::{Measure, Setting};

/// Reading never panics, and any document that it gives is sound, whatever the name of the file or the
/// encoding says.
pub fn read(bytes: &[u8]) {
    for name in ["a.txt", "a.md", "a.html", "a.docx"] {
        if let Ok(document) = input::read(bytes.to_vec(), name) {
            sound(&document, bytes.len());
        }
    }
    for label in ["gb18030", "big5", "utf-16le", "utf-32be"] {
        let encoding = label.parse().ok();
        let options = Options { encoding, ..Options::default() };
        if let Ok(document) = input::read_with(bytes.to_vec(), "a.txt", &options) {
            sound(&document, bytes.len());
        }
    }
}

/// Paragraphs stand in order inside the text, and each has a place in the source, which has `bytes` bytes.
fn sound(document: &Document, bytes: usize) {
    let text = document.text();
    // Reading may add a little (the numbers of lists), but nothing grows without bound.
    assert!(
        text.len() <= bytes.saturating_mul(8).saturating_add(1 << 20),
        "{} of {bytes}",
        text.len()
    );
    let mut last = 0;
    for paragraph in document.paragraphs() {
        assert!(paragraph.span.start >= last && !paragraph.span.is_empty());
        assert!(text.get(paragraph.span.range()).is_some(), "on boundaries of characters");
        last = paragraph.span.end;
        assert!(document.position(paragraph.span.start).line >= 1);
    }
}

/// The same with the bytes as the XML in the body of a Word file.
pub fn docx(bytes: &[u8]) {
    use std::io::Write as _;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let rels = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="w.xml"/></Relationships>"#;
    let head = r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>"#;
    let body = [head.as_bytes(), bytes, b"</w:body></w:document>"].concat();
    for (name, part) in [("_rels/.rels", rels.as_bytes()), ("w.xml", &body)] {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(name, options).and_then(|()| Ok(zip.write_all(part)?)).expect("in memory");
    }
    let file = zip.finish().expect("in memory").into_inner();
    if let Ok(document) = input::read(file, "a.docx") {
        sound(&document, bytes.len());
    }
}

/// The outline of any text is a tree in reading order.
pub fn outline(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let document = Document::from_lines(text.as_ref());
    let outline = outline::parse(&document);
    let mut depth = 0;
    let mut start = 0;
    for (i, node) in outline.nodes().iter().enumerate() {
        assert!(node.depth >= 1 && node.depth <= depth + 1, "levels never jump down");
        assert!(node.start() >= start, "in reading order");
        assert!(node.next > NodeId(i) && node.next.0 <= outline.len());
        assert!(text.get(node.title.range()).is_some() && text.get(node.marker.range()).is_some());
        assert!(node.extent.start <= node.title.start && node.title.end <= text.len());
        (depth, start) = (node.depth, node.start());
    }
}

/// Rows hold the whole text, in order, and none is wider than the measure.
pub fn typeset(bytes: &[u8]) {
    let (&first, rest) = bytes.split_first().unwrap_or((&40, &[]));
    let width = u16::from(first % 120).max(2);
    let text = String::from_utf8_lossy(rest);
    let document = Document::from_lines(text.as_ref());
    for ambiguous in [Ambiguous::Narrow, Ambiguous::Wide] {
        let measure = Measure::new(width).with_ambiguous(ambiguous);
        let setting = Setting::new(&document, measure);
        for row in setting.cat(0..document.paragraphs().len()) {
            assert!(!row.contains('\n'));
            // A stop may hang two cells over the edge; a sign such as <U+202E> may be wider than the
            // measure, and then stands alone.
            let wide = cells(&visible(&row), ambiguous);
            assert!(wide <= Cells(width + 2).max(Cells(10)), "{wide:?} of {width}: {row}");
        }
    }
}

/// Hits lie inside the text, in order.
pub fn search(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (needle, hay) = text.split_once('\n').unwrap_or(("一", &text));
    let mut last = 0;
    for hit in Index::new(hay).find(needle) {
        assert!(hit.start >= last && hay.get(hit.range()).is_some());
        last = hit.start;
    }
    let ready = Text::new(Document::from_lines(hay));
    for hit in ready.jump().query(needle, None, 20) {
        assert!(ready.outline.get(hit.node).is_some());
    }
}

/// Nothing that is shown can steer a terminal.
pub fn shown(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let safe = visible(&text);
    assert!(!safe.contains(|c: char| c.is_control() && c != '\n' && c != '\t'), "{safe:?}");
    assert_eq!(visible(&safe), safe, "once is enough");
}
