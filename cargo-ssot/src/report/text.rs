//! For a terminal.

use std::fmt::{self, Write as _};

use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, ContentArrangement};

use super::tables::{Group, Table};
use super::{Report, bounded, chart};
use crate::history::Trend;
use crate::pluralize::pluralize;
use crate::score::{self, Score};

/// How many rows a table has, at most.
const ROWS: usize = 10;
/// How many characters a full bar has.
const BAR: u8 = 20;

pub fn write(report: &Report) -> String {
    let mut text = String::new();
    write_to(&mut text, report).expect("a string takes it");
    text
}

fn write_to(text: &mut String, report: &Report) -> fmt::Result {
    writeln!(text, "{}: {}", report.subject(), report.headline())?;
    writeln!(
        text,
        "{}\n{}",
        report.summary(),
        report.per_thousand_lines()
    )?;
    writeln!(text, "{}", report.progress())?;
    section(text, "Trend")?;
    match &report.trend {
        Some(trend) => way(text, trend, report)?,
        None => writeln!(text, "{}", chart::NO_TREND)?,
    }
    for one in &report.tables {
        section(text, one.title)?;
        table(text, one)?;
    }
    section(text, "What is not proven")?;
    for sentence in &report.unproven {
        writeln!(text, "- {sentence}")?;
    }
    section(text, "How the score comes about")?;
    writeln!(text, "{}", score::explanation())
}

fn section(text: &mut String, title: &str) -> fmt::Result {
    let line = "-".repeat(title.chars().count());
    writeln!(text, "\n{title}\n{line}")
}

fn way(text: &mut String, trend: &Trend, report: &Report) -> fmt::Result {
    let mut table = empty_table();
    for point in &trend.points {
        table.add_row([
            point.day().to_string(),
            point.short().to_owned(),
            bounded(point.score, point.is_upper_bound()),
            bar(point.score),
            pluralize(point.findings, "finding"),
        ]);
    }
    table.add_row([
        "now".to_owned(),
        String::new(),
        bounded(report.score, report.upper_bound),
        bar(report.score),
        pluralize(report.findings, "finding"),
    ]);
    align(&mut table, 2..3);
    text.push_str(&trimmed(&table));
    writeln!(text, "{}", chart::sentence(trend, report.score))?;
    for note in &trend.notes {
        writeln!(text, "{note}")?;
    }
    Ok(())
}

fn bar(score: Score) -> String {
    let part = |at: u8| {
        let is_full = score.points() * f64::from(BAR) >= (f64::from(at) + 0.5) * 100.0;
        if is_full { '█' } else { '░' }
    };
    (0..BAR).map(part).collect()
}

fn table(text: &mut String, from: &Table) -> fmt::Result {
    if from.is_empty() {
        return writeln!(text, "Nothing.");
    }
    let mut table = empty_table();
    let score = from.scored.then_some("score");
    let heading = [from.by, "findings", "weight"].into_iter();
    let heading: Vec<_> = heading.chain(score).chain(["score if fixed"]).collect();
    let numbers = 1..heading.len();
    table.set_header(heading);
    for group in from.rows(ROWS) {
        table.add_row(row(from, group));
    }
    align(&mut table, numbers);
    text.push_str(&trimmed(&table));
    match from.left_out(ROWS) {
        0 => Ok(()),
        more => writeln!(text, "and {more} more: `--format json` has them all"),
    }
}

fn row(table: &Table, group: &Group) -> Vec<String> {
    let name = match group.meaning {
        Some(meaning) => format!("{}: {meaning}", group.name),
        None => group.name.clone(),
    };
    let mut row = vec![name, group.findings.to_string(), group.weight.to_string()];
    row.extend(table.scored.then(|| group.score.to_string()));
    row.push(group.score_if_fixed.to_string());
    row
}

fn empty_table() -> comfy_table::Table {
    let mut table = comfy_table::Table::new();
    table.load_style(NOTHING);
    // A name is looked for by its text, which a line break would hide.
    table.set_content_arrangement(ContentArrangement::Disabled);
    table
}

fn align(table: &mut comfy_table::Table, columns: std::ops::Range<usize>) {
    for column in columns {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
}

fn trimmed(table: &comfy_table::Table) -> String {
    let lines = table.trim_fmt();
    let lines: Vec<_> = lines
        .lines()
        .map(|line| line.strip_prefix(' ').unwrap_or(line))
        .collect();
    lines.join("\n") + "\n"
}
