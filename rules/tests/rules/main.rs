//! What the catalogue says, and what the checks of items find.

mod catalogue;
mod derives;
mod hardcoded;
mod hardcoded_forms;
mod hardcoded_items;
mod hardcoded_reached;
mod mockable;
mod overriding;
mod syntax;
