//! A cache of headings on disk, so that a folder of thousands of files is searched without reading them
//! all again.
//!
//! In: documents with their outlines, and the version of the file each came from. Out: [`Headings`], a
//! document of the headings alone with the same outline, on which jump and export work as on the whole;
//! and a [`Cache`] of them, a text file. Whatever cannot be understood in that file is ignored.

mod headings;

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read, Write as _};
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::whole::{private_folder, replace};
use super::{Stamp, rules};
use crate::outline::Kind;
use crate::outline::rules::Rules;
use crate::text::Span;

pub use headings::Headings;
use headings::{Builder, Row};

/// The first line of the file. Other versions of the program may outline differently.
const HEADER: &str = concat!("gangmu headings 2 ", env!("CARGO_PKG_VERSION"));
/// The name of the file.
pub const FILE: &str = "headings";
/// Most files that are kept.
const FILES: usize = 50_000;
/// The largest cache that is read, in bytes.
const LIMIT: u64 = 512 << 20;
/// A file changed this recently may change again without a new modification time, so it is not cached.
const FRESH: Duration = Duration::from_secs(2);

/// The headings of many files, by path and version.
#[derive(Debug, Default)]
pub struct Cache {
    raw: String,
    files: HashMap<String, Kept>,
}

#[derive(Clone, Debug)]
struct Kept {
    version: Version,
    /// The version of the rules by which it was outlined.
    rules: String,
    /// Its lines in the raw text, the first one included.
    lines: Span,
}

/// The version of a file: size, modification time in nanoseconds, inode.
type Version = (u64, u128, u64);

fn version(stamp: &Stamp) -> Option<Version> {
    let modified = stamp.modified?.duration_since(UNIX_EPOCH).ok()?.as_nanos();
    Some((stamp.size, modified, stamp.id))
}

impl Cache {
    /// Reads the cache in `folder`; empty where there is none, or it cannot be understood.
    #[must_use]
    pub fn load(folder: &Path) -> Self {
        let read = || -> io::Result<String> {
            let mut raw = String::new();
            File::open(folder.join(FILE))?.take(LIMIT + 1).read_to_string(&mut raw)?;
            Ok(raw)
        };
        read().ok().and_then(Self::parse).unwrap_or_default()
    }

    /// The cache that `raw` is.
    fn parse(raw: String) -> Option<Self> {
        let mut files = HashMap::new();
        let mut at = raw.strip_prefix(HEADER)?.strip_prefix('\n').map(|_| HEADER.len() + 1)?;
        loop {
            let line = line_at(&raw, at)?;
            let mut fields = line.split('\t');
            match fields.next()? {
                "F" => {}
                "end" => {
                    let whole = fields.next()?.parse() == Ok(files.len());
                    return whole.then_some(Self { raw, files });
                }
                _ => return None,
            }
            let mut number = || fields.next()?.parse::<u128>().ok();
            let size = u64::try_from(number()?).ok()?;
            let modified = number()?;
            let id = u64::try_from(number()?).ok()?;
            let length = usize::try_from(number()?).ok()?;
            let rules = fields.next()?.to_owned();
            let path = unescaped(fields.next()?);
            let start = at;
            at = at.checked_add(line.len() + 1)?.checked_add(length)?;
            raw.get(start..at)?.ends_with('\n').then_some(())?;
            let lines = Span::new(start, at);
            files.insert(path, Kept { version: (size, modified, id), rules, lines });
        }
    }

    /// The headings of the file at `path`, where this very version of it is known as these `rules`
    /// outline it.
    #[must_use]
    pub fn get(&self, path: &str, stamp: &Stamp, rules: &Rules) -> Option<Headings> {
        let kept = self.files.get(path)?;
        if Some(kept.version) != version(stamp) || kept.rules != rules::version(rules) {
            return None;
        }
        let mut builder = Builder::default();
        for line in kept.lines.of(&self.raw).lines().skip(1) {
            let (words, row) = heading(line)?;
            builder.add(&words, row);
        }
        Some(builder.build())
    }

    /// How many files are known.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether none is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Writes the cache into `folder`, with what was `added`: for its owner alone, and in one piece.
    ///
    /// # Errors
    /// What the system said; the old cache is as it was.
    pub fn save(&self, folder: &Path, added: &[Addition]) -> io::Result<()> {
        let new: HashMap<&str, &Addition> =
            added.iter().map(|added| (added.path.as_str(), added)).collect();
        private_folder(folder)?;
        replace(&folder.join(FILE), ".headings.", |file| {
            let mut out = io::BufWriter::with_capacity(1 << 16, file);
            writeln!(out, "{HEADER}")?;
            let mut count = 0;
            for added in new.values().take(FILES) {
                out.write_all(added.lines.as_bytes())?;
                count += 1;
            }
            let old = self.files.iter().filter(|(path, _)| !new.contains_key(path.as_str()));
            for (_, kept) in old.take(FILES.saturating_sub(count)) {
                out.write_all(kept.lines.of(&self.raw).as_bytes())?;
                count += 1;
            }
            writeln!(out, "end\t{count}")?;
            out.flush()
        })
    }
}

/// The headings of a file, to be added to a cache.
#[derive(Debug)]
pub struct Addition {
    path: String,
    lines: String,
}

impl Addition {
    /// `headings`, outlined by `rules`, of the version `stamp` of the file at `path`. `None` where
    /// that version may still change without telling.
    #[must_use]
    pub fn new(path: &str, stamp: &Stamp, rules: &Rules, headings: &Headings) -> Option<Self> {
        let settled = stamp.modified?.duration_since(UNIX_EPOCH).ok()?;
        let now = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
        if settled + FRESH > now {
            return None;
        }
        let mut rows = String::new();
        let text = headings.document().text();
        let nodes = headings.outline().nodes().iter().zip(headings.document().paragraphs());
        let mut positions = headings.document().positions();
        for ((node, paragraph), start) in nodes.zip(&headings.starts) {
            let position = positions.at(paragraph.span.start);
            let kind = match node.kind {
                Kind::Title => 'T',
                Kind::Heading => 'H',
                Kind::Point => 'P',
                // Entries are made of headings alone.
                Kind::Paragraph => continue,
            };
            let from = paragraph.span.start;
            let (marker, title) =
                (node.marker.len(), (node.title.start - from, node.title.end - from));
            let words = escaped(paragraph.span.of(text));
            let (line, col) = (position.line, position.col);
            let (depth, number, sure) = (node.depth, node.number, node.confidence);
            // Writing to a `String` cannot fail.
            let _ = writeln!(
                rows,
                "{kind}\t{depth}\t{number}\t{sure}\t{line}\t{col}\t{start}\t{marker}\t{}\t{}\t{words}",
                title.0, title.1
            );
        }
        let (size, modified, id) = version(stamp)?;
        let (length, rules, name) = (rows.len(), rules::version(rules), escaped(path));
        let lines = format!("F\t{size}\t{modified}\t{id}\t{length}\t{rules}\t{name}\n{rows}");
        Some(Self { path: path.to_owned(), lines })
    }
}

/// The line of `text` that begins at `at`, without its end.
fn line_at(text: &str, at: usize) -> Option<&str> {
    let rest = text.get(at..)?;
    Span::new(0, rest.find('\n')?).of(rest).into()
}

/// A heading as a line of the cache.
fn heading(line: &str) -> Option<(String, Row)> {
    let mut fields = line.splitn(11, '\t');
    let kind = match fields.next()? {
        "T" => Kind::Title,
        "H" => Kind::Heading,
        "P" => Kind::Point,
        _ => return None,
    };
    let mut number = || fields.next()?.parse::<usize>().ok();
    let depth = u16::try_from(number()?).ok()?;
    let value = u32::try_from(number()?).ok()?;
    let confidence = u8::try_from(number()?).ok()?;
    let (line, col, start, marker) = (number()?, number()?, number()?, number()?);
    let title = Span::new(number()?, number()?);
    let words = unescaped(fields.next()?);
    let fits = |byte| words.is_char_boundary(byte);
    if !(fits(marker) && fits(title.start) && fits(title.end) && title.start <= title.end) {
        return None;
    }
    let row = Row { kind, depth, number: value, confidence, line, col, start, marker, title };
    Some((words, row))
}

/// `text` on one line, without tabs.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\t', "\\t").replace('\n', "\\n").replace('\r', "\\r")
}

/// What [`escaped`] made of a text, as it was.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (c, if c == '\\' { chars.next() } else { None }) {
            ('\\', Some('t')) => out.push('\t'),
            ('\\', Some('n')) => out.push('\n'),
            ('\\', Some('r')) => out.push('\r'),
            (_, Some(escaped)) => out.push(escaped),
            (c, None) => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::document::Document;
    use crate::library::SAMPLES;
    use crate::outline;
    use crate::outline::Outline;
    use crate::search::jump;
    use proptest::prelude::*;

    fn stamp(size: u64) -> Stamp {
        Stamp { size, modified: Some(UNIX_EPOCH + Duration::new(1_700_000_000, 123)), id: 7 }
    }

    /// What the jump finds, told without byte offsets.
    fn found(headings: &Headings, query: &str) -> Vec<(usize, i64, Vec<Span>)> {
        let index = jump::Index::new(headings.document(), headings.outline());
        let hits = index.query(query, None, 50);
        hits.into_iter().map(|hit| (hit.node.0, hit.score, hit.matched)).collect()
    }

    fn parsed(text: &str) -> (Document, Outline) {
        let document = Document::from_lines(text);
        let outline = outline::parse(&document);
        (document, outline)
    }

    #[test]
    fn the_cache_gives_back_what_it_was_given() {
        let folder = tempfile::tempdir().unwrap();
        let cold: Vec<_> = SAMPLES
            .iter()
            .map(|sample| {
                let (document, outline) = parsed(sample.text);
                Headings::of(&document, &outline)
            })
            .collect();
        let added: Vec<_> = SAMPLES
            .iter()
            .zip(&cold)
            .map(|(s, h)| {
                Addition::new(s.name, &stamp(s.text.len() as u64), &Rules::default(), h).unwrap()
            })
            .collect();
        Cache::default().save(folder.path(), &added).unwrap();
        let cache = Cache::load(folder.path());
        assert_eq!(cache.len(), SAMPLES.len());
        for (sample, cold) in SAMPLES.iter().zip(&cold) {
            let warm = cache
                .get(sample.name, &stamp(sample.text.len() as u64), &Rules::default())
                .unwrap();
            assert_eq!(warm.document().text(), cold.document().text());
            assert_eq!(warm.outline(), cold.outline());
            assert_eq!(warm.starts, cold.starts);
            assert!(
                cache.get(sample.name, &stamp(1), &Rules::default()).is_none(),
                "another version"
            );
            for query in ["项目", "zhili", "二(一)", "第三", "要"] {
                assert_eq!(found(&warm, query), found(cold, query), "{query}");
            }
        }
        // What is added replaces what was there; the rest stays.
        let (document, outline) = parsed("一、换过的\n二、标题\n");
        let new = Headings::of(&document, &outline);
        let added = [Addition::new(SAMPLES[0].name, &stamp(3), &Rules::default(), &new).unwrap()];
        cache.save(folder.path(), &added).unwrap();
        let cache = Cache::load(folder.path());
        assert_eq!(cache.len(), SAMPLES.len());
        assert_eq!(
            cache.get(SAMPLES[0].name, &stamp(3), &Rules::default()).unwrap().outline().len(),
            2
        );
    }

    #[test]
    fn headings_alone_are_found_as_in_the_text() {
        for sample in SAMPLES {
            let (document, outline) = parsed(sample.text);
            let headings = Headings::of(&document, &outline);
            let index = jump::Index::new(&document, &outline);
            for query in ["项目", "zhili", "二(一)", "1.2", "要"] {
                let whole = index.query(query, None, 50);
                let whole: Vec<_> = whole.iter().map(|hit| (hit.node.0, hit.score)).collect();
                let alone = found(&headings, query);
                let alone: Vec<_> = alone.iter().map(|(node, score, _)| (*node, *score)).collect();
                assert_eq!(alone, whole, "{query} in {}", sample.name);
            }
            let true_places = outline.nodes().iter().map(|n| document.position(n.start()));
            let places = headings.outline().nodes().iter();
            let places = places.map(|n| headings.document().position(n.start()));
            assert!(places.eq(true_places), "{}", sample.name);
        }
    }

    #[test]
    fn a_broken_cache_is_as_if_there_were_none() {
        let folder = tempfile::tempdir().unwrap();
        let (document, outline) = parsed("一、修渠\n二、种树\n");
        let headings = Headings::of(&document, &outline);
        let added = [Addition::new("/a\tb\n", &stamp(1), &Rules::default(), &headings).unwrap()];
        Cache::default().save(folder.path(), &added).unwrap();
        let path = folder.path().join(FILE);
        let whole = fs::read(&path).unwrap();
        assert!(Cache::load(folder.path()).get("/a\tb\n", &stamp(1), &Rules::default()).is_some());
        for cut in 0..whole.len() - 1 {
            fs::write(&path, &whole[..cut]).unwrap();
            assert!(Cache::load(folder.path()).is_empty(), "cut at {cut}");
        }
        for at in 0..whole.len() {
            let mut spoilt = whole.clone();
            spoilt[at] = spoilt[at].wrapping_add(1);
            fs::write(&path, &spoilt).unwrap();
            // Whatever was read, nothing panics.
            let cache = Cache::load(folder.path());
            let _ = cache.get("/a\tb\n", &stamp(1), &Rules::default());
        }
        let other = String::from_utf8(whole).unwrap().replace(HEADER, "gangmu headings 0 9.9.9");
        fs::write(&path, other).unwrap();
        assert!(Cache::load(folder.path()).is_empty(), "of another version");
    }

    #[test]
    fn a_file_that_has_just_changed_is_not_kept() {
        let now = Stamp { size: 1, modified: Some(SystemTime::now()), id: 1 };
        assert!(Addition::new("/a", &now, &Rules::default(), &Headings::default()).is_none());
        let nothing = Stamp { size: 1, modified: None, id: 1 };
        assert!(Addition::new("/a", &nothing, &Rules::default(), &Headings::default()).is_none());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn what_is_escaped_comes_back(text in "[a\\\\\t\n\rtn纲]{0,20}") {
            let line = escaped(&text);
            prop_assert!(!line.contains(['\t', '\n', '\r']));
            prop_assert_eq!(unescaped(&line), text);
        }
    }
}
