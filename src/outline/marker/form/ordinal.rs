//! Reads markers that are words: 第一， 第一章 其一 首先 另一方面 篇一 任务一 上编.
//!
//! In: the text from the marker on, and, where it matters, what stands before it. Out: its [`Form`].

use super::{
    Boundary, Form, blanks, fold, head, heads_title, starts_with_digit, step, tail, with_pause,
};
use crate::outline::family::LAST;
use crate::outline::numeral;
use crate::outline::plain::begins;
use crate::outline::tree::Family;

/// 上编 中篇 下卷: a part of a book in a line of its own.
pub(super) fn half(text: &str) -> Option<Form> {
    let value = match text.chars().next()? {
        '上' => 1,
        '中' => 2,
        _ => 3,
    };
    let unit = tail(text, step(text));
    let len = step(text) + ["编", "篇", "卷", "册"].iter().find_map(|w| begins(unit, w))?;
    let rest = tail(text, len);
    let stands =
        matches!(head(rest), '\0' | ' ' | ':') && rest.len() <= 90 && !rest.contains(['。', '，']);
    stands.then(|| Form::new(Family::Book, value, len, 0.0))
}

/// 第一， 第一章 第一条 第一是 第一个问题， …
pub(super) fn ordinal(text: &str, boundary: Boundary) -> Option<Form> {
    let line = boundary == Boundary::Line;
    let word = "第".len();
    let inner = blanks(tail(text, word));
    let at = word + inner;
    let n = match tail(text, at) {
        t if starts_with_digit(t) => numeral::arabic(t)?,
        t => numeral::han(t)?,
    };
    if n.value == 0 {
        return None;
    }
    let at = at + n.len;
    let gap = blanks(tail(text, at));
    let unit = tail(text, at + gap);
    let form = |family, len, fit| Some(Form::new(family, n.value, len, fit));
    for &(name, family) in UNITS {
        if let Some(unit_len) = begins(unit, name) {
            let mut len = at + gap + unit_len;
            // 第二十条之一 is an article of its own beside 第二十条.
            if family == Family::Article
                && let Some(sub) = tail(unit, unit_len).strip_prefix('之')
                && let Some(n) = numeral::han(sub)
            {
                len += "之".len() + n.len;
            }
            let rest = tail(text, len);
            let fit = match head(rest) {
                ' ' | '\0' => 0.5,
                ':' | '、' | '.' => {
                    len += step(rest);
                    0.2
                }
                // 我讲三条意见。第一条，堤要修牢。
                ',' if family == Family::Article => {
                    return form(Family::Ordinal, len + step(rest), -0.2);
                }
                '是' if family == Family::Article && !line => {
                    return form(Family::Ordinal, len + with_pause(rest, 3), -0.3);
                }
                ',' => return None,
                _ if rest.starts_with("【") || rest.starts_with('(') || rest.starts_with('（') => {
                    0.0
                }
                _ => -1.5,
            };
            if family == Family::Article && !line && fit < 0.0 {
                return None;
            }
            return form(family, len, fit);
        }
    }
    if gap > 0 || n.value > 99 {
        let rest = tail(text, at + gap);
        // 第一 重点抓好: a blank in place of the comma.
        return (boundary >= Boundary::Strong
            && gap > 0
            && rest.chars().next().is_some_and(heads_title)
            && n.value < 30)
            .then(|| Form::new(Family::Ordinal, n.value, at, -1.5));
    }
    let rest = tail(text, at);
    match head(rest) {
        ',' | ':' => return form(Family::Ordinal, at + step(rest), 0.0),
        '、' => return form(Family::Ordinal, at + step(rest), -0.3),
        '.' => return form(Family::Ordinal, at + step(rest), -0.5),
        '是' => return form(Family::Ordinal, with_pause(rest, 3) + at, -0.2),
        // 第一要早，第二要勤: 要 stays in the title. 第一要务 and 第一要素 are words.
        '要' if !matches!(head(tail(rest, 3)), '务' | '務' | '素' | '件' | '义' | '義' | '害') =>
        {
            return form(Family::Ordinal, at, -0.6);
        }
        '—' => {
            let dashes: usize = rest.chars().take_while(|&c| c == '—').map(char::len_utf8).sum();
            return form(Family::Ordinal, at + dashes, -0.2);
        }
        _ => {}
    }
    // 第一点， 第一个问题： 第一步，: a measure word and a pause.
    let measure = MEASURES.iter().find_map(|name| begins(rest, name))?;
    let rest = tail(rest, measure);
    let noun = NOUNS.iter().find_map(|noun| begins(rest, noun)).unwrap_or(0);
    // 第一个产品是, 第一个产品，: at the start of a line any short noun may be counted, unless it is a time;
    // elsewhere only before a colon.
    let any = || {
        let ends = |c: char| matches!(fold(c), '是' | ',') && line || fold(c) == ':';
        let is = rest.chars().take(4).position(ends).filter(|&at| at > 0)?;
        let noun = |c: char| c.is_alphabetic() && !c.is_ascii() && !"月年周季天日夜".contains(c);
        let han = rest.chars().take(is).all(noun);
        han.then(|| rest.chars().take(is).map(char::len_utf8).sum())
    };
    // 第一个“三”： anything in quotes may be counted.
    let quoted = || {
        let mut near = rest.char_indices().take(10);
        near.next().filter(|&(_, c)| line && c == '“')?;
        near.find(|&(_, c)| c == '”').map(|(at, c)| at + c.len_utf8())
    };
    let noun = if noun == 0 { any().or_else(quoted).unwrap_or(0) } else { noun };
    let rest = tail(rest, noun);
    let (pause, fit) = match head(rest) {
        ',' | ':' | '、' => (step(rest), -0.2),
        // ……。第二个问题。说说护堤。
        '。' if noun > 0 && boundary >= Boundary::Strong => (step(rest), -0.6),
        '是' => (with_pause(rest, 3), -0.2),
        '就' if rest.starts_with("就是") => (with_pause(rest, 6), -0.4),
        // 第一件　修渠: a blank in place of the comma.
        ' ' if line && tail(rest, blanks(rest)).chars().next().is_some_and(heads_title) => {
            (0, -0.8)
        }
        // 第五个问题怎么办？, among others with a pause.
        _ if line
            && tail(text, at + measure).starts_with("问题")
            && rest.starts_with(char::is_alphabetic) =>
        {
            (0, -1.8)
        }
        _ => return None,
    };
    let len = at + measure + noun + pause;
    Some(Form { parts: 1, ..Form::new(Family::Ordinal, n.value, len, fit) })
}

/// The units that number the parts of a document. A longer name stands before one that begins it.
const UNITS: &[(&str, Family)] = &[
    ("部分", Family::Part),
    ("部份", Family::Part),
    ("单元", Family::Part),
    ("板块", Family::Part),
    ("篇章", Family::Part),
    ("编", Family::Book),
    ("卷", Family::Volume),
    ("册", Family::Volume),
    ("章", Family::Chapter),
    ("回", Family::Episode),
    ("集", Family::Episode),
    ("讲", Family::Episode),
    ("篇", Family::Part),
    ("节", Family::Section),
    ("条", Family::Article),
];

/// Measure words that count the items of a talk. A longer one stands before one that begins it.
const MEASURES: &[&str] = &[
    "件大事",
    "件事",
    "件",
    "层意思",
    "层面",
    "层",
    "句话",
    "句",
    "板块",
    "块",
    "方面",
    "问题",
    "环节",
    "阶段",
    "个",
    "点",
    "步",
    "项",
    "类",
    "种",
    "关",
    "条",
    "张",
    "招",
    "组",
    "段",
];

/// Nouns that are counted: 第一个问题， 第二点体会是. Those of two characters may stand before the number too:
/// 误区一：
const NOUNS: &[&str] = &[
    "方面",
    "问题",
    "环节",
    "阶段",
    "层面",
    "特点",
    "特征",
    "目的",
    "原因",
    "关键词",
    "关键",
    "感受",
    "体会",
    "感悟",
    "收获",
    "启示",
    "意见",
    "建议",
    "要求",
    "希望",
    "任务",
    "工作",
    "措施",
    "做法",
    "重点",
    "难点",
    "变化",
    "优势",
    "短板",
    "不足",
    "意思",
    "词",
    "字",
    "认识",
    "想法",
    "考虑",
    "观点",
    "话",
    "题",
    "事",
    "关",
    "情况",
    "经验",
    "角度",
    "维度",
    "层次",
    "境界",
    "故事",
    "理由",
    "亮点",
    "困难",
    "误区",
    "表现",
    "议程",
    "日程",
    "议题",
    "案例",
    "目标",
    "举措",
    "行动",
    "方案",
    "原则",
    "对策",
    "步骤",
    "方法",
    "途径",
    "主题",
    "话题",
    "板块",
    "实例",
    "场景",
    "教训",
    "思考",
];

/// 其一， 其二：
pub(super) fn its(text: &str) -> Option<Form> {
    let word = "其".len();
    let n = numeral::han(tail(text, word))?;
    let at = word + n.len;
    let rest = tail(text, at);
    if n.value > 20 {
        return None;
    }
    match head(rest) {
        ',' | ':' | '、' => Some(Form::new(Family::Its, n.value, at + step(rest), 0.0)),
        '是' => Some(Form::new(Family::Its, n.value, at + with_pause(rest, 3), -0.2)),
        _ => None,
    }
}

/// 最后一个问题， 最后一点：
pub(super) fn last(text: &str) -> Option<Form> {
    let word = ["最后一", "最後一"].iter().find(|word| text.starts_with(**word))?.len();
    let rest = tail(text, word);
    let measure = MEASURES.iter().find_map(|name| begins(rest, name))?;
    let noun = NOUNS.iter().find_map(|noun| begins(tail(rest, measure), noun)).unwrap_or(0);
    let rest = tail(rest, measure + noun);
    let pause = matches!(head(rest), ',' | ':' | '、').then(|| step(rest))?;
    let len = word + measure + noun + pause;
    Some(Form { parts: 1, ..Form::new(Family::Ordinal, LAST, len, -0.2) })
}

/// 首先 其次 再次 最后
pub(super) fn sequence(text: &str) -> Option<Form> {
    let (value, word) =
        [("首先", 1), ("其次", 2), ("再次", 3), ("再者", 3), ("最后", LAST), ("最後", LAST)]
            .iter()
            .find_map(|&(w, v)| text.starts_with(w).then_some((v, w.len())))?;
    pause_after(text, word, value)
}

/// The marker that is a word of `word` bytes at the start of `text`, with the pause after it.
fn pause_after(text: &str, word: usize, value: u32) -> Option<Form> {
    let rest = tail(text, word);
    let (len, fit) = match head(rest) {
        ',' | ':' | '、' => (word + step(rest), 0.0),
        '是' => (word + with_pause(rest, 3), -0.1),
        _ => (word, -1.0),
    };
    Some(Form::new(Family::First, value, len, fit))
}

/// 另一方面
pub(super) fn side(text: &str) -> Option<Form> {
    let word = "另一方面".len();
    text.starts_with("另一方面").then(|| Form::new(Family::Side, 2, with_pause(text, word), 0.0))
}

/// Words that number the texts of a collection.
pub(in crate::outline) const PIECES: &[&str] =
    &["篇", "范文", "例文", "范例", "范本", "範文", "範例", "範本"];

/// 篇一： 【篇二】 【第2篇】 范文三： a piece of a collection.
pub(super) fn piece(text: &str, line: bool) -> Option<Form> {
    let open = if matches!(head(text), '【' | '(' | '[') { step(text) } else { 0 };
    let inside = tail(text, open);
    let number = |t: &str| numeral::han(t).or_else(|| numeral::arabic(t)).filter(|n| n.value < 100);
    // Without brackets, 第2篇 may also be a part of a book.
    let first = if open > 0 { inside.strip_prefix('第') } else { None };
    let (n, word) = if let Some(rest) = first {
        let n = number(rest)?;
        tail(rest, n.len).strip_prefix('篇')?;
        (n, "第篇".len())
    } else {
        let word = PIECES.iter().find(|w| inside.starts_with(**w))?.len();
        (number(tail(inside, word))?, word)
    };
    let mut at = open + word + n.len;
    if open > 0 {
        let close = tail(text, at);
        if !matches!(head(close), '】' | ')' | ']' | ':') {
            return None;
        }
        at += step(close);
    }
    let mark = tail(text, at);
    let extra = match head(mark) {
        ':' | '、' | '.' => step(mark),
        '\0' | ' ' => 0,
        _ if open > 0 => 0,
        _ => return None,
    };
    line.then(|| Form::new(Family::Piece, n.value, at + extra, 0.5))
}

/// 任务一： 问题二： 误区三：
pub(super) fn task(text: &str) -> Option<Form> {
    // Few lines have a number there: that is seen faster than the words.
    let number = |c: char| numeral::is_han_numeral(c) || numeral::digit(c).is_some();
    if !text.chars().skip(2).take(2).any(number) {
        return None;
    }
    let named = NOUNS.iter().map(|noun| begins(text, noun).filter(|&word| word >= "任务".len()));
    let (index, word) = named.enumerate().find_map(|(index, word)| Some((index, word?)))?;
    let rest = tail(text, word);
    let n = numeral::han(rest).or_else(|| numeral::arabic(rest)).filter(|n| n.value < 100)?;
    let at = word + n.len;
    let mark = tail(text, at);
    let extra = match head(mark) {
        ':' | '、' | '.' => step(mark),
        '\0' | ' ' => 0,
        _ => return None,
    };
    let mut form = Form::new(Family::Task, n.value, at + extra, 0.0);
    form.prefix = u32::try_from(index).unwrap_or(0) + 1;
    Some(form)
}
