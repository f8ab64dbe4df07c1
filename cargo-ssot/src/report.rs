//! What `cargo ssot report` shows: the [score](crate::score), where the weight lies, the way it went, and what is not proven.
//!
//! [`Report::of`] gathers it once; [`text`], [`markdown`], [`json`] and [`html`] write the same in their own ways.

pub mod chart;
pub mod html;
pub mod json;
pub mod listed;
pub mod markdown;
pub mod publish;
pub mod tables;
pub mod text;
pub mod unproven;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::Serialize;

use crate::candidate::Kind;
use crate::escape::{escape_control, escape_control_lines};
use crate::finding::Confidence;
use crate::history::Trend;
use crate::outcome::Outcome;
use crate::pluralize::pluralize;
use crate::scan::Scan;
use crate::score::{Score, Weight};
use crate::settings;
use listed::Listed;
use tables::Table;

/// The JSON document has the same, but for the candidates by kind and the findings one by one, which `check` and
/// `discover` write.
#[derive(Debug, Serialize)]
pub struct Report {
    /// The name of the workspace's folder.
    pub workspace: String,
    /// The packages it is about, if it is not about all of them.
    pub only: Vec<String>,
    pub made: Timestamp,
    pub score: Score,
    /// Whether the score can only be lower, because something could not be read.
    pub upper_bound: bool,
    /// The score if every finding is right.
    pub score_if_sure: Score,
    /// How many candidates nobody has judged.
    pub not_judged: usize,
    /// The same by their kinds.
    #[serde(skip)]
    pub open: BTreeMap<Kind, usize>,
    /// The gravest first.
    #[serde(skip)]
    pub listed: Vec<Listed>,
    pub lines: usize,
    #[serde(rename = "score_per_thousand_lines")]
    pub density: Score,
    pub findings: usize,
    /// How many of them the check is not sure of.
    pub unsure: usize,
    /// How many of them the baseline suppresses.
    pub excused: usize,
    pub weight: Weight,
    pub goal: Option<Goal>,
    pub trend: Option<Trend>,
    #[serde(rename = "by", serialize_with = "tables::by_property")]
    pub tables: Vec<Table>,
    /// What the score does not say.
    #[serde(rename = "not_proven")]
    pub unproven: Vec<String>,
    pub problems: Vec<String>,
}

/// A score in words, which is an upper bound where something is not known.
fn bounded(score: Score, is_upper_bound: bool) -> String {
    let bound = if is_upper_bound { "at most " } else { "" };
    format!("{bound}{score}")
}

/// How many lines the files of some packages have, or of all.
fn lines(scan: &Scan, only: &[String]) -> usize {
    let files = scan.files.iter().filter(|file| {
        only.is_empty() || only.contains(&scan.workspace.packages[file.package].name)
    });
    files.map(|file| file.text.lines().count()).sum()
}

/// A score that the project wants to reach.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Goal {
    pub score: Score,
    /// Whether it is reached, as far as everything could be read.
    pub reached: bool,
    /// How much findings may weigh together.
    #[serde(rename = "allowed_weight")]
    pub allowed: Weight,
    /// How much weight has to go.
    #[serde(rename = "weight_to_remove")]
    pub to_remove: Weight,
}

impl Report {
    /// Gathers everything about what was found.
    pub fn build(
        outcome: &Outcome<'_>,
        only: &[String],
        trend: Option<Trend>,
        made: Timestamp,
    ) -> Self {
        let scan = outcome.scan;
        let findings: Vec<_> = outcome.reported.iter().map(|one| one.finding).collect();
        let weight: Weight = findings.iter().copied().map(Weight::of).sum();
        let sure: Weight = findings.iter().copied().map(Weight::if_sure).sum();
        let known = scan.problems.is_empty() && outcome.not_judged == 0;
        let score = Score::of(weight).known(known);
        let lines = lines(scan, only);
        let name = scan.workspace.root.file_name();
        let name = name.unwrap_or(scan.workspace.root.as_os_str());
        let late = trend.iter().flat_map(|trend| &trend.problems);
        let problems = scan.problems.iter().chain(late).map(ToString::to_string);
        Self {
            workspace: escape_control(&name.to_string_lossy()),
            only: only.iter().map(|name| escape_control(name)).collect(),
            made,
            score,
            upper_bound: !known,
            not_judged: outcome.not_judged,
            open: outcome.open.clone(),
            listed: listed::of(outcome),
            lines,
            density: Score::of_density(weight, lines).known(known),
            findings: findings.len(),
            weight,
            unsure: findings
                .iter()
                .filter(|finding| finding.confidence == Confidence::Low)
                .count(),
            score_if_sure: Score::of(sure).known(known),
            excused: outcome
                .reported
                .iter()
                .filter(|reported| reported.suppression.is_some())
                .count(),
            goal: scan.settings.goal.map(|goal| {
                let goal = Score::whole(goal);
                let allowed = Weight::allowed_by(goal);
                Goal {
                    score: goal,
                    reached: score >= goal,
                    allowed,
                    to_remove: weight - allowed,
                }
            }),
            tables: tables::of(scan, &findings, only, known),
            unproven: unproven::of(outcome, &findings),
            // The trend may have met the same.
            problems: problems
                .map(|problem| escape_control_lines(&problem))
                .collect::<BTreeSet<_>>()
                .into_iter()
                .collect(),
            trend,
        }
    }

    /// The score per thousand lines in words.
    pub fn per_thousand_lines(&self) -> String {
        let density = bounded(self.density, self.upper_bound);
        format!("Per thousand lines, of {}: {density} of 100.", self.lines)
    }

    /// The score in words: `83.3 of 100`.
    pub fn headline(&self) -> String {
        format!("{} of 100", bounded(self.score, self.upper_bound))
    }

    /// What it is about.
    pub fn subject(&self) -> String {
        match self.only.as_slice() {
            [] => self.workspace.clone(),
            [one] => format!("{}, package {one}", self.workspace),
            several => format!("{}, packages {}", self.workspace, several.join(", ")),
        }
    }

    pub fn made(&self) -> String {
        self.made.strftime("%Y-%m-%d %H:%M UTC").to_string()
    }

    pub fn summary(&self) -> String {
        let mut parts = match self.findings {
            0 => vec!["Nothing was found".to_owned()],
            _ => vec![format!(
                "{}, with a weight of {}",
                pluralize(self.findings, "finding"),
                self.weight
            )],
        };
        if self.unsure > 0 {
            parts.push(format!("{} with low confidence", self.unsure));
        }
        if self.excused > 0 {
            parts.push(format!("the baseline suppresses {}", self.excused));
        }
        if self.not_judged > 0 {
            let candidates = pluralize(self.not_judged, "candidate");
            parts.push(format!("{candidates} not judged: `cargo ssot discover`"));
        }
        parts.join("; ") + "."
    }

    /// How far it is to the goal, or how to set one.
    pub fn progress(&self) -> String {
        match &self.goal {
            None => format!(
                "There is no goal. `goal = 90` under `[score]` in `{}` sets one.",
                settings::FILE
            ),
            Some(goal) if goal.reached && self.upper_bound => {
                format!("The goal of {} is reached as far as is known.", goal.score)
            }
            Some(goal) if goal.reached => format!("The goal of {} is reached.", goal.score),
            Some(goal) => format!(
                "The goal of {} allows a weight of {}: {} of {} have to be removed.",
                goal.score, goal.allowed, goal.to_remove, self.weight
            ),
        }
    }
}
