//! What the compiler says about every violation. The cases stand in `ui/`, by code.
//!
//! The items of this library are the other crate of those cases that need one.

use ssot::{factory, factory_only, ssot_component, ssot_interface};

/// A guarded type with a public field.
#[factory_only]
pub struct Server {
    /// Its name.
    pub name: String,
}

#[factory]
impl Server {
    /// Makes a server.
    #[must_use]
    pub fn create(name: &str) -> Self {
        Self {
            name: name.to_owned(),
        }
    }
}

/// A guarded tuple with a public field.
#[factory_only(new)]
pub struct Level(pub u8);

/// An interface.
#[ssot_interface]
pub trait Sink {
    /// Sends.
    fn send(&self);
}

/// A component.
#[ssot_component(new, name = "ui::Config")]
pub struct Config {}

/// An interface that one component implements.
#[ssot_interface(sole = "ui::Oracle")]
pub trait Oracle {}

/// Where a component can be imported from.
pub mod relocated {
    /// A component with a canonical path.
    #[ssot::ssot_component(new, name = "ui::Relocated", canonical = "crate::relocated::Relocated")]
    pub struct Relocated {}
}
