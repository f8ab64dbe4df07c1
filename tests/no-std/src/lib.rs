//! The macros without the standard library.

#![no_std]

#[cfg(feature = "alloc")]
extern crate alloc;

use ssot::{factory, factory_only, ssot_component, ssot_interface};

/// Says something.
#[ssot_interface]
pub trait Speaker {
    /// What it says.
    fn speak(&self) -> &'static str;
}

/// A component.
#[derive(Debug, PartialEq, Eq)]
#[ssot_component(name = "no_std::Parrot", implements(Speaker), scope = singleton)]
pub struct Parrot {
    word: &'static str,
}

#[factory]
impl Parrot {
    /// Makes a parrot.
    #[must_use]
    pub fn create(word: &'static str) -> Option<Self> {
        (!word.is_empty()).then_some(Self { word })
    }

    /// Waits for a parrot.
    pub async fn awaited(word: &'static str) -> Option<Self> {
        Self::create(core::future::ready(word).await)
    }
}

impl Speaker for Parrot {
    fn speak(&self) -> &'static str {
        self.word
    }
}

#[cfg(feature = "alloc")]
impl Speaker for alloc::sync::Arc<Parrot> {
    fn speak(&self) -> &'static str {
        self.word
    }
}

/// A generated constructor.
#[derive(Debug)]
#[factory_only(new)]
pub struct Level(pub u8);

/// A unit.
#[derive(Debug)]
#[ssot_component(new, name = "no_std::Unit")]
pub struct Unit;
