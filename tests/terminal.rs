//! The real program in a pseudo-terminal: what a user sees, and what is left of it afterwards.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::string_slice,
    unreachable_pub,
    dead_code,
    reason = "a test stops at the first surprise"
)]

#[path = "terminal/kept.rs"]
mod kept;
#[path = "support/reader.rs"]
mod reader;
#[path = "terminal/settings.rs"]
mod settings;
#[path = "terminal/texts.rs"]
mod texts;
#[path = "terminal/width.rs"]
mod width;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use reader::SPEECH;
use termlens::{Key, MouseButton, Screen, Scroll, Signal, Terminal};

const GANGMU: &str = env!("CARGO_BIN_EXE_gangmu");

/// The speech in a file.
fn file(name: &str, text: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text).unwrap();
    path
}

fn builder() -> termlens::TerminalBuilder {
    Terminal::builder()
        .size(80, 24)
        .env_clear()
        .env("TERM", "xterm-256color")
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("HOME", env!("CARGO_TARGET_TMPDIR"))
        .env("GANGMU_STATE", "off")
        .timeout(Duration::from_secs(20))
}

/// The program on the speech, its first screen drawn.
fn open(name: &str) -> Terminal {
    let mut t = builder().arg(file(name, SPEECH)).spawn(GANGMU).unwrap();
    t.wait_until(|s| s.contains("今天召开这次会议")).unwrap();
    t
}

/// The program on `path`, with what it remembers in `folder`.
fn remembering(folder: &std::path::Path, path: &std::path::Path) -> Terminal {
    let home = folder.join("state");
    let builder = builder().env("GANGMU_STATE", "on").env("XDG_STATE_HOME", home);
    builder.arg(path).spawn(GANGMU).unwrap()
}

fn assert_restored(t: &Terminal) {
    let s = t.screen();
    assert!(!s.alternate_screen(), "the alternate screen is left");
    assert!(s.mouse_modes().is_empty(), "the mouse is let go");
    assert!(!s.bracketed_paste(), "pastes are no longer marked");
    assert!(s.cursor_visible(), "the cursor is back");
    // The one sequence that the emulator does not know gives underlines their usual colour.
    let unusual: Vec<_> = s.unsupported().iter().filter(|s| !s.ends_with("[59m")).collect();
    assert!(unusual.is_empty(), "nothing unusual was sent: {unusual:?}");
}

fn leave(mut t: Terminal) {
    t.send_str("q").unwrap();
    assert!(t.wait_exit().unwrap().success());
    assert_restored(&t);
}

/// The first row of the text pane.
fn top(s: &Screen) -> String {
    let row = s.row_text(1);
    row.split_once('|').map_or(row.clone(), |(_, text)| text.to_owned())
}

#[test]
fn a_speech_is_opened_read_and_closed() {
    let mut t = open("read.txt");
    let s = t.snapshot_after(|s| s.contains("今天召开这次会议")).unwrap();
    assert!(s.alternate_screen() && s.bracketed_paste() && !s.cursor_visible());
    assert!(s.contains("充分认识河湖保护") && s.contains("(二) 河湖是发展"), "the outline:\n{s}");
    t.send_str("J").unwrap();
    t.wait_until(|s| top(s).contains("一、充分认识")).unwrap();
    t.send(Key::Tab).unwrap();
    t.send_str("h").unwrap();
    t.wait_until(|s| !s.contains("(二) 河湖是发展")).unwrap();
    t.send_str("zR").unwrap();
    t.wait_until(|s| s.contains("一是 排口底数")).unwrap();
    t.send_str("q").unwrap();
    assert!(t.wait_exit().unwrap().success());
    assert_restored(&t);
}

#[test]
fn the_jump_is_typed_with_the_cursor_in_sight() {
    let mut t = open("jump.txt");
    t.send_str("f巡护").unwrap();
    let s = t.snapshot_after(|s| s.row_text(1).starts_with(">二 (三) 抓巡护")).unwrap();
    assert_eq!(s.cursor(), (23, 9, true), "an input method opens there");
    t.send(Key::Enter).unwrap();
    t.wait_until(|s| top(s).contains("（三）抓巡护")).unwrap();
    t.send(Key::Ctrl('o')).unwrap();
    t.wait_until(|s| s.contains("今天召开这次会议")).unwrap();
    t.send_str("q").unwrap();
    assert!(t.wait_exit().unwrap().success());
}

#[test]
fn keys_typed_faster_than_answers_come_go_to_the_right_heading() {
    let mut t = open("fast.txt");
    t.send_str("f组织\r/考核\rn:9\rq").unwrap();
    assert!(t.wait_exit().unwrap().success());
    assert_restored(&t);
}

#[test]
fn a_search_is_shown_with_its_count() {
    let mut t = open("search.txt");
    t.send_str("/巡河\r").unwrap();
    t.wait_until(|s| s.contains("1/1") && s.contains("至少巡河两")).unwrap();
    t.send(Key::Esc).unwrap();
    t.wait_until(|s| !s.contains("1/1")).unwrap();
    t.send_str("q").unwrap();
    assert!(t.wait_exit().unwrap().success());
}

#[test]
fn a_paste_goes_into_the_input_line_and_runs_nothing() {
    let mut t = open("paste.txt");
    t.paste("q\x1b]52;c;x\x07q\n").unwrap();
    t.send_str("/").unwrap();
    t.paste("河湖\n保护").unwrap();
    t.wait_until(|s| s.row_text(23).contains("/河湖 保护")).unwrap();
    t.send(Key::Ctrl('c')).unwrap();
    t.wait_until(|s| s.row_text(23).contains("j/k")).unwrap();
    t.send_str("q").unwrap();
    assert!(t.wait_exit().unwrap().success());
}

/// The program on the speech with a settings file of its own.
fn open_with(name: &str, settings: &str) -> Terminal {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.config"));
    std::fs::create_dir_all(folder.join("gangmu")).unwrap();
    std::fs::write(folder.join("gangmu/config.toml"), settings).unwrap();
    let mut t =
        builder().env("XDG_CONFIG_HOME", &folder).arg(file(name, SPEECH)).spawn(GANGMU).unwrap();
    t.wait_until(|s| s.contains("今天召开这次会议")).unwrap();
    t
}

#[test]
fn what_is_copied_goes_to_the_program_that_the_settings_name() {
    let taken = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("taken.txt");
    let settings = format!("clipboard = [\"sh\", \"-c\", \"cat > '{}'\"]", taken.display());
    let mut t = open_with("program.txt", &settings);
    t.send_str("2Jy").unwrap();
    t.wait_until(|s| s.row_text(23).contains("已用 sh 复制：这一节")).unwrap();
    let text = std::fs::read_to_string(&taken).unwrap();
    assert!(text.starts_with("（一）河湖是百姓") && text.ends_with("样子。"), "{text}");
    assert!(t.screen().clipboard().is_none(), "the terminal gets nothing");
    t.send_str("Yq").unwrap();
    assert!(t.wait_exit().unwrap().success());
    let text = std::fs::read_to_string(&taken).unwrap();
    assert!(text.contains("（一）抓排查"), "what was copied last is not lost: {text}");
    assert_restored(&t);
}

#[test]
fn a_program_that_does_not_copy_is_told_of_and_holds_no_key_up() {
    let mut t =
        open_with("broken.txt", "clipboard = [\"sh\", \"-c\", \"echo 没有屏幕 >&2; exit 1\"]");
    t.send_str("y").unwrap();
    t.wait_until(|s| s.row_text(23).contains("没有复制：sh 失败（没有屏幕）")).unwrap();
    t.send_str("q").unwrap();
    assert!(t.wait_exit().unwrap().success());
    let mut t = open_with("missing.txt", "clipboard = [\"no-such-program\"]");
    t.send_str("y").unwrap();
    t.wait_until(|s| s.row_text(23).contains("没有复制：no-such-program 失败")).unwrap();
    assert!(t.screen().clipboard().is_none(), "and nothing is done instead");
    t.send_str("q").unwrap();
    assert!(t.wait_exit().unwrap().success());
    let mut t = open_with("hanging.txt", "clipboard = [\"sleep\", \"60\"]");
    t.send_str("y").unwrap();
    t.wait_until(|s| s.row_text(23).contains("正在用 sleep 复制")).unwrap();
    t.send_str("J").unwrap();
    t.wait_until(|s| top(s).contains("一、充分认识")).unwrap();
    let start = Instant::now();
    t.send_str("q").unwrap();
    assert!(t.wait_exit().unwrap().success());
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
}

#[test]
fn the_mouse_scrolls_folds_and_selects() {
    let mut t = open("mouse.txt");
    t.scroll(60, 5, Scroll::Down).unwrap();
    t.wait_until(|s| !s.contains("非正文")).unwrap();
    t.click(10, 3).unwrap();
    t.wait_until(|s| top(s).contains("（一）河湖")).unwrap();
    t.click(1, 2).unwrap();
    t.wait_until(|s| !s.contains("(二) 河湖是发展")).unwrap();
    t.drag(MouseButton::Left, 42, 1, 50, 1).unwrap();
    t.wait_until(|s| s.clipboard().is_some()).unwrap();
    let s = t.screen();
    assert_eq!(s.clipboard().unwrap().text(), Some("（一）河"));
    t.click(50, 1).unwrap();
    t.click(50, 1).unwrap();
    let copied = |s: &Screen, end: &str| {
        s.clipboard().and_then(|c| c.text()).is_some_and(|text| text.ends_with(end))
    };
    t.wait_until(|s| copied(s, "河湖是百姓的饮水之源。")).unwrap();
    t.click(50, 1).unwrap();
    t.wait_until(|s| copied(s, "在江边洗菜的样子。")).unwrap();
    t.send_str("q").unwrap();
    assert!(t.wait_exit().unwrap().success());
}

#[test]
fn any_size_is_drawn_and_the_last_one_is_right() {
    let mut t = open("resize.txt");
    for i in 0..60_u16 {
        t.resize(2 + (i * 13) % 200, 2 + (i * 7) % 60).unwrap();
    }
    for (cols, rows) in [(2, 2), (200, 2), (2, 60), (20, 5), (300, 200)] {
        t.resize(cols, rows).unwrap();
        t.send_str("jk").unwrap();
        t.wait_idle(Duration::from_millis(60)).unwrap();
    }
    t.resize(80, 24).unwrap();
    t.send_str("g").unwrap();
    let seen = t.snapshot_after(|s| s.contains("今天召开这次会议")).unwrap();
    let mut fresh = builder().arg(file("fresh.txt", SPEECH)).spawn(GANGMU).unwrap();
    let drawn = fresh.snapshot_after(|s| s.contains("今天召开这次会议")).unwrap();
    for row in 1..24 {
        assert_eq!(seen.row_text(row), drawn.row_text(row), "row {row}");
    }
    t.send_str("q").unwrap();
    assert!(t.wait_exit().unwrap().success());
}

#[test]
fn a_signal_ends_the_program_with_the_terminal_as_it_was() {
    for (signal, name) in [
        (Signal::Term, "Terminated"),
        (Signal::Hup, "Hangup"),
        (Signal::Int, "Interrupt"),
        (Signal::Quit, "Quit"),
    ] {
        let mut t = open(&format!("signal-{name}.txt"));
        t.signal(signal).unwrap();
        let start = Instant::now();
        let status = t.wait_exit().unwrap();
        assert!(status.signal().is_some_and(|s| s.contains(name)), "{status} for {name}");
        assert!(start.elapsed() < Duration::from_secs(2), "{name} took {:?}", start.elapsed());
        assert_restored(&t);
    }
}

#[test]
fn the_line_discipline_is_given_back() {
    let path = file("stty.txt", SPEECH);
    let script = format!("'{GANGMU}' '{}'; stty -a; echo end", path.display());
    let mut t = builder().args(["-c", &script]).spawn("/bin/sh").unwrap();
    t.wait_until(|s| s.contains("今天召开这次会议")).unwrap();
    t.send_str("q").unwrap();
    t.wait_until(|s| s.contains("end")).unwrap();
    let text = t.screen().text();
    assert!(text.contains(" icanon") && text.contains(" echo "), "{text}");
}

#[test]
#[cfg(debug_assertions)]
fn a_panic_is_reported_on_a_terminal_as_it_was() {
    let path = file("panic.txt", SPEECH);
    let mut t = builder().env("GANGMU_TEST_PANIC", "ui").arg(path).spawn(GANGMU).unwrap();
    t.wait_until(|s| s.contains("今天召开这次会议")).unwrap();
    t.send_str("!").unwrap();
    let status = t.wait_exit().unwrap();
    assert_eq!(status.code(), Some(101), "{status}");
    assert_restored(&t);
    assert!(t.screen().contains("a panic that was asked for"), "{}", t.screen());
}

#[test]
fn a_pipe_is_read_and_the_keys_come_from_the_terminal() {
    let path = file("pipe.txt", SPEECH);
    let script = format!("cat '{}' | '{GANGMU}' -", path.display());
    let mut t = builder().args(["-c", &script]).spawn("/bin/sh").unwrap();
    t.wait_until(|s| s.contains("今天召开这次会议")).unwrap();
    t.send_str("L").unwrap();
    t.wait_until(|s| s.contains(">") && s.contains("标准输入")).unwrap();
    t.send_str("L").unwrap();
    t.wait_until(|s| s.contains("今天召开这次会议")).unwrap();
    t.send_str("J").unwrap();
    t.wait_until(|s| top(s).contains("一、充分认识")).unwrap();
    t.send_str("q").unwrap();
    assert!(t.wait_exit().unwrap().success());
    assert_restored(&t);
}

#[test]
fn standard_input_that_is_the_terminal_is_not_waited_for() {
    let path = file("typed.txt", SPEECH).display().to_string();
    for arguments in [&["-"] as &[_], &["diff", "--view", "-", &path]] {
        let mut t = builder().args(arguments).spawn(GANGMU).unwrap();
        t.wait_until(|s| s.contains("标准输入是终端，没有文字可读")).unwrap();
        assert_eq!(t.wait_exit().unwrap().code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn what_the_editor_changes_is_read_again_at_the_same_place() {
    let editor = file(
        "editor.sh",
        "printf '%s\\n' \"$*\" > \"$1.seen\"; printf '四、新加的一章\\n' >> \"$1\"\n",
    );
    let path = file("edit.txt", SPEECH);
    let command = format!("/bin/sh {}", editor.display());
    let mut t = builder().env("EDITOR", &command).arg(&path).spawn(GANGMU).unwrap();
    t.wait_until(|s| s.contains("今天召开这次会议")).unwrap();
    t.send_str("8Je").unwrap();
    t.wait_until(|s| s.contains("四 新加的一章") && top(s).contains("三、切实")).unwrap();
    assert!(path.with_extension("txt.seen").exists(), "no shell took the name apart");
    t.send_str("q").unwrap();
    assert!(t.wait_exit().unwrap().success());
    assert_restored(&t);
}

#[test]
fn an_editor_that_gives_up_is_told_from_one_that_is_not_there() {
    for (editor, said) in [
        ("false", "编辑器没有正常结束：false"),
        ("no-such-editor -w", "编辑器无法运行：no-such-editor"),
    ] {
        let path = file(&format!("{}.txt", editor.len()), SPEECH);
        let mut t = builder().env("EDITOR", editor).arg(&path).spawn(GANGMU).unwrap();
        t.wait_until(|s| s.contains("今天召开这次会议")).unwrap();
        t.send_str("e").unwrap();
        t.wait_until(|s| s.contains(said)).unwrap();
        leave(t);
    }
}

#[test]
fn a_flood_of_keys_is_kept_up_with() {
    let mut text = String::from(SPEECH);
    for i in 0..3000 {
        text.push_str(&format!("第{i}段，这里写着一些用来凑长度的话，说完一句还有一句。\n"));
    }
    let mut t = builder().arg(file("flood.txt", &text)).spawn(GANGMU).unwrap();
    t.wait_until(|s| s.contains("今天召开这次会议")).unwrap();
    for _ in 0..50 {
        t.send_str(&"j".repeat(2000)).unwrap();
    }
    t.send_str("q").unwrap();
    assert!(t.wait_exit().unwrap().success());
}

#[test]
fn keys_work_while_a_slow_pipe_is_read() {
    let script = format!("(sleep 60) | '{GANGMU}' -");
    let mut t = builder().args(["-c", &script]).spawn("/bin/sh").unwrap();
    t.wait_until(|s| s.contains("正在读取")).unwrap();
    t.send_str("?").unwrap();
    t.wait_until(|s| s.contains("下一页")).unwrap();
    t.send_str("q").unwrap();
    t.wait_until(|s| s.contains("正在读取")).unwrap();
    t.send_str("q").unwrap();
    t.wait_until(|s| !s.alternate_screen()).unwrap();
    assert_restored(&t);
}

#[test]
fn it_stops_at_ctrl_z_and_comes_back() {
    let path = file("suspend.txt", SPEECH);
    let Ok(mut t) =
        builder().env("PS1", "ready> ").args(["--norc", "--noprofile", "-i"]).spawn("/bin/bash")
    else {
        println!("skipped: no bash here");
        return;
    };
    t.wait_until(|s| s.contains("ready>")).unwrap();
    t.send_str(&format!("'{GANGMU}' '{}'\r", path.display())).unwrap();
    t.wait_until(|s| s.contains("今天召开这次会议")).unwrap();
    for stop in ["\u{1a}", "TSTP"] {
        if stop == "TSTP" {
            let pid = child_of(t.pid().unwrap());
            assert!(
                std::process::Command::new("kill")
                    .args(["-TSTP", &pid])
                    .status()
                    .unwrap()
                    .success()
            );
        } else {
            t.send_str(stop).unwrap();
        }
        t.wait_until(|s| !s.alternate_screen() && s.contains("Stopped")).unwrap();
        let s = t.screen();
        assert!(s.mouse_modes().is_empty() && s.cursor_visible(), "{s}");
        t.send_str("fg\r").unwrap();
        t.wait_until(|s| s.alternate_screen() && s.contains("今天召开这次会议")).unwrap();
    }
    t.send_str("J").unwrap();
    t.wait_until(|s| top(s).contains("一、充分认识")).unwrap();
    t.send_str("q").unwrap();
    t.wait_until(|s| !s.alternate_screen()).unwrap();
    t.send_str("exit\r").unwrap();
    t.wait_exit().unwrap();
}

/// The one child of process `pid`.
fn child_of(pid: u32) -> String {
    let children = std::fs::read_to_string(format!("/proc/{pid}/task/{pid}/children")).unwrap();
    children.split_whitespace().next().unwrap().to_owned()
}

#[test]
fn a_file_of_escapes_reaches_the_screen_as_text_alone() {
    let text = "一、标题\x1b[2J\x1b]52;c;cHduZWQ=\x07\n正文\u{9b}31m红\u{202e}反\u{202c}\u{200b}。\r覆\x08盖\n";
    let path = file("坏\u{202e}名\x1b]0;x\x07.txt", text);
    let mut t = builder().arg(path).spawn(GANGMU).unwrap();
    t.wait_until(|s| s.contains("␛[2J")).unwrap();
    t.send_str("Lq").unwrap();
    t.wait_exit().unwrap();
    let s = t.screen();
    assert!(s.clipboard().is_none() && s.title().is_empty());
    assert_restored(&t);
}

#[test]
fn no_colour_is_sent_where_none_is_wanted() {
    let path = file("colour.txt", SPEECH);
    let mut t = builder().env("NO_COLOR", "1").arg(path).spawn(GANGMU).unwrap();
    let s = t.snapshot_after(|s| s.contains("今天召开这次会议")).unwrap();
    for (row, col) in (0..24).flat_map(|row| (0..80).map(move |col| (row, col))) {
        let Some(cell) = s.cell(row, col) else { continue };
        let style = format!("{:?}", cell.style());
        assert!(!style.contains("Indexed") && !style.contains("Rgb"), "{row},{col}: {style}");
    }
    t.send_str("q").unwrap();
    assert!(t.wait_exit().unwrap().success());
}

#[test]
fn the_whole_of_a_large_text_follows_its_head() {
    let mut text = String::from(SPEECH);
    for i in 0..4000 {
        text.push_str(&format!("第{i}段，这里写着一些用来凑长度的话，说完一句还有一句。\n"));
    }
    text.push_str("九、最后的一章\n到这里就完了。\n");
    let mut t = builder().arg(file("large.txt", &text)).spawn(GANGMU).unwrap();
    t.wait_until(|s| s.contains("今天召开这次会议")).unwrap();
    t.wait_until(|s| s.contains("最后的一章") || !s.contains("正在读取")).unwrap();
    t.send_str("G").unwrap();
    t.wait_until(|s| s.contains("到这里就完了")).unwrap();
    t.send_str("q").unwrap();
    assert!(t.wait_exit().unwrap().success());
}

#[test]
#[cfg(target_os = "linux")]
fn an_idle_reader_costs_nothing() {
    let mut t = open("idle.txt");
    t.wait_idle(Duration::from_millis(300)).unwrap();
    // Of the thread that waits for keys, in nanoseconds.
    let worked = || {
        let stat = format!("/proc/{}/schedstat", t.pid().unwrap());
        let stat = std::fs::read_to_string(stat).unwrap();
        stat.split_whitespace().next().unwrap().parse::<u64>().unwrap()
    };
    let (before, repaints) = (worked(), t.screen().repaints());
    std::thread::sleep(Duration::from_secs(2));
    let worked = Duration::from_nanos(worked() - before);
    assert!(worked < Duration::from_millis(4), "{worked:?} in two seconds");
    assert_eq!(t.screen().repaints(), repaints, "nothing is drawn");
    t.send_str("q").unwrap();
    assert!(t.wait_exit().unwrap().success());
}
