//! Components that only their factory can make, that are defined once, and that conform to the
//! interfaces they declare: checked by the compiler, at no cost at run time.
//!
//! ```
//! use ssot::{factory, ssot_component, ssot_interface};
//!
//! #[ssot_interface]
//! pub trait Greeter {
//!     fn greet(&self, name: &str) -> String;
//! }
//!
//! #[derive(Debug)]
//! #[ssot_component(implements(Greeter))]
//! pub struct PoliteGreeter {
//!     greeting: String,
//! }
//!
//! #[factory]
//! impl PoliteGreeter {
//!     pub fn create(greeting: &str) -> Option<Self> {
//!         (!greeting.is_empty()).then(|| Self { greeting: greeting.to_owned() })
//!     }
//! }
//!
//! impl Greeter for PoliteGreeter {
//!     fn greet(&self, name: &str) -> String {
//!         format!("{}, {name}", self.greeting)
//!     }
//! }
//!
//! let greeter = PoliteGreeterFactory::create("Good evening").expect("a greeting was given");
//! assert_eq!(greeter.greet("Ada"), "Good evening, Ada");
//! ```
//!
//! No other code makes a `PoliteGreeter`, in the same module or in another crate:
//!
//! ```compile_fail,E0063
//! # use ssot::factory_only;
//! #[factory_only(new)]
//! pub struct Port {
//!     number: u16,
//! }
//!
//! let port = Port { number: 80 }; // missing field `__constructed_only_by_PortFactory`
//! ```
//!
//! # How it flows
//!
//! - [`FactorySeal`] is the private field that a guarded type gets; [`private`] is where the
//!   generated code gets one from.
//! - [`Component`], [`Descriptor`] and [`Implements`] are what the attributes implement.
//! - [`registry`](fn@registry) lists the components that are linked into the binary.
//!
//! # What it does not do
//!
//! - `unsafe` code can make an instance of any type. So can a derive that writes `unsafe` itself and
//!   stands *above* the attribute, where it sees the struct without its guard; even
//!   `#![forbid(unsafe_code)]` does not stop it. Below the attribute such derives are refused. Turn
//!   on the features `bytemuck` and `zerocopy` to have those of the two libraries refused above too.
//! - In the module of a guarded type (and below it), `Type { field: value, ..instance }` and taking
//!   an instance apart are possible, as private fields are. Both use an instance up: there are
//!   never more than the factory made, but its fields may have changed.
//! - Code that spells out what the macros generate, through [`private`], is a factory. It has to
//!   take the place of the real one, since there can be one only. In the same way an `impl` of
//!   [`Implements`] that is written by hand is a declaration, which no registry lists.
//! - A macro that is called in a constructor, or stands on it as an attribute, is part of that
//!   constructor: it sees the literals with their seal.
//!
//! # Features
//!
//! - `std` (default): the registry. Without it the crate is `no_std`.
//! - `alloc`: interfaces behind `Box`, `Rc` and `Arc`. Part of `std`.
//! - `bytemuck`, `zerocopy`: see above.
//! - `dynamic-libraries`: for crates that are built as `cdylib` or `dylib`. The symbol that keeps a
//!   component's name unique is a sentence otherwise, which reads well in the linker's error and
//!   cannot be put into the list of symbols that such a library exports.

#![no_std]
#![forbid(unsafe_code)]

#[cfg(feature = "alloc")]
extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

mod component;
#[cfg(feature = "composition")]
mod composition;
mod context;
mod injection;
mod interface;
#[doc(hidden)]
pub mod private;
#[cfg(feature = "std")]
mod registry;
mod seal;

pub use component::{Component, Descriptor, ScopeKind};
#[cfg(feature = "composition")]
pub use composition::{
    CompositionError, ConstructionError, ConstructionErrors, Escape, Escapes, OpenScope, Root,
};
pub use context::{Context, Scope};
pub use interface::{Implements, Interface};
#[cfg(feature = "std")]
pub use registry::{Registry, Violation, registry};
pub use seal::FactorySeal;
pub use ssot_macros::{factory, factory_only, ssot_component, ssot_interface};

/// Composes an application of its components.
#[cfg(feature = "composition")]
#[macro_export]
macro_rules! composition {
    ($($tokens:tt)*) => {
        $crate::private::__composition! { {$crate} $($tokens)* }
    };
}
