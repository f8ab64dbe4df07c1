//! A listing for people.

use super::graph::Kind;
use super::{Component, Composition, Definition, Implementor, Interface, Listing, Named};
use crate::pluralize::pluralize;

/// Writes the lists that are asked for, each under its heading.
pub fn write(listing: &Listing, kinds: &[Kind]) -> String {
    let blocks = kinds.iter().map(|kind| match kind {
        Kind::Components => block("component", listing.components.iter().map(component)),
        Kind::Interfaces => block("interface", listing.interfaces.iter().map(interface)),
        Kind::Compositions => block("composition", listing.compositions.iter().map(composition)),
    });
    blocks.collect::<Vec<_>>().join("\n")
}

fn block(one: &str, entries: impl ExactSizeIterator<Item = Vec<String>>) -> String {
    let mut text = pluralize(entries.len(), one) + "\n";
    for lines in entries {
        for (index, line) in lines.iter().enumerate() {
            let indent = if index == 0 { "  " } else { "      " };
            text.extend([indent, line, "\n"]);
        }
    }
    text
}

fn place(definition: &Definition) -> String {
    let Definition {
        module, path, line, ..
    } = definition;
    format!("{path}:{line} in {module}")
}

/// A line of words, unless there are none.
fn words(label: &str, words: &[String]) -> Option<String> {
    (!words.is_empty()).then(|| format!("{label} {}", words.join(", ")))
}

fn names(named: &[Named]) -> Vec<String> {
    named.iter().map(|one| one.name.clone()).collect()
}

fn component(component: &Component) -> Vec<String> {
    let mut first = component.name.clone();
    if !component.name.ends_with(&component.ty.name) {
        first.extend([" (", &component.ty.name, ")"]);
    }
    first.extend([", ", component.attribute]);
    if let Some(scope) = &component.scope {
        first.extend([", ", scope]);
    }
    first.extend([", enforce = ", component.enforcement]);
    let mut lines = vec![first, place(&component.definition)];
    lines.extend(words("implements", &names(&component.implements)));
    lines.extend(words("takes", &names(&component.dependencies)));
    let canonical = component.canonical.iter();
    lines.extend(canonical.map(|path| format!("canonical path {path}")));
    lines
}

fn interface(interface: &Interface) -> Vec<String> {
    let mut first = interface.of.name.clone();
    let flags = [
        ("open", interface.open),
        ("sole", interface.sole),
        ("mock", interface.mocked),
    ];
    for (word, _) in flags.iter().filter(|(_, is_set)| *is_set) {
        first.extend([", ", word]);
    }
    let mut lines = vec![first, place(&interface.definition)];
    lines.extend(words("methods", &interface.methods));
    let implementors: Vec<_> = interface.implementors.iter().map(implementor).collect();
    lines.push(
        words("implemented by", &implementors).unwrap_or_else(|| "not implemented".to_owned()),
    );
    lines
}

fn implementor(implementor: &Implementor) -> String {
    let remark = match (implementor.declared, implementor.implemented) {
        (true, false) => " (declared only)",
        (false, _) => " (not declared)",
        (true, true) => "",
    };
    format!("{}{remark}", implementor.of.name)
}

fn composition(composition: &Composition) -> Vec<String> {
    let mut first = composition.of.name.clone();
    if let Some(base) = &composition.overrides {
        first.extend([" overrides ", &base.name]);
    }
    let mut lines = vec![first, place(&composition.definition)];
    for section in &composition.sections {
        let entries = section.entries.iter().map(|entry| {
            let parts = std::iter::once(&entry.ty).chain(&entry.interfaces);
            let listed: Vec<_> = parts.map(|part| part.name.as_str()).collect();
            let listed = listed.join(" as ");
            if entry.exported {
                format!("pub {listed}")
            } else {
                listed
            }
        });
        let entries: Vec<_> = entries.collect();
        lines.extend(words(&format!("{}:", section.name), &entries));
    }
    let replaced = composition.replaced.iter();
    lines.extend(replaced.map(|one| format!("{} => {}", one.replaced.name, one.replacement.name)));
    lines.extend(words("left out:", &composition.left_out));
    lines
}
