//! `gangmu outline`: the tree and the contract of its lines.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::*;

#[test]
fn an_outline_is_printed_as_the_contract_says() {
    let folder = speech();
    let tree = run(&folder, &["outline", "讲话.txt"]);
    assert_eq!((tree.status, tree.err.as_str()), (0, ""));
    insta::assert_snapshot!(tree.out, @r"
    在槐荫镇冬修水利动员会上的讲话     97
      一 为什么修                      44
        （一） 渠道老了                15
        （二） 人心等不起               9
      二 怎么修                        22
        一是 先主渠后支渠               9
        二是 先急后缓                   7
    ");
    let lines = run(&folder, &["outline", "--format", "jsonl", "讲话.txt"]);
    assert_eq!((lines.status, lines.err.as_str()), (0, ""));
    insta::assert_snapshot!(lines.out, @r#"
    {"line":1,"col":0,"level":1,"marker":"","text":"在槐荫镇冬修水利动员会上的讲话","kind":"title","address":"1:"}
    {"line":5,"col":2,"level":2,"marker":"一、","number":1,"text":"为什么修","kind":"heading","address":"1"}
    {"line":6,"col":2,"level":3,"marker":"（一）","number":1,"text":"渠道老了","kind":"heading","address":"1.1"}
    {"line":7,"col":2,"level":3,"marker":"（二）","number":2,"text":"人心等不起","kind":"heading","address":"1.2"}
    {"line":8,"col":2,"level":2,"marker":"二、","number":2,"text":"怎么修","kind":"heading","address":"2"}
    {"line":8,"col":8,"level":3,"marker":"一是","number":1,"text":"先主渠后支渠","kind":"point","address":"2.1"}
    {"line":8,"col":17,"level":3,"marker":"二是","number":2,"text":"先急后缓","kind":"point","address":"2.2"}
    "#);
}

#[test]
fn an_address_of_the_outline_is_one_that_cat_takes() {
    let folder = folder(&[(
        "讲话.txt",
        "在修渠会上的讲话\n一、看渠\n今年看了三条渠，都不好。一是漏，二是堵。\n（一）先修主渠\n主渠要修好。\n\
         （二）再修支渠\n支渠也要修好。\n二、用水\n用水要省，这是大家的事。\n"
            .as_bytes(),
    )]);
    for part in [&[][..], &["--no-points"], &["--depth", "2"]] {
        let all = [&["outline", "--format", "jsonl", "讲话.txt"], part].concat();
        for row in rows(&run(&folder, &all)) {
            let address = row["address"].as_str().unwrap();
            let cat = run(&folder, &["cat", "--width", "200", "--section", address, "讲话.txt"]);
            let head = [&row["marker"], &row["text"]].map(|v| v.as_str().unwrap()).concat();
            assert!(cat.out.starts_with(&head), "{address} is {head}, got {}", cat.out);
        }
    }
    let csv = run(&folder, &["outline", "--format", "csv", "--no-points", "讲话.txt"]).out;
    assert_eq!(csv.lines().nth(3), Some("4,0,3,（一）,1,先修主渠,heading,13,1.（一）"));
}

#[test]
fn levels_and_points_can_be_left_out() {
    let folder = speech();
    let kinds = |arguments: &[&str]| -> Vec<(u64, String)> {
        let all = [&["outline", "--format", "jsonl", "讲话.txt"], arguments].concat();
        let level = |row: &Value| row["level"].as_u64().unwrap();
        let kind = |row: &Value| row["kind"].as_str().unwrap().to_owned();
        rows(&run(&folder, &all)).iter().map(|row| (level(row), kind(row))).collect()
    };
    assert!(kinds(&[]).contains(&(3, "point".into())));
    assert!(kinds(&["--no-points"]).iter().all(|(_, kind)| kind != "point"));
    assert!(kinds(&["--no-points"]).contains(&(3, "heading".into())));
    assert!(kinds(&["--depth", "2"]).iter().all(|(level, _)| *level <= 2));
    assert_eq!(kinds(&["--depth", "1"]), [(1, "title".into())]);
}

#[test]
fn speeches_without_headings_are_listed_by_paragraphs_where_that_is_asked() {
    let text = "在渡口的讲话\n大家好！今天请各位来，是商量修渡口的事情。\n\
        石阶冲坏了不少，老人挑水上下都不方便，不能再拖。一是要快，二是要牢。\n\
        钱由村里出一半，县里补一半，账目贴在祠堂门口。\n";
    let folder = folder(&[("讲话.txt", text.as_bytes())]);
    let kinds = |arguments: &[&str]| -> Vec<String> {
        let all = [&["outline", "--format", "jsonl", "讲话.txt"], arguments].concat();
        rows(&run(&folder, &all)).iter().map(|r| r["kind"].as_str().unwrap().to_owned()).collect()
    };
    assert!(!kinds(&[]).contains(&"paragraph".to_owned()));
    let listed = kinds(&["--paragraphs", "--no-points"]);
    assert_eq!(listed, ["title", "paragraph", "paragraph", "paragraph"]);
    assert_eq!(kinds(&["--paragraphs"]).iter().filter(|k| *k == "point").count(), 2);
}

#[test]
fn every_sample_keeps_the_contract_of_jsonl() {
    let seeds = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds");
    let run = ran(&program().args(["outline", "--format", "jsonl", seeds]).output().unwrap());
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    let (mut path, mut level, mut place) = (String::new(), 0, (0, 0));
    for row in rows(&run) {
        let number = |name: &str| row[name].as_u64().unwrap();
        let text = |name: &str| row[name].as_str().unwrap().to_owned();
        if text("path") != path {
            (path, level, place) = (text("path"), 0, (0, 0));
        }
        assert!((1..=level + 1).contains(&number("level")), "{row}");
        assert!(place < (number("line"), number("col") + 1), "in reading order: {row}");
        (level, place) = (number("level"), (number("line"), number("col") + 1));
        let source = fs::read_to_string(&path).unwrap();
        let line = source.split('\n').nth(place.0 as usize - 1).unwrap();
        let there: String = line.chars().skip(place.1 as usize - 1).collect();
        let begins = if text("marker").is_empty() { text("text") } else { text("marker") };
        // A title may run over several lines.
        let begins = begins.lines().next().unwrap();
        assert!(there.starts_with(begins), "{row} is not at {there}");
        assert!(["title", "heading", "point"].contains(&text("kind").as_str()), "{row}");
    }
}

#[test]
fn several_paths_are_named_in_jsonl() {
    let folder = folder(&[("b/讲话.txt", SPEECH.as_bytes()), ("a.txt", SPEECH.as_bytes())]);
    let run = run(&folder, &["outline", "--format", "jsonl", "a.txt", "b"]);
    let paths: Vec<_> = rows(&run).iter().map(|r| r["path"].as_str().unwrap().to_owned()).collect();
    assert_eq!(paths.first().unwrap(), "a.txt");
    assert_eq!(Path::new(paths.last().unwrap()), Path::new("b").join("讲话.txt"));
}
