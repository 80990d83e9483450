//! Searching a text that is read for that alone, as `grep` and the search over all texts do.
//!
//! In: a source and a query. Out: the hits, if there are any. Most texts of a folder hold none, and most
//! are plain UTF-8: of these the bytes are searched first, and only a text with a hit, or one that must
//! be parsed to tell, becomes a document.

use std::cell::Cell;
use std::mem;
use std::sync::atomic::AtomicBool;

use super::{Source, file};
use crate::document::Document;
use crate::error::{Error, ErrorKind};
use crate::input::{self, Lines};
use crate::search::text::{Finder, Manner};
use crate::text::Span;

/// A text in which something was found.
#[derive(Debug)]
pub struct Catch {
    /// The text.
    pub document: Document,
    /// The hits, in order; never empty.
    pub hits: Vec<Span>,
}

/// Reads `source` and finds all hits of `finder`; `None` where there are none, or `cancel` was set.
///
/// # Errors
/// As [`Source::load_with`]; a text without words is an error as well.
pub fn hunt(
    source: &Source,
    finder: &Finder,
    options: &input::Options,
    cancel: &AtomicBool,
) -> Result<Option<Catch>, Error> {
    in_room(source, |bytes| {
        if let Ok(room) = &bytes
            && matches!(early(room.bytes(), source, finder, options, cancel), Early::Nothing)
        {
            return Ok(None);
        }
        parsed(bytes, source, finder, options, cancel)
    })
}

/// [`hunt`] for callers that can mostly do without a document. `plain` is called with a text in lines and
/// its hits; where the text is not that plain, or `plain` returns `None`, the text is parsed and `whole`
/// is called.
///
/// # Errors
/// Those of [`hunt`].
pub fn hunt_lines<R>(
    source: &Source,
    finder: &Finder,
    options: &input::Options,
    cancel: &AtomicBool,
    plain: impl FnOnce(&str, Lines<'_>, &[Span]) -> Option<R>,
    whole: impl FnOnce(&Catch) -> R,
) -> Result<Option<R>, Error> {
    in_room(source, |bytes| {
        if let Ok(room) = &bytes {
            match early(room.bytes(), source, finder, options, cancel) {
                Early::Nothing => return Ok(None),
                Early::Hits(text, lines, hits) => {
                    if let Some(result) = plain(text, lines, &hits) {
                        return Ok(Some(result));
                    }
                }
                Early::Unsure => {}
            }
        }
        Ok(parsed(bytes, source, finder, options, cancel)?.map(|catch| whole(&catch)))
    })
}

thread_local! {
    /// The buffer into which this thread reads one text after another.
    static ROOM: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// The bytes of a text in a buffer that is used again: the first `len` are its own.
struct Room<'a> {
    bytes: &'a mut Vec<u8>,
    len: usize,
}

impl Room<'_> {
    fn bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }

    fn into_bytes(self) -> Vec<u8> {
        let mut bytes = mem::take(self.bytes);
        bytes.truncate(self.len);
        bytes
    }
}

/// Calls `look` with the bytes of `source`. A thread reads all small texts into the same buffer: to
/// allocate one for each of ten thousand texts, on several threads at once, takes as long as searching
/// them.
fn in_room<R>(source: &Source, look: impl FnOnce(Result<Room<'_>, ErrorKind>) -> R) -> R {
    /// Bytes of the largest room that is kept.
    const KEPT: usize = 1 << 20;
    let mut bytes = ROOM.take();
    let len = match source {
        Source::Sample(sample) => {
            bytes = sample.text.as_bytes().to_vec();
            Ok(bytes.len())
        }
        Source::File(path) => file::read_into(path, &mut bytes),
        Source::Stdin => file::read_stdin().map(|read| {
            bytes = read.into_vec();
            bytes.len()
        }),
    };
    let result = look(len.map(|len| Room { bytes: &mut bytes, len }));
    if bytes.len() <= KEPT {
        ROOM.set(bytes);
    }
    result
}

/// What the bytes of a text show before it is parsed.
enum Early<'a> {
    /// There is no hit.
    Nothing,
    /// The hits are those of the document.
    Hits(&'a str, Lines<'a>, Vec<Span>),
    /// Only a document can tell.
    Unsure,
}

fn early<'a>(
    bytes: &'a [u8],
    source: &Source,
    finder: &Finder,
    options: &input::Options,
    cancel: &AtomicBool,
) -> Early<'a> {
    let Some(text) = input::utf8_text(bytes, options) else { return Early::Unsure };
    // Marks are taken out of a text and lines joined, but only a reference such as &#21457; puts
    // characters in.
    if finder.is_absent(text) && !text.contains('&') {
        return Early::Nothing;
    }
    if !input::is_plain(text, &source.name()) {
        return Early::Unsure;
    }
    // Parsing may join lines: words then have no line end inside, to which a pattern is not blind.
    let pattern = finder.manner() == Manner::Pattern;
    let whole = || Lines::of(text).is_some_and(|mut lines| lines.are_paragraphs());
    if pattern && (!whole() || input::has_flat_lines(text)) {
        return Early::Unsure;
    }
    let hits = finder.search_in(text, cancel).unwrap_or_default();
    if hits.is_empty() {
        return Early::Nothing;
    }
    if input::has_flat_lines(text) {
        return Early::Unsure;
    }
    Lines::of(text).map_or(Early::Unsure, |lines| Early::Hits(text, lines, hits))
}

fn parsed(
    room: Result<Room<'_>, ErrorKind>,
    source: &Source,
    finder: &Finder,
    options: &input::Options,
    cancel: &AtomicBool,
) -> Result<Option<Catch>, Error> {
    let bytes = room.map(Room::into_bytes);
    let document =
        source.parse(bytes, options).or_else(|error| source.converted(error, options))?;
    if document.is_empty() {
        return Err(Error::new(source.path(), ErrorKind::Empty));
    }
    let hits = finder.search_in(document.text(), cancel).unwrap_or_default();
    Ok(if hits.is_empty() { None } else { Some(Catch { document, hits }) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::fs;

    fn found(name: &str, bytes: &[u8], query: &str, manner: Manner) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        let finder = Finder::new(query, manner, None).unwrap();
        let never = AtomicBool::new(false);
        let catch = hunt(&Source::File(path), &finder, &input::Options::default(), &never);
        catch.unwrap().map_or(Vec::new(), |catch| {
            catch.hits.iter().map(|s| s.of(catch.document.text()).to_owned()).collect()
        })
    }

    #[test]
    fn every_format_and_encoding_is_looked_into() {
        let text = "一、抓好春耕\n各乡镇要抓好項目建设，确保春耕生产顺利推进。\n";
        // The same in GBK.
        let gbk: &[u8] = b"\xd2\xbb\xa1\xa2\xd7\xa5\xba\xc3\xb4\xba\xb8\xfb\n\xb8\xf7\xcf\xe7\xd5\xf2\xd2\xaa\xd7\xa5\xba\xc3\xed\x97\xc4\xbf\xbd\xa8\xc9\xe8\xa3\xac\xc8\xb7\xb1\xa3\xb4\xba\xb8\xfb\xc9\xfa\xb2\xfa\xcb\xb3\xc0\xfb\xcd\xc6\xbd\xf8\xa1\xa3\n";
        let page = "<html><p>抓好&#x9879;目，各乡镇要把工作抓实。</p></html>";
        for (name, bytes) in [
            ("a.txt", text.as_bytes()),
            ("b.txt", gbk),
            ("c.html", page.as_bytes()),
            ("d.md", "# 抓好**项**目\n".as_bytes()),
        ] {
            assert_eq!(found(name, bytes, "项目", Manner::Plain).len(), 1, "{name}");
            assert_eq!(found(name, bytes, "xiangmu", Manner::Pinyin).len(), 1, "{name}");
            assert_eq!(found(name, bytes, "项.?目", Manner::Pattern).len(), 1, "{name}");
            assert_eq!(found(name, bytes, "没有的话", Manner::Plain).len(), 0, "{name}");
        }
    }

    #[test]
    fn a_hit_over_the_end_of_a_page_is_found() {
        let words = "各乡镇要把河道清淤摆在突出位置抓紧抓细抓实坚决不能拖拉更不能走过场";
        let line = |i: usize| words.chars().cycle().skip(i * 7).take(21).collect::<String>();
        let mut text = String::new();
        for page in 0..4 {
            for i in 0..8 {
                text.push_str(&format!("{}\n", line(page * 9 + i)));
            }
            let end: String = line(page * 9 + 8).chars().take(19).collect();
            text.push_str(&format!(
                "{end}高质\n— {} —\n量发展{}\n",
                page + 1,
                line(page).chars().take(18).collect::<String>()
            ));
        }
        assert_eq!(found("a.txt", text.as_bytes(), "高质量发展", Manner::Plain).len(), 4);
    }

    #[test]
    fn a_text_without_words_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "\n  \n").unwrap();
        let finder = Finder::new("纲", Manner::Plain, None).unwrap();
        let never = AtomicBool::new(false);
        let catch = hunt(&Source::File(path), &finder, &input::Options::default(), &never);
        assert!(matches!(catch.unwrap_err().kind, ErrorKind::Empty));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        /// What is told before parsing is what parsing would have told.
        #[test]
        fn the_early_answer_is_the_late_one(
            text in "[纲举目张　 \n，。(（è)）]{1,60}", query in "[纲举目张]{1,3}",
        ) {
            let bytes = text.clone().into_bytes();
            let document = input::read(bytes.clone(), "a.txt").unwrap();
            let finder = Finder::new(&query, Manner::Plain, None).unwrap();
            let late = !finder.find_in(document.text()).is_empty();
            let source = Source::File("a.txt".into());
            let never = AtomicBool::new(false);
            match early(&bytes, &source, &finder, &input::Options::default(), &never) {
                Early::Nothing => prop_assert!(!late),
                Early::Hits(_, _, hits) => prop_assert_eq!(!hits.is_empty(), late),
                Early::Unsure => {}
            }
        }
    }
}
