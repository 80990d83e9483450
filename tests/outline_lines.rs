//! What single lines of a text tell the outline: numbers alone in their line, headings without a
//! number, questions, the pieces of a collection, the agenda of a host. In the tables `/` is a line end.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use gangmu::outline::{self, Node};

/// A paragraph of a speech.
const BODY: &str = "入冬以后河水退了，正是修堤的好时候，各村都把劳力排好，把石料运到堤上，一段一段地查，一处一处地补，年前做完。";

/// The outline in one line: `depth:marker|title`; `@` in `text` is a paragraph of a speech.
fn told(text: &str) -> String {
    told_as("讲话.txt", text)
}

/// [`told`] of a file of that name.
fn told_as(name: &str, text: &str) -> String {
    let text = text.replace('/', "\n").replace('@', BODY);
    let document = gangmu::input::read(text.into_bytes(), name).unwrap();
    let outline = outline::parse(&document);
    let one = |n: &Node| {
        let (marker, title) = (n.marker.of(document.text()), n.title.of(document.text()));
        format!("{}:{marker}|{title}", n.depth)
    };
    outline.nodes().iter().map(one).collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn check(table: &[(&str, &str)]) {
    for (text, expected) in table {
        assert_eq!(&told(text), expected, "{text}");
    }
}

#[test]
fn a_number_alone_in_its_line_has_its_title_in_the_next() {
    check(&[
        (
            "第一章/总则/第一条 为了管好水渠，订立本约。/第二章/分工/第二条 各村管各村的渠段。",
            "1:第一章|总则 2:第一条|为了管好水渠，订立本约 1:第二章|分工 2:第二条|各村管各村的渠段",
        ),
        ("一、/看清水情/@/二、/备足石料/@", "1:一、|看清水情 1:二、|备足石料"),
        // A sentence is no title.
        ("一、/@/二、/@", "1:一、| 1:二、|"),
    ]);
}

#[test]
fn short_lines_between_whole_paragraphs_are_headings_where_there_are_several() {
    check(&[
        (
            "在修堤大会上的讲话/同志们：/@/堤要修得牢/@/闸要看得紧/@/料要备得足/@",
            "1:|在修堤大会上的讲话 2:|堤要修得牢 2:|闸要看得紧 2:|料要备得足",
        ),
        (
            "在修堤大会上的讲话/同志们：/堤要修得牢/@一是查。二是补。/闸要看得紧/@/料要备得足/@",
            "1:|在修堤大会上的讲话 2:|堤要修得牢 3:一是|查 3:二是|补 2:|闸要看得紧 2:|料要备得足",
        ),
        (
            "在修堤大会上的讲话/同志们：/@/★ 堤要修得牢/@/★ 闸要看得紧/@/★ 料要备得足/@",
            "1:|在修堤大会上的讲话 2:|堤要修得牢 2:|闸要看得紧 2:|料要备得足",
        ),
        // Where there are several, another may be shorter, and so may be what stands below it.
        (
            "在修堤大会上的讲话/同志们：/引言/@/堤要修得牢/@/闸要看得紧/@/「料」要備得足/@/防汛/第一，人要到岗，一刻也不能离开。第二，料要到堤，一车也不能少。/結語/各位乡亲，水退了我们再说别的话，好不好。",
            "1:|在修堤大会上的讲话 2:|引言 2:|堤要修得牢 2:|闸要看得紧 2:|「料」要備得足 2:|防汛 3:第一，|人要到岗，一刻也不能离开 3:第二，|料要到堤，一车也不能少 2:|結語",
        ),
        ("在修堤大会上的讲话/同志们：/@/防汛/@/看闸/@/备料/@", "1:|在修堤大会上的讲话"),
        // Two may be anything, and sections with numbers need none.
        ("在修堤大会上的讲话/同志们：/@/堤要修得牢/@/闸要看得紧/@", "1:|在修堤大会上的讲话"),
        (
            "在修堤大会上的讲话/同志们：/一、修堤/@/堤要修得牢/@/闸要看得紧/@/料要备得足/@/二、管闸/@",
            "1:|在修堤大会上的讲话 2:一、|修堤 2:二、|管闸",
        ),
        // Lines about the text stand beside it.
        (
            "在修堤大会上的讲话/同志们：/@/图为堤上的人群/@/图为运石料的车队/@/图为看闸的老人/@",
            "1:|在修堤大会上的讲话",
        ),
    ]);
}

#[test]
fn bold_lines_are_headings_however_short_what_follows_is() {
    assert_eq!(
        told_as(
            "讲话.md",
            "今年办三件事。//**修堤**//各村出人。//**管闸**//闸归老柳管。//**备料**//料归老高管。//"
        ),
        "1:|修堤 1:|管闸 1:|备料"
    );
}

#[test]
fn rubrics_in_brackets_are_headings_where_there_are_several() {
    check(&[
        (
            "修堤活动方案/【活动目的】/@/【活动时间】/入冬以后。/【活动办法】/@一是分段。二是包干。",
            "1:|修堤活动方案 2:|【活动目的】 2:|【活动时间】 2:|【活动办法】 3:一是|分段 3:二是|包干",
        ),
        ("修堤活动方案/【导读】/@@/【编后】/@@", "1:|修堤活动方案"),
    ]);
}

#[test]
fn the_questions_of_an_interview_are_headings() {
    check(&[
        (
            "修堤答问/问：今年的堤怎么修？/答：@/问：石料从哪里来？/答：@一是买。二是采。/问：谁来看闸？/答：@",
            "1:|修堤答问 2:问：|今年的堤怎么修？ 2:问：|石料从哪里来？ 3:一是|买 3:二是|采 2:问：|谁来看闸？",
        ),
        // Whoever answers: those who ask are called reporters.
        (
            "修堤发布会实录/晚报记者：谢谢。堤今年修多长？/柳长河：@/晨报记者：我想问，石料够不够？/高有田：@/电台记者：闸归谁看？/柳长河：@",
            "1:|修堤发布会实录 2:晚报记者：|谢谢。堤今年修多长？ 2:晨报记者：|我想问，石料够不够？ 2:电台记者：|闸归谁看？",
        ),
        // Several ask and one answers.
        (
            "夜校座谈/东村：堤修多高？/老柳：@/西村：坡修多缓？/老柳：@/南村：路修多宽？/老柳：@",
            "1:|夜校座谈 2:东村：|堤修多高？ 2:西村：|坡修多缓？ 2:南村：|路修多宽？",
        ),
        // Those who ask may be counted, and named in brackets.
        (
            "夜校座谈/问题一（东村）：我想知道堤要修多高。/老柳：@/问题二（西村）：我来说说坡。/老柳：@/问题三（南村）：路的事我也想问。/老柳：@",
            "1:|夜校座谈 2:问题一（东村）：|我想知道堤要修多高 2:问题二（西村）：|我来说说坡 2:问题三（南村）：|路的事我也想问",
        ),
        // Labels that only name a problem ask nothing.
        (
            "在修堤大会上的讲话/石料问题：@/劳力问题：@/车辆问题：@/经费问题：@",
            "1:|在修堤大会上的讲话",
        ),
        // One question in a speech is no interview.
        ("在修堤大会上的讲话/@/有人问：堤要修到哪年？/我答：@", "1:|在修堤大会上的讲话"),
    ]);
}

#[test]
fn questions_belong_to_the_section_in_which_they_are_asked() {
    check(&[
        (
            "修堤答问/一、修堤/问：堤修多高？/答：@/问：坡修多缓？/答：@/二、看闸/问：谁来看闸？/答：@",
            "1:|修堤答问 2:一、|修堤 3:问：|堤修多高？ 3:问：|坡修多缓？ 2:二、|看闸 3:问：|谁来看闸？",
        ),
        (
            "在修堤大会上的讲话/一、修堤/@/二、答问/问：堤修多高？/答：@/问：坡修多缓？/答：@/问：谁来看闸？/答：@",
            "1:|在修堤大会上的讲话 2:一、|修堤 2:二、|答问 3:问：|堤修多高？ 3:问：|坡修多缓？ 3:问：|谁来看闸？",
        ),
        // Questions after the speech belong to none of its sections.
        (
            "修堤答问/一、修堤/@/二、看闸/@/问：堤修多高？/答：@/问：坡修多缓？/答：@/问：谁来看闸？/答：@",
            "1:|修堤答问 2:一、|修堤 2:二、|看闸 2:问：|堤修多高？ 2:问：|坡修多缓？ 2:问：|谁来看闸？",
        ),
    ]);
}

#[test]
fn a_numbered_question_is_called_by_what_is_asked() {
    check(&[
        (
            "修堤答问/1、问：堤修多高？坡修多缓？/答：@/2、问（东村）：谁来看闸，我没有听清。请再说一次。/答：@",
            "1:|修堤答问 2:1、|堤修多高？ 2:2、|谁来看闸，我没有听清",
        ),
        (
            "修堤答问/一、问：堤修多高？/答：@/二、问：/答：@",
            "1:|修堤答问 2:一、|堤修多高？ 2:二、|问",
        ),
    ]);
}

#[test]
fn the_title_of_an_item_may_begin_with_a_number_that_has_no_fraction() {
    check(&[
        (
            "1.修堤/@/2.11月里看闸/@/3.5+2包段办法/@/4.备料/@",
            "1:1.|修堤 1:2.|11月里看闸 1:3.|5+2包段办法 1:4.|备料",
        ),
        ("1.修堤/@/2.5公里长的堤修完了。/2.看闸/@", "1:1.|修堤 1:2.|看闸"),
    ]);
}

#[test]
fn a_title_glued_to_the_first_words_of_the_speech_is_cut_there() {
    check(&[
        (
            "东圩镇修堤工作总结今年以来，东圩镇把堤修完了。@@@@一、查堤。@@二、看闸。@@",
            "1:|东圩镇修堤工作总结 2:一、|查堤 2:二、|看闸",
        ),
        (
            "在东圩镇修堤大会上的讲话在东圩镇修堤大会上的讲话同志都到了，开会。@@@@一、查堤。@@二、看闸。@@",
            "1:|在东圩镇修堤大会上的讲话 2:一、|查堤 2:二、|看闸",
        ),
        // A sentence that cites a report is no title.
        (
            "根据东圩镇修堤工作报告今年的安排，石料要先运。@@@@一、查堤。@@二、看闸。@@",
            "1:一、|查堤 1:二、|看闸",
        ),
    ]);
}

#[test]
fn the_first_line_may_name_its_rubric_before_a_colon() {
    check(&[
        (
            "修堤学习文章：把堤修到众人的心里去，把闸看到天亮的时候/@@@/一、查堤/@/二、看闸/@",
            "1:|修堤学习文章：把堤修到众人的心里去，把闸看到天亮的时候 2:一、|查堤 2:二、|看闸",
        ),
        (
            "会议地点：东圩镇水利站三楼的大会议室/@@@/一、查堤/@/二、看闸/@",
            "1:一、|查堤 1:二、|看闸",
        ),
    ]);
}

#[test]
fn the_pieces_of_a_collection_are_told_apart_whatever_numbers_them() {
    check(&[
        (
            "修堤汇报（精选2篇）/一：/各位领导：/@/一、查堤/@/二：/各位领导：/@/一、看闸/@",
            "1:一：| 2:一、|查堤 1:二：| 2:一、|看闸",
        ),
        ("【范例一】/@@/【范例二】/@@", "1:【范例一】| 1:【范例二】|"),
        ("【第1篇】修堤汇报/@@/【第2篇】看闸汇报/@@", "1:【第1篇】|修堤汇报 1:【第2篇】|看闸汇报"),
        ("修堤体会 第1篇/@@/修堤体会 第2篇/@@", "1:|修堤体会 第1篇 1:|修堤体会 第2篇"),
        // A short piece is a piece all the same.
        ("修堤体会（2篇）/【篇一】/@/【篇二】/@", "1:【篇一】| 1:【篇二】|"),
        (
            "修堤文件（2篇）/第一篇：修堤通知/某县水利局/关于做好修堤工作的通知/各村：/@/一、查堤/@/第二篇：看闸通知/@/一、看闸/@",
            "1:|修堤文件（2篇） 2:第一篇：|修堤通知 3:一、|查堤 2:第二篇：|看闸通知 3:一、|看闸",
        ),
        (
            "修堤讲话（2篇）/第一篇/在修堤大会上的讲话/@/一、查堤/@/第二篇/在看闸大会上的讲话/@/一、看闸/@",
            "1:|修堤讲话（2篇） 2:第一篇|在修堤大会上的讲话 3:一、|查堤 2:第二篇|在看闸大会上的讲话 3:一、|看闸",
        ),
    ]);
}

#[test]
fn the_items_to_which_a_host_comes_are_the_agenda() {
    check(&[
        (
            "下面进行第一项议程，请老柳报水情。/……/现在进行第二项议程，请老高讲修堤。/……",
            "1:第一项议程，|请老柳报水情 1:第二项议程，|请老高讲修堤",
        ),
        (
            "首先进行大会第一项：升旗。/旗升起来了。下面，进行大会第二项：请老柳讲话。/@",
            "1:第一项：|升旗 1:第二项：|请老柳讲话",
        ),
        // Only a host comes to items.
        ("这项工程排在全县第一项，也是第二项工程的前提。", ""),
    ]);
}

#[test]
fn a_page_without_line_ends_may_break_off_in_its_first_section() {
    check(&[
        (
            "@一、查堤的做法（一）分段查。@（二）夜里查。@",
            "1:一、|查堤的做法 2:（一）|分段查 2:（二）|夜里查",
        ),
        ("@一、分段查，二、夜里查，三、雨后查。", "1:一、|分段查 1:二、|夜里查 1:三、|雨后查"),
        ("@说起来就是一、分段查。", ""),
    ]);
}

#[test]
fn whatever_is_counted_at_the_head_of_lines_is_an_item() {
    check(&[
        (
            "第一个村子，渠修得早。/第二个村子，渠修得直。",
            "1:第一个村子，|渠修得早 1:第二个村子，|渠修得直",
        ),
        ("第一个月，水退了。/第二个月，堤干了。", ""),
    ]);
}

#[test]
fn the_words_of_a_page_and_of_a_citation_are_no_title() {
    check(&[
        ("全文/@/一、查堤/@/二、看闸/@", "1:一、|查堤 1:二、|看闸"),
        (
            "某县修堤实施方案(2023—2025年)/为落实《某县水利局关于修堤的通知》（某水办〔2022〕9号），订立本方案。/一、查堤/@/二、看闸/@",
            "1:|某县修堤实施方案(2023—2025年) 2:一、|查堤 2:二、|看闸",
        ),
        ("某某范文网/修堤工作汇报/各位领导：/@@@", "1:|修堤工作汇报"),
        ("某某范文网—写作的好帮手/查看原文/修堤工作汇报/各位领导：/@@@", "1:|修堤工作汇报"),
        ("修堤發(fā)言稿(一)/老師們、同學們：大家好！/@@@", "1:|修堤發(fā)言稿(一)"),
        ("关于修堤的通知/各村：/@/附件：/1.石料清单/2.劳力清单/3.车辆清单", "1:|关于修堤的通知"),
    ]);
}
