//! Where statics are used by their names.

use std::collections::{HashMap, HashSet};

use crate::finding::{FileId, Place};
use crate::lints::context::CheckContext;
use crate::resolve::{DefinitionId, Item, ModuleId, Namespace, Resolution};

/// Uses of some names: those that lead to a definition, and those of which only the crate is known.
pub(super) struct NameUses<'a> {
    resolved: HashMap<DefinitionId, Vec<Place>>,
    unresolved: HashMap<(&'a str, ModuleId), Vec<Place>>,
}

impl<'a> NameUses<'a> {
    pub(super) fn collect(cx: CheckContext<'a>, names: &HashSet<&'a str>) -> Self {
        let mut uses = Self {
            resolved: HashMap::new(),
            unresolved: HashMap::new(),
        };
        for (file, source) in cx.numbered_files() {
            for name_use in &source.facts.name_uses {
                let name = name_use.path.last();
                let Some(name) = names.get(name) else {
                    continue;
                };
                let place = name_use.place.in_file(file);
                if is_import(cx, &place) {
                    continue;
                }
                let module = cx.crates.module_around(cx.files, &place);
                let led = cx.crates.resolve(module, *name_use.path, Namespace::Values);
                match led {
                    Some((Resolution::Definition(id), _))
                        if matches!(cx.crates[id].item, Item::Static(_)) =>
                    {
                        uses.resolved.entry(id).or_default().push(place);
                    }
                    Some(_) => {}
                    None if name_use.path.first() == "Self" => {}
                    None => {
                        let root = cx.crates.crate_of(module).root;
                        uses.unresolved.entry((name, root)).or_default().push(place);
                    }
                }
            }
        }
        uses
    }

    /// Where a static is used. What leads nowhere counts for the static of its name in the crate.
    pub(super) fn places(
        &self,
        cx: CheckContext<'_>,
        definition: Option<DefinitionId>,
        file: FileId,
        name: &str,
    ) -> Vec<Place> {
        let resolved = definition.and_then(|id| self.resolved.get(&id));
        let mut places = resolved.cloned().unwrap_or_default();
        let module = cx.crates.module(file, 0);
        let root = cx.crates.crate_of(module).root;
        places.extend(
            self.unresolved
                .get(&(name, root))
                .into_iter()
                .flatten()
                .cloned(),
        );
        places
    }
}

/// Whether a place stands in a `use`.
fn is_import(cx: CheckContext<'_>, place: &Place) -> bool {
    let imports = &cx.files[place.file.0].facts.imports;
    imports.iter().any(|import| {
        let range = import.place.range();
        range.start <= place.range.start && place.range.end <= range.end
    })
}

/// The innermost function whose body holds a place.
pub(super) fn function_at(cx: CheckContext<'_>, place: &Place) -> Option<usize> {
    let functions = cx.files[place.file.0].facts.functions.iter().enumerate();
    let around =
        functions.filter(|(_, function)| function.body.range().contains(&place.range.start));
    around
        .min_by_key(|(_, function)| function.body.range().len())
        .map(|(position, _)| position)
}
