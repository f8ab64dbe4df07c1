//! A guarded type and its constructors, which belong together: one place that makes it, and the same word about how
//! strictly.

use ssot_rules::Rule;
use ssot_rules::names;

use super::context::Subject;
use super::named::{In, Package, is_conditional, last};
use crate::facts::{Factory, Type, TypeKind};
use crate::finding::Finding;

pub(super) fn check(subject: Subject<'_>) -> Vec<Finding> {
    let packages = Package::all(subject);
    packages
        .iter()
        .flat_map(|package| {
            let mut found = types(package);
            found.extend(factories(package));
            found
        })
        .collect()
}

/// Guarded types without constructors, and with too many places for them.
fn types(package: &Package<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for guarded in package.facts(|file| &file.facts.types) {
        let Some(guard) = &guarded.fact.guard else {
            continue;
        };
        let name = guarded.fact.name.as_str();
        let factories = package.factories(name);
        if factories.is_empty() && !guard.generated_constructor && !package.is_incomplete() {
            let place = guarded.place(guarded.fact.place);
            let component = [("Component", name.to_owned())];
            let finding = Finding::new(Rule::NoConstructor, place, name, &component);
            found.push(finding.labelled("nothing makes one"));
        }
        if package.only_type(name).is_some() {
            found.extend(second_place(
                &guarded,
                guard.generated_constructor,
                factories,
            ));
        }
    }
    if package.has_impls_in_macros() {
        let unsure = |finding: Finding| match finding.rule {
            Rule::NoConstructor => finding.unsure("an impl that a macro writes is not seen"),
            _ => finding,
        };
        return found.into_iter().map(unsure).collect();
    }
    found
}

/// Constructors that stand in a second place.
fn second_place(
    guarded: &In<'_, Type>,
    generated: bool,
    factories: &[In<'_, Factory>],
) -> Vec<Finding> {
    let conditional = factories
        .iter()
        .any(|factory| is_conditional(factory.file, factory.fact.at, &factory.fact.condition));
    let type_of = guarded.fact;
    if conditional || is_conditional(guarded.file, type_of.at, &type_of.condition) {
        return Vec::new();
    }
    let attribute = type_of
        .guard
        .as_ref()
        .map(|guard| guarded.place(guard.place));
    let first = if generated {
        attribute
    } else {
        let first = factories.first();
        first.map(|factory| factory.place(factory.fact.attribute))
    };
    let others = factories.iter().skip(usize::from(!generated));
    let findings = others.map(|factory| {
        let place = factory.place(factory.fact.attribute);
        let values = [("Self", type_of.name.clone())];
        Finding::new(Rule::ConstructorsTwice, place, &type_of.name, &values)
            .labelled("constructors here")
            .note(first.clone(), "and here")
    });
    findings.collect()
}

/// Constructors of a type without a guard, and of one that is enforced differently.
fn factories(package: &Package<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for factory in package.facts(|file| &file.facts.factories) {
        let name = last(&factory.fact.of);
        let Some(made) = package.only_type(name) else {
            continue;
        };
        if !package.has(factory.file, &factory.fact.of)
            || made.fact.kind != TypeKind::Struct
            || is_conditional(made.file, made.fact.at, &made.fact.condition)
        {
            continue;
        }
        let values = [("Self", name.to_owned())];
        match &made.fact.guard {
            None => {
                let place = factory.place(factory.fact.place);
                let finding = Finding::new(Rule::NotGuarded, place, name, &values);
                let definition = made.place(made.fact.place);
                found.push(
                    finding.note(Some(definition), "anyone who sees its fields can make one"),
                );
            }
            // Its constructor is generated, so that this one is too many.
            Some(guard) if guard.attribute == names::SSOT_CONFIG => {}
            Some(guard) if guard.enforcement != factory.fact.enforcement => {
                let bytes = factory.fact.enforced_at.unwrap_or(factory.fact.place);
                let finding = Finding::new(
                    Rule::EnforcedDifferently,
                    factory.place(bytes),
                    name,
                    &values,
                );
                let words = format!("the struct says {:?}", guard.enforcement.word());
                found.push(finding.note(Some(made.place(guard.place)), words));
            }
            Some(_) => {}
        }
    }
    found
}
