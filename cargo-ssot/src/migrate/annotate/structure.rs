//! The attribute above the struct, and its derives: those that make instances have to stand below it.

use std::ops::Range;

use ssot_rules::arguments::GuardArguments;
use ssot_rules::derives::advice_against;
use ssot_rules::guarded::Guarded;
use ssot_rules::tokens::any_ident;
use ssot_rules::violation::Violations;
use ssot_rules::{Rule, names};
use syn::punctuated::Punctuated;
use syn::{Attribute, ItemStruct, Meta, Path, Token};

use super::Target;
use crate::finding::{Finding, Place};
use crate::index::ruled::{conditional, ruled};
use crate::migrate::{Alteration, Step};
use crate::syntax::parsed::Syntax;
use crate::syntax::text::{TextEdit, has_comment, indentation, line_end};

/// What both attributes say for now.
pub(super) const WARN: &str = "enforce = \"warn\"";

const CLONE: &str = "Clone";

struct Derive {
    name: String,
    range: Range<usize>,
}

struct Deriving<'a> {
    attribute: &'a Attribute,
    constructing: Vec<Derive>,
    /// The bytes of the paths that stay above; none if all of it goes below.
    staying: Vec<Range<usize>>,
}

/// What writes the attribute, and the steps about derives that somebody has to do something about.
pub(super) fn alterations(target: Target<'_>) -> Result<(Vec<Alteration>, Vec<Step>), String> {
    let file = target.file();
    let item = target.structure()?;
    let attributes = item.tree.attrs.iter();
    let deriving: Vec<_> = attributes.filter_map(|one| deriving(&item, one)).collect();
    let all = || deriving.iter().flat_map(|one| &one.constructing);
    let clones = all().any(|derive| derive.name == CLONE);
    let attribute = attribute(target, clones);
    check(&item.tree, &attribute)?;

    let indent = indentation(item.text, target.ty.item.range().start).unwrap_or_default();
    let between = format!("{}{indent}", line_end(item.text));
    let edit = match deriving.first() {
        None => TextEdit::insertion(first_word(&item).start, format!("{attribute}{between}")),
        Some(first) => in_between(&item, first, &attribute, &between),
    };
    let steps = all().filter(|derive| derive.name != CLONE).map(|derive| {
        let range = derive.range.clone();
        by_hand(&target.ty.name, derive, Place { file, range })
    });
    Ok((vec![Alteration::text(file, edit)], steps.collect()))
}

fn attribute(target: Target<'_>, clones: bool) -> String {
    let mut arguments = vec![target.canonical(), WARN.to_owned()];
    if clones {
        arguments.push(format!("allow({CLONE})"));
    }
    let module = target.ty.at.module();
    target.attribute(target.file(), module, names::SSOT_COMPONENT, arguments)
}

/// The first derives go apart; those that make instances stand below the attribute from now on, with all that follows.
fn in_between(
    item: &Syntax<'_, ItemStruct>,
    first: &Deriving<'_>,
    attribute: &str,
    between: &str,
) -> TextEdit {
    let range = item.range(first.attribute);
    if first.staying.is_empty() {
        return TextEdit::insertion(range.start, format!("{attribute}{between}"));
    }
    let constructing = first.constructing.iter().map(|derive| &derive.range);
    let [above, below] = [first.staying.iter().collect(), constructing.collect()].map(
        |ranges: Vec<&Range<usize>>| {
            let paths: Vec<_> = ranges
                .into_iter()
                .map(|range| &item.text[range.clone()])
                .collect();
            format!("#[derive({})]", paths.join(", "))
        },
    );
    TextEdit::new(
        range,
        format!("{above}{between}{attribute}{between}{below}"),
    )
}

/// The word that the struct itself starts with.
fn first_word(item: &Syntax<'_, ItemStruct>) -> Range<usize> {
    match &item.tree.vis {
        syn::Visibility::Inherited => item.range(&item.tree.struct_token),
        visibility => item.range(visibility),
    }
}

fn deriving<'a>(item: &Syntax<'_, ItemStruct>, attribute: &'a Attribute) -> Option<Deriving<'a>> {
    let converted = item.tree.attrs.iter().any(is_converted);
    let constructs = |path: &Path| {
        let name = path.segments.last()?.ident.to_string();
        let is_one = advice_against(&name).is_some() && !(converted && name == "Deserialize");
        let range = item.range(path);
        is_one.then_some(Derive { name, range })
    };
    let (mut constructing, mut staying) = (Vec::new(), Vec::new());
    if attribute.path().is_ident("derive") {
        for path in derives(&attribute.meta) {
            match constructs(&path) {
                Some(derive) => constructing.push(derive),
                None => staying.push(item.range(&path)),
            }
        }
        // A comment between them would be lost.
        if has_comment(item.text_of(attribute)) {
            staying.clear();
        }
    } else if let Some((_, metas)) = conditional(&attribute.meta) {
        let paths = metas.iter().flat_map(derives);
        constructing.extend(paths.filter_map(|path| constructs(&path)));
    }
    (!constructing.is_empty()).then_some(Deriving {
        attribute,
        constructing,
        staying,
    })
}

fn derives(meta: &Meta) -> Vec<Path> {
    match meta {
        Meta::List(list) if list.path.is_ident("derive") => {
            let paths = list.parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated);
            paths
                .map(|paths| paths.into_iter().collect())
                .unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

/// Whether `serde` reads it by way of another type, whose conversion calls a constructor.
fn is_converted(attribute: &Attribute) -> bool {
    match &attribute.meta {
        Meta::List(list) if list.path.is_ident("serde") => {
            any_ident(list.tokens.clone(), &mut |word| {
                word == "try_from" || word == "from"
            })
        }
        _ => false,
    }
}

/// What the attribute would refuse for more than its derives.
fn check(item: &ItemStruct, attribute: &str) -> Result<(), String> {
    let mut violations = Violations::new();
    let (_, arguments) = attribute.split_once('(').unwrap_or_default();
    let arguments = arguments.trim_end_matches(")]").parse().unwrap_or_default();
    let arguments = GuardArguments::read(names::SSOT_COMPONENT, arguments, &mut violations);
    if let Some(item) = ruled(item) {
        Guarded::read(names::SSOT_COMPONENT, &item, arguments, &mut violations);
    }
    refusal(violations)
}

/// What is wrong, if it is more than a warning.
pub(super) fn refusal(violations: Violations) -> Result<(), String> {
    let warns = violations.only_warn();
    let found = violations.into_vec();
    match found.first() {
        Some(first) if !warns => Err(format!("{}; {}", first.message(), first.fix())),
        _ => Ok(()),
    }
}

fn by_hand(item: &str, derive: &Derive, place: Place) -> Step {
    let name = &derive.name;
    let values = [("derive", name.clone()), ("item", item.to_owned())];
    let finding = Finding::new(Rule::ConstructingDerive, place, item, &values);
    let advice = advice_against(name).unwrap_or_default();
    Step::new(
        finding.advise(advice).labelled("makes instances"),
        Err(format!(
            "the derive of `{name}` compiles below the attribute as long as that only warns: {advice}"
        )),
    )
}
