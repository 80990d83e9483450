//! What may be written on the command line.
//!
//! In: the arguments of the process. Out: an [`Action`] with its [`Settings`], or clap's error.
//! Every text is given in the language of the interface, which is found before clap begins.

mod texts;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command, ValueHint, value_parser};
use clap_complete::Shell;

use crate::check;
use crate::export::{FORMATS, Format, WHOLE_FORMATS, WholeFormat};
use crate::input;
use crate::library::rules::Rulebook;
use crate::locale::Lang;
use crate::search::pinyin::Scheme;
use crate::search::text::Manner;
use crate::text::{Ambiguous, Cells};
use crate::typeset::Level;

use texts::{COMMANDS, Text};

/// What is to be done.
#[derive(Debug)]
pub(super) enum Action {
    /// Open the paths in the reader.
    Read {
        paths: Vec<PathBuf>,
    },
    Outline(OutlineCommand),
    Cat(CatCommand),
    Find(FindCommand),
    Grep(GrepCommand),
    Check(CheckCommand),
    Stats(StatsCommand),
    Diff(DiffCommand),
    Export(ExportCommand),
    Rehearse(RehearseCommand),
    Doctor(DoctorCommand),
    Notes {
        paths: Vec<PathBuf>,
    },
    State(Deed),
    Completions {
        shell: Shell,
    },
    Config(ConfigCommand),
    Man,
}

impl Action {
    /// Whether outlines are printed or used, so that a heading rule with a fault would be missed.
    /// The reader tells of it on its screen.
    pub(super) const fn outlines(&self) -> bool {
        match self {
            Self::Outline(_)
            | Self::Cat(_)
            | Self::Find(_)
            | Self::Grep(_)
            | Self::Check(_)
            | Self::Stats(_)
            | Self::Diff(_)
            | Self::Export(_)
            | Self::Doctor(_)
            | Self::Notes { .. } => true,
            Self::Read { .. }
            | Self::Rehearse(_)
            | Self::State(_)
            | Self::Completions { .. }
            | Self::Config(_)
            | Self::Man => false,
        }
    }
}

/// What is to be done with the state file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    /// Say where it is.
    Path,
    /// Remove it.
    Clear,
    /// Print it.
    Export,
}

#[derive(Debug)]
pub(super) struct OutlineCommand {
    pub(super) paths: Vec<PathBuf>,
    pub(super) format: Format,
    pub(super) depth: Option<u16>,
    pub(super) points: bool,
}

#[derive(Debug)]
pub(super) struct CatCommand {
    pub(super) path: PathBuf,
    pub(super) width: Option<Cells>,
    pub(super) section: Option<String>,
    pub(super) level: Option<Level>,
    pub(super) hang: Option<bool>,
    /// Whether it is to look as in the reader.
    pub(super) screen: bool,
    /// Options of the page, `NAME=VALUE`.
    pub(super) set: Vec<String>,
}

#[derive(Debug)]
pub(super) struct FindCommand {
    pub(super) query: String,
    pub(super) paths: Vec<PathBuf>,
    pub(super) jsonl: bool,
    pub(super) limit: usize,
}

#[derive(Debug)]
pub(super) struct GrepCommand {
    pub(super) text: String,
    pub(super) paths: Vec<PathBuf>,
    pub(super) jsonl: bool,
    pub(super) manner: Manner,
    pub(super) each: Each,
}

/// What is told of each text that has the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Each {
    /// The sentences that have them.
    Sentences,
    /// How often it has them.
    Count,
    /// Its path alone.
    Path,
}

#[derive(Debug)]
pub(super) struct DoctorCommand {
    pub(super) paths: Vec<PathBuf>,
    pub(super) jsonl: bool,
}

#[derive(Debug)]
pub(super) struct CheckCommand {
    pub(super) paths: Vec<PathBuf>,
    pub(super) format: CheckFormat,
    /// What is graver or as grave is told.
    pub(super) level: check::Level,
    /// Rules that may be broken.
    pub(super) allowed: Vec<check::Rule>,
    /// Whether only the rules are listed.
    pub(super) rules: bool,
}

#[derive(Debug)]
pub(super) struct StatsCommand {
    pub(super) paths: Vec<PathBuf>,
    pub(super) jsonl: bool,
    /// 字 a minute.
    /// Characters a minute; as the settings say where it is not given.
    pub(super) pace: Option<u32>,
    pub(super) depth: Option<u16>,
    pub(super) points: bool,
}

#[derive(Debug)]
pub(super) struct ExportCommand {
    pub(super) path: PathBuf,
    pub(super) format: WholeFormat,
    pub(super) section: Option<String>,
    /// Where it is written; standard output where nothing is named.
    pub(super) output: Option<PathBuf>,
    pub(super) force: bool,
}

#[derive(Debug)]
pub(super) struct RehearseCommand {
    pub(super) path: PathBuf,
    /// Characters a minute; as the settings say where it is not given.
    pub(super) pace: Option<u32>,
    /// The command that reads aloud.
    pub(super) speak: Option<String>,
}

#[derive(Debug)]
pub(super) struct DiffCommand {
    pub(super) old: PathBuf,
    pub(super) new: PathBuf,
    pub(super) jsonl: bool,
    /// Whether headings that are the same are told as well.
    pub(super) all: bool,
    /// Whether the two are shown side by side in the reader.
    pub(super) view: bool,
}

/// How findings are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum CheckFormat {
    #[default]
    Text,
    Jsonl,
    Sarif,
}

const CHECK_FORMATS: &[(&str, CheckFormat)] =
    &[("text", CheckFormat::Text), ("jsonl", CheckFormat::Jsonl), ("sarif", CheckFormat::Sarif)];

#[derive(Debug)]
pub(super) struct ConfigCommand {
    pub(super) report: Report,
}

/// What is to be told of the settings.
#[derive(Clone, Copy, Debug)]
pub(super) enum Report {
    /// A file with every default in it.
    Defaults,
    /// Where the file is.
    Path,
    /// What is wrong in it.
    Check,
}

/// What holds for every command.
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
    /// Whether the screen is to be read aloud.
    pub(super) plain: bool,
    /// The user's own heading rules, by which every command outlines. They live as long as the
    /// process, so that settings stay a plain value.
    pub(super) rules: &'static Rulebook,
}

impl Settings {
    /// Width of ambiguous characters where no terminal can be asked.
    pub(super) fn ambiguous(self) -> Ambiguous {
        self.ambiguous.unwrap_or_default()
    }
}

/// The language of the interface that `--lang` says.
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

/// Whether `option` is said: what the settings files hold is read before the arguments are.
pub(super) fn says(arguments: &[OsString], option: &str) -> bool {
    arguments.iter().take_while(|a| *a != "--").any(|a| a == option)
}

/// The language of the locale.
pub(super) fn locale() -> Lang {
    let [all, messages, lang] =
        ["LC_ALL", "LC_MESSAGES", "LANG"].map(|name| std::env::var(name).ok());
    Lang::from_locale(all.as_deref(), messages.as_deref(), lang.as_deref())
}

/// Reads the arguments, the name of the program first.
pub(super) fn parse(
    arguments: Vec<OsString>,
    lang: Lang,
    rules: &'static Rulebook,
) -> Result<(Action, Settings), clap::Error> {
    let matches = command(lang).try_get_matches_from(reordered(arguments))?;
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
            jsonl: is("format", "jsonl"),
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
            format: text("format").and_then(|n| named(WHOLE_FORMATS, &n)).unwrap_or_default(),
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
            jsonl: is("format", "jsonl"),
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

/// Levels of line-start and line-end prohibition.
const LEVELS: &[(&str, Level)] =
    &[("strict", Level::Strict), ("gb", Level::Gb), ("basic", Level::Basic), ("none", Level::None)];

/// What stands under `name` in a table.
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

/// The command that a path which does not exist was likely meant to be.
pub(super) fn nearly(path: &std::path::Path) -> Option<&'static str> {
    let commands = COMMANDS.iter().map(|c| c.name);
    super::opening::nearly(path, commands).filter(|_| !path.exists())
}

/// The whole command line, in the language of the interface.
pub(super) fn command(lang: Lang) -> Command {
    let mut command = Command::new("gangmu")
        .version(env!("CARGO_PKG_VERSION"))
        .args_conflicts_with_subcommands(true)
        .disable_help_subcommand(true)
        .subcommand_help_heading(texts::COMMANDS_HEADING.of(lang))
        .about(texts::ABOUT.of(lang))
        .override_usage(texts::USAGE.of(lang))
        .after_help(texts::AFTER.of(lang))
        .arg(paths(lang, texts::READ_PATHS));
    command = dressed(command, lang).args(globals(lang));
    for about in COMMANDS {
        let sub = Command::new(about.name)
            .about(about.about.of(lang))
            .override_usage(about.usage)
            .after_help(about.after.of(lang))
            .args(arguments(about.name, lang));
        command = command.subcommand(dressed(sub, lang));
    }
    command
}

/// What all commands look like: clap's own words replaced, lines not wrapped (they are written to
/// fit 80 cells, and clap counts characters).
fn dressed(command: Command, lang: Lang) -> Command {
    command
        .help_template(texts::TEMPLATE.of(lang))
        .term_width(0)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(
            option("help", lang, texts::HELP)
                .short('h')
                .action(ArgAction::Help)
                .display_order(1000),
        )
}

fn arguments(name: &str, lang: Lang) -> Vec<Arg> {
    let one_of = |values: &[&'static str]| PossibleValuesParser::new(values.iter().copied());
    match name {
        "outline" => vec![
            paths(lang, texts::PATHS).required(true),
            value("format", "FORMAT", lang, texts::OUTLINE_FORMAT)
                .value_parser(PossibleValuesParser::new(FORMATS.iter().map(|(name, _)| *name))),
            value("depth", "N", lang, texts::DEPTH).value_parser(value_parser!(u16).range(1..)),
            option("no-points", lang, texts::NO_POINTS).action(ArgAction::SetTrue),
        ],
        "cat" => vec![
            paths(lang, texts::PATH).num_args(1).action(ArgAction::Set).required(true),
            value("width", "CELLS", lang, texts::WIDTH).value_parser(value_parser!(u16).range(1..)),
            value("section", "ADDRESS", lang, texts::SECTION),
            value("level", "LEVEL", lang, texts::LEVEL)
                .value_parser(PossibleValuesParser::new(LEVELS.iter().map(|(name, _)| *name))),
            value("hang", "on|off", lang, texts::HANG).value_parser(one_of(&["on", "off"])),
            option("screen", lang, texts::SCREEN).action(ArgAction::SetTrue),
            value("set", "NAME=VALUE", lang, texts::SET).action(ArgAction::Append),
        ],
        "find" => vec![
            positional("query", "QUERY", lang, texts::QUERY),
            paths(lang, texts::SEARCH_PATHS),
            value("format", "FORMAT", lang, texts::LIST_FORMAT)
                .value_parser(one_of(&["text", "jsonl"])),
            value("limit", "N", lang, texts::LIMIT).value_parser(value_parser!(u32).range(1..)),
        ],
        "grep" => vec![
            positional("text", "TEXT", lang, texts::TEXT),
            paths(lang, texts::SEARCH_PATHS),
            value("format", "FORMAT", lang, texts::LIST_FORMAT)
                .value_parser(one_of(&["text", "jsonl"])),
            option("regex", lang, texts::REGEX).short('e').action(ArgAction::SetTrue),
            option("pinyin", lang, texts::PINYIN)
                .short('p')
                .action(ArgAction::SetTrue)
                .conflicts_with("regex"),
            option("count", lang, texts::COUNT).short('c').action(ArgAction::SetTrue),
            option("files", lang, texts::FILES)
                .short('l')
                .action(ArgAction::SetTrue)
                .conflicts_with("count"),
        ],
        "doctor" => vec![
            paths(lang, texts::DOCTOR_PATHS),
            value("format", "FORMAT", lang, texts::LIST_FORMAT)
                .value_parser(one_of(&["text", "jsonl"])),
        ],
        "notes" => vec![paths(lang, texts::NOTES_PATHS)],
        "state" => vec![
            positional("deed", "path|clear|export", lang, texts::DEED)
                .value_parser(one_of(&["path", "clear", "export"]))
                .hide_possible_values(true),
        ],
        "check" => vec![
            paths(lang, texts::PATHS).required_unless_present("rules"),
            value("format", "FORMAT", lang, texts::CHECK_FORMAT).value_parser(
                PossibleValuesParser::new(CHECK_FORMATS.iter().map(|(name, _)| *name)),
            ),
            value("level", "LEVEL", lang, texts::CHECK_LEVEL).value_parser(
                PossibleValuesParser::new(check::LEVELS.iter().map(|(name, _)| *name)),
            ),
            value("allow", "RULE", lang, texts::ALLOW)
                .value_parser(PossibleValuesParser::new(check::RULES.iter().map(|about| about.id)))
                .value_delimiter(',')
                .action(ArgAction::Append),
            option("rules", lang, texts::RULES).action(ArgAction::SetTrue),
        ],
        "export" => vec![
            paths(lang, texts::PATH).num_args(1).action(ArgAction::Set).required(true),
            value("format", "FORMAT", lang, texts::WHOLE_FORMAT).value_parser(
                PossibleValuesParser::new(WHOLE_FORMATS.iter().map(|(name, _)| *name)),
            ),
            value("section", "ADDRESS", lang, texts::EXPORT_SECTION),
            value("output", "FILE", lang, texts::OUTPUT)
                .short('o')
                .value_parser(value_parser!(PathBuf))
                .value_hint(ValueHint::FilePath),
            option("force", lang, texts::FORCE).action(ArgAction::SetTrue),
        ],
        "rehearse" => vec![
            paths(lang, texts::PATH).num_args(1).action(ArgAction::Set).required(true),
            value("pace", "N", lang, texts::PACE).value_parser(value_parser!(u32).range(1..=2000)),
            value("speak", "COMMAND", lang, texts::SPEAK).value_hint(ValueHint::CommandString),
        ],
        "diff" => vec![
            positional("old", "OLD", lang, texts::OLD)
                .value_parser(value_parser!(PathBuf))
                .value_hint(ValueHint::FilePath),
            positional("new", "NEW", lang, texts::NEW)
                .display_order(1)
                .value_parser(value_parser!(PathBuf))
                .value_hint(ValueHint::FilePath),
            value("format", "FORMAT", lang, texts::LIST_FORMAT)
                .value_parser(one_of(&["text", "jsonl"])),
            option("all", lang, texts::ALL).action(ArgAction::SetTrue),
            option("view", lang, texts::VIEW).action(ArgAction::SetTrue),
        ],
        "stats" => vec![
            paths(lang, texts::PATHS).required(true),
            value("format", "FORMAT", lang, texts::LIST_FORMAT)
                .value_parser(one_of(&["text", "jsonl"])),
            value("pace", "N", lang, texts::PACE).value_parser(value_parser!(u32).range(1..=2000)),
            value("depth", "N", lang, texts::DEPTH).value_parser(value_parser!(u16).range(1..)),
            option("no-points", lang, texts::NO_POINTS).action(ArgAction::SetTrue),
        ],
        "config" => {
            let about = [
                ("default", texts::CONFIG_DEFAULT),
                ("path-only", texts::CONFIG_PATH),
                ("check", texts::CONFIG_CHECK),
            ];
            let names = ["default", "path-only", "check"];
            let flag = |(name, about)| {
                let others = names.into_iter().filter(move |other| *other != name);
                let long = if name == "path-only" { "path" } else { name };
                option(name, lang, about)
                    .long(long)
                    .action(ArgAction::SetTrue)
                    .conflicts_with_all(others.collect::<Vec<_>>())
            };
            about.map(flag).into()
        }
        "completions" => vec![
            positional("shell", "SHELL", lang, texts::SHELL)
                .value_parser(value_parser!(Shell))
                .hide_possible_values(true),
        ],
        _ => Vec::new(),
    }
}

fn globals(lang: Lang) -> [Arg; 10] {
    [
        value("lang", "zh|en", lang, texts::LANG)
            .value_parser(["zh", "en"])
            .global(true)
            .display_order(900),
        value("ambiguous", "auto|1|2", lang, texts::AMBIGUOUS)
            .value_parser(["auto", "1", "2"])
            .global(true)
            .display_order(901),
        value("encoding", "NAME", lang, texts::ENCODING)
            .value_parser(|name: &str| name.parse::<input::Encoding>())
            .global(true)
            .display_order(902),
        option("raw-html", lang, texts::RAW_HTML)
            .action(ArgAction::SetTrue)
            .global(true)
            .display_order(903),
        option("convert", lang, texts::CONVERT)
            .action(ArgAction::SetTrue)
            .global(true)
            .display_order(904),
        value("double-pinyin", "NAME", lang, texts::DOUBLE)
            .value_parser(PossibleValuesParser::new(Scheme::NAMES.iter().map(|(name, _)| *name)))
            .global(true)
            .display_order(905),
        option("plain", lang, texts::PLAIN)
            .action(ArgAction::SetTrue)
            .global(true)
            .display_order(907),
        option("no-state", lang, texts::NO_STATE)
            .action(ArgAction::SetTrue)
            .global(true)
            .display_order(906),
        option("no-rules", lang, texts::NO_RULES)
            .action(ArgAction::SetTrue)
            .global(true)
            .display_order(908),
        option("version", lang, texts::VERSION)
            .short('V')
            .action(ArgAction::Version)
            .display_order(1001),
    ]
}

fn paths(lang: Lang, help: Text) -> Arg {
    positional("path", "PATH", lang, help)
        .display_order(1)
        .num_args(0..)
        .required(false)
        .action(ArgAction::Append)
        .value_parser(value_parser!(PathBuf))
        .value_hint(ValueHint::AnyPath)
}

fn positional(id: &'static str, name: &'static str, lang: Lang, help: Text) -> Arg {
    Arg::new(id)
        .value_name(name)
        .required(true)
        .help(help.of(lang))
        .help_heading(texts::ARGUMENTS_HEADING.of(lang))
        // Under a heading of its own clap lists them by name.
        .display_order(0)
}

fn value(id: &'static str, name: &'static str, lang: Lang, help: Text) -> Arg {
    option(id, lang, help).value_name(name).hide_possible_values(true)
}

fn option(id: &'static str, lang: Lang, help: Text) -> Arg {
    Arg::new(id).long(id).help(help.of(lang)).help_heading(texts::OPTIONS_HEADING.of(lang))
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
