//! A constructor is a function like any other: whatever Rust permits in one stands on the factory as it was written.

// What these lints would simplify is what is tested.
#![allow(
    unused_qualifications,
    clippy::ignored_unit_patterns,
    clippy::inline_always,
    clippy::items_after_statements,
    clippy::let_and_return,
    clippy::manual_async_fn,
    clippy::manual_map,
    clippy::map_unwrap_or,
    clippy::match_single_binding,
    clippy::needless_borrowed_reference,
    clippy::needless_pass_by_value,
    clippy::ptr_as_ptr,
    clippy::redundant_closure,
    clippy::redundant_closure_for_method_calls,
    clippy::ref_as_ptr,
    clippy::struct_field_names,
    clippy::trivially_copy_pass_by_ref,
    clippy::unnecessary_box_returns,
    clippy::unnecessary_wraps,
    clippy::unnested_or_patterns,
    clippy::use_self,
    clippy::while_let_on_iterator
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
