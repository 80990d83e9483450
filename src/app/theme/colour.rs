//! Colours of a terminal, and the nearest ones where it has fewer.
//!
//! In: a colour as a theme names it, and what the terminal says of itself. Out: the colour to use.

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
        if matches!(colorterm, Some("truecolor" | "24bit")) {
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
    }
}
