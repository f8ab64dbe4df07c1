//! Compositions: what may be listed, how entries depend on one another, and how a list is overridden.

mod application;
mod as_in_dagger;
mod as_in_shaku_collections;
mod as_in_shaku_components;
mod as_in_shaku_modules;
mod as_in_shaku_overrides;
mod circles;
mod constructors;
mod contexts;
mod generic;
mod graphs;
mod holders;
mod inputs;
mod instantiations;
mod interfaces;
mod made;
mod not_linked;
mod overrides;
mod parameters;
mod parts;
mod places;
mod siblings;
