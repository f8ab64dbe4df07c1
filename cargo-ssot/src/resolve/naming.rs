//! How code of one module names an item of another one.

use std::collections::BTreeSet;

use super::{Crates, DefinitionId, Item, ModuleId, Resolution};
use crate::finding::FileId;
use crate::index::{ItemPath, ItemPathBuf, Visibility};
use crate::syntax::SourceFile;
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
    pub(crate) fn is_public(&self, root: ModuleId, path: ItemPath<'_>) -> bool {
        let mut at = Resolution::Module(root);
        path.segments().skip(1).all(|name| {
            let Resolution::Module(module) = at else {
                return false;
            };
            self.bound(module, name).is_some_and(|bound| {
                at = bound.resolution;
                bound.visibility == Visibility::Public
            })
        })
    }

    /// How the name of a type got into a module: the path of the `use` around its last segment, where that says so.
    pub(crate) fn imported_from(&self, module: ModuleId, name: &str) -> Option<ItemPath<'static>> {
        let mut scopes = self.scopes(module);
        let import = scopes.find_map(|scope| self.imported(scope, name).next())?;
        import.path.parent()
    }

    /// A path under which code in a module can name an item: where it is defined, or else the shortest one to a module that
    /// passes it on.
    pub(crate) fn path_to(&self, from: ModuleId, of: DefinitionId) -> Option<ItemPathBuf> {
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
            ways.min_by_key(|way| (way.as_path().depth(), way.clone()))
        };
        let mut path = way(home).or_else(shortest)?;
        path.push(self[of].name);
        Some(path)
    }

    /// A path from the name of a crate on, as it is written in a module so that it leads to a type: `crate::manager::Manager`
    /// in that crate itself, and by the name that the module's crate has for another one. `None` where it leads elsewhere or
    /// nowhere.
    pub fn written_in(
        &self,
        module: ModuleId,
        path: ItemPath<'_>,
        of: DefinitionId,
    ) -> Option<ItemPathBuf> {
        let (first, rest) = path.split_first();
        rest?;
        let own = self.crate_of(module);
        let others = own.externs.iter();
        let others = others.filter(|(_, other)| self.all[other.at()].name == first);
        let others = others.flat_map(|(name, _)| {
            let written = path.with_first(name);
            let among_crates = ItemPath::CRATES.join(&written);
            [written, among_crates]
        });
        let own = (own.name == first).then(|| path.with_first("crate"));
        let mut possible = own.into_iter().chain(others);
        possible.find(|written| {
            let written = written.as_path();
            let absolute = self.absolute(module, written);
            self.resolve_type(module, written) == Some(of)
                && absolute.is_some_and(|absolute| absolute == path)
        })
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
    pub(crate) fn way_to(&self, from: ModuleId, to: ModuleId) -> Option<ItemPathBuf> {
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
            names.push(node.path.last());
            at = parent;
        }
        names.push(first);
        Some(ItemPathBuf::from_segments(names.iter().rev()))
    }

    /// All imports that an absolute path goes through to its definition, each by its file and its position in the facts of
    /// that file. Where several import the same item, all of them count: replacing one of them breaks the path.
    pub(crate) fn imports_behind(
        &self,
        files: &[SourceFile],
        path: ItemPath<'_>,
        of: DefinitionId,
    ) -> BTreeSet<(FileId, usize)> {
        let within = path.with_first("crate");
        let within = within.as_path();
        let roots = self.all.iter().filter(|one| one.name == path.first());
        let mut open: Vec<_> = roots
            .filter(|one| self.resolve_type(one.root, within) == Some(of))
            .filter_map(|one| self.last_module(one.root, within))
            .collect();
        let definition = &self[of];
        let mut seen: BTreeSet<(ModuleId, String)> = BTreeSet::new();
        let mut found = BTreeSet::new();
        while let Some((module, name)) = open.pop() {
            let is_home = module == definition.module && name == definition.name;
            if is_home || !seen.insert((module, name.clone())) {
                continue;
            }
            let Some((file, index)) = self.text_of(module) else {
                continue;
            };
            let imports = files[file.0].facts.imports.iter().enumerate();
            for (position, import) in imports.filter(|(_, import)| import.at.module() == index) {
                let path = match import.name.as_str() {
                    "*" => import.path.join(&name),
                    own if own == name => import.path.to_buf(),
                    _ => continue,
                };
                if self.resolve_type(module, path.as_path()) == Some(of) {
                    found.insert((file, position));
                    open.extend(self.last_module(module, path.as_path()));
                }
            }
        }
        found
    }

    /// The module of the last segment, and that segment.
    fn last_module(&self, module: ModuleId, path: ItemPath<'_>) -> Option<(ModuleId, String)> {
        let (before, name) = path.split_last();
        let through = match before {
            Some(before) => self.module_at(module, before)?,
            None => self.named_module(module),
        };
        Some((through, name.to_owned()))
    }
}
