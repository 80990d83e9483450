//! What is remembered from one run to the next, and files that change meanwhile.

use super::*;

/// A speech of its own in a folder of its own.
fn own(name: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, SPEECH).unwrap();
    (folder, path)
}

#[test]
fn a_speech_is_read_on_where_it_was_left_even_when_edited() {
    let (folder, path) = own("记住.txt");
    let mut t = remembering(folder.path(), &path);
    t.wait_until(|s| s.contains("今天召开这次会议")).unwrap();
    t.send_str("7Jma").unwrap();
    t.wait_until(|s| top(s).contains("（三）抓巡护") && s.contains("已记下 a")).unwrap();
    t.send_str(";").unwrap();
    t.wait_until(|s| s.row_text(23).starts_with("批注")).unwrap();
    t.paste("每周两次够不够").unwrap();
    t.send(Key::Enter).unwrap();
    t.wait_until(|s| s.contains("批注已记下")).unwrap();
    t.send_str("q").unwrap();
    assert!(t.wait_exit().unwrap().success());
    assert_restored(&t);

    std::fs::write(&path, SPEECH.replace("同志们：\n", "同志们：\n天冷，长话短说。\n")).unwrap();
    let mut t = remembering(folder.path(), &path);
    t.wait_until(|s| s.contains("文稿已改动") && top(s).contains("（三）抓巡护")).unwrap();
    t.send_str("g'a").unwrap();
    t.wait_until(|s| top(s).contains("（三）抓巡护") && s.contains("▪ 每周两次够不够")).unwrap();
    t.send_str("*").unwrap();
    t.wait_until(|s| s.row_text(0).contains("记号与批注") && s.contains("每周两次够不够")).unwrap();
    t.send_str("qq").unwrap();
    assert!(t.wait_exit().unwrap().success());

    let notes = std::process::Command::new(GANGMU)
        .env("XDG_STATE_HOME", folder.path().join("state"))
        .arg("notes")
        .output()
        .unwrap();
    let notes = String::from_utf8(notes.stdout).unwrap();
    assert!(notes.contains("## 二、扎实抓好今年的重点任务 › （三）抓巡护\n"), "{notes}");
    assert!(notes.contains("> （三）抓巡护。村级河长每周") && notes.contains("\n每周两次够不够\n"));
}

#[test]
fn the_place_is_saved_when_a_signal_ends_the_program() {
    for (signal, name) in [(Signal::Term, "a.txt"), (Signal::Hup, "b.txt")] {
        let (folder, path) = own(name);
        let mut t = remembering(folder.path(), &path);
        t.wait_until(|s| s.contains("今天召开这次会议")).unwrap();
        t.send_str("7J").unwrap();
        t.wait_until(|s| top(s).contains("（三）抓巡护")).unwrap();
        t.signal(signal).unwrap();
        t.wait_exit().unwrap();
        let mut t = remembering(folder.path(), &path);
        t.wait_until(|s| top(s).contains("（三）抓巡护")).unwrap();
        t.send_str("q").unwrap();
        t.wait_exit().unwrap();
    }
}

#[test]
fn a_broken_state_file_is_told_of_and_put_aside() {
    let (folder, path) = own("broken.txt");
    let state = folder.path().join("state/gangmu");
    std::fs::create_dir_all(&state).unwrap();
    std::fs::write(state.join("state.json"), "{\"version\":1,\"docs\":{").unwrap();
    let mut t = remembering(folder.path(), &path);
    t.wait_until(|s| s.contains("今天召开这次会议") && s.contains("记录文件有损坏")).unwrap();
    t.send_str("7Jq").unwrap();
    assert!(t.wait_exit().unwrap().success());
    let names: Vec<_> = std::fs::read_dir(&state)
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(names.iter().any(|n| n.starts_with("state.json.corrupt-")), "{names:?}");
    let mut t = remembering(folder.path(), &path);
    t.wait_until(|s| top(s).contains("（三）抓巡护")).unwrap();
    t.send_str("q").unwrap();
    t.wait_exit().unwrap();
}

#[test]
fn without_a_state_nothing_is_written() {
    let (folder, path) = own("none.txt");
    let home = folder.path().join("state");
    for (name, value, option) in [
        ("GANGMU_STATE", "off", "--lang=zh"),
        ("GANGMU_STATE", "", "--no-state"),
        ("HOME", "rel", "--lang=zh"),
    ] {
        let mut builder = builder().env("GANGMU_STATE", "").env(name, value);
        if name != "HOME" {
            builder = builder.env("XDG_STATE_HOME", &home);
        }
        let mut t = builder.arg(option).arg(&path).spawn(GANGMU).unwrap();
        t.wait_until(|s| s.contains("今天召开这次会议")).unwrap();
        t.send_str("7Jsjsw").unwrap();
        t.wait_until(|s| s.contains("设置没有保存")).unwrap();
        t.send_str("q").unwrap();
        assert!(t.wait_exit().unwrap().success());
        assert!(!home.exists());
    }
}

/// A program that goes on when its terminal is gone would use a processor for ever. Under a shell
/// that ignores the hang-up, nothing tells it but the terminal itself.
#[cfg(target_os = "linux")]
#[test]
fn it_ends_when_the_terminal_is_gone() {
    use std::process::{Command, Stdio};
    let path = file("gone.txt", SPEECH);
    let line = format!("trap '' HUP; exec {GANGMU} {}", path.display());
    let mut script = Command::new("script");
    script
        .args(["-qfc", &line, "/dev/null"])
        .env("TERM", "xterm-256color")
        .env("GANGMU_STATE", "off");
    script.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let Ok(mut script) = script.spawn() else {
        println!("skipped: there is no `script` here");
        return;
    };
    let mut output = script.stdout.take().unwrap();
    let mut seen = Vec::new();
    let mut piece = [0; 4096];
    // The alternate screen is entered when the program is ready.
    while !seen.windows(8).any(|w| w == b"\x1b[?1049h") {
        let n = std::io::Read::read(&mut output, &mut piece).unwrap();
        assert!(n > 0, "it ended early: {}", String::from_utf8_lossy(&seen));
        seen.extend_from_slice(&piece[..n]);
    }
    let reader = child_of(script.id());
    let alive = || {
        std::fs::read_to_string(format!("/proc/{reader}/comm")).is_ok_and(|c| c.contains("gangmu"))
    };
    assert!(alive());
    script.kill().unwrap();
    script.wait().unwrap();
    let start = Instant::now();
    while alive() {
        assert!(start.elapsed() < Duration::from_secs(5), "{reader} is still there");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_file_that_changes_is_read_again_at_the_same_place() {
    let (folder, path) = own("改.txt");
    let mut t = builder().arg(&path).spawn(GANGMU).unwrap();
    t.wait_until(|s| s.contains("今天召开这次会议")).unwrap();
    t.send_str("7J").unwrap();
    t.wait_until(|s| top(s).contains("（三）抓巡护")).unwrap();
    // As an editor that writes the file itself does.
    let longer = SPEECH.replace("同志们：\n", "同志们：\n天冷，长话短说。\n一点开场的话。\n");
    std::fs::write(&path, &longer).unwrap();
    t.wait_until(|s| s.contains("文件有改动") && top(s).contains("（三）抓巡护")).unwrap();
    t.send_str("k").unwrap();
    t.wait_until(|s| !s.contains("文件有改动") && !top(s).contains("（三）抓巡护")).unwrap();
    t.send_str("g7J").unwrap();
    t.wait_until(|s| top(s).contains("（三）抓巡护")).unwrap();
    // As one that puts a new file in its place does.
    let new = folder.path().join("new");
    std::fs::write(&new, longer.replace("三、切实", "三、新加的一章\n四、切实")).unwrap();
    std::fs::rename(&new, &path).unwrap();
    t.wait_until(|s| s.contains("文件有改动") && s.contains("三 新加的一章")).unwrap();
    assert!(top(&t.screen()).contains("（三）抓巡护"), "{}", t.screen());
    std::fs::remove_file(&path).unwrap();
    t.wait_until(|s| s.contains("文件已不在原处") && top(s).contains("（三）抓巡护")).unwrap();
    t.send_str("q").unwrap();
    assert!(t.wait_exit().unwrap().success());
    assert_restored(&t);
}

#[test]
fn an_encoding_that_was_tried_in_vain_leaves_places_marks_and_notes_as_they_were() {
    let mut t = open("tried.txt");
    t.wait_until(|s| s.contains("今天召开这次会议")).unwrap();
    t.send_str("2J+#ma").unwrap();
    t.wait_until(|s| s.contains("已记下 a")).unwrap();
    t.send_str("2j").unwrap();
    t.wait_until(|s| !s.contains("已记下 a")).unwrap();
    let before = top(&t.screen());
    for name in ["GB18030", "Big5", "UTF-8"] {
        t.send_str("E").unwrap();
        t.wait_until(|s| s.row_text(23).contains(&format!("编码 {name}（指定）"))).unwrap();
    }
    assert_eq!(top(&t.screen()), before);
    t.send_str("*").unwrap();
    t.wait_until(|s| s.contains("记号与批注 2 处")).unwrap();
    let rows: Vec<String> = (1..3).map(|row| t.screen().row_text(row)).collect();
    assert!(rows.iter().all(|row| row.contains("（一）河湖是百姓的饮水之源。")), "{rows:?}");
    t.send_str("q").unwrap();
    leave(t);
}

#[test]
fn a_text_left_far_down_is_not_shown_from_its_top_first() {
    let (folder, path) = own("long.txt");
    let more = "这里写着一些用来凑长度的话，说完一句还有一句。\n".repeat(800);
    std::fs::write(&path, format!("{SPEECH}{more}九、最后的一章\n到这里就完了。\n")).unwrap();
    let mut t = remembering(folder.path(), &path);
    t.wait_until(|s| s.contains("今天召开这次会议") && s.contains("最后的一章")).unwrap();
    t.send_str("G").unwrap();
    t.wait_until(|s| s.contains("到这里就完了")).unwrap();
    t.send_str("q").unwrap();
    assert!(t.wait_exit().unwrap().success());

    let mut t = remembering(folder.path(), &path);
    let flashed = std::cell::Cell::new(false);
    t.wait_until(|s| {
        flashed.set(flashed.get() || s.contains("今天召开这次会议"));
        s.contains("到这里就完了")
    })
    .unwrap();
    assert!(!flashed.get());
    leave(t);
}
