//! Cuts a page into blocks: paragraphs, headings, items, rows of tables.
//!
//! In: a [`Tree`]. Out: [`Block`]s in reading order. White space is collapsed as browsers do, except that a
//! line end of the source between two ideographs leaves no blank.

use super::tree::{Name, Tree};
use crate::document::{Emphasis, Role};
use crate::input::docx::Face;
use crate::text::is_blank;

/// Longest cell of a table of data, in `char`s; a table with longer ones only lays out the page.
const LONGEST_CELL: usize = 120;

/// A stretch of text that a browser shows on lines of its own.
#[derive(Clone, Debug, Default)]
pub(super) struct Block {
    pub(super) text: String,
    /// The node whose text it begins with.
    pub(super) node: usize,
    pub(super) role: Role,
    pub(super) emphasis: Emphasis,
    /// Whether a blank line stands before it.
    pub(super) gap: bool,
    /// How many characters it has that are not blank.
    pub(super) characters: usize,
    /// How many of them are links.
    pub(super) links: usize,
    /// How many of them are punctuation marks that end or divide sentences.
    pub(super) marks: usize,
    /// Whether it stands in a navigation, footer or aside.
    pub(super) aside: bool,
    /// Whether it is not displayed.
    pub(super) hidden: bool,
}

/// An open element, with the properties that it hands down to those inside it.
#[derive(Clone, Copy, Default)]
struct Inherited {
    /// Index of the first node after it.
    end: usize,
    name: Name,
    link: bool,
    bold: bool,
    centred: bool,
    face: Option<Face>,
    heading: Option<u8>,
    pre: bool,
    aside: bool,
    hidden: bool,
}

/// An open row of a table.
struct Row {
    /// How many blocks there were at the start of each of its cells.
    cells: Vec<usize>,
    /// Whether it holds another table.
    nested: bool,
}

/// The blocks of `tree`.
pub(super) fn blocks(tree: &Tree) -> Vec<Block> {
    let mut walk = Walk { tree, out: Vec::new(), now: Line::default(), rows: Vec::new() };
    let mut open: Vec<Inherited> = vec![Inherited { end: usize::MAX, ..Inherited::default() }];
    for (i, node) in tree.nodes.iter().enumerate() {
        while let Some(ended) = open.pop_if(|o| o.end <= i) {
            walk.leave(&ended);
        }
        let Some(above) = open.last().copied() else { break };
        match node.name {
            Name::Text(span) => walk.text(span.of(&tree.text), i, &above),
            Name::Break => walk.line_break(&above),
            name => {
                let inner = walk.enter(i, name, node.end, above);
                open.push(inner);
            }
        }
    }
    while let Some(ended) = open.pop() {
        walk.leave(&ended);
    }
    walk.flush();
    walk.out
}

/// Whether an element stands on lines of its own.
fn is_block(name: Name) -> bool {
    !matches!(name, Name::Inline | Name::Anchor | Name::Bold | Name::Text(_) | Name::Break)
}

/// The open block.
#[derive(Default)]
struct Line {
    block: Block,
    /// White space after the last word, which is only shown if another word follows.
    space: Option<Space>,
    /// How many characters are bold.
    bold: usize,
    /// How many are set in 黑体.
    hei: usize,
    /// How many are set in 楷体.
    kai: usize,
    centred: bool,
    /// How many line breaks stand before it.
    breaks: usize,
}

/// White space between words.
#[derive(Clone, Copy)]
struct Space {
    /// Whether it holds a line end of the source.
    line: bool,
}

/// The state of going through a tree.
struct Walk<'a> {
    tree: &'a Tree,
    out: Vec<Block>,
    now: Line,
    /// The open rows, outermost first.
    rows: Vec<Row>,
}

impl Walk<'_> {
    fn enter(&mut self, i: usize, name: Name, end: usize, above: Inherited) -> Inherited {
        let mut inner = Inherited { end, name, ..above };
        if is_block(name) {
            self.flush();
        }
        match name {
            Name::Heading(level) => inner.heading = Some(level),
            Name::Preformatted => inner.pre = true,
            Name::Aside => inner.aside = true,
            Name::Bold => inner.bold = true,
            Name::Table => {
                if let Some(row) = self.rows.last_mut() {
                    row.nested = true;
                }
            }
            Name::Row => self.rows.push(Row { cells: Vec::new(), nested: false }),
            Name::Cell => {
                let before = self.out.len();
                if let Some(row) = self.rows.last_mut() {
                    row.cells.push(before);
                }
            }
            _ => {}
        }
        if let Some(look) = self.tree.look(i) {
            inner.bold |= look.bold;
            inner.link |= look.link && name == Name::Anchor;
            inner.centred = look.centred.unwrap_or(inner.centred);
            inner.face = look.face.or(inner.face);
            // The text of a saved WeChat page is shown, even if the page hides it until a script has run.
            let article = look.names.split(' ').any(|n| n == "js_content" || n == "js_article");
            inner.hidden |= look.hidden && !article;
        }
        inner
    }

    fn leave(&mut self, ended: &Inherited) {
        if is_block(ended.name) {
            self.flush();
        }
        if ended.name == Name::Row
            && let Some(row) = self.rows.pop()
        {
            self.end_row(&row);
        }
    }

    /// Joins the cells of a row of data by tabs. The cells of a row that only lays out the page stay apart.
    fn end_row(&mut self, row: &Row) {
        let Some(&first) = row.cells.first() else { return };
        let ends = row.cells.iter().skip(1).copied().chain([self.out.len()]);
        let cells: Vec<_> = row.cells.iter().copied().zip(ends).collect();
        let filled = cells.iter().filter(|(from, to)| to > from).count();
        let short = |b: &Block| b.characters <= LONGEST_CELL && !matches!(b.role, Role::Heading(_));
        let data = !row.nested
            && filled >= 2
            && cells.iter().all(|(from, to)| to - from <= 1)
            && self.out.get(first..).unwrap_or_default().iter().all(short);
        if !data {
            return;
        }
        let mut parts = self.out.split_off(first).into_iter();
        let mut joined = Block::default();
        for (i, (from, to)) in cells.iter().enumerate() {
            if i > 0 {
                joined.text.push('\t');
            }
            if to > from
                && let Some(part) = parts.next()
            {
                let text = joined.text + part.text.trim_matches(is_blank);
                joined = Block {
                    characters: joined.characters + part.characters,
                    links: joined.links + part.links,
                    marks: joined.marks + part.marks,
                    aside: joined.aside || part.aside,
                    hidden: joined.hidden || part.hidden,
                    node: if joined.characters == 0 { part.node } else { joined.node },
                    role: Role::Table,
                    text,
                    ..joined
                };
            }
        }
        self.out.push(joined);
    }

    fn line_break(&mut self, above: &Inherited) {
        // A heading may have line breaks for looks, and is still one block.
        if above.heading.is_some() && self.now.block.characters > 0 {
            self.now.space = None;
            return;
        }
        let empty = self.now.block.characters == 0;
        self.flush();
        self.now.breaks += usize::from(empty) + 1;
    }

    fn text(&mut self, text: &str, node: usize, style: &Inherited) {
        for c in text.chars() {
            match c {
                '\n' | '\r' if style.pre => {
                    self.flush();
                    continue;
                }
                ' ' | '\t' | '\n' | '\r' | '\u{c}' if !style.pre => {
                    let line = matches!(c, '\n' | '\r') || self.now.space.is_some_and(|s| s.line);
                    self.now.space = Some(Space { line });
                    continue;
                }
                _ => {}
            }
            self.character(c, node, style);
        }
    }

    /// Appends `c` to the open block, with the white space before it.
    fn character(&mut self, c: char, node: usize, style: &Inherited) {
        let line = &mut self.now;
        if let Some(space) = line.space.take()
            && let Some(last) = line.block.text.chars().next_back()
        {
            let joins = space.line && is_wide(last) && is_wide(c);
            if !joins && !is_blank(last) {
                line.block.text.push(' ');
            }
        }
        if line.block.text.is_empty() {
            line.block.node = node;
            line.block.aside = style.aside;
            line.block.hidden = style.hidden;
            line.centred = style.centred;
            line.block.role = match style.heading {
                Some(level) => Role::Heading(level),
                None if style.pre => Role::Code,
                None => Role::Body,
            };
        }
        line.block.text.push(c);
        if is_blank(c) {
            return;
        }
        line.block.characters += 1;
        line.block.links += usize::from(style.link);
        line.block.marks +=
            usize::from(matches!(c, '，' | '。' | '；' | '：' | '！' | '？' | '、'));
        line.bold += usize::from(style.bold);
        line.hei += usize::from(style.face == Some(Face::Hei));
        line.kai += usize::from(style.face == Some(Face::Kai));
    }

    /// Ends the open block.
    fn flush(&mut self) {
        let line = std::mem::take(&mut self.now);
        let mut block = line.block;
        if block.characters == 0 {
            self.now.breaks = line.breaks;
            return;
        }
        let nearly_all = |part: usize| part * 10 >= block.characters * 9;
        block.emphasis = if line.centred && block.characters <= 60 {
            Emphasis::Centred
        } else if nearly_all(line.hei) {
            Emphasis::Hei
        } else if nearly_all(line.kai) {
            Emphasis::Kai
        } else if nearly_all(line.bold) {
            Emphasis::Bold
        } else {
            Emphasis::None
        };
        block.gap = line.breaks >= 2;
        self.out.push(block);
    }
}

/// Whether `c` is of a script that has no blanks between words, or one of its marks.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}'
        | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}' | '“' | '”' | '‘' | '’' | '—' | '…')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(html: &str) -> Vec<String> {
        blocks(&Tree::read(html, false)).into_iter().map(|b| b.text).collect()
    }

    #[test]
    fn lines_are_those_that_a_browser_shows() {
        for (html, expected) in [
            ("<p>一<br>二<p>三", vec!["一", "二", "三"]),
            ("<div>一<span>二</span><div>三</div>四</div>", vec!["一二", "三", "四"]),
            ("<p>第一\n  行，第二行 a\n b", vec!["第一行，第二行 a b"]),
            ("<h1>关于春耕<br>的讲话</h1>", vec!["关于春耕的讲话"]),
            ("<p>&nbsp;&nbsp;　　一", vec!["\u{a0}\u{a0}\u{3000}\u{3000}一"]),
            ("<pre>a\n  b</pre>", vec!["a", "  b"]),
            ("<table><tr><td>树<td>三<tr><td><td>五</table>", vec!["树\t三", "五"]),
            ("<table><tr><td>侧栏<td><p>一</p><p>二</p></table>", vec!["侧栏", "一", "二"]),
        ] {
            assert_eq!(lines(html), expected, "{html}");
        }
    }

    #[test]
    fn two_breaks_are_a_blank_line() {
        let gaps = |html| -> Vec<bool> {
            blocks(&Tree::read(html, false)).iter().map(|b| b.gap).collect()
        };
        assert_eq!(gaps("一<br>二<br><br>三<br>\n<br>四"), [false, false, true, true]);
    }

    #[test]
    fn looks_are_evidence() {
        let all = blocks(&Tree::read(
            "<p align=center>讲话</p><p><strong>一、</strong><b>形势</b></p>\
             <p><span style='font-family:黑体'>二、任务</span></p><p><b>半</b>句话</p>",
            false,
        ));
        let got: Vec<_> = all.iter().map(|b| b.emphasis).collect();
        assert_eq!(got, [Emphasis::Centred, Emphasis::Bold, Emphasis::Hei, Emphasis::None]);
    }
}
