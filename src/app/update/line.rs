//! What the line after `:` does: a line number, a percentage, an option, a command.

use super::{compare, encoding, open, overlay, places, rules, set, typing, wide};
use crate::app::key::Key;
use crate::app::keymap::Mode;
use crate::app::model::Model;
use crate::app::msg::{Command, Effect};
use crate::app::palette;
use crate::app::shelf::Slot;
use crate::input::{ENCODINGS, UnknownEncoding};
use crate::library::Source;
use crate::locale::Lang;

/// Carries out `line`. In place of a name, its start will do if only one name begins so.
pub(super) fn obey(model: &mut Model, line: &str) -> Effect {
    let line = line.trim();
    if let Some(percent) = line.strip_suffix(['%', '％']) {
        if let Ok(percent) = percent.trim().parse::<usize>() {
            places::go_to_percent(model, percent);
            return Effect::None;
        }
    } else if let Ok(number) = line.parse::<usize>() {
        places::go_to_line(model, number);
        return Effect::None;
    }
    if let Some(("diff" | "compare" | "比较" | "对照", number)) = line.split_once(' ')
        && let Ok(number) = number.trim().parse()
    {
        return compare::with_speech(model, number);
    }
    if let Some(("encoding" | "编码", name)) = line.split_once(' ') {
        return match name.trim() {
            "auto" | "自动" => encoding::read_as(model, None),
            name => match name.parse() {
                Ok(encoding) => encoding::read_as(model, Some(encoding)),
                Err(UnknownEncoding) => {
                    let names = ENCODINGS.join(" ");
                    let lang = model.settings.lang;
                    model.fail(match lang {
                        Lang::Zh => format!("不认识的编码，可用 auto {names}"),
                        Lang::En => format!("unknown encoding; known are auto {names}"),
                    });
                    Effect::None
                }
            },
        };
    }
    if let Some(("rule" | "规则", pattern)) = line.split_once(' ') {
        return rules::open(model, pattern.trim());
    }
    if let Some(effect) = with_words(model, line) {
        return effect;
    }
    if let Some(effect) = set::obey(model, line) {
        return effect;
    }
    if let Some(command) =
        Command::named(line).filter(|command| !matches!(command, Command::Type(_)))
    {
        return super::run(model, command, super::Given::default());
    }
    // An input method may have been left on: ：５０％.
    let meant = |c| match Key::Char(c).meant() {
        Some(Key::Char(meant)) => meant,
        _ => c,
    };
    let latin: String = line.chars().map(meant).collect();
    if latin != line {
        return obey(model, &latin);
    }
    // The start of a name will do if it is unambiguous.
    if let Some(line) = palette::only(&model.settings, line) {
        return obey(model, &line);
    }
    let lang = model.settings.lang;
    let key = |command| model.settings.keys.names(Mode::Text, command, lang).next();
    let verb = line.split_whitespace().next().unwrap_or_default();
    if matches!(verb, "w" | "write" | "sav" | "saveas" | "export" | "导出" | "另存") {
        let copy = match (key(Command::CopySectionMarkdown), lang) {
            (None, _) => String::new(),
            (Some(key), Lang::Zh) => format!("；{key} 把这一节复制为 Markdown"),
            (Some(key), Lang::En) => format!("; {key} copies the section as Markdown"),
        };
        let how = "gangmu export --help";
        let before = lang.pick("导出在命令行里做：", "the shell exports: ");
        model.fail(format!("{before}{how}{copy}"));
    } else if matches!(verb, "print" | "ha" | "hardcopy" | "lpr" | "打印") {
        model.fail(lang.pick(
            "打印：在命令行里 gangmu export 文件 -o 稿.docx，再用 Word 或 WPS 打印",
            "to print: gangmu export FILE -o speech.docx in the shell, then print that file",
        ));
    } else if !line.is_empty() {
        let again = key(Command::Line).unwrap_or_else(|| ":".to_owned());
        let text = match lang {
            Lang::Zh => format!("不认识的命令：{line}；按 {again} 再按 Tab 可选，或写行号、50%"),
            Lang::En => {
                format!("no command {line}; {again} and Tab lists them, or a line number, 50%")
            }
        };
        model.fail(crate::text::visible(&text).into_owned());
    }
    Effect::None
}

/// What a command does with the words behind it: searches and jumps with them, opens the file; `None` if it
/// takes none.
fn with_words(model: &mut Model, line: &str) -> Option<Effect> {
    let (name, words) = match line.strip_prefix(['/', '、', '／']) {
        Some(words) => ("/", words),
        None => line.split_once(char::is_whitespace)?,
    };
    let words = words.trim();
    let command = Command::named(name).filter(|_| !words.is_empty())?;
    let opened = match command {
        Command::Edit => return Some(open_file(model, words)),
        Command::Search => {
            overlay::open_search(model);
            Effect::None
        }
        Command::Jump => overlay::open_jump(model),
        Command::SearchAll | Command::JumpAll => {
            model.found = None;
            wide::open_wide(model, command == Command::SearchAll)
        }
        _ => return None,
    };
    if model.prompt().is_none() {
        return Some(opened);
    }
    let asked = typing::type_text(model, words);
    // In one text, the line is complete; of all texts, one of the results must be chosen.
    if matches!(command, Command::Search | Command::Jump) {
        let _deferred = overlay::accept(model);
    }
    Some(asked)
}

/// Opens the file `name`: one of the list by the end of its path, else one beside where the program was
/// started.
fn open_file(model: &mut Model, name: &str) -> Effect {
    let path = std::path::Path::new(name);
    let is_it = |slot: &Slot| matches!(&slot.source, Source::File(known) if known.ends_with(path));
    let listed = model.shelf.slots.iter().position(is_it);
    let slot = listed.unwrap_or_else(|| model.shelf.slot_of(Source::File(path.to_owned())));
    open::open(model, slot)
}
