//! What the program remembers between runs, as data, and how the changes of a run are merged into it.
//!
//! In: the changes of a run. Out: a [`State`], which [`super::store`] keeps in a file. Times are
//! milliseconds since 1970; the caller gives them. Fields that this version of the program does not know
//! are kept as they are.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::place::{Passage, Place};

/// The version of the file that is written.
pub const VERSION: u64 = 1;
/// Most documents that are kept.
pub const DOCUMENTS: usize = 1_000;
/// Most documents that are kept when those above [`DOCUMENTS`] have marks or notes.
pub const MARKED: usize = 5_000;
/// Most earlier inputs of a kind that are kept.
pub const INPUTS: usize = 100;
/// How long it is remembered that a mark or a note was taken away, in milliseconds: 90 days. A
/// program that has been open longer without saving brings it back.
const BURIED: u64 = 90 * 24 * 3600 * 1000;

/// All that is remembered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct State {
    /// The version of the file's form.
    pub version: u64,
    /// The documents, by the fingerprint of their text.
    #[serde(default)]
    pub docs: BTreeMap<String, Record>,
    /// Marks `A` to `Z`, which lead into any document.
    #[serde(default)]
    pub marks: BTreeMap<char, Global>,
    /// Earlier inputs: `jump`, `search`, `line`, `rule`; and orders of the list of texts, `order`.
    #[serde(default)]
    pub inputs: BTreeMap<String, Vec<Input>>,
    /// Fields of other versions.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// What is remembered of a document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// When any of it was last changed.
    pub updated: u64,
    /// Where the file was when it was last opened, absolute; a sample by its name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub path: String,
    /// Length of the text in bytes of UTF-8.
    #[serde(default)]
    pub size: usize,
    /// Its title, or its first words.
    #[serde(default)]
    pub title: String,
    /// Whether those are its first words, because it has no title.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub untitled: bool,
    /// Its first heading, with the marker.
    #[serde(default)]
    pub first: String,
    /// The percentage that had been read.
    #[serde(default)]
    pub percent: u8,
    /// Where it was left.
    #[serde(default)]
    pub place: Place,
    /// The level down to which headings were shown, where one was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<u16>,
    /// The headings that were folded or unfolded otherwise than by that.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub folds: Vec<Fold>,
    /// Marks `a` to `z`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub marks: BTreeMap<char, Mark>,
    /// Notes and highlights, each by a name of its own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub notes: BTreeMap<String, Note>,
    /// The encoding that was chosen for the file; recognised where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// Fields of other versions.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
    /// Fingerprints under which the document was kept before it was edited.
    #[serde(skip)]
    pub was: Vec<String>,
}

/// A heading that was folded or unfolded.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Fold {
    /// The heading.
    pub at: Place,
    /// Whether it was folded.
    pub folded: bool,
}

/// A mark in one document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// When it was set or taken away.
    pub updated: u64,
    /// Where it stands; `None` where it was taken away.
    pub at: Option<Place>,
    /// Fields of other versions.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A mark that leads into a document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Global {
    /// When it was set or taken away.
    pub updated: u64,
    /// The fingerprint of the document.
    pub doc: String,
    /// Its path.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Where it stands; `None` where it was taken away.
    pub at: Option<Place>,
    /// Fields of other versions.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A note on a passage, or the passage highlighted where there is no text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// When it was made, changed or taken away.
    pub updated: u64,
    /// The passage; `None` where the note was taken away.
    pub on: Option<Passage>,
    /// What was written.
    #[serde(default)]
    pub text: String,
    /// Fields of other versions.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Something that was typed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Input {
    /// When.
    pub at: u64,
    /// What.
    pub text: String,
}

impl Default for State {
    fn default() -> Self {
        Self {
            version: VERSION,
            docs: BTreeMap::new(),
            marks: BTreeMap::new(),
            inputs: BTreeMap::new(),
            extra: Map::new(),
        }
    }
}

impl Record {
    /// Whether there is a mark or a note in it.
    #[must_use]
    pub fn is_marked(&self) -> bool {
        self.marks.values().any(|m| m.at.is_some()) || self.notes.values().any(|n| n.on.is_some())
    }

    /// Merges what another run has recorded of the same document: takes the newer place, and the newer
    /// version of every mark and note.
    pub fn merge(&mut self, other: Self) {
        let newer = other.updated >= self.updated;
        let (old, mut new) =
            if newer { (std::mem::take(self), other) } else { (other, std::mem::take(self)) };
        for (letter, mark) in old.marks {
            if new.marks.get(&letter).is_none_or(|kept| mark.updated > kept.updated) {
                new.marks.insert(letter, mark);
            }
        }
        for (name, note) in old.notes {
            if new.notes.get(&name).is_none_or(|kept| note.updated > kept.updated) {
                new.notes.insert(name, note);
            }
        }
        for (field, value) in old.extra {
            new.extra.entry(field).or_insert(value);
        }
        *self = new;
    }

    /// Forgets marks and notes that were deleted long before `now`.
    fn forget_buried(&mut self, now: u64) {
        let long_ago = |updated: u64| now.saturating_sub(updated) > BURIED;
        self.marks.retain(|_, mark| mark.at.is_some() || !long_ago(mark.updated));
        self.notes.retain(|_, note| note.on.is_some() || !long_ago(note.updated));
    }
}

impl State {
    /// The state without any words of the texts. Places are then found by headings and by counting.
    #[must_use]
    pub fn without_quotes(mut self) -> Self {
        let bare = |place: &mut Place| *place = std::mem::take(place).without_quote();
        for record in self.docs.values_mut() {
            bare(&mut record.place);
            record.marks.values_mut().filter_map(|mark| mark.at.as_mut()).for_each(bare);
            for passage in record.notes.values_mut().filter_map(|note| note.on.as_mut()) {
                bare(&mut passage.at);
                passage.last.clear();
            }
        }
        self.marks.values_mut().filter_map(|mark| mark.at.as_mut()).for_each(bare);
        self
    }

    /// Merges what a run has changed.
    pub fn merge(&mut self, changes: Self) {
        for (key, record) in changes.docs {
            for old in &record.was {
                // Another file may still have the old text, so its record stays.
                if self.docs.get(old).is_some_and(|r| r.path == record.path) && *old != key {
                    self.docs.remove(old);
                }
            }
            match self.docs.get_mut(&key) {
                Some(kept) => kept.merge(record),
                None => {
                    self.docs.insert(key, record);
                }
            }
        }
        for (letter, mark) in changes.marks {
            let kept = self.marks.entry(letter).or_default();
            if mark.updated >= kept.updated {
                *kept = mark;
            }
        }
        for (kind, inputs) in changes.inputs {
            let kept = self.inputs.entry(kind).or_default();
            kept.extend(inputs);
            // The latest of equal inputs stays; of the same time, the one added last.
            kept.sort_by_key(|input| input.at);
            let mut seen = BTreeSet::new();
            kept.reverse();
            kept.retain(|input| seen.insert(input.text.clone()));
            kept.reverse();
            let surplus = kept.len().saturating_sub(INPUTS);
            kept.drain(..surplus);
        }
        for (field, value) in changes.extra {
            self.extra.entry(field).or_insert(value);
        }
    }

    /// Drops what is too old to be kept: the oldest documents above [`DOCUMENTS`], those with marks
    /// or notes only above [`MARKED`], and what is left of things that were taken away.
    pub fn prune(&mut self, now: u64) {
        for record in self.docs.values_mut() {
            record.forget_buried(now);
        }
        let mut surplus = self.docs.len().saturating_sub(DOCUMENTS);
        if surplus == 0 {
            return;
        }
        let mut oldest: Vec<_> =
            self.docs.iter().map(|(key, r)| (r.is_marked(), r.updated, key.clone())).collect();
        oldest.sort_unstable();
        for (marked, _, key) in oldest {
            if surplus == 0 || (marked && self.docs.len() <= MARKED) {
                break;
            }
            self.docs.remove(&key);
            surplus -= 1;
        }
    }

    /// Whether nothing is remembered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.docs.is_empty() && self.marks.is_empty() && self.inputs.is_empty()
    }

    /// The document that was last opened from `path`, with its fingerprint.
    #[must_use]
    pub fn by_path(&self, path: &str) -> Option<(&str, &Record)> {
        if path.is_empty() {
            return None;
        }
        self.newest(|record| record.path == path)
    }

    /// The document with this title and first heading, with its fingerprint.
    #[must_use]
    pub fn by_title(&self, title: &str, first: &str) -> Option<(&str, &Record)> {
        if title.is_empty() || first.is_empty() {
            return None;
        }
        self.newest(|record| record.title == title && record.first == first)
    }

    fn newest(&self, is: impl Fn(&Record) -> bool) -> Option<(&str, &Record)> {
        let fits = self.docs.iter().filter(|(_, record)| is(record));
        fits.max_by_key(|(_, record)| record.updated).map(|(key, record)| (key.as_str(), record))
    }

    /// Documents that have a path, the last read first.
    #[must_use]
    pub fn recent(&self) -> Vec<(&str, &Record)> {
        let named = self.docs.iter().filter(|(_, r)| !r.path.is_empty());
        let mut recent: Vec<_> = named.map(|(key, record)| (key.as_str(), record)).collect();
        recent.sort_by_key(|(_, record)| std::cmp::Reverse(record.updated));
        recent
    }

    /// Earlier inputs of a kind, the oldest first.
    pub fn past(&self, kind: &str) -> impl Iterator<Item = &str> {
        self.inputs.get(kind).into_iter().flatten().map(|input| input.text.as_str())
    }

    /// Adds an input of a kind.
    pub fn add_input(&mut self, kind: &str, text: &str, now: u64) {
        let input = Input { at: now, text: text.to_owned() };
        self.inputs.entry(kind.to_owned()).or_default().push(input);
    }
}

/// The fingerprint of a text: 128-bit FNV-1a, in hexadecimal digits. It is that of the decoded
/// text, so a file keeps it in another encoding.
///
/// Source: draft-eastlake-fnv, section 5 (offset basis and prime of 128 bits).
#[must_use]
pub fn fingerprint(text: &str) -> String {
    const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let hash = text.bytes().fold(BASIS, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME));
    format!("{hash:032x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(updated: u64, paragraph: Option<usize>) -> Mark {
        let at = paragraph.map(|paragraph| Place { paragraph, ..Place::default() });
        Mark { updated, at, ..Mark::default() }
    }

    fn note(updated: u64, text: Option<&str>) -> Note {
        let on = text.map(|_| Passage::default());
        Note { updated, on, text: text.unwrap_or_default().to_owned(), ..Note::default() }
    }

    fn state(docs: impl IntoIterator<Item = (&'static str, Record)>) -> State {
        let docs = docs.into_iter().map(|(key, record)| (key.to_owned(), record)).collect();
        State { docs, ..State::default() }
    }

    #[test]
    fn the_fingerprint_is_fnv() {
        // Test vectors of the reference code.
        assert_eq!(fingerprint(""), "6c62272e07bb014262b821756295c58d");
        assert_eq!(fingerprint("a"), "d228cb696f1a8caf78912b704e4a8964");
        assert_eq!(fingerprint("foobar"), "343e1662793c64bf6f0d3597ba446f18");
    }

    #[test]
    fn the_newer_place_wins_and_marks_of_both_stay() {
        let mut mine = Record { updated: 10, percent: 40, ..Record::default() };
        mine.marks = [('a', mark(9, Some(1))), ('b', mark(2, Some(2)))].into();
        mine.notes = [("x".into(), note(5, Some("一")))].into();
        let mut theirs = Record { updated: 20, percent: 70, ..Record::default() };
        theirs.marks =
            [('a', mark(3, Some(7))), ('b', mark(4, None)), ('c', mark(1, Some(3)))].into();
        theirs.notes = [("y".into(), note(6, Some("二")))].into();
        let mut both = [mine.clone(), theirs.clone()];
        both[0].merge(theirs);
        both[1].merge(mine);
        assert_eq!(both[0], both[1], "in either order");
        let [merged, _] = both;
        assert_eq!(merged.percent, 70);
        let at = |c: char| merged.marks[&c].at.as_ref().map(|p| p.paragraph);
        assert_eq!([at('a'), at('b'), at('c')], [Some(1), None, Some(3)]);
        assert_eq!(merged.notes.keys().collect::<Vec<_>>(), ["x", "y"]);
    }

    #[test]
    fn without_quotes_no_words_of_a_text_are_left() {
        let place = || Place { quote: "渠通了".into(), back: 1, offset: 3, ..Place::default() };
        let passage = Passage { at: place(), chars: 9, last: "人心就通了".into() };
        let mut record = Record { place: place(), ..Record::default() };
        record.marks = [('a', Mark { at: Some(place()), ..Mark::default() })].into();
        let on = Some(passage);
        record.notes = [("x".into(), Note { on, text: "好句".into(), ..Note::default() })].into();
        let mut all = state([("k", record)]);
        all.marks = [('A', Global { at: Some(place()), ..Global::default() })].into();
        let told = serde_json::to_string(&all.without_quotes()).unwrap();
        assert!(!told.contains('渠') && !told.contains("人心") && told.contains("好句"), "{told}");
        assert_eq!(told.matches("\"offset\":3").count(), 4);
    }

    #[test]
    fn what_was_taken_away_does_not_come_back() {
        let mut record = Record { updated: 1, ..Record::default() };
        record.notes = [("x".into(), note(1, Some("旧")))].into();
        let old = state([("k", record.clone())]);
        record.updated = 2;
        record.notes = [("x".into(), note(2, None))].into();
        let mut merged = state([("k", record)]);
        merged.merge(old);
        assert!(!merged.docs["k"].is_marked());
        merged.prune(2 + BURIED);
        assert_eq!(merged.docs["k"].notes.len(), 1, "still known");
        merged.prune(3 + BURIED);
        assert!(merged.docs["k"].notes.is_empty());
    }

    #[test]
    fn an_edited_document_takes_its_record_along() {
        let record =
            |path: &str, updated| Record { updated, path: path.into(), ..Record::default() };
        let mut kept = state([("old", record("/a", 1)), ("copy", record("/b", 1))]);
        let was = vec!["old".into(), "copy".into()];
        kept.merge(state([("new", Record { was, ..record("/a", 2) })]));
        assert_eq!(
            kept.docs.keys().collect::<Vec<_>>(),
            ["copy", "new"],
            "the copy is another file"
        );
    }

    #[test]
    fn documents_with_marks_outlive_the_others() {
        let mut kept = State::default();
        for i in 0..1_300_u64 {
            let mut record = Record { updated: i, ..Record::default() };
            if i < 200 {
                record.marks.insert('a', mark(i, Some(0)));
            }
            kept.docs.insert(format!("{i:04}"), record);
        }
        kept.prune(2_000);
        assert_eq!(kept.docs.len(), DOCUMENTS);
        assert!((0..200).all(|i| kept.docs.contains_key(&format!("{i:04}"))), "the marked ones");
        assert!(!kept.docs.contains_key("0200") && kept.docs.contains_key("0500"));
        for record in kept.docs.values_mut() {
            record.marks.insert('a', mark(1, Some(0)));
        }
        for i in 0..4_500_u64 {
            let mut record = Record { updated: 9_000 + i, ..Record::default() };
            record.marks.insert('a', mark(1, Some(0)));
            kept.docs.insert(format!("m{i}"), record);
        }
        kept.prune(2_000);
        assert_eq!(kept.docs.len(), MARKED);
    }

    #[test]
    fn of_an_input_typed_twice_the_latest_stays() {
        let mut kept = State::default();
        let mut changes = State::default();
        for (i, text) in ["项目", "考核", "项目"].into_iter().enumerate() {
            changes.add_input("search", text, i as u64);
        }
        kept.merge(changes);
        assert_eq!(kept.past("search").collect::<Vec<_>>(), ["考核", "项目"]);
        let mut many = State::default();
        (0..300).for_each(|i| many.add_input("search", &i.to_string(), 10 + i));
        kept.merge(many);
        assert_eq!(kept.past("search").count(), INPUTS);
    }

    #[test]
    fn fields_of_other_versions_are_kept() {
        let text = r#"{"version":1,"later":[1],"docs":{"k":{"updated":3,"colour":"red",
            "marks":{"a":{"updated":1,"at":null,"shape":"star"}},
            "notes":{"n":{"updated":1,"on":null,"tags":["x"]}}}}}"#;
        let mut state: State = serde_json::from_str(text).unwrap();
        let change = Record { updated: 9, ..Record::default() };
        state.merge(State { docs: [("k".to_owned(), change)].into(), ..State::default() });
        let back = serde_json::to_value(&state).unwrap();
        assert_eq!(back["later"][0], 1);
        let doc = &back["docs"]["k"];
        assert_eq!((&doc["colour"], doc["updated"].as_u64()), (&Value::from("red"), Some(9)));
        assert_eq!(doc["marks"]["a"]["shape"], "star");
        assert_eq!(doc["notes"]["n"]["tags"][0], "x");
    }
}
