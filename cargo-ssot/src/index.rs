//! What one file says, read from its syntax.
//!
//! Facts hold names and places and no syntax, so that a million lines of them fit into memory. Paths are kept as they were
//! written; [`resolve`](crate::resolve) finds out what they mean.
//!
//! ```
//! use cargo_ssot::testing::index;
//!
//! let facts = index::read("pub struct Cart;\npub trait Priced {}").expect("it is Rust");
//! assert_eq!(facts.types[0].name, "Cart");
//! assert_eq!(facts.traits[0].name, "Priced");
//! ```

mod annotated;
mod annotations;
mod attribute_errors;
mod attributes;
mod bodies;
pub mod cfg;
mod claims;
mod items;
mod macros;
mod name;
mod nesting;
mod older;
mod path;
mod rare;
mod read;
mod reader;
pub(crate) mod ruled;
pub(crate) mod tokens;
pub mod type_ref;
mod types;
mod values;
mod walk;

use std::ops::Range;

use ssot_rules::hardcoded::Kind as AddressKind;

use crate::finding::{FileId, Place};

pub use annotated::{
    AttributeError, Composition, CompositionEntry, ConfigurationKey, Factory, Guard, Moved,
    NamedType, Replacement, Section,
};
pub use cfg::{Condition, Predicate};
pub use claims::Claim;
pub(crate) use claims::{CRATES, Unmet, is_ours};
pub(crate) use items::name_of;
pub use name::Name;
pub(crate) use path::type_path;
pub use path::{InternedPath, ItemPath, ItemPathBuf};
pub use rare::Rare;
pub use read::read;
pub(crate) use read::skipped;
pub use type_ref::{Receiver, TypeRef};
pub use values::{Constant, Invocation, NameUse, StaticMacro, ValueKind};

/// Bytes of a file. No file is as long as four gigabytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bytes {
    pub start: u32,
    pub end: u32,
}

impl Bytes {
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    pub(crate) fn in_file(self, file: FileId) -> Place {
        Place {
            file,
            range: self.range(),
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Location {
    module: u32,
    /// The impl it stands in, by how many impls the file has up to it: zero means none.
    impls: u32,
    /// The function it stands in, by how many functions the file has up to it.
    functions: u32,
    pub test: bool,
    pub in_macro: bool,
}

impl Location {
    /// The module, by its position in [`Facts::modules`].
    pub fn module(self) -> usize {
        self.module as usize
    }

    /// The impl, by its position in [`Facts::impls`], if it stands in one.
    pub fn within_impl(self) -> Option<usize> {
        (self.impls as usize).checked_sub(1)
    }

    /// The function, by its position in [`Facts::functions`], if it stands in one.
    pub fn function(self) -> Option<usize> {
        (self.functions as usize).checked_sub(1)
    }
}

#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// The file's own module, and those that stand in it with their content.
    pub modules: Vec<Module>,
    /// The modules that it has in other files.
    pub declared_modules: Rare<DeclaredModule>,
    pub types: Vec<Type>,
    pub traits: Vec<Trait>,
    pub impls: Vec<Impl>,
    /// Functions with a body, free ones and those of impls.
    pub functions: Vec<Function>,
    /// What every `use` imports, one name each.
    pub imports: Vec<Import>,
    /// Paths with more than one segment, outside of `use`.
    pub paths: Vec<PathRef>,
    pub constructions: Vec<Construction>,
    /// Tokens that are compiled elsewhere: definitions of macros, and what `quote!` is given.
    pub quoted: Rare<Bytes>,
    /// Patterns that name fields and have no `..`.
    pub patterns: Vec<PathRef>,
    pub statics: Rare<Static>,
    pub static_macros: Rare<StaticMacro>,
    /// Calls of macros with names of statics in them.
    pub invocations: Rare<Invocation>,
    /// Constants whose values are known, and patterns.
    pub constants: Rare<Constant>,
    /// Constants and statics with several values, and the bytes of those.
    pub tables: Rare<(String, Bytes)>,
    pub name_uses: Vec<NameUse>,
    pub addresses: Rare<Address>,
    pub compositions: Rare<Composition>,
    /// `mock!` of the crate `mockall`.
    pub mock_macros: Rare<MockMacro>,
    /// Names of traits above whose definition `automock` stands.
    pub automocked: Rare<Name>,
    pub attribute_errors: Rare<AttributeError>,
    pub factories: Rare<Factory>,
    pub replacements: Rare<Replacement>,
    pub moved: Rare<Moved>,
    pub keys: Rare<ConfigurationKey>,
    /// The attributes and macros that may be those of other crates.
    pub claims: Rare<Claim>,
    /// The crates whose macros need no import: `#[macro_use] extern crate name;`.
    pub macro_crates: Rare<Name>,
    /// Whether the tokens of a macro hold an impl, of which nothing else is known.
    pub has_impls_in_macros: bool,
    /// Whether there is more in the file than could be read.
    pub is_incomplete: bool,
}

impl Facts {
    /// Gives back the memory that was kept for more. Of these there are the most.
    fn shrink(&mut self) {
        self.modules.shrink_to_fit();
        self.types.shrink_to_fit();
        self.impls.shrink_to_fit();
        self.functions.shrink_to_fit();
        self.imports.shrink_to_fit();
        self.paths.shrink_to_fit();
        self.constructions.shrink_to_fit();
        self.patterns.shrink_to_fit();
        self.name_uses.shrink_to_fit();
    }

    pub(crate) fn impl_around(&self, at: Location) -> Option<&Impl> {
        at.within_impl().map(|block| &self.impls[block])
    }

    /// The names of constants and statics that are used in some bytes.
    pub(crate) fn names_used_in(&self, bytes: Bytes) -> impl Iterator<Item = &NameUse> {
        // They stand in the order of the text.
        let first = self
            .name_uses
            .partition_point(|used| used.place.start < bytes.start);
        self.name_uses[first..]
            .iter()
            .take_while(move |used| used.place.start < bytes.end)
    }
}

/// A module whose content stands in the file.
#[derive(Clone, Debug, Default)]
pub struct Module {
    /// Its name; empty for the file's own.
    pub name: Name,
    /// The module around it, if it is not the file's own.
    pub parent: Option<usize>,
    pub test: bool,
    /// Whether it is the body of a function or of another block.
    pub block: bool,
    /// How far it can be seen; of no meaning for the file's own, whose declaration says it.
    pub visibility: Visibility,
    /// The predicate under which it is compiled, its parents' left out.
    pub condition: Condition,
    /// The folder of its files, where `#[path]` says so.
    pub folder: Option<String>,
    /// Its bytes; none for the file's own.
    pub place: Bytes,
}

#[derive(Clone, Debug)]
pub struct DeclaredModule {
    pub name: Name,
    pub parent: usize,
    pub test: bool,
    pub visibility: Visibility,
    /// The predicate under which it is compiled, its parents' left out.
    pub condition: Condition,
    /// The files that `#[path]` names, also under a condition.
    pub paths: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeKind {
    Struct,
    Enum,
    Union,
    Alias,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Visibility {
    /// In its module.
    #[default]
    Private,
    /// In some modules of its crate.
    Restricted,
    /// Wherever its module can be reached.
    Public,
}

#[derive(Clone, Debug)]
pub struct Type {
    pub name: Name,
    pub kind: TypeKind,
    pub at: Location,
    pub visibility: Visibility,
    /// The predicate under which it is compiled, the modules' left out.
    pub condition: Condition,
    pub place: Bytes,
    /// The bytes of the whole item, its attributes included.
    pub item: Bytes,
    /// Fields or variants. For an alias, its target.
    pub members: Box<[Member]>,
    /// Whether it is generic over types.
    pub generic: bool,
    pub named_fields: bool,
    pub guard: Option<Guard>,
    /// The bytes of the path of `#[moved]`, if that stands on it.
    pub moved: Option<Bytes>,
    /// The derives above an attribute of ours that make instances, with their places.
    pub constructing_derives: Vec<(String, Bytes)>,
}

/// A field, a variant with the types of its fields, or what an alias stands for, which has no name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Member {
    pub name: Name,
    pub types: Box<[TypeRef]>,
}

impl Type {
    pub fn alias_target(&self) -> Option<&TypeRef> {
        let target = self.members.first()?.types.first();
        target.filter(|_| self.kind == TypeKind::Alias)
    }

    pub fn held(&self) -> impl Iterator<Item = &TypeRef> {
        self.members.iter().flat_map(|member| &member.types)
    }
}

#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a word that an attribute may have"
)]
pub struct Trait {
    pub name: Name,
    pub at: Location,
    pub visibility: Visibility,
    pub place: Bytes,
    /// The bytes of the whole item, its attributes included.
    pub item: Bytes,
    /// Its methods, with whether each has a body.
    pub methods: Vec<(String, bool)>,
    pub interface: bool,
    /// Whether types that are no components may implement it.
    pub open: bool,
    /// Whether its double is generated: `#[ssot_interface(mock)]` or `#[automock]`.
    pub mocked: bool,
    /// Whether one component alone may implement it.
    pub sole: bool,
}

#[derive(Clone, Debug)]
pub struct Impl {
    pub at: Location,
    /// The path of the type; empty if it is no path.
    pub of: InternedPath,
    /// The path of the trait.
    pub interface: Option<InternedPath>,
    /// The bytes of the path of `#[factory]`, if that stands on it.
    pub factory: Option<Bytes>,
    /// The bytes of the whole item, its attributes included.
    pub item: Bytes,
    /// The bytes from `impl` to the type.
    pub place: Bytes,
    pub type_place: Bytes,
    pub type_parameters: Box<[Name]>,
}

#[derive(Clone, Debug)]
pub struct Function {
    pub name: Name,
    /// Where it stands: not in itself.
    pub at: Location,
    pub visibility: Visibility,
    pub place: Bytes,
    pub receiver: Option<Receiver>,
    pub parameters: Box<[Parameter]>,
    pub returns: Option<TypeRef>,
    /// Its own, and those of the trait around.
    pub type_parameters: Box<[Name]>,
    /// The bytes of that.
    pub returns_place: Bytes,
    /// Paths of what it returns by value, alone or in what the standard library has for that: `Manager` of
    /// `Result<Arc<Manager>>`, nothing of `&Manager`, and `Data` of `Data<Manager>`, which may be anything. Those of
    /// functions of a type without `self` only.
    pub returned_values: Box<[InternedPath]>,
    pub body: Bytes,
}

#[derive(Clone, Debug)]
pub struct Parameter {
    /// Empty for one that is a pattern.
    pub name: Name,
    pub ty: TypeRef,
}

impl Function {
    pub fn is_method(&self) -> bool {
        self.receiver.is_some()
    }

    /// The types of its parameters and of its result.
    pub fn types(&self) -> impl Iterator<Item = &TypeRef> {
        let parameters = self.parameters.iter().map(|parameter| &parameter.ty);
        parameters.chain(&self.returns)
    }
}

/// One name that a `use` imports.
#[derive(Clone, Debug)]
pub struct Import {
    pub at: Location,
    /// The groups around it included: `crate::a::T`. Starts with `::` if it does.
    pub path: InternedPath,
    /// The name it gets; `*` for all of a module, `_` for none.
    pub name: Name,
    pub visibility: Visibility,
    /// The bytes of the last segment, and of `as name` if that follows.
    pub place: Bytes,
    /// The predicate under which it is compiled, the modules' left out.
    pub condition: Condition,
}

#[derive(Clone, Debug)]
pub struct PathRef {
    pub at: Location,
    pub path: InternedPath,
    pub place: Bytes,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `Path { .. }`
    Literal,
    /// `Path(..)`
    Call,
    /// `Path::name(..)` behind a type in angle brackets, or a path to a function as a value.
    Value,
}

/// Where something may be constructed, or is called at least.
#[derive(Clone, Debug)]
pub struct Construction {
    pub at: Location,
    pub form: Form,
    pub path: InternedPath,
    pub place: Bytes,
    pub whole: Bytes,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StaticKind {
    Plain,
    LazyStatic,
    ThreadLocal,
}

#[derive(Clone, Debug)]
pub struct Static {
    pub name: Name,
    pub kind: StaticKind,
    pub at: Location,
    pub place: Bytes,
    pub ty: TypeRef,
    pub ty_place: Bytes,
    pub visibility: Visibility,
    pub mutable: bool,
    /// The bytes of its first value.
    pub value: Bytes,
    /// Whether an attribute says that it is there for the linker or the allocator.
    pub linked: bool,
}

#[derive(Clone, Debug)]
pub struct Address {
    pub place: Bytes,
    pub shown: String,
    pub kind: AddressKind,
    /// Whether all that is around it says that the program goes there.
    pub reached: bool,
}

/// `mock! { .. }`
#[derive(Clone, Debug)]
pub struct MockMacro {
    /// The name of the double, `Mock` included.
    pub name: Name,
    pub at: Location,
    pub place: Bytes,
    /// The traits it implements, each with the methods listed.
    pub interfaces: Vec<(InternedPath, Vec<String>)>,
}
