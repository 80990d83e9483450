//! Reads how many items a text announces: 讲三点意见：, 六条措施。, 两层意思.
//!
//! In: the words before a list. Out: the number that they announce.

use crate::outline::marker::form::tail;
use crate::outline::numeral;

/// Whether `text` begins with what is measured, not with the measure word of a list: 个月, 个百分点.
fn quantity(text: &str) -> bool {
    const UNITS: &[&str] = &[
        "个月",
        "个百分",
        "个工作日",
        "个小时",
        "个星期",
        "个季度",
        "个县",
        "个乡",
        "个镇",
        "个村",
        "个区",
        "个省",
        "个市",
        "个国家",
        "个人",
        "个单位",
        "个部门",
        "点钟",
        "点半",
        "项目",
        "条生产",
        "层楼",
        "个企业",
        "个亿",
        "个多",
        "个年",
    ];
    UNITS.iter().any(|u| text.starts_with(u))
}

/// How many items the last forty characters of `before` announce, from 2 to 40: 讲三点意见：, 六条措施。,
/// 两层意思; 0 if they announce none.
pub(in crate::outline) fn announced(before: &str) -> u16 {
    const MEASURES: &[char] = &[
        '条', '點', '点', '件', '个', '個', '项', '項', '方', '层', '步', '类', '種', '种', '句',
        '大', '條', '重', '关', '篇', '组', '張', '张',
    ];
    let start = before.char_indices().rev().nth(39).map_or(0, |(at, _)| at);
    let near = before.get(start..).unwrap_or_default();
    let mut found = 0;
    let mut last = '\0';
    let mut at = 0;
    while let Some(c) = near.get(at..).and_then(|t| t.chars().next()) {
        let text = tail(near, at);
        let number = if c == '两' || c == '兩' {
            Some((2, c.len_utf8()))
        } else if numeral::is_han_numeral(c) && !numeral::is_han_numeral(last) {
            numeral::han(text).map(|n| (n.value, n.len))
        } else if c.is_ascii_digit() && !last.is_ascii_digit() && last != '.' {
            numeral::arabic(text).map(|n| (n.value, n.len))
        } else {
            None
        };
        if let Some((value, len)) = number {
            if last != '第'
                && (2..=40).contains(&value)
                && tail(text, len).starts_with(MEASURES)
                && !quantity(tail(text, len))
                && !matches!(last, '～' | '~' | '-' | '—' | '至' | '到')
            {
                found = u16::try_from(value).unwrap_or(0);
            }
            last = text.get(..len).and_then(|t| t.chars().next_back()).unwrap_or('\0');
            at += len;
            continue;
        }
        last = c;
        at += c.len_utf8();
    }
    found
}
