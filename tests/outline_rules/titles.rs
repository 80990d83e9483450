//! Which line is the title of a speech, and which lines around it are not.

use gangmu::outline;

use super::{check, headings, read};

#[test]
fn the_title_of_a_speech_is_told_from_the_lines_around_it() {
    check(&[
        // A line with date and place, and one with the speaker.
        (
            "护堤工作报告/2023年3月6日在圩区第九次代表会上/圩长　柳长河/各位代表：/一、去年的堤/二、今年的堤",
            "1.0/1 5.0/2 6.0/2",
        ),
        (
            "2023年上圩区工作报告/——2023年3月6日在圩区代表会上/上圩区区长　柳长河/各位代表：/一、去年的堤/二、今年的堤",
            "1.0/1 5.0/2 6.0/2",
        ),
        // A question as the title.
        ("我们为什么要加高这道堤？/（2023年3月）/一、看去年/二、看明年", "1.0/1 3.0/2 4.0/2"),
        // 推荐 is common on pages, but may stand in a title that is built as those of documents are.
        ("关于推荐护堤能手的通知/各村民小组：/一、条件/二、名额", "1.0/1 3.0/2 4.0/2"),
        ("推荐护堤能手/相关阅读/一、条件/二、名额", "1.0/1 3.0/2 4.0/2"),
        // On a page without line ends, title, salutation and speech stand in one line.
        (
            "护堤能手交流发言各位乡亲：先说句实话。我讲两点。第一，堤要勤查。不查就漏。第二，闸要勤看。不看就锈。",
            "1.0/1 1.24/2 1.37/2",
        ),
        (
            "圩堤不倒——在护堤会上的讲话（2023年3月）柳长河各位乡亲：讲两点。第一，堤要勤查。第二，闸要勤看。",
            "1.0/1 1.35/2 1.43/2",
        ),
        ("今天来的各位乡亲：先说句实话。第一，堤要勤查。第二，闸要勤看。", "1.15/1 1.23/1"),
        // Several speeches: a title that they have in common is not that of a speech.
        (
            "护堤表态发言汇编/东圩护堤表态发言/一、查堤/二、看闸/西圩护堤表态发言/一、加土/二、种柳",
            "2.0/1 3.0/2 4.0/2 5.0/1 6.0/2 7.0/2",
        ),
        (
            "护堤工作心得3篇一：/去年水大。/一、查堤/二、看闸/护堤工作心得3篇二：/今年水小。/一、加土/二、种柳",
            "1.0/1 3.0/2 4.0/2 5.0/1 7.0/2 8.0/2",
        ),
        ("护堤党课：一条堤的故事/今年汛期来得早。/一、建堤/二、守堤", "1.0/1 3.0/2 4.0/2"),
        // A table of contents that lists the speeches.
        (
            "目录/护堤人的一天 1/守闸人的一夜 7/护堤人的一天/天不亮就上堤。/一、查堤/二、加土/守闸人的一夜/乡亲们睡了。/一、看闸/二、守夜",
            "4.0/1 6.0/2 7.0/2 8.0/1 10.0/2 11.0/2",
        ),
        // An attachment and the notice that sends it on have a title each.
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
    // Not every first line: a sentence of the speech, a date, a request of the page.
    for line in ["现在开会。", "2023-03-06 护堤", "扫码下载"] {
        let text = format!("{line}\n{said}\n一、查堤\n{said}\n二、看闸\n{said}\n");
        assert_eq!(headings(&text), "3.0/1 5.0/1", "{line}");
    }
    let text = format!("前言\n{said}\n一、查堤\n{said}\n二、看闸\n{said}\n");
    assert_eq!(headings(&text), "1.0/1 3.0/1 5.0/1");
    // A title that is repeated at once is one title.
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
        // Tags of the page, a label before the title, and a note on it in brackets.
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
        // A line on when a statute was passed.
        (
            "圩堤管理条例/2019年6月25日 圩区第七届代表会通过/第一条　堤由专人看护。/第二条　水大加岗。",
            "1.0/1 3.0/2 4.0/2",
        ),
    ]);
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
    // The speech of somebody else that a title mentions is not a title.
    let head = "在学习老圩长讲话精神动员会上的讲话";
    let (doc, outline) = read(&format!("{head}各位乡亲：今年水大。{page}"));
    assert_eq!(outline.nodes()[0].title.of(doc.text()), head);
    let (doc, outline) = read(&format!("圩长在护堤会上的讲话.docx\n各位乡亲：\n今年水大。{page}"));
    assert_eq!(outline.nodes()[0].title.of(doc.text()), "圩长在护堤会上的讲话");
}

/// The titles of speeches in `text`.
fn titles(text: &str) -> Vec<String> {
    let (doc, outline) = read(text);
    let nodes = outline.nodes().iter().filter(|n| n.kind == outline::Kind::Title);
    nodes.map(|n| n.title.of(doc.text()).to_owned()).collect()
}

#[test]
fn a_title_runs_on_into_the_speech_on_a_page_without_line_ends() {
    let said = "护堤的人要早起。守闸的人要晚睡。".repeat(20);
    for (head, title) in [
        // A speaker before the salutation.
        (
            "在圩区护堤推进会上的讲话上圩区管理处副主任柳长河乡亲们、同志们：今年水大。",
            "在圩区护堤推进会上的讲话",
        ),
        ("在上圩下圩、东圩护堤会议上讲话按照圩区统一部署，", "在上圩下圩、东圩护堤会议上讲话"),
        (
            "关于圩区堤防情况的调研报告（草案）圩区管理处办公室圩区有堤三十里，",
            "关于圩区堤防情况的调研报告（草案）",
        ),
        ("在圩区护堤会上的讲话昨天夜里又涨了半尺水，", "在圩区护堤会上的讲话"),
        ("圩区堤防管理办法第一章总则第一条为护好圩堤，", "圩区堤防管理办法"),
        ("上圩堤防“三巡”行动实施方案为深入推进护堤，", "上圩堤防“三巡”行动实施方案"),
        // The page's own heading before it, which is not quite the same.
        ("最新上圩开工会讲话稿最新上圩区开工会讲话稿大家好，", "最新上圩开工会讲话稿"),
        // The site's address, and the way to the page.
        (
            "圩区之家—每日更新www.example.com在圩区护堤会上的讲话乡亲们：今年水大。",
            "在圩区护堤会上的讲话",
        ),
        (
            "首页 > 讲话 > 护堤 > 正文 在圩区护堤会上的讲话 同志们：今年水大。",
            "在圩区护堤会上的讲话",
        ),
    ] {
        assert_eq!(titles(&format!("{head}{said}")), [title], "{head}");
        // The same below words that the page has put over it.
        let page =
            format!("浏览记录\nID:1024\n999+\n《护堤》由会员上传分享，在线阅读。\n1、{head}{said}");
        if !head.contains(['>', '—']) {
            assert_eq!(titles(&page), [title], "{head}");
        }
    }
    // Sentences that only begin like titles.
    for head in [
        "在圩区护堤会上的讲话精神传到村里，",
        "关于加固圩堤的意见的起草，",
        "关于加固圩堤的通知要求早晚各巡一趟，",
        "近年来圩区的护堤工作报告会越开越短，",
    ] {
        assert_eq!(titles(&format!("{head}{said}")), [""; 0], "{head}");
    }
}

#[test]
fn a_piece_keeps_its_number_whatever_its_title() {
    let said = "护堤的人要早起，守闸的人要晚睡，一处险也不能放过去，水退了才能下堤。".repeat(3);
    for (collection, names) in [
        (
            "护堤总结（2篇）/篇1/护堤总结/@/一、查堤/二、看闸/篇2/护堤总结/@/一、查堤/二、看闸",
            ["篇1护堤总结", "篇2护堤总结"],
        ),
        (
            "护堤工作总结/护堤工作总结 篇1/护堤工作总结/@/一、查堤/二、看闸/护堤工作总结 篇2/护堤工作总结/@/一、查堤/二、看闸",
            ["护堤工作总结 篇1", "护堤工作总结 篇2"],
        ),
        (
            "护堤总结（2篇）/篇1/各位乡亲：/@/一、查堤/二、看闸/篇2/@/一、查堤/二、看闸",
            ["篇1", "篇2"],
        ),
    ] {
        let (doc, outline) = read(&collection.replace('@', &said).replace('/', "\n"));
        let pieces = outline.nodes().iter().filter(|n| n.depth == 1);
        let name =
            |n: &outline::Node| format!("{}{}", n.marker.of(doc.text()), n.title.of(doc.text()));
        assert_eq!(pieces.map(name).collect::<Vec<_>>(), names);
        assert_eq!(outline.nodes().iter().filter(|n| n.depth == 2).count(), 4, "{collection}");
    }
}

#[test]
fn a_title_is_freed_from_what_a_page_puts_around_it() {
    let said = "护堤的人要早起。守闸的人要晚睡。".repeat(8);
    for (page, title) in [
        ("文章标题：圩区护堤会主持词\n各位乡亲：\n", "圩区护堤会主持词"),
        ("护堤工作方案（一）：\n", "护堤工作方案（一）"),
        ("跳到主要內容\n圩区护堤会讲话\n各位乡亲：\n", "圩区护堤会讲话"),
        ("圩区网\n圩区护堤会讲话\n各位乡亲：\n", "圩区护堤会讲话"),
    ] {
        let text = format!("{page}{said}\n一、查堤\n{said}\n二、看闸\n{said}\n");
        assert_eq!(titles(&text), [title], "{page}");
    }
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
fn bare_numbers_over_salutations_begin_the_texts_of_a_collection() {
    check(&[
        (
            "护堤发言稿/这里有两篇，供大家参考。/1/乡亲们：/今年的堤要早修。/一、备料。/二、派工。/谢谢！/2/各位乡亲：/今年的渠要早清。/一、派工。",
            "3.0/1 6.0/2 7.0/2 9.0/1 12.0/2",
        ),
        // A single number, and numbers that are not over salutations, are those of pages.
        ("护堤发言稿/1/乡亲们：/今年的堤要早修。/一、备料。/二、派工。", "1.0/1 5.0/2 6.0/2"),
        ("护堤发言稿/1/今年的堤要早修。/一、备料。/2/料要备足。/二、派工。", "1.0/1 4.0/2 7.0/2"),
    ]);
}

#[test]
fn the_title_of_a_collection_is_not_that_of_its_first_speech() {
    let (east, west) = ("圩堤要年年修。".repeat(7), "渠道要岁岁清。".repeat(7));
    let bodies = |first: &str, second: &str| {
        format!(
            "{first}\n{east}\n一、查堤\n{east}\n二、看闸\n{east}\n{second}\n{west}\n一、清淤\n{west}\n二、护坡\n{west}"
        )
    };
    for over in ["护堤党课范文（精选三篇）", "护堤党课讲稿5篇", "（3篇）护堤党课汇编"]
    {
        let text = format!("{over}\n{}", bodies("守住长堤守住心", "清渠要清到底"));
        assert_eq!(titles(&text), ["守住长堤守住心", "清渠要清到底"], "{over}");
        let signed =
            bodies("守住长堤守住心\n（柳长河）\n乡亲们：", "清渠要清到底\n（石大水）\n乡亲们：");
        assert_eq!(
            titles(&format!("{over}\n{signed}")),
            ["守住长堤守住心", "清渠要清到底"],
            "{over}"
        );
    }
    // One speech alone; three articles that are no texts; and a heading without a number.
    assert_eq!(
        titles(&format!("护堤党课讲稿5篇\n{east}\n{east}\n一、查堤\n二、看闸")),
        ["护堤党课讲稿5篇"]
    );
    let text = bodies("写好护堤文章", "清渠要清到底");
    assert_eq!(titles(&text).len(), 1, "{text}");
}

#[test]
fn pieces_whose_speeches_run_on_begin_with_their_numbers() {
    let body = "圩堤要年年修，渠道要岁岁清。".repeat(4);
    let lines = format!(
        "护堤讲话稿3篇\n篇一 各位乡亲：{body}\n篇二 各位乡亲：{body}\n篇三 各位乡亲：{body}"
    );
    let (doc, outline) = read(&lines);
    let markers: Vec<_> = outline.nodes().iter().map(|n| n.marker.of(doc.text())).collect();
    assert_eq!(markers, ["篇一", "篇二", "篇三"]);
    assert_eq!(titles(&lines), ["", "", ""]);
    // A name before the salutation is one; and what only begins like a salutation.
    let named = format!("篇一 修堤\n{body}\n篇二 各位乡亲的堤\n{body}");
    assert_eq!(titles(&named), ["修堤", "各位乡亲的堤"]);
}

#[test]
fn the_name_of_a_part_of_a_site_is_no_title() {
    let body = "圩堤要年年修，渠道要岁岁清，各村的护堤员要把自己那一段看好。".repeat(3);
    for part in ["新闻与活动", "新聞與活動", "通知公告"] {
        let page = format!(
            "{part}\n圩区新闻\n2023年6月26日\n圩长：堤坏一寸不容许\n{body}\n{body}\n{body}"
        );
        assert_eq!(titles(&page), ["圩长：堤坏一寸不容许"], "{part}");
    }
    // Over its text it is one.
    assert_eq!(titles(&format!("护堤活动\n{body}\n{body}\n{body}")), ["护堤活动"]);
}

#[test]
fn the_lines_of_a_notice_before_its_number_are_its_title() {
    let body = "堤上的事要件件有人管，料要备足，人要到岗，各村把自己那一段看好。".repeat(4);
    for (lines, title) in [
        // The agency alone, or the agency and half of what it says, in a line.
        (
            "县水务局\n关于东圩护堤员所提问题\n办理情况的函",
            "县水务局关于东圩护堤员所提问题办理情况的函",
        ),
        ("县政府关于印发\n《护堤工作规则》的通知", "县政府关于印发《护堤工作规则》的通知"),
        // 文件, 制度 and 办法 belong to the subject here.
        (
            "县水务局关于全面清理护堤文件\n备案审查机制的意见",
            "县水务局关于全面清理护堤文件备案审查机制的意见",
        ),
        (
            "县水务局关于全面推行\n堤防巡查制度\n水情上报制度的意见",
            "县水务局关于全面推行堤防巡查制度水情上报制度的意见",
        ),
        (
            "县水务局关于试行《护堤办法\n施行细则》的决定",
            "县水务局关于试行《护堤办法施行细则》的决定",
        ),
        ("县水务局对圩区代表会\n第12号建议的答复", "县水务局对圩区代表会第12号建议的答复"),
        // A line that is whole.
        ("县水务局关于加强护堤工作的意见", "县水务局关于加强护堤工作的意见"),
    ] {
        let text = format!(
            "{lines}\n水务发〔2019〕2号\n各乡镇人民政府：\n{body}\n一、备料\n{body}\n二、派工\n{body}"
        );
        let found: Vec<_> = titles(&text).iter().map(|t| t.replace('\n', "")).collect();
        assert_eq!(found, [title], "{lines}");
    }
    // What a page says of a document is not its title, though a number stands below it.
    let text = format!("护堤方案\n文种：方案\n文号：水务发〔2019〕2号\n{body}\n一、备料\n二、派工");
    assert_eq!(titles(&text), ["护堤方案"]);
}

#[test]
fn who_signs_a_notice_is_no_title() {
    // The agency stands above as well, as a row of what the page says of the document.
    assert_eq!(
        headings(
            "发文机关：/县水务局/成文日期：/2019年1月1日/县水务局关于印发圩堤采购试点方案的通知/水务发〔2019〕2号/\
             各乡镇人民政府：/《方案》已经县政府同意，现印发给你们，请认真执行。/县水务局/2019年1月1日/（此件公开发布）/\
             圩堤采购试点方案/为做好采购，制定本方案。/一、总体要求/二、采购范围"
        ),
        "5.0/1 12.0/1 14.0/2 15.0/2"
    );
    // What names an agency over a date may be a title, after the end of another speech.
    let body = "堤上的事要件件有人管，料要备足，人要到岗，各村把自己那一段看好。".repeat(6);
    let speech = |title: &str| format!("{title}\n2023年3月1日\n各位乡亲：\n{body}\n谢谢大家！\n");
    let text = format!("护堤讲话汇编\n{}{}", speech("致县水利局"), speech("致县供销社"));
    assert_eq!(titles(&text), ["致县水利局", "致县供销社"]);
}

#[test]
fn where_the_way_to_the_page_ends_is_its_title() {
    let body = "堤上的事要件件有人管，料要备足，人要到岗，各村把自己那一段看好。".repeat(4);
    for (way, title) in [
        ("首页 圩区文化 ", "从看水位到看人心，从“守堤”到“护堤”"),
        ("您的位置：首页 圩区文化 ", "老圩长的灯"),
        ("水利 > 护堤人 > ", "谁来守这道堤？"),
        ("水利 > 护堤人 > 柳长河：", "老圩长的灯"),
    ] {
        let text = format!(
            "{way}{title}\n{title}\n发布时间：2011-04-29\n{body}\n一、看水\n{body}\n二、看人\n{body}"
        );
        assert_eq!(titles(&text), [title], "{way}");
    }
    let text = format!("水利 > 护堤人 > 怀念老圩长\n> 文章内容\n怀念老圩长\n{body}\n{body}");
    assert_eq!(titles(&text), ["怀念老圩长"]);
    // Another line below it is none.
    let text = format!(
        "首页 圩区文化 护堤资料\n打开，护堤资料！\n{body}\n一、看水\n{body}\n二、看人\n{body}"
    );
    assert_eq!(titles(&text), Vec::<String>::new());
}

#[test]
fn the_texts_of_a_collection_are_on_the_first_level_whatever_numbers_them() {
    let said = "圩堤要年年修，渠道要岁岁清，各村的护堤员要把自己那一段看好。".repeat(4);
    for (first, second) in [
        ("篇一", "篇二"),
        ("第一篇", "第二篇"),
        ("（一）", "（二）"),
        ("第1篇：圩长的讲话", "第2篇：圩长的讲话"),
        ("（一）护堤会上的讲话", "（二）清渠会上的讲话"),
    ] {
        let text = format!(
            "护堤讲话稿（2篇）/{first}/乡亲们：/{said}/一、查堤/{said}/（一）早查/{said}/（二）晚查/{said}/二、看闸/{said}/\
             {second}/乡亲们：/{said}/一、清淤/{said}/二、护坡/{said}"
        );
        let marks = "2.0/1 5.0/2 7.0/3 9.0/3 11.0/2 13.0/1 16.0/2 18.0/2";
        assert_eq!(headings(&text.replace('/', "\n")), marks, "{first}");
    }
    // The parts of one speech stay below its title.
    let text = format!("护堤讲话\n乡亲们：\n第一篇　堤\n{said}\n第二篇　渠\n{said}");
    assert_eq!(headings(&text), "1.0/1 3.0/2 5.0/2");
}

#[test]
fn a_piece_with_its_own_title_keeps_its_number() {
    let said = "圩堤要年年修，渠道要岁岁清，各村的护堤员要把自己那一段看好。".repeat(4);
    let piece = |n| {
        format!(
            "护堤述职报告篇{n}\n东圩{n}组护堤员述职报告（管查堤，看闸等）\n{said}\n一、查堤\n{said}\n二、看闸\n{said}\n"
        )
    };
    let (one, two) = (piece(1), piece(2));
    assert_eq!(
        titles(&format!("护堤述职报告两篇\n{one}{two}")),
        ["护堤述职报告篇1", "护堤述职报告篇2"]
    );
}

#[test]
fn a_dispatch_has_its_dateline_before_the_title() {
    let said = "圩堤要年年修，渠道要岁岁清，各村的护堤员要把自己那一段看好。".repeat(4);
    let speech = format!("各位代表：\n{said}\n一、修堤\n{said}\n二、清渠\n{said}");
    let text = format!("新华社上圩3月1日电 圩区管理处工作报告\n{speech}");
    assert_eq!(titles(&text), ["圩区管理处工作报告"]);
    let text = format!("圩区管理处工作报告\n新华社上圩3月1日电\n{speech}");
    assert_eq!(titles(&text), ["圩区管理处工作报告"]);
}

#[test]
fn what_a_site_asks_of_those_who_copy_a_text_is_no_part_of_it() {
    let said = "圩堤要年年修，渠道要岁岁清，各村的护堤员要把自己那一段看好。".repeat(4);
    let text = format!(
        "护堤发言材料\n合集下载\n1、下载文档前请自行看过，平台不作补充。\n2、“仅部分预览”的文档不能全看。\n\
         37.5 KB |\n0.5 下载券\n护堤发言材料\n乡亲们：\n{said}\n一、查堤\n{said}\n二、看闸\n{said}"
    );
    assert_eq!(headings(&text), "7.0/1 10.0/2 12.0/2");
}

#[test]
fn headings_listed_before_the_speech_are_no_second_set() {
    let body = "乡亲们：/今天讲两点。/一、查堤要勤/早晚各巡一趟。/（一）看渗水/先报信。/二、看闸要细/夜里也要去。";
    let list = "一、查堤要勤/（一）看渗水/二、看闸要细";
    check(&[
        (&format!("护堤讲话/{list}/{body}"), "1.0/1 7.0/2 9.0/3 11.0/2"),
        (&format!("护堤讲话/讲话提纲：/{list}/{body}"), "1.0/1 8.0/2 10.0/3 12.0/2"),
    ]);
    let said = "圩堤要年年修，渠道要岁岁清。".repeat(10);
    let collection = format!(
        "目录/1.护堤会上的讲话/2.清渠会上的讲话/3.护林会上的讲话/护堤会上的讲话/乡亲们：/{said}/\
         清渠会上的讲话/乡亲们：/{said}/护林会上的讲话/乡亲们：/{said}"
    );
    assert_eq!(titles(&collection.replace('/', "\n")).len(), 3);
}

#[test]
fn a_title_that_is_numbered_in_a_collection_holds_its_speech() {
    let said = "今年的渠要早一点动手，人要齐，料要足，一段一段往前推，推到哪里算哪里。";
    let speech = |head: &str| format!("{head}/乡亲们：/{said}/一、早动手/{said}/二、早收工/{said}");
    let nested = "1.0/1 4.0/2 6.0/2";
    for number in ["3、", "3.", "3 ", "03 ", "（3）", "三、"] {
        assert_eq!(headings(&speech(&format!("{number}在修渠动员会上的讲话"))), nested, "{number}");
    }
    // A day between, and a day alone.
    let dated = "3、在修渠动员会上的讲话/（2024年3月1日）";
    assert_eq!(headings(&speech(dated)), "1.0/1 5.0/2 7.0/2");
    let noted =
        format!("3 关于修渠的座谈纪要/2024年3月1日/{said}/一、早动手/{said}/二、早收工/{said}");
    assert_eq!(headings(&noted), "1.0/1 4.0/2 6.0/2");
    // Several in one file.
    let (first, second) = ("1、在修渠动员会上的讲话", "2、在修渠总结会上的讲话");
    let both = format!("{}/{}", speech(first), speech(second));
    assert_eq!(headings(&both), "1.0/1 4.0/2 6.0/2 8.0/1 11.0/2 13.0/2");
    // The first section of a report.
    let report = format!("1、关于修渠的总结/{said}/2、关于修渠的打算/{said}");
    assert_eq!(headings(&report), "1.0/1 3.0/1");
}

#[test]
fn a_rubric_before_the_title_may_stand_over_short_paragraphs() {
    let text = "【圩区新闻】渠修好了　水进了田/昨天修渠的人说了三句话：/1. 渠修好了。/2. 水进田了。/3. 人可以歇了。";
    assert_eq!(headings(text), "1.0/1 3.0/2 4.0/2 5.0/2");
    // A label, and what it says in a sentence.
    let label = text.replace("【圩区新闻】渠修好了　水进了田", "【说话人】柳长河");
    assert_eq!(headings(&label), "3.0/1 4.0/1 5.0/1");
    let said = text.replace("渠修好了　水进了田", "渠修好了，水进了田。人都很高兴。");
    assert_eq!(headings(&said), "3.0/1 4.0/1 5.0/1");
}
