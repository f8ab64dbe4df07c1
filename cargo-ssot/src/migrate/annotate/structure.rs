//! The attribute above the struct, and its derives: those that make instances have to stand below it.

use std::ops::Range;

use ssot_rules::arguments::GuardArguments;
use ssot_rules::derives::advice_against;
use ssot_rules::guarded::Guarded;
use ssot_rules::tokens::any_ident;
use ssot_rules::violation::Violations;
use ssot_rules::{Rule, names};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Attribute, ItemStruct, Meta, Path, Token};

use super::Target;
use crate::finding::{Finding, Place};
use crate::index::ruled::{conditional, ruled};
use crate::migrate::{Alteration, Step};
use crate::syntax::text::{TextEdit, indentation, line_end};

/// What both attributes say for now.
pub(super) const WARN: &str = "enforce = \"warn\"";

const CLONE: &str = "Clone";

struct Derive {
    name: String,
    /// Bytes of the struct.
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
    let (file_id, file) = (target.file(), target.source());
    let item = target.ty.item.range();
    let text = &file.text[item.clone()];
    let read = syn::parse_str::<ItemStruct>(text);
    let read = read.map_err(|error| format!("the struct does not parse: {error}"))?;
    let attributes = read.attrs.iter();
    let deriving: Vec<_> = attributes
        .filter_map(|one| deriving(text, &read, one))
        .collect();
    let all = || deriving.iter().flat_map(|one| &one.constructing);
    let clones = all().any(|derive| derive.name == CLONE);
    let attribute = attribute(target, clones);
    check(&read, &attribute)?;

    let indent = indentation(&file.text, item.start).unwrap_or_default();
    let between = format!("{}{indent}", line_end(&file.text));
    let (range, new) = match deriving.first() {
        None => {
            let start = first_word(&read).start;
            (start..start, format!("{attribute}{between}"))
        }
        Some(first) => in_between(text, first, &attribute, &between),
    };
    let edit = TextEdit::new(range.start + item.start..range.end + item.start, new);
    let alteration = Alteration::text(file_id, edit);
    let steps = all().filter(|derive| derive.name != CLONE).map(|derive| {
        let place = Place {
            file: file_id,
            range: derive.range.start + item.start..derive.range.end + item.start,
        };
        by_hand(&target.ty.name, derive, place)
    });
    Ok((vec![alteration], steps.collect()))
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
    text: &str,
    first: &Deriving<'_>,
    attribute: &str,
    between: &str,
) -> (Range<usize>, String) {
    let range = first.attribute.span().byte_range();
    if first.staying.is_empty() {
        return (range.start..range.start, format!("{attribute}{between}"));
    }
    let list = |ranges: &mut dyn Iterator<Item = Range<usize>>| {
        let paths: Vec<_> = ranges.map(|range| &text[range]).collect();
        format!("#[derive({})]", paths.join(", "))
    };
    let above = list(&mut first.staying.iter().cloned());
    let below = list(&mut first.constructing.iter().map(|derive| derive.range.clone()));
    (
        range,
        format!("{above}{between}{attribute}{between}{below}"),
    )
}

/// The word that the struct itself starts with.
fn first_word(item: &ItemStruct) -> Range<usize> {
    match &item.vis {
        syn::Visibility::Inherited => item.struct_token.span().byte_range(),
        visibility => visibility.span().byte_range(),
    }
}

fn deriving<'a>(text: &str, item: &ItemStruct, attribute: &'a Attribute) -> Option<Deriving<'a>> {
    let converted = item.attrs.iter().any(is_converted);
    let constructs = |path: &Path| {
        let name = path.segments.last()?.ident.to_string();
        let is_one = advice_against(&name).is_some() && !(converted && name == "Deserialize");
        is_one.then(|| Derive {
            name,
            range: path.span().byte_range(),
        })
    };
    let (mut constructing, mut staying) = (Vec::new(), Vec::new());
    if attribute.path().is_ident("derive") {
        for path in derives(&attribute.meta) {
            match constructs(&path) {
                Some(derive) => constructing.push(derive),
                None => staying.push(path.span().byte_range()),
            }
        }
        // A comment between them would be lost.
        if ["//", "/*"]
            .iter()
            .any(|mark| text[attribute.span().byte_range()].contains(mark))
        {
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
