//! Which derives a guarded type can have, and on which side of the guard they have to stand.
//!
//! ```
//! use ssot_rules::derives::{advice_against, constructs};
//!
//! assert!(constructs("Default") && !constructs("Debug"));
//! assert!(advice_against("Clone").is_some_and(|advice| advice.contains("allow(Clone)")));
//! ```

mod constructing;
mod leaves;
mod seeing;

use quote::ToTokens;

use crate::arguments::{GuardArguments, runtime};
use crate::attributes::{conditional, keeps_fields};
use crate::catalogue::Rule;
use crate::syntax::{Attribute, Ident, ItemStruct, Meta, Path};
use crate::tokens::any_ident;
use crate::violation::{Violation, Violations};
use crate::written;
use constructing::{CLONE, DESERIALIZE};
pub use constructing::{advice_against, constructs};
pub use leaves::Sorted;
pub(crate) use leaves::derive_list;
use leaves::{Leaf, leaves};
pub use seeing::attributes_of_seal;
use seeing::{SEES_SEAL, SeesSeal};

/// Sorts the attributes of a guarded type, and reports each derive that would construct it.
pub fn sort(item: &ItemStruct, arguments: &GuardArguments, violations: &mut Violations) -> Sorted {
    let leaves = leaves(&item.attrs);
    let mut of_fields = Vec::new();
    for field in &item.fields {
        of_fields.append(&mut self::leaves(&field.attrs));
    }
    if leaves.is_empty() && of_fields.is_empty() {
        return Sorted::default();
    }
    let mut check = Check {
        item: &item.ident,
        arguments,
        seeing: SEES_SEAL
            .iter()
            .filter(|seeing| {
                !seeing.told_by_helper || seeing.helper_of(&leaves, &of_fields).is_some()
            })
            .collect(),
        converted: leaves.iter().any(|leaf| is_conversion(&leaf.meta)),
        violations,
    };
    let mut sorted = Sorted::default();
    for leaf in &leaves {
        check.sort(leaf, &mut sorted);
    }
    sorted.misplaced = check.misplaced(&leaves, &of_fields, &sorted.below);
    if sorted.above.iter().all(keeps_fields) {
        sorted.below.splice(0..0, sorted.above.drain(..));
    }
    sorted
}

/// Sorts what stands where the seal is added: another attribute macro may have put a derive there. A refused one
/// stays, and fails for the seal.
#[must_use]
pub fn sort_late(attributes: &[Attribute]) -> Sorted {
    let mut sorted = Sorted::default();
    for leaf in leaves(attributes) {
        match derive_list(&leaf.meta) {
            Some((keyword, derives)) => leaf.split(&keyword, derives, &mut sorted, |derive| {
                let last = derive.segments.last();
                let refused = last.is_some_and(|last| constructs(&last.ident.to_string()));
                let sees_seal = SEES_SEAL.iter().any(|seeing| seeing.is(&derive));
                (refused || sees_seal, derive)
            }),
            None => sorted.below.push(leaf.conditional(&leaf.meta)),
        }
    }
    sorted
}

/// Whether it is a conversion that serde calls instead of writing a literal.
fn is_conversion(meta: &Meta) -> bool {
    let Meta::List(list) = meta else { return false };
    let mut converts = |word: &Ident| word == "from" || word == "try_from";
    list.path.is_ident("serde") && any_ident(list.tokens.clone(), &mut converts)
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
        return Some(written!(#keyword(#(#kept),*)));
    }
    let (condition, metas) = conditional(meta)?;
    let metas = metas.iter().map(|meta| {
        without(meta, Some(&condition), refused, violations).unwrap_or_else(|| meta.clone())
    });
    Some(written!(cfg_attr(#condition, #(#metas),*)))
}

struct Check<'a> {
    item: &'a Ident,
    arguments: &'a GuardArguments,
    /// What has to see the seal of this type.
    seeing: Vec<&'static SeesSeal>,
    /// serde reads another type, and converts it.
    converted: bool,
    violations: &'a mut Violations,
}

impl Check<'_> {
    fn sort(&mut self, leaf: &Leaf, sorted: &mut Sorted) {
        let Some((keyword, derives)) = derive_list(&leaf.meta) else {
            let attribute = leaf.conditional(&leaf.meta);
            let path = leaf.meta.path();
            if self.sees_seal(path) || self.seeing.iter().any(|seeing| seeing.reads(&leaf.meta)) {
                sorted.below.push(attribute);
            } else {
                sorted.above.push(attribute);
            }
            return;
        };
        leaf.split(&keyword, derives, sorted, |derive| {
            if let Some(violation) = self.refused(&derive) {
                self.report(violation, leaf);
                // The attributes that the derive reads are still there.
                let runtime = runtime(self.arguments.runtime.as_ref());
                return (false, written!(#runtime::private::__Refused));
            }
            (self.sees_seal(&derive), derive)
        });
    }

    fn sees_seal(&self, path: &Path) -> bool {
        self.seeing.iter().any(|seeing| seeing.is(path))
    }

    fn refused(&self, derive: &Path) -> Option<Violation> {
        let name = &derive.segments.last()?.ident;
        let permitted = (name == CLONE && self.arguments.allow_clone.is_some())
            || (name == DESERIALIZE && self.converted);
        let advice = advice_against(&name.to_string()).filter(|_| !permitted)?;
        let violation = Violation::new(Rule::ConstructingDerive, derive)
            .with("derive", name)
            .with("item", self.item);
        Some(violation.advise(advice))
    }

    /// Reports what would have to see the seal and stands above `#[factory_only]`, as far as an attribute tells
    /// that it reads.
    fn misplaced(&mut self, of_struct: &[Leaf], of_fields: &[Leaf], below: &[Attribute]) -> bool {
        let below = leaves(below);
        let mut misplaced = false;
        for seeing in SEES_SEAL {
            let Some(leaf) = seeing.helper_of(of_struct, of_fields) else {
                continue;
            };
            if below.iter().any(|leaf| seeing.is_in(leaf)) {
                continue;
            }
            let violation = Violation::new(Rule::MisplacedDerive, leaf.meta.path())
                .with("reader", seeing.written)
                .with("item", self.item);
            self.report(violation, leaf);
            misplaced = true;
        }
        misplaced
    }

    fn report(&mut self, violation: Violation, leaf: &Leaf) {
        let violation = violation.enforced(self.arguments.enforcement);
        self.violations.report(match leaf.condition() {
            Some(condition) => violation.only_if(condition),
            None => violation,
        });
    }
}
