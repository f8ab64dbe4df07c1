//! One JSON document.
//!
//! `by` has the tables, each under the name of its property; `trend` is `null` without `--history`, and `goal` without one in `ssot.toml`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::tables::Group;
use super::{Goal, Report};
use crate::history::{Point, Trend};
use crate::score::{self, Score, Weight};

/// The version of the document. A field that goes away or changes its meaning raises it; one that is added does not.
pub const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    workspace: &'a str,
    /// The packages it is about; none for all of them.
    only: &'a [String],
    made: String,
    score: Score,
    upper_bound: bool,
    score_if_sure: Score,
    not_judged: usize,
    lines: usize,
    score_per_thousand_lines: Score,
    findings: usize,
    unsure: usize,
    excused: usize,
    weight: Weight,
    goal: Option<GoalEntry>,
    trend: Option<TrendEntry<'a>>,
    by: BTreeMap<&'static str, &'a [Group]>,
    not_proven: &'a [String],
    problems: &'a [String],
    formula: String,
}

#[derive(Serialize)]
struct GoalEntry {
    score: Score,
    reached: bool,
    allowed_weight: Weight,
    weight_to_remove: Weight,
}

#[derive(Serialize)]
struct TrendEntry<'a> {
    period: String,
    start: String,
    points: &'a [Point],
    notes: &'a [String],
}

pub fn write(report: &Report) -> String {
    let groups = report.tables.iter();
    let groups = groups.map(|table| (table.by, table.groups.as_slice()));
    let document = Document {
        version: VERSION,
        workspace: &report.workspace,
        only: &report.only,
        made: report.made.to_string(),
        score: report.score,
        upper_bound: report.upper_bound,
        score_if_sure: report.score_if_sure,
        not_judged: report.not_judged,
        lines: report.lines,
        score_per_thousand_lines: report.density,
        findings: report.findings,
        unsure: report.unsure,
        excused: report.excused,
        weight: report.weight,
        goal: report.goal.map(goal),
        trend: report.trend.as_ref().map(trend),
        by: groups.collect(),
        not_proven: &report.unproven,
        problems: &report.problems,
        formula: score::explanation(),
    };
    crate::json::text(&document)
}

fn goal(goal: Goal) -> GoalEntry {
    GoalEntry {
        score: goal.score,
        reached: goal.reached,
        allowed_weight: goal.allowed,
        weight_to_remove: goal.to_remove,
    }
}

fn trend(trend: &Trend) -> TrendEntry<'_> {
    TrendEntry {
        period: trend.period.to_string(),
        start: trend.start.to_string(),
        points: &trend.points,
        notes: &trend.notes,
    }
}
