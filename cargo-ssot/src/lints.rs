//! The lints: one module for each kind of violation, with the check that finds it and, where there is one, the fix.

mod accessors;
mod addresses;
mod annotations;
mod attribute_errors;
pub(crate) mod census;
mod conformance;
mod construction;
mod constructors;
pub(crate) mod context;
mod definitions;
mod derives_above;
mod globals;
mod imports;
mod keys;
mod mocks;
mod moved;
mod overrides;
mod scattered;
mod sole;

use ssot_rules::Rule;

use self::construction::Direct;
use self::globals::Global;
use self::imports::NonCanonicalUse;
pub(crate) use self::imports::paths_used;
use crate::finding::{Finding, Problem};
use crate::settings::Settings;
use crate::step::Step;
use crate::syntax::SourceFile;
use context::{Lint, Subject};

/// Rules that are right too seldom where nobody named what they are about: what they guess is off unless `ssot.toml` says
/// otherwise. What follows from an attribute or from `[components]` is reported always. `PRECISION.md` has the figures.
pub const OFF_BY_DEFAULT: &[Rule] = &[
    addresses::GUESSED,
    definitions::GUESSED,
    globals::GUESSED,
    scattered::GUESSED,
    mocks::GUESSED,
];

/// The evidence for a violation, as its fix needs it.
#[derive(Debug)]
pub(crate) enum Evidence {
    /// There is no fix.
    None,
    Use(NonCanonicalUse),
    Global(Global),
    Construction(Direct),
}

impl From<Finding> for Lint<Evidence> {
    fn from(finding: Finding) -> Self {
        Self {
            finding,
            evidence: Evidence::None,
        }
    }
}

/// The result of all lints.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) reported: Vec<Lint<Evidence>>,
    /// Not reported, because rustc does or because the file is generated; a migration needs it all the same.
    pub(crate) unreported: Vec<Lint<Evidence>>,
}

/// Runs every check.
pub(crate) fn run(subject: Subject<'_>, settings: &Settings) -> Found {
    let checks: &[fn(Subject<'_>) -> Vec<Finding>] = &[
        addresses::check,
        annotations::check,
        conformance::check,
        construction::patterns,
        scattered::check,
        constructors::check,
        definitions::check,
        definitions::components,
        derives_above::check,
        keys::check,
        attribute_errors::check,
        mocks::check,
        moved::check,
        overrides::check,
        sole::check,
    ];
    let plain = checks.iter().flat_map(|check| check(subject));
    let uses = imports::check(subject).into_iter();
    let globals = globals::check(subject).into_iter();
    let constructions = construction::check(subject).into_iter();
    let lints = plain
        .map(Lint::from)
        .chain(uses.map(|lint| lint.map(Evidence::Use)))
        .chain(globals.map(|lint| lint.map(Evidence::Global)))
        .chain(constructions.map(|lint| lint.map(Evidence::Construction)));
    let generated: Vec<_> = subject.files.iter().map(SourceFile::is_generated).collect();
    let mut found = Found::default();
    for lint in lints.filter(|lint| is_reported(settings, &lint.finding)) {
        let Finding { rule, place, .. } = &lint.finding;
        // What a program wrote is changed by changing the program; what the compiler refuses is refused there too.
        let elsewhere = generated[place.file.0] && !refused_by_the_compiler(*rule);
        let by_rustc = matches!(&lint.evidence, Evidence::Construction(direct) if direct.is_reported_by_rustc());
        if !elsewhere && !by_rustc {
            found.reported.push(lint);
        } else if !matches!(lint.evidence, Evidence::None) {
            found.unreported.push(lint);
        }
    }
    found
}

/// Makes steps of all violations that have a fix.
pub(crate) fn fix<'a>(
    subject: Subject<'a>,
    settings: &Settings,
    lints: &[&'a Lint<Evidence>],
) -> Vec<Step> {
    macro_rules! with {
        ($evidence:ident) => {
            lints.iter().filter_map(|lint| match &lint.evidence {
                Evidence::$evidence(evidence) => Some((&lint.finding, evidence)),
                _ => None,
            })
        };
    }
    let mut steps = imports::fix(subject, with!(Use));
    steps.extend(globals::fix(subject, with!(Global)));
    steps.extend(construction::fix(subject, settings, with!(Construction)));
    steps.retain(|step| is_reported(settings, &step.finding));
    // Nothing of the syntax is left, so its places can be forgotten: they would be kept for the thread's life.
    proc_macro2::extra::invalidate_current_thread_spans();
    steps
}

/// Problems of settings that only a lint can parse.
pub(crate) fn unreadable(settings: &Settings) -> Vec<Problem> {
    construction::templates(settings).1
}

/// Problems of settings that name no type, or an ambiguous one.
pub(crate) fn unresolved(subject: Subject<'_>, settings: &Settings) -> Vec<Problem> {
    construction::unresolved(subject, settings)
}

/// Whether the settings ask for a finding, of its rule and as sure as it is.
fn is_reported(settings: &Settings, finding: &Finding) -> bool {
    settings.reports(finding.rule) && (!finding.guess || reports_guesses(settings, finding.rule))
}

/// Whether what a rule only guesses is reported too.
#[must_use]
pub fn reports_guesses(settings: &Settings, rule: Rule) -> bool {
    settings.reports(rule) && (settings.turns_on(rule) || !OFF_BY_DEFAULT.contains(&rule))
}

fn refused_by_the_compiler(rule: Rule) -> bool {
    rule.entry().reporter != ssot_rules::Reporter::Scan && rule != Rule::HardcodedAddress
}
