//! Every name that users can meet: the attributes they write and the names the macros generate.
//!
//! ```
//! use ssot_rules::names::{factory, is_reserved, mock, seal_field};
//!
//! let manager = ssot_rules::written!(Manager);
//! assert_eq!(factory(&manager), "ManagerFactory");
//! assert_eq!(mock(&manager), "MockManager");
//! assert_eq!(seal_field(&manager), "__constructed_only_by_ManagerFactory");
//! assert!(is_reserved(&ssot_rules::written!(__ssot_key)));
//! ```

use proc_macro2::Ident;

use crate::catalogue::Rule;
use crate::syntax::AnyIdent;

/// `#[factory_only]`
pub const FACTORY_ONLY: &str = "factory_only";
/// `#[factory]`
pub const FACTORY: &str = "factory";
/// `#[ssot_component]`
pub const SSOT_COMPONENT: &str = "ssot_component";
/// `#[ssot_interface]`
pub const SSOT_INTERFACE: &str = "ssot_interface";
/// `#[moved]`
pub const MOVED: &str = "moved";
/// `#[no_hardcoded]`
pub const NO_HARDCODED: &str = "no_hardcoded";
/// The argument by which a component permits no address in its constructors.
pub const HARDCODED: &str = "hardcoded";
/// The argument of `#[factory(..)]` on a constructor that says what that replaces.
pub const REPLACES: &str = "replaces";
/// The argument of `#[config(..)]` that gives a key another name.
pub const ALIAS: &str = "alias";
/// `#[ssot_config]`
pub const SSOT_CONFIG: &str = "ssot_config";
/// `#[config(..)]`, on a field of a `#[ssot_config]` struct.
pub const CONFIG: &str = "config";
/// `#[inject]`, on a function of a `#[factory]` impl.
pub const INJECT: &str = "inject";
/// `#[given]`, on a parameter of that function.
pub const GIVEN: &str = "given";

/// Starts the note of what has moved; the canonical path of the component follows.
pub const CANONICAL_NOTE: &str = "ssot:canonical=";
/// Starts the name of the guard's field; the factory's name follows.
pub const SEAL_PREFIX: &str = "__constructed_only_by_";
/// Starts every other generated name that code outside an expansion could write.
pub const RESERVED_PREFIX: &str = "__ssot_";
/// The constant of a factory by which a composition finds the constructor to call.
pub const INJECTED: &str = "INJECTED_CONSTRUCTOR";
/// The static of a configuration key, among the names of whoever wrote its default.
pub const KEY_STATIC: &str = "__SSOT_CONFIG_KEY";
/// The function that `new` generates.
pub const NEW: &str = "new";

/// `Manager` gives `ManagerFactory`.
#[must_use]
pub fn factory(component: &Ident) -> String {
    format!("{}Factory", component.unraw())
}

/// `Manager` gives `__constructed_only_by_ManagerFactory`.
#[must_use]
pub fn seal_field(component: &Ident) -> String {
    format!("{SEAL_PREFIX}{}", factory(component))
}

/// The type that stands for the interface. The compiler's notes show it: "required by a bound in
/// `InterfaceClock::implemented_by`".
#[must_use]
pub fn interface_marker(interface: &Ident) -> String {
    format!("Interface{}", interface.unraw())
}

/// The trait of the types that declare the interface. The compiler's notes show it.
#[must_use]
pub fn declares(interface: &Ident) -> String {
    format!("Declares{}", interface.unraw())
}

/// The trait of the types that implement the interface. The compiler's notes show it.
#[must_use]
pub fn implements(interface: &Ident) -> String {
    format!("Implements{}", interface.unraw())
}

/// The module that has the macro of an interface which several components may implement.
#[must_use]
pub fn macro_module(interface: &Ident) -> String {
    format!("__macro_of_{}", interface.unraw())
}

/// `EventSink` gives `MockEventSink`. `mockall` chooses the name.
#[must_use]
pub fn mock(interface: &Ident) -> String {
    format!("Mock{}", interface.unraw())
}

/// What a crate, and a binary, has one of under each name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Once {
    /// A component.
    Component,
    /// A configuration key, by its variable.
    ConfigKey,
    /// A component that implements a sole interface, by the name of the interface.
    Implementation,
}

impl Once {
    /// The macro whose second definition is the compiler's error. The name is all that the error says.
    #[must_use]
    pub fn definition(self, name: &str) -> String {
        let name = name.replace("::", "__");
        match self {
            Self::Component => {
                let code = Rule::DefinedTwice;
                format!("{code}_component_{name}_is_defined_twice_delete_or_rename_one")
            }
            Self::ConfigKey => {
                let code = Rule::KeyOwnedTwice;
                format!("{code}_config_key_{name}_has_two_owners_keep_one")
            }
            Self::Implementation => {
                let code = Rule::ImplementedTwice;
                format!("{code}_interface_{name}_is_implemented_twice_declare_it_once")
            }
        }
    }

    /// The symbol whose second definition is the linker's error.
    #[must_use]
    pub fn symbol(self, name: &str) -> String {
        let (kind, fault) = self.words();
        format!("ssot: {kind} `{name}` {fault}")
    }

    /// The same as an identifier, for linkers that are given lists of symbols.
    #[must_use]
    pub fn plain_symbol(self, name: &str) -> String {
        let (kind, fault) = self.words();
        let name = name.replace("::", "__");
        format!("ssot_{kind}_{name}_{fault}").replace(' ', "_")
    }

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Component => ("component", "is defined twice"),
            Self::ConfigKey => ("config key", "has two owners"),
            Self::Implementation => ("interface", "is implemented twice"),
        }
    }
}

/// The macro that a sole interface leaves beside itself, once for each name in a crate.
#[must_use]
pub fn sole_interface_macro(interface_name: &str) -> String {
    let (code, name) = (Rule::ImplementedTwice, interface_name.replace("::", "__"));
    format!("{code}_two_sole_interfaces_are_named_{name}_rename_one")
}

/// The name by which a component imports one of its interfaces.
#[must_use]
pub fn declared_interface(index: usize) -> String {
    format!("declared_interface_{index}")
}

/// The module that it is imported from, if its name means something everywhere.
#[must_use]
pub fn declared_interface_module(index: usize) -> String {
    format!("declared_interface_{index}_module")
}

/// The name by which it imports a generic argument of one of them.
#[must_use]
pub fn declared_argument(interface: usize, argument: usize) -> String {
    format!("declared_interface_{interface}_argument_{argument}")
}

/// Whether code of the user's may not use this name where the guard is handed over.
#[must_use]
pub fn is_reserved(name: &Ident) -> bool {
    let name = name.unraw().to_string();
    [SEAL_PREFIX, RESERVED_PREFIX]
        .iter()
        .any(|prefix| name.starts_with(prefix))
}

/// Whether a generic parameter of this name could hide something generated for `component`.
#[must_use]
pub fn hides_generated(parameter: &Ident, component: &Ident) -> bool {
    parameter.unraw().to_string().starts_with("__") || *parameter == factory(component)
}
