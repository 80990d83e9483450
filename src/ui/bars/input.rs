//! The input line: what is typed, its label on the left, counts or an error on the right.

use std::borrow::Cow;

use super::super::pen::{Pen, Strip};
use super::super::rules;
use super::super::theme::Theme;
use super::tail;
use crate::app::Model;
use crate::app::keymap::Mode;
use crate::app::model::{Overlay, Search};
use crate::app::prompt::Prompt;
use crate::library::range::MOST;
use crate::search::text::Manner;
use crate::text::{Cells, Span};

/// Draws the line being typed. Returns the cell of its cursor.
pub(in crate::ui) fn input(
    model: &Model,
    prompt: &Prompt,
    strip: Strip,
    theme: &Theme<'_>,
    pen: &mut Pen<'_>,
) -> (u16, u16) {
    pen.paint(strip, theme.body());
    let label = label(model);
    let note = note(model);
    // An error in the query gets more room than a count.
    let bad = is_bad(model);
    let room = strip.room().0;
    let note = if bad || pen.width(&note).0 < room / 3 { note } else { String::new() };
    let most = pen.width(&note).0.min(room.saturating_mul(2) / 3);
    let (left, end) = strip.split_end(most.saturating_add(u16::from(!note.is_empty())));
    pen.cut(end, &note, if bad { theme.failure() } else { theme.quiet() });
    let blank = Strip { x: left.x, ..left };
    for x in left.x..left.end {
        pen.symbol(Strip { x, ..blank }, " ", Cells(1), theme.body());
    }
    let half = Cells(left.room().0 / 2);
    let cut;
    let label: &str = if pen.width(&label) <= half {
        &label
    } else {
        cut = format!("{}… ", pen.fit(&label, half - pen.dots() - Cells(1)).0);
        &cut
    };
    let rest = pen.text(left, label, theme.marker());
    // Keep the text just before the cursor in sight.
    let before = Span::new(0, prompt.cursor()).of(prompt.text());
    let room = rest.room() - Cells(1);
    let shown = tail(before, room, pen);
    let again = matches!(&model.overlay, Overlay::Wide(wide) if wide.again);
    let rest = pen.text(rest, shown, if again { theme.selected() } else { theme.body() });
    let after = Span::new(prompt.cursor(), prompt.text().len()).of(prompt.text());
    pen.text(rest, after, theme.body());
    (rest.x.min(strip.end.saturating_sub(1)), strip.y)
}

/// The left end of the line being typed: what it is for.
fn label(model: &Model) -> Cow<'static, str> {
    let lang = model.settings.lang;
    let label = match model.mode() {
        Mode::Rule => {
            return match &model.overlay {
                Overlay::Rule(edit) => rules::label(&edit.draft, lang).into(),
                _ => Cow::default(),
            };
        }
        Mode::Jump if literal(model) => lang.pick("跳转（不按拼音） ", "jump (no pinyin) "),
        Mode::Jump => lang.pick("跳转 ", "jump "),
        Mode::Search => match manner(model) {
            Manner::Plain => "/",
            Manner::Pinyin => lang.pick("拼音 /", "pinyin /"),
            Manner::Pattern => lang.pick("正则 /", "regex /"),
        },
        Mode::Wide => match &model.overlay {
            Overlay::Wide(wide) => match (wide.text, wide.manner, wide.literal) {
                (true, Manner::Plain, _) => lang.pick("全部 /", "all /"),
                (true, Manner::Pinyin, _) => lang.pick("全部 拼音 /", "all pinyin /"),
                (true, Manner::Pattern, _) => lang.pick("全部 正则 /", "all regex /"),
                (false, _, false) => lang.pick("全部跳转 ", "jump in all "),
                (false, _, true) => lang.pick("全部跳转（不按拼音） ", "jump in all (no pinyin) "),
            },
            _ => "",
        },
        Mode::Line => ":",
        Mode::Filter => lang.pick("筛选 ", "filter "),
        Mode::Note => lang.pick("批注 ", "note "),
        Mode::Text
        | Mode::Outline
        | Mode::Help
        | Mode::Library
        | Mode::Hits
        | Mode::Findings
        | Mode::Places
        | Mode::Rehearse
        | Mode::Compare
        | Mode::Matches => "",
    };
    label.into()
}

/// Whether the query being typed is one that cannot be read.
fn is_bad(model: &Model) -> bool {
    match &model.overlay {
        Overlay::Search(search) => search.bad.is_some(),
        Overlay::Wide(wide) => wide.bad.is_some(),
        Overlay::Rule(edit) => edit.bad.is_some(),
        Overlay::Compare(compare) => compare.seek.as_ref().is_some_and(|seek| seek.bad.is_some()),
        _ => false,
    }
}

/// How the query being typed is read.
fn manner(model: &Model) -> Manner {
    match &model.overlay {
        Overlay::Search(search) => search.manner,
        Overlay::Compare(compare) => {
            compare.seek.as_ref().map_or(Manner::Plain, |seek| seek.manner)
        }
        _ => Manner::Plain,
    }
}

/// Whether letters in the jump match letters only, not pinyin.
fn literal(model: &Model) -> bool {
    matches!(&model.overlay, Overlay::Jump(jump) if jump.literal)
}

/// The right end of the line being typed: counts, or why the query is wrong.
fn note(model: &Model) -> String {
    let lang = model.settings.lang;
    let of = |at: usize, count: usize| format!("{}/{count}", at.saturating_add(1).min(count));
    match &model.overlay {
        Overlay::Jump(jump) => of(jump.selected, jump.total),
        Overlay::Library(list) => of(list.selected, list.rows().len()),
        Overlay::Search(Search { bad: Some(bad), .. }) => bad.message(lang),
        Overlay::Rule(edit) => match (&edit.bad, &edit.trial) {
            (Some(bad), _) => bad.message(lang),
            (None, _) if model.asking() => lang.pick("正在比较", "trying").to_owned(),
            (None, Some(trial)) => of(edit.selected, trial.changes.len()),
            (None, None) => String::new(),
        },
        Overlay::Wide(wide) => match &wide.bad {
            Some(bad) => bad.message(lang),
            None if wide.rows.is_empty() && wide.total == 0 => String::new(),
            None if wide.rows.is_empty() => wide.total.to_string(),
            // There may be more results than are listed.
            None if wide.rows.len() >= MOST => {
                format!("{}/{}+", wide.selected.saturating_add(1), wide.total)
            }
            None => of(wide.selected, wide.total),
        },
        Overlay::Search(search) => {
            let hits = model.reading().and_then(|reading| reading.hits.as_ref());
            match (hits, search.typed.prompt.text().is_empty()) {
                (_, true) | (None, _) => String::new(),
                (Some(hits), false) if hits.spans.is_empty() => {
                    lang.pick("没有找到", "not found").to_owned()
                }
                (Some(hits), false) => of(hits.at.unwrap_or(0), hits.spans.len()),
            }
        }
        Overlay::Compare(compare) => match (&compare.seek, &compare.sought) {
            (Some(seek), _) if seek.bad.is_some() => {
                seek.bad.as_ref().map_or(String::new(), |bad| bad.message(lang))
            }
            (Some(seek), Some(sought)) if !seek.typed.prompt.text().is_empty() => {
                match sought.count() {
                    (_, 0) => lang.pick("没有找到", "not found").to_owned(),
                    (at, count) => format!("{at}/{count}"),
                }
            }
            _ => String::new(),
        },
        Overlay::None
        | Overlay::Line(_)
        | Overlay::Help(_)
        | Overlay::Hits(_)
        | Overlay::Findings(_)
        | Overlay::Places(_)
        | Overlay::Rehearse(_)
        | Overlay::Note(_) => String::new(),
    }
}
