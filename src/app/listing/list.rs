//! The list as it is shown: filtered, ordered, flat or by folders.
//!
//! In: the [`Shelf`], a filter, folders opened and closed, moves of the cursor. Out: rows, and which one
//! is selected.

use std::collections::HashSet;

use super::alike::alike;
use super::folders::{Folder, Row, Tree, What};
use super::{Group, Order, Preview, Purpose};
use crate::app::prompt::Prompt;
use crate::app::shelf::{Shelf, Slot};
use crate::library::Natural;
use crate::outline::NodeId;
use crate::search::jump::Hit;

/// State of the list of texts.
#[derive(Debug, Default)]
pub struct List {
    /// What a text is chosen for.
    pub purpose: Purpose,
    /// What is typed to filter it.
    pub filter: Prompt,
    /// Whether it is being typed.
    pub typing: bool,
    /// The order where there is no filter.
    pub order: Order,
    /// The texts that fit; the node of each is the index of its slot.
    pub hits: Vec<Hit>,
    /// Whether they are shown by folders.
    pub by_folder: bool,
    /// What is shown.
    pub tree: Tree,
    /// Index into the rows that are shown.
    pub selected: usize,
    /// Whether the reader has moved the selection.
    pub touched: bool,
    /// Folders that were closed since the filter was changed; while there is one, others are open.
    pub(in crate::app) shut: HashSet<String>,
    /// The outline of the text that is selected.
    pub preview: Option<Preview>,
}

/// A row of the list, whatever stands around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// A text, by its slot.
    Text(usize),
    /// A folder, by its key.
    Folder(String),
}

impl List {
    /// What is shown.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.tree.rows
    }

    /// The slot of the text that is selected; of a folder none.
    #[must_use]
    pub fn slot(&self) -> Option<usize> {
        match self.rows().get(self.selected)?.what {
            What::Text(text) => self.hits.get(text).map(|hit| hit.node.0),
            What::Folder(_) => None,
        }
    }

    /// What is selected.
    #[must_use]
    pub fn chosen(&self) -> Option<Chosen> {
        match self.rows().get(self.selected)?.what {
            What::Text(_) => self.slot().map(Chosen::Text),
            What::Folder(at) => self.tree.folders.get(at).map(|f| Chosen::Folder(f.key.clone())),
        }
    }

    /// Lists what fits the filter, with `keep` selected where it is among it; where its folder is
    /// closed, that folder.
    pub fn refresh(&mut self, shelf: &mut Shelf, keep: Option<&Chosen>) {
        self.hits = if self.filter.text().trim().is_empty() {
            let all = sorted(&shelf.slots, self.order).into_iter();
            all.map(|i| Hit { node: NodeId(i), score: 0, matched: Vec::new() }).collect()
        } else {
            shelf.refresh();
            shelf.lines().index.query(self.filter.text(), None, usize::MAX)
        };
        let likely = if keep.is_none() { self.likely(shelf) } else { None };
        if let Some(slot) = likely {
            shelf.open_folders(slot);
        }
        self.arrange(shelf, keep.or(likely.map(Chosen::Text).as_ref()));
    }

    /// The text that is likely to be chosen for a comparison, before anything is typed.
    fn likely(&self, shelf: &Shelf) -> Option<usize> {
        let open = shelf.open.filter(|_| self.purpose == Purpose::Compare)?;
        let order = self.hits.iter().map(|hit| hit.node.0);
        let bare = self.filter.text().trim().is_empty();
        bare.then(|| alike(&shelf.slots, open, order)).flatten()
    }

    /// Arranges what is listed by folders, or in a row.
    fn arrange(&mut self, shelf: &Shelf, keep: Option<&Chosen>) {
        let filtered = !self.filter.text().trim().is_empty();
        self.tree = if self.by_folder {
            let info = |hit: &Hit| shelf.slots.get(hit.node.0).map(|slot| &slot.info);
            let open = |key: &str| {
                if filtered { !self.shut.contains(key) } else { shelf.opened.contains(key) }
            };
            Tree::new(self.hits.iter().map(info), open)
        } else {
            Tree::flat(self.hits.len())
        };
        let kept = keep.and_then(|chosen| match chosen {
            Chosen::Text(slot) => self.hits.iter().position(|h| h.node.0 == *slot).map(What::Text),
            Chosen::Folder(key) => {
                self.tree.folders.iter().position(|f| f.key == *key).map(What::Folder)
            }
        });
        // In a comparison, begin at another text than the one being read.
        let other = |hit: &Hit| Some(hit.node.0) != shelf.open;
        let other = (self.purpose == Purpose::Compare)
            .then(|| self.hits.iter().position(other).map(What::Text))
            .flatten();
        // Under a filter, select the best match, whatever folder it is in.
        let first = filtered.then_some(What::Text(0));
        let row = kept.or(other).or(first).and_then(|what| self.tree.row_of(what));
        self.selected = row.unwrap_or(0);
    }

    /// Opens or closes the folder that is selected. Returns whether one is.
    pub fn set_open(&mut self, shelf: &mut Shelf, open: bool) -> bool {
        let Some(Chosen::Folder(key)) = self.chosen() else { return false };
        let filtered = !self.filter.text().trim().is_empty();
        let keep = Chosen::Folder(key.clone());
        let (set, put) = if filtered { (&mut self.shut, !open) } else { (&mut shelf.opened, open) };
        if put {
            set.insert(key);
        } else {
            set.remove(&key);
        }
        self.arrange(shelf, Some(&keep));
        true
    }

    /// Opens or closes all folders.
    pub fn set_all_open(&mut self, shelf: &mut Shelf, open: bool) {
        let keep = self.chosen();
        let keys = self.tree.folders.iter().map(|folder| folder.key.clone());
        if self.filter.text().trim().is_empty() {
            shelf.opened = if open { keys.collect() } else { HashSet::new() };
        } else {
            self.shut = if open { HashSet::new() } else { keys.collect() };
        }
        self.arrange(shelf, keep.as_ref());
    }

    /// Goes to the folder in which lies what is selected. Returns whether there is one.
    pub fn go_out(&mut self) -> bool {
        let row = self.rows().get(self.selected).copied();
        let parent = row.and_then(|row| self.tree.parent(row)).map(What::Folder);
        let at = parent.and_then(|what| self.tree.row_of(what));
        if let Some(at) = at {
            self.selected = at;
        }
        at.is_some()
    }

    /// The folder that is selected, where one is.
    #[must_use]
    pub fn folder(&self) -> Option<&Folder> {
        match self.rows().get(self.selected)?.what {
            What::Folder(at) => self.tree.folders.get(at),
            What::Text(_) => None,
        }
    }

    /// Forgets which folders were closed under another filter.
    pub fn filter_changed(&mut self) {
        self.shut.clear();
    }

    /// Moves the selection, stopping at both ends.
    pub fn step(&mut self, by: isize) {
        self.touched = true;
        let last = self.rows().len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(by).min(last);
    }
}

/// The slots in an order.
fn sorted(slots: &[Slot], order: Order) -> Vec<usize> {
    use std::cmp::Reverse;
    let mut all: Vec<usize> = (0..slots.len()).collect();
    let info = |&i: &usize| slots.get(i).map(|slot| &slot.info);
    // Samples come after the reader's own texts, unless they have been read.
    let group = |i: &usize| info(i).map(|info| info.group.max(Group::Found));
    let name = |i: &usize| {
        let name = info(i).map(|info| info.name.clone());
        name.filter(|n| !n.is_empty()).or_else(|| slots.get(*i).map(|s| s.title.clone()))
    };
    match order {
        Order::Recent => all.sort_by_cached_key(|i| {
            (Reverse(info(i).and_then(|info| info.read)), info(i).map(|info| info.group), *i)
        }),
        Order::Name => all.sort_by_cached_key(|i| (group(i), name(i).map(|n| Natural::of(&n)))),
        Order::Date => {
            all.sort_by_cached_key(|i| (group(i), Reverse(info(i).and_then(|f| f.modified)), *i));
        }
        Order::Size => {
            all.sort_by_cached_key(|i| (group(i), Reverse(info(i).and_then(|f| f.size)), *i));
        }
        Order::Title => {
            all.sort_by_cached_key(|i| {
                (group(i), slots.get(*i).map(|slot| Natural::of(&slot.title)), *i)
            });
        }
    }
    all
}
