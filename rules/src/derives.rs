//! Which derives a guarded type can have, and on which side of the guard they have to stand.
//!
//! ```
//! use ssot_rules::derives::{advice_against, constructs};
//!
//! assert!(constructs("Default") && !constructs("Debug"));
//! assert!(advice_against("Clone").is_some_and(|advice| advice.contains("allow(Clone)")));
//! ```

use quote::ToTokens;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Attribute, Ident, Meta, Path, Token, parse_quote};

use crate::arguments::GuardArguments;
use crate::attributes::{conditional, keeps_fields};
use crate::catalogue::Rule;
use crate::violation::{Violation, Violations};

const IN_THE_FACTORY: &str = "remove it, and write a constructor in the `#[factory]` impl";
const FROM_BYTES: &str = "remove it: a pattern of bytes is no permission to make an instance";

/// Derives that make instances, by the last segment of their path, with the way out of each.
///
/// Any derive that writes a literal of the type is refused by rustc, since the literal lacks the seal. These are
/// the ones that write none, and the ones that everybody knows, for which there is something better to say.
const CONSTRUCTING: &[(&str, &str)] = &[
    ("Default", IN_THE_FACTORY),
    (
        "Copy",
        "remove it: code that can copy an instance needs no factory",
    ),
    (
        "Deserialize",
        "remove it; to read one, derive it on a plain struct, write `#[serde(try_from = \"Plain\")]`, and call a constructor in that conversion",
    ),
    ("Zeroable", FROM_BYTES),
    ("Pod", FROM_BYTES),
    ("AnyBitPattern", FROM_BYTES),
    ("CheckedBitPattern", FROM_BYTES),
    ("TransparentWrapper", FROM_BYTES),
    ("FromZeros", FROM_BYTES),
    ("FromZeroes", FROM_BYTES),
    ("FromBytes", FROM_BYTES),
    ("TryFromBytes", FROM_BYTES),
];

const CLONE: &str = "Clone";
const ALLOW_CLONE: &str =
    "remove it, or write the argument `allow(Clone)` if one instance may become two";

/// Whether the derive of this name, the last segment of its path, makes instances.
#[must_use]
pub fn constructs(derive: &str) -> bool {
    advice_against(derive).is_some()
}

/// What to do about a derive that makes instances; `None` for one that does not.
#[must_use]
pub fn advice_against(derive: &str) -> Option<&'static str> {
    if derive == CLONE {
        return Some(ALLOW_CLONE);
    }
    CONSTRUCTING
        .iter()
        .find(|(name, _)| *name == derive)
        .map(|(_, advice)| *advice)
}

/// Derives and attribute macros that take every field of an instance, by their last name: they have to know of
/// the seal. None of them hands a field out, so the seal stays where it is.
const OF_EVERY_FIELD: &[&str] = &["Clone", "Error", "Zeroize", "ZeroizeOnDrop", "pin_project"];

/// The attributes below `#[factory_only]`, by what they have to see.
#[derive(Default)]
#[non_exhaustive]
pub struct Sorted {
    /// What sees the user's own fields only, in the user's order.
    pub above: Vec<Attribute>,
    /// What sees the seal too.
    pub below: Vec<Attribute>,
}

/// Sorts the attributes of a guarded type, and reports each derive that would construct it.
///
/// The order stays as it was written, but for the derives of every field: they come last.
pub fn sort(
    item: &Ident,
    attributes: &[Attribute],
    arguments: &GuardArguments,
    violations: &mut Violations,
) -> Sorted {
    let mut check = Check {
        item,
        arguments,
        violations,
    };
    let (mut above, mut below) = (Vec::new(), Vec::new());
    // Up to here, what was written goes above: a macro changes what the derives behind it see.
    let mut last_above = 0;
    for attribute in attributes {
        match check.attribute(&attribute.meta) {
            None if keeps_fields(attribute) => above.push(attribute.clone()),
            None if is_of_every_field(attribute.path()) => below.push(attribute.clone()),
            None => {
                above.push(attribute.clone());
                if below.is_empty() {
                    last_above = above.len();
                }
            }
            Some(split) => {
                if !split.above.is_empty() {
                    above.extend(split.above.into_iter().map(|meta| parse_quote!(#[#meta])));
                    last_above = above.len();
                }
                below.extend(split.below.into_iter().map(|meta| parse_quote!(#[#meta])));
            }
        }
    }
    // An attribute of a derive stands behind the derive.
    let behind = above.split_off(last_above);
    below.extend(behind);
    Sorted { above, below }
}

fn is_of_every_field(path: &Path) -> bool {
    let last = path.segments.last();
    last.is_some_and(|last| OF_EVERY_FIELD.iter().any(|name| last.ident == name))
}

/// Takes out the derives that `refused` has a violation for, given the path and its last segment.
pub(crate) fn take_out(
    attributes: &mut Vec<Attribute>,
    refused: &dyn Fn(&Path, &str) -> Option<Violation>,
    violations: &mut Violations,
) {
    for attribute in attributes {
        if let Some(meta) = without(&attribute.meta, None, refused, violations) {
            attribute.meta = meta;
        }
    }
}

/// The attribute without what is refused; `None` for one that holds no derives.
fn without(
    meta: &Meta,
    condition: Option<&Meta>,
    refused: &dyn Fn(&Path, &str) -> Option<Violation>,
    violations: &mut Violations,
) -> Option<Meta> {
    if let Some((keyword, derives)) = derive_list(meta) {
        let kept = derives.into_iter().filter(|derive| {
            let last = derive.segments.last();
            let word = last.map(|last| last.ident.to_string()).unwrap_or_default();
            let Some(mut violation) = refused(derive, &word) else {
                return true;
            };
            if let Some(condition) = condition {
                violation = violation.only_if(condition.to_token_stream());
            }
            violations.report(violation);
            false
        });
        return Some(parse_quote!(#keyword(#(#kept),*)));
    }
    let (condition, metas) = conditional(meta)?;
    let metas = metas.iter().map(|meta| {
        without(meta, Some(&condition), refused, violations).unwrap_or_else(|| meta.clone())
    });
    Some(parse_quote!(cfg_attr(#condition, #(#metas),*)))
}

/// The word `derive` and the derives behind it; `None` for another attribute.
fn derive_list(meta: &Meta) -> Option<(Path, Punctuated<Path, Token![,]>)> {
    let Meta::List(list) = meta else { return None };
    if !list.path.is_ident("derive") {
        return None;
    }
    let derives = Punctuated::parse_terminated.parse2(list.tokens.clone());
    Some((list.path.clone(), derives.ok()?))
}

#[derive(Default)]
struct Split {
    above: Vec<Meta>,
    below: Vec<Meta>,
}

struct Check<'a> {
    item: &'a Ident,
    arguments: &'a GuardArguments,
    violations: &'a mut Violations,
}

impl Check<'_> {
    /// The two halves of a `derive`, or of a `cfg_attr` that holds one; `None` for all else.
    fn attribute(&mut self, meta: &Meta) -> Option<Split> {
        if let Some((keyword, derives)) = derive_list(meta) {
            return Some(self.derives(&keyword, derives, None));
        }
        let (condition, metas) = conditional(meta)?;
        let mut split = Split::default();
        for meta in metas {
            let halves = match derive_list(&meta) {
                Some((keyword, derives)) => self.derives(&keyword, derives, Some(&condition)),
                None => Split {
                    below: vec![meta],
                    ..Split::default()
                },
            };
            split.above.extend(
                halves
                    .above
                    .iter()
                    .map(|meta| parse_quote!(cfg_attr(#condition, #meta))),
            );
            split.below.extend(
                halves
                    .below
                    .iter()
                    .map(|meta| parse_quote!(cfg_attr(#condition, #meta))),
            );
        }
        Some(split)
    }

    fn derives(
        &mut self,
        keyword: &Path,
        derives: Punctuated<Path, Token![,]>,
        condition: Option<&Meta>,
    ) -> Split {
        let (mut above, mut below) = (Vec::new(), Vec::new());
        for derive in derives {
            let Some(name) = derive.segments.last().map(|last| last.ident.to_string()) else {
                continue;
            };
            if let Some(advice) = self.advice_against(&name) {
                let mut violation = Violation::new(Rule::ConstructingDerive, &derive)
                    .with("derive", &name)
                    .with("item", self.item)
                    .advise(advice)
                    .enforced(self.arguments.enforcement);
                if let Some(condition) = condition {
                    violation = violation.only_if(condition.to_token_stream());
                }
                self.violations.report(violation);
            } else if is_of_every_field(&derive) {
                below.push(derive);
            } else {
                above.push(derive);
            }
        }
        let whole =
            |paths: Vec<Path>| (!paths.is_empty()).then(|| parse_quote!(#keyword(#(#paths),*)));
        Split {
            above: whole(above).into_iter().collect(),
            below: whole(below).into_iter().collect(),
        }
    }

    fn advice_against(&self, derive: &str) -> Option<&'static str> {
        if derive == CLONE && self.arguments.allow_clone.is_some() {
            return None;
        }
        advice_against(derive)
    }
}
