//! A library with a component whose name another crate uses too.

use ssot::{ssot_component, ssot_interface};

/// The first of two definitions.
#[ssot_component(new, name = "shared::Ledger")]
pub struct Ledger {
    /// How many entries it holds.
    pub entries: usize,
}

/// An interface that one component implements.
#[ssot_interface(sole = "twin::Lookup")]
pub trait Lookup {
    /// How many entries there are.
    fn entries(&self) -> usize;
}

/// A component of which there is one definition.
#[ssot_component(new, name = "twin::Index", implements(Lookup))]
pub struct Index {
    /// How many entries it holds.
    pub entries: usize,
}
impl Lookup for Index {
    fn entries(&self) -> usize {
        self.entries
    }
}
