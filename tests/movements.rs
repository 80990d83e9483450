//! Moves through a speech, checked after each step, and what holds after any of them.

#![allow(
    clippy::unwrap_used,
    clippy::string_slice,
    unreachable_pub,
    dead_code,
    reason = "a test stops at the first surprise"
)]

#[path = "support/reader.rs"]
mod reader;

use gangmu::app::keymap::{KEYMAP, Keys};
use gangmu::app::model::Overlay;
use gangmu::app::msg::{Mouse, MouseAction};
use gangmu::app::{self, Effect, Key, Mode, Msg, Settings};
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
fn what_is_copied_is_the_source_not_the_screen() {
    let mut reader = Reader::open(SPEECH, (80, 24));
    reader.press("2J y");
    let copied = reader.copied.clone().unwrap();
    assert!(copied.starts_with("（一）河湖是百姓") && copied.ends_with("样子。"), "{copied}");
    reader.press("Y");
    assert!(reader.copied.unwrap().contains("\n    （一）抓排查"));
}

#[test]
fn sentences_are_selected_by_keys_and_copied() {
    let mut reader = Reader::open(SPEECH, (80, 24));
    let selected = |reader: &Reader| {
        let text = reader.model.reading().unwrap().text.document.text();
        reader.model.selection.map(|span| span.of(text).to_owned())
    };
    reader.press("+");
    assert_eq!(selected(&reader).unwrap(), "在全县河湖保护工作会议上的讲话", "no page furniture");
    reader.press("J J +");
    assert_eq!(selected(&reader).unwrap(), "（一）河湖是百姓的饮水之源。");
    reader.press("2+");
    assert!(selected(&reader).unwrap().ends_with("洗菜的样子。"), "{:?}", selected(&reader));
    assert!(reader.screen().contains("选中 73 字"), "{}", reader.screen());
    reader.press("+ - -");
    assert!(selected(&reader).unwrap().ends_with("群众最有发言权。"), "{:?}", selected(&reader));
    let wanted = selected(&reader);
    assert_eq!(reader.press("y").copied, wanted);
    assert_eq!(selected(&reader), None);
    reader.press("+ 3-");
    assert_eq!(selected(&reader), None, "shorter than one sentence is nothing");
    reader.press("/ 排口底数 Enter + #");
    let noted = reader.model.reading().unwrap().notes()[0].span;
    assert!(noted.of(words(&reader)).starts_with("要做到三个清楚"));
    let all = reader.press("g 99+").model.selection.unwrap();
    assert!(all.of(words(&reader)).ends_with("谢谢大家！"));
    assert!(reader.screen().contains("谢谢大家！"), "the end is in sight");
}

fn words(reader: &Reader) -> &str {
    reader.model.reading().unwrap().text.document.text()
}

#[test]
fn two_clicks_select_a_sentence_three_a_paragraph_and_dragging_goes_on() {
    use MouseAction::{Drag, Press, PressThrice, PressTwice, Release};
    let mut reader = Reader::open(SPEECH, (80, 24));
    reader.press("2J");
    let x = reader.model.screen.column.x;
    let mouse = |action, x, y| Msg::Mouse(Mouse { action, x, y });
    let click = |reader: &mut Reader, action| {
        reader.step(mouse(action, x + 8, 1));
        let shown = reader.model.selection;
        reader.step(mouse(Release, x + 8, 1));
        shown
    };
    assert_eq!(click(&mut reader, Press), None);
    assert!(click(&mut reader, PressTwice).is_some(), "it is seen at once");
    assert_eq!(reader.copied.as_deref(), Some("（一）河湖是百姓的饮水之源。"));
    click(&mut reader, PressThrice);
    let paragraph = reader.copied.clone().unwrap();
    assert!(paragraph.starts_with("（一）") && paragraph.ends_with("洗菜的样子。"), "{paragraph}");
    click(&mut reader, Press);
    assert_eq!(reader.model.selection, None, "a click lets go");
    reader.step(mouse(PressTwice, x + 8, 1));
    reader.step(mouse(Drag, x + 8, 2));
    reader.step(mouse(Release, x + 8, 2));
    let dragged = reader.copied.clone().unwrap();
    assert!(dragged.starts_with("（一）") && dragged.ends_with("最有发言权。"), "{dragged}");
}

#[test]
fn a_second_click_that_lands_in_the_text_under_a_list_selects_nothing() {
    let mut reader = Reader::open(SPEECH, (80, 24));
    reader.press("2J m a *");
    for action in [MouseAction::Press, MouseAction::Release, MouseAction::PressTwice] {
        reader.step(Msg::Mouse(Mouse { action, x: reader.model.screen.column.x + 8, y: 1 }));
    }
    assert!(matches!(reader.model.overlay, Overlay::None), "the first click has gone to the mark");
    reader.step(Msg::Mouse(Mouse { action: MouseAction::Release, x: 60, y: 1 }));
    assert_eq!((reader.model.selection, reader.copied), (None, None));
}

#[test]
fn a_section_is_copied_as_markdown_with_its_headings_at_their_level() {
    let mut reader = Reader::open(SPEECH, (80, 24));
    reader.press("J Cy");
    let copied = reader.copied.clone().unwrap();
    let lines: Vec<_> = copied.lines().filter(|line| line.starts_with('#')).collect();
    assert_eq!(
        lines,
        [
            "## 一、充分认识河湖保护的重要意义",
            "### （一）河湖是百姓的饮水之源",
            "### （二）河湖是发展的命脉"
        ]
    );
    assert!(copied.contains("\n\n全县四十万人，") && copied.ends_with("我们的饭碗。"), "{copied}");
    let footer = reader.screen().lines().last().unwrap().to_owned();
    assert!(
        footer.contains("已发给终端剪贴板") && footer.contains("这一节（Markdown），"),
        "{footer}"
    );
    assert_eq!(reader.press(": copymd Enter").copied.as_ref(), Some(&copied));
    reader.press(": 复制Markdown Enter");
    assert_eq!(reader.copied.as_ref(), Some(&copied));
}

#[test]
fn the_outline_is_copied_as_a_list_of_markdown() {
    let mut reader = Reader::open(SPEECH, (80, 24));
    let list = reader.press("CY").copied.clone().unwrap();
    assert!(list.starts_with("- 在全县河湖保护工作会议上的讲话\n  - 一、充分认识"), "{list}");
    assert!(
        list.contains("\n    - （一）抓排查\n      - 一是排口底数清楚，逐个编号上图\n"),
        "{list}"
    );
    let levels = list.lines().map(|line| line.len() - line.trim_start().len());
    assert!(
        levels.eq(reader
            .model
            .reading()
            .unwrap()
            .text
            .outline
            .nodes()
            .iter()
            .map(|n| 2 * usize::from(n.depth - 1)))
    );
}

#[test]
fn furniture_is_folded_into_one_row_until_asked_for() {
    let mut reader = Reader::open(SPEECH, (80, 24));
    assert!(reader.screen().contains("▸ 非正文 1 段"), "{}", reader.screen());
    reader.press("x");
    assert!(!reader.screen().contains("▸ 非正文"));
    reader.press("x / 首页 Enter");
    assert!(!reader.screen().contains("▸ 非正文"), "a hit inside unfolds it");
}

#[test]
fn a_query_that_grows_past_furniture_leaves_it_folded() {
    let mut reader = Reader::open(SPEECH, (80, 24));
    reader.press("/ 讲");
    assert!(!reader.screen().contains("▸ 非正文"), "the hit is in it: {}", reader.screen());
    reader.press("得 Enter");
    assert_eq!(reader.model.reading().unwrap().hits.as_ref().unwrap().spans.len(), 1);
    assert!(reader.screen().contains("▸ 非正文"), "{}", reader.screen());
    reader.press("/ 首 页 Esc");
    assert!(reader.screen().contains("▸ 非正文"), "{}", reader.screen());
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
fn flipping_the_width_of_quotes_draws_every_cell_again() {
    let mut reader = Reader::open(SPEECH, (80, 24));
    let effect = app::update(&mut reader.model, Msg::Key(Key::Char('a')));
    assert!(matches!(effect, Effect::Redraw), "{effect:?}");
}

#[test]
fn pinyin_glosses_are_hidden_everywhere_until_asked_for() {
    let line = "建設(shè)美麗鄉(xiāng)村，貫徹(chè)會議(yì)精神，";
    let text = format!("開頭的話\n一、抓好建設(shè)工作\n{}完。\n", line.repeat(4));
    let mut reader = Reader::open(&text, (80, 12));
    assert!(!reader.screen().contains("shè"), "{}", reader.screen());
    reader.press("f 建設");
    assert!(!reader.screen().contains("shè"), "{}", reader.screen());
    reader.press("Esc i");
    assert!(reader.screen().contains("抓好建設(shè)工作"), "{}", reader.screen());
}

#[test]
fn a_resize_keeps_the_place() {
    let mut reader = Reader::open(SPEECH, (80, 10));
    reader.press("3}");
    let byte = |reader: &Reader| reader.model.reading().unwrap().byte();
    reader.press("J 1j");
    let before = byte(&reader);
    for (width, height) in [(40, 12), (1, 1), (0, 0), (200, 50), (80, 10)] {
        reader.step(Msg::Resized(width, height));
    }
    assert_eq!(byte(&reader), before);
}

#[test]
fn the_whole_text_takes_the_place_of_its_head() {
    use gangmu::app::msg::Arrival;
    use gangmu::app::text::Text;
    use gangmu::document::Document;

    let mut reader = Reader::open(SPEECH, (80, 10));
    reader.press("Tab 3j h m b Tab 2j");
    let (top, section) = (reader.top(), reader.section());
    let rows = reader.model.reading().unwrap().tree.rows().len();
    let longer = format!("{SPEECH}四、再说一点\n这是后来才读到的。\n");
    let text = Text::new(Document::from_lines(longer));
    let result = Ok(Box::new(Arrival::new(text, reader.model.measure())));
    reader.step(Msg::Read { slot: 0, result });
    assert_eq!((reader.top(), reader.section()), (top, section));
    assert_eq!(reader.model.reading().unwrap().tree.rows().len(), rows + 1, "folds are kept");
    reader.press("G ' b");
    assert!(reader.top().starts_with("一、"), "{}", reader.top());
}

#[test]
fn the_end_asked_for_too_early_is_gone_to_when_it_is_there() {
    use gangmu::app::msg::Arrival;
    use gangmu::app::text::Text;
    use gangmu::document::{Document, Origin};

    for (keys, place) in [("G", "完了。"), (": 17 Enter", "四、再说"), ("G k", "")] {
        let mut reader = Reader::unread((80, 10));
        let arrive = |reader: &mut Reader, text: &str, partial| {
            let document = Document::from_lines(text);
            let document = document.with_origin(Origin { partial, ..Origin::default() });
            let result = Ok(Box::new(Arrival::new(Text::new(document), reader.model.measure())));
            reader.step(Msg::Read { slot: 0, result });
        };
        arrive(&mut reader, SPEECH, true);
        reader.press(keys);
        let before = reader.top();
        let longer = format!("{SPEECH}四、再说一点\n{}完了。\n", "这是后来才读到的。\n".repeat(40));
        arrive(&mut reader, &longer, false);
        if place.is_empty() {
            assert_eq!(reader.top(), before, "who has moved on stays");
        } else {
            assert!(reader.screen().contains(place), "after {keys}: {}", reader.screen());
        }
    }
}

#[test]
fn several_texts_are_open_at_once() {
    let texts = [("甲", SPEECH), ("乙", "第二篇讲话\n同志们：\n一、只有一点\n说完了。\n")];
    let mut reader = Reader::with(&texts, Settings::default(), (80, 10));
    reader.press("4j .");
    assert!(reader.screen().contains("第二篇讲话"), "{}", reader.screen());
    reader.press(",");
    let top = reader.top();
    reader.press("L j Enter");
    assert!(reader.screen().contains("第二篇讲话"));
    reader.press("L k Enter");
    assert_eq!(reader.top(), top, "the place in the first is kept");
}

#[test]
fn a_click_selects_and_a_click_on_the_mark_folds() {
    let mut reader = Reader::open(SPEECH, (80, 24));
    let click = |reader: &mut Reader, x, y| {
        for action in [MouseAction::Press, MouseAction::Release] {
            reader.step(Msg::Mouse(Mouse { action, x, y }));
        }
    };
    click(&mut reader, 10, 2);
    assert!(reader.section().starts_with("一、"));
    let rows = |reader: &Reader| reader.model.reading().unwrap().tree.rows().len();
    let before = rows(&reader);
    click(&mut reader, 1, 2);
    assert_eq!(rows(&reader), before - 2);
    reader.step(Msg::Mouse(Mouse { action: MouseAction::WheelDown, x: 60, y: 5 }));
    assert!(!reader.top().starts_with("一、"), "the wheel moves the text");
}

#[test]
fn dragging_over_text_copies_it() {
    let mut reader = Reader::open(SPEECH, (80, 24));
    reader.press("J");
    let x = reader.model.screen.column.x;
    for (action, dx) in
        [(MouseAction::Press, 4), (MouseAction::Drag, 12), (MouseAction::Release, 12)]
    {
        reader.step(Msg::Mouse(Mouse { action, x: x + dx, y: 1 }));
    }
    assert_eq!(reader.copied.as_deref(), Some("一、充分"));
}

/// Any key of the program, and some that mean nothing.
fn any_key() -> impl Strategy<Value = Key> {
    let bound = KEYMAP.iter().flat_map(|b| b.keys).flat_map(|keys| match *keys {
        Keys::One(key) => vec![key],
        Keys::Two(prefix, key) => vec![Key::Char(prefix), key],
        Keys::Letter(prefix) => vec![Key::Char(prefix), Key::Char('a')],
        Keys::Digit(prefix) => vec![Key::Char(prefix), Key::Char('2')],
    });
    let bound: Vec<_> = bound.chain("0123456789河一的%".chars().map(Key::Char)).collect();
    prop::sample::select(bound)
}

#[derive(Clone, Debug)]
enum Event {
    Key(Key),
    Size(u16, u16),
    Mouse(Mouse),
    Paste(String),
}

fn any_event() -> impl Strategy<Value = Event> {
    use MouseAction::{Drag, Press, Release, WheelDown, WheelUp};
    let action = prop::sample::select(vec![Press, Drag, Release, WheelUp, WheelDown]);
    prop_oneof![
        20 => any_key().prop_map(Event::Key),
        2 => (0_u16..130, 0_u16..40).prop_map(|(w, h)| Event::Size(w, h)),
        2 => (action, 0_u16..140, 0_u16..45)
            .prop_map(|(action, x, y)| Event::Mouse(Mouse { action, x, y })),
        1 => ".{0,6}".prop_map(Event::Paste),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Whatever is typed at whatever size: no panic, the cursor on a shown entry, the place in
    /// the text, every screen drawable.
    #[test]
    fn any_keys_leave_the_reader_sound(
        lines in prop::collection::vec(
            "(|一、|二、|（一）|（二）|1\\.|第一章 |首页 > )[一-二河湖保护“”—，。；：a-z\u{202e}\u{301} 一是二是]{0,60}", 0..25),
        events in prop::collection::vec(any_event(), 0..60),
    ) {
        let mut reader = Reader::open(&lines.join("\n"), (80, 24));
        for event in events {
            match event {
                Event::Key(key) => reader.step(Msg::Key(key)),
                Event::Size(w, h) => reader.step(Msg::Resized(w, h)),
                Event::Mouse(mouse) => reader.step(Msg::Mouse(mouse)),
                Event::Paste(text) => reader.step(Msg::Paste(text)),
            }
            reader.screen();
            let Some(reading) = reader.model.reading() else { continue };
            let tree = &reading.tree;
            prop_assert_eq!(tree.cursor().is_none(), reading.text.outline.is_empty());
            if let Some(id) = tree.cursor() {
                prop_assert!(tree.rows().contains(&id));
            }
            prop_assert!(tree.offset() <= tree.rows().len());
            let text = reading.text.document.text();
            prop_assert!(text.is_char_boundary(reading.byte()));
            if !reading.text.document.is_empty() && reader.model.screen.height() > 0 {
                prop_assert!(!reading.rows().is_empty());
            }
            prop_assert!(reading.percent() <= 100);
        }
    }
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
fn a_text_in_the_wrong_encoding_is_read_again_in_another() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("稿.txt");
    // Big5 for 一、治水.
    std::fs::write(&path, b"\xa4\x40\xa1\x42\xaa\x76\xa4\xf4").unwrap();
    let mut reader = Reader::file(&path, (80, 8));
    let encoding =
        |reader: &Reader| reader.model.reading().unwrap().text.document.origin().encoding;
    let recognised = encoding(&reader);
    let mut seen = Vec::new();
    for _ in 0..6 {
        reader.press("E");
        let now = encoding(&reader);
        if now == "Big5" {
            assert_eq!(reader.top(), "一、治水");
            assert!(reader.screen().contains("编码 Big5（"), "{}", reader.screen());
        }
        seen.push(now);
    }
    assert!(["GB18030", "UTF-8", "UTF-16LE"].iter().all(|e| seen.contains(e)), "{seen:?}");
    assert!(seen.contains(&"Big5"), "{seen:?}");
    assert!(seen.contains(&recognised), "it comes round: {seen:?}");
    reader.press(":");
    for c in "encoding big5".chars() {
        reader.step(Msg::Key(Key::Char(c)));
    }
    reader.press("Enter");
    assert_eq!((encoding(&reader), reader.top().as_str()), ("Big5", "一、治水"));
    reader.press(":");
    for c in "encoding klingon".chars() {
        reader.step(Msg::Key(Key::Char(c)));
    }
    reader.press("Enter");
    assert!(reader.screen().contains("不认识的编码"));
}

#[test]
fn the_encoding_of_a_sample_is_certain() {
    let mut reader = Reader::open(SPEECH, (80, 10));
    reader.press("E");
    assert!(reader.screen().contains("编码是定的"), "{}", reader.screen());
}

#[test]
fn every_option_is_set_by_name_and_the_place_is_kept() {
    use gangmu::app::options::OPTIONS;
    for choice in OPTIONS {
        let mut reader = Reader::open(SPEECH, (80, 12));
        reader.press("J J J J j");
        let byte = reader.model.reading().unwrap().byte();
        for (name, _) in choice.opt.values(&reader.model.settings) {
            reader.press(&format!(":set Space {} Space {name} Enter", choice.name));
            assert_eq!(choice.opt.value(&reader.model.settings), name);
            assert!(!reader.model.status.as_ref().is_some_and(|s| s.failure));
            let row = reader.model.reading().unwrap().rows()[0].row.span;
            let kept = row.contains(byte) || row.start == byte || row.is_empty();
            assert!(kept, "{}={name}: {byte} left {row:?}", choice.name);
        }
    }
    let mut reader = Reader::open(SPEECH, (80, 12));
    reader.press(":set Space numbers Space 九 Enter");
    let status = reader.model.status.clone().unwrap();
    assert!(status.failure && status.text.contains("off paragraphs lines"), "{}", status.text);
    reader.press(":两端对齐 Enter");
    assert!(reader.model.settings.look.justify);
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

#[test]
fn the_mouse_finds_the_row_between_blank_rows() {
    let mut reader = Reader::open(SPEECH, (80, 24));
    reader.press("J s r");
    let screen = reader.model.screen;
    let reading = reader.model.reading().unwrap();
    let third = reading.rows()[2].row.span;
    assert_eq!(reader.model.screen.height(), usize::from(screen.column.height).div_ceil(2));
    let y = screen.column.y + 4;
    for action in [MouseAction::Press, MouseAction::Drag] {
        let x = if action == MouseAction::Press { screen.column.x } else { screen.column.x + 6 };
        reader.step(Msg::Mouse(Mouse { action, x, y }));
    }
    let selected = reader.model.selection.unwrap();
    assert!(third.contains(selected.start), "{selected:?} is not on {third:?}");
}
