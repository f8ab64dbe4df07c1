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
mod permissions;
mod read;

use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;

use crate::catalogue::Rule;
use crate::syntax::{LitStr, Parser, Path, PathSegment, Punctuated, Token, Type};

pub use crate::enforcement::Enforcement;
use crate::mock::Mock;
use crate::names;
use crate::tokens::text;
use crate::violation::{Violation, Violations};
#[cfg(feature = "config")]
pub use configuration::{ConfigurationArguments, KeyArguments};
pub use permissions::{NoHardcodedArguments, Permission};
use read::Reader;

/// One argument of an attribute: how it is called and how it is written.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Argument {
    /// The word before the value.
    pub key: &'static str,
    /// The whole argument, as an example to copy.
    pub usage: &'static str,
}

const fn argument(key: &'static str, usage: &'static str) -> Argument {
    Argument { key, usage }
}

const NEW: Argument = argument("new", "new");
const ALLOW: Argument = argument("allow", "allow(Clone)");
const ENFORCE: Argument = argument("enforce", "enforce = \"warn\"");
const CRATE: Argument = argument("crate", "crate = path_to_ssot");
const NAME: Argument = argument("name", "name = \"acme::Config\"");
const IMPLEMENTS: Argument = argument("implements", "implements(Interface)");
const SCOPE: Argument = argument("scope", "scope = singleton");
const CANONICAL: Argument = argument("canonical", "canonical = \"crate::module::Name\"");
const HARDCODED: Argument = argument(names::HARDCODED, "hardcoded = \"deny\"");
const PERMIT: Argument = argument(
    "allow",
    "allow(\"literal\", reason = \"why it has to stand here\")",
);
const REPLACES: Argument = argument(names::REPLACES, "replaces = \"Manager::new\"");
const OPEN: Argument = argument("open", "open");
const SOLE: Argument = argument("sole", "sole");
const TO: Argument = argument("to", "to = crate::module::Name");
const MOCK: Argument = argument("mock", "mock");
#[cfg(feature = "config")]
const PREFIX: Argument = argument("prefix", "prefix = \"WS\"");
#[cfg(feature = "config")]
const DEFAULT: Argument = argument("default", "default = 8000");
#[cfg(feature = "config")]
const SECRET: Argument = argument("secret", "secret");
#[cfg(feature = "config")]
const RENAME_ALL: Argument = argument("rename_all", "rename_all = \"kebab-case\"");
#[cfg(feature = "config")]
const RENAME: Argument = argument("rename", "rename = \"max-files\"");
#[cfg(feature = "config")]
const ALIAS: Argument = argument(names::ALIAS, "alias = \"old-name\"");

/// Every attribute with its arguments.
pub const ATTRIBUTES: &[(&str, &[Argument])] = &[
    (names::FACTORY_ONLY, &[NEW, ALLOW, ENFORCE, CRATE]),
    (names::FACTORY, &[ENFORCE, CRATE, HARDCODED, REPLACES]),
    (
        names::SSOT_COMPONENT,
        &[
            NEW, ALLOW, ENFORCE, CRATE, NAME, IMPLEMENTS, SCOPE, CANONICAL, HARDCODED,
        ],
    ),
    (names::SSOT_INTERFACE, &[OPEN, SOLE, MOCK, CRATE]),
    (names::MOVED, &[TO, CRATE]),
    (names::NO_HARDCODED, &[PERMIT]),
    #[cfg(feature = "config")]
    (
        names::SSOT_CONFIG,
        &[PREFIX, RENAME_ALL, CRATE, NAME, IMPLEMENTS, CANONICAL],
    ),
    #[cfg(feature = "config")]
    (names::CONFIG, &[DEFAULT, SECRET, RENAME, ALIAS]),
];

/// How long an instance lives, and which callers share it.
#[derive(Clone)]
#[non_exhaustive]
pub enum Scope {
    /// A new instance for each request.
    Transient,
    /// One instance for the whole composition.
    Singleton,
    /// One instance for each context of this type.
    Context(Box<Type>),
}

/// The arguments of `#[factory_only]` and `#[ssot_component]`.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct GuardArguments {
    /// Where the runtime crate is found, if not at `::ssot`.
    pub runtime: Option<Path>,
    /// `new`: the constructor is generated from the fields.
    pub new: Option<Ident>,
    /// `allow(Clone)`: an instance may be copied into another one.
    pub allow_clone: Option<Ident>,
    /// `enforce = "…"`.
    pub enforcement: Enforcement,
    /// `name = "…"`, if it differs from the name of the type.
    pub name: Option<LitStr>,
    /// `implements(…)`: the interfaces.
    pub implements: Vec<Path>,
    /// `scope = …`, if it was given. Without one, the section of the composition that lists the
    /// component decides.
    pub scope: Option<Scope>,
    /// `canonical = "…"` and the path that the string holds.
    pub canonical: Option<(LitStr, Path)>,
    /// `hardcoded = "deny"`: no address stands in the constructors.
    pub hardcoded: Option<Ident>,
}

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

/// The argument `sole`.
#[derive(Clone)]
#[non_exhaustive]
pub struct Sole {
    /// The word.
    pub word: Ident,
    /// The name under which there is one implementation, if it is not the name of the trait.
    pub name: Option<LitStr>,
}

impl GuardArguments {
    /// Reads the arguments of `attribute`, one of `factory_only` and `ssot_component`.
    pub fn read(attribute: &'static str, tokens: TokenStream, violations: &mut Violations) -> Self {
        let mut arguments = Self::default();
        let mut reader = Reader::new(attribute, violations);
        for given in reader.arguments(tokens) {
            match given.key() {
                "new" => {
                    reader.flag(&given);
                    arguments.new = Some(given.name.clone());
                }
                "allow" => arguments.allow_clone = reader.allowed_derive(&given),
                "enforce" => {
                    let enforcement = reader.enforcement(&given);
                    arguments.enforcement = enforcement.map(|(level, _)| level).unwrap_or_default();
                }
                "crate" => arguments.runtime = reader.path(&given),
                "name" => arguments.name = reader.component_name(&given),
                "implements" => arguments.implements = reader.interfaces(&given),
                "scope" => arguments.scope = reader.scope(&given),
                "canonical" => arguments.canonical = reader.canonical(&given),
                names::HARDCODED => arguments.hardcoded = reader.denial(&given),
                _ => {}
            }
        }
        arguments
    }
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
