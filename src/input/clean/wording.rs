//! Furniture that the wording of a single line shows: the labels, buttons and links of a page, page numbers,
//! advertising.
//!
//! In: lines. Out: which of them are furniture.

mod words;

use std::borrow::Cow;

use crate::text::{WordSet, is_blank, without_glosses};
use words::{BUTTONS, LABELS, LINKS, PLACES, PROMOTION, SITE};

/// Longest line, in `char`s, that can be furniture by its wording.
const LONGEST: usize = 120;

/// Which lines are furniture by their wording. Converters of traditional text leave readings in
/// brackets: 相關(guān)推薦.
pub(super) fn by_wording(lines: &[&str]) -> Vec<bool> {
    let wording = |line: &&str| {
        let short = line.len() <= LONGEST * 4;
        is_furniture(&if short { without_glosses(line) } else { Cow::Borrowed(*line) })
    };
    lines.iter().map(wording).collect()
}

/// Whether `word` is a bare word of a tool bar.
fn is_button(word: &str) -> bool {
    BUTTONS.rests(word).any(str::is_empty)
}

/// [`is_button`] of a word whose characters stand apart: 密　码
fn is_spaced_button(word: &str) -> bool {
    let apart = word.len() <= 36 && word.contains(is_blank);
    apart && is_button(&word.replace(is_blank, ""))
}

/// Whether the wording of a line alone shows that it is no part of a speech.
fn is_furniture(line: &str) -> bool {
    // Four bytes a character at most: longer lines need not be counted.
    if line.len() > LONGEST * 4 {
        // 《……讲话.docx》由会员分享,可在线阅读,更多相关《……讲话.docx》请在……上搜索。
        return line.starts_with('《') && line.len() <= 1000 && shared(line);
    }
    let length = line.chars().count();
    if length > LONGEST {
        let edited = line.contains("小编") || line.contains("小編");
        return edited && length <= 200 || shared(line);
    }
    let bare = line.trim_start_matches(|c: char| {
        is_blank(c) || matches!(c, '-' | '·' | '•' | '*' | '【' | '[' | '>' | '|')
    });
    let word =
        bare.trim_end_matches(|c: char| is_blank(c) || matches!(c, '】' | ']' | '|' | '：' | ':'));
    is_button(word)
        || is_spaced_button(word)
        || word.is_empty() && line.contains(['】', ']'])
        || breadcrumb(line, bare)
        || labelled(bare, length)
        || navigation(bare, length)
        || tool_bar(line)
        || promotion(line, length)
        || page_number(line)
        || measure(line)
        || page_of_file(line)
        || uploaded(line)
}

/// 《……讲话》由会员上传分享: who put a text on a page.
fn shared(line: &str) -> bool {
    static SHARED: WordSet = WordSet::of(&["由会员分享", "由会员上传分享"]);
    SHARED.any_in(line)
}

/// The caption of a page of a shared file (`讲话.docx_第1页`), its name with a mark of the site's (`讲话.docxVIP`), and
/// the name of a picture (`图1.jpg`).
fn page_of_file(line: &str) -> bool {
    const PICTURES: &[&str] = &[".jpg", ".jpeg", ".png", ".gif", ".bmp", ".JPG", ".PNG"];
    // Nearly all lines are passed over by their last byte.
    let name = line.trim_matches(is_blank);
    let last = name.bytes().next_back().unwrap_or_default();
    if !last.is_ascii_alphabetic() && !name.ends_with('页') {
        return false;
    }
    if line.len() <= LONGEST && PICTURES.iter().any(|e| name.ends_with(e)) {
        return !name.contains(is_blank);
    }
    let marked = name.strip_suffix("VIP").or_else(|| {
        let (name, page) = name.rsplit_once('_')?;
        (page.starts_with('第') && page.ends_with('页')).then_some(name)
    });
    marked.is_some_and(|name| {
        [".doc", ".docx", ".pdf", ".wps", ".ppt", ".pptx"].iter().any(|e| name.ends_with(e))
    })
}

/// 2023-08-05 发布于护堤县, 护堤网 2023-08-05 10:12:00 讲话: when a text was put on a page.
fn uploaded(line: &str) -> bool {
    let dashed = || memchr::memchr(b'-', line.as_bytes()).is_some();
    if line.len() > LONGEST || !dashed() || line.contains(['。', '，', '；']) {
        return false;
    }
    let is_day = |word: &str| {
        let digits = |at: std::ops::Range<usize>| {
            word.get(at).is_some_and(|d| d.bytes().all(|b| b.is_ascii_digit()))
        };
        word.len() == 10
            && word.get(4..5) == word.get(7..8)
            && digits(0..4)
            && digits(5..7)
            && digits(8..10)
    };
    let is_time = |word: &str| word.len() == 8 && word.bytes().filter(|&b| b == b':').count() == 2;
    let mut words = line.split(is_blank).filter(|word| !word.is_empty());
    let day = words.by_ref().any(is_day);
    day && words.next().is_some_and(|next| is_time(next) || next.starts_with("发布于"))
}

/// 29.33KB, 14 页 |, 0.5 下载券, 999+: how large a file is, what it costs, how often it was read.
fn measure(line: &str) -> bool {
    const UNITS: &[&str] = &["KB", "MB", "kb", "页", "頁", "次", "下载券", "积分", "金币", "+"];
    let sign = |c: char| is_blank(c) || matches!(c, '|' | '｜' | '-' | '•');
    let line = line.strip_prefix('约').unwrap_or(line);
    if line.len() > 36 || !line.starts_with(|c: char| c.is_ascii_digit() || sign(c)) {
        return false;
    }
    let bare = line.trim_matches(sign);
    let number = UNITS.iter().find_map(|unit| bare.strip_suffix(unit));
    let number = number.map(|number| number.trim_end_matches(is_blank));
    number.is_some_and(|n| {
        (1..=8).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit() || b == b'.')
    })
}

/// 当前位置：首页 > 范文大全 >
fn breadcrumb(line: &str, bare: &str) -> bool {
    let arrows = line.chars().filter(|c| matches!(c, '>' | '＞' | '»' | '›')).count();
    arrows >= 2 && !line.contains('。')
        || PLACES.any_begins(bare) && (arrows > 0 || line.contains([':', '：']))
}

/// 来源：……　时间：…… and the other labels of a page's head.
fn labelled(bare: &str, length: usize) -> bool {
    if length > 90 {
        return false;
    }
    let mut rests = LABELS.rests(bare);
    rests.any(|rest| rest.trim_start_matches(is_blank).starts_with([':', '：']))
        && !bare.contains('。')
}

/// 打印 收藏 分享, 設為首頁 | 列印, 簡體版 English A A A: a tool bar in one line.
fn tool_bar(line: &str) -> bool {
    let bytes = line.as_bytes();
    let parted = || memchr::memchr2(b' ', b'|', bytes).is_some() || line.starts_with('【');
    if line.len() > LONGEST || !parted() || line.contains(['。', '，', '；']) {
        return false;
    }
    let parts = |c: char| is_blank(c) || matches!(c, '|' | '｜' | '【' | '】' | '[' | ']' | '/');
    let size = |word: &str| matches!(word, "A" | "A+" | "A-");
    let (mut known, mut all) = (0, 0);
    for word in line.split(parts).filter(|word| !word.is_empty()) {
        all += 1;
        let label = || word.ends_with(['：', ':']) && labelled(word, 0);
        known += usize::from(is_button(word) || size(word) || navigates(word) || label());
    }
    known >= 2 && known * 2 >= all
}

/// Whether a line or a word of a tool bar begins with what leads to other pages: 上一篇, 关闭窗口
fn navigates(words: &str) -> bool {
    LINKS.any_begins(words)
}

/// 上一篇：…… 相关文章： 打印本页
fn navigation(bare: &str, length: usize) -> bool {
    // 上篇　总论 and 广告管理办法 are lines of a text.
    const NAMES: &[&str] = &["上篇", "下篇", "技术支持", "广告"];
    let label = |l: &str| {
        let rest = bare.strip_prefix(l);
        rest.is_some_and(|rest| rest.is_empty() && l == "广告" || rest.starts_with(['：', ':']))
    };
    length <= 60
        && !bare.contains('。')
        && (navigates(bare) || NAMES.iter().any(|l| label(l)) || SITE.any_in(bare))
}

/// 以下是小编为大家整理的…… 会员群 www.
fn promotion(line: &str, length: usize) -> bool {
    length <= LONGEST && PROMOTION.any_in(line) && !line.starts_with("（")
}

/// - 3 -, —12—, 第3页 共10页
pub(in crate::input) fn page_number(line: &str) -> bool {
    let bare =
        line.trim_matches(|c: char| is_blank(c) || matches!(c, '-' | '—' | '－' | '·' | '–' | '.'));
    let digits = !bare.is_empty() && bare.len() <= 4 && bare.bytes().all(|b| b.is_ascii_digit());
    let framed = bare.len() < line.trim_matches(is_blank).len();
    digits && framed
        || bare.starts_with('第')
            && bare.contains('页')
            && bare.chars().count() <= 14
            && bare
                .chars()
                .all(|c| c.is_ascii_digit() || "第页共，,/ 　".contains(c) || is_blank(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_furniture_of_pages_is_known_by_its_wording() {
        for line in [
            "当前位置：首页 > 范文大全 > 优秀范文 >",
            "时间:2023-05-06 10:12:00 来源:某某网",
            "上一篇：关于防火工作的讲话",
            "【在全镇大会上的讲话】相关文章：",
            "下面是小编为大家整理的讲话稿,供大家参考。",
            "- 12 -",
            "第3页 共10页",
            "欄目: 發言稿 / 人氣:2.97W",
            "字数:2123 字 浏览:1130次",
            "【字号：",
            "】",
            "加大",
            "跳到主要內容",
            "《护堤工作会议上的讲话》由会员上传分享，可在线阅读。",
            "文档编号:1024",
            "29.33KB",
            "14 页",
            "37.5 KB |",
            "| 28 页",
            "- 37.5 KB |",
            "0.5 下载券",
            "当前报纸名称:圩区日报",
            "寄給朋友政府主網頁",
            "2、\"仅部分预览\"的文档，不可在线预览的部分请联系客服。",
            "护堤讲话.docx_第1页",
            "护堤图片_20230118.jpg",
            "当前页面:首页",
            "2023年护堤讲话.docxVIP",
            "约 2页",
            "2023-08-05 发布于圩区",
            "护堤网 2023-08-05 10:12:00 讲话发言",
            "【以稿换稿】【收藏】 作者: 佚名 来源: 作者原创 阅读 次 【小 中 大】【加入会员】",
            "收藏 分销(赏)",
            "密   码:",
            "因篇幅问题不能全部显示,请点此查看更多",
        ] {
            assert!(is_furniture(line), "{line}");
        }
    }

    #[test]
    fn words_of_a_speech_are_no_furniture() {
        for line in [
            "同志们：",
            "一、时间：三月十二日起",
            "来源于群众，服务于群众。",
            "2024",
            "作者要深入生活，写出群众喜爱的作品。",
            "【护堤】",
            "加大力度",
            "海报要贴到村口。",
            "14页以后再说",
            "由会员选举产生的理事会",
            "30 积分以上的党员要带头",
            "护堤讲话.docx",
            "请打开 护堤图.jpg",
            "约翰",
            "2023-08-05 护堤会议",
            "作者：他们的话，来源：生活，都要记下来。",
            "孩子进步慢，家长要主动联系老师。",
        ] {
            assert!(!is_furniture(line), "{line}");
        }
    }
}
