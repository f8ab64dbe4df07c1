//! The imports that make a path.

use std::collections::BTreeSet;

use super::{Crates, DefinitionId, Meaning, ModuleId, Namespace};
use crate::finding::FileId;
use crate::source::SourceFile;

impl Crates {
    /// The imports without which a path, from the name of a crate on, would not lead to a definition: each by its file and
    /// its position in the facts of that. Where several bring the same, all of them do.
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
            for (position, import) in imports.filter(|(_, import)| import.at.module == index) {
                let path = match import.name.as_str() {
                    "*" => format!("{}::{name}", import.path),
                    own if own == name => import.path.clone(),
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

    /// The module that a path goes through at last, and the name in it.
    fn last_module(&self, module: ModuleId, path: &str) -> Option<(ModuleId, String)> {
        let Some((before, name)) = path.rsplit_once("::") else {
            return Some((self.named_module(module), path.to_owned()));
        };
        match self.resolve(module, before, Namespace::Types)? {
            (Meaning::Module(through), _) => Some((through, name.to_owned())),
            (Meaning::Definition(_), _) => None,
        }
    }
}
