//! Running other programs: starting one so that it can be ended together with what it starts.

use std::process::{Child, Command};

#[cfg(unix)]
use rustix::process::{Pid, Signal, kill_process_group};

/// Gives the program that `command` starts a process group of its own, so that what it runs in turn is
/// ended with it. Elsewhere than on Unix there is no such thing.
pub fn in_its_own_group(command: &mut Command) -> &mut Command {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    command
}

/// Ends a program that was given a process group of its own, and what it runs, unless it has ended.
pub fn end_program(child: &mut Child) {
    if !matches!(child.try_wait(), Ok(None)) {
        return;
    }
    // If the group is gone already, there is nothing to end.
    #[cfg(unix)]
    {
        let group = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
        let _gone = group.map(|group| kill_process_group(group, Signal::KILL));
    }
    let _gone = child.kill();
    let _status = child.wait();
}
