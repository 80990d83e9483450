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

    /// Whether a text is read.
    #[must_use]
    pub const fn is_read(self) -> bool {
        matches!(self, Self::Text | Self::Outline)
    }

    /// Whether a list or the help lies over it.
    #[must_use]
    pub const fn is_list(self) -> bool {
        !self.is_read() && !self.types() && !self.is_pair() && !matches!(self, Self::Rehearse)
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
