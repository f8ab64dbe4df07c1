//! For people, as the compiler writes.

use std::fmt::Write as _;

use crate::outcome::Outcome;

/// Writes everything that there is to report.
///
/// # Panics
///
/// Never: a string takes what is written to it.
#[must_use]
pub fn write(outcome: &Outcome<'_>) -> String {
    let mut text = String::new();
    for reported in &outcome.reported {
        let finding = reported.finding;
        let file = outcome.scan.file(finding);
        let position = file.position(finding.place.range.start);
        writeln!(
            text,
            "{}: {}\n --> {}:{}:{}\nhelp: {}\n",
            finding.rule,
            finding.message,
            file.shown.display(),
            position.line,
            position.column,
            finding.fix
        )
        .expect("a string takes it");
    }
    text
}
