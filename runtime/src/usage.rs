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
    #[cfg(feature = "metrics")]
    uncounted: bool,
}

impl Usage {
    /// Counters that start at zero. `uncounted` says that `const` constructors make instances that they leave out.
    #[must_use]
    #[cfg_attr(not(feature = "metrics"), allow(unused_variables))]
    pub const fn new(uncounted: bool) -> Self {
        Self {
            #[cfg(feature = "metrics")]
            created: AtomicU64::new(0),
            #[cfg(feature = "metrics")]
            ended: AtomicU64::new(0),
            #[cfg(feature = "metrics")]
            failed: AtomicU64::new(0),
            #[cfg(feature = "metrics")]
            escaped: AtomicU64::new(0),
            #[cfg(feature = "metrics")]
            uncounted,
        }
    }
}

#[cfg(feature = "metrics")]
pub(crate) use crate::guard::Counted as MaybeCounted;

/// What is counted with the feature `metrics`: here, nothing.
#[cfg(not(feature = "metrics"))]
pub trait MaybeCounted {}

#[cfg(not(feature = "metrics"))]
impl<T: ?Sized> MaybeCounted for T {}

#[cfg(feature = "metrics")]
impl Usage {
    /// An instance that was still held when its scope closed.
    #[cfg(feature = "composition")]
    pub(crate) fn escape(&self) {
        self.escaped.fetch_add(1, Ordering::Relaxed);
    }
}

/// What the seal of an instance counts when it is dropped.
#[cfg(feature = "metrics")]
pub(crate) struct Count(Option<&'static Usage>);

#[cfg(feature = "metrics")]
impl Count {
    /// Nothing is counted.
    pub(crate) const fn none() -> Self {
        Self(None)
    }

    /// A constructor made an instance.
    pub(crate) fn created(usage: Option<&'static Usage>) -> Self {
        if let Some(usage) = usage {
            usage.created.fetch_add(1, Ordering::Relaxed);
            attempt::succeed(usage);
        }
        Self(usage)
    }

    /// The count of another instance of the component.
    pub(crate) fn another(&self) -> Self {
        Self::created(self.0)
    }
}

#[cfg(feature = "metrics")]
impl Drop for Count {
    fn drop(&mut self) {
        if let Some(usage) = self.0 {
            usage.ended.fetch_add(1, Ordering::Relaxed);
        }
    }
}

#[cfg(feature = "metrics")]
pub use attempt::{attempt, attempt_later};

/// Calls of constructors that make no instance.
#[cfg(feature = "metrics")]
mod attempt {
    use core::ptr;
    use core::sync::atomic::Ordering;
    use std::cell::RefCell;
    use std::vec::Vec;

    use super::Usage;
    use crate::FactorySeal;
    use crate::guard::Counted;

    std::thread_local! {
        /// The constructors that are running on this thread, and whether each has made an instance.
        static RUNNING: RefCell<Vec<(&'static Usage, bool)>> = const { RefCell::new(Vec::new()) };
    }

    /// A constructor that is running.
    pub struct Attempt {
        usage: Option<&'static Usage>,
        /// How many instances there had been, where the constructor may go on on another thread.
        created: Option<u64>,
    }

    /// A constructor of `T` starts. Only its attribute has a seal, so nothing else counts.
    #[must_use]
    pub fn attempt<T: Counted>(_: FactorySeal<T>) -> Attempt {
        if let Some(usage) = T::USAGE {
            RUNNING.with_borrow_mut(|running| running.push((usage, false)));
        }
        Attempt {
            usage: T::USAGE,
            created: None,
        }
    }

    /// An `async` constructor of `T` starts. Whether it makes an instance is told by those that are made meanwhile.
    #[must_use]
    pub fn attempt_later<T: Counted>(_: FactorySeal<T>) -> Attempt {
        let created = T::USAGE.map(|usage| usage.created.load(Ordering::Relaxed));
        Attempt {
            usage: T::USAGE,
            created: Some(created.unwrap_or_default()),
        }
    }

    /// An instance was made, by each constructor of it that is running here.
    pub(super) fn succeed(usage: &Usage) {
        RUNNING.with_borrow_mut(|running| {
            let same = running.iter_mut().filter(|(of, _)| ptr::eq(*of, usage));
            same.for_each(|(_, made)| *made = true);
        });
    }

    impl Drop for Attempt {
        fn drop(&mut self) {
            let Some(usage) = self.usage else { return };
            let failed = match self.created {
                Some(before) => usage.created.load(Ordering::Relaxed) == before,
                None => RUNNING.with_borrow_mut(|running| {
                    let ended = running.pop();
                    let within_another = running.iter().any(|(of, _)| ptr::eq(*of, usage));
                    ended.is_some_and(|(_, made)| !made) && !within_another
                }),
            };
            if failed {
                usage.failed.fetch_add(1, Ordering::Relaxed);
            }
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
}

#[cfg(feature = "metrics")]
pub use health::{ComponentHealth, Health, health};
