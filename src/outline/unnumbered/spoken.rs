//! Who speaks, in a line over what each of several people says at one meeting: 柳长河同志讲话, 周县长讲话：
//!
//! In: the lines of a text. Out: [`Heading`]s in reading order.

use std::collections::HashSet;

use super::{Heading, is_body, whole};
use crate::outline::bare::Lines;
use crate::outline::title::{Part, Title, person, several, speaker};
use crate::text::{Span, is_blank};

/// Takes out of `titles` the lines over what each of several people says, if the title of the record stands above
/// them. Below that of a collection each begins a speech.
pub(in crate::outline) fn drop_speakers(lines: &Lines<'_>, titles: &mut Vec<Title>) {
    let spoken = |t: &Title| says(lines.words(t.paragraph));
    if !titles.iter().any(spoken) {
        return;
    }
    let sure: Vec<&Title> = titles.iter().filter(|t| t.odds > 0.0 && !spoken(t)).collect();
    let ends = sure.iter().skip(1).map(|t| t.paragraph).chain([lines.document.paragraphs().len()]);
    let mut parts: HashSet<usize> = HashSet::new();
    for (title, end) in sure.iter().zip(ends) {
        let found =
            (title.paragraph + 1..end).filter(|&i| is_body(lines, i) && says(lines.words(i)));
        let found: Vec<usize> = found.collect();
        if found.len() > 1 && !several(lines.words(title.paragraph)) {
            parts.extend(found);
        }
    }
    titles.retain(|t| !parts.contains(&t.paragraph));
}

/// The lines over what each of several people says. One alone may be the title of a speech.
pub(super) fn spoken(lines: &Lines<'_>, inside: &[usize]) -> Vec<Heading> {
    let said = |&i: &usize| lines.part(i) == Part::Text && !lines.opens(i) && says(lines.words(i));
    let heading = |&i: &usize| {
        let heading = whole(lines, i)?;
        let words = heading.title.of(lines.document.text());
        let title = Span { end: heading.title.start + without_colon(words).len(), ..heading.title };
        Some(Heading { title, ..heading })
    };
    let found: Vec<usize> = inside.iter().copied().filter(|i| said(i)).collect();
    if found.len() < 2 { Vec::new() } else { found.iter().filter_map(heading).collect() }
}

/// Whether a line says who speaks below it, and no more: 柳长河同志的讲话：
fn says(line: &str) -> bool {
    const SPOKEN: &[&str] = &["讲话", "發言", "发言", "講話", "致辞", "致辭", "致词", "致詞"];
    const CALLED: &[&str] = &["同志", "先生", "女士", "小姐", "教授", "老师"];
    // Sixteen characters and blanks around them.
    if line.len() > 60 {
        return false;
    }
    let words = without_colon(line).trim_start_matches(is_blank);
    let Some(who) = SPOKEN.iter().find_map(|genre| words.strip_suffix(genre)) else { return false };
    let who = who.strip_suffix('的').unwrap_or(who);
    let name = CALLED.iter().find_map(|called| who.strip_suffix(called)).unwrap_or(who);
    let one = person(name) || speaker(name) || titled(name);
    one && who.chars().take(15).count() <= 14
}

/// A name before its office, or a surname: 周县长, 柳长河副主任
fn titled(words: &str) -> bool {
    #[rustfmt::skip]
    const OFFICES: &[&str] = &[
        "书记", "總書記", "总理", "總理", "主席", "主任", "部长", "部長", "省长", "市长", "县长", "区长", "州长", "镇长",
        "乡长", "局长", "局長", "厅长", "院长", "院長", "校长", "校長", "检察长", "秘书长", "司令员", "政委", "董事长",
        "总经理", "总裁", "处长", "司长", "會長", "会长", "首长",
    ];
    let name = OFFICES.iter().find_map(|office| words.strip_suffix(office));
    name.is_some_and(|name| {
        let name = name.trim_end_matches(['副', '总']);
        let surname = name.chars().count() == 1 && name.chars().all(char::is_alphabetic);
        surname || person(name)
    })
}

/// A line without the colon at its end.
fn without_colon(line: &str) -> &str {
    line.trim_end_matches(|c: char| is_blank(c) || matches!(c, '：' | ':'))
}
