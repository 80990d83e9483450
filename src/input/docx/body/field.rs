//! Fields: text that Word computes from a code, which stands before the result.
//!
//! In: the marks at which a field begins, its result begins, and it ends. Out: which text is code, which
//! belongs to a table of contents, and the character that a field without a result draws.

use super::Walk;

/// Longest field code that is kept; only its first word matters.
const LONGEST_CODE: usize = 256;

/// An open field.
#[derive(Default)]
pub(super) struct Field {
    code: String,
    /// Whether its result has begun.
    pub(super) result: bool,
    /// Whether any of its result has been shown.
    pub(super) shown: bool,
}

impl Field {
    /// Appends a piece of the code.
    pub(super) fn push_code(&mut self, code: &str) {
        if self.code.len() < LONGEST_CODE {
            self.code.push_str(code);
        }
    }

    /// Whether its code begins with `name`, which says what the field does.
    fn is(&self, name: &str) -> bool {
        self.code.trim_start().get(..name.len()).is_some_and(|c| c.eq_ignore_ascii_case(name))
    }
}

impl Walk<'_> {
    /// Reads a mark of a field, of the `kind` that `fldChar` gives.
    pub(super) fn field(&mut self, kind: Option<&str>) {
        match kind {
            Some("begin") => self.fields.push(Field::default()),
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    field.result = true;
                }
            }
            Some("end") => {
                if let Some(field) = self.fields.pop()
                    && !field.shown
                    && let Some(c) = enclosed(&field.code)
                {
                    self.push(&c);
                }
            }
            _ => {}
        }
    }

    /// Whether a paragraph that starts here belongs to a table of contents.
    pub(super) fn in_contents(&self) -> bool {
        self.contents.is_some() || self.fields.iter().any(|f| f.result && f.is("TOC"))
    }
}

/// The character that a field draws in a circle: `eq \o\ac(○,1)` is ①.
fn enclosed(code: &str) -> Option<String> {
    let rest = code.trim().get(..2).filter(|eq| eq.eq_ignore_ascii_case("eq"));
    rest?;
    let (_, arguments) = code.rsplit_once("\\ac(").or_else(|| code.rsplit_once("\\ac ("))?;
    let (_, inner) = arguments.trim_end().trim_end_matches(')').split_once(',')?;
    let inner = inner.trim();
    match inner.parse::<i64>() {
        Ok(n) => Some(crate::input::numeral::label("decimalEnclosedCircle", n)),
        Err(_) => (inner.chars().count() <= 2).then(|| inner.to_owned()),
    }
}
