//! Types that are used by other paths than the canonical ones: SSOT101 and SSOT106.
//!
//! `sites` collects the uses; `rewrite` makes them others, by what `globs` says of a `use path::*`.

mod globs;
mod rewrite;
mod sites;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use ssot_rules::Rule;
use ssot_rules::classification::Risk;

pub(super) use self::sites::NonCanonicalUse;
use self::sites::{Use, stated_path};
use super::components::ComponentKind;
use super::context::CheckContext;
use crate::finding::{FileId, Finding, Place};
use crate::index::{ItemPath, ItemPathBuf, TypeKind};
use crate::resolve::DefinitionId;
use crate::step::Step;

/// Every use of a type by another path than the canonical one.
pub(super) fn check(cx: CheckContext<'_>) -> Vec<(Finding, NonCanonicalUse)> {
    let uses = all_uses(cx);
    uses.iter()
        .flat_map(|(of, uses)| of_one_type(cx, *of, uses))
        .collect()
}

pub(super) fn fix<'a>(
    cx: CheckContext<'a>,
    lints: impl Iterator<Item = (&'a Finding, &'a NonCanonicalUse)>,
) -> Vec<Step> {
    let change = |finding, wrong| rewrite::change(cx, finding, wrong);
    lints
        .map(|(finding, wrong)| Step::new(finding.clone(), change(finding, wrong)))
        .collect()
}

/// Every use of a type by a path, and by its name alone where it matters.
fn all_uses(cx: CheckContext<'_>) -> BTreeMap<DefinitionId, Vec<Use>> {
    let mut uses: BTreeMap<DefinitionId, Vec<Use>> = BTreeMap::new();
    for index in 0..cx.files.len() {
        sites::collect(cx, FileId(index), &mut uses);
    }
    sites::collect_from_globs(cx, &mut uses);
    uses
}

/// The paths by which a type is used outside of its module, from the name of a crate on, each with how often.
pub(crate) fn paths_used(cx: CheckContext<'_>, of: DefinitionId) -> BTreeMap<ItemPathBuf, usize> {
    let mut uses = all_uses(cx);
    let home = cx.crates.named_module(cx.crates[of].module);
    let mut counts = BTreeMap::new();
    for used in uses.remove(&of).unwrap_or_default() {
        if !used.passes_on && !cx.crates.is_within(used.module, home) {
            *counts.entry(used.path).or_default() += 1;
        }
    }
    counts
}

/// The types that are imported in their own crate by several paths, each use by a path that is not the one used most. Whoever
/// is in a module that passes a type on has it at hand there, and in tests it is no matter.
pub(crate) fn by_several_paths(
    cx: CheckContext<'_>,
) -> impl Iterator<Item = (DefinitionId, Vec<Place>)> {
    const USES: usize = 2;
    const CUSTOM: usize = 4;
    let uses = all_uses(cx).into_iter();
    uses.filter_map(move |(of, uses)| {
        let definition = &cx.crates[of];
        let home = cx.crates.named_module(definition.module);
        let own = cx.root(definition.module);
        let is_written = |used: &&Use| {
            used.import().is_some()
                && !used.passes_on
                && !is_test(cx, used)
                && used.path.as_path().last() == definition.name
                && cx.root(used.module) == own
        };
        let mut outside: Vec<&Use> = uses.iter().filter(is_written).collect();
        let doors = outside.iter().filter_map(|used| used.through);
        let doors: Vec<_> = doors.chain([home]).filter(|door| *door != own).collect();
        outside.retain(|used| {
            !doors
                .iter()
                .any(|door| cx.crates.is_within(used.module, *door))
        });
        let canonical = preferred(&outside)?;
        let others = outside.iter().filter(|used| used.path != canonical);
        let others: Vec<_> = others.map(|used| used.bytes.in_file(used.file)).collect();
        let custom = outside.len() - others.len();
        let counts = others.len() >= USES || custom >= CUSTOM && !others.is_empty();
        counts.then_some((of, others))
    })
}

fn of_one_type(
    cx: CheckContext<'_>,
    of: DefinitionId,
    uses: &[Use],
) -> Vec<(Finding, NonCanonicalUse)> {
    let definition = &cx.crates[of];
    let ty = cx.type_of(of);
    if ty.is_some_and(|ty| ty.moved.is_some()) {
        return uses.iter().filter_map(|used| moved(cx, of, used)).collect();
    }
    if ty.is_some_and(|ty| ty.kind == TypeKind::Alias) || cx.crates.is_local(definition.module) {
        return Vec::new();
    }
    let component = cx.components.kind_of(of);
    let home = cx.crates.named_module(definition.module);
    let stated = stated_path(cx, of);
    // A `pub use` makes a path. Only what says where it is to be found can be passed on from elsewhere.
    let outside: Vec<_> = uses
        .iter()
        .filter(|used| !cx.crates.is_within(used.module, home))
        .filter(|used| !used.passes_on || stated.is_some() && !used.is_from_home(cx, of))
        .collect();
    if component.is_some() {
        let canonical = stated.clone().or_else(|| preferred(&outside));
        return canonical.map_or_else(Vec::new, |canonical| {
            compared(cx, of, &outside, canonical.as_path(), stated.is_some())
        });
    }
    // A crate that passes on what is in another one is a second door, and not every crate can go through both. Who is in the
    // crate goes by its modules, and who is not by what it makes public.
    let mut by_door: BTreeMap<(&str, bool), Vec<&Use>> = BTreeMap::new();
    for used in outside.into_iter().filter(|used| !is_test(cx, used)) {
        let door = used.path.as_path().first();
        let inside = used.through.map(|through| cx.root(through)) == Some(cx.root(used.module));
        by_door.entry((door, inside)).or_default().push(used);
    }
    let mut found = Vec::new();
    for mut uses in by_door.into_values() {
        if let Some(canonical) = preferred(&uses) {
            uses.retain(|used| !may_choose(cx, of, used));
            found.extend(compared(cx, of, &uses, canonical.as_path(), false));
        }
    }
    found
}

fn is_test(cx: CheckContext<'_>, used: &Use) -> bool {
    !cx.is_production(used.file, used.at)
}

/// Whether the one module is the other or stands around it.
fn stands_around(outer: ItemPath<'_>, module: ItemPath<'_>) -> bool {
    // Everything stands in the crate, so its root is no module that is near.
    !outer.is_name() && module.starts_with(outer)
}

/// Whether a use of a type that nobody named as a component may be written as it likes: in tests, by a path that is made to be
/// short, from a module around the user, which has it at hand, and within its crate by the module that defines it and those
/// around that, which pass it on.
fn may_choose(cx: CheckContext<'_>, of: DefinitionId, used: &Use) -> bool {
    let defined_in = cx.crates[of].module;
    let own_crate = cx.crates.crate_of(defined_in);
    let within_crate = cx.root(used.module) == own_crate.root;
    let (module, name) = used.path.as_path().split_last();
    let module = module.unwrap_or_default();
    // Whatever the module is called where it is passed on.
    let through = used
        .through
        .map_or(module, |through| cx.crates.path_of(through));
    let passed_on =
        module.as_str() == own_crate.name || stands_around(through, cx.crates.path_of(defined_in));
    let at_hand = stands_around(through, cx.crates.path_of(used.module));
    // Under another name it is passed on as something else.
    let renamed = name != cx.crates[of].name;
    is_test(cx, used)
        || renamed
        || at_hand
        || within_crate && passed_on
        || module.segments().any(|segment| SHORT.contains(&segment))
}

/// Modules that are there so that much can be imported at once, or for the code that macros generate.
const SHORT: &[&str] = &[
    "prelude",
    "__private",
    "__internal",
    "private",
    "_private",
    "__macro_support",
    "__rt",
];

/// The uses that have another path than the canonical one.
fn compared(
    cx: CheckContext<'_>,
    of: DefinitionId,
    uses: &[&Use],
    canonical: ItemPath<'_>,
    stated: bool,
) -> Vec<(Finding, NonCanonicalUse)> {
    let definition = &cx.crates[of];
    let component = cx.components.kind_of(of);
    let mut wrong = uses.iter().filter(|used| used.path != canonical).peekable();
    // What the canonical path depends on cannot go by it.
    let behind = match wrong.peek() {
        Some(_) => cx.crates.imports_behind(cx.files, canonical, of),
        None => BTreeSet::new(),
    };
    let wrong = wrong.filter(|used| used.import().is_none_or(|import| !behind.contains(&import)));
    let found = wrong.map(|used| {
        let values = [
            ("name", definition.name.to_string()),
            ("path", used.path.to_string()),
            ("canonical", canonical.to_string()),
        ];
        let place = used.bytes.in_file(used.file);
        let written = written(cx, used, of, canonical);
        let finding = Finding::new(
            Rule::ImportedByAnotherPath,
            place,
            &definition.name,
            &values,
        )
        .labelled("another path")
        .advise(format!("write `{written}`"))
        .note(Some(cx.place_of(of)), "defined here");
        let finding = match (component, stated) {
            (Some(ComponentKind::Annotated), true) => finding.of_risk(Risk::Medium),
            _ => finding.note(
                None,
                "the other path is used most; the type states none by `canonical = \"..\"`",
            ),
        };
        let evidence = NonCanonicalUse {
            of,
            canonical: canonical.to_buf(),
            used: (**used).clone(),
        };
        (
            in_macro(used, finding).guessed(component.is_none()),
            evidence,
        )
    });
    found.collect()
}

/// What a macro is given means what the macro makes of it.
fn in_macro(used: &Use, finding: Finding) -> Finding {
    if used.at.in_macro {
        finding.unsure("it stands in the tokens of a macro, which decides what they mean")
    } else {
        finding
    }
}

/// The path that is used most; of several, the shortest, and then the first by the alphabet.
fn preferred(uses: &[&Use]) -> Option<ItemPathBuf> {
    let mut counts: BTreeMap<&ItemPathBuf, usize> = BTreeMap::new();
    for used in uses {
        *counts.entry(&used.path).or_default() += 1;
    }
    let first = counts
        .into_iter()
        .min_by_key(|(path, count)| (Reverse(*count), path.as_str().len(), *path));
    first.map(|(path, _)| path.clone())
}

/// A path from the name of a crate on, as it is written where it is used.
fn written(cx: CheckContext<'_>, used: &Use, of: DefinitionId, path: ItemPath<'_>) -> ItemPathBuf {
    let written = cx.crates.written_in(used.module, path, of);
    written.unwrap_or_else(|| path.to_buf())
}

/// A use of what a component has left at an old path.
fn moved(
    cx: CheckContext<'_>,
    alias: DefinitionId,
    used: &Use,
) -> Option<(Finding, NonCanonicalUse)> {
    let definition = &cx.crates[alias];
    let ty = cx.type_of(alias)?;
    let target = ty.alias_target()?.path()?;
    let component = cx.crates.resolve_type(definition.module, target);
    let canonical = component
        .and_then(|component| stated_path(cx, component))
        .or_else(|| cx.crates.absolute(definition.module, target));
    if canonical.as_ref() == Some(&used.path) {
        // It leads to itself, which the compiler refuses.
        return None;
    }
    let of = component.unwrap_or(alias);
    let shown = match &canonical {
        Some(canonical) => written(cx, used, of, canonical.as_path()),
        None => target.to_buf(),
    };
    let place = used.bytes.in_file(used.file);
    let values = [
        ("item", definition.name.to_string()),
        ("canonical", shown.into_string()),
    ];
    let finding =
        Finding::new(Rule::OldPath, place, &definition.name, &values).labelled("the old path");
    let finding = finding.note(Some(cx.place_of(alias)), "what is left there");
    let evidence = NonCanonicalUse {
        of,
        canonical: canonical.unwrap_or_else(|| target.to_buf()),
        used: used.clone(),
    };
    Some((in_macro(used, finding), evidence))
}
