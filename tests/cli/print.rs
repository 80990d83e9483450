//! What is printed, by `gangmu cat` and others, and what becomes of it where nobody takes it.

use std::fs;
use std::io::Read;
use std::process::Stdio;

use super::*;

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
fn a_place_as_grep_prints_it_is_where_printing_begins() {
    let folder = speech();
    let all = run(&folder, &["cat", "讲话.txt"]).out;
    let at = run(&folder, &["grep", "人心等不起", "讲话.txt"]).out;
    let place = at.split(": ").next().unwrap();
    assert_eq!(place, "讲话.txt:7");
    for place in [place, "讲话.txt:7:3", "讲话.txt:7:"] {
        let from = run(&folder, &["cat", place]);
        assert_eq!((from.status, from.err.as_str()), (0, ""));
        assert!(from.out.trim_start().starts_with("（二）人心等不起。"), "{}", from.out);
        assert!(all.ends_with(&from.out), "down to the end");
    }
    let section = run(&folder, &["cat", "--section", "1", "讲话.txt:7"]).out;
    assert!(section.contains("为什么修"), "a section is one of the whole: {section}");
    assert_eq!(
        run(&folder, &["export", "讲话.txt:7"]).out,
        run(&folder, &["export", "讲话.txt"]).out
    );
    // The reader prints the same where there is no terminal.
    let from = run(&folder, &["cat", "讲话.txt:7"]).out;
    for arguments in [&["讲话.txt:7"] as &[_], &["+7", "讲话.txt"]] {
        assert_eq!(run(&folder, arguments).out, from);
    }
    assert_eq!(run(&folder, &["diff", "讲话.txt:7", "讲话.txt"]).status, 0);
    refused(&run(&folder, &["cat", "没有.txt:7"]), "没有.txt:7：找不到这个文件");
}

#[test]
fn numbers_come_back_from_every_format_that_is_exported() {
    let body = "渠道要修好，这是大家的事，早修早好，不等汛期。";
    let articles =
        format!("护渠办法\n第一条\n{body}\n第二条\n闸门要有人管。\n第三条\n本办法试行一年。\n");
    let bare = format!("护渠论\n一　看渠\n{body}\n二　看闸\n{body}\n三　看坝\n{body}\n");
    let folder = folder(&[("办法.txt", articles.as_bytes()), ("论.txt", bare.as_bytes())]);
    for text in ["办法.txt", "论.txt"] {
        let markers = |file: &str| -> Vec<(String, String)> {
            let word = |row: &Value, name: &str| row[name].as_str().unwrap().trim().to_owned();
            let told = run(&folder, &["outline", "--format", "jsonl", file]);
            rows(&told).iter().map(|row| (word(row, "marker"), word(row, "text"))).collect()
        };
        assert_eq!(markers(text).len(), 4, "{text}");
        for format in ["docx", "md", "html", "txt"] {
            let output = format!("{text}.{format}");
            assert_eq!(run(&folder, &["export", text, "-o", &output]).status, 0);
            assert_eq!(markers(&output), markers(text), "{output}");
        }
    }
}

#[test]
fn a_page_without_a_title_is_called_by_the_name_of_its_file() {
    let folder = folder(&[("稿.txt", "一、修渠\n渠要修。\n二、修路\n路要修。\n".as_bytes())]);
    let path = folder.path().join("稿.txt");
    for command in ["export", "outline"] {
        let page = run(&folder, &[command, "--format", "html", path.to_str().unwrap()]).out;
        assert!(page.contains("<title>稿</title>"), "{page}");
    }
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
fn an_export_has_the_format_of_its_name() {
    let folder = speech();
    let head = |name: &str, more: &[&str]| {
        let arguments = [&["export", "讲话.txt", "-o", name][..], more].concat();
        let made = run(&folder, &arguments);
        assert_eq!(made.err, "", "{name}");
        let bytes = fs::read(folder.path().join(name)).unwrap();
        String::from_utf8_lossy(&bytes).chars().take(9).collect::<String>()
    };
    assert!(head("a.docx", &[]).starts_with("PK"));
    assert!(head("a.HTM", &[]).to_lowercase().starts_with("<!doctype"));
    assert!(head("a.json", &[]).starts_with('{'));
    assert!(head("a.md", &[]).starts_with('#'));
    assert!(head("无尾", &[]).starts_with('#'));
    assert!(head("b.md", &["--format", "docx"]).starts_with("PK"));
    let other = run(&folder, &["export", "讲话.txt", "-o", "a.pdf"]);
    refused(&other, "a.pdf：不能写成这种格式");
    assert!(!folder.path().join("a.pdf").exists());
}

#[test]
fn an_export_into_no_folder_names_the_file_alone() {
    let run = run(&speech(), &["export", "讲话.txt", "-o", "没有/a.md"]);
    refused(&run, "没有/a.md：无法写入（没有这个文件夹）");
    assert!(!run.err.contains(".tmp"), "{}", run.err);
}

#[test]
fn a_section_without_a_name_is_refused_and_not_taken_for_the_whole() {
    let folder = speech();
    for command in ["cat", "export"] {
        for section in ["", " ", "\u{3000}"] {
            let run = run(&folder, &[command, "讲话.txt", "--section", section, "--lang", "zh"]);
            assert_eq!((run.status != 0, run.out.as_str()), (true, ""), "{command} {section:?}");
            assert!(run.err.contains("--section 后没有写哪一节"), "{}", run.err);
        }
    }
}

#[test]
fn standard_input_is_one_version_of_a_comparison_at_most() {
    let folder = speech();
    for more in [&[][..], &["--view"], &["--format", "jsonl"]] {
        let twice = run(&folder, &[&["diff", "-", "-"], more].concat());
        refused(&twice, "标准输入只能作一稿");
    }
    assert_eq!(piped(&folder, &["diff", "-", "讲话.txt"], SPEECH).status, 0);
}
