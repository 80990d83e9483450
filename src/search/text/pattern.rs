//! The search for a regular expression. In: the expression and a text, which is not folded. Out: hits.
//!
//! The syntax is that of the `regex` crate, which takes linear time in the text whatever the pattern. The
//! full crate is used, not `regex-lite`: on speeches it is fifty to two hundred times faster (some GB/s
//! against 40 MB/s, which matters for a folder) and knows `\p{Han}`. It adds 1.2 MB to the program.

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};

use super::super::fold::{is_han, variants};
use crate::locale::Lang;
use crate::text::Span;

/// The most bytes that a compiled pattern may take, and as many again for its table of states.
const SIZE: usize = 4 << 20;

/// A pattern made ready.
///
/// A Chinese character matches all its variants (項目 finds 项目); `^` and `$` match at the start and end of
/// a line; case counts only if the pattern has a capital.
#[derive(Clone, Debug)]
pub struct Pattern(regex::Regex);

/// Why a pattern cannot be used, in one line of English.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadPattern(String);

impl fmt::Display for BadPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for BadPattern {}

/// How the messages of the `regex` crate begin, in small letters, and what they say in Chinese.
const REASONS: &[(&str, &str)] = &[
    ("unclosed group", "左括号没有闭合"),
    ("unopened group", "右括号没有对应的左括号"),
    ("unclosed character class", "方括号没有闭合"),
    ("invalid character class range", "方括号里的范围前大后小"),
    ("invalid range boundary", "方括号里的范围两端须是单个字"),
    ("repetition operator missing", "* + ? 前面没有可重复的内容"),
    ("unclosed counted repetition", "花括号没有闭合"),
    ("invalid repetition count range", "重复次数前大后小"),
    ("repetition quantifier expects", "花括号里须是数字"),
    ("incomplete escape sequence", "末尾的反斜杠后面缺字"),
    ("unrecognized escape sequence", "不认识反斜杠后面的字"),
    ("invalid escape sequence", "方括号里不能用这个转义"),
    ("unicode property not found", "没有这个 \\p{…} 类别"),
    ("look-around", "不支持环视"),
    ("backreferences", "不支持反向引用"),
    ("unclosed capture group name", "组名没有闭合"),
    ("empty capture group name", "组名是空的"),
    ("invalid capture group", "组名里有不能用的字"),
    ("duplicate capture group", "组名重复"),
    ("unrecognized flag", "不认识的标志"),
    ("duplicate flag", "标志重复"),
    ("exceed", "嵌套或重复太多"),
    ("compiled regex exceeds", "嵌套或重复太多"),
];

impl BadPattern {
    /// The error of a pattern that is too long.
    pub(super) fn too_large() -> Self {
        Self("exceeds the size limit".to_owned())
    }

    /// The reason in the language of the interface, in one sentence.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let lower = self.0.to_lowercase();
        let known = REASONS.iter().find(|(reason, _)| lower.starts_with(reason));
        match (lang, known) {
            (Lang::Zh, Some((_, zh))) => format!("正则有误：{zh}"),
            (Lang::Zh, None) => format!("正则有误：{}", self.0),
            (Lang::En, _) => format!("bad regex: {}", self.0),
        }
    }
}

impl Pattern {
    /// Makes `pattern` ready.
    ///
    /// # Errors
    ///
    /// [`BadPattern`] if it is not a valid regular expression, or too large.
    ///
    /// ```
    /// # use gangmu::search::text::Pattern;
    /// let text = "增长6.5%，其中項目投资增长12%。";
    /// let hits = Pattern::new(r"项目.*?[\d.]+%")?.find(text);
    /// assert_eq!(hits[0].of(text), "項目投资增长12%");
    /// # Ok::<(), gangmu::search::text::BadPattern>(())
    /// ```
    pub fn new(pattern: &str) -> Result<Self, BadPattern> {
        build(pattern).map(Self)
    }

    /// All hits in `text`, in order. Blanks at the start of a hit do not belong to it, unless it is nothing
    /// but blanks; empty hits are left out.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Span> {
        self.search(text, &AtomicBool::new(false)).unwrap_or_default()
    }

    /// [`Pattern::find`] for a worker: `None` soon after `cancel` is set.
    #[must_use]
    pub fn search(&self, text: &str, cancel: &AtomicBool) -> Option<Vec<Span>> {
        let mut hits = Vec::new();
        if cancel.load(Ordering::Relaxed) {
            return None;
        }
        for hit in self.0.find_iter(text) {
            if cancel.load(Ordering::Relaxed) {
                return None;
            }
            if !hit.is_empty() {
                // A hit that begins with a line end would otherwise lead to the line before its words.
                let words = hit.as_str().trim_start().len();
                let start = if words > 0 { hit.end() - words } else { hit.start() };
                hits.push(Span::new(start, hit.end()));
            }
        }
        Some(hits)
    }
}

/// Compiles `pattern`, with the variants of its Chinese characters.
pub(super) fn build(pattern: &str) -> Result<regex::Regex, BadPattern> {
    regex::RegexBuilder::new(&with_variants(pattern))
        .case_insensitive(!has_capital(pattern))
        .multi_line(true)
        .size_limit(SIZE)
        .dfa_size_limit(SIZE)
        .build()
        .map_err(|error| BadPattern(one_line(&error)))
}

/// The last line of the crate's message, which gives the reason; the lines before show the place.
fn one_line(error: &regex::Error) -> String {
    let text = error.to_string();
    let last = text.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or_default();
    last.trim().trim_start_matches("error: ").to_owned()
}

/// Whether `pattern` has a capital, other than in an escape such as `\S`; then case counts.
fn has_capital(pattern: &str) -> bool {
    let mut escaped = false;
    pattern.chars().any(|c| {
        let capital = !escaped && c.is_uppercase();
        escaped = !escaped && c == '\\';
        capital && !escaped
    })
}

/// `pattern` with each Chinese character replaced by a class of all its variants; within a class, they are
/// added to it. Names of groups and ends of ranges stay as they are.
fn with_variants(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len() * 2);
    let mut class = 0_usize;
    let mut name = false;
    let mut before = '\0';
    // Whether a class has just begun, so that ] stands for itself, as in []] and [^]].
    let mut fresh = false;
    let mut chars = pattern.chars().peekable();
    while let Some(c) = chars.next() {
        let first = std::mem::take(&mut fresh);
        match c {
            '\\' => {
                out.push(c);
                out.extend(chars.next());
                before = '\0';
                continue;
            }
            '[' => {
                class += 1;
                fresh = true;
            }
            '^' if first && before == '[' => fresh = true,
            ']' if !first => class = class.saturating_sub(1),
            // (?<name> and (?P<name>
            '<' if matches!(before, '?' | 'P') && class == 0 => name = true,
            '>' => name = false,
            _ => {}
        }
        let range = class > 0 && (before == '-' || chars.peek() == Some(&'-'));
        if !is_han(c) || name || range {
            out.push(c);
        } else {
            let all = variants(c).into_iter().filter(|&v| v != c);
            if class > 0 {
                out.push(c);
                out.extend(all);
            } else {
                out.push('[');
                out.push(c);
                out.extend(all);
                out.push(']');
            }
        }
        before = c;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found<'a>(text: &'a str, pattern: &str) -> Vec<&'a str> {
        let hits = Pattern::new(pattern).unwrap().find(text);
        hits.into_iter().map(|s| s.of(text)).collect()
    }

    #[test]
    fn both_scripts_match_inside_and_outside_of_classes() {
        let text = "項目、项目、題目、题目";
        assert_eq!(found(text, "项目"), ["項目", "项目"]);
        assert_eq!(found(text, "[項題]目").len(), 4);
        assert_eq!(found(text, r"\p{Han}目").len(), 4);
        assert_eq!(found("发展發展", "(?<发>发)展").len(), 2);
        assert_eq!(found("一二三丁", "[一-丂]"), ["一", "丁"]);
    }

    #[test]
    fn a_bracket_that_opens_a_class_stands_for_itself() {
        assert_eq!(found("a]項", "[]项]"), ["]", "項"]);
        assert_eq!(found("a]項", "[^]项]"), ["a"]);
        assert_eq!(found("纲目", "[]a-纲]"), ["纲", "目"]);
    }

    #[test]
    fn lines_have_ends_and_case_counts_where_typed() {
        assert_eq!(found("目张\n纲举\n", "^纲举$"), ["纲举"]);
        assert_eq!(found("GDP gdp", "gdp"), ["GDP", "gdp"]);
        assert_eq!(found("GDP gdp", "GDP"), ["GDP"]);
        assert_eq!(found("gdp GDP", r"\S+"), ["gdp", "GDP"]);
        assert_eq!(found("纲举", "x*"), [""; 0]);
    }

    #[test]
    fn a_hit_begins_with_its_words_and_not_on_the_line_before() {
        assert_eq!(found("举。\n　　二、目张", r"\s*二、"), ["二、"]);
        assert_eq!(found("　　二、目张", "^　*二、"), ["二、"]);
        assert_eq!(found("二、　　目张", "　+"), ["　　"]);
    }

    #[test]
    fn a_bad_pattern_says_why_in_one_line() {
        for pattern in ["(", "[", "a{99999}{99999}", "*", r"\p{Xyz}"] {
            let error = Pattern::new(pattern).unwrap_err().to_string();
            assert!(!error.is_empty() && !error.contains('\n'), "{pattern}: {error}");
        }
        assert_eq!(Pattern::new("(").unwrap_err().to_string(), "unclosed group");
    }

    #[test]
    fn a_bad_pattern_says_why_in_chinese() {
        for (pattern, why) in [
            ("(", "左括号没有闭合"),
            (")", "右括号没有对应的左括号"),
            ("[", "方括号没有闭合"),
            ("[张-一]", "方括号里的范围前大后小"),
            ("*", "* + ? 前面没有可重复的内容"),
            ("a{2", "花括号没有闭合"),
            ("a{3,2}", "重复次数前大后小"),
            ("纲\\", "末尾的反斜杠后面缺字"),
            (r"\纲", "不认识反斜杠后面的字"),
            (r"\p{Xyz}", "没有这个 \\p{…} 类别"),
            ("(?=a)", "不支持环视"),
            (r"(a)\1", "不支持反向引用"),
            ("a{99999}{99999}", "嵌套或重复太多"),
        ] {
            let error = Pattern::new(pattern).unwrap_err();
            assert_eq!(error.message(Lang::Zh), format!("正则有误：{why}"), "{pattern} {error}");
            assert_eq!(error.message(Lang::En), format!("bad regex: {error}"));
        }
    }

    proptest! {
        #[test]
        fn any_pattern_is_read_or_refused(pattern in any::<String>(), text in any::<String>()) {
            if let Ok(ready) = Pattern::new(&pattern) {
                let _ = ready.find(&text);
            }
        }

        /// Widening never spoils a pattern that was good.
        #[test]
        fn a_good_pattern_stays_good(pattern in r"[项発纲\[\]()\-|.*?a^$]{0,12}") {
            if regex::Regex::new(&pattern).is_ok() {
                prop_assert!(regex::Regex::new(&with_variants(&pattern)).is_ok());
            }
        }
    }
}
