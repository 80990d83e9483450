//! The encodings that can be read. In: a label, as users type it. Out: an [`Encoding`].

use std::fmt;
use std::str::FromStr;

use encoding_rs::Encoding as Standard;

/// A character encoding.
///
/// GBK and GB2312 are read as GB18030, of which they are subsets; Big5 includes HKSCS, as in the WHATWG
/// Encoding Standard.
///
/// ```
/// # use gangmu::input::Encoding;
/// assert_eq!("gb2312".parse::<Encoding>()?.name(), "GB18030");
/// assert!("klingon".parse::<Encoding>().is_err());
/// # Ok::<(), gangmu::input::UnknownEncoding>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Encoding(pub(super) Kind);

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// An encoding of the Encoding Standard.
    Standard(&'static Standard),
    /// UTF-32, little endian, which that standard does not include.
    Utf32Le,
    /// UTF-32, big endian.
    Utf32Be,
}

/// The labels that help and completion offer. Every other label of the WHATWG Encoding Standard is
/// understood, too.
pub const ENCODINGS: &[&str] = &[
    "utf-8",
    "gb18030",
    "gbk",
    "gb2312",
    "big5",
    "big5-hkscs",
    "utf-16le",
    "utf-16be",
    "utf-32le",
    "utf-32be",
    "shift_jis",
    "euc-jp",
    "euc-kr",
    "windows-1251",
    "windows-1252",
    "koi8-r",
];

/// A label that names no encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownEncoding;

impl Encoding {
    /// UTF-8.
    pub const UTF_8: Self = Self(Kind::Standard(encoding_rs::UTF_8));
    /// GB18030, and so GBK and GB2312.
    pub const GB18030: Self = Self(Kind::Standard(encoding_rs::GB18030));
    /// Big5 with HKSCS.
    pub const BIG5: Self = Self(Kind::Standard(encoding_rs::BIG5));
    /// UTF-16, little endian.
    pub const UTF_16LE: Self = Self(Kind::Standard(encoding_rs::UTF_16LE));
    /// UTF-16, big endian.
    pub const UTF_16BE: Self = Self(Kind::Standard(encoding_rs::UTF_16BE));

    /// Its usual name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self.0 {
            Kind::Standard(e) if e == encoding_rs::GB18030 => "GB18030",
            Kind::Standard(e) => e.name(),
            Kind::Utf32Le => "UTF-32LE",
            Kind::Utf32Be => "UTF-32BE",
        }
    }

    /// An encoding of the Encoding Standard, where GBK becomes GB18030.
    pub(super) fn standard(encoding: &'static Standard) -> Self {
        let gb = encoding == encoding_rs::GBK;
        Self(Kind::Standard(if gb { encoding_rs::GB18030 } else { encoding }))
    }
}

impl FromStr for Encoding {
    type Err = UnknownEncoding;

    fn from_str(label: &str) -> Result<Self, UnknownEncoding> {
        let label = label.trim();
        let same = |name: &&str| label.eq_ignore_ascii_case(name);
        if ["utf-32le", "utf-32", "utf32", "utf32le"].iter().any(same) {
            return Ok(Self(Kind::Utf32Le));
        }
        if ["utf-32be", "utf32be"].iter().any(same) {
            return Ok(Self(Kind::Utf32Be));
        }
        if ["cp936", "ms936", "gb", "euc-cn"].iter().any(same) {
            return Ok(Self::GB18030);
        }
        if ["cp950", "ms950"].iter().any(same) {
            return Ok(Self::BIG5);
        }
        let known = Standard::for_label_no_replacement(label.as_bytes());
        known.map(Self::standard).ok_or(UnknownEncoding)
    }
}

impl fmt::Debug for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for UnknownEncoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown encoding; known are {}", ENCODINGS.join(", "))
    }
}

impl std::error::Error for UnknownEncoding {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_on_offer_is_understood() {
        for label in ENCODINGS {
            assert!(label.parse::<Encoding>().is_ok(), "{label}");
        }
        for label in ["GBK", " gb2312 ", "CP936", "gb_2312-80"] {
            assert_eq!(label.parse(), Ok(Encoding::GB18030), "{label}");
        }
    }
}
