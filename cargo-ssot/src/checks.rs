//! The checks: one module for each kind of violation.

mod addresses;
mod annotations;
mod calls;
pub(crate) mod census;
mod conformance;
pub(crate) mod construction;
mod constructors;
mod definitions;
mod derives_above;
pub(crate) mod direct;
pub(crate) mod globals;
mod globs;
pub(crate) mod imports;
mod keys;
mod misuses;
mod mocks;
mod moved;
mod named;
mod overrides;
mod sole;

use ssot_rules::Rule;

use crate::checks::census::Census;
use crate::finding::Finding;
use crate::modules::Crates;
use crate::scan::Scan;
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

impl<'a> Subject<'a> {
    /// What was scanned, for those who look again.
    pub(crate) fn of(scan: &'a Scan, census: &'a Census) -> Self {
        Self {
            workspace: &scan.workspace,
            files: &scan.files,
            crates: &scan.crates,
            census,
        }
    }
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
        sole::check,
    ];
    let found = checks.iter().flat_map(|check| check(subject));
    let generated: Vec<_> = files.iter().map(SourceFile::is_generated).collect();
    found
        .filter(|finding| is_reported(settings, finding))
        // What a program wrote is changed by changing the program; what the compiler refuses is refused there too.
        .filter(|finding| refused_by_the_compiler(finding.rule) || !generated[finding.place.file.0])
        .collect()
}

/// Whether the settings ask for a finding, of its rule and as sure as it is.
pub(crate) fn is_reported(settings: &Settings, finding: &Finding) -> bool {
    settings.reports(finding.rule) && (!finding.guess || settings.reports_guesses(finding.rule))
}

fn refused_by_the_compiler(rule: Rule) -> bool {
    rule.entry().reporter != ssot_rules::Reporter::Scan && rule != Rule::HardcodedAddress
}
