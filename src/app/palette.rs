//! The command palette: completions of the line after `:`.
//!
//! In: the words typed so far. Out: [`Entry`]s, best first: commands and options by name, by their
//! Chinese name, by its initials in pinyin; after the name of an option, its values.

use super::command::aliases;
use super::keymap::{KEYMAP, Keys, Mode};
use super::model::Typed;
use super::msg::Command;
use super::options::{self, OPTIONS, Opt};
use super::prompt::Prompt;
use super::settings::Settings;
use crate::locale::Lang;
use crate::search::pinyin;

/// Something that can be run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The line that runs it.
    pub line: String,
    /// What it does; of an option, what it is now.
    pub about: String,
    /// The same without the name of the option, for where there is little room.
    pub brief: String,
    /// The keys that do the same, as they are in force.
    pub keys: String,
}

/// A line that was completed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completed {
    /// What was typed.
    pub asked: String,
    /// Which of the entries took its place.
    pub at: usize,
    /// The line as it is since then.
    shown: String,
}

impl Typed {
    /// What was typed, without what completion made of it; and which entry that was.
    #[must_use]
    pub fn asked(&self) -> (&str, Option<usize>) {
        match &self.completed {
            Some(done) if done.shown == self.prompt.text() => (&done.asked, Some(done.at)),
            Some(_) | None => (self.prompt.text(), None),
        }
    }

    /// Puts the entry `by` entries on in the place of what was typed, round the ends.
    pub(super) fn complete(&mut self, settings: &Settings, by: isize) {
        let (asked, at) = self.asked();
        let asked = asked.to_owned();
        let entries = entries(settings, &asked);
        let Ok(count) = isize::try_from(entries.len()) else { return };
        if count == 0 {
            return;
        }
        let next = match at {
            Some(at) => isize::try_from(at).unwrap_or(0) + by,
            None if by > 0 => 0,
            None => -1,
        };
        let at = usize::try_from(next.rem_euclid(count)).unwrap_or(0);
        let Some(entry) = entries.get(at) else { return };
        self.prompt = Prompt::new(entry.line.clone());
        self.completed = Some(Completed { asked, at, shown: entry.line.clone() });
    }
}

/// What `typed` could become, best first.
#[must_use]
pub fn entries(settings: &Settings, typed: &str) -> Vec<Entry> {
    let typed = typed.trim_start();
    let bare = typed.strip_prefix("set ").or_else(|| typed.strip_prefix("设置 "));
    let after = bare.unwrap_or(typed);
    let head = typed.strip_suffix(after).unwrap_or_default();
    if let Some((name, value)) = after.split_once([' ', '='])
        && let Some(opt) = options::find(name)
    {
        return values(settings, opt, &format!("{head}{name} "), value.trim_start());
    }
    let query = after.trim_end().to_lowercase();
    if query.starts_with(|c: char| c.is_ascii_digit()) {
        return Vec::new();
    }
    let mut ranked: Vec<(u8, Entry)> = Vec::new();
    for choice in OPTIONS {
        let entry = Entry {
            line: format!("{head}{}", choice.name),
            about: choice.opt.said(settings),
            brief: choice.opt.shown(settings),
            keys: keys(settings, Command::Next(choice.opt)),
        };
        let names = [choice.name, choice.zh];
        ranked.extend(rank(&query, &names, choice.zh).map(|rank| (rank, entry)));
    }
    if bare.is_none() {
        ranked.extend(commands(settings, &query));
    }
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, entry)| entry).collect()
}

/// The values of `opt` that `typed` begins.
fn values(settings: &Settings, opt: Opt, head: &str, typed: &str) -> Vec<Entry> {
    let now = opt.value(settings);
    let mut fit: Vec<_> = opt
        .values(settings)
        .into_iter()
        .filter_map(|(name, shown)| {
            let rank = rank(typed, &[&name, &shown], &shown)?;
            let keys = if name == now { "*".to_owned() } else { String::new() };
            let brief = shown.clone();
            Some((rank, Entry { line: format!("{head}{name}"), about: shown, brief, keys }))
        })
        .collect();
    fit.sort_by_key(|(rank, _)| *rank);
    fit.into_iter().map(|(_, entry)| entry).collect()
}

/// The commands of reading that `query` means.
fn commands<'a>(settings: &'a Settings, query: &'a str) -> impl Iterator<Item = (u8, Entry)> + 'a {
    let mut seen = Vec::new();
    KEYMAP.iter().filter(|b| b.modes.iter().any(|m| m.is_read())).filter_map(move |binding| {
        let command = binding.command;
        // A command that needs a letter cannot be run by name.
        let lettered = binding.keys.iter().any(|k| matches!(k, Keys::Letter(_) | Keys::Digit(_)));
        if matches!(command, Command::Next(_) | Command::Line)
            || lettered
            || seen.contains(&command)
        {
            return None;
        }
        seen.push(command);
        let name = command.name();
        let mut names = aliases(command);
        names.push(&name);
        let rank = rank(query, &names, binding.zh)?;
        let about = binding.help(settings.lang).to_owned();
        let keys = keys(settings, command);
        let brief = about.clone();
        Some((rank, Entry { line: name, about, brief, keys }))
    })
}

/// The keys of `command` while a text is read.
fn keys(settings: &Settings, command: Command) -> String {
    let lang = settings.lang;
    let mut names: Vec<_> = settings.keys.names(Mode::Text, command, lang).collect();
    if names.is_empty() {
        names = settings.keys.names(Mode::Outline, command, lang).collect();
    }
    names.join(" ")
}

/// How well `query` means something with these names, in Chinese `zh`: less is better.
fn rank(query: &str, names: &[&str], zh: &str) -> Option<u8> {
    let initials = initials(zh);
    let rules = [
        names.contains(&query),
        names.iter().any(|name| name.starts_with(query)),
        zh.starts_with(query),
        initials.starts_with(query),
        names.iter().any(|name| name.contains(query)),
        zh.contains(query),
        initials.contains(query),
    ];
    rules.iter().position(|holds| *holds).and_then(|rank| u8::try_from(rank).ok())
}

/// The initials of `zh` in pinyin, each character by its usual reading.
pub(super) fn initials(zh: &str) -> String {
    let initial = |c: char| {
        let (reading, _) = pinyin::Code::of(c).readings().next()?;
        pinyin::spelling(reading).chars().next()
    };
    zh.chars().filter_map(initial).collect()
}

/// The one entry that `typed` can only mean, where it is no name itself.
#[must_use]
pub fn only(settings: &Settings, typed: &str) -> Option<String> {
    let mut entries = entries(settings, typed).into_iter();
    let first = entries.next()?;
    let sure = !typed.is_empty() && entries.next().is_none() && first.line != typed;
    sure.then_some(first.line)
}

/// What the line says where nothing fits.
#[must_use]
pub const fn nothing(lang: Lang) -> &'static str {
    lang.pick("没有这样的命令", "no such command")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(typed: &str) -> Vec<String> {
        entries(&Settings::default(), typed).into_iter().map(|entry| entry.line).collect()
    }

    #[test]
    fn a_command_is_found_by_name_by_chinese_and_by_initials() {
        for (typed, first) in [
            ("just", "justify"),
            ("两端", "justify"),
            ("ldd", "justify"),
            ("page-d", "page-down"),
            ("下一页", "page-down"),
            ("xyy", "page-down"),
            ("q", "quit"),
            ("保存", "keep-options"),
            ("theme d", "theme dark"),
            ("set 主题 暗", "set 主题 dark"),
            ("set num", "set numbers"),
        ] {
            assert_eq!(lines(typed).first().map(String::as_str), Some(first), "{typed}");
        }
        assert_eq!(lines("42"), [""; 0]);
        assert_eq!(lines("没有的"), [""; 0]);
    }

    #[test]
    fn all_that_can_be_run_is_listed_once() {
        let all = lines("");
        let once: std::collections::HashSet<_> = all.iter().collect();
        assert_eq!(once.len(), all.len());
        assert!(all.len() > 60, "{}", all.len());
        assert!(
            all.iter()
                .all(|line| { options::find(line).is_some() || Command::named(line).is_some() })
        );
    }

    #[test]
    fn tab_goes_through_the_entries_and_back_to_the_first() {
        let settings = Settings::default();
        let mut typed = Typed { prompt: Prompt::new("set indent "), ..Typed::default() };
        for (by, line) in [(1, "2"), (1, "0"), (1, "2"), (-1, "0")] {
            typed.complete(&settings, by);
            assert_eq!(typed.prompt.text(), format!("set indent {line}"));
            assert_eq!(typed.asked().0, "set indent ");
        }
        typed.prompt.insert("x");
        assert_eq!(typed.asked(), ("set indent 0x", None), "what is typed on is asked anew");
    }
}
