//! The bindings in force: the table of keys with the user's own changes.
//!
//! In: changes, each a mode, keys and a command. Out: the command that a key sends, and the rows of the
//! help screen. The table itself ([`KEYMAP`]) never changes.

use super::{Binding, Group, KEYMAP, Keys, Mode, Outcome, QUERIES};
use crate::app::key::{Key, Named};
use crate::app::msg::Command;
use crate::locale::Lang;

/// The bindings in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    /// For each row of [`KEYMAP`], the keys that send its command now.
    rows: Vec<Vec<(Mode, Keys)>>,
}

impl Default for Keymap {
    fn default() -> Self {
        let modes =
            |b: &Binding, keys: Keys| b.modes.iter().map(|mode| (*mode, keys)).collect::<Vec<_>>();
        let row = |b: &Binding| b.keys.iter().flat_map(|keys| modes(b, *keys)).collect();
        Self { rows: KEYMAP.iter().map(row).collect() }
    }
}

/// The side effects of changing a binding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing.
    Clean,
    /// These keys mean nothing any more: they begin with the new ones, or the new ones with them.
    Hides(Vec<Keys>),
    /// The command has no meaning in this mode: nothing was changed.
    Elsewhere,
    /// A character that is typed there can send no command: nothing was changed.
    Typed,
}

impl Keymap {
    /// What `key` means in `mode` after `prefix`.
    #[must_use]
    pub fn resolve(&self, mode: Mode, prefix: Option<char>, key: Key) -> Outcome {
        for (binding, row) in KEYMAP.iter().zip(&self.rows) {
            for (_, keys) in row.iter().filter(|(m, _)| *m == mode) {
                match keys.match_with(prefix, key) {
                    Some(Ok(letter)) => return Outcome::Run(binding.command, letter),
                    Some(Err(prefix)) => return Outcome::Prefix(prefix),
                    None => {}
                }
            }
        }
        Outcome::Nothing
    }

    /// Binds `keys` to `command` in `mode`; `None` unbinds them.
    pub fn bind(&mut self, mode: Mode, keys: Keys, command: Option<Command>) -> Change {
        if mode.types() && !matches!(keys, Keys::One(key) if !matches!(key, Key::Char(_))) {
            return Change::Typed;
        }
        let wanted = |b: &&Binding, command| b.command == command && b.modes.contains(&mode);
        let row = match command {
            None => None,
            Some(command) => match KEYMAP.iter().position(|b| wanted(&b, command)) {
                Some(row) => Some(row),
                None => return Change::Elsewhere,
            },
        };
        let mut hidden = Vec::new();
        for row in &mut self.rows {
            row.retain(|(m, old)| {
                let same = *m == mode && *old == keys;
                let in_the_way = *m == mode && command.is_some() && old.excludes(keys);
                if in_the_way && !same {
                    hidden.push(*old);
                }
                !same && !in_the_way
            });
        }
        if let Some(row) = row.and_then(|row| self.rows.get_mut(row)) {
            row.push((mode, keys));
        }
        if hidden.is_empty() { Change::Clean } else { Change::Hides(hidden) }
    }

    /// What may follow `prefix` in `mode`, and what each does: rows of the table whose keys lead to the
    /// same command stand together.
    #[must_use]
    pub fn following(&self, mode: Mode, prefix: char, lang: Lang) -> Vec<(String, &'static str)> {
        let row = |(binding, row): (&Binding, &Vec<(Mode, Keys)>)| {
            let keys = row.iter().filter(|(m, keys)| *m == mode && keys.prefix() == Some(prefix));
            let names: Vec<_> = keys.map(|(_, keys)| keys.last(lang)).collect();
            (!names.is_empty()).then(|| (names.join(" "), binding.help(lang)))
        };
        KEYMAP.iter().zip(&self.rows).filter_map(row).collect()
    }

    /// Whether some key sends `command` in `mode`.
    #[must_use]
    pub fn has(&self, mode: Mode, command: Command) -> bool {
        self.names(mode, command, Lang::En).next().is_some()
    }

    /// The keys that send `command` in `mode`, by name.
    pub fn names(
        &self,
        mode: Mode,
        command: Command,
        lang: Lang,
    ) -> impl Iterator<Item = String> + '_ {
        let rows = KEYMAP.iter().zip(&self.rows).filter(move |(b, _)| b.command == command);
        let keys = rows.flat_map(|(_, row)| row);
        keys.filter(move |(m, _)| *m == mode).map(move |(_, keys)| keys.name(lang))
    }

    /// The keys that send `command` with `letter` in `mode`, by name: `'x`.
    #[must_use]
    pub fn with_letter(&self, mode: Mode, command: Command, letter: char) -> Option<String> {
        let rows = KEYMAP.iter().zip(&self.rows).filter(|(b, _)| b.command == command);
        let keys = rows.flat_map(|(_, row)| row).filter(|(m, _)| *m == mode);
        keys.filter_map(|(_, keys)| match keys {
            Keys::Letter(prefix) => Some(format!("{prefix}{letter}")),
            Keys::One(_) | Keys::Two(..) | Keys::Digit(_) => None,
        })
        .next()
    }

    /// The rows of the help in the order of [`Group::ALL`]: chapter, keys, what they do. What no
    /// key sends has no row.
    pub fn help(&self, lang: Lang) -> impl Iterator<Item = (Group, String, &'static str)> + '_ {
        Group::ALL.into_iter().flat_map(move |group| {
            let rows = KEYMAP.iter().zip(&self.rows).filter(move |(b, _)| b.group == group);
            let keys = rows.filter(|(_, row)| !row.is_empty()).map(move |(b, row)| {
                let mut names: Vec<String> = Vec::new();
                for (_, keys) in row {
                    let name = keys.name(lang);
                    if !names.contains(&name) {
                        names.push(name);
                    }
                }
                (group, names.join(" "), b.help(lang))
            });
            let queries = QUERIES
                .iter()
                .filter(move |_| group == Group::Query)
                .map(move |(query, zh, en)| (group, (*query).to_owned(), lang.pick(*zh, *en)));
            keys.chain(queries)
        })
    }
}

impl Keys {
    /// What `key` after `prefix` has to do with these keys: it ends them, with a letter or digit
    /// that is part of them, or it is their prefix.
    fn match_with(self, prefix: Option<char>, key: Key) -> Option<Result<Option<char>, char>> {
        match (self, prefix, key) {
            (Self::One(k), None, _) if k == key => Some(Ok(None)),
            (Self::Two(p, k), Some(prefix), _) if p == prefix && k == key => Some(Ok(None)),
            (Self::Letter(p), Some(prefix), Key::Char(c))
                if p == prefix && c.is_ascii_alphabetic() =>
            {
                Some(Ok(Some(c)))
            }
            (Self::Digit(p), Some(prefix), Key::Char(c @ '1'..='9')) if p == prefix => {
                Some(Ok(Some(c)))
            }
            (Self::Two(p, _) | Self::Letter(p) | Self::Digit(p), None, Key::Char(c)) if p == c => {
                Some(Err(c))
            }
            _ => None,
        }
    }

    /// The name of the last key.
    fn last(self, lang: Lang) -> String {
        match self {
            Self::One(key) | Self::Two(_, key) => key.name(lang),
            Self::Letter(_) => "a…z".to_owned(),
            Self::Digit(_) => "1…9".to_owned(),
        }
    }

    /// The first key, where another follows.
    const fn prefix(self) -> Option<char> {
        match self {
            Self::One(_) => None,
            Self::Two(prefix, _) | Self::Letter(prefix) | Self::Digit(prefix) => Some(prefix),
        }
    }

    /// Whether these keys and `other` cannot both have a meaning: one is the start of the other.
    fn excludes(self, other: Self) -> bool {
        let begins = |one: Self, longer: Self| matches!((one, longer.prefix()), (Self::One(Key::Char(c)), Some(p)) if c == p);
        begins(self, other) || begins(other, self)
    }

    /// Reads keys as the settings file writes them: `j`, `Ctrl-d` or `C-d`, `Alt-Left` or
    /// `M-Left`, `Space`, `za` or `z a`; `m a-z` and `z 1-9` for a letter or digit that follows.
    #[must_use]
    pub fn read(written: &str) -> Option<Self> {
        let mut words = written.split_whitespace();
        let (first, second, more) = (words.next()?, words.next(), words.next());
        if more.is_some() {
            return None;
        }
        let single = |word: &str| {
            let mut chars = word.chars();
            chars.next().filter(|_| chars.next().is_none())
        };
        if let Some(second) = second {
            let prefix = single(first)?;
            return Some(match second {
                "a-z" => Self::Letter(prefix),
                "1-9" => Self::Digit(prefix),
                second => Self::Two(prefix, Key::read(second)?),
            });
        }
        if let Some(key) = Key::read(first) {
            return Some(Self::One(key));
        }
        let mut chars = first.chars();
        match (chars.next(), chars.next(), chars.next()) {
            (Some(prefix), Some(last), None) => Some(Self::Two(prefix, Key::Char(last))),
            _ => None,
        }
    }

    /// These keys as the settings file writes them.
    #[must_use]
    pub fn written(self) -> String {
        let key = |key: Key| match key {
            Key::Char(' ') => "Space".to_owned(),
            Key::Ctrl(c) => format!("Ctrl-{c}"),
            other => other.name(Lang::En),
        };
        match self {
            Self::One(one) => key(one),
            Self::Two(prefix, last) => format!("{prefix} {}", key(last)),
            Self::Letter(prefix) => format!("{prefix} a-z"),
            Self::Digit(prefix) => format!("{prefix} 1-9"),
        }
    }
}

impl Key {
    /// Reads a key by its name.
    #[must_use]
    pub fn read(name: &str) -> Option<Self> {
        let mut chars = name.chars();
        if let (Some(c), None) = (chars.next(), chars.next()) {
            return (!c.is_control()).then_some(Self::Char(c));
        }
        if matches!(name, "Space" | "space" | "空格") {
            return Some(Self::Char(' '));
        }
        let after = |prefixes: [&str; 2]| prefixes.iter().find_map(|p| name.strip_prefix(p));
        if let Some(rest) = after(["Ctrl-", "C-"]) {
            let mut chars = rest.chars();
            let c = chars.next().filter(|_| chars.next().is_none())?;
            return Some(Self::Ctrl(c.to_ascii_lowercase()));
        }
        if let Some(rest) = after(["Alt-", "M-"]) {
            return match Self::read(rest)? {
                Self::Char(c) => Some(Self::Alt(c)),
                Self::Named(named) => Some(Self::AltNamed(named)),
                Self::Ctrl(_) | Self::Alt(_) | Self::AltNamed(_) => None,
            };
        }
        let named = Named::ALL.into_iter().find(|n| n.to_string().eq_ignore_ascii_case(name));
        named.map(Self::Named)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::options::Opt;

    fn keys(written: &str) -> Keys {
        Keys::read(written).unwrap()
    }

    #[test]
    fn every_key_of_the_table_is_read_as_it_is_written() {
        for binding in KEYMAP {
            for keys in binding.keys {
                assert_eq!(Keys::read(&keys.written()), Some(*keys), "{keys:?}");
            }
        }
        assert_eq!(keys("za"), keys("z a"));
        assert_eq!(keys("C-d"), keys("Ctrl-D"));
        assert_eq!(keys("M-left"), Keys::One(Key::AltNamed(Named::Left)));
        assert_eq!(keys("F2"), Keys::One(Key::Named(Named::F(2))), "one key, not F and then 2");
        assert_eq!(keys("f 2"), Keys::Two('f', Key::Char('2')));
        for odd in ["", "a b c", "Hyper-x", "Ctrl-", "Ctrl-ab", "abc", "M-C-x", "F13"] {
            assert_eq!(Keys::read(odd), None, "{odd}");
        }
    }

    #[test]
    fn a_key_bound_anew_loses_its_old_meaning_there_alone() {
        let mut map = Keymap::default();
        let j = Key::Char('j');
        assert_eq!(map.bind(Mode::Text, keys("j"), Some(Command::PageDown)), Change::Clean);
        assert_eq!(map.resolve(Mode::Text, None, j), Outcome::Run(Command::PageDown, None));
        assert_eq!(map.resolve(Mode::Outline, None, j), Outcome::Run(Command::LineDown, None));
        assert_eq!(map.bind(Mode::Text, keys("j"), None), Change::Clean);
        assert_eq!(map.resolve(Mode::Text, None, j), Outcome::Nothing);
    }

    #[test]
    fn a_key_that_begins_others_takes_their_place_and_says_so() {
        let mut map = Keymap::default();
        let Change::Hides(hidden) = map.bind(Mode::Text, keys("z"), Some(Command::Quit)) else {
            panic!("z begins za");
        };
        assert!(hidden.contains(&keys("z a")) && hidden.contains(&keys("z 1-9")));
        assert_eq!(
            map.resolve(Mode::Text, None, Key::Char('z')),
            Outcome::Run(Command::Quit, None)
        );
        let next = Command::Next(Opt::Justify);
        assert_eq!(map.bind(Mode::Text, keys("q j"), Some(next)), Change::Hides(vec![keys("q")]));
        assert_eq!(map.resolve(Mode::Text, None, Key::Char('q')), Outcome::Prefix('q'));
        assert_eq!(map.resolve(Mode::Text, Some('q'), Key::Char('j')), Outcome::Run(next, None));
    }

    #[test]
    fn what_is_typed_stays_what_is_typed() {
        let mut map = Keymap::default();
        assert_eq!(map.bind(Mode::Search, keys("q"), Some(Command::Cancel)), Change::Typed);
        assert_eq!(map.bind(Mode::Search, keys("Ctrl-x"), Some(Command::Cancel)), Change::Clean);
        assert_eq!(map.bind(Mode::Help, keys("x"), Some(Command::Jump)), Change::Elsewhere);
        let shown = map.help(Lang::En).any(|(_, keys, _)| keys.contains("Ctrl-X"));
        assert!(shown, "the help shows the bindings in force");
    }
}
