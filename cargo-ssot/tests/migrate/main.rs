//! `cargo ssot migrate`: what code becomes, and what is left.

#[path = "../support/before_after.rs"]
mod before_after;
#[path = "../support/rewritten.rs"]
mod rewritten;
#[path = "../support/sample.rs"]
mod sample;

mod accessors;
mod annotate;
mod by_command;
mod command;
mod constructors;
mod imports;
mod judged;
