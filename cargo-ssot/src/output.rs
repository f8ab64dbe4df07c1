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
