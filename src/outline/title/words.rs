//! What the words of a title look like: the genre at its end, and what shows that a line is none.

use crate::outline::marker::PIECES;
use crate::outline::plain::{begins, plain, plainly};
use crate::text::{CharSet, WordSet, is_blank, is_up_to_ten, without_glosses};

/// Genres, by the word that ends a title.
pub(super) const SPOKEN: &[&str] = &[
    "讲话",
    "讲话稿",
    "发言",
    "发言稿",
    "发言材料",
    "表态发言",
    "致辞",
    "致词",
    "演讲",
    "演讲稿",
    "演说",
    "演讲词",
    "演讲辞",
    "演辞",
    "开场白",
    "党课",
    "党课讲稿",
    "主持词",
    "述职报告",
    "述廉报告",
    "工作报告",
    "政府工作报告",
    "汇报",
    "汇报材料",
    "总结",
    "总结讲话",
    "汇报发言",
    "情况汇报",
    "工作总结",
    "贺词",
    "献词",
    "悼词",
    "开幕词",
    "闭幕词",
    "开幕辞",
    "闭幕辞",
    "讲稿",
    "报告",
    "心得体会",
    "倡议书",
    "材料",
    "体会",
    "协议书",
    "合同书",
    "交流发言",
    "指示",
    "批示",
    "祝词",
    "欢迎词",
    "答谢词",
    "推进会讲话",
    "谈话",
    "讲座",
    "慰问信",
    "公开信",
    "承诺书",
    "责任书",
    "自查报告",
    "调研报告",
    "对照检查",
    "答记者问",
    "答问",
    "访谈",
    "访谈录",
    "专访",
    "实录",
];

/// Genres of official documents.
pub(super) const WRITTEN: &[&str] = &[
    "通知",
    "意见",
    "决定",
    "方案",
    "办法",
    "条例",
    "规定",
    "規定",
    "细则",
    "规划",
    "纲要",
    "公报",
    "建议",
    "要点",
    "计划",
    "制度",
    "章程",
    "合同",
    "协议",
    "公告",
    "通告",
    "批复",
    "答复",
    "函",
    "纪要",
    "规则",
    "决议",
    "法",
    "解释",
    "指南",
    "大纲",
    "守则",
    "准则",
    "标准",
    "规范",
    "预案",
    "措施",
    "说明",
    "通报",
    "命令",
    "令",
    "议案",
    "提案",
    "白皮书",
    "宣言",
    "声明",
    "简报",
    "指导意见",
    "实施意见",
    "若干意见",
    "行动计划",
    "工作要点",
    "须知",
    "公约",
    "文件",
    "书",
    "手册",
    "概论",
    "报告书",
    "招标文件",
    "协定",
];

/// Words that only a page about the text has.
static PAGE: WordSet = WordSet::of(&[
    "小编",
    "下面是",
    "以下是",
    "立即下载",
    "立即了解",
    "立即注册",
    "会员登录",
    "神器",
    "扫码",
    "手机站",
    "关注公众号",
    "欢迎您",
    "收藏本站",
    "发新话题",
    "回复帖子",
    "发表于",
    "我的足迹",
    "供大家",
    "上一篇",
    "下一篇",
    "查看原文",
    "阅读原文",
    "点击",
    "当前位置",
    "首页",
    "字号",
    "浏览",
    "发布时间",
    "更新时间",
    "作政府工作报告",
    "作工作报告",
    "作重要讲话",
    "跳到主要",
    "跳至主要",
    "跳转到主要",
    "VIP专",
    "文档编号",
    "内部资料",
    "注意保存",
]);

/// Words that pages about the text like, and that a title may hold as well.
static ABOUT: WordSet = WordSet::of(&[
    "来源", "來源", "相关", "相關", "编辑", "編輯", "下载", "本文", "版权", "作者", "会员", "關注",
    "关注", "举报", "免费", "目录", "目錄", "推荐", "推薦", "附件", "整理",
]);

/// Lines that a page has over any text: 全文, 文章内容
fn nameless(words: &str) -> bool {
    const NAMES: &[&str] =
        &["全文", "正文", "原文", "内容", "內容", "详情", "摘要", "简介", "其他"];
    const OF_WHAT: &[&str] = &["", "文章", "动态", "新闻", "信息", "详细", "正文"];
    NAMES.iter().any(|name| words.strip_suffix(name).is_some_and(|of| OF_WHAT.contains(&of)))
}

/// Where a page has its text from: 原文来自圩报, 文章转自「圩区」, 原刊于圩报
pub(super) fn taken_from(words: &str) -> bool {
    const WHAT: &[&str] = &["原文", "文章", "信息", "本文", "内容", "全文", "文稿", "稿件", "原"];
    #[rustfmt::skip]
    const FROM: &[&str] = &[
        "来自", "源自", "转自", "出自", "摘自", "选自", "转载自", "来源于", "转载于", "刊于", "载于", "原刊于",
        "原载于",
    ];
    // Few lines begin like that.
    if !words.starts_with(['原', '文', '信', '本', '内', '內', '全', '稿']) {
        return false;
    }
    let rest = WHAT.iter().find_map(|what| begins(words, what).and_then(|at| words.get(at..)));
    rest.is_some_and(|rest| FROM.iter().any(|from| begins(rest, from).is_some()))
}

/// What the names of sites end with: 某某范文网
static SITES: WordSet = WordSet::of(&[
    "文学网",
    "文案网",
    "范文网",
    "文库网",
    "秘书网",
    "写作网",
    "新闻网",
    "资讯网",
    "信息网",
    "政府网",
    "人民网",
    "新华网",
    "中国网",
    "公文网",
    "文秘网",
    "文档网",
    "文库",
]);

/// Log-odds against a title because it has words of the page around it: 相关阅读 is not a title, but
/// 关于推荐候选人的通知 may be one. `formal` says that the line is built as the titles of documents are.
pub(super) fn about(words: &str, formal: bool) -> f32 {
    let contents = words.starts_with("目录") || words.starts_with("目錄");
    // 国史网
    let named = words.ends_with(['网', '網']) && words.chars().take(5).count() <= 4;
    // 某某范文网, 某某范文网—好帮手
    let site = named
        || SITES.any_in(words) && {
            let mut rests = words.char_indices().filter_map(|(at, _)| words.get(at..));
            let behind =
                |b: &str| b.is_empty() && words.len() <= 30 || b.starts_with(['—', '-', '_']);
            rests.any(|rest| SITES.rests(rest).any(behind))
        };
    if PAGE.any_in(words)
        || contents
        || taken_from(words)
        || nameless(words)
        || site
        || words.ends_with('摄')
        || words.ends_with('攝')
    {
        5.0
    } else if ABOUT.any_in(words) {
        // 关注 and 整理 are common in the words of slogans too.
        if formal { 0.5 } else { 5.0 }
    } else {
        0.0
    }
}

/// The title's words without what may follow the genre: ·1 （二） (3篇) （线上版） 2023.
pub(super) fn stem(text: &str) -> &str {
    let mut text = unbracketed(text);
    let tail = |c: char| {
        is_blank(c)
            || is_up_to_ten(c)
            || matches!(
                c,
                '·' | '（'
                    | '）'
                    | '('
                    | ')'
                    | '【'
                    | '】'
                    | '['
                    | ']'
                    | '篇'
                    | '》'
                    | '”'
                    | '之'
                    | '第'
                    | '.'
                    | '＊'
                    | '*'
                    | '#'
                    | '—'
                    | '-'
                    | '稿'
                    | '全'
                    | '文'
                    | '范'
                    | '例'
                    | '精'
                    | '选'
                    | '最'
                    | '新'
                    | '试'
                    | '行'
                    | '草'
                    | '案'
                    | '节'
                    | '摘'
                    | '录'
            )
    };
    // 方案 and 预案 are genres, 草案 follows one.
    let plan = |text: &str| ["方案", "预案", "议案", "提案"].iter().any(|g| text.ends_with(g));
    while let Some(c) = text.chars().next_back().filter(|&c| tail(c))
        && !plan(text)
    {
        text = text.strip_suffix(c).unwrap_or_default();
    }
    text
}

/// The title's words without a bracket at their end: （2023—2025年）
fn unbracketed(text: &str) -> &str {
    match text.rfind(['（', '(']) {
        Some(at) if at > 6 && text.ends_with(['）', ')']) => text.get(..at).unwrap_or(text),
        _ => text,
    }
}

/// Whether a genre's word can end with the last character of `text`.
pub(super) fn last_of_genre(text: &str) -> bool {
    static LAST: CharSet = CharSet::of(
        "话話稿言料辞词詞讲演说說课告報报匯汇结結会書书材谈座信查检况算答要述辩示知见見定方案办法辦条例規劃规划纲公建议计計畫制度章程合同协函批复\
         纪决解释指南大守则准标范预措施明通命令提白皮宣声简若干须约文件手册概论體体會絡總總贺悼序跋记",
    );
    text.chars().next_back().is_some_and(|c| LAST.contains(plain(c)))
}

/// Whether `text` ends as the title of a genre does.
pub(in crate::outline) fn genre_ends(text: &str) -> bool {
    let text = &*without_glosses(text);
    let core = stem(text);
    if !last_of_genre(core) && !last_of_genre(text) {
        return false;
    }
    let (core, text) = (plainly(core), plainly(text));
    SPOKEN.iter().chain(WRITTEN).any(|g| core.ends_with(g) || text.ends_with(g))
}

/// Whether `text` ends with 的 and a genre, as 关于……的报告 and 在……上的讲话 do.
pub(super) fn genre_of_something(text: &str) -> bool {
    let text = &*without_glosses(text);
    let core = plainly(stem(text));
    let of = |genre: &str| core.strip_suffix(genre).is_some_and(|head| head.ends_with('的'));
    SPOKEN.iter().chain(WRITTEN).any(|genre| of(genre))
}

/// 篇一： 第二篇 【篇三】 范文一
pub(in crate::outline) fn piece(words: &str) -> bool {
    let head = words.trim_start_matches(['【', '（', '(', '[', '第', ' ']);
    let numbered = |t: &str| t.starts_with(is_up_to_ten);
    PIECES.iter().any(|w| head.strip_prefix(w).is_some_and(numbered))
        || words.starts_with('第') && words.chars().take(5).any(|c| c == '篇') && numbered(head)
        || piece_last(words)
}

/// 护堤工作汇报3篇二： 护堤工作汇报 第2篇 the piece's number after the title of the collection.
fn piece_last(words: &str) -> bool {
    let bare = words.trim_end_matches(['：', ':', '】', '）', ')']);
    let (rest, sign) = bare.strip_suffix('篇').map_or((bare, '篇'), |rest| (rest, '第'));
    let head = rest.trim_end_matches(is_up_to_ten);
    head.len() < rest.len() && head.ends_with(sign) && head.chars().count() >= 4
        || bracketed_last(words)
}

/// 护堤工作方案（一）： the piece's number in brackets after the title of the collection, with a colon.
fn bracketed_last(words: &str) -> bool {
    let bare = words.trim_end_matches(is_blank).strip_suffix(['：', ':']);
    let bare = bare.map(|bare| bare.trim_end_matches(is_blank));
    let inside = bare.and_then(|bare| bare.strip_suffix(['）', ')']));
    let parts = inside.and_then(|inside| inside.rsplit_once(['（', '(']));
    parts.is_some_and(|(title, n)| {
        (1..=2).contains(&n.chars().take(3).count())
            && n.chars().all(is_up_to_ten)
            && genre_ends(title)
    })
}

/// Whether a genre at the end of `text` names sections of a document as well.
pub(super) fn section(text: &str) -> bool {
    ["建议", "措施", "要点", "计划", "意见", "说明"].iter().any(|word| text.ends_with(word))
}
