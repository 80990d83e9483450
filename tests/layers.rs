//! Modules import only from lower layers, and outside crates are named only by the modules that own them.

#![allow(clippy::unwrap_used, clippy::string_slice, reason = "a test stops at the first surprise")]

use std::fs;
use std::path::{Path, PathBuf};

/// The layer of each top-level module, from the lowest.
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

/// Outside crates, all of them, and the modules that may name them.
const OWNERS: &[(&str, &[&str])] = &[
    ("chardetng", &["input"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("crossterm", &["terminal", "cli"]),
    ("encoding_rs", &["input"]),
    // Only chooses how `zip` unpacks.
    ("flate2", &[]),
    ("fuzzy_matcher", &["search"]),
    ("html5gum", &["input"]),
    ("memchr", &["document", "input", "outline", "search", "typeset"]),
    ("pulldown_cmark", &["input"]),
    ("quick_xml", &["input"]),
    ("ratatui", &["terminal", "ui"]),
    ("regex", &["search"]),
    ("rustix", &["library", "terminal"]),
    ("serde", &["cli", "export", "library"]),
    ("serde_json", &["cli", "export", "library"]),
    ("signal_hook", &["terminal"]),
    ("simdutf8", &["input"]),
    ("tempfile", &["cli", "library", "terminal"]),
    ("toml", &["app"]),
    ("unicode_segmentation", &["text"]),
    ("unicode_width", &["text"]),
    ("zip", &["export", "input"]),
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
fn an_outside_crate_is_named_only_by_its_owners() {
    let word = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    each_line(|module, code, place| {
        for (name, owners) in OWNERS {
            let path = format!("{name}::");
            // `text::regex::` and `my_zip::` are other paths.
            let named = code.match_indices(&path).any(|(at, _)| !code[..at].ends_with(word));
            assert!(!named || owners.contains(&module), "{module} names {name}: {place}");
        }
    });
}

#[test]
fn every_outside_crate_has_an_owner() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let manifest = fs::read_to_string(manifest).unwrap();
    let tables = manifest.split("\n[").filter(|table| {
        let head = table.lines().next().unwrap_or_default();
        head == "dependencies]" || head.starts_with("target.") && head.ends_with(".dependencies]")
    });
    let rows = tables.flat_map(|table| table.lines().filter_map(|line| line.split_once(" = ")));
    let mut crates: Vec<_> = rows.map(|(name, _)| name.replace('-', "_")).collect();
    crates.sort_unstable();
    let owned: Vec<_> = OWNERS.iter().map(|(name, _)| *name).collect();
    assert_eq!(crates, owned);
}
