//! Functions that are written more than once.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::code::{Code, suspected};
use super::{COMPARED, Cluster, Copy, Pair, ROLE, clusters, pairs_of};
use crate::candidate::Candidate;
use crate::discover::program_files;
use crate::finding::{FileId, Place};
use crate::index::{Condition, Function, InternedPath, ItemPath};
use crate::lints::context::CheckContext;
use crate::lints::definitions::distinct::{system, version};
use crate::pluralize::pluralize;
use crate::resolve::DefinitionId;

/// From how many pairs of words on a function is compared.
const SHORT: usize = 20;
/// From how many pairs of words on a function says something by itself.
const BODY: usize = 36;
/// From how many pairs of words on a body is its own, and no habit of the language.
const LONG: usize = 60;
/// From how many pairs of words on a body is nothing that two would write alike by chance.
const VERY_LONG: usize = 90;
/// From how many pairs of words on a function fills half a page.
const PAGE: usize = 150;
/// From how alike on functions are listed that belong to modules or types of which one was written after the other.
const OF_SIBLINGS: usize = 60;
/// From how many copies on two modules or types are siblings.
const SEVERAL: usize = 2;

/// A function with its body.
struct Body<'a> {
    file: FileId,
    function: &'a Function,
    code: Code<'a>,
    module: ItemPath<'static>,
    /// The type whose function it is.
    of: Option<InternedPath>,
    /// Whether a trait asks for it.
    of_trait: bool,
    /// Whether it is what every type may have: `new`.
    is_constructor: bool,
    /// The candidate that its type belongs to.
    of_copy: Option<usize>,
    condition: &'a Condition,
}

impl Body<'_> {
    fn name(&self) -> &'static str {
        without_way(self.function.name.as_str())
    }

    /// Whether it can be a copy of a function of another name.
    fn is_long(&self) -> bool {
        self.code.len() >= LONG && !self.is_constructor && !self.code.is_table()
    }

    /// Whether another function of the file stands in this one.
    fn holds(&self, other: &Self) -> bool {
        let (outer, inner) = (self.function.body.range(), other.function.body.range());
        outer.start <= inner.start && inner.end <= outer.end
    }
}

pub(super) fn candidates(
    cx: CheckContext<'_>,
    copied: &HashMap<DefinitionId, usize>,
) -> Vec<Candidate> {
    let mut bodies = compared(cx, copied);
    let shared = shared_names(&bodies);
    bodies.retain(|body| shared.contains(body.name()) || body.is_long());
    bodies.shrink_to_fit();
    let mut pairs = of_one_name(&bodies, &shared);
    let named: BTreeSet<_> = pairs
        .iter()
        .flat_map(|(one, other, _)| [*one, *other])
        .collect();
    // What has a question of its own by its name stays that.
    let others = of_other_names(&bodies, &shared).into_iter();
    pairs.extend(others.filter(|(one, other, _)| !named.contains(one) || !named.contains(other)));
    let clusters = clusters(&pairs);
    let found = clusters
        .iter()
        .filter(|cluster| !is_habit(&bodies, cluster))
        .map(|cluster| candidate(cx, &bodies, cluster));
    found.collect()
}

/// The functions that are compared, in the order of their places.
fn compared<'a>(cx: CheckContext<'a>, copied: &HashMap<DefinitionId, usize>) -> Vec<Body<'a>> {
    let mut of_copies: HashMap<Place, usize> = HashMap::new();
    for (id, copy) in copied {
        let functions = cx.components.own_functions(cx.files, *id);
        of_copies.extend(functions.map(|(file, function)| (function.place.in_file(file), *copy)));
    }
    let mut found = Vec::new();
    for (file, source) in program_files(cx) {
        for function in &source.facts.functions {
            if function.name == "main"
                || function.at.in_macro
                || cx.crates.is_test(file, function.at)
            {
                continue;
            }
            let code = Code::new(&source.text[function.body.range()]);
            if code.len() < SHORT {
                continue;
            }
            let block = source.facts.impl_around(function.at);
            let mut traits = source.facts.traits.iter();
            let of_trait = match block {
                Some(block) => block.interface.is_some(),
                None => traits.any(|one| one.item.range().contains(&function.place.range().start)),
            };
            let is_constructor =
                block.is_some() && matches!(function.name.as_str(), "new" | "default");
            let module = cx.crates.module(file, function.at.module());
            found.push(Body {
                file,
                function,
                code,
                module: cx.crates.path_of(module),
                of: block.map(|block| block.of),
                of_trait,
                is_constructor,
                of_copy: of_copies.get(&function.place.in_file(file)).copied(),
                condition: cx.crates.condition_of(module),
            });
        }
    }
    found
}

/// A name without the word for how the function waits: `load_async` is written beside `load`, and has to change with it.
fn without_way(name: &str) -> &str {
    const WAYS: &[(&str, &str)] = &[
        ("async_", "_async"),
        ("blocking_", "_blocking"),
        ("sync_", "_sync"),
    ];
    let shorter = WAYS.iter().find_map(|(before, behind)| {
        name.strip_suffix(behind)
            .or_else(|| name.strip_prefix(before))
    });
    shorter.unwrap_or(name)
}

/// The names of several functions, if they are few enough that the name says what they do.
fn shared_names(bodies: &[Body<'_>]) -> HashSet<&'static str> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for body in bodies {
        *counts.entry(body.name()).or_default() += 1;
    }
    counts.retain(|_, count| (2..=COMPARED).contains(count));
    counts.into_keys().collect()
}

/// Those of one name.
fn of_one_name(bodies: &[Body<'_>], names: &HashSet<&str>) -> Vec<Pair> {
    let mut by_name: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, body) in bodies.iter().enumerate() {
        if names.contains(body.name()) {
            by_name.entry(body.name()).or_default().push(index);
        }
    }
    let mut found = Vec::new();
    // What is too little alike by itself, with where both belong.
    let mut left = Vec::new();
    let mut together: BTreeMap<Homes, usize> = BTreeMap::new();
    for indices in by_name.values() {
        for (one, other) in pairs_of(indices) {
            let (first, second) = (&bodies[one], &bodies[other]);
            if is_apart(first, second) {
                continue;
            }
            let size = first.code.len().min(second.code.len());
            if let Some(alike) = copied(first, second, needed(first, second, size)) {
                found.push((one, other, alike));
                if size >= BODY {
                    *together.entry(homes(first, second)).or_default() += 1;
                }
            } else {
                left.push((one, other, first.code.alike(&second.code)));
            }
        }
    }
    // Where several functions of two modules or types are alike, so are the others of one name.
    let is_sibling = |(one, other, alike): &Pair| {
        let homes = homes(&bodies[*one], &bodies[*other]);
        *alike >= OF_SIBLINGS && together.get(&homes).is_some_and(|count| *count >= SEVERAL)
    };
    found.extend(left.into_iter().filter(is_sibling));
    found
}

/// A module, with the type if a function belongs to one.
type Home = (ItemPath<'static>, Option<InternedPath>);
type Homes = (Home, Home);

fn homes(one: &Body<'_>, other: &Body<'_>) -> Homes {
    let home = |body: &Body<'_>| (body.module, body.of);
    let (one, other) = (home(one), home(other));
    (one.min(other), one.max(other))
}

/// Those of other names.
fn of_other_names(bodies: &[Body<'_>], names: &HashSet<&str>) -> Vec<Pair> {
    let long = (0..bodies.len()).filter(|index| bodies[*index].is_long());
    let long: Vec<_> = long.collect();
    let codes: Vec<_> = long.iter().map(|index| &bodies[*index].code).collect();
    let alike = suspected(&codes).into_iter().filter_map(|(one, other)| {
        let (one, other) = (long[one], long[other]);
        let (first, second) = (&bodies[one], &bodies[other]);
        let is_known = first.name() == second.name() && names.contains(first.name());
        if is_known || is_apart(first, second) {
            return None;
        }
        let size = first.code.len().min(second.code.len());
        let alike = if first.file == second.file {
            let alike = first.code.alike(&second.code);
            let needed = needed_in_a_file(size, first.module == second.module)?;
            (alike >= needed).then_some(alike)?
        } else {
            copied(first, second, needed_of_others(size))?
        };
        Some((one, other, alike))
    });
    alike.collect()
}

/// Whether two functions are not both compiled, or are meant to be there both.
fn is_apart(one: &Body<'_>, other: &Body<'_>) -> bool {
    let by_features = one.condition.is_by_features() && other.condition.is_by_features();
    one.condition != other.condition
        && !one.condition.is_always()
        && !other.condition.is_always()
        && !by_features
        || version(one.module) != version(other.module)
        || system(one.module) != system(other.module)
        // Two of one name in one module are compiled under conditions, or belong to two types there.
        || one.module == other.module
            && one.of == other.of
            && one.function.name == other.function.name
            // Only a trait can be implemented for two types of what it is about: `From`.
            && !(one.of_trait && other.of_trait && one.condition == other.condition)
        // A function that stands in another one is a part of it.
        || one.file == other.file && (one.holds(other) || other.holds(one))
        // Copied types have copied methods.
        || one.of_copy.is_some() && one.of_copy == other.of_copy
}

/// How alike two functions are, if one is a copy of the other, or of a part of it.
fn copied(one: &Body<'_>, other: &Body<'_>, needed: Option<usize>) -> Option<usize> {
    /// From how much of the shorter one on, which must not be short.
    const CONTAINED: usize = 70;
    let alike = one.code.alike(&other.code);
    if needed.is_some_and(|needed| alike >= needed) {
        return Some(alike);
    }
    // Constructors list the same fields.
    if one.is_constructor || other.is_constructor {
        return None;
    }
    let contained = one.code.contained(&other.code)?;
    (contained >= CONTAINED).then_some(contained)
}

/// From how alike on two functions of one name are listed, in percent of their bodies.
fn needed(one: &Body<'_>, other: &Body<'_>, size: usize) -> Option<usize> {
    const OFTEN: usize = 120;
    if one.is_constructor || other.is_constructor {
        // Most list the same fields.
        return (size >= PAGE).then_some(95);
    }
    let of_trait = one.of_trait || other.of_trait;
    let of_types = one.of.is_some() && other.of.is_some();
    // Types of one name that are not alike otherwise still do the same.
    let of_one_name = of_types && one.of == other.of;
    match size {
        OFTEN.. if of_trait => Some(70),
        _ if of_trait => needed_of_others(size),
        OFTEN.. if !of_types || of_one_name => Some(62),
        OFTEN.. => Some(70),
        LONG.. if !of_types || of_one_name => Some(70),
        BODY.. if !of_types || of_one_name => Some(78),
        30.. if of_one_name => Some(90),
        // Methods of two types that do the same for each of them are alike by design.
        LONG.. => Some(78),
        BODY.. => Some(90),
        30.. => Some(100),
        // Shorter code is alike everywhere.
        _ => (!of_types).then_some(100),
    }
}

/// The same for functions of other names, or that a trait asks for.
fn needed_of_others(size: usize) -> Option<usize> {
    match size {
        VERY_LONG.. => Some(80),
        LONG.. => Some(90),
        _ => None,
    }
}

/// The same for functions of other names in one file, where they are seen together.
fn needed_in_a_file(size: usize, of_one_module: bool) -> Option<usize> {
    match size {
        PAGE.. => Some(80),
        100.. if of_one_module => Some(90),
        _ => None,
    }
}

/// Whether many types have a function of the name, in few words: they are made after one pattern.
fn is_habit(bodies: &[Body<'_>], cluster: &Cluster) -> bool {
    let name = |index: usize| &bodies[index].function.name;
    let longest = cluster.all().map(|index| bodies[index].code.len()).max();
    let of_name = bodies
        .iter()
        .filter(|body| body.function.name == *name(cluster.first));
    let types: BTreeSet<_> = of_name.filter_map(|body| body.of).collect();
    longest < Some(LONG)
        && cluster.all().all(|index| bodies[index].of.is_some())
        && types.len() > ROLE
}

fn candidate(cx: CheckContext<'_>, bodies: &[Body<'_>], cluster: &Cluster) -> Candidate {
    let copy = |index: usize| {
        let body = &bodies[index];
        let of = body.of.map(|of| body.module.join(*of));
        let home = of.unwrap_or_else(|| body.module.to_buf());
        Copy {
            name: body.function.name,
            path: home.join(body.function.name),
            place: body.function.place.in_file(body.file),
        }
    };
    let first = &bodies[cluster.first];
    let text = &cx.files[first.file.0].text[first.function.body.range()];
    let lines = text.lines().count();
    let sentence = format!("the function of {} is written", pluralize(lines, "line"));
    cluster.candidate(copy, &sentence, 450 + cluster.rank(lines))
}
