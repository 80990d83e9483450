//! Furniture that the wording of a single line shows: the labels, buttons and links of a page, page numbers,
//! advertising.
//!
//! In: lines. Out: which of them are furniture.

use std::borrow::Cow;

use crate::text::{WordSet, is_blank, without_glosses};

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

/// Bare words of a page's tool bar, each in a line of its own.
static BUTTONS: WordSet = WordSet::of(&[
    "大",
    "中",
    "小",
    "字号",
    "字体",
    "打印",
    "关闭",
    "分享",
    "收藏",
    "首页",
    "返回",
    "投稿",
    "搜索",
    "登录",
    "注册",
    "来源",
    "字号大",
    "大中小",
    "繁体",
    "简体",
    "打印本页",
    "关闭窗口",
    "手机版",
    "客户端",
    "更多",
    "导航",
    "微信",
    "微博",
    "【大",
    "小】",
    "加大",
    "减小",
    "还原",
    "放大",
    "缩小",
    "默认",
    "全屏",
    "下载",
    "纠错",
    "點擊",
    "购物车",
    "我的足迹",
    "电脑桌面",
    "用户评论",
    "立即了解",
    "立即下载",
    "标题导航",
    "404 Not Found",
    "nginx",
    "栏目导航",
    "常用范文",
    "Top",
    "跳到主要內容",
    "跳到主要内容",
    "跳至主要內容",
    "跳至主要内容",
    "跳转到主要内容",
    "正文复制",
    "合集下载",
    "侵权投诉",
    "侵权举报",
    "浏览记录",
    "精选留言",
    "我要留言",
    "资源描述",
    "下载资源",
    "VIP专免",
    "VIP免费",
    "海报",
    "简体版",
    "繁体版",
    "簡體版",
    "繁體版",
    "英文版",
    "English",
    "列印",
    "友善列印",
    "關閉視窗",
]);

/// Whether `word` is one of them.
fn is_button(word: &str) -> bool {
    BUTTONS.rests(word).any(str::is_empty)
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
        || word.is_empty() && line.contains(['】', ']'])
        || breadcrumb(line, bare)
        || labelled(bare, length)
        || navigation(bare, length)
        || tool_bar(line)
        || promotion(line, length)
        || page_number(line)
        || measure(line)
}

/// 《……讲话》由会员上传分享: who put a text on a page.
fn shared(line: &str) -> bool {
    static SHARED: WordSet = WordSet::of(&["由会员分享", "由会员上传分享"]);
    SHARED.any_in(line)
}

/// 29.33KB, 14 页 |, 0.5 下载券, 999+: how large a file is, what it costs, how often it was read.
fn measure(line: &str) -> bool {
    const UNITS: &[&str] = &["KB", "MB", "kb", "页", "頁", "次", "下载券", "积分", "金币", "+"];
    let sign = |c: char| is_blank(c) || matches!(c, '|' | '｜' | '-' | '•');
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
    static PLACES: WordSet = WordSet::of(&[
        "当前位置",
        "您的位置",
        "您现在的位置",
        "你的位置",
        "所在位置",
        "當前位置",
        "您当前的位置",
        "首页",
    ]);
    arrows >= 2 && !line.contains('。')
        || PLACES.any_begins(bare) && (arrows > 0 || line.contains([':', '：']))
}

/// 来源：……　时间：…… and the other labels of a page's head.
fn labelled(bare: &str, length: usize) -> bool {
    static LABELS: WordSet = WordSet::of(&[
        "来源",
        "來源",
        "文章来源",
        "信息来源",
        "稿件来源",
        "时间",
        "发布时间",
        "发布日期",
        "更新时间",
        "发表时间",
        "作者",
        "责任编辑",
        "编辑",
        "責任編輯",
        "责编",
        "字号",
        "字体",
        "浏览",
        "浏览次数",
        "点击",
        "点击数",
        "点击次数",
        "阅读",
        "阅读次数",
        "人气",
        "标签",
        "关键词",
        "关键字",
        "栏目",
        "版面",
        "当前报纸名称",
        "分类",
        "上传",
        "上传人",
        "文档编号",
        "审核",
        "校对",
        "摄影",
        "文/",
        "本文来源",
        "本文地址",
        "转载请注明",
        "原文链接",
        "原标题",
        "发布机构",
        "发文机关",
        "索引号",
        "主题分类",
        "信息索引号",
        "成文日期",
        "有效性",
        "文件编号",
        "信息分类",
        "生成日期",
        "公开方式",
        "下载",
        "下载次数",
        "字数",
        "字號",
        "時間",
        "發布時間",
        "發佈時間",
        "更新時間",
        "發表時間",
        "欄目",
        "人氣",
        "瀏覽",
        "點擊",
        "閱讀",
        "標籤",
        "編輯",
    ]);
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
        known += usize::from(is_button(word) || size(word) || navigates(word));
    }
    known >= 2 && known * 2 >= all
}

/// Whether a line or a word of a tool bar begins with what leads to other pages: 上一篇, 关闭窗口
fn navigates(words: &str) -> bool {
    static STARTS: WordSet = WordSet::of(&[
        "上一篇",
        "下一篇",
        "上一页",
        "下一页",
        "相关文章",
        "相关推荐",
        "相關推薦",
        "相關文章",
        "相关阅读",
        "推荐阅读",
        "推薦閱讀",
        "延伸阅读",
        "热门文章",
        "拓展阅读",
        "热门推荐",
        "最新文章",
        "猜你喜欢",
        "精彩推荐",
        "返回顶部",
        "返回首页",
        "返回列表",
        "打印本页",
        "关闭窗口",
        "分享到",
        "分享至",
        "扫一扫",
        "版权所有",
        "版权声明",
        "寄給朋友",
        "免责声明",
        "网站地图",
        "联系我们",
        "关于我们",
        "主办单位",
        "承办单位",
        "网站标识码",
        "本站声明",
        "温馨提示",
        "加入收藏",
        "设为首页",
        "点击查看",
        "点击下载",
        "查看更多",
        "阅读全文",
        "展开全文",
        "为您推荐",
        "相关链接",
        "相关信息",
        "相关专题",
        "打印】",
        "【打印",
        "责任编辑",
        "相关报道",
        "相关附件",
        "相关新闻",
        "相关热词",
        "相關報道",
        "下载本文",
        "一键复制",
        "预览结束",
        "试读结束",
        "免费试读",
        "友情链接",
    ]);
    STARTS.any_begins(words)
}

/// 上一篇：…… 相关文章： 打印本页
fn navigation(bare: &str, length: usize) -> bool {
    // 上篇　总论 and 广告管理办法 are lines of a text.
    const LABELS: &[&str] = &["上篇", "下篇", "技术支持", "广告"];
    let label = |l: &str| {
        let rest = bare.strip_prefix(l);
        rest.is_some_and(|rest| rest.is_empty() && l == "广告" || rest.starts_with(['：', ':']))
    };
    static HOLDS: WordSet = WordSet::of(&[
        "相关文章：",
        "相关文章:",
        "相關文章:",
        "相關文章：",
        "点击查看",
        "Copyright",
        "ICP备",
        "公网安备",
        "文章推荐：",
    ]);
    length <= 60
        && !bare.contains('。')
        && (navigates(bare) || LABELS.iter().any(|l| label(l)) || HOLDS.any_in(bare))
}

/// 以下是小编为大家整理的…… 会员群 www.
fn promotion(line: &str, length: usize) -> bool {
    static WORDS: WordSet = WordSet::of(&[
        "小编",
        "小編",
        "QQ群",
        "qq群",
        "微信号",
        "公众号",
        "会员群",
        "年会员",
        "仅供学习",
        "禁止外传",
        "www.",
        "http://",
        "https://",
        "点击关注",
        "长按识别",
        "供大家参考",
        "供大家参阅",
        "仅供参考，",
        "欢迎阅读",
        "欢迎大家阅读",
        "希望能帮助到大家",
        "希望对大家有所帮助",
        "倒卖会员",
        "实时分享",
        "立享",
        "范文网",
        "文秘网",
        "公文网",
        "百度文库",
        "道客巴巴",
        "网友上传",
        "本站为你",
        "本站为您",
        "客服老师",
        "網友上傳",
        "不代表本站",
        "会员登录",
        "下载后可任意编辑",
        "下载文档前请",
        "仅部分预览",
        "请联系客服",
        "加入Vip",
        "加入VIP",
        "免费获取全文",
        "分享文档赚钱",
        "到电脑桌面",
        "在桌面快捷访问",
        "扫码阅读",
        "本站立场无关",
        "会员可完整阅读",
        "开通会员",
        "免费下载",
        "写作神器",
        "我要投稿",
        "本文共",
        "全文共",
        "篇范文",
        "由会员分享",
        "由会员上传分享",
    ]);
    length <= LONGEST && WORDS.any_in(line) && !line.starts_with("（")
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
        ] {
            assert!(!is_furniture(line), "{line}");
        }
    }
}
