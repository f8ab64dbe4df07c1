//! What guards an instance: its factory, and everything that an attribute leaves as it was.

mod arguments;
mod attributes;
mod calls;
mod conditions;
mod constructors;
mod declared_by_macros;
mod derives;
mod enforcement;
mod futures;
mod hardcoded;
mod layout;
mod literals;
mod moved;
mod places;
mod results;
mod shapes;
