//! What a short line around a title is: a subtitle, the speaker, the occasion, an attachment, tags.

use super::words::{SPOKEN, genre_ends, stem};
use crate::outline::marker::fold;
use crate::outline::plain::{plain, plainly};
use crate::text::{han_digit, is_blank, is_han_zero, is_up_to_ten};

/// A line with the speaker's name or the place and date under a title.
pub(super) fn byline(text: &str) -> bool {
    let length = text.chars().count();
    length <= 30
        && (text.starts_with(['（', '(']) && text.ends_with(['）', ')'])
            || length <= 12 && !text.contains(['。', '，', '：', '、', '；']))
}

/// A line with the speaker's office and name: 县人民政府县长　某某某
pub(in crate::outline) fn speaker(words: &str) -> bool {
    #[rustfmt::skip]
    const OFFICES: &[&str] = &[
        "书记", "县长", "区长", "市长", "省长", "州长", "镇长", "乡长", "主席", "主任", "局长", "厅长", "部长", "院长",
        "检察长", "校长", "董事长", "总经理", "總經理", "會長", "院長", "部長", "局長", "組長", "总裁", "本报记者",
        "本刊记者", "特约记者", "本報記者", "通讯员", "评论员", "評論員",
    ];
    const LAST: &[char] = &['记', '长', '長', '席', '任', '理', '裁', '者', '员', '員'];
    if words.chars().take(31).count() > 30 || words.contains(['在', '的']) {
        return false;
    }
    // Two to four characters of a name stand behind the office.
    let names = words.char_indices().rev().skip(1).take(3);
    let mut heads = names.filter_map(|(at, _)| words.get(..at));
    heads.any(|head| head.ends_with(LAST) && OFFICES.iter().any(|office| head.ends_with(office)))
        && !genre_ends(words)
}

/// Whether `words` say who speaks, as a line below the `title` does: 柳长河, 县水务局, 县水务局柳长河. Below a title that
/// names a genre, other short words are no title either. What stands below the title of a collection is one.
pub(in crate::outline) fn signs(title: &str, words: &str) -> bool {
    /// Characters of a title that says enough.
    const TITLE: usize = 6;
    if speaker(words) {
        return true;
    }
    // 发言人：柳长河
    let label = words.split_once(['：', ':']).map(|(label, _)| label);
    if label.is_some_and(|label| label.len() <= 12 && label.ends_with(['人', '者'])) {
        return true;
    }
    if several(title)
        || words.chars().take(17).count() > 16
        || words.contains(['。', '，', ',', '：', ':', '、', '；', '！', '!', '？', '?', '《', '—'])
    {
        return false;
    }
    let long = title.chars().filter(|&c| !is_blank(c)).count() >= TITLE;
    let whole = long && genre_ends(title);
    // 先进代表 柳长河
    let named = || words.split(is_blank).skip(1).last().is_some_and(person);
    whole || person(words) || two_people(words) || agency(words) || named()
}

/// Two names that have lost the blank between them: 柳长河梁守堤
fn two_people(words: &str) -> bool {
    let middle = words.char_indices().nth(3).map(|(at, _)| at);
    words.chars().take(7).count() == 6
        && middle
            .and_then(|at| words.split_at_checked(at))
            .is_some_and(|(one, other)| person(one) && person(other))
}

/// Whether a line below the name of a text says who wrote it, whatever office that is: 县水文站工程师柳长河
pub(in crate::outline) fn signature(words: &str) -> bool {
    if words.len() > 90 {
        return false;
    }
    let words = words.trim_matches(is_blank);
    let short = (2..=30).contains(&words.chars().take(31).count());
    // The last three characters, or two.
    let last = |count: usize| words.char_indices().rev().nth(count - 1).map(|(at, _)| at);
    let named = |count: usize| {
        let (office, name) = words.split_at_checked(last(count)?)?;
        Some(office.chars().take(4).count() == 4 && person(name))
    };
    short
        && words.chars().all(|c| c.is_alphabetic() || is_blank(c) || matches!(c, '、' | '“' | '”'))
        && (person(words)
            || speaker(words)
            || two_people(words)
            || [3, 2].iter().any(|&count| named(count) == Some(true)))
}

/// Whether `words` may be somebody's name: two or three characters, the first a common surname, or four after
/// a surname of two; or what stands for a name: 某某某, XXX.
pub(in crate::outline) fn person(words: &str) -> bool {
    #[rustfmt::skip]
    const SURNAMES: &str = "\
        王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任\
        沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔\
        向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌\
        毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦\
        麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩\
        明佘池查麻苑迟邝張劉陳楊黃趙吳孫馬鄭謝許韓馮鄧蕭蔣餘葉蘇魏呂盧鐘譚陸賈韋鄒龍陶賀顧龔邵萬錢嚴湯齊莊";
    const DOUBLE: &[&str] =
        &["欧阳", "司马", "上官", "诸葛", "司徒", "慕容", "皇甫", "尉迟", "端木", "東方", "歐陽"];
    let han = |c: char| c.is_alphabetic() && !c.is_ascii();
    let withheld = |c: char| matches!(c, 'X' | 'x' | 'Ｘ' | '×' | '某' | '*' | '＊' | '○' | '〇');
    let count = words.chars().filter(|&c| !is_blank(c)).take(5).count();
    words.chars().all(|c| han(c) || is_blank(c) || withheld(c))
        && match count {
            2..=4 if words.ends_with(withheld) => true,
            2 | 3 => words.starts_with(|c| SURNAMES.contains(c)),
            4 => DOUBLE.iter().any(|name| words.starts_with(name)),
            _ => false,
        }
}

/// The name of an agency, as it signs a document: 县水务局, 县人民政府办公室
pub(super) fn agency(words: &str) -> bool {
    #[rustfmt::skip]
    const AGENCIES: &[&str] = &[
        "政府", "厅", "局", "委", "部", "院", "署", "处", "科", "所", "站", "室", "办", "组", "委员会", "协会",
        "公司", "集团", "大学", "学校", "中学", "小学", "幼儿园", "支队", "大队", "社区", "支部", "银行",
    ];
    if words.chars().take(25).count() > 24 {
        return false;
    }
    let plain = plainly(words);
    AGENCIES.iter().any(|name| plain.ends_with(name))
}

/// The number of a document in a line of its own: 水务发〔2024〕7号
pub(super) fn document_number(line: &str) -> bool {
    let line = line.trim_matches(is_blank);
    let number = |(_, rest): (&str, &str)| rest.ends_with('号') || rest.ends_with('號');
    line.len() <= 60
        && !line.contains(['：', ':', '，'])
        && line.split_once(['〔', '［', '[']).is_some_and(number)
}

/// Whether `words` open a book title mark that they do not close.
pub(super) fn opened(words: &str) -> bool {
    let last = words.rfind(['《', '》']);
    last.is_some_and(|at| words.get(at..).is_some_and(|rest| rest.starts_with('《')))
}

/// A title of several texts together (…讲话汇编): the next line is a title of its own.
fn collection(line: &str) -> bool {
    ["汇编", "彙編", "选编", "合集", "集合", "集锦", "锦集", "大全", "汇总", "匯總"]
        .iter()
        .any(|w| stem(line).ends_with(w))
}

/// A title that says how many texts stand below it (…讲话稿5篇, …范文（精选三篇）), or a [`collection`].
pub(in crate::outline) fn several(line: &str) -> bool {
    let number = |c: char| c.is_ascii_digit() || "二两三四五六七八九十多".contains(c);
    let counted = line.trim_end_matches(['）', ')', '】', ' ']).strip_suffix('篇');
    let named = counted.map(|rest| (rest, rest.trim_end_matches(number)));
    let named = named.filter(|(rest, name)| name.len() < rest.len() && !name.ends_with('第'));
    collection(line)
        || named.is_some_and(|(_, name)| {
            let praise = |c: char| "精选通用共最新优秀热门实用集锦合汇编（(【 ".contains(c);
            let name = name.trim_end_matches(praise);
            genre_ends(name) || name.ends_with("范文")
        })
}

/// The name of a part of a site: 新闻与活动 通知公告
pub(super) fn menu(words: &str) -> bool {
    #[rustfmt::skip]
    const PARTS: &[&str] = &[
        "活动", "动态", "要闻", "时讯", "栏目", "专栏", "频道", "新闻", "资讯", "快讯", "新闻中心",
        "资讯中心", "通知公告", "公示公告", "政务公开", "信息公开", "党务公开",
        "活動", "動態", "要聞", "欄目", "專欄", "頻道", "新聞", "資訊", "快訊",
    ];
    (2..=8).contains(&words.chars().take(9).count())
        && PARTS.iter().any(|part| words.ends_with(part))
}

/// A line that announces what is attached: 附件1 附： 【参考资料】
pub(super) fn attachment(line: &str) -> bool {
    if line.len() > 36 {
        return false;
    }
    let sign = |c: char| is_blank(c) || matches!(c, '：' | ':' | '【' | '】' | '*' | '#');
    let bare: String = line.chars().filter(|&c| !sign(c)).collect();
    matches!(bare.trim_end_matches(is_up_to_ten), "附件" | "附" | "附录" | "附錄" | "参考资料")
}

/// 附：护堤公约: an attachment announced in the line of its own title.
pub(super) fn attached_here(words: &str) -> bool {
    let head = words.split_once(['：', ':']).filter(|(_, title)| genre_ends(title));
    head.is_some_and(|(label, _)| {
        matches!(label.trim_end_matches(is_up_to_ten), "附" | "附件" | "附录")
    })
}

/// 党课：在……中汲取力量: the genre before the title's own words.
pub(super) fn genre_first(words: &str) -> bool {
    words.split_once(['：', ':']).is_some_and(|(genre, rest)| {
        (2..=10).contains(&genre.chars().count())
            && rest.chars().count() >= 5
            && SPOKEN.iter().any(|g| genre.ends_with(g))
    })
}

/// 会议地点：县水利局三楼, 【致辞背景】全县动员大会: the particulars of a meeting or a paper.
pub(super) fn particulars(words: &str) -> bool {
    const NAMES: &[&str] = &[
        "时间",
        "時間",
        "地点",
        "地點",
        "日期",
        "人员",
        "人員",
        "主持人",
        "主持",
        "记录",
        "記錄",
        "记录人",
        "编号",
        "文号",
        "关键词",
        "主题词",
        "致辞人",
        "背景",
    ];
    let label = words.split_once(['：', ':', '】']).map(|(label, _)| label);
    label.is_some_and(|label| label.len() <= 24 && NAMES.iter().any(|w| label.ends_with(w)))
}

/// 来源：县水利局 发布时间：…… : what a page says of the text below its title.
pub(super) fn credits(words: &str) -> bool {
    const LABELS: &[&str] = &["来源", "时间", "日期", "作者", "发布", "浏览", "阅读", "更新"];
    let head: String = words.trim_start_matches(is_blank).chars().take(8).map(plain).collect();
    head.contains(['：', ':']) && LABELS.iter().any(|label| head.contains(label))
}

/// 文｜柳长河 摄影/梁守堤: who made what of an article.
pub(super) fn credit(words: &str) -> bool {
    #[rustfmt::skip]
    const WORK: &[&str] = &[
        "文", "图", "文图", "图文", "插图", "撰文", "采写", "编辑", "责编", "摄影", "口述", "作者", "记者",
    ];
    let mark = |c: char| matches!(c, '｜' | '|' | '丨' | '/' | '／');
    let near = words.char_indices().take(6).find(|&(_, c)| mark(c));
    let parts = near.and_then(|(at, c)| Some((words.get(..at)?, words.get(at + c.len_utf8()..)?)));
    parts.is_some_and(|(work, who)| {
        work.len() <= 12
            && WORK.contains(&&*plainly(work.trim_matches(is_blank)))
            && who.chars().take(21).count() <= 20
    })
}

/// Whether a short first line is one sentence that may be a title (渠修好了，日子就好了。) and not the first
/// of a speech (现在开会。).
pub(super) fn one_sentence(words: &str) -> bool {
    const FIRST: &[&str] = &[
        "现在", "今天", "今晚", "同志", "各位", "大家", "下面", "首先", "刚才", "谢谢", "感谢",
        "我", "你", "您", "尊敬", "亲爱", "女士",
    ];
    let bare = words.trim_end_matches('。');
    (6..=24).contains(&bare.chars().take(25).count())
        && !bare.contains('。')
        && !FIRST.iter().any(|word| plainly(words).starts_with(word))
}

/// 学习体会文章：把堤修到心里去: the rubric of a page before the title.
pub(super) fn rubric_first(words: &str) -> bool {
    words.split_once(['：', ':']).is_some_and(|(label, title)| {
        (2..=20).contains(&label.chars().take(21).count())
            && (4..=40).contains(&title.chars().filter(|&c| !is_blank(c)).take(41).count())
            && !title.starts_with(|c: char| c.is_ascii_digit())
    })
}

/// 范文资料：护堤工作方案: a page's label before the title.
pub(super) fn labelled(words: &str) -> bool {
    let parts = words.split_once(['：', ':']);
    parts.is_some_and(|(label, title)| {
        (2..=6).contains(&label.chars().count()) && title.chars().count() >= 6 && genre_ends(title)
    })
}

/// A row of links or tags: 护堤方案 巡堤方案 看闸方案
pub(super) fn tags(line: &str) -> bool {
    let parts = || line.split(is_blank).filter(|part| !part.is_empty());
    parts().count() >= 2 && parts().all(genre_ends) && line.len() <= 280
}

/// A line that begins with a full date, as the lines on when a statute was passed do, or with that of
/// a page or an agency: 2023-05-06 10:12, 新华社北京3月17日电
pub(super) fn dated(words: &str) -> bool {
    let day = || {
        let digits: String = words.chars().take(7).map(fold).collect();
        matches!(digits.as_bytes(), [_, y1, y2, y3, b'-' | b'/' | b'.', m, ..]
            if [y1, y2, y3, m].iter().all(|c| c.is_ascii_digit()))
    };
    let page = words.starts_with(['1', '2', '１', '２']) && day();
    let sent = ["新华社", "中新社", "本报", "新華社"].iter().any(|w| words.starts_with(w));
    if page || sent && words.chars().take(16).any(|c| matches!(c, '电' | '電' | '讯' | '訊')) {
        return true;
    }
    let mut numbers = words.trim_start_matches(['（', '(']).char_indices();
    let day = numbers.find(|&(_, c)| !c.is_ascii_digit() && !matches!(c, '年' | '月'));
    day.is_some_and(|(at, c)| {
        let date = words.get(..at).unwrap_or_default();
        c == '日' && date.contains('年') && date.contains('月')
    })
}

/// Whether a line begins with the dash of a subtitle, whatever was typed for it.
pub(super) fn dashed(text: &str) -> bool {
    text.starts_with(['—', '―', '─', '－']) || text.starts_with("--")
}

/// A line with the date and the place of a speech, or who adopted a statute when:
/// 2024年1月9日在县人民代表大会上
pub(super) fn occasion(text: &str) -> bool {
    let bare = text
        .trim_start_matches(|c: char| is_blank(c) || matches!(c, '（' | '(' | '—' | '-' | '─'))
        .trim_end_matches(|c: char| is_blank(c) || matches!(c, '）' | ')'));
    let year = bare.chars().take(6).position(|c| c == '年');
    let number = |c: char| c.is_ascii_digit() || is_han_zero(c) || han_digit(c).is_some();
    bare.chars().take(61).count() <= 60
        && year.is_some_and(|at| at >= 2 && bare.chars().take(at).all(number))
        && (adopted(bare)
            || bare.contains('在')
                && (bare.ends_with(['上', '时', '時'])
                    || ["会议", "大会", "會議", "大會"].iter().any(|m| bare.ends_with(m))))
}

/// 2024年3月1日圩区代表大会第二次会议通过: who adopted a statute.
fn adopted(words: &str) -> bool {
    const ADOPTED: &[&str] = &["通过", "批准", "通過", "修正", "修订", "修訂", "公布"];
    let day = words.contains('月') && words.contains('日');
    day && ADOPTED.iter().any(|word| words.ends_with(word))
}

/// A link of a list of articles: …上的讲话08-22
pub(super) fn dated_link(words: &str) -> bool {
    // Most lines end with no digit.
    if !words.ends_with(|c: char| fold(c).is_ascii_digit()) {
        return false;
    }
    let tail: Vec<char> = words.chars().rev().take(5).map(fold).collect();
    matches!(tail.as_slice(), [a, b, '-' | '.' | '/', c, d] if [a, b, c, d].iter().all(|c| c.is_ascii_digit()))
}
