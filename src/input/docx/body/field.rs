//! Fields: text that Word works out, with a code before its result.
//!
//! In: the marks where a field begins, where its result does, and where it ends. Out: which text is
//! code, what belongs to the contents list, and the character of a field that draws one.

use super::Walk;

/// Longest field code that is kept; only its first word matters.
const LONGEST_CODE: usize = 256;

/// A field: its code, and whether its result has begun.
#[derive(Default)]
pub(super) struct Field {
    code: String,
    pub(super) result: bool,
    pub(super) shown: bool,
}

impl Field {
    /// Takes up a piece of the code.
    pub(super) fn push_code(&mut self, code: &str) {
        if self.code.len() < LONGEST_CODE {
            self.code.push_str(code);
        }
    }

    fn is(&self, name: &str) -> bool {
        self.code.trim_start().get(..name.len()).is_some_and(|c| c.eq_ignore_ascii_case(name))
    }
}

impl Walk<'_> {
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

    /// Whether the paragraph that starts here belongs to the contents list.
    pub(super) fn in_contents(&self) -> bool {
        self.contents.is_some() || self.fields.iter().any(|f| f.result && f.is("TOC"))
    }
}

/// The character that a field draws a ring around: `eq \o\ac(○,1)` is ①.
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
