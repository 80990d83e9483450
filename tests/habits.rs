//! What people bring along from other programs, and what they do by mistake: keys that do nothing, an
//! input method left on, narrow screens, one more look at what was found.

#![allow(
    clippy::unwrap_used,
    clippy::string_slice,
    unreachable_pub,
    dead_code,
    reason = "a test stops at the first surprise"
)]

#[path = "support/reader.rs"]
mod reader;

#[path = "habits/all_texts.rs"]
mod all_texts;
#[path = "habits/elsewhere.rs"]
mod elsewhere;
#[path = "habits/plain.rs"]
mod plain;

use std::path::PathBuf;

use gangmu::app::listing::{Group, Info, Listed};
use gangmu::app::settings::Start;
use gangmu::app::{Key, Mode, Msg, Named, Settings, config};
use gangmu::library::Source;
use gangmu::library::state::State;
use gangmu::locale::Lang;
use gangmu::text::{Ambiguous, cells};
use reader::{Reader, SPEECH, rows};

fn english(size: (u16, u16)) -> Reader {
    let settings = Settings { lang: Lang::En, ..Settings::default() };
    Reader::with(&[("稿.txt", SPEECH)], settings, size)
}

/// The last line of the screen.
fn footer(reader: &Reader) -> String {
    reader.screen().lines().last().unwrap_or_default().to_owned()
}

/// The first line of the screen.
fn header(reader: &Reader) -> String {
    reader.screen().lines().next().unwrap_or_default().to_owned()
}

/// The entries of the outline in sight.
fn outline(reader: &Reader) -> Vec<String> {
    let rows = rows(&reader.buffer());
    let pane = rows.iter().filter_map(|row| row.split_once('|'));
    pane.map(|(left, _)| left.trim_end().to_owned()).collect()
}

const PIER: &str = "关于修渡口的讲话\n一、先修石阶\n石阶要宽。\n二、再修栏杆\n栏杆和石阶连着修。\n";
const BRIDGE: &str = "关于修便桥的讲话\n一、桥面\n桥面铺木板。\n二、桥头\n桥头先垒石阶。\n";
const ROAD: &str = "关于修山路的讲话\n一、路基\n路基要实。\n二、陡坡\n陡坡改成石阶。\n";

#[test]
fn help_and_the_way_out_are_told_on_the_narrowest_screen() {
    for width in [28, 40, 60, 80] {
        for mut reader in [Reader::open(SPEECH, (width, 12)), english((width, 12))] {
            let (help, quit) = reader.model.settings.lang.pick(("帮助", "退出"), ("help", "quit"));
            for keys in ["J", "Tab", "/ 河湖 Enter"] {
                let line = footer(reader.press(keys));
                assert!(line.contains(help) && line.contains(quit), "{width} {keys}: {line}");
                assert!(!line.contains("…  "), "no hint is cut: {line}");
                assert!(cells(&line, Ambiguous::Narrow).0 <= width, "{line}");
            }
        }
    }
}

#[test]
fn a_key_that_does_nothing_says_where_to_see_the_keys() {
    let mut reader = Reader::open(SPEECH, (80, 24));
    for (keys, said) in [
        ("Q", " Q 没有用处，按 ? 看按键"),
        ("zx", " zx 没有用处，按 ? 看按键"),
        ("的", " 按键用英文字母，请先关掉中文输入法（收到“的”）"),
    ] {
        assert_eq!(footer(reader.press(keys)), said);
    }
    assert!(footer(reader.press("j")).contains("j/k"), "it is said once");
    assert!(footer(reader.press("z Esc")).contains("j/k"), "a prefix is given up in silence");
    assert_eq!(footer(english((80, 24)).press("Q")), " Q does nothing; ? shows the keys");
}

#[test]
fn the_file_the_line_and_the_percentage_are_told_when_asked_for() {
    let mut reader = Reader::with(&[("讲话.txt", SPEECH)], Settings::default(), (80, 24));
    let told = footer(reader.press("2J C-g"));
    assert!(told.contains("  第 7 行  "), "{told}");
    assert!(footer(reader.press("z C-g")).contains("j/k"), "a prefix is given up in silence");
    let mut reader = english((80, 24));
    let told = footer(reader.press(": file Enter"));
    assert!(told.contains("  line 2  ") && told.ends_with('%'), "{told}");
}

#[test]
fn marks_of_a_chinese_input_method_are_the_keys_they_were_typed_with() {
    let mut reader = Reader::open(SPEECH, (80, 24));
    for (keys, mode) in [
        ("？", Mode::Help),
        ("ｑ", Mode::Text),
        ("：", Mode::Line),
        ("Esc", Mode::Text),
        ("、", Mode::Search),
        ("Esc", Mode::Text),
        ("；", Mode::Note),
        ("Esc", Mode::Text),
    ] {
        assert_eq!(reader.press(keys).model.mode(), mode, "after {keys}");
    }
    assert!(footer(reader.press("：？")).starts_with(":？"), "what is typed stays as it is");
    reader.press("Esc ２ Ｊ");
    assert_eq!(reader.section(), "（一）河湖是百姓的饮水之源");
}

#[test]
fn the_help_lists_only_what_is_asked_for() {
    let mut reader = Reader::open(SPEECH, (80, 24));
    reader.press("? / 折叠");
    assert_eq!(reader.model.mode(), Mode::Filter);
    assert_eq!(footer(&reader), "筛选 折叠");
    let all = |reader: &Reader| {
        let rows = rows(&reader.buffer());
        rows[1..23].iter().filter(|row| row.starts_with("  ")).cloned().collect::<Vec<_>>()
    };
    assert!(all(&reader).iter().all(|row| row.contains("折叠")), "{:?}", all(&reader));
    assert!(all(&reader).iter().any(|row| row.starts_with("  zM ")), "{:?}", all(&reader));
    reader.press("Enter");
    assert_eq!(reader.model.mode(), Mode::Help, "the list stays");
    assert!(header(&reader).contains("折叠"));
    reader.press("/ Esc");
    assert!(all(&reader).iter().any(|row| row.contains("下一行")), "all are back");
    reader.press("/ 没有的");
    assert!(reader.screen().contains("没有这样的按键"));
    assert_eq!(reader.press("Esc q").model.mode(), Mode::Text);
}

#[test]
fn the_next_hit_is_gone_to_after_the_marks_were_cleared() {
    let mut reader = Reader::open(SPEECH, (80, 12));
    let at = |reader: &Reader| reader.model.reading().unwrap().hits.as_ref().and_then(|h| h.at);
    reader.press("/ 河湖 Enter n n");
    let before = at(&reader).unwrap();
    reader.press("Esc");
    assert_eq!(at(&reader), None);
    reader.press("n");
    assert_eq!(at(&reader), Some(before + 1));
    reader.press("Esc N");
    assert_eq!(at(&reader), Some(before));
}

#[test]
fn the_search_of_an_earlier_run_goes_on() {
    let mut reader = Reader::again(&[("稿.txt", SPEECH)], &State::default(), 1, (80, 12));
    reader.press("/ 巡河 Enter");
    let kept = reader.leave();
    let mut reader = Reader::again(&[("稿.txt", SPEECH)], &kept, 1, (80, 12));
    reader.press("g n");
    assert_eq!(reader.model.mode(), Mode::Text);
    assert!(reader.screen().contains("/巡河  1/1"), "{}", reader.screen());
    let mut fresh = Reader::open(SPEECH, (80, 12));
    assert_eq!(footer(fresh.press("n")), " 现在没有命中：按 / 查找");
}

#[test]
fn a_message_names_the_key_that_is_bound_now_and_none_where_none_is() {
    let keys = r##"[keys.read]
"/" = "none"
"F3" = "search"
"#" = "none"
"F4" = "highlight"
"+" = "none"
"=" = "none"
"##;
    let mut settings = Settings::default();
    assert_eq!(config::read(keys, &mut settings), []);
    let mut reader = Reader::with(&[("稿.txt", SPEECH)], settings, (80, 12));
    assert_eq!(footer(reader.press("n")), " 现在没有命中：按 F3 查找");
    reader.step(Msg::Key(Key::Named(Named::F(4))));
    assert_eq!(footer(&reader), " 已标出，再按 F4 取消");
    assert_eq!(footer(reader.press("-")), " 没有选中的文字");
}

#[test]
fn speeches_of_one_name_are_told_apart_by_how_their_titles_end() {
    let speech = |n: &str| {
        format!(
            "在全县河湖保护暨农村人居环境整治工作会议上的讲话{n}\n同志们：\n一、抓紧\n干。\n二、抓实\n干。\n"
        )
    };
    let text = ["·1", "·2", "·3"].map(speech).concat();
    let reader = Reader::open(&text, (80, 24));
    let titles: Vec<_> =
        outline(&reader).into_iter().filter(|row| row.contains("在全县河湖")).collect();
    assert_eq!(titles.len(), 3, "{}", reader.screen());
    for (title, end) in titles.iter().zip(["·1", "·2", "·3"]) {
        assert!(title.contains('…') && title.contains(&format!("讲话{end}")), "{title}");
    }
    let alone = Reader::open(&speech(""), (80, 24));
    assert!(
        outline(&alone)[0].contains("环…"),
        "one alone is cut at its end: {:?}",
        outline(&alone)
    );
}

#[test]
fn the_heading_is_told_where_no_outline_shows_it() {
    let mut reader = Reader::open(SPEECH, (80, 24));
    assert!(!header(reader.press("J")).contains("充分认识"), "the outline shows it");
    let line = header(reader.press("o"));
    assert!(line.contains("一 充分认识河湖保护的重要意义  "), "{line}");
    let mut narrow = Reader::open(SPEECH, (40, 12));
    let line = header(narrow.press("J"));
    assert!(line.contains("一 充分认") && line.contains('…'), "{line}");
    assert!(cells(&line, Ambiguous::Narrow).0 <= 40);
}

#[test]
fn half_a_page_in_the_outline_is_half_a_page_of_entries() {
    let mut text = String::from("在全县大会上的讲话\n同志们：\n");
    for i in 0..60 {
        text += &format!(
            "第{}条 要办好第{i}件事情\n办。\n",
            "一二三四五六七八九十".chars().nth(i % 10).unwrap()
        );
    }
    let mut reader = Reader::open(&text, (80, 24));
    let cursor = |reader: &Reader| reader.model.reading().unwrap().tree.cursor().unwrap().0;
    reader.press("Tab");
    for (key, at) in [("d", 11), ("C-d", 22), ("u", 11), ("2d", 33), ("C-u", 22)] {
        reader.press(key);
        assert_eq!(cursor(&reader), at, "after {key}");
    }
    reader.press("C-o");
    assert_eq!(cursor(&reader), 0, "moves in the outline are one step of the way back");
}

#[test]
fn a_place_in_a_file_is_where_it_is_opened() {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("place.txt");
    std::fs::write(&path, SPEECH).unwrap();
    let open = |start| {
        let settings = Settings { start: Some(start), ..Settings::default() };
        let source = gangmu::library::Source::File(path.clone());
        Reader::of(vec![source], settings, (80, 12))
    };
    let reader = open(Start::Line(11));
    assert!(reader.top().starts_with("（二）抓治理"), "{}", reader.top());
    assert!(!footer(&reader).contains("接着上次"));
    assert!(open(Start::End).screen().contains("100%"));
    let mut reader = open(Start::Words("河长".to_owned()));
    assert_eq!(reader.model.mode(), Mode::Text, "as if typed and accepted");
    let hit = |reader: &Reader| reader.model.reading().unwrap().hits.as_ref().unwrap().at;
    assert_eq!(hit(&reader), Some(0), "{}", reader.screen());
    assert_eq!(hit(reader.press("n")), Some(1), "{}", reader.screen());
    assert!(footer(&open(Start::Words("没有的话".to_owned()))).contains("没有找到：没有的话"));
}

#[test]
fn after_the_first_key_of_two_what_may_follow_is_listed() {
    let mut reader = Reader::open(SPEECH, (80, 24));
    let before = reader.screen();
    let listed = |screen: &str, key: &str, about: &str| {
        screen.lines().any(|row| row.contains(&format!(" {key}  ")) && row.contains(about))
    };
    let screen = reader.press("z").screen();
    for (key, about) in [("a", "折叠或展开"), ("M", "全部折叠"), ("1…9", "显示到第几级")]
    {
        assert!(listed(&screen, key, about), "{key}\n{screen}");
    }
    assert_eq!(reader.press("Esc").screen(), before, "given up, it is gone");
    let screen = reader.press("'").screen();
    assert!(listed(&screen, "a…z", "回到这个字母的记号"), "{screen}");
    reader.press("Esc s");
    assert!(listed(&reader.screen(), "w", "保存改过的设置，下次照用"), "{}", reader.screen());
    let narrow = Reader::open(SPEECH, (20, 5)).press("s").screen();
    assert_eq!(narrow.lines().count(), 5, "{narrow}");
    let plain = Settings { plain: true, colour: false, ..Settings::default() };
    let mut aloud = Reader::with(&[("稿.txt", SPEECH)], plain, (80, 24));
    assert!(!aloud.press("z").screen().contains("全部折叠"), "a screen read aloud stays as it is");
}

#[test]
fn what_may_follow_a_key_is_not_cut_on_a_screen_of_80() {
    for mut reader in [Reader::open(SPEECH, (80, 24)), english((80, 24))] {
        for prefix in ['z', 's', 'm', '\'', 'C'] {
            let screen = reader.press(&prefix.to_string()).screen();
            let settings = &reader.model.settings;
            for (key, about) in settings.keys.following(Mode::Text, prefix, settings.lang) {
                assert!(screen.contains(about), "{prefix}{key} {about}\n{screen}");
            }
            reader.press("Esc");
        }
    }
}

#[test]
fn a_text_without_headings_has_the_room_of_its_outline() {
    let text = "今天天气很好，去散步。\n".repeat(30);
    let mut reader = Reader::open(&text, (80, 24));
    let width = |reader: &Reader| reader.screen().lines().nth(1).unwrap().find('|').unwrap();
    assert!(outline(&reader)[0].contains("没有标题"), "{}", reader.screen());
    let headings = Reader::open(SPEECH, (80, 24)).model.screen.outline.width;
    assert!(reader.model.screen.outline.width < headings / 2 + 4, "{}", width(&reader));
    reader.press("O");
    assert_eq!(reader.model.screen.outline.width, headings, "a rule needs the room");
    reader.press("Esc >");
    assert!(reader.model.screen.outline.width > headings, "a width that was chosen holds");
}

#[test]
fn escape_goes_from_the_outline_back_to_the_text() {
    for width in [40, 80] {
        let mut reader = Reader::open(SPEECH, (width, 12));
        reader.press("/ 河湖 Enter Tab");
        assert_eq!(reader.press("Esc").model.mode(), Mode::Outline, "first the hits are cleared");
        assert_eq!(reader.press("Esc").model.mode(), Mode::Text);
        assert!(!reader.press("Esc").done, "and no further");
    }
}

#[test]
fn the_column_of_sizes_tells_that_hits_stand_in_it() {
    let mut reader = Reader::open(SPEECH, (80, 24));
    assert_eq!(footer(reader.press("S")), " 大纲右栏：占全文的百分比");
    reader.press("/ 河湖 Enter S");
    assert!(footer(&reader).contains("现在是命中数，按 Esc 才显示"), "{}", footer(&reader));
}

#[test]
fn long_numbers_of_articles_are_shown_whole() {
    let article = |n: &str| format!("第{n}条　本条讲第{n}条的事情，讲得比较长一些。\n");
    let text: String = ["二百五十一", "二百五十二", "二百五十三"].map(article).concat();
    let reader = Reader::open(&format!("渡口管理办法\n第一章　总则\n{text}"), (80, 24));
    let entries = outline(&reader).join("\n");
    for n in ["第二百五十一条 ", "第二百五十二条 ", "第二百五十三条 "] {
        assert!(entries.contains(n), "{n}: {entries}");
    }
}

#[test]
fn messages_about_marks_places_and_folds_name_the_keys_that_are_bound_now() {
    let keys = r#"[keys.read]
"Q a-z" = "set-mark"
"m a-z" = "none"
"@ a-z" = "go-to-mark"
"' a-z" = "none"
"` a-z" = "none"
"U" = "fold-undo"
"z u" = "none"
"X" = "zen"
"Z" = "none"
"F2" = "dismiss"
"Esc" = "none"
"#;
    let mut settings = Settings::default();
    assert_eq!(config::read(keys, &mut settings), []);
    let mut reader = Reader::with(&[("稿.txt", SPEECH)], settings, (80, 24));
    for (typed, says) in [
        ("*", "还没有记号和批注；Qa 记下此处，; 写批注"),
        ("Q b", "已记下 b，按 @b 回来"),
        ("Q B", "已记下 B，在任何文稿里按 @B 回来"),
        ("z M U", "折叠已恢复原样，再按 U 又改回"),
        ("X", "只看正文，再按 X 回来"),
    ] {
        assert!(reader.press(typed).screen().contains(says), "{typed}: {}", reader.screen());
    }
    assert!(!reader.press("X").screen().contains("再按 X"));
    let screen = reader.press("/ 河湖 Enter S").screen();
    assert!(screen.contains("现在是命中数，按 F2 才显示"), "{screen}");
    let screen = reader.press(": f o o Enter").screen();
    assert!(screen.contains("不认识的命令：foo；按 : 再按 Tab 可选"), "{screen}");
}

#[test]
fn an_option_that_does_not_exist_is_told_of_on_one_line() {
    for lang in [Lang::Zh, Lang::En] {
        let settings = Settings { lang, ..Settings::default() };
        let mut reader = Reader::with(&[("稿.txt", SPEECH)], settings, (80, 24));
        let screen = reader.press(": s e t Space f o o Enter").screen();
        let last = screen.lines().last().unwrap();
        let says = lang.pick("没有选项 foo；输入 :set 和空格", "no option foo; :set and a blank");
        assert!(last.contains(says) && !last.contains('…'), "{last}");
    }
}

#[test]
fn the_title_of_the_list_names_the_order_and_the_hints_stay() {
    let texts = [("甲.txt", SPEECH), ("乙.txt", SPEECH)];
    let mut reader = Reader::with(&texts, Settings::default(), (80, 24));
    let before = reader.press("L").screen();
    let after = reader.press("s").screen();
    let ends = |screen: &str| {
        let mut lines = screen.lines();
        [lines.next(), lines.next_back()].map(|line| line.unwrap().to_owned())
    };
    let ([title, hints], [other, same]) = (ends(&before), ends(&after));
    assert!(title.contains("最近读的在前") && other.contains("按文件名"), "{title} {other}");
    assert_eq!(hints, same);
    // A screen that is read aloud is heard at its last line.
    let plain = Settings { plain: true, colour: false, ..Settings::default() };
    let mut aloud = Reader::with(&texts, plain, (80, 24));
    assert!(ends(&aloud.press("L s").screen())[1].contains("按文件名"), "{}", aloud.screen());
}

#[test]
fn the_list_of_texts_has_titles_without_the_readings_of_converters() {
    let text = "在東圩冬修建設(shè)調(diào)度會上的講話\n同志們：\n一、修渠\n今冬先修東渠。\n";
    let mut reader = Reader::open(text, (80, 12));
    let screen = reader.press("L").screen();
    assert!(screen.contains("> 在東圩冬修建設調度會上的講話"), "{screen}");
}

#[test]
fn a_mark_is_listed_by_the_words_of_its_own_paragraph() {
    let text = "在会上的讲话\n同志们：\n一、修渠\n今冬先修东渠。\n就讲这些。\n";
    let mut reader = Reader::open(text, (80, 5));
    let screen = reader.press("m a *").screen();
    assert!(screen.contains("在会上的讲话") && !screen.contains("讲话同志们"), "{screen}");
    assert!(!screen.contains("同志们"), "{screen}");
    assert!(screen.contains("记号与批注 1 处"), "{screen}");
}

#[test]
fn the_earlier_draft_is_the_one_offered_for_comparison() {
    let last_year = BRIDGE.replace("关于修便桥的讲话", "2023年关于修渡口的讲话");
    let this_year = PIER.replace("关于修渡口的讲话", "2024年关于修渡口的讲话");
    let texts =
        [("今年.txt", this_year.as_str()), ("山路.txt", ROAD), ("去年.txt", last_year.as_str())];
    let mut reader = Reader::with(&texts, Settings::default(), (80, 24));
    let chosen = |reader: &Reader| {
        let screen = reader.screen();
        screen.lines().find(|line| line.starts_with('>')).unwrap_or_default().to_owned()
    };
    assert!(chosen(reader.press("D")).contains("2023年关于修渡口"), "{}", reader.screen());
    assert!(chosen(reader.press("k")).contains("山路"), "the reader has the last word");
}

#[test]
fn the_help_begins_with_the_keys_of_what_is_on_the_screen() {
    let first = |reader: &Reader| reader.screen().lines().nth(1).unwrap().trim().to_owned();
    let mut reader =
        Reader::with(&[("甲.txt", PIER), ("乙.txt", ROAD)], Settings::default(), (80, 24));
    for (keys, group) in
        [("?", "翻阅"), ("q L ?", "列表与帮助"), ("q Esc D Enter ?", "两稿对照"), ("g", "翻阅")]
    {
        assert_eq!(first(reader.press(keys)), group, "{keys}");
    }
}

#[test]
fn a_text_without_a_title_is_listed_by_its_name_once() {
    let mut reader = Reader::with(&[("渡口.txt", PIER)], Settings::default(), (80, 12));
    let name = "草稿/札记.txt".to_owned();
    let info = Info { group: Group::Found, real: format!("/{name}"), name, ..Info::default() };
    let source = Source::File(PathBuf::from("草稿/札记.txt"));
    let items = vec![Listed { source, info, title: None, error: None }];
    reader.step(Msg::Listed { items, done: true });
    for keys in ["L", "/ 札记 Enter L / 草稿"] {
        let screen = reader.press(keys).screen();
        let row = screen.lines().find(|row| row.contains("札记.txt")).expect(&screen);
        assert_eq!(row.matches("札记").count(), 1, "{row}");
        assert!(row.contains("  草稿"), "{row}");
    }
}
