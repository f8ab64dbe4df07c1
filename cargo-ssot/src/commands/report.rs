//! `cargo ssot report`

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::commands::baseline;
use crate::commands::document::DocumentFormat;
use crate::commands::selection::Selection;
use crate::exit::Exit;
use crate::finding::Problem;
use crate::history::Trend;
use crate::history::period::Period;
use crate::outcome::Outcome;
use crate::printer::Printer;
use crate::progress::Progress;
use crate::report::{self, Report};
use crate::scan::Scan;
use crate::score::Score;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    selection: Selection,

    #[command(flatten)]
    baseline: baseline::File,

    /// The output format
    #[arg(long, value_enum, default_value_t = DocumentFormat::Text)]
    format: DocumentFormat,

    /// Also write an HTML page, `index.html`, into this folder
    #[arg(long, value_name = "DIR")]
    html: Option<PathBuf>,

    /// Overwrite an `index.html` that is not a report
    #[arg(long, requires = "html")]
    force: bool,

    /// Show the score over the commits of a period: `30d`, `12w`, `6m`, `1y`
    #[arg(long, value_name = "PERIOD")]
    history: Option<Period>,

    /// Fail if the score is lower
    #[arg(long, value_name = "SCORE")]
    fail_under: Option<Score>,
}

pub fn run(arguments: &Arguments, printer: &mut Printer) -> Result<Exit, Box<Problem>> {
    let mut scan = arguments.selection.scan(printer)?;
    arguments.selection.keep(&mut scan);
    let now = Timestamp::now();
    let trend = arguments
        .history
        .map(|period| trend(arguments, &scan, period, now, printer));
    let file = &arguments.baseline;
    let baseline = file.read(&scan.workspace.root, &mut scan.problems);
    let selected = |package: &str| arguments.selection.selects(package);
    let outcome = Outcome::with_baseline(&scan, baseline.as_ref(), file.today(), &selected)
        .with_candidates(&selected);
    let report = Report::build(&outcome, &arguments.selection.package, trend, now);
    printer.result(&match arguments.format {
        DocumentFormat::Text => report::text::write(&report),
        DocumentFormat::Markdown => report::markdown::write(&report),
        DocumentFormat::Json => report::json::write(&report),
    });
    // On a terminal the first line, which says the same, has left the screen.
    if arguments.format == DocumentFormat::Text && printer.stderr_is_terminal() {
        printer.notice(&format!("ssot: {}", report.headline()));
    }
    let exit = printer.problems(&report.problems);
    publish(arguments, &report, &scan.workspace.root, printer)?;
    if exit != Exit::Clean {
        return Ok(exit);
    }
    match arguments.fail_under {
        Some(lowest) if report.score < lowest => {
            printer.error(&format!(
                "the score is {}, which is lower than {lowest}\nhelp: repair what weighs most, which the report says by rule and by file",
                report.score
            ));
            Ok(Exit::Findings)
        }
        _ => Ok(Exit::Clean),
    }
}

fn trend(
    arguments: &Arguments,
    scan: &Scan,
    period: Period,
    now: Timestamp,
    printer: &Printer,
) -> Trend {
    let progress = Progress::new(printer);
    let selects = |package: &str| arguments.selection.selects(package);
    Trend::of(scan, period, now, &selects, &|files| {
        progress.advance(files);
    })
}

fn publish(
    arguments: &Arguments,
    report: &Report,
    root: &Path,
    printer: &mut Printer,
) -> Result<(), Box<Problem>> {
    let Some(folder) = &arguments.html else {
        return Ok(());
    };
    let base = report::publish::way_back(folder, root);
    let page = report::html::write(report, &base);
    let path = report::publish::publish(&page, folder, arguments.force)?;
    printer.notice(&format!("wrote {}", path.display()));
    Ok(())
}
