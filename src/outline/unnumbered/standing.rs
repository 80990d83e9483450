//! Short lines that stand alone between the paragraphs of a speech.
//!
//! In: the lines of a text. Out: [`Heading`]s in reading order, and the titles that are none but such lines.

use std::collections::HashMap;
use std::ops::Range;

use super::pair::is_pair;
use super::{Heading, SEVERAL, is_body, is_closed, parts_from_next, stands_alone, whole};
use crate::document::Emphasis;
use crate::outline::bare::Lines;
use crate::outline::title::{Part, Title, signs};
use crate::text::is_blank;

/// Short lines between whole paragraphs: in print they were bold. The first may stand right below the `title`.
pub(super) fn standing(lines: &Lines<'_>, inside: &[usize], title: Option<&str>) -> Vec<Heading> {
    /// Characters that a paragraph below such a line has at least.
    const SHORT: usize = 20;
    /// Characters that a long paragraph has at least.
    const PARAGRAPH: usize = 50;
    /// Characters that a line which leads to a list has at least.
    const LEAD: usize = 10;
    /// Bytes that a heading right above or below another has at most.
    const HEADING: usize = 90;
    let has = |i: usize, least: usize| {
        let words = lines.words(i);
        words.chars().take(least).count() == least
            && is_closed(words)
            && words.contains(['。', '？'])
    };
    let long = |i: usize| has(i, PARAGRAPH);
    // What is said below may be no more than what leads to a list.
    let leads = |i: usize, least: usize| {
        let words = lines.words(i).trim_end_matches(is_blank);
        words.ends_with(['：', ':']) && words.chars().take(least).count() == least
    };
    // What the format sets in bold or in another face need not stand between long paragraphs.
    let set_off = |i: usize| {
        let p = lines.document.paragraphs().get(i);
        p.is_some_and(|p| matches!(p.emphasis, Emphasis::Bold | Emphasis::Hei | Emphasis::Kai))
    };
    let top = || {
        let &[i, after, ..] = inside else { return None };
        let stands = stands_alone(lines, i, 4) && has(after, SHORT);
        (stands && title.is_some_and(|t| !signs(t, lines.words(i)))).then(|| whole(lines, i))?
    };
    // `known` says that the speech has such lines, so that one more needs less to be one.
    let find = |known: bool| {
        let named = |i: usize| stands_alone(lines, i, if set_off(i) || known { 2 } else { 4 });
        let below = |i: usize| has(i, SHORT) || leads(i, if known { LEAD } else { PARAGRAPH });
        // Where they are known, one may stand right below the heading of a section.
        let parted = |i: usize| {
            let section = || known && lines.opens(i) && lines.words(i).len() <= HEADING;
            parts_from_next(lines, i) || section()
        };
        let stands = |three: &[usize]| {
            let &[before, i, after] = three else { return None };
            let between = || parted(before) && below(after);
            let stands = named(i) && (set_off(i) && !set_off(after) || between());
            stands.then(|| whole(lines, i)).flatten()
        };
        let mut found: Vec<Heading> =
            top().into_iter().chain(inside.windows(3).filter_map(stands)).collect();
        if known {
            let stacked = |four: &[usize]| {
                let &[before, i, next, after] = four else { return false };
                let both = lines.words(next).len() <= HEADING && parted(before);
                both && named(i) && named(next) && below(after)
            };
            stack(lines, inside, &mut found, stacked);
        }
        flush(lines, found)
    };
    let found = find(false);
    // A speech has long paragraphs: if there are far fewer of them, these are not headings.
    let paragraphs = || inside.iter().filter(|&&i| long(i)).count();
    let marked = found.iter().filter(|h| set_off(h.paragraph)).count();
    if found.len() < SEVERAL && !is_pair(lines, inside, &found)
        || marked < found.len() && found.len() > 2 * paragraphs()
    {
        return Vec::new();
    }
    // Where bold type tells them, the others are none.
    let more = if marked == 0 { find(true) } else { Vec::new() };
    if (found.len()..=found.len() * 2).contains(&more.len()) { more } else { found }
}

/// Those of `found` that begin at the edge, if most do: a question set in by two blanks is then a paragraph
/// like the others, no heading.
fn flush(lines: &Lines<'_>, found: Vec<Heading>) -> Vec<Heading> {
    let mut positions = lines.document.positions();
    let mut edge = |h: &Heading| {
        let start = lines.document.paragraphs().get(h.paragraph).map_or(0, |p| p.span.start);
        positions.at(start).col < 2
    };
    let edges: Vec<bool> = found.iter().map(&mut edge).collect();
    if edges.iter().filter(|&&edge| edge).count() * 2 <= found.len() {
        return found;
    }
    found.into_iter().zip(edges).filter(|&(_, edge)| edge).map(|(heading, _)| heading).collect()
}

/// Adds to `found` the lines that stand one right below another; `stands` says of four paragraphs whether those in the
/// middle are two such lines. A lower one that comes again is no heading: 本报消息
fn stack(
    lines: &Lines<'_>,
    inside: &[usize],
    found: &mut Vec<Heading>,
    stands: impl Fn(&[usize]) -> bool,
) {
    let two = |four: &[usize]| {
        let &[_, upper, lower, _] = four else { return None };
        stands(four).then_some((upper, lower))
    };
    let pairs: Vec<(usize, usize)> = inside.windows(4).filter_map(two).collect();
    if pairs.is_empty() {
        return;
    }
    let mut lower: HashMap<&str, usize> = HashMap::new();
    for &(_, i) in &pairs {
        *lower.entry(lines.words(i)).or_default() += 1;
    }
    let once = |&i: &usize| lower.get(lines.words(i)).is_none_or(|&n| n < 2);
    let each = pairs.iter().flat_map(|&(upper, lower)| [upper, lower]).filter(once);
    found.extend(each.filter_map(|i| whole(lines, i)));
    found.sort_by_key(|h| h.paragraph);
    found.dedup_by_key(|h| h.paragraph);
}

/// Takes out of `titles` those of documents that look like the short lines between the paragraphs of the speech above
/// (关于护堤的做法), if nothing around them tells that a text begins there.
pub(in crate::outline) fn drop_standing(lines: &Lines<'_>, titles: &mut Vec<Title>) {
    /// Log-odds from which the words of a title are enough.
    const SURE: f32 = 2.0;
    // Those of the first text stand below its title.
    if titles.iter().filter(|t| t.odds > 0.0).nth(1).is_none() {
        return;
    }
    let body: Vec<usize> =
        (0..lines.document.paragraphs().len()).filter(|&i| is_body(lines, i)).collect();
    let body_of = |range: Range<usize>| {
        let from = body.partition_point(|&i| i < range.start);
        let to = body.partition_point(|&i| i < range.end);
        body.get(from..to).unwrap_or_default()
    };
    let doubtful = |t: &Title| {
        let at = body.partition_point(|&i| i < t.paragraph);
        let around = body.get(at.saturating_sub(1)..(at + 4).min(body.len()));
        let Some(around) = around.filter(|_| t.odds <= SURE && at > 0) else { return false };
        let &[before, i, after, ..] = around else { return false };
        let plain = |i: usize| lines.part(i) == Part::Text;
        let named = |words: &str| words.starts_with('《') && words.ends_with('》');
        (stands_alone(lines, i, 4) || named(lines.words(i).trim_matches(is_blank)))
            && plain(before)
            && is_closed(lines.words(before))
            && plain(after)
            && is_closed(lines.words(after))
            && !around.iter().any(|&i| lines.begins(i))
    };
    // How many such lines the speech has so far.
    let mut found = 0;
    let mut begins = 0;
    let mut dropped = Vec::new();
    for t in titles.iter().filter(|t| t.odds > 0.0) {
        let known = begins > 0 && doubtful(t);
        found += if known { standing(lines, body_of(begins..t.paragraph), None).len() } else { 0 };
        if known && found >= SEVERAL {
            dropped.push(t.paragraph);
        } else {
            found = 0;
        }
        begins = t.paragraph + 1;
    }
    titles.retain(|t| dropped.binary_search(&t.paragraph).is_err());
}
