//! Hints at keys for the last line, always with the keys that are bound now.
//!
//! In: the mode. Out: one line, from which the least useful hints are dropped where there is too little
//! room.

use super::super::pen::Pen;
use crate::app::Model;
use crate::app::keymap::{ListKind, Mode, Scrolls};
use crate::app::listing::Purpose;
use crate::app::model::Overlay;
use crate::app::msg::Command;
use crate::app::options::Opt;
use crate::text::Cells;

/// Commands to hint at, a word for them in both languages, and the rank of the hint: where there is too
/// little room, hints of the lowest rank go first.
pub(in crate::ui) type Hint = (&'static [Command], &'static str, &'static str, u8);

const TEXT: &[Hint] = &[
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

const OUTLINE: &[Hint] = &[
    (&[Command::LineDown, Command::LineUp], "条", "entry", 0),
    (&[Command::FoldClose, Command::FoldOpen], "折叠", "fold", 2),
    (&[Command::Enter], "展开", "open or read", 4),
    (&[Command::FoldToLevel], "层级", "level", 1),
    (&[Command::Jump], "跳转", "jump", 3),
    (&[Command::SwitchPane], "正文", "text", 5),
    (&[Command::Help], "帮助", "help", 7),
    (&[Command::Quit], "退出", "quit", 6),
];

const MOVE: &[Command] = &[Command::LineDown, Command::LineUp];

const HELP: &[Hint] = &[
    (MOVE, "滚动", "scroll", 0),
    (&[Command::PageDown], "翻页", "page", 1),
    (&[Command::Filter], "筛选", "filter", 2),
    (&[Command::Cancel], "关闭", "close", 3),
];

const LIBRARY: &[Hint] = &[
    (MOVE, "选择", "choose", 0),
    (&[Command::Accept], "打开", "open", 5),
    (&[Command::Filter], "筛选", "filter", 4),
    (&[Command::SearchAll], "查正文", "search in all", 3),
    (&[Command::NextOrder], "排序", "order", 2),
    (&[Command::Next(Opt::Folders)], "文件夹", "folders", 1),
    (&[Command::Help], "帮助", "help", 6),
    (&[Command::Quit], "退出", "quit", 7),
];

/// The list of texts, to choose one for a comparison.
const CHOOSE: &[Hint] = &[
    (MOVE, "选择", "choose", 0),
    (&[Command::Accept], "对照", "compare", 2),
    (&[Command::Filter], "筛选", "filter", 1),
    (&[Command::NextOrder], "排序", "order", 3),
    (&[Command::Cancel], "返回", "back", 4),
];

const FINDINGS: &[Hint] = &[
    (MOVE, "选择", "choose", 0),
    (&[Command::NextOrder], "排序", "order", 1),
    (&[Command::Accept], "转到", "go", 2),
    (&[Command::Cancel], "回到原处", "back", 3),
];

const HITS: &[Hint] = &[
    (MOVE, "选择", "choose", 0),
    (&[Command::Accept], "转到", "go", 1),
    (&[Command::Search], "另行查找", "search", 2),
    (&[Command::Cancel], "回到原处", "back", 3),
];

const PLACES: &[Hint] = &[
    (MOVE, "选择", "choose", 0),
    (&[Command::Accept], "前往", "go", 3),
    (&[Command::EditNote], "改批注", "change", 4),
    (&[Command::Remove], "删除", "remove", 2),
    (&[Command::CopyNotes], "复制批注", "copy notes", 1),
    (&[Command::Cancel], "返回", "back", 5),
];

/// The hints of the mode that fit `room`.
pub(super) fn line(model: &Model, room: Cells, pen: &Pen<'_>) -> String {
    let hints = match model.mode().scrolls() {
        Scrolls::Text => TEXT,
        Scrolls::Outline => OUTLINE,
        Scrolls::List(ListKind::Help) => HELP,
        Scrolls::List(ListKind::Library) => match &model.overlay {
            Overlay::Library(list) if list.purpose == Purpose::Compare => CHOOSE,
            _ => LIBRARY,
        },
        Scrolls::List(ListKind::Findings) => FINDINGS,
        Scrolls::List(ListKind::Hits) => HITS,
        Scrolls::List(ListKind::Places) => PLACES,
        Scrolls::Nothing => &[],
    };
    // With a single text, a list of texts is nothing to hint at.
    let alone = model.mode() == Mode::Text && !model.shelf.has_others();
    let shown = hints.iter().filter(|(commands, ..)| !alone || *commands != [Command::Library]);
    fitting(bound(model, shown), room, pen)
}

/// The hints on one line, leaving out those of the lowest rank until they fit `room`.
pub(in crate::ui) fn fitting(mut hints: Vec<(String, u8)>, room: Cells, pen: &Pen<'_>) -> String {
    loop {
        let line = hints.iter().map(|(hint, _)| hint.as_str()).collect::<Vec<_>>().join("  ");
        let least = hints.iter().enumerate().min_by_key(|(_, (_, rank))| *rank);
        match least {
            Some((least, _)) if hints.len() > 1 && pen.width(&line) > room => {
                hints.remove(least);
            }
            _ => return line,
        }
    }
}

/// The hints in words, each with its rank and the first key bound to each of its commands. Hints without
/// a key are left out.
pub(in crate::ui) fn bound<'a>(
    model: &Model,
    hints: impl IntoIterator<Item = &'a Hint>,
) -> Vec<(String, u8)> {
    let (mode, lang) = (model.mode(), model.settings.lang);
    let keys = &model.settings.keys;
    let hint = |(commands, zh, en, rank): &Hint| {
        let names = commands.iter().filter_map(|c| keys.names(mode, *c, lang).next());
        let mut names = names.collect::<Vec<_>>().join("/");
        if let (Some(prefix), true) = (names.strip_suffix('1'), *commands == [Command::FoldToLevel])
        {
            names = format!("{prefix}1…{prefix}9");
        }
        (!names.is_empty()).then(|| (format!("{names} {}", lang.pick(*zh, *en)), *rank))
    };
    hints.into_iter().filter_map(hint).collect()
}
