//! Whether a function can return what the getter of a composition fails with.

use syn::{GenericArgument, PathArguments, Type};

use crate::facts::Construction;
use crate::finding::FileId;
use crate::lints::context::Subject;

/// Whether `?` can make what a function returns of a `ConstructionError`.
pub(super) fn takes_the_error(
    subject: Subject<'_>,
    file: FileId,
    call: &Construction,
    returns: &str,
) -> bool {
    let Ok(Type::Path(path)) = syn::parse_str::<Type>(returns) else {
        return false;
    };
    let segments = &path.path.segments;
    let Some(last) = segments.last().filter(|last| last.ident == "Result") else {
        return false;
    };
    let of_anyhow = |path: &str| path.trim_start_matches("::") == "anyhow::Result";
    let imports = subject.files[file.0].facts.imports.iter();
    let mut imports = imports.filter(|import| import.at.module == call.at.module);
    let is_anyhow = if segments.len() > 1 {
        of_anyhow(&path_text(&path.path))
    } else {
        imports.any(|import| import.name == "Result" && of_anyhow(&import.path))
    };
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return is_anyhow;
    };
    let types = arguments.args.iter().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    });
    match types.collect::<Vec<_>>().as_slice() {
        [_] => is_anyhow,
        [_, error] => is_error_of_all(error),
        _ => false,
    }
}

fn path_text(path: &syn::Path) -> String {
    let segments = path
        .segments
        .iter()
        .map(|segment| segment.ident.to_string());
    segments.collect::<Vec<_>>().join("::")
}

/// `ConstructionError`, `anyhow::Error` or `Box<dyn Error>`.
fn is_error_of_all(error: &Type) -> bool {
    let Type::Path(path) = error else {
        return false;
    };
    let text = path_text(&path.path);
    if text.ends_with("ConstructionError") || text == "anyhow::Error" {
        return true;
    }
    let last = path.path.segments.last().filter(|last| last.ident == "Box");
    let Some(PathArguments::AngleBracketed(arguments)) = last.map(|last| &last.arguments) else {
        return false;
    };
    let mut arguments = arguments.args.iter();
    arguments.any(|argument| match argument {
        GenericArgument::Type(Type::TraitObject(object)) => object.bounds.iter().any(|bound| {
            matches!(bound, syn::TypeParamBound::Trait(bound) if path_text(&bound.path).ends_with("Error"))
        }),
        _ => false,
    })
}
