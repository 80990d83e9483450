//! Heading rules in the reader: tried, held, kept and undone.

#![allow(
    clippy::unwrap_used,
    unreachable_pub,
    dead_code,
    reason = "a test stops at the first surprise"
)]

#[path = "support/reader.rs"]
mod reader;

use gangmu::app::msg::{Arrival, Mouse, MouseAction};
use gangmu::app::text::Text;
use gangmu::app::{Effect, Key, Msg, Named, Settings, config, update};
use gangmu::locale::Lang;
use gangmu::outline::Kind;
use reader::Reader;

const MINUTES: &str = "\
在东圩冬修动员会上的讲话
同志们：
今天讲两件事。
一、修渠。今冬先修东渠，明春再修西渠。
【要点】定路线。干渠走北坡，支渠跟着田埂走。
二、补堤。
【要点】定土场。土场设在北山。
谢谢大家！
";

fn ruled(toml: &str) -> Settings {
    let mut settings = Settings::default();
    assert_eq!(config::read(toml, &mut settings), []);
    settings
}

/// The titles of the outline.
fn titles(reader: &Reader) -> Vec<String> {
    let text = &reader.model.reading().unwrap().text;
    let nodes = text.outline.nodes().iter().filter(|n| n.kind != Kind::Title);
    nodes.map(|n| n.title.of(text.document.text()).to_owned()).collect()
}

fn tick(reader: &mut Reader) {
    reader.step(Msg::Tick(0));
}

#[test]
fn a_rule_of_the_settings_holds_in_the_reader() {
    let settings = ruled("[[heading]]\npattern = '【要点】'\n");
    let mut reader = Reader::with(&[("稿.txt", MINUTES)], settings, (80, 24));
    assert_eq!(titles(&reader), ["修渠", "定路线", "补堤", "定土场"]);
    reader.press("f dtc Enter");
    assert_eq!(reader.section(), "【要点】定土场");
}

#[test]
fn a_label_too_long_for_the_line_ends_in_dots_and_a_blank_before_what_is_typed() {
    let settings = Settings { lang: Lang::En, ..Settings::default() };
    let mut reader = Reader::with(&[("稿.txt", MINUTES)], settings, (44, 12));
    reader.press("O 要 Tab");
    reader.step(Msg::Key(Key::Named(Named::BackTab)));
    let screen = reader.screen();
    let line = screen.lines().last().unwrap();
    assert!(line.starts_with("rule (point,"), "{line}");
    assert!(line.contains("… 要"), "{line}");
}

#[test]
fn cancelled_a_rule_changes_nothing() {
    let mut reader = Reader::open(MINUTES, (80, 8));
    reader.press("J J");
    let before = (titles(&reader), reader.top(), reader.section());
    reader.press("O 【要点】 Down Esc");
    assert_eq!((titles(&reader), reader.top(), reader.section()), before);
    reader.press("O Enter");
    assert!(reader.model.prompt().is_none(), "nothing was written");
    assert!(reader.model.settings.rules.is_empty());
}

#[test]
fn a_rule_that_holds_keeps_the_place_and_the_folds() {
    let mut reader = Reader::open(MINUTES, (80, 24));
    reader.press("O 【要点】 Enter");
    assert_eq!(titles(&reader), ["修渠", "定路线", "补堤", "定土场"]);
    reader.press("J h");
    reader.press("O 谢谢大家 Enter");
    assert_eq!(titles(&reader).last().unwrap(), "谢谢大家");
    assert_eq!(reader.model.settings.rules.entries().len(), 2);
    let rows = reader.model.reading().unwrap().tree.rows().len();
    assert!(rows < 6, "what was folded stays so: {rows}");
}

#[test]
fn a_pattern_written_again_takes_the_place_of_the_first() {
    let mut reader = Reader::open(MINUTES, (80, 24));
    reader.press("O 【要点】 Enter");
    // Shift-Tab is not among the names of keys here.
    reader.press("O 【要点】");
    reader.step(Msg::Key(gangmu::app::Key::Named(gangmu::app::Named::BackTab)));
    reader.press("Enter");
    let entries = reader.model.settings.rules.entries();
    assert_eq!((entries.len(), entries[0].rule.level), (1, Some(1)));
}

#[test]
fn the_command_takes_a_pattern_and_earlier_ones_come_back() {
    let mut reader = Reader::open(MINUTES, (80, 24));
    reader.press(": rule Space 【要点】 Enter");
    assert_eq!(reader.model.prompt().unwrap().text(), "【要点】");
    reader.press("Enter O");
    reader.step(Msg::Key(gangmu::app::Key::AltNamed(gangmu::app::Named::Up)));
    assert_eq!(reader.model.prompt().unwrap().text(), "【要点】");
}

#[test]
fn what_was_written_is_kept_and_undone() {
    let mut reader = Reader::open(MINUTES, (80, 24));
    reader.model.settings.kept = Some("/nowhere/options.toml".into());
    reader.press("O 【要点】 Enter");
    reader.press("s");
    let effect = update(&mut reader.model, Msg::Key(gangmu::app::Key::Char('w')));
    let Effect::Keep { text, .. } = effect else { panic!("{effect:?}") };
    assert_eq!(text, "\n[[heading]]\npattern = '【要点】'\nkind = \"heading\"\n");
    reader.press("s0");
    tick(&mut reader);
    assert_eq!(titles(&reader), ["修渠", "补堤"]);
    reader.press("s");
    let effect = update(&mut reader.model, Msg::Key(gangmu::app::Key::Char('w')));
    assert!(matches!(effect, Effect::Keep { text, .. } if text.is_empty()));
}

#[test]
fn the_rule_written_last_is_dropped_and_those_of_the_settings_stay() {
    let settings = ruled("[[heading]]\npattern = '【要点】'\n");
    let base = Some(std::sync::Arc::new(settings.clone()));
    let mut reader = Reader::with(&[("稿.txt", MINUTES)], Settings { base, ..settings }, (80, 24));
    reader.press("O 同志们 Enter O 谢谢大家 Enter");
    assert_eq!(titles(&reader).len(), 6);
    for left in [5, 4, 4] {
        reader.press("so");
        assert_eq!(titles(&reader).len(), left);
    }
    assert!(reader.screen().contains("没有写过标题规则"), "{}", reader.screen());
    // One that took the place of a rule of the settings gives it back.
    reader.press("O 【要点】 Tab Tab Tab Enter");
    assert_eq!(titles(&reader), ["修渠", "补堤"]);
    reader.press("so");
    assert_eq!(titles(&reader).len(), 4);
}

#[test]
fn a_click_shows_a_change() {
    let mut reader = Reader::open(MINUTES, (80, 24));
    reader.press("O 【要点】");
    let row = reader.screen().lines().position(|l| l.contains("+") && l.contains("定土场"));
    let y = u16::try_from(row.unwrap()).unwrap();
    let mouse = |y| Msg::Mouse(Mouse { action: MouseAction::Press, x: 9, y });
    reader.step(mouse(y));
    assert!(reader.screen().ends_with("2/2"), "{}", reader.screen());
    // What would not change cannot be chosen.
    reader.step(mouse(1));
    reader.step(mouse(2));
    assert!(reader.screen().ends_with("2/2"), "{}", reader.screen());
}

#[test]
fn other_texts_are_outlined_anew_when_they_are_opened() {
    let texts = [("甲", MINUTES), ("乙", MINUTES)];
    let mut reader = Reader::with(&texts, Settings::default(), (120, 24));
    reader.press(". ,");
    reader.press("O 【要点】 Enter .");
    assert_eq!(titles(&reader), ["修渠", "定路线", "补堤", "定土场"]);
    // Over all texts too.
    reader.press("F dtc");
    assert!(reader.screen().matches("定土场").count() >= 2, "{}", reader.screen());
    reader.press("Esc L j k");
    let screen = reader.screen();
    assert!(screen.contains("定土场"), "the list shows the outline as it is now: {screen}");
}

#[test]
fn a_rule_can_be_for_the_folder_of_the_text_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("稿.txt");
    std::fs::write(&path, MINUTES).unwrap();
    let mut reader = Reader::file(&path, (80, 24));
    reader.press("O 【要点】 C-t Enter");
    let entry = &reader.model.settings.rules.entries()[0];
    let real = std::fs::canonicalize(folder.path()).unwrap();
    assert_eq!(entry.folder.as_deref(), Some(real.as_path()));
    assert_eq!(titles(&reader).len(), 4);
    let text = reader.model.reading().unwrap().text.clone();
    assert_eq!(text.rules.1.all().len(), 1);
}

#[test]
fn an_outline_of_a_text_that_was_read_again_meanwhile_is_thrown_away() {
    let mut reader = Reader::open(MINUTES, (80, 24));
    let old = reader.model.reading().unwrap().text.clone();
    reader.press("O 【要点】");
    let enter = Msg::Key(gangmu::app::Key::Named(gangmu::app::Named::Enter));
    let effect = update(&mut reader.model, enter);
    assert!(matches!(effect, Effect::Outline { .. }), "{effect:?}");
    let measure = reader.model.measure();
    let arrival = |text: &str| {
        let document = gangmu::document::Document::from_lines(text);
        Arrival::new(Text::new(document), measure)
    };
    // The file has changed and comes first.
    let newer = MINUTES.replace("补堤", "加堤");
    let read = |arrival| Msg::Read { slot: 0, result: Ok(Box::new(arrival)) };
    let _nothing = update(&mut reader.model, read(arrival(&newer)));
    let late = Arrival { again: Some(old), ..arrival(MINUTES) };
    reader.step(read(late));
    assert_eq!(titles(&reader), ["修渠", "定路线", "加堤", "定土场"]);
}

#[test]
fn enter_waits_for_what_the_rule_would_change() {
    let mut reader = Reader::open(MINUTES, (80, 24));
    reader.press("O 【要点");
    let effect = update(&mut reader.model, Msg::Key(gangmu::app::Key::Char('】')));
    let Effect::Ask(question) = effect else { panic!("{effect:?}") };
    let _nothing =
        update(&mut reader.model, Msg::Key(gangmu::app::Key::Named(gangmu::app::Named::Enter)));
    assert!(reader.model.deferring() && reader.model.settings.rules.is_empty());
    let never = std::sync::atomic::AtomicBool::new(false);
    let answer = question.answer(&mut gangmu::app::msg::Memory::default(), &never).unwrap();
    reader.step(Msg::Answered(answer));
    assert_eq!(reader.model.settings.rules.entries().len(), 1);
    assert_eq!(titles(&reader).len(), 4);
}

#[test]
fn titles_of_the_list_are_found_anew_where_a_rule_makes_others() {
    let texts = [("甲", "在修渠会上的讲话\n同志们：\n一、早动手。\n"), ("乙", MINUTES)];
    let mut reader = Reader::with(&texts, Settings::default(), (100, 24));
    let list = |reader: &mut Reader| {
        let effect = update(&mut reader.model, Msg::Key(gangmu::app::Key::Char('L')));
        (matches!(effect, Effect::Titles(_)), reader.screen())
    };
    let (asked, screen) = list(&mut reader);
    assert!(asked && screen.contains("在修渠会上的讲话"), "{screen}");
    reader.press("Esc");
    assert!(!list(&mut reader).0, "once");
    let rule = "[[heading]]\npattern = '一、早'\nkind = \"title\"\n\
                [[heading]]\npattern = '在修渠'\nkind = \"none\"\n";
    reader.press("Esc");
    assert_eq!(config::read(rule, &mut reader.model.settings), []);
    let (asked, screen) = list(&mut reader);
    assert!(asked && screen.contains("早动手") && !screen.contains("在修渠会上的讲话"), "{screen}");
    reader.press("Esc");
    assert!(!list(&mut reader).0, "once");
}
