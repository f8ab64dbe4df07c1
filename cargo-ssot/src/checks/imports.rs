//! Types that are imported by several paths.

use std::collections::BTreeMap;

use ssot_rules::Rule;
use ssot_rules::classification::Risk;

use super::Subject;
use super::census::{Standing, place_of};
use crate::facts::{Bytes, Surroundings, TypeKind, Visibility};
use crate::finding::{FileId, Finding, Place};
use crate::modules::{DefinitionId, Item, Meaning, ModuleId, Namespace};

/// One use of a path.
struct Use {
    file: FileId,
    at: Surroundings,
    module: ModuleId,
    bytes: Bytes,
    /// From the name of the crate on.
    path: String,
    /// The module that the path goes through at last.
    through: Option<ModuleId>,
}

pub(super) fn check(subject: Subject<'_>) -> Vec<Finding> {
    let mut uses: BTreeMap<DefinitionId, Vec<Use>> = BTreeMap::new();
    for index in 0..subject.files.len() {
        collect(subject, FileId(index), &mut uses);
    }
    uses.iter()
        .flat_map(|(of, uses)| of_one_type(subject, *of, uses))
        .collect()
}

/// Imports, and paths that are written out where they are used. A `pub use` is no use of a path but makes one.
fn collect(subject: Subject<'_>, file: FileId, uses: &mut BTreeMap<DefinitionId, Vec<Use>>) {
    let facts = &subject.files[file.0].facts;
    let imports = facts.imports.iter().filter(|import| {
        import.visibility == Visibility::Private && import.name != "*" && import.path.contains("::")
    });
    let imports = imports.map(|import| (import.at, import.path.as_str(), import.place));
    let mentions = facts
        .paths
        .iter()
        .filter(|mention| !mention.path.starts_with("Self::"));
    let mentions = mentions.map(|mention| (mention.at, mention.path.as_str(), mention.place));
    for (at, path, bytes) in imports.chain(mentions) {
        let module = subject.crates.module(file, at.module);
        let leads_to = subject.census.leads_to(subject.crates, file, at, path);
        let Some((of, behind)) = leads_to else {
            continue;
        };
        if !matches!(subject.crates[of].item, Item::Type(_) | Item::Trait(_)) {
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
        let through = path.rsplit_once("::").and_then(|(before, _)| {
            match subject.crates.resolve(module, before, Namespace::Types)? {
                (Meaning::Module(through), _) => Some(through),
                (Meaning::Definition(_), _) => None,
            }
        });
        let Some(path) = subject.crates.absolute(module, path) else {
            continue;
        };
        uses.entry(of).or_default().push(Use {
            file,
            at,
            module,
            bytes,
            path,
            through,
        });
    }
}

fn of_one_type(subject: Subject<'_>, of: DefinitionId, uses: &[Use]) -> Vec<Finding> {
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
    let stated = ty
        .and_then(|ty| ty.guard.as_ref())
        .and_then(|guard| guard.canonical.as_ref());
    let stated = stated.and_then(|canonical| subject.crates.absolute(definition.module, canonical));
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
) -> Vec<Finding> {
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
        let written = written(subject, used, canonical);
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
        if used.at.in_macro {
            finding.unsure("it stands in the tokens of a macro, which decides what they mean")
        } else {
            finding
        }
    });
    found.collect()
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

/// A path from the name of a crate on, as it is written in some module: `crate::` in that crate itself.
fn written(subject: Subject<'_>, used: &Use, path: &str) -> String {
    let of = subject.crates.crate_of(used.module);
    match path.strip_prefix(&of.name) {
        Some(rest) if rest.starts_with("::") => format!("crate{rest}"),
        _ => path.to_owned(),
    }
}

/// A use of what a component has left at an old path.
fn moved(subject: Subject<'_>, of: DefinitionId, used: &Use) -> Option<Finding> {
    let definition = &subject.crates[of];
    let alias = subject.crates.type_of(subject.files, of)?;
    let target = alias.members.first()?.split('<').next()?.trim();
    let component = subject.crates.resolve_type(definition.module, target);
    let canonical = component.and_then(|component| {
        let ty = subject.crates.type_of(subject.files, component)?;
        let stated = ty.guard.as_ref()?.canonical.as_ref()?;
        subject
            .crates
            .absolute(subject.crates[component].module, stated)
    });
    let canonical = canonical.unwrap_or_else(|| target.to_owned());
    let place = Place {
        file: used.file,
        range: used.bytes.range(),
    };
    let values = [
        ("item", definition.name.clone()),
        ("canonical", written(subject, used, &canonical)),
    ];
    let finding =
        Finding::new(Rule::OldPath, place, &definition.name, &values).labelled("the old path");
    Some(finding.note(
        Some(place_of(subject.files, subject.crates, of)),
        "what is left there",
    ))
}
