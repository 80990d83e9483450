//! Problems in a settings file or a theme, each with its line and column.
//!
//! In: a TOML text. Out: as much of its table as can be read, and a [`Problem`] for each place that
//! is not TOML. The readers of settings and themes add what they do not understand.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeTable;

use crate::locale::Lang;
use crate::text::Span;

/// Something in the file that could not be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong, in Chinese.
    pub zh: String,
    /// What is wrong, in English.
    pub en: String,
    /// Whether it is in a heading rule. Commands that print outlines warn of these, since the rule is
    /// left out and the outline differs.
    pub rule: bool,
}

impl Problem {
    /// The problem on one line, place first: `3:6 …`.
    #[must_use]
    pub fn said(&self, lang: Lang) -> String {
        let words = match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        };
        format!("{}:{} {words}", self.line, self.column)
    }
}

/// A problem at `span` of `text`.
#[must_use]
pub fn at(text: &str, span: Range<usize>, zh: String, en: String) -> Problem {
    let before = Span::new(0, span.start.min(text.len())).of(text);
    let line = before.rsplit('\n').next().unwrap_or_default();
    let (line, column) = (before.matches('\n').count() + 1, line.chars().count() + 1);
    Problem { line, column, zh, en, rule: false }
}

/// A problem at `span` of `text`, inside a heading rule.
#[must_use]
pub fn about_rule(text: &str, span: Range<usize>, zh: String, en: String) -> Problem {
    Problem { rule: true, ..at(text, span, zh, en) }
}

/// Reads as much of `text` as is valid TOML.
#[must_use]
pub fn parse(text: &str) -> (Spanned<DeTable<'_>>, Vec<Problem>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let problems = errors.iter().map(|error| {
        let span = error.span().unwrap_or(0..0);
        let message = error.message();
        at(text, span, format!("不合 TOML 格式：{message}"), format!("not TOML: {message}"))
    });
    let problems = problems.collect();
    (table, problems)
}
