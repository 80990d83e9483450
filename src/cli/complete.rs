//! `gangmu completions`: what a shell needs to complete the command line.
//!
//! In: a shell. Out: the script of clap's generator, which is then told what the generator leaves out: in
//! zsh, that the first word is a command or a file; in fish, the words that an argument may be.

use std::fmt::Write as _;
use std::io::{self, Write};

use clap::Command;
use clap_complete::{Shell, generate};

use super::Status;
use super::args::{command, commands};
use super::output::Output;
use crate::locale::Lang;

pub(super) fn run(shell: Shell, lang: Lang, out: &mut Output) -> io::Result<Status> {
    out.write_all(script(shell, lang).as_bytes())?;
    Ok(Status::Done)
}

/// The script for `shell`.
fn script(shell: Shell, lang: Lang) -> String {
    match shell {
        // With files among the arguments of the program itself, the generator takes the command for the
        // first of them, and completes every command like none.
        Shell::Zsh => with_files(&generated(shell, &mut commands(lang))),
        Shell::Fish => {
            let mut command = command(lang);
            let script = generated(shell, &mut command);
            script + &words_of_arguments(&command)
        }
        _ => generated(shell, &mut command(lang)),
    }
}

fn generated(shell: Shell, command: &mut Command) -> String {
    // The generator panics where its writer fails.
    let mut script = Vec::new();
    generate(shell, command, "gangmu", &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

/// `script`, which knows commands alone, with files beside them: as the first word, and after a file.
fn with_files(script: &str) -> String {
    const OPTIONS: &str = "_arguments \"${_arguments_options[@]}\" : \\\n";
    const FIRST: &str = "\":: :_gangmu_commands\"";
    const END: &str = "        esac\n    ;;\nesac\n}\n";
    const WORD: &str = "
(( $+functions[_gangmu_first] )) ||
_gangmu_first() {
    _alternative 'commands: :_gangmu_commands' 'files: :_files'
}
";
    let options = script
        .split_once(FIRST)
        .and_then(|(before, _)| before.split_once(OPTIONS))
        .map_or("", |(_, options)| options);
    let more = format!("(*)\n{OPTIONS}{options}'*:: :_files' \\\n&& ret=0\n;;\n");
    script.replacen(FIRST, "\": :_gangmu_first\"", 1).replacen(
        END,
        &format!("{more}{END}{WORD}"),
        1,
    )
}

/// For fish, the words that each argument of a command may be, where there are such.
fn words_of_arguments(command: &Command) -> String {
    let mut script = String::new();
    for sub in command.get_subcommands() {
        for argument in sub.get_positionals() {
            let words = argument.get_possible_values();
            let names: Vec<_> = words.iter().map(clap::builder::PossibleValue::get_name).collect();
            if !names.is_empty() {
                let (name, names) = (sub.get_name(), names.join(" "));
                // Writing to a `String` cannot fail.
                let _ = writeln!(
                    script,
                    "complete -c gangmu -n \"__fish_gangmu_using_subcommand {name}\" -f -a \"{names}\""
                );
            }
        }
    }
    script
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zsh_knows_the_command_by_the_first_word_and_completes_files_there_and_after() {
        for lang in [Lang::Zh, Lang::En] {
            let script = script(Shell::Zsh, lang);
            assert!(script.contains("case $line[1] in"), "the command is the first word");
            assert!(!script.contains("line[2]"), "nothing stands before it");
            assert!(script.contains("\": :_gangmu_first\" \\\n"));
            assert!(script.contains("\n_gangmu_first() {\n"));
            let (_, rest) = script.split_once("(*)\n_arguments").expect("a file may be first");
            let (options, _) = rest.split_once("&& ret=0").unwrap();
            assert!(options.contains("'--lang=") && options.contains("'*:: :_files'"), "{options}");
            assert!(
                script.contains(":N:' ") && !script.contains(":N:_default"),
                "a number is no file"
            );
        }
    }

    #[test]
    fn fish_completes_the_words_that_an_argument_may_be() {
        let script = script(Shell::Fish, Lang::En);
        let line =
            |name: &str, words: &str| format!("using_subcommand {name}\" -f -a \"{words}\"\n");
        assert!(script.ends_with(&line("completions", "bash elvish fish powershell zsh")));
        assert!(script.contains(&line("state", "path clear export")));
    }

    #[test]
    fn bash_completes_commands_and_their_options() {
        let script = script(Shell::Bash, Lang::En);
        assert!(script.contains("gangmu,outline)") && script.contains("--no-points"));
    }
}
