//! The imports that a path depends on.

use std::collections::BTreeSet;

use super::{Crates, DefinitionId, ModuleId, Namespace, Resolution};
use crate::finding::FileId;
use crate::syntax::SourceFile;

impl Crates {
    /// All imports that an absolute path goes through to its definition, each by its file and its position in the facts of
    /// that file. Where several import the same item, all of them count: replacing one of them breaks the path.
    pub(crate) fn imports_behind(
        &self,
        files: &[SourceFile],
        path: &str,
        of: DefinitionId,
    ) -> BTreeSet<(FileId, usize)> {
        let (first, rest) = path.split_once("::").unwrap_or((path, ""));
        let within = format!("crate::{rest}");
        let roots = self.all.iter().filter(|one| one.name == first);
        let mut open: Vec<_> = roots
            .filter(|one| self.resolve_type(one.root, &within) == Some(of))
            .filter_map(|one| self.last_module(one.root, &within))
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
                    "*" => format!("{}::{name}", import.path),
                    own if own == name => import.path.to_string(),
                    _ => continue,
                };
                if self.resolve_type(module, &path) == Some(of) {
                    found.insert((file, position));
                    open.extend(self.last_module(module, &path));
                }
            }
        }
        found
    }

    /// The module of the last segment, and that segment.
    fn last_module(&self, module: ModuleId, path: &str) -> Option<(ModuleId, String)> {
        let Some((before, name)) = path.rsplit_once("::") else {
            return Some((self.named_module(module), path.to_owned()));
        };
        match self.resolve(module, before, Namespace::Types)? {
            (Resolution::Module(through), _) => Some((through, name.to_owned())),
            (Resolution::Definition(_), _) => None,
        }
    }
}
