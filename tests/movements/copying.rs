//! What is selected by keys and what is copied.

use super::*;

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
fn the_keys_that_copy_elsewhere_copy_what_is_selected_and_leave_otherwise() {
    let mut reader = Reader::open(SPEECH, (80, 24));
    reader.press("2J + C-c");
    assert_eq!(reader.copied.as_deref(), Some("（一）河湖是百姓的饮水之源。"));
    assert!(!reader.done);
    assert!(reader.press("C-c").done, "nothing is selected any more");
}

#[test]
fn a_register_of_vi_before_y_changes_nothing_but_a_message() {
    for keys in ["\"+y", "\"ay", "\"*y", "y"] {
        let mut reader = Reader::open(SPEECH, (80, 24));
        let copied = reader.press("2J").press(keys).copied.clone().unwrap();
        assert!(copied.starts_with("（一）河湖") && copied.ends_with("样子。"), "{keys}: {copied}");
    }
    let mut reader = Reader::open(SPEECH, (80, 24));
    let screen = reader.press("\"a").screen();
    assert!(screen.contains("没有寄存器：y 直接复制到剪贴板"), "{screen}");
}
