//! `gangmu rehearse`: opens the reader in a rehearsal.

use std::io;

use super::args::{RehearseCommand, Settings};
use super::config::Loaded;
use super::output::Output;
use super::{Status, complain, is_interactive, read};
use crate::app::rehearse::Speaker;
use crate::app::settings::Start;

pub(super) fn run(
    command: RehearseCommand,
    settings: Settings,
    mut loaded: Loaded,
    out: &mut Output,
) -> io::Result<Status> {
    let RehearseCommand { path, pace, speak } = command;
    let lang = settings.lang;
    if !is_interactive() {
        complain(lang.pick(
            "演练要在终端里进行；只要用时请用 gangmu stats",
            "rehearsing needs a terminal; for the times alone, use gangmu stats",
        ));
        return Ok(Status::Failed);
    }
    let options = &mut loaded.settings;
    options.start = Some(Start::Rehearsal);
    options.pace = pace.unwrap_or(options.pace);
    if let Some(line) = speak {
        options.speaker = Speaker::new(&line);
        if options.speaker.is_none() {
            complain(lang.pick(
                "--speak 要写一个命令，如 'espeak-ng -v cmn'",
                "--speak takes a command, such as 'espeak-ng -v cmn'",
            ));
            return Ok(Status::Failed);
        }
    }
    read::run(vec![path], settings, loaded, out)
}
