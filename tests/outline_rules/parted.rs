//! Short lines without a number that part the paragraphs of a speech, beside lists and blank lines.

use super::{check, headings};

/// A paragraph about `what`, of more than fifty characters.
fn said(what: &str) -> String {
    format!(
        "说到{what}，去年堤上守了四十天，没有出一处险，靠的是人齐料足，也靠老堤工手把手地教，这些办法今年还要用，{what}也一样。"
    )
}

#[test]
fn a_list_below_one_of_several_short_lines_belongs_to_it() {
    let [a, b, c, d] = ["人", "料", "钱", "闸"].map(said);
    let list = "一、查堤要勤；/二、看闸要细；/三、加土要早。";
    check(&[
        // The list comes first, in the middle or last.
        (
            &format!("护堤杂谈/{a}/护堤的人/{b}/{list}/护堤的料/{c}/护堤的钱/{d}"),
            "1.0/1 3.0/2 5.0/3 6.0/3 7.0/3 8.0/2 10.0/2",
        ),
        (
            &format!("护堤杂谈/{a}/护堤的人/{b}/护堤的料/{c}/{c}/{c}/{c}/{list}/{d}/护堤的钱/{d}"),
            "1.0/1 3.0/2 5.0/2 10.0/3 11.0/3 12.0/3 14.0/2",
        ),
        (
            &format!("护堤杂谈/{a}/护堤的人/{b}/护堤的料/{c}/护堤的钱/{d}/{list}"),
            "1.0/1 3.0/2 5.0/2 7.0/2 9.0/3 10.0/3 11.0/3",
        ),
        // Lines inside a list do not hold it, and neither does one far above it.
        (
            &format!(
                "护堤杂谈/{a}/一、查堤要勤/护堤的人/{b}/护堤的料/{c}/二、看闸要细/护堤的钱/{d}"
            ),
            "1.0/1 3.0/2 8.0/2",
        ),
        (
            &format!(
                "护堤杂谈/{a}/护堤的人/{b}/护堤的料/{c}/护堤的钱/{d}/{d}/{d}/{d}/{d}/{d}/{list}"
            ),
            "1.0/1 14.0/2 15.0/2 16.0/2",
        ),
    ]);
}

#[test]
fn a_paragraph_below_a_short_line_may_lead_to_a_list() {
    let [a, b, c, d] = ["人", "料", "钱", "闸"].map(said);
    let text = |leads: &str| {
        format!("护堤杂谈/{a}/护堤的人/{leads}/1. 查堤要勤/2. 看闸要细。/护堤的料/{c}/护堤的钱/{d}")
    };
    check(&[
        (&text(&b.replace('。', "：")), "1.0/1 3.0/2 5.0/3 6.0/3 7.0/2 9.0/2"),
        // A few words with a colon are no paragraph.
        (&text("要点如下："), "1.0/1 5.0/2 6.0/2"),
    ]);
}

#[test]
fn two_short_lines_are_enough_where_blank_lines_set_them_apart() {
    let [a, b, c, d] = ["人", "料", "钱", "闸"].map(said);
    let text = |gap: &str| {
        format!("护堤杂谈//{a}/{gap}难忘的去年/{}{b}//{c}/{gap}今后的打算/{}{d}//{a}", "/", "/")
    };
    check(&[
        (&text("///"), "1.0/1 7.0/2 15.0/2"),
        (&text("/"), "1.0/1"),
        // The other paragraphs stand apart as well.
        (&text("///").replace("//说", "////说"), "1.0/1"),
    ]);
}

#[test]
fn two_short_lines_are_enough_if_they_say_nearly_the_same() {
    let [a, b, c, d] = ["人", "料", "钱", "闸"].map(said);
    let list = "一、查堤要勤/二、看闸要细";
    let text = |last: &str| {
        format!("圩区工作报告/各位代表：/{a}/2024年护堤工作回顾/{b}/{c}/{last}/{d}/{list}")
    };
    check(&[
        (&text("2025年护堤工作打算"), "1.0/1 4.0/2 7.0/2 9.0/3 10.0/3"),
        (&text("要靠乡亲们出力"), "1.0/1 9.0/2 10.0/2"),
        (&text("2024年护堤工作，大家可还满意？"), "1.0/1 9.0/2 10.0/2"),
    ]);
}

#[test]
fn a_short_line_may_end_with_the_name_of_a_book() {
    let [a, b, c, d] = ["人", "料", "钱", "闸"].map(said);
    let text = |name: &str| format!("护堤杂谈/{a}/护堤的人/{b}/{name}/{c}/护堤的钱/{d}");
    check(&[
        (&text("护堤的办法合不合《护堤公约》"), "1.0/1 3.0/2 5.0/2 7.0/2"),
        (&text("《护堤公约》"), "1.0/1"),
    ]);
}

#[test]
fn short_lines_inside_numbered_sections_belong_to_these() {
    let [a, b, c, d] = ["人", "料", "钱", "闸"].map(said);
    let text = |second: &str| {
        format!(
            "护堤杂谈/{a}/（一）去年/{a}/去年的人手/{b}/去年的物料/{c}/（二）今年/{a}/{second}/（三）明年/{d}"
        )
    };
    check(&[
        (
            &text(&format!("今年的人手/{b}/今年的物料/{c}/今年的闸口/{d}")),
            "1.0/1 3.0/2 5.0/3 7.0/3 9.0/2 11.0/3 13.0/3 15.0/3 17.0/2",
        ),
        // An excerpt may begin with a later section.
        (
            &text(&format!("今年的人手/{b}/今年的物料/{c}/今年的闸口/{d}"))
                .replace("（三）", "（六）")
                .replace("（二）", "（五）")
                .replace("（一）", "（四）"),
            "1.0/1 3.0/2 5.0/3 7.0/3 9.0/2 11.0/3 13.0/3 15.0/3 17.0/2",
        ),
        // Lines of one section alone may be anything.
        (&text(&format!("{b}/{c}")), "1.0/1 3.0/2 9.0/2 13.0/2"),
    ]);
}

#[test]
fn a_short_line_may_stand_right_below_another_but_no_line_that_comes_again() {
    let [a, b, c, d] = ["人", "料", "钱", "闸"].map(said);
    let parts = format!("护堤的人/{a}/护堤的料/{b}/护堤的钱/{c}");
    check(&[
        (
            &format!("护堤杂谈/{a}/{parts}/涵闸与护坡/涵闸怎么看/{d}"),
            "1.0/1 3.0/2 5.0/2 7.0/2 9.0/2 10.0/2",
        ),
        (
            &format!("护堤杂谈/{a}/{parts}/涵闸怎么看/圩报消息/{d}/护坡怎么修/圩报消息/{d}"),
            "1.0/1 3.0/2 5.0/2 7.0/2 9.0/2 12.0/2",
        ),
    ]);
}

#[test]
fn what_refers_to_a_picture_may_end_a_paragraph() {
    let [a, b, c, d] = ["人", "料", "钱", "闸"].map(said);
    let text = |end: &str| {
        format!("护堤杂谈/{a}/护堤的人/{a}/{b}{end}/护堤的料/{b}/护堤的钱/{c}/看闸的办法/{d}")
    };
    check(&[
        (&text("(图二)"), "1.0/1 3.0/2 6.0/2 8.0/2 10.0/2"),
        (&text("后来"), "1.0/1 3.0/2 8.0/2 10.0/2"),
    ]);
}

#[test]
fn a_short_line_among_others_is_no_title_whatever_its_last_word() {
    let [a, b, c, d] = ["人", "料", "钱", "闸"].map(said);
    let text = |last: &str| {
        format!(
            "护堤杂谈/{a}/护堤的人/{a}/护堤的料/{b}/护堤的钱/{c}/关于看闸的办法/{last}{d}/巡堤的人/{a}"
        )
    };
    check(&[
        (&text(""), "1.0/1 3.0/2 5.0/2 7.0/2 9.0/2 11.0/2"),
        // The articles of an attached document begin below its title.
        (
            &text("第一条 闸要有人看。/第二条 看闸要记。/"),
            "1.0/1 3.0/2 5.0/2 7.0/2 9.0/1 10.0/2 11.0/2",
        ),
    ]);
}

#[test]
fn lists_below_several_short_lines_do_not_hide_these() {
    let [a, b, c, d] = ["人", "料", "钱", "闸"].map(said);
    let list = "（一）查堤要勤；/（二）看闸要细。";
    let text = format!(
        "护堤杂谈/{a}/护堤的人/{a}/{list}/护堤的料/{b}/{list}/护堤的钱/{c}/{c}/{c}/{c}/{c}/{c}/{c}/{list}/{d}"
    );
    assert_eq!(headings(&text), "1.0/1 3.0/2 5.0/3 6.0/3 7.0/2 9.0/3 10.0/3 11.0/2 19.0/3 20.0/3");
}

#[test]
fn who_speaks_parts_what_several_say_at_one_meeting() {
    let [a, b] = ["人", "料"].map(said);
    let text = |title: &str, one: &str, two: &str| {
        format!(
            "{title}/二〇二四年三月/{one}/同志们：/{a}/一、查堤要勤。/二、看闸要细。/{two}/同志们：/{b}"
        )
    };
    check(&[
        (
            &text("柳长河梁守堤在护堤大会上的讲话", "柳长河同志讲话", "周县长的讲话："),
            "1.0/1 3.0/2 6.0/3 7.0/3 8.0/2",
        ),
        // Below the title of a collection each begins a speech.
        (&text("护堤讲话汇编", "柳长河同志讲话", "周县长的讲话"), "3.0/1 6.0/2 7.0/2 8.0/1"),
        // Two speeches of a collection have titles of their own.
        (
            &text("护堤讲话汇编", "在护堤大会上的讲话", "在看闸大会上的讲话"),
            "3.0/1 6.0/2 7.0/2 8.0/1",
        ),
    ]);
}
