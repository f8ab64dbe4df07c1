//! Whether a composition is everything, at run time.

use std::error::Error;
use std::fmt;
use std::marker::PhantomData;
use std::string::ToString;
use std::sync::OnceLock;
use std::vec::Vec;

use super::graph::Graph;
use super::message::equal;
use super::part::PartRows;
use super::sections::ScopeOf;
use crate::component::{Component, Descriptor, ScopeKind};
use crate::context::Context;
use crate::injection::Unstated;
use crate::registry::registry;
use crate::violation::{Violation, violation};

/// The application cannot be composed, because a listed component is defined twice in the binary, or because a parameter of a
/// generic composition, among its inputs, stands for a component that belongs to a context.
///
/// Usually the compiler or the linker reports a second definition:
/// [`Registry::verify`](crate::Registry::verify) documents the other builds.
///
/// ```
/// # use ssot::{composition, ssot_component};
/// # #[ssot_component(new, scope = singleton)]
/// # pub struct Clock {}
/// # composition! {
/// #     pub struct App {
/// #         singletons { Clock }
/// #     }
/// # }
/// # fn main() {
/// let application = App::new().unwrap_or_else(|error| {
///     for violation in error.violations() {
///         eprintln!("{violation}");
///     }
///     std::process::exit(1)
/// });
/// assert!(application.get::<Clock>().is_ok());
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct CompositionError(Vec<Violation>);

impl CompositionError {
    /// The violations.
    #[must_use]
    pub fn violations(&self) -> &[Violation] {
        &self.0
    }
}

impl fmt::Display for CompositionError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.0.iter().enumerate() {
            if index > 0 {
                formatter.write_str("\n")?;
            }
            write!(formatter, "{violation}")?;
        }
        Ok(())
    }
}

impl Error for CompositionError {}

/// Refuses a composition of components that are defined twice.
///
/// # Errors
///
/// There are such components.
pub fn check_definitions(graph: &Graph<'_>) -> Result<(), CompositionError> {
    // What is linked stays what it is: all applications after the first ask for nothing.
    static VIOLATIONS: OnceLock<Vec<Violation>> = OnceLock::new();
    let violations = VIOLATIONS.get_or_init(|| registry().verify()).iter();
    let concern = |violation: &&Violation| {
        let mut concerned = violation.components.iter();
        concerned.any(|component| graph.slot_named(component.name).is_some())
    };
    let violations: Vec<_> = violations.filter(concern).cloned().collect();
    refused(violations)
}

fn refused(violations: Vec<Violation>) -> Result<(), CompositionError> {
    if violations.is_empty() {
        Ok(())
    } else {
        Err(CompositionError(violations))
    }
}

/// Refuses what the parameters of a composition stand for, by the names that the compiler has for these types, if it is a
/// component of a context. Elsewhere the compiler refuses such an input; what a parameter stands for, it does not ask.
///
/// # Errors
///
/// There are such components.
pub fn check_inputs(types: &[&'static str]) -> Result<(), CompositionError> {
    let mut violations = Vec::new();
    for component in registry() {
        let ScopeKind::Context(context) = component.scope else {
            continue;
        };
        let is_it = |ty: &&str| {
            let path = ty.split('<').next().unwrap_or_default();
            let within = path.strip_prefix(component.module);
            within.and_then(|name| name.strip_prefix("::")) == Some(component.type_name)
        };
        if types.iter().any(is_it) {
            let values = [
                ("Component", component.name.to_string()),
                ("Context", context.to_string()),
            ];
            let rule = ssot_macros::__rule!(InputOfAContext);
            violations.push(violation(rule, &values, &[component]));
        }
    }
    refused(violations)
}

/// What a composition knows about a type: its description, if it is a component.
///
/// A constant of the type itself is found before that of a trait, where its bounds hold.
pub struct Described<T: ?Sized>(PhantomData<T>);

impl<T: ?Sized + Component> Described<T> {
    /// The description of the component.
    pub const DESCRIPTOR: Option<&'static Descriptor> = Some(T::DESCRIPTOR);
    /// The scope that it declares.
    pub const SCOPE: PhantomData<ScopeOf<T>> = PhantomData;
}

impl<T: Context> Described<T> {
    /// It says whose instances others are.
    pub const IS_CONTEXT: bool = true;
}

/// What is found where a type is no component, or no context.
pub trait DescribedOther {
    /// It is no context.
    const IS_CONTEXT: bool = false;
    /// There is none.
    const DESCRIPTOR: Option<&'static Descriptor> = None;
    /// It declares none.
    const SCOPE: PhantomData<Unstated> = PhantomData;
}

impl<T: ?Sized> DescribedOther for Described<T> {}

/// Whether a component is among others, which may be written in other words.
#[must_use]
pub const fn is_among(component: Option<&Descriptor>, others: &[Option<&Descriptor>]) -> bool {
    let mut index = 0;
    while index < others.len() {
        if let (Some(component), Some(other)) = (component, others[index])
            && equal(component.name, other.name)
        {
            return true;
        }
        index += 1;
    }
    false
}

/// Reports every component of the binary that is neither in the graph nor among `others` nor in a part, and every
/// name of `left_out` that no component of the binary has.
#[must_use]
pub fn verify(
    composition: &'static str,
    graph: &Graph<'_>,
    others: &[Option<&'static Descriptor>],
    left_out: &[&'static str],
    parts: &[&PartRows],
) -> Vec<Violation> {
    let registry = registry();
    let mut violations = registry.verify();
    let known = |name: &str| {
        graph.slot_named(name).is_some()
            || left_out.contains(&name)
            || others.iter().flatten().any(|other| other.name == name)
            || parts.iter().any(|part| part.knows(name))
    };
    for component in registry {
        if !known(component.name) {
            let values = [
                ("name", component.name.to_string()),
                ("composition", composition.to_string()),
            ];
            let rule = ssot_macros::__rule!(NotComposed);
            violations.push(violation(rule, &values, &[component]));
        }
    }
    for name in left_out {
        if registry.get(name).is_none() {
            let values = [
                ("entry", (*name).to_string()),
                ("composition", composition.to_string()),
            ];
            violations.push(violation(
                ssot_macros::__rule!(NothingLeftOut),
                &values,
                &[],
            ));
        }
    }
    violations
}
