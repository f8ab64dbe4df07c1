//! Interfaces, and the components that implement them.

mod generic;
mod paths;
mod sole;
mod traits;
