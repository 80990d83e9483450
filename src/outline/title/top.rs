//! The top of a page: its number, its own heading that comes again over the text, what it says of it.

use super::Title;
use super::line::credits;
use crate::document::{Document, Role};
use crate::text::is_blank;

/// Length in bytes of the number of a page at the head of `text`: 1、 or 1.
pub(super) fn page_number(text: &str) -> usize {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mark = text.get(digits..).and_then(|rest| rest.chars().next());
    let numbered = digits > 0;
    mark.filter(|c| numbered && matches!(c, '、' | '.')).map_or(0, |mark| digits + mark.len_utf8())
}

/// Lines at the top of a page among which its title is looked for.
const TOP: usize = 12;

/// Whether the line after the title says the same again, or begins to.
pub(super) fn same_again(line: &str, next: &str) -> bool {
    let sign = |c: char| is_blank(c) || matches!(c, '《' | '》' | '【' | '】' | '#' | '*');
    let bare = |text: &str| -> String { text.chars().filter(|&c| !sign(c)).collect() };
    let (line, next) = (bare(line), bare(next));
    next.chars().count() >= 6 && (line.starts_with(&next) || next.starts_with(&line))
}

/// Whether what the page says of a text stands right below paragraph `i`: 来源：…… 时间：……
pub(super) fn credited(document: &Document, i: usize) -> bool {
    let next = document.paragraphs().get(i + 1);
    next.is_some_and(|p| p.role == Role::Furniture && credits(p.span.of(document.text())))
}

/// A page may put a sentence of its own over the title, so that none stands before the first words;
/// and what the page itself begins with is rather a title than nothing. `body` are the paragraphs of
/// text, `above` tells whether some line before the first words has been looked at.
pub(super) fn settle(
    titles: &mut [Title],
    body: &[usize],
    above: bool,
    opens_list: impl Fn(usize) -> bool,
) {
    let within = body.get(..TOP).unwrap_or(body);
    let first = within.iter().copied().find(|&i| opens_list(i));
    let first = first.or_else(|| body.get(TOP).copied()).unwrap_or(usize::MAX);
    if titles.iter().any(|t| t.paragraph < first && t.odds > 0.0) {
        return;
    }
    let fits = |t: &&mut Title| {
        t.paragraph < first && t.odds > -1.0 && (!above || body.first() == Some(&t.paragraph))
    };
    let order = |a: &&mut Title, b: &&mut Title| {
        a.odds.total_cmp(&b.odds).then(b.paragraph.cmp(&a.paragraph))
    };
    if let Some(best) = titles.iter_mut().filter(fits).max_by(order) {
        best.odds += 1.2;
    }
}
