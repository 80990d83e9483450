//! How wide the terminal draws what is ambiguous: asked, answered, late, or never.

use super::*;

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
fn on_a_light_ground_numbers_are_in_a_colour_that_can_be_read_there() {
    let mut t = unanswered("ground.txt");
    t.wait_until(Screen::alternate_screen).unwrap();
    t.send_str(&answers(1)).unwrap();
    // The terminal is asked for its ground only now; keys in between are keys.
    std::thread::sleep(Duration::from_millis(100));
    t.send_str("J\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?65;1;9c").unwrap();
    t.wait_until(|s| top(s).contains("一、充分认识")).unwrap();
    let marker = |s: &Screen| {
        let column = (0..80).find(|&x| s.cell(1, x).is_some_and(|cell| cell.contents() == "一"));
        s.cell(1, column.unwrap_or_default()).map(|cell| cell.style().fg)
    };
    t.wait_until(|s| marker(s) == Some(termlens::Color::Indexed(4))).unwrap();
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
