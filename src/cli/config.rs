//! Loading the settings files, and `gangmu config`.
//!
//! Two files are read: first the user's own `config.toml`, which the program never writes; then the
//! options saved with `:write`, which lie beside the state file.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::{ConfigCommand, Report};
use super::output::Output;
use super::{Status, complain};
use crate::app::theme::{Depth, Theme};
use crate::app::{self, config, config::Problem};
use crate::error::cause;
use crate::library::rules::Rulebook;
use crate::library::store;
use crate::locale::Lang;

/// Most bytes of a settings file or a theme that are read.
const MOST: u64 = 1 << 20;

/// The settings that were loaded, and what was wrong with them.
#[derive(Debug)]
pub(super) struct Loaded {
    /// The settings, from the terminal's variables and the files.
    pub(super) settings: app::Settings,
    /// The problems, each with its file.
    pub(super) problems: Vec<(PathBuf, Problem)>,
    /// Files that exist and cannot be read.
    unread: Vec<(PathBuf, io::Error)>,
}

/// The user's settings file, whether it is there or not.
fn file() -> Option<PathBuf> {
    let [xdg, home] = ["XDG_CONFIG_HOME", "HOME"].map(std::env::var_os);
    Some(store::config_folder(xdg.as_deref(), home.as_deref())?.join("config.toml"))
}

/// The file of saved options.
fn kept() -> Option<PathBuf> {
    let [xdg, home] = ["XDG_STATE_HOME", "HOME"].map(std::env::var_os);
    Some(store::state_folder(xdg.as_deref(), home.as_deref())?.join("options.toml"))
}

/// Reads the settings files; the saved options only if `remember`. The language is that of `locale` unless
/// they say otherwise.
pub(super) fn load(locale: Lang, remember: bool) -> Loaded {
    let variable = |name| std::env::var(name).ok();
    let settings = app::Settings {
        lang: locale,
        locale,
        probe: true,
        colour: std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()),
        depth: Depth::of(variable("COLORTERM").as_deref(), variable("TERM").as_deref()),
        kept: if remember { kept() } else { None },
        rules: Arc::new(Rulebook::new(std::env::var_os("HOME").map(PathBuf::from))),
        ..app::Settings::default()
    };
    let mut loaded = Loaded { settings, problems: Vec::new(), unread: Vec::new() };
    if let Some(path) = file() {
        if let Some(dir) = path.parent() {
            loaded.themes(&dir.join("themes"));
        }
        loaded.file(&path);
    }
    loaded.settings.base = Some(Arc::new(loaded.settings.clone()));
    if let Some(path) = loaded.settings.kept.clone() {
        loaded.file(&path);
    }
    loaded
}

/// The name by which messages refer to a settings file.
fn name(path: &Path) -> String {
    path.file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned())
}

impl Loaded {
    /// The message that the reader shows at the start, if something is wrong.
    pub(super) fn notice(&self, lang: Lang) -> Option<String> {
        let all: Vec<String> = self.told(lang).collect();
        let first = all.first()?;
        Some(match (lang, all.len()) {
            (Lang::Zh, 1) => first.clone(),
            (Lang::En, 1) => first.clone(),
            (Lang::Zh, count) => format!("设置有 {count} 处问题（gangmu config --check）：{first}"),
            (Lang::En, count) => {
                format!("{count} faults in the settings (gangmu config --check): {first}")
            }
        })
    }

    /// Drops the heading rules. Saving options is disabled then, since it would lose them.
    pub(super) fn leave_rules(&mut self) {
        let base = app::Settings {
            rules: Arc::default(),
            ..self.settings.base.as_deref().cloned().unwrap_or_default()
        };
        self.settings.base = Some(Arc::new(base));
        self.settings.rules = Arc::default();
        self.settings.kept = None;
        self.problems.retain(|(_, problem)| !problem.rule);
    }

    /// Complains of each heading rule that had to be left out, since outlines differ without it.
    pub(super) fn complain_of_rules(&self, lang: Lang) {
        for (path, problem) in self.problems.iter().filter(|(_, problem)| problem.rule) {
            complain(&format!("{}:{}", name(path), problem.said(lang)));
        }
    }

    /// Each problem on a line: `config.toml:3:6 …`.
    fn told(&self, lang: Lang) -> impl Iterator<Item = String> + '_ {
        let unread = self.unread.iter().map(move |(path, error)| match lang {
            Lang::Zh => format!("{}：无法读取（{}）", name(path), cause(error, lang)),
            Lang::En => format!("{}: cannot be read ({})", name(path), cause(error, lang)),
        });
        let problems = self.problems.iter();
        unread.chain(problems.map(move |(path, f)| format!("{}:{}", name(path), f.said(lang))))
    }

    /// Reads the settings file at `path`, if there is one.
    fn file(&mut self, path: &Path) {
        let Some(text) = self.read(path) else { return };
        for problem in config::read(&text, &mut self.settings) {
            self.problems.push((path.to_owned(), problem));
        }
    }

    /// Reads the user's themes, which go by the names of their files.
    fn themes(&mut self, folder: &Path) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        paths.retain(|path| path.extension().is_some_and(|e| e == "toml"));
        paths.sort();
        let mut themes = Vec::new();
        for path in paths {
            let Some(name) = path.file_stem().and_then(|stem| stem.to_str()) else { continue };
            let Some(text) = self.read(&path) else { continue };
            let (theme, problems) = Theme::read(name, &text);
            themes.push(theme);
            self.problems.extend(problems.into_iter().map(|problem| (path.clone(), problem)));
        }
        self.settings.themes = self.settings.themes.with(themes);
    }

    fn read(&mut self, path: &Path) -> Option<String> {
        let limited = |file: fs::File| -> io::Result<String> {
            let mut text = String::new();
            io::Read::read_to_string(&mut io::Read::take(file, MOST), &mut text)?;
            Ok(text)
        };
        match fs::File::open(path).and_then(limited) {
            Ok(text) => Some(text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => {
                self.unread.push((path.to_owned(), error));
                None
            }
        }
    }
}

/// Prints the defaults, the path, or what is wrong.
pub(super) fn run(
    command: &ConfigCommand,
    loaded: &Loaded,
    lang: Lang,
    out: &mut Output,
) -> io::Result<Status> {
    match command.report {
        Report::Defaults => write!(out, "{}", config::defaults(lang))?,
        Report::Path => match file() {
            Some(path) => writeln!(out, "{}", path.display())?,
            None => {
                complain(lang.pick(
                    "没有可以放设置的文件夹：请把 HOME 或 XDG_CONFIG_HOME 设为绝对路径",
                    "there is no folder for settings: set HOME or XDG_CONFIG_HOME to an absolute path",
                ));
                return Ok(Status::Failed);
            }
        },
        Report::Check => {
            let mut status = Status::Done;
            for line in loaded.told(lang) {
                writeln!(out, "{}", crate::text::visible(&line))?;
                status = Status::NoMatch;
            }
            if status == Status::Done {
                writeln!(out, "{}", lang.pick("设置没有问题", "the settings are in order"))?;
            }
            return Ok(status);
        }
    }
    Ok(Status::Done)
}
