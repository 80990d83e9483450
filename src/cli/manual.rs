//! `gangmu man`: the manual page, made from the same texts as `--help`.

use std::io::{self, Write};

use clap::{Arg, Command};

use super::Status;
use super::args::command;
use super::output::Output;
use crate::locale::Lang;

pub(super) fn run(lang: Lang, out: &mut Output) -> io::Result<Status> {
    write(lang, out)?;
    Ok(Status::Done)
}

/// Writes the page in the language of man(7).
fn write(lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let mut root = command(lang);
    root.build();
    let version = escape(root.get_version().unwrap_or_default());
    writeln!(out, ".TH GANGMU 1 \"\" \"gangmu {version}\"")?;
    heading(lang.pick("名称", "NAME"), out)?;
    let about_all = about(&root);
    let what = about_all.strip_prefix(lang.pick("纲目：", "gangmu: ")).unwrap_or(&about_all);
    writeln!(out, "gangmu \\- {what}")?;
    heading(lang.pick("用法", "SYNOPSIS"), out)?;
    plain(&usage(&mut root), out)?;
    heading(lang.pick("选项", "OPTIONS"), out)?;
    arguments(root.get_arguments(), out)?;
    heading(lang.pick("命令", "COMMANDS"), out)?;
    for sub in root.get_subcommands_mut() {
        writeln!(out, ".SS \"{}\"", escape(&usage(sub)).replace('"', "\\(dq"))?;
        writeln!(out, "{}", about(sub))?;
        arguments(sub.get_arguments().filter(|a| !a.is_global_set() && a.get_id() != "help"), out)?;
        plain(&after(sub), out)?;
    }
    heading(lang.pick("说明", "NOTES"), out)?;
    plain(&after(&root), out)
}

fn heading(words: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, ".SH {words}")
}

/// Writes lines as they stand.
fn plain(text: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, ".PP\n.nf")?;
    for line in text.lines() {
        writeln!(out, "{}", escape(line))?;
    }
    writeln!(out, ".fi")
}

fn arguments<'a>(arguments: impl Iterator<Item = &'a Arg>, out: &mut dyn Write) -> io::Result<()> {
    for argument in arguments {
        let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
        writeln!(out, ".TP\n\\fB{}\\fR\n{}", escape(&names(argument)), escape(&help))?;
    }
    Ok(())
}

/// An argument as it is written: `-h, --help`, `--depth N`, `PATH`.
fn names(argument: &Arg) -> String {
    let short = argument.get_short().map(|c| format!("-{c}, ")).unwrap_or_default();
    let long = argument.get_long().map(|name| format!("--{name} ")).unwrap_or_default();
    let takes_value = argument.get_action().takes_values();
    let values = argument.get_value_names().filter(|_| takes_value).unwrap_or_default();
    let values: Vec<_> = values.iter().map(clap::builder::Str::as_str).collect();
    format!("{short}{long}{}", values.join(" ")).trim_end().to_owned()
}

fn about(command: &Command) -> String {
    escape(&command.get_about().map(ToString::to_string).unwrap_or_default())
}

fn after(command: &Command) -> String {
    command.get_after_help().map(ToString::to_string).unwrap_or_default()
}

/// Usage without clap's own word for it, its lines from the margin.
fn usage(command: &mut Command) -> String {
    let usage = command.render_usage().to_string();
    let usage = usage.strip_prefix("Usage: ").unwrap_or(&usage);
    usage.lines().map(str::trim).collect::<Vec<_>>().join("\n")
}

/// `text` with what man(7) would obey made plain: backslashes, hyphens that are not to become
/// dashes, and a dot or apostrophe at the start of a line.
fn escape(text: &str) -> String {
    let text = text.replace('\\', "\\e").replace('-', "\\-");
    if text.starts_with(['.', '\'']) { format!("\\&{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_obeyed_that_is_meant_as_text() {
        assert_eq!(escape(".nf \\ -x"), "\\&.nf \\e \\-x");
    }

    #[test]
    fn the_page_names_every_command_and_option() {
        for lang in [Lang::Zh, Lang::En] {
            let mut page = Vec::new();
            write(lang, &mut page).unwrap();
            let page = String::from_utf8(page).unwrap();
            for sub in command(lang).get_subcommands() {
                assert!(page.contains(&format!("\n.SS \"gangmu {}", sub.get_name())), "{page}");
                for argument in sub.get_arguments() {
                    assert!(page.contains(&escape(&names(argument))), "{argument:?}");
                }
            }
            let requests = page.lines().filter(|l| l.starts_with('.'));
            let known = ["TH", "SH", "SS", "TP", "PP", "nf", "fi"];
            for request in requests {
                let name = request.get(1..3).unwrap();
                assert!(known.contains(&name), "{request}");
            }
        }
    }
}
