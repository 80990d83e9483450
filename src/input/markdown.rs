//! Reads Markdown (`CommonMark` with tables, footnotes and front matter).
//!
//! In: the text of a file. Out: a [`Document`] of the words without their marks: paragraphs, declared
//! headings, items with the numbers that were typed, code, rows of tables. Lines and columns are those of the
//! file.

mod place;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use place::Places;

use super::{html, numeral};
use crate::document::{Builder, Document, Emphasis, Origin, Paragraph, Role};
use crate::text::is_blank;

/// How many lines are looked at for evidence of Markdown.
const EVIDENCE: usize = 400;

/// The least width at which paragraphs are cut into lines, in `char`s.
const FULL_LINE: usize = 28;

/// Whether a text from a file with the extension `extension` is Markdown, by that extension or by several
/// kinds of marks.
///
/// A few lines with `##` are not enough, because plain texts have them, too.
pub(super) fn is(text: &str, extension: &str) -> bool {
    if matches!(extension, "md" | "markdown" | "mdown" | "mkd" | "mdwn") {
        return true;
    }
    if memchr::memchr(b'#', text.as_bytes()).is_none() {
        return false;
    }
    let mut headings = 0;
    let (mut fences, mut links, mut bold, mut bullets, mut tables) = (0, 0, 0, 0, 0);
    for line in text.lines().take(EVIDENCE) {
        let line = line.trim_start_matches(' ');
        let marks = line.bytes().take_while(|b| *b == b'#').count();
        headings +=
            usize::from((1..=6).contains(&marks) && line.as_bytes().get(marks) == Some(&b' '));
        fences += usize::from(line.starts_with("```") || line.starts_with("~~~"));
        links += usize::from(line.contains("](") && line.contains('['));
        bold += usize::from(line.matches("**").count() >= 2);
        bullets += usize::from(["- ", "* ", "+ "].iter().any(|b| line.starts_with(b)));
        tables += usize::from(line.starts_with('|') && line.contains("---"));
    }
    let kinds = [fences >= 2, links >= 1, bold >= 2, bullets >= 3, tables >= 1];
    headings >= 1 && kinds.iter().filter(|k| **k).count() >= 2
}

/// Reads Markdown.
pub(super) fn read(text: &str, origin: Origin) -> Document {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut reader = Reader {
        source: text,
        places: Places::new(text),
        builder: Builder::default(),
        now: Block::default(),
        role: Role::Body,
        strong: 0,
        images: 0,
        note: false,
        html: None,
        start: None,
    };
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        reader.event(event, range.start, range.end);
    }
    reader.flush();
    reader.builder.finish(origin)
}

/// A piece of text.
struct Piece {
    /// The byte of the file where it stands.
    at: usize,
    text: String,
}

/// The text of a block of Markdown; it becomes one paragraph, or several.
#[derive(Default)]
struct Block {
    /// The pieces of each of its lines.
    lines: Vec<Vec<Piece>>,
    /// Whether it has a line break that was meant, and not made to fit a width.
    broken: bool,
    /// How many characters it has that are not blank.
    characters: usize,
    /// How many of them are bold.
    bold: usize,
}

/// The state of reading a file.
struct Reader<'a> {
    source: &'a str,
    places: Places,
    builder: Builder,
    /// The open block.
    now: Block,
    /// Its role.
    role: Role,
    /// How many stretches of bold text are open.
    strong: usize,
    /// How many images are open; their descriptions are left out.
    images: usize,
    /// Whether a footnote is open.
    note: bool,
    /// An open block of HTML, and the byte where it starts.
    html: Option<(usize, String)>,
    /// The marker of an item whose words have not come yet.
    start: Option<Piece>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, from: usize, to: usize) {
        match event {
            Event::Start(tag) => self.open(tag, from),
            Event::End(tag) => self.close(tag, to),
            Event::Text(text) => self.text(&text, from),
            Event::Code(text) => {
                // The words stand after the marks, and after a blank if one follows these.
                let inside = self.source.get(from..to).unwrap_or_default();
                let shift = inside.find(text.as_ref()).unwrap_or(0);
                self.text(&text, from + shift);
            }
            Event::Html(text) => match &mut self.html {
                Some((_, html)) => html.push_str(&text),
                None => self.html = Some((from, text.to_string())),
            },
            Event::InlineHtml(tag) => {
                if tag.to_ascii_lowercase().starts_with("<br") {
                    self.now.broken = true;
                    self.now.lines.push(Vec::new());
                }
            }
            Event::FootnoteReference(name) => self.text(&format!("[{name}]"), from),
            Event::SoftBreak | Event::HardBreak => {
                if matches!(self.role, Role::Heading(_)) {
                    self.text(" ", from);
                } else {
                    self.now.broken |= matches!(event, Event::HardBreak);
                    self.now.lines.push(Vec::new());
                }
            }
            Event::Rule => {
                self.flush();
                self.builder.blank();
            }
            Event::TaskListMarker(done) => self.text(if done { "☑ " } else { "☐ " }, from),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text, from),
        }
    }

    fn open(&mut self, tag: Tag<'_>, from: usize) {
        match tag {
            Tag::Strong => self.strong += 1,
            Tag::Image { .. } => self.images += 1,
            Tag::Emphasis
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. } => {}
            Tag::TableCell => {}
            Tag::Paragraph => {
                self.flush();
            }
            Tag::Heading { level, .. } => {
                self.flush();
                self.role = Role::Heading(level as u8);
            }
            Tag::CodeBlock(kind) => {
                self.flush();
                self.role = match kind {
                    // Chinese paragraphs are indented, too, so that prose is not code.
                    CodeBlockKind::Indented
                        if is_prose(self.source.get(from..).unwrap_or_default()) =>
                    {
                        Role::Body
                    }
                    _ => Role::Code,
                };
            }
            Tag::MetadataBlock(_) => {
                self.flush();
                self.role = Role::Code;
            }
            Tag::TableHead | Tag::TableRow => {
                self.flush();
                self.role = Role::Table;
            }
            Tag::Item => {
                self.flush();
                self.start = Some(Piece { at: from, text: self.marker(from) });
            }
            Tag::FootnoteDefinition(name) => {
                self.flush();
                self.note = true;
                self.start = Some(Piece { at: from, text: format!("[{name}] ") });
            }
            Tag::HtmlBlock
            | Tag::BlockQuote(_)
            | Tag::List(_)
            | Tag::Table(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition => self.flush(),
        }
    }

    fn close(&mut self, tag: TagEnd, to: usize) {
        match tag {
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            TagEnd::Emphasis
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link => {}
            TagEnd::TableCell => {
                self.piece("\t", to);
            }
            TagEnd::HtmlBlock => {
                self.flush();
                if let Some((from, html)) = self.html.take() {
                    let line = self.places.at(self.source, from).line;
                    if self.places.is_after_blank(self.source, from) {
                        self.builder.blank();
                    }
                    html::fragment(&html, &mut self.builder, line);
                }
            }
            TagEnd::FootnoteDefinition => {
                self.flush();
                self.note = false;
            }
            _ => {
                self.flush();
                self.role = Role::Body;
            }
        }
    }

    /// The marker of the item at byte `from`: its number as typed, or a bullet.
    fn marker(&self, from: usize) -> String {
        let rest = self.source.get(from..).unwrap_or_default();
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        match rest.get(..=digits) {
            Some(number) if digits > 0 => format!("{number} "),
            _ => "• ".to_owned(),
        }
    }

    /// Appends text that stands at byte `at` to the open block, and cuts it at its line ends.
    fn text(&mut self, text: &str, at: usize) {
        if self.images > 0 {
            return;
        }
        if matches!(self.role, Role::Code) || text.contains('\n') {
            let mut at = at;
            for (i, line) in text.split('\n').enumerate() {
                if i > 0 {
                    self.now.broken = true;
                    self.now.lines.push(Vec::new());
                }
                self.piece(line, at);
                at += line.len() + 1;
            }
            return;
        }
        self.piece(text, at);
    }

    /// Appends a piece of a line to the open block, after the marker of its item, if that still waits.
    fn piece(&mut self, text: &str, at: usize) {
        if text.is_empty() {
            return;
        }
        if let Some(start) = self.start.take() {
            let words = text.trim_start();
            // A bullet is left out before a heading, a check box, or a number that was typed.
            let typed = numeral::starts_typed(words) || words.starts_with(['☐', '☑']);
            if !(start.text.starts_with('•') && (typed || matches!(self.role, Role::Heading(_))))
            {
                self.push(start);
            }
        }
        let words = text.chars().filter(|c| !is_blank(*c)).count();
        self.now.characters += words;
        self.now.bold += if self.strong > 0 { words } else { 0 };
        self.push(Piece { at, text: text.to_owned() });
    }

    fn push(&mut self, piece: Piece) {
        match self.now.lines.last_mut() {
            Some(line) => line.push(piece),
            None => self.now.lines.push(vec![piece]),
        }
    }

    /// Ends the open block: its lines become one paragraph, or a paragraph each.
    fn flush(&mut self) {
        let mut block = std::mem::take(&mut self.now);
        while block.lines.pop_if(|line| line.is_empty()).is_some() {}
        if block.characters == 0 {
            return;
        }
        let bold = block.bold * 10 >= block.characters * 9;
        let emphasis = if bold { Emphasis::Bold } else { Emphasis::None };
        let role = if self.note { Role::Furniture } else { self.role };
        let like = Paragraph { role, emphasis, ..Paragraph::default() };
        let joined = role == Role::Table || (!block.broken && is_wrapped(&block.lines));
        let first = block.lines.iter().flatten().next();
        if first.is_some_and(|piece| self.places.is_after_blank(self.source, piece.at)) {
            self.builder.blank();
        }
        let mut before = None;
        for line in &block.lines {
            if line.is_empty() && role != Role::Code {
                continue;
            }
            if joined {
                let next = line.iter().find_map(|p| p.text.chars().next());
                if let (Some(a), Some(b)) = (before, next)
                    && (is_latin(a) || is_latin(b))
                    && let Some(first) = line.first()
                {
                    self.add(" ", first.at);
                }
            }
            for piece in line {
                self.add(&piece.text, piece.at);
                before = piece.text.chars().next_back().or(before);
            }
            if !joined {
                self.builder.end(like);
            }
        }
        if joined {
            self.builder.end(like);
        }
    }

    fn add(&mut self, text: &str, at: usize) {
        let place = self.places.at(self.source, at);
        self.builder.text(text, place.line, place.col);
    }
}

fn is_latin(c: char) -> bool {
    c.is_ascii_graphic() || ('\u{c0}'..='\u{24f}').contains(&c)
}

/// Whether indented lines are prose rather than code.
fn is_prose(text: &str) -> bool {
    let head: String = text.lines().take_while(|l| !l.trim().is_empty()).take(3).collect();
    head.contains(['，', '。', '、', '；', '：']) && !head.contains(['{', '}'])
}

/// Whether `lines` are one paragraph that was cut at a fixed width: whether all but the last are about as
/// long as the longest, and not all of them end with a sentence.
fn is_wrapped(lines: &[Vec<Piece>]) -> bool {
    let length = |line: &Vec<Piece>| line.iter().map(|p| p.text.chars().count()).sum::<usize>();
    let Some((last, full)) = lines.split_last() else { return false };
    let longest = full.iter().map(length).max().unwrap_or(0);
    let latin = |line: &Vec<Piece>| {
        let text = line.iter().flat_map(|p| p.text.chars());
        let (mut all, mut latin) = (0, 0);
        for c in text {
            all += 1;
            latin += usize::from(c.is_ascii());
        }
        latin * 2 > all
    };
    let ends = |line: &Vec<Piece>| {
        let last = line.last().and_then(|p| p.text.trim_end().chars().next_back());
        last.is_some_and(|c| "。！？；：…”）】』.!?;:".contains(c))
    };
    if full.is_empty() {
        return true;
    }
    if full.iter().all(latin) {
        return !full.iter().any(ends);
    }
    longest >= FULL_LINE
        && length(last) <= longest + 2
        && full.iter().all(|line| length(line) + 4 >= longest)
        && full.iter().any(|line| !ends(line))
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use proptest::prelude::*;

    use super::*;
    use crate::document::Position;
    use crate::input::testing::{rows, texts};

    fn document(text: &str) -> Document {
        crate::input::read(text.as_bytes().to_vec(), "a.md").unwrap()
    }

    #[test]
    fn marks_go_and_words_stay() {
        let text = "---\ntitle: 讲话\n---\n# 在造林会议上的**讲话**\n\n第一段，有[链接](x)、`代码`和*强调*。\n一、提高认识\n\n\
                    ## 二、任务 ##\n\n1. 苗木\n2. 资金\n   - 专款\n   - 一是专用\n\n> 引用\n\n```\n# 不是标题\n一、不是\n```\n\n\
                    | 树 | 数 |\n|---|---|\n| 松 | 三 |\n\n<div>块里</div>\n\n![图](x.png)\n\n标题\n===\n\n注[^1]\n\n[^1]: 出处\n";
        assert_snapshot!(rows(&document(text)), @r"
        2 code title: 讲话
        4 h1 在造林会议上的讲话
        6 - gap 第一段，有链接、代码和强调。
        7 - 一、提高认识
        9 h2 gap 二、任务
        11 - gap 1. 苗木
        12 - 2. 资金
        13 - • 专款
        14 - 一是专用
        16 - gap 引用
        19 code # 不是标题
        20 code 一、不是
        23 table gap 树→数
        25 table 松→三
        27 - gap 块里
        31 h1 gap 标题
        34 - gap 注[1]
        36 furniture gap [1] 出处
        ");
    }

    #[test]
    fn places_are_those_of_the_file() {
        let text = "# 标题\n\n说**明**文字，和`码`。\n\n12. 条目\n";
        let document = document(text);
        for (words, line, col) in [
            ("标题", 1, 2),
            ("明", 3, 3),
            ("文字", 3, 6),
            ("码", 3, 11),
            ("12.", 5, 0),
            ("条目", 5, 4),
        ] {
            let at = document.text().find(words).unwrap();
            assert_eq!(document.position(at), Position { line, col }, "{words}");
        }
    }

    #[test]
    fn lines_of_a_paragraph_are_joined_only_where_they_were_cut() {
        let full = "今年春季造林工作时间紧任务重各乡镇要抓紧组织实施确保按时完成";
        for (text, expected) in [
            (format!("{full}\n{full}\n任务。"), vec![format!("{full}{full}任务。")]),
            (
                "一、认识\n各乡镇要抓紧。\n二、任务".to_owned(),
                vec!["一、认识".into(), "各乡镇要抓紧。".into(), "二、任务".into()],
            ),
            ("one two\nthree".to_owned(), vec!["one two three".into()]),
            ("甲  \n乙".to_owned(), vec!["甲".into(), "乙".into()]),
            ("甲<br>乙".to_owned(), vec!["甲".into(), "乙".into()]),
        ] {
            assert_eq!(texts(&document(&text)), expected);
        }
    }

    #[test]
    fn indented_prose_is_prose() {
        let document = document("前言\n\n    各乡镇要抓紧，不得拖延。\n\n    let x = 1;\n");
        let roles: Vec<_> = document.paragraphs().iter().map(|p| p.role).collect();
        assert_eq!(roles.first(), Some(&Role::Body));
        assert_eq!(document.paragraphs()[1].role, Role::Body);
    }

    #[test]
    fn markdown_is_known_by_name_or_by_many_marks() {
        let plain = "在造林会议上的讲话\n\n## 一、认识\n正文。\n## 二、任务\n正文。\n";
        let rich = "# 说明\n\n- 甲\n- 乙\n- 丙\n\n[链接](http://example.invalid)\n";
        for (text, extension, expected) in [
            (plain, "txt", false),
            (plain, "md", true),
            (rich, "txt", true),
            ("* 甲\n* 乙\n* 丙\n", "", false),
        ] {
            assert_eq!(is(text, extension), expected);
        }
    }

    #[test]
    fn hostile_nesting_is_quick() {
        for text in [
            format!("# 标题\n{}引用\n", ">".repeat(10_000)),
            "[".repeat(50_000),
            "*a_".repeat(20_000),
            format!("前{}", "`".repeat(20_001)),
            (0..200).map(|i| format!("{}- 项\n", "  ".repeat(i))).collect(),
            "- ".repeat(10_000) + "项",
        ] {
            assert!(!document(&text).is_empty(), "{}", text.chars().take(20).collect::<String>());
        }
    }

    proptest! {
        /// Every ideograph of the source is in the document, in order.
        #[test]
        fn no_word_is_lost(text in "[一-十#*\\-> \n1.]{0,120}") {
            let document = document(&format!("序{text}"));
            let han = |s: &str| s.chars().filter(|c| ('一'..='龥').contains(c)).collect::<String>();
            prop_assert_eq!(han(document.text()), han(&format!("序{text}")));
        }

        /// Paragraphs stand where the document says.
        #[test]
        fn places_point_at_the_words(text in "[一-十#*\\-> \n]{0,80}") {
            let source = format!("序{text}");
            let document = document(&source);
            let lines: Vec<Vec<char>> = source.lines().map(|l| l.chars().collect()).collect();
            for p in document.paragraphs() {
                let Some(c) = p.span.of(document.text()).chars().next() else { continue };
                let at = document.position(p.span.start);
                if ('一'..='龥').contains(&c) {
                    prop_assert_eq!(lines[at.line - 1].get(at.col), Some(&c));
                }
            }
        }
    }
}
