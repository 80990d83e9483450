//! Texts that were put together in one file, and what a page says of those it has from elsewhere.

use gangmu::outline;

use super::read;

/// The titles in `text`, in which `/` is a line end and `§` a paragraph, each another one.
fn titles(text: &str) -> Vec<String> {
    let (doc, outline) = read(&spelt(text));
    let titles = outline.nodes().iter().filter(|n| n.kind == outline::Kind::Title);
    titles.map(|n| n.title.of(doc.text()).to_owned()).collect()
}

fn spelt(text: &str) -> String {
    let mut places = "东西南北上下前后新老大小高低".chars().cycle().zip(1..);
    let mut spelt = String::new();
    for c in text.chars() {
        match c {
            '/' => spelt.push('\n'),
            '§' => {
                let (at, number) = places.next().unwrap();
                spelt.push_str(&format!(
                    "{at}圩的堤要年年修，渠道要岁岁清。{at}圩的人要把自己那一段看好，白天看水，夜里看人，一处也不能漏，漏了由{at}圩认账。{}",
                    "谁也不能例外。".repeat(number * 3 % 7)
                ));
            }
            c => spelt.push(c),
        }
    }
    spelt
}

#[test]
fn a_name_with_its_day_behind_the_notes_of_a_text_begins_another() {
    let first = "关于修堤的通报/（一九五四年三月六日）/一、去年的堤/§/二、今年的堤/§";
    let second = "西圩怎样守水/（一九五四年四月、五月）/§/§";
    assert_eq!(
        titles(&format!("{first}/注　　释/〔1〕堤，指东圩的堤。/{second}")),
        ["关于修堤的通报", "西圩怎样守水"]
    );
    // Without the notes it may be a part of the same speech.
    assert_eq!(titles(&format!("{first}/{second}")), ["关于修堤的通报"]);
}

#[test]
fn a_name_with_a_day_in_brackets_over_new_numbers_begins_a_text() {
    let first = "关于修堤的通报/（一九五四年三月六日）/一、去年的堤/§/二、今年的堤/§";
    let numbers = "一、守东圩/§/二、守西圩/§";
    assert_eq!(
        titles(&format!("{first}/两圩守水的打法/（一九五四年四月五日）/§/{numbers}")),
        ["关于修堤的通报", "两圩守水的打法"]
    );
    // Below its date 结论 is the last part of a speech that was held on several days.
    assert_eq!(
        titles(&format!("{first}/结论/（一九五四年四月五日）/§/{numbers}")),
        ["关于修堤的通报"]
    );
}

#[test]
fn names_over_their_authors_are_the_titles_of_a_collection() {
    let text =
        |second: &str| format!("守住长堤/柳长河/§/§/看好水闸/{second}/§/§/清好渠道/高青石/§/§");
    assert_eq!(titles(&text("梁守堤")), ["守住长堤", "看好水闸", "清好渠道"]);
    assert_eq!(titles(&text("某某某")), ["守住长堤", "看好水闸", "清好渠道"]);
    // A line that is not a name says nothing.
    assert_eq!(titles(&text("先说门，再说锁。")), ["守住长堤", "清好渠道"]);
}

#[test]
fn a_line_that_a_page_has_twice_is_a_title() {
    let title = "柳长河：今年的堤要比去年早修一个月";
    let page = format!("圩区商圈/圩区访谈/{title}/{title}/发布时间：2024-03-01/§/§");
    assert_eq!(titles(&page).last().map(String::as_str), Some(title));
    // In the middle of a file too, where the next page begins.
    let both = titles(&format!("在护堤会上的讲话/各位乡亲：/§/§/{page}"));
    assert_eq!(both.first().map(String::as_str), Some("在护堤会上的讲话"));
    assert_eq!(both.last().map(String::as_str), Some(title));
}

#[test]
fn where_a_page_has_its_text_from_is_no_title() {
    for source in [
        "原文来自「圩区纪事」：护堤人的一年",
        "文章转自圩报 护堤人的一年",
        "本文摘自圩区志",
        "原刊於圩報副刊",
    ] {
        let text = format!("{source}/一、春天的堤/§/二、秋天的堤/§");
        assert_eq!(titles(&text), [""; 0], "{source}");
        let text = format!("守住这条长堤/{source}/§/§");
        assert_eq!(titles(&text), ["守住这条长堤"], "{source}");
    }
    // 来自 at the head of a title is a word like any other.
    assert_eq!(titles("来自堤上的消息/§/§"), ["来自堤上的消息"]);
}

#[test]
fn who_made_an_article_is_no_heading_of_it() {
    let parts = "春天的堤/§/§/夏天的堤/§/§/秋天的堤/§/§";
    for credit in ["文｜柳长河", "摄影|梁守堤", "柳长河梁守堤", "本报记者柳长河"]
    {
        let (doc, outline) = read(&spelt(&format!("护堤人的一年/{credit}/§/{parts}")));
        let found: Vec<&str> = outline.nodes().iter().map(|n| n.title.of(doc.text())).collect();
        assert_eq!(found, ["护堤人的一年", "春天的堤", "夏天的堤", "秋天的堤"], "{credit}");
    }
}

#[test]
fn a_title_runs_on_into_its_occasion_and_its_speaker() {
    let said = "§".repeat(8);
    let head = "护堤工作报告 ——2024年3月1日在圩区代表会上 圩区区长 柳长河 各位代表： 现在，我报告去年的工作。";
    assert_eq!(titles(&format!("{head}{said}")), ["护堤工作报告"]);
}
