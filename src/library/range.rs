//! Jump and search over many texts, which are read for that and not kept.
//!
//! In: [`Volume`]s (the texts) and a query. Out: the best headings of all, or the hits text by text
//! ([`Haul`], [`Sighting`]). Both cover what has been read so far, so that results can be shown while
//! reading goes on.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

use super::rules::Rulebook;
use super::{Ahead, Catalogue, Catch, Source, hunt, sweep_until};
use crate::document::Document;
use crate::error::Error;
use crate::input;
use crate::outline::{self, Kind, Outline};
use crate::search::jump::{self, Options};
use crate::search::text::Finder;
use crate::text::{Span, one_line, visible};

/// Most hits that are listed.
pub const MOST: usize = 5_000;
/// Most hits of one text that are listed.
const MOST_OF_ONE: usize = 500;
/// Most headings that are listed.
const LISTED: usize = 200;
/// Characters that are kept on either side of a hit.
const AROUND: usize = 60;

/// A text that is in memory already.
pub trait Page: fmt::Debug + Send + Sync {
    /// The document.
    fn document(&self) -> &Document;
    /// Its outline.
    fn outline(&self) -> &Outline;
}

/// One of the texts.
#[derive(Clone, Debug)]
pub struct Volume {
    /// The number by which results refer to it.
    pub number: usize,
    /// Where it is read from.
    pub source: Source,
    /// In which encoding it is read, where the reader chose one.
    pub encoding: Option<input::Encoding>,
    /// The rules by which it is outlined.
    pub rules: Arc<Rulebook>,
    /// The text, where it cannot be read again: standard input.
    pub held: Option<Arc<dyn Page>>,
}

/// A heading that matches the query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The text.
    pub volume: usize,
    /// Byte of it where the heading starts.
    pub byte: usize,
    /// The markers of the headings above.
    pub above: Vec<String>,
    /// Its marker and words, as the text has them.
    pub words: String,
    /// Bytes of the marker.
    pub marker: usize,
    /// What of the words matched.
    pub matched: Vec<Span>,
}

/// A hit, with the words around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sighting {
    /// The text.
    pub volume: usize,
    /// Byte of it where the hit starts.
    pub byte: usize,
    /// Line of the source, from 1.
    pub line: usize,
    /// The markers of the section and of those above it.
    pub section: Vec<String>,
    /// The words around it in its paragraph.
    pub words: String,
    /// The hit in these words.
    pub hit: Span,
}

/// The hits of one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Haul {
    /// The text.
    pub volume: usize,
    /// The title of its first speech; empty where it has none.
    pub title: String,
    /// How many hits there are.
    pub count: usize,
    /// The first of them, 500 at most.
    pub hits: Vec<Sighting>,
}

impl Volume {
    /// How it is read.
    #[must_use]
    pub fn options(&self, options: &input::Options) -> input::Options {
        input::Options { encoding: self.encoding.or(options.encoding), ..*options }
    }
}

/// The headings of all texts, as far as they have been read.
#[derive(Debug, Default)]
pub struct Gathered {
    catalogue: RwLock<Catalogue>,
    seen: AtomicUsize,
    done: AtomicBool,
}

impl Gathered {
    fn catalogue(&self) -> RwLockReadGuard<'_, Catalogue> {
        self.catalogue.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many texts have been read.
    #[must_use]
    pub fn seen(&self) -> usize {
        self.seen.load(Ordering::Acquire)
    }

    /// Whether all have been read.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.done.load(Ordering::Acquire)
    }

    /// Reads the headings of `volumes` until `cancel` is set; what cannot be read has none.
    pub fn gather(&self, volumes: &[Volume], options: &input::Options, cancel: &AtomicBool) {
        let read = |volume: &Volume| {
            if let Some(page) = &volume.held {
                return Some((volume.number, Held::Page(Arc::clone(page))));
            }
            let document = readable(&volume.source)?.load_with(&volume.options(options)).ok()?;
            let outline = volume.rules.outline(&volume.source, &document);
            Some((volume.number, Held::Own(Box::new((document, outline)))))
        };
        sweep_until(Ahead::Near, volumes.iter(), cancel, read, |result| {
            if let Some((number, held)) = result.flatten() {
                let (document, outline) = held.parts();
                let mut catalogue = self.catalogue.write().unwrap_or_else(PoisonError::into_inner);
                catalogue.add(number, document, outline);
            }
            self.seen.fetch_add(1, Ordering::AcqRel);
            ControlFlow::Continue(())
        });
        self.catalogue.write().unwrap_or_else(PoisonError::into_inner).fit();
        self.done.store(true, Ordering::Release);
    }

    /// The headings that fit `query` best, those of one text together, and how many fit in all;
    /// none as soon as `cancel` is set.
    pub fn jump(
        &self,
        query: &str,
        options: &Options,
        last: &mut Last,
        cancel: &AtomicBool,
    ) -> Option<(Vec<Heading>, usize)> {
        let catalogue = self.catalogue();
        let options = Options { limit: LISTED, near: None, ..*options };
        // Results from before more headings came in cannot be narrowed down.
        let before = last.found.take().filter(|_| last.headings == catalogue.len());
        let found = catalogue.query(query, &options, before.as_ref(), cancel)?;
        let mut first: BTreeMap<usize, usize> = BTreeMap::new();
        let mut rows = Vec::with_capacity(found.hits.len());
        for (rank, hit) in found.hits.iter().enumerate() {
            let Some(listed) = catalogue.get(hit.node) else { continue };
            first.entry(listed.text).or_insert(rank);
            let markers = catalogue.above(hit.node).into_iter().filter_map(|id| catalogue.get(id));
            let inside = |span: &Span| {
                let at = |byte: usize| byte.saturating_sub(listed.start).min(listed.words.len());
                Span::new(at(span.start), at(span.end))
            };
            rows.push(Heading {
                volume: listed.text,
                byte: listed.start,
                above: markers.map(|l| l.marker.to_owned()).filter(|m| !m.is_empty()).collect(),
                words: listed.words.to_owned(),
                marker: listed.marker.len(),
                matched: hit.matched.iter().map(inside).collect(),
            });
        }
        // Texts are ordered by their best headings.
        rows.sort_by_key(|row| first.get(&row.volume).copied());
        let total = found.total;
        last.headings = catalogue.len();
        last.found = Some(found);
        Some((rows, total))
    }

    /// How many headings there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.catalogue().len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// What the jump before found, from which a query that was only lengthened starts.
#[derive(Debug, Default)]
pub struct Last {
    found: Option<jump::Found>,
    headings: usize,
}

enum Held {
    Page(Arc<dyn Page>),
    Own(Box<(Document, Outline)>),
}

impl Held {
    fn parts(&self) -> (&Document, &Outline) {
        match self {
            Self::Page(page) => (page.document(), page.outline()),
            Self::Own(own) => (&own.0, &own.1),
        }
    }
}

/// The source, where it can be read again.
fn readable(source: &Source) -> Option<&Source> {
    (*source != Source::Stdin).then_some(source)
}

/// Looks for the hits of `finder` in `volumes`, and gives those of each text to `each`, in order,
/// with the number of texts looked at; an empty haul only tells the number. Stops when [`MOST`]
/// have been listed, when `each` breaks, and soon after `cancel` is set. Returns whether all texts
/// were looked at.
pub fn search(
    volumes: &[Volume],
    finder: &Finder,
    options: &input::Options,
    cancel: &AtomicBool,
    mut each: impl FnMut(Option<Haul>, usize) -> ControlFlow<()>,
) -> bool {
    let look = |volume: &Volume| haul(volume, finder, options, cancel).ok().flatten();
    let (mut seen, mut listed) = (0, 0);
    sweep_until(Ahead::Far, volumes.iter(), cancel, look, |result| {
        seen += 1;
        let found = result.flatten();
        listed += found.as_ref().map_or(0, |haul| haul.hits.len());
        each(found, seen)?;
        if listed < MOST { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })
}

fn haul(
    volume: &Volume,
    finder: &Finder,
    options: &input::Options,
    cancel: &AtomicBool,
) -> Result<Option<Haul>, Error> {
    if let Some(page) = &volume.held {
        let hits = finder.search_in(page.document().text(), cancel).unwrap_or_default();
        let some = !hits.is_empty();
        return Ok(some.then(|| told(volume.number, page.document(), page.outline(), &hits)));
    }
    let Some(source) = readable(&volume.source) else { return Ok(None) };
    Ok(hunt(source, finder, &volume.options(options), cancel)?.map(|Catch { document, hits }| {
        let outline = volume.rules.outline(source, &document);
        told(volume.number, &document, &outline, &hits)
    }))
}

fn told(volume: usize, document: &Document, outline: &Outline, hits: &[Span]) -> Haul {
    let text = document.text();
    let title = outline.nodes().iter().find(|n| n.kind == Kind::Title);
    let mut positions = document.positions();
    let sighting = |hit: &Span| {
        let markers = outline.at(hit.start).map_or(Vec::new(), |id| outline.path(id));
        let marker = |id: &outline::NodeId| outline.get(*id).map(|n| n.marker.of(text).to_owned());
        let (start, end) = around(document, *hit);
        Sighting {
            volume,
            byte: hit.start,
            line: positions.at(hit.start).line,
            section: markers.iter().filter_map(marker).filter(|m| !m.is_empty()).collect(),
            words: Span::new(start, end).of(text).to_owned(),
            hit: Span::new(hit.start - start, hit.end - start),
        }
    };
    Haul {
        volume,
        title: title.map_or(String::new(), |n| visible(&one_line(n.title.of(text))).into_owned()),
        count: hits.len(),
        hits: hits.iter().take(MOST_OF_ONE).map(sighting).collect(),
    }
}

/// From where to where the words around `hit` are kept: in its paragraph, and not too far.
fn around(document: &Document, hit: Span) -> (usize, usize) {
    let text = document.text();
    let paragraph = |byte| document.paragraphs().get(document.paragraph_at(byte)).map(|p| p.span);
    let low = paragraph(hit.start).map_or(hit.start, |p| p.start.min(hit.start));
    let high = paragraph(hit.end.saturating_sub(1)).map_or(hit.end, |p| p.end.max(hit.end));
    let before = Span::new(low, hit.start).of(text).char_indices().rev().take(AROUND);
    let after = Span::new(hit.end, high).of(text).char_indices().nth(AROUND);
    let start = before.last().map_or(hit.start, |(at, _)| low + at);
    (start, after.map_or(high, |(at, _)| hit.end + at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::SAMPLES;
    use crate::search::text::Manner;

    fn volumes() -> Vec<Volume> {
        let volume = |(number, sample)| {
            let source = Source::Sample(sample);
            Volume { number, source, encoding: None, rules: Arc::default(), held: None }
        };
        SAMPLES.iter().enumerate().map(volume).collect()
    }

    fn gathered() -> Gathered {
        let gathered = Gathered::default();
        gathered.gather(&volumes(), &input::Options::default(), &AtomicBool::new(false));
        gathered
    }

    #[test]
    fn headings_of_one_text_stand_together() {
        let gathered = gathered();
        assert!(gathered.is_done() && gathered.seen() == SAMPLES.len());
        let mut last = Last::default();
        let never = AtomicBool::new(false);
        for query in ["z", "zz", "重点"] {
            let (rows, total) =
                gathered.jump(query, &Options::default(), &mut last, &never).unwrap();
            assert!(total >= rows.len() && !rows.is_empty(), "{query}");
            let mut seen = Vec::new();
            for row in &rows {
                if seen.last() != Some(&row.volume) {
                    assert!(!seen.contains(&row.volume), "{query}: {} twice", row.volume);
                    seen.push(row.volume);
                }
                assert!(row.matched.iter().all(|m| m.end <= row.words.len()));
            }
        }
    }

    #[test]
    fn hits_come_text_by_text_with_their_section() {
        let finder = Finder::new("群众", Manner::Plain, None).unwrap();
        let mut hauls = Vec::new();
        let never = AtomicBool::new(false);
        let whole = search(&volumes(), &finder, &input::Options::default(), &never, |haul, _| {
            hauls.extend(haul);
            ControlFlow::Continue(())
        });
        assert!(whole && hauls.len() > 3);
        assert!(hauls.windows(2).all(|w| w[0].volume < w[1].volume));
        for hit in hauls.iter().flat_map(|haul| &haul.hits) {
            assert!(["群众", "群眾"].contains(&hit.hit.of(&hit.words)), "{hit:?}");
            let text = SAMPLES[hit.volume].text;
            assert!(text.lines().nth(hit.line - 1).unwrap().contains(hit.hit.of(&hit.words)));
        }
        assert!(hauls.iter().flat_map(|haul| &haul.hits).any(|hit| hit.section.len() > 1));
    }

    #[test]
    fn a_set_flag_ends_gathering_and_searching() {
        let cancel = AtomicBool::new(true);
        let gathered = Gathered::default();
        gathered.gather(&volumes(), &input::Options::default(), &cancel);
        assert!(gathered.is_empty());
        let finder = Finder::new("群众", Manner::Plain, None).unwrap();
        let whole = search(&volumes(), &finder, &input::Options::default(), &cancel, |_, _| {
            panic!("nothing is wanted")
        });
        assert!(!whole);
        let full = self::gathered();
        assert_eq!(full.jump("z", &Options::default(), &mut Last::default(), &cancel), None);
    }
}
