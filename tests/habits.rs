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

use std::path::PathBuf;

use gangmu::app::listing::{Group, Info, Listed};
use gangmu::app::msg::{Mouse, MouseAction};
use gangmu::app::wide::{RangeFound, Ranged};
use gangmu::app::{Effect, Key, Mode, Msg, Settings};
use gangmu::export::{WholeFormat, write_whole};
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
fn what_was_found_in_all_texts_is_there_for_one_more_look() {
    let texts = [("甲.txt", SPEECH), ("乙.txt", SPEECH), ("丙.txt", SPEECH)];
    let mut reader = Reader::with(&texts, Settings::default(), (80, 24));
    reader.press("\\ 巡河 Down Enter");
    assert_eq!(reader.model.mode(), Mode::Text);
    let second = footer(reader.press("\\"));
    assert!(second.starts_with("全部 /巡河") && second.ends_with("2/3"), "{second}");
    reader.press("Down Enter \\");
    assert!(footer(&reader).ends_with("3/3"), "{}", reader.screen());
    reader.press("约谈");
    assert!(footer(&reader).starts_with("全部 /约谈"), "what is typed is another query");
    reader.press("Esc \\");
    assert_eq!(footer(&reader), "全部 /", "what was given up does not come back");
}

const PIER: &str = "关于修渡口的讲话\n一、先修石阶\n石阶要宽。\n二、再修栏杆\n栏杆和石阶连着修。\n";
const BRIDGE: &str = "关于修便桥的讲话\n一、桥面\n桥面铺木板。\n二、桥头\n桥头先垒石阶。\n";
const ROAD: &str = "关于修山路的讲话\n一、路基\n路基要实。\n二、陡坡\n陡坡改成石阶。\n";

/// The query and the place among its hits, as the last line tells them.
fn hit(reader: &Reader) -> String {
    let line = footer(reader);
    line.rsplit_once("/石阶  ").map_or(line.clone(), |(_, at)| at.to_owned())
}

#[test]
fn a_search_over_all_texts_goes_on_in_the_next_text() {
    let texts = [("渡口.txt", PIER), ("便桥.txt", BRIDGE), ("山路.txt", ROAD)];
    let mut reader = Reader::with(&texts, Settings::default(), (100, 12));
    reader.press("\\ 石阶 Enter");
    for (key, title, at, said) in [
        ("n", "渡口", "2/3", ""),
        ("n", "渡口", "3/3", ""),
        ("n", "便桥", "1/1", "下一篇（2/3）：关于修便桥的讲话"),
        ("n", "山路", "1/1", "下一篇（3/3）"),
        ("n", "渡口", "1/3", "已到最后一篇，从头继续（1/3）"),
        ("N", "山路", "1/1", "已到第一篇，从末尾继续（3/3）"),
        ("N", "便桥", "1/1", "上一篇（2/3）"),
        ("N", "渡口", "3/3", "上一篇（1/3）"),
        ("N", "渡口", "2/3", ""),
    ] {
        reader.press(key);
        assert!(header(&reader).contains(title), "{title}: {}", header(&reader));
        assert_eq!(hit(&reader), at, "{title}");
        assert!(footer(&reader).contains(said), "{}", footer(&reader));
    }
    reader.press("\\");
    assert!(footer(&reader).ends_with("3/5"), "the list is where one came to: {}", footer(&reader));
    reader.press("Esc n");
    assert_eq!(hit(&reader), "3/3");
    assert!(header(reader.press("n")).contains("便桥"), "a look at the list gives nothing up");
}

#[test]
fn a_text_that_is_gone_does_not_hold_the_search_up() {
    let folder = tempfile::tempdir().unwrap();
    let file = |(name, text): (&str, &str)| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        Source::File(path)
    };
    let texts = [("渡口.txt", PIER), ("便桥.txt", BRIDGE), ("山路.txt", ROAD)].map(file);
    let mut reader = Reader::of(texts.to_vec(), Settings::default(), (100, 12));
    reader.press("\\ 石阶 Enter n n");
    std::fs::remove_file(folder.path().join("便桥.txt")).unwrap();
    assert!(reader.press("n").screen().contains("找不到这个文件"), "{}", reader.screen());
    assert!(header(reader.press("n")).contains("山路"), "{}", reader.screen());
    reader.press("N");
    assert!(header(reader.press("N")).contains("渡口"), "{}", reader.screen());
}

#[test]
fn a_search_of_one_text_stays_in_it() {
    let texts = [("渡口.txt", PIER), ("便桥.txt", BRIDGE)];
    let mut reader = Reader::with(&texts, Settings::default(), (100, 12));
    reader.press("\\ 石阶 Enter / 石阶 Enter n n n");
    assert!(header(&reader).contains("渡口"), "{}", header(&reader));
    assert!(footer(&reader).contains("已到末尾，从头继续"), "{}", footer(&reader));
}

#[test]
fn what_is_found_after_one_has_gone_to_a_text_is_come_to_as_well() {
    let texts = [("渡口.txt", PIER), ("便桥.txt", BRIDGE)];
    let mut reader = Reader::with(&texts, Settings::default(), (100, 12));
    reader.press("\\ 石");
    // The second text takes its time.
    let Effect::Range(range) = gangmu::app::update(&mut reader.model, Msg::Key(Key::Char('阶')))
    else {
        panic!("all texts are asked")
    };
    let mut hauls = reader::hauls(&range);
    let late = hauls.split_off(1);
    let answer = |hauls, done| {
        Msg::Ranged(Ranged {
            serial: range.serial,
            seen: (1, 2),
            done,
            found: RangeFound::Hits(hauls),
        })
    };
    reader.step(answer(hauls, false));
    reader.press("Enter N");
    assert!(footer(&reader).contains("其余的文稿还在查找"), "{}", footer(&reader));
    reader.press("? q").step(answer(late, true));
    assert!(header(reader.press("N")).contains("便桥"), "{}", header(&reader));
}

#[test]
fn a_query_taken_up_again_can_be_changed_at_its_end_or_erased() {
    let mut reader = Reader::open(SPEECH, (80, 24));
    reader.press("F 河湖 Enter F End 的");
    assert!(footer(&reader).starts_with("全部跳转 河湖的"), "{}", footer(&reader));
    reader.press("BSpace Enter F BSpace");
    assert!(!footer(&reader).contains("河湖"), "{}", footer(&reader));
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
    let settings = Settings { line: Some(11), ..Settings::default() };
    let source = gangmu::library::Source::File(path);
    let reader = Reader::of(vec![source], settings, (80, 12));
    assert!(reader.top().starts_with("（二）抓治理"), "{}", reader.top());
    assert!(!footer(&reader).contains("接着上次"));
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
    assert!(listed(&screen, "a…z", "回到记号（' 加字母）"), "{screen}");
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
fn one_who_opens_a_folder_is_told_of_the_other_texts() {
    let mut reader = Reader::open(SPEECH, (80, 24));
    assert!(!footer(&reader).contains("L 文稿"), "there is but one");
    let listed = |path: &str| Listed {
        source: Source::File(PathBuf::from(path)),
        info: Info { group: Group::Found, ..Info::default() },
        title: None,
        error: None,
    };
    let items = vec![listed("/稿/甲.txt"), listed("/稿/乙.txt")];
    reader.step(Msg::Listed { items, done: true });
    assert_eq!(footer(&reader), " 共 3 篇：L 列表，. 下一篇，\\ 查找全部");
    assert!(footer(reader.press("j")).contains("L 文稿"), "{}", footer(&reader));
    assert_eq!(reader.press("L").model.mode(), Mode::Library);
}

#[test]
fn a_percent_is_gone_to_as_in_less_and_vim() {
    let mut reader = Reader::open(SPEECH, (80, 8));
    reader.press(": 50% Enter");
    let half = reader.top();
    reader.press("g 50%");
    assert_eq!(reader.top(), half);
    reader.press("100%");
    assert!(reader.screen().contains("谢谢大家"));
    assert_eq!(footer(reader.press("%")), " 先按数字，如 50%");
}

#[test]
fn all_texts_are_searched_from_their_list() {
    let mut reader = Reader::of(Vec::new(), Settings::default(), (80, 24));
    assert_eq!(reader.model.mode(), Mode::Library, "nothing is open yet");
    assert_eq!(reader.press("\\ 防汛").model.mode(), Mode::Wide);
    assert!(reader.screen().contains("防汛"), "{}", reader.screen());
    assert_eq!(reader.press("Esc").model.mode(), Mode::Library, "back to the list");
    assert_eq!(reader.press("F fangxun Enter").model.mode(), Mode::Text);
}

#[test]
fn a_text_without_headings_has_the_room_of_its_outline() {
    let text = "今天天气很好，大家都到河边去散步。\n".repeat(30);
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
fn what_is_read_is_brought_to_the_middle_the_top_and_the_bottom_as_in_vim() {
    let mut reader = Reader::open(SPEECH, (80, 12));
    reader.press("J J J J");
    let section = reader.section();
    let row = |reader: &Reader, words: &str| {
        reader
            .screen()
            .lines()
            .position(|line| line.split('|').nth(1).is_some_and(|l| l.contains(words)))
    };
    assert_eq!(row(&reader, "二、扎实抓好"), Some(1));
    for (keys, at) in [("z z", 5), ("z z", 5), ("z b", 10), ("z t", 1)] {
        assert_eq!(row(reader.press(keys), "二、扎实抓好"), Some(at), "{keys}");
        assert_eq!(reader.section(), section, "{keys}");
    }
    reader.press("/ 巡河 Enter z t");
    assert_eq!(row(&reader, "巡河"), Some(1), "a hit is brought like a heading");
    assert_eq!(row(reader.press("z b"), "巡河"), Some(10));
    reader.press("g 7 j");
    let top = reader.top();
    reader.press("z z");
    assert_ne!(reader.top(), top);
    assert_eq!(reader.press("z z z t").top(), top, "the same row all the while");
}

#[test]
fn folding_by_mistake_is_undone() {
    let mut reader = Reader::open(SPEECH, (80, 24));
    let entries = outline(&reader);
    for mistake in ["z M", "Enter", "z 1", "h", "z o", "Tab z m"] {
        reader.press(mistake);
        reader.press("z u");
        assert_eq!(outline(&reader), entries, "{mistake}");
    }
    assert!(footer(&reader).contains("再按 zu 又改回"), "{}", footer(&reader));
    let mut fresh = Reader::open(SPEECH, (80, 24));
    assert_eq!(footer(fresh.press("z u")), " 还没有折叠或展开过");
}

#[test]
fn commands_of_vim_do_what_a_reader_has_for_them() {
    let texts = [("渡口.txt", PIER), ("便桥.txt", BRIDGE)];
    let mut reader = Reader::with(&texts, Settings::default(), (80, 12));
    reader.press("/ 石阶 Enter : noh Enter");
    assert!(!footer(&reader).contains("石阶"), "{}", footer(&reader));
    reader.press(": b n Enter");
    assert!(header(&reader).contains("便桥"));
    reader.press(": b p Enter");
    assert!(header(&reader).contains("渡口"));
    let mut long = Reader::open(SPEECH, (80, 12));
    assert!(header(long.press(": $ Enter")).ends_with("100%"), "{}", header(&long));
    for leave in [": q ! Enter", ": w q Enter", ": x Enter", ": q a Enter"] {
        assert!(Reader::open(SPEECH, (80, 12)).press(leave).done, "{leave}");
    }
    assert_eq!(footer(long.press(": set Enter")), " 各项都是默认值；输入 :set 和空格，逐项列出");
    long.press(": set Space justify Space on Enter : set Enter");
    assert_eq!(footer(&long), " justify=on");
}

#[test]
fn a_list_from_which_all_was_removed_stays_until_it_is_left() {
    let mut reader = Reader::open(SPEECH, (80, 12));
    reader.press("m a * x");
    assert_eq!(reader.model.mode(), Mode::Places);
    assert!(reader.screen().contains("记号和批注都删完了"), "{}", reader.screen());
    reader.press("Enter");
    assert_eq!(reader.press("m a * x q").model.mode(), Mode::Text);
    assert!(!reader.done, "q was meant for the list");
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
fn a_click_selects_in_every_list_and_another_goes_there() {
    let faulty = format!("{SPEECH}五、渡口,便桥\n七、山路\n九、石阶\n");
    let texts = [("稿.txt", faulty.as_str()), ("渡口.txt", PIER), ("便桥.txt", BRIDGE)];
    let lists = ["L", "F 一", "\\ 石阶", "/ 河湖 Tab", "f", "m a J m b *", "c", "D"];
    for list in lists {
        let mut reader = Reader::with(&texts, Settings::default(), (80, 24));
        reader.press(list);
        let mode = reader.model.mode();
        let selected = |reader: &Reader| {
            reader.screen().lines().position(|line| line.starts_with('>')).unwrap()
        };
        let before = selected(&reader);
        let others = (1..12).filter(|&row| row != before);
        let click = |reader: &mut Reader, row: usize| {
            let y = u16::try_from(row).unwrap();
            for action in [MouseAction::Press, MouseAction::Release] {
                reader.step(Msg::Mouse(Mouse { x: 8, y, action }));
            }
        };
        let mut moved = others.into_iter().filter(|&row| {
            click(&mut reader, row);
            assert_eq!(reader.model.mode(), mode, "{list}: row {row}");
            selected(&reader) == row
        });
        let row = moved.next().expect(list);
        drop(moved);
        click(&mut reader, row);
        assert_ne!(reader.model.mode(), mode, "{list}: row {row}");
    }
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
fn a_file_that_is_read_again_on_request_says_whether_it_has_changed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("稿.txt");
    std::fs::write(&path, SPEECH).unwrap();
    let mut reader = Reader::file(&path, (80, 24));
    assert_eq!(footer(reader.press("r")), " 已重新读取，文件没有改动");
    std::fs::write(&path, SPEECH.replace("三个乡镇", "五个乡镇")).unwrap();
    assert_eq!(footer(reader.press("r")), " 已重新读取，文件有改动");
    assert!(reader.screen().contains("五个乡镇"));
}

#[test]
fn a_hit_that_was_gone_to_is_not_called_the_place_where_one_left() {
    let texts = [("渡口.txt", PIER), ("稿.txt", SPEECH)];
    let mut reader = Reader::again(&texts, &State::default(), 1, (80, 12));
    reader.press(". J J J");
    let kept = reader.leave();
    let mut reader = Reader::again(&texts, &kept, 2, (80, 12));
    reader.press("\\ 巡河 Enter");
    assert!(
        footer(&reader).contains("/巡河") && !footer(&reader).contains("上次"),
        "{}",
        footer(&reader)
    );
}

#[test]
fn folding_from_the_text_says_what_has_become_of_the_outline() {
    let mut reader = Reader::open(SPEECH, (80, 24));
    assert_eq!(footer(reader.press("Enter")), " 大纲中折叠了这一节，再按展开");
    assert!(!footer(reader.press("Enter")).contains("折叠了"), "unfolding is what one sees");
    reader.press("Tab Enter");
    assert!(!footer(&reader).contains("折叠了"), "in the outline one sees it");
}

#[test]
fn what_is_no_text_is_not_given_to_an_editor_of_text() {
    let folder = tempfile::tempdir().unwrap();
    let document = gangmu::document::Document::from_lines(SPEECH);
    let outline = gangmu::outline::parse(&document);
    let mut bytes = Vec::new();
    write_whole(WholeFormat::Docx, "稿", &document, &outline, None, &mut bytes).unwrap();
    for (name, bytes, edited) in
        [("稿.docx", bytes.as_slice(), false), ("稿.txt", SPEECH.as_bytes(), true)]
    {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let mut reader = Reader::file(&path, (80, 24));
        let effect = gangmu::app::update(&mut reader.model, Msg::Key(Key::Char('e')));
        assert_eq!(matches!(effect, Effect::Edit { .. }), edited, "{name}");
        assert_eq!(footer(&reader).contains("请用写它的程序改"), !edited, "{name}");
    }
}

#[test]
fn the_way_back_leads_to_the_text_before() {
    let texts = [("渡口.txt", PIER), ("便桥.txt", BRIDGE), ("山路.txt", ROAD)];
    let mut reader = Reader::with(&texts, Settings::default(), (80, 12));
    reader.press("J \\ 石阶 Enter n n n n");
    let title = |reader: &Reader| header(reader).trim_start().chars().take(5).collect::<String>();
    assert_eq!(title(&reader), "关于修山路");
    // Places in a text come first.
    for (key, at) in [("C-o", "关于修便桥"), ("C-o", "关于修渡口"), ("M-Right", "关于修便桥")]
    {
        for _ in 0..9 {
            if title(&reader) != at {
                reader.press(key);
            }
        }
        assert_eq!(title(&reader), at, "{key}");
        assert!(footer(&reader).contains("回到：关于修"), "{}", footer(&reader));
    }
    let mut alone = Reader::open(SPEECH, (80, 12));
    assert_eq!(footer(alone.press("C-o")), " 没有更早的位置");
}

#[test]
fn one_who_would_export_is_told_how() {
    let mut reader = Reader::open(SPEECH, (80, 12));
    for line in [": export Enter", ": w Space 1.md Enter", ": 导出 Enter"] {
        assert!(
            footer(reader.press(line)).contains("gangmu export"),
            "{line}: {}",
            footer(&reader)
        );
    }
    assert!(!footer(reader.press(": w Enter")).contains("export"), "that keeps the options");
}

#[test]
fn going_where_one_is_is_no_step_of_the_way_back() {
    let mut reader = Reader::open(SPEECH, (80, 12));
    reader.press("J J G m a ' a ' a");
    let here = reader.top();
    assert_ne!(reader.press("C-o").top(), here);
    assert_eq!(reader.press("M-Right").top(), here);
}
