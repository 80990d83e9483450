//! The user's own rules: what else is a heading, and what is not one although the engine thinks so.
//!
//! In: [`Rule`]s, each of which says what the words are that its [`Matcher`] matches. Out: [`Rules`], in
//! order; the last one that matches decides, so an exception stands after the rule to which it is one.
//! The patterns themselves belong to `search`: here a rule is only asked whether it matches.

use std::fmt;
use std::sync::Arc;

use super::tree::Kind;
use crate::text::Span;

/// Finds where a pattern matches.
pub trait Matcher: fmt::Debug + Send + Sync {
    /// The pattern, as it was written.
    fn pattern(&self) -> &str;

    /// What the pattern matches at the very start of `text`; `None` if it does not match there, or only the
    /// empty string. Takes time linear in `text`.
    fn at_start(&self, text: &str) -> Option<Matched>;
}

/// What a pattern has matched, in bytes from the start of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Matched {
    /// The end of the match.
    pub end: usize,
    /// The part that the pattern names the number, if it does.
    pub number: Option<Span>,
    /// The part that the pattern names the title, if it does.
    pub title: Option<Span>,
}

/// What a rule says of the words that it matches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Ruling {
    /// They are the title of a speech, after which numbers begin again.
    Title,
    /// They are a heading.
    #[default]
    Heading,
    /// They are an item of an enumeration.
    Point,
    /// They are none of these, whatever the engine thinks.
    Nothing,
}

impl Ruling {
    /// All rulings, in the order in which a key goes through them.
    pub const ALL: [Self; 4] = [Self::Heading, Self::Point, Self::Title, Self::Nothing];

    /// The kind of node that it makes; `None` for [`Ruling::Nothing`].
    pub(super) const fn kind(self) -> Option<Kind> {
        match self {
            Self::Title => Some(Kind::Title),
            Self::Heading => Some(Kind::Heading),
            Self::Point => Some(Kind::Point),
            Self::Nothing => None,
        }
    }
}

/// A rule: a pattern, and what it says of the words that it matches.
#[derive(Clone, Debug)]
pub struct Rule {
    /// What the words are.
    pub ruling: Ruling,
    /// How many levels below the title of its speech the heading stands, from 1; `None` to decide by
    /// what stands around it.
    pub level: Option<u8>,
    /// Whether it is also tried inside paragraphs, after the end of each sentence. What it matches there
    /// is a point.
    pub inside: bool,
    /// Finds where the pattern matches.
    pub matcher: Arc<dyn Matcher>,
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        let Self { ruling, level, inside, matcher } = self;
        (*ruling, *level, *inside) == (other.ruling, other.level, other.inside)
            && matcher.pattern() == other.matcher.pattern()
    }
}

impl Eq for Rule {}

/// Rules in order; of those that match, the last one decides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rules(Arc<[Rule]>);

impl FromIterator<Rule> for Rules {
    fn from_iter<I: IntoIterator<Item = Rule>>(rules: I) -> Self {
        Self(rules.into_iter().collect())
    }
}

impl Rules {
    /// Whether there are none, so that the engine decides everything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The rules, in order.
    #[must_use]
    pub fn all(&self) -> &[Rule] {
        &self.0
    }

    /// These rules without any that has the pattern of `rule`, and then `rule`, which overrules them all.
    #[must_use]
    pub fn with(&self, rule: Rule) -> Self {
        let pattern = rule.matcher.pattern();
        let others = self.0.iter().filter(|other| other.matcher.pattern() != pattern).cloned();
        others.chain([rule.clone()]).collect()
    }
}
