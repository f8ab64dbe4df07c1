//! The macros by their names, each with its expansion: what the compiler, the recorded expansions and the fuzzers call.

use proc_macro2::TokenStream;
use ssot_rules::names;

#[cfg(feature = "composition")]
use crate::composition::{asking, overriding};
use crate::{composition, configuration, factory, guarded, hardcoded, interface, moved};

/// A macro.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(
    unreachable_pub,
    reason = "public where the same modules are an ordinary library"
)]
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
    #[cfg(feature = "composition")]
    Overriding,
    /// `__composition_part!`, which a part calls.
    #[cfg(feature = "composition")]
    Part,
}

#[allow(
    dead_code,
    unreachable_pub,
    reason = "the compiler asks for one by its place in the code, and others by its name"
)]
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
        #[cfg(feature = "composition")]
        Self::Overriding,
        #[cfg(feature = "composition")]
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
            #[cfg(feature = "composition")]
            Self::Overriding => "override_composition",
            #[cfg(feature = "composition")]
            Self::Part => "composition_part",
        }
    }

    /// What it expands to: an attribute with `arguments` on `item`, or a macro with `item` in its brackets, as the compiler
    /// passes them.
    #[must_use]
    pub fn expand(self, arguments: TokenStream, item: TokenStream) -> TokenStream {
        match self {
            Self::FactoryOnly | Self::Component => guarded::expand(self.name(), arguments, &item),
            Self::Factory => factory::expand(arguments, &item),
            Self::Interface => interface::expand(arguments, &item),
            Self::Moved => moved::expand(arguments, &item),
            Self::NoHardcoded => hardcoded::expand(arguments, &item),
            Self::Configuration => configuration::expand(arguments, &item),
            Self::Composition => composition::expand(item),
            #[cfg(feature = "composition")]
            Self::Overriding => overriding::expand(item),
            #[cfg(feature = "composition")]
            Self::Part => asking::expand(item),
        }
    }
}
