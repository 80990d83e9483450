//! Two texts side by side: screens, movements, and that every byte of either is shown.

#![allow(
    clippy::unwrap_used,
    clippy::string_slice,
    unreachable_pub,
    dead_code,
    reason = "a test stops at the first surprise"
)]

#[path = "support/reader.rs"]
mod reader;

#[path = "comparing/moves.rs"]
mod moves;
#[cfg(unix)]
#[path = "comparing/program.rs"]
mod program;
#[path = "comparing/search.rs"]
mod search;
#[path = "comparing/whole.rs"]
mod whole;

use gangmu::app::compare::Compare;
use gangmu::app::model::Overlay;
use gangmu::app::settings::Start;
use gangmu::app::{Msg, Settings};
use gangmu::diff::Kind;
use gangmu::locale::Lang;
use insta::assert_snapshot;
use ratatui::style::{Color, Modifier};
use reader::Reader;

/// Last year's speech of our own, and this year's: other figures, a section put in, one that has gone
/// up, two that became one, a paragraph that was split, one that is gone.
const LAST: &str = "\
在全县农村工作会议上的讲话
（2024年2月26日）
同志们：
今天召开全县农村工作会议，主要任务是总结去年工作，部署今年任务。刚才，柳河镇、白石乡和县农业局作了发言，讲得都很好。下面，我讲两点意见。
一、过去一年农村工作成效明显
全县粮食总产量达到42.6万吨，增长8.5%；农民人均可支配收入18650元，增长9.1%。
（一）粮食生产稳步提升。全年播种面积稳定在63万亩，农作物机收率达到86%。
（二）乡村面貌持续改善。完成26个村的污水治理，硬化村组道路117公里。
这些成绩来之不易，是广大干部群众一锄头一锄头干出来的。
二、扎实抓好今年的重点任务
（一）抓好粮食安全。要把播种面积分解到村、落实到田块。要抓好农资供应，种子、化肥要在3月10日前全部到位。
（二）抓好特色产业。要做大做强茶叶产业，新建标准化茶园8000亩。
（三）抓好集体经济。要盘活村里的闲置校舍、山塘和林地，年内消除收入5万元以下的薄弱村。
（四）抓好安全生产。要紧盯农机、沼气和森林防火，发现隐患立即整改，绝不能拖到第二天。
（五）抓好厕所改造。要完成1200座户厕的改造任务。
同志们，农时不等人。让我们拿出真抓实干的劲头，把全年任务一件一件落到实处！
要严格考核，干得好的表扬，干得差的约谈。
谢谢大家！
";

const THIS: &str = "\
在全县农村工作会议上的讲话
（2025年2月18日）
同志们：
今天召开全县农村工作会议，主要任务是总结去年工作，部署今年任务。刚才，柳河镇、青山乡和县水利局作了发言，讲得都很好。下面，我讲两点意见。
一、去年农村工作成效明显
全县粮食总产量达到44.1万吨，增长3.5%；农民人均可支配收入20100元，增长7.8%。
（一）粮食生产稳步提升。全年播种面积稳定在63万亩，农作物机收率达到86%。
（二）乡村面貌持续改善。完成30个村的污水治理，硬化村组道路96公里。
这些成绩来之不易，是广大干部群众一锄头一锄头干出来的。
二、扎实抓好今年的重点任务
（一）抓好安全生产。要紧盯农机、沼气和森林防火，发现隐患立即整改，绝不能拖到第二天。
（二）抓好粮食安全。要把播种面积分解到村、落实到田块。
要抓好农资供应，种子、化肥要在3月5日前全部到位。
（三）抓好特色产业和集体经济。要做大做强茶叶产业，新建标准化茶园5000亩。要盘活村里的闲置校舍、山塘和林地，年内消除收入8万元以下的薄弱村。
（四）抓好农田水利。要把灌区改造作为头号工程，年内完成支渠衬砌58公里。
同志们，农时不等人。让我们拿出真抓实干的劲头，把全年任务一件一件落到实处！
要严格考核，干得好的表扬，干得差的约谈。
谢谢大家！
";

/// Both, as `gangmu diff --view` shows them.
fn with(settings: Settings, size: (u16, u16)) -> Reader {
    let settings = Settings { start: Some(Start::Comparison), ..settings };
    Reader::with(&[("今年.txt", THIS), ("去年.txt", LAST)], settings, size)
}

fn open(size: (u16, u16)) -> Reader {
    with(Settings::default(), size)
}

fn view(reader: &Reader) -> &Compare {
    match &reader.model.overlay {
        Overlay::Compare(compare) => compare,
        other => panic!("no comparison, but {other:?}"),
    }
}

#[test]
fn two_versions_stand_side_by_side_with_the_outline() {
    assert_snapshot!("wide_zh", open((120, 40)).screen());
    let english = Settings { lang: Lang::En, ..Settings::default() };
    assert_snapshot!("wide_en", with(english, (120, 40)).screen());
    assert_snapshot!("widest", open((200, 50)).screen());
    assert_snapshot!("no_outline", open((100, 30)).screen());
}

#[test]
fn on_a_narrow_screen_the_old_words_stand_above_the_new() {
    let mut reader = open((80, 24));
    assert_snapshot!("narrow_zh", reader.screen());
    assert_snapshot!("narrow_outline", reader.press("o").screen());
    let english = Settings { lang: Lang::En, ..Settings::default() };
    assert_snapshot!("narrow_en", with(english, (80, 24)).press("4 G").screen());
    assert_snapshot!("narrowest", open((40, 12)).press("n").screen());
}

#[test]
fn a_screen_that_is_read_aloud_has_one_column_and_the_cursor_where_one_is() {
    let settings = Settings { plain: true, colour: false, ..Settings::default() };
    let mut reader = with(settings, (120, 24));
    assert!(!reader.screen().contains('|') && reader.screen().contains("\n-"));
    let cursor = |reader: &Reader| reader.cursor().map(|at| usize::from(at.y)).unwrap();
    let row = |reader: &Reader| reader.screen().lines().nth(cursor(reader)).unwrap().to_owned();
    assert!(row(&reader).contains("（2024年"), "{}", row(&reader));
    reader.press("n n");
    assert!(row(&reader).contains("一、过去一年"), "{}", row(&reader));
}

/// Cells of a row of the screen that carry a style, as words.
fn lit(reader: &Reader, wanted: impl Fn(&ratatui::buffer::Cell) -> bool) -> Vec<String> {
    let buffer = reader.buffer();
    let row = |y: u16| {
        let cells = (0..buffer.area.width).map(move |x| (x, y));
        let words: String = cells
            .map(
                |at| if wanted(&buffer[at]) { buffer[at].symbol().to_owned() } else { "\0".into() },
            )
            .collect();
        words.split('\0').filter(|w| !w.trim().is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    (1..buffer.area.height - 1).flat_map(row).collect()
}

#[test]
fn words_that_differ_are_lit_as_wholes_on_their_own_side() {
    let reader = open((120, 40));
    let gone = lit(&reader, |cell| cell.bg == Color::Red);
    let new = lit(&reader, |cell| cell.bg == Color::Green);
    for (words, all) in [
        (["2024年2月26日", "42.6", "8.5%", "过去一", "117"], &gone),
        (["2025年2月18日", "44.1", "3.5%", "去", "96"], &new),
    ] {
        for word in words {
            assert!(all.iter().any(|lit| lit == word), "{word}: {all:?}");
        }
    }
}

#[test]
fn nothing_is_told_by_colour_alone() {
    let screen = |colour| {
        let settings = Settings { colour, ..Settings::default() };
        with(settings, (120, 40)).buffer()
    };
    let (coloured, plain) = (screen(true), screen(false));
    assert!(plain.content.iter().all(|c| c.fg == Color::Reset && c.bg == Color::Reset));
    for (a, b) in coloured.content.iter().zip(&plain.content) {
        let told = a.bg == Color::Red || a.bg == Color::Green;
        let blank = a.symbol().trim().is_empty();
        assert!(!told || blank || b.modifier.contains(Modifier::REVERSED), "{:?}", a.symbol());
    }
}

#[test]
fn a_comparison_that_takes_the_place_of_another_is_cancelled_by_esc() {
    let mut reader = open((120, 40));
    let before = reader.screen();
    let x = Msg::Key(gangmu::app::Key::Char('x'));
    let order = gangmu::app::update(&mut reader.model, x);
    assert!(matches!(order, gangmu::app::Effect::Compare(_)));
    assert!(reader.screen().contains("正在读取…"), "{}", reader.screen());
    reader.press("Esc");
    assert!(reader.model.comparing().is_none() && reader.screen().contains("已取消"));
    assert_eq!(reader.press("h l").screen(), before);
}

#[test]
fn the_differences_of_a_section_are_copied() {
    let mut reader = open((120, 40));
    reader.press("g J y");
    assert_snapshot!(reader.copied.clone().unwrap(), @r"
    ~ 一、去年农村工作成效明显  ← 一、过去一年农村工作成效明显
      ~ 全县粮食总产量达到[-42.6-]{+44.1+}万吨，增长[-8.5%-]{+3.5%+}；
      ~ 农民人均可支配收入[-18650-]{+20100+}元，增长[-9.1%-]{+7.8%+}。
    ");
}

#[test]
fn another_text_is_chosen_from_the_list_and_filtered_by_pinyin() {
    let texts = [("今年.txt", THIS), ("去年.txt", LAST), ("别的.txt", "防汛动员讲话\n堤要巡。\n")];
    let mut reader = Reader::with(&texts, Settings::default(), (100, 24));
    reader.press("D");
    assert!(reader.screen().contains("与哪一篇对照"), "{}", reader.screen());
    reader.press("/ fxdy Enter");
    assert!(reader.screen().contains("旧 防汛动员讲话"), "{}", reader.screen());
    reader.press("D / nongcun");
    assert!(reader.screen().contains("与哪一篇对照"));
    reader.press("Esc Esc");
    assert!(matches!(reader.model.overlay, Overlay::None));
    reader.press(": 比较 Enter");
    assert!(reader.screen().contains("旧 防汛动员讲话"), "back to what was compared last");
    reader.press("q");
    assert!(!reader.done && matches!(reader.model.overlay, Overlay::None), "back to reading");
}

#[test]
fn two_speeches_of_one_file_are_compared() {
    let both = format!("{LAST}\n\n{THIS}");
    let mut reader = Reader::open(&both, (120, 40));
    reader.press("G : diff");
    reader.press("Space 1 Enter");
    let compare = view(&reader);
    assert_eq!(compare.volumes.map(|volume| volume.speech), [Some(0), Some(1)]);
    assert!(reader.screen().contains("（2024年2月26日）"), "{}", reader.screen());
    reader.press("Esc : diff");
    assert!(reader.press("Space 7 Enter").screen().contains("这个文件有 2 篇"));
}

#[test]
fn what_was_started_for_the_comparison_is_left_with_it() {
    let mut reader = open((100, 24));
    assert!(reader.press("q").done);
    let mut reader = open((100, 24));
    reader.press("Esc");
    assert!(!reader.done && matches!(reader.model.overlay, Overlay::None));
    assert!(reader.screen().contains("去年农村工作"), "the new text is read");
}

#[test]
fn equal_texts_are_told_to_be_so() {
    let settings = Settings { start: Some(Start::Comparison), ..Settings::default() };
    let mut reader = Reader::with(&[("甲.txt", THIS), ("乙.txt", THIS)], settings, (100, 24));
    assert!(reader.screen().contains("两稿相同") && reader.screen().contains("段相同"));
    assert!(reader.press("n").screen().contains("后面没有差别了"));
}

#[test]
fn the_help_lies_over_the_view_and_gives_it_back() {
    let mut reader = open((100, 30));
    reader.press("n n n");
    let before = reader.screen();
    assert!(reader.press("?").screen().contains("帮助"));
    assert_eq!(reader.press("q").screen(), before);
}

#[test]
fn every_command_is_safe_while_the_answer_is_awaited() {
    let texts = [("今年.txt", THIS), ("去年.txt", LAST)];
    let mut reader = Reader::with(&texts, Settings::default(), (100, 24));
    let _order = gangmu::app::update(&mut reader.model, Msg::Key(gangmu::app::Key::Char('D')));
    reader.press("/ nongcun");
    let enter = Msg::Key(gangmu::app::Key::Named(gangmu::app::Named::Enter));
    let order = gangmu::app::update(&mut reader.model, enter);
    assert!(matches!(order, gangmu::app::Effect::Compare(_)), "{order:?}");
    assert!(reader.screen().contains("正在读取两稿") && reader.model.comparing().is_some());
    reader.press("j k Space b g G n N J K m Tab h l Enter = o y");
    reader.press("Esc");
    assert!(reader.model.comparing().is_none() && matches!(reader.model.overlay, Overlay::None));
}
