//! Without the standard library there is no list, and an entry is nothing but a symbol that is kept.

use crate::component::Descriptor;
use crate::expansions::component_listed_by;
use crate::seal::FactorySeal;

/// What is kept. The seal says that an attribute has put it there.
pub struct Entry(#[expect(dead_code, reason = "without a size it might have no symbol")] u8);

impl Entry {
    /// Anything.
    #[must_use]
    pub const fn new(seal: FactorySeal<Descriptor>) -> Self {
        seal.spend();
        Self(0)
    }
}

component_listed_by! {
    $ component unsafe_word minted =>
    #[used]
    static __SSOT_ENTRY: ::core::primitive::u8 = 0;
}

/// A static that no binary can have twice, and beside it one that is kept.
#[doc(hidden)]
#[macro_export]
macro_rules! __linked {
    ($symbol:literal $entry:expr) => {
        // A crate's own unit tests may link its library once more.
        #[cfg_attr(not(test), unsafe(export_name = $symbol))]
        static __SSOT_DEFINITION: ::core::primitive::u8 = 0;
        #[used]
        static __SSOT_ENTRY: $crate::private::Entry = $entry;
    };
}

/// The entry of what has no type that names it.
#[doc(hidden)]
#[macro_export]
macro_rules! __entry {
    ($seal:expr, $($listed:tt)*) => {
        $crate::private::Entry::new($seal)
    };
}
