//! What the macros expand to, outside of a compiler: the root of `ssot-expansion`, for fuzzers and tests.
//!
//! A crate of procedural macros exports nothing else, so its modules are compiled once more, from the same files. This
//! one stands among them because that is where the compiler looks for them.

#![forbid(unsafe_code)]
#![allow(
    dead_code,
    reason = "what only the compiler asks for is not called here"
)]

#[allow(
    unused_extern_crates,
    reason = "only the root of a crate of procedural macros knows it without"
)]
extern crate proc_macro;

mod catalogue;
mod component;
mod composition;
mod configuration;
mod factory;
mod generate;
mod generics;
mod guarded;
mod hardcoded;
mod injection;
mod interface;
mod mock;
mod moved;
mod once;
mod seal;
mod self_type;
mod sole;

use proc_macro2::TokenStream;
use quote::quote;
use ssot_rules::names;

/// A macro.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Macro {
    /// `#[factory_only]`
    FactoryOnly,
    /// `#[ssot_component]`
    Component,
    /// `#[factory]`
    Factory,
    /// `#[ssot_interface]`
    Interface,
    /// `#[moved]`
    Moved,
    /// `#[no_hardcoded]`
    NoHardcoded,
    /// `#[ssot_config]`
    Configuration,
    /// `composition!`
    Composition,
    /// `__override_composition!`, which the composition that is overridden calls.
    Overriding,
    /// `__composition_part!`, which a part calls.
    Part,
}

impl Macro {
    /// All of them.
    pub const ALL: &[Self] = &[
        Self::FactoryOnly,
        Self::Component,
        Self::Factory,
        Self::Interface,
        Self::Moved,
        Self::NoHardcoded,
        Self::Configuration,
        Self::Composition,
        Self::Overriding,
        Self::Part,
    ];

    /// What it is called in code.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::FactoryOnly => names::FACTORY_ONLY,
            Self::Component => names::SSOT_COMPONENT,
            Self::Factory => names::FACTORY,
            Self::Interface => names::SSOT_INTERFACE,
            Self::Moved => names::MOVED,
            Self::NoHardcoded => names::NO_HARDCODED,
            Self::Configuration => names::SSOT_CONFIG,
            Self::Composition => "composition",
            Self::Overriding => "override_composition",
            Self::Part => "composition_part",
        }
    }

    /// What it expands to: an attribute on `item`, and `composition!` with `item` in its brackets, which has no arguments
    /// unless it overrides one with the list `arguments`, or has parts, of which the last hands out the types `arguments`.
    #[must_use]
    pub fn expand(self, arguments: TokenStream, item: &TokenStream) -> TokenStream {
        match self {
            Self::FactoryOnly | Self::Component => guarded::expand(self.name(), arguments, item),
            Self::Factory => factory::expand(arguments, item),
            Self::Interface => interface::expand(arguments, item),
            Self::Moved => moved::expand(arguments, item),
            Self::NoHardcoded => hardcoded::expand(arguments, item),
            Self::Configuration => configuration::expand(arguments, item),
            Self::Composition => composition::expand(quote!({ ::ssot } #item)),
            Self::Overriding => {
                composition::overriding::expand(quote!({ ::ssot } { #arguments } #item))
            }
            Self::Part => composition::parts::expand(quote!({ ::ssot } { #arguments } {} #item)),
        }
    }
}
