//! The checks: one module for each kind of violation.

mod addresses;
mod annotations;
mod calls;
mod census;
mod conformance;
mod construction;
mod constructors;
mod definitions;
mod derives_above;
mod globals;
mod imports;
mod keys;
mod misuses;
mod mocks;
mod moved;
mod named;
mod overrides;

use ssot_rules::Rule;

use crate::checks::census::Census;
use crate::finding::Finding;
use crate::modules::Crates;
use crate::settings::Settings;
use crate::source::SourceFile;
use crate::workspace::Workspace;

/// Rules that are right too seldom where nobody named what they are about: what they guess is off unless `ssot.toml` says
/// otherwise. What follows from an attribute or from `[components]` is reported always. `PRECISION.md` has the figures.
pub const OFF_BY_DEFAULT: &[Rule] = &[
    Rule::HardcodedAddress,
    Rule::DefinedRepeatedly,
    Rule::GlobalInstance,
    Rule::MadeInManyPlaces,
    Rule::HandwrittenMock,
];

/// What the checks look at.
#[derive(Clone, Copy)]
pub(crate) struct Subject<'a> {
    pub(crate) workspace: &'a Workspace,
    pub(crate) files: &'a [SourceFile],
    pub(crate) crates: &'a Crates,
    pub(crate) census: &'a Census,
}

/// Runs every check.
pub(crate) fn run(
    workspace: &Workspace,
    settings: &Settings,
    files: &[SourceFile],
    crates: &Crates,
) -> Vec<Finding> {
    let census = Census::of(settings, files, crates);
    let subject = Subject {
        workspace,
        files,
        crates,
        census: &census,
    };
    let checks: &[fn(Subject<'_>) -> Vec<Finding>] = &[
        addresses::check,
        annotations::check,
        conformance::check,
        construction::annotated,
        construction::scattered,
        constructors::check,
        definitions::check,
        definitions::components,
        derives_above::check,
        globals::check,
        imports::check,
        keys::check,
        misuses::check,
        mocks::check,
        moved::check,
        overrides::check,
    ];
    let found = checks.iter().flat_map(|check| check(subject));
    let generated: Vec<_> = files.iter().map(SourceFile::is_generated).collect();
    found
        .filter(|finding| settings.reports(finding.rule))
        .filter(|finding| !finding.guess || settings.reports_guesses(finding.rule))
        // What a program wrote is changed by changing the program; what the compiler refuses is refused there too.
        .filter(|finding| refused_by_the_compiler(finding.rule) || !generated[finding.place.file.0])
        .collect()
}

fn refused_by_the_compiler(rule: Rule) -> bool {
    rule.entry().reporter != ssot_rules::Reporter::Scan && rule != Rule::HardcodedAddress
}
