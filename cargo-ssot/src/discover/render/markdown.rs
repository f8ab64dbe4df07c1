//! For a pull request or a page.

use std::fmt::Write as _;

use super::{package, shown, summary};
use crate::candidate::{Candidate, Kind};
use crate::escape::escape_control;
use crate::lints::context::CheckContext;

/// Writes all candidates, a table of each kind.
pub(crate) fn write(cx: CheckContext<'_>, candidates: &[&Candidate]) -> String {
    let mut text = format!("# Candidates\n\n{}.\n", summary(candidates));
    for kind in Kind::ALL {
        let of_kind: Vec<_> = candidates.iter().filter(|one| one.kind == *kind).collect();
        if of_kind.is_empty() {
            continue;
        }
        write!(
            text,
            "\n## {kind}\n\nNot known: {}.\n\n| Name | Package | Place | Why it may matter |\n|---|---|---|---|\n",
            kind.unknown()
        )
        .expect("a string takes it");
        for candidate in of_kind {
            writeln!(
                text,
                "| {} | {} | {} | {} |",
                code(&candidate.name),
                code(package(cx, candidate)),
                code(&shown(cx, &candidate.place)),
                cell(&candidate.reason)
            )
            .expect("a string takes it");
        }
    }
    text
}

fn cell(text: &str) -> String {
    escape_control(text)
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('|', "\\|")
}

/// A name as code. Backticks in it would end the code, and a `|` the cell.
fn code(text: &str) -> String {
    format!(
        "`{}`",
        escape_control(text).replace('`', "'").replace('|', "\\|")
    )
}
