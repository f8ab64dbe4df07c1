//! What a method may borrow: an expectation is called with the arguments, and makes the result.
//!
//! Each of these was tried: the book lists what works and what does not, and tests hold it.

use proc_macro2::{Ident, Punct, TokenStream, TokenTree};
use quote::ToTokens;

use super::generics::is_generic;
use crate::catalogue::Rule;
use crate::syntax::{
    FnArg, GenericArgument, PatType, Path, PathArguments, ReceiverKind, ReturnType, TraitItemFn,
    Type, TypeReference,
};
use crate::tokens::{any_ident, type_text, without_invisible_groups};
use crate::violation::Violation;

/// The types that `mockall` makes an owned one for, by their last name only.
const IMPORTED: &[&str] = &["CStr", "OsStr", "Path"];

pub(super) fn check_method(method: &TraitItemFn, found: &mut Vec<Violation>) {
    for argument in &method.sig.inputs {
        if let FnArg::Typed(argument) = argument {
            check_argument(argument, method, found);
        }
    }
    if let ReturnType::Type(_, ty) = &method.sig.output {
        let found_before = found.len();
        check_import(ty, method, found);
        check_named(ty, method, found);
        if found.len() == found_before {
            check_elided(ty, method, found);
        }
    }
}

/// Only a reference itself may be without a lifetime.
fn check_argument(argument: &PatType, method: &TraitItemFn, found: &mut Vec<Violation>) {
    let PatType { pat, ty, .. } = argument;
    let inner = match &**ty {
        Type::Reference(reference) => reference.elem.to_token_stream(),
        ty => ty.to_token_stream(),
    };
    if !has_elided(inner) {
        return;
    }
    let name = &method.sig.ident;
    let advice = if is_generic(method) {
        "take an owned value, or make it two methods".to_owned()
    } else {
        let named = named_text(ty);
        format!(
            "name the lifetime: `fn {name}<'a>(.., {}: {named})`",
            type_text(pat)
        )
    };
    let cause = format!("a parameter of `{name}` has an unnamed lifetime inside its type");
    report(ty, &cause, &advice, found);
}

/// `&Path` is known, `&std::path::Path` is not.
fn check_import(ty: &Type, method: &TraitItemFn, found: &mut Vec<Violation>) {
    if let Type::Reference(TypeReference { elem, .. }) = ty
        && let Type::Path(path) = &**elem
        && let Some(last) = path.path.segments.last()
        && path.path.segments.len() > 1
        && IMPORTED.iter().any(|known| last.ident == known)
    {
        let (name, word, path) = (&method.sig.ident, &last.ident, type_text(path));
        let cause = format!("`mockall` knows the result of `{name}` as `&{word}` only");
        let advice = format!("import it, `use {path};`, and write `&{word}`");
        report(ty, &cause, &advice, found);
    }
}

/// A lifetime of the method in its result.
fn check_named(ty: &Type, method: &TraitItemFn, found: &mut Vec<Violation>) {
    let name = &method.sig.ident;
    let lifetimes = method.sig.generics.lifetimes();
    let lifetimes: Vec<_> = lifetimes
        .map(|parameter| &parameter.lifetime.ident)
        .collect();
    let used = |tokens: TokenStream| {
        let mut lifetimes = lifetimes.iter();
        lifetimes
            .find(|lifetime| names_lifetime(tokens.clone(), lifetime))
            .copied()
    };
    let Some(lifetime) = used(ty.to_token_stream()) else {
        return;
    };
    let owned = "return an owned value, or hand-write the double";
    let from_argument = method.sig.inputs.iter().any(|argument| match argument {
        FnArg::Typed(argument) => names_lifetime(argument.ty.to_token_stream(), lifetime),
        FnArg::Receiver(_) => false,
    });
    if from_argument {
        let cause = format!("the result of `{name}` borrows from an argument, by `'{lifetime}`");
        return report(ty, &cause, owned, found);
    }
    if let Type::Reference(reference) = ty {
        let inner = &reference.elem;
        let nested = used(inner.to_token_stream()).is_some();
        let cause = format!("`mockall` does not support the lifetime in the result of `{name}`");
        let mutable = reference.mutability.map_or("", |_| "mut ");
        let advice = if nested {
            owned.to_owned()
        } else {
            let inner = type_text(inner);
            format!("leave it out: `fn {name}(&{mutable}self, ..) -> &{mutable}{inner}`")
        };
        return report(ty, &cause, &advice, found);
    }
    let opaque = is_opaque(ty);
    if opaque && has_reference(ty.to_token_stream()) {
        let cause = format!("the result of `{name}` gives out borrows, by `'{lifetime}`");
        report(ty, &cause, owned, found);
    }
}

/// A borrow without a name in the result.
fn check_elided(ty: &Type, method: &TraitItemFn, found: &mut Vec<Violation>) {
    let name = &method.sig.ident;
    let (outer, inner) = match ty {
        Type::Reference(reference) => (Some(reference), &*reference.elem),
        ty => (None, ty),
    };
    if method.sig.receiver().is_none() {
        if has_elided(ty.to_token_stream()) {
            let cause = format!("the result of `{name}` borrows from an argument");
            report(
                ty,
                &cause,
                "return an owned value, or hand-write the double",
                found,
            );
        }
        return;
    }
    let (nested, own) = match inner {
        // `Cow<'_, str>` names its lifetime itself.
        Type::Path(path) => arguments(&path.path),
        ty => (has_elided(ty.to_token_stream()), false),
    };
    let asynchronous = own && method.sig.asyncness.is_some();
    if !nested && !asynchronous {
        return;
    }
    let opaque = is_opaque(inner);
    let in_items = opaque && has_reference(inner.to_token_stream());
    let cause = format!("the result of `{name}` has an unnamed lifetime inside its type");
    let advice = if outer.is_some() || in_items || is_generic(method) {
        "return an owned value, or hand-write the double".to_owned()
    } else {
        let named = named_text(ty);
        let mutable = method.sig.receiver().is_some_and(|receiver| {
            matches!(receiver.kind, ReceiverKind::Reference(_, _, Some(_)))
        });
        let mutable = if mutable { "mut " } else { "" };
        format!("name the lifetime: `fn {name}<'a>(&'a {mutable}self, ..) -> {named}`")
    };
    report(ty, &cause, &advice, found);
}

/// Whether the types in the arguments of a path have borrows without a name, and whether the path itself has one.
fn arguments(path: &Path) -> (bool, bool) {
    let (mut nested, mut own) = (false, false);
    for segment in &path.segments {
        let PathArguments::AngleBracketed(arguments) = &segment.arguments else {
            nested |= has_elided(segment.arguments.to_token_stream());
            continue;
        };
        for argument in &arguments.args {
            match argument {
                GenericArgument::Lifetime(lifetime) => own |= lifetime.ident == "_",
                argument => nested |= has_elided(argument.to_token_stream()),
            }
        }
    }
    (nested, own)
}

fn report(place: &Type, cause: &str, advice: &str, found: &mut Vec<Violation>) {
    let violation = Violation::new(Rule::NotMockable, place).with("cause", cause);
    found.push(violation.advise(advice));
}

/// Whether there is a reference without a lifetime, or `'_`. Those of functions, which are their own, are left out.
fn has_elided(tokens: TokenStream) -> bool {
    let tokens = without_invisible_groups(tokens);
    let mut rest = tokens.as_slice();
    while let [first, behind @ ..] = rest {
        rest = behind;
        match first {
            TokenTree::Ident(word) if is_function(word) => {
                rest = behind_function(behind);
            }
            TokenTree::Punct(mark) if mark.as_char() == '&' && !is_lifetime(behind) => return true,
            TokenTree::Punct(mark) if mark.as_char() == '\'' && is_underscore(behind) => {
                return true;
            }
            TokenTree::Group(group) if has_elided(group.stream()) => return true,
            _ => {}
        }
    }
    false
}

/// Whether a type behind `dyn` or `impl` is in it.
fn is_opaque(ty: &Type) -> bool {
    any_ident(ty.to_token_stream(), &mut |word| {
        word == "dyn" || word == "impl"
    })
}

fn has_reference(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Group(group) => has_reference(group.stream()),
        TokenTree::Punct(mark) => mark.as_char() == '&',
        _ => false,
    })
}

fn is_function(word: &Ident) -> bool {
    ["fn", "Fn", "FnMut", "FnOnce"]
        .iter()
        .any(|known| word == known)
}

/// What follows the parameters of a function, and its result up to a comma.
fn behind_function(tokens: &[TokenTree]) -> &[TokenTree] {
    match tokens {
        [TokenTree::Group(_), TokenTree::Punct(dash), behind @ ..] if dash.as_char() == '-' => {
            let comma = |token: &TokenTree| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ',');
            let end = behind.iter().position(comma).unwrap_or(behind.len());
            &behind[end..]
        }
        [TokenTree::Group(_), behind @ ..] => behind,
        _ => tokens,
    }
}

fn is_lifetime(tokens: &[TokenTree]) -> bool {
    matches!(tokens, [TokenTree::Punct(mark), ..] if mark.as_char() == '\'')
}

fn is_underscore(tokens: &[TokenTree]) -> bool {
    matches!(tokens, [TokenTree::Ident(name), ..] if name == "_")
}

fn names_lifetime(tokens: TokenStream, lifetime: &Ident) -> bool {
    let tokens = without_invisible_groups(tokens);
    let mut behind_mark = false;
    tokens.into_iter().any(|token| {
        let found = match &token {
            TokenTree::Group(group) => names_lifetime(group.stream(), lifetime),
            TokenTree::Ident(name) => behind_mark && name == lifetime,
            _ => false,
        };
        behind_mark = matches!(&token, TokenTree::Punct(mark) if mark.as_char() == '\'');
        found
    })
}

/// The type with `'a` where it has no name.
fn named_text(ty: &Type) -> String {
    type_text(&named(ty.to_token_stream())).replace("'a[", "'a [")
}

fn named(tokens: TokenStream) -> TokenStream {
    let lifetime = || {
        let mark = Punct::new('\'', proc_macro2::Spacing::Joint);
        let name = Ident::new("a", proc_macro2::Span::call_site());
        [TokenTree::from(mark), TokenTree::from(name)]
    };
    let tokens = without_invisible_groups(tokens);
    let mut named_tokens = Vec::new();
    let mut rest = tokens.as_slice();
    while let [first, behind @ ..] = rest {
        rest = behind;
        match first {
            TokenTree::Ident(word) if is_function(word) => {
                named_tokens.push(first.clone());
                let length = behind.len() - behind_function(behind).len();
                named_tokens.extend_from_slice(&behind[..length]);
                rest = &behind[length..];
            }
            TokenTree::Punct(mark) if mark.as_char() == '&' => {
                named_tokens.push(first.clone());
                if !is_lifetime(behind) {
                    named_tokens.extend(lifetime());
                }
            }
            TokenTree::Punct(mark) if mark.as_char() == '\'' && is_underscore(behind) => {
                named_tokens.extend(lifetime());
                rest = &behind[1..];
            }
            TokenTree::Group(group) => {
                let delimiter = group.delimiter();
                let group = proc_macro2::Group::new(delimiter, named(group.stream()));
                named_tokens.push(group.into());
            }
            token => named_tokens.push(token.clone()),
        }
    }
    named_tokens.into_iter().collect()
}
