//! Where the title of a heading begins and ends, and the headings that have no number.

use super::{check, read};

#[test]
fn a_blank_parts_a_heading_from_the_text_behind_it() {
    let title = |text: &str| {
        let (doc, outline) = read(text);
        outline.nodes().first().map(|n| n.title.of(doc.text()).to_owned()).unwrap()
    };
    let said = "今年的渠要早一点动手，人要齐，料要足，一段一段往前推。推到哪里算哪里。";
    assert_eq!(title(&format!("一、修渠要早　　{said}\n二、看闸要勤　　{said}\n")), "修渠要早");
    // On a page without line ends, a single blank is all that is left.
    let page = said.repeat(12);
    assert_eq!(title(&format!("一、修渠要早 {page}二、看闸要勤 {page}\n")), "修渠要早");
    // A blank between two halves of a title does not end it, and neither does one beside a number.
    let long = "修渠要趁冬闲人齐料足往前推 看闸要趁汛前门紧锁牢往后守不留一处空当";
    assert_eq!(title(&format!("一、{long}\n{said}\n二、巡堤\n{said}\n")), long);
    let sums = "去年修渠 3200 米护坡 1800 米共用石料四百多方人工六千多个都记在账上没有一笔含糊";
    assert_eq!(title(&format!("一、{sums}\n{said}\n二、巡堤\n{said}\n")), sums);
}

#[test]
fn who_speaks_is_a_heading_in_minutes_without_numbers() {
    check(&[
        (
            "护堤座谈会记录/时间：三月初六/主持人：今天谈谈怎么修堤。/老张：东圩太矮，要加土。/老李：西圩太窄，要加宽。/主持人：人手够不够？/老张：够，就是料缺。",
            "1.0/1 3.0/2 4.0/2 5.0/2 6.0/2 7.0/2",
        ),
        // Labels are not speakers; and where headings have numbers, speakers are not headings.
        ("护堤座谈会记录/时间：三月初六/地点：东圩/主持人：老张/记录：老李", ""),
        (
            "护堤座谈会记录/一、修堤/老张：加土。/老李：加宽。/老张：都行。/二、看闸/老李：换门。/老张：换锁。",
            "1.0/1 2.0/2 6.0/2",
        ),
    ]);
}

#[test]
fn a_label_over_each_list_is_a_heading() {
    check(&[
        (
            "各组任务/查堤组：/1. 白天两趟。/2. 夜里一趟。/看闸组：/1. 专人专锁。/2. 三天上油。/运料组：/1. 备足石料。/2. 备足草袋。",
            "1.0/1 2.0/2 3.0/3 4.0/3 5.0/2 6.0/3 7.0/3 8.0/2 9.0/3 10.0/3",
        ),
        // Only two such labels may be anything.
        (
            "各组任务/查堤组：/1. 白天两趟。/2. 夜里一趟。/看闸组：/1. 专人专锁。/2. 三天上油。",
            "1.0/1 3.0/2 4.0/2 6.0/2 7.0/2",
        ),
    ]);
}

#[test]
fn a_run_in_title_ends_at_its_first_sentence() {
    let (doc, outline) =
        read("（一）守好堤。眼下水位还在涨。\n（二）管好闸：专人专锁。\n（三）备好料，沙石上堤");
    let titles: Vec<_> = outline.nodes().iter().map(|n| n.title.of(doc.text())).collect();
    assert_eq!(titles, ["守好堤", "管好闸", "备好料，沙石上堤"]);
}

#[test]
fn the_title_of_a_point_ends_before_the_next() {
    let (doc, outline) = read("要做三件事：一是修路，二是引水，三是育苗。");
    let titles: Vec<_> = outline.nodes().iter().map(|n| n.title.of(doc.text())).collect();
    assert_eq!(titles, ["修路", "引水", "育苗"]);
}

#[test]
fn a_colon_between_two_names_is_part_of_the_heading() {
    for (line, name) in [
        ("一、把根扎牢：守住三十里老堤", "把根扎牢：守住三十里老堤"),
        ("一、守堤为先:坚定护圩的“恒心”", "守堤为先:坚定护圩的“恒心”"),
        // A name, and then its text.
        ("一、摸清底数：六月底前查完。", "摸清底数"),
        ("一、查堤：早晚、夜里各一趟", "查堤"),
        ("一、联系人：柳长河 电话：123", "联系人"),
        ("一、水位：12.5", "水位"),
    ] {
        let (doc, outline) = read(&format!("{line}\n水大加岗。\n二、看闸\n夜里不离人。\n"));
        assert_eq!(outline.nodes()[0].title.of(doc.text()), name);
    }
}
