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

use gangmu::app::compare::{Compare, Line, Side};
use gangmu::app::model::Overlay;
use gangmu::app::msg::{Mouse, MouseAction};
use gangmu::app::{Msg, Settings};
use gangmu::diff::Kind;
use gangmu::locale::Lang;
use gangmu::text::{Ambiguous, Span};
use insta::assert_snapshot;
use proptest::prelude::*;
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
    let settings = Settings { compare: true, ..settings };
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
fn differences_are_gone_to_one_by_one_and_counted() {
    let mut reader = open((120, 20));
    let (first, count) = view(&reader).count();
    assert_eq!(first, 1, "the first is in sight at once");
    assert!(count > 10, "{count}");
    for i in 2..=count {
        reader.press("n");
        assert_eq!(view(&reader).count().0, i);
        let at = view(&reader).at();
        assert!(view(&reader).lines.iter().any(|line| line.block() == Some(at)), "in sight");
    }
    let last = view(&reader).at();
    assert!(reader.press("n").screen().contains("后面没有差别了"));
    assert_eq!(view(&reader).at(), last);
    reader.press("] c [ c N");
    assert_eq!(view(&reader).count().0, count - 2);
    reader.press("3 g");
    assert_eq!(view(&reader).count().0, 3);
    assert!(reader.press("1 g N").screen().contains("前面没有差别了"));
}

#[test]
fn headings_are_gone_to_on_both_sides_at_once() {
    let mut reader = open((120, 20));
    reader.press("g J J");
    let row = reader.screen().lines().nth(1).unwrap().to_owned();
    let (_, text) = row.split_once('|').unwrap();
    assert!(
        text.contains("（一）粮食生产稳步提升") && text.matches("（一）").count() == 2,
        "{text}"
    );
    reader.press("j j K");
    let again = reader.screen().lines().nth(1).unwrap().to_owned();
    assert_eq!(row, again, "within a section, the heading before is its own");
}

#[test]
fn what_is_the_same_is_folded_until_it_is_asked_for() {
    let mut reader = open((120, 40));
    reader.press("G");
    assert!(reader.screen().contains("… 3 段相同 …"), "{}", reader.screen());
    assert!(!reader.screen().contains("谢谢大家"));
    reader.press("=");
    assert!(!reader.screen().contains("段相同"));
    assert!(reader.press("G").screen().contains("谢谢大家"));
    // One fold alone: by Enter where one is at it, or by a click.
    reader.press("= G Enter");
    assert!(reader.screen().contains("谢谢大家"), "{}", reader.screen());
    reader.press("= = G");
    let row = reader.screen().lines().position(|row| row.contains("段相同")).unwrap();
    click(&mut reader, 50, u16::try_from(row).unwrap());
    assert!(reader.screen().contains("谢谢大家"));
}

fn click(reader: &mut Reader, x: u16, y: u16) {
    reader.step(Msg::Mouse(Mouse { action: MouseAction::Press, x, y }));
}

#[test]
fn the_mouse_scrolls_and_chooses_section_and_side() {
    let mut reader = open((120, 20));
    let wheel = |action| Msg::Mouse(Mouse { action, x: 60, y: 5 });
    let top = |reader: &Reader| view(reader).lines.first().copied();
    let before = top(&reader);
    reader.step(wheel(MouseAction::WheelDown));
    assert_ne!(top(&reader), before);
    reader.step(wheel(MouseAction::WheelUp));
    assert_eq!(top(&reader), before);
    let entry = "(二) 乡村面貌持续改";
    let row = reader.screen().lines().position(|row| row.contains(entry)).unwrap();
    click(&mut reader, 10, u16::try_from(row).unwrap());
    let at = view(&reader).section().unwrap();
    let sides = view(&reader).sides().unwrap();
    assert_eq!(sides.blocks[view(&reader).at()].section, at);
    assert!(reader.screen().lines().nth(1).unwrap().contains("（二）乡村面貌持续改善"));
    click(&mut reader, 40, 2);
    assert_eq!(view(&reader).side, Side::Old);
    reader.press("Tab");
    assert_eq!(view(&reader).side, Side::New);
}

#[test]
fn enter_goes_to_the_place_in_either_text_and_the_view_is_come_back_to() {
    for (side, heading, file) in
        [("l", "（四）抓好农田水利", "今年.txt"), ("h", "（五）抓好厕所改造", "去年.txt")]
    {
        let mut reader = open((120, 40));
        reader.press(side);
        let wanted = if side == "l" { Kind::New } else { Kind::Gone };
        while !view(&reader).sides().is_some_and(|sides| {
            let block = &sides.blocks[view(&reader).at()];
            block.kind == wanted && block.shifts.is_empty()
        }) {
            reader.press("n");
        }
        let at = view(&reader).at();
        reader.press("Enter");
        assert!(matches!(reader.model.overlay, Overlay::None));
        assert!(reader.section().starts_with(heading), "{}", reader.section());
        let slot = reader.model.slot().unwrap();
        assert!(format!("{:?}", slot.source).contains(file));
        reader.press("D");
        assert_eq!(view(&reader).at(), at, "the view is as it was left");
    }
}

#[test]
fn a_section_that_moved_leads_to_its_other_place() {
    let mut reader = open((120, 40));
    while !view(&reader)
        .sides()
        .is_some_and(|sides| sides.sections[view(&reader).section().unwrap()].moved)
    {
        reader.press("J");
    }
    let here = view(&reader).section().unwrap();
    reader.press("m");
    let there = view(&reader).section().unwrap();
    assert_ne!(here, there);
    assert!(reader.screen().contains("→ 移到 二 (一)"), "{}", reader.screen());
    reader.press("m");
    assert_eq!(view(&reader).section(), Some(here));
    assert!(reader.press("g m").screen().contains("这一节没有移动"));
}

#[test]
fn the_sides_are_swapped_and_the_place_is_kept() {
    let mut reader = open((120, 40));
    reader.press("n n n n n n");
    let words = |reader: &Reader| {
        let compare = view(reader);
        let block = &compare.sides().unwrap().blocks[compare.at()];
        let pair = compare.pair.as_ref().unwrap();
        let side = |side: Side| side.part(block).map(|part| pair.words(side, part.span).to_owned());
        (side(Side::Old), side(Side::New))
    };
    let (old, new) = words(&reader);
    let totals = view(&reader).sides().unwrap().totals;
    reader.press("x");
    assert_eq!(words(&reader), (new, old));
    let swapped = view(&reader).sides().unwrap().totals;
    assert_eq!((totals.new, totals.gone + totals.merged), (swapped.gone, swapped.new));
    assert_eq!(totals.words, -swapped.words);
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
    let settings = Settings { compare: true, ..Settings::default() };
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

/// The words of one side that are shown, row by row from the start to the end.
fn shown(reader: &mut Reader, side: Side) -> Vec<Span> {
    let mut all = Vec::new();
    reader.press("g");
    let mut seen = 0;
    loop {
        let compare = view(reader);
        for line in compare.lines.iter().skip(seen) {
            if let Line::Text { old, new, .. } = *line {
                all.extend(if side == Side::Old { old } else { new }.map(|row| row.span));
            }
        }
        let before = compare.lines.clone();
        reader.press("j");
        let after = &view(reader).lines;
        if *after == before {
            return all;
        }
        seen = after.len() - 1;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    /// Side by side and with nothing folded, every word of both texts is shown exactly once, and no
    /// row is wider than its column.
    #[test]
    fn every_byte_of_both_texts_is_shown_once(
        old in "([一二三]、[甲乙丙丁]{1,3}\n|（[一二三]）[甲乙丙]{1,4}。[丁戊己庚]{1,9}。\n|[甲乙丙丁]{1,30}[。；]|\n){1,10}",
        new in "([一二三]、[甲乙丙丁]{1,3}\n|（[一二三]）[甲乙丙]{1,4}。[丁戊己庚]{1,9}。\n|[甲乙丙丁]{1,30}[。；]|\n){1,10}",
        width in 100_u16..140,
    ) {
        let settings = Settings { compare: true, ..Settings::default() };
        let texts = [("新.txt", new.as_str()), ("旧.txt", old.as_str())];
        let mut reader = Reader::with(&texts, settings, (width, 12));
        prop_assume!(matches!(reader.model.overlay, Overlay::Compare(_)));
        reader.press("=");
        for (side, text) in [(Side::Old, &old), (Side::New, &new)] {
            let mut rows = shown(&mut reader, side);
            rows.sort();
            prop_assert!(rows.windows(2).all(|w| w[0].end <= w[1].start), "{rows:?}");
            let words: String = rows.iter().map(|row| row.of(text)).collect();
            let wanted: String = text.split('\n').collect();
            prop_assert_eq!(words, wanted);
            let column = view(&reader).columns.new.column.width;
            let fits = |line: &Line| match line {
                Line::Text { old, new, .. } => {
                    [old, new].into_iter().flatten().all(|r| r.indent.0 + r.width.0 <= column + 2)
                }
                _ => true,
            };
            prop_assert!(view(&reader).lines.iter().all(fits));
        }
    }

    /// Whatever keys come at whatever size, the place one is at is in sight and nothing panics.
    #[test]
    fn any_keys_at_any_size_keep_the_place_in_sight(
        keys in "[jkdubgGnNJKmhlxo=Ta]{0,24}",
        sizes in prop::collection::vec((0_u16..140, 0_u16..30), 1..4),
    ) {
        let mut reader = open((100, 24));
        for (i, c) in keys.chars().enumerate() {
            if i % 8 == 0 {
                let (width, height) = sizes[(i / 8) % sizes.len()];
                reader.step(Msg::Resized(width, height));
            }
            reader.step(Msg::Key(gangmu::app::Key::Char(c)));
            let _screen = reader.screen();
            let compare = view(&reader);
            if !compare.columns.bare() && compare.columns.new.column.height > 0 {
                let at = compare.at();
                let seen = compare.lines.iter().any(|line| match *line {
                    Line::Fold(from, to) => (from..to).contains(&at),
                    line => line.block() == Some(at),
                });
                prop_assert!(seen, "{at} {:?}", compare.lines);
            }
        }
    }
}

#[test]
fn no_cell_is_counted_twice_on_any_terminal() {
    for ambiguous in [Ambiguous::Narrow, Ambiguous::Wide] {
        let settings = Settings { ambiguous, ..Settings::default() };
        let reader = with(settings, (121, 40));
        let buffer = reader.buffer();
        let x = view(&reader).columns.middle.x;
        for y in 1..39 {
            let fold = matches!(view(&reader).lines.get(usize::from(y) - 1), Some(Line::Fold(..)));
            assert!(fold || buffer[(x, y)].symbol() == "|", "{ambiguous:?} {y}");
        }
    }
}

/// The real program: on a pseudo-terminal, and without one.
#[cfg(unix)]
mod program {
    use super::{LAST, THIS};
    use std::path::PathBuf;
    use std::process::Command;
    use std::time::Duration;
    use termlens::{Key, Terminal};

    const GANGMU: &str = env!("CARGO_BIN_EXE_gangmu");

    /// A file of its own for each test.
    fn file(name: &str, text: &str) -> PathBuf {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    fn builder(size: (u16, u16)) -> termlens::TerminalBuilder {
        Terminal::builder()
            .size(size.0, size.1)
            .env_clear()
            .env("TERM", "xterm-256color")
            .env("LANG", "zh_CN.UTF-8")
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", env!("CARGO_TARGET_TMPDIR"))
            .env("GANGMU_STATE", "off")
            .timeout(Duration::from_secs(20))
    }

    #[test]
    fn two_files_are_looked_at_read_and_left() {
        let (old, new) = (file("view-old.txt", LAST), file("view-new.txt", THIS));
        let run = builder((120, 40)).arg("diff").arg("--view").arg(&old).arg(&new);
        let mut t = run.spawn(GANGMU).unwrap();
        t.wait_until(|s| s.contains("差别 1/") && s.contains("2024年2月26日")).unwrap();
        assert!(t.screen().alternate_screen());
        t.send_str("n").unwrap();
        t.wait_until(|s| s.contains("差别 2/")).unwrap();
        t.send(Key::Tab).unwrap();
        t.send(Key::Enter).unwrap();
        t.wait_until(|s| s.contains("j/k 行") && s.contains("县农业局")).unwrap();
        t.send_str("D").unwrap();
        t.wait_until(|s| s.contains("差别 2/")).unwrap();
        t.send_str("q").unwrap();
        t.wait_until(|s| s.contains("j/k 行")).unwrap();
        t.send_str("q").unwrap();
        assert!(t.wait_exit().unwrap().success());
        assert!(!t.screen().alternate_screen());
    }

    /// A text named by a relative path stood in the list a second time by its absolute one.
    #[test]
    fn each_text_stands_in_the_list_once() {
        file("list-old.txt", LAST);
        file("list-new.txt", THIS);
        let run = builder((100, 30)).args(["diff", "--view", "list-old.txt", "list-new.txt"]);
        let mut t = run.current_dir(env!("CARGO_TARGET_TMPDIR")).spawn(GANGMU).unwrap();
        t.wait_until(|s| s.contains("差别 1/")).unwrap();
        t.send_str("D").unwrap();
        t.wait_until(|s| s.contains("与哪一篇对照")).unwrap();
        let screen = t.screen();
        let rows = (0..30).map(|row| screen.row_text(row));
        assert_eq!(rows.filter(|row| row.contains("全县农村工作会议")).count(), 2, "{screen}");
        t.send(Key::Esc).unwrap();
        t.wait_until(|s| s.contains("j/k 行")).unwrap();
        t.send_str("q").unwrap();
        assert!(t.wait_exit().unwrap().success());
    }

    #[test]
    fn at_once_it_is_left_by_q() {
        let (old, new) = (file("quit-old.txt", LAST), file("quit-new.txt", THIS));
        let run = builder((80, 24)).arg("diff").arg("--view").arg(&old).arg(&new);
        let mut t = run.env("NO_COLOR", "1").spawn(GANGMU).unwrap();
        t.wait_until(|s| s.contains("差别 1/")).unwrap();
        t.send_str("q").unwrap();
        assert!(t.wait_exit().unwrap().success());
    }

    #[test]
    fn reading_that_takes_long_is_cancelled_by_esc() {
        let new = file("cancel-new.txt", THIS);
        let pipe = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("cancel-old.pipe");
        let _ = std::fs::remove_file(&pipe);
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let run = builder((100, 24)).arg("diff").arg("--view").arg(&pipe).arg(&new);
        let mut t = run.spawn(GANGMU).unwrap();
        t.wait_until(|s| s.contains("正在读取两稿")).unwrap();
        t.send(Key::Esc).unwrap();
        t.wait_until(|s| s.contains("去年农村工作成效明显")).unwrap();
        t.send_str("q").unwrap();
        assert!(t.wait_exit().unwrap().success());
    }

    #[test]
    fn what_cannot_be_read_is_told_before_the_screen_is_taken() {
        let new = file("missing-new.txt", THIS);
        let run = builder((80, 24)).arg("diff").arg("--view").arg("没有.txt").arg(&new);
        let mut t = run.spawn(GANGMU).unwrap();
        assert_eq!(t.wait_exit().unwrap().code(), Some(2));
        assert!(t.screen().contains("没有.txt"), "{}", t.screen());
    }

    #[test]
    fn without_a_terminal_what_has_changed_is_printed() {
        let (old, new) = (file("print-old.txt", LAST), file("print-new.txt", THIS));
        let run = |view: &[&str]| {
            let mut run = Command::new(GANGMU);
            run.arg("diff").args(view).args([&old, &new]).env("GANGMU_STATE", "off");
            run.output().unwrap()
        };
        let (plain, view) = (run(&[]), run(&["--view"]));
        assert_eq!(view.status.code(), Some(1));
        assert_eq!(plain.stdout, view.stdout);
        let same = Command::new(GANGMU).arg("diff").arg("--view").args([&old, &old]).output();
        assert_eq!(same.unwrap().status.code(), Some(0));
    }
}
