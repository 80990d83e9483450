//! The header (title, section, percentage) and the footer (messages, key hints, the input line).

pub(super) mod hints;
mod input;
mod message;

use std::borrow::Cow;

use super::pen::{Pen, Strip};
use super::theme::Theme;
use crate::app::Model;
use crate::app::model::Overlay;
use crate::app::msg::Command;
use crate::app::reading::{Reading, path};
use crate::library::Source;
use crate::locale::Lang;
use crate::outline::Kind;
use crate::search::text::Manner;
use crate::text::{Cells, Span, visible};

pub(super) use input::input;
pub(super) use message::message;

/// Draws the title, the path of the section being read, and the percentage read.
pub(super) fn header(model: &Model, theme: &Theme<'_>, pen: &mut Pen<'_>) {
    let strip = Strip::row(model.screen.header, 0);
    let style = theme.bar();
    pen.paint(strip, style);
    let Some(slot) = model.slot() else { return };
    let Some(reading) = model.reading() else {
        pen.cut(strip.skip(1), &slot.title, style);
        return;
    };
    let path = reading.current().map_or(Vec::new(), |id| path(&reading.text, id));
    let percent = format!("{:>3}%", reading.percent());
    // The end of a long path says most, but the title needs some room as well.
    let most = strip.room().0 / 2;
    let right = (0..=path.len()).map(|skip| {
        let shown = path.get(skip..).unwrap_or_default().join(" ");
        if shown.is_empty() { percent.clone() } else { format!("{shown}  {percent}") }
    });
    let fits = |text: &String| pen.width(text).0.saturating_add(1) <= most;
    let right = right.into_iter().find(fits).unwrap_or(percent.clone());
    let right = match heading_unseen(model, reading) {
        Some(heading) => named(&right, &percent, &heading, most, pen),
        None => right,
    };
    let (left, end) = strip.split_end(pen.width(&right).0.saturating_add(1));
    let speech = reading.text.speech(reading.current()).map(|title| reading.words(title));
    let (left, _) = left.skip(1).split_end(1);
    pen.cut(left, speech.as_deref().unwrap_or(&slot.title), style);
    pen.text(end, &right, style);
}

/// The heading of the section being read, if no outline shows it.
fn heading_unseen<'a>(model: &Model, reading: &'a Reading) -> Option<Cow<'a, str>> {
    if !model.screen.outline.is_empty() {
        return None;
    }
    let node = reading.text.outline.get(reading.current()?)?;
    (node.kind != Kind::Title).then(|| reading.words(node.title))
}

/// Fewest cells of a heading that are worth showing.
const SOME_WORDS: Cells = Cells(8);

/// The right end of the header: as much of `heading` before `percent` as fits into `most` cells.
fn named(right: &str, percent: &str, heading: &str, most: u16, pen: &Pen<'_>) -> String {
    let path = right.strip_suffix(percent).unwrap_or_default().trim_end();
    let room = Cells(most) - pen.width(right) - Cells(2);
    let heading = visible(heading);
    if path.is_empty() || room < SOME_WORDS {
        return right.to_owned();
    }
    let (words, cut) = match pen.fit(&heading, room) {
        (all, _) if all.len() == heading.len() => (all, ""),
        _ => (pen.fit(&heading, room - pen.dots()).0, "…"),
    };
    format!("{path} {words}{cut}  {percent}")
}

/// The end of `text` that fits `room`.
pub(super) fn tail<'a>(text: &'a str, room: Cells, pen: &Pen<'_>) -> &'a str {
    let starts = text.char_indices().map(|(at, _)| Span::new(at, text.len()).of(text));
    starts.into_iter().find(|tail| pen.width(tail) <= room).unwrap_or_default()
}

/// Draws the last line. Returns the cell of the cursor while a line is being typed.
pub(super) fn footer(model: &Model, theme: &Theme<'_>, pen: &mut Pen<'_>) -> Option<(u16, u16)> {
    let mut area = model.screen.footer;
    let typing = model.prompt();
    if area.is_empty() && typing.is_some() {
        // If there is no last line, the input line lies over the text.
        area = model.screen.column;
        area = crate::app::screen::Area { x: 0, width: model.size.0, ..area };
    }
    let strip = Strip::row(area, 0);
    if strip.room() == Cells(0) {
        return None;
    }
    if let Some(prompt) = typing {
        return Some(input(model, prompt, strip, theme, pen));
    }
    let tally = tally(model);
    let gap = if tally.is_empty() { 0 } else { 3 };
    let (left, end) = strip.split_end(pen.width(&tally).0.saturating_add(gap));
    pen.text(end.skip(2), &tally, theme.quiet());
    if let Some(status) = &model.status {
        message(model, status, left, theme, pen);
    } else if let Overlay::Findings(list) = &model.overlay
        && !list.found.is_empty()
    {
        let left = left.skip(1);
        let advice = super::findings::advice(list, left.room(), pen);
        pen.cut(left, &advice, theme.body());
        // The keys stand at the right, as far as the advice leaves room.
        let room = left.room() - pen.width(&advice) - Cells(3);
        let keys = hints::line(model, room, pen);
        if pen.width(&keys) <= room {
            pen.text(left.split_end(pen.width(&keys).0).1, &keys, theme.quiet());
        }
    } else if let Some(note) = note_here(model) {
        let left = pen.chrome(left.skip(1), "▪", theme.marker());
        pen.cut(left.skip(1), note, theme.body());
    } else {
        let left = left.skip(1);
        pen.cut(left, &hints::line(model, left.room(), pen), theme.quiet());
    }
    None
}

/// The note on the first paragraph in sight.
fn note_here(model: &Model) -> Option<&str> {
    if !matches!(model.overlay, Overlay::None) {
        return None;
    }
    let reading = model.reading()?;
    let placed = reading.rows().iter().find(|placed| !placed.blank)?;
    let paragraph = reading.text.document.paragraphs().get(placed.paragraph)?.span;
    let mut notes = reading.notes().iter();
    let note = notes.find(|n| !n.text.is_empty() && n.span.overlaps(paragraph))?;
    Some(&note.text)
}

/// The right end of the last line: keys typed so far, the number of hits.
fn tally(model: &Model) -> String {
    let count = model.pending.count.map_or(String::new(), |count| count.to_string());
    let prefix = model.pending.prefix.map_or(String::new(), String::from);
    if !count.is_empty() || !prefix.is_empty() {
        return format!("{count}{prefix}");
    }
    if let Overlay::Findings(list) = &model.overlay {
        let count = list.found.len();
        let tally = format!("{}/{count}", list.selected.saturating_add(1).min(count));
        // What was found in the beginning of a long text is not all there is.
        return match model.reading() {
            Some(reading) if reading.text.document.origin().partial => {
                format!("{}  {tally}", rest(model.settings.lang))
            }
            _ => tally,
        };
    }
    if !matches!(model.overlay, Overlay::None | Overlay::Hits(_)) {
        return String::new();
    }
    let Some(reading) = model.reading() else { return String::new() };
    if reading.text.document.origin().partial {
        return rest(model.settings.lang).to_owned();
    }
    let Some(hits) = &reading.hits else { return source_notes(model, reading) };
    let at = hits.at.map_or(0, |at| at.saturating_add(1));
    searched(&hits.query, hits.manner, (at, hits.spans.len()), model.settings.lang)
}

/// Says that only the beginning of the text is there yet.
fn rest(lang: Lang) -> &'static str {
    lang.pick("正在读取全文", "reading the rest")
}

/// The search that is shown, and the number of the current hit: `渠 3/17`.
pub(super) fn searched(
    query: &str,
    manner: Manner,
    (at, count): (usize, usize),
    lang: Lang,
) -> String {
    let query: String = query.chars().take(12).collect();
    let sign = match manner {
        Manner::Plain => "/",
        Manner::Pinyin => lang.pick("拼音/", "pinyin/"),
        Manner::Pattern => lang.pick("正则/", "regex/"),
    };
    format!("{sign}{}  {at}/{count}", visible(&query))
}

/// What is unusual about the file: another encoding than UTF-8, damage and the key against it, hidden
/// characters.
fn source_notes(model: &Model, reading: &Reading) -> String {
    let lang = model.settings.lang;
    let origin = reading.text.document.origin();
    let mut notes = Vec::new();
    if !matches!(origin.encoding, "" | "UTF-8") {
        notes.push(origin.encoding.to_owned());
    }
    for (count, zh, en) in
        [(origin.damaged, "处乱码", "damaged"), (origin.hidden, "个隐藏字符", "hidden")]
    {
        if count > 0 {
            notes.push(format!("{count} {}", lang.pick(zh, en)));
        }
    }
    let decoded = !origin.encoding.is_empty()
        && model.slot().is_some_and(|slot| matches!(slot.source, Source::File(_)));
    // A message has the room first.
    if origin.damaged > 0 && decoded && model.status.is_none() {
        let hint = (&[Command::NextEncoding] as &_, "换编码", "other encoding", 0);
        notes.extend(hints::bound(model, [&hint]).into_iter().map(|(hint, _)| hint));
    }
    notes.join("  ")
}
