//! The marks after numbers (GB/T 15834-2011, B.3), and, which no standard forbids, numbers of one
//! list that are written in different ways.

use std::collections::BTreeMap;

use super::{Checker, Rule};
use crate::locale::Lang;
use crate::outline::{Family, Kind, Node};
use crate::text::{Span, is_blank};

pub(super) fn check(c: &mut Checker<'_>) {
    for list in c.lists.clone() {
        let items = c.items(&list);
        series(c, &items);
        // Lists of one family from here on.
        let mut by_family: BTreeMap<Family, Vec<&Node>> = BTreeMap::new();
        for node in items {
            by_family.entry(node.family).or_default().push(node);
        }
        for (family, items) in by_family {
            family_marks(c, family, &items);
        }
    }
}

/// 一是… 其次… 第三…
fn series(c: &mut Checker<'_>, items: &[&Node]) {
    let spoken = |f| matches!(f, Family::Is | Family::Ordinal | Family::First);
    for pair in items.windows(2) {
        let [before, node] = pair else { continue };
        // 最后 may close any list.
        let last = c.words(node.marker).starts_with("最");
        if before.family == node.family || !spoken(before.family) || !spoken(node.family) || last {
            continue;
        }
        let (was, is) = (c.words(before.marker), c.words(node.marker));
        let message = match c.lang {
            Lang::Zh => format!("前一项用“{was}”，这一项用“{is}”"),
            Lang::En => format!("“{is}” goes on a list that had “{was}”"),
        };
        let suggestion = c.lang.pick("同一列用同一套序次语", "use one kind in one list").to_owned();
        c.report(Rule::MixedSeries, node.marker, message, suggestion);
        return;
    }
}

/// How a marker is punctuated: its words without numeral and blanks.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Form(String);

fn form(c: &Checker<'_>, node: &Node) -> Form {
    let marks = |ch: &char| !ch.is_alphanumeric() && !is_blank(*ch) && !is_sign(*ch);
    Form(c.words(node.marker).chars().filter(marks).collect())
}

/// ① and the like are numeral and mark in one; ○ is the zero of 一○.
const fn is_sign(c: char) -> bool {
    matches!(c, '①'..='⒛' | '㈠'..='㈩' | '❶'..='❿' | '○')
}

/// The form that `node` should have, where its own is wrong.
fn mended(c: &Checker<'_>, node: &Node) -> Option<String> {
    let marker = c.words(node.marker).trim_end_matches(is_blank);
    let bare = marker.trim_end_matches(|ch: char| is_blank(ch) || is_stop(ch));
    // 第二个问题是：… is a sentence: what follows is what it says.
    if node.family == Family::Ordinal && bare.ends_with('是') {
        return None;
    }
    let stops: Vec<char> = Span::new(bare.len(), marker.len())
        .of(marker)
        .chars()
        .filter(|&ch| !is_blank(ch))
        .collect();
    let right: &[&str] = match node.family {
        Family::Han | Family::Financial => &["、"],
        Family::Stem => &["、", ""],
        Family::Arabic if c.traditional => &[".", "、", "．"],
        Family::Arabic | Family::Latin | Family::Roman => &[".", "．", ""],
        Family::Ordinal | Family::Its | Family::First => &["，", ",", ""],
        Family::HanParen | Family::ArabicParen if c.traditional => &["", "、"],
        Family::HanParen
        | Family::ArabicParen
        | Family::HanHalf
        | Family::ArabicHalf
        | Family::Circled
        | Family::Is
        | Family::Must => &[""],
        Family::Chapter | Family::Section | Family::Article => &["", "：", ":"],
        _ => return None,
    };
    let written: String = stops.iter().collect();
    if right.contains(&written.as_str()) {
        return None;
    }
    // After a bracket or dot sign the numeral alone is not cut off.
    let first = right.first().copied().unwrap_or_default();
    Some(format!("{bare}{first}"))
}

/// Marks that stand after numbers, rightly or wrongly.
const fn is_stop(c: char) -> bool {
    matches!(
        c,
        '、' | '､' | '﹑' | '丶' | '，' | ',' | '.' | '．' | '。' | '：' | ':' | '；' | ';' | '·'
    )
}

/// The clause on the mark after this family.
const fn clause(family: Family) -> &'static str {
    match family {
        Family::Ordinal | Family::Its | Family::First => "B.3.1",
        Family::Han | Family::Stem | Family::Financial => "B.3.2",
        Family::Arabic | Family::Latin | Family::Roman => "B.3.3",
        Family::Chapter | Family::Section | Family::Article => "B.3.6",
        Family::Is | Family::Must => "B.3.7",
        _ => "B.3.4",
    }
}

fn family_marks(c: &mut Checker<'_>, family: Family, items: &[&Node]) {
    let Some(&head) = items.first() else { return };
    let mut counts: BTreeMap<Form, usize> = BTreeMap::new();
    // 第一， 其次 and 另一方面 may stand without a mark: those say nothing of the list.
    let bare = matches!(
        family,
        Family::Ordinal | Family::Its | Family::First | Family::Is | Family::Side | Family::Come
    );
    for &node in items {
        let form = form(c, node);
        if !(bare && form.0.is_empty()) {
            *counts.entry(form).or_default() += 1;
        }
    }
    let wrong: Vec<&Node> = items.iter().copied().filter(|n| mended(c, n).is_some()).collect();
    if counts.len() > 1 && family != Family::Decimal && head.kind == Kind::Heading {
        mixed(c, items, &counts);
    } else if let Some(node) = wrong.first() {
        let Some(mended) = mended(c, node) else { return };
        let (marker, clause, count) = (c.words(node.marker), clause(family), wrong.len());
        let message = match (c.lang, count) {
            (Lang::Zh, 1) => format!("“{marker}”应写作“{mended}”（{clause}）"),
            (Lang::Zh, _) => {
                format!("“{marker}”应写作“{mended}”，这一列共 {count} 处（{clause}）")
            }
            (Lang::En, 1) => format!("“{marker}” should be “{mended}” ({clause})"),
            (Lang::En, _) => {
                format!("“{marker}” should be “{mended}”, {count} times in this list ({clause})")
            }
        };
        c.report_mend(Rule::Mark, node.marker, message, mended);
    }
}

/// Items written unlike the others of their list.
fn mixed(c: &mut Checker<'_>, items: &[&Node], counts: &BTreeMap<Form, usize>) {
    // The right form is the one to follow; else the commonest; of equals the first.
    let uneven = |n: &Node| {
        let has = |mark| c.words(n.marker).contains(mark);
        (has('（') && has(')')) || (has('(') && has('）'))
    };
    let right = |n: &Node| mended(c, n).is_none() && !uneven(n);
    let sound = |form: &Form| items.iter().any(|n| self::form(c, n) == *form && right(n));
    // Of brackets, those of Chinese text are the ones to follow (GB/T 9704-2012, 7.3.3).
    let wide = |form: &Form| !form.0.contains(['(', ')']);
    let best = counts.iter().max_by_key(|(form, count)| {
        let first = items.iter().position(|n| self::form(c, n) == **form);
        (sound(form), wide(form), **count, std::cmp::Reverse(first))
    });
    let Some((best, _)) = best else { return };
    let model = items.iter().copied().find(|n| form(c, n) == *best);
    let Some(model) = model.map(|n| c.words(n.marker).trim_end_matches(is_blank)) else { return };
    // Each other form is told once, at its first item.
    for form in counts.keys().filter(|form| *form != best) {
        let own: Vec<&Node> = items.iter().copied().filter(|n| self::form(c, n) == *form).collect();
        let Some(&node) = own.first() else { continue };
        let marker = c.words(node.marker).trim_end_matches(is_blank);
        let count = own.len();
        let message = match (c.lang, count) {
            (Lang::Zh, 1) => format!("“{marker}”与同列的“{model}”写法不一"),
            (Lang::Zh, _) => format!("“{marker}”与同列的“{model}”写法不一，共 {count} 处"),
            (Lang::En, 1) => format!("“{marker}” is written unlike “{model}” of the same list"),
            (Lang::En, _) => {
                format!("“{marker}” is written unlike “{model}” of the same list, {count} times")
            }
        };
        match super::numeral::renumbered(model, node.number).filter(|m| m != marker) {
            Some(mended) => c.report_mend(Rule::MixedMarks, node.marker, message, mended),
            None => c.report(Rule::MixedMarks, node.marker, message, String::new()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{BODY, found, headings, said};
    use super::*;

    #[test]
    fn a_wrong_mark_after_a_number_is_found() {
        for (markers, said_) in [
            (["一，", "二，", "三，"], "“一，”应写作“一、”，这一列共 3 处（B.3.2）；改为 一、"),
            (["1、", "2、", "3、"], "“1、”应写作“1.”，这一列共 3 处（B.3.3）；改为 1."),
            (
                ["（一）、", "（二）、", "（三）、"],
                "“（一）、”应写作“（一）”，这一列共 3 处（B.3.4）；改为 （一）",
            ),
            (
                ["第一、", "第二、", "第三、"],
                "“第一、”应写作“第一，”，这一列共 3 处（B.3.1）；改为 第一，",
            ),
            (
                ["一是，", "二是，", "三是，"],
                "“一是，”应写作“一是”，这一列共 3 处（B.3.7）；改为 一是",
            ),
        ] {
            assert_eq!(said(Rule::Mark, &headings(&markers)), [said_]);
        }
    }

    #[test]
    fn a_number_in_two_kinds_of_brackets_is_no_model_for_the_others() {
        let said = said(Rule::MixedMarks, &headings(&["（一)", "（二)", "（三）"]));
        assert_eq!(said, ["“（一)”与同列的“（三）”写法不一，共 2 处；改为 （一）"]);
    }

    #[test]
    fn the_right_marks_are_left_alone() {
        for markers in [
            ["一、", "二、", "三、"],
            ["（一）", "（二）", "（三）"],
            ["1.", "2.", "3."],
            ["1．", "2．", "3．"],
            ["（1）", "（2）", "（3）"],
            ["①", "②", "③"],
            ["第一，", "第二，", "第三，"],
            ["一是", "二是", "三是"],
            ["第一章 ", "第二章 ", "第三章 "],
        ] {
            assert_eq!(found(&headings(&markers)), [], "{markers:?}");
        }
    }

    #[test]
    fn one_number_unlike_the_others_is_found() {
        assert_eq!(
            said(Rule::MixedMarks, &headings(&["一、", "二，", "三、"])),
            ["“二，”与同列的“一、”写法不一；改为 二、"]
        );
        assert_eq!(
            said(Rule::MixedMarks, &headings(&["（一）", "(二)", "（三）"])),
            ["“(二)”与同列的“（一）”写法不一；改为 （二）"]
        );
    }

    #[test]
    fn brackets_of_chinese_text_are_the_model_whichever_come_first() {
        let said = said(Rule::MixedMarks, &headings(&["(一)", "(二)", "（三）"]));
        assert_eq!(said, ["“(一)”与同列的“（三）”写法不一，共 2 处；改为 （一）"]);
    }

    #[test]
    fn a_zero_is_a_numeral_and_no_mark() {
        let markers: Vec<String> = "一 二 三 四 五 六 七 八 九 一○ 一一"
            .split(' ')
            .map(|number| format!("（{number}）"))
            .collect();
        let markers: Vec<&str> = markers.iter().map(String::as_str).collect();
        assert_eq!(said(Rule::MixedMarks, &headings(&markers)), [""; 0]);
    }

    #[test]
    fn the_other_side_needs_no_mark_of_the_one() {
        let text = format!("一方面要看到成绩。{BODY}\n另一方面，要看到差距。{BODY}\n");
        assert_eq!(found(&text), []);
    }

    #[test]
    fn an_ordinal_that_is_said_in_a_sentence_has_the_mark_of_the_sentence() {
        let text =
            format!("我讲两个问题。第一个问题是：怎么看渠。{BODY}第二个问题是：怎么护渠。{BODY}\n");
        assert_eq!(said(Rule::Mark, &text), [""; 0]);
    }

    #[test]
    fn a_list_that_changes_its_words_is_found() {
        let text =
            format!("要做好三件事。一是抓学习。{BODY}其次，抓作风。{BODY}第三，抓落实。{BODY}\n");
        assert_eq!(found(&text), [(Rule::MixedSeries, "其次，".into())]);
    }
}
