//! For people, on a terminal.

use std::fmt::Write as _;

use annotate_snippets::renderer::Style;

use super::{package, shown, summary};
use crate::candidate::Candidate;
use crate::escape::escape_control;
use crate::lints::context::CheckContext;

/// Writes all candidates, three lines each, and how many there are.
pub(crate) fn write(cx: CheckContext<'_>, candidates: &[Candidate], width: usize) -> String {
    let mut text = String::new();
    for candidate in candidates {
        writeln!(text, "{}\n", block(cx, candidate, width)).expect("a string takes it");
    }
    let bold = Style::new().bold();
    writeln!(text, "{bold}ssot:{bold:#} {}", summary(candidates)).expect("a string takes it");
    text
}

/// One candidate: what and where it is, why it may matter, and what is not known.
pub(crate) fn block(cx: CheckContext<'_>, candidate: &Candidate, width: usize) -> String {
    let bold = Style::new().bold();
    let name = escape_control(&candidate.name);
    // What has no path of its own is known by its value.
    let path = if candidate.path == candidate.name {
        escape_control(package(cx, candidate))
    } else {
        escape_control(&candidate.path)
    };
    let heading = format!(
        "{bold}{} {name}{bold:#}  {path}  {}",
        candidate.kind,
        escape_control(&shown(cx, &candidate.place))
    );
    let wrapped = textwrap::Options::new(width)
        .initial_indent("    ")
        .subsequent_indent("    ");
    let why = escape_control(&format!(
        "{}. Not known: {}.",
        candidate.reason,
        candidate.kind.unknown()
    ));
    format!("{heading}\n{}", textwrap::fill(&why, wrapped))
}
