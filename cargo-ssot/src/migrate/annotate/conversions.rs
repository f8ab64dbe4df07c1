//! Impls of traits that make instances: somebody has to make them call the factory.

use std::collections::BTreeSet;

use ssot_rules::{Rule, names};

use super::Target;
use crate::finding::{FileId, Finding, Place};
use crate::index::{Construction, Form, InternedPath};
use crate::migrate::Step;

/// One step for each impl.
pub(super) fn steps(target: Target<'_>) -> Vec<Step> {
    let cx = target.cx;
    let constructors = cx.components.constructors(cx.files, target.id);
    let constructors: BTreeSet<_> = constructors
        .map(|function| function.name.as_str())
        .collect();
    let mut steps = Vec::new();
    for (file_id, file) in cx.numbered_files() {
        for (position, block) in file.facts.impls.iter().enumerate() {
            let of = cx.components.of_impl(file_id, position);
            let Some(interface) = block.interface.filter(|_| of == Some(target.id)) else {
                continue;
            };
            let mut constructions = file.facts.constructions.iter();
            let made = constructions.find(|construction| {
                construction.at.within_impl() == Some(position)
                    && makes(target, file_id, construction, &constructors)
            });
            if let Some(made) = made {
                let place = made.place.in_file(file_id);
                steps.push(step(target, interface, place, &constructors));
            }
        }
    }
    steps
}

fn makes(
    target: Target<'_>,
    file: FileId,
    construction: &Construction,
    constructors: &BTreeSet<&str>,
) -> bool {
    let cx = target.cx;
    let meant = cx.resolve_type_path(file, construction.at, *construction.path);
    match meant {
        Some((of, None)) => {
            of == target.id && (construction.form == Form::Literal || !target.ty.named_fields)
        }
        Some((of, Some(function))) => of == target.id && constructors.contains(function),
        None => false,
    }
}

fn step(
    target: Target<'_>,
    interface: InternedPath,
    place: Place,
    constructors: &BTreeSet<&str>,
) -> Step {
    let name = &target.ty.name;
    let factory = format!("{name}Factory");
    let call = match constructors.iter().next() {
        Some(only) if constructors.len() == 1 => format!("`{factory}::{only}`"),
        _ => format!("a constructor of `{factory}`"),
    };
    let reason = format!(
        "`impl {interface} for {name}` makes an instance, and a `#[{}]` impl holds no traits: call {call} in it",
        names::FACTORY
    );
    let values = [("Self", name.to_string()), ("Factory", factory)];
    let finding = Finding::new(Rule::ConstructedDirectly, place, name, &values);
    let finding = finding
        .labelled("constructed outside its factory")
        .advise(format!("call {call}"));
    Step::new(finding, Err(reason))
}
