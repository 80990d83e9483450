//! The paragraphs of a line without line ends in which a blank stands where each of them ended.
//!
//! In: the line and its [`Blank`]s. Out: its [`Row`]s, one for each paragraph.

use super::{Blank, Row, is_day};
use crate::input::txt::speeches::may_be_title;
use crate::input::txt::wrap::{ends_sentence, starts_item};
use crate::text::{Span, is_blank};

/// The paragraphs that end at the blanks; `None` unless the blanks stand after sentences, though not after
/// all, and after headings.
pub(super) fn of_paragraphs(line: &str, blanks: &[Blank]) -> Option<Vec<Row>> {
    const FEWEST: usize = 3;
    let free = || blanks.iter().filter(|blank| blank.free);
    let ended = free().filter(|blank| ends_sentence(blank.before)).count();
    let commas = free().filter(|blank| matches!(blank.before, '，' | ',' | '、')).count();
    let stops = line.chars().filter(|&c| matches!(c, '。' | '！' | '？' | '!' | '?')).count();
    let items = || {
        let after = |blank: &&Blank| Span::new(blank.span.end, line.len()).of(line);
        free().filter(|blank| starts_item(after(blank))).count()
    };
    // A blank after every sentence is a way of writing, unless items begin behind many.
    let habit = ended * 10 > stops * 8 && items() * 4 < ended;
    if ended < FEWEST || habit || commas * 5 > ended {
        return None;
    }
    let mut rows = Vec::new();
    let (mut start, mut inside) = (0, 0);
    let mut head = true;
    let ends: Vec<&Blank> = free().collect();
    for (i, blank) in ends.iter().enumerate() {
        let words = Span::new(start, blank.span.start);
        let until = ends.get(i + 1).map_or(line.len(), |next| next.span.start);
        let after = Span::new(blank.span.end, until).of(line);
        let text = words.of(line);
        let short = is_short(text);
        let opened = short && opened(text);
        let bare = short && !opened;
        head &= short;
        let item = starts_item(after);
        let more = is_short(after) && !item && !after.ends_with(['：', ':']);
        // The blank behind a number is part of it.
        let title = bare && !is_marker(text);
        // A single character is part of a word in wide spacing: 第一章 总 则
        let spaced = after.chars().nth(1).is_none() && !is_marker(after);
        let heading = title && (starts_item(text) && !more || head && !spaced || item);
        // ……修好它！ 2024年3月1日 在护堤会上的讲话 2024年4月2日 ……
        let heading = heading || short && (is_day(text) || may_be_title(text) && is_day(after));
        // ------ 注释 （1）……
        let heading = heading || is_rule(text);
        // ……要早查。（各村负责） and a line in brackets: （2024年3月1日在圩区代表大会上）
        let noted =
            text.ends_with(['）', ')']) && (item && !is_marker(text) || title && noted(text));
        if ends_sentence(blank.before) && !opened || heading || noted {
            rows.push(Row { words, goes_on: false });
            start = blank.span.end;
        } else {
            inside += usize::from(!is_marker(text));
        }
    }
    rows.push(Row { words: Span::new(start, line.len()), goes_on: false });
    (rows.len() > FEWEST && inside * 3 <= rows.len()).then_some(rows)
}

/// Whether words are a line drawn across the page.
fn is_rule(words: &str) -> bool {
    words.len() >= 4 && words.chars().all(|c| matches!(c, '-' | '—' | '─' | '=' | '*' | '_'))
}

/// Whether a bracket opens only where words begin: （2024年3月1日在圩区代表大会上）
fn noted(words: &str) -> bool {
    words.starts_with(['（', '(']) && words.rfind(['（', '(']) == Some(0)
}

/// Whether words open a bracket and do not close it: 【导
fn opened(words: &str) -> bool {
    let last = words.rfind(['【', '】', '（', '）', '(', ')', '《', '》']);
    let rest = last.and_then(|at| words.get(at..));
    rest.is_some_and(|rest| rest.starts_with(['【', '（', '(', '《']))
}

/// Whether words are only a number (第一条) or a sign (●), after which a blank and the title follow.
pub(super) fn is_marker(words: &str) -> bool {
    /// Bytes of a number at the most.
    const LONGEST: usize = 60;
    const PARTS: &str = "第一二三四五六七八九十百千〇零编篇部分章节条款项、.．（）()-—•●■◆★☆◎*#>";
    words.len() <= LONGEST && words.chars().all(|c| c.is_ascii_digit() || PARTS.contains(c))
}

/// Whether words may be a title: they are short and hold no sentence.
fn is_short(words: &str) -> bool {
    words.len() <= 240 && !words.trim_end_matches(is_blank).contains(['。', '；', ';', '！', '？'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::txt::flat::rows;

    fn words<'a>(line: &'a str, rows: &[Row]) -> Vec<&'a str> {
        rows.iter().map(|row| row.words.of(line)).collect()
    }

    /// The first `count` characters of each paragraph in `line`.
    fn begins(line: &str, count: usize) -> Vec<String> {
        let rows = rows(line).unwrap();
        words(line, &rows).iter().map(|row| row.chars().take(count).collect()).collect()
    }

    #[test]
    fn blanks_behind_paragraphs_part_them() {
        let line = "在全圩护堤动员会上的讲话 (2024 年 3 月 10 日)王守堤 乡亲们: 今天请大家来,是要把护堤的事定下来。去年水大,堤上守了四十天,没有出一处险,这是大家的功劳。 \
            下面,我讲两点意见。 一、查堤要细,不留死角 堤有三十里长。每一里都要有人走到。走到了还要看,看了还要记,记在本子上。 第一,查堤脚。草要割净。蚁穴要挖开。 \
            第二,查涵洞。洞有十七处。一处一处看。 二、守堤要严 守堤的人要编成班。一班八个人,一天四班。 谁误了班,谁负责,圩里一条一条记下来,年底一并算账。";
        let rows = rows(line).unwrap();
        assert_eq!(
            words(line, &rows)
                .iter()
                .map(|row| row.chars().take(6).collect::<String>())
                .collect::<Vec<_>>(),
            [
                "在全圩护堤动",
                "(2024 ",
                "乡亲们:",
                "今天请大家来",
                "下面,我讲两",
                "一、查堤要细",
                "堤有三十里长",
                "第一,查堤脚",
                "第二,查涵洞",
                "二、守堤要严",
                "守堤的人要编",
                "谁误了班,谁"
            ]
        );
        assert!(rows.iter().all(|row| !row.goes_on));
    }

    #[test]
    fn blanks_before_numbers_of_items_and_behind_the_title_part_them_too() {
        let text = "去年水大,堤上守了四十天,没有出一处险。这是大家的功劳,也是石料备得足的功劳。";
        let line = format!(
            "在全圩护堤动员会上的讲话 2024 年来得早。{text} 第一部分 查堤要细。{text} 1.查堤脚。{text} 2、查涵洞。{text} \
             第二部分 守堤要严。{text} 一共守 12 天,花了 3.5 万元。"
        );
        let rows = rows(&line).unwrap();
        let begin = |row: &&str| row.chars().take(6).collect::<String>();
        assert_eq!(
            words(&line, &rows).iter().map(begin).collect::<Vec<_>>(),
            [
                "在全圩护堤动",
                "2024 年",
                "第一部分 查",
                "1.查堤脚。",
                "2、查涵洞。",
                "第二部分 守",
                "一共守 12"
            ]
        );
    }

    #[test]
    fn blanks_behind_every_sentence_part_items_and_a_day_parts_the_title() {
        let article = "各村要在汛前把本村的堤段查看一遍，查出的险点当天报给镇里。";
        let of = |n: char| format!("第{n}条 {article} 镇里派人来看。");
        let articles = "一二三四五六七八".chars().map(of).collect::<Vec<_>>().join(" ");
        let line =
            format!("上圩镇护堤公约 2016年2月20日 第六次村长会议通过 第一章 总 则 {articles}");
        let begins = begins(&line, 7);
        assert_eq!(
            begins[..5],
            ["上圩镇护堤公约", "2016年2月", "第六次村长会议", "第一章 总 则", "第一条 各村要"]
        );
        assert_eq!(begins.len(), 4 + 2 * 8);
    }

    #[test]
    fn articles_of_one_sentence_each_are_parted_too() {
        let articles = [
            "第一条 为了管好圩堤，保护庄稼，制定本办法。",
            "第二条 圩堤由各村分段管护，管护的人由村里推举。",
            "第三条 水位超过警戒线时，各村应当日夜巡堤。",
        ];
        let line = format!(
            "圩堤管护办法 第一章 总则 {} 第二章 附则 {}",
            articles.join(" "),
            articles.repeat(6).join(" ")
        );
        let rows = rows(&line).unwrap();
        let words = words(&line, &rows);
        assert_eq!(words[..4], ["圩堤管护办法", "第一章 总则", articles[0], articles[1]]);
        assert_eq!(words.len(), 3 + 3 + 18);
    }

    #[test]
    fn numbers_with_a_blank_behind_and_a_word_set_wide_do_not_hide_the_paragraphs() {
        let text = "去年水大，堤上守了四十天，没有出一处险。这是大家的功劳，也是石料备得足的功劳。";
        let line = format!(
            "护堤的说明 1. {text} 2. 「查堤」要细。{text} 3. 《看闸办法》要守。堤上的人说：「一段也不能漏。」 4. {text} 5. {text} 注　　释 〔1〕指上圩。{text}"
        );
        assert_eq!(
            begins(&line, 6)[..6],
            ["护堤的说明", "1. 去年水", "2. 「查堤", "3. 《看闸", "4. 去年水", "5. 去年水"]
        );
        // A day, a label in brackets and signs before items are no paragraphs' ends either.
        let line = format!(
            "上圩护堤纪要 2024年3月1日 【导  读】{text} - {text} - {text} - {text} ● {text} ● {text}"
        );
        let expected = [
            "上圩护堤纪要",
            "2024年3",
            "【导  读】",
            "- 去年水",
            "- 去年水",
            "- 去年水",
            "● 去年水",
            "● 去年水",
        ];
        assert_eq!(begins(&line, 5), expected.map(|row| row.chars().take(5).collect::<String>()));
        // Where 　　 begins the paragraphs, they are parted there.
        let wide = line.replace(" ", "　　").replace("．", ". ");
        assert_eq!(rows(&wide), None);
    }

    #[test]
    fn brackets_end_a_paragraph_before_an_item_and_stand_alone_below_a_title() {
        let text = "去年水大，堤上守了四十天，没有出一处险。这是大家的功劳，也是石料备得足的功劳。";
        let line = format!(
            "打印 【字号： 大 小 】 上圩护堤办法 （2024年3月1日在圩区代表大会上） 堤长柳长河 {text} 一、任务 1.查堤。{text}（各村负责） 2.看闸。{text}（闸站 负责） 3. 第三条说过的，照办。{text} （1） 二是说过的，也照办。{text} 二、纪律 各村要求： {text} {text}"
        );
        let expected = [
            "打印",
            "【字号： 大",
            "上圩护堤办法",
            "（2024年",
            "堤长柳长河",
            "去年水大，堤",
            "一、任务",
            "1.查堤。去",
            "2.看闸。去",
            "3. 第三条",
            "（1） 二是",
            "二、纪律",
            "各村要求：",
            "去年水大，堤",
            "去年水大，堤",
        ];
        assert_eq!(begins(&line, 6), expected);
    }

    #[test]
    fn a_year_begins_a_paragraph_behind_a_stop_and_behind_a_heading() {
        let text = "去年水大，堤上守了四十天，没有出一处险。这是大家的功劳，也是石料备得足的功劳。";
        let line = format!(
            "【字号： 大 小 】 2024年上圩护堤工作报告 {text} 一、去年的工作 2023年水大。{text} 2022年水小，到了 2021年才有水。{text} 二、今年的工作 {text} {text}"
        );
        let expected = [
            "【字号： 大 小",
            "2024年上圩护",
            "去年水大，堤上守",
            "一、去年的工作",
            "2023年水大。",
            "2022年水小，",
            "二、今年的工作",
            "去年水大，堤上守",
            "去年水大，堤上守",
        ];
        assert_eq!(begins(&line, 8), expected);
    }

    #[test]
    fn a_day_alone_and_a_rule_are_lines_of_their_own() {
        let text = "去年水大，堤上守了四十天，没有出一处险。这是大家的功劳，也是石料备得足的功劳。";
        let line = format!(
            "在东圩护堤会上的讲话 2024年3月1日 {text} 一、查堤 {text} 二、看闸 {text} 2024年*月2日 在西圩护堤会上的讲话 2024年4月2日 {text} \
             一、加土 {text} 二、种柳 {text} ------ 注　　释 〔1〕指东圩。 到了 2024年5月1日 那天，{text}"
        );
        let expected = [
            "在东圩护堤会上",
            "2024年3月",
            "去年水大，堤上",
            "一、查堤",
            "去年水大，堤上",
            "二、看闸",
            "去年水大，堤上",
            "2024年*月",
            "在西圩护堤会上",
            "2024年4月",
            "去年水大，堤上",
            "一、加土",
            "去年水大，堤上",
            "二、种柳",
            "去年水大，堤上",
            "------",
            "注　　释",
            "〔1〕指东圩。",
            "到了 2024",
        ];
        assert_eq!(begins(&line, 7), expected);
    }
}
