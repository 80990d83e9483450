//! The help screen: the keys in force, laid out so that nothing is cut at any width.
//!
//! In: the bindings, a width in cells, a filter. Out: the rows of the screen.

use super::keymap::{HelpLine, Keymap};
use super::palette::initials;
use super::screen::ONE_PANE;
use crate::locale::Lang;
use crate::text::{Ambiguous, Cells, cells, fit};

/// Cells that the keys take, with a blank before them: the longest on a screen of usual width.
const KEYS: u16 = 27;

/// Cells, from column 1, that keys take on a screen `width` wide.
#[must_use]
pub const fn keys_width(width: u16) -> u16 {
    if width >= ONE_PANE { KEYS } else { width / 3 }
}

/// The rows of the help that `filter` asks for, by what keys do, by a key, or by the initials of the
/// Chinese; all where it is empty. What is longer than its column goes on below; keys that are
/// longer stand above what they do.
#[must_use]
pub fn rows(
    keys: &Keymap,
    lang: Lang,
    width: u16,
    ambiguous: Ambiguous,
    filter: &str,
) -> Vec<HelpLine> {
    let column = Cells(keys_width(width)) - Cells(1);
    let room = Cells(width) - column - Cells(3);
    let mut lines = Vec::new();
    let mut last = None;
    let wanted = wanted(filter);
    for (group, names, text) in keys.help(lang).filter(|(_, names, text)| wanted(names, text)) {
        if last != Some(group) {
            if last.is_some() {
                lines.push(HelpLine::Blank);
            }
            lines.push(HelpLine::Group(group.title(lang)));
            last = Some(group);
        }
        let mut texts = wrapped(text, room, ambiguous).into_iter();
        if cells(&names, ambiguous) <= column {
            lines.push(HelpLine::Keys(names, texts.next().unwrap_or_default()));
        } else {
            let names = wrapped(&names, Cells(width) - Cells(3), ambiguous);
            lines.extend(names.into_iter().map(HelpLine::Names));
        }
        lines.extend(texts.map(|text| HelpLine::Keys(String::new(), text)));
    }
    lines
}

/// What tells whether a row with these keys and this text is asked for.
fn wanted(filter: &str) -> impl Fn(&str, &str) -> bool {
    let filter = filter.trim().to_lowercase();
    // A single letter only filters by key: as an initial, or inside the names of keys, it would
    // match too much.
    let short = filter.chars().nth(1).is_none();
    move |names, text| {
        let key = || names.split(' ').any(|name| name.to_lowercase() == filter);
        let part = || names.to_lowercase().contains(&filter) || initials(text).contains(&filter);
        let word = |c: char| !c.is_ascii() || !short;
        filter.is_empty()
            || key()
            || (!short && part())
            || (filter.chars().all(word) && text.to_lowercase().contains(&filter))
    }
}

/// `text` in rows of at most `room` cells; a row takes one character at least.
pub(super) fn wrapped(text: &str, room: Cells, ambiguous: Ambiguous) -> Vec<String> {
    let rows = crate::text::wrapped(text, |rest| fit(rest, room, ambiguous).0.len());
    rows.into_iter().map(|row| row.of(text).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every word of the rows, without blanks and breaks.
    fn words<'a>(parts: impl Iterator<Item = &'a str>) -> String {
        parts.collect::<String>().replace(' ', "")
    }

    #[test]
    fn nothing_of_the_help_is_lost_on_a_narrow_screen() {
        let keys = Keymap::default();
        for lang in [Lang::Zh, Lang::En] {
            for (width, ambiguous) in [20, 31, 40, 59, 60, 80, 200]
                .into_iter()
                .flat_map(|w| [(w, Ambiguous::Narrow), (w, Ambiguous::Wide)])
            {
                let rows = rows(&keys, lang, width, ambiguous, "");
                let (mut names, mut texts) = (Vec::new(), Vec::new());
                for row in &rows {
                    let of = |text: &str| cells(text, ambiguous).0;
                    match row {
                        HelpLine::Blank => {}
                        HelpLine::Group(name) => assert!(of(name) < width, "{name}"),
                        HelpLine::Names(name) => {
                            assert!(of(name) + 2 < width, "{name}");
                            names.push(name.as_str());
                        }
                        HelpLine::Keys(name, text) => {
                            assert!(of(name) < keys_width(width).max(1), "{name}");
                            assert!(of(text) + keys_width(width) + 1 < width, "{text}");
                            names.push(name);
                            texts.push(text.as_str());
                        }
                    }
                }
                let all: Vec<_> = keys.help(lang).collect();
                let wanted = all.iter().map(|(_, names, _)| names.as_str());
                assert_eq!(words(names.into_iter()), words(wanted));
                let wanted = all.iter().map(|(_, _, text)| *text);
                assert_eq!(words(texts.into_iter()), words(wanted));
            }
        }
    }

    #[test]
    fn the_help_is_searched_by_words_by_a_key_and_by_initials() {
        let keys = Keymap::default();
        let found = |filter: &str| {
            let rows = rows(&keys, Lang::Zh, 80, Ambiguous::Narrow, filter);
            let texts = rows.into_iter().filter_map(|row| match row {
                HelpLine::Keys(names, text) => Some((names, text)),
                HelpLine::Blank | HelpLine::Group(_) | HelpLine::Names(_) => None,
            });
            texts.collect::<Vec<_>>()
        };
        let all = found("").len();
        for (filter, key) in
            [("折叠", "za"), ("qbzd", "zM"), ("ctrl-o", "Ctrl-O Alt-Left"), ("V", "V")]
        {
            let rows = found(filter);
            assert!(rows.iter().any(|(names, _)| names == key), "{filter}: {rows:?}");
            assert!(rows.len() < all / 4, "{filter}: {rows:?}");
        }
        assert_eq!(found("没有的"), []);
    }

    #[test]
    fn rows_end_between_words_and_not_before_a_closing_mark() {
        let rows = |text: &str, room| wrapped(text, Cells(room), Ambiguous::Narrow);
        assert_eq!(rows("half a page down", 8), ["half a", "page", "down"]);
        assert_eq!(rows("开头，末尾", 5), ["开", "头，", "末尾"]);
        assert_eq!(rows("显示（全部）", 6), ["显示", "（全", "部）"]);
        assert_eq!(rows("abcdefg", 3), ["abc", "def", "g"]);
        assert_eq!(rows("纲目", 0), ["纲", "目"]);
    }
}
