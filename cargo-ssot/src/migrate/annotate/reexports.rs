//! What is left at the other paths of a component: an alias that warns in the place of each public import.

mod alias;

use std::collections::BTreeMap;

use ssot_rules::Rule;
use syn::ItemUse;

use super::Target;
use crate::edit::use_tree::{self, Changes};
use crate::finding::{FileId, Finding};
use crate::index::ruled::is_condition;
use crate::index::{Import, ItemPath, Visibility};
use crate::migrate::{Alteration, Step};
use crate::syntax::parsed::Syntax;
use crate::syntax::text::{TextEdit, indentation, line_end, line_start, rest_of_line};
use crate::syntax::uses::{UseItem, Uses};

/// The step for each import that passes the type on.
pub(super) fn steps(target: Target<'_>, is_made: bool) -> Vec<Step> {
    let mut steps = Vec::new();
    for (file, source) in target.cx.numbered_files() {
        let (all, named): (Vec<_>, Vec<_>) =
            leading(target, file).partition(|import| import.name == "*");
        steps.extend(all.into_iter().map(|import| {
            let reason = format!(
                "`{}::*` carries `{}` along with all else; import by name what is passed on, and leave an alias for this one",
                import.path, target.ty.name
            );
            by_hand(target, file, import, reason)
        }));
        if let Some(uses) = source.uses().filter(|_| !named.is_empty()) {
            steps.extend(of_names(target, file, uses, &named, is_made));
        }
    }
    steps
}

/// The imports of a file that others use to come to the type, but for those that the canonical path depends on.
fn leading(target: Target<'_>, file: FileId) -> impl Iterator<Item = &Import> {
    let cx = target.cx;
    let definition = &cx.crates[target.id];
    let imports = cx.files[file.0].facts.imports.iter().enumerate();
    let leading = imports.filter(move |(position, import)| {
        let module = cx.module(file, import.at);
        let is_it = |path: ItemPath<'_>| cx.crates.resolve_type(module, path) == Some(target.id);
        let leads = match import.name.as_str() {
            "_" => false,
            "*" => {
                cx.crates.module_at(module, *import.path) == Some(definition.module)
                    && definition.visibility != Visibility::Private
                    && is_it(ItemPath::new("self").join(definition.name).as_path())
            }
            _ => !cx.crates.is_local(module) && is_it(*import.path),
        };
        leads
            && import.visibility != Visibility::Private
            && !import.at.in_macro
            && !target.canonical.through.contains(&(file, *position))
    });
    leading.map(|(_, import)| import)
}

/// The names of a file, one step for each `use`.
fn of_names(
    target: Target<'_>,
    file: FileId,
    uses: Uses<'_>,
    leading: &[&Import],
    is_made: bool,
) -> Vec<Step> {
    let mut by_item: BTreeMap<usize, (&UseItem, Vec<&Import>)> = BTreeMap::new();
    for import in leading {
        if let Some(item) = uses.around(import.place.range().start) {
            let (_, imports) = by_item.entry(item.end).or_insert((item, Vec::new()));
            imports.push(import);
        }
    }
    let mut steps = Vec::new();
    for (item, imports) in by_item.values() {
        let Some(written) = written(uses, item) else {
            continue;
        };
        let mut aliases = Vec::new();
        for import in imports {
            let reason = match alias::of(target, file, &written, import) {
                Ok(alias) if is_made => {
                    aliases.push((*import, alias));
                    continue;
                }
                Ok(alias) => format!(
                    "once `{}` states its canonical path, write `{}` in its place",
                    target.ty.name,
                    alias.join(" ")
                ),
                Err(reason) => reason,
            };
            steps.push(by_hand(target, file, import, reason));
        }
        if let Some((first, _)) = aliases.first() {
            let is_changed = |end: usize| by_item.contains_key(&end);
            let edits = edits(uses, item, &aliases, &is_changed);
            let alterations = edits.into_iter().map(|edit| Alteration::text(file, edit));
            steps.push(Step::new(
                finding(target, file, first),
                Ok(alterations.collect()),
            ));
        }
    }
    steps
}

/// An import, with its attributes and its visibility as they are written.
fn written<'a>(uses: Uses<'a>, item: &UseItem) -> Option<Syntax<'a, ItemUse>> {
    Syntax::of_part(uses.text, item.before.start..item.end).ok()
}

/// What takes names out of an import and leaves aliases behind it, each parted by an empty line from what is around them.
fn edits(
    uses: Uses<'_>,
    item: &UseItem,
    aliases: &[(&Import, Vec<String>)],
    is_changed: &dyn Fn(usize) -> bool,
) -> Vec<TextEdit> {
    let (text, range) = (uses.text, item.before.start..item.end);
    let newline = line_end(text);
    let indent = indentation(text, range.start);
    let between = format!("{newline}{}", indent.unwrap_or_default());
    let empty_line = format!("{newline}{between}");
    let written: Vec<_> = aliases
        .iter()
        .map(|(_, alias)| alias.join(&between))
        .collect();
    let behind = if is_followed(text, range.end) {
        newline
    } else {
        ""
    };
    let written = format!("{}{behind}", written.join(&empty_line));
    let leaves = aliases.iter();
    let leaves = leaves.filter_map(|(import, _)| uses.leaf_at(import.place.range().start));
    let changes = Changes {
        gone: leaves.map(|leaf| leaf.element.range.start).collect(),
        ..Changes::default()
    };
    if let Some(left) = changes.left_of(uses, item) {
        let written = format!("{empty_line}{written}");
        return vec![
            TextEdit::new(item.tree.range.clone(), left),
            TextEdit::insertion(range.end, written),
        ];
    }
    let start = line_start(text, range.start);
    // An alias that takes the place of the line above has an empty line behind it.
    let follows_alias = is_changed(text[..start].trim_end().len());
    vec![
        if indent.is_none() || follows_alias || !is_preceded(text, start) {
            TextEdit::new(range, written)
        } else {
            TextEdit::new(start..range.end, format!("{between}{written}"))
        },
    ]
}

/// Whether something stands on the line below the one on which something ends, and nothing behind it on its own.
fn is_followed(text: &str, end: usize) -> bool {
    let own = rest_of_line(text, end);
    let below = text[end..].split('\n').nth(1).unwrap_or_default().trim();
    own.trim().is_empty() && !below.is_empty() && !below.starts_with('}')
}

/// Whether something stands on the line above this one that does not open a block.
fn is_preceded(text: &str, line: usize) -> bool {
    let above = text[..line].lines().next_back().unwrap_or_default().trim();
    !above.is_empty() && !above.ends_with('{') && !above.starts_with("//")
}

/// The factory is to be found where its component is: beside it, and at the end of the way that the canonical path takes.
pub(super) fn of_factory(target: Target<'_>) -> Vec<Alteration> {
    let cx = target.cx;
    let mut alterations = Vec::new();
    for (file, position) in &target.canonical.through {
        let source = &cx.files[file.0];
        let import = &source.facts.imports[*position];
        let is_public =
            import.visibility == Visibility::Public && target.ty.visibility == Visibility::Public;
        let before = import
            .path
            .parent()
            .filter(|_| is_public && import.name != "*");
        let Some((before, uses)) = before.zip(source.uses()) else {
            continue;
        };
        let item = uses.around(import.place.range().start);
        let Some((item, written)) = item.and_then(|item| Some((item, written(uses, item)?))) else {
            continue;
        };
        let indent = indentation(&source.text, item.before.start).unwrap_or_default();
        let between = format!("{}{indent}", line_end(&source.text));
        let factory = before.join(format!("{}Factory", target.ty.name));
        let factory = factory.as_path().with_raw_marks();
        let conditions = written.tree.attrs.iter().filter(|one| is_condition(one));
        let conditions = conditions.map(|one| written.text_of(one));
        let lines: Vec<_> = conditions.chain(["pub "]).collect();
        let edit = use_tree::beside(uses, item, &lines.join(&between), &factory);
        alterations.push(Alteration::text(*file, edit));
    }
    alterations
}

fn finding(target: Target<'_>, file: FileId, import: &Import) -> Finding {
    let module = target.cx.crates.path_of(target.cx.module(file, import.at));
    let name = match import.name.as_str() {
        "*" => target.ty.name.as_str(),
        name => name,
    };
    let values = [
        ("name", target.ty.name.to_string()),
        ("path", module.join(name).into_string()),
        ("canonical", target.canonical.absolute.to_string()),
    ];
    let place = import.place.in_file(file);
    Finding::new(Rule::ImportedByAnotherPath, place, &target.ty.name, &values)
        .labelled("passed on by another path")
        .advise(format!(
            "leave an alias that warns: `#[{}]`",
            ssot_rules::names::MOVED
        ))
}

fn by_hand(target: Target<'_>, file: FileId, import: &Import, reason: String) -> Step {
    Step::new(finding(target, file, import), Err(reason))
}
