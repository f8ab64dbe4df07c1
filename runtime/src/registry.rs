//! The components that are linked into the binary.

use std::string::ToString;
use std::sync::OnceLock;
use std::vec::Vec;

use crate::component::{Component, Descriptor};
use crate::interface::Interface;
use crate::linked;
#[cfg(feature = "metrics")]
use crate::usage::Usage;
use crate::violation::{Violation, violation};

/// The components of the binary, sorted by name.
///
/// A component is listed if its crate is linked. A crate that nothing refers to is not.
///
/// ```standalone_crate
/// use ssot::{ssot_component, ssot_interface};
///
/// #[ssot_interface]
/// pub trait Clock {}
///
/// #[ssot_component(new, implements(Clock))]
/// pub struct Quartz {}
///
/// #[ssot_component(new, implements(Clock))]
/// pub struct Sundial {}
///
/// impl Clock for Quartz {}
/// impl Clock for Sundial {}
///
/// # fn main() {
/// let registry = ssot::registry();
/// assert!(registry.len() == 2 && !registry.is_empty());
/// let names: Vec<_> = registry.iter().map(|component| component.name).collect();
/// assert_eq!(names, ["Quartz", "Sundial"]);
/// assert_eq!(registry.by_interface("Clock").count(), 2);
/// assert_eq!(registry.by_name("Sundial"), Some(registry.by_type::<Sundial>()));
/// assert_eq!(registry.get("Hourglass"), None);
/// assert!(registry.verify().is_empty());
/// # }
/// ```
#[derive(Debug)]
pub struct Registry {
    components: Vec<&'static Descriptor>,
}

/// The components of this binary. The list is made once, when this is first called.
///
/// ```
/// #[ssot::ssot_component(new, scope = singleton)]
/// pub struct Clock {
///     offset: i64,
/// }
///
/// let clock = ssot::registry().by_name("Clock").expect("it is linked");
/// assert_eq!(clock.scope, ssot::ScopeKind::Singleton);
/// assert!(ssot::registry().verify().is_empty());
/// ```
#[must_use]
pub fn registry() -> &'static Registry {
    static REGISTRY: OnceLock<Registry> = OnceLock::new();
    REGISTRY.get_or_init(|| Registry::of(linked::components().map(|(component, _)| component)))
}

impl Registry {
    fn of(components: impl Iterator<Item = &'static Descriptor>) -> Self {
        let mut components: Vec<_> = components.collect();
        components.sort_unstable_by_key(|component| {
            (
                component.name,
                component.package,
                component.version,
                component.module,
                component.file,
                component.line,
            )
        });
        // A package whose own tests link it once more lists each of its components twice.
        components.dedup();
        Self { components }
    }

    /// The number of components.
    #[must_use]
    pub fn len(&self) -> usize {
        self.components.len()
    }

    /// Whether the registry is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.components.is_empty()
    }

    /// The components in the order of their names.
    #[must_use]
    pub fn iter(&self) -> Iter<'_> {
        Iter(self.components.iter())
    }

    /// The component of this name.
    #[must_use]
    pub fn by_name(&self, name: &str) -> Option<&'static Descriptor> {
        let first = self
            .components
            .partition_point(|component| component.name < name);
        self.components
            .get(first)
            .copied()
            .filter(|component| component.name == name)
    }

    /// The same as [`Registry::by_name`].
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&'static Descriptor> {
        self.by_name(name)
    }

    /// The description of a component type, generic or not. This is not a look-up: it is a constant of the type.
    #[must_use]
    pub fn by_type<C: Component>(&self) -> &'static Descriptor {
        C::DESCRIPTOR
    }

    /// The components that declare an interface, in the order of their names.
    ///
    /// `interface` is the trait's name, or its path starting with the crate's name.
    pub fn by_interface<'a>(
        &'a self,
        interface: &'a str,
    ) -> impl Iterator<Item = &'static Descriptor> + 'a {
        self.iter().filter(move |component| {
            component
                .interfaces
                .iter()
                .any(|known| known.is_named(interface))
        })
    }

    /// Every violation that is visible at run time, sorted by name.
    ///
    /// Usually it is empty: within a crate the compiler reports a component that is defined twice, and across
    /// crates the linker does. This check is for builds in which the linker does not: `lto = "thin"`, unit tests, whose
    /// components have no symbol, and several dynamic libraries in one process.
    #[must_use]
    pub fn verify(&self) -> Vec<Violation> {
        let same_name = self
            .components
            .chunk_by(|left, right| left.name == right.name);
        let same_name = same_name.filter(|group| group.len() > 1).map(defined_twice);
        let found = same_name.chain(self.implemented_twice());
        #[cfg(feature = "config")]
        let found = found.chain(crate::config::owned_twice(&self.components));
        found.collect()
    }

    /// Each sole interface that several components declare, in the order of the components.
    fn implemented_twice(&self) -> impl Iterator<Item = Violation> {
        let mut sole: Vec<(&Interface, Vec<&'static Descriptor>)> = Vec::new();
        for component in self {
            for interface in component
                .interfaces
                .iter()
                .filter(|interface| interface.sole)
            {
                match sole.iter_mut().find(|(known, _)| *known == interface) {
                    Some((_, components)) if components.contains(&component) => {}
                    Some((_, components)) => components.push(component),
                    None => sole.push((interface, std::vec![component])),
                }
            }
        }
        let several = sole
            .into_iter()
            .filter(|(_, components)| components.len() > 1);
        several.map(|(interface, components)| {
            let values = [
                ("name", interface.to_string()),
                ("count", components.len().to_string()),
            ];
            violation(ssot_macros::__rule!(ImplementedTwice), &values, &components)
        })
    }
}

impl<'a> IntoIterator for &'a Registry {
    type Item = &'static Descriptor;
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// The components of a [`Registry`], in the order of their names.
#[derive(Clone, Debug)]
pub struct Iter<'a>(core::slice::Iter<'a, &'static Descriptor>);

impl Iterator for Iter<'_> {
    type Item = &'static Descriptor;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().copied()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl DoubleEndedIterator for Iter<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.0.next_back().copied()
    }
}

impl ExactSizeIterator for Iter<'_> {}

/// Several components of one name: of several versions of one package, or of several places.
fn defined_twice(group: &[&'static Descriptor]) -> Violation {
    let first = group[0];
    let one_place = group
        .iter()
        .all(|other| (other.package, other.module) == (first.package, first.module));
    let versions: Vec<_> = group.iter().map(|component| component.version).collect();
    let several_versions = versions.windows(2).all(|pair| pair[0] != pair[1]);
    if one_place && several_versions {
        let values = [
            ("name", first.name.to_string()),
            ("package", first.package.to_string()),
            ("versions", versions.join(", ")),
        ];
        return violation(ssot_macros::__rule!(PackageTwice), &values, group);
    }
    let values = [
        ("name", first.name.to_string()),
        ("count", group.len().to_string()),
    ];
    violation(ssot_macros::__rule!(DefinedTwice), &values, group)
}

/// Every component of the binary with its counters, in no order.
#[cfg(feature = "metrics")]
pub(crate) fn registrations() -> impl Iterator<Item = (&'static Descriptor, &'static Usage)> {
    linked::components().filter_map(|(component, usage)| Some((component, usage?)))
}

#[cfg(test)]
mod tests {
    use std::boxed::Box;

    use super::Registry;
    use crate::component::{Descriptor, ScopeKind};
    use crate::seal::FactorySeal;

    fn component(
        name: &'static str,
        module: &'static str,
        version: &'static str,
    ) -> &'static Descriptor {
        Box::leak(Box::new(Descriptor {
            name,
            type_name: "Port",
            module,
            file: "src/lib.rs",
            line: 7,
            scope: ScopeKind::Transient,
            interfaces: &[],
            canonical: None,
            package: "acme",
            version,
            __made_by_the_attribute: FactorySeal::of_a_test(),
        }))
    }

    #[test]
    fn one_package_in_two_versions_is_reported_as_that() {
        let components = [
            component("Port", "acme", "1.0.0"),
            component("Port", "acme", "2.1.0"),
        ];
        let violations = Registry::of(components.into_iter()).verify();
        assert_eq!(violations.len(), 1);
        assert_eq!(violations[0].code, "SSOT024");
        assert_eq!(
            violations[0].message,
            "component `Port` is linked from several versions of `acme`: 1.0.0, 2.1.0"
        );
    }

    #[test]
    fn two_places_are_two_definitions() {
        let components = [
            component("Port", "acme::one", "1.0.0"),
            component("Port", "acme::two", "1.0.0"),
        ];
        let violations = Registry::of(components.into_iter()).verify();
        assert_eq!(violations[0].code, "SSOT020");
        assert_eq!(violations[0].components.len(), 2);
    }

    #[test]
    fn a_component_that_is_linked_twice_is_listed_once() {
        let components = [
            component("Port", "acme", "1.0.0"),
            component("Port", "acme", "1.0.0"),
        ];
        let registry = Registry::of(components.into_iter());
        assert_eq!(registry.len(), 1);
        assert!(registry.verify().is_empty());
    }
}
