//! The interfaces that a component declares, and those that it implements: the same ones.

use ssot_rules::Rule;
use ssot_rules::names;

use super::context::Subject;
use super::named::{In, Package, is_conditional, last};
use crate::facts::{Impl, Trait, Type, TypeKind};
use crate::finding::Finding;

pub(super) fn check(subject: Subject<'_>) -> Vec<Finding> {
    let packages = Package::all(subject);
    packages
        .iter()
        .flat_map(|package| {
            let mut found = declared(package);
            found.extend(implemented(package));
            found
        })
        .collect()
}

/// Interfaces that are declared, and that nothing in the package implements for the component. Rust allows such an
/// impl in no other package that the component knows.
fn declared(package: &Package<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    if package.is_incomplete() {
        return found;
    }
    for component in package.facts(|file| &file.facts.types) {
        let Some(guard) = &component.fact.guard else {
            continue;
        };
        if is_conditional(component.file, component.fact.at, &component.fact.condition) {
            continue;
        }
        let interfaces = guard.implements.iter().zip(&guard.implements_places);
        for (path, place) in interfaces {
            let interface = last(path);
            let unknown =
                || !package.has_trait(interface) && implements_unknown(package, &component);
            if package.is_renamed(interface)
                || may_implement(package, interface, &component)
                || unknown()
            {
                continue;
            }
            let name = component.fact.name.as_str();
            let values = [
                ("Component", name.to_owned()),
                ("Interface", interface.to_owned()),
            ];
            let place = component.place(*place);
            let finding = Finding::new(Rule::DeclaredNotImplemented, place, name, &values)
                .labelled("there is no impl of it");
            found.push(if package.has_impls_in_macros() {
                finding.unsure("an impl that a macro writes is not seen")
            } else {
                finding
            });
        }
    }
    found
}

/// Whether there is an impl of an interface for the component, or for types of which it may be one.
fn may_implement(package: &Package<'_>, interface: &str, component: &In<'_, Type>) -> bool {
    package.impls(interface).iter().any(|implementation| {
        let of = last(&implementation.fact.of);
        of == component.fact.name || !is_another_type(package, of)
    })
}

/// Whether a name is that of a type of the package, and of no alias.
fn is_another_type(package: &Package<'_>, name: &str) -> bool {
    package
        .only_type(name)
        .is_some_and(|found| found.fact.kind != TypeKind::Alias)
}

/// Whether the component implements a trait of another crate that it does not declare: it may be the same one by
/// another name.
fn implements_unknown(package: &Package<'_>, component: &In<'_, Type>) -> bool {
    package.impls_of(&component.fact.name).iter().any(|found| {
        let interface = found.fact.interface.as_deref().map(last);
        interface.is_some_and(|interface| {
            !declares(component, interface) && !package.has_trait(interface)
        })
    })
}

/// Interfaces of the package that a type of it implements and does not declare.
fn implemented(package: &Package<'_>) -> Vec<Finding> {
    let interfaces = package.facts(|file| &file.facts.traits);
    let closed = interfaces.filter(|found| {
        let only = package.only_trait(&found.fact.name).is_some();
        only && found.fact.interface && !found.fact.open && !package.is_renamed(&found.fact.name)
    });
    closed
        .flat_map(|interface| {
            let impls = package.impls(&interface.fact.name).iter();
            impls.filter_map(move |implementation| undeclared(package, implementation, &interface))
        })
        .collect()
}

fn undeclared(
    package: &Package<'_>,
    implementation: &In<'_, Impl>,
    interface: &In<'_, Trait>,
) -> Option<Finding> {
    let (fact, file) = (implementation.fact, implementation.file);
    let of = package.only_type(last(&fact.of))?;
    let of_package = |path: &str| package.has(file, path);
    if of.fact.kind == TypeKind::Alias
        || !of_package(fact.interface.as_deref()?)
        || !of_package(&fact.of)
        || is_conditional(of.file, of.fact.at, &of.fact.condition)
        || declares(&of, &interface.fact.name)
    {
        return None;
    }
    let name = of.fact.name.as_str();
    let values = [
        ("Self", name.to_owned()),
        ("Interface", interface.fact.name.clone()),
    ];
    let place = implementation.place(fact.type_place);
    let definition = interface.place(interface.fact.place);
    let finding = Finding::new(Rule::ImplementedNotDeclared, place, name, &values)
        .labelled("implements it")
        .note(Some(definition), "the interface");
    Some(finding)
}

fn declares(of: &In<'_, Type>, interface: &str) -> bool {
    of.fact.guard.as_ref().is_some_and(|guard| {
        guard.attribute != names::FACTORY_ONLY
            && guard.implements.iter().any(|path| last(path) == interface)
    })
}
