//! How likely a line is the title of a speech.
//!
//! In: its words, and what stands around it. Out: the log-odds that it is one.

use super::line::{
    agency, attached_here, byline, dashed, dated, dated_link, document_number, genre_first,
    labelled, menu, occasion, one_sentence, opened, particulars, person, rubric_first, speaker,
};
use super::part::Part;
use super::words::{self, SPOKEN, WRITTEN, about, genre_ends, last_of_genre, piece, stem};
use crate::outline::plain::{begins, plainly};
use crate::outline::unnumbered::ends_by_name;
use crate::text::without_glosses;

/// What stands around a paragraph.
pub(super) struct Around<'a> {
    /// Whether it is the first line of the text, and whether no line of the page stands above.
    pub(super) first: bool,
    pub(super) top: bool,
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
    /// Whether the next line says the same.
    pub(super) twice: bool,
    /// Whether it is a row of links or tags.
    pub(super) tags: bool,
    /// Whether it looks like the title of one speech of a collection, though it names no genre.
    pub(super) piece_of: bool,
    /// Whether it names a text of a collection, with who wrote it in the line below.
    pub(super) authored: bool,
    /// Whether the notes of another text stand above, and its own date below.
    pub(super) follows_notes: bool,
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
    let words = without_glosses(words);
    let line = Line::new(&words, length, around);
    let odds = -2.5 + line.of_name() + line.of_form() + line.of_place() + line.of_next();
    // Most of what is weighed after this only lowers the odds.
    if odds <= -2.0 && !around.head {
        return odds;
    }
    odds + line.of_wording() + line.of_marks() + line.of_colon()
}

/// Whether a subtitle says at what occasion somebody spoke: ——在……上的讲话, ——柳长河在……会上的发言提纲,
/// ——柳长河接受圩报采访
fn of_speech(subtitle: &str) -> bool {
    const SPOKEN: &[&str] = &[
        "座谈",
        "谈话",
        "采访",
        "访谈",
        "专访",
        "对话",
        "答记者问",
        "一封信",
        "談話",
        "採訪",
        "訪談",
    ];
    let has = |words: &[&str]| words.iter().any(|word| subtitle.contains(word));
    genre_ends(subtitle)
        || subtitle.contains('在') && has(&["上的", "会上", "會上"])
        || !subtitle.contains(['。', '；', ';']) && has(SPOKEN)
}

/// A line with what is asked of it more than once. Each method gives the log-odds of one kind of signs.
struct Line<'a> {
    /// Its words without glosses and blanks.
    words: &'a str,
    /// How many characters it has, with its glosses.
    length: usize,
    around: &'a Around<'a>,
    /// The words without what may follow the genre.
    core: &'a str,
    /// Whether it ends with the name of a genre, one of speeches, one of documents.
    genre: bool,
    spoken: bool,
    written: bool,
    /// Whether it names an occasion (在……会上), a subject (关于……).
    occasional: bool,
    subject: bool,
    /// Whether it has the number of a piece.
    piece: bool,
    /// Whether it ends with what sections are called.
    section: bool,
    /// Whether it leads the text, whatever its form ([`Around::leads`]).
    leads: bool,
    /// Whether it leads the text, or at least the salutation.
    opens: bool,
    /// Whether a salutation is next.
    addressed: bool,
    /// Whether it stands in the middle of the text.
    middle: bool,
}

impl<'a> Line<'a> {
    fn new(words: &'a str, length: usize, around: &'a Around<'a>) -> Self {
        let core = stem(words.trim_end_matches(['》', '”']));
        let genre = last_of_genre(core) || last_of_genre(words);
        let known = |genres: &[&str]| {
            let (core, words) = (plainly(core), plainly(words));
            genres.iter().any(|g| core.ends_with(g) || words.ends_with(g))
        };
        let section = ends_by_name(words);
        let leads = around.leads() && !section;
        let addressed = around.next.as_ref().is_some_and(|next| next.part == Part::Salutation);
        let inside = !around.head && !around.glued && !addressed;
        Self {
            words,
            length,
            around,
            core,
            genre,
            spoken: genre && known(SPOKEN),
            written: genre && known(WRITTEN),
            occasional: words.contains('在') && words.contains(['上', '会', '會']),
            subject: words.contains("关于") || words.contains("關於"),
            piece: piece(words),
            section,
            leads,
            opens: leads || around.first && around.head && around.greets && !section,
            addressed,
            middle: inside && around.previous == Some(Part::Text),
        }
    }

    /// Whether it is built as the titles of speeches and documents are: 在……上的讲话, 关于……的报告
    fn built(&self) -> bool {
        self.spoken && (self.occasional || self.subject) || self.written && self.subject
    }

    /// What it says that it is: its genre, its subject, the number of a piece.
    fn of_name(&self) -> f32 {
        let mut odds = 0.0;
        if self.spoken {
            odds += 2.2;
        } else if self.written {
            odds += 1.4;
        }
        if self.built() {
            odds += 1.5;
        }
        if self.core.len() < self.words.len() && (self.spoken || self.written) {
            odds += 0.5;
        }
        if self.piece {
            odds += 3.0;
        }
        // In the middle of the text a line of no genre, or of one that sections have too, is rather the
        // heading of a section: 今后五年工作建议
        if self.middle && !self.genre && !self.piece {
            odds -= 0.5;
        } else if self.middle && self.written && !self.subject && words::section(self.core) {
            odds -= 1.2;
        }
        // Who speaks, in a line below the title of a further speech.
        if speaker(self.words) || !self.around.head && person(self.words) {
            odds -= 3.0;
        }
        odds
    }

    /// How it is set: declared by the format, in brackets, a date, no words at all.
    fn of_form(&self) -> f32 {
        let Self { words, length, around, .. } = *self;
        let mut odds = around.marked;
        if around.declared {
            odds += 5.0;
        }
        if around.glued {
            odds += 2.5;
        }
        if !words.chars().any(char::is_alphabetic) {
            odds -= 9.0;
        } else if length <= 16 && words.is_ascii() && words.contains(|c: char| c.is_ascii_digit()) {
            // ID:1024
            odds -= 5.0;
        }
        if words.starts_with('《') && words.ends_with('》') {
            odds += 1.0;
        } else if words.starts_with('【') && !self.piece {
            let says = || {
                words.split_once('】').is_some_and(|(_, rest)| rest.chars().take(5).count() == 5)
            };
            // The label of a page or of a rubric: 【导读】, 【致辞人】某某
            odds -= match (words.ends_with('】'), self.genre) {
                (true, true) if length > 8 => 0.0,
                (true, _) => 2.5,
                // 【党课讲稿】把堤修到心里去
                (false, _) if (self.opens || around.first && around.head) && says() => 0.0,
                (false, _) => 5.0,
            };
        } else if words.starts_with(['（', '(']) && words.ends_with(['）', ')'])
            || words.starts_with('〖')
        {
            // What is said of the title above it: （征求意见稿）
            odds -= 4.0;
        }
        if dated(words) {
            odds -= 3.0;
        }
        if around.tags {
            odds -= 4.0;
        }
        // 护堤活动 may be the title of the text below it, or of that below its date in brackets.
        let over = |next: &Next<'_>| next.text.len() >= 120 || next.text.starts_with(['（', '(']);
        let titled = around.declared || self.leads && around.next.as_ref().is_some_and(over);
        if !titled && menu(words) {
            odds -= 5.0;
        }
        odds
    }

    /// Where it stands: at the top, behind the end of a speech, below another title.
    fn of_place(&self) -> f32 {
        let around = self.around;
        let mut odds = 0.0;
        if around.first {
            odds += if self.length <= 24 { 1.9 } else { 1.5 };
        }
        if matches!(around.previous, Some(Part::End | Part::Date)) {
            odds += 1.0;
        }
        // 谢谢大家！, and in the next line the next speech.
        if around.previous == Some(Part::End) && around.named {
            odds += if self.addressed {
                2.0
            } else if around.over_text || around.soon {
                1.5
            } else {
                0.0
            };
        } else if self.addressed && around.named && !around.head {
            // A name over a salutation, in the middle of the text.
            odds += 2.0;
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
        if around.twice {
            odds += 2.0;
        }
        if around.piece_of {
            odds += 2.0;
        }
        if around.follows_notes || around.authored {
            odds += 3.0;
        }
        if self.leads {
            odds += 0.6;
        } else if self.section {
            odds -= 3.0;
        }
        if around.signed && !self.genre {
            odds -= 3.0;
        }
        match around.below {
            Some(Below::Subtitle) => odds -= 4.0,
            Some(Below::Signature) if !self.genre => odds -= 4.0,
            Some(Below::Signature | Below::Title) | None => {}
        }
        odds
    }

    /// What comes next: a salutation, a date, a subtitle, the first number of a list.
    fn of_next(&self) -> f32 {
        let around = self.around;
        let Some(next) = &around.next else { return -3.0 };
        let salutation = |p: Part| p == Part::Salutation;
        let mut odds = 0.0;
        if self.addressed {
            odds += 2.5;
        } else if occasion(next.text) {
            odds += 2.0;
        } else if dashed(next.text) {
            let dated = around.after == Some(Part::Date);
            odds += if of_speech(next.text) { 5.0 } else { 2.0 } + if dated { 1.0 } else { 0.0 };
        } else if next.part == Part::Date && self.middle && agency(self.words) {
            // What signs a document: 县水务局, and the date below.
            odds -= 1.0;
        } else if next.part == Part::Date || byline(next.text) || speaker(next.text) {
            odds += 0.8;
            // The title of minutes, the day, and below it the text. A day in brackets may stand below any title, but
            // below the parts of a speech that was held on several days too: those bear no new numbers.
            let titled = || around.soon && next.text.starts_with(['（', '(']) && !self.section;
            let dated = next.part == Part::Date && around.over_text;
            if self.middle && dated && (self.genre || titled()) {
                odds += 1.5;
            }
            if around.after.is_some_and(|p| salutation(p) || p == Part::Date) {
                odds += 1.5;
                // In the middle of a text the title, the speaker and the date, and below them the speech.
                let spoken = || person(next.text) || speaker(next.text);
                odds += if self.middle && around.over_text && spoken() { 1.0 } else { 0.0 };
            }
        }
        if document_number(next.text) {
            odds += 1.5;
        }
        // 重要讲话 over 在……上的讲话 is a part of the site.
        let longer = next.text.len() >= self.words.len() * 3 && !dashed(next.text);
        if self.length <= 6 && self.genre && longer && genre_ends(next.text) {
            odds -= 4.0;
        }
        if around.soon {
            odds += 1.0;
        }
        // The rules that a notice sends on begin with their first article.
        let article = || ["第一条", "第一章"].iter().any(|w| begins(next.text, w).is_some());
        if self.written && article() {
            odds += 1.5;
        }
        odds
    }

    /// Words that say that it is something else, and too many of them.
    fn of_wording(&self) -> f32 {
        let Self { words, length, around, .. } = *self;
        let mut odds = 0.0;
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
        if ["这是", "這是", "现将", "現將", "以下为", "以下為"].iter().any(|w| words.starts_with(w))
        {
            odds -= 4.0;
        }
        if length > 40 && !self.leads || length > 60 {
            odds -= 1.0;
        }
        odds -= about(words, self.built() || around.first && around.head);
        if dated_link(words) {
            odds -= 6.0;
        }
        odds
    }

    /// Marks that sentences have, and titles hardly ever.
    fn of_marks(&self) -> f32 {
        let Self { words, around, .. } = *self;
        let mut odds = 0.0;
        if words.contains(['，', ',']) {
            odds -= if self.leads { 0.3 } else { 1.0 };
        }
        // The first line may ask what the text answers: 我们为什么要修这条渠？
        let called = |c: char| matches!(c, '！' | '!') && (around.top || around.again);
        let inner = if around.first && around.head || around.again {
            words.trim_end_matches(|c| matches!(c, '？' | '?') || called(c))
        } else {
            words
        };
        if inner.len() < words.len() {
            odds -= 0.5;
        }
        // 渠修好了，日子就好了。
        let whole = self.leads && one_sentence(inner);
        let inner = if whole { inner.trim_end_matches('。') } else { inner };
        let asks = |c: char| matches!(c, '？' | '?') && !self.opens && !around.again;
        if inner.contains(['。', '；', ';', '！', '!', '→', '|', '>', '＞', '_'])
            || inner.contains(asks)
            || words.contains("http")
        {
            odds -= 5.0;
        }
        odds
    }

    /// What a colon in it means: a label before the title, or before something else.
    fn of_colon(&self) -> f32 {
        let Self { words, around, .. } = *self;
        let dated_above = around.previous == Some(Part::Date);
        let colon = || words.contains(['：', ':']) && !self.piece;
        if words.ends_with(['：', ':', '、', '，', ',']) && !self.piece {
            -4.0
        } else if attached_here(words) {
            2.5
        } else if genre_first(words) {
            3.0
        } else if labelled(words) {
            -0.3
        } else if particulars(words) {
            -6.0
        } else if self.leads && rubric_first(words) {
            -0.3
        } else if around.head && around.over_text && dated_above && rubric_first(words) {
            0.1
        } else if colon() {
            if self.leads || around.again { -0.5 } else { -1.5 }
        } else {
            0.0
        }
    }
}
