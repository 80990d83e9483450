//! Finds where the title after a marker ends: at the end of its sentence, or at the blank between it and
//! the text that runs on after it.
//!
//! In: the words after a marker. Out: the length of the title, and whether anything follows it.

use crate::outline::marker::fold;
use crate::outline::marker::form::{head, tail};
use crate::text::{Span, is_blank};

/// Longest title looked at, in bytes; what is longer is cut there.
pub(in crate::outline) const LONGEST_TITLE: usize = 900;

/// Length in bytes of the title at the head of `text` (up to the first of 。！？；： outside quotes and
/// brackets, or to the blank that parts it from the text), and whether nothing but that mark follows it.
pub(in crate::outline) fn title_end(text: &str) -> (usize, bool) {
    let mut depth: u32 = 0;
    let mut before = '\0';
    let mut gap = Gap::default();
    for (count, (at, c)) in text.char_indices().enumerate() {
        if at > LONGEST_TITLE {
            return gap.cut(count).map_or((at, false), |cut| (cut, false));
        }
        match fold(c) {
            ' ' if depth == 0 => gap.see(text, at, count),
            '“' | '‘' | '「' | '『' | '《' | '(' | '〈' | '【' => depth += 1,
            '”' | '’' | '」' | '』' | '》' | ')' | '〉' | '】' => {
                depth = depth.saturating_sub(1);
            }
            // A mark long after an opener that never closes ends the title all the same.
            mark @ ('。' | '!' | '?' | ';' | ':') if depth == 0 || at > 150 => {
                let after = tail(text, at + c.len_utf8());
                let time = mark == ':' && before.is_ascii_digit() && head(after).is_ascii_digit();
                if !time {
                    let whole = after.trim_matches(is_blank).is_empty();
                    let cut = gap.cut(count).filter(|&cut| !whole || gap.runs_on(text, cut, at));
                    let cut = cut.or_else(|| before_opener(Span::new(0, at).of(text), count));
                    return cut.map_or((at, whole), |cut| (cut, false));
                }
            }
            _ => {}
        }
        before = fold(c);
    }
    (text.len(), true)
}

/// Whether a quote or bracket that is opened in a text of `chars` is not closed there.
pub(in crate::outline) fn unclosed(chars: impl Iterator<Item = char>) -> bool {
    let depth = chars.fold(0_i32, |depth, c| match c {
        '“' | '「' | '『' | '《' | '〈' | '（' | '(' | '【' | '[' => depth + 1,
        '”' | '」' | '』' | '》' | '〉' | '）' | ')' | '】' | ']' => depth - 1,
        _ => depth,
    });
    depth > 0
}

/// [`title_end`] for a heading that opens a line: two names with a colon between them (把根扎牢：守住老堤)
/// are one title, not a title and its text.
pub(super) fn line_title_end(line: &str) -> (usize, bool) {
    let (len, whole) = title_end(line);
    let behind = tail(line, len).strip_prefix(['：', ':']);
    if behind.is_some_and(|behind| names_both(line, behind)) {
        (line.len(), true)
    } else {
        (len, whole)
    }
}

/// Whether `after`, behind the colon of a short `line`, is a name as well.
fn names_both(line: &str, after: &str) -> bool {
    /// Bytes of such a line, and characters of its second name.
    const LINE: usize = 120;
    const NAME: std::ops::RangeInclusive<usize> = 4..=24;
    let name = after.trim_matches(is_blank);
    line.len() <= LINE
        && NAME.contains(&name.chars().count())
        && name.starts_with(|c: char| c.is_alphabetic() && !c.is_ascii() || matches!(c, '“' | '《'))
        && name.ends_with(|c: char| c.is_alphabetic() && !c.is_ascii() || matches!(c, '”' | '》'))
        && !name.contains(|c: char| matches!(fold(c), '。' | '!' | '?' | ';' | ':' | '、' | ' '))
}

/// Bytes of a title at the most before the first words of its text.
const MOST: usize = 120;

/// Where a title of `count` characters ends that runs on with the first words of its text, as lines do
/// whose end was lost: ……取得的成效今年以来，全圩…… ……的局面2023年，各村……
fn before_opener(title: &str, count: usize) -> Option<usize> {
    /// Characters above which a title may run on with words that need a comma.
    const LONG: usize = 40;
    /// Bytes of a title at the least.
    const TITLE: usize = 24;
    /// The same in characters where no comma is needed.
    const SHORT: usize = 20;
    if count <= SHORT {
        return None;
    }
    let opens = |before: &str, words: &str| {
        count > LONG && (paused(words) || in_months(before, words))
            || SAID.iter().any(|w| words.starts_with(w))
            || own(before, words)
    };
    end_before(title, TITLE, opens)
}

/// Where a title of `least` bytes or more ends that runs on with the first words of its text, if those have
/// a comma behind them. The words may be the title's own (做好今年以来，……): what its siblings look like must decide.
pub(in crate::outline) fn opener(title: &str, least: usize) -> Option<usize> {
    // What such words end with is seen faster than the words.
    let mut commas = title.match_indices(['，', ',']);
    let known = |(at, _): (usize, &str)| {
        title.get(..at).is_some_and(|before| before.ends_with(['来', '來', '前', '年']))
    };
    commas.any(known).then(|| end_before(title, least, |_, words| paused(words)))?
}

/// Whether `words` begin with a time and a comma, as the first sentence below a heading does.
fn paused(words: &str) -> bool {
    const OPENERS: &[&str] = &[
        "今年以来",
        "今年以來",
        "去年以来",
        "近年来",
        "近年來",
        "几年来",
        "一年来",
        "当前",
        "當前",
        "目前",
    ];
    OPENERS.iter().filter_map(|w| words.strip_prefix(w)).any(comma)
        || year(words).is_some_and(comma)
}

/// Whether `words`, which `before` does not go on with, begin with months and a comma: 1-11月，
fn in_months(before: &str, words: &str) -> bool {
    !before.ends_with('年') && months(words).is_some_and(comma)
}

fn comma(rest: &str) -> bool {
    rest.starts_with(['，', ','])
}

/// Openers that need no comma.
const SAID: &[&str] = &[
    "习近平总书记强调",
    "习近平总书记指出",
    "习近平总书记多次",
    "总书记强调",
    "总书记指出",
    "党的十八大以来",
    "党的十九大以来",
    "党的二十大以来",
    "改革开放以来",
];

/// ……的重要性我县山多，……: who it is about, behind a noun that does nothing to them.
fn own(before: &str, words: &str) -> bool {
    let mut chars = words.chars();
    let who = chars.next() == Some('我')
        && chars.next().is_some_and(|c| "县市区省乡镇州局校院矿厂縣區鄉鎮".contains(c));
    who && before.ends_with(['性', '状', '况', '义', '题', '绩', '狀', '況', '義', '題', '績'])
}

/// The first place in `title` from byte `least` on where a word ends and `opens` holds of what stands before it
/// and behind it.
fn end_before(title: &str, least: usize, opens: impl Fn(&str, &str) -> bool) -> Option<usize> {
    /// Characters that cannot end a title: 回顾过去的2023年，
    const OPEN: &[char] =
        &['的', '在', '自', '从', '從', '于', '於', '到', '至', '和', '与', '对', '、', '（', '('];
    let range = least..=MOST;
    let mut starts = title.char_indices().map(|(at, _)| at).filter(|at| range.contains(at));
    let ends = |at: &usize| {
        let last = title.get(..*at).and_then(|t| t.chars().next_back());
        let word = last.is_some_and(|c| c.is_alphabetic() && !c.is_ascii() && !OPEN.contains(&c));
        let (before, words) = title.split_at_checked(*at).unwrap_or_default();
        word && opens(before, words)
    };
    starts.find(ends)
}

/// What stands behind the year with which `words` begin: 2023年 2023年以来
fn year(words: &str) -> Option<&str> {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let rest = words.get(digits..).filter(|_| digits == 4)?.strip_prefix('年')?;
    Some(rest.strip_prefix("以来").or_else(|| rest.strip_prefix("以來")).unwrap_or(rest))
}

/// What stands behind the months with which `words` begin: 1-11月 1月至11月份
fn months(words: &str) -> Option<&str> {
    let part = |c: char| c.is_ascii_digit() || matches!(c, '月' | '-' | '—' | '–' | '～' | '至');
    let rest = words.trim_start_matches(part);
    let months = words.get(..words.len() - rest.len())?;
    let whole = months.starts_with(|c: char| c.is_ascii_digit()) && months.ends_with('月');
    whole.then(|| rest.strip_prefix('份').unwrap_or(rest))
}

/// The first blank in a title that may part it from the text that runs on behind it:
/// 一、修渠要早　　今年的渠……
#[derive(Clone, Copy, Default)]
struct Gap {
    /// Its place in bytes, and the characters before it; 0 where there is none.
    at: usize,
    count: usize,
    /// Whether it is more than one blank.
    wide: bool,
}

impl Gap {
    /// Looks at the blank at byte `at`, which has `count` characters before it.
    fn see(&mut self, text: &str, at: usize, count: usize) {
        /// Bytes of a paragraph that may be a whole page.
        const PAGE: usize = 600;
        /// Blanks behind which the text is looked for.
        const BLANKS: usize = 64;
        if self.at > 0 || count < 3 {
            return;
        }
        // A blank beside Latin letters or digits (2025 年, of the Law) does not end a title; a single one
        // beside a quote or bracket was put there by the typesetter.
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let mark = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        let previous = text.get(..at).and_then(|t| t.chars().next_back());
        let next = tail(text, at).chars().take(BLANKS).find(|&c| !is_blank(c));
        let wide = tail(text, at).chars().take(2).filter(|&c| is_blank(c)).count() == 2;
        // A single blank is the only sign left on a page without line ends; in a short paragraph it
        // may be what a link has left.
        let single = text.len() < PAGE || mark(previous) || mark(next);
        // ……的回顾 2024年，全圩……: the text begins with the year.
        let begins = || {
            let words = tail(text, at).trim_start_matches(is_blank);
            paused(words) || in_months("", words)
        };
        if latin(previous) || latin(next) && !begins() || !wide && single {
            return;
        }
        *self = Self { at, count, wide };
    }

    /// Whether a title that nothing follows holds a sentence all the same.
    fn runs_on(self, text: &str, cut: usize, end: usize) -> bool {
        let behind = Span::new(cut, end);
        self.wide && behind.of(text).contains(['，', ',', '。'])
    }

    /// Where it ends a title of `count` characters that has a whole sentence behind it.
    fn cut(&self, count: usize) -> Option<usize> {
        let behind = count.saturating_sub(self.count);
        let (whole, least) = if self.wide { (20, 12) } else { (26, 20) };
        let parts = self.at > 0 && self.count <= 40 && count > whole;
        (parts && behind >= least).then_some(self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_ends_at_the_first_sentence_end_outside_quotes() {
        let cut = |t: &'static str| t.get(..title_end(t).0).unwrap_or_default();
        assert_eq!(cut("摸清底数：六月底前"), "摸清底数");
        assert_eq!(cut("用好“三句话。”的方法。再"), "用好“三句话。”的方法");
        assert_eq!(cut("8:30开会"), "8:30开会");
    }

    #[test]
    fn brackets_and_quotes_of_a_title_are_closed() {
        for (title, open) in
            [("护堤（草案", true), ("用好“三句话”", false), ("草案）", false), ("《办法", true)]
        {
            assert_eq!(unclosed(title.chars()), open, "{title}");
        }
    }

    #[test]
    fn a_title_whose_line_end_was_lost_ends_before_the_first_words_of_its_text() {
        let cut = |t: &str| t.get(..title_end(t).0).unwrap_or_default().to_owned();
        for text in [
            "充分肯定护堤工作取得的成效今年以来，全圩上下日夜守在堤上，没有出一处险，也没有淹一户人家。",
            "充分肯定护堤工作取得的成效2023年，全圩上下日夜守在堤上，没有出一处险，也没有淹一户人家：",
        ] {
            assert_eq!(cut(text), "充分肯定护堤工作取得的成效");
        }
        let said = "扛起守堤护圩的责任习近平总书记强调，护堤要护到底，守闸要守到天亮，一处险也不能放过去。";
        assert_eq!(cut(said), "扛起守堤护圩的责任");
        let said = "开展护堤清障整治的必要性我县堤长闸多，守护难度大。";
        assert_eq!(cut(said), "开展护堤清障整治的必要性");
        let said = "认真分析护堤工作中影响我县的问题，一处一处改。";
        assert_eq!(cut(said), "认真分析护堤工作中影响我县的问题，一处一处改");
        // A page without line ends.
        let said = "2024年，全圩上下日夜守在堤上，没有出一处险，也没有淹一户人家。";
        assert_eq!(cut(&format!("护堤工作的回顾 {}", said.repeat(8))), "护堤工作的回顾");
        let months = said.replace("2024年", "1-11月");
        assert_eq!(cut(&format!("护堤工作的回顾 {}", months.repeat(8))), "护堤工作的回顾");
        let of_title = said.replace('，', "的").repeat(8);
        assert_eq!(cut(&format!("总结好 {of_title}")).len(), of_title.find('。').unwrap() + 10);
        for text in [
            "回顾一步一步走过来的2023年，全圩上下日夜守在堤上，没有出一处险，也没有淹一户人家。",
            "想一想去年入汛前夕那个让人睡不着觉的2023年4月，全圩上下日夜守在堤上，没有出一处险，也没有淹一户人家。",
            "抓好今年以来，特别是入汛以来查出的十七处隐患的整改，一处一处销号，一户一户回访。",
        ] {
            assert!(cut(text).chars().count() > 30, "{text}");
        }
    }
}
