//! The commands and options, as clap parses them.
//!
//! In: the language of the interface. Out: a [`Command`] with every argument and its help.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command, ValueHint, value_parser};
use clap_complete::Shell;

use super::action::{CHECK_FORMATS, ROW_FORMATS};
use super::texts::{self, COMMANDS, Text};
use crate::check;
use crate::export::{FORMATS, WHOLE_FORMATS};
use crate::input;
use crate::locale::Lang;
use crate::search::pinyin::Scheme;
use crate::typeset::Level;

/// Levels of line-start and line-end prohibition.
pub(super) const LEVELS: &[(&str, Level)] =
    &[("strict", Level::Strict), ("gb", Level::Gb), ("basic", Level::Basic), ("none", Level::None)];

/// The whole command line, in the language of the interface.
pub(in crate::cli) fn command(lang: Lang) -> Command {
    commands(lang).arg(paths(lang, texts::READ_PATHS))
}

/// The command line without the files to read that may stand in place of a command.
pub(in crate::cli) fn commands(lang: Lang) -> Command {
    with_commands(lang, |_| true)
}

/// What is needed of the command line to parse `arguments`: of the commands that are not named there, only
/// names. The reader starts sooner for it.
pub(super) fn command_for(arguments: &[OsString], lang: Lang) -> Command {
    let named = |name: &str| arguments.iter().any(|argument| argument == name);
    with_commands(lang, named).arg(paths(lang, texts::READ_PATHS))
}

/// [`commands`], of which only those that are `wanted` have arguments.
fn with_commands(lang: Lang, wanted: impl Fn(&str) -> bool) -> Command {
    let mut command = Command::new("gangmu")
        .version(env!("CARGO_PKG_VERSION"))
        .args_conflicts_with_subcommands(true)
        .disable_help_subcommand(true)
        .subcommand_help_heading(texts::COMMANDS_HEADING.of(lang))
        .about(texts::ABOUT.of(lang))
        .override_usage(texts::USAGE.of(lang))
        .after_help(texts::AFTER.of(lang));
    command = dressed(command, lang).args(globals(lang));
    for about in COMMANDS {
        let mut sub = Command::new(about.name).about(about.about.of(lang));
        if wanted(about.name) {
            sub = sub
                .override_usage(about.usage)
                .after_help(about.after.of(lang))
                .args(arguments(about.name, lang));
            sub = dressed(sub, lang);
        }
        command = command.subcommand(sub);
    }
    command
}

/// Gives a command the look of all: clap's own words replaced, and lines not wrapped, since they are
/// written to fit 80 cells and clap counts characters.
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
                .help_heading(texts::GENERAL_HEADING.of(lang))
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
            option("paragraphs", lang, texts::PARAGRAPHS).action(ArgAction::SetTrue),
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
            value("format", "FORMAT", lang, texts::ROW_FORMAT)
                .value_parser(PossibleValuesParser::new(ROW_FORMATS.iter().map(|(name, _)| *name))),
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
            number("after-context", lang, texts::AFTER_CONTEXT).short('A'),
            number("before-context", lang, texts::BEFORE_CONTEXT).short('B'),
            number("context", lang, texts::CONTEXT).short('C'),
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
            value("format", "FORMAT", lang, texts::ROW_FORMAT)
                .value_parser(PossibleValuesParser::new(ROW_FORMATS.iter().map(|(name, _)| *name))),
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

/// The options of every command, below its own.
fn globals(lang: Lang) -> [Arg; 10] {
    let general = [
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
    ];
    general.map(|arg| arg.help_heading(texts::GENERAL_HEADING.of(lang)))
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
        // Without an order, clap would list them by name under this heading.
        .display_order(0)
}

/// An option with a value: no path, unless it is given such a hint.
fn value(id: &'static str, name: &'static str, lang: Lang, help: Text) -> Arg {
    option(id, lang, help).value_name(name).value_hint(ValueHint::Other).hide_possible_values(true)
}

/// An option whose value counts something.
fn number(id: &'static str, lang: Lang, help: Text) -> Arg {
    value(id, "N", lang, help).value_parser(value_parser!(u32))
}

fn option(id: &'static str, lang: Lang, help: Text) -> Arg {
    Arg::new(id).long(id).help(help.of(lang)).help_heading(texts::OPTIONS_HEADING.of(lang))
}
