//! Titles of speeches: a file may hold several, and each starts the numbering afresh.
//!
//! In: the paragraphs. Out: those that may be titles, with the log-odds that they are.

mod find;
mod glued;
mod line;
mod odds;
mod page;
mod part;
mod run;
mod top;
mod words;

use crate::document::Document;
use crate::text::Span;

pub(super) use find::find;
pub(super) use line::{person, several, signature, signs, speaker};
pub(super) use part::{Part, notes, part};
pub(super) use words::{genre_ends, piece};

use line::{credit, dated, dated_link, occasion, tags};
use words::about;

/// A paragraph that may be the title of a speech.
#[derive(Clone, Copy, Debug)]
pub(super) struct Title {
    /// Index of the paragraph.
    pub paragraph: usize,
    /// The title's words.
    pub span: Span,
    /// Log-odds that it is one.
    pub odds: f32,
}

impl Title {
    /// Whether no more than what a page says of a text stands between the title and `span`.
    const fn is_near(&self, span: Span) -> bool {
        span.start.saturating_sub(self.span.end) < 3000
    }

    fn of<'a>(&self, document: &'a Document) -> &'a str {
        self.span.of(document.text())
    }
}

/// Whether a short line only says something of the text: who speaks, where, what the page is.
pub(super) fn stands_beside(words: &str) -> bool {
    const CAPTIONS: &[&str] = &["图", "圖", "表", "注", "附", "（", "("];
    speaker(words)
        || occasion(words)
        || dated(words)
        || dated_link(words)
        || tags(words)
        || notes(words)
        || about(words, false) > 0.0
        || credit(words)
        || CAPTIONS.iter().any(|w| words.starts_with(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn salutations_are_told_from_sentences() {
        for text in [
            "同志们：",
            "同志们:",
            "尊敬的各位领导、同志们：",
            "各位代表：",
            "各县、区人民政府，市直各单位：",
            "水利局局长、圩区代表会主席、在座各位：",
            "圩区的乡亲们：",
        ] {
            assert_eq!(part(text), Part::Salutation, "{text}");
        }
        for text in
            ["各级干部要记住。", "同志们，做好下半年的工作，任务艰巨，责任重大，让我们一起努力。"]
        {
            assert_eq!(part(text), Part::Text, "{text}");
        }
    }

    #[test]
    fn dates_and_thanks_end_a_speech() {
        assert_eq!(part("谢谢大家！"), Part::End);
        assert_eq!(part("2023年5月18日"), Part::Date);
        assert_eq!(part("（二〇二四年三月十二日）"), Part::Date);
    }

    #[test]
    fn a_link_with_a_date_is_no_title() {
        assert!(dated_link("在全镇工作会议上的讲话08-22"));
        assert!(!dated_link("在全镇工作会议上的讲话"));
    }
}
