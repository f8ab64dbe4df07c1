//! Which paths can be used from everywhere.

use std::collections::HashMap;

use crate::facts::Visibility;
use crate::finding::FileId;
use crate::lints::context::Subject;
use crate::modules::{Meaning, ModuleId, Namespace};

/// How many modules may pass all of one another on, one after the other. They may go in a circle.
const LONGEST_WAY: usize = 8;

/// Which file each module stands in, and which of its modules it is.
pub(super) struct Modules<'a> {
    subject: Subject<'a>,
    places: HashMap<ModuleId, (FileId, usize)>,
}

impl<'a> Modules<'a> {
    pub(super) fn of(subject: Subject<'a>) -> Self {
        let mut places = HashMap::new();
        for (index, file) in subject.files.iter().enumerate() {
            let file_id = FileId(index);
            for module in 0..file.facts.modules.len() {
                let id = subject.crates.module(file_id, module);
                places.insert(id, (file_id, module));
            }
        }
        Self { subject, places }
    }

    /// The file of a module, and its position there.
    pub(super) fn place(&self, module: ModuleId) -> Option<(FileId, usize)> {
        self.places.get(&module).copied()
    }

    /// Whether everything on a path is `pub`; it starts with the name of the crate with this outermost module.
    pub(super) fn are_public(&self, root: ModuleId, path: &str) -> bool {
        let mut at = root;
        let mut names = path.split("::").skip(1).peekable();
        while let Some(name) = names.next() {
            if !self.shows(at, name, LONGEST_WAY) {
                return false;
            }
            if names.peek().is_some() {
                let inner = format!("self::{name}");
                let inner = self.subject.crates.resolve(at, &inner, Namespace::Types);
                let Some((Meaning::Module(inner), _)) = inner else {
                    return false;
                };
                at = inner;
            }
        }
        true
    }

    /// Whether a module has something public of this name.
    fn shows(&self, module: ModuleId, name: &str, way: usize) -> bool {
        let Some((file, index)) = self.place(module) else {
            return false;
        };
        let (file_id, file) = (file, &self.subject.files[file.0]);
        let facts = &file.facts;
        let is_public = |seen: Visibility| seen == Visibility::Public;
        let types = facts
            .types
            .iter()
            .any(|ty| ty.at.module == index && ty.name == name && is_public(ty.visibility));
        let declared = facts.declared_modules.iter().any(|declared| {
            declared.parent == index
                && declared.name == name
                && is_public_module(&file.text[..declared.place.range().start])
        });
        let inline = facts.modules.iter().any(|inner| {
            let is_it = inner.parent == Some(index) && !inner.block && inner.name == name;
            is_it
                && syn::parse_str::<syn::ItemMod>(&file.text[inner.place.range()])
                    .is_ok_and(|item| matches!(item.vis, syn::Visibility::Public(_)))
        });
        let mut imports = facts
            .imports
            .iter()
            .filter(|import| import.at.module == index && is_public(import.visibility));
        types
            || declared
            || inline
            || imports.any(|import| {
                let from = self.subject.crates.module(file_id, import.at.module);
                import.name == name
                    || import.name == "*"
                        && way > 0
                        && self.passes_on(from, &import.path, name, way)
            })
    }

    fn passes_on(&self, module: ModuleId, path: &str, name: &str, way: usize) -> bool {
        let from = self.subject.crates.resolve(module, path, Namespace::Types);
        matches!(from, Some((Meaning::Module(from), _)) if from != module && self.shows(from, name, way - 1))
    }
}

/// Whether `pub mod` is what stands before the name of a module.
fn is_public_module(before: &str) -> bool {
    let before = before.trim_end().strip_suffix("mod");
    before.is_some_and(|before| before.trim_end().ends_with("pub"))
}
