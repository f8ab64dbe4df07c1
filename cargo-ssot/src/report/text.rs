//! For a terminal.

use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, ContentArrangement};

use super::tables::{Group, Table};
use super::{Report, chart};
use crate::history::{self, Trend};
use crate::score::{self, Score};

/// How many rows a table has, at most.
const ROWS: usize = 10;
/// How many characters a full bar has.
const BAR: usize = 20;

/// Writes a report.
#[must_use]
pub fn write(report: &Report) -> String {
    let mut text = format!("{}: {}\n", report.subject(), report.headline());
    text += &format!("{}\n{}\n", report.summary(), report.progress());
    text += &section("Trend");
    text += &match &report.trend {
        Some(trend) => way(trend, report),
        None => format!("{}\n", chart::NO_TREND),
    };
    for one in &report.tables {
        text += &section(one.title);
        text += &table(one);
    }
    text += &section("What is not proven");
    for sentence in &report.unproven {
        text += &format!("- {sentence}\n");
    }
    text += &section("How the score comes about");
    text += &score::explanation();
    text + "\n"
}

fn section(title: &str) -> String {
    format!("\n{title}\n{}\n", "-".repeat(title.chars().count()))
}

fn way(trend: &Trend, report: &Report) -> String {
    let mut table = empty_table();
    for point in &trend.points {
        let bound = if point.unread > 0 { "at most" } else { "" };
        table.add_row([
            history::day(point.time).to_string(),
            chart::short(&point.commit).to_owned(),
            format!("{bound} {}", point.score).trim().to_owned(),
            bar(point.score),
            super::count(point.findings, "finding"),
        ]);
    }
    table.add_row([
        "now".to_owned(),
        String::new(),
        report.score.to_string(),
        bar(report.score),
        super::count(report.findings, "finding"),
    ]);
    align(&mut table, &[2]);
    let mut text = trimmed(&table);
    text += &format!("{}\n", chart::sentence(trend, report.score));
    for note in &trend.notes {
        text += &format!("{note}\n");
    }
    text
}

fn bar(score: Score) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a score is from 0 to 100"
    )]
    let full = (score.points() * BAR as f64 / 100.0).round() as usize;
    "█".repeat(full) + &"░".repeat(BAR - full)
}

fn table(from: &Table) -> String {
    if from.groups.is_empty() {
        return "Nothing.\n".to_owned();
    }
    let mut table = empty_table();
    let mut heading = vec![from.by, "findings", "weight"];
    if from.scored {
        heading.push("score");
    }
    heading.push("score if fixed");
    table.set_header(heading);
    for group in from.groups.iter().take(ROWS) {
        table.add_row(row(from, group));
    }
    align(&mut table, &[1, 2, 3, 4]);
    let left_out = from.groups.len().saturating_sub(ROWS);
    let mut text = trimmed(&table);
    if left_out > 0 {
        text += &format!("and {left_out} more: `--format json` has them all\n");
    }
    text
}

fn row(table: &Table, group: &Group) -> Vec<String> {
    let name = match group.meaning {
        Some(meaning) => format!("{}: {meaning}", group.name),
        None => group.name.clone(),
    };
    let mut row = vec![name, group.findings.to_string(), group.weight.to_string()];
    if table.scored {
        row.push(group.score.to_string());
    }
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

fn align(table: &mut comfy_table::Table, columns: &[usize]) {
    for column in columns {
        if let Some(column) = table.column_mut(*column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
}

fn trimmed(table: &comfy_table::Table) -> String {
    let lines = table.trim_fmt();
    let lines: Vec<_> = lines
        .lines()
        .map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end())
        .collect();
    lines.join("\n") + "\n"
}
