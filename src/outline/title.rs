//! Titles of speeches: a file may hold several, and each starts the numbering afresh.
//!
//! In: the paragraphs. Out: those that may be titles, with the log-odds that they are.

mod glued;
mod line;
mod odds;
mod part;
mod top;
mod words;

use std::collections::HashSet;

use super::plain::plainly;
use crate::document::{Document, Role};
use crate::text::{Span, is_blank};

pub(super) use part::{Part, notes, part};
pub(super) use words::{genre_ends, piece};

use glued::{before_document_number, before_opening, before_salutation, glued_salutation, once};
use line::{
    agency, attachment, dashed, dated, dated_link, document_number, occasion, one_sentence, opened,
    several, signs, speaker, tags,
};
use odds::{Around, Below, Next, odds};
use top::{
    credited, dateline, page_number, same_again, text_label, way_to, ways_end, without_extension,
};
use words::{about, genre_of_something, last_of_genre};

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

/// Finds the titles among the paragraphs, in order. `parts` says what each paragraph is to a speech,
/// `pages` are those that open with the number of a page, and `opens_list(i)` gives the number of the marker
/// that opens paragraph `i`; `None` if none does.
pub(super) fn find(
    document: &Document,
    parts: &[Part],
    pages: &[usize],
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
        let (mut span, lead, glued) = inner(document, paragraph.span);
        if lead == 0 && pages.binary_search(&i).is_ok() {
            span.start += page_number(span.of(document.text()));
        }
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
                || j == i && ways_end(document, i)
        };
        let again_whole = |whole: &str| {
            let same = |t: &Title| {
                let words = t.of(document).chars().filter(|&c| !is_blank(c) && c != '\n');
                words.eq(whole.chars())
            };
            let mut heads = titles.iter().take(HEADS).filter(|t| t.paragraph < i);
            heads.any(|t| t.is_near(paragraph.span) && same(t))
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
        let said_of_it =
            |&j: &usize| part_of(j) == Part::Date || dashed(words(j)) || stands_beside(words(j));
        // The first line of all is likely a title, if not for certain.
        let likely =
            |t: &&Title| t.odds > 0.0 || t.odds > -1.5 && body.first() == Some(&t.paragraph);
        let between = body.get(skip.max(1)..at).filter(|lines| lines.len() <= BESIDE);
        let between = between.filter(|lines| lines.iter().all(said_of_it));
        let above = between.and_then(|_| titles.iter().rev().take(BESIDE + 1).find(likely));
        let subtitled = at_or(Some(at + 1)).is_some_and(|j| dashed(words(j)));
        let below = above.map(|t| match () {
            () if dashed(words(i)) => Below::Subtitle,
            () if signs(t.of(document), words(i)) && !subtitled => Below::Signature,
            () => Below::Title,
        });
        let mut best = Title { paragraph: i, span, odds: f32::MIN };
        let mut lines = 1;
        // A long title runs over two or three lines.
        for more in 0..3 {
            let last = at + more;
            let Some(&j) = body.get(last) else { break };
            let line = body.get(last.saturating_sub(1)).copied().unwrap_or(i);
            let so_far = paragraphs.get(line).map_or(span, |p| Span { end: p.span.end, ..span });
            if more > 0
                && !carries_on(so_far.of(document.text()), words(line), words(j), part_of(j))
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
                greets: (1..=3).any(|more| {
                    at_or(Some(at + more)).is_some_and(|j| part_of(j) == Part::Salutation)
                }),
                credited: more == 0 && credited(document, i),
                previous: at.checked_sub(1).and_then(|b| body.get(b)).map(|&j| part_of(j)),
                attached: at_or(at.checked_sub(1)).is_some_and(|j| attachment(words(j))),
                listed: more == 0 && entry,
                again: if more == 0 { again(i) } else { again_whole(&whole) },
                tags: more == 0 && tags(words(i)),
                piece_of: more == 0 && piece_of,
                signed: at_or(at.checked_sub(1)).is_some_and(|j| occasion(words(j))),
                named: more == 0 && named(words(i)) && !signs("", words(i)),
                below: below.filter(|_| more == 0),
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
        best.odds += 2.6;
    }
    let above = speech.is_some_and(|s| titles.iter().any(|t| t.paragraph < s));
    top::settle(&mut titles, &body, above, |i| opens_list(i).is_some());
    titles.retain(|t| t.odds > -2.0);
    for title in &mut titles {
        // 护堤工作方案（一）：
        let colon = |c: char| is_blank(c) || matches!(c, '：' | ':');
        let words = once(title.of(document).trim_end_matches(colon)).len();
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

/// Lines at the most between a title and who speaks.
const BESIDE: usize = 3;

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
    let lead = lead + dateline(text.get(lead..).unwrap_or_default());
    let glued = glued_salutation(text);
    let words = Span::new(span.start + lead, (span.end - glued).max(span.start + lead));
    let kept = without_extension(words.of(document.text()));
    let kept = kept.trim_end_matches(['*', '#', ' ', '\u{3000}']).len();
    (Span::new(words.start, words.start + kept), lead, glued)
}

/// Whether a line has 关于, so that it names a subject, or is about to.
fn of_something(line: &str) -> bool {
    plainly(line).contains("关于")
}

/// Whether a title that ends with a genre's word so far goes on: in 县政府关于试行《护堤办法 and in
/// 县政府关于清理护堤文件 the word belongs to the subject.
fn unended(so_far: &str) -> bool {
    opened(so_far) || of_something(so_far) && !genre_of_something(so_far)
}

/// Whether the line `next` can carry on a title of which `line` is the last line `so_far`.
fn carries_on(so_far: &str, line: &str, next: &str, part: Part) -> bool {
    let length = next.chars().take(41).count();
    part == Part::Text
        && length <= 40
        && (line.chars().filter(|&c| !is_blank(c)).take(8).count() == 8
            || of_something(so_far)
            || agency(line) && of_something(next))
        && line.len() <= 180
        && !line.ends_with(['。', '：', ':', '，', '；', '》', '）', ')'])
        && !dashed(next)
        && !next.starts_with(['（', '(', '【'])
        && !line.starts_with('【')
        && !next.contains(['。', '，', '：', ':', '；'])
        && !occasion(line)
        && !occasion(next)
        && (last_of_genre(next) || of_something(next) || !signs("", next))
        && !dated(line)
        && !dated(next)
        && !dated_link(line)
        && (!genre_ends(line) || unended(so_far))
        && !document_number(next)
        && !several(line)
        && !piece(next)
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
