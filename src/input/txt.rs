//! Reads plain text: makes paragraphs of lines.
//!
//! In: decoded text. Out: a document with the paragraphs that the author meant. The file may have cut them
//! (mail, OCR and copies of PDF at a fixed width; web pages after ；), or have put several on one line, with
//! 　　 between them. Positions are those of the file.
//!
//! [`survey`](survey()) finds the lines, [`Pages`] sets apart what does not belong to the speech, and
//! [`Wrapping`] decides which lines go on the paragraph before; [`joined`] or [`plain`] makes the document. A
//! text with the tags of a page is read by [`tagged`].

mod flat;
mod lines;
mod pages;
mod slogan;
mod speeches;
mod survey;
mod tagged;
mod wrap;

use super::clean;
use crate::document::{Anchor, Document, Origin, Paragraph, Role, trim};
use crate::memory::give_back;
use crate::text::{Span, hidden, is_blank};
use survey::survey;
use wrap::{Line, Wrapping};

pub use lines::Lines;
pub(super) use lines::{has_flat_lines, has_pages};
pub(super) use survey::has_asides;
pub(super) use tagged::is_tagged;
pub(super) use wrap::starts_item;

/// A line of more `char`s than this with 　　 inside is taken to be several paragraphs.
const FLAT: usize = 200;

/// Reads decoded plain text.
pub(super) fn read(text: String, mut origin: Origin) -> Document {
    origin.hidden = hidden(&text);
    if is_tagged(&text) {
        return clean::mark_furniture(tagged::read(&text, origin));
    }
    let found = survey(&text);
    let pages = Pages::of(&found, &text);
    let wrapping = wrapping(&pages.words, &found, &text);
    let document = if wrapping.joins() {
        // The joined text is built beside the old one, so memory is freed first.
        give_back(found);
        joined(&text, &pages, &wrapping)
    } else {
        let document = plain(text, &found);
        give_back(found);
        document
    };
    give_back(pages.words);
    clean::mark_furniture(document.with_origin(origin))
}

/// For each line that goes on the paragraph of the line before it, the byte where its words start.
fn joined_lines(text: &str) -> Vec<usize> {
    let found = survey(text);
    let words = Pages::of(&found, text).words;
    let wrapping = wrapping(&words, &found, text);
    let lines = words.iter().enumerate();
    lines.filter(|&(i, _)| wrapping.goes_on(i)).map(|(_, line)| line.words.start).collect()
}

/// Decides which of the lines of the speech, `words`, go on the paragraph before. `found` holds all lines. If
/// noise or a site's words stand at the ends of lines, the line ends are the author's.
fn wrapping(words: &[Line], found: &[Line], text: &str) -> Wrapping {
    if words.iter().any(|line| line.told.is_some()) {
        Wrapping::told(words)
    } else if found.iter().any(|line| line.aside) {
        Wrapping::default()
    } else {
        Wrapping::of(words, text)
    }
}

/// The lines of the speech, and apart from them those that do not belong to it.
struct Pages {
    words: Vec<Line>,
    /// The others, each with the number of lines of the speech before it.
    asides: Vec<(usize, Line)>,
}

impl Pages {
    fn of(found: &[Line], text: &str) -> Self {
        let marks = pages::asides(found, text);
        let mut pages = Self { words: Vec::with_capacity(found.len()), asides: Vec::new() };
        // Blank lines at the edge of a page do not separate paragraphs.
        let mut edge = false;
        for (i, line) in found.iter().enumerate() {
            let paged = marks.get(i).copied().unwrap_or(false);
            if paged || line.aside {
                pages.asides.push((pages.words.len(), *line));
                edge |= paged;
            } else {
                let gap = line.gap && !edge && !line.top;
                pages.words.push(Line { gap, ..*line });
                edge = false;
            }
        }
        pages
    }
}

/// The document of a text whose lines are paragraphs; lines that hold several are cut at 　　.
fn plain(text: String, found: &[Line]) -> Document {
    let mut paragraphs = Vec::with_capacity(found.len());
    let mut anchors = Vec::with_capacity(found.len());
    for line in found {
        anchors.push(Anchor::new(line.words.start, line.number, line.col));
        let indent = u16::try_from(line.indent).unwrap_or(u16::MAX);
        let role = if line.aside { Role::Furniture } else { Role::Body };
        let first = Paragraph { indent, gap: line.gap, role, ..Paragraph::default() };
        part(&text, line.words, first, &mut paragraphs);
    }
    Document::new(text, paragraphs, anchors, Origin::default())
}

/// Appends the paragraphs of a line with these `words`; 　　 and titles of further speeches begin them. The
/// first has the indent, gap and role of `first`.
fn part(text: &str, words: Span, first: Paragraph, out: &mut Vec<Paragraph>) {
    let from = out.len();
    part_at_blanks(text, words, first, out);
    if words.len() < speeches::LEAST_LINE {
        return;
    }
    // The title of a further speech begins a paragraph, too.
    for paragraph in out.split_off(from) {
        let Paragraph { span, .. } = paragraph;
        let starts = speeches::starts(span.of(text));
        let starts = starts.iter().map(|at| span.start + at);
        let mut next = paragraph;
        for start in starts {
            let (before, _) = trim(Span::new(next.span.start, start), text);
            out.push(Paragraph { span: before, ..next });
            next = Paragraph { span: Span::new(start, span.end), ..Paragraph::default() };
        }
        out.push(next);
    }
}

/// [`part`], by the blanks in the line alone.
fn part_at_blanks(text: &str, words: Span, first: Paragraph, out: &mut Vec<Paragraph>) {
    let line = words.of(text);
    let wide = '\u{3000}';
    if !line.contains("\u{3000}\u{3000}") {
        out.push(Paragraph { span: words, ..first });
        return;
    }
    let flat = line.chars().nth(FLAT).is_some();
    let mut start = 0;
    let mut paragraph = first;
    let mut at = 0;
    while let Some(found) = line.get(at..).and_then(|l| l.find("\u{3000}\u{3000}")) {
        let end = at + found;
        let blank = line.get(end..).map_or(0, |l| l.len() - l.trim_start_matches(is_blank).len());
        at = end + blank;
        let before = line.get(start..end).unwrap_or_default().trim_end_matches(is_blank);
        let ended = before.ends_with(['。', '！', '？', '”', '!', '?', '：', ':', '；', ';']);
        if before.is_empty() || !(flat || ended) {
            continue;
        }
        let span = Span::new(words.start + start, words.start + start + before.len());
        out.push(Paragraph { span, ..paragraph });
        let indent = line.get(end..at).map_or(0, |b| b.chars().filter(|&c| c == wide).count());
        paragraph =
            Paragraph { indent: u16::try_from(indent).unwrap_or(2), ..Paragraph::default() };
        start = at;
    }
    if start < line.len() {
        out.push(Paragraph { span: Span::new(words.start + start, words.end), ..paragraph });
    }
}

/// The document of a text whose paragraphs were cut into lines, and are joined again. What stood at the edge
/// of a page within a paragraph follows it.
fn joined(text: &str, pages: &Pages, wrapping: &Wrapping) -> Document {
    let found = &pages.words;
    let mut asides = pages.asides.iter().peekable();
    let mut whole = String::with_capacity(text.len());
    let mut paragraphs = Vec::new();
    let mut anchors = Vec::with_capacity(found.len());
    let mut start = 0;
    let mut first = Paragraph::default();
    for (i, line) in found.iter().enumerate() {
        let words = line.words.of(text);
        if i > 0 && wrapping.goes_on(i) {
            let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
            if latin(whole.chars().next_back()) && latin(words.chars().next()) {
                whole.push(' ');
            }
        } else {
            if i > 0 {
                part(&whole, Span::new(start, whole.len()), first, &mut paragraphs);
                whole.push('\n');
            }
            while let Some((_, aside)) = asides.next_if(|(before, _)| *before <= i) {
                set_aside(text, aside, &mut whole, &mut paragraphs, &mut anchors);
            }
            start = whole.len();
            let indent = u16::try_from(line.indent).unwrap_or(u16::MAX);
            first = Paragraph { indent, gap: line.gap, ..Paragraph::default() };
        }
        anchors.push(Anchor::new(whole.len(), line.number, line.col));
        whole.push_str(words);
    }
    if !found.is_empty() {
        part(&whole, Span::new(start, whole.len()), first, &mut paragraphs);
        whole.push('\n');
    }
    for (_, aside) in asides {
        set_aside(text, aside, &mut whole, &mut paragraphs, &mut anchors);
    }
    Document::new(whole, paragraphs, anchors, Origin::default())
}

/// Appends a line that does not belong to the speech.
fn set_aside(
    text: &str,
    line: &Line,
    whole: &mut String,
    paragraphs: &mut Vec<Paragraph>,
    anchors: &mut Vec<Anchor>,
) {
    anchors.push(Anchor::new(whole.len(), line.number, line.col));
    let start = whole.len();
    whole.push_str(line.words.of(text));
    let span = Span::new(start, whole.len());
    paragraphs.push(Paragraph { span, role: Role::Furniture, ..Paragraph::default() });
    whole.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Position;

    fn paragraphs(text: &str) -> Vec<String> {
        let doc = read(text.to_owned(), Origin::default());
        doc.paragraphs().iter().map(|p| p.span.of(doc.text()).to_owned()).collect()
    }

    #[test]
    fn a_flat_line_is_parted_at_wide_blanks() {
        let body = "今年雨水足，底墒好，麦苗长势喜人。".repeat(12);
        let text = format!("在春耕动员会上的讲话　　同志们：　　{body}　　一、抢农时　　{body}");
        let got = paragraphs(&text);
        assert_eq!(got.len(), 5);
        assert_eq!(got[3], "一、抢农时");
    }

    #[test]
    fn a_line_of_several_speeches_is_parted_before_their_titles() {
        let body = "圩堤要年年修，渠道要岁岁清，各村的护堤员要把自己那一段看好。".repeat(18);
        let (first, second) =
            (format!("{body}谢谢大家！"), format!("圩长在护堤会议上的发言（二）各位乡亲：{body}"));
        assert_eq!(paragraphs(&format!("{first}{second}\n")), [first, second]);
    }

    #[test]
    fn wide_blanks_inside_a_short_line_stay() {
        assert_eq!(paragraphs("第一章　　总则"), ["第一章　　总则"]);
    }

    #[test]
    fn lines_cut_at_a_fixed_width_are_joined_and_keep_their_places() {
        let words = "村里的老戏台年久失修梁柱都有裂缝去年冬天一场大雪又压塌了半边屋檐乡亲们凑了一万多块钱请来两位老木匠前后忙了四十天总算赶在元宵节以前修好了唱戏那天十里八乡的人都来看热闹非凡";
        let chars: Vec<char> = words.chars().chain("。".chars()).collect();
        let wrapped: Vec<String> = chars.chunks(20).map(|c| c.iter().collect()).collect();
        let text = format!("{}\n一、修戏台的经过\n{}\n", wrapped.join("\n"), wrapped.join("\n"));
        let doc = read(text, Origin::default());
        assert_eq!(doc.paragraphs().len(), 3);
        let third = doc.paragraphs()[2].span.start;
        let lines = wrapped.len();
        assert_eq!(doc.position(third), Position { line: lines + 2, col: 0 });
        let inside = third + 25 * 3;
        assert_eq!(doc.position(inside), Position { line: lines + 3, col: 5 });
    }

    #[test]
    fn a_heading_below_a_full_line_and_a_title_as_long_as_the_lines_stay_apart() {
        let said = "去年水大，堤上守了四十天，没有出一处险，这是大家的功劳，也是石料备得足的功劳，今年还要这样守下去，守到秋收完了再下堤，一天也不能少。";
        let chars: Vec<char> = said.chars().collect();
        let full: String = chars.iter().take(59).chain(&['。']).collect();
        let cut = |text: &str| {
            let chars: Vec<char> = text.chars().collect();
            chars.chunks(20).map(|c| c.iter().collect::<String>()).collect::<Vec<_>>().join("\n")
        };
        let title = "在上圩区今冬明春护堤清渠动员大会上的讲话";
        assert_eq!((title.chars().count(), full.chars().count()), (20, 60));
        let parts = [title, "圩区水务局", &full, "四十年的路", said, &full, "留给后人的话", said];
        let text = parts.map(cut).join("\n");
        assert_eq!(paragraphs(&text), parts);
    }

    #[test]
    fn lines_cut_by_a_page_of_uneven_letters_are_joined() {
        let text = "在全镇林业工作会上的讲话\n同志们:\n\
            今天把大家请来,是要把今冬明春造林的事情定下来。去年我们栽了 3200 亩,活了八\n\
            成,在全县排在第 2 位,这个成绩来之不易,是大家一锹一镐干出来的,我代表镇里向\n\
            在座的各位,并通过你们向全镇的护林员、造林大户表示衷心的感谢。下面,我讲两点意\n\
            见。\n一、看清差距,不松劲\n\
            我们的林子看上去连成了片,其实还有三块短板。其中最要紧的是河滩地,一共 1850 亩,\n\
            至今没有栽上一棵树,春天风一起,沙子就往村里灌,老百姓意见很大,人大代表连\n\
            着两年提了建议。\n二、压实各村各户的责任,一棵一棵抓到底\n\
            河滩地分给沿河五个村,每村 370 亩,栽什么、怎么栽、谁来管,都要在 11 月底以前写\n\
            进合同,一户一块牌子,一棵树一个编号,成活不到 85%的要补栽,补栽的钱从管护费里\n\
            扣除。\n谢谢大家。\n";
        let got = paragraphs(text);
        assert_eq!(got.len(), 8, "{got:#?}");
        assert!(got[2].ends_with("我讲两点意见。"));
        assert_eq!(got[3], "一、看清差距,不松劲");
        assert!(got[4].contains("1850 亩,至今") && got[4].contains("连着两年提"));
        assert_eq!(got[5], "二、压实各村各户的责任,一棵一棵抓到底");
    }

    #[test]
    fn a_title_cut_by_a_page_does_not_run_on_into_the_text() {
        let text = "造林工作汇报:把没有栽下去的河滩地全部栽上,也\n\
            把栽下去的树一棵一棵管起来\n\
            今天把大家请来,是要把今冬明春造林的事情定下来。去年我们栽了 3200 亩,活了八\n\
            成,在全县排在第 2 位,这个成绩来之不易,是大家一锹一镐干出来的,我代表镇里向\n\
            在座的各位,并通过你们向全镇的护林员、造林大户表示衷心的感谢。下面,我讲两点意\n\
            见。\n一、看清差距,不松劲\n\
            我们的林子看上去连成了片,其实还有三块短板。其中最要紧的是河滩地,一共 1850 亩,\n\
            至今没有栽上一棵树,春天风一起,沙子就往村里灌,老百姓意见很大,人大代表连\n\
            着两年提了建议。\n二、压实责任,抓落实\n\
            河滩地分给沿河五个村,每村 370 亩,栽什么、怎么栽、谁来管,都要在 11 月底以前写\n\
            进合同,一户一块牌子,一棵树一个编号,成活不到 85%的要补栽,补栽的钱从管护费里\n\
            扣除。\n";
        let got = paragraphs(text);
        assert_eq!(got.len(), 6, "{got:#?}");
        assert!(got[0].ends_with("全部栽上,也把栽下去的树一棵一棵管起来"));
    }

    #[test]
    fn short_items_of_like_length_are_no_cut_lines() {
        let items: Vec<String> = (1..20)
            .map(|i| format!("县水利局关于下达第{i}批小型水库除险加固工程项目资金计划、任务的通知"))
            .collect();
        assert_eq!(paragraphs(&items.join("\n")).len(), 19);
    }

    #[test]
    fn what_a_site_writes_behind_paragraphs_is_no_part_of_them() {
        let text = "乡亲们： 老圩公文库\n一、查堤要细 老圩公文库\n草要割净。 老圩公文库\n二、写好 公文底稿\n";
        let doc = read(text.to_owned(), Origin::default());
        let (aside, body): (Vec<&Paragraph>, Vec<&Paragraph>) =
            doc.paragraphs().iter().partition(|p| p.role == Role::Furniture);
        let words: Vec<_> = body.iter().map(|p| p.span.of(doc.text())).collect();
        assert_eq!(words, ["乡亲们：", "一、查堤要细", "草要割净。", "二、写好 公文底稿"]);
        assert!(aside.len() == 3 && aside.iter().all(|p| p.span.of(doc.text()) == "老圩公文库"));
        assert_eq!(doc.position(aside[1].span.start), Position { line: 2, col: 7 });
    }

    #[test]
    fn the_edges_of_pages_do_not_cut_paragraphs() {
        let words = "村里的老戏台年久失修梁柱都有裂缝去年冬天一场大雪又压塌了半边屋檐乡亲们凑了一万多块钱请来两位老木匠前后忙了四十天总算赶在元宵节以前修好了唱戏那天十里八乡的人都来看热闹非凡";
        let chars: Vec<char> = words.chars().cycle().take(400).collect();
        let lines: Vec<String> = chars.chunks(20).map(|c| c.iter().collect()).collect();
        let page = |n: usize, lines: &[String]| {
            format!("槐荫镇修志资料　第{n}期\n{}\n\n— {n} —\n\u{c}", lines.join("\n"))
        };
        let text: String =
            lines.chunks(5).enumerate().map(|(i, lines)| page(i + 1, lines)).collect();
        let doc = read(text, Origin::default());
        let (aside, body): (Vec<&Paragraph>, Vec<&Paragraph>) =
            doc.paragraphs().iter().partition(|p| p.role == Role::Furniture);
        assert_eq!((aside.len(), body.len()), (8, 1));
        assert_eq!(body[0].span.len(), 400 * 3);
        // What runs on behind an edge keeps its place.
        assert_eq!(doc.position(body[0].span.start + 150 * 3), Position { line: 13, col: 10 });
    }

    #[test]
    fn bare_numbers_beside_a_running_head_are_those_of_pages() {
        let words = "村里的老戏台年久失修梁柱都有裂缝去年冬天一场大雪又压塌了半边屋檐乡亲们凑了一万多块钱请来两位老木匠前后忙了四十天总算赶在元宵节以前修好了唱戏那天十里八乡的人都来看热闹非凡";
        let chars: Vec<char> = words.chars().cycle().take(800).collect();
        let lines: Vec<String> = chars.chunks(20).map(|c| c.iter().collect()).collect();
        let furniture = |numbers: [usize; 4], length: usize| {
            let page =
                |(n, lines): (usize, &[String])| format!("圩志\n\n{n}\n{}\n", lines.join("\n"));
            let pages = numbers.into_iter().zip(lines.chunks(length));
            let doc = read(pages.map(page).collect(), Origin::default());
            doc.paragraphs().iter().filter(|p| p.role == Role::Furniture).count()
        };
        assert_eq!(furniture([31, 32, 33, 34], 10), 8);
        // The rows of a table are shorter, and other numbers do not rise.
        assert_eq!(furniture([31, 32, 33, 34], 2), 0);
        assert_eq!(furniture([31, 35, 34, 39], 10), 0);
    }

    #[test]
    fn a_sentence_cut_after_a_semicolon_is_joined_where_blank_lines_part_paragraphs() {
        let text = "同志们:\n\n先说成绩,路修通了;\n水也引来了。\n\n再说不足,人才还缺;\n资金也紧。\n\n下面讲打算。\n\n谢谢大家!\n";
        assert_eq!(
            paragraphs(text),
            [
                "同志们:",
                "先说成绩,路修通了;水也引来了。",
                "再说不足,人才还缺;资金也紧。",
                "下面讲打算。",
                "谢谢大家!"
            ]
        );
    }

    #[test]
    fn a_marker_cut_off_after_a_semicolon_goes_on_where_blank_lines_part_paragraphs() {
        let lines = [
            "今年护堤的事说起来也不多，归到一处只有几件；",
            "第一是查险，白天查两回，夜里也要查两回，哪里",
            "渗水就在哪里插上小旗，报到村里，再由村里派人",
            "去堵，不许拖到明天；第二是备料，木桩草袋麻绳",
            "和马灯都要早早备齐，放在堤上的棚里，不要等水",
            "来了才去找，那就晚了。\n\n",
        ];
        let text = lines.join("\n").repeat(4);
        assert_eq!(paragraphs(&text).len(), 4);
        assert_eq!(paragraphs(&text.replace("\n\n", "\n")).len(), 8);
    }

    #[test]
    fn list_items_after_a_semicolon_stay_apart() {
        let text = "职责如下:\n\n（一）查船;\n（二）查证;\n（三）查人。\n\n以上。\n\n完。\n";
        assert_eq!(paragraphs(text).len(), 6);
    }
}
