//! The reader's own heading rules: what they make of a text, and what they leave as it is. In the
//! tables `/` is a line end.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::sync::Arc;

use gangmu::app::{Settings, config};
use gangmu::document::Document;
use gangmu::library::Source;
use gangmu::outline::rules::{Rule, Rules, Ruling};
use gangmu::outline::{Kind, Node, Outline};
use gangmu::search::text::HeadingPattern;
use proptest::prelude::*;

/// The settings that hold these rules.
fn settings(toml: &str) -> Settings {
    let mut settings = Settings::default();
    assert_eq!(config::read(toml, &mut settings), [], "{toml}");
    settings
}

fn read(toml: &str, text: &str) -> (Document, Outline) {
    let text = text.replace('/', "\n");
    let document = gangmu::input::read(text.into_bytes(), "讲话.txt").unwrap();
    let outline = settings(toml).rules.outline(&Source::Stdin, &document);
    (document, outline)
}

/// The outline in one line: `depth:marker|title`, with `T` or `P` before titles and points.
fn told(toml: &str, text: &str) -> String {
    let (document, outline) = read(toml, text);
    let one = |n: &Node| {
        let kind = match n.kind {
            Kind::Title => "T",
            Kind::Heading => "",
            Kind::Point => "P",
            Kind::Paragraph => "G",
        };
        let (marker, title) = (n.marker.of(document.text()), n.title.of(document.text()));
        format!("{kind}{}:{marker}|{title}", n.depth)
    };
    outline.nodes().iter().map(one).collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn check(rules: &str, table: &[(&str, &str)]) {
    for (text, expected) in table {
        assert_eq!(&told(rules, text), expected, "{text}");
    }
}

/// A rule of these lines.
fn rule(lines: &str) -> String {
    format!("[[heading]]\n{lines}\n")
}

#[test]
fn signs_before_words_are_markers() {
    check(
        &rule("pattern = '【要点】'"),
        &[
            ("【要点】修渠。先修东渠。/【要点】补堤。", "1:【要点】|修渠 1:【要点】|补堤"),
            (
                "一、讲形势/【要点】雨多。/【要点】堤老。/二、讲任务/【要点】人要到。",
                "1:一、|讲形势 2:【要点】|雨多 2:【要点】|堤老 1:二、|讲任务 2:【要点】|人要到",
            ),
            ("● 【要点】修渠/今冬动工。", "1:【要点】|修渠"),
            ("今天讲【要点】。/不讲别的。", ""),
            ("【要点】/今冬动工。", "1:|【要点】"),
        ],
    );
}

#[test]
fn numbers_are_read_from_the_part_that_is_named_so() {
    let rules = rule("pattern = '议题(?<number>\\p{Han}+)\\s*(?<title>.*)'");
    check(
        &rules,
        &[(
            "议题一 修渠的事/一、定路线/二、定人手/议题二 补堤的事/一、定土场/二、定工期",
            "1:议题一|修渠的事 2:一、|定路线 2:二、|定人手 1:议题二|补堤的事 2:一、|定土场 2:二、|定工期",
        )],
    );
    let numbers = |rules: &str, text: &str| -> Vec<u32> {
        read(rules, text).1.nodes().iter().map(|n| n.number).collect()
    };
    assert_eq!(numbers(&rules, "议题一 修渠/议题十二 补堤"), [1, 12]);
    let any = rule("pattern = '◎(?<number>\\S+) '");
    let text = "◎三 甲/◎4 乙/◎５ 丙/◎陆 丁/◎Ⅶ 戊/◎⑧ 己/◎壬 庚/◎J 辛/◎某 壬";
    assert_eq!(numbers(&any, text), [3, 4, 5, 6, 7, 8, 9, 10, 0]);
}

#[test]
fn questions_and_answers_are_headings() {
    check(
        &(rule("pattern = '问[：:]'") + &rule("pattern = '答[：:]'")),
        &[(
            "问：渠修到哪里？/答：修到东山脚下。今冬完工。/问：钱从哪里来？/答：县里出一半。",
            "1:问：|渠修到哪里 2:答：|修到东山脚下 1:问：|钱从哪里来 2:答：|县里出一半",
        )],
    );
    check(
        &rule("pattern = 'Q(?<number>\\d+)\\.'"),
        &[("Q1. 何时开工？/秋收以后。/Q2. 谁来管？/村里管。", "1:Q1.|何时开工 1:Q2.|谁来管")],
    );
}

#[test]
fn lines_of_capitals_are_headings_without_a_marker() {
    check(
        &rule("pattern = '[A-Z][A-Z ]+$'"),
        &[
            (
                "INTRODUCTION/1. 水情/2. 工情/MAIN WORKS/1. 东渠/2. 西渠",
                "1:|INTRODUCTION 2:1.|水情 2:2.|工情 1:|MAIN WORKS 2:1.|东渠 2:2.|西渠",
            ),
            ("GDP增长很快。/我们还要努力。", ""),
        ],
    );
}

#[test]
fn a_false_friend_is_none() {
    let text = "一、二期工程已经完工。/一、抓进度/二、抓质量";
    check(&rule("pattern = '一、二期'\nkind = \"none\""), &[(text, "1:一、|抓进度 1:二、|抓质量")]);
    let (_, outline) = read("", "首先，祝大家身体好。/其次，把渠修好。/最后，把堤补好。");
    assert_eq!(outline.len(), 3);
    check(
        &rule("pattern = '首先，祝'\nkind = \"none\""),
        &[("办三件事：一是清淤；二是补堤；三是护坡。", "P1:一是|清淤 P1:二是|补堤 P1:三是|护坡")],
    );
    check(
        &rule("pattern = '.是'\nkind = \"none\""),
        &[("一、冬修/办三件事：一是清淤；二是补堤；三是护坡。", "1:一、|冬修")],
    );
}

#[test]
fn a_declared_heading_and_a_title_can_be_ruled_out() {
    let title = "在东圩冬修会上的讲话/同志们：/一、修渠。今冬动工，明春完工。/二、补堤。";
    check("", &[(title, "T1:|在东圩冬修会上的讲话 2:一、|修渠 2:二、|补堤")]);
    check(&rule("pattern = '在.*讲话'\nkind = \"none\""), &[(title, "1:一、|修渠 1:二、|补堤")]);
    let document =
        gangmu::input::read("# 冬修\n\n## 说明\n\n先读。\n\n## 修渠\n\n动工。\n".into(), "a.md");
    let document = document.unwrap();
    let rules = settings(&rule("pattern = '说明'\nkind = \"none\"")).rules;
    let outline = rules.outline(&Source::Stdin, &document);
    let titles: Vec<_> = outline.nodes().iter().map(|n| n.title.of(document.text())).collect();
    assert_eq!(titles, ["冬修", "修渠"]);
}

#[test]
fn a_title_begins_a_speech() {
    check(
        &rule("pattern = '◆第\\d+讲'\nkind = \"title\""),
        &[(
            "◆第1讲 修渠/一、定路线/二、定人手/◆第2讲 补堤/一、定土场/二、定工期",
            "T1:|◆第1讲 修渠 2:一、|定路线 2:二、|定人手 T1:|◆第2讲 补堤 2:一、|定土场 2:二、|定工期",
        )],
    );
}

#[test]
fn a_level_is_fixed() {
    let text =
        "在东圩冬修会上的讲话/同志们：/今天讲两点。/一、修渠/（一）东渠/要点甲/二、补堤/要点乙";
    for (level, depths) in
        [(1, "1 2 3 2 3 2"), (2, "1 2 3 3 2 3"), (3, "1 2 3 4 2 3"), (9, "1 2 3 4 2 3")]
    {
        let (_, outline) = read(&rule(&format!("pattern = '要点.'\nlevel = {level}")), text);
        let found: Vec<_> = outline.nodes().iter().map(|n| n.depth.to_string()).collect();
        assert_eq!(found.join(" "), depths, "level {level}");
    }
}

#[test]
fn points_stand_inside_paragraphs_after_a_sentence() {
    let text = "会上定了。【要点】人要到。【要点】料要齐。中间说到【注】的不算。";
    check(
        &rule("pattern = '【.{1,2}】'\nkind = \"point\""),
        &[(text, "P1:【要点】|人要到 P1:【要点】|料要齐")],
    );
    check(&rule("pattern = '【要点】'"), &[(text, "")]);
    check(
        &rule("pattern = '【要点】'\ninside = true"),
        &[
            ("【要点】修渠。【要点】补堤。", "1:【要点】|修渠 P1:【要点】|补堤"),
            ("会上定了：【要点】修渠；【要点】补堤。", "P1:【要点】|修渠 P1:【要点】|补堤"),
        ],
    );
    check(
        &rule("pattern = '【要点】'\nkind = \"point\"\ninside = false"),
        &[("会上定了。【要点】修渠。/【要点】补堤。", "P1:【要点】|补堤")],
    );
}

#[test]
fn of_several_rules_the_last_that_matches_decides() {
    let (any, notes) = (rule("pattern = '【.*?】'"), rule("pattern = '【注】'\nkind = \"none\""));
    let text = "【要点】修渠。/【注】见附表。";
    check(&(any.clone() + &notes), &[(text, "1:【要点】|修渠")]);
    check(&(notes + &any), &[(text, "1:【要点】|修渠 1:【注】|见附表")]);
}

#[test]
fn the_rule_written_first_stands_above() {
    let text = "专题：水/议程：甲/议程：乙/专题：堤/议程：丙";
    let (topics, items) = (rule("pattern = '专题：'"), rule("pattern = '议程：'"));
    let nested = "1:专题：|水 2:议程：|甲 2:议程：|乙 1:专题：|堤 2:议程：|丙";
    check(&(topics + &items), &[(text, nested)]);
}

/// The rules that the documentation shows do what it says of them.
#[test]
fn the_documented_rules_are_sound() {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules.md"));
    let page = page.unwrap();
    let toml = page.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    assert_eq!(settings(toml).rules.entries().len(), 5);
    let everywhere = toml.replace("folder = \"~/会议纪要\"\n", "");
    check(
        &everywhere,
        &[
            ("一、修渠/二、二期工程已经完工。/二、补堤", "1:一、|修渠 1:二、|补堤"),
            ("议题一 修渠/问：何时开工？/答：秋后。", "1:议题一|修渠 2:问：|何时开工 3:答：|秋后"),
        ],
    );
}

#[test]
fn without_rules_nothing_changes() {
    for sample in gangmu::library::SAMPLES {
        let document = gangmu::input::read(sample.text.as_bytes().to_vec(), "a.txt").unwrap();
        let alone = gangmu::outline::parse(&document);
        assert_eq!(settings("").rules.outline(&Source::Stdin, &document), alone);
        // Nor do rules that match nothing.
        let idle = settings(&rule("pattern = '绝不会有的字样'\ninside = true")).rules;
        assert_eq!(idle.outline(&Source::Stdin, &document), alone, "{}", sample.name);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever rules say of whatever text, the outline is a tree in reading order.
    #[test]
    fn rules_leave_a_tree(
        text in "[一二三、。（）是问答：【】要点A-C #*\n]{0,160}",
        patterns in proptest::collection::vec("[一二问答【】要点A-C.?*+|()]{1,6}", 1..4),
        kinds in proptest::collection::vec(0_usize..4, 4),
        level in proptest::option::of(1_u8..10),
        inside in any::<bool>(),
    ) {
        let rules: Rules = patterns.iter().zip(kinds).filter_map(|(pattern, kind)| {
            let matcher = Arc::new(HeadingPattern::new(pattern).ok()?);
            Some(Rule { ruling: Ruling::ALL[kind], level, inside, matcher })
        }).collect();
        let document = Document::from_lines(text);
        let (outline, counts) = gangmu::outline::parse_told(&document, &rules);
        prop_assert_eq!(counts.len(), rules.all().len());
        let (mut depth, mut at) = (0, 0);
        for node in outline.nodes() {
            prop_assert!(node.depth <= depth + 1 && node.depth > 0);
            prop_assert!(node.start() >= at, "{node:?}");
            let whole = document.text();
            prop_assert!(whole.get(node.marker.range()).is_some());
            prop_assert!(whole.get(node.title.range()).is_some());
            (depth, at) = (node.depth, node.start());
        }
    }
}

#[test]
fn hostile_texts_and_patterns_take_linear_time() {
    let start = std::time::Instant::now();
    let rules =
        rule("pattern = '.*X'\ninside = true") + &rule("pattern = '(.*)+Y'\nkind = \"none\"");
    let rules = settings(&rules).rules;
    for unit in ["。啊", "一是，", "：", "啊", "一、\n", "（一）"] {
        let text = unit.repeat((1 << 19) / unit.len());
        let document = Document::from_lines(text);
        let _ = rules.outline(&Source::Stdin, &document);
    }
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}
