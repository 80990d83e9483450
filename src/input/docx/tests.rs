//! Small documents, made here, that show how each structure is read.

#![allow(
    clippy::field_reassign_with_default,
    reason = "the parts of a document are filled in one by one"
)]

use insta::assert_snapshot;
use proptest::prelude::*;

use crate::document::{Emphasis, Position};
use crate::error::{ErrorKind, Fault};
use crate::input::testing::{Docx, archive, in_list, level, rows, texts};

/// A run of `text` with properties.
fn run(text: &str, properties: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>")
}

fn p(inner: &str) -> String {
    format!("<w:p>{inner}</w:p>")
}

#[test]
fn the_five_levels_of_official_documents_count_as_in_word() {
    let docx = Docx::default()
        .list(
            0,
            &[
                level(0, "chineseCounting", "%1、", ""),
                level(1, "chineseCounting", "（%2）", ""),
                level(2, "decimal", "%3．", ""),
                level(3, "decimal", "（%4）", ""),
                level(4, "decimalEnclosedCircle", "%5", ""),
            ],
        )
        .item("总体要求", 1, 0)
        .item("基本原则", 1, 1)
        .item("节约优先", 1, 2)
        .item("保护优先", 1, 2)
        .item("主要目标", 1, 1)
        .item("到明年", 1, 2)
        .item("水质", 1, 3)
        .item("河流", 1, 4)
        .item("湖泊", 1, 4)
        .item("空气", 1, 3)
        .item("重点任务", 1, 0)
        .item("治理污水", 1, 1);
    assert_eq!(
        texts(&docx.read()),
        [
            "一、总体要求",
            "（一）基本原则",
            "1．节约优先",
            "2．保护优先",
            "（二）主要目标",
            "1．到明年",
            "（1）水质",
            "① 河流",
            "② 湖泊",
            "（2）空气",
            "二、重点任务",
            "（一）治理污水",
        ]
    );
    assert!(docx.read().paragraphs().iter().all(|p| p.numbered));
}

#[test]
fn every_number_format_reaches_the_label() {
    for (format, labels) in [
        ("chineseCountingThousand", ["第一条", "第十一条"]),
        ("chineseLegalSimplified", ["第壹条", "第壹拾壹条"]),
        ("ideographTraditional", ["第甲条", "第11条"]),
        ("ideographZodiac", ["第子条", "第戌条"]),
        ("ideographDigital", ["第一条", "第一一条"]),
        ("taiwaneseCountingThousand", ["第一条", "第十一条"]),
        ("japaneseCounting", ["第一条", "第十一条"]),
        ("decimalFullWidth", ["第１条", "第１１条"]),
        ("decimalZero", ["第01条", "第11条"]),
        ("upperRoman", ["第I条", "第XI条"]),
        ("lowerLetter", ["第a条", "第k条"]),
        ("some future format", ["第1条", "第11条"]),
    ] {
        let mut docx = Docx::default().list(0, &[level(0, format, "第%1条", "")]);
        for _ in 0..11 {
            docx = docx.item("植树", 1, 0);
        }
        let document = docx.read();
        let got = texts(&document);
        assert_eq!([got[0], got[10]], labels.map(|l| format!("{l} 植树")), "{format}");
    }
}

#[test]
fn lists_of_one_abstract_list_count_on_and_overrides_start_anew() {
    let mut docx = Docx::default()
        .list(0, &[level(0, "decimal", "%1.", ""), level(1, "decimal", "%1.%2", "")]);
    docx.numbering += "<w:num w:numId=\"7\"><w:abstractNumId w:val=\"0\"/></w:num>\
        <w:num w:numId=\"8\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\">\
        <w:startOverride w:val=\"5\"/></w:lvlOverride></w:num>\
        <w:num w:numId=\"9\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\">\
        <w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"upperLetter\"/>\
        <w:lvlText w:val=\"%1)\"/></w:lvl></w:lvlOverride></w:num>";
    let docx = docx
        .item("甲", 1, 0)
        .item("乙", 7, 0)
        .item("丙", 8, 0)
        .item("丁", 8, 0)
        .item("戊", 8, 1)
        .item("己", 1, 0)
        .item("庚", 9, 0);
    assert_eq!(
        texts(&docx.read()),
        ["1. 甲", "2. 乙", "5. 丙", "6. 丁", "6.1 戊", "7. 己", "H) 庚"]
    );
}

#[test]
fn restarts_obey_lvl_restart() {
    let levels = |extra: &str| {
        [
            level(0, "chineseCountingThousand", "第%1章", ""),
            level(1, "chineseCountingThousand", "第%2节", ""),
            level(2, "chineseCountingThousand", "第%3条", extra),
        ]
    };
    // Articles of a law run on through its chapters; with 1 they start anew in each chapter only.
    for (extra, expected) in [
        ("", ["第一条", "第二条", "第一条", "第一条"]),
        ("<w:lvlRestart w:val=\"0\"/>", ["第一条", "第二条", "第三条", "第四条"]),
        ("<w:lvlRestart w:val=\"1\"/>", ["第一条", "第二条", "第三条", "第一条"]),
    ] {
        let docx = Docx::default()
            .list(0, &levels(extra))
            .item("章", 1, 0)
            .item("条", 1, 2)
            .item("条", 1, 2)
            .item("节", 1, 1)
            .item("条", 1, 2)
            .item("章", 1, 0)
            .item("条", 1, 2);
        let document = docx.read();
        let got: Vec<_> =
            texts(&document).into_iter().filter_map(|t| t.strip_suffix(" 条")).collect();
        assert_eq!(got, expected, "{extra}");
    }
}

#[test]
fn legal_levels_are_decimal_and_missing_levels_show_their_start() {
    let docx = Docx::default()
        .list(
            0,
            &[
                level(0, "chineseCounting", "%1、", ""),
                level(1, "chineseCounting", "（%2）", ""),
                level(2, "decimal", "%1.%2.%3", "<w:isLgl/>"),
            ],
        )
        .item("甲", 1, 0)
        .item("乙", 1, 0)
        .item("丙", 1, 2)
        .item("丁", 1, 1);
    assert_eq!(texts(&docx.read()), ["一、甲", "二、乙", "2.1.1 丙", "（二）丁"]);
}

#[test]
fn lists_linked_to_styles_number_headings() {
    let mut docx = Docx::default().list(
        0,
        &[
            level(0, "chineseCounting", "%1、", "<w:pStyle w:val=\"1\"/>"),
            level(1, "chineseCounting", "（%2）", "<w:pStyle w:val=\"2\"/>"),
        ],
    );
    docx.styles = "<w:style w:styleId=\"a\" w:default=\"1\" w:type=\"paragraph\"><w:name w:val=\"Normal\"/></w:style>\
        <w:style w:styleId=\"1\"><w:name w:val=\"heading 1\"/><w:basedOn w:val=\"a\"/><w:pPr>\
        <w:numPr><w:numId w:val=\"1\"/></w:numPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style>\
        <w:style w:styleId=\"2\"><w:name w:val=\"heading 2\"/><w:basedOn w:val=\"1\"/><w:pPr>\
        <w:outlineLvl w:val=\"1\"/></w:pPr></w:style>\
        <w:style w:styleId=\"x\"><w:name w:val=\"自定\"/><w:basedOn w:val=\"2\"/></w:style>\
        <w:style w:styleId=\"t\"><w:name w:val=\"Title\"/></w:style>"
        .to_owned();
    let style = |id: &str| format!("<w:pStyle w:val=\"{id}\"/>");
    let docx = docx
        .p("讲话", &style("t"))
        .p("形势", &style("1"))
        .p("成绩", &style("2"))
        .p("问题", &style("x"))
        .p("不编号", &format!("{}<w:numPr><w:numId w:val=\"0\"/></w:numPr>", style("1")))
        .p("任务", &style("1"))
        .p("正文", "");
    assert_snapshot!(rows(&docx.read()), @r"
    1 title 讲话
    2 h1 一、形势
    3 h2 （一）成绩
    4 h2 （二）问题
    5 h1 不编号
    6 h1 二、任务
    7 - 正文
    ");
}

#[test]
fn a_numbering_style_stands_for_its_list() {
    let mut docx = Docx::default().list(0, &[level(0, "chineseCounting", "%1、", "")]);
    docx.numbering += "<w:abstractNum w:abstractNumId=\"5\"><w:numStyleLink w:val=\"L\"/></w:abstractNum>\
        <w:num w:numId=\"6\"><w:abstractNumId w:val=\"5\"/></w:num>";
    docx.styles = "<w:style w:type=\"numbering\" w:styleId=\"L\"><w:name w:val=\"公文编号\"/>\
        <w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>"
        .to_owned();
    let docx = docx.item("甲", 6, 0).item("乙", 1, 0);
    assert_eq!(texts(&docx.read()), ["一、甲", "二、乙"]);
}

#[test]
fn outline_levels_beat_names_and_nine_is_body() {
    let docx = Docx {
        styles: "<w:style w:styleId=\"1\"><w:name w:val=\"heading 1\"/></w:style>\
        <w:style w:styleId=\"m\"><w:name w:val=\"二级标题\"/></w:style>\
        <w:style w:styleId=\"c\"><w:name w:val=\"toc 1\"/><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style>".to_owned(),
        ..Docx::default()
    };
    let docx = docx
        .p("目录行", "<w:pStyle w:val=\"c\"/>")
        .p("甲", "<w:pStyle w:val=\"1\"/>")
        .p("乙", "<w:pStyle w:val=\"1\"/><w:outlineLvl w:val=\"9\"/>")
        .p("丙", "<w:outlineLvl w:val=\"2\"/>")
        .p("丁", "<w:pStyle w:val=\"m\"/>");
    assert_snapshot!(rows(&docx.read()), @r"
    1 furniture 目录行
    2 title 甲
    3 - 乙
    4 h3 丙
    5 h2 丁
    ");
}

#[test]
fn tracked_changes_are_accepted_and_hidden_text_stays_hidden() {
    let docx = Docx::default()
        .list(0, &[level(0, "decimal", "%1.", "")])
        .raw(&p("<w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>\
            <w:moveFrom><w:r><w:t>走</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>来</w:t></w:r></w:moveTo>"))
        .raw(&p(&(run("见", "") + &run("藏", "<w:vanish/>") + &run("也见", "<w:vanish w:val=\"0\"/>"))))
        .item("甲", 1, 0)
        // A paragraph whose mark was deleted runs on into the next and takes no number.
        .p("前半", &format!("{}<w:rPr><w:del w:id=\"1\"/></w:rPr>", in_list(1, 0)))
        .item("后半", 1, 0);
    assert_snapshot!(rows(&docx.read()), @r"
    1 - 新来
    2 - 见也见
    3 - 1. 甲
    4 - 2. 前半后半
    ");
}

#[test]
fn fields_show_their_results_and_rings_their_numbers() {
    let field = |code: &str, result: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> {code} </w:instrText></w:r>{result}\
             <w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
        )
    };
    let shown = |text: &str| {
        format!("<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>{text}</w:t></w:r>")
    };
    let docx = Docx::default()
        .raw(&p(&(field("PAGE", &shown("7")) + &run("页", ""))))
        .raw(&p(&(field("eq \\o\\ac(○,3)", "") + &run("号", ""))))
        .raw(&p(&field("TOC \\o", &(shown("目录甲……1") + "</w:p><w:p>" + &run("目录乙……2", "")))))
        .raw(&p("<w:fldSimple w:instr=\"DATE\"><w:r><w:t>今天</w:t></w:r></w:fldSimple>"));
    assert_snapshot!(rows(&docx.read()), @r"
    1 - 7页
    2 - ③号
    3 furniture 目录甲……1
    4 furniture 目录乙……2
    5 - 今天
    ");
}

#[test]
fn text_boxes_are_read_once_and_all_paragraphs_counted() {
    let inner = "<w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent>";
    let docx = Docx::default()
        .raw(&p(&format!(
            "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\">{inner}</mc:Choice>\
             <mc:Fallback>{inner}</mc:Fallback></mc:AlternateContent></w:r>{}",
            run("框外", "")
        )))
        .p("", "")
        .p("后面", "");
    assert_snapshot!(rows(&docx.read()), @r"
    1 - 框外
    2 - 框内
    5 - gap 后面
    ");
}

#[test]
fn tables_are_rows_and_frames_are_text() {
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", p(&run(text, "")));
    let row = |cells: &[&str]| {
        format!("<w:tr>{}</w:tr>", cells.iter().map(|c| cell(c)).collect::<String>())
    };
    let frame = format!(
        "<w:tbl><w:tr><w:tc>{}{}</w:tc></w:tr></w:tbl>",
        p(&run("框里第一段", "")),
        p(&run("框里第二段", ""))
    );
    let docx = Docx::default()
        .raw(&format!("<w:tbl>{}{}</w:tbl>", row(&["项目", "数量", ""]), row(&["树", "", "三"])))
        .raw(&frame)
        .raw(&format!("<w:tbl><w:tr><w:trPr><w:del/></w:trPr>{}</w:tr></w:tbl>", cell("删去的行")));
    let document = docx.read();
    assert_snapshot!(rows(&document), @r"
    1 table 项目→数量
    4 table 树→→三
    7 - 框里第一段
    8 - 框里第二段
    ");
    let at = document.text().find("数量").unwrap();
    assert_eq!(document.position(at), Position { line: 2, col: 0 });
}

#[test]
fn breaks_part_paragraphs_but_not_titles() {
    let broken = "<w:r><w:t>上</w:t><w:br/><w:t>下</w:t></w:r>";
    let docx = Docx::default()
        .raw(&p(broken))
        .raw(&p(&format!("<w:pPr><w:jc w:val=\"center\"/></w:pPr>{broken}")))
        .raw(&p("<w:r><w:tab/><w:t>缩进</w:t><w:noBreakHyphen/><w:t>连</w:t></w:r>"));
    let document = docx.read();
    assert_snapshot!(rows(&document), @r"
    1 - 上
    1 - 下
    2 - 上下
    3 - 缩进-连
    ");
    let at = |i: usize| document.position(document.paragraphs()[i].span.start);
    assert_eq!([at(1), at(3)], [Position { line: 1, col: 2 }, Position { line: 3, col: 1 }]);
}

#[test]
fn notes_stand_at_the_end_and_do_not_burden_headings() {
    let docx = Docx {
        footnotes: "<w:footnote w:id=\"-1\" w:type=\"separator\"><w:p><w:r><w:t>线</w:t></w:r></w:p></w:footnote>\
        <w:footnote w:id=\"2\"><w:p><w:r><w:t>出处甲</w:t></w:r></w:p></w:footnote>\
        <w:footnote w:id=\"3\"><w:p><w:r><w:t>出处乙</w:t></w:r></w:p></w:footnote>".to_owned(),
        ..Docx::default()
    };
    let note = |id: u32| format!("<w:r><w:footnoteReference w:id=\"{id}\"/></w:r>");
    let docx = docx
        .raw(&p(&format!(
            "<w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr>{}{}",
            run("标题", ""),
            note(3)
        )))
        .raw(&p(&(run("话", "") + &note(2) + &run("。", ""))));
    assert_snapshot!(rows(&docx.read()), @r"
    1 title 标题
    2 - 话[2]。
    3 furniture [1] 出处乙
    4 furniture [2] 出处甲
    ");
}

#[test]
fn tab_stops_are_no_tabs_and_properties_after_them_count() {
    let docx = Docx::default().list(0, &[level(0, "chineseCounting", "%1、", "")]).p(
        "标题",
        &format!(
            "{}<w:tabs><w:tab w:val=\"left\" w:pos=\"420\"/></w:tabs><w:outlineLvl w:val=\"1\"/>",
            in_list(1, 0)
        ),
    );
    assert_snapshot!(rows(&docx.read()), @"1 h2 一、标题");
}

#[test]
fn a_field_without_end_hides_no_paragraph_after_it() {
    let docx = Docx::default()
        .raw(&p("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"))
        .p("后文", "");
    assert_snapshot!(rows(&docx.read()), @"2 - gap 后文");
}

#[test]
fn the_contents_list_is_furniture_and_what_follows_is_not() {
    let docx = Docx::default()
        .raw(&format!(
            "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj></w:sdtPr>\
             <w:sdtContent>{}</w:sdtContent></w:sdt>",
            p(&run("目录", ""))
        ))
        .p("正文", "");
    assert_snapshot!(rows(&docx.read()), @r"
    1 furniture 目录
    2 - 正文
    ");
}

#[test]
fn ruby_and_bullets() {
    let docx = Docx::default()
        .list(0, &[level(0, "bullet", "\u{f0b7}", "")])
        .raw(&p("<w:r><w:ruby><w:rt><w:r><w:t>hàng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>行</w:t></w:r>\
            </w:rubyBase></w:ruby></w:r>"))
        .item("要点", 1, 0)
        .item("一是要点", 1, 0);
    let document = docx.read();
    assert_eq!(texts(&document), ["行", "• 要点", "一是要点"]);
    assert!(document.paragraphs().iter().all(|p| !p.numbered));
}

#[test]
fn faces_and_weight_are_evidence() {
    let hei = "<w:rFonts w:eastAsia=\"黑体\"/>";
    let kai = "<w:rFonts w:eastAsia=\"楷体_GB2312\"/>";
    let long = "各乡镇要按照方案要求，抓紧组织实施，确保按时完成任务。".repeat(5);
    let docx = Docx::default()
        .raw(&p(&format!(
            "<w:pPr><w:jc w:val=\"center\"/></w:pPr>{}",
            run("讲话", "<w:sz w:val=\"44\"/>")
        )))
        .raw(&p(&run("一、形势", hei)))
        .raw(&p(&run("（一）成绩", kai)))
        .raw(&p(&run("1．粮食", "<w:b/>")))
        .raw(&p(&(run("二、", hei) + &run("其余不是黑体的文字", ""))))
        .raw(&p(&run(&long, "<w:sz w:val=\"32\"/>")));
    let got: Vec<_> = docx.read().paragraphs().iter().map(|p| p.emphasis).collect();
    let none = Emphasis::None;
    assert_eq!(got, [Emphasis::Centred, Emphasis::Hei, Emphasis::Kai, Emphasis::Bold, none, none]);
}

#[test]
fn other_parts_and_strict_names_are_followed() {
    let document = "<x:document xmlns:x=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><x:body>\
        <x:p><x:r><x:t>严格</x:t></x:r></x:p></x:body></x:document>";
    let rels = "<Relationships><Relationship Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument\" \
        Target=\"/word/document2.xml\"/></Relationships>";
    let file = archive(&[
        ("_rels/.rels", rels.as_bytes()),
        ("word/document2.xml", document.as_bytes()),
        ("../../evil.txt", b"x"),
    ]);
    assert_eq!(texts(&crate::input::read(file, "a.docx").unwrap()), ["严格"]);
}

/// What is wrong with a file of one document part.
fn fault(document: &str) -> Option<Fault> {
    let file = archive(&[("word/document.xml", document.as_bytes())]);
    match crate::input::read(file, "a.docx") {
        Err(ErrorKind::Damaged("docx", fault)) => Some(fault),
        Err(other) => panic!("{other:?}"),
        Ok(_) => None,
    }
}

#[test]
fn hostile_documents_are_refused_by_name() {
    let open = "<w:document><w:body>";
    for (document, expected) in [
        (format!("<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>{open}"), Fault::Doctype),
        (format!("{open}<w:p><w:r><w:t>断"), Fault::Xml),
        (open.to_owned() + &"<w:tbl><w:tr><w:tc>".repeat(20_000), Fault::Depth),
        (open.to_owned() + &"A".repeat(65 << 20), Fault::TooLarge(64 << 20)),
    ] {
        assert_eq!(fault(&document), Some(expected));
    }
    let rels = |target: &str| {
        let xml = format!(
            "<Relationships><Relationship Type=\"x/officeDocument\" {target}/></Relationships>"
        );
        let file = archive(&[("_rels/.rels", xml.as_bytes())]);
        crate::input::read(file, "a.docx").unwrap_err()
    };
    for (target, expected) in [
        ("Target=\"../../etc/passwd\"", Fault::Outside),
        ("Target=\"file:///etc/passwd\" TargetMode=\"External\"", Fault::Outside),
        ("Target=\"word/none.xml\"", Fault::Missing),
    ] {
        assert!(matches!(rels(target), ErrorKind::Damaged("docx", f) if f == expected), "{target}");
    }
}

#[test]
fn broken_numbering_never_stops_reading() {
    let docx = Docx {
        numbering: "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"9223372036854775807\"/>\
        <w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"%1、%9%%0%\"/></w:lvl></w:abstractNum>\
        <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"9\"/></w:num>".to_owned(),
        ..Docx::default()
    };
    let docx = docx.item("甲", 1, 0).item("乙", 1, 99).item("丙", 2, 0).item("丁", 777, 0);
    let document = docx.read();
    let ends: Vec<_> = texts(&document).iter().filter_map(|t| t.chars().next_back()).collect();
    assert_eq!(ends, ['甲', '乙', '丙', '丁']);
}

#[test]
fn many_attributes_cost_linear_time() {
    let many: String = (0..100_000).map(|i| format!(" a{i}=\"1\"")).collect();
    let document = format!(
        "<w:document><w:body><w:p><w:r{many}><w:t>字</w:t></w:r></w:p></w:body></w:document>"
    );
    assert_eq!(fault(&document), None);
}

proptest! {
    /// Whatever the parts hold, reading ends with a document or a named fault.
    #[test]
    fn reading_is_total(bytes in proptest::collection::vec(any::<u8>(), 0..200), cut in 0..2000_usize) {
        let file = archive(&[("word/document.xml", &bytes)]);
        let _ = crate::input::read(file, "a.docx");
        let mut file = Docx::default().p("正文", "").build();
        file.truncate(cut.min(file.len()));
        let _ = crate::input::read(file, "a.docx");
    }

    /// Elements in any order and nesting are read without harm.
    #[test]
    fn any_shape_is_read(choices in proptest::collection::vec(0..12_usize, 0..60)) {
        const OPEN: [&str; 11] = [
            "w:p", "w:r", "w:t", "w:pPr", "w:tbl", "w:tr", "w:tc", "mc:AlternateContent", "mc:Fallback",
            "w:del", "w:numPr",
        ];
        let mut xml = String::from("<w:document>");
        let mut stack = Vec::new();
        for choice in choices {
            match OPEN.get(choice) {
                Some(name) => {
                    xml += &format!("<{name}>字");
                    stack.push(name);
                }
                None => {
                    if let Some(name) = stack.pop() {
                        xml += &format!("</{name}>");
                    }
                }
            }
        }
        while let Some(name) = stack.pop() {
            xml += &format!("</{name}>");
        }
        prop_assert_eq!(fault(&(xml + "</w:document>")), None);
    }
}
