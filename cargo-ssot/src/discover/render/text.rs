//! For people, on a terminal.

use std::fmt::Write as _;

use annotate_snippets::renderer::Style;

use super::{package, shown, summary};
use crate::candidate::Candidate;
use crate::lints::context::Subject;
use crate::printable::printable;

/// Writes all candidates, three lines each, and how many there are.
///
/// # Panics
///
/// Never: a string takes what is written to it.
#[must_use]
pub(crate) fn write(subject: Subject<'_>, candidates: &[Candidate], width: usize) -> String {
    let mut text = String::new();
    for candidate in candidates {
        writeln!(text, "{}\n", block(subject, candidate, width)).expect("a string takes it");
    }
    let bold = Style::new().bold();
    writeln!(text, "{bold}ssot:{bold:#} {}", summary(candidates)).expect("a string takes it");
    text
}

/// One candidate: what and where it is, why it may matter, and what is not known.
#[must_use]
pub(crate) fn block(subject: Subject<'_>, candidate: &Candidate, width: usize) -> String {
    let bold = Style::new().bold();
    let name = printable(&candidate.name);
    // What has no path of its own is known by its value.
    let path = if candidate.path == candidate.name {
        printable(package(subject, candidate))
    } else {
        printable(&candidate.path)
    };
    let heading = format!(
        "{bold}{} {name}{bold:#}  {path}  {}",
        candidate.kind,
        printable(&shown(subject, &candidate.place))
    );
    let wrapped = textwrap::Options::new(width)
        .initial_indent("    ")
        .subsequent_indent("    ");
    let why = printable(&format!(
        "{}. Not known: {}.",
        candidate.reason,
        candidate.kind.unknown()
    ));
    format!("{heading}\n{}", textwrap::fill(&why, wrapped))
}
