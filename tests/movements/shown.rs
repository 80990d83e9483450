//! What is shown of the text, and how: furniture, glosses, widths, options.

use super::*;

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

/// What the last rows say, without blanks: a message that has more rows than one is broken at blanks.
fn said(reader: &Reader) -> String {
    let screen = reader.screen();
    let rows: Vec<_> = screen.lines().collect();
    rows[rows.len().saturating_sub(6)..].concat().replace(' ', "")
}

#[test]
fn no_message_is_cut_at_forty_columns() {
    let mut told = std::collections::HashSet::new();
    for lang in [Lang::Zh, Lang::En] {
        for keys in KEYMAP.iter().filter(|b| b.modes.contains(&Mode::Text)).flat_map(|b| b.keys) {
            for before in ["", "+", "/河湖"] {
                let settings = Settings { lang, ..Settings::default() };
                let mut reader = Reader::with(&[("稿.txt", SPEECH)], settings, (40, 12));
                reader.press(before);
                if before.starts_with('/') {
                    reader.press("Enter");
                }
                match *keys {
                    Keys::One(key) => reader.step(Msg::Key(key)),
                    Keys::Two(prefix, key) => {
                        reader.step(Msg::Key(Key::Char(prefix)));
                        reader.step(Msg::Key(key));
                    }
                    Keys::Letter(prefix) | Keys::Digit(prefix) => {
                        reader.step(Msg::Key(Key::Char(prefix)));
                        reader.step(Msg::Key(Key::Char('5')));
                    }
                }
                let Some(status) = &reader.model.status else { continue };
                let whole = status.text.replace(' ', "");
                assert!(said(&reader).contains(&whole), "{whole}\n{}", reader.screen());
                told.insert(whole);
            }
        }
    }
    assert!(told.len() > 30, "{told:?}");
}

#[test]
fn a_long_message_lies_over_the_text_until_the_next_key() {
    let settings = Settings { lang: Lang::En, ..Settings::default() };
    let mut reader = Reader::with(&[("稿.txt", SPEECH)], settings, (40, 12));
    let before = reader.screen();
    let screen = reader.press("*").screen();
    let last: Vec<_> = screen.lines().rev().take(2).map(str::trim).collect();
    assert_eq!(last, ["place, ; writes a note", "no marks or notes yet; ma marks this"]);
    assert_eq!(reader.press("j k").screen(), before);
}
