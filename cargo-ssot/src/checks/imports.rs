//! Types that are imported by several paths.

use std::collections::BTreeMap;

use ssot_rules::Rule;
use ssot_rules::classification::Risk;

use super::Subject;
use super::census::{Standing, place_of};
use super::globs;
use crate::facts::{Bytes, Surroundings, TypeKind, Visibility};
use crate::finding::{FileId, Finding, Place};
use crate::modules::{DefinitionId, Item, Meaning, ModuleId, Namespace};

/// A use of a type by another path than the canonical one.
#[derive(Debug)]
pub(crate) struct Detour {
    /// What is reported of it.
    pub(crate) finding: Finding,
    /// The type that is meant, whatever leads to it.
    pub(crate) of: DefinitionId,
    /// The path that it is to have, from the name of a crate on.
    pub(crate) canonical: String,
    /// The use.
    pub(crate) used: Use,
}

/// One use of a path.
#[derive(Clone, Debug)]
pub(crate) struct Use {
    pub(crate) at: Surroundings,
    pub(crate) module: ModuleId,
    pub(crate) file: FileId,
    bytes: Bytes,
    /// How it is written.
    pub(crate) way: Way,
    /// How many segments follow behind the name of the type.
    pub(crate) behind: usize,
    /// From the name of the crate on.
    path: String,
    /// The module that the path goes through at last.
    through: Option<ModuleId>,
}

/// How a path is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// By a `use`, by its position in [`Facts::imports`](crate::facts::Facts::imports).
    Import(usize),
    /// Where it is written out, by its position in [`Facts::paths`](crate::facts::Facts::paths).
    Path(usize),
    /// By its name alone, which `use path::*` brought, by that one's position in
    /// [`Facts::imports`](crate::facts::Facts::imports).
    Glob(usize),
}

pub(super) fn check(subject: Subject<'_>) -> Vec<Finding> {
    let detours = detours(subject).into_iter();
    detours.map(|detour| detour.finding).collect()
}

/// Every use of a type by another path than the canonical one.
pub(crate) fn detours(subject: Subject<'_>) -> Vec<Detour> {
    let uses = all_uses(subject);
    uses.iter()
        .flat_map(|(of, uses)| of_one_type(subject, *of, uses))
        .collect()
}

/// Every use of a type by a path, and by its name alone where it matters.
fn all_uses(subject: Subject<'_>) -> BTreeMap<DefinitionId, Vec<Use>> {
    let mut uses: BTreeMap<DefinitionId, Vec<Use>> = BTreeMap::new();
    for index in 0..subject.files.len() {
        collect(subject, FileId(index), &mut uses);
    }
    globs::collect(subject, &mut uses);
    uses
}

/// The paths by which a type is used outside of its module, from the name of a crate on, each with how often.
pub(crate) fn paths_used(subject: Subject<'_>, of: DefinitionId) -> BTreeMap<String, usize> {
    let mut uses = all_uses(subject);
    let home = subject.crates.named_module(subject.crates[of].module);
    let mut counts = BTreeMap::new();
    for used in uses.remove(&of).unwrap_or_default() {
        if !subject.crates.is_within(used.module, home) {
            *counts.entry(used.path).or_default() += 1;
        }
    }
    counts
}

/// Imports, and paths that are written out where they are used.
fn collect(subject: Subject<'_>, file: FileId, uses: &mut BTreeMap<DefinitionId, Vec<Use>>) {
    let facts = &subject.files[file.0].facts;
    let imports = facts.imports.iter().enumerate();
    let imports = imports.filter(|(_, import)| import.name != "*" && import.path.contains("::"));
    let imports = imports.map(|(index, import)| {
        let passed_on = import.visibility != Visibility::Private;
        (
            import.at,
            import.path.as_str(),
            import.place,
            Way::Import(index),
            passed_on,
        )
    });
    let mentions = facts.paths.iter().enumerate();
    let mentions = mentions.filter(|(_, mention)| !mention.path.starts_with("Self::"));
    let mentions = mentions.map(|(index, mention)| {
        (
            mention.at,
            mention.path.as_str(),
            mention.place,
            Way::Path(index),
            false,
        )
    });
    for (at, path, bytes, way, passed_on) in imports.chain(mentions) {
        let leads_to = subject.census.leads_to(subject.crates, file, at, path);
        let Some((of, behind)) = leads_to else {
            continue;
        };
        if !matches!(subject.crates[of].item, Item::Type(_) | Item::Trait(_)) {
            continue;
        }
        // A `pub use` makes a path. Only what says where it is to be found can be passed on from elsewhere.
        let module = subject.crates.module(file, at.module);
        if passed_on && !is_passed_on_from_elsewhere(subject, file, way, of) {
            continue;
        }
        // What follows behind the type is a name of its own.
        let path = match behind {
            Some(behind) => path
                .strip_suffix(behind)
                .unwrap_or(path)
                .trim_end_matches(':'),
            None => path,
        };
        // What a module has imported for itself is no path of its own to the modules in it.
        if !path.contains("::") || subject.crates.is_imported_there(module, path) {
            continue;
        }
        let Some((through, absolute)) = way_of(subject, module, path) else {
            continue;
        };
        uses.entry(of).or_default().push(Use {
            file,
            at,
            module,
            bytes,
            way,
            behind: usize::from(behind.is_some()),
            path: absolute,
            through,
        });
    }
}

/// The module that a path goes through at last, and how it reads from the name of its crate on.
fn way_of(
    subject: Subject<'_>,
    module: ModuleId,
    path: &str,
) -> Option<(Option<ModuleId>, String)> {
    let through = path.rsplit_once("::").and_then(|(before, _)| {
        match subject.crates.resolve(module, before, Namespace::Types)? {
            (Meaning::Module(through), _) => Some(through),
            (Meaning::Definition(_), _) => None,
        }
    });
    Some((through, subject.crates.absolute(module, path)?))
}

impl Use {
    /// The use of a type by its name alone, which all of `path` has brought.
    pub(super) fn by_glob(
        subject: Subject<'_>,
        file: FileId,
        index: usize,
        name: &str,
    ) -> Option<Self> {
        let import = &subject.files[file.0].facts.imports[index];
        let module = subject.crates.module(file, import.at.module);
        let (through, path) = way_of(subject, module, &format!("{}::{name}", import.path))?;
        Some(Self {
            file,
            at: import.at,
            module,
            bytes: import.place,
            way: Way::Glob(index),
            behind: 0,
            path,
            through,
        })
    }
}

/// The path that a component states for itself, from the name of its crate on.
pub(crate) fn stated_path(subject: Subject<'_>, of: DefinitionId) -> Option<String> {
    let ty = subject.crates.type_of(subject.files, of)?;
    let stated = ty.guard.as_ref()?.canonical.as_ref()?;
    subject.crates.absolute(subject.crates[of].module, stated)
}

/// Whether a `pub use` passes on what is to be taken from elsewhere: what has moved, and a component from a path that is
/// neither the one it states nor the one where it is defined. A `pub use` that the stated path itself needs is none.
fn is_passed_on_from_elsewhere(
    subject: Subject<'_>,
    file: FileId,
    way: Way,
    of: DefinitionId,
) -> bool {
    let Way::Import(index) = way else {
        return false;
    };
    let import = &subject.files[file.0].facts.imports[index];
    let module = subject.crates.module(file, import.at.module);
    let ty = subject.crates.type_of(subject.files, of);
    if ty.is_some_and(|ty| ty.moved) {
        return true;
    }
    let Some(stated) = stated_path(subject, of) else {
        return false;
    };
    let own = format!("{}::{}", subject.crates.path_of(module), import.name);
    let taken = subject.crates.absolute(module, &import.path);
    let from_home = taken.is_some_and(|taken| taken == subject.crates.defined_at(of));
    !from_home && !subject.crates.leads_through(&stated, &own)
}

fn of_one_type(subject: Subject<'_>, of: DefinitionId, uses: &[Use]) -> Vec<Detour> {
    let definition = &subject.crates[of];
    let ty = subject.crates.type_of(subject.files, of);
    if ty.is_some_and(|ty| ty.moved) {
        return uses
            .iter()
            .filter_map(|used| moved(subject, of, used))
            .collect();
    }
    if ty.is_some_and(|ty| ty.kind == TypeKind::Alias) || subject.crates.is_local(definition.module)
    {
        return Vec::new();
    }
    let component = subject.census.standing(of);
    let home = subject.crates.named_module(definition.module);
    let outside = uses.iter().filter(|used| {
        let free = match component {
            Some(Standing::Annotated | Standing::Listed) => false,
            Some(Standing::Candidate) | None => may_choose(subject, of, used),
        };
        !subject.crates.is_within(used.module, home) && !free
    });
    let outside: Vec<_> = outside.collect();
    let stated = stated_path(subject, of);
    if component.is_some_and(Standing::is_named) {
        let canonical = stated.clone().or_else(|| preferred(&outside));
        return canonical.map_or_else(Vec::new, |canonical| {
            compared(subject, of, &outside, &canonical, stated.is_some())
        });
    }
    // A crate that passes on what is in another one is a second door, and not every crate can go through both. Who is in the
    // crate goes by its modules, and who is not by what it makes public.
    let mut by_door: BTreeMap<(&str, bool), Vec<&Use>> = BTreeMap::new();
    for used in outside {
        let door = used.path.split("::").next().unwrap_or_default();
        let root = |module| subject.crates.crate_of(module).root;
        let inside = used.through.map(root) == Some(root(used.module));
        by_door.entry((door, inside)).or_default().push(used);
    }
    let found = by_door.values().flat_map(|uses| {
        let canonical = preferred(uses);
        canonical.map_or_else(Vec::new, |canonical| {
            compared(subject, of, uses, &canonical, false)
        })
    });
    found.collect()
}

fn is_test(subject: Subject<'_>, used: &Use) -> bool {
    subject.crates.is_test(used.file, used.at) || !subject.files[used.file.0].kind.is_production()
}

/// Whether the one module is the other or stands around it.
fn stands_around(outer: &str, module: &str) -> bool {
    let inside = module.strip_prefix(outer);
    // Everything stands in the crate, so its root is no module that is near.
    outer.contains("::") && inside.is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// Whether a use of a type that nobody named as a component may be written as it likes: in tests, by a path that is made to be
/// short, from a module around the user, which has it at hand, and within its crate by the module that defines it and those
/// around that, which pass it on.
fn may_choose(subject: Subject<'_>, of: DefinitionId, used: &Use) -> bool {
    let defined_in = subject.crates[of].module;
    let own_crate = subject.crates.crate_of(defined_in);
    let within_crate = subject.crates.crate_of(used.module).root == own_crate.root;
    let (module, _) = used.path.rsplit_once("::").unwrap_or_default();
    // Whatever the module is called where it is passed on.
    let through = used
        .through
        .map_or(module, |through| subject.crates.path_of(through));
    let passed_on =
        module == own_crate.name || stands_around(through, subject.crates.path_of(defined_in));
    let at_hand = stands_around(through, subject.crates.path_of(used.module));
    // Under another name it is passed on as something else.
    let renamed = used.path.rsplit("::").next() != Some(subject.crates[of].name.as_str());
    is_test(subject, used)
        || renamed
        || at_hand
        || within_crate && passed_on
        || module.split("::").any(|segment| SHORT.contains(&segment))
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
    subject: Subject<'_>,
    of: DefinitionId,
    uses: &[&Use],
    canonical: &str,
    stated: bool,
) -> Vec<Detour> {
    let definition = &subject.crates[of];
    let component = subject.census.standing(of);
    let wrong = uses.iter().filter(|used| used.path != canonical);
    let found = wrong.map(|used| {
        let values = [
            ("name", definition.name.clone()),
            ("path", used.path.clone()),
            ("canonical", canonical.to_owned()),
        ];
        let place = Place {
            file: used.file,
            range: used.bytes.range(),
        };
        let written = written(subject, used, of, canonical);
        let finding = Finding::new(
            Rule::ImportedByAnotherPath,
            place,
            &definition.name,
            &values,
        )
        .labelled("another path")
        .advise(format!("write `{written}`"))
        .note(
            Some(place_of(subject.files, subject.crates, of)),
            "defined here",
        );
        let finding = match (component, stated) {
            (Some(Standing::Annotated), true) => finding.of_risk(Risk::Medium),
            _ => finding.note(
                None,
                "the other path is used most; the type states none by `canonical = \"..\"`",
            ),
        };
        Detour {
            finding: in_macro(used, finding),
            of,
            canonical: canonical.to_owned(),
            used: (**used).clone(),
        }
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
fn preferred(uses: &[&Use]) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for used in uses {
        *counts.entry(&used.path).or_default() += 1;
    }
    let order = |path: &str, count: usize| (usize::MAX - count, path.len(), path.to_owned());
    let first = counts
        .iter()
        .min_by_key(|(path, count)| order(path, **count));
    first.map(|(path, _)| (*path).to_owned())
}

/// A path from the name of a crate on, as it is written where it is used.
fn written(subject: Subject<'_>, used: &Use, of: DefinitionId, path: &str) -> String {
    let written = subject.crates.written_in(used.module, path, of);
    written.unwrap_or_else(|| path.to_owned())
}

/// A use of what a component has left at an old path.
fn moved(subject: Subject<'_>, alias: DefinitionId, used: &Use) -> Option<Detour> {
    let definition = &subject.crates[alias];
    let ty = subject.crates.type_of(subject.files, alias)?;
    let target = ty.members.first()?.split('<').next()?.trim();
    let component = subject.crates.resolve_type(definition.module, target);
    let canonical = component
        .and_then(|component| stated_path(subject, component))
        .or_else(|| subject.crates.absolute(definition.module, target));
    if canonical.as_ref() == Some(&used.path) {
        // It leads to itself, which the compiler refuses.
        return None;
    }
    let of = component.unwrap_or(alias);
    let shown = match &canonical {
        Some(canonical) => written(subject, used, of, canonical),
        None => target.to_owned(),
    };
    let place = Place {
        file: used.file,
        range: used.bytes.range(),
    };
    let values = [("item", definition.name.clone()), ("canonical", shown)];
    let finding =
        Finding::new(Rule::OldPath, place, &definition.name, &values).labelled("the old path");
    let finding = finding.note(
        Some(place_of(subject.files, subject.crates, alias)),
        "what is left there",
    );
    Some(Detour {
        finding: in_macro(used, finding),
        of,
        canonical: canonical.unwrap_or_else(|| target.to_owned()),
        used: used.clone(),
    })
}
