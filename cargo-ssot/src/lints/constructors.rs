//! A guarded type and its constructors, which belong together: one place that makes it, and the same word about how
//! strictly.

use ssot_rules::Rule;
use ssot_rules::names;

use std::collections::HashMap;

use super::context::{CheckContext, Gaps, Guarded, InFile};
use crate::finding::Finding;
use crate::index::{Factory, TypeKind};
use crate::resolve::{DefinitionId, ModuleId};

type Factories<'a> = HashMap<DefinitionId, Vec<InFile<'a, Factory>>>;

pub(super) fn check(cx: CheckContext<'_>) -> Vec<Finding> {
    let gaps = cx.gaps();
    let mut factories = Factories::new();
    for factory in cx.facts(|facts| &facts.factories) {
        let module = cx.module(factory.file, factory.fact.at);
        if let Some(of) = cx.type_at(module, *factory.fact.of) {
            factories.entry(of).or_default().push(factory);
        }
    }
    let types = cx
        .guarded()
        .flat_map(|guarded| guarded_type(cx, &gaps, &factories, guarded));
    let constructors = factories
        .iter()
        .flat_map(|(of, factories)| factories.iter().map(move |factory| (*of, factory)))
        .filter_map(|(of, factory)| guard_of(cx, of, factory));
    types.chain(constructors).collect()
}

/// A guarded type without constructors, or with too many places for them.
fn guarded_type(
    cx: CheckContext<'_>,
    gaps: &HashMap<ModuleId, Gaps>,
    factories: &Factories<'_>,
    guarded: Guarded<'_>,
) -> Vec<Finding> {
    let Guarded { id, ty, guard, .. } = guarded;
    let module = cx.crates[id].module;
    // Of several under conditions, its name leads to one.
    let named = cx.crates.resolve_type(module, ty.name.as_path());
    let factories = factories
        .get(&named.unwrap_or(id))
        .map_or(&[][..], Vec::as_slice);
    let gaps = gaps.get(&cx.root(module)).copied().unwrap_or_default();
    let mut found = Vec::new();
    if factories.is_empty() && !guard.generated_constructor && !gaps.incomplete {
        let place = guarded.place(ty.place);
        let component = [("Component", ty.name.to_string())];
        let finding = Finding::new(Rule::NoConstructor, place, &ty.name, &component)
            .labelled("nothing makes one");
        found.push(if gaps.impls_in_macros {
            finding.unsure("an impl that a macro writes is not seen")
        } else {
            finding
        });
    }
    found.extend(second_place(cx, guarded, factories));
    found
}

fn second_place(
    cx: CheckContext<'_>,
    guarded: Guarded<'_>,
    factories: &[InFile<'_, Factory>],
) -> Vec<Finding> {
    let Guarded { id, ty, guard, .. } = guarded;
    let crates = cx.crates;
    let condition = crates.condition(crates[id].module, &ty.condition);
    let sometimes = factories.iter().any(|factory| {
        let module = cx.module(factory.file, factory.fact.at);
        let own = crates.condition(module, &factory.fact.condition);
        !condition.implies(&own)
    });
    if sometimes || crates.has_twin(id) {
        return Vec::new();
    }
    let generated = guard.generated_constructor;
    let first = if generated {
        Some(guarded.place(guard.place))
    } else {
        let first = factories.first();
        first.map(|factory| factory.place(factory.fact.attribute))
    };
    let others = factories.iter().skip(usize::from(!generated));
    let findings = others.map(|factory| {
        let place = factory.place(factory.fact.attribute);
        let values = [("Self", ty.name.to_string())];
        Finding::new(Rule::ConstructorsTwice, place, &ty.name, &values)
            .labelled("constructors here")
            .note(first.clone(), "and here")
    });
    findings.collect()
}

/// Constructors of a type without a guard, or of one that is enforced differently.
fn guard_of(
    cx: CheckContext<'_>,
    of: DefinitionId,
    factory: &InFile<'_, Factory>,
) -> Option<Finding> {
    let ty = cx.type_of(of)?;
    if ty.kind != TypeKind::Struct || cx.crates.has_twin(of) {
        return None;
    }
    let definition = cx.place_of(of);
    let values = [("Self", ty.name.to_string())];
    match &ty.guard {
        None => {
            let place = factory.place(factory.fact.place);
            let finding = Finding::new(Rule::NotGuarded, place, &ty.name, &values);
            Some(finding.note(Some(definition), "anyone who sees its fields can make one"))
        }
        // Its constructor is generated, so that this one is too many.
        Some(guard) if guard.attribute == names::SSOT_CONFIG => None,
        Some(guard) if guard.enforcement != factory.fact.enforcement => {
            let bytes = factory.fact.enforced_at.unwrap_or(factory.fact.place);
            let place = factory.place(bytes);
            let finding = Finding::new(Rule::EnforcedDifferently, place, &ty.name, &values);
            let words = format!("the struct says {:?}", guard.enforcement.word());
            let guard = crate::finding::Place {
                range: guard.place.range(),
                ..definition
            };
            Some(finding.note(Some(guard), words))
        }
        Some(_) => None,
    }
}
