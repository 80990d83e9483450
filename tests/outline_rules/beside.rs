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
