//! What is known from vim, less and file managers: keys, commands, the mouse, undoing.

use gangmu::app::msg::{Mouse, MouseAction};
use gangmu::app::{Effect, Key};
use gangmu::export::{WholeFormat, write_whole};

use super::*;

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
    // As in a terminal, which is measured.
    let settings = Settings { probe: true, ..Settings::default() };
    let mut long = Reader::with(&[("稿.txt", SPEECH)], settings, (80, 12));
    assert_eq!(footer(long.press(": set Enter")), " 各项都是默认值；输入 :set 和空格，逐项列出");
    long.press(": set Space justify Space on Enter : set Enter");
    assert_eq!(footer(&long), " justify=on");
    long.press(": set Space ambiguous Space 1 Enter : set Enter");
    assert_eq!(footer(&long), " justify=on ambiguous=1");
}

#[test]
fn a_line_typed_with_an_input_method_left_on_is_understood() {
    let mut reader = Reader::open(SPEECH, (80, 12));
    assert!(header(reader.press("： １ ００ ％ Enter")).ends_with("100%"), "{}", header(&reader));
    assert!(header(reader.press("： １ Enter")).ends_with("0%"));
    assert!(
        footer(reader.press("： ｓｅｔ 　 ｊ ｕ ｓ ｔ ｉ ｆ ｙ Enter")).contains("对齐"),
        "{}",
        footer(&reader)
    );
    assert!(footer(reader.press("： ｎ ｏ ｎ ｅ Enter")).contains("不认识的命令：none"));
    assert!(reader.press("： ｑ Enter").done);
}

#[test]
fn what_is_pasted_where_nothing_takes_it_is_not_swallowed_in_silence() {
    let mut reader = Reader::open(SPEECH, (80, 12));
    reader.step(Msg::Paste("qqq\n".to_owned()));
    assert_eq!(footer(&reader), " 粘贴的文字没有用处：先按 / 查找或 f 跳转");
    assert!(!reader.done, "it is no key");
    reader.press("L").step(Msg::Paste("渡口".to_owned()));
    assert_eq!(footer(&reader), " 粘贴的文字没有用处：先按 / 筛选");
    reader.press("/").step(Msg::Paste("河湖".to_owned()));
    assert!(footer(&reader).contains("河湖"), "{}", footer(&reader));
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

#[test]
fn hints_name_the_keys_that_are_bound() {
    let mut settings = Settings::default();
    let unbound = "[keys.hits]\n\"Enter\" = \"none\"\n";
    assert_eq!(gangmu::app::config::read(unbound, &mut settings), []);
    let mut reader = Reader::with(&[("稿.txt", SPEECH)], settings, (80, 12));
    reader.press("/ 河长 Enter v");
    assert!(footer(&reader).contains("l 转到"), "{}", footer(&reader));
}
