//! The constructors, which get an impl of their own.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;

use ssot_rules::arguments::Enforcement;
use ssot_rules::constructors::{Constructors, FactoryImpl};
use ssot_rules::names;
use ssot_rules::violation::Violations;
use syn::{ImplItem, ItemImpl};

use super::Target;
use super::home;
use super::members::{self, Block, Member};
use super::structure::{WARN, refusal};
use crate::finding::FileId;
use crate::index::ruled::ruled;
use crate::index::{Form, type_path};
use crate::lints::context::CheckContext;
use crate::migrate::Alteration;
use crate::resolve::ModuleId;
use crate::syntax::parsed::Syntax;
use crate::syntax::text::TextEdit;

/// What gives the constructors an impl of their own, or the reason why somebody has to.
pub(super) fn alterations(target: Target<'_>) -> Result<Vec<Alteration>, String> {
    let syntax = read(target)?;
    let blocks = blocks(target, &syntax)?;
    let (first, others) = blocks.split_first().ok_or_else(|| without(target))?;
    check_alike(target.cx, first, others)?;
    let is_beside = blocks.iter().all(|block| home::is_beside(target, block));
    if !is_beside {
        check_near(target, first)?;
    }
    check_allowed(first, others)?;
    let (file, module) = if is_beside {
        (target.file(), target.ty.at.module())
    } else {
        (first.file, first.module)
    };
    let attribute = target.attribute(file, module, names::FACTORY, vec![WARN.to_owned()]);
    if is_beside {
        return home::alterations(target, &blocks, &attribute);
    }
    if !first.is_whole() && first.has_inner_attributes() {
        return Err(format!(
            "the impl has attributes within its braces; move its constructors to one of their own, `{attribute}`"
        ));
    }
    let taken = others.iter().map(Block::taken_out);
    let (moved, edits): (Vec<_>, Vec<_>) = taken.unzip();
    let mut edits = edits.concat();
    if first.path.is_some() {
        edits.extend(by_self(target, first, &first.in_place()));
    }
    edits.extend(first.edits(&attribute, &moved.concat()));
    let altered = |edit| Alteration::text(first.file, edit);
    Ok(edits.into_iter().map(altered).collect())
}

/// A factory knows the type by the path of its impl and as `Self`, so a literal that names it otherwise says `Self`.
fn by_self(target: Target<'_>, block: &Block<'_>, within: &Range<usize>) -> Vec<TextEdit> {
    let cx = target.cx;
    let source = &cx.files[block.file.0];
    let constructions = source.facts.constructions.iter();
    let named = constructions.filter(|construction| {
        let range = construction.place.range();
        let meant = cx.resolve_type_path(block.file, construction.at, *construction.path);
        matches!(construction.form, Form::Literal | Form::Call)
            && within.contains(&range.start)
            && construction.path.as_str() == target.ty.name
            && source.text[range] == target.ty.name
            && meant == Some((target.id, None))
    });
    named
        .map(|construction| TextEdit::new(construction.place.range(), "Self".to_owned()))
        .collect()
}

/// The syntax of each file with impls of the type.
fn read(target: Target<'_>) -> Result<BTreeMap<FileId, Syntax<'_>>, String> {
    let cx = target.cx;
    let mut found = BTreeMap::new();
    for (file, _) in cx.components.own_functions(cx.files, target.id) {
        let source = &cx.files[file.0];
        if let Entry::Vacant(entry) = found.entry(file) {
            let syntax = Syntax::read(&source.text)
                .ok_or_else(|| format!("`{}` does not parse", source.shown.display()))?;
            entry.insert(syntax);
        }
    }
    Ok(found)
}

/// The impls with constructors, in the order of their places.
fn blocks<'a>(
    target: Target<'a>,
    syntax: &'a BTreeMap<FileId, Syntax<'a>>,
) -> Result<Vec<Block<'a>>, String> {
    let cx = target.cx;
    let mut blocks = Vec::new();
    for (file, syntax) in syntax {
        let facts = &cx.files[file.0].facts;
        for (index, block) in facts.impls.iter().enumerate() {
            let of = cx.components.of_impl(*file, index);
            if of != Some(target.id) || block.interface.is_some() {
                continue;
            }
            if block.factory.is_some() {
                return Err(format!(
                    "it has a `#[{}]` impl already; write `#[{}]` on the struct, with what that says about `enforce`",
                    names::FACTORY,
                    names::SSOT_COMPONENT
                ));
            }
            let Some(item) = syntax.impl_at(block.place.range().start) else {
                continue;
            };
            let members = members::read(syntax, item);
            let is_one = |member: &Member<'_>| {
                let ImplItem::Fn(function) = member.item else {
                    return false;
                };
                let name = syntax.range(&function.sig.ident).start;
                let mut functions = facts.functions.iter();
                let position = functions.position(|fact| fact.place.range().start == name);
                position.is_some_and(|position| {
                    cx.components.is_constructor(target.id, (*file, position))
                })
            };
            let positions = 0..members.len();
            let constructors: Vec<_> = positions.filter(|one| is_one(&members[*one])).collect();
            if !constructors.is_empty() {
                blocks.push(Block {
                    file: *file,
                    module: block.at.module(),
                    syntax,
                    item,
                    members,
                    constructors,
                    path: path_from_afar(target, cx.module(*file, block.at), item),
                });
            }
        }
    }
    Ok(blocks)
}

/// Nothing makes one but literals, derives and traits.
fn without(target: Target<'_>) -> String {
    let arguments = vec!["new".to_owned(), target.canonical(), WARN.to_owned()];
    let module = target.ty.at.module();
    let component = target.attribute(target.file(), module, names::SSOT_COMPONENT, arguments);
    format!(
        "`{}` has no constructor; write one, or have one generated from its fields, which is then called instead of \
         the literals: `{component}`",
        target.ty.name
    )
}

/// Constructors of several impls come into one, so they have to be compiled alike and be about the same.
fn check_alike(
    cx: CheckContext<'_>,
    first: &Block<'_>,
    others: &[Block<'_>],
) -> Result<(), String> {
    let differs = |other: &&Block<'_>| {
        other.file != first.file
            || other.module != first.module
            || members::head(other.item) != members::head(first.item)
            || !other.attributes().eq(first.attributes())
    };
    let Some(other) = others.iter().find(differs) else {
        return Ok(());
    };
    let shown = |block: &Block<'_>| {
        let file = &cx.files[block.file.0];
        let position = file.position(block.syntax.range(&block.item.impl_token).start);
        format!("{}:{}", file.shown.display(), position.line)
    };
    Err(format!(
        "its constructors stand in several impls that differ, {} and {}; one `#[{}]` impl has to hold all of them",
        shown(first),
        shown(other),
        names::FACTORY
    ))
}

/// The guard is a private field, which is seen by the module of the struct and those in it.
fn check_near(target: Target<'_>, block: &Block<'_>) -> Result<(), String> {
    let crates = target.cx.crates;
    let home = crates.named_module(crates[target.id].module);
    let here = crates.module(block.file, block.module);
    if crates.is_within(here, home) {
        return Ok(());
    }
    Err(format!(
        "its constructors stand in `{}`, where the guard of the struct will not be seen; move them to `{}`",
        crates.path_of(here),
        crates.path_of(home)
    ))
}

/// The factory may refuse what it would be given.
fn check_allowed(first: &Block<'_>, others: &[Block<'_>]) -> Result<(), String> {
    let mut item = first.item.clone();
    let blocks = std::iter::once(first).chain(others);
    let constructors = blocks.flat_map(|block| {
        let positions = block.constructors.iter();
        positions.map(|position| block.members[*position].item.clone())
    });
    item.items = constructors.collect();
    let mut violations = Violations::new();
    if let Some(item) = ruled::<FactoryImpl>(&item) {
        Constructors::read(&item, Enforcement::Warn, &mut violations);
    }
    refusal(violations)
}

/// The path of the type in the impl of a factory that is not beside the struct: the factory stands there, and is looked for
/// where the path leads.
fn path_from_afar(target: Target<'_>, module: ModuleId, item: &ItemImpl) -> Option<String> {
    let crates = target.cx.crates;
    let written = type_path(&item.self_ty)?;
    let is_alone = written.segments.len() == 1;
    (is_alone && module != crates[target.id].module).then(|| {
        let defined_at = crates.defined_at(target.id);
        defined_at.as_path().with_first("crate").into_string()
    })
}
