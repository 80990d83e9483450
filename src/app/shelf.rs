//! The texts at hand: those named on the command line or found in folders, those read before, and the
//! built-in samples.
//!
//! In: sources, and what becomes known of them. Out: [`Slot`]s. A slot never changes its number, so
//! that the rest of the program can hold on to it.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::listing::{Group, Info, Lines, Order};
use super::reading::Reading;
use super::text::Text;
use crate::document::trim;
use crate::input::Encoding;
use crate::library::range::{Page, Volume};
use crate::library::recall::{Identity, addresses};
use crate::library::rules::Rulebook;
use crate::library::state::Record;
use crate::library::{SAMPLES, Source, Stamp};
use crate::outline::Kind;
use crate::text::{Span, one_line, visible, without_glosses};

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
    /// What is known of it without reading it.
    pub info: Info,
    /// How far it has been read.
    pub state: State,
    /// Which version of the file was read last.
    pub stamp: Option<Stamp>,
    /// Whether it is being read again because its file has changed.
    pub live: bool,
    /// Whether it is being outlined anew.
    pub outlining: bool,
    /// What its text is recognised by, once all of it has been read.
    pub identity: Option<Identity>,
    /// What is remembered of it between runs.
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
    /// The texts, in the order in which they became known.
    pub slots: Vec<Slot>,
    /// The one on the screen.
    pub open: Option<usize>,
    /// Names and titles, ready to be searched.
    pub(super) lines: Lines,
    /// Whether names or titles have changed since `lines` was made.
    pub(super) stale: bool,
    /// Whether folders are being walked.
    pub scanning: bool,
    /// The heading rules by which titles were last asked for.
    pub(super) titled_by: Option<Arc<Rulebook>>,
    /// The order of the list.
    pub(super) order: Order,
    /// The folders of the list that are open, by their keys.
    pub(super) opened: HashSet<String>,
    /// Slots by absolute path.
    pub(super) by_path: HashMap<String, usize>,
    /// How many slots there were at the start.
    pub(super) first: usize,
    /// How many were named on the command line. Where none was, jump and search go through all.
    named: usize,
    /// The texts that jump and search over all texts go through, cached, with what they were made from.
    volumes: (Vec<Known>, Arc<Rulebook>, Arc<[Volume]>),
}

/// What decides how a slot is searched: its number, its encoding, and whether it is held in memory.
type Known = (usize, Option<Encoding>, bool);

impl Slot {
    pub(super) fn new(source: Source) -> Self {
        Self {
            info: Info::of(&source),
            title: title(&source),
            titled: false,
            source,
            encoding: None,
            state: State::Closed,
            stamp: None,
            live: false,
            outlining: false,
            identity: None,
            record: None,
            known: None,
        }
    }

    /// Whether its text is in memory, ready to be shown.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.state, State::Open(_))
    }

    /// Whether `text` is the text it shows.
    #[must_use]
    pub fn holds(&self, text: &Arc<Text>) -> bool {
        matches!(&self.state, State::Open(reading) if Arc::ptr_eq(&reading.text, text))
    }

    /// The text being read, if it is open.
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
        let volumes = (Vec::new(), Arc::default(), Arc::new([]) as Arc<[Volume]>);
        Self {
            first: slots.len(),
            slots,
            open: None,
            lines: Lines::default(),
            stale: true,
            scanning: false,
            titled_by: None,
            order: Order::default(),
            opened: HashSet::new(),
            by_path: HashMap::new(),
            named,
            volumes,
        }
    }

    /// Prepares the list for display and search: samples get the titles that their outlines have by
    /// `rules`.
    pub fn prepare(&mut self, rules: &Rulebook) {
        let anew = self.titled_by.as_ref().is_some_and(|before| **before != *rules);
        for slot in &mut self.slots {
            // Files are not read here, since a key would wait for that.
            let untitled = matches!(slot.source, Source::Sample(_)) && (anew || !slot.titled);
            if let Some(Ok(document)) = untitled.then(|| slot.source.load()) {
                let outline = rules.outline(&slot.source, &document);
                let heading = outline.nodes().iter().find(|n| n.kind == Kind::Title);
                slot.title = match heading.map(|n| n.title.of(document.text())) {
                    Some(heading) => entitled(heading),
                    None => title(&slot.source),
                };
            }
            slot.titled = true;
        }
        self.stale = true;
    }

    /// The slot of `source`; a new one where it has none yet.
    pub fn slot_of(&mut self, source: Source) -> usize {
        let known = self.slots.iter().position(|slot| slot.source == source);
        known.unwrap_or_else(|| {
            self.slots.push(Slot::new(source));
            self.slots.len() - 1
        })
    }

    /// The texts that jump and search over all texts go through: those named, and those opened since,
    /// outlined by `rules`. The same `Arc` as last time while nothing about them has changed.
    pub fn volumes(&mut self, rules: &Arc<Rulebook>) -> Arc<[Volume]> {
        let open = |slot: &Slot| matches!(slot.state, State::Open(_));
        let counts = |(i, slot): &(usize, &Slot)| {
            *i < self.named || slot.info.group == Group::Found || open(slot)
        };
        let shown = || self.slots.iter().enumerate().filter(counts);
        let held = |slot: &Slot| slot.source == Source::Stdin && open(slot);
        let known: Vec<Known> = shown().map(|(i, slot)| (i, slot.encoding, held(slot))).collect();
        if known != self.volumes.0 || !Arc::ptr_eq(rules, &self.volumes.1) {
            let volume = |(number, slot): (usize, &Slot)| Volume {
                number,
                source: slot.source.clone(),
                encoding: slot.encoding,
                rules: Arc::clone(rules),
                held: match &slot.state {
                    State::Open(reading) if held(slot) => {
                        Some(Arc::clone(&reading.text) as Arc<dyn Page>)
                    }
                    _ => None,
                },
            };
            let volumes = shown().map(volume).collect();
            self.volumes = (known, Arc::clone(rules), volumes);
        }
        Arc::clone(&self.volumes.2)
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

    /// Names and titles as a searchable text.
    #[must_use]
    pub fn lines(&self) -> &Lines {
        &self.lines
    }
}

/// The name of a text whose title has these words: in one line, without glosses and what no screen may
/// get.
pub(super) fn entitled(words: &str) -> String {
    visible(&without_glosses(&one_line(words))).into_owned()
}

/// Most characters of its first words by which a sample without title goes.
const OPENING: usize = 40;

/// The name of `source` in the list while its title is not known: the first line of a sample that does not
/// only address the hearers, the name of a file.
pub(super) fn title(source: &Source) -> String {
    let name = match source {
        Source::Sample(sample) => {
            let mut lines = sample.text.lines().map(|l| trim(Span::new(0, l.len()), l).0.of(l));
            let words = lines.find(|l| !l.is_empty() && !addresses(l)).unwrap_or(sample.name);
            // Of a long paragraph, how it begins.
            let long = words.chars().nth(OPENING).is_some();
            let stops = ['。', '；', '！', '？'];
            let sentence = words.split(stops).next().filter(|_| long).unwrap_or(words);
            without_glosses(&sentence.chars().take(OPENING).collect::<String>()).into_owned()
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
