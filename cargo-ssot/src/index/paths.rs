//! Paths as they are written.

use syn::ext::IdentExt;
use syn::{Path, Type};

/// A path as it is written, without generic arguments and raw marks.
pub(super) fn path_text(path: &Path) -> String {
    let mut text = String::new();
    for (index, segment) in path.segments.iter().enumerate() {
        if index > 0 || path.leading_colon.is_some() {
            text.push_str("::");
        }
        text.push_str(&segment.ident.unraw().to_string());
    }
    text
}

/// The path of a type that is one, seen through parentheses; without generic arguments.
pub(super) fn path_of_type(ty: &Type) -> Option<String> {
    match ty {
        Type::Path(ty) if ty.qself.is_none() => Some(path_text(&ty.path)),
        Type::Paren(ty) => path_of_type(&ty.elem),
        Type::Group(ty) => path_of_type(&ty.elem),
        _ => None,
    }
}

/// The last segment of a path.
#[must_use]
pub fn last_segment(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or(path)
}
