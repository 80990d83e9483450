//! Reporting what clap returns: help as it is, an error as one sentence in the language of the
//! interface.

use std::io::{self, Write};

use clap::Error;
use clap::ValueEnum;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap_complete::Shell;

use super::{Status, complain, output_failed};
use crate::locale::Lang;

/// Prints help or version where they were asked for, else the error of the command `name`.
pub(super) fn report(error: &Error, name: Option<&str>, lang: Lang) -> Status {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        // Clap ends its headings with a colon of its own.
        let page = error.to_string().replace(":\n", lang.pick("：\n", ":\n"));
        let printed = io::stdout().lock().write_all(page.as_bytes());
        return match printed {
            Ok(()) => Status::Done,
            Err(error) => output_failed(&error, lang),
        };
    }
    complain(&sentence(error, name, lang));
    Status::Failed
}

/// Whether the only error is that no file was named.
pub(super) fn lacks_path(error: &Error) -> bool {
    error.kind() == ErrorKind::MissingRequiredArgument
        && error.get(ContextKind::InvalidArg).is_some_and(|arg| shown(arg, Lang::En) == "PATH")
}

/// The error in one sentence, which ends by naming the help.
fn sentence(error: &Error, name: Option<&str>, lang: Lang) -> String {
    let get = |kind| error.get(kind).map(|value| shown(value, lang)).unwrap_or_default();
    let argument = get(ContextKind::InvalidArg);
    let value = get(ContextKind::InvalidValue);
    let other = get(ContextKind::PriorArg);
    let what = match (error.kind(), lang) {
        (ErrorKind::UnknownArgument, lang) if !argument.starts_with('-') => match lang {
            Lang::Zh => format!("多出了 {argument}"),
            Lang::En => format!("{argument} is one argument too many"),
        },
        (ErrorKind::UnknownArgument, Lang::Zh) => format!("没有选项 {argument}"),
        (ErrorKind::UnknownArgument, Lang::En) => format!("there is no option {argument}"),
        (ErrorKind::InvalidValue, Lang::Zh) if value.is_empty() => format!("{argument} 缺少值"),
        (ErrorKind::InvalidValue, Lang::En) if value.is_empty() => {
            format!("{argument} needs a value")
        }
        (ErrorKind::InvalidValue | ErrorKind::ValueValidation, lang @ Lang::Zh) => {
            format!("{argument} 不接受“{value}”{}", wanted(&argument, lang))
        }
        (ErrorKind::InvalidValue | ErrorKind::ValueValidation, lang @ Lang::En) => {
            format!("{argument} does not take \"{value}\"{}", wanted(&argument, lang))
        }
        (ErrorKind::MissingRequiredArgument, lang) if argument == "SHELL" => {
            let shells = Shell::value_variants().iter().map(ToString::to_string);
            let shells = shells.collect::<Vec<_>>().join(lang.pick("、", ", "));
            match lang {
                Lang::Zh => format!("缺少 {argument}，可以是 {shells}"),
                Lang::En => format!("{argument} is missing: {shells}"),
            }
        }
        (ErrorKind::MissingRequiredArgument, Lang::Zh) => format!("缺少 {argument}"),
        (ErrorKind::MissingRequiredArgument, Lang::En) => format!("{argument} is missing"),
        (ErrorKind::ArgumentConflict, lang) if !other.is_empty() && other != argument => match lang
        {
            Lang::Zh => format!("{argument} 和 {other} 不能同时用"),
            Lang::En => format!("{argument} and {other} exclude each other"),
        },
        (ErrorKind::ArgumentConflict, Lang::Zh) => format!("{argument} 只能写一次"),
        (ErrorKind::ArgumentConflict, Lang::En) => format!("{argument} can be given only once"),
        (ErrorKind::TooManyValues, Lang::Zh) => format!("{argument} 不需要值“{value}”"),
        (ErrorKind::TooManyValues, Lang::En) => format!("{argument} takes no value \"{value}\""),
        (ErrorKind::InvalidUtf8, Lang::Zh) => "有一个参数不是 UTF-8".to_owned(),
        (ErrorKind::InvalidUtf8, Lang::En) => "an argument is not UTF-8".to_owned(),
        (_, Lang::Zh) => "命令行无法理解".to_owned(),
        (_, Lang::En) => "the command line is not understood".to_owned(),
    };
    let near = error.get(ContextKind::SuggestedArg).or(error.get(ContextKind::SuggestedValue));
    let near = near.map(|near| shown(near, lang));
    let near = format_meant(error, &argument, name).or(near);
    let valid = get(ContextKind::ValidValue);
    let help = name.map_or("gangmu --help".to_owned(), |name| format!("gangmu {name} --help"));
    match (lang, near) {
        (Lang::Zh, Some(near)) => format!("{what}，是不是 {near}？用法见 {help}"),
        (Lang::En, Some(near)) => format!("{what}; did you mean {near}? see {help}"),
        (Lang::Zh, None) if valid.is_empty() => format!("{what}；用法见 {help}"),
        (Lang::En, None) if valid.is_empty() => format!("{what}; see {help}"),
        (Lang::Zh, None) => format!("{what}，可以是 {valid}；用法见 {help}"),
        (Lang::En, None) if value.is_empty() => format!("{what}: {valid}; see {help}"),
        (Lang::En, None) => format!("{what}, only {valid}; see {help}"),
    }
}

/// The format that was meant by an option such as `--json`, in full.
fn format_meant(error: &Error, argument: &str, name: Option<&str>) -> Option<String> {
    let word = argument.strip_prefix("--")?;
    let unknown = error.kind() == ErrorKind::UnknownArgument;
    let commands = super::args::commands(Lang::En);
    let command = commands.find_subcommand(name.filter(|_| unknown)?)?;
    let format = command.get_arguments().find(|argument| argument.get_id() == "format")?;
    let values = format.get_possible_values();
    let has = |value: &&str| values.iter().any(|known| known.get_name() == *value);
    // Where there is no one object, there is one a line.
    let value =
        [word, "jsonl"].into_iter().find(|value| (word == "json" || *value == word) && has(value));
    value.map(|value| format!("--format {value}"))
}

/// What an option takes whose values are no short list.
fn wanted(argument: &str, lang: Lang) -> &'static str {
    let (zh, en) = match argument {
        "--depth" | "--width" | "--limit" => ("，要从 1 起的整数", ", only a whole number from 1"),
        "--pace" => ("，要 1 到 2000 的整数", ", only a whole number from 1 to 2000"),
        "--encoding" => ("，要写 utf-8、gb18030、big5 等", ", only a name such as gb18030 or big5"),
        _ => ("", ""),
    };
    lang.pick(zh, en)
}

fn shown(value: &ContextValue, lang: Lang) -> String {
    match value {
        ContextValue::String(one) => bare(one).to_owned(),
        ContextValue::Strings(many) => {
            many.iter().map(|m| bare(m)).collect::<Vec<_>>().join(lang.pick("、", ", "))
        }
        other => other.to_string(),
    }
}

/// An argument's own name, as the user writes it: `--format <FORMAT>` is `--format`, `<PATH>...`
/// is `PATH`.
fn bare(argument: &str) -> &str {
    match argument.split_once(" <") {
        Some((name, _)) => name,
        None => argument.trim_start_matches(['<', '[']).trim_end_matches(['.', '>', ']']),
    }
}

#[cfg(test)]
mod tests {
    use super::super::args::{name, parse};
    use super::*;

    fn said(line: &str, lang: Lang) -> String {
        let arguments: Vec<_> = line.split(' ').map(Into::into).collect();
        let command = name(&arguments);
        let rules = Box::leak(Box::default());
        sentence(&parse(arguments, lang, rules).unwrap_err(), command, lang)
    }

    #[test]
    fn wrong_use_is_told_in_one_sentence() {
        for (line, zh, en) in [
            (
                "gangmu grep -e -p a",
                "--regex 和 --pinyin 不能同时用；",
                "--regex and --pinyin exclude each other; ",
            ),
            ("gangmu --formt", "没有选项 --formt；", "there is no option --formt; "),
            (
                "gangmu outline a --formt md",
                "没有选项 --formt，是不是 --format？",
                "there is no option --formt; did you mean --format? ",
            ),
            (
                "gangmu outline a --json",
                "没有选项 --json，是不是 --format json？",
                "there is no option --json; did you mean --format json? ",
            ),
            (
                "gangmu stats a --json",
                "没有选项 --json，是不是 --format jsonl？",
                "there is no option --json; did you mean --format jsonl? ",
            ),
            (
                "gangmu outline a --format mdd",
                "--format 不接受“mdd”，是不是 md？",
                "--format does not take \"mdd\"; did you mean md? ",
            ),
            (
                "gangmu grep a --format yaml",
                "--format 不接受“yaml”，可以是 text、jsonl、csv；",
                "--format does not take \"yaml\", only text, jsonl, csv; ",
            ),
            (
                "gangmu grep a --format",
                "--format 缺少值，可以是 text、jsonl、csv；",
                "--format needs a value: text, jsonl, csv; ",
            ),
            (
                "gangmu outline a --depth 0",
                "--depth 不接受“0”，要从 1 起的整数；",
                "--depth does not take \"0\", only a whole number from 1; ",
            ),
            (
                "gangmu outline a --depth 一",
                "--depth 不接受“一”，要从 1 起的整数；",
                "--depth does not take \"一\", only a whole number from 1; ",
            ),
            (
                "gangmu stats a --pace 0",
                "--pace 不接受“0”，要 1 到 2000 的整数；",
                "--pace does not take \"0\", only a whole number from 1 to 2000; ",
            ),
            (
                "gangmu cat a --encoding gbkk",
                "--encoding 不接受“gbkk”，要写 utf-8、gb18030、big5 等；",
                "--encoding does not take \"gbkk\", only a name such as gb18030 or big5; ",
            ),
            ("gangmu outline", "缺少 PATH；", "PATH is missing; "),
            ("gangmu find", "缺少 QUERY；", "QUERY is missing; "),
            (
                "gangmu completions",
                "缺少 SHELL，可以是 bash、elvish、fish、powershell、zsh；",
                "SHELL is missing: bash, elvish, fish, powershell, zsh; ",
            ),
            ("gangmu cat a b", "多出了 b；", "b is one argument too many; "),
            (
                "gangmu outline a --no-points=1",
                "--no-points 不需要值“1”；",
                "--no-points takes no value \"1\"; ",
            ),
            (
                "gangmu outline a --depth 1 --depth 2",
                "--depth 只能写一次；",
                "--depth can be given only once; ",
            ),
            (
                "gangmu completions tcsh",
                "SHELL 不接受“tcsh”，是不是 zsh？",
                "SHELL does not take \"tcsh\"; did you mean zsh? ",
            ),
            (
                "gangmu --lang fr",
                "--lang 不接受“fr”，可以是 zh、en；",
                "--lang does not take \"fr\", only zh, en; ",
            ),
        ] {
            let command = line.split(' ').nth(1).filter(|word| !word.starts_with('-'));
            let help = command.map_or("gangmu --help".to_owned(), |c| format!("gangmu {c} --help"));
            assert_eq!(said(line, Lang::Zh), format!("{zh}用法见 {help}"));
            assert_eq!(said(line, Lang::En), format!("{en}see {help}"));
        }
    }
}
