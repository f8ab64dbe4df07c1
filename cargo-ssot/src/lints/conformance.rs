//! The interfaces that a component declares, and those that it implements: the same ones.

use std::collections::HashMap;

use ssot_rules::Rule;
use ssot_rules::names;

use super::context::{Gaps, Guarded, InFile, Subject};
use crate::finding::Finding;
use crate::index::{Impl, TypeKind, last_segment};
use crate::resolve::{DefinitionId, Item, ModuleId};

pub(super) fn check(subject: Subject<'_>) -> Vec<Finding> {
    let gaps = subject.gaps();
    let declared = subject
        .guarded()
        .flat_map(|component| declared(subject, &gaps, component));
    let implemented = subject
        .facts(|facts| &facts.impls)
        .filter_map(|block| undeclared(subject, block));
    declared.chain(implemented).collect()
}

/// Interfaces that are declared, and that nothing in the crate implements for the component. Rust allows such an impl in
/// no other crate that the component knows.
fn declared(
    subject: Subject<'_>,
    gaps: &HashMap<ModuleId, Gaps>,
    component: Guarded<'_>,
) -> Vec<Finding> {
    let Guarded { id, ty, guard, .. } = component;
    let module = subject.crates[id].module;
    let gaps = gaps.get(&subject.root(module)).copied().unwrap_or_default();
    if gaps.incomplete || subject.crates.has_twin(id) {
        return Vec::new();
    }
    let interfaces = guard.implements.iter().zip(&guard.implements_places);
    let missing = interfaces.filter(|(path, _)| !may_implement(subject, id, path));
    let findings = missing.map(|(path, place)| {
        let values = [
            ("Component", ty.name.clone()),
            ("Interface", last_segment(path).to_owned()),
        ];
        let place = component.place(*place);
        let finding = Finding::new(Rule::DeclaredNotImplemented, place, &ty.name, &values)
            .labelled("there is no impl of it");
        if gaps.impls_in_macros {
            finding.unsure("an impl that a macro writes is not seen")
        } else {
            finding
        }
    });
    findings.collect()
}

/// Whether there is an impl of an interface for a component, or for types of which it may be one.
fn may_implement(subject: Subject<'_>, component: DefinitionId, path: &str) -> bool {
    let (crates, census) = (subject.crates, subject.census);
    let module = crates[component].module;
    if let Some(interface) = crates.resolve_type(module, path) {
        let mut impls = census.impls_of(interface).iter();
        return impls.any(|(file, block)| match census.of_impl(*file, *block) {
            Some(of) => of == component || is_alias(subject, of),
            // All types, or what nothing is known of.
            None => true,
        });
    }
    let wanted = crates.external(module, path);
    // Nobody knows the interface, so that any impl may be one of it.
    wanted.is_empty()
        || subject.facts(|facts| &facts.impls).any(|block| {
            let of = census.of_impl(block.file, block.index);
            let module = subject.module(block.file, block.fact.at);
            let interface = block.fact.interface.iter();
            let mut named = interface.flat_map(|path| crates.external(module, path));
            of.is_none_or(|of| of == component || is_alias(subject, of))
                && named.any(|path| wanted.contains(&path))
        })
}

fn is_alias(subject: Subject<'_>, id: DefinitionId) -> bool {
    let ty = subject.crates.type_of(subject.files, id);
    ty.is_some_and(|ty| ty.kind == TypeKind::Alias)
}

/// An impl of an interface that the type does not declare.
fn undeclared(subject: Subject<'_>, block: InFile<'_, Impl>) -> Option<Finding> {
    let crates = subject.crates;
    let module = subject.module(block.file, block.fact.at);
    let interface = crates.resolve_type(module, block.fact.interface.as_deref()?)?;
    let Item::Trait(index) = crates[interface].item else {
        return None;
    };
    let definition = &subject.files[crates[interface].file.0].facts.traits[index];
    let of = subject.census.of_impl(block.file, block.index)?;
    let ty = crates.type_of(subject.files, of)?;
    if !definition.interface
        || definition.open
        || ty.kind == TypeKind::Alias
        || crates.has_twin(of)
        // A double of a test is reported as one.
        || crates.is_test(crates[of].file, ty.at)
        || declares(subject, of, interface)
    {
        return None;
    }
    let values = [
        ("Self", ty.name.clone()),
        ("Interface", definition.name.clone()),
    ];
    let place = block.place(block.fact.type_place);
    let finding = Finding::new(Rule::ImplementedNotDeclared, place, &ty.name, &values)
        .labelled("implements it")
        .note(
            Some(super::census::place_of(subject.files, crates, interface)),
            "the interface",
        );
    Some(finding)
}

/// Whether a component declares an interface, or one that nothing is known of.
fn declares(subject: Subject<'_>, of: DefinitionId, interface: DefinitionId) -> bool {
    let module = subject.crates[of].module;
    let guard = subject.crates.type_of(subject.files, of);
    let guard = guard.and_then(|ty| ty.guard.as_ref());
    guard.is_some_and(|guard| {
        guard.attribute != names::FACTORY_ONLY
            && guard.implements.iter().any(|path| {
                let declared = subject.crates.resolve_type(module, path);
                declared.is_none_or(|declared| declared == interface)
            })
    })
}
