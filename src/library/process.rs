//! Other programs: how one is ended.

use std::process::Child;

#[cfg(unix)]
use rustix::process::{Pid, Signal, kill_process_group};

/// Ends a program that was given a process group of its own, and what it runs, unless it has ended.
pub fn end_program(child: &mut Child) {
    if !matches!(child.try_wait(), Ok(None)) {
        return;
    }
    // Where the group is gone already, there is nothing left to end.
    #[cfg(unix)]
    {
        let group = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
        let _gone = group.map(|group| kill_process_group(group, Signal::KILL));
    }
    let _gone = child.kill();
    let _status = child.wait();
}
