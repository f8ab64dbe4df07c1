//! The argument `sole`.

use proc_macro2::Ident;

use crate::syntax::LitStr;

/// One component of a binary may implement the interface.
#[derive(Clone)]
#[non_exhaustive]
pub struct Sole {
    /// The word.
    pub word: Ident,
    /// The name under which there is one implementation, if it is not the name of the trait.
    pub name: Option<LitStr>,
}
