//! Colours of a terminal, and the nearest ones where it has fewer.
//!
//! In: a colour as a theme names it, and what the terminal says of itself. Out: the colour to use.

use super::contrast::contrast;

/// A colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Colour {
    /// The terminal's own.
    Default,
    /// One of the sixteen that the user of a terminal chooses, in the order of ANSI.
    Ansi(u8),
    /// Red, green, blue.
    Rgb(u8, u8, u8),
}

/// The sixteen colours by name.
const ANSI: [&str; 16] = [
    "black",
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "white",
    "bright-black",
    "bright-red",
    "bright-green",
    "bright-yellow",
    "bright-blue",
    "bright-magenta",
    "bright-cyan",
    "bright-white",
];

/// What the sixteen look like on most terminals (xterm).
const SIXTEEN: [[u8; 3]; 16] = [
    [0, 0, 0],
    [205, 0, 0],
    [0, 205, 0],
    [205, 205, 0],
    [0, 0, 238],
    [205, 0, 205],
    [0, 205, 205],
    [229, 229, 229],
    [127, 127, 127],
    [255, 0, 0],
    [0, 255, 0],
    [255, 255, 0],
    [92, 92, 255],
    [255, 0, 255],
    [0, 255, 255],
    [255, 255, 255],
];

/// The six steps of each part in the cube of 256 colours.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// How many colours a terminal can show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    /// Sixteen.
    Sixteen,
    /// Two hundred and fifty-six.
    Palette,
    /// All.
    #[default]
    True,
}

impl Depth {
    /// What `COLORTERM` and `TERM` say.
    #[must_use]
    pub fn of(colorterm: Option<&str>, term: Option<&str>) -> Self {
        // Over ssh only `TERM` arrives.
        let names = ["kitty", "ghostty", "alacritty", "wezterm", "foot", "contour", "direct"];
        let known = |term: &str| names.iter().any(|name| term.contains(name));
        if matches!(colorterm, Some("truecolor" | "24bit")) || term.is_some_and(known) {
            Self::True
        } else if term.is_some_and(|term| term.contains("256color")) {
            Self::Palette
        } else {
            Self::Sixteen
        }
    }
}

impl Colour {
    /// The colour called `name`: `#rrggbb`, `default`, or one of the sixteen.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        if let Some(hex) = name.strip_prefix('#') {
            let number = u32::from_str_radix(hex, 16).ok().filter(|_| hex.len() == 6)?;
            let [_, red, green, blue] = number.to_be_bytes();
            return Some(Self::Rgb(red, green, blue));
        }
        if name == "default" {
            return Some(Self::Default);
        }
        let index = ANSI.iter().position(|other| *other == name)?;
        u8::try_from(index).ok().map(Self::Ansi)
    }

    /// The nearest colour of 256, as its number; those below 16 are the user's own and not used.
    #[must_use]
    pub fn nearest_256(rgb: [u8; 3]) -> u8 {
        let step = |part: u8| nearest(&STEPS, |step| u32::from(step.abs_diff(part)));
        let [red, green, blue] = rgb.map(step);
        let cube = [STEPS[red], STEPS[green], STEPS[blue]];
        let greys: Vec<[u8; 3]> = (0..24_u8).map(|i| [8 + 10 * i; 3]).collect();
        let grey = nearest(&greys, |grey| distance(*grey, rgb));
        let index = if distance(greys[grey], rgb) < distance(cube, rgb) {
            232 + grey
        } else {
            16 + 36 * red + 6 * green + blue
        };
        u8::try_from(index).unwrap_or(u8::MAX)
    }

    /// The nearest of the sixteen, as it looks on most terminals.
    #[must_use]
    pub fn nearest_16(rgb: [u8; 3]) -> u8 {
        u8::try_from(nearest(&SIXTEEN, |other| distance(*other, rgb))).unwrap_or(7)
    }

    /// Colour `index` of 256 as red, green, blue; the first sixteen as they look on most terminals.
    #[must_use]
    pub fn of_256(index: u8) -> [u8; 3] {
        let index = usize::from(index);
        match index.checked_sub(16) {
            None => SIXTEEN[index],
            Some(at) if at < 216 => [STEPS[at / 36], STEPS[at / 6 % 6], STEPS[at % 6]],
            Some(at) => [u8::try_from(8 + 10 * (at - 216)).unwrap_or(u8::MAX); 3],
        }
    }

    /// The nearest colour of a terminal with 256 or with sixteen that stands out from `ground` by the ratio
    /// `least`, as its number; where none does, the nearest.
    #[must_use]
    pub fn nearest_on(ground: [u8; 3], rgb: [u8; 3], depth: Depth, least: f64) -> u8 {
        let (all, usual) = match depth {
            Depth::Sixteen => (0..=15, Self::nearest_16(rgb)),
            Depth::Palette | Depth::True => (16..=255, Self::nearest_256(rgb)),
        };
        let stands_out = |index: &u8| contrast(Self::of_256(*index), ground) >= least;
        if stands_out(&usual) {
            return usual;
        }
        let far = |index: &u8| distance(Self::of_256(*index), rgb);
        all.filter(stands_out).min_by_key(far).unwrap_or(usual)
    }
}

fn nearest<T>(all: &[T], far: impl Fn(&T) -> u32) -> usize {
    (0..all.len()).min_by_key(|&i| far(&all[i])).unwrap_or(0)
}

fn distance(a: [u8; 3], b: [u8; 3]) -> u32 {
    a.iter().zip(b).map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_the_nearest_that_the_terminal_has() {
        for (rgb, palette, sixteen) in [
            ([0xfb, 0xf8, 0xf1], 231, 15),
            ([0x1d, 0x20, 0x21], 234, 0),
            ([255, 0, 0], 196, 9),
            ([0x83, 0xca, 0xdd], 116, 7),
        ] {
            assert_eq!((Colour::nearest_256(rgb), Colour::nearest_16(rgb)), (palette, sixteen));
        }
        assert_eq!(Depth::of(Some("truecolor"), Some("xterm")), Depth::True);
        assert_eq!(Depth::of(None, Some("xterm-256color")), Depth::Palette);
        assert_eq!(Depth::of(Some(""), Some("linux")), Depth::Sixteen);
        assert_eq!(Depth::of(None, Some("xterm-kitty")), Depth::True, "over ssh");
    }

    #[test]
    fn the_colours_of_a_palette_are_known_by_their_numbers() {
        for rgb in [[0xfb, 0xf8, 0xf1], [0x0a, 0x55, 0x70], [0x98, 0x92, 0x8a], [255, 0, 0]] {
            let index = Colour::nearest_256(rgb);
            assert_eq!(Colour::nearest_256(Colour::of_256(index)), index, "{rgb:?}");
        }
        assert_eq!(Colour::of_256(9), [255, 0, 0]);
        assert_eq!((Colour::of_256(16), Colour::of_256(231)), ([0; 3], [255; 3]));
        assert_eq!((Colour::of_256(232), Colour::of_256(255)), ([8; 3], [238; 3]));
    }

    #[test]
    fn what_would_be_too_faint_becomes_the_next_colour_that_is_not() {
        // A dark blue that sixteen colours have only as a grey.
        let (blue, white) = ([0x0a, 0x55, 0x70], [255; 3]);
        assert_eq!(Colour::nearest_16(blue), 8);
        let shown = Colour::nearest_on(white, blue, Depth::Sixteen, 4.5);
        assert!(contrast(Colour::of_256(shown), white) >= 4.5, "{shown}");
        // On a middle grey nothing stands out so far: it stays what it was.
        assert_eq!(Colour::nearest_on([127; 3], blue, Depth::Sixteen, 9.0), 8);
    }
}
