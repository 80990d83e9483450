//! The `gangmu` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    gangmu::cli::main()
}
