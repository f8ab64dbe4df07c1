//! `cargo ssot check`

use std::cmp::Reverse;
use std::path::PathBuf;

use clap::ValueEnum;

use crate::cargo_check;
use crate::changes::Changes;
use crate::commands::baseline;
use crate::commands::changed::Changed;
use crate::commands::selection::Selection;
use crate::compiler;
use crate::exit::Exit;
use crate::finding::{Finding, Problem};
use crate::outcome::Outcome;
use crate::output;
use crate::printer::Printer;
use crate::scan::Scan;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    selection: Selection,

    #[command(flatten)]
    changed: Changed,

    #[command(flatten)]
    baseline: baseline::File,

    /// The output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// Also report what the compiler finds; this builds the workspace and runs its build scripts and macros
    ///
    /// Without this option, nothing is built or run. The findings of the compiler are a lower bound, because code that
    /// does not compile hides further ones.
    #[arg(long, conflicts_with = "staged")]
    compiler: bool,
}

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Human-readable, like compiler output: low risk is a warning, any other an error
    Text,
    /// One JSON document with findings, problems, unmatched lines of the baseline, and counts
    Json,
    /// SARIF 2.1.0, for code scanning services
    Sarif,
    /// Annotations for GitHub Actions, fewer than ten of each kind
    Github,
    /// Tables and a list, short enough for a comment on a pull request
    Markdown,
    /// The messages of `cargo check --message-format=json` plus the findings, for rust-analyzer's
    /// `check.overrideCommand`
    Rustc,
}

pub fn run(arguments: &Arguments, printer: &mut Printer) -> Exit {
    let compiled = (arguments.format == Format::Rustc).then(|| {
        let manifest = arguments.selection.manifest_path.as_deref();
        cargo_check::print(manifest, &mut |line| printer.result(line))
    });
    let scanned = arguments
        .selection
        .scan_changed(&arguments.changed, printer);
    let (scan, changes) = match scanned {
        Ok(scanned) => scanned,
        Err(problem) => {
            if compiled.is_some() {
                printer.result(&format!("{}\n", output::rustc::finished(false)));
            }
            printer.error(&problem.to_string());
            return Exit::Incomplete;
        }
    };
    report(arguments, scan, changes.as_ref(), compiled, printer)
}

/// Compares what was found with the change and with the baseline, and writes it.
fn report(
    arguments: &Arguments,
    mut scan: Scan,
    changes: Option<&Changes>,
    compiled: Option<Result<bool, Box<Problem>>>,
    printer: &mut Printer,
) -> Exit {
    let selection = &arguments.selection;
    if arguments.compiler {
        compiler::add(&mut scan);
    }
    selection.keep(&mut scan);
    let success = compiled.is_none_or(|compiled| {
        compiled.unwrap_or_else(|problem| {
            scan.problems.push(*problem);
            false
        })
    });
    let baseline = arguments
        .baseline
        .read(&scan.workspace.root, &mut scan.problems);
    scan.problems.sort();
    let today = arguments.baseline.today();
    let selected = |package: &str| selection.selects(package);
    let outcome = match changes {
        Some(changes) => {
            let touched = |finding: &Finding| changes.touch(&scan, finding);
            Outcome::of_change(&scan, baseline.as_ref(), today, &touched)
        }
        None => Outcome::with_baseline(&scan, baseline.as_ref(), today, &selected),
    };
    let outcome = outcome.with_candidates(&selected);
    let text = match arguments.format {
        Format::Text => output::text::write(&outcome),
        Format::Json => output::json::write(&outcome),
        Format::Sarif => output::sarif::write(&outcome),
        Format::Github => {
            let repository = std::env::var_os("GITHUB_WORKSPACE").map(PathBuf::from);
            output::github::write(&outcome, repository.as_deref())
        }
        Format::Markdown => output::markdown::write(&outcome),
        Format::Rustc => output::rustc::write(&outcome, success),
    };
    printer.result(&text);
    // A log would repeat it with every run.
    if arguments.format == Format::Text && printer.stderr_is_terminal() {
        let begins = changes.is_none() && baseline.is_none();
        if let Some(step) = next_step(&outcome, begins) {
            printer.notice(&step);
        }
    }
    for note in &scan.notes {
        printer.notice(&format!("note: {note}"));
    }
    printer.problems(&scan.problems);
    outcome.exit()
}

/// What somebody can do who sees findings for the first time: have the worst one explained and, where the use of the
/// command `begins`, excuse them all.
fn next_step(outcome: &Outcome<'_>, begins: bool) -> Option<String> {
    let worst = outcome
        .new_findings()
        .min_by_key(|reported| Reverse(reported.finding.risk))?;
    let code = worst.finding.rule.entry().code;
    let explain = format!("help: `cargo ssot explain {code}` gives the reason");
    Some(if begins {
        explain
            + "; `cargo ssot baseline` suppresses the current findings, so that only new findings fail"
    } else {
        explain
    })
}
