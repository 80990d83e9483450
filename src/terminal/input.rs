//! From the terminal's events to messages.

use std::collections::VecDeque;
use std::io;
use std::time::{Duration, Instant};

use crossterm::event::{
    self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent,
    MouseEventKind,
};

use crate::app::msg::{Mouse, MouseAction};
use crate::app::{Key, Msg, Named};

/// Most messages that are held: what is typed faster than it can be shown waits in the terminal.
const MOST: usize = 4096;

/// Wait between events that come together. With none at all crossterm does not even look at what
/// it has read already, and each key would cost a frame.
const TOGETHER: Duration = Duration::from_micros(300);

/// Waits for `patience` at most, then reads what is there, for `limit` at most.
pub(super) fn read(
    into: &mut VecDeque<Msg>,
    patience: Duration,
    limit: Duration,
) -> io::Result<()> {
    let start = Instant::now();
    let mut wait = patience;
    while into.len() < MOST && poll(wait)? {
        if let Some(msg) = message(event::read()?) {
            push(into, msg);
        }
        if start.elapsed() > patience + limit {
            break;
        }
        wait = TOGETHER;
    }
    Ok(())
}

/// What is waited for beyond whole milliseconds. crossterm sleeps for as many of them as fit, and asks
/// without a pause in what is left of the last: of one that takes this longer to begin, nothing is.
const BEYOND: Duration = Duration::from_micros(40);

/// Whether an event is there within `wait`; a signal in between is no event.
fn poll(wait: Duration) -> io::Result<bool> {
    let sleeps = wait >= Duration::from_millis(1);
    match event::poll(if sleeps { wait + BEYOND } else { wait }) {
        Err(error) if error.kind() == io::ErrorKind::Interrupted => Ok(false),
        result => result,
    }
}

/// Adds a message; the same key again counts up, and of several sizes only the last matters.
pub(super) fn push(into: &mut VecDeque<Msg>, msg: Msg) {
    match (into.back_mut(), msg) {
        (Some(Msg::Keys(last, times)), Msg::Key(key)) if *last == key => *times += 1,
        (Some(last), Msg::Key(key)) if repeats(key) && is_key(last, key) => {
            *last = Msg::Keys(key, 2);
        }
        (Some(last @ Msg::Resized(..)), msg @ Msg::Resized(..)) => *last = msg,
        (_, msg) => into.push_back(msg),
    }
}

fn is_key(msg: &Msg, key: Key) -> bool {
    matches!(msg, Msg::Key(other) if *other == key)
}

/// Whether a key is one that is held down to scroll.
fn repeats(key: Key) -> bool {
    matches!(key, Key::Char('j' | 'k') | Key::Named(Named::Up | Named::Down))
}

/// Whether a key cancels what is being waited for.
pub(super) fn cancels(key: Key) -> bool {
    matches!(key, Key::Named(Named::Esc) | Key::Ctrl('c' | 'g'))
}

fn message(event: Event) -> Option<Msg> {
    match event {
        Event::Key(key) => self::key(key).map(Msg::Key),
        Event::Paste(text) => Some(Msg::Paste(text)),
        Event::Resize(width, height) => Some(Msg::Resized(width, height)),
        Event::Mouse(event) => mouse(event).map(Msg::Mouse),
        Event::FocusGained | Event::FocusLost => None,
    }
}

fn key(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    let alt = event.modifiers.contains(KeyModifiers::ALT);
    let named = match event.code {
        KeyCode::Char(c) => {
            return Some(match (ctrl, alt) {
                (true, _) => Key::Ctrl(c.to_ascii_lowercase()),
                (false, true) => Key::Alt(c),
                (false, false) => Key::Char(c),
            });
        }
        KeyCode::Up => Named::Up,
        KeyCode::Down => Named::Down,
        KeyCode::Left => Named::Left,
        KeyCode::Right => Named::Right,
        KeyCode::PageUp => Named::PageUp,
        KeyCode::PageDown => Named::PageDown,
        KeyCode::Home => Named::Home,
        KeyCode::End => Named::End,
        KeyCode::Enter => Named::Enter,
        KeyCode::Esc => Named::Esc,
        KeyCode::Tab => Named::Tab,
        KeyCode::BackTab => Named::BackTab,
        KeyCode::Backspace => Named::Backspace,
        KeyCode::Delete => Named::Delete,
        KeyCode::Insert => Named::Insert,
        KeyCode::F(number @ 1..=12) => Named::F(number),
        _ => return None,
    };
    Some(if alt { Key::AltNamed(named) } else { Key::Named(named) })
}

fn mouse(event: MouseEvent) -> Option<Mouse> {
    let action = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => MouseAction::Press,
        MouseEventKind::Drag(MouseButton::Left) => MouseAction::Drag,
        MouseEventKind::Up(MouseButton::Left) => MouseAction::Release,
        MouseEventKind::ScrollUp => MouseAction::WheelUp,
        MouseEventKind::ScrollDown => MouseAction::WheelDown,
        _ => return None,
    };
    Some(Mouse { action, x: event.column, y: event.row })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_keep_the_modifiers_that_matter() {
        let event = |code, modifiers| key(KeyEvent::new(code, modifiers));
        let (none, shift) = (KeyModifiers::NONE, KeyModifiers::SHIFT);
        assert_eq!(event(KeyCode::Char('J'), shift), Some(Key::Char('J')));
        assert_eq!(event(KeyCode::Char('P'), KeyModifiers::CONTROL), Some(Key::Ctrl('p')));
        assert_eq!(event(KeyCode::Left, KeyModifiers::ALT), Some(Key::AltNamed(Named::Left)));
        assert_eq!(event(KeyCode::F(5), none), Some(Key::Named(Named::F(5))));
        assert_eq!(event(KeyCode::CapsLock, none), None);
    }

    #[test]
    fn a_key_held_down_becomes_one_message() {
        let mut queue = VecDeque::new();
        for c in "jjjkqq".chars() {
            push(&mut queue, Msg::Key(Key::Char(c)));
        }
        let shown: Vec<_> = queue.iter().map(|msg| format!("{msg:?}")).collect();
        assert_eq!(
            shown,
            ["Keys(Char('j'), 3)", "Key(Char('k'))", "Key(Char('q'))", "Key(Char('q'))"]
        );
    }

    #[test]
    fn of_a_storm_of_sizes_the_last_counts() {
        let mut queue = VecDeque::new();
        for i in 0..300 {
            push(&mut queue, Msg::Resized(i, i));
        }
        assert!(matches!(queue.make_contiguous(), [Msg::Resized(299, 299)]));
    }
}
