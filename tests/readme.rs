//! What the README promises is what the project does.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::fs;
use std::path::Path;
use std::process::Command;

fn read(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// The commands in the fenced blocks of a README.
fn commands(name: &str) -> Vec<String> {
    let text = read(name);
    let blocks = text.split("```sh\n").skip(1);
    blocks.flat_map(|b| b.split("```").next().unwrap().lines().map(str::to_owned)).collect()
}

#[test]
fn one_command_opens_it_and_one_tests_it() {
    for name in ["README.md", "README.en.md"] {
        let commands = commands(name);
        assert_eq!(commands.first().unwrap(), "cargo run --release", "{name}");
        assert_eq!(commands.last().unwrap(), "cargo test", "{name}");
    }
    assert!(read(".ci/run").lines().any(|line| line == "step cargo test"));
}

#[test]
fn its_commands_are_understood() {
    let seed = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/01-fangxun-dongyuan.txt");
    // Some write a file.
    let folder = tempfile::tempdir().unwrap();
    for name in ["README.md", "README.en.md"] {
        let text = read(name);
        let rows = text.lines().filter_map(|line| line.split("| `gangmu ").nth(1));
        let mut tried = 0;
        for row in rows {
            let command = row.split('`').next().unwrap().split(" > ").next().unwrap();
            let file = |word: &str| word.ends_with(".txt") || word.ends_with('/');
            // What stands between quotes is one word.
            let quoted = command.split('\'').enumerate();
            let words = quoted.flat_map(|(at, part)| match at % 2 {
                0 => part.split(' ').filter(|word| !word.is_empty()).collect(),
                _ => vec![part],
            });
            let mut run = Command::new(env!("CARGO_BIN_EXE_gangmu"));
            run.current_dir(folder.path());
            for word in words {
                if file(word) {
                    run.arg(&seed)
                } else {
                    run.arg(word)
                };
            }
            let output = run.output().unwrap();
            if command.starts_with("rehearse ") {
                // Right as well, but for want of a terminal.
                let told = String::from_utf8(output.stderr).unwrap();
                assert!(told.contains("gangmu stats"), "{command}: {told}");
                tried += 1;
                continue;
            }
            // A search may find nothing; the command line must be right.
            assert_ne!(output.status.code(), Some(2), "{command}");
            assert!(output.stderr.is_empty(), "{command}");
            tried += 1;
        }
        assert!(tried >= 10, "{name}");
    }
}

#[test]
fn its_json_is_what_is_printed() {
    let seed = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/01-fangxun-dongyuan.txt");
    let output = Command::new(env!("CARGO_BIN_EXE_gangmu"))
        .args(["outline", "--format", "jsonl"])
        .arg(seed)
        .output()
        .unwrap();
    let second = String::from_utf8(output.stdout).unwrap().lines().nth(1).unwrap().to_owned();
    let fields = |line: &str| -> Vec<String> {
        let fields = line.split("\":").filter_map(|part| part.rsplit('"').next());
        fields.map(str::to_owned).collect()
    };
    for name in ["README.md", "README.en.md"] {
        let text = read(name);
        let example = text.lines().find(|line| line.starts_with("{\"line\"")).unwrap();
        assert_eq!(fields(example), fields(&second), "{name}");
    }
}

#[test]
fn the_crates_that_notices_name_are_those_of_the_lock_file() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let lock = std::fs::read_to_string(root.join("Cargo.lock")).unwrap();
    let notices = std::fs::read_to_string(root.join("assets/THIRD-PARTY.md")).unwrap();
    let manifest = std::fs::read_to_string(root.join("Cargo.toml")).unwrap();
    let table = notices.lines().filter_map(|line| line.strip_prefix("| "));
    let rows: Vec<Vec<&str>> = table
        .map(|row| row.trim_end_matches(" |").split(" | ").collect())
        .filter(|row: &Vec<&str>| row.len() == 3 && row[0] != "Crate")
        .collect();
    assert!(rows.len() > 50, "the table is found");
    for row in &rows {
        let entry = format!("name = \"{}\"\nversion = \"{}\"", row[0], row[1]);
        assert!(
            lock.contains(&entry),
            "{} {} is none: run assets/tools/third_party.py",
            row[0],
            row[1]
        );
        assert!(!row[2].contains("GPL"), "{}: {}", row[0], row[2]);
    }
    let direct = manifest.split("[dependencies]").nth(1).unwrap().split("\n[").next().unwrap();
    let direct = direct.lines().filter_map(|line| line.split_once(" = ")).map(|(name, _)| name);
    for name in direct {
        assert!(rows.iter().any(|row| row[0] == name), "{name} has no notice");
    }
}

#[test]
fn the_reliability_table_names_tests_that_exist() {
    fn collect(dir: &Path, out: &mut String) {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(&path, out);
            } else if path.extension().is_some_and(|e| e == "rs") {
                out.push_str(&fs::read_to_string(path).unwrap());
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = String::new();
    collect(&root.join("src"), &mut sources);
    collect(&root.join("tests"), &mut sources);
    let table = read("docs/reliability.md");
    let rows: Vec<&str> =
        table.lines().filter(|l| l.starts_with("| ") && l.as_bytes()[2].is_ascii_digit()).collect();
    assert_eq!(rows.len(), 92);
    for row in rows {
        let tests: Vec<&str> =
            row.split('|').nth(4).unwrap().split('`').skip(1).step_by(2).collect();
        assert!(!tests.is_empty(), "{row}");
        for test in tests {
            let named = [format!("fn {test}()"), format!("fn {test}(")];
            assert!(named.iter().any(|n| sources.contains(n.as_str())), "{test} is no test");
        }
    }
}
