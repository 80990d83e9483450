//! Compares the outlines of the built-in speeches with those drawn by hand (`tests/outlines/*.jsonl`),
//! and with those of the same speeches after changes that no reader would notice.

#![allow(clippy::unwrap_used, clippy::string_slice, reason = "a test stops at the first surprise")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use gangmu::document::Document;
use gangmu::outline::{self, Kind, Outline};
use serde_json::Value;

/// A line of a golden outline: a node, with its line (from 1) and column (in characters from 0) in the
/// source. An optional one may be in the outline or not.
#[derive(Clone, Debug)]
struct Entry {
    line: usize,
    col: usize,
    level: usize,
    kind: String,
    text: String,
    optional: bool,
}

/// The built-in speeches: name, text and golden outline of each.
fn samples() -> Vec<(String, String, Vec<Entry>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for file in fs::read_dir(root.join("seeds")).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).unwrap();
        let golden = fs::read_to_string(root.join(format!("tests/outlines/{name}.jsonl")));
        let golden = golden.unwrap_or_else(|_| panic!("{name} has a golden outline"));
        let entries = golden.lines().map(|l| entry(&serde_json::from_str(l).unwrap())).collect();
        found.push((name, text, entries));
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found
}

fn entry(v: &Value) -> Entry {
    let number = |key: &str| usize::try_from(v[key].as_u64().unwrap()).unwrap();
    Entry {
        line: number("line"),
        col: number("col"),
        level: number("level"),
        kind: v["kind"].as_str().unwrap().to_owned(),
        text: v["text"].as_str().unwrap().to_owned(),
        optional: v["optional"].as_bool().unwrap_or(false),
    }
}

fn read(text: &str) -> (Document, Outline) {
    let doc = gangmu::input::read(text.as_bytes().to_vec(), "讲话.txt").unwrap();
    let outline = outline::parse(&doc);
    (doc, outline)
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Title => "title",
        Kind::Heading => "heading",
        Kind::Point => "point",
        Kind::Paragraph => "paragraph",
    }
}

/// The levels of `items` in a tree without those that are left out; each item is given as its level and
/// whether it is left out.
fn levels(items: &[(usize, bool)]) -> Vec<usize> {
    let mut open: Vec<(usize, bool)> = Vec::new();
    let mut out = Vec::new();
    for &(level, left_out) in items {
        while open.last().is_some_and(|&(l, _)| l >= level) {
            open.pop();
        }
        out.push(1 + open.iter().filter(|(_, o)| !o).count());
        open.push((level, left_out));
    }
    out
}

#[test]
fn there_are_samples_of_every_length() {
    let samples = samples();
    assert!(samples.len() >= 8, "{}", samples.len());
    for (name, text, _) in &samples {
        let chars = text.chars().count();
        assert!((700..=6000).contains(&chars), "{name} has {chars} characters");
    }
}

#[test]
fn every_sample_has_the_outline_that_a_careful_reader_draws() {
    for (name, text, golden) in samples() {
        let (doc, outline) = read(&text);
        let mut positions = doc.positions();
        let found: Vec<_> = outline
            .nodes()
            .iter()
            .map(|n| (positions.at(n.start()), usize::from(n.depth), n))
            .collect();
        let known: BTreeSet<_> = golden.iter().map(|e| (e.line, e.col)).collect();
        for (at, _, node) in &found {
            let title = node.title.of(doc.text());
            assert!(known.contains(&(at.line, at.col)), "{name}: {title} at {at:?} is no heading");
        }
        let optional =
            |line, col| golden.iter().any(|e| e.optional && (e.line, e.col) == (line, col));
        let depths = levels(
            &found.iter().map(|(at, d, _)| (*d, optional(at.line, at.col))).collect::<Vec<_>>(),
        );
        let wanted = levels(&golden.iter().map(|e| (e.level, e.optional)).collect::<Vec<_>>());
        for (e, level) in golden.iter().zip(wanted).filter(|(e, _)| !e.optional) {
            let Some(i) = found.iter().position(|(at, ..)| (at.line, at.col) == (e.line, e.col))
            else {
                panic!("{name}: {e:?} is missing");
            };
            let node = found[i].2;
            assert_eq!(depths[i], level, "{name}: depth of {e:?}");
            assert_eq!(kind(node.kind), e.kind, "{name}: kind of {e:?}");
            let title = node.title.of(doc.text());
            let head = |t: &str| t.chars().take(6).collect::<String>();
            assert_eq!(head(title), head(&e.text), "{name}: title of {e:?}");
        }
    }
}

/// The outline of `text` as depths and titles, which changes of blanks and of the width of characters do
/// not alter.
fn shape(text: &str) -> Vec<(u16, String)> {
    let (doc, outline) = read(text);
    let title = |n: &outline::Node| {
        let words = n.title.of(doc.text()).chars().filter(|c| !c.is_whitespace());
        words.map(half_width).collect::<String>()
    };
    outline.nodes().iter().map(|n| (n.depth, title(n))).collect()
}

fn half_width(c: char) -> char {
    match c {
        '，' => ',',
        '：' => ':',
        '；' => ';',
        '（' => '(',
        '）' => ')',
        '！' => '!',
        '？' => '?',
        c => c,
    }
}

#[test]
fn line_ends_indents_and_widths_change_no_outline() {
    type Change = fn(&str) -> String;
    let changes: &[(&str, Change)] = &[
        ("CRLF", |t| t.replace("\r\n", "\n").replace('\n', "\r\n")),
        ("CR", |t| t.replace("\r\n", "\n").replace('\n', "\r")),
        ("half-width marks", |t| t.chars().map(half_width).collect()),
        ("wide indents", |t| {
            let line = |l: &str| format!("\u{3000}\u{3000}{}", l.trim_start());
            t.lines().map(line).collect::<Vec<_>>().join("\n")
        }),
        ("no indents", |t| t.lines().map(str::trim_start).collect::<Vec<_>>().join("\n")),
        ("NBSP indents", |t| {
            let line = |l: &str| format!("\u{a0}\u{a0}\u{a0}\u{a0}{}", l.trim_start());
            t.lines().map(line).collect::<Vec<_>>().join("\n")
        }),
    ];
    for (name, text, _) in samples() {
        let usual = shape(&text);
        for (change, apply) in changes {
            assert_eq!(shape(&apply(&text)), usual, "{name} with {change}");
        }
    }
}

#[test]
fn lines_wrapped_at_38_characters_change_no_outline() {
    let wrap = |text: &str| {
        let mut out = String::new();
        for line in text.lines().map(str::trim).filter(|l| !l.is_empty()) {
            let chars: Vec<char> = "\u{3000}\u{3000}".chars().chain(line.chars()).collect();
            for row in chars.chunks(38) {
                out.extend(row);
                out.push('\n');
            }
        }
        out
    };
    for (name, text, _) in samples() {
        assert_eq!(shape(&wrap(&text)), shape(&text), "{name}");
    }
}

#[test]
fn a_chapter_below_a_line_as_long_as_the_others_is_no_part_of_it() {
    let article =
        "各村要在汛前把本村的堤段查看一遍，查出的险点当天报给镇水利站，由镇里统一安排人手和石料。";
    let rows = |text: &str| {
        let chars: Vec<char> = format!("　　{text}").chars().collect();
        chars.chunks(26).fold(String::new(), |all, row| all + &String::from_iter(row) + "\n")
    };
    let full = "二〇二四年三月八日上圩镇第九次村长会议第三次修订";
    assert_eq!(full.chars().count(), 24);
    let articles = |from: usize| {
        let numbers = "一二三四五六".chars().skip(from).take(3);
        numbers.map(|n| rows(&format!("第{n}条 {article}"))).collect::<String>()
    };
    let text = |chapter: &str| {
        let (first, second) = (articles(0), articles(3));
        format!("护堤公约\n{}{chapter}\n{first}第二章 巡堤\n{second}", rows(full))
    };
    let chapters = |text: &str| {
        let found = shape(text).into_iter().map(|(_, title)| title);
        found.filter(|t| matches!(t.as_str(), "总则" | "巡堤")).count()
    };
    assert_eq!(chapters(&text("第一章 总则")), 2);
    // The end of a sentence that names one.
    assert_eq!(chapters(&text("第一章 总则。")), 1);
}

#[test]
fn furniture_around_a_speech_changes_no_outline() {
    for (name, text, _) in samples() {
        let around = format!(
            "当前位置：首页 > 公文 > 讲话稿 >\n\n{text}\n\n上一篇：关于春耕的讲话\n下一篇：一、二季度小结\n\
             相关文章：\n在全县林业会议上的讲话03-12\n在全县水利会议上的讲话04-01\n"
        );
        assert_eq!(shape(&around), shape(&text), "{name}");
    }
}

#[test]
fn five_speeches_in_one_file_keep_their_outlines() {
    let samples = samples();
    let titled: Vec<_> = samples
        .iter()
        .filter(|(_, text, golden)| {
            golden.first().is_some_and(|e| e.kind == "title" && e.line <= 2)
                && text.lines().next().is_some_and(|l| !l.contains('>'))
        })
        .take(5)
        .collect();
    assert_eq!(titled.len(), 5);
    let all: Vec<_> = titled.iter().flat_map(|(_, text, _)| shape(text)).collect();
    let whole: String =
        titled.iter().map(|(_, text, _)| format!("{}\n\n", text.trim_end())).collect();
    assert_eq!(shape(&whole), all);
}
