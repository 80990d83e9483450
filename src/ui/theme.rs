//! Styles: the theme in use, in the colours that the terminal can show.

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};

use crate::app::Settings;
use crate::app::theme::{Colour, Depth, MARKS, Paint, Role, TEXT, contrast};

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
        let theme = match settings.colour {
            true => themes.get_on(settings.theme, settings.light),
            false => themes.mono(),
        };
        Self { theme, depth: settings.depth }
    }

    fn paint(self, role: Role) -> Paint {
        self.theme.map(|theme| theme.paint(role)).unwrap_or_default()
    }

    fn style(self, role: Role) -> Style {
        let paint = self.paint(role);
        let paper = self.paint(Role::Text).bg;
        let mut style = Style::new();
        if self.is_lost(paint.bg, paper) {
            // A ground that cannot be told from the paper would say nothing.
            style.fg = self.paint(Role::Text).fg.map(|colour| self.colour(colour));
            let faint = matches!(role, Role::Gone | Role::New);
            style =
                style.add_modifier(if faint { Modifier::UNDERLINED } else { Modifier::REVERSED });
        } else {
            style.bg = paint.bg.map(|colour| self.colour(colour));
            let ground = paint.bg.or(paper);
            style.fg = paint.fg.map(|colour| self.ink(colour, ground, role.least()));
        }
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

    /// Whether the terminal shows a ground in the colour of the paper, from which the theme tells it.
    fn is_lost(self, ground: Option<Colour>, paper: Option<Colour>) -> bool {
        let (Some(ground), Some(paper)) = (ground, paper) else { return false };
        ground != paper && self.colour(ground) == self.colour(paper)
    }

    /// A colour for characters on `ground`: of what the terminal has, the nearest that stands out by
    /// `least`.
    fn ink(self, colour: Colour, ground: Option<Colour>, least: f64) -> Color {
        let ground = ground.and_then(|ground| rgb(self.colour(ground)));
        match (colour, self.depth, ground) {
            (Colour::Rgb(red, green, blue), Depth::Palette | Depth::Sixteen, Some(ground)) => {
                let index = Colour::nearest_on(ground, [red, green, blue], self.depth, least);
                if self.depth == Depth::Sixteen { ansi(index) } else { Color::Indexed(index) }
            }
            _ => self.colour(colour),
        }
    }

    /// Sees to it that all that was drawn can be read. What lies over another thing, as a number over the
    /// selected row, takes that one's colour where its own would be too faint there. What a theme says of
    /// one thing alone holds.
    pub(super) fn settle(self, buffer: &mut Buffer) {
        let body = self.body();
        let own: Vec<_> = Role::all()
            .map(|role| self.style(role))
            .map(|style| (style.fg.or(body.fg), style.bg.or(body.bg)))
            .collect();
        // With few colours, what stands back may share its own with a marker.
        let quiet = self
            .quiet()
            .fg
            .filter(|fg| own.iter().filter(|(other, _)| *other == Some(*fg)).nth(1).is_none());
        // Neighbours are mostly painted alike.
        let mut last = None;
        for cell in &mut buffer.content {
            if cell.bg == Color::Reset || cell.modifier.contains(Modifier::REVERSED) {
                continue;
            }
            let pair = (cell.fg, cell.bg);
            let fg = match last {
                Some((before, fg)) if before == pair => fg,
                _ => {
                    let alone = own.contains(&(Some(cell.fg), Some(cell.bg)));
                    let least = if quiet == Some(cell.fg) { MARKS } else { TEXT };
                    let shown = rgb(cell.fg).zip(rgb(cell.bg));
                    let faint = shown.is_some_and(|(ink, ground)| contrast(ink, ground) < least);
                    let below = || own.iter().find(|(_, bg)| *bg == Some(cell.bg))?.0;
                    if faint && !alone { below().unwrap_or(cell.fg) } else { cell.fg }
                }
            };
            last = Some((pair, fg));
            cell.fg = fg;
        }
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

/// Red, green and blue of a colour; of the sixteen as they look on most terminals. The terminal's own are not known.
fn rgb(colour: Color) -> Option<[u8; 3]> {
    let index = match colour {
        Color::Reset => return None,
        Color::Rgb(red, green, blue) => return Some([red, green, blue]),
        Color::Indexed(index) => index,
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
    };
    Some(Colour::of_256(index))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every theme that has a ground of its own, on every kind of terminal.
    fn each(check: impl Fn(Theme<'_>, &str)) {
        let mut settings = Settings { colour: true, ..Settings::default() };
        let names: Vec<_> = settings.themes.all().map(|theme| theme.name.clone()).collect();
        for (index, name) in names.iter().enumerate() {
            for depth in [Depth::True, Depth::Palette, Depth::Sixteen] {
                (settings.theme, settings.depth) = (index, depth);
                let theme = Theme::new(&settings);
                if theme.body().bg.is_some() {
                    check(theme, &format!("{name} {depth:?}"));
                }
            }
        }
    }

    fn ratio(fg: Color, bg: Color) -> f64 {
        rgb(fg).zip(rgb(bg)).map_or(0.0, |(fg, bg)| contrast(fg, bg))
    }

    /// WCAG 2.2, 1.4.3, with as many colours as the terminal has.
    #[test]
    fn everything_stands_out_from_its_ground_with_all_with_256_and_with_16_colours() {
        each(|theme, name| {
            let body = theme.body();
            for role in Role::all() {
                let style = theme.style(role);
                let fg = style.fg.or(body.fg).unwrap();
                let bg = style.bg.or(body.bg).unwrap();
                let ratio = ratio(fg, bg);
                assert!(ratio >= role.least(), "{name} {role:?}: {ratio:.2}");
                let marked = Modifier::REVERSED | Modifier::UNDERLINED | Modifier::BOLD;
                let told = style.bg != body.bg || style.fg != body.fg;
                assert!(
                    told || style.add_modifier.intersects(marked) || role == Role::Text,
                    "{name} {role:?} looks like the text"
                );
            }
        });
    }

    #[test]
    fn whatever_lies_over_a_selected_row_or_a_change_can_be_read() {
        each(|theme, name| {
            for below in Role::all().filter(|role| theme.style(*role).bg.is_some()) {
                let base = theme.body().patch(theme.style(below));
                for over in Role::all() {
                    let mut buffer = Buffer::empty(ratatui::layout::Rect::new(0, 0, 2, 1));
                    let style = base.patch(theme.style(over));
                    buffer.set_string(0, 0, "纲", style);
                    theme.settle(&mut buffer);
                    let cell = buffer.content.first().unwrap();
                    if cell.modifier.contains(Modifier::REVERSED) {
                        continue;
                    }
                    let (ratio, least) = (ratio(cell.fg, cell.bg), over.least().min(below.least()));
                    assert!(ratio >= least, "{name} {over:?} over {below:?}: {ratio:.2}");
                }
            }
        });
    }
}
