//! The fuzz targets for a moment: arbitrary bytes, and real texts cut, flipped and spliced.

#![allow(clippy::unwrap_used, unreachable_pub, reason = "a test stops at the first surprise")]

#[path = "support/fuzz.rs"]
mod fuzz;

use gangmu::library::SAMPLES;
use proptest::collection::vec;
use proptest::prelude::*;

/// A sample in one of the encodings that files come in.
fn sample() -> impl Strategy<Value = Vec<u8>> {
    (0..SAMPLES.len(), 0..4_usize).prop_map(|(i, encoding)| {
        let text = SAMPLES[i].text;
        match encoding {
            0 => text.as_bytes().to_vec(),
            1 => encoding_rs::GB18030.encode(text).0.into_owned(),
            2 => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            _ => format!("<html><body><p>{}</body>", text.replace('\n', "<p>")).into_bytes(),
        }
    })
}

/// What befalls a file: bytes changed, cut out, doubled.
fn damaged() -> impl Strategy<Value = Vec<u8>> {
    let wound = (any::<u16>(), any::<u16>(), any::<u8>(), 0..4_u8);
    (sample(), vec(wound, 0..6)).prop_map(|(mut bytes, wounds)| {
        for (at, length, byte, kind) in wounds {
            let at = usize::from(at) % bytes.len().max(1);
            let end = (at + usize::from(length) % 64).min(bytes.len());
            match kind {
                0 if at < bytes.len() => bytes[at] = byte,
                1 => drop(bytes.drain(at..end)),
                2 => {
                    let piece = bytes[at..end].to_vec();
                    bytes.splice(at..at, piece);
                }
                _ => bytes.truncate(bytes.len().saturating_sub(usize::from(length) % 512)),
            }
        }
        bytes
    })
}

/// Marks, numbers, quotes and controls, which an arbitrary string hardly ever holds.
fn dense() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        Just("一、"),
        Just("（二）"),
        Just("3."),
        Just("（4）"),
        Just("①"),
        Just("第五条"),
        Just("首先，"),
        Just("一是"),
        Just("二要"),
        Just("："),
        Just("。"),
        Just("“"),
        Just("”"),
        Just("——"),
        Just("……"),
        Just("2020年"),
        Just("%"),
        Just("《"),
        Just("》"),
        Just("\n"),
        Just("　　"),
        Just("说"),
        Just("設(shè)"),
        Just("Ab"),
        Just("\t"),
        Just("\u{301}"),
        Just("\u{202e}"),
        Just("\x1b[2J"),
        Just("👍🏽"),
        Just("# "),
    ];
    vec(piece, 0..200).prop_map(|pieces| pieces.concat().into_bytes())
}

/// Tags of a Word file in any order.
fn tags() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        Just("<w:p>"),
        Just("</w:p>"),
        Just("<w:r>"),
        Just("</w:r>"),
        Just("<w:t>"),
        Just("</w:t>"),
        Just("字"),
        Just("<w:tbl><w:tr><w:tc>"),
        Just("</w:tc></w:tr></w:tbl>"),
        Just("<w:br/>"),
        Just("<w:tab/>"),
        Just("&amp;"),
        Just("<w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>"),
        Just("<w:del>"),
        Just("</w:del>"),
        Just("<w:fldChar w:fldCharType=\"begin\"/>"),
        Just("<w:fldChar w:fldCharType=\"end\"/>"),
        Just("<w:sdt><w:sdtContent>"),
        Just("</w:sdtContent></w:sdt>"),
        Just("&#x9b;"),
        Just("<!--"),
        Just("-->"),
    ];
    vec(piece, 0..60).prop_map(|pieces| pieces.concat().into_bytes())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn reading_never_fails_badly(bytes in prop_oneof![damaged(), vec(any::<u8>(), 0..600), dense()]) {
        fuzz::read(&bytes);
    }

    #[test]
    fn any_tags_make_a_word_file(bytes in tags()) {
        fuzz::docx(&bytes);
    }

    #[test]
    fn an_outline_is_a_tree(bytes in prop_oneof![dense(), damaged()]) {
        fuzz::outline(&bytes);
    }

    #[test]
    fn rows_fit(bytes in prop_oneof![dense(), vec(any::<u8>(), 0..300)]) {
        fuzz::typeset(&bytes);
    }

    #[test]
    fn hits_lie_in_the_text(bytes in dense()) {
        fuzz::search(&bytes);
    }

    #[test]
    fn nothing_shown_steers_a_terminal(bytes in prop_oneof![dense(), vec(any::<u8>(), 0..300)]) {
        fuzz::shown(&bytes);
    }
}
