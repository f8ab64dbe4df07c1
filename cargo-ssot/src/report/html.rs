//! One page that needs nothing besides: no script, no font, no request.
//!
//! The template escapes whatever it is given. Only [`MARKER`](super::publish::MARKER), which is written here, is taken as it is.

use askama::Template;
use ssot_rules::classification::{Category, Risk};

use super::Report;
use super::chart::{self, Chart};
use super::tables::Table;
use crate::candidate::Kind;
use crate::history::{self, Point};
use crate::pluralize::pluralize;
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
    /// The way from the page to the root of the workspace.
    base: &'a str,
}

/// What somebody asks who does not read code.
struct Question {
    text: &'static str,
    /// A number, or a change.
    answer: String,
    /// Whether there is something to do.
    bad: bool,
    details: String,
}

/// Writes a report. `base` is the way from the page to the root of the workspace, for the links to files; without one there
/// are none.
pub fn write(report: &Report, base: &str) -> String {
    let goal = report.goal.map(|goal| goal.score);
    let trend = report.trend.as_ref();
    let page = Page {
        chart: trend.map(|trend| Chart::new(trend, report.made, report.score, goal)),
        trend: trend.map_or_else(
            || chart::NO_TREND.to_owned(),
            |trend| chart::sentence(trend, report.score),
        ),
        formula: score::explanation(),
        base,
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

    /// The tables with something in them.
    fn tables(&self) -> impl Iterator<Item = &Table> {
        let tables = self.report.tables.iter();
        tables.filter(|table| !table.is_empty())
    }

    /// The questions that the report answers first.
    fn questions(&self) -> Vec<Question> {
        vec![
            self.question(
                "What is shared between users?",
                &[Category::GlobalState],
                &[Kind::Global],
            ),
            self.question(
                "What is defined twice?",
                &[Category::Definition],
                &[Kind::Duplicate, Kind::Constant],
            ),
            self.better(),
        ]
    }

    fn question(&self, text: &'static str, categories: &[Category], kinds: &[Kind]) -> Question {
        const NAMED: usize = 5;
        let found = self.report.listed.iter();
        let found: Vec<_> = found
            .filter(|listed| categories.contains(&listed.category))
            .collect();
        let mut names: Vec<&str> = found.iter().map(|listed| listed.symbol.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        let more = names.len().saturating_sub(NAMED);
        let shown: Vec<_> = names
            .iter()
            .take(NAMED)
            .map(|name| format!("`{name}`"))
            .collect();
        let mut details = vec![shown.join(", ")];
        if more > 0 {
            details[0].extend([" and ", &more.to_string(), " more"]);
        }
        let open: usize = kinds
            .iter()
            .filter_map(|kind| self.report.open.get(kind))
            .sum();
        if open > 0 {
            details.push(format!("{} not judged", pluralize(open, "candidate")));
        }
        details.retain(|part| !part.is_empty());
        if details.is_empty() {
            details.push("Nothing that is known.".to_owned());
        }
        let details = details.join("; ");
        Question {
            text,
            // Nothing that was not judged is called clean.
            answer: match names.len() {
                0 if open > 0 => "?".to_owned(),
                count => count.to_string(),
            },
            bad: !names.is_empty(),
            details,
        }
    }

    fn better(&self) -> Question {
        let trend = self.report.trend.as_ref();
        let change = trend.and_then(|trend| trend.change(self.report.score));
        Question {
            text: "Is it getting better?",
            bad: change
                .as_ref()
                .is_some_and(|change| change.starts_with('-')),
            answer: change.unwrap_or_else(|| "?".to_owned()),
            details: self.trend.clone(),
        }
    }

    /// The categories that findings are in, for the filters.
    fn categories(&self) -> Vec<&'static str> {
        let all = Category::ALL.iter().copied();
        let found = |category: &Category| {
            let mut listed = self.report.listed.iter();
            listed.any(|listed| listed.category == *category)
        };
        all.filter(found).map(Category::word).collect()
    }

    /// What a weight is, where weights are shown.
    #[expect(clippy::unused_self, reason = "a template calls methods")]
    fn weights(&self) -> String {
        score::weights()
    }

    /// The risks that findings have, for the filters.
    fn risks(&self) -> Vec<&'static str> {
        let all = Risk::ALL.iter().copied();
        let found = |risk: &Risk| self.report.listed.iter().any(|listed| listed.risk == *risk);
        all.filter(found).map(Risk::word).collect()
    }

    /// The parts of a name, between which a line may end.
    #[expect(clippy::unused_self, reason = "a template calls methods")]
    fn breakable<'a>(&self, name: &'a str) -> Vec<&'a str> {
        let mut parts = Vec::new();
        let mut start = 0;
        let ends = name.match_indices("::").map(|(at, _)| at + 2);
        let is_word = |byte: Option<&u8>| {
            byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(byte))
        };
        let folders = name.match_indices('/').filter(|(at, _)| {
            let bytes = name.as_bytes();
            at.checked_sub(1)
                .is_some_and(|before| is_word(bytes.get(before)))
                && is_word(bytes.get(at + 1))
        });
        let mut ends: Vec<_> = ends.chain(folders.map(|(at, _)| at + 1)).collect();
        ends.sort_unstable();
        for end in ends {
            parts.push(&name[start..end]);
            start = end;
        }
        parts.push(&name[start..]);
        parts
    }

    /// In a word that the style sheet knows.
    fn grade(&self) -> &'static str {
        match self.report.score.points() {
            90.0.. if self.report.upper_bound => "open",
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
            (report.density.to_string(), "score per thousand lines"),
            (report.not_judged.to_string(), "candidates not judged"),
        ];
        let some = [
            (report.unsure, "low confidence"),
            (report.excused, "suppressed by the baseline"),
        ];
        let some = some.into_iter().filter(|(count, _)| *count > 0);
        tiles.extend(some.map(|(count, meaning)| (count.to_string(), meaning)));
        let trend = report.trend.as_ref();
        let change = trend.and_then(|trend| trend.change(report.score));
        tiles.extend(change.map(|change| (change, "points in the period")));
        tiles
    }

    fn picture(&self) -> String {
        let points = pluralize(self.points().len(), "commit");
        format!("The score of {points} and now. {}", self.trend)
    }
}
