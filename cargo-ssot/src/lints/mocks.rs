//! Test doubles that are written by hand.

use std::collections::{BTreeMap, BTreeSet};

use ssot_rules::Rule;

use super::components::{ComponentIndex, DOUBLES};
use super::context::{CheckContext, InFile};
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
    for (id, ty) in cx.types() {
        let definition = &cx.crates[id];
        let test = !cx.is_production(definition.file, ty.at);
        if !matches!(ty.kind, TypeKind::Struct | TypeKind::Enum)
            || ty.guard.is_some()
            || !test && is_for_production(cx, id)
        {
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
    let macros = cx.all_facts(|facts| &facts.mock_macros);
    found.extend(macros.filter_map(|mock| listed(cx, mock)));
    found
}

/// What does nothing on purpose, and what is false as a feature: `fake_dns::FakeDns`.
fn is_for_production(cx: CheckContext<'_>, id: DefinitionId) -> bool {
    let definition = &cx.crates[id];
    let mut modules = cx.crates.path_of(definition.module).segments();
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
    let alike = |(interface, ..): &&(DefinitionId, FileId, usize)| {
        !trait_methods(cx, *interface).is_empty()
            && shares_a_word(original_name, &cx.crates[*interface].name)
    };
    // A type of a test that only implements what it has to is none of what its name does not say.
    let implementation = implemented
        .iter()
        .find(|(interface, ..)| named(interface))
        .or_else(|| implemented.iter().find(alike));
    if let Some(implementation) = implementation {
        return Some(implementing(cx, mock, *implementation));
    }
    let mut originals = by_name.get(original_name)?.iter().filter(|id| **id != mock);
    let (original, None) = (*originals.next()?, originals.next()) else {
        return None;
    };
    let own: BTreeSet<_> = methods(cx, mock).collect();
    let there: BTreeSet<_> = match cx.trait_of(original) {
        Some(one) => one.methods.iter().map(|(name, _)| name.clone()).collect(),
        None => methods(cx, original).collect(),
    };
    // What has little in common with it is no double of it, whatever its name.
    let common = own.intersection(&there).count();
    if common == 0 || 2 * common < own.len() {
        return None;
    }
    let difference = Difference {
        missing: there.difference(&own).cloned().collect(),
        extra: own.difference(&there).cloned().collect(),
        ..Difference::default()
    };
    Some(finding(cx, mock, original, &difference))
}

/// A struct of a test that takes the place of what implements a trait in the program, and is named for that:
/// `FailingStorage` for `Storage`. Nothing but its name says so.
fn stand_in(cx: CheckContext<'_>, of: DefinitionId) -> Option<Finding> {
    let name = &cx.crates[of].name;
    let is_replaced = |(interface, ..): &&(DefinitionId, FileId, usize)| {
        let Some(one) = cx.trait_of(*interface) else {
            return false;
        };
        let mut impls = cx.components.impls_of(*interface).iter();
        cx.is_production(cx.crates[*interface].file, one.at)
            && !one.methods.is_empty()
            && (shares_a_word(name, &one.name) || DOUBLES.contains(&name.as_str()))
            && impls.any(|(file, block)| {
                cx.is_production(*file, cx.files[file.0].facts.impls[*block].at)
            })
    };
    let mut implemented = cx.components.implementations(of).iter();
    let replaced = implemented.find(is_replaced)?;
    Some(implementing(cx, of, *replaced).guessed(true))
}

/// A double by way of an impl of a trait.
fn implementing(
    cx: CheckContext<'_>,
    mock: DefinitionId,
    (interface, file, block): (DefinitionId, FileId, usize),
) -> Finding {
    let written = ComponentIndex::functions_in(cx.files, file, block);
    let written = written.map(|function| &*function.name).collect();
    let of_trait = trait_methods(cx, interface);
    let implemented = cx.components.implementations(mock).iter();
    let implemented: BTreeSet<_> = implemented
        .flat_map(|(other, ..)| trait_methods(cx, *other))
        .map(|(name, _)| name)
        .collect();
    let difference = Difference {
        extra: methods(cx, mock)
            .filter(|name| !implemented.contains(name))
            .collect(),
        ..Difference::new(of_trait, &written)
    };
    finding(cx, mock, interface, &difference)
}

/// The names of the public methods of a type's own.
fn methods(cx: CheckContext<'_>, of: DefinitionId) -> impl Iterator<Item = String> {
    let functions = cx.components.own_functions(cx.files, of);
    let seen = functions.filter(|(_, function)| {
        function.is_method() && function.visibility != crate::index::Visibility::Private
    });
    seen.map(|(_, function)| function.name.to_string())
}

/// The names of a trait's methods, each with whether it has a body.
fn trait_methods(cx: CheckContext<'_>, of: DefinitionId) -> &[(String, bool)] {
    cx.trait_of(of).map_or(&[], |one| &one.methods)
}

#[derive(Default)]
struct Difference {
    missing: Vec<String>,
    /// What a trait has a body for that the double does not replace.
    inherited: Vec<String>,
    extra: Vec<String>,
}

impl Difference {
    /// What a trait has and a double does not write, with or without a body.
    fn new(of_trait: &[(String, bool)], written: &BTreeSet<&str>) -> Self {
        let absent = of_trait
            .iter()
            .filter(|(name, _)| !written.contains(&**name));
        let (inherited, missing): (Vec<_>, Vec<_>) = absent.cloned().partition(|(_, body)| *body);
        let names = |methods: Vec<(String, bool)>| methods.into_iter().map(|(name, _)| name);
        Self {
            missing: names(missing).collect(),
            inherited: names(inherited).collect(),
            extra: Vec::new(),
        }
    }

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

fn finding(
    cx: CheckContext<'_>,
    mock: DefinitionId,
    original: DefinitionId,
    difference: &Difference,
) -> Finding {
    let (name, stands_for) = (&cx.crates[mock].name, &cx.crates[original].name);
    let values = [
        ("mock", name.to_string()),
        ("original", stands_for.to_string()),
        ("difference", difference.text()),
    ];
    let place = cx.place_of(mock);
    let finding = Finding::new(Rule::HandwrittenMock, place, name, &values)
        .labelled("hand-written")
        // Of what somebody named as an interface of components, the double is to be generated.
        .guessed(!cx.trait_of(original).is_some_and(|one| one.interface))
        .note(Some(cx.place_of(original)), "what it stands for");
    let generated = ssot_rules::names::mock(&quote::format_ident!("{stands_for}"));
    match cx.crates[original].item {
        Item::Trait(_) if cx.trait_of(original).is_some_and(|one| one.mocked) => {
            finding.advise(format!("remove it, and use the `{generated}` that `mockall` generates of `{stands_for}`"))
        }
        Item::Trait(_) => finding.advise(format!(
            "write `#[ssot::ssot_interface(mock)]` on `{stands_for}` and use the `{generated}` that `mockall` then generates",
        )),
        _ => finding.advise(format!(
            "move the methods of `{stands_for}` to a trait with `#[ssot::ssot_interface(mock)]`, and use the mock that is generated from it"
        )),
    }
}

/// `mock!`, whose list of methods is written by hand too.
fn listed(cx: CheckContext<'_>, listed: InFile<'_, MockMacro>) -> Option<Finding> {
    let mock = listed.fact;
    // One mock of several traits is nothing that could be generated from one of them.
    let [(path, functions)] = mock.interfaces.as_slice() else {
        return None;
    };
    let module = cx.module(listed.file, mock.at);
    let interface = cx.crates.resolve_type(module, **path)?;
    let of_trait = cx.trait_of(interface)?;
    let functions = functions.iter().map(String::as_str).collect();
    let difference = Difference::new(&of_trait.methods, &functions);
    let values = [
        ("mock", mock.name.to_string()),
        ("original", of_trait.name.to_string()),
        ("difference", difference.text()),
    ];
    let place = listed.place(mock.place);
    let finding = Finding::new(Rule::HandwrittenMock, place, &mock.name, &values)
        .labelled("its methods are listed manually")
        .guessed(!of_trait.interface)
        .note(Some(cx.place_of(interface)), "what it stands for")
        .unsure("it stands in the tokens of a macro, which decides what they mean");
    Some(finding)
}
