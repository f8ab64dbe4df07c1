//! How many findings there are of what.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use ssot_rules::classification::{Category, Risk};

use crate::outcome::Outcome;
use crate::pluralize::pluralize;

/// Counts of what nothing suppresses, and of the rest as a whole.
#[derive(Serialize)]
pub(super) struct Counts {
    pub(super) findings: usize,
    pub(super) files: usize,
    pub(super) baselined: usize,
    /// Lines of the baseline that excuse nothing any more.
    pub(super) stale: usize,
    pub(super) problems: usize,
    pub(super) not_judged: usize,
    pub(super) categories: BTreeMap<&'static str, usize>,
    pub(super) risks: BTreeMap<&'static str, usize>,
    pub(super) codes: BTreeMap<&'static str, usize>,
}

impl Counts {
    pub(super) fn new(outcome: &Outcome<'_>) -> Self {
        let mut counts = Self {
            findings: 0,
            files: 0,
            baselined: 0,
            stale: outcome.stale.len(),
            problems: outcome.scan.problems.len(),
            not_judged: outcome.not_judged,
            // A reader of the document need not ask whether a word is there.
            categories: words(Category::ALL.iter().map(|category| category.word())),
            risks: words(Risk::ALL.iter().map(|risk| risk.word())),
            codes: BTreeMap::new(),
        };
        let mut files = BTreeSet::new();
        for reported in outcome.new_findings() {
            let finding = reported.finding;
            counts.findings += 1;
            files.insert(finding.place.file);
            *counts
                .categories
                .entry(finding.category().word())
                .or_default() += 1;
            *counts.risks.entry(finding.risk.word()).or_default() += 1;
            *counts.codes.entry(finding.rule.entry().code).or_default() += 1;
        }
        counts.files = files.len();
        counts.baselined = outcome.reported.len() - counts.findings;
        counts
    }

    pub(super) fn line(&self) -> String {
        let mut parts = vec![self.of_findings()];
        if self.baselined > 0 {
            parts.push(format!("{} suppressed by the baseline", self.baselined));
        }
        if self.stale > 0 {
            let lines = pluralize(self.stale, "line");
            parts.push(format!("{lines} of the baseline to remove"));
        }
        if self.problems > 0 {
            parts.push(pluralize(self.problems, "problem"));
        }
        if self.not_judged > 0 {
            let candidates = pluralize(self.not_judged, "candidate");
            parts.push(format!("{candidates} not judged: cargo ssot discover"));
        }
        parts.join("; ")
    }

    fn of_findings(&self) -> String {
        if self.findings == 0 {
            return "no findings".to_owned();
        }
        let risks = Risk::ALL.iter().filter_map(|risk| {
            let count = self.risks[risk.word()];
            (count > 0).then(|| format!("{count} {risk}"))
        });
        let risks: Vec<_> = risks.collect();
        format!(
            "{} in {}: {}",
            pluralize(self.findings, "finding"),
            pluralize(self.files, "file"),
            risks.join(", ")
        )
    }
}

fn words(words: impl Iterator<Item = &'static str>) -> BTreeMap<&'static str, usize> {
    words.map(|word| (word, 0)).collect()
}
