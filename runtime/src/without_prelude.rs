//! Imports for `#[ssot_interface]` in a module with `#![no_implicit_prelude]`.
//!
//! In such a module the compiler's attributes `#[diagnostic::..]`, which carry the texts of the errors about an interface,
//! cannot be found, and a macro has no other path to them. If you define an interface in such a
//! module, import the attributes of this module, which do nothing:
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
