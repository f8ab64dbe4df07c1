//! What the code refers to that says how components are put together. The compiler names some of it below its errors, and
//! so it has a name of its own. No part of the public interface: it changes without notice.

#[cfg(feature = "composition")]
pub use crate::composition::generated::*;
#[cfg(feature = "composition")]
pub use crate::injection::{
    ByName, ByPointer, Direct, Held, Invisible, Later, NoConstructor, Parameters, Values, Waiting,
    WithGiven,
};
pub use crate::injection::{
    ByReference, ByValue, DeclaredScope, FirstParameter, FoundByConstant, FoundByName, InContext,
    Injected, NoComponent, Reported, Singleton, SomethingGiven, Transient, Unmarked, Unstated,
    Unsuitable,
};
#[cfg(feature = "composition")]
pub use crate::interface::{NO_INTERFACE, NoInterface, listed_as};
