//! `gangmu export`: every format, read back.

use super::*;
use gangmu::export::{WHOLE_FORMATS, WholeFormat, write_whole};
use gangmu::outline::{Kind, Outline};

/// A speech whose numbers all follow one another.
const SOUND: &str = "在石桥镇春耕备耕会议上的讲话
同志们：
今天讲两点意见。
一、看清形势 <抓紧> & 不等
今年雨水偏多，墒情总体不错。
（一）种子要早备。先查库存，再定采购。
（二）农机要早修。坏的换，旧的查。
二、抓住重点
1.水利要通。一是清渠。二是修闸。
2.人手要够。请回外出的能手。
（1）先登记。把名册做实。
（2）再联系。一个一个打电话。
谢谢大家！
";

fn exported(format: WholeFormat, text: &str) -> Vec<u8> {
    let document = gangmu::document::Document::from_lines(text);
    let outline = outline::parse(&document);
    let mut out = Vec::new();
    write_whole(format, "稿.txt", &document, &outline, None, &mut out).unwrap();
    out
}

/// Depth, marker and title. A point may open a paragraph of its own in the new file.
fn headings(document: &gangmu::document::Document, outline: &Outline) -> Vec<String> {
    let text = document.text();
    outline
        .nodes()
        .iter()
        .map(|n| {
            let marker = n.marker.of(text).trim();
            format!("{} {marker}{}", n.depth, n.title.of(text).trim())
        })
        .collect()
}

#[test]
fn word_and_web_and_markdown_are_read_back_as_the_same_outline() {
    let document = gangmu::document::Document::from_lines(SOUND);
    let outline = outline::parse(&document);
    let expected = headings(&document, &outline);
    assert_eq!(expected.len(), 11, "{expected:?}");
    for (name, format) in [
        ("a.docx", WholeFormat::Docx),
        ("a.md", WholeFormat::Markdown),
        ("a.txt", WholeFormat::Plain),
    ] {
        let bytes = exported(format, SOUND);
        let back = gangmu::input::read(bytes, name).unwrap();
        let outline = outline::parse(&back);
        assert_eq!(headings(&back, &outline), expected, "{name}");
    }
}

#[test]
fn every_built_in_speech_keeps_its_headings_in_word() {
    for sample in SAMPLES {
        let document = Source::Sample(sample).load().unwrap();
        let outline = outline::parse(&document);
        let mut out = Vec::new();
        write_whole(WholeFormat::Docx, "a", &document, &outline, None, &mut out).unwrap();
        let back = gangmu::input::read(out, "a.docx").unwrap();
        let titles = |d: &gangmu::document::Document, o: &Outline, all: bool| {
            let nodes = o.nodes().iter().filter(|n| all || n.kind != Kind::Point);
            let words = |n: &gangmu::outline::Node| {
                n.title.of(d.text()).chars().filter(|c| c.is_alphanumeric()).collect()
            };
            nodes.map(words).collect::<Vec<String>>()
        };
        // A point that opens a paragraph there is a heading.
        let again = titles(&back, &outline::parse(&back), true);
        let mut again = again.iter();
        // The number of a piece stands in its title there: 篇一：……
        let numbered = |t: &str, title: &str| {
            t.strip_suffix(title).is_some_and(|n| n.starts_with('篇') && n.chars().count() == 2)
        };
        for title in titles(&document, &outline, false) {
            let kept = |t: &String| *t == title || numbered(t, &title);
            assert!(again.any(kept), "{}: {title}", sample.name);
        }
    }
}

#[test]
fn numbers_in_word_are_automatic() {
    let bytes = exported(WholeFormat::Docx, SOUND);
    let back = gangmu::input::read(bytes, "a.docx").unwrap();
    let numbered = back.paragraphs().iter().filter(|p| p.numbered).count();
    assert_eq!(numbered, 8);
    // A gap cannot be counted: the numbers are typed.
    let bytes = exported(WholeFormat::Docx, FAULTY);
    let back = gangmu::input::read(bytes, "a.docx").unwrap();
    assert!(back.text().contains("四、压实责任"), "{}", back.text());
}

#[test]
fn a_page_folds_without_a_script() {
    let page = String::from_utf8(exported(WholeFormat::Html, SOUND)).unwrap();
    assert!(!page.contains("<script") && !page.contains("http"));
    assert_eq!(page.matches("<details").count(), page.matches("</details>").count());
    assert!(page.contains("<h2>一、看清形势 &lt;抓紧&gt; &amp; 不等</h2>"), "{page}");
    let back = gangmu::input::read(page.into_bytes(), "a.html").unwrap();
    assert!(back.text().contains("先查库存，再定采购。"));
}

#[test]
fn json_of_a_text_is_as_documented() {
    let value: Value = serde_json::from_slice(&exported(WholeFormat::Json, SOUND)).unwrap();
    assert_eq!(value["schema"], "gangmu-text/1");
    let blocks = value["blocks"].as_array().unwrap();
    assert_eq!(blocks[0]["kind"], "title");
    let heading = blocks.iter().find(|b| b["kind"] == "heading").unwrap();
    assert_eq!((heading["marker"].as_str(), heading["number"].as_u64()), (Some("一、"), Some(1)));
    assert_eq!((heading["level"].as_u64(), heading["line"].as_u64()), (Some(2), Some(4)));
    let documented =
        fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/json.md")).unwrap();
    let keys = blocks.iter().flat_map(|b| b.as_object().unwrap().keys());
    for key in keys.chain(value.as_object().unwrap().keys()) {
        assert!(documented.contains(&format!("`{key}`")), "{key} is documented");
    }
}

#[test]
fn a_section_alone_is_exported_to_a_file() {
    let folder = folder(&[("稿.txt", SOUND)]);
    let done = run(&folder, &["export", "--section", "一(二)", "-o", "节.md", "稿.txt"]);
    assert_eq!((done.status, done.out.as_str(), done.err.as_str()), (0, "", ""));
    let section = fs::read_to_string(folder.path().join("节.md")).unwrap();
    assert_eq!(section, "### （二）农机要早修\n\n坏的换，旧的查。\n");
    let missing = run(&folder, &["export", "--section", "九", "稿.txt"]);
    assert_eq!(missing.status, 1);
    let nowhere = run(&folder, &["export", "-o", "没有/节.md", "稿.txt"]);
    assert_eq!(nowhere.status, 2);
    assert!(nowhere.err.contains("没有/节.md"), "{}", nowhere.err);
}

#[test]
fn a_file_that_exists_is_replaced_only_by_force() {
    let folder = folder(&[("稿.txt", SOUND), ("旧.md", "旧稿")]);
    let read = || fs::read_to_string(folder.path().join("旧.md")).unwrap();
    for target in ["旧.md", "稿.txt"] {
        let refused = run(&folder, &["export", "-o", target, "稿.txt"]);
        assert_eq!((refused.status, refused.out.as_str()), (2, ""));
        assert!(refused.err.contains("--force"), "{}", refused.err);
    }
    assert_eq!(read(), "旧稿");
    let forced = run(&folder, &["export", "--force", "-o", "旧.md", "稿.txt"]);
    assert_eq!((forced.status, forced.err.as_str()), (0, ""));
    assert!(read().starts_with("# "), "{}", read());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing is left behind");
}

#[test]
fn each_format_is_written_for_any_speech() {
    for sample in SAMPLES {
        for (name, format) in WHOLE_FORMATS {
            let out = exported(*format, sample.text);
            assert!(out.len() > sample.text.len() / 8, "{} as {name}", sample.name);
        }
    }
}
