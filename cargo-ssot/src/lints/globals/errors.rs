//! Whether a function can return what the getter of a composition fails with.

use crate::finding::FileId;
use crate::index::{Construction, TypeRef, last_segment};
use crate::lints::context::CheckContext;

/// Whether `?` can make what a function returns of a `ConstructionError`.
pub(super) fn takes_the_error(
    cx: CheckContext<'_>,
    file: FileId,
    call: &Construction,
    returns: Option<&TypeRef>,
) -> bool {
    let Some(path) = returns.and_then(TypeRef::path) else {
        return false;
    };
    let Some(("Result", arguments)) = returns.and_then(TypeRef::named) else {
        return false;
    };
    let of_anyhow = |path: &str| path.trim_start_matches("::") == "anyhow::Result";
    let mut imports = cx.files[file.0].facts.imports.iter();
    let is_anyhow = of_anyhow(path)
        || path == "Result"
            && imports.any(|import| {
                import.at.module == call.at.module
                    && import.name == "Result"
                    && of_anyhow(&import.path)
            });
    match arguments {
        [] | [_] => is_anyhow,
        [_, error] => is_error_of_all(error),
        _ => false,
    }
}

/// `ConstructionError`, `anyhow::Error` or `Box<dyn Error>`.
fn is_error_of_all(error: &TypeRef) -> bool {
    let is_error = |path: &str| last_segment(path).ends_with("Error");
    match error.named() {
        Some(("Box", inner)) => inner.iter().any(|inner| match inner {
            TypeRef::Bounds { bounds, .. } => bounds.iter().filter_map(TypeRef::path).any(is_error),
            _ => false,
        }),
        Some((name, _)) => {
            name.ends_with("ConstructionError") || error.path() == Some("anyhow::Error")
        }
        None => false,
    }
}
