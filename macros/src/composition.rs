//! `composition!`: what each component needs, as implementations that the compiler resolves.
//!
//! Each uses those above it:
//!
//! - `expansion` is what is known of the composition, and `generic` what is added where it has parameters.
//! - `interfaces` is what a component is listed as, and `left_out` what may be asked for without being there.
//! - `entries` is what each component, input and interface is found by, and `graph` what needs what.
//! - `levels` is what a scope holds: the application's, and each context's.
//! - `application` is the struct itself, and `parts` what it has of others, and others of it.
//! - `list` is the macro that it leaves behind, and `whole` all of this together.
//! - `asking` is how those macros ask one another, and `overriding` is a composition that takes the list of another one.

mod application;
pub(crate) mod asking;
mod entries;
mod expansion;
mod generic;
mod graph;
mod interfaces;
mod left_out;
mod levels;
mod list;
pub(crate) mod overriding;
mod parts;
mod whole;

use proc_macro2::TokenStream;
use quote::quote;
use ssot_rules::composition::{Body, Composition};
use ssot_rules::violation::Violations;

use asking::{ask, expanded, runtime};

/// The tokens are the path of the runtime crate, which the macro around this one knows, and what the
/// user wrote.
pub(crate) fn expand(tokens: TokenStream) -> TokenStream {
    let mut tokens = tokens.into_iter();
    let runtime = runtime(tokens.next());
    let written: TokenStream = tokens.collect();
    let mut violations = Violations::new();
    let composition = Composition::read(written.clone(), &mut violations);
    let expansion = composition.map(|composition| match &composition.body {
        Body::Overriding { base, .. } => ask(base, &runtime, &written),
        Body::Listed(listed) => expanded(&composition, listed, &runtime),
        _ => TokenStream::new(),
    });
    // With a mistake in the list, what is generated could not hold, and would say so once more.
    let expansion = expansion.filter(|_| violations.only_warn());
    let report = violations.into_tokens();
    quote!(#expansion #report)
}
