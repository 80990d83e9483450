//! Reads the written forms of markers: those of GB/T 15834-2011, appendix B.3, and what people write
//! instead.
//!
//! In: a paragraph, and the byte at which a marker may begin. Out: the [`Form`] of the marker, if one is
//! written there. Whether it is meant as a marker is decided elsewhere.

mod latin;
mod ordinal;

use super::{Boundary, Scan, fold};
use crate::outline::numeral::{self, Numeral};
use crate::outline::plain::{begins, plain};
use crate::outline::tree::Family;
use crate::text::{CharSet, gloss};

use latin::{arabic_list, letter, roman};
pub(in crate::outline) use ordinal::PIECES;
use ordinal::{half, its, last, ordinal, piece, sequence, side, task};

/// A marker as written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::outline) struct Form {
    /// How it is written.
    pub family: Family,
    /// The number that it states; [`LAST`](crate::outline::family::LAST) for 最后.
    pub value: u32,
    /// Length in bytes, with its punctuation and the blanks inside it.
    pub len: usize,
    /// How well the punctuation fits the form, as log-odds: 一、 is 0, 一， is less.
    pub fit: f32,
    /// See [`super::Candidate::parts`].
    pub parts: u8,
    /// See [`super::Candidate::prefix`].
    pub prefix: u32,
}

impl Form {
    const fn new(family: Family, value: u32, len: usize, fit: f32) -> Self {
        Self { family, value, len, fit, parts: 0, prefix: 0 }
    }
}

/// Characters with which a marker can begin.
pub(super) static STARTS: CharSet = CharSet::of(
    "（﹙【〔[［(第其首再最另篇—－-─上中下一二三四五六七八九十廿卅\u{f9d1}甲乙丙丁戊己庚辛壬癸\
     壹贰貳貮叁參叄参肆伍陆陸柒捌玖拾\u{f96b}\u{f973}\u{f9d3}范範例⓪",
)
.with('0', '9')
.with('０', '９')
.with('A', 'Z')
.with('a', 'z')
.with('Ａ', 'Ｚ')
.with('①', '⒛')
.with('❶', '❿')
.with('➀', '➓')
.with('㈠', '㈩')
.with('㊀', '㊉')
.with('㉑', '㉟')
.with('㊱', '㊿')
.with('Ⅰ', 'ⅿ');

/// Characters with which a marker can begin even right after a word, where a line break was lost.
pub(super) static STARTS_IN_WORD: CharSet =
    CharSet::of("一二三四五六七八九十(（【第1１").with('①', '⒛').with('㈠', '㈩');

/// Length in bytes of the Arabic or Han digits at the start of `text`, whether they make a number or not;
/// 0 if there are none.
pub(super) fn numeral_run(text: &str) -> usize {
    let Some(first) = text.chars().next() else { return 0 };
    let same: fn(char) -> bool = if numeral::digit(first).is_some() {
        |c| numeral::digit(c).is_some()
    } else if numeral::is_han_numeral(first) {
        |c| numeral::is_han_numeral(c) || matches!(c, '零' | '〇')
    } else {
        return 0;
    };
    text.chars().take_while(|&c| same(c)).map(char::len_utf8).sum()
}

fn is_financial(c: char) -> bool {
    matches!(
        c,
        '壹' | '贰'
            | '貳'
            | '叁'
            | '參'
            | '叄'
            | '参'
            | '肆'
            | '伍'
            | '陆'
            | '陸'
            | '柒'
            | '捌'
            | '玖'
            | '拾'
    )
}

/// The marker that is written at byte `at` of the paragraph, with `boundary` before it; `None` if there is
/// none.
pub(super) fn read(scan: &Scan<'_>, at: usize, boundary: Boundary) -> Option<Form> {
    let text = scan.rest(at);
    let line = boundary == Boundary::Line;
    let first = text.chars().next()?;
    if boundary == Boundary::Word {
        // Right after a word, only forms that are not parts of words can be recognised.
        return match first {
            '(' | '（' | '【' => bracketed(text, false),
            '第' => ordinal(text, boundary),
            c if numeral::is_han_numeral(c) => han_list(text, false),
            '1' | '１' => {
                arabic_list(text, false).filter(|f| f.value == 1 && f.family == Family::Arabic)
            }
            _ => enclosed(text),
        };
    }
    match first {
        '第' => ordinal(text, boundary),
        '其' => its(text).or_else(|| sequence(text)),
        '首' | '再' => sequence(text),
        '最' => last(text).or_else(|| sequence(text)),
        '另' => side(text),
        '(' | '（' | '﹙' | '【' | '〔' | '[' | '［' => {
            bracketed(text, line).or_else(|| piece(text, line))
        }
        '篇' => piece(text, line),
        '—' | '－' | '-' | '─' if line => spoiled_one(text),
        '上' | '中' | '下' if line => half(text),
        '0'..='9' | '０'..='９' => arabic_list(text, line),
        c if numeral::is_han_numeral(c) => {
            let strong = || (boundary == Boundary::Strong).then(|| han_and_blank(text)).flatten();
            han_list(text, line).or_else(strong)
        }
        'A'..='Z' | 'a'..='z' | 'Ａ'..='Ｚ' => letter(text, line),
        'Ⅰ'..='ⅿ' => roman(text, line),
        _ => enclosed(text)
            .or_else(|| stem(text, line))
            .or_else(|| financial(text, line))
            .or_else(|| piece(text, line)),
    }
}

/// The first character of `text` in the form in which it is compared: folded and simplified; `\0` if there
/// is none.
pub(super) fn head(text: &str) -> char {
    text.chars().next().map_or('\0', |c| plain(fold(c)))
}

/// `text` from byte `at` on; empty if there is nothing.
pub(super) fn tail(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or_default()
}

/// Length in bytes of the blanks at the start of `text`.
fn blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches(crate::text::is_blank).len()
}

/// Length in bytes of the first character of `text`; 0 if there is none.
fn step(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

/// 一、 一. 一， 一： 一） 一是 一要 一方面 一来 一层是, a verb as in 一抓, and 一 with only a blank after it.
fn han_list(text: &str, line: bool) -> Option<Form> {
    let Some(mut n) = numeral::han(text) else {
        // 一一、 一二、 as old books write 11 and 12, and 一一　 with a wide blank.
        let n = numeral::digits_in_row(text).filter(|_| line)?;
        let mark = tail(text, n.len);
        let form = Form::new(Family::Han, n.value, n.len + step(mark), -2.2);
        return match head(mark) {
            '、' => Some(form),
            _ if mark.starts_with('\u{3000}') => {
                Some(Form { parts: 1, len: n.len + blanks(mark), ..form })
            }
            _ => None,
        };
    };
    n.len += glosses(tail(text, n.len));
    let rest = tail(text, n.len);
    let form = |family, extra, fit| Some(Form::new(family, n.value, n.len + extra, fit));
    let unmarked =
        |extra, fit| Some(Form { parts: 1, ..Form::new(Family::Han, n.value, n.len + extra, fit) });
    let gap = blanks(rest);
    let mark = tail(rest, gap);
    let extra = gap + step(mark);
    match head(rest) {
        '是' => return form(Family::Is, with_pause(rest, 3), 0.0),
        '要' => return form(Family::Must, with_pause(rest, 3), 0.0),
        '方' if n.value <= 3 && rest.starts_with("方面") && !rest.starts_with("方面军") => {
            return form(Family::Side, with_pause(rest, 6), 0.0);
        }
        '来' if n.value <= 5 => return form(Family::Come, with_pause(rest, 3), 0.0),
        // 一抓春耕 二抓夏管: each item begins with the same verb, which stays in the title.
        verb @ ('抓' | '看' | '查' | '讲' | '靠' | '促' | '强' | '建' | '管' | '防' | '学'
        | '用')
            if line && n.value < 20 =>
        {
            let form = Form::new(Family::Must, n.value, n.len, -0.8);
            return Some(Form { prefix: verb as u32, ..form });
        }
        '层' => {
            if let Some(len) = begins(rest, "层是").or_else(|| begins(rest, "层意思是")) {
                return form(Family::Layer, with_pause(rest, len), 0.0);
            }
        }
        _ => {}
    }
    if n.value > 199 {
        return None;
    }
    match head(mark) {
        '、' => form(Family::Han, extra, if gap > 0 { -0.3 } else { 0.0 }),
        '丶' => form(Family::Han, extra, -0.2),
        '.' if !starts_with_digit(tail(mark, step(mark))) => form(Family::Han, extra, -0.3),
        // 一.2024年的工作, not 三.15
        '.' if line && gap == 0 && of_year(tail(mark, step(mark))) => {
            form(Family::Han, extra, -1.0)
        }
        ')' => form(Family::HanHalf, extra, 0.0),
        ',' if gap == 0 => form(Family::Han, extra, if line { -2.0 } else { -2.5 }),
        ':' if line && gap == 0 => form(Family::Han, extra, -1.0),
        // A numeral and a blank, as in 一 总体考虑: only a run of short lines makes it a list.
        _ if line && gap > 0 && !mark.is_empty() && !numeral_or_mark(mark) => unmarked(gap, -2.2),
        // 一 三月的水情: a date after the blank.
        _ if line
            && gap > 0
            && numeral::han(mark)
                .is_some_and(|n| matches!(head(tail(mark, n.len)), '月' | '年' | '日')) =>
        {
            unmarked(gap, -2.2)
        }
        '\0' if line => unmarked(0, -1.2),
        _ => None,
    }
}

/// The length of the glosses behind a numeral, with or without tones: 五(wǔ)、 二(er)(er)、
fn glosses(text: &str) -> usize {
    const SYLLABLES: &[&str] = &["yi", "er", "san", "si", "wu", "liu", "qi", "ba", "jiu", "shi"];
    let plain = |text: &str| {
        let (syllable, _) = text.strip_prefix('(')?.split_once(')')?;
        SYLLABLES.contains(&syllable).then_some(syllable.len() + 2)
    };
    let mut at = 0;
    // Most numerals have none: no bracket stands behind them.
    if !matches!(text.bytes().next(), Some(b'(' | 0xef)) {
        return at;
    }
    while let Some(len) = gloss(tail(text, at)).or_else(|| plain(tail(text, at))) {
        at += len;
    }
    at
}

/// 一　总体考虑 after the end of a sentence, in a text whose line ends were lost. Where single blanks are a manner
/// of writing (一 期), a full-width one is none.
fn han_and_blank(text: &str) -> Option<Form> {
    let n = numeral::han(text).filter(|n| n.value <= 20)?;
    let rest = tail(text, n.len);
    let gap = blanks(rest);
    let title = tail(rest, gap);
    let wide = rest.starts_with('\u{3000}');
    (wide && title.starts_with(char::is_alphabetic) && !numeral_or_mark(title))
        .then(|| Form { parts: 1, ..Form::new(Family::Han, n.value, n.len + gap, -0.5) })
}

/// Whether `text` begins with a year: 2024年
fn of_year(text: &str) -> bool {
    let rest = text.trim_start_matches(|c| numeral::digit(c).is_some());
    let digits = text.chars().take(5).take_while(|&c| numeral::digit(c).is_some()).count();
    digits == 4 && rest.starts_with('年')
}

/// The length `word` of a word at the start of `text`, with the comma or colon that may follow it (一是，),
/// in bytes.
fn with_pause(text: &str, word: usize) -> usize {
    match head(tail(text, word)) {
        ',' | ':' => word + step(tail(text, word)),
        _ => word,
    }
}

fn starts_with_digit(text: &str) -> bool {
    text.chars().next().is_some_and(|c| numeral::digit(c).is_some())
}

/// Whether `text` begins with a numeral, or with a mark that does not open anything.
fn numeral_or_mark(text: &str) -> bool {
    text.chars().next().is_some_and(|c| {
        numeral::digit(c).is_some()
            || numeral::is_han_numeral(c)
            || !c.is_alphanumeric() && !opens(c)
    })
}

/// Whether `c` opens a quotation, bracket or book title.
const fn opens(c: char) -> bool {
    matches!(c, '“' | '"' | '《' | '「' | '『' | '‘' | '（' | '(' | '〈')
}

/// A sign that was typed or recognised in place of 一 or 1: —、 －、 ー、 丨、
fn spoiled_one(text: &str) -> Option<Form> {
    let sign = text.chars().next()?;
    let family = if matches!(sign, '丨' | '｜' | '|') { Family::Arabic } else { Family::Han };
    let rest = tail(text, sign.len_utf8());
    matches!(head(rest), '、' | '.')
        .then(|| Form::new(family, 1, sign.len_utf8() + step(rest), -0.8))
        .filter(|_| !starts_with_digit(tail(rest, 1)))
}

/// The marker at the start of `text`, a line, if it begins with a character that is too common in words
/// for the scan to stop at: 子、 丑、 and 任务一：, and the signs that are typed in place of 一 and 1.
pub(super) fn opening(text: &str) -> Option<Form> {
    let c = text.chars().next()?;
    if matches!(c, 'ー' | 'ｰ' | '―' | '–' | '丨' | '｜' | '|') {
        return spoiled_one(text);
    }
    let Some(value) = numeral::branch(c) else { return task(text) };
    let (at, rest) = (c.len_utf8(), tail(text, c.len_utf8()));
    matches!(head(rest), '、' | '.').then(|| Form::new(Family::Branch, value, at + step(rest), 0.0))
}

/// （一） (1) 【一】 with brackets of either width, blanks inside, and perhaps a needless mark after it:
/// （一）、
fn bracketed(text: &str, line: bool) -> Option<Form> {
    let open = head(text);
    let mut at = step(text);
    at += blanks(tail(text, at));
    let inside = tail(text, at);
    let (family, n, fit) = match inside.chars().next()? {
        c if numeral::digit(c).is_some() => (Family::ArabicParen, numeral::arabic(inside)?, 0.0),
        c if numeral::is_han_numeral(c) => match numeral::han(inside) {
            Some(n) => (Family::HanParen, n, 0.0),
            None => (Family::HanParen, numeral::digits_in_row(inside)?, -2.2),
        },
        c if c.is_ascii_alphabetic() => {
            let base = if c.is_ascii_lowercase() { 'a' } else { 'A' };
            let n = Numeral { value: c as u32 - base as u32 + 1, len: 1 };
            (Family::Latin, n, -0.3)
        }
        'Ⅰ'..='ⅹ' => (Family::Roman, numeral::roman(inside)?, -0.3),
        c if is_financial(c) => (Family::Financial, numeral::financial(inside)?, -0.3),
        c => {
            let stem = numeral::stem(c).map(|value| (Family::Stem, value));
            let (family, value) = stem.or_else(|| Some((Family::Branch, numeral::branch(c)?)))?;
            (family, Numeral { value, len: c.len_utf8() }, -0.3)
        }
    };
    at += n.len;
    // （一修渠: the closing bracket was forgotten.
    let open_ended = line
        && open == '('
        && matches!(family, Family::HanParen | Family::ArabicParen)
        && tail(text, at).chars().next().is_some_and(|c| heads_title(c) && !c.is_ascii())
        && !closes_later(tail(text, at));
    if open_ended && n.value < 30 && !matches!(head(tail(text, at)), '是' | '要' | '个' | '期')
    {
        return Some(Form::new(family, n.value, at, -2.5));
    }
    at += blanks(tail(text, at));
    let close = head(tail(text, at));
    let pairs = match open {
        '(' => close == ')' || close == '】' || close == ']',
        '【' => close == '】',
        '〔' => close == '〕',
        '[' => close == ']',
        _ => false,
    };
    // A year, or the number of a document, in brackets is not a marker.
    if !pairs || n.value > 199 || n.value == 0 {
        return None;
    }
    at += step(tail(text, at));
    if line {
        at += joined(tail(text, at), family);
    }
    let square = open != '(';
    let mut fit = fit - if square { 0.7 } else { 0.0 };
    let rest = tail(text, at);
    if matches!(head(rest), '、' | '.' | ',') && !matches!(head(tail(rest, step(rest))), '(' | '第')
    {
        at += step(rest);
        fit -= 0.2;
    }
    Some(Form::new(family, n.value, at, fit))
}

/// The length of the further numbers that stand behind one in brackets and fill the line, where several items are
/// answered at once: （二）及（三）
fn joined(text: &str, family: Family) -> usize {
    let mut at = 0;
    loop {
        let rest = tail(text, at);
        if at > 0 && rest.chars().all(crate::text::is_blank) {
            return at;
        }
        let join = tail(rest, blanks(rest));
        if !matches!(head(join), '及' | '和' | '与' | '至' | '、' | '-' | '~') {
            return 0;
        }
        let next = tail(join, step(join));
        let next = tail(next, blanks(next));
        let Some(form) = bracketed(next, false).filter(|form| form.family == family) else {
            return 0;
        };
        at = text.len() - next.len() + form.len;
    }
}

/// Whether a bracket that was opened before `text` is closed in it: （一位老人说，堤要修牢。）
fn closes_later(text: &str) -> bool {
    let bracket = |c: &char| matches!(fold(*c), '(' | ')');
    text.chars().take(60).find(bracket).is_some_and(|c| fold(c) == ')')
}

/// ① ㈠ ⑴ ⒈ and the like, which are single characters.
fn enclosed(text: &str) -> Option<Form> {
    let c = text.chars().next()?;
    let of = |first, count| numeral::run_of(c, first, count);
    let (family, value) =
        if let Some(v) = of('①', 20).or_else(|| of('❶', 10)).or_else(|| of('➀', 10)) {
            (Family::Circled, v)
        } else if let Some(v) = of('➊', 10) {
            (Family::Circled, v)
        } else if let Some(v) = of('㉑', 15) {
            (Family::Circled, v + 20)
        } else if let Some(v) = of('㊱', 15) {
            (Family::Circled, v + 35)
        } else if let Some(v) = of('⑴', 20) {
            (Family::ArabicParen, v)
        } else if let Some(v) = of('⒈', 20) {
            (Family::Arabic, v)
        } else if let Some(v) = of('㈠', 10).or_else(|| of('㊀', 10)) {
            (Family::HanParen, v)
        } else {
            return None;
        };
    let len = c.len_utf8();
    let rest = tail(text, len);
    let extra = if matches!(head(rest), '、' | '.') { step(rest) } else { 0 };
    Some(Form::new(family, value, len + extra, 0.0))
}

/// The byte of the paragraph at which the title of a chapter ends if an article or section runs on after
/// it: 第一章总则第一条为…… The chapter is opened by `form` at byte `at`.
pub(super) fn before_article(
    scan: &Scan<'_>,
    at: usize,
    form: &Form,
    boundary: Boundary,
) -> Option<usize> {
    /// Greatest length of such a title, in characters.
    const TITLE: usize = 20;
    let above =
        |f: Family| matches!(f, Family::Part | Family::Book | Family::Chapter | Family::Section);
    if !above(form.family) || boundary < Boundary::Strong && form.value != 1 {
        return None;
    }
    let rest = tail(scan.text, at + form.len);
    let part_of =
        |c: char| c.is_alphabetic() && !c.is_ascii() || c == '、' || c == ' ' || c == '\u{3000}';
    let title = rest.char_indices().take(TITLE + 3).take_while(|&(_, c)| part_of(c));
    let mut found = title.filter(|&(_, c)| c == '第').map(|(place, _)| place);
    let (place, below) = found.find_map(|place| {
        let below = ordinal(tail(rest, place), Boundary::Line)?;
        let inside = matches!(below.family, Family::Article)
            || matches!(below.family, Family::Section) && form.family != Family::Section;
        inside.then_some((place, below))
    })?;
    let title = rest.get(..place)?.trim_matches(crate::text::is_blank);
    // 第三章对违反第五条的处理
    let cites = title.ends_with([
        '反', '照', '据', '合', '和', '与', '及', '至', '、', '对', '由', '依', '法', '例',
    ]);
    let behind = tail(rest, place + below.len);
    let cited = behind
        .starts_with(['的', '规', '款', '项', '第', '和', '与', '及', '至', '、', '之', '所']);
    let starts = form.value == 1 || boundary >= Boundary::Strong;
    let long = behind.chars().take(8).count() == 8 || below.family == Family::Section;
    let named = (2..=TITLE).contains(&title.chars().count());
    (starts
        && named
        && long
        && !cites
        && !cited
        && (boundary >= Boundary::Strong || below.value == 1))
        .then_some(at + form.len + place)
}

/// The value of `text` if it is a single character that is a numeral with its sign (① ㈠ ⑴ ⒈).
pub(in crate::outline) fn value_enclosed(text: &str) -> Option<u32> {
    enclosed(text).filter(|form| form.len == text.len()).map(|form| form.value)
}

/// Whether a title can begin with `c`: a letter, a Han character that is not a numeral, or an opening
/// mark.
fn heads_title(c: char) -> bool {
    !c.is_ascii_digit() && (c.is_alphabetic() && !numeral::is_han_numeral(c) || opens(c))
}

/// 甲、 乙.
fn stem(text: &str, line: bool) -> Option<Form> {
    let c = text.chars().next()?;
    let value = numeral::stem(c)?;
    let at = c.len_utf8();
    let rest = tail(text, at);
    let gap = blanks(rest);
    match head(rest) {
        '、' | '.' => Some(Form::new(Family::Stem, value, at + step(rest), 0.0)),
        ' ' if line && tail(rest, gap).chars().next().is_some_and(heads_title) => {
            Some(Form::new(Family::Stem, value, at, -0.7))
        }
        _ => None,
    }
}

/// 壹、
fn financial(text: &str, line: bool) -> Option<Form> {
    let n = numeral::financial(text)?;
    let rest = tail(text, n.len);
    let gap = blanks(rest);
    let mark = tail(rest, gap);
    let fit = match head(mark) {
        '、' | '.' => 0.0,
        _ if line && gap > 0 && mark.chars().next().is_some_and(heads_title) => {
            return Some(Form::new(Family::Financial, n.value, n.len, -0.8));
        }
        _ => return None,
    };
    line.then(|| Form::new(Family::Financial, n.value, n.len + gap + step(mark), fit))
}
