//! `cargo ssot baseline`

mod adopt;
mod exception;

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use self::adopt::Adopted;
use self::exception::{Wanted, entry};
use crate::baseline::{Baseline, Entry, FILE, date};
use crate::commands::selection::Selection;
use crate::exit::Exit;
use crate::finding::Problem;
use crate::outcome::Outcome;
use crate::pluralize::pluralize;
use crate::printer::Printer;

/// The arguments that name a baseline.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct File {
    /// The baseline file [default: `ssot-baseline.txt` in the workspace root]
    #[arg(long, value_name = "PATH")]
    pub baseline: Option<PathBuf>,

    /// The day on which exceptions are judged, in the place of the present one
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date, hide = true)]
    pub today: Option<Date>,
}

impl File {
    /// The baseline, if there is one. One that is named has to be there.
    pub fn read(&self, root: &Path, problems: &mut Vec<Problem>) -> Option<Baseline> {
        let (path, shown) = self.paths(root);
        let baseline = Baseline::read(path, shown.clone(), problems);
        if baseline.is_none() && self.baseline.is_some() {
            let problem = Problem::new(
                "no such baseline",
                "`cargo ssot baseline` with the same `--baseline` writes one",
            );
            problems.push(problem.in_file(shown));
        }
        baseline
    }

    fn paths(&self, root: &Path) -> (PathBuf, PathBuf) {
        let Some(path) = &self.baseline else {
            return (root.join(FILE), FILE.into());
        };
        let whole = std::path::absolute(path).unwrap_or_else(|_| path.clone());
        let shown = whole.strip_prefix(root).unwrap_or(path).to_owned();
        (path.clone(), shown)
    }

    /// The day on which exceptions are judged. It is that of UTC, so that all machines agree.
    pub fn today(&self) -> Date {
        let now = || {
            jiff::Timestamp::now()
                .to_zoned(jiff::tz::TimeZone::UTC)
                .date()
        };
        self.today.unwrap_or_else(now)
    }
}

#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    selection: Selection,

    #[command(flatten)]
    file: File,

    /// Remove lines that match no finding any more, and add nothing
    #[arg(long, conflicts_with_all = ["except", "adopt"])]
    prune: bool,

    /// Add the current findings of a rule that the baseline does not mention, or those of a rule about a symbol: `SSOT102`,
    /// `SSOT103:Wallet`
    ///
    /// Use it for a new rule, or for a type that was judged to be a component.
    #[arg(long, value_name = "CODE[:SYMBOL]", conflicts_with = "except")]
    adopt: Option<Adopted>,

    /// Add an exception for the findings of a code about a symbol: `SSOT080:redis://cache:6379`
    ///
    /// If several modules have findings about the symbol, add the module in front of it: `SSOT090:acme::net::Pool`.
    #[arg(long, value_name = "CODE:SYMBOL", requires_all = ["reason", "expires"])]
    except: Option<Wanted>,

    /// The reason for the exception
    #[arg(long, value_name = "TEXT", requires = "except", value_parser = reason)]
    reason: Option<String>,

    /// The last day on which the exception is valid
    #[arg(long, value_name = "YYYY-MM-DD", requires = "except", value_parser = date)]
    expires: Option<Date>,
}

fn reason(text: &str) -> Result<String, &'static str> {
    if text.trim().is_empty() {
        Err("a reason says something")
    } else {
        Ok(text.to_owned())
    }
}

pub fn run(arguments: &Arguments, printer: &mut Printer) -> Exit {
    match run_or_fail(arguments, printer) {
        Ok(exit) => exit,
        Err(problems) => {
            printer.problems(&problems);
            printer.error("the baseline was left as it is");
            Exit::Incomplete
        }
    }
}

fn run_or_fail(arguments: &Arguments, printer: &mut Printer) -> Result<Exit, Vec<Problem>> {
    if std::env::var_os("CI").is_some_and(|ci| !ci.is_empty() && ci != "false") {
        return Err(vec![Problem::new(
            "a baseline is not written where `CI` is set, so that no build suppresses its own findings",
            "write it on your machine, look at what changed, and commit it",
        )]);
    }
    let selection = &arguments.selection;
    let mut scan = selection.scan(printer).map_err(|problem| vec![*problem])?;
    selection.keep(&mut scan);
    let (path, shown) = arguments.file.paths(&scan.workspace.root);
    let baseline = Baseline::read(path.clone(), shown.clone(), &mut scan.problems);
    if !scan.problems.is_empty() {
        // What was not read may hold findings: they could not be added later, or their lines would be removed now.
        return Err(scan.problems);
    }
    let new = baseline.is_none();
    let baseline = baseline.unwrap_or_else(|| Baseline::empty(path, shown));
    let today = arguments.file.today();
    let selected = |package: &str| selection.selects(package);
    let outcome = Outcome::with_baseline(&scan, Some(&baseline), today, &selected);
    let alone = |problem: Box<Problem>| vec![*problem];
    let write = |baseline: &Baseline| baseline.write().map_err(alone);
    let exception = arguments.reason.clone().zip(arguments.expires);
    let added = match (&arguments.except, exception, &arguments.adopt) {
        (Some(wanted), Some((reason, expires)), _) => {
            let entries = exception::entries(wanted, reason, expires, today, &outcome);
            Some(("suppressed from now on", entries))
        }
        (_, _, Some(adopted)) if !new => {
            Some(("adopted", adopt::entries(adopted, &baseline, &outcome)))
        }
        _ => None,
    };
    if let Some((heading, entries)) = added {
        let entries = entries.map_err(alone)?;
        write(&baseline.with(entries.clone()))?;
        printer.result(&listed(heading, &entries));
        Ok(Exit::Clean)
    } else if arguments.prune {
        write(&baseline.without(&outcome.stale))?;
        printer.result(&format!(
            "ssot: {} removed\n",
            pluralize(outcome.stale.len(), "line")
        ));
        Ok(Exit::Clean)
    } else if new {
        let entries: Vec<_> = outcome.new_findings().map(entry).collect();
        let lines = pluralize(entries.len(), "line");
        write(&baseline.with(entries))?;
        printer.result(&format!(
            "ssot: {lines} written to {}\n",
            baseline.shown.display()
        ));
        Ok(Exit::Clean)
    } else {
        Ok(compared(&outcome, printer))
    }
}

/// What a baseline that is there already lacks, and what it has too much of. Neither is changed.
fn compared(outcome: &Outcome<'_>, printer: &mut Printer) -> Exit {
    let new: Vec<_> = outcome.new_findings().map(entry).collect();
    if new.is_empty() && outcome.stale.is_empty() {
        printer.result("ssot: the baseline is up to date\n");
        return Exit::Clean;
    }
    if !new.is_empty() {
        printer.result(&listed("not in the baseline", &new));
        let refused = Problem::new(
            "a baseline only shrinks, and no lines are added to it",
            "repair these findings, or suppress one for a time: `cargo ssot baseline --except CODE:SYMBOL --reason \"..\" --expires YYYY-MM-DD`; \
             `--adopt CODE` takes those of a rule that is new",
        );
        printer.error(&refused.to_string());
    }
    for stale in &outcome.stale {
        let (shown, line) = (stale.shown.display(), stale.line);
        printer.result(&format!(
            "{shown}:{line}: {}\n  {}\n",
            stale.message(),
            stale.text
        ));
    }
    if !outcome.stale.is_empty() {
        let many = Problem::new(
            format!("{} to remove", pluralize(outcome.stale.len(), "line")),
            "`cargo ssot baseline --prune` removes lines that match no finding",
        );
        printer.error(&many.to_string());
    }
    Exit::Findings
}

fn listed(heading: &str, entries: &[Entry]) -> String {
    let lines = entries.iter().map(|entry| format!("  {entry}\n"));
    format!("ssot: {heading}:\n{}", lines.collect::<String>())
}
