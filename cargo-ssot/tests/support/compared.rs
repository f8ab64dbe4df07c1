//! The rules that are held against what the macros and the compiler say.

use ssot_rules::{Reporter, Rule};

/// Rules that the compiler reports by names and bounds of the macros, and that syntax tells too.
const STRUCTURAL: &[Rule] = &[
    Rule::NoConstructor,
    Rule::ConstructorsTwice,
    Rule::NotGuarded,
    Rule::EnforcedDifferently,
    Rule::DeclaredNotImplemented,
    Rule::ImplementedNotDeclared,
    Rule::KeyOwnedTwice,
];

/// Whether the macros report violations of a rule, or make the compiler do it in a way that syntax tells too.
pub(crate) fn is_compared(rule: Rule) -> bool {
    let by_macros = [Reporter::Macro, Reporter::MacroOrCompiler];
    by_macros.contains(&rule.entry().reporter) || STRUCTURAL.contains(&rule)
}
