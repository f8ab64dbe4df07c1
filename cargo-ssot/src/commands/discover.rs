//! `cargo ssot discover`

mod interactive;
mod judge;

use clap::ValueEnum;

use crate::candidate::Candidate;
use crate::commands::selection::Selection;
use crate::discover::{self, render};
use crate::exit::Exit;
use crate::finding::Problem;
use crate::printer::{self, Printer};
use crate::scan::Scan;
use crate::settings::{self, Judgement};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    selection: Selection,

    /// How to write the candidates
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// Also list the candidates that are already judged
    #[arg(long)]
    all: bool,

    /// Ask about each candidate, and write the answers to `ssot.toml`
    #[arg(long, conflicts_with_all = ["format", "all"])]
    interactive: bool,

    /// Judge that a candidate is a component, which there should be once. Give its name or its path; the kind in front tells
    /// two of one name apart, as in `global acme::db::POOL`
    #[arg(long, value_name = "CANDIDATE", conflicts_with = "interactive")]
    component: Vec<String>,

    /// Judge that a candidate is not a component, for the reason that `--reason` gives
    #[arg(
        long,
        value_name = "CANDIDATE",
        requires = "reason",
        conflicts_with = "interactive"
    )]
    not_one: Vec<String>,

    /// Why the candidates of `--not-one` may stay as they are
    #[arg(long, value_name = "TEXT", requires = "not_one")]
    reason: Option<String>,

    /// Leave a candidate for later: it is still counted as not judged
    #[arg(long, value_name = "CANDIDATE", conflicts_with = "interactive")]
    later: Vec<String>,
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

pub fn run(arguments: &Arguments, printer: &mut Printer) -> Result<Exit, Box<Problem>> {
    let scan = arguments.selection.scan(printer)?;
    let candidates = candidates(arguments, &scan);
    if arguments.interactive {
        interactive::ask(&scan, &candidates, printer)?;
        return Ok(Exit::Clean);
    }
    if arguments.judges() {
        by_flags(arguments, &scan, printer)?;
        return Ok(Exit::Clean);
    }
    printer.result(&match arguments.format {
        Format::Text => render::text::write(scan.context(), &candidates, printer::width()),
        Format::Json => render::json::write(scan.context(), &candidates),
        Format::Markdown => render::markdown::write(scan.context(), &candidates),
        Format::Html => render::html::write(scan.context(), &candidates),
    });
    Ok(printer.problems(&scan.problems))
}

impl Arguments {
    fn judges(&self) -> bool {
        !(self.component.is_empty() && self.not_one.is_empty() && self.later.is_empty())
    }
}

/// Writes what the flags say, all of it or nothing.
fn by_flags(arguments: &Arguments, scan: &Scan, printer: &mut Printer) -> Result<(), Box<Problem>> {
    let inventory = scan.inventory();
    let reason = arguments.reason.clone().unwrap_or_default();
    let not_one = Judgement::NotOne { reason };
    if !arguments.not_one.is_empty()
        && arguments
            .reason
            .as_deref()
            .is_none_or(|reason| reason.trim().is_empty())
    {
        return Err(Problem::boxed(
            "the reason of `--reason` is empty",
            "say why it need not be there once",
        ));
    }
    let said = arguments
        .component
        .iter()
        .map(|name| (name, &Judgement::Component))
        .chain(arguments.not_one.iter().map(|name| (name, &not_one)))
        .chain(arguments.later.iter().map(|name| (name, &Judgement::Later)));
    let mut entries = Vec::new();
    for (name, judgement) in said {
        entries.push(judge::named(scan, inventory, name, judgement)?);
    }
    judge::add(scan, &entries)?;
    printer.notice(&format!("wrote {}", settings::FILE));
    Ok(())
}

/// The candidates of the selected packages.
fn candidates<'a>(arguments: &Arguments, scan: &'a Scan) -> Vec<&'a Candidate> {
    let is_judged = |candidate: &&Candidate| discover::is_judged(scan.context(), candidate);
    let inventory = scan.inventory().iter();
    inventory
        .filter(|candidate| arguments.selection.selects(scan.package_of(candidate)))
        .filter(|candidate| arguments.all || !is_judged(candidate))
        .collect()
}
