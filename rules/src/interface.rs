//! The model of an interface: `#[ssot_interface]`.
//!
//! ```
//! use quote::quote;
//! use ssot_rules::Violations;
//! use ssot_rules::arguments::InterfaceArguments;
//! use ssot_rules::interface::Interface;
//!
//! let mut violations = Violations::new();
//! let arguments = InterfaceArguments::read(quote!(sole), &mut violations);
//! let item = ssot_rules::written! { trait Clock { fn hour(&self) -> u8; } };
//! let interface = Interface::read(&item, arguments, &mut violations);
//! assert_eq!(interface.sole_name().as_deref(), Some("Clock"));
//! assert!(violations.into_vec().is_empty());
//! ```

use crate::arguments::InterfaceArguments;
use crate::catalogue::Rule;
use crate::guarded::{keyword_of, kind_of};
use crate::identifiers;
use crate::names;
use crate::syntax::{AnyIdent, Item, ItemTrait, LitStr};
use crate::violation::{Violation, Violations};

/// A trait that components declare.
#[non_exhaustive]
pub struct Interface<'a> {
    /// The trait as it was written.
    pub original: &'a ItemTrait,
    /// The arguments of the attribute.
    pub arguments: InterfaceArguments,
}

impl<'a> Interface<'a> {
    /// Checks a trait with the arguments of its attribute. A mock that cannot be made is reported and left out.
    pub fn read(
        original: &'a ItemTrait,
        mut arguments: InterfaceArguments,
        violations: &mut Violations,
    ) -> Self {
        let mock = arguments.mock.take();
        arguments.mock = mock.and_then(|mock| mock.checked(original, violations));
        let interface = Self {
            original,
            arguments,
        };
        check_sole_name(&interface, violations);
        interface
    }

    /// The name under which there may be one implementation; `None` if there may be several.
    #[must_use]
    pub fn sole_name(&self) -> Option<String> {
        let sole = self.arguments.sole.as_ref()?;
        let own = || self.original.ident.unraw().to_string();
        Some(sole.name.as_ref().map_or_else(own, LitStr::value))
    }
}

/// The name of a sole interface becomes a symbol in which `::` is written as two underscores.
fn check_sole_name(interface: &Interface<'_>, violations: &mut Violations) {
    let (sole, ident) = (&interface.arguments.sole, &interface.original.ident);
    let own_name = sole.as_ref().is_some_and(|sole| sole.name.is_none());
    if let Some(defect) = identifiers::defect(ident).filter(|_| own_name) {
        violations.report(
            Violation::new(Rule::InvalidName, ident)
                .with("name", identifiers::visible(&ident.to_string()))
                .with("defect", defect)
                .advise("give it another name, by renaming the trait or by `sole = \"..\"`"),
        );
    }
}

/// Reports an item that is no trait.
pub fn refuse(item: &Item, violations: &mut Violations) {
    let advice = match item {
        Item::Struct(_) => format!(
            "write `#[{}(implements(Interface))]` on a struct",
            names::SSOT_COMPONENT
        ),
        Item::Impl(_) => {
            "write the attribute on the trait itself; its implementations need none".to_owned()
        }
        _ => "remove the attribute".to_owned(),
    };
    violations.report(
        Violation::new(Rule::WrongItem, &keyword_of(item))
            .with("attribute", names::SSOT_INTERFACE)
            .with("wanted", "a trait")
            .with("found", kind_of(item))
            .advise(advice),
    );
}
