//! `cargo ssot`: finds what [`ssot`](https://docs.rs/ssot) refuses, in workspaces that do not use it yet, and in
//! workspaces that do not compile.
//!
//! 1. [`commands`] reads the arguments and calls one command.
//! 2. [`workspace`] asks cargo for the packages, [`syntax`] reads their files in parallel, and [`index`] extracts
//!    names, paths and places from each file, but no syntax.
//! 3. [`resolve`] builds crates from the files, and resolves paths.
//! 4. [`lints`] has a module for each rule, which turns facts into [`finding`]s, and findings with their evidence into
//!    [`step`]s. [`scan`] runs 2 to 4. [`compiler`] adds the findings of a build on request.
//! 5. [`outcome`] compares the findings with the [`baseline`], [`changes`] selects those in changed lines, and
//!    [`output`] formats them.
//! 6. [`score`] computes one number from them, [`history`] its course, and [`report`] shows both.
//! 7. [`listing`] lists the components, interfaces and compositions of a workspace.
//! 8. [`edit`] previews and writes files.
//!
//! All of this is public only for the program and its tests, and changes with every version. To use the findings in
//! another program, call `cargo ssot check --format json`.
//!
//! The rules, their codes and their texts are those of `ssot-rules`, which the macros use too.
//!
//! A check, step by step, of a package with an attribute on the wrong item:
//!
//! ```
//! use cargo_ssot::exit::Exit;
//! use cargo_ssot::listing::{Extent, Listing};
//! use cargo_ssot::outcome::Outcome;
//! use cargo_ssot::output;
//! use cargo_ssot::report::{self, Report};
//! use cargo_ssot::scan::Scan;
//! use cargo_ssot::settings::Settings;
//! use cargo_ssot::workspace::Workspace;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let folder = tempfile::tempdir()?;
//! let root = folder.path();
//! std::fs::create_dir(root.join("src"))?;
//! std::fs::write(root.join("Cargo.toml"), "[package]\nname = 'shop'\nversion = '0.1.0'\nedition = '2024'")?;
//! std::fs::write(root.join("src/lib.rs"), "#[ssot::factory_only]\npub enum Port { Tcp(u16) }")?;
//!
//! let mut problems = Vec::new();
//! let workspace = Workspace::find(Some(&root.join("Cargo.toml")), &mut problems).map_err(|problem| problem.to_string())?;
//! let settings = Settings::read(&workspace.root, &mut problems);
//! let scan = Scan::run(workspace, settings, problems, &|_files| ());
//! let outcome = Outcome::without_baseline(&scan);
//! assert_eq!(outcome.exit(), Exit::Findings);
//! assert!(output::json::write(&outcome).contains("SSOT005"));
//! assert!(output::text::write(&outcome).contains("src/lib.rs"));
//!
//! let report = Report::of(&outcome, &[], None, jiff::Timestamp::UNIX_EPOCH);
//! assert!(report::text::write(&report).contains("SSOT005"));
//!
//! let listing = Listing::of(&scan, Extent { packages: &[], tests: false });
//! assert!(listing.components.is_empty());
//! # Ok(())
//! # }
//! ```

#![forbid(unsafe_code)]
#![expect(
    missing_docs,
    reason = "nothing here is for others, and a line that repeats a name says nothing"
)]

pub mod baseline;
mod cargo_check;
pub mod changes;
pub mod commands;
pub mod compiler;
mod counted;
pub mod discover;
pub mod edit;
pub mod exit;
mod files;
pub mod finding;
pub mod fingerprint;
mod git;
pub mod history;
pub mod index;
pub mod lints;
pub mod listing;
pub mod migrate;
pub mod outcome;
pub mod output;
mod printable;
pub mod printer;
mod program;
mod progress;
mod prompt;
pub mod report;
pub mod resolve;
pub mod scan;
pub mod score;
pub mod settings;
pub mod step;
pub mod syntax;
pub mod workspace;

use std::ffi::OsString;
use std::io::Write as _;

use clap::Parser as _;

use crate::commands::Cargo;
use crate::exit::Exit;
use crate::printer::Printer;

/// Runs the command of these arguments, the program's name first, and says how it ended.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Exit {
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
