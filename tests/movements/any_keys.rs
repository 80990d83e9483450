//! Whatever is pressed, clicked or resized, the reader stays sound.

use super::*;

/// Any key of the program, and some that mean nothing.
fn any_key() -> impl Strategy<Value = Key> {
    let bound = KEYMAP.iter().flat_map(|b| b.keys).flat_map(|keys| match *keys {
        Keys::One(key) => vec![key],
        Keys::Two(prefix, key) => vec![Key::Char(prefix), key],
        Keys::Letter(prefix) => vec![Key::Char(prefix), Key::Char('a')],
        Keys::Digit(prefix) => vec![Key::Char(prefix), Key::Char('2')],
    });
    let bound: Vec<_> = bound.chain("0123456789河一的%".chars().map(Key::Char)).collect();
    prop::sample::select(bound)
}

#[derive(Clone, Debug)]
enum Event {
    Key(Key),
    Size(u16, u16),
    Mouse(Mouse),
    Paste(String),
}

fn any_event() -> impl Strategy<Value = Event> {
    use MouseAction::{Drag, Press, Release, WheelDown, WheelUp};
    let action = prop::sample::select(vec![Press, Drag, Release, WheelUp, WheelDown]);
    prop_oneof![
        20 => any_key().prop_map(Event::Key),
        2 => (0_u16..130, 0_u16..40).prop_map(|(w, h)| Event::Size(w, h)),
        2 => (action, 0_u16..140, 0_u16..45)
            .prop_map(|(action, x, y)| Event::Mouse(Mouse { action, x, y })),
        1 => ".{0,6}".prop_map(Event::Paste),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Whatever is typed at whatever size: no panic, the cursor on a shown entry, the place in
    /// the text, every screen drawable.
    #[test]
    fn any_keys_leave_the_reader_sound(
        lines in prop::collection::vec(
            "(|一、|二、|（一）|（二）|1\\.|第一章 |首页 > )[一-二河湖保护“”—，。；：a-z\u{202e}\u{301} 一是二是]{0,60}", 0..25),
        events in prop::collection::vec(any_event(), 0..60),
    ) {
        let mut reader = Reader::open(&lines.join("\n"), (80, 24));
        for event in events {
            match event {
                Event::Key(key) => reader.step(Msg::Key(key)),
                Event::Size(w, h) => reader.step(Msg::Resized(w, h)),
                Event::Mouse(mouse) => reader.step(Msg::Mouse(mouse)),
                Event::Paste(text) => reader.step(Msg::Paste(text)),
            }
            reader.screen();
            let Some(reading) = reader.model.reading() else { continue };
            let tree = &reading.tree;
            prop_assert_eq!(tree.cursor().is_none(), reading.text.outline.is_empty());
            if let Some(id) = tree.cursor() {
                prop_assert!(tree.rows().contains(&id));
            }
            prop_assert!(tree.offset() <= tree.rows().len());
            let text = reading.text.document.text();
            prop_assert!(text.is_char_boundary(reading.byte()));
            if !reading.text.document.is_empty() && reader.model.screen.height() > 0 {
                prop_assert!(!reading.rows().is_empty());
            }
            prop_assert!(reading.percent() <= 100);
        }
    }
}
