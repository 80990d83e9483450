//! Searching both versions: as one types, from hit to hit, and back to the differences.

use gangmu::app::Mode;
use gangmu::app::compare::{Line, Side};
use ratatui::style::Modifier;

use super::*;

/// At which hit one is, and how many there are.
fn count(reader: &Reader) -> (usize, usize) {
    view(reader).sought.as_ref().map_or((0, 0), gangmu::app::compare::Sought::count)
}

/// The words of the hit one is at, on its side.
fn spot(reader: &Reader) -> Option<(Side, String)> {
    let compare = view(reader);
    let spot = compare.sought.as_ref()?.spot()?;
    let words = compare.pair.as_ref()?.words(spot.side, spot.span).to_owned();
    Some((spot.side, words))
}

#[test]
fn hits_come_in_sight_as_one_types_on_either_side() {
    let mut reader = open((120, 40));
    reader.press("g / 厕所");
    assert_eq!(spot(&reader), Some((Side::Old, "厕所".into())), "only the old version has it");
    let told = reader.screen();
    let last = told.lines().last().unwrap();
    assert!(last.starts_with("/厕所 ") && last.ends_with(" 1/1"), "{last}");
    reader.press("BSpace BSpace 衬砌 Enter");
    assert_eq!(spot(&reader), Some((Side::New, "衬砌".into())));
    assert_eq!(view(&reader).side, Side::New, "Enter would read it there");
    let told = reader.screen();
    let last = told.lines().last().unwrap();
    assert!(last.contains("/衬砌  1/1  差别 ") && last.contains("Esc 结束查找"), "{last}");
}

/// What was in sight for the first letters of the query was taken for what is in sight.
#[test]
fn a_hit_is_in_sight_after_every_letter() {
    for size in [(40, 12), (60, 8), (100, 10)] {
        let mut reader = open(size);
        reader.press("g /");
        for c in "抓好安全生产".chars() {
            reader.step(Msg::Key(gangmu::app::Key::Char(c)));
            let spot = view(&reader).sought.as_ref().unwrap().spot().unwrap();
            let holds = |line: &Line| match *line {
                Line::Text { old, new, .. } => {
                    let row = if spot.side == Side::Old { old } else { new };
                    row.is_some_and(|row| row.span.contains(spot.span.start))
                }
                _ => false,
            };
            assert!(view(&reader).lines.iter().any(holds), "{size:?} {spot:?} after {c}");
        }
    }
}

#[test]
fn what_both_versions_have_alike_is_one_hit_lit_on_both_sides() {
    let mut reader = open((120, 40));
    reader.press("= / 群众 Enter");
    assert_eq!(count(&reader), (1, 1));
    let lit = lit(&reader, |cell| {
        cell.modifier.contains(Modifier::REVERSED) || cell.modifier.contains(Modifier::UNDERLINED)
    });
    let lit = lit.join(" ");
    assert_eq!(lit.matches("群众").count(), 2, "{lit}");
}

#[test]
fn n_goes_by_hits_while_one_searches_and_by_differences_after_esc() {
    let mut reader = open((120, 40));
    reader.press("g / 抓好 Enter");
    assert_eq!(reader.model.mode(), Mode::Matches);
    let (_, all) = count(&reader);
    assert!(all > 4);
    for at in 2..=all {
        reader.press("n");
        assert_eq!(count(&reader), (at, all));
    }
    assert!(reader.press("n").screen().contains("已到末尾，从头继续"));
    assert_eq!(count(&reader), (1, all));
    reader.press("N");
    assert_eq!(count(&reader), (all, all));
    reader.press("3 N");
    assert_eq!(count(&reader), (all - 3, all));
    let before = view(&reader).count();
    reader.press("g ] c ] c");
    assert_eq!(view(&reader).count().0, 2, "by differences all the while, from {before:?}");
    reader.press("Esc");
    assert_eq!(reader.model.mode(), Mode::Compare);
    reader.press("n");
    assert_eq!(view(&reader).count().0, 3, "n is the next difference again");
    assert!(!reader.screen().contains("/抓好"));
}

#[test]
fn a_hit_in_what_is_folded_is_unfolded_and_folded_again_when_the_search_is_given_up() {
    let body: String = (1..40).map(|i| format!("第{i}段照旧，堤要守住，人要到岗。\n")).collect();
    let old = format!("在会上的讲话\n一、修渠。\n{body}二、清淤。年内清八公里。\n");
    let new = old.replace("八公里", "九公里");
    let settings = Settings { start: Some(Start::Comparison), ..Settings::default() };
    let mut reader = Reader::with(&[("新.txt", &new), ("旧.txt", &old)], settings, (100, 20));
    let before = reader.screen();
    assert!(!before.contains("第20段"), "{before}");
    assert!(reader.press("/ 第20段").screen().contains("第20段"));
    assert_eq!(reader.press("Esc").screen(), before);
    assert!(reader.press("/ 第20段 Enter").screen().contains("第20段"));
    assert_eq!(count(&reader), (1, 1));
}

#[test]
fn the_query_is_read_as_in_the_reader() {
    let mut reader = open((120, 40));
    reader.press("/ 茶葉產業 Enter");
    assert_eq!(spot(&reader).map(|(_, words)| words), Some("茶叶产业".into()), "either script");
    reader.press("/ C-y nongtianshuili Enter");
    assert_eq!(spot(&reader), Some((Side::New, "农田水利".into())), "by its sounds");
    reader.press("/ C-r 新建.*?亩 Enter");
    assert_eq!(count(&reader).1, 2, "in either version");
    assert!(reader.press("/ C-r (").screen().contains("左括号没有闭合"));
    reader.press("Enter");
    assert_eq!(reader.model.mode(), Mode::Search, "there is something to mend");
    reader.press("Esc");
    assert_eq!(count(&reader).1, 2, "the search before comes back");
}

#[test]
fn a_search_that_finds_nothing_says_so_and_stays_where_it_was() {
    let mut reader = open((120, 40));
    let before = view(&reader).at();
    assert!(reader.press("/ 宇宙飞船").screen().contains("没有找到"));
    assert!(reader.press("Enter").screen().contains("没有找到：宇宙飞船"));
    assert_eq!((view(&reader).at(), reader.model.mode()), (before, Mode::Compare));
    reader.press("/ Up");
    assert_eq!(reader.model.prompt().unwrap().text(), "宇宙飞船", "earlier searches are there");
    reader.press("Esc / Enter");
    assert_eq!(reader.model.mode(), Mode::Compare, "there is none to repeat");
}

#[test]
fn enter_reads_at_the_hit_and_the_view_still_has_its_search() {
    let mut reader = open((120, 40));
    reader.press("/ 衬砌 Enter Enter");
    let hits = reader.model.reading().unwrap().hits.clone().unwrap();
    assert_eq!((hits.query.as_str(), hits.at), ("衬砌", Some(0)), "lit in the reader as well");
    reader.press("D");
    assert_eq!((reader.model.mode(), count(&reader)), (Mode::Matches, (1, 1)));
}

#[test]
fn the_search_goes_along_when_the_sides_are_swapped() {
    let mut reader = open((120, 40));
    reader.press("/ 衬砌 Enter x");
    assert_eq!(count(&reader).1, 1);
    reader.press("n");
    assert_eq!(spot(&reader), Some((Side::Old, "衬砌".into())));
}

#[test]
fn without_colours_the_hit_is_told_from_differences_by_a_sign() {
    let settings = Settings { colour: false, ..Settings::default() };
    let mut reader = with(settings, (120, 40));
    assert!(!reader.screen().contains("|+/"));
    reader.press("/ 衬砌 Enter");
    let told = reader.screen();
    let rows: Vec<_> = told.lines().filter(|row| row.contains("|+/")).collect();
    assert!(rows.len() == 1 && rows[0].contains("衬砌"), "{told}");
}

#[test]
fn where_the_screen_is_read_aloud_the_cursor_is_at_the_hit() {
    let mut reader = with(Settings { plain: true, ..Settings::default() }, (60, 20));
    reader.press("/ 绝不能拖 Enter");
    let row = usize::from(reader.cursor().unwrap().y);
    let shown = reader.screen();
    assert!(shown.lines().nth(row).unwrap().contains("绝不能"), "{row}\n{shown}");
}

#[test]
fn it_can_be_searched_at_any_size() {
    for size in [(80, 24), (40, 12), (20, 4), (3, 2), (0, 0), (200, 50)] {
        let mut reader = open(size);
        reader.press("/ 抓好 Enter n n N ] c");
        let told = reader.screen();
        assert!(size.0 < 40 || told.contains("/抓好"), "{size:?}\n{told}");
        assert!(size.0 < 40 || told.contains("差别"), "{size:?}\n{told}");
        assert!(size.0 < 40 || told.contains("Esc 结束"), "{size:?}\n{told}");
        reader.press("o / 发展 Esc Esc n");
        assert_eq!(reader.model.mode(), Mode::Compare, "{size:?}");
    }
}
