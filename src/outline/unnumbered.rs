//! Headings without a number: the questions of an interview, rubrics in brackets, lines with a date, a rule or
//! an author below them, and short lines that stand alone between the paragraphs of a speech.
//!
//! In: the document, and what is known of its lines. Out: [`Heading`]s in reading order. All of them
//! count only where there are several of a kind: one short line may be anything.

mod below;
mod lists;
mod pair;
mod spoken;
mod standing;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::bare::Lines;
use super::marker::{Candidate, line_prefix};
use super::plain::plainly;
use super::title::{Part, stands_beside};
use super::turns::turns;
use crate::document::Role;
use crate::text::{Span, is_blank, is_up_to_ten};
pub(super) use below::drop_first_parts;
use below::{dated, signed};
use lists::{
    around_list, around_sections, inside_sections, over_lists, over_questions, over_sections,
};
pub(super) use spoken::drop_speakers;
use spoken::spoken;
pub(super) use standing::drop_standing;
use standing::standing;

/// A heading without a number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heading {
    /// Index of its paragraph.
    pub paragraph: usize,
    /// Who asks (记者：); empty for other headings.
    pub label: Span,
    /// Its words.
    pub title: Span,
    /// Its level among headings without a number, from 1; 0 if the sections of the speech stand beside it.
    pub level: u8,
    /// Whether it stands inside a section of the speech.
    pub inside: bool,
}

/// Least number of questions, of rubrics or of short lines: fewer of a kind are not headings.
const SEVERAL: usize = 3;

/// Finds the headings without a number, in reading order. `speeches` are the ranges of the paragraphs of
/// each speech; `sections` says of such a range where its outermost list of sections begins, each time, and
/// `None` if its sections have no numbers.
pub(super) fn find(
    lines: &Lines<'_>,
    speeches: &[Range<usize>],
    sections: impl Fn(&Range<usize>) -> Option<Vec<usize>>,
) -> Vec<Heading> {
    let body: Vec<usize> =
        (0..lines.document.paragraphs().len()).filter(|&i| is_body(lines, i)).collect();
    let mut found = questions(lines, &body);
    for speech in speeches {
        let from = body.partition_point(|&i| i < speech.start);
        let to = body.partition_point(|&i| i < speech.end);
        let inside = body.get(from..to).unwrap_or_default();
        let asked = found.iter().filter(|h| !h.label.is_empty() && speech.contains(&h.paragraph));
        let asked: HashSet<usize> = asked.map(|h| h.paragraph).collect();
        let mut named = spoken(lines, inside);
        if named.is_empty() {
            named = rubrics(lines, inside);
        }
        if named.is_empty() {
            named = dated(lines, inside);
        }
        if named.is_empty() {
            named = underlined(lines, inside);
        }
        if named.is_empty() {
            named = signed(lines, inside);
        }
        let title = speech.start.checked_sub(1).map(|i| lines.words(i));
        let standing = || standing(lines, inside, title);
        let parts = over_questions(lines, inside, &asked);
        if !parts.is_empty() {
            found.iter_mut().filter(|h| asked.contains(&h.paragraph)).for_each(|h| h.level = 2);
            found.extend(parts);
        } else if !named.is_empty() {
            found.extend(named);
        } else if let Some(begins) = sections(speech) {
            let parts = around_list(lines, inside, standing);
            if parts.is_empty() {
                found.extend(around_sections(lines, inside));
                let over = over_sections(lines, inside, &begins);
                let within = || inside_sections(lines, inside, &begins, standing);
                found.extend(if over.is_empty() { within() } else { over });
            } else {
                found.extend(parts);
            }
        } else if asked.is_empty() {
            let turns = turns(lines, inside);
            let labels = if turns.is_empty() { over_lists(lines, inside) } else { turns };
            found.extend(if labels.is_empty() { standing() } else { labels });
        }
    }
    found.sort_by_key(|h| h.paragraph);
    found
}

/// The speaker at the head of a paragraph (记者：… 答：…), without signs around the name, and where
/// the words begin.
pub(super) fn speaker(words: &str) -> Option<(&str, usize)> {
    let lead = line_prefix(words);
    let rest = words.get(lead..)?;
    let (at, colon) = rest
        .char_indices()
        .take(17)
        .find(|&(_, c)| matches!(c, '：' | ':' | '。' | '，' | '？'))?;
    if !matches!(colon, '：' | ':') {
        return None;
    }
    let sign = |c: char| is_blank(c) || matches!(c, '【' | '】' | '[' | ']' | '（' | '）' | '▲');
    let name = rest.get(..at)?.trim_matches(sign);
    let begins = lead + at + colon.len_utf8();
    (!name.is_empty() && begins < words.len()).then_some((name, begins))
}

/// Whether `name` can only mean somebody who asks: 记者, Q2, 问题三（东村）
fn asks(name: &str) -> bool {
    const ASKING: &[&str] = &["记者", "記者", "记者问", "提问", "提問", "网友"];
    // The closing bracket is gone: it was trimmed off with the signs around the name.
    let name =
        name.split_once(['（', '(']).map_or(name, |(name, _)| name).trim_end_matches(is_blank);
    let bare = name.trim_end_matches(is_up_to_ten);
    // 客问：……主答：……
    let somebody = || {
        let word = ["顾问", "顧問", "访问", "訪問", "慰问", "疑问", "学问"].contains(&bare);
        bare.chars().take(4).count() == 2 && bare.ends_with(['问', '問']) && !word
    };
    matches!(bare, "Q" | "Ｑ" | "问" | "問" | "问题" | "問題")
        || ASKING.iter().any(|w| bare.ends_with(w))
        || somebody()
}

/// The questions of an interview: each is followed by an answer of somebody else.
fn questions(lines: &Lines<'_>, body: &[usize]) -> Vec<Heading> {
    let question = |words: &str| words.ends_with(['？', '?']);
    let mut pairs: Vec<(Heading, &str, bool)> = Vec::new();
    let mut answers: HashMap<&str, usize> = HashMap::new();
    for pair in body.windows(2) {
        let &[i, j] = pair else { continue };
        let words = lines.words(i);
        let Some((asking, begins)) = speaker(words) else { continue };
        let sure = asks(asking);
        if !sure && !question(words.trim_end_matches(is_blank)) || lines.opens(i) {
            continue;
        }
        let Some((answering, _)) = speaker(lines.words(j)) else { continue };
        if answering == asking || asks(answering) {
            continue;
        }
        let Some(p) = lines.document.paragraphs().get(i) else { continue };
        let at = p.span.start;
        let rest = words.get(begins..).unwrap_or_default();
        let asked = asked(rest);
        let label = Span::new(at + line_prefix(words), at + begins);
        let title = Span::new(at + begins + asked.start, at + begins + asked.end);
        *answers.entry(answering).or_default() += 1;
        pairs.push((
            Heading { paragraph: i, label, title, level: 1, inside: false },
            answering,
            sure,
        ));
    }
    let sure = pairs.iter().filter(|(_, _, sure)| *sure).count();
    let often = |who: &str| answers.get(who).is_some_and(|&n| n >= SEVERAL);
    let kept = |(_, who, by_name): &&(Heading, &str, bool)| {
        often(who) || *by_name && (sure >= SEVERAL || sure == 2 && pairs.len() == 2)
    };
    pairs.iter().filter(kept).map(|(heading, ..)| *heading).collect()
}

/// Makes what is asked the title of `c`, if that is a numbered question: 1、问：堤修多高？ It opens the
/// paragraph `span`.
pub(super) fn call_by_question(text: &str, span: Span, c: &mut Candidate) {
    let name = c.title.of(text);
    if c.own_line || name.is_empty() || name.len() > 60 || !asks(name) {
        return;
    }
    let behind = Span::new(c.title.end, span.end);
    let Some(rest) = behind.of(text).strip_prefix(['：', ':']) else { return };
    let begins = span.end - rest.len();
    let asked = asked(rest);
    if !asked.is_empty() {
        c.own_line = asked.end >= rest.trim_end_matches(is_blank).len();
        c.title = Span::new(begins + asked.start, begins + asked.end);
    }
}

/// The bytes of `words` up to the end of the first question, or of the first sentence if no question ends
/// soon.
fn asked(words: &str) -> Range<usize> {
    /// Greatest length, in bytes, of a question and what goes before it.
    const FAR: usize = 270;
    let start = words.len() - words.trim_start_matches(is_blank).len();
    let ends = |c: char| matches!(c, '。' | '！' | '!' | '；' | '？' | '?');
    let mut first = None;
    for (at, c) in words.char_indices().filter(|&(_, c)| ends(c)) {
        if matches!(c, '？' | '?') && at < FAR {
            return start..at + c.len_utf8();
        }
        first = first.or(Some(start..at.max(start)));
    }
    let comma = |c: char| is_blank(c) || matches!(c, '，' | ',' | '：' | ':');
    first.unwrap_or_else(|| start..words.trim_end_matches(comma).len().max(start))
}

/// Lines that are words in brackets and nothing else: 【活动主题】
fn rubrics(lines: &Lines<'_>, inside: &[usize]) -> Vec<Heading> {
    let name = |i: usize| {
        let words = Some(lines.words(i)).filter(|words| words.len() <= 100)?;
        let name = words.trim_matches(is_blank).strip_prefix('【')?.strip_suffix('】')?;
        let short = (2..=16).contains(&name.chars().take(17).count());
        (short && !name.contains(['：', ':', '【', '】', '。']) && !lines.opens(i)).then_some(name)
    };
    let names: HashSet<&str> = inside.iter().filter_map(|&i| name(i)).collect();
    if names.len() < SEVERAL {
        return Vec::new();
    }
    let whole = |&i: &usize| name(i).and_then(|_| whole(lines, i));
    inside.iter().filter_map(whole).collect()
}

/// Lines that are underlined, as news releases without any format have them: 堤身, ------
fn underlined(lines: &Lines<'_>, inside: &[usize]) -> Vec<Heading> {
    let sign = |c: char| "-－—─━=＝~～_＿*＊".contains(c) || is_blank(c);
    let rule = |i: usize| {
        let words = lines.document.paragraphs().get(i).map(|p| p.span.of(lines.document.text()));
        words.is_some_and(|w| w.chars().take(4).count() == 4 && w.chars().all(sign))
    };
    let over = |&&i: &&usize| stands_alone(lines, i, 2) && rule(i + 1);
    let found: Vec<Heading> = inside.iter().filter(over).filter_map(|&i| whole(lines, i)).collect();
    if found.len() < 2 { Vec::new() } else { found }
}

fn is_body(lines: &Lines<'_>, i: usize) -> bool {
    lines.document.paragraphs().get(i).is_some_and(|p| p.role == Role::Body)
}

/// Whether `words`, of 20 characters at most and at `least` so many, may name what stands below paragraph `i`,
/// which they make up.
fn may_name(lines: &Lines<'_>, i: usize, words: &str, least: usize) -> bool {
    lines.part(i) == Part::Text
        && !lines.opens(i)
        && (least..=20).contains(&words.chars().take(21).count())
        && words.starts_with(|c: char| c.is_alphabetic() || matches!(c, '“' | '《'))
        && !stands_beside(words)
}

/// Whether a sentence ends with `words`.
fn is_closed(words: &str) -> bool {
    let words = words.trim_end_matches(is_blank);
    words.ends_with(['。', '！', '!', '？', '?', '…', '”', '」', '）', ')', '；'])
}

/// Whether paragraph `i` is whole, so that the line below may be a heading.
fn parts_from_next(lines: &Lines<'_>, i: usize) -> bool {
    matches!(lines.part(i), Part::Salutation | Part::Date) || is_closed(lines.words(i))
}

/// Headings known by their words, which may be shorter than others.
const ENDS: &[&str] = &["前言", "引言", "序言", "导语", "结语", "结论", "尾声", "后记", "结束语"];

/// Whether `words` are one of [`ENDS`], in whatever characters: 结　　语
pub(super) fn ends_by_name(words: &str) -> bool {
    let short = words.len() <= 24 && words.chars().filter(|&c| !is_blank(c)).take(4).count() <= 3;
    let bare = || plainly(words).chars().filter(|&c| !is_blank(c)).collect::<String>();
    short && ENDS.contains(&bare().as_str())
}

/// Whether paragraph `i`, of at `least` so many characters, may by itself be such a line.
fn stands_alone(lines: &Lines<'_>, i: usize, least: usize) -> bool {
    /// Greatest length of such a line, in bytes; longer paragraphs need not be looked at.
    const LONGEST: usize = 160;
    if lines.words(i).len() > LONGEST || lines.part(i) != Part::Text || lines.opens(i) {
        return false;
    }
    let words = unsigned(lines.words(i));
    ((least..=30).contains(&words.chars().take(31).count()) || ends_by_name(words))
        && (of_year(words)
            || words.starts_with(|c: char| c.is_alphabetic() || matches!(c, '“' | '「' | '《')))
        && !words.ends_with(|c: char| {
            matches!(c, '：' | ':' | '、' | '，' | ',' | '；' | '）' | ')' | '！' | '!')
        })
        && !(words.starts_with('《') && words.ends_with('》'))
        && !words.contains(['。', '；', '…', '|', '>', '@', '_', '—', '：', ':'])
        && words.chars().filter(|c| c.is_alphabetic() && !c.is_ascii()).take(4).count() >= 2
        && !stands_beside(words)
}

/// 2024年的打算
fn of_year(words: &str) -> bool {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    digits == 4 && words.get(digits..).is_some_and(|rest| rest.starts_with('年'))
}

/// The whole of paragraph `i` as a heading.
fn whole(lines: &Lines<'_>, i: usize) -> Option<Heading> {
    let span = lines.document.paragraphs().get(i)?.span;
    let words = span.of(lines.document.text());
    let lead = line_prefix(words);
    let title = Span::at(span.start + lead);
    let title = Span { end: title.start + unsigned(words).len(), ..title };
    Some(Heading { paragraph: i, label: Span::at(title.start), title, level: 1, inside: false })
}

/// A line without the signs around it: ★ 堤要修得牢, **堤要修得牢**
fn unsigned(words: &str) -> &str {
    let words = words.get(line_prefix(words)..).unwrap_or_default();
    words.trim_end_matches(|c| is_blank(c) || matches!(c, '*' | '_'))
}
