//! Paths as they are written.

use syn::ext::IdentExt;
use syn::{Path, Type};

/// A path as it is written, without generic arguments and raw marks.
pub(super) fn path_text(path: &Path) -> String {
    start_text(path, path.segments.len())
}

/// The same of its first segments.
pub(super) fn start_text(path: &Path, segments: usize) -> String {
    let mut text = String::new();
    for (index, segment) in path.segments.iter().take(segments).enumerate() {
        if index > 0 || path.leading_colon.is_some() {
            text.push_str("::");
        }
        text.push_str(&segment.ident.unraw().to_string());
    }
    text
}

/// The path of a type that is one, seen through parentheses.
pub(crate) fn type_path(ty: &Type) -> Option<&Path> {
    match ty {
        Type::Path(ty) if ty.qself.is_none() => Some(&ty.path),
        Type::Paren(ty) => type_path(&ty.elem),
        Type::Group(ty) => type_path(&ty.elem),
        _ => None,
    }
}

/// The same as it is written, without generic arguments.
pub(super) fn path_of_type(ty: &Type) -> Option<String> {
    type_path(ty).map(path_text)
}

/// A path with the marks that names need which are keywords too.
pub(crate) fn raw(path: &str) -> String {
    const WORDS: &[&str] = &["", "crate", "self", "super", "Self", "$crate"];
    let segments = path.split("::").map(|segment| {
        let keyword = !WORDS.contains(&segment) && syn::parse_str::<syn::Ident>(segment).is_err();
        if keyword {
            format!("r#{segment}")
        } else {
            segment.to_owned()
        }
    });
    segments.collect::<Vec<_>>().join("::")
}

pub fn last_segment(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or(path)
}
