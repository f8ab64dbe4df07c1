//! Findings, as they are reported: each with a fingerprint, and with what suppresses it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::civil::Date;
use xxhash_rust::xxh3::xxh3_64;

use crate::baseline::{Baseline, Stale};
use crate::candidate::Kind;
use crate::exit::Exit;
use crate::finding::Finding;
use crate::fingerprint::{Fingerprint, Suppression};
use crate::scan::Scan;

#[derive(Debug)]
pub struct Outcome<'a> {
    /// Where the findings come from.
    pub scan: &'a Scan,
    /// The findings, sorted by place.
    pub reported: Vec<Reported<'a>>,
    /// Lines of the baseline that excuse nothing any more.
    pub stale: Vec<Stale>,
    /// How many candidates nobody has judged.
    pub not_judged: usize,
    /// The same by their kinds.
    pub open: BTreeMap<Kind, usize>,
    /// The baseline that they were compared with, from the root of the workspace on.
    pub baseline: Option<PathBuf>,
}

/// A finding with what is known about it besides.
#[derive(Debug)]
pub struct Reported<'a> {
    pub finding: &'a Finding,
    /// What makes it the same finding after lines have moved.
    pub fingerprint: Fingerprint,
    /// Why it is no failure, if the baseline holds it.
    pub suppression: Option<Suppression>,
}

impl<'a> Outcome<'a> {
    /// Everything that was found, nothing of it suppressed.
    pub fn without_baseline(scan: &'a Scan) -> Self {
        let fingerprints = fingerprints(scan, scan.findings());
        let reported = scan.findings().zip(fingerprints);
        let reported = reported.map(|(finding, fingerprint)| Reported {
            finding,
            fingerprint,
            suppression: None,
        });
        Self {
            scan,
            reported: reported.collect(),
            stale: Vec::new(),
            not_judged: 0,
            open: BTreeMap::new(),
            baseline: None,
        }
    }

    /// Everything that was found, as far as the baseline holds it suppressed by that.
    ///
    /// `selected` says of a package's name whether the scan holds its findings. Lines about other packages are not called
    /// stale, and none are where something could not be read: its findings may be there.
    pub fn with_baseline(
        scan: &'a Scan,
        baseline: Option<&Baseline>,
        today: Date,
        selected: &dyn Fn(&str) -> bool,
    ) -> Self {
        let mut outcome = Self::without_baseline(scan);
        if let Some(baseline) = baseline {
            outcome.excuse(baseline, today, selected, &|_| false);
        }
        outcome
    }

    /// The findings that a change touches, as far as the baseline holds them suppressed by that.
    ///
    /// The baseline first suppresses what the change does not touch: of findings that are the same, those of the change are
    /// the new ones, wherever they stand. Which lines of the baseline belong to a change is not known, so none are stale.
    pub fn of_change(
        scan: &'a Scan,
        baseline: Option<&Baseline>,
        today: Date,
        touched: &dyn Fn(&Finding) -> bool,
    ) -> Self {
        let mut outcome = Self::without_baseline(scan);
        if let Some(baseline) = baseline {
            outcome.excuse(baseline, today, &|_| false, touched);
        }
        outcome
            .reported
            .retain(|reported| touched(reported.finding));
        outcome
    }

    fn excuse(
        &mut self,
        baseline: &Baseline,
        today: Date,
        selected: &dyn Fn(&str) -> bool,
        last: &dyn Fn(&Finding) -> bool,
    ) {
        let mut reported: Vec<_> = self.reported.iter_mut().collect();
        reported.sort_by_cached_key(|reported| last(reported.finding));
        let fingerprints = reported.iter().map(|reported| &reported.fingerprint);
        let (suppressions, stale) =
            baseline.excuse(&fingerprints.collect::<Vec<_>>(), today, selected);
        for (reported, suppression) in reported.into_iter().zip(suppressions) {
            reported.suppression = suppression;
        }
        let of_baseline = Some(baseline.shown.as_path());
        let mut problems = self.scan.problems.iter();
        if problems.all(|problem| problem.path.as_deref() == of_baseline) {
            self.stale = stale;
        }
        self.baseline = Some(baseline.shown.clone());
    }

    /// With the candidates counted that nobody has judged, in the packages that `selected` accepts: nothing that was not
    /// judged is called clean.
    #[must_use]
    pub fn with_candidates(mut self, selected: &dyn Fn(&str) -> bool) -> Self {
        self.open = self.scan.not_judged(selected);
        self.not_judged = self.open.values().sum();
        self
    }

    /// The findings that nothing suppresses.
    pub fn new_findings(&self) -> impl Iterator<Item = &Reported<'a>> {
        self.reported
            .iter()
            .filter(|reported| reported.suppression.is_none())
    }

    /// How a command that reports this ends.
    pub fn exit(&self) -> Exit {
        if !self.scan.problems.is_empty() {
            Exit::Incomplete
        } else if self.new_findings().next().is_some() || !self.stale.is_empty() {
            Exit::Findings
        } else {
            Exit::Clean
        }
    }
}

/// What findings are known by, in their order; those that are the same are counted.
pub(crate) fn fingerprints<'a>(
    scan: &Scan,
    findings: impl Iterator<Item = &'a Finding>,
) -> Vec<Fingerprint> {
    let mut seen = BTreeMap::new();
    let fingerprints = findings.map(|finding| {
        let mut fingerprint = fingerprint(scan, finding);
        let index: &mut usize = seen.entry(fingerprint.clone()).or_default();
        fingerprint.index = *index;
        *index += 1;
        fingerprint
    });
    fingerprints.collect()
}

fn fingerprint(scan: &Scan, finding: &Finding) -> Fingerprint {
    let text = &scan.file(finding).text[finding.place.range.clone()];
    let words: String = text.split_whitespace().collect();
    Fingerprint {
        code: finding.rule.entry().code,
        package: scan.package(finding).to_owned(),
        module: scan.module(finding),
        symbol: finding.symbol.clone(),
        snippet: xxh3_64(words.as_bytes()),
        index: 0,
    }
}
