//! What items that carry attributes of ours say, and `composition!`.

use ssot_rules::Rule;
use ssot_rules::arguments::Enforcement;
use ssot_rules::replaces::Replaced;

use super::{Bytes, Condition, InternedPath, Location, TypeRef};

/// `#[factory_only]`, `#[ssot_component]` or `#[ssot_config]` on a struct.
#[derive(Clone, Debug)]
pub struct Guard {
    pub attribute: &'static str,
    /// Its path's bytes.
    pub place: Bytes,
    pub enforcement: Enforcement,
    pub name: Option<String>,
    pub canonical: Option<InternedPath>,
    /// The interfaces that it declares.
    pub implements: Vec<(InternedPath, Bytes)>,
    pub scope: Option<String>,
    pub generated_constructor: bool,
    pub parameters: Vec<TypeRef>,
}

#[derive(Clone, Debug)]
pub struct Factory {
    pub at: Location,
    /// The path of the type.
    pub of: InternedPath,
    pub place: Bytes,
    pub attribute: Bytes,
    pub enforcement: Enforcement,
    /// The bytes of the word that says so.
    pub enforced_at: Option<Bytes>,
    /// The predicate under which it is compiled, the modules' left out.
    pub condition: Condition,
}

#[derive(Clone, Debug)]
pub struct Replacement {
    /// The constructor, by its position in [`Facts::functions`](super::Facts::functions).
    pub function: usize,
    /// What callers write who do not know of it.
    pub replaced: Replaced,
}

#[derive(Clone, Debug)]
pub struct Moved {
    pub at: Location,
    pub name: String,
    pub target: InternedPath,
    pub place: Bytes,
    pub attribute: Bytes,
}

#[derive(Clone, Debug)]
pub struct ConfigurationKey {
    pub at: Location,
    pub variable: String,
    pub place: Bytes,
    /// The predicates under which the struct and the field are compiled, the modules' left out.
    pub condition: Condition,
}

#[derive(Clone, Debug)]
pub struct Composition {
    pub name: String,
    pub at: Location,
    pub place: Bytes,
    pub path: Bytes,
    /// The bytes of all that it says.
    pub tokens: Bytes,
    /// What it lists: the section, the type and the interfaces.
    pub entries: Vec<CompositionEntry>,
    /// The components that it does without, as they are written.
    pub left_out: Vec<String>,
    /// The composition that it takes over, if it overrides one.
    pub base: Option<InternedPath>,
    /// What it replaces in that one: the type, and the one in its place.
    pub replaced: Vec<(NamedType, NamedType)>,
}

#[derive(Clone, Debug)]
pub struct NamedType {
    pub text: String,
    pub ty: TypeRef,
}

#[derive(Clone, Debug)]
pub struct CompositionEntry {
    pub section: Section,
    pub component: NamedType,
    pub interfaces: Vec<NamedType>,
    /// Whether those may ask for it that have the composition as a part.
    pub exported: bool,
}

#[derive(Clone, Debug)]
pub enum Section {
    Inputs,
    Parts,
    Singletons,
    Transients,
    Makes,
    Collections,
    /// What is made for each context of a type.
    Context(NamedType),
}

impl core::fmt::Display for Section {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Inputs => formatter.write_str("inputs"),
            Self::Parts => formatter.write_str("parts"),
            Self::Makes => formatter.write_str("makes"),
            Self::Singletons => formatter.write_str("singletons"),
            Self::Transients => formatter.write_str("transients"),
            Self::Collections => formatter.write_str("collections"),
            Self::Context(context) => write!(formatter, "context({})", context.text),
        }
    }
}

#[derive(Clone, Debug)]
pub struct AttributeError {
    pub rule: Rule,
    /// The bytes of the tokens to change.
    pub place: Bytes,
    pub message: String,
    pub fix: String,
    pub symbol: String,
    /// The bytes of the path of the attribute, or of the macro.
    pub attribute: Bytes,
}
