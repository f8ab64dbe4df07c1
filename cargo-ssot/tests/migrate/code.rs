//! `cargo ssot migrate`: what code becomes, and what is left.

mod accessors;
mod annotate;
mod by_command;
mod command;
mod constructors;
mod imports;
mod judged;
