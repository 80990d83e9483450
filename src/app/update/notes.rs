//! Notes and highlights on passages, and the list of marks and notes.

use super::advise::advise;
use super::copy::Form;
use super::{copy, nothing, open, places};
use crate::app::memory::version;
use crate::app::model::{Model, NoteEdit, Overlay, PlaceKind, PlaceList, PlaceRow};
use crate::app::msg::{Command, Effect};
use crate::app::prompt::Prompt;
use crate::app::reading::{Noted, Reading, path};
use crate::document::trim;
use crate::library::notes::markdown;
use crate::text::Span;

/// Most characters of a passage that the list shows.
const WORDS: usize = 60;

/// The passage that a note is about: what is selected, else the first paragraph in sight.
fn passage(reading: &Reading, selection: Option<Span>) -> Option<Span> {
    let text = reading.text.document.text();
    if let Some(selected) = selection {
        let (span, _) = trim(selected, text);
        if !span.is_empty() {
            return Some(span);
        }
    }
    let placed = reading.rows().iter().find(|placed| !placed.blank)?;
    reading.text.document.paragraphs().get(placed.paragraph).map(|p| p.span)
}

/// The note that is there already: on the very selection, or the first one on the paragraph.
fn there(reading: &Reading, span: Span, selected: bool) -> Option<Noted> {
    let same = |note: &&Noted| note.span == span || (!selected && note.span.overlaps(span));
    reading.notes().iter().find(same).cloned()
}

/// Begins to type a note.
pub(super) fn open_note(model: &mut Model, selection: Option<Span>) {
    let Some(reading) = model.reading() else { return };
    let Some(span) = passage(reading, selection) else {
        return nothing(model, "这里没有文字", "there are no words here");
    };
    let note = there(reading, span, selection.is_some());
    model.overlay = Overlay::Note(note.map_or_else(
        || NoteEdit { span, ..NoteEdit::default() },
        |note| NoteEdit { prompt: Prompt::new(note.text), span: note.span, name: Some(note.name) },
    ));
}

/// Takes in a note that was typed; without words it is a highlight.
pub(super) fn written(model: &mut Model, edit: NoteEdit) {
    super::close(model);
    let text = edit.prompt.text().trim().to_owned();
    let plain = text.is_empty();
    put(model, edit.name, edit.span, text);
    if plain {
        nothing(model, "已标出，没有写批注", "highlighted, without a note");
    } else {
        let list = (Command::Places, "，按 {} 看列表", "; {} lists the notes");
        advise(model, ("批注已记下", "noted"), &[list]);
    }
}

fn put(model: &mut Model, name: Option<String>, span: Span, text: String) {
    let name = name.unwrap_or_else(|| model.memory.new_name(span, &text));
    let Model { memory, shelf, .. } = model;
    if let Some(reading) = shelf.reading_mut() {
        reading.set_note(Noted { name: name.clone(), span, text: text.clone() });
        memory.set_note(&name, Some(span), &text, shelf);
    }
}

fn drop(model: &mut Model, name: &str) {
    let Model { memory, shelf, .. } = model;
    if let Some(reading) = shelf.reading_mut() {
        reading.drop_note(name);
        memory.set_note(name, None, "", shelf);
    }
}

/// Highlights a passage, or takes the highlight away; a note with words is not taken away so.
pub(super) fn highlight(model: &mut Model, selection: Option<Span>) {
    let Some(reading) = model.reading() else { return };
    let Some(span) = passage(reading, selection) else {
        return nothing(model, "这里没有文字", "there are no words here");
    };
    match there(reading, span, selection.is_some()) {
        Some(note) if note.text.is_empty() => {
            drop(model, &note.name);
            nothing(model, "已取消标出", "the highlight is gone");
        }
        Some(_) => advise(
            model,
            ("这里有批注", "there is a note here"),
            &[
                (Command::Note, "：按 {} 修改", ": {} changes it"),
                (Command::Places, "，按 {} 在列表中删除", ", {} lists it for removal"),
            ],
        ),
        None => {
            put(model, None, span, String::new());
            let undo = (Command::Highlight, "，再按 {} 取消", "; {} again undoes it");
            advise(model, ("已标出", "highlighted"), &[undo]);
        }
    }
}

/// Shows the list of marks and notes.
pub(super) fn open_places(model: &mut Model) {
    let rows = rows(model);
    if rows.is_empty() {
        let mark = (Command::SetMark, "；{} 记下此处", "; {} marks this place");
        let note = (Command::Note, "，{} 写批注", ", {} writes a note");
        return advise(model, ("还没有记号和批注", "no marks or notes yet"), &[mark, note]);
    }
    let top = model.reading().map_or(0, Reading::top_byte);
    let after = rows.iter().take_while(|row| row.byte.is_some_and(|byte| byte <= top)).count();
    model.overlay = Overlay::Places(PlaceList { rows, selected: after.saturating_sub(1) });
}

/// Marks and notes of the text on the screen, then the marks that lead to any text.
fn rows(model: &Model) -> Vec<PlaceRow> {
    let mut rows = Vec::new();
    if let Some(reading) = model.reading() {
        let text = reading.text.document.text();
        let words = |span: Span| {
            reading
                .words(span)
                .chars()
                .take(WORDS)
                .map(|c| if c == '\n' { ' ' } else { c })
                .collect()
        };
        let numbers = |byte: usize| {
            let id = reading.text.outline.at(byte);
            id.map_or(String::new(), |id| path(&reading.text, id).join(" "))
        };
        for &letter in reading.marks.keys() {
            let Some(byte) = reading.mark(letter) else { continue };
            let paragraphs = reading.text.document.paragraphs();
            let end = paragraphs.get(reading.text.document.paragraph_at(byte));
            let end = end.map_or(text.len(), |p| p.span.end).clamp(byte, text.len());
            let words = words(Span::new(byte, end.min(byte + 4 * WORDS)).within(text));
            let what = PlaceKind::Mark(letter);
            let note = String::new();
            rows.push(PlaceRow { what, byte: Some(byte), path: numbers(byte), note, words });
        }
        for note in reading.notes() {
            rows.push(PlaceRow {
                what: PlaceKind::Note(note.name.clone()),
                byte: Some(note.span.start),
                path: numbers(note.span.start),
                note: note.text.clone(),
                words: words(note.span),
            });
        }
        rows.sort_by_key(|row| row.byte);
    }
    for (&letter, mark) in &model.memory.state.marks {
        let Some(at) = &mark.at else { continue };
        rows.push(PlaceRow {
            what: PlaceKind::Mark(letter),
            byte: None,
            path: mark.title.clone(),
            note: String::new(),
            words: at.quote.chars().skip(at.back).collect(),
        });
    }
    rows
}

impl PlaceList {
    /// Moves the selection, stopping at both ends.
    pub(super) fn step(&mut self, by: isize) {
        let last = self.rows.len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(by).min(last);
    }
}

/// Goes to the place that is selected.
pub(super) fn go(model: &mut Model, list: PlaceList) -> Effect {
    super::close(model);
    let Some(row) = list.rows.into_iter().nth(list.selected) else { return Effect::None };
    match (row.what, row.byte) {
        (PlaceKind::Mark(letter), None) => {
            let mark = model.memory.global(letter).cloned();
            mark.map_or(Effect::None, |mark| open::open_place(model, &mark))
        }
        (PlaceKind::Mark(letter), Some(_)) => places::go_to_mark(model, Some(letter)),
        (PlaceKind::Note(_), byte) => {
            if let (Some(byte), Some(reading)) = (byte, model.shelf.reading_mut()) {
                reading.leave();
                reading.go_to_place(byte);
                places::show_text(model);
            }
            Effect::None
        }
    }
}

fn selected(model: &Model) -> Option<PlaceRow> {
    let Overlay::Places(list) = &model.overlay else { return None };
    list.rows.get(list.selected).cloned()
}

/// Takes away the mark or note that is selected.
pub(super) fn remove(model: &mut Model) {
    let Some(row) = selected(model) else { return };
    match row.what {
        PlaceKind::Mark(letter) => {
            if let (Some(reading), true) = (model.shelf.reading_mut(), row.byte.is_some()) {
                reading.marks.remove(&letter);
            }
            let Model { memory, shelf, .. } = &mut *model;
            memory.drop_mark(letter, shelf);
        }
        PlaceKind::Note(name) => drop(model, &name),
    }
    let rows = rows(model);
    // An empty list stays open: who presses `q` then means the list, not the program.
    if let Overlay::Places(list) = &mut model.overlay {
        list.rows = rows;
        list.step(0);
    }
    nothing(model, "已删除", "removed");
}

/// Begins to change the note that is selected.
pub(super) fn edit(model: &mut Model) {
    let Some(PlaceRow { what: PlaceKind::Note(name), .. }) = selected(model) else {
        return nothing(model, "这是记号，没有批注", "this is a mark, not a note");
    };
    let note = model.reading().and_then(|reading| reading.note(&name)).cloned();
    let Some(Noted { name, span, text }) = note else { return };
    if let Some(reading) = model.shelf.reading_mut() {
        reading.leave();
        reading.go_to_place(span.start);
    }
    let (prompt, name) = (Prompt::new(text), Some(name));
    model.overlay = Overlay::Note(NoteEdit { prompt, span, name });
}

/// Copies all notes of the text as Markdown.
pub(super) fn copy(model: &mut Model) -> Effect {
    let (Some(reading), Some(slot)) = (model.reading(), model.slot()) else { return Effect::None };
    if reading.notes().is_empty() {
        nothing(model, "这篇没有批注", "this text has no notes");
        return Effect::None;
    }
    let notes: Vec<_> = reading.notes().iter().map(|n| (n.span, n.text.as_str())).collect();
    let title = slot.identity.as_ref().map_or(slot.title.as_str(), |i| i.title.as_str());
    let text = markdown(title, version(reading), &notes);
    copy::copy(model, text, ("全部批注", "all notes"), Form::Markdown)
}
