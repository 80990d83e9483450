//! Titles that run on: a page without line ends has the title, the salutation and the speech in one
//! line.
//!
//! In: the words of such a line. Out: which bytes of them are the title; most often the first.

use super::line::{genre_first, speaker};
use super::part::is_salutation;
use super::words::{genre_ends, genre_of_something, last_of_genre};
use crate::outline::marker::unclosed;
use crate::outline::plain::{begins, plainly};
use crate::text::{Span, is_blank, is_han_zero, is_up_to_ten};

/// Bytes that a title has at the least.
const LEAST: usize = 18;
/// Bytes that it has at the most.
const LONGEST: usize = 280;
/// Bytes that a text has at the least whose title runs on without a salutation.
const TEXT: usize = 400;

/// Length in bytes of the title at the head of a paragraph that runs on with the number of the
/// document (…的通知某府办〔2024〕7号各区人民政府：), as pages without line ends have it.
pub(super) fn before_document_number(text: &str) -> Option<usize> {
    let end = (0..=text.len().min(420)).rev().find(|&at| text.is_char_boundary(at))?;
    let near = text.get(..end)?;
    let bracket = |sign: &str| memchr::memmem::find(near.as_bytes(), sign.as_bytes());
    let open = bracket("〔").or_else(|| bracket("［"))?;
    let year = near.get(open..)?.chars().skip(1).take(4);
    if year.filter(char::is_ascii_digit).count() != 4 {
        return None;
    }
    // The agency's code before the number has ten characters at the most, and no bracket before it:
    // 根据《……的通知》（某府办〔2024〕7号） cites another document.
    let head = near.get(..open).filter(|h| !h.contains(['。', '，', ',', '；', ';']))?;
    if head.chars().rev().take(11).any(|c| matches!(c, '（' | '(')) {
        return None;
    }
    let ends = head.char_indices().rev().take(11).map(|(at, _)| at);
    ends.filter(|&at| at >= 24).find(|&at| head.get(..at).is_some_and(genre_ends))
}

/// Length in bytes of the title at the head of a paragraph that runs on with the salutation and the
/// speech (…会上的发言各位领导：首先…), as pages without line ends have it.
pub(super) fn before_salutation(text: &str) -> Option<usize> {
    let end = (0..=text.len().min(360)).rev().find(|&at| text.is_char_boundary(at))?;
    let near = text.get(..end)?;
    let parts = |c: char| matches!(c, '。' | '；' | ';' | '！' | '？' | '!');
    let near = near.split_once(parts).map_or(near, |(clause, _)| clause);
    // 党课：把堤修好 同志们： the first colon need not be that of the salutation.
    let colons = near.match_indices(['：', ':']).map(|(at, mark)| at + mark.len()).take(3);
    // ……讲稿各位领导，大家好！
    let greeted = text.get(near.len()..)?.starts_with(['！', '!', '。']) && near.ends_with('好');
    let title = colons.chain(greeted.then_some(near.len())).find_map(|end| {
        let opened = text.get(..end)?;
        let glued = glued_salutation(opened);
        (glued > 0 && end < text.len())
            .then(|| unsigned(opened.get(..opened.len() - glued).unwrap_or_default()))
    })?;
    // The address of a page, a row of a table.
    let page = ["www.", "http", "|"].iter().any(|sign| title.contains(sign));
    (!page).then(|| first_of(title).len())
}

/// The title at the head of a long text that the page has put down twice, or at the end of the way to it, before
/// it tells where the text is from: 首页 > 护堤 守好长堤守好长堤发布时间：2024-03-01
pub(super) fn before_credits(text: &str) -> Option<Span> {
    const CREDITS: &[&str] = &[
        "发布时间",
        "发布日期",
        "发表时间",
        "更新时间",
        "时间",
        "日期",
        "来源",
        "作者",
        "發佈時間",
        "時間",
        "來源",
    ];
    let near = Span::new(0, LONGEST * 2).within(text).of(text);
    let (near, _) = near.split_once(['：', ':'])?;
    let head = CREDITS.iter().find_map(|label| near.strip_suffix(label))?;
    let head = head.trim_end_matches(is_blank);
    let alone = || {
        let title = Span::new(0, head.len());
        let marks = |c| matches!(c, '，' | ',' | '。' | '>' | '|' | '＞' | '»');
        let named = (LEAST..=LONGEST).contains(&title.len()) && genre_ends(head);
        (named && !head.contains(marks)).then_some(title)
    };
    twice(head).or_else(|| behind_way(head)).or_else(alone)
}

/// The first of two equal titles in `words`, which end with the second; the name of the site may stand between:
/// 护堤工作总结-护堤网护堤工作总结
fn twice(words: &str) -> Option<Span> {
    let first = |at: usize| {
        let (before, last) = words.split_at_checked(at)?;
        let start = before.find(last)?;
        (LEAST..=LONGEST).contains(&last.len()).then(|| Span::new(start, start + last.len()))
    };
    let starts = words.char_indices().filter(|&(_, c)| !is_blank(c)).map(|(at, _)| at);
    starts.filter(|&at| at * 2 >= words.len()).find_map(first)
}

/// The title with which `words` end, behind the way to it: 首页>范文>正文县长在全县会议上的讲话
fn behind_way(words: &str) -> Option<Span> {
    let way = words.rfind(['>', '»', '＞'])?;
    let (_, title) = words.split_at_checked(way)?;
    let title = title.trim_start_matches(|c| is_blank(c) || matches!(c, '>' | '»' | '＞'));
    let title = title.strip_prefix("正文").unwrap_or(title).trim_start_matches(is_blank);
    let title = Span::new(words.len() - title.len(), words.len());
    ((LEAST..=LONGEST).contains(&title.len()) && genre_ends(title.of(words))).then_some(title)
}

/// Length in bytes of the title at the head of a long text that runs on with the date or the occasion in
/// brackets: 论护堤（一九五八年一月）去年水大…, 护堤办法（草案）（2024年3月1日圩区大会通过）第一条…
pub(super) fn before_bracket(text: &str) -> Option<usize> {
    /// Bytes of the title and of the bracket at the most.
    const TITLE: usize = 180;
    /// How sentences begin that only name a day: 去年春天（2023年3月）我们…
    const SENTENCES: &[&str] =
        &["今", "去", "前", "当", "自", "从", "到", "为", "根据", "按照", "我", "同志", "这"];
    if text.len() < TEXT {
        return None;
    }
    let near = Span::new(0, TITLE * 3).within(text).of(text);
    let open = near.find(['（', '(']).filter(|&at| (9..=TITLE).contains(&at))?;
    let (head, rest) = near.split_at_checked(open)?;
    let marks = ['。', '，', ',', '；', ';', '：', ':', '！', '？', '、'];
    if head.contains(marks) || SENTENCES.iter().any(|word| begins(head, word).is_some()) {
        return None;
    }
    let draft = bracket(rest);
    let dated = rest.get(draft..).filter(|r| r.starts_with(['（', '(']));
    let (draft, noted) = dated.map_or((0, rest), |noted| (draft, noted));
    let (noted, after) = noted.split_once(['）', ')']).filter(|(noted, _)| noted.len() <= TITLE)?;
    let noted = noted.trim_start_matches(['（', '(']);
    let number = |c: char| c.is_numeric() || is_up_to_ten(c) || is_han_zero(c);
    let day = noted.starts_with(number) && noted.contains('年') && noted.contains('月');
    let ends = ["日", "月", "上", "通过", "通過", "修正", "修订", "讲话", "講話", "发布", "發布"];
    let after = after.trim_start_matches(is_blank);
    let apart = parts_from(after) || after.starts_with(['《', '“', '【', '「', '>', '—']);
    let title = if draft > 0 { open + draft } else { head.trim_end_matches(is_blank).len() };
    (day && apart && ends.iter().any(|end| noted.ends_with(end))).then_some(title)
}

/// Length in bytes of the title at the head of a long text that runs on with the first words of the
/// speech and no salutation (护堤工作总结今年以来，…), or with the title once more.
pub(super) fn before_opening(text: &str) -> Option<usize> {
    /// Bytes within which its first punctuation mark stands.
    const MARK: usize = 360;
    /// Words that open a speech and stand in no title after the genre.
    const OPENS: &[&str] = &[
        "同志们",
        "各位",
        "下面是",
        "以下是",
        "今天",
        "今年",
        "今年以来",
        "近年来",
        "刚才",
        "为了",
        "为深入",
        "为贯彻",
        "为进一步",
        "为全面",
        "为认真",
        "为切实",
        "一年来",
        "过去一年",
        "根据",
        "按照",
    ];
    let long = text.len() >= TEXT;
    let ends = |c: char| matches!(c, '。' | '，' | ',' | '；' | ';' | '：' | ':' | '！' | '？');
    let near = text.get(..text.find(ends).filter(|&at| at <= MARK)?)?;
    let page = near.contains("www.") || near.contains("http");
    if page || near.starts_with('第') && near.chars().take(6).any(|c| c == '页') {
        return None;
    }
    let first = first_of(near);
    if long && first.len() < near.len() {
        return Some(first.len());
    }
    if ["为", "根据", "按照", "今", "我", "同志"].iter().any(|w| near.starts_with(w)) {
        return None;
    }
    let year = |rest: &str| {
        let year: String = rest.chars().take(5).collect();
        year.starts_with("20") && year.ends_with('年')
    };
    let opens = |rest: &str| year(rest) || OPENS.iter().any(|w| rest.starts_with(w));
    // 护堤办法第一章总则
    let chapter = |rest: &str| {
        let rest = rest.trim_start_matches(is_blank);
        ["第一章", "第一条"].iter().any(|w| begins(rest, w).is_some())
    };
    let found = |at: usize| {
        let (title, rest) = near.split_at_checked(at)?;
        // 护堤会讲话3: the piece of a collection.
        let named = title.trim_end_matches(|c: char| c.is_ascii_digit());
        if !last_of_genre(named) || !genre_ends(title) || unclosed(title.chars()) {
            return None;
        }
        // ……的报告（草案）今年以来
        let apart = rest.len() - rest.trim_start_matches(is_blank).len();
        let noted = match bracket(rest.get(apart..)?) {
            0 => 0,
            len => apart + len,
        };
        let (title, rest) = near.split_at_checked(at + noted)?;
        let text = rest.trim_start_matches(is_blank);
        let gap = rest.len() - text.len();
        // ……上的讲话 柳长河今天，我们
        let named = |name: usize| {
            let words = text.char_indices().nth(name).and_then(|(end, _)| text.get(end..));
            gap > 0 && words.is_some_and(&opens)
        };
        let wide = rest.chars().take(2).filter(|&c| is_blank(c)).count() == 2;
        let goes_on = opens(text) || wide || (2..=4).any(named);
        let parts = long && (goes_on || of_its_own(near, at) && parts_from(rest));
        (parts || chapter(rest)).then(|| first_of(title).len())
    };
    near.char_indices().map(|(at, _)| at).filter(|&at| at >= LEAST).find_map(found)
}

/// Length in bytes of a short bracket at the head of `text`: （草案）
fn bracket(text: &str) -> usize {
    if !text.starts_with(['（', '(', '[', '【']) {
        return 0;
    }
    let near = text.char_indices().take(12);
    near.filter(|&(_, c)| matches!(c, '）' | ')' | ']' | '】'))
        .map(|(at, c)| at + c.len_utf8())
        .next()
        .unwrap_or(0)
}

/// Whether the first `at` bytes of a text are built as titles alone are: 关于……的报告, 在……上的讲话
fn of_its_own(text: &str, at: usize) -> bool {
    let title = text.get(..at).unwrap_or_default();
    let head = plainly(title);
    let opens = head.starts_with("关于") || head.contains('在') && head.contains("上的");
    opens && genre_of_something(title)
}

/// Whether a new sentence begins with `rest`, which no word joins to what stands before it.
fn parts_from(rest: &str) -> bool {
    /// Characters with which a word goes on that begins with a genre, or the sentence that names one:
    /// 讲话精神, 报告会, 意见的, 通知要求, 方案中
    const JOINS: &str = "的了是中里上下要和与及、精内后前时會会等材发出印指强提明颁实公以之已将对由从到稿书录就作在所也都更\
        使让给于并或而被把经员者人小组办室部处科领工机機制度性点体系编设設";
    let rest = plainly(rest);
    rest.starts_with(|c: char| c.is_alphabetic() && !c.is_ascii() && !JOINS.contains(c))
}

/// The first of several titles that run on, as pages have it that put their own heading before the
/// text: 护堤工作总结护堤工作总结, 社长在护堤会上的讲话在护堤会上的讲话
fn first_of(titles: &str) -> &str {
    let own = titles.char_indices().nth(4).and_then(|(end, _)| titles.get(..end));
    let again = |at: usize| {
        let (first, rest) = titles.split_at_checked(at)?;
        let (first, rest) = (first.trim_end_matches(is_blank), rest.trim_start_matches(is_blank));
        // 县长在全县会议上讲话县长在全县会议上的讲话
        let same = || genre_ends(first) || rest.trim_end_matches(is_blank) == first;
        let own = own.is_some_and(|own| rest.starts_with(own));
        // 护堤工作总结_范文大全护堤工作总结: with the name of the page between.
        let head = rest.trim_end_matches(is_blank);
        if own && head.len() >= LEAST && first.starts_with(head) {
            return titles.get(..head.len());
        }
        let inner = || {
            let begins = rest.char_indices().nth(5).and_then(|(end, _)| rest.get(..end));
            // Not within a phrase that comes again: 县委书|记在护堤会上的讲话
            let torn = |begins: &str| {
                let before = first.char_indices().next_back().and_then(|(at, _)| first.get(at..));
                before.is_some_and(|before| first.contains(&format!("{before}{begins}")))
            };
            let known = begins.is_some_and(|begins| first.contains(begins) && !torn(begins));
            (known || rest.starts_with('在')) && genre_ends(first) && genre_ends(rest)
        };
        (own && same() || inner()).then_some(first)
    };
    let starts = titles.char_indices().map(|(at, _)| at).filter(|&at| at >= LEAST);
    starts.filter_map(again).next().unwrap_or(titles)
}

/// A title that a page has put down twice or three times in its line, once: 护堤工作总结范文护堤工作总结范文
pub(super) fn once(title: &str) -> &str {
    let own = title.char_indices().nth(4).and_then(|(end, _)| title.split_at_checked(end));
    if title.len() > LONGEST || own.is_none_or(|(own, rest)| !rest.contains(own)) {
        return title;
    }
    let again = |at: usize| {
        let first = title.get(..at)?.trim_end_matches(is_blank);
        let mut parts = title.split(first).map(|between| between.trim_matches(is_blank));
        parts.all(str::is_empty).then_some(first)
    };
    let starts = title.char_indices().map(|(at, _)| at);
    starts.filter(|at| (LEAST..=title.len() / 2).contains(at)).find_map(again).unwrap_or(title)
}

/// A title without the date in brackets and the speaker that run on from it: ……上的讲话（2023年3月）柳长河,
/// ……上的讲话圩区管理处主任柳长河
fn unsigned(title: &str) -> &str {
    let title = title.trim_end_matches(is_blank);
    if let Some((dated, name)) = title.rsplit_once(['）', ')']) {
        let head = dated.rsplit_once(['（', '(']).map_or(title, |(head, _)| head);
        if name.chars().filter(|&c| !is_blank(c)).count() <= 4 && genre_ends(head) {
            return head;
        }
    }
    if genre_ends(title) {
        return title;
    }
    // ……上的讲话 圩区区长 柳长河
    if let Some((head, name)) = title.rsplit_once(is_blank) {
        let named =
            (2..=4).contains(&name.chars().count()) && name.chars().all(char::is_alphabetic);
        let head = if named { unsigned(head) } else { title };
        if genre_ends(head) {
            return head;
        }
    }
    // 护堤工作报告——2024年3月1日在圩区代表会上 圩区区长 柳长河
    let occasion = |words: &str| words.contains('在') && words.contains(['上', '会', '會']);
    if let Some((head, subtitle)) = title.split_once("——")
        && occasion(subtitle)
        && genre_ends(head.trim_end_matches(is_blank))
    {
        return head.trim_end_matches(is_blank);
    }
    let signed = |at: usize| {
        let (head, name) = title.split_at_checked(at)?;
        let name = name.trim_matches(is_blank);
        // 立法会主席柳长河 is not a title that ends with 立法, and a speaker after it.
        let named = speaker(name) && !name.starts_with(['会', '會', '的', '稿']);
        (named && genre_ends(head)).then_some(head)
    };
    let ends = title.char_indices().rev().take(36).map(|(at, _)| at);
    ends.filter(|&at| at >= LEAST).filter_map(signed).last().unwrap_or(title)
}

/// Length in bytes of the salutation glued to the end of a title (…上的讲话同志们：), 0 for none.
pub(super) fn glued_salutation(text: &str) -> usize {
    if !text.ends_with(['：', ':', '好', '！', '!']) {
        return 0;
    }
    let plain = plainly(text);
    let starts = ["同志", "各位", "尊敬", "尊重的", "女士", "朋友", "老师", "同学", "亲爱", "乡亲"];
    let found = starts.iter().filter_map(|w| plain.find(w)).filter(|&at| at >= LEAST);
    let title_to = |at: usize| {
        let title = text.get(..at).unwrap_or_default();
        let twice = || first_of(title).len() < title.len();
        // 护堤党课：把堤修牢同志们：
        genre_ends(unsigned(title)) || twice() || genre_first(title)
    };
    let glued =
        found.min().filter(|&at| text.get(at..).is_some_and(is_salutation)).and_then(|at| {
            // 县委巡察组各位领导： who is greeted may be named first, after a blank.
            let named = text.get(..at).and_then(|t| t.rfind(is_blank));
            let named = named.filter(|&blank| at - blank <= 36 && title_to(blank));
            Some(at).filter(|&at| title_to(at)).or(named)
        });
    glued.map_or(0, |at| text.len() - at)
}
