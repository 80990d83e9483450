//! The keys: one table, which the program acts on, and which the help screen and the README are made
//! from.
//!
//! In: a mode, a prefix that was typed, a key. Out: the command it sends. [`KEYMAP`] is the table as the
//! program comes; a [`Keymap`] is the bindings in force, with the user's own changes.

mod bindings;
mod mode;
mod table;

use super::key::Key;
use super::msg::Command;
use crate::locale::Lang;

pub use bindings::{Change, Keymap};
pub use mode::{ListKind, Mode, Scrolls};
pub use table::{KEYMAP, QUERIES};

/// The keys that make up one binding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keys {
    /// One key.
    One(Key),
    /// A prefix, then a key.
    Two(char, Key),
    /// A prefix, then any letter.
    Letter(char),
    /// A prefix, then a digit from 1.
    Digit(char),
}

/// A chapter of the help screen: commands that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// Moving through the text.
    Move,
    /// Moving by headings.
    Sections,
    /// The outline pane.
    Outline,
    /// Jump and search.
    Find,
    /// Marks and the way back.
    Places,
    /// Texts and what can be done with them.
    Texts,
    /// Two texts side by side.
    Compare,
    /// Rehearsing a speech.
    Rehearse,
    /// How the page looks.
    Look,
    /// The program.
    Program,
    /// What may be typed in the jump.
    Query,
    /// The input line.
    Input,
    /// The list of texts and this help.
    Lists,
}

impl Group {
    /// In the order of the help screen.
    pub const ALL: [Self; 13] = [
        Self::Move,
        Self::Sections,
        Self::Outline,
        Self::Find,
        Self::Places,
        Self::Texts,
        Self::Compare,
        Self::Rehearse,
        Self::Look,
        Self::Program,
        Self::Query,
        Self::Input,
        Self::Lists,
    ];

    /// Its heading.
    #[must_use]
    pub const fn title(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Move => ("翻阅", "Reading"),
            Self::Sections => ("章节", "Headings"),
            Self::Outline => ("大纲", "Outline"),
            Self::Find => ("跳转与查找", "Jump and search"),
            Self::Places => ("位置与记号", "Places and marks"),
            Self::Texts => ("文稿", "Texts"),
            Self::Compare => ("两稿对照", "Comparison"),
            Self::Rehearse => ("演练", "Rehearsal"),
            Self::Look => ("版面", "The page"),
            Self::Program => ("程序", "Program"),
            Self::Query => ("跳转的写法", "Queries of the jump"),
            Self::Input => ("输入行", "Input line"),
            Self::Lists => ("列表与帮助", "Lists and help"),
        };
        match lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// The chapter of the help.
    pub group: Group,
    /// The modes in which the keys mean this.
    pub modes: &'static [Mode],
    /// Keys, each of which sends the command.
    pub keys: &'static [Keys],
    /// The command they send.
    pub command: Command,
    /// What it does, in Chinese.
    pub zh: &'static str,
    /// What it does, in English.
    pub en: &'static str,
}

impl Binding {
    /// What it does.
    #[must_use]
    pub const fn help(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }
}

/// What a key leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A command, with the letter or digit that was part of it.
    Run(Command, Option<char>),
    /// The key begins a longer one.
    Prefix(char),
    /// The key means nothing here.
    Nothing,
}

impl Keys {
    /// How the help writes it.
    #[must_use]
    pub fn name(self, lang: Lang) -> String {
        match self {
            Self::One(key) => key.name(lang),
            Self::Two(prefix, key) => format!("{prefix}{}", key.name(lang)),
            Self::Letter(prefix) => format!("{prefix}a"),
            Self::Digit(prefix) => format!("{prefix}1"),
        }
    }
}

/// A row of the help screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HelpLine {
    /// Nothing.
    Blank,
    /// The name of a chapter.
    Group(&'static str),
    /// Keys and what they do; without keys, the row above goes on.
    Keys(String, String),
    /// Keys too long for their column; what they do stands on the next row.
    Names(String),
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;
    use std::fmt::Write as _;

    #[test]
    fn no_key_is_bound_twice_in_a_mode() {
        for mode in Mode::ALL {
            let mut seen: HashMap<String, Command> = HashMap::new();
            let mut prefixes = Vec::new();
            let mut single = Vec::new();
            for binding in KEYMAP.iter().filter(|b| b.modes.contains(&mode)) {
                for keys in binding.keys {
                    let before = seen.insert(format!("{keys:?}"), binding.command);
                    assert_eq!(before, None, "{keys:?} in {mode:?}");
                    match *keys {
                        Keys::One(key) => single.push(key),
                        Keys::Two(p, _) | Keys::Letter(p) | Keys::Digit(p) => prefixes.push(p),
                    }
                }
            }
            for prefix in prefixes {
                assert!(!single.contains(&Key::Char(prefix)), "{prefix} in {mode:?}");
            }
        }
    }

    #[test]
    fn a_mode_that_types_binds_no_plain_character() {
        for binding in KEYMAP {
            let typing = binding.modes.iter().any(|m| m.types());
            let plain = binding
                .keys
                .iter()
                .any(|k| !matches!(k, Keys::One(key) if !matches!(key, Key::Char(_))));
            assert!(!(typing && plain), "{binding:?}");
        }
    }

    #[test]
    fn every_key_of_the_table_resolves_to_its_command() {
        for binding in KEYMAP {
            for &mode in binding.modes {
                for keys in binding.keys {
                    let (prefix, key, letter) = match *keys {
                        Keys::One(key) => (None, key, None),
                        Keys::Two(p, key) => (Some(p), key, None),
                        Keys::Letter(p) => (Some(p), Key::Char('x'), Some('x')),
                        Keys::Digit(p) => (Some(p), Key::Char('3'), Some('3')),
                    };
                    assert_eq!(
                        Keymap::default().resolve(mode, prefix, key),
                        Outcome::Run(binding.command, letter),
                        "{keys:?} in {mode:?}"
                    );
                    if let Some(p) = prefix {
                        assert_eq!(
                            Keymap::default().resolve(mode, None, Key::Char(p)),
                            Outcome::Prefix(p)
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn digits_are_left_for_counts() {
        for mode in [Mode::Text, Mode::Outline] {
            for digit in '0'..='9' {
                assert_eq!(
                    Keymap::default().resolve(mode, None, Key::Char(digit)),
                    Outcome::Nothing
                );
            }
        }
    }

    /// The table of keys as the README holds it.
    fn markdown(lang: Lang) -> String {
        let mut out = String::new();
        let mut last = None;
        for (group, keys, text) in Keymap::default().help(lang) {
            // Writing to a `String` cannot fail.
            if last != Some(group) {
                let lead = if last.is_some() { "\n" } else { "" };
                let _ = writeln!(out, "{lead}| {} | |\n|---|---|", group.title(lang));
                last = Some(group);
            }
            let keys: Vec<_> = keys.split(' ').map(code).collect();
            let _ = writeln!(out, "| {} | {text} |", keys.join(" "));
        }
        out
    }

    /// `key` as Markdown code inside a table.
    fn code(key: &str) -> String {
        match key {
            "`a" | "``" => format!("`` {key} ``"),
            _ => format!("`{}`", key.replace('|', "\\|")),
        }
    }

    /// With `GANGMU_WRITE=1` in the environment, writes the table there.
    #[test]
    fn the_readme_shows_this_table() {
        const OPEN: &str = "<!-- keys -->\n";
        const CLOSE: &str = "<!-- /keys -->";
        for (file, lang) in [("README.md", Lang::Zh), ("README.en.md", Lang::En)] {
            let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
            let readme = std::fs::read_to_string(&path).unwrap();
            let (before, rest) = readme.split_once(OPEN).expect("a place for the table");
            let (_, after) = rest.split_once(CLOSE).expect("the end of the table");
            let wanted = format!("{before}{OPEN}\n{}\n{CLOSE}{after}", markdown(lang));
            if std::env::var_os("GANGMU_WRITE").is_some() {
                std::fs::write(&path, wanted).unwrap();
            } else {
                assert!(readme == wanted, "{file} shows other keys: run with GANGMU_WRITE=1");
            }
        }
    }
}
