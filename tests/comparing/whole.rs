//! Nothing is lost or drawn over: whatever the texts, keys and sizes.

use gangmu::app::compare::{Line, Side};
use gangmu::app::{Key, Named};
use gangmu::text::{Ambiguous, Span};
use proptest::prelude::*;

use super::*;

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
        let settings = Settings { start: Some(Start::Comparison), ..Settings::default() };
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
        keys in "[jkdubgGnNJKmhlxo=Ta/抓好一\r\u{1b}]{0,24}",
        sizes in prop::collection::vec((0_u16..140, 0_u16..30), 1..4),
    ) {
        let mut reader = open((100, 24));
        for (i, c) in keys.chars().enumerate() {
            if i % 8 == 0 {
                let (width, height) = sizes[(i / 8) % sizes.len()];
                reader.step(Msg::Resized(width, height));
            }
            let key = match c {
                '\r' => Key::Named(Named::Enter),
                '\u{1b}' => Key::Named(Named::Esc),
                c => Key::Char(c),
            };
            reader.step(Msg::Key(key));
            if !matches!(reader.model.overlay, Overlay::Compare(_)) {
                // Enter reads, Esc goes back.
                reader.press("Esc D");
                prop_assume!(matches!(reader.model.overlay, Overlay::Compare(_)));
            }
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
