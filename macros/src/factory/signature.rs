//! The heads of what stays on the type: one function of each name, which refuses or warns.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use ssot_rules::attributes::{conditional, is_condition};
use ssot_rules::injection::is_given_mark;
use ssot_rules::names;
use ssot_rules::replaces::is_replacement;
use ssot_rules::signature::named_parameters;
use ssot_rules::syntax::{
    AnyIdent, Attribute, FnArg, GenericParam, Lifetime, LifetimeParam, Meta, Pat, Punctuated,
    ReturnType, Signature, Type, Visibility, WherePredicate,
};
use ssot_rules::tokens::any_ident;
use ssot_rules::written;

use crate::generate::{generated, generated_at, own_ident, without_plus};
use crate::self_type::SelfType;

/// Gives each `'_` in the type of an impl a name: on the factory it would mean another lifetime.
pub(super) fn name_lifetimes(item: &mut ssot_rules::constructors::FactoryImpl) {
    let mut named = Vec::new();
    let ty = with_named(item.self_ty.to_token_stream(), &mut named);
    if named.is_empty() {
        return;
    }
    if let Ok(ty) = ssot_rules::syntax::parse2(ty) {
        item.self_ty = ty;
    }
    for (index, lifetime) in named.into_iter().enumerate() {
        let parameter = GenericParam::Lifetime(LifetimeParam::new(lifetime));
        item.generics.params.insert(index, parameter);
    }
}

/// Moves the bounds of parameters that are about `Self` to the `where` clause, whose bounds about `Self` go to
/// the functions.
pub(super) fn move_bounds(item: &mut ssot_rules::constructors::FactoryImpl) {
    let mut moved: Vec<WherePredicate> = Vec::new();
    for parameter in item.generics.type_params_mut() {
        let ident = &parameter.ident;
        let bounds = parameter.bounds.take().into_iter();
        let (of_self, own): (Vec<_>, Vec<_>) = bounds.partition(mentions_self);
        parameter.bounds = Punctuated::of("+", own);
        moved.extend(of_self.iter().map(|bound| written!(#ident: #bound)));
    }
    for bound in moved {
        item.generics.make_where_clause().predicates.push(bound);
    }
}

/// Whether `Self` stands among the tokens.
pub(super) fn mentions_self(tokens: &impl ToTokens) -> bool {
    any_ident(tokens.to_token_stream(), &mut |word| word == "Self")
}

fn with_named(tokens: TokenStream, named: &mut Vec<Lifetime>) -> TokenStream {
    let mut quoted = false;
    let mut renamed = |token: TokenTree| match token {
        TokenTree::Ident(word) if quoted && word == "_" => {
            quoted = false;
            let lifetime = Lifetime::new(
                &format!("'__elided_{}", named.len()),
                generated_at(word.span()),
            );
            named.push(lifetime.clone());
            lifetime.ident.into()
        }
        TokenTree::Group(group) => {
            let mut inner =
                proc_macro2::Group::new(group.delimiter(), with_named(group.stream(), named));
            inner.set_span(group.span());
            inner.into()
        }
        token => {
            quoted = matches!(&token, TokenTree::Punct(mark) if mark.as_char() == '\'');
            token
        }
    };
    tokens.into_iter().map(&mut renamed).collect()
}

/// The head of a function that moves to the factory, with the bounds about `Self` that stood on the impl.
pub(super) fn moving(
    signature: &Signature,
    bounds: &[&WherePredicate],
    self_type: &SelfType<'_>,
) -> TokenStream {
    let Signature {
        constness,
        asyncness,
        safety,
        abi,
        fn_token,
        ident,
        generics,
        inputs,
        variadic,
        output,
        ..
    } = signature;
    let own = generics.predicates();
    let any = own.len() + bounds.len() > 0;
    let bounds = any.then(|| quote!(where #(#own,)* #(#bounds),*));
    let (generics, _, _) = generics.split_for_impl();
    let generics = self_type.types(generics.to_token_stream());
    let inputs = without_given_marks(inputs);
    let inputs = self_type.inputs(quote!(#inputs #variadic));
    let output = without_plus(output.to_token_stream());
    let rest = self_type.types(quote!(#output #bounds));
    quote!(#constness #asyncness #safety #abi #fn_token #ident #generics (#inputs) #rest)
}

/// The parameters without the `#[given]` that was written for this macro.
fn without_given_marks(inputs: &Punctuated<FnArg>) -> Punctuated<FnArg> {
    let mut inputs = inputs.clone();
    for input in &mut inputs {
        if let FnArg::Typed(parameter) = input {
            let given = |attribute: &Attribute| is_given_mark(&attribute.meta);
            parameter.attrs.retain(|attribute| !given(attribute));
        }
    }
    inputs
}

/// The function that refuses: nothing satisfies its bound, and nothing runs it.
///
/// The first parameter keeps a name, for the check of what the scope asks of a constructor.
pub(super) fn refusing(
    visibility: &Visibility,
    signature: &Signature,
    bound: &TokenStream,
    body: impl Fn(&TokenStream) -> TokenStream,
) -> TokenStream {
    let name = own_ident(&signature.ident);
    let place = generated_at(name.span());
    let visibility = generated(visibility.to_token_stream(), signature.ident.span());
    let Signature {
        constness,
        asyncness,
        safety,
        abi,
        ..
    } = signature;
    let bounds = signature.generics.predicates();
    let (generics, _, _) = signature.generics.split_for_impl();
    let first = Ident::new("first", place);
    let mut passed = None;
    let mut inputs = Vec::new();
    for (index, input) in signature.inputs.iter().enumerate() {
        let FnArg::Typed(parameter) = input else {
            continue;
        };
        let conditional = parameter.attrs.iter().filter(|it| is_condition(it));
        let conditions: Vec<_> = conditional.collect();
        let ty = &parameter.ty;
        inputs.push(if index == 0 && conditions.is_empty() {
            passed = Some(quote_spanned!(place=> &#first));
            quote!(#first: #ty)
        } else {
            quote!(#(#conditions)* _: #ty)
        });
    }
    let output = &signature.output;
    // What never returns is no `impl Trait`.
    let opaque = any_ident(output.to_token_stream(), &mut |word| word == "impl");
    let output = if opaque {
        quote!(-> Self)
    } else {
        without_plus(output.to_token_stream())
    };
    let body = body(&passed.unwrap_or_else(|| quote_spanned!(place=> &())));
    quote_spanned! {place=>
        #visibility #constness #asyncness #safety #abi fn #name #generics (#(#inputs),*) #output
        where #(#bounds,)* #bound
        { #body }
    }
}

/// The head of the function that warns and calls the factory, and what it passes on: its generic arguments
/// and its arguments.
pub(super) fn warning(
    visibility: &Visibility,
    signature: &Signature,
) -> (TokenStream, TokenStream, Vec<Ident>) {
    let name = own_ident(&signature.ident);
    let (arguments, types) = parameters(signature);
    let (generics, _, bounds) = signature.generics.split_for_impl();
    let Signature {
        constness,
        safety,
        abi,
        ..
    } = signature;
    let result = result(signature);
    let visibility = generated(visibility.to_token_stream(), name.span());
    let head = quote_spanned!(generated_at(name.span())=> #visibility #constness #safety #abi fn #name #generics (#(#arguments: #types),*) #result #bounds);
    (head, generic_arguments(signature), arguments)
}

/// A name and a type for each parameter.
fn parameters(signature: &Signature) -> (Vec<Ident>, Vec<&Type>) {
    let (mut names, mut types) = (Vec::new(), Vec::new());
    for (index, input) in signature.inputs.iter().enumerate() {
        // One that is conditional was reported.
        if let FnArg::Typed(parameter) = input
            && !parameter.attrs.iter().any(is_condition)
        {
            names.push(argument_name(&parameter.pat, index));
            types.push(&*parameter.ty);
        }
    }
    (names, types)
}

/// The parameter's own name where it has one.
fn argument_name(pattern: &Pat, index: usize) -> Ident {
    match pattern {
        // A name with an underscore says that it is not used, and here it is passed on.
        Pat::Ident(named) if !named.ident.unraw().to_string().starts_with('_') => {
            named.ident.clone()
        }
        _ => format_ident!(
            "argument_{}",
            index + 1,
            span = generated_at(proc_macro2::Span::call_site())
        ),
    }
}

/// An `async` constructor's future is returned as it is: another `async` block around it would not be
/// `Send` where an argument is borrowed.
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

/// The type and constant arguments by name, since an argument need not mention them.
fn generic_arguments(signature: &Signature) -> TokenStream {
    let names: Vec<_> = named_parameters(&signature.generics).collect();
    if names.is_empty() {
        TokenStream::new()
    } else {
        quote!(::<#(#names),*>)
    }
}

/// The attributes of a constructor that belong to the function on the factory: all but those that were
/// written for this macro.
pub(super) fn moved(attributes: &[Attribute]) -> Vec<Attribute> {
    let ours = |meta: &Meta| meta.path().is_ident(names::INJECT) || is_replacement(meta);
    let mut moved = Vec::new();
    for attribute in attributes {
        match conditional(&attribute.meta) {
            Some((condition, metas)) if metas.iter().any(ours) => {
                let kept = metas.iter().filter(|meta| !ours(meta));
                moved.push(written!(#[cfg_attr(#condition, #(#kept),*)]));
            }
            None if ours(&attribute.meta) => {}
            _ => moved.push(attribute.clone()),
        }
    }
    moved
}

/// The attributes that a function which warns shares with the constructor.
pub(super) fn of_warning(attributes: &[Attribute]) -> Vec<Attribute> {
    const SHARED: &[&str] = &["inline", "cold", "track_caller", "doc", "must_use"];
    let mut all = of_refusal(attributes);
    for attribute in attributes {
        if SHARED.iter().any(|name| attribute.path().is_ident(name)) {
            all.push(attribute.clone());
        }
    }
    all
}

/// The attributes that the function which refuses shares with the constructor: whether it is there, and the
/// lints on what it repeats.
pub(super) fn of_refusal(attributes: &[Attribute]) -> Vec<Attribute> {
    const LEVELS: &[&str] = &["allow", "warn", "deny", "forbid"];
    let mut shared = Vec::new();
    for attribute in attributes {
        let path = attribute.path();
        if path.is_ident("expect") {
            // Expected of one function, it would be missed in the other.
            if let Meta::List(list) = &attribute.meta {
                let lints = &list.tokens;
                shared.push(written!(#[allow(#lints)]));
            }
        } else if is_condition(attribute) || LEVELS.iter().any(|level| path.is_ident(level)) {
            shared.push(attribute.clone());
        }
    }
    shared
}
