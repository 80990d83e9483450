//! Where a query stands in a source that is read for it alone.

use std::sync::atomic::AtomicBool;

use super::{Source, file};
use crate::document::Document;
use crate::error::{Error, ErrorKind};
use crate::input;
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

/// Reads `source` and looks for all hits of `finder`; none where there are none, or `cancel` was
/// set. Most texts hold no hit, and one in plain UTF-8 tells that before it is parsed.
///
/// # Errors
/// As [`Source::load_with`]; a text without words is an error as well.
pub fn hunt(
    source: &Source,
    finder: &Finder,
    options: &input::Options,
    cancel: &AtomicBool,
) -> Result<Option<Catch>, Error> {
    let bytes = match source {
        Source::Sample(sample) => Ok(sample.text.as_bytes().to_vec()),
        Source::File(path) => file::read(path),
        Source::Stdin => file::read_stdin(),
    };
    // Parsing leaves out blanks and joins lines, to which a pattern is not blind.
    if finder.manner() != Manner::Pattern
        && let Ok(bytes) = &bytes
        && let Some(text) = input::plain_text(bytes, &source.name(), options)
    {
        match finder.search_in(text, cancel) {
            Some(hits) if !hits.is_empty() => {}
            Some(_) | None => return Ok(None),
        }
    }
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
            if let Some(early) = input::plain_text(&bytes, "a.txt", &input::Options::default()) {
                prop_assert_eq!(!finder.find_in(early).is_empty(), late);
            }
        }
    }
}
