//! Attributes, as far as they matter here: conditions, tests, derives, and those of ours.

use proc_macro2::TokenStream;
use ssot_rules::hardcoded::makes_a_test;
use ssot_rules::names;
use ssot_rules::tokens::any_ident;
use syn::ext::IdentExt;
use syn::{Attribute, Item, Meta, Path};

use super::claims::{COMPOSITION, Claim, Names, UNMISTAKABLE};
use super::reader::Reader;
use super::ruled::conditional;
use super::tokens::{is_mark, is_word};
use super::{Condition, ItemPathBuf};

pub(super) const GUARDS: &[&str] = &[
    names::FACTORY_ONLY,
    names::SSOT_COMPONENT,
    names::SSOT_CONFIG,
];

#[derive(Default)]
pub(super) struct Attributes {
    pub(super) condition: Condition,
    pub(super) test: bool,
    /// The attributes of ours, with their arguments and their position among the attributes.
    pub(super) ours: Vec<Ours>,
    /// The derives that are written, with the position of their attribute.
    pub(super) derives: Vec<(usize, Path)>,
    /// Whether `serde` reads it by way of another type.
    pub(super) converted: bool,
    pub(super) paths: Vec<String>,
    pub(super) automock: bool,
}

pub(super) struct Ours {
    pub(super) name: &'static str,
    pub(super) path: Path,
    pub(super) arguments: TokenStream,
    pub(super) position: usize,
    /// Whether no other crate has such an attribute.
    pub(super) certain: bool,
}

impl Attributes {
    fn new(attributes: &[Attribute], known: &Names) -> Self {
        let condition = Condition::new(attributes);
        let is_of_tests = |one: &Attribute| {
            let last = one.path().segments.last();
            last.is_some_and(|last| makes_a_test(&last.ident.unraw().to_string()))
        };
        let mut read = Self {
            test: condition.is_for_tests() || attributes.iter().any(is_of_tests),
            condition,
            ..Self::default()
        };
        for (position, attribute) in attributes.iter().enumerate() {
            read.meta(&attribute.meta, position, known);
        }
        read
    }

    pub(super) fn of_ours(&self, names: &[&str]) -> Option<&Ours> {
        self.ours.iter().find(|ours| names.contains(&ours.name))
    }

    fn meta(&mut self, meta: &Meta, position: usize, known: &Names) {
        if let Some((_, metas)) = conditional(meta) {
            for meta in &metas {
                self.meta(meta, position, known);
            }
            return;
        }
        let path = meta.path();
        let Some(name) = path.segments.last().map(|last| last.ident.to_string()) else {
            return;
        };
        match meta {
            Meta::List(list) if path.is_ident("derive") => {
                // A derive that cannot be read is the compiler's to report.
                let _ = list.parse_nested_meta(|nested| {
                    self.derives.push((position, nested.path));
                    Ok(())
                });
            }
            Meta::List(list) if path.is_ident("serde") => {
                self.converted |= any_ident(list.tokens.clone(), &mut |word| {
                    word == "try_from" || word == "from"
                });
            }
            Meta::NameValue(value) if path.is_ident("path") => {
                if let syn::Expr::Lit(literal) = &value.value
                    && let syn::Lit::Str(text) = &literal.lit
                {
                    self.paths.push(text.value());
                }
            }
            _ if name == "automock" => self.automock = true,
            _ => {}
        }
        if let Some(name) = known.ours(path).filter(|name| *name != COMPOSITION) {
            let arguments = match meta {
                Meta::List(list) => list.tokens.clone(),
                _ => TokenStream::new(),
            };
            self.ours.push(Ours {
                name,
                path: path.clone(),
                position,
                // Under another name, the crate has to be told to the attribute.
                certain: UNMISTAKABLE.contains(&name) || names_the_crate(&arguments),
                arguments,
            });
        }
    }
}

impl Reader {
    pub(super) fn attributes(&mut self, attributes: &[Attribute]) -> Attributes {
        let read = Attributes::new(attributes, &self.names);
        for ours in read.ours.iter().filter(|ours| !ours.certain) {
            self.claim(&ours.path, ours.name);
        }
        read
    }

    /// Keeps that a path has to lead to us.
    pub(super) fn claim(&mut self, path: &Path, name: &'static str) {
        let claim = Claim {
            at: self.at,
            path: ItemPathBuf::from_syntax(path).into(),
            name,
            place: self.bytes(path),
        };
        self.facts.claims.push(claim);
    }
}

/// Whether `crate = path` is among the arguments.
fn names_the_crate(arguments: &TokenStream) -> bool {
    let tokens: Vec<_> = arguments.clone().into_iter().collect();
    tokens
        .windows(2)
        .any(|pair| is_word(&pair[0], "crate") && is_mark(&pair[1], '='))
}

/// Whether a module of this name is by custom there for tests, whatever it is compiled for.
pub(super) fn is_test_support(module: &str) -> bool {
    const NAMES: &[&str] = &[
        "fixtures",
        "mocks",
        "test",
        "testing",
        "testkit",
        "tests",
        "testutil",
        "testutils",
    ];
    const PARTS: &[&str] = &["test_fixture", "test_helper", "test_support", "test_util"];
    NAMES.contains(&module)
        || ["_test", "_tests"].iter().any(|end| module.ends_with(end))
        || PARTS.iter().any(|part| module.contains(part))
}

macro_rules! attributes_of_items {
    ($($kind:ident)*) => {
        pub(super) fn attributes_of(item: &Item) -> &[Attribute] {
            match item {
                $(Item::$kind(item) => &item.attrs,)*
                _ => &[],
            }
        }
    };
}
attributes_of_items! {
    Const Enum ExternCrate Fn ForeignMod Impl Macro Mod Static Struct Trait TraitAlias Type Union Use
}
