//! What the generated code refers to. No part of the public interface: it changes without notice.

#[cfg(all(feature = "std", any(not(target_os = "linux"), ssot_inventory)))]
pub use inventory;
pub use ssot_macros::{__Refused, __add_seal, __canonical_note, __verify_moved};
#[cfg(feature = "composition")]
pub use ssot_macros::{__composition, __composition_part, __override_composition};

#[cfg(feature = "config")]
pub use crate::config::generated::*;
#[cfg(feature = "metrics")]
pub use crate::guard::{Counted, attempt, attempt_later};
pub use crate::guard::{Permit, Unchecked};
pub use crate::hardcoded::{HardcodedPolicy, refuse_hardcoded};
pub use crate::interface::{Constant, Counts, Declared, Known, declares, interface, interface_id};
pub use crate::linked::Entry;
#[cfg(feature = "std")]
pub use crate::linked::Listed;
#[cfg(all(feature = "std", target_os = "linux", not(ssot_inventory)))]
pub use crate::linked::{Loading, component, enter};
pub use crate::usage::Usage;

/// What `#[moved]` finds instead of a component's macro where its target has none.
pub use crate::__moved_to_no_component as moved_to_no_component;

/// Answers as the macro of a component does, for what is none.
#[doc(hidden)]
#[macro_export]
macro_rules! __moved_to_no_component {
    ($question:ident $reader:tt $written:tt {$($no_component:tt)*}) => { $($no_component)* };
}

/// The macro of an interface that several components may implement.
pub use crate::__not_sole as not_sole;

/// What a component finds instead of the macro of an interface, for every other trait.
pub use crate::__not_sole as not_an_interface;

/// What a component finds instead of the constant of an interface, for every other trait.
#[allow(
    non_upper_case_globals,
    reason = "an import of the macro imports it too"
)]
pub const not_an_interface: crate::interface::NotAnInterface =
    crate::interface::NotAnInterface::INSTANCE;

/// The implementations of the interface are not counted.
#[doc(hidden)]
#[macro_export]
macro_rules! __not_sole {
    ($($component:tt)*) => {
        ()
    };
}
