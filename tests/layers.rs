//! Modules import only from lower layers, and each outside crate has one owner.

#![allow(clippy::unwrap_used, clippy::string_slice, reason = "a test stops at the first surprise")]

use std::fs;
use std::path::{Path, PathBuf};

/// The layer of each top-level module.
const LAYERS: &[(&str, u8)] = &[
    ("beside", 0),
    ("locale", 0),
    ("memory", 0),
    ("text", 0),
    ("error", 1),
    ("document", 2),
    ("input", 3),
    ("outline", 4),
    ("typeset", 4),
    ("search", 5),
    ("stats", 5),
    ("check", 6),
    ("diff", 6),
    ("export", 6),
    ("library", 6),
    ("app", 7),
    ("ui", 8),
    ("terminal", 9),
    ("cli", 10),
];

/// Outside crates and the modules that may name them.
const OWNERS: &[(&str, &[&str])] = &[
    ("unicode_width", &["text"]),
    ("unicode_segmentation", &["text"]),
    ("fuzzy_matcher", &["search"]),
    ("regex", &["search"]),
    ("memchr", &["search", "document", "outline", "input", "typeset"]),
    ("ratatui", &["ui", "terminal"]),
    ("crossterm", &["terminal", "cli"]),
    ("signal_hook", &["terminal"]),
    ("rustix", &["library", "terminal"]),
    ("toml", &["app"]),
    ("tempfile", &["library", "terminal", "cli"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("encoding_rs", &["input"]),
    ("simdutf8", &["input"]),
    ("chardetng", &["input"]),
    ("zip", &["input", "export"]),
    ("quick_xml", &["input"]),
    ("html5gum", &["input"]),
    ("pulldown_cmark", &["input"]),
];

fn sources(dir: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

/// The top-level module to which a source file belongs.
fn module(path: &Path) -> String {
    let inside = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
    let first = inside.components().next().unwrap().as_os_str().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

fn each_line(mut check: impl FnMut(&str, &str, &str)) {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    assert!(files.len() > 10, "the sources are found");
    for file in files {
        let module = module(&file);
        if module == "lib" || module == "main" {
            continue;
        }
        for line in fs::read_to_string(&file).unwrap().lines() {
            let code = line.split("//").next().unwrap_or_default();
            check(&module, code, &format!("{}: {line}", file.display()));
        }
    }
}

#[test]
fn a_module_imports_only_from_lower_layers() {
    let layer = |name: &str| LAYERS.iter().find(|(m, _)| *m == name).map(|(_, l)| *l);
    each_line(|module, code, place| {
        let own = layer(module).unwrap_or_else(|| panic!("{module} has no layer"));
        for (at, _) in code.match_indices("crate::") {
            let name: String =
                code[at + 7..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if name.is_empty() || name == module {
                continue;
            }
            let other = layer(&name).unwrap_or_else(|| panic!("{name} has no layer: {place}"));
            assert!(other < own, "{module} (layer {own}) imports {name} (layer {other}): {place}");
        }
    });
}

#[test]
fn each_outside_crate_has_one_owner() {
    each_line(|module, code, place| {
        for (name, owners) in OWNERS {
            let path = format!("{name}::");
            if code.contains(&path) {
                assert!(owners.contains(&module), "{module} names {name}: {place}");
            }
        }
    });
}
