//! Parallel headings of which one breaks the pattern: 坚决从…的高度 twice, then another form.

use super::{Checker, Rule, short};
use crate::locale::Lang;
use crate::outline::{Kind, Node};

/// With what a title begins that is a call, not a name: only calls are written in parallel.
const LEADS: &[&str] = &[
    "坚决", "坚持", "着力", "着眼", "立足", "围绕", "聚焦", "突出", "强化", "要", "用", "以", "从",
    "把", "在", "做", "抓", "守", "树", "当", "始终", "全力", "全面", "切实", "努力", "必须",
    "站在", "增强", "提高", "牢", "争", "敢", "善", "勇",
];
/// Function words: what stands in all titles must be of the frame, not of the matter.
const JOINTS: &[char] =
    &['的', '上', '中', '为', '到', '下', '出', '起', '来', '于', '去', '着', '作'];
/// Characters of a title that are compared.
const LONGEST: usize = 40;

pub(super) fn check(c: &mut Checker<'_>) {
    for list in c.lists.clone() {
        let items = c.items(&list);
        if items.len() < 3 || items.iter().any(|n| n.kind == Kind::Title) {
            continue;
        }
        if let Some((odd, pattern)) = odd_one(c, &items) {
            let words = short(c.words(odd.title), 20);
            let message = match c.lang {
                Lang::Zh => format!("并列的各项都是“{pattern}”，只有“{words}”不同"),
                Lang::En => format!("the others read “{pattern}”, only “{words}” does not"),
            };
            let suggestion = c.lang.pick("改成一样的句式", "give it the same pattern").to_owned();
            c.report(Rule::Parallel, odd.title, message, suggestion);
        }
    }
}

/// A pattern: what titles begin with, and what stands further on in them.
struct Pattern {
    head: Vec<char>,
    further: Vec<char>,
}

impl Pattern {
    /// What two titles share, where it is too much for chance.
    fn of(a: &[char], b: &[char]) -> Option<Self> {
        let head = common(a.iter(), b.iter());
        let (rest_a, rest_b) = (a.get(head.len()..)?, b.get(head.len()..)?);
        let further = longest_common(rest_a, rest_b);
        let spoken = LEADS.iter().any(|lead| head.starts_with(&lead.chars().collect::<Vec<_>>()))
            && further.iter().any(|ch| JOINTS.contains(ch));
        (spoken && head.len() >= 2 && further.len() >= 2 && head.len() + further.len() >= 5)
            .then_some(Self { head, further })
    }

    /// Whether a title has nothing of the pattern: else it varies it on purpose.
    fn is_foreign_to(&self, title: &[char]) -> bool {
        let has = |part: &[char]| title.windows(2).any(|w| w == part);
        let pairs = self.head.windows(2).chain(self.further.windows(2));
        !pairs.into_iter().any(has)
    }

    fn fits(&self, title: &[char]) -> bool {
        let rest = title.get(self.head.len()..).unwrap_or_default();
        title.starts_with(&self.head) && rest.windows(self.further.len()).any(|w| w == self.further)
    }
}

/// The one title without the pattern that all others share.
fn odd_one<'a>(c: &Checker<'a>, items: &[&'a Node]) -> Option<(&'a Node, String)> {
    let titles: Vec<Vec<char>> = items
        .iter()
        .map(|n| {
            let chars = c.words(n.title).chars();
            chars.filter(|ch| !ch.is_whitespace()).take(LONGEST).collect()
        })
        .collect();
    // All but one share it: then two of the first three do.
    for (i, j) in [(0, 1), (0, 2), (1, 2)] {
        let Some(pattern) = Pattern::of(titles.get(i)?, titles.get(j)?) else { continue };
        let mut odd = titles.iter().enumerate().filter(|(_, t)| !pattern.fits(t));
        if let (Some((at, title)), None) = (odd.next(), odd.next())
            && pattern.is_foreign_to(title)
        {
            let [head, further] = [pattern.head, pattern.further].map(String::from_iter);
            return Some((items.get(at)?, format!("{head}…{further}")));
        }
    }
    None
}

/// What two rows of characters begin with alike.
fn common<'a>(a: impl Iterator<Item = &'a char>, b: impl Iterator<Item = &'a char>) -> Vec<char> {
    a.zip(b).take_while(|(a, b)| a == b).map(|(a, _)| *a).collect()
}

/// The longest run of characters that stands in both; the first of equals.
fn longest_common(a: &[char], b: &[char]) -> Vec<char> {
    let mut best: &[char] = &[];
    // Titles are cut at `LONGEST`, so the square of their length is small.
    for from in 0..a.len() {
        for to in from + best.len() + 1..=a.len() {
            let part = a.get(from..to).unwrap_or_default();
            if !b.windows(part.len()).any(|w| w == part) {
                break;
            }
            best = part;
        }
    }
    best.to_vec()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{BODY, found, said};
    use super::*;

    fn text(titles: &[&str]) -> String {
        let markers = ["一、", "二、", "三、", "四、"];
        let line = |(m, t): (&&str, &&str)| format!("{m}{t}\n{BODY}\n");
        markers.iter().zip(titles).map(line).collect()
    }

    #[test]
    fn the_heading_that_breaks_the_pattern_is_found() {
        let text = text(&["坚决从为民的高度抓春耕", "坚决从大局的高度抓项目", "抓防汛要有新办法"]);
        assert_eq!(
            said(Rule::Parallel, &text),
            ["并列的各项都是“坚决从…的高度抓”，只有“抓防汛要有新办法”不同；改成一样的句式"]
        );
    }

    #[test]
    fn parallel_and_free_headings_are_sound() {
        assert_eq!(found(&text(&["抓好春耕生产", "抓好防汛备汛", "抓好项目建设"])), []);
        assert_eq!(found(&text(&["加强领导", "加强宣传", "提高本领", "改进作风"])), []);
    }
}
