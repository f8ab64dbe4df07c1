//! Where types are used, and by which paths.

use std::collections::BTreeMap;

use crate::finding::FileId;
use crate::index::{Bytes, ItemPath, ItemPathBuf, Location, Visibility};
use crate::lints::context::CheckContext;
use crate::resolve::{DefinitionId, Item, ModuleId};

/// A use of a type by another path than the canonical one.
#[derive(Debug)]
pub(crate) struct NonCanonicalUse {
    /// The type that is meant, whatever leads to it.
    pub(super) of: DefinitionId,
    /// The path that it is to have, from the name of a crate on.
    pub(super) canonical: ItemPathBuf,
    pub(super) used: Use,
}

#[derive(Clone, Debug)]
pub(super) struct Use {
    pub(super) at: Location,
    pub(super) module: ModuleId,
    pub(super) file: FileId,
    pub(super) bytes: Bytes,
    pub(super) form: UseForm,
    /// How many segments follow behind the name of the type.
    pub(super) behind: usize,
    /// From the name of the crate on.
    pub(super) path: ItemPathBuf,
    /// The module that the path goes through at last.
    pub(super) through: Option<ModuleId>,
    /// Whether it makes a path of its own, of that name.
    pub(super) passes_on: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum UseForm {
    /// By a `use`, by its position in [`Facts::imports`](crate::index::Facts::imports).
    Import(usize),
    /// Where it is written out, by its position in [`Facts::paths`](crate::index::Facts::paths).
    Path(usize),
    /// By its name alone, which `use path::*` brought, by that one's position in
    /// [`Facts::imports`](crate::index::Facts::imports).
    Glob(usize),
}

/// Imports, and paths that are written out where they are used.
pub(super) fn collect(
    cx: CheckContext<'_>,
    file: FileId,
    uses: &mut BTreeMap<DefinitionId, Vec<Use>>,
) {
    let facts = &cx.files[file.0].facts;
    let imports = facts.imports.iter().enumerate();
    let imports = imports.filter(|(_, import)| import.name != "*" && !import.path.is_name());
    let imports = imports.map(|(index, import)| {
        let passes_on = import.visibility != Visibility::Private;
        (
            import.at,
            *import.path,
            import.place,
            UseForm::Import(index),
            passes_on,
        )
    });
    let mentions = facts.paths.iter().enumerate();
    let mentions = mentions.map(|(index, mention)| {
        (
            mention.at,
            *mention.path,
            mention.place,
            UseForm::Path(index),
            false,
        )
    });
    for (at, path, bytes, form, passes_on) in imports.chain(mentions) {
        let meant = cx.resolve_type_path(file, at, path);
        let Some((of, behind)) = meant else {
            continue;
        };
        if !matches!(cx.crates[of].item, Item::Type(_) | Item::Trait(_)) {
            continue;
        }
        // A `pub use` makes a path of its own, except for what has moved or states where it is to be found.
        if passes_on && !is_passed_on_from_elsewhere(cx, of) {
            continue;
        }
        let module = cx.crates.module(file, at.module());
        // What follows behind the type is a name of its own.
        let path = match behind {
            Some(_) => path.parent().unwrap_or(path),
            None => path,
        };
        // What a module has imported for itself is no path of its own to the modules in it.
        if path.is_name() || cx.crates.is_imported_there(module, path) {
            continue;
        }
        let Some((through, absolute)) = way_of(cx, module, path) else {
            continue;
        };
        // Most types are used once or twice, and all of these are in memory at once.
        let known = uses.entry(of).or_insert_with(|| Vec::with_capacity(1));
        known.push(Use {
            file,
            at,
            module,
            bytes,
            form,
            behind: usize::from(behind.is_some()),
            path: absolute,
            through,
            passes_on,
        });
    }
}

/// The module that a path goes through at last, and how it reads from the name of its crate on.
fn way_of(
    cx: CheckContext<'_>,
    module: ModuleId,
    path: ItemPath<'_>,
) -> Option<(Option<ModuleId>, ItemPathBuf)> {
    let before = path.parent();
    let through = before.and_then(|before| cx.crates.module_at(module, before));
    Some((through, cx.crates.absolute(module, path)?))
}

impl Use {
    /// The use of a type by its name alone, which all of `path` has brought.
    pub(super) fn by_glob(
        cx: CheckContext<'_>,
        file: FileId,
        index: usize,
        name: &str,
    ) -> Option<Self> {
        let import = &cx.files[file.0].facts.imports[index];
        let module = cx.crates.module(file, import.at.module());
        let (through, path) = way_of(cx, module, import.path.join(name).as_path())?;
        Some(Self {
            file,
            at: import.at,
            module,
            bytes: import.place,
            form: UseForm::Glob(index),
            behind: 0,
            path,
            through,
            passes_on: false,
        })
    }
}

/// The path that a component states for itself, from the name of its crate on.
pub(super) fn stated_path(cx: CheckContext<'_>, of: DefinitionId) -> Option<ItemPathBuf> {
    let ty = cx.type_of(of)?;
    let stated = ty.guard.as_ref()?.canonical.as_ref()?;
    cx.crates.absolute(cx.crates[of].module, **stated)
}

fn is_passed_on_from_elsewhere(cx: CheckContext<'_>, of: DefinitionId) -> bool {
    let ty = cx.type_of(of);
    ty.is_some_and(|ty| {
        let guard = ty.guard.as_ref();
        ty.moved.is_some() || guard.is_some_and(|guard| guard.canonical.is_some())
    })
}

impl Use {
    /// Whether the import takes a type where that is defined.
    pub(super) fn is_from_home(&self, cx: CheckContext<'_>, of: DefinitionId) -> bool {
        self.path == cx.crates.defined_at(of)
    }

    /// The import, if it is one: its file, and its position there.
    pub(super) fn import(&self) -> Option<(FileId, usize)> {
        match self.form {
            UseForm::Import(index) | UseForm::Glob(index) => Some((self.file, index)),
            UseForm::Path(_) => None,
        }
    }
}
