//! The patterns of the user's own heading rules.
//!
//! In: a regular expression, read as in the search ([`Pattern`](super::Pattern)). Out: a [`Matcher`], which
//! tells the outline whether a paragraph begins with it. A group named `number` holds the number, one named
//! `title` the title.

use super::pattern::{BadPattern, build};
use crate::outline::rules::{Matched, Matcher};
use crate::text::Span;

/// Longest pattern, in `char`s. A longer one would slow down every paragraph.
const LONGEST: usize = 1000;

/// A pattern that is tried at the start of a text only.
#[derive(Clone, Debug)]
pub struct HeadingPattern {
    /// As the user wrote it.
    written: String,
    regex: regex::Regex,
    /// Whether it has a group named `number` or `title`.
    named: bool,
}

impl HeadingPattern {
    /// Makes `pattern` ready.
    ///
    /// # Errors
    ///
    /// [`BadPattern`] if it is not a valid regular expression, or too large.
    ///
    /// ```
    /// # use gangmu::outline::rules::Matcher;
    /// # use gangmu::search::text::HeadingPattern;
    /// let question = HeadingPattern::new(r"Q(?<number>\d+)\.")?;
    /// let matched = question.at_start("Q12. 何时开工？").unwrap();
    /// assert_eq!(matched.number.unwrap().of("Q12. 何时开工？"), "12");
    /// assert_eq!(question.at_start("见Q12."), None);
    /// # Ok::<(), gangmu::search::text::BadPattern>(())
    /// ```
    pub fn new(pattern: &str) -> Result<Self, BadPattern> {
        if pattern.chars().nth(LONGEST).is_some() {
            return Err(BadPattern::too_large());
        }
        // By itself first: the group put around it below could balance brackets that are unbalanced, as
        // in `a)(b`.
        let named =
            build(pattern)?.capture_names().flatten().any(|n| ["number", "title"].contains(&n));
        let regex = build(&format!(r"\A(?:{pattern})"))?;
        Ok(Self { written: pattern.to_owned(), regex, named })
    }
}

impl Matcher for HeadingPattern {
    fn pattern(&self) -> &str {
        &self.written
    }

    fn at_start(&self, text: &str) -> Option<Matched> {
        if !self.named {
            let end = self.regex.find(text)?.end();
            return (end > 0).then_some(Matched { end, number: None, title: None });
        }
        let groups = self.regex.captures(text)?;
        let end = groups.get(0)?.end();
        let part = |name| groups.name(name).map(|part| Span::new(part.start(), part.end()));
        (end > 0).then(|| Matched { end, number: part("number"), title: part("title") })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Lang;
    use proptest::prelude::*;

    fn end(pattern: &str, text: &str) -> Option<usize> {
        HeadingPattern::new(pattern).unwrap().at_start(text).map(|matched| matched.end)
    }

    #[test]
    fn a_pattern_is_tried_at_the_start_alone() {
        assert_eq!(end("【要点】|议题", "议题一"), Some(6));
        assert_eq!(end("【要点】|议题", "会议议题一"), None);
        assert_eq!(end("^议题.*$", "议题一"), Some(9));
        assert_eq!(end("x*", "议题"), None, "the empty string is no heading");
    }

    #[test]
    fn both_scripts_match_and_case_counts_where_typed() {
        assert_eq!(end("议题", "議題一"), Some(6));
        assert_eq!(end("q", "Q1"), Some(1));
        assert_eq!(end("Q", "q1"), None);
    }

    #[test]
    fn parts_are_named() {
        let pattern = HeadingPattern::new(r"议题(?<number>\p{Han})\s*(?<title>[^，]*)").unwrap();
        let text = "议题三 修渠，先修东渠";
        let matched = pattern.at_start(text).unwrap();
        let part = |span: Option<Span>| span.unwrap().of(text);
        assert_eq!((part(matched.number), part(matched.title)), ("三", "修渠"));
    }

    #[test]
    fn what_only_the_surroundings_would_balance_is_refused() {
        for (pattern, why) in
            [("a)(b", "右括号没有对应的左括号"), (&"一".repeat(1001), "嵌套或重复太多")]
        {
            let error = HeadingPattern::new(pattern).unwrap_err();
            assert_eq!(error.message(Lang::Zh), format!("正则有误：{why}"));
        }
    }

    proptest! {
        #[test]
        fn any_pattern_is_read_or_refused(pattern in any::<String>(), text in any::<String>()) {
            if let Ok(ready) = HeadingPattern::new(&pattern)
                && let Some(matched) = ready.at_start(&text)
            {
                prop_assert!(matched.end > 0 && text.is_char_boundary(matched.end));
            }
        }
    }
}
