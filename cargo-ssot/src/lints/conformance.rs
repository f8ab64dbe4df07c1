//! The interfaces that a component declares, and those that it implements: the same ones.

use std::collections::HashMap;

use ssot_rules::Rule;
use ssot_rules::names;

use super::context::{CheckContext, Gaps, Guarded, InFile};
use crate::finding::Finding;
use crate::index::{Impl, ItemPath, TypeKind};
use crate::resolve::{DefinitionId, ModuleId};

pub(super) fn check(cx: CheckContext<'_>) -> Vec<Finding> {
    let gaps = cx.gaps();
    let declared = cx
        .guarded()
        .flat_map(|component| declared(cx, &gaps, component));
    let implemented = cx
        .facts(|facts| &facts.impls)
        .filter_map(|block| undeclared(cx, block));
    declared.chain(implemented).collect()
}

/// Interfaces that are declared, and that nothing in the crate implements for the component. Rust allows such an impl in
/// no other crate that the component knows.
fn declared(
    cx: CheckContext<'_>,
    gaps: &HashMap<ModuleId, Gaps>,
    component: Guarded<'_>,
) -> Vec<Finding> {
    let Guarded { id, ty, guard, .. } = component;
    let module = cx.crates[id].module;
    let gaps = gaps.get(&cx.root(module)).copied().unwrap_or_default();
    if gaps.incomplete || cx.crates.has_twin(id) {
        return Vec::new();
    }
    let interfaces = guard.implements.iter();
    let missing = interfaces.filter(|(path, _)| !may_implement(cx, id, **path));
    let findings = missing.map(|(path, place)| {
        let values = [
            ("Component", ty.name.to_string()),
            ("Interface", path.last().to_owned()),
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
fn may_implement(cx: CheckContext<'_>, component: DefinitionId, path: ItemPath<'_>) -> bool {
    let (crates, components) = (cx.crates, cx.components);
    let module = crates[component].module;
    if let Some(interface) = crates.resolve_type(module, path) {
        let mut impls = components.impls_of(interface).iter();
        return impls.any(|(file, block)| match components.of_impl(*file, *block) {
            Some(of) => of == component || is_alias(cx, of),
            // All types, or what nothing is known of.
            None => true,
        });
    }
    let wanted = crates.external(module, path);
    // Nobody knows the interface, so that any impl may be one of it.
    wanted.is_empty()
        || cx.facts(|facts| &facts.impls).any(|block| {
            let of = components.of_impl(block.file, block.index);
            let module = cx.module(block.file, block.fact.at);
            let interface = block.fact.interface.iter();
            let mut named = interface.flat_map(|path| crates.external(module, **path));
            of.is_none_or(|of| of == component || is_alias(cx, of))
                && named.any(|path| wanted.contains(&path))
        })
}

fn is_alias(cx: CheckContext<'_>, id: DefinitionId) -> bool {
    let ty = cx.type_of(id);
    ty.is_some_and(|ty| ty.kind == TypeKind::Alias)
}

/// An impl of an interface that the type does not declare.
fn undeclared(cx: CheckContext<'_>, block: InFile<'_, Impl>) -> Option<Finding> {
    let crates = cx.crates;
    let module = cx.module(block.file, block.fact.at);
    let interface = crates.resolve_type(module, **block.fact.interface.as_ref()?)?;
    let definition = cx.trait_of(interface)?;
    let of = cx.components.of_impl(block.file, block.index)?;
    let ty = crates.type_of(cx.files, of)?;
    if !definition.interface
        || definition.open
        || ty.kind == TypeKind::Alias
        || crates.has_twin(of)
        // A double of a test is reported as one.
        || crates.is_test(crates[of].file, ty.at)
        || declares(cx, of, interface)
    {
        return None;
    }
    let values = [
        ("Self", ty.name.to_string()),
        ("Interface", definition.name.to_string()),
    ];
    let place = block.place(block.fact.type_place);
    let finding = Finding::new(Rule::ImplementedNotDeclared, place, &ty.name, &values)
        .labelled("implements it")
        .note(Some(cx.place_of(interface)), "the interface");
    Some(finding)
}

/// Whether a component declares an interface, or one that nothing is known of.
fn declares(cx: CheckContext<'_>, of: DefinitionId, interface: DefinitionId) -> bool {
    let module = cx.crates[of].module;
    let guard = cx.type_of(of);
    let guard = guard.and_then(|ty| ty.guard.as_ref());
    guard.is_some_and(|guard| {
        guard.attribute != names::FACTORY_ONLY
            && guard.implements.iter().any(|(path, _)| {
                let declared = cx.crates.resolve_type(module, **path);
                declared.is_none_or(|declared| declared == interface)
            })
    })
}
