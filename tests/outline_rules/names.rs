//! Where the title of a heading begins and ends, and the headings that have no number.

use super::{check, headings, read};

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
fn the_lines_that_part_an_interview_hold_its_questions() {
    let asked = |name: &str, year: &str| {
        format!("{name}/记者：{year}的堤怎么样？/老柳：{year}的堤还算结实，就是料备得晚了些。")
    };
    let text = format!(
        "护堤人访谈/堤上的柳树绿了，老柳又上了堤。/{}/{}/{}/{}",
        asked("先说过去的堤", "前年"),
        asked("记者：那时人够吗？/老柳：够。", "去年"),
        asked("再说往后的堤", "今年"),
        asked("记者：料备了吗？/老柳：备了。", "明年"),
    );
    check(&[
        (&text, "1.0/1 3.0/2 4.0/3 6.0/3 8.0/3 10.0/2 11.0/3 13.0/3 15.0/3"),
        // One such line may be anything.
        (&text.replace("/再说往后的堤", ""), "1.0/1 4.0/2 6.0/2 8.0/2 10.0/2 12.0/2 14.0/2"),
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

#[test]
fn an_item_of_the_agenda_says_what_is_done() {
    let below = "护堤大会主持词/同志们：/下面，进行第一项议程：/请圩长讲话，大家欢迎。/（讲话）/下面，进行第二项：/签责任书。";
    assert_eq!(names(below), ["护堤大会主持词", "请圩长讲话，大家欢迎", "签责任书"]);
    // What the line itself says, and what is no sentence.
    let beside = "护堤大会主持词/同志们：/大会第一项议程，请圩长讲话。/圩长讲得好。/大会第二项议程：/（签责任书）";
    assert_eq!(names(beside), ["护堤大会主持词", "请圩长讲话", ""]);
}

#[test]
fn a_single_blank_parts_headings_that_all_have_one() {
    let list = "一、渠要早修 今年的渠，年底前修通。不等来年。/二、闸要勤看 看闸的人，一天看两遍。夜里加一遍。";
    assert_eq!(names(list), ["渠要早修", "闸要勤看"]);
    let run = "讲三点。一、渠要早修 今年的渠要在年底前修通，不等。二、闸要勤看 看闸的人一天要看两遍，不漏。三、堤要年年加 加一年，稳十年，稳住人心。";
    assert_eq!(names(run), ["渠要早修", "闸要勤看", "堤要年年加"]);
    // One of them alone, and news that end in two halves.
    let one = "一、渠要早修 今年的渠，年底前修通。不等来年。/二、看闸的人，一天看两遍。夜里加一遍。/三、加堤的土，一层一层夯。";
    assert_eq!(names(one).first().map(String::as_str), Some("渠要早修 今年的渠，年底前修通"));
    let news = "一、东圩新渠昨日通水 西圩新闸明日落成。/二、两圩今年同修一堤 乡亲们夜里上堤看水。";
    assert_eq!(names(news).first().map(String::as_str), Some("东圩新渠昨日通水 西圩新闸明日落成"));
}

#[test]
fn a_title_ends_before_its_text_where_its_siblings_are_names() {
    let list = "一、查堤/天天查。/二、抓好各圩的清淤当前，渠里的淤泥有半人深。/三、看闸/夜夜看。";
    assert_eq!(names(list), ["查堤", "抓好各圩的清淤", "看闸"]);
    // Siblings that are sentences as well.
    let sentences = "一、查堤的人，天天查。/二、抓好各圩的清淤当前，渠里的淤泥有半人深。/三、看闸的人，夜夜看。";
    assert_eq!(names(sentences)[1], "抓好各圩的清淤当前，渠里的淤泥有半人深");
    // A word that goes on.
    let own = "一、查堤/天天查。/二、做好当前，也想到今后。/三、看闸/夜夜看。";
    assert_eq!(names(own)[1], "做好当前，也想到今后");
}

/// The words of the nodes, without their markers.
fn names(text: &str) -> Vec<String> {
    let (doc, outline) = super::read(&text.replace('/', "\n"));
    outline.nodes().iter().map(|n| n.title.of(doc.text()).to_owned()).collect()
}

#[test]
fn parts_with_dates_of_their_own_are_headings() {
    let said = "今年的渠要早一点动手，人要齐，料要足，一段一段往前推，推到哪里算哪里，入冬之前一定要见到水，见了水再说别的。";
    let days = ["（一九八二年三月）", "（一九八二年三月六日）", "（一九八二年三月九日）"];
    let [month, first, last] = days;
    check(&[
        (
            &format!(
                "在修渠座谈会上的讲话/引　言/{first}/{said}/结　论/{last}/一、早动手/二、备足料"
            ),
            "1.0/1 2.0/2 5.0/2 7.0/3 8.0/3",
        ),
        // What follows may be a number alone.
        (
            &format!(
                "在修渠座谈会上的讲话/引　言/{first}/{said}/按　语/（一九八二年三月、四月）/一/{said}/二/{said}"
            ),
            "1.0/1 2.0/2 5.0/2 7.0/3 9.0/3",
        ),
        (
            &format!(
                "在修渠座谈会上的讲话/{month}/引　言/{first}/{said}/结　论/{last}/一、早动手/二、备足料"
            ),
            "1.0/1 3.0/2 6.0/2 8.0/3 9.0/3",
        ),
        // The first part may look like a title of its own.
        (
            &format!(
                "在修渠座谈会上的讲话/{month}/开幕词/{first}/同志们：/{said}/结　论/{last}/同志们：/{said}"
            ),
            "1.0/1 3.0/2 7.0/2",
        ),
        // A line below the title belongs to it, and whoever signs is no part of the text.
        (
            &format!("在修渠座谈会上的讲话/——论早动手/{month}/{said}{said}{said}/柳长河/{last}"),
            "1.0/1",
        ),
    ]);
}

#[test]
fn an_introduction_and_a_conclusion_stand_beside_the_numbered_sections() {
    let said = "今年的渠要早一点动手，人要齐，料要足，一段一段往前推，推到哪里算哪里。";
    let sections =
        format!("一、早动手/{said}/（一）备料/{said}/（二）备人/{said}/二、早收工/{said}");
    check(&[
        (
            &format!(
                "修渠报告/各位代表：/引　　言/{said}/{sections}/結　語/{said}一是不等。二是不靠。"
            ),
            "1.0/1 3.0/2 5.0/2 7.0/3 9.0/3 11.0/2 13.0/2 14.35/3 14.40/3",
        ),
        (
            &format!("修渠报告/各位代表：/前言/{said}/1.去年/{said}/2.今年/{said}/{sections}"),
            "1.0/1 3.0/2 5.0/3 7.0/3 9.0/2 11.0/3 13.0/3 15.0/2",
        ),
        // With a number of its own, or without a text.
        (
            &format!("修渠报告/各位代表：/{said}/一、前言/{said}/二、早动手/{said}/结语/柳长河"),
            "1.0/1 4.0/2 6.0/2",
        ),
        (
            &format!(
                "修渠报告/各位代表：/{said}/一、早动手/{said}/二、早收工/{said}/结语是这样的/{said}"
            ),
            "1.0/1 4.0/2 6.0/2",
        ),
    ]);
}

#[test]
fn paragraphs_below_headings_without_numbers_may_have_numbers_and_be_short() {
    let short = "今年的渠，我想从头说一说，说得不对的大家指出来。";
    let said = "今年的渠要早一点动手，人要齐，料要足，一段一段往前推，推到哪里算哪里，入冬之前一定要见到水，见了水再说别的。";
    let text = format!(
        "在修渠会上的致辞/各位乡亲：/去年修的渠道/1. {said}/2. {said}/今年修的渠道/3. {said}/4. {said}/明年修的渠道/5. {said}"
    );
    check(&[
        (&text, "1.0/1 3.0/2 4.0/3 5.0/3 6.0/2 7.0/3 8.0/3 9.0/2 10.0/3"),
        // The first paragraph below each may be short, but not the whole speech.
        (
            &format!(
                "在修渠会上的致辞/各位乡亲：/序言/{short}/{said}/去年修的渠道/{short}/{said}/今年修的渠道/{short}/{said}"
            ),
            "1.0/1 3.0/2 6.0/2 9.0/2",
        ),
        (
            &format!(
                "在修渠会上的致辞/各位乡亲：/{short}/去年修的渠道/{short}/今年修的渠道/{short}/明年修的渠道/{short}"
            ),
            "1.0/1",
        ),
        // Two such lines are too few, unless they say nearly the same.
        (
            &format!(
                "在修渠会上的致辞/各位乡亲：/去年修的渠道/1. {said}/2. {said}/往后操心的事/3. {said}"
            ),
            "1.0/1 4.0/2 5.0/2 7.0/2",
        ),
    ]);
}

#[test]
fn the_first_heading_without_a_number_may_stand_right_below_the_title() {
    let said = "今年的渠要早一点动手，人要齐，料要足，一段一段往前推，推到哪里算哪里，入冬之前一定要见到水，见了水再说别的。";
    check(&[
        (
            &format!("修渠的办法/去年的教训/{said}/{said}/今年的打算/{said}/开工的日子/{said}"),
            "1.0/1 2.0/2 5.0/2 7.0/2",
        ),
        // Who speaks, what else belongs to the title, and a line over the only two such lines.
        (&format!("修渠的办法/柳长河/{said}/{said}/今年的打算/{said}/开工的日子/{said}"), "1.0/1"),
        (
            &format!(
                "在修渠会上的讲话/早动手早收工/{said}/{said}/今年的打算/{said}/开工的日子/{said}"
            ),
            "1.0/1",
        ),
        (&format!("修渠的办法/去年的教训/{said}/{said}/今年的打算/{said}"), "1.0/1"),
    ]);
}

#[test]
fn a_line_over_each_list_of_sections_is_a_heading_of_all_of_them() {
    let said = "今年的渠要早一点动手，人要齐，料要足，一段一段往前推，推到哪里算哪里。";
    let part = |name: &str, family: [&str; 2]| {
        let [first, second] = family;
        format!("{name}/{said}/{first}早动手/{said}/{second}早收工/{said}")
    };
    let han = ["一、", "二、"];
    let bracketed = ["（一）", "（二）"];
    check(&[
        (
            &format!(
                "修渠报告/各位代表：/{said}/{}/{}",
                part("去年修渠的回顾", han),
                part("今年修渠的打算", han)
            ),
            "1.0/1 4.0/2 6.0/3 8.0/3 10.0/2 12.0/3 14.0/3",
        ),
        (
            &format!(
                "修渠报告/各位代表：/{said}/{}/{}",
                part("2023年的渠", bracketed),
                part("2024年的渠", bracketed)
            ),
            "1.0/1 4.0/2 6.0/3 8.0/3 10.0/2 12.0/3 14.0/3",
        ),
        // A sentence over a list, and the second line of a title.
        (
            &format!("修渠报告/各位代表：/{said}/{}/{}", part("去年。", han), part("今年。", han)),
            "1.0/1 6.0/2 8.0/2 12.0/2 14.0/2",
        ),
        (&format!("修渠报告/各位代表：/{}", part("去年修渠的回顾", han)), "1.0/1 5.0/2 7.0/2"),
    ]);
}

#[test]
fn a_line_over_the_only_list_is_a_heading_beside_those_over_mere_text() {
    let said = "去年水大，堤上守了四十天，没有出一处险，这是大家的功劳，也是石料备得足的功劳，今年还要这样守。";
    let list = format!("（一）查堤。{said}/（二）看闸。{said}");
    check(&[
        (
            &format!(
                "柳长河和他的堤/{said}/四十年的路/{said}/{said}/三条办法/{said}/{list}/留给后人的话/{said}"
            ),
            "1.0/1 3.0/2 6.0/2 8.0/3 9.0/3 10.0/2",
        ),
        // Lines inside the list, and lines below it only.
        (
            &format!(
                "柳长河和他的堤/{said}/（一）查堤/{said}/四十年的路/{said}/（二）看闸/三条办法/{said}/留给后人的话/{said}"
            ),
            "1.0/1 3.0/2 7.0/2",
        ),
    ]);
}

#[test]
fn lines_that_are_underlined_are_headings() {
    let text = "去年水大，堤上守了四十天，没有出一处险，这是大家的功劳，也是石料备得足的功劳。";
    let speech = |rule: &str| {
        format!(
            "在护堤会上的讲话/乡亲们：/{text}/堤身/{rule}/{text}/{text}/涵闸和渡口/{rule}/{text}/{text}"
        )
    };
    for rule in ["------", "－－－－－", "=====", "~~~~ ~~~~"] {
        assert_eq!(headings(&speech(rule)), "1.0/1 4.0/2 8.0/2", "{rule}");
    }
    // A rule alone parts sections, and one line above a rule may end one.
    assert_eq!(headings(&speech("--")), "1.0/1");
    let once = format!("在护堤会上的讲话/乡亲们：/{text}/{text}/上圩区水务局/------/{text}/{text}");
    assert_eq!(headings(&once), "1.0/1");
}

/// A speech in which three short lines part paragraphs that are set in.
fn parted(between: &str) -> String {
    let said = |year: &str| {
        format!(
            "　　{year}水大，堤上守了四十天，没有出一处险，靠的是人齐料足，也靠老堤工手把手地教，{year}的办法今年还要用。"
        )
    };
    let [a, b, c, d] = ["去年", "前年", "再往前数的那一年", "发大水那年"].map(said);
    format!("在护堤会上的讲话/{a}/护堤的人/{b}/{between}护堤的料/{c}/护堤的钱/{d}")
}

#[test]
fn the_notes_behind_a_speech_do_not_hide_its_headings() {
    let text = parted("");
    let expected = "1.0/1 3.0/2 5.0/2 7.0/2";
    let notes = "/注　　释/〔1〕堤，指东圩的堤。/〔2〕老堤工，指在堤上干了二十年的人。";
    check(&[
        (&text, expected),
        (&format!("{text}{notes}"), &format!("{expected} 9.0/2")),
        (&format!("{text}{}", notes.replace('释', "釋")), &format!("{expected} 9.0/2")),
    ]);
}

#[test]
fn a_question_set_in_like_the_paragraphs_is_no_heading_beside_those_at_the_edge() {
    let question = "　　那么水再大一尺怎么办呢？/　　照去年的办法守，人再加一班，料再备一成，夜里的灯笼要多挂几盏，一里一盏，看得见人影。/";
    check(&[
        (&parted(question), "1.0/1 3.0/2 7.0/2 9.0/2"),
        // At the edge it is one of them.
        (&parted(&question.replace("　　那么", "那么")), "1.0/1 3.0/2 5.0/2 7.0/2 9.0/2"),
    ]);
}

#[test]
fn contributions_with_their_authors_below_are_headings() {
    let one = |name: &str, who: &str| {
        format!(
            "{name}/{who}/{name}，这话要记牢。各村的护堤员要把自己那一段看好，白天看水，夜里看人，一处也不能漏，漏了要认账，{name}。"
        )
    };
    let text = format!(
        "守堤人的话/护堤座谈会发言摘要/{}/{}/{}",
        one("守堤靠人心", "县水文站工程师柳长河"),
        one("看闸要耐得住", "东圩闸站站长梁守堤"),
        one("修渠赶早不赶晚", "高青石"),
    );
    check(&[
        (&text, "1.0/1 3.0/2 6.0/2 9.0/2"),
        // Two are too few, and a sentence below says nothing of who wrote it.
        (&text.replace("/高青石", "/去年的渠清得早，水走得快"), "1.0/1"),
    ]);
}

#[test]
fn who_asks_may_be_named_before_the_word() {
    check(&[(
        "堤上问答/客问：堤有多高？/主答：一丈二。/客问：谁来守？/主答：各村轮着守。/客问：守到几时？/主答：守到水退。",
        "1.0/1 2.0/2 4.0/2 6.0/2",
    )]);
}
