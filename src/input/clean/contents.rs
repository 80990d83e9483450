//! Finds tables of contents, so that their entries do not count as headings.
//!
//! In: the lines of a text. Out: which of them belong to a table of contents.

mod in_line;

use std::cell::LazyCell;
use std::collections::HashMap;

use crate::text::{is_blank, is_up_to_ten};

/// Marks in `furniture` the lines of tables of contents: at least two lines in a row with leaders and page
/// numbers, the lines from 目录 up to where its first entry comes again, or headings that all come again.
pub(super) fn contents(lines: &[&str], furniture: &mut [bool]) {
    let leader: Vec<bool> = lines.iter().map(|l| has_leaders(l)).collect();
    for i in 0..lines.len() {
        let near = |j: Option<usize>| j.and_then(|j| leader.get(j)).copied().unwrap_or(false);
        if near(Some(i))
            && (near(i.checked_sub(1)) || near(i.checked_add(1)))
            && let Some(f) = furniture.get_mut(i)
        {
            *f = true;
        }
    }
    paged(lines, furniture);
    let heads = lines.iter().enumerate().filter(|(_, line)| heads_list(line));
    let heads: Vec<usize> = heads.map(|(at, _)| at).collect();
    repeated(lines, &heads, furniture);
    in_line::in_one_line(lines, &heads, furniture);
    let Some(head) = lines.iter().position(|l| is_contents_head(l)) else { return };
    if let Some(f) = furniture.get_mut(head) {
        *f = true;
    }
    let Some(first) = lines.get(head + 1).map(|l| entry(l)).filter(|e| !e.is_empty()) else {
        return;
    };
    // The table ends where its first entry comes again, if only short lines stand between; or with a line
    // of dots, as pages that show a part of a text have it, if the entry comes again anywhere.
    let again = LazyCell::new(|| lines.iter().skip(head + 2).any(|l| entry(l) == first));
    let mut end = head + 2;
    while let Some(line) = lines.get(end) {
        if entry(line) == first || dots(line) && *again {
            // The title of the text may stand between the table and the first heading.
            let listed = |at: &usize| {
                let line = lines.get(*at).copied().unwrap_or_default();
                let named = unnumbered(line) < line.len() || has_leaders(line);
                named || lines.iter().skip(end).any(|below| entry(below) == entry(line))
            };
            let last = (head + 2..end).rev().take(BYLINES).find(listed);
            let end = if dots(line) { end + 1 } else { last.map_or(end, |last| last + 1) };
            for f in furniture.iter_mut().take(end).skip(head) {
                *f = true;
            }
            return;
        }
        if line.len() > 60 * 3 || line.contains('。') {
            return;
        }
        end += 1;
    }
}

/// Marks in `furniture` a table of contents without leaders: several lines in a row that end with rising page
/// numbers (第一章护堤3), the first of which comes again later.
fn paged(lines: &[&str], furniture: &mut [bool]) {
    /// Longest entry, in bytes.
    const LONGEST: usize = 120;
    let page = |line: &str| -> Option<u32> {
        if !line.ends_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let words = line.trim_end_matches(|c: char| c.is_ascii_digit());
        let number = line.get(words.len()..).filter(|n| (1..=3).contains(&n.len()))?;
        let named = words.ends_with(|c: char| c.is_alphabetic() && !c.is_ascii());
        (named && line.len() <= LONGEST && line.starts_with(['第', '一']))
            .then(|| number.parse().ok())?
    };
    if lines.iter().filter_map(|line| page(line)).take(SEVERAL).count() < SEVERAL {
        return;
    }
    let pages: Vec<Option<u32>> = lines.iter().map(|line| page(line)).collect();
    // The last line that each entry stands on.
    let last: LazyCell<HashMap<String, usize>, _> = LazyCell::new(|| {
        let short = lines.iter().enumerate().filter(|(_, line)| line.len() <= LONGEST);
        short.map(|(at, line)| (entry(line), at)).collect()
    });
    let mut from = 0;
    while from < pages.len() {
        let rises = |at: &usize| {
            let before = at.checked_sub(1).filter(|&b| b >= from).and_then(|b| pages.get(b));
            let this = pages.get(*at).copied().flatten();
            this.is_some_and(|n| before.is_none_or(|b| b.is_none_or(|b| b <= n)))
        };
        let run = (from..pages.len()).take_while(rises).count();
        if run >= SEVERAL {
            let again = lines.get(from).and_then(|first| last.get(&entry(first)));
            if again.is_some_and(|&again| again >= from + run) {
                for f in furniture.iter_mut().skip(from).take(run) {
                    *f = true;
                }
                // A text has one such table.
                return;
            }
        }
        from += run.max(1);
    }
}

/// Marks in `furniture` lists of at least three headings that come again further below, in the same order and
/// with text between them. Such a list stands before the first sentence of the text, or below a line that
/// says what it is (目录, 提纲), which are those at `heads`.
fn repeated(lines: &[&str], heads: &[usize], furniture: &mut [bool]) {
    let mut regions: Vec<(usize, bool)> = heads.iter().map(|at| (at + 1, true)).collect();
    regions.insert(0, (0, false));
    // Where each heading stands, by its words.
    let places: LazyCell<HashMap<String, Vec<usize>>, _> = LazyCell::new(|| {
        let mut places: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, line) in lines.iter().enumerate() {
            if let Some(words) = heading(line) {
                places.entry(words).or_default().push(at);
            }
        }
        places
    });
    for (n, &(from, headed)) in regions.iter().enumerate() {
        let to = regions.get(n + 1).map_or(lines.len(), |&(next, _)| next.saturating_sub(1));
        let near = lines.get(from..to).unwrap_or_default().iter().take(FAR);
        let near = (from..).zip(near.copied()).take_while(|(_, line)| !line.contains('。'));
        let is_entry = |line: &str| {
            let named = headed && !line.ends_with(['：', ':']);
            line.len() <= LONGEST && (named || unnumbered(line) < line.len())
        };
        if near.clone().filter(|(_, line)| is_entry(line)).take(SEVERAL).count() < SEVERAL {
            continue;
        }
        let mut run = Run::default();
        for (at, line) in near {
            // At the last, the first comes again.
            let entry = is_entry(line) && !(run.entries > 0 && at == run.first);
            let words = if entry { heading(line) } else { None };
            let again = words.and_then(|words| {
                let all = places.get(&words)?;
                let below = run.again.map_or(at, |last| last.max(at));
                all.get(all.partition_point(|&place| place <= below)).copied()
            });
            match again {
                Some(again) => run.add(at, again),
                None if entry && run.bears() => run.missed += 1,
                None => run.close(lines, furniture),
            }
        }
        run.close(lines, furniture);
    }
}

/// Fewest entries of a table of contents without leaders.
const SEVERAL: usize = 3;
/// Lines within which it ends.
const FAR: usize = 2000;
/// Lines that may stand between a table of contents and the first heading: the title, the speaker, the date.
const BYLINES: usize = 4;
/// Longest entry of a list of headings, in bytes.
const LONGEST: usize = 150;

/// Entries in a row, each of which comes again.
#[derive(Default)]
struct Run {
    from: usize,
    to: usize,
    entries: usize,
    /// Entries among them that do not come again: the author changed their words.
    missed: usize,
    /// Where the first comes again, and the last.
    first: usize,
    again: Option<usize>,
}

impl Run {
    fn add(&mut self, at: usize, again: usize) {
        if self.entries == 0 {
            (self.from, self.first) = (at, again);
        }
        self.to = at + 1;
        self.entries += 1;
        self.again = Some(again);
    }

    /// Whether one more entry may differ from its heading.
    const fn bears(&self) -> bool {
        self.entries > self.missed * 3
    }

    /// Ends the run, and marks its lines and the word over them if it is a list of headings.
    fn close(&mut self, lines: &[&str], furniture: &mut [bool]) {
        let Self { from, to, entries, first, again, .. } = std::mem::take(self);
        // The headings have text between them, unlike a list that is printed twice.
        let parted = again.is_some_and(|last| last > first + entries);
        if entries >= SEVERAL && first >= to && parted {
            let head =
                from.checked_sub(1).filter(|&at| lines.get(at).is_some_and(|l| heads_list(l)));
            for f in furniture.iter_mut().take(to).skip(head.unwrap_or(from)) {
                *f = true;
            }
        }
    }
}

/// Whether a line says that a list of headings follows: 目录 讲话提纲 主要内容：
fn heads_list(line: &str) -> bool {
    const NAMES: &[&str] = &["提纲", "提綱", "主要内容", "主要內容", "内容提要", "內容提要"];
    if line.len() > 60 || !line.contains(['目', '提', '要', 'C']) {
        return false;
    }
    let bare = line.trim_matches(|c: char| {
        is_blank(c) || matches!(c, '#' | '*' | '【' | '】' | '[' | ']' | '：' | ':')
    });
    is_contents_head(line) || bare.len() <= 24 && NAMES.iter().any(|name| bare.ends_with(name))
}

/// The words of a line that may be a heading, without blanks and its number; `None` for a text's other lines.
/// A text may run on after its heading.
fn heading(line: &str) -> Option<String> {
    let words = line.get(line.len() - unnumbered(line)..)?;
    let long = line.len() > LONGEST;
    if long && words.len() == line.len() {
        return None;
    }
    let ends = if long { &['。', '：'][..] } else { &['。'] };
    let title = words.split_once(ends).map_or(words, |(title, _)| title);
    let title = entry(title.trim_end_matches('：'));
    (title.len() >= 6).then_some(title)
}

/// Length in bytes of a line without the number at its head: 一、 （一） 1. 第一章
fn unnumbered(line: &str) -> usize {
    /// Bytes of a number at the most, with its mark.
    const NUMBER: usize = 24;
    let line = line.trim_start_matches(|c: char| is_blank(c) || matches!(c, '#' | '*'));
    let number = |c: char| is_up_to_ten(c) || c == '百';
    let rest = if let Some(inside) = line.strip_prefix(['（', '(']) {
        inside.trim_start_matches(number).strip_prefix(['）', ')'])
    } else if let Some(named) = line.strip_prefix('第') {
        named.trim_start_matches(number).strip_prefix(['章', '节', '篇', '编', '部', '讲'])
    } else {
        line.trim_start_matches(number).strip_prefix(['、', '.', '．', '：', ':'])
    };
    let rest = rest.filter(|rest| {
        line.len() - rest.len() <= NUMBER
            && line.starts_with(|c| number(c) || matches!(c, '（' | '(' | '第'))
    });
    let sign = |c: char| is_blank(c) || matches!(c, '：' | ':' | '、' | '分');
    rest.map_or(line.len(), |rest| rest.trim_start_matches(sign).len())
}

/// Whether a line consists of dots alone.
fn dots(line: &str) -> bool {
    !line.is_empty() && line.chars().all(|c| matches!(c, '…' | '.' | '⋯'))
}

/// Whether a line is the heading of a table of contents.
fn is_contents_head(line: &str) -> bool {
    if line.len() > 60 {
        return false;
    }
    let bare: String = line
        .chars()
        .filter(|c| {
            !is_blank(*c) && !matches!(c, '#' | '*' | '【' | '】' | '[' | ']' | '：' | ':' | '…')
        })
        .collect();
    matches!(bare.as_str(), "目录" | "目錄" | "目次" | "目录/提纲" | "CONTENTS" | "Contents")
}

/// The words of an entry of a table of contents, without blanks, leaders and page number.
fn entry(line: &str) -> String {
    let words = line.trim_end_matches(|c: char| {
        c.is_ascii_digit()
            || is_blank(c)
            || matches!(c, '.' | '…' | '·' | '．' | '_' | '⋯' | '-' | '(' | ')')
    });
    words.chars().filter(|c| !is_blank(*c) && !matches!(c, '#' | '*')).collect()
}

/// Whether a line ends with leaders and a page number, or with leaders alone.
fn has_leaders(line: &str) -> bool {
    if line.len() >= 300 {
        return false;
    }
    let body = line.trim_end_matches(|c: char| {
        c.is_ascii_digit() || is_blank(c) || matches!(c, ')' | '(' | '-')
    });
    let leaders = body
        .chars()
        .rev()
        .take_while(|&c| matches!(c, '.' | '…' | '·' | '．' | '_' | '⋯') || is_blank(c))
        .count();
    let page =
        line.chars().next_back().is_some_and(|c| c.is_ascii_digit() || matches!(c, ')' | '-'));
    leaders >= 2 && page || leaders >= 6
}

#[cfg(test)]
mod tests {
    use crate::document::{Document, Role};
    use crate::input::clean::mark_furniture;

    #[test]
    fn contents_without_page_numbers_end_where_the_first_entry_returns() {
        let doc = Document::from_lines(
            "目 录\n一、形势\n二、任务\n一、形势\n今年雨水足。\n二、任务\n先抓春耕。",
        );
        let doc = mark_furniture(doc);
        let roles: Vec<_> = doc.paragraphs().iter().map(|p| p.role == Role::Furniture).collect();
        assert_eq!(roles, [true, true, true, false, false, false, false]);
    }

    #[test]
    fn headings_listed_before_a_text_are_no_second_set() {
        let marked = |text: &str| {
            let doc = mark_furniture(Document::from_lines(text.replace('/', "\n")));
            let marks = doc.paragraphs().iter().map(|p| p.role == Role::Furniture);
            marks.map(|f| if f { '-' } else { '+' }).collect::<String>()
        };
        let text = "同志们：/今天讲三点。/一、形势要看清/水大。/（一）看上游/水急。/二、任务要压实/\
                    先护堤。/三、责任要到人。每一段都有人管。";
        for (list, marks) in [
            ("目录/一、形势要看清/（一）看上游/二、任务要压实/三、责任要到人", "-----"),
            ("讲话提纲/一、形势要看清/（一）看上游/二、任务要压实/三、责任要到人", "-----"),
            ("护堤讲话/一、形势要看清/（一）看上游/二、任务要压实/三、责任要到人", "+----"),
            ("护堤讲话/1.形势要看清……1/2.任务要压实……3/3.责任要到人……5", "+---"),
            // One entry says it in other words.
            ("目录/一、形势要看清/（一）看看上游/二、任务要压实/三、责任要到人", "-----"),
            // Two are too few, and these do not come again, or in another order.
            ("护堤讲话/一、形势要看清/二、任务要压实", "+++"),
            ("护堤讲话/一、看水位要早/二、看人心要细/三、看物料要全", "++++"),
            ("护堤讲话/三、责任要到人/二、任务要压实/一、形势要看清", "++++"),
        ] {
            let kept = "+".repeat(9);
            assert_eq!(marked(&format!("{list}/{text}")), format!("{marks}{kept}"), "{list}");
        }
        // What the speaker says he will speak of is no list of the page's.
        let said =
            marked(&format!("今天开会。/一、形势要看清/二、任务要压实/三、责任要到人/{text}"));
        assert_eq!(said, "+".repeat(13));
        // A list that comes twice is no text with its contents.
        let list = "一、形势要看清/二、任务要压实/三、责任要到人";
        assert_eq!(marked(&format!("{list}/护堤/{list}/守好堤。")), "+".repeat(8));
    }

    #[test]
    fn contents_that_end_with_dots_stand_before_a_part_of_the_text() {
        let text = |again| {
            let words = "目录/提纲：……\n一、形势\n二、任务\n……\n同志们：\n今天讲两点。\n";
            let doc = Document::from_lines(format!("{words}{again}\n今年雨水足。"));
            let doc = mark_furniture(doc);
            doc.paragraphs().iter().map(|p| p.role == Role::Furniture).collect::<Vec<_>>()
        };
        let kept = [false; 4];
        assert_eq!(text("一、形势"), [&[true; 4][..], &kept].concat());
        assert_eq!(text("一、要看清"), [&[true][..], &[false; 3], &kept].concat());
    }
}
