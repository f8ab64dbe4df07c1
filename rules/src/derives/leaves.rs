//! The attributes of an item one by one, and the derives in them.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::attributes::conditional;
use crate::syntax::{Attribute, Meta, Parser, Path, Punctuated};
use crate::written;

/// The attributes below `#[factory_only]`, by what they have to see.
#[derive(Default)]
#[non_exhaustive]
pub struct Sorted {
    /// What sees the user's own fields only, in the user's order.
    pub above: Vec<Attribute>,
    /// What sees the seal too, in the user's order.
    pub below: Vec<Attribute>,
    /// Something that has to see the seal stands above `#[factory_only]`, and was reported.
    pub misplaced: bool,
}

/// An attribute, outside of the `cfg_attr` that holds it.
pub(super) struct Leaf {
    conditions: Vec<Meta>,
    pub(super) meta: Meta,
}

pub(super) fn leaves(attributes: &[Attribute]) -> Vec<Leaf> {
    fn collect(meta: &Meta, conditions: &[Meta], leaves: &mut Vec<Leaf>) {
        let Some((condition, metas)) = conditional(meta) else {
            leaves.push(Leaf {
                conditions: conditions.to_vec(),
                meta: meta.clone(),
            });
            return;
        };
        let conditions: Vec<_> = conditions.iter().cloned().chain([condition]).collect();
        for meta in &metas {
            collect(meta, &conditions, leaves);
        }
    }
    let mut leaves = Vec::new();
    for attribute in attributes {
        collect(&attribute.meta, &[], &mut leaves);
    }
    leaves
}

impl Leaf {
    /// Splits a list of derives by whether they see the seal.
    pub(super) fn split(
        &self,
        keyword: &Path,
        derives: Punctuated<Path>,
        sorted: &mut Sorted,
        sees_seal: impl FnMut(Path) -> (bool, Path),
    ) {
        let (below, above): (Vec<_>, Vec<_>) = derives
            .into_iter()
            .map(sees_seal)
            .partition(|(below, _)| *below);
        for (derives, side) in [(above, &mut sorted.above), (below, &mut sorted.below)] {
            let paths = derives.iter().map(|(_, derive)| derive);
            if !derives.is_empty() {
                side.push(self.conditional(&written!(#keyword(#(#paths),*))));
            }
        }
    }

    /// `meta` under the conditions of this attribute.
    pub(super) fn conditional(&self, meta: &Meta) -> Attribute {
        match self.condition() {
            Some(condition) => written!(#[cfg_attr(#condition, #meta)]),
            None => written!(#[#meta]),
        }
    }

    pub(super) fn condition(&self) -> Option<TokenStream> {
        match &*self.conditions {
            [] => None,
            [condition] => Some(condition.to_token_stream()),
            conditions => Some(quote!(all(#(#conditions),*))),
        }
    }
}

/// The word `derive` and the derives behind it; `None` for another attribute.
pub(crate) fn derive_list(meta: &Meta) -> Option<(Path, Punctuated<Path>)> {
    let Meta::List(list) = meta else { return None };
    if !list.path.is_ident("derive") {
        return None;
    }
    let derives = Punctuated::parse_terminated.parse2(list.tokens.clone());
    Some((list.path.clone(), derives.ok()?))
}
