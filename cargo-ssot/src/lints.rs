//! The lints: one module for each kind of violation, with the check that finds it and, where there is one, the fix.

mod accessors;
pub(crate) mod addresses;
mod annotations;
mod attribute_errors;
pub(crate) mod components;
mod conformance;
pub(crate) mod construction;
mod constructors;
pub(crate) mod context;
mod defined_twice;
pub(crate) mod definitions;
mod derives_above;
pub(crate) mod globals;
pub(crate) mod imports;
pub(crate) mod judged;
mod keys;
pub(crate) mod mocks;
mod moved;
mod overrides;
mod patterns;
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
use context::CheckContext;

/// A violation with the evidence for it, so that its fix need not repeat the analysis.
#[derive(Debug)]
pub(crate) struct Lint {
    pub(crate) finding: Finding,
    pub(crate) evidence: Evidence,
}

/// The evidence for a violation, as its fix needs it.
#[derive(Debug)]
pub(crate) enum Evidence {
    None,
    Use(NonCanonicalUse),
    Global(Global),
    Construction(Direct),
}

impl From<Finding> for Lint {
    fn from(finding: Finding) -> Self {
        Self {
            finding,
            evidence: Evidence::None,
        }
    }
}

#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) reported: Vec<Lint>,
    /// Not reported, because rustc does or because the file is generated; a migration needs it all the same.
    pub(crate) unreported: Vec<Lint>,
    /// What nobody named: no violations, but candidates to be asked about.
    pub(crate) guesses: Vec<Finding>,
}

pub(crate) fn run(cx: CheckContext<'_>) -> Found {
    let checks: &[fn(CheckContext<'_>) -> Vec<Finding>] = &[
        addresses::check,
        annotations::check,
        conformance::check,
        scattered::check,
        constructors::check,
        definitions::check,
        defined_twice::check,
        derives_above::check,
        keys::check,
        attribute_errors::check,
        mocks::check,
        moved::check,
        overrides::check,
        patterns::check,
        sole::check,
    ];
    let plain = checks.iter().flat_map(|check| check(cx)).map(Lint::from);
    let lints = plain
        .chain(with(imports::check(cx), Evidence::Use))
        .chain(with(globals::check(cx), Evidence::Global))
        .chain(with(construction::check(cx), Evidence::Construction));
    let generated: Vec<_> = cx.files.iter().map(SourceFile::is_generated).collect();
    let mut found = Found::default();
    let reported = lints.filter(|lint| {
        cx.settings.reports(lint.finding.rule) && !judged::is_not_one(cx, &lint.finding)
    });
    for lint in reported {
        let Finding { rule, place, .. } = &lint.finding;
        if lint.finding.guess && !judged::is_component(cx, &lint.finding) {
            if !generated[place.file.0] {
                found.guesses.push(lint.finding);
            }
            continue;
        }
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

fn with<E>(found: Vec<(Finding, E)>, evidence: fn(E) -> Evidence) -> impl Iterator<Item = Lint> {
    found.into_iter().map(move |(finding, of)| Lint {
        finding,
        evidence: evidence(of),
    })
}

pub(crate) fn fix<'a>(cx: CheckContext<'a>, lints: &[&'a Lint]) -> Vec<Step> {
    macro_rules! with {
        ($evidence:ident) => {
            lints.iter().filter_map(|lint| match &lint.evidence {
                Evidence::$evidence(evidence) => Some((&lint.finding, evidence)),
                _ => None,
            })
        };
    }
    let mut steps = imports::fix(cx, with!(Use));
    steps.extend(globals::fix(cx, with!(Global)));
    steps.extend(construction::fix(cx, with!(Construction)));
    steps.retain(|step| cx.settings.reports(step.finding.rule));
    // Nothing of the syntax is left, so its places can be forgotten: they would be kept for the thread's life.
    proc_macro2::extra::invalidate_current_thread_spans();
    steps
}

/// Problems of settings that only a lint can parse.
pub(crate) fn unreadable(settings: &Settings) -> Vec<Problem> {
    construction::templates(settings).1
}

/// Problems of settings that name no type, or an ambiguous one.
pub(crate) fn unresolved(cx: CheckContext<'_>) -> Vec<Problem> {
    construction::unresolved(cx)
}

fn refused_by_the_compiler(rule: Rule) -> bool {
    rule.entry().reporter != ssot_rules::Reporter::Scan && rule != Rule::HardcodedAddress
}
