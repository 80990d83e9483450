//! How likely a line is the title of a speech.
//!
//! In: its words, and what stands around it. Out: the log-odds that it is one.

use super::line::{
    agency, attached_here, byline, dashed, dated, dated_link, document_number, genre_first,
    labelled, menu, occasion, one_sentence, opened, particulars, rubric_first, speaker,
};
use super::part::Part;
use super::words::{self, SPOKEN, WRITTEN, about, genre_ends, last_of_genre, piece, stem};
use crate::outline::plain::{begins, plainly};
use crate::outline::unnumbered::ends_by_name;
use crate::text::without_glosses;

/// What stands around a paragraph.
pub(super) struct Around<'a> {
    pub(super) first: bool,
    /// Whether it stands before the first words of the speech.
    pub(super) head: bool,
    /// Whether one of the next three lines is a whole paragraph of a speech.
    pub(super) over_text: bool,
    /// Whether one of the next three lines is a salutation.
    pub(super) greets: bool,
    /// Whether the page says below it where and when the text appeared.
    pub(super) credited: bool,
    pub(super) declared: bool,
    /// Log-odds for the signs of a heading before it.
    pub(super) marked: f32,
    pub(super) glued: bool,
    pub(super) previous: Option<Part>,
    /// Whether the line before announces an attachment (附件1).
    pub(super) attached: bool,
    /// Whether the line before says when and where the speech was held: the speaker comes next.
    pub(super) signed: bool,
    /// Whether the table of contents has it.
    pub(super) listed: bool,
    /// Whether the page's heading, a little before, says the same.
    pub(super) again: bool,
    /// Whether it is a row of links or tags.
    pub(super) tags: bool,
    /// Whether it looks like the title of one speech of a collection, though it names no genre.
    pub(super) piece_of: bool,
    /// Whether it has words alone, and names nobody.
    pub(super) named: bool,
    /// What it is to the title above, if nothing but what is said of that stands between.
    pub(super) below: Option<Below>,
    pub(super) next: Option<Next<'a>>,
    pub(super) after: Option<Part>,
    /// Whether one of the next three paragraphs opens with a first number.
    pub(super) soon: bool,
}

impl Around<'_> {
    /// Whether it is the first line and stands over the text: whatever its form, such a line is most
    /// likely the title.
    const fn leads(&self) -> bool {
        self.first && self.head && self.over_text
    }
}

/// What a line may be to the title above it.
#[derive(Clone, Copy)]
pub(super) enum Below {
    /// ——在……上的讲话
    Subtitle,
    /// Who speaks.
    Signature,
    /// Anything else: a title of its own.
    Title,
}

pub(super) struct Next<'a> {
    pub(super) part: Part,
    pub(super) text: &'a str,
}

/// Log-odds that `words`, without blanks, are the title of a speech.
pub(super) fn odds(words: &str, around: &Around<'_>) -> f32 {
    let length = words.chars().count();
    if !(2..=70).contains(&length) {
        return -9.0;
    }
    let mut odds = -2.5;
    if around.declared {
        odds += 5.0;
    }
    let plain = without_glosses(words);
    let words = &*plain;
    let core = stem(words.trim_end_matches(['》', '”']));
    let genre = last_of_genre(core) || last_of_genre(words);
    let known = |genres: &[&str]| {
        let (core, words) = (plainly(core), plainly(words));
        genres.iter().any(|g| core.ends_with(g) || words.ends_with(g))
    };
    let spoken = genre && known(SPOKEN);
    let written = genre && known(WRITTEN);
    if spoken {
        odds += 2.2;
    } else if written {
        odds += 1.4;
    }
    let occasional = words.contains('在') && words.contains(['上', '会', '會']);
    let subject = words.contains("关于") || words.contains("關於");
    if spoken && (occasional || subject) || written && subject {
        odds += 1.5;
    }
    if core.len() < words.len() && (spoken || written) {
        odds += 0.5;
    }
    if piece(words) {
        odds += 3.0;
    }
    if around.first {
        odds += 1.5;
        if length <= 24 {
            odds += 0.4;
        }
    }
    if around.glued {
        odds += 2.5;
    }
    odds += around.marked;
    if !words.chars().any(char::is_alphabetic) {
        odds -= 9.0;
    } else if length <= 16 && words.is_ascii() && words.contains(|c: char| c.is_ascii_digit()) {
        // ID:1024
        odds -= 5.0;
    }
    // In the middle of the text a line of no genre, or of one that sections have too, is rather the
    // heading of a section: 今后五年工作建议
    let addressed = around.next.as_ref().is_some_and(|next| next.part == Part::Salutation);
    let middle = !around.head && !around.glued && !addressed && around.previous == Some(Part::Text);
    if middle && !genre && !piece(words) {
        odds -= 0.5;
    } else if middle && written && !subject && words::section(core) {
        odds -= 1.2;
    }
    if speaker(words) {
        odds -= 3.0;
    }
    if matches!(around.previous, Some(Part::End | Part::Date)) {
        odds += 1.0;
    }
    // 谢谢大家！, and in the next line the next speech.
    if around.previous == Some(Part::End) && around.named {
        odds += if addressed {
            2.0
        } else if around.over_text {
            1.0
        } else {
            0.0
        };
    }
    if around.attached {
        odds += 2.5;
    }
    if around.listed || around.again {
        odds += 2.0;
    }
    if around.credited {
        odds += 1.0;
    }
    let dated_above = around.previous == Some(Part::Date);
    let section = ends_by_name(words);
    let leads = around.leads() && !section;
    // Over a salutation, the first line may be in brackets, or a question.
    let opens = leads || around.first && around.head && around.greets && !section;
    if leads {
        odds += 0.6;
    } else if section {
        odds -= 3.0;
    }
    if around.signed && !genre {
        odds -= 3.0;
    }
    match around.below {
        Some(Below::Subtitle) => odds -= 4.0,
        Some(Below::Signature) if !genre => odds -= 4.0,
        Some(Below::Signature | Below::Title) | None => {}
    }
    if words.starts_with('《') && words.ends_with('》') {
        odds += 1.0;
    } else if words.starts_with('【') && !piece(words) {
        let says = |words: &str| {
            words.split_once('】').is_some_and(|(_, rest)| rest.chars().take(5).count() == 5)
        };
        // The label of a page or of a rubric: 【导读】, 【致辞人】某某
        odds -= match (words.ends_with('】'), genre) {
            (true, true) if length > 8 => 0.0,
            (true, _) => 2.5,
            // 【党课讲稿】把堤修到心里去
            (false, _) if opens && says(words) => 0.0,
            (false, _) => 5.0,
        };
    } else if words.starts_with(['（', '(']) && words.ends_with(['）', ')']) {
        // What is said of the title above it: （征求意见稿）
        odds -= 4.0;
    }
    if dated(words) {
        odds -= 3.0;
    }
    if around.tags {
        odds -= 4.0;
    }
    if around.piece_of {
        odds += 2.0;
    }
    // 护堤活动 may be the title of the text below it, or of that below its date in brackets.
    let over = |next: &Next<'_>| next.text.len() >= 120 || next.text.starts_with(['（', '(']);
    let titled = around.declared || leads && around.next.as_ref().is_some_and(over);
    if !titled && menu(words) {
        odds -= 5.0;
    }
    if let Some(next) = &around.next {
        let salutation = |p: Part| p == Part::Salutation;
        if salutation(next.part) {
            odds += 2.5;
        } else if occasion(next.text) {
            odds += 2.0;
        } else if next.part == Part::Date && middle && agency(words) {
            // What signs a document: 县水务局, and the date below.
            odds -= 1.0;
        } else if next.part == Part::Date || byline(next.text) || speaker(next.text) {
            odds += 0.8;
            if around.after.is_some_and(|p| salutation(p) || p == Part::Date) {
                odds += 1.5;
            }
        } else if dashed(next.text) {
            odds += if genre_ends(next.text) { 3.5 } else { 2.0 };
        }
        if document_number(next.text) {
            odds += 1.5;
        }
        // 重要讲话 over 在……上的讲话 is a part of the site.
        if length <= 6 && genre && next.text.len() >= words.len() * 3 && genre_ends(next.text) {
            odds -= if dashed(next.text) { 0.0 } else { 4.0 };
        }
        if around.soon {
            odds += 1.0;
        }
        // The rules that a notice sends on begin with their first article.
        let article = ["第一条", "第一章"].iter().any(|w| begins(next.text, w).is_some());
        if written && article {
            odds += 1.5;
        }
    } else {
        odds -= 3.0;
    }
    // Most of what is weighed below only lowers the odds.
    if odds <= -2.0 && !around.head {
        return odds;
    }
    if dashed(words) {
        odds -= 4.0;
    }
    // The rest of the title is in the next line.
    if opened(words) {
        odds -= 3.0;
    }
    if occasion(words) {
        odds -= 5.0;
    }
    // A sentence about the text, not its title: 这是某某同志在……上的讲话
    if ["这是", "這是", "现将", "現將"].iter().any(|w| words.starts_with(w)) {
        odds -= 4.0;
    }
    if length > 40 && !leads || length > 60 {
        odds -= 1.0;
    }
    if words.contains(['，', ',']) {
        odds -= if leads { 0.3 } else { 1.0 };
    }
    // The first line may ask what the text answers: 我们为什么要修这条渠？
    let inner = if around.first && around.head || around.again {
        words.trim_end_matches(['？', '！', '?', '!'])
    } else {
        words
    };
    if inner.len() < words.len() {
        odds -= 0.5;
    }
    // 渠修好了，日子就好了。
    let inner = if leads && one_sentence(inner) { inner.trim_end_matches('。') } else { inner };
    let asks = |c: char| matches!(c, '？' | '?') && !opens && !around.again;
    if inner.contains(['。', '；', ';', '！', '!', '→', '|', '>', '＞', '_'])
        || inner.contains(asks)
        || words.contains("http")
    {
        odds -= 5.0;
    }
    if words.ends_with(['：', ':', '、', '，', ',']) && !piece(words) {
        odds -= 4.0;
    } else if attached_here(words) {
        odds += 2.5;
    } else if genre_first(words) {
        odds += 3.0;
    } else if labelled(words) {
        odds -= 0.3;
    } else if particulars(words) {
        odds -= 6.0;
    } else if leads && rubric_first(words) {
        odds -= 0.3;
    } else if around.head && around.over_text && dated_above && rubric_first(words) {
        odds += 0.1;
    } else if leads {
        odds -= if words.contains(['：', ':']) && !piece(words) { 0.5 } else { 0.0 };
    } else if words.contains(['：', ':']) && !piece(words) {
        odds -= 1.5;
    }
    let formal =
        spoken && (occasional || subject) || written && subject || around.first && around.head;
    odds -= about(words, formal);
    if dated_link(words) {
        odds -= 6.0;
    }
    odds
}
