//! The list as a tree of folders.
//!
//! In: the listed texts in their order, and which folders are open. Out: [`Row`]s from the top down,
//! folders before the texts beside them; a folder stands where its first text would. Takes linear time
//! and never recurses, since folders may be nested deeply.

use std::collections::HashMap;

use super::{Group, Info};
use crate::locale::Lang;

/// A folder of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder {
    /// Tells it from all others; the same in every run.
    pub key: String,
    /// Its name.
    pub name: Name,
    /// How many of the listed texts lie in it and below.
    pub count: usize,
    /// Whether what it holds is shown.
    pub open: bool,
    /// The folder in which it lies.
    pub parent: Option<usize>,
}

/// What a folder is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    /// By its own name.
    Path(String),
    /// What was read before and lies in none of the folders.
    Recent,
    /// What is built in.
    Samples,
}

impl Name {
    /// As it is shown.
    #[must_use]
    pub fn label(&self, lang: Lang) -> String {
        match self {
            Self::Path(name) => format!("{name}/"),
            Self::Recent => lang.pick("读过的", "read before").to_owned(),
            Self::Samples => lang.pick("内置的讲话稿", "built in").to_owned(),
        }
    }
}

/// A row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// How many folders it lies in.
    pub depth: u16,
    /// What it is.
    pub what: What,
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A text, by its place among those that are listed.
    Text(usize),
    /// A folder, by its place among the folders.
    Folder(usize),
}

/// The tree.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// Every folder, open or not; one stands behind that in which it lies.
    pub folders: Vec<Folder>,
    /// What is shown.
    pub rows: Vec<Row>,
    /// The folder of each text.
    homes: Vec<Option<usize>>,
}

/// What a folder holds itself.
#[derive(Default)]
struct Held {
    folders: Vec<usize>,
    texts: Vec<usize>,
}

impl Tree {
    /// The tree of `texts`; `open` says of the key of a folder whether that is open.
    pub fn new<'a>(
        texts: impl Iterator<Item = Option<&'a Info>>,
        open: impl Fn(&str) -> bool,
    ) -> Self {
        let mut tree = Self::default();
        // First what lies in no folder, then the contents of each folder.
        let mut top = Held::default();
        let mut held: Vec<Held> = Vec::new();
        let mut known: HashMap<String, usize> = HashMap::new();
        // Most texts are in the same folder as the one before.
        let mut last: Option<(Place<'_>, Option<usize>)> = None;
        for (text, info) in texts.enumerate() {
            let place = info.map_or(Place::default(), Place::of);
            let home = match last {
                Some((before, home)) if before == place => home,
                _ => {
                    let mut home = None;
                    for (key, name) in place.folders() {
                        home = Some(*known.entry(key).or_insert_with_key(|key| {
                            let index = tree.folders.len();
                            let open = open(key);
                            let key = key.clone();
                            tree.folders.push(Folder { key, name, count: 0, open, parent: home });
                            held.push(Held::default());
                            let above = home.and_then(|home: usize| held.get_mut(home));
                            above.unwrap_or(&mut top).folders.push(index);
                            index
                        }));
                    }
                    home
                }
            };
            last = Some((place, home));
            tree.homes.push(home);
            home.and_then(|home| held.get_mut(home)).unwrap_or(&mut top).texts.push(text);
        }
        tree.count(&held);
        tree.show(&top, &held);
        tree
    }

    /// `count` texts in a row.
    #[must_use]
    pub fn flat(count: usize) -> Self {
        let row = |text| Row { depth: 0, what: What::Text(text) };
        Self { rows: (0..count).map(row).collect(), ..Self::default() }
    }

    /// Counts the texts of each folder.
    fn count(&mut self, held: &[Held]) {
        for (index, held) in held.iter().enumerate().rev() {
            let Some(folder) = self.folders.get_mut(index) else { continue };
            folder.count += held.texts.len();
            let (count, parent) = (folder.count, folder.parent);
            if let Some(parent) = parent.and_then(|parent| self.folders.get_mut(parent)) {
                parent.count += count;
            }
        }
    }

    /// Lists what is shown.
    fn show(&mut self, top: &Held, held: &[Held]) {
        let mut pending = vec![(top, top.folders.iter(), 0_u16)];
        while let Some((here, folders, depth)) = pending.last_mut() {
            let depth = *depth;
            if let Some(&index) = folders.next() {
                self.rows.push(Row { depth, what: What::Folder(index) });
                let open = self.folders.get(index).is_some_and(|folder| folder.open);
                if let Some(inner) = held.get(index).filter(|_| open) {
                    pending.push((inner, inner.folders.iter(), depth.saturating_add(1)));
                }
            } else {
                let rows = here.texts.iter().map(|&text| Row { depth, what: What::Text(text) });
                self.rows.extend(rows);
                pending.pop();
            }
        }
    }

    /// The folder in which a row lies.
    #[must_use]
    pub fn parent(&self, row: Row) -> Option<usize> {
        match row.what {
            What::Text(text) => self.homes.get(text).copied().flatten(),
            What::Folder(index) => self.folders.get(index)?.parent,
        }
    }

    /// The row of `what`, or of the innermost folder above it that is shown.
    #[must_use]
    pub fn row_of(&self, what: What) -> Option<usize> {
        let depth = 0;
        let mut what = Some(what);
        while let Some(now) = what {
            if let Some(at) = self.rows.iter().position(|row| row.what == now) {
                return Some(at);
            }
            what = self.parent(Row { depth, what: now }).map(What::Folder);
        }
        None
    }
}

/// The keys of the folders in which a text lies, from the outermost in.
pub fn keys(info: &Info) -> impl Iterator<Item = String> {
    Place::of(info).folders().map(|(key, _)| key)
}

/// Where a text lies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Place<'a> {
    group: Group,
    /// The folder that was named, where several were.
    root: &'a str,
    /// The path from there to the folder of the text.
    path: &'a str,
}

impl<'a> Place<'a> {
    fn of(info: &'a Info) -> Self {
        let group = info.group.max(Group::Found);
        if matches!(info.group, Group::Recent | Group::Sample) {
            return Self { group, ..Self::default() };
        }
        let path = info.name.rsplit_once('/').map_or("", |(path, _)| path);
        let path = if path.is_empty() && info.name.starts_with('/') { "/" } else { path };
        Self { group, root: &info.root, path }
    }

    /// The folders from the outermost in, each with its key.
    fn folders(self) -> impl Iterator<Item = (String, Name)> {
        // No name that is shown holds control characters.
        let group = match self.group {
            Group::Recent => Some(("\u{1}".to_owned(), Name::Recent)),
            Group::Sample => Some(("\u{2}".to_owned(), Name::Samples)),
            Group::Named | Group::Found | Group::Beside => None,
        };
        let root = (!self.root.is_empty()).then(|| {
            let name = self.root.trim_end_matches('/');
            (format!("{}\u{3}", self.root), Name::Path(name.to_owned()))
        });
        // A path outside the listed folders counts as one folder: its parts are not listed.
        let outside = self.path.starts_with('/') || self.path.split('/').next() == Some("..");
        let whole = outside.then(|| self.path.trim_end_matches('/')).into_iter();
        let steps = (!outside).then(|| self.path.split('/')).into_iter().flatten();
        let steps = whole.chain(steps.filter(|step| !matches!(*step, "" | ".")));
        let base = root.as_ref().map_or(String::new(), |(key, _)| key.clone());
        let inner = steps.scan(base, |key, step| {
            key.push('/');
            key.push_str(step);
            Some((key.clone(), Name::Path(step.to_owned())))
        });
        group.into_iter().chain(root).chain(inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn info(group: Group, root: &str, name: &str) -> Info {
        Info { group, root: root.to_owned(), name: name.to_owned(), ..Info::default() }
    }

    fn drawn(infos: &[Info], open: impl Fn(&str) -> bool) -> Vec<String> {
        let tree = Tree::new(infos.iter().map(Some), open);
        let line = |row: &Row| {
            let indent = "  ".repeat(row.depth.into());
            match row.what {
                What::Text(text) => format!("{indent}{}", infos[text].name),
                What::Folder(index) => {
                    let folder = &tree.folders[index];
                    format!("{indent}{} {}", folder.name.label(Lang::En), folder.count)
                }
            }
        };
        tree.rows.iter().map(line).collect()
    }

    #[test]
    fn folders_stand_before_texts_in_the_order_of_their_first_text() {
        let found = |name| info(Group::Found, "", name);
        let infos = [
            found("z.txt"),
            found("乙/春/3.txt"),
            found("甲/1.txt"),
            found("乙/2.txt"),
            info(Group::Sample, "", ""),
            info(Group::Named, "", "/别处/稿/4.txt"),
            info(Group::Named, "", "../5.txt"),
            info(Group::Recent, "", "/旧/6.txt"),
        ];
        assert_eq!(
            drawn(&infos, |_| true),
            [
                "乙/ 2",
                "  春/ 1",
                "    乙/春/3.txt",
                "  乙/2.txt",
                "甲/ 1",
                "  甲/1.txt",
                "built in 1",
                "  ",
                "/别处/稿/ 1",
                "  /别处/稿/4.txt",
                "../ 1",
                "  ../5.txt",
                "read before 1",
                "  /旧/6.txt",
                "z.txt"
            ]
        );
        assert_eq!(
            drawn(&infos[..4], |key| key == "/乙"),
            ["乙/ 2", "  春/ 1", "  乙/2.txt", "甲/ 1", "z.txt"]
        );
    }

    #[test]
    fn several_folders_that_were_named_stand_apart() {
        let infos = [
            info(Group::Found, "去年/", "会议/1.txt"),
            info(Group::Found, "今年", "会议/1.txt"),
            info(Group::Found, "今年", "会议/2.txt"),
        ];
        assert_eq!(drawn(&infos, |_| false), ["去年/ 1", "今年/ 2"]);
        let keys: Vec<_> = infos.iter().map(|i| keys(i).collect::<Vec<_>>()).collect();
        assert_ne!(keys[0], keys[1]);
        assert_eq!(keys[1], keys[2]);
    }

    #[test]
    fn what_is_hidden_is_found_by_the_folder_that_hides_it() {
        let infos = [info(Group::Found, "", "甲/春/1.txt"), info(Group::Found, "", "2.txt")];
        let tree = Tree::new(infos.iter().map(Some), |key| key == "/甲");
        assert_eq!(tree.row_of(What::Text(0)), Some(1), "甲, 春");
        assert_eq!(tree.row_of(What::Text(1)), Some(2));
    }

    proptest! {
        #[test]
        fn every_text_is_shown_once_where_all_is_open(
            names in proptest::collection::vec("/?(\\.?\\.?[甲乙]?/){0,6}[一-三]?", 0..40)
        ) {
            let infos: Vec<_> = names.iter().map(|name| info(Group::Found, "", name)).collect();
            let tree = Tree::new(infos.iter().map(Some), |_| true);
            let mut texts: Vec<_> = tree.rows.iter().filter_map(|row| match row.what {
                What::Text(text) => Some(text),
                What::Folder(_) => None,
            }).collect();
            texts.sort_unstable();
            prop_assert!(texts.into_iter().eq(0..names.len()));
            let top = tree.folders.iter().filter(|f| f.parent.is_none()).map(|f| f.count);
            prop_assert!(top.sum::<usize>() <= names.len());
            for (at, row) in tree.rows.iter().enumerate() {
                prop_assert_eq!(tree.row_of(row.what), Some(at));
                prop_assert!(usize::from(row.depth) <= at);
            }
        }
    }
}
