//! Entries of `inventory`, for platforms whose sections it knows.

use std::vec::Vec;

use super::listed::Listed;
use crate::component::{Component, Descriptor};
use crate::expansions::component_listed_by;
use crate::seal::FactorySeal;

/// What `inventory` collects. The seal says that an attribute has put it there.
pub struct Entry(Listed);

inventory::collect!(Entry);

impl Entry {
    /// Lists a component.
    #[must_use]
    pub const fn of<T: Component>(seal: FactorySeal<Descriptor>) -> Self {
        #[cfg(feature = "metrics")]
        let usage = T::USAGE;
        #[cfg(not(feature = "metrics"))]
        let usage = None;
        Self::listing(Listed::Component(T::DESCRIPTOR, usage), seal)
    }

    /// Lists something.
    #[must_use]
    pub const fn listing(listed: Listed, seal: FactorySeal<Descriptor>) -> Self {
        seal.spend();
        Self(listed)
    }
}

/// Everything that was listed until now.
pub(super) fn listed() -> Vec<Listed> {
    inventory::iter::<Entry>().map(|entry| entry.0).collect()
}

component_listed_by! {
    $ component unsafe_word minted =>
    $crate::private::inventory::submit! { $crate::private::Entry::of::<$component>($unsafe_word $minted) }
}

/// A static that no binary can have twice, and beside it an entry.
#[doc(hidden)]
#[macro_export]
macro_rules! __linked {
    ($symbol:literal $entry:expr) => {
        // A crate's own unit tests may link its library once more.
        #[cfg_attr(not(test), unsafe(export_name = $symbol))]
        static __SSOT_DEFINITION: ::core::primitive::u8 = 0;
        $crate::private::inventory::submit! { $entry }
    };
}

/// The entry of what has no type that names it.
#[doc(hidden)]
#[macro_export]
macro_rules! __entry {
    ($seal:expr, $kind:ident($($listed:expr),*)) => {
        $crate::private::Entry::listing($crate::private::Listed::$kind($($listed),*), $seal)
    };
}
