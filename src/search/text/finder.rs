//! A query made ready for any number of texts. In: the query, and how it is to be read. Out: its hits in
//! each text.

use std::fmt;
use std::sync::atomic::AtomicBool;

use super::pinyin::search_pinyin;
use super::{BadPattern, Needle, Pattern};
use crate::search::pinyin::Scheme;
use crate::text::Span;

/// How a query is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Manner {
    /// As words, folded.
    #[default]
    Plain,
    /// As words, in which letters may be pinyin.
    Pinyin,
    /// As a regular expression.
    Pattern,
}

/// A query made ready for many texts.
#[derive(Clone, Debug)]
pub struct Finder {
    ready: Ready,
}

#[derive(Clone, Debug)]
enum Ready {
    Plain(Needle),
    Pinyin(String, Option<Scheme>),
    Pattern(Pattern),
}

impl Finder {
    /// Reads `query` in `manner`; pinyin may also be typed by the double pinyin of `scheme`.
    ///
    /// # Errors
    ///
    /// [`BadPattern`] if it is to be a regular expression and is not a valid one, or is too large.
    ///
    /// ```
    /// # use gangmu::search::text::{Finder, Manner};
    /// let text = "抓好項目建设";
    /// for (query, manner) in
    ///     [("项目", Manner::Plain), ("xmjs", Manner::Pinyin), ("项.", Manner::Pattern)]
    /// {
    ///     let hits = Finder::new(query, manner, None)?.find_in(text);
    ///     assert!(hits[0].of(text).starts_with("項目"));
    /// }
    /// # Ok::<(), gangmu::search::text::BadPattern>(())
    /// ```
    pub fn new(query: &str, manner: Manner, scheme: Option<Scheme>) -> Result<Self, BadPattern> {
        let ready = match manner {
            Manner::Plain => Ready::Plain(Needle::new(query)),
            Manner::Pinyin => Ready::Pinyin(query.to_owned(), scheme),
            Manner::Pattern => Ready::Pattern(Pattern::new(query)?),
        };
        Ok(Self { ready })
    }

    /// How the query is read.
    #[must_use]
    pub fn manner(&self) -> Manner {
        match self.ready {
            Ready::Plain(_) => Manner::Plain,
            Ready::Pinyin(..) => Manner::Pinyin,
            Ready::Pattern(_) => Manner::Pattern,
        }
    }

    /// A quick look at whether `text` certainly holds no hit, and would hold none even if marks and line
    /// ends were left out of it. If `false`, it may hold some or none.
    #[must_use]
    pub fn is_absent(&self, text: &str) -> bool {
        match &self.ready {
            Ready::Plain(needle) => needle.is_absent(text),
            Ready::Pinyin(..) | Ready::Pattern(_) => false,
        }
    }

    /// All hits in `text`, in order, without overlaps; empty ones are left out.
    #[must_use]
    pub fn find_in(&self, text: &str) -> Vec<Span> {
        self.search_in(text, &AtomicBool::new(false)).unwrap_or_default()
    }

    /// [`Finder::find_in`] for a worker: `None` soon after `cancel` is set.
    #[must_use]
    pub fn search_in(&self, text: &str, cancel: &AtomicBool) -> Option<Vec<Span>> {
        match &self.ready {
            Ready::Plain(needle) => needle.search_in(text, cancel),
            Ready::Pinyin(query, scheme) => search_pinyin(text, query, *scheme, cancel),
            Ready::Pattern(pattern) => pattern.search(text, cancel),
        }
    }
}

impl fmt::Display for Manner {
    /// Its name on the command line and in the documentation.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Plain => "plain",
            Self::Pinyin => "pinyin",
            Self::Pattern => "regex",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_flag_ends_every_manner() {
        let text = "纲举目张。".repeat(100_000);
        for manner in [Manner::Plain, Manner::Pinyin, Manner::Pattern] {
            let finder = Finder::new("目张", manner, None).unwrap();
            assert_eq!(finder.search_in(&text, &AtomicBool::new(true)), None, "{manner}");
            assert_eq!(finder.find_in(&text).len(), 100_000, "{manner}");
        }
    }

    #[test]
    fn only_a_pattern_can_be_bad() {
        assert!(Finder::new("(", Manner::Plain, None).is_ok());
        assert!(Finder::new("(", Manner::Pinyin, None).is_ok());
        assert!(Finder::new("(", Manner::Pattern, None).is_err());
    }
}
