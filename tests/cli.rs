//! The command line, by running the program: what it prints, where, and with which exit status.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

const SPEECH: &str = "在槐荫镇冬修水利动员会上的讲话

同志们：
　　今天这个会，讲两点意见。
　　一、为什么修。去年秋旱，镇东三个村绝收。
　　（一）渠道老了。干渠建于1974年。
　　（二）人心等不起。
　　二、怎么修。一是先主渠后支渠。二是先急后缓。
";

/// A run of the program in Chinese, with no terminal in sight.
struct Run {
    status: i32,
    out: String,
    err: String,
}

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gangmu"));
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS"] {
        command.env_remove(name);
    }
    // No settings of the user's own.
    command.env("XDG_CONFIG_HOME", "/nonexistent").env("XDG_STATE_HOME", "/nonexistent");
    command.stdin(Stdio::null());
    command
}

fn ran(output: &Output) -> Run {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    Run {
        status: output.status.code().expect("not killed by a signal"),
        out: text(&output.stdout),
        err: text(&output.stderr),
    }
}

/// Runs the program in `folder`.
fn run(folder: &TempDir, arguments: &[&str]) -> Run {
    ran(&program().current_dir(folder.path()).args(arguments).output().unwrap())
}

/// Runs the program in `folder` with `input` on its standard input.
fn piped(folder: &TempDir, arguments: &[&str], input: &str) -> Run {
    let mut command = program();
    command.current_dir(folder.path()).args(arguments).stdin(Stdio::piped());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    ran(&child.wait_with_output().unwrap())
}

/// A folder with these files.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn speech() -> TempDir {
    folder(&[("讲话.txt", SPEECH.as_bytes())])
}

fn rows(run: &Run) -> Vec<Value> {
    run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Asserts that the run failed with one sentence that holds `words`, and printed nothing.
#[track_caller]
fn refused(run: &Run, words: &str) {
    assert_eq!((run.status, run.out.as_str()), (2, ""), "{}", run.err);
    assert!(run.err.starts_with("gangmu: ") && run.err.contains(words), "{}", run.err);
    assert_eq!(run.err.lines().count(), 1, "{}", run.err);
}

#[test]
fn an_outline_is_printed_as_the_contract_says() {
    let folder = speech();
    let tree = run(&folder, &["outline", "讲话.txt"]);
    assert_eq!((tree.status, tree.err.as_str()), (0, ""));
    insta::assert_snapshot!(tree.out, @r"
    在槐荫镇冬修水利动员会上的讲话    100
      一 为什么修                      47
        （一） 渠道老了                18
        （二） 人心等不起               9
      二 怎么修                        22
        一是 先主渠后支渠               9
        二是 先急后缓                   7
    ");
    let lines = run(&folder, &["outline", "--format", "jsonl", "讲话.txt"]);
    assert_eq!((lines.status, lines.err.as_str()), (0, ""));
    insta::assert_snapshot!(lines.out, @r#"
    {"line":1,"col":0,"level":1,"marker":"","text":"在槐荫镇冬修水利动员会上的讲话","kind":"title"}
    {"line":5,"col":2,"level":2,"marker":"一、","number":1,"text":"为什么修","kind":"heading"}
    {"line":6,"col":2,"level":3,"marker":"（一）","number":1,"text":"渠道老了","kind":"heading"}
    {"line":7,"col":2,"level":3,"marker":"（二）","number":2,"text":"人心等不起","kind":"heading"}
    {"line":8,"col":2,"level":2,"marker":"二、","number":2,"text":"怎么修","kind":"heading"}
    {"line":8,"col":8,"level":3,"marker":"一是","number":1,"text":"先主渠后支渠","kind":"point"}
    {"line":8,"col":17,"level":3,"marker":"二是","number":2,"text":"先急后缓","kind":"point"}
    "#);
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

#[test]
fn what_cannot_be_read_is_told_in_one_sentence() {
    let folder =
        folder(&[("empty.txt", b""), ("blank.txt", "　 \n\n".as_bytes()), ("d/x.png", b"")]);
    for command in ["outline", "cat"] {
        refused(&run(&folder, &[command, "没有.txt"]), "没有.txt：找不到这个文件");
        refused(&run(&folder, &[command, "empty.txt"]), "empty.txt：里面没有文字");
        refused(&run(&folder, &[command, "blank.txt"]), "blank.txt：里面没有文字");
    }
    refused(&run(&folder, &["没有.txt"]), "没有.txt：找不到这个文件");
    refused(&run(&folder, &["outline", "d"]), "d：文件夹里没有可读的讲话稿");
    refused(&run(&folder, &["cat", "d"]), "d：是文件夹");
    refused(&run(&folder, &["find", "水", "没有.txt"]), "没有.txt");
    refused(&run(&folder, &["grep", "水", "没有.txt"]), "没有.txt");
}

#[cfg(unix)]
#[test]
fn devices_are_refused_and_named_pipes_are_read() {
    let folder = folder(&[]);
    refused(&run(&folder, &["outline", "/dev/zero"]), "/dev/zero：不是普通文件");
    let pipe = folder.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let writer = std::thread::spawn(move || fs::write(pipe, SPEECH).unwrap());
    let run = run(&folder, &["outline", "pipe"]);
    writer.join().unwrap();
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    assert!(run.out.contains("为什么修"), "{}", run.out);
}

#[test]
fn one_bad_path_does_not_stop_the_others() {
    let folder = speech();
    let run = run(&folder, &["outline", "缺.txt", "讲话.txt", "也缺.txt"]);
    assert_eq!(run.status, 2);
    assert_eq!(run.err.lines().count(), 2, "{}", run.err);
    assert!(run.out.contains("怎么修"), "{}", run.out);
}

#[test]
fn standard_input_is_a_dash() {
    let folder = folder(&[]);
    let run = piped(&folder, &["outline", "-"], SPEECH);
    assert_eq!(run.status, 0);
    assert!(run.out.contains("人心等不起"), "{}", run.out);
    refused(&piped(&folder, &["cat", "-"], ""), "标准输入：里面没有文字");
}

#[test]
fn a_text_in_another_encoding_is_read() {
    // 一、甲乙 in GB18030 and in Big5, too short to be told apart by looks alone.
    let folder = folder(&[
        ("gbk.txt", b"\xd2\xbb\xa1\xa2\xbc\xd7\xd2\xd2\n"),
        ("big5.txt", b"\xa4@\xa1B\xa5\xd2\xa4A\n"),
    ]);
    for (file, name) in [("gbk.txt", "gbk"), ("big5.txt", "big5")] {
        let run = run(&folder, &["cat", file, "--encoding", name]);
        assert_eq!((run.status, run.out.trim()), (0, "一、甲乙"), "{name}: {}", run.err);
    }
}

#[test]
fn wrong_use_is_told_in_the_language_of_the_locale() {
    let folder = speech();
    refused(&run(&folder, &["outline"]), "缺少 PATH；用法见 gangmu outline --help");
    refused(
        &run(&folder, &["--lang", "en", "outline"]),
        "PATH is missing; see gangmu outline --help",
    );
    refused(&run(&folder, &["outline", "讲话.txt", "--format", "x\u{1b}[2J"]), "x␛[2J");
    let english = program().env("LANG", "en_GB.UTF-8").args(["cat", "没有"]).output().unwrap();
    refused(&ran(&english), "没有: no such file");
}

#[test]
fn a_rehearsal_takes_a_terminal() {
    let folder = speech();
    refused(&run(&folder, &["rehearse"]), "缺少 PATH；用法见 gangmu rehearse --help");
    refused(
        &run(&folder, &["rehearse", "讲话.txt"]),
        "演练要在终端里进行；只要用时请用 gangmu stats",
    );
    refused(
        &run(&folder, &["rehearse", "讲话.txt", "--lang", "en"]),
        "to rehearse takes a terminal; for the times alone use gangmu stats",
    );
    refused(&run(&folder, &["rehearse", "讲话.txt", "--pace", "0"]), "--pace");
}

#[test]
fn help_is_whole_in_either_language() {
    let folder = folder(&[]);
    for command in
        ["", "outline", "cat", "find", "grep", "doctor", "config", "completions", "man", "rehearse"]
    {
        let arguments: Vec<_> = [command, "--help"].into_iter().filter(|a| !a.is_empty()).collect();
        let chinese = run(&folder, &arguments);
        let english = run(&folder, &[arguments.as_slice(), &["--lang", "en"]].concat());
        for (page, words) in [(&chinese, "用法："), (&english, "Usage: ")] {
            assert_eq!((page.status, page.err.as_str()), (0, ""));
            assert!(page.out.contains(words), "{}", page.out);
        }
        for words in ["Usage", "Options", "Arguments", "Commands", "Print", "possible", "default:"]
        {
            assert!(!chinese.out.contains(words), "{words} in {}", chinese.out);
        }
        let unlike = |line: &&str| line.contains(['，', '；', '。', '：', '（']);
        assert_eq!(english.out.lines().filter(unlike).collect::<Vec<_>>(), Vec::<&str>::new());
    }
    for (command, arguments) in
        [("find", ["QUERY", "PATH"]), ("grep", ["TEXT", "PATH"]), ("diff", ["OLD", "NEW"])]
    {
        let page = run(&folder, &[command, "--help"]).out;
        let places = arguments.map(|name| {
            page.find(&format!("  {name}"))
                .or(page.find(&format!("  <{name}>")))
                .or(page.find(&format!("  [{name}]")))
                .unwrap()
        });
        assert!(places.is_sorted(), "in the order in which they are written: {page}");
    }
    assert_eq!(run(&folder, &["help", "grep"]).out, run(&folder, &["grep", "--help"]).out);
    assert_eq!(run(&folder, &["-V"]).out, concat!("gangmu ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn a_file_may_be_called_like_a_command() {
    let folder = folder(&[("outline", SPEECH.as_bytes()), ("-n.txt", SPEECH.as_bytes())]);
    for arguments in [&["./outline"][..], &["--", "outline"], &["--", "-n.txt"]] {
        let run = run(&folder, arguments);
        assert_eq!((run.status, run.err.as_str()), (0, ""), "{arguments:?}");
        assert!(run.out.contains("同志们"), "{}", run.out);
    }
}

#[test]
fn without_a_terminal_the_text_is_printed_typeset() {
    let folder = speech();
    let plain = ran(&program().current_dir(folder.path()).arg("讲话.txt").output().unwrap());
    let cat = run(&folder, &["cat", "讲话.txt"]);
    assert_eq!((plain.status, &plain.out), (0, &cat.out));
    let narrow =
        program().env("COLUMNS", "20").current_dir(folder.path()).arg("讲话.txt").output().unwrap();
    let rows = ran(&narrow).out;
    assert_eq!(rows, run(&folder, &["cat", "--width", "18", "讲话.txt"]).out, "18 and a gutter");
    for line in rows.lines() {
        let width = gangmu::text::cells(line, gangmu::text::Ambiguous::Narrow);
        assert!(width <= gangmu::text::Cells(20), "{line}");
    }
}

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
fn without_a_path_the_samples_are_searched() {
    let folder = folder(&[]);
    let found = run(&folder, &["grep", "同志们"]);
    assert_eq!(found.status, 0);
    assert!(found.out.lines().count() > 5, "{}", found.out);
}

#[test]
fn cat_sets_rows_by_the_rules_it_is_given() {
    let folder = folder(&[("a.txt", "认真贯彻会议精神，确保落实。".as_bytes())]);
    let cat = |options: &[&str]| {
        let run = run(&folder, &[&["cat", "a.txt", "--width", "16"], options].concat());
        assert_eq!((run.status, run.err.as_str()), (0, ""));
        run.out.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(cat(&["--hang", "on"]), ["认真贯彻会议精神，", "确保落实。"]);
    assert_eq!(cat(&[]), cat(&["--hang", "on", "--level", "strict"]), "the reader's own");
    assert_eq!(cat(&["--hang", "off"]), ["认真贯彻会议精", "神，确保落实。"]);
    assert_eq!(cat(&["--hang", "off", "--level", "none"]), ["认真贯彻会议精神", "，确保落实。"]);
}

#[test]
fn a_section_is_printed_alone() {
    let folder = speech();
    let section = run(&folder, &["cat", "--section", "人心等不起", "讲话.txt"]);
    assert_eq!((section.status, section.out.trim()), (0, "（二）人心等不起。"));
    let by_number = run(&folder, &["cat", "--section", "一(二)", "讲话.txt"]);
    assert_eq!(by_number.out, section.out);
    assert_eq!(run(&folder, &["cat", "--section", "1.2", "讲话.txt"]).out, section.out);
    let none = run(&folder, &["cat", "--section", "宇宙飞船", "讲话.txt"]);
    assert_eq!((none.status, none.out.as_str()), (1, ""));
    assert!(none.err.contains("宇宙飞船"), "{}", none.err);
}

#[test]
fn a_section_is_set_as_in_the_whole() {
    let gloss =
        "一、治(zhì)水(shuǐ)要(yào)早\n二、修(xiū)渠(qú)要(yào)快\n三、管(guǎn)水(shuǐ)要(yào)细\n";
    let folder = folder(&[("a.txt", gloss.as_bytes())]);
    let whole = run(&folder, &["cat", "a.txt"]);
    assert_eq!(
        whole.out.lines().map(str::trim).collect::<Vec<_>>(),
        ["一、治水要早", "二、修渠要快", "三、管水要细"]
    );
    assert_eq!(run(&folder, &["cat", "--section", "二", "a.txt"]).out.trim(), "二、修渠要快");
}

#[test]
fn a_closed_pipe_is_no_error() {
    let folder = folder(&[("长.txt", SPEECH.repeat(5000).as_bytes())]);
    for arguments in [&["cat", "长.txt"][..], &["outline", "长.txt"], &["grep", "渠", "长.txt"]]
    {
        let mut command = program();
        command.current_dir(folder.path()).args(arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut head = [0; 100];
        child.stdout.take().unwrap().read_exact(&mut head).unwrap();
        let run = ran(&child.wait_with_output().unwrap());
        assert_eq!((run.status, run.err.as_str()), (0, ""), "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let folder = speech();
    for arguments in
        [&["cat", "讲话.txt"][..], &["outline", "讲话.txt"], &["--help"], &["讲话.txt"]]
    {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let mut command = program();
        let run = command.current_dir(folder.path()).args(arguments).stdout(full).output().unwrap();
        refused(&ran(&run), "无法写出结果");
    }
}

#[test]
fn completions_are_printed_for_each_shell() {
    let folder = folder(&[]);
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = run(&folder, &["completions", shell]);
        assert_eq!((script.status, script.err.as_str()), (0, ""), "{shell}");
        assert!(script.out.contains("gangmu") && script.out.contains("outline"), "{shell}");
    }
}

/// The speech in GB18030, with a byte that is none of it.
fn damaged_gbk() -> Vec<u8> {
    let (bytes, _, _) = encoding_rs::GB18030.encode(SPEECH);
    [&bytes[..], b"\xff\n"].concat()
}

#[test]
fn doctor_tells_what_was_found() {
    let mail = "村里的老戏台年久失修梁柱都有裂缝去年冬天一场大雪又压塌了半边屋檐乡亲们凑了一万";
    let page = "<html><meta charset=gbk><nav><a href=a>首页</a> <a href=b>新闻</a></nav>\
        <div><h1>在会上的讲话</h1><p>各乡镇要抓紧造林，不得拖延，秋后一并验收。</p></div>";
    let wrapped: Vec<String> =
        mail.chars().collect::<Vec<_>>().chunks(14).map(|c| c.iter().collect()).collect();
    let folder = folder(&[
        ("旧.doc", &damaged_gbk()),
        ("邮件.txt", format!("{}。\n{}。\n", wrapped.join("\n"), wrapped.join("\n")).as_bytes()),
        ("网页.html", page.as_bytes()),
    ]);
    let old = run(&folder, &["doctor", "旧.doc"]);
    assert_eq!(old.status, 1, "damaged bytes are a finding");
    for part in
        ["纯文本（名字却以 .doc 结尾）", "GB18030", "1 处无法解码", "题目 1，各级标题 2 / 2"]
    {
        assert!(old.out.contains(part), "{part} in {}", old.out);
    }
    let mail = run(&folder, &["doctor", "邮件.txt"]);
    assert_eq!(mail.status, 0);
    assert!(mail.out.contains("硬折的，已接成 2 段"), "{}", mail.out);
    let page = run(&folder, &["doctor", "网页.html"]);
    assert!(page.out.contains("UTF-8（文件自称 GB18030）"), "{}", page.out);
    assert!(page.out.contains("非正文  1 段：首页 新闻"), "{}", page.out);
    let gap = "在会上的讲话\n一、看清形势。\n堤要守住。\n三、压实责任。\n人要到岗。\n";
    fs::write(folder.path().join("缺.md"), gap).unwrap();
    let gap = run(&folder, &["doctor", "缺.md"]);
    assert!(gap.out.contains("1 处可疑，第一处在第 4 行"), "{}", gap.out);
    fs::remove_file(folder.path().join("缺.md")).unwrap();
    let all = run(&folder, &["doctor", ".", "--format", "jsonl", "--lang", "en"]);
    let found = rows(&all);
    assert_eq!(found.len(), 2, "the ending .doc is none that a folder is searched for");
    assert!(found.iter().all(|row| row["damaged"] == 0 && row["encoding"] == "UTF-8"));
    let here = run(&folder, &["doctor", "--lang", "en"]);
    assert!(here.status == 0 && here.out.contains("printed"), "{}", here.out);
}

#[test]
fn a_page_is_shown_whole_when_asked() {
    let page = "<html><nav><a href=a>首页</a></nav><div><h1>在会上的讲话</h1>\
        <p>各乡镇要抓紧造林，不得拖延，秋后一并验收。</p></div>";
    let folder = folder(&[("网页.html", page.as_bytes())]);
    let furniture = |arguments: &[&str]| {
        let run =
            run(&folder, &[&["doctor", "--format", "jsonl", "网页.html"], arguments].concat());
        rows(&run)[0]["furniture"].as_u64().unwrap()
    };
    assert_eq!((furniture(&[]), furniture(&["--raw-html"])), (1, 0));
}

#[cfg(unix)]
#[test]
fn a_pdf_is_read_by_way_of_pdftotext_where_it_is_installed() {
    use std::os::unix::fs::PermissionsExt;
    let folder =
        folder(&[("讲话.pdf", b"%PDF-1.4\n"), ("bin/pdftotext", b"#!/bin/sh\ncat words\n")]);
    fs::write(folder.path().join("words"), SPEECH).unwrap();
    let tool = folder.path().join("bin/pdftotext");
    fs::set_permissions(&tool, fs::Permissions::from_mode(0o755)).unwrap();
    let outline = |path: String| {
        let mut command = program();
        command.current_dir(folder.path()).args(["outline", "--format", "jsonl", "讲话.pdf"]);
        ran(&command.env("PATH", path).output().unwrap())
    };
    let bin = folder.path().join("bin").display().to_string();
    let with = outline(format!("{bin}:/usr/bin:/bin"));
    assert_eq!((with.status, rows(&with).len()), (0, 7), "{}", with.err);
    let without = outline("/nowhere".to_owned());
    assert_eq!(without.status, 2);
    assert!(without.err.contains("pdftotext -layout"), "{}", without.err);
}

#[test]
fn what_is_remembered_is_shown_exported_and_forgotten() {
    let folder = speech();
    let state = folder.path().join("state");
    let run = |arguments: &[&str]| {
        let mut command = program();
        command.current_dir(folder.path()).env("XDG_STATE_HOME", &state).args(arguments);
        ran(&command.output().unwrap())
    };
    let file = state.join("gangmu/state.json");
    assert_eq!(run(&["state", "path"]).out, format!("{}\n", file.display()));
    assert_eq!(run(&["notes"]).status, 1);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    let note = r#"{"version":1,"docs":{"k":{"updated":1,"title":"旧稿\u001b","path":"/no/such",
        "notes":{"n":{"updated":1,"text":"问清楚","on":{"chars":40,"at":{
        "path":[["一、","修渠",1]],"quote":"去年秋旱，镇东三个村"}}}}}}}"#;
    fs::write(&file, note).unwrap();
    let notes = run(&["notes"]);
    assert_eq!(notes.out, "# 旧稿␛\n\n## 一、修渠\n\n> 去年秋旱，镇东三个村…\n\n问清楚\n");
    let export: Value = serde_json::from_str(&run(&["state", "export"]).out).unwrap();
    assert_eq!(export["docs"]["k"]["notes"]["n"]["text"], "问清楚");
    assert_eq!(run(&["--no-state", "notes"]).status, 2);
    assert_eq!(run(&["state", "clear"]).status, 0);
    assert!(!file.exists());
    assert_eq!(run(&["state", "clear"]).status, 0, "twice does no harm");
    assert_eq!(run(&["state", "elsewhere"]).status, 2);
}

#[test]
fn the_state_needs_an_absolute_folder() {
    let folder = speech();
    let mut command = program();
    command.current_dir(folder.path()).env("HOME", "here").env_remove("XDG_STATE_HOME");
    refused(&ran(&command.args(["state", "path"]).output().unwrap()), "绝对路径");
}

#[test]
fn the_settings_are_printed_found_and_checked() {
    let folder = tempfile::tempdir().unwrap();
    let config = |arguments: &[&str]| {
        let mut command = program();
        command.arg("config").args(arguments).env("XDG_CONFIG_HOME", folder.path());
        let run = command.env("XDG_STATE_HOME", folder.path().join("state")).output().unwrap();
        (run.status.code().unwrap(), String::from_utf8(run.stdout).unwrap())
    };
    let (_, path) = config(&["--path"]);
    let path = std::path::Path::new(path.trim_end());
    assert_eq!(path, folder.path().join("gangmu/config.toml"));
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    for lang in ["zh", "en"] {
        std::fs::write(path, config(&["--default", "--lang", lang]).1).unwrap();
        assert_eq!(config(&["--check", "--lang", "zh"]), (0, "设置没有问题\n".to_owned()));
    }
    std::fs::write(path, "hang = 3\n\n[keys.read]\n\"Ctrl-n\" = \"line-dwn\"\n").unwrap();
    let (status, text) = config(&["--lang", "en"]);
    assert_eq!(status, 1);
    let lines: Vec<_> = text.lines().map(|line| line.split(' ').next().unwrap()).collect();
    assert_eq!(lines, ["config.toml:1:8", "config.toml:4:12"], "{text}");
    std::fs::write(path, "lang = \"en\"\n").unwrap();
    assert_eq!(config(&["--check"]).1, "the settings are in order\n");
}

#[test]
fn check_obeys_the_settings_and_the_command_line_adds_to_them() {
    let folder = folder(&[(
        "稿.txt",
        "一、抓好春耕\n种子要备足,化肥要到田。\n三、抓好水利\n渠道要修好。\n".as_bytes(),
    )]);
    let settings = folder.path().join("gangmu/config.toml");
    std::fs::create_dir_all(settings.parent().unwrap()).unwrap();
    let check = |text: &str, arguments: &[&str]| {
        std::fs::write(&settings, text).unwrap();
        let mut command = program();
        command.current_dir(folder.path()).env("XDG_CONFIG_HOME", folder.path());
        ran(&command.args(["check", "稿.txt", "--lang", "zh"]).args(arguments).output().unwrap())
    };
    let rules = |run: &Run| {
        let last = |line: &str| {
            line.rsplit_once('[').unwrap().1.split([' ', ']']).next().unwrap().to_owned()
        };
        run.out.lines().map(last).collect::<Vec<_>>()
    };
    assert_eq!(rules(&check("", &[])), ["half-width", "number-gap"]);
    assert_eq!(rules(&check("[check]\nallow = [\"half-width\"]\n", &[])), ["number-gap"]);
    let none = check("[check]\nallow = [\"half-width\"]\n", &["--allow", "number-gap"]);
    assert_eq!((none.status, none.out.as_str()), (0, ""));
    assert_eq!(rules(&check("[check]\nwords = [\"备足,\"]\n", &[])), ["number-gap"]);
    let hint = check("[check.levels]\nnumber-gap = \"hint\"\n", &["--level", "warning"]);
    assert_eq!(rules(&hint), ["half-width"]);
    let listed = check("[check.levels]\nnumber-gap = \"off\"\n", &["--rules"]);
    assert!(listed.out.starts_with("number-gap         off "), "{}", listed.out);
    let misspelt = check("[check]\nallow = [\"halfwidth\"]\n", &[]);
    assert_eq!(rules(&misspelt), ["half-width", "number-gap"]);
    assert!(misspelt.err.contains("config.toml:2:10 没有规则"), "{}", misspelt.err);
}

#[test]
fn doctor_tells_of_the_terminal_in_one_language() {
    let folder = folder(&[]);
    let english = run(&folder, &["doctor", "--lang", "en"]).out;
    let unlike = |line: &&str| line.contains(['（', '）', '，', '：']);
    assert_eq!(english.lines().filter(unlike).collect::<Vec<_>>(), Vec::<&str>::new());
}

#[test]
fn an_export_into_no_folder_names_the_file_alone() {
    let run = run(&speech(), &["export", "讲话.txt", "-o", "没有/a.md"]);
    refused(&run, "没有/a.md：无法写入");
    assert!(!run.err.contains(".tmp"), "{}", run.err);
}

#[test]
fn options_that_were_kept_are_not_read_where_nothing_is_remembered() {
    let state = folder(&[("gangmu/options.toml", b"lang = \"en\"\n")]);
    let check = |off: &str, arguments: &[&str]| {
        let mut command = program();
        command.env("XDG_STATE_HOME", state.path()).env("GANGMU_STATE", off);
        ran(&command.args(["config", "--check"]).args(arguments).output().unwrap()).out
    };
    assert_eq!(check("", &[]), "the settings are in order\n");
    assert_eq!(check("off", &[]), "设置没有问题\n");
    assert_eq!(check("", &["--no-state"]), "设置没有问题\n");
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
fn cat_can_print_the_page_that_the_reader_shows() {
    let text = "在春修水利会上的讲话\n同志们:\n一、干渠要修\n干渠老了,要修.镇里说了算,定了干.\n二、人手要齐\n都来.\n";
    let folder = folder(&[("a.txt", text.as_bytes())]);
    let cat =
        |options: &[&str]| run(&folder, &[&["cat", "--width", "24", "a.txt"], options].concat());
    let shown = "  在春修水利会上的讲话\n\n  同志们：\n  一、干渠要修\n  干渠老了，要修.镇里说\n了算，定了干.\n  二、人手要齐\n  都来.\n";
    assert_eq!(cat(&["--screen"]).out, shown);
    let numbered = cat(&["--screen", "--set", "numbers=lines", "--set", "indent=0"]).out;
    assert!(
        numbered.contains("\n\n4  干渠老了，要修.镇里说了\n   算，定了干.\n\n5  "),
        "{numbered}"
    );
    assert_eq!(cat(&["--set", "indent=2"]).out.lines().nth(1), Some("  同志们:"));
    refused(&cat(&["--set", "indnt=2"]), "没有选项 indnt");
    refused(&cat(&["--set", "indent=3"]), "indent 不接受 3，可以是 2 0");
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
