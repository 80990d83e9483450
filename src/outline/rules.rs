//! The reader's own rules: what is a heading beside what the engine knows, and what is none.
//!
//! In: [`Rule`]s, each a [`Matcher`] and what it says of what it matches. Out: [`Rules`], in order;
//! the last one that matches decides, so that an exception stands after what it excepts. The
//! patterns themselves belong to `search`: here a rule is only asked where it matches.

use std::fmt;
use std::sync::Arc;

use super::tree::Kind;
use crate::text::Span;

/// Finds where a pattern matches.
pub trait Matcher: fmt::Debug + Send + Sync {
    /// The pattern, as it was written.
    fn pattern(&self) -> &str;

    /// What the pattern matches at the very start of `text`; `None` where it matches nothing there,
    /// or the empty string. Takes time linear in `text`.
    fn at_start(&self, text: &str) -> Option<Matched>;
}

/// What a pattern has matched, in bytes from the start of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Matched {
    /// One past the last byte.
    pub end: usize,
    /// The part that the pattern names the number.
    pub number: Option<Span>,
    /// The part that the pattern names the title.
    pub title: Option<Span>,
}

/// What a rule says of the words that it matches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Ruling {
    /// They are the title of a speech, with which numbering begins afresh.
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
    /// All of them, in the order in which a key goes through them.
    pub const ALL: [Self; 4] = [Self::Heading, Self::Point, Self::Title, Self::Nothing];

    /// The kind of node that it makes.
    pub(super) const fn kind(self) -> Option<Kind> {
        match self {
            Self::Title => Some(Kind::Title),
            Self::Heading => Some(Kind::Heading),
            Self::Point => Some(Kind::Point),
            Self::Nothing => None,
        }
    }
}

/// A rule.
#[derive(Clone, Debug)]
pub struct Rule {
    /// What it says.
    pub ruling: Ruling,
    /// How many levels deep the heading stands below the title of its speech, from 1; where it is
    /// not said, what stands around decides.
    pub level: Option<u8>,
    /// Whether it is tried after the end of a sentence inside a paragraph as well. There it makes
    /// points.
    pub inside: bool,
    /// Where it matches.
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

/// Rules in order, of which the last that matches decides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rules(Arc<[Rule]>);

impl FromIterator<Rule> for Rules {
    fn from_iter<I: IntoIterator<Item = Rule>>(rules: I) -> Self {
        Self(rules.into_iter().collect())
    }
}

impl Rules {
    /// Whether there is none, so that the engine is on its own.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The rules, in order.
    #[must_use]
    pub fn all(&self) -> &[Rule] {
        &self.0
    }

    /// These rules and one more, which goes before them, in the place of any with its pattern.
    #[must_use]
    pub fn with(&self, rule: Rule) -> Self {
        let pattern = rule.matcher.pattern();
        let others = self.0.iter().filter(|other| other.matcher.pattern() != pattern).cloned();
        others.chain([rule.clone()]).collect()
    }
}
