//! Copying: a section, the outline or the selection, as plain text or as Markdown.
//!
//! The text itself is copied, even where the screen shows other characters in its place. If it shows
//! simplified ones for traditional, the message says so.

use std::io;

use super::nothing;
use crate::app::clipboard::Clip;
use crate::app::model::Model;
use crate::app::msg::Effect;
use crate::app::reading::{Reading, outline_text};
use crate::export::{WholeFormat, write_list, write_whole};
use crate::locale::Lang;
use crate::text::{Span, is_traditional};
use crate::typeset::Script;

/// In which form something is copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// As it is written.
    Plain,
    /// As Markdown.
    Markdown,
}

/// Copies what is selected, else the section being read.
pub(super) fn section(model: &mut Model, selection: Option<Span>, form: Form) -> Effect {
    let selected = selection.filter(|span| !span.is_empty());
    let Some(reading) = model.reading() else { return Effect::None };
    let span = selected.unwrap_or_else(|| reading.section());
    let text = passage(reading, span, form);
    let what = if selected.is_some() {
        ("选中的文字", "the selection")
    } else {
        ("这一节", "the section")
    };
    copy(model, text, what, form)
}

/// Copies what is selected with the mouse.
pub(super) fn selection(model: &mut Model, span: Span) -> Effect {
    section(model, Some(span), Form::Plain)
}

/// Copies the outline.
pub(super) fn outline(model: &mut Model, form: Form) -> Effect {
    let Some(reading) = model.reading() else { return Effect::None };
    let (document, outline) = (&reading.text.document, &reading.text.outline);
    let text = match form {
        Form::Plain => outline_text(outline, document.text()),
        Form::Markdown => written(|out| write_list(document, outline, out)),
    };
    copy(model, text, ("大纲", "the outline"), form)
}

/// The words of `span`.
fn passage(reading: &Reading, span: Span, form: Form) -> String {
    let (document, outline) = (&reading.text.document, reading.text.headings());
    match form {
        Form::Plain => span.of(document.text()).trim_end().to_owned(),
        Form::Markdown => written(|out| {
            write_whole(WholeFormat::Markdown, "", document, outline, Some(span), out)
        }),
    }
}

/// What `write` writes, without the end of its last line.
fn written(write: impl FnOnce(&mut dyn io::Write) -> io::Result<()>) -> String {
    let mut out = Vec::new();
    // Writing to a `Vec` cannot fail.
    let _ = write(&mut out);
    String::from_utf8_lossy(&out).trim_end().to_owned()
}

/// Copies `text`, called `what`.
pub(super) fn copy(model: &mut Model, text: String, what: (&str, &str), form: Form) -> Effect {
    if text.is_empty() {
        nothing(model, "没有可复制的内容", "nothing to copy");
        return Effect::None;
    }
    let count = text.chars().filter(|c| !c.is_whitespace()).count();
    let simplified = model.reading().is_some_and(|r| r.script() == Script::Simplified);
    let source = match simplified && is_traditional(&text) {
        true => ("（原文繁体）", " as it is in the source"),
        false => ("", ""),
    };
    let markdown = match form {
        Form::Plain => ("", ""),
        Form::Markdown => ("（Markdown）", " as Markdown"),
    };
    let what = match model.settings.lang {
        Lang::Zh => format!("{}{}{}，{count} 字", what.0, markdown.0, source.0),
        Lang::En => format!("{}{}{}, {count} characters", what.1, markdown.1, source.1),
    };
    Effect::Copy(Clip { text, what })
}
