//! Bytes in, [`Document`] out.
//!
//! Formats are told apart by content, not by name: a web page called `.doc` opens, an old Word file
//! called `.docx` is named for what it is. Reading never fails on damaged text: what cannot be
//! decoded is counted in the document's [`Origin`](crate::document::Origin).

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

use crate::document::{Document, Format, Origin};
use crate::error::ErrorKind;

pub use decode::{ENCODINGS, Encoding, UnknownEncoding};

use decode::{Decoded, Evidence, Guess};
use package::Package;

/// How to read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The encoding of the bytes; recognised where it is not given.
    pub encoding: Option<Encoding>,
    /// Show web pages whole: nothing is taken for furniture.
    pub raw_html: bool,
}

/// A format that is read here: one row of [`FORMATS`].
pub struct Reader {
    /// What it reads.
    pub format: Format,
    /// Its usual name.
    pub name: &'static str,
    /// How names of such files end, in small letters.
    pub extensions: &'static [&'static str],
    /// Whether `Content` is of this format.
    sniff: fn(&Content) -> bool,
    /// Reads it.
    read: fn(Content, &Options) -> Result<Document, ErrorKind>,
}

/// The formats, in the order in which they are tried; plain text takes what is left.
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
    /// Whether it is a web page; a Markdown file that begins with a tag is not.
    fn is_page(&self) -> bool {
        let markdown = markdown::is("", &self.extension);
        !markdown && html::is(&self.decoded.text, &self.extension)
    }
}

/// Reads `bytes`, the whole content of a file called `name` (only a hint).
///
/// # Errors
/// What the bytes are, where they are no text.
pub fn read(bytes: Vec<u8>, name: &str) -> Result<Document, ErrorKind> {
    read_with(bytes, name, &Options::default())
}

/// As [`read`], told how.
///
/// # Errors
/// What the bytes are, where they are no text.
pub fn read_with(bytes: Vec<u8>, name: &str, options: &Options) -> Result<Document, ErrorKind> {
    let content = open(bytes, name, options)?;
    let reader = FORMATS.iter().find(|reader| (reader.sniff)(&content));
    match (reader, content) {
        (Some(reader), content) => (reader.read)(content, options),
        (None, Content::Package(package)) => Err(sniff::other_archive(|name| package.has(name))),
        (None, Content::Text(_)) => Err(ErrorKind::Binary(None)),
    }
}

/// The extension of `name`, in small letters.
fn extension(name: &str) -> String {
    name.rsplit_once('.').map_or(String::new(), |(_, end)| end.to_lowercase())
}

/// What a broken archive is called: by its name, for want of content.
fn archive_name(name: &str) -> &'static str {
    let extension = extension(name);
    let known = FORMATS.iter().find(|reader| reader.extensions.contains(&extension.as_str()));
    known.map_or("zip", |reader| reader.name)
}

/// Decodes or unpacks `bytes`.
fn open(bytes: Vec<u8>, name: &str, options: &Options) -> Result<Content, ErrorKind> {
    sniff::refuse(&bytes)?;
    if sniff::is_zip(&bytes) {
        let package =
            Package::open(bytes).map_err(|f| ErrorKind::Damaged(archive_name(name), f))?;
        return Ok(Content::Package(package));
    }
    let extension = extension(name);
    let (decoded, declared) = decode_page(bytes, &extension, options.encoding);
    let sure = !matches!(decoded.guess.evidence, Evidence::General);
    if sniff::is_noise(&decoded.text, sure) {
        return Err(ErrorKind::Binary(None));
    }
    let origin = Origin { declared, ..decoded.origin() };
    Ok(Content::Text(Text { decoded, origin, extension }))
}

/// Decodes `bytes`, and heeds what a web page says of its encoding where the bytes do not contradict
/// it. Gives that encoding too, where it is not theirs.
fn decode_page(
    bytes: Vec<u8>,
    extension: &str,
    told: Option<Encoding>,
) -> (Decoded, Option<&'static str>) {
    /// By how much a guess must be better than what the page says.
    const DOUBT: f32 = 0.2;
    let claim = html::declared(&bytes);
    let kept = claim.filter(|_| told.is_none()).map(|claim| (claim, bytes.clone()));
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
    // Plain ASCII is in whatever encoding it says.
    let lie = !decoded.text.is_ascii();
    (decoded, lie.then(|| claim.name()))
}
