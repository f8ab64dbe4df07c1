//! What the macros expand to, outside of a compiler: the root of `ssot-expansion`, for fuzzers and tests.
//!
//! A crate of procedural macros exports nothing else, so its modules are compiled once more, from the same files. This
//! one stands among them because that is where the compiler looks for them.

#![forbid(unsafe_code)]
#![allow(
    dead_code,
    reason = "what only the compiler asks for is not called here"
)]

#[allow(
    unused_extern_crates,
    reason = "only the root of a crate of procedural macros knows it without"
)]
extern crate proc_macro;

mod catalogue;
mod component;
mod composition;
mod configuration;
mod entry;
mod factory;
mod factory_type;
mod generate;
mod generics;
mod guarded;
mod hardcoded;
mod injection;
mod interface;
mod items;
mod mock;
mod moved;
mod once;
mod seal;
mod self_type;
mod sole;

pub use entry::Macro;
