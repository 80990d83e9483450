//! The settings file, `config.toml`: reading it and writing it.
//!
//! In: a TOML text, and the [`Settings`] to change. Out: the settings with everything in the text that
//! could be understood, and a [`Problem`] with line and column for everything that could not. A bad
//! file never keeps the program from starting.
//!
//! Options and the pace are read here; tables have files of their own. [`defaults`] writes the file
//! that `gangmu config --default` prints, and [`changed`] what `:write` saves.

pub mod check;
mod clipboard;
mod headings;
mod keys;
pub mod problem;
mod write;

use std::sync::Arc;

use toml::de::DeValue;

use super::options::{self, OPTIONS};
use super::settings::Settings;
use crate::text::Span;

pub use headings::{DEEPEST, said as ruling};
pub use problem::Problem;
pub use write::{changed, defaults};

use problem::{at, parse};
use write::{literal, quoted};

/// Characters a minute that anyone could speak.
const PACES: std::ops::RangeInclusive<u32> = 1..=2000;

/// Takes in what `text` says.
pub fn read(text: &str, settings: &mut Settings) -> Vec<Problem> {
    let (table, mut problems) = parse(text);
    for (key, value) in table.get_ref() {
        let name = key.get_ref().as_ref();
        if let (true, DeValue::Table(tables)) = (matches!(name, "keys" | "按键"), value.get_ref())
        {
            settings.keys = Arc::new(keys::read(text, tables, &settings.keys, &mut problems));
            continue;
        }
        if matches!(name, "heading" | "标题") {
            headings::read(text, value, Arc::make_mut(&mut settings.rules), &mut problems);
            continue;
        }
        if matches!(name, "pace" | "语速") {
            let number = value.get_ref().as_integer().and_then(|n| n.as_str().parse().ok());
            match number.filter(|pace| PACES.contains(pace)) {
                Some(pace) => settings.pace = pace,
                None => problems.push(at(
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
                    check::read(text, table, &mut policy, &mut problems);
                    settings.check = Arc::new(policy);
                }
                _ => problems.push(at(
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
                Err(problem) => problems.push(problem),
            }
            continue;
        }
        let Some(opt) = options::find(name) else {
            let names = OPTIONS.iter().map(|choice| choice.name).collect::<Vec<_>>().join(" ");
            problems.push(at(
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
            problems.push(at(
                text,
                span,
                format!("{name} 不接受 {shown}，可以是 {values}"),
                format!("{name} does not take {shown}, only {values}"),
            ));
        }
    }
    problems.sort_by_key(|problem| (problem.line, problem.column));
    problems
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::keymap::{KEYMAP, Keymap, Mode, Outcome};
    use crate::app::look::Numbers;
    use crate::app::msg::Command;
    use crate::app::{Key, options::Opt};
    use crate::locale::Lang;
    use proptest::prelude::*;

    fn told(text: &str) -> (Settings, Vec<(usize, usize)>) {
        let mut settings = Settings::default();
        let problems = read(text, &mut settings);
        (settings, problems.iter().map(|f| (f.line, f.column)).collect())
    }

    #[test]
    fn the_file_of_defaults_says_what_holds_without_it() {
        for lang in [Lang::Zh, Lang::En] {
            let text = defaults(lang);
            let (settings, problems) = told(&text);
            assert_eq!(problems, [], "{text}");
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
        let (settings, problems) = told(&format!("[keys.read]\n{}", bare.collect::<String>()));
        assert_eq!(problems, []);
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
        let (settings, problems) = told(
            "justify = true\nindent = 0\nnumbers = \"lines\"\ntheme = \"dark\"\nambiguous = 2\n\
             [keys.read]\n\"Ctrl-n\" = \"line-down\"\nx = \"none\"\n\"s s\" = \"justify\"\n",
        );
        assert_eq!(problems, []);
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
            for problem in read(&text, &mut settings) {
                prop_assert!(problem.line <= text.matches('\n').count() + 1);
            }
        }
    }
}
