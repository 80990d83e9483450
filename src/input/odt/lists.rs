//! Computes the labels of lists and headings in an odt.
//!
//! In: the styles, then lists, items and headings in reading order. Out: the label of each paragraph that has
//! one.

use std::collections::HashMap;

use crate::document::Role;
use crate::error::Fault;
use crate::input::numeral;
use crate::input::xml::{Event, Parser, Tag};

/// How many levels a list has.
const LEVELS: usize = 10;

/// The largest number with which a list can start.
const MOST_START: i64 = 32_767;

/// One level of a list style.
#[derive(Clone, Debug, Default)]
struct Level {
    /// Whether it has bullets and not numbers.
    bullet: bool,
    /// How numbers are written, by the first of them (`1`, `一`); empty for no number.
    format: String,
    prefix: String,
    suffix: String,
    /// How many numbers a label shows: its own, and those of the levels above it.
    shown: usize,
    /// The number of the first item.
    start: i64,
}

/// The levels of a list style.
type Levels = [Option<Level>; LEVELS];

/// A paragraph style, as far as it matters.
#[derive(Clone, Debug, Default)]
struct Style {
    name: String,
    /// The style that it is based on.
    parent: Option<String>,
    /// The outline level of its paragraphs, from 1.
    outline: Option<u8>,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// The list styles.
    lists: HashMap<String, Levels>,
    /// How headings are numbered.
    outline: Levels,
    /// The paragraph styles.
    styles: HashMap<String, Style>,
}

impl Styles {
    /// Reads the styles of a part, and adds them.
    pub(super) fn read(&mut self, xml: &str) -> Result<(), Fault> {
        /// The list style that is being read.
        enum Open {
            List(String),
            Outline,
        }
        let mut open = None;
        let mut depth = 0_usize;
        let mut opened = 0;
        let mut parser = Parser::new(xml);
        while let Some(event) = parser.next()? {
            let tag = match event {
                Event::Open(tag) => tag,
                Event::Close => {
                    depth = depth.saturating_sub(1);
                    if depth == opened {
                        open = None;
                    }
                    continue;
                }
                Event::Text(_) => continue,
            };
            let name = || tag.attr("name").unwrap_or_default();
            match (tag.prefix(), tag.local()) {
                ("text", "list-style") => {
                    open = Some(Open::List(name()));
                    opened = depth;
                }
                ("text", "outline-style") => {
                    open = Some(Open::Outline);
                    opened = depth;
                }
                ("text", local) if local.contains("-level-style") => {
                    let levels = match &open {
                        Some(Open::List(name)) => self.lists.entry(name.clone()).or_default(),
                        Some(Open::Outline) => &mut self.outline,
                        None => &mut Levels::default(),
                    };
                    let i = tag.attr("level").and_then(|l| l.parse::<usize>().ok()).unwrap_or(1);
                    if let Some(level) = levels.get_mut(i.wrapping_sub(1)) {
                        *level = Some(Level::of(&tag));
                    }
                }
                ("style", "style") => {
                    let style = Style {
                        name: tag.attr("display-name").unwrap_or_else(name),
                        parent: tag.attr("parent-style-name"),
                        outline: tag.attr("default-outline-level").and_then(|l| l.parse().ok()),
                    };
                    self.styles.insert(name(), style);
                }
                _ => {}
            }
            depth += 1;
        }
        Ok(())
    }

    /// The role of paragraphs with the style `id`.
    pub(super) fn role(&self, id: &str) -> Role {
        for style in self.chain(id) {
            let name = style.name.to_lowercase();
            if name == "title" || name == "标题" {
                return Role::Title;
            }
            if name.starts_with("contents") || name.starts_with("toc") || name.starts_with("目录")
            {
                return Role::Furniture;
            }
            if let Some(level @ 1..=10) = style.outline {
                return Role::Heading(level);
            }
        }
        Role::Body
    }

    /// The style `id` and those it is based on, nearest first; loops end.
    fn chain<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a Style> + 'a {
        let next = |style: &&'a Style| self.styles.get(style.parent.as_deref()?);
        std::iter::successors(self.styles.get(id), next).take(32)
    }
}

impl Level {
    fn of(tag: &Tag<'_>) -> Self {
        Self {
            bullet: tag.local().contains("bullet") || tag.local().contains("image"),
            format: tag.attr("num-format").unwrap_or_default(),
            prefix: tag.attr("num-prefix").unwrap_or_default(),
            suffix: tag.attr("num-suffix").unwrap_or_default(),
            shown: tag.attr("display-levels").and_then(|l| l.parse().ok()).unwrap_or(1),
            start: tag
                .attr("start-value")
                .and_then(|s| s.parse().ok())
                .unwrap_or(1)
                .clamp(0, MOST_START),
        }
    }

    /// `n` as this level writes it.
    fn number(&self, n: i64) -> String {
        let format = match self.format.as_str() {
            "" => "none",
            "1" => "decimal",
            "a" => "lowerLetter",
            "A" => "upperLetter",
            "i" => "lowerRoman",
            "I" => "upperRoman",
            other => match other.split(',').next().unwrap_or_default().trim() {
                "一" => "chineseCountingThousand",
                "壹" => "chineseLegalSimplified",
                "甲" => "ideographTraditional",
                "子" => "ideographZodiac",
                "①" => "decimalEnclosedCircle",
                "１" => "decimalFullWidth",
                "ア" | "ｱ" => "aiueo",
                "イ" | "ｲ" => "iroha",
                "일" => "koreanCounting",
                "가" => "ganada",
                "ㄱ" => "chosung",
                "а" => "russianLower",
                "А" => "russianUpper",
                _ => "decimal",
            },
        };
        numeral::label(format, n)
    }
}

/// An open list.
struct Open {
    style: Option<String>,
    /// Whether the item has had no paragraph yet; the first one has the label.
    fresh: bool,
    /// The number that the item declares.
    value: Option<i64>,
}

/// The lists of a document, and how far each has counted.
pub(super) struct Lists<'a> {
    styles: &'a Styles,
    /// The open lists, outermost first.
    open: Vec<Open>,
    /// The last number of each level, by list style.
    counters: HashMap<String, [Option<i64>; LEVELS]>,
    /// The last number of each level of headings.
    outline: [Option<i64>; LEVELS],
}

impl<'a> Lists<'a> {
    pub(super) fn new(styles: &'a Styles) -> Self {
        Self { styles, open: Vec::new(), counters: HashMap::new(), outline: [None; LEVELS] }
    }

    /// Whether a list is open.
    pub(super) fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// Begins a list.
    pub(super) fn open(&mut self, tag: &Tag<'_>) {
        let style =
            tag.attr("style-name").or_else(|| self.open.last().and_then(|o| o.style.clone()));
        // A list counts on from the last one of its style only if it says so.
        let goes_on = tag.attr("continue-numbering").is_some_and(|v| v == "true")
            || tag.attr("continue-list").is_some();
        if self.open.is_empty()
            && !goes_on
            && let Some(style) = &style
        {
            self.counters.remove(style);
        }
        self.open.push(Open { style, fresh: false, value: None });
    }

    /// Begins an item.
    pub(super) fn item(&mut self, tag: &Tag<'_>) {
        if let Some(open) = self.open.last_mut() {
            open.fresh = true;
            open.value = tag.attr("start-value").and_then(|v| v.parse().ok());
        }
    }

    /// Ends the innermost list.
    pub(super) fn close(&mut self) {
        self.open.pop();
    }

    /// The label of a paragraph that begins here: it has one if it is the first of an item.
    pub(super) fn label(&mut self) -> Option<String> {
        let level = self.open.len().checked_sub(1)?.min(LEVELS - 1);
        let open = self.open.last_mut().filter(|o| o.fresh)?;
        open.fresh = false;
        let value = open.value.take();
        let name = open.style.clone()?;
        let levels = self.styles.lists.get(&name)?;
        let counters = self.counters.entry(name).or_insert([None; LEVELS]);
        count(levels, counters, level, value)
    }

    /// The label of a heading at `level` of the outline, from 0.
    pub(super) fn outline(&mut self, level: usize) -> Option<String> {
        count(&self.styles.outline, &mut self.outline, level.min(LEVELS - 1), None)
    }
}

/// Counts an item at `level`, which may declare its number as `value`, and returns its label.
fn count(
    levels: &Levels,
    counters: &mut [Option<i64>; LEVELS],
    level: usize,
    value: Option<i64>,
) -> Option<String> {
    let own = levels.get(level)?.as_ref()?;
    let slot = counters.get_mut(level)?;
    let next = value.unwrap_or_else(|| slot.map_or(own.start, |n| n.saturating_add(1)));
    *slot = Some(next.clamp(0, i64::from(u32::MAX)));
    for below in counters.iter_mut().skip(level + 1) {
        *below = None;
    }
    if own.bullet {
        return Some("• ".to_owned());
    }
    if own.format.is_empty() {
        return None;
    }
    let first = (level + 1).saturating_sub(own.shown.max(1));
    let mut numbers = Vec::new();
    for i in first..=level {
        if let Some(Some(above)) = levels.get(i)
            && !above.format.is_empty()
        {
            numbers.push(above.number(counters.get(i).copied().flatten().unwrap_or(above.start)));
        }
    }
    let mut label = format!("{}{}{}", own.prefix, numbers.join("."), own.suffix);
    if !label.ends_with(|c: char| c.is_whitespace() || "、）．。，：".contains(c)) {
        label.push(' ');
    }
    Some(label)
}
