//! The rules of the outline, one by one: what is a heading, what only looks like one, and what
//! belongs to what. In the tables `/` is a line end.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

#[path = "outline_rules/beside.rs"]
mod beside;
#[path = "outline_rules/built.rs"]
mod built;
#[path = "outline_rules/forms.rs"]
mod forms;
#[path = "outline_rules/gathered.rs"]
mod gathered;
#[path = "outline_rules/heads.rs"]
mod heads;
#[path = "outline_rules/names.rs"]
mod names;
#[path = "outline_rules/nesting.rs"]
mod nesting;
#[path = "outline_rules/pages.rs"]
mod pages;
#[path = "outline_rules/parted.rs"]
mod parted;
#[path = "outline_rules/runon.rs"]
mod runon;
#[path = "outline_rules/sound.rs"]
mod sound;
#[path = "outline_rules/titles.rs"]
mod titles;

use gangmu::document::Document;
use gangmu::outline::{self, Outline};

fn read(text: &str) -> (Document, Outline) {
    let doc = gangmu::input::read(text.as_bytes().to_vec(), "讲话.txt").unwrap();
    let outline = outline::parse(&doc);
    (doc, outline)
}

/// The nodes of the outline of `text`, each as `line.col/depth`.
fn headings(text: &str) -> String {
    let (doc, outline) = read(&text.replace('/', "\n"));
    let mut positions = doc.positions();
    let place = |n: &outline::Node| {
        let at = positions.at(n.start());
        format!("{}.{}/{}", at.line, at.col, n.depth)
    };
    outline.nodes().iter().map(place).collect::<Vec<_>>().join(" ")
}

fn check(table: &[(&str, &str)]) {
    for (text, expected) in table {
        assert_eq!(&headings(text), expected, "{text}");
    }
}
