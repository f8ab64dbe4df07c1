//! For a pull request or a page.

use super::tables::{Group, Table};
use super::{Report, chart};
use crate::history::{self, Trend};
use crate::score;

/// How many rows a table has, at most.
const ROWS: usize = 50;

/// Writes a report.
#[must_use]
pub fn write(report: &Report) -> String {
    let mut text = format!(
        "# Compliance of {}: {}\n\n",
        code(&report.subject()),
        report.headline()
    );
    text += &format!("{} {}\n\n", report.summary(), report.progress());
    text += &format!("Made on {} by `cargo ssot report`.\n", report.made());
    text += "\n## Trend\n\n";
    text += &match &report.trend {
        Some(trend) => way(trend, report),
        None => format!("{}\n", chart::NO_TREND),
    };
    for one in &report.tables {
        text += &format!("\n## {}\n\n{}\n\n", one.title, one.about);
        text += &table(one);
    }
    text += "\n## What is not proven\n\n";
    for sentence in &report.unproven {
        text += &format!("- {sentence}\n");
    }
    if !report.problems.is_empty() {
        text += "\n## What could not be done\n\n";
        for problem in &report.problems {
            let problem: Vec<_> = problem.lines().map(code).collect();
            text += &format!("- {}\n", problem.join("\n  "));
        }
    }
    text += "\n## How the score comes about\n\n";
    text += &score::explanation();
    text + "\n"
}

fn way(trend: &Trend, report: &Report) -> String {
    let mut text = format!("{}\n\n", chart::sentence(trend, report.score));
    for note in &trend.notes {
        text += &format!("{note}\n\n");
    }
    text += "| Day | Commit | Score | Findings | Weight |\n|---|---|--:|--:|--:|\n";
    for point in &trend.points {
        let bound = if point.unread > 0 { "at most " } else { "" };
        text += &format!(
            "| {} | {} | {bound}{} | {} | {} |\n",
            history::day(point.time),
            code(chart::short(&point.commit)),
            point.score,
            point.findings,
            point.weight
        );
    }
    let bound = if report.upper_bound { "at most " } else { "" };
    text + &format!(
        "| now | | {bound}{} | {} | {} |\n",
        report.score, report.findings, report.weight
    )
}

fn table(from: &Table) -> String {
    if from.groups.is_empty() {
        return "Nothing.\n".to_owned();
    }
    let score = if from.scored { " Score |" } else { "" };
    let line = if from.scored { "--:|" } else { "" };
    let mut heading = from.by.to_owned();
    heading[..1].make_ascii_uppercase();
    let mut text = format!(
        "| {heading} | Findings | Weight |{score} Score if fixed |\n|---|--:|--:|{line}--:|\n"
    );
    for group in from.groups.iter().take(ROWS) {
        text += &row(from, group);
    }
    let left_out = from.groups.len().saturating_sub(ROWS);
    if left_out > 0 {
        text += &format!("\nAnd {left_out} more: `--format json` has them all.\n");
    }
    text
}

fn row(table: &Table, group: &Group) -> String {
    let meaning = group.meaning.map(|meaning| format!(": {meaning}"));
    let score = table.scored.then(|| format!(" {} |", group.score));
    format!(
        "| {}{} | {} | {} |{} {} |\n",
        code(&group.name),
        meaning.unwrap_or_default(),
        group.findings,
        group.weight,
        score.unwrap_or_default(),
        group.score_if_fixed
    )
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
