//! Moves through a speech, checked after each step: headings, folds, jump, search, marks.

#![allow(
    clippy::unwrap_used,
    clippy::string_slice,
    unreachable_pub,
    dead_code,
    reason = "a test stops at the first surprise"
)]

#[path = "support/reader.rs"]
mod reader;

#[path = "movements/any_keys.rs"]
mod any_keys;
#[path = "movements/copying.rs"]
mod copying;
#[path = "movements/mouse.rs"]
mod mouse;
#[path = "movements/shown.rs"]
mod shown;
#[path = "movements/texts.rs"]
mod texts;

use gangmu::app::keymap::{KEYMAP, Keys};
use gangmu::app::model::Overlay;
use gangmu::app::msg::{Mouse, MouseAction};
use gangmu::app::{self, Effect, Key, Mode, Msg, Settings};
use gangmu::locale::Lang;
use proptest::prelude::*;
use reader::{Reader, SPEECH};

/// Presses each step and compares the section being read.
fn assert_sections(reader: &mut Reader, steps: &[(&str, &str)]) {
    for (keys, section) in steps {
        reader.press(keys);
        assert!(reader.section().starts_with(section), "after {keys}: {}", reader.section());
    }
}

#[test]
fn headings_are_walked_at_every_level() {
    let mut reader = Reader::open(SPEECH, (80, 10));
    assert_sections(
        &mut reader,
        &[
            ("g", "在全县"),
            ("J", "一、"),
            ("J", "（一）河湖"),
            ("}", "（二）河湖"),
            ("J", "二、"),
            ("]", "（一）抓排查"),
            ("K", "二、"),
            ("{", "一、"),
            ("2}", "三、"),
            ("K", "（三）抓巡护"),
            ("p", "二、"),
            ("H", "在全县"),
            ("5J", "（一）抓排查"),
            (")", "一是"),
            (")", "二是"),
            ("(", "一是"),
            ("J", "（二）抓治理"),
        ],
    );
}

#[test]
fn a_heading_that_was_gone_to_stands_at_the_top() {
    let mut reader = Reader::open(SPEECH, (80, 24));
    for (keys, top) in [("J", "一、充分"), ("2}", "三、切实"), ("K", "（三）抓巡护"), ("G K", "")]
    {
        reader.press(keys);
        assert!(reader.top().starts_with(top), "after {keys}: {}", reader.top());
    }
}

#[test]
fn scrolling_stops_at_both_ends() {
    let mut reader = Reader::open(SPEECH, (40, 8));
    let percent = |reader: &Reader| reader.model.reading().unwrap().percent();
    let first = reader.top();
    reader.press("k b u");
    assert_eq!((reader.top(), percent(&reader)), (first.clone(), 0));
    reader.press("G");
    let last = reader.top();
    assert_eq!(percent(&reader), 100);
    reader.press("j Space d 99j");
    assert_eq!((reader.top(), percent(&reader)), (last.clone(), 100));
    reader.press("k");
    assert_ne!(reader.top(), last);
    assert!(percent(&reader) < 100, "100 is kept for the end");
    reader.press("g");
    assert_eq!(reader.top(), first);
}

#[test]
fn a_count_repeats_a_move() {
    let (mut once, mut counted) = (Reader::open(SPEECH, (40, 8)), Reader::open(SPEECH, (40, 8)));
    once.press("j j j j j j j j j j j j");
    counted.press("12j");
    assert_eq!(once.top(), counted.top());
    counted.press("1 0 k");
    once.press("g j j");
    assert_eq!(once.top(), counted.top());
}

#[test]
fn scrolling_goes_through_the_sections_in_order_to_the_last() {
    for size in [(40, 8), (80, 24), (120, 40)] {
        let mut reader = Reader::open(SPEECH, size);
        let count = reader.model.reading().unwrap().text.outline.len();
        let current = |reader: &Reader| reader.model.reading().unwrap().current().unwrap().0;
        let mut last = current(&reader);
        assert_eq!(last, 0, "the start is in the first section at {size:?}");
        for _ in 0..100 {
            reader.press("j");
            assert!(current(&reader) >= last, "never back at {size:?}");
            last = current(&reader);
        }
        if size == (40, 8) {
            assert_eq!(last + 1, count, "the end is in the last section at {size:?}");
        }
    }
}

#[test]
fn the_outline_moves_the_text_and_the_text_the_outline() {
    let mut reader = Reader::open(SPEECH, (80, 24));
    reader.press("Tab j j");
    assert_eq!(reader.model.mode(), Mode::Outline);
    assert!(reader.top().starts_with("（一）河湖"), "{}", reader.top());
    reader.press("Tab }");
    let cursor = |reader: &Reader| reader.model.reading().unwrap().tree.cursor();
    let current = |reader: &Reader| reader.model.reading().unwrap().current();
    assert_eq!(cursor(&reader), current(&reader));
    reader.press("zM J");
    assert_ne!(cursor(&reader), current(&reader), "a hidden section is shown by what hides it");
    reader.press("zR");
    assert_eq!(cursor(&reader), current(&reader));
}

#[test]
fn the_cursor_of_the_outline_comes_back_to_the_section_when_it_is_unfolded() {
    let mut reader = Reader::open(SPEECH, (80, 24));
    let cursor = |reader: &Reader| reader.model.reading().unwrap().tree.cursor();
    reader.press("Tab 6j");
    let place = cursor(&reader);
    for (fold, unfold) in [("zM", "zR"), ("zM", "zu"), ("z1", "z9"), ("z2", "zr"), ("za", "za")] {
        assert_ne!(cursor(reader.press(fold)), place, "{fold} hides the section");
        assert_eq!(cursor(reader.press(unfold)), place, "{unfold} after {fold}");
    }
    reader.press("zM l");
    assert_eq!(cursor(&reader).map(|id| id.0), Some(0), "l goes down step by step");
    assert!(reader.press("zM h").screen().contains("已是最上一级"));
}

#[test]
fn a_count_too_large_goes_as_far_as_there_are_headings() {
    let mut reader = Reader::open(SPEECH, (80, 10));
    for (keys, section) in
        [("99J", "三、"), ("99K", "在全县"), ("J 99}", "三、"), ("99{", "一、"), ("99)", "三、")]
    {
        assert!(reader.press(keys).section().starts_with(section), "after {keys}");
    }
    reader.press("J");
    assert!(reader.screen().contains("后面没有标题了"));
}

#[test]
fn the_title_of_the_only_speech_is_not_left_alone_by_its_level() {
    let mut one = Reader::open(SPEECH, (80, 24));
    let shown = |reader: &Reader| reader.model.reading().unwrap().tree.rows().len();
    assert_eq!([shown(one.press("z1")), shown(one.press("z2")), shown(one.press("z3"))], [4, 4, 9]);
    let two = format!(
        "{SPEECH}\n\n在全县造林会议上的讲话\n（2024年4月2日）\n同志们：\n一、早动手\n苗要早备。\n二、重管护\n栽下要管活。\n"
    );
    let mut two = Reader::open(&two, (80, 24));
    assert_eq!(shown(two.press("z1")), 2, "several titles say what there is");
}

#[test]
fn levels_fold_one_by_one() {
    let mut reader = Reader::open(SPEECH, (80, 24));
    for (keys, rows) in
        [("zM", 1), ("zr", 4), ("zr", 9), ("zr", 12), ("zm", 9), ("z2", 4), ("zR", 12)]
    {
        reader.press(keys);
        let shown = reader.model.reading().unwrap().tree.rows().len();
        assert_eq!(shown, rows, "after {keys}");
    }
}

#[test]
fn enter_in_the_outline_folds_and_on_a_leaf_reads() {
    let mut reader = Reader::open(SPEECH, (80, 24));
    reader.press("Tab j Enter");
    assert_eq!(reader.model.reading().unwrap().tree.rows().len(), 7);
    reader.press("Enter j Enter");
    assert_eq!(reader.model.mode(), Mode::Text);
    assert!(reader.section().starts_with("（一）河湖"));
}

#[test]
fn escape_from_the_jump_returns_exactly() {
    let mut reader = Reader::open(SPEECH, (80, 24));
    reader.press("5j");
    let before = (reader.top(), reader.section());
    reader.press("f 组织 Down Up Esc");
    assert_eq!((reader.top(), reader.section()), before);
    reader.press("f 组织 Enter");
    assert!(reader.section().starts_with("三、"));
    reader.press("C-o");
    assert_eq!((reader.top(), reader.section()), before);
    reader.press("M-Right");
    assert!(reader.section().starts_with("三、"));
    reader.press("' '");
    assert_eq!((reader.top(), reader.section()), before);
}

#[test]
fn a_search_goes_on_from_the_place_and_round_the_end() {
    let mut reader = Reader::open(SPEECH, (80, 10));
    reader.press("/ 保护 Enter");
    let at = |reader: &Reader| {
        let hits = reader.model.reading().unwrap().hits.clone().unwrap();
        (hits.at.unwrap() + 1, hits.spans.len())
    };
    assert_eq!(at(&reader), (1, 6));
    for (keys, hit) in [("n", 2), ("2n", 4), ("N", 3), ("3n", 6), ("n", 1), ("N", 6)] {
        reader.press(keys);
        assert_eq!(at(&reader).0, hit, "after {keys}");
    }
    reader.press("/ 没有的话 Enter");
    assert!(reader.model.reading().unwrap().hits.is_none());
    assert!(reader.model.status.as_ref().unwrap().failure);
}

#[test]
fn a_hit_is_shown_when_the_query_has_grown() {
    let mut reader = Reader::open(SPEECH, (80, 8));
    reader.press("/ 清江 水，水清 Enter g / 河 长 每周 Enter");
    let hits = reader.model.reading().unwrap().hits.clone().unwrap();
    assert_eq!((hits.at, hits.spans.len()), (Some(0), 1));
    assert!(reader.screen().contains("河长每周"), "{}", reader.screen());
}

#[test]
fn an_abandoned_search_leaves_everything_as_it_was() {
    let mut reader = Reader::open(SPEECH, (80, 10));
    reader.press("/ 巡护 Enter");
    let before = (reader.top(), reader.model.reading().unwrap().hits.clone());
    reader.press("/ 意义 Esc");
    assert_eq!((reader.top(), reader.model.reading().unwrap().hits.clone()), before);
    reader.press("/ 意 BSpace BSpace");
    assert_eq!((reader.top(), reader.model.reading().unwrap().hits.clone()), before);
    assert_eq!(reader.model.mode(), Mode::Text);
}

#[test]
fn marks_lines_and_percents_are_gone_to() {
    let mut reader = Reader::open(SPEECH, (80, 10));
    reader.press("3J m a g");
    assert!(reader.section().starts_with("在全县"));
    reader.press("' a");
    assert!(reader.section().starts_with("（二）河湖"));
    reader.press(": 9 Enter");
    assert!(reader.top().starts_with("二、扎实"), "{}", reader.top());
    reader.press("6g");
    assert!(reader.top().starts_with("一、充分"), "{}", reader.top());
    reader.press(": 100% Enter");
    assert_eq!(reader.model.reading().unwrap().percent(), 100);
    reader.press(": 0% Enter");
    assert_eq!(reader.model.reading().unwrap().percent(), 0);
    reader.press(": q Enter");
    assert!(reader.done);
}

#[test]
fn a_narrow_screen_shows_the_place_gone_to_from_the_outline() {
    for keys in ["/ 抓巡护 Enter", "/ 抓巡护 Enter Tab n", ":16 Enter", ":70% Enter", "'a", "C-o"]
    {
        let mut reader = Reader::open(SPEECH, (40, 8));
        reader.press("G ma g Tab");
        assert_eq!(reader.model.mode(), Mode::Outline);
        reader.press(keys);
        assert_eq!(reader.model.mode(), Mode::Text, "{keys}");
        assert!(reader.model.screen.text.width > 0, "{keys}");
    }
    let mut reader = Reader::open(SPEECH, (40, 8));
    reader.press("Tab / 抓巡护");
    assert!(reader.screen().contains("抓巡护。村级"), "while typing: {}", reader.screen());
    assert!(reader.press("Esc").model.screen.text.width == 0, "back in the outline");
}

#[test]
fn headings_that_run_on_in_a_paragraph_are_walked_too() {
    let text = "我先表个态：一、守住大堤。人在堤在。\n后面还有硬仗。二、管好闸门。\n三、备足沙石。\n四、看好学校。\n";
    let mut reader = Reader::open(text, (80, 10));
    assert_sections(
        &mut reader,
        &[("g", ""), ("J", "二、"), ("J", "三、"), ("K", "二、"), ("K", "一、")],
    );
}

#[test]
fn a_page_never_parts_a_heading_from_its_text() {
    let mut text = String::new();
    for i in 1..60 {
        text.push_str(&format!("这里说的是别的事情{i}。\n"));
        if i % 7 == 0 {
            text.push_str(&format!(
                "{}、抓好第{i}项重点工作\n（一）抓好其中的第一件事\n",
                ["一", "二", "三", "四", "五", "六", "七", "八"][i / 7 - 1]
            ));
        }
    }
    for height in 8..20 {
        let mut reader = Reader::open(&text, (60, height));
        reader.press("o");
        let mut last = 0;
        loop {
            reader.press("Space");
            let reading = reader.model.reading().unwrap();
            if reading.byte() == last || reading.percent() == 100 {
                break;
            }
            last = reading.byte();
            let rows = reading.rows();
            let first = rows[0].paragraph;
            let heads = |i: usize| {
                let span = reading.text.document.paragraphs()[i].span;
                reading
                    .text
                    .outline
                    .nodes()
                    .iter()
                    .any(|n| n.start() == span.start && n.title.end >= span.end)
            };
            assert!(first == 0 || !heads(first - 1), "height {height}: {}", reader.screen());
        }
        assert_eq!(reader.model.reading().unwrap().percent(), 100);
    }
}
