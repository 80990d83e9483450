//! The rules of the outline, one by one: what is a heading, what only looks like one, and what
//! belongs to what. In the tables `/` is a line end.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use gangmu::document::Document;
use gangmu::error::ErrorKind;
use gangmu::outline::{self, Outline};
use proptest::prelude::*;

fn read(text: &str) -> (Document, Outline) {
    let doc = gangmu::input::read(text.as_bytes().to_vec(), "讲话.txt").unwrap();
    let outline = outline::parse(&doc);
    (doc, outline)
}

/// The headings as `line.col/level`, titles of speeches left out.
fn headings(text: &str) -> String {
    let (doc, outline) = read(&text.replace('/', "\n"));
    let mut positions = doc.positions();
    let place = |n: &outline::Node| {
        let at = positions.at(n.start());
        format!("{}.{}/{}", at.line, at.col, n.depth)
    };
    outline.nodes().iter().map(place).collect::<Vec<_>>().join(" ")
}

fn check(table: &[(&str, &str)]) {
    for (text, expected) in table {
        assert_eq!(&headings(text), expected, "{text}");
    }
}

#[test]
fn every_written_form_of_a_marker_is_read() {
    check(&[
        ("一、修好水渠/二、管好水泵", "1.0/1 2.0/1"),
        ("一､修好水渠/二､管好水泵", "1.0/1 2.0/1"),
        ("一丶修好水渠/二丶管好水泵", "1.0/1 2.0/1"),
        ("一. 修好水渠/二. 管好水泵", "1.0/1 2.0/1"),
        ("一．修好水渠/二．管好水泵", "1.0/1 2.0/1"),
        ("一，修好水渠/二，管好水泵", "1.0/1 2.0/1"),
        ("一 修好水渠/二 管好水泵/三 算好水账", "1.0/1 2.0/1 3.0/1"),
        ("—、修好水渠/二、管好水泵", "1.0/1 2.0/1"),
        ("（一）修好水渠/（二）管好水泵", "1.0/1 2.0/1"),
        ("(一）修好水渠/（二)管好水泵", "1.0/1 2.0/1"),
        ("（ 一 ）修好水渠/（ 二 ）管好水泵", "1.0/1 2.0/1"),
        ("（一）、修好水渠/（二）、管好水泵", "1.0/1 2.0/1"),
        ("【一】修好水渠/【二】管好水泵", "1.0/1 2.0/1"),
        ("㈠修好水渠/㈡管好水泵", "1.0/1 2.0/1"),
        ("一）修好水渠/二）管好水泵", "1.0/1 2.0/1"),
        ("1.修好水渠/2.管好水泵", "1.0/1 2.0/1"),
        ("１、修好水渠/２、管好水泵", "1.0/1 2.0/1"),
        ("⒈修好水渠/⒉管好水泵", "1.0/1 2.0/1"),
        ("（1）修好水渠/（2）管好水泵", "1.0/1 2.0/1"),
        ("⑴修好水渠/⑵管好水泵", "1.0/1 2.0/1"),
        ("1)修好水渠/2)管好水泵", "1.0/1 2.0/1"),
        ("①修好水渠/②管好水泵", "1.0/1 2.0/1"),
        ("Ⅰ.修好水渠/Ⅱ.管好水泵", "1.0/1 2.0/1"),
        ("A.修好水渠/B.管好水泵", "1.0/1 2.0/1"),
        ("甲、修好水渠/乙、管好水泵", "1.0/1 2.0/1"),
        ("壹、修好水渠/贰、管好水泵", "1.0/1 2.0/1"),
        ("十九、修好水渠/二十、管好水泵/廿一、算好水账", "1.0/1 2.0/1 3.0/1"),
        ("第一章 修渠/第一条　水渠归村里管。/第二条　水泵归组里管。", "1.0/1 2.0/2 3.0/2"),
        ("第 1 章 修渠/第 2 章 管泵", "1.0/1 2.0/1"),
        ("1 修渠/1.1 土方/1.2 石方/2 管泵", "1.0/1 2.0/2 3.0/2 4.0/1"),
        ("（九）修渠/（一○）护堤/（一一）管闸/（一二）种柳", "1.0/1 2.0/1 3.0/1 4.0/1"),
        ("第一件　把渠修通/第二件　把堤加高", "1.0/1 2.0/1"),
        ("一 三月的水情/二 四月的水情", "1.0/1 2.0/1"),
        ("一抓清淤。人要齐。/二抓护坡。料要足。/三抓巡堤。眼要尖。", "1.0/1 2.0/1 3.0/1"),
        // Traditional script, and the pronunciation that some pages put behind characters.
        ("第一章 總則/第一條　渠歸村管。/第二條　閘歸組管。", "1.0/1 2.0/2 3.0/2"),
        ("第一節 修渠/第二節 看閘", "1.0/1 2.0/1"),
        ("第一個問題，渠要修。/第二個問題，閘要看。", "1.0/1 2.0/1"),
        ("第一點，渠要修。/第二點，閘要看。", "1.0/1 2.0/1"),
        ("第一部份　修渠/第二部份　看閘", "1.0/1 2.0/1"),
        ("第一個(gè)問(wèn)題，渠要修。/第二個(gè)問(wèn)題，閘要看。", "1.0/1 2.0/1"),
        ("第一板块：修渠/第二板块：看闸", "1.0/1 2.0/1"),
        ("上篇　修渠/下篇　看闸", "1.0/1 2.0/1"),
        // Old books and Taiwan documents: 甲 over 子; and a letter with a blank.
        (
            "（甲）修渠/子、清淤/丑、护坡/（乙）看闸/子、换门/丑、上油",
            "1.0/1 2.0/2 3.0/2 4.0/1 5.0/2 6.0/2",
        ),
        ("九、修渠/一〇、护堤/一一、看闸/一二、种柳", "1.0/1 2.0/1 3.0/1 4.0/1"),
        ("A　修渠/B　看闸", "1.0/1 2.0/1"),
        // A hasty hand: brackets of two kinds, one that is forgotten, and what was recognised for 一 and 1.
        ("1)清淤。挖到底。/( 2)护坡。铺到顶。/3 )巡堤。走到头。", "1.0/1 2.0/1 3.0/1"),
        ("一）修渠/（二）看闸/(三)巡堤", "1.0/1 2.0/1 3.0/1"),
        ("（一修渠/（二）看闸/（三）巡堤", "1.0/1 2.0/1 3.0/1"),
        ("ー、修渠/二、看闸", "1.0/1 2.0/1"),
        ("丨、修渠/2、看闸/3、巡堤", "1.0/1 2.0/1 3.0/1"),
        ("l、修渠/2、看闸/3、巡堤", "1.0/1 2.0/1 3.0/1"),
        ("## 一、修好水渠/## 二、管好水泵", "1.3/1 2.3/1"),
        ("**一、修好水渠**/**二、管好水泵**", "1.2/1 2.2/1"),
    ]);
}

#[test]
fn items_inside_a_paragraph_are_points() {
    check(&[
        ("今冬办三件事：一是清淤，二是补堤，三是护坡。", "1.7/1 1.12/1 1.17/1"),
        ("要守好门。一要早。天亮就开闸。二要勤。一天看三回。", "1.5/1 1.15/1"),
        ("第一，渠要直。少占好田。第二，坡要缓。免得塌方。", "1.0/1 1.12/1"),
        ("手续分三步：①村里登记；②乡里审核；③县里发证。", "1.6/1 1.12/1 1.18/1"),
        ("首先，把人手备足。其次，把料备齐。最后，把车备好。", "1.0/1 1.9/1 1.17/1"),
        (
            "首先，把人手备足。其次，把料备齐。最后，把车备好。/最后，我想谢谢大家。",
            "1.0/1 1.9/1 1.17/1",
        ),
        (
            "首先，把人手备足；其次，把料备齐；其三，把车备好；其四，把饭送到。",
            "1.0/1 1.9/1 1.17/1 1.25/1",
        ),
        ("主要原因一是雨水太急；二是涵洞太窄。", "1.4/1 1.11/1"),
        ("守堤有讲究。第一要早。天亮就去。第二要勤。一天三趟。", "1.6/1 1.16/1"),
        ("第一个难处是没有石料。/第二个难处是没有人手。", "1.0/1 2.0/1"),
        ("往后一是要清淤；二要护坡；三要巡堤。", "1.2/1 1.8/1 1.13/1"),
        ("查出的问题1、渠窄。水过不来。2、堤低。水一大就漫。", "1.5/1 1.15/1"),
        ("分四块讲。第一块：修渠的账。第二块：看闸的账。", "1.5/1 1.14/1"),
        // Words that only begin like counters.
        ("怎么办？一要领会意图。二要务实肯干。三要再接再厉。", "1.4/1 1.11/1 1.18/1"),
        ("三类活：（1）组织清淤；（2）项目护坡；（3）中小闸门检修。", "1.4/1 1.12/1 1.20/1"),
        ("说两点。第一点体会是渠要勤修。年年清淤。第二点体会是闸要人看。", "1.4/1 1.20/1"),
    ]);
}

#[test]
fn the_continuity_of_numbers_decides_what_is_nested() {
    check(&[
        // 一是 inside 二是: the outer list goes on later.
        (
            "一、讲规矩/一是守时。二是守信。守信有两层意思。一是说到做到。二是做不到就不说。三是守法。/二、讲实效",
            "1.0/1 2.0/2 2.5/2 2.18/3 2.25/3 2.34/2 3.0/1",
        ),
        // （一） above 一、: the order of this text, not of the book.
        (
            "（一）看山/一、松林/二、竹林/（二）看水/一、溪/二、塘",
            "1.0/1 2.0/2 3.0/2 4.0/1 5.0/2 6.0/2",
        ),
        // 第一， starts again under each section.
        (
            "一、种/第一，选种要早。/第二，下种要匀。/二、收/第一，收割要快。/第二，晾晒要干。",
            "1.0/1 2.0/2 3.0/2 4.0/1 5.0/2 6.0/2",
        ),
        // The heading of a section that ends as a genre does starts no speech.
        (
            "圩堤情况调查/一、堤身/堤身单薄。/二、涵闸/涵闸老旧。/下一步的建议/一、加厚堤身/二、更换涵闸",
            "1.0/1 2.0/2 4.0/2 7.0/2 8.0/2",
        ),
        // Numbers that run on through the sections are one list, were each alone in its own.
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
        // An unnumbered paragraph after items of one paragraph each closes their list.
        (
            "一、去年的收成/（一）稻子好。亩产过千斤。/（二）棉花好。户户有余钱。/（三）鱼好。塘塘满网。/可也有几处难：/一是路难走。晴天一身土。/二是水难排。雨天一片汪。/二、今年的打算",
            "1.0/1 2.0/2 3.0/2 4.0/2 6.0/2 7.0/2 8.0/1",
        ),
        // What a paragraph holds belongs to the item that opens it, whatever the rank of its numbers.
        (
            "（一）修渠。一、清淤要深。二、砌石要牢。/（二）护堤。一、加土要实。二、种柳要密。",
            "1.0/1 1.6/2 1.13/2 2.0/1 2.6/2 2.13/2",
        ),
        // Numbers begin again under a short line, which is a heading without a number.
        (
            "两圩分开来讲，各有各的难处。/东圩/（一）查堤。一天两次。/夜里加一次。/（二）看闸。专人专锁。/西圩/（一）加土。先低后高。/（二）种柳。先外后里。",
            "3.0/1 5.0/1 7.0/1 8.0/1",
        ),
        // What is read out under an item of the agenda belongs to it, but not what the host adds himself.
        (
            "护堤大会主持词/同志们：/首先进行第一项议程，请圩长讲话。/下面进行第二项议程，宣布分工。/一、东圩归老张。/二、西圩归老李。/下面进行第三项议程，签责任书。",
            "1.0/1 3.4/2 4.4/2 5.0/3 6.0/3 7.4/2",
        ),
        (
            "护堤大会主持词/同志们：/首先进行第一项议程，请圩长讲话。/下面进行第二项议程，签责任书。/圩长讲得很实在，我再讲两点意见：/一、回去就传达。/二、明天就上堤。",
            "1.0/1 3.4/2 4.4/2 6.0/2 7.0/2",
        ),
        // A list before the first section belongs to none.
        ("今天来，一是道谢，二是求教。/一、道谢/二、求教", "1.4/1 1.9/1 2.0/1 3.0/1"),
    ]);
}

#[test]
fn an_announced_count_tells_where_a_list_ends() {
    check(&[
        (
            "今年抓三件大事。一是修路。二是架桥。三是通水。另外有两点希望：一是团结。二是吃苦。",
            "1.8/1 1.13/1 1.18/1 1.31/1 1.36/1",
        ),
        // Another announced list after the first is full belongs to none of its items.
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
fn lost_line_breaks_are_seen_through_by_a_whole_run() {
    check(&[(
        "下面我讲三点意见一、抢抓农时不误春二、管好用水不起争三、护好秧苗不伤苗",
        "1.8/1 1.17/1 1.26/1",
    )]);
    // What was spoken and written down without any marks.
    check(&[
        ("大家好今天说三件事一是渠要修深二是闸要看紧三是堤要巡勤", "1.9/1 1.15/1 1.21/1"),
        ("这条渠之一是老渠那条渠统一是新渠", ""),
    ]);
}

#[test]
fn a_blank_parts_a_heading_from_the_text_behind_it() {
    let title = |text: &str| {
        let (doc, outline) = read(text);
        outline.nodes().first().map(|n| n.title.of(doc.text()).to_owned()).unwrap()
    };
    let said = "今年的渠要早一点动手，人要齐，料要足，一段一段往前推。推到哪里算哪里。";
    assert_eq!(title(&format!("一、修渠要早　　{said}\n二、看闸要勤　　{said}\n")), "修渠要早");
    // A page without line ends has but one blank left.
    let page = said.repeat(12);
    assert_eq!(title(&format!("一、修渠要早 {page}二、看闸要勤 {page}\n")), "修渠要早");
    // One that holds two halves of a title together, and one between numbers, part nothing.
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
        // Labels are no speakers, and numbers are headings enough.
        ("护堤座谈会记录/时间：三月初六/地点：东圩/主持人：老张/记录：老李", ""),
        (
            "护堤座谈会记录/一、修堤/老张：加土。/老李：加宽。/老张：都行。/二、看闸/老李：换门。/老张：换锁。",
            "1.0/1 2.0/2 6.0/2",
        ),
    ]);
}

#[test]
fn the_page_numbers_of_a_copy_are_no_items() {
    let page = "护堤的人要早起。守闸的人要晚睡，".repeat(8);
    assert_eq!(
        headings(&format!("1、{page}全村老/2、小都上了堤。讲两点。一、查堤。二、看闸。")),
        "2.12/1 2.17/1"
    );
    let text = format!(
        "1、在护堤会上的发言各位乡亲：今年水大。{page}\n2、全村老小都上了堤。{page}\n3、谁也不回家。"
    );
    let (doc, outline) = read(&text);
    let titles: Vec<_> = outline.nodes().iter().map(|n| n.title.of(doc.text())).collect();
    assert_eq!(titles, ["在护堤会上的发言"]);
    assert_eq!(
        headings(&format!("1、{page}全村老小都上了堤。/2、{page}谁也不回家。")),
        "1.0/1 2.0/1"
    );
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
fn false_friends_are_no_headings() {
    for text in [
        "序号加了括号，如(1)(2)(3)，后面不加顿号。",
        "一、二期大棚都租出去了，三期正在搭。",
        "镇上一、二两条街同时改造。",
        "要让一、二、三产业拧成一股绳。",
        "三、五户人家就能合买一台水泵。",
        "干部群众目标统一、步子整齐。",
        "不要在背后说三道四、指手画脚。",
        "一是一，二是二，多少亩就报多少亩。",
        "五一是劳动节，七一是党的生日。",
        "万一是夜里决口，谁来敲锣？",
        "这一要求写进了村规民约。",
        "第一时间报信，第一书记带头。",
        "修路是第一要务。",
        "依照本办法第三条第（二）项办理。",
        "（一）至（三）组负责北岸。",
        "1.5万亩稻田等着放水。",
        "2023.6.18 端午节前完工。",
        "1、2号闸门同时开启。",
        "甲、乙两队各守一段。",
        "陆、海、空三路并进。",
        "首先，我代表乡亲们谢谢各位！",
        "这一方面说明渠修得好，另一方面也说明天帮忙。",
        "他常念叨“一、不怕苦；二、不怕晒”。",
        "第五集团军在河边扎营",
        "第三节能灯厂",
        "（二三）人守夜就够了。",
        "一抓到底，堤就稳了。",
        "第一要务是护堤，第二要务是护田。",
        "第1、2号闸一起开。",
        "第三、四两段归东村守。",
        "子、午两时各巡一趟。",
        "（一期工程已经完工。）",
        "一一、逐户上门登记。",
        "A good dyke is a dry dyke.",
        "前者之一是渠，后者之二是闸。",
    ] {
        assert_eq!(headings(text), "", "{text}");
    }
}

#[test]
fn a_full_run_overrules_what_speaks_against_its_members() {
    check(&[("一、一季度抓春耕/二、二季度抓夏管/三、三季度抓秋收", "1.0/1 2.0/1 3.0/1")]);
}

#[test]
fn a_table_of_contents_gives_no_headings() {
    check(&[
        ("目录/一、修渠……3/二、护堤……8/一、修渠/先挖后砌。/二、护堤/种柳固土。", "4.0/1 6.0/1"),
        ("目 录/一、修渠/二、护堤/一、修渠/先挖后砌。/二、护堤/种柳固土。", "4.0/1 6.0/1"),
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
fn the_title_of_a_speech_is_told_from_the_lines_around_it() {
    check(&[
        // The line with date and place, and that of the speaker.
        (
            "护堤工作报告/2023年3月6日在圩区第九次代表会上/圩长　柳长河/各位代表：/一、去年的堤/二、今年的堤",
            "1.0/1 5.0/2 6.0/2",
        ),
        (
            "2023年上圩区工作报告/——2023年3月6日在圩区代表会上/上圩区区长　柳长河/各位代表：/一、去年的堤/二、今年的堤",
            "1.0/1 5.0/2 6.0/2",
        ),
        // A question.
        ("我们为什么要加高这道堤？/（2023年3月）/一、看去年/二、看明年", "1.0/1 3.0/2 4.0/2"),
        // Words that pages are full of.
        ("关于推荐护堤能手的通知/各村民小组：/一、条件/二、名额", "1.0/1 3.0/2 4.0/2"),
        ("推荐护堤能手/相关阅读/一、条件/二、名额", "1.0/1 3.0/2 4.0/2"),
        // A page without line ends runs from the title through the salutation into the speech.
        (
            "护堤能手交流发言各位乡亲：先说句实话。我讲两点。第一，堤要勤查。不查就漏。第二，闸要勤看。不看就锈。",
            "1.0/1 1.24/2 1.37/2",
        ),
        (
            "圩堤不倒——在护堤会上的讲话（2023年3月）柳长河各位乡亲：讲两点。第一，堤要勤查。第二，闸要勤看。",
            "1.0/1 1.35/2 1.43/2",
        ),
        ("今天来的各位乡亲：先说句实话。第一，堤要勤查。第二，闸要勤看。", "1.15/1 1.23/1"),
        // Several speeches: the title of all of them is none of its own.
        (
            "护堤表态发言汇编/东圩护堤表态发言/一、查堤/二、看闸/西圩护堤表态发言/一、加土/二、种柳",
            "2.0/1 3.0/2 4.0/2 5.0/1 6.0/2 7.0/2",
        ),
        (
            "护堤工作心得3篇一：/去年水大。/一、查堤/二、看闸/护堤工作心得3篇二：/今年水小。/一、加土/二、种柳",
            "1.0/1 3.0/2 4.0/2 5.0/1 7.0/2 8.0/2",
        ),
        ("护堤党课：一条堤的故事/今年汛期来得早。/一、建堤/二、守堤", "1.0/1 3.0/2 4.0/2"),
        // The table of contents names the speeches.
        (
            "目录/护堤人的一天 1/守闸人的一夜 7/护堤人的一天/天不亮就上堤。/一、查堤/二、加土/守闸人的一夜/乡亲们睡了。/一、看闸/二、守夜",
            "4.0/1 6.0/2 7.0/2 8.0/1 10.0/2 11.0/2",
        ),
        // An attachment has a title of its own, and the notice that sends it on keeps its own.
        (
            "关于印发护堤办法的通知/各村民小组：/现将护堤办法印发给你们。/附件1/护堤办法/第一条　堤由专人看护。/第二条　水大加岗。",
            "1.0/1 5.0/1 6.0/2 7.0/2",
        ),
        (
            "护堤工作总结/一、查堤/二、看闸/附：守夜情况报告/1.东圩两人。/2.西圩三人。",
            "1.0/1 2.0/2 3.0/2 4.0/1 5.0/2 6.0/2",
        ),
    ]);
}

#[test]
fn the_first_line_over_a_text_is_its_title_whatever_its_form() {
    let said = "各村要把堤守好，早晚各巡一趟，看到渗水先报信再动手，一处也不许漏，一天也不许断，水退了才能下堤。";
    for title in [
        "【护堤党课】把堤修到心里去",
        "老圩长谈心：堤不是修给上面看的",
        "水退了，人散了，堤还在",
        "堤为什么会塌？先看人，再看土",
        "堤修好了，日子就好了。",
        "護堤大會上的演講辭",
    ] {
        let text = format!("{title}\n{said}\n一、查堤\n{said}\n二、看闸\n{said}\n");
        assert_eq!(headings(&text), "1.0/1 3.0/2 5.0/2", "{title}");
    }
    // What only stands first: a sentence of the speech, a date, a button of the page, the foreword.
    for line in ["现在开会。", "2023-03-06 护堤", "前言", "扫码下载"] {
        let text = format!("{line}\n{said}\n一、查堤\n{said}\n二、看闸\n{said}\n");
        assert_eq!(headings(&text), "3.0/1 5.0/1", "{line}");
    }
    // The next line says the same again: one title, once.
    for (text, title) in [
        (
            format!("把堤修到心里去的人\n把堤修到心里去的人\n{said}\n{said}\n{said}\n"),
            "把堤修到心里去的人",
        ),
        (
            format!("护堤大会上的讲话护堤大会上的讲话同志们：{said}{said}{said}\n"),
            "护堤大会上的讲话",
        ),
    ] {
        let (doc, outline) = read(&text);
        let titles: Vec<_> = outline.nodes().iter().map(|n| n.title.of(doc.text())).collect();
        assert_eq!(titles, [title]);
    }
}

#[test]
fn a_salutation_may_name_whom_it_greets() {
    check(&[
        (
            "护堤能手发言材料 圩区督查组各位领导，乡亲们：先说句实话。第一，堤要勤查。第二，闸要勤看。",
            "1.0/1 1.29/2 1.37/2",
        ),
        (
            "护堤能手竞聘演讲稿尊敬的各位评委，大家好！我来说两点。第一，堤要勤查。第二，闸要勤看。",
            "1.0/1 1.27/2 1.35/2",
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
        // Two may be anything.
        (
            "各组任务/查堤组：/1. 白天两趟。/2. 夜里一趟。/看闸组：/1. 专人专锁。/2. 三天上油。",
            "1.0/1 3.0/2 4.0/2 6.0/2 7.0/2",
        ),
    ]);
}

#[test]
fn a_page_heading_that_comes_again_is_the_title() {
    let said = "各村要把堤守好，早晚各巡一趟，看到渗水先报信再动手，一处也不许漏，一天也不许断。";
    let text = format!(
        "守堤人员管理意见\n导读：这里说的是守堤的规矩。\n{said}\n守堤人员管理意见\n一、人员\n{said}\n二、物资\n{said}\n"
    );
    assert_eq!(headings(&text), "4.0/1 5.0/2 7.0/2");
}

#[test]
fn lines_around_a_title_are_none() {
    check(&[
        // Tags of the page, the label before a title, and what is said of it in brackets.
        (
            "参考资料:护堤工作实施方案/护堤方案 巡堤实施方案 看闸工作方案/一、查堤/二、看闸",
            "1.0/1 3.0/2 4.0/2",
        ),
        (
            "关于加固圩堤的实施意见/（征求意见稿）/为保圩堤安全，提出如下意见。/一、查堤/二、看闸",
            "1.0/1 4.0/2 5.0/2",
        ),
        ("【致辞人】圩长/【致辞背景】圩区动员大会致辞/乡亲们：/一、查堤/二、看闸", "4.0/1 5.0/1"),
        ("目录（提纲）：……/乡亲们：/一、查堤/二、看闸", "3.0/1 4.0/1"),
        // When a statute was passed.
        (
            "圩堤管理条例/2019年6月25日 圩区第七届代表会通过/第一条　堤由专人看护。/第二条　水大加岗。",
            "1.0/1 3.0/2 4.0/2",
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
fn a_run_in_title_ends_at_its_first_sentence() {
    let (doc, outline) =
        read("（一）守好堤。眼下水位还在涨。\n（二）管好闸：专人专锁。\n（三）备好料，沙石上堤");
    let titles: Vec<_> = outline.nodes().iter().map(|n| n.title.of(doc.text())).collect();
    assert_eq!(titles, ["守好堤", "管好闸", "备好料，沙石上堤"]);
}

#[test]
fn a_title_on_two_lines_is_one_title() {
    let (doc, outline) =
        read("上圩区管理处关于印发\n　　《护堤办法》的通知\n\n各村民小组：\n一、查堤\n二、看闸");
    let title = outline.nodes()[0].title.of(doc.text());
    assert_eq!(gangmu::text::one_line(title), "上圩区管理处关于印发《护堤办法》的通知");
    let entries: Vec<_> = gangmu::export::entries(&doc, &outline).collect();
    assert_eq!(entries[0].label(), "上圩区管理处关于印发《护堤办法》的通知");
    assert_eq!((entries[0].line, entries[1].line), (1, 5));
}

#[test]
fn titles_that_run_on_before_the_salutation_are_told_by_the_first() {
    let page = "护堤的人要早起。守闸的人要晚睡。".repeat(20);
    for head in ["圩长在护堤会上的讲话在护堤会上的讲话", "圩长在护堤会上的讲话圩长在护堤会的发言 "]
    {
        let (doc, outline) = read(&format!("{head}各位乡亲：今年水大。{page}"));
        assert_eq!(outline.nodes()[0].title.of(doc.text()), "圩长在护堤会上的讲话");
    }
    // The words of somebody else in a title are none.
    let head = "在学习老圩长讲话精神动员会上的讲话";
    let (doc, outline) = read(&format!("{head}各位乡亲：今年水大。{page}"));
    assert_eq!(outline.nodes()[0].title.of(doc.text()), head);
    let (doc, outline) = read(&format!("圩长在护堤会上的讲话.docx\n各位乡亲：\n今年水大。{page}"));
    assert_eq!(outline.nodes()[0].title.of(doc.text()), "圩长在护堤会上的讲话");
}

#[test]
fn who_put_a_text_on_a_page_and_when_begins_no_title() {
    let (doc, outline) = read(
        "圩区老屋书房 2016-10-17\n\n圩区主任在护堤动员会上的讲话\n\n乡亲们：\n一、查堤\n二、看闸",
    );
    let title = outline.nodes()[0].title.of(doc.text());
    assert_eq!(title, "圩区主任在护堤动员会上的讲话");
}

#[test]
fn the_title_of_a_point_ends_before_the_next() {
    let (doc, outline) = read("要做三件事：一是修路，二是引水，三是育苗。");
    let titles: Vec<_> = outline.nodes().iter().map(|n| n.title.of(doc.text())).collect();
    assert_eq!(titles, ["修路", "引水", "育苗"]);
}

/// What must hold of any outline, whatever the text.
fn is_sound(doc: &Document, outline: &Outline) -> Result<(), String> {
    let text = doc.text();
    let mut last = 0;
    let mut depth = 0;
    for (i, n) in outline.nodes().iter().enumerate() {
        let spans = [n.marker, n.title, n.extent];
        if spans.iter().any(|s| s.end > text.len() || text.get(s.range()).is_none()) {
            return Err(format!("a span of {n:?} is off"));
        }
        if n.start() < last || n.depth == 0 || n.depth > depth + 1 {
            return Err(format!("{n:?} is out of order"));
        }
        (last, depth) = (n.start(), n.depth);
        if let Some(parent) = n.parent.and_then(|p| outline.get(p)) {
            let inside = parent.extent.start <= n.extent.start && n.extent.end <= parent.extent.end;
            if !inside || parent.depth + 1 != n.depth {
                return Err(format!("{n:?} does not lie in its parent"));
            }
        } else if n.depth != 1 {
            return Err(format!("{n:?} has no parent"));
        }
        if n.next.0 <= i || n.next.0 > outline.len() {
            return Err(format!("the subtree of {n:?} is off"));
        }
        let paragraph = doc.paragraphs()[n.paragraph].span;
        if !(paragraph.start <= n.start() && n.start() <= paragraph.end) {
            return Err(format!("{n:?} is not in its paragraph"));
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text_gives_a_sound_outline(text in "(?s).{0,400}") {
        match gangmu::input::read(text.clone().into_bytes(), "讲话.txt") {
            Ok(doc) => prop_assert_eq!(is_sound(&doc, &outline::parse(&doc)), Ok(())),
            Err(refused) => {
                let noise = text.chars().filter(|&c| c.is_control() || c == '\u{fffd}').count();
                prop_assert!(matches!(refused, ErrorKind::Binary(_)) && noise >= 4, "{refused:?}");
            }
        }
    }

    #[test]
    fn any_heap_of_markers_gives_a_sound_outline(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "一、", "二、", "三、", "（一）", "(二)", "（三）", "1.", "2.", "1.1", "1.1.1 ", "（1）", "①", "②",
                "第一，", "第二，", "一是", "二是", "三是", "一要", "二要", "首先，", "其次，", "最后，", "第一章 ",
                "第一条　", "第二条　", "壹、", "甲、", "A.", "Ⅰ.", "篇一：", "【篇二】", "其一，", "一方面，", "另一方面，",
                "修渠", "护堤。", "抓好三件事：", "，", "；", "“", "”", "（", "）", "\n", "\n\n", "\u{3000}\u{3000}", "同志们：\n",
                "在护堤会上的讲话\n", "2024年5月1日\n", "谢谢大家！\n", "## ", "目录\n", "……3\n", "\r\n", "\t",
            ]),
            0..60,
        )
    ) {
        let (doc, outline) = read(&parts.concat());
        prop_assert_eq!(is_sound(&doc, &outline), Ok(()));
    }

    #[test]
    fn the_source_place_of_a_marker_is_true(lines in prop::collection::vec("[ \u{3000}]{0,2}(一、|二、|（一）|1\\.|)[修渠护堤，。]{0,12}", 1..12)) {
        let text = lines.join("\n");
        let (doc, outline) = read(&text);
        let mut positions = doc.positions();
        for n in outline.nodes() {
            let at = positions.at(n.start());
            let line: String = lines[at.line - 1].chars().skip(at.col).collect();
            let marker = n.marker.of(doc.text());
            prop_assert!(line.starts_with(marker), "{marker} at {at:?} of {text:?}");
        }
    }
}

#[test]
fn hostile_structure_is_read_in_good_time() {
    let started = std::time::Instant::now();
    let deep: String = (1..60).map(|n| vec!["1"; n].join(".") + " 层\n").collect();
    let texts = [
        (1..=20_000).map(|i| format!("{i}、第{i}件事\n")).collect::<String>(),
        deep.repeat(50),
        "（一".repeat(100_000),
        "一、".repeat(100_000),
        "一是，".repeat(100_000),
        "“一、（".repeat(50_000),
        "第一，".repeat(50_000),
        "1.".repeat(100_000),
        "（一）（1）①一是".repeat(20_000),
        "九".repeat(100_000) + "、",
        "目录\n".repeat(20_000),
        format!("目录\n一、形势\n{}", "…\n".repeat(200_000)),
        format!("{} ", "堤".repeat(25)).repeat(2_000) + &"堤 ".repeat(20_000),
        "关于护堤的通知\n".repeat(20_000),
        "　　".repeat(100_000),
    ];
    for text in texts {
        let head: String = text.chars().take(12).collect();
        let (doc, outline) = read(&text);
        assert_eq!(is_sound(&doc, &outline), Ok(()), "{head}");
    }
    // Far above what it takes, far below what anything but linear time would.
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}
