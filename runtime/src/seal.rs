//! The seal.

use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::marker::PhantomData;

use crate::injection::DeclaredScope;
use crate::private::{Allowed, ConstructedInOnePlace, Guarded};
#[cfg(feature = "metrics")]
use crate::usage::Count;

/// The permission to make one instance of `T`: a field that only the factory of `T` can supply.
///
/// It has no size (with the feature `metrics`, that of two pointers), is `Send`, `Sync` and `Unpin` whatever `T` is, and cannot be made, copied or
/// defaulted. It compares equal to every other seal of its type and hashes to nothing, so a derive
/// on the guarded type gives the same results as without it.
///
/// ```
/// # #[cfg(not(feature = "metrics"))]
/// assert_eq!(size_of::<ssot::FactorySeal<String>>(), 0);
/// ```
pub struct FactorySeal<T: ?Sized> {
    marker: PhantomData<fn() -> T>,
    #[cfg(feature = "metrics")]
    count: Count,
}

impl<T: ?Sized> FactorySeal<T> {
    /// The seal as the field of the instance that it permits.
    #[must_use]
    #[inline]
    #[doc(hidden)]
    #[cfg_attr(not(feature = "metrics"), allow(unused_mut))]
    pub fn used(mut self) -> Self {
        #[cfg(feature = "metrics")]
        self.count.create();
        self
    }
}

/// Makes a seal for whoever holds the key, for a constructor that is called with this first argument.
#[inline]
pub fn mint<T, First>(
    _key: <T::Constructors as ConstructedInOnePlace>::Key,
    _first: &First,
) -> FactorySeal<T>
where
    T: ?Sized + Guarded<Constructors: ConstructedInOnePlace, Scope: DeclaredScope<First, T>>,
{
    FactorySeal {
        marker: PhantomData,
        #[cfg(feature = "metrics")]
        count: Count::attempt(T::USAGE),
    }
}

/// Stands for a seal where a constructor was refused.
///
/// # Panics
///
/// Always. A crate that was refused is not run, unless it silenced the error.
#[must_use]
pub fn withheld<T: ?Sized>() -> FactorySeal<T> {
    panic!("the constructor was refused when it was compiled")
}

/// Takes the seal of a constructor that makes no instance itself.
#[inline]
#[cfg_attr(not(feature = "metrics"), allow(unused_mut, unused_variables))]
pub fn unused<T: ?Sized>(mut seal: FactorySeal<T>) {
    #[cfg(feature = "metrics")]
    seal.count.forget();
}

impl<T: Clone + Guarded<Cloning = Allowed>> Clone for FactorySeal<T> {
    fn clone(&self) -> Self {
        Self {
            marker: PhantomData,
            #[cfg(feature = "metrics")]
            count: self.count.another(),
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
