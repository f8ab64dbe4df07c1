//! A code base on its way: warned of, and moved.

use ::ssot::{factory, factory_only, moved, ssot_component};

/// A component whose literals and constructors still work.
#[derive(Clone, Debug, ::core::cmp::PartialEq, ::core::cmp::Eq)]
#[ssot_component(
    name = "strict::Cradle",
    canonical = "crate::adopted::Nest",
    enforce = "warn"
)]
pub struct Nest<T> {
    /// What lies in it.
    pub eggs: Vec<T>,
}

#[factory(enforce = "warn")]
impl<T> Nest<T> {
    /// Makes an empty one.
    #[must_use]
    pub fn empty() -> Self {
        Self::create(Vec::new())
    }

    /// Makes one of eggs.
    #[must_use]
    pub fn create(eggs: Vec<T>) -> Self {
        Self { eggs }
    }

    /// Lays the eggs later.
    ///
    /// # Errors
    ///
    /// If there are none.
    pub async fn later(eggs: impl Future<Output = Vec<T>> + Send) -> Result<Self, &'static str> {
        let eggs = eggs.await;
        if eggs.is_empty() {
            return Err("no eggs");
        }
        Ok(Self { eggs })
    }
}

/// Nobody sees it outside.
#[factory_only(new, enforce = "warn")]
struct Twig(u8);

/// The number of a twig.
#[must_use]
pub fn twig() -> u8 {
    TwigFactory::new(1).0
}

/// Where nests once were.
pub mod cradles {
    /// What a nest was called.
    #[::ssot::moved]
    pub type Cradle<T> = crate::adopted::Nest<T>;
}

/// Where a nest came from.
#[moved]
#[must_use]
pub fn build() -> Option<Nest<u8>> {
    Some(NestFactory::empty())
}

/// The same without a prelude.
pub mod bare {
    #![no_implicit_prelude]

    use ::ssot::without_prelude::diagnostic;
    use ::ssot::{factory, ssot_component, ssot_interface};

    /// There is one.
    #[ssot_interface(sole = "strict::bare::Branch")]
    pub trait Branch {}

    /// The one.
    #[derive(::core::fmt::Debug)]
    #[ssot_component(
        name = "strict::bare::Oak",
        implements(Branch),
        canonical = "crate::adopted::bare::Oak",
        enforce = "warn"
    )]
    pub struct Oak(pub ::std::string::String);

    #[factory(enforce = "warn")]
    impl Oak {
        /// Makes it.
        #[must_use]
        pub fn create() -> Self {
            Oak(::std::string::String::new())
        }
    }

    impl Branch for Oak {}

    /// Where trees once were.
    pub mod trees {
        #![no_implicit_prelude]

        /// What the oak was called.
        #[::ssot::moved]
        pub type Tree = super::Oak;

        /// Where it came from.
        #[::ssot::moved(to = crate::adopted::bare::Oak)]
        #[must_use]
        pub fn plant() -> u8 {
            1
        }
    }
}
