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

/// A component without addresses.
#[ssot_component(crate = renamed_ssot, name = "renamed::Client", hardcoded = "deny")]
pub struct Client {
    /// Where it connects to.
    pub server: String,
}

#[factory(crate = renamed_ssot)]
impl Client {
    /// Makes a client.
    #[must_use]
    pub fn create(host: &str) -> Self {
        Self {
            server: format!("{host}:80"),
        }
    }
}

/// The same with an address, which nobody denies.
#[factory_only(crate = renamed_ssot)]
pub struct LocalClient {
    /// Where it connects to.
    pub server: &'static str,
}

#[factory(crate = renamed_ssot)]
impl LocalClient {
    /// Makes a client.
    #[renamed_ssot::no_hardcoded(allow("localhost:80", reason = "the machine itself"))]
    #[must_use]
    pub fn create() -> Self {
        Self {
            server: "localhost:80",
        }
    }

    /// Makes another one.
    #[must_use]
    pub fn other() -> Self {
        Self { server: "[::1]:80" }
    }
}

mod dependencies {
    pub(crate) use renamed_ssot as hidden;
}

/// A composition finds the crate by itself.
pub mod composed {
    use renamed_ssot::{Context, Scope, composition, factory, ssot_component};
    use std::sync::Arc;

    /// A user.
    pub struct User;

    impl Context for User {
        type Id = ();
        type Error = String;

        fn id(&self) {}

        fn validate(&self) -> Result<(), String> {
            Ok(())
        }
    }

    /// A component of a user.
    #[ssot_component(name = "renamed::Session", scope = context(User), crate = renamed_ssot)]
    pub struct Session {
        /// What was given.
        pub number: u8,
    }

    #[factory(crate = renamed_ssot)]
    impl Session {
        /// Makes a session.
        #[must_use]
        pub fn create(_: &Scope<User>, number: u8, text: &str) -> Option<Self> {
            (!text.is_empty()).then_some(Self { number })
        }
    }

    composition! {
        /// An application.
        pub struct App {
            inputs { u8, Arc<str> }
            context(User) { Session }
        }
    }
}

/// A configuration finds the crate where it is told.
pub mod configured {
    use renamed_ssot::ssot_config;

    /// What is configured.
    #[ssot_config(prefix = "RENAMED", crate = renamed_ssot, implements(super::Open))]
    pub struct Settings {
        /// A number.
        #[config(default = 3)]
        pub number: u8,
        /// A secret.
        #[config(secret)]
        pub secret: Option<String>,
    }

    impl super::Open for Settings {}
}

/// A component on its way, with an interface that it alone implements.
pub mod adopted {
    use renamed_ssot::{factory, moved, ssot_component, ssot_interface};

    /// There is one.
    #[ssot_interface(sole = "renamed::Perch", crate = renamed_ssot)]
    pub trait Perch {}

    /// The one.
    #[derive(Clone, Debug)]
    #[ssot_component(
        name = "renamed::Swing",
        implements(Perch),
        canonical = "crate::adopted::Swing",
        enforce = "warn",
        crate = super::dependencies::hidden
    )]
    pub struct Swing {
        /// How long its ropes are.
        pub length: u8,
    }

    #[factory(enforce = "warn", crate = super::dependencies::hidden)]
    impl Swing {
        /// Makes it.
        #[must_use]
        pub fn create(length: u8) -> Self {
            Self { length }
        }
    }

    impl Perch for Swing {}

    /// What it was called.
    #[moved(crate = renamed_ssot)]
    pub type Bar = Swing;

    /// Where it came from.
    #[moved(crate = super::dependencies::hidden)]
    #[must_use]
    pub fn hang() -> Option<Swing> {
        Some(SwingFactory::create(3))
    }
}
