//! The names in a signature.
//!
//! ```
//! use ssot_rules::signature::{named_parameters, parameter_names};
//!
//! let function: ssot_rules::syntax::ItemFn = ssot_rules::written! { fn make<'a, T>(name: &'a str, of: T) {} };
//! assert_eq!(named_parameters(&function.sig.generics).count(), 1);
//! assert_eq!(parameter_names(&function.sig), ["name", "of"]);
//! ```

use std::vec::IntoIter;

use crate::syntax::{self, AnyIdent, GenericParam, Generics, Ident, Signature};

/// The generic parameters that are types or constants.
#[must_use]
pub fn named_parameters(generics: &Generics) -> IntoIter<&Ident> {
    let mut named = Vec::new();
    for parameter in &generics.params {
        match parameter {
            GenericParam::Type(parameter) => named.push(&parameter.ident),
            GenericParam::Const(parameter) => named.push(&parameter.ident),
            GenericParam::Lifetime(_) => {}
        }
    }
    named.into_iter()
}

/// The name of each parameter, `self` left out; empty for a pattern.
#[must_use]
pub fn parameter_names(signature: &Signature) -> Vec<String> {
    let mut names = Vec::new();
    for input in &signature.inputs {
        if let syntax::FnArg::Typed(parameter) = input {
            names.push(match &parameter.pat {
                syntax::Pat::Ident(name) => name.ident.unraw().to_string(),
                syntax::Pat::Other(_) => String::new(),
            });
        }
    }
    names
}
