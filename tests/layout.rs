//! The virtual layout against rows set one paragraph after the other.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use gangmu::document::Document;
use gangmu::typeset::{Anchor, Hidden, Layout, Measure, Placed, Setting, Shape};
use proptest::prelude::*;

/// A document of paragraphs between nothing and a few rows.
fn texts() -> impl Strategy<Value = String> {
    prop::collection::vec("[一二三纲目举张，。“”（）a-c0-9 ]{0,90}", 0..24)
        .prop_map(|lines| lines.join("\n"))
}

fn measures() -> impl Strategy<Value = Measure> {
    (2_u16..60, 0_u8..2, any::<bool>()).prop_map(|(width, gap, hang)| Measure {
        gap,
        hang,
        ..Measure::new(width)
    })
}

/// All rows in view, the slow way: `(paragraph, Some(start))`, `None` for a gap row.
fn all(document: &Document, measure: Measure, folded: &[bool]) -> Vec<(usize, Option<usize>)> {
    let setting = Setting::new(document, measure);
    let mut rows = Vec::new();
    for index in 0..document.paragraphs().len() {
        if folded.get(index).copied().unwrap_or(false) {
            continue;
        }
        if measure.gap > 0 && !rows.is_empty() {
            rows.push((index, None));
        }
        rows.extend(setting.rows(index).iter().map(|row| (index, Some(row.span.start))));
    }
    rows
}

fn seen(placed: &[Placed]) -> Vec<(usize, Option<usize>)> {
    placed.iter().map(|p| (p.paragraph, (!p.blank).then_some(p.row.span.start))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_window_shows_the_rows_that_setting_all_would_show(
        text in texts(),
        measure in measures(),
        folded in prop::collection::vec(any::<bool>(), 24),
        at in any::<prop::sample::Index>(),
    ) {
        let document = Document::from_lines(text);
        let hidden = Hidden { paragraphs: folded.clone(), ..Hidden::default() };
        let mut layout = Layout::new(&document, Measure::new(30));
        layout.set_measure(&document, measure);
        layout.hide(&document, hidden.clone());
        let rows = all(&document, measure, &folded);
        let whole = layout.window(&document, Anchor::default(), usize::MAX);
        prop_assert_eq!(seen(&whole), rows.clone());
        prop_assert_eq!(layout.total(), rows.len());
        if rows.is_empty() {
            return Ok(());
        }
        let row = at.index(rows.len());
        // A layout that has seen nothing yet walks to the same place.
        let mut fresh = Layout::new(&document, measure);
        fresh.hide(&document, hidden);
        let first = fresh.normalize(&document, Anchor::default());
        let top = fresh.scroll(&document, first, row as isize);
        prop_assert_eq!(top, layout.anchor_of_row(&document, row));
        prop_assert_eq!(seen(&fresh.window(&document, top, 7)), &rows[row..rows.len().min(row + 7)]);
        prop_assert_eq!(fresh.normalize(&document, top), top);
        prop_assert_eq!(fresh.scroll(&document, top, -(row as isize)), first);
        prop_assert_eq!(
            fresh.last_top(&document, 5),
            layout.anchor_of_row(&document, rows.len().saturating_sub(5))
        );
        if let (_, Some(start)) = rows[row] {
            prop_assert_eq!(layout.row_of(&document, start), row);
        }
    }
}

#[test]
fn scrolling_stops_at_both_ends() {
    let document = Document::from_lines("抓落实。\n促发展。\n保稳定。");
    let mut layout = Layout::new(&document, Measure::new(20));
    let top = Anchor::default();
    for (rows, expected) in [(-1, 0), (1, 1), (2, 2), (99, 2), (1_000_000, 2), (isize::MIN, 0)] {
        let got = layout.scroll(&document, top, rows);
        assert_eq!(got.paragraph, expected, "by {rows}");
    }
}

#[test]
fn an_anchor_survives_another_width() {
    let text = "坚持问题导向，聚焦突出短板，逐项研究措施，逐级压实责任。".repeat(9);
    let document = Document::from_lines(format!("{text}\n{text}"));
    let mut layout = Layout::new(&document, Measure::new(40));
    let top = layout.anchor_of_row(&document, 12);
    for width in [17, 60, 2, 40] {
        layout.set_measure(&document, Measure::new(width));
        let rows = layout.window(&document, top, 1);
        let span = rows[0].row.span;
        assert!(span.start <= top.byte && top.byte < span.end, "width {width}");
    }
    assert_eq!(layout.normalize(&document, top), top);
}

#[test]
fn a_title_stands_apart_in_the_middle_of_even_rows() {
    let title = "在全县推进重点项目建设暨优化营商环境工作会议上的讲话";
    let document = Document::from_lines(format!("{title}\n同志们：\n今天开会。"));
    let shapes = vec![Shape::Title, Shape::Body, Shape::Body];
    let mut layout = Layout::shaped(&document, Measure::new(40), shapes, Hidden::default());
    let rows = layout.window(&document, Anchor::default(), 9);
    let shown: Vec<_> = rows.iter().map(|p| layout.setting(&document).printed(&p.row)).collect();
    assert_eq!(
        shown,
        [
            "       在全县推进重点项目建设暨优",
            "       化营商环境工作会议上的讲话",
            "",
            "    同志们：",
            "    今天开会。",
        ]
    );
    assert!(rows[2].blank);
    assert_eq!(
        layout.normalize(&document, Anchor { paragraph: 1, byte: title.len() }).byte,
        title.len()
    );
}

/// The rows of `title` over `body`, without the blanks that centre them.
fn title_rows(title: &str, body: &str, width: u16) -> Vec<String> {
    let document = Document::from_lines(format!("{title}\n{body}"));
    let shapes = vec![Shape::Title, Shape::Body, Shape::Body];
    let mut layout = Layout::shaped(&document, Measure::new(width), shapes, Hidden::default());
    let rows = layout.window(&document, Anchor::default(), 9);
    let shown = rows.iter().map(|p| layout.setting(&document).printed(&p.row));
    shown.take_while(|row| !row.is_empty()).map(|row| row.trim_start().to_owned()).collect()
}

#[test]
fn a_title_is_broken_between_words_that_its_text_repeats_and_else_evenly() {
    let title = "在梧汀市老旧小区加装电梯工作推进会上的讲话";
    let body = "同志们：\n电梯怎么装，工作怎么做，要同住户商量。电梯装好，工作才算完。";
    assert_eq!(title_rows(title, body, 40), ["在梧汀市老旧小区加装电梯", "工作推进会上的讲话"]);
    let even = ["在梧汀市老旧小区加装电", "梯工作推进会上的讲话"];
    assert_eq!(title_rows(title, "同志们：\n今天开会。", 40), even, "nothing tells the words");
    let beside = "同志们：\n电梯工作要抓紧。电梯是大事，工作要细。";
    assert_eq!(title_rows(title, beside, 40), even, "the two words stand together there too");
}

#[test]
fn a_title_is_rather_broken_beside_its_marks_and_behind_a_particle() {
    for (title, rows) in [
        (
            "关于转发《采砂办法》并及时报送有关情况的通知",
            &["关于转发《采砂办法》", "并及时报送有关情况的通知"][..],
        ),
        (
            "在抓好冬春农田水利、森林防火工作会议上的讲话",
            &["在抓好冬春农田水利、", "森林防火工作会议上的讲话"],
        ),
        (
            "在农田水利、当前防汛救灾和秋粮生产会议上讲话",
            &["在农田水利、当前防汛救", "灾和秋粮生产会议上讲话"],
        ),
        (
            "关于进一步做好困难群众的冬季取暖补贴发放",
            &["关于进一步做好困难群众的", "冬季取暖补贴发放"],
        ),
    ] {
        assert_eq!(title_rows(title, "各乡镇：\n照此办理。", 36), rows);
    }
}

#[test]
fn a_row_of_a_table_stands_at_the_margin() {
    let document =
        Document::from_lines("1.加强组织领导，成立工作专班，明确责任分工，定期调度通报。");
    let shapes = vec![Shape::Flush];
    let mut layout = Layout::shaped(&document, Measure::new(24), shapes, Hidden::default());
    let rows = layout.window(&document, Anchor::default(), 9);
    let shown: Vec<_> = rows.iter().map(|p| layout.setting(&document).printed(&p.row)).collect();
    assert_eq!(shown, ["1.加强组织领导，成立工作", "专班，明确责任分工，定期", "调度通报。"]);
}

#[test]
fn a_huge_paragraph_is_set_in_parts() {
    let sentence = "要坚持系统观念，统筹当前和长远，把每一项工作都抓细抓实抓到位。";
    let document = Document::from_lines(sentence.repeat(20_000));
    let mut layout = Layout::new(&document, Measure::new(56));
    let end = document.text().len();
    let row = layout.row_of(&document, end / 2);
    let top = layout.anchor_of_row(&document, row);
    let window = layout.window(&document, top, 50);
    assert_eq!(window.len(), 50);
    assert!(window[0].row.span.start <= end / 2 && end / 2 < window[0].row.span.end + 60);
    for pair in window.windows(2) {
        assert_eq!(pair[0].row.span.end, pair[1].row.span.start);
    }
    let last = layout.last_top(&document, 30);
    assert_eq!(layout.window(&document, last, 99).last().unwrap().row.span.end, end);
}
