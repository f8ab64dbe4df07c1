//! How the macros of compositions ask one another, and what they are told.
//!
//! A macro sees nothing but its own tokens. A composition that overrides another one asks it for its list; one that has parts
//! asks each of them in turn what it hands out.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::{format_ident, quote};
use ssot_rules::Rule;
use ssot_rules::composition::{Body, Composition, Entry, Listed};
use ssot_rules::overriding::with_arguments;
use ssot_rules::syntax::{GenericArgument, Parser, Path, PathArguments, Punctuated, Token, Type};
use ssot_rules::tokens::type_text;
use ssot_rules::violation::{Violation, Violations};
use ssot_rules::written;

use super::expansion::{Expansion, without_plus};
use crate::generate::{Extent, shown_at};

/// Asks the other composition for its list.
pub(super) fn ask(base: &Path, runtime: &Path, written: &TokenStream) -> TokenStream {
    quote!(#base! { {#runtime} #written })
}

/// The path of the runtime crate, as a group or as its only token.
pub(super) fn runtime(token: Option<TokenTree>) -> Path {
    let tokens = match token {
        Some(TokenTree::Group(group)) => group.stream(),
        token => token.into_iter().collect(),
    };
    ssot_rules::syntax::parse2(tokens).unwrap_or_else(|_| ssot_rules::arguments::runtime(None))
}

/// The parameters of a composition, and what stands behind them.
pub(super) fn generics_first(tokens: TokenStream) -> (TokenStream, TokenStream) {
    let mut tokens = tokens.into_iter().peekable();
    let generics = match tokens.peek() {
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Bracket => group.stream(),
        _ => return (TokenStream::new(), tokens.collect()),
    };
    tokens.next();
    (generics, tokens.collect())
}

/// A composition, unless it has to ask its parts first.
pub(super) fn expanded(composition: &Composition, listed: &Listed, runtime: &Path) -> TokenStream {
    if listed.parts.is_empty() {
        Expansion::new(composition, &without_plus(listed), runtime, &[]).expand()
    } else {
        ask_all(composition, listed, runtime)
    }
}

/// Asks each part in turn how much it hands out.
fn ask_all(composition: &Composition, listed: &Listed, runtime: &Path) -> TokenStream {
    let Composition {
        attributes,
        visibility,
        name,
        generics,
        ..
    } = composition;
    let (bounds, list) = (&generics.where_clause, listed.written());
    let written = quote! {
        #(#attributes)* #visibility struct #name #generics #bounds { #list }
    };
    ask_next(&listed.parts, runtime, &[], &written)
}

/// The types that a part hands out.
type HandedOut = Vec<Type>;

/// Asks the first part that was not asked yet.
fn ask_next(
    parts: &[Entry],
    runtime: &Path,
    known: &[HandedOut],
    written: &TokenStream,
) -> TokenStream {
    let asked = parts.get(known.len()).and_then(|part| macro_of(&part.ty));
    let Some(asked) = asked else {
        return TokenStream::new();
    };
    let known = known.iter().map(|types| quote!({#(#types),*}));
    // The part is its type, and not the macro beside it.
    let asked = shown_at(&asked, Extent::of(&asked).before());
    quote!(#asked! { part {#runtime} {#(#known)*} #written })
}

/// The macro of a composition has the name of its type.
fn macro_of(part: &Type) -> Option<Path> {
    let Type::Path(path) = part else { return None };
    let mut path = path.path.clone();
    path.segments.last_mut()?.arguments = PathArguments::None;
    Some(path)
}

/// `__composition_part! { {path of ssot} what it hands out {what the parts before it do} what the user wrote }`
pub(crate) fn expand(tokens: TokenStream) -> TokenStream {
    let mut tokens = tokens.into_iter();
    let runtime = runtime(tokens.next());
    let group = |token: Option<TokenTree>| match token {
        Some(TokenTree::Group(group)) => group.stream(),
        _ => TokenStream::new(),
    };
    let own = group(tokens.next());
    let known = group(tokens.next()).into_iter();
    let mut known: Vec<_> = known.map(|token| types(group(Some(token)))).collect();
    let written: TokenStream = tokens.collect();
    let mut violations = Violations::new();
    let composition = Composition::read(written.clone(), &mut violations);
    let Some(composition) = composition else {
        return violations.into_tokens();
    };
    let Body::Listed(listed) = &composition.body else {
        return violations.into_tokens();
    };
    let part = listed.parts.get(known.len());
    let own = part.map_or_else(Vec::new, |part| {
        let (generics, list) = generics_first(own);
        let base = macro_of(&part.ty).unwrap_or_else(|| written!(Self));
        let arguments = arguments_of(&part.ty);
        types(with_arguments(
            &base,
            &arguments,
            generics,
            list,
            &mut violations,
        ))
    });
    if let Some(part) = part.filter(|_| own.is_empty()) {
        violations.report(
            Violation::new(Rule::NotACompositionItem, &part.ty)
                .with(
                    "cause",
                    format_args!("`{}` hands nothing out", type_text(&part.ty)),
                )
                .advise("write `pub` in front of those of its entries that others may ask for"),
        );
    }
    known.push(own);
    if known.len() < listed.parts.len() {
        let asked = ask_next(&listed.parts, &runtime, &known, &written);
        let report = violations.into_tokens();
        return quote!(#asked #report);
    }
    check_handed_out(&composition, listed, &known, &mut violations);
    let expansion = violations.only_warn().then(|| {
        let mut listed = without_plus(listed);
        for part in &mut listed.parts {
            part.made_by = composed_by(&part.ty);
        }
        Expansion::new(&composition, &listed, &runtime, &known).expand()
    });
    let report = violations.into_tokens();
    quote!(#expansion #report)
}

/// Types, separated by commas.
fn types(tokens: TokenStream) -> HandedOut {
    let types = Punctuated::<Type>::parse_terminated.parse2(tokens);
    types
        .unwrap_or_else(|_| Punctuated::new(","))
        .into_iter()
        .collect()
}

/// The generic arguments of a part.
fn arguments_of(part: &Type) -> Vec<GenericArgument> {
    let Type::Path(path) = part else {
        return Vec::new();
    };
    let last = path.path.segments.last();
    match last.map(|last| &last.arguments) {
        Some(PathArguments::AngleBracketed(arguments)) => arguments.args.iter().cloned().collect(),
        _ => Vec::new(),
    }
}

/// Reports a component that a part hands out and the composition, or another part, lists too under the same name.
fn check_handed_out(
    composition: &Composition,
    listed: &Listed,
    handed_out: &[HandedOut],
    violations: &mut Violations,
) {
    let mut known = Vec::new();
    for entry in listed.entries() {
        known.push(type_text(entry.given()));
        known.extend(entry.interfaces.iter().map(type_text));
    }
    for (part, types) in listed.parts.iter().zip(handed_out) {
        for ty in types {
            let text = type_text(ty);
            if known.contains(&text) {
                violations.report(
                    Violation::new(Rule::ListedTwice, &part.ty)
                        .with("composition", &composition.name)
                        .with("entry", &text)
                        .advise(format_args!(
                            "remove it, or the `pub` in front of it in `{}`",
                            type_text(&part.ty)
                        )),
                );
            }
            known.push(text);
        }
    }
}

/// The function that makes a part of what its inputs ask for.
fn composed_by(part: &Type) -> Option<Path> {
    let mut path = macro_of(part)?;
    let Type::Path(part) = part else { return None };
    if let (Some(last), Some(written)) = (path.segments.last_mut(), part.path.segments.last())
        && let PathArguments::AngleBracketed(arguments) = &written.arguments
    {
        let mut arguments = arguments.clone();
        arguments.colon2_token = Some(Token::here("::"));
        last.arguments = PathArguments::AngleBracketed(arguments);
    }
    let composed = format_ident!("__composed", span = Extent::of(part).after());
    Some(written!(#path::#composed))
}
