//! Components of which everyone in the process shares one: SSOT102.
//!
//! `calls` counts who asks for a global; `accessor` makes each call one of an application, where `applications` finds one
//! in `reach` and the function around can return its `errors`.

mod accessor;
mod applications;
pub(crate) mod calls;
mod errors;
mod reach;

use std::collections::{BTreeSet, HashSet};

use ssot_rules::Rule;

use self::accessor::{Accessor, Planner};
use self::calls::Calls;
use super::accessors::{is_accessor, is_named_so};
use super::census::place_of;
use super::context::{Lint, Subject};
use crate::counted::counted;
use crate::finding::{FileId, Finding, Place};
use crate::index::{Function, Static, StaticKind, TypeKind, TypeRef};
use crate::resolve::DefinitionId;
use crate::step::Step;

/// A global, with the functions that hand it out.
#[derive(Debug)]
pub(crate) struct Global {
    /// The type that everyone shares.
    of: DefinitionId,
    /// The file that it stands in.
    file: FileId,
    /// The functions that hand it out, by their positions in that file.
    accessors: Vec<usize>,
}

/// Every global, and every function that hands one out that is not to be seen.
pub(super) fn check(subject: Subject<'_>) -> Vec<Lint<Global>> {
    let calls = Calls::of(subject, &names_of_interest(subject));
    let mut found = Vec::new();
    for (index, source) in subject.files.iter().enumerate() {
        let file = FileId(index);
        if !source.kind.is_production() {
            continue;
        }
        let mut handed_out = BTreeSet::new();
        for global in &source.facts.statics {
            if subject.crates.is_test(file, global.at) {
                continue;
            }
            if let Some(of) = held(subject, file, global) {
                let mut accessors = BTreeSet::new();
                let finding = of_static(subject, file, global, of, &calls, &mut accessors);
                handed_out.extend(accessors.iter().copied());
                let accessors = accessors.into_iter().collect();
                found.push(Lint {
                    finding,
                    evidence: Global {
                        of,
                        file,
                        accessors,
                    },
                });
            }
        }
        for (position, function) in source.facts.functions.iter().enumerate() {
            if handed_out.contains(&position) || subject.crates.is_test(file, function.at) {
                continue;
            }
            let of_accessor = of_accessor(subject, file, position, &calls);
            let accessors = vec![position];
            found.extend(of_accessor.map(|(finding, of)| Lint {
                finding,
                evidence: Global {
                    of,
                    file,
                    accessors,
                },
            }));
        }
    }
    found
}

/// What becomes of each call of what hands a global out, and of that itself.
pub(super) fn fix<'a>(
    subject: Subject<'a>,
    lints: impl Iterator<Item = (&'a Finding, &'a Global)>,
) -> Vec<Step> {
    let mut planner = Planner::new(subject);
    let mut steps = Vec::new();
    for (finding, global) in lints {
        let mut left = 0;
        let mut calls = 0;
        for position in &global.accessors {
            let accessor = Accessor::new(subject, global.of, global.file, *position);
            for (file, call) in accessor.calls(subject) {
                let change = planner.change(&accessor, file, call);
                calls += 1;
                left += usize::from(change.is_err());
                let call = accessor.finding(subject, file, call);
                steps.push(Step::new(call, change));
            }
        }
        let reason = definition(finding, global, calls, left);
        steps.push(Step::new(finding.clone(), Err(reason)));
    }
    steps
}

/// What is to be done about the accessor itself.
fn definition(finding: &Finding, global: &Global, calls: usize, left: usize) -> String {
    match (global.accessors.is_empty(), calls, left) {
        (true, ..) => format!(
            "no function hands it out whose calls could be changed: {}",
            finding.fix
        ),
        (_, 0, _) => "nothing calls what hands it out; delete it, if nothing outside of the workspace needs it".to_owned(),
        (_, _, 0) => "no call of what hands it out is left afterwards; it can be deleted then".to_owned(),
        _ => format!("{} of what hands it out stay, and need it", counted(left, "call")),
    }
}

/// The names of the functions whose calls may have to be counted.
fn names_of_interest(subject: Subject<'_>) -> HashSet<&str> {
    let files = subject.files.iter();
    let names = files.flat_map(|file| {
        let functions = &file.facts.functions;
        let around = file.facts.statics.iter();
        let around = around.filter_map(|global| functions.get(global.at.function?));
        let accessors = functions.iter().filter(|function| is_accessor(function));
        accessors.chain(around)
    });
    names.map(|function| function.name.as_str()).collect()
}

/// The component that a static holds.
fn held(subject: Subject<'_>, file: FileId, global: &Static) -> Option<DefinitionId> {
    let module = subject.crates.module(file, global.at.module);
    global.ty.held_paths().into_iter().find_map(|path| {
        let of = subject.crates.resolve_type(module, path)?;
        within(subject, of)
    })
}

/// The component that a type is: itself, what its alias stands for, or what a variant of it holds.
fn within(subject: Subject<'_>, of: DefinitionId) -> Option<DefinitionId> {
    let is_component = |of: &DefinitionId| subject.census.standing(*of).is_some();
    if is_component(&of) {
        return Some(of);
    }
    let ty = subject.crates.type_of(subject.files, of)?;
    let module = subject.crates[of].module;
    let inner = ty.held().flat_map(TypeRef::held_paths);
    let mut inner = inner.filter_map(|path| subject.crates.resolve_type(module, path));
    match ty.kind {
        TypeKind::Alias | TypeKind::Enum => inner.find(is_component),
        _ => None,
    }
}

fn of_static(
    subject: Subject<'_>,
    file: FileId,
    global: &Static,
    of: DefinitionId,
    calls: &Calls<'_>,
    handed_out: &mut BTreeSet<usize>,
) -> Finding {
    let facts = &subject.files[file.0].facts;
    let component = &subject.crates[of].name;
    let place = Place {
        file,
        range: global.place.range(),
    };
    let kind = match global.kind {
        StaticKind::ThreadLocal => "shares one with everything on its thread",
        _ if is_collection(subject, file, global) => "shares all in it with everyone",
        _ => "shares one with everyone",
    };
    let values = [
        ("item", global.name.clone()),
        ("component", component.clone()),
    ];
    let mut finding = Finding::new(Rule::GlobalInstance, place, &global.name, &values);
    if global.kind == StaticKind::ThreadLocal {
        finding.message = format!(
            "`{}` shares one `{component}` with everything on its thread",
            global.name
        );
    } else if is_collection(subject, file, global) {
        finding.message = format!(
            "`{}` shares every `{component}` in it with everyone in the process",
            global.name
        );
    }
    let mut finding = finding.labelled(kind).note(
        Some(place_of(subject.files, subject.crates, of)),
        "what it holds",
    );
    for position in handing_out(subject, file, global) {
        handed_out.insert(position);
        let function = &facts.functions[position];
        let count = calls.count(subject, file, position);
        let place = Place {
            file,
            range: function.place.range(),
        };
        let text = format!(
            "`{}` hands it out, called in {}",
            function.name,
            counted(count, "place")
        );
        finding = finding.note(Some(place), text);
    }
    match global.kind {
        StaticKind::Plain => finding,
        _ => finding.note(None, "it is written in the tokens of a macro"),
    }
}

/// The functions of a file that hand out a global of it, by their positions.
fn handing_out<'a>(
    subject: Subject<'a>,
    file: FileId,
    global: &'a Static,
) -> impl Iterator<Item = usize> + 'a {
    let facts = &subject.files[file.0].facts;
    let mut same_name = facts.statics.iter();
    let is_only = same_name.all(|other| other.name != global.name || other.place == global.place);
    let home = subject.crates.module(file, global.at.module);
    // Of several in one file, a name means that of the module around.
    let reaches = move |function: &Function| {
        let module = subject.crates.module(file, function.at.module);
        is_only || subject.crates.is_within(module, home)
    };
    let functions = facts.functions.iter().enumerate();
    let handing_out = functions.filter(move |(position, function)| {
        let mentions = function.statics_mentioned.contains(&global.name) && reaches(function);
        global.at.function == Some(*position) || mentions && is_accessor(function)
    });
    handing_out.map(|(position, _)| position)
}

/// Whether a global holds several of something, by the name of an alias too.
fn is_collection(subject: Subject<'_>, file: FileId, global: &Static) -> bool {
    const ENDS: &[&str] = &["Map", "Set", "Vec", "VecDeque", "Slab"];
    let is_one = |path: &str| ENDS.iter().any(|end| path.ends_with(end));
    let module = subject.crates.module(file, global.at.module);
    global.ty.paths().into_iter().any(|path| {
        let behind = subject.crates.resolve_type(module, path);
        let alias = behind
            .and_then(|id| subject.crates.type_of(subject.files, id))
            .filter(|ty| ty.kind == TypeKind::Alias);
        is_one(path) || alias.is_some_and(|ty| ty.held().flat_map(TypeRef::held_paths).any(is_one))
    })
}

/// A function that hands out the one instance of a type, from a static that is not to be seen here.
fn of_accessor(
    subject: Subject<'_>,
    file: FileId,
    position: usize,
    calls: &Calls<'_>,
) -> Option<(Finding, DefinitionId)> {
    let function = &subject.files[file.0].facts.functions[position];
    let named = is_named_so(function);
    // A type that hands itself out for good has one instance, whatever the function is called.
    let around = function
        .at
        .within_impl
        .and_then(|block| subject.census.of_impl(file, block));
    let returns = function.returns.as_ref()?;
    let own = around.filter(|_| returns.has_static_reference());
    if !(named || own.is_some()) || !is_accessor(function) {
        return None;
    }
    let of = returns.paths().into_iter().find_map(|path| {
        let (of, behind) = subject
            .census
            .leads_to(subject.crates, file, function.at, path)?;
        let counts = behind.is_none() && subject.census.standing(of).is_some();
        (counts && (named || own == Some(of))).then_some(of)
    })?;
    let component = &subject.crates[of].name;
    let item = match function.at.within_impl {
        Some(_) => format!("{component}::{}", function.name),
        None => function.name.clone(),
    };
    let place = Place {
        file,
        range: function.place.range(),
    };
    let values = [("item", item.clone()), ("component", component.clone())];
    let count = calls.count(subject, file, position);
    let finding = Finding::new(Rule::GlobalInstance, place, &item, &values)
        .labelled("hands out one for everyone")
        .note(None, format!("it is called in {}", counted(count, "place")))
        .unsure("it is taken to return the same one always because of its name alone");
    Some((finding, of))
}
