//! Small documents, made here, that show how they are read.

use insta::assert_snapshot;

use crate::error::{ErrorKind, Fault};
use crate::input::testing::{archive, rows};

const STYLES: &str = "<office:document-styles><office:styles><text:outline-style>\
    <text:outline-level-style text:level='1' style:num-format='一, 二, 三, ...' style:num-suffix='、'/>\
    <text:outline-level-style text:level='2' style:num-format='一, 二, 三, ...' style:num-prefix='（' style:num-suffix='）'/>\
    </text:outline-style><style:style style:name='Title' style:family='paragraph'/></office:styles></office:document-styles>";

fn odt(content: &str) -> Vec<u8> {
    let lists = "<text:list-style style:name='L'>\
        <text:list-level-style-number text:level='1' style:num-format='1' style:num-suffix='．'/>\
        <text:list-level-style-number text:level='2' style:num-format='1' style:num-suffix='' text:display-levels='2'/>\
        <text:list-level-style-bullet text:level='3' text:bullet-char='-'/></text:list-style>\
        <style:style style:name='P1' style:parent-style-name='Title'/>";
    let content = format!(
        "<office:document-content><office:automatic-styles>{lists}</office:automatic-styles>\
         <office:body><office:text>{content}</office:text></office:body></office:document-content>"
    );
    archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("styles.xml", STYLES.as_bytes()),
        ("content.xml", content.as_bytes()),
    ])
}

#[test]
fn headings_lists_tables_and_notes() {
    let item = |inner: &str| format!("<text:list-item>{inner}</text:list-item>");
    let p = |text: &str| format!("<text:p>{text}</text:p>");
    let list = |inner: &str| format!("<text:list text:style-name='L'>{inner}</text:list>");
    let content = [
        "<text:tracked-changes><text:p>删去的</text:p></text:tracked-changes>".to_owned(),
        "<text:p text:style-name='P1'>讲话</text:p>".to_owned(),
        "<text:h text:outline-level='1'>形势</text:h><text:h text:outline-level='2'>成绩</text:h>".to_owned(),
        "<text:h text:outline-level='2'>问题</text:h><text:h text:outline-level='1'>任务</text:h>".to_owned(),
        list(&[
            item(&(p("甲") + &p("甲的续段") + "<text:list>" + &item(&p("甲之一")) + &item(&p("甲之二")) + "</text:list>")),
            item(&p("乙")),
        ].concat()),
        list(&item(&p("另起"))),
        p("空<text:s text:c='2'/>格<text:tab/>表<text:line-break/>下行<text:note><text:note-citation>1</text:note-citation>\
           <text:note-body><text:p>注文</text:p></text:note-body></text:note>"),
        "<table:table><table:table-row><table:table-cell><text:p>树</text:p></table:table-cell>\
         <table:table-cell><text:p>三</text:p></table:table-cell></table:table-row></table:table>".to_owned(),
    ]
    .concat();
    assert_snapshot!(rows(&crate::input::read(odt(&content), "a.odt").unwrap()), @r"
    2 title 讲话
    3 h1 一、形势
    4 h2 （一）成绩
    5 h2 （二）问题
    6 h1 二、任务
    7 - 1．甲
    8 - 甲的续段
    9 - 1.1 甲之一
    10 - 1.2 甲之二
    11 - 2．乙
    12 - 1．另起
    13 - 空  格→表
    13 - 下行
    14 furniture 注文
    15 table 树→三
    ");
}

#[test]
fn a_doctype_is_refused() {
    let file = archive(&[("content.xml", b"<!DOCTYPE d [<!ENTITY a 'b'>]><d>&a;</d>")]);
    let error = crate::input::read(file, "a.odt").unwrap_err();
    assert!(matches!(error, ErrorKind::Damaged("odt", Fault::Doctype)));
}
