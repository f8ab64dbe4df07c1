//! Makes crates of files: from the root of each target, along the modules that it declares.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use super::bindings::Use;
use super::files::{Folder, candidates, without_dots};
use super::{Crate, CrateId, Crates, Item, Module, ModuleId, Namespace, Resolution};
use crate::finding::FileId;
use crate::index::{Condition, InternedPath, ItemPath, Location, Name, Visibility};
use crate::syntax::SourceFile;
use crate::workspace::{TargetKind, Workspace};

impl Crates {
    /// Makes crates of the files, and notes in each of them what it is compiled into.
    pub fn build(workspace: &Workspace, files: &mut [SourceFile]) -> Self {
        let mut crates = Self::modules_of(workspace, files);
        crates.resolve_names(files);
        crates
    }

    /// The crates and their modules; what names in them mean is not known yet.
    pub(crate) fn modules_of(workspace: &Workspace, files: &mut [SourceFile]) -> Self {
        let mut builder = Builder::new(files);
        for (package, targets) in workspace.packages.iter().enumerate() {
            for target in &targets.targets {
                if let Some(file) = builder.file(&target.root) {
                    builder.target(package, &target.name, target.kind, file);
                }
            }
        }
        builder.leftovers(workspace);
        builder.externs(workspace);
        let kinds = builder.kinds;
        let mut crates = builder.crates;
        for module in &mut crates.modules {
            module.imports.sort_by_key(|(one, _)| *one);
            module.imports.shrink_to_fit();
        }
        crates.modules.shrink_to_fit();
        crates.definitions.shrink_to_fit();
        for (file, kind) in files.iter_mut().zip(kinds) {
            file.kind = kind.unwrap_or(TargetKind::Loose);
        }
        crates
    }
}

struct Builder<'a> {
    files: &'a [SourceFile],
    by_path: HashMap<&'a Path, FileId>,
    crates: Crates,
    kinds: Vec<Option<TargetKind>>,
}

impl Module {
    /// A module in which nothing is known yet, and which is always compiled.
    fn new(of: CrateId, parent: Option<ModuleId>, path: InternedPath) -> Self {
        Self {
            of,
            parent,
            path,
            block: false,
            test: false,
            visibility: Visibility::Private,
            condition: Condition::default(),
            bindings: BTreeMap::new(),
            imports: Vec::new(),
            globs: Vec::new(),
        }
    }
}

impl<'a> Builder<'a> {
    fn new(files: &'a [SourceFile]) -> Self {
        let by_path = files.iter().enumerate();
        Self {
            files,
            by_path: by_path
                .map(|(index, file)| (file.path.as_path(), FileId(index)))
                .collect(),
            crates: Crates {
                of_file: vec![Vec::new(); files.len()],
                ..Crates::default()
            },
            kinds: vec![None; files.len()],
        }
    }

    fn file(&self, path: &Path) -> Option<FileId> {
        if let Some(file) = self.by_path.get(path) {
            return Some(*file);
        }
        let plain = without_dots(path);
        if let Some(file) = self.by_path.get(plain.as_path()) {
            return Some(*file);
        }
        let real = std::fs::canonicalize(path).ok()?;
        self.by_path.get(real.as_path()).copied()
    }

    fn target(&mut self, package: usize, name: &str, kind: TargetKind, file: FileId) {
        let of = CrateId::new(self.crates.all.len());
        let root = ModuleId::new(self.crates.modules.len());
        self.crates.all.push(Crate {
            name: name.to_owned(),
            package,
            kind,
            root,
            externs: BTreeMap::new(),
            macro_crates: self.files[file.0].facts.macro_crates.to_vec(),
        });
        let module = Module {
            test: matches!(kind, TargetKind::Test | TargetKind::Benchmark),
            ..Module::new(of, None, ItemPath::new(name).into())
        };
        let folder = Folder::of(&self.files[file.0], None);
        self.read(file, module, &folder, &mut vec![file]);
    }

    /// Reads a file as a module, and the files of the modules that it declares.
    fn read(
        &mut self,
        file: FileId,
        module: Module,
        folder: &Folder,
        above: &mut Vec<FileId>,
    ) -> ModuleId {
        let kind = self.crates.all[module.of.at()].kind;
        self.kinds[file.0].get_or_insert(kind);
        let facts = &self.files[file.0].facts;
        let first = ModuleId::new(self.crates.modules.len());
        let numbered = |index: usize| ModuleId::new(first.at() + index);
        let test = module.test || facts.modules.first().is_some_and(|module| module.test);
        let own = facts.modules.first().map(|module| &module.condition);
        let condition = own.map_or_else(Condition::default, |own| module.condition.and(own));
        self.crates.modules.push(Module {
            test,
            condition,
            ..module
        });
        for inner in facts.modules.iter().skip(1) {
            let parent = numbered(inner.parent.unwrap_or_default());
            let name = (!inner.block).then_some(inner.name);
            let node = self.child(parent, name, inner.test, &inner.condition);
            let node = Module {
                visibility: inner.visibility,
                ..node
            };
            let id = ModuleId::new(self.crates.modules.len());
            self.crates.modules.push(node);
            if !inner.block {
                self.crates.bind_definition(
                    parent,
                    inner.name,
                    Resolution::Module(id),
                    inner.visibility,
                );
            }
        }
        if self.crates.of_file[file.0].is_empty() {
            self.crates.of_file[file.0] = (0..facts.modules.len()).map(numbered).collect();
        } else {
            self.crates.again.entry(file).or_default().push(first);
        }
        self.define(file, first);
        self.declared(file, first, folder, above);
        first
    }

    /// A private module in another one; a block has no name.
    fn child(
        &self,
        parent: ModuleId,
        name: Option<Name>,
        test: bool,
        condition: &Condition,
    ) -> Module {
        let outer = &self.crates.modules[parent.at()];
        let path = name.map_or(outer.path, |name| outer.path.join(name).into());
        Module {
            block: name.is_none(),
            test: outer.test || test,
            condition: outer.condition.and(condition),
            ..Module::new(outer.of, Some(parent), path)
        }
    }

    /// Reads the files of the modules that a file declares.
    fn declared(
        &mut self,
        file: FileId,
        first: ModuleId,
        folder: &Folder,
        above: &mut Vec<FileId>,
    ) {
        let facts = &self.files[file.0].facts;
        for declared in &facts.declared_modules {
            let parent = ModuleId::new(first.at() + declared.parent);
            let candidates = candidates(facts, declared, folder);
            if !candidates.iter().any(|(path, _)| self.file(path).is_some()) {
                let there = candidates.iter().find(|(path, _)| path.is_file());
                let there = there.map(|(path, _)| (path.clone(), file));
                self.crates.absent.extend(there);
            }
            for (path, is_module_file) in candidates {
                let Some(child) = self.file(&path).filter(|child| !above.contains(child)) else {
                    continue;
                };
                let name = Some(declared.name);
                let node = Module {
                    visibility: declared.visibility,
                    ..self.child(parent, name, declared.test, &declared.condition)
                };
                let below = (!is_module_file).then_some(declared.name.as_str());
                let folder = Folder::of(&self.files[child.0], below);
                above.push(child);
                let id = self.read(child, node, &folder, above);
                above.pop();
                self.crates.bind_definition(
                    parent,
                    declared.name,
                    Resolution::Module(id),
                    declared.visibility,
                );
            }
        }
    }

    fn define(&mut self, file: FileId, first: ModuleId) {
        let facts = &self.files[file.0].facts;
        let mut define = |item, name, at: Location, visibility| {
            let module = ModuleId::new(first.at() + at.module());
            self.crates.define(file, module, item, name, visibility);
        };
        for (index, item) in facts.types.iter().enumerate() {
            define(Item::Type(index), item.name, item.at, item.visibility);
        }
        for (index, item) in facts.traits.iter().enumerate() {
            define(Item::Trait(index), item.name, item.at, item.visibility);
        }
        for (index, item) in facts.functions.iter().enumerate() {
            if item.at.within_impl().is_none() {
                define(Item::Function(index), item.name, item.at, item.visibility);
            }
        }
        for (index, item) in facts.statics.iter().enumerate() {
            define(Item::Static(index), item.name, item.at, item.visibility);
        }
        for import in &facts.imports {
            let module = ModuleId::new(first.at() + import.at.module());
            let import_of = Use {
                path: import.path,
                visibility: import.visibility,
            };
            let node = &mut self.crates.modules[module.at()];
            match import.name.as_str() {
                "*" => node.globs.push(import_of),
                "_" => {}
                _ => node.imports.push((import.name, import_of)),
            }
        }
    }

    /// Files that no target reaches: below `src` as modules where they would be, the others each on their own.
    fn leftovers(&mut self, workspace: &Workspace) {
        for index in 0..self.files.len() {
            if self.kinds[index].is_some() {
                continue;
            }
            let file = &self.files[index];
            let package = &workspace.packages[file.package];
            let name = package.name.replace('-', "_");
            let inside = file.path.strip_prefix(package.folder.join("src"));
            let Ok(inside) = inside else {
                self.target(file.package, &name, TargetKind::Loose, FileId(index));
                continue;
            };
            let root = self
                .crates
                .all
                .iter()
                .position(|of| of.package == file.package && of.kind.is_production());
            let Some(root) = root else {
                self.target(file.package, &name, TargetKind::Unreached, FileId(index));
                continue;
            };
            self.unreached(FileId(index), CrateId::new(root), inside);
        }
    }

    fn unreached(&mut self, file: FileId, of: CrateId, inside: &Path) {
        let mut names: Vec<_> = inside
            .with_extension("")
            .iter()
            .map(|name| name.to_string_lossy().into_owned())
            .collect();
        if names.last().is_some_and(|last| last == "mod") {
            names.pop();
        }
        let name = names.pop().unwrap_or_default();
        let mut parent = self.crates.all[of.at()].root;
        let mut path = self.crates.path_of(parent).to_buf();
        for step in names {
            path.push(&step);
            let child = self.crates.modules[parent.at()].bindings.get(step.as_str());
            let child = child.and_then(|binding| binding.get(Namespace::Types));
            if let Some(Resolution::Module(child)) = child {
                parent = child;
            }
        }
        let node = Module {
            visibility: Visibility::Public,
            ..Module::new(of, Some(parent), path.join(&name).into())
        };
        let folder = Folder::of(&self.files[file.0], Some(&name));
        self.kinds[file.0] = Some(TargetKind::Unreached);
        let id = self.read(file, node, &folder, &mut vec![file]);
        self.crates.bind_definition(
            parent,
            name.into(),
            Resolution::Module(id),
            Visibility::Public,
        );
    }

    fn externs(&mut self, workspace: &Workspace) {
        let libraries: BTreeMap<usize, CrateId> = self
            .crates
            .all
            .iter()
            .enumerate()
            .filter(|(_, of)| of.kind == TargetKind::Library)
            .map(|(index, of)| (of.package, CrateId::new(index)))
            .collect();
        for of in &mut self.crates.all {
            let dependencies = &workspace.packages[of.package].dependencies;
            let dependencies = dependencies
                .iter()
                .filter_map(|(name, package)| Some((name.clone(), *libraries.get(package)?)));
            of.externs = dependencies.collect();
        }
        let names: Vec<_> = self.crates.all.iter().map(|of| of.name.clone()).collect();
        for of in &mut self.crates.all {
            if let Some(library) = libraries.get(&of.package)
                && of.kind != TargetKind::Library
            {
                of.externs.insert(names[library.at()].clone(), *library);
            }
        }
    }
}
