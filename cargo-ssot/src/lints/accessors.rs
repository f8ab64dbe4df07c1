//! Functions that return an existing instance.

use crate::finding::FileId;
use crate::index::{Function, ItemPath, Static, TypeRef};
use crate::resolve::{Crates, DefinitionId, Item, Namespace, Resolution};
use crate::syntax::SourceFile;

/// What the functions are called that hand out the one instance there is.
const ACCESSORS: &[&str] = &[
    "get_instance",
    "get_global",
    "get_shared",
    "get_singleton",
    "instance",
    "global",
    "shared",
    "singleton",
    "the_instance",
    "global_instance",
    "shared_instance",
];

/// It needs nothing to return something shared.
pub(super) fn is_accessor(function: &Function) -> bool {
    let shares = |ty: &TypeRef| {
        let mut names = ty.paths().into_iter().map(ItemPath::last);
        ty.has_static_reference() || names.any(|name| name == "Arc" || name.contains("Guard"))
    };
    !function.is_method()
        && function.parameters.is_empty()
        && function.returns.as_ref().is_some_and(shares)
}

pub(super) fn is_named_so(function: &Function) -> bool {
    ACCESSORS.contains(&function.name.as_str())
}

/// Whether an associated function returns an instance of its type that a global holds.
pub(super) fn hands_out(
    files: &[SourceFile],
    crates: &Crates,
    file: FileId,
    position: usize,
    of: DefinitionId,
) -> bool {
    let facts = &files[file.0].facts;
    let function = &facts.functions[position];
    if function.is_method() {
        return false;
    }
    let holds = |file: FileId, global: &Static| {
        let module = crates.module(file, global.at.module());
        let mut paths = global.ty.held_paths().into_iter();
        paths.any(|path| crates.resolve_type(module, path) == Some(of))
    };
    let mut own = facts.statics.iter();
    let own = own.any(|global| global.at.function() == Some(position) && holds(file, global));
    let module = crates.module(file, function.at.module());
    let mut mentioned = facts.names_used_in(function.body);
    let is_held = |path: ItemPath<'_>| match crates.resolve(module, path, Namespace::Values) {
        Some((Resolution::Definition(id), _)) => match crates[id].item {
            Item::Static(index) => {
                let file = crates[id].file;
                holds(file, &files[file.0].facts.statics[index])
            }
            _ => false,
        },
        _ => false,
    };
    own || mentioned.any(|used| is_held(*used.path))
        || is_accessor(function) && is_named_so(function)
}
