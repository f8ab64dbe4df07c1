//! `cargo ssot migrate`: what code becomes, and that nothing is lost on the way.

#[path = "../support/before_after.rs"]
mod before_after;
#[path = "../../../tests/tests/builds/parts.rs"]
mod parts;
#[path = "../support/rewritten.rs"]
mod rewritten;
#[path = "../support/sample.rs"]
mod sample;

mod code;
mod corpus;
mod safety;
