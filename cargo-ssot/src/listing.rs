//! What a workspace consists of: its components, interfaces and compositions.

pub mod drawing;
pub mod graph;
mod read;
pub mod text;

use serde::Serialize;

use crate::resolve::DefinitionId;

/// What a workspace consists of, each list sorted by place.
#[derive(Debug, Default, Serialize)]
pub struct Listing {
    pub components: Vec<Component>,
    pub interfaces: Vec<Interface>,
    pub compositions: Vec<Composition>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    Definition(DefinitionId),
    /// What the workspace does not define: a path from the name of a crate on, or what one package calls so.
    Foreign(Option<usize>, String),
}

/// A name, with what it leads to.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub struct Named {
    /// As it is written.
    pub name: String,
    /// The name of the definition alone, or its path if others have that name.
    #[serde(skip)]
    pub label: String,
    #[serde(skip)]
    pub target: Target,
}

#[derive(Debug, Serialize)]
pub struct Definition {
    pub package: String,
    /// The module, from the name of the crate on.
    pub module: String,
    /// The file, from the root of the workspace on.
    pub path: String,
    pub line: usize,
}

#[derive(Debug, Serialize)]
pub struct Component {
    /// The name of the component: that of the type, unless another is given.
    pub name: String,
    #[serde(rename = "type_name")]
    pub ty: Named,
    pub attribute: &'static str,
    #[serde(flatten)]
    pub definition: Definition,
    /// Whether going past the factory is an error or a warning.
    pub enforcement: &'static str,
    pub scope: Option<String>,
    pub implements: Vec<Named>,
    /// The path by which it is to be reached, if one is stated.
    pub canonical: Option<String>,
    /// The components and interfaces that its constructors take, each by its path if others are called so.
    pub dependencies: Vec<Named>,
}

#[derive(Debug, Serialize)]
pub struct Interface {
    #[serde(rename = "name")]
    pub of: Named,
    #[serde(flatten)]
    pub definition: Definition,
    pub methods: Vec<String>,
    pub mocked: bool,
    pub open: bool,
    pub sole: bool,
    /// The types that implement it, or declare that they do.
    pub implementors: Vec<Implementor>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Implementor {
    #[serde(rename = "name")]
    pub of: Named,
    pub declared: bool,
    pub implemented: bool,
}

#[derive(Debug, Serialize)]
pub struct Composition {
    #[serde(rename = "name")]
    pub of: Named,
    #[serde(flatten)]
    pub definition: Definition,
    pub sections: Vec<Section>,
    /// The components that it does without.
    pub left_out: Vec<String>,
    /// The composition that it takes over, if it overrides one.
    pub overrides: Option<Named>,
    pub replaced: Vec<Replacement>,
}

#[derive(Debug, Serialize)]
pub struct Section {
    pub name: String,
    pub entries: Vec<Entry>,
}

#[derive(Debug, Serialize)]
pub struct Entry {
    #[serde(rename = "type")]
    pub ty: Named,
    pub interfaces: Vec<Named>,
    /// Whether those may ask for it that have the composition as a part.
    pub exported: bool,
}

#[derive(Debug, Serialize)]
pub struct Replacement {
    /// The type as the other composition lists it.
    pub replaced: Named,
    pub replacement: Named,
}

#[derive(Clone, Copy, Debug)]
pub struct Extent<'a> {
    /// The packages; all, if none is named.
    pub packages: &'a [String],
    /// Whether tests, examples and benchmarks are part of it.
    pub tests: bool,
}
