//! Writes settings files.
//!
//! In: [`Settings`]. Out: TOML text that [`read`](super::read) understands: every default with an
//! explanation, or only what differs from another file.

use std::fmt::Write as _;

use super::{check, clipboard, headings, keys};
use crate::app::keymap::{KEYMAP, Mode};
use crate::app::options::OPTIONS;
use crate::app::settings::Settings;
use crate::locale::Lang;

/// The settings file with every default in it, explained in `lang`.
#[must_use]
pub fn defaults(lang: Lang) -> String {
    let usual = Settings { lang, probe: true, ..Settings::default() };
    let mut out = String::new();
    // Writing to a `String` cannot fail.
    let _ = writeln!(
        out,
        "{}\n",
        lang.pick(
            "# 纲目的设置。每一项都可以删去，删去即用默认值。\n\
             # 查错：gangmu config --check；在阅读界面里用 :set 名字 值 可以先试一试。",
            "# Settings of gangmu. Any of them may be left out: then the default holds.\n\
             # To check: gangmu config --check; to try in the reader: :set NAME VALUE.",
        )
    );
    for choice in OPTIONS {
        let about = lang.pick(choice.zh, choice.en);
        let values = choice.opt.values(&usual);
        let values: Vec<_> = values
            .iter()
            .map(|(name, shown)| {
                let written = literal(name);
                if name == shown { written } else { format!("{written} {shown}") }
            })
            .collect();
        let _ = writeln!(
            out,
            "# {about}{}{}",
            lang.pick("：", ": "),
            values.join(lang.pick("；", "; "))
        );
        let _ = writeln!(out, "{} = {}\n", choice.name, literal(&choice.opt.value(&usual)));
    }
    let _ = writeln!(
        out,
        "{}\npace = {}\n",
        lang.pick(
            "# 语速：每分钟几个字，用来估算讲话时间",
            "# Pace of speaking: characters a minute"
        ),
        usual.pace
    );
    out.push_str(&clipboard::defaults(lang));
    let _ = writeln!(out, "{}\n", headings::example(lang));
    out.push_str(&check::defaults(lang));
    let _ = writeln!(
        out,
        "{}\n[keys.read]",
        lang.pick(
            "# 按键：[keys.模式] 下写 \"键\" = \"命令\"，\"none\" 取消。模式可以是一类：read（阅读）、\n\
             # list（列表与帮助）、type（输入行），也可以是其中之一，如 text、outline。\n\
             # 以下是全部命令和默认的键。",
            "# Keys: below [keys.MODE], \"key\" = \"command\"; \"none\" takes one away. A mode may be a\n\
             # kind: read, list (lists and help), type (input lines); or one of them: text, outline.\n\
             # Below are all commands with the keys they have.",
        )
    );
    for (name, lines) in listed(lang) {
        // The file of defaults binds nothing; only the first table has a header, ready for the
        // user's keys.
        if name != "read" {
            let _ = writeln!(out, "\n# [keys.{name}]");
        }
        out.push_str(&lines);
    }
    out
}

/// Every binding as a comment, listed under the table of keys that is for exactly its modes, or else
/// under each of its modes.
fn listed(lang: Lang) -> Vec<(String, String)> {
    let tables = keys::tables();
    let mut lists: Vec<_> = tables.iter().map(|(name, _)| (name.clone(), String::new())).collect();
    for binding in KEYMAP {
        let whole = tables.iter().position(|(_, modes)| modes == binding.modes);
        let single = |mode: &Mode| tables.iter().position(|(_, modes)| *modes == [*mode]);
        let at: Vec<usize> = match whole {
            Some(at) => vec![at],
            None => binding.modes.iter().filter_map(single).collect(),
        };
        for at in at {
            let Some((_, lines)) = lists.get_mut(at) else { continue };
            for keys in binding.keys {
                let (keys, name) = (quoted(&keys.written()), binding.command.name());
                let _ = writeln!(lines, "# {keys} = \"{name}\"  # {}", binding.help(lang));
            }
        }
    }
    lists.retain(|(_, lines)| !lines.is_empty());
    lists
}

/// A settings file with only what differs from `base`: options, and heading rules that `base` lacks.
#[must_use]
pub fn changed(settings: &Settings, base: &Settings) -> String {
    let differs = OPTIONS.iter().filter(|c| c.opt.value(settings) != c.opt.value(base));
    let options = differs.map(|c| format!("{} = {}\n", c.name, literal(&c.opt.value(settings))));
    let own = settings.rules.entries().iter().filter(|e| !base.rules.entries().contains(e));
    options.chain(own.map(headings::written)).collect()
}

/// The value of an option as TOML: `on` and `off` become booleans, numbers stay bare, words are quoted.
pub(super) fn literal(value: &str) -> String {
    match value {
        "on" => "true".to_owned(),
        "off" => "false".to_owned(),
        word if word.bytes().all(|b| b.is_ascii_digit()) && !word.starts_with('0') => {
            word.to_owned()
        }
        "0" => "0".to_owned(),
        word => quoted(word),
    }
}

/// `word` as a basic string of TOML.
pub(super) fn quoted(word: &str) -> String {
    let mut out = String::from("\"");
    for c in word.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
