//! Nothing here is called `ssot`.

use renamed_ssot::{factory, factory_only, ssot_component, ssot_interface};

/// Says something.
#[ssot_interface(crate = renamed_ssot)]
pub trait Speaker<Word> {
    /// What it says.
    fn speak(&self) -> Word;
}

/// Is anything.
#[ssot_interface(open, crate = ::renamed_ssot)]
pub trait Open {}

/// A component.
#[derive(Debug)]
#[ssot_component(
    crate = renamed_ssot,
    name = "renamed::Parrot",
    implements(Speaker<String>, Open),
    scope = singleton,
    allow(Clone)
)]
#[derive(Clone, PartialEq)]
pub struct Parrot {
    word: String,
}

#[factory(crate = renamed_ssot)]
impl Parrot {
    /// Makes a parrot.
    #[must_use]
    pub fn create(word: &str) -> Option<Self> {
        (!word.is_empty()).then(|| Self {
            word: word.to_owned(),
        })
    }

    /// Waits for a parrot.
    pub async fn awaited(word: &str) -> Option<Self> {
        Self::create(core::future::ready(word).await)
    }
}

impl Speaker<String> for Parrot {
    fn speak(&self) -> String {
        self.word.clone()
    }
}

impl Open for Parrot {}

/// A generated constructor.
#[derive(Debug)]
#[factory_only(new, crate = crate::dependencies::hidden)]
pub struct Generated<T>(pub T);

/// A unit.
#[factory_only(crate = dependencies::hidden)]
#[derive(Debug)]
pub struct Unit;

#[factory(crate = dependencies::hidden)]
impl Unit {
    /// Makes the unit.
    #[must_use]
    pub fn create() -> Self {
        Self
    }
}

mod dependencies {
    pub(crate) use renamed_ssot as hidden;
}
