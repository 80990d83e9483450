//! The settings file.
//!
//! In: a TOML text and the [`Settings`] as they are without it. Out: the settings with all that
//! could be understood, and a [`Finding`] with line and column for each thing that could not; the
//! program starts whatever stands in the file. Also writes the file with every default in it.

pub mod check;
mod clipboard;
mod headings;

use std::fmt::Write as _;
use std::sync::Arc;

use toml::de::{DeTable, DeValue};

use super::finding::{Finding, at, parse};
use super::keymap::{KEYMAP, Keys, Mode};
use super::keys::{Change, Keymap};
use super::msg::Command;
use super::options::{self, OPTIONS};
use super::settings::Settings;
use crate::locale::Lang;
use crate::text::Span;

pub use headings::{DEEPEST, said as ruling};

/// Tables of keys: their names, and the modes for which they hold. Those of several modes come
/// first, so that one of a single mode goes before them.
fn tables() -> Vec<(String, Vec<Mode>)> {
    let groups = [Mode::is_read, Mode::is_list, Mode::types, Mode::is_pair];
    let all = |group: fn(Mode) -> bool| Mode::ALL.into_iter().filter(|m| group(*m)).collect();
    let groups = ["read", "list", "type", "compare"]
        .into_iter()
        .zip(groups)
        .map(|(n, g)| (n.to_owned(), all(g)));
    let single = |mode: Mode| match mode {
        // `compare` is the table of both modes.
        Mode::Compare => ("differences".to_owned(), vec![mode]),
        mode => (format!("{mode:?}").to_ascii_lowercase(), vec![mode]),
    };
    groups.chain(Mode::ALL.map(single)).collect()
}

/// Characters a minute that anyone could speak.
const PACES: std::ops::RangeInclusive<u32> = 1..=2000;

/// Takes in what `text` says.
pub fn read(text: &str, settings: &mut Settings) -> Vec<Finding> {
    let (table, mut findings) = parse(text);
    for (key, value) in table.get_ref() {
        let name = key.get_ref().as_ref();
        if let (true, DeValue::Table(tables)) = (matches!(name, "keys" | "按键"), value.get_ref())
        {
            settings.keys = Arc::new(keys(text, tables, &settings.keys, &mut findings));
            continue;
        }
        if matches!(name, "heading" | "标题") {
            headings::read(text, value, Arc::make_mut(&mut settings.rules), &mut findings);
            continue;
        }
        if matches!(name, "pace" | "语速") {
            let number = value.get_ref().as_integer().and_then(|n| n.as_str().parse().ok());
            match number.filter(|pace| PACES.contains(pace)) {
                Some(pace) => settings.pace = pace,
                None => findings.push(at(
                    text,
                    value.span(),
                    "语速是每分钟的字数，1 到 2000".to_owned(),
                    "the pace is characters a minute, from 1 to 2000".to_owned(),
                )),
            }
            continue;
        }
        if matches!(name, "check" | "检查") {
            match value.get_ref() {
                DeValue::Table(table) => {
                    let mut policy = (*settings.check).clone();
                    check::read(text, table, &mut policy, &mut findings);
                    settings.check = Arc::new(policy);
                }
                _ => findings.push(at(
                    text,
                    value.span(),
                    format!("{name} 是一张表：[check]"),
                    format!("{name} is a table: [check]"),
                )),
            }
            continue;
        }
        if matches!(name, "clipboard" | "剪贴板") {
            match clipboard::read(text, value) {
                Ok(way) => settings.clipboard = way,
                Err(finding) => findings.push(finding),
            }
            continue;
        }
        let Some(opt) = options::find(name) else {
            let names = OPTIONS.iter().map(|choice| choice.name).collect::<Vec<_>>().join(" ");
            findings.push(at(
                text,
                key.span(),
                format!("没有选项 {name}；可用的：{names} pace clipboard heading check keys"),
                format!("no option {name}; there are: {names} pace clipboard heading check keys"),
            ));
            continue;
        };
        let span = value.span();
        let written = match value.get_ref() {
            DeValue::String(word) => Some(word.clone().into_owned()),
            DeValue::Boolean(on) => Some(if *on { "on" } else { "off" }.to_owned()),
            DeValue::Integer(number) => Some(number.as_str().to_owned()),
            _ => None,
        };
        if !written.is_some_and(|word| opt.set(settings, &word)) {
            let shown = Span::new(span.start, span.end).of(text);
            let values = opt.names(settings);
            findings.push(at(
                text,
                span,
                format!("{name} 不接受 {shown}，可以是 {values}"),
                format!("{name} does not take {shown}, only {values}"),
            ));
        }
    }
    findings.sort_by_key(|finding| (finding.line, finding.column));
    findings
}

/// The bindings `before` with the changes that `tables` ask for.
fn keys(text: &str, tables: &DeTable<'_>, before: &Keymap, findings: &mut Vec<Finding>) -> Keymap {
    let mut map = before.clone();
    let known = self::tables();
    for key in tables.keys() {
        let name = key.get_ref().as_ref();
        if !known.iter().any(|(known, _)| known == name) {
            let names = known.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(" ");
            findings.push(at(
                text,
                key.span(),
                format!("没有这种模式 {name}；可用的：{names}"),
                format!("no mode {name}; there are: {names}"),
            ));
        }
    }
    for (name, modes) in known {
        let Some(DeValue::Table(bindings)) = tables.get(name.as_str()).map(toml::Spanned::get_ref)
        else {
            continue;
        };
        for (key, value) in bindings {
            let written = key.get_ref().as_ref();
            let Some(keys) = Keys::read(written) else {
                findings.push(at(
                    text,
                    key.span(),
                    format!("不认识的键 {written}；写法如 j、Ctrl-d、Alt-Left、Space、\"z a\""),
                    format!("no key {written}; write j, Ctrl-d, Alt-Left, Space, \"z a\""),
                ));
                continue;
            };
            let command = match value.get_ref().as_str() {
                Some("none") => Some(None),
                Some(name) => Command::named(name).map(Some),
                None => None,
            };
            let Some(command) = command else {
                let span = value.span();
                let shown = Span::new(span.start, span.end).of(text);
                findings.push(at(
                    text,
                    span,
                    format!("没有命令 {shown}；gangmu config --default 列有全部命令"),
                    format!("no command {shown}; gangmu config --default lists them all"),
                ));
                continue;
            };
            let changes: Vec<_> = modes.iter().map(|mode| map.bind(*mode, keys, command)).collect();
            if let Some(finding) = told(text, key.span(), written, &changes) {
                findings.push(finding);
            }
        }
    }
    if !map.has(Mode::Text, Command::Quit) && !map.has(Mode::Text, Command::Line) {
        let quit = Keys::One(super::Key::Ctrl('c'));
        map.bind(Mode::Text, quit, Some(Command::Quit));
        findings.push(at(
            text,
            0..0,
            "没有键可以退出，Ctrl-c 仍作退出".to_owned(),
            "no key would quit: Ctrl-c still does".to_owned(),
        ));
    }
    map
}

/// What is to be said of a binding that was changed in several modes.
fn told(
    text: &str,
    span: std::ops::Range<usize>,
    written: &str,
    changes: &[Change],
) -> Option<Finding> {
    if changes.iter().all(|change| *change == Change::Typed) {
        return Some(at(
            text,
            span,
            format!("{written} 在这里是要输入的字，不能用作按键"),
            format!("{written} is typed here and can be no key"),
        ));
    }
    if changes.iter().all(|change| matches!(change, Change::Elsewhere | Change::Typed)) {
        return Some(at(
            text,
            span,
            format!("{written}：这个命令在这里没有用"),
            format!("{written}: the command means nothing here"),
        ));
    }
    let hidden: Vec<String> = changes
        .iter()
        .filter_map(|change| match change {
            Change::Hides(keys) => Some(keys),
            Change::Clean | Change::Elsewhere | Change::Typed => None,
        })
        .flatten()
        .map(|keys| keys.name(Lang::En))
        .collect();
    let mut names = hidden.clone();
    names.dedup();
    names.truncate(12);
    (!names.is_empty()).then(|| {
        let names = names.join(" ");
        at(
            text,
            span,
            format!("{written} 与 {names} 冲突，后者不再有用"),
            format!("{written} is in conflict with {names}, which mean nothing any more"),
        )
    })
}

/// The settings file with every default in it, each told in `lang`.
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
        // Nothing is bound by the file of defaults; the first table is open for the user's keys.
        if name != "read" {
            let _ = writeln!(out, "\n# [keys.{name}]");
        }
        out.push_str(&lines);
    }
    out
}

/// Every binding of the table as a comment, by the table of keys that holds for its modes; for each
/// of its modes where there is none.
fn listed(lang: Lang) -> Vec<(String, String)> {
    let tables = tables();
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

/// The options that differ from `base` and the heading rules that it has not, as a settings file.
#[must_use]
pub fn changed(settings: &Settings, base: &Settings) -> String {
    let differs = OPTIONS.iter().filter(|c| c.opt.value(settings) != c.opt.value(base));
    let options = differs.map(|c| format!("{} = {}\n", c.name, literal(&c.opt.value(settings))));
    let own = settings.rules.entries().iter().filter(|e| !base.rules.entries().contains(e));
    options.chain(own.map(headings::written)).collect()
}

/// A value as TOML: numbers and switches bare, words in quotes.
fn literal(value: &str) -> String {
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
fn quoted(word: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::keymap::Outcome;
    use crate::app::look::Numbers;
    use crate::app::{Key, options::Opt};
    use proptest::prelude::*;

    fn told(text: &str) -> (Settings, Vec<(usize, usize)>) {
        let mut settings = Settings::default();
        let findings = read(text, &mut settings);
        (settings, findings.iter().map(|f| (f.line, f.column)).collect())
    }

    #[test]
    fn the_file_of_defaults_says_what_holds_without_it() {
        for lang in [Lang::Zh, Lang::En] {
            let text = defaults(lang);
            let (settings, findings) = told(&text);
            assert_eq!(findings, [], "{text}");
            let usual = Settings { probe: true, ..Settings::default() };
            assert!(settings == usual, "{text}");
        }
    }

    /// Uncommented, the list of keys is the table of keys.
    #[test]
    fn the_keys_that_the_file_lists_can_be_written_as_they_are_listed() {
        let text = defaults(Lang::Zh);
        let (_, keys) = text.split_once("[keys.read]\n").unwrap();
        let bare = keys.lines().map(|line| format!("{}\n", line.trim_start_matches("# ")));
        let (settings, findings) = told(&format!("[keys.read]\n{}", bare.collect::<String>()));
        assert_eq!(findings, []);
        assert_same(&settings.keys);
        assert!(keys.contains("\"z 1-9\" = \"fold-to-level\""));
    }

    /// Holds the bindings against the table, whatever their order.
    fn assert_same(map: &Keymap) {
        for mode in Mode::ALL {
            for binding in KEYMAP.iter().filter(|b| b.modes.contains(&mode)) {
                let now: std::collections::HashSet<_> =
                    map.names(mode, binding.command, Lang::En).collect();
                let then: std::collections::HashSet<_> =
                    Keymap::default().names(mode, binding.command, Lang::En).collect();
                assert_eq!(now, then, "{:?} in {mode:?}", binding.command);
            }
        }
    }

    #[test]
    fn a_file_sets_options_and_keys() {
        assert_eq!(told("pace = 180").0.pace, 180);
        assert_eq!(told("pace = \"fast\"").1, [(1, 8)]);
        let (settings, findings) = told(
            "justify = true\nindent = 0\nnumbers = \"lines\"\ntheme = \"dark\"\nambiguous = 2\n\
             [keys.read]\n\"Ctrl-n\" = \"line-down\"\nx = \"none\"\n\"s s\" = \"justify\"\n",
        );
        assert_eq!(findings, []);
        assert!(settings.look.justify && settings.look.indent == 0 && !settings.probe);
        assert_eq!(settings.look.numbers, Numbers::Lines);
        assert_eq!(Opt::Theme.value(&settings), "dark");
        let key = |prefix, key| settings.keys.resolve(Mode::Text, prefix, key);
        assert_eq!(key(None, Key::Ctrl('n')), Outcome::Run(Command::LineDown, None));
        assert_eq!(key(None, Key::Char('x')), Outcome::Nothing);
        let justify = Command::Next(Opt::Justify);
        assert_eq!(key(Some('s'), Key::Char('s')), Outcome::Run(justify, None));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place_and_the_rest_holds() {
        let text = "justfy = true\nmeasure = 30\nhang = \"\"\njustify = true\n\
                    [keys.read]\nj = \"line-dwn\"\n\"Ctrl-xx\" = \"quit\"\nz = \"page-down\"\n\
                    [keys.reading]\nj = \"quit\"\n[keys.search]\nq = \"cancel\"\n[keys.help]\nn = \"jump\"\n";
        let (settings, places) = told(text);
        assert!(settings.look.justify);
        assert_eq!(
            places,
            [(1, 1), (2, 11), (3, 8), (6, 5), (7, 1), (8, 1), (9, 7), (12, 1), (14, 1)]
        );
        let (_, twice) = told("justify = true\njustify = false\n");
        assert_eq!(twice, [(2, 1)]);
        let (settings, _) =
            told("[keys.text]\nq = \"none\"\nCtrl-c = \"none\"\n\":\" = \"none\"\n");
        assert!(settings.keys.has(Mode::Text, Command::Quit), "one can always leave");
    }

    #[test]
    fn options_that_were_changed_are_kept_and_no_others() {
        let base = Settings::default();
        let mut settings = base.clone();
        assert_eq!(changed(&settings, &base), "");
        Opt::Justify.put(&mut settings, 1);
        Opt::Measure.put(&mut settings, 2);
        let text = changed(&settings, &base);
        assert_eq!(text, "measure = 28\njustify = true\n");
        let mut again = base;
        assert_eq!(read(&text, &mut again), []);
        assert!(again == settings);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn any_file_is_read_to_its_end(text in "(?s)[\\[\\]=\"'a-z#.{}\n 一、\\\\0-9]{0,120}") {
            let mut settings = Settings::default();
            for finding in read(&text, &mut settings) {
                prop_assert!(finding.line <= text.matches('\n').count() + 1);
            }
        }
    }
}
