//! The model of an interface: `#[ssot_interface]`.

use syn::{Item, ItemTrait};

use crate::arguments::InterfaceArguments;
use crate::catalogue::Rule;
use crate::guarded::{keyword_of, kind_of};
use crate::names;
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
    /// The model of a trait with the arguments of its attribute.
    #[must_use]
    pub fn new(original: &'a ItemTrait, arguments: InterfaceArguments) -> Self {
        Self {
            original,
            arguments,
        }
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
            "write the attribute on the trait itself; its implementations carry none".to_owned()
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
