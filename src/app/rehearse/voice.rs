//! The command that reads sentences aloud.
//!
//! In: the user's command line and a sentence. Out: the program, its arguments and its input, for the
//! runtime to run.

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
