//! Finds the lines in a long line whose line ends became blanks when the text was copied.
//!
//! In: a line. Out: the lines that it was. There are two kinds. In one, a blank stands where each paragraph
//! ended (`……落实。 二、抓督查 各地……`); in the other, where each row of a page ended, at regular distances and
//! even inside words (`……统一思 想、……`). Blanks beside Latin letters and digits (`2024 年`) are a way of
//! writing and tell nothing, unless the digits number an item (`1.查堤`).

use super::speeches::may_be_title;
use super::wrap::{ends_sentence, starts_item};
use crate::text::{Span, is_blank};

/// Shorter lines are not looked at, in bytes; that is 200 characters.
pub(super) const LONG: usize = 600;
/// Fewer blanks than this tell nothing.
const FEW: usize = 4;
/// By how many cells the rows of a page may differ from its width.
const SLACK: usize = 4;

/// One of the lines that a line was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// Its words, in bytes of the line.
    pub words: Span,
    /// Whether it goes on the paragraph of the row before.
    pub goes_on: bool,
}

/// The lines that `line` was; `None` if its blanks do not show that it was several.
pub(super) fn rows(line: &str) -> Option<Vec<Row>> {
    // Most long lines have hardly any blanks.
    if line.len() < LONG || has_few_blanks(line) {
        return None;
    }
    let blanks = blanks(line);
    // Where paragraphs begin with 　　, the others tell nothing; a word set wide (注　　释) does not count.
    let wide = line.matches("\u{3000}\u{3000}").take(blanks.len()).count();
    if blanks.len() < FEW || wide * FEW > blanks.len() {
        return None;
    }
    width(&blanks)
        .map(|width| of_a_page(line, &blanks, width))
        .or_else(|| of_paragraphs(line, &blanks))
}

/// Whether there are too few blanks in `text` to tell anything.
pub(super) fn has_few_blanks(text: &str) -> bool {
    memchr::memchr_iter(b' ', text.as_bytes()).take(FEW).count() < FEW
}

/// A run of blanks between words.
#[derive(Clone, Copy, Debug)]
struct Blank {
    span: Span,
    /// Whether neither a Latin letter nor a digit stands beside it, but for one that begins a line.
    free: bool,
    /// The character before it.
    before: char,
    /// How many cells of the line stand before it, and before its end.
    cells: (usize, usize),
}

/// The runs of blanks in `line`.
fn blanks(line: &str) -> Vec<Blank> {
    let mut blanks: Vec<Blank> = Vec::new();
    for (at, blank) in line.match_indices([' ', '\u{a0}', '\t']) {
        let end = at + blank.len();
        if let Some(last) = blanks.last_mut()
            && last.span.end == at
        {
            last.span.end = end;
            continue;
        }
        let before = Span::new(0, at).of(line).chars().next_back().unwrap_or(' ');
        blanks.push(Blank { span: Span::new(at, end), free: true, before, cells: (0, 0) });
    }
    let (mut at, mut sum) = (0, 0);
    let mut titled = false;
    for blank in &mut blanks {
        let words = Span::new(at, blank.span.start).of(line);
        sum += cells(words);
        blank.cells = (sum, sum + cells(blank.span.of(line)));
        (at, sum) = (blank.span.end, blank.cells.1);
        let after = Span::new(blank.span.end, line.len()).of(line);
        let tight = |c: char| c.is_ascii_alphanumeric() || c == '%';
        let open = after.chars().next().is_some_and(|c| !tight(c)) || numbered(after) || day(after);
        // ……上的讲话 2024年，全县…… whatever follows the title.
        let title = !titled && may_be_title(Span::new(0, blank.span.start).of(line));
        titled = true;
        // No typesetter puts a blank between 。 and 2024年; between a heading and the year one is a line end.
        let closed = matches!(blank.before, '。' | '！' | '？' | '；' | '】' | '）' | '”');
        let headed = || starts_item(words) && !is_marker(words) && year(after);
        blank.free = !tight(blank.before) && (open || title || closed || headed());
    }
    blanks
}

/// Whether `words` begin with the number of an item: 1.查堤 and 2、守堤, not 3.5 or 7、8.
fn numbered(words: &str) -> bool {
    let opens = |c: char| matches!(c, '《' | '〈' | '“' | '「' | '【');
    let after = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let title = after.strip_prefix(['.', '．', '、']).map(|title| title.trim_start_matches(' '));
    (1..=2).contains(&(words.len() - after.len()))
        && title.is_some_and(|t| {
            t.starts_with(|c: char| opens(c) || c.is_alphabetic() && !c.is_ascii())
        })
}

/// Whether `words` begin with a year: 2024年
fn year(words: &str) -> bool {
    let after = words.trim_start_matches(|c: char| c.is_ascii_digit());
    words.len() - after.len() == 4 && after.starts_with('年')
}

/// Whether `words` begin with a day and a blank: 2024年3月1日
fn day(words: &str) -> bool {
    let day = words.split(is_blank).next().unwrap_or_default();
    let numbers = |c: char| c.is_ascii_digit() || matches!(c, '年' | '月' | '日');
    day.len() < words.len()
        && day.contains('年')
        && day.ends_with(['月', '日'])
        && day.chars().all(numbers)
}

/// How many cells `words` took on the page. Its stops were as wide as a Chinese character, even if they are
/// narrow ones now.
fn cells(words: &str) -> usize {
    let narrow = words.bytes().filter(|b| b.is_ascii_alphanumeric() || *b == b' ').count();
    words.chars().count() * 2 - narrow
}

/// The width in cells of the rows of a page that end at the blanks; `None` unless most rows are about as wide
/// as this, and most of those end in the middle of a sentence.
fn width(blanks: &[Blank]) -> Option<usize> {
    const NARROWEST: usize = 30;
    const WIDEST: usize = 110;
    const FEWEST: usize = 6;
    let mut counts = [0_usize; WIDEST + 1];
    let mut open = [0_usize; WIDEST + 1];
    let (mut start, mut all) = (0, 0);
    for blank in blanks.iter().filter(|blank| blank.free) {
        let size = blank.cells.0 - start;
        start = blank.cells.1;
        all += 1;
        if let (Some(count), Some(open)) = (counts.get_mut(size), open.get_mut(size)) {
            *count += 1;
            *open += usize::from(!ends_sentence(blank.before));
        }
    }
    let near = |counts: &[usize], size: usize| -> usize {
        counts.iter().skip(size - SLACK / 2).take(SLACK + 1).sum()
    };
    let width = (NARROWEST..=WIDEST - SLACK / 2).max_by_key(|&size| near(&counts, size))?;
    let full = near(&counts, width);
    (full >= FEWEST && full * 5 >= all * 2 && near(&open, width) * 10 >= full * 7).then_some(width)
}

/// The rows of a page that is `width` cells wide.
fn of_a_page(line: &str, blanks: &[Blank], width: usize) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let (mut start, mut next) = (0, 0);
    // How many cells stand before the row.
    let mut passed = 0;
    let mut goes_on = false;
    while start < line.len() {
        let rest = blanks.get(next..).unwrap_or_default();
        let size = |blank: &Blank| blank.cells.0 - passed;
        let reach = rest.iter().take_while(|blank| size(blank) <= width + SLACK).count();
        let within = rest.get(..reach).unwrap_or_default();
        let full = |free: bool| {
            let at = |blank: &Blank| blank.free == free && size(blank) + SLACK >= width;
            within.iter().rposition(at)
        };
        let short = || within.iter().position(|blank| blank.free);
        let beyond = || rest.iter().position(|blank| blank.free);
        let (found, whole) = match full(true) {
            Some(at) => (Some(at), true),
            None => match short() {
                Some(at) => (Some(at), false),
                None => match full(false) {
                    Some(at) => (Some(at), true),
                    // Some line ends left no blank.
                    None => (beyond(), true),
                },
            },
        };
        let blank = found.and_then(|at| rest.get(at));
        // No paragraph ends with a comma.
        let comma = blank.is_some_and(|blank| matches!(blank.before, '，' | ',' | '、'));
        let whole = whole || comma;
        let words = Span::new(start, blank.map_or(line.len(), |blank| blank.span.start));
        let item = starts_item(words.of(line));
        let before = rows.last().and_then(|row| row.words.of(line).chars().next_back());
        let apart = item && before.is_some_and(ends_sentence);
        rows.push(Row { words, goes_on: goes_on && !apart });
        goes_on = whole;
        next += found.map_or(rest.len(), |at| at + 1);
        start = blank.map_or(line.len(), |blank| blank.span.end);
        passed = blank.map_or(passed, |blank| blank.cells.1);
    }
    rows
}

/// The paragraphs that end at the blanks; `None` unless the blanks stand after sentences, though not after
/// all, and after headings.
fn of_paragraphs(line: &str, blanks: &[Blank]) -> Option<Vec<Row>> {
    const FEWEST: usize = 3;
    let free = || blanks.iter().filter(|blank| blank.free);
    let ended = free().filter(|blank| ends_sentence(blank.before)).count();
    let commas = free().filter(|blank| matches!(blank.before, '，' | ',' | '、')).count();
    let stops = line.chars().filter(|&c| matches!(c, '。' | '！' | '？' | '!' | '?')).count();
    let items = || {
        let after = |blank: &&Blank| Span::new(blank.span.end, line.len()).of(line);
        free().filter(|blank| starts_item(after(blank))).count()
    };
    // A blank after every sentence is a way of writing, unless each is an article or an item.
    let writing = ended * 10 > stops * 8 && items() * 2 < ended;
    if ended < FEWEST || writing || commas * 5 > ended {
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
        let heading = title && (starts_item(text) && !more || head || item);
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

/// Whether a bracket opens only where words begin: （2024年3月1日在圩区代表大会上）
fn noted(words: &str) -> bool {
    words.starts_with(['（', '(']) && words.rfind(['（', '(']) == Some(0)
}

/// Whether words open a bracket and do not close it: 【导
fn opened(words: &str) -> bool {
    let last = words.rfind(['【', '】', '（', '）', '《', '》']);
    last.and_then(|at| words.get(at..)).is_some_and(|rest| rest.starts_with(['【', '（', '《']))
}

/// Whether words are only a number (第一条) or a sign (●), after which a blank and the title follow.
fn is_marker(words: &str) -> bool {
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
    use proptest::prelude::*;

    fn words<'a>(line: &'a str, rows: &[Row]) -> Vec<&'a str> {
        rows.iter().map(|row| row.words.of(line)).collect()
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
        let rows = rows(&line).unwrap();
        let begin = |row: &&str| row.chars().take(6).collect::<String>();
        let begins: Vec<String> = words(&line, &rows).iter().map(begin).collect();
        assert_eq!(
            begins[..6],
            ["护堤的说明", "1. 去年水", "2. 「查堤", "3. 《看闸", "4. 去年水", "5. 去年水"]
        );
        // A day, a label in brackets and signs before items are no paragraphs' ends either.
        let line = format!(
            "上圩护堤纪要 2024年3月1日 【导  读】{text} - {text} - {text} - {text} ● {text} ● {text}"
        );
        let begins: Vec<String> =
            words(&line, &super::rows(&line).unwrap()).iter().map(begin).collect();
        assert_eq!(
            begins,
            [
                "上圩护堤纪要",
                "2024年3",
                "【导  读】",
                "- 去年水大",
                "- 去年水大",
                "- 去年水大",
                "● 去年水大",
                "● 去年水大"
            ]
            .map(|s| s.chars().take(6).collect::<String>())
        );
        // Where 　　 begins the paragraphs, they are parted there.
        let wide = line.replace(" ", "　　").replace("．", ". ");
        assert_eq!(super::rows(&wide), None);
    }

    #[test]
    fn brackets_end_a_paragraph_before_an_item_and_stand_alone_below_a_title() {
        let text = "去年水大，堤上守了四十天，没有出一处险。这是大家的功劳，也是石料备得足的功劳。";
        let line = format!(
            "打印 【字号： 大 小 】 上圩护堤办法 （2024年3月1日在圩区代表大会上） 堤长柳长河 {text} 一、任务 1.查堤。{text}（各村负责） 2.看闸。{text}（闸站 负责） 3. 第三条说过的，照办。{text} （1） 二是说过的，也照办。{text} 二、纪律 各村要求： {text} {text}"
        );
        let begin = |row: &str| row.chars().take(6).collect::<String>();
        let rows = rows(&line).unwrap();
        let begins: Vec<String> = words(&line, &rows).into_iter().map(begin).collect();
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
        assert_eq!(begins, expected);
    }

    #[test]
    fn a_year_begins_a_paragraph_behind_a_stop_and_behind_a_heading() {
        let text = "去年水大，堤上守了四十天，没有出一处险。这是大家的功劳，也是石料备得足的功劳。";
        let line = format!(
            "【字号： 大 小 】 2024年上圩护堤工作报告 {text} 一、去年的工作 2023年水大。{text} 2022年水小，到了 2021年才有水。{text} 二、今年的工作 {text} {text}"
        );
        let rows = rows(&line).unwrap();
        let begin = |row: &str| row.chars().take(8).collect::<String>();
        let begins: Vec<String> = words(&line, &rows).into_iter().map(begin).collect();
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
        assert_eq!(begins, expected);
    }

    /// Paragraphs as a page of `width` characters has them, its line ends made blanks.
    fn page(paragraphs: &[&str], width: usize) -> String {
        let mut rows: Vec<String> = Vec::new();
        for paragraph in paragraphs {
            let chars: Vec<char> = paragraph.chars().collect();
            rows.extend(chars.chunks(width).map(|row| row.iter().collect::<String>()));
        }
        rows.join(" ")
    }

    #[test]
    fn blanks_at_one_width_are_the_ends_of_rows() {
        let body = "今天请大家来，是要把护堤的事定下来。去年水大，堤上守了四十天，没有出一处险，全靠各村的人日夜轮班，也靠县里送来的石料和草袋，更靠老堤工手把手地教，这几条经验今年还要用，用好了再大的水也不怕。";
        let paragraphs =
            ["在全圩护堤动员会上的讲话", "乡亲们：", body, "一、查堤要细，不留死角", body, body];
        let line = page(&paragraphs, 27);
        let rows = rows(&line).unwrap();
        let mut joined: Vec<String> = Vec::new();
        for row in &rows {
            let words = row.words.of(&line);
            match joined.last_mut() {
                Some(last) if row.goes_on => last.push_str(words),
                _ => joined.push(words.to_owned()),
            }
        }
        assert_eq!(joined, paragraphs);
    }

    #[test]
    fn blanks_as_a_manner_of_writing_part_nothing() {
        let habit = "堤要勤查。 草要割净。 洞要堵死。 人要到岗。 ".repeat(12);
        let spaced =
            "去年水大, 堤上守了 40 天, 没有出一处险, 全靠各村的人日夜轮班。今年还要这样守。"
                .repeat(12);
        let names = "参加的有：王守堤 李看闸 张巡坡 赵挖渠 钱打夯 孙背石 周送饭 吴记账 ".repeat(9);
        for line in [habit, spaced, names, "堤".repeat(900), "a b c d ".repeat(200)] {
            assert_eq!(rows(&line), None, "{line}");
        }
    }

    proptest! {
        #[test]
        fn no_word_is_lost_or_moved(
            pieces in prop::collection::vec("[纲举目张，。：a1]{1,30}", 20..60), wide in "[ ]{1,2}",
        ) {
            let line = pieces.join(&wide);
            if let Some(rows) = rows(&line) {
                let bare = |words: &str| words.replace(' ', "");
                let told: String = rows.iter().map(|row| row.words.of(&line)).collect();
                prop_assert_eq!(bare(&told), bare(&line));
                prop_assert!(rows.windows(2).all(|w| w[0].words.end < w[1].words.start));
            }
        }
    }
}
