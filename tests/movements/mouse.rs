//! Clicks and drags.

use super::*;

#[test]
fn two_clicks_select_a_sentence_three_a_paragraph_and_dragging_goes_on() {
    use MouseAction::{Drag, Press, PressThrice, PressTwice, Release};
    let mut reader = Reader::open(SPEECH, (80, 24));
    reader.press("2J");
    let x = reader.model.screen.column.x;
    let mouse = |action, x, y| Msg::Mouse(Mouse { action, x, y });
    let click = |reader: &mut Reader, action| {
        reader.step(mouse(action, x + 8, 1));
        let shown = reader.model.selection;
        reader.step(mouse(Release, x + 8, 1));
        shown
    };
    assert_eq!(click(&mut reader, Press), None);
    assert!(click(&mut reader, PressTwice).is_some(), "it is seen at once");
    assert_eq!(reader.copied.as_deref(), Some("（一）河湖是百姓的饮水之源。"));
    click(&mut reader, PressThrice);
    let paragraph = reader.copied.clone().unwrap();
    assert!(paragraph.starts_with("（一）") && paragraph.ends_with("洗菜的样子。"), "{paragraph}");
    click(&mut reader, Press);
    assert_eq!(reader.model.selection, None, "a click lets go");
    reader.step(mouse(PressTwice, x + 8, 1));
    reader.step(mouse(Drag, x + 8, 2));
    reader.step(mouse(Release, x + 8, 2));
    let dragged = reader.copied.clone().unwrap();
    assert!(dragged.starts_with("（一）") && dragged.ends_with("最有发言权。"), "{dragged}");
}

#[test]
fn a_second_click_that_lands_in_the_text_under_a_list_selects_nothing() {
    let mut reader = Reader::open(SPEECH, (80, 24));
    reader.press("2J m a *");
    for action in [MouseAction::Press, MouseAction::Release, MouseAction::PressTwice] {
        reader.step(Msg::Mouse(Mouse { action, x: reader.model.screen.column.x + 8, y: 1 }));
    }
    assert!(matches!(reader.model.overlay, Overlay::None), "the first click has gone to the mark");
    reader.step(Msg::Mouse(Mouse { action: MouseAction::Release, x: 60, y: 1 }));
    assert_eq!((reader.model.selection, reader.copied), (None, None));
}

#[test]
fn a_click_selects_and_a_click_on_the_mark_folds() {
    let mut reader = Reader::open(SPEECH, (80, 24));
    let click = |reader: &mut Reader, x, y| {
        for action in [MouseAction::Press, MouseAction::Release] {
            reader.step(Msg::Mouse(Mouse { action, x, y }));
        }
    };
    click(&mut reader, 10, 2);
    assert!(reader.section().starts_with("一、"));
    let rows = |reader: &Reader| reader.model.reading().unwrap().tree.rows().len();
    let before = rows(&reader);
    click(&mut reader, 1, 2);
    assert_eq!(rows(&reader), before - 2);
    reader.step(Msg::Mouse(Mouse { action: MouseAction::WheelDown, x: 60, y: 5 }));
    assert!(!reader.top().starts_with("一、"), "the wheel moves the text");
}

#[test]
fn the_entry_that_is_clicked_stays_under_the_pointer() {
    let mut reader = Reader::open(SPEECH, (80, 7));
    let first = |reader: &Reader| reader.model.reading().unwrap().tree.window()[0];
    let click = |reader: &mut Reader, x, y| {
        for action in [MouseAction::Press, MouseAction::Release] {
            reader.step(Msg::Mouse(Mouse { action, x, y }));
        }
    };
    // Entries near the top and the bottom: a second click is on the same one, and folds it.
    reader.step(Msg::Mouse(Mouse { action: MouseAction::WheelDown, x: 1, y: 1 }));
    for y in [2, 5] {
        let (before, entry) = (first(&reader), reader.model.reading().unwrap().tree.window());
        let id = entry[usize::from(y) - 1];
        click(&mut reader, 12, y);
        assert_eq!(reader.model.reading().unwrap().tree.cursor(), Some(id));
        assert_eq!(first(&reader), before, "row {y}");
    }
    reader.press("zR g");
    reader.step(Msg::Mouse(Mouse { action: MouseAction::WheelDown, x: 1, y: 1 }));
    // The cursor is out of sight, and a click on a fold mark does not go back to it.
    let tree = |reader: &Reader| reader.model.reading().unwrap().tree.clone();
    let outline = reader.model.reading().unwrap().text.outline.clone();
    let shown = tree(&reader).window().to_vec();
    let row = shown.iter().rposition(|&id| outline.has_children(id)).unwrap();
    let depth = outline.get(shown[row]).unwrap().depth;
    click(&mut reader, depth - 1, u16::try_from(row).unwrap() + 1);
    assert!(tree(&reader).is_folded(shown[row]));
    assert_eq!(tree(&reader).window()[..=row], shown[..=row]);
}

#[test]
fn dragging_over_text_copies_it() {
    let mut reader = Reader::open(SPEECH, (80, 24));
    reader.press("J");
    let x = reader.model.screen.column.x;
    for (action, dx) in
        [(MouseAction::Press, 4), (MouseAction::Drag, 12), (MouseAction::Release, 12)]
    {
        reader.step(Msg::Mouse(Mouse { action, x: x + dx, y: 1 }));
    }
    assert_eq!(reader.copied.as_deref(), Some("一、充分"));
}

#[test]
fn the_mouse_finds_the_row_between_blank_rows() {
    let mut reader = Reader::open(SPEECH, (80, 24));
    reader.press("J s r");
    let screen = reader.model.screen;
    let reading = reader.model.reading().unwrap();
    let third = reading.rows()[2].row.span;
    assert_eq!(reader.model.screen.height(), usize::from(screen.column.height).div_ceil(2));
    let y = screen.column.y + 4;
    for action in [MouseAction::Press, MouseAction::Drag] {
        let x = if action == MouseAction::Press { screen.column.x } else { screen.column.x + 6 };
        reader.step(Msg::Mouse(Mouse { action, x, y }));
    }
    let selected = reader.model.selection.unwrap();
    assert!(third.contains(selected.start), "{selected:?} is not on {third:?}");
}

#[test]
fn a_second_click_on_an_entry_folds_it_and_on_a_last_one_the_text_gets_the_keys() {
    let mut reader = Reader::open(SPEECH, (80, 24));
    let click = |reader: &mut Reader, y| {
        for action in [MouseAction::Press, MouseAction::Release] {
            reader.step(Msg::Mouse(Mouse { action, x: 10, y }));
        }
    };
    let rows = |reader: &Reader| reader.model.reading().unwrap().tree.rows().len();
    let all = rows(&reader);
    reader.press("Tab");
    click(&mut reader, 2);
    assert!(reader.section().starts_with("一、"));
    assert_eq!(rows(&reader), all, "the first click goes there");
    click(&mut reader, 2);
    assert_eq!(rows(&reader), all - 2, "the second folds");
    click(&mut reader, 2);
    assert_eq!(rows(&reader), all, "the third unfolds");
    reader.press("Tab 3 j");
    click(&mut reader, 2);
    assert_eq!(rows(&reader), all, "after scrolling, a click goes back to the heading");
    assert!(reader.top().starts_with("一、"));
    reader.press("Tab");
    click(&mut reader, 3);
    assert_eq!(reader.model.mode(), Mode::Outline);
    click(&mut reader, 3);
    assert_eq!(reader.model.mode(), Mode::Text, "nothing to fold: on to the text");
}
