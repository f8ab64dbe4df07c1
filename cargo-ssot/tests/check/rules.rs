//! What the rules find, and what they leave alone.

mod attributes_of_other_crates;
mod cases;
mod hostile_names;
mod items_that_belong_together;
mod macro_rules_are_found;
