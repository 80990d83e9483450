//! What stands beside a text and has no headings: tables of contents, lists of attachments, notes.

use super::check;

#[test]
fn a_table_of_contents_gives_no_headings() {
    check(&[
        ("目录/一、修渠……3/二、护堤……8/一、修渠/先挖后砌。/二、护堤/种柳固土。", "4.0/1 6.0/1"),
        ("目 录/一、修渠/二、护堤/一、修渠/先挖后砌。/二、护堤/种柳固土。", "4.0/1 6.0/1"),
    ]);
}

#[test]
fn a_table_of_contents_in_one_line_gives_no_headings() {
    let speech = "同志们：/讲三点。/一、查堤要勤，早晚各一趟/先报信。/二、看闸要细/夜里也去。/三、加土要早/水退就动手。";
    for list in [
        "目录：一、查堤要勤；二、看闸要细；三、加土要早",
        "【目　录】一、查堤要勤1 二、看闸要细3 三、加土要早5",
        "讲话提纲/一、查堤要勤（一）看渗水（二）看裂缝 二、看闸要细 三、加土要早",
    ] {
        let places =
            if list.contains('/') { "1.0/1 6.0/2 8.0/2 10.0/2" } else { "1.0/1 5.0/2 7.0/2 9.0/2" };
        check(&[(&format!("护堤讲话/{list}/{speech}"), places)]);
    }
    check(&[
        // What the speaker says he will speak of, and a list of what does not come again.
        (
            "护堤讲话/同志们：/今天讲三点：一、查堤要勤；二、看闸要细；三、加土要早/一、查堤要勤/先报信。/二、看闸要细/夜里也去。",
            "1.0/1 3.6/2 3.13/2 3.20/2 4.0/2 6.0/2",
        ),
        (
            "护堤讲话/目标：一、不漏；二、不溃；三、不淹/一、查堤要勤/先报信。/二、看闸要细/夜里也去。",
            "1.0/1 2.3/2 2.8/2 2.13/2 3.0/2 5.0/2",
        ),
    ]);
}

#[test]
fn the_title_between_a_table_of_contents_and_the_text_is_no_entry() {
    let text = "在护堤会上的报告/柳长河/引　言/先说去年。/一、修渠/先挖后砌。/二、护堤/种柳固土。";
    check(&[
        (&format!("目　录/引　言……1/一、修渠……3/二、护堤……8/{text}"), "5.0/1 9.0/2 11.0/2"),
        // The last entry of the table has other words in the text.
        ("目录/修渠/护堤/守闸的人/修渠/先挖后砌。/护堤/种柳固土。/守闸人/夜里不睡。", ""),
    ]);
}

#[test]
fn pages_glued_to_the_entries_of_a_table_do_not_make_them_headings() {
    check(&[
        (
            "第一章查堤3/第二章看闸3/第三章加土5/第一章查堤/早晚各一趟。/第二章看闸/夜里不离人。/第三章加土/水退再动手。",
            "4.0/1 6.0/1 8.0/1",
        ),
        // These are chapters whose titles end with numbers.
        (
            "第一章上圩1/早晚各一趟。/第二章下圩2/夜里不离人。/第三章东圩3/水退再动手。",
            "1.0/1 3.0/1 5.0/1",
        ),
    ]);
}

#[test]
fn the_list_of_what_is_attached_is_no_part_of_the_outline() {
    check(&[
        ("一、查堤/二、看闸/附件：1.守夜名单/2.物资清单", "1.0/1 2.0/1"),
        ("一、查堤/二、看闸/附件：1.守夜名单 2.物资清单/圩区管理处", "1.0/1 2.0/1"),
        ("附：东圩要做两件事：1.查堤。2.看闸。", "1.10/1 1.15/1"),
    ]);
}

#[test]
fn notes_behind_a_text_are_a_section_without_items() {
    check(&[
        (
            "在护堤会上的讲话/同志们：/一、查堤/二、守闸/注释/［1］查堤：白天两次，夜里一次。/［2］守闸：不离人。",
            "1.0/1 3.0/2 4.0/2 5.0/2",
        ),
        ("一、查堤[1]要勤/二、守闸要严/[1] 查堤：白天两次。/[2] 夜里一次。", "1.0/1 2.0/1"),
        ("[1] 查堤要勤/[2] 守闸要严", "1.0/1 2.0/1"),
    ]);
}

#[test]
fn numbers_in_circles_behind_sentences_refer_to_notes() {
    let text = |notes: &str| {
        format!(
            "护堤史话/一、老堤/老堤修于清末，县志说“堤成而民安”①。乡里老人也这么说。②后来又加高过三尺。/二、新堤/新堤修了两年，碑上写着“众人修堤”③。如今堤上种满了柳。④年年有人来看。{notes}"
        )
    };
    check(&[
        (&text(""), "1.0/1 2.0/2 4.0/2"),
        (&text("/注释/①旧县志。/②柳长河讲。/③堤碑。/④圩报。"), "1.0/1 2.0/2 4.0/2 6.0/2"),
        // Behind a colon they are points, notes or not.
        (
            &text("/三、护堤/护堤有三件事：①查险；②除草；③补土。/注释/①旧县志。/②柳长河讲。"),
            "1.0/1 2.0/2 4.0/2 6.0/2 7.7/3 7.11/3 7.15/3 8.0/2",
        ),
    ]);
}
