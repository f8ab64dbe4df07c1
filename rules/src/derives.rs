//! Which derives a guarded type can have, and on which side of the guard they have to stand.
//!
//! ```
//! use ssot_rules::derives::{advice_against, constructs};
//!
//! assert!(constructs("Default") && !constructs("Debug"));
//! assert!(advice_against("Clone").is_some_and(|advice| advice.contains("allow(Clone)")));
//! ```

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::arguments::{GuardArguments, runtime};
use crate::attributes::{conditional, keeps_fields};
use crate::catalogue::Rule;
use crate::syntax::{self, Attribute, Ident, ItemStruct, Meta, Parser, Path, Punctuated};
use crate::tokens::any_ident;
use crate::violation::{Violation, Violations};
use crate::written;

const IN_THE_FACTORY: &str = "remove it, and write a constructor in the `#[factory]` impl";
const FROM_BYTES: &str = "remove it: it would let safe code make an instance from bytes";

/// Derives that make instances, by the last segment of their path, with the way out of each.
///
/// Any derive that writes a literal of the type is refused by rustc, since the literal lacks the seal. The list
/// has those of the standard library and of serde, for which there is something better to say, and those that
/// write no literal, because they make instances of bytes.
const CONSTRUCTING: &[(&str, &str)] = &[
    ("Default", IN_THE_FACTORY),
    (
        "Copy",
        "remove it: code that can copy an instance needs no factory",
    ),
    (
        DESERIALIZE,
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
const DESERIALIZE: &str = "Deserialize";
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

/// Derives and attribute macros that do not work without the seal. None of them hands a field out.
struct SeesSeal {
    /// The last segment of their paths.
    names: &'static [&'static str],
    /// How they are written.
    written: &'static str,
    /// The attribute that they read.
    helper: Option<Helper>,
    /// Only the attribute tells them from derives of their name that work without the seal.
    told_by_helper: bool,
    /// An attribute for the seal, which is nothing to them; its words are those of the attribute that asks for it.
    on_seal: Option<&'static str>,
}

struct Helper {
    name: &'static str,
    /// Whether fields have it. Otherwise those of fields say nothing.
    on_fields: bool,
    /// What it says where the seal would be in the way.
    unless: &'static [&'static str],
}

const SEES_SEAL: &[SeesSeal] = &[
    // `allow(Clone)` permits it to copy each field, of which the seal is one.
    SeesSeal {
        names: &[CLONE],
        written: "`#[derive(Clone)]`",
        helper: None,
        told_by_helper: false,
        on_seal: None,
    },
    // All others match every field, in a pattern without `..`. `thiserror` does so for its message only, and
    // what is `transparent` has one field. `ignore` is for the derive of this name in `derive_more`.
    SeesSeal {
        names: &["Error"],
        written: "`#[derive(Error)]`",
        helper: Some(Helper {
            name: "error",
            on_fields: false,
            unless: &["transparent", "ignore"],
        }),
        told_by_helper: true,
        on_seal: None,
    },
    SeesSeal {
        names: &["Zeroize", "ZeroizeOnDrop"],
        written: "`#[derive(Zeroize)]` or `#[derive(ZeroizeOnDrop)]`",
        helper: Some(Helper {
            name: "zeroize",
            on_fields: true,
            unless: &[],
        }),
        told_by_helper: false,
        on_seal: Some("zeroize(skip)"),
    },
    SeesSeal {
        names: &["pin_project"],
        written: "`#[pin_project]`",
        helper: Some(Helper {
            name: "pin",
            on_fields: false,
            unless: &[],
        }),
        told_by_helper: false,
        on_seal: None,
    },
    // `validator` has a derive of this name.
    SeesSeal {
        names: &["Validate"],
        written: "`#[derive(Validate)]`",
        helper: Some(Helper {
            name: "garde",
            on_fields: true,
            unless: &[],
        }),
        told_by_helper: true,
        on_seal: Some("garde(skip)"),
    },
    SeesSeal {
        names: &["Derivative"],
        written: "`#[derive(Derivative)]`",
        helper: Some(Helper {
            name: "derivative",
            on_fields: false,
            unless: &[],
        }),
        told_by_helper: false,
        on_seal: Some("derivative(Debug = \"ignore\")"),
    },
    SeesSeal {
        names: &["derive_where"],
        written: "`#[derive_where]`",
        helper: None,
        told_by_helper: false,
        on_seal: Some("derive_where(skip(Debug))"),
    },
];

impl SeesSeal {
    fn is(&self, path: &Path) -> bool {
        let last = path.segments.last();
        last.is_some_and(|last| self.names.iter().any(|name| last.ident == name))
    }

    fn is_in(&self, leaf: &Leaf) -> bool {
        let derives = derive_list(&leaf.meta).map(|(_, derives)| derives);
        self.is(leaf.meta.path())
            || derives.is_some_and(|derives| derives.iter().any(|path| self.is(path)))
    }

    fn reads(&self, meta: &Meta) -> bool {
        let says = match meta {
            Meta::List(list) => list.tokens.to_string(),
            _ => String::new(),
        };
        self.helper.as_ref().is_some_and(|helper| {
            meta.path().is_ident(helper.name) && !helper.unless.contains(&says.as_str())
        })
    }

    /// The first attribute that it reads.
    fn helper_of<'a>(&self, of_struct: &'a [Leaf], of_fields: &'a [Leaf]) -> Option<&'a Leaf> {
        let reads_those = self.helper.as_ref().is_some_and(|helper| helper.on_fields);
        let of_fields = if reads_those { of_fields } else { &[] };
        let mut leaves = of_struct.iter().chain(of_fields);
        leaves.find(|leaf| self.reads(&leaf.meta))
    }
}

/// What the seal carries for those that see it.
#[must_use]
pub fn attributes_of_seal(below: &[Attribute]) -> Vec<Attribute> {
    let leaves = leaves(below);
    if leaves.is_empty() {
        return Vec::new();
    }
    let attributes = SEES_SEAL.iter().filter_map(|seeing| {
        let on_seal = seeing.on_seal?;
        let skip_debug = on_seal.contains("Debug");
        let sees = |leaf: &&Leaf| {
            let tokens = leaf.meta.to_token_stream();
            let debugs = || any_ident(tokens, &mut |word| word == "Debug");
            seeing.is_in(leaf) && (!skip_debug || seeing.helper.is_some() || debugs())
        };
        // One for all who ask: a second one would be refused.
        let mut asking = leaves.iter().filter(sees).peekable();
        asking.peek()?;
        let skip: Meta = syntax::parse_str(on_seal).ok()?;
        let conditions: Option<Vec<_>> = asking.map(Leaf::condition).collect();
        Some(match conditions {
            Some(conditions) => written!(#[cfg_attr(any(#(#conditions),*), #skip)]),
            None => written!(#[#skip]),
        })
    });
    attributes.collect()
}

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

/// An attribute, outside of the `cfg_attr` that holds it.
struct Leaf {
    conditions: Vec<Meta>,
    meta: Meta,
}

fn leaves(attributes: &[Attribute]) -> Vec<Leaf> {
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
    fn split(
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
    fn conditional(&self, meta: &Meta) -> Attribute {
        match self.condition() {
            Some(condition) => written!(#[cfg_attr(#condition, #meta)]),
            None => written!(#[#meta]),
        }
    }

    fn condition(&self) -> Option<TokenStream> {
        match &*self.conditions {
            [] => None,
            [condition] => Some(condition.to_token_stream()),
            conditions => Some(quote!(all(#(#conditions),*))),
        }
    }
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

/// The word `derive` and the derives behind it; `None` for another attribute.
pub(crate) fn derive_list(meta: &Meta) -> Option<(Path, Punctuated<Path>)> {
    let Meta::List(list) = meta else { return None };
    if !list.path.is_ident("derive") {
        return None;
    }
    let derives = Punctuated::parse_terminated.parse2(list.tokens.clone());
    Some((list.path.clone(), derives.ok()?))
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
