//! One composition in place of another.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::{Body, Composition, Entry, LeftOut, Level, Listed, Named, Override};
use crate::attributes::is_condition;
use crate::catalogue::Rule;
use crate::syntax::Type;
use crate::tokens::type_text;
use crate::violation::{Violation, Violations};

impl Listed {
    /// The list as it would be written.
    #[must_use]
    pub fn written(&self) -> TokenStream {
        let inputs = &self.inputs;
        let (left_out, collections) = (&self.left_out, &self.collections);
        let application = self.levels.first().map(|level| {
            let (shared, transients) = (&level.shared, &level.transients);
            quote!(singletons { #(#shared),* } transients { #(#transients),* })
        });
        let contexts = self.within(0);
        quote! {
            inputs { #(#inputs),* }
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
                    ..
                } = level;
                let inner = self.within(index);
                quote! {
                    context(#context) {
                        #(#shared,)*
                        transients { #(#transients),* }
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
        } = self;
        let made_by = made_by.iter();
        tokens.extend(quote!(#(#attributes)* #ty #(as #interfaces)* #(= #made_by)*));
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
        let written: Vec<_> = listed.entries().map(|entry| type_text(&entry.ty)).collect();
        let Some(found) = find(&written, &each.replaced) else {
            let entries: Vec<_> = written.iter().map(|entry| format!("`{entry}`")).collect();
            violations.report(
                Violation::new(Rule::NothingToOverride, &each.replaced)
                    .with("composition", &of)
                    .with("entry", type_text(&each.replaced))
                    .with("entries", entries.join(", ")),
            );
            continue;
        };
        if let Some(entry) = replace(&mut listed, found, each) {
            replaced.push((each.replaced.clone(), entry));
        }
    }
    Some(Overridden { listed, replaced })
}

/// The entry that is written in the same way; or else the only one whose last name is the same.
fn find(written: &[String], replaced: &Type) -> Option<usize> {
    let wanted = type_text(replaced);
    if let Some(found) = written.iter().position(|entry| *entry == wanted) {
        return Some(found);
    }
    let mut alike = written
        .iter()
        .enumerate()
        .filter(|(_, entry)| last_name(entry) == last_name(&wanted));
    let (found, _) = alike.next()?;
    alike.next().is_none().then_some(found)
}

/// A path without what stands before the last name.
fn last_name(path: &str) -> &str {
    let arguments = path.find('<').unwrap_or(path.len());
    let start = path[..arguments].rfind("::").map_or(0, |at| at + 2);
    &path[start..]
}

/// Puts the other type there, or among the inputs. The entry that was there, if it is always there.
fn replace(listed: &mut Listed, index: usize, each: &Override) -> Option<Type> {
    let is_input = index < listed.inputs.len();
    let (replaced, attributes, made_by) = if each.is_given && !is_input {
        let entry = take(listed, index - listed.inputs.len())?;
        listed.inputs.push(Entry {
            attributes: entry.attributes.clone(),
            ty: each.replacement.clone(),
            interfaces: entry.interfaces,
            made_by: None,
        });
        (entry.ty, entry.attributes, entry.made_by)
    } else {
        let mut entries = listed
            .inputs
            .iter_mut()
            .chain(components(&mut listed.levels));
        let entry = entries.nth(index)?;
        let replaced = core::mem::replace(&mut entry.ty, each.replacement.clone());
        // What takes its place is a component.
        (replaced, entry.attributes.clone(), entry.made_by.take())
    };
    let unconditional = !attributes.iter().any(is_condition);
    // What no component is, is in no registry, and need not be left out.
    if !is_input && made_by.is_none() {
        listed.left_out.push(LeftOut {
            attributes,
            component: Named::Type(Box::new(replaced.clone())),
        });
    }
    unconditional.then_some(replaced)
}

fn components(levels: &mut [Level]) -> impl Iterator<Item = &mut Entry> {
    levels
        .iter_mut()
        .flat_map(|level| level.shared.iter_mut().chain(&mut level.transients))
}

/// Takes a component out of the list.
fn take(listed: &mut Listed, mut index: usize) -> Option<Entry> {
    for level in &mut listed.levels {
        for section in [&mut level.shared, &mut level.transients] {
            if index < section.len() {
                return Some(section.remove(index));
            }
            index -= section.len();
        }
    }
    None
}
