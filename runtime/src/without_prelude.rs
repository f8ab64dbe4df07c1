//! What `#[ssot_interface]` needs in a module with `#![no_implicit_prelude]`.
//!
//! That attribute takes the compiler's own attributes `#[diagnostic::..]` away, which carry the words of the errors about
//! an interface. Nothing that a macro generates can name them by another path. Where an interface is defined in such a
//! module, import the ones of this module, which do nothing:
//!
//! ```
//! mod bare {
//!     #![no_implicit_prelude]
//!
//!     use ::ssot::without_prelude::diagnostic;
//!
//!     #[::ssot::ssot_interface]
//!     pub trait Clock {
//!         fn hour(&self) -> u8;
//!     }
//! }
//!
//! #[ssot::ssot_component(new, implements(bare::Clock))]
//! pub struct Quartz {}
//!
//! impl bare::Clock for Quartz {
//!     fn hour(&self) -> u8 {
//!         12
//!     }
//! }
//! # fn main() {}
//! ```

/// Stands for the compiler's attributes of this name.
pub mod diagnostic {
    pub use ssot_macros::{__unchanged as do_not_recommend, __unchanged as on_unimplemented};
}
