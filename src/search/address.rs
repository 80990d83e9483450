//! Addresses, which name a section by its numbers alone.
//!
//! In: an outline and an address. Out: the sections that it may mean, best first. `2.3`, `二三`, `二(三)`
//! and `二（三）` are the third section of the second; `3:2.1` is a section of the third speech in the file;
//! `第五` and `三是` ask for a marker written in this way; `#一是 3` is the third item of a list numbered
//! 一是, 二是. Sections whose whole path is the address come first, then those whose path ends with it.
//! [`Addresses`] is the way back.

mod name;
mod parse;

use crate::document::Document;
use crate::outline::{Kind, NodeId, Outline};
pub use name::Addresses;
use parse::{Address, Part, Shape};

/// The sections at `address`, best first; empty if it is not an address or there is no such section.
///
/// ```
/// # use gangmu::{document::Document, outline::Outline, search::address::resolve};
/// let document = Document::from_lines("讲话");
/// assert_eq!(resolve(&document, &Outline::default(), "2.3"), []);
/// ```
#[must_use]
pub fn resolve(document: &Document, outline: &Outline, address: &str) -> Vec<NodeId> {
    Places::new(document, outline).find(address)
}

/// What addresses need of an outline: twelve bytes for each node.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    places: Vec<Place>,
}

#[derive(Clone, Copy, Debug)]
struct Place {
    /// The number that its marker states. Where no child of a parent states one, its position among them.
    number: u32,
    /// Index of its parent; [`NOWHERE`] if it has none.
    parent: u32,
    shape: Shape,
}

const NOWHERE: u32 = u32::MAX;

impl Places {
    pub(super) fn new(document: &Document, outline: &Outline) -> Self {
        let mut places = Self::default();
        places.add(document, outline);
        places
    }

    /// Appends the nodes of one more document.
    pub(super) fn add(&mut self, document: &Document, outline: &Outline) {
        let text = document.text();
        let base = self.places.len();
        self.places.extend(outline.nodes().iter().map(|node| Place {
            number: node.number,
            parent: node.parent.map_or(NOWHERE, |p| (base + p.0) as u32),
            shape: Shape::of(node.marker.of(text), node.kind == Kind::Title),
        }));
        number_the_unnumbered(self.places.get_mut(base..).unwrap_or_default(), base);
    }

    pub(super) fn parent(&self, index: u32) -> Option<u32> {
        self.places.get(index as usize).map(|p| p.parent).filter(|&p| p != NOWHERE)
    }

    pub(super) fn fit(&mut self) {
        self.places.shrink_to_fit();
    }

    pub(super) fn memory(&self) -> usize {
        self.places.capacity() * size_of::<Place>()
    }

    /// The sections at `address`, best first.
    pub(super) fn find(&self, address: &str) -> Vec<NodeId> {
        let Some(address) = Address::parse(address) else { return Vec::new() };
        let inside = match address.speech {
            Some(speech) => match self.speech(speech) {
                Some(range) => range,
                None => return Vec::new(),
            },
            None => 0..self.places.len(),
        };
        if address.paths.is_empty() && address.list.is_none() {
            // `3:` is the speech itself.
            return if self.places.is_empty() { Vec::new() } else { vec![NodeId(inside.start)] };
        }
        let mut found: Vec<(u8, usize)> = Vec::new();
        for index in inside {
            let tier = match address.list {
                Some(list) => self.listed(index, list),
                None => address
                    .paths
                    .iter()
                    .enumerate()
                    .filter_map(|(i, path)| Some(self.tier(index, path)? + 4 * i as u8))
                    .min(),
            };
            found.extend(tier.map(|tier| (tier, index)));
        }
        found.sort_unstable();
        found.into_iter().map(|(_, index)| NodeId(index)).collect()
    }

    /// The nodes of speech `number` (from 1). A file without titles is one speech.
    fn speech(&self, number: u32) -> Option<std::ops::Range<usize>> {
        let titles = self.places.iter().enumerate().filter(|(_, p)| p.shape.is_title());
        let mut starts = titles.map(|(i, _)| i);
        let skip = usize::try_from(number).ok()?.checked_sub(1)?;
        match starts.nth(skip) {
            Some(start) => Some(start..starts.next().unwrap_or(self.places.len())),
            None if number == 1 => Some(0..self.places.len()),
            None => None,
        }
    }

    /// Tier 0, if the node is the item of a list that `list` asks for.
    fn listed(&self, index: usize, list: Part) -> Option<u8> {
        let place = self.places.get(index)?;
        (place.number == list.number && place.shape.is_written_like(list.shape)).then_some(0)
    }

    /// How well the node fits `path`, lower is better: 0 and 1 if its markers are written as in the
    /// address, 2 and 3 if only the numbers agree; 1 and 3 if its path is longer and only ends with `path`.
    fn tier(&self, index: usize, path: &[Part]) -> Option<u8> {
        let mut at = index as u32;
        let mut written = true;
        for part in path.iter().rev() {
            let place = self.places.get(at as usize)?;
            if place.number != part.number || place.shape.is_title() {
                return None;
            }
            written &= place.shape.has(part.shape);
            at = place.parent;
        }
        let whole = self.places.get(at as usize).is_none_or(|p| p.shape.is_title());
        Some(u8::from(!whole) + if written { 0 } else { 2 })
    }
}

/// Numbers headings by position where none of their siblings states a number, as is common in formats
/// that declare headings.
///
/// `places` are those of one document; the first has the index `base`.
fn number_the_unnumbered(places: &mut [Place], base: usize) {
    // For each parent (the last slot is for nodes without one): whether any child states a number, and
    // how many children were seen so far.
    let mut families = vec![(false, 0_u32); places.len() + 1];
    let root = places.len();
    let slot =
        |parent: u32| (parent as usize).checked_sub(base).filter(|&s| s < root).unwrap_or(root);
    for place in places.iter().filter(|p| p.number != 0 && !p.shape.is_title()) {
        if let Some(family) = families.get_mut(slot(place.parent)) {
            family.0 = true;
        }
    }
    for place in places.iter_mut().filter(|p| !p.shape.is_title()) {
        if let Some((false, count)) = families.get_mut(slot(place.parent)) {
            *count += 1;
            place.number = *count;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{heading, tree};
    use super::*;
    use proptest::prelude::*;

    const FILE: &str = "\
# 第一篇讲话
  一、|甲
    （一）|甲一
    （二）|甲二
  二、|乙
    （一）|乙一
      一是|乙一一
      二是|乙一二
    （二）|乙二
# 第二篇讲话
  一、|丙
  二、|丁
    （一）|丁一
    （二）|丁二
  三、|戊
    第一，|戊一
    第二，|戊二
    一是|戊三
";

    fn found(list: &str, address: &str) -> Vec<String> {
        let (document, outline) = tree(list);
        let nodes = resolve(&document, &outline, address);
        nodes.iter().map(|n| heading(&document, &outline, n.0).to_owned()).collect()
    }

    #[test]
    fn a_whole_path_comes_before_the_end_of_one() {
        assert_eq!(found(FILE, "2.2"), ["（二）乙二", "（二）丁二"]);
        assert_eq!(found(FILE, "2.1.2"), ["二是乙一二"]);
        let two = found(FILE, "二");
        assert_eq!(two[..2], ["二、乙", "二、丁"]);
        assert_eq!(two.len(), 7);
        assert_eq!(found(FILE, "1.2"), ["（二）甲二", "二是乙一二"]);
    }

    #[test]
    fn every_way_of_writing_means_the_same_place() {
        for address in ["2.1", "二一", "二 一", "二(一)", "二（一）", "２．１", "二、1", "1:2.1"]
        {
            assert_eq!(found(FILE, address)[0], "（一）乙一", "{address}");
        }
    }

    #[test]
    fn a_marker_as_written_comes_before_other_kinds() {
        assert_eq!(found(FILE, "(二)")[0], "（二）甲二");
        assert_eq!(found(FILE, "第二")[0], "第二，戊二");
        assert_eq!(found(FILE, "二是")[0], "二是乙一二");
        assert_eq!(found(FILE, "三第一")[0], "第一，戊一");
    }

    #[test]
    fn a_speech_is_asked_for_by_its_place_in_the_file() {
        assert_eq!(found(FILE, "2:2"), ["二、丁", "（二）丁二", "第二，戊二"]);
        assert_eq!(found(FILE, "2:"), ["第二篇讲话"]);
        assert_eq!(found(FILE, "3:1"), [""; 0]);
        assert_eq!(found("一、|甲\n二、|乙\n", "1:2"), ["二、乙"]);
    }

    #[test]
    fn a_list_is_asked_for_by_its_markers() {
        assert_eq!(found(FILE, "#一是 2"), ["二是乙一二"]);
        assert_eq!(found(FILE, "#一是"), ["一是乙一一", "一是戊三"]);
        assert_eq!(found(FILE, "#（一） 2"), ["（二）甲二", "（二）乙二", "（二）丁二"]);
    }

    #[test]
    fn headings_without_numbers_count_by_rank() {
        let list = "# 讲话\n  开头\n  中间\n    细节\n  结尾\n";
        assert_eq!(found(list, "3"), ["结尾"]);
        assert_eq!(found(list, "2.1"), ["细节"]);
        // Beside numbered ones they do not.
        assert_eq!(found("前言\n一、|甲\n", "1"), ["一、甲"]);
    }

    #[test]
    fn two_digits_are_a_number_first_and_a_path_then() {
        let list = "一、|甲\n  （一）|甲一\n  （二）|甲二\n";
        assert_eq!(found(list, "12"), ["（二）甲二"]);
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(
            address in prop_oneof![any::<String>(), "[#第一二十百千0-9.:：()（）是要 ]{0,12}"],
        ) {
            let (document, outline) = tree(FILE);
            for node in resolve(&document, &outline, &address) {
                prop_assert!(node.0 < outline.len());
            }
        }
    }
}
