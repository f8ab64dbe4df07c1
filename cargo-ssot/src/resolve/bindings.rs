//! What every name of every module stands for, imports included.
//!
//! Imports depend on one another, in circles too, so they are followed again and again until nothing new comes of it.

use std::collections::BTreeMap;

use super::{Crates, Item, ModuleId, Namespace, Resolution};
use crate::index::{InternedPath, Name, Visibility};

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Binding {
    pub(super) types: Option<Bound>,
    values: Option<Bound>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Bound {
    pub(super) resolution: Resolution,
    pub(super) visibility: Visibility,
    /// Whether it came with all of a module: any other thing of the name is preferred.
    from_glob: bool,
}

#[derive(Clone, Debug)]
pub(super) struct Use {
    pub(super) path: InternedPath,
    pub(super) visibility: Visibility,
}

impl Bound {
    /// Whether only its module and those in it see it.
    pub(super) fn is_private(&self) -> bool {
        self.visibility == Visibility::Private
    }
}

impl Binding {
    pub(super) fn get(&self, namespace: Namespace) -> Option<Resolution> {
        let bound = match namespace {
            Namespace::Types => self.types,
            Namespace::Values => self.values,
        };
        bound.map(|bound| bound.resolution)
    }

    fn slot(&mut self, namespace: Namespace) -> &mut Option<Bound> {
        match namespace {
            Namespace::Types => &mut self.types,
            Namespace::Values => &mut self.values,
        }
    }
}

impl Crates {
    /// Enters what a module itself defines. The first definition of a name stays: others are there under conditions.
    pub(super) fn bind_definition(
        &mut self,
        module: ModuleId,
        name: Name,
        resolution: Resolution,
        visibility: Visibility,
    ) {
        let namespace = match resolution {
            Resolution::Module(_) => Namespace::Types,
            Resolution::Definition(id) => match self[id].item {
                Item::Type(_) | Item::Trait(_) | Item::Factory(_) | Item::Composition(_) => {
                    Namespace::Types
                }
                Item::Function(_) | Item::Static(_) => Namespace::Values,
            },
        };
        self.bind(
            module,
            name,
            namespace,
            Bound {
                resolution,
                visibility,
                from_glob: false,
            },
        );
    }

    /// Whether something was bound that was not before.
    fn bind(&mut self, module: ModuleId, name: Name, namespace: Namespace, bound: Bound) -> bool {
        let names = &mut self.modules[module.at()].bindings;
        let slot = names.entry(name).or_default().slot(namespace);
        let stays = slot.is_some_and(|known| bound.from_glob || !known.from_glob);
        if !stays {
            *slot = Some(bound);
        }
        !stays
    }

    pub(super) fn bind_imports(&mut self) {
        let mut open: Vec<(ModuleId, Name, Use)> = Vec::new();
        let mut globs: Vec<(ModuleId, Use)> = Vec::new();
        for (index, module) in self.modules.iter().enumerate() {
            let imports = module.imports.iter().cloned();
            open.extend(imports.map(|(name, import)| (ModuleId::new(index), name, import)));
            globs.extend(
                module
                    .globs
                    .iter()
                    .map(|import| (ModuleId::new(index), import.clone())),
            );
        }
        loop {
            let mut changed = false;
            open.retain(|(module, name, import)| {
                let (new, done) = self.bind_import(*module, *name, import);
                changed |= new;
                !done
            });
            for (module, import) in &globs {
                changed |= self.bind_all(*module, import);
            }
            if !changed {
                break;
            }
        }
    }

    /// Whether an import brought anything, and whether it can bring nothing more.
    fn bind_import(&mut self, module: ModuleId, name: Name, import: &Use) -> (bool, bool) {
        let mut found = (false, false);
        for namespace in [Namespace::Types, Namespace::Values] {
            // Behind a type stands a name of its own: a variant.
            let resolution = self.resolve_whole(module, *import.path, namespace);
            // `use name::..` in a module that binds that very name by it is about a crate.
            let of_itself = import.path.as_str() == name.as_str()
                && resolution == Some(Resolution::Module(module));
            let Some(resolution) = resolution.filter(|_| !of_itself) else {
                continue;
            };
            let bound = Bound {
                resolution,
                visibility: import.visibility,
                from_glob: false,
            };
            let new = self.bind(module, name, namespace, bound);
            found.0 |= new;
            // A type may still get a function of its name beside it.
            found.1 |=
                namespace == Namespace::Types && !matches!(resolution, Resolution::Module(_));
        }
        found
    }

    fn bind_all(&mut self, module: ModuleId, import: &Use) -> bool {
        let from = self.module_at(module, *import.path);
        let Some(from) = from.filter(|from| *from != module) else {
            return false;
        };
        let seen = |bound: &Bound| self.is_seen(bound.visibility, from, module);
        let offered: Vec<(Name, Namespace, Bound)> = self.modules[from.at()]
            .bindings
            .iter()
            .flat_map(|(name, binding)| {
                let types = binding.types.map(|bound| (name, Namespace::Types, bound));
                let values = binding.values.map(|bound| (name, Namespace::Values, bound));
                types.into_iter().chain(values)
            })
            .filter(|(name, namespace, bound)| {
                let known = self.modules[module.at()].bindings.get(*name);
                seen(bound) && known.and_then(|known| known.get(*namespace)).is_none()
            })
            .map(|(name, namespace, bound)| (*name, namespace, bound))
            .collect();
        let mut changed = false;
        for (name, namespace, bound) in offered {
            let bound = Bound {
                visibility: import.visibility,
                from_glob: true,
                ..bound
            };
            changed |= self.bind(module, name, namespace, bound);
        }
        changed
    }
}

impl Crates {
    /// The types and traits that all of one module has brought into the other one, those left out that the one has imported
    /// for itself.
    pub(crate) fn glob_imported(
        &self,
        from: ModuleId,
        into: ModuleId,
    ) -> impl Iterator<Item = (&str, super::DefinitionId)> {
        let offered = self.modules[from.at()].bindings.iter();
        offered.filter_map(move |(name, binding)| {
            let bound = self.modules[into.at()].bindings.get(name)?.types?;
            let Resolution::Definition(of) = bound.resolution else {
                return None;
            };
            let offered = binding.types?;
            let same = offered.resolution == bound.resolution;
            let own = self[of].module == from || !offered.is_private();
            (bound.from_glob && same && own).then_some((name.as_str(), of))
        })
    }
}

pub(super) type Bindings = BTreeMap<Name, Binding>;
