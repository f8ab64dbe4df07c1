//! Constructors move from the type to its factory, where `Self` is another type and literals need the seal.
//!
//! Everything here works on tokens: bodies may hold any macro, and code that is being typed. What surrounds
//! a name says whether it is a type, a value or a pattern.

mod arms;
mod cursor;
mod invocation;
mod mention;
mod patterns;
mod types;
mod values;

use std::cell::Cell;
use std::rc::Rc;

use proc_macro2::{Group, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use ssot_rules::syntax::{Path, PathArguments, Token};
use ssot_rules::tokens::any_ident;

use crate::generate::{generated_at, ident_at, shown_at};
use crate::seal::counted_value;

/// A type whose functions stand on its factory, and how both are written there.
#[derive(Clone)]
pub(crate) struct SelfType<'a> {
    /// The name of the type.
    name: String,
    /// The names before it in the path of the impl.
    modules: Rc<[String]>,
    /// The type, as a type.
    component: TokenStream,
    /// The type at the start of a value: with `::` in front of its generic arguments.
    value: TokenStream,
    /// The factory, as a type.
    factory: TokenStream,
    /// The functions that stand on the factory.
    constructors: Rc<[String]>,
    /// What literals of the type need; nothing while the type only warns.
    seal: Option<Seal<'a>>,
    /// Names in the body that are the type under another name.
    aliases: Vec<String>,
    /// In the body, the name of the type is that of something else.
    hidden: bool,
    /// How many literals, and functions that stand for one, got the seal.
    literals: Rc<Cell<usize>>,
    /// This is an item in the body, whose `Self` is another type or none.
    in_item: bool,
}

/// The field that only the factory can supply.
#[derive(Clone)]
pub(crate) struct Seal<'a> {
    pub(crate) runtime: &'a Path,
    pub(crate) field: String,
    /// Instances are counted, which a `const` constructor cannot do.
    pub(crate) counted: bool,
}

impl Seal<'_> {
    /// The permission, as the value of the field.
    pub(crate) fn minted(&self, place: Span) -> TokenStream {
        let runtime = self.runtime;
        let counted = self
            .counted
            .then(|| quote_spanned!(generated_at(place)=> .counted()));
        quote_spanned!(generated_at(place)=> unsafe { #runtime::mint_seal() } #counted)
    }
}

impl SelfType<'_> {
    /// The type at `path`, as the head of an impl writes it.
    pub(crate) fn new(path: &Path, factory: TokenStream, constructors: Vec<String>) -> Self {
        let mut value = path.clone();
        for segment in &mut value.segments {
            if let PathArguments::AngleBracketed(arguments) = &mut segment.arguments {
                arguments
                    .colon2_token
                    .get_or_insert_with(|| Token::here("::"));
            }
        }
        let mut modules: Vec<_> = path
            .segments
            .iter()
            .map(|segment| segment.ident.to_string())
            .collect();
        let name = modules.pop().unwrap_or_default();
        Self {
            name,
            modules: modules.into(),
            component: path.to_token_stream(),
            value: value.into_token_stream(),
            factory,
            constructors: constructors.into(),
            seal: None,
            aliases: Vec::new(),
            hidden: false,
            literals: Rc::default(),
            in_item: false,
        }
    }

    /// The same for one of its functions, with what a literal needs there.
    pub(crate) fn sealed<'s>(&self, seal: Option<Seal<'s>>) -> SelfType<'s> {
        SelfType {
            name: self.name.clone(),
            modules: Rc::clone(&self.modules),
            component: self.component.clone(),
            value: self.value.clone(),
            factory: self.factory.clone(),
            constructors: Rc::clone(&self.constructors),
            seal,
            aliases: self.aliases.clone(),
            hidden: self.hidden,
            literals: Rc::default(),
            in_item: self.in_item,
        }
    }

    /// The parameters of a function that moves to the factory.
    pub(crate) fn inputs(&self, inputs: TokenStream) -> TokenStream {
        let mentioned = any_ident(inputs.clone(), &mut |word| {
            let word = word.to_string();
            word == "Self" || word == self.name
        });
        if mentioned {
            self.parameters(inputs)
        } else {
            inputs
        }
    }

    /// The body of a function that moves to the factory.
    pub(crate) fn body(&mut self, body: &Group) -> Group {
        let names = cursor::names(body.stream(), &self.name);
        self.aliases = names.aliases;
        if names.hides_type && self.modules.is_empty() {
            // What the body calls by the name of the type is something else.
            let (value, component, factory) = (&self.value, &self.component, &self.factory);
            self.factory = quote!(self::#factory);
            (self.value, self.component) = (quote!(self::#value), quote!(self::#component));
            self.hidden = true;
        }
        regrouped(body, self.values(body.stream()))
    }

    /// The same within an item that stands in the body.
    fn in_item(&self, is_constant: bool) -> Self {
        let inner = if is_constant {
            self.uncounted()
        } else {
            self.clone()
        };
        Self {
            in_item: true,
            ..inner
        }
    }

    /// The same within a constant, where nothing can be counted.
    fn uncounted(&self) -> Self {
        let mut inner = self.clone();
        if let Some(seal) = &mut inner.seal {
            seal.counted = false;
        }
        inner
    }

    /// Tokens of types, bounds and whole signatures that move to the factory.
    pub(crate) fn types(&self, tokens: TokenStream) -> TokenStream {
        if cursor::mentions_self(tokens.clone()) {
            self.in_types(tokens)
        } else {
            tokens
        }
    }

    /// Whether what was read until now makes an instance itself.
    pub(crate) fn makes_instances(&self) -> bool {
        self.literals.get() > 0
    }

    fn component_at(&self, place: Span) -> TokenStream {
        shown_at(&self.component, place)
    }

    /// `Port::<T>` at the start of a value or a pattern.
    fn value_at(&self, place: Span) -> TokenStream {
        shown_at(&self.value, place)
    }

    /// The seal as the last of a list of fields: by its name, or by its position.
    fn sealing(seal: &Seal<'_>, place: Span, named: bool) -> TokenStream {
        let minted = seal.minted(place);
        if named {
            let field = ident_at(&seal.field, place);
            quote_spanned!(generated_at(place)=> #field: #minted)
        } else {
            minted
        }
    }

    /// What the bare name of a unit or a tuple struct means, at its path: the instance, or a function that
    /// makes it.
    fn bare_value(&self, path: TokenStream, place: Span) -> TokenStream {
        let Some(seal) = &self.seal else {
            return path;
        };
        self.literals.set(self.literals.get() + 1);
        let function = if seal.counted {
            ident_at(&counted_value(&seal.field), place)
        } else {
            ident_at(&seal.field, place)
        };
        let runtime = seal.runtime;
        quote_spanned!(generated_at(place)=> #path::#function(unsafe { #runtime::mint_seal() }))
    }
}

/// The group with other contents.
fn regrouped(group: &Group, stream: TokenStream) -> Group {
    let mut regrouped = Group::new(group.delimiter(), stream);
    regrouped.set_span(group.span());
    regrouped
}

/// One token as a stream.
fn single(token: impl Into<TokenTree>) -> TokenStream {
    token.into().into()
}
