//! Syntax as the rules read it: these know only as much of the language as the attributes need.

use proc_macro2::TokenStream;
use quote::ToTokens;
use ssot_rules::attributes;
use ssot_rules::syntax::{self, Parse};
use ssot_rules::violation::Violations;
use syn::parse::Parser;
use syn::{Attribute, Meta};

use super::type_ref::TypeRef;

/// The same syntax for a rule. `None` of what the rules cannot read.
pub(crate) fn ruled<T: Parse>(node: &impl ToTokens) -> Option<T> {
    syntax::parse2(node.to_token_stream()).ok()
}

/// What is read without a report of what is wrong with it: the whole item is checked elsewhere.
pub(crate) fn unreported<T>(read: impl FnOnce(&mut Violations) -> T) -> T {
    let mut ignored = Violations::new();
    let read = read(&mut ignored);
    let _ = ignored.into_vec();
    read
}

pub(crate) fn ruled_attributes(attributes: &[Attribute]) -> Vec<syntax::Attribute> {
    attributes.iter().filter_map(ruled).collect()
}

pub(crate) fn whole_attributes(attributes: &[syntax::Attribute]) -> Vec<Attribute> {
    let tokens: TokenStream = attributes.iter().map(ToTokens::to_token_stream).collect();
    Attribute::parse_outer.parse2(tokens).unwrap_or_default()
}

pub(crate) fn type_of(ty: &syntax::Type) -> TypeRef {
    let whole = syn::parse2(ty.to_token_stream());
    whole.map_or(TypeRef::Unknown, |ty| TypeRef::new(&ty))
}

/// The predicate of a `cfg_attr`, and the attributes that it holds; `None` for all else.
pub(crate) fn conditional(meta: &Meta) -> Option<(Meta, Vec<Meta>)> {
    if !meta.path().is_ident("cfg_attr") {
        return None;
    }
    let (predicate, metas) = attributes::conditional(&ruled(meta)?)?;
    let read = |meta: &syntax::Meta| syn::parse2(meta.to_token_stream()).ok();
    Some((read(&predicate)?, metas.iter().filter_map(read).collect()))
}

/// Whether the attribute can remove what it stands on.
pub(crate) fn is_condition(attribute: &Attribute) -> bool {
    let may = attribute.path().is_ident("cfg") || attribute.path().is_ident("cfg_attr");
    may && ruled(attribute).is_some_and(|attribute| attributes::is_condition(&attribute))
}
