//! Recognises files that are not text. In: the bytes of a file. Out: an error that names what they are.

use crate::error::ErrorKind;
use crate::text::any_three;

/// The command that converts any office document into one that is read here.
const OFFICE: &str = "soffice --headless --convert-to docx FILE";

/// What a file is that begins in a certain way.
enum Verdict {
    /// Not a document; holds the name of the format.
    Binary(&'static str),
    /// A document that a command converts; holds the name of the format and the command.
    Convert(&'static str, &'static str),
    /// A document that only its own program opens; holds the name of the format.
    SaveAs(&'static str),
}

use Verdict::{Binary, Convert, SaveAs};

/// Offsets, the bytes that stand there, and what they tell.
#[rustfmt::skip]
const MAGIC: &[(usize, &[u8], Verdict)] = &[
    (0, b"%PDF-", Convert("PDF", "pdftotext -layout FILE -")),
    (0, b"{\\rtf", Convert("RTF", OFFICE)),
    (0, b"\x1f\x8b", Convert("gzip", "gunzip --keep FILE")),
    (0, b"BZh", Convert("bzip2", "bunzip2 --keep FILE")),
    (0, b"\xfd7zXZ\0", Convert("xz", "unxz --keep FILE")),
    (0, b"\x28\xb5\x2f\xfd", Convert("zstd", "unzstd --keep FILE")),
    (0, b"7z\xbc\xaf\x27\x1c", Convert("7-Zip", "7z x FILE")),
    (0, b"Rar!\x1a\x07", Convert("RAR", "unrar x FILE")),
    (257, b"ustar", Convert("tar", "tar -xf FILE")),
    (60, b"BOOKMOBI", Convert("MOBI", "ebook-convert FILE OUT.epub")),
    (0, b"AT&TFORM", Convert("DjVu", "djvutxt FILE")),
    (0, b"ITSF", Convert("CHM", "7z x FILE")),
    (0, b"CEB", SaveAs("CEB (Apabi)")),
    (0, b"CAJ\0", SaveAs("CAJ")),
    (0, b"KDH 2.", SaveAs("KDH")),
    (0, b"HN\xc8\0", SaveAs("CAJ")),
    (0, b"\x7fELF", Binary("ELF")),
    (0, b"\x89PNG\r\n\x1a\n", Binary("PNG")),
    (0, b"\xff\xd8\xff", Binary("JPEG")),
    (0, b"GIF87a", Binary("GIF")),
    (0, b"GIF89a", Binary("GIF")),
    (0, b"II*\0", Binary("TIFF")),
    (0, b"MM\0*", Binary("TIFF")),
    (8, b"WEBPVP8", Binary("WebP")),
    (4, b"ftyp", Binary("MP4")),
    (0, b"ID3", Binary("MP3")),
    (0, b"OggS", Binary("Ogg")),
    (8, b"WAVEfmt", Binary("WAV")),
    (0, b"SQLite format 3\0", Binary("SQLite")),
    (0, b"\xcf\xfa\xed\xfe", Binary("Mach-O")),
    (0, b"\xca\xfe\xba\xbe", Binary("Mach-O, Java")),
    (0, b"wOFF", Binary("WOFF")),
    (0, b"\0\x01\0\0\0", Binary("TrueType")),
    (0, b"\0asm", Binary("WebAssembly")),
];

/// How OLE2 compound files begin: documents of Word, Excel and WPS before 2007, and encrypted ones.
const OLE2: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Whether `bytes` are a zip archive, as docx, epub, odt and ofd are.
pub(super) fn is_zip(bytes: &[u8]) -> bool {
    [&b"PK\x03\x04"[..], b"PK\x05\x06", b"PK\x07\x08"].iter().any(|m| bytes.starts_with(m))
}

/// Fails with what `bytes` are if they begin like something other than text.
pub(super) fn refuse(bytes: &[u8]) -> Result<(), ErrorKind> {
    if bytes.starts_with(OLE2) {
        return Err(ole2(bytes));
    }
    // Every Windows program begins with a stub that says it cannot run in DOS mode.
    if bytes.starts_with(b"MZ") && find(head(bytes, 512), b"DOS mode").is_some() {
        return Err(ErrorKind::Binary(Some("EXE")));
    }
    let verdict = MAGIC.iter().find(|(at, magic, _)| {
        bytes.get(*at..).is_some_and(|rest| rest.starts_with(magic) && !is_wordy(magic, bytes))
    });
    match verdict {
        None => Ok(()),
        Some((_, _, Binary(name))) => Err(ErrorKind::Binary(Some(name))),
        Some((_, _, Convert(name, command))) => Err(ErrorKind::Convert(name, command)),
        Some((_, _, SaveAs(name))) => Err(ErrorKind::SaveAs(name)),
    }
}

/// Whether `magic` consists of letters and marks that may also begin a text, and `bytes` seem to be one.
fn is_wordy(magic: &[u8], bytes: &[u8]) -> bool {
    let letters = magic.iter().all(u8::is_ascii_graphic);
    letters && !matches!(magic, b"%PDF-" | b"{\\rtf") && !head(bytes, 512).contains(&0)
}

/// The error for an OLE2 document, by the names of its streams, which are in UTF-16LE.
fn ole2(bytes: &[u8]) -> ErrorKind {
    let holds = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        find(bytes, &name).is_some()
    };
    if holds("EncryptedPackage") {
        ErrorKind::Encrypted
    } else if holds("WordDocument") {
        ErrorKind::Convert("Word .doc", OFFICE)
    } else if holds("Workbook") {
        ErrorKind::Convert("Excel .xls", "soffice --headless --convert-to csv FILE")
    } else if holds("PowerPoint Document") {
        ErrorKind::Convert("PowerPoint .ppt", "soffice --headless --convert-to pdf FILE")
    } else {
        ErrorKind::Convert("Word .doc / WPS .wps (OLE2)", OFFICE)
    }
}

/// The error for a zip archive that holds no document of a known format; `has` tells which parts it has.
pub(super) fn other_archive(has: impl Fn(&str) -> bool) -> ErrorKind {
    if has("OFD.xml") {
        ErrorKind::SaveAs("OFD")
    } else if has("xl/workbook.xml") {
        ErrorKind::Convert("Excel .xlsx", "soffice --headless --convert-to csv FILE")
    } else if has("ppt/presentation.xml") {
        ErrorKind::Convert("PowerPoint .pptx", "soffice --headless --convert-to pdf FILE")
    } else {
        ErrorKind::Convert("zip", "unzip FILE")
    }
}

/// Whether decoded text is noise, with more controls and damaged places than any text has.
///
/// If the encoding is `sure`, and not the guess of the general detector, more of them are allowed. A few are
/// never noise: a short note may be damaged in a few places.
pub(super) fn is_noise(text: &str, sure: bool) -> bool {
    /// Fewer controls and damaged places than this are not noise.
    const LEAST: usize = 4;
    /// How many characters are looked at.
    const MOST: usize = 16 * 1024;
    // Whether these bytes may begin a control or U+FFFD.
    let may = |a: u8, b: u8, _: u8| {
        (a < 0x20) & !matches!(a, b'\t'..=b'\r' | 0x1b)
            | (a == 0x7f)
            | (a == 0xc2) & (b < 0xa0) & (b != 0x85)
            | (a == 0xef) & (b == 0xbf)
    };
    let bytes = head(text.as_bytes(), MOST * 4);
    if !any_three(bytes, 0..bytes.len(), may) {
        return false;
    }
    let (mut all, mut noise) = (0_usize, 0_usize);
    for c in text.chars().take(MOST) {
        all += 1;
        let control = c.is_control()
            && !matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1b}' | '\u{85}');
        noise += usize::from(control || c == '\u{fffd}');
    }
    noise >= LEAST && noise * if sure { 3 } else { 40 } > all
}

/// The first `most` bytes.
fn head(bytes: &[u8], most: usize) -> &[u8] {
    bytes.get(..bytes.len().min(most)).unwrap_or_default()
}

/// Where `needle` first stands in `bytes`.
fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_is_named_by_its_content() {
        let ole2 = |name: &str| {
            let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            [OLE2, &[0; 500], &name, &[0; 40]].concat()
        };
        let encrypted = refuse(&ole2("EncryptedPackage"));
        assert!(matches!(encrypted, Err(ErrorKind::Encrypted)));
        for (bytes, name) in [
            (ole2("WordDocument"), "Word .doc"),
            (ole2("Workbook"), "Excel .xls"),
            (OLE2.to_vec(), "Word .doc / WPS .wps (OLE2)"),
            (b"%PDF-1.4\n".to_vec(), "PDF"),
            (b"{\\rtf1\\ansi}".to_vec(), "RTF"),
            (b"\x1f\x8b\x08\0".to_vec(), "gzip"),
        ] {
            let Err(ErrorKind::Convert(found, command)) = refuse(&bytes) else { panic!("{name}") };
            assert_eq!(found, name);
            assert!(command.contains("FILE"));
        }
        assert!(matches!(refuse(b"\x7fELF\x02\x01"), Err(ErrorKind::Binary(Some("ELF")))));
        assert!(matches!(refuse(b"CEB\0\0\0"), Err(ErrorKind::SaveAs("CEB (Apabi)"))));
    }

    #[test]
    fn two_stray_controls_do_not_make_a_short_note_noise() {
        for (text, noise) in [("稿\0\0", false), ("稿\0\u{1}\0\0", true), ("", false)] {
            assert_eq!(is_noise(text, true), noise, "{text:?}");
        }
    }

    #[test]
    fn words_that_look_like_magic_are_words() {
        for text in ["BZh 是一种压缩格式。", "CEB 说明", "GIF89a 是什么", "Rar!", "ID3 标签"]
        {
            assert!(refuse(text.as_bytes()).is_ok(), "{text}");
        }
    }
}
