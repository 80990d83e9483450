//! Quotations over several paragraphs: 将第十条修改为：“…… with the items of the article below.
//!
//! In: the paragraphs of a document. Out: which of them lie in such a quotation. What is quoted has the
//! numbers and levels of the place that it was taken from.

use super::Checker;

/// Paragraphs over which a quotation may go on.
pub(super) const FAR: usize = 60;

/// For each paragraph of the document, whether it begins inside a quotation that another opened.
pub(super) fn quoted(c: &Checker<'_>) -> Vec<bool> {
    let mut quoted = vec![false; c.document.paragraphs().len()];
    let mut open: Option<usize> = None;
    for (i, span) in c.prose() {
        for (at, ch) in c.words(span).char_indices() {
            match ch {
                // A quotation may open each of its paragraphs anew.
                '“' if at > 0 || open.is_none() => open = Some(i),
                '”' => {
                    if let Some(from) = open.take().filter(|&from| i - from <= FAR) {
                        quoted.get_mut(from + 1..=i).unwrap_or_default().fill(true);
                    }
                }
                _ => {}
            }
        }
    }
    quoted
}

#[cfg(test)]
mod tests {
    use super::super::Lang;
    use super::*;
    use crate::document::Document;

    #[test]
    fn a_quotation_holds_the_paragraphs_up_to_its_end() {
        let text = "将第十条改为：\n“数额看：\n（一）大小；\n（二）远近。”\n删去第九条。\n“护渠”是大事。\n\
                    “前一段没有完。\n“后一段完了。”\n“这一句没有完。\n末了。";
        let document = Document::from_lines(text);
        let outline = crate::outline::parse(&document);
        let quoted = quoted(&Checker::new(&document, &outline, Lang::Zh));
        let inside: Vec<usize> = (0..quoted.len()).filter(|&i| quoted[i]).collect();
        assert_eq!(inside, [2, 3, 7]);
    }
}
