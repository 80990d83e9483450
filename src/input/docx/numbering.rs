//! Automatic numbers, as Word computes them.
//!
//! In: `numbering.xml`, then the list places of the paragraphs in reading order. Out: the label that
//! Word shows before each. Rules: ECMA-376 §17.9 and Microsoft's notes on it (MS-OI29500): counters
//! belong to the abstract list; a level starts anew when any level above it was used, unless
//! `lvlRestart` says otherwise; a start override counts once, at its list's first use of the level.

use std::collections::{HashMap, HashSet};

use super::styles::{ListPlace, Styles};
use crate::error::Fault;
use crate::input::numeral;
use crate::input::xml::{Event, Parser, Tag};

/// Levels of a list.
pub(super) const LEVELS: usize = 9;

/// Largest number a list starts with.
const MOST_START: i64 = 32_767;

/// What stands between a label and the text.
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
    start: Option<i64>,
    format: String,
    /// The picture of `numFmt="custom"`, such as `001, 002, 003, ...`.
    picture: Option<String>,
    /// The label with `%1` … `%9` for the numbers of the levels.
    text: String,
    /// All numbers are written in decimal digits.
    legal: bool,
    restart: Option<usize>,
    suffix: Suffix,
    /// The paragraph style that this level belongs to.
    style: Option<String>,
}

impl Level {
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

    /// `n` as this level writes it.
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

/// An abstract list: nine levels, or another name for a list that a style defines.
#[derive(Clone, Debug, Default)]
struct Abstract {
    levels: [Level; LEVELS],
    /// The numbering style that defines it.
    link: Option<String>,
}

/// A list: an abstract one with changes.
#[derive(Clone, Debug, Default)]
struct List {
    of: String,
    starts: HashMap<usize, i64>,
    levels: HashMap<usize, Level>,
}

/// What is shown before a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label {
    /// The label and the blank that parts it from the text.
    pub(super) text: String,
    /// A dot or the like, not a number.
    pub(super) bullet: bool,
}

/// The lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    abstracts: HashMap<String, Abstract>,
    lists: HashMap<String, List>,
    /// The last number of each level, by abstract list.
    counters: HashMap<String, [Option<i64>; LEVELS]>,
    /// Levels of lists whose start override is used up.
    started: HashSet<(String, usize)>,
}

/// A level as it is being read.
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
        // Depth of a `Fallback`: what it holds repeats a `Choice`.
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

    /// The list and level of a paragraph with the place `own` whose style is `chain`.
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
        // The level that names the style, before what the style says of itself.
        let level = own.level.or_else(|| {
            chain.iter().find_map(|(id, list)| {
                let named =
                    levels?.iter().position(|level| level.style.as_deref() == Some(id.as_str()));
                named.or(list.level)
            })
        });
        Some((num, level.unwrap_or(0)))
    }

    /// Counts a paragraph at `level` of the list `num` and gives the label it shows.
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
        // A level that was skipped counts as used: so do LibreOffice's labels.
        for (above, counter) in counters.iter_mut().enumerate().take(level) {
            counter.get_or_insert_with(|| start(above));
        }
        for (below, counter) in counters.iter_mut().enumerate().skip(level + 1) {
            let restart = found.levels.get(below).and_then(|l| l.restart);
            if restart.is_none_or(|r| level < r) {
                *counter = None;
            }
        }

        let mut text = String::new();
        let mut chars = own.text.chars().peekable();
        while let Some(c) = chars.next() {
            let digit = chars.peek().and_then(|d| d.to_digit(10)).filter(|d| *d > 0);
            match digit {
                Some(d) if c == '%' => {
                    chars.next();
                    let i = d as usize - 1;
                    let n = counters.get(i).copied().flatten().unwrap_or_else(|| start(i));
                    // A level below its own has no number yet.
                    if i <= level
                        && let Some(other) = pick(i)
                    {
                        text.push_str(&other.number(n, own.legal));
                    }
                }
                _ => text.push(c),
            }
        }
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

/// The abstract list behind `list` and its id, after one hop over a numbering style.
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

/// Whether a blank must stand after `label`: after full-width marks the text follows at once, as it
/// is typed.
fn needs_blank(label: &str, suffix: Suffix) -> bool {
    let last = label.chars().next_back();
    match suffix {
        Suffix::Nothing => false,
        _ => !last.is_some_and(|c| c.is_whitespace() || "、）．。，：】〕）".contains(c)),
    }
}
