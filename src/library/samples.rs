//! The speeches built into the program.

/// A speech built into the program.
#[derive(Debug, PartialEq, Eq)]
pub struct Sample {
    /// Its file name in `seeds/`.
    pub name: &'static str,
    /// Its bytes, as text.
    pub text: &'static str,
}

/// All built-in speeches, in order of their names.
pub static SAMPLES: &[Sample] = &[];
