//! Derives that see the seal.

use quote::ToTokens;

use super::constructing::CLONE;
use super::leaves::{Leaf, derive_list, leaves};
use crate::syntax::{self, Attribute, Meta, Path};
use crate::tokens::any_ident;
use crate::written;

/// Derives and attribute macros that do not work without the seal. None of them hands a field out.
pub(super) struct SeesSeal {
    /// The last segment of their paths.
    names: &'static [&'static str],
    /// How they are written.
    pub(super) written: &'static str,
    /// The attribute that they read.
    helper: Option<Helper>,
    /// Only the attribute tells them from derives of their name that work without the seal.
    pub(super) told_by_helper: bool,
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

pub(super) const SEES_SEAL: &[SeesSeal] = &[
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
    pub(super) fn is(&self, path: &Path) -> bool {
        let last = path.segments.last();
        last.is_some_and(|last| self.names.iter().any(|name| last.ident == name))
    }

    pub(super) fn is_in(&self, leaf: &Leaf) -> bool {
        let derives = derive_list(&leaf.meta).map(|(_, derives)| derives);
        self.is(leaf.meta.path())
            || derives.is_some_and(|derives| derives.iter().any(|path| self.is(path)))
    }

    pub(super) fn reads(&self, meta: &Meta) -> bool {
        let says = match meta {
            Meta::List(list) => list.tokens.to_string(),
            _ => String::new(),
        };
        self.helper.as_ref().is_some_and(|helper| {
            meta.path().is_ident(helper.name) && !helper.unless.contains(&says.as_str())
        })
    }

    /// The first attribute that it reads.
    pub(super) fn helper_of<'a>(
        &self,
        of_struct: &'a [Leaf],
        of_fields: &'a [Leaf],
    ) -> Option<&'a Leaf> {
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
