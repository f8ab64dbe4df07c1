//! What the registry reports about a binary that breaks rules.
//!
//! The components of a test binary carry no symbol for the linker, so that a library's component
//! of the same name can be linked beside them.

mod compositions;
mod keys;
mod names;

use ssot::{Violation, registry};

/// The violation of one rule.
fn violation(code: &str) -> Violation {
    let violations = registry().verify();
    let mut of_the_rule = violations
        .into_iter()
        .filter(|violation| violation.code == code);
    let violation = of_the_rule.next().expect("the rule is broken");
    assert_eq!(of_the_rule.next(), None);
    violation
}

#[test]
fn every_rule_that_is_broken_is_reported_once() {
    let violations = registry().verify();
    let codes: Vec<_> = violations.iter().map(|violation| violation.code).collect();
    let keys = ["SSOT090"; keys::OWNED_TWICE.len()];
    assert_eq!(codes, [&["SSOT020"][..], &keys].concat());
}
