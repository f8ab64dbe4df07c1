//! Types that are defined more than once.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{COMPARED, Cluster, Copy, Pair, ROLE, clusters, pairs_of};
use crate::candidate::Candidate;
use crate::index::{Member, TypeKind};
use crate::lints::context::CheckContext;
use crate::lints::definitions::distinct::{condition, is_converted, system, version};
use crate::lints::definitions::{self, alternatives, members, percent};
use crate::resolve::DefinitionId;

/// From how alike on two types are listed, in percent of their fields, variants and functions.
const ALIKE: usize = 65;
/// The same for types of other names, in percent of their fields or variants.
const COPIED: usize = 90;
/// From how many fields or variants on a type says something by itself.
const SEVERAL: usize = 3;
/// The same for types of other names.
const MANY: usize = 4;

/// The candidates, and to which of them a type belongs.
pub(super) fn candidates(cx: CheckContext<'_>) -> (Vec<Candidate>, HashMap<DefinitionId, usize>) {
    let types = compared(cx);
    let mut pairs = of_one_name(cx, &types);
    pairs.extend(of_other_names(cx, &types));
    let (mut found, mut copied) = (Vec::new(), HashMap::new());
    let is_one_name = |cluster: &Cluster| {
        let mut names = cluster.all().map(|index| &cx.crates[types[index]].name);
        let first = names.next();
        names.all(|name| Some(name) == first)
    };
    for cluster in clusters(&pairs) {
        // Many types of several names that consist of the same are made after one pattern.
        if cluster.count() > ROLE && !is_one_name(&cluster) {
            continue;
        }
        let number = found.len();
        copied.extend(cluster.all().map(|index| (types[index], number)));
        found.push(candidate(cx, &types, &cluster));
    }
    (found, copied)
}

/// The types that are compared, in the order of their places.
fn compared(cx: CheckContext<'_>) -> Vec<DefinitionId> {
    let types = cx.types().filter(|(id, ty)| {
        let file = cx.crates[*id].file;
        ty.kind != TypeKind::Alias
            && ty.guard.is_none()
            && !ty.at.in_macro
            && !ty.members.is_empty()
            && cx.is_production(file, ty.at)
            && !cx.files[file.0].is_generated()
    });
    let mut types: Vec<_> = types.map(|(id, _)| id).collect();
    types.sort_by_key(|id| cx.place_of(*id).order());
    types
}

fn of_one_name(cx: CheckContext<'_>, types: &[DefinitionId]) -> Vec<Pair> {
    let mut by_name: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, id) in types.iter().enumerate() {
        by_name.entry(&cx.crates[*id].name).or_default().push(index);
    }
    by_name.retain(|_, indices| indices.len() <= COMPARED);
    let mut found = Vec::new();
    for indices in by_name.values() {
        let alike = pairs_of(indices).filter_map(|(one, other)| {
            let percent = alike(cx, types[one], types[other])?;
            Some((one, other, percent))
        });
        let alike: Vec<Pair> = alike.collect();
        let together: BTreeSet<_> = alike
            .iter()
            .flat_map(|(one, other, _)| [one, other])
            .collect();
        // A name that most have for something else says what a type is there for in its module: `Props`, `Msg`.
        if indices.len() <= ROLE || together.len() == indices.len() {
            found.extend(alike);
        }
    }
    found
}

fn alike(cx: CheckContext<'_>, one: DefinitionId, other: DefinitionId) -> Option<usize> {
    if is_apart(cx, one, other) || is_converted(cx, one) || is_converted(cx, other) {
        return None;
    }
    let (members, theirs) = (members(cx, one), members(cx, other));
    let (own, others) = (
        definitions::functions(cx, one),
        definitions::functions(cx, other),
    );
    let shared_members = members.intersection(&theirs).count();
    let of_members = percent(shared_members, members.len(), theirs.len());
    let shared_functions = own.intersection(&others).count();
    let all = percent(
        shared_members + shared_functions,
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
    if counts {
        return Some(all);
    }
    // A copy that was made for another library has its types, below the same names.
    let (names, their_names) = (names(&members), names(&theirs));
    let shared = names.intersection(&their_names).count();
    let of_names = percent(shared, names.len(), their_names.len());
    let halfway = usize::midpoint(of_members, of_names);
    (shared >= SEVERAL && (of_names == 100 || halfway >= ALIKE)).then_some(all.max(halfway))
}

fn names<'a>(members: &BTreeSet<&'a Member>) -> BTreeSet<&'a str> {
    let names = members.iter().map(|member| &*member.name);
    names
        .filter(|name| !name.starts_with(|first: char| first.is_ascii_digit()))
        .collect()
}

/// Types that consist of the same under other names, in other files: in one file they are seen together.
fn of_other_names(cx: CheckContext<'_>, types: &[DefinitionId]) -> Vec<Pair> {
    let mut by_member: BTreeMap<&Member, Vec<usize>> = BTreeMap::new();
    let members: Vec<_> = types.iter().map(|id| members(cx, *id)).collect();
    for (index, of_type) in members.iter().enumerate() {
        if of_type.len() >= MANY {
            for member in of_type {
                by_member.entry(member).or_default().push(index);
            }
        }
    }
    // What is in all of them has to be in few of all types: an `id` alone says nothing.
    let rare = by_member
        .values()
        .filter(|indices| indices.len() <= COMPARED);
    let pairs: BTreeSet<_> = rare.flat_map(|indices| pairs_of(indices)).collect();
    let alike = pairs.into_iter().filter_map(|(one, other)| {
        let shared = members[one].intersection(&members[other]).count();
        let percent = percent(shared, members[one].len(), members[other].len());
        let (one_id, other_id) = (types[one], types[other]);
        let is_copy = percent >= COPIED
            && cx.crates[one_id].file != cx.crates[other_id].file
            && !has_name_of(cx, one_id, other_id)
            && !is_apart(cx, one_id, other_id)
            && !is_made_of(cx, one_id, other_id)
            && !is_made_of(cx, other_id, one_id);
        is_copy.then_some((one, other, percent))
    });
    alike.collect()
}

/// Whether one is named after the other, as what it is made from or into: `RawConfig` and `Config`. The names may be the same.
fn has_name_of(cx: CheckContext<'_>, one: DefinitionId, other: DefinitionId) -> bool {
    let (one, other) = (&*cx.crates[one].name, &*cx.crates[other].name);
    one.contains(other) || other.contains(one)
}

/// Whether both are meant to be there, for two versions or systems say. Of two features, both can be on.
fn is_apart(cx: CheckContext<'_>, one: DefinitionId, other: DefinitionId) -> bool {
    let path = |id: DefinitionId| cx.crates.path_of(cx.crates[id].module);
    let by_features = [one, other].map(|id| condition(cx, id).is_by_features());
    version(path(one)) != version(path(other))
        || system(path(one)) != system(path(other))
        || alternatives(cx, one, other) && by_features != [true, true]
}

/// Whether one type is made of the other.
fn is_made_of(cx: CheckContext<'_>, made: DefinitionId, of: DefinitionId) -> bool {
    let mut functions = cx.components.all_functions(cx.files, made);
    functions.any(|function| {
        let parameter = function.parameters.first();
        matches!(function.name.as_str(), "from" | "try_from")
            && parameter.is_some_and(|from| from.ty.name() == cx.crates[of].name)
    })
}

fn candidate(cx: CheckContext<'_>, types: &[DefinitionId], cluster: &Cluster) -> Candidate {
    let first = types[cluster.first];
    let copy = |index: usize| Copy {
        name: cx.crates[types[index]].name,
        path: cx.crates.defined_at(types[index]),
        place: cx.place_of(types[index]),
    };
    // Those that the rule about components does not take for one are judged by themselves.
    let by_rule = cluster
        .others
        .iter()
        .all(|(other, _)| definitions::is_taken_for(cx, types[*other], first));
    let rank = 500 + cluster.rank(members(cx, first).len());
    Candidate {
        of_type: by_rule.then_some(first),
        ..cluster.candidate(copy, "the type is defined", rank)
    }
}
