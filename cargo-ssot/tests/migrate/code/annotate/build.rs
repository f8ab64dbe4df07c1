//! What is written compiles, warns where it should, and does what it did.

use super::sample::Sample;

const LIB: &str = "//! A crate.
mod imp;
pub mod managers;
pub mod old;

pub use imp::{Cache, Plain};
pub use managers::{Manager, View as Old};
#[doc(inline)]
pub use managers::Handle;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_work_as_ever() {
        assert_eq!(Manager::new(3).get(), 3);
        assert_eq!(Manager::default().get(), 0);
        assert_eq!(old::Legacy::parse(\"7\").unwrap().get(), 7);
        assert_eq!(Old::of(&[1, 2]).first(), Some(&1));
        assert_eq!(Cache::with(1u8).clone().value(), 1);
        assert_eq!(Handle::new().0.len(), 0);
        assert_eq!(Manager { number: 5 }.get(), 5);
    }
}
";

const MANAGERS: &str = "//! Managers.

/// Manages.
#[derive(Debug, Default, PartialEq)]
pub struct Manager {
    pub number: u32,
}

impl Manager {
    /// The most.
    pub const MOST: u32 = 9;

    /// Makes one.
    pub fn new(number: u32) -> Self {
        Self { number: number.min(Self::MOST) }
    }

    pub fn get(&self) -> u32 {
        self.number
    }

    // Reads one.
    pub fn parse(text: &str) -> Result<Self, std::num::ParseIntError> {
        Ok(Self::new(text.parse()?))
    }

    pub const fn fixed() -> Self {
        Self { number: 1 }
    }
}

/// Looks.
pub struct View<'a, T> {
    all: &'a [T],
}

impl<'a, T> View<'a, T>
where
    T: PartialEq,
{
    pub fn of(all: &'a [T]) -> Self {
        Self { all }
    }

    pub fn first(&self) -> Option<&'a T> {
        self.all.first()
    }
}

/// Handles.
pub struct Handle(pub(crate) std::sync::Arc<Vec<u8>>);

impl Handle {
    pub fn new() -> Self {
        Self(Default::default())
    }
}
";

const IMP: &str = "mod makers;

/// Caches.
#[derive(Clone, Debug)]
pub struct Cache<T: Copy> {
    value: T,
}

impl<T: Copy> Cache<T> {
    pub fn value(&self) -> T {
        self.value
    }
}

pub struct Plain;
";

const MAKERS: &str = "// Makes.
use super::Cache;

impl<T: Copy> Cache<T> {
    pub fn with(value: T) -> Self {
        Cache { value }
    }
}
";

#[test]
fn what_is_annotated_compiles_and_works_and_warns_at_its_old_paths() {
    let tool = "//! A program.
use acme::managers::Manager;
pub use acme::managers::Manager as Passed;

fn main() {
    let _ = (Manager::parse(\"1\"), acme::old::Legacy::fixed());
}
";
    let files = [
        ("acme/src/lib.rs", LIB),
        ("acme/src/managers.rs", MANAGERS),
        ("acme/src/imp.rs", IMP),
        ("acme/src/imp/makers.rs", MAKERS),
        (
            "acme/src/old.rs",
            "//! Old paths.\npub use crate::managers::Manager as Legacy;\n",
        ),
        ("tool/src/main.rs", tool),
    ];
    let files = files.map(|(path, text)| (path.to_owned(), text.to_owned()));
    let sample = Sample::of_packages(&["acme", "tool"], &files);
    passes(&sample, "test");

    for (name, changes) in [("Manager", 4), ("View", 2), ("Cache", 1)] {
        let annotated = sample.annotate(name);
        assert_eq!(annotated.changes, changes, "{name}: {annotated:?}");
    }
    let handle = sample.annotate("Handle");
    assert_eq!(handle.changes, 1, "{handle:?}");
    let warnings = passes(&sample, "test");
    for warning in [
        "deprecated type alias `old::Legacy`: ssot:canonical=crate::managers::Manager, where it has moved",
        "deprecated type alias `Old`: ssot:canonical=crate::managers::View, where it has moved",
        "deprecated type alias `acme::old::Legacy`: ssot:canonical=crate::managers::Manager, where it has moved",
        "deprecated associated function `acme::managers::Manager::parse`: SSOT001",
        "SSOT002: deriving `Default` would make instances of `Manager`",
    ] {
        assert!(warnings.contains(warning), "{warning}\n\n{warnings}");
    }

    // Nothing of it has to be written once more to be enforced.
    for file in ["acme/src/imp.rs", "acme/src/imp/makers.rs"] {
        let text = sample.read(file);
        let denied = text.replace("enforce = \"warn\"", "enforce = \"deny\"");
        assert_ne!(text, denied);
        sample.write(file, &denied);
    }
    passes(&sample, "check");
}

/// What cargo says, of a workspace that it builds.
fn passes(sample: &Sample, command: &str) -> String {
    let output = sample.cargo(&[command]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let done = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}{done}");
    said
}
