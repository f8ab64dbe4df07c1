//! What an attribute reports, without what it expands to.
//!
//! ```
//! use quote::quote;
//! use ssot_rules::{names, reported};
//!
//! let item = quote! { impl Port { pub fn number(&self) -> u16 { self.0 } } };
//! let found = reported::violations(names::FACTORY, quote!(), &item, false);
//! assert_eq!(found[0].rule().entry().code, "SSOT006");
//! ```

use proc_macro2::TokenStream;

use crate::annotated::{Annotated, configuration, factory, guard, interface, moved};
use crate::arguments::{
    ConfigurationArguments, FactoryArguments, GuardArguments, InterfaceArguments, MovedArguments,
    NoHardcodedArguments,
};
use crate::configuration::Configuration;
use crate::constructors::{Constructors, FactoryImpl};
use crate::guarded::Guarded;
use crate::hardcoded;
use crate::injection::Injected;
use crate::interface::Interface;
use crate::moved::Moved;
use crate::names;
use crate::replaces;
use crate::violation::{Violation, Violations};

/// What `attribute` reports of the item that it stands on, as far as its own tokens tell.
///
/// `item` is what rustc would hand to the attribute: the item without it, and without the derives above it.
/// `denied` says that the component of a `#[factory]` impl permits no address in its constructors.
#[must_use]
pub fn violations(
    attribute: &'static str,
    arguments: TokenStream,
    item: &TokenStream,
    denied: bool,
) -> Vec<Violation> {
    let mut violations = Violations::new();
    match attribute {
        names::FACTORY_ONLY | names::SSOT_COMPONENT => {
            let mut arguments = GuardArguments::read(attribute, arguments, &mut violations);
            if let Annotated::Wanted(read) = guard(attribute, item, &mut violations) {
                let attribute = arguments.add_repeated(attribute, &read.repeated);
                Guarded::read(attribute, &read.item, arguments, &mut violations);
            }
        }
        names::FACTORY => {
            let arguments = FactoryArguments::read(arguments, &mut violations);
            if let Annotated::Wanted(item) = factory(item, &mut violations) {
                check_constructors(&item, &arguments, denied, &mut violations);
            }
        }
        names::SSOT_INTERFACE => {
            let arguments = InterfaceArguments::read(arguments, &mut violations);
            if let Annotated::Wanted(item) = interface(item, &mut violations) {
                Interface::read(&item, arguments, &mut violations);
            }
        }
        names::MOVED => {
            let arguments = MovedArguments::read(arguments, &mut violations);
            if let Annotated::Wanted(item) = moved(item, &mut violations) {
                Moved::read(&item, &arguments, &mut violations);
            }
        }
        names::NO_HARDCODED => {
            let arguments = NoHardcodedArguments::read(arguments, &mut violations);
            hardcoded::check(item.clone(), &arguments.allow, &mut violations);
        }
        names::SSOT_CONFIG => {
            let arguments = ConfigurationArguments::read(arguments, &mut violations);
            if let Annotated::Wanted((item, keys)) = configuration(item, &mut violations) {
                Configuration::read(&item, &arguments, &keys, &mut violations);
                let guard = arguments.guard;
                Guarded::read(names::SSOT_COMPONENT, &item, guard, &mut violations);
            }
        }
        _ => {}
    }
    violations.into_vec()
}

fn check_constructors(
    item: &FactoryImpl,
    arguments: &FactoryArguments,
    denied: bool,
    violations: &mut Violations,
) {
    let Some(constructors) = Constructors::read(item, arguments.enforcement, violations) else {
        return;
    };
    replaces::check_arguments(arguments, constructors.name(), violations);
    Injected::read(&constructors, violations);
    if denied || arguments.hardcoded.is_some() {
        let functions = constructors.functions.iter();
        functions
            .flat_map(|function| hardcoded::in_constructor(function.original))
            .for_each(|violation| violations.report(violation));
    }
}
