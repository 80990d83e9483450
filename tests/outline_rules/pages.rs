//! What web pages put around the title of a speech: tool bars, the names of their parts, the title once more.

use super::read;

/// The titles in a text.
fn titles(text: &str) -> Vec<String> {
    use gangmu::outline::Kind;
    let (doc, outline) = read(text);
    let titles = outline.nodes().iter().filter(|n| n.kind == Kind::Title);
    titles.map(|n| n.title.of(doc.text()).to_owned()).collect()
}

const BODY: &str =
    "堤上的事要件件有人管，料要备足，人要到岗，各村把自己那一段看好，看住了水就看住了一年的收成。";

#[test]
fn a_tool_bar_in_one_line_is_no_part_of_the_title_below_it() {
    for bar in [
        "打印 收藏 分享 关闭",
        "繁體版 English 字號 A A A",
        "簡體版 英文版 寄給朋友 圩區新聞網",
        "【打印】【关闭】",
        "手机版 | 繁体",
    ] {
        let text = format!(
            "{bar}\n在护堤会议上的讲话\n{BODY}\n{BODY}\n一、查堤\n{BODY}\n二、看闸\n{BODY}"
        );
        assert_eq!(titles(&text), ["在护堤会议上的讲话"], "{bar}");
    }
    // A title in which such words stand.
    let text = format!("护堤人的分享 看闸人的收藏\n{BODY}\n{BODY}\n{BODY}\n{BODY}");
    assert_eq!(titles(&text), ["护堤人的分享 看闸人的收藏"]);
}

#[test]
fn the_part_of_a_site_for_speeches_is_no_title_over_one() {
    for part in ["重要演辭", "领导讲话"] {
        let text = format!(
            "{part}\n圩长就护堤办法草案在代表会上的总结发言全文（一）\n{BODY}\n{BODY}\n{BODY}\n{BODY}"
        );
        assert_eq!(titles(&text), ["圩长就护堤办法草案在代表会上的总结发言全文（一）"], "{part}");
    }
    // Over the text, or over a line with a dash, it is one.
    let text = format!("工作报告\n——在护堤会议上的报告\n{BODY}\n{BODY}\n{BODY}\n{BODY}");
    assert_eq!(titles(&text), ["工作报告"]);
    assert_eq!(titles(&format!("护堤讲话\n{BODY}\n{BODY}\n{BODY}\n{BODY}")), ["护堤讲话"]);
}

#[test]
fn the_best_line_over_a_speech_is_its_title_even_if_a_page_has_others() {
    let page = format!(
        "AM101 FM101.2\n（图片来自圩区台）\n圩長發表任內首次護堤演說 守住老堤\n{BODY}{BODY}\n{BODY}{BODY}\n{BODY}"
    );
    assert_eq!(titles(&page), ["圩長發表任內首次護堤演說 守住老堤"]);
    // Whose report it is, and what it is called where it was given.
    let report = format!(
        "东圩2024年护堤报告和明年计划\n护 堤 工 作 报 告\n2024年3月6日在圩区第九次代表会议\n圩长 柳长河\n各位代表：\n{BODY}{BODY}\n一、查堤\n{BODY}\n二、看闸\n{BODY}"
    );
    assert_eq!(titles(&report), ["护 堤 工 作 报 告"]);
    // What a collection says of each text.
    let labels =
        format!("【致辞人】圩长\n【致辞背景】圩区动员大会致辞\n乡亲们：\n{BODY}\n{BODY}\n{BODY}");
    assert_eq!(titles(&labels), Vec::<String>::new());
}

#[test]
fn a_title_that_a_page_puts_down_more_than_once_in_a_line_is_read_once() {
    for (line, title) in [
        ("护堤工作总结范文护堤工作总结范文护堤工作总结范文", "护堤工作总结范文"),
        ("护堤工作总结范文 护堤工作总结范文", "护堤工作总结范文"),
        // Two titles that begin alike.
        ("护堤工作总结和护堤工作计划", "护堤工作总结和护堤工作计划"),
        ("护堤巡查方案 护堤巡查方案篇一", "护堤巡查方案 护堤巡查方案篇一"),
    ] {
        let text = format!("{line}\n{BODY}\n{BODY}\n{BODY}\n{BODY}");
        assert_eq!(titles(&text), [title], "{line}");
    }
}

#[test]
fn those_who_are_greeted_one_by_one_may_be_greeted_together_last() {
    use gangmu::outline::Kind;
    let text = format!(
        "院里的老槐树\n\n圩長、各位乡亲、尊貴的來賓、女士們及先生們：\n\n去年修的渠道\n\n{BODY}{BODY}\n\n今年修的渠道\n\n{BODY}{BODY}\n\n明年修的渠道\n\n{BODY}{BODY}"
    );
    let (_, outline) = read(&text);
    let headings = outline.nodes().iter().filter(|n| n.kind == Kind::Heading).count();
    assert_eq!(headings, 3);
}

#[test]
fn a_title_that_a_page_puts_down_twice_before_its_credits_is_read_once() {
    let text = format!("{BODY}{BODY}{BODY}{BODY}");
    for head in [
        "首页圩区文化守好长堤的三代人守好长堤的三代人发布时间：2024-03-01",
        "首页 圩区文化 守好长堤的三代人 守好长堤的三代人 来源：圩区新闻网",
        "守好长堤的三代人守好长堤的三代人作者：柳长河",
    ] {
        assert_eq!(titles(&format!("{head}{text}")), ["守好长堤的三代人"], "{head}");
    }
    // Words that come twice in a sentence.
    let once = "堤修了又修，守了又守，一年一年守下来。发布时间：2024-03-01";
    assert_eq!(titles(&format!("{once}{text}")), Vec::<String>::new());
}

#[test]
fn a_title_is_freed_from_what_a_page_glues_to_it() {
    let title = "圩区书记在护堤动员大会上的讲话";
    let text = format!("{BODY}{BODY}{BODY}{BODY}");
    for (head, title) in [
        ("§_范文大全§同志们：", title),
        ("§.doc§同志们：", title),
        ("§.docx文档大小：23KB 页数：5页 § 同志们：", title),
        ("§-公文网§发布时间：2024-03-01 浏览次数：345同志们：", title),
        ("首页>范文>正文§时间：2024-03-01来源：护堤网同志们：", title),
        ("§下面是小编为大家整理的§【优秀范文】，供大家参考。同志们：", title),
        ("§[范文]同志们，", &format!("{title}[范文]")),
        ("§时间：2024-03-01来源：护堤网", title),
        ("文章标题：§作者：柳长河 来源：护堤网同志们：", title),
        ("编号：541193579§同志们，", title),
        ("· §今天，我们开会，", title),
        ("返回 §-公文网§今天，我们开会，", title),
        ("首页 | 讲话 | §同志们：", title),
        ("§ 柳长河同志们，", title),
        ("1. § 柳长河 尊敬的各位乡亲，同志们：", title),
        ("§　　入汛以来，", title),
    ] {
        let head = head.replace('§', "圩区书记在护堤动员大会上的讲话");
        assert_eq!(titles(&format!("{head}{text}")), [title], "{head}");
    }
}

#[test]
fn a_title_runs_on_into_the_day_in_brackets() {
    let text = format!("{BODY}{BODY}{BODY}{BODY}");
    for (title, day) in [
        ("论护堤", "（一九五八年一月）"),
        ("同邻圩堤长的谈话", "（一九五八年七月二十二日）> "),
        ("护堤工作三十条（草案）", "（1958年1月）"),
        ("圩堤管护办法", "（1997年12月29日圩区代表大会第二次会议通过）"),
    ] {
        assert_eq!(titles(&format!("{title}{day}{text}")), [title]);
    }
    // Sentences that name a day.
    for sentence in [
        "去年春天（2023年3月）我们开了三次会。",
        "老堤长柳长河（1931年3月—2001年5月）是上圩人。",
        "圩区代表大会（2024年3月1日）的决定要一条一条办。",
        "护堤、看闸、清渠（2024年3月）大家都要上手。",
    ] {
        assert_eq!(titles(&format!("{sentence}{text}")), Vec::<String>::new(), "{sentence}");
    }
}
