//! Applies the user's own rules to a paragraph.
//!
//! In: the paragraph, what the engine found in it, and the [`Rules`]. Out: [`Candidate`]s. Those that a
//! rule makes are certain and replace what the engine found in the same words; those that a rule forbids
//! are dropped.

use super::marker::{Boundary, Candidate, LONGEST_TITLE, enclosed, fold, line_prefix, title_end};
use super::numeral;
use super::rules::{Matched, Rule, Rules, Ruling};
use super::tree::{Family, Kind};
use crate::text::{Span, is_blank};

/// Log-odds of a candidate that a rule has made; [`Candidate::own`] makes sure that it is kept.
const SURE: f32 = 6.0;

/// A paragraph to which rules are applied.
pub(super) struct Place<'a> {
    /// Its words.
    pub words: &'a str,
    /// Where they start in the document's text.
    pub base: usize,
    /// Its index.
    pub paragraph: usize,
    /// The level that the format declares for it; 0 for none.
    pub declared: u8,
}

/// What the rules did in one or more paragraphs.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    /// How often each rule has decided, in their order.
    pub counts: Vec<u32>,
    /// Indices of the paragraphs about whose start a rule has decided, in order: the engine finds no
    /// title there.
    pub decided: Vec<usize>,
}

impl Told {
    /// Says that none of `rules` has done anything yet.
    pub(super) fn new(rules: &Rules) -> Self {
        Self { counts: vec![0; rules.all().len()], decided: Vec::new() }
    }

    fn count(&mut self, rule: usize) {
        if let Some(count) = self.counts.get_mut(rule) {
            *count += 1;
        }
    }

    /// Adds what was done in later paragraphs.
    pub(super) fn append(&mut self, mut more: Self) {
        for (count, more) in self.counts.iter_mut().zip(more.counts) {
            *count += more;
        }
        self.decided.append(&mut more.decided);
    }

    /// Whether the engine may find a title in `paragraph`, which opens with `words`; if a rule forbids it,
    /// that is counted.
    pub(super) fn allows_title(&mut self, rules: &Rules, paragraph: usize, words: &str) -> bool {
        if self.decided.binary_search(&paragraph).is_ok() {
            return false;
        }
        match opening(rules, words) {
            Some((rule, ..)) => {
                self.count(rule);
                false
            }
            None => true,
        }
    }
}

/// Index of the rule that decides about the start of `words`, the byte at which it matches, and the
/// match. A sign of a list or of Markdown may stand before the match.
fn opening(rules: &Rules, words: &str) -> Option<(usize, usize, Matched)> {
    let lead = line_prefix(words);
    let after = words.get(lead..).unwrap_or_default();
    rules.all().iter().enumerate().rev().find_map(|(i, rule)| {
        let matched = rule.matcher.at_start(words).map(|matched| (i, 0, matched));
        let later = || Some((i, lead, rule.matcher.at_start(after)?));
        matched.or_else(|| if lead > 0 { later() } else { None })
    })
}

/// The rule, with its index, that decides about a place inside a paragraph, and its match; `words` begin
/// at the place.
fn inside<'r>(rules: &'r Rules, words: &str) -> Option<(usize, &'r Rule, Matched)> {
    let heard = |rule: &Rule| rule.inside || rule.ruling == Ruling::Nothing;
    let all = rules.all().iter().enumerate().rev();
    all.filter(|(_, rule)| heard(rule))
        .find_map(|(i, rule)| Some((i, rule, rule.matcher.at_start(words)?)))
}

/// Applies `rules` to the paragraph at `place`, whose candidates are those of `out` from index `from` on.
pub(super) fn carry_out(
    rules: &Rules,
    place: &Place<'_>,
    from: usize,
    out: &mut Vec<Candidate>,
    told: &mut Told,
) {
    let mut found = out.split_off(from);
    if let Some((index, at, matched)) = opening(rules, place.words) {
        let ruled = rules.all().get(index).filter(|rule| rule.ruling != Ruling::Nothing);
        // If there was nothing to forbid, the engine may still find a title, for a rule to forbid then.
        if ruled.is_some() || found.iter().any(|c| c.boundary == Boundary::Line && likely(c)) {
            told.count(index);
            told.decided.push(place.paragraph);
        }
        found.retain(|c| c.boundary != Boundary::Line);
        if let Some(rule) = ruled {
            drop_within(&mut found, place.base + at, place.base + at + matched.end);
            found.extend(candidate(place, (index, rule), at, matched, Boundary::Line));
        }
    }
    let forbidding = rules.all().iter().any(|rule| rule.ruling == Ruling::Nothing);
    found.retain(|c| {
        if !forbidding || c.boundary == Boundary::Line || c.own.is_some() {
            return true;
        }
        let words = sentence(place.words, c.marker.start.saturating_sub(place.base));
        let Some((index, rule, _)) = inside(rules, words) else { return true };
        if rule.ruling == Ruling::Nothing && likely(c) {
            told.count(index);
        }
        rule.ruling != Ruling::Nothing
    });
    if rules.all().iter().any(|rule| rule.inside) {
        let opened = found.iter().find(|c| c.own.is_some());
        let mut free = opened.map_or(place.base, |c| c.marker.end.max(c.title.end));
        for at in sentences(place.words) {
            if place.base + at < free {
                continue;
            }
            let Some((index, rule, matched)) = inside(rules, sentence(place.words, at)) else {
                continue;
            };
            if rule.ruling != Ruling::Nothing {
                told.count(index);
                free = place.base + at + matched.end;
                drop_within(&mut found, place.base + at, free);
                found.extend(candidate(place, (index, rule), at, matched, Boundary::Strong));
            }
        }
    }
    found.sort_by_key(|c| (c.boundary != Boundary::Line, c.start()));
    out.append(&mut found);
}

/// Whether the engine would take `c` for a marker by itself.
fn likely(c: &Candidate) -> bool {
    c.forced || c.local > 0.5
}

/// Drops what the engine has found to begin from byte `start` up to byte `end`.
fn drop_within(found: &mut Vec<Candidate>, start: usize, end: usize) {
    found.retain(|c| c.own.is_some() || c.start() < start || c.start() >= end);
}

/// The bytes of `words` at which a sentence begins, except for the first one: after a stop, a semicolon
/// or a colon, and the quotes and brackets that close there.
fn sentences(words: &str) -> impl Iterator<Item = usize> + '_ {
    let mut ended = false;
    words.char_indices().filter_map(move |(at, c)| {
        let mark = fold(c);
        if matches!(mark, '。' | '!' | '?' | ';' | ':' | '…') {
            ended = true;
            return None;
        }
        let closes = matches!(mark, '”' | '’' | '」' | '』' | '"' | ')' | '】' | '》' | '〉' | ']');
        if closes || is_blank(c) || c == '\n' {
            return None;
        }
        std::mem::take(&mut ended).then_some(at)
    })
}

/// The words from byte `at` up to the end of their sentence, but no further than a title can reach: a
/// pattern that is tried at many places must not read the rest of the paragraph at each of them.
fn sentence(words: &str, at: usize) -> &str {
    let rest = words.get(at..).unwrap_or_default();
    let most = Span::new(0, LONGEST_TITLE).within(rest).of(rest);
    let end = most.char_indices().find(|(_, c)| matches!(fold(*c), '。' | '!' | '?'));
    most.get(..end.map_or(most.len(), |(at, c)| at + c.len_utf8())).unwrap_or_default()
}

/// The candidate that a rule, given with its index, makes of `matched` at byte `at` of the paragraph;
/// `None` if the rule says that it is nothing.
fn candidate(
    place: &Place<'_>,
    (index, rule): (usize, &Rule),
    at: usize,
    matched: Matched,
    boundary: Boundary,
) -> Option<Candidate> {
    let said = rule.ruling.kind()?;
    let kind = if boundary == Boundary::Line { said } else { Kind::Point };
    let words = place.words.get(at..).unwrap_or_default();
    let (marker, title) = if kind == Kind::Title {
        (Span::at(0), headline(words, matched))
    } else {
        parts(words, matched)
    };
    let number = if marker.is_empty() { None } else { matched.number };
    let value = number.map_or(0, |span| value(span.of(words)));
    let base = place.base + at;
    let shift = |span: Span| Span::new(base + span.start, base + span.end);
    let format = if boundary == Boundary::Line { place.declared } else { 0 };
    Some(Candidate {
        family: Family::Own,
        value,
        parts: 0,
        prefix: u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1),
        marker: shift(marker),
        title: shift(title),
        boundary,
        paragraph: u32::try_from(place.paragraph).unwrap_or(u32::MAX),
        own_line: title.end >= words.len(),
        announced: 0,
        declared: rule.level.unwrap_or(format),
        // A level that the format declares is one of its hierarchy; that of a rule counts from the title.
        forced: rule.level.is_none() && format > 0,
        local: SURE,
        own: Some(kind),
    })
}

/// The title of a speech that `matched` opens, in bytes of `words`: the part that the pattern names the
/// title, or else the line.
fn headline(words: &str, matched: Matched) -> Span {
    if let Some(title) = matched.title.filter(|title| !title.is_empty()) {
        return title;
    }
    let line = Span::new(0, LONGEST_TITLE).within(words).of(words);
    let end = title_end(line).0.max(matched.end);
    Span::new(0, Span::new(0, end).of(words).trim_end_matches(is_blank).len())
}

/// The marker and the title of a heading that `matched` opens, in bytes of `words`.
///
/// If the pattern names a part the title, what stands before that part is the marker. If not, the whole
/// match is the marker, and what follows, to the end of the sentence, is the title. If nothing follows
/// either, the marker ends with a part named the number and the punctuation after it, and the rest of
/// the match is the title; without such a part, there is no marker, and the whole match is the title.
fn parts(words: &str, matched: Matched) -> (Span, Span) {
    let trimmed = |span: Span| {
        let text = span.of(words);
        let lead = text.len() - text.trim_start_matches(is_blank).len();
        let kept = text.trim_matches(is_blank).len();
        Span::new(span.start + lead, span.start + lead + kept)
    };
    if let Some(title) = matched.title.map(trimmed).filter(|title| !title.is_empty()) {
        return (trimmed(Span::new(0, title.start)), title);
    }
    let rest = words.get(matched.end..).unwrap_or_default();
    let follows = trimmed(Span::new(matched.end, matched.end + title_end(rest).0));
    if !follows.is_empty() {
        return (trimmed(Span::new(0, matched.end)), follows);
    }
    let whole = trimmed(Span::new(0, matched.end));
    let Some(number) = matched.number.filter(|number| !number.is_empty()) else {
        return (Span::at(0), whole);
    };
    let after = Span::new(number.end, whole.end).of(words);
    let mark = |c: char| is_blank(c) || !c.is_alphanumeric() && !opens(c);
    let marks = after.len() - after.trim_start_matches(mark).len();
    let title = trimmed(Span::new(number.end + marks, whole.end));
    if title.is_empty() {
        (Span::at(0), whole)
    } else {
        (trimmed(Span::new(0, number.end + marks)), title)
    }
}

/// Whether `c` opens a quotation, bracket or book title, so that it belongs to what follows.
const fn opens(c: char) -> bool {
    matches!(c, '“' | '《' | '「' | '『' | '‘' | '（' | '(' | '【' | '〈' | '[')
}

/// The number that `text` states, in any numerals in which markers are written; 0 if it states none.
fn value(text: &str) -> u32 {
    let text = text.trim_matches(is_blank);
    numeral::whole(text).or_else(|| enclosed(text)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_begin_after_stops_and_what_closes_with_them() {
        let words = "甲。”乙；（丙）丁：戊！！己……庚";
        let found: Vec<&str> =
            sentences(words).map(|at| words.get(at..).unwrap_or_default()).collect();
        let starts: String = found.iter().filter_map(|rest| rest.chars().next()).collect();
        assert_eq!(starts, "乙（戊己庚");
        assert_eq!(sentence(words, words.find('乙').unwrap()), "乙；（丙）丁：戊！");
        assert_eq!(sentence(&"长".repeat(1000), 0).len(), LONGEST_TITLE);
    }

    /// Marker and title of `words`, with `|` between them. A pattern has matched the first `chars`
    /// characters; the parts that it names the number and the title are given by their words.
    fn cut(words: &str, chars: usize, number: &str, title: &str) -> String {
        let end = words.char_indices().nth(chars).map_or(words.len(), |(at, _)| at);
        let named = |part: &str| {
            let at = words.find(part).filter(|_| !part.is_empty())?;
            Some(Span::new(at, at + part.len()))
        };
        let matched = Matched { end, number: named(number), title: named(title) };
        let (marker, title) = parts(words, matched);
        format!("{}|{}", marker.of(words), title.of(words))
    }

    #[test]
    fn a_match_is_cut_into_marker_and_title() {
        for (words, chars, number, title, parts) in [
            ("【要点】修渠。先修东渠。", 4, "", "", "【要点】|修渠"),
            ("【要点】  修渠", 6, "", "", "【要点】|修渠"),
            ("【要点】", 4, "", "", "|【要点】"),
            ("【要点】。修渠", 4, "", "", "|【要点】"),
            ("议题三、修渠，补堤", 9, "三", "", "议题三、|修渠，补堤"),
            ("议题三", 3, "三", "", "|议题三"),
            ("议题三“修渠”", 7, "三", "", "议题三|“修渠”"),
            ("修渠（之三）：先修", 7, "三", "修渠", "|修渠"),
            ("之三 修渠 先修", 7, "三", "修渠", "之三|修渠"),
        ] {
            assert_eq!(cut(words, chars, number, title), parts, "{words}");
        }
    }
}
