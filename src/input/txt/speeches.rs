//! Finds further speeches in one line.
//!
//! In: a long line of a page that lost its line ends. Out: where the titles of further speeches begin in it.
//! A title is recognised by what surrounds it: it follows the end of a sentence, ends with a word for such a
//! text or is a number alone, and a salutation follows: ……谢谢大家！在护堤会上的发言（二）各位领导： ……篇二 各位领导：

use crate::text::{Span, is_blank, is_up_to_ten};

/// Shortest line that may hold several speeches, in bytes.
pub(super) const LEAST_LINE: usize = 600;
/// Shortest line that may do so though it neither gives thanks nor numbers its pieces, in bytes. Paragraphs
/// hardly ever have more than 800 characters.
const LONG: usize = 2400;
/// Shortest title, in bytes.
const LEAST: usize = 18;
/// The same for one with the number of its piece.
const NUMBERED: usize = 9;
/// Longest title, in bytes.
const MOST: usize = 180;
/// Longest salutation, in bytes.
const GREETING: usize = 90;

/// What ends a sentence.
const ENDS: [char; 5] = ['。', '！', '？', '!', '?'];
/// How salutations begin.
const GREETINGS: [&str; 8] =
    ["各位", "尊敬的", "同志们", "老师们", "同学们", "女士们", "朋友们", "同志們"];
/// How the titles of speeches end.
const GENRES: [&str; 20] = [
    "讲话",
    "发言",
    "致辞",
    "致词",
    "演讲",
    "报告",
    "汇报",
    "总结",
    "主持词",
    "发言稿",
    "讲话稿",
    "演讲稿",
    "党课",
    "述职",
    "講話",
    "發言",
    "致辭",
    "致詞",
    "演辭",
    "演講辭",
];

/// Whether `words` may be the title of a speech: they end with a word for one and are no sentence.
pub(super) fn may_be_title(words: &str) -> bool {
    (LEAST..=MOST).contains(&words.len())
        && GENRES.iter().any(|genre| words.ends_with(genre))
        && !words.contains(['。', '；', ';', '，', ',', '：', ':'])
}

/// Where the titles of further speeches begin in `line`, in bytes.
pub(super) fn starts(line: &str) -> Vec<usize> {
    let parts = || ["谢谢", "謝謝", "篇"].iter().any(|word| line.contains(word));
    if line.len() < LEAST_LINE || line.len() < LONG && !parts() {
        return Vec::new();
    }
    let found = GREETINGS.iter().flat_map(|greeting| line.match_indices(greeting));
    let mut starts: Vec<usize> = found
        .filter(|&(at, _)| greets(line.get(at..).unwrap_or_default()))
        .filter_map(|(at, _)| title(line.get(..at)?))
        .collect();
    starts.sort_unstable();
    starts.dedup();
    starts
}

/// Where the title begins with which `before` ends; `None` unless it follows the end of a sentence.
fn title(before: &str) -> Option<usize> {
    let whole = before.trim_end_matches(|c: char| is_blank(c) || matches!(c, '：' | ':'));
    let words = without_number(whole);
    // ……谢谢大家！ 篇二：各位领导：, 护堤发言稿三篇 篇一：各位领导：
    let number = whole.get(words.len()..)?.trim_start_matches(is_blank);
    let over =
        || words.len() <= MOST && words.ends_with(['篇', '文']) && !words.contains(['。', '，']);
    if number.contains('篇') && (words.ends_with(ENDS) || over()) {
        return Some(whole.len() - number.len());
    }
    if !GENRES.iter().any(|genre| words.ends_with(genre)) {
        return None;
    }
    let stop = |c: char| matches!(c, '。' | '！' | '？' | '!' | '?' | '；' | ';' | '，' | ',');
    // No further back than a title, what closes the sentence before it, and its stop can stand.
    let mut from = words.len().saturating_sub(MOST + 16);
    while !words.is_char_boundary(from) {
        from += 1;
    }
    let near = words.get(from..)?;
    let (end, mark) = near.char_indices().rev().find(|&(_, c)| stop(c))?;
    let close = |c: char| is_blank(c) || matches!(c, '”' | '）' | ')' | '"' | '】');
    let title = near.get(end + mark.len_utf8()..)?.trim_start_matches(close);
    let ended = ENDS.contains(&mark);
    let least = if number.is_empty() { LEAST } else { NUMBERED };
    (ended && (least..=MOST).contains(&title.len())).then(|| words.len() - title.len())
}

/// `title` without the number of the speech after it: （二） (2) 2 篇二 【篇2】
fn without_number(title: &str) -> &str {
    let closed = title.strip_suffix(['）', ')', '】']);
    let inner = closed.unwrap_or(title);
    let bare = inner.trim_end_matches(is_up_to_ten);
    let piece = bare.strip_suffix('篇').filter(|_| bare.len() < inner.len());
    let name = match (closed, piece) {
        (None, None) => Some(title.trim_end_matches(|c: char| c.is_ascii_digit())),
        (None, piece) => piece,
        (Some(_), piece) => piece.unwrap_or(bare).strip_suffix(['（', '(', '【']),
    };
    name.map_or(title, |name| name.trim_end_matches(is_blank))
}

/// Whether `words`, which begin like a salutation, are one: 各位领导： 各位老师，大家上午好！
fn greets(words: &str) -> bool {
    let near = Span::new(0, GREETING).within(words).of(words);
    let clause =
        near.find(['。', '！', '!', '？', '；']).map_or(near, |at| near.get(..at).unwrap_or(near));
    let wished = ["大家好", "们好", "上午好", "下午好", "早上好", "晚上好", "們好"];
    clause.contains(['：', ':']) || wished.iter().any(|wish| clause.ends_with(wish))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles(line: &str) -> Vec<String> {
        let starts = starts(line);
        starts
            .iter()
            .map(|&at| Span::new(at, line.len()).of(line).chars().take(9).collect())
            .collect()
    }

    #[test]
    fn a_title_between_two_speeches_of_one_line_is_seen() {
        let body = "圩堤要年年修，渠道要岁岁清，各村的护堤员要把自己那一段看好。".repeat(26);
        let line = format!(
            "{body}谢谢大家!圩长在护堤会议上的发言(二)各位乡亲,大家上午好!{body}我的话完了。 \
             在清渠动员会上的讲话 尊敬的各位代表：{body}"
        );
        assert_eq!(titles(&line), ["圩长在护堤会议上的", "在清渠动员会上的讲"]);
        for number in ["2", "（二）", "【篇2】", " 篇二"] {
            let line = format!("{body}谢谢大家！护堤会议发言稿{number}各位乡亲：大家好。{body}");
            let found = titles(&line);
            assert!(
                found.len() == 1 && found[0].starts_with("护堤会议发言稿"),
                "{number} {found:?}"
            );
        }
        for number in ["篇二", "【篇2】"] {
            let line = format!("{body}谢谢大家！ {number} 各位乡亲：大家好。{body}");
            let found = titles(&line);
            assert!(found.len() == 1 && found[0].starts_with(number), "{number} {found:?}");
        }
    }

    #[test]
    fn those_who_hear_a_speech_are_no_salutation_of_the_next() {
        let body = "圩堤要年年修，渠道要岁岁清，各村的护堤员要把自己那一段看好。".repeat(30);
        for inside in [
            "听完圩长在护堤会议上的讲话各位护堤员都很受鼓舞，表示要把堤修好。",
            "大家认真学习圩长在护堤会议上的讲话，同志们：要抓紧。",
            "谢谢！各位领导：下面我接着讲。",
            "护堤的故事写了三篇，各位领导：下面我接着讲。",
            "他在发言同志们：静一静。",
        ] {
            assert_eq!(titles(&format!("{body}{inside}{body}")), [""; 0], "{inside}");
        }
        // Shorter lines are looked at if they give thanks or number their pieces.
        let body = "圩堤要年年修，渠道要岁岁清。".repeat(12);
        let line = format!(
            "护堤发言稿三篇 篇一：各位乡亲：{body}谢谢！ 篇二：各位乡亲：{body}谢谢大家！ \
             圩长在清渠会上的讲话 尊敬的各位代表：{body}"
        );
        assert_eq!(
            titles(&line),
            ["篇一：各位乡亲：圩", "篇二：各位乡亲：圩", "圩长在清渠会上的讲"]
        );
        let line = format!("{body}{body}圩长在清渠会上的讲话 尊敬的各位代表：{body}");
        assert_eq!(titles(&line), [""; 0]);
        let short = "谢谢大家！圩长在护堤会议上的发言各位乡亲：好。";
        assert_eq!(titles(short), [""; 0], "a short line");
    }
}
