//! Nasty files, each given to the real program: what must open opens, what cannot be read is refused
//! in one sentence, and nothing of it reaches a terminal as anything but text.
//!
//! The numbers are those of `docs/reliability.md`.

#![allow(clippy::unwrap_used, clippy::string_slice, reason = "a test stops at the first surprise")]

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use encoding_rs::{BIG5, GB18030};
use tempfile::TempDir;
use zip::write::SimpleFileOptions;

/// What must become of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Expect {
    /// It is read.
    Open,
    /// It is read, and `doctor` tells of damage or of hidden characters.
    Warn,
    /// It is refused in one sentence.
    Refuse,
    /// One or the other.
    Either,
}

use Expect::{Either, Open, Refuse, Warn};

struct Case {
    name: String,
    expect: Expect,
    bytes: Vec<u8>,
}

fn case(name: &str, expect: Expect, bytes: impl Into<Vec<u8>>) -> Case {
    Case { name: name.to_owned(), expect, bytes: bytes.into() }
}

const SPEECH: &str = "在全镇防汛工作会上的讲话\n（2024年5月6日）\n\n同志们：\n\
一、看清形势。今年雨水来得早，上游三座水库已经放水，堤上要有人，心里要有数。\n\
（一）圩堤有隐患。东圩去年塌过两处，今年要逐段查。\n\
（二）人手有缺口。青壮年大多在外，巡堤的多是老人。\n\
二、压实责任。各村书记是第一责任人，夜里也要在岗在位。\n\
1．值班。两人一班，记录到分钟。\n\
2．物资。沙袋、木桩五月底前备齐。\n";

fn gb(text: &str) -> Vec<u8> {
    GB18030.encode(text).0.into_owned()
}

fn utf16(text: &str, big: bool) -> Vec<u8> {
    let unit = |u: u16| if big { u.to_be_bytes() } else { u.to_le_bytes() };
    text.encode_utf16().flat_map(unit).collect()
}

fn with(bytes: &[u8], at: usize, more: &[u8]) -> Vec<u8> {
    [&bytes[..at], more, &bytes[at..]].concat()
}

fn encodings() -> Vec<Case> {
    let text = SPEECH.as_bytes();
    let gbk = gb(SPEECH);
    let traditional =
        "一、第一個大問題\n同志們，今天我們召開這次會議，主要任務是總結工作、分析形勢。\n"
            .repeat(5);
    let paragraph = "要坚持问题导向，聚焦群众反映强烈的突出问题。\n";
    vec![
        case("utf8.txt", Open, text),
        case("bom.txt", Open, [b"\xef\xbb\xbf", text].concat()),
        case("two_boms.txt", Open, [b"\xef\xbb\xbf\xef\xbb\xbf", text].concat()),
        case("gbk.txt", Open, gbk.clone()),
        case("gb18030.txt", Open, gb(&format!("{SPEECH}㐂𠮷𪚥䶮镕\n"))),
        case("gb18030_bom.txt", Open, gb(&format!("\u{feff}{SPEECH}"))),
        case("big5.txt", Open, BIG5.encode(&traditional).0.into_owned()),
        case("utf16le_bom.txt", Open, [b"\xff\xfe", &utf16(SPEECH, false)[..]].concat()),
        case("utf16be_bom.txt", Open, [b"\xfe\xff", &utf16(SPEECH, true)[..]].concat()),
        case("utf16le.txt", Open, utf16(SPEECH, false)),
        case("utf16be.txt", Open, utf16(SPEECH, true)),
        case("utf16_odd.txt", Warn, [b"\xff\xfe", &utf16(SPEECH, false)[..], b"\x4e"].concat()),
        case(
            "utf16_lone.txt",
            Warn,
            [b"\xff\xfe", &utf16(SPEECH, false)[..], b"\x00\xd8\x2d\x4e"].concat(),
        ),
        case("cesu8.txt", Warn, [text, b"\xed\xa0\x81\xed\xb0\x80\n"].concat()),
        case("utf8_cut.txt", Warn, &text[..text.len() - 3]),
        case("utf8_one_bad.txt", Warn, with(text, 303, b"\xff")),
        case("gbk_cut.txt", Warn, &gbk[..gbk.len() - 2]),
        case("gbk_one_bad.txt", Warn, with(&gbk, 300, b"\xff")),
        case("gbk_head_cut.txt", Warn, &gbk[1..]),
        case("gbk_in_utf8.txt", Warn, [text, &gb(paragraph)[..], text].concat()),
        case("utf8_in_gbk.txt", Warn, [&gbk[..], paragraph.as_bytes(), &gbk].concat()),
        case("short_gbk.txt", Open, gb("讲话")),
        case("replaced.txt", Open, "一、锟斤拷\n烫烫烫屯屯屯\n\u{fffd}\u{fffd}\n"),
        case(
            "latin1.txt",
            Open,
            b"\xc9l\xe8ve \xe0 Gen\xe8ve, d\xe9j\xe0 vu, caf\xe9\n".repeat(20),
        ),
        case("private.txt", Open, "一、\u{e000}\u{f8ff}\u{f0000}标题\n正文\u{e5e5}\n"),
        case("noncharacters.txt", Open, "一、标题\u{fffe}\u{ffff}\u{fdd0}\n正文\n"),
    ]
}

fn lines_and_unicode() -> Vec<Case> {
    let ends = |end: &str| SPEECH.replace('\n', end);
    vec![
        case("crlf.txt", Open, ends("\r\n")),
        case("cr.txt", Open, ends("\r")),
        case("nel.txt", Open, ends("\u{85}")),
        case("ls.txt", Open, ends("\u{2028}")),
        case("vt_ff.txt", Open, "一、标题\n正文\u{c}二、第二页\n\u{b}正文\n"),
        case("tabs.txt", Open, "一、\t标题\n\t\t（一）\t小标题\nA\tB\t甲\t乙\n"),
        case("long_line.txt", Open, "堤上要有人，心里要有数。".repeat(30_000)),
        case("long_word.txt", Open, "A".repeat(100_000)),
        case("long_heading.txt", Open, format!("一、{}\n正文。\n", "很长的标题".repeat(4000))),
        case("blank_lines.txt", Refuse, "\n".repeat(100_000)),
        case("empty.txt", Refuse, ""),
        case("emoji.txt", Open, "一、👨‍👩‍👧‍👦家庭🇨🇳旗👍🏽拇指1️⃣键☺︎\n".repeat(20)),
        case("zalgo.txt", Open, format!("一、标题e{}字\n正文\n", "\u{301}".repeat(200))),
        case("mark_first.txt", Open, "\u{301}\u{301}一、标题\n\u{20dd}正文\n"),
        case("jamo.txt", Open, format!("一、{}\n正文\n", "ᄀ".repeat(50_000))),
        case("rtl.txt", Open, "一、标题\nمرحبا 一二三 שלום\n二、标题\n"),
        case("zero_width.txt", Open, "\u{200b}一\u{200c}、\u{200d}标\u{2060}题\u{feff}\n正文\n"),
        case("bidi.txt", Warn, "一、\u{202e}反转\u{202c}\n正文\u{2066}隔离\u{2069}\u{61c}\n"),
        case("tags.txt", Warn, "一、标题\u{e0061}\u{e0062}\n正文\n"),
    ]
}

/// Sequences that a terminal would obey.
const ESCAPES: &[(&str, &str)] = &[
    ("title", "\x1b]0;PWNED\x07"),
    ("clipboard", "\x1b]52;c;cm0gLXJmIH4=\x07"),
    ("link_open", "\x1b]8;;http://example.invalid/没有结束"),
    ("clear", "\x1b[2J\x1b[H假屏幕"),
    ("screen", "\x1b[?1049l\x1b[?1003h"),
    ("report", "\x1b[c\x1b[6n\x1b[>0q\x1b[21t"),
    ("huge", "\x1b[99999999999999999999C\x1b[;;;;;;;;;;;;m"),
    ("dcs", "\x1bP$q\"p\x1b\\"),
    ("apc", "\x1b_Ga=T;AAAA\x1b\\\x1b^pm\x1b\\\x1bXsos\x1b\\"),
    ("reset", "\x1bc\x1b(0lqqk\x0e\x0f"),
    ("c1", "\u{9b}31m红\u{9d}0;T\u{9c}\u{90}q\u{9c}"),
    ("overstrike", "\x07甲\x08乙_\x08_\x7f"),
];

fn escapes() -> Vec<Case> {
    let mut cases = Vec::new();
    for (name, escape) in ESCAPES {
        let text = format!("一、前{escape}后\n（一）正文{escape}正文\n{SPEECH}");
        cases.push(case(&format!("esc_{name}.txt"), Warn, text));
        let page = format!(
            "<meta charset=utf-8><h1>前{escape}后</h1><p>堤上要有人，心里要有数。&#27;[2J&#155;2J</p>"
        );
        cases.push(case(&format!("esc_{name}.html"), Warn, page));
        let markdown = format!("# 前{escape}后\n\n正文{escape} &#27;[2J `{escape}`\n");
        cases.push(case(&format!("esc_{name}.md"), Warn, markdown));
    }
    cases
}

fn structure() -> Vec<Case> {
    vec![
        case("quotes.md", Open, format!("# 标题\n{}引用\n", ">".repeat(10_000))),
        case("brackets.md", Open, format!("# 标题\n{}\n", "[".repeat(50_000))),
        case("emphasis.md", Open, format!("# 标题\n{}\n", "*a_".repeat(20_000))),
        case("fence.md", Open, "# 标题\n```\n一、代码里\n# 不是标题\n"),
        case("front_matter.md", Open, "---\ntitle: 讲话\n\n# 标题\n正文\n"),
        case(
            "decimals.txt",
            Open,
            (1..=60).map(|n| format!("{}标题{n}\n", "1.".repeat(n))).collect::<String>(),
        ),
        case(
            "huge_number.txt",
            Open,
            format!("{}、标题\n99999999999999999999. 标题\n正文\n", "九".repeat(5000)),
        ),
        case(
            "many_headings.txt",
            Open,
            (1..=20_000).map(|n| format!("{n}. 第{n}项工作\n")).collect::<String>(),
        ),
        case("backwards.txt", Open, "五、戊\n四、丁\n三、丙\n二、乙\n一、甲\n"),
        case(
            "page_deep.html",
            Open,
            format!("<p>同志们，堤上要有人。{}深</p>", "<div>".repeat(20_000)),
        ),
        case(
            "page_unclosed.html",
            Open,
            "<html><body><h1>讲话<p>同志们，堤上要有人，心里要有数<b><i><table><td>格",
        ),
        case(
            "page_script.html",
            Open,
            "<html><script>一、</script><iframe src='file:///etc/passwd'></iframe><p>同志们，堤上要有人，心里要有数。</p>",
        ),
        case(
            "page_lying.html",
            Open,
            "<html><meta charset=gb2312><p>同志们，堤上要有人，心里要有数。</p>",
        ),
        case(
            "word.doc",
            Open,
            "<html><meta charset=utf-8><h1>讲话</h1><p>同志们，堤上要有人。</p>",
        ),
    ]
}

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#;
const RELS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
const W: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn word(document: &str) -> Vec<u8> {
    word_at("word/document.xml", RELS, document)
}

fn word_at(main: &str, rels: &str, document: &str) -> Vec<u8> {
    archive(&[("[Content_Types].xml", TYPES), ("_rels/.rels", rels), (main, document)])
}

fn body(inner: &str) -> String {
    format!("<?xml version=\"1.0\"?><w:document {W}><w:body>{inner}</w:body></w:document>")
}

fn para(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn containers() -> Vec<Case> {
    let good = word(&body(&para("一、堤上要有人，心里要有数。")));
    let nested = |open: &str, close: &str, n: usize| {
        word(&body(&format!("{}{}{}", open.repeat(n), para("深"), close.repeat(n))))
    };
    let doctype = |inner: &str, text: &str| {
        word(&format!(
            "<?xml version=\"1.0\"?><!DOCTYPE d [{inner}]><w:document {W}><w:body>{}</w:body></w:document>",
            para(text)
        ))
    };
    let laughs: String = (1..10)
        .map(|i| format!("<!ENTITY a{i} \"{}\">", format!("&a{};", i - 1).repeat(10)))
        .collect();
    let ole2 = [&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], &[0; 504]].concat();
    let encrypted = [&ole2[..], &utf16("EncryptedPackage", false)].concat();
    let mut broken = good.clone();
    let crc = broken.windows(8).position(|w| w == b"document").unwrap() + 40;
    broken[crc] ^= 0x55;
    vec![
        case("good.docx", Open, good.clone()),
        case(
            "no_main.docx",
            Refuse,
            archive(&[("[Content_Types].xml", TYPES), ("_rels/.rels", RELS)]),
        ),
        case(
            "other_name.docx",
            Open,
            word_at(
                "word/document2.xml",
                &RELS.replace("document.xml", "document2.xml"),
                &body(&para("字")),
            ),
        ),
        case(
            "traversal.docx",
            Refuse,
            word_at("x", &RELS.replace("word/document.xml", "../../../etc/passwd"), ""),
        ),
        case(
            "external.docx",
            Refuse,
            word_at(
                "x",
                &RELS.replace(
                    "Target=\"word/document.xml\"",
                    "Target=\"file:///etc/passwd\" TargetMode=\"External\"",
                ),
                "",
            ),
        ),
        case("is_text.docx", Open, SPEECH),
        case("is_ole2.docx", Refuse, ole2.clone()),
        case("is_rtf.doc", Refuse, &b"{\\rtf1\\ansi {\\b \\'bd\\'b2}\\par}"[..]),
        case("encrypted.docx", Refuse, encrypted),
        case("cut.docx", Refuse, &good[..good.len() * 2 / 3]),
        case("tail.docx", Open, [&good[..], &[0; 60_000]].concat()),
        case("flipped.docx", Either, broken),
        case("empty_zip.docx", Refuse, [&b"PK\x05\x06"[..], &[0; 18]].concat()),
        case("cut_xml.docx", Refuse, word(&body(&para("字"))[..120])),
        case("xxe.docx", Refuse, doctype("<!ENTITY x SYSTEM \"file:///etc/passwd\">", "前&x;后")),
        case(
            "parameter.docx",
            Refuse,
            doctype("<!ENTITY % x SYSTEM \"http://127.0.0.1:1/x\"> %x;", "字"),
        ),
        case("laughs.docx", Refuse, doctype(&format!("<!ENTITY a0 \"哈\">{laughs}"), "&a9;")),
        case("bomb.docx", Refuse, word(&body(&para(&"A".repeat(70 << 20))))),
        case(
            "deep.docx",
            Either,
            nested("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 50_000),
        ),
        case(
            "tables.docx",
            Either,
            nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 20_000),
        ),
        case(
            "attributes.docx",
            Either,
            word(&body(&format!(
                "<w:p><w:r {}><w:t>字</w:t></w:r></w:p>",
                (0..50_000).map(|i| format!("a{i}=\"1\" ")).collect::<String>()
            ))),
        ),
        case("controls.docx", Warn, word(&body(&para("前&#x9b;2J后\u{202e}反")))),
        case("entities.docx", Open, word(&body(&para("一&amp;二&lt;三&#19968;四")))),
        case(
            "slip.docx",
            Open,
            archive(&[
                ("[Content_Types].xml", TYPES),
                ("_rels/.rels", RELS),
                ("word/document.xml", &body(&para("字"))),
                ("../../evil.txt", "x"),
                ("/evil", "x"),
            ]),
        ),
        case("paper.ofd", Refuse, archive(&[("OFD.xml", "<OFD/>")])),
        case(
            "no_opf.epub",
            Refuse,
            archive(&[
                ("mimetype", "application/epub+zip"),
                (
                    "META-INF/container.xml",
                    "<container><rootfiles><rootfile full-path=\"no/such.opf\"/></rootfiles></container>",
                ),
            ]),
        ),
        case("noise.pdf", Refuse, [&b"%PDF-1.4\n"[..], &[0x9c; 2000]].concat()),
        case("nuls.txt", Warn, with(SPEECH.as_bytes(), 303, b"\0\0\0")),
        case("nuls_only.txt", Refuse, vec![0; 65_536]),
        case(
            "noise.txt",
            Refuse,
            (0..65_536_u32)
                .map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8)
                .collect::<Vec<_>>(),
        ),
        case("program.txt", Refuse, [&b"\x7fELF\x02\x01\x01"[..], &[0; 4000]].concat()),
        case("picture.md", Refuse, [&b"\x89PNG\r\n\x1a\n"[..], &[7; 4000]].concat()),
        case("packed.txt", Refuse, &b"7z\xbc\xaf\x27\x1c\0\0"[..]),
        case("founder.ceb", Refuse, [&b"CEB\0"[..], &[0; 500]].concat()),
        case("no_ending", Open, SPEECH),
        case("UPPER.TXT", Open, SPEECH),
    ]
}

/// Names that a terminal or a shell would obey.
fn names() -> Vec<Case> {
    let long = format!("{}.txt", "长".repeat(70));
    let names = [
        "空格 名.txt",
        "'引\"号$(id)`id`.txt",
        "\x1b]0;PWNED\x07名.txt",
        "换\n行.txt",
        "\u{202e}txt.exe名.txt",
        "%s%n{}.txt",
        "😀👨‍👩‍👧.txt",
        &long,
    ];
    names.iter().map(|name| case(name, Open, SPEECH)).collect()
}

struct Ran {
    status: i32,
    out: Vec<u8>,
    err: String,
    took: Duration,
}

fn run(folder: &Path, arguments: &[&str]) -> Ran {
    let start = Instant::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_gangmu"));
    // Without the tools on it, what they would convert is refused.
    command.env_clear().env("PATH", "/nowhere").env("HOME", folder);
    let output = command.current_dir(folder).args(arguments).stdin(Stdio::null()).output().unwrap();
    Ran {
        status: output.status.code().expect("not killed by a signal"),
        out: output.stdout,
        err: String::from_utf8(output.stderr).unwrap(),
        took: start.elapsed(),
    }
}

/// Controls, marks of direction and tags that a terminal must not get.
fn dangerous(c: char) -> bool {
    c.is_control() && c != '\n'
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || matches!(c, '\u{e0000}'..='\u{e007f}')
}

fn check(cases: &[Case]) {
    let folder = TempDir::new().unwrap();
    for Case { name, expect, bytes } in cases {
        fs::write(folder.path().join(name), bytes).unwrap();
        let outline = run(folder.path(), &["outline", "--", name]);
        let read = outline.status == 0;
        assert!(matches!(outline.status, 0 | 2), "{name:?}: {} {}", outline.status, outline.err);
        assert!(outline.took < Duration::from_secs(10), "{name:?}: {:?}", outline.took);
        assert!(!outline.err.contains("panicked"), "{name:?}: {}", outline.err);
        let out = String::from_utf8(outline.out).unwrap();
        assert!(!out.contains(dangerous), "{name:?}: {out:?}");
        assert!(!outline.err.contains(dangerous), "{name:?}: {:?}", outline.err);
        match expect {
            Open | Warn => assert!(read, "{name:?}: {}", outline.err),
            Refuse => {
                assert!(!read && out.is_empty(), "{name:?} was read: {out}");
                assert_eq!(outline.err.lines().count(), 1, "{name:?}: {}", outline.err);
            }
            Either => {}
        }
        if read {
            let cat = run(folder.path(), &["cat", "--width", "40", "--", name]);
            assert_eq!((cat.status, cat.err.as_str()), (0, ""), "{name:?}");
        }
        if *expect == Warn {
            let doctor = run(folder.path(), &["doctor", "--", name]);
            let told = String::from_utf8(doctor.out).unwrap();
            assert!(told.contains("损坏") || told.contains("隐藏"), "{name:?}: {told}");
        }
        fs::remove_file(folder.path().join(name)).unwrap();
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "nothing else is written");
}

#[test]
fn every_encoding_and_damage_is_read() {
    check(&encodings());
}

#[test]
fn every_line_end_and_odd_character_is_read() {
    check(&lines_and_unicode());
}

#[test]
fn no_escape_of_a_file_is_passed_on() {
    check(&escapes());
}

#[test]
fn no_structure_is_too_deep_or_too_long() {
    check(&structure());
}

#[test]
fn what_is_no_text_is_refused_and_what_is_one_is_read() {
    check(&containers());
}

#[test]
fn names_of_files_are_shown_as_text() {
    check(&names());
    let folder = TempDir::new().unwrap();
    for Case { name, .. } in names() {
        let missing = run(folder.path(), &["outline", "--", &name]);
        assert_eq!(missing.status, 2);
        assert!(
            !missing.err.trim_end().contains(|c| dangerous(c) || c == '\n'),
            "{:?}",
            missing.err
        );
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_refused() {
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;
    let folder = TempDir::new().unwrap();
    let at = |name: &str| folder.path().join(name);
    let _socket = UnixListener::bind(at("socket")).unwrap();
    symlink("loop.txt", at("loop.txt")).unwrap();
    symlink("no-such-file", at("broken.txt")).unwrap();
    symlink("/dev/zero", at("zero")).unwrap();
    fs::create_dir(at("folder.txt")).unwrap();
    let sparse = fs::File::create(at("sparse.txt")).unwrap();
    sparse.set_len(4 << 30).unwrap();
    for name in ["socket", "loop.txt", "broken.txt", "zero", "folder.txt", "sparse.txt"] {
        let ran = run(folder.path(), &["outline", name]);
        assert_eq!(ran.status, 2, "{name}");
        assert_eq!(ran.err.lines().count(), 1, "{name}: {}", ran.err);
        assert!(ran.took < Duration::from_secs(10), "{name}: {:?}", ran.took);
    }
    fs::write(at("target.txt"), SPEECH).unwrap();
    symlink("target.txt", at("good.txt")).unwrap();
    assert_eq!(run(folder.path(), &["outline", "good.txt"]).status, 0);
}
