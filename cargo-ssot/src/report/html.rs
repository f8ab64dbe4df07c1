//! One page that needs nothing besides: no script, no font, no request.
//!
//! The template escapes whatever it is given. Only [`MARKER`](super::publish::MARKER), which is written here, is taken as it is.

use askama::Template;

use super::Report;
use super::chart::{self, Chart};
use crate::counted::counted;
use crate::history::{self, Point};
use crate::score;

/// How many rows a table has, at most.
const ROWS: usize = 50;

#[derive(Template)]
#[template(path = "report.html")]
struct Page<'a> {
    report: &'a Report,
    chart: Option<Chart>,
    trend: String,
    formula: String,
}

/// Writes a report.
///
/// # Panics
///
/// Never: a string takes whatever the template writes.
#[must_use]
pub fn write(report: &Report) -> String {
    let goal = report.goal.map(|goal| goal.score);
    let trend = report.trend.as_ref();
    let page = Page {
        chart: trend.map(|trend| Chart::of(trend, report.made, report.score, goal)),
        trend: trend.map_or_else(
            || chart::NO_TREND.to_owned(),
            |trend| chart::sentence(trend, report.score),
        ),
        formula: score::explanation(),
        report,
    };
    page.render().expect("a string takes it")
}

impl Page<'_> {
    fn points(&self) -> &[Point] {
        let trend = self.report.trend.as_ref();
        trend.map_or(&[], |trend| trend.points.as_slice())
    }

    fn notes(&self) -> &[String] {
        let trend = self.report.trend.as_ref();
        trend.map_or(&[], |trend| trend.notes.as_slice())
    }

    fn start(&self) -> String {
        let start = self.report.trend.as_ref().map(|trend| trend.start);
        start.map_or_else(String::new, |start| history::day(start).to_string())
    }

    fn today(&self) -> String {
        history::day(self.report.made).to_string()
    }

    /// The parts of a text, and whether they stand between backticks.
    #[expect(clippy::unused_self, reason = "a template calls methods")]
    fn parts<'a>(&self, text: &'a str) -> impl Iterator<Item = (bool, &'a str)> {
        let parts = text.split('`').enumerate();
        parts.map(|(index, part)| (index % 2 == 1, part))
    }

    /// In a word that the style sheet knows.
    fn grade(&self) -> &'static str {
        match self.report.score.points() {
            90.0.. => "good",
            60.0.. => "fair",
            _ => "poor",
        }
    }

    fn tiles(&self) -> Vec<(String, &'static str)> {
        let report = self.report;
        let mut tiles = vec![
            (report.findings.to_string(), "findings"),
            (report.weight.to_string(), "weight"),
            (report.unsure.to_string(), "low confidence"),
            (report.excused.to_string(), "suppressed by the baseline"),
        ];
        let trend = report.trend.as_ref();
        let change = trend.and_then(|trend| trend.change(report.score));
        tiles.extend(change.map(|change| (change, "points in the period")));
        tiles
    }

    fn picture(&self) -> String {
        let points = counted(self.points().len(), "commit");
        format!("The score of {points} and now. {}", self.trend)
    }
}
