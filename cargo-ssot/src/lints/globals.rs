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
use super::context::CheckContext;
use crate::finding::{FileId, Finding};
use crate::index::{Function, ItemPath, Static, StaticKind, TypeKind, TypeRef};
use crate::pluralize::pluralize;
use crate::resolve::DefinitionId;
use crate::step::Step;

#[derive(Debug)]
pub(crate) struct Global {
    of: DefinitionId,
    file: FileId,
    /// The functions that hand it out, by their positions in that file.
    accessors: Vec<usize>,
}

/// Every global, and every function that hands one out that is not to be seen.
pub(super) fn check(cx: CheckContext<'_>) -> Vec<(Finding, Global)> {
    let calls = Calls::collect(cx, &names_of_interest(cx));
    let mut found = Vec::new();
    for (file, source) in cx.numbered_files() {
        let evidence = |of, accessors| Global {
            of,
            file,
            accessors,
        };
        let mut handed_out = BTreeSet::new();
        for global in &source.facts.statics {
            if !cx.is_production(file, global.at) {
                continue;
            }
            if let Some(of) = held(cx, file, global) {
                let accessors: Vec<_> = handing_out(cx, file, global).collect();
                let finding = of_static(cx, file, global, of, &calls, &accessors);
                handed_out.extend(accessors.iter().copied());
                found.push((finding, evidence(of, accessors)));
            }
        }
        for (position, function) in source.facts.functions.iter().enumerate() {
            if handed_out.contains(&position) || !cx.is_production(file, function.at) {
                continue;
            }
            let of_accessor = of_accessor(cx, file, position, &calls);
            found.extend(of_accessor.map(|(finding, of)| (finding, evidence(of, vec![position]))));
        }
    }
    found
}

/// What becomes of each call of what hands a global out, and of that itself.
pub(super) fn fix<'a>(
    cx: CheckContext<'a>,
    lints: impl Iterator<Item = (&'a Finding, &'a Global)>,
) -> Vec<Step> {
    let mut planner = Planner::new(cx);
    let mut steps = Vec::new();
    let all_calls = Calls::collect(cx, &names_of_interest(cx));
    for (finding, global) in lints {
        let mut left = 0;
        let mut calls = 0;
        for position in &global.accessors {
            let accessor = Accessor::new(cx, global.of, global.file, *position);
            for (file, call) in all_calls.of(cx, global.file, *position) {
                let change = planner.change(&accessor, *file, call);
                calls += 1;
                left += usize::from(change.is_err());
                let call = accessor.finding(cx, *file, call);
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
        _ => format!("{} of what hands it out stay, and need it", pluralize(left, "call")),
    }
}

/// The names of the functions whose calls may have to be counted.
fn names_of_interest(cx: CheckContext<'_>) -> HashSet<&str> {
    let files = cx.files.iter();
    let names = files.flat_map(|file| {
        let functions = &file.facts.functions;
        let around = file.facts.statics.iter();
        let around = around.filter_map(|global| functions.get(global.at.function()?));
        let accessors = functions.iter().filter(|function| is_accessor(function));
        accessors.chain(around)
    });
    names.map(|function| function.name.as_str()).collect()
}

fn held(cx: CheckContext<'_>, file: FileId, global: &Static) -> Option<DefinitionId> {
    let module = cx.crates.module(file, global.at.module());
    global.ty.held_paths().into_iter().find_map(|path| {
        let of = cx.crates.resolve_type(module, path)?;
        within(cx, of)
    })
}

/// The component that a type is: itself, what its alias stands for, or what a variant of it holds.
fn within(cx: CheckContext<'_>, of: DefinitionId) -> Option<DefinitionId> {
    let is_component = |of: &DefinitionId| cx.components.kind_of(*of).is_some();
    if is_component(&of) {
        return Some(of);
    }
    let ty = cx.type_of(of)?;
    let module = cx.crates[of].module;
    let inner = ty.held().flat_map(TypeRef::held_paths);
    let mut inner = inner.filter_map(|path| cx.crates.resolve_type(module, path));
    match ty.kind {
        TypeKind::Alias | TypeKind::Enum => inner.find(is_component),
        _ => None,
    }
}

fn of_static(
    cx: CheckContext<'_>,
    file: FileId,
    global: &Static,
    of: DefinitionId,
    calls: &Calls<'_>,
    handing_out: &[usize],
) -> Finding {
    let facts = &cx.files[file.0].facts;
    let component = &cx.crates[of].name;
    let place = global.place.in_file(file);
    let kind = match global.kind {
        StaticKind::ThreadLocal => "shares one with everything on its thread",
        _ if is_collection(cx, file, global) => "shares all in it with everyone",
        _ => "shares one with everyone",
    };
    let values = [
        ("item", global.name.to_string()),
        ("component", component.to_string()),
    ];
    let mut finding = Finding::new(Rule::GlobalInstance, place, &global.name, &values);
    if global.kind == StaticKind::ThreadLocal {
        finding.message = format!(
            "`{}` shares one `{component}` with everything on its thread",
            global.name
        );
    } else if is_collection(cx, file, global) {
        finding.message = format!(
            "`{}` shares every `{component}` in it with everyone in the process",
            global.name
        );
    }
    let mut finding = finding
        .labelled(kind)
        .note(Some(cx.place_of(of)), "what it holds");
    for position in handing_out {
        let function = &facts.functions[*position];
        let count = calls.count(cx, file, *position);
        let place = function.place.in_file(file);
        let text = format!(
            "`{}` hands it out, called in {}",
            function.name,
            pluralize(count, "place")
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
    cx: CheckContext<'a>,
    file: FileId,
    global: &'a Static,
) -> impl Iterator<Item = usize> + 'a {
    let facts = &cx.files[file.0].facts;
    let mut same_name = facts.statics.iter();
    let is_only = same_name.all(|other| other.name != global.name || other.place == global.place);
    let home = cx.crates.module(file, global.at.module());
    // Of several in one file, a name means that of the module around.
    let reaches = move |function: &Function| {
        let module = cx.crates.module(file, function.at.module());
        is_only || cx.crates.is_within(module, home)
    };
    let functions = facts.functions.iter().enumerate();
    let handing_out = functions.filter(move |(position, function)| {
        let mentions = || {
            let mut used = facts.names_used_in(function.body);
            used.any(|used| used.path.last() == global.name)
        };
        global.at.function() == Some(*position)
            || is_accessor(function) && mentions() && reaches(function)
    });
    handing_out.map(|(position, _)| position)
}

/// Whether a global holds several of something, by the name of an alias too.
fn is_collection(cx: CheckContext<'_>, file: FileId, global: &Static) -> bool {
    const ENDS: &[&str] = &["Map", "Set", "Vec", "VecDeque", "Slab"];
    let is_one = |path: ItemPath<'_>| ENDS.iter().any(|end| path.last().ends_with(end));
    let module = cx.crates.module(file, global.at.module());
    global.ty.paths().into_iter().any(|path| {
        let behind = cx.crates.resolve_type(module, path);
        let alias = behind
            .and_then(|id| cx.type_of(id))
            .filter(|ty| ty.kind == TypeKind::Alias);
        is_one(path) || alias.is_some_and(|ty| ty.held().flat_map(TypeRef::held_paths).any(is_one))
    })
}

/// A function that hands out the one instance of a type, from a static that is not to be seen here.
fn of_accessor(
    cx: CheckContext<'_>,
    file: FileId,
    position: usize,
    calls: &Calls<'_>,
) -> Option<(Finding, DefinitionId)> {
    let function = &cx.files[file.0].facts.functions[position];
    let named = is_named_so(function);
    // A type that hands itself out for good has one instance, whatever the function is called.
    let around = cx.type_around(file, function.at);
    let returns = function.returns.as_ref()?;
    let own = around.filter(|_| returns.has_static_reference());
    if !(named || own.is_some()) || !is_accessor(function) {
        return None;
    }
    let of = returns.paths().into_iter().find_map(|path| {
        let (of, behind) = cx.resolve_type_path(file, function.at, path)?;
        let counts = behind.is_none() && cx.components.kind_of(of).is_some();
        (counts && (named || own == Some(of))).then_some(of)
    })?;
    let component = &cx.crates[of].name;
    let item = match function.at.within_impl() {
        Some(_) => format!("{component}::{}", function.name),
        None => function.name.to_string(),
    };
    let place = function.place.in_file(file);
    let values = [("item", item.clone()), ("component", component.to_string())];
    let count = calls.count(cx, file, position);
    let finding = Finding::new(Rule::GlobalInstance, place, &item, &values)
        .labelled("hands out one for everyone")
        .note(
            None,
            format!("it is called in {}", pluralize(count, "place")),
        )
        .unsure("it is taken to return the same one always because of its name alone");
    Some((finding, of))
}
