//! What is read, what cannot be, and what `gangmu doctor` tells of it.

use std::fs;
use std::process::Command;

use super::*;

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
    assert_eq!(without.err, "gangmu: 讲话.pdf：是 PDF，要先安装 pdftotext 才能读\n");
    // A scan: the program finds no words.
    fs::write(folder.path().join("words"), "\n\u{c}\n").unwrap();
    let scan = outline(format!("{bin}:/usr/bin:/bin"));
    assert!(scan.err.contains("没有文字，像是扫描件"), "{}", scan.err);
}

#[test]
fn an_old_word_document_names_the_option_that_opens_it() {
    let folder = folder(&[
        ("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more"),
        ("旧.rtf", b"{\\rtf1 }"),
    ]);
    for name in ["旧.doc", "旧.rtf"] {
        let told = run(&folder, &["outline", name]);
        assert_eq!(told.status, 2);
        assert!(told.err.contains("请加 --convert"), "{}", told.err);
        let mut command = program();
        command.current_dir(folder.path()).args(["outline", "--convert", name]);
        let without = ran(&command.env("PATH", "/nowhere").output().unwrap());
        assert!(without.err.contains("要先安装 LibreOffice"), "{}", without.err);
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
fn doctor_tells_of_the_terminal_in_one_language() {
    let folder = folder(&[]);
    let english = run(&folder, &["doctor", "--lang", "en"]).out;
    let unlike = |line: &&str| line.contains(['（', '）', '，', '：']);
    assert_eq!(english.lines().filter(unlike).collect::<Vec<_>>(), Vec::<&str>::new());
}
