//! One composition in place of another.

use std::vec::IntoIter;

use proc_macro2::{Group, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use crate::attributes::is_condition;
use crate::catalogue::Rule;
use crate::composition::{Body, Composition, Entry, LeftOut, Level, Listed, Named, Override};
use crate::syntax::{
    ConstParam, GenericArgument, GenericParam, Parser, Path, Punctuated, Type, TypeParam,
};
use crate::tokens::type_text;
use crate::violation::{Violation, Violations};

impl Listed {
    /// The list as it would be written.
    #[must_use]
    pub fn written(&self) -> TokenStream {
        let (inputs, parts) = (&self.inputs, &self.parts);
        let (left_out, collections) = (&self.left_out, &self.collections);
        let application = self.levels.first().map(|level| {
            let (shared, transients, makes) = (&level.shared, &level.transients, &level.makes);
            quote! {
                singletons { #(#shared),* }
                transients { #(#transients),* }
                makes { #(#makes),* }
            }
        });
        let contexts = self.within(0);
        quote! {
            inputs { #(#inputs),* }
            parts { #(#parts),* }
            #application
            #contexts
            collections { #(#collections),* }
            left_out { #(#left_out),* }
        }
    }

    /// The contexts within a level.
    fn within(&self, outer: usize) -> TokenStream {
        let levels = self.levels.iter().enumerate();
        levels
            .filter(|(_, level)| level.outer == Some(outer))
            .map(|(index, level)| {
                let Level {
                    context,
                    shared,
                    transients,
                    makes,
                    ..
                } = level;
                let inner = self.within(index);
                quote! {
                    context(#context) {
                        #(#shared,)*
                        transients { #(#transients),* }
                        makes { #(#makes),* }
                        #inner
                    }
                }
            })
            .collect()
    }
}

impl ToTokens for Entry {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self {
            attributes,
            ty,
            interfaces,
            made_by,
            exported,
        } = self;
        let made_by = made_by.iter();
        tokens.extend(quote!(#(#attributes)* #exported #ty #(as #interfaces)* #(= #made_by)*));
    }
}

impl ToTokens for LeftOut {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let attributes = &self.attributes;
        tokens.extend(quote!(#(#attributes)*));
        match &self.component {
            Named::Type(ty) => ty.to_tokens(tokens),
            Named::Name(name) => name.to_tokens(tokens),
        }
    }
}

/// The list of a generic composition with what it is used with in the place of its parameters, which stand in `generics` as they
/// were written.
pub fn with_arguments(
    base: &Path,
    arguments: &[GenericArgument],
    generics: TokenStream,
    list: TokenStream,
    violations: &mut Violations,
) -> TokenStream {
    let parameters = Punctuated::<GenericParam>::parse_terminated.parse2(generics);
    let parameters = parameters.unwrap_or_else(|_| Punctuated::new(","));
    let needed = parameters.iter().filter(|parameter| {
        !matches!(
            parameter,
            GenericParam::Type(TypeParam {
                default: Some(_),
                ..
            }) | GenericParam::Const(ConstParam {
                default: Some(_),
                ..
            })
        )
    });
    if arguments.len() > parameters.len() || arguments.len() < needed.count() {
        violations.report(
            Violation::new(Rule::NotACompositionItem, base)
                .with(
                    "cause",
                    format_args!(
                        "`{}` takes {} generic argument{}, and {} were given",
                        type_text(base),
                        parameters.len(),
                        if parameters.len() == 1 { "" } else { "s" },
                        arguments.len()
                    ),
                )
                .advise("write a type for each of its parameters"),
        );
        return list;
    }
    let mut replacements: Vec<(String, TokenStream)> = Vec::new();
    for (index, parameter) in parameters.iter().enumerate() {
        let (name, default) = match parameter {
            GenericParam::Type(parameter) => (
                &parameter.ident,
                parameter
                    .default
                    .as_ref()
                    .map(|(_, default)| default.to_token_stream()),
            ),
            GenericParam::Const(parameter) => (
                &parameter.ident,
                parameter
                    .default
                    .as_ref()
                    .map(|(_, default)| default.to_token_stream()),
            ),
            GenericParam::Lifetime(_) => continue,
        };
        // A default may mention the parameters before it.
        let argument = arguments.get(index).map_or_else(
            || replaced(default.unwrap_or_default(), &replacements),
            ToTokens::to_token_stream,
        );
        replacements.push((name.to_string(), argument));
    }
    replaced(list, &replacements)
}

/// The tokens with others in the place of these names, where they are no part of a longer path.
fn replaced(tokens: TokenStream, replacements: &[(String, TokenStream)]) -> TokenStream {
    let mut path = false;
    let mut changed = TokenStream::new();
    for token in tokens {
        let behind = core::mem::take(&mut path);
        match token {
            TokenTree::Ident(word) if !behind => {
                let name = word.to_string();
                match replacements.iter().find(|(known, _)| *known == name) {
                    Some((_, replacement)) => changed.extend(replacement.clone()),
                    None => changed.extend([TokenTree::Ident(word)]),
                }
            }
            TokenTree::Group(group) => {
                let inner = replaced(group.stream(), replacements);
                let mut opened = Group::new(group.delimiter(), inner);
                opened.set_span(group.span());
                changed.extend([TokenTree::Group(opened)]);
            }
            token => {
                path = matches!(&token, TokenTree::Punct(mark) if mark.as_char() == ':');
                changed.extend([token]);
            }
        }
    }
    changed
}

/// The list of a composition that overrides another one.
#[non_exhaustive]
pub struct Overridden {
    /// The list.
    pub listed: Listed,
    /// What is replaced, as it is named by the override and as it was listed.
    pub replaced: Vec<(Type, Type)>,
}

/// The list of `base` with what `composition` puts in the place of its entries. What is replaced is
/// left out.
pub fn overridden(
    composition: &Composition,
    base: Composition,
    violations: &mut Violations,
) -> Option<Overridden> {
    let Body::Overriding {
        overrides,
        base: path,
        ..
    } = &composition.body
    else {
        return None;
    };
    let Body::Listed(mut listed) = base.body else {
        return None;
    };
    let of = type_text(path);
    let mut replaced = Vec::new();
    for each in overrides {
        let meant = type_text(&each.replaced);
        let mut parts = listed.parts.iter_mut();
        let part = parts.find(|part| last_name(&type_text(&part.ty)) == last_name(&meant));
        if each.is_given && part.is_some() {
            violations.report(
                Violation::new(Rule::NotACompositionItem, &each.replacement)
                    .with(
                        "cause",
                        "an input cannot take the place of a part, which is a composition",
                    )
                    .advise(format_args!(
                        "put another composition in its place: `{meant} => Test{}`",
                        last_name(&meant)
                    )),
            );
            continue;
        }
        if let Some(part) = part {
            let was = core::mem::replace(&mut part.ty, each.replacement.clone());
            replaced.push((each.replaced.clone(), was));
            continue;
        }
        let written: Vec<_> = listed.entries().map(|entry| type_text(&entry.ty)).collect();
        let Some(found) = find(&written, &each.replaced) else {
            let parts = listed.parts.iter().map(|part| type_text(&part.ty));
            let entries = written.iter().cloned().chain(parts);
            let entries: Vec<_> = entries.map(|entry| format!("`{entry}`")).collect();
            let violation = Violation::new(Rule::NothingToOverride, &each.replaced)
                .with("composition", &of)
                .with("entry", &meant)
                .with("entries", entries.join(", "));
            let part = listed.parts.first().map(|part| type_text(&part.ty));
            violations.report(match part {
                Some(part) => violation.advise(format_args!(
                    "name one of its entries as it is listed there: {}; what a part makes is overridden there, as in `struct \
                     Test{} overrides {part} {{ .. }}`, and the part here, as in `{part} => Test{}`",
                    entries.join(", "),
                    last_name(&part),
                    last_name(&part),
                )),
                None => violation,
            });
            continue;
        };
        // Contexts may each have one; the last one first, since it may be taken out of the list.
        let places = written.iter().enumerate();
        let places = places.filter(|(_, entry)| **entry == found);
        let places: Vec<_> = places.map(|(index, _)| index).rev().collect();
        if each.is_given && places.iter().any(|index| is_made(&listed, *index)) {
            violations.report(
                Violation::new(Rule::NotACompositionItem, &each.replacement)
                    .with(
                        "cause",
                        "an input is there from the start, and `make` makes an instance for each call",
                    )
                    .advise("put a component with the same `#[given]` parameters in its place"),
            );
            continue;
        }
        if meets_another(&listed, &places, each) {
            violations.report(
                Violation::new(Rule::ListedTwice, &each.replacement)
                    .with("composition", &composition.name)
                    .with("entry", type_text(&each.replacement))
                    .advise("put another component in its place"),
            );
            continue;
        }
        let entries = replace(&mut listed, &places, each);
        replaced.extend(
            entries
                .into_iter()
                .map(|entry| (each.replaced.clone(), entry)),
        );
    }
    // What the other composition leaves out, an override may list.
    let mut left_out = core::mem::take(&mut listed.left_out);
    left_out.retain(|left_out| match &left_out.component {
        Named::Type(ty) => {
            left_out.attributes.iter().any(is_condition) || !listed.always_lists(&type_text(ty))
        }
        Named::Name(_) => true,
    });
    listed.left_out = left_out;
    Some(Overridden { listed, replaced })
}

/// The entry that is written in the same way; or else the only one whose last name is the same.
fn find(written: &[String], replaced: &Type) -> Option<String> {
    let wanted = type_text(replaced);
    if written.contains(&wanted) {
        return Some(wanted);
    }
    let alike = |entry: &&String| last_name(entry) == last_name(&wanted);
    let mut alike = written.iter().filter(alike);
    let found = alike.next()?;
    alike.all(|entry| entry == found).then(|| found.clone())
}

/// A type as it is written, without what stands before the last name of each path in it, and without the colons before its
/// arguments.
#[must_use]
pub fn unqualified(ty: &str) -> String {
    let is_of_name = |letter: char| letter.is_alphanumeric() || "_$#".contains(letter);
    let mut names = String::new();
    for (index, behind) in ty.split("::").enumerate() {
        if index > 0 && !behind.starts_with('<') {
            names.truncate(names.trim_end_matches(is_of_name).len());
        }
        names.push_str(behind);
    }
    names
}

/// A path without what stands before the last name.
fn last_name(path: &str) -> &str {
    let arguments = path.find('<').unwrap_or(path.len());
    let start = path[..arguments].rfind("::").map_or(0, |at| at + 2);
    &path[start..]
}

/// Whether what is put in these places is listed already, in the same words, where a scope would see both.
fn meets_another(listed: &Listed, places: &[usize], each: &Override) -> bool {
    let put = type_text(&each.replacement);
    let mut levels = vec![0; listed.inputs.len()];
    for (index, level) in listed.levels.iter().enumerate() {
        levels.extend(level.entries().map(|_| index));
    }
    let mut others = listed.entries().enumerate();
    others.any(|(index, entry)| {
        type_text(entry.given()) == put
            && !places.contains(&index)
            && !entry.attributes.iter().any(is_condition)
            && places.iter().any(|place| {
                let level = if each.is_given { 0 } else { levels[*place] };
                !listed.are_apart(level, levels[index])
            })
    })
}

/// Puts the other type in these places, or among the inputs. The entries that were there, if they are always there.
fn replace(listed: &mut Listed, places: &[usize], each: &Override) -> Vec<Type> {
    let (mut always, mut given) = (Vec::new(), None);
    for index in places {
        let is_input = *index < listed.inputs.len();
        let entry = if each.is_given && !is_input {
            let entry = take(listed, index - listed.inputs.len());
            given.clone_from(&entry);
            entry
        } else {
            put(listed, *index, each)
        };
        let Some(entry) = entry else { continue };
        // What no component is, is in no registry, and need not be left out.
        if !is_input && entry.made_by.is_none() {
            listed.left_out.push(LeftOut {
                attributes: entry.attributes.clone(),
                component: Named::Type(Box::new(entry.ty.clone())),
            });
        }
        if !entry.attributes.iter().any(is_condition) {
            always.push(entry.ty);
        }
    }
    listed.inputs.extend(given.map(|entry| Entry {
        ty: each.replacement.clone(),
        made_by: None,
        ..entry
    }));
    always
}

/// Puts it in one place. The entry that was there.
fn put(listed: &mut Listed, index: usize, each: &Override) -> Option<Entry> {
    let mut entries = listed
        .inputs
        .iter_mut()
        .chain(components(&mut listed.levels));
    let entry = entries.nth(index)?;
    let was = entry.clone();
    entry.ty = each.replacement.clone();
    // What takes its place is a component.
    entry.made_by = None;
    Some(was)
}

fn components(levels: &mut [Level]) -> IntoIter<&mut Entry> {
    let mut components = Vec::new();
    for level in levels {
        components.extend(&mut level.shared);
        components.extend(&mut level.transients);
        components.extend(&mut level.makes);
    }
    components.into_iter()
}

/// Whether the entry is made of what a caller gives.
fn is_made(listed: &Listed, index: usize) -> bool {
    let mut first = listed.inputs.len();
    for level in &listed.levels {
        let had = first + level.shared.len() + level.transients.len();
        first = had + level.makes.len();
        if index < first {
            return index >= had;
        }
    }
    false
}

/// Takes a component out of the list.
fn take(listed: &mut Listed, mut index: usize) -> Option<Entry> {
    for level in &mut listed.levels {
        for section in [&mut level.shared, &mut level.transients, &mut level.makes] {
            if index < section.len() {
                return Some(section.remove(index));
            }
            index -= section.len();
        }
    }
    None
}
