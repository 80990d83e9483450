//! Heading rules in the settings file: `[[heading]]`.
//!
//! In: an array of TOML tables. Out: rules for the [`Rulebook`], and a [`Problem`] for everything that
//! could not be understood. A rule with a problem is left out as a whole; the others apply.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::problem::{Problem, about_rule};
use super::quoted;
use crate::library::rules::{Entry, Rulebook, name};
use crate::locale::Lang;
use crate::outline::rules::{Rule, Ruling};
use crate::search::text::HeadingPattern;
use crate::text::Span;

/// Most rules that are read: each takes time at every paragraph.
const MOST: usize = 100;
/// The deepest level.
pub const DEEPEST: u8 = 9;

/// The keys of a rule. `kind` alone says what the words are, `none` included, so that no rule can
/// say two things at once; `inside` is about places inside a paragraph, where points stand.
const KEYS: [&str; 6] = ["pattern", "kind", "level", "inside", "folder", "name"];

/// Adds what `value` says to `rules`.
pub(super) fn read(
    text: &str,
    value: &Spanned<DeValue<'_>>,
    rules: &mut Rulebook,
    problems: &mut Vec<Problem>,
) {
    let DeValue::Array(tables) = value.get_ref() else {
        problems.push(about_rule(
            text,
            value.span(),
            "标题规则要写成 [[heading]]，每条一段".to_owned(),
            "heading rules are written [[heading]], one below the other".to_owned(),
        ));
        return;
    };
    for item in tables.iter() {
        let DeValue::Table(table) = item.get_ref() else {
            problems.push(about_rule(
                text,
                item.span(),
                "标题规则要写成 [[heading]]，每条一段".to_owned(),
                "heading rules are written [[heading]], one below the other".to_owned(),
            ));
            continue;
        };
        if rules.entries().len() >= MOST {
            problems.push(about_rule(
                text,
                item.span(),
                format!("标题规则最多 {MOST} 条"),
                format!("there can be {MOST} heading rules at most"),
            ));
            return;
        }
        let mut reader = Reader { text, problems, sound: true };
        if let Some(entry) = reader.entry(table, item.span()) {
            rules.add(entry);
        }
    }
}

/// Reads one rule.
struct Reader<'a> {
    text: &'a str,
    problems: &'a mut Vec<Problem>,
    /// Whether nothing was wrong so far.
    sound: bool,
}

impl Reader<'_> {
    fn fault(&mut self, span: Range<usize>, zh: String, en: String) {
        self.sound = false;
        self.problems.push(about_rule(self.text, span, zh, en));
    }

    /// The rule that `table` is, where it can be understood whole.
    fn entry(&mut self, table: &DeTable<'_>, place: Range<usize>) -> Option<Entry> {
        for key in table.keys().filter(|key| !KEYS.contains(&key.get_ref().as_ref())) {
            let (key, keys) = ((key.span(), key.get_ref()), KEYS.join(" "));
            let (span, key) = key;
            self.fault(
                span,
                format!("标题规则没有 {key} 这一项；可用的：{keys}"),
                format!("a heading rule has no {key}; there are: {keys}"),
            );
        }
        let ruling = self.ruling(table).unwrap_or_default();
        let level = self.level(table, ruling);
        let inside = self.inside(table, ruling);
        let folder = self.word(table, "folder").and_then(|(span, word)| self.folder(span, &word));
        let name = self.word(table, "name").map_or(String::new(), |(_, word)| word);
        let Some((span, pattern)) = self.word(table, "pattern") else {
            if !table.contains_key("pattern") {
                self.fault(
                    place,
                    "标题规则要有 pattern（正则表达式）".to_owned(),
                    "a heading rule needs a pattern (a regular expression)".to_owned(),
                );
            }
            return None;
        };
        let matcher = match HeadingPattern::new(&pattern) {
            Ok(matcher) => Arc::new(matcher),
            Err(bad) => {
                self.fault(span, bad.message(Lang::Zh), bad.message(Lang::En));
                return None;
            }
        };
        self.sound.then(|| Entry::new(name, folder, Rule { ruling, level, inside, matcher }))
    }

    /// The word that stands under `key`, and where.
    fn word(&mut self, table: &DeTable<'_>, key: &str) -> Option<(Range<usize>, String)> {
        let value = table.get(key)?;
        match value.get_ref() {
            DeValue::String(word) => Some((value.span(), word.clone().into_owned())),
            _ => {
                let (zh, en) = (format!("{key} 要写在引号里"), format!("{key} takes a string"));
                self.fault(value.span(), zh, en);
                None
            }
        }
    }

    fn ruling(&mut self, table: &DeTable<'_>) -> Option<Ruling> {
        let (span, word) = self.word(table, "kind")?;
        let found = Ruling::ALL.into_iter().find(|r| name(*r) == word || said(*r).0 == word);
        if found.is_none() {
            let names = Ruling::ALL.map(name).join(" ");
            let shown = Span::new(span.start, span.end).of(self.text).to_owned();
            self.fault(
                span,
                format!("kind 不接受 {shown}，可以是 {names}"),
                format!("kind does not take {shown}, only {names}"),
            );
        }
        found
    }

    fn level(&mut self, table: &DeTable<'_>, ruling: Ruling) -> Option<u8> {
        let value = table.get("level")?;
        let number = value.get_ref().as_integer().and_then(|n| n.as_str().parse::<u8>().ok());
        let level = number.filter(|level| (1..=DEEPEST).contains(level));
        if level.is_none() {
            self.fault(
                value.span(),
                format!("level 是 1 到 {DEEPEST} 的整数，题目下的第一级是 1"),
                format!("level is a number from 1 to {DEEPEST}; 1 is right below the title"),
            );
        } else if matches!(ruling, Ruling::Title | Ruling::Nothing) {
            self.fault(
                value.span(),
                "题目和不算标题的文字没有级别".to_owned(),
                "a title, or what is no heading, has no level".to_owned(),
            );
        }
        level
    }

    /// Points stand inside paragraphs unless it is said that they do not, other headings the other
    /// way round.
    fn inside(&mut self, table: &DeTable<'_>, ruling: Ruling) -> bool {
        let usual = ruling == Ruling::Point;
        let Some(value) = table.get("inside") else { return usual };
        match value.get_ref() {
            DeValue::Boolean(true) if ruling == Ruling::Title => {
                self.fault(
                    value.span(),
                    "题目不在段落中间".to_owned(),
                    "no title stands inside a paragraph".to_owned(),
                );
                false
            }
            DeValue::Boolean(inside) => *inside,
            _ => {
                let (zh, en) = ("inside 是 true 或 false", "inside is true or false");
                self.fault(value.span(), zh.to_owned(), en.to_owned());
                usual
            }
        }
    }

    fn folder(&mut self, span: Range<usize>, word: &str) -> Option<PathBuf> {
        let path = Path::new(word);
        if path.is_absolute() || path.starts_with("~") {
            return Some(path.to_owned());
        }
        self.fault(
            span,
            "folder 要写绝对路径，或以 ~/ 开头".to_owned(),
            "folder is an absolute path, or begins with ~/".to_owned(),
        );
        None
    }
}

/// What a ruling is called on the screen.
#[must_use]
pub const fn said(ruling: Ruling) -> (&'static str, &'static str) {
    match ruling {
        Ruling::Title => ("题目", "title"),
        Ruling::Heading => ("标题", "heading"),
        Ruling::Point => ("要点", "point"),
        Ruling::Nothing => ("不算标题", "no heading"),
    }
}

/// The rule as it is written in a settings file.
pub(super) fn written(entry: &Entry) -> String {
    let Entry { name: called, folder, rule, .. } = entry;
    let mut out = format!("\n[[heading]]\npattern = {}\n", literal(rule.matcher.pattern()));
    let mut line = |key: &str, value: String| {
        out.push_str(key);
        out.push_str(" = ");
        out.push_str(&value);
        out.push('\n');
    };
    line("kind", quoted(name(rule.ruling)));
    if let Some(level) = rule.level {
        line("level", level.to_string());
    }
    if rule.inside != (rule.ruling == Ruling::Point) {
        line("inside", rule.inside.to_string());
    }
    if let Some(folder) = folder {
        line("folder", quoted(&folder.to_string_lossy()));
    }
    if !called.is_empty() {
        line("name", quoted(called));
    }
    out
}

/// A pattern as TOML: as it is where that can be, since a backslash would have to be doubled.
fn literal(pattern: &str) -> String {
    if pattern.contains(|c: char| c == '\'' || c.is_control()) {
        return quoted(pattern);
    }
    format!("'{pattern}'")
}

/// What the file of defaults says of rules, all of it commented out.
pub(super) const fn example(lang: Lang) -> &'static str {
    lang.pick(
        "# 自己的标题规则，一条一段 [[heading]]，可以写几条；都相符时以后面的为准。例如：\n\
         #\n\
         # [[heading]]\n\
         # pattern = '议题(?<number>\\p{Han})\\s*(?<title>.*)'\n\
         # kind = \"heading\"\n\
         # level = 1\n\
         # inside = false\n\
         # folder = \"~/会议纪要\"\n\
         # name = \"议题\"\n\
         #\n\
         # pattern 是正则表达式，从段首比起，汉字不分简繁；名为 number 的组是序号，名为 title 的组是\n\
         #   标题，不写则相符的文字作序号，其后到句末作标题。\n\
         # kind：heading 标题（默认），point 要点，title 一篇讲话的题目，none 不算标题（哪怕看上去像）。\n\
         # level：固定在题目下第几级，1 到 9；不写则由上下文决定，先写的规则层次较高。\n\
         # inside：段落中间句末之后也找，找到的是要点；kind 是 point 时默认 true。\n\
         # folder：只用于这个文件夹里的文件，可用 ~；不写则用于各处。\n\
         # name：给人看的名字。在阅读界面里按 O 可以边写边看。",
        "# Heading rules of your own, each a [[heading]]; of several that match, the last decides.\n\
         #\n\
         # [[heading]]\n\
         # pattern = 'Q(?<number>\\d+)\\.\\s*(?<title>.*)'\n\
         # kind = \"heading\"\n\
         # level = 1\n\
         # inside = false\n\
         # folder = \"~/minutes\"\n\
         # name = \"questions\"\n\
         #\n\
         # pattern: a regular expression, tried at the start of a paragraph. A group called number is\n\
         #   the number, one called title the title; without these, what matches is the marker, and\n\
         #   what follows it in its sentence the title.\n\
         # kind: heading (the default), point, title (of a speech), none (no heading, whatever it\n\
         #   looks like).\n\
         # level: fixed, from 1 to 9 below the title; without it what stands around decides, and a\n\
         #   rule written earlier stands higher.\n\
         # inside: also after a sentence inside a paragraph, where it makes points; true by default\n\
         #   where kind is point.\n\
         # folder: for files below this folder alone, ~ allowed; without it everywhere.\n\
         # name: for people. In the reader, O tries a rule while it is written.",
    )
}

#[cfg(test)]
mod tests {
    use super::super::{changed, read};
    use super::*;
    use crate::app::Settings;

    fn told(text: &str) -> (Settings, Vec<(usize, usize, String)>) {
        let mut settings = Settings::default();
        let problems = read(text, &mut settings);
        assert!(problems.iter().all(|f| f.rule), "{problems:?}");
        (settings, problems.into_iter().map(|f| (f.line, f.column, f.en)).collect())
    }

    #[test]
    fn a_rule_is_read_with_all_it_says() {
        let (settings, problems) = told(
            "[[heading]]\npattern = '【要点】'\n\n[[heading]]\npattern = \"Q\\\\d+\"\nkind = \"point\"\n\
             level = 2\ninside = false\nfolder = \"~/a\"\nname = \"问\"\n\n[[heading]]\npattern = '一、二期'\nkind = \"不算标题\"\n",
        );
        assert_eq!(problems, []);
        let said: Vec<_> = settings
            .rules
            .entries()
            .iter()
            .map(|e| (e.label(), e.rule.ruling, e.rule.level, e.rule.inside, e.folder.is_some()))
            .collect();
        assert_eq!(
            said,
            [
                ("【要点】", Ruling::Heading, None, false, false),
                ("问", Ruling::Point, Some(2), false, true),
                ("一、二期", Ruling::Nothing, None, false, false),
            ]
        );
    }

    #[test]
    fn every_fault_is_told_where_it_stands_and_the_other_rules_hold() {
        let table = [
            ("[[heading]]\nkind = \"heading\"\n", (1, 1), "needs a pattern"),
            ("[[heading]]\npattern = '('\n", (2, 11), "unclosed group"),
            ("[[heading]]\npattern = 7\n", (2, 11), "pattern takes a string"),
            ("[[heading]]\npattern = 'a'\nkind = \"chapter\"\n", (3, 8), "does not take"),
            ("[[heading]]\npattern = 'a'\nlevel = 0\n", (3, 9), "from 1 to 9"),
            ("[[heading]]\npattern = 'a'\nlevel = \"1\"\n", (3, 9), "from 1 to 9"),
            ("[[heading]]\npattern = 'a'\nkind = \"title\"\nlevel = 1\n", (4, 9), "has no level"),
            ("[[heading]]\npattern = 'a'\nkind = \"none\"\nlevel = 1\n", (4, 9), "has no level"),
            ("[[heading]]\npattern = 'a'\ninside = 1\n", (3, 10), "true or false"),
            ("[[heading]]\npattern = 'a'\nkind = \"title\"\ninside = true\n", (4, 10), "no title"),
            ("[[heading]]\npattern = 'a'\nfolder = \"文稿\"\n", (3, 10), "absolute path"),
            ("[[heading]]\npattern = 'a'\n  patern = 'b'\n", (3, 3), "has no patern"),
            ("heading = 3\n", (1, 11), "written [[heading]]"),
            ("heading = [3]\n", (1, 12), "written [[heading]]"),
        ];
        for (text, place, words) in table {
            // A key cannot be both a value and an array of tables.
            let alone = text.starts_with("heading =");
            let more = if alone { "" } else { "\n[[heading]]\npattern = '甲'\n" };
            let (settings, problems) = told(&format!("{text}{more}"));
            assert_eq!(problems.len(), 1, "{text}: {problems:?}");
            assert_eq!((problems[0].0, problems[0].1), place, "{text}");
            assert!(problems[0].2.contains(words), "{text}: {problems:?}");
            assert_eq!(settings.rules.entries().len(), usize::from(!alone), "{text}");
        }
    }

    #[test]
    fn there_can_be_too_many() {
        let many: String = (0..105).map(|i| format!("[[heading]]\npattern = '第{i}'\n")).collect();
        let (settings, problems) = told(&many);
        assert_eq!(settings.rules.entries().len(), MOST);
        assert_eq!(problems.len(), 1);
    }

    #[test]
    fn rules_that_are_kept_are_read_back() {
        let base = told("justify = true\n[[heading]]\npattern = '甲'\n").0;
        let mut now = base.clone();
        let (more, _) = told(
            "[[heading]]\npattern = '''Q(?<number>\\d+)'s'''\nkind = \"point\"\ninside = false\nname = \"a\\\"b\"\n\
             [[heading]]\npattern = '\\d+号'\nlevel = 3\nfolder = \"/文稿 一\"\ninside = true\n\
             [[heading]]\npattern = '乙'\nkind = \"none\"\n",
        );
        let rules = Arc::make_mut(&mut now.rules);
        more.rules.entries().iter().for_each(|entry| rules.add(entry.clone()));
        now.look.justify = false;
        let kept = changed(&now, &base);
        let mut again = base.clone();
        assert_eq!(read(&kept, &mut again), [], "{kept}");
        assert!(again == now, "{kept}");
        assert!(kept.starts_with("justify = false\n"), "{kept}");
        assert!(!kept.contains('甲'), "what the settings file says is not kept again");
    }

    #[test]
    fn the_example_of_the_defaults_is_a_rule() {
        for lang in [Lang::Zh, Lang::En] {
            let lines = example(lang).lines().map(|line| line.trim_start_matches("# "));
            let toml: String = lines
                .skip_while(|line| *line != "[[heading]]")
                .take_while(|line| *line != "#")
                .map(|line| format!("{line}\n"))
                .collect();
            let (settings, problems) = told(&toml);
            assert_eq!((problems.len(), settings.rules.entries().len()), (0, 1), "{toml}");
        }
    }
}
