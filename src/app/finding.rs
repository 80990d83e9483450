//! What is wrong in a file of settings, and where.
//!
//! In: a TOML text. Out: what of it can be read, and [`Finding`]s with line and column.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeTable;

use crate::locale::Lang;
use crate::text::Span;

/// Something that could not be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong, in Chinese.
    pub zh: String,
    /// What is wrong, in English.
    pub en: String,
    /// Whether it is about a heading rule, without which outlines are others.
    pub rule: bool,
}

impl Finding {
    /// The finding as one line: `3:6 …`.
    #[must_use]
    pub fn said(&self, lang: Lang) -> String {
        let words = match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        };
        format!("{}:{} {words}", self.line, self.column)
    }
}

/// A finding about `span` of `text`.
#[must_use]
pub fn at(text: &str, span: Range<usize>, zh: String, en: String) -> Finding {
    let before = Span::new(0, span.start.min(text.len())).of(text);
    let line = before.rsplit('\n').next().unwrap_or_default();
    let (line, column) = (before.matches('\n').count() + 1, line.chars().count() + 1);
    Finding { line, column, zh, en, rule: false }
}

/// A finding about `span` of `text`, which is part of a heading rule.
#[must_use]
pub fn about_rule(text: &str, span: Range<usize>, zh: String, en: String) -> Finding {
    Finding { rule: true, ..at(text, span, zh, en) }
}

/// Reads as much of `text` as is TOML.
#[must_use]
pub fn parse(text: &str) -> (Spanned<DeTable<'_>>, Vec<Finding>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let findings = errors.iter().map(|error| {
        let span = error.span().unwrap_or(0..0);
        let message = error.message();
        at(text, span, format!("不合 TOML 格式：{message}"), format!("not TOML: {message}"))
    });
    let findings = findings.collect();
    (table, findings)
}
