//! What a path means.

use super::{CrateId, Crates, DefinitionId, ModuleId, Resolution};
use crate::index::{ItemPath, ItemPathBuf};

/// How many aliases are followed one after the other. Imports may go in a circle.
pub(super) const MAX_HOPS: usize = 16;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Namespace {
    /// Modules, types and traits.
    Types,
    /// Functions and statics.
    Values,
}

impl Crates {
    /// What a path in a module leads to, and how many of its segments that takes: a type is followed by names of its own.
    ///
    /// `Self` is no name of a module; write the path of the type in its place.
    pub fn resolve(
        &self,
        module: ModuleId,
        path: ItemPath<'_>,
        last: Namespace,
    ) -> Option<(Resolution, usize)> {
        let (mut at, mut consumed) = self.start(module, path, last)?;
        let mut segments = path.segments().skip(consumed).peekable();
        while let (Resolution::Module(inner), Some(name)) = (at, segments.next()) {
            at = match name {
                "self" => at,
                "super" => Resolution::Module(self.parent(inner)?),
                name => {
                    let namespace = segments.peek().map_or(last, |_| Namespace::Types);
                    self.member(inner, name, namespace)?
                }
            };
            consumed += 1;
        }
        Some((at, consumed))
    }

    /// What the whole of a path leads to.
    pub(crate) fn resolve_whole(
        &self,
        module: ModuleId,
        path: ItemPath<'_>,
        last: Namespace,
    ) -> Option<Resolution> {
        let (resolution, consumed) = self.resolve(module, path, last)?;
        (consumed == path.depth()).then_some(resolution)
    }

    /// The type or trait that a path leads to, if nothing follows behind its name.
    pub fn resolve_type(&self, module: ModuleId, path: ItemPath<'_>) -> Option<DefinitionId> {
        match self.resolve_whole(module, path, Namespace::Types)? {
            Resolution::Definition(definition) => Some(definition),
            Resolution::Module(_) => None,
        }
    }

    pub(crate) fn module_at(&self, module: ModuleId, path: ItemPath<'_>) -> Option<ModuleId> {
        match self.resolve_whole(module, path, Namespace::Types)? {
            Resolution::Module(there) => Some(there),
            Resolution::Definition(_) => None,
        }
    }

    /// The types and traits at a path that starts with the name of a crate, which several may have.
    pub(crate) fn types_in_crates(&self, path: ItemPath<'_>) -> impl Iterator<Item = DefinitionId> {
        let within = path.with_first("crate");
        let crates = self.all.iter().filter(move |one| one.name == path.first());
        crates.filter_map(move |one| self.resolve_type(one.root, within.as_path()))
    }

    /// What a path starts with, and how many of its segments that takes.
    fn start(
        &self,
        module: ModuleId,
        path: ItemPath<'_>,
        last: Namespace,
    ) -> Option<(Resolution, usize)> {
        let of = self.modules[module.at()].of;
        let (first, rest) = path.split_first();
        let at = match first {
            "" => return Some((self.other_crate(of, rest?.first())?, 2)),
            "crate" | "$crate" => Resolution::Module(self.all[of.at()].root),
            "self" => Resolution::Module(self.named_module(module)),
            "super" => Resolution::Module(self.parent(self.named_module(module))?),
            name => {
                let namespace = rest.map_or(last, |_| Namespace::Types);
                let found = self.lexical(module, name, namespace);
                found.or_else(|| self.other_crate(of, name))?
            }
        };
        Some((at, 1))
    }

    pub(super) fn other_crate(&self, of: CrateId, name: &str) -> Option<Resolution> {
        let other = self.all[of.at()].externs.get(name)?;
        Some(Resolution::Module(self.all[other.at()].root))
    }

    pub(super) fn parent(&self, module: ModuleId) -> Option<ModuleId> {
        let parent = self.modules[module.at()].parent;
        parent.map(|parent| self.named_module(parent))
    }

    /// A name as it is looked up from within: in the blocks around, and then in the module.
    fn lexical(&self, module: ModuleId, name: &str, namespace: Namespace) -> Option<Resolution> {
        self.scopes(module)
            .find_map(|scope| self.member(scope, name, namespace))
    }

    pub(super) fn member(
        &self,
        module: ModuleId,
        name: &str,
        namespace: Namespace,
    ) -> Option<Resolution> {
        self.modules[module.at()].bindings.get(name)?.get(namespace)
    }

    /// Whether the last segment of a path is what its module has imported for itself: `super::Name` where the module
    /// around has `use path::Name` or `use path::*`.
    pub fn is_imported_there(&self, module: ModuleId, path: ItemPath<'_>) -> bool {
        let (before, name) = path.split_last();
        let there = before.and_then(|before| self.module_at(module, before));
        there.is_some_and(|there| match self.bound(there, name) {
            Some(bound) => match bound.resolution {
                Resolution::Definition(id) => bound.is_private() && self[id].module != there,
                Resolution::Module(_) => false,
            },
            None => false,
        })
    }

    /// A path of a module as it reads from the name of its crate on, with every alias of a module on the way
    /// written out: `acme::manager::Manager`. `None` for one that starts in a crate outside of the workspace.
    pub fn absolute(&self, module: ModuleId, path: ItemPath<'_>) -> Option<ItemPathBuf> {
        self.absolute_within(module, path, MAX_HOPS)
    }

    fn absolute_within(
        &self,
        module: ModuleId,
        path: ItemPath<'_>,
        hops: usize,
    ) -> Option<ItemPathBuf> {
        let hops = hops.checked_sub(1)?;
        let start = self.start(module, path, Namespace::Types);
        let (mut at, consumed, mut absolute) = match (path.first(), start) {
            ("" | "crate" | "$crate" | "self" | "super", start) => match start? {
                (Resolution::Module(start), consumed) => {
                    let path = self.path_of(start).to_buf();
                    (Some(Resolution::Module(start)), consumed, path)
                }
                (Resolution::Definition(_), _) => return None,
            },
            (name, start) => {
                let path = self.first_segment(module, name, hops)?;
                (start.map(|(at, _)| at), 1, path)
            }
        };
        for name in path.segments().skip(consumed) {
            let Some(Resolution::Module(there)) = at else {
                absolute.push(name);
                continue;
            };
            match name {
                "self" => {}
                "super" => {
                    let parent = self.parent(there)?;
                    absolute = self.path_of(parent).to_buf();
                    at = Some(Resolution::Module(parent));
                }
                _ => {
                    let bound = self.bound(there, name);
                    at = bound.map(|bound| bound.resolution);
                    match bound.map(|bound| (bound.resolution, bound.is_private())) {
                        // What a module has imported for itself is no part of it.
                        Some((Resolution::Module(inner), true))
                            if self.modules[inner.at()].parent != Some(there) =>
                        {
                            absolute = self.path_of(inner).to_buf();
                        }
                        _ => absolute.push(name),
                    }
                }
            }
        }
        Some(absolute)
    }

    /// A child of the module or of a block around, an alias, or a crate.
    fn first_segment(&self, module: ModuleId, name: &str, hops: usize) -> Option<ItemPathBuf> {
        let in_scope = |scope: ModuleId| {
            let imports = self.imported(scope, name);
            let mut imports = imports.filter(|import| import.path.as_str() != name);
            let imported = imports.find_map(|one| self.absolute_within(scope, *one.path, hops));
            let defined = || match self.member(scope, name, Namespace::Types)? {
                Resolution::Module(inner) => Some(self.path_of(inner).to_buf()),
                Resolution::Definition(definition) => Some(self.defined_at(definition)),
            };
            imported.or_else(defined)
        };
        let other = || {
            let other = self.crate_of(module).externs.get(name)?;
            Some(ItemPath::new(&self.all[other.at()].name).to_buf())
        };
        self.scopes(module).find_map(in_scope).or_else(other)
    }
}
