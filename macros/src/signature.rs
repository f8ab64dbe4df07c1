//! The signature that a constructor has on its factory.

mod without_self;

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use ssot_rules::attributes::conditional;
use ssot_rules::names;
use ssot_rules::replaces::is_replacement;
use ssot_rules::signature::named_parameters;
use syn::ext::IdentExt;
use syn::visit_mut::VisitMut;
use syn::{
    Attribute, FnArg, GenericParam, ItemImpl, Lifetime, LifetimeParam, Meta, Pat, ReturnType,
    Signature, Token, Type, Visibility, parse_quote,
};

use crate::generate::generated_at;
pub(crate) use without_self::without_self;

/// Gives each `'_` in the type of an impl a name: on the factory it would mean another lifetime.
pub(crate) fn name_lifetimes(item: &mut ItemImpl) {
    struct Naming(Vec<Lifetime>);
    impl VisitMut for Naming {
        fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
            if lifetime.ident == "_" {
                let name = format!("'__elided_{}", self.0.len());
                *lifetime = Lifetime::new(&name, generated_at(lifetime.span()));
                self.0.push(lifetime.clone());
            }
        }
    }
    let mut naming = Naming(Vec::new());
    naming.visit_type_mut(&mut item.self_ty);
    let named = naming
        .0
        .into_iter()
        .map(LifetimeParam::new)
        .map(GenericParam::Lifetime);
    item.generics.params = named
        .chain(core::mem::take(&mut item.generics.params))
        .collect();
}

/// What a function of the same signature passes on: its generic arguments and its arguments.
pub(crate) fn passed_on(signature: &Signature) -> (TokenStream, Vec<Ident>) {
    (generic_arguments(signature), parameters(signature).0)
}

/// The head of the function on the factory, where `Self` would be the factory.
pub(crate) fn public(
    visibility: &Visibility,
    constness: Option<&Token![const]>,
    signature: &Signature,
    component: &TokenStream,
) -> TokenStream {
    let name = &signature.ident;
    let (arguments, types) = parameters(signature);
    let (generics, _, bounds) = signature.generics.split_for_impl();
    let result = result(signature);
    // At the user's own token: rustc reports missing documentation from there on.
    let keyword = &signature.fn_token;
    let head = quote!(#visibility #constness #keyword #name);
    let rest = quote!(#generics (#(#arguments: #types),*) #result #bounds);
    let rest = without_self(rest, component);
    quote!(#head #rest)
}

/// The head of a function of the same signature, perhaps with one more bound, where `Self` stays `Self`.
pub(crate) fn own(
    visibility: &Visibility,
    constness: Option<&Token![const]>,
    signature: &Signature,
    bound: Option<&TokenStream>,
) -> TokenStream {
    let mut name = signature.ident.clone();
    name.set_span(generated_at(name.span()));
    let (arguments, types) = parameters(signature);
    let (generics, _, bounds) = signature.generics.split_for_impl();
    let bounds = match bound {
        Some(bound) => {
            let others = &signature.generics.where_clause;
            let others = others.iter().flat_map(|bounds| &bounds.predicates);
            quote!(where #(#others,)* #bound)
        }
        None => bounds.to_token_stream(),
    };
    let result = result(signature);
    quote!(#visibility #constness fn #name #generics (#(#arguments: #types),*) #result #bounds)
}

/// A name and a type for each parameter.
fn parameters(signature: &Signature) -> (Vec<Ident>, Vec<&Type>) {
    let typed = signature.inputs.iter().enumerate();
    typed
        .filter_map(|(index, input)| match input {
            FnArg::Typed(parameter) => Some((argument_name(&parameter.pat, index), &*parameter.ty)),
            FnArg::Receiver(_) => None,
        })
        .unzip()
}

/// The parameter's own name where it has one.
fn argument_name(pattern: &Pat, index: usize) -> Ident {
    match pattern {
        // A name with an underscore says that it is not used, and the factory passes it on.
        Pat::Ident(named)
            if named.subpat.is_none() && !named.ident.unraw().to_string().starts_with('_') =>
        {
            named.ident.clone()
        }
        Pat::Paren(inner) => argument_name(&inner.pat, index),
        _ => format_ident!(
            "argument_{}",
            index + 1,
            span = generated_at(proc_macro2::Span::call_site())
        ),
    }
}

/// An `async` constructor's factory function returns the very future: another `async` block around
/// it would not be `Send` where an argument is borrowed.
fn result(signature: &Signature) -> TokenStream {
    let ReturnType::Type(arrow, output) = &signature.output else {
        return TokenStream::new();
    };
    match &signature.asyncness {
        None => without_plus(signature.output.to_token_stream()),
        Some(asyncness) => {
            // With the hygiene of this crate, `impl` has the meaning of its edition: it captures
            // every lifetime, as an `async fn` does.
            let place = generated_at(asyncness.span);
            quote_spanned!(place=> #arrow impl ::core::future::Future<Output = #output>)
        }
    }
}

/// Of `-> A + B +`, behind which no `where` can stand.
fn without_plus(result: TokenStream) -> TokenStream {
    let mut tokens: Vec<_> = result.into_iter().collect();
    while matches!(tokens.last(), Some(TokenTree::Punct(mark)) if mark.as_char() == '+') {
        tokens.pop();
    }
    tokens.into_iter().collect()
}

/// The type and constant arguments by name, since an argument need not mention them.
fn generic_arguments(signature: &Signature) -> TokenStream {
    let names: Vec<_> = named_parameters(&signature.generics).collect();
    if names.is_empty() {
        TokenStream::new()
    } else {
        quote!(::<#(#names),*>)
    }
}

/// Which of the functions an attribute of a constructor belongs to.
pub(crate) struct Attributes {
    pub(crate) public: Vec<Meta>,
    pub(crate) private: Vec<Meta>,
    /// Those of the constructor's own name where it is refused.
    pub(crate) refused: Vec<Meta>,
    /// Those of the constructor's own name where it is a warning.
    pub(crate) warned: Vec<Meta>,
}

/// The functions that come from one constructor.
#[derive(Clone, Copy)]
enum Function {
    Public,
    Private,
    Refused,
    Warned,
}

impl Function {
    const ALL: &'static [Self] = &[Self::Public, Self::Private, Self::Refused, Self::Warned];
}

impl Attributes {
    fn of(&mut self, function: Function) -> &mut Vec<Meta> {
        match function {
            Function::Public => &mut self.public,
            Function::Private => &mut self.private,
            Function::Refused => &mut self.refused,
            Function::Warned => &mut self.warned,
        }
    }
}

pub(crate) fn attributes(attributes: &[Attribute]) -> Attributes {
    let mut sorted = Attributes {
        public: Vec::new(),
        private: Vec::new(),
        refused: Vec::new(),
        warned: Vec::new(),
    };
    for attribute in attributes {
        sort(&attribute.meta, &mut sorted, &|meta| meta);
    }
    sorted
}

/// Sorts one attribute, or each attribute that a `cfg_attr` holds, put back with `wrap`.
///
/// An attribute macro goes to the private function only. It sees the constructor's body there; on
/// the factory it would run where seals are made.
fn sort(meta: &Meta, sorted: &mut Attributes, wrap: &dyn Fn(Meta) -> Meta) {
    const EVERYWHERE: &[&str] = &["cfg", "allow", "warn", "deny", "forbid"];
    const CALLED: &[&str] = &["inline", "cold", "track_caller"];
    const PUBLIC: &[&str] = &["doc", "must_use"];
    let name = meta
        .path()
        .get_ident()
        .map(|name| name.unraw().to_string())
        .unwrap_or_default();
    let mut add = |meta: &Meta, functions: &[Function]| {
        for function in functions {
            sorted.of(*function).push(wrap(meta.clone()));
        }
    };
    match name.as_str() {
        names::INJECT => {}
        // What a constructor replaces was read, and is nobody's at run time.
        _ if is_replacement(meta) => {}
        "cfg_attr" => sort_conditional(meta, sorted, wrap),
        // Expected of one of the functions, it would be missed in the others.
        "expect" => add(&allowing(meta), Function::ALL),
        // The function that refuses would be its first user, and the one that warns says so itself.
        "deprecated" => {
            add(meta, &[Function::Public]);
            add(
                &parse_quote!(allow(deprecated)),
                &[Function::Refused, Function::Warned],
            );
        }
        name if EVERYWHERE.contains(&name) => add(meta, Function::ALL),
        name if CALLED.contains(&name) => {
            add(
                meta,
                &[Function::Public, Function::Private, Function::Warned],
            );
        }
        name if PUBLIC.contains(&name) => add(meta, &[Function::Public, Function::Warned]),
        _ => add(meta, &[Function::Private]),
    }
}

/// `expect(..)` as `allow(..)`.
fn allowing(meta: &Meta) -> Meta {
    match meta {
        Meta::List(list) => {
            let lints = &list.tokens;
            parse_quote!(allow(#lints))
        }
        other => other.clone(),
    }
}

fn sort_conditional(meta: &Meta, sorted: &mut Attributes, wrap: &dyn Fn(Meta) -> Meta) {
    let Some((condition, inner)) = conditional(meta) else {
        return;
    };
    for meta in inner {
        sort(&meta, sorted, &|meta| {
            wrap(parse_quote!(cfg_attr(#condition, #meta)))
        });
    }
}
