//! What is remembered from run to run, and the settings.

use std::fs;

use serde_json::Value;

use super::*;

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
fn findings_are_written_as_a_table_for_spreadsheets() {
    let folder = folder(&[("稿.txt", "一、抓好春耕\n种子要备足,化肥要到田。\n".as_bytes())]);
    let head = "path,line,col,len,rule,level,clause,message,suggestion,text,replacement\n";
    let found = run(&folder, &["check", "--format", "csv", "稿.txt"]);
    let row = "稿.txt,2,5,1,half-width,warning,GB/T 15834-2011 5.1,汉字之间用了半角“,”,改为 ，,\",\",，\n";
    let row = row.replace("汉字之间用了半角“,”", "\"汉字之间用了半角“,”\"");
    assert_eq!((found.status, found.out), (1, format!("{head}{row}")));
    let none = run(&folder, &["check", "--format", "csv", "--allow", "half-width", "稿.txt"]);
    assert_eq!((none.status, none.out.as_str()), (0, head), "a table without rows");
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
