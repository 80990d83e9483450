//! Notes as Markdown: each under the path of its section, with the passage it is about.

use std::fmt::Write;

use super::place::Version;
use crate::outline::{Kind, Node};
use crate::text::{Span, is_blank, visible};

/// A note to be written: its passage and its text; without text, a highlight.
pub type Noted<'a> = (Span, &'a str);

/// The notes of one text, called `title`, in reading order.
#[must_use]
pub fn markdown(title: &str, version: Version<'_>, notes: &[Noted<'_>]) -> String {
    let mut notes = notes.to_vec();
    notes.sort_unstable();
    let text = version.document.text();
    let mut out = format!("# {}\n", visible(title));
    let mut section = None;
    for (span, note) in notes {
        let path = section_path(version, span.start);
        if section.as_ref() != Some(&path) {
            if !path.is_empty() {
                // Writing to a `String` cannot fail.
                let _ = write!(out, "\n## {path}\n");
            }
            section = Some(path);
        }
        entry(&mut out, span.of(text), note);
    }
    out
}

/// The notes of a text that cannot be read any more: what is kept of each passage.
#[must_use]
pub fn markdown_kept<'a>(
    title: &str,
    notes: impl Iterator<Item = (&'a super::place::Passage, &'a str)>,
) -> String {
    let mut notes: Vec<_> = notes.collect();
    notes.sort_by_key(|(on, _)| (on.at.paragraph, on.at.offset));
    let mut out = format!("# {}\n", visible(title));
    for (on, note) in notes {
        let path = on.at.path.iter().map(|h| visible(&[h.0.as_str(), &h.1].concat()).into_owned());
        let path: Vec<_> = path.collect();
        if !path.is_empty() {
            let _ = write!(out, "\n## {}\n", path.join(" › "));
        }
        let words: String = on.at.quote.chars().skip(on.at.back).take(on.chars).collect();
        let dots = if words.chars().count() < on.chars { "…" } else { "" };
        entry(&mut out, &(words + dots), note);
    }
    out
}

fn entry(out: &mut String, passage: &str, note: &str) {
    out.push('\n');
    for line in passage.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let _ = writeln!(out, "> {}", visible(line));
    }
    if !note.is_empty() {
        let _ = write!(out, "\n{}\n", visible(note));
    }
}

/// The headings that hold `byte`, the outermost first.
#[must_use]
pub fn section_path(version: Version<'_>, byte: usize) -> String {
    let text = version.document.text();
    let Some(id) = version.outline.at(byte) else { return String::new() };
    let nodes = version.outline.path(id).into_iter().filter_map(|id| version.outline.get(id));
    // In a text of one speech, its title adds nothing.
    let titles = version.outline.nodes().iter().filter(|n| n.kind == Kind::Title).take(2).count();
    let shown = |node: &&Node| node.heads_section() && (titles > 1 || node.kind != Kind::Title);
    let nodes: Vec<_> = nodes.filter(shown).collect();
    let label = |node: &&Node| {
        let marker = node.marker.of(text);
        let between = Span::new(node.marker.end, node.title.start.max(node.marker.end)).of(text);
        // 第一章 总则 stays two words.
        let spaced = between.starts_with(is_blank) && marker.ends_with(char::is_alphanumeric);
        let gap = if spaced { " " } else { "" };
        visible(&[marker, gap, node.title.of(text)].concat()).into_owned()
    };
    nodes.iter().map(label).collect::<Vec<_>>().join(" › ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::outline;

    #[test]
    fn notes_stand_below_the_path_of_their_section() {
        let text = "在动员会上的讲话\n同志们：\n一、修渠的道理\n（一）渠老了。四十年没有大修。\n（二）人等不起。\n二、修渠的办法\n先主后支。\n";
        let document = Document::from_lines(text);
        let outline = outline::parse(&document);
        let version = Version { document: &document, outline: &outline };
        let span = |words: &str| {
            let at = text.find(words).unwrap();
            Span::new(at, at + words.len())
        };
        let notes =
            [(span("先主后支。"), ""), (span("四十年"), "查一下年份"), (span("渠老了"), "")];
        let got = markdown("动员", version, &notes);
        insta::assert_snapshot!(got, @r"
        # 动员

        ## 一、修渠的道理 › （一）渠老了

        > 渠老了

        > 四十年

        查一下年份

        ## 二、修渠的办法

        > 先主后支。
        ");
    }

    #[test]
    fn a_number_and_the_words_behind_a_blank_stay_apart() {
        let text = "渡口管理办法\n第一章　总则\n第一条　渡船每年检修一次。\n第二章　安全\n第二条　渡工持证。\n";
        let document = Document::from_lines(text);
        let outline = outline::parse(&document);
        let version = Version { document: &document, outline: &outline };
        let path = section_path(version, text.find("每年").unwrap());
        assert!(path.starts_with("第一章 总则 › 第一条 渡船"), "{path}");
    }
}
