//! A struct becomes a component that warns: its attribute, its factory, and aliases at its other paths.

#[path = "migrate_annotate/sample.rs"]
mod sample;

#[path = "migrate_annotate/aliases.rs"]
mod aliases;
#[path = "migrate_annotate/build.rs"]
mod build;
#[path = "migrate_annotate/constructors.rs"]
mod constructors;
#[path = "migrate_annotate/structs.rs"]
mod structs;
