//! The header (title, section, percentage) and the footer (messages, key hints, the input line).

use std::borrow::Cow;

use super::pen::{Pen, Strip};
use super::theme::Theme;
use crate::app::Model;
use crate::app::keymap::Mode;
use crate::app::listing::Purpose;
use crate::app::model::{Overlay, Search};
use crate::app::msg::Command;
use crate::app::prompt::Prompt;
use crate::app::reading::{Reading, path};
use crate::library::range::MOST;
use crate::locale::Lang;
use crate::outline::Kind;
use crate::search::text::Manner;
use crate::text::{Cells, Span, visible};

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
    // Of a long path the end tells where one is; the title needs some room as well.
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
        // Without a line to spare, what is typed lies over the text.
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
        let style = if status.failure { theme.failure() } else { theme.body() };
        pen.cut(left.skip(1), &status.text, style);
    } else if let Overlay::Findings(list) = &model.overlay
        && !list.found.is_empty()
    {
        let left = left.skip(1);
        pen.cut(left, &super::findings::advice(list, left.room(), pen), theme.body());
    } else if let Some(note) = note_here(model) {
        let left = pen.chrome(left.skip(1), "▪", theme.marker());
        pen.cut(left.skip(1), note, theme.body());
    } else {
        let left = left.skip(1);
        pen.cut(left, &fitting(hints(model), left.room(), pen), theme.quiet());
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
        return format!("{}/{count}", list.selected.saturating_add(1).min(count));
    }
    if !matches!(model.overlay, Overlay::None | Overlay::Hits(_)) {
        return String::new();
    }
    let Some(reading) = model.reading() else { return String::new() };
    if reading.text.document.origin().partial {
        return model.settings.lang.pick("正在读取全文", "reading the rest").to_owned();
    }
    let Some(hits) = &reading.hits else { return source_notes(reading, model.settings.lang) };
    let at = hits.at.map_or(0, |at| at.saturating_add(1));
    searched(&hits.query, hits.manner, (at, hits.spans.len()), model.settings.lang)
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

/// What is unusual about the file: another encoding than UTF-8, damage, hidden characters.
fn source_notes(reading: &Reading, lang: Lang) -> String {
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
    notes.join("  ")
}

/// A hint, and its rank: where there is too little room, hints of the lowest rank go first.
type Hint = (String, u8);

/// The keys that help most, in the order in which they are shown.
fn hints(model: &Model) -> Vec<Hint> {
    let lang = model.settings.lang;
    let text = match model.mode() {
        Mode::Text if model.shelf.has_others() => return bound(model, Mode::Text, HINTS_TEXT),
        Mode::Text => {
            let one: Vec<_> =
                HINTS_TEXT.iter().filter(|(c, ..)| *c != [Command::Library]).collect();
            return bound(model, Mode::Text, one);
        }
        Mode::Outline => return bound(model, Mode::Outline, HINTS_OUTLINE),
        Mode::Help => lang.pick(
            "j/k 滚动  空格 翻页  / 筛选  q 关闭",
            "j/k scroll  Space page  / filter  q close",
        ),
        Mode::Library if matches!(&model.overlay, Overlay::Library(list) if list.purpose == Purpose::Compare) => {
            lang.pick(
                "j/k 选择  Enter 对照  / 筛选  s 排序  Esc 返回",
                "j/k choose  Enter compare  / filter  s order  Esc back",
            )
        }
        Mode::Library => lang.pick(
            "j/k 选择  Enter 打开  / 筛选  s 排序  t 文件夹  ? 帮助  q 退出",
            "j/k choose  Enter open  / filter  s order  t folders  ? help  q quit",
        ),
        Mode::Findings => {
            lang.pick("j/k 选择  Enter 转到  Esc 回到原处", "j/k choose  Enter go  Esc back")
        }
        Mode::Hits => lang.pick(
            "j/k 选择  Enter 转到  / 另行查找  Esc 回到原处",
            "j/k choose  Enter go  / search  Esc back",
        ),
        Mode::Places => lang.pick(
            "j/k 选择  Enter 前往  e 改批注  x 删除  y 复制批注  q 返回",
            "j/k choose  Enter go  e change  x remove  y copy notes  q back",
        ),
        Mode::Jump
        | Mode::Search
        | Mode::Line
        | Mode::Filter
        | Mode::Note
        | Mode::Rule
        | Mode::Wide
        | Mode::Rehearse
        | Mode::Compare
        | Mode::Matches => "",
    };
    // How to move is guessed first; the way out, and the help, come last.
    let hints: Vec<_> = text.split("  ").map(str::to_owned).collect();
    let count = u8::try_from(hints.len()).unwrap_or(u8::MAX);
    let worth = |at: u8| match at {
        0 => 0,
        at if at.saturating_add(2) >= count => u8::MAX,
        at => count.saturating_sub(at),
    };
    (0..count).map(worth).zip(hints).map(|(worth, hint)| (hint, worth)).collect()
}

/// The hints on one line, leaving out those of the lowest rank until they fit `room`.
fn fitting(mut hints: Vec<Hint>, room: Cells, pen: &Pen<'_>) -> String {
    loop {
        let line = hints.iter().map(|(hint, _)| hint.as_str()).collect::<Vec<_>>().join("  ");
        let least = hints.iter().enumerate().min_by_key(|(_, (_, worth))| *worth);
        match least {
            Some((least, _)) if hints.len() > 1 && pen.width(&line) > room => {
                hints.remove(least);
            }
            _ => return line,
        }
    }
}

/// Commands to hint at, a word for them in both languages, and the rank of the hint.
type HintOf = (&'static [Command], &'static str, &'static str, u8);
/// A line of them.
type Hints = &'static [HintOf];

const HINTS_TEXT: Hints = &[
    (&[Command::LineDown, Command::LineUp], "行", "row", 0),
    (&[Command::NextHeading, Command::PreviousHeading], "节", "heading", 5),
    (&[Command::FoldClose, Command::FoldOpen], "折叠", "fold", 4),
    (&[Command::PageDown], "翻页", "page", 1),
    (&[Command::Jump], "跳转", "jump", 7),
    (&[Command::Search], "查找", "search", 6),
    (&[Command::SwitchPane], "大纲", "outline", 2),
    (&[Command::Library], "文稿", "texts", 3),
    (&[Command::Help], "帮助", "help", 9),
    (&[Command::Quit], "退出", "quit", 8),
];

const HINTS_OUTLINE: Hints = &[
    (&[Command::LineDown, Command::LineUp], "条", "entry", 0),
    (&[Command::FoldClose, Command::FoldOpen], "折叠", "fold", 2),
    (&[Command::Enter], "展开", "open or read", 4),
    (&[Command::FoldToLevel], "层级", "level", 1),
    (&[Command::Jump], "跳转", "jump", 3),
    (&[Command::SwitchPane], "正文", "text", 5),
    (&[Command::Help], "帮助", "help", 7),
    (&[Command::Quit], "退出", "quit", 6),
];

/// The hints, with the first key bound to each command. Commands without a key are left out.
fn bound<'a>(model: &Model, mode: Mode, hints: impl IntoIterator<Item = &'a HintOf>) -> Vec<Hint> {
    let lang = model.settings.lang;
    let keys = &model.settings.keys;
    let hint = |(commands, zh, en, worth): &HintOf| {
        let names = commands.iter().filter_map(|c| keys.names(mode, *c, lang).next());
        let mut names = names.collect::<Vec<_>>().join("/");
        if let (Some(prefix), true) = (names.strip_suffix('1'), *commands == [Command::FoldToLevel])
        {
            names = format!("{prefix}1…{prefix}9");
        }
        (!names.is_empty()).then(|| (format!("{names} {}", lang.pick(*zh, *en)), *worth))
    };
    hints.into_iter().filter_map(hint).collect()
}

/// Draws the line being typed. Returns the cell of its cursor.
pub(super) fn input(
    model: &Model,
    prompt: &Prompt,
    strip: Strip,
    theme: &Theme<'_>,
    pen: &mut Pen<'_>,
) -> (u16, u16) {
    let lang = model.settings.lang;
    pen.paint(strip, theme.body());
    let rule = match &model.overlay {
        Overlay::Rule(edit) => super::rules::label(&edit.draft, lang),
        _ => String::new(),
    };
    let label = match model.mode() {
        Mode::Rule => &rule,
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
    let note = note(model);
    // What is wrong with a pattern is worth more room than a count.
    let bad = match &model.overlay {
        Overlay::Search(search) => search.bad.is_some(),
        Overlay::Wide(wide) => wide.bad.is_some(),
        Overlay::Rule(edit) => edit.bad.is_some(),
        Overlay::Compare(compare) => compare.seek.as_ref().is_some_and(|seek| seek.bad.is_some()),
        _ => false,
    };
    let room = strip.room().0;
    let note = if bad || pen.width(&note).0 < room / 3 { note } else { String::new() };
    let most = pen.width(&note).0.min(room.saturating_mul(2) / 3);
    let (left, end) = strip.split_end(most.saturating_add(u16::from(!note.is_empty())));
    pen.cut(end, &note, if bad { theme.failure() } else { theme.quiet() });
    let blank = Strip { x: left.x, ..left };
    for x in left.x..left.end {
        pen.symbol(Strip { x, ..blank }, " ", Cells(1), theme.body());
    }
    let label_room = Strip { end: left.x.saturating_add(left.room().0 / 2), ..left };
    let rest = Strip { x: pen.text(label_room, label, theme.marker()).x, ..left };
    // The end of the line up to the cursor stays in sight.
    let before = Span::new(0, prompt.cursor()).of(prompt.text());
    let room = rest.room() - Cells(1);
    let shown = tail(before, room, pen);
    let again = matches!(&model.overlay, Overlay::Wide(wide) if wide.again);
    let rest = pen.text(rest, shown, if again { theme.selected() } else { theme.body() });
    let after = Span::new(prompt.cursor(), prompt.text().len()).of(prompt.text());
    pen.text(rest, after, theme.body());
    (rest.x.min(strip.end.saturating_sub(1)), strip.y)
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
            // What is listed may be less than there is.
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
