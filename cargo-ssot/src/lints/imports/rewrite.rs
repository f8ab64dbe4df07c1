//! What becomes of a use of a type by another path than the canonical one.

use super::globs;
use super::sites::{NonCanonicalUse, UseForm};
use crate::finding::Finding;
use crate::lints::context::CheckContext;
use crate::step::{Alteration, COMMENT, Edit};
use crate::syntax::text::{TextEdit, has_comment};
use crate::syntax::tokens::Kind;
use crate::syntax::uses::Uses;

/// What a use becomes.
pub(super) fn change(
    cx: CheckContext<'_>,
    finding: &Finding,
    wrong: &NonCanonicalUse,
) -> Result<Vec<Alteration>, String> {
    let tree = cx.files[wrong.used.file.0].uses();
    let tree = tree.ok_or("the file is not valid Rust")?;
    let used = &wrong.used;
    let canonical = &wrong.canonical;
    let path = cx
        .crates
        .written_in(used.module, canonical.as_path(), wrong.of)
        .ok_or_else(|| unreachable(cx, wrong))?;
    if tree.is_made_a_text(finding.place.range.start) {
        return Err("`stringify!` makes a text of it, which would be another one".to_owned());
    }
    let crates = cx.crates;
    let others = crates.other_modules(used.file, used.at.module());
    if others
        .iter()
        .any(|other| crates.resolve_type(*other, path.as_path()) != Some(wrong.of))
    {
        return Err(format!(
            "the file is a module of several crates, and `{path}` does not lead to the type from all of them"
        ));
    }
    let path = path.into_string();
    let facts = &cx.files[used.file.0].facts;
    let edit = match used.form {
        UseForm::Path(index) => {
            let mention = &facts.paths[index];
            Edit::Text(mentioned(tree, mention.place.range(), used.behind, path)?)
        }
        UseForm::Import(index) => {
            let leaf = facts.imports[index].place.range().start;
            let leaf = tree.leaf_at(leaf);
            // Names of its own may follow behind the name of the type.
            let name = leaf.and_then(|leaf| leaf.names.into_iter().nth_back(used.behind));
            let name = name
                .ok_or("the `use` could not be found in the text")?
                .start;
            Edit::Import { name, path }
        }
        UseForm::Glob(index) => globs::edit(cx, used, index, &finding.symbol, path)?,
    };
    Ok(vec![Alteration {
        file: used.file,
        edit,
    }])
}

fn unreachable(cx: CheckContext<'_>, wrong: &NonCanonicalUse) -> String {
    let own = &cx.crates.crate_of(wrong.used.module).name;
    let canonical = &wrong.canonical;
    let other = canonical.as_path().first();
    if own == other || cx.crates.knows(wrong.used.module, other) {
        format!(
            "`{canonical}` does not lead to the type from there, as far as its modules are known"
        )
    } else {
        format!(
            "`{own}` does not depend on `{other}`, so that `{canonical}` cannot be written there"
        )
    }
}

/// The bytes of a path up to a type, and what is to stand there.
fn mentioned(
    uses: Uses<'_>,
    place: std::ops::Range<usize>,
    behind: usize,
    path: String,
) -> Result<TextEdit, String> {
    let tokens = uses.tokens.iter();
    let tokens =
        tokens.filter(|token| place.start <= token.range.start && token.range.end <= place.end);
    // Names between angle brackets belong to other paths.
    let mut depth = 0_usize;
    let mut before = None;
    let mut names = Vec::new();
    for token in tokens {
        match token.kind {
            Kind::Sign('<') => depth += 1,
            Kind::Sign('>') if before != Some(Kind::Sign('-')) => depth = depth.saturating_sub(1),
            Kind::Word if depth == 0 => names.push(token.range.clone()),
            _ => {}
        }
        before = Some(token.kind);
    }
    let index = names.len().checked_sub(behind + 1);
    let name = index.map(|index| names[index].clone());
    let name = name.ok_or("the path could not be found in the text")?;
    if has_comment(&uses.text[place.start..name.end]) {
        return Err(COMMENT.to_owned());
    }
    let own_crate = uses.text[..place.start].ends_with('$');
    let first = uses.text[place.clone()]
        .split(':')
        .next()
        .unwrap_or_default();
    if !own_crate && first != "crate" && !first.is_empty() && uses.is_in_definition(place.start) {
        return Err(format!(
            "it stands in the body of a macro, where `{}` means what it means at each call",
            first.trim()
        ));
    }
    if own_crate && !path.starts_with("crate::") {
        return Err(
            "it stands in a macro that others call, whose crates may have another name for that one"
                .to_owned(),
        );
    }
    Ok(TextEdit::new(place.start..name.end, path))
}
