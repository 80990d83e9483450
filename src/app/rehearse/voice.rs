//! The command that reads sentences aloud.
//!
//! In: the user's command line and a sentence. Out: the program, its arguments and its input, for the
//! runtime to run.

use std::io;

use crate::error::cause;
use crate::locale::Lang;

/// A command that reads aloud.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker(Vec<String>);

impl Speaker {
    /// The command `line`, taken apart at blanks; no shell reads it. `None` where it is empty.
    #[must_use]
    pub fn new(line: &str) -> Option<Self> {
        let words: Vec<_> = line.split_whitespace().map(str::to_owned).collect();
        (!words.is_empty()).then_some(Self(words))
    }

    /// What is run for `sentence`: the words of the command, and what goes to its standard input.
    /// A word `{}` stands for the sentence, which then is no input; it is never an option.
    #[must_use]
    pub fn run(&self, sentence: &str) -> (Vec<String>, String) {
        if self.0.iter().skip(1).all(|word| word != "{}") {
            return (self.0.clone(), format!("{sentence}\n"));
        }
        let said = if sentence.starts_with('-') { format!(" {sentence}") } else { sentence.into() };
        let put = |(at, word): (usize, &String)| {
            if at > 0 && word == "{}" { said.clone() } else { word.clone() }
        };
        (self.0.iter().enumerate().map(put).collect(), String::new())
    }
}

/// Why a sentence was not said aloud. Each names the program.
#[derive(Debug)]
pub enum Unsaid {
    /// It could not be run.
    NotRun(String, io::Error),
    /// It ended with this status, or by a signal.
    Ended(String, Option<i32>),
}

impl Unsaid {
    /// The sentence about it: the rehearsal goes on by the clock.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let (program, why) = match self {
            Self::NotRun(program, error) => (program, cause(error, lang)),
            Self::Ended(program, Some(status)) => {
                (program, format!("{} {status}", lang.pick("退出状态", "exit status")))
            }
            Self::Ended(program, None) => {
                (program, lang.pick("被信号中止", "ended by a signal").to_owned())
            }
        };
        match lang {
            Lang::Zh => format!("不能用 {program} 朗读（{why}），改为默读"),
            Lang::En => format!("{program} cannot speak ({why}); on in silence"),
        }
    }
}

/// A sentence to be said aloud.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speech {
    /// Tells it from others: an end of another one is no news.
    pub serial: u64,
    /// The program and its arguments.
    pub words: Vec<String>,
    /// What goes to its standard input.
    pub input: String,
}
