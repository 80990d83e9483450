//! A corpus as a stream: files a second, and peak memory at 1,000 and at 10,000 files; how long a search
//! through it takes, next to ripgrep where that is installed.
//!
//! `cargo bench --bench corpus`; with `-- grep` only the search.
//!
//! Not timed by criterion: what is measured is another process, the program itself.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    missing_docs,
    reason = "a benchmark stops at the first surprise and prints what it found"
)]

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use gangmu::library::SAMPLES;

/// Fills `folder` with `count` files made from the built-in speeches.
fn fill(folder: &Path, count: usize) {
    for (i, sample) in SAMPLES.iter().cycle().take(count).enumerate() {
        let below = folder.join((i / 1000).to_string());
        fs::create_dir_all(&below).unwrap();
        fs::write(below.join(format!("{i:05}.txt")), format!("{}\n{i}\n", sample.text)).unwrap();
    }
}

/// Peak memory of a process so far, in KiB.
fn peak(child: &Child) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// Runs `command` over `folder`; gives seconds and peak memory in KiB.
fn measure(command: &[&str], folder: &Path) -> (f64, u64) {
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_gangmu"))
        .args(command)
        .arg(folder)
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        most = most.max(peak(&child).unwrap_or(0));
        std::thread::sleep(Duration::from_millis(5));
    }
    (start.elapsed().as_secs_f64(), most)
}

/// Lines that `program` prints, and the median of its milliseconds.
fn search(program: &str, options: &[&str], query: &str, folder: &Path) -> Option<(usize, f64)> {
    const RUNS: usize = 9;
    let mut lines = 0;
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let start = Instant::now();
        let output = Command::new(program).args(options).arg(query).arg(folder).output().ok()?;
        times.push(start.elapsed().as_secs_f64() * 1000.0);
        lines = output.stdout.iter().filter(|&&b| b == b'\n').count();
    }
    times.sort_by(f64::total_cmp);
    Some((lines, *times.get(RUNS / 2)?))
}

/// Searches `folder` for words that no, few, some and nearly all texts have, beside ripgrep.
fn grep(folder: &Path) {
    for query in ["没有的话", "防汛", "安全", "工作"] {
        let (lines, own) = search(env!("CARGO_BIN_EXE_gangmu"), &["grep"], query, folder).unwrap();
        print!("grep {query}: {lines} lines in {own:.0} ms");
        match search("rg", &["--no-ignore"], query, folder) {
            Some((lines, other)) => {
                println!("; rg {lines} lines in {other:.0} ms: {:.2} times", own / other);
            }
            None => println!("; rg is not installed"),
        }
    }
}

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let (few, many) = (folder.path().join("few"), folder.path().join("many"));
    fill(&few, 1_000);
    fill(&many, 10_000);
    grep(&many);
    if std::env::args().any(|argument| argument == "grep") {
        return;
    }
    for command in [
        &["outline", "--format", "jsonl"][..],
        &["stats", "--format", "jsonl"],
        &["check", "--format", "jsonl"],
    ] {
        let (_, small) = measure(command, &few);
        let (seconds, large) = measure(command, &many);
        let rate = 10_000.0 / seconds;
        let name = command.first().unwrap();
        println!("{name}: {rate:.0} files/s, peak {small} KiB at 1,000 files, {large} at 10,000");
        // Where the peak cannot be read both are 0.
        assert!(large <= small + small / 4, "{name}: memory grows with the number of files");
    }
}
