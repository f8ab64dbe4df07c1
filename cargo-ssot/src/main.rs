//! `cargo ssot`: see the crate's documentation.

use std::process::ExitCode;

fn main() -> ExitCode {
    let called = cargo_ssot::compiler::wrapper::run_if_called_by_cargo(std::env::args_os());
    if let Some(code) = called {
        return code;
    }
    cargo_ssot::run(std::env::args_os()).into()
}
