//! What belongs to what: the continuity of numbers, announced counts, gaps.

use super::{check, headings, read};

#[test]
fn the_continuity_of_numbers_decides_what_is_nested() {
    check(&[
        // 一是 inside 二是: the outer list goes on later with 三是.
        (
            "一、讲规矩/一是守时。二是守信。守信有两层意思。一是说到做到。二是做不到就不说。三是守法。/二、讲实效",
            "1.0/1 2.0/2 2.5/2 2.18/3 2.25/3 2.34/2 3.0/1",
        ),
        // （一） above 一、: the order of this text is not the usual one.
        (
            "（一）看山/一、松林/二、竹林/（二）看水/一、溪/二、塘",
            "1.0/1 2.0/2 3.0/2 4.0/1 5.0/2 6.0/2",
        ),
        // 第一， starts again under each section.
        (
            "一、种/第一，选种要早。/第二，下种要匀。/二、收/第一，收割要快。/第二，晾晒要干。",
            "1.0/1 2.0/2 3.0/2 4.0/1 5.0/2 6.0/2",
        ),
        // The heading of a section does not start a speech, even if it ends with the name of a genre (建议).
        (
            "圩堤情况调查/一、堤身/堤身单薄。/二、涵闸/涵闸老旧。/下一步的建议/一、加厚堤身/二、更换涵闸",
            "1.0/1 2.0/2 4.0/2 7.0/2 8.0/2",
        ),
        // Numbers that run on through the sections are one list, even where a section has only one.
        (
            "（一）东圩/1、问：堤有多长？有人答了。/（二）西圩/2、问：堤有多高？有人答了。/3、问：谁来守？没人答。",
            "1.0/1 2.0/2 3.0/1 4.0/2 5.0/2",
        ),
        // （一） runs on through the sections.
        (
            "一、种/（一）选种。种子要饱。/（二）下种。行距要匀。/二、收/（三）收割。趁晴快收。/（四）晾晒。摊薄勤翻。",
            "1.0/1 2.0/2 3.0/2 4.0/1 5.0/2 6.0/2",
        ),
        // The articles of a statute run on through its chapters.
        (
            "第一章　总则/第一条　为了管好水库，定这个办法。/第二章　分则/第二条　水库由专人看守。",
            "1.0/1 2.0/2 3.0/1 4.0/2",
        ),
        // If the items of a list have one paragraph each, an unnumbered paragraph after them ends it.
        (
            "一、去年的收成/（一）稻子好。亩产过千斤。/（二）棉花好。户户有余钱。/（三）鱼好。塘塘满网。/可也有几处难：/一是路难走。晴天一身土。/二是水难排。雨天一片汪。/二、今年的打算",
            "1.0/1 2.0/2 3.0/2 4.0/2 6.0/2 7.0/2 8.0/1",
        ),
        // Items inside a paragraph belong to the item that opens it, whatever the usual order of both.
        (
            "（一）修渠。一、清淤要深。二、砌石要牢。/（二）护堤。一、加土要实。二、种柳要密。",
            "1.0/1 1.6/2 1.13/2 2.0/1 2.6/2 2.13/2",
        ),
        // 1、 and 1. are two lists, one in the other, where （一） stands between them; else one is careless.
        (
            "护堤办法/1、查堤/(一)看水/水位早晚各看一回。/(二)看土/1.看新土。要压实。/2.看老土。要补平。/3.看坡脚。要填石。/(三)看人/1.看岗上的人。要到齐。/2.看换班的人。要接上。/2、看闸/(一)开闸/1.先开边闸。要慢。/2.再开中闸。要稳。/(二)关闸",
            "1.0/1 2.0/2 3.0/3 5.0/3 6.0/4 7.0/4 8.0/4 9.0/3 10.0/4 11.0/4 12.0/2 13.0/3 14.0/4 15.0/4 16.0/3",
        ),
        ("1、查堤要勤。/2.看闸要稳。/3、备料要足。", "1.0/1 2.0/1 3.0/1"),
        // Numbers begin again under a short line, which is a heading without a number.
        (
            "两圩分开来讲，各有各的难处。/东圩/（一）查堤。一天两次。/夜里加一次。/（二）看闸。专人专锁。/西圩/（一）加土。先低后高。/（二）种柳。先外后里。",
            "3.0/1 5.0/1 7.0/1 8.0/1",
        ),
        // What is read out under an item of the agenda belongs to the item; what the host adds does not.
        (
            "护堤大会主持词/同志们：/首先进行第一项议程，请圩长讲话。/下面进行第二项议程，宣布分工。/一、东圩归老张。/二、西圩归老李。/下面进行第三项议程，签责任书。",
            "1.0/1 3.4/2 4.4/2 5.0/3 6.0/3 7.4/2",
        ),
        (
            "护堤大会主持词/同志们：/首先进行第一项议程，请圩长讲话。/下面进行第二项议程，签责任书。/圩长讲得很实在，我再讲两点意见：/一、回去就传达。/二、明天就上堤。",
            "1.0/1 3.4/2 4.4/2 6.0/2 7.0/2",
        ),
        // What is done under an item that has its line to itself stands in the line below.
        (
            "护堤大会主持词/同志们：/下面，进行第一项议程：/请圩长讲话。/（讲话）/下面，进行第二项：/签责任书。/散会。",
            "1.0/1 3.5/2 6.5/2",
        ),
        // A list before the first section does not belong to any.
        ("今天来，一是道谢，二是求教。/一、道谢/二、求教", "1.4/1 1.9/1 2.0/1 3.0/1"),
    ]);
}

#[test]
fn numbers_of_one_rank_nest_as_they_go_on() {
    check(&[
        ("（1）查堤/（2）看闸/1)早看/2)晚看/（3）加土", "1.0/1 2.0/1 3.0/2 4.0/2 5.0/1"),
        // No （3） follows that would tell.
        ("一、护堤/（1）查堤/（2）看闸/1)早看/2)晚看", "1.0/1 2.0/2 3.0/2 4.0/3 5.0/3"),
        // 1) above （1）.
        (
            "1)查堤/（1）早看/（2）晚看/2)看闸/（1）早看/（2）晚看",
            "1.0/1 2.0/2 3.0/2 4.0/1 5.0/2 6.0/2",
        ),
        // One list, in which a bracket was forgotten.
        ("（1）查堤/2）看闸/（3）加土", "1.0/1 2.0/1 3.0/1"),
    ]);
}

#[test]
fn an_announced_count_tells_where_a_list_ends() {
    check(&[
        (
            "今年抓三件大事。一是修路。二是架桥。三是通水。另外有两点希望：一是团结。二是吃苦。",
            "1.8/1 1.13/1 1.18/1 1.31/1 1.36/1",
        ),
        // Once an announced list is complete, another announced list does not belong to its last item.
        (
            "先说两个看法：（一）堤要加高。（二）闸要换新。再提两点要求：第一，要早动手。第二，要快收工。",
            "1.7/1 1.15/1 1.30/1 1.38/1",
        ),
        (
            "今年做好两件事：/一、修渠/渠要修直。/二、管水/水要管在两处：/其一，早开闸。/其二，勤巡渠。",
            "2.0/1 4.0/1 6.0/2 7.0/2",
        ),
    ]);
}

#[test]
fn gaps_and_repeats_in_the_numbering_are_kept() {
    check(&[
        ("一、修渠/二、修路/四、修桥", "1.0/1 2.0/1 3.0/1"),
        ("一、修渠/二、修路/二、修桥", "1.0/1 2.0/1 3.0/1"),
        ("三、修桥/四、修路", "1.0/1 2.0/1"),
    ]);
}

#[test]
fn each_speech_of_a_file_starts_its_numbers_afresh() {
    check(&[(
        "在河堤整修动员会上的讲话/同志们：/一、任务重/二、时间紧/谢谢大家！/在河堤整修总结会上的讲话/同志们：/一、谢大家/二、谢老天",
        "1.0/1 3.0/2 4.0/2 6.0/1 8.0/2 9.0/2",
    )]);
}

#[test]
fn sections_on_a_page_without_line_ends_are_not_inside_the_points_before_them() {
    check(&[
        (
            "护堤讲话/乡亲们：/今天开会有三个考虑。一是堤要修，二是渠要清，三是闸要看。一、认清形势。水大。（一）看上游。水急。\
             （二）看下游。水缓。二、抓住重点。备料。",
            "1.0/1 3.10/2 3.16/2 3.22/2 3.28/2 3.38/3 3.48/3 3.58/2",
        ),
        // （一） may well be inside a point.
        (
            "护堤讲话/乡亲们：/今天讲两点。一是堤要修。二是渠要清。（一）清上游。水急。（二）清下游。水缓。",
            "1.0/1 3.6/2 3.12/2 3.18/3 3.28/3",
        ),
    ]);
}

#[test]
fn a_list_of_its_own_right_below_an_item_belongs_to_that_item() {
    check(&[
        (
            "第一，看水情。水位天天量，量了要记。/第二，守险段。险段夜夜巡，巡了要报。/一是分好班。每班四个人。/二是带好灯。每人一盏灯。",
            "1.0/1 2.0/1 3.0/2 4.0/2",
        ),
        // What is announced behind a list is another list.
        (
            "第一，看水情。水位天天量。/第二，守险段。险段夜夜巡。/第三，备物料。木桩先运到。/最后提两点要求：/一是分好班。每班四个人。/二是带好灯。每人一盏灯。",
            "1.0/1 2.0/1 3.0/1 5.0/1 6.0/1",
        ),
    ]);
}

#[test]
fn a_list_below_what_leads_to_it_under_a_heading_may_bear_the_same_mark() {
    let text = |leads: &str, end: &str| {
        format!(
            "护堤公约说明/一、修改说明/各村有话要说。/二、护堤公约/{leads}/一、堤要巡，白天两次。/二、闸要看，夜里不离人。/三、险要报，当天报到村。{end}"
        )
    };
    check(&[
        (&text("特订立公约如下：", ""), "1.0/1 2.0/2 4.0/2 6.0/3 7.0/3 8.0/3"),
        (
            &text("特订立公约如下：", "/三、附则/公约今天起用。"),
            "1.0/1 2.0/2 4.0/2 6.0/3 7.0/3 8.0/3 9.0/2",
        ),
        // Nothing leads to it, or more than that stands below the heading.
        (&text("公约今天起用。", ""), "1.0/1 2.0/2 4.0/2 6.0/2 7.0/2 8.0/2"),
        (&text("公约管三年。/各村再说几句：", ""), "1.0/1 2.0/2 4.0/2 7.0/2 8.0/2 9.0/2"),
    ]);
}

#[test]
fn what_stands_below_a_heading_in_its_own_line_belongs_to_it() {
    // The other headings have one paragraph each, the last a second one with a list.
    check(&[(
        "（一）看水情/水位天天量，量了要记。/（二）守险段/险段夜夜巡，巡了要报。/（三）备物料/木桩先运到堤上。/去年吃过亏。一是木桩不够，二是草袋太薄。",
        "1.0/1 3.0/1 5.0/1 7.6/2 7.13/2",
    )]);
}

#[test]
fn articles_run_on_through_chapters_where_blanks_stand_for_line_ends() {
    let article =
        "各村要在汛前把本村的堤段查看一遍，查出的险点当天报给镇水利站，由镇里统一安排人手和石料。";
    let articles = |numbers: &str| {
        let of = |n: char| format!("第{n}条 {article} {article}");
        numbers.chars().map(of).collect::<Vec<_>>().join(" ")
    };
    let (first, second) = (articles("一二三"), articles("四五六"));
    let text = format!(
        "护堤公约 2016年2月20日 第六次村长会议通过 第一章 总 则 {first} 第二章 巡堤 {second}"
    );
    let (doc, outline) = read(&text);
    let markers = outline.nodes().iter().filter(|n| !n.marker.is_empty());
    let shown = markers.map(|n| format!("{}{}", n.depth, n.marker.of(doc.text()).trim_end()));
    let base = outline.nodes().first().map_or(0, |n| usize::from(n.marker.is_empty()));
    let level = |text: &str| {
        text.replace('@', &(base + 1).to_string()).replace('&', &(base + 2).to_string())
    };
    assert_eq!(
        shown.collect::<Vec<_>>().join(" "),
        level("@第一章 &第一条 &第二条 &第三条 @第二章 &第四条 &第五条 &第六条")
    );
    // The same without chapters, and what a sentence names between blanks.
    assert_eq!(headings(&format!("护堤公约 {first}")).split(' ').count(), 4);
    let named = "照公约 第一条 的意思，各村要先查险点，再按 第二条 的办法备料。".repeat(3);
    assert_eq!(headings(&named), "");
}

#[test]
fn a_numeral_without_a_mark_and_one_with_a_mark_number_different_lists() {
    check(&[
        // 一　 over 一、: each has its own mark.
        (
            "给圩区的两封信/一　三月的信/堤要早修，渠要早清，石料要早备。/二　四月的信/信里只说三件事。/一、修堤的人要齐。/二、清渠的人要勤。/三、备料的人要细。",
            "1.0/1 2.0/2 4.0/2 6.0/3 7.0/3 8.0/3",
        ),
        // The list inside ends when the numerals without a mark go on.
        (
            "护堤几条/一　堤身/一、加土。/二、种草。/三、打桩。/二　涵闸/一、换门。/二、上油。/三　人手/八个人一班。/四　纪律/误班要记账。",
            "1.0/1 2.0/2 3.0/3 4.0/3 5.0/3 6.0/2 7.0/3 8.0/3 9.0/2 11.0/2",
        ),
        // In a careless text they are one list.
        ("护堤几条/一、堤身/加土。/二　涵闸/换门。/三、人手/排班。", "1.0/1 2.0/2 4.0/2 6.0/2"),
    ]);
}

#[test]
fn what_a_paragraph_holds_does_not_leave_its_section() {
    check(&[
        // （甲） usually stands over 一、, but not here.
        (
            "护堤几条/一、堤身/堤身要加高。/二、领班和班员/领班要做到两件事：（甲）带头上堤；（乙）照看班员的饭食。这样班员才肯听。",
            "1.0/1 2.0/2 4.0/2 5.9/3 5.17/3",
        ),
        // In lines of their own they decide themselves.
        (
            "护堤几条/甲、东圩/一、堤身/二、涵闸/乙、西圩/一、堤身/二、涵闸",
            "1.0/1 2.0/2 3.0/3 4.0/3 5.0/2 6.0/3 7.0/3",
        ),
    ]);
}

#[test]
fn decimal_numbers_go_on_behind_the_sections_inside_them() {
    let said = "去年水大，堤上守了四十天，没有出一处险，靠的是人齐料足。";
    let text = format!(
        "圩堤调查/3.1 堤身/{said}/3.2 管护/3.2.1 外来的工程队/{said}/3.2.2 本地的工程队/{said}/一、审查/{said}/二、监督/{said}/3.3 看守/{said}/3.4 打算/{said}"
    );
    check(&[
        (&text, "1.0/1 2.0/2 4.0/2 5.0/3 7.0/3 9.0/4 11.0/4 13.0/2 15.0/2"),
        // Where 一、 begins the text, the decimal numbers stand in its sections.
        (
            "圩堤调查/一、堤身/1.1 东圩/1.2 西圩/二、涵闸/2.1 东闸/2.2 西闸",
            "1.0/1 2.0/2 3.0/3 4.0/3 5.0/2 6.0/3 7.0/3",
        ),
    ]);
}

#[test]
fn a_list_inside_a_paragraph_holds_none_of_a_later_one() {
    check(&[
        // The points answer those of the paragraph above; they are none of its last.
        (
            "护堤会上的话/去年圩里许下三件事：一、加高东圩；二、清好西渠；三、换掉旧闸。/这三件事都做到了。第一，东圩加了半米。第二，西渠清了十里。第三，旧闸换了新门。",
            "1.0/1 2.10/2 2.17/2 2.24/2 3.9/2 3.19/2 3.29/2",
        ),
        // In one paragraph they may well be.
        (
            "护堤会上的话/去年圩里许下几件事：一、加高东圩；二、清好西渠。第一，上段。第二，下段。",
            "1.0/1 2.10/2 2.17/2 2.24/3 2.30/3",
        ),
    ]);
}

#[test]
fn a_list_that_goes_on_in_the_same_item_was_not_ended_by_what_stands_between() {
    check(&[
        (
            "（一）分工/1．查堤要勤。/2．看闸要细。/人手这样排：/（1）白班要足。/（2）夜班要精。/（3）换班要准。/3．备料要早。/（二）验收",
            "1.0/1 2.0/2 3.0/2 5.0/3 6.0/3 7.0/3 8.0/2 9.0/1",
        ),
        // Where it does not go on, it was.
        (
            "一、分工/（一）查堤要勤。/（二）看闸要细。/（三）备料要早。/人手这样排：/一是白班要足。/二是夜班要精。/二、验收",
            "1.0/1 2.0/2 3.0/2 4.0/2 6.0/2 7.0/2 8.0/1",
        ),
    ]);
}

#[test]
fn an_item_holds_the_list_that_it_announces() {
    check(&[
        (
            "在护堤会上的讲话/第一个问题，说说去年。去年守了四十天。/第二个问题，说说今年。有人要我讲几句，我讲三点：/一、堤要修。/二、闸要看。/三、料要备。",
            "1.0/1 2.0/2 3.0/2 4.0/3 5.0/3 6.0/3",
        ),
        // Behind items that announce nothing the sections of the speech begin.
        (
            "在护堤会上的讲话/第一，去年守了四十天。/第二，今年要早守。/一、修堤/堤要修牢。/二、看闸/闸要看好。",
            "1.0/1 2.0/2 3.0/2 4.0/2 6.0/2",
        ),
    ]);
}

#[test]
fn a_list_may_come_again_and_again_inside_the_items_of_a_list_of_the_same_mark() {
    check(&[(
        "一、护堤/（一）人手/一、白班要足。/二、夜班要精。/（二）物料/一、木桩要直。/二、草袋要厚。/（三）器具/一、灯要亮。/二、锣要响。/二、看闸/（一）开闸/（二）关闸/三、验收",
        "1.0/1 2.0/2 3.0/3 4.0/3 5.0/2 6.0/3 7.0/3 8.0/2 9.0/3 10.0/3 11.0/1 12.0/2 13.0/2 14.0/1",
    )]);
}

#[test]
fn a_named_and_numbered_part_holds_the_questions_asked_in_it() {
    let asked = |what: &str| {
        format!("记者：{what}怎么样？/老柳：{what}还好，就是忙了些，今年人手比去年多了十几个。")
    };
    let [a, b, c] = ["去年的堤", "今年的堤", "今年的闸"].map(asked);
    check(&[(
        &format!("护堤人访谈/故事一：过去的堤/{a}/故事二：现在的堤/{b}/故事三：新的闸/{c}"),
        "1.0/1 2.0/2 3.0/3 5.0/2 6.0/3 8.0/2 9.0/3",
    )]);
}
