//! Heading rules on the command line: every command obeys them, scripts can leave them out, and what
//! is kept of a text is kept with the rules that made it.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

const MINUTES: &str = "\
在东圩冬修会上的讲话
同志们：
今天讲两件事。
一、修渠。今冬先修东渠，明春再修西渠。
【要点】定路线。干渠走北坡，支渠跟着田埂走。
二、补堤。
【要点】定土场。土场设在北山。
";

const POINTS: &str = "[[heading]]\npattern = '【要点】'\nname = \"要点\"\n";

/// A home with settings, and texts in it.
struct Home(TempDir);

impl Home {
    fn new(settings: &str) -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        home.write(".config/gangmu/config.toml", settings);
        home.write("文稿/稿.txt", MINUTES);
        home
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gangmu"));
        for name in ["LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS", "GANGMU_STATE"] {
            command.env_remove(name);
        }
        for name in ["XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"] {
            command.env_remove(name);
        }
        command.env("HOME", self.0.path()).current_dir(self.0.path());
        command.args(arguments).stdin(Stdio::null());
        command
    }

    /// What is printed; nothing may be complained of.
    #[track_caller]
    fn run(&self, arguments: &[&str]) -> String {
        let Output { stdout, stderr, .. } = self.command(arguments).output().unwrap();
        assert_eq!(String::from_utf8(stderr).unwrap(), "", "{arguments:?}");
        String::from_utf8(stdout).unwrap()
    }

    fn titles(&self, arguments: &[&str]) -> Vec<String> {
        let all = [&["outline", "--format", "jsonl"], arguments].concat();
        let rows = self.run(&all);
        let title = |line: &str| {
            let row: Value = serde_json::from_str(line).unwrap();
            format!("{}{}", row["marker"].as_str().unwrap(), row["text"].as_str().unwrap())
        };
        rows.lines().map(title).collect()
    }
}

#[test]
fn an_outline_is_made_by_the_rules_of_the_settings() {
    let home = Home::new(POINTS);
    insta::assert_snapshot!(home.run(&["outline", "文稿/稿.txt"]), @r"
    在东圩冬修会上的讲话     82
      一 修渠                41
        【要点】 定路线      22
      二 补堤                20
        【要点】 定土场      15
    ");
    insta::assert_snapshot!(home.run(&["outline", "--format", "jsonl", "文稿/稿.txt"]), @r#"
    {"line":1,"col":0,"level":1,"marker":"","text":"在东圩冬修会上的讲话","kind":"title","address":"1:"}
    {"line":4,"col":0,"level":2,"marker":"一、","number":1,"text":"修渠","kind":"heading","address":"1"}
    {"line":5,"col":0,"level":3,"marker":"【要点】","text":"定路线","kind":"heading","address":"1.1"}
    {"line":6,"col":0,"level":2,"marker":"二、","number":2,"text":"补堤","kind":"heading","address":"2"}
    {"line":7,"col":0,"level":3,"marker":"【要点】","text":"定土场","kind":"heading","address":"2.1"}
    "#);
}

#[test]
fn scripts_can_leave_the_rules_out() {
    let home = Home::new(POINTS);
    let without = Home::new("");
    let command = ["outline", "--format", "jsonl", "文稿/稿.txt"];
    let bare = without.run(&command);
    assert_eq!(home.run(&[&["--no-rules"][..], &command].concat()), bare);
    assert_eq!(home.run(&[&command[..], &["--no-rules"]].concat()), bare);
    assert_ne!(home.run(&command), bare);
}

#[test]
fn every_command_obeys() {
    let home = Home::new(POINTS);
    let text = "文稿/稿.txt";
    assert_eq!(
        home.run(&["cat", "--section", "定路线", text]),
        "【要点】定路线。干渠走北坡，支渠跟着田埂走。\n"
    );
    assert!(home.run(&["cat", "--section", "1.1", "--screen", text]).contains("定路线"));
    assert!(home.run(&["find", "dtc", text]).contains("定土场"));
    let hit: Value =
        serde_json::from_str(&home.run(&["grep", "北坡", "--format", "jsonl", text])).unwrap();
    let above: Vec<_> = hit["section"].as_array().unwrap().iter().map(Value::to_string).collect();
    assert_eq!(above.len(), 3, "{hit}");
    assert!(home.run(&["stats", text]).contains("定路线"));
    assert!(home.run(&["export", text]).contains("### 【要点】"));
    let doctor = home.run(&["doctor", "--lang", "zh", text]);
    assert!(doctor.contains("  规则    要点 2 处\n"), "{doctor}");
    let doctor: Value =
        serde_json::from_str(&home.run(&["doctor", "--format", "jsonl", text])).unwrap();
    assert_eq!(doctor["rules"][0]["count"], 2);
    assert_eq!(doctor["rules"][0]["pattern"], "【要点】");
    home.write("文稿/新.txt", &MINUTES.replace("定土场", "定料场"));
    let diff = home.run(&["diff", text, "文稿/新.txt"]);
    assert!(diff.contains("定土场") && diff.contains("定料场"), "{diff}");
}

#[test]
fn check_counts_numbers_of_own_rules() {
    let home = Home::new("[[heading]]\npattern = '议题(?<number>\\p{Han})'\n");
    home.write("议.txt", "议题一 修渠\n先定路线，再定人手。\n议题三 补堤\n先定土场。\n");
    let output = home.command(&["check", "--lang", "zh", "议.txt"]).output().unwrap();
    let found = String::from_utf8(output.stdout).unwrap();
    assert!(found.contains("“议题一”之后是“议题三”"), "{found}");
    home.write("要.txt", MINUTES);
    home.write(".config/gangmu/config.toml", POINTS);
    let found = home.command(&["check", "--level", "warning", "要.txt"]).output().unwrap();
    assert_eq!(String::from_utf8(found.stdout).unwrap(), "", "headings without numbers are sound");
}

#[test]
fn a_rule_can_be_for_one_folder() {
    let home = Home::new(&format!("{POINTS}folder = \"~/文稿/会议\"\n"));
    home.write("文稿/会议/稿.txt", MINUTES);
    assert_eq!(home.titles(&["文稿/稿.txt"]).len(), 3);
    assert_eq!(home.titles(&["文稿/会议/稿.txt"]).len(), 5);
    assert_eq!(home.titles(&["./文稿/../文稿/会议/稿.txt"]).len(), 5);
    assert_eq!(home.titles(&["文稿"]).len(), 8);
    let doctor = home.run(&["doctor", "--lang", "en", "文稿/稿.txt"]);
    assert!(!doctor.contains("rules"), "{doctor}");
}

#[test]
fn a_rule_with_a_fault_is_told_and_left_out() {
    let home = Home::new(&format!("[[heading]]\npattern = '('\n\n{POINTS}"));
    let output = home.command(&["outline", "--lang", "en", "文稿/稿.txt"]).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(told, "gangmu: config.toml:2:11 bad regex: unclosed group\n");
    assert!(String::from_utf8(output.stdout).unwrap().contains("定路线"), "the others hold");
    let check = home.command(&["config", "--check", "--lang", "zh"]).output().unwrap();
    let said = String::from_utf8(check.stdout).unwrap();
    assert_eq!(said, "config.toml:2:11 正则有误：左括号没有闭合\n");
    assert_eq!(check.status.code(), Some(1));
}

/// Over many texts, headings are kept for the next search.
#[test]
fn a_rule_that_changes_shows_no_headings_of_before() {
    let home = Home::new("");
    for i in 0..20 {
        home.write(&format!("库/{i}.txt"), MINUTES);
    }
    // What has changed just now is not kept.
    let old = std::time::SystemTime::now() - std::time::Duration::from_secs(60);
    for entry in fs::read_dir(home.0.path().join("库")).unwrap() {
        fs::File::options()
            .write(true)
            .open(entry.unwrap().path())
            .unwrap()
            .set_modified(old)
            .unwrap();
    }
    let found = |query: &str| {
        let output = home.command(&["find", query, "库"]).output().unwrap();
        String::from_utf8(output.stdout).unwrap().lines().count()
    };
    assert_eq!((found("修渠"), found("定路线")), (20, 0));
    let cache = home.0.path().join(".cache/gangmu/headings");
    let first = fs::read_to_string(&cache).unwrap();
    home.write(".config/gangmu/config.toml", POINTS);
    assert_eq!((found("修渠"), found("定路线")), (20, 20));
    let second = fs::read_to_string(&cache).unwrap();
    assert_ne!(first, second);
    assert_eq!(found("定路线"), 20);
    assert_eq!(fs::read_to_string(&cache).unwrap(), second, "kept, it is not read again");
    home.write(".config/gangmu/config.toml", &POINTS.replace("name", "level = 1\nname"));
    assert_eq!(found("定路线"), 20);
    assert_ne!(fs::read_to_string(&cache).unwrap(), second);
    home.write(".config/gangmu/config.toml", "");
    assert_eq!(found("定路线"), 0);
}

#[test]
fn rules_that_were_kept_hold_until_nothing_is_to_be_remembered() {
    let home = Home::new("");
    home.write(".local/state/gangmu/options.toml", POINTS);
    assert_eq!(home.titles(&["文稿/稿.txt"]).len(), 5);
    assert_eq!(home.titles(&["--no-state", "文稿/稿.txt"]).len(), 3);
    assert!(Path::new(&home.0.path().join(".local/state/gangmu/options.toml")).exists());
}
