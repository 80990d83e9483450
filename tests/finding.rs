//! Jump and search as the reader sees them: lists of hits, the filter, manners, history.

#![allow(
    clippy::unwrap_used,
    clippy::string_slice,
    unreachable_pub,
    dead_code,
    reason = "a test stops at the first surprise"
)]

#[path = "support/reader.rs"]
mod reader;

use gangmu::app::{Key, Mode, Msg, Named, Settings};
use gangmu::locale::Lang;
use insta::assert_snapshot;
use reader::{Reader, SPEECH, rows};

fn english() -> Settings {
    Settings { lang: Lang::En, ..Settings::default() }
}

fn in_english(size: (u16, u16)) -> Reader {
    Reader::with(&[("稿.txt", SPEECH)], english(), size)
}

/// The last line of the screen.
fn footer(reader: &Reader) -> String {
    reader.screen().lines().last().unwrap_or_default().to_owned()
}

#[test]
fn the_hits_are_listed_in_context_by_section() {
    assert_snapshot!(Reader::open(SPEECH, (80, 24)).press("/ 河湖 Tab").screen());
    assert_snapshot!(in_english((60, 14)).press("/ 清楚 Enter v j").screen());
}

#[test]
fn the_list_of_hits_shows_the_place_and_returns() {
    let mut reader = Reader::open(SPEECH, (80, 24));
    let start = reader.top();
    reader.press("/ 清楚 Tab");
    assert_eq!(reader.model.mode(), Mode::Hits);
    let at = |reader: &Reader| reader.model.reading().unwrap().hits.as_ref().unwrap().at;
    for (keys, selected) in [("", 0), ("j", 1), ("G", 3), ("k", 2), ("g", 0), ("3n", 3), ("N", 2)] {
        if !keys.is_empty() {
            reader.press(keys);
        }
        assert_eq!(at(&reader), Some(selected), "after {keys}");
        let screen = reader.screen();
        assert!(screen.lines().skip(13).any(|row| row.contains("清楚")), "{screen}");
    }
    reader.press("Esc");
    assert_eq!((reader.model.mode(), reader.top()), (Mode::Text, start.clone()));
    reader.press("v G Enter");
    assert_eq!(reader.model.mode(), Mode::Text);
    assert_ne!(reader.top(), start);
    reader.press("C-o");
    assert_eq!(reader.top(), start, "Enter can be undone");
}

#[test]
fn the_list_of_hits_fits_every_size() {
    for width in [1, 7, 20, 59, 60, 80, 200] {
        for height in [1, 2, 3, 5, 6, 24] {
            let mut reader = Reader::open(SPEECH, (width, height));
            let buffer = reader.press("/ 河湖 Tab G k").buffer();
            assert_eq!(reader.model.mode(), Mode::Hits);
            assert_eq!(rows(&buffer).len(), usize::from(height));
        }
    }
}

#[test]
fn a_click_selects_a_hit_and_another_goes_there() {
    use gangmu::app::msg::{Mouse, MouseAction};
    let mut reader = Reader::open(SPEECH, (80, 24));
    reader.press("/ 清楚 Tab");
    let press = |y| Msg::Mouse(Mouse { action: MouseAction::Press, x: 20, y });
    reader.step(press(4));
    assert_eq!(reader.model.reading().unwrap().hits.as_ref().unwrap().at, Some(1));
    reader.step(press(1));
    assert_eq!(reader.model.mode(), Mode::Hits, "the row of a section is no hit");
    reader.step(press(4));
    assert_eq!(reader.model.mode(), Mode::Text);
}

#[test]
fn a_click_beside_the_list_of_texts_opens_nothing() {
    use gangmu::app::Msg;
    use gangmu::app::msg::{Mouse, MouseAction};
    let press = |x| Msg::Mouse(Mouse { action: MouseAction::Press, x, y: 2 });
    let mut reader = Reader::open(SPEECH, (120, 24));
    reader.press("L");
    reader.step(press(100));
    assert_eq!(reader.model.mode(), Mode::Library, "the outline is there to be read");
}

#[test]
fn a_click_in_the_list_of_marks_hits_its_row_where_rows_have_gaps() {
    use gangmu::app::Msg;
    use gangmu::app::msg::{Mouse, MouseAction};
    let mut reader = Reader::open(SPEECH, (80, 10));
    reader.press("s r m a J m b J m c J m d J m e J m f *");
    let rows: Vec<String> = reader.screen().lines().map(str::to_owned).collect();
    let last = rows.iter().rposition(|row| row.starts_with(" f") || row.starts_with(">f")).unwrap();
    reader.step(Msg::Mouse(Mouse {
        action: MouseAction::Press,
        x: 20,
        y: u16::try_from(last).unwrap(),
    }));
    assert_eq!(reader.model.mode(), Mode::Text, "a click goes there: {rows:?}");
}

#[test]
fn nothing_to_list_is_said() {
    let mut reader = Reader::open(SPEECH, (80, 24));
    assert!(footer(reader.press("v")).contains("现在没有命中"));
    assert!(footer(reader.press("V")).contains("现在没有命中"));
    assert!(footer(reader.press("/ 没有的话 Tab")).contains("没有找到"));
}

#[test]
fn the_outline_can_list_only_sections_with_hits() {
    let mut reader = Reader::open(SPEECH, (80, 24));
    let all = reader.press("zM").screen();
    reader.press("/ 河长 Enter V");
    assert_snapshot!(reader.screen().lines().take(9).collect::<Vec<_>>().join("\n"));
    reader.press("/ 排口 Enter");
    let rows = reader.model.reading().unwrap().tree.rows().len();
    assert_eq!(rows, 4, "another search, other sections: title, chapter, section, point");
    reader.press("V g");
    let outline = |screen: &str| {
        screen.lines().skip(1).map(|l| l.chars().take(16).collect()).collect::<Vec<String>>()
    };
    assert_eq!(outline(&reader.press("Esc").screen())[..4], outline(&all)[..4], "folds are back");
    reader.press("/ 排口 Enter V Esc");
    assert!(!reader.model.reading().unwrap().filtering(), "no hits, no filter");
}

#[test]
fn a_search_that_finds_nothing_does_not_empty_a_filtered_outline() {
    let mut reader = Reader::open("一、守堤\n\n二、巡查", (80, 24));
    reader.press("/ 守 Enter V");
    let rows = |reader: &Reader| reader.model.reading().unwrap().tree.rows().len();
    assert_eq!(rows(&reader), 1);
    reader.press("/ 涵 闸");
    assert_eq!(rows(&reader), 2, "{}", reader.screen());
    reader.press("Esc");
    assert_eq!(rows(&reader), 1, "{}", reader.screen());
}

#[test]
fn a_search_is_read_as_plain_text_pinyin_or_pattern() {
    let mut reader = Reader::open(SPEECH, (80, 24));
    let count = |reader: &Reader| {
        reader.model.reading().unwrap().hits.as_ref().map_or(0, |hits| hits.spans.len())
    };
    reader.press("/ hehu");
    assert_eq!(count(&reader), 0);
    reader.press("C-y");
    assert_eq!(count(&reader), 6);
    assert!(footer(&reader).starts_with("拼音 /hehu"), "{}", footer(&reader));
    reader.press("C-u");
    for c in r"\d+年".chars() {
        reader.step(Msg::Key(Key::Char(c)));
    }
    reader.press("C-r");
    assert_eq!(count(&reader), 1);
    assert!(footer(&reader).starts_with("正则 /"), "{}", footer(&reader));
    reader.press("Enter");
    assert!(footer(&reader).contains("正则/"), "{}", footer(&reader));
    reader.press("/ Up");
    assert_eq!(count(&reader), 1, "an older search is read as it was");
    reader.press("C-r");
    assert_eq!(count(&reader), 0, "the same key leads back");
}

#[test]
fn a_bad_pattern_says_why_and_stays_to_be_mended() {
    for (size, lang, why) in [
        ((80, 24), Lang::Zh, "正则有误：左括号没有闭合"),
        ((80, 24), Lang::En, "bad regex: unclosed group"),
    ] {
        let settings = Settings { lang, ..Settings::default() };
        let mut reader = Reader::with(&[("稿.txt", SPEECH)], settings, size);
        reader.press("/ C-r (河湖");
        assert!(footer(&reader).contains(why), "{}", footer(&reader));
        reader.press("Enter");
        assert_eq!(reader.model.mode(), Mode::Search);
        reader.press(")");
        assert!(!footer(&reader).contains(why));
        assert_eq!(reader.press("Enter").model.mode(), Mode::Text);
    }
}

#[test]
fn jumps_are_remembered() {
    let mut reader = Reader::open(SPEECH, (80, 24));
    reader.press("f paicha Enter f xunhu Enter f");
    reader.step(Msg::Key(Key::AltNamed(Named::Up)));
    assert!(footer(&reader).starts_with("跳转 xunhu"), "{}", footer(&reader));
    reader.step(Msg::Key(Key::Alt('p')));
    assert!(footer(&reader).starts_with("跳转 paicha"));
    reader.step(Msg::Key(Key::Alt('n')));
    reader.press("Enter");
    assert!(reader.section().starts_with("（三）抓巡护"), "{}", reader.section());
}

#[test]
fn the_jump_reads_letters_alone_on_request() {
    let mut reader = Reader::open(SPEECH, (80, 24));
    reader.press("f zhili C-y");
    assert!(footer(&reader).starts_with("跳转（不按拼音） zhili"), "{}", footer(&reader));
    assert!(reader.screen().contains("没有匹配的标题"));
    assert!(reader.screen().contains("Ctrl-Y 按拼音找"), "the way out is told");
    assert!(reader.press("C-t").screen().contains("Ctrl-Y 按拼音找"), "in all texts, too");
    reader.press("C-t");
    assert!(!reader.press("C-y").screen().contains("没有匹配的标题"));
}

#[test]
fn the_list_of_the_jump_shows_what_matched_however_long_the_heading() {
    let text = "管理办法\n一、对违反前款规定并且逾期不作改正的单位和个人，由有关部门责令停业整顿\n\
                二、对违反前款规定但是已经主动作出改正的单位和个人，由有关部门予以警告\n";
    let mut reader = Reader::open(text, (80, 24));
    let screen = reader.press("f tingye").screen();
    let row = screen.lines().nth(1).unwrap();
    assert!(row.starts_with(">一 …") && row.contains("责令停业整顿"), "{screen}");
    // Where the start shows what matched, it is the start that is shown.
    let screen = reader.press("C-u weifan").screen();
    assert!(screen.lines().nth(1).unwrap().starts_with(">一 对违反前款规定"), "{screen}");
}

#[test]
fn a_jump_that_finds_nothing_says_where_else_to_look() {
    let mut reader = Reader::open(SPEECH, (80, 24));
    reader.press("f qqqq");
    let screen = reader.screen();
    assert!(screen.contains("没有匹配的标题"), "{screen}");
    assert!(screen.contains("Esc 后按 / 在全文中查找"), "{screen}");
    assert!(screen.contains("Ctrl-T 在全部文稿中找标题"), "{screen}");
}

const SPRING: &str = "在全县春耕生产动员会上的讲话
同志们：
一、抓早动手。种子、化肥要提前备好，群众等着用。
（一）抓好水利。清江灌区要抢修渠道，河湖水位要盯紧。
二、抓紧落实。各乡镇要把任务落实到户。
";

/// Two speeches, the second of which is in traditional characters.
fn shelf(settings: Settings, size: (u16, u16)) -> Reader {
    let third = "在防汛會議上的講話\n一、落實責任。河湖堤壩要逐段落實責任人。\n";
    let texts = [("河湖.txt", SPEECH), ("春耕.txt", SPRING), ("防汛.txt", third)];
    Reader::with(&texts, settings, size)
}

#[test]
fn a_heading_is_jumped_to_in_any_text() {
    let mut reader = shelf(Settings::default(), (80, 24));
    assert_snapshot!(reader.press("F luoshi").screen());
    reader.press("Enter");
    assert_eq!(reader.model.mode(), Mode::Text);
    assert_eq!(reader.model.shelf.open, Some(2));
    assert!(reader.section().starts_with("一、落實責任"), "{}", reader.section());
    reader.press("F luoshi Down Enter");
    assert_eq!(reader.model.shelf.open, Some(1));
    assert!(reader.section().starts_with("二、抓紧落实"), "{}", reader.section());
}

#[test]
fn all_texts_are_searched_and_the_hit_is_gone_to() {
    let mut reader = shelf(english(), (80, 24));
    let start = reader.top();
    reader.press(r"\ 河湖");
    assert_snapshot!(reader.screen());
    reader.press("PageDown PageDown Up");
    assert!(reader.screen().contains("清江灌区"), "the text below the list goes along");
    reader.press("Enter");
    assert_eq!((reader.model.mode(), reader.model.shelf.open), (Mode::Text, Some(1)));
    let hits = reader.model.reading().unwrap().hits.clone().unwrap();
    assert_eq!((hits.query.as_str(), hits.spans.len(), hits.at), ("河湖", 1, Some(0)));
    reader.press(",");
    assert_eq!(reader.top(), start, "the first text has not moved");
}

#[test]
fn a_query_is_widened_to_all_texts_and_back() {
    let mut reader = shelf(Settings::default(), (80, 24));
    let start = reader.top();
    reader.press("/ 落实 C-t");
    assert_eq!(reader.model.mode(), Mode::Wide);
    assert_eq!(reader.top(), start);
    assert!(footer(&reader).starts_with("全部 /落实"), "{}", footer(&reader));
    assert!(footer(&reader).ends_with("1/4"), "both scripts count: {}", footer(&reader));
    reader.press("C-y C-u luoshi");
    assert!(footer(&reader).starts_with("全部 拼音 /luoshi"), "{}", footer(&reader));
    reader.press("C-t");
    assert_eq!(reader.model.mode(), Mode::Search);
    assert!(footer(&reader).starts_with("拼音 /luoshi"), "{}", footer(&reader));
    reader.press("Esc f zhili C-t");
    assert!(footer(&reader).starts_with("全部跳转 zhili"), "{}", footer(&reader));
    reader.press("C-t");
    assert!(footer(&reader).starts_with("跳转 zhili"), "{}", footer(&reader));
    reader.press("Esc");
    assert_eq!((reader.model.mode(), reader.top()), (Mode::Text, start));
}

#[test]
fn what_is_wrong_with_a_pattern_is_said_for_all_texts_too() {
    let mut reader = shelf(Settings::default(), (80, 24));
    reader.press(r"\ C-r (");
    assert!(footer(&reader).contains("正则有误：左括号没有闭合"), "{}", footer(&reader));
    assert_eq!(reader.press("Enter").model.mode(), Mode::Wide);
    reader.press("BSpace [一二]、");
    assert!(footer(&reader).ends_with("1/5"), "{}", footer(&reader));
    assert!(reader.press("没有的话").screen().contains("没有找到"));
}

#[test]
fn the_list_over_all_texts_fits_every_size() {
    for width in [1, 7, 20, 59, 60, 80, 200] {
        for height in [1, 2, 3, 5, 6, 24] {
            for keys in ["F zh", r"\\ 河湖", r"\\ 河湖 Down Down", "F"] {
                let mut reader = shelf(Settings::default(), (width, height));
                let buffer = reader.press(keys).buffer();
                assert_eq!(rows(&buffer).len(), usize::from(height), "{keys}");
            }
        }
    }
}

#[test]
fn an_answer_to_an_older_query_changes_nothing() {
    use gangmu::app::wide::{RangeFound, Ranged};
    let mut reader = shelf(Settings::default(), (80, 24));
    reader.press("F luoshi");
    let before = reader.screen();
    let found = RangeFound::Headings(Vec::new(), 0);
    reader.step(Msg::Ranged(Ranged { serial: 1, seen: (0, 3), done: true, found }));
    assert_eq!(reader.screen(), before);
}

#[test]
fn double_pinyin_is_read_in_every_query() {
    let scheme = Some(gangmu::search::pinyin::Scheme::Xiaohe);
    let settings = Settings { scheme, ..Settings::default() };
    let mut reader = shelf(settings, (80, 24));
    // 排查 in 小鹤双拼.
    reader.press("f pdia");
    let gangmu::app::model::Overlay::Jump(jump) = &reader.model.overlay else { panic!() };
    let text = reader.model.reading().unwrap().text.clone();
    let of = |span: &gangmu::text::Span| span.of(text.document.text());
    assert_eq!(jump.hits[0].matched.iter().map(of).collect::<String>(), "排查");
    assert!(reader.press("Enter").section().starts_with("（一）抓排查"));
    assert!(footer(reader.press("/ pdia C-y")).ends_with("1/1"), "{}", footer(&reader));
    // 春耕: only the second text has it.
    reader.press(r"Esc F iygg Enter");
    assert_eq!(reader.model.shelf.open, Some(1));
}

#[test]
fn operators_narrow_the_jump() {
    let mut reader = Reader::open(SPEECH, (80, 24));
    for (query, first) in [
        ("^抓", "（一）抓排查"),
        ("抓 !排查", "（二）抓治理"),
        ("领导$", "三、切实加强组织领导"),
        ("命脉|饮水", "（"),
        ("'重点任务", "二、扎实"),
    ] {
        reader.press("f");
        for c in query.chars() {
            reader.step(Msg::Key(Key::Char(c)));
        }
        reader.press("Enter");
        assert!(reader.section().starts_with(first), "{query}: {}", reader.section());
    }
}

const TRADITIONAL: &str = "在全縣項目建設(shè)推進(jìn)會上的講話
同志們：
今天開會(huì)，主要任務(wù)是總結(jié)經(jīng)驗(yàn)，著眼長遠，把工作做得乾淨利落。
一、落實責任
要圍繞著名企業招商，沿著這條路走下去，成效才會顯著。
二、强化保障
这一段本来就是简体：成效显著，乾隆年间的事不提了。
";

#[test]
fn traditional_text_is_shown_simplified_and_stays_what_it_is() {
    let texts = [("繁.txt", TRADITIONAL)];
    let mut reader = Reader::with(&texts, Settings::default(), (80, 16));
    let before = reader.screen();
    reader.press("t");
    assert_snapshot!(reader.screen());
    let screen = reader.screen();
    let rows = |screen: &str| screen.lines().map(|row| row.chars().count()).collect::<Vec<_>>();
    assert_eq!(rows(&screen)[..15], rows(&before)[..15], "every character is in its place");
    for shown in ["着眼长远", "干净利落", "围绕著名企业", "沿着这条路", "成效显著，乾隆"]
    {
        assert!(screen.contains(shown), "{shown} in {screen}");
    }
    // Search, places and what is copied are those of the text.
    reader.press("/ 责任 Enter y");
    assert!(reader.copied.as_deref().unwrap().contains("落實責任"));
    assert!(footer(&reader).contains("（原文繁体）"), "{}", footer(&reader));
    assert!(reader.press("v").screen().contains("一 落实责任"));
    assert!(reader.press("Esc f zeren").screen().contains("一 落实责任"));
    reader.press("Esc g Esc t");
    assert!(reader.screen().contains("落實責任") && reader.screen().contains("乾淨利落"));
}

#[test]
fn a_simplified_text_has_nothing_to_simplify() {
    let mut reader = in_english((80, 24));
    assert!(footer(reader.press("t")).contains("nothing here is in traditional characters"));
    let mut reader = Reader::with(&[("繁.txt", TRADITIONAL)], english(), (80, 16));
    assert!(footer(reader.press("t")).contains("traditional is shown simplified"));
    assert!(reader.press("y").screen().contains("as it is in the source"), "{}", reader.screen());
}
