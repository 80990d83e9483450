//! What a paragraph is to a speech, apart from its numbering: salutation, date, closing words.

use super::words::genre_ends;
use crate::outline::plain::plainly;
use crate::text::is_blank;

/// What a paragraph is to a speech, apart from its numbering.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::outline) enum Part {
    /// Running text.
    #[default]
    Text,
    /// 同志们： 尊敬的各位领导：
    Salutation,
    /// A date or place line: 2024年3月, （2024年3月12日）
    Date,
    /// 谢谢大家！ and a closing date or signature after it.
    End,
}

/// What paragraph `text` is to a speech.
pub(in crate::outline) fn part(text: &str) -> Part {
    let length = text.chars().take(61).count();
    if length > 60 {
        return Part::Text;
    }
    if is_salutation(text) && glued_salutation(text) == 0 {
        return Part::Salutation;
    }
    let bare = text.trim_matches(|c: char| {
        is_blank(c) || matches!(c, '（' | '）' | '(' | ')' | '！' | '!' | '。')
    });
    const THANKS: &[&str] = &[
        "谢谢大家",
        "谢谢各位",
        "谢谢",
        "我的发言完毕",
        "我的汇报完毕",
        "我的讲话完了",
        "謝謝大家",
        "谢谢同志们",
        "汇报完毕",
        "发言完毕",
        "我的发言到此结束",
    ];
    if THANKS.iter().any(|t| bare.ends_with(t)) && length <= 24 || bare.ends_with("公开发布") {
        return Part::End;
    }
    if is_date(bare) {
        return Part::Date;
    }
    Part::Text
}

/// Whether a line is the heading of the notes behind a text: 注释, 【名词解释】, 报告有关名词注释
pub(in crate::outline) fn notes(text: &str) -> bool {
    const ALONE: &[&str] = &["注释", "注解", "附注", "註釋", "註解"];
    const LAST: &[&str] = &["名词解释", "名词注释", "名词说明", "用语说明", "名詞解釋"];
    // All the words have one of these.
    if text.len() > 90 || !text.contains(['注', '释', '註', '名', '用']) {
        return false;
    }
    let sign =
        |c: char| is_blank(c) || matches!(c, '【' | '】' | '[' | ']' | '：' | ':' | '*' | '#');
    let bare: String = text.chars().filter(|&c| !sign(c)).collect();
    ALONE.contains(&bare.as_str()) || LAST.iter().any(|word| bare.ends_with(word))
}

/// 大家好！ 上午好！
fn greets(text: &str) -> bool {
    const WHEN: &[&str] = &["大家", "早上", "上午", "中午", "下午", "晚上"];
    let bare = text.trim_matches(|c: char| is_blank(c) || matches!(c, '！' | '!' | '。'));
    bare.len() <= 24 && bare.ends_with('好') && WHEN.iter().any(|when| bare.starts_with(when))
}

/// 同志们： 各位代表： 尊敬的……： 各县、区人民政府： 李局长、各位同事：
fn is_salutation(text: &str) -> bool {
    const WHO: &[&str] = &[
        "同志",
        "各位",
        "尊敬",
        "尊重的",
        "女士",
        "先生",
        "朋友",
        "代表",
        "委员",
        "老师",
        "同学",
        "各",
        "敬爱",
        "亲爱",
        "大家",
        "领导",
        "专家",
        "来宾",
        "企业家",
        "乡亲",
        "父老",
        "评委",
        "主席",
        "院长",
        "贵宾",
    ];
    /// What those that are named one by one are called.
    const CALLED: &[&str] = &[
        "先生",
        "女士",
        "朋友",
        "朋友们",
        "同学",
        "同学们",
        "同事",
        "同事们",
        "老师",
        "老师们",
        "校友",
        "嘉宾",
        "来宾",
        "领导",
        "代表",
        "委员",
        "同仁",
        "组长",
        "敬启",
        "钧鉴",
        "台鉴",
    ];
    let text = text.trim_end_matches(is_blank);
    if greets(text) {
        return true;
    }
    if !text.ends_with(['：', ':', '！', '!', '，', ',', '好']) {
        return false;
    }
    let text = &*plainly(text);
    // 老师们、同学们：大家好！ 各位领导，大家好！
    if let Some((who, greeting)) = text.rsplit_once(['：', ':', '，', ','])
        && greets(greeting)
    {
        return !who.contains(['。', '；', '：']) && WHO.iter().any(|w| who.starts_with(w));
    }
    let ends = text.ends_with(['：', ':', '！', '!', '，', ',']);
    let colon = text.ends_with(['：', ':']);
    let bare = text.trim_end_matches(['：', ':', '！', '!', '，', ',']);
    ends && WHO
        .iter()
        .any(|w| if *w == "各" { colon && text.starts_with(w) } else { text.starts_with(w) })
        && (colon || text.chars().count() <= 16)
        && !bare.contains(['。', '；'])
        || colon && text.contains("同志们") && text.chars().count() <= 40
        || colon
            && text.chars().count() <= 60
            && bare.contains(['、', '，', ','])
            && !bare.contains(['。', '；', '：', ':', '“', '《'])
            && CALLED.iter().any(|w| bare.ends_with(w))
}

/// A line that holds a date and little more.
fn is_date(bare: &str) -> bool {
    let length = bare.chars().count();
    let year = bare.contains(['年', '-', '.', '/']);
    let ends = bare.ends_with(['月', '日', '号']);
    let digits =
        bare.chars().filter(|c| c.is_ascii_digit() || "〇○零一二三四五六七八九十Xx×*".contains(*c));
    let digits = digits.count();
    let day = bare.contains('月') && bare.ends_with(['日', '号']) && digits >= 2 && length <= 8;
    ends && (year && digits >= 3 && length <= 30 || digits >= 4 && length <= 20 || day)
}

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
    let title = first_of(title);
    let address = title.contains("www.") || title.contains("http");
    (!address).then(|| once(title).len())
}

/// A title without its repetition, as pages have it that put their own heading before the text:
/// 护堤工作总结护堤工作总结
fn once(title: &str) -> &str {
    let head = title.char_indices().nth(6).and_then(|(at, _)| title.get(..at));
    let again = head.and_then(|head| memchr::memmem::find_iter(title.as_bytes(), head).nth(1));
    let Some((first, rest)) = again.and_then(|at| title.split_at_checked(at)) else {
        return title;
    };
    let (first, rest) = (first.trim_end_matches(is_blank), rest.trim_end_matches(is_blank));
    // 县长在全县会议上讲话县长在全县会议上的讲话
    if genre_ends(first) || first == rest { first } else { title }
}

/// Length in bytes of the title at the head of a text without line ends that runs on with the
/// speech and no salutation (护堤工作总结今年以来，…), or with the title once more.
pub(super) fn before_opening(text: &str) -> Option<usize> {
    /// Bytes of such a text at the least.
    const TEXT: usize = 400;
    /// Words that open a speech and stand in no title after the genre.
    const OPENS: &[&str] = &[
        "同志们",
        "各位",
        "今天",
        "今年",
        "今年以来",
        "近年来",
        "刚才",
        "为了",
        "为深入",
        "为进一步",
        "为全面",
        "为认真",
        "一年来",
        "过去一年",
        "根据",
        "按照",
    ];
    if text.len() < TEXT {
        return None;
    }
    let ends =
        |c: char| matches!(c, '。' | '，' | ',' | '；' | ';' | '：' | ':' | '！' | '？' | '、');
    let near = text.get(..text.find(ends).filter(|&at| at <= 300)?)?;
    let head = near.char_indices().nth(6).and_then(|(at, _)| near.get(..at))?;
    let again = memchr::memmem::find_iter(near.as_bytes(), head).nth(1);
    let page = near.contains("www.") || near.contains("http");
    if page || near.starts_with('第') && head.contains('页') {
        return None;
    }
    if let Some(title) = again.and_then(|at| near.get(..at)).filter(|t| genre_ends(t)) {
        return Some(title.trim_end_matches(is_blank).len());
    }
    if ["为", "根据", "按照", "今", "我", "同志"].iter().any(|w| near.starts_with(w)) {
        return None;
    }
    let year = |rest: &str| {
        let year: String = rest.chars().take(5).collect();
        year.starts_with("20") && year.ends_with('年')
    };
    let begins = |rest: &str| year(rest) || OPENS.iter().any(|w| rest.starts_with(w));
    let found =
        |at: &usize| near.get(*at..).is_some_and(begins) && near.get(..*at).is_some_and(genre_ends);
    near.char_indices().map(|(at, _)| at).filter(|&at| at >= 18).find(found)
}

/// The first of several titles that run on: 社长在护堤会上的讲话在护堤会上的讲话
fn first_of(titles: &str) -> &str {
    let mut starts = titles.char_indices().map(|(at, _)| at).filter(|&at| at >= 18);
    let ends = |at: &usize| {
        let (first, rest) = (titles.get(..*at).unwrap_or_default(), titles.get(*at..));
        let rest = rest.unwrap_or_default().trim_start_matches(is_blank);
        let begins: String = rest.chars().take(5).collect();
        let again = begins.chars().count() == 5 && first.contains(&begins);
        (again || rest.starts_with('在')) && genre_ends(first) && genre_ends(rest)
    };
    starts.find(ends).and_then(|at| titles.get(..at)).unwrap_or(titles)
}

/// A title without the date in brackets and the speaker's name that run on from it:
/// ……上的讲话（2023年3月）柳长河
fn unsigned(title: &str) -> &str {
    let title = title.trim_end_matches(is_blank);
    let Some((dated, name)) = title.rsplit_once(['）', ')']) else { return title };
    let head = dated.rsplit_once(['（', '(']).map_or(title, |(head, _)| head);
    if name.chars().filter(|&c| !is_blank(c)).count() <= 4 && genre_ends(head) {
        head
    } else {
        title
    }
}

/// Length in bytes of the salutation glued to the end of a title (…上的讲话同志们：), 0 for none.
pub(super) fn glued_salutation(text: &str) -> usize {
    if !text.ends_with(['：', ':', '好', '！', '!']) {
        return 0;
    }
    let plain = plainly(text);
    let starts = ["同志", "各位", "尊敬", "尊重的", "女士", "朋友", "老师", "同学", "亲爱"];
    let found = starts.iter().filter_map(|w| plain.find(w)).filter(|&at| at >= 18);
    let title_to = |at: usize| {
        let title = text.get(..at);
        title.is_some_and(|title| genre_ends(unsigned(title)) || once(title).len() < title.len())
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
