//! Attributes, as far as they matter here: conditions, tests, derives, and those of ours.

use proc_macro2::TokenStream;
use quote::ToTokens;
use ssot_rules::attributes::conditional;
use ssot_rules::hardcoded::is_for_tests;
use ssot_rules::names;
use syn::{Attribute, Meta, Path};

/// What the attributes of an item say.
#[derive(Default)]
pub(super) struct Attributes {
    /// The predicates under which it is compiled.
    pub(super) condition: String,
    /// Whether it is compiled for tests only.
    pub(super) test: bool,
    /// The attributes of ours, with their arguments and their position among the attributes.
    pub(super) ours: Vec<Ours>,
    /// The derives that are written, with the position of their attribute.
    pub(super) derives: Vec<(usize, Path)>,
    /// The files that `#[path]` names.
    pub(super) paths: Vec<String>,
    /// Whether `#[automock]` stands there.
    pub(super) automock: bool,
}

/// An attribute of ours.
pub(super) struct Ours {
    pub(super) name: &'static str,
    pub(super) path: Path,
    pub(super) arguments: TokenStream,
    pub(super) position: usize,
}

const OURS: &[&str] = &[
    names::FACTORY_ONLY,
    names::FACTORY,
    names::SSOT_COMPONENT,
    names::SSOT_INTERFACE,
    names::MOVED,
    names::NO_HARDCODED,
    names::SSOT_CONFIG,
];

impl Attributes {
    pub(super) fn read(attributes: &[Attribute]) -> Self {
        let mut read = Self {
            test: is_for_tests(attributes),
            ..Self::default()
        };
        for (position, attribute) in attributes.iter().enumerate() {
            read.meta(&attribute.meta, position);
        }
        read
    }

    pub(super) fn of_ours(&self, names: &[&str]) -> Option<&Ours> {
        self.ours.iter().find(|ours| names.contains(&ours.name))
    }

    fn meta(&mut self, meta: &Meta, position: usize) {
        if let Some((predicate, metas)) = conditional(meta) {
            let outer = core::mem::take(&mut self.condition);
            for meta in &metas {
                self.meta(meta, position);
            }
            let own = core::mem::replace(&mut self.condition, outer);
            if !own.is_empty() {
                self.add_condition(&format!("{}=>{own}", predicate.to_token_stream()));
            }
            return;
        }
        let path = meta.path();
        let Some(name) = path.segments.last().map(|last| last.ident.to_string()) else {
            return;
        };
        match meta {
            Meta::List(list) if path.is_ident("cfg") => {
                self.add_condition(&list.tokens.to_string());
            }
            Meta::List(list) if path.is_ident("derive") => {
                // A derive that cannot be read is the compiler's to report.
                let _ = list.parse_nested_meta(|nested| {
                    self.derives.push((position, nested.path));
                    Ok(())
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
        if let Some(name) = OURS.iter().find(|ours| **ours == name)
            && path.segments.len() <= 2
        {
            let arguments = match meta {
                Meta::List(list) => list.tokens.clone(),
                _ => TokenStream::new(),
            };
            self.ours.push(Ours {
                name,
                path: path.clone(),
                arguments,
                position,
            });
        }
    }

    pub(super) fn add_condition(&mut self, condition: &str) {
        if condition.is_empty() {
            return;
        }
        if !self.condition.is_empty() {
            self.condition.push('&');
        }
        self.condition.push_str(condition);
    }
}
