//! A heading rule on trial: the rule being typed, and what it would change.
//!
//! In: a text with its outline, and a [`Draft`] of the rule. Out: a [`Trial`]: the outlines with and
//! without the rule merged into one list, in which new, lost and changed headings are marked. The worker
//! makes it, since outlining takes time.

use std::path::PathBuf;
use std::sync::Arc;

use super::model::Typed;
use super::reading::Place;
use super::screen::list_offset;
use super::text::Text;
use crate::library::rules::Entry;
use crate::outline::rules::{Rule, Ruling};
use crate::outline::{self, Node};
use crate::search::text::{BadPattern, HeadingPattern};

/// A rule as it is being written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The pattern.
    pub pattern: String,
    /// What it says.
    pub ruling: Ruling,
    /// The level that was chosen.
    pub level: Option<u8>,
    /// Whether it is to be tried inside paragraphs; as is usual where nothing was chosen.
    pub inside: Option<bool>,
    /// The folder below which alone it is to hold.
    pub folder: Option<PathBuf>,
}

impl Draft {
    /// The level, where what it makes has one.
    #[must_use]
    pub fn level(&self) -> Option<u8> {
        self.level.filter(|_| matches!(self.ruling, Ruling::Heading | Ruling::Point))
    }

    /// Whether it is tried inside paragraphs.
    #[must_use]
    pub fn inside(&self) -> bool {
        match self.ruling {
            Ruling::Heading | Ruling::Point => self.inside.unwrap_or(self.ruling == Ruling::Point),
            Ruling::Title | Ruling::Nothing => false,
        }
    }

    /// The rule.
    ///
    /// # Errors
    /// What is wrong with the pattern.
    pub fn entry(&self) -> Result<Entry, BadPattern> {
        let matcher = Arc::new(HeadingPattern::new(&self.pattern)?);
        let (ruling, level, inside) = (self.ruling, self.level(), self.inside());
        let rule = Rule { ruling, level, inside, matcher };
        Ok(Entry::new(String::new(), self.folder.clone(), rule))
    }
}

/// State of the line in which a rule is written.
#[derive(Debug, Default)]
pub struct RuleEdit {
    /// The pattern.
    pub typed: Typed,
    /// The rest of the rule.
    pub draft: Draft,
    /// What is wrong with the pattern.
    pub bad: Option<BadPattern>,
    /// What the rule would change, once that is known.
    pub trial: Option<Trial>,
    /// Which of the changes is shown.
    pub selected: usize,
    /// Where it was called.
    pub origin: Place,
    /// First byte in sight then.
    pub from: usize,
}

impl RuleEdit {
    /// The first row of the trial that is shown where there is room for `height`: the change that is
    /// selected stands near the middle, or where there is none, what was being read.
    #[must_use]
    pub fn top(&self, height: usize) -> usize {
        let Some(trial) = &self.trial else { return 0 };
        let near = || trial.rows.partition_point(|row| row.node.start() < self.from);
        let middle = trial.changes.get(self.selected).copied().unwrap_or_else(near);
        list_offset(middle, trial.rows.len(), height)
    }

    /// The change on row `row` of the trial, counted from its first.
    #[must_use]
    pub fn change_at(&self, row: usize) -> Option<usize> {
        self.trial.as_ref()?.changes.binary_search(&row).ok()
    }
}

/// What a rule would do to a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing.
    Same,
    /// It becomes one.
    New,
    /// It is none any more.
    Gone,
    /// It gets another level, number or title.
    Other,
}

/// A heading of either outline.
#[derive(Clone, Debug)]
pub struct Row {
    /// What would happen to it.
    pub change: Change,
    /// The heading, as it would be; as it is, where it goes.
    pub node: Node,
}

/// What a rule would change.
#[derive(Clone, Debug)]
pub struct Trial {
    /// The rule.
    pub entry: Entry,
    /// The headings of both outlines, in reading order.
    pub rows: Vec<Row>,
    /// Which of the rows are changes.
    pub changes: Vec<usize>,
    /// How many headings undergo each change.
    counts: [usize; 4],
}

impl Trial {
    /// Tries `entry` on `text`, besides the rules that hold for it.
    #[must_use]
    pub fn new(text: &Text, entry: Entry) -> Self {
        let rules = text.rules.1.with(entry.rule.clone());
        let new = outline::parse_with(&text.document, &rules);
        let rows = merged(text.headings().nodes(), new.nodes());
        let mut changes = Vec::new();
        let mut counts = [0; 4];
        for (at, row) in rows.iter().enumerate() {
            counts[row.change as usize] += 1;
            if row.change != Change::Same {
                changes.push(at);
            }
        }
        Self { entry, rows, changes, counts }
    }

    /// How many headings undergo `change`.
    #[must_use]
    pub const fn count(&self, change: Change) -> usize {
        self.counts[change as usize]
    }

    /// The heading of change number `at`.
    #[must_use]
    pub fn change(&self, at: usize) -> Option<&Row> {
        self.rows.get(*self.changes.get(at)?)
    }

    /// The first change from byte `byte` on; the first of all where there is none.
    #[must_use]
    pub fn first_from(&self, byte: usize) -> usize {
        let from = |at: &usize| self.rows.get(*at).is_some_and(|row| row.node.start() >= byte);
        self.changes.iter().position(from).unwrap_or(0)
    }
}

/// Both outlines as one list, by the places where headings begin.
fn merged(old: &[Node], new: &[Node]) -> Vec<Row> {
    let mut rows = Vec::with_capacity(new.len());
    let (mut old, mut new) = (old.iter().peekable(), new.iter().peekable());
    loop {
        let (change, node) = match (old.peek(), new.peek()) {
            (None, None) => return rows,
            (Some(was), Some(is)) if was.start() == is.start() => {
                let change = if same(was, is) { Change::Same } else { Change::Other };
                let _before = old.next();
                (change, new.next())
            }
            (Some(was), Some(is)) if was.start() < is.start() => (Change::Gone, old.next()),
            (Some(_), None) => (Change::Gone, old.next()),
            (_, Some(_)) => (Change::New, new.next()),
        };
        rows.extend(node.cloned().map(|node| Row { change, node }));
    }
}

/// Whether a reader sees the same heading.
fn same(one: &Node, other: &Node) -> bool {
    let seen = |n: &Node| (n.kind, n.depth, n.marker, n.title, n.number);
    seen(one) == seen(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    /// The signs and words of a trial.
    fn tried(text: &str, draft: &Draft) -> String {
        let text = Text::new(Document::from_lines(text.replace('/', "\n")));
        let trial = Trial::new(&text, draft.entry().unwrap());
        let sign = |change| match change {
            Change::Same => ' ',
            Change::New => '+',
            Change::Gone => '-',
            Change::Other => '~',
        };
        let one = |row: &Row| {
            let title = row.node.title.of(text.document.text());
            format!("{}{}{title}", sign(row.change), row.node.depth)
        };
        trial.rows.iter().map(one).collect::<Vec<_>>().join("/")
    }

    #[test]
    fn what_comes_goes_and_changes_is_told_in_reading_order() {
        let text = "一、修渠/【要点】定路线。/二、补堤/【要点】定土场。";
        let draft = |pattern: &str| Draft { pattern: pattern.to_owned(), ..Draft::default() };
        assert_eq!(tried(text, &draft("【要点】")), " 1修渠/+2定路线/ 1补堤/+2定土场");
        assert_eq!(tried(text, &draft("没有")), " 1修渠/ 1补堤");
        let none = Draft { ruling: Ruling::Nothing, ..draft("二、") };
        assert_eq!(tried(text, &none), " 1修渠/-1补堤");
        let top = Draft { level: Some(1), ..draft("【要点】") };
        assert_eq!(tried(text, &top), " 1修渠/+1定路线/~2补堤/+1定土场");
    }

    #[test]
    fn what_a_ruling_cannot_have_is_left_out() {
        let draft = Draft { level: Some(2), inside: Some(true), ..Draft::default() };
        assert_eq!((draft.level(), draft.inside()), (Some(2), true));
        let title = Draft { ruling: Ruling::Title, ..draft };
        assert_eq!((title.level(), title.inside()), (None, false));
        let point = Draft { ruling: Ruling::Point, ..Draft::default() };
        assert!(point.inside());
    }
}
