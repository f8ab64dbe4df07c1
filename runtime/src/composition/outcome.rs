//! What constructors return.

use std::boxed::Box;
use std::error::Error;

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
