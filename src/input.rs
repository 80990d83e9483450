//! Reads files. In: the bytes of a file. Out: a [`Document`], or what else the bytes are.
//!
//! Formats are recognised by content, not by name: a web page named `.doc` opens, and an old Word file
//! named `.docx` is reported as what it is. Damaged text is never an error: what cannot be decoded is
//! counted in the document's [`Origin`].

mod bytes;
mod clean;
mod decode;
mod docx;
mod epub;
mod html;
mod markdown;
mod numeral;
mod odt;
mod package;
mod sniff;
#[cfg(test)]
mod testing;
mod txt;
mod xml;

use crate::document::{Document, Format, Origin, Role};
use crate::error::ErrorKind;
use crate::text::{Span, hidden, is_blank};

pub use bytes::{Bytes, Incoming};
pub use decode::{ENCODINGS, Encoding, UnknownEncoding, looks_decoded};
pub use txt::Lines;

use decode::{Decoded, Evidence, Guess};
use package::Package;

/// How to read a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The encoding of the bytes; `None` to recognise it.
    pub encoding: Option<Encoding>,
    /// Whether web pages are shown whole, with nothing taken for furniture.
    pub raw_html: bool,
    /// Whether `LibreOffice` may convert formats that are not read here (old Word and WPS files, RTF).
    pub convert: bool,
}

/// A format that is read here: one row of [`FORMATS`].
pub struct Reader {
    /// The format.
    pub format: Format,
    /// Its usual name.
    pub name: &'static str,
    /// The extensions of such files, in small letters, by which they are found in folders.
    pub extensions: &'static [&'static str],
    /// Whether the content of a file is of this format.
    sniff: fn(&Content) -> bool,
    /// Reads such content.
    read: fn(Content, &Options) -> Result<Document, ErrorKind>,
}

/// The formats, in the order in which they are tried. Plain text is last and takes any text.
pub const FORMATS: &[Reader] = &[
    Reader {
        format: Format::Docx,
        name: "docx",
        extensions: &["docx", "docm", "dotx"],
        sniff: |content| matches!(content, Content::Package(p) if docx::is(p)),
        read: |content, _| content.package().and_then(docx::read),
    },
    Reader {
        format: Format::Epub,
        name: "epub",
        extensions: &["epub"],
        sniff: |content| matches!(content, Content::Package(p) if epub::is(p)),
        read: |content, _| content.package().and_then(epub::read),
    },
    Reader {
        format: Format::Odt,
        name: "odt",
        extensions: &["odt", "ott"],
        sniff: |content| matches!(content, Content::Package(p) if odt::is(p)),
        read: |content, _| content.package().and_then(odt::read),
    },
    Reader {
        format: Format::Html,
        name: "html",
        extensions: &["html", "htm", "xhtml", "shtml"],
        sniff: |content| matches!(content, Content::Text(t) if t.is_page()),
        read: |content, options| {
            let text = content.text()?;
            let origin = Origin { format: Format::Html, ..text.origin };
            Ok(html::read(&text.decoded.text, origin, options.raw_html))
        },
    },
    Reader {
        format: Format::Markdown,
        name: "markdown",
        extensions: &["md", "markdown", "mdown", "mkd"],
        sniff: |content| matches!(content, Content::Text(t) if markdown::is(&t.decoded.text, &t.extension)),
        read: |content, _| {
            let text = content.text()?;
            let origin = Origin { format: Format::Markdown, ..text.origin };
            Ok(markdown::read(&text.decoded.text, origin))
        },
    },
    Reader {
        format: Format::Txt,
        name: "text",
        extensions: &["txt", "text"],
        sniff: |content| matches!(content, Content::Text(_)),
        read: |content, _| content.text().map(|t| txt::read(t.decoded.text, t.origin)),
    },
];

/// What the bytes of a file hold.
enum Content {
    /// Text.
    Text(Text),
    /// An archive of parts.
    Package(Package),
}

impl Content {
    fn text(self) -> Result<Text, ErrorKind> {
        match self {
            Self::Text(text) => Ok(text),
            Self::Package(_) => Err(ErrorKind::Binary(None)),
        }
    }

    fn package(self) -> Result<Package, ErrorKind> {
        match self {
            Self::Package(package) => Ok(package),
            Self::Text(_) => Err(ErrorKind::Binary(None)),
        }
    }
}

/// Decoded text, before its format is known.
struct Text {
    decoded: Decoded,
    origin: Origin,
    /// The extension of the file's name, in small letters.
    extension: String,
}

impl Text {
    /// Whether it is a web page. A file named as Markdown is not, even if it begins with a tag.
    fn is_page(&self) -> bool {
        let markdown = markdown::is("", &self.extension);
        !markdown && html::is(&self.decoded.text, &self.extension)
    }
}

/// Reads `bytes`, the whole content of a file named `name` (only a hint).
///
/// # Errors
/// If the bytes are not text, or a damaged document: what they are, or what is wrong with it.
pub fn read(bytes: Vec<u8>, name: &str) -> Result<Document, ErrorKind> {
    read_with(bytes, name, &Options::default())
}

/// [`read`] with `options`.
///
/// # Errors
/// Those of [`read`].
pub fn read_with(
    bytes: impl Into<Bytes>,
    name: &str,
    options: &Options,
) -> Result<Document, ErrorKind> {
    let content = open(bytes.into(), name, options)?;
    let reader = FORMATS.iter().find(|reader| (reader.sniff)(&content));
    match (reader, content) {
        (Some(reader), content) => {
            (reader.read)(content, options).map(|document| count_hidden(name_title(document)))
        }
        (None, Content::Package(package)) => Err(sniff::other_archive(|name| package.has(name))),
        (None, Content::Text(_)) => Err(ErrorKind::Binary(None)),
    }
}

/// The text of `bytes`, without a byte order mark, if a quick look shows that they are UTF-8 with words in
/// it. [`read_with`] then gives a document of the same text, except for markup, line ends and blanks.
#[must_use]
pub fn utf8_text<'a>(bytes: &'a [u8], options: &Options) -> Option<&'a str> {
    /// Bytes that are looked at for words.
    const HEAD: usize = 4096;
    if options.encoding.is_some() || sniff::is_zip(bytes) || sniff::refuse(bytes).is_err() {
        return None;
    }
    let text = simdutf8::basic::from_utf8(bytes).ok()?.trim_start_matches('\u{feff}');
    let head = Span::new(0, HEAD).within(text).of(text);
    let has_words = head.contains(|c| !is_blank(c) && c > '\u{7f}');
    has_words.then_some(text)
}

/// Whether `text`, the content of a file named `name`, is plain text and not cut into printed pages. Its
/// document then has all its words, in the same order.
#[must_use]
pub fn is_plain(text: &str, name: &str) -> bool {
    // Text without any of these can be Markdown only by what stands at the starts of lines.
    let marks = [[b'*', b'_', b'`'], [b'[', b'&', b'\\'], [b'<', b'~', b'#']];
    let marked =
        || marks.iter().any(|&[a, b, c]| memchr::memchr3(a, b, c, text.as_bytes()).is_some());
    let extension = extension(name);
    let markup = html::is(text, &extension) || markdown::is(text, &extension) && marked();
    !markup && !txt::is_tagged(text) && !txt::has_pages(text)
}

/// Whether a line of a plain `text` seems to be several lines whose line ends became blanks. Its document
/// then has other lines than `text`, and no blanks inside words.
#[must_use]
pub fn has_flat_lines(text: &str) -> bool {
    txt::has_flat_lines(text)
}

/// Whether `words` of a plain text may hold something that its document sets apart from the words: noise
/// against copying, or what a site wrote behind them.
#[must_use]
pub fn may_have_asides(words: &str) -> bool {
    txt::has_asides(words)
}

/// Whether a file that begins with `head` can only be read as a whole. An archive lists its parts at its
/// end, and the article of a web page can only be found by comparing it with the rest of the page.
#[must_use]
pub fn needs_whole(head: &[u8]) -> bool {
    /// Bytes in which a web page can be recognised.
    const SHOWN: usize = 4096;
    let start = head.get(..head.len().min(SHOWN)).unwrap_or_default();
    sniff::is_zip(head) || html::is(&String::from_utf8_lossy(start), "")
}

/// Makes the first declared heading the title (the `h1` of a page, the `#` of a Markdown file), if it is the
/// only one of its level, stands before the words of the text and has no number.
fn name_title(document: Document) -> Document {
    /// Longest paragraph, in bytes, that may stand before the title of a page, such as the name of an
    /// office or the number of a document. In a Word file nothing may: it could be the title itself,
    /// not declared as one.
    const SHORT: usize = 180;
    let page = matches!(document.origin().format, Format::Html | Format::Markdown);
    let paragraphs = document.paragraphs();
    if paragraphs.iter().any(|p| p.role == Role::Title) {
        return document;
    }
    let declared = || {
        paragraphs.iter().enumerate().filter_map(|(i, p)| match p.role {
            Role::Heading(level) => Some((i, level)),
            _ => None,
        })
    };
    let Some((first, level)) = declared().next() else { return document };
    let alone = declared().all(|(i, other)| i == first || other > level);
    let before = paragraphs.iter().take(first);
    let opens = before.filter(|p| p.role == Role::Body).all(|p| page && p.span.len() <= SHORT);
    let words = paragraphs.get(first).map_or("", |p| p.span.of(document.text()));
    if !alone || !opens || txt::starts_item(words) {
        return document;
    }
    document.with_roles(|i| (i == first).then_some(Role::Title))
}

/// Counts the hidden characters of `document`, unless its reader has done so (that of plain text does).
fn count_hidden(document: Document) -> Document {
    let origin = document.origin();
    if origin.format == Format::Txt {
        return document;
    }
    let origin = Origin { hidden: hidden(document.text()), ..origin.clone() };
    document.with_origin(origin)
}

/// The extension of `name`, in small letters.
fn extension(name: &str) -> String {
    name.rsplit_once('.').map_or(String::new(), |(_, end)| end.to_lowercase())
}

/// The format of a broken archive, by its name, since its content cannot tell.
fn archive_name(name: &str) -> &'static str {
    let extension = extension(name);
    let known = FORMATS.iter().find(|reader| reader.extensions.contains(&extension.as_str()));
    known.map_or("zip", |reader| reader.name)
}

/// Decodes or unpacks `bytes`.
fn open(bytes: Bytes, name: &str, options: &Options) -> Result<Content, ErrorKind> {
    sniff::refuse(bytes.as_slice())?;
    if sniff::is_zip(bytes.as_slice()) {
        let package = Package::open(bytes.into_vec())
            .map_err(|f| ErrorKind::Damaged(archive_name(name), f))?;
        return Ok(Content::Package(package));
    }
    let extension = extension(name);
    let (decoded, declared) = decode_page(bytes, &extension, options.encoding);
    let evidence = decoded.guess.evidence;
    // If the user names an encoding, it is used even if the result looks like noise.
    let told = evidence == Evidence::Told;
    if !told && sniff::is_noise(&decoded.text, evidence != Evidence::General) {
        return Err(ErrorKind::Binary(None));
    }
    let origin = Origin { declared, ..decoded.origin() };
    Ok(Content::Text(Text { decoded, origin, extension }))
}

/// Decodes `bytes`. If they are a web page that declares its encoding, that encoding is used unless the
/// bytes speak against it; in this case, its name is returned beside the text.
fn decode_page(
    bytes: Bytes,
    extension: &str,
    told: Option<Encoding>,
) -> (Decoded, Option<&'static str>) {
    /// By how much the score of a guess must exceed that of the declared encoding.
    const DOUBT: f32 = 0.2;
    let claim = html::declared(bytes.as_slice());
    let kept = claim.filter(|_| told.is_none()).map(|claim| (claim, bytes.as_slice().to_vec()));
    let decoded = decode::decode(bytes, told);
    let Some((claim, bytes)) = kept else { return (decoded, None) };
    let guess = decoded.guess;
    if claim == guess.encoding || !html::is(&decoded.text, extension) {
        return (decoded, None);
    }
    let score = match guess.evidence {
        Evidence::Told | Evidence::Mark | Evidence::Form => f32::INFINITY,
        Evidence::Score(score) => score,
        Evidence::General => decode::score(&bytes, guess.encoding),
    };
    if decode::score(&bytes, claim) >= score - DOUBT {
        let evidence = Evidence::Form;
        let guess = Guess { encoding: claim, mark: 0, stray: 0, evidence };
        return (decode::with(&bytes, guess), None);
    }
    // Any of the encodings that pages declare is right for plain ASCII.
    let lie = !decoded.text.is_ascii();
    (decoded, lie.then(|| claim.name()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Fault;
    use testing::Docx;

    #[test]
    fn content_decides_whatever_the_name() {
        let docx = Docx::default().p("正文", "").build();
        let page = "<html><h1>讲话</h1><p>各乡镇要抓紧造林，不得拖延。</p>".as_bytes().to_vec();
        let text = "一、提高认识\n各乡镇要抓紧造林。\n".as_bytes().to_vec();
        for (bytes, name, format) in [
            (docx.clone(), "a.txt", Format::Docx),
            (docx, "a.doc", Format::Docx),
            (page.clone(), "a.doc", Format::Html),
            (page, "-", Format::Html),
            (text.clone(), "a.docx", Format::Txt),
            (text, "a", Format::Txt),
            (b"# A\n".to_vec(), "a.MD", Format::Markdown),
        ] {
            assert_eq!(read(bytes, name).unwrap().origin().format, format, "{name}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let noise: Vec<u8> =
            (0..40_000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        for bytes in [vec![0; 5000], noise] {
            assert!(matches!(read(bytes, "a.txt"), Err(ErrorKind::Binary(None))));
        }
        let ofd = testing::archive(&[("OFD.xml", b"<OFD/>")]);
        assert!(matches!(read(ofd, "a.ofd"), Err(ErrorKind::SaveAs("OFD"))));
        let sheet = testing::archive(&[("_rels/.rels", b"<r/>"), ("xl/workbook.xml", b"<w/>")]);
        assert!(matches!(read(sheet, "a.docx"), Err(ErrorKind::Convert("Excel .xlsx", _))));
        let mut cut = Docx::default().p("正文", "").build();
        cut.truncate(cut.len() / 2);
        assert!(matches!(read(cut, "a.docx"), Err(ErrorKind::Damaged("docx", Fault::Archive))));
    }

    #[test]
    fn the_first_heading_of_a_page_is_its_title_where_it_is_the_only_one_of_its_level() {
        let roles = |text: &str, name: &str| {
            let document = read(text.as_bytes().to_vec(), name).unwrap();
            document.paragraphs().iter().map(|p| p.role).collect::<Vec<_>>()
        };
        use Role::{Body, Heading, Title};
        assert_eq!(
            roles("# 规划\n\n## 总则\n\n## 附则\n", "a.md"),
            [Title, Heading(2), Heading(2)]
        );
        assert_eq!(roles("某县文件\n\n# 规划\n\n好。\n", "a.md"), [Body, Title, Body]);
        for several in ["# 上篇\n\n# 下篇\n", "# 一、总则\n\n## 目的\n"] {
            assert!(!roles(several, "a.md").contains(&Title), "{several}");
        }
        let late = format!("{}\n\n# 附录\n", "各乡镇要抓紧造林，不得拖延。".repeat(9));
        assert_eq!(roles(&late, "a.md"), [Body, Heading(1)]);
        let page = "<html><h1>在会上的讲话</h1><p>各乡镇要抓紧造林，不得拖延。</p>";
        assert_eq!(roles(page, "a.html").first(), Some(&Title));
    }

    #[test]
    fn archives_and_pages_are_read_whole() {
        assert!(needs_whole(&Docx::default().build()));
        assert!(needs_whole(b"<!DOCTYPE html><html>"));
        assert!(!needs_whole("一、提高认识\n".as_bytes()));
    }

    #[test]
    fn hidden_characters_are_counted_in_every_format() {
        let docx = Docx::default().p("前\u{9b}后\u{202e}反", "").build();
        assert_eq!(read(docx, "a.docx").unwrap().origin().hidden, 2);
        let page = "<html><p>前&#27;[2J后，在这里。</p>".as_bytes().to_vec();
        assert_eq!(read(page, "a.html").unwrap().origin().hidden, 1);
    }
}
