//! Attributes of ours that are written wrongly: what the macros would say, in code that need not compile.

use super::context::CheckContext;
use crate::finding::Finding;

pub(super) fn check(cx: CheckContext<'_>) -> Vec<Finding> {
    let errors = cx.facts(|facts| &facts.attribute_errors);
    let found = errors.map(|error| {
        let (place, error) = (error.place(error.fact.place), error.fact);
        let mut finding = Finding::new(error.rule, place, &error.symbol, &[]);
        finding.message.clone_from(&error.message);
        finding.advise(error.fix.clone())
    });
    found.collect()
}
