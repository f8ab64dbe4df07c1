//! The checks: one module for each rule that is not checked by the macros.

mod addresses;
mod conformance;
mod constructors;
mod derives_above;
mod keys;
mod misuses;
mod moved;
mod named;
mod overrides;

use ssot_rules::Rule;

use crate::finding::Finding;
use crate::modules::Crates;
use crate::settings::Settings;
use crate::source::SourceFile;
use crate::workspace::Workspace;

/// Rules that are right too seldom to be on unless `ssot.toml` says so. `PRECISION.md` has the figures.
pub const OFF_BY_DEFAULT: &[Rule] = &[];

/// What the checks look at.
#[derive(Clone, Copy)]
#[expect(dead_code, reason = "the checks that need them are to come")]
pub(crate) struct Subject<'a> {
    pub(crate) workspace: &'a Workspace,
    pub(crate) settings: &'a Settings,
    pub(crate) files: &'a [SourceFile],
    pub(crate) crates: &'a Crates,
}

/// Runs every check.
pub(crate) fn run(
    workspace: &Workspace,
    settings: &Settings,
    files: &[SourceFile],
    crates: &Crates,
) -> Vec<Finding> {
    let subject = Subject {
        workspace,
        settings,
        files,
        crates,
    };
    let checks: &[fn(Subject<'_>) -> Vec<Finding>] = &[
        addresses::check,
        misuses::check,
        conformance::check,
        constructors::check,
        derives_above::check,
        keys::check,
        moved::check,
        overrides::check,
    ];
    let found = checks.iter().flat_map(|check| check(subject));
    found
        .filter(|finding| settings.reports(finding.rule))
        .collect()
}
