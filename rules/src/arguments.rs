//! The grammar of the attributes.
//!
//! Reading never stops at a mistake: what could not be understood is reported and left out, and
//! the rest of the arguments counts as given.
//!
//! ```
//! use quote::quote;
//! use ssot_rules::Violations;
//! use ssot_rules::arguments::{Enforcement, GuardArguments};
//! use ssot_rules::names::SSOT_COMPONENT;
//!
//! let mut violations = Violations::new();
//! let tokens = quote!(new, enforce = "warn", nmae = "shop::Cart");
//! let arguments = GuardArguments::read(SSOT_COMPONENT, tokens, &mut violations);
//! assert!(arguments.new.is_some());
//! assert_eq!(arguments.enforcement, Enforcement::Warn);
//! assert!(violations.into_vec()[0].fix().starts_with("did you mean `name = "));
//! ```

#[cfg(feature = "config")]
pub(crate) mod configuration;
mod grammar;
mod guard;
mod permissions;
mod read;
mod scope;
mod sole;

use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;

use crate::catalogue::Rule;
use crate::syntax::{LitStr, Parser, Path, PathSegment, Punctuated, Token};

pub use crate::enforcement::Enforcement;
use crate::mock::Mock;
use crate::names;
use crate::tokens::text;
use crate::violation::{Violation, Violations};
#[cfg(feature = "config")]
pub use configuration::{ConfigurationArguments, KeyArguments};
pub use grammar::{ATTRIBUTES, Argument};
pub use guard::GuardArguments;
pub use permissions::{NoHardcodedArguments, Permission};
use read::Reader;
pub use scope::Scope;
pub use sole::Sole;

/// The arguments of `#[factory]`.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct FactoryArguments {
    /// Where the runtime crate is found, if not at `::ssot`.
    pub runtime: Option<Path>,
    /// `enforce = "…"`.
    pub enforcement: Enforcement,
    /// Where the enforcement was written, if it was.
    pub enforced_at: Option<Span>,
    /// `hardcoded = "deny"`: no address stands in the constructors.
    pub hardcoded: Option<Ident>,
    /// `replaces`, which belongs on a constructor.
    pub replaces: Option<Ident>,
}

/// The arguments of `#[factory]` on a constructor.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct ReplacesArguments {
    /// `replaces = "…"`, as often as it is given.
    pub replaces: Vec<LitStr>,
}

/// The arguments of `#[ssot_interface]`.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct InterfaceArguments {
    /// Where the runtime crate is found, if not at `::ssot`.
    pub runtime: Option<Path>,
    /// `open`: types that are not components may implement the interface.
    pub open: bool,
    /// `sole`: one component of a binary may implement the interface.
    pub sole: Option<Sole>,
    /// `mock`: `mockall` makes a test double of the interface.
    pub mock: Option<Mock>,
}

impl FactoryArguments {
    /// Reads the arguments of `#[factory]`.
    pub fn read(tokens: TokenStream, violations: &mut Violations) -> Self {
        let mut arguments = Self::default();
        let mut reader = Reader::new(names::FACTORY, violations);
        for given in reader.arguments(tokens) {
            match given.key() {
                "enforce" => {
                    let enforcement = reader.enforcement(&given);
                    arguments.enforced_at = enforcement.as_ref().map(|(_, text)| text.span());
                    arguments.enforcement = enforcement.map(|(level, _)| level).unwrap_or_default();
                }
                "crate" => arguments.runtime = reader.path(&given),
                names::HARDCODED => arguments.hardcoded = reader.denial(&given),
                names::REPLACES => arguments.replaces = Some(given.name),
                _ => {}
            }
        }
        arguments
    }
}

impl ReplacesArguments {
    /// Reads the arguments of `#[factory]` on a constructor.
    pub fn read(tokens: TokenStream, violations: &mut Violations) -> Self {
        let mut arguments = Self::default();
        let mut reader = Reader::new(names::FACTORY, violations);
        for given in reader.arguments(tokens) {
            if given.key() == names::REPLACES {
                arguments.replaces.extend(reader.replaced(&given));
            } else {
                let violation = Violation::new(Rule::UnknownArgument, &given.name);
                reader.report(
                    violation
                        .with("attribute", names::FACTORY)
                        .with("argument", given.key())
                        .advise("write it in the attribute on the impl; on a constructor, it says what that replaces: \
                            `#[factory(replaces = \"Manager::new\")]`"),
                );
            }
        }
        arguments
    }
}

impl InterfaceArguments {
    /// Reads the arguments of `#[ssot_interface]`.
    pub fn read(tokens: TokenStream, violations: &mut Violations) -> Self {
        let mut arguments = Self::default();
        let mut reader = Reader::new(names::SSOT_INTERFACE, violations);
        for given in reader.arguments(tokens) {
            match given.key() {
                "open" => {
                    reader.flag(&given);
                    arguments.open = true;
                }
                "sole" => arguments.sole = Some(reader.sole(&given)),
                "mock" => arguments.mock = reader.mock(&given),
                "crate" => arguments.runtime = reader.path(&given),
                _ => {}
            }
        }
        check_sole(&arguments, violations);
        arguments
    }
}

/// Types that are no components are not counted.
fn check_sole(arguments: &InterfaceArguments, violations: &mut Violations) {
    if let Some(sole) = arguments.sole.as_ref().filter(|_| arguments.open) {
        violations.report(Violation::new(Rule::SoleAndOpen, &sole.word));
    }
}

/// The arguments of `#[moved]`.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct MovedArguments {
    /// Where the runtime crate is found, if not at `::ssot`.
    pub runtime: Option<Path>,
    /// `to = …`: the component, where the item's type does not show it.
    pub to: Option<Path>,
}

impl MovedArguments {
    /// Reads the arguments of `#[moved]`.
    pub fn read(tokens: TokenStream, violations: &mut Violations) -> Self {
        let mut arguments = Self::default();
        if let Ok(path) = Path::parse_mod_style.parse2(tokens.clone())
            && path.segments.len() > 1
        {
            let path_text = text(path.to_token_stream(), true);
            violations.report(
                Violation::new(Rule::NotAnArgument, &path)
                    .with("attribute", names::MOVED)
                    .with("found", &path_text)
                    .advise(format_args!("write `to = {path_text}`")),
            );
            return arguments;
        }
        let mut reader = Reader::new(names::MOVED, violations);
        for given in reader.arguments(tokens) {
            match given.key() {
                "to" => arguments.to = reader.component_path(&given),
                "crate" => arguments.runtime = reader.path(&given),
                _ => {}
            }
        }
        arguments
    }
}

/// The path of the runtime crate: the one that was given, or `::ssot`.
#[must_use]
pub fn runtime(given: Option<&Path>) -> Path {
    given.cloned().unwrap_or_else(|| Path {
        leading_colon: Some(Token::here("::")),
        segments: Punctuated::of(
            "::",
            [PathSegment::from(Ident::new("ssot", Span::mixed_site()))],
        ),
    })
}
