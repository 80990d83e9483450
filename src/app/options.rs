//! The options of the page and the program, by name: one table for the keys, the line after `:`, the
//! settings file and the command line.
//!
//! In: an option and the name of a value. Out: changed [`Settings`], or that there is no such value.

use super::listing::Order;
use super::look::{Gap, Numbers};
use super::screen::WIDTHS;
use super::settings::Settings;
use super::theme::Theme;
use crate::locale::Lang;
use crate::search::pinyin::Scheme;
use crate::text::Ambiguous;
use crate::typeset::{Level, Quotes};

/// Something the user can choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the table says what each is")]
pub enum Opt {
    Measure,
    Indent,
    Gap,
    RowGap,
    Justify,
    LatinSpace,
    Level,
    Hang,
    Quotes,
    Numbers,
    Zen,
    Ambiguous,
    Mouse,
    Theme,
    Lang,
    DoublePinyin,
    Anchor,
    Folders,
    Order,
}

/// A row of the table.
#[derive(Debug)]
pub struct Choice {
    /// The option.
    pub opt: Opt,
    /// Its name after `:` and in the settings file.
    pub name: &'static str,
    /// Its name in Chinese, which may be written as well.
    pub zh: &'static str,
    /// Its name in English, as a message shows it.
    pub en: &'static str,
    /// The values, the usual one first; none where the settings say which there are.
    pub values: &'static [Value],
}

/// A value of an option.
#[derive(Debug)]
pub struct Value {
    /// As it is written.
    pub name: &'static str,
    /// As a message shows it, in Chinese.
    pub zh: &'static str,
    /// As a message shows it, in English.
    pub en: &'static str,
}

const fn v(name: &'static str, zh: &'static str, en: &'static str) -> Value {
    Value { name, zh, en }
}

const fn order(order: Order) -> Value {
    let (name, zh, en) = order.words();
    v(name, zh, en)
}

const ON_OFF: &[Value] = &[v("off", "关", "off"), v("on", "开", "on")];

/// Every option.
#[rustfmt::skip]
pub const OPTIONS: &[Choice] = &[
    Choice { opt: Opt::Measure, name: "measure", zh: "行宽", en: "measure", values: &[
        v("40", "每行至多 40 字", "40 characters at most"), v("36", "每行至多 36 字", "36 characters at most"),
        v("28", "每行至多 28 字", "28 characters at most"), v("full", "满宽", "full width")] },
    Choice { opt: Opt::Indent, name: "indent", zh: "首行缩进", en: "first-line indent", values: &[
        v("2", "二字", "two characters"), v("0", "无", "none")] },
    Choice { opt: Opt::Gap, name: "gap", zh: "段间空行", en: "gap between paragraphs", values: &[
        v("auto", "不缩进时有", "where there is no indent"), v("on", "有", "on"), v("off", "无", "off")] },
    Choice { opt: Opt::RowGap, name: "row-gap", zh: "行间空行", en: "gap between rows", values: ON_OFF },
    Choice { opt: Opt::Justify, name: "justify", zh: "两端对齐", en: "justified rows", values: ON_OFF },
    Choice { opt: Opt::LatinSpace, name: "latin-space", zh: "中西文间空格", en: "blanks round Latin words", values: ON_OFF },
    Choice { opt: Opt::Level, name: "level", zh: "行首行尾禁则", en: "line-break rules", values: &[
        v("strict", "严格", "strict"), v("gb", "国标", "gb"), v("basic", "基本", "basic"), v("none", "无", "none")] },
    Choice { opt: Opt::Hang, name: "hang", zh: "句读悬挂", en: "hanging stops", values: &[
        v("on", "开", "on"), v("off", "关", "off")] },
    Choice { opt: Opt::Quotes, name: "quotes", zh: "引号占位", en: "quotes", values: &[
        v("grid", "两格", "in two cells"), v("tight", "一格", "in one cell")] },
    Choice { opt: Opt::Numbers, name: "numbers", zh: "编号", en: "numbers", values: &[
        v("off", "无", "none"), v("paragraphs", "段号", "of paragraphs"), v("lines", "源文件行号", "of source lines")] },
    Choice { opt: Opt::Zen, name: "zen", zh: "专注", en: "text alone", values: ON_OFF },
    Choice { opt: Opt::Ambiguous, name: "ambiguous", zh: "引号等的宽度", en: "width of “ ” — …", values: &[
        v("auto", "由终端决定", "as the terminal says"), v("1", "一格", "one cell"), v("2", "两格", "two cells")] },
    Choice { opt: Opt::Mouse, name: "mouse", zh: "鼠标", en: "mouse", values: &[
        v("on", "由纲目接管", "works in gangmu"), v("off", "归终端，可用终端自己的选择", "is the terminal's, for selecting")] },
    Choice { opt: Opt::Theme, name: "theme", zh: "主题", en: "theme", values: &[] },
    Choice { opt: Opt::Lang, name: "lang", zh: "界面语言", en: "language", values: &[
        v("auto", "随系统", "as the locale says"), v("zh", "中文", "Chinese"), v("en", "英文", "English")] },
    Choice { opt: Opt::Folders, name: "folders", zh: "文稿按文件夹列出", en: "list of texts by folders", values: ON_OFF },
    Choice { opt: Opt::Order, name: "order", zh: "文稿的排列", en: "order of the list of texts", values: &[
        v("last", "照上次", "as it was left"), order(Order::Recent), order(Order::Name),
        order(Order::Date), order(Order::Size), order(Order::Title)] },
    Choice { opt: Opt::DoublePinyin, name: "double-pinyin", zh: "双拼", en: "double pinyin", values: &[] },
    Choice { opt: Opt::Anchor, name: "anchor", zh: "摘录", en: "words kept with a place", values: &[
        v("on", "记 24 字，文稿改动后也能找回", "24 characters, to find it after an edit"),
        v("off", "不记文稿的字句", "none of the text")] },
];

/// The option called `name`, in either language.
#[must_use]
pub fn find(name: &str) -> Option<Opt> {
    // As vi calls them.
    let name = if matches!(name, "nu" | "number") { "numbers" } else { name };
    OPTIONS.iter().find(|choice| choice.name == name || choice.zh == name).map(|c| c.opt)
}

/// The table of the Chinese punctuation levels, for the command line.
const LEVELS: [Level; 4] = [Level::Strict, Level::Gb, Level::Basic, Level::None];

impl Opt {
    /// Its row of the table.
    ///
    /// # Panics
    /// Never: a test finds every option in the table.
    #[must_use]
    pub fn choice(self) -> &'static Choice {
        let row = OPTIONS.iter().find(|choice| choice.opt == self);
        row.unwrap_or(&OPTIONS[0])
    }

    /// Which of its values `settings` have.
    #[must_use]
    pub fn index(self, settings: &Settings) -> usize {
        let look = &settings.look;
        match self {
            Self::Measure => WIDTHS.iter().position(|w| *w == look.widest).unwrap_or(0),
            Self::Indent => usize::from(look.indent == 0),
            Self::Gap => look.gap as usize,
            Self::RowGap => usize::from(look.row_gap),
            Self::Justify => usize::from(look.justify),
            Self::LatinSpace => usize::from(look.latin_space),
            Self::Level => LEVELS.iter().position(|l| *l == look.level).unwrap_or(0),
            Self::Hang => usize::from(!look.hang),
            Self::Quotes => usize::from(look.quotes == Quotes::Tight),
            Self::Numbers => look.numbers as usize,
            Self::Zen => usize::from(look.zen),
            Self::Ambiguous => match (settings.probe, settings.ambiguous) {
                (true, _) => 0,
                (false, Ambiguous::Narrow) => 1,
                (false, Ambiguous::Wide) => 2,
            },
            Self::Mouse => usize::from(!settings.mouse),
            Self::Theme => settings.theme,
            Self::Folders => usize::from(settings.folders),
            Self::Order => {
                let at = Order::ALL.iter().position(|o| Some(*o) == settings.order);
                at.map_or(0, |at| at + 1)
            }
            Self::Lang => match (settings.localized, settings.lang) {
                (true, _) => 0,
                (false, Lang::Zh) => 1,
                (false, Lang::En) => 2,
            },
            Self::DoublePinyin => {
                let names = Scheme::NAMES.iter();
                let at = names.into_iter().position(|(_, s)| Some(*s) == settings.scheme);
                at.map_or(0, |at| at + 1)
            }
            Self::Anchor => usize::from(!settings.quoting),
        }
    }

    /// Gives it the value `index`; past the last, the last.
    pub fn put(self, settings: &mut Settings, index: usize) {
        let look = &mut settings.look;
        match self {
            Self::Measure => look.widest = WIDTHS[index.min(WIDTHS.len() - 1)],
            Self::Indent => look.indent = if index == 0 { 2 } else { 0 },
            Self::Gap => look.gap = [Gap::Auto, Gap::On, Gap::Off][index.min(2)],
            Self::RowGap => look.row_gap = index > 0,
            Self::Justify => look.justify = index > 0,
            Self::LatinSpace => look.latin_space = index > 0,
            Self::Level => look.level = LEVELS[index.min(3)],
            Self::Hang => look.hang = index == 0,
            Self::Quotes => look.quotes = [Quotes::Grid, Quotes::Tight][index.min(1)],
            Self::Numbers => {
                look.numbers = [Numbers::Off, Numbers::Paragraphs, Numbers::Lines][index.min(2)];
            }
            Self::Zen => look.zen = index > 0,
            Self::Ambiguous => {
                settings.probe = index == 0;
                let both = match index {
                    0 => settings.measured,
                    1 => (Ambiguous::Narrow, Ambiguous::Narrow),
                    _ => (Ambiguous::Wide, Ambiguous::Wide),
                };
                (settings.ambiguous, settings.letters) = both;
            }
            Self::Mouse => settings.mouse = index == 0,
            Self::Anchor => settings.quoting = index == 0,
            Self::Folders => settings.folders = index > 0,
            Self::Order => {
                let order = index.checked_sub(1).and_then(|i| Order::ALL.get(i));
                settings.order = order.copied();
            }
            Self::Lang => {
                settings.localized = index == 0;
                settings.lang = [settings.locale, Lang::Zh, Lang::En][index.min(2)];
            }
            Self::DoublePinyin => {
                let scheme = index.checked_sub(1).and_then(|i| Scheme::NAMES.get(i));
                settings.scheme = scheme.map(|(_, scheme)| *scheme);
            }
            Self::Theme => {
                settings.theme = index.min(settings.themes.all().len().saturating_sub(1));
            }
        }
    }

    /// The names of its values: as they are written, and as a message shows them.
    #[must_use]
    pub fn values(self, settings: &Settings) -> Vec<(String, String)> {
        let lang = settings.lang;
        if self == Self::Theme {
            let shown = |theme: &Theme| match lang {
                Lang::Zh => theme.zh.clone(),
                Lang::En => theme.name.clone(),
            };
            return settings.themes.all().map(|t| (t.name.clone(), shown(t))).collect();
        }
        if self == Self::DoublePinyin {
            let off = ("off".to_owned(), lang.pick("不用", "off").to_owned());
            let names =
                Scheme::NAMES.iter().map(|(name, _)| ((*name).to_owned(), (*name).to_owned()));
            return std::iter::once(off).chain(names).collect();
        }
        let values = self.choice().values.iter();
        values.map(|v| (v.name.to_owned(), lang.pick(v.zh, v.en).to_owned())).collect()
    }

    /// Gives it the value called `name`, as it is written or as a message shows it. Returns whether
    /// there is such a value.
    pub fn set(self, settings: &mut Settings, name: &str) -> bool {
        let values = self.values(settings);
        let index = values.iter().position(|(written, shown)| written == name || shown == name);
        if let Some(index) = index {
            self.put(settings, index);
        }
        index.is_some()
    }

    /// Gives it its next value, after the last the first.
    pub fn step(self, settings: &mut Settings) {
        let count = self.values(settings).len().max(1);
        self.put(settings, (self.index(settings) + 1) % count);
    }

    /// Its value, as it is written.
    #[must_use]
    pub fn value(self, settings: &Settings) -> String {
        self.values(settings).swap_remove(self.index(settings)).0
    }

    /// Its value, as a message shows it.
    #[must_use]
    pub fn shown(self, settings: &Settings) -> String {
        self.values(settings).swap_remove(self.index(settings)).1
    }

    /// What it is now, as a message says it.
    #[must_use]
    pub fn said(self, settings: &Settings) -> String {
        let choice = self.choice();
        let value = self.shown(settings);
        match settings.lang {
            Lang::Zh => format!("{}：{value}", choice.zh),
            Lang::En => format!("{}: {value}", choice.en),
        }
    }

    /// Its values as they are written, as a message lists them.
    #[must_use]
    pub fn names(self, settings: &Settings) -> String {
        let values = self.values(settings).into_iter().map(|(name, _)| name);
        values.collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_value_that_is_set_is_read_back() {
        for choice in OPTIONS {
            assert_eq!(choice.opt.choice().name, choice.name);
            for (name, shown) in choice.opt.values(&Settings::default()) {
                for word in [&name, &shown] {
                    let mut settings = Settings::default();
                    assert!(choice.opt.set(&mut settings, word));
                    assert_eq!(choice.opt.value(&settings), name, "{}", choice.name);
                }
            }
            assert!(!choice.opt.set(&mut Settings::default(), "这样"));
        }
    }

    #[test]
    fn a_key_goes_through_all_values_and_round() {
        for choice in OPTIONS {
            let mut settings = Settings::default();
            let first = choice.opt.value(&settings);
            let mut seen = HashSet::from([first.clone()]);
            let count = choice.opt.values(&settings).len();
            for _ in 1..count {
                choice.opt.step(&mut settings);
                seen.insert(choice.opt.value(&settings));
            }
            assert_eq!(seen.len(), count, "{}", choice.name);
            choice.opt.step(&mut settings);
            assert_eq!(choice.opt.value(&settings), first);
        }
    }

    #[test]
    fn every_name_stands_for_one_option() {
        let names: Vec<_> = OPTIONS.iter().flat_map(|c| [c.name, c.zh]).collect();
        assert_eq!(names.iter().collect::<HashSet<_>>().len(), names.len());
        assert!(OPTIONS.iter().all(|c| find(c.name) == Some(c.opt)));
    }
}
