//! The arguments of `#[no_hardcoded]`.

use proc_macro2::TokenStream;

use super::read::Reader;
use crate::names;
use crate::syntax::LitStr;
use crate::violation::Violations;

/// The arguments of `#[no_hardcoded]`.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct NoHardcodedArguments {
    /// `allow("…", reason = "…")`, as often as it was given.
    pub allow: Vec<Permission>,
}

/// One literal that may stand in the code.
#[derive(Clone)]
#[non_exhaustive]
pub struct Permission {
    /// The text of the literal, or the address in it.
    pub literal: LitStr,
    /// A reason was given. If not, that was reported.
    pub reasoned: bool,
}

impl Permission {
    pub(super) fn new(literal: LitStr, reasoned: bool) -> Self {
        Self { literal, reasoned }
    }
}

impl NoHardcodedArguments {
    /// Reads the arguments of `#[no_hardcoded]`.
    pub fn read(tokens: TokenStream, violations: &mut Violations) -> Self {
        let mut arguments = Self::default();
        let mut reader = Reader::new(names::NO_HARDCODED, violations);
        for given in reader.arguments(tokens) {
            if given.key() == "allow" {
                let permission = reader.permission(&given, &arguments.allow);
                arguments.allow.extend(permission);
            }
        }
        arguments
    }
}
