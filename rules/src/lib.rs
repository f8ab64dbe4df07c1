//! The rules behind [`ssot`](https://docs.rs/ssot): what a violation is, how the attributes are
//! written, and what an annotated item has to look like.
//!
//! The macros and every other tool of the project read this crate, so that each rule is written
//! down once:
//!
//! 1. [`catalogue`]: every violation with its code, message, reason and fix.
//! 2. [`arguments`]: the grammar of the attributes.
//! 3. [`guarded`], [`constructors`], [`injection`], [`replaces`], [`interface`], [`moved`]: the annotated items as models, with the checks
//!    on them. A model keeps the syntax it was read from, so later stages can point at it.
//! 4. [`violation`]: what the checks report, gathered so that all mistakes are shown at once.
//! 5. `classification`: what a violation is about, its risk, and the work of its fix.
//! 6. [`hardcoded`]: addresses that are written into the code.
//! 7. [`annotated`]: an item from its tokens to its model, the same for the macros and every other tool.
//! 8. [`names`]: every name that users can meet, generated or written.
//!
//! # Features
//!
//! The macros of every user are built with this crate, so all that they do not need is behind a feature:
//!
//! - `composition` and `config`: the models of `composition!` and `#[ssot_config]`. The features of the same names of
//!   `ssot` turn them on.
//! - `tools`: what only `cargo ssot`, the documentation and the tests need: reasons and classification of the rules,
//!   the rules that only `cargo ssot check` reports, what an address in the code is there for, and all that an attribute
//!   would report of an item:
//!
//! ```
//! # #[cfg(feature = "tools")] {
//! use quote::quote;
//! use ssot_rules::{names, reported};
//!
//! let item = quote! { enum Port { Tcp(u16) } };
//! let found = reported::violations(names::FACTORY_ONLY, quote!(new), &item, false);
//! assert_eq!(found[0].rule().entry().code, "SSOT005");
//! # }
//! ```

#![forbid(unsafe_code)]

pub mod annotated;
pub mod arguments;
pub mod attributes;
pub mod catalogue;
#[cfg(feature = "tools")]
pub mod classification;
#[cfg(feature = "composition")]
pub mod composition;
#[cfg(feature = "config")]
pub mod configuration;
pub mod constructors;
#[cfg_attr(
    not(feature = "config"),
    allow(dead_code, reason = "a configuration takes derives out")
)]
pub mod derives;
pub mod enforcement;
pub mod guarded;
pub mod hardcoded;
pub mod identifiers;
pub mod injection;
pub mod interface;
pub mod mock;
pub mod moved;
pub mod names;
mod nearest;
#[cfg(feature = "composition")]
pub mod overriding;
pub mod replaces;
#[cfg(feature = "tools")]
pub mod reported;
pub mod signature;
pub mod syntax;
pub mod tokens;
pub mod violation;

#[cfg(feature = "tools")]
pub use catalogue::Reporter;
pub use catalogue::{Entry, Rule};
pub use violation::{Violation, Violations};
