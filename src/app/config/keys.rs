//! `[keys.MODE]` in the settings file: keys bound to other commands.
//!
//! In: a table of TOML for each mode or kind of modes. Out: the [`Keymap`] with these changes, and a
//! [`Problem`] for each mode, key or command that does not exist, or key that hides others.

use toml::de::{DeTable, DeValue};

use super::problem::{Problem, at};
use crate::app::key::Key;
use crate::app::keymap::{Change, Keymap, Keys, Mode};
use crate::app::msg::Command;
use crate::locale::Lang;
use crate::text::Span;

/// The tables of keys: the name of each, and the modes it is for. Tables for several modes come first,
/// so that a table for one mode is read after them and wins.
pub(super) fn tables() -> Vec<(String, Vec<Mode>)> {
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

/// The bindings `before` with the changes that `tables` ask for. A way to quit stays, whatever they say.
pub(super) fn read(
    text: &str,
    tables: &DeTable<'_>,
    before: &Keymap,
    problems: &mut Vec<Problem>,
) -> Keymap {
    let mut map = before.clone();
    let known = self::tables();
    for key in tables.keys() {
        let name = key.get_ref().as_ref();
        if !known.iter().any(|(known, _)| known == name) {
            let names = known.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(" ");
            problems.push(at(
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
                problems.push(at(
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
                problems.push(at(
                    text,
                    span,
                    format!("没有命令 {shown}；gangmu config --default 列有全部命令"),
                    format!("no command {shown}; gangmu config --default lists them all"),
                ));
                continue;
            };
            let changes: Vec<_> = modes.iter().map(|mode| map.bind(*mode, keys, command)).collect();
            if let Some(problem) = told(text, key.span(), written, &changes) {
                problems.push(problem);
            }
        }
    }
    if !map.has(Mode::Text, Command::Quit) && !map.has(Mode::Text, Command::Line) {
        let quit = Keys::One(Key::Ctrl('c'));
        map.bind(Mode::Text, quit, Some(Command::Quit));
        problems.push(at(
            text,
            0..0,
            "没有键可以退出，Ctrl-c 仍作退出".to_owned(),
            "no key would quit: Ctrl-c still does".to_owned(),
        ));
    }
    map
}

/// The problem with a binding that was changed in several modes, if there is one.
fn told(
    text: &str,
    span: std::ops::Range<usize>,
    written: &str,
    changes: &[Change],
) -> Option<Problem> {
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
