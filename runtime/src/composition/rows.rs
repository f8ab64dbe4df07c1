//! What is known of each entry while compiling, and what is refused of it alone.

use super::graph::{Row, hash, vacant};
use super::makes::{GivenPlan, Makes, MakesGiven, Plan};
use super::message::{Text, equal};
use super::node::Level;
use crate::component::{Descriptor, ScopeKind};
use crate::injection::Given;
use crate::interface::Interface;

/// A component of a composition.
#[must_use]
pub const fn row<A, S, T: Makes<A, S>>(level: usize, shared: bool) -> Row {
    of_plan(&T::plan, level, shared)
}

const fn of_plan<F, P, A, L, T>(_plan: &F, level: usize, shared: bool) -> Row
where
    F: Fn() -> P,
    P: Plan<A, L, T>,
    L: Level<A>,
{
    Row {
        name: P::NAME,
        hash: hash(P::NAME),
        definition: match P::DESCRIPTOR {
            Some(descriptor) => (descriptor.module, descriptor.type_name),
            None => ("", P::NAME),
        },
        needs: P::NEEDS,
        asynchronous: P::ASYNCHRONOUS,
        level,
        shared,
        #[cfg(feature = "metrics")]
        usage: P::USAGE,
    }
}

/// A component that is made of what a caller gives.
#[must_use]
pub const fn made_row<A, S, T: MakesGiven<A, S, At = L>, L: Level<A>>() -> Row {
    of_given_plan::<_, _, A, L, T, T::Given>(&T::plan)
}

const fn of_given_plan<F, P, A, L, T, G>(_plan: &F) -> Row
where
    F: Fn() -> P,
    P: GivenPlan<A, L, T, G>,
    L: Level<A>,
    G: Given,
{
    Row {
        name: P::DESCRIPTOR.name,
        hash: hash(P::DESCRIPTOR.name),
        definition: (P::DESCRIPTOR.module, P::DESCRIPTOR.type_name),
        needs: P::NEEDS,
        asynchronous: P::ASYNCHRONOUS,
        #[cfg(feature = "metrics")]
        usage: P::USAGE,
        ..vacant()
    }
}

/// What is known about the component of a slot.
///
/// # Panics
///
/// It is no component.
#[must_use]
pub const fn descriptor_of<A, S, T: Makes<A, S>>() -> &'static Descriptor {
    described(&T::plan)
}

const fn described<F: Fn() -> P, P: Plan<A, L, T>, A, L: Level<A>, T>(
    _plan: &F,
) -> &'static Descriptor {
    match P::DESCRIPTOR {
        Some(descriptor) => descriptor,
        None => panic!("it is made by a function"),
    }
}

/// Refuses to compile where a component is listed as an interface that it implements without
/// declaring it; or as a trait that is no interface, and has only the name that was written.
///
/// # Panics
///
/// There: the message is the error of the compiler.
#[track_caller]
pub const fn check_declared(component: &Descriptor, interface: &Interface, written: &str) {
    let mut index = 0;
    while index < component.interfaces.len() {
        let declared = &component.interfaces[index];
        if equal(declared.name, interface.name) && equal(declared.module, interface.module) {
            return;
        }
        index += 1;
    }
    let name = if interface.name.is_empty() {
        written
    } else {
        interface.name
    };
    let values = [("Component", component.name), ("Self", name)];
    let text = Text::of(ssot_macros::__rule!(ListedAsUndeclared), &values);
    panic!("{}", text.as_str());
}

/// Refuses to compile where an input is a component that belongs to a context, or the context itself,
/// whose name is then given.
///
/// # Panics
///
/// There: the message is the error of the compiler.
#[track_caller]
pub const fn check_input(component: Option<&'static Descriptor>, context: Option<&'static str>) {
    if let Some(context) = context {
        let values = [("Context", context)];
        let text = Text::of(ssot_macros::__rule!(ContextAsInput), &values);
        panic!("{}", text.as_str());
    }
    let Some(component) = component else {
        return;
    };
    if let ScopeKind::Context(context) = component.scope {
        let values = [("Component", component.name), ("Context", context)];
        let text = Text::of(ssot_macros::__rule!(InputOfAContext), &values);
        panic!("{}", text.as_str());
    }
}
