//! Reads a plain text that was copied from the source of a page: 同志们：<br /> &nbsp;&nbsp;一、形势
//!
//! In: decoded text. Out: a document without the tags, and with the characters that the entities stand for. A
//! line of the file is one or more paragraphs, and every piece of it keeps its place.

use crate::document::{Builder, Document, Origin, Paragraph, lines};
use crate::text::{Span, is_blank};

/// So many bytes at the head of a text are searched for tags.
const HEAD: usize = 4096;

/// What the source of a page has in nearly every line.
const SIGNS: [&str; 5] = ["<br>", "<br/>", "<br />", "</p>", "&nbsp;"];

/// What nobody writes in a text of his own: signs for quotes and dashes.
const QUOTES: [&str; 9] = [
    "&ldquo;", "&rdquo;", "&lsquo;", "&rsquo;", "&mdash;", "&ndash;", "&hellip;", "&middot;",
    "&emsp;",
];

/// Tags that end a paragraph.
#[rustfmt::skip]
const BLOCKS: [&str; 20] = [
    "p", "br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "tr", "table", "section", "article",
    "center", "blockquote", "title", "hr",
];

/// Entities of text, without their signs.
const ENTITIES: [(&str, char); 18] = [
    ("nbsp", ' '),
    ("ensp", ' '),
    ("emsp", '\u{3000}'),
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("mdash", '—'),
    ("ndash", '–'),
    ("hellip", '…'),
    ("middot", '·'),
    ("times", '×'),
];

/// Whether a text has tags near its beginning, and about as many as lines, or entities for its quotes and
/// dashes.
pub(in crate::input) fn is_tagged(text: &str) -> bool {
    /// Fewest tags.
    const SEVERAL: usize = 3;
    let head = Span::new(0, text.len().min(HEAD)).within(text).of(text).as_bytes();
    let is_any = |signs: &[&str], at: usize| {
        let here = head.get(at..).unwrap_or_default();
        let is = |sign: &[u8]| here.get(..sign.len()).is_some_and(|h| h.eq_ignore_ascii_case(sign));
        signs.iter().any(|sign| is(sign.as_bytes()))
    };
    let count =
        |signs| memchr::memchr2_iter(b'<', b'&', head).filter(|&at| is_any(signs, at)).count();
    if count(&QUOTES) >= SEVERAL {
        return true;
    }
    let signs = count(&SIGNS);
    if signs < SEVERAL {
        return false;
    }
    let lines = head.split(|&b| b == b'\n').filter(|line| !line.trim_ascii().is_empty());
    signs * 2 > lines.count()
}

/// Reads a text [with tags](is_tagged).
pub(super) fn read(text: &str, origin: Origin) -> Document {
    let mut builder = Builder::default();
    for (i, line) in lines(text).enumerate() {
        let line = line.of(text);
        if line.trim_matches(is_blank).is_empty() {
            builder.blank();
        } else {
            push(line, i + 1, &mut builder);
        }
    }
    builder.finish(origin)
}

/// Appends the paragraphs of a line, which has this number.
fn push(line: &str, number: usize, builder: &mut Builder) {
    let mut rest = line;
    let mut col = 0;
    // Whether words were added since the last paragraph ended.
    let mut open = false;
    while !rest.is_empty() {
        let (taken, words, ends) = match markup(rest) {
            Some(Markup::Tag { len, block }) => (len, None, block),
            Some(Markup::Entity { len, means }) => (len, Some(means), false),
            None => {
                let from = rest.chars().next().map_or(1, char::len_utf8);
                let after = rest.as_bytes().get(from..).unwrap_or_default();
                let len = from + memchr::memchr2(b'<', b'&', after).unwrap_or(after.len());
                let words = Span::new(0, len).of(rest);
                builder.text(words, number, col);
                open |= !words.trim_matches(is_blank).is_empty();
                (len, None, false)
            }
        };
        if let Some(means) = words {
            builder.text(means.encode_utf8(&mut [0; 4]), number, col);
            open |= !is_blank(means);
        }
        if ends && open {
            builder.end(Paragraph::default());
            open = false;
        }
        col += Span::new(0, taken).of(rest).chars().count();
        rest = Span::new(taken, rest.len()).of(rest);
    }
    if open {
        builder.end(Paragraph::default());
    }
}

/// What is not text at the head of a piece of a line.
enum Markup {
    /// A tag of so many bytes, and whether it ends a paragraph.
    Tag { len: usize, block: bool },
    /// An entity of so many bytes, and what it means.
    Entity { len: usize, means: char },
}

/// The tag or entity with which `text` begins.
fn markup(text: &str) -> Option<Markup> {
    if let Some(entity) = text.strip_prefix('&') {
        let (name, _) = Span::new(0, 10).within(entity).of(entity).split_once(';')?;
        let means = match name.strip_prefix('#') {
            None => ENTITIES.iter().find(|(known, _)| *known == name)?.1,
            Some(number) => {
                let hex = number.strip_prefix(['x', 'X']);
                let value =
                    hex.map_or_else(|| number.parse().ok(), |h| u32::from_str_radix(h, 16).ok());
                char::from_u32(value?).filter(|c| !c.is_control())?
            }
        };
        return Some(Markup::Entity { len: name.len() + 2, means });
    }
    let tag = text.strip_prefix('<')?;
    let end = memchr::memchr2(b'<', b'>', tag.as_bytes())?;
    let inside = Span::new(0, end).of(tag);
    let name = inside.strip_prefix('/').unwrap_or(inside);
    let named = name.len() - name.trim_start_matches(|c: char| c.is_ascii_alphanumeric()).len();
    let name = Span::new(0, named).of(name);
    if tag.as_bytes().get(end) != Some(&b'>')
        || !name.starts_with(|c: char| c.is_ascii_alphabetic())
    {
        return None;
    }
    let block = BLOCKS.iter().any(|block| name.eq_ignore_ascii_case(block));
    Some(Markup::Tag { len: end + 2, block })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::{Options, read_with};
    use proptest::prelude::*;

    /// The line, column and words of each paragraph.
    fn found(text: &str) -> Vec<String> {
        let document = read_with(text.as_bytes().to_vec(), "a.txt", &Options::default()).unwrap();
        let found = document.paragraphs().iter().map(|p| {
            let position = document.position(p.span.start);
            format!("{}.{} {}", position.line, position.col, p.span.of(document.text()))
        });
        found.collect()
    }

    #[test]
    fn tags_and_entities_are_no_words_of_a_text() {
        let text = "在会上的讲话\n\n同志们：<br />\n&nbsp;&nbsp;一、抓&ldquo;早&rdquo;<BR>\n<b>二、</b>抓严<br/>\n\
                    <p class=\"a\">三、抓实，5 < 6 &#65288;略&#65289;</p><p>谢谢！</p>\n";
        assert_eq!(
            found(text),
            [
                "1.0 在会上的讲话",
                "3.0 同志们：",
                "4.12 一、抓“早”",
                "5.3 二、抓严",
                "6.13 三、抓实，5 < 6 （略）",
                "6.48 谢谢！"
            ]
        );
    }

    #[test]
    fn quotes_and_dashes_written_as_entities_are_read_without_tags_too() {
        let text = "在会上的讲话\n同志们：\n一、抓&ldquo;早&rdquo;&mdash;&mdash;不等\n二、抓严&hellip;&hellip;\n";
        assert_eq!(found(text).get(2).map(String::as_str), Some("3.0 一、抓“早”——不等"));
        // One that stayed behind may be meant.
        let once = "写稿要点\n一、引号不要写成&ldquo;\n二、存盘\n";
        assert_eq!(found(once).get(1).map(String::as_str), Some("2.0 一、引号不要写成&ldquo;"));
    }

    #[test]
    fn a_text_that_speaks_of_tags_keeps_them() {
        let text = "网页编辑要点\n一、换行用<br>\n二、分段用</p>\n三、空行用<br>\n四、存盘\n五、上传\n六、核对\n";
        assert_eq!(found(text).get(1).map(String::as_str), Some("2.0 一、换行用<br>"));
    }

    proptest! {
        #[test]
        fn any_line_is_read(line in "(<br>|</p>|&nbsp;|&#27;|&|<|>|a|纲|;|\n){0,40}") {
            let document = read(&line, Origin::default());
            let escape = document.text().contains(char::from(0x1b));
            prop_assert!(!escape);
        }
    }
}
