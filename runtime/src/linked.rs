//! What is linked into the binary: each component enters itself in a list before `main` runs.
//!
//! The usual crates for this give each entry a node, a function and two constants of its own, in nested macros. That
//! is the larger part of what a component costs whoever builds it. Here an entry is one static. It stands beside the
//! one whose symbol no binary can have twice, in the same module and so in the same object: whatever brings the entry into
//! a binary brings the other. The sections are those that linkers know by themselves.

#[cfg(feature = "std")]
pub(crate) use entries::entered;
#[cfg(feature = "std")]
pub use entries::{enter, enters};

#[cfg(feature = "std")]
mod entries {
    use std::sync::{Mutex, PoisonError};
    use std::vec::Vec;

    use crate::private::Usage;
    use crate::{Component, Descriptor, FactorySeal};

    /// A component that is linked into the binary.
    #[derive(Clone, Copy)]
    pub(crate) struct Entry {
        pub(crate) descriptor: &'static Descriptor,
        /// Its counters.
        #[cfg(feature = "metrics")]
        pub(crate) usage: Option<&'static Usage>,
    }

    static ENTRIES: Mutex<Vec<Entry>> = Mutex::new(Vec::new());

    /// Lists a component. Only the attribute has the seal, so nothing else is listed.
    pub fn enter(
        descriptor: &'static Descriptor,
        usage: Option<&'static Usage>,
        _: FactorySeal<Descriptor>,
    ) {
        list(descriptor, usage);
    }

    fn list(descriptor: &'static Descriptor, usage: Option<&'static Usage>) {
        #[cfg(not(feature = "metrics"))]
        let _ = usage;
        let entry = Entry {
            descriptor,
            #[cfg(feature = "metrics")]
            usage,
        };
        let mut entries = ENTRIES.lock().unwrap_or_else(PoisonError::into_inner);
        entries.push(entry);
    }

    /// Lists the component `T`, as the system calls functions before `main`. Listed again, it is the same.
    pub extern "C" fn enters<T: Component>() {
        #[cfg(feature = "metrics")]
        list(T::DESCRIPTOR, T::USAGE);
        #[cfg(not(feature = "metrics"))]
        list(T::DESCRIPTOR, None);
    }

    /// What was listed until now.
    pub(crate) fn entered() -> Vec<Entry> {
        let entries = ENTRIES.lock().unwrap_or_else(PoisonError::into_inner);
        entries.clone()
    }
}

/// A static that no binary can have twice, and beside it one that has a function called before `main`.
#[cfg(feature = "std")]
#[doc(hidden)]
#[macro_export]
macro_rules! __linked {
    ($symbol:literal $($function:tt)*) => {
        // A crate's own unit tests may link its library once more.
        #[cfg_attr(not(test), unsafe(export_name = $symbol))]
        static __SSOT_DEFINITION: ::core::primitive::u8 = 0;
        // Its symbol is its own. A linker takes a library's object only where something asks for a symbol of it, and the
        // compiler asks for each that is used; a second definition of the name above would be asked for by the same
        // symbol as the first, and left where it is.
        #[used]
        #[cfg_attr(target_vendor = "apple", unsafe(link_section = "__DATA,__mod_init_func,mod_init_funcs"))]
        #[cfg_attr(windows, unsafe(link_section = ".CRT$XCU"))]
        #[cfg_attr(not(any(target_vendor = "apple", windows)), unsafe(link_section = ".init_array"))]
        static __SSOT_ENTRY: extern "C" fn() = $($function)*;
    };
}

/// A static that no binary can have twice. Without the standard library there is no registry.
#[cfg(not(feature = "std"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __linked {
    ($symbol:literal $($function:tt)*) => {
        // A crate's own unit tests may link its library once more.
        #[cfg_attr(not(test), unsafe(export_name = $symbol))]
        static __SSOT_DEFINITION: ::core::primitive::u8 = 0;
        // With a symbol of its own, as above.
        #[used]
        static __SSOT_ENTRY: &::core::primitive::u8 = &__SSOT_DEFINITION;
    };
}
