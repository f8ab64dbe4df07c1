//! How the components are used: counted by the seals of their instances.

#[cfg(feature = "metrics")]
use core::sync::atomic::{AtomicU64, Ordering};

/// The counters of one component. Without the feature `metrics` there are none.
#[derive(Debug)]
pub struct Usage {
    #[cfg(feature = "metrics")]
    created: AtomicU64,
    #[cfg(feature = "metrics")]
    ended: AtomicU64,
    #[cfg(feature = "metrics")]
    failed: AtomicU64,
    #[cfg(feature = "metrics")]
    escaped: AtomicU64,
}

impl Usage {
    /// Counters that start at zero.
    #[must_use]
    #[allow(clippy::new_without_default)]
    pub const fn new() -> Self {
        Self {
            #[cfg(feature = "metrics")]
            created: AtomicU64::new(0),
            #[cfg(feature = "metrics")]
            ended: AtomicU64::new(0),
            #[cfg(feature = "metrics")]
            failed: AtomicU64::new(0),
            #[cfg(feature = "metrics")]
            escaped: AtomicU64::new(0),
        }
    }
}

/// A component whose instances are counted. It stands for all instantiations of a generic one.
pub trait Counted {
    /// Its counters.
    const USAGE: &'static Usage;
}

#[cfg(feature = "metrics")]
impl Usage {
    /// An instance that was still held when its scope closed.
    #[cfg(feature = "composition")]
    pub(crate) fn escape(&self) {
        self.escaped.fetch_add(1, Ordering::Relaxed);
    }
}

/// What a seal counts when it is dropped: an attempt that failed, or an instance that ended.
#[cfg(feature = "metrics")]
pub(crate) struct Count {
    usage: Option<&'static Usage>,
    dropped: Option<&'static AtomicU64>,
}

#[cfg(feature = "metrics")]
impl Count {
    /// A constructor was called. Until it makes an instance, it has failed.
    pub(crate) fn attempt(usage: Option<&'static Usage>) -> Self {
        Self {
            usage,
            dropped: usage.map(|usage| &usage.failed),
        }
    }

    /// The constructor made an instance.
    pub(crate) fn create(&mut self) {
        if let Some(usage) = self.usage {
            usage.created.fetch_add(1, Ordering::Relaxed);
            self.dropped = Some(&usage.ended);
        }
    }

    /// Nothing is counted any more.
    pub(crate) fn forget(&mut self) {
        self.dropped = None;
    }

    /// The count of another instance of the component.
    pub(crate) fn another(&self) -> Self {
        let mut another = Self::attempt(self.usage);
        another.create();
        another
    }
}

#[cfg(feature = "metrics")]
impl Drop for Count {
    fn drop(&mut self) {
        if let Some(dropped) = self.dropped {
            dropped.fetch_add(1, Ordering::Relaxed);
        }
    }
}

#[cfg(feature = "metrics")]
mod health {
    use core::sync::atomic::Ordering;
    use std::string::{String, ToString};
    use std::vec::Vec;

    use serde::Serialize;

    use super::Usage;
    use crate::component::Descriptor;

    /// How the components of this binary are doing. [`health`] has an example.
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
        /// Its scope, as it was declared.
        pub scope: String,
        /// Instances that were made.
        pub created: u64,
        /// Instances that there are.
        pub live: u64,
        /// Calls of a constructor that made no instance.
        pub failed: u64,
        /// Instances that were still held when their scope closed.
        pub escaped: u64,
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
    /// Each count is read for itself, while others go on: an instance that is made or dropped
    /// meanwhile may be in one of them already and not in another.
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
        }
    }
}

#[cfg(feature = "metrics")]
pub use health::{ComponentHealth, Health, health};
