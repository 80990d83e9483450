//! The rules: one table with the name, level, clause and wording of each.

use crate::locale::Lang;

/// How serious a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Worth a look.
    Hint,
    /// Against a rule of writing.
    Warning,
    /// Wrong: a reader would stumble over it.
    Error,
}

impl Level {
    /// Its name on the command line and in the output for programs.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Hint => "hint",
        }
    }

    /// In words.
    #[must_use]
    pub const fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::Error => lang.pick("错误", "error"),
            Self::Warning => lang.pick("警告", "warning"),
            Self::Hint => lang.pick("提示", "hint"),
        }
    }
}

/// Levels by their names.
pub const LEVELS: &[(&str, Level)] =
    &[("error", Level::Error), ("warning", Level::Warning), ("hint", Level::Hint)];

/// A rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the table says what each means")]
pub enum Rule {
    Gap,
    Repeat,
    Restart,
    Start,
    Mark,
    MixedMarks,
    MixedSeries,
    Order,
    Lone,
    Announced,
    Width,
    Unpaired,
    Nested,
    Empty,
    Parallel,
    Long,
}

/// What is known of a rule.
#[derive(Clone, Copy, Debug)]
pub struct About {
    /// The rule.
    pub rule: Rule,
    /// Its name for programs: never changes.
    pub id: &'static str,
    /// How serious a breach of it is, unless the settings say otherwise.
    pub level: Level,
    /// The clause that states it; empty where no clause does, and it is plain sense or a habit of
    /// good writers.
    pub clause: &'static str,
    zh: &'static str,
    en: &'static str,
}

impl About {
    /// What it asks for.
    #[must_use]
    pub const fn words(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }
}

const fn row(
    rule: Rule,
    id: &'static str,
    level: Level,
    clause: &'static str,
    zh: &'static str,
    en: &'static str,
) -> About {
    About { rule, id, level, clause, zh, en }
}

/// All rules, in the order of [`Rule`].
#[rustfmt::skip]
pub const RULES: &[About] = &[
    row(Rule::Gap, "number-gap", Level::Error, "", "序号连续，不跳号", "numbers follow one another without a gap"),
    row(Rule::Repeat, "number-repeat", Level::Error, "", "序号不重复", "no number stands twice in a list"),
    row(Rule::Restart, "number-restart", Level::Warning, "", "同一层的序号不中途从头编起", "a list does not begin again halfway"),
    row(Rule::Start, "number-start", Level::Warning, "", "序号从一开始", "a list begins with its first number"),
    row(Rule::Mark, "number-mark", Level::Warning, "GB/T 15834-2011 B.3", "序号后的标点合规：一、 （一） 1. （1） 第一， 一是", "the right mark after a number: 一、 （一） 1. （1） 第一， 一是"),
    row(Rule::MixedMarks, "number-mixed", Level::Warning, "", "同一列序号写法一致", "numbers of one list are written alike"),
    row(Rule::MixedSeries, "series-mixed", Level::Hint, "", "一是、首先、第一 不混用", "一是, 首先 and 第一 are not mixed in a list"),
    row(Rule::Order, "level-order", Level::Warning, "GB/T 9704-2012 7.3.3", "层次依次为 一、（一）1.（1）", "levels go down 一、 （一） 1. （1）"),
    row(Rule::Lone, "lone-item", Level::Warning, "", "有第一就有第二，有首先就有其次", "第一 calls for 第二, 首先 for 其次"),
    row(Rule::Announced, "announced-count", Level::Error, "", "说几点就列几点", "as many items as were announced"),
    row(Rule::Width, "half-width", Level::Warning, "GB/T 15834-2011 5.1", "汉字之间用全角标点", "full-width punctuation between Chinese characters"),
    row(Rule::Unpaired, "unpaired", Level::Error, "GB/T 15834-2011 5.1.3", "引号、括号、书名号成对", "quotes and brackets come in pairs"),
    row(Rule::Nested, "nested-quotes", Level::Hint, "GB/T 15834-2011 4.8", "引号套用时外双内单", "double quotes outside, single inside"),
    row(Rule::Empty, "empty-heading", Level::Warning, "", "标题之下有正文", "a heading has text under it"),
    row(Rule::Parallel, "parallel-headings", Level::Hint, "", "并列的标题句式一致", "parallel headings share one pattern"),
    row(Rule::Long, "long-title", Level::Hint, "", "标题简短", "titles are short"),
];

impl Rule {
    /// What is known of it.
    #[must_use]
    pub fn about(self) -> &'static About {
        // The test below holds the order.
        RULES.get(self as usize).unwrap_or(&FIRST)
    }

    /// The rule of this name.
    #[must_use]
    pub fn named(id: &str) -> Option<Self> {
        RULES.iter().find(|about| about.id == id).map(|about| about.rule)
    }
}

static FIRST: About = RULES[0];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_the_order_of_the_rules_and_no_name_twice() {
        for (i, about) in RULES.iter().enumerate() {
            assert_eq!(about.rule as usize, i);
            assert_eq!(Rule::named(about.id), Some(about.rule));
        }
    }
}
