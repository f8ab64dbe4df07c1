//! `cargo ssot`: finds what [`ssot`](https://docs.rs/ssot) refuses, in workspaces that do not use it yet, and in
//! workspaces that do not compile.
//!
//! 1. `commands` reads the arguments and calls one command.
//! 2. `workspace` asks cargo for the packages, `syntax` reads their files in parallel, and `index` extracts names, paths
//!    and places from each file, but no syntax.
//! 3. `resolve` builds crates from the files, and resolves paths.
//! 4. `lints` has a module for each rule, which turns facts into findings, and findings with their evidence into steps.
//!    `scan` runs 2 to 4. `compiler` adds the findings of a build on request.
//! 5. `outcome` compares the findings with the `baseline`, `changes` selects those in changed lines, and `output` formats
//!    them.
//! 6. `score` computes one number from them, `history` its course, and `report` shows both.
//! 7. `listing` lists the components, interfaces and compositions of a workspace.
//! 8. `edit` previews and writes files.
//!
//! Nothing here is an API: [`main`] is the program, and [`testing`] is for its own tests. To use the findings in another
//! program, call `cargo ssot check --format json`.
//!
//! The rules, their codes and their texts are those of `ssot-rules`, which the macros use too.

#![forbid(unsafe_code)]

mod baseline;
mod candidate;
mod cargo_check;
mod changes;
mod commands;
mod compiler;
mod discover;
mod edit;
mod escape;
mod exit;
mod files;
mod finding;
mod fingerprint;
mod git;
mod history;
mod index;
mod json;
mod lints;
mod listing;
mod migrate;
mod outcome;
mod output;
mod paths;
mod pluralize;
mod printer;
mod program;
mod progress;
mod prompt;
mod report;
mod resolve;
mod scan;
mod score;
mod settings;
mod step;
mod syntax;
pub mod testing;
mod workspace;

use std::ffi::OsString;
use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser as _;

use crate::commands::Cargo;
use crate::exit::Exit;
use crate::printer::Printer;

/// Runs the command of the process's arguments, or rustc where cargo calls this program in its place.
pub fn main() -> ExitCode {
    let called_by_cargo = compiler::wrapper::run_if_called_by_cargo(std::env::args_os());
    called_by_cargo.unwrap_or_else(|| run(std::env::args_os()).into())
}

fn run(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    match Cargo::try_parse_from(commands::as_called_by_cargo(arguments)) {
        Ok(Cargo::Ssot(options)) => {
            let mut printer = Printer::new(options.color.into());
            // Every command parses.
            let exit = scan::in_threads(|| commands::run(options, &mut printer));
            printer.finish(exit)
        }
        Err(error) => {
            // Help and versions are results and no errors.
            let failed = error.use_stderr();
            let written = error.print().and_then(|()| std::io::stdout().flush());
            // A failure to print can only be reported by the exit code.
            let lost = written.is_err_and(|error| error.kind() != std::io::ErrorKind::BrokenPipe);
            if failed || lost {
                Exit::Incomplete
            } else {
                Exit::Clean
            }
        }
    }
}
