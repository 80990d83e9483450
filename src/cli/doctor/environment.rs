//! `gangmu doctor` without a file: the terminal, the locale, and the programs that gangmu can use.

use std::io::{self, Write};
use std::path::PathBuf;

use super::super::args::Settings;
use super::super::is_interactive;
use super::super::output::{Output, columns};
use super::line;
use crate::locale::Lang;
use crate::text::visible;

/// Writes what the program knows about where it runs.
pub(super) fn write(settings: Settings, out: &mut Output) -> io::Result<()> {
    let lang = settings.lang;
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    writeln!(out, "gangmu {}", env!("CARGO_PKG_VERSION"))?;
    let named = |names: &[&str]| -> String {
        let found =
            names.iter().filter_map(|name| set(name).map(|value| format!("{name}={value}")));
        let found: Vec<_> = found.collect();
        if found.is_empty() {
            lang.pick("未设定", "not set").to_owned()
        } else {
            found.join(" ")
        }
    };
    let interactive = if is_interactive() {
        lang.pick("是，可以进入阅读界面", "yes: the reader can open")
    } else {
        lang.pick("否，直接输出正文", "no: texts are printed")
    };
    let language = match lang {
        Lang::Zh => "中文",
        Lang::En => "English",
    };
    let tmux = set("TMUX").map(|_| {
        lang.pick(
            "在 tmux 里测到的是 tmux 的字宽；若外层终端按两格显示“”，tmux 3.6 起可设 codepoint-widths",
            "inside tmux, its widths are measured; for a terminal with wide quotes set codepoint-widths (tmux 3.6)",
        )
    });
    let folder = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("?"));
    for (zh, en, text) in [
        ("终端", "terminal", interactive.to_owned()),
        ("类型", "type", named(&["TERM", "COLORTERM", "TERM_PROGRAM", "NO_COLOR"])),
        ("宽度", "width", columns().0.to_string()),
        (
            "语言",
            "language",
            match (lang, named(&["LC_ALL", "LC_MESSAGES", "LANG"])) {
                (Lang::Zh, said) => format!("{language}（{said}）"),
                (Lang::En, said) => format!("{language} ({said})"),
            },
        ),
        ("编辑器", "editor", named(&["VISUAL", "EDITOR"])),
        ("PDF", "PDF", helper("pdftotext", lang)),
        ("doc", "doc", helper("soffice", lang)),
        ("文件夹", "folder", folder.to_string_lossy().into_owned()),
        ("字宽", "widths", tmux.unwrap_or_default().to_owned()),
    ] {
        if !text.is_empty() {
            line(lang.pick(zh, en), &visible(&text), lang, out)?;
        }
    }
    Ok(())
}

/// Whether a program that converts files is at hand.
fn helper(name: &str, lang: Lang) -> String {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path).any(|folder| folder.join(name).is_file());
    match (found, lang) {
        (true, Lang::Zh) => format!("有 {name}"),
        (true, Lang::En) => format!("{name} is installed"),
        (false, Lang::Zh) => format!("没有 {name}"),
        (false, Lang::En) => format!("{name} is not installed"),
    }
}
