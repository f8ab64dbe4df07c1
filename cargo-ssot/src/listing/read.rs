//! A listing, read from the facts.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Component, Composition, Definition, Entry, Extent, Implementor, Interface, Replacement,
    Section, names,
};
use crate::facts::{self, Bytes, Guard, Surroundings};
use crate::finding::{FileId, Place};
use crate::scan::Scan;
use crate::source::SourceFile;

/// Reads a listing from the facts.
pub(super) struct Reader<'a> {
    scan: &'a Scan,
    extent: Extent<'a>,
    /// The interfaces of each package, by name.
    interfaces: BTreeSet<(usize, &'a str)>,
    /// Who implements an interface of a name: the package, the type, and whether that is a declaration.
    implementors: BTreeMap<&'a str, Vec<(usize, &'a str, bool)>>,
    /// What constructors take, by the package and the type.
    taken: BTreeMap<(usize, &'a str), Vec<Taken<'a>>>,
}

/// What a constructor takes, as paths, and the file that it stands in.
type Taken<'a> = (FileId, &'a [String]);

impl Extent<'_> {
    fn shows(self, at: Surroundings) -> bool {
        self.tests || !at.test
    }
}

impl<'a> Reader<'a> {
    pub(super) fn new(scan: &'a Scan, extent: Extent<'a>) -> Self {
        let mut reader = Self {
            scan,
            extent,
            interfaces: BTreeSet::new(),
            implementors: BTreeMap::new(),
            taken: BTreeMap::new(),
        };
        for (id, file) in reader.files() {
            reader.index(id, file);
        }
        reader
    }

    fn index(&mut self, id: FileId, file: &'a SourceFile) {
        let (package, facts) = (file.package, &file.facts);
        let interfaces = facts.traits.iter().filter(|one| one.interface);
        self.interfaces
            .extend(interfaces.map(|one| (package, one.name.as_str())));
        for ty in facts.types.iter().filter(|ty| self.extent.shows(ty.at)) {
            for path in ty.guard.iter().flat_map(|guard| &guard.implements) {
                let implementors = self.implementors.entry(names::referred(path)).or_default();
                implementors.push((package, &ty.name, true));
            }
        }
        for block in facts.impls.iter().filter(|one| self.extent.shows(one.at)) {
            if let Some(path) = block.interface.as_deref().filter(|_| !block.of.is_empty()) {
                let implementors = self.implementors.entry(names::referred(path)).or_default();
                implementors.push((package, names::referred(&block.of), false));
            }
        }
        for function in &facts.functions {
            let block = function.at.within_impl.map(|index| &facts.impls[index]);
            if let Some(block) = block.filter(|block| block.factory) {
                let of = (package, names::referred(&block.of));
                let taken = self.taken.entry(of).or_default();
                taken.push((id, &function.parameter_paths));
            }
        }
    }

    /// The files to read.
    fn files(&self) -> impl Iterator<Item = (FileId, &'a SourceFile)> + use<'a> {
        let (scan, extent) = (self.scan, self.extent);
        let files = scan.files.iter().enumerate();
        let files = files.filter(move |(_, file)| {
            let package = &scan.workspace.packages[file.package].name;
            (extent.tests || file.kind.is_production())
                && (extent.packages.is_empty() || extent.packages.contains(package))
        });
        files.map(|(index, file)| (FileId(index), file))
    }

    fn definition(&self, id: FileId, place: Bytes) -> Definition {
        let file = &self.scan.files[id.0];
        let place = Place {
            file: id,
            range: place.range(),
        };
        Definition {
            package: self.scan.workspace.packages[file.package].name.clone(),
            module: self.scan.crates.module_of(&self.scan.files, &place),
            path: crate::output::path(&file.shown),
            line: file.position(place.range.start).line,
        }
    }

    pub(super) fn components(&self) -> Vec<Component> {
        let mut components = Vec::new();
        for (id, file) in self.files() {
            let types = file.facts.types.iter();
            for ty in types.filter(|ty| self.extent.shows(ty.at)) {
                if let Some(guard) = &ty.guard {
                    components.push(self.component(id, ty, guard));
                }
            }
        }
        components
    }

    fn component(&self, id: FileId, ty: &facts::Type, guard: &Guard) -> Component {
        Component {
            name: guard.name.clone().unwrap_or_else(|| ty.name.clone()),
            type_name: ty.name.clone(),
            attribute: guard.attribute,
            definition: self.definition(id, ty.place),
            enforcement: guard.enforcement.word(),
            scope: guard.scope.clone(),
            implements: guard.implements.clone(),
            canonical: guard.canonical.clone(),
            dependencies: self.taken_by_constructors(id, ty, guard),
        }
    }

    /// The paths in what the constructors of a type take.
    fn taken_by_constructors(&self, id: FileId, ty: &facts::Type, guard: &Guard) -> Vec<String> {
        let of = (self.scan.files[id.0].package, ty.name.as_str());
        let found = self.taken.get(&of).map_or(&[][..], Vec::as_slice);
        // Those beside it are its own, and others then those of a type of the same name.
        let is_beside = found.iter().any(|(file, _)| *file == id);
        let own = found.iter().filter(|(file, _)| *file == id || !is_beside);
        let paths = own.flat_map(|(_, paths)| *paths);
        guard.parameter_paths.iter().chain(paths).cloned().collect()
    }

    pub(super) fn interfaces(&self) -> Vec<Interface> {
        let mut interfaces = Vec::new();
        for (id, file) in self.files() {
            let traits = file.facts.traits.iter();
            for one in traits.filter(|one| one.interface && self.extent.shows(one.at)) {
                interfaces.push(Interface {
                    name: one.name.clone(),
                    definition: self.definition(id, one.place),
                    methods: one.methods.iter().map(|(name, _)| name.clone()).collect(),
                    mocked: one.mocked,
                    open: one.open,
                    sole: one.sole,
                    implementors: self.implementors(&one.name, file.package),
                });
            }
        }
        interfaces
    }

    /// The types that implement the interface of this name in a package.
    fn implementors(&self, interface: &str, own: usize) -> Vec<Implementor> {
        let mut implementors: Vec<Implementor> = Vec::new();
        for (package, name, declared) in self.implementors.get(interface).into_iter().flatten() {
            // Its own interface of that name is the one that a package means.
            if *package != own && self.interfaces.contains(&(*package, interface)) {
                continue;
            }
            let known = implementors.iter_mut().find(|one| one.name == *name);
            if let Some(known) = known {
                known.declared |= declared;
                known.implemented |= !declared;
            } else {
                implementors.push(Implementor {
                    name: (*name).to_owned(),
                    declared: *declared,
                    implemented: !declared,
                });
            }
        }
        implementors
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

fn sections(entries: &[facts::CompositionEntry]) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for entry in entries {
        let listed = Entry {
            ty: entry.ty.clone(),
            interfaces: entry.interfaces.clone(),
            exported: entry.exported,
        };
        match sections
            .iter_mut()
            .find(|section| section.name == entry.section)
        {
            Some(section) => section.entries.push(listed),
            None => sections.push(Section {
                name: entry.section.clone(),
                entries: vec![listed],
            }),
        }
    }
    sections
}
