//! The real program: on a pseudo-terminal, and without one.

use super::{LAST, THIS};
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;
use termlens::{Key, Terminal};

const GANGMU: &str = env!("CARGO_BIN_EXE_gangmu");

/// A file of its own for each test.
fn file(name: &str, text: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text).unwrap();
    path
}

fn builder(size: (u16, u16)) -> termlens::TerminalBuilder {
    Terminal::builder()
        .size(size.0, size.1)
        .env_clear()
        .env("TERM", "xterm-256color")
        .env("LANG", "zh_CN.UTF-8")
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("HOME", env!("CARGO_TARGET_TMPDIR"))
        .env("GANGMU_STATE", "off")
        .timeout(Duration::from_secs(20))
}

#[test]
fn two_files_are_looked_at_read_and_left() {
    let (old, new) = (file("view-old.txt", LAST), file("view-new.txt", THIS));
    let run = builder((120, 40)).arg("diff").arg("--view").arg(&old).arg(&new);
    let mut t = run.spawn(GANGMU).unwrap();
    t.wait_until(|s| s.contains("差别 1/") && s.contains("2024年2月26日")).unwrap();
    assert!(t.screen().alternate_screen());
    t.send_str("n").unwrap();
    t.wait_until(|s| s.contains("差别 2/")).unwrap();
    t.send(Key::Tab).unwrap();
    t.send(Key::Enter).unwrap();
    t.wait_until(|s| s.contains("j/k 行") && s.contains("县农业局")).unwrap();
    t.send_str("D").unwrap();
    t.wait_until(|s| s.contains("差别 2/")).unwrap();
    t.send_str("q").unwrap();
    t.wait_until(|s| s.contains("j/k 行")).unwrap();
    t.send_str("q").unwrap();
    assert!(t.wait_exit().unwrap().success());
    assert!(!t.screen().alternate_screen());
}

/// A text named by a relative path stood in the list a second time by its absolute one.
#[test]
fn each_text_stands_in_the_list_once() {
    file("list-old.txt", LAST);
    file("list-new.txt", THIS);
    let run = builder((100, 30)).args(["diff", "--view", "list-old.txt", "list-new.txt"]);
    let mut t = run.current_dir(env!("CARGO_TARGET_TMPDIR")).spawn(GANGMU).unwrap();
    t.wait_until(|s| s.contains("差别 1/")).unwrap();
    t.send_str("D").unwrap();
    t.wait_until(|s| s.contains("与哪一篇对照")).unwrap();
    let screen = t.screen();
    let rows = (0..30).map(|row| screen.row_text(row));
    assert_eq!(rows.filter(|row| row.contains("全县农村工作会议")).count(), 2, "{screen}");
    t.send(Key::Esc).unwrap();
    t.wait_until(|s| s.contains("j/k 行")).unwrap();
    t.send_str("q").unwrap();
    assert!(t.wait_exit().unwrap().success());
}

#[test]
fn a_word_is_searched_in_both() {
    let (old, new) = (file("search-old.txt", LAST), file("search-new.txt", THIS));
    let run = builder((120, 40)).arg("diff").arg("--view").arg(&old).arg(&new);
    let mut t = run.spawn(GANGMU).unwrap();
    t.wait_until(|s| s.contains("差别 1/")).unwrap();
    t.send_str("/厕所").unwrap();
    t.wait_until(|s| s.contains("1/1") && s.contains("户厕")).unwrap();
    t.send(Key::Enter).unwrap();
    t.wait_until(|s| s.contains("/厕所  1/1") && s.contains("Esc 结束查找")).unwrap();
    t.send_str("n").unwrap();
    t.wait_until(|s| s.contains("从头继续")).unwrap();
    t.send(Key::Esc).unwrap();
    t.wait_until(|s| !s.contains("/厕所") && s.contains("差别 ")).unwrap();
    t.send_str("q").unwrap();
    assert!(t.wait_exit().unwrap().success());
}

#[test]
fn at_once_it_is_left_by_q() {
    let (old, new) = (file("quit-old.txt", LAST), file("quit-new.txt", THIS));
    let run = builder((80, 24)).arg("diff").arg("--view").arg(&old).arg(&new);
    let mut t = run.env("NO_COLOR", "1").spawn(GANGMU).unwrap();
    t.wait_until(|s| s.contains("差别 1/")).unwrap();
    t.send_str("q").unwrap();
    assert!(t.wait_exit().unwrap().success());
}

#[test]
fn reading_that_takes_long_is_cancelled_by_esc() {
    let new = file("cancel-new.txt", THIS);
    let pipe = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("cancel-old.pipe");
    let _ = std::fs::remove_file(&pipe);
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let run = builder((100, 24)).arg("diff").arg("--view").arg(&pipe).arg(&new);
    let mut t = run.spawn(GANGMU).unwrap();
    t.wait_until(|s| s.contains("正在读取两稿")).unwrap();
    t.send(Key::Esc).unwrap();
    t.wait_until(|s| s.contains("去年农村工作成效明显")).unwrap();
    t.send_str("q").unwrap();
    assert!(t.wait_exit().unwrap().success());
}

#[test]
fn what_cannot_be_read_is_told_before_the_screen_is_taken() {
    let new = file("missing-new.txt", THIS);
    let run = builder((80, 24)).arg("diff").arg("--view").arg("没有.txt").arg(&new);
    let mut t = run.spawn(GANGMU).unwrap();
    assert_eq!(t.wait_exit().unwrap().code(), Some(2));
    assert!(t.screen().contains("没有.txt"), "{}", t.screen());
}

#[test]
fn without_a_terminal_what_has_changed_is_printed() {
    let (old, new) = (file("print-old.txt", LAST), file("print-new.txt", THIS));
    let run = |view: &[&str]| {
        let mut run = Command::new(GANGMU);
        run.arg("diff").args(view).args([&old, &new]).env("GANGMU_STATE", "off");
        run.output().unwrap()
    };
    let (plain, view) = (run(&[]), run(&["--view"]));
    assert_eq!(view.status.code(), Some(1));
    assert_eq!(plain.stdout, view.stdout);
    let same = Command::new(GANGMU).arg("diff").arg("--view").args([&old, &old]).output();
    assert_eq!(same.unwrap().status.code(), Some(0));
}
