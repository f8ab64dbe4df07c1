//! The formats that findings are written in.

mod counts;
pub mod github;
pub mod json;
pub mod markdown;
mod region;
pub mod rustc;
pub mod sarif;
mod severity;
pub mod text;

pub use severity::Severity;

/// `1 file`, `2 files`.
pub(crate) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
