//! `cargo ssot migrate`

use std::collections::BTreeSet;

use clap::ValueEnum;
use ssot_rules::Rule;

use crate::commands::selection::Selection;
use crate::exit::Exit;
use crate::finding::Problem;
use crate::migrate::report::{self, Report};
use crate::migrate::{Step, annotate, plan};
use crate::printer::Printer;
use crate::scan::Scan;

/// The arguments of `cargo ssot migrate`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    selection: Selection,

    /// Change what violates these rules only
    #[arg(long, value_delimiter = ',', value_name = "CODE")]
    only: Vec<String>,

    /// Make a component of this struct instead, which only warns for now: the attribute, a factory, and aliases at its
    /// other paths
    #[arg(long, value_name = "TYPE", conflicts_with = "only")]
    annotate: Option<String>,

    /// The path that the component is to have, if it is not the one that is used most
    #[arg(long, value_name = "PATH", requires = "annotate")]
    canonical: Option<String>,

    /// How it is written what changes
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// How it is written what changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people: a unified diff of what would change, and a list of what is left to do by hand
    Text,
    /// One JSON document
    Json,
}

/// Runs the command.
pub fn run(arguments: &Arguments, printer: &mut Printer) -> Exit {
    migrate(arguments, printer).unwrap_or_else(|problem| {
        printer.error(&problem.to_string());
        Exit::Incomplete
    })
}

fn migrate(arguments: &Arguments, printer: &mut Printer) -> Result<Exit, Box<Problem>> {
    let rules = rules(&arguments.only)?;
    let scan = arguments.selection.scan(printer)?;
    let steps = steps(arguments, &scan, &rules)?;
    let chosen = plan::changing(&steps);
    let (rewritten, waiting) = plan::outcome(&scan, &steps, &chosen);
    let report = Report::proposed(&scan, &steps, &chosen, rewritten, &waiting);
    Ok(written(arguments.format, &report, printer))
}

fn rules(codes: &[String]) -> Result<BTreeSet<Rule>, Box<Problem>> {
    let rule = |code: &String| {
        Rule::of_code(code).ok_or_else(|| {
            let help = "`cargo ssot explain` lists the codes";
            Box::new(Problem::new(
                format!("`{code}` is the code of no rule"),
                help,
            ))
        })
    };
    codes.iter().map(rule).collect()
}

fn steps(
    arguments: &Arguments,
    scan: &Scan,
    rules: &BTreeSet<Rule>,
) -> Result<Vec<Step>, Box<Problem>> {
    let mut steps = match &arguments.annotate {
        Some(name) => annotate::of_scan(scan, name, arguments.canonical.as_deref())?,
        None => plan::steps(scan),
    };
    steps.retain(|step| {
        let finding = &step.finding;
        arguments.selection.selects(scan.package(finding))
            && (rules.is_empty() || rules.contains(&finding.rule))
    });
    Ok(steps)
}

fn written(format: Format, report: &Report<'_>, printer: &mut Printer) -> Exit {
    let text = match format {
        Format::Text => report::text(report),
        Format::Json => report::json(report),
    };
    printer.result(&text);
    for problem in &report.problems {
        printer.error(&problem.to_string());
    }
    report.exit()
}
