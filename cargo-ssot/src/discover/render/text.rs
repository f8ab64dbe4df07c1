//! For people, on a terminal.

use std::fmt::Write as _;

use annotate_snippets::renderer::Style;

use super::{package, shown, summary};
use crate::discover::Candidate;
use crate::printable::printable;
use crate::scan::Scan;

/// Writes all candidates, three lines each, and how many there are.
///
/// # Panics
///
/// Never: a string takes what is written to it.
#[must_use]
pub fn write(scan: &Scan, candidates: &[Candidate], width: usize) -> String {
    let mut text = String::new();
    for candidate in candidates {
        writeln!(text, "{}\n", block(scan, candidate, "", width)).expect("a string takes it");
    }
    let bold = Style::new().bold();
    let last = format!("{bold}ssot:{bold:#} {}", summary(candidates));
    writeln!(text, "{}", textwrap::fill(&last, width)).expect("a string takes it");
    text
}

/// One candidate behind some words: what and where it is, why it may matter, and what is not known. No line is wider than
/// `width`, whatever the names are.
#[must_use]
pub fn block(scan: &Scan, candidate: &Candidate, lead: &str, width: usize) -> String {
    let bold = Style::new().bold();
    let name = printable(&candidate.name);
    // What has no path of its own is known by its value.
    let path = if candidate.path == candidate.name {
        printable(package(scan, candidate))
    } else {
        printable(&candidate.path)
    };
    let heading = format!(
        "{lead}{bold}{} {name}{bold:#}  {path}  {}",
        candidate.kind,
        printable(&shown(scan, &candidate.place))
    );
    let further = textwrap::Options::new(width).subsequent_indent("    ");
    let wrapped = further.clone().initial_indent("    ");
    let why = printable(&format!(
        "{}. Not known: {}.",
        candidate.reason,
        candidate.kind.unknown()
    ));
    format!(
        "{}\n{}",
        textwrap::fill(&heading, further),
        textwrap::fill(&why, wrapped)
    )
}
