//! Items that stand alone: 第一 without 第二, 首先 without 其次, 一是 without 二是.
//!
//! The outline drops such items, since one is no list, so they are looked for in the text.

use super::{Checker, Level, Rule};
use crate::locale::Lang;
use crate::text::{Span, is_blank};

/// A word that promises another.
struct Promise {
    /// The word with what has to follow it.
    word: &'static str,
    /// How much of it is the word itself, in characters.
    shown: usize,
    /// What keeps the promise, anywhere after it in the same speech.
    kept: &'static [&'static str],
    /// Words after it that promise nothing (courtesy, idioms).
    free: &'static [&'static str],
    level: Level,
}

/// What may keep any promise.
const OTHERS: &[&str] =
    &["二是", "第二", "其次", "其二", "再次", "再者", "二要", "另外", "另一方面"];

const PROMISES: &[Promise] = &[
    Promise { word: "第一，", shown: 2, kept: &["第三"], free: &[], level: Level::Warning },
    Promise { word: "其一，", shown: 2, kept: &["其三"], free: &[], level: Level::Warning },
    Promise {
        word: "一是",
        shown: 2,
        kept: &["三是", "二来", "二则", "又是", "再就是", "二为"],
        free: &["一"],
        level: Level::Warning,
    },
    Promise {
        word: "首先，",
        shown: 2,
        kept: &[
            "然后",
            "接着",
            "同时",
            "最后",
            "接下来",
            "下面",
            "之后",
            "此外",
            "第三",
            "随后",
            "还",
        ],
        free: &[
            "我", "请", "向", "让我", "祝", "感谢", "欢迎", "允许", "代表", "对", "谨", "借此",
            "大家",
        ],
        level: Level::Hint,
    },
];

pub(super) fn check(c: &mut Checker<'_>) {
    // Where each speech ends.
    let titles: Vec<usize> = c
        .outline
        .nodes()
        .iter()
        .filter(|n| n.kind == crate::outline::Kind::Title)
        .map(crate::outline::Node::start)
        .collect();
    let markers: Vec<usize> = c.outline.nodes().iter().map(|n| n.marker.start).collect();
    // Each promise is looked for from the last place backwards, so that what keeps it is seen
    // before it: one pass for each word.
    let paragraphs: Vec<Span> = c.prose().map(|(_, span)| span).collect();
    for promise in PROMISES {
        let keepers: Vec<&str> = OTHERS.iter().chain(promise.kept).copied().collect();
        // The last place at which a keeper stands, per speech: it is enough that one comes after.
        let mut kept: Vec<usize> = vec![0; titles.len() + 1];
        let speech = |byte: usize| titles.partition_point(|&t| t <= byte);
        for span in &paragraphs {
            let words = c.words(*span);
            for keeper in &keepers {
                if let Some(at) = words.rfind(keeper) {
                    let byte = span.start + at;
                    if let Some(last) = kept.get_mut(speech(byte)) {
                        *last = byte.max(*last);
                    }
                }
            }
        }
        for span in &paragraphs {
            for (at, _) in c.words(*span).match_indices(promise.word) {
                let byte = span.start + at;
                let later = kept.get(speech(byte)).is_some_and(|&last| last > byte);
                if later || markers.binary_search(&byte).is_ok() || !opens(c, *span, byte) {
                    continue;
                }
                let after = Span::new(byte + promise.word.len(), span.end);
                let after = c.words(after).trim_start_matches(is_blank);
                if after.is_empty() || promise.free.iter().any(|f| after.starts_with(f)) {
                    continue;
                }
                tell(c, promise, byte);
            }
        }
    }
}

/// Whether a sentence or clause begins at `byte`.
fn opens(c: &Checker<'_>, paragraph: Span, byte: usize) -> bool {
    let before = c.words(Span::new(paragraph.start, byte)).trim_end_matches(is_blank);
    before.is_empty() || before.ends_with(['。', '：', '；', '！', '？', ':', ';', '!', '?'])
}

fn tell(c: &mut Checker<'_>, promise: &Promise, byte: usize) {
    let shown: String = promise.word.chars().take(promise.shown).collect();
    let span = Span::new(byte, byte + shown.len());
    let message = match c.lang {
        Lang::Zh => format!("有“{shown}”，后面没有与它相应的一项"),
        Lang::En => format!("“{shown}” stands alone: no item like it follows"),
    };
    let suggestion =
        c.lang.pick("补上后面的各项，或删去序次语", "add the others, or drop the word");
    c.report(Rule::Lone, span, message, suggestion.to_owned());
    if let Some(last) = c.found.last_mut() {
        last.level = promise.level;
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::found;
    use super::*;

    #[test]
    fn a_first_without_a_second_is_found() {
        for (text, word) in [
            ("工作要抓实。第一，要把账算清楚。大家回去以后都要好好想一想。", "第一"),
            ("原因很清楚：一是措施没有落到地头。我们要改。", "一是"),
            ("怎么办？其一，学会听。别急着讲。", "其一"),
            ("首先，要沉得住气。机关里的头三年最磨人。", "首先"),
        ] {
            assert_eq!(found(text), [(Rule::Lone, word.into())], "{text}");
        }
    }

    #[test]
    fn an_answer_in_other_words_courtesy_and_idioms_are_sound() {
        for text in [
            "首先，我代表县委，向大家表示感谢！",
            "要抓两头。第一，抓春耕。第二，抓防汛。",
            "首先，要沉得住气。其次，要弯得下腰。",
            "做到一是一、二是二，账目清楚。",
            "我县总量排第一，增速也排第一，大家都高兴。",
            "首先，要抓春耕，然后再抓防汛。",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
