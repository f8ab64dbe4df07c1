//! How many instances the components of a binary have.

use core::sync::atomic::Ordering;
use std::string::{String, ToString};
use std::vec::Vec;

use serde::Serialize;

use crate::component::Descriptor;
use crate::usage::Usage;

/// The instance counts of the components of this binary. [`health`] has an example.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Health {
    /// The components, in the order of their names.
    pub components: Vec<ComponentHealth>,
}

/// The counts of one component since the program started, of all its generic instantiations.
/// [`health`] has an example.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ComponentHealth {
    /// The name of the component.
    pub name: &'static str,
    /// The declared scope.
    pub scope: String,
    /// The number of instances made.
    pub created: u64,
    /// The number of live instances.
    pub live: u64,
    /// The number of constructor calls that made no instance.
    pub failed: u64,
    /// The number of instances still held when their scope closed.
    pub escaped: u64,
    /// Whether there are `const` constructors. Their instances are not counted.
    pub has_uncounted: bool,
}

impl Health {
    /// The counts of one component.
    #[must_use]
    pub fn of(&self, name: &str) -> Option<&ComponentHealth> {
        self.components
            .iter()
            .find(|component| component.name == name)
    }

    /// Whether no instance has outlived its scope.
    #[must_use]
    pub fn is_isolated(&self) -> bool {
        self.components
            .iter()
            .all(|component| component.escaped == 0)
    }
}

/// Counts the instances of every component that is linked into the binary.
///
/// The counts are read one after the other: an instance that is made or dropped
/// meanwhile may be in one count and not in another.
///
/// ```
/// use ssot::ssot_component;
///
/// #[ssot_component(new, scope = singleton)]
/// pub struct Clock {}
///
/// # fn main() {
/// let clock = ClockFactory::new();
/// let health = ssot::health();
/// assert_eq!(health.of("Clock").map(|clock| (clock.created, clock.live)), Some((1, 1)));
///
/// drop(clock);
/// let health = ssot::health();
/// assert_eq!(health.of("Clock").map(|clock| clock.live), Some(0));
/// assert!(health.is_isolated());
/// # }
/// ```
#[must_use]
pub fn health() -> Health {
    let mut components: Vec<_> = crate::registry::registrations()
        .map(|(descriptor, usage)| component(descriptor, usage))
        .collect();
    components.sort_by_key(|component| component.name);
    Health { components }
}

fn component(descriptor: &'static Descriptor, usage: &'static Usage) -> ComponentHealth {
    // The end is read first: what ends in between was created too.
    let ended = usage.ended.load(Ordering::Relaxed);
    let created = usage.created.load(Ordering::Relaxed);
    ComponentHealth {
        name: descriptor.name,
        scope: descriptor.scope.to_string(),
        created,
        live: created.saturating_sub(ended),
        failed: usage.failed.load(Ordering::Relaxed),
        escaped: usage.escaped.load(Ordering::Relaxed),
        has_uncounted: usage.uncounted,
    }
}
