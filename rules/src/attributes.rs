//! Attributes of the annotated items: the conditions that what is generated shares, and attributes of
//! ours that stand there once more.
//!
//! ```
//! use ssot_rules::attributes::{conditions, is_condition, keeps_fields};
//! use ssot_rules::syntax::Attribute;
//! use ssot_rules::written;
//!
//! let attributes: [Attribute; 2] = [written!(#[cfg(unix)]), written!(#[must_use])];
//! assert!(is_condition(&attributes[0]) && !is_condition(&attributes[1]));
//! assert!(keeps_fields(&attributes[1]));
//! assert_eq!(conditions(&attributes).to_string(), "# [cfg (unix)]");
//! ```

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::catalogue::Rule;
use crate::names;
use crate::syntax::{Attribute, Meta, Parser, Punctuated};
use crate::violation::{Violation, Violations};
use crate::written;

/// Whether the attribute can remove what it stands on.
#[must_use]
pub fn is_condition(attribute: &Attribute) -> bool {
    !condition(&attribute.meta).is_empty()
}

/// The `cfg` attributes, and those that a `cfg_attr` holds, for an item generated beside the
/// annotated one.
#[must_use]
pub fn conditions(attributes: &[Attribute]) -> TokenStream {
    let mut conditions = TokenStream::new();
    for attribute in attributes {
        for condition in condition(&attribute.meta) {
            conditions.extend(quote!(#[#condition]));
        }
    }
    conditions
}

fn condition(meta: &Meta) -> Vec<Meta> {
    match meta {
        Meta::List(list) if list.path.is_ident("cfg") => vec![meta.clone()],
        _ => {
            let mut conditions = Vec::new();
            if let Some((predicate, metas)) = conditional(meta) {
                for meta in &metas {
                    for meta in condition(meta) {
                        conditions.push(written!(cfg_attr(#predicate, #meta)));
                    }
                }
            }
            conditions
        }
    }
}

/// The predicate of a `cfg_attr`, and the attributes that it holds; `None` for all else.
#[must_use]
pub fn conditional(meta: &Meta) -> Option<(Meta, Vec<Meta>)> {
    let Meta::List(list) = meta else { return None };
    if !list.path.is_ident("cfg_attr") {
        return None;
    }
    let metas = Punctuated::<Meta>::parse_terminated.parse2(list.tokens.clone());
    let mut metas = metas.ok()?.into_iter();
    Some((metas.next()?, metas.collect()))
}

/// The predicate of a `#[cfg(..)]`.
pub(crate) fn predicate(attribute: &Attribute) -> TokenStream {
    match &attribute.meta {
        Meta::List(list) if list.path.is_ident("cfg") => list.tokens.clone(),
        meta => condition(meta)
            .first()
            .map(ToTokens::to_token_stream)
            .unwrap_or_default(),
    }
}

/// Takes out attributes of ours that would do once more, to the same item, what `attribute` does, and returns them.
pub fn remove_repeated(
    attribute: &str,
    attributes: &mut Vec<Attribute>,
    violations: &mut Violations,
) -> Vec<Attribute> {
    let guards = [
        names::FACTORY_ONLY,
        names::SSOT_COMPONENT,
        names::SSOT_CONFIG,
    ];
    let alike: &[&str] = if guards.contains(&attribute) {
        &guards
    } else {
        &[attribute]
    };
    let mut removed = Vec::new();
    attributes.retain(|other| {
        let path = other.path();
        let name = path
            .segments
            .last()
            .map(|last| last.ident.to_string())
            .unwrap_or_default();
        let repeated = path.segments.len() <= 2 && alike.contains(&name.as_str());
        if repeated {
            let violation = Violation::new(Rule::RepeatedAttribute, path)
                .with("attribute", attribute)
                .with("other", name);
            violations.report(if guards.contains(&attribute) {
                violation
            } else {
                violation.advise("keep one of them, with the arguments of both")
            });
            removed.push(other.clone());
        }
        !repeated
    });
    removed
}

/// Whether an attribute of a struct is the compiler's own, which leaves the fields alone.
#[must_use]
pub fn keeps_fields(attribute: &Attribute) -> bool {
    const KNOWN: &[&str] = &[
        "allow",
        "cfg",
        "deny",
        "deprecated",
        "doc",
        "expect",
        "forbid",
        "must_use",
        "non_exhaustive",
        "repr",
        "warn",
    ];
    KNOWN.iter().any(|known| attribute.path().is_ident(known))
}
