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
    place: Place,
    /// The body may give the name of the factory to something else.
    hides_factory: bool,
    /// The types and traits that the body declares.
    declared: Rc<[String]>,
}

/// The field that only the factory can supply.
#[derive(Clone)]
pub(crate) struct Seal<'a> {
    pub(crate) runtime: &'a Path,
    pub(crate) field: String,
    /// The factory without a choice of types, for items in the body, which have another `Self` or none.
    pub(crate) factory: &'a TokenStream,
    /// Instances are counted, which a `const` constructor cannot do.
    pub(crate) counted: bool,
}

/// Where in a constructor code stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// In the constructor itself: `Self` is the type, and in what is generated the factory.
    Constructor,
    /// In a function that stays on the type, since it was refused as a constructor: the literals are not reported once more.
    Refused,
    /// In a function or a constant within, which has no `Self`.
    Item,
    /// In an `impl` within of what others know too, or in a `mod`: what stands there is called from anywhere, so it makes no
    /// instance.
    Members,
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
            place: Place::Constructor,
            hides_factory: false,
            declared: Rc::default(),
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
            place: self.place,
            hides_factory: self.hides_factory,
            declared: Rc::clone(&self.declared),
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

    /// The body of a function that was refused and stays on the type.
    pub(crate) fn refused_body(mut self, body: &Group) -> Group {
        self.place = Place::Refused;
        self.body(body)
    }

    /// Whether `Self` is the type.
    fn has_self(&self) -> bool {
        matches!(self.place, Place::Constructor | Place::Refused)
    }

    /// The body of a function that moves to the factory.
    pub(crate) fn body(&mut self, body: &Group) -> Group {
        let names = cursor::names(body.stream(), &self.name);
        self.aliases = names.aliases;
        self.hides_factory = names.hides_factory;
        self.declared = names.declared.into();
        if names.hides_type && self.modules.is_empty() {
            // What the body calls by the name of the type is something else.
            let (value, component, factory) = (&self.value, &self.component, &self.factory);
            self.factory = quote!(self::#factory);
            (self.value, self.component) = (quote!(self::#value), quote!(self::#component));
            self.hidden = true;
        }
        regrouped(body, self.values(body.stream()))
    }

    /// The same within a function or a constant that stands in the body.
    fn in_item(&self, is_constant: bool) -> Self {
        let inner = if is_constant {
            self.uncounted()
        } else {
            self.clone()
        };
        let place = match self.place {
            Place::Members => Place::Members,
            _ => Place::Item,
        };
        Self { place, ..inner }
    }

    /// The same within the braces of an `impl`, a `trait` or a `mod` that stands in the body, behind this head.
    fn in_members(&self, head: &TokenStream) -> Self {
        let mut inner = self.in_item(false);
        if !cursor::is_own(head, &self.declared) {
            inner.place = Place::Members;
        }
        inner
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

    /// What literals and bare names of the type get here.
    fn seal(&self) -> Option<&Seal<'_>> {
        self.seal.as_ref().filter(|_| self.place != Place::Members)
    }

    /// The factory, for which the compiler gives a permission for its own type only, whatever the literal is one of.
    ///
    /// `Self` is what no code can give another meaning. Where it cannot be written, the factory is named, and where the
    /// body may have given that name to something else, it is looked for in the module.
    fn own_factory(&self, seal: &Seal<'_>, place: Span) -> TokenStream {
        let factory = seal.factory;
        let is_relative = || {
            let first = factory.clone().into_iter().next();
            let first = first.map(|first| first.to_string()).unwrap_or_default();
            !["crate", "self", "super", ":"].contains(&first.as_str())
        };
        let named = || shown_at(factory, place);
        match self.place {
            Place::Constructor => quote_spanned!(generated_at(place)=> Self),
            _ if self.hides_factory && is_relative() => {
                let named = named();
                quote_spanned!(generated_at(place)=> self::#named)
            }
            _ => named(),
        }
    }

    /// The permission as the value of the field.
    fn minted(&self, seal: &Seal<'_>, place: Span) -> TokenStream {
        let (runtime, factory) = (seal.runtime, self.own_factory(seal, place));
        let place = generated_at(place);
        let counted = seal.counted.then(|| quote_spanned!(place=> .counted()));
        quote_spanned!(place=> unsafe { #runtime::FactorySeal::mint_by::<#factory>() } #counted)
    }

    /// The seal as the last of a list of fields: by its name, or by its position.
    fn sealing(&self, seal: &Seal<'_>, place: Span, named: bool) -> TokenStream {
        let minted = self.minted(seal, place);
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
        let Some(seal) = self.seal() else {
            return path;
        };
        self.literals.set(self.literals.get() + 1);
        let function = if seal.counted {
            ident_at(&counted_value(&seal.field), place)
        } else {
            ident_at(&seal.field, place)
        };
        let (runtime, factory) = (seal.runtime, self.own_factory(seal, place));
        quote_spanned!(generated_at(place)=> #path::#function(unsafe { #runtime::private::Permit::by::<#factory>() }))
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
