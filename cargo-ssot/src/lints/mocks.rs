//! Test doubles that are written by hand.

use std::collections::{BTreeMap, BTreeSet};

use ssot_rules::Rule;

use super::census::{Census, place_of};
use super::context::Subject;
use crate::finding::{FileId, Finding, Place};
use crate::index::{MockMacro, TypeKind};
use crate::resolve::{DefinitionId, Item};
use crate::workspace::TargetKind;

/// What the names of doubles start or end with.
const WORDS: &[&str] = &["Mock", "Fake", "Stub", "Dummy", "Spy"];
/// What they start with in tests.
const STARTS_IN_TESTS: &[&str] = &["Recording", "Spying"];

pub(super) fn check(subject: Subject<'_>) -> Vec<Finding> {
    let mut by_name: BTreeMap<&str, Vec<DefinitionId>> = BTreeMap::new();
    for (id, definition) in subject.crates.definitions() {
        if matches!(definition.item, Item::Type(_) | Item::Trait(_)) {
            by_name.entry(&definition.name).or_default().push(id);
        }
    }
    let mut found = Vec::new();
    for (id, definition) in subject.crates.definitions() {
        let ty = subject.crates.type_of(subject.files, id);
        let test = ty.is_some_and(|ty| {
            subject.crates.is_test(definition.file, ty.at)
                || !subject.files[definition.file.0].kind.is_production()
        });
        let may_be = ty.is_some_and(|ty| {
            matches!(ty.kind, TypeKind::Struct | TypeKind::Enum)
                && ty.guard.is_none()
                && (test || !is_for_production(subject, id))
        });
        if !may_be {
            continue;
        }
        match original_name(&definition.name, test) {
            Some(original) => found.extend(by_hand(subject, id, original, &by_name)),
            // Examples show how a trait is implemented.
            None if test && subject.files[definition.file.0].kind != TargetKind::Example => {
                found.extend(stand_in(subject, id))
            }
            None => {}
        }
    }
    for (index, file) in subject.files.iter().enumerate() {
        found.extend(
            file.facts
                .mock_macros
                .iter()
                .filter_map(|mock| listed(subject, FileId(index), mock)),
        );
    }
    found
}

/// What does nothing on purpose, and what is false as a feature: `fake_dns::FakeDns`.
fn is_for_production(subject: Subject<'_>, id: DefinitionId) -> bool {
    let definition = &subject.crates[id];
    let mut modules = subject.crates.path_of(definition.module).split("::");
    definition.name.contains("Dummy")
        || definition.name.contains("Fake") && modules.any(|module| module.starts_with("fake_"))
}

/// `MockClock` and `ClockMock` stand for `Clock`, and in tests `RecordingMockClock` and `SpyingClock` as well.
fn original_name(name: &str, test: bool) -> Option<&str> {
    let word = |name: &'_ str| name.starts_with(|first: char| first.is_uppercase());
    let whole = WORDS.iter().find_map(|mark| {
        let rest = name
            .strip_prefix(mark)
            .or_else(|| name.strip_suffix(mark))?;
        word(rest).then_some(rest)
    });
    let of_test = || {
        let start = STARTS_IN_TESTS
            .iter()
            .find_map(|mark| name.strip_prefix(mark));
        let inner = WORDS
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
    subject: Subject<'_>,
    mock: DefinitionId,
    original_name: &str,
    by_name: &BTreeMap<&str, Vec<DefinitionId>>,
) -> Option<Finding> {
    let implemented = subject.census.implementations(mock);
    let named = |id: &DefinitionId| subject.crates[*id].name == original_name;
    // A trait without methods is a mark, and nothing that a double could stand for.
    let has_methods = |(interface, ..): &&(DefinitionId, FileId, usize)| {
        !trait_methods(subject, *interface).is_empty()
    };
    let alike = |(interface, ..): &&(DefinitionId, FileId, usize)| {
        shares_a_word(original_name, &subject.crates[*interface].name)
    };
    // A type of a test that only implements what it has to is none of what its name does not say.
    let implementation = implemented
        .iter()
        .find(|(interface, ..)| named(interface))
        .or_else(|| implemented.iter().filter(has_methods).find(alike));
    if let Some((interface, file, block)) = implementation {
        let written = Census::functions_in(subject.files, *file, *block)
            .map(|function| function.name.clone());
        let written: BTreeSet<_> = written.collect();
        return Some(finding(
            subject,
            mock,
            *interface,
            &difference(subject, mock, *interface, &written),
        ));
    }
    let mut originals = by_name.get(original_name)?.iter().filter(|id| **id != mock);
    let (original, None) = (*originals.next()?, originals.next()) else {
        return None;
    };
    let own: BTreeSet<_> = methods(subject, mock).collect();
    let there: BTreeSet<_> = match subject.crates[original].item {
        Item::Trait(_) => trait_methods(subject, original)
            .into_iter()
            .map(|(name, _)| name)
            .collect(),
        _ => methods(subject, original).collect(),
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
    Some(finding(subject, mock, original, &difference))
}

/// A struct of a test that takes the place of what implements a trait in the program, and is named for that:
/// `FailingStorage` for `Storage`. Nothing but its name says so.
fn stand_in(subject: Subject<'_>, of: DefinitionId) -> Option<Finding> {
    let is_production = |file: FileId, at| {
        subject.files[file.0].kind.is_production() && !subject.crates.is_test(file, at)
    };
    let name = &subject.crates[of].name;
    let implemented = subject.census.implementations(of).iter();
    let mut replaced = implemented.filter(|(interface, ..)| {
        let definition = &subject.crates[*interface];
        let Item::Trait(index) = definition.item else {
            return false;
        };
        let at = subject.files[definition.file.0].facts.traits[index].at;
        let mut impls = subject.census.impls_of(*interface).iter();
        is_production(definition.file, at)
            && !trait_methods(subject, *interface).is_empty()
            && (shares_a_word(name, &definition.name) || WORDS.contains(&name.as_str()))
            && impls.any(|(file, block)| {
                is_production(*file, subject.files[file.0].facts.impls[*block].at)
            })
    });
    let (interface, file, block) = replaced.next()?;
    let written =
        Census::functions_in(subject.files, *file, *block).map(|function| function.name.clone());
    let difference = difference(subject, of, *interface, &written.collect());
    Some(finding(subject, of, *interface, &difference).guessed(true))
}

/// The names of the public methods of a type's own.
fn methods(subject: Subject<'_>, of: DefinitionId) -> impl Iterator<Item = String> {
    let functions = subject.census.own_functions(subject.files, of);
    let seen = functions.filter(|(_, function)| {
        function.is_method() && function.visibility != crate::index::Visibility::Private
    });
    seen.map(|(_, function)| function.name.clone())
}

fn trait_methods(subject: Subject<'_>, of: DefinitionId) -> Vec<(String, bool)> {
    let definition = &subject.crates[of];
    match definition.item {
        Item::Trait(index) => subject.files[definition.file.0].facts.traits[index]
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
    subject: Subject<'_>,
    mock: DefinitionId,
    interface: DefinitionId,
    written: &BTreeSet<String>,
) -> Difference {
    let of_trait = trait_methods(subject, interface);
    let known: BTreeSet<_> = of_trait.iter().map(|(name, _)| name).collect();
    let implemented: BTreeSet<_> = subject
        .census
        .implementations(mock)
        .iter()
        .flat_map(|(other, ..)| trait_methods(subject, *other))
        .map(|(name, _)| name)
        .collect();
    Difference {
        missing: absent(&of_trait, written, false),
        inherited: absent(&of_trait, written, true),
        extra: methods(subject, mock)
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
    subject: Subject<'_>,
    mock: DefinitionId,
    original: DefinitionId,
    difference: &Difference,
) -> Finding {
    let (name, stands_for) = (&subject.crates[mock].name, &subject.crates[original].name);
    let values = [
        ("mock", name.clone()),
        ("original", stands_for.clone()),
        ("difference", difference.text()),
    ];
    let place = place_of(subject.files, subject.crates, mock);
    let finding = Finding::new(Rule::HandwrittenMock, place, name, &values)
        .labelled("hand-written")
        .guessed(!is_interface(subject, original))
        .note(
            Some(place_of(subject.files, subject.crates, original)),
            "what it stands for",
        );
    match subject.crates[original].item {
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
fn is_interface(subject: Subject<'_>, original: DefinitionId) -> bool {
    let definition = &subject.crates[original];
    let traits = &subject.files[definition.file.0].facts.traits;
    matches!(definition.item, Item::Trait(index) if traits[index].interface)
}

/// `mock!`, whose list of methods is written by hand too.
fn listed(subject: Subject<'_>, file: FileId, mock: &MockMacro) -> Option<Finding> {
    let module = subject.crates.module(file, mock.at.module);
    // One mock of several traits is nothing that could be generated from one of them.
    let [(path, functions)] = mock.interfaces.as_slice() else {
        return None;
    };
    let (interface, functions) = Some((path, functions)).and_then(|(path, functions)| {
        let interface = subject.crates.resolve_type(module, path)?;
        matches!(subject.crates[interface].item, Item::Trait(_)).then_some((interface, functions))
    })?;
    let listed: BTreeSet<_> = functions.iter().cloned().collect();
    let of_trait = trait_methods(subject, interface);
    let difference = Difference {
        missing: absent(&of_trait, &listed, false),
        inherited: absent(&of_trait, &listed, true),
        extra: Vec::new(),
    };
    let stands_for = &subject.crates[interface].name;
    let values = [
        ("mock", mock.name.clone()),
        ("original", stands_for.clone()),
        ("difference", difference.text()),
    ];
    let place = Place {
        file,
        range: mock.place.range(),
    };
    let finding = Finding::new(Rule::HandwrittenMock, place, &mock.name, &values)
        .labelled("its methods are listed manually")
        .guessed(!is_interface(subject, interface))
        .note(
            Some(place_of(subject.files, subject.crates, interface)),
            "what it stands for",
        )
        .unsure("it stands in the tokens of a macro, which decides what they mean");
    Some(finding)
}
