//! The real program in a pseudo-terminal: what a user sees, and what is left of it afterwards.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::string_slice,
    unreachable_pub,
    dead_code,
    reason = "a test stops at the first surprise"
)]

#[path = "support/reader.rs"]
mod reader;

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
    let ticks = || {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", t.pid().unwrap())).unwrap();
        let rest = stat.rsplit(')').next().unwrap().to_owned();
        let fields: Vec<_> = rest.split_whitespace().collect();
        fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
    };
    let (before, repaints) = (ticks(), t.screen().repaints());
    std::thread::sleep(Duration::from_secs(2));
    assert!(ticks() - before <= 1, "{} ticks in two seconds", ticks() - before);
    assert_eq!(t.screen().repaints(), repaints, "nothing is drawn");
    t.send_str("q").unwrap();
    assert!(t.wait_exit().unwrap().success());
}

/// The program on the speech, in a terminal that answers nothing by itself.
fn unanswered(name: &str) -> Terminal {
    builder().answer_queries(false).arg(file(name, SPEECH)).spawn(GANGMU).unwrap()
}

/// What a terminal says when it is asked for widths: each mark and letter takes so many cells.
fn answers(cells: u16) -> String {
    format!("\x1b[2;{}R", cells + 1).repeat(6) + "\x1b[?65;1;9c"
}

/// How the speech looks where quotes take one cell, and where they take two.
const NARROW: &str = "好 “母亲";
const WIDE: &str = "好“ 母亲";

fn leave(mut t: Terminal) {
    t.send_str("q").unwrap();
    assert!(t.wait_exit().unwrap().success());
    assert_restored(&t);
}

#[test]
fn a_terminal_that_draws_quotes_in_two_cells_is_measured() {
    let mut t = unanswered("wide.txt");
    t.wait_until(Screen::alternate_screen).unwrap();
    t.send_str(&answers(2)).unwrap();
    t.wait_until(|s| s.contains(WIDE) && !s.contains(NARROW)).unwrap();
    t.send_str("a").unwrap();
    t.wait_until(|s| s.contains(NARROW)).unwrap();
    leave(t);
}

#[test]
fn a_terminal_that_draws_them_in_one_stays_as_it_was_assumed() {
    let mut t = unanswered("narrow.txt");
    t.wait_until(Screen::alternate_screen).unwrap();
    t.send_str(&answers(1)).unwrap();
    t.wait_until(|s| s.contains(NARROW)).unwrap();
    t.send_str("J").unwrap();
    t.wait_until(|s| top(s).contains("一、充分认识")).unwrap();
    leave(t);
}

#[test]
fn a_terminal_that_never_answers_is_read_on_at_once() {
    let mut t = unanswered("silent.txt");
    t.wait_until(|s| s.contains(NARROW)).unwrap();
    t.send_str("J").unwrap();
    t.wait_until(|s| top(s).contains("一、充分认识")).unwrap();
    std::thread::sleep(Duration::from_millis(600));
    t.send_str("J").unwrap();
    t.wait_until(|s| top(s).contains("（一）河湖是百姓")).unwrap();
    leave(t);
}

#[test]
fn answers_that_come_late_are_no_keys() {
    let mut t = unanswered("late.txt");
    t.wait_until(|s| s.contains(NARROW)).unwrap();
    std::thread::sleep(Duration::from_millis(700));
    t.send_str(&answers(2)).unwrap();
    t.send_str("J").unwrap();
    t.wait_until(|s| top(s).contains("一、充分认识")).unwrap();
    assert!(t.screen().contains(NARROW), "{}", t.screen());
    leave(t);
}

#[test]
fn garbage_in_place_of_answers_is_no_keys() {
    let mut t = unanswered("garbage.txt");
    t.wait_until(Screen::alternate_screen).unwrap();
    t.send_str("\x1b[2;99R\x1b[;R\x1b]11;rgb:qqqq/0000/0000\x1b\\\x1bP1$rq\x1b\\\x1b[?1;2cJ")
        .unwrap();
    t.wait_until(|s| top(s).contains("一、充分认识") && s.contains(NARROW)).unwrap();
    leave(t);
}

#[test]
fn keys_typed_ahead_of_the_answers_are_kept() {
    let mut t = unanswered("ahead.txt");
    t.send_str("J").unwrap();
    t.wait_until(Screen::alternate_screen).unwrap();
    let (head, tail) = (&answers(2)[..12], &answers(2)[12..]);
    t.send_str(&format!("{head}J{tail}J/巡河\r")).unwrap();
    t.wait_until(|s| s.contains("1/1") && s.contains("至少巡河两")).unwrap();
    t.send_str("gJ").unwrap();
    t.wait_until(|s| s.contains(WIDE)).unwrap();
    leave(t);
}

#[test]
fn what_the_user_says_of_the_width_is_not_asked() {
    let path = file("said.txt", SPEECH);
    let mut t = builder().args(["--ambiguous", "2"]).arg(path).spawn(GANGMU).unwrap();
    t.wait_until(|s| s.contains(WIDE)).unwrap();
    t.wait_idle(Duration::from_millis(100)).unwrap();
    assert!(t.screen().contains(WIDE));
    leave(t);
}

#[test]
fn the_shell_gets_no_answers_after_a_hasty_quit() {
    let path = file("hasty.txt", SPEECH);
    let script = format!("'{GANGMU}' '{}'; read x; echo \"got[$x]\"", path.display());
    let mut t = builder().args(["-c", &script]).spawn("/bin/sh").unwrap();
    t.send_str("q").unwrap();
    t.wait_until(|s| !s.alternate_screen() && s.cursor_visible()).unwrap();
    t.wait_idle(Duration::from_millis(700)).unwrap();
    t.send_str("ok\r").unwrap();
    t.wait_until(|s| s.contains("got[")).unwrap();
    assert!(t.screen().contains("got[ok]"), "{}", t.screen());
}

/// The program on `path`, with what it remembers in `folder`.
fn remembering(folder: &std::path::Path, path: &std::path::Path) -> Terminal {
    let home = folder.join("state");
    let builder = builder().env("GANGMU_STATE", "on").env("XDG_STATE_HOME", home);
    builder.arg(path).spawn(GANGMU).unwrap()
}

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

/// The program on the speech, with this settings file.
fn configured(name: &str, config: &str) -> (Terminal, PathBuf) {
    let home = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("home-{name}"));
    let _ = std::fs::remove_dir_all(&home);
    std::fs::create_dir_all(home.join(".config/gangmu/themes")).unwrap();
    std::fs::write(home.join(".config/gangmu/config.toml"), config).unwrap();
    let theme = "zh = \"自己的\"\n[text]\nfg = \"#ffffff\"\nbg = \"#000080\"\n";
    std::fs::write(home.join(".config/gangmu/themes/mine.toml"), theme).unwrap();
    let path = file(&format!("{name}.txt"), SPEECH);
    let builder = builder().env("HOME", &home).env("GANGMU_STATE", "on");
    (builder.env("COLORTERM", "truecolor").arg(path).spawn(GANGMU).unwrap(), home)
}

#[test]
fn the_settings_file_holds_and_what_is_kept_goes_before_it() {
    let config = "theme = \"mine\"\nnumbers = \"lines\"\n[keys.read]\nx = \"next-heading\"\n";
    let (mut t, home) = configured("settings", config);
    t.wait_until(|s| s.contains("5   ") && s.contains("今天召开这次会议")).unwrap();
    let ground = format!("{:?}", t.screen().cell(5, 60).unwrap().style());
    assert!(ground.contains("Rgb(0, 0, 128)") || ground.contains("128"), "{ground}");
    t.send_str("x").unwrap();
    t.wait_until(|s| top(s).contains("一、充分认识")).unwrap();
    t.send_str("sj:write\r").unwrap();
    t.wait_until(|s| s.contains("设置已保存")).unwrap();
    leave(t);
    let kept = std::fs::read_to_string(home.join(".local/state/gangmu/options.toml")).unwrap();
    assert_eq!(kept, "justify = true\n");
    let untouched = std::fs::read_to_string(home.join(".config/gangmu/config.toml")).unwrap();
    assert_eq!(untouched, config);
}

#[test]
fn a_fault_in_the_settings_is_told_and_the_program_starts() {
    let (mut t, _) = configured("faulty", "theme = \"mien\"\njustfy = true\n[keys.read\n");
    t.wait_until(|s| s.contains("今天召开这次会议") && s.contains("config.toml:1:9")).unwrap();
    t.send_str("J").unwrap();
    t.wait_until(|s| top(s).contains("一、充分认识")).unwrap();
    leave(t);
}

#[test]
fn a_heading_rule_is_tried_kept_and_holds_in_the_next_run() {
    let (mut t, home) = configured("rule", "");
    t.wait_until(|s| s.contains("今天召开这次会议")).unwrap();
    t.send_str("O谢谢大家").unwrap();
    t.wait_until(|s| s.contains("新增 1 去掉 0 改变 0")).unwrap();
    t.send_str("\r").unwrap();
    t.wait_until(|s| s.contains("规则已用上")).unwrap();
    t.send_str("sw").unwrap();
    t.wait_until(|s| s.contains("设置已保存")).unwrap();
    leave(t);
    let kept = std::fs::read_to_string(home.join(".local/state/gangmu/options.toml")).unwrap();
    assert_eq!(kept, "\n[[heading]]\npattern = '谢谢大家'\nkind = \"heading\"\n");
    let builder = builder().env("HOME", &home).env("GANGMU_STATE", "on");
    let path = file("rule.txt", SPEECH);
    let mut t = builder.arg(&path).spawn(GANGMU).unwrap();
    t.wait_until(|s| s.contains("    谢谢大家  ") && s.contains("接着上次")).unwrap();
    // As the settings file says, it is none; the outline follows by itself.
    t.send_str("s0").unwrap();
    t.wait_until(|s| s.contains("已恢复")).unwrap();
    t.wait_until(|s| !s.contains("    谢谢大家  ")).unwrap();
    t.send_str("fxxdj").unwrap();
    t.wait_until(|s| s.contains("没有匹配的标题")).unwrap();
    t.send_str("\x03").unwrap();
    leave(t);
}

/// What a rule would change takes a while to find out in a large text; keys do not wait for it.
#[test]
fn keys_work_while_a_rule_is_tried_on_a_large_text() {
    let text = SPEECH.repeat(8_000_000 / SPEECH.len());
    let path = file("rule-large.txt", &text);
    let mut t = builder().arg(&path).spawn(GANGMU).unwrap();
    t.wait_until(|s| s.contains("今天召开这次会议")).unwrap();
    t.send_str("O").unwrap();
    let start = Instant::now();
    for (key, pattern) in [("同", "同"), ("志", "同志"), ("们", "同志们")] {
        t.send_str(key).unwrap();
        t.wait_until(|s| s.contains(&format!("规则（标题） {pattern}"))).unwrap();
    }
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    t.send_str("\x03").unwrap();
    t.wait_until(|s| !s.contains("规则（")).unwrap();
    leave(t);
}

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
