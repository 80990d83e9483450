//! The kinds of web pages that people save.

use insta::assert_snapshot;
use proptest::prelude::*;

use super::*;
use crate::input::testing::{rows, texts};
use crate::input::{Options, read_with};

/// Sentences of an article.
const SENTENCES: [&str; 4] = [
    "各乡镇要把春季造林摆上重要日程，主要负责同志亲自抓。",
    "林业部门要做好苗木调度，保证质量，及时供应到田间地头。",
    "财政资金要专款专用，任何单位不得截留、挪用。",
    "督查组每周通报一次进度，对落后的单位提出整改要求。",
];

fn paragraphs(open: &str, close: &str, times: usize) -> String {
    SENTENCES.iter().cycle().take(times).map(|s| format!("{open}{s}{close}")).collect()
}

fn page(html: &str) -> Document {
    read_with(html.as_bytes().to_vec(), "page.html", &Options::default()).unwrap()
}

/// The words of the page that are not furniture.
fn matter(html: &str) -> Vec<String> {
    let document = page(html);
    let kept = document.paragraphs().iter().filter(|p| p.role != Role::Furniture);
    kept.map(|p| p.span.of(document.text()).to_owned()).collect()
}

#[test]
fn a_news_page_keeps_its_headline_and_sentences() {
    let html = format!(
        "<html><head><meta charset=utf-8><title>在全县造林会议上的讲话_某县新闻网</title></head><body>\
         <div class=top><a href=/>首页</a> <a href=/n>新闻</a> <a href=/z>政务</a></div>\
         <div class=crumb>当前位置：<a href=/>首页</a> &gt; <a href=/j>讲话</a></div>\
         <div class=main><h1>在全县造林会议上的讲话</h1>\
         <div class=info>来源：某县日报　发布时间：2024-03-15 10:22　字号：大 中 小</div>\
         <div class=text><p style='text-align:center'>（2024年3月12日）</p><p><strong>一、提高认识</strong></p>{}\
         <p><strong>二、落实责任</strong></p>{}<p>县政府办公室</p></div>\
         <div class=share>分享到：微信 微博</div>\
         <div class=related><h3>相关新闻</h3><ul><li><a href=1>某县召开防汛会议</a><li><a href=2>某县召开春耕会议</a></ul></div>\
         </div><div class=side><h2>热门排行</h2><ul><li><a href=3>春耕备耕进展顺利</a></ul></div>\
         <footer>版权所有 某县人民政府 京ICP备00000000号</footer></body></html>",
        paragraphs("<p>　　", "</p>", 3),
        paragraphs("<p>　　", "</p>", 2),
    );
    assert_snapshot!(rows(&page(&html)), @r"
    1 furniture 首页 新闻 政务
    2 furniture 当前位置：首页 > 讲话
    3 title 在全县造林会议上的讲话
    4 furniture 来源：某县日报　发布时间：2024-03-15 10:22　字号：大 中 小
    5 - （2024年3月12日）
    6 - 一、提高认识
    7 - 各乡镇要把春季造林摆上重要日程，主要负责同志亲自抓。
    8 - 林业部门要做好苗木调度，保证质量，及时供应到田间地头。
    9 - 财政资金要专款专用，任何单位不得截留、挪用。
    10 - 二、落实责任
    11 - 各乡镇要把春季造林摆上重要日程，主要负责同志亲自抓。
    12 - 林业部门要做好苗木调度，保证质量，及时供应到田间地头。
    13 - 县政府办公室
    14 furniture 分享到：微信 微博
    15 furniture 相关新闻
    16 furniture 某县召开防汛会议
    17 furniture 某县召开春耕会议
    18 furniture 热门排行
    19 furniture 春耕备耕进展顺利
    20 furniture 版权所有 某县人民政府 京ICP备00000000号
    ");
}

#[test]
fn an_old_page_of_tables_and_breaks() {
    let text = SENTENCES.map(|s| format!("　　{s}")).join("<br><br>");
    let html = format!(
        "<meta http-equiv=Content-Type content='text/html; charset=gb2312'><table><tr><td>栏目导航<br>\
         <a href=1>机构</a><br><a href=2>文件</a></td><td><table><tr><td align=center><b>关于造林的讲话</b></td></tr>\
         <tr><td><font size=3>{text}<br><br>　　一、任务</font></td></tr></table></td></tr></table>"
    );
    let (bytes, _, _) = encoding_rs::GB18030.encode(&html);
    let document = read_with(bytes.into_owned(), "old.htm", &Options::default()).unwrap();
    assert_eq!(document.origin().encoding, "GB18030");
    assert_snapshot!(rows(&document), @r"
    1 furniture 栏目导航
    2 furniture 机构
    3 furniture 文件
    4 - 关于造林的讲话
    5 - 各乡镇要把春季造林摆上重要日程，主要负责同志亲自抓。
    6 - gap 林业部门要做好苗木调度，保证质量，及时供应到田间地头。
    7 - gap 财政资金要专款专用，任何单位不得截留、挪用。
    8 - gap 督查组每周通报一次进度，对落后的单位提出整改要求。
    9 - gap 一、任务
    ");
}

#[test]
fn a_short_notice_among_much_furniture() {
    let links: String =
        (0..40).map(|i| format!("<li><a href={i}>第{i}条新闻的标题在这里</a>")).collect();
    let html = format!(
        "<meta charset=utf-8><title>通知</title><div class=header><ul>{links}</ul></div><div><h1>关于植树的通知</h1>{}</div>\
         <div class=foot><p>主办单位：某县人民政府办公室，承办单位：某县信息中心</p><p>地址：某县人民路1号，电话：00000000</p></div>",
        paragraphs("<p>", "</p>", 2)
    );
    assert_eq!(matter(&html), ["关于植树的通知", SENTENCES[0], SENTENCES[1]]);
}

#[test]
fn a_wechat_page_saved_with_its_body_hidden() {
    let html = format!(
        "<meta charset=utf-8><meta property='og:title' content='全县造林动员讲话'><title></title><div id=js_article>\
         <h1 class=rich_media_title id=activity-name>\n 全县造林动员讲话 \n</h1><div id=meta_content><span>某县发布</span> <em>2024-03-15 08:00</em></div>\
         <div id=js_content style='visibility: hidden; opacity: 0;'>{}</div></div>\
         <div style='display:none'><p>这是从不显示的文字，不应出现在正文里。</p></div><p>预览时标签不可点</p>",
        paragraphs("<section><span>", "</span></section>", 4)
    );
    let mut expected = vec!["全县造林动员讲话".to_owned()];
    expected.extend(SENTENCES.map(str::to_owned));
    assert_eq!(matter(&html), expected);
}

#[test]
fn a_page_saved_by_word_keeps_its_labels() {
    let html = format!(
        "<html xmlns:o='urn:x'><head><meta charset=utf-8><style>p.MsoNormal {{}}</style><!--[if gte mso 9]><xml>x</xml><![endif]--></head>\
         <body lang=ZH-CN><div class=WordSection1><p class=MsoNormal align=center style='text-align:center'><span style='font-size:22pt'>讲话<o:p></o:p></span></p>\
         <p class=MsoNormal><![if !supportLists]><span style='mso-list:Ignore'>一、<span style='font:7.0pt'>&nbsp;</span></span><![endif]>任务\n分解</p>{}</div></body></html>",
        paragraphs("<p class=MsoNormal>", "<o:p></o:p></p>", 2)
    );
    assert_eq!(matter(&html), ["讲话", "一、\u{a0}任务分解", SENTENCES[0], SENTENCES[1]]);
}

#[test]
fn paged_articles_lose_their_pager() {
    let html = format!(
        "<meta charset=utf-8><h1>造林讲话</h1><div>{}<p class=pages><a href=1>1</a> <a href=2>2</a> <a href=3>下一页</a></p></div>\
         <p>责任编辑：张三</p>",
        paragraphs("<p>", "</p>", 4)
    );
    let mut expected = vec!["造林讲话".to_owned()];
    expected.extend(SENTENCES.map(str::to_owned));
    assert_eq!(matter(&html), expected);
}

#[test]
fn raw_pages_keep_everything() {
    let html =
        "<meta charset=utf-8><nav><a href=1>首页</a></nav><p>各乡镇要抓紧造林，不得拖延。</p>";
    assert_eq!(page(html).paragraphs()[0].role, Role::Furniture);
    let options = Options { raw_html: true, ..Options::default() };
    let document = read_with(html.as_bytes().to_vec(), "a.html", &options).unwrap();
    assert!(document.paragraphs().iter().all(|p| p.role == Role::Body));
}

#[test]
fn the_encoding_is_that_of_the_bytes_whatever_the_page_says() {
    let body = paragraphs("<p>", "</p>", 4);
    let gbk = |html: &str| encoding_rs::GB18030.encode(html).0.into_owned();
    for (bytes, encoding, declared) in [
        (gbk(&format!("<meta charset=gb2312>{body}")), "GB18030", None),
        (format!("<meta charset=gb2312>{body}").into_bytes(), "UTF-8", Some("GB18030")),
        (gbk(&format!("<meta charset=utf-8>{body}")), "GB18030", Some("UTF-8")),
        (gbk(&format!("<!--{}--><meta charset='gbk'>{body}", "x".repeat(2000))), "GB18030", None),
        (gbk(&format!("<html>{body}")), "GB18030", None),
        // Too little Chinese to tell, but it says so.
        ([&b"<meta charset=big5><p>"[..], b"\xa4@</p>"].concat(), "Big5", None),
    ] {
        let document = read_with(bytes, "a.html", &Options::default()).unwrap();
        assert_eq!((document.origin().encoding, document.origin().declared), (encoding, declared));
    }
}

#[test]
fn entities_are_read_and_nothing_is_run() {
    let document = page(
        "<meta charset=utf-8><script>document.write('坏')</script><style>p{content:'坏'}</style><template>坏</template>\
         <noscript>坏</noscript><iframe src='file:///etc/passwd'>坏</iframe><p onclick='坏()'>一&nbsp;&amp;amp;&#19968;&lt;b&gt;，好。</p>",
    );
    assert_eq!(texts(&document), ["一\u{a0}&amp;一<b>，好。"]);
}

#[test]
fn pages_are_known_by_content() {
    for (text, extension, expected) in [
        ("<!DOCTYPE html><p>一", "txt", true),
        ("\n <HTML lang=zh>", "doc", true),
        ("<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'><html>", "", true),
        ("<!-- saved from url --><html>", "", true),
        ("<h1>讲话</h1>", "doc", true),
        ("前言<br>正文", "html", true),
        ("一、标题\n正文 <br> 说明", "txt", false),
        ("<<春江花月夜>>赏析", "txt", false),
        ("<会议纪要>", "txt", false),
        ("普通文字", "html", false),
    ] {
        assert_eq!(is(text, extension), expected, "{text}");
    }
}

#[test]
fn a_long_run_of_blanks_in_a_paragraph_is_looked_at_once() {
    let blanks = "&#12288;\n".repeat(300_000);
    let long = format!("<meta charset=utf-8><p>护堤要早。{blanks}查险要细。{blanks}水");
    assert_eq!(texts(&page(&long)).len(), 3);
}

#[test]
fn unclosed_and_deep_pages_are_quick() {
    let deep = format!("<meta charset=utf-8>{}<p>深处的字，在这里。", "<div>".repeat(100_000));
    assert_eq!(texts(&page(&deep)), ["深处的字，在这里。"]);
    let tables = format!("<meta charset=utf-8>{}字，在这里。", "<table><tr><td>".repeat(50_000));
    assert_eq!(texts(&page(&tables)), ["字，在这里。"]);
    let lists = format!("<meta charset=utf-8>{}", "<ul><li>字<a href=x><b>".repeat(30_000));
    assert_eq!(page(&lists).paragraphs().len(), 30_000);
}

proptest! {
    /// Any text between any tags is read, and every character of it is shown.
    #[test]
    fn reading_is_total(pieces in proptest::collection::vec(0..14_usize, 0..80)) {
        const PIECES: [&str; 14] = [
            "<p>", "</p>", "<div>", "</div>", "<table>", "<tr>", "<td>", "</table>", "<b>", "</b>", "<a href=x>",
            "<li>", "<h2>", "<br>",
        ];
        let html: String = pieces.iter().map(|i| format!("{}字", PIECES[*i])).collect();
        let document = page(&format!("<html>{html}"));
        let shown = document.text().matches('字').count();
        prop_assert_eq!(shown, pieces.len());
    }

    #[test]
    fn any_bytes_are_read(text in "[<>a-z/!\"'= &;#\\-一-十]{0,200}") {
        let _ = page(&format!("<html>{text}"));
    }
}
