//! A struct becomes a component that warns: its attribute, its factory, and aliases at its other paths.

mod sample;

mod aliases;
mod build;
mod constructors;
mod structs;
