//! What items that carry attributes of ours say, and `composition!`.

use ssot_rules::Rule;
use ssot_rules::arguments::Enforcement;
use ssot_rules::replaces::Replaced;

use super::{Bytes, Surroundings};

/// `#[factory_only]`, `#[ssot_component]` or `#[ssot_config]` on a struct.
#[derive(Debug)]
pub struct Guard {
    /// The attribute's name.
    pub attribute: &'static str,
    /// Its path's bytes.
    pub place: Bytes,
    /// Whether going past the factory is an error.
    pub enforcement: Enforcement,
    /// The component's name, if one is given.
    pub name: Option<String>,
    /// The canonical path, if it is stated.
    pub canonical: Option<String>,
    /// The interfaces it declares, as they are written.
    pub implements: Vec<String>,
    /// The bytes of each of them.
    pub implements_places: Vec<Bytes>,
    /// The scope, as it is written.
    pub scope: Option<String>,
    /// Whether the constructor is generated from the fields.
    pub generated_constructor: bool,
    /// The paths in what a generated constructor takes, as they are written.
    pub parameter_paths: Vec<String>,
}

/// A `#[factory]` impl.
#[derive(Debug)]
pub struct Factory {
    /// Where it stands.
    pub at: Surroundings,
    /// The path of the type, without generic arguments.
    pub of: String,
    /// The bytes of the type.
    pub place: Bytes,
    /// The bytes of the attribute's path.
    pub attribute: Bytes,
    /// Whether going past it is an error.
    pub enforcement: Enforcement,
    /// The bytes of the word that says so.
    pub enforced_at: Option<Bytes>,
    /// The predicate under which it is compiled, the modules' left out.
    pub condition: String,
}

/// What a constructor replaces.
#[derive(Debug)]
pub struct Replacement {
    /// The constructor, by its position in [`Facts::functions`](super::Facts::functions).
    pub function: usize,
    /// What callers write who do not know of it.
    pub replaced: Replaced,
}

/// What has left an old path.
#[derive(Debug)]
pub struct Moved {
    /// Where it stands.
    pub at: Surroundings,
    /// The name at the old path.
    pub name: String,
    /// Where it has moved to, as it is written.
    pub target: String,
    pub place: Bytes,
}

/// A key of an `#[ssot_config]` struct.
#[derive(Debug)]
pub struct ConfigurationKey {
    /// Where the struct stands.
    pub at: Surroundings,
    /// The environment variable.
    pub variable: String,
    /// The bytes of the field's name.
    pub place: Bytes,
    /// The predicates under which the struct and the field are compiled, the modules' left out.
    pub condition: String,
}

/// `composition!`
#[derive(Debug)]
pub struct Composition {
    pub name: String,
    /// Where it stands.
    pub at: Surroundings,
    /// The bytes of its name.
    pub place: Bytes,
    /// The bytes of all that it says.
    pub tokens: Bytes,
    /// What it lists: the section, the type and the interfaces.
    pub entries: Vec<CompositionEntry>,
    /// The components that it does without, as they are written.
    pub left_out: Vec<String>,
    /// The composition that it takes over, if it overrides one, as it is written.
    pub base: Option<String>,
    /// What it replaces in that one: the type, and the one in its place.
    pub replaced: Vec<(String, String)>,
}

/// What a composition lists.
#[derive(Debug)]
pub struct CompositionEntry {
    /// `inputs`, `parts`, `singletons`, `transients`, `makes`, `collections`, or `context(User)`.
    pub section: String,
    /// The type, as it is written.
    pub ty: String,
    /// The interfaces it is listed as.
    pub interfaces: Vec<String>,
    /// Whether those may ask for it that have the composition as a part.
    pub exported: bool,
}

/// An attribute of ours that is written wrongly.
#[derive(Debug)]
pub struct Misuse {
    /// Where it stands.
    pub at: Surroundings,
    /// The rule that is broken.
    pub rule: Rule,
    /// The bytes of the tokens to change.
    pub place: Bytes,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub fix: String,
    /// The item.
    pub symbol: String,
    /// What decides whether the attribute is ours, where its own file does not tell.
    pub passed_on: Option<PassedOn>,
}

/// Something that is ours if a certain crate passes it on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassedOn {
    /// The crate as it is called here: [`OWN`] for the file's own, [`MACRO_USE`] if no import leads anywhere.
    pub by: String,
    /// Its name in our crate.
    pub name: &'static str,
}

/// The crate that a file belongs to.
pub const OWN: &str = "crate";
/// What passes macros on without an import: `#[macro_use] extern crate ssot` in the root of the crate.
pub const MACRO_USE: &str = "#[macro_use]";
