//! Reads markers of digits and letters: 1. 1、 1) 1.2.3 A. Ⅱ.
//!
//! In: the text from the marker on, and whether it begins a line. Out: its [`Form`].

use super::{Form, blanks, head, heads_title, starts_with_digit, step, tail};
use crate::outline::marker::fold;
use crate::outline::numeral::{self, Numeral};
use crate::outline::tree::Family;
use crate::text::is_blank;

/// 1. 1、 1) 1.2.3, and 1 with only a blank after it.
pub(super) fn arabic_list(text: &str, line: bool) -> Option<Form> {
    let n = numeral::arabic(text)?;
    if n.value == 0 || n.value > 999 {
        return None;
    }
    let rest = tail(text, n.len);
    let gap = blanks(rest);
    let mark = tail(rest, gap);
    let after = tail(mark, step(mark));
    let form = |family, extra, fit| Some(Form::new(family, n.value, n.len + extra, fit));
    match head(mark) {
        '.' if starts_with_digit(after) && gap == 0 => decimal(text, n, line),
        '.' => form(Family::Arabic, gap + step(mark), 0.0),
        '、' => form(Family::Arabic, gap + step(mark), 0.0),
        ')' | '】' => form(Family::ArabicHalf, gap + step(mark), 0.0),
        ',' if line && gap == 0 && !starts_with_digit(after) => {
            form(Family::Arabic, step(mark), -1.5)
        }
        ':' if line && gap == 0 && !starts_with_digit(after) => {
            form(Family::Arabic, step(mark), -1.5)
        }
        // 1 工程概况, above 1.1: a decimal number of one part.
        _ if line && gap > 0 && n.value < 100 && mark.chars().next().is_some_and(heads_title) => {
            let mut form = Form::new(Family::Decimal, n.value, n.len, -1.2);
            form.parts = 1;
            Some(form)
        }
        _ => None,
    }
}

/// 1.1 and 1.2.3: nine parts at most, each below 200.
fn decimal(text: &str, first: Numeral, line: bool) -> Option<Form> {
    let mut len = first.len;
    let mut parts = 1;
    let mut prefix: u32 = 0;
    let mut last = first.value;
    loop {
        let rest = tail(text, len);
        let dot = step(rest);
        let Some(n) = (head(rest) == '.').then(|| numeral::arabic(tail(rest, dot))).flatten()
        else {
            break;
        };
        if parts == 1 && line && (n.value > 199 || numeral_unit(tail(rest, dot + n.len))) {
            // 1.2016年10月, 6.11世纪, 7.5月份, 8.1至7月, 8.3+2: an item whose title begins with a number.
            return Some(Form::new(Family::Arabic, first.value, first.len + dot, -1.2));
        }
        if parts == 9 || n.value > 199 || last > 199 {
            return None;
        }
        prefix = prefix.wrapping_mul(251).wrapping_add(last);
        last = n.value;
        len += dot + n.len;
        parts += 1;
    }
    let rest = tail(text, len);
    let mut extra = 0;
    let fit = match head(rest) {
        '.' | '、' => {
            extra = step(rest);
            0.3
        }
        ' ' => 0.3,
        ')' | ']' => return None,
        c if c.is_alphabetic() && line => -0.8,
        _ => return None,
    };
    let mut form = Form::new(Family::Decimal, last, len + extra, fit);
    form.parts = parts;
    form.prefix = prefix;
    (last > 0).then_some(form)
}

/// Whether a number before `text` counts years, months, centuries or millions, or is added to another number: it
/// is then not the second part of a decimal number.
fn numeral_unit(text: &str) -> bool {
    let digit = |c: char| numeral::digit(c).is_some();
    let text = text.trim_start_matches(|c: char| digit(c) || c == '-');
    // 3.7.9亿人次
    let whole = text.strip_prefix('.').map(|rest| rest.trim_start_matches(digit));
    if whole.is_some_and(|rest| rest.starts_with(['万', '萬', '亿', '億'])) {
        return true;
    }
    let added = text.strip_prefix(['+', '＋']).is_some_and(|t| {
        t.starts_with(|c: char| numeral::digit(c).is_some() || c.is_ascii_uppercase())
    });
    added
        || ["年", "月", "世纪", "世紀", "至", "万", "萬", "亿", "億"]
            .iter()
            .any(|u| text.starts_with(u))
}

/// A. B、 a) and capital Roman numerals.
pub(super) fn letter(text: &str, line: bool) -> Option<Form> {
    let c = fold(text.chars().next()?);
    let at = step(text);
    // l、修渠 2、护堤: a small L in place of the 1 that it looks like.
    if line && c == 'l' && matches!(head(tail(text, at)), '、' | '.') {
        let mark = tail(text, at);
        let title = tail(mark, step(mark)).trim_start_matches(is_blank).chars().next();
        if title.is_some_and(|c| heads_title(c) && !c.is_ascii()) {
            return Some(Form::new(Family::Arabic, 1, at + step(mark), -1.5));
        }
    }
    if line
        && let Some(n) = numeral::roman(text)
        && matches!(head(tail(text, n.len)), '.' | '、')
    {
        let extra = step(tail(text, n.len));
        return Some(Form::new(Family::Roman, n.value, n.len + extra, -0.3));
    }
    let rest = tail(text, at);
    let base = if c.is_ascii_lowercase() { 'a' } else { 'A' };
    let value = c as u32 - base as u32 + 1;
    let after = tail(rest, step(rest));
    match head(rest) {
        // An abbreviation (A.B) or a file name is not a marker.
        '.' if after.chars().next().is_some_and(|c| c.is_ascii_alphanumeric()) => None,
        '.' | '、' => Some(Form::new(Family::Latin, value, at + step(rest), 0.0)),
        ')' => Some(Form::new(Family::Latin, value, at + step(rest), 0.0)),
        // A　对策: a blank before Han characters. Before English words, A is a word itself.
        ' ' if line && c.is_ascii_uppercase() => {
            let title = tail(rest, blanks(rest)).chars().next();
            let title = title.filter(|&c| heads_title(c) && !c.is_ascii());
            title.map(|_| Form::new(Family::Latin, value, at, -0.7))
        }
        _ => None,
    }
}

/// Ⅰ. Ⅱ、
pub(super) fn roman(text: &str, line: bool) -> Option<Form> {
    let n = numeral::roman(text)?;
    let rest = tail(text, n.len);
    match head(rest) {
        '.' | '、' | ',' => Some(Form::new(Family::Roman, n.value, n.len + step(rest), 0.0)),
        ' ' if line => Some(Form::new(Family::Roman, n.value, n.len, -0.5)),
        _ => None,
    }
}
