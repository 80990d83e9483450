//! The user's own heading rules, and the texts they apply to.
//!
//! In: the rules of the settings, some for one folder only, and a [`Source`]. Out: the [`outline::rules`]
//! for that source. Every outline of a text that the user named is made here, so that no command forgets
//! the rules. Cached headings are stored with the [`version`] of the rules that made them.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::Source;
use super::state::fingerprint;
use crate::document::Document;
use crate::outline::rules::{Rule, Rules, Ruling};
use crate::outline::{self, Outline};

/// A rule and where it applies.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What the user calls it; empty where it has no name.
    pub name: String,
    /// The folder below which it applies, absolute or starting with `~`; `None` for everywhere.
    pub folder: Option<PathBuf>,
    /// What it says.
    pub rule: Rule,
    /// The folder with `~` and links resolved, once it was asked for.
    root: OnceLock<PathBuf>,
}

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        let Self { name, folder, rule, root: _ } = self;
        (name, folder, rule) == (&other.name, &other.folder, &other.rule)
    }
}

impl Eq for Entry {}

impl Entry {
    /// A rule for texts below `folder`, or for all.
    #[must_use]
    pub fn new(name: String, folder: Option<PathBuf>, rule: Rule) -> Self {
        Self { name, folder, rule, root: OnceLock::new() }
    }

    /// What it is called: its pattern where it has no name.
    #[must_use]
    pub fn label(&self) -> &str {
        if self.name.is_empty() { self.rule.matcher.pattern() } else { &self.name }
    }

    /// Whether it applies to `place`; samples and standard input lie in no folder.
    fn holds(&self, place: Option<&Place>, home: Option<&Path>) -> bool {
        let Some(folder) = &self.folder else { return true };
        let Some(place) = place else { return false };
        let written = expanded(folder, home);
        let root = self
            .root
            .get_or_init(|| std::fs::canonicalize(&written).unwrap_or_else(|_| written.clone()));
        place.named.starts_with(&written) || place.real.starts_with(root)
    }
}

/// Where a file lies: as it was named, and with links resolved.
struct Place {
    named: PathBuf,
    real: PathBuf,
}

/// `folder` with the home folder in the place of `~`.
fn expanded(folder: &Path, home: Option<&Path>) -> PathBuf {
    match (folder.strip_prefix("~"), home) {
        (Ok(rest), Some(home)) => home.join(rest),
        _ => folder.to_owned(),
    }
}

/// The rules of the settings, in order: of those that match, the last one decides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rulebook {
    entries: Vec<Entry>,
    home: Option<PathBuf>,
}

impl Rulebook {
    /// No rules yet; `home` is what `~` stands for.
    #[must_use]
    pub fn new(home: Option<PathBuf>) -> Self {
        Self { entries: Vec::new(), home }
    }

    /// Adds a rule behind the others. It takes the place of one with the same pattern for the same
    /// folder.
    pub fn add(&mut self, entry: Entry) {
        let same = |old: &Entry| {
            old.folder == entry.folder && old.rule.matcher.pattern() == entry.rule.matcher.pattern()
        };
        self.entries.retain(|old| !same(old));
        self.entries.push(entry);
    }

    /// All rules, in order.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Those that apply to `source`, in order. Looks at the file system if some are for one folder only.
    pub fn holding<'a>(&'a self, source: &Source) -> impl Iterator<Item = &'a Entry> + 'a {
        let place = match source {
            Source::File(path) if self.entries.iter().any(|entry| entry.folder.is_some()) => {
                let named = std::path::absolute(path).unwrap_or_else(|_| path.clone());
                let real = std::fs::canonicalize(path).unwrap_or_else(|_| named.clone());
                Some(Place { named, real })
            }
            Source::File(_) | Source::Sample(_) | Source::Stdin => None,
        };
        let home = self.home.as_deref();
        self.entries.iter().filter(move |entry| entry.holds(place.as_ref(), home))
    }

    /// The rules by which `source` is outlined.
    #[must_use]
    pub fn of(&self, source: &Source) -> Rules {
        if self.entries.is_empty() {
            return Rules::default();
        }
        self.holding(source).map(|entry| entry.rule.clone()).collect()
    }

    /// The outline of `document`, which was read from `source`.
    #[must_use]
    pub fn outline(&self, source: &Source, document: &Document) -> Outline {
        outline::parse_with(document, &self.of(source))
    }
}

/// A word that differs for different rules, for caches; `-` where there are none.
#[must_use]
pub fn version(rules: &Rules) -> String {
    if rules.is_empty() {
        return "-".to_owned();
    }
    let mut said = String::new();
    for Rule { ruling, level, inside, matcher } in rules.all() {
        let pattern = matcher.pattern();
        // Writing to a `String` cannot fail.
        let _ = writeln!(said, "{} {level:?} {inside} {pattern}", name(*ruling));
    }
    fingerprint(&said)
}

/// The name of a ruling in the settings.
#[must_use]
pub const fn name(ruling: Ruling) -> &'static str {
    match ruling {
        Ruling::Title => "title",
        Ruling::Heading => "heading",
        Ruling::Point => "point",
        Ruling::Nothing => "none",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::text::HeadingPattern;
    use std::sync::Arc;

    fn entry(pattern: &str, folder: Option<&Path>) -> Entry {
        let matcher = Arc::new(HeadingPattern::new(pattern).unwrap());
        let rule = Rule { ruling: Ruling::Heading, level: None, inside: false, matcher };
        Entry::new(String::new(), folder.map(Path::to_owned), rule)
    }

    fn book(entries: impl IntoIterator<Item = Entry>, home: &Path) -> Rulebook {
        let mut book = Rulebook::new(Some(home.to_owned()));
        entries.into_iter().for_each(|entry| book.add(entry));
        book
    }

    fn labels(book: &Rulebook, path: &Path) -> Vec<String> {
        book.holding(&Source::File(path.to_owned())).map(|e| e.label().to_owned()).collect()
    }

    #[test]
    fn a_rule_of_a_folder_holds_below_it_alone() {
        let home = tempfile::tempdir().unwrap();
        let inside = home.path().join("文稿/党史");
        std::fs::create_dir_all(&inside).unwrap();
        std::fs::write(inside.join("甲.txt"), "x").unwrap();
        std::fs::write(home.path().join("文稿/党史馆.txt"), "x").unwrap();
        let rules = [
            entry("各处", None),
            entry("家", Some(Path::new("~/文稿/党史"))),
            entry("绝对", Some(&home.path().join("文稿"))),
            entry("别处", Some(Path::new("/nonexistent"))),
        ];
        let book = book(rules, home.path());
        assert_eq!(labels(&book, &inside.join("甲.txt")), ["各处", "家", "绝对"]);
        assert_eq!(labels(&book, &home.path().join("文稿/党史馆.txt")), ["各处", "绝对"]);
        let climbing = inside.join("../党史/甲.txt");
        assert_eq!(labels(&book, &climbing), ["各处", "家", "绝对"]);
        assert_eq!(book.of(&Source::Stdin).all().len(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn links_lead_to_the_same_rules() {
        let home = tempfile::tempdir().unwrap();
        let (real, link) = (home.path().join("真"), home.path().join("链"));
        std::fs::create_dir(&real).unwrap();
        std::fs::write(real.join("甲.txt"), "x").unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        let book = book([entry("真", Some(&real)), entry("链", Some(&link))], home.path());
        for folder in [&real, &link] {
            assert_eq!(labels(&book, &folder.join("甲.txt")), ["真", "链"]);
        }
    }

    #[test]
    fn the_same_pattern_for_the_same_folder_is_said_once() {
        let folder = Path::new("/a");
        let mut book =
            book([entry("甲", None), entry("乙", None), entry("甲", Some(folder))], folder);
        let mut again = entry("甲", None);
        again.rule.level = Some(2);
        book.add(again);
        let said: Vec<_> = book.entries().iter().map(|e| (e.label(), e.rule.level)).collect();
        assert_eq!(said, [("乙", None), ("甲", None), ("甲", Some(2))]);
    }

    #[test]
    fn other_rules_have_another_version() {
        let rules = |pattern, level| -> Rules {
            let mut entry = entry(pattern, None);
            entry.rule.level = level;
            [entry.rule].into_iter().collect()
        };
        let versions =
            [Rules::default(), rules("甲", None), rules("乙", None), rules("甲", Some(1))];
        let all: std::collections::HashSet<_> = versions.iter().map(version).collect();
        assert_eq!(all.len(), versions.len());
        assert_eq!(version(&rules("甲", None)), version(&rules("甲", None)));
    }
}
