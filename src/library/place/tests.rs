#![allow(clippy::string_slice, reason = "a test stops at the first surprise")]

use super::*;
use crate::input;
use crate::outline;
use proptest::prelude::*;

/// A speech of our own, edited below in forty ways.
const SPEECH: &str = "\
在全镇冬春农田水利建设动员会上的讲话
（2025年11月6日）
同志们：
　　今天把大家请到工地上开会，就是要把话说在渠边上。下面，我讲三点。
　　一、认清为什么要修
　　（一）老渠撑不住了。东干渠修在四十年前，今年夏天漏掉的水够浇八百亩地。
　　（二）群众等不及了。下游三个村连着两年靠水车拉水，老人孩子都在问渠什么时候通。
　　二、想好怎么修
　　（一）先干后支。干渠不通，支渠修得再好也是摆设。镇里的钱先用在干渠上，一分也不许挪。
　　（二）先急后缓。塌方的三处本月动工，漏水的七处年前完工。
　　（三）质量第一。每一段渠都要留下施工人的名字，二十年后还找得到人。谁糊弄渠，渠就糊弄谁的庄稼。
　　三、把责任扛起来
　　各村支书是第一责任人。每天一报进度，每周一次碰头，误了工期的在大会上说清楚原因。
　　同志们，渠通了，人心就通了。让我们趁着农闲，抓紧干起来！
";

struct Text {
    document: Document,
    outline: Outline,
}

impl Text {
    fn new(text: &str) -> Self {
        Self::read(text.as_bytes().to_vec())
    }

    fn read(bytes: Vec<u8>) -> Self {
        let document = input::read(bytes, "稿.txt").unwrap();
        let outline = outline::parse(&document);
        Self { document, outline }
    }

    fn version(&self) -> Version<'_> {
        Version { document: &self.document, outline: &self.outline }
    }

    fn at(&self, words: &str) -> usize {
        self.document.text().find(words).unwrap_or_else(|| panic!("{words} is in the text"))
    }

    /// What stands at `byte`, to the end of its sentence.
    fn words(&self, byte: usize) -> &str {
        let rest = Span::new(byte, self.document.text().len()).of(self.document.text());
        let end = rest.find(['。', '！', '：', '\n']).unwrap_or(rest.len());
        Span::new(0, end).of(rest)
    }
}

/// Where a reader was, what was done to the text, and where the reader should be then.
struct Edit {
    what: &'static str,
    at: &'static str,
    edit: fn(&str) -> String,
    then: &'static str,
}

const fn edit(
    what: &'static str,
    at: &'static str,
    edit: fn(&str) -> String,
    then: &'static str,
) -> Edit {
    Edit { what, at, edit, then }
}

/// `text` with the whole lines that begin with `first`, up to those that begin with `end`, taken
/// out and put back before those that begin with `before`.
fn moved(text: &str, first: &str, end: &str, before: &str) -> String {
    let line = |words: &str| text.find(words).unwrap();
    let start = text[..line(first)].rfind('\n').unwrap() + 1;
    let stop = text[..line(end)].rfind('\n').unwrap() + 1;
    let block = text[start..stop].to_owned();
    let rest = [&text[..start], &text[stop..]].concat();
    let target = if before.is_empty() {
        rest.len()
    } else {
        rest[..rest.find(before).unwrap()].rfind('\n').unwrap() + 1
    };
    [&rest[..target], &block, &rest[target..]].concat()
}

fn without(text: &str, first: &str, end: &str) -> String {
    let line = |words: &str| text[..text.find(words).unwrap()].rfind('\n').unwrap() + 1;
    [&text[..line(first)], &text[line(end)..]].concat()
}

const FIRST: &str = "在全镇冬春农田水利建设动员会上的讲话\n";

#[rustfmt::skip]
const EDITS: &[Edit] = &[
    // Put in before the place.
    edit("a word before it in its sentence", "干渠不通", |t| t.replace("先干后支。", "先干后支，先上后下。"), "干渠不通，支渠修得再好也是摆设"),
    edit("a sentence before it in its paragraph", "镇里的钱", |t| t.replace("干渠不通", "这话要反复讲。干渠不通"), "镇里的钱先用在干渠上，一分也不许挪"),
    edit("a paragraph at the start", "每一段渠都要", |t| t.replace("同志们：\n", "同志们：\n　　天冷，我长话短说。\n"), "每一段渠都要留下施工人的名字，二十年后还找得到人"),
    edit("ten paragraphs at the start", "塌方的三处", |t| t.replace("同志们：\n", &format!("同志们：\n{}", "　　这是新加的一段，讲的是别的事。\n".repeat(10))), "塌方的三处本月动工，漏水的七处年前完工"),
    edit("a chapter before it", "每天一报", |t| t.replace("　　二、想好", "　　二、算清修渠的账\n　　花一块省三块。\n　　三、想好").replace("　　三、把责任", "　　四、把责任"), "每天一报进度，每周一次碰头，误了工期的在大会上说清楚原因"),
    edit("a section before it", "每一段渠都要", |t| t.replace("　　（二）先急", "　　（二）先公后私。公家的渠先修。\n　　（三）先急").replace("（三）质量", "（四）质量"), "每一段渠都要留下施工人的名字，二十年后还找得到人"),
    edit("blank lines everywhere", "塌方的三处", |t| t.replace('\n', "\n\n"), "塌方的三处本月动工，漏水的七处年前完工"),
    edit("a longer title", "下游三个村", |t| t.replace("动员会", "现场动员大会"), "下游三个村连着两年靠水车拉水，老人孩子都在问渠什么时候通"),
    // Put in at and after the place.
    edit("a paragraph right before a heading gone to", "（三）质量第一", |t| t.replace("　　（三）质量", "　　这一条我多说两句。\n　　（三）质量"), "（三）质量第一"),
    edit("words right at it", "每天一报", |t| t.replace("每天一报", "从今天起每天一报"), "每天一报进度，每周一次碰头，误了工期的在大会上说清楚原因"),
    edit("a sentence after it", "塌方的三处", |t| t.replace("完工。", "完工。资金已经到位。"), "塌方的三处本月动工，漏水的七处年前完工"),
    edit("a chapter after it", "下游三个村", |t| t.replace("　　同志们，渠", "　　四、管好水\n　　有渠还要有人管。\n　　同志们，渠"), "下游三个村连着两年靠水车拉水，老人孩子都在问渠什么时候通"),
    // Taken out.
    edit("the paragraph before it", "下游三个村", |t| without(t, "（一）老渠", "（二）群众"), "下游三个村连着两年靠水车拉水，老人孩子都在问渠什么时候通"),
    edit("a chapter before it", "每天一报", |t| without(t, "一、认清", "二、想好"), "每天一报进度，每周一次碰头，误了工期的在大会上说清楚原因"),
    edit("the greeting and the date", "干渠不通", |t| without(t, "（2025", "　　今天"), "干渠不通，支渠修得再好也是摆设"),
    edit("the title", "每一段渠都要", |t| t.replacen(FIRST, "", 1), "每一段渠都要留下施工人的名字，二十年后还找得到人"),
    edit("everything after its chapter", "塌方的三处", |t| without(t, "三、把责任", "　　同志们，渠"), "塌方的三处本月动工，漏水的七处年前完工"),
    edit("its own sentence: the one after it", "干渠不通", |t| t.replace("干渠不通，支渠修得再好也是摆设。", ""), "镇里的钱先用在干渠上，一分也不许挪"),
    edit("its own paragraph: the next of its chapter", "（二）先急后缓", |t| without(t, "（二）先急", "（三）质量"), "（三）质量第一"),
    edit("its own section: the chapter it was in", "塌方的三处", |t| without(t, "（一）先干", "三、把责任"), "二、想好怎么修"),
    // Changed.
    edit("the first words of its sentence", "每一段渠都要", |t| t.replace("每一段渠都要", "不论哪一段，都要"), "都要留下施工人的名字，二十年后还找得到人"),
    edit("the last words of its sentence", "下游三个村", |t| t.replace("老人孩子都在问渠什么时候通", "大家都盼着通水"), "下游三个村连着两年靠水车拉水，大家都盼着通水"),
    edit("a word in the middle of it", "塌方的三处", |t| t.replace("本月动工", "下月初动工"), "塌方的三处下月初动工，漏水的七处年前完工"),
    edit("numbers in its sentence", "塌方的三处", |t| t.replace("三处本月", "五处本月"), "塌方的五处本月动工，漏水的七处年前完工"),
    edit("the title of its section", "每一段渠都要", |t| t.replace("质量第一", "质量是命"), "每一段渠都要留下施工人的名字，二十年后还找得到人"),
    edit("the title of its chapter", "塌方的三处", |t| t.replace("想好怎么修", "怎么修才修得好"), "塌方的三处本月动工，漏水的七处年前完工"),
    edit("the title of the heading gone to", "三、把责任", |t| t.replace("把责任扛起来", "一级扛一级的责任"), "三、一级扛一级的责任"),
    // Renumbered.
    edit("sections from （一） to 1.", "每一段渠都要", |t| t.replace("（一）", "1．").replace("（二）", "2．").replace("（三）", "3．"), "每一段渠都要留下施工人的名字，二十年后还找得到人"),
    edit("chapters from 一、 to 第一", "每天一报", |t| t.replace("一、认", "第一，认").replace("二、想", "第二，想").replace("三、把", "第三，把"), "每天一报进度，每周一次碰头，误了工期的在大会上说清楚原因"),
    edit("the heading gone to", "（三）质量第一", |t| t.replace("（三）质量", "（六）质量"), "（六）质量第一"),
    edit("all sections one on", "（二）先急后缓", |t| t.replace("（三）质", "（四）质").replace("（二）先", "（三）先").replace("（一）先", "（二）先"), "（三）先急后缓"),
    // Moved.
    edit("its section within the chapter", "每一段渠都要", |t| moved(t, "（三）质量", "三、把责任", "（一）先干"), "每一段渠都要留下施工人的名字，二十年后还找得到人"),
    edit("its section into another chapter", "塌方的三处", |t| moved(t, "（二）先急", "（三）质量", "　　同志们，渠"), "塌方的三处本月动工，漏水的七处年前完工"),
    edit("its chapter to the front", "每一段渠都要", |t| moved(t, "二、想好", "三、把责任", "一、认清"), "每一段渠都要留下施工人的名字，二十年后还找得到人"),
    edit("its chapter to the end", "下游三个村", |t| moved(t, "一、认清", "二、想好", ""), "下游三个村连着两年靠水车拉水，老人孩子都在问渠什么时候通"),
    edit("another chapter past it", "干渠不通", |t| moved(t, "三、把责任", "　　同志们，渠", "一、认清"), "干渠不通，支渠修得再好也是摆设"),
    // Split and joined.
    edit("its paragraph split before it", "镇里的钱", |t| t.replace("镇里的钱", "\n　　镇里的钱"), "镇里的钱先用在干渠上，一分也不许挪"),
    edit("its paragraph joined to the one before", "误了工期", |t| t.replace("第一责任人。", "第一责任人，").replace("三、把责任扛起来\n　　", "三、把责任扛起来\n"), "误了工期的在大会上说清楚原因"),
    edit("every line broken at its stops", "二十年后", |t| t.replace('，', "，\n"), "二十年后还找得到人"),
    // The same words stand twice.
    edit("a copy of the speech put before it", "每天一报", |t| format!("{t}\n{t}"), "每天一报进度，每周一次碰头，误了工期的在大会上说清楚原因"),
    edit("its sentence copied into another chapter", "干渠不通", |t| t.replace("　　同志们，渠通", "　　干渠不通，支渠修得再好也是摆设。\n　　同志们，渠通"), "干渠不通，支渠修得再好也是摆设"),
];

#[test]
fn the_place_is_kept_through_forty_edits() {
    assert!(EDITS.len() >= 40, "{}", EDITS.len());
    let before = Text::new(SPEECH);
    let mut lost = Vec::new();
    for Edit { what, at, edit, then } in EDITS {
        let place = Place::of(before.version(), before.at(at));
        let edited = edit(SPEECH);
        assert_ne!(edited, SPEECH, "{what}");
        let after = Text::new(&edited);
        let found = place.find(after.version());
        let words = after.words(found);
        if words != *then {
            lost.push(format!("{what}: {words}, not {then}"));
        }
    }
    assert_eq!(lost, [""; 0], "{}", lost.join("\n"));
}

#[test]
fn of_two_like_sentences_the_one_of_the_same_chapter_is_taken() {
    let text = "一、田里的事情\n　　要抓好落实，一件一件办。\n二、渠里的事情\n　　要抓好落实，一件一件办。\n三、村里的事情\n　　完了。\n";
    let before = Text::new(text);
    let second = before.document.text().rfind("要抓好").unwrap();
    let place = Place::of(before.version(), second);
    let after = Text::new(&format!(
        "前言写得很长很长，讲了许多别的事情。\n{}",
        text.replace("一、田里的事情\n", "一、田里的事情\n　　新的一段。\n")
    ));
    assert_eq!(place.find(after.version()), after.document.text().rfind("要抓好").unwrap());
}

#[test]
fn a_place_without_words_is_found_by_counting() {
    let before = Text::new(SPEECH);
    let edited = SPEECH.replace("下面，我讲三点。", "下面，我讲三点。\n　　先说一件高兴的事。");
    let after = Text::new(&edited);
    for at in ["今天把大家", "群众等不及", "二十年后", "每天一报", "（三）质量第一"]
    {
        let place = Place::of(before.version(), before.at(at)).without_quote();
        assert!(place.quote.is_empty() && place.back == 0);
        assert_eq!(place.find(before.version()), before.at(at), "{at}");
        assert_eq!(place.find(after.version()), after.at(at), "{at}");
    }
}

#[test]
fn another_encoding_changes_nothing() {
    let utf8 = Text::new(SPEECH);
    let gbk = Text::read(encode_gb18030(SPEECH));
    for at in ["干渠不通", "每天一报", "（三）质量第一"] {
        let place = Place::of(utf8.version(), utf8.at(at));
        assert_eq!(place.exact(gbk.version()), Some(gbk.at(at)));
    }
}

/// `text` in GB18030, by way of its four-byte and two-byte forms that the reader itself decodes.
fn encode_gb18030(text: &str) -> Vec<u8> {
    let mut table = std::collections::HashMap::new();
    for high in 0x81..=0xfe_u8 {
        for low in (0x40..=0xfe_u8).filter(|&b| b != 0x7f) {
            if let Ok(document) = read_gb(&[high, low]) {
                let mut chars = document.chars();
                if let (Some(c), None) = (chars.next(), chars.next()) {
                    table.entry(c).or_insert([high, low]);
                }
            }
        }
    }
    let mut bytes = Vec::new();
    for c in text.chars() {
        match table.get(&c) {
            Some(pair) => bytes.extend(pair),
            None => bytes.push(u8::try_from(c).expect("plain")),
        }
    }
    bytes
}

fn read_gb(bytes: &[u8]) -> Result<String, crate::error::ErrorKind> {
    let options = input::Options { encoding: Some(input::Encoding::GB18030), ..Default::default() };
    let framed = [b"x".as_slice(), bytes, b"x"].concat();
    let document = input::read_with(framed, "a.txt", &options)?;
    Ok(document.text().trim_matches('x').to_owned())
}

#[test]
fn a_passage_keeps_its_ends() {
    let before = Text::new(SPEECH);
    let start = before.at("镇里的钱");
    let end = before.at("（二）先急");
    let span = Span::new(start, before.document.text()[..end].trim_end().len());
    let passage = Passage::of(before.version(), span);
    let of = |text: &str| {
        let after = Text::new(text);
        passage.find(after.version()).of(after.document.text()).to_owned()
    };
    assert_eq!(of(SPEECH), "镇里的钱先用在干渠上，一分也不许挪。");
    assert_eq!(
        of(&SPEECH.replace("同志们：", "同志们：\n大家好。")),
        "镇里的钱先用在干渠上，一分也不许挪。"
    );
    assert_eq!(
        of(&SPEECH.replace("，一分也", "，今年一分钱也")),
        "镇里的钱先用在干渠上，今年一分钱也不许挪。"
    );
    assert_eq!(of(&SPEECH.replace("一分也不许挪。", "不许挪。")), "镇里的钱先用在干渠上，不许挪。");
}

#[test]
fn a_place_keeps_no_more_than_a_short_quote() {
    let before = Text::new(SPEECH);
    for (byte, _) in before.document.text().char_indices() {
        let place = Place::of(before.version(), byte);
        assert!(place.quote.chars().count() <= QUOTE);
        assert!(place.path.iter().all(|h| h.0.chars().count().max(h.1.chars().count()) <= QUOTE));
        assert_eq!(
            place.find(before.version()),
            before.version().document.paragraphs()[place.paragraph].span.end.min(byte)
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever became of the text, the place is inside it.
    #[test]
    fn a_place_is_always_inside(
        old in "[一二三、（）。\nab好]{0,60}",
        new in "[一二三、（）。\nab好]{0,60}",
        at in 0_usize..200,
    ) {
        let [old, new] = [old, new].map(|t| {
            let document = Document::from_lines(t);
            let outline = outline::parse(&document);
            Text { document, outline }
        });
        let place = Place::of(old.version(), at);
        let found = place.find(new.version());
        prop_assert!(new.document.text().is_char_boundary(found));
        let span = Passage { at: place, chars: 9, last: "好".into() }.find(new.version());
        prop_assert!(new.document.text().get(span.range()).is_some());
    }
}
