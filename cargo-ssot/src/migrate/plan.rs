//! What is to be done in a workspace.

pub use super::rewrite::rewritten as outcome;
use super::{Action, Status, Step};
use crate::finding::Problem;
use crate::lints;
use crate::scan::Scan;

/// A step for each finding that a migration is about, in the order of their places.
pub fn steps(scan: &Scan) -> Vec<Step> {
    let mut steps = lints::fix(scan.context(), &scan.all_lints());
    // What a program wrote is changed by changing the program.
    steps.retain(|step| !scan.file(&step.finding).is_generated());
    steps.sort_by_key(|step| (step.finding.place.order(), step.finding.rule));
    steps.dedup_by(|one, other| {
        one.finding.place == other.finding.place && one.action == other.action
    });
    steps
}

/// Problems of settings that name no type, or an ambiguous one.
pub fn problems(scan: &Scan) -> Vec<Problem> {
    lints::unresolved(scan.context())
}

/// The positions of the steps that change something.
pub fn changing(steps: &[Step]) -> Vec<usize> {
    positions(steps, |step| matches!(step.action, Action::Change(_)))
}

/// The positions of the steps that are to be made.
pub fn proposed(steps: &[Step]) -> Vec<usize> {
    positions(steps, |step| step.status == Status::Proposed)
}

fn positions(steps: &[Step], are: impl Fn(&Step) -> bool) -> Vec<usize> {
    (0..steps.len())
        .filter(|index| are(&steps[*index]))
        .collect()
}
