//! What constructors return.

use std::boxed::Box;
use std::error::Error;

use crate::component::Component;
use crate::injection::Invisible;

/// What a constructor of `T` returns, to a composition.
#[ssot_macros::__diagnostic(UnusableResult)]
pub trait Outcome<T> {
    /// The instance.
    ///
    /// # Errors
    ///
    /// The constructor's own.
    fn outcome(self) -> Result<T, Box<dyn Error + Send + Sync>>;
}

/// A factory with a constructor of `T` that is visible where the composition stands.
///
/// # Safety
///
/// There is no implementation.
#[expect(
    unsafe_code,
    reason = "safe code must not be able to turn the refusal off"
)]
#[diagnostic::on_unimplemented(
    message = "SSOT059: `{T}` has no constructor that this composition can see",
    label = "write `pub`, or `pub(crate)`, on the constructor in its `#[factory]` impl"
)]
pub unsafe trait VisibleConstructor<T> {}

impl<T: Component, Factory: ?Sized + VisibleConstructor<T>> Outcome<T> for Invisible<Factory> {
    fn outcome(self) -> Result<T, Box<dyn Error + Send + Sync>> {
        Err("it has no constructor".into())
    }
}

impl<T> Outcome<T> for T {
    fn outcome(self) -> Result<T, Box<dyn Error + Send + Sync>> {
        Ok(self)
    }
}

impl<T> Outcome<T> for Box<T> {
    fn outcome(self) -> Result<T, Box<dyn Error + Send + Sync>> {
        Ok(*self)
    }
}

impl<T> Outcome<T> for Option<T> {
    fn outcome(self) -> Result<T, Box<dyn Error + Send + Sync>> {
        self.ok_or_else(|| "its constructor returned `None`".into())
    }
}

#[diagnostic::do_not_recommend]
impl<T, E: Into<Box<dyn Error + Send + Sync>>> Outcome<T> for Result<T, E> {
    fn outcome(self) -> Result<T, Box<dyn Error + Send + Sync>> {
        self.map_err(Into::into)
    }
}
