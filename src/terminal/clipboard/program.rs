//! A program that puts text on the clipboard, run beside the reader.
//!
//! In: a [`Clip`]. Out: that the program took the text, or why not. The reader never waits for it. The
//! program counts as done when its first process has ended; a process that it leaves behind (`xclip`,
//! `wl-copy`) holds the clipboard and outlives the reader.

use std::fs::File;
use std::io::{Read, Seek, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::plain;
use crate::app::clipboard::{Clip, Outcome};
use crate::app::msg::Notice;
use crate::library::{end_program, in_its_own_group};

/// How long a program may take.
const PATIENCE: Duration = Duration::from_secs(5);
/// Most bytes read of its standard error, the first line of which is shown.
const HEARD: u64 = 300;

/// The program that is taking a text, where one is.
#[derive(Debug, Default)]
pub(in crate::terminal) struct Copier {
    now: Option<Job>,
}

#[derive(Debug)]
struct Job {
    program: String,
    what: String,
    child: Child,
    /// What it says on standard error: a file, since what goes on behind it may hold that open.
    errors: Option<File>,
    since: Instant,
}

impl Copier {
    /// Gives `clip` to a program, and ends one that has not taken an older one yet. Returns what is
    /// known at once.
    pub(in crate::terminal) fn copy(&mut self, words: &[String], clip: Clip) -> Notice {
        self.end();
        let Clip { text, what } = clip;
        let Some((program, arguments)) = words.split_first() else {
            return Outcome::Refused(String::new(), String::new()).of(what);
        };
        let errors = tempfile::tempfile().ok();
        let theirs = errors.as_ref().and_then(|file| file.try_clone().ok());
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::null());
        command.stderr(theirs.map_or_else(Stdio::null, Stdio::from));
        let mut child = match in_its_own_group(&mut command).spawn() {
            Ok(child) => child,
            Err(error) => return Outcome::Refused(program.clone(), error.to_string()).of(what),
        };
        if let Some(mut pipe) = child.stdin.take() {
            let text = plain(&text);
            // A program that reads slowly holds nobody up; the end of the pipe is the end of the
            // text.
            let write = move || {
                let _unread = pipe.write_all(text.as_bytes());
            };
            let _started = thread::Builder::new().name("clipboard".to_owned()).spawn(write);
        }
        let given = Outcome::Given(program.clone()).of(what.clone());
        let since = Instant::now();
        self.now = Some(Job { program: program.clone(), what, child, errors, since });
        given
    }

    /// Whether a program is at work.
    pub(in crate::terminal) const fn busy(&self) -> bool {
        self.now.is_some()
    }

    /// What has become of the text since the last look.
    pub(in crate::terminal) fn poll(&mut self) -> Option<Notice> {
        let job = self.now.as_mut()?;
        let outcome = match job.child.try_wait() {
            Ok(None) if job.since.elapsed() < PATIENCE => return None,
            Ok(None) => {
                end_program(&mut job.child);
                Outcome::Late(job.program.clone(), PATIENCE.as_secs())
            }
            Ok(Some(status)) if status.success() => Outcome::Taken(job.program.clone()),
            Ok(Some(status)) => Outcome::Refused(job.program.clone(), job.why(status)),
            Err(error) => Outcome::Refused(job.program.clone(), error.to_string()),
        };
        let what = self.now.take().map(|job| job.what)?;
        Some(outcome.of(what))
    }

    /// Lets the program finish what it has been given, for `patience` at most, then ends it.
    pub(in crate::terminal) fn finish(&mut self, patience: Duration) {
        /// How often it is looked at.
        const LOOK: Duration = Duration::from_millis(5);
        let start = Instant::now();
        while self.poll().is_none() && self.busy() && start.elapsed() < patience {
            thread::sleep(LOOK);
        }
        self.end();
    }

    fn end(&mut self) {
        if let Some(mut job) = self.now.take() {
            end_program(&mut job.child);
        }
    }
}

impl Drop for Copier {
    fn drop(&mut self) {
        self.end();
    }
}

impl Job {
    /// Why the program failed: the first line that it said, else how it ended.
    fn why(&mut self, status: ExitStatus) -> String {
        let mut said = Vec::new();
        if let Some(errors) = &mut self.errors {
            let read = errors.rewind().and_then(|()| errors.take(HEARD).read_to_end(&mut said));
            if read.is_err() {
                said.clear();
            }
        }
        let said = String::from_utf8_lossy(&said);
        let line = said.lines().map(str::trim).find(|line| !line.is_empty());
        line.map_or_else(|| status.to_string(), str::to_owned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustix::process::{Pid, Signal};

    fn run(script: &str, text: &str) -> (Copier, Notice) {
        let words = ["sh", "-c", script].map(str::to_owned);
        let clip = Clip { text: text.to_owned(), what: "这一节".to_owned() };
        let mut copier = Copier::default();
        let notice = copier.copy(&words, clip);
        (copier, notice)
    }

    fn wait(copier: &mut Copier) -> Outcome {
        loop {
            match copier.poll() {
                Some(Notice::Copy { outcome, .. }) => return outcome,
                Some(notice) => panic!("{notice:?}"),
                None => thread::sleep(Duration::from_millis(2)),
            }
        }
    }

    #[test]
    fn a_program_gets_the_text_without_control_characters() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let script = format!("cat > '{}'", file.path().display());
        let (mut copier, notice) = run(&script, "一\u{1b}[2J、\n二");
        assert!(matches!(notice, Notice::Copy { outcome: Outcome::Given(by), .. } if by == "sh"));
        assert_eq!(wait(&mut copier), Outcome::Taken("sh".to_owned()));
        assert_eq!(std::fs::read_to_string(file.path()).unwrap(), "一[2J、\n二");
        assert!(!copier.busy());
    }

    #[test]
    fn a_program_that_fails_is_told_of_with_its_own_words() {
        let (mut copier, _) = run("echo \"Can't open display\" >&2; exit 1", "一");
        assert_eq!(
            wait(&mut copier),
            Outcome::Refused("sh".to_owned(), "Can't open display".to_owned())
        );
        let (mut copier, _) = run("exit 3", "一");
        assert!(matches!(wait(&mut copier), Outcome::Refused(_, why) if why.contains('3')));
        let words = ["/nowhere/xclip".to_owned()];
        let clip = Clip { text: String::new(), what: String::new() };
        let notice = Copier::default().copy(&words, clip);
        assert!(matches!(notice, Notice::Copy { outcome: Outcome::Refused(..), .. }));
    }

    #[test]
    fn a_program_that_does_not_read_holds_nobody_up_and_ends_with_the_reader() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let script = format!("echo $$ > '{}'; sleep 60", file.path().display());
        let start = Instant::now();
        let (mut copier, _) = run(&script, &"一".repeat(1 << 20));
        let pid = loop {
            let said = std::fs::read_to_string(file.path()).unwrap();
            if let Some(pid) = said.strip_suffix('\n') {
                break Pid::from_raw(pid.parse().unwrap()).unwrap();
            }
            thread::sleep(Duration::from_millis(2));
        };
        assert!(copier.poll().is_none() && copier.busy());
        copier.finish(Duration::from_millis(20));
        assert!(rustix::process::test_kill_process(pid).is_err(), "it is gone");
        assert!(start.elapsed() < Duration::from_secs(30));
    }

    #[test]
    fn what_goes_on_behind_a_program_is_left_alone() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let script = format!("cat > /dev/null; (sleep 60) & echo $! > '{}'", file.path().display());
        let (mut copier, _) = run(&script, "一");
        assert_eq!(wait(&mut copier), Outcome::Taken("sh".to_owned()));
        drop(copier);
        let pid = std::fs::read_to_string(file.path()).unwrap().trim().parse().unwrap();
        let pid = Pid::from_raw(pid).unwrap();
        assert!(rustix::process::test_kill_process(pid).is_ok(), "it holds the clipboard");
        rustix::process::kill_process(pid, Signal::KILL).unwrap();
    }
}
