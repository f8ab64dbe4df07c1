//! What a macro generates beside a definition: no file defines it, so it has no facts, and can be named all the same.

use std::collections::BTreeSet;

use super::{Crates, DefinitionId, Meaning, ModuleId, Namespace};
use crate::facts::Visibility;

/// An item that stands beside a definition, as visible as it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Generated<'a> {
    /// The module that it stands in.
    pub(crate) home: ModuleId,
    /// How far it can be seen.
    pub(crate) visibility: Visibility,
    pub(crate) name: &'a str,
    /// The definition that it is generated of. Another one of that name may have such an item too.
    pub(crate) of: Option<DefinitionId>,
}

/// What a name means in a module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InScope {
    /// The generated item.
    Meant,
    /// Something else.
    Taken,
    /// Nothing.
    Free,
}

impl Crates {
    /// An item of this name that stands beside a definition.
    pub(crate) fn beside<'a>(&self, of: DefinitionId, name: &'a str) -> Generated<'a> {
        Generated {
            home: self[of].module,
            visibility: self[of].visibility,
            name,
            of: Some(of),
        }
    }

    /// What the name of a generated item means where it is looked up from within a module.
    pub(crate) fn in_scope(&self, module: ModuleId, item: Generated<'_>) -> InScope {
        let mut at = Some(module);
        while let Some(level) = at {
            let found = self.in_scope_at(module, level, item);
            if found != InScope::Free {
                return found;
            }
            let node = &self.modules[level.0];
            at = node.parent.filter(|_| node.block);
        }
        InScope::Free
    }

    fn in_scope_at(&self, from: ModuleId, level: ModuleId, item: Generated<'_>) -> InScope {
        if item.home == level {
            return InScope::Meant;
        }
        let node = &self.modules[level.0];
        let mut imports = node.imports.get(item.name).into_iter().flatten().peekable();
        if imports.peek().is_some() {
            let meant = imports.any(|import| {
                self.parent_of(level, &import.path, item.name)
                    .is_some_and(|there| self.offers(level, there, item))
            });
            return if meant {
                InScope::Meant
            } else {
                InScope::Taken
            };
        }
        let bound = node.bindings.get(item.name).and_then(|name| name.types);
        let twin = item
            .of
            .and_then(|of| Some((of, node.bindings.get(&self[of].name)?.types?)));
        let twin = twin.is_some_and(|(of, bound)| match bound.meaning {
            Meaning::Definition(id) => id != of && self[id].module == level,
            Meaning::Module(_) => false,
        });
        if twin || bound.is_some_and(|bound| !bound.is_with_all()) {
            return InScope::Taken;
        }
        let offered = node.globs.iter().any(|import| {
            self.module_at(level, &import.path)
                .is_some_and(|there| there != level && self.offers(from, there, item))
        });
        match (offered, bound) {
            (true, _) => InScope::Meant,
            (false, Some(_)) => InScope::Taken,
            (false, None) => InScope::Free,
        }
    }

    /// Whether code in one module names a generated item as one of another module's.
    pub(crate) fn offers(&self, from: ModuleId, there: ModuleId, item: Generated<'_>) -> bool {
        self.offers_within(from, there, item, &mut BTreeSet::new())
    }

    fn offers_within(
        &self,
        from: ModuleId,
        there: ModuleId,
        item: Generated<'_>,
        seen: &mut BTreeSet<ModuleId>,
    ) -> bool {
        if !seen.insert(there) {
            return false;
        }
        let inside = self.is_within(from, there);
        if item.home == there {
            return inside || self.is_seen(item.visibility, there, from);
        }
        let node = &self.modules[there.0];
        let seen_here = |visibility| inside || self.is_seen(visibility, there, from);
        let named = node.imports.get(item.name).into_iter().flatten();
        let mut named = named.filter(|import| seen_here(import.visibility));
        let mut globs = node.globs.iter();
        named.any(|import| {
            self.parent_of(there, &import.path, item.name)
                .is_some_and(|next| self.offers_within(there, next, item, seen))
        }) || globs.any(|import| {
            seen_here(import.visibility)
                && self
                    .module_at(there, &import.path)
                    .is_some_and(|next| self.offers_within(there, next, item, seen))
        })
    }

    /// Whether something in a module can be seen from another one, as far as words of visibility tell.
    fn is_seen(&self, visibility: Visibility, there: ModuleId, from: ModuleId) -> bool {
        match visibility {
            Visibility::Public => true,
            Visibility::Restricted => self.modules[there.0].of == self.modules[from.0].of,
            Visibility::Private => self.is_within(from, there),
        }
    }

    /// The module that a path leads to.
    pub(crate) fn module_at(&self, module: ModuleId, path: &str) -> Option<ModuleId> {
        match self.resolve(module, path, Namespace::Types)? {
            (Meaning::Module(there), taken) if taken == path.split("::").count() => Some(there),
            _ => None,
        }
    }

    /// The module before the last segment of a path that ends in `name`.
    fn parent_of(&self, module: ModuleId, path: &str, name: &str) -> Option<ModuleId> {
        let (before, last) = path.rsplit_once("::")?;
        (last == name).then(|| self.module_at(module, before))?
    }

    /// How the name of a type got into a module: the path of the `use` around its last segment, where that says so.
    pub(crate) fn imported_from(&self, module: ModuleId, name: &str) -> Option<&str> {
        let mut at = Some(module);
        while let Some(level) = at {
            let node = &self.modules[level.0];
            let mut imports = node.imports.get(name).into_iter().flatten();
            if let Some(import) = imports.next() {
                return import.path.rsplit_once("::").map(|(before, _)| before);
            }
            at = node.parent.filter(|_| node.block);
        }
        None
    }

    /// A path under which code in a module can name a generated item: where it stands, or else the shortest one to a
    /// module that passes it on.
    pub(crate) fn path_of_generated(&self, from: ModuleId, item: Generated<'_>) -> Option<String> {
        let home = item.home;
        if self.is_local(home) {
            return None;
        }
        if let Some(path) = self.way_to(from, home)
            && self.offers(from, home, item)
        {
            return Some(format!("{path}::{}", item.name));
        }
        let modules = (0..self.modules.len()).map(ModuleId);
        let passing = modules.filter(|module| {
            let node = &self.modules[module.0];
            let may = node.imports.contains_key(item.name) || !node.globs.is_empty();
            may && !node.block
        });
        let ways = passing.filter_map(|module| {
            let way = self.way_to(from, module)?;
            self.offers(from, module, item).then_some(way)
        });
        let shortest = ways.min_by_key(|way| (way.split("::").count(), way.clone()));
        shortest.map(|path| format!("{path}::{}", item.name))
    }

    /// The path of a module as code in another one writes it, if every module on the way can be seen.
    fn way_to(&self, from: ModuleId, to: ModuleId) -> Option<String> {
        let (of, other) = (self.modules[from.0].of, self.modules[to.0].of);
        let first = if of == other {
            "crate"
        } else {
            let mut externs = self.all[of.0].externs.iter();
            externs.find(|(_, called)| **called == other)?.0
        };
        let mut names = Vec::new();
        let mut at = to;
        while let Some(parent) = self.modules[at.0].parent {
            let node = &self.modules[at.0];
            if node.block || !self.is_seen(node.visibility, parent, from) {
                return None;
            }
            names.push(node.path.rsplit("::").next()?);
            at = parent;
        }
        names.push(first);
        names.reverse();
        Some(names.join("::"))
    }
}
