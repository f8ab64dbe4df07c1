//! Every name that users can meet: the attributes they write and the names the macros generate.

use proc_macro2::Ident;
use syn::ext::IdentExt;

/// `#[factory_only]`
pub const FACTORY_ONLY: &str = "factory_only";
/// `#[factory]`
pub const FACTORY: &str = "factory";
/// `#[ssot_component]`
pub const SSOT_COMPONENT: &str = "ssot_component";
/// `#[ssot_interface]`
pub const SSOT_INTERFACE: &str = "ssot_interface";
/// `#[ssot_config]`
pub const SSOT_CONFIG: &str = "ssot_config";
/// `#[config(..)]`, on a field of a `#[ssot_config]` struct.
pub const CONFIG: &str = "config";
/// `#[inject]`, on a function of a `#[factory]` impl.
pub const INJECT: &str = "inject";

/// Starts the name of the guard's field; the factory's name follows.
pub const SEAL_PREFIX: &str = "__constructed_only_by_";
/// Starts every other generated name that code outside an expansion could write.
pub const RESERVED_PREFIX: &str = "__ssot_";
/// Starts the name of the type that stands for the constructors; the name of the struct follows.
const CONSTRUCTORS_PREFIX: &str = "__ConstructorsOf";
/// The constructor's parameter that carries the seal. Its name is the rule, for whoever reads an
/// expansion or a compiler's note about it.
pub const SEAL_PARAMETER: &str = "one_seal_makes_one_instance";
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

/// `Manager` and `create` give `__constructed_only_by_ManagerFactory_create`.
#[must_use]
pub fn private_constructor(component: &Ident, constructor: &Ident) -> String {
    format!("{}_{}", seal_field(component), constructor.unraw())
}

/// The type that stands for the constructors of `component`, all of them.
#[must_use]
pub fn constructors(component: &Ident) -> String {
    format!("{CONSTRUCTORS_PREFIX}{}", component.unraw())
}

/// The type that stands for the interface.
#[must_use]
pub fn interface_marker(interface: &Ident) -> String {
    format!("__Interface{}", interface.unraw())
}

/// The type that holds the constant parameters of the interface.
#[must_use]
pub fn constants(interface: &Ident) -> String {
    format!("__ConstantsOf{}", interface.unraw())
}

/// The macro whose second definition is the compiler's error for a component that is defined twice.
#[must_use]
pub fn definition_macro(component_name: &str) -> String {
    format!(
        "{RESERVED_PREFIX}component_{}",
        component_name.replace("::", "__")
    )
}

/// The symbol whose second definition is the linker's error for a component that is defined twice.
#[must_use]
pub fn definition_symbol(component_name: &str) -> String {
    format!("ssot: component `{component_name}` is defined twice")
}

/// The same as an identifier, for linkers that are given lists of symbols.
#[must_use]
pub fn plain_definition_symbol(component_name: &str) -> String {
    format!(
        "ssot_component_{}_is_defined_twice",
        component_name.replace("::", "__")
    )
}

/// The macro whose second definition is the compiler's error for a configuration key with two owners.
#[must_use]
pub fn key_macro(variable: &str) -> String {
    format!("{RESERVED_PREFIX}config_key_{variable}")
}

/// The symbol whose second definition is the linker's error for a configuration key with two owners.
#[must_use]
pub fn key_symbol(variable: &str) -> String {
    format!("ssot: config key `{variable}` has two owners")
}

/// The same as an identifier, for linkers that are given lists of symbols.
#[must_use]
pub fn plain_key_symbol(variable: &str) -> String {
    format!("ssot_config_key_{variable}_has_two_owners")
}

/// Whether code of the user's may not use this name where the guard is handed over.
#[must_use]
pub fn is_reserved(name: &Ident) -> bool {
    let name = name.unraw().to_string();
    [SEAL_PREFIX, RESERVED_PREFIX, CONSTRUCTORS_PREFIX]
        .iter()
        .any(|prefix| name.starts_with(prefix))
}

/// Whether a generic parameter of this name could hide something generated for `component`.
#[must_use]
pub fn hides_generated(parameter: &Ident, component: &Ident) -> bool {
    parameter.unraw().to_string().starts_with("__") || *parameter == factory(component)
}
