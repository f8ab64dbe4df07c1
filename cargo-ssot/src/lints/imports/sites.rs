//! Where types are used, and by which paths.

use std::collections::BTreeMap;

use crate::finding::FileId;
use crate::index::{Bytes, Guard, ItemPath, ItemPathBuf, Location, Visibility};
use crate::lints::context::CheckContext;
use crate::resolve::{DefinitionId, Item, ModuleId};
use crate::syntax::SourceFile;
use crate::syntax::tokens;

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
        let form = UseForm::Import(index);
        (
            form,
            import.at,
            import.place,
            *import.path,
            import.visibility != Visibility::Private,
        )
    });
    let paths = facts.paths.iter().enumerate();
    let paths =
        paths.map(|(index, path)| (UseForm::Path(index), path.at, path.place, *path.path, false));
    for (form, at, bytes, path, passes_on) in imports.chain(paths) {
        let Some((of, behind)) = cx.resolve_type_path(file, at, path) else {
            continue;
        };
        // What follows behind the type is a name of its own.
        let path = behind.and_then(|_| path.parent()).unwrap_or(path);
        let module = cx.module(file, at);
        // A `pub use` defines a path, except for what has moved or states its canonical path. A private import defines none
        // for the modules inside.
        if !matches!(cx.crates[of].item, Item::Type(_) | Item::Trait(_))
            || passes_on && !is_passed_on_from_elsewhere(cx, of)
            || path.is_name()
            || cx.crates.is_imported_there(module, path)
        {
            continue;
        }
        let found = Use::new(cx, file, form, at, bytes, path);
        // Most types are used once or twice, and all of these are in memory at once.
        let known = uses.entry(of).or_insert_with(|| Vec::with_capacity(1));
        let behind = usize::from(behind.is_some());
        known.extend(found.map(|found| Use {
            behind,
            passes_on,
            ..found
        }));
    }
}

/// Adds the uses by name of what `use path::*` imports, as far as it is a component or the alias of one that has moved.
pub(super) fn collect_from_globs(
    cx: CheckContext<'_>,
    uses: &mut BTreeMap<DefinitionId, Vec<Use>>,
) {
    for (file, source) in cx.numbered_files() {
        for (index, import) in source.facts.imports.iter().enumerate() {
            if import.name != "*" {
                continue;
            }
            let module = cx.module(file, import.at);
            let Some(from) = cx.crates.module_at(module, *import.path) else {
                continue;
            };
            for (name, of) in cx.crates.glob_imported(from, module) {
                if matters(cx, of, from, module)
                    && source.text.contains(name)
                    && is_used(source, import.at.module(), name)
                {
                    let by_glob = Use::by_glob(cx, file, index, name);
                    uses.entry(of).or_default().extend(by_glob);
                }
            }
        }
    }
}

/// Whether it matters by which path something is used. What stands around a module, it has at hand.
fn matters(cx: CheckContext<'_>, of: DefinitionId, from: ModuleId, module: ModuleId) -> bool {
    let is_type = matches!(cx.crates[of].item, Item::Type(_) | Item::Trait(_));
    let ty = cx.type_of(of);
    let named = cx.components.kind_of(of).is_some();
    let around = cx.crates.is_within(module, from);
    is_type && (ty.is_some_and(|ty| ty.moved.is_some()) || named && !around)
}

/// Whether a name is written in a module of a file.
fn is_used(file: &SourceFile, module: usize, name: &str) -> bool {
    let place = file.facts.modules[module].place.range();
    file.uses().is_some_and(|uses| {
        let mut names = tokens::names(uses.tokens, uses.text);
        names.any(|(at, word)| {
            word == name && (place.is_empty() || place.contains(&uses.tokens[at].range.start))
        })
    })
}

impl Use {
    fn new(
        cx: CheckContext<'_>,
        file: FileId,
        form: UseForm,
        at: Location,
        bytes: Bytes,
        path: ItemPath<'_>,
    ) -> Option<Self> {
        let module = cx.module(file, at);
        let before = path.parent();
        Some(Self {
            at,
            module,
            file,
            bytes,
            form,
            behind: 0,
            path: cx.crates.absolute(module, path)?,
            through: before.and_then(|before| cx.crates.module_at(module, before)),
            passes_on: false,
        })
    }

    /// The use of a type by its name alone, which all of `path` has brought.
    pub(super) fn by_glob(
        cx: CheckContext<'_>,
        file: FileId,
        index: usize,
        name: &str,
    ) -> Option<Self> {
        let import = &cx.files[file.0].facts.imports[index];
        let path = import.path.join(name);
        Self::new(
            cx,
            file,
            UseForm::Glob(index),
            import.at,
            import.place,
            path.as_path(),
        )
    }

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

/// The path that a component states for itself, from the name of its crate on.
pub(super) fn stated_path(cx: CheckContext<'_>, of: DefinitionId) -> Option<ItemPathBuf> {
    let ty = cx.type_of(of)?;
    let stated = ty.guard.as_ref()?.canonical.as_ref()?;
    cx.crates.absolute(cx.crates[of].module, **stated)
}

fn is_passed_on_from_elsewhere(cx: CheckContext<'_>, of: DefinitionId) -> bool {
    let ty = cx.type_of(of);
    ty.is_some_and(|ty| {
        let states = |guard: &Guard| guard.canonical.is_some();
        ty.moved.is_some() || ty.guard.as_ref().is_some_and(states)
    })
}
