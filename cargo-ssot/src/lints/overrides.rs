//! A composition that overrides entries of another one, which lists them.

use std::str::FromStr;

use proc_macro2::TokenStream;
use ssot_rules::composition::{Composition, overridden};
use ssot_rules::violation::{Violation, Violations};

use super::context::Subject;
use super::named::{In, Package, last};
use crate::facts::{Bytes, Composition as Fact};
use crate::finding::{Finding, Place};
use crate::source::SourceFile;

pub(super) fn check(subject: Subject<'_>) -> Vec<Finding> {
    let packages = Package::all(subject);
    let found = packages.iter().flat_map(|package| {
        let overriding = package.facts(|file| &file.facts.compositions);
        overriding.flat_map(move |overriding| findings(package, &overriding))
    });
    let found = found.collect();
    // The syntax is gone, so its places can be forgotten.
    proc_macro2::extra::invalidate_current_thread_spans();
    found
}

fn findings(package: &Package<'_>, overriding: &In<'_, Fact>) -> Vec<Finding> {
    let Some(base) = &overriding.fact.base else {
        return Vec::new();
    };
    let name = last(base);
    let mut bases = package
        .facts(|file| &file.facts.compositions)
        .filter(|base| base.fact.name == name);
    let (Some(base), None) = (bases.next(), bases.next()) else {
        return Vec::new();
    };
    let written = |file: &SourceFile, bytes: Bytes| {
        let mut ignored = Violations::new();
        let tokens = TokenStream::from_str(&file.text[bytes.range()]).ok();
        let composition = tokens.and_then(|tokens| Composition::read(tokens, &mut ignored));
        // They were reported where the composition stands.
        let _ = ignored.into_vec();
        composition
    };
    let base = written(base.file, base.fact.tokens);
    let Some((composition, base)) = written(overriding.file, overriding.fact.tokens).zip(base)
    else {
        return Vec::new();
    };
    let mut violations = Violations::new();
    overridden(&composition, base, &mut violations);
    let start = overriding.fact.tokens.range().start;
    let finding = |violation: Violation| {
        let (first, end) = (violation.place().byte_range(), violation.end().byte_range());
        let place = Place {
            file: overriding.id,
            range: start + first.start..start + end.end,
        };
        let symbol = composition.name.to_string();
        let mut finding = Finding::new(violation.rule(), place, &symbol, &[]);
        finding.message = violation.message();
        finding.advise(violation.fix())
    };
    violations.into_vec().into_iter().map(finding).collect()
}
