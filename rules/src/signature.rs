//! What may stand in a signature.
//!
//! The factory repeats the types of a signature inside the block that can make seals. Whatever runs
//! there could make them too: an item in a block, or what a macro expands to.
//!
//! ```
//! use ssot_rules::signature::{named_parameters, parameter_names};
//!
//! let function: syn::ItemFn = syn::parse_quote! { fn make<'a, T>(name: &'a str, of: T) {} };
//! assert_eq!(named_parameters(&function.sig.generics).count(), 1);
//! assert_eq!(parameter_names(&function.sig), ["name", "of"]);
//! ```

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::{GenericParam, Generics};
use syn::{Ident, Path, Signature};

use crate::catalogue::Rule;
use crate::names;
use crate::tokens::any_ident;
use crate::violation::{Violation, Violations};

/// Reports what could run beside the key: blocks, macros and reserved names.
pub(crate) fn check_repeated_tokens(
    function: &str,
    tokens: TokenStream,
    violations: &mut Violations,
) {
    let mut reserved = false;
    any_ident(tokens.clone(), &mut |word| {
        if names::is_reserved(word) {
            reserved = true;
            violations.report(Violation::new(Rule::ReservedName, word).with("name", word));
        }
        false
    });
    if reserved {
        return;
    }
    if let Some((place, defect)) = runnable(&tokens.into_iter().collect::<Vec<_>>()) {
        violations.report(
            Violation::new(Rule::NotAConstructor, &place)
                .with("function", function)
                .with("defect", defect)
                .advise(
                    "give the type or the constant a name of its own, and write that name here",
                ),
        );
    }
}

fn runnable(tokens: &[TokenTree]) -> Option<(TokenTree, &'static str)> {
    for (index, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else {
            continue;
        };
        let called = match (
            index.checked_sub(2).map(|at| &tokens[at]),
            index.checked_sub(1).map(|at| &tokens[at]),
        ) {
            (Some(name @ TokenTree::Ident(_)), Some(TokenTree::Punct(mark)))
                if mark.as_char() == '!' =>
            {
                Some(name)
            }
            _ => None,
        };
        if let Some(name) = called {
            return Some((name.clone(), "calls a macro in its signature"));
        }
        if group.delimiter() == Delimiter::Brace && !is_plain_constant(group) {
            return Some((token.clone(), "has a block in its signature"));
        }
        let inner: Vec<_> = group.stream().into_iter().collect();
        if let Some(found) = runnable(&inner) {
            return Some(found);
        }
    }
    None
}

/// `{ N }` or `{ size_of::<u64>() + 1 }`.
fn is_plain_constant(group: &Group) -> bool {
    group.stream().into_iter().all(|token| match token {
        // An item, a statement or a macro needs one of what is refused here.
        TokenTree::Group(group) => {
            group.delimiter() != Delimiter::Brace && is_plain_constant(&group)
        }
        TokenTree::Punct(punct) => !matches!(punct.as_char(), '!' | '#' | ';'),
        TokenTree::Ident(_) | TokenTree::Literal(_) => true,
    })
}

/// The generic parameters that are types or constants.
pub fn named_parameters(generics: &Generics) -> impl Iterator<Item = &Ident> {
    let parameters = generics.params.iter();
    parameters.filter_map(|parameter| match parameter {
        GenericParam::Type(parameter) => Some(&parameter.ident),
        GenericParam::Const(parameter) => Some(&parameter.ident),
        GenericParam::Lifetime(_) => None,
    })
}

/// The name of each parameter, `self` left out; empty for a pattern.
#[must_use]
pub fn parameter_names(signature: &Signature) -> Vec<String> {
    let typed = signature.inputs.iter().filter_map(|input| match input {
        syn::FnArg::Typed(parameter) => Some(&*parameter.pat),
        syn::FnArg::Receiver(_) => None,
    });
    let names = typed.map(|pattern| match pattern {
        syn::Pat::Ident(name) if name.subpat.is_none() => self::name(&name.ident),
        _ => String::new(),
    });
    names.collect()
}

/// Reports a generic parameter that would hide the guarded type where the factory names it.
pub(crate) fn check_shadowing(signature: &Signature, path: &Path, violations: &mut Violations) {
    let Some(first) = path.segments.first() else {
        return;
    };
    for parameter in
        named_parameters(&signature.generics).filter(|parameter| **parameter == first.ident)
    {
        violations.report(
            Violation::new(Rule::NotAConstructor, parameter)
                .with("function", name(&signature.ident))
                .with(
                    "defect",
                    format_args!("has a parameter `{parameter}` that hides the type"),
                )
                .advise("give the generic parameter another name"),
        );
    }
}

fn name(ident: &Ident) -> String {
    ident.unraw().to_string()
}

/// The tokens of a signature that the factory repeats.
pub(crate) fn repeated(signature: &Signature) -> TokenStream {
    let types = signature.inputs.iter().map(|input| match input {
        syn::FnArg::Typed(parameter) => parameter.ty.to_token_stream(),
        receiver @ syn::FnArg::Receiver(_) => receiver.to_token_stream(),
    });
    let (name, generics) = (&signature.ident, &signature.generics.params);
    let (result, bounds) = (&signature.output, &signature.generics.where_clause);
    quote!(#name <#generics> (#(#types),*) #result #bounds)
}
