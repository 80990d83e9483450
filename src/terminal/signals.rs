//! Unix signals: requests to end, to stop, and to go on.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::process::{Signal, getpgrp, getppid, getsid, kill_current_process_group};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
use signal_hook::iterator;

use super::session;

/// How long the loop has to end by itself before it is ended.
const GRACE: Duration = Duration::from_secs(2);

/// What a signal asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// To end by this signal.
    Die(i32),
    /// To stop.
    Stop,
    /// To take the terminal again and draw.
    Redraw,
}

#[derive(Debug, Default)]
struct Flags {
    die: AtomicI32,
    stop: AtomicBool,
    redraw: AtomicBool,
}

/// Signals that have come and are not heeded yet.
#[derive(Debug)]
pub(super) struct Signals {
    flags: Arc<Flags>,
    handle: iterator::Handle,
}

impl Signals {
    /// Begins to take signals, and to watch whether the terminal is still there.
    pub(super) fn watch() -> io::Result<Self> {
        let mut signals =
            iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT])?;
        let flags = Arc::new(Flags::default());
        let handle = signals.handle();
        let shared = Arc::clone(&flags);
        thread::Builder::new().name("signals".to_owned()).spawn(move || {
            for signal in &mut signals {
                match signal {
                    SIGTSTP => shared.stop.store(true, Ordering::SeqCst),
                    SIGCONT => shared.redraw.store(true, Ordering::SeqCst),
                    deadly => {
                        shared.die.store(deadly, Ordering::SeqCst);
                        end_later(deadly)?;
                    }
                }
            }
            io::Result::Ok(())
        })?;
        thread::Builder::new().name("hangup".to_owned()).spawn(watch_hangup)?;
        Ok(Self { flags, handle })
    }

    /// What is asked for now; each asks once, but for the end.
    pub(super) fn wish(&self) -> Option<Wish> {
        let die = self.flags.die.load(Ordering::SeqCst);
        if die != 0 {
            Some(Wish::Die(die))
        } else if self.flags.stop.swap(false, Ordering::SeqCst) {
            Some(Wish::Stop)
        } else if self.flags.redraw.swap(false, Ordering::SeqCst) {
            Some(Wish::Redraw)
        } else {
            None
        }
    }

    /// Forgets that the program was stopped and woken.
    pub(super) fn forget_stop(&self) {
        // The signal that resumed the program may be reported a moment later.
        thread::sleep(Duration::from_millis(20));
        self.flags.stop.store(false, Ordering::SeqCst);
        self.flags.redraw.store(false, Ordering::SeqCst);
    }

    /// Forgets what was meant for another program that had the terminal: Ctrl-C in the editor.
    pub(super) fn forget(&self) {
        self.forget_stop();
        let _ = self.flags.die.compare_exchange(SIGINT, 0, Ordering::SeqCst, Ordering::SeqCst);
    }

    /// Ends the program by `signal`, as if it had not been taken.
    pub(super) fn die(&self, signal: i32) {
        self.handle.close();
        let _ = signal_hook::low_level::emulate_default_handler(signal);
    }
}

/// Ends the program by `signal` when it has not ended by itself in time.
fn end_later(signal: i32) -> io::Result<()> {
    if signal == SIGINT {
        // The editor may have the terminal: its Ctrl-C is not meant for this program.
        return Ok(());
    }
    thread::Builder::new().name("grace".to_owned()).spawn(move || {
        thread::sleep(GRACE);
        session::restore();
        let _ = signal_hook::low_level::emulate_default_handler(signal);
    })?;
    Ok(())
}

/// Ends the program when its terminal goes away: reading from it may then spin for ever.
fn watch_hangup() {
    let out = io::stdout();
    loop {
        // Wait for the hangup only, which is always reported.
        let mut fds = [PollFd::new(&out, PollFlags::empty())];
        match poll(&mut fds, None) {
            Ok(_) => {}
            Err(rustix::io::Errno::INTR) => continue,
            Err(_) => return,
        }
        let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
        if fds.iter().any(|fd| fd.revents().intersects(gone)) {
            // The loop ends at its next look at the terminal; this is for when it does not.
            thread::sleep(Duration::from_millis(500));
            std::process::exit(128 + SIGHUP);
        }
    }
}

/// Whether a shell is there that could wake the program: stopped without one, it would sleep for
/// ever. So it is in the group of a session leader, or when its parent belongs to another session.
pub(super) fn can_stop() -> bool {
    let session = getsid(None).ok();
    let parent = getppid().and_then(|pid| getsid(Some(pid)).ok());
    session.is_some() && session != Some(getpgrp()) && parent == session
}

/// Stops the whole job, as the terminal does at Ctrl-Z; returns when it is woken.
pub(super) fn stop() -> io::Result<()> {
    kill_current_process_group(Signal::STOP)?;
    Ok(())
}
