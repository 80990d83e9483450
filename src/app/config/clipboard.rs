//! `clipboard` in the settings file: `osc52`, `auto`, or a program with its arguments.

use std::fmt::Write as _;

use toml::Spanned;
use toml::de::DeValue;

use super::problem::{Problem, at};
use super::{literal, quoted};
use crate::app::clipboard::{Clipboard, NAMES};
use crate::locale::Lang;

/// What `value` means, or what is wrong with it.
pub(super) fn read(text: &str, value: &Spanned<DeValue<'_>>) -> Result<Clipboard, Problem> {
    let way = match value.get_ref() {
        DeValue::String(name) => Clipboard::named(name),
        DeValue::Array(words) => {
            let word = |word: &Spanned<DeValue<'_>>| word.get_ref().as_str().map(str::to_owned);
            words.iter().map(word).collect::<Option<Vec<_>>>().and_then(Clipboard::words)
        }
        _ => None,
    };
    way.ok_or_else(|| {
        let names = NAMES.join(" ");
        at(
            text,
            value.span(),
            format!("clipboard 可以是 {names}，或写成 [\"程序\", \"参数\"]"),
            format!("clipboard is one of {names}, or [\"program\", \"argument\"]"),
        )
    })
}

/// What the file of defaults says of it.
pub(super) fn defaults(lang: Lang) -> String {
    let mut out = String::new();
    let names = NAMES.map(literal).join(lang.pick("；", "; "));
    // Writing to a `String` cannot fail.
    let _ = writeln!(
        out,
        "{}{names}\n{}\nclipboard = {}\n",
        lang.pick("# 剪贴板：", "# Clipboard: "),
        lang.pick(
            "# osc52 由终端代收，可用于 ssh；auto 在本机桌面上用 wl-copy、xclip、xsel 或 pbcopy，否则同 osc52；\n\
             # 也可以写明程序，文字从标准输入读：clipboard = [\"xclip\", \"-selection\", \"clipboard\"]",
            "# osc52: by the terminal, over ssh too; auto: by wl-copy, xclip, xsel or pbcopy on a desktop\n\
             # of this machine, else as osc52; or a program that reads the text on standard input:\n\
             # clipboard = [\"xclip\", \"-selection\", \"clipboard\"]",
        ),
        quoted("osc52"),
    );
    out
}

#[cfg(test)]
mod tests {
    use crate::app::Settings;
    use crate::app::clipboard::Clipboard;
    use crate::app::config;

    fn told(text: &str) -> (Clipboard, Vec<(usize, usize)>) {
        let mut settings = Settings::default();
        let problems = config::read(text, &mut settings);
        (settings.clipboard, problems.iter().map(|f| (f.line, f.column)).collect())
    }

    #[test]
    fn the_clipboard_is_a_word_or_a_program_with_its_arguments() {
        let program = |words: &[&str]| {
            Clipboard::Program(words.iter().map(|word| (*word).to_owned()).collect())
        };
        for (value, way) in [
            ("\"osc52\"", Clipboard::Terminal),
            ("\"auto\"", Clipboard::Auto),
            ("\"xclip\"", program(&["xclip", "-selection", "clipboard"])),
            ("[\"tmux\", \"load-buffer\", \"-\"]", program(&["tmux", "load-buffer", "-"])),
        ] {
            for name in ["clipboard", "\"剪贴板\""] {
                assert_eq!(told(&format!("{name} = {value}")), (way.clone(), vec![]), "{value}");
            }
        }
    }

    #[test]
    fn what_is_no_clipboard_is_told_with_its_place() {
        for value in ["\"xclip -i\"", "[]", "[\"\"]", "[\"cat\", 1]", "true", "{}"] {
            let text = format!("pace = 180\nclipboard = {value}");
            assert_eq!(told(&text), (Clipboard::Terminal, vec![(2, 13)]), "{value}");
        }
    }
}
