//! The macros in a crate of an earlier edition.

use std::sync::Arc;

use ssot::{Context, Scope, composition, factory, factory_only, ssot_component, ssot_interface};

/// Says something.
#[ssot_interface]
pub trait Speaker<'a> {
    /// What it says.
    fn speak(&'a self) -> &'a str;
}

/// A component.
#[derive(Debug, PartialEq, Eq)]
#[ssot_component(name = "editions::Parrot", implements(Speaker), scope = singleton)]
pub struct Parrot {
    word: String,
    age: u8,
}

#[factory]
impl Parrot {
    /// Makes a parrot.
    #[must_use]
    pub fn create(word: &str, age: u8) -> Option<Self> {
        if word.is_empty() {
            return None;
        }
        let word = word.to_owned();
        Some(Self { word, age })
    }

    /// Its name is a keyword from the next edition on.
    #[must_use]
    pub fn gen(age: u8) -> Self {
        let word = String::from("gen");
        Self { word, age }
    }

    /// Waits for a parrot.
    pub async fn awaited(word: &str, age: &u8) -> Self {
        let age = core::future::ready(*age).await;
        let word = word.to_owned();
        Parrot { word, age }
    }

    /// Waits for a parrot, with names for what is borrowed.
    pub async fn awaited_from<'a, T: AsRef<str> + Sync>(
        words: &'a [T],
        age: &mut u8,
    ) -> Option<Self> {
        core::future::ready(()).await;
        *age += 1;
        let word: &'a str = words.first()?.as_ref();
        Self::create(word, *age)
    }
}

impl<'a> Speaker<'a> for Parrot {
    fn speak(&'a self) -> &'a str {
        &self.word
    }
}

/// A generated constructor.
#[derive(Debug)]
#[factory_only(new)]
pub struct Pair<'a, T>(pub &'a T, pub u8);

/// A generic type that borrows, and waits.
#[factory_only]
#[derive(Debug)]
pub struct Borrower<'a, T> {
    /// What is borrowed.
    pub value: &'a T,
}

#[factory]
impl<'a, T: Sync> Borrower<'a, T> {
    /// Waits.
    pub async fn awaited(value: &'a T, _: &str) -> Borrower<'a, T> {
        core::future::ready(()).await;
        Borrower { value }
    }
}

#[cfg(test)]
mod behaviour;

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

/// Sends.
#[ssot_interface]
pub trait Sender: Send + Sync {
    /// What was sent.
    fn sent(&self) -> u8;
}

/// A component of a user.
#[ssot_component(name = "editions::Session", scope = context(User), implements(Sender))]
pub struct Session {
    number: u8,
}

#[factory]
impl Session {
    /// Opens a session.
    pub async fn create(_: &Scope<User>, number: &u8) -> Self {
        core::future::ready(()).await;
        Self { number: *number }
    }
}

impl Sender for Session {
    fn sent(&self) -> u8 {
        self.number
    }
}

/// Another component of a user.
#[ssot_component(name = "editions::Outbox")]
pub struct Outbox {
    /// The session.
    pub sender: Arc<dyn Sender>,
}

#[factory]
impl Outbox {
    /// Opens an outbox.
    pub fn create(sender: Arc<dyn Sender>) -> Self {
        Self { sender }
    }
}

composition! {
    /// An application.
    pub struct App {
        inputs { u8 }
        context(User) { Session as dyn Sender, transients { Outbox } }
    }
}

/// A configuration.
#[ssot::ssot_config(prefix = "EDITIONS", name = "editions::Settings")]
pub struct Settings {
    /// A number.
    #[config(default = 3)]
    pub number: u8,
    /// A secret.
    #[config(secret)]
    pub secret: Option<String>,
}

/// A component on its way, with an interface that it alone implements.
pub mod adopted {
    use ssot::{factory, moved, ssot_component, ssot_interface};

    /// There is one.
    #[ssot_interface(sole = "editions::Perch")]
    pub trait Perch<'a, T> {}

    /// The one.
    #[derive(Debug)]
    #[ssot_component(
        name = "editions::Swing",
        implements(Perch),
        canonical = "crate::adopted::Swing",
        enforce = "warn"
    )]
    pub struct Swing<'a, T>(pub &'a T);

    #[factory(enforce = "warn")]
    impl<'a, T> Swing<'a, T> {
        /// Makes it.
        pub fn create(rope: &'a T) -> Self {
            Swing(rope)
        }
    }

    impl<T> Perch<'_, T> for Swing<'_, T> {}

    /// What it was called.
    #[moved]
    pub type Bar<'a, T> = Swing<'a, T>;

    /// Where it came from.
    #[moved]
    #[must_use]
    pub fn hang(rope: &u8) -> Option<Swing<'_, u8>> {
        Some(SwingFactory::create(rope))
    }
}
