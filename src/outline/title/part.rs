//! What a paragraph is to a speech, apart from its numbering: salutation, date, closing words.

use super::glued::glued_salutation;
use crate::outline::numeral::is_date_digit;
use crate::outline::plain::{plain, plainly};
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
    /// 谢谢大家！ 当否，请批示。 and what is said of the text below it: （作者为某局局长）
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
    const ASKS: &[&str] = &["请指示", "请批示", "请审示", "请批复", "請批示"];
    const WISHES: &[&str] = &["谨祝", "此致", "敬礼", "此致敬礼", "顺致敬意"];
    let thanks = THANKS.iter().chain(ASKS).any(|t| bare.ends_with(t)) && length <= 24;
    if thanks
        || WISHES.contains(&bare)
        || bare.ends_with("公开发布")
        || text.starts_with(['（', '(']) && closes(text)
    {
        return Part::End;
    }
    if is_date(bare) {
        return Part::Date;
    }
    Part::Text
}

/// Whether a line in brackets says below a text who wrote it, or where it comes from: （作者为某局局长）
/// （责任编辑：柳长河） （新华社某地3月1日电）
fn closes(text: &str) -> bool {
    const BEGINS: &[&str] = &[
        "作者为",
        "作者是",
        "作者系",
        "作者單位",
        "作者单位",
        "本文作者",
        "责任编辑",
        "責任編輯",
        "责编",
    ];
    const AGENCIES: &[&str] = &["新华社", "新華社", "中新社", "本报", "本報"];
    let Some(inner) = text.strip_suffix(['）', ')']).and_then(|t| t.strip_prefix(['（', '(']))
    else {
        return false;
    };
    let wired =
        || AGENCIES.iter().any(|name| inner.starts_with(name)) && inner.ends_with(['电', '電']);
    BEGINS.iter().any(|word| inner.starts_with(word))
        || wired()
        || ["供稿", "整理", "全文完"].iter().any(|word| inner.ends_with(word))
}

/// Whether a line is the heading of the notes behind a text: 注释, 【名词解释】, 报告有关名词注释
pub(in crate::outline) fn notes(text: &str) -> bool {
    const ALONE: &[&str] = &["注释", "注解", "附注"];
    const LAST: &[&str] = &["名词解释", "名词注释", "名词说明", "用语说明"];
    // Each of those words has one of these characters.
    if text.len() > 90 || !text.contains(['注', '释', '註', '釋', '名', '用']) {
        return false;
    }
    let sign =
        |c: char| is_blank(c) || matches!(c, '【' | '】' | '[' | ']' | '：' | ':' | '*' | '#');
    let bare: String = text.chars().filter(|&c| !sign(c)).map(plain).collect();
    ALONE.contains(&bare.as_str()) || LAST.iter().any(|word| bare.ends_with(word))
}

/// 大家好！ 上午好！
fn greets(text: &str) -> bool {
    const WHEN: &[&str] = &["大家", "早上", "上午", "中午", "下午", "晚上"];
    let bare = text.trim_matches(|c: char| is_blank(c) || matches!(c, '！' | '!' | '。'));
    bare.len() <= 24 && bare.ends_with('好') && WHEN.iter().any(|when| bare.starts_with(when))
}

/// 同志们： 各位代表： 尊敬的……： 各县、区人民政府： 李局长、各位同事：
pub(super) fn is_salutation(text: &str) -> bool {
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
    /// What people are called who are greeted one by one, by name.
    const CALLED: &[&str] = &[
        "各位", "先生", "女士", "朋友", "同学", "同事", "老师", "校友", "嘉宾", "来宾", "领导",
        "代表", "委员", "同仁", "组长", "敬启", "钧鉴", "台鉴",
    ];
    /// Whom a speech greets after a word of who they are: 市民朋友们：
    const GREETED: &[&str] = &["朋友们", "同学们", "老师们", "乡亲们", "同胞们", "战友们"];
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
        || colon && GREETED.iter().any(|who| bare.ends_with(who)) && text.chars().count() <= 12
        || colon
            && text.chars().count() <= 60
            && bare.contains(['、', '，', ','])
            && !bare.contains(['。', '；', '：', ':', '“', '《'])
            && (bare.ends_with('们') || CALLED.iter().any(|w| bare.ends_with(w)))
}

/// A line that holds a date and little more.
fn is_date(bare: &str) -> bool {
    let length = bare.chars().count();
    let year = bare.contains(['年', '-', '.', '/']);
    let ends = bare.ends_with(['月', '日', '号']);
    let digit = |c: &char| is_date_digit(*c) || matches!(c, 'X' | 'x' | '×' | '*');
    let digits = bare.chars().filter(digit).count();
    let day = bare.contains('月') && bare.ends_with(['日', '号']) && digits >= 2 && length <= 8;
    ends && (year && digits >= 3 && length <= 30 || digits >= 4 && length <= 20 || day)
}
