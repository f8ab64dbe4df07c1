//! What tells definitions of one name apart that are alike on purpose.

use crate::index::{Condition, ItemPath};
use crate::lints::components::ComponentKind;
use crate::lints::context::CheckContext;
use crate::resolve::DefinitionId;

/// Whether only one of two definitions is ever compiled, or both stand for the same thing on two systems or in two
/// versions.
pub(crate) fn alternatives(cx: CheckContext<'_>, one: DefinitionId, other: DefinitionId) -> bool {
    let paths = [one, other].map(|id| cx.crates.path_of(cx.crates[id].module));
    let versions = paths.map(version);
    let systems = paths.map(system);
    let (one, other) = (condition(cx, one), condition(cx, other));
    one != other && !(one.is_always() || other.is_always())
        || versions[0] != versions[1]
        || systems[0] != systems[1] && systems.iter().all(Option::is_some)
}

/// Under which condition a type is compiled.
pub(crate) fn condition(cx: CheckContext<'_>, id: DefinitionId) -> Condition {
    let own = cx.type_of(id);
    let own = own.map(|ty| ty.condition.clone()).unwrap_or_default();
    cx.crates.condition(cx.crates[id].module, &own)
}

/// Whether a type is made of another one of its name, or into it: then both are meant to be there, one for what is sent or
/// stored say, and one for the rest.
pub(crate) fn is_converted(cx: CheckContext<'_>, id: DefinitionId) -> bool {
    const CONVERSIONS: &[&str] = &["from", "try_from"];
    let name = &cx.crates[id].name;
    let mut functions = cx.components.all_functions(cx.files, id);
    cx.components.kind_of(id) != Some(ComponentKind::Annotated)
        && functions.any(|function| {
            // Nothing is converted into itself, so this is another type of the name.
            let from = function.parameters.first();
            CONVERSIONS.contains(&function.name.as_str())
                && from.is_some_and(|from| from.ty.name() == name)
        })
}

/// The segment of a path that says which version of something is in the module: `v2`, `protocol_v5`, or a step of a migration,
/// which stays as it was.
pub(crate) fn version(path: ItemPath<'_>) -> Option<&str> {
    path.segments().find(|segment| {
        if segment.starts_with("migration_") {
            return true;
        }
        let (before, number) = segment.rsplit_once('v').unwrap_or_default();
        (before.is_empty() || before.ends_with('_'))
            && number.starts_with(|first: char| first.is_ascii_digit())
            && number
                .chars()
                .all(|letter| letter.is_ascii_digit() || letter == '_')
    })
}

/// The segment of a path that says for which system the module is: the last one, since `unix::linux` is for Linux.
pub(crate) fn system(path: ItemPath<'_>) -> Option<&str> {
    const SYSTEMS: &[&str] = &[
        "android",
        "apple",
        "bsd",
        "darwin",
        "epoll",
        "freebsd",
        "ios",
        "kqueue",
        "libc",
        "linux",
        "linux_raw",
        "mac",
        "macos",
        "osx",
        "unix",
        "wasi",
        "wasm",
        "wasm32",
        "web",
        "win",
        "win32",
        "windows",
    ];
    let systems = path.segments().filter(|segment| {
        let name = segment.strip_prefix("os_").unwrap_or(segment);
        SYSTEMS.contains(&name)
    });
    systems.last()
}
