//! Constructors that stand beside the struct's module: `impl.rs` beside `struct.rs`. They move to the struct, because only its
//! module sees the guard.

use std::collections::BTreeSet;

use super::Target;
use super::constructors::Block;
use super::splitting::Cut;
use crate::index::{Facts, Import, last_segment, raw};
use crate::migrate::{Alteration, Edit, TextEdit};

/// Whether a block stands in a module of its own beside that of the struct.
pub(super) fn is_beside(target: Target<'_>, block: &Block<'_>) -> bool {
    let crates = target.subject.crates;
    let home = crates.named_module(crates[target.id].module);
    let here = crates.named_module(crates.module(block.file, block.module));
    let parent = |path: &str| path.rsplit_once("::").map(|(parent, _)| parent.to_owned());
    block.module == 0
        && target.ty.at.module == 0
        && block.file != crates[target.id].file
        && parent(crates.path_of(home)) == parent(crates.path_of(here))
}

/// What moves the constructors of these blocks to the end of the struct's file, with the imports that they need.
pub(super) fn alterations(
    target: Target<'_>,
    blocks: &[Block<'_>],
    cuts: &[Cut<'_>],
) -> Result<Vec<Alteration>, String> {
    let subject = target.subject;
    let mut alterations = Vec::new();
    let mut moved = Vec::new();
    let mut imports = BTreeSet::new();
    let home = &subject.files[subject.crates[target.id].file.0];
    for (block, cut) in blocks.iter().zip(cuts) {
        let (texts, edits) = cut.taken_out();
        let facts = &subject.files[block.file.0].facts;
        for text in &texts {
            let words = words(text);
            if let Some(name) = own_item(facts, &words) {
                return Err(format!(
                    "its constructors use `{name}`, which is private to `{}`; move them to `{}`, where the struct is",
                    subject.files[block.file.0].shown.display(),
                    home.shown.display()
                ));
            }
            imports.extend(needed(target, facts, &words)?);
        }
        moved.extend(texts);
        alterations.extend(edits.into_iter().map(|edit| Alteration {
            file: block.file,
            edit: Edit::Text(edit),
        }));
    }
    let text = &home.text;
    let factory = format!(
        "\n{}\n{}\n    {}\n}}\n",
        cuts[0].attribute,
        cuts[0].head_as_written(),
        moved.join("\n\n    ")
    );
    let mut edits = vec![TextEdit::new(text.len()..text.len(), factory)];
    if !imports.is_empty() {
        edits.push(import(target, &imports));
    }
    alterations.extend(edits.into_iter().map(|edit| Alteration {
        file: subject.crates[target.id].file,
        edit: Edit::Text(edit),
    }));
    Ok(alterations)
}

fn words(text: &str) -> BTreeSet<&str> {
    let is_in_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    text.split(move |letter| !is_in_word(letter)).collect()
}

/// Something of the file itself that the words name.
fn own_item<'a>(facts: &'a Facts, words: &BTreeSet<&str>) -> Option<&'a str> {
    let types = facts.types.iter().map(|ty| ty.name.as_str());
    let free = facts
        .functions
        .iter()
        .filter(|function| function.at.within_impl.is_none() && function.at.function.is_none());
    let items = types
        .chain(facts.traits.iter().map(|defined| defined.name.as_str()))
        .chain(free.map(|function| function.name.as_str()))
        .chain(facts.statics.iter().map(|global| global.name.as_str()))
        .chain(
            facts
                .constants
                .iter()
                .map(|constant| constant.name.as_str()),
        );
    let mut items = items.filter(|name| !name.is_empty());
    items.find(|name| words.contains(name))
}

/// The imports that the words need and that the struct's file does not have.
fn needed(
    target: Target<'_>,
    facts: &Facts,
    words: &BTreeSet<&str>,
) -> Result<Vec<String>, String> {
    let home = &target.subject.files[target.subject.crates[target.id].file.0];
    let is_there = |import: &Import| {
        let mut own = home.facts.imports.iter();
        own.any(|own| own.at.module == 0 && own.name == import.name && own.path == import.path)
    };
    let mut needed = Vec::new();
    let imports = facts.imports.iter().filter(|import| import.at.module == 0);
    for import in imports {
        let used = import.name == "*" || words.contains(import.name.as_str());
        if !used || import.name == target.ty.name || is_there(import) {
            continue;
        }
        if import.path.starts_with("self::") {
            return Err(format!(
                "its constructors use `{}`, which means another thing beside the struct; move them to `{}`",
                import.path,
                home.shown.display()
            ));
        }
        let last = last_segment(&import.path);
        needed.push(match import.name.as_str() {
            "*" => format!("use {}::*;", raw(&import.path)),
            name if name == last => format!("use {};", raw(&import.path)),
            name => format!("use {} as {};", raw(&import.path), raw(name)),
        });
    }
    Ok(needed)
}

/// Imports, behind those that the struct's file has, or above the struct.
fn import(target: Target<'_>, imports: &BTreeSet<String>) -> TextEdit {
    let home = &target.subject.files[target.subject.crates[target.id].file.0];
    let lines: Vec<_> = imports.iter().map(String::as_str).collect();
    let lines = lines.join("\n");
    let own = home
        .facts
        .imports
        .iter()
        .filter(|import| import.at.module == 0);
    let last = own.map(|import| import.place.range().end).max();
    let behind = last.and_then(|last| Some(last + home.text[last..].find(';')? + 1));
    if let Some(behind) = behind {
        return TextEdit::new(behind..behind, format!("\n{lines}"));
    }
    let start = target.ty.item.range().start;
    TextEdit::new(start..start, format!("{lines}\n\n"))
}
