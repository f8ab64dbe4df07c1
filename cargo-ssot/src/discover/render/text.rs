//! For people, on a terminal.

use std::fmt::Write as _;

use annotate_snippets::renderer::Style;

use super::{package, shown, summary};
use crate::candidate::Candidate;
use crate::escape::escape_control;
use crate::lints::context::CheckContext;

/// Writes all candidates, three lines each, and how many there are.
pub(crate) fn write(cx: CheckContext<'_>, candidates: &[&Candidate], width: usize) -> String {
    let mut text = String::new();
    for candidate in candidates {
        writeln!(text, "{}\n", block(cx, candidate, "", width)).expect("a string takes it");
    }
    let bold = Style::new().bold();
    let last = format!("{bold}ssot:{bold:#} {}", summary(candidates));
    writeln!(text, "{}", textwrap::fill(&last, width)).expect("a string takes it");
    text
}

/// One candidate behind some words: what and where it is, why it may matter, and what is not known. No line is wider than
/// `width`, whatever the names are.
pub(crate) fn block(
    cx: CheckContext<'_>,
    candidate: &Candidate,
    lead: &str,
    width: usize,
) -> String {
    let bold = Style::new().bold();
    let name = escape_control(&candidate.name);
    // What has no path of its own is known by its value.
    let path = if candidate.path == candidate.name {
        escape_control(package(cx, candidate))
    } else {
        escape_control(&candidate.path)
    };
    let heading = format!(
        "{lead}{bold}{} {name}{bold:#}  {path}  {}",
        candidate.kind,
        escape_control(&shown(cx, &candidate.place))
    );
    let further = textwrap::Options::new(width).subsequent_indent("    ");
    let wrapped = further.clone().initial_indent("    ");
    let why = escape_control(&format!(
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
