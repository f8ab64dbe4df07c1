//! What is known at run time about the components of a binary that breaks no rule.

mod list;
mod verify;

/// Every component of this program, in the order of the names. Those of other crates are there because a test or a
/// composition names something of their crate.
const NAMES: [&str; 14] = [
    "Alpha",
    "Bus",
    "Legacy",
    "registry::Bravo",
    "registry::Zulu",
    "shared::Ledger",
    "ssot_tests::Relocated",
    "tests::Clock",
    "tests::Journal",
    "twin::Index",
    "type",
    "verify::Given",
    "verify::Internal",
    "verify::Job",
];
