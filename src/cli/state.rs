//! `gangmu state`: showing, exporting and clearing what is remembered; and where the reader keeps it.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::args::{Deed, Settings};
use super::output::Output;
use super::{Status, complain};
use crate::library::Source;
use crate::library::state::{Record, State};
use crate::library::store::{Store, cache_folder, state_folder};
use crate::locale::Lang;
use crate::terminal::Keep;

/// Where things are kept; nowhere if the user does not want it.
pub(super) fn keep(settings: Settings) -> Keep {
    if off() || !settings.remember {
        return Keep::default();
    }
    let [xdg, home] = ["XDG_CACHE_HOME", "HOME"].map(std::env::var_os);
    Keep { state: folder(), cache: cache_folder(xdg.as_deref(), home.as_deref()) }
}

/// Whether the environment says that nothing is to be kept.
pub(super) fn off() -> bool {
    std::env::var_os("GANGMU_STATE").is_some_and(|v| v == "off")
}

/// The text of `folder` that was read last, where that is remembered.
pub(super) fn left_off(folder: &Path, settings: Settings) -> Option<Source> {
    let (state, _) = Store::new(keep(settings).state?).load();
    let real = fs::canonicalize(folder).ok()?;
    let inside = |record: &Record| {
        let path = folder.join(Path::new(&record.path).strip_prefix(&real).ok()?);
        path.is_file().then_some(Source::File(path))
    };
    state.recent().into_iter().find_map(|(_, record)| inside(record))
}

/// What is remembered.
///
/// # Errors
/// The exit status, after the message that nothing is remembered.
pub(super) fn load(settings: Settings) -> Result<State, Status> {
    let Some(folder) = keep(settings).state else {
        complain(settings.lang.pick(
            "这次什么也不记（--no-state 或 GANGMU_STATE=off），也就没有批注",
            "nothing is kept (--no-state or GANGMU_STATE=off), so there are no notes",
        ));
        return Err(Status::Failed);
    };
    let (state, trouble) = Store::new(folder).load();
    if let Some(trouble) = trouble {
        complain(&trouble.message(settings.lang));
    }
    Ok(state)
}

fn folder() -> Option<std::path::PathBuf> {
    let [xdg, home] = ["XDG_STATE_HOME", "HOME"].map(std::env::var_os);
    state_folder(xdg.as_deref(), home.as_deref())
}

pub(super) fn run(deed: Deed, settings: Settings, out: &mut Output) -> io::Result<Status> {
    let lang = settings.lang;
    let Some(store) = folder().map(Store::new) else {
        complain(lang.pick(
            "没有可以存放记录的文件夹：请把 HOME 或 XDG_STATE_HOME 设为绝对路径",
            "there is no folder for it: set HOME or XDG_STATE_HOME to an absolute path",
        ));
        return Ok(Status::Failed);
    };
    let trouble = match deed {
        Deed::Path => {
            writeln!(out, "{}", store.path().display())?;
            None
        }
        Deed::Clear => match store.clear() {
            Ok(()) => {
                let done = match lang {
                    Lang::Zh => "位置、记号、批注和输入历史已全部忘掉",
                    Lang::En => "places, marks, notes and what was typed are forgotten",
                };
                writeln!(out, "{done}")?;
                None
            }
            Err(trouble) => Some(trouble),
        },
        Deed::Export => {
            let (state, trouble) = store.load();
            serde_json::to_writer_pretty(&mut *out, &state)?;
            writeln!(out)?;
            trouble
        }
    };
    Ok(trouble.map_or(Status::Done, |trouble| {
        complain(&trouble.message(lang));
        Status::Failed
    }))
}
