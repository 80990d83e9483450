//! What each way of typing must find, and what holds for any query.

use super::super::sample::{heading, tree};
use super::*;
use proptest::prelude::*;

const SPEECH: &str = "\
# 在全县工作会议上的讲话
  一、|把握形势，坚定信心
    一是|干部精神面貌有了新变化
    二是|发展基础更加牢固
  二、|聚力抓好重点工作
    （一）|围绕产业强县，狠抓項目建設(shè)
    （二）|围绕乡村振兴，落实银行信贷
    （三）|围绕绿色发展，治理流域环境
  三、|改进会计监督，重视长效机制
    第一，|加强与云南、西安的协作
    第二，|弘扬音乐文化，还清旧账
    第三，|要实干苦干，应对风险挑战
  四、|ＧＤＰ增长6.5%以上
";

fn ask(list: &str, query: &str) -> Vec<(String, String)> {
    let (document, outline) = tree(list);
    let index = Index::new(&document, &outline);
    let shown = |hit: &Hit| {
        let marks: Vec<_> = hit.matched.iter().map(|s| s.of(document.text())).collect();
        (heading(&document, &outline, hit.node.0).to_owned(), marks.join("·"))
    };
    index.query(query, None, 20).iter().map(shown).collect()
}

/// The first hit begins as given, with just these characters marked.
#[track_caller]
fn finds(query: &str, begins: &str, marked: &str) {
    let hits = ask(SPEECH, query);
    let Some((first, marks)) = hits.first() else { panic!("{query} finds nothing") };
    assert!(first.starts_with(begins), "{query} finds {hits:?}");
    assert_eq!(marks, marked, "{query} in {first}");
}

#[test]
fn initials_side_by_side_come_before_those_with_others_between_them_even_a_level_higher() {
    let list = "\
# 在护堤会上的讲话
  一、|总体情况
    （一）|民生有了新温度
      1.|民生支出增长
  二、|名词解释
";
    let found: Vec<_> = ask(list, "ms").into_iter().map(|(heading, _)| heading).collect();
    assert_eq!(found, ["（一）民生有了新温度", "1.民生支出增长", "二、名词解释"]);
}

#[test]
fn characters_are_found_in_either_script_and_width() {
    finds("项目建设", "（一）围绕产业", "項目建設");
    finds("項目", "（一）围绕产业", "項目");
    finds("实干", "第三，", "实干");
    finds("銀行", "（二）", "银行");
    finds("gdp", "四、", "ＧＤＰ");
    finds("ＧＤＰ", "四、", "ＧＤＰ");
    finds("6.5", "四、", "6.5");
}

#[test]
fn initials_are_found() {
    finds("wrxczx", "（二）围绕乡村", "围绕乡村振兴");
    finds("wrzx", "（二）围绕乡村", "围绕·振兴");
}

#[test]
fn initials_in_one_piece_come_first() {
    finds("xczx", "（二）", "乡村振兴");
    finds("xmjs", "（一）", "項目建設");
    finds("bwxs", "一、", "把握形势");
    finds("jdxx", "一、", "坚定信心");
}

#[test]
fn initials_scattered_over_a_long_heading_are_no_match() {
    let long =
        "一、|把支部建在产业链上，请群众来打分，让群众的困难有人管、矛盾有人解、诉求有人回\n";
    assert_eq!(ask(long, "zzqqm"), []);
    // Pieces that hold together may stand apart, and fewer letters anywhere.
    for (query, marked) in [("cylqz", "产业链·群众"), ("zbcyl", "支部·产业链"), ("zbq", "支部·请")]
    {
        assert_eq!(ask(long, query).first().map(|hit| hit.1.as_str()), Some(marked), "{query}");
    }
    // What was typed as characters or whole syllables may be as far apart as it likes.
    finds_in(long, "支部困难", "支部·困难");
    finds_in(long, "zhibuhui", "支部·回");
}

/// The only hit has just these characters marked.
#[track_caller]
fn finds_in(list: &str, query: &str, marked: &str) {
    let marks: Vec<_> = ask(list, query).into_iter().map(|hit| hit.1).collect();
    assert_eq!(marks, [marked], "{query}");
}

#[test]
fn a_letter_more_may_join_what_was_scattered() {
    let (document, outline) = tree("一、|把产业链上的党支部建在产业链里\n");
    let index = Index::new(&document, &outline);
    let never = AtomicBool::new(false);
    let mut last = None;
    for typed in ["b", "bl", "bll", "blld", "blldz", "blldzb"] {
        let found = index.query_with(typed, &Options::default(), last.as_ref(), &never).unwrap();
        let anew = index.query_with(typed, &Options::default(), None, &never).unwrap();
        assert_eq!(found.hits, anew.hits, "{typed}");
        last = Some(found);
    }
}

#[test]
fn syllables_are_found_whole_and_unfinished() {
    finds("xiangmu", "（一）", "項目");
    finds("xiangmujiansh", "（一）", "項目建設");
    finds("zhongdiangongz", "二、聚力", "重点工作");
    finds("jing'shen", "一是", "精神");
    finds("jing shen", "一是", "精神");
    finds("jings", "一是", "精神");
}

#[test]
fn mixtures_are_found() {
    finds("項目js", "（一）", "項目建設");
    finds("乡村zx", "（二）", "乡村振兴");
    finds("xiang村zx", "（二）", "乡村振兴");
    finds("2jl", "二、聚力", "二·聚力");
    finds("二jl", "二、聚力", "二·聚力");
    finds("er jl", "二、聚力", "二·聚力");
}

#[test]
fn all_readings_of_a_polyphone_are_found() {
    for (query, begins, marked) in [
        ("kuaiji", "三、", "会计"),
        ("zhongshi", "三、", "重视"),
        ("changxiao", "三、", "长效"),
        ("yinhang", "（二）", "银行"),
        ("yinyue", "第二，", "音乐"),
        ("huanqing", "第二，", "还清"),
        ("yingdui", "第三，", "应对"),
    ] {
        finds(query, begins, marked);
    }
}

#[test]
fn u_with_dots_is_v_or_u_or_itself() {
    for query in ["lvse", "luse", "lüse"] {
        finds(query, "（三）", "绿色");
    }
}

#[test]
fn a_break_parts_syllables_and_nothing_matches_inside_one() {
    finds("xi'an", "第一，", "西安");
    finds("xi an", "第一，", "西安");
    finds("yunnan", "第一，", "云南");
    // The end of one syllable and the start of the next are no syllable.
    assert_eq!(ask("一、|西安\n", "ian"), []);
    assert_eq!(ask("一、|发展\n", "han"), []);
}

#[test]
fn numbering_words_are_found_only_as_themselves() {
    // 是干 would be shigan.
    finds("shigan", "第三，要实干", "实干");
    finds("一是", "一是干部", "一");
    let hits = ask("一是|干部作风\n二是|工作氛围\n", "shi");
    assert_eq!(hits, []);
}

#[test]
fn glosses_and_blanks_are_stepped_over() {
    let list = "一、|抓 好項\u{3000}目(xiàng)建設\n二、|其他\n";
    let hits = ask(list, "zhuahaoxiangmujianshe");
    assert_eq!(hits[0].1, "抓·好項·目·建設");
}

#[test]
fn sloppy_sounds_come_in_where_nothing_else_fits() {
    let list = "一、|整治作风\n二、|银行信贷\n三、|蓝天保卫\n四、|创新驱动\n";
    for (query, first) in
        [("zenzhi", "一、"), ("yinghang", "二、"), ("nantian", "三、"), ("cuangxin", "四、")]
    {
        let hits = ask(list, query);
        assert!(hits.first().is_some_and(|h| h.0.starts_with(first)), "{query}: {hits:?}");
    }
    // What is spelt as typed comes first, however good the sloppy match.
    let hits = ask("一、|曾经\n二、|全面开展整治\n", "zheng");
    assert!(hits[0].0.starts_with("二、"), "{hits:?}");
}

#[test]
fn swapped_letters_are_forgiven_where_nothing_else_fits() {
    let hits = ask("一、|强化正风肃纪\n二、|其他工作\n", "zhegnfeng");
    assert_eq!(hits[0].1, "正风");
}

#[test]
fn words_in_another_order_are_forgiven_where_nothing_else_fits() {
    assert_eq!(ask(SPEECH, "振兴 乡村")[0].1, "乡村振兴");
    assert_eq!(ask(SPEECH, "振兴乡村"), []);
    for query in ["jianshe xiangmu", "js xm", "建设 xm"] {
        finds(query, "（一）", "項目建設");
    }
    // Letters that stand scattered in the order typed do not hide the words in the other.
    let list = "一、|接受社会各界新的监督\n二、|抓好项目建设\n";
    assert_eq!(ask(list, "js xm")[0].1, "项目建设");
    // Nor do letters that stand together elsewhere: those headings come first, and then the words.
    let list = "一、|加速熊猫馆建馆\n二、|抓好项目建设\n";
    let found: Vec<_> = ask(list, "js xm").into_iter().map(|(_, shown)| shown).collect();
    assert_eq!(found, ["加速熊猫", "项目建设"]);
    // The letters of each word stand together.
    assert_eq!(ask("一、|下大力气抓好农业和棉花\n", "nm xd"), []);
}

/// Each query finds the same heading first, among others that share words with it.
#[track_caller]
fn forgives(queries: &[&str], marked: &str) {
    let list = "一、|加强基层党组织建设\n二、|推动产业转型升级\n三、|健全社会治理体系\n四、|壮大特色产业集群\n";
    for query in queries {
        let hits = ask(list, query);
        let Some((first, marks)) = hits.first() else { panic!("{query} finds nothing") };
        assert!(first.starts_with("二、"), "{query} finds {hits:?}");
        assert_eq!(marks, marked, "{query}");
    }
}

#[test]
fn a_character_too_many_too_few_or_in_the_wrong_place_is_forgiven() {
    forgives(&["产业转型升级", "产业转的型升级", "产业型转升级"], "产业转型升级");
    forgives(&["产业转换升级", "产业转升级"], "产业转·升级");
    forgives(&["产业轉移升级"], "产业转·升级");
}

#[test]
fn a_character_of_the_same_sound_is_forgiven() {
    forgives(&["产业专型", "铲业转行", "产业zhuan形"], "产业转型");
    forgives(&["生级"], "升级");
    assert_eq!(ask("一、|实施方案\n二、|失误\n", "事实方案")[0].1, "实施方案");
}

#[test]
fn a_letter_too_many_too_few_or_wrong_is_forgiven() {
    forgives(
        &["zhuanxing", "zhuaxing", "zhanxing", "zhuanxxing", "zhuanxiqng", "zhuanxong"],
        "转型",
    );
    forgives(&["chanyezhuanxngshengji"], "产业转型升级");
    // What is left of a short word would be found by chance.
    assert_eq!(ask("一、|加强基层党组织建设\n", "jcdq"), []);
    assert_eq!(ask("一、|加强基层党组织建设\n", "基层办"), []);
}

#[test]
fn what_is_spelt_as_typed_is_not_mixed_with_what_is_forgiven() {
    let list = "一、|提高公务用车效率\n二、|做好公物管理\n三、|明确工作职责\n";
    for (query, only) in [("公务", "一、"), ("公物", "二、"), ("工作", "三、")] {
        let hits = ask(list, query);
        assert!(hits.len() == 1 && hits[0].0.starts_with(only), "{query}: {hits:?}");
    }
    // Characters as typed come first, however far apart.
    let hits = ask("一、|项目多、任务重、责任大\n二、|降低成本\n三、|香木大道\n", "项目大");
    assert_eq!(hits[0].1, "项目·大", "{hits:?}");
}

#[test]
fn other_marks_than_those_of_the_heading_are_forgiven() {
    let list = "一、|深化改革，扩大开放\n二、|推进“放管服”改革\n";
    for query in ["改革、扩大", "改革；扩大", "改革。扩大"] {
        assert_eq!(ask(list, query)[0].1, "改革·扩大", "{query}");
    }
    assert_eq!(ask(list, "《放管服》")[0].1, "放管服");
    assert_eq!(ask(list, "改革，扩大")[0].1, "改革，扩大");
}

#[test]
fn the_number_of_a_heading_may_stand_far_before_its_words() {
    let list = "第五十二条|其他事项\n第五十三条|有关单位应当及时报告经费使用情况\n";
    assert_eq!(ask(list, "53jf")[0].1, "五·三·经费");
}

#[test]
fn two_digits_find_numerals_past_ten() {
    let list = "十、|落实责任\n十二、|落实责任\n二十、|落实责任\n二十三、|落实责任\n";
    for (query, begins) in
        [("10lszr", "十、"), ("12lszr", "十二、"), ("20lszr", "二十、"), ("23lszr", "二十三、")]
    {
        assert!(ask(list, query)[0].0.starts_with(begins), "{query}: {:?}", ask(list, query));
    }
}

#[test]
fn operators_are_those_of_fzf() {
    let all = |query: &str| -> Vec<String> {
        let mut hits: Vec<_> =
            ask(SPEECH, query).into_iter().map(|h| h.0.chars().take(4).collect()).collect();
        hits.sort();
        hits
    };
    assert_eq!(all("'重点"), ["二、聚力"]);
    assert_eq!(all("'zd"), [""; 0]);
    assert_eq!(all("^围绕"), ["（一）围", "（三）围", "（二）围"]);
    assert_eq!(all("^wr"), ["（一）围", "（三）围", "（二）围"]);
    assert_eq!(all("^绕"), [""; 0]);
    assert_eq!(all("环境$"), ["（三）围"]);
    assert_eq!(all("hj$"), ["（三）围"]);
    assert_eq!(all("围绕 !乡村"), ["（一）围", "（三）围"]);
    assert_eq!(all("围绕 ！乡村 ！绿色"), ["（一）围"]);
    assert_eq!(all("乡村|绿色"), ["（三）围", "（二）围"]);
    assert_eq!(all("乡村 | 绿色"), ["（三）围", "（二）围"]);
    assert_eq!(all("^围绕 乡村｜绿色 huanjing$"), ["（三）围"]);
    // Half typed, an operator asks for nothing yet.
    let whole = SPEECH.lines().count();
    for query in ["!", "'", "^", "$", "|", " | ", "!^$"] {
        assert_eq!(all(query).len(), whole, "{query}");
    }
}

#[test]
fn addresses_come_before_text() {
    let hits = ask(SPEECH, "2.3");
    assert_eq!(hits[0], ("（三）围绕绿色发展，治理流域环境".into(), "三".into()));
    assert!(ask(SPEECH, "二(三)")[0].0.starts_with("（三）围绕绿色"));
    let hits = ask(SPEECH, "三");
    assert!(hits[0].0.starts_with("三、"), "{hits:?}");
    assert!(hits.iter().any(|h| h.0.starts_with("第三")));
}

#[test]
fn higher_headings_and_nearer_ones_come_first() {
    let list = "一、|总结\n  （一）|落实责任\n  （二）|其他\n二、|落实责任\n  （一）|落实责任\n";
    let (document, outline) = tree(list);
    let index = Index::new(&document, &outline);
    let order = |near: Option<usize>| -> Vec<usize> {
        let hits = index.query("lszr", near.map(NodeId), 9);
        hits.iter().map(|h| h.node.0).collect()
    };
    assert_eq!(order(None), [3, 1, 4]);
    assert_eq!(order(Some(4))[..2], [3, 4]);
    assert_eq!(order(Some(2))[0], 1);
}

#[test]
fn an_empty_query_gives_all_in_reading_order() {
    let (document, outline) = tree(SPEECH);
    let index = Index::new(&document, &outline);
    for query in ["", " ", "\u{3000}", "\u{200b}", "\u{1b}"] {
        let nodes: Vec<_> = index.query(query, None, 5).iter().map(|h| h.node.0).collect();
        assert_eq!(nodes, [0, 1, 2, 3, 4], "{query:?}");
    }
}

#[test]
fn the_limit_cuts_the_hits_not_the_total() {
    let (document, outline) = tree(SPEECH);
    let index = Index::new(&document, &outline);
    let options = Options { limit: 2, ..Options::default() };
    let found = index.query_with("w", &options, None, &AtomicBool::new(false)).unwrap();
    assert_eq!(found.hits.len(), 2);
    assert!(found.total >= 4);
    let all = index.query("w", None, usize::MAX);
    assert_eq!(all.len(), found.total);
    assert_eq!(all[..2], found.hits[..]);
}

#[test]
fn a_cancelled_query_gives_nothing() {
    let (document, outline) = tree(SPEECH);
    let index = Index::new(&document, &outline);
    let cancel = AtomicBool::new(true);
    assert_eq!(index.query_with("w", &Options::default(), None, &cancel), None);
}

#[test]
fn double_pinyin_is_an_option() {
    let (document, outline) = tree(SPEECH);
    let index = Index::new(&document, &outline);
    let first = |query: &str, scheme| {
        let options = Options { scheme, ..Options::default() };
        let found = index.query_with(query, &options, None, &AtomicBool::new(false)).unwrap();
        found.hits.first().map_or("", |h| heading(&document, &outline, h.node.0))
    };
    // 乡村 in each scheme; full pinyin still works beside it.
    assert!(first("xlcyvfxk", Some(Scheme::Xiaohe)).starts_with("（二）"));
    assert!(first("xdcpvfxy", Some(Scheme::Ziranma)).starts_with("（二）"));
    assert!(first("xdcpvfx;", Some(Scheme::Microsoft)).starts_with("（二）"));
    assert!(first("xiangcunzhenxing", Some(Scheme::Xiaohe)).starts_with("（二）"));
    assert_eq!(first("xlcyvfxk", None), "");
}

#[test]
fn pinyin_can_be_turned_off() {
    let (document, outline) = tree(SPEECH);
    let index = Index::new(&document, &outline);
    let options = Options { pinyin: false, ..Options::default() };
    let count = |query: &str| {
        index.query_with(query, &options, None, &AtomicBool::new(false)).unwrap().total
    };
    assert_eq!(count("xczx"), 0);
    assert_eq!(count("gdp"), 1);
}

#[test]
fn hostile_queries_are_harmless() {
    let (document, outline) = tree(SPEECH);
    let index = Index::new(&document, &outline);
    for query in [
        "z".repeat(10_000),
        "1.".repeat(10_000),
        "!a|b'^$ ".repeat(2_000),
        "\u{1b}]0;x\u{7}".into(),
        "''''''".into(),
        "\u{301}".repeat(500),
        "一".repeat(1000),
    ] {
        let _ = index.query(&query, Some(NodeId(usize::MAX)), 10);
    }
}

#[test]
fn a_very_long_heading_is_read_up_to_its_cap() {
    let list = format!("一、|{}末尾\n", "开头".repeat(50_000));
    assert_eq!(ask(&list, "开头").len(), 1);
    assert_eq!(ask(&list, "末尾"), []);
}

#[test]
fn many_documents_answer_one_query() {
    let lists = ["# 甲的讲话\n  一、|落实责任\n", "", "# 乙的讲话\n  一、|其他\n  二、|狠抓落实\n"];
    let documents: Vec<_> = lists.iter().map(|list| tree(list)).collect();
    let mut index = Index::default();
    for (document, outline) in &documents {
        index.add(document, outline);
    }
    let found = |query: &str| -> Vec<(usize, usize, &str)> {
        let place = |hit: Hit| {
            let (number, node) = index.locate(hit.node);
            let marks = hit.matched.first().map_or("", |s| s.of(documents[number].0.text()));
            (number, node.0, marks)
        };
        index.query(query, None, 9).into_iter().map(place).collect()
    };
    assert_eq!(found("luoshi"), [(0, 1, "落实"), (2, 2, "落实")]);
    assert_eq!(found("二"), [(2, 2, "二")]);
    assert_eq!(found("2:1"), [(2, 1, "一")]);
}

#[test]
fn a_large_outline_is_shared_out_and_comes_back_in_order() {
    let list: String = (0..25_000)
        .map(|i| if i % 5 == 0 { "一、|落实责任\n" } else { "二、|其他工作\n" })
        .collect();
    let (document, outline) = tree(&list);
    let index = Index::new(&document, &outline);
    let never = AtomicBool::new(false);
    let found = index.query_with("luoshi", &Options::default(), None, &never).unwrap();
    assert_eq!(found.total, 5_000);
    let fits = found.narrow.unwrap().fits;
    assert!(fits.is_sorted() && fits.iter().all(|i| i % 5 == 0));
    let cancel = AtomicBool::new(true);
    assert_eq!(index.query_with("luoshi", &Options::default(), None, &cancel), None);
}

#[test]
fn a_query_ends_soon_after_its_flag_is_set() {
    use std::sync::atomic::Ordering;
    use std::time::{Duration, Instant};

    let (document, outline) = tree(&"一、|落实安全生产责任，确保各项工作落到实处\n".repeat(100));
    let mut index = Index::default();
    for _ in 0..400 {
        index.add(&document, &outline);
    }
    let query = |cancel: &AtomicBool| {
        let start = Instant::now();
        let found = index.query_with("lsaqsczr", &Options::default(), None, cancel);
        (found.is_none(), start.elapsed())
    };
    let (_, whole) = query(&AtomicBool::new(false));
    let cancel = AtomicBool::new(false);
    let (stopped, time) = std::thread::scope(|scope| {
        let worker = scope.spawn(|| query(&cancel));
        std::thread::sleep(Duration::from_millis(2));
        cancel.store(true, Ordering::Relaxed);
        worker.join().unwrap()
    });
    assert!(stopped, "it was not done after two milliseconds of {whole:?}");
    assert!(time < whole, "{time:?} of {whole:?}");
}

fn any_heading() -> impl Strategy<Value = String> {
    prop_oneof![
        "[一二三十]{1,3}、\\|[一二三十重会]{0,6}",
        "[一-十]、\\|[重行长会项項建设西安绿略a-c（(é)）、， ]{0,20}",
        "[^\\|\n]{0,20}",
        "[\u{4e00}-\u{9fff}]{1,12}",
    ]
}

fn any_list() -> impl Strategy<Value = String> {
    prop::collection::vec(any_heading(), 1..6).prop_map(|lines| lines.join("\n"))
}

fn any_query() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z]{1,8}", "[重行长会项a-z1-3' ]{0,6}", "[!'^$|a-c重 ]{0,8}", any::<String>()]
}

proptest! {
    #[test]
    fn highlights_lie_in_their_heading_and_in_order(list in any_list(), query in any_query()) {
        let (document, outline) = tree(&list);
        let index = Index::new(&document, &outline);
        let mut last = i64::MAX;
        for hit in index.query(&query, None, 50) {
            let node = &outline.nodes()[hit.node.0];
            let mut at = node.start();
            for span in &hit.matched {
                prop_assert!(span.start >= at && !span.is_empty());
                prop_assert!(!span.of(document.text()).is_empty(), "on char boundaries");
                at = span.end;
            }
            prop_assert!(at <= node.title.end.max(node.marker.end));
            prop_assert!(hit.score <= last);
            last = hit.score;
        }
    }

    /// What [`Index::query_with`] narrows by: strictly read, a query only loses hits as it grows.
    #[test]
    fn cutting_the_last_letter_off_never_loses_a_hit(
        list in any_list(),
        query in "[a-z重行长会项1-3' ]{1,8}",
    ) {
        let (document, outline) = tree(&list);
        let index = Index::new(&document, &outline);
        let mut cut = query.clone();
        cut.pop();
        let options = Options { loose: false, ..Options::default() };
        let nodes = |text: &str| {
            let found = index.query_with(text, &options, None, &AtomicBool::new(false));
            found.unwrap().narrow.map(|n| n.fits)
        };
        if let (Some(long), Some(short)) = (nodes(&query), nodes(&cut)) {
            prop_assert!(long.iter().all(|i| short.contains(i)), "{long:?} {short:?}");
        }
    }

    #[test]
    fn narrowing_finds_what_a_new_query_finds(list in any_list(), query in "[a-z重行会1-3' ]{1,7}") {
        let (document, outline) = tree(&list);
        let index = Index::new(&document, &outline);
        let cancel = AtomicBool::new(false);
        let mut last = None;
        for (at, c) in query.char_indices() {
            let typed = Span::new(0, at + c.len_utf8()).of(&query);
            let found = index.query_with(typed, &Options::default(), last.as_ref(), &cancel).unwrap();
            let new = index.query_with(typed, &Options::default(), None, &cancel).unwrap();
            prop_assert_eq!(&found.hits, &new.hits);
            last = Some(found);
        }
    }

    /// Any heading is found by its own first characters, and by their initials.
    #[test]
    fn a_heading_is_found_by_itself(title in "[\u{4e00}-\u{9fa5}]{2,10}") {
        let (document, outline) = tree(&format!("一、|{title}\n二、|别的\n"));
        let index = Index::new(&document, &outline);
        prop_assert_eq!(index.query(&title, None, 1)[0].node, NodeId(0));
        let initials: Option<String> = title
            .chars()
            .map(|c| {
                let (syllable, _) = crate::search::pinyin::Code::of(c).readings().next()?;
                crate::search::pinyin::spelling(syllable).chars().next()
            })
            .collect();
        if let Some(initials) = initials {
            prop_assert!(index.query(&initials, None, 9).iter().any(|h| h.node == NodeId(0)));
        }
    }
}

#[test]
fn where_many_headings_hold_the_letters_together_scattered_ones_are_no_match() {
    let scattered = "一、|工厂和车间的职工都来帮忙，又快又省\n";
    let together = |count: usize| "二、|把各项工作部署到位\n".repeat(count);
    let of = |count: usize| {
        let (document, outline) = tree(&format!("{scattered}{}", together(count)));
        Index::new(&document, &outline).query("gzbs", None, usize::MAX).len()
    };
    assert_eq!(of(3), 4, "among few it may be the one that is meant");
    assert_eq!(of(30), 30, "among many it is chance");
}

#[test]
fn initials_in_one_piece_come_before_a_first_letter_and_the_rest() {
    let list = "一、|关于“防汛手册”传播素材的说明\n二、|听取各单位落实重要工作部署的情况\n";
    let hits = ask(list, "gzbs");
    assert_eq!(hits.first().map(|hit| hit.1.as_str()), Some("工作部署"), "{hits:?}");
}
