//! The names in a signature.
//!
//! ```
//! use ssot_rules::signature::{named_parameters, parameter_names};
//!
//! let function: ssot_rules::syntax::ItemFn = ssot_rules::written! { fn make<'a, T>(name: &'a str, of: T) {} };
//! assert_eq!(named_parameters(&function.sig.generics).count(), 1);
//! assert_eq!(parameter_names(&function.sig), ["name", "of"]);
//! ```

use crate::syntax::{self, AnyIdent, GenericParam, Generics, Ident, Signature};

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
        syntax::FnArg::Typed(parameter) => Some(&parameter.pat),
        syntax::FnArg::Receiver(_) => None,
    });
    let names = typed.map(|pattern| match pattern {
        syntax::Pat::Ident(name) => name.ident.unraw().to_string(),
        syntax::Pat::Other(_) => String::new(),
    });
    names.collect()
}
