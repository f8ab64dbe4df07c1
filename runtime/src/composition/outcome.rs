//! What constructors return.

#![expect(
    unsafe_code,
    reason = "safe code must not be able to turn the refusal off"
)]

use std::boxed::Box;
use std::error::Error;

use super::given::InjectedOf;
use crate::component::Component;
use crate::injection::{FoundByConstant, FoundByName, Invisible, Reported, SomethingGiven};

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

/// The constructor of `T` that compositions call is visible where the composition stands, at this place: [`FoundByName`] or
/// [`FoundByConstant`]; or nothing is, which is [`Invisible`].
///
/// # Safety
///
/// All implementations stand here.
#[diagnostic::on_unimplemented(
    message = "SSOT059: this composition cannot see the constructor of `{T}` that compositions call",
    label = "write `pub`, or `pub(crate)`, on that constructor in its `#[factory]` impl: the one with `#[inject]`, or the \
        only one"
)]
pub unsafe trait VisibleAt<Place, T> {}

#[diagnostic::do_not_recommend]
unsafe impl<T> VisibleAt<FoundByName, T> for FoundByName {}

#[diagnostic::do_not_recommend]
unsafe impl<T> VisibleAt<FoundByConstant, T> for FoundByConstant {}

#[diagnostic::do_not_recommend]
unsafe impl<T> VisibleAt<FoundByConstant, T> for SomethingGiven {}

// The compiler refuses the entry for another reason.
#[diagnostic::do_not_recommend]
unsafe impl<Place, T> VisibleAt<Place, T> for Reported {}

// Where the constructor is elsewhere, that is said where it is chosen.
macro_rules! chosen_elsewhere {
    ($($injected:ty),*) => {$(
        #[diagnostic::do_not_recommend]
        unsafe impl<Factory: ?Sized, T> VisibleAt<Invisible<Factory>, T> for $injected {}
    )*};
}

chosen_elsewhere!(FoundByConstant, SomethingGiven);

impl<T: Component, Factory: ?Sized> Outcome<T> for Invisible<Factory>
where
    InjectedOf<T>: VisibleAt<Self, T>,
{
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
