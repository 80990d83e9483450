//! What the command line opens: pipes, places in files, slips; by running the program.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::fs;
use std::io::Write;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use tempfile::TempDir;
use termlens::{Key, Terminal};

const GANGMU: &str = env!("CARGO_BIN_EXE_gangmu");

const SPEECH: &str = "在槐荫镇冬修水利动员会上的讲话
同志们：
一、为什么修
去年秋旱，镇东三个村绝收。
二、怎么修
先主渠后支渠。
三、谁来修
镇村一起上。
";

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("讲话.txt"), SPEECH).unwrap();
    folder
}

/// Runs the program in `folder` with `input` on its standard input, and no terminal in sight.
fn piped(folder: &TempDir, arguments: &[&str], input: Option<&str>) -> Output {
    let mut command = Command::new(GANGMU);
    command.current_dir(folder.path()).args(arguments).env("GANGMU_STATE", "off");
    command.env("XDG_CONFIG_HOME", "/nonexistent").env("LANG", "zh_CN.UTF-8").env_remove("LC_ALL");
    command.stdin(if input.is_some() { Stdio::piped() } else { Stdio::null() });
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    if let (Some(mut pipe), Some(input)) = (child.stdin.take(), input) {
        pipe.write_all(input.as_bytes()).unwrap();
    }
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// The program on a terminal, by a line of the shell.
fn terminal(folder: &TempDir, line: &str) -> Terminal {
    let line = format!("cd '{}'; {}", folder.path().display(), line.replace("gangmu", GANGMU));
    Terminal::builder()
        .size(80, 24)
        .env_clear()
        .env("TERM", "xterm-256color")
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("HOME", env!("CARGO_TARGET_TMPDIR"))
        .env("GANGMU_STATE", "off")
        .timeout(Duration::from_secs(20))
        .args(["-c", &line])
        .spawn("/bin/sh")
        .unwrap()
}

#[test]
fn what_is_piped_in_is_read_where_no_path_is_named() {
    let folder = folder();
    let read = piped(&folder, &[], Some("一、从管道来\n好。\n"));
    assert_eq!((read.status.code(), text(&read.stdout)), (Some(0), "一、从管道来\n好。\n".into()));
    let found = piped(&folder, &["grep", "管道"], Some("一、从管道来\n"));
    assert_eq!(text(&found.stdout), "-:1: 一、从管道来\n");
    let found = piped(&folder, &["find", "guandao"], Some("一、从管道来\n"));
    assert_eq!(text(&found.stdout), "-:1: 一、从管道来\n");
    let outline = piped(&folder, &["outline", "--format", "jsonl"], Some("一、从管道来\n"));
    assert_eq!((outline.status.code(), text(&outline.stdout).lines().count()), (Some(0), 1));
    let none = piped(&folder, &["outline"], None);
    assert_eq!(none.status.code(), Some(2), "without a pipe a text must be named");
    let samples = piped(&folder, &["grep", "防汛"], None);
    assert!(text(&samples.stdout).contains("防汛"), "without a pipe, the samples");
}

#[test]
fn a_pipe_that_says_nothing_is_not_waited_for_far_from_a_terminal() {
    let folder = folder();
    let closed = piped(&folder, &["grep", "防汛"], Some(""));
    assert!(text(&closed.stdout).contains("防汛"), "closed without a word: the samples");
    let run = beside_a_silent_pipe(&folder, &["grep", "防汛"]);
    assert!(text(&run.stdout).contains("防汛"));
    assert!(text(&run.stderr).contains("不再等"), "{}", text(&run.stderr));
    assert_eq!(text(&run.stderr).matches("不再等").count(), 1, "waited for once");
}

#[test]
fn a_silent_pipe_holds_nothing_up_where_a_path_is_named() {
    let folder = folder();
    for arguments in [&["outline", "讲话.txt"][..], &["讲话.txt"], &["grep", "渠", "讲话.txt"]]
    {
        let run = beside_a_silent_pipe(&folder, arguments);
        assert_eq!((run.status.code(), text(&run.stderr)), (Some(0), String::new()));
        assert!(text(&run.stdout).contains('渠') || text(&run.stdout).contains("怎么修"));
    }
}

/// Runs the program with a pipe on its standard input that nobody writes to or closes.
fn beside_a_silent_pipe(folder: &TempDir, arguments: &[&str]) -> Output {
    let mut command = Command::new(GANGMU);
    command.current_dir(folder.path()).args(arguments).env("LANG", "zh_CN.UTF-8");
    command.env("GANGMU_STATE", "off").env("XDG_CONFIG_HOME", "/nonexistent").env_remove("LC_ALL");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let open = child.stdin.take();
    let run = child.wait_with_output().unwrap();
    drop(open);
    run
}

#[test]
fn a_pipe_without_a_dash_is_read_and_the_keys_come_from_the_terminal() {
    let folder = folder();
    let mut t = terminal(&folder, "cat 讲话.txt | gangmu");
    t.wait_until(|s| s.contains("为什么修") && s.contains("先主渠")).unwrap();
    t.send_str("J").unwrap();
    t.wait_until(|s| s.row_text(1).contains("一、为什么修")).unwrap();
    t.send_str("q").unwrap();
    assert!(t.wait_exit().unwrap().success());
}

#[test]
fn a_place_as_grep_prints_it_is_opened_there() {
    let folder = folder();
    let long = SPEECH.replace("镇村一起上。", &"镇村一起上。\n".repeat(60));
    fs::write(folder.path().join("长.txt"), long).unwrap();
    for line in ["gangmu 长.txt:7", "gangmu 长.txt:7:1", "gangmu +7 长.txt"] {
        let mut t = terminal(&folder, line);
        t.wait_until(|s| s.row_text(1).contains("三、谁来修")).unwrap();
        t.send(Key::Ctrl('o')).unwrap();
        t.wait_until(|s| s.row_text(1).contains("槐荫镇")).unwrap();
        t.send_str("q").unwrap();
        assert!(t.wait_exit().unwrap().success(), "{line}");
    }
    let mut t = terminal(&folder, "gangmu +/镇村 长.txt");
    t.wait_until(|s| s.row_text(1).contains("镇村一起上") || s.contains("1/60")).unwrap();
    t.send_str("q").unwrap();
    assert!(t.wait_exit().unwrap().success());
    let mut t = terminal(&folder, "cat 长.txt | gangmu +G");
    t.wait_until(|s| s.row_text(0).contains("100%")).unwrap();
    t.send_str("q").unwrap();
    assert!(t.wait_exit().unwrap().success());
    let printed = piped(&folder, &["讲话.txt:7"], None);
    assert_eq!(printed.status.code(), Some(0));
    assert!(
        text(&printed.stdout).trim_start().starts_with("三、谁来修"),
        "as \"gangmu cat\" prints it"
    );
    let missing = piped(&folder, &["没有.txt:7"], None);
    assert_eq!(missing.status.code(), Some(2));
    assert!(text(&missing.stderr).contains("没有.txt:7"), "the name as it was typed");
}

#[test]
fn a_plus_that_says_no_place_is_told_in_one_sentence() {
    let folder = folder();
    for (arguments, said) in [
        (&["+x", "讲话.txt"][..], "不认识 +x；+ 之后可以写行号"),
        (&["+/", "讲话.txt"], "不认识 +/；"),
        (&["+12"], "没有写文件"),
    ] {
        let run = piped(&folder, arguments, None);
        assert_eq!((run.status.code(), text(&run.stdout)), (Some(2), String::new()));
        assert!(text(&run.stderr).contains(said), "{}", text(&run.stderr));
        assert_eq!(text(&run.stderr).lines().count(), 1);
    }
}

#[test]
fn where_nothing_is_named_and_nothing_comes_in_nothing_is_printed() {
    let folder = folder();
    for input in [None, Some("")] {
        let run = piped(&folder, &[], input);
        assert_eq!((run.status.code(), text(&run.stdout)), (Some(2), String::new()));
        let said = text(&run.stderr);
        assert_eq!(said, "gangmu: 没有写文件，标准输入里也没有文字；用法见 gangmu --help\n");
    }
    let run = beside_a_silent_pipe(&folder, &[]);
    assert_eq!((run.status.code(), text(&run.stdout)), (Some(2), String::new()));
    assert_eq!(text(&run.stderr).lines().count(), 1, "{}", text(&run.stderr));
}

#[test]
fn a_slip_in_a_command_prints_nothing_but_what_was_meant() {
    let folder = folder();
    for (typed, command) in [("outlin", "outline"), ("greb", "grep"), ("satts", "stats")] {
        let run = piped(&folder, &[typed, "讲话.txt"], None);
        assert_eq!((run.status.code(), text(&run.stdout)), (Some(2), String::new()), "{typed}");
        let said = text(&run.stderr);
        assert!(said.contains(&format!("是不是命令 {command}？")), "{said}");
        assert_eq!(said.lines().count(), 1);
    }
    fs::write(folder.path().join("outlin"), SPEECH).unwrap();
    let run = piped(&folder, &["outlin"], None);
    assert_eq!(run.status.code(), Some(0), "a file of that name is a file");
}

#[test]
fn files_with_the_words_are_listed_or_counted() {
    let folder = folder();
    fs::write(folder.path().join("又.txt"), "修渠。修路。\n修桥。\n").unwrap();
    fs::write(folder.path().join("无.txt"), "开会。\n").unwrap();
    let files = ["又.txt", "无.txt", "讲话.txt"];
    let run = |options: &[&str]| {
        let run = piped(&folder, &[&["grep", "修"], options, &files].concat(), None);
        (run.status.code(), text(&run.stdout))
    };
    assert_eq!(run(&["-l"]), (Some(0), "又.txt\n讲话.txt\n".to_owned()));
    assert_eq!(run(&["--count"]), (Some(0), "又.txt:3\n讲话.txt:4\n".to_owned()));
    let (_, lines) = run(&["-c", "--format", "jsonl"]);
    assert_eq!(lines.lines().next(), Some(r#"{"path":"又.txt","count":3}"#));
    let none = piped(&folder, &["grep", "-l", "没有的", "无.txt"], None);
    assert_eq!((none.status.code(), none.stdout.len()), (Some(1), 0));
    assert_eq!(piped(&folder, &["grep", "-l", "-c", "修"], None).status.code(), Some(2));
}

#[test]
fn what_is_found_is_coloured_on_a_terminal_alone() {
    let folder = folder();
    for (before, red) in [("", true), ("NO_COLOR=1 ", false), ("TERM=dumb ", false)] {
        let mut t = terminal(&folder, &format!("{before}gangmu grep 先主渠 讲话.txt; read x"));
        let line = "讲话.txt:6: 先主渠后支渠。";
        let s = t.snapshot_after(|s| s.row_text(0).contains(line)).unwrap();
        // A character of the path, one that was found, one after it.
        let colours = [0, 12, 18].map(|col| s.cell(0, col).unwrap().style().fg);
        assert_eq!(colours[1] == termlens::Color::Indexed(1), red, "{before}: {colours:?}");
        assert_eq!(colours[0], colours[2], "{before}");
        t.send(Key::Enter).unwrap();
    }
    let piped = piped(&folder, &["grep", "先主渠", "讲话.txt"], None);
    assert_eq!(text(&piped.stdout), "讲话.txt:6: 先主渠后支渠。\n");
}

#[test]
fn an_empty_folder_lists_the_samples_without_a_complaint() {
    let empty = tempfile::tempdir().unwrap();
    let mut t = terminal(&empty, "gangmu");
    t.wait_until(|s| s.contains("文稿 15 篇")).unwrap();
    assert!(!t.screen().contains("无法读取"), "{}", t.screen());
    t.send_str("q").unwrap();
    assert!(t.wait_exit().unwrap().success());
}

#[test]
fn a_folder_is_opened_where_one_left_off_in_it() {
    let folder = folder();
    let other = SPEECH.replace("冬修水利", "春耕备耕");
    fs::create_dir(folder.path().join("库")).unwrap();
    fs::write(folder.path().join("库/2.txt"), &other).unwrap();
    fs::write(folder.path().join("库/10.txt"), SPEECH).unwrap();
    for (line, title) in
        [("gangmu 库", "春耕备耕"), ("gangmu 库/10.txt", "冬修水利"), ("gangmu 库", "冬修水利")]
    {
        let line = format!("export GANGMU_STATE= XDG_STATE_HOME=\"$PWD/state\"; {line}");
        let mut t = terminal(&folder, &line);
        t.wait_until(|s| s.row_text(0).contains(title)).unwrap();
        t.send_str("q").unwrap();
        assert!(t.wait_exit().unwrap().success(), "{line}");
    }
}

#[test]
fn what_lies_beside_the_text_that_was_named_can_be_compared_with_it() {
    let folder = folder();
    for (name, text) in
        [("去年.txt", SPEECH.to_owned()), ("今年.txt", SPEECH.replace("谁来修", "谁来管"))]
    {
        fs::create_dir_all(folder.path().join("稿/下")).unwrap();
        fs::write(folder.path().join("稿").join(name), text).unwrap();
    }
    fs::write(folder.path().join("稿/下/前年.txt"), SPEECH).unwrap();
    let mut t = terminal(&folder, "gangmu 稿/今年.txt");
    t.wait_until(|s| s.contains("谁来管")).unwrap();
    t.send_str(".").unwrap();
    t.wait_until(|s| s.contains("只有这一篇")).unwrap();
    t.send_str("D").unwrap();
    let chosen = "> 在槐荫镇冬修水利动员会上的讲话  稿/去年.txt";
    let s = t.snapshot_after(|s| s.contains(chosen)).unwrap();
    assert!(!s.contains("前年.txt"), "only the folder itself is looked into: {s}");
    t.send(Key::Enter).unwrap();
    t.wait_until(|s| s.contains("谁来修") && s.contains("谁来管")).unwrap();
    t.send_str("q").unwrap();
    t.send_str("q").unwrap();
    assert!(t.wait_exit().unwrap().success());
}
