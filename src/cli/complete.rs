//! `gangmu completions`: what a shell needs to complete the command line.

use std::io::{self, Write};

use clap_complete::{Shell, generate};

use super::Status;
use super::args::command;
use super::output::Output;
use crate::locale::Lang;

pub(super) fn run(shell: Shell, lang: Lang, out: &mut Output) -> io::Result<Status> {
    // The generator panics where its writer fails.
    let mut script = Vec::new();
    generate(shell, &mut command(lang), "gangmu", &mut script);
    out.write_all(&script)?;
    Ok(Status::Done)
}
