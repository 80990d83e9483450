//! Checking a speech before it is handed in: numbering, punctuation, levels, announced counts, pairs of
//! quotes and brackets, headings.
//!
//! In: a [`Document`] and its [`Outline`]. Out: [`Finding`]s in reading order, each with its place, its
//! rule, and what to do. Nothing is changed. Linear in the text. Rules that a good writer may break on
//! purpose give hints only; a sound text has no findings.

mod announced;
mod lone;
mod marks;
mod numbering;
mod numeral;
mod order;
mod pairs;
mod parallel;
mod policy;
mod punctuation;
mod quotation;
mod rule;
mod title;

pub use policy::Policy;
pub use rule::{About, LEVELS, Level, RULES, Rule};

use crate::document::{Document, Role};
use crate::locale::Lang;
use crate::outline::{Node, NodeId, Outline};
use crate::text::Span;

/// A fault that was found, or something worth a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule that it breaks.
    pub rule: Rule,
    /// How serious it is.
    pub level: Level,
    /// The place, in bytes of the document's text.
    pub span: Span,
    /// What is wrong, in a sentence.
    pub message: String,
    /// What to do about it; empty where the message says it.
    pub suggestion: String,
    /// What the words at the place should become, where that is certain.
    pub replacement: Option<String>,
}

/// The findings on `document`, worded in `lang`, in reading order.
#[must_use]
pub fn check(document: &Document, outline: &Outline, lang: Lang) -> Vec<Finding> {
    let mut checker = Checker::new(document, outline, lang);
    numbering::check(&mut checker);
    marks::check(&mut checker);
    order::check(&mut checker);
    announced::check(&mut checker);
    lone::check(&mut checker);
    punctuation::check(&mut checker);
    pairs::check(&mut checker);
    title::check(&mut checker);
    parallel::check(&mut checker);
    let mut found = checker.found;
    found.sort_by_key(|f| (f.span, f.rule));
    found
}

/// What the rules look at, and what they have found.
struct Checker<'a> {
    document: &'a Document,
    outline: &'a Outline,
    text: &'a str,
    lang: Lang,
    /// The lists of numbered items, each in reading order; lists in the order of their first items.
    lists: Vec<Vec<NodeId>>,
    /// Whether the text is in traditional characters: other rules hold there than GB's.
    traditional: bool,
    /// For each paragraph, whether it begins inside a quotation.
    quoted: Vec<bool>,
    found: Vec<Finding>,
}

impl<'a> Checker<'a> {
    fn new(document: &'a Document, outline: &'a Outline, lang: Lang) -> Self {
        let text = document.text();
        let lists = lists(outline);
        let mut checker = Self {
            document,
            outline,
            text,
            lang,
            lists,
            traditional: traditional(text),
            quoted: Vec::new(),
            found: Vec::new(),
        };
        checker.quoted = quotation::quoted(&checker);
        checker
    }

    /// The words that `span` covers.
    fn words(&self, span: Span) -> &'a str {
        span.of(self.text)
    }

    /// Whether `node` was taken over from another text, in a quotation that an earlier paragraph opened.
    fn is_quoted(&self, node: &Node) -> bool {
        self.quoted.get(node.paragraph).copied().unwrap_or_default()
    }

    fn node(&self, id: NodeId) -> Option<&'a Node> {
        self.outline.get(id)
    }

    /// The nodes of a list.
    fn items(&self, list: &[NodeId]) -> Vec<&'a Node> {
        list.iter().filter_map(|&id| self.outline.get(id)).collect()
    }

    /// Takes a finding down.
    fn report(&mut self, rule: Rule, span: Span, message: String, suggestion: String) {
        let level = rule.about().level;
        self.found.push(Finding { rule, level, span, message, suggestion, replacement: None });
    }

    /// Takes down a finding that `words` in its place would mend.
    fn report_mend(&mut self, rule: Rule, span: Span, message: String, words: String) {
        let suggestion = match self.lang {
            Lang::Zh => format!("改为 {words}"),
            Lang::En => format!("write {words}"),
        };
        self.report(rule, span, message, suggestion);
        if let Some(last) = self.found.last_mut() {
            last.replacement = Some(words);
        }
    }

    /// The paragraphs that are words of the speech, by index.
    fn prose(&self) -> impl Iterator<Item = (usize, Span)> + use<'a> {
        let paragraphs = self.document.paragraphs().iter().enumerate();
        paragraphs.filter_map(|(i, p)| match p.role {
            Role::Body | Role::Heading(_) | Role::Title => Some((i, p.span)),
            Role::Furniture | Role::Code | Role::Table => None,
        })
    }
}

/// The items of each list that has numbers.
fn lists(outline: &Outline) -> Vec<Vec<NodeId>> {
    let mut place: std::collections::HashMap<u32, usize> = std::collections::HashMap::new();
    let mut lists: Vec<Vec<NodeId>> = Vec::new();
    for (i, node) in outline.nodes().iter().enumerate() {
        if node.marker.is_empty() || node.number == 0 {
            continue;
        }
        let at = *place.entry(node.list).or_insert_with(|| {
            lists.push(Vec::new());
            lists.len() - 1
        });
        if let Some(list) = lists.get_mut(at) {
            list.push(NodeId(i));
        }
    }
    lists
}

/// Whether a text is written in traditional characters, by its commonest ones.
fn traditional(text: &str) -> bool {
    const TRADITIONAL: &str = "會國為與學個發這來時實們過經對開產業動關務計劃應當進現體員團報議說";
    const SIMPLIFIED: &str = "会国为与学个发这来时实们过经对开产业动关务计划应当进现体员团报议说";
    let (mut old, mut new) = (0_usize, 0_usize);
    for c in text.chars().take(20_000) {
        old += usize::from(TRADITIONAL.contains(c));
        new += usize::from(SIMPLIFIED.contains(c) && !TRADITIONAL.contains(c));
    }
    old > new
}

/// `words` on one line of a message: at most `most` characters.
fn short(words: &str, most: usize) -> String {
    let mut chars = words.chars();
    let head: String = chars.by_ref().take(most).collect();
    if chars.next().is_some() { head + "…" } else { head }
}

/// Whether `c` is a Chinese character.
const fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '〇' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

#[cfg(test)]
mod testing {
    use super::*;

    /// A paragraph in which there is nothing to find.
    pub(super) const BODY: &str = "这里是正文，写得很长很长，把道理讲清楚。";

    /// Headings that begin with these markers, each with its paragraph.
    pub(super) fn headings(markers: &[&str]) -> String {
        let line = |m: &&str| format!("{m}抓好一件大事情\n{BODY}\n");
        markers.iter().map(line).collect()
    }

    /// The rules that `text` breaks, each with the words at the place.
    pub(super) fn found(text: &str) -> Vec<(Rule, String)> {
        let document = Document::from_lines(text);
        let outline = crate::outline::parse(&document);
        let finding = |f: Finding| (f.rule, f.span.of(text).to_owned());
        check(&document, &outline, Lang::Zh).into_iter().map(finding).collect()
    }

    /// The findings of one rule, in Chinese: message and suggestion.
    pub(super) fn said(rule: Rule, text: &str) -> Vec<String> {
        let document = Document::from_lines(text);
        let outline = crate::outline::parse(&document);
        let all = check(&document, &outline, Lang::Zh);
        let of = all.into_iter().filter(|f| f.rule == rule);
        of.map(|f| format!("{}；{}", f.message, f.suggestion)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::testing::found;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_sound_speech_has_no_findings() {
        let text = "在春耕工作会议上的讲话\n同志们：\n下面，我讲两点意见。\n一、抓紧备耕\n种子要备足，\
                    农机要修好。一是查墒情。二是备农资。\n二、抓好水利\n（一）清渠。把支渠清一遍。\n\
                    （二）蓄水。把塘坝蓄满水。\n谢谢大家！\n";
        assert_eq!(found(text), []);
    }

    #[test]
    fn traditional_text_is_known() {
        assert!(traditional("這個計劃對國家的發展很重要"));
        assert!(!traditional("这个计划对国家的发展很重要"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn any_text_is_checked_and_every_place_lies_in_it(
            text in "([一二三四（）()、，。“”《》‘’\"1-4.第首先其次是要 \n]|[甲-申]|讲三点意见：){0,120}"
        ) {
            let document = Document::from_lines(text.as_str());
            let outline = crate::outline::parse(&document);
            for lang in [Lang::Zh, Lang::En] {
                for finding in check(&document, &outline, lang) {
                    prop_assert!(text.get(finding.span.range()).is_some(), "{finding:?}");
                    prop_assert!(!finding.message.is_empty());
                }
            }
        }
    }
}
