//! Parsing the command line.
//!
//! In: the arguments of the process. Out: an [`Action`] with its [`Settings`], or clap's error. All help
//! is in the language of the interface, which must be known before clap begins.

mod action;
mod grammar;
mod texts;

use std::ffi::OsString;

use clap_complete::Shell;

use crate::check;
use crate::export::{FORMATS, WHOLE_FORMATS};
use crate::input;
use crate::library::rules::Rulebook;
use crate::locale::Lang;
use crate::search::pinyin::Scheme;
use crate::search::text::Manner;
use crate::text::{Ambiguous, Cells};

pub(super) use action::{
    Action, CatCommand, CheckCommand, CheckFormat, ConfigCommand, Deed, DiffCommand, DoctorCommand,
    Each, ExportCommand, FindCommand, GrepCommand, OutlineCommand, RehearseCommand, Report,
    RowFormat, StatsCommand,
};
use action::{CHECK_FORMATS, ROW_FORMATS};
use grammar::LEVELS;
pub(super) use grammar::{command, commands};
use texts::COMMANDS;

/// The options that every command has.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settings {
    pub(super) lang: Lang,
    /// Width of ambiguous characters; `None` where the terminal decides.
    pub(super) ambiguous: Option<Ambiguous>,
    /// How files are read.
    pub(super) reading: input::Options,
    /// Double pinyin in which sounds may be typed.
    pub(super) scheme: Option<Scheme>,
    /// Whether places, marks and notes are remembered.
    pub(super) remember: bool,
    /// Whether the screen is to suit a screen reader.
    pub(super) plain: bool,
    /// The user's own heading rules, which every command applies. They live as long as the process, so
    /// that these settings can be copied.
    pub(super) rules: &'static Rulebook,
}

impl Settings {
    /// Width of ambiguous characters where no terminal can be asked.
    pub(super) fn ambiguous(self) -> Ambiguous {
        self.ambiguous.unwrap_or_default()
    }
}

/// The language that `--lang` asks for.
pub(super) fn language(arguments: &[OsString]) -> Option<Lang> {
    let options = arguments.iter().take_while(|a| *a != "--");
    let after = arguments.iter().skip(1);
    let named =
        options.zip(after.map(Some).chain([None])).filter_map(|(option, next)| {
            match option.to_str()?.strip_prefix("--lang")? {
                "" => next?.to_str(),
                value => value.strip_prefix('='),
            }
        });
    match named.last() {
        Some("zh") => Some(Lang::Zh),
        Some("en") => Some(Lang::En),
        _ => None,
    }
}

/// Whether `option` is among the arguments. For options that matter before clap has parsed them.
pub(super) fn says(arguments: &[OsString], option: &str) -> bool {
    arguments.iter().take_while(|a| *a != "--").any(|a| a == option)
}

/// The language of the locale.
pub(super) fn locale() -> Lang {
    let [all, messages, lang] =
        ["LC_ALL", "LC_MESSAGES", "LANG"].map(|name| std::env::var(name).ok());
    Lang::from_locale(all.as_deref(), messages.as_deref(), lang.as_deref())
}

/// Parses the arguments, the first of which is the name of the program.
pub(super) fn parse(
    arguments: Vec<OsString>,
    lang: Lang,
    rules: &'static Rulebook,
) -> Result<(Action, Settings), clap::Error> {
    let command = grammar::command_for(&arguments, lang);
    let matches = command.try_get_matches_from(reordered(arguments))?;
    let (name, own) = matches.subcommand().unwrap_or(("", &matches));
    let text = |id| own.get_one::<String>(id).cloned();
    let is = |id, value| own.get_one::<String>(id).is_some_and(|v| v == value);
    let paths = || own.get_many("path").unwrap_or_default().cloned().collect();
    let action = match name {
        "outline" => Action::Outline(OutlineCommand {
            paths: paths(),
            format: text("format").and_then(|name| named(FORMATS, &name)).unwrap_or_default(),
            depth: own.get_one("depth").copied(),
            points: !own.get_flag("no-points"),
            paragraphs: own.get_flag("paragraphs"),
        }),
        "cat" => Action::Cat(CatCommand {
            path: own.get_one("path").cloned().unwrap_or_default(),
            width: own.get_one("width").copied().map(Cells),
            section: text("section"),
            level: text("level").and_then(|name| named(LEVELS, &name)),
            hang: text("hang").map(|value| value == "on"),
            screen: own.get_flag("screen"),
            set: own.get_many("set").unwrap_or_default().cloned().collect(),
        }),
        "find" => Action::Find(FindCommand {
            query: text("query").unwrap_or_default(),
            paths: paths(),
            jsonl: is("format", "jsonl"),
            limit: own.get_one::<u32>("limit").map_or(50, |&n| n as usize),
        }),
        "grep" => Action::Grep(GrepCommand {
            text: text("text").unwrap_or_default(),
            paths: paths(),
            format: text("format").and_then(|n| named(ROW_FORMATS, &n)).unwrap_or_default(),
            manner: match (own.get_flag("regex"), own.get_flag("pinyin")) {
                (true, _) => Manner::Pattern,
                (false, true) => Manner::Pinyin,
                (false, false) => Manner::Plain,
            },
            each: match (own.get_flag("files"), own.get_flag("count")) {
                (true, _) => Each::Path,
                (false, true) => Each::Count,
                (false, false) => Each::Sentences,
            },
            context: ["before-context", "after-context"].map(|side| {
                let asked = own.get_one::<u32>(side).or_else(|| own.get_one("context"));
                asked.map_or(0, |&n| n as usize)
            }),
        }),
        "doctor" => Action::Doctor(DoctorCommand { paths: paths(), jsonl: is("format", "jsonl") }),
        "notes" => Action::Notes { paths: paths() },
        "state" => Action::State(match text("deed").as_deref() {
            Some("clear") => Deed::Clear,
            Some("export") => Deed::Export,
            _ => Deed::Path,
        }),
        "check" => Action::Check(CheckCommand {
            paths: paths(),
            format: text("format").and_then(|n| named(CHECK_FORMATS, &n)).unwrap_or_default(),
            level: text("level")
                .and_then(|n| named(check::LEVELS, &n))
                .unwrap_or(check::Level::Hint),
            allowed: own
                .get_many::<String>("allow")
                .unwrap_or_default()
                .filter_map(|id| check::Rule::named(id))
                .collect(),
            rules: own.get_flag("rules"),
        }),
        "export" => Action::Export(ExportCommand {
            path: own.get_one("path").cloned().unwrap_or_default(),
            format: text("format").and_then(|n| named(WHOLE_FORMATS, &n)),
            section: text("section"),
            output: own.get_one("output").cloned(),
            force: own.get_flag("force"),
        }),
        "rehearse" => Action::Rehearse(RehearseCommand {
            path: own.get_one("path").cloned().unwrap_or_default(),
            pace: own.get_one("pace").copied(),
            speak: text("speak"),
        }),
        "diff" => Action::Diff(DiffCommand {
            old: own.get_one("old").cloned().unwrap_or_default(),
            new: own.get_one("new").cloned().unwrap_or_default(),
            jsonl: is("format", "jsonl"),
            all: own.get_flag("all"),
            view: own.get_flag("view"),
        }),
        "stats" => Action::Stats(StatsCommand {
            paths: paths(),
            format: text("format").and_then(|n| named(ROW_FORMATS, &n)).unwrap_or_default(),
            pace: own.get_one("pace").copied(),
            depth: own.get_one("depth").copied(),
            points: !own.get_flag("no-points"),
        }),
        "config" => Action::Config(ConfigCommand {
            report: if own.get_flag("path-only") {
                Report::Path
            } else if own.get_flag("default") {
                Report::Defaults
            } else {
                Report::Check
            },
        }),
        "man" => Action::Man,
        "completions" => {
            Action::Completions { shell: own.get_one("shell").copied().unwrap_or(Shell::Bash) }
        }
        _ => Action::Read { paths: paths() },
    };
    let ambiguous = match own.get_one::<String>("ambiguous").map(String::as_str) {
        Some("1") => Some(Ambiguous::Narrow),
        Some("2") => Some(Ambiguous::Wide),
        _ => None,
    };
    let encoding = own.get_one("encoding").copied();
    let reading = input::Options {
        encoding,
        raw_html: own.get_flag("raw-html"),
        convert: own.get_flag("convert"),
    };
    let scheme = text("double-pinyin").and_then(|name| named(Scheme::NAMES, &name));
    let remember = !own.get_flag("no-state");
    let plain = own.get_flag("plain");
    Ok((action, Settings { lang, ambiguous, reading, scheme, remember, plain, rules }))
}

/// The value for `name` in a table.
fn named<T: Copy>(table: &[(&str, T)], name: &str) -> Option<T> {
    table.iter().find(|(n, _)| *n == name).map(|(_, value)| *value)
}

/// Options of every command that take a value.
const GLOBAL_VALUES: [&str; 4] = ["--lang", "--ambiguous", "--encoding", "--double-pinyin"];

/// The arguments with the command's name in front of the options.
///
/// A command is named by the first argument that is no option. Clap would also take a later path
/// for one (`gangmu a.txt outline`), or none after an option; in front, there is no doubt. `help`
/// is turned into the option.
fn reordered(mut arguments: Vec<OsString>) -> Vec<OsString> {
    let mut at = 1;
    while let Some(argument) = arguments.get(at) {
        if GLOBAL_VALUES.iter().any(|o| argument == o) {
            at += 2;
        } else if argument != "--" && argument.as_encoded_bytes().starts_with(b"-") {
            at += if argument == "-" { break } else { 1 };
        } else {
            break;
        }
    }
    let name = |argument: &OsString| COMMANDS.iter().any(|c| argument == c.name);
    match arguments.get(at) {
        Some(argument) if name(argument) => arguments.get_mut(1..=at).map(|a| a.rotate_right(1)),
        Some(argument) if argument == "help" => {
            let topic = arguments.get(at + 1).filter(|a| name(a)).cloned();
            arguments.truncate(at);
            arguments.push("--help".into());
            topic.map(|topic| arguments.insert(1, topic))
        }
        _ => None,
    };
    arguments
}

/// The command that `arguments` name.
pub(super) fn name(arguments: &[OsString]) -> Option<&'static str> {
    let named = reordered(arguments.to_vec());
    COMMANDS.iter().map(|c| c.name).find(|name| named.get(1).is_some_and(|a| a == name))
}

/// What other programs call a command, and its name here.
const ELSEWHERE: &[(&[&str], &str)] = &[
    (&["toc", "tree", "headings"], "outline"),
    (&["search", "rg"], "grep"),
    (&["jump"], "find"),
    (&["compare"], "diff"),
    (&["lint", "proofread"], "check"),
    (&["convert"], "export"),
    (&["count", "wc"], "stats"),
    (&["print"], "cat"),
    (&["completion"], "completions"),
    (&["settings"], "config"),
    (&["manual"], "man"),
    (&["teleprompter"], "rehearse"),
];

/// The command that was probably meant by a path that does not exist: misspelt, or by the name that it has
/// in other programs.
pub(super) fn nearly(path: &std::path::Path) -> Option<&'static str> {
    let commands = COMMANDS.iter().map(|c| c.name);
    let word = path.to_str().unwrap_or_default();
    let other = ELSEWHERE.iter().find(|(names, _)| names.contains(&word)).map(|(_, name)| *name);
    other.or_else(|| super::opening::nearly(path, commands)).filter(|_| !path.exists())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::cells;

    fn parsed(line: &str) -> Result<Action, clap::Error> {
        let rules = Box::leak(Box::default());
        let arguments = line.split(' ').map(OsString::from).collect();
        parse(arguments, Lang::Zh, rules).map(|(action, _)| action)
    }

    fn read(line: &str) -> Vec<String> {
        match parsed(line) {
            Ok(Action::Read { paths }) => paths.iter().map(|p| p.display().to_string()).collect(),
            other => panic!("{line}: {other:?}"),
        }
    }

    #[test]
    fn the_command_line_is_sound() {
        command(Lang::Zh).debug_assert();
        command(Lang::En).debug_assert();
    }

    #[test]
    fn a_command_is_the_first_word_that_is_no_option() {
        assert!(matches!(parsed("gangmu outline a.txt"), Ok(Action::Outline(_))));
        assert!(matches!(parsed("gangmu --lang en outline a.txt"), Ok(Action::Outline(_))));
        assert!(matches!(parsed("gangmu --encoding gbk outline a.txt"), Ok(Action::Outline(_))));
        assert!(matches!(parsed("gangmu --ambiguous=2 outline a.txt"), Ok(Action::Outline(_))));
        assert_eq!(read("gangmu a.txt outline"), ["a.txt", "outline"]);
        assert_eq!(read("gangmu ./outline"), ["./outline"]);
        assert_eq!(read("gangmu -- outline"), ["outline"]);
        assert_eq!(read("gangmu -- -x.txt"), ["-x.txt"]);
        assert_eq!(read("gangmu - cat"), ["-", "cat"]);
        assert_eq!(read("gangmu --lang zh a.txt cat"), ["a.txt", "cat"]);
    }

    #[test]
    fn the_language_is_found_before_anything_else() {
        let of = |line: &str| language(&line.split(' ').map(OsString::from).collect::<Vec<_>>());
        assert_eq!(of("gangmu outline --lang en"), Some(Lang::En));
        assert_eq!(of("gangmu --lang=en --nonsense"), Some(Lang::En));
        assert_eq!(of("gangmu --lang=en --lang zh"), Some(Lang::Zh));
    }

    #[test]
    fn help_fits_a_terminal() {
        for lang in [Lang::Zh, Lang::En] {
            let mut root = command(lang);
            root.build();
            let pages = COMMANDS
                .iter()
                .map(|c| root.find_subcommand(c.name).unwrap().clone().render_help().to_string());
            for line in pages
                .chain([root.clone().render_help().to_string()])
                .flat_map(|page| page.lines().map(str::to_owned).collect::<Vec<_>>())
            {
                assert!(cells(&line, Ambiguous::Narrow) <= Cells(80), "{line}");
            }
        }
    }
}
