//! Types that are used by their names alone, which `use path::*` has brought.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::sites::Use;
use crate::lints::context::CheckContext;
use crate::resolve::{DefinitionId, Item, ModuleId};
use crate::syntax::SourceFile;
use crate::syntax::tokens::{self, Token};

/// Adds the uses of components and of what they have left at old paths. Other types may come along with others.
pub(super) fn collect(cx: CheckContext<'_>, uses: &mut BTreeMap<DefinitionId, Vec<Use>>) {
    for (file, source) in cx.numbered_files() {
        // Few files have to be asked, and one of them perhaps for many names.
        let tokens = OnceCell::new();
        for (index, import) in source.facts.imports.iter().enumerate() {
            if import.name != "*" {
                continue;
            }
            let module = cx.crates.module(file, import.at.module());
            let Some(from) = cx.crates.module_at(module, *import.path) else {
                continue;
            };
            for (name, of) in cx.crates.glob_imported(from, module) {
                if matters(cx, of, from, module)
                    && source.text.contains(name)
                    && is_used(source, &tokens, import.at.module(), name)
                {
                    let by_glob = Use::by_glob(cx, file, index, name);
                    uses.entry(of).or_default().extend(by_glob);
                }
            }
        }
    }
}

/// Whether it matters by which path something is used. What stands around a module, it has at hand.
fn matters(cx: CheckContext<'_>, of: DefinitionId, from: ModuleId, module: ModuleId) -> bool {
    let is_type = matches!(cx.crates[of].item, Item::Type(_) | Item::Trait(_));
    let ty = cx.type_of(of);
    let named = cx.components.kind_of(of).is_some();
    let around = cx.crates.is_within(module, from);
    is_type && (ty.is_some_and(|ty| ty.moved.is_some()) || named && !around)
}

/// Whether a name is written in a module of a file.
fn is_used(file: &SourceFile, tokens: &OnceCell<Vec<Token>>, module: usize, name: &str) -> bool {
    let place = file.facts.modules[module].place.range();
    let tokens = tokens.get_or_init(|| tokens::of(&file.text).unwrap_or_default());
    let mut names = tokens::names(tokens, &file.text);
    names.any(|(at, word)| {
        word == name && (place.is_empty() || place.contains(&tokens[at].range.start))
    })
}
