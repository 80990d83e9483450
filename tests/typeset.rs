//! Typesetting as a whole: the table of expected rows, and properties over any text.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use gangmu::document::Document;
use gangmu::text::Ambiguous;
use gangmu::typeset::{self, Indent, Level, Measure, Quotes};

fn level(name: &str) -> Level {
    match name {
        "none" => Level::None,
        "basic" => Level::Basic,
        "gb" => Level::Gb,
        "strict" => Level::Strict,
        _ => panic!("no such level: {name}"),
    }
}

#[test]
fn every_text_of_the_table_breaks_as_expected() {
    let table = include_str!("data/rows.tsv");
    let mut count = 0;
    let mut wrong = Vec::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let [name, width, level_name, hang, ambiguous, text, rows, why] =
            line.split('\t').collect::<Vec<_>>()[..]
        else {
            panic!("{line}")
        };
        let ambiguous = if ambiguous == "2" { Ambiguous::Wide } else { Ambiguous::Narrow };
        let measure = Measure {
            level: level(level_name),
            hang: hang == "1",
            indent: Indent::Source,
            quotes: Quotes::Tight,
            ..Measure::new(width.parse().unwrap())
        }
        .with_ambiguous(ambiguous);
        let document = Document::from_lines(text);
        // The blanks before a paragraph are its indent here, on the first row.
        let got: Vec<_> = typeset::cat(&document, &measure).collect();
        let expected: Vec<_> = rows.split('⏎').map(|row| row.replace('\u{3000}', "  ")).collect();
        count += 1;
        // Selectors and no-break spaces are not drawn as they are.
        let plain = |row: &String| row.replace('\u{a0}', " ").replace('\u{e0100}', "");
        if got.iter().map(plain).ne(expected.iter().map(plain)) {
            wrong.push(format!("{name}: {got:?} for {expected:?} ({why})"));
        }
    }
    assert_eq!(count, 84);
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
