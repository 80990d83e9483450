//! Weighs what speaks for and against a marker.
//!
//! In: a [`Form`] and the words around it. Out: a [`Candidate`] with its log-odds, unless nothing could save
//! it. What speaks against a marker only lowers its odds, because a full run of items must be able to
//! outweigh it (一、一产求稳 二、二产求强 三、三产求活).

mod count;
mod extent;
mod relax;

use super::form::{head, tail};
use super::{Boundary, Candidate, Form, Scan, fold};
use crate::outline::family;
use crate::outline::numeral;
use crate::outline::plain::begins;
use crate::outline::tree::Family;
use crate::text::{Span, is_blank};

pub(in crate::outline) use count::announced;
use extent::line_title_end;
pub(in crate::outline) use extent::{LONGEST_TITLE, opener, title_end, unclosed};
pub(super) use relax::relax_full_runs;

/// Log-odds at or below which no run of items can save a candidate.
const HOPELESS: f32 = -5.5;

/// The candidate that `form` at byte `at` of the paragraph makes; `None` if it is hopeless. `quotes` are
/// the quotes and brackets that are open there, with the bytes at which they were opened.
pub(super) fn judge(
    scan: &Scan<'_>,
    at: usize,
    form: Form,
    boundary: Boundary,
    quotes: &[(char, usize)],
    paragraph: usize,
) -> Option<Candidate> {
    let end = at + form.len;
    let rest = scan.rest(end).trim_start_matches(is_blank);
    let lead = scan.rest(end).len() - rest.len();
    let start = end + lead;
    let traits = family::of(form.family);
    let spaced = scan.before(end).ends_with(is_blank);
    // ……公约 第一条 各村……, ……两点意见。第一部分 查堤……: in a text whose line ends were lost; nobody writes this
    // inside a sentence.
    let apart = boundary == Boundary::Strong || scan.before(at).ends_with(is_blank);
    let unit = apart && (spaced || lead > 0) && is_unit(form.family);
    let mut odds = form.fit
        + match boundary {
            Boundary::Strong if unit => traits.strong + 1.0,
            Boundary::Weak if unit => traits.strong - 0.5,
            Boundary::Line => traits.line,
            Boundary::Strong => traits.strong,
            Boundary::Weak => traits.weak,
            Boundary::Word => word_odds(form.family),
        };
    let paused = matches!(scan.before(end).chars().next_back().map(fold), Some(',' | ':'));
    odds += following(form.family, form.value, rest, scan.rest(end), paused, spaced);
    odds += preceding(form.family, scan.before(at), boundary);
    if let Some(&(c, opened)) = quotes.first()
        && at - opened < 240
    {
        odds -= if matches!(c, '(' | '（' | '《') { 2.5 } else { 4.0 };
    }
    if odds <= HOPELESS {
        return None;
    }
    // The title of a point is cut only once the point is accepted: looking for its end at every
    // candidate would read the same words many times.
    let mut title = Span::at(start);
    let mut own_line = false;
    if boundary == Boundary::Line {
        let (len, whole) = line_title_end(rest);
        let words = rest.get(..len).unwrap_or_default().trim_end_matches(is_blank);
        odds += shape(form.family, words, whole, lead > 0);
        title.end = start + words.len();
        own_line = whole;
    } else if rest.is_empty() || matches!(head(rest), '。' | ';' | ':' | '!' | '?') {
        odds -= 4.0;
    }
    let sign = scan.before(end).trim_end_matches(is_blank).chars().next_back();
    let comma = form.family == Family::Arabic && sign == Some('、');
    (odds > HOPELESS).then(|| Candidate {
        family: form.family,
        value: form.value,
        parts: form.parts + u8::from(comma),
        prefix: form.prefix,
        marker: Span::new(scan.base + at, scan.base + end),
        title: Span::new(scan.base + title.start, scan.base + title.end),
        boundary,
        paragraph: u32::try_from(paragraph).unwrap_or(u32::MAX),
        own_line,
        announced: 0,
        declared: 0,
        forced: false,
        local: odds,
        own: None,
    })
}

/// Whether `family` numbers the parts of a book or statute.
const fn is_unit(family: Family) -> bool {
    matches!(
        family,
        Family::Book | Family::Part | Family::Chapter | Family::Section | Family::Article
    )
}

/// Log-odds of a marker right after a word.
const fn word_odds(family: Family) -> f32 {
    match family {
        Family::Circled => -1.0,
        Family::HanParen => -1.8,
        Family::ArabicParen => -1.9,
        _ => -5.0,
    }
}

/// What the words after the marker say, as log-odds. `rest` starts at the title, `glued` right after the
/// marker; `paused` says that the marker ends with a comma or colon, `spaced` that it ends with a blank.
fn following(
    family: Family,
    value: u32,
    rest: &str,
    glued: &str,
    paused: bool,
    spaced: bool,
) -> f32 {
    match family {
        // 一 三月的水情: unlike 、, a blank does not join two numerals.
        Family::Han if spaced => 0.0,
        Family::Han | Family::Arabic | Family::HanHalf | Family::ArabicHalf => {
            list(family, value, rest)
        }
        Family::HanParen | Family::ArabicParen => bracketed(value, rest),
        Family::Is => is(value, rest),
        Family::Must => must(rest),
        Family::Ordinal | Family::Its => match head(rest) {
            '第' | '其' => -6.0,
            // 第三、四、五段
            _ if !paused && numeral::han(rest).is_some_and(|n| n.value == value + 1) => -6.0,
            '、' | ',' => -3.0,
            _ => 0.0,
        },
        Family::First => first(value, rest),
        Family::Stem if rest.chars().next().is_some_and(|c| numeral::stem(c).is_some()) => -6.0,
        Family::Branch if rest.chars().next().is_some_and(|c| numeral::branch(c).is_some()) => -6.0,
        Family::Latin => {
            let c = head(rest);
            if c.is_ascii_uppercase() && !head(tail(rest, 1)).is_ascii_alphanumeric() {
                -6.0
            } else {
                0.0
            }
        }
        Family::Financial if numeral::financial(rest).is_some() => -3.0,
        Family::Decimal => decimal(rest, glued),
        Family::Part
        | Family::Chapter
        | Family::Section
        | Family::Article
        | Family::Volume
        | Family::Book
        | Family::Episode
        | Family::Piece => unit(family, glued),
        Family::Side => match head(rest) {
            '的' | '地' | '、' => -4.0,
            // Without a pause it stands inside a sentence as often as it opens an item.
            _ if !paused => -1.3,
            _ => 0.0,
        },
        _ => 0.0,
    }
}

/// Against 一、 or 1、 before another numeral: 一、二期工程, 三、四月间, 一、二、三产业 (GB/T 15834 4.5.3.4).
fn list(family: Family, value: u32, rest: &str) -> f32 {
    let next = numeral::han(rest).or_else(|| numeral::arabic(rest));
    let Some(n) = next else {
        return match head(rest) {
            '、' | ',' | '。' | ';' | ')' => -4.0,
            // A quantity of which the figures were lost: 3、%.
            '%' | '‰' | '℃' => -5.0,
            _ => 0.0,
        };
    };
    let after = tail(rest, n.len);
    let mark = head(after);
    if matches!(mark, '、' | '.' | '丶') && n.value == value + 1
        || mark == '、' && family == Family::Han
    {
        return -6.0;
    }
    if family == Family::Arabic && mark == '、' {
        return -3.0;
    }
    let counted = counts(mark);
    // 三、四十年前
    if counted && [10, 100].iter().any(|ten| n.value == (value + 1) * ten) {
        return -4.0;
    }
    match (n.value, counted) {
        (m, true) if m == value + 1 => -4.0,
        (m, false) if m == value + 1 => -2.0,
        (m, true) if m == value => -2.5,
        (m, true) if m < 10 && m > value => -2.0,
        _ => 0.0,
    }
}

/// Whether `c`, after a numeral, is a measure word or a unit.
const fn counts(c: char) -> bool {
    matches!(
        c,
        '期' | '月'
            | '季'
            | '产'
            | '號'
            | '号'
            | '个'
            | '個'
            | '名'
            | '类'
            | '類'
            | '线'
            | '線'
            | '级'
            | '級'
            | '楼'
            | '层'
            | '班'
            | '年'
            | '日'
            | '次'
            | '批'
            | '村'
            | '县'
            | '組'
            | '组'
            | '条'
            | '款'
            | '项'
            | '届'
            | '等'
            | '把'
            | '手'
            | '者'
            | '方'
            | '轮'
            | '天'
            | '人'
            | '亩'
            | '万'
            | '亿'
            | '百'
            | '千'
            | '十'
            | '倍'
            | '成'
            | '岁'
            | '车'
            | '区'
            | '镇'
            | '路'
            | '环'
            | '中'
            | '两'
            | '是'
            | '间'
            | '度'
            | '點'
            | '点'
            | '元'
            | '米'
            | '公'
            | '台'
            | '座'
            | '套'
            | '户'
            | '週'
            | '周'
    )
}

/// Against （一） before what makes it a reference or a name: （一）至（三）项, （一）班.
fn bracketed(value: u32, rest: &str) -> f32 {
    /// Words with which an item may begin, although their first character speaks against it.
    const WORDS: &[&str] = &[
        "组织", "组建", "组成", "中国", "中央", "中小", "中心", "中共", "中华", "中医", "中学",
        "中等", "中期", "中层", "所有", "所属", "目标", "目前", "项目", "班子", "班组", "条件",
        "条块", "个人", "个别", "个体", "个性", "年轻", "年度", "年底", "年初", "年内", "期限",
        "期间", "类型", "到位", "到期", "号召", "和谐", "与时", "及时", "级别", "款项",
    ];
    if WORDS.iter().any(|word| begins(rest, word).is_some()) {
        return 0.0;
    }
    let inside = tail(rest, rest.chars().next().map_or(0, char::len_utf8));
    match head(rest) {
        // (1)(2)(3) lists the numbers themselves.
        '(' if numeral::han(inside)
            .or_else(|| numeral::arabic(inside))
            .is_some_and(|n| n.value == value + 1 && head(tail(inside, n.len)) == ')') =>
        {
            -6.0
        }
        // （一）至（三）, but not （二）至于外圩.
        '至' | '到' => {
            let number = inside.starts_with(['(', '（', '第']) || numeral::han(inside).is_some();
            if number || numeral::arabic(inside).is_some() { -6.0 } else { 0.0 }
        }
        '项' | '項' | '款' | '条' | '條' | '班' | '目' => -6.0,
        '和' | '与' | '及' | '或' | '、' | ',' => match head(inside) {
            '(' | '第' => -6.0,
            _ => -2.5,
        },
        '号' | '號' | '组' | '級' | '级' | '中' | '的' | '所' => -3.0,
        '。' | ';' | ')' | '》' | '”' => -5.0,
        '类' | '期' | '年' | '个' => -2.0,
        _ => 0.0,
    }
}

/// Against 一是 in the idiom 一是一、二是二, but not in the items 一是一户一策 and 一是一产要稳.
fn is(value: u32, rest: &str) -> f32 {
    if let Some(n) = numeral::han(rest)
        && n.value == value
    {
        let after = head(tail(rest, n.len));
        if matches!(after, '、' | ',' | '。' | ';' | '!' | '\0' | '”' | '"') {
            return -7.0;
        }
    }
    match head(rest) {
        '否' | '非' => -4.0,
        '、' | '。' | ';' => -4.0,
        _ => 0.0,
    }
}

/// Against 一要 where 要 is part of a word or is repeated: 一要素, 第一要务, 一要再要.
fn must(rest: &str) -> f32 {
    // 一要务实 and 二要领会精神 are items.
    const WORDS: &[&str] = &[
        "务实", "务必", "务求", "领会", "领导", "领悟", "领先", "再接", "再加", "点面", "点对",
        "点燃", "点准",
    ];
    if WORDS.iter().any(|word| begins(rest, word).is_some()) {
        return 0.0;
    }
    match head(rest) {
        '素' | '务' | '闻' | '害' | '塞' | '义' | '么' | '再' | '件' | '领' => -5.0,
        '点' => -4.0,
        '、' | '。' | ',' => -3.0,
        '求' => -1.0,
        _ => 0.0,
    }
}

/// Against 首先 and 最后 before courtesies, which they open as often as items.
fn first(value: u32, rest: &str) -> f32 {
    const COURTESY: &[&str] = &[
        "我代表",
        "请",
        "請",
        "祝",
        "感谢",
        "欢迎",
        "我谨",
        "让我们",
        "向",
        "我向",
        "预祝",
        "再次",
        "衷心",
        "允许",
        "我想借",
        "一公里",
        "一次",
        "一年",
        "一天",
        "一个",
        "的",
        "期限",
        "一道",
    ];
    // 最后，我想送大家一句话 takes leave, but 首先，我想谈谈水情 is an item.
    if value == family::LAST && ["我想", "我要说", "愿"].iter().any(|w| rest.starts_with(w)) {
        return -3.0;
    }
    if COURTESY.iter().any(|w| rest.starts_with(w)) {
        return if value == family::LAST { -3.0 } else { -2.5 };
    }
    0.0
}

/// Against 1.2 before a unit, where it is a quantity: 1.2万亩, 3.5个百分点.
fn decimal(rest: &str, glued: &str) -> f32 {
    let c = head(rest);
    let unit = counts(c)
        || matches!(
            c,
            '%' | '％'
                | '‰'
                | '℃'
                | '吨'
                | '余'
                | '多'
                | '平'
                | '立'
                | '千'
                | '版'
                | '厘'
                | '毫'
                | '分'
                | '升'
        )
        || ["KB", "MB", "GB", "kb", "mb", "km", "kg", "cm", "mm", "元"]
            .iter()
            .any(|unit| glued.starts_with(unit));
    match (unit, glued.starts_with(is_blank)) {
        (true, false) => -6.0,
        (true, true) => -2.5,
        (false, _)
            if matches!(c, '、' | ',' | '。' | ';' | '~' | '-' | '—' | '至' | '和' | '的') =>
        {
            -5.0
        }
        _ => 0.0,
    }
}

/// Against a unit that counts what follows, or is only spoken of: 第五条生产线, 第三部分讲的是, 第二节课后.
fn unit(family: Family, glued: &str) -> f32 {
    let c = head(glued);
    if c == '的'
        || c == '第' && family != Family::Part
        || matches!(c, '、' | ',' | '至' | '和' | '规' | '中' | '所')
    {
        return -4.0;
    }
    if family == Family::Article && matches!(c, '款' | '之') {
        return -4.0;
    }
    // 第一条为护好圩堤，定本办法: statutes begin like this.
    const FIRST: &[&str] = &["为", "為", "根据", "依据", "本办法", "本条例", "本规定", "本制度"];
    if family == Family::Article && FIRST.iter().any(|w| begins(glued, w).is_some()) {
        return 1.5;
    }
    // 第五集团军, 第二章程草案, 第三节能灯厂: the unit is the beginning of a longer word.
    let word = match family {
        Family::Episode => matches!(c, '团' | '團' | '体' | '體' | '合' | '市' | '结' | '话'),
        Family::Chapter => matches!(c, '程'),
        Family::Section => matches!(c, '约' | '能' | '日' | '水' | '点'),
        Family::Article => matches!(c, '件' | '例' | '线'),
        Family::Volume => matches!(c, '烟' | '宗'),
        _ => false,
    };
    if word {
        return -6.0;
    }
    if family == Family::Section && matches!(c, '课')
        || family == Family::Part && matches!(c, '讲' | '是' | '为')
    {
        return -3.0;
    }
    0.0
}

/// What the words before the marker say, as log-odds.
fn preceding(family: Family, before: &str, boundary: Boundary) -> f32 {
    let last = before.chars().next_back().unwrap_or('\0');
    match boundary {
        Boundary::Line => 0.0,
        // 第（一）项, 初一、, 周一、
        Boundary::Word => match last {
            '第' | '初' | '周' | '其' | '年' | '级' | '組' | '组' | '款' | '条' | '項' | '项'
            | '表' | '图' | '式' | '附' | '件' => -4.0,
            _ => 0.0,
        },
        // Numerals joined by 、 and the items of a series.
        Boundary::Weak if last == '、' => {
            let joined = before
                .trim_end_matches('、')
                .chars()
                .next_back()
                .is_some_and(|c| numeral::is_han_numeral(c) || numeral::digit(c).is_some());
            match family {
                Family::Han | Family::Arabic if joined => -5.0,
                Family::Is | Family::Must => -0.3,
                _ if joined => -3.0,
                _ => -1.0,
            }
        }
        // “……。”① refers to a note.
        _ if family == Family::Circled && matches!(last, '”' | '」' | '』' | '》') => -3.0,
        _ => match family {
            // After a comma, 一方面 and 另一方面 mostly go on with a sentence.
            Family::Side if boundary == Boundary::Weak => -0.5,
            _ => 0.0,
        },
    }
}

/// What the line as a whole says, as log-odds: a short line of its own is likely a heading, a long sentence
/// less so. `own_line` says that the title goes to the end of the line, `spaced` that a blank stands before
/// it.
fn shape(family: Family, title: &str, own_line: bool, spaced: bool) -> f32 {
    let length = title.chars().count();
    let unit = matches!(
        family,
        Family::Part
            | Family::Chapter
            | Family::Section
            | Family::Volume
            | Family::Book
            | Family::Episode
    );
    let mut odds = 0.0;
    if own_line && length <= 40 && !title.is_empty() {
        odds += 0.7;
    }
    if title.is_empty() && !unit {
        odds -= 1.5;
    }
    if length > 90 {
        odds -= 0.5;
    }
    if unit && !spaced {
        // 第一章总则 stands alone; 第二节课后，组织… runs on.
        odds += if own_line && length <= 30 && !title.contains(['，', ',', '。']) {
            1.2
        } else {
            -1.5
        };
    }
    if family == Family::Article && !spaced && !title.is_empty() {
        odds -= 1.0;
    }
    if own_line && toc_like(title) {
        odds -= 6.0;
    }
    odds
}

/// Whether the line ends like one of a table of contents, with leaders and a page number.
pub(super) fn toc_like(title: &str) -> bool {
    let body = title.trim_end_matches(|c: char| {
        c.is_ascii_digit() || is_blank(c) || matches!(c, ')' | '(' | '-')
    });
    let leaders =
        body.chars().rev().take_while(|&c| matches!(c, '.' | '…' | '·' | '．' | '_' | '⋯')).count();
    let page =
        title.chars().next_back().is_some_and(|c| c.is_ascii_digit() || matches!(c, ')' | '-'));
    leaders >= 2 && page
        || leaders >= 4
        || title.contains('\t') && page && leaders == 0 && body.len() < title.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_before_a_list_announce_its_length() {
        for (text, count) in [
            ("下面，我讲三点意见：", 3),
            ("强化六条措施抓落实。", 6),
            ("包含两层意思。", 2),
            ("要做好几件事，", 0),
            ("位列第三个位次。", 0),
            ("抓好八大体系建设:", 8),
        ] {
            assert_eq!(announced(text), count, "{text}");
        }
    }

    #[test]
    fn leaders_and_a_page_number_make_a_contents_line() {
        assert!(toc_like("形势判断……1"));
        assert!(toc_like("任务........ 12"));
        assert!(!toc_like("抓好2024"));
    }
}
