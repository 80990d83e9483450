//! Styles: the theme in use, in the colours that the terminal can show.

use ratatui::style::{Color, Modifier, Style};

use crate::app::Settings;
use crate::app::theme::{Colour, Depth, Role};

/// The styles of one screen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Theme<'a> {
    theme: Option<&'a crate::app::theme::Theme>,
    depth: Depth,
}

impl<'a> Theme<'a> {
    /// The theme that was chosen; the one without colours where none are wanted (`NO_COLOR`).
    pub(super) fn new(settings: &'a Settings) -> Self {
        let themes = &settings.themes;
        let theme = if settings.colour { themes.get(settings.theme) } else { themes.mono() };
        Self { theme, depth: settings.depth }
    }

    fn style(self, role: Role) -> Style {
        let paint = self.theme.map(|theme| theme.paint(role)).unwrap_or_default();
        let mut style = Style::new();
        style.fg = paint.fg.map(|colour| self.colour(colour));
        style.bg = paint.bg.map(|colour| self.colour(colour));
        for (on, modifier) in [
            (paint.bold, Modifier::BOLD),
            (paint.dim, Modifier::DIM),
            (paint.underline, Modifier::UNDERLINED),
            (paint.reverse, Modifier::REVERSED),
        ] {
            if on {
                style = style.add_modifier(modifier);
            }
        }
        style
    }

    fn colour(self, colour: Colour) -> Color {
        match (colour, self.depth) {
            (Colour::Default, _) => Color::Reset,
            (Colour::Ansi(index), _) => ansi(index),
            (Colour::Rgb(red, green, blue), Depth::True) => Color::Rgb(red, green, blue),
            (Colour::Rgb(red, green, blue), Depth::Palette) => {
                Color::Indexed(Colour::nearest_256([red, green, blue]))
            }
            (Colour::Rgb(red, green, blue), Depth::Sixteen) => {
                ansi(Colour::nearest_16([red, green, blue]))
            }
        }
    }

    /// Words of the speech.
    pub(super) fn body(self) -> Style {
        self.style(Role::Text)
    }

    /// A heading in the text.
    pub(super) fn heading(self) -> Style {
        self.style(Role::Heading)
    }

    /// The marker of a heading, and the number in the outline.
    pub(super) fn marker(self) -> Style {
        self.style(Role::Marker)
    }

    /// The marker of a point inside a paragraph.
    pub(super) fn point(self) -> Style {
        self.style(Role::Point)
    }

    /// The sentence that is being said.
    pub(super) fn lit(self) -> Style {
        self.body().add_modifier(Modifier::BOLD)
    }

    /// Whatever is secondary: sizes, ancestors, hints, furniture.
    pub(super) fn quiet(self) -> Style {
        self.style(Role::Quiet)
    }

    /// The bar at the top.
    pub(super) fn bar(self) -> Style {
        self.style(Role::Bar)
    }

    /// The entry under the cursor of the pane that has the keys; text selected with the mouse.
    pub(super) fn selected(self) -> Style {
        self.style(Role::Selected)
    }

    /// The entry of the section being read while the keys move the text.
    pub(super) fn followed(self) -> Style {
        self.style(Role::Followed)
    }

    /// A passage with a note, or highlighted: underlined, whatever else is said of its words.
    pub(super) fn noted(self) -> Style {
        Style::new().add_modifier(Modifier::UNDERLINED)
    }

    /// A hit of the search, a matched character of the jump.
    pub(super) fn hit(self) -> Style {
        self.style(Role::Hit)
    }

    /// The hit last gone to.
    pub(super) fn hit_here(self) -> Style {
        self.style(Role::HitHere)
    }

    /// A matched character in a list.
    pub(super) fn matched(self) -> Style {
        self.style(Role::Matched)
    }

    /// In a comparison, a sentence of one version that the other has not, or not so.
    pub(super) fn differs(self, role: Role) -> Style {
        let style = self.style(role);
        if style != Style::new() {
            return style;
        }
        // A user's theme may have no colours for comparisons.
        let words = matches!(role, Role::GoneWords | Role::NewWords);
        style.add_modifier(if words { Modifier::REVERSED } else { Modifier::UNDERLINED })
    }

    /// A message about a failure.
    pub(super) fn failure(self) -> Style {
        self.style(Role::Failure)
    }
}

/// One of the sixteen colours, in the order of ANSI.
const fn ansi(index: u8) -> Color {
    match index {
        0 => Color::Black,
        1 => Color::Red,
        2 => Color::Green,
        3 => Color::Yellow,
        4 => Color::Blue,
        5 => Color::Magenta,
        6 => Color::Cyan,
        7 => Color::Gray,
        8 => Color::DarkGray,
        9 => Color::LightRed,
        10 => Color::LightGreen,
        11 => Color::LightYellow,
        12 => Color::LightBlue,
        13 => Color::LightMagenta,
        14 => Color::LightCyan,
        _ => Color::White,
    }
}
