//! Titles of speeches: a file may hold several, and each starts the numbering afresh.
//!
//! In: the paragraphs. Out: those that may be titles, with the log-odds that they are.

use crate::document::{Document, Role};
use crate::outline::marker::fold;
use crate::text::{CharSet, Span, is_blank};

/// A paragraph that may be the title of a speech.
#[derive(Clone, Copy, Debug)]
pub(super) struct Title {
    /// Index of the paragraph.
    pub paragraph: usize,
    /// The title's words.
    pub span: Span,
    /// Log-odds that it is one.
    pub odds: f32,
}

/// What a paragraph is to a speech, apart from its numbering.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Part {
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

/// Genres, by the word that ends a title.
const SPOKEN: &[&str] = &[
    "讲话",
    "講話",
    "讲话稿",
    "講話稿",
    "发言",
    "發言",
    "发言稿",
    "发言材料",
    "表态发言",
    "致辞",
    "致词",
    "致詞",
    "演讲",
    "演讲稿",
    "演说",
    "演說",
    "党课",
    "党课讲稿",
    "主持词",
    "述职报告",
    "述廉报告",
    "工作报告",
    "政府工作报告",
    "汇报",
    "匯報",
    "汇报材料",
    "总结",
    "總結",
    "总结讲话",
    "汇报发言",
    "情况汇报",
    "工作总结",
    "贺词",
    "悼词",
    "开幕词",
    "闭幕词",
    "开幕辞",
    "闭幕辞",
    "讲稿",
    "报告",
    "報告",
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
];

/// Genres of official documents.
const WRITTEN: &[&str] = &[
    "通知",
    "意见",
    "意見",
    "决定",
    "決定",
    "方案",
    "办法",
    "辦法",
    "条例",
    "條例",
    "规定",
    "規定",
    "细则",
    "規劃",
    "规划",
    "纲要",
    "公报",
    "建议",
    "要点",
    "計畫",
    "计划",
    "制度",
    "章程",
    "合同",
    "协议",
    "公告",
    "通告",
    "批复",
    "函",
    "纪要",
    "规则",
    "决议",
    "決議",
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
    "計劃",
    "招标文件",
    "协定",
];

/// Words that only a page about the text has.
const ABOUT: &[&str] = &[
    "小编",
    "下面是",
    "以下是",
    "供大家",
    "来源",
    "來源",
    "相关",
    "相關",
    "上一篇",
    "下一篇",
    "编辑",
    "編輯",
    "点击",
    "下载",
    "本文",
    "当前位置",
    "首页",
    "版权",
    "作者",
    "字号",
    "浏览",
    "发布时间",
    "更新时间",
    "会员",
    "关注",
    "举报",
    "免费",
    "目录",
    "目錄",
    "推荐",
    "推薦",
    "附件",
    "整理",
];

/// What paragraph `text` is to a speech.
pub(super) fn part(text: &str) -> Part {
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

/// 同志们： 各位代表： 尊敬的……： 各县、区人民政府：
pub(super) fn is_salutation(text: &str) -> bool {
    const WHO: &[&str] = &[
        "同志",
        "各位",
        "尊敬",
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
    ];
    let text = text.trim_end_matches(is_blank);
    let ends = text.ends_with(['：', ':', '！', '!', '，', ',']);
    let colon = text.ends_with(['：', ':']);
    ends && WHO
        .iter()
        .any(|w| if *w == "各" { colon && text.starts_with(w) } else { text.starts_with(w) })
        && (colon || text.chars().count() <= 16)
        && !text.trim_end_matches(['：', ':', '！', '!', '，', ',']).contains(['。', '；'])
        || colon
            && (text.contains("同志们") || text.contains("同志們"))
            && text.chars().count() <= 40
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
fn before_document_number(text: &str) -> Option<usize> {
    let near = text.get(..text.char_indices().nth(140).map_or(text.len(), |(at, _)| at))?;
    let open = near.find(['〔', '［'])?;
    let year = near.get(open..)?.chars().skip(1).take(4);
    if year.filter(char::is_ascii_digit).count() != 4 {
        return None;
    }
    // The agency's code before the number has ten characters at the most.
    let head = near.get(..open).filter(|h| !h.contains(['。', '，', ',', '；', ';']))?;
    let ends = head.char_indices().rev().take(11).map(|(at, _)| at);
    ends.filter(|&at| at >= 24).find(|&at| head.get(..at).is_some_and(genre_ends))
}

/// Length in bytes of the salutation glued to the end of a title (…上的讲话同志们：), 0 for none.
fn glued_salutation(text: &str) -> usize {
    if !text.ends_with(['：', ':']) {
        return 0;
    }
    let starts = ["同志", "各位", "尊敬", "女士", "朋友", "老师", "同学"];
    let found = starts.iter().filter_map(|w| text.find(w)).filter(|&at| at >= 18);
    let glued = found.min().filter(|&at| {
        let (title, rest) =
            (text.get(..at).unwrap_or_default(), text.get(at..).unwrap_or_default());
        genre_ends(title) && is_salutation(rest)
    });
    glued.map_or(0, |at| text.len() - at)
}

/// The title's words without what may follow the genre: ·1 （二） (3篇) （线上版） 2023.
fn stem(text: &str) -> &str {
    let text = match text.rfind(['（', '(']) {
        Some(at) if at > 6 && text.ends_with(['）', ')']) => text.get(..at).unwrap_or(text),
        _ => text,
    };
    let tail = |c: char| {
        is_blank(c)
            || c.is_ascii_digit()
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
                    | '一'
                    | '二'
                    | '三'
                    | '四'
                    | '五'
                    | '六'
                    | '七'
                    | '八'
                    | '九'
                    | '十'
                    | '》'
                    | '”'
                    | '之'
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
    text.trim_end_matches(tail)
}

/// Finds the titles among the paragraphs. `opens_list(i)` tells whether paragraph `i` starts with a
/// marker, `parts` what each paragraph is.
pub(super) fn find(
    document: &Document,
    parts: &[Part],
    opens_list: impl Fn(usize) -> Option<u32>,
) -> Vec<Title> {
    let mut titles: Vec<Title> = Vec::new();
    let paragraphs = document.paragraphs();
    let body: Vec<usize> = (0..paragraphs.len())
        .filter(|&i| {
            let role = paragraphs.get(i).map(|p| p.role);
            !matches!(role, Some(Role::Furniture | Role::Code | Role::Table | Role::Heading(_)))
        })
        .collect();
    let words = |i: usize| paragraphs.get(i).map_or("", |p| p.span.of(document.text()));
    let part_of = |i: usize| parts.get(i).copied().unwrap_or_default();
    let mut skip = 0;
    // Where the speech itself begins.
    let speech = body.iter().copied().find(|&i| {
        let text = words(i);
        text.len() > 240
            || text.contains('。')
            || opens_list(i).is_some()
            || part_of(i) == Part::Salutation
    });
    for (at, &i) in body.iter().enumerate() {
        let Some(paragraph) = paragraphs.get(i) else { continue };
        // A title has seventy characters at the most, four bytes each at the most.
        let numbered = before_document_number(words(i)).filter(|_| at >= skip);
        if at < skip
            || paragraph.span.len() > 280 && numbered.is_none()
            || part_of(i) != Part::Text
            || opens_list(i).is_some()
        {
            continue;
        }
        if let Some(len) = numbered {
            let span = Span::new(paragraph.span.start, paragraph.span.start + len);
            titles.push(Title { paragraph: i, span, odds: 3.0 });
            continue;
        }
        let (span, lead, glued) = inner(document, paragraph.span);
        let head = speech.is_none_or(|s| i < s);
        let at_or = |b: Option<usize>| b.and_then(|b| body.get(b)).copied();
        // Lists that begin again need a cause: a new speech.
        let soon =
            (1..4).any(|more| at_or(Some(at + more)).is_some_and(|j| opens_list(j) == Some(1)));
        let hint = head
            || lead > 0
            || glued > 0
            || paragraph.role == Role::Title
            || words(i).starts_with(['篇', '第', '【', '范', '例', '（'])
            || (0..3).any(|more| at_or(Some(at + more)).is_some_and(|j| last_of_genre(words(j))))
            || at_or(Some(at + 1))
                .is_some_and(|j| part_of(j) == Part::Salutation || words(j).starts_with('—'))
            || soon
            || at_or(at.checked_sub(1))
                .is_some_and(|j| matches!(part_of(j), Part::End | Part::Date));
        if !hint {
            continue;
        }
        let mut best = Title { paragraph: i, span, odds: f32::MIN };
        let mut lines = 1;
        // A long title runs over two or three lines.
        for more in 0..3 {
            let last = at + more;
            let Some(&j) = body.get(last) else { break };
            if more > 0
                && !carries_on(
                    words(body.get(last - 1).copied().unwrap_or(i)),
                    words(j),
                    part_of(j),
                )
                || opens_list(j).is_some()
            {
                break;
            }
            let end = paragraphs.get(j).map_or(span.end, |p| inner(document, p.span).0.end);
            let whole: String = Span::new(span.start, end)
                .of(document.text())
                .chars()
                .filter(|&c| !is_blank(c) && c != '\n')
                .collect();
            let next = body.get(last + 1).copied();
            let after = body.get(last + 2).copied();
            let around = Around {
                first: at == 0,
                head,
                declared: paragraph.role == Role::Title,
                marked: if words(i).starts_with("# ") {
                    2.4
                } else if lead > 0 {
                    1.2
                } else {
                    0.0
                },
                glued: glued > 0,
                previous: at.checked_sub(1).and_then(|b| body.get(b)).map(|&j| part_of(j)),
                next: next.map(|j| Next { part: part_of(j), text: words(j) }),
                after: after.map(&part_of),
                soon,
            };
            let odds = odds(&whole, &around) - if more > 0 { 0.2 } else { 0.0 };
            if odds > best.odds {
                best = Title { paragraph: i, span: Span::new(span.start, end), odds };
                lines = more + 1;
            }
        }
        if best.odds > FAINT {
            titles.push(best);
            // The later lines of a title are no titles of their own.
            if best.odds > 0.0 {
                skip = at + lines;
            }
        }
    }
    // Before the first words of the speech stands a title, whatever its form.
    let head = titles.iter_mut().filter(|t| speech.is_none_or(|s| t.paragraph < s));
    if let Some(best) =
        head.max_by(|a, b| a.odds.total_cmp(&b.odds).then(b.paragraph.cmp(&a.paragraph)))
        && speech.is_some()
        && best.span.of(document.text()).chars().filter(|c| c.is_alphabetic()).count() >= 3
    {
        best.odds += 1.8;
    }
    titles.retain(|t| t.odds > -2.0);
    titles
}

/// Odds below which a paragraph is not even looked at again.
const FAINT: f32 = -4.2;

/// The words of a title without the signs before them and the salutation glued to them, and the
/// lengths of both.
fn inner(document: &Document, span: Span) -> (Span, usize, usize) {
    let text = span.of(document.text());
    let lead = super::marker::line_prefix(text);
    let glued = glued_salutation(text);
    let words = Span::new(span.start + lead, span.end - glued);
    let kept = words.of(document.text()).trim_end_matches(['*', '#', ' ', '\u{3000}']).len();
    (Span::new(words.start, words.start + kept), lead, glued)
}

/// Whether the line `next` can carry on a title that `line` begins.
fn carries_on(line: &str, next: &str, part: Part) -> bool {
    let length = next.chars().take(41).count();
    part == Part::Text
        && length <= 40
        && line.chars().filter(|&c| !is_blank(c)).take(8).count() == 8
        && line.len() <= 180
        && !line.ends_with(['。', '：', ':', '，', '；', '》', '）', ')'])
        && !next.starts_with(['—', '（', '('])
        && !next.contains(['。', '，', '：', ':', '；'])
        && !genre_ends(line)
}

/// Whether a genre's word can end with the last character of `text`.
fn last_of_genre(text: &str) -> bool {
    static LAST: CharSet = CharSet::of(
        "话話稿言料辞词詞讲演说說课告報报匯汇结結会書书材谈座信查检况算答要述辩示知见見定方案办法辦条例規劃规划纲公建议计計畫制度章程合同协函批复\
         纪决解释指南大守则准标范预措施明通命令提白皮宣声简若干须约文件手册概论體体會絡總總贺悼序跋记",
    );
    text.chars().next_back().is_some_and(|c| LAST.contains(c))
}

/// Whether `text` ends as the title of a genre does.
fn genre_ends(text: &str) -> bool {
    let core = stem(text);
    if !last_of_genre(core) && !last_of_genre(text) {
        return false;
    }
    SPOKEN.iter().chain(WRITTEN).any(|g| core.ends_with(g) || text.ends_with(g))
}

/// What stands around a paragraph.
struct Around<'a> {
    first: bool,
    /// Whether it stands before the first words of the speech.
    head: bool,
    declared: bool,
    /// Log-odds for the signs of a heading before it.
    marked: f32,
    glued: bool,
    previous: Option<Part>,
    next: Option<Next<'a>>,
    after: Option<Part>,
    /// Whether one of the next three paragraphs opens with a first number.
    soon: bool,
}

struct Next<'a> {
    part: Part,
    text: &'a str,
}

fn odds(words: &str, around: &Around<'_>) -> f32 {
    let length = words.chars().count();
    if !(2..=70).contains(&length) {
        return -9.0;
    }
    let mut odds = -2.5;
    if around.declared {
        odds += 5.0;
    }
    let core = stem(words.trim_end_matches(['》', '”']));
    let genre = last_of_genre(core) || last_of_genre(words);
    let spoken = genre && SPOKEN.iter().any(|g| core.ends_with(g) || words.ends_with(g));
    let written = genre && WRITTEN.iter().any(|g| core.ends_with(g) || words.ends_with(g));
    if spoken {
        odds += 2.2;
    } else if written {
        odds += 1.4;
    }
    if spoken
        && (words.contains('在') && (words.contains("上") || words.contains("会"))
            || words.contains("关于"))
    {
        odds += 1.5;
    } else if written && (words.contains("关于") || words.contains("關於")) {
        odds += 1.5;
    }
    if core.len() < words.len() && (spoken || written) {
        odds += 0.5;
    }
    if piece(words) {
        odds += 3.0;
    }
    if around.first {
        odds += 1.5;
        if length <= 24 {
            odds += 0.4;
        }
    }
    if around.glued {
        odds += 2.5;
    }
    odds += around.marked;
    if !words.chars().any(|c| c.is_alphabetic()) {
        odds -= 9.0;
    }
    if speaker(words) {
        odds -= 3.0;
    }
    if matches!(around.previous, Some(Part::End | Part::Date)) {
        odds += 1.0;
    }
    if let Some(next) = &around.next {
        let salutation = |p: Part| p == Part::Salutation;
        if salutation(next.part) {
            odds += 2.5;
        } else if next.part == Part::Date || byline(next.text) {
            odds += 0.8;
            if around.after.is_some_and(|p| salutation(p) || p == Part::Date) {
                odds += 1.5;
            }
        } else if next.text.starts_with("——") || next.text.starts_with('—') {
            odds += if genre_ends(next.text) { 3.5 } else { 2.0 };
        }
        if around.soon {
            odds += 1.0;
        }
    } else {
        odds -= 3.0;
    }
    // What follows only takes away.
    if odds <= -2.0 && !around.head {
        return odds;
    }
    if words.starts_with('—') {
        odds -= 4.0;
    }
    if length > 40 {
        odds -= 1.0;
    }
    if words.contains(['，', ',']) {
        odds -= 1.0;
    }
    if words.contains(['。', '；', ';', '？', '！', '?', '!', '→', '|', '>', '＞', '_'])
        || words.contains("http")
    {
        odds -= 5.0;
    }
    if words.ends_with(['：', ':', '、', '，', ',']) {
        odds -= 4.0;
    } else if words.contains(['：', ':']) && !piece(words) {
        odds -= 1.5;
    }
    if ABOUT.iter().any(|w| words.contains(w)) {
        odds -= 5.0;
    }
    if dated_link(words) {
        odds -= 6.0;
    }
    odds
}

/// 篇一： 第二篇 【篇三】 范文一
fn piece(words: &str) -> bool {
    let head = words.trim_start_matches(['【', '（', '(', '[', '第', ' ']);
    let numbered =
        |t: &str| t.chars().next().is_some_and(|c| "一二三四五六七八九十0123456789".contains(c));
    ["篇", "范文", "例文"].iter().any(|w| head.strip_prefix(w).is_some_and(numbered))
        || words.starts_with('第') && words.chars().take(5).any(|c| c == '篇') && numbered(head)
}

/// A line with the speaker's name or the place and date under a title.
fn byline(text: &str) -> bool {
    let length = text.chars().count();
    length <= 30
        && (text.starts_with(['（', '(']) && text.ends_with(['）', ')'])
            || length <= 12 && !text.contains(['。', '，', '：', '、', '；']))
}

/// A line with the speaker's office and name: 县人民政府县长　某某某
fn speaker(words: &str) -> bool {
    const OFFICES: &[&str] = &[
        "书记",
        "县长",
        "区长",
        "市长",
        "省长",
        "州长",
        "镇长",
        "乡长",
        "主席",
        "主任",
        "局长",
        "厅长",
        "部长",
        "院长",
        "检察长",
        "校长",
        "董事长",
        "总经理",
        "會長",
        "院長",
        "部長",
        "局長",
        "組長",
        "总裁",
    ];
    words.chars().count() <= 30
        && !genre_ends(words)
        && OFFICES.iter().any(|o| {
            words.find(o).is_some_and(|at| {
                let name = words.get(at + o.len()..).unwrap_or_default().chars().count();
                (2..=4).contains(&name) && !words.contains(['在', '的', '上'])
            })
        })
}

/// A link of a list of articles: …上的讲话08-22
fn dated_link(words: &str) -> bool {
    let tail: Vec<char> = words.chars().rev().take(5).map(fold).collect();
    matches!(tail.as_slice(), [a, b, '-' | '.' | '/', c, d] if [a, b, c, d].iter().all(|c| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn salutations_are_told_from_sentences() {
        for text in [
            "同志们：",
            "同志们:",
            "尊敬的各位领导、同志们：",
            "各位代表：",
            "各县、区人民政府，市直各单位：",
        ] {
            assert_eq!(part(text), Part::Salutation, "{text}");
        }
        for text in
            ["各级干部要记住。", "同志们，做好下半年的工作，任务艰巨，责任重大，让我们一起努力。"]
        {
            assert_eq!(part(text), Part::Text, "{text}");
        }
    }

    #[test]
    fn dates_and_thanks_end_a_speech() {
        assert_eq!(part("谢谢大家！"), Part::End);
        assert_eq!(part("2023年5月18日"), Part::Date);
        assert_eq!(part("（二〇二四年三月十二日）"), Part::Date);
    }

    #[test]
    fn a_link_with_a_date_is_no_title() {
        assert!(dated_link("在全镇工作会议上的讲话08-22"));
        assert!(!dated_link("在全镇工作会议上的讲话"));
    }
}
