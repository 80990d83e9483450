//! What was typed into the input lines earlier, in this run and in those before.
//!
//! In: what was accepted in a jump, a search, the line after `:` and a heading rule. Out: the earlier
//! inputs of a kind, through which the arrow keys go. [`Memory`](super::Memory) saves them.

use std::collections::BTreeMap;

use crate::library::state::State;
use crate::search::text::Manner;

/// Most earlier inputs of a kind that are kept.
const KEPT: usize = 100;

/// The input lines that have a history of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The search for text, in one text or in all.
    Search,
    /// The jump to a heading, in one text or in all.
    Jump,
    /// The line after `:`.
    Line,
    /// The pattern of a heading rule.
    Rule,
}

impl Kind {
    const ALL: [Self; 4] = [Self::Search, Self::Jump, Self::Line, Self::Rule];

    /// The name under which the state file keeps inputs of this kind.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Search => "search",
            Self::Jump => "jump",
            Self::Line => "line",
            Self::Rule => "rule",
        }
    }
}

/// Earlier inputs of every kind.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// By kind, the oldest first.
    inputs: [Vec<String>; Kind::ALL.len()],
    /// How earlier searches were read, where not as plain text.
    manners: BTreeMap<String, Manner>,
}

impl History {
    /// The inputs that `state` has of earlier runs. All searches among them count as plain text.
    #[must_use]
    pub fn of(state: &State) -> Self {
        let inputs = Kind::ALL.map(|kind| state.past(kind.name()).map(str::to_owned).collect());
        Self { inputs, manners: BTreeMap::new() }
    }

    /// The inputs of a kind, the oldest first.
    #[must_use]
    pub fn past(&self, kind: Kind) -> &[String] {
        self.inputs.get(kind as usize).map_or(&[], Vec::as_slice)
    }

    /// Makes `line` the latest input of a kind; the same line typed earlier is dropped, and so is an
    /// empty one.
    pub fn add(&mut self, kind: Kind, line: &str) {
        let Some(past) = self.inputs.get_mut(kind as usize).filter(|_| !line.is_empty()) else {
            return;
        };
        past.retain(|old| old != line);
        past.push(line.to_owned());
        if past.len() > KEPT {
            past.remove(0);
        }
    }

    /// Makes `query` the latest search, to be read as `manner` when it is taken up again.
    pub fn add_search(&mut self, query: &str, manner: Manner) {
        self.add(Kind::Search, query);
        match manner {
            Manner::Plain => self.manners.remove(query),
            manner => self.manners.insert(query.to_owned(), manner),
        };
    }

    /// How the earlier search `query` was read.
    #[must_use]
    pub fn manner(&self, query: &str) -> Manner {
        self.manners.get(query).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_input_typed_again_becomes_the_latest_and_the_oldest_are_dropped() {
        let mut history = History::default();
        for line in ["修渠", "", "修路", "修渠"] {
            history.add(Kind::Jump, line);
        }
        assert_eq!(history.past(Kind::Jump), ["修路", "修渠"]);
        assert!(history.past(Kind::Line).is_empty(), "each kind has its own");
        (0..=KEPT).for_each(|n| history.add(Kind::Line, &n.to_string()));
        assert_eq!(history.past(Kind::Line).len(), KEPT);
        assert_eq!(history.past(Kind::Line)[0], "1");
    }

    #[test]
    fn a_search_is_read_as_it_was_read_last() {
        let mut history = History::default();
        history.add_search("修.渠", Manner::Pattern);
        assert_eq!(history.manner("修.渠"), Manner::Pattern);
        history.add_search("修.渠", Manner::Plain);
        assert_eq!(history.manner("修.渠"), Manner::Plain);
        assert_eq!(history.past(Kind::Search), ["修.渠"]);
    }

    #[test]
    fn earlier_runs_are_remembered_by_kind() {
        let mut state = State::default();
        state.add_input("search", "修渠", 1);
        state.add_input("rule", "^议题", 2);
        let history = History::of(&state);
        assert_eq!(history.past(Kind::Search), ["修渠"]);
        assert_eq!(history.past(Kind::Rule), ["^议题"]);
    }
}
