//! Emacs Org: one headline a node, as many stars as its level.

use std::io::{self, Write};

use super::entries;
use crate::document::Document;
use crate::outline::Outline;
use crate::text::visible;

/// The most stars a headline gets: a line must not grow with the depth of a hostile tree.
const DEEPEST: u16 = 64;

/// Writes the outline; under a headline for the file where its path is given.
pub(super) fn write(
    path: Option<&str>,
    document: &Document,
    outline: &Outline,
    out: &mut dyn Write,
) -> io::Result<()> {
    let base = u16::from(path.is_some());
    if let Some(path) = path {
        writeln!(out, "* {}", escape(&visible(path)))?;
    }
    for entry in entries(document, outline) {
        let stars = usize::from((entry.level + base).clamp(1, DEEPEST));
        writeln!(out, "{:*<stars$} {}", "", escape(&entry.label()))?;
    }
    Ok(())
}

/// `text` as the words of a headline. A zero-width space, which Org's manual names for this, keeps
/// a first word from being a keyword or priority and a last one from being tags.
fn escape(text: &str) -> String {
    const KEYWORDS: [&str; 3] = ["TODO", "DONE", "COMMENT"];
    let first = text.split(' ').next().unwrap_or_default();
    let last = text.rsplit(' ').next().unwrap_or_default();
    let before = KEYWORDS.contains(&first) || text.starts_with("[#");
    let after = last.len() > 2 && last.starts_with(':') && last.ends_with(':');
    let mark = |yes| if yes { "\u{200b}" } else { "" };
    [mark(before), text, mark(after)].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_not_taken_for_keywords_or_tags() {
        assert_eq!(escape("TODO 清单"), "\u{200b}TODO 清单");
        assert_eq!(escape("总结 :全年:"), "总结 :全年:\u{200b}");
        assert_eq!(escape("一、工作：回顾"), "一、工作：回顾");
    }
}
