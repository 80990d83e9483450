//! Themes: the colours and styles of each kind of thing on the screen.
//!
//! In: a TOML text with a table for each [`Role`]. Out: a [`Theme`], and a [`Problem`] for everything
//! that could not be understood; the rest is used. Knows no terminal library.

mod colour;
mod contrast;

use std::sync::{Arc, OnceLock};

use toml::de::{DeTable, DeValue};

use super::config::problem::{Problem, at, parse};
use crate::text::Span;

pub use colour::{Colour, Depth};
pub use contrast::{MARKS, TEXT, contrast};

/// What is painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Words of the speech, and the ground of everything.
    Text,
    /// A heading in the text.
    Heading,
    /// The marker of a heading, and the number in the outline.
    Marker,
    /// The marker of a point inside a paragraph.
    Point,
    /// What stands back: sizes, hints, furniture, numbers.
    Quiet,
    /// The bar at the top.
    Bar,
    /// The entry under the cursor; text selected with the mouse.
    Selected,
    /// The entry of the section being read while the keys move the text.
    Followed,
    /// A hit of the search.
    Hit,
    /// The hit last gone to.
    HitHere,
    /// A matched character in a list.
    Matched,
    /// A message about a failure.
    Failure,
    /// In a comparison, a sentence of the old version that is gone or written otherwise.
    Gone,
    /// The words of it that are.
    GoneWords,
    /// A sentence of the new version that is new or written otherwise.
    New,
    /// The words of it that are.
    NewWords,
}

impl Role {
    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        ROLES.iter().map(|(role, _)| *role)
    }

    /// The contrast that is asked of it.
    #[must_use]
    pub const fn least(self) -> f64 {
        if matches!(self, Self::Quiet) { MARKS } else { TEXT }
    }
}

/// Every role with its name in a file.
const ROLES: [(Role, &str); 16] = [
    (Role::Text, "text"),
    (Role::Heading, "heading"),
    (Role::Marker, "marker"),
    (Role::Point, "point"),
    (Role::Quiet, "quiet"),
    (Role::Bar, "bar"),
    (Role::Selected, "selected"),
    (Role::Followed, "followed"),
    (Role::Hit, "hit"),
    (Role::HitHere, "hit-here"),
    (Role::Matched, "matched"),
    (Role::Failure, "failure"),
    (Role::Gone, "gone"),
    (Role::GoneWords, "gone-words"),
    (Role::New, "new"),
    (Role::NewWords, "new-words"),
];

/// How something is painted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Paint {
    /// Colour of the characters; `None` as below.
    pub fg: Option<Colour>,
    /// Colour of the ground; `None` as below.
    pub bg: Option<Colour>,
    /// Bold.
    pub bold: bool,
    /// Faint.
    pub dim: bool,
    /// Underlined.
    pub underline: bool,
    /// Characters and ground exchanged.
    pub reverse: bool,
}

/// A theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Its name, which is that of its file.
    pub name: String,
    /// Its name in Chinese.
    pub zh: String,
    paints: [Paint; ROLES.len()],
}

/// The themes that the program brings along: name and text.
const BUILT_IN: [(&str, &str); 5] = [
    (TERMINAL, include_str!("../../assets/themes/terminal.toml")),
    ("light", include_str!("../../assets/themes/light.toml")),
    ("dark", include_str!("../../assets/themes/dark.toml")),
    ("16", include_str!("../../assets/themes/16.toml")),
    (MONO, include_str!("../../assets/themes/mono.toml")),
];
/// The one without colours.
const MONO: &str = "mono";
/// The one in the colours of the terminal.
const TERMINAL: &str = "terminal";
/// What takes the place of [`TERMINAL`] on a light ground.
const ON_LIGHT: &str = include_str!("../../assets/themes/terminal-light.toml");

/// The themes that there are to choose from; the first is the usual one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Themes(Arc<[Choice]>);

/// A theme that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Choice {
    /// The one at this index in [`BUILT_IN`].
    BuiltIn(usize),
    /// One of the user's.
    Own(Box<Theme>),
}

impl Choice {
    /// Its name, for which it need not be read.
    fn name(&self) -> &str {
        match self {
            Self::BuiltIn(at) => BUILT_IN[*at].0,
            Self::Own(theme) => &theme.name,
        }
    }

    /// The theme. Of those that the program brings along, only what is asked for is ever read: all five would
    /// take a fortieth of the time to the first screen.
    fn theme(&self) -> &Theme {
        static READ: [OnceLock<Theme>; BUILT_IN.len()] =
            [const { OnceLock::new() }; BUILT_IN.len()];
        match self {
            Self::BuiltIn(at) => READ[*at].get_or_init(|| {
                let (name, text) = BUILT_IN[*at];
                Theme::read(name, text).0
            }),
            Self::Own(theme) => theme,
        }
    }
}

impl Default for Themes {
    fn default() -> Self {
        Self((0..BUILT_IN.len()).map(Choice::BuiltIn).collect())
    }
}

impl Themes {
    /// These and `more`; one of the same name takes the place of an older.
    #[must_use]
    pub fn with(&self, more: Vec<Theme>) -> Self {
        let mut all = self.0.to_vec();
        for theme in more {
            match all.iter_mut().find(|old| old.name() == theme.name) {
                Some(old) => *old = Choice::Own(theme.into()),
                None => all.push(Choice::Own(theme.into())),
            }
        }
        Self(all.into())
    }

    /// All of them.
    pub fn all(&self) -> impl ExactSizeIterator<Item = &Theme> {
        self.0.iter().map(Choice::theme)
    }

    /// The one at `index`; past the end, the first.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<&Theme> {
        self.0.get(index).or(self.0.first()).map(Choice::theme)
    }

    /// The one at `index` as it is on a terminal whose own ground is `light`, or not known to be.
    #[must_use]
    pub fn get_on(&self, index: usize, light: bool) -> Option<&Theme> {
        static READ: OnceLock<Theme> = OnceLock::new();
        match self.0.get(index).or(self.0.first()) {
            Some(Choice::BuiltIn(at)) if light && BUILT_IN[*at].0 == TERMINAL => {
                Some(READ.get_or_init(|| Theme::read(TERMINAL, ON_LIGHT).0))
            }
            choice => choice.map(Choice::theme),
        }
    }

    /// The one without colours.
    #[must_use]
    pub fn mono(&self) -> Option<&Theme> {
        self.0.iter().find(|choice| choice.name() == MONO).map(Choice::theme)
    }
}

impl Theme {
    /// Reads the theme called `name`.
    #[must_use]
    pub fn read(name: &str, text: &str) -> (Self, Vec<Problem>) {
        let mut theme =
            Self { name: name.to_owned(), zh: name.to_owned(), paints: Default::default() };
        let (table, mut problems) = parse(text);
        for (key, value) in table.get_ref() {
            let role = ROLES.iter().position(|(_, name)| *name == key.get_ref().as_ref());
            match (role, value.get_ref()) {
                (Some(role), DeValue::Table(parts)) => {
                    theme.paints[role] = paint(text, parts, &mut problems);
                }
                (None, DeValue::String(name)) if key.get_ref() == "zh" => {
                    theme.zh = name.clone().into_owned();
                }
                _ => problems.push(at(
                    text,
                    key.span(),
                    format!("主题里没有 {}", key.get_ref()),
                    format!("a theme has no {}", key.get_ref()),
                )),
            }
        }
        (theme, problems)
    }

    /// How `role` is painted.
    #[must_use]
    pub fn paint(&self, role: Role) -> Paint {
        let at = ROLES.iter().position(|(other, _)| *other == role);
        at.and_then(|at| self.paints.get(at)).copied().unwrap_or_default()
    }
}

/// Reads the table of one role.
fn paint(text: &str, parts: &DeTable<'_>, problems: &mut Vec<Problem>) -> Paint {
    let mut paint = Paint::default();
    for (key, value) in parts {
        let flag = |value: &DeValue<'_>| value.as_bool();
        let colour = |value: &DeValue<'_>| value.as_str().and_then(Colour::named);
        let name = key.get_ref().as_ref();
        let known = match name {
            "fg" => colour(value.get_ref()).map(|colour| paint.fg = Some(colour)),
            "bg" => colour(value.get_ref()).map(|colour| paint.bg = Some(colour)),
            "bold" => flag(value.get_ref()).map(|on| paint.bold = on),
            "dim" => flag(value.get_ref()).map(|on| paint.dim = on),
            "underline" => flag(value.get_ref()).map(|on| paint.underline = on),
            "reverse" => flag(value.get_ref()).map(|on| paint.reverse = on),
            _ => {
                let zh = format!("没有 {name}，可用 fg bg bold dim underline reverse");
                let en = format!("no {name}; there are fg bg bold dim underline reverse");
                problems.push(at(text, key.span(), zh, en));
                continue;
            }
        };
        if known.is_none() {
            let span = value.span();
            let shown = Span::new(span.start, span.end).of(text);
            let zh = format!(
                "{name} 不接受 {shown}：颜色写作 \"#rrggbb\" 或 \"red\"，其余写 true 或 false"
            );
            let en = format!(
                "{name} does not take {shown}: write \"#rrggbb\" or \"red\", or true or false"
            );
            problems.push(at(text, span, zh, en));
        }
    }
    paint
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contrast(a: Colour, b: Colour) -> f64 {
        let rgb = |colour| match colour {
            Colour::Rgb(red, green, blue) => [red, green, blue],
            Colour::Default | Colour::Ansi(_) => panic!("{colour:?} is not known here"),
        };
        super::contrast(rgb(a), rgb(b))
    }

    fn built_in(name: &str) -> Theme {
        Themes::default().all().find(|theme| theme.name == name).unwrap().clone()
    }

    /// WCAG 2.2, 1.4.3: text 4.5 : 1; quiet marks are held to 3 : 1.
    #[test]
    fn text_stands_out_from_whatever_ground_it_can_lie_on() {
        for name in ["light", "dark"] {
            let theme = built_in(name);
            let paper = theme.paint(Role::Text).bg.unwrap();
            let grounds = [paper, theme.paint(Role::Selected).bg.unwrap()];
            for (role, role_name) in ROLES {
                let paint = theme.paint(role);
                let fg = paint.fg.unwrap_or(theme.paint(Role::Text).fg.unwrap());
                let least = role.least();
                assert!(!paint.dim, "{name} {role_name}: a terminal dims as it likes");
                let own = paint.bg.map(|bg| vec![bg]);
                for ground in own.unwrap_or(grounds.to_vec()) {
                    let ratio = contrast(fg, ground);
                    assert!(ratio >= least, "{name} {role_name} on {ground:?}: {ratio:.2}");
                }
            }
        }
    }

    /// Which colours a terminal has, its user decides: here they are as on most.
    #[test]
    fn on_a_black_ground_and_on_a_white_one_the_colours_of_the_terminal_stand_out() {
        let themes = Themes::default();
        for (light, paper, ink) in [(false, [0; 3], [255; 3]), (true, [255; 3], [0; 3])] {
            let theme = themes.get_on(0, light).unwrap();
            assert_eq!(theme.name, TERMINAL);
            for (role, role_name) in ROLES {
                let rgb = |colour| match colour {
                    Colour::Ansi(index) => Colour::of_256(index),
                    Colour::Default | Colour::Rgb(..) => panic!("{role_name}: {colour:?}"),
                };
                let paint = theme.paint(role);
                let ratio = super::contrast(paint.fg.map_or(ink, rgb), paint.bg.map_or(paper, rgb));
                assert!(ratio >= role.least(), "{role_name} on {paper:?}: {ratio:.2}");
            }
        }
        let dark = Themes::default().all().position(|theme| theme.name == "dark").unwrap();
        assert_eq!(themes.get_on(dark, true), themes.get(dark), "it has a ground of its own");
    }

    #[test]
    fn the_themes_of_the_program_are_understood_to_the_last_word() {
        for (name, text) in BUILT_IN.into_iter().chain([(TERMINAL, ON_LIGHT)]) {
            let (theme, problems) = Theme::read(name, text);
            assert_eq!(problems, [], "{name}");
            assert_ne!(theme.zh, name);
            for (role, role_name) in ROLES {
                assert!(role == Role::Text || theme.paint(role) != Paint::default(), "{role_name}");
            }
        }
        let mono = built_in(MONO);
        assert!(
            ROLES.iter().all(|(r, _)| mono.paint(*r).fg.is_none() && mono.paint(*r).bg.is_none())
        );
    }

    #[test]
    fn what_is_not_understood_is_told_with_its_place_and_the_rest_holds() {
        let text = "zh = \"我的\"\n[marker]\nfg = \"#12g\"\nbold = true\n[markr]\nbold = true\n";
        let (theme, problems) = Theme::read("mine", text);
        assert!(theme.paint(Role::Marker).bold && theme.zh == "我的");
        let places: Vec<_> = problems.iter().map(|f| (f.line, f.column)).collect();
        assert_eq!(places, [(3, 6), (5, 2)], "{problems:?}");
        let (_, broken) = Theme::read("mine", "[marker\nfg = ");
        assert!(!broken.is_empty());
    }
}
