//! The address of each section: what to write for it after `cat --section`, or in the jump.
//!
//! In: an outline. Out: for each node the address at which [`resolve`](super::resolve) finds it before any
//! other: its numbers, `2.3`; where one of its siblings before it has the same number, its marker instead of
//! the last, `2.(三)`; in a file of several speeches with the speech in front, `3:2.1`. What has no number
//! among numbered siblings has no address.

use std::collections::HashMap;

use super::parse::{Address, LONGEST, Shape};
use super::{NOWHERE, Place, Places};
use crate::document::Document;
use crate::outline::{Node, Outline};

/// Most siblings with one number that are told apart by their markers.
const ALIKE: usize = 8;
/// One past the highest number that an address can hold.
const NUMBERS: u32 = 1_000_000_000;

/// The addresses of the sections of an outline. They are those of the whole outline, also for the nodes of a
/// part of it ([`Outline::part`]).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Addresses {
    /// By the byte at which the node begins.
    all: Vec<(usize, String)>,
}

impl Addresses {
    /// The addresses of `outline`, all of it.
    #[must_use]
    pub fn new(document: &Document, outline: &Outline) -> Self {
        let names = names(&Places::new(document, outline), |i| {
            outline.nodes().get(i).map_or("", |node| node.marker.of(document.text()))
        });
        let starts = outline.nodes().iter().map(Node::start);
        let mut all: Vec<_> =
            starts.zip(names).filter_map(|(at, name)| Some((at, name?))).collect();
        all.sort_by_key(|&(at, _)| at);
        Self { all }
    }

    /// The address of `node`; none where numbers do not tell which it is.
    #[must_use]
    pub fn of(&self, node: &Node) -> Option<&str> {
        let at = self.all.binary_search_by_key(&node.start(), |&(at, _)| at).ok()?;
        self.all.get(at).map(|(_, name)| name.as_str())
    }
}

/// The address of each of `places`, those of one document; `marker` is that of a node as it is written.
fn names<'a>(places: &Places, marker: impl Fn(usize) -> &'a str) -> Vec<Option<String>> {
    let places = &places.places;
    let many = places.iter().filter(|place| place.shape.is_title()).count() > 1;
    let is_title = |p: u32| places.get(p as usize).is_some_and(|above| above.shape.is_title());
    // Where a speech stands inside a section of another, a path may begin at either.
    let tangled = places
        .iter()
        .any(|place| place.shape.is_title() && place.parent != NOWHERE && !is_title(place.parent));
    let mut names: Vec<Option<String>> = Vec::with_capacity(places.len());
    // The shapes of those seen so far under a parent, or at the top of a speech, with a number.
    let mut alike: HashMap<(u32, Option<u32>, u32), Vec<Shape>> = HashMap::new();
    let mut speech = 0_u32;
    for (i, place) in places.iter().enumerate() {
        let title = place.shape.is_title();
        speech += u32::from(title);
        if title {
            names.push(Some(format!("{speech}:")));
            continue;
        }
        let parent = Some(place.parent).filter(|&p| p != NOWHERE && !is_title(p));
        let own = if many { speech } else { 0 };
        let seen = alike.entry((own, parent, place.number)).or_default();
        let above = match parent.map(|p| p as usize) {
            _ if tangled => None,
            None if many && speech > 0 => Some(format!("{speech}:")),
            None => Some(String::new()),
            Some(p) => names.get(p).and_then(Option::as_ref).map(|name| format!("{name}.")),
        };
        let name = above.and_then(|above| Some(above + &step(place, seen, marker(i))?));
        if seen.len() < ALIKE {
            seen.push(place.shape);
        }
        names.push(name.filter(|name| name.chars().count() <= LONGEST));
    }
    names
}

/// The last step of the address of `place`, whose marker is `marker`, beside those with the same number that
/// have been `seen`.
fn step(place: &Place, seen: &[Shape], marker: &str) -> Option<String> {
    if !(1..NUMBERS).contains(&place.number) {
        return None;
    }
    if seen.is_empty() {
        return Some(place.number.to_string());
    }
    let marker = marker.trim_matches(|c: char| !c.is_alphanumeric() && !"（）()".contains(c));
    let address = Address::parse(marker)?;
    let [part] = address.paths.first()?.as_slice() else { return None };
    let own = part.number == place.number && place.shape.has(part.shape);
    let alone = seen.len() < ALIKE && !seen.iter().any(|shape| shape.has(part.shape));
    (own && alone && address.speech.is_none()).then(|| marker.to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::super::sample::{heading, tree};
    use super::super::resolve;
    use super::*;
    use proptest::prelude::*;

    /// The address of each heading of `list`.
    fn told(list: &str) -> Vec<(String, Option<String>)> {
        let (document, outline) = tree(list);
        let addresses = Addresses::new(&document, &outline);
        let name = |i: usize| addresses.of(&outline.nodes()[i]).map(str::to_owned);
        let heading = |i: usize| heading(&document, &outline, i).to_owned();
        (0..outline.len()).map(|i| (heading(i), name(i))).collect()
    }

    fn names(list: &str) -> Vec<String> {
        told(list).into_iter().map(|(_, name)| name.unwrap_or_default()).collect()
    }

    #[test]
    fn an_address_is_the_numbers_down_to_a_section() {
        let list = "# 讲话\n  一、|甲\n    （一）|甲一\n    （二）|甲二\n  二、|乙\n    1.|乙一\n";
        assert_eq!(names(list), ["1:", "1", "1.1", "1.2", "2", "2.1"]);
        assert_eq!(names("开头\n中间\n  细节\n"), ["1", "2", "2.1"], "by rank, without numbers");
    }

    #[test]
    fn of_several_speeches_each_is_named() {
        let list = "前|言\n# 甲稿\n  一、|甲\n# 乙稿\n  一、|乙\n    （一）|乙一\n";
        assert_eq!(names(list), ["1", "1:", "1:1", "2:", "2:1", "2:1.1"]);
    }

    #[test]
    fn what_shares_its_number_with_a_sibling_is_named_by_its_marker() {
        let list = "一、|甲\n  一是|高\n  二是|低\n  （一）|甲一\n    1.|细\n  （一）|又一\n结语\n";
        assert_eq!(names(list), ["1", "1.1", "1.2", "1.（一）", "1.（一）.1", "", ""]);
    }

    proptest! {
        #[test]
        fn an_address_leads_to_its_section_and_no_other(
            lines in prop::collection::vec(
                (0_usize..5, prop::sample::select(&[
                    "# ", "一、|", "二、|", "（一）|", "（二）|", "1.|", "2.|", "一是|", "二是|", "第一，|",
                    "其一，|", "①|", "第一章 |", "",
                ][..])),
                1..40,
            ),
        ) {
            let mut deepest = 0;
            let list: String = lines
                .iter()
                .map(|&(depth, marker)| {
                    let depth = depth.min(deepest);
                    deepest = depth + 1;
                    format!("{}{marker}言\n", "  ".repeat(depth))
                })
                .collect();
            let (document, outline) = tree(&list);
            let addresses = Addresses::new(&document, &outline);
            for (i, node) in outline.nodes().iter().enumerate() {
                if let Some(address) = addresses.of(node) {
                    let found = resolve(&document, &outline, address);
                    prop_assert_eq!(found.first().map(|id| id.0), Some(i), "{} in\n{}", address, list);
                }
            }
        }
    }
}
