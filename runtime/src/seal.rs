//! The seal.

use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::marker::PhantomData;

#[cfg(feature = "metrics")]
use crate::usage::Count;

/// The permission to make one instance of `T`: a field that only the factory of `T` can supply.
///
/// It has no size (with the feature `metrics`, that of a pointer), is `Send`, `Sync` and `Unpin` for every `T`, and cannot be made, copied or
/// defaulted. It compares equal to every other seal of its type and hashes to nothing, so a derive
/// on the guarded type gives the same results as without it.
///
/// ```
/// # #[cfg(not(feature = "metrics"))]
/// assert_eq!(size_of::<ssot::FactorySeal<String>>(), 0);
/// ```
// Nothing, to a C compiler too: a guarded type can be handed to one as it could be without the seal.
#[repr(C)]
pub struct FactorySeal<T: ?Sized> {
    pub(crate) marker: PhantomData<fn() -> T>,
    #[cfg(feature = "metrics")]
    pub(crate) count: Count,
}

#[cfg(test)]
impl<T: ?Sized> FactorySeal<T> {
    /// A seal for what a test makes by hand.
    pub(crate) const fn of_a_test() -> Self {
        Self {
            marker: PhantomData,
            #[cfg(feature = "metrics")]
            count: Count::none(),
        }
    }
}

impl<T: ?Sized> fmt::Debug for FactorySeal<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("FactorySeal")
    }
}

impl<T: ?Sized> PartialEq for FactorySeal<T> {
    fn eq(&self, _other: &Self) -> bool {
        true
    }
}

impl<T: ?Sized> Eq for FactorySeal<T> {}

impl<T: ?Sized> PartialOrd for FactorySeal<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T: ?Sized> Ord for FactorySeal<T> {
    fn cmp(&self, _other: &Self) -> Ordering {
        Ordering::Equal
    }
}

impl<T: ?Sized> Hash for FactorySeal<T> {
    fn hash<H: Hasher>(&self, _state: &mut H) {}
}
