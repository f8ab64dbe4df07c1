//! What is to be done in a workspace.

use super::rewrite::rewritten;
use super::{Action, Rewritten, Step, accessors, constructors, imports};
use crate::checks::census::Census;
use crate::checks::{Subject, is_reported};
use crate::scan::{Scan, in_threads};

/// A step for each finding that a migration is about, in the order of their places.
///
/// # Panics
///
/// The system gives no threads.
#[must_use]
pub fn steps(scan: &Scan) -> Vec<Step> {
    in_threads(|| {
        let census = Census::of_scan(scan);
        let subject = Subject::of(scan, &census);
        let mut steps = imports::steps(subject);
        steps.extend(accessors::steps(subject));
        steps.extend(constructors::steps(subject, &scan.settings));
        // What a program wrote is changed by changing the program.
        steps.retain(|step| {
            is_reported(&scan.settings, &step.finding) && !scan.file(&step.finding).is_generated()
        });
        steps.sort_by_key(|step| (step.finding.place.order(), step.finding.rule));
        steps.dedup_by(|one, other| {
            one.finding.place == other.finding.place && one.action == other.action
        });
        steps
    })
}

/// What comes of some of the steps: the new texts, and the steps that have to wait for another run.
///
/// # Panics
///
/// The system gives no threads.
#[must_use]
pub fn outcome(scan: &Scan, steps: &[Step], chosen: &[usize]) -> (Vec<Rewritten>, Vec<usize>) {
    in_threads(|| rewritten(scan, steps, chosen))
}

/// The positions of the steps that change something.
#[must_use]
pub fn changing(steps: &[Step]) -> Vec<usize> {
    let steps = steps.iter().enumerate();
    let changing = steps.filter(|(_, step)| matches!(step.action, Action::Change(_)));
    changing.map(|(index, _)| index).collect()
}
