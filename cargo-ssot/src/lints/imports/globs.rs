//! What `use path::*` has brought by an old path.

use syn::Item;

use super::sites::Use;
use crate::index::{ItemPath, Visibility, name_of};
use crate::lints::context::CheckContext;
use crate::resolve::ModuleId;
use crate::step::Edit;
use crate::syntax::parsed::Syntax;

/// The import that a module needs instead.
pub(super) fn edit(
    cx: CheckContext<'_>,
    used: &Use,
    index: usize,
    name: &str,
    path: String,
) -> Result<Edit, String> {
    let import = &cx.files[used.file.0].facts.imports[index];
    if import.visibility != Visibility::Private {
        return Err(format!(
            "`{}::*` is passed on to others, who may need what it brings",
            import.path
        ));
    }
    let path = if ItemPath::new(&path).last() == name {
        path
    } else {
        format!("{path} as {name}")
    };
    let from = cx.crates.module_at(used.module, *import.path);
    let brings = from.and_then(|from| names_of(cx, from, cx.crates.is_within(used.module, from)));
    Ok(Edit::Glob {
        star: import.place.range().start,
        path,
        brings,
    })
}

/// The names of a module, if nothing in it can be used without its name: a trait, what a macro makes, and what another
/// `*` brings could.
fn names_of(cx: CheckContext<'_>, module: ModuleId, inside: bool) -> Option<Vec<String>> {
    let (file, index) = cx.crates.text_of(module)?;
    let source = &cx.files[file.0];
    let place = source.facts.modules[index].place.range();
    let syntax = Syntax::read(&source.text)?;
    let mut items = syntax.tree.items.as_slice();
    if !place.is_empty() {
        items = find(&syntax, items, place.start)?;
    }
    let mut names = Vec::new();
    for item in items {
        match item {
            Item::Trait(_) => return None,
            Item::Impl(_) | Item::Use(_) => {}
            item => names.push(name_of(item)?),
        }
    }
    for import in &source.facts.imports {
        // A private import is visible only inside its module.
        let is_seen = inside || import.visibility != Visibility::Private;
        if import.at.module() == index && is_seen {
            if !cx.is_module_or_type(module, &import.name) {
                return None;
            }
            names.push(import.name.to_string());
        }
    }
    Some(names)
}

/// The items of the module that starts at a byte.
fn find<'a>(syntax: &Syntax<'_>, items: &'a [Item], start: usize) -> Option<&'a [Item]> {
    items.iter().find_map(|item| {
        let Item::Mod(inner) = item else { return None };
        let (_, content) = inner.content.as_ref()?;
        if syntax.range(inner).start == start {
            Some(content.as_slice())
        } else {
            find(syntax, content, start)
        }
    })
}
