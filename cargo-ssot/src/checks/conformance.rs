//! The interfaces that a component declares, and those that it implements: the same ones.

use ssot_rules::Rule;
use ssot_rules::names;

use super::Subject;
use super::named::{In, Package, is_conditional, last};
use crate::facts::{Impl, Trait, Type};
use crate::finding::Finding;

pub(super) fn check(subject: Subject<'_>) -> Vec<Finding> {
    let packages = Package::all(subject);
    packages
        .flat_map(|package| {
            let mut found = declared(package);
            found.extend(implemented(package));
            found
        })
        .collect()
}

/// Interfaces that are declared, and that nothing in the package implements for the component. Rust allows such an
/// impl in no other package that the component knows.
fn declared(package: Package<'_>) -> Vec<Finding> {
    if package.is_incomplete() {
        return Vec::new();
    }
    let mut found = Vec::new();
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
            let defined_here = || {
                let mut traits = package.facts(|file| &file.facts.traits);
                traits.any(|found| found.fact.name == interface)
            };
            if is_renamed(package, interface)
                || may_implement(package, interface, &component)
                || !defined_here() && implements_unknown(package, &component)
            {
                continue;
            }
            let name = component.fact.name.as_str();
            let values = [
                ("Component", name.to_owned()),
                ("Self", interface.to_owned()),
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

/// Whether an import gives the interface this name, or another one.
fn is_renamed(package: Package<'_>, interface: &str) -> bool {
    let mut imports = package.facts(|file| &file.facts.imports);
    imports.any(|import| {
        let (path, name) = (last(&import.fact.path), import.fact.name.as_str());
        name != "*" && path != name && (path == interface || name == interface)
    })
}

/// Whether there is an impl of an interface for the component, or for types of which it may be one.
fn may_implement(package: Package<'_>, interface: &str, component: &In<'_, Type>) -> bool {
    let mut impls = package.facts(|file| &file.facts.impls);
    impls.any(|implementation| {
        let of_interface = implementation.fact.interface.as_deref().map(last) == Some(interface);
        let of = last(&implementation.fact.of);
        of_interface && (of == component.fact.name || !is_another_struct(package, of))
    })
}

/// Whether the component implements a trait of another crate that it does not declare: it may be the same one by
/// another name.
fn implements_unknown(package: Package<'_>, component: &In<'_, Type>) -> bool {
    let mut impls = package.facts(|file| &file.facts.impls);
    impls.any(|implementation| {
        let interface = implementation.fact.interface.as_deref().map(last);
        let of = last(&implementation.fact.of) == component.fact.name;
        of && interface.is_some_and(|interface| {
            let mut traits = package.facts(|file| &file.facts.traits);
            !declares(component, interface) && !traits.any(|found| found.fact.name == interface)
        })
    })
}

/// Whether a name is that of a type of the package, and of no alias.
fn is_another_struct(package: Package<'_>, name: &str) -> bool {
    package
        .only_type(name)
        .is_some_and(|found| found.fact.kind != crate::facts::TypeKind::Alias)
}

/// Interfaces of the package that a type of it implements and does not declare.
fn implemented(package: Package<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for implementation in package.facts(|file| &file.facts.impls) {
        let (fact, file) = (implementation.fact, implementation.file);
        let Some(path) = fact.interface.as_deref() else {
            continue;
        };
        if !package.has(file, path) || !package.has(file, &fact.of) {
            continue;
        }
        let interface = last(path);
        let Some(closed) = only_closed(package, interface) else {
            continue;
        };
        let Some(of) = package.only_type(last(&fact.of)) else {
            continue;
        };
        if of.fact.kind == crate::facts::TypeKind::Alias
            || is_renamed(package, interface)
            || is_conditional(of.file, of.fact.at, &of.fact.condition)
            || declares(&of, interface)
        {
            continue;
        }
        found.push(undeclared(&implementation, interface, &of, &closed));
    }
    found
}

fn undeclared(
    implementation: &In<'_, Impl>,
    interface: &str,
    of: &In<'_, Type>,
    closed: &In<'_, Trait>,
) -> Finding {
    let name = of.fact.name.as_str();
    let values = [
        ("Self", name.to_owned()),
        ("Interface", interface.to_owned()),
    ];
    let place = implementation.place(implementation.fact.type_place);
    let definition = closed.place(closed.fact.place);
    Finding::new(Rule::ImplementedNotDeclared, place, name, &values)
        .labelled("implements it")
        .note(Some(definition), "the interface")
}

fn declares(of: &In<'_, Type>, interface: &str) -> bool {
    of.fact.guard.as_ref().is_some_and(|guard| {
        guard.attribute != names::FACTORY_ONLY
            && guard.implements.iter().any(|path| last(path) == interface)
    })
}

/// The interface of this name that only components implement, if no other trait has the name.
fn only_closed<'a>(package: Package<'a>, name: &str) -> Option<In<'a, Trait>> {
    let named = |found: &In<'_, Trait>| found.fact.name == name;
    let mut traits = package.facts(|file| &file.facts.traits).filter(named);
    let only = traits.next()?;
    let closed = only.fact.interface && !only.fact.open;
    (traits.next().is_none() && closed).then_some(only)
}
