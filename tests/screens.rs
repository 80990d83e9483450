//! Whole screens, as the reader sees them.

#![allow(
    clippy::unwrap_used,
    clippy::string_slice,
    unreachable_pub,
    dead_code,
    reason = "a test stops at the first surprise"
)]

#[path = "support/reader.rs"]
mod reader;

use std::time::Duration;

use gangmu::app::msg::{Mouse, MouseAction};
use gangmu::app::rehearse::Unsaid;
use gangmu::app::settings::Start;
use gangmu::app::{Msg, Settings};
use gangmu::library::Source;
use gangmu::locale::Lang;
use gangmu::text::Ambiguous;
use insta::assert_snapshot;
use ratatui::style::Modifier;
use reader::{Reader, SPEECH, rows};

#[test]
fn a_speech_opens_with_its_outline_beside_it() {
    assert_snapshot!(Reader::open(SPEECH, (80, 24)).screen());
}

#[test]
fn a_wide_screen_centres_the_column() {
    assert_snapshot!(Reader::open(SPEECH, (120, 40)).screen());
}

#[test]
fn a_narrow_screen_shows_one_pane_at_a_time() {
    let mut reader = Reader::open(SPEECH, (40, 12));
    assert_snapshot!(reader.screen());
    assert_snapshot!(reader.press("J J Tab").screen());
}

#[test]
fn twenty_columns_still_show_text() {
    assert_snapshot!(Reader::open(SPEECH, (20, 5)).press("J J").screen());
}

#[test]
fn points_open_below_the_heading_that_holds_them() {
    assert_snapshot!(Reader::open(SPEECH, (80, 24)).press("Tab 4j l l").screen());
}

#[test]
fn the_jump_ranks_headings_and_shows_the_best() {
    let mut reader = Reader::open(SPEECH, (80, 24));
    assert_snapshot!(reader.press("f zhili").screen());
    assert_snapshot!(reader.press("Enter").screen());
}

#[test]
fn a_search_counts_hits_by_section() {
    assert_snapshot!(Reader::open(SPEECH, (80, 24)).press("/ 保护 Enter n").screen());
}

#[test]
fn the_help_is_made_of_the_key_table() {
    assert_snapshot!(Reader::open(SPEECH, (80, 24)).press("?").screen());
    let english = Settings { lang: Lang::En, ..Settings::default() };
    let mut reader = Reader::with(&[("稿.txt", SPEECH)], english, (80, 24));
    assert_snapshot!(reader.press("? Space Space").screen());
}

#[test]
fn every_row_of_the_help_fits_eighty_columns() {
    for lang in [Lang::Zh, Lang::En] {
        let settings = Settings { lang, ..Settings::default() };
        let mut reader = Reader::with(&[("稿.txt", SPEECH)], settings, (80, 140));
        let screen = reader.press("?").screen();
        assert!(screen.lines().count() > 100, "{screen}");
        let cut = |row: &&str| row.ends_with('…') || row.chars().take(28).any(|c| c == '…');
        assert_eq!(screen.lines().filter(cut).collect::<Vec<_>>(), [""; 0]);
    }
}

#[test]
fn the_library_lists_and_filters() {
    let texts = [("甲", "在春耕生产会上的讲话\n同志们：\n一、早动手\n快。\n"), ("乙", SPEECH)];
    let mut reader = Reader::with(&texts, Settings::default(), (60, 8));
    assert_snapshot!(rows(&reader.press("L").buffer())[..4].join("\n"));
    assert_snapshot!(rows(&reader.press("/ hehu").buffer())[..4].join("\n"));
}

#[test]
fn an_empty_text_says_so() {
    assert_snapshot!(Reader::open("\n\n", (60, 5)).screen());
}

#[test]
fn a_text_without_headings_says_so() {
    assert_snapshot!(Reader::open("今天天气很好。\n我们出去走走。\n", (60, 5)).screen());
}

/// Where a style stands on the screen: `#` for each cell whose style differs from the plain one.
fn styled(reader: &Reader, row: u16) -> String {
    let buffer = reader.buffer();
    let mark = |x| {
        let cell = &buffer[(x, row)];
        let plain = cell.modifier.is_empty() && cell.bg == ratatui::style::Color::Reset;
        if plain { '.' } else { '#' }
    };
    (0..buffer.area.width).map(mark).collect()
}

#[test]
fn a_hit_across_the_end_of_a_row_is_marked_on_both_rows() {
    let text = "甲".repeat(16) + "河湖保护" + &"乙".repeat(30);
    let mut reader = Reader::open(&text, (44, 6));
    reader.press("/ 河湖保护 Enter");
    let screen = reader.screen();
    let row = |y: usize, c| screen.lines().nth(y).unwrap().contains(c);
    assert!(row(1, '河') && row(2, '护'), "{screen}");
    let marked: Vec<_> = (1..4).map(|row| styled(&reader, row)).collect();
    assert!(marked[0].contains('#') && marked[1].contains('#'), "{marked:?}");
    let cells: usize = marked.iter().map(|row| row.matches('#').count()).sum();
    assert_eq!(cells, 8, "four characters, no more: {marked:?}");
}

#[test]
fn nothing_is_told_by_colour_alone() {
    let with = |colour| {
        let settings = Settings { colour, ..Settings::default() };
        let mut reader = Reader::with(&[("稿.txt", SPEECH)], settings, (80, 24));
        reader.press("/ 保护 Enter n Tab");
        reader
    };
    let plain = with(false).buffer();
    let reset = ratatui::style::Color::Reset;
    assert!(plain.content.iter().all(|c| c.fg == reset && c.bg == reset), "NO_COLOR");
    let coloured = with(true).buffer();
    for (a, b) in coloured.content.iter().zip(&plain.content) {
        let told = a.fg != reset || a.bg != reset;
        assert!(!told || !b.modifier.is_empty(), "{:?} differs by colour alone", a.symbol());
    }
}

#[test]
fn on_a_wide_terminal_no_cell_is_counted_twice() {
    for ambiguous in [Ambiguous::Narrow, Ambiguous::Wide] {
        let settings = Settings { ambiguous, ..Settings::default() };
        let mut reader = Reader::with(&[("稿.txt", SPEECH)], settings, (80, 24));
        for keys in ["", "G", "g / “母亲河” Enter", "Tab zR", "f 一河"] {
            if !keys.is_empty() {
                reader.press(keys);
            }
            let buffer = reader.buffer();
            for y in 0..24 {
                let mut x = 0;
                while x < 80 {
                    let symbol = buffer[(x, y)].symbol();
                    let width = gangmu::text::cells(symbol, ambiguous).0.max(1);
                    for covered in x + 1..(x + width).min(80) {
                        let half = buffer[(covered, y)].symbol();
                        assert_eq!(
                            half, "",
                            "{symbol} at {x},{y} is covered, {ambiguous:?} {keys}"
                        );
                    }
                    assert!(x + width <= 80, "{symbol} leaves the screen");
                    x += width;
                }
            }
        }
    }
}

#[test]
fn the_border_stands_in_one_column() {
    for ambiguous in [Ambiguous::Narrow, Ambiguous::Wide] {
        let settings = Settings { ambiguous, ..Settings::default() };
        let mut reader = Reader::with(&[("稿.txt", SPEECH)], settings, (90, 20));
        let buffer = reader.press("zR").buffer();
        let x = reader.model.screen.border.x;
        assert!((1..19).all(|y| buffer[(x, y)].symbol() == "|"));
    }
}

#[test]
fn the_text_alone_is_centred_and_comes_back_with_esc() {
    let mut reader = Reader::open(SPEECH, (100, 24));
    reader.press("J J Z j");
    assert_snapshot!(reader.screen());
    // The line at the bottom is there while it is needed.
    assert!(reader.press(":").screen().lines().last().unwrap().starts_with(':'));
    reader.press("Esc Esc");
    assert!(
        reader.screen().contains('|') && reader.screen().contains("j/k"),
        "{}",
        reader.screen()
    );
}

#[test]
fn rows_can_stand_apart_and_carry_numbers() {
    let mut reader = Reader::open(SPEECH, (80, 14));
    assert_snapshot!(reader.press("5j s r s n").screen());
    assert_snapshot!(reader.press(":set Space row-gap=off Enter s n s i").screen());
}

#[test]
fn justified_rows_end_at_the_margin() {
    let text =
        "到2025年，全县GDP比上年增长6.5%左右，城镇新增就业8000人，COVID-19疫情防控平稳转段，\
                县财政安排专项资金1.2亿元，支持WPS、ERP等软件推广应用。"
            .repeat(3);
    let spread = |keys: &str| {
        let mut reader = Reader::open(&text, (44, 30));
        reader.press(keys);
        let width = reader.model.screen.column.width;
        let rows = reader.model.reading().unwrap().rows().to_vec();
        let even = rows.iter().filter(|placed| {
            let row = placed.row;
            !row.last && (row.hangs || row.indent.0 + row.width.0 == width)
        });
        (even.count(), rows.len())
    };
    let (plain, rows) = spread("");
    let (justified, again) = spread("s j");
    assert_eq!(rows, again, "rows break at the same places");
    assert!(justified > plain && justified + 2 >= rows, "{plain} then {justified} of {rows}");
}

#[test]
fn a_theme_paints_every_cell_and_leaves_no_hole() {
    use gangmu::app::theme::Depth;
    use ratatui::style::Color;
    for (theme, depth) in [("light", Depth::True), ("dark", Depth::Palette), ("16", Depth::Sixteen)]
    {
        let settings = Settings { depth, ..Settings::default() };
        let mut reader = Reader::with(&[("稿.txt", SPEECH)], settings, (80, 24));
        reader.press(&format!(":theme Space {theme} Enter"));
        for keys in ["Tab j", "/ 保护 Enter", "f zhili", "Esc ?", "q L"] {
            let buffer = reader.press(keys).buffer();
            let holes: Vec<_> = buffer.content.iter().filter(|c| c.bg == Color::Reset).collect();
            assert!(holes.is_empty(), "{theme} after {keys}: {} holes", holes.len());
            let rgb = buffer.content.iter().any(|c| matches!(c.bg, Color::Rgb(..)));
            assert_eq!(rgb, depth == Depth::True, "{theme}");
        }
    }
}

#[test]
fn on_a_narrow_screen_the_palette_still_tells_values() {
    let mut reader = Reader::open(SPEECH, (40, 12));
    assert_snapshot!(reader.press(":").screen());
    let english = Settings { lang: Lang::En, ..Settings::default() };
    let mut reader = Reader::with(&[("a.txt", SPEECH)], english, (40, 12));
    assert_snapshot!(reader.press(":gap").screen());
}

#[test]
fn the_palette_lists_what_the_line_could_become() {
    let mut reader = Reader::open(SPEECH, (80, 24));
    assert_snapshot!(reader.press(":ldd Tab").screen());
    reader.press("Enter");
    assert!(reader.model.settings.look.justify);
    assert_snapshot!(reader.press(":theme Space Tab Tab").screen());
    reader.press("Enter");
    assert_eq!(gangmu::app::options::Opt::Theme.value(&reader.model.settings), "light");
    // The start of a name will do where only one begins so.
    reader.press(":foldmor Enter");
    assert!(reader.model.status.as_ref().unwrap().failure);
    reader.press(":latin-s Enter");
    assert!(reader.model.settings.look.latin_space);
}

#[test]
fn a_plain_screen_can_be_read_aloud() {
    let settings = Settings { plain: true, colour: false, ..Settings::default() };
    let mut reader = Reader::with(&[("稿.txt", SPEECH)], settings, (80, 12));
    reader.press("2J ; 问一下 Enter");
    assert_snapshot!(reader.screen());
    assert_eq!(reader.cursor().map(|c| c.y), Some(1), "at the first row of the text");
    reader.press("Tab j");
    assert_snapshot!(reader.screen());
    assert_eq!(reader.cursor().map(|c| (c.x, c.y)), Some((0, 4)), "at the entry");
    for keys in ["Tab", "g", "zM", "L", "Esc *", "Esc / 河湖 Enter", "Esc f he"] {
        let screen = reader.press(keys).screen();
        assert!(!screen.contains(['▸', '▾', '▪', '|']), "{keys}:\n{screen}");
        assert!(reader.cursor().is_some(), "{keys}:\n{screen}");
    }
}

/// The reader with a rehearsal that has gone on for `seconds`.
fn rehearsed(lang: Lang, size: (u16, u16), seconds: u64) -> Reader {
    let settings = Settings { lang, ..Settings::default() };
    let mut reader = Reader::with(&[("稿.txt", SPEECH)], settings, size);
    reader.press("R");
    beat(&mut reader, seconds);
    reader
}

fn beat(reader: &mut Reader, seconds: u64) {
    for _ in 0..seconds * 4 {
        reader.step(Msg::Beat(Duration::from_millis(250)));
    }
}

/// The words in bold or reverse video, without blanks.
fn lit(reader: &Reader) -> String {
    let buffer = reader.buffer();
    let rows = usize::from(buffer.area.height - 1) * usize::from(buffer.area.width);
    let cells = buffer.content.iter().take(rows);
    let lit = cells.filter(|c| c.modifier.intersects(Modifier::BOLD | Modifier::REVERSED));
    lit.map(|c| c.symbol().trim()).collect()
}

#[test]
fn a_rehearsal_lights_a_sentence_and_tells_the_times() {
    for (lang, name) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        let mut reader = rehearsed(lang, (80, 24), 20);
        assert_snapshot!(format!("rehearsal_{name}"), reader.screen());
        assert_eq!(
            lit(&reader),
            "今天召开这次会议，主要任务是总结去年的工作，部署今年的河湖保护。"
        );
        reader.press("j Space");
        beat(&mut reader, 30);
        assert_snapshot!(format!("rehearsal_paused_{name}"), reader.screen());
        let mut narrow = rehearsed(lang, (40, 12), 45);
        assert_snapshot!(format!("rehearsal_narrow_{name}"), narrow.screen());
        let row = |r: &Reader| r.screen().lines().last().unwrap().to_owned();
        narrow.press("G");
        beat(&mut narrow, 10);
        let end = lang.pick("讲完", "done");
        assert!(row(&narrow).contains(end), "{}", row(&narrow));
        assert_eq!(lit(&narrow), "谢谢大家！");
        for (keys, size) in [("g", (80, 24)), ("Space", (20, 5)), ("J", (2, 2)), ("k", (40, 12))] {
            narrow.step(Msg::Resized(size.0, size.1));
            narrow.press(keys);
            narrow.screen();
        }
    }
}

#[test]
fn a_rehearsal_ends_at_the_sentence_reached_and_goes_back_from_there() {
    let mut reader = rehearsed(Lang::Zh, (80, 24), 5);
    reader.press("2J j Esc");
    let words = reader.model.selection.unwrap().of(SPEECH);
    assert_eq!(words, "全县四十万人，有三十六万人喝的是清江水，水清不清，群众最有发言权。");
    assert!(reader.top().contains("全县"), "{}", reader.screen());
    reader.press("C-o");
    assert!(reader.screen().contains("今天召开这次会议"), "{}", reader.screen());
    // The pace stays for the next time.
    reader.press("R 3+ q R");
    assert!(reader.screen().contains("230 字/分"), "{}", reader.screen());
}

#[test]
fn a_long_sentence_is_followed_row_by_row() {
    let text = format!("开头。\n{}。\n", "一锹一镐栽下来的家当，".repeat(60));
    let mut reader = Reader::open(&text, (40, 12));
    reader.press("R j");
    let first = reader.screen();
    beat(&mut reader, 90);
    assert_ne!(reader.screen().lines().next(), first.lines().next());
    let said = reader.model.rehearsal().unwrap().byte();
    let rows = reader.model.reading().unwrap().rows();
    assert!(rows.iter().any(|placed| placed.row.span.contains(said)), "what is said is in sight");
}

#[test]
fn a_rehearsal_without_colours_lights_by_reverse_video_alone() {
    for plain in [false, true] {
        let settings = Settings { colour: false, plain, ..Settings::default() };
        let mut reader = Reader::with(&[("稿.txt", SPEECH)], settings, (80, 24));
        reader.press("R 2j");
        let buffer = reader.buffer();
        let cells = buffer.content.iter();
        let odd = cells.filter(|c| !c.modifier.is_empty() && c.modifier != Modifier::REVERSED);
        assert!(odd.take(1).all(|c| c.modifier == Modifier::DIM), "only the keys are dim");
        assert_eq!(lit(&reader), "同志们：");
        assert_eq!(reader.cursor().is_some(), plain, "the cursor is at the sentence");
    }
}

#[test]
fn nothing_to_say_begins_no_rehearsal() {
    let mut reader = Reader::open("\n\n", (60, 5));
    assert!(reader.press("R").screen().contains("没有可演练的文字"));
    assert!(reader.model.rehearsal().is_none());
    let settings = Settings { start: Some(Start::Rehearsal), ..Settings::default() };
    let mut reader = Reader::with(&[("稿.txt", SPEECH)], settings, (60, 12));
    assert!(reader.model.rehearsal().is_some(), "the command line asked for it");
    assert_eq!(lit(&reader), "在全县河湖保护工作会议上的讲话");
    // A program that is stopped pauses, and the wheel steps.
    reader.step(Msg::Hold);
    assert!(reader.screen().contains("暂停"), "{}", reader.screen());
    reader.step(Msg::Mouse(Mouse { action: MouseAction::WheelDown, x: 1, y: 1 }));
    assert_eq!(lit(&reader), "（2024年3月12日）");
}

#[test]
fn the_keys_of_a_rehearsal_are_a_key_away_and_it_pauses_meanwhile() {
    let mut reader = Reader::open(SPEECH, (80, 24));
    reader.press("R");
    let footer = |reader: &Reader| reader.screen().lines().last().unwrap().to_owned();
    assert!(footer(&reader).contains("空格 暂停  ? 帮助  Esc 返回"), "{}", footer(&reader));
    beat(&mut reader, 1);
    let before = lit(&reader);
    let help = reader.press("?").screen();
    assert!(help.contains("演练") && help.contains("每分钟快 10 字"), "{help}");
    beat(&mut reader, 60);
    reader.press("Esc");
    assert_eq!(lit(&reader), before, "no time passes under the help");
    assert!(footer(&reader).contains("暂停") && footer(&reader).contains("空格 继续"));
    beat(&mut reader, 60);
    assert_eq!(lit(&reader), before, "until it is told to go on");
    reader.press("Space");
    beat(&mut reader, 60);
    assert_ne!(lit(&reader), before);
}

#[test]
fn a_rehearsal_hints_at_the_keys_that_are_bound() {
    let mut settings = Settings::default();
    let file = "[keys.rehearse]\n\"p\" = \"pause\"\n\"Space\" = \"none\"\n";
    assert_eq!(gangmu::app::config::read(file, &mut settings), []);
    let mut reader = Reader::with(&[("稿.txt", SPEECH)], settings, (80, 24));
    let screen = reader.press("R").screen();
    assert!(screen.contains("p 暂停"), "{screen}");
    let mut wide = Reader::open(SPEECH, (200, 50));
    assert!(wide.press("R").screen().contains("+/- 语速"), "{}", wide.screen());
    // How to stop and go on comes first, then the way to the other keys.
    for (width, hints) in [(66, "空格 暂停"), (60, "空格 暂停  ? 帮助"), (50, "空格 暂停")]
    {
        let mut narrow = Reader::open(SPEECH, (width, 20));
        let screen = narrow.press("R").screen();
        assert!(screen.ends_with(hints), "{screen}");
    }
}

#[test]
fn a_voice_that_fails_is_told_of_once_and_the_clock_goes_on() {
    let speaker = gangmu::app::rehearse::Speaker::new("say");
    let settings = Settings { speaker, ..Settings::default() };
    let mut reader = Reader::with(&[("稿.txt", SPEECH)], settings, (80, 24));
    reader.press("R");
    reader.step(Msg::Beat(Duration::ZERO));
    let serial = reader.model.speaking().unwrap();
    beat(&mut reader, 60);
    assert!(lit(&reader).starts_with("在全县"), "it waits for the voice");
    reader.step(Msg::Spoken { serial, result: Ok(()) });
    assert!(lit(&reader).starts_with("（2024年"), "{}", lit(&reader));
    reader.step(Msg::Spoken { serial, result: Ok(()) });
    assert!(lit(&reader).starts_with("（2024年"), "what was said before is no news");
    reader.step(Msg::Beat(Duration::ZERO));
    let serial = reader.model.speaking().unwrap();
    let missing = std::io::Error::from(std::io::ErrorKind::NotFound);
    reader.step(Msg::Spoken { serial, result: Err(Unsaid::NotRun("say".into(), missing)) });
    assert!(reader.screen().contains("不能用 say 朗读（找不到），改为默读"), "{}", reader.screen());
    beat(&mut reader, 60);
    assert!(reader.model.speaking().is_none() && !lit(&reader).starts_with("（2024年"));
}

/// A text in which a rule has something to find.
const MINUTES: &str = "\
在东圩冬修动员会上的讲话
同志们：
今天讲两件事。
一、修渠。今冬先修东渠，明春再修西渠。
【要点】定路线。干渠走北坡，支渠跟着田埂走。
【要点】定人手。各村出二十人。
二、补堤。
【要点】定土场。土场设在北山。
三、二期工程已经完工，这里不再多说。
谢谢大家！
";

#[test]
fn a_heading_rule_shows_what_it_would_change() {
    let mut reader = Reader::open(MINUTES, (80, 14));
    assert_snapshot!("rule_hints", reader.press("O").screen());
    assert_snapshot!("rule_trial", reader.press("【要点】 Down").screen());
    let last = |reader: &Reader| reader.screen().lines().last().unwrap().to_owned();
    assert_eq!(
        last(reader.press("(")),
        "规则（标题） 【要点】(                                 正则有误：左括号没有闭合"
    );
    reader.press("Enter");
    assert!(reader.model.prompt().is_some(), "a bad pattern does not hold");
    reader.press("BSpace Enter");
    assert_snapshot!("rule_holds", reader.screen());
}

#[test]
fn a_heading_rule_speaks_english_too() {
    let settings = Settings { lang: Lang::En, ..Settings::default() };
    let mut reader = Reader::with(&[("稿.txt", MINUTES)], settings, (80, 14));
    assert_snapshot!("rule_hints_en", reader.press("O").screen());
    assert_snapshot!("rule_trial_en", reader.press("三、二期 Tab Tab Tab").screen());
    assert_snapshot!("rule_holds_en", reader.press("Enter").screen());
}

#[test]
fn a_heading_rule_is_written_on_a_narrow_screen_too() {
    let mut reader = Reader::open(MINUTES, (40, 9));
    assert_snapshot!("rule_narrow", reader.press("O 【要点】").screen());
    let plain = Settings { plain: true, ..Settings::default() };
    let mut reader = Reader::with(&[("稿.txt", MINUTES)], plain, (60, 9));
    assert_snapshot!("rule_plain", reader.press("O 【要点】").screen());
}

#[test]
fn a_long_message_takes_no_colour_from_the_text_that_it_covers() {
    for theme in ["terminal", "light", "dark"] {
        let settings = Settings { lang: Lang::En, ..Settings::default() };
        let mut reader = Reader::with(&[("稿.txt", SPEECH)], settings, (40, 12));
        reader.press(":theme");
        reader.step(Msg::Paste(format!(" {theme}")));
        reader.press("Enter J J / 。 Enter").press("*");
        let buffer = reader.buffer();
        let row = buffer.area.height - 2;
        assert!(rows(&buffer)[usize::from(row)].starts_with(" no marks or notes"));
        let styles: std::collections::HashSet<_> =
            (0..40).map(|x| format!("{:?}", buffer[(x, row)].style())).collect();
        assert_eq!(styles.len(), 1, "{theme}: {styles:?}");
    }
}

#[test]
fn why_a_text_cannot_be_read_breaks_between_words() {
    let settings = Settings { lang: Lang::En, ..Settings::default() };
    let missing = Source::File("no-such-folder/a-speech-that-is-not-there.docx".into());
    let screen = Reader::of(vec![missing], settings, (40, 12)).screen();
    assert!(screen.contains("there.docx: no such file; check the\n  path\n"), "{screen}");
}
