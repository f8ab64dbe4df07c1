//! `cargo ssot`: see the crate's documentation.

use std::process::ExitCode;

fn main() -> ExitCode {
    cargo_ssot::run(std::env::args_os()).into()
}
