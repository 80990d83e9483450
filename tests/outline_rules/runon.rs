//! Titles that run on into their text where a page has lost the ends of its headings' lines.

use super::read;

/// The titles of the outline of `text`.
fn titles(text: &str) -> Vec<String> {
    let (doc, outline) = read(&text.replace('/', "\n"));
    outline.nodes().iter().map(|n| n.title.of(doc.text()).to_owned()).collect()
}

#[test]
fn headings_glued_to_their_text_end_before_it() {
    let text = "在护堤动员会上的讲话/同志们：今天我们开会，部署今年的护堤工作。我讲三点意见。/\
        一、认清形势，统一思想今年入汛以来，沿圩各村连降大雨。水位已经到了警戒线，一刻也不能松。/\
        二、压实责任，严格要求各级各部门要把堤段认领到人，白天有人查，夜里有人巡。哪一段出事，就问哪一段的人。/\
        三、加强协作，形成合力水利站要把料备足，把船修好。各村要互相支援，不分你我。";
    assert_eq!(
        titles(text).get(1..).unwrap(),
        ["认清形势，统一思想", "压实责任，严格要求", "加强协作，形成合力"]
    );
    // The same with readings behind some characters, and in one line.
    let glossed = text.replace("统一思想", "統(tǒng)一思想").replace("形势", "形勢(shì)");
    assert!(titles(&glossed).contains(&"认清形勢(shì)，統(tǒng)一思想".to_owned()));
    let flat = text.replace('/', "");
    assert!(titles(&flat).contains(&"压实责任，严格要求".to_owned()), "{:?}", titles(&flat));
}

#[test]
fn a_text_begins_with_a_word_of_its_heading() {
    let text = "护堤要点/同志们：/\
        一、充分认识加固堤防的重大意义加固堤防是沿圩百姓的大事，关系到一千户人家。水一上来，谁也跑不了。/\
        二、切实落实加固堤防的各项任务加固堤防的任务很重，土方有三万方。我们要赶在汛前做完，一天也不能拖。";
    assert_eq!(
        titles(text).get(1..).unwrap(),
        ["充分认识加固堤防的重大意义", "切实落实加固堤防的各项任务"]
    );
}

#[test]
fn headings_built_alike_end_at_one_length() {
    let text = "在护堤动员会上的讲话/同志们：今天我们开会，我讲三点意见。/\
        一、守好老堤坝，凝聚护堤力老堤是前人一担一担挑起来的。哪一段薄，大家心里都有数。/\
        二、修好新水闸，增强排涝力闸门开不动就排不出水。去年的教训不能忘。/\
        三、管好巡堤队，提升应急力夜里巡堤最要紧。一个人也不能少。";
    assert_eq!(
        titles(text).get(1..).unwrap(),
        ["守好老堤坝，凝聚护堤力", "修好新水闸，增强排涝力", "管好巡堤队，提升应急力"]
    );
    // What is built alike as it stands is whole.
    let whole = "护堤的做法/同志们：/\
        一、坚持“一盘棋”谋划，在加高老堤上聚力。老堤是前人一担一担挑起来的，哪一段薄大家都有数。/\
        二、坚持“一条龙”服务，在检修水闸上发力。闸门开不动就排不出水，去年的教训不能忘。";
    assert!(titles(whole).contains(&"坚持“一盘棋”谋划，在加高老堤上聚力".to_owned()));
}

#[test]
fn items_that_are_sentences_stay_whole() {
    // A heading that stands alone shows that line ends are kept.
    let alone = "在护堤动员会上的讲话/同志们：/一、查险/\
        （一）各村要把堤段认领到人，今年汛期白天有人查，夜里有人巡。哪一段出事，就问哪一段的人。/\
        （二）水利站要把料备足，今年汛期把船修好，把闸门试一遍。水一上来就来不及了。";
    assert!(titles(alone).contains(&"水利站要把料备足，今年汛期把船修好，把闸门试一遍".to_owned()));
    // So does a list of which few items could be cut.
    let list = "护堤杂谈/同志们：/\
        一、堤上的老柳树去年冬天让人锯了三棵，到现在也没有补栽。这件事我说过两回。/\
        二、闸房的门关不严，下雨的时候水往里灌，电机受潮就不转了。这件事也说过。/\
        三、巡堤的灯坏了一半，夜里走路只好摸着黑，摔伤了两个人。今年要换新的。";
    assert_eq!(titles(list).get(1).unwrap(), "堤上的老柳树去年冬天让人锯了三棵，到现在也没有补栽");
    // A statute has whole sentences as items.
    let statute = "护堤办法/第一条 有下列行为之一的，由水利站责令改正：/\
        （一）违反本办法第三条第一款规定，在堤上取土的，处五十元罚款。情节严重的，处一百元罚款。/\
        （二）违反本办法第四条第二款规定，在堤上放牛的，处五十元罚款。情节严重的，处一百元罚款。";
    assert!(titles(statute).iter().any(|t| t.starts_with("违反本办法第三条第一款规定，")));
}
