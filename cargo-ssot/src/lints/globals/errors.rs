//! Whether a function can return what the getter of a composition fails with.

use crate::index::{ItemPathBuf, TypeRef, is_ours};
use crate::lints::context::CheckContext;
use crate::resolve::ModuleId;

const RESULTS: &[&str] = &["Result", "std::result::Result", "core::result::Result"];
const RESULTS_OF_ANYHOW: &[&str] = &["anyhow::Result"];
const BOXES: &[&str] = &["Box", "std::boxed::Box", "alloc::boxed::Box"];
const ERRORS: &[&str] = &["std::error::Error", "core::error::Error"];
const ERRORS_OF_ANYHOW: &[&str] = &["anyhow::Error"];

/// Whether `?` can make what a function returns of a `ConstructionError`.
pub(super) fn takes_the_error(
    cx: CheckContext<'_>,
    module: ModuleId,
    returns: Option<&TypeRef>,
) -> bool {
    let Some(TypeRef::Path {
        path, arguments, ..
    }) = returns
    else {
        return false;
    };
    let of_anyhow = cx.is_foreign(module, **path, RESULTS_OF_ANYHOW);
    match &**arguments {
        [] | [_] => of_anyhow,
        [_, error] => {
            (of_anyhow || cx.is_foreign(module, **path, RESULTS))
                && is_error_of_all(cx, module, error)
        }
        _ => false,
    }
}

/// `ConstructionError`, `anyhow::Error` or `Box<dyn Error>`.
fn is_error_of_all(cx: CheckContext<'_>, module: ModuleId, error: &TypeRef) -> bool {
    let TypeRef::Path {
        path, arguments, ..
    } = error
    else {
        return false;
    };
    let ours = |path: &ItemPathBuf| is_ours(path.as_path(), "ConstructionError");
    let is_error = |bound: &TypeRef| {
        let path = bound.path();
        path.is_some_and(|path| cx.is_foreign(module, path, ERRORS))
    };
    match &**arguments {
        [TypeRef::Bounds { bounds, .. }] => {
            cx.is_foreign(module, **path, BOXES) && bounds.iter().any(is_error)
        }
        [] => {
            cx.is_foreign(module, **path, ERRORS_OF_ANYHOW)
                || cx.crates.external(module, **path).iter().any(ours)
        }
        _ => false,
    }
}
