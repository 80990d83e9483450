//! `gangmu find` and `gangmu grep`.

use std::fs;

use serde_json::Value;

use super::*;

#[test]
fn find_ranks_headings_and_says_when_there_is_none() {
    let folder = speech();
    let found = run(&folder, &["find", "人心", "讲话.txt", "--format", "jsonl"]);
    assert_eq!((found.status, found.err.as_str()), (0, ""));
    let first = rows(&found).first().unwrap().clone();
    for (field, value) in [
        ("path", Value::from("讲话.txt")),
        ("line", 7.into()),
        ("col", 2.into()),
        ("level", 3.into()),
        ("marker", "（二）".into()),
        ("text", "人心等不起".into()),
        ("positions", vec![0, 1].into()),
    ] {
        assert_eq!(first[field], value, "{field}");
    }
    assert!(first["score"].is_i64());
    let text = run(&folder, &["find", "人心", "讲话.txt"]);
    assert!(text.out.starts_with("讲话.txt:7: "), "{}", text.out);
    assert!(text.out.contains("一、为什么修 › （二）人心等不起"), "{}", text.out);
    let limited = run(&folder, &["find", "修", "讲话.txt", "--limit", "1", "--format", "jsonl"]);
    assert_eq!(rows(&limited).len(), 1);
    fs::write(
        folder.path().join("两行.txt"),
        "在修堤动员暨防汛抢险部署\n　大会上的讲话\n\n同志们：\n一、修堤。要早。\n",
    )
    .unwrap();
    let joined = run(&folder, &["find", "署大会", "两行.txt", "--format", "jsonl"]);
    let first = rows(&joined).first().unwrap().clone();
    assert_eq!(first["text"], "在修堤动员暨防汛抢险部署大会上的讲话");
    assert_eq!(first["positions"], Value::from(vec![11, 12, 13]));
    let none = run(&folder, &["find", "宇宙飞船", "讲话.txt"]);
    assert_eq!((none.status, none.out.as_str(), none.err.as_str()), (1, "", ""));
}

#[test]
fn find_gives_the_same_with_and_without_kept_headings() {
    let texts: Vec<_> = (0..30)
        .map(|i| {
            (format!("稿{i:02}.txt"), SPEECH.replace("为什么修", &format!("为什么修第{i}段渠")))
        })
        .collect();
    let files: Vec<_> = texts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let folder = folder(&files);
    let past = std::time::SystemTime::now() - std::time::Duration::from_secs(60);
    let settle = |name: &str| {
        let file = fs::File::options().write(true).open(folder.path().join(name)).unwrap();
        file.set_modified(past).unwrap();
    };
    files.iter().for_each(|(name, _)| settle(name));
    let cache = folder.path().join(".cache");
    let find = |query: &str, options: &[&str]| {
        let mut command = program();
        command.current_dir(folder.path()).env("XDG_CACHE_HOME", &cache);
        command.args(["find", query, ".", "--format", "jsonl"]).args(options);
        let run = ran(&command.output().unwrap());
        assert_eq!((run.status, run.err.as_str()), (0, ""), "{query}");
        run.out
    };
    let kept = cache.join("gangmu/headings");
    for query in ["修", "weishenmexiu", "二", "第7段", "1.2"] {
        let plain = find(query, &["--no-state"]);
        let _ = fs::remove_dir_all(&cache);
        assert_eq!(find(query, &[]), plain, "{query}, cold");
        assert!(kept.exists());
        assert_eq!(find(query, &[]), plain, "{query}, warm");
        fs::write(&kept, "gangmu headings 1 0.0.0\nF\t").unwrap();
        assert_eq!(find(query, &[]), plain, "{query}, broken");
    }
    // A file that has changed is read again; one that is gone is not found any more.
    fs::write(folder.path().join("稿05.txt"), SPEECH.replace("为什么修", "全新的标题")).unwrap();
    fs::remove_file(folder.path().join("稿06.txt")).unwrap();
    assert!(find("全新的标题", &[]).contains("稿05.txt"));
    let all = find("为什么修", &["--limit", "100"]);
    assert_eq!(all, find("为什么修", &["--limit", "100", "--no-state"]));
    assert!(!all.contains("稿06.txt") && all.contains("稿07.txt"));
}

#[test]
fn sloppy_sounds_are_heard_only_where_no_text_has_the_query() {
    let folder = folder(&[
        ("甲.txt", "一、治理沙害\n二、值守堤坝\n".as_bytes()),
        ("乙.txt", "一、自力更生\n二、修渠\n".as_bytes()),
    ]);
    let texts = |query: &str| {
        let run = run(&folder, &["find", query, ".", "--format", "jsonl"]);
        rows(&run).iter().map(|r| r["text"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(texts("zhili"), ["治理沙害"]);
    assert_eq!(texts("zishou"), ["值守堤坝"], "z for zh, since nothing else fits");
}

#[test]
fn grep_finds_text_and_says_when_there_is_none() {
    let folder = speech();
    let found = run(&folder, &["grep", "干渠", "讲话.txt"]);
    assert_eq!((found.status, found.err.as_str()), (0, ""));
    assert_eq!(found.out, "讲话.txt:6: 干渠建于1974年。\n");
    let hit = rows(&run(&folder, &["grep", "1974", "讲话.txt", "--format", "jsonl"])).remove(0);
    assert_eq!((&hit["line"], &hit["col"]), (&6.into(), &14.into()));
    let none = run(&folder, &["grep", "宇宙飞船", "讲话.txt"]);
    assert_eq!((none.status, none.out.as_str(), none.err.as_str()), (1, "", ""));
}

#[test]
fn grep_reads_patterns_and_pinyin_on_request() {
    let folder = speech();
    for (arguments, line) in [
        (&["grep", "-e", "19[0-9]+年", "讲话.txt"][..], "讲话.txt:6: "),
        (&["grep", "--regex", "^　*二、", "讲话.txt"], "讲话.txt:8: "),
        (&["grep", "-p", "ganqu", "讲话.txt"], "讲话.txt:6: "),
        (&["grep", "--pinyin", "--double-pinyin", "xiaohe", "gjqu", "讲话.txt"], "讲话.txt:6: "),
    ] {
        let found = run(&folder, arguments);
        assert_eq!(found.status, 0, "{arguments:?} {}", found.err);
        assert!(found.out.starts_with(line), "{arguments:?}: {}", found.out);
    }
    let bad = run(&folder, &["grep", "-e", "(", "讲话.txt"]);
    assert_eq!((bad.status, bad.err.as_str()), (2, "gangmu: 正则有误：左括号没有闭合\n"));
    let hit = rows(&run(&folder, &["grep", "1974", "讲话.txt", "--format", "jsonl"])).remove(0);
    assert_eq!(hit["section"][1], "一、为什么修");
    assert_eq!(hit["section"][2], "（一）渠道老了");
}

#[test]
fn many_files_are_searched_in_their_order() {
    let folder = speech();
    for i in 0..600 {
        fs::write(folder.path().join(format!("{i:03}.txt")), SPEECH).unwrap();
    }
    fs::write(folder.path().join("300.txt"), "").unwrap();
    let found = run(&folder, &["grep", "干渠", "."]);
    let paths: Vec<_> = found.out.lines().filter_map(|l| l.split(':').next()).collect();
    assert_eq!((found.status, paths.len()), (2, 600), "the empty one is told of");
    assert!(paths.is_sorted() && found.err.contains("300.txt"), "{}", found.err);
    let found = run(&folder, &["find", "渠道", ".", "--limit", "7"]);
    let paths: Vec<_> = found.out.lines().filter_map(|l| l.split(':').next()).collect();
    assert_eq!(paths[..3], ["./000.txt", "./001.txt", "./002.txt"]);
    assert_eq!(paths.len(), 7);
}

#[test]
fn without_a_path_the_samples_are_searched() {
    let folder = folder(&[]);
    let found = run(&folder, &["grep", "同志们"]);
    assert_eq!(found.status, 0);
    assert!(found.out.lines().count() > 5, "{}", found.out);
}

#[test]
fn grep_prints_sentences_whole_and_tells_where_a_very_long_one_is_cut() {
    let long = "沿渠的村子都要把自家门前的一段渠清干净，".repeat(8);
    let endless = "清淤清到底，".repeat(90);
    let text = format!(
        "动员会上的讲话\n开头一句。{long}这是石桥村先做的。\n{endless}石桥村带头，{endless}\n"
    );
    let folder = folder(&[("讲话.txt", text.as_bytes())]);
    let found = run(&folder, &["grep", "石桥", "讲话.txt"]);
    let lines: Vec<_> = found.out.lines().collect();
    assert_eq!(lines[0], format!("讲话.txt:2: {long}这是石桥村先做的。"));
    let cut = lines[1].strip_prefix("讲话.txt:3: …").and_then(|line| line.strip_suffix('…'));
    assert!(cut.is_some_and(|cut| cut.contains("石桥村带头")), "{}", lines[1]);
}

#[test]
fn a_search_for_nothing_is_refused_in_one_sentence() {
    let folder = speech();
    for more in [&[][..], &["--regex"], &["--pinyin"], &["-c"]] {
        let run = run(&folder, &[&["grep", "", "讲话.txt"], more].concat());
        refused(&run, "没有写要找什么");
    }
    // A blank is something: it is looked for.
    let blank = run(&folder, &["grep", " ", "讲话.txt"]);
    assert_eq!((blank.status, blank.err.as_str()), (1, ""));
}

#[test]
fn letters_scattered_over_long_headings_find_nothing() {
    let folder = folder(&[(
        "讲话.txt",
        "在会上的讲话\n同志们：\n一、把支部建在产业链上，请群众来打分，让群众的困难有人管\n就讲这些。\n".as_bytes(),
    )]);
    let none = run(&folder, &["find", "zzqqm", "讲话.txt"]);
    assert_eq!((none.status, none.out.as_str(), none.err.as_str()), (1, "", ""));
    assert!(run(&folder, &["find", "cylqz", "讲话.txt"]).out.contains("产业链"));
}

#[test]
fn a_sentence_that_moved_is_told_where_it_stands_now() {
    let old = "在圩区会上的讲话\n一、修堤\n堤要早修，不等汛期。\n二、护林\n林子要有人日夜看护，一棵也不许砍。\n三、种树\n树要种在路边。\n";
    let new = "在圩区会上的讲话\n一、修堤\n堤要早修，不等汛期。\n林子要有人白天看护，一棵也不许砍。\n二、种树\n树要种在路边。\n";
    let folder = folder(&[("旧.txt", old.as_bytes()), ("新.txt", new.as_bytes())]);
    let told = run(&folder, &["diff", "旧.txt", "新.txt"]);
    insta::assert_snapshot!(told.out, @r"
        一、修堤
        > 林子要有人[-日夜-]{+白天+}看护，一棵也不许砍。  ← 原在第 5 行
    -   二、护林
    #   二、种树  ← 三、
    ");
    let lines = rows(&run(&folder, &["diff", "--format", "jsonl", "旧.txt", "新.txt"]));
    let moved = lines.iter().flat_map(|row| row["moved"].as_array().unwrap()).collect::<Vec<_>>();
    assert_eq!(moved.len(), 1);
    assert_eq!(
        (moved[0]["line"].as_u64(), moved[0]["new"].as_str()),
        (Some(5), Some("林子要有人白天看护，一棵也不许砍。"))
    );
    assert!(lines.iter().all(|row| row["text"] == serde_json::json!([])));
}

#[test]
fn sentences_around_a_hit_are_printed_as_grep_prints_lines() {
    let text = "讲话\n\n渠要修。路要通。桥要稳。\n树要种。塘要清。坝要固。水要省。\n";
    let folder = folder(&[("甲.txt", text.as_bytes()), ("乙.txt", "塘要清。\n".as_bytes())]);
    let grep = |arguments: &[&str]| run(&folder, &[&["grep"], arguments].concat()).out;
    assert_eq!(
        grep(&["-C", "1", "桥|水", "-e", "甲.txt"]),
        "甲.txt-3- 路要通。\n甲.txt:3: 桥要稳。\n甲.txt-4- 树要种。\n--\n甲.txt-4- 坝要固。\n甲.txt:4: 水要省。\n"
    );
    assert_eq!(
        grep(&["-B1", "塘", "甲.txt", "乙.txt"]),
        "甲.txt-4- 树要种。\n甲.txt:4: 塘要清。\n--\n乙.txt:1: 塘要清。\n"
    );
    assert_eq!(grep(&["-A", "1", "塘", "甲.txt"]), "甲.txt:4: 塘要清。\n甲.txt-4- 坝要固。\n");
    assert_eq!(grep(&["-C", "1", "-c", "塘", "甲.txt"]), "甲.txt:1\n");
    let csv = grep(&["-C", "1", "--format", "csv", "塘", "甲.txt"]);
    assert_eq!(csv.lines().nth(1), Some("甲.txt,4,4,,树要种。,塘,要清。坝要固。,"));
    let found = run(&folder, &["grep", "-A", "2", "--format", "jsonl", "塘", "甲.txt"]);
    let row = &rows(&found)[0];
    assert_eq!(row["before"], serde_json::json!([]));
    assert_eq!(row["after"], serde_json::json!(["坝要固。", "水要省。"]));
}

#[test]
fn hits_are_written_as_a_concordance_for_spreadsheets() {
    let folder = folder(&[
        ("甲.txt", "讲话\n\n一、修堤\n堤要早修，\"渠\"要勤修。\n".as_bytes()),
        ("乙.txt", "讲话\n\n没有的。\n".as_bytes()),
    ]);
    let table = |arguments: &[&str]| {
        let run = run(&folder, &[arguments, &["--format", "csv"]].concat());
        (run.status, run.out)
    };
    let head = "path,line,col,section,before,match,after,address\n";
    assert_eq!(
        table(&["grep", "勤修", "甲.txt", "乙.txt"]),
        (0, format!("{head}甲.txt,4,9,讲话 › 一、修堤,\"堤要早修，\"\"渠\"\"要\",勤修,。,1\n"))
    );
    assert_eq!(table(&["grep", "-c", "修", "甲.txt"]), (0, "path,count\n甲.txt,3\n".into()));
    assert_eq!(table(&["grep", "-l", "修", "甲.txt"]), (0, "path\n甲.txt\n".into()));
    assert_eq!(table(&["grep", "飞船", "甲.txt"]), (1, head.into()), "a table without rows");
    let (status, lengths) = table(&["stats", "甲.txt", "乙.txt"]);
    let rows: Vec<_> = lengths.lines().collect();
    assert_eq!((status, rows.len()), (0, 5));
    assert_eq!(
        rows[..2],
        [
            "path,kind,line,col,level,marker,text,words,paragraphs,share,seconds,at,address",
            "甲.txt,text,,,0,,,18,3,1,5,0,"
        ]
    );
}
