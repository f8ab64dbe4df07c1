//! What the rules find, and what they leave alone.

#[path = "../support/compared.rs"]
mod compared;
#[path = "../support/sample.rs"]
mod sample;
#[path = "../support/scanned.rs"]
mod scanned;
#[path = "../support/unpacked.rs"]
mod unpacked;

mod attributes_of_other_crates;
mod cases;
mod hostile_names;
mod items_that_belong_together;
mod macro_rules_are_found;
