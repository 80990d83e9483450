//! How text looks: typeface, weight and size, as evidence for headings.
//!
//! In: the properties of runs and styles. Out: the [`Emphasis`] of a paragraph.
//! GB/T 9704 sets first-level headings in 黑体, second-level ones in 楷体 and the title in 小标宋.

use crate::document::Emphasis;
use crate::input::xml::Tag;

/// A typeface, as far as it distinguishes headings from text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::input) enum Face {
    /// 黑体.
    Hei,
    /// 楷体.
    Kai,
    /// 小标宋, the face of titles.
    Title,
    /// Any other.
    Other,
}

impl Face {
    /// The face named `name`.
    pub(in crate::input) fn of_name(name: &str) -> Self {
        let name = name.to_lowercase();
        let is = |known: &[&str]| known.iter().any(|k| name.contains(k));
        if is(&["小标宋", "xiaobiaosong", "xbs"]) {
            Self::Title
        } else if is(&["黑体", "simhei", "stheiti", "heiti", "fzhei", "黑_gb"])
            && !is(&["雅黑", "思源", "yahei"])
        {
            Self::Hei
        } else if is(&["楷", "kaiti", "simkai", "stkaiti", "fzkai"]) {
            Self::Kai
        } else {
            Self::Other
        }
    }
}

/// The look of a run of text, or what a style says of it; `None` leaves a property to the style below.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) face: Option<Face>,
    pub(super) bold: Option<bool>,
    /// In half points.
    pub(super) size: Option<u16>,
    pub(super) hidden: Option<bool>,
}

impl Look {
    /// Notes a property, a child of `rPr`.
    pub(super) fn note(&mut self, tag: &Tag<'_>) {
        match tag.local() {
            "rFonts" => {
                let name = tag.attr("eastAsia");
                if let Some(name) = name {
                    self.face = Some(Face::of_name(&name));
                } else if tag.attr("eastAsiaTheme").is_some() {
                    self.face = Some(Face::Other);
                }
            }
            "b" => self.bold = Some(tag.is_on()),
            "sz" => self.size = tag.val().and_then(|v| v.parse().ok()),
            "vanish" => self.hidden = Some(tag.is_on()),
            _ => {}
        }
    }

    /// This look, with properties from `under` where it has none.
    pub(super) fn over(self, under: Self) -> Self {
        Self {
            face: self.face.or(under.face),
            bold: self.bold.or(under.bold),
            size: self.size.or(under.size),
            hidden: self.hidden.or(under.hidden),
        }
    }
}

/// How many characters of a paragraph or document have which look.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    all: usize,
    bold: usize,
    hei: usize,
    kai: usize,
    title: usize,
    /// The sum of their sizes in half points, for the mean.
    size: usize,
}

/// The size if none is given, in half points: 五号.
const USUAL_SIZE: u16 = 21;

impl Tally {
    /// Counts `characters` characters with the look `look`.
    pub(super) fn add(&mut self, characters: usize, look: Look) {
        self.all += characters;
        self.bold += if look.bold == Some(true) { characters } else { 0 };
        match look.face {
            Some(Face::Hei) => self.hei += characters,
            Some(Face::Kai) => self.kai += characters,
            Some(Face::Title) => self.title += characters,
            Some(Face::Other) | None => {}
        }
        self.size += characters * usize::from(look.size.unwrap_or(USUAL_SIZE));
    }

    /// Adds the counts of `other`.
    pub(super) fn merge(&mut self, other: Self) {
        self.all += other.all;
        self.bold += other.bold;
        self.hei += other.hei;
        self.kai += other.kai;
        self.title += other.title;
        self.size += other.size;
    }

    /// What sets this paragraph off from the whole `document`.
    pub(super) fn emphasis(self, centred: bool, document: Self) -> Emphasis {
        let nearly_all = |part: usize| self.all > 0 && part * 10 >= self.all * 9;
        // A look that most of the text has sets nothing off.
        let rare = |part: usize| part * 2 < document.all;
        let larger = self.size * document.all > document.size * self.all;
        if centred && (larger || nearly_all(self.title)) {
            Emphasis::Centred
        } else if nearly_all(self.hei) && rare(document.hei) {
            Emphasis::Hei
        } else if nearly_all(self.kai) && rare(document.kai) {
            Emphasis::Kai
        } else if nearly_all(self.bold) && rare(document.bold) {
            Emphasis::Bold
        } else {
            Emphasis::None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faces_are_known_by_their_many_names() {
        for (name, face) in [
            ("黑体", Face::Hei),
            ("方正黑体_GBK", Face::Hei),
            ("SimHei", Face::Hei),
            ("楷体_GB2312", Face::Kai),
            ("KaiTi", Face::Kai),
            ("方正小标宋简体", Face::Title),
            ("微软雅黑", Face::Other),
            ("仿宋_GB2312", Face::Other),
        ] {
            assert_eq!(Face::of_name(name), face, "{name}");
        }
    }

    #[test]
    fn what_all_text_has_sets_nothing_off() {
        let hei = Look { face: Some(Face::Hei), ..Look::default() };
        let mut heading = Tally::default();
        heading.add(10, hei);
        let mut document = heading;
        document.add(100, Look::default());
        assert_eq!(heading.emphasis(false, document), Emphasis::Hei);
        document.add(500, hei);
        assert_eq!(heading.emphasis(false, document), Emphasis::None);
    }
}
