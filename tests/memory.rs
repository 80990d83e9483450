//! What is remembered between runs: places, folds, marks, notes, inputs.

#![allow(
    clippy::unwrap_used,
    clippy::string_slice,
    unreachable_pub,
    dead_code,
    reason = "a test stops at the first surprise"
)]

#[path = "support/reader.rs"]
mod reader;

use gangmu::app::Msg;
use gangmu::library::state::State;
use insta::assert_snapshot;
use reader::{Reader, SPEECH, rows};

const SIZE: (u16, u16) = (80, 24);

fn again(text: &str, kept: &State) -> Reader {
    Reader::again(&[("稿.txt", text)], kept, 2_000_000, SIZE)
}

/// What is kept after `keys` in the speech.
fn kept(keys: &str) -> State {
    let mut reader = Reader::again(&[("稿.txt", SPEECH)], &State::default(), 1_000_000, SIZE);
    reader.press(keys);
    reader.leave()
}

#[test]
fn reading_goes_on_where_it_stopped() {
    let state = kept("6J 2j");
    let mut reader = again(SPEECH, &state);
    assert!(reader.section().starts_with("（二）抓治理"), "{}", reader.section());
    assert!(reader.screen().contains("接着上次读到的地方"));
    reader.press("C-o");
    assert!(reader.top().starts_with("当前位置"), "the start is one step back");
}

#[test]
fn a_heading_that_was_gone_to_is_at_the_top_again() {
    let mut reader = again(SPEECH, &kept("7J"));
    assert!(reader.top().starts_with("（三）抓巡护"));
    reader.press("J");
    assert!(reader.top().starts_with("三、切实"), "from that heading on");
}

#[test]
fn a_text_without_title_is_remembered_by_what_it_says_first_not_by_whom_it_addresses() {
    let untitled =
        "尊敬的各位领导，同志们：\n刚才，水务局通报了情况。\n一、抓排查。\n二、抓治理。\n";
    let reader = Reader::again(&[("稿.txt", untitled)], &State::default(), 1_000_000, SIZE);
    let state = reader.leave();
    let record = state.docs.values().next().unwrap();
    assert!(record.untitled && record.title.starts_with("刚才，水务局"), "{}", record.title);
    assert!(!kept("J").docs.values().next().unwrap().untitled);
}

#[test]
fn an_edited_text_is_opened_at_the_same_words() {
    let edited = SPEECH.replace("同志们：\n", "同志们：\n今天天冷，先喝口热水。\n");
    let reader = again(&edited, &kept("7J"));
    assert!(reader.top().starts_with("（三）抓巡护"));
    assert!(reader.screen().contains("文稿已改动"), "{}", reader.screen());
    let state = reader.leave();
    assert_eq!(state.docs.len(), 1, "the record goes along with the text");
}

#[test]
fn another_text_is_not_disturbed() {
    let reader = Reader::again(
        &[("另一篇.txt", "在会上的讲话\n同志们：\n一、只有一条\n说完了。\n")],
        &kept("7J"),
        2_000_000,
        SIZE,
    );
    assert!(!reader.screen().contains("接着"));
    assert_eq!(reader.leave().docs.len(), 2);
}

#[test]
fn folds_are_as_they_were() {
    let mut reader = again(SPEECH, &kept("Tab z2 j l"));
    let outline = |reader: &Reader| {
        let rows = rows(&reader.buffer());
        rows[1..9].iter().map(|row| row[..row.find('|').unwrap()].to_owned()).collect::<Vec<_>>()
    };
    let shown = outline(&reader).join("\n");
    assert!(shown.contains("(一) 河湖") && !shown.contains("(一) 抓排查"), "{shown}");
    reader.press("Tab zM");
    let folded = outline(&reader);
    assert_eq!(outline(&again(SPEECH, &reader.leave())), folded);
}

#[test]
fn marks_come_back_and_capital_ones_lead_from_any_text() {
    let state = kept("3J ma J mB g");
    let other = ("另一篇.txt", "在会上的讲话\n同志们：\n一、只有一条\n说完了。\n");
    let mut reader = Reader::again(&[other, ("稿.txt", SPEECH)], &state, 2_000_000, SIZE);
    assert!(reader.press("'a").screen().contains("没有记号 a"));
    assert!(reader.press("'B").top().starts_with("二、扎实"), "{}", reader.screen());
    assert!(reader.press("'a").top().starts_with("（二）河湖"));
    let mut reader = Reader::again(&[other, ("稿.txt", SPEECH)], &reader.leave(), 3_000_000, SIZE);
    reader.press(".");
    assert!(reader.press("'a").top().starts_with("（二）河湖"));
}

#[test]
fn a_note_is_shown_in_the_text_and_comes_back() {
    let state = kept("2J ; 问一下老人 Enter J #");
    let mut reader = again(SPEECH, &state);
    assert!(reader.press("2[").section().starts_with("一、"));
    assert_snapshot!(reader.press("J").screen());
    assert_snapshot!(reader.press("*").screen());
    reader.press("y");
    assert_snapshot!(reader.copied.as_ref().unwrap());
    reader.press("x x");
    assert!(reader.screen().contains("已删除"));
    let mut reader = again(SPEECH, &reader.leave());
    assert!(reader.press("*").screen().contains("还没有记号和批注"));
}

#[test]
fn the_list_speaks_english_too() {
    use gangmu::app::Settings;
    let settings = Settings { lang: gangmu::locale::Lang::En, ..Settings::default() };
    let mut reader = Reader::with(&[("稿.txt", SPEECH)], settings, (80, 10));
    reader.press("2J ma ; ask");
    assert_snapshot!(reader.screen());
    assert_snapshot!(reader.press("Enter *").screen());
}

#[test]
fn a_note_is_changed_and_a_highlight_undone() {
    let mut reader = Reader::again(&[("稿.txt", SPEECH)], &State::default(), 1, SIZE);
    reader.press("2J ; 甲 Enter ; 乙 Enter");
    let notes = |reader: &Reader| {
        reader.model.reading().unwrap().notes().iter().map(|n| n.text.clone()).collect::<Vec<_>>()
    };
    assert_eq!(notes(&reader), ["甲乙"], "the same note is changed");
    reader.press("#");
    assert_eq!(notes(&reader), ["甲乙"], "a note with words is not undone by accident");
    reader.press("J #");
    assert_eq!(notes(&reader), ["甲乙", ""]);
    reader.press("#");
    assert_eq!(notes(&reader), ["甲乙"]);
    reader.press("; Esc");
    assert_eq!(notes(&reader), ["甲乙"], "cancelled");
    reader.press("* e 丙 Enter");
    assert_eq!(notes(&reader), ["甲乙丙"]);
}

#[test]
fn notes_stay_on_their_words_when_the_text_is_edited() {
    let edited = SPEECH
        .replace("一、充分", "题记：江水长流。\n一、充分")
        .replace("水清不清", "水清还是不清");
    let reader = again(&edited, &kept("2J ; 问一下老人 Enter"));
    let reading = reader.model.reading().unwrap();
    let words = reading.notes()[0].span.of(reading.text.document.text());
    assert!(words.starts_with("（一）河湖是百姓") && words.ends_with("洗菜的样子。"), "{words}");
}

#[test]
fn earlier_inputs_are_offered_again() {
    let mut reader = again(SPEECH, &kept("/ 保护 Enter :5 Enter / 巡河 Enter f zhili Enter"));
    reader.press("/ Up");
    assert!(reader.screen().contains("/巡河"));
    reader.press("Up");
    assert!(reader.screen().contains("/保护"));
    reader.press("Esc : Up");
    assert!(reader.screen().contains(":5"));
    reader.press("Esc f");
    reader.step(Msg::Key(gangmu::app::Key::Alt('p')));
    assert!(reader.screen().contains("zhili"), "{}", reader.screen());
}

#[test]
fn it_is_saved_some_seconds_after_the_last_move() {
    let mut reader = again(SPEECH, &State::default());
    let saved = |reader: &Reader| reader.kept.docs.values().next().map(|r| r.percent);
    let tick = |reader: &mut Reader, now| reader.step(Msg::Tick(now));
    tick(&mut reader, 2_000_100);
    assert_eq!(saved(&reader), None);
    tick(&mut reader, 2_002_200);
    assert_eq!(saved(&reader), Some(0), "it was opened");
    for i in 0..10 {
        reader.press("2j");
        tick(&mut reader, 2_003_000 + i * 500);
        assert_eq!(saved(&reader), Some(0), "still moving");
    }
    tick(&mut reader, 2_010_000);
    assert!(saved(&reader) > Some(0));
    let before = reader.kept.clone();
    tick(&mut reader, 2_020_000);
    assert_eq!(reader.kept, before, "nothing new");
}

#[test]
fn a_clock_that_was_set_back_loses_nothing() {
    let state = kept("7J");
    let mut reader = Reader::again(&[("稿.txt", SPEECH)], &state, 5, SIZE);
    reader.press("g J");
    let reader = Reader::again(&[("稿.txt", SPEECH)], &reader.leave(), 6, SIZE);
    assert!(reader.top().starts_with("一、充分"));
}

#[test]
fn a_save_that_failed_is_told_once_and_tried_again() {
    use gangmu::library::store::Trouble;
    let mut reader = again(SPEECH, &State::default());
    reader.press("7J");
    let fail = |reader: &mut Reader, now| {
        let effect = gangmu::app::update(&mut reader.model, Msg::Tick(now));
        let gangmu::app::Effect::Save(changes) = effect else { return false };
        reader.step(Msg::Saved(Err(Box::new((*changes, Trouble::Busy)))));
        true
    };
    assert!(!fail(&mut reader, 2_001_000));
    assert!(fail(&mut reader, 2_004_000));
    assert!(reader.screen().contains("被另一个纲目占用"));
    reader.press("J");
    assert!(!fail(&mut reader, 2_005_000), "not at once again");
    assert!(fail(&mut reader, 2_040_000));
    assert!(!reader.screen().contains("占用"), "told once");
    assert!(again(SPEECH, &reader.leave()).top().starts_with("三、切实"), "saved at the end");
}

#[test]
fn the_encoding_that_was_chosen_is_chosen_again() {
    use gangmu::input::Encoding;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("联通.txt");
    std::fs::write(&path, SPEECH).unwrap();
    let mut reader = Reader::file(&path, SIZE);
    reader.press(": encoding Space big5 Enter");
    let index = reader.model.shelf.open.unwrap();
    assert_eq!(reader.model.shelf.slots[index].encoding, Some(Encoding::BIG5));
    let record = reader.model.shelf.slots[index].record.clone().unwrap();
    assert_eq!(record.encoding.as_deref(), Some("Big5"));
    let real = gangmu::library::Source::File(path).real_path();
    let state = &reader.model.memory.state;
    assert_eq!(gangmu::library::recall::encoding(state, &real).as_deref(), Some("Big5"));
    reader.press(": encoding Space auto Enter");
    let state = &reader.model.memory.state;
    assert_eq!(gangmu::library::recall::encoding(state, &real), None);
    assert!(reader.screen().contains("河湖保护"), "{}", reader.screen());
}

/// A pipe that nobody writes would be waited for.
#[cfg(unix)]
#[test]
fn the_library_is_made_ready_without_reading_its_files() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("管.txt");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let start = std::time::Instant::now();
    let mut shelf = gangmu::app::shelf::Shelf::new(vec![gangmu::library::Source::File(pipe)]);
    shelf.prepare(&gangmu::library::rules::Rulebook::default());
    assert!(start.elapsed() < std::time::Duration::from_secs(2));
    assert!(shelf.slots.iter().skip(1).any(|slot| slot.title.ends_with("讲话")));
}

/// The order in which the list stands.
fn order(reader: &Reader) -> gangmu::app::listing::Order {
    match &reader.model.overlay {
        gangmu::app::model::Overlay::Library(list) => list.order,
        other => panic!("no list, but {other:?}"),
    }
}

#[test]
fn the_order_of_the_list_is_that_in_which_it_was_left() {
    use gangmu::app::listing::Order;
    let mut reader = again(SPEECH, &State::default());
    // All within one moment of the clock.
    reader.press("L s s s s");
    assert_eq!(order(&reader), Order::Title);
    reader.press("s s s");
    assert_eq!(order(&reader), Order::Date);
    let kept = reader.leave();
    let mut reader = again(SPEECH, &kept);
    reader.press("L");
    assert_eq!(order(&reader), Order::Date);
    assert!(reader.press("s").screen().contains("大的在前"));
    let reader = again(SPEECH, &reader.leave());
    assert_eq!(reader.model.memory.state.past("order").last(), Some("size"));
}

#[test]
fn what_the_settings_say_of_the_order_holds_from_the_start_of_every_run() {
    use gangmu::app::listing::Order;
    let mut reader = again(SPEECH, &State::default());
    reader.press("L s Esc : order Space title Enter L");
    assert_eq!(order(&reader), Order::Title);
    reader.press("s");
    assert_eq!(order(&reader), Order::Recent, "for this run");
    let kept = reader.leave();
    assert_eq!(kept.past("order").collect::<Vec<_>>(), ["name"], "nothing is kept of it");
    let mut reader = again(SPEECH, &kept);
    reader.press(": order Space last Enter L");
    assert_eq!(order(&reader), Order::Name);
}

#[test]
fn an_order_that_is_not_known_is_the_usual_one() {
    use gangmu::app::listing::Order;
    let mut kept = State::default();
    kept.add_input("order", "by-colour", 7);
    let mut reader = again(SPEECH, &kept);
    reader.press("L");
    assert_eq!(order(&reader), Order::Recent);
}

#[test]
fn the_library_shows_folders_with_counts() {
    use gangmu::app::Settings;
    use gangmu::app::listing::{Group, Info, Listed};
    use gangmu::library::Source;
    let item = |name: &str, title: Option<&str>| Listed {
        source: Source::File(name.into()),
        info: Info {
            group: Group::Found,
            real: format!("/稿/{name}"),
            name: name.to_owned(),
            size: Some(4096),
            ..Info::default()
        },
        title: title.map(str::to_owned),
        error: None,
    };
    let items = || {
        vec![
            item("二月/清淤/2.txt", Some("在全县清淤现场会上的讲话")),
            item("二月/3.txt", Some("在全县防汛调度会上的讲话")),
            item("一月/1.txt", None),
            item("9.txt", None),
        ]
    };
    for plain in [false, true] {
        let settings = Settings { plain, ..Settings::default() };
        let mut reader = Reader::with(&[("稿", SPEECH)], settings, (80, 12));
        reader.step(Msg::Listed { items: items(), done: true });
        assert_snapshot!(reader.press("L t g l j l").screen());
    }
}

#[test]
fn the_library_shows_the_outline_of_the_text_that_is_selected() {
    use gangmu::app::Settings;
    use gangmu::locale::Lang;
    for lang in [Lang::Zh, Lang::En] {
        let settings = Settings { lang, ..Settings::default() };
        let texts = [("甲", "在春耕生产会上的讲话\n同志们：\n一、早动手\n快。\n"), ("乙", SPEECH)];
        let mut reader = Reader::with(&texts, settings, (120, 10));
        assert_snapshot!(reader.press("L j").screen());
    }
}
