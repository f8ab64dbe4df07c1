//! Constructors that stand beside the struct's module: `impl.rs` beside `struct.rs`. They move to the struct, because only its
//! module sees the guard.

use std::collections::BTreeSet;

use super::Target;
use super::members::Block;
use crate::index::{Facts, ItemPath};
use crate::migrate::{Alteration, Edit, TextEdit};
use crate::syntax::text::line_end;

/// Whether a block stands in a module of its own beside that of the struct.
pub(super) fn is_beside(target: Target<'_>, block: &Block<'_>) -> bool {
    let crates = target.cx.crates;
    let home = crates.named_module(crates[target.id].module);
    let here = crates.named_module(crates.module(block.file, block.module));
    block.module == 0
        && target.ty.at.module() == 0
        && block.file != crates[target.id].file
        && crates.path_of(home).parent() == crates.path_of(here).parent()
}

/// What moves the constructors of these blocks to the end of the struct's file, with the imports that they need.
pub(super) fn alterations(
    target: Target<'_>,
    blocks: &[Block<'_>],
    attribute: &str,
) -> Result<Vec<Alteration>, String> {
    let cx = target.cx;
    let mut alterations = Vec::new();
    let mut moved = Vec::new();
    let mut imports = BTreeSet::new();
    let home = target.source();
    for block in blocks {
        let (texts, edits) = block.taken_out();
        let facts = &cx.files[block.file.0].facts;
        for text in &texts {
            let words = words(text);
            if let Some(name) = own_item(facts, &words) {
                return Err(format!(
                    "its constructors use `{name}`, which is private to `{}`; move them to `{}`, where the struct is",
                    cx.files[block.file.0].shown.display(),
                    home.shown.display()
                ));
            }
            imports.extend(needed(target, facts, &words)?);
        }
        moved.extend(texts);
        let altered = |edit| Alteration::text(block.file, edit);
        alterations.extend(edits.into_iter().map(altered));
    }
    let (file, ends) = (target.file(), line_end(&home.text));
    let factory = format!(
        "{ends}{attribute}{ends}{}{ends}    {}{ends}}}{ends}",
        blocks[0].head(false),
        moved.join(&format!("{ends}{ends}    "))
    );
    let end = TextEdit::insertion(home.text.len(), factory);
    alterations.push(Alteration::text(file, end));
    alterations.extend(imports.into_iter().map(|path| Alteration {
        file,
        edit: Edit::Need { module: 0, path },
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
        .filter(|function| function.at.within_impl().is_none() && function.at.function().is_none());
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

/// The imports that the words need.
fn needed(
    target: Target<'_>,
    facts: &Facts,
    words: &BTreeSet<&str>,
) -> Result<Vec<String>, String> {
    let home = target.source();
    let mut needed = Vec::new();
    for import in facts
        .imports
        .iter()
        .filter(|import| import.at.module() == 0)
    {
        let used = import.name == "*" || words.contains(import.name.as_str());
        if !used || import.name == target.ty.name {
            continue;
        }
        if import.path.first() == "self" && !import.path.is_name() {
            return Err(format!(
                "its constructors use `{}`, which means another thing beside the struct; move them to `{}`",
                import.path,
                home.shown.display()
            ));
        }
        let path = import.path.with_raw_marks();
        needed.push(match import.name.as_str() {
            "*" => format!("{path}::*"),
            name if name == import.path.last() => path,
            name => format!("{path} as {}", ItemPath::new(name).with_raw_marks()),
        });
    }
    Ok(needed)
}
