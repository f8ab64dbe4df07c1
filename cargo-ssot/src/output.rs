//! The formats that findings are written in.

pub mod json;
pub mod text;
