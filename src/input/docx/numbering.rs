//! Computes automatic numbers as Word does.
//!
//! In: `numbering.xml`, then the list and level of each paragraph in reading order. Out: the label that Word
//! shows before each.
//!
//! Source: ECMA-376 §17.9, and Microsoft's notes on it (MS-OI29500). Lists refer to abstract lists, which
//! hold the counters. A level starts anew after any level above it was used, unless `lvlRestart` says
//! otherwise. A start override applies once, when its list uses the level for the first time.

use std::collections::{HashMap, HashSet};

use super::styles::{ListPlace, Styles};
use crate::error::Fault;
use crate::input::numeral;
use crate::input::xml::{Event, Parser, Tag};

/// How many levels a list has.
pub(super) const LEVELS: usize = 9;

/// The largest number with which a list can start.
const MOST_START: i64 = 32_767;

/// What follows a label, before the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Suffix {
    #[default]
    Tab,
    Space,
    Nothing,
}

/// One level of a list.
#[derive(Clone, Debug, Default)]
struct Level {
    /// The number of its first paragraph.
    start: Option<i64>,
    /// How its numbers are written, by the name in `numFmt`.
    format: String,
    /// The picture of `numFmt="custom"`, such as `001, 002, 003, ...`.
    picture: Option<String>,
    /// The label, with `%1` … `%9` in place of the numbers of the levels.
    text: String,
    /// Whether all numbers in its labels are written in decimal digits (`isLgl`).
    legal: bool,
    /// It starts anew only after this level (counted from 1) or one above it was used; 0 for never.
    restart: Option<usize>,
    suffix: Suffix,
    /// The paragraph style that this level belongs to.
    style: Option<String>,
}

impl Level {
    /// Notes a property, a child of `lvl`.
    fn note(&mut self, tag: &Tag<'_>) {
        let number = || tag.val().and_then(|v| v.trim().parse().ok());
        match tag.local() {
            "start" => self.start = number(),
            "numFmt" => {
                self.format = tag.val().unwrap_or_default();
                self.picture = tag.attr("format");
            }
            "lvlText" => self.text = tag.val().unwrap_or_default(),
            "isLgl" => self.legal = tag.is_on(),
            "lvlRestart" => self.restart = number().and_then(|n| usize::try_from(n).ok()),
            "suff" => {
                self.suffix = match tag.val().as_deref() {
                    Some("nothing") => Suffix::Nothing,
                    Some("space") => Suffix::Space,
                    _ => Suffix::Tab,
                }
            }
            "pStyle" => self.style = tag.val(),
            _ => {}
        }
    }

    fn start(&self) -> i64 {
        self.start.unwrap_or(0).clamp(0, MOST_START)
    }

    /// `n` as this level writes it; with `legal`, in decimal digits.
    fn number(&self, n: i64, legal: bool) -> String {
        let zeros =
            self.picture.as_deref().map_or(0, |p| p.bytes().take_while(|b| *b == b'0').count());
        match self.format.as_str() {
            "decimalZero" if legal => numeral::label("decimalZero", n),
            _ if legal => numeral::label("decimal", n),
            "custom" => format!("{n:0width$}", width = (zeros + 1).min(12)),
            format => numeral::label(format, n),
        }
    }
}

/// An abstract list: nine levels, or a reference to a numbering style, whose list it stands for.
#[derive(Clone, Debug, Default)]
struct Abstract {
    levels: [Level; LEVELS],
    /// The numbering style that defines it instead of its own levels.
    link: Option<String>,
}

/// A list: an abstract list, with changes of its own.
#[derive(Clone, Debug, Default)]
struct List {
    /// The id of the abstract list.
    of: String,
    /// Start overrides, by level.
    starts: HashMap<usize, i64>,
    /// Levels that replace those of the abstract list.
    levels: HashMap<usize, Level>,
}

/// What Word shows before a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label {
    /// The label, with the blank after it, if it needs one.
    pub(super) text: String,
    /// Whether it is a bullet and not a number.
    pub(super) bullet: bool,
}

/// The lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    abstracts: HashMap<String, Abstract>,
    lists: HashMap<String, List>,
    /// The last number of each level, by abstract list.
    counters: HashMap<String, [Option<i64>; LEVELS]>,
    /// The levels of lists that were used before, so that a start override no longer applies.
    started: HashSet<(String, usize)>,
}

/// Where in `numbering.xml` reading is: in an abstract list or a list, and at which of its levels.
#[derive(Default)]
struct Open {
    abstract_id: Option<String>,
    list_id: Option<String>,
    level: usize,
}

impl Numbering {
    /// Reads `numbering.xml`.
    pub(super) fn read(xml: &str) -> Result<Self, Fault> {
        let mut out = Self::default();
        let mut parser = Parser::new(xml);
        let mut open = Open::default();
        let mut depth = 0_usize;
        // Depth of an open `Fallback`, whose content repeats that of a `Choice`.
        let mut fallback = None;
        while let Some(event) = parser.next()? {
            match event {
                Event::Open(tag) => {
                    depth += 1;
                    if fallback.is_none() && tag.local() == "Fallback" {
                        fallback = Some(depth);
                    }
                    if fallback.is_none() {
                        out.note(&tag, &mut open);
                    }
                }
                Event::Close => {
                    if fallback == Some(depth) {
                        fallback = None;
                    }
                    depth = depth.saturating_sub(1);
                }
                Event::Text(_) => {}
            }
        }
        Ok(out)
    }

    /// Reads an element; `open` says where it stands.
    fn note(&mut self, tag: &Tag<'_>, open: &mut Open) {
        let level = || tag.attr("ilvl").and_then(|v| v.parse().ok()).filter(|l| *l < LEVELS);
        match tag.local() {
            "abstractNum" => {
                let id = tag.attr("abstractNumId").unwrap_or_default();
                self.abstracts.insert(id.clone(), Abstract::default());
                *open = Open { abstract_id: Some(id), ..Open::default() };
            }
            "num" => {
                let id = tag.attr("numId").unwrap_or_default();
                self.lists.insert(id.clone(), List::default());
                *open = Open { list_id: Some(id), level: LEVELS, ..Open::default() };
            }
            "lvlOverride" | "lvl" => {
                open.level = level().unwrap_or(LEVELS);
                if tag.local() == "lvl"
                    && let Some(list) = open.list_id.as_ref().and_then(|id| self.lists.get_mut(id))
                    && open.level < LEVELS
                {
                    list.levels.insert(open.level, Level::default());
                }
            }
            local => {
                if let Some(found) =
                    open.abstract_id.as_ref().and_then(|id| self.abstracts.get_mut(id))
                {
                    if local == "numStyleLink" {
                        found.link = tag.val();
                    } else if let Some(level) = found.levels.get_mut(open.level) {
                        level.note(tag);
                    }
                } else if let Some(list) =
                    open.list_id.as_ref().and_then(|id| self.lists.get_mut(id))
                {
                    match local {
                        "abstractNumId" => list.of = tag.val().unwrap_or_default(),
                        "startOverride" if open.level < LEVELS => {
                            let start = tag.val().and_then(|v| v.trim().parse().ok()).unwrap_or(1);
                            list.starts.insert(open.level, start.clamp(0, MOST_START));
                        }
                        _ => {
                            if let Some(level) = list.levels.get_mut(&open.level) {
                                // Word ignores it inside an override (MS-OI29500).
                                if local != "lvlRestart" {
                                    level.note(tag);
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// The list and level of a paragraph, from its own place `own` and from those of its style and the
    /// styles below, `chain`.
    pub(super) fn place(
        &self,
        own: &ListPlace,
        chain: &[(String, ListPlace)],
        styles: &Styles,
    ) -> Option<(String, usize)> {
        if let Some(num) = &own.num {
            return (num != "0").then(|| (num.clone(), own.level.unwrap_or(0)));
        }
        let num = chain.iter().find_map(|(_, list)| list.num.clone()).filter(|num| num != "0")?;
        let list = self.lists.get(&num);
        let found = list.and_then(|list| abstract_of(&self.abstracts, &self.lists, list, styles));
        let levels = found.map(|(_, found)| &found.levels);
        // A level that names the style counts before the level that the style names.
        let level = own.level.or_else(|| {
            chain.iter().find_map(|(id, list)| {
                let named =
                    levels?.iter().position(|level| level.style.as_deref() == Some(id.as_str()));
                named.or(list.level)
            })
        });
        Some((num, level.unwrap_or(0)))
    }

    /// Counts a paragraph at `level` of the list `num`, and returns the label that it shows, if any.
    pub(super) fn next(&mut self, num: &str, level: usize, styles: &Styles) -> Option<Label> {
        let level = level.min(LEVELS - 1);
        let Self { abstracts, lists, counters, started } = self;
        let list = lists.get(num)?;
        let (id, found) = abstract_of(abstracts, lists, list, styles)?;
        let pick = |i: usize| list.levels.get(&i).or_else(|| found.levels.get(i));
        let start = |i: usize| {
            list.starts.get(&i).copied().unwrap_or_else(|| pick(i).map_or(0, Level::start))
        };
        let own = pick(level)?;
        let first = started.insert((num.to_owned(), level));
        let overridden = list.starts.get(&level).filter(|_| first);

        let counters = counters.entry(id.to_owned()).or_insert([None; LEVELS]);
        let slot = counters.get_mut(level)?;
        let value = match (overridden, *slot) {
            (Some(start), _) => *start,
            (None, Some(last)) => last.saturating_add(1),
            (None, None) => start(level),
        };
        *slot = Some(value);
        // A level above that was skipped counts as used, as in LibreOffice.
        for (above, counter) in counters.iter_mut().enumerate().take(level) {
            counter.get_or_insert_with(|| start(above));
        }
        for (below, counter) in counters.iter_mut().enumerate().skip(level + 1) {
            let restart = found.levels.get(below).and_then(|l| l.restart);
            if restart.is_none_or(|r| level < r) {
                *counter = None;
            }
        }

        // Levels below its own have no number yet.
        let number = |i: usize| {
            let n = counters.get(i).copied().flatten().unwrap_or_else(|| start(i));
            pick(i).filter(|_| i <= level).map(|other| other.number(n, own.legal))
        };
        let mut text = filled(&own.text, number);
        let bullet = own.format == "bullet";
        if text.trim().is_empty() {
            return None;
        }
        if bullet {
            return Some(Label { text: "• ".to_owned(), bullet });
        }
        if needs_blank(&text, own.suffix) {
            text.push(' ');
        }
        Some(Label { text, bullet })
    }
}

/// A label from its pattern `text`, with `number` of each level (from 0) in place of `%1` … `%9`.
fn filled(text: &str, number: impl Fn(usize) -> Option<String>) -> String {
    let mut out = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let digit = chars.peek().and_then(|d| d.to_digit(10)).filter(|d| *d > 0);
        match digit {
            Some(d) if c == '%' => {
                chars.next();
                out.extend(number(d as usize - 1));
            }
            _ => out.push(c),
        }
    }
    out
}

/// The abstract list behind `list`, with its id. If that refers to a numbering style, the abstract list
/// behind the list of the style.
fn abstract_of<'a>(
    abstracts: &'a HashMap<String, Abstract>,
    lists: &'a HashMap<String, List>,
    list: &'a List,
    styles: &Styles,
) -> Option<(&'a str, &'a Abstract)> {
    let found = abstracts.get(&list.of)?;
    let linked = found
        .link
        .as_deref()
        .and_then(|style| styles.list(style))
        .and_then(|num| lists.get(num))
        .and_then(|list| Some((list.of.as_str(), abstracts.get(&list.of)?)));
    Some(linked.unwrap_or((list.of.as_str(), found)))
}

/// Whether a blank must stand after `label`. After a full-width mark the text follows directly, as people
/// type it.
fn needs_blank(label: &str, suffix: Suffix) -> bool {
    let last = label.chars().next_back();
    match suffix {
        Suffix::Nothing => false,
        _ => !last.is_some_and(|c| c.is_whitespace() || "、）．。，：】〕）".contains(c)),
    }
}
