//! Rows against an independent judge: its own tables, written from CLREQ and GB/T 15834, 15835,
//! 9704, and none of the code that breaks.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::fmt;
use std::fs;
use std::path::Path;

use gangmu::document::Document;
use gangmu::text::{Ambiguous, Span};
use gangmu::typeset::{Indent, Measure, Punctuation, Quotes, Row, Setting, Shape};
use proptest::prelude::*;

/// Never first on a row, at the level strict.
const NEVER_FIRST: &str =
    "、，；：。．！？,;:.!?’”」』〉》）】〕〗］｝)]}·‧・～〜–－-/／—…⋯%％‰℃°々";
/// Never last on a row.
const NEVER_LAST: &str = "‘“「『〈《（【〔〖［｛([{/／￥¥$＄№";
/// They stand in pairs.
const PAIRS: &str = "—…⋯";

#[derive(Debug, PartialEq, Eq, Clone, Copy)]
enum Fault {
    First,
    Last,
    Pair,
    Number,
    Word,
    Over,
    /// A last row of one character.
    Orphan,
    /// A number without its unit, though there was room for both.
    Unit,
}

struct Found {
    fault: Fault,
    left: String,
    right: String,
    width: u16,
}

impl fmt::Debug for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} at {}: {} | {}", self.fault, self.width, self.left, self.right)
    }
}

/// The faults that a break of `text` at byte `at` would have, blanks around it aside.
fn fault(text: &str, at: usize) -> Option<Fault> {
    let (left, right) = text.split_at(at);
    let spaced = left.ends_with(char::is_whitespace) || right.starts_with(char::is_whitespace);
    let (left, right) = (left.trim_end(), right.trim_start());
    let last = left.chars().next_back()?;
    let first = right.chars().next()?;
    if PAIRS.contains(first) && first == last && !spaced {
        let run = left.chars().rev().take_while(|c| *c == first).count();
        // Between two pairs of a long run is no fault.
        return (run % 2 == 1).then_some(Fault::Pair);
    }
    if !spaced {
        let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
        let letter = |c: char| c.is_alphabetic() && !is_wide(c);
        let before = left.chars().rev().nth(1).unwrap_or(' ');
        if (digit(last) && digit(first))
            || (digit(before) && ".,:~-".contains(last) && digit(first))
            || (digit(before) && last == '—' && digit(first) && !left.ends_with("——"))
        {
            return Some(Fault::Number);
        }
        if (letter(last) || digit(last)) && (letter(first) || digit(first)) {
            return Some(Fault::Word);
        }
    }
    if last == '/' && !spaced && is_url(left, right) {
        return None;
    }
    let quotes = left.matches('"').count();
    if NEVER_FIRST.contains(first) || (first == '"' && quotes % 2 == 1) {
        return Some(Fault::First);
    }
    if NEVER_LAST.contains(last) || (last == '"' && quotes % 2 == 1) {
        return Some(Fault::Last);
    }
    None
}

/// Whether a break between the two is inside an address, where it follows a mark.
fn is_url(left: &str, right: &str) -> bool {
    let start = left.rfind(|c: char| !c.is_ascii_graphic()).map_or(0, |at| at + 1);
    let start = (start..=left.len()).find(|at| left.is_char_boundary(*at)).unwrap();
    let end = right.find(|c: char| !c.is_ascii_graphic()).unwrap_or(right.len());
    let word = [left.get(start..).unwrap(), right.get(..end).unwrap()].concat();
    word.len() >= 12 && word.matches(['.', '/', '@']).count() >= 2
}

fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' | '\u{ff01}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
}

/// All faults of the rows of a paragraph. A row in which every place is as bad is excused.
fn judge(text: &str, rows: &[Row], measure: &Measure) -> Vec<Found> {
    let mut found = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        let over = row.indent.0 + row.width.0;
        let room = measure.width.0 + if row.hangs { 2 } else { 0 };
        let next = rows.get(i + 1);
        let mut note = |fault| {
            found.push(Found {
                fault,
                left: row.span.of(text).to_owned(),
                right: next.map_or("", |next| next.span.of(text)).to_owned(),
                width: measure.width.0,
            });
        };
        if over > room {
            note(Fault::Over);
        }
        let Some(next) = next else { continue };
        let paragraph = Span::new(rows[0].span.start, rows[rows.len() - 1].span.end).of(text);
        let start = rows[0].span.start;
        if let Some(fault) = fault(paragraph, next.span.start - start) {
            let inside = Span::new(row.span.start, next.span.start).of(text);
            let excused = inside
                .char_indices()
                .skip(1)
                .all(|(at, _)| self::fault(paragraph, row.span.start - start + at).is_some());
            // A word with its marks that is longer than a row.
            let at = next.span.start - start;
            let (left, right) = paragraph.split_at(at);
            let blank = |c: char| !c.is_ascii_graphic() && !"·～—".contains(c);
            let word =
                at - left.rfind(blank).map_or(0, |i| i) + right.find(blank).unwrap_or(right.len());
            let long = matches!(fault, Fault::Word | Fault::Last)
                && word + 4 > usize::from(measure.width.0);
            if !excused && !long {
                note(fault);
            }
        }
        let body = |c: &char| !NEVER_FIRST.contains(*c) && *c != '"';
        let alone = next.last && next.span.of(text).chars().filter(body).count() == 1;
        let last = row.span.of(text).chars().next_back().unwrap_or(' ');
        if alone && is_wide(last) && is_wide(next.span.of(text).chars().next().unwrap_or(' ')) {
            note(Fault::Orphan);
        }
        let first = next.span.of(text).chars().next().unwrap_or(' ');
        if last.is_ascii_digit()
            && "年月日亿万个".contains(first)
            && next.span.start == row.span.end
        {
            let digits = row.span.of(text).chars().rev().take_while(char::is_ascii_digit).count();
            if digits <= 4 {
                note(Fault::Unit);
            }
        }
    }
    found
}

fn hard(found: &Found) -> bool {
    !matches!(found.fault, Fault::Orphan | Fault::Unit)
}

/// Every combination of options that changes where rows end.
fn options(width: u16) -> Vec<Measure> {
    let mut all = Vec::new();
    for (hang, ambiguous, quotes, punctuation, justify, latin_space) in [
        (false, Ambiguous::Narrow, Quotes::Tight, Punctuation::Source, false, false),
        (true, Ambiguous::Narrow, Quotes::Grid, Punctuation::FullWidth, true, true),
        (true, Ambiguous::Wide, Quotes::Grid, Punctuation::Source, true, false),
    ] {
        all.push(
            Measure {
                hang,
                quotes,
                punctuation,
                justify,
                latin_space,
                indent: Indent::Characters(2),
                ..Measure::new(width)
            }
            .with_ambiguous(ambiguous),
        );
    }
    all
}

fn faults(text: &str, measure: Measure) -> Vec<Found> {
    let document = Document::from_lines(text);
    let setting = Setting::new(&document, measure);
    (0..document.paragraphs().len())
        .flat_map(|index| judge(document.text(), &setting.rows(index), &measure))
        .collect()
}

#[test]
fn the_judge_sees_each_kind_of_fault() {
    for (text, expected) in [
        ("落实|，确保", Some(Fault::First)),
        ("明确|——就", Some(Fault::First)),
        ("依法治“|三农”", Some(Fault::Last)),
        ("明确—|—就", Some(Fault::Pair)),
        ("明确——|——就", None),
        ("增长12.|5%", Some(Fault::Number)),
        ("1—|7月", Some(Fault::Number)),
        ("增长12.5|%", Some(Fault::First)),
        ("推进inter|net", Some(Fault::Word)),
        ("牢记\"两个维护|\"要求", Some(Fault::First)),
        ("牢记\"|两个维护\"要求", Some(Fault::Last)),
        ("情况,|2020年", None),
        ("全面| 深化", None),
    ] {
        let at = text.find('|').unwrap();
        assert_eq!(fault(&text.replace('|', ""), at), expected, "{text}");
    }
}

/// Sentences of our own with all that is hard to break.
const HARD: &[&str] = &[
    "会议指出：“抓发展，关键在人。”——这既是经验，也是要求……必须长期坚持。",
    "1—7月，全市规模以上工业增加值增长12.5%，其中A区增长8.3%、B区增长-1.2%；完成投资￥1,234.5亿元。",
    "各县（市、区）要对照《关于〈三年行动方案（2023—2025年）〉的通知》（政办发〔2023〕15号）逐条梳理、逐项销号。",
    "网址https://www.example.org/a/b-c/index_2024.html?id=12&x=y可查，邮箱a.b@example.org，时间为上午8:30～11:45。",
    "市委×届×次全会通过了“1+3+N”的工作思路,分析了情况,2024年GDP达到XXX亿元,同比增长X%。",
    "列奥纳多·达·芬奇说过（大意）：“细节成就完美，而完美不是细节。”！！！",
    "推广high-quality发展理念，做到don’t stop；COVID-19防控与R&D经费投入、5G网络建设同步推进。",
    "他反问\"到底行不行?!\"大家回答\"行!\"气氛热烈(掌声),会议开到12:30。",
    "平均气温达35℃左右，坡度约为30°，误差±0.5mm，浓度为3‰，占比63%～68%。",
];

#[test]
fn hard_sentences_have_no_fault_at_any_width() {
    let text = HARD.join("\n") + "\n" + &HARD.concat() + "\n" + &HARD.concat().repeat(3);
    for width in 20..=100 {
        for measure in options(width) {
            let found: Vec<_> = faults(&text, measure).into_iter().filter(hard).collect();
            assert!(found.is_empty(), "{measure:?}\n{found:#?}");
        }
    }
}

/// Texts as people have them; extra, where the folder is there.
#[test]
fn texts_at_hand_have_no_fault_at_any_width() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    let Ok(files) = fs::read_dir(&folder) else {
        println!("skipped: no folder {}", folder.display());
        return;
    };
    let (mut breaks, mut soft) = (0, 0);
    for file in files {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        let document = Document::from_lines(text);
        for width in 20..=100 {
            for measure in options(width) {
                let setting = Setting::new(&document, measure);
                for index in 0..document.paragraphs().len() {
                    let rows = setting.rows(index);
                    breaks += rows.len() - 1;
                    let found = judge(document.text(), &rows, &measure);
                    soft += found.len();
                    let found: Vec<_> = found
                        .into_iter()
                        .inspect(|f| {
                            if !hard(f) {
                                println!("{f:?}");
                            }
                        })
                        .filter(hard)
                        .collect();
                    assert!(found.is_empty(), "{found:#?}");
                }
            }
        }
    }
    println!("{breaks} breaks without a hard fault, {soft} with a soft one");
}

/// Words, numbers and marks in any order.
fn hard_texts() -> impl Strategy<Value = String> {
    let atom = prop_oneof![
        8 => "[一二三纲目举张治国理政]{1,6}",
        2 => "[a-zA-Z]{1,9}",
        2 => "[0-9]{1,4}([.,:-][0-9]{1,3})?[%℃年月亿个]?",
        4 => "[，。、；：！？“”‘’（）《》〔〕—…·～/,;:!?()]",
        1 => "——|……|「|」|【|】|￥[0-9]{2}|第[0-9]|×届|X%|\"",
        1 => " ",
    ];
    prop::collection::vec(atom, 1..60).prop_map(|atoms| atoms.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_row_breaks_badly_where_it_could_break_well(text in hard_texts(), width in 20_u16..100) {
        for measure in options(width) {
            let found: Vec<_> = faults(&text, measure).into_iter().filter(hard).collect();
            prop_assert!(found.is_empty(), "{found:#?}");
        }
    }

    /// Any text, any width, any shape: nothing is lost, and nothing sticks out.
    #[test]
    fn rows_tile_the_paragraph_and_glyphs_fill_the_row(
        text in prop_oneof![hard_texts(), any::<String>(), "[一，a\u{301}\u{202e}\t\u{1b}“👩\u{200d}\u{fe0f}🏽ｶﾞ]{0,60}"],
        width in 2_u16..70,
        shape in prop::sample::select(&[Shape::Body, Shape::Title, Shape::Flush, Shape::Code][..]),
    ) {
        let document = Document::from_lines(text.as_str());
        let shapes = vec![shape; document.paragraphs().len()];
        for measure in options(width) {
            let setting = Setting::new(&document, measure).with_shapes(&shapes);
            for (index, paragraph) in document.paragraphs().iter().enumerate() {
                let rows = setting.rows(index);
                prop_assert!(!rows.is_empty());
                let mut at = paragraph.span.start;
                for row in &rows {
                    let dropped = Span::new(at, row.span.start).of(document.text());
                    prop_assert!(dropped.chars().all(char::is_whitespace), "{dropped:?}");
                    prop_assert!(row.span.start >= at);
                    at = row.span.end;
                    let room = measure.width.0 + if row.hangs { 2 } else { 0 };
                    prop_assert!(row.indent.0 + row.width.0 <= room, "{row:?} in {width}");
                    let mut sum = 0;
                    let mut seen = row.span.start;
                    for glyph in setting.glyphs(row) {
                        prop_assert!(!glyph.text.is_empty());
                        prop_assert!(!glyph.text.contains(char::is_control));
                        prop_assert!(glyph.source.start >= seen && glyph.source.end <= row.span.end);
                        let by_itself = gangmu::text::cells(&glyph.text, Ambiguous::Narrow).0;
                        prop_assert!(glyph.forced || by_itself == glyph.cells, "{glyph:?}");
                        prop_assert!((1..=2).contains(&glyph.cells), "{glyph:?}");
                        seen = glyph.source.start;
                        sum += glyph.cells;
                    }
                    prop_assert_eq!(sum, row.width.0, "{:?}", row.span.of(document.text()));
                }
                prop_assert_eq!(at, paragraph.span.end);
                prop_assert!(rows.iter().rev().skip(1).all(|row| !row.last) && rows[rows.len() - 1].last);
            }
        }
    }
}
