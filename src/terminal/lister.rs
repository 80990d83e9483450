//! The worker that walks folders for the list of texts: the texts as they are found, then their titles.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};
use std::time::{Duration, Instant, UNIX_EPOCH};

use super::worker::Report;
use crate::app::Msg;
use crate::app::listing::{Group, Info, Listed};
use crate::error::{Error, ErrorKind};
use crate::input::Options;
use crate::library::index::{Addition, Cache, Headings};
use crate::library::rules::Rulebook;
use crate::library::{Source, Stamp, neighbours, scan};
use crate::outline;

/// Shortest time between two reports of what was found.
const EVERY: Duration = Duration::from_millis(150);
/// Most texts that are listed because they lie beside others.
const BESIDE: usize = 1_000;
/// How many new outlines are written to the cache at a time.
const WRITTEN: usize = 2_000;

/// Something for the lister to do.
#[derive(Debug)]
pub(super) enum Wish {
    /// Walk folders, for so many texts at most, and look into others.
    Scan { roots: Vec<PathBuf>, beside: Vec<PathBuf>, most: usize, rules: Arc<Rulebook> },
    /// Find out the titles of what was found.
    Titles(Arc<Rulebook>),
}

/// What the lister knows.
pub(super) struct Lister {
    pub(super) options: Options,
    pub(super) cache: Option<PathBuf>,
    pub(super) out: Sender<Report>,
    /// Texts that were found, with their absolute paths.
    found: Vec<(Source, String)>,
    /// Those of them whose headings are not known.
    untitled: Vec<usize>,
    kept: Option<Cache>,
    /// The rules by which texts are outlined.
    rules: Arc<Rulebook>,
    /// Whether titles were asked for.
    wanted: bool,
}

impl Lister {
    pub(super) fn new(options: Options, cache: Option<PathBuf>, out: Sender<Report>) -> Self {
        let rules = Arc::default();
        let (found, untitled) = Default::default();
        Self { options, cache, out, found, untitled, kept: None, rules, wanted: false }
    }

    /// Does what is asked until nobody asks any more.
    pub(super) fn run(mut self, wishes: &Receiver<Wish>) {
        for wish in wishes {
            let heard = match wish {
                Wish::Scan { roots, beside, most, rules } => {
                    self.rules = rules;
                    self.scan(roots, beside, most)
                }
                Wish::Titles(rules) => self.retitle(rules),
            };
            if heard.is_none() {
                return;
            }
        }
    }

    /// Tells something; `None` when nobody listens any more.
    fn tell(&self, msg: Msg) -> Option<()> {
        self.out.send(Report { msg: Some(msg), done: 0 }).ok()
    }

    fn scan(&mut self, roots: Vec<PathBuf>, beside: Vec<PathBuf>, most: usize) -> Option<()> {
        let folders: Vec<_> = roots
            .iter()
            .map(|root| {
                (root.clone(), std::fs::canonicalize(root).unwrap_or_else(|_| root.clone()))
            })
            .collect();
        let mut batch = Vec::new();
        let mut told = Instant::now();
        // Loading an existing cache takes less time than it saves.
        self.load();
        // If a folder without texts was named, that was reported at the start; otherwise it does
        // not matter.
        let told_of = |found: &Result<Source, Error>| {
            !matches!(found, Err(Error { kind: ErrorKind::NoTexts, .. }))
        };
        for found in scan(roots).filter(told_of).take(most) {
            batch.push(self.listed(found, Group::Found, &folders));
            if told.elapsed() >= EVERY {
                self.tell(Msg::Listed { items: std::mem::take(&mut batch), done: false })?;
                told = Instant::now();
            }
        }
        for source in beside.iter().flat_map(|folder| neighbours(folder)).take(BESIDE) {
            batch.push(self.listed(Ok(source), Group::Beside, &[]));
        }
        self.tell(Msg::Listed { items: batch, done: true })?;
        if self.wanted { self.titles() } else { Some(()) }
    }

    fn load(&mut self) {
        if let (None, Some(folder)) = (&self.kept, &self.cache) {
            self.kept = Some(Cache::load(folder));
        }
    }

    /// A text that was found, with what is known of it; or what could not be read.
    fn listed(
        &mut self,
        found: Result<Source, Error>,
        group: Group,
        folders: &[(PathBuf, PathBuf)],
    ) -> Listed {
        let info = Info { group, ..Info::default() };
        let (source, error) = match found {
            Ok(source) => {
                let error = source.check().err();
                (source, error)
            }
            Err(error) => (Source::File(error.path.clone()), Some(error)),
        };
        let path = source.path();
        let inside = folders.iter().find_map(|(root, real)| {
            let rest = path.strip_prefix(root).ok()?;
            Some((root.as_path(), rest.to_owned(), real.join(rest)))
        });
        let real = || std::fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
        let nowhere = || (Path::new(""), path.clone(), real());
        let (root, name, real) = inside.unwrap_or_else(nowhere);
        let root = if folders.len() > 1 { root.to_string_lossy() } else { "".into() };
        let real = real.into_os_string().into_string().unwrap_or_default();
        let stamp = Stamp::of(&path);
        let modified = stamp.and_then(|s| s.modified?.duration_since(UNIX_EPOCH).ok());
        let info = Info {
            name: crate::text::visible(&name.to_string_lossy()).into_owned(),
            root: crate::text::visible(&root).into_owned(),
            size: stamp.map(|stamp| stamp.size),
            modified: modified.map(|d| u64::try_from(d.as_millis()).unwrap_or(u64::MAX)),
            real,
            ..info
        };
        let kept = self.kept.as_ref().zip(stamp);
        let known =
            kept.and_then(|(kept, stamp)| kept.get(&info.real, &stamp, &self.rules.of(&source)));
        let title = known.as_ref().and_then(Headings::title);
        if error.is_none() {
            if known.is_none() {
                self.untitled.push(self.found.len());
            }
            self.found.push((source.clone(), info.real.clone()));
        }
        Listed { source, info, title, error }
    }

    /// Finds out titles by `rules`, which may have changed.
    fn retitle(&mut self, rules: Arc<Rulebook>) -> Option<()> {
        let before = std::mem::replace(&mut self.rules, rules);
        if before != self.rules {
            self.forget(&before);
        }
        self.titles()
    }

    /// Takes the titles of those texts for unknown that other rules hold for than `before`.
    fn forget(&mut self, before: &Rulebook) {
        let other = |(source, _): &(Source, String)| before.of(source) != self.rules.of(source);
        let found = self.found.iter().enumerate();
        let mut untitled: Vec<_> = found.filter(|(_, f)| other(f)).map(|(i, _)| i).collect();
        untitled.append(&mut self.untitled);
        untitled.sort_unstable();
        untitled.dedup();
        self.untitled = untitled;
    }

    /// Finds out the titles of the texts whose headings are not known, from the cache or by reading
    /// them, and keeps the headings.
    fn titles(&mut self) -> Option<()> {
        self.wanted = true;
        self.load();
        let mut titles = HashMap::new();
        let mut added = Vec::new();
        let mut told = Instant::now();
        for index in std::mem::take(&mut self.untitled) {
            let Some((source, real)) = self.found.get(index) else { continue };
            let stamp = Stamp::of(&source.path());
            let rules = self.rules.of(source);
            let kept = self.kept.as_ref().zip(stamp);
            let headings = match kept.and_then(|(kept, stamp)| kept.get(real, &stamp, &rules)) {
                Some(headings) => headings,
                None => {
                    let Ok(document) = source.load_with(&self.options) else { continue };
                    let outline = outline::parse_with(&document, &rules);
                    let headings = Headings::of(&document, &outline);
                    if let (Some(stamp), false) = (stamp, document.is_empty()) {
                        added.extend(Addition::new(real, &stamp, &rules, &headings));
                    }
                    headings
                }
            };
            titles.insert(real.clone(), headings.title().unwrap_or_default());
            if told.elapsed() >= EVERY * 2 {
                self.tell(Msg::Titled(titles.drain().collect()))?;
                told = Instant::now();
            }
            if added.len() >= WRITTEN {
                self.write(&mut added);
            }
        }
        self.write(&mut added);
        self.tell(Msg::Titled(titles.into_iter().collect()))
    }

    /// Puts what was read into the cache; without one, the next run reads it again.
    fn write(&mut self, added: &mut Vec<Addition>) {
        let usual = self.options == Options::default();
        let (Some(folder), true, false) = (&self.cache, usual, added.is_empty()) else { return };
        // Another run may have written meanwhile.
        let kept = Cache::load(folder);
        let _ = kept.save(folder, added);
        added.clear();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;
    use crate::library::rules::Entry;

    fn rules(kind: &str, pattern: &str) -> Arc<Rulebook> {
        let mut settings = crate::app::Settings::default();
        let text = format!("[[heading]]\npattern = '{pattern}'\nkind = \"{kind}\"\n");
        assert_eq!(crate::app::config::read(&text, &mut settings), []);
        let entries: &[Entry] = settings.rules.entries();
        assert_eq!(entries.len(), 1);
        settings.rules
    }

    /// What was told of titles, by the names of the files.
    fn told(out: &Receiver<Report>) -> Vec<(String, String)> {
        let titles = out.try_iter().filter_map(|report| match report.msg {
            Some(Msg::Titled(titles)) => Some(titles),
            _ => None,
        });
        let name = |path: &str| Path::new(path).file_name().unwrap().to_string_lossy().into_owned();
        let mut titles: Vec<_> = titles.flatten().map(|(p, t)| (name(&p), t)).collect();
        titles.sort();
        titles
    }

    #[test]
    fn other_rules_find_other_titles_with_a_cache_and_without() {
        let folder = tempfile::tempdir().unwrap();
        let texts = [
            ("甲.txt", "在修渠会上的讲话\n同志们：\n【议题】春耕\n一、早动手。要快。\n"),
            ("乙.txt", "在清淤会上的讲话\n同志们：\n一、早动手。要快。\n"),
        ];
        for (name, text) in texts {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        for cache in [None, Some(folder.path().join("缓存"))] {
            let (out, heard) = channel();
            let mut lister = Lister::new(Options::default(), cache, out);
            lister.scan(vec![folder.path().to_owned()], Vec::new(), 100).unwrap();
            lister.titles().unwrap();
            let usual = [("乙.txt", "在清淤会上的讲话"), ("甲.txt", "在修渠会上的讲话")];
            let usual = usual.map(|(name, title)| (name.to_owned(), title.to_owned()));
            assert_eq!(told(&heard), usual);
            let mut by = |rules: Arc<Rulebook>| {
                lister.retitle(rules).unwrap();
                told(&heard)
            };
            let none = by(rules("none", "在修渠"));
            assert_eq!(none[1], ("甲.txt".to_owned(), String::new()), "it has none by this rule");
            assert_eq!(by(Arc::default()), usual, "as before");
            assert_eq!(by(Arc::default()), [], "nothing is read again where no rule is another");
        }
    }
}
