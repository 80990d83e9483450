//! Modes: what decides what a key means.
//!
//! [`Model::mode`](crate::app::Model::mode) says which one is in force; here is what kind of mode each
//! is.

/// What decides what a key means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mode {
    /// Reading; the keys move the text.
    Text,
    /// Reading; the keys move the outline.
    Outline,
    /// Typing a query for a heading.
    Jump,
    /// Typing a text to search.
    Search,
    /// Typing a line number, percent or command.
    Line,
    /// Reading the help.
    Help,
    /// Choosing a text.
    Library,
    /// Typing a filter for the list of texts.
    Filter,
    /// Choosing a hit.
    Hits,
    /// Choosing a finding.
    Findings,
    /// Choosing a mark or a note.
    Places,
    /// Typing a note.
    Note,
    /// Writing a heading rule.
    Rule,
    /// Typing a query for all texts.
    Wide,
    /// Rehearsing a speech.
    Rehearse,
    /// Looking at two texts side by side.
    Compare,
    /// Looking at two texts side by side, going through the hits of a search.
    Matches,
}

/// What the keys that scroll move in a mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scrolls {
    /// The text.
    Text,
    /// The selected entry of the outline.
    Outline,
    /// This list, or the help.
    List(ListKind),
    /// Nothing: the mode types a line, or acts on these keys itself. Its bars hint at its keys.
    Nothing,
}

/// What lies over the text and scrolls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListKind {
    /// The help.
    Help,
    /// The list of texts.
    Library,
    /// The list of marks and notes.
    Places,
    /// The list of hits, above the text.
    Hits,
    /// The list of findings, above the text.
    Findings,
}

impl Mode {
    /// All of them.
    pub const ALL: [Self; 17] = [
        Self::Text,
        Self::Outline,
        Self::Jump,
        Self::Search,
        Self::Line,
        Self::Help,
        Self::Library,
        Self::Filter,
        Self::Hits,
        Self::Findings,
        Self::Places,
        Self::Note,
        Self::Rule,
        Self::Wide,
        Self::Rehearse,
        Self::Compare,
        Self::Matches,
    ];

    /// What the keys that scroll move.
    #[must_use]
    pub const fn scrolls(self) -> Scrolls {
        match self {
            Self::Text => Scrolls::Text,
            Self::Outline => Scrolls::Outline,
            Self::Help => Scrolls::List(ListKind::Help),
            Self::Library => Scrolls::List(ListKind::Library),
            Self::Places => Scrolls::List(ListKind::Places),
            Self::Hits => Scrolls::List(ListKind::Hits),
            Self::Findings => Scrolls::List(ListKind::Findings),
            Self::Jump
            | Self::Search
            | Self::Line
            | Self::Filter
            | Self::Note
            | Self::Rule
            | Self::Wide
            | Self::Rehearse
            | Self::Compare
            | Self::Matches => Scrolls::Nothing,
        }
    }

    /// Whether a text is read.
    #[must_use]
    pub const fn is_read(self) -> bool {
        matches!(self.scrolls(), Scrolls::Text | Scrolls::Outline)
    }

    /// Whether a list or the help lies over it.
    #[must_use]
    pub const fn is_list(self) -> bool {
        matches!(self.scrolls(), Scrolls::List(_))
    }

    /// Whether two texts stand side by side.
    #[must_use]
    pub const fn is_pair(self) -> bool {
        matches!(self, Self::Compare | Self::Matches)
    }

    /// Whether characters are typed into an input line.
    #[must_use]
    pub const fn types(self) -> bool {
        matches!(
            self,
            Self::Jump
                | Self::Search
                | Self::Line
                | Self::Filter
                | Self::Note
                | Self::Rule
                | Self::Wide
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mode_scrolls_something_or_types_or_has_bars_of_its_own() {
        for mode in Mode::ALL {
            let own = mode.is_pair() || mode == Mode::Rehearse;
            let kinds = [mode.is_read(), mode.is_list(), mode.types(), own];
            assert_eq!(kinds.into_iter().filter(|&kind| kind).count(), 1, "{mode:?}");
            assert_eq!(mode.scrolls() == Scrolls::Nothing, mode.types() || own, "{mode:?}");
        }
    }
}
