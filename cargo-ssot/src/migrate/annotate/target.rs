//! The struct that a name means.

use std::collections::BTreeSet;

use crate::finding::Problem;
use crate::index::{ItemPath, Type, TypeKind};
use crate::lints::context::CheckContext;
use crate::resolve::DefinitionId;

pub(in crate::migrate) fn find<'a>(
    cx: CheckContext<'a>,
    name: &str,
) -> Result<(DefinitionId, &'a Type), Box<Problem>> {
    let types = || cx.types().filter(|(_, ty)| ty.kind != TypeKind::Alias);
    let path = ItemPath::new(name);
    let found: Vec<_> = types()
        .filter(|(id, _)| cx.crates.defined_at(*id).as_path().ends_with(path))
        .collect();
    let found = if found.is_empty() {
        passed_on(cx, path).into_iter().collect()
    } else {
        found
    };
    match found.as_slice() {
        [] => Err(Box::new(unknown(
            name,
            types().map(|(_, ty)| ty.name.as_str()),
        ))),
        [(id, ty)] => {
            check_kind(cx, *id, ty)?;
            Ok((*id, ty))
        }
        several => Err(Box::new(ambiguous(cx, name, several))),
    }
}

/// The type at a path that does not define it: `acme::Manager`.
fn passed_on<'a>(cx: CheckContext<'a>, path: ItemPath<'_>) -> Option<(DefinitionId, &'a Type)> {
    cx.crates.types_in_crates(path).find_map(|id| {
        let ty = cx.type_of(id)?;
        (ty.kind != TypeKind::Alias).then_some((id, ty))
    })
}

fn check_kind(cx: CheckContext<'_>, id: DefinitionId, ty: &Type) -> Result<(), Box<Problem>> {
    let path = cx.crates.defined_at(id);
    let kind = match ty.kind {
        _ if ty.at.in_macro => "written by a macro",
        _ if cx.crates.is_local(cx.crates[id].module) => "local to a function, where no path leads",
        TypeKind::Struct => return Ok(()),
        TypeKind::Enum => "an enum",
        TypeKind::Union => "a union",
        TypeKind::Alias => "an alias",
    };
    let message =
        format!("`{path}` is {kind}; only a struct with a path can be a component that states one");
    let help = "put it into a field of a struct, and annotate that";
    let file = &cx.files[cx.crates[id].file.0];
    let position = file.position(ty.place.range().start);
    let problem = Problem::new(message, help).in_file(&file.shown);
    Err(Box::new(problem.at(Some((position.line, position.column)))))
}

fn ambiguous(cx: CheckContext<'_>, name: &str, found: &[(DefinitionId, &Type)]) -> Problem {
    let paths: BTreeSet<_> = found
        .iter()
        .map(|(id, _)| format!("`{}`", cx.crates.defined_at(*id)))
        .collect();
    let paths: Vec<_> = paths.into_iter().collect();
    let message = format!(
        "`{name}` is the name of several types: {}",
        paths.join(", ")
    );
    let help = if paths.len() > 1 {
        "write the path of the one that is meant"
    } else {
        "they have one path under different conditions: annotate each of them yourself, under its own condition"
    };
    Problem::new(message, help)
}

fn unknown<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Problem {
    let last = ItemPath::new(name).last();
    let nearest = known.min_by_key(|known| strsim::damerau_levenshtein(known, last));
    let help = nearest.map_or_else(
        || "the workspace defines no types at all".to_owned(),
        |known| format!("there is one called `{known}`"),
    );
    Problem::new(format!("the workspace defines no type `{name}`"), help)
}
