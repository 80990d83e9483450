//! What is true of the outline of any text, and how long that of a hostile one may take.

use gangmu::document::Document;
use gangmu::error::ErrorKind;
use gangmu::outline::{self, Outline};
use proptest::prelude::*;

use super::read;

/// Checks what must be true of any outline; the error says what is wrong.
fn is_sound(doc: &Document, outline: &Outline) -> Result<(), String> {
    let text = doc.text();
    let mut last = 0;
    let mut depth = 0;
    for (i, n) in outline.nodes().iter().enumerate() {
        let spans = [n.marker, n.title, n.extent];
        if spans.iter().any(|s| s.end > text.len() || text.get(s.range()).is_none()) {
            return Err(format!("a span of {n:?} is off"));
        }
        if n.start() < last || n.depth == 0 || n.depth > depth + 1 {
            return Err(format!("{n:?} is out of order"));
        }
        (last, depth) = (n.start(), n.depth);
        if let Some(parent) = n.parent.and_then(|p| outline.get(p)) {
            let inside = parent.extent.start <= n.extent.start && n.extent.end <= parent.extent.end;
            if !inside || parent.depth + 1 != n.depth {
                return Err(format!("{n:?} does not lie in its parent"));
            }
        } else if n.depth != 1 {
            return Err(format!("{n:?} has no parent"));
        }
        if n.next.0 <= i || n.next.0 > outline.len() {
            return Err(format!("the subtree of {n:?} is off"));
        }
        let paragraph = doc.paragraphs()[n.paragraph].span;
        if !(paragraph.start <= n.start() && n.start() <= paragraph.end) {
            return Err(format!("{n:?} is not in its paragraph"));
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text_gives_a_sound_outline(text in "(?s).{0,400}") {
        match gangmu::input::read(text.clone().into_bytes(), "讲话.txt") {
            Ok(doc) => prop_assert_eq!(is_sound(&doc, &outline::parse(&doc)), Ok(())),
            Err(refused) => {
                let noise = text.chars().filter(|&c| c.is_control() || c == '\u{fffd}').count();
                prop_assert!(matches!(refused, ErrorKind::Binary(_)) && noise >= 4, "{refused:?}");
            }
        }
    }

    #[test]
    fn any_heap_of_markers_gives_a_sound_outline(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "一、", "二、", "三、", "（一）", "(二)", "（三）", "1.", "2.", "1.1", "1.1.1 ", "（1）", "①", "②",
                "第一，", "第二，", "一是", "二是", "三是", "一要", "二要", "首先，", "其次，", "最后，", "第一章 ",
                "第一条　", "第二条　", "壹、", "甲、", "A.", "Ⅰ.", "篇一：", "【篇二】", "其一，", "一方面，", "另一方面，",
                "修渠", "护堤。", "抓好三件事：", "，", "；", "“", "”", "（", "）", "\n", "\n\n", "\u{3000}\u{3000}", "同志们：\n",
                "在护堤会上的讲话\n", "2024年5月1日\n", "谢谢大家！\n", "## ", "目录\n", "……3\n", "\r\n", "\t",
            ]),
            0..60,
        )
    ) {
        let (doc, outline) = read(&parts.concat());
        prop_assert_eq!(is_sound(&doc, &outline), Ok(()));
    }

    #[test]
    fn the_source_place_of_a_marker_is_true(lines in prop::collection::vec("[ \u{3000}]{0,2}(一、|二、|（一）|1\\.|)[修渠护堤，。]{0,12}", 1..12)) {
        let text = lines.join("\n");
        let (doc, outline) = read(&text);
        let mut positions = doc.positions();
        for n in outline.nodes() {
            let at = positions.at(n.start());
            let line: String = lines[at.line - 1].chars().skip(at.col).collect();
            let marker = n.marker.of(doc.text());
            prop_assert!(line.starts_with(marker), "{marker} at {at:?} of {text:?}");
        }
    }
}

#[test]
fn hostile_structure_is_read_in_good_time() {
    let started = std::time::Instant::now();
    let deep: String = (1..60).map(|n| vec!["1"; n].join(".") + " 层\n").collect();
    let texts = [
        (1..=20_000).map(|i| format!("{i}、第{i}件事\n")).collect::<String>(),
        deep.repeat(50),
        "（一".repeat(100_000),
        "一、".repeat(100_000),
        "一是，".repeat(100_000),
        "“一、（".repeat(50_000),
        "第一，".repeat(50_000),
        "1.".repeat(100_000),
        "（一）（1）①一是".repeat(20_000),
        "九".repeat(100_000) + "、",
        "二○二四".repeat(100_000),
        "目录\n".repeat(20_000),
        format!("目录\n一、形势\n{}", "…\n".repeat(200_000)),
        (0..20_000)
            .map(|i| format!("第一章护{i}堤1\n第二章看闸2\n第三章加土3\n水退。\n"))
            .collect(),
        format!("{} ", "堤".repeat(25)).repeat(2_000) + &"堤 ".repeat(20_000),
        (1..20_000).map(|i| format!("第{i}章堤1\n第{i}章渠2\n第{i}章坝3\n")).collect(),
        "在会上的讲话各位：".repeat(100_000),
        "关于护堤的通知\n".repeat(20_000),
        "　　".repeat(100_000),
    ];
    for text in texts {
        let head: String = text.chars().take(12).collect();
        let (doc, outline) = read(&text);
        assert_eq!(is_sound(&doc, &outline), Ok(()), "{head}");
    }
    // Far more than linear time takes, and far less than anything else would.
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}
