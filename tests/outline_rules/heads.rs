//! The lines at the head of a speech in every order: title, subtitle, speaker, date, salutation. Whatever stands
//! below it, the title is the title, and there is one.

use gangmu::outline::Kind;

use super::read;

const TITLES: &[&str] = &[
    "在全圩护堤工作部署会上的讲话",
    "在全圩护堤工作部署会上的讲话稿",
    "在护堤能手表彰会上的发言",
    "在新闸口落成典礼上的致辞",
    "在圩区重点工程推进会上的表态发言",
    "在全圩護堤工作會議上的講話",
    "护堤动员讲话",
    "圩区工作报告",
    "新年贺词",
    "全圩护堤工作会议主持词",
    "关于全圩护堤工作情况的报告",
    "2023年度个人述职述廉报告",
    "同心协力 奋力谱写圩区护堤新篇章",
    "以实干守住一圩安宁",
    "把堤修到乡亲们心坎上",
    "我们靠什么守住一圩安宁？",
    "党课讲稿：守住一圩安宁",
    "守住一圩安宁\n——在全圩护堤工作部署会上的讲话",
    "在全圩护堤工作暨河湖保护\n重点任务部署会议上的讲话",
];

const BELOW: &[&str] = &[
    "",
    "柳长河\n",
    "柳 河\n",
    "（柳长河）\n",
    "欧阳长河\n",
    "柳长河 江小渡\n",
    "某某某\n",
    "XXX\n",
    "——柳长河\n",
    "圩长 柳长河\n",
    "（圩长 柳长河）\n",
    "中共上圩区委书记、区人大常委会主任 柳长河\n",
    "区委常委、常务副区长 柳长河\n",
    "上圩区水务局\n",
    "上圩区水务局 柳长河\n",
    "上圩区第三中学  柳长河\n",
    "上圩镇 柳长河\n",
    "护堤能手代表 柳长河\n",
    "高三（2）班 柳长河\n",
    "发言人：柳长河\n",
    "2023年3月12日\n",
    "（2023年3月12日）\n",
    "（二〇二三年三月十二日）\n",
    "2023.3.12\n",
    "（2023年3月12日 柳长河）\n",
    "（2023年3月12日，上圩）\n",
    "柳长河\n（2023年3月12日）\n",
    "（2023年3月12日）\n柳长河\n",
    "圩长 柳长河\n（2023年3月12日）\n",
    "（2023年3月12日）\n（根据录音整理，未经本人审阅）\n",
    "来源：上圩区水务局  发布时间：2023-03-12  浏览次数：35\n",
    "内部资料 注意保存\n",
    "（初稿）\n",
    "***\n",
];

const GREETINGS: &[&str] = &[
    "",
    "乡亲们：\n",
    "各位领导、同志们：\n",
    "尊敬的各位来宾，女士们、先生们：\n",
    "各位领导，大家好！\n",
];

const SHORT: &str =
    "今天请大家来，是要把上一段护堤的事情说一说，再安排下一步。下面，我讲几点意见。\n";
const LONG: &str = "今天请大家来，是要把上一段护堤的事情说一说，看一看眼下的水情，再安排下一步。刚才，几位圩长讲了各自的做法，讲得实在，\
    我都同意，请大家回去以后结合各圩的情况，一件一件落到人头。\n";
const TEXT: &str =
    "各圩要把险段都看住，把物料都备足，夜里轮班也不能断人，谁的地段谁负责，不许推给别人。\n";

/// What the page or the file has over a title; each stands in lines of its own.
const ABOVE: &[&str] = &[
    "当前位置：首页 > 政务公开 > 领导讲话\n",
    "首页 >> 领导活动 >> 讲话文稿 >> 正文\n",
    "您的位置： 首页 / 领导讲话 /\n",
    "上圩区人民政府网\n",
    "上圩新闻网 - 圩区门户\n",
    "网站首页 新闻中心 政务公开 办事服务 互动交流 专题专栏\n",
    "2023-03-12 10:20\n",
    "字号：[大] [中] [小]　打印本页\n",
    "领导讲话\n",
    "【领导讲话】\n",
    "上政发〔2023〕7号\n",
    "内部资料\n",
    "1\n",
    "http://www.example.com/art/2023/3/12/art_1_2.html\n",
    "001.txt\n",
    "====================\n",
    "附件1\n",
    "上圩区人民政府网\n2023-03-12 10:20\n********\n",
];

#[test]
fn what_a_page_has_over_a_title_is_none() {
    let below = ["", "柳长河\n", "（2023年3月12日）\n", "上圩区水务局 柳长河\n"];
    let bodies =
        [format!("一、看清水情\n{TEXT}二、守住险段\n{TEXT}三、分清责任\n{TEXT}"), TEXT.repeat(4)];
    let mut wrong = Vec::new();
    for (above, title) in ABOVE.iter().flat_map(|a| TITLES.iter().map(move |t| (a, t))) {
        // 领导讲话 may well be the genre of a greeting of four characters.
        if above.contains("领导讲话") && title.chars().count() <= 5 {
            continue;
        }
        for (below, body) in below.iter().flat_map(|b| bodies.iter().map(move |t| (b, t))) {
            for greeting in ["", "乡亲们：\n"] {
                let text = format!("{above}{title}\n{below}{greeting}{SHORT}{body}");
                check(title, &text, &mut wrong);
            }
        }
    }
    assert_eq!(wrong, [""; 0], "{} heads", wrong.len());
}

/// Notes in `wrong` if `title` is not the only one of `text`.
fn check(title: &str, text: &str, wrong: &mut Vec<String>) {
    let plain = |words: &str| words.split_whitespace().collect::<String>();
    let (doc, outline) = read(text);
    let titles = outline.nodes().iter().filter(|n| n.kind == Kind::Title);
    let found: Vec<_> = titles.map(|n| plain(n.title.of(doc.text()))).collect();
    // A subtitle may be part of the title or not.
    let first = title.split("\n—").next().unwrap_or(title);
    if found != [plain(title)] && found != [plain(first)] {
        let head: String = text.chars().take(90).collect();
        wrong.push(format!("{head}: {found:?}").replace('\n', "/"));
    }
}

#[test]
fn a_title_is_found_whatever_stands_between_it_and_the_speech() {
    let bodies = [
        format!("一、看清水情\n{TEXT}二、守住险段\n{TEXT}三、分清责任\n{TEXT}"),
        format!("一、看清水情。{TEXT}二、守住险段。{TEXT}"),
        format!("第一，要看清水情。{TEXT}第二，要守住险段。{TEXT}"),
        TEXT.repeat(4),
    ];
    let intros = [String::new(), SHORT.to_owned(), LONG.repeat(3)];
    let mut wrong = Vec::new();
    for title in TITLES {
        for (below, greeting) in BELOW.iter().flat_map(|b| GREETINGS.iter().map(move |g| (b, g))) {
            for (intro, body) in intros.iter().flat_map(|i| bodies.iter().map(move |b| (i, b))) {
                let text = format!("{title}\n{below}{greeting}{intro}{body}");
                check(title, &text, &mut wrong);
            }
        }
    }
    assert_eq!(wrong, [""; 0], "{} heads", wrong.len());
}

#[test]
fn a_short_title_below_the_name_of_a_page_is_no_signature() {
    for page in ["护堤专栏", "领导讲话 > 2023", "首页 > 讲话"] {
        for title in ["守住一圩安宁", "致全圩乡亲的一封信", "柳长河同志的讲话", "高举护堤大旗"]
        {
            let text = format!("{page}\n{title}\n乡亲们：\n{LONG}{LONG}{TEXT}{TEXT}{TEXT}");
            let (doc, outline) = read(&text);
            let titles = outline.nodes().iter().filter(|n| n.kind == Kind::Title);
            let found: Vec<_> = titles.map(|n| n.title.of(doc.text())).collect();
            assert_eq!(found, [title], "{page}");
        }
    }
}

#[test]
fn after_the_thanks_of_one_speech_the_next_begins() {
    let speech = |title: &str, greeting: &str| {
        format!("{title}\n{greeting}第一部分 看水情\n{TEXT}第二部分 守险段\n{TEXT}")
    };
    let titles = |text: &str| {
        let (doc, outline) = read(text);
        let titles = outline.nodes().iter().filter(|n| n.kind == Kind::Title);
        titles.map(|n| n.title.of(doc.text()).to_owned()).collect::<Vec<_>>()
    };
    let first = speech("在护堤会议上的讲话", "乡亲们：\n");
    for greeting in ["乡亲们：\n".to_owned(), format!("乡亲们：\n{LONG}"), LONG.to_owned()]
    {
        let text = format!("{first}谢谢大家！\n{}", speech("守住一圩安宁", &greeting));
        assert_eq!(titles(&text), ["在护堤会议上的讲话", "守住一圩安宁"], "{greeting}");
    }
    // A speech begins inside the parts of another, which has no last words.
    let text = format!("{first}{}", speech("在表彰会上的讲话", LONG));
    assert_eq!(titles(&text), ["在护堤会议上的讲话", "在表彰会上的讲话"]);
    // Who signs, and what a page says, begins no speech.
    for end in ["柳长河", "上圩区水务局", "责任编辑：柳长河", "2023年3月12日"] {
        let text = format!("{first}谢谢大家！\n{end}\n");
        assert_eq!(titles(&text), ["在护堤会议上的讲话"], "{end}");
    }
}

/// The titles in a text.
fn titles(text: &str) -> Vec<String> {
    let (doc, outline) = read(text);
    let titles = outline.nodes().iter().filter(|n| n.kind == Kind::Title);
    titles.map(|n| n.title.of(doc.text()).to_owned()).collect()
}

#[test]
fn a_further_speech_begins_with_its_title_and_with_who_speaks_and_when() {
    let first = format!("在护堤会议上的讲话\n乡亲们：\n{TEXT}{TEXT}");
    for below in [
        "柳长河\n（2024年3月1日）",
        "圩区水务局局长柳长河\n（2024年3月1日）",
        "——在护堤会上的发言\n柳长河\n（2024年3月1日）",
        "——在护堤会上的发言\n柳长河",
        "——柳长河在堤长座谈会上的发言提纲\n2024年3月1日",
        "——致全圩乡亲的一封信\n2024年3月1日",
    ] {
        let text = format!("{first}把堤修到心里去\n{below}\n{LONG}{LONG}{TEXT}");
        assert_eq!(titles(&text), ["在护堤会议上的讲话", "把堤修到心里去"], "{below}");
    }
    for title in [
        "守堤，要从自己守起\n——柳长河在堤长座谈会上的讲话",
        "与上圩、下圩堤长座谈纪要\n2024年3月1日",
        "上圩区圩堤管护条例\n2024年3月1日 上圩区代表大会第二次会议通过",
    ] {
        let text = format!("{first}{title}\n{LONG}{LONG}{TEXT}");
        let title = title.split('\n').next().unwrap();
        assert_eq!(titles(&text), ["在护堤会议上的讲话", title]);
    }
    // Who signs, and items behind dashes.
    for inside in ["上圩护堤小组\n2024年3月1日\n", "今年的指标\n——守堤四十天\n——清渠三十里\n"]
    {
        let text = format!("{first}{inside}{LONG}{LONG}{TEXT}");
        assert_eq!(titles(&text), ["在护堤会议上的讲话"], "{inside}");
    }
    // Who signs a letter, below its last words and above what a page says.
    let text = format!("{first}此致\n敬礼\n柳长河\n2024年3月1日\n（本文有删节）\n");
    assert_eq!(titles(&text), ["在护堤会议上的讲话"]);
}

#[test]
fn what_editors_say_in_brackets_of_a_speech_does_not_begin_its_title() {
    let said =
        "去年守堤四十天，没有出一处险，靠的是人齐料足，也靠老堤工手把手地教，这些办法今年还要用。";
    let text = format!(
        "柳长河梁守堤在护堤大会上的讲话\n\n柳长河 梁守堤\n\n2024.03.01\n\n〖地点：东圩岗亭〗\n\n柳长河讲话\n\n乡亲们：\n\n{said}\n\n梁守堤副主任讲话\n\n乡亲们：\n\n{said}\n"
    );
    assert_eq!(titles(&text), ["柳长河梁守堤在护堤大会上的讲话"]);
}

#[test]
fn what_asks_for_a_decision_is_no_title_over_the_date() {
    let said =
        "去年守堤四十天，没有出一处险，靠的是人齐料足，也靠老堤工手把手地教，这些办法今年还要用。";
    let text = |asks: &str| {
        format!(
            "关于加高西圩的请示\n\n县水务局：\n\n{said}\n\n{said}{said}{said}\n\n{asks}\n\n2024年3月1日\n\n附记如下，{said}{said}{said}\n"
        )
    };
    for asks in ["当否请批示", "妥否，请指示。", "以上请示当否，请批复", "此致"]
    {
        assert_eq!(titles(&text(asks)), ["关于加高西圩的请示"], "{asks}");
    }
    // A document that is sent on is called the same.
    assert_eq!(titles(&text("关于西圩的批示")), ["关于加高西圩的请示", "关于西圩的批示"]);
}

#[test]
fn what_is_said_of_a_text_in_brackets_below_it_ends_it() {
    let first = format!("护堤要赶早\n柳长河\n{LONG}{TEXT}{TEXT}");
    let second = format!("我圩防浪林的现状和出路\n王守堤\n{LONG}{LONG}{TEXT}");
    for below in [
        "（作者为上圩区水务局局长）",
        "（本文作者柳长河，上圩人）",
        "（新华社上圩3月1日电）",
        "（责任编辑：赵看闸）",
        "（圩区水务局供稿）",
    ] {
        let text = format!("{first}{below}\n{second}");
        assert_eq!(titles(&text), ["护堤要赶早", "我圩防浪林的现状和出路"], "{below}");
    }
    // A remark inside the text, and a line that nobody has signed.
    let unsigned = second.replace("王守堤\n", "");
    for inside in ["（堤上的人都记得这一夜）", "（掌声）"] {
        let text = format!("{first}{inside}\n{unsigned}");
        assert_eq!(titles(&text), ["护堤要赶早"], "{inside}");
    }
}
