//! What `cargo ssot check` and `discover` read, and what they find.

#[path = "../support/compared.rs"]
mod compared;
#[path = "../support/sample.rs"]
mod sample;
#[path = "../support/scanned.rs"]
mod scanned;
#[path = "../support/unpacked.rs"]
mod unpacked;

mod discover;
mod input;
mod rules;
