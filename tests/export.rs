//! Each export format: what it looks like, and that another program's parser reads the same tree.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use gangmu::document::Document;
use gangmu::export::{Exporter, FORMATS, Format, Layout, select};
use gangmu::outline::{Family, Kind, Node, Outline};
use gangmu::search::address::Addresses;
use gangmu::text::{Cells, Span};
use pulldown_cmark::{Event as Md, Tag, TagEnd};
use quick_xml::events::Event as Xml;
use serde_json::Value;

const TEXT: &str = "在桑园镇春耕备耕会上的讲话

　　一、早动手，抢农时。一是农资要“足”。种子 & 化肥 <都>备齐。二是农机要好。
　　（一）先看渠。
二、严把关 *不松劲*
第一章 总则
";

/// An outline of `text`: kind, depth, number, marker, title, as they follow each other in it.
fn outline(text: &str, nodes: &[(Kind, u16, u32, &str, &str)]) -> Outline {
    let mut from = 0;
    let node = |&(kind, depth, number, marker, title): &(Kind, u16, u32, &str, &str)| {
        let mut next = |words: &str| {
            let start = from + text.get(from..).unwrap().find(words).unwrap();
            from = start + words.len();
            Span::new(start, from)
        };
        let (marker, title) = (next(marker), next(title));
        Node { number, ..Node::loose(kind, Family::Han, depth, marker, title) }
    };
    Outline::new(nodes.iter().map(node).collect(), text.len())
}

fn speech() -> (Document, Outline) {
    let document = Document::from_lines(TEXT);
    let outline = outline(
        document.text(),
        &[
            (Kind::Title, 1, 0, "", "在桑园镇春耕备耕会上的讲话"),
            (Kind::Heading, 2, 1, "一、", "早动手，抢农时"),
            (Kind::Point, 3, 1, "一是", "农资要“足”"),
            (Kind::Point, 3, 2, "二是", "农机要好"),
            (Kind::Heading, 3, 1, "（一）", "先看渠"),
            (Kind::Heading, 2, 2, "二、", "严把关 *不松劲*"),
            (Kind::Heading, 1, 1, "第一章", "总则"),
        ],
    );
    (document, outline)
}

/// What stands in every format for a node: its level and its words.
type Shape = Vec<(usize, String)>;

fn shape() -> Shape {
    [
        (1, "在桑园镇春耕备耕会上的讲话"),
        (2, "一、早动手，抢农时"),
        (3, "一是农资要“足”"),
        (3, "二是农机要好"),
        (3, "（一）先看渠"),
        (2, "二、严把关 *不松劲*"),
        (1, "第一章 总则"),
    ]
    .map(|(level, words)| (level, words.to_owned()))
    .to_vec()
}

fn export(format: Format, many: bool, files: &[(&str, &Document, &Outline)]) -> String {
    let mut out = Vec::new();
    let mut exporter = Exporter::new(format, Layout::default(), many, &mut out);
    for (path, document, outline) in files {
        let addresses = Addresses::new(document, outline);
        exporter.add(path, document, outline, &addresses).unwrap();
    }
    exporter.finish().unwrap();
    String::from_utf8(out).unwrap()
}

fn one(format: Format) -> String {
    let (document, outline) = speech();
    export(format, false, &[("春耕.txt", &document, &outline)])
}

fn two(format: Format) -> String {
    let (document, outline) = speech();
    export(format, true, &[("甲/春耕.txt", &document, &outline), ("乙.txt", &document, &outline)])
}

#[test]
fn a_tree_sets_numbers_apart_and_sizes_in_a_column() {
    insta::assert_snapshot!(one(Format::Tree), @r"
    在桑园镇春耕备耕会上的讲话     67
      一 早动手，抢农时            44
        一是   农资要“足”          20
        二是   农机要好             7
        （一） 先看渠               7
      二 严把关 *不松劲*           10
    第一章 总则                     5
    ");
}

#[test]
fn a_tree_of_many_names_each_file() {
    let (document, _) = speech();
    let few = outline(document.text(), &[(Kind::Heading, 1, 1, "一、", "早动手")]);
    let got =
        export(Format::Tree, true, &[("甲.txt", &document, &few), ("乙.txt", &document, &few)]);
    insta::assert_snapshot!(got, @r"
    甲.txt
    一 早动手     59

    乙.txt
    一 早动手     59
    ");
}

#[test]
fn a_tree_cuts_titles_only_where_it_is_told_to() {
    let (document, outline) = speech();
    let mut out = Vec::new();
    let layout = Layout { width: Cells(24), cut: true, ..Layout::default() };
    let mut exporter = Exporter::new(Format::Tree, layout, false, &mut out);
    exporter.add("春耕.txt", &document, &outline, &Addresses::default()).unwrap();
    insta::assert_snapshot!(String::from_utf8(out).unwrap(), @r"
    在桑园镇春耕备耕…     67
      一 早动手，抢…      44
        一是   农资…      20
        二是   农机…       7
        （一） 先看渠      7
      二 严把关 *不…      10
    第一章 总则            5
    ");
}

#[test]
fn jsonl_is_the_contract() {
    insta::assert_snapshot!(one(Format::Jsonl), @r#"
    {"line":1,"col":0,"level":1,"marker":"","text":"在桑园镇春耕备耕会上的讲话","kind":"title","address":"1:"}
    {"line":3,"col":2,"level":2,"marker":"一、","number":1,"text":"早动手，抢农时","kind":"heading","address":"1"}
    {"line":3,"col":12,"level":3,"marker":"一是","number":1,"text":"农资要“足”","kind":"point","address":"1.1"}
    {"line":3,"col":35,"level":3,"marker":"二是","number":2,"text":"农机要好","kind":"point","address":"1.2"}
    {"line":4,"col":2,"level":3,"marker":"（一）","number":1,"text":"先看渠","kind":"heading","address":"1.（一）"}
    {"line":5,"col":0,"level":2,"marker":"二、","number":2,"text":"严把关 *不松劲*","kind":"heading","address":"2"}
    {"line":6,"col":0,"level":1,"marker":"第一章","number":1,"text":"总则","kind":"heading","address":"第一章"}
    "#);
    let rows: Vec<Value> =
        two(Format::Jsonl).lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(rows.len(), 14);
    assert_eq!(rows.first().unwrap()["path"], "甲/春耕.txt");
    assert_eq!(rows.last().unwrap()["path"], "乙.txt");
}

#[test]
fn nested_json_holds_the_same_tree() {
    fn walk(nodes: &Value, depth: usize, out: &mut Shape) {
        for node in nodes.as_array().unwrap() {
            assert_eq!(node["level"], depth);
            let gap = if node["marker"] == "第一章" { " " } else { "" };
            let words = [node["marker"].as_str().unwrap(), gap, node["text"].as_str().unwrap()];
            out.push((depth, words.concat()));
            walk(&node["children"], depth + 1, out);
        }
    }
    let value: Value = serde_json::from_str(&two(Format::Json)).unwrap();
    assert_eq!(value["schema"], "gangmu-outline/1");
    let files = value["files"].as_array().unwrap();
    assert_eq!(files.len(), 2);
    for (file, path) in files.iter().zip(["甲/春耕.txt", "乙.txt"]) {
        let mut got = Vec::new();
        walk(&file["outline"], 1, &mut got);
        assert_eq!((file["path"].as_str(), got), (Some(path), shape()));
    }
    insta::assert_snapshot!(one(Format::Json), @r#"
    {"schema":"gangmu-outline/1","files":[
    {"path":"春耕.txt","outline":[
    {"line":1,"col":0,"level":1,"marker":"","text":"在桑园镇春耕备耕会上的讲话","kind":"title","address":"1:","chars":67,"children":[
    {"line":3,"col":2,"level":2,"marker":"一、","number":1,"text":"早动手，抢农时","kind":"heading","address":"1","chars":44,"children":[
    {"line":3,"col":12,"level":3,"marker":"一是","number":1,"text":"农资要“足”","kind":"point","address":"1.1","chars":20,"children":[]},
    {"line":3,"col":35,"level":3,"marker":"二是","number":2,"text":"农机要好","kind":"point","address":"1.2","chars":7,"children":[]},
    {"line":4,"col":2,"level":3,"marker":"（一）","number":1,"text":"先看渠","kind":"heading","address":"1.（一）","chars":7,"children":[]}]},
    {"line":5,"col":0,"level":2,"marker":"二、","number":2,"text":"严把关 *不松劲*","kind":"heading","address":"2","chars":10,"children":[]}]},
    {"line":6,"col":0,"level":1,"marker":"第一章","number":1,"text":"总则","kind":"heading","address":"第一章","chars":5,"children":[]}]}
    ]}
    "#);
}

#[test]
fn markdown_is_read_back_by_a_markdown_parser() {
    let text = one(Format::Markdown);
    insta::assert_snapshot!(text, @r"
    # 在桑园镇春耕备耕会上的讲话

    ## 一、早动手，抢农时

    - 一是农资要“足”
    - 二是农机要好

    ### （一）先看渠

    ## 二、严把关 \*不松劲\*

    # 第一章 总则
    ");
    let (mut got, mut heading, mut lists) = (Shape::new(), 0, 0);
    for event in pulldown_cmark::Parser::new(&text) {
        match event {
            Md::Start(Tag::Heading { level, .. }) => {
                heading = level as usize;
                got.push((heading, String::new()));
            }
            Md::Start(Tag::List(None)) => lists += 1,
            Md::End(TagEnd::List(_)) => lists -= 1,
            Md::Start(Tag::Item) => got.push((heading + lists, String::new())),
            Md::Text(words) => got.last_mut().unwrap().1.push_str(&words),
            Md::End(_) | Md::Start(Tag::Paragraph) => {}
            other => panic!("{other:?} is no part of an outline"),
        }
    }
    assert_eq!(got, shape());
}

#[test]
fn opml_is_read_back_by_an_xml_parser() {
    let text = one(Format::Opml);
    insta::assert_snapshot!(text, @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <opml version="2.0">
      <head>
        <title>在桑园镇春耕备耕会上的讲话</title>
      </head>
      <body>
        <outline text="在桑园镇春耕备耕会上的讲话" line="1">
          <outline text="一、早动手，抢农时" line="3">
            <outline text="一是农资要“足”" line="3"/>
            <outline text="二是农机要好" line="3"/>
            <outline text="（一）先看渠" line="4"/>
          </outline>
          <outline text="二、严把关 *不松劲*" line="5"/>
        </outline>
        <outline text="第一章 总则" line="6"/>
      </body>
    </opml>
    "#);
    let mut got = opml(&text);
    assert_eq!(got, shape());
    got = opml(&two(Format::Opml));
    assert_eq!(got.len(), 16);
    assert_eq!(got.get(8).unwrap(), &(1, "乙.txt".to_owned()));
    assert_eq!(got.get(9).unwrap(), &(2, shape().first().unwrap().1.clone()));
}

fn opml(text: &str) -> Shape {
    let mut reader = quick_xml::Reader::from_str(text);
    let (mut got, mut depth) = (Shape::new(), 0);
    loop {
        let event = reader.read_event().unwrap();
        match &event {
            Xml::Start(tag) | Xml::Empty(tag) if tag.name().as_ref() == "outline" => {
                let words = tag.try_get_attribute("text").unwrap().unwrap();
                got.push((
                    depth + 1,
                    words
                        .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                        .unwrap()
                        .into_owned(),
                ));
                depth += usize::from(matches!(event, Xml::Start(_)));
            }
            Xml::End(tag) if tag.name().as_ref() == "outline" => depth -= 1,
            Xml::Eof => {
                assert_eq!(depth, 0);
                return got;
            }
            _ => {}
        }
    }
}

#[test]
fn org_has_a_star_for_each_level() {
    insta::assert_snapshot!(one(Format::Org), @r"
    * 在桑园镇春耕备耕会上的讲话
    ** 一、早动手，抢农时
    *** 一是农资要“足”
    *** 二是农机要好
    *** （一）先看渠
    ** 二、严把关 *不松劲*
    * 第一章 总则
    ");
    let parsed: Shape = one(Format::Org)
        .lines()
        .map(|l| l.split_once(' ').map(|(stars, words)| (stars.len(), words.to_owned())).unwrap())
        .collect();
    assert_eq!(parsed, shape());
}

#[test]
fn csv_has_a_row_for_each_node_below_the_names() {
    insta::assert_snapshot!(one(Format::Csv), @r"
    line,col,level,marker,number,text,kind,chars,address
    1,0,1,,,在桑园镇春耕备耕会上的讲话,title,67,1:
    3,2,2,一、,1,早动手，抢农时,heading,44,1
    3,12,3,一是,1,农资要“足”,point,20,1.1
    3,35,3,二是,2,农机要好,point,7,1.2
    4,2,3,（一）,1,先看渠,heading,7,1.（一）
    5,0,2,二、,2,严把关 *不松劲*,heading,10,2
    6,0,1,第一章,1,总则,heading,5,第一章
    ");
    let rows: Vec<_> = one(Format::Csv).lines().map(cells).collect();
    let parsed =
        rows.iter().skip(1).map(|row| (row[2].parse().unwrap(), format!("{}{}", row[3], row[5])));
    let wanted = shape().into_iter().map(|(level, words)| (level, words.replace("章 ", "章")));
    assert_eq!(parsed.collect::<Shape>(), wanted.collect::<Shape>());
    assert!(rows.iter().all(|row| row.len() == 9));
    let (document, outline) = speech();
    let many = export(Format::Csv, true, &[("a,b.txt", &document, &outline)]);
    let rows: Vec<_> = many.lines().map(cells).collect();
    assert_eq!((rows[0][0].as_str(), rows[1][0].as_str(), rows[1].len()), ("path", "a,b.txt", 10));
}

/// The fields of a row of CSV (RFC 4180).
fn cells(row: &str) -> Vec<String> {
    let (mut cells, mut quoted) = (vec![String::new()], false);
    let mut rest = row.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' if quoted && rest.peek() == Some(&'"') => {
                cells.last_mut().unwrap().push('"');
                rest.next();
            }
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            c => cells.last_mut().unwrap().push(c),
        }
    }
    cells
}

#[test]
fn ctags_names_line_and_parent() {
    insta::assert_snapshot!(one(Format::Ctags), @r#"
    !_TAG_FILE_FORMAT	2	/extended format/
    !_TAG_FILE_SORTED	0	/0=unsorted/
    !_TAG_FILE_ENCODING	utf-8	//
    !_TAG_OUTPUT_MODE	u-ctags	//
    在桑园镇春耕备耕会上的讲话	春耕.txt	1;"	kind:title	line:1	level:1
    一、早动手，抢农时	春耕.txt	3;"	kind:heading	line:3	level:2	scope:title:在桑园镇春耕备耕会上的讲话
    一是农资要“足”	春耕.txt	3;"	kind:point	line:3	level:3	scope:heading:一、早动手，抢农时
    二是农机要好	春耕.txt	3;"	kind:point	line:3	level:3	scope:heading:一、早动手，抢农时
    （一）先看渠	春耕.txt	4;"	kind:heading	line:4	level:3	scope:heading:一、早动手，抢农时
    二、严把关 *不松劲*	春耕.txt	5;"	kind:heading	line:5	level:2	scope:title:在桑园镇春耕备耕会上的讲话
    第一章 总则	春耕.txt	6;"	kind:heading	line:6	level:1
    "#);
}

#[test]
fn nothing_is_written_for_no_document() {
    for (name, format) in FORMATS {
        assert_eq!(export(*format, true, &[]), "", "{name}");
    }
}

#[test]
fn ten_thousand_levels_are_written_in_linear_space() {
    let levels = 10_000;
    let text = "一、纲\n".repeat(levels);
    let document = Document::from_lines(text.as_str());
    let nodes = (0..levels).map(|i| {
        let at = i * "一、纲\n".len();
        let marker = Span::new(at, at + 6);
        let depth = u16::try_from(i + 1).unwrap();
        Node::loose(Kind::Heading, Family::Han, depth, marker, Span::new(at + 6, at + 9))
    });
    let outline = select(Outline::new(nodes.collect(), text.len()), None, true);
    for (name, format) in FORMATS {
        let out = export(*format, false, &[("深.txt", &document, &outline)]);
        assert!(out.len() < levels * 250, "{name}: {} bytes", out.len());
    }
    assert_eq!(
        opml(&export(Format::Opml, false, &[("深.txt", &document, &outline)])).len(),
        levels
    );
}

#[test]
fn a_hostile_title_steers_nothing() {
    let text = "一、标题\u{1b}]0;x\u{7}\u{202e}\u{9b}2J\"/><b>&\u{fffe}\u{0}\u{e0041}]]>\n二、平安";
    let document = Document::from_lines(text);
    let title = text.lines().next().unwrap().strip_prefix("一、").unwrap();
    let outline = outline(
        document.text(),
        &[(Kind::Heading, 1, 1, "一、", title), (Kind::Heading, 1, 2, "二、", "平安")],
    );
    for (name, format) in FORMATS {
        let out = export(*format, false, &[("恶\u{1b}[2J.txt", &document, &outline)]);
        let bad = |c: char| (c.is_control() && !matches!(c, '\n' | '\t')) || c == '\u{202e}';
        assert!(!out.contains(bad), "{name}: {out:?}");
    }
    let got = opml(&export(Format::Opml, false, &[("a.txt", &document, &outline)]));
    assert_eq!(got.iter().map(|(level, _)| *level).collect::<Vec<_>>(), [1, 1]);
    let line = export(Format::Jsonl, false, &[("a.txt", &document, &outline)]);
    let first: Value = serde_json::from_str(line.lines().next().unwrap()).unwrap();
    assert_eq!(first["text"], title, "JSON gives the exact text back");
}

#[test]
fn freemind_nests_as_the_outline_does() {
    let read = |xml: &str| {
        let mut reader = quick_xml::Reader::from_str(xml);
        let (mut depth, mut got) = (0, Vec::new());
        loop {
            let event = reader.read_event().unwrap();
            let (node, opens) = match &event {
                Xml::Start(e) if e.name().as_ref() == "node" => (e.clone(), true),
                Xml::Empty(e) => (e.clone(), false),
                Xml::End(e) if e.name().as_ref() == "node" => {
                    depth -= 1;
                    continue;
                }
                Xml::Eof => break,
                _ => continue,
            };
            let text = node.try_get_attribute("TEXT").unwrap().unwrap();
            let text = quick_xml::escape::unescape(&text.value).unwrap().into_owned();
            got.push((depth, text));
            depth += usize::from(opens);
        }
        got
    };
    // Two roots hang under the file's name.
    let mut got = read(&one(Format::Freemind));
    assert_eq!(got.remove(0), (0, "春耕.txt".to_owned()));
    assert_eq!(got, shape());
    // The only title is the root itself.
    let (document, _) = speech();
    let few = outline(
        document.text(),
        &[
            (Kind::Title, 1, 0, "", "在桑园镇春耕备耕会上的讲话"),
            (Kind::Heading, 2, 1, "一、", "早动手，抢农时"),
        ],
    );
    let alone = read(&export(Format::Freemind, false, &[("春耕.txt", &document, &few)]));
    assert_eq!(
        alone,
        [(0, "在桑园镇春耕备耕会上的讲话".to_owned()), (1, "一、早动手，抢农时".to_owned())]
    );
}

#[test]
fn symbols_are_those_of_the_protocol() {
    fn walk(nodes: &Value, depth: usize, out: &mut Shape) {
        for node in nodes.as_array().unwrap() {
            out.push((depth, node["name"].as_str().unwrap().to_owned()));
            let place = |at: &Value| (at["line"].as_u64(), at["character"].as_u64());
            let (range, head) = (&node["range"], &node["selectionRange"]);
            // The protocol asks that the one lies in the other.
            assert!(place(&range["start"]) <= place(&head["start"]), "{node}");
            assert!(place(&head["end"]) <= place(&range["end"]), "{node}");
            walk(&node["children"], depth + 1, out);
        }
    }
    let value: Value = serde_json::from_str(&two(Format::Symbols)).unwrap();
    let files = value.as_array().unwrap();
    for (file, path) in files.iter().zip(["甲/春耕.txt", "乙.txt"]) {
        let mut got = Vec::new();
        walk(&file["symbols"], 1, &mut got);
        assert_eq!((file["path"].as_str(), got), (Some(path), shape()));
    }
    let point = &files[0]["symbols"][0]["children"][0]["children"][0];
    assert_eq!(point["selectionRange"]["start"], serde_json::json!({"line": 2, "character": 12}));
}

#[test]
fn a_folding_page_holds_every_node() {
    let page = one(Format::Html);
    let document = gangmu::input::read(page.clone().into_bytes(), "a.html").unwrap();
    for (_, words) in shape() {
        assert!(document.text().contains(&words), "{words}: {}", document.text());
    }
    assert_eq!(page.matches("<details").count(), page.matches("</details>").count());
    assert!(!page.contains("<script"));
}
