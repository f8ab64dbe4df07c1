//! Addresses in the constructors of a component that permits none.

/// Whether the constructors that `Self` stands for may hold an address.
///
/// Every type has it, and says that they may. A component that denies it has a constant of this name
/// of its own, which the compiler prefers.
pub trait HardcodedPolicy {
    /// An address in a constructor is an error.
    const __SSOT_HARDCODED_DENIED: bool = false;
}

impl<Constructors: ?Sized> HardcodedPolicy for Constructors {}

/// Refuses to compile where an address stands in a constructor whose component permits none.
///
/// # Panics
///
/// There: the message is the error of the compiler.
#[track_caller]
pub const fn refuse_hardcoded(denied: bool, text: &str) {
    assert!(!denied, "{}", text);
}
