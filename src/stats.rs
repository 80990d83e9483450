//! The lengths of a text and its sections: 字数, paragraphs, speaking time.
//!
//! In: a [`Document`] and its [`Outline`]. Out: counts for the whole and for each node. Linear in the text.
//!
//! 字数 is what word processors show under that name: each Chinese character and each full-width
//! mark counts one, and so does each run of other characters between blanks (a Latin word, a
//! number with its signs). Page furniture and preformatted lines do not count.

use crate::document::{Document, Paragraph, Role};
use crate::outline::{Node, NodeId, Outline};
use crate::text::{Span, is_blank};

/// The pace of speaking that is assumed if none is given, in 字 a minute.
pub const PACE: u32 = 200;

/// The counts of a stretch of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// 字数.
    pub words: usize,
    /// Paragraphs that begin in it.
    pub paragraphs: usize,
}

impl Count {
    /// Speaking time at `pace` 字 a minute, rounded to the nearest second.
    #[must_use]
    pub fn seconds(self, pace: u32) -> u64 {
        let pace = u64::from(pace.max(1));
        (self.words as u64 * 60 + pace / 2) / pace
    }

    /// Its share of the words of `whole`, in thousandths, rounded to the nearest.
    #[must_use]
    pub const fn permille(self, whole: Self) -> usize {
        let whole = if whole.words == 0 { 1 } else { whole.words };
        (self.words * 1000 + whole / 2) / whole
    }
}

/// Counts of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// What stands before the start of each node; the last entry counts the whole text.
    before: Vec<Count>,
}

impl Stats {
    /// Counts `document` by the nodes of `outline`.
    #[must_use]
    pub fn new(document: &Document, outline: &Outline) -> Self {
        Self::summed(document, outline, &paragraph_words(document))
    }

    /// The same from the [`paragraph_words`] of `document`.
    #[must_use]
    pub fn summed(document: &Document, outline: &Outline, counts: &[u32]) -> Self {
        let text = document.text();
        let mut starts = outline.nodes().iter().map(Node::start).peekable();
        let mut before = Vec::with_capacity(outline.len() + 1);
        let mut sum = Count::default();
        for (paragraph, &count) in document.paragraphs().iter().zip(counts) {
            let span = paragraph.span;
            while starts.next_if(|&s| s <= span.start).is_some() {
                before.push(sum);
            }
            let counted = counts_in(paragraph);
            sum.paragraphs += usize::from(counted);
            let mut at = span.start;
            while let Some(start) = starts.next_if(|&s| s < span.end) {
                sum.words += if counted { words(Span::new(at, start).of(text)) } else { 0 };
                at = start;
                before.push(sum);
            }
            sum.words += if at == span.start {
                count as usize
            } else if counted {
                words(Span::new(at, span.end).of(text))
            } else {
                0
            };
        }
        before.extend(starts.map(|_| sum));
        before.push(sum);
        Self { before }
    }

    /// Counts of the whole text.
    #[must_use]
    pub fn whole(&self) -> Count {
        self.before.last().copied().unwrap_or_default()
    }

    /// Counts of all that stands before the node `id`.
    #[must_use]
    pub fn before(&self, id: NodeId) -> Count {
        self.before.get(id.0).copied().unwrap_or_else(|| self.whole())
    }

    /// Counts of the section `id`, with all its subsections.
    #[must_use]
    pub fn section(&self, outline: &Outline, id: NodeId) -> Count {
        let Some(node) = outline.get(id) else { return Count::default() };
        let (start, end) = (self.before(id), self.before(node.next));
        Count {
            words: end.words.saturating_sub(start.words),
            paragraphs: end.paragraphs.saturating_sub(start.paragraphs),
        }
    }
}

/// 字数 of each paragraph of `document`; 0 for those that do not count.
#[must_use]
pub fn paragraph_words(document: &Document) -> Vec<u32> {
    let count = |paragraph: &Paragraph| {
        let words =
            if counts_in(paragraph) { words(paragraph.span.of(document.text())) } else { 0 };
        u32::try_from(words).unwrap_or(u32::MAX)
    };
    document.paragraphs().iter().map(count).collect()
}

/// Whether `paragraph` belongs to the speech.
const fn counts_in(paragraph: &Paragraph) -> bool {
    !matches!(paragraph.role, Role::Furniture | Role::Code)
}

/// 字数 of `text`.
///
/// ```
/// # use gangmu::stats::words;
/// assert_eq!(words("纲举目张，2024年GDP增长5.2%。"), 12);
/// assert_eq!(words("hello  world"), 2);
/// ```
#[must_use]
pub fn words(text: &str) -> usize {
    let mut count = 0;
    let mut run = false;
    let mut rest = text.as_bytes();
    loop {
        // A quick way for nearly all of a Chinese text: `is_full` holds for all of U+4000 to U+9FFF, U+3001 to
        // U+303F and U+FF00 to U+FF3F.
        while let [0xe4..=0xe9, _, _, after @ ..]
        | [0xe3, 0x80, 0x81..=0xbf, after @ ..]
        | [0xef, 0xbc, _, after @ ..] = rest
        {
            count += 1;
            run = false;
            rest = after;
        }
        let at = text.len() - rest.len();
        let Some(c) = Span::new(at, text.len()).of(text).chars().next() else { return count };
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
        if is_blank(c) || c.is_whitespace() || c.is_control() {
            run = false;
        } else if is_full(c) {
            run = false;
            count += 1;
        } else if !run {
            run = true;
            count += 1;
        }
    }
}

/// Whether `c` counts as one word by itself: Chinese characters, kana, Hangul, full-width marks, and the
/// quotes, dashes and dots that Chinese writes full-width.
const fn is_full(c: char) -> bool {
    matches!(
        c,
        '\u{1100}'..='\u{11ff}'
            | '‘'..='‟'
            | '—'
            | '…'
            | '·'
            | '※'
            | '\u{2460}'..='\u{24ff}'
            | '\u{2e80}'..='\u{a4cf}'
            | '\u{ac00}'..='\u{d7ff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{fe30}'..='\u{fe4f}'
            | '\u{ff00}'..='\u{ffef}'
            | '\u{20000}'..='\u{3ffff}'
    )
}

/// Seconds as people read them: 7:36, 1:02:09.
#[must_use]
pub fn clock(seconds: u64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes}:{seconds:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::parse;
    use proptest::prelude::*;

    #[test]
    fn words_are_counted_as_word_processors_do() {
        for (text, count) in [
            ("", 0),
            ("同志们：", 4),
            ("“三农”工作", 6),
            ("GB/T 9704-2012 公文", 4),
            ("增长6.1%，", 4),
            ("今天,明天", 5),
            ("１２３", 3),
            ("①查，②改", 5),
            ("a\u{3000}b", 2),
            ("——……", 4),
        ] {
            assert_eq!(words(text), count, "{text}");
        }
    }

    #[test]
    fn sections_add_up_to_the_whole() {
        let text = "讲话\n同志们：\n一、抓春耕\n种子要备足。\n二、抓防汛\n一是巡堤。二是备料。\n谢谢大家！\n";
        let document = Document::from_lines(text);
        let outline = parse(&document);
        let stats = Stats::new(&document, &outline);
        assert_eq!(stats.whole().paragraphs, 7);
        assert_eq!(stats.whole().words, words(&text.replace('\n', "")));
        let roots: usize = outline.children(None).map(|id| stats.section(&outline, id).words).sum();
        let first = outline.children(None).next().unwrap();
        assert_eq!(stats.before(first).words + roots, stats.whole().words);
    }

    #[test]
    fn time_follows_the_pace() {
        let count = Count { words: 1520, paragraphs: 9 };
        assert_eq!(clock(count.seconds(PACE)), "7:36");
        assert_eq!(clock(count.seconds(240)), "6:20");
        assert_eq!(clock(3729), "1:02:09");
        assert_eq!(
            Count { words: 1, paragraphs: 1 }.permille(Count { words: 3, paragraphs: 1 }),
            333
        );
    }

    /// [`words`], character by character.
    fn words_slowly(text: &str) -> usize {
        let blank = |c: char| is_blank(c) || c.is_whitespace() || c.is_control();
        let runs = text.split(|c: char| blank(c) || is_full(c)).filter(|run| !run.is_empty());
        runs.count() + text.chars().filter(|&c| is_full(c) && !blank(c)).count()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn every_character_is_counted_by_what_it_is(text in "(.|[一-龥a-c1-3 ，。\u{3fff}\u{a000}\u{3000}-\u{3040}\u{ff00}-\u{ff40}]){0,40}") {
            prop_assert_eq!(words(&text), words_slowly(&text));
        }

        #[test]
        fn counts_never_fall(text in "([一二三、（）a-c1-3 ，。\n是]|[甲-申]){0,80}") {
            let document = Document::from_lines(text.as_str());
            let outline = parse(&document);
            let stats = Stats::new(&document, &outline);
            let mut last = 0;
            for i in 0..=outline.len() {
                let now = stats.before(NodeId(i)).words;
                prop_assert!(now >= last);
                last = now;
            }
        }
    }
}
