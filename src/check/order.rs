//! The order of levels: 一、 （一） 1. （1） (GB/T 9704-2012, 7.3.3).

use std::collections::HashSet;

use super::{Checker, Rule};
use crate::locale::Lang;
use crate::outline::{Family, Kind};

/// The level of a family in the order of the standard.
const fn level(family: Family) -> Option<(u8, &'static str)> {
    Some(match family {
        Family::Han => (1, "一、"),
        Family::HanParen => (2, "（一）"),
        Family::Arabic => (3, "1."),
        Family::ArabicParen => (4, "（1）"),
        _ => return None,
    })
}

pub(super) fn check(c: &mut Checker<'_>) {
    let mut told = HashSet::new();
    for node in c.outline.nodes() {
        let Some((own, _)) = level(node.family) else { continue };
        // The nearest heading above that has a place in the order.
        let mut above = node.parent;
        while let Some(parent) = above.and_then(|id| c.node(id)) {
            let Some((outer, outer_form)) = level(parent.family) else {
                above = parent.parent;
                continue;
            };
            // Points keep the numbers of the text they came from.
            let both = node.kind == Kind::Heading && parent.kind == Kind::Heading;
            let quoted = c.is_quoted(node) && !c.is_quoted(parent);
            if outer > own && both && !quoted && told.insert(parent.list) {
                let (is, was) = (c.words(node.marker), c.words(parent.marker));
                let message = match c.lang {
                    Lang::Zh => format!("“{is}”用在“{was}”之下，层次颠倒"),
                    Lang::En => format!("{is} stands under {was}: the levels are inverted"),
                };
                let suggestion = match c.lang {
                    Lang::Zh => format!("“{outer_form}”之下用后面的一级，依次为 一、（一）1.（1）"),
                    Lang::En => format!("under {outer_form}, go down: 一、 （一） 1. （1）"),
                };
                c.report(Rule::Order, node.marker, message, suggestion);
            }
            break;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{found, headings};
    use super::*;

    #[test]
    fn inverted_levels_are_told_once() {
        let text = headings(&["（一）", "一、", "二、", "（二）", "一、", "二、"]);
        assert_eq!(found(&text), [(Rule::Order, "一、".into())]);
    }

    #[test]
    fn a_quoted_article_keeps_its_levels() {
        let text = "一、修改护渠办法\n1.删去第五条。\n2.将第十条修改为：\n“护渠费看下面几项定：\n\
                    （一）渠有多长；\n（二）水有多大。”\n3.删去第九条。\n二、修改用水办法\n删去第三条。\n";
        assert_eq!(found(text), []);
    }

    #[test]
    fn levels_that_go_down_are_sound() {
        assert_eq!(
            found(&headings(&["一、", "（一）", "1.", "（1）", "（2）", "2.", "（二）", "二、"])),
            []
        );
        assert_eq!(found(&headings(&["一、", "1.", "2.", "二、", "1.", "2."])), []);
    }
}
