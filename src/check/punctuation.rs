//! Half-width punctuation between Chinese characters (GB/T 15834-2011, 5.1).

use super::{Checker, Rule, is_han};
use crate::locale::Lang;
use crate::text::{Span, is_blank};

/// The full-width form of a half-width mark.
const fn full(c: char) -> Option<char> {
    Some(match c {
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '?' => '？',
        '!' => '！',
        _ => return None,
    })
}

const fn is_full(c: char) -> bool {
    matches!(c, '，' | '；' | '：' | '？' | '！')
}

pub(super) fn check(c: &mut Checker<'_>) {
    let mut halves: Vec<(Span, char)> = Vec::new();
    let mut fulls = 0_usize;
    // Marks that belong to a number are the business of its own rule.
    let markers: Vec<Span> = c.outline.nodes().iter().map(|n| n.marker).collect();
    for (_, span) in c.prose() {
        let mut before = '\0';
        let mut chars = c.words(span).char_indices().peekable();
        while let Some((at, ch)) = chars.next() {
            fulls += usize::from(is_full(ch));
            if let Some(wide) = full(ch) {
                let byte = span.start + at;
                let after = chars.peek().map_or('。', |&(_, next)| next);
                let in_marker = markers
                    .get(markers.partition_point(|m| m.start <= byte).wrapping_sub(1))
                    .is_some_and(|m| m.contains(byte));
                if chinese(before) && (chinese(after) || is_blank(after)) && !in_marker {
                    halves.push((Span::new(byte, byte + 1), wide));
                }
            }
            before = ch;
        }
    }
    let Some(&(first, _)) = halves.first() else { return };
    if halves.len() > fulls.max(4) {
        // The whole text is written so: one finding says it.
        let count = halves.len();
        let message = match c.lang {
            Lang::Zh => format!("汉字之间用半角标点，全文共 {count} 处"),
            Lang::En => format!("half-width marks between Chinese characters, {count} in the text"),
        };
        let suggestion = c.lang.pick("统一改为全角", "make all of them full-width").to_owned();
        return c.report(Rule::Width, first, message, suggestion);
    }
    // Those of one paragraph are told together.
    let paragraph = |span: &Span| c.document.paragraph_at(span.start);
    let groups: Vec<Vec<(Span, char)>> =
        halves.chunk_by(|a, b| paragraph(&a.0) == paragraph(&b.0)).map(<[_]>::to_vec).collect();
    for group in groups {
        let Some(&(span, wide)) = group.first() else { continue };
        let (mark, count) = (c.words(span), group.len());
        let message = match (c.lang, count) {
            (Lang::Zh, 1) => format!("汉字之间用了半角“{mark}”"),
            (Lang::Zh, _) => format!("汉字之间用了半角“{mark}”，这一段共 {count} 处"),
            (Lang::En, 1) => format!("a half-width “{mark}” between Chinese characters"),
            (Lang::En, _) => {
                format!(
                    "a half-width “{mark}” between Chinese characters, {count} in this paragraph"
                )
            }
        };
        c.report_mend(Rule::Width, span, message, wide.to_string());
    }
}

/// Whether `c` belongs to Chinese text.
const fn chinese(c: char) -> bool {
    is_han(c) || matches!(c, '“' | '”' | '‘' | '’' | '《' | '》' | '（' | '）' | '。' | '、')
}

#[cfg(test)]
mod tests {
    use super::super::testing::{found, said};
    use super::*;

    #[test]
    fn a_half_width_mark_among_full_ones_is_found() {
        let text = "今年，我们抓春耕,抓防汛，抓项目：一件接着一件办！";
        assert_eq!(said(Rule::Width, text), ["汉字之间用了半角“,”；改为 ，"]);
    }

    #[test]
    fn a_text_all_in_half_width_marks_is_told_once() {
        let text = "今年,我们抓春耕,抓防汛,抓项目,抓民生:一件接着一件办,办一件成一件。";
        assert_eq!(said(Rule::Width, text), ["汉字之间用半角标点，全文共 6 处；统一改为全角"]);
    }

    #[test]
    fn numbers_times_and_latin_words_keep_their_marks() {
        let text =
            "上午9:30开会，人数1,200人，比例3:1，见GB/T 9704:2012，请看 https://x.cn/a?b=1，谢谢！";
        assert_eq!(found(text), []);
    }
}
