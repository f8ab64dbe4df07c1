//! Attributes of ours that are written wrongly: what the macros would say, in code that need not compile.

use super::context::Subject;
use crate::finding::Finding;

pub(super) fn check(subject: Subject<'_>) -> Vec<Finding> {
    let misuses = subject.facts(|facts| &facts.misuses);
    let found = misuses.map(|misuse| {
        let (place, misuse) = (misuse.place(misuse.fact.place), misuse.fact);
        let mut finding = Finding::new(misuse.rule, place, &misuse.symbol, &[]);
        finding.message.clone_from(&misuse.message);
        finding.advise(misuse.fix.clone())
    });
    found.collect()
}
