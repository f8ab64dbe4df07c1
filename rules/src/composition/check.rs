//! What a composition may list.

use proc_macro2::Ident;
use quote::ToTokens;

use super::{Listed, Named, Override};
use crate::attributes::is_condition;
use crate::catalogue::Rule;
use crate::derives::derive_list;
use crate::syntax::{Attribute, Generics, PathArguments, Type};
use crate::tokens::type_text;
use crate::violation::{Violation, Violations};

fn refused(place: &dyn ToTokens, cause: &str, advice: &str) -> Violation {
    Violation::new(Rule::NotACompositionItem, &place.to_token_stream())
        .with("cause", cause)
        .advise(advice)
}

/// What every composition has anyway.
pub(super) fn check_derives(attributes: &[Attribute], violations: &mut Violations) {
    for (_, derives) in attributes.iter().filter_map(|it| derive_list(&it.meta)) {
        for derive in &derives {
            let Some(last) = derive.segments.last() else {
                continue;
            };
            let name = last.ident.to_string();
            if ["Clone", "Debug"].contains(&name.as_str()) {
                violations.report(refused(
                    derive,
                    &format!("every composition implements `{name}`"),
                    &format!("remove `{name}` from `derive`"),
                ));
            }
        }
    }
}

/// What is no component or input, whatever its names mean: an interface, and what borrows.
pub(super) fn check_types(listed: &Listed, violations: &mut Violations) {
    for (entry, is_input) in listed
        .inputs
        .iter()
        .map(|input| (input, true))
        .chain(listed.components().map(|component| (component, false)))
    {
        if let Some((cause, advice)) = misfit(&entry.ty, is_input) {
            violations.report(refused(&entry.ty, &cause, &advice));
        }
    }
}

/// The same in an override.
pub(super) fn check_replacements(overrides: &[Override], violations: &mut Violations) {
    for each in overrides {
        if let Some((cause, advice)) = misfit(&each.replacement, each.is_given) {
            violations.report(refused(&each.replacement, &cause, &advice));
        }
    }
}

/// What the type of an entry is instead of one that has values of its own, and what to write.
fn misfit(ty: &Type, is_input: bool) -> Option<(String, String)> {
    let written = type_text(ty);
    match ty {
        Type::TraitObject(_) if is_input => Some((
            format!("`{written}` is an interface, and an input is a value"),
            format!("write `Arc<{written}>`"),
        )),
        Type::TraitObject(_) => Some((
            format!("`{written}` is an interface, and is listed behind a component"),
            format!("write the component that implements it, as in `Component as {written}`"),
        )),
        Type::Reference(reference)
            if reference
                .lifetime
                .as_ref()
                .is_none_or(|lifetime| lifetime.ident != "static") =>
        {
            let inner = type_text(&reference.elem);
            let owned = match inner.as_str() {
                "str" => "String",
                inner => inner,
            };
            Some((
                format!("`{written}` borrows, and a composition owns what it lists"),
                format!("write `{owned}`"),
            ))
        }
        _ => None,
    }
}

/// A function is named where a composition is to call it.
pub(super) fn check_functions(listed: &Listed, violations: &mut Violations) {
    for function in listed.components().filter_map(|it| it.made_by.as_ref()) {
        let Some(last) = function.segments.last() else {
            continue;
        };
        if let PathArguments::Parenthesized(..) = last.arguments {
            let mut named = function.clone();
            if let Some(last) = named.segments.last_mut() {
                last.arguments = PathArguments::None;
            }
            violations.report(refused(
                function,
                "the composition calls the function, with what it lists",
                &format!("write `{}`", type_text(&named)),
            ));
        }
    }
}

/// A component that is listed and left out, in the same words. Conditions may leave one of the two.
pub(super) fn check_left_out(name: &Ident, listed: &Listed, violations: &mut Violations) {
    for left_out in &listed.left_out {
        let Named::Type(ty) = &left_out.component else {
            continue;
        };
        if left_out.attributes.iter().any(is_condition) {
            continue;
        }
        let written = type_text(ty);
        if listed.always_lists(&written) {
            violations.report(
                Violation::new(Rule::ListedTwice, ty)
                    .with("composition", name)
                    .with("entry", &written)
                    .advise("remove it from `left_out`, or from the other section"),
            );
        }
    }
}

/// A collection that no scope could have all of, or whose parts nobody could make.
pub(super) fn check_collections(listed: &Listed, violations: &mut Violations) {
    for collection in &listed.collections {
        for level in &listed.levels {
            for entry in &level.makes {
                if !entry.is_listed_as(&collection.ty) {
                    continue;
                }
                violations.report(refused(
                    &entry.ty,
                    "a collection has nothing that is made of what a caller gives",
                    &format!("remove `as {}`", type_text(&collection.ty)),
                ));
            }
        }
        if listed.level_of(collection).is_none() {
            violations.report(refused(
                &collection.ty,
                "the components that it collects are in contexts that are not nested",
                "write a separate interface for each of these contexts",
            ));
        }
    }
}

/// A part hands out what all of it share, and has as many inputs as a function has parameters.
pub(super) fn check_exports(listed: &Listed, violations: &mut Violations) {
    let mut refuse = |place: &dyn ToTokens, cause: &str, advice: &str| {
        violations.report(refused(place, cause, advice));
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
            violations.report(refused(
                &entry.ty,
                &format!("`{}` is a parameter, and may be any type", parameter.ident),
                "list it in `inputs`, and give it to `new`",
            ));
        }
    }
    // Two types that may be one: the compiler could not tell which of them somebody asks for.
    let mut first = None;
    for input in &listed.inputs {
        let Type::Path(path) = input.given() else {
            continue;
        };
        if input.attributes.iter().any(is_condition) {
            continue;
        }
        let mut parameters = generics.type_params();
        let named = path.path.get_ident();
        let Some(parameter) = parameters.find(|it| named == Some(&it.ident)) else {
            continue;
        };
        match first {
            Some(first) if first != &parameter.ident => violations.report(refused(
                &input.ty,
                &format!("`{first}` and `{}` may be one type", parameter.ident),
                &format!(
                    "wrap one of them in a type of yours, as in `Second<{}>`",
                    parameter.ident
                ),
            )),
            _ => first = Some(&parameter.ident),
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
