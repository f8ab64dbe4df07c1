//! `cargo ssot discover`

use clap::ValueEnum;

use crate::commands::selection::Selection;
use crate::discover::{self, Candidate, render};
use crate::exit::Exit;
use crate::printer::{self, Printer};
use crate::scan::Scan;

/// The arguments of `cargo ssot discover`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    selection: Selection,

    /// How the candidates are written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// List what was judged already, too
    #[arg(long)]
    all: bool,
}

/// How the candidates are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people, on a terminal
    Text,
    /// One JSON document
    Json,
    /// For a pull request or a page
    Markdown,
    /// A page for browsers
    Html,
}

/// Runs the command.
pub fn run(arguments: &Arguments, printer: &mut Printer) -> Exit {
    let scan = match arguments.selection.scan(printer) {
        Ok(scan) => scan,
        Err(problem) => {
            printer.error(&problem.to_string());
            return Exit::Incomplete;
        }
    };
    let candidates = candidates(arguments, &scan);
    printer.result(&match arguments.format {
        Format::Text => render::text::write(&scan, &candidates, printer::width()),
        Format::Json => render::json::write(&scan, &candidates),
        Format::Markdown => render::markdown::write(&scan, &candidates),
        Format::Html => render::html::write(&scan, &candidates),
    });
    for problem in &scan.problems {
        printer.error(&problem.to_string());
    }
    if scan.problems.is_empty() {
        Exit::Clean
    } else {
        Exit::Incomplete
    }
}

/// The candidates of the selected packages.
fn candidates(arguments: &Arguments, scan: &Scan) -> Vec<Candidate> {
    let mut candidates = if arguments.all {
        discover::inventory(scan)
    } else {
        discover::candidates(scan)
    };
    candidates.retain(|candidate| {
        let file = &scan.files[candidate.place.file.0];
        let package = &scan.workspace.packages[file.package].name;
        arguments.selection.selects(package)
    });
    candidates
}
