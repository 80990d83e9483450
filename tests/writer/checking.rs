//! `gangmu check`: findings in every format, and what is left out.

use super::*;

/// Rules that a built-in speech breaks, on purpose: it shows how copies from the web look.
fn deliberate(name: &str) -> &'static [Rule] {
    match name {
        "02-chaye-dahui.txt"
        | "03-xiaoche-biaotai.txt"
        | "05-yuanqu-xiangmu.txt"
        | "08-jiceng-yiliao.txt" => &[Rule::Width],
        "14-zhenganbu-dahui.txt" => &[Rule::Width, Rule::Order],
        _ => &[],
    }
}

#[test]
fn built_in_speeches_have_their_deliberate_faults_and_no_others() {
    for sample in SAMPLES {
        let document = Source::Sample(sample).load().unwrap();
        let found = check(&document, &outline::parse(&document), Lang::Zh);
        let mut rules: Vec<Rule> = found.iter().map(|f| f.rule).collect();
        rules.sort_unstable();
        rules.dedup();
        let mut expected = deliberate(sample.name).to_vec();
        expected.sort_unstable();
        assert_eq!(rules, expected, "{}: {found:?}", sample.name);
    }
}

#[test]
fn each_fault_is_told_with_its_place_and_rule() {
    let folder = folder(&[("稿.txt", FAULTY)]);
    let told = run(&folder, &["check", "稿.txt"]);
    assert_eq!((told.status, told.err.as_str()), (1, ""));
    insta::assert_snapshot!(told.out, @r"
    稿.txt:4:1: 错误：前面说的是 3 项，这里列了 4 项；改数目为 4，或增减列项 [announced-count]
    稿.txt:5:7: 警告：汉字之间用了半角“,”；改为 ， [half-width GB/T 15834-2011 5.1]
    稿.txt:7:1: 警告：“1、”应写作“1.”，这一列共 2 处（B.3.3）；改为 1. [number-mark GB/T 15834-2011 B.3]
    稿.txt:9:1: 错误：“二、”之后是“四、”，缺“三、”；补上“三、”，或改为“三、” [number-gap]
    稿.txt:10:3: 错误：“ 没有与它成对的 ”；补上 ”，或删去 “ [unpaired GB/T 15834-2011 5.1.3]
    ");
}

#[test]
fn lines_for_programs_hold_what_is_told() {
    let folder = folder(&[("稿.txt", FAULTY)]);
    let told = rows(&run(&folder, &["check", "--format", "jsonl", "稿.txt"]));
    let gap = told.iter().find(|f| f["rule"] == "number-gap").unwrap();
    assert_eq!(gap["path"], "稿.txt");
    assert_eq!((gap["line"].as_u64(), gap["col"].as_u64()), (Some(9), Some(0)));
    assert_eq!((gap["text"].as_str(), gap["level"].as_str()), (Some("四、"), Some("error")));
    assert_eq!(gap["clause"], "", "no clause forbids a gap");
    let mark = told.iter().find(|f| f["rule"] == "number-mark").unwrap();
    assert_eq!(mark["clause"], "GB/T 15834-2011 B.3");
}

#[test]
fn sarif_is_whole_whatever_is_found() {
    let folder = folder(&[("稿.txt", FAULTY), ("好.txt", "一切都好，没有毛病。\n")]);
    for (path, status) in [("稿.txt", 1), ("好.txt", 0), (".", 1)] {
        let told = run(&folder, &["check", "--format", "sarif", path]);
        assert_eq!(told.status, status, "{path}");
        let log: Value = serde_json::from_str(&told.out).unwrap();
        assert_eq!(log["version"], "2.1.0");
        let run = &log["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        assert_eq!(rules.len(), RULES.len());
        let results = run["results"].as_array().unwrap();
        assert_eq!(results.is_empty(), status == 0);
        for result in results {
            let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
            assert_eq!(rule["id"], result["ruleId"]);
            let place = &result["locations"][0]["physicalLocation"];
            assert!(place["artifactLocation"]["uri"].as_str().unwrap().is_ascii());
            let region = &place["region"];
            assert!(region["startColumn"].as_u64() < region["endColumn"].as_u64());
        }
    }
}

#[test]
fn a_fix_in_sarif_mends_the_text() {
    let folder = folder(&[("a.txt", FAULTY)]);
    let told = run(&folder, &["check", "--format", "sarif", "a.txt"]);
    let log: Value = serde_json::from_str(&told.out).unwrap();
    let mut lines: Vec<Vec<char>> = FAULTY.lines().map(|l| l.chars().collect()).collect();
    let results = log["runs"][0]["results"].as_array().unwrap();
    for fix in results.iter().rev().filter_map(|r| r["fixes"].get(0)) {
        let change = &fix["artifactChanges"][0]["replacements"][0];
        let at = |name: &str| {
            usize::try_from(change["deletedRegion"][name].as_u64().unwrap()).unwrap() - 1
        };
        let words = change["insertedContent"]["text"].as_str().unwrap().chars();
        lines[at("startLine")].splice(at("startColumn")..at("endColumn"), words);
    }
    let mended: String = lines.into_iter().map(|l| String::from_iter(l) + "\n").collect();
    assert!(mended.contains("今年雨水偏多，墒情"), "{mended}");
    assert!(mended.contains("\n1.种子要备足"), "{mended}");
}

#[test]
fn rules_and_levels_can_be_left_out() {
    let folder = folder(&[("稿.txt", FAULTY)]);
    let rules = |arguments: &[&str]| -> Vec<String> {
        let all = [&["check", "稿.txt", "--format", "jsonl"], arguments].concat();
        let found = rows(&run(&folder, &all));
        found.iter().map(|f| f["rule"].as_str().unwrap().to_owned()).collect()
    };
    assert!(rules(&[]).contains(&"half-width".to_owned()));
    let allowed = rules(&["--allow", "half-width,number-mark", "--allow", "unpaired"]);
    assert_eq!(allowed, ["announced-count", "number-gap"]);
    let errors = rules(&["--level", "error"]);
    assert!(!errors.contains(&"half-width".to_owned()) && errors.len() == 3, "{errors:?}");
    let none = run(
        &folder,
        &["check", "稿.txt", "--level", "error", "--allow", "announced-count,number-gap,unpaired"],
    );
    assert_eq!((none.status, none.out.as_str()), (0, ""));
}

#[test]
fn what_cannot_be_read_counts_more_than_what_is_found() {
    let folder = folder(&[("稿.txt", FAULTY)]);
    let told = run(&folder, &["check", "稿.txt", "没有.txt"]);
    assert_eq!(told.status, 2);
    assert!(told.out.contains("number-gap") && told.err.contains("没有.txt"));
}

#[test]
fn rules_are_listed_with_their_clauses() {
    let folder = folder(&[]);
    let told = run(&folder, &["check", "--rules"]);
    assert_eq!(told.status, 0);
    for about in RULES {
        assert!(told.out.contains(about.id) && told.out.contains(about.clause), "{about:?}");
    }
}
