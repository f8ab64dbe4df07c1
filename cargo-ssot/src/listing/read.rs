//! A listing, read from the facts.

use std::collections::{BTreeSet, HashMap};

use super::{
    Component, Composition, Definition, Entry, Extent, Implementor, Interface, Listing, Named,
    Replacement, Section, Target,
};
use crate::finding::FileId;
use crate::index::{self, Bytes, Guard, ItemPath, Location, NamedType};
use crate::lints::context::CheckContext;
use crate::resolve::{DefinitionId, Item, ModuleId};
use crate::scan::Scan;
use crate::syntax::SourceFile;

struct Reader<'a> {
    cx: CheckContext<'a>,
    extent: Extent<'a>,
    implementors: HashMap<DefinitionId, Vec<Implementor>>,
    known: BTreeSet<DefinitionId>,
}

impl Listing {
    pub fn build(scan: &Scan, extent: Extent<'_>) -> Self {
        let reader = Reader::new(scan, extent);
        Self {
            components: reader.components(),
            interfaces: reader.interfaces(),
            compositions: reader.compositions(),
        }
    }
}

impl Extent<'_> {
    fn shows(self, at: Location) -> bool {
        self.tests || !at.test
    }
}

impl<'a> Reader<'a> {
    fn new(scan: &'a Scan, extent: Extent<'a>) -> Self {
        let mut reader = Self {
            cx: scan.context(),
            extent,
            implementors: HashMap::new(),
            known: BTreeSet::new(),
        };
        let crates = reader.cx.crates;
        let components = reader
            .guarded()
            .map(|(id, index, ..)| (id, Item::Type(index)));
        let interfaces = reader
            .shared()
            .map(|(id, index, _)| (id, Item::Trait(index)));
        reader.known = components
            .chain(interfaces)
            .filter_map(|(id, item)| crates.definition(id, item))
            .collect();
        for (id, file) in reader.files() {
            reader.index(id, file);
        }
        reader
    }

    fn index(&mut self, id: FileId, file: &'a SourceFile) {
        let (facts, extent) = (&file.facts, self.extent);
        let crates = self.cx.crates;
        for ty in facts.types.iter().filter(|ty| extent.shows(ty.at)) {
            let module = crates.module(id, ty.at.module());
            for (path, _) in ty.guard.iter().flat_map(|guard| &guard.implements) {
                if let Some(interface) = crates.resolve_type(module, **path) {
                    let of = self.named(module, ty.name.as_path());
                    self.implementor(interface, of).declared = true;
                }
            }
        }
        let blocks = facts.impls.iter().filter(|block| extent.shows(block.at));
        for block in blocks.filter(|block| !block.of.is_empty()) {
            let module = crates.module(id, block.at.module());
            let interface = block.interface;
            if let Some(interface) = interface.and_then(|path| crates.resolve_type(module, *path)) {
                let of = self.written(module, block.of.last(), Some(*block.of));
                self.implementor(interface, of).implemented = true;
            }
        }
    }

    fn implementor(&mut self, interface: DefinitionId, of: Named) -> &mut Implementor {
        let all = self.implementors.entry(interface).or_default();
        let known = all.iter().position(|one| one.of.target == of.target);
        let index = known.unwrap_or(all.len());
        if known.is_none() {
            let name = of.label.clone();
            all.push(Implementor {
                of: Named { name, ..of },
                declared: false,
                implemented: false,
            });
        }
        &mut all[index]
    }

    fn files(&self) -> impl Iterator<Item = (FileId, &'a SourceFile)> + use<'a> {
        let (cx, extent) = (self.cx, self.extent);
        cx.numbered_files().filter(move |(_, file)| {
            let package = &cx.workspace.packages[file.package].name;
            (extent.tests || file.kind.is_production())
                && (extent.packages.is_empty() || extent.packages.contains(package))
        })
    }

    fn definition(&self, id: FileId, place: Bytes) -> Definition {
        let cx = self.cx;
        let file = &cx.files[id.0];
        let place = place.in_file(id);
        Definition {
            package: cx.workspace.packages[file.package].name.clone(),
            module: cx.crates.module_of(cx.files, &place).to_string(),
            path: crate::paths::text(&file.shown),
            line: file.position(place.range.start).line,
        }
    }

    fn guarded(&self) -> impl Iterator<Item = (FileId, usize, &'a index::Type, &'a Guard)> {
        let extent = self.extent;
        self.files().flat_map(move |(id, file)| {
            let types = file.facts.types.iter().enumerate();
            let shown = types.filter(move |(_, ty)| extent.shows(ty.at));
            shown.filter_map(move |(index, ty)| Some((id, index, ty, ty.guard.as_ref()?)))
        })
    }

    fn shared(&self) -> impl Iterator<Item = (FileId, usize, &'a index::Trait)> {
        let extent = self.extent;
        self.files().flat_map(move |(id, file)| {
            let traits = file.facts.traits.iter().enumerate();
            let shown = traits.filter(move |(_, one)| one.interface && extent.shows(one.at));
            shown.map(move |(index, one)| (id, index, one))
        })
    }

    fn components(&self) -> Vec<Component> {
        self.guarded()
            .map(|(id, index, ty, guard)| {
                let module = self.cx.crates.module(id, ty.at.module());
                let declared = guard.implements.iter();
                Component {
                    name: guard.name.clone().unwrap_or_else(|| ty.name.to_string()),
                    ty: self.named(module, ty.name.as_path()),
                    attribute: guard.attribute,
                    definition: self.definition(id, ty.place),
                    enforcement: guard.enforcement.word(),
                    scope: guard.scope.clone(),
                    implements: declared
                        .map(|(path, _)| self.named(module, **path))
                        .collect(),
                    canonical: guard.canonical.map(|path| path.to_string()),
                    dependencies: self.dependencies(id, index, ty, guard),
                }
            })
            .collect()
    }

    /// A path in a module, and what it leads to.
    fn named(&self, module: ModuleId, path: ItemPath<'_>) -> Named {
        self.written(module, path.as_str(), Some(path))
    }

    /// What is written in a module, and what the path that it means leads to.
    fn written(&self, module: ModuleId, written: &str, path: Option<ItemPath<'_>>) -> Named {
        let crates = self.cx.crates;
        let definition = path.and_then(|path| self.cx.type_at(module, path));
        if let Some(id) = definition {
            return Named {
                name: written.to_owned(),
                ..self.defined(id)
            };
        }
        let path = path.unwrap_or(ItemPath::new(written));
        let outside = crates.external(module, path).into_iter().next();
        let path = outside.unwrap_or_else(|| path.to_buf());
        let (parent, label) = path.as_path().split_last();
        let package = crates.crate_of(module).package;
        Named {
            name: written.to_owned(),
            label: label.to_owned(),
            target: Target::Foreign(parent.is_none().then_some(package), path.to_string()),
        }
    }

    fn named_type(&self, module: ModuleId, named: &NamedType) -> Named {
        self.written(module, &named.text, named.ty.meant_path())
    }

    /// A definition by its name, or by its path if others have that name.
    fn defined(&self, id: DefinitionId) -> Named {
        let (crates, name) = (self.cx.crates, &self.cx.crates[id].name);
        let mut same = self.known.iter().filter(|of| crates[**of].name == *name);
        let label = if same.any(|of| *of != id) {
            crates.defined_at(id).into_string()
        } else {
            name.to_string()
        };
        Named {
            name: label.clone(),
            label,
            target: Target::Definition(id),
        }
    }

    /// The components and interfaces in what the constructors of a type take.
    fn dependencies(
        &self,
        id: FileId,
        index: usize,
        ty: &index::Type,
        guard: &Guard,
    ) -> Vec<Named> {
        let crates = self.cx.crates;
        let own = crates.definition(id, Item::Type(index));
        let constructors = own.map(|own| self.cx.components.factory_functions(self.cx.files, own));
        let generated = guard.parameters.iter().map(|one| (id, ty.at, one));
        let written = constructors
            .into_iter()
            .flatten()
            .flat_map(|(id, function)| {
                let parameters = function.parameters.iter();
                parameters.map(move |one| (id, function.at, &one.ty))
            });
        let mut found: Vec<DefinitionId> = Vec::new();
        for (id, at, taken) in generated.chain(written) {
            let module = crates.module(id, at.module());
            for path in taken.paths() {
                let of = crates.resolve_type(module, path);
                let of = of.filter(|of| self.known.contains(of) && Some(*of) != own);
                found.extend(of.filter(|of| !found.contains(of)));
            }
        }
        found.into_iter().map(|of| self.defined(of)).collect()
    }

    fn interfaces(&self) -> Vec<Interface> {
        self.shared()
            .map(|(id, index, one)| Interface {
                of: self.named(
                    self.cx.crates.module(id, one.at.module()),
                    one.name.as_path(),
                ),
                definition: self.definition(id, one.place),
                methods: one.methods.iter().map(|(name, _)| name.clone()).collect(),
                mocked: one.mocked,
                open: one.open,
                sole: one.sole,
                implementors: self
                    .cx
                    .crates
                    .definition(id, Item::Trait(index))
                    .and_then(|interface| self.implementors.get(&interface))
                    .cloned()
                    .unwrap_or_default(),
            })
            .collect()
    }

    fn compositions(&self) -> Vec<Composition> {
        let mut compositions = Vec::new();
        for (id, file) in self.files() {
            let written = file.facts.compositions.iter();
            for one in written.filter(|one| self.extent.shows(one.at)) {
                let module = self.cx.crates.module(id, one.at.module());
                compositions.push(Composition {
                    of: self.named(module, ItemPath::new(&one.name)),
                    definition: self.definition(id, one.place),
                    sections: self.sections(module, &one.entries),
                    left_out: one.left_out.clone(),
                    overrides: one.base.as_ref().map(|base| self.named(module, **base)),
                    replaced: one
                        .replaced
                        .iter()
                        .map(|(replaced, replacement)| Replacement {
                            replaced: self.named_type(module, replaced),
                            replacement: self.named_type(module, replacement),
                        })
                        .collect(),
                });
            }
        }
        compositions
    }

    fn sections(&self, module: ModuleId, entries: &[index::CompositionEntry]) -> Vec<Section> {
        let mut sections: Vec<Section> = Vec::new();
        for entry in entries {
            let interfaces = entry.interfaces.iter();
            let listed = Entry {
                ty: self.named_type(module, &entry.component),
                interfaces: interfaces.map(|one| self.named_type(module, one)).collect(),
                exported: entry.exported,
            };
            let name = entry.section.to_string();
            match sections.iter_mut().find(|section| section.name == name) {
                Some(section) => section.entries.push(listed),
                None => sections.push(Section {
                    name,
                    entries: vec![listed],
                }),
            }
        }
        sections
    }
}
