//! Entries of our own, for ELF: pointers to functions in the section that is called before `main`.

use std::sync::{Mutex, PoisonError};
use std::vec::Vec;

use super::listed::Listed;
use crate::component::{Component, Descriptor};
use crate::expansions::component_listed_by;
use crate::seal::FactorySeal;

static LISTED: Mutex<Vec<Listed>> = Mutex::new(Vec::new());

/// What stands in the section is the function in it. The seal says that an attribute has put it there.
pub struct Entry(extern "C" fn());

impl Entry {
    /// Calls a function that lists something.
    #[must_use]
    pub const fn calling(function: extern "C" fn(), seal: FactorySeal<Descriptor>) -> Self {
        seal.spend();
        Self(function)
    }

    /// The function. Interpreters of the compiler's code ask for one in the section, and for nothing around it.
    #[must_use]
    pub const fn function(self) -> extern "C" fn() {
        self.0
    }
}

/// Lists something. Listed again, it is the same.
pub fn enter(listed: Listed, _: FactorySeal<Descriptor>) {
    list(listed);
}

/// What the loader is thought to pass: it has no size. Nobody has one, so nobody else calls the function that takes it.
pub struct Loading(());

/// Lists a component. The section holds the function itself, since to compute an entry costs a build more.
#[allow(
    improper_ctypes_definitions,
    reason = "nothing is passed, which is what the loader does"
)]
pub extern "C" fn component<T: Component>(_: Loading) {
    #[cfg(feature = "metrics")]
    let usage = T::USAGE;
    #[cfg(not(feature = "metrics"))]
    let usage = None;
    list(Listed::Component(T::DESCRIPTOR, usage));
}

fn list(listed: Listed) {
    let mut all = LISTED.lock().unwrap_or_else(PoisonError::into_inner);
    all.push(listed);
}

/// Everything that was listed until now.
pub(super) fn listed() -> Vec<Listed> {
    let all = LISTED.lock().unwrap_or_else(PoisonError::into_inner);
    all.clone()
}

component_listed_by! {
    $ component unsafe_word minted =>
    #[used]
    #[unsafe(link_section = ".init_array")]
    static __SSOT_ENTRY: extern "C" fn($crate::private::Loading) = $crate::private::component::<$component>;
}

/// A static that no binary can have twice, and beside it an entry.
#[doc(hidden)]
#[macro_export]
macro_rules! __linked {
    ($symbol:literal $entry:expr) => {
        // A crate's own unit tests may link its library once more.
        #[cfg_attr(not(test), unsafe(export_name = $symbol))]
        static __SSOT_DEFINITION: ::core::primitive::u8 = 0;
        #[used]
        #[unsafe(link_section = ".init_array")]
        static __SSOT_ENTRY: extern "C" fn() = $crate::private::Entry::function($entry);
    };
}

/// The entry of what has no type that names it.
#[doc(hidden)]
#[macro_export]
macro_rules! __entry {
    ($seal:expr, $kind:ident($($listed:expr),*)) => {
        $crate::private::Entry::calling(
            {
                extern "C" fn enter() {
                    $crate::private::enter($crate::private::Listed::$kind($($listed),*), $seal);
                }
                enter
            },
            $seal,
        )
    };
}
