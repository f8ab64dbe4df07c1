//! Type names that are defined more than once.

mod distinct;

use std::collections::{BTreeMap, BTreeSet};

use ssot_rules::Rule;
use ssot_rules::classification::Risk;

use super::census::{Standing, place_of};
use super::context::Subject;
use crate::finding::Finding;
use crate::index::{Member, TypeKind, TypeRef, Visibility};
use crate::resolve::{DefinitionId, Item, ModuleId};
pub(super) use distinct::alternatives;
use distinct::{is_branch, is_converted, is_role};

/// From how alike on two types that are no components count as one, in percent of what they consist of.
const ALIKE: usize = 70;
/// From how alike on two of them are reported. What is less alike only tells that their modules do the same for two things.
const COPIED: usize = 85;
/// How many fields, variants and functions two types that are no components have to share.
const SHARED: usize = 3;

/// The rule of which guesses are off unless `ssot.toml` turns them on.
pub(super) const GUESSED: Rule = Rule::DefinedRepeatedly;

pub(super) fn check(subject: Subject<'_>) -> Vec<Finding> {
    let mut by_name: BTreeMap<&str, Vec<DefinitionId>> = BTreeMap::new();
    for (id, definition) in subject.crates.definitions() {
        let Some(ty) = subject.crates.type_of(subject.files, id) else {
            continue;
        };
        let test = subject.crates.is_test(definition.file, ty.at)
            || !subject.files[definition.file.0].kind.is_production();
        let local = subject.crates.is_local(definition.module);
        if ty.kind != TypeKind::Alias && !test && !local {
            by_name.entry(&definition.name).or_default().push(id);
        }
    }
    by_name.retain(|_, definitions| definitions.len() > 1);
    let mut found: Vec<_> = by_name
        .values()
        .flat_map(|definitions| of_one_name(subject, definitions))
        .collect();
    let families = families(subject, &found);
    found.retain(|pair| {
        let copied = pair.alike.percent >= COPIED && !families.contains(&modules(subject, pair));
        pair.components || copied
    });
    found.iter().map(|pair| finding(subject, pair)).collect()
}

/// A definition that is reported because of another one.
struct Pair {
    id: DefinitionId,
    other: DefinitionId,
    alike: Alike,
    /// Whether it is reported for what the two are, however alike.
    components: bool,
    /// How many definitions of the name there are.
    count: usize,
}

/// The modules of two definitions, in their order.
fn modules(subject: Subject<'_>, pair: &Pair) -> (ModuleId, ModuleId) {
    let [one, other] = [pair.id, pair.other].map(|id| subject.crates[id].module);
    (one.min(other), one.max(other))
}

/// Modules beside one another that do the same for two things, and have several types of the same names for it: texts and bytes say. What is
/// copied is the same in all of them.
fn families(subject: Subject<'_>, pairs: &[Pair]) -> BTreeSet<(ModuleId, ModuleId)> {
    let mut alike: BTreeMap<(ModuleId, ModuleId), Vec<usize>> = BTreeMap::new();
    let parent = |module: ModuleId| {
        let path = subject.crates.path_of(module).rsplit_once("::");
        path.map(|(parent, _)| parent)
    };
    let siblings = |pair: &&Pair| {
        let (one, other) = modules(subject, pair);
        one == other || parent(one).is_some_and(|of_one| parent(other) == Some(of_one))
    };
    for pair in pairs.iter().filter(siblings) {
        let modules = alike.entry(modules(subject, pair)).or_default();
        modules.push(pair.alike.percent);
    }
    let differ = |percents: &Vec<usize>| {
        percents.len() > 1 && percents.iter().any(|percent| *percent != 100)
    };
    let families = alike.into_iter().filter(|(_, percents)| differ(percents));
    families.map(|(modules, _)| modules).collect()
}

/// With how many others of its name a type is compared. A name that stands for more is generated, and all of them are
/// alike.
const COMPARED: usize = 50;

fn of_one_name(subject: Subject<'_>, definitions: &[DefinitionId]) -> Vec<Pair> {
    let uses = |id: &DefinitionId| {
        let standing = subject.census.standing(*id).unwrap_or(Standing::Candidate);
        (
            standing,
            subject.crates[*id].visibility != Visibility::Public,
            *id,
        )
    };
    let mut definitions = definitions.to_vec();
    definitions.sort_by_key(uses);
    let Some((original, others)) = definitions.split_first() else {
        return Vec::new();
    };
    let alike = |id: &DefinitionId| {
        let others = definitions.iter().take(COMPARED);
        let counted: Vec<_> = others.filter(|other| *other != id).collect();
        let nearest = counted
            .into_iter()
            .filter(|other| !alternatives(subject, *id, **other))
            .filter(|other| !is_converted(subject, *id) && !is_converted(subject, **other));
        nearest
            .map(|other| (alikeness(subject, *id, *other), *other))
            .max_by_key(|(alike, _)| alike.percent)
    };
    let reported = others.iter().filter_map(|id| {
        let (alike, other) = alike(id)?;
        // Of what only looks like components, both have to, or they have to have something in common.
        let standings = [*id, other].map(|id| subject.census.standing(id));
        let components = match standings {
            [None, None] => {
                let serves = |id| {
                    let ty = subject.crates.type_of(subject.files, id);
                    ty.is_some_and(|ty| subject.census.serves(subject.files, id, ty))
                };
                alike.percent >= ALIKE / 2 && serves(*id) && serves(other)
            }
            [None, Some(Standing::Candidate)] | [Some(Standing::Candidate), None] => {
                alike.percent >= ALIKE / 2
            }
            // In another crate, only what is alike is taken for the component.
            _ => alike.percent >= ALIKE / 2 || is_of_one_crate(subject, *id, other),
        };
        let generic = [*id, other].iter().any(|id| {
            let ty = subject.crates.type_of(subject.files, *id);
            ty.is_some_and(|ty| ty.generic || ty.held().any(TypeRef::borrows))
        });
        // What is built around any other type is written once for each that it is built around differently, and what
        // borrows is there for one call.
        let counts = alike.counts()
            && !generic
            && !is_role(subject, &definitions)
            && !is_branch(subject, *id, other, alike);
        (counts || components).then_some((*id, other, alike, components))
    });
    let reported: Vec<_> = reported.collect();
    let names: BTreeSet<DefinitionId> = reported
        .iter()
        .flat_map(|(id, other, ..)| [*id, *other])
        .chain([*original])
        .collect();
    let count = names.len();
    let pairs = reported
        .into_iter()
        .map(|(id, other, alike, components)| Pair {
            id,
            other,
            alike,
            components,
            count,
        });
    pairs.collect()
}

fn finding(subject: Subject<'_>, pair: &Pair) -> Finding {
    let Pair {
        id,
        other,
        alike,
        count,
        ..
    } = *pair;
    let name = &subject.crates[id].name;
    let annotated = |id| subject.census.standing(id) == Some(Standing::Annotated);
    let named = |id| {
        let standing = subject.census.standing(id);
        standing.is_some_and(Standing::is_named)
    };
    let percent = alike.percent;
    let values = [
        ("name", name.clone()),
        ("count", count.to_string()),
        ("alike", format!(", {percent} % alike")),
    ];
    let place = place_of(subject.files, subject.crates, id);
    let there = place_of(subject.files, subject.crates, other);
    let finding = Finding::new(Rule::DefinedRepeatedly, place, name, &values)
        .labelled("defined once more")
        .guessed(!(named(id) || named(other)))
        .note(Some(there), format!("also defined here, {percent} % alike"));
    if annotated(id) || annotated(other) || percent == 100 {
        finding.of_risk(Risk::High)
    } else {
        finding.of_risk(Risk::Medium)
    }
}

/// How alike two definitions are.
#[derive(Clone, Copy)]
struct Alike {
    percent: usize,
    shared: usize,
    /// The same of fields and variants alone: two types that do the same need not be copies.
    members: usize,
    shared_members: usize,
}

impl Alike {
    fn counts(self) -> bool {
        // A single field says little.
        self.percent >= ALIKE
            && self.members >= ALIKE
            && self.shared >= SHARED
            && self.shared_members >= 2
    }
}

/// Twice what both have, of what each of them has: the coefficient of Sørensen and Dice over fields with their
/// types, variants, and the names of functions.
fn alikeness(subject: Subject<'_>, one: DefinitionId, other: DefinitionId) -> Alike {
    let (members, other_members) = (members(subject, one), members(subject, other));
    let (functions, other_functions) = (functions(subject, one), functions(subject, other));
    let shared_members = members.intersection(&other_members).count();
    let all_members = members.len() + other_members.len();
    let shared = shared_members + functions.intersection(&other_functions).count();
    let all = all_members + functions.len() + other_functions.len();
    let percent = |shared: usize, all: usize| (200 * shared).checked_div(all).unwrap_or_default();
    Alike {
        percent: percent(shared, all),
        shared,
        members: percent(shared_members, all_members),
        shared_members,
    }
}

fn members(subject: Subject<'_>, id: DefinitionId) -> BTreeSet<&Member> {
    let ty = subject.crates.type_of(subject.files, id);
    ty.into_iter().flat_map(|ty| &ty.members).collect()
}

fn functions(subject: Subject<'_>, id: DefinitionId) -> BTreeSet<&str> {
    let functions = subject.census.own_functions(subject.files, id);
    functions
        .map(|(_, function)| function.name.as_str())
        .collect()
}

/// Components of one name that one program can hold.
pub(super) fn components(subject: Subject<'_>) -> Vec<Finding> {
    let mut by_name: BTreeMap<String, Vec<DefinitionId>> = BTreeMap::new();
    for (id, _) in subject.census.components() {
        let definition = &subject.crates[id];
        let Item::Type(index) = definition.item else {
            continue;
        };
        let ty = &subject.files[definition.file.0].facts.types[index];
        let Some(guard) = &ty.guard else { continue };
        let name = guard.name.clone().unwrap_or_else(|| ty.name.clone());
        if guard.attribute != ssot_rules::names::FACTORY_ONLY {
            by_name.entry(name).or_default().push(id);
        }
    }
    let mut found = Vec::new();
    for (name, definitions) in &by_name {
        for (position, id) in definitions.iter().enumerate() {
            let earlier = definitions[..position].iter();
            let mut together = earlier.filter(|other| {
                !alternatives(subject, *id, **other) && can_be_linked(subject, *id, **other)
            });
            if let Some(other) = together.next() {
                let place = place_of(subject.files, subject.crates, *id);
                let there = place_of(subject.files, subject.crates, *other);
                let values = [
                    ("name", name.clone()),
                    ("count", definitions.len().to_string()),
                ];
                let finding = Finding::new(Rule::DefinedTwice, place, name, &values);
                found.push(
                    finding
                        .labelled("defined once more")
                        .note(Some(there), "the component of that name"),
                );
            }
        }
    }
    found
}

fn is_of_one_crate(subject: Subject<'_>, one: DefinitionId, other: DefinitionId) -> bool {
    let root = |id: DefinitionId| subject.crates.crate_of(subject.crates[id].module).root;
    root(one) == root(other)
}

/// Whether there can be a program with both: they are in one crate, or one of them in a library.
pub(super) fn can_be_linked(subject: Subject<'_>, one: DefinitionId, other: DefinitionId) -> bool {
    let of = |id: DefinitionId| subject.crates.crate_of(subject.crates[id].module);
    let (one, other) = (of(one), of(other));
    one.root == other.root || subject.crates.reach_each_other(one, other)
}
