//! The top of a page: its number, its own heading that comes again over the text, what it says of it.

use super::Title;
use super::line::credits;
use super::part::is_salutation;
use crate::document::{Document, Role};
use crate::outline::marker::line_prefix;
use crate::text::is_blank;

/// Bytes that the way to a page has at the most.
const FAR: usize = 200;

/// Where the way to a page begins.
const PLACES: &[&str] = &[
    "首页",
    "首頁",
    "主页",
    "网站首页",
    "網站首頁",
    "当前位置",
    "當前位置",
    "您的位置",
    "您现在的位置",
    "你的位置",
    "所在位置",
];

/// Whether a line right above paragraph `i` is the way to the page, which ends with what the paragraph says:
/// 首页 讲话 把堤修牢, 讲话 > 水利 > 把堤修牢
pub(super) fn ways_end(document: &Document, i: usize) -> bool {
    /// Lines between the two at the most.
    const BETWEEN: usize = 3;
    let words = |i: usize| {
        document
            .paragraphs()
            .get(i)
            .map_or("", |p| p.span.of(document.text()))
            .trim_matches(is_blank)
    };
    let title = words(i);
    let ends = |above: &str| {
        let way = above.strip_suffix(title).filter(|way| !way.is_empty() && way.len() <= FAR);
        way.is_some_and(|way| {
            let arrow = |c: char| matches!(c, '>' | '＞' | '»' | '›' | '→');
            let bare = way.trim_end_matches(is_blank);
            // 讲话 > 水利 > 柳长河：把堤修牢
            let by = bare.ends_with(['：', ':']) && bare.contains(arrow);
            let place = way.ends_with(is_blank) && PLACES.iter().any(|p| way.starts_with(p));
            bare.ends_with(arrow) || by || place
        })
    };
    title.chars().take(4).count() == 4
        && (1..=1 + BETWEEN).any(|up| i.checked_sub(up).is_some_and(|j| ends(words(j))))
}

/// Length in bytes of what a page has before the title in its line: the address of the site
/// (某某网www.example.com在……上的讲话), the way to the page (首页 > 讲话 > 在……上的讲话).
pub(super) fn way_to(text: &str) -> usize {
    let end = (0..=text.len().min(FAR)).rev().find(|&at| text.is_char_boundary(at));
    let near = end.and_then(|end| text.get(..end)).unwrap_or_default();
    let near = near.split_once('。').map_or(near, |(clause, _)| clause);
    let way = PLACES.iter().any(|place| near.starts_with(place));
    let end = if way {
        let arrow = |c: char| matches!(c, '>' | '＞' | '»' | '›' | '→');
        near.char_indices().rev().find(|&(_, c)| arrow(c)).map(|(at, c)| at + c.len_utf8())
    } else {
        let address = ["www.", "http"].iter().filter_map(|sign| near.find(sign)).min();
        address.map(|at| {
            let rest = near.get(at..).unwrap_or_default();
            at + rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_graphic()).len()
        })
    };
    let Some(end) = end else { return 0 };
    let rest = text.get(end..).unwrap_or_default();
    let sign = |c: char| is_blank(c) || matches!(c, '】' | '）' | '—' | '：' | '，');
    let rest = rest.trim_start_matches(sign);
    // 首页 > 范文 > 正文 在……上的讲话
    let rest = if way { rest.strip_prefix("正文").unwrap_or(rest) } else { rest };
    text.len() - rest.trim_start_matches(is_blank).len()
}

/// Length in bytes of what else a page without line ends has before the title: a sign, the label of the title or its
/// number, a link. · 标题： 编号：541193579 返回
pub(super) fn lead_in(text: &str) -> usize {
    const LINKS: &[&str] =
        &["返回", "首页", "打印", "收藏", "文秘", "公文", "范文", "领导讲话", "領導講話"];
    /// Characters of the name of a column at the most.
    const COLUMN: usize = 8;
    let signs = line_prefix(text);
    let rest = text.get(signs..).unwrap_or_default();
    let numbered = || {
        let (label, number) = rest.split_once(['：', ':'])?;
        let digits = number.bytes().take_while(u8::is_ascii_digit).count();
        let names = (2..=4).contains(&label.chars().count()) && !label.is_ascii();
        (names && digits >= 4).then(|| rest.len() - number.len() + digits)
    };
    let linked = || {
        let link = LINKS.iter().find_map(|link| rest.strip_prefix(link))?;
        let mut title = link;
        // 首页 | 讲话 | ……
        while let Some((column, rest)) = title.split_once(['|', '｜'])
            && column.chars().count() <= COLUMN
        {
            title = rest;
        }
        let title = title.trim_start_matches(is_blank);
        (title.len() < link.len() && !is_salutation(title)).then(|| rest.len() - title.len())
    };
    let label = Some(text_label(rest)).filter(|&len| len > 0);
    signs + label.or_else(numbered).or_else(linked).unwrap_or(0)
}

/// Length in bytes of the number of a page at the head of `text`: 1、 or 1.
pub(super) fn page_number(text: &str) -> usize {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mark = text.get(digits..).and_then(|rest| rest.chars().next());
    let numbered = digits > 0;
    mark.filter(|c| numbered && matches!(c, '、' | '.')).map_or(0, |mark| digits + mark.len_utf8())
}

/// Lines at the top of a page among which its title is looked for.
const TOP: usize = 12;

/// Whether the line after the title says the same again, or begins to.
pub(super) fn same_again(line: &str, next: &str) -> bool {
    let sign = |c: char| is_blank(c) || matches!(c, '《' | '》' | '【' | '】' | '#' | '*');
    let bare = |text: &str| -> String { text.chars().filter(|&c| !sign(c)).collect() };
    let (line, next) = (bare(line), bare(next));
    next.chars().count() >= 6 && (line.starts_with(&next) || next.starts_with(&line))
}

/// Whether what the page says of a text stands right below paragraph `i`: 来源：…… 时间：……
pub(super) fn credited(document: &Document, i: usize) -> bool {
    let next = document.paragraphs().get(i + 1);
    next.is_some_and(|p| p.role == Role::Furniture && credits(p.span.of(document.text())))
}

/// Raises the odds of the best possible title at the top of a page, if none there is likely. A page may put
/// a sentence of its own over the title, which then does not stand before the first words; and its first
/// line is more likely a title than not. `body` are the indices of the paragraphs of text. `above` says that
/// a possible title stands before the first words; only the first line is then raised.
pub(super) fn settle(
    titles: &mut [Title],
    body: &[usize],
    above: bool,
    opens_list: impl Fn(usize) -> bool,
) {
    let within = body.get(..TOP).unwrap_or(body);
    let first = within.iter().copied().find(|&i| opens_list(i));
    let first = first.or_else(|| body.get(TOP).copied()).unwrap_or(usize::MAX);
    if titles.iter().any(|t| t.paragraph < first && t.odds > 0.0) {
        return;
    }
    let fits = |t: &&mut Title| {
        t.paragraph < first && t.odds > -1.0 && (!above || body.first() == Some(&t.paragraph))
    };
    let order = |a: &&mut Title, b: &&mut Title| {
        a.odds.total_cmp(&b.odds).then(b.paragraph.cmp(&a.paragraph))
    };
    if let Some(best) = titles.iter_mut().filter(fits).max_by(order) {
        best.odds += 1.2;
    }
}

/// Length in bytes of a page's label for the title itself: 文章标题：
pub(super) fn text_label(words: &str) -> usize {
    const LABELS: &[&str] = &["文章标题", "文章標題", "标题", "標題", "题目", "題目"];
    let named = LABELS.iter().find_map(|label| words.strip_prefix(label));
    let title = named.and_then(|rest| rest.strip_prefix(['：', ':']));
    title.map_or(0, |title| words.len() - title.trim_start_matches(is_blank).len())
}

/// Length in bytes of the agency, place and day that a dispatch has before its title: 新华社上圩3月1日电
pub(super) fn dateline(words: &str) -> usize {
    const AGENCIES: &[&str] = &["新华社", "新華社", "新华网", "新華網", "中新社", "本报", "本報"];
    if !AGENCIES.iter().any(|agency| words.starts_with(agency)) {
        return 0;
    }
    let mut near = words.char_indices().take(24);
    let end = near.find(|&(_, c)| matches!(c, '电' | '電' | '讯' | '訊'));
    let end = end.map_or(0, |(at, c)| at + c.len_utf8());
    let rest = words.get(end..).unwrap_or_default();
    let title = rest.trim_start_matches(is_blank);
    if end > 0 && title.len() < rest.len() { words.len() - title.len() } else { 0 }
}

/// The name of a document without what tells its format: ……讲话.docx
pub(super) fn without_extension(words: &str) -> &str {
    let extensions = [".docx", ".doc", ".pdf", ".txt", ".wps"];
    extensions.iter().find_map(|e| words.strip_suffix(e)).unwrap_or(words)
}
