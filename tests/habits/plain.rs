//! Speeches without headings: the outline lists their paragraphs.

use super::*;

const PLAIN: &str = "\
在新校舍落成典礼上的致辞
同学们：
大家好！今天是个好日子，盼了三年的新校舍终于落成了。
这座楼的一砖一瓦，都是乡亲们凑出来的。一方面，要爱惜门窗桌椅；另一方面，要把书读好，不辜负乡亲们的心意。
老校舍也不会拆，修一修给村里办夜校，谁想学都可以来。
祝大家学习进步！
";

#[test]
fn a_speech_without_headings_is_found_ones_way_in_by_its_paragraphs() {
    let mut reader = Reader::open(PLAIN, (100, 12));
    let entries: Vec<_> = outline(&reader).into_iter().filter(|e| !e.is_empty()).collect();
    let shown = [
        "▾ 在新校舍落成典礼",
        "   大家好！今天是个好日子",
        " ▸ 这座楼的一砖一瓦",
        "   老校舍也不会拆",
    ];
    assert_eq!(entries.len(), shown.len(), "{}", reader.screen());
    for (entry, begins) in entries.iter().zip(shown) {
        assert!(entry.starts_with(begins), "{entry}");
    }
    reader.press("J J J");
    assert!(reader.model.reading().unwrap().section().of(PLAIN).starts_with("老校舍也不会拆"));
    reader.press("f 一砖 Enter");
    assert!(reader.model.reading().unwrap().section().of(PLAIN).starts_with("这座楼"));
    reader.press("Tab l");
    assert!(outline(&reader).iter().any(|e| e.starts_with("    一方面 要爱惜门窗桌椅")));
}

#[test]
fn what_is_copied_of_a_speech_without_headings_has_none() {
    let mut reader = Reader::open(PLAIN, (100, 12));
    reader.press("C y");
    let copied = reader.copied.clone().unwrap_or_default();
    assert!(copied.contains("这座楼的一砖一瓦") && !copied.contains("## "), "{copied}");
}

#[test]
fn where_one_was_reading_in_a_speech_without_headings_is_remembered() {
    let texts = [("稿.txt", PLAIN)];
    let mut reader = Reader::again(&texts, &State::default(), 1, (100, 6));
    reader.press("Tab j j Enter");
    let section = reader.model.reading().unwrap().section();
    assert!(section.of(PLAIN).starts_with("这座楼"));
    let again = Reader::again(&texts, &reader.leave(), 2, (100, 6));
    assert_eq!(again.model.reading().unwrap().section(), section);
}

#[test]
fn the_list_shows_the_outline_of_the_open_text_before_any_title_is_known() {
    let mut reader = Reader::with(&[("稿.txt", PLAIN)], Settings::default(), (140, 12));
    // Titles are asked for now; their answer is still to come.
    let effect = gangmu::app::update(&mut reader.model, Msg::Key(Key::Char('L')));
    assert!(matches!(effect, gangmu::app::Effect::Titles(_)));
    assert!(reader.screen().contains("| 在新校舍落成典礼上的致辞"), "{}", reader.screen());
}
