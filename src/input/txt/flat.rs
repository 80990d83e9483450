//! Finds the lines in a long line whose line ends became blanks when the text was copied.
//!
//! In: a line. Out: the lines that it was. There are two kinds. In one, a blank stands where each paragraph
//! ended (`……落实。 二、抓督查 各地……`); in the other, where each row of a page ended, at regular distances and
//! even inside words (`……统一思 想、……`). Blanks beside Latin letters and digits (`2024 年`) are a way of
//! writing and tell nothing, unless the digits number an item (`1.查堤`).

mod paragraphs;

use super::speeches::may_be_title;
use super::wrap::{ends_sentence, starts_item};
use crate::text::{Span, is_blank, is_up_to_ten};
use paragraphs::{is_marker, of_paragraphs};

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
    day.len() < words.len() && is_day(day)
}

/// Whether `words` are a day, of which a number may be withheld, and no more: 2024年3月1日, 2024年*月1日
fn is_day(words: &str) -> bool {
    let number = |c: char| is_up_to_ten(c) || "*xX×〇○年月日".contains(c);
    words.len() <= 36
        && words.contains('年')
        && words.ends_with(['月', '日'])
        && words.chars().all(number)
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
