//! What is left at the other paths of a component: an alias that warns in the place of each public import.

mod alias;

use std::collections::BTreeMap;
use std::ops::Range;

use ssot_rules::Rule;

use super::Target;
use crate::finding::{FileId, Finding};
use crate::index::{Import, ItemPath, Visibility};
use crate::migrate::rewrite::adding;
use crate::migrate::{Alteration, Step};
use crate::syntax::text::{TextEdit, indentation, line_end, line_start, rest_of_line};
use crate::syntax::uses::{UseItem, Uses};
use alias::{Alias, Written};

/// The step for each import that passes the type on.
pub(super) fn steps(target: Target<'_>, is_made: bool) -> Vec<Step> {
    let mut steps = Vec::new();
    for index in 0..target.cx.files.len() {
        let file = FileId(index);
        steps.extend(of_globs(target, file));
        let leading = leading(target, file);
        if leading.is_empty() {
            continue;
        }
        if let Some(uses) = target.cx.files[index].uses() {
            steps.extend(of_names(target, file, &uses, &leading, is_made));
        }
    }
    steps
}

/// The imports of a file that others use to come to the type, but for those that the canonical path depends on.
fn leading(target: Target<'_>, file: FileId) -> Vec<&Import> {
    let cx = target.cx;
    let imports = cx.files[file.0].facts.imports.iter().enumerate();
    let leading = imports.filter(|(position, import)| {
        let module = cx.crates.module(file, import.at.module());
        is_open(import)
            && import.name != "*"
            && import.name != "_"
            && !target.canonical.through.contains(&(file, *position))
            && !cx.crates.is_local(module)
            && cx.crates.resolve_type(module, *import.path) == Some(target.id)
    });
    leading.map(|(_, import)| import).collect()
}

fn is_open(import: &Import) -> bool {
    import.visibility != Visibility::Private && !import.at.in_macro
}

/// The names of a file, one step for each `use`.
fn of_names(
    target: Target<'_>,
    file: FileId,
    uses: &Uses<'_>,
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
    let ends: Vec<_> = by_item.keys().copied().collect();
    let mut steps = Vec::new();
    for (item, imports) in by_item.values() {
        let Some(written) = Written::of(uses, item) else {
            continue;
        };
        let mut aliases = Vec::new();
        for import in imports {
            match alias::of(target, file, &written, import) {
                Ok(alias) if is_made => aliases.push((*import, alias)),
                Ok(alias) => {
                    let reason = format!(
                        "once `{}` states its canonical path, write `{}` in its place",
                        target.ty.name,
                        alias.text(" ")
                    );
                    steps.push(by_hand(target, file, import, reason));
                }
                Err(reason) => steps.push(by_hand(target, file, import, reason)),
            }
        }
        if let Some((first, _)) = aliases.first() {
            let edits = edits(uses, item, &aliases, &ends);
            let altered = |edit| Alteration::text(file, edit);
            let alterations = edits.into_iter().map(altered).collect();
            steps.push(Step::new(finding(target, file, first), Ok(alterations)));
        }
    }
    steps
}

/// What takes names out of an import and leaves aliases behind it. `ends` are those of all imports that change.
fn edits(
    uses: &Uses<'_>,
    item: &UseItem,
    aliases: &[(&Import, Alias)],
    ends: &[usize],
) -> Vec<TextEdit> {
    let (text, range) = (uses.text, item.before.start..item.end);
    let newline = line_end(text);
    let indent = indentation(text, range.start).unwrap_or_default();
    let between = format!("{newline}{indent}");
    let written: Vec<_> = aliases
        .iter()
        .map(|(_, alias)| alias.text(&between))
        .collect();
    let written = written.join(&format!("{newline}{newline}{indent}"));
    let behind = if is_followed(text, range.end) {
        newline
    } else {
        ""
    };
    let is_gone = |name: &Range<usize>| {
        let mut names = aliases.iter().map(|(import, _)| import.place.range());
        names.any(|gone| gone.start == name.start)
    };
    let rest = uses.without(item, &|element| {
        element.segments.last().is_some_and(is_gone)
    });
    let Some(mut edits) = rest else {
        let start = line_start(text, range.start);
        let follows = ends.iter().any(|end| is_line_before(text, *end, start));
        let is_first = indentation(text, range.start).is_none() || follows;
        return vec![if is_first || !is_preceded(text, start) {
            TextEdit::new(range, format!("{written}{behind}"))
        } else {
            let written = format!("{newline}{indent}{written}{behind}");
            TextEdit::new(start..range.end, written)
        }];
    };
    let written = format!("{newline}{newline}{indent}{written}{behind}");
    edits.push(TextEdit::insertion(range.end, written));
    edits
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

fn is_line_before(text: &str, end: usize, line: usize) -> bool {
    end < line && text[end..line].trim().is_empty() && text[end..line].matches('\n').count() == 1
}

/// Imports of all that a module has, which bring the type with them.
fn of_globs(target: Target<'_>, file: FileId) -> Vec<Step> {
    let cx = target.cx;
    let definition = &cx.crates[target.id];
    let inner = ItemPath::new("self").join(definition.name);
    let imports = cx.files[file.0].facts.imports.iter().enumerate();
    let globs = imports.filter(|(position, import)| {
        let module = cx.crates.module(file, import.at.module());
        let from = cx.crates.module_at(module, *import.path);
        is_open(import)
            && import.name == "*"
            && !target.canonical.through.contains(&(file, *position))
            && from == Some(definition.module)
            && definition.visibility != Visibility::Private
            && cx.crates.resolve_type(module, inner.as_path()) == Some(target.id)
    });
    let steps = globs.map(|(_, import)| {
        let reason = format!(
            "`{}::*` carries `{}` along with all else; import by name what is passed on, and leave an alias for this one",
            import.path, definition.name
        );
        by_hand(target, file, import, reason)
    });
    steps.collect()
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
        let Some(before) = import.path.parent().filter(|_| import.name != "*") else {
            continue;
        };
        let Some(uses) = source.uses().filter(|_| is_public) else {
            continue;
        };
        let Some(item) = uses.around(import.place.range().start) else {
            continue;
        };
        let Some(written) = Written::of(&uses, item) else {
            continue;
        };
        let indent = indentation(&source.text, item.before.start).unwrap_or_default();
        let between = format!("{}{indent}", line_end(&source.text));
        let factory = before.join(format!("{}Factory", target.ty.name));
        let factory = factory.as_path().with_raw_marks();
        let mut lines = written.conditions();
        lines.push("pub ".to_owned());
        let edit = adding::beside(&uses, item, &lines.join(&between), &factory);
        alterations.push(Alteration::text(*file, edit));
    }
    alterations
}

fn finding(target: Target<'_>, file: FileId, import: &Import) -> Finding {
    let module = target.cx.crates.module(file, import.at.module());
    let module = target.cx.crates.path_of(module);
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
