//! Components that are made past their factory, and types that are made in many places.

use std::collections::{BTreeMap, BTreeSet};

use ssot_rules::Rule;

use super::Subject;
use super::census::{Census, Standing, only_warns, place_of};
use super::direct::{self, By, CONVERSIONS, Direct};
use crate::counted::counted;
use crate::facts::{Construction, Form, Mention};
use crate::finding::{FileId, Finding, Place};
use crate::modules::DefinitionId;

const IN_A_MACRO: &str = "it stands in the tokens of a macro, which decides what they mean";

/// Where instances of annotated components are made, and patterns that their guard will refuse.
pub(super) fn annotated(subject: Subject<'_>) -> Vec<Finding> {
    let constructed = direct::all(subject);
    let constructed = constructed
        .iter()
        .filter(|direct| !matches!(direct.by, By::Missing(_)));
    let mut found: Vec<_> = constructed
        .filter_map(|direct| past_the_factory(subject, direct))
        .collect();
    for (index, file) in subject.files.iter().enumerate() {
        let patterns = file.facts.patterns.iter();
        found.extend(patterns.filter_map(|pattern| exhaustive(subject, FileId(index), pattern)));
    }
    found
}

fn exhaustive(subject: Subject<'_>, file: FileId, pattern: &Mention) -> Option<Finding> {
    let leads_to = subject
        .census
        .leads_to(subject.crates, file, pattern.at, &pattern.path);
    let (of, None) = leads_to? else { return None };
    let ty = subject.crates.type_of(subject.files, of)?;
    if !only_warns(ty.guard.as_ref()?) {
        return None;
    }
    let name = &subject.crates[of].name;
    let place = Place {
        file,
        range: pattern.place.range(),
    };
    let values = [("component", name.clone())];
    let finding = Finding::new(Rule::ExhaustivePattern, place, name, &values);
    Some(finding.labelled("names every field, and not the guard's"))
}

/// The finding of a component that is made past its factory.
pub(crate) fn past_the_factory(subject: Subject<'_>, direct: &Direct<'_>) -> Option<Finding> {
    let Direct {
        file,
        construction,
        component,
        by,
    } = *direct;
    let ty = subject.crates.type_of(subject.files, component)?;
    let guard = ty.guard.as_ref()?;
    let factory = format!("{}Factory", ty.name);
    let advice = match by {
        By::Function(function) => {
            let called = direct::called(subject, component, function);
            let called = called.first().map_or(function, |called| called.name);
            format!("write `{factory}::{called}`")
        }
        By::Literal | By::Missing(_) => {
            let replacing = direct::replacing_literals(subject, component);
            let replacing = replacing.iter().map(|(constructor, _)| *constructor);
            let mut known: Vec<_> = replacing.filter(|_| by == By::Literal).collect();
            if known.is_empty() {
                known = direct::constructors(subject, component);
            }
            match known.as_slice() {
                [only] => format!("call `{factory}::{}(..)`", only.name),
                _ => format!("call a constructor of `{factory}`"),
            }
        }
    };
    let bytes = match construction.form {
        Form::Literal => construction.place,
        _ => construction.whole,
    };
    let values = [("Self", ty.name.clone()), ("Factory", factory)];
    let place = Place {
        file,
        range: bytes.range(),
    };
    let mut finding = Finding::new(Rule::ConstructedDirectly, place, &ty.name, &values)
        .labelled("constructed outside its factory")
        .advise(advice)
        .note(
            Some(place_of(subject.files, subject.crates, component)),
            "the component",
        );
    if only_warns(guard) {
        finding = finding.note(
            None,
            "it compiles as long as the component says `enforce = \"warn\"`",
        );
    }
    Some(if construction.at.in_macro {
        finding.unsure(IN_A_MACRO)
    } else {
        finding
    })
}

/// The type that an expression makes: a literal of it, or a call of one of its constructors.
fn made(subject: Subject<'_>, file: FileId, construction: &Construction) -> Option<DefinitionId> {
    let census = subject.census;
    let (of, function) =
        census.leads_to(subject.crates, file, construction.at, &construction.path)?;
    let of = Census::behind_alias(subject.files, subject.crates, of).unwrap_or(of);
    let standing = census.standing(of)?;
    match (construction.form, function) {
        (Form::Literal | Form::Call, None) => {
            let ty = subject.crates.type_of(subject.files, of)?;
            // A call of a name is a tuple struct, if it is not a function of that name.
            (construction.form == Form::Literal || !ty.named_fields).then_some(of)
        }
        (Form::Call | Form::Value, Some(function)) => {
            let is_constructor = if standing == Standing::Annotated {
                !direct::called(subject, of, function).is_empty()
            } else {
                let ty = subject.crates.type_of(subject.files, of)?;
                // `default` may be derived, and is never anything else.
                census
                    .constructors(subject.files, of, ty)
                    .any(|constructor| constructor.name == function)
                    || function == "default"
                    || CONVERSIONS.contains(&function)
                        && census
                            .all_functions(subject.files, of)
                            .any(|conversion| conversion.name == function)
            };
            is_constructor.then_some(of)
        }
        _ => None,
    }
}

/// Types that look like components, or are named as some, and are made in more than one place.
pub(super) fn scattered(subject: Subject<'_>) -> Vec<Finding> {
    let mut places: BTreeMap<DefinitionId, Vec<(FileId, &Construction)>> = BTreeMap::new();
    for (index, file) in subject.files.iter().enumerate() {
        let id = FileId(index);
        if !file.kind.is_production() {
            continue;
        }
        for construction in &file.facts.constructions {
            if subject.crates.is_test(id, construction.at) || construction.form == Form::Value {
                continue;
            }
            let Some(of) = made(subject, id, construction) else {
                continue;
            };
            let home = construction
                .at
                .within_impl
                .and_then(|block| subject.census.of_impl(id, block));
            if subject.census.standing(of) != Some(Standing::Annotated) && home != Some(of) {
                places.entry(of).or_default().push((id, construction));
            }
        }
    }
    places.retain(|of, places| {
        let makers: BTreeSet<_> = places
            .iter()
            .map(|(file, construction)| maker(subject, *file, construction))
            .collect();
        let enough = places.len() >= enough(subject, *of) && makers.len() >= A_FEW;
        enough && !is_cache_of_each(subject, *of, &makers)
    });
    places
        .iter()
        .flat_map(|(of, places)| made_in_many_places(subject, *of, places))
        .collect()
}

/// What makes something: a type in its own functions, or a function that is none of a type's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Maker {
    Type(DefinitionId),
    Function(FileId, Option<usize>),
}

/// The constructors of one type, and the branches of one function, are one place.
fn maker(subject: Subject<'_>, file: FileId, construction: &Construction) -> Maker {
    let facts = &subject.files[file.0].facts;
    let makes_itself = construction.at.function.is_some_and(|function| {
        let function = &facts.functions[function];
        !function.method && function.returns.contains("Self")
    });
    let of = construction
        .at
        .within_impl
        .and_then(|block| subject.census.of_impl(file, block));
    match of {
        Some(of) if makes_itself => Maker::Type(of),
        _ => Maker::Function(file, construction.at.function),
    }
}

/// How many make a type that is made in many places.
const A_FEW: usize = 2;

/// In how many places a type has to be made to be reported.
fn enough(subject: Subject<'_>, of: DefinitionId) -> usize {
    match subject.census.standing(of) {
        // Nobody said that it is a component, and nothing in it changes: it may as well be a value.
        Some(Standing::Candidate)
            if !subject.census.shares_state(of) && !subject.census.is_mutated(of) =>
        {
            A_FEW + 1
        }
        _ => A_FEW,
    }
}

/// A cache that each of several types has for itself.
fn is_cache_of_each(subject: Subject<'_>, of: DefinitionId, makers: &BTreeSet<Maker>) -> bool {
    subject.census.standing(of) == Some(Standing::Candidate)
        && subject.crates[of].name.contains("Cache")
        && makers.iter().all(|maker| matches!(maker, Maker::Type(_)))
}

fn made_in_many_places(
    subject: Subject<'_>,
    of: DefinitionId,
    places: &[(FileId, &Construction)],
) -> Vec<Finding> {
    let name = &subject.crates[of].name;
    let found = places.iter().map(|(file, construction)| {
        let place = Place {
            file: *file,
            range: construction.whole.range(),
        };
        let values = [
            ("component", name.clone()),
            ("others", counted(places.len() - 1, "other place")),
        ];
        let guess = subject.census.standing(of) == Some(Standing::Candidate);
        let finding = Finding::new(Rule::MadeInManyPlaces, place, name, &values)
            .labelled("made here")
            .guessed(guess)
            .note(
                Some(place_of(subject.files, subject.crates, of)),
                "the type",
            );
        if construction.at.in_macro {
            finding.unsure(IN_A_MACRO)
        } else if guess {
            finding.unsure("it is taken for a component because of its name and its methods alone")
        } else {
            finding
        }
    });
    found.collect()
}
