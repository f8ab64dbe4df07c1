//! How code of one module names an item of another one.

use super::{Crates, DefinitionId, Item, ModuleId, Namespace, Resolution};
use crate::index::Visibility;
use crate::workspace::TargetKind;

/// What the name of an item means where it is looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InScope {
    Meant,
    /// Something else.
    Taken,
    Free,
}

impl Crates {
    pub(crate) fn factory_of(&self, component: DefinitionId) -> Option<DefinitionId> {
        let definition = &self[component];
        match definition.item {
            Item::Type(index) => self.definition(definition.file, Item::Factory(index)),
            _ => None,
        }
    }

    /// What the name of an item means where it is looked up from within a module.
    pub(crate) fn in_scope(&self, module: ModuleId, of: DefinitionId) -> InScope {
        let name = &self[of].name;
        let found = self
            .scopes(module)
            .find_map(|scope| match self.bound(scope, name) {
                Some(bound) if bound.resolution == Resolution::Definition(of) => {
                    Some(InScope::Meant)
                }
                Some(_) => Some(InScope::Taken),
                // It may be imported from outside of the workspace.
                None => self.imported(scope, name).next().map(|_| InScope::Taken),
            });
        found.unwrap_or(InScope::Free)
    }

    /// Whether code in one module can name an item as one of another module's.
    pub(crate) fn offers(&self, from: ModuleId, there: ModuleId, of: DefinitionId) -> bool {
        self.bound(there, &self[of].name).is_some_and(|bound| {
            bound.resolution == Resolution::Definition(of)
                && self.is_seen(bound.visibility, there, from)
        })
    }

    /// Whether something in a module can be seen from another one, as far as words of visibility tell.
    pub(super) fn is_seen(&self, visibility: Visibility, there: ModuleId, from: ModuleId) -> bool {
        match visibility {
            Visibility::Public => true,
            Visibility::Restricted => self.modules[there.at()].of == self.modules[from.at()].of,
            Visibility::Private => self.is_within(from, there),
        }
    }

    /// Whether everything on a path is `pub`; it starts with the name of the crate with this outermost module.
    pub(crate) fn is_public(&self, root: ModuleId, path: &str) -> bool {
        let mut at = Resolution::Module(root);
        path.split("::").skip(1).all(|name| {
            let Resolution::Module(module) = at else {
                return false;
            };
            self.bound(module, name).is_some_and(|bound| {
                at = bound.resolution;
                bound.visibility == Visibility::Public
            })
        })
    }

    pub(crate) fn module_at(&self, module: ModuleId, path: &str) -> Option<ModuleId> {
        match self.resolve_whole(module, path, Namespace::Types)? {
            Resolution::Module(there) => Some(there),
            Resolution::Definition(_) => None,
        }
    }

    /// How the name of a type got into a module: the path of the `use` around its last segment, where that says so.
    pub(crate) fn imported_from(&self, module: ModuleId, name: &str) -> Option<&str> {
        let mut scopes = self.scopes(module);
        let import = scopes.find_map(|scope| self.imported(scope, name).next())?;
        import.path.rsplit_once("::").map(|(before, _)| before)
    }

    /// A path under which code in a module can name an item: where it is defined, or else the shortest one to a module that
    /// passes it on.
    pub(crate) fn path_to(&self, from: ModuleId, of: DefinitionId) -> Option<String> {
        let home = self[of].module;
        if self.is_local(home) {
            return None;
        }
        let way = |module: ModuleId| {
            let offered = self.offers(from, module, of) && !self.modules[module.at()].block;
            offered.then(|| self.way_to(from, module)).flatten()
        };
        let shortest = || {
            let ways = (0..self.modules.len()).map(ModuleId::new).filter_map(way);
            ways.min_by_key(|way| (way.split("::").count(), way.clone()))
        };
        let path = way(home).or_else(shortest)?;
        Some(format!("{path}::{}", self[of].name))
    }

    /// The outermost module of the crate that new modules of a package belong to: its library, or else its program.
    pub(crate) fn main_root(&self, package: usize) -> Option<ModuleId> {
        let of_kind = |kind| {
            let mut own = self.all.iter().filter(|of| of.package == package);
            own.find(|of| of.kind == kind).map(|of| of.root)
        };
        of_kind(TargetKind::Library).or_else(|| of_kind(TargetKind::Binary))
    }

    /// The path of a module as code in another one writes it, if every module on the way can be seen.
    pub(crate) fn way_to(&self, from: ModuleId, to: ModuleId) -> Option<String> {
        let (of, other) = (self.modules[from.at()].of, self.modules[to.at()].of);
        let first = if of == other {
            "crate"
        } else {
            let mut externs = self.all[of.at()].externs.iter();
            externs.find(|(_, called)| **called == other)?.0
        };
        let mut names = Vec::new();
        let mut at = to;
        while let Some(parent) = self.modules[at.at()].parent {
            let node = &self.modules[at.at()];
            if node.block || !self.is_seen(node.visibility, parent, from) {
                return None;
            }
            names.push(crate::index::last_segment(&node.path));
            at = parent;
        }
        names.push(first);
        names.reverse();
        Some(names.join("::"))
    }
}
