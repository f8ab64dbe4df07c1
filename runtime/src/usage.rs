//! How the components are used: counted by the seals of their instances.

#[cfg(feature = "metrics")]
use core::sync::atomic::{AtomicU64, Ordering};

/// The counters of one component. Without the feature `metrics` there are none.
#[derive(Debug)]
pub struct Usage {
    #[cfg(feature = "metrics")]
    pub(crate) created: AtomicU64,
    #[cfg(feature = "metrics")]
    pub(crate) ended: AtomicU64,
    #[cfg(feature = "metrics")]
    pub(crate) failed: AtomicU64,
    #[cfg(feature = "metrics")]
    pub(crate) escaped: AtomicU64,
    #[cfg(feature = "metrics")]
    pub(crate) uncounted: bool,
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
pub(crate) use attempt::Attempt;

/// Calls of constructors that make no instance.
#[cfg(feature = "metrics")]
mod attempt {
    use core::ptr;
    use core::sync::atomic::Ordering;
    use std::cell::RefCell;
    use std::vec::Vec;

    use super::Usage;

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

    impl Attempt {
        /// A constructor starts, which ends on this thread.
        pub(crate) fn start(usage: Option<&'static Usage>) -> Self {
            if let Some(usage) = usage {
                RUNNING.with_borrow_mut(|running| running.push((usage, false)));
            }
            let created = None;
            Self { usage, created }
        }

        /// An `async` constructor starts. Whether it makes an instance is told by those that are made meanwhile.
        pub(crate) fn start_later(usage: Option<&'static Usage>) -> Self {
            let created = usage.map(|usage| usage.created.load(Ordering::Relaxed));
            let created = Some(created.unwrap_or_default());
            Self { usage, created }
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
