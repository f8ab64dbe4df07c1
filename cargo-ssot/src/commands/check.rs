//! `cargo ssot check`

use std::time::Duration;

use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::commands::selection::Selection;
use crate::compiler;
use crate::exit::Exit;
use crate::outcome::Outcome;
use crate::output;
use crate::printer::Printer;

/// The arguments of `cargo ssot check`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    selection: Selection,

    /// How findings are written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// Add what the compiler knows: builds the workspace, so build scripts and macros of it are run
    ///
    /// Without it nothing of the workspace is built or run. The findings of the compiler are a lower bound: code that
    /// does not compile hides others.
    #[arg(long)]
    compiler: bool,
}

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people, as the compiler writes
    Text,
    /// One JSON document
    Json,
}

/// Runs the command.
pub fn run(arguments: &Arguments, printer: &mut Printer) -> Exit {
    let mut scan = match arguments.selection.scan(printer) {
        Ok(scan) => scan,
        Err(problem) => {
            printer.error(&problem.to_string());
            return Exit::Incomplete;
        }
    };
    if arguments.compiler {
        compiler::add(&mut scan);
        arguments.selection.select(&mut scan);
    }
    let outcome = Outcome::without_baseline(&scan);
    let text = match arguments.format {
        Format::Text => output::text::write(&outcome),
        Format::Json => output::json::write(&outcome),
    };
    printer.result(&text);
    for note in &scan.notes {
        printer.notice(&format!("note: {note}"));
    }
    for problem in &scan.problems {
        printer.error(&problem.to_string());
    }
    outcome.exit()
}

/// A progress bar on the standard error, where somebody watches it, once it takes longer than a moment.
pub(crate) fn progress(printer: &Printer) -> ProgressBar {
    let bar = ProgressBar::hidden();
    if printer.is_watched() {
        let style = ProgressStyle::with_template("{spinner} {pos}/{len} files {wide_bar}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
        bar.enable_steady_tick(Duration::from_millis(200));
    }
    bar
}
