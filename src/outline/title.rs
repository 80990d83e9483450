//! Titles of speeches: a file may hold several, and each starts the numbering afresh.
//!
//! In: the paragraphs. Out: those that may be titles, with the log-odds that they are.

mod glued;
mod line;
mod part;
mod top;
mod words;

use std::collections::HashSet;

use super::plain::{begins, plainly};
use super::unnumbered::ENDS;
use crate::document::{Document, Role};
use crate::text::{Span, is_blank, without_glosses};

pub(super) use part::{Part, notes, part};
pub(super) use words::piece;

use glued::{before_document_number, before_opening, before_salutation, glued_salutation};
use line::{
    attached_here, attachment, byline, dashed, dated, dated_link, genre_first, labelled, menu,
    occasion, one_sentence, particulars, rubric_first, several, speaker, tags,
};
use top::{credited, page_number, same_again, text_label, way_to, without_extension};
use words::{SPOKEN, WRITTEN, about, genre_ends, last_of_genre, stem};

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

/// Finds the titles among the paragraphs, in order. `parts` says what each paragraph is to a speech, and
/// `opens_list(i)` gives the number of the marker that opens paragraph `i`; `None` if none does.
pub(super) fn find(
    document: &Document,
    parts: &[Part],
    opens_list: impl Fn(usize) -> Option<u32>,
) -> Vec<Title> {
    let mut titles: Vec<Title> = Vec::new();
    let paragraphs = document.paragraphs();
    let body: Vec<usize> = (0..paragraphs.len())
        .filter(|&i| {
            let role = paragraphs.get(i).map(|p| p.role);
            !matches!(role, Some(Role::Furniture | Role::Code | Role::Table | Role::Heading(_)))
        })
        .collect();
    let words = |i: usize| paragraphs.get(i).map_or("", |p| p.span.of(document.text()));
    let part_of = |i: usize| parts.get(i).copied().unwrap_or_default();
    // What the table of contents lists.
    let listed: HashSet<&str> = paragraphs
        .iter()
        .filter(|p| p.role == Role::Furniture && p.span.len() <= 240)
        .map(|p| without_page(p.span.of(document.text())))
        .collect();
    let mut skip = 0;
    // Whether the text begins with a title that runs on into it.
    let mut run_on = false;
    // The paragraph with the title of the whole collection, if the file is one.
    let mut collected: Option<usize> = None;
    // Where the speech itself begins.
    let speech = body.iter().copied().find(|&i| {
        let text = words(i);
        text.len() > 240
            || text.contains('。') && !(body.first() == Some(&i) && one_sentence(text))
            || opens_list(i).is_some()
            || part_of(i) == Part::Salutation
    });
    for (at, &i) in body.iter().enumerate() {
        let Some(paragraph) = paragraphs.get(i) else { continue };
        // A copy that numbers its pages puts the first number before the title.
        let begins = at == 0 || speech == Some(i) && titles.iter().all(|t| t.odds <= 0.0);
        let paged = match opens_list(i) {
            // A number that is not a marker.
            None => page_number(words(i)),
            Some(1) if begins => page_number(words(i)),
            _ => 0,
        };
        let paged = if paged == 0 && begins { way_to(words(i)) } else { paged };
        let whole = words(i).get(paged..).unwrap_or_default();
        let opening = || Some(whole).filter(|_| begins).and_then(before_opening);
        let run_in = || {
            let here = before_document_number(whole).or_else(|| before_salutation(whole));
            here.or_else(opening)
        };
        let numbered = run_in().filter(|_| at >= skip);
        // A title has seventy characters at the most, four bytes each at the most.
        if at < skip
            || paragraph.span.len() > 280 && numbered.is_none()
            || part_of(i) != Part::Text
            || opens_list(i).is_some() && (paged == 0 || numbered.is_none())
            || notes(words(i))
        {
            continue;
        }
        if let Some(len) = numbered {
            let start = paragraph.span.start + paged;
            let words = Span::new(start, start + len).of(document.text());
            let span = Span::new(start, start + words.trim_end_matches(is_blank).len());
            titles.push(Title { paragraph: i, span, odds: 3.0 });
            run_on |= begins;
            continue;
        }
        let (span, lead, glued) = inner(document, paragraph.span);
        let head = speech.is_none_or(|s| i < s);
        let at_or = |b: Option<usize>| b.and_then(|b| body.get(b)).copied();
        // If a list begins soon below, the cause may be that a new speech begins here.
        let soon =
            (1..4).any(|more| at_or(Some(at + more)).is_some_and(|j| opens_list(j) == Some(1)));
        let entry = listed.contains(without_page(words(i)));
        // A page's own heading may come again over the speech; it is then not a further line of another
        // title.
        let again = |j: usize| {
            let mut heads = titles.iter().take(HEADS).filter(|t| t.paragraph < i);
            heads.any(|t| t.is_near(paragraph.span) && t.of(document) == words(j))
        };
        let hint = head
            || entry
            || again(i)
            || lead > 0
            || glued > 0
            || paragraph.role == Role::Title
            || words(i).starts_with(['篇', '第', '【', '范', '例', '（'])
            || words(i).len() <= 180 && piece(words(i))
            || (0..3).any(|more| at_or(Some(at + more)).is_some_and(|j| last_of_genre(words(j))))
            || at_or(Some(at + 1)).is_some_and(|j| {
                part_of(j) == Part::Salutation || dashed(words(j)) || occasion(words(j))
            })
            || soon
            || at_or(at.checked_sub(1)).is_some_and(|j| {
                matches!(part_of(j), Part::End | Part::Date) || attachment(words(j))
            });
        if head && collected.is_none() && words(i).len() <= 180 && several(words(i)) {
            collected = Some(i);
        }
        // 守住长堤 （柳长河） 同志们：
        let signed = at_or(Some(at + 2)).is_some_and(|j| part_of(j) == Part::Salutation)
            && at_or(Some(at + 1)).is_some_and(|j| words(j).starts_with(['（', '(']));
        let over = |j: usize| opens_list(j).is_none() && words(j).len() >= 120;
        let piece_of = collected.is_some_and(|c| c < i)
            && (signed || soon && at_or(Some(at + 1)).is_some_and(over))
            && named(words(i));
        let hint = hint || signed;
        if !hint {
            continue;
        }
        let mut best = Title { paragraph: i, span, odds: f32::MIN };
        let mut lines = 1;
        // A long title runs over two or three lines.
        for more in 0..3 {
            let last = at + more;
            let Some(&j) = body.get(last) else { break };
            if more > 0
                && !carries_on(
                    words(body.get(last - 1).copied().unwrap_or(i)),
                    words(j),
                    part_of(j),
                )
                || opens_list(j).is_some()
                || more > 0 && (again(j) || same_again(words(i), words(j)))
            {
                break;
            }
            let end = paragraphs.get(j).map_or(span.end, |p| inner(document, p.span).0.end);
            let whole: String = Span::new(span.start, end)
                .of(document.text())
                .chars()
                .filter(|&c| !is_blank(c) && c != '\n')
                .collect();
            let next = body.get(last + 1).copied();
            let after = body.get(last + 2).copied();
            let around = Around {
                first: at == 0,
                head,
                declared: paragraph.role == Role::Title,
                marked: if words(i).starts_with("# ") {
                    2.4
                } else if words(i).starts_with(['#', '*']) {
                    1.2
                } else {
                    0.0
                },
                glued: glued > 0,
                over_text: more == 0
                    && (1..=3).any(|more| {
                        at_or(Some(at + more)).is_some_and(|j| {
                            words(j).len() >= 120
                                && words(j).contains('。')
                                && opens_list(j).is_none()
                        })
                    }),
                credited: more == 0 && credited(document, i),
                previous: at.checked_sub(1).and_then(|b| body.get(b)).map(|&j| part_of(j)),
                attached: at_or(at.checked_sub(1)).is_some_and(|j| attachment(words(j))),
                listed: more == 0 && entry,
                again: more == 0 && again(i),
                tags: more == 0 && tags(words(i)),
                piece_of: more == 0 && piece_of,
                signed: at_or(at.checked_sub(1)).is_some_and(|j| occasion(words(j))),
                next: next.map(|j| Next { part: part_of(j), text: words(j) }),
                after: after.map(&part_of),
                soon,
            };
            let odds = odds(&whole, &around) - if more > 0 { 0.2 } else { 0.0 };
            if odds > best.odds {
                best = Title { paragraph: i, span: Span::new(span.start, end), odds };
                lines = more + 1;
            }
        }
        if best.odds > FAINT {
            titles.push(best);
            // The further lines of a title are not titles themselves.
            if best.odds > 0.0 {
                skip = at + lines;
            }
        }
    }
    // The best line before the first words of the speech is likely its title, whatever its form. In a
    // collection it is the title of the first speech, below that of the whole.
    let first = |t: &Title| speech.is_none_or(|s| t.paragraph < s);
    let below = |t: &Title| collected.is_some_and(|c| t.paragraph > c) && t.odds > -1.8;
    let inside = titles.iter().any(|t| first(t) && below(t));
    let head = titles.iter_mut().filter(|t| first(t) && (!inside || below(t)));
    if !run_on
        && let Some(best) =
            head.max_by(|a, b| a.odds.total_cmp(&b.odds).then(b.paragraph.cmp(&a.paragraph)))
        && speech.is_some()
        && best.span.of(document.text()).chars().filter(|c| c.is_alphabetic()).count() >= 3
    {
        best.odds += 1.8;
    }
    let above = speech.is_some_and(|s| titles.iter().any(|t| t.paragraph < s));
    top::settle(&mut titles, &body, above, |i| opens_list(i).is_some());
    titles.retain(|t| t.odds > -2.0);
    for title in &mut titles {
        // 护堤工作方案（一）：
        let colon = |c: char| is_blank(c) || matches!(c, '：' | ':');
        let words = title.of(document).trim_end_matches(colon).len();
        title.span.end = title.span.start + words;
    }
    titles
}

/// Whether a line has words alone and no mark, as those titles of a collection do that name no genre.
fn named(words: &str) -> bool {
    (4..=30).contains(&words.chars().take(31).count())
        && !words.contains(['。', '，', ',', '；', ';', '：', ':', '？', '！', '!', '…'])
        && words.chars().all(|c| !c.is_ascii_graphic())
}

/// An entry of a table of contents without the number of its page.
fn without_page(line: &str) -> &str {
    line.trim_matches(is_blank)
        .trim_end_matches(|c: char| c.is_ascii_digit())
        .trim_end_matches(|c: char| is_blank(c) || matches!(c, '.' | '…' | '·' | '⋯'))
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
        || CAPTIONS.iter().any(|w| words.starts_with(w))
}

/// How many of the first titles found may be the page's own heading.
const HEADS: usize = 6;

/// Log-odds at or below which a paragraph is given up at once.
const FAINT: f32 = -4.2;

/// The words of a title without the signs before them and the salutation glued to them, and the
/// lengths of both.
fn inner(document: &Document, span: Span) -> (Span, usize, usize) {
    let text = span.of(document.text());
    let lead = super::marker::line_prefix(text);
    let lead = lead + text_label(text.get(lead..).unwrap_or_default());
    let glued = glued_salutation(text);
    let words = Span::new(span.start + lead, (span.end - glued).max(span.start + lead));
    let kept = without_extension(words.of(document.text()));
    let kept = kept.trim_end_matches(['*', '#', ' ', '\u{3000}']).len();
    (Span::new(words.start, words.start + kept), lead, glued)
}

/// Whether the line `next` can carry on a title that `line` begins.
fn carries_on(line: &str, next: &str, part: Part) -> bool {
    let length = next.chars().take(41).count();
    part == Part::Text
        && length <= 40
        && line.chars().filter(|&c| !is_blank(c)).take(8).count() == 8
        && line.len() <= 180
        && !line.ends_with(['。', '：', ':', '，', '；', '》', '）', ')'])
        && !dashed(next)
        && !next.starts_with(['（', '(', '【'])
        && !line.starts_with('【')
        && !next.contains(['。', '，', '：', ':', '；'])
        && !occasion(line)
        && !occasion(next)
        && !dated(line)
        && !dated_link(line)
        && !genre_ends(line)
        && !several(line)
        && !piece(next)
}

/// What stands around a paragraph.
struct Around<'a> {
    first: bool,
    /// Whether it stands before the first words of the speech.
    head: bool,
    /// Whether one of the next three lines is a whole paragraph of a speech.
    over_text: bool,
    /// Whether the page says below it where and when the text appeared.
    credited: bool,
    declared: bool,
    /// Log-odds for the signs of a heading before it.
    marked: f32,
    glued: bool,
    previous: Option<Part>,
    /// Whether the line before announces an attachment (附件1).
    attached: bool,
    /// Whether the line before says when and where the speech was held: the speaker comes next.
    signed: bool,
    /// Whether the table of contents has it.
    listed: bool,
    /// Whether the page's heading, a little before, says the same.
    again: bool,
    /// Whether it is a row of links or tags.
    tags: bool,
    /// Whether it looks like the title of one speech of a collection, though it names no genre.
    piece_of: bool,
    next: Option<Next<'a>>,
    after: Option<Part>,
    /// Whether one of the next three paragraphs opens with a first number.
    soon: bool,
}

impl Around<'_> {
    /// Whether it is the first line and stands over the text: whatever its form, such a line is most
    /// likely the title.
    const fn leads(&self) -> bool {
        self.first && self.head && self.over_text
    }
}

struct Next<'a> {
    part: Part,
    text: &'a str,
}

/// Log-odds that `words`, without blanks, are the title of a speech.
fn odds(words: &str, around: &Around<'_>) -> f32 {
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
        odds -= 3.0;
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
    let section = ENDS.contains(&words);
    let leads = around.leads() && !section;
    if leads {
        odds += 0.6;
    } else if section {
        odds -= 3.0;
    }
    if around.signed && !genre {
        odds -= 3.0;
    }
    if words.starts_with('《') && words.ends_with('》') {
        odds += 1.0;
    } else if words.starts_with('【') && !piece(words) {
        // The label of a page or of a rubric: 【导读】, 【致辞人】某某
        odds -= match (words.ends_with('】'), genre) {
            (true, true) if length > 8 => 0.0,
            (true, _) => 2.5,
            // 【党课讲稿】把堤修到心里去
            (false, _) if leads => 0.0,
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
        } else if next.part == Part::Date || byline(next.text) {
            odds += 0.8;
            if around.after.is_some_and(|p| salutation(p) || p == Part::Date) {
                odds += 1.5;
            }
        } else if dashed(next.text) {
            odds += if genre_ends(next.text) { 3.5 } else { 2.0 };
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
    let inner = if around.first && around.head {
        words.trim_end_matches(['？', '！', '?', '!'])
    } else {
        words
    };
    if inner.len() < words.len() {
        odds -= 0.5;
    }
    // 渠修好了，日子就好了。
    let inner = if leads && one_sentence(inner) { inner.trim_end_matches('。') } else { inner };
    let asks = |c: char| matches!(c, '？' | '?') && !leads;
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
        odds -= 4.0;
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
