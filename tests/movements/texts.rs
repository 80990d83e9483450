//! Texts that arrive in parts, several texts, another encoding.

use super::*;

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
fn what_the_check_finds_in_the_beginning_of_a_text_is_not_told_as_all_there_is() {
    use gangmu::app::msg::Arrival;
    use gangmu::app::text::Text;
    use gangmu::document::{Document, Origin};

    let arrive = |reader: &mut Reader, text: &str, partial| {
        let document = Document::from_lines(text);
        let document = document.with_origin(Origin { partial, ..Origin::default() });
        let result = Ok(Box::new(Arrival::new(Text::new(document), reader.model.measure())));
        reader.step(Msg::Read { slot: 0, result });
    };
    let sound = "修渠的讲话\n同志们：\n一、挖渠\n今冬挖渠。\n二、修坝\n明春修坝。\n";
    let faulty = format!("{sound}四、种树\n后年种树。\n");
    let mut reader = Reader::unread((80, 12));
    arrive(&mut reader, sound, true);
    assert!(reader.press("c").screen().contains("已读到的部分没有发现问题"), "{}", reader.screen());
    arrive(&mut reader, &faulty, true);
    assert!(reader.press("c").screen().contains("正在读取全文  1/1"), "{}", reader.screen());
    reader.press("Esc");
    arrive(&mut reader, &faulty, false);
    let screen = reader.press("c").screen();
    assert!(screen.contains("  1/1") && !screen.contains("正在读取"), "{screen}");
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
fn where_bytes_cannot_be_decoded_the_last_line_names_the_key_for_another_encoding() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("稿.txt");
    std::fs::write(&path, "修水渠的讲话\n\n一、挖渠\n今冬挖渠。\n").unwrap();
    let mut reader = Reader::file(&path, (80, 8));
    assert!(!reader.screen().contains("E 换编码"), "{}", reader.screen());
    reader.press("E j");
    assert!(reader.screen().contains("处乱码  E 换编码"), "{}", reader.screen());
}

#[test]
fn the_encoding_of_a_sample_is_certain() {
    let mut reader = Reader::open(SPEECH, (80, 10));
    reader.press("E");
    assert!(reader.screen().contains("编码是定的"), "{}", reader.screen());
}

#[test]
fn a_wrong_encoding_does_not_garble_the_title_in_the_list() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("防汛讲话.md");
    std::fs::write(&path, "# 在防汛会上的讲话\n\n同志们：\n\n## 一、看堤\n\n堤要天天看。\n")
        .unwrap();
    let mut reader = Reader::file(&path, (80, 24));
    let name = |reader: &Reader| reader.model.slot().unwrap().title.clone();
    assert_eq!(name(&reader), "在防汛会上的讲话");
    for _ in 0..3 {
        reader.press("E");
        assert_eq!(name(&reader), "在防汛会上的讲话", "{}", reader.screen());
    }
    std::fs::write(&path, "# 在看堤会上的讲话\n\n## 一、看堤\n\n堤要天天看。\n").unwrap();
    reader.press(":encoding Space utf-8 Enter");
    assert_eq!(name(&reader), "在看堤会上的讲话", "the right one gives the title");
}

#[test]
fn a_command_takes_words_to_search_to_jump_to_or_to_open() {
    let mut reader = Reader::open(SPEECH, (80, 24));
    let line = |reader: &mut Reader, line: &str| {
        reader.press(":");
        reader.step(Msg::Paste(line.to_owned()));
        reader.press("Enter");
    };
    line(&mut reader, "jump 抓巡护");
    assert!(reader.section().starts_with("（三）抓巡护"), "{}", reader.section());
    line(&mut reader, "/饮水");
    assert!(reader.screen().ends_with("/饮水  1/1"), "{}", reader.screen());
    line(&mut reader, "grep 清江");
    assert!(matches!(reader.model.overlay, Overlay::Wide(_)));
    assert!(reader.screen().contains("全部 /清江"), "{}", reader.screen());
    reader.press("Esc");
    line(&mut reader, "print");
    assert!(reader.screen().contains("打印：在命令行里 gangmu export"), "{}", reader.screen());

    let folder = tempfile::tempdir().unwrap();
    let [old, new] = ["去年.txt", "今年.txt"].map(|name| folder.path().join(name));
    std::fs::write(&old, "去年的讲话\n\n一、修堤\n").unwrap();
    std::fs::write(&new, "今年的讲话\n\n一、修路\n").unwrap();
    let mut reader = Reader::file(&old, (80, 24));
    line(&mut reader, &format!("e {}", new.display()));
    assert!(reader.screen().contains("修路"), "{}", reader.screen());
    line(&mut reader, "e 去年.txt");
    assert!(reader.screen().contains("修堤"), "one of the list is known by its name");
    line(&mut reader, "e 前年.txt");
    assert!(reader.screen().contains("找不到这个文件"), "{}", reader.screen());
}
