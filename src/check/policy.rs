//! The user's own choices about the rules: rules to ignore, levels to change, words never to be marked.
//!
//! In: [`Finding`]s. Out: those that remain, at the levels the user wants.

use std::collections::{BTreeMap, BTreeSet};

use super::{Finding, Level, Rule};
use crate::text::Span;

/// The user's choices about the rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// Rules that may be broken.
    pub allowed: BTreeSet<Rule>,
    /// Levels that differ from those of the table.
    pub levels: BTreeMap<Rule, Level>,
    /// Words, exactly as they are written, in which nothing is to be marked.
    pub words: Vec<String>,
}

impl Policy {
    /// How grave a breach of `rule` is; `None` where it may be broken.
    #[must_use]
    pub fn level(&self, rule: Rule) -> Option<Level> {
        let level = || self.levels.get(&rule).copied().unwrap_or(rule.about().level);
        (!self.allowed.contains(&rule)).then(level)
    }

    /// The findings on `text` that remain. Linear in their number; looks at the text only around them.
    #[must_use]
    pub fn apply(&self, text: &str, mut found: Vec<Finding>) -> Vec<Finding> {
        found.retain_mut(|finding| match self.level(finding.rule) {
            Some(level) => {
                finding.level = level;
                !self.words.iter().any(|words| touches(text, finding.span, words))
            }
            None => false,
        });
        found
    }
}

/// Whether `words` stand in `text` so that they share a character with `span`.
fn touches(text: &str, span: Span, words: &str) -> bool {
    if words.is_empty() {
        return false;
    }
    let around = words.len().saturating_sub(1);
    let mut start = span.start.saturating_sub(around);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let mut end = span.end.saturating_add(around).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    Span::new(start, end.max(start)).of(text).contains(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::check;
    use crate::document::Document;
    use crate::locale::Lang;

    const TEXT: &str =
        "一、抓好春耕\n种子要备足,化肥要到田。\n三、抓好水利\n渠道要修好,塘坝要蓄水。\n";

    fn found(policy: &Policy) -> Vec<(Rule, Level)> {
        let document = Document::from_lines(TEXT);
        let found = check(&document, &crate::outline::parse(&document), Lang::Zh);
        policy.apply(TEXT, found).iter().map(|f| (f.rule, f.level)).collect()
    }

    #[test]
    fn without_a_wish_all_is_told_as_the_table_says() {
        let all = found(&Policy::default());
        assert_eq!(
            all,
            [
                (Rule::Width, Level::Warning),
                (Rule::Gap, Level::Error),
                (Rule::Width, Level::Warning)
            ]
        );
    }

    #[test]
    fn rules_may_be_broken_or_weigh_otherwise() {
        let policy = Policy {
            allowed: [Rule::Width].into(),
            levels: [(Rule::Gap, Level::Hint)].into(),
            ..Policy::default()
        };
        assert_eq!(found(&policy), [(Rule::Gap, Level::Hint)]);
        assert_eq!(policy.level(Rule::Width), None);
        assert_eq!(policy.level(Rule::Order), Some(Level::Warning));
    }

    #[test]
    fn words_are_let_be_where_they_stand_and_nowhere_else() {
        let of = |words: &[&str]| {
            let words = words.iter().map(|words| (*words).to_owned()).collect();
            found(&Policy { words, ..Policy::default() }).len()
        };
        assert_eq!(of(&["三、抓好水利"]), 2);
        assert_eq!(of(&["备足,化肥"]), 2, "the other comma is still told");
        assert_eq!(of(&[","]), 1);
        assert_eq!(of(&["化肥要到田", "抓好春耕"]), 3, "what stands beside a fault is none");
        assert_eq!(of(&["", "没有的话"]), 3);
    }

    proptest::proptest! {
        #[test]
        fn any_place_in_any_text_may_be_asked_about(
            text in "[一-三,“a]{0,12}", words in "[一-三,“a]{0,4}", at in 0_usize..40, len in 0_usize..9
        ) {
            let mut start = at.min(text.len());
            while !text.is_char_boundary(start) { start -= 1; }
            let span = Span::new(start, (start + len).min(text.len())).within(&text);
            let slow = !words.is_empty() && text.char_indices().any(|(i, _)| {
                let here = Span::new(i, i + words.len());
                here.of(&text) == words && (here.overlaps(span) && !span.is_empty())
            });
            if !span.is_empty() {
                proptest::prop_assert_eq!(touches(&text, span, &words), slow);
            }
        }
    }
}
