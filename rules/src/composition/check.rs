//! What a composition may list.

use proc_macro2::Ident;
use quote::ToTokens;

use super::Listed;
use crate::attributes::is_condition;
use crate::catalogue::Rule;
use crate::syntax::{Generics, Type};
use crate::tokens::type_text;
use crate::violation::{Violation, Violations};

/// A collection that no scope could have all of, or whose parts nobody could make.
pub(super) fn check_collections(listed: &Listed, violations: &mut Violations) {
    for collection in &listed.collections {
        for level in &listed.levels {
            for entry in &level.makes {
                if !entry.is_listed_as(&collection.ty) {
                    continue;
                }
                violations.report(
                    Violation::new(Rule::NotACompositionItem, &entry.ty)
                        .with(
                            "cause",
                            "a collection has nothing that is made of what a caller gives",
                        )
                        .advise(format_args!("remove `as {}`", type_text(&collection.ty))),
                );
            }
        }
        if listed.level_of(collection).is_none() {
            violations.report(
                Violation::new(Rule::NotACompositionItem, &collection.ty)
                    .with(
                        "cause",
                        "the components that it collects are in contexts that are not nested",
                    )
                    .advise("write a separate interface for each of these contexts"),
            );
        }
    }
}

/// A part hands out what all of it share, and has as many inputs as a function has parameters.
pub(super) fn check_exports(listed: &Listed, violations: &mut Violations) {
    let mut refuse = |place: &dyn ToTokens, cause: &str, advice: &str| {
        violations.report(
            Violation::new(Rule::NotACompositionItem, &place.to_token_stream())
                .with("cause", cause)
                .advise(advice),
        );
    };
    let mut others: Vec<_> = listed.inputs.iter().collect();
    others.extend(&listed.parts);
    others.extend(&listed.collections);
    for (index, level) in listed.levels.iter().enumerate() {
        match index {
            0 => others.extend(&level.makes),
            _ => level.add_to(&mut others),
        }
    }
    for other in others {
        if let Some(exported) = &other.exported {
            refuse(
                exported,
                "a part hands out what stands in `singletons` and `transients`",
                "remove `pub`, or list it there",
            );
        }
    }
    for entry in listed.components() {
        let is_conditional = entry.attributes.iter().any(is_condition);
        if let Some(exported) = entry.exported.as_ref().filter(|_| is_conditional) {
            refuse(
                exported,
                "whoever has the composition as a part cannot know whether it is there",
                "remove `pub`, or the condition",
            );
        }
    }
    let beyond = listed.inputs.get(crate::injection::MOST_PARAMETERS);
    if let Some(beyond) = beyond.filter(|_| listed.exports().next().is_some()) {
        refuse(
            &beyond.ty,
            "a part has at most 16 inputs",
            "put several into a struct of their own",
        );
    }
}

/// A parameter among the components: nobody knows how to make one.
pub(super) fn check_parameters(generics: &Generics, listed: &Listed, violations: &mut Violations) {
    for entry in listed.components() {
        let Type::Path(path) = &entry.ty else {
            continue;
        };
        let mut parameters = generics.type_params();
        if let Some(parameter) =
            parameters.find(|parameter| path.path.get_ident() == Some(&parameter.ident))
        {
            violations.report(
                Violation::new(Rule::NotACompositionItem, &entry.ty)
                    .with(
                        "cause",
                        format_args!("`{}` is a parameter, and may be any type", parameter.ident),
                    )
                    .advise("list it in `inputs`, and give it to `new`"),
            );
        }
    }
}

/// A type or an interface that one scope would have twice, in the same words. In other words, the compiler finds it.
///
/// Contexts that do not see one another may each have their own.
pub(super) fn check_repeated(name: &Ident, listed: &Listed, violations: &mut Violations) {
    let mut types: Vec<(String, usize)> = Vec::new();
    let mut interfaces: Vec<(String, String, usize)> = Vec::new();
    let mut all = Vec::new();
    all.extend(listed.inputs.iter().map(|input| (0, input)));
    all.extend(listed.parts.iter().map(|part| (0, part)));
    for (index, level) in listed.levels.iter().enumerate() {
        all.extend(level.entries().map(|entry| (index, entry)));
    }
    for (level, entry) in all {
        if entry.attributes.iter().any(is_condition) {
            continue;
        }
        let written = type_text(entry.given());
        let meets = |other: usize| !listed.are_apart(level, other);
        let mut same = types.iter().filter(|(known, _)| *known == written);
        if same.any(|(_, other)| meets(*other)) {
            violations.report(
                Violation::new(Rule::ListedTwice, &entry.ty)
                    .with("composition", name)
                    .with("entry", &written),
            );
            continue;
        }
        for interface in &entry.interfaces {
            let as_interface = type_text(interface);
            if listed.collection(interface).is_some() {
                continue;
            }
            let mut same = interfaces.iter();
            match same.find(|(known, _, other)| *known == as_interface && meets(*other)) {
                Some((_, one, _)) => violations.report(
                    Violation::new(Rule::InterfaceListedTwice, interface)
                        .with("one", one)
                        .with("other", &written)
                        .with("interface", &as_interface),
                ),
                None => interfaces.push((as_interface, written.clone(), level)),
            }
        }
        types.push((written, level));
    }
    let mut contexts: Vec<String> = Vec::new();
    for context in listed
        .levels
        .iter()
        .filter_map(|level| level.context.as_ref())
    {
        let written = type_text(context);
        if contexts.contains(&written) {
            violations.report(
                Violation::new(Rule::ListedTwice, context)
                    .with("composition", name)
                    .with("entry", format_args!("context({written})")),
            );
        }
        contexts.push(written);
    }
}
