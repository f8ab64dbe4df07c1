//! The arguments of `#[factory_only]` and `#[ssot_component]`.

use proc_macro2::{Ident, TokenStream};

use super::read::Reader;
use super::scope::Scope;
use crate::enforcement::Enforcement;
use crate::names;
use crate::syntax::{Attribute, LitStr, Meta, Path};
use crate::violation::Violations;

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

    /// Adds what attributes say that were refused as repeated. Otherwise the constructor, or an interface, that only they name
    /// would be missed as well. Returns the attribute that says all of it: `attribute`, or that of components if one of them is.
    pub fn add_repeated(
        &mut self,
        attribute: &'static str,
        repeated: &[Attribute],
    ) -> &'static str {
        let mut whole = attribute;
        for other in repeated {
            let name = other.path().segments.last();
            if name.is_some_and(|name| name.ident == names::SSOT_COMPONENT) {
                whole = names::SSOT_COMPONENT;
            }
            let Meta::List(list) = &other.meta else {
                continue;
            };
            let mut reported_already = Violations::new();
            let other = Self::read(
                names::SSOT_COMPONENT,
                list.tokens.clone(),
                &mut reported_already,
            );
            drop(reported_already.into_vec());
            self.new = self.new.take().or(other.new);
            self.allow_clone = self.allow_clone.take().or(other.allow_clone);
            self.name = self.name.take().or(other.name);
            if self.implements.is_empty() {
                self.implements = other.implements;
            }
            self.scope = self.scope.take().or(other.scope);
        }
        whole
    }
}
