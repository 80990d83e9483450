//! The list of texts: what is known of each, their order, and filtering.
//!
//! In: texts as folders are walked, and titles as they become known. Out: the rows of the list, each
//! with the characters that matched the filter. Names and titles match as headings do in the jump.

mod alike;
pub mod folders;
mod list;
mod order;
mod preview;

use super::shelf::{Shelf, Slot};
use crate::document::{Document, Paragraph};
use crate::library::recall::addresses;
use crate::library::{Source, state::State};
use crate::locale::Lang;
use crate::outline::{Family, Kind, Node, Outline};
use crate::search::jump::Index;
use crate::text::Span;

pub use list::{Chosen, List};
pub use order::Order;
pub(super) use order::{ORDER, order};
pub use preview::{Preview, previewed};

/// Most texts read before that are listed where they are in none of the folders.
const RECENT: usize = 30;

/// Where a text comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Named on the command line.
    #[default]
    Named,
    /// Found in a folder.
    Found,
    /// Lies in the folder of a text that was named. It is only listed: `.` and searches over all texts pass it
    /// over.
    Beside,
    /// Read before.
    Recent,
    /// Built in.
    Sample,
}

/// What is known of a text without reading it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Info {
    /// Where it comes from.
    pub group: Group,
    /// Its absolute path; empty where it is not known yet.
    pub real: String,
    /// Its path as the list shows it: below the folder that was named.
    pub name: String,
    /// The folder that was named, where several were.
    pub root: String,
    /// Size in bytes.
    pub size: Option<u64>,
    /// When its file was changed, in milliseconds since 1970.
    pub modified: Option<u64>,
    /// When it was read last, in milliseconds since 1970.
    pub read: Option<u64>,
    /// The percentage that had been read then.
    pub percent: Option<u8>,
}

impl Info {
    /// What is known of `source` from the start.
    #[must_use]
    pub fn of(source: &Source) -> Self {
        match source {
            Source::File(path) => {
                let name = crate::text::visible(&path.to_string_lossy()).into_owned();
                Self { name, ..Self::default() }
            }
            Source::Sample(_) => Self { group: Group::Sample, ..Self::default() },
            Source::Stdin => Self::default(),
        }
    }
}

/// A text found in a folder, or what could not be read there.
#[derive(Debug)]
pub struct Listed {
    /// The text.
    pub source: Source,
    /// What is known of it.
    pub info: Info,
    /// Its title, where that is known.
    pub title: Option<String>,
    /// Why it cannot be read.
    pub error: Option<crate::error::Error>,
}

/// Names and titles, ready to be searched: a line for each slot.
#[derive(Debug, Default)]
pub struct Lines {
    index: Index,
    /// Where each slot's line begins.
    starts: Vec<usize>,
}

impl Lines {
    fn new(slots: &[Slot]) -> Self {
        let mut text = String::new();
        let mut starts = Vec::with_capacity(slots.len());
        let mut nodes = Vec::with_capacity(slots.len());
        let mut paragraphs = Vec::with_capacity(slots.len());
        for slot in slots {
            let start = text.len();
            text.push_str(&slot.title);
            if !slot.info.name.is_empty() && slot.info.name != slot.title {
                text.push_str("  ");
                text.push_str(&slot.info.name);
            }
            let span = Span::new(start, text.len());
            let mut node = Node::loose(Kind::Title, Family::None, 1, Span::at(start), span);
            node.paragraph = nodes.len();
            nodes.push(node);
            paragraphs.push(Paragraph { span, ..Paragraph::default() });
            starts.push(start);
            text.push('\n');
        }
        let outline = Outline::new(nodes, text.len());
        let origin = crate::document::Origin::default();
        let document = Document::new(text, paragraphs, Vec::new(), origin);
        Self { index: Index::new(&document, &outline), starts }
    }

    /// Where the line of slot `index` begins: a match of its title counts from there, one of its
    /// name from two characters behind the title.
    #[must_use]
    pub fn start(&self, index: usize) -> usize {
        self.starts.get(index).copied().unwrap_or_default()
    }
}

/// What a text is chosen from the list for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Purpose {
    /// To be read.
    #[default]
    Open,
    /// To be compared with the one being read.
    Compare,
}

impl Shelf {
    /// Opens the folders in which slot `index` lies.
    pub fn open_folders(&mut self, index: usize) {
        if let Some(slot) = self.slots.get(index) {
            self.opened.extend(folders::keys(&slot.info));
        }
    }

    /// Takes in texts that were found in folders; one that is there already only becomes better
    /// known.
    pub fn list(&mut self, found: Vec<Listed>, lang: Lang) {
        for listed in found {
            let Listed { source, info, title, error } = listed;
            let known = self.known_at(&source, &info.real);
            let index = known.unwrap_or_else(|| {
                self.slots.push(Slot::new(source));
                self.slots.len() - 1
            });
            self.note_real(index, &info.real);
            let Some(slot) = self.slots.get_mut(index) else { continue };
            if known.is_some() && info.group == Group::Beside {
                // It is listed already, and by a name that says more.
                slot.info.size = slot.info.size.or(info.size);
                slot.info.modified = slot.info.modified.or(info.modified);
                continue;
            }
            let group = if known.is_some() { slot.info.group.min(info.group) } else { info.group };
            let (read, percent) = (slot.info.read, slot.info.percent);
            slot.info = Info { group, read, percent, ..info };
            if let Some(title) = title.filter(|title| !title.is_empty()) {
                slot.title = super::shelf::entitled(&title);
            }
            if let (Some(error), super::shelf::State::Closed) = (error, &slot.state) {
                slot.state = super::shelf::State::Failed(error.message(lang));
            }
        }
        self.stale = true;
    }

    /// Takes in what is remembered: when texts were read, and those that were read last.
    pub fn recall(&mut self, state: &State) {
        for (i, (_, record)) in state.recent().into_iter().enumerate() {
            let Some(source) = Source::known_by(&record.path) else { continue };
            let known = self.known_at(&source, &record.path);
            if known.is_none() && i >= RECENT {
                continue;
            }
            let index = known.unwrap_or_else(|| {
                self.slots.push(Slot::new(source));
                self.slots.len() - 1
            });
            self.note_real(index, &record.path);
            let Some(slot) = self.slots.get_mut(index) else { continue };
            if known.is_none() {
                slot.info.group = Group::Recent;
                slot.info.name.clone_from(&record.path);
            }
            slot.info.read = Some(record.updated);
            slot.info.percent = Some(record.percent);
            // A text without title goes by the name of its file, before it is read and after.
            if !record.title.is_empty() && !record.untitled && !addresses(&record.title) {
                slot.title = super::shelf::entitled(&record.title);
            }
        }
        self.stale = true;
    }

    /// The slot of `source`, or of the file at the absolute path `real`.
    fn known_at(&self, source: &Source, real: &str) -> Option<usize> {
        let by_path = self.by_path.get(real).filter(|_| !real.is_empty()).copied();
        // Only texts that were named or built in may lack a known path.
        by_path.or_else(|| {
            let named = self.slots.iter().take(self.first).position(|slot| slot.source == *source);
            named.filter(|&i| self.slots.get(i).is_some_and(|slot| slot.info.real.is_empty()))
        })
    }

    /// Notes where the text in slot `index` was read from, so that it is not listed once more as one
    /// that was read before.
    pub(super) fn note_identity(&mut self, index: usize) {
        let path =
            self.slots.get(index).and_then(|slot| Some(slot.identity.as_ref()?.path.clone()));
        if let Some(path) = path.filter(|path| !self.by_path.contains_key(path)) {
            self.note_real(index, &path);
        }
    }

    fn note_real(&mut self, index: usize, real: &str) {
        if let Some(slot) = self.slots.get_mut(index)
            && !real.is_empty()
        {
            real.clone_into(&mut slot.info.real);
            self.by_path.insert(real.to_owned(), index);
        }
    }

    /// Makes names and titles ready to be searched, where they have changed.
    fn refresh(&mut self) {
        if std::mem::take(&mut self.stale) {
            self.lines = Lines::new(&self.slots);
        }
    }

    /// Takes in titles that have become known, by absolute path.
    pub fn set_titles(&mut self, titles: Vec<(String, String)>) {
        for (real, title) in titles {
            let slot = self.by_path.get(&real).and_then(|&index| self.slots.get_mut(index));
            let Some(slot) = slot else { continue };
            slot.title = if title.is_empty() {
                super::shelf::title(&slot.source)
            } else {
                super::shelf::entitled(&title)
            };
            self.stale = true;
        }
    }

    /// Whether there is more than one text of the reader's own.
    #[must_use]
    pub fn has_others(&self) -> bool {
        self.slots.iter().filter(|slot| slot.info.group <= Group::Found).nth(1).is_some()
    }

    /// The texts that `.` and `,` walk through: those named and found, those that are open, and
    /// where there are no others those built in.
    #[must_use]
    pub fn walk(&self) -> Vec<usize> {
        let group = |i: &usize| self.slots.get(*i).map(|slot| slot.info.group);
        let open = |i: &usize| self.slots.get(*i).is_some_and(Slot::is_open);
        let own = |i: &usize| group(i) <= Some(Group::Found) || open(i);
        let all = 0..self.slots.len();
        let none = !all.clone().any(|i| group(&i) <= Some(Group::Found));
        let mut walk: Vec<_> =
            all.filter(|i| own(i) || (none && group(i) == Some(Group::Sample))).collect();
        walk.sort_by_key(|i| (group(i).map(|g| g.max(Group::Found)), *i));
        walk
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::prompt::Prompt;
    use crate::search::jump::Hit;
    use std::path::PathBuf;

    fn listed(path: &str, size: u64, modified: u64) -> Listed {
        let info = Info {
            group: Group::Found,
            real: format!("/真/{path}"),
            name: path.to_owned(),
            size: Some(size),
            modified: Some(modified),
            ..Info::default()
        };
        let source = Source::File(PathBuf::from(path));
        Listed { source, info, title: None, error: None }
    }

    fn shelf() -> Shelf {
        let mut shelf = Shelf::new(vec![Source::File("b.txt".into())]);
        shelf.list(
            vec![listed("c.txt", 10, 30), listed("b.txt", 30, 10), listed("a.txt", 20, 20)],
            Lang::Zh,
        );
        shelf
    }

    fn shown(shelf: &mut Shelf, order: Order) -> String {
        let mut list = List { order, ..List::default() };
        list.refresh(shelf, None);
        let name = |hit: &Hit| shelf.slots[hit.node.0].info.name.chars().next();
        list.hits.iter().filter_map(name).collect()
    }

    #[test]
    fn a_text_that_was_named_is_not_listed_twice() {
        let shelf = shelf();
        let files = shelf.slots.iter().filter(|slot| matches!(slot.source, Source::File(_)));
        assert_eq!(files.count(), 3);
        assert_eq!(shelf.slots[0].info.size, Some(30));
        assert_eq!(shelf.slots[0].info.group, Group::Named);
    }

    #[test]
    fn the_list_stands_in_the_order_that_was_chosen() {
        let mut shelf = shelf();
        for (order, names) in [
            (Order::Name, "abc"),
            (Order::Date, "cab"),
            (Order::Size, "bac"),
            (Order::Recent, "bca"),
        ] {
            assert_eq!(shown(&mut shelf, order), names, "{order:?}");
        }
        let mut order = Order::default();
        (0..5).for_each(|_| order = order.next());
        assert_eq!(order, Order::default(), "round its end");
    }

    #[test]
    fn what_was_read_last_comes_first() {
        use crate::library::state::Record;
        let mut shelf = shelf();
        let record = |path: &str, updated, title: &str| Record {
            updated,
            path: path.into(),
            title: title.into(),
            percent: 43,
            ..Record::default()
        };
        let docs = [
            ("1".to_owned(), record("/真/a.txt", 5, "甲")),
            ("2".to_owned(), record("/别处/d.txt", 9, "丁")),
        ];
        shelf.recall(&State { docs: docs.into(), ..State::default() });
        let mut list = List::default();
        list.refresh(&mut shelf, None);
        let titles: Vec<_> =
            list.hits.iter().take(4).map(|h| shelf.slots[h.node.0].title.as_str()).collect();
        assert_eq!(titles, ["丁", "甲", "b.txt", "c.txt"]);
    }

    #[test]
    fn a_text_without_title_goes_by_the_name_of_its_file_before_it_is_read_and_after() {
        use crate::library::state::Record;
        let mut shelf = shelf();
        let record = |path: &str, title: &str, untitled| Record {
            path: path.into(),
            title: title.into(),
            untitled,
            ..Record::default()
        };
        // The last was kept by an earlier version.
        let docs = [
            ("1".to_owned(), record("/真/a.txt", "刚才，水务局通报了情况。", true)),
            ("2".to_owned(), record("/真/b.txt", "同志们：", false)),
        ];
        shelf.recall(&State { docs: docs.into(), ..State::default() });
        let files = shelf.slots.iter().filter(|slot| matches!(slot.source, Source::File(_)));
        let titles: Vec<_> = files.map(|slot| slot.title.as_str()).collect();
        assert_eq!(titles, ["b.txt", "c.txt", "a.txt"]);
    }

    #[test]
    fn folders_open_and_close_and_a_filter_shows_what_lies_in_them() {
        let mut shelf = shelf();
        shelf.list(vec![listed("甲/春/1.txt", 1, 1), listed("甲/2.txt", 2, 2)], Lang::Zh);
        let mut list = List { by_folder: true, order: Order::Name, ..List::default() };
        list.refresh(&mut shelf, None);
        let (folder, first) = (Chosen::Folder("/甲".to_owned()), Chosen::Text(0));
        assert_eq!(list.chosen(), Some(folder.clone()), "folders first");
        let closed = list.rows().len();
        assert!(list.set_open(&mut shelf, true) && list.rows().len() == closed + 2);
        list.step(2);
        let inner = list.slot().unwrap();
        assert_eq!(shelf.slots[inner].info.name, "甲/2.txt");
        assert!(!list.set_open(&mut shelf, true), "a text is none");
        assert!(list.go_out() && list.chosen() == Some(folder.clone()) && !list.go_out());
        list.refresh(&mut shelf, Some(&first));
        assert_eq!(list.chosen(), Some(first.clone()));
        list.set_all_open(&mut shelf, false);
        assert_eq!((list.rows().len(), list.chosen()), (closed, Some(first)));
        list.refresh(&mut shelf, Some(&Chosen::Text(inner)));
        assert_eq!(list.chosen(), Some(folder), "what is hidden is told by its folder");
        list.filter = Prompt::new("1.txt");
        list.refresh(&mut shelf, None);
        assert_eq!(
            list.slot().map(|slot| shelf.slots[slot].info.name.as_str()),
            Some("甲/春/1.txt")
        );
        assert_eq!(list.rows().len(), 3, "with the folders above it");
    }

    #[test]
    fn names_and_titles_are_filtered_by_pinyin() {
        let mut shelf = shelf();
        let mut found = listed("chunlei/3.txt", 1, 1);
        found.title = Some("在春耕生产会上的讲话".to_owned());
        shelf.list(vec![found], Lang::Zh);
        for query in ["chungeng", "cgsc", "春耕", "chunlei"] {
            let mut list = List { filter: Prompt::new(query), ..List::default() };
            list.refresh(&mut shelf, None);
            let first = &shelf.slots[list.hits[0].node.0];
            assert_eq!(first.info.name, "chunlei/3.txt", "{query}");
        }
    }
}
