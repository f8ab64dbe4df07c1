//! Mocks of interfaces, and a double that is a component.

mod doubles;
mod in_compositions;
mod in_places;
mod interfaces;
mod of_generic_interfaces;
mod of_the_guide;
mod of_the_pages;
