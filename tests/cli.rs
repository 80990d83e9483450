//! The command line, by running the program: what it prints, where, and with which exit status.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

#[path = "cli/input.rs"]
mod input;
#[path = "cli/kept.rs"]
mod kept;
#[path = "cli/outline.rs"]
mod outline;
#[path = "cli/print.rs"]
mod print;
#[path = "cli/search.rs"]
mod search;
#[path = "cli/usage.rs"]
mod usage;

use std::fs;
use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

const SPEECH: &str = "在槐荫镇冬修水利动员会上的讲话

同志们：
　　今天这个会，讲两点意见。
　　一、为什么修。去年秋旱，镇东三个村绝收。
　　（一）渠道老了。干渠建于1974年。
　　（二）人心等不起。
　　二、怎么修。一是先主渠后支渠。二是先急后缓。
";

/// A run of the program in Chinese, with no terminal in sight.
struct Run {
    status: i32,
    out: String,
    err: String,
}

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gangmu"));
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS"] {
        command.env_remove(name);
    }
    // No settings of the user's own.
    command.env("XDG_CONFIG_HOME", "/nonexistent").env("XDG_STATE_HOME", "/nonexistent");
    command.stdin(Stdio::null());
    command
}

fn ran(output: &Output) -> Run {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    Run {
        status: output.status.code().expect("not killed by a signal"),
        out: text(&output.stdout),
        err: text(&output.stderr),
    }
}

/// Runs the program in `folder`.
fn run(folder: &TempDir, arguments: &[&str]) -> Run {
    ran(&program().current_dir(folder.path()).args(arguments).output().unwrap())
}

/// Runs the program in `folder` with `input` on its standard input.
fn piped(folder: &TempDir, arguments: &[&str], input: &str) -> Run {
    let mut command = program();
    command.current_dir(folder.path()).args(arguments).stdin(Stdio::piped());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    ran(&child.wait_with_output().unwrap())
}

/// A folder with these files.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn speech() -> TempDir {
    folder(&[("讲话.txt", SPEECH.as_bytes())])
}

fn rows(run: &Run) -> Vec<Value> {
    run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Asserts that the run failed with one sentence that holds `words`, and printed nothing.
#[track_caller]
fn refused(run: &Run, words: &str) {
    assert_eq!((run.status, run.out.as_str()), (2, ""), "{}", run.err);
    assert!(run.err.starts_with("gangmu: ") && run.err.contains(words), "{}", run.err);
    assert_eq!(run.err.lines().count(), 1, "{}", run.err);
}
