//! Attributes of ours that are written wrongly: what the macros would say, in code that need not compile.

use super::context::Subject;
use crate::facts::{Import, MACRO_USE, Misuse, OWN, Visibility};
use crate::finding::{FileId, Finding, Place};
use crate::source::SourceFile;
use crate::workspace::TargetKind;

pub(super) fn check(subject: Subject<'_>) -> Vec<Finding> {
    let files = subject.files.iter().enumerate();
    // Nobody compiles those: they may be wrong on purpose, as cases of tests are.
    let files = files.filter(|(_, file)| file.kind != TargetKind::Loose);
    let found = files.flat_map(|(index, file)| {
        let misuses = file.facts.misuses.iter();
        let ours = misuses.filter(move |misuse| is_ours(subject, file, misuse));
        ours.map(move |misuse| {
            let place = Place {
                file: FileId(index),
                range: misuse.place.range(),
            };
            let mut finding = Finding::new(misuse.rule, place, &misuse.symbol, &[]);
            finding.message.clone_from(&misuse.message);
            finding.advise(misuse.fix.clone())
        })
    });
    found.collect()
}

/// Whether the attribute is ours. Where its own file does not tell, another one has to: a module that imports it, the
/// root with `#[macro_use]`, or a crate of the workspace that exports it.
fn is_ours(subject: Subject<'_>, file: &SourceFile, misuse: &Misuse) -> bool {
    let Some(passed_on) = &misuse.passed_on else {
        return true;
    };
    let imports = |package: usize| {
        let files = subject.files.iter();
        let files = files.filter(move |file| file.package == package);
        files.flat_map(|file| &file.facts.imports)
    };
    match passed_on.by.as_str() {
        OWN => imports(file.package).any(|import| brings(import, passed_on.name)),
        MACRO_USE => imports(file.package).any(|import| import.path == "::ssot"),
        name => exporting(subject, file.package, name).is_some_and(|package| {
            imports(package)
                .filter(|import| import.visibility == Visibility::Public)
                .any(|import| brings(import, passed_on.name))
        }),
    }
}

/// The package whose library code of another one calls by this name.
fn exporting(subject: Subject<'_>, package: usize, name: &str) -> Option<usize> {
    let package_of = &subject.workspace.packages[package];
    let mut dependencies = package_of.dependencies.iter();
    let dependency = dependencies.find(|(dependency, _)| dependency == name);
    let own = || {
        let mut targets = package_of.targets.iter();
        targets.any(|target| target.name == name).then_some(package)
    };
    dependency.map(|(_, package)| *package).or_else(own)
}

/// Whether an import brings what our crate has under a name, all that it has, or the crate itself.
fn brings(import: &Import, name: &str) -> bool {
    let path = import.path.trim_start_matches("::");
    path == "ssot"
        || path
            .strip_prefix("ssot::")
            .is_some_and(|imported| imported == name)
}
