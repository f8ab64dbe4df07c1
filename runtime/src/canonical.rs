//! Canonical paths.

/// A type that is `Component`. Nothing else can implement it: `Sealed` cannot be named.
#[ssot_macros::__diagnostic(CanonicalElsewhere)]
pub trait SameType<Component: ?Sized>: sealed::Sealed<Component> {}

impl<T: ?Sized> SameType<T> for T {}

mod sealed {
    pub trait Sealed<T: ?Sized> {}

    impl<T: ?Sized> Sealed<T> for T {}
}

/// Refuses to compile where `Given` is another type than `Component`. The compiler shows the name in its notes.
pub const fn canonical_path<Component: ?Sized, Given: ?Sized + SameType<Component>>() {}
