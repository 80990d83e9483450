//! Reads zip archives, in which docx, epub and odt keep their parts.
//!
//! In: bytes. Out: parts by name, each of at most [`MOST_BYTES`] when unpacked. Nothing is written, and
//! nothing is looked up outside the archive.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::decode::{self, Encoding};
use crate::error::Fault;

/// The most entries that an archive may have.
const MOST_ENTRIES: usize = 10_000;

/// The most bytes of one part when unpacked; a document of 20 million characters has fewer.
const MOST_BYTES: u64 = 64 << 20;

/// The most bytes that are unpacked of one archive.
const MOST_BYTES_TOGETHER: u64 = 256 << 20;

/// An open archive.
pub(super) struct Package {
    archive: ZipArchive<Cursor<Vec<u8>>>,
    /// How many bytes may still be unpacked.
    left: u64,
    /// The content of the part `mimetype`.
    kind: Option<String>,
}

impl Package {
    /// Opens `bytes` as an archive.
    pub(super) fn open(bytes: Vec<u8>) -> Result<Self, Fault> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::Archive)?;
        if archive.len() > MOST_ENTRIES {
            return Err(Fault::Entries);
        }
        let mut package = Self { archive, left: MOST_BYTES_TOGETHER, kind: None };
        package.kind = package.xml("mimetype").ok().flatten();
        Ok(package)
    }

    /// The media type that the archive declares, as epub and odt do.
    pub(super) fn kind(&self) -> Option<&str> {
        self.kind.as_deref()
    }

    /// Whether there is a part named `name`.
    pub(super) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The bytes of the part named `name`, if there is one.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Fault> {
        let file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(_) => return Err(Fault::Part),
        };
        let limit = MOST_BYTES.min(self.left);
        let mut bytes = Vec::new();
        file.take(limit + 1).read_to_end(&mut bytes).map_err(|_| Fault::Part)?;
        let size = bytes.len() as u64;
        if size > limit {
            return Err(Fault::TooLarge(limit));
        }
        self.left -= size;
        Ok(Some(bytes))
    }

    /// The text of the XML part named `name`, if there is one.
    pub(super) fn xml(&mut self, name: &str) -> Result<Option<String>, Fault> {
        Ok(self.part(name)?.map(xml_text))
    }
}

/// Decodes XML, by its byte order mark, as UTF-8, or from the encoding that it declares.
fn xml_text(bytes: Vec<u8>) -> String {
    match String::from_utf8(bytes) {
        Ok(text) => decode::decode(text.into_bytes(), None).text,
        Err(e) => {
            let told = declared(e.as_bytes());
            decode::decode(e.into_bytes(), told).text
        }
    }
}

/// The encoding that an XML declaration at the start of `bytes` names.
pub(super) fn declared(bytes: &[u8]) -> Option<Encoding> {
    let head = bytes.get(..bytes.len().min(256)).unwrap_or_default();
    let head = head.strip_prefix(b"<?xml")?;
    let head = String::from_utf8_lossy(head);
    let (head, _) = head.split_once("?>")?;
    let (_, value) = head.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value.split(quote).nth(1)?.parse().ok()
}

/// The full name of the part that the part `base` refers to as `target`; `None` if it lies outside the
/// archive.
pub(super) fn resolve(base: &str, target: &str) -> Option<String> {
    let target = target.split(['#', '?']).next().unwrap_or_default();
    if target.contains([':', '\\']) {
        return None;
    }
    let mut parts: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => base.split('/').filter(|p| !p.is_empty()).collect(),
    };
    if !target.starts_with('/') {
        parts.pop();
    }
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/")).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_never_leave_the_archive() {
        for (base, target, name) in [
            ("", "word/document.xml", Some("word/document.xml")),
            ("", "/word/document.xml", Some("word/document.xml")),
            ("word/document.xml", "styles.xml", Some("word/styles.xml")),
            ("word/document.xml", "../custom/a.xml", Some("custom/a.xml")),
            ("OEBPS/c.opf", "a.xhtml#top", Some("OEBPS/a.xhtml")),
            ("", "../../etc/passwd", None),
            ("word/document.xml", "../../x", None),
            ("", "file:///etc/passwd", None),
            ("", "C:\\x", None),
            ("", "", None),
        ] {
            assert_eq!(resolve(base, target).as_deref(), name, "{base} {target}");
        }
    }

    #[test]
    fn the_declared_encoding_is_read() {
        let told = |text: &str| declared(text.as_bytes()).map(Encoding::name);
        assert_eq!(told("<?xml version='1.0' encoding='GBK'?><a/>"), Some("GB18030"));
        assert_eq!(told("<?xml version=\"1.0\"?>"), None);
        assert_eq!(told("<a encoding='gbk'/>"), None);
    }
}
