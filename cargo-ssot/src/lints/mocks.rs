//! Test doubles that are written by hand.

use std::collections::{BTreeMap, BTreeSet};

use ssot_rules::Rule;

use super::components::{ComponentIndex, DOUBLES};
use super::context::CheckContext;
use crate::finding::{FileId, Finding};
use crate::index::{MockMacro, TypeKind};
use crate::resolve::{DefinitionId, Item};
use crate::workspace::TargetKind;

/// What they start with in tests.
const STARTS_IN_TESTS: &[&str] = &["Recording", "Spying"];

pub(super) fn check(cx: CheckContext<'_>) -> Vec<Finding> {
    let mut by_name: BTreeMap<&str, Vec<DefinitionId>> = BTreeMap::new();
    for (id, definition) in cx.crates.definitions() {
        if matches!(definition.item, Item::Type(_) | Item::Trait(_)) {
            by_name.entry(&definition.name).or_default().push(id);
        }
    }
    let mut found = Vec::new();
    for (id, definition) in cx.crates.definitions() {
        let ty = cx.type_of(id);
        let test = ty.is_some_and(|ty| {
            cx.crates.is_test(definition.file, ty.at)
                || !cx.files[definition.file.0].kind.is_production()
        });
        let may_be = ty.is_some_and(|ty| {
            matches!(ty.kind, TypeKind::Struct | TypeKind::Enum)
                && ty.guard.is_none()
                && (test || !is_for_production(cx, id))
        });
        if !may_be {
            continue;
        }
        match original_name(&definition.name, test) {
            Some(original) => found.extend(by_hand(cx, id, original, &by_name)),
            // Examples show how a trait is implemented.
            None if test && cx.files[definition.file.0].kind != TargetKind::Example => {
                found.extend(stand_in(cx, id));
            }
            None => {}
        }
    }
    for (index, file) in cx.files.iter().enumerate() {
        found.extend(
            file.facts
                .mock_macros
                .iter()
                .filter_map(|mock| listed(cx, FileId(index), mock)),
        );
    }
    found
}

/// What does nothing on purpose, and what is false as a feature: `fake_dns::FakeDns`.
fn is_for_production(cx: CheckContext<'_>, id: DefinitionId) -> bool {
    let definition = &cx.crates[id];
    let mut modules = cx.crates.path_of(definition.module).split("::");
    definition.name.contains("Dummy")
        || definition.name.contains("Fake") && modules.any(|module| module.starts_with("fake_"))
}

/// `MockClock` and `ClockMock` stand for `Clock`, and in tests `RecordingMockClock` and `SpyingClock` as well.
fn original_name(name: &str, test: bool) -> Option<&str> {
    let word = |name: &'_ str| name.starts_with(|first: char| first.is_uppercase());
    let whole = DOUBLES.iter().find_map(|mark| {
        let rest = name
            .strip_prefix(mark)
            .or_else(|| name.strip_suffix(mark))?;
        word(rest).then_some(rest)
    });
    let of_test = || {
        let start = STARTS_IN_TESTS
            .iter()
            .find_map(|mark| name.strip_prefix(mark));
        let inner = DOUBLES
            .iter()
            .find_map(|mark| name.split_once(mark).map(|(_, rest)| rest));
        start.or(inner).filter(|rest| word(rest))
    };
    whole.or_else(|| test.then(of_test).flatten())
}

/// `BuiltinExecutor` and `BuiltinToolExecutor` do.
fn shares_a_word(one: &str, other: &str) -> bool {
    let words = |name: &str| -> BTreeSet<String> {
        let mut words = BTreeSet::new();
        let mut word = String::new();
        for letter in name.chars() {
            if letter.is_uppercase() && word.ends_with(char::is_lowercase) {
                words.insert(core::mem::take(&mut word).to_lowercase());
            }
            word.push(letter);
        }
        words.insert(word.to_lowercase());
        words
    };
    !words(one).is_disjoint(&words(other))
}

/// A struct that stands for a trait that it implements, or for a type of its name.
fn by_hand(
    cx: CheckContext<'_>,
    mock: DefinitionId,
    original_name: &str,
    by_name: &BTreeMap<&str, Vec<DefinitionId>>,
) -> Option<Finding> {
    let implemented = cx.components.implementations(mock);
    let named = |id: &DefinitionId| cx.crates[*id].name == original_name;
    // A trait without methods is a mark, and nothing that a double could stand for.
    let has_methods = |(interface, ..): &&(DefinitionId, FileId, usize)| {
        !trait_methods(cx, *interface).is_empty()
    };
    let alike = |(interface, ..): &&(DefinitionId, FileId, usize)| {
        shares_a_word(original_name, &cx.crates[*interface].name)
    };
    // A type of a test that only implements what it has to is none of what its name does not say.
    let implementation = implemented
        .iter()
        .find(|(interface, ..)| named(interface))
        .or_else(|| implemented.iter().filter(has_methods).find(alike));
    if let Some((interface, file, block)) = implementation {
        let written = ComponentIndex::functions_in(cx.files, *file, *block)
            .map(|function| function.name.clone());
        let written: BTreeSet<_> = written.collect();
        return Some(finding(
            cx,
            mock,
            *interface,
            &difference(cx, mock, *interface, &written),
        ));
    }
    let mut originals = by_name.get(original_name)?.iter().filter(|id| **id != mock);
    let (original, None) = (*originals.next()?, originals.next()) else {
        return None;
    };
    let own: BTreeSet<_> = methods(cx, mock).collect();
    let there: BTreeSet<_> = match cx.crates[original].item {
        Item::Trait(_) => trait_methods(cx, original)
            .into_iter()
            .map(|(name, _)| name)
            .collect(),
        _ => methods(cx, original).collect(),
    };
    // What has little in common with it is no double of it, whatever its name.
    let common = own.intersection(&there).count();
    if common == 0 || 2 * common < own.len() {
        return None;
    }
    let difference = Difference {
        missing: there.difference(&own).cloned().collect(),
        inherited: Vec::new(),
        extra: own.difference(&there).cloned().collect(),
    };
    Some(finding(cx, mock, original, &difference))
}

/// A struct of a test that takes the place of what implements a trait in the program, and is named for that:
/// `FailingStorage` for `Storage`. Nothing but its name says so.
fn stand_in(cx: CheckContext<'_>, of: DefinitionId) -> Option<Finding> {
    let is_production =
        |file: FileId, at| cx.files[file.0].kind.is_production() && !cx.crates.is_test(file, at);
    let name = &cx.crates[of].name;
    let implemented = cx.components.implementations(of).iter();
    let mut replaced = implemented.filter(|(interface, ..)| {
        let definition = &cx.crates[*interface];
        let Item::Trait(index) = definition.item else {
            return false;
        };
        let at = cx.files[definition.file.0].facts.traits[index].at;
        let mut impls = cx.components.impls_of(*interface).iter();
        is_production(definition.file, at)
            && !trait_methods(cx, *interface).is_empty()
            && (shares_a_word(name, &definition.name) || DOUBLES.contains(&name.as_str()))
            && impls
                .any(|(file, block)| is_production(*file, cx.files[file.0].facts.impls[*block].at))
    });
    let (interface, file, block) = replaced.next()?;
    let written =
        ComponentIndex::functions_in(cx.files, *file, *block).map(|function| function.name.clone());
    let difference = difference(cx, of, *interface, &written.collect());
    Some(finding(cx, of, *interface, &difference).guessed(true))
}

/// The names of the public methods of a type's own.
fn methods(cx: CheckContext<'_>, of: DefinitionId) -> impl Iterator<Item = String> {
    let functions = cx.components.own_functions(cx.files, of);
    let seen = functions.filter(|(_, function)| {
        function.is_method() && function.visibility != crate::index::Visibility::Private
    });
    seen.map(|(_, function)| function.name.clone())
}

fn trait_methods(cx: CheckContext<'_>, of: DefinitionId) -> Vec<(String, bool)> {
    let definition = &cx.crates[of];
    match definition.item {
        Item::Trait(index) => cx.files[definition.file.0].facts.traits[index]
            .methods
            .clone(),
        _ => Vec::new(),
    }
}

/// What a double lacks and what it has besides.
#[derive(Default)]
struct Difference {
    missing: Vec<String>,
    /// What a trait has a body for that the double does not replace.
    inherited: Vec<String>,
    extra: Vec<String>,
}

impl Difference {
    /// For the end of a sentence.
    fn text(&self) -> String {
        let part = |names: &[String], what: &str| {
            const SHOWN: usize = 5;
            let shown: Vec<_> = names
                .iter()
                .take(SHOWN)
                .map(|name| format!("`{name}`"))
                .collect();
            let more = names.len().saturating_sub(SHOWN);
            let more = if more > 0 {
                format!(" and {more} more")
            } else {
                String::new()
            };
            (!names.is_empty())
                .then(|| format!("{} {what}: {}{more}", names.len(), shown.join(", ")))
        };
        let parts = [
            part(&self.missing, "missing"),
            part(&self.inherited, "left as the trait has them"),
            part(&self.extra, "extra"),
        ];
        let parts: Vec<_> = parts.into_iter().flatten().collect();
        if parts.is_empty() {
            String::new()
        } else {
            format!(" ({})", parts.join("; "))
        }
    }
}

/// Against a trait that it implements: what the trait has a body for and the double leaves to it, and methods that
/// are the double's alone.
fn difference(
    cx: CheckContext<'_>,
    mock: DefinitionId,
    interface: DefinitionId,
    written: &BTreeSet<String>,
) -> Difference {
    let of_trait = trait_methods(cx, interface);
    let known: BTreeSet<_> = of_trait.iter().map(|(name, _)| name).collect();
    let implemented: BTreeSet<_> = cx
        .components
        .implementations(mock)
        .iter()
        .flat_map(|(other, ..)| trait_methods(cx, *other))
        .map(|(name, _)| name)
        .collect();
    Difference {
        missing: absent(&of_trait, written, false),
        inherited: absent(&of_trait, written, true),
        extra: methods(cx, mock)
            .filter(|name| !known.contains(name) && !implemented.contains(name))
            .collect(),
    }
}

/// What a trait has and a double does not write, with or without a body.
fn absent(of_trait: &[(String, bool)], written: &BTreeSet<String>, with_body: bool) -> Vec<String> {
    let absent = of_trait
        .iter()
        .filter(|(name, body)| *body == with_body && !written.contains(name));
    absent.map(|(name, _)| name.clone()).collect()
}

fn finding(
    cx: CheckContext<'_>,
    mock: DefinitionId,
    original: DefinitionId,
    difference: &Difference,
) -> Finding {
    let (name, stands_for) = (&cx.crates[mock].name, &cx.crates[original].name);
    let values = [
        ("mock", name.clone()),
        ("original", stands_for.clone()),
        ("difference", difference.text()),
    ];
    let place = cx.place_of(mock);
    let finding = Finding::new(Rule::HandwrittenMock, place, name, &values)
        .labelled("hand-written")
        .guessed(!is_interface(cx, original))
        .note(Some(cx.place_of(original)), "what it stands for");
    match cx.crates[original].item {
        Item::Trait(_) => finding.advise(format!(
            "write `#[ssot::ssot_interface(mock)]` on `{stands_for}` and use the `{}` that `mockall` then generates",
            ssot_rules::names::mock(&quote::format_ident!("{stands_for}")),
        )),
        _ => finding.advise(format!(
            "move the methods of `{stands_for}` to a trait with `#[ssot::ssot_interface(mock)]`, and use the mock that is generated from it"
        )),
    }
}

/// Whether somebody named it as an interface of components, whose double is to be generated.
fn is_interface(cx: CheckContext<'_>, original: DefinitionId) -> bool {
    let definition = &cx.crates[original];
    let traits = &cx.files[definition.file.0].facts.traits;
    matches!(definition.item, Item::Trait(index) if traits[index].interface)
}

/// `mock!`, whose list of methods is written by hand too.
fn listed(cx: CheckContext<'_>, file: FileId, mock: &MockMacro) -> Option<Finding> {
    let module = cx.crates.module(file, mock.at.module);
    // One mock of several traits is nothing that could be generated from one of them.
    let [(path, functions)] = mock.interfaces.as_slice() else {
        return None;
    };
    let (interface, functions) = Some((path, functions)).and_then(|(path, functions)| {
        let interface = cx.crates.resolve_type(module, path)?;
        matches!(cx.crates[interface].item, Item::Trait(_)).then_some((interface, functions))
    })?;
    let listed: BTreeSet<_> = functions.iter().cloned().collect();
    let of_trait = trait_methods(cx, interface);
    let difference = Difference {
        missing: absent(&of_trait, &listed, false),
        inherited: absent(&of_trait, &listed, true),
        extra: Vec::new(),
    };
    let stands_for = &cx.crates[interface].name;
    let values = [
        ("mock", mock.name.clone()),
        ("original", stands_for.clone()),
        ("difference", difference.text()),
    ];
    let place = mock.place.in_file(file);
    let finding = Finding::new(Rule::HandwrittenMock, place, &mock.name, &values)
        .labelled("its methods are listed manually")
        .guessed(!is_interface(cx, interface))
        .note(Some(cx.place_of(interface)), "what it stands for")
        .unsure("it stands in the tokens of a macro, which decides what they mean");
    Some(finding)
}
