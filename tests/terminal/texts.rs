//! Folders of texts, and a rehearsal that is read aloud.

use super::*;

/// A folder of speeches, one in a folder of its own and one that cannot be read.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let below = folder.path().join("稿/二月");
    std::fs::create_dir_all(&below).unwrap();
    for (name, title) in
        [("1.txt", "修渠动员会"), ("2.txt", "种树现场会"), ("二月/3.txt", "防汛调度会")]
    {
        let text = SPEECH.replace("河湖保护工作会议", title);
        std::fs::write(folder.path().join("稿").join(name), text).unwrap();
    }
    std::os::unix::fs::symlink("nowhere", folder.path().join("稿/坏.txt")).unwrap();
    folder
}

#[test]
fn a_folder_is_listed_filtered_and_walked_through() {
    let folder = folder();
    let mut t = builder().size(120, 24).arg(folder.path().join("稿")).spawn(GANGMU).unwrap();
    t.wait_until(|s| s.contains("在全县修渠动员会上的讲话")).unwrap();
    t.send_str(".").unwrap();
    t.wait_until(|s| s.row_text(0).contains("种树现场会")).unwrap();
    t.send_str("L").unwrap();
    t.wait_until(|s| s.contains("二月/3.txt") && s.contains("无法读取")).unwrap();
    t.wait_until(|s| s.contains("在全县防汛调度会上的讲话")).unwrap();
    t.wait_until(|s| s.row_text(2).contains("一、充分认识")).unwrap();
    t.send_str("s").unwrap();
    t.wait_until(|s| s.row_text(0).contains("按文件名")).unwrap();
    t.send_str("/fxdd").unwrap();
    let s = t.snapshot_after(|s| s.row_text(1).starts_with("> 在全县防汛调度会上")).unwrap();
    assert!(s.cursor_visible(), "an input method opens at the filter");
    t.send(Key::Enter).unwrap();
    t.wait_until(|s| s.row_text(0).contains("防汛调度会") && s.contains("今天召开这次会议"))
        .unwrap();
    t.send_str(",").unwrap();
    t.wait_until(|s| s.row_text(0).contains("种树现场会")).unwrap();
    t.send_str("q").unwrap();
    assert!(t.wait_exit().unwrap().success());
    assert_restored(&t);
}

#[test]
fn a_folder_is_listed_by_folders() {
    let folder = folder();
    let mut t = builder().size(80, 24).arg(folder.path().join("稿")).spawn(GANGMU).unwrap();
    t.wait_until(|s| s.contains("在全县修渠动员会上的讲话")).unwrap();
    t.send_str("Lt").unwrap();
    t.wait_until(|s| s.contains("▸ 二月/") && s.contains("1 篇") && s.contains("无法读取"))
        .unwrap();
    assert!(!t.screen().contains("防汛调度会"), "the folder is closed");
    t.send_str("gl").unwrap();
    t.wait_until(|s| s.contains("▾ 二月/") && s.contains("在全县防汛调度会上的讲话  3.txt"))
        .unwrap();
    t.send_str("lh").unwrap();
    t.wait_until(|s| s.row_text(1).starts_with("> ▾ 二月/")).unwrap();
    t.send_str("h").unwrap();
    t.wait_until(|s| s.row_text(1).starts_with("> ▸ 二月/")).unwrap();
    t.send_str("/fxdd").unwrap();
    t.wait_until(|s| s.contains("▾ 二月/") && s.row_text(2).starts_with(">     在全县防汛调度会"))
        .unwrap();
    t.send(Key::Enter).unwrap();
    t.wait_until(|s| s.row_text(0).contains("防汛调度会") && s.contains("今天召开这次会议"))
        .unwrap();
    t.send_str("q").unwrap();
    assert!(t.wait_exit().unwrap().success());
    assert_restored(&t);
}

#[test]
fn what_was_read_last_is_listed_first_when_nothing_is_named() {
    let folder = folder();
    let file = folder.path().join("稿/二月/3.txt");
    let mut t = remembering(folder.path(), &file);
    t.wait_until(|s| s.contains("今天召开这次会议")).unwrap();
    t.send_str("7Jq").unwrap();
    t.wait_exit().unwrap();
    let script = format!("cd '{}/稿'; exec '{GANGMU}'", folder.path().display());
    let builder =
        builder().env("GANGMU_STATE", "on").env("XDG_STATE_HOME", folder.path().join("state"));
    let builder = builder.env("XDG_CACHE_HOME", folder.path().join("cache"));
    let mut t = builder.args(["-c", &script]).spawn("/bin/sh").unwrap();
    t.wait_until(|s| s.row_text(1).starts_with("> 在全县防汛调度会上的讲话")).unwrap();
    t.wait_until(|s| s.contains("1.txt") && s.contains("无法读取")).unwrap();
    t.wait_until(|s| s.row_text(1).starts_with("> 在全县防汛调度会上的讲话")).unwrap();
    t.send(Key::Enter).unwrap();
    t.wait_until(|s| top(s).contains("（三）抓巡护")).unwrap();
    t.send_str("q").unwrap();
    assert!(t.wait_exit().unwrap().success());
}

#[test]
fn a_rehearsal_reads_aloud_by_a_command_and_falls_silent_with_it() {
    let said = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("said.txt");
    let _ = std::fs::remove_file(&said);
    // Says a sentence at once, but for two that take for ever.
    let script = format!(
        "s=$(cat)\ncase $s in 今天召开*|刚才*) sleep 600 & echo $! > '{}.pid';; esac\n\
         printf '%s\\n' \"$s\" >> '{}'\nwait\n",
        said.display(),
        said.display()
    );
    let voice = format!("/bin/sh {}", file("voice.sh", &script).display());
    let path = file("rehearse.txt", SPEECH);
    let mut t = builder().args(["rehearse", "--speak", &voice]).arg(&path).spawn(GANGMU).unwrap();
    t.wait_until(|s| s.contains("字/分") && s.contains("空格 暂停")).unwrap();
    let heard = |count: usize| {
        let start = Instant::now();
        loop {
            let text = std::fs::read_to_string(&said).unwrap_or_default();
            if text.lines().count() >= count {
                return text;
            }
            assert!(start.elapsed() < Duration::from_secs(20), "heard so far: {text}");
            std::thread::sleep(Duration::from_millis(20));
        }
    };
    let text = heard(4);
    let first: Vec<_> = text.lines().collect();
    assert_eq!(
        first,
        [
            "在全县河湖保护工作会议上的讲话",
            "（2024年3月12日）",
            "同志们：",
            "今天召开这次会议，主要任务是总结去年的工作，部署今年的河湖保护。"
        ]
    );
    // One that takes for ever is broken off; the next is said.
    t.send_str("j").unwrap();
    assert!(heard(5).lines().nth(4).unwrap().starts_with("刚才，水务局"));
    t.send_str("k").unwrap();
    heard(6);
    t.send_str(" ").unwrap();
    t.wait_until(|s| s.contains("暂停  ")).unwrap();
    let pid = std::fs::read_to_string(said.with_extension("txt.pid")).unwrap();
    let start = Instant::now();
    let alive = || {
        let mut kill = std::process::Command::new("kill");
        kill.args(["-0", pid.trim()])
            .stderr(std::process::Stdio::null())
            .status()
            .unwrap()
            .success()
    };
    while alive() {
        assert!(start.elapsed() < Duration::from_secs(10), "what the command runs is ended");
        std::thread::sleep(Duration::from_millis(20));
    }
    t.send(Key::Esc).unwrap();
    t.wait_until(|s| top(s).contains("今天召开")).unwrap();
    t.send_str("q").unwrap();
    assert!(t.wait_exit().unwrap().success());
    assert_restored(&t);
    assert_eq!(heard(6).lines().count(), 6, "nothing was said after the pause");
    // A voice that is not there is told of, and the clock goes on.
    let mut t = builder()
        .args(["rehearse", "--pace", "2000", "--speak", "no-such-voice -v {}"])
        .arg(&path)
        .spawn(GANGMU)
        .unwrap();
    t.wait_until(|s| s.contains("no-such-voice")).unwrap();
    t.send_str("G").unwrap();
    t.wait_until(|s| s.contains("讲完")).unwrap();
    t.send_str("qq").unwrap();
    assert!(t.wait_exit().unwrap().success());
    assert_restored(&t);
}
