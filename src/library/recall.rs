//! Recognises a text that is being opened, and finds what is remembered of it.
//!
//! In: the [`State`], a document, the path it was read from. Out: a [`Recalled`], with all places as
//! bytes of this document. A text is recognised, in this order, by the same words at any path; by the
//! same path (it was edited); by the same title and first heading (it was moved and edited).

use std::collections::BTreeMap;

use super::place::Version;
use super::state::{Record, State, fingerprint};
use crate::outline::{Kind, Node, NodeId};
use crate::text::{Span, is_blank, one_line, visible};

/// Most characters of a title that are kept.
const TITLE: usize = 60;

/// What a document is recognised by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// The fingerprint of its text.
    pub key: String,
    /// The path it was read from, absolute; the name of a sample; empty where there is none.
    pub path: String,
    /// Length of its text in bytes.
    pub size: usize,
    /// Its title, or its first words.
    pub title: String,
    /// Whether those are its first words, because it has no title.
    pub untitled: bool,
    /// Its first heading, with the marker.
    pub first: String,
}

/// How a document was recognised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Known {
    /// Not at all.
    #[default]
    Not,
    /// It is the same text.
    Same,
    /// It was edited.
    Edited,
    /// It stands at another path, and was edited.
    Moved,
}

/// What is remembered of a document, as places of its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recalled {
    /// How it was recognised.
    pub known: Known,
    /// The key under which it was kept.
    pub key: String,
    /// Where it was left.
    pub place: usize,
    /// Marks, by letter.
    pub marks: BTreeMap<char, usize>,
    /// Notes, by name.
    pub notes: BTreeMap<String, (Span, String)>,
    /// The level down to which headings were shown.
    pub level: Option<u16>,
    /// Headings that were folded or unfolded.
    pub folds: Vec<(NodeId, bool)>,
    /// The encoding that was chosen.
    pub encoding: Option<String>,
}

impl Identity {
    /// The identity of the text of `version`, read from `path`.
    #[must_use]
    pub fn of(version: Version<'_>, path: String) -> Self {
        Self::known(version, path, fingerprint(version.document.text()))
    }

    /// The same, its fingerprint being `key`.
    #[must_use]
    pub fn known(version: Version<'_>, path: String, key: String) -> Self {
        let text = version.document.text();
        let nodes = version.outline.nodes();
        let words = |node: &Node| short(&one_line(node.title.of(text)));
        let title = nodes.iter().find(|n| n.kind == Kind::Title).map(words);
        let first = nodes.iter().find(|n| n.kind == Kind::Heading);
        Self {
            key,
            path,
            size: text.len(),
            untitled: title.is_none(),
            title: title.unwrap_or_else(|| {
                let mut words = version.document.paragraphs().iter().map(|p| p.span.of(text));
                // Many a text begins with 同志们： and is known by what is said next.
                short(words.find(|words| !addresses(words)).unwrap_or_default())
            }),
            first: first
                .map_or(String::new(), |n| short(&[n.marker.of(text), n.title.of(text)].concat())),
        }
    }
}

/// Whether `words` only say whom the text addresses: 尊敬的各位领导，同志们：
#[must_use]
pub fn addresses(words: &str) -> bool {
    words.trim_end_matches(is_blank).ends_with(['：', ':'])
}

/// The first characters of `text` as they may be shown.
fn short(text: &str) -> String {
    visible(&text.chars().take(TITLE).collect::<String>()).trim().to_owned()
}

/// The encoding that was chosen for the file at `path`.
#[must_use]
pub fn encoding(state: &State, path: &str) -> Option<String> {
    state.by_path(path)?.1.encoding.clone()
}

/// What `state` remembers of the document `identity`.
#[must_use]
pub fn recall(state: &State, identity: &Identity, version: Version<'_>) -> Recalled {
    let same = state.docs.get_key_value(&identity.key);
    let same = same.map(|(key, record)| (Known::Same, key.as_str(), record));
    let edited = || state.by_path(&identity.path).map(|(k, r)| (Known::Edited, k, r));
    let moved =
        || state.by_title(&identity.title, &identity.first).map(|(k, r)| (Known::Moved, k, r));
    let Some((known, key, record)) = same.or_else(edited).or_else(moved) else {
        return Recalled::default();
    };
    Recalled { known, key: key.to_owned(), ..places(record, version) }
}

/// The places of `record` in `version`.
#[must_use]
pub fn places(record: &Record, version: Version<'_>) -> Recalled {
    let marks = record.marks.iter();
    let notes = record.notes.iter();
    Recalled {
        known: Known::Same,
        key: String::new(),
        place: record.place.find(version),
        marks: marks.filter_map(|(&c, mark)| Some((c, mark.at.as_ref()?.find(version)))).collect(),
        notes: notes
            .filter_map(|(name, note)| {
                let span = note.on.as_ref()?.find(version);
                Some((name.clone(), (span, note.text.clone())))
            })
            .collect(),
        level: record.level,
        folds: record
            .folds
            .iter()
            .filter_map(|fold| {
                let byte = fold.at.find(version);
                let id = version.outline.at(byte)?;
                let node = version.outline.get(id).filter(|node| node.start() == byte)?;
                (!node.extent.is_empty()).then_some((id, fold.folded))
            })
            .collect(),
        encoding: record.encoding.clone(),
    }
}
