//! Types and functions that are defined more than once, under one name and alike.

use std::collections::BTreeMap;

use crate::candidate::{Candidate, Evidence, Kind};
use crate::finding::FileId;
use crate::index::{Condition, Function, TypeKind};
use crate::lints::context::CheckContext;
use crate::lints::definitions::alike::{Pairs, percent};
use crate::lints::definitions::distinct::{is_converted, system, version};
use crate::lints::definitions::{self, alternatives, members};
use crate::pluralize::pluralize;
use crate::resolve::DefinitionId;

/// From how alike on two types are listed, in percent of their fields, variants and functions.
const ALIKE: usize = 65;
/// From how alike on two functions are listed, in percent of their bodies.
const COPIED: usize = 78;
/// The same for functions of types.
const SAME: usize = 90;
/// From how many pairs of words on a function says something by itself.
const BODY: usize = 36;
/// The same for functions of types that are wholly alike.
const SHORT_METHOD: usize = 30;
/// The same for other functions that are wholly alike.
const WHOLE_BODY: usize = 20;
/// From how many pairs of words on functions of types count as copied where those that belong to no type do.
const LONG_BODY: usize = 60;
/// How many definitions there are at most of a name that says what something is.
const ROLE: usize = 4;
/// How many definitions of one name are compared. A name that stands for more says what something does, not what it is.
const COMPARED: usize = 40;

pub(super) fn candidates(cx: CheckContext<'_>) -> Vec<Candidate> {
    let mut found = types(cx);
    found.extend(functions(cx));
    found
}

/// Definitions of one name that are alike, the first one first, each other one with how alike it is.
struct Cluster<T> {
    first: T,
    others: Vec<(T, usize)>,
}

/// Groups of what is alike, by pairs.
fn clusters<T: Copy>(all: &[T], alike: impl Fn(T, T) -> Option<usize>) -> Vec<Cluster<T>> {
    let mut left: Vec<T> = all.to_vec();
    let mut found = Vec::new();
    while !left.is_empty() {
        let mut group: Vec<(T, usize)> = vec![(left.remove(0), 100)];
        let mut next = 0;
        while next < group.len() {
            let (of, _) = group[next];
            let mut rest = Vec::new();
            for other in left {
                match alike(of, other) {
                    Some(percent) => group.push((other, percent)),
                    None => rest.push(other),
                }
            }
            left = rest;
            next += 1;
        }
        let mut group = group.into_iter();
        if let Some((first, _)) = group.next() {
            let others: Vec<_> = group.collect();
            if !others.is_empty() {
                found.push(Cluster { first, others });
            }
        }
    }
    found
}

fn types(cx: CheckContext<'_>) -> Vec<Candidate> {
    let mut by_name: BTreeMap<&str, Vec<DefinitionId>> = BTreeMap::new();
    for (id, definition) in cx.crates.definitions() {
        let Some(ty) = cx.type_of(id) else {
            continue;
        };
        let file = &cx.files[definition.file.0];
        let test = cx.crates.is_test(definition.file, ty.at);
        let counts = ty.kind != TypeKind::Alias
            && ty.guard.is_none()
            && !ty.at.in_macro
            && !ty.members.is_empty();
        if counts && !test && file.kind.is_production() && !file.is_generated() {
            by_name.entry(&definition.name).or_default().push(id);
        }
    }
    let several = by_name
        .into_values()
        .filter(|ids| (2..=COMPARED).contains(&ids.len()));
    let mut found = Vec::new();
    for mut ids in several {
        ids.sort_by_key(|id| cx.place_of(*id).order());
        let alike = |one, other| alike_types(cx, one, other);
        let clusters = clusters(&ids, alike);
        let together: usize = clusters
            .iter()
            .map(|cluster| cluster.others.len() + 1)
            .sum();
        // A name that most have for something else says what a type is there for in its module: `Props`, `Msg`.
        if ids.len() > ROLE && together < ids.len() {
            continue;
        }
        found.extend(clusters.iter().map(|cluster| of_types(cx, cluster)));
    }
    found
}

fn of_types(cx: CheckContext<'_>, cluster: &Cluster<DefinitionId>) -> Candidate {
    let name = &cx.crates[cluster.first].name;
    let evidence = cluster.others.iter().map(|(other, percent)| Evidence {
        place: cx.place_of(*other),
        text: format!("`{}`, {percent} % alike", cx.crates.defined_at(*other)),
    });
    let count = cluster.others.len() + 1;
    let most = cluster.others.iter().map(|(_, percent)| *percent).max();
    let most = most.unwrap_or_default();
    let size = members(cx, cluster.first).len();
    let path = cx.crates.defined_at(cluster.first);
    Candidate {
        kind: Kind::Duplicate,
        name: name.clone(),
        path,
        place: cx.place_of(cluster.first),
        evidence: evidence.collect(),
        reason: format!("the type is defined {count} times, up to {most} % alike"),
        rank: 500 + rank(count, most, size),
        of_type: Some(cluster.first),
    }
}

fn rank(count: usize, most: usize, size: usize) -> u64 {
    u64::try_from(most + 5 * count.min(20) + size.min(80)).unwrap_or_default()
}

fn alike_types(cx: CheckContext<'_>, one: DefinitionId, other: DefinitionId) -> Option<usize> {
    let apart = alternatives(cx, one, other) || is_converted(cx, one) || is_converted(cx, other);
    if apart {
        return None;
    }
    let (members, theirs) = (members(cx, one), members(cx, other));
    let (own, others) = (
        definitions::functions(cx, one),
        definitions::functions(cx, other),
    );
    let shared_members = members.intersection(&theirs).count();
    let of_members = percent(shared_members, members.len(), theirs.len());
    let all = percent(
        shared_members + own.intersection(&others).count(),
        members.len() + own.len(),
        theirs.len() + others.len(),
    );
    let root = |id: DefinitionId| cx.crates.crate_of(cx.crates[id].module).root;
    let counts = match shared_members {
        0 => false,
        // One field says something only where nothing else differs, and no module explains it or there is more than it.
        1 => all == 100 && (root(one) != root(other) || !own.is_empty()),
        2 => all >= 80,
        _ => of_members.max(all) >= ALIKE && all >= ALIKE / 2,
    };
    counts.then_some(all)
}

/// A function with its body.
struct Body<'a> {
    file: FileId,
    function: &'a Function,
    pairs: Pairs<'a>,
    module: String,
    /// The type whose function it is.
    of: Option<&'a str>,
    condition: Condition,
}

fn functions(cx: CheckContext<'_>) -> Vec<Candidate> {
    let mut by_name: BTreeMap<&str, Vec<Body<'_>>> = BTreeMap::new();
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    let all = || {
        cx.files.iter().enumerate().flat_map(|(index, source)| {
            let counts = source.kind.is_production() && !source.is_generated();
            let functions = source.facts.functions.iter().filter(move |_| counts);
            functions.map(move |function| (FileId(index), function))
        })
    };
    let counts = |file: FileId, function: &Function| {
        let facts = &cx.files[file.0].facts;
        // What a trait asks for is called the same everywhere.
        let of_trait = match function.at.within_impl() {
            Some(block) => facts.impls[block].interface.is_some(),
            None => facts
                .traits
                .iter()
                .any(|defined| defined.item.range().contains(&function.place.range().start)),
        };
        // Every program has one, and every type may.
        let by_design = function.name == "main"
            || function.at.within_impl().is_some()
                && matches!(function.name.as_str(), "new" | "default");
        !of_trait && !by_design && !function.at.in_macro && !cx.crates.is_test(file, function.at)
    };
    for (file, function) in all() {
        if counts(file, function) {
            *names.entry(&function.name).or_default() += 1;
        }
    }
    for (file, function) in all() {
        if !names
            .get(function.name.as_str())
            .is_some_and(|count| (2..=COMPARED).contains(count))
            || !counts(file, function)
        {
            continue;
        }
        let pairs = Pairs::new(&cx.files[file.0].text[function.body.range()]);
        if pairs.len() < WHOLE_BODY {
            continue;
        }
        let module = cx.crates.module(file, function.at.module());
        by_name.entry(&function.name).or_default().push(Body {
            file,
            function,
            pairs,
            module: cx.crates.path_of(module).to_owned(),
            of: function
                .at
                .within_impl()
                .map(|block| cx.files[file.0].facts.impls[block].of.as_str()),
            condition: cx.crates.condition(module, &Condition::default()),
        });
    }
    let mut found = Vec::new();
    for bodies in by_name.values().filter(|bodies| bodies.len() > 1) {
        let indices: Vec<_> = (0..bodies.len()).collect();
        let alike = |one: usize, other: usize| alike_functions(&bodies[one], &bodies[other]);
        for cluster in clusters(&indices, alike) {
            found.push(of_functions(cx, bodies, &cluster));
        }
    }
    found
}

fn alike_functions(one: &Body<'_>, other: &Body<'_>) -> Option<usize> {
    let by_features = one.condition.is_by_features() && other.condition.is_by_features();
    let apart = one.condition != other.condition
        && !one.condition.is_always()
        && !other.condition.is_always()
        && !by_features
        || version(&one.module) != version(&other.module)
        || system(&one.module) != system(&other.module)
        // Two of one name in one module are compiled under conditions, or belong to two types there.
        || one.module == other.module && one.of.is_none()
        // Copied types have copied methods.
        || one.of.is_some() && one.of == other.of;
    if apart {
        return None;
    }
    let alike = one.pairs.alike(&other.pairs);
    let size = one.pairs.len().min(other.pairs.len());
    // Methods of two types that do the same for each of them are alike by design.
    let methods = one.of.is_some() || other.of.is_some();
    let needed = match size {
        BODY..LONG_BODY if methods => SAME,
        BODY.. => COPIED,
        // Shorter code is alike everywhere.
        ..SHORT_METHOD if methods => return None,
        _ => 100,
    };
    (alike >= needed).then_some(alike)
}

fn of_functions(cx: CheckContext<'_>, bodies: &[Body<'_>], cluster: &Cluster<usize>) -> Candidate {
    let place = |body: &Body<'_>| body.function.place.in_file(body.file);
    let first = &bodies[cluster.first];
    let path = |body: &Body<'_>| match body.function.at.within_impl() {
        Some(block) => {
            let of = &cx.files[body.file.0].facts.impls[block].of;
            format!("{}::{of}::{}", body.module, body.function.name)
        }
        None => format!("{}::{}", body.module, body.function.name),
    };
    let evidence = cluster.others.iter().map(|(other, percent)| Evidence {
        place: place(&bodies[*other]),
        text: format!("`{}`, {percent} % alike", path(&bodies[*other])),
    });
    let count = cluster.others.len() + 1;
    let most = cluster.others.iter().map(|(_, percent)| *percent).max();
    let most = most.unwrap_or_default();
    let lines = cx.files[first.file.0].text[first.function.body.range()]
        .lines()
        .count();
    Candidate {
        kind: Kind::Duplicate,
        name: first.function.name.clone(),
        path: path(first),
        place: place(first),
        evidence: evidence.collect(),
        reason: format!(
            "the function of {} is written {count} times, up to {most} % alike",
            pluralize(lines, "line")
        ),
        rank: 450 + rank(count, most, lines),
        of_type: None,
    }
}
