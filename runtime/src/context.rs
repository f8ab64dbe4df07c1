//! Contexts and scopes, which isolate one user from another.

use core::fmt;
use core::ops::Deref;

/// The owner of instances: a user, a tenant, a request.
///
/// A component of the scope `context(UserContext)` has one instance for each open scope of a
/// `UserContext`, and cannot be made without one.
///
/// ```
/// use ssot::Context;
///
/// #[derive(Debug)]
/// pub struct UserContext {
///     id: u64,
///     token: String,
/// }
///
/// #[derive(Debug, PartialEq)]
/// pub struct InvalidToken;
///
/// impl Context for UserContext {
///     type Id = u64;
///     type Error = InvalidToken;
///
///     fn id(&self) -> u64 {
///         self.id
///     }
///
///     fn validate(&self) -> Result<(), InvalidToken> {
///         if self.token.is_empty() { Err(InvalidToken) } else { Ok(()) }
///     }
/// }
/// ```
#[ssot_macros::__diagnostic(NotAContext)]
pub trait Context: Send + Sync + 'static {
    /// Identifies a context in the report of an instance that outlived its
    /// scope. Only such a report prints it, with `Debug`.
    type Id: fmt::Debug + Send + Sync + 'static;
    /// The reason why a context is refused.
    type Error;

    /// The id of this context.
    fn id(&self) -> Self::Id;

    /// Checks the context before a scope is opened for it.
    ///
    /// # Errors
    ///
    /// The context is invalid. The composition returns the error unchanged.
    fn validate(&self) -> Result<(), Self::Error>;
}

/// A validated context, for as long as its scope is open.
///
/// Only a composition makes one, when it opens a scope, so a constructor that takes
/// `&Scope<UserContext>` cannot be called without a user. It dereferences to the context.
///
/// `Debug` does not print the context.
///
/// ```
/// use std::sync::Arc;
///
/// use ssot::{Context, Scope, composition, factory, ssot_component};
///
/// pub struct User {
///     name: String,
/// }
///
/// impl Context for User {
///     type Id = String;
///     type Error = &'static str;
///
///     fn id(&self) -> String {
///         self.name.clone()
///     }
///
///     fn validate(&self) -> Result<(), &'static str> {
///         if self.name.is_empty() { Err("a user has a name") } else { Ok(()) }
///     }
/// }
///
/// #[ssot_component(scope = context(User))]
/// pub struct Greeter {
///     greeting: String,
/// }
///
/// #[factory]
/// impl Greeter {
///     pub fn create(user: &Scope<User>) -> Self {
///         let user: &User = user.context(); // or `user.name`, through the scope
///         Self { greeting: format!("Hello, {}", user.name) }
///     }
/// }
///
/// composition! {
///     pub struct App {
///         context(User) { Greeter }
///     }
/// }
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let ada = App::new()?.scope(User { name: "Ada".to_owned() })?;
/// assert_eq!(ada.get::<Greeter>()?.greeting, "Hello, Ada");
/// # Ok(())
/// # }
/// ```
pub struct Scope<C> {
    context: C,
}

impl<C> Scope<C> {
    /// Validates a context.
    #[cfg(feature = "composition")]
    pub(crate) fn validated(context: C) -> Result<Self, C::Error>
    where
        C: Context,
    {
        context.validate()?;
        Ok(Self { context })
    }

    /// The context.
    #[must_use]
    pub fn context(&self) -> &C {
        &self.context
    }
}

impl<C> Deref for Scope<C> {
    type Target = C;

    fn deref(&self) -> &C {
        &self.context
    }
}

impl<C> fmt::Debug for Scope<C> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Scope").finish_non_exhaustive()
    }
}
