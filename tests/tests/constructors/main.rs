//! A constructor is a function like any other: whatever Rust permits in one stands on the factory as it was written.

// What these lints would simplify is what is tested.
#![allow(
    unused_qualifications,
    clippy::items_after_statements,
    clippy::manual_map,
    clippy::needless_pass_by_value,
    clippy::redundant_closure,
    clippy::redundant_closure_for_method_calls,
    clippy::unnecessary_wraps,
    clippy::use_self
)]

mod constants;
mod futures;
mod generics;
mod instances;
mod items;
mod literals;
mod macros;
mod names;
mod patterns;
mod results;
mod traced;
