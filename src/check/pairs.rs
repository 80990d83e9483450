//! Quotes and brackets without their other half. Source: GB/T 15834-2011, 5.1.3 (the two halves
//! stand at the two ends of what they enclose); 4.8 for quotes within quotes.

use std::collections::HashSet;

use super::quotation::FAR;
use super::{Checker, Rule};
use crate::locale::Lang;
use crate::outline::Node;
use crate::text::Span;

/// Pairs, opener first. Brackets of either width pair with each other: their width is no matter of
/// this rule.
const PAIRS: &[(char, char)] = &[
    ('“', '”'),
    ('‘', '’'),
    ('「', '」'),
    ('『', '』'),
    ('《', '》'),
    ('〈', '〉'),
    ('【', '】'),
    ('〔', '〕'),
    ('（', '）'),
];

/// How many of the pairs are quotes.
const QUOTES: usize = 2;
/// Most characters between two quotes of which one is the wrong way round.
const QUOTED: usize = 30;
/// Most characters between a quote and a half-width one that ends it.
const FURTHEST: usize = 80;

/// Which pair `c` belongs to, and whether it opens it.
fn side(c: char) -> Option<(usize, bool)> {
    let c = match c {
        '(' | '﹙' => '（',
        ')' | '﹚' => '）',
        c => c,
    };
    PAIRS.iter().enumerate().find_map(|(i, &(open, close))| {
        (c == open).then_some((i, true)).or_else(|| (c == close).then_some((i, false)))
    })
}

/// A sign without its fellow.
#[derive(Clone, Copy)]
struct Loose {
    pair: usize,
    opens: bool,
    span: Span,
    /// Which paragraph of the prose.
    paragraph: usize,
}

pub(super) fn check(c: &mut Checker<'_>) {
    let markers: Vec<Span> = c.outline.nodes().iter().map(|n: &Node| n.marker).collect();
    let mut loose: Vec<Loose> = Vec::new();
    let prose: Vec<Span> = c.prose().map(|(_, span)| span).collect();
    let mut nested: Vec<Span> = Vec::new();
    for (paragraph, &span) in prose.iter().enumerate() {
        let from = loose.len();
        let mut open: Vec<Loose> = Vec::new();
        // How many of each pair are open: a closer that closes none must not look through all.
        let mut count = [0_usize; PAIRS.len()];
        let mut before = '\0';
        let words = c.words(span);
        for (at, ch) in words.char_indices() {
            let last = std::mem::replace(&mut before, ch);
            let Some((pair, opens)) = side(ch) else { continue };
            let byte = span.start + at;
            let sign = Span::new(byte, byte + ch.len_utf8());
            let this = Loose { pair, opens, span: sign, paragraph };
            if opens {
                if pair == 0 && count.first().is_some_and(|&n| n > 0) {
                    nested.push(sign);
                }
                open.push(this);
                count_of(&mut count, pair, |n| n + 1);
                continue;
            }
            if count.get(pair).is_some_and(|&n| n > 0) {
                // What was opened inside and is still open stays loose.
                while let Some(inner) = open.pop() {
                    count_of(&mut count, inner.pair, |n| n - 1);
                    if inner.pair == pair {
                        break;
                    }
                    loose.push(inner);
                }
                continue;
            }
            // The bracket of a marker, of 1) or of a smiley closes nothing; an apostrophe is no quote.
            let in_marker = markers
                .get(markers.partition_point(|m| m.start <= byte).wrapping_sub(1))
                .is_some_and(|m| m.contains(byte));
            let item = ch == ')' && (last.is_ascii_alphanumeric() || last == ':')
                || matches!(ch, ')' | '）') && super::numeral::is_numeral(last);
            let apostrophe = ch == '’' && last.is_ascii_alphanumeric();
            if !(in_marker || item || apostrophe) {
                loose.push(this);
            }
        }
        loose.extend(open);
        if let Some(own) = loose.get_mut(from..) {
            own.sort_by_key(|l| l.span);
        }
    }
    // A quotation of several paragraphs opens each of them, and closes at the end of the last.
    let opening = |i: usize| prose.get(i).and_then(|&p| c.words(p).chars().next()).and_then(side);
    let goes_on = |l: &Loose| l.opens && opening(l.paragraph + 1) == Some((l.pair, true));
    let ended: Vec<Loose> = loose.iter().copied().filter(|l| !goes_on(l)).collect();
    mend(c, &over_paragraphs(&ended), &prose);
    // A missing sign makes quotes seem nested: its paragraph says nothing of nesting.
    let spoilt: HashSet<usize> = loose.iter().map(|l| l.paragraph).collect();
    let paragraph = |s: &Span| prose.partition_point(|p| p.start <= s.start).wrapping_sub(1);
    nested.retain(|s| !spoilt.contains(&paragraph(s)));
    for sign in nested {
        let message = c.lang.pick("双引号里又用双引号", "double quotes inside double quotes");
        let suggestion = c.lang.pick("里面一层改用单引号‘ ’", "single quotes ‘ ’ inside");
        c.report(Rule::Nested, sign, message.to_owned(), suggestion.to_owned());
    }
}

fn count_of(count: &mut [usize; PAIRS.len()], pair: usize, change: impl Fn(usize) -> usize) {
    if let Some(n) = count.get_mut(pair) {
        *n = change(*n);
    }
}

/// Takes out what pairs across paragraphs.
fn over_paragraphs(loose: &[Loose]) -> Vec<Loose> {
    let mut left: Vec<Loose> = Vec::new();
    // The openers that may still be closed, of each pair.
    let mut open: Vec<Vec<Loose>> = vec![Vec::new(); PAIRS.len()];
    for &l in loose {
        let Some(waiting) = open.get_mut(l.pair) else { continue };
        if l.opens {
            left.append(waiting);
            waiting.push(l);
            continue;
        }
        match waiting.last() {
            Some(w) if l.paragraph - w.paragraph <= FAR => waiting.clear(),
            Some(_) | None => left.push(l),
        }
    }
    left.extend(open.into_iter().flatten());
    left.sort_by_key(|l| l.span);
    left
}

/// Tells of the signs in `loose`, which are in reading order: of two that make a pair but for the form of one
/// of them together, what that form should be.
fn mend(c: &mut Checker<'_>, loose: &[Loose], prose: &[Span]) {
    let mut rest = loose.iter().copied().peekable();
    while let Some(l) = rest.next() {
        let Some(&(open, close)) = PAIRS.get(l.pair) else { continue };
        let right = if l.opens { close } else { open };
        let paragraph = prose.get(l.paragraph).copied().unwrap_or_default();
        if let Some(span) = straight(c, l, paragraph) {
            let (sign, other) = (c.words(span), c.words(l.span));
            let message = match c.lang {
                Lang::Zh => format!("半角的 {sign} 与 {other} 不成对"),
                Lang::En => format!("the half-width {sign} does not pair with {other}"),
            };
            c.report_mend(Rule::Unpaired, span, message, right.to_string());
        } else if let Some(next) = rest.next_if(|next| is_turned(c, l, *next)) {
            // “甲“ lacks its end, ”甲” its beginning.
            let wrong = if l.opens { next } else { l };
            let sign = c.words(wrong.span);
            let message = match c.lang {
                Lang::Zh => format!("{sign} 的方向反了"),
                Lang::En => format!("{sign} faces the wrong way"),
            };
            c.report_mend(Rule::Unpaired, wrong.span, message, right.to_string());
        } else {
            tell(c, l);
        }
    }
}

/// Whether two signs of one pair, both of which open or close, enclose a few words.
fn is_turned(c: &Checker<'_>, a: Loose, b: Loose) -> bool {
    let alike = a.pair == b.pair && a.opens == b.opens && a.paragraph == b.paragraph;
    let words = c.words(Span::new(a.span.end, b.span.start.max(a.span.end)));
    let few = words.chars().take(QUOTED + 1).count() <= QUOTED;
    alike
        && a.pair < QUOTES
        && few
        && !words.is_empty()
        && !words.contains(['。', '！', '？', '\n'])
}

/// The half-width quote that stands for the other half of `l` in its paragraph.
fn straight(c: &Checker<'_>, l: Loose, paragraph: Span) -> Option<Span> {
    if l.pair >= QUOTES {
        return None;
    }
    let is = |ch: char| matches!(ch, '\'' | '"');
    let stops = |ch: char| !is(ch) && side(ch).is_some_and(|(pair, _)| pair == l.pair);
    let near = |ch: &(usize, char)| !stops(ch.1);
    let at = if l.opens {
        let words = c.words(Span::new(l.span.end, paragraph.end.max(l.span.end)));
        let mut chars = words.char_indices().take(FURTHEST).take_while(near);
        l.span.end + chars.find(|&(_, ch)| is(ch))?.0
    } else {
        let start = paragraph.start.min(l.span.start);
        let words = c.words(Span::new(start, l.span.start));
        let mut chars = words.char_indices().rev().take(FURTHEST).take_while(near);
        start + chars.find(|&(_, ch)| is(ch))?.0
    };
    Some(Span::new(at, at + 1))
}

fn tell(c: &mut Checker<'_>, l: Loose) {
    let sign = c.words(l.span);
    let Some(&pair) = PAIRS.get(l.pair) else { return };
    // A bracket is answered in its own width.
    let (open, close) = if matches!(sign, "(" | ")") { ('(', ')') } else { pair };
    let message = match (c.lang, l.opens) {
        (Lang::Zh, true) => format!("{sign} 没有与它成对的 {close}"),
        (Lang::Zh, false) => format!("{sign} 前面没有 {open}"),
        (Lang::En, true) => format!("{sign} is never closed by {close}"),
        (Lang::En, false) => format!("{sign} closes what {open} never opened"),
    };
    let suggestion = match (c.lang, l.opens) {
        (Lang::Zh, true) => format!("补上 {close}，或删去 {sign}"),
        (Lang::Zh, false) => format!("补上 {open}，或删去 {sign}"),
        (Lang::En, true) => format!("add {close}, or drop {sign}"),
        (Lang::En, false) => format!("add {open}, or drop {sign}"),
    };
    c.report(Rule::Unpaired, l.span, message, suggestion);
}

#[cfg(test)]
mod tests {
    use super::super::testing::{found, said};
    use super::*;

    #[test]
    fn a_sign_without_its_fellow_is_found() {
        for (text, sign) in [
            ("要把“三农工作抓在手上。", "“"),
            ("要把三农”工作抓在手上。", "”"),
            ("认真学习《关于春耕的通知，抓好落实。", "《"),
            ("今年（二〇二四年是关键一年。", "（"),
        ] {
            assert_eq!(found(text).first(), Some(&(Rule::Unpaired, sign.into())), "{text}");
        }
        let said = said(Rule::Unpaired, "学习《关于春耕的通知，抓好落实。");
        assert_eq!(said, ["《 没有与它成对的 》；补上 》，或删去 《"]);
    }

    #[test]
    fn a_quote_the_wrong_way_round_is_told_once_with_what_it_should_be() {
        for (text, told) in [
            ("推进“放管服“改革，优化环境。", "“ 的方向反了；改为 ”"),
            ("推进”放管服”改革，优化环境。", "” 的方向反了；改为 “"),
            ("推进‘放管服'改革，优化环境。", "半角的 ' 与 ‘ 不成对；改为 ’"),
            ("推进“放管服\"改革，优化环境。", "半角的 \" 与 “ 不成对；改为 ”"),
            ("推进\"放管服”改革，优化环境。", "半角的 \" 与 ” 不成对；改为 “"),
        ] {
            assert_eq!(said(Rule::Unpaired, text), [told], "{text}");
        }
        let each = "做到‘看得见',‘管得住'。";
        assert_eq!(said(Rule::Unpaired, each), ["半角的 ' 与 ‘ 不成对；改为 ’"; 2]);
        let both = "他说：“先修渠。再看“放管服改革的事。";
        assert_eq!(said(Rule::Unpaired, both).len(), 2, "two ends are missing");
    }

    #[test]
    fn a_bracket_is_answered_in_its_own_width() {
        let said = said(Rule::Unpaired, "今年(二〇二四年是关键一年。");
        assert_eq!(said, ["( 没有与它成对的 )；补上 )，或删去 ("]);
    }

    #[test]
    fn pairs_items_and_long_quotations_are_sound() {
        for text in [
            "抓好“三农”工作，学习《通知（试行）》。",
            "步骤：1）摸底；2）整改；（3）验收。",
            "他说：\n“第一段引文讲了道理。\n“第二段引文接着讲。”\n大家都同意。",
            "上级要求：“坚持底线。\n守住红线。”",
            "It’s a test. 这是例子。",
            "比例（5%)左右，差别不大。",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn many_openers_and_closers_of_another_pair_take_no_square_of_time() {
        let text = "（".repeat(100_000) + &"》".repeat(100_000);
        let start = std::time::Instant::now();
        assert!(found(&text).len() >= 100_000);
        assert!(start.elapsed().as_secs() < 60);
    }

    #[test]
    fn quotes_inside_quotes_of_the_same_kind_are_found() {
        let text = "他说：“要做到“四个有”才行。”";
        assert_eq!(found(text), [(Rule::Nested, "“".into())]);
    }
}
