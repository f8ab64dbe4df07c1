//! A listing, read from the facts.

use std::collections::{BTreeSet, HashMap};

use super::{
    Component, Composition, Definition, Entry, Extent, Implementor, Interface, Replacement, Section,
};
use crate::finding::{FileId, Place};
use crate::index::{self, Bytes, Guard, Location, last_segment};
use crate::lints::context::Subject;
use crate::resolve::{DefinitionId, Item};
use crate::scan::Scan;
use crate::syntax::SourceFile;

/// Reads a listing from the facts.
pub(super) struct Reader<'a> {
    subject: Subject<'a>,
    extent: Extent<'a>,
    /// Who implements an interface.
    implementors: HashMap<DefinitionId, Vec<Implementor>>,
    /// The constructors of each type.
    constructors: HashMap<DefinitionId, Vec<(FileId, &'a index::Function)>>,
}

impl Extent<'_> {
    fn shows(self, at: Location) -> bool {
        self.tests || !at.test
    }
}

impl<'a> Reader<'a> {
    pub(super) fn new(scan: &'a Scan, extent: Extent<'a>) -> Self {
        let mut reader = Self {
            subject: scan.subject(),
            extent,
            implementors: HashMap::new(),
            constructors: HashMap::new(),
        };
        for (id, file) in reader.files() {
            reader.index(id, file);
        }
        reader
    }

    fn index(&mut self, id: FileId, file: &'a SourceFile) {
        let (facts, extent) = (&file.facts, self.extent);
        let (crates, census) = (self.subject.crates, self.subject.census);
        for ty in facts.types.iter().filter(|ty| extent.shows(ty.at)) {
            let module = crates.module(id, ty.at.module);
            for path in ty.guard.iter().flat_map(|guard| &guard.implements) {
                if let Some(interface) = crates.resolve_type(module, path) {
                    self.implementor(interface, &ty.name).declared = true;
                }
            }
        }
        let blocks = facts.impls.iter().enumerate();
        for (index, block) in blocks.filter(|(_, one)| extent.shows(one.at)) {
            let module = crates.module(id, block.at.module);
            let interface = block.interface.as_ref().filter(|_| !block.of.is_empty());
            let interface = interface.and_then(|path| crates.resolve_type(module, path));
            let of = census.of_impl(id, index);
            let name = of.map_or_else(|| last_segment(&block.of), |of| &crates[of].name);
            if let Some(interface) = interface {
                self.implementor(interface, name).implemented = true;
            }
        }
        for function in &facts.functions {
            let block = function
                .at
                .within_impl
                .filter(|block| facts.impls[*block].factory.is_some());
            if let Some(of) = block.and_then(|block| census.of_impl(id, block)) {
                self.constructors
                    .entry(of)
                    .or_default()
                    .push((id, function));
            }
        }
    }

    fn implementor(&mut self, interface: DefinitionId, name: &str) -> &mut Implementor {
        let all = self.implementors.entry(interface).or_default();
        let known = all.iter().position(|one| one.name == name);
        let index = known.unwrap_or(all.len());
        if known.is_none() {
            all.push(Implementor {
                name: name.to_owned(),
                declared: false,
                implemented: false,
            });
        }
        &mut all[index]
    }

    /// The files to read.
    fn files(&self) -> impl Iterator<Item = (FileId, &'a SourceFile)> + use<'a> {
        let (subject, extent) = (self.subject, self.extent);
        let files = subject.files.iter().enumerate();
        let files = files.filter(move |(_, file)| {
            let package = &subject.workspace.packages[file.package].name;
            (extent.tests || file.kind.is_production())
                && (extent.packages.is_empty() || extent.packages.contains(package))
        });
        files.map(|(index, file)| (FileId(index), file))
    }

    fn definition(&self, id: FileId, place: Bytes) -> Definition {
        let subject = self.subject;
        let file = &subject.files[id.0];
        let place = Place {
            file: id,
            range: place.range(),
        };
        Definition {
            package: subject.workspace.packages[file.package].name.clone(),
            module: subject.crates.module_of(subject.files, &place),
            path: crate::output::path(&file.shown),
            line: file.position(place.range.start).line,
        }
    }

    /// The types with an attribute of ours.
    fn guarded(&self) -> impl Iterator<Item = (FileId, usize, &'a index::Type, &'a Guard)> {
        let extent = self.extent;
        self.files().flat_map(move |(id, file)| {
            let types = file.facts.types.iter().enumerate();
            let shown = types.filter(move |(_, ty)| extent.shows(ty.at));
            shown.filter_map(move |(index, ty)| Some((id, index, ty, ty.guard.as_ref()?)))
        })
    }

    /// The traits that components share.
    fn shared(&self) -> impl Iterator<Item = (FileId, usize, &'a index::Trait)> {
        let extent = self.extent;
        self.files().flat_map(move |(id, file)| {
            let traits = file.facts.traits.iter().enumerate();
            let shown = traits.filter(move |(_, one)| one.interface && extent.shows(one.at));
            shown.map(move |(index, one)| (id, index, one))
        })
    }

    pub(super) fn components(&self) -> Vec<Component> {
        let crates = self.subject.crates;
        let components = self
            .guarded()
            .map(|(id, index, ..)| (id, Item::Type(index)));
        let interfaces = self.shared().map(|(id, index, _)| (id, Item::Trait(index)));
        let known: BTreeSet<_> = components
            .chain(interfaces)
            .filter_map(|(id, item)| crates.definition(id, item))
            .collect();
        self.guarded()
            .map(|(id, index, ty, guard)| Component {
                name: guard.name.clone().unwrap_or_else(|| ty.name.clone()),
                type_name: ty.name.clone(),
                attribute: guard.attribute,
                definition: self.definition(id, ty.place),
                enforcement: guard.enforcement.word(),
                scope: guard.scope.clone(),
                implements: guard.implements.clone(),
                canonical: guard.canonical.clone(),
                dependencies: self.dependencies(id, index, ty, guard, &known),
            })
            .collect()
    }

    /// The components and interfaces in what the constructors of a type take, by name.
    fn dependencies(
        &self,
        id: FileId,
        index: usize,
        ty: &index::Type,
        guard: &Guard,
        known: &BTreeSet<DefinitionId>,
    ) -> Vec<String> {
        let crates = self.subject.crates;
        let own = crates.definition(id, Item::Type(index));
        let constructors = own.and_then(|own| self.constructors.get(&own));
        let generated = guard.parameters.iter().map(|one| (id, ty.at, one));
        let written = constructors
            .into_iter()
            .flatten()
            .flat_map(|(id, function)| {
                let parameters = function.parameters.iter();
                parameters.map(|one| (*id, function.at, &one.ty))
            });
        let mut found = Vec::new();
        for (id, at, taken) in generated.chain(written) {
            let module = crates.module(id, at.module);
            for path in taken.paths() {
                let of = crates.resolve_type(module, path);
                let of = of.filter(|of| known.contains(of) && Some(*of) != own);
                if let Some(name) = of.map(|of| &crates[of].name)
                    && !found.contains(name)
                {
                    found.push(name.clone());
                }
            }
        }
        found
    }

    pub(super) fn interfaces(&self) -> Vec<Interface> {
        self.shared()
            .map(|(id, index, one)| Interface {
                name: one.name.clone(),
                definition: self.definition(id, one.place),
                methods: one.methods.iter().map(|(name, _)| name.clone()).collect(),
                mocked: one.mocked,
                open: one.open,
                sole: one.sole,
                implementors: self
                    .subject
                    .crates
                    .definition(id, Item::Trait(index))
                    .and_then(|interface| self.implementors.get(&interface))
                    .cloned()
                    .unwrap_or_default(),
            })
            .collect()
    }

    pub(super) fn compositions(&self) -> Vec<Composition> {
        let mut compositions = Vec::new();
        for (id, file) in self.files() {
            let written = file.facts.compositions.iter();
            for one in written.filter(|one| self.extent.shows(one.at)) {
                let replaced = one.replaced.iter();
                compositions.push(Composition {
                    name: one.name.clone(),
                    definition: self.definition(id, one.place),
                    sections: sections(&one.entries),
                    left_out: one.left_out.clone(),
                    overrides: one.base.clone(),
                    replaced: replaced
                        .map(|(replaced, replacement)| Replacement {
                            replaced: replaced.clone(),
                            replacement: replacement.clone(),
                        })
                        .collect(),
                });
            }
        }
        compositions
    }
}

fn sections(entries: &[index::CompositionEntry]) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for entry in entries {
        let listed = Entry {
            ty: entry.text.clone(),
            interfaces: entry.interfaces.clone(),
            exported: entry.exported,
        };
        match sections
            .iter_mut()
            .find(|section| section.name == entry.section.to_string())
        {
            Some(section) => section.entries.push(listed),
            None => sections.push(Section {
                name: entry.section.to_string(),
                entries: vec![listed],
            }),
        }
    }
    sections
}
