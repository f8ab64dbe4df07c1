//! What names mean once the modules are known: imports, the attributes that are ours, and what those generate.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::{CrateId, Crates, Definition, DefinitionId, Item, ModuleId, Resolution};
use crate::finding::FileId;
use crate::index::{Claim, Facts, InternedPath, Name, Unmet, Visibility};
use crate::syntax::SourceFile;

impl Crates {
    /// Finds out what names mean. Attributes that turn out to be of other crates are forgotten, and the items that those
    /// of ours generate are defined.
    pub(crate) fn resolve_names(&mut self, files: &mut [SourceFile]) {
        self.bind_imports();
        for (index, file) in files.iter_mut().enumerate() {
            let unmet = self.unmet(FileId(index), &file.facts.claims);
            if !unmet.is_empty() {
                Arc::make_mut(&mut file.facts).forget(&unmet);
            }
        }
        let before = self.definitions.len();
        for (index, file) in files.iter().enumerate() {
            self.define_generated(FileId(index), &file.facts);
        }
        if self.definitions.len() > before {
            self.bind_imports();
        }
        self.twins = self.twins();
    }

    fn twins(&self) -> HashSet<DefinitionId> {
        let mut first: HashMap<(CrateId, InternedPath, Name), DefinitionId> = HashMap::new();
        let mut twins = HashSet::new();
        for (id, definition) in self.definitions() {
            let module = &self.modules[definition.module.at()];
            if matches!(definition.item, Item::Type(_)) {
                let path = (module.of, module.path, definition.name);
                let known = *first.entry(path).or_insert(id);
                if known != id && !module.block {
                    twins.extend([known, id]);
                }
            }
        }
        twins
    }

    fn unmet(&self, file: FileId, claims: &[Claim]) -> Unmet {
        let mut unmet = Unmet::default();
        for claim in claims {
            let module = self.module(file, claim.at.module());
            let paths = self.external(module, *claim.path);
            if paths.iter().any(|path| claim.is_met_by(path.as_path())) {
                continue;
            }
            // A name that nothing imports may be ours once somebody does.
            if paths.iter().any(|path| !path.as_path().is_name()) {
                unmet.foreign.insert(claim.place);
            } else {
                unmet.unknown.insert(claim.place);
            }
        }
        unmet
    }

    fn define_generated(&mut self, file: FileId, facts: &Facts) {
        let types = facts.types.iter().enumerate();
        let factories = types.filter(|(_, ty)| ty.guard.is_some());
        let factories = factories.map(|(index, ty)| {
            let name = Name::from(format!("{}Factory", ty.name));
            (Item::Factory(index), name, ty.at, ty.visibility)
        });
        let compositions = facts.compositions.iter().enumerate();
        let applications = compositions.map(|(index, one)| {
            let name = Name::from(one.name.as_str());
            (Item::Composition(index), name, one.at, Visibility::Public)
        });
        for (item, name, at, visibility) in factories.chain(applications) {
            for module in self.modules_at(file, at.module()) {
                self.define(file, module, item, name, visibility);
            }
        }
    }

    /// Everything that the module with this number in a file is.
    fn modules_at(&self, file: FileId, index: usize) -> Vec<ModuleId> {
        let mut modules = self.other_modules(file, index);
        modules.insert(0, self.module(file, index));
        modules
    }

    /// Enters an item. A file that is read again has one definition of it all the same.
    pub(super) fn define(
        &mut self,
        file: FileId,
        module: ModuleId,
        item: Item,
        name: Name,
        visibility: Visibility,
    ) {
        let next = DefinitionId::new(self.definitions.len());
        let id = *self.of_item.entry((file, item)).or_insert(next);
        if id == next {
            self.definitions.push(Definition {
                name,
                file,
                item,
                module,
                visibility,
            });
        }
        self.bind_definition(module, name, Resolution::Definition(id), visibility);
    }
}
