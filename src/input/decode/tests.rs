//! Every encoding under every kind of damage.

#![allow(clippy::string_slice, reason = "a test stops at the first surprise")]

use proptest::prelude::*;

use super::*;

/// A text of sixteen characters; the others are longer.
const SHORT: &str = "要把防汛工作放在首位，确保安全。";
const LONG: &str = "各位代表、同志们：\n今年春季植树造林工作已经全面展开，现就有关事项讲三点意见。\n\
    一、提高认识，增强做好造林绿化工作的责任感。\n（一）这是改善生态环境的需要。林业部门要尽快拿出方案，\
    各乡镇要落实责任，财政部门要保证资金按时到位。\n二、突出重点，抓好任务落实。\n";
const TRADITIONAL: &str = "各位來賓：\n今年的經濟發展會議現在開始，請各部門代表報告工作進度。\n\
    一、加強對農業問題的研究，實現長期發展目標。\n二、關於教育經費的分配，應當與學校協商後決定。\n";

fn encode(text: &str, label: &str) -> Vec<u8> {
    match label {
        "UTF-16LE" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "UTF-16BE" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        _ => {
            let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
            let (bytes, _, lossy) = encoding.encode(text);
            assert!(!lossy, "{label} lacks a character");
            bytes.into_owned()
        }
    }
}

/// Ways in which files are damaged; each keeps most of the text.
type Damage = (&'static str, fn(&mut Vec<u8>));
const DAMAGES: &[Damage] = &[
    ("none", |_| {}),
    ("a byte FF inserted", |b| b.insert(b.len() / 2, 0xff)),
    ("head cut", |b| {
        b.remove(0);
    }),
    ("tail cut", |b| {
        b.pop();
    }),
    ("head and tail cut", |b| {
        b.pop();
        b.remove(0);
    }),
];

#[test]
fn every_chinese_encoding_is_recognised_under_every_damage() {
    for (text, encodings) in [
        (SHORT, ["UTF-8", "GB18030", "UTF-16LE", "UTF-16BE"].as_slice()),
        (LONG, &["UTF-8", "GB18030", "UTF-16LE", "UTF-16BE"]),
        (TRADITIONAL, &["UTF-8", "GB18030", "Big5", "UTF-16LE", "UTF-16BE"]),
    ] {
        for name in encodings {
            for (what, damage) in DAMAGES {
                if name.starts_with("UTF-16") && what.contains("inserted") {
                    // It shifts all that follows by half a character.
                    continue;
                }
                let mut bytes = encode(text, name);
                damage(&mut bytes);
                let got = decode(bytes, None);
                assert_eq!(got.guess.encoding.name(), *name, "{what}: {}", got.text);
                let same = text.chars().filter(|c| got.text.contains(*c)).count();
                let whole = text.chars().count();
                assert!(same * 10 >= whole * 8, "{name}, {what}: {}", got.text);
                assert_eq!(got.damaged > 0, got.text.contains('\u{fffd}'));
                if *what == "none" {
                    assert_eq!(got.text, text, "{name}");
                }
            }
        }
    }
}

#[test]
fn nuls_inside_a_text_do_not_change_its_encoding() {
    for name in ["UTF-8", "GB18030"] {
        let mut bytes = encode(LONG, name);
        let line = bytes.iter().position(|b| *b == b'\n').unwrap();
        bytes.splice(line..line, [0, 0, 0]);
        assert_eq!(decode(bytes, None).guess.encoding.name(), name);
    }
}

#[test]
fn byte_order_marks_are_not_part_of_the_text() {
    let utf32 = |f: fn(u32) -> [u8; 4]| SHORT.chars().flat_map(|c| f(u32::from(c))).collect();
    for (mark, body, name) in [
        (&b"\xef\xbb\xbf"[..], SHORT.as_bytes().to_vec(), "UTF-8"),
        (b"\xef\xbb\xbf\xef\xbb\xbf", SHORT.as_bytes().to_vec(), "UTF-8"),
        (b"\xff\xfe", encode(SHORT, "UTF-16LE"), "UTF-16LE"),
        (b"\xfe\xff", encode(SHORT, "UTF-16BE"), "UTF-16BE"),
        (b"\x84\x31\x95\x33", encode(SHORT, "gb18030"), "GB18030"),
        (b"\xff\xfe\0\0", utf32(u32::to_le_bytes), "UTF-32LE"),
        (b"\0\0\xfe\xff", utf32(u32::to_be_bytes), "UTF-32BE"),
    ] {
        let got = decode([mark, &body].concat(), None);
        assert_eq!((got.text.as_str(), got.guess.encoding.name()), (SHORT, name));
        assert_eq!(got.damaged, 0);
    }
}

#[test]
fn rare_characters_of_gb18030_and_hkscs_survive() {
    let text = format!("{LONG}㐂𠮷䶮镕堃\n");
    assert_eq!(decode(encode(&text, "gb18030"), None).text, text);
    // 嘅 88 F6…: characters that only HKSCS has, after plain Big5.
    let mut bytes = encode(TRADITIONAL, "big5");
    bytes.extend_from_slice(b"\x9d\xf3\xfb\xed");
    let got = decode(bytes, None);
    assert_eq!((got.guess.encoding.name(), got.damaged), ("Big5", 0));
}

#[test]
fn other_languages_never_become_chinese() {
    for (text, label) in [
        ("Élève à Genève, déjà vu : le cœur léger — café très serré.", "windows-1252"),
        ("Die Straße nach Köln führt über die größte Brücke.", "windows-1252"),
        ("El niño comió piñas el año pasado; ¿qué pasó después?", "windows-1252"),
        ("Сегодня мы обсуждаем план работы на следующий год.", "windows-1251"),
        ("Сегодня мы обсуждаем план работы на следующий год.", "koi8-r"),
        ("これは会議の議事録です。本日の出席者は次の通りである。", "shift_jis"),
        ("これは会議の議事録です。本日の出席者は次の通りである。", "euc-jp"),
        ("오늘 회의에서는 내년도 사업 계획을 논의하였습니다.", "euc-kr"),
    ] {
        let got = decode(encode(text, label), None);
        let wrong = [Encoding::GB18030, Encoding::BIG5, Encoding::UTF_16LE, Encoding::UTF_16BE];
        assert!(!wrong.contains(&got.guess.encoding), "{label}: {:?} {}", got.guess, got.text);
    }
    // UTF-8 of another language stays UTF-8 under a damaged byte.
    let mut bytes = "Сегодня мы обсуждаем план.".repeat(3).into_bytes();
    bytes.insert(20, 0xff);
    assert_eq!(decode(bytes, None).guess.encoding, Encoding::UTF_8);
}

#[test]
fn damage_is_counted_and_placed() {
    let mut bytes = LONG.as_bytes().to_vec();
    let at = LONG.find("林业").unwrap();
    bytes.insert(at, 0xff);
    let got = decode(bytes, None);
    assert_eq!((got.damaged, got.first), (1, Some(at)));
    assert_eq!(got.text.replace('\u{fffd}', ""), LONG);

    let mut bytes = encode(LONG, "gb18030");
    let line = bytes.iter().position(|b| *b == b'\n').unwrap();
    bytes.insert(line, 0xff);
    let got = decode(bytes, None);
    assert_eq!((got.damaged, got.first), (1, Some(line)));
    assert_eq!(got.text.replace('\u{fffd}', ""), LONG);
}

#[test]
fn chinese_far_behind_scripts_is_still_seen() {
    let mut bytes = b"<script>var x = 'abcdefghij';</script>\n".repeat(4000);
    bytes.extend(encode(LONG, "gb18030"));
    assert_eq!(decode(bytes, None).guess.encoding, Encoding::GB18030);
}

#[test]
fn the_user_is_obeyed() {
    let got = decode("防汛".as_bytes().to_vec(), Some(Encoding::GB18030));
    assert_eq!(got.guess.encoding, Encoding::GB18030);
    assert_ne!(got.text, "防汛");
    let got = decode(encode(SHORT, "gb18030"), Some(Encoding::UTF_8));
    assert!(got.damaged > 0);
}

proptest! {
    /// Any bytes give a text, of bounded length, quickly.
    #[test]
    fn decoding_is_total(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let length = bytes.len();
        let got = decode(bytes, None);
        prop_assert!(got.text.len() <= 3 * length);
        prop_assert!(got.damaged <= length);
        prop_assert_eq!(got.damaged == 0, got.first.is_none());
    }

    /// Any bytes can be decoded from every encoding that the user may name.
    #[test]
    fn decoding_as_told_is_total(
        bytes in proptest::collection::vec(any::<u8>(), 0..300),
        which in 0..ENCODINGS.len(),
    ) {
        let told = ENCODINGS[which].parse().unwrap();
        let length = bytes.len();
        let got = decode(bytes, Some(told));
        prop_assert!(got.text.len() <= 3 * length);
    }

    /// A byte overwritten in UTF-8 costs the character it hits and no other.
    #[test]
    fn a_flipped_byte_costs_one_character(at in 0..LONG.len(), value in 0x80_u8..) {
        let mut bytes = LONG.as_bytes().to_vec();
        bytes[at] = value;
        let got = decode(bytes, None);
        prop_assert_eq!(got.guess.encoding, Encoding::UTF_8);
        let hit = LONG.char_indices().take_while(|(i, _)| *i <= at).last().unwrap().0;
        let after = LONG[hit..].chars().next().map_or(hit, |c| hit + c.len_utf8());
        prop_assert!(got.text.starts_with(&LONG[..hit]));
        prop_assert!(got.text.ends_with(&LONG[after..]));
    }

    /// Text that was encoded is given back, from sixteen characters up.
    #[test]
    fn encoded_text_comes_back(start in 0..60_usize, length in 16..60_usize) {
        let text: String = LONG.chars().cycle().skip(start).take(length).collect();
        for name in ["UTF-8", "GB18030", "UTF-16LE", "UTF-16BE"] {
            let got = decode(encode(&text, name), None);
            prop_assert_eq!(&got.text, &text, "{}", name);
        }
    }
}
