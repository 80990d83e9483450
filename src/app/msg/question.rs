//! Questions that take time: jumping, searching, checking, trying a heading rule.
//!
//! In: a [`Question`] about a text. Out: its [`Answer`], worked out by a worker while the screen goes
//! on. What the last answer found is kept: a query that was only lengthened starts from there.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Weak};

use crate::app::text::Text;
use crate::app::trial::{Draft, Trial};
use crate::check::{Finding, Policy, check};
use crate::locale::Lang;
use crate::outline::NodeId;
use crate::search::pinyin::Scheme;
use crate::search::text::{BadPattern, Finder, Manner};
use crate::search::{jump, text as search};
use crate::text::Span;

/// A question whose answer may take time.
#[derive(Clone, Debug)]
pub struct Question {
    /// Counts up; the answer to an older question is thrown away.
    pub serial: u64,
    /// The text it is about.
    pub text: Arc<Text>,
    /// The older text beside it, where a search is about both.
    pub older: Option<Arc<Text>>,
    /// What is asked.
    pub kind: QuestionKind,
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QuestionKind {
    /// Which headings fit this query best.
    Jump {
        /// The query.
        query: String,
        /// The section being read.
        near: Option<NodeId>,
        /// Whether letters match letters only, not pinyin.
        literal: bool,
        /// Double pinyin in which sounds may be typed.
        scheme: Option<Scheme>,
    },
    /// What `check` finds.
    Check {
        /// The language of the findings.
        lang: Lang,
        /// Which rules are in force.
        policy: Arc<Policy>,
    },
    /// What this heading rule would change.
    Rule(Draft),
    /// Where this occurs in the text.
    Find {
        /// What is searched.
        query: String,
        /// How it is read.
        manner: Manner,
        /// Double pinyin in which sounds may be typed.
        scheme: Option<Scheme>,
    },
}

/// The answer to a [`Question`].
#[derive(Debug)]
pub struct Answer {
    /// The question's serial number.
    pub serial: u64,
    /// What was found.
    pub found: Found,
}

impl Answer {
    /// The answer that has found nothing.
    #[must_use]
    pub fn nothing(question: &Question) -> Self {
        let found = match question.kind {
            QuestionKind::Jump { .. } => Found::Headings { hits: Vec::new(), total: 0 },
            QuestionKind::Find { .. } => Found::Hits(Vec::new()),
            QuestionKind::Rule(_) => Found::Nothing,
            QuestionKind::Check { .. } => Found::Findings(Vec::new()),
        };
        Self { serial: question.serial, found }
    }
}

/// What was found.
#[derive(Debug)]
pub enum Found {
    /// Headings.
    Headings {
        /// The best, best first.
        hits: Vec<jump::Hit>,
        /// How many fit in all.
        total: usize,
    },
    /// Hits, in order.
    Hits(Vec<Span>),
    /// Hits in the older text, and in the text itself.
    Both(Box<[Vec<Span>; 2]>),
    /// What `check` found, in reading order.
    Findings(Vec<Finding>),
    /// What a heading rule would change.
    Trial(Box<Trial>),
    /// Nothing: the query is no regular expression.
    Bad(BadPattern),
    /// Nothing: the worker failed.
    Nothing,
}

/// Most headings that a jump lists.
const LISTED: usize = 200;

/// What the last answers found, from which a query that was only lengthened starts.
#[derive(Debug, Default)]
pub struct Memory {
    text: Weak<Text>,
    near: Option<NodeId>,
    jump: Option<jump::Found>,
    find: Option<search::Hits>,
}

impl Question {
    /// Works out the answer. Pure, but not always quick: gives up soon after `cancel` is set.
    pub fn answer(&self, memory: &mut Memory, cancel: &AtomicBool) -> Option<Answer> {
        if memory.text.as_ptr() != Arc::as_ptr(&self.text) {
            *memory = Memory { text: Arc::downgrade(&self.text), ..Memory::default() };
        }
        let found = match &self.kind {
            QuestionKind::Check { lang, policy } => {
                let document = &self.text.document;
                let found = check(document, self.text.headings(), *lang);
                Found::Findings(policy.apply(document.text(), found))
            }
            QuestionKind::Rule(_) if cancel.load(Ordering::Relaxed) => return None,
            QuestionKind::Rule(draft) => match draft.entry() {
                Ok(entry) => Found::Trial(Box::new(Trial::new(&self.text, entry))),
                Err(bad) => Found::Bad(bad),
            },
            QuestionKind::Jump { query, near, literal, scheme } => {
                if memory.near != *near {
                    memory.jump = None;
                    memory.near = *near;
                }
                let limit = if query.is_empty() { usize::MAX } else { LISTED };
                let options = jump::Options {
                    near: *near,
                    limit,
                    pinyin: !literal,
                    scheme: *scheme,
                    ..jump::Options::default()
                };
                let last = memory.jump.as_ref();
                let found = self.text.jump().query_with(query, &options, last, cancel)?;
                let answer = Found::Headings { hits: found.hits.clone(), total: found.total };
                memory.jump = Some(found);
                answer
            }
            QuestionKind::Find { query, manner, scheme } => {
                let finder = match manner {
                    Manner::Plain => None,
                    manner => match Finder::new(query, *manner, *scheme) {
                        Ok(finder) => Some(finder),
                        Err(bad) => {
                            return Some(Answer { serial: self.serial, found: Found::Bad(bad) });
                        }
                    },
                };
                let spans = match &finder {
                    Some(finder) => finder.search_in(self.text.document.text(), cancel)?,
                    None => {
                        let found = self.text.find().search(query, memory.find.as_ref(), cancel)?;
                        memory.find.insert(found).spans.clone()
                    }
                };
                match (&finder, &self.older) {
                    (_, None) => Found::Hits(spans),
                    (Some(finder), Some(older)) => {
                        let old = finder.search_in(older.document.text(), cancel)?;
                        Found::Both(Box::new([old, spans]))
                    }
                    (None, Some(older)) => {
                        let old = older.find().search(query, None, cancel)?.spans;
                        Found::Both(Box::new([old, spans]))
                    }
                }
            }
        };
        Some(Answer { serial: self.serial, found })
    }
}
