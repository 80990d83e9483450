//! The texts at hand: those named on the command line, and the built-in samples.

use std::sync::Arc;

use super::prompt::Prompt;
use super::reading::Reading;
use super::text::Text;
use crate::document::{Document, trim};
use crate::input::Encoding;
use crate::library::range::{Page, Volume};
use crate::library::recall::Identity;
use crate::library::state::Record;
use crate::library::{SAMPLES, Source, Stamp};
use crate::outline::{self, Family, Kind, Node, NodeId, Outline};
use crate::search::jump::Hit;
use crate::text::{Span, visible};

/// A text at hand.
#[derive(Debug)]
pub struct Slot {
    /// Where it comes from.
    pub source: Source,
    /// What the list calls it; never empty.
    pub title: String,
    /// Whether the title has been looked for in the text.
    titled: bool,
    /// The encoding that the reader chose for it; recognised where there is none.
    pub encoding: Option<Encoding>,
    /// How far it has been read.
    pub state: State,
    /// Which version of the file was read last.
    pub stamp: Option<Stamp>,
    /// Whether it is being read again because its file has changed.
    pub live: bool,
    /// Who its text is, when all of it has been read.
    pub identity: Option<Identity>,
    /// What is remembered of it.
    pub record: Option<Record>,
    /// The fingerprint under which it is remembered.
    pub known: Option<String>,
}

/// How far a text has been read.
#[derive(Debug)]
pub enum State {
    /// Not asked for yet.
    Closed,
    /// The worker is at it.
    Loading,
    /// It can be read.
    Open(Box<Reading>),
    /// It cannot be read; holds the sentence that says why.
    Failed(String),
}

/// All texts at hand.
#[derive(Debug)]
pub struct Shelf {
    /// The texts, in the order of the list.
    pub slots: Vec<Slot>,
    /// The one on the screen.
    pub open: Option<usize>,
    /// The titles as a document of one line each, so that the jump can search them.
    titles: Text,
    /// How many were named; where none was, all are looked through.
    named: usize,
    /// The texts that jump and search go through, and what tells these from later ones.
    volumes: (Vec<Known>, Arc<[Volume]>),
}

/// What of a slot decides how it is gone through: its number, its encoding, and whether it is held in memory.
type Known = (usize, Option<Encoding>, bool);

/// State of the list of texts.
#[derive(Debug, Default)]
pub struct List {
    /// What is typed to filter it.
    pub filter: Prompt,
    /// Whether it is being typed.
    pub typing: bool,
    /// The texts that fit, best first; each is a node of [`Shelf::titles`], by slot.
    pub hits: Vec<Hit>,
    /// Index into `hits`.
    pub selected: usize,
}

impl Slot {
    fn new(source: Source) -> Self {
        Self {
            title: title(&source),
            titled: false,
            source,
            encoding: None,
            state: State::Closed,
            stamp: None,
            live: false,
            identity: None,
            record: None,
            known: None,
        }
    }

    /// The text, where it can be read.
    pub fn reading_mut(&mut self) -> Option<&mut Reading> {
        match &mut self.state {
            State::Open(reading) => Some(reading),
            State::Closed | State::Loading | State::Failed(_) => None,
        }
    }
}

impl Shelf {
    /// The shelf of `sources`, followed by the samples that are not among them.
    #[must_use]
    pub fn new(sources: Vec<Source>) -> Self {
        let named = |s: &&'static crate::library::Sample| !sources.contains(&Source::Sample(s));
        let samples: Vec<_> = SAMPLES.iter().filter(named).map(Source::Sample).collect();
        let count = sources.len();
        let slots: Vec<_> = sources.into_iter().chain(samples).map(Slot::new).collect();
        let named = if count == 0 { slots.len() } else { count };
        let volumes = (Vec::new(), Arc::new([]) as Arc<[Volume]>);
        Self { slots, open: None, titles: Text::default(), named, volumes }
    }

    /// Makes the list ready to be shown and searched: samples go by the title of their outline.
    pub fn prepare(&mut self) {
        for slot in &mut self.slots {
            if let (Source::Sample(_), false, Ok(document)) =
                (&slot.source, slot.titled, slot.source.load())
            {
                let outline = outline::parse(&document);
                let title = outline.nodes().iter().find(|n| n.kind == Kind::Title);
                if let Some(title) = title.map(|n| n.title.of(document.text())) {
                    slot.title = visible(title).into_owned();
                }
            }
            slot.titled = true;
        }
        self.titles = titles(&self.slots);
    }

    /// The slot of `source`, a new one where it has none.
    pub fn slot_of(&mut self, source: Source) -> usize {
        let known = self.slots.iter().position(|slot| slot.source == source);
        known.unwrap_or_else(|| {
            self.slots.push(Slot::new(source));
            self.slots.len() - 1
        })
    }

    /// The texts that jump and search over all go through: those named, and those opened since.
    /// The same list as before where nothing about them has changed.
    pub fn volumes(&mut self) -> Arc<[Volume]> {
        let open = |slot: &Slot| matches!(slot.state, State::Open(_));
        let counts = |(i, slot): &(usize, &Slot)| *i < self.named || open(slot);
        let shown = || self.slots.iter().enumerate().filter(counts);
        let held = |slot: &Slot| slot.source == Source::Stdin && open(slot);
        let known: Vec<Known> = shown().map(|(i, slot)| (i, slot.encoding, held(slot))).collect();
        if known != self.volumes.0 {
            let volume = |(number, slot): (usize, &Slot)| Volume {
                number,
                source: slot.source.clone(),
                encoding: slot.encoding,
                held: match &slot.state {
                    State::Open(reading) if held(slot) => {
                        Some(Arc::clone(&reading.text) as Arc<dyn Page>)
                    }
                    _ => None,
                },
            };
            let volumes = shown().map(volume).collect();
            self.volumes = (known, volumes);
        }
        Arc::clone(&self.volumes.1)
    }

    /// The slot on the screen.
    #[must_use]
    pub fn slot(&self) -> Option<&Slot> {
        self.slots.get(self.open?)
    }

    /// The text being read.
    #[must_use]
    pub fn reading(&self) -> Option<&Reading> {
        match &self.slot()?.state {
            State::Open(reading) => Some(reading),
            State::Closed | State::Loading | State::Failed(_) => None,
        }
    }

    /// The text being read, to change it.
    pub fn reading_mut(&mut self) -> Option<&mut Reading> {
        self.slots.get_mut(self.open?)?.reading_mut()
    }

    /// The titles: their document and where each stands in it.
    #[must_use]
    pub fn titles(&self) -> &Text {
        &self.titles
    }

    /// The texts whose titles fit `query`, best first; all where it is empty.
    #[must_use]
    pub fn find(&self, query: &str) -> Vec<Hit> {
        self.titles.jump().query(query, None, usize::MAX)
    }
}

impl List {
    /// The slot that is selected.
    #[must_use]
    pub fn slot(&self) -> Option<usize> {
        self.hits.get(self.selected).map(|hit| hit.node.0)
    }

    /// Lists what fits the filter, with `keep` selected where it is among it.
    pub fn refresh(&mut self, shelf: &Shelf, keep: Option<usize>) {
        self.hits = shelf.find(self.filter.text());
        let kept = keep.and_then(|slot| self.hits.iter().position(|h| h.node == NodeId(slot)));
        self.selected = kept.unwrap_or(0);
    }

    /// Moves the selection, stopping at both ends.
    pub fn step(&mut self, by: isize) {
        let last = self.hits.len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(by).min(last);
    }
}

/// What the list calls `source`: the first line of a sample, the name of a file.
fn title(source: &Source) -> String {
    let name = match source {
        Source::Sample(sample) => {
            let mut lines = sample.text.lines().map(|l| trim(Span::new(0, l.len()), l).0.of(l));
            lines.find(|l| !l.is_empty()).unwrap_or(sample.name).to_owned()
        }
        Source::File(path) => {
            let name = path.file_name().unwrap_or(path.as_os_str());
            name.to_string_lossy().into_owned()
        }
        Source::Stdin => "-".to_owned(),
    };
    let name = visible(&name).trim().to_owned();
    if name.is_empty() { "?".to_owned() } else { name }
}

/// The titles as a document with a node each.
fn titles(slots: &[Slot]) -> Text {
    let lines: Vec<_> = slots.iter().map(|slot| slot.title.as_str()).collect();
    let document = Document::from_lines(lines.join("\n"));
    let node = |p: &crate::document::Paragraph| {
        Node::loose(Kind::Title, Family::None, 1, Span::at(p.span.start), p.span)
    };
    let nodes = document.paragraphs().iter().map(node).collect();
    let outline = Outline::new(nodes, document.text().len());
    Text::with_outline(document, outline)
}
