//! For a pull request or a page.

use std::fmt::{self, Write as _};

use super::tables::{Group, Table};
use super::{Report, bounded, chart};
use crate::history::Trend;
use crate::score;

/// How many rows a table has, at most.
const ROWS: usize = 50;

pub fn write(report: &Report) -> String {
    let mut text = String::new();
    write_to(&mut text, report).expect("a string takes it");
    text
}

fn write_to(text: &mut String, report: &Report) -> fmt::Result {
    let subject = code(&report.subject());
    writeln!(text, "# Compliance of {subject}: {}\n", report.headline())?;
    writeln!(
        text,
        "{} {} {}\n",
        report.summary(),
        report.per_thousand_lines(),
        report.progress()
    )?;
    writeln!(text, "Made on {} by `cargo ssot report`.", report.made())?;
    writeln!(text, "\n## Trend\n")?;
    match &report.trend {
        Some(trend) => way(text, trend, report)?,
        None => writeln!(text, "{}", chart::NO_TREND)?,
    }
    for one in &report.tables {
        writeln!(text, "\n## {}\n\n{}\n", one.title, one.about)?;
        table(text, one)?;
    }
    if !report.problems.is_empty() {
        writeln!(text, "\n## What could not be done\n")?;
        for problem in &report.problems {
            let lines: Vec<_> = problem.lines().map(code).collect();
            writeln!(text, "- {}", lines.join("\\\n  "))?;
        }
    }
    writeln!(text, "\n## What is not proven\n")?;
    for sentence in &report.unproven {
        writeln!(text, "- {sentence}")?;
    }
    writeln!(text, "\n## How the score comes about\n")?;
    writeln!(text, "{}", score::explanation())
}

fn way(text: &mut String, trend: &Trend, report: &Report) -> fmt::Result {
    writeln!(text, "{}\n", chart::sentence(trend, report.score))?;
    for note in &trend.notes {
        writeln!(text, "{note}\n")?;
    }
    writeln!(text, "| Day | Commit | Score | Findings | Weight |")?;
    writeln!(text, "|---|---|--:|--:|--:|")?;
    for point in &trend.points {
        let (day, commit) = (point.day(), code(point.short()));
        let score = bounded(point.score, point.is_upper_bound());
        let (findings, weight) = (point.findings, point.weight);
        writeln!(
            text,
            "| {day} | {commit} | {score} | {findings} | {weight} |"
        )?;
    }
    let score = bounded(report.score, report.upper_bound);
    let (findings, weight) = (report.findings, report.weight);
    writeln!(text, "| now | | {score} | {findings} | {weight} |")
}

fn table(text: &mut String, from: &Table) -> fmt::Result {
    if from.is_empty() {
        return writeln!(text, "Nothing.");
    }
    let (score, line) = if from.scored {
        (" Score |", "--:|")
    } else {
        ("", "")
    };
    let heading = from.heading();
    writeln!(
        text,
        "| {heading} | Findings | Weight |{score} Score if fixed |"
    )?;
    writeln!(text, "|---|--:|--:|{line}--:|")?;
    for group in from.rows(ROWS) {
        row(text, from, group)?;
    }
    match from.left_out(ROWS) {
        0 => Ok(()),
        more => writeln!(text, "\nAnd {more} more: `--format json` has them all."),
    }
}

fn row(text: &mut String, table: &Table, group: &Group) -> fmt::Result {
    write!(text, "| {}", code(&group.name))?;
    if let Some(meaning) = group.meaning {
        write!(text, ": {}", meaning.replace('|', "\\|"))?;
    }
    write!(text, " | {} | {} |", group.findings, group.weight)?;
    if table.scored {
        write!(text, " {} |", group.score)?;
    }
    writeln!(text, " {} |", group.score_if_fixed)
}

/// A name as code, in which nothing has a meaning of its own: more backticks around it than there are in it.
fn code(name: &str) -> String {
    let longest = name.split(|char| char != '`').map(str::len).max();
    let fence = "`".repeat(longest.unwrap_or(0) + 1);
    // Cells end at a bar even within code.
    let name = name.replace('|', "\\|");
    let needs_space = name.starts_with('`') || name.ends_with('`') || name.is_empty();
    let space = if needs_space { " " } else { "" };
    format!("{fence}{space}{name}{space}{fence}")
}
