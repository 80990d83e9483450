//! Arguments: help, wrong use, names that look like commands, completions.

use std::fs;

use serde_json::Value;

use super::*;

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
        "rehearsing needs a terminal; for the times alone, use gangmu stats",
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
fn completions_are_printed_for_each_shell() {
    let folder = folder(&[]);
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = run(&folder, &["completions", shell]);
        assert_eq!((script.status, script.err.as_str()), (0, ""), "{shell}");
        assert!(script.out.contains("gangmu") && script.out.contains("outline"), "{shell}");
    }
}

/// The fields of a value, with those inside.
fn fields(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            for (name, value) in object {
                out.push(name.clone());
                fields(value, out);
            }
        }
        Value::Array(values) => values.iter().for_each(|value| fields(value, out)),
        _ => {}
    }
}

#[test]
fn every_field_of_every_jsonl_is_documented() {
    let damaged = [SPEECH.as_bytes(), b"\xff\n"].concat();
    let faulty = SPEECH.replace("二、怎么修", "三、怎么修,");
    let folder = folder(&[
        ("讲话.txt", SPEECH.as_bytes()),
        ("改.doc", &damaged),
        ("错.txt", faulty.as_bytes()),
        ("gangmu/config.toml", "[[heading]]\npattern = '人心'\nname = \"甲\"\n".as_bytes()),
    ]);
    let documented = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/json.md"));
    let documented = documented.unwrap();
    for (command, arguments) in [
        ("outline", &["讲话.txt", "错.txt"][..]),
        ("find", &["修", "讲话.txt"]),
        ("grep", &["修", "讲话.txt"]),
        ("check", &["错.txt"]),
        ("stats", &["讲话.txt"]),
        ("diff", &["讲话.txt", "错.txt"]),
        ("doctor", &["讲话.txt", "改.doc", "错.txt"]),
    ] {
        let chapter = format!("## `gangmu {command} --format jsonl`");
        let (_, rest) = documented.split_once(&chapter).expect(command);
        let chapter = rest.split("\n## ").next().unwrap();
        // What is said of the outline is said there.
        let (_, outline) = documented.split_once("## `gangmu outline --format jsonl`").unwrap();
        let outline = outline.split("\n## ").next().unwrap();
        let mut run = program();
        run.current_dir(folder.path()).env("XDG_CONFIG_HOME", folder.path());
        let run = ran(&run.args([command, "--format", "jsonl"]).args(arguments).output().unwrap());
        let mut names = Vec::new();
        rows(&run).iter().for_each(|row| fields(row, &mut names));
        assert!(names.len() > 3, "{command}: {}", run.err);
        for name in names {
            let said = format!("`{name}`");
            let there = chapter.contains(&said) || outline.contains(&said);
            assert!(there, "{name} of {command} is documented");
        }
    }
}

#[test]
fn a_command_is_also_known_by_what_other_programs_call_it() {
    let folder = speech();
    for (word, command) in
        [("toc", "outline"), ("search", "grep"), ("compare", "diff"), ("lint", "check")]
    {
        refused(&run(&folder, &[word, "讲话.txt"]), &format!("是不是命令 {command}？"));
    }
    fs::write(folder.path().join("toc"), "一、修渠\n").unwrap();
    assert_eq!(run(&folder, &["toc"]).status, 0, "a file of that name is read");
}
