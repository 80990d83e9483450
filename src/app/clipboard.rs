//! The clipboard: how text gets there, and what the reader is told about it.
//!
//! In: what was copied, and how that went. Out: one sentence. Terminals do not confirm OSC 52, so text
//! that went through the terminal is said to be sent, never to be copied.

use super::msg::Notice;
use crate::locale::Lang;
use crate::text::visible;

/// How text goes to the clipboard.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Clipboard {
    /// By the terminal (OSC 52): works over ssh, and needs no program.
    #[default]
    Terminal,
    /// By a program of the desktop the terminal runs on, where there is one; else by the terminal.
    Auto,
    /// By a program that reads the text on its standard input: its name and its arguments.
    Program(Vec<String>),
}

/// Programs that the settings may name without arguments, and the arguments that make them fill the
/// clipboard, not the selection of the mouse.
const PROGRAMS: &[&[&str]] = &[
    &["wl-copy", "--type", "text/plain"],
    &["xclip", "-selection", "clipboard"],
    &["xsel", "--clipboard", "--input"],
    &["pbcopy"],
];

/// The values in the settings file that are words.
pub const NAMES: [&str; 6] = ["osc52", "auto", "wl-copy", "xclip", "xsel", "pbcopy"];

impl Clipboard {
    /// The way that the settings call `name`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "osc52" => Some(Self::Terminal),
            "auto" => Some(Self::Auto),
            name => Self::program(name).map(Self::Program),
        }
    }

    /// The way that a list of words means: a program and its arguments, which no shell reads.
    #[must_use]
    pub fn words(words: Vec<String>) -> Option<Self> {
        let named = words.first().is_some_and(|program| !program.trim().is_empty());
        let sound = words.iter().all(|word| !word.contains('\0'));
        (named && sound).then_some(Self::Program(words))
    }

    /// The words that run the known program `name`.
    #[must_use]
    pub fn program(name: &str) -> Option<Vec<String>> {
        let words = PROGRAMS.iter().find(|words| words.first() == Some(&name))?;
        Some(words.iter().map(|word| (*word).to_owned()).collect())
    }
}

/// Text for the clipboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clip {
    /// The text.
    pub text: String,
    /// What it is, for the message: `这一节，123 字`.
    pub what: String,
}

/// How copying a text went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It went to the terminal, which does not answer.
    Sent,
    /// It is longer than terminals take; nothing was sent.
    TooLong {
        /// Its bytes.
        bytes: usize,
        /// The most bytes that go.
        most: usize,
    },
    /// This program is at work on it.
    Given(String),
    /// This program took it.
    Taken(String),
    /// This program did not, and why.
    Refused(String, String),
    /// This program was not done after so many seconds, and was ended.
    Late(String, u64),
}

impl Outcome {
    /// The sentence about `what`, and whether it reports a failure.
    #[must_use]
    pub fn said(&self, what: &str, lang: Lang) -> (String, bool) {
        let failure = matches!(self, Self::TooLong { .. } | Self::Refused(..) | Self::Late(..));
        let said = match (self, lang) {
            (Self::Sent, Lang::Zh) => format!("已发给终端剪贴板（OSC 52，终端不回执）：{what}"),
            (Self::Sent, Lang::En) => format!("sent by OSC 52 (unconfirmed): {what}"),
            (Self::TooLong { bytes, most }, lang) => too_long(*bytes, *most, lang),
            (Self::Given(by), Lang::Zh) => format!("正在用 {by} 复制：{what}"),
            (Self::Given(by), Lang::En) => format!("{by} is copying: {what}"),
            (Self::Taken(by), Lang::Zh) => format!("已用 {by} 复制：{what}"),
            (Self::Taken(by), Lang::En) => format!("copied with {by}: {what}"),
            (Self::Refused(by, why), Lang::Zh) => format!("没有复制：{by} 失败（{why}）"),
            (Self::Refused(by, why), Lang::En) => {
                format!("nothing was copied: {by} failed ({why})")
            }
            (Self::Late(by, seconds), Lang::Zh) => {
                format!("没有复制：{by} 过了 {seconds} 秒没有结束，已中止")
            }
            (Self::Late(by, seconds), Lang::En) => {
                format!("nothing was copied: {by} took more than {seconds} s and was stopped")
            }
        };
        (visible(&said).into_owned(), failure)
    }

    /// The notice of it.
    #[must_use]
    pub fn of(self, what: String) -> Notice {
        Notice::Copy { what, outcome: self }
    }
}

fn too_long(bytes: usize, most: usize, lang: Lang) -> String {
    let (bytes, most) = (bytes.div_ceil(1024), most / 1024);
    match lang {
        Lang::Zh => format!(
            "没有复制：{bytes} KiB，终端剪贴板（OSC 52）至多收 {most} KiB，可设 clipboard 用外部程序"
        ),
        Lang::En => format!(
            "not copied: {bytes} KiB, terminals take {most} KiB (OSC 52); set clipboard to a program"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_of_the_settings_is_a_way() {
        for name in NAMES {
            assert!(Clipboard::named(name).is_some(), "{name}");
        }
        assert_eq!(Clipboard::named("rm"), None);
        assert_eq!(Clipboard::named("xclip -selection clipboard"), None, "no shell takes it apart");
        assert_eq!(Clipboard::words(Vec::new()), None);
        assert_eq!(Clipboard::words(vec![String::new()]), None);
        assert_eq!(Clipboard::words(vec!["a\0b".to_owned()]), None);
    }

    #[test]
    fn only_what_a_program_took_is_called_copied() {
        let by = || "xclip".to_owned();
        for (outcome, copied) in [
            (Outcome::Sent, false),
            (Outcome::TooLong { bytes: 90_000, most: 74_994 }, false),
            (Outcome::Given(by()), false),
            (Outcome::Taken(by()), true),
            (Outcome::Refused(by(), "Can't open\u{1b}[2J".to_owned()), false),
            (Outcome::Late(by(), 5), false),
        ] {
            for lang in [Lang::Zh, Lang::En] {
                let (said, failure) = outcome.said(lang.pick("这一节", "the section"), lang);
                let claims = said.starts_with("已用") || said.starts_with("copied");
                assert_eq!(claims, copied, "{said}");
                assert_eq!(failure, said.contains("没有") || said.contains("not"), "{said}");
                assert!(!said.contains('\u{1b}'), "{said}");
                assert!(
                    crate::text::cells(&said, crate::text::Ambiguous::Narrow).0 <= 90,
                    "{said}"
                );
            }
        }
    }
}
