//! Everything that the macros do, in a crate that forbids unsafe code and denies every lint, with
//! and without a prelude.
//!
//! Left out of rustc's lints that are allowed by default are those of the unstable language only:
//! `fuzzy_provenance_casts`, `lossy_provenance_casts`, `multiple_supertrait_upcastable`,
//! `must_not_suspend`, `non_exhaustive_omitted_patterns`,
//! `resolving_to_items_shadowing_supertrait_items`, `shadowing_supertrait_items` and
//! `unqualified_local_imports`; and `linker_messages`, which is about binaries.

#![forbid(unsafe_code)]
#![deny(warnings, future_incompatible, nonstandard_style, unused)]
#![deny(
    absolute_paths_not_starting_with_crate,
    ambiguous_negative_literals,
    closure_returning_async_block,
    deprecated_in_future,
    deprecated_safe_2024,
    deref_into_dyn_supertrait,
    edition_2024_expr_fragment_specifier,
    elided_lifetimes_in_paths,
    explicit_outlives_requirements,
    ffi_unwind_calls,
    if_let_rescope,
    impl_trait_overcaptures,
    impl_trait_redundant_captures,
    keyword_idents_2018,
    keyword_idents_2024,
    let_underscore_drop,
    macro_use_extern_crate,
    meta_variable_misuse,
    missing_copy_implementations,
    missing_debug_implementations,
    missing_docs,
    missing_unsafe_on_extern,
    non_ascii_idents,
    redundant_imports,
    redundant_lifetimes,
    rust_2021_incompatible_closure_captures,
    rust_2021_incompatible_or_patterns,
    rust_2021_prefixes_incompatible_syntax,
    rust_2021_prelude_collisions,
    rust_2024_guarded_string_incompatible_syntax,
    rust_2024_incompatible_pat,
    rust_2024_prelude_collisions,
    single_use_lifetimes,
    tail_expr_drop_order,
    trivial_casts,
    trivial_numeric_casts,
    unit_bindings,
    unnameable_types,
    unreachable_pub,
    unsafe_attr_outside_unsafe,
    unsafe_op_in_unsafe_fn,
    unstable_features,
    unused_crate_dependencies,
    unused_extern_crates,
    unused_import_braces,
    unused_lifetimes,
    unused_macro_rules,
    unused_qualifications,
    unused_results,
    variant_size_differences
)]
#![deny(clippy::all, clippy::pedantic, clippy::nursery)]
// A constructor cannot be constant, which this lint asks for.
#![allow(clippy::missing_const_for_fn)]

pub mod adopted;
pub mod composed;
pub mod configured;
pub mod mocked;

use ::core::fmt::Debug;
use ::ssot::{factory, factory_only, no_hardcoded, ssot_component, ssot_interface};

/// Says something.
#[ssot_interface]
pub trait Speaker {
    /// What it says.
    fn speak(&self) -> String;
}

/// Changes one thing into another.
#[ssot_interface]
pub trait Changer<Input, const SIZE: usize>: Speaker
where
    Input: Debug,
{
    /// What it makes of it.
    fn change(&self, input: Input) -> [Input; SIZE];
}

/// Waits.
#[ssot_interface(open)]
pub trait Waiter {
    /// Waits for a number.
    fn wait(&self) -> impl ::core::future::Future<Output = u8> + Send;
}

/// A component with everything.
#[derive(Debug, ::core::cmp::PartialEq, ::core::cmp::Eq)]
#[ssot_component(
    name = "strict::Parrot",
    implements(Speaker, Changer<u8, 2>, Waiter),
    scope = transient,
    canonical = "crate::birds::Parrot",
    allow(Clone)
)]
#[derive(::core::clone::Clone)]
pub struct Parrot {
    words: String,
    age: u8,
}

/// Where to import birds from.
pub mod birds {
    pub use super::Parrot;
}

/// Why there is no parrot.
#[derive(Clone, Copy, Debug, ::core::cmp::PartialEq, ::core::cmp::Eq)]
#[non_exhaustive]
pub enum NoParrot {
    /// It does not speak.
    Silent,
}

#[factory]
impl Parrot {
    /// Makes a parrot.
    ///
    /// # Errors
    ///
    /// A parrot speaks.
    #[inject]
    pub fn create(words: &str, age: u8) -> Result<Self, NoParrot> {
        if words.is_empty() {
            return Err(NoParrot::Silent);
        }
        Ok(Self {
            words: words.to_owned(),
            age,
        })
    }

    /// Makes a parrot of a pair.
    #[must_use]
    pub fn from_pair((words, age): (String, u8)) -> Self {
        Self { words, age }
    }

    /// Makes a young parrot.
    #[must_use]
    pub fn young(words: Option<&str>) -> Option<Self> {
        Self::create(words?, 0).ok()
    }

    /// Makes a parrot out of anything that is text.
    #[must_use]
    pub fn of<Words: Into<String>, const AGE: u8>(words: Words) -> Self {
        Self {
            words: words.into(),
            age: AGE,
        }
    }

    /// Waits for a parrot.
    pub async fn awaited(
        words: &str,
        age: impl ::core::future::Future<Output = u8> + Send,
    ) -> Self {
        let age = age.await;
        Self {
            words: words.to_owned(),
            age,
        }
    }
}

impl Speaker for Parrot {
    fn speak(&self) -> String {
        self.words.clone()
    }
}

impl Changer<u8, 2> for Parrot {
    fn change(&self, input: u8) -> [u8; 2] {
        [self.age, input]
    }
}

impl Waiter for Parrot {
    async fn wait(&self) -> u8 {
        ::core::future::ready(self.age).await
    }
}

/// A generic component.
#[derive(Debug)]
#[ssot_component(name = "strict::Nest", scope = singleton, implements(Speaker))]
pub struct Nest<'a, Egg: Debug + ?Sized + 'a, const SIZE: usize = 1> {
    eggs: [&'a Egg; SIZE],
}

#[factory]
impl<'a, Egg: Debug + ?Sized, const SIZE: usize> Nest<'a, Egg, SIZE> {
    /// Makes a nest with eggs.
    #[must_use]
    pub fn create(eggs: [&'a Egg; SIZE]) -> Self {
        Self { eggs }
    }
}

impl<Egg: Debug + ?Sized, const SIZE: usize> Speaker for Nest<'_, Egg, SIZE> {
    fn speak(&self) -> String {
        ::std::format!("{:?}", self.eggs)
    }
}

/// A tuple.
#[derive(Debug)]
#[factory_only]
pub struct Pair(pub u8, u8);

#[factory]
impl Pair {
    /// Makes a pair.
    #[must_use]
    pub fn create(first: u8) -> Self {
        Self(first, first)
    }
}

impl Pair {
    /// Both.
    #[must_use]
    pub const fn sum(&self) -> u8 {
        self.0.saturating_add(self.1)
    }
}

/// A unit.
#[derive(Debug)]
#[factory_only]
pub struct Unit;

#[factory]
impl Unit {
    /// Makes the unit.
    #[must_use]
    pub fn create() -> Self {
        Self
    }
}

/// A generated constructor.
#[derive(Debug)]
#[factory_only(new)]
pub struct Generated<Inner: Sized> {
    /// What is in it.
    pub inner: Inner,
}

/// A generated constructor of a component.
#[derive(Debug)]
#[ssot_component(new, name = "strict::GeneratedTuple")]
pub struct GeneratedTuple(pub u8);

/// A component without addresses.
#[derive(Debug)]
#[ssot_component(name = "strict::Client", hardcoded = "deny")]
pub struct Client {
    server: String,
}

#[factory(hardcoded = "deny")]
impl Client {
    /// Makes a client.
    #[must_use]
    pub fn create(host: &str, port: u16) -> Self {
        Self {
            server: ::std::format!("{host}:{port}"),
        }
    }
}

impl Client {
    /// Where it connects to.
    #[must_use]
    #[no_hardcoded]
    pub const fn server(&self) -> &str {
        self.server.as_str()
    }
}

/// The same with an address, which is permitted here.
#[derive(Debug)]
#[ssot_component(name = "strict::LocalClient")]
pub struct LocalClient {
    server: &'static str,
}

#[factory]
impl LocalClient {
    /// Makes a client.
    #[must_use]
    pub fn create() -> Self {
        Self {
            server: "localhost:80",
        }
    }
}

impl LocalClient {
    /// Where it connects to.
    #[must_use]
    pub const fn server(&self) -> &str {
        self.server
    }
}

/// A component that nobody else can name.
#[ssot_component(name = "strict::Hidden", hardcoded = "deny", new)]
struct Hidden {
    number: u8,
}

/// What it holds.
#[must_use]
pub fn hidden() -> u8 {
    HiddenFactory::new(1).number
}

/// What is known of places.
#[no_hardcoded(allow("http://localhost", reason = "the machine itself"))]
pub mod places {
    /// The machine itself.
    pub const HERE: &str = "http://localhost";
}

/// A module without a prelude.
pub mod without_a_prelude {
    #![no_implicit_prelude]

    use ::core::convert::Into;
    use ::core::option::Option::{self, None, Some};
    use ::ssot::without_prelude::diagnostic;
    use ::ssot::{factory, ssot_component, ssot_interface};
    use ::std::borrow::ToOwned;
    use ::std::string::String;

    /// An interface.
    #[ssot_interface]
    pub trait Counter<Number> {
        /// Counts.
        fn count(&self, start: Number) -> Number;
    }

    /// A component.
    #[derive(::core::fmt::Debug, ::core::cmp::PartialEq, ::core::cmp::Eq)]
    #[ssot_component(
        name = "strict::Bare",
        scope = singleton,
        implements(super::Speaker, Counter<usize>)
    )]
    pub struct Bare {
        text: String,
    }

    #[factory]
    impl Bare {
        /// Makes one of anything that is text.
        #[must_use]
        pub fn create(text: impl Into<String>) -> Option<Self> {
            let text = text.into();
            if text.is_empty() {
                return None;
            }
            Some(Self { text })
        }

        /// Makes one that is known.
        #[must_use]
        pub fn known() -> Option<Self> {
            Some("known".to_owned()).and_then(Self::create)
        }

        /// Makes none.
        pub async fn awaited(text: &str) -> Option<Self> {
            Self::create(::core::future::ready(text).await)
        }
    }

    impl Counter<usize> for Bare {
        fn count(&self, start: usize) -> usize {
            self.text.len().saturating_add(start)
        }
    }

    impl super::Speaker for Bare {
        fn speak(&self) -> String {
            ::core::clone::Clone::clone(&self.text)
        }
    }

    /// A text.
    #[::ssot::no_hardcoded]
    #[must_use]
    pub const fn text() -> &'static str {
        "12:30"
    }

    /// A component without addresses.
    #[derive(::core::fmt::Debug)]
    #[ssot_component(name = "strict::BareClient", hardcoded = "deny")]
    pub struct BareClient {
        /// Where it connects to.
        pub server: &'static str,
    }

    #[factory]
    impl BareClient {
        /// Makes one.
        #[must_use]
        pub fn create(server: &'static str) -> Self {
            Self { server }
        }
    }

    /// A component with one.
    #[derive(::core::fmt::Debug)]
    #[ssot_component(name = "strict::BareLocalClient")]
    pub struct BareLocalClient {
        /// Where it connects to.
        pub server: &'static str,
    }

    #[factory]
    impl BareLocalClient {
        /// Makes one.
        #[must_use]
        pub fn create() -> Self {
            Self {
                server: "localhost:80",
            }
        }
    }

    /// A unit.
    #[derive(::core::fmt::Debug)]
    #[ssot_component(new, name = "strict::BareUnit")]
    pub struct BareUnit;

    /// A tuple.
    #[derive(::core::fmt::Debug)]
    #[::ssot::factory_only(new)]
    pub struct BareTuple<T>(pub T);

    /// Makes a bare one that is known.
    #[derive(::core::fmt::Debug)]
    #[ssot_component(name = "strict::Maker", scope = context(super::composed::Cage))]
    pub struct Maker {
        /// What was made for it.
        pub unit: ::std::sync::Arc<BareUnit>,
    }

    #[factory]
    impl Maker {
        /// Makes one.
        #[must_use]
        pub fn create(
            cage: &::ssot::Scope<super::composed::Cage>,
            unit: ::std::sync::Arc<BareUnit>,
            notes: &super::composed::Notes,
        ) -> Option<Self> {
            if notes.0.len() < ::core::convert::Into::<usize>::into(cage.room) {
                return None;
            }
            Some(Self { unit })
        }
    }

    ::ssot::composition! {
        /// A composition.
        pub struct Bares {
            inputs { super::composed::Notes }
            singletons { BareUnit }
            context(super::composed::Cage) { Maker }
        }
    }

    ::ssot::composition! {
        /// The same once more.
        pub(crate) struct Again overrides Bares { Maker => Maker }
    }
}
