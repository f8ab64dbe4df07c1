//! What has become of every step, for people and for programs.

mod json;
mod summary;
mod text;

pub use json::{rolled_back, write as json};
pub use text::write as text;
