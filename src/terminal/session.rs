//! Taking the terminal (raw mode, alternate screen) and restoring it on every way out, a panic included.

use std::io::{self, Write};
use std::panic;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, ThreadId};

use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste};
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{execute, queue};

use crate::app::Msg;

/// Presses, the wheel and drags, in SGR coordinates; not every motion, as crossterm would ask for.
const MOUSE: &[u8] = b"\x1b[?1000h\x1b[?1002h\x1b[?1006h";

/// Whether the terminal is taken at the moment.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// The terminal while the program has it; dropped, it is as it was.
#[derive(Debug)]
pub(super) struct Session {
    mouse: bool,
}

impl Session {
    /// Takes the terminal: raw mode, alternate screen, bracketed paste, and the mouse if wanted. All
    /// but the first comes to the terminal with the next frame, in one piece.
    pub(super) fn enter(mouse: bool) -> io::Result<Self> {
        restore_on_panic();
        let session = Self { mouse };
        session.enter_again()?;
        Ok(session)
    }

    /// Takes the terminal again after [`Session::leave`].
    pub(super) fn enter_again(&self) -> io::Result<()> {
        TAKEN.store(true, Ordering::SeqCst);
        enable_raw_mode()?;
        let mut out = io::stdout().lock();
        queue!(out, EnterAlternateScreen, EnableBracketedPaste)?;
        if self.mouse {
            out.write_all(MOUSE)?;
        }
        Ok(())
    }

    /// Gives the terminal back.
    pub(super) fn leave(&self) {
        restore();
    }

    /// Takes the mouse or lets it go.
    pub(super) fn set_mouse(&mut self, take: bool) -> io::Result<()> {
        self.mouse = take;
        let mut out = io::stdout().lock();
        if take {
            out.write_all(MOUSE)?;
            out.flush()
        } else {
            execute!(out, DisableMouseCapture)
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        restore();
    }
}

/// Restores the terminal if it is taken. Failures are ignored: there is nobody to tell.
pub(super) fn restore() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout().lock();
    let _ = execute!(out, DisableMouseCapture, DisableBracketedPaste, LeaveAlternateScreen, Show);
    let _ = disable_raw_mode();
}

/// Makes a panic of this thread restore the terminal before it is reported. A panic of a worker becomes a
/// message on the screen, so it is not printed while the screen is taken.
fn restore_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let drawing: ThreadId = thread::current().id();
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if thread::current().id() == drawing {
                restore();
            }
            if !TAKEN.load(Ordering::SeqCst) {
                before(info);
            }
        }));
    });
}

/// Panics at the key `!` where a test asks for it by the environment; in debug builds alone.
pub(super) fn test_panic(place: &str, msg: &Msg) {
    if cfg!(debug_assertions)
        && matches!(msg, Msg::Key(crate::app::Key::Char('!')))
        && std::env::var_os("GANGMU_TEST_PANIC").is_some_and(|v| v == place)
    {
        panic!("a panic that was asked for");
    }
}
