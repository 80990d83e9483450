//! The search for pinyin in running text. Only done on request, because letters read as sounds match far too
//! much.

use std::sync::atomic::{AtomicBool, Ordering};

use super::super::fold::{GONE, fold, is_han};
use super::super::lattice::{Anchor, Flow, Pattern, Reading};
use super::super::pinyin::Scheme;
use super::super::query::sanitise;
use crate::text::{Span, gloss};

/// Characters between two looks at the cancel flag.
const STRIDE: usize = 1 << 14;

/// The hits of `query` in `text`, in order: characters, initials and syllables that follow each other without
/// a gap, not counting blanks and glosses. `None` soon after `cancel` is set.
pub(super) fn search_pinyin(
    text: &str,
    query: &str,
    scheme: Option<Scheme>,
    cancel: &AtomicBool,
) -> Option<Vec<Span>> {
    let reading = Reading::new(scheme);
    let pattern = Pattern::new(&sanitise(query), Some(reading), Anchor::default());
    if pattern.is_empty() {
        return Some(Vec::new());
    }
    let mut flow = Flow::new(&pattern);
    let mut hits = Vec::new();
    let mut before = GONE;
    let mut skip = 0;
    for (count, (at, c)) in text.char_indices().enumerate() {
        if count % STRIDE == 0 && cancel.load(Ordering::Relaxed) {
            return None;
        }
        let folded = fold(c);
        if at < skip || folded == ' ' || folded == GONE {
            continue;
        }
        if folded == '('
            && is_han(before)
            && let Some(len) = gloss(Span::new(at, text.len()).of(text))
        {
            skip = at + len;
            continue;
        }
        before = folded;
        if let Some(start) = flow.feed(c, folded, at) {
            hits.push(Span::new(start, at + c.len_utf8()));
        }
    }
    Some(hits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn find_pinyin(text: &str, query: &str, scheme: Option<Scheme>) -> Vec<Span> {
        search_pinyin(text, query, scheme, &AtomicBool::new(false)).unwrap()
    }

    fn found<'a>(text: &'a str, query: &str) -> Vec<&'a str> {
        find_pinyin(text, query, None).into_iter().map(|s| s.of(text)).collect()
    }

    #[test]
    fn sounds_follow_each_other_without_a_gap() {
        let text = "重点抓銀行、会计，长期规划；项目建設(shè)要快，xmjs。";
        for (query, want) in [
            ("yinhang", vec!["銀行"]),
            ("kuaiji", vec!["会计"]),
            ("changqi", vec!["长期"]),
            ("xmjs", vec!["项目建設", "xmjs"]),
            ("xmjsyk", vec!["项目建設(shè)要快"]),
            ("项目jianshe", vec!["项目建設"]),
            ("zdyh", vec![]),
            ("zhuoyin", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(found(text, query), want, "{query}");
        }
    }

    #[test]
    fn a_hit_goes_on_over_a_line_end() {
        assert_eq!(found("要把重点\n工作抓实。", "zhongdiangongzuo"), ["重点\n工作"]);
    }

    #[test]
    fn hits_do_not_overlap() {
        assert_eq!(found("层层层层层", "cengceng"), ["层层", "层层"]);
    }

    #[test]
    fn double_pinyin_is_read_when_asked_for() {
        let hits = find_pinyin("推进乡村振兴", "xlcy", Some(Scheme::Xiaohe));
        assert_eq!(hits[0].of("推进乡村振兴"), "乡村");
    }

    proptest! {
        #[test]
        fn hits_are_in_order_and_inside(text in any::<String>(), query in "[a-z重行 ']{0,6}") {
            let mut free = 0;
            for span in find_pinyin(&text, &query, None) {
                prop_assert!(span.start >= free && !span.of(&text).is_empty());
                free = span.end;
            }
        }
    }
}
