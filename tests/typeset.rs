//! Typesetting as a whole: the table of expected rows, and properties over any text.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use gangmu::document::Document;
use gangmu::text::{Ambiguous, Cells};
use gangmu::typeset::{self, Glosses, Hidden, Indent, Layout, Level, Measure, Punctuation, Quotes};

fn level(name: &str) -> Level {
    match name {
        "none" => Level::None,
        "basic" => Level::Basic,
        "gb" => Level::Gb,
        "strict" => Level::Strict,
        _ => panic!("no such level: {name}"),
    }
}

#[test]
fn every_text_of_the_table_breaks_as_expected() {
    let table = include_str!("data/rows.tsv");
    let mut count = 0;
    let mut wrong = Vec::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let [name, width, level_name, hang, ambiguous, text, rows, why] =
            line.split('\t').collect::<Vec<_>>()[..]
        else {
            panic!("{line}")
        };
        let ambiguous = if ambiguous == "2" { Ambiguous::Wide } else { Ambiguous::Narrow };
        let measure = Measure {
            level: level(level_name),
            hang: hang == "1",
            indent: Indent::Source,
            quotes: Quotes::Tight,
            ..Measure::new(width.parse().unwrap())
        }
        .with_ambiguous(ambiguous);
        let document = Document::from_lines(text);
        let got: Vec<_> = typeset::cat(&document, &measure).collect();
        let expected: Vec<_> = rows.split('⏎').map(str::to_owned).collect();
        count += 1;
        // Selectors and no-break spaces are not drawn as they are.
        let plain = |row: &String| row.replace('\u{a0}', " ").replace('\u{e0100}', "");
        if got.iter().map(plain).ne(expected.iter().map(plain)) {
            wrong.push(format!("{name}: {got:?} for {expected:?} ({why})"));
        }
    }
    assert_eq!(count, 84);
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// The rows of `text` as printed.
fn printed(text: &str, measure: Measure) -> Vec<String> {
    typeset::cat(&Document::from_lines(text), &measure).collect()
}

fn plain(width: u16) -> Measure {
    Measure { indent: Indent::NONE, hang: false, ..Measure::new(width) }
}

#[test]
fn quotes_keep_han_in_columns_on_a_narrow_terminal() {
    let text = "落实“放管服”改革要求，抓好“三个清单”的动态管理工作。";
    assert_eq!(
        printed(text, plain(20)),
        ["落实 “放管服” 改革要", "求，抓好 “三个清单”", "的动态管理工作。"]
    );
    let tight = Measure { quotes: Quotes::Tight, ..plain(20) };
    assert_eq!(
        printed(text, tight),
        ["落实“放管服”改革要", "求，抓好“三个清单”的", "动态管理工作。"]
    );
}

#[test]
fn half_width_marks_are_shown_full_width_and_hang() {
    let text = "认真贯彻落实会议精神,确保取得实效;请各单位(部门)抓好落实.";
    let measure = Measure { punctuation: Punctuation::FullWidth, hang: true, ..plain(20) };
    assert_eq!(
        printed(text, measure),
        ["认真贯彻落实会议精神，", "确保取得实效；请各单", "位（部门）抓好落实."]
    );
    assert_eq!(
        printed(text, plain(20)),
        ["认真贯彻落实会议精", "神,确保取得实效;请各", "单位(部门)抓好落实."]
    );
}

#[test]
fn justified_rows_end_at_the_margin_as_far_as_they_have_places_for_blanks() {
    let text = "推广GDP核算，统筹抓好城乡建设，2025年完成任务";
    let measure = Measure { justify: true, ..plain(19) };
    let document = Document::from_lines(text);
    let rows = typeset::rows(&document, 0, &measure);
    let shown: Vec<_> = typeset::cat(&document, &measure).collect();
    assert_eq!(shown, ["推广GDP核算，统筹抓", "好城乡建设， 2025年", "完成任务"]);
    let widths: Vec<_> = rows.iter().map(|row| row.width.0).collect();
    assert_eq!(widths, [19, 19, 8]);
}

#[test]
fn a_blank_between_han_and_latin_is_on_the_screen_only() {
    let document = Document::from_lines("推进GDP核算和2025年R&D投入");
    let measure = Measure { latin_space: true, ..plain(40) };
    let rows = typeset::rows(&document, 0, &measure);
    assert_eq!(rows[0].span.of(document.text()), document.text());
    assert_eq!(printed(document.text(), measure), ["推进 GDP 核算和2025年 R&D 投入"]);
    // At a row end it vanishes.
    let narrow = Measure { width: Cells(8), ..measure };
    assert_eq!(printed("推进核算GDP核算", narrow), ["推进核算", "GDP 核算"]);
}

#[test]
fn glosses_are_left_out_of_the_rows_and_come_back() {
    let text = "推進項目建設(shè)和產(chǎn)業(yè)發(fā)展，".repeat(3);
    let document = Document::from_lines(text.as_str());
    let glosses = typeset::glosses(&document);
    assert_eq!(glosses.len(), 12);
    let mut layout = Layout::new(&document, plain(24));
    let shown = |layout: &mut Layout| -> String {
        let rows = layout.window(&document, typeset::Anchor::default(), 99);
        rows.iter().map(|placed| layout.setting(&document).printed(&placed.row)).collect()
    };
    assert_eq!(shown(&mut layout), text);
    layout.hide(&document, Hidden { spans: glosses, ..Hidden::default() });
    assert_eq!(shown(&mut layout), "推進項目建設和產業發展，".repeat(3));
    layout.set_measure(&document, Measure { glosses: Glosses::Shown, ..plain(24) });
    assert_eq!(shown(&mut layout), text);
}

#[test]
fn nothing_that_steers_the_terminal_is_printed() {
    let text = "甲\u{1b}[31m乙\u{202e}丙\u{200b}丁\u{7}";
    assert_eq!(printed(text, plain(40)), ["甲␛[31m乙<U+202E>丙丁␇"]);
    assert_eq!(printed(text, plain(10)), ["甲␛[31m乙␦", "丙丁␇"]);
}

#[test]
fn emoji_are_drawn_one_by_one_without_joiners() {
    let text = "👨\u{200d}👩\u{200d}👧好❤\u{fe0f}";
    assert_eq!(printed(text, plain(40)), ["👨👩👧好❤"]);
}

#[test]
fn numbers_in_chinese_numerals_are_not_torn() {
    for (text, rows) in [
        ("认真执行本条例的第二十五条规定", ["认真执行本条例的", "第二十五条规定"]),
        ("这项工作已经抓了十五年很有成效", ["这项工作已经抓了", "十五年很有成效"]),
        ("各项工作力争到二〇三五年全部完成", ["各项工作力争到", "二〇三五年全部完成"]),
        // A number that would leave too much of the row empty.
        ("一共收到二千三百四十五件建议", ["一共收到二千三百四", "十五件建议"]),
        // Beside other characters a numeral is one of them.
        ("各个部门必须做到统一指挥调度", ["各个部门必须做到统", "一指挥调度"]),
    ] {
        assert_eq!(printed(text, plain(18)), rows, "{text}");
    }
    // A narrow row has less to spare.
    assert_eq!(printed("共一百二十五条意见", plain(8)), ["共一百二", "十五条", "意见"]);
}

#[test]
fn a_signature_on_the_right_and_verse_keep_their_place() {
    let letter = "    现将有关事项通知如下，请各单位认真贯彻执行，不得有误。\n    特此通知。\n\n\
                  \u{20}                    清江县人民政府\n                      二〇二六年三月\n";
    let set = |text: &str, width: u16| {
        let measure = Measure { hang: false, ..Measure::new(width) };
        printed(text, measure)
    };
    assert_eq!(
        set(letter, 40)[2..],
        [
            "    特此通知。",
            "                     清江县人民政府",
            "                      二〇二六年三月"
        ]
    );
    // Where the page is narrower than the text was, they end at its edge.
    assert_eq!(set(letter, 24)[4..], ["          清江县人民政府", "          二〇二六年三月"]);
    let verse = "    他引用了一首古老的民歌，大家听了都觉得很有意思，久久不能忘怀。\n        青山绿水长流\n";
    assert_eq!(set(verse, 40)[2], "        青山绿水长流");
    // Where all paragraphs stand that far in, it sets none apart.
    let deep = "        甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛\n        同意。\n";
    assert_eq!(set(deep, 40)[2], "    同意。");
}

#[test]
fn a_form_of_address_stands_at_the_margin_where_the_text_puts_it_there() {
    let set = |text: &str| printed(text, Measure { hang: false, ..Measure::new(40) });
    let body = "刚才几位同志的发言都很好，大家都谈了自己的体会，提了很好的建议。";
    assert_eq!(set(&format!("同志们：\n    {body}\n"))[0], "同志们：");
    assert_eq!(set(&format!("各乡镇人民政府:\n\u{3000}\u{3000}{body}\n"))[0], "各乡镇人民政府:");
    // A text without indents says nothing about it.
    assert_eq!(set(&format!("同志们：\n{body}\n"))[0], "    同志们：");
    assert_eq!(set(&format!("同志们\n    {body}\n"))[0], "    同志们");
}

#[test]
fn a_blank_does_not_part_a_number_from_its_unit() {
    assert_eq!(printed("为祖国健康工作 50 年以上", plain(18)), ["为祖国健康工作", "50 年以上"]);
    assert_eq!(printed("全县总人口达到 12 亿", plain(18)), ["全县总人口达到", "12 亿"]);
}

#[test]
fn the_two_halves_of_an_ellipsis_stand_side_by_side_in_its_four_cells() {
    assert_eq!(printed("我说……你听……好", plain(40)), ["我说 …… 你听 …… 好"]);
    assert_eq!(printed("一…二………三…………四", plain(40)), ["一… 二 …… … 三 ……  …… 四"]);
    let wide = plain(40).with_ambiguous(Ambiguous::Wide);
    assert_eq!(printed("我说……你听", wide), ["我说……你听"]);
}

#[test]
fn one_character_with_its_marks_is_no_last_row() {
    assert_eq!(
        printed("会计、律师、设计师、厨师……", plain(24)),
        ["会计、律师、设计师、", "厨师 ……"]
    );
    assert_eq!(printed("我们的目标终将变成真 ：", plain(18)), ["我们的目标终将变", "成真 ："]);
    assert_eq!(printed("要把责任压到人头。**", plain(18)), ["要把责任压到人", "头。**"]);
}

/// The scroll bar must not jump while blocks are set.
#[test]
fn the_estimate_of_all_rows_is_close() {
    let words = "今年以来，各县（市、区）紧扣中心任务，“三项行动”成效明显，主要指标好于预期，\
                 2025年完成85%以上——这是硬要求，没有任何退路；下一步还要细化措施、压实责任。";
    let paragraph = |n: usize| words.chars().cycle().skip(7 * n).take(n).collect::<String>();
    let text: Vec<_> = (1..200).map(paragraph).collect();
    let document = Document::from_lines(text.join("\n"));
    for width in [28, 40, 56, 72, 80] {
        for measure in [Measure::new(width), plain(width)] {
            let mut layout = Layout::new(&document, measure);
            let estimate = layout.total() as f64;
            let rows =
                layout.window(&document, typeset::Anchor::default(), usize::MAX).len() as f64;
            assert!((estimate / rows - 1.0).abs() < 0.02, "{estimate} for {rows} at {width}");
        }
    }
}
