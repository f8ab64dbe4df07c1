//! The grammar of the attributes.
//!
//! Reading never stops at a mistake: what could not be understood is reported and left out, and
//! the rest of the arguments counts as given.

pub(crate) mod configuration;
mod read;

use proc_macro2::{Ident, Span, TokenStream};
use syn::{LitStr, Path, Type};

use crate::names;
use crate::violation::Violations;
pub use configuration::{ConfigurationArguments, KeyArguments};
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
const ENFORCE: Argument = argument("enforce", "enforce = \"deny\"");
const CRATE: Argument = argument("crate", "crate = path_to_ssot");
const NAME: Argument = argument("name", "name = \"acme::Config\"");
const IMPLEMENTS: Argument = argument("implements", "implements(Interface)");
const SCOPE: Argument = argument("scope", "scope = singleton");
const CANONICAL: Argument = argument("canonical", "canonical = \"crate::module::Name\"");
const OPEN: Argument = argument("open", "open");
const PREFIX: Argument = argument("prefix", "prefix = \"WS\"");
const DEFAULT: Argument = argument("default", "default = 8000");
const SECRET: Argument = argument("secret", "secret");
const KEY_NAME: Argument = argument("name", "name = \"port\"");

/// Every attribute with its arguments.
pub const ATTRIBUTES: &[(&str, &[Argument])] = &[
    (names::FACTORY_ONLY, &[NEW, ALLOW, ENFORCE, CRATE]),
    (names::FACTORY, &[ENFORCE, CRATE]),
    (
        names::SSOT_COMPONENT,
        &[
            NEW, ALLOW, ENFORCE, CRATE, NAME, IMPLEMENTS, SCOPE, CANONICAL,
        ],
    ),
    (names::SSOT_INTERFACE, &[OPEN, CRATE]),
    (
        names::SSOT_CONFIG,
        &[PREFIX, ENFORCE, CRATE, NAME, IMPLEMENTS, CANONICAL],
    ),
    (names::CONFIG, &[DEFAULT, SECRET, KEY_NAME]),
];

/// How long an instance lives, and who shares it.
#[derive(Clone)]
#[non_exhaustive]
pub enum Scope {
    /// A new instance for everyone who asks.
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
    /// `name = "…"`, if it differs from the name of the type.
    pub name: Option<LitStr>,
    /// `implements(…)`: the interfaces.
    pub implements: Vec<Path>,
    /// `scope = …`, if it was given. Without one, the section of the composition that lists the
    /// component decides.
    pub scope: Option<Scope>,
    /// `canonical = "…"` and the path that the string holds.
    pub canonical: Option<(LitStr, Path)>,
}

/// The arguments of `#[factory]`.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct FactoryArguments {
    /// Where the runtime crate is found, if not at `::ssot`.
    pub runtime: Option<Path>,
}

/// The arguments of `#[ssot_interface]`.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct InterfaceArguments {
    /// Where the runtime crate is found, if not at `::ssot`.
    pub runtime: Option<Path>,
    /// `open`: types that are no components may implement the interface.
    pub open: bool,
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
                "enforce" => reader.enforcement(&given),
                "crate" => arguments.runtime = reader.path(&given),
                "name" => arguments.name = reader.component_name(&given),
                "implements" => arguments.implements = reader.interfaces(&given),
                "scope" => arguments.scope = reader.scope(&given),
                "canonical" => arguments.canonical = reader.canonical(&given),
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
                "enforce" => reader.enforcement(&given),
                "crate" => arguments.runtime = reader.path(&given),
                _ => {}
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
    given.cloned().unwrap_or_else(|| {
        let name = Ident::new("ssot", Span::mixed_site());
        syn::parse_quote!(::#name)
    })
}
