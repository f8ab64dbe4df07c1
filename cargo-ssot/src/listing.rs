//! What a workspace consists of: its components, interfaces and compositions.

pub mod drawing;
pub mod graph;
mod read;
pub mod text;

use serde::Serialize;

use crate::resolve::DefinitionId;
use crate::scan::Scan;
use read::Reader;

/// What a workspace consists of, each list sorted by place.
#[derive(Debug, Default, Serialize)]
pub struct Listing {
    /// The types that only their factories can make.
    pub components: Vec<Component>,
    /// The traits that components share.
    pub interfaces: Vec<Interface>,
    /// What applications are made of.
    pub compositions: Vec<Composition>,
}

/// What a name leads to.
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
    /// The line, counted from 1.
    pub line: usize,
}

/// A type that only its factory can make.
#[derive(Debug, Serialize)]
pub struct Component {
    /// The name of the component: that of the type, unless another is given.
    pub name: String,
    #[serde(rename = "type_name")]
    pub ty: Named,
    /// The attribute that guards it.
    pub attribute: &'static str,
    #[serde(flatten)]
    pub definition: Definition,
    /// Whether going past the factory is an error or a warning.
    pub enforcement: &'static str,
    pub scope: Option<String>,
    /// The interfaces that it declares, as they are written.
    pub implements: Vec<Named>,
    /// The path by which it is to be reached, if one is stated.
    pub canonical: Option<String>,
    /// The components and interfaces that its constructors take, each by its path if others are called so.
    pub dependencies: Vec<Named>,
}

/// A trait that components share.
#[derive(Debug, Serialize)]
pub struct Interface {
    #[serde(rename = "name")]
    pub of: Named,
    #[serde(flatten)]
    pub definition: Definition,
    pub methods: Vec<String>,
    /// Whether a double for tests is generated.
    pub mocked: bool,
    /// Whether types that are no components may implement it.
    pub open: bool,
    /// Whether one component alone may implement it.
    pub sole: bool,
    /// The types that implement it, or declare that they do.
    pub implementors: Vec<Implementor>,
}

/// A type that implements an interface.
#[derive(Clone, Debug, Serialize)]
pub struct Implementor {
    #[serde(rename = "name")]
    pub of: Named,
    /// Whether it says so in its attribute.
    pub declared: bool,
    pub implemented: bool,
}

/// What an application is made of.
#[derive(Debug, Serialize)]
pub struct Composition {
    #[serde(rename = "name")]
    pub of: Named,
    #[serde(flatten)]
    pub definition: Definition,
    /// What it lists, by section.
    pub sections: Vec<Section>,
    /// The components that it does without.
    pub left_out: Vec<String>,
    /// The composition that it takes over, if it overrides one.
    pub overrides: Option<Named>,
    pub replaced: Vec<Replacement>,
}

#[derive(Debug, Serialize)]
pub struct Section {
    /// Its name, as it is written.
    pub name: String,
    pub entries: Vec<Entry>,
}

#[derive(Debug, Serialize)]
pub struct Entry {
    /// The type, as it is written.
    #[serde(rename = "type")]
    pub ty: Named,
    pub interfaces: Vec<Named>,
    /// Whether those may ask for it that have the composition as a part.
    pub exported: bool,
}

/// A type in the place of another.
#[derive(Debug, Serialize)]
pub struct Replacement {
    /// The type as the other composition lists it.
    pub replaced: Named,
    /// The type in its place.
    pub replacement: Named,
}

/// Which parts of a workspace are listed.
#[derive(Clone, Copy, Debug)]
pub struct Extent<'a> {
    /// The packages; all, if none is named.
    pub packages: &'a [String],
    /// Whether tests, examples and benchmarks are part of it.
    pub tests: bool,
}

impl Listing {
    /// What the files of a workspace define.
    pub fn build(scan: &Scan, extent: Extent<'_>) -> Self {
        let reader = Reader::new(scan, extent);
        Self {
            components: reader.components(),
            interfaces: reader.interfaces(),
            compositions: reader.compositions(),
        }
    }
}
