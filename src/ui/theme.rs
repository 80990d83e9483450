//! Styles: the terminal's own colours, weight and reverse video; never colour alone.

use ratatui::style::{Color, Modifier, Style};

/// The styles of one screen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Theme {
    colour: bool,
}

impl Theme {
    /// With colours, or without (`NO_COLOR`).
    pub(super) const fn new(colour: bool) -> Self {
        Self { colour }
    }

    fn tint(self, style: Style, colour: Color) -> Style {
        if self.colour { style.fg(colour) } else { style }
    }

    /// Words of the speech.
    pub(super) fn body(self) -> Style {
        Style::new()
    }

    /// A heading in the text.
    pub(super) fn heading(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// The marker of a heading, and the number in the outline.
    pub(super) fn marker(self) -> Style {
        self.tint(self.heading(), Color::Cyan)
    }

    /// The marker of a point inside a paragraph.
    pub(super) fn point(self) -> Style {
        self.tint(self.heading(), Color::Green)
    }

    /// What stands back: sizes, ancestors, hints, furniture.
    pub(super) fn quiet(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// The bar at the top.
    pub(super) fn bar(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// The entry under the cursor of the pane that has the keys; text selected with the mouse.
    pub(super) fn selected(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// The entry of the section being read while the keys move the text.
    pub(super) fn followed(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// A hit of the search, a matched character of the jump.
    pub(super) fn hit(self) -> Style {
        let style = Style::new().add_modifier(Modifier::UNDERLINED);
        if self.colour { style.fg(Color::Black).bg(Color::Yellow) } else { style }
    }

    /// The hit last gone to.
    pub(super) fn hit_here(self) -> Style {
        let style = Style::new().add_modifier(Modifier::UNDERLINED | Modifier::BOLD);
        if self.colour {
            style.fg(Color::Black).bg(Color::Cyan)
        } else {
            style.add_modifier(Modifier::REVERSED)
        }
    }

    /// A matched character in a list.
    pub(super) fn matched(self) -> Style {
        self.tint(Style::new().add_modifier(Modifier::UNDERLINED | Modifier::BOLD), Color::Yellow)
    }

    /// A sentence that tells of a failure.
    pub(super) fn failure(self) -> Style {
        self.tint(Style::new().add_modifier(Modifier::BOLD), Color::Red)
    }
}
