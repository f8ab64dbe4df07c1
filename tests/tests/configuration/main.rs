//! Configuration: where values come from, and what is reported about them.

mod errors;
mod keys;
// It has a public configuration.
pub mod loading;
mod sources;
