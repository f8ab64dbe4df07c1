//! This program as the one that cargo calls in the place of rustc.
//!
//! A crate may allow what is deprecated, and most do somewhere. `--force-warn` has it reported all the same, and has to
//! be added to each call of rustc: `RUSTFLAGS` would take the place of the user's own flags in the configuration. A
//! script could not do it, because a shell drops variables whose names it cannot have itself.

use std::env;
use std::ffi::OsString;
use std::process::{Command, ExitCode};

use anstream::ColorChoice;

use crate::exit;
use crate::printer::Printer;
use crate::program::SUBCOMMAND;

/// Set where cargo is to call this program in the place of rustc.
pub(super) const CALLED_BY_CARGO: &str = "CARGO_SSOT_RUSTC_WRAPPER";
/// What cargo would have called without us.
pub(super) const NEXT: &str = "CARGO_SSOT_NEXT_WRAPPER";

const FLAGS: &[&str] = &["--force-warn", "deprecated"];

/// Runs rustc with the arguments of this process, if it was called for that. What it prints and how it ends is passed
/// on as it is.
pub fn run_if_called_by_cargo(mut arguments: impl Iterator<Item = OsString>) -> Option<ExitCode> {
    env::var_os(CALLED_BY_CARGO)?;
    let compiler = arguments.nth(1)?;
    // What the compiler runs may call this program by its own name.
    if compiler == SUBCOMMAND {
        return None;
    }
    let mut command = match env::var_os(NEXT) {
        Some(next) => {
            let mut command = Command::new(next);
            command.arg(&compiler);
            command
        }
        None => Command::new(&compiler),
    };
    command.args(arguments).args(FLAGS);
    command.env_remove(CALLED_BY_CARGO).env_remove(NEXT);
    Some(in_its_place(command).unwrap_or_else(|error| {
        let mut printer = Printer::new(ColorChoice::Auto);
        printer.error(&format!(
            "`{}` cannot be run: {error}",
            command_name(&compiler)
        ));
        exit::INCOMPLETE.into()
    }))
}

fn command_name(compiler: &OsString) -> String {
    compiler.to_string_lossy().into_owned()
}

#[cfg(unix)]
fn in_its_place(mut command: Command) -> std::io::Result<ExitCode> {
    use std::os::unix::process::CommandExt;
    Err(command.exec())
}

#[cfg(not(unix))]
fn in_its_place(mut command: Command) -> std::io::Result<ExitCode> {
    let code = command.status()?.code();
    let code = code.and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}
