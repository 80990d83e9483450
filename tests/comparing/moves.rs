//! Moving through the comparison: by differences, headings, sides, with keys and the mouse.

use gangmu::app::compare::Side;
use gangmu::app::msg::{Mouse, MouseAction};

use super::*;

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
