//! `[check]` in the settings file: rules to ignore, levels to change, words never to be marked.

use std::fmt::Write as _;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::problem::{Problem, at};
use super::quoted;
use crate::check::{LEVELS, Level, Policy, RULES, Rule};
use crate::locale::Lang;
use crate::text::Span;

/// A level that switches a rule off.
const OFF: &str = "off";
/// Most characters of words that are let be.
const WORDS: usize = 200;

/// Takes in what `table` says.
pub(super) fn read(
    text: &str,
    table: &DeTable<'_>,
    policy: &mut Policy,
    problems: &mut Vec<Problem>,
) {
    for (key, value) in table {
        match (key.get_ref().as_ref(), value.get_ref()) {
            ("allow" | "放行", DeValue::Array(rules)) => {
                for rule in rules {
                    match rule.get_ref().as_str().and_then(Rule::named) {
                        Some(rule) => {
                            policy.allowed.insert(rule);
                        }
                        None => problems.push(unknown(text, rule.span())),
                    }
                }
            }
            ("words" | "用语", DeValue::Array(all)) => {
                for words in all {
                    let written = words.get_ref().as_str();
                    let sound = |w: &&str| !w.trim().is_empty() && w.chars().count() <= WORDS;
                    match written.filter(sound) {
                        Some(written) => policy.words.push(written.to_owned()),
                        None => problems.push(at(
                            text,
                            words.span(),
                            format!("用语是 1 到 {WORDS} 字的原文"),
                            format!("words are 1 to {WORDS} characters, as they are written"),
                        )),
                    }
                }
            }
            ("levels" | "级别", DeValue::Table(levels)) => {
                for (rule, level) in levels {
                    read_level(text, rule.span(), rule.get_ref(), level, policy, problems);
                }
            }
            (name @ ("allow" | "放行" | "words" | "用语"), _) => problems.push(at(
                text,
                value.span(),
                format!("{name} 写成 [\"…\", \"…\"]"),
                format!("{name} is written [\"…\", \"…\"]"),
            )),
            (name @ ("levels" | "级别"), _) => problems.push(at(
                text,
                value.span(),
                format!("{name} 写成 [check.levels] 下的 规则 = \"级别\""),
                format!("{name} are written RULE = \"LEVEL\" below [check.levels]"),
            )),
            (name, _) => problems.push(at(
                text,
                key.span(),
                format!("[check] 没有 {name}；可用的：allow levels words"),
                format!("[check] has no {name}; there are: allow levels words"),
            )),
        }
    }
}

/// Takes in the level of one rule.
fn read_level(
    text: &str,
    place: std::ops::Range<usize>,
    rule: &str,
    level: &Spanned<DeValue<'_>>,
    policy: &mut Policy,
    problems: &mut Vec<Problem>,
) {
    let Some(rule) = Rule::named(rule) else {
        problems.push(unknown(text, place));
        return;
    };
    let written = level.get_ref().as_str();
    if written == Some(OFF) {
        policy.allowed.insert(rule);
        return;
    }
    let known = LEVELS.iter().find(|(name, _)| Some(*name) == written);
    match known {
        Some(&(_, level)) => {
            policy.levels.insert(rule, level);
        }
        None => {
            let names = LEVELS.iter().map(|(name, _)| *name).chain([OFF]);
            let names = names.collect::<Vec<_>>().join(" ");
            problems.push(at(
                text,
                level.span(),
                format!("级别可以是 {names}"),
                format!("a level is one of {names}"),
            ));
        }
    }
}

fn unknown(text: &str, span: std::ops::Range<usize>) -> Problem {
    let shown = Span::new(span.start, span.end).of(text);
    at(
        text,
        span,
        format!("没有规则 {shown}；gangmu check --rules 列有全部规则"),
        format!("no rule {shown}; gangmu check --rules lists them all"),
    )
}

/// What the file of defaults says of it: all of it a comment, since nothing is allowed at first.
pub(super) fn defaults(lang: Lang) -> String {
    let mut out = String::new();
    // Writing to a `String` cannot fail.
    let _ = writeln!(
        out,
        "{}",
        lang.pick(
            "# 检查（按 c，或 gangmu check）：不查的规则；有意这样写的原文，其中的毛病不报；规则的级别\n\
             # error、warning、hint，off 为不查。命令行的 --allow 再加上去。\n\
             # [check]\n\
             # allow = [\"half-width\", \"long-title\"]\n\
             # words = [\"三、再说三、\"]\n\
             # [check.levels]",
            "# Checks (c, or gangmu check): rules that may be broken; words written so on purpose, in\n\
             # which nothing is marked; levels of rules, error, warning or hint, off for none.\n\
             # --allow on the command line adds to it.\n\
             # [check]\n\
             # allow = [\"half-width\", \"long-title\"]\n\
             # words = [\"三、再说三、\"]\n\
             # [check.levels]",
        ),
    );
    for about in RULES {
        let level = quoted(about.level.name());
        let _ = writeln!(out, "# {} = {level}  # {}", about.id, about.words(lang));
    }
    out.push('\n');
    out
}

/// The levels that `policy` gives, for a list of rules: `off` where a rule may be broken.
#[must_use]
pub fn level_name(policy: &Policy, rule: Rule) -> &'static str {
    policy.level(rule).map_or(OFF, Level::name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Settings;
    use crate::app::config;

    fn told(text: &str) -> (Policy, Vec<(usize, usize)>) {
        let mut settings = Settings::default();
        let problems = config::read(text, &mut settings);
        let places = problems.iter().map(|f| (f.line, f.column)).collect();
        ((*settings.check).clone(), places)
    }

    #[test]
    fn the_file_says_which_rules_hold_how_gravely_and_where_not() {
        let (policy, problems) = told(
            "[check]\nallow = [\"half-width\"]\nwords = [\"三、再说三、\"]\n\
             [check.levels]\nseries-mixed = \"error\"\nlong-title = \"off\"\n",
        );
        assert_eq!(problems, []);
        assert_eq!(policy.allowed, [Rule::Width, Rule::Long].into());
        assert_eq!(policy.levels, [(Rule::MixedSeries, Level::Error)].into());
        assert_eq!(policy.words, ["三、再说三、"]);
        assert_eq!(level_name(&policy, Rule::Long), "off");
    }

    #[test]
    fn what_is_no_rule_is_told_with_its_place_and_the_rest_holds() {
        let (policy, places) = told(
            "[check]\nallow = [\"half-width\", \"halfwidth\", 3]\nwords = [\"\", \"甲\"]\nlevel = 1\n\
             [check.levels]\nlong-titel = \"hint\"\norder = \"hint\"\nlevel-order = \"grave\"\n",
        );
        assert_eq!(places, [(2, 24), (2, 37), (3, 10), (4, 1), (6, 1), (7, 1), (8, 15)]);
        assert_eq!(policy.allowed, [Rule::Width].into());
        assert_eq!(policy.words, ["甲"]);
        assert_eq!(told("[check]\nallow = \"half-width\"\nlevels = 3\n").1, [(2, 9), (3, 10)]);
        assert_eq!(told("check = 3\n").1, [(1, 9)]);
    }

    /// Uncommented, the example is understood, and the levels are those of the table.
    #[test]
    fn the_example_of_the_defaults_can_be_written_as_it_stands() {
        for lang in [Lang::Zh, Lang::En] {
            let text = defaults(lang);
            let (_, example) = text.split_once("# [check]\n").unwrap();
            let bare: String = example
                .lines()
                .map(|line| format!("{}\n", line.trim_start_matches("# ")))
                .collect();
            let (policy, problems) = told(&format!("[check]\n{bare}"));
            assert_eq!(problems, [], "{bare}");
            assert_eq!(policy.levels.len(), RULES.len());
            assert!(policy.levels.iter().all(|(rule, level)| rule.about().level == *level));
        }
    }
}
