//! What is linked into the binary: each component and each configuration key lists itself before `main` runs.
//!
//! The entry stands beside the static whose symbol no binary can have twice, in the same module and so in the same
//! object, and is kept by `#[used]` under a symbol of its own. A linker takes a library's object only where something
//! asks for a symbol of it; the compiler asks for each that is used. So whatever brings the entry into a binary brings the
//! other symbol, and of a second definition too: were the two one symbol, what asks for the first would have its
//! answer, and the second object would be left out.
//!
//! An entry of our own costs a build 0.1 to 0.3 ms a component, and one of `inventory` 0.5 to 0.6 ms more, in nested macros
//! and four items (`benches/README.md`). So ours is for the platform that the tests run on, and `inventory`, which
//! knows the others, for those. `--cfg ssot_inventory` tests that one as well.

#[cfg(all(feature = "std", any(not(target_os = "linux"), ssot_inventory)))]
mod by_inventory;
#[cfg(all(feature = "std", target_os = "linux", not(ssot_inventory)))]
mod init_array;
#[cfg(feature = "std")]
mod listed;
#[cfg(not(feature = "std"))]
mod without_std;

#[cfg(all(feature = "std", any(not(target_os = "linux"), ssot_inventory)))]
use by_inventory as entry;
#[cfg(all(feature = "std", target_os = "linux", not(ssot_inventory)))]
use init_array as entry;
#[cfg(not(feature = "std"))]
use without_std as entry;

pub use entry::Entry;
#[cfg(all(feature = "std", target_os = "linux", not(ssot_inventory)))]
pub use entry::{Loading, component, enter};

#[cfg(feature = "std")]
pub use listed::Listed;

#[cfg(feature = "std")]
use crate::component::Descriptor;
#[cfg(feature = "config")]
use crate::config::ConfigKey;
#[cfg(feature = "std")]
use crate::usage::Usage;

/// The components of the binary with their counters, in no order.
#[cfg(feature = "std")]
#[allow(
    clippy::unnecessary_filter_map,
    reason = "with the feature `config`, other things list themselves too"
)]
pub(crate) fn components() -> impl Iterator<Item = (&'static Descriptor, Option<&'static Usage>)> {
    entry::listed()
        .into_iter()
        .filter_map(|listed| match listed {
            Listed::Component(descriptor, usage) => Some((descriptor, usage)),
            #[cfg(feature = "config")]
            Listed::Key(_) => None,
        })
}

/// The configuration keys of the binary, in no order.
#[cfg(feature = "config")]
pub(crate) fn keys() -> impl Iterator<Item = &'static ConfigKey> {
    entry::listed()
        .into_iter()
        .filter_map(|listed| match listed {
            Listed::Key(key) => Some(key),
            Listed::Component(..) => None,
        })
}
