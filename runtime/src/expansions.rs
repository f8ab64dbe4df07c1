//! What the attributes write that is the same for every type.
//!
//! The attributes pass on what differs. These macros are expanded by the compiler, which is optimised, and that is many times
//! faster than an attribute whose crate is built with the user's, as the profile `dev` builds it.
//!
//! Anyone can call them. What they write is accepted as it is, since rustc does not lint `unsafe` in what another crate's
//! macro wrote. So each one takes a seal, `unsafe { FactorySeal::mint() }`, and writes it where the compiler
//! evaluates it: that is `unsafe` of the caller's, which safe code cannot write, and the attributes can.

/// A component without generic parameters, which lists itself.
#[doc(hidden)]
#[macro_export]
macro_rules! __component {
    (
        $component:ident $factory:ident [$($declared:tt)*] $symbol:literal $seal:expr,
        { $($conformance:tt)* } { $($description:tt)* }
    ) => {
        impl $crate::Component for $component {
            type Factory = $factory;
            const DESCRIPTOR: &'static $crate::Descriptor = {
                $crate::__linked! { $symbol $crate::private::Entry::of::<$component>($seal) }
                $($conformance)*
                &$crate::__description! { $seal, $($description)* }
            };
        }
        unsafe impl $crate::FactoryOf<$component> for $factory {
            type Constructors = $factory;
            type Scope = $crate::composed::$($declared)*;
        }
    };
}

/// The description of a component.
#[doc(hidden)]
#[macro_export]
macro_rules! __description {
    (
        $seal:expr, $name:literal $type_name:literal $package:literal $version:literal
        [$($scope:tt)*] [$($canonical:tt)*] [$($interfaces:tt)*]
    ) => {
        $crate::Descriptor {
            name: $name,
            type_name: $type_name,
            module: ::core::module_path!(),
            file: ::core::file!(),
            line: ::core::line!(),
            scope: $crate::ScopeKind::$($scope)*,
            interfaces: &[$($interfaces)*],
            canonical: ::core::option::Option::$($canonical)*,
            package: $package,
            version: $version,
            __made_by_the_attribute: $seal,
        }
    };
}

/// Items that only the compiler needs. rust-analyzer does not see them: in the crate that has them, it would complete their names
/// although they are hidden.
#[cfg(not(rust_analyzer))]
#[doc(hidden)]
#[macro_export]
macro_rules! __unseen_by_editors {
    ($($items:tt)*) => {
        $($items)*
    };
}

#[cfg(rust_analyzer)]
#[doc(hidden)]
#[macro_export]
macro_rules! __unseen_by_editors {
    ($($items:tt)*) => {};
}
