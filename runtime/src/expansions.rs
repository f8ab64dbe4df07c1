//! What the attributes write that is the same for every type.
//!
//! The attributes pass on what differs. These macros are expanded by the compiler, which is optimised, and that is many times
//! faster than an attribute whose crate is built with the user's, as the profile `dev` builds it.
//!
//! Anyone can call them. What they write is accepted as it is, since rustc does not lint `unsafe` in what another crate's
//! macro wrote. So each one takes a seal, `unsafe { FactorySeal::mint() }`, and writes it down as it is: that is `unsafe` of the caller's,
//! which safe code cannot write, and the attributes can. What stands there instead of the seal is refused because the compiler
//! evaluates it, or, where that would cost a build more, because the word `unsafe` is asked for once more.

/// Writes the macro for a component without generic parameters, around what lists a component on this platform.
///
/// The entry is not a macro of its own, because everyone could call that and list a component once more. `$dollar` is the
/// `$` of the macro that is written; `$component`, `$unsafe` and `$minted` are what the entry calls some of its parameters.
macro_rules! component_listed_by {
    ($dollar:tt $component:ident $unsafe:ident $minted:ident => $($entry:tt)*) => {
        /// A component without generic parameters, which lists itself.
        #[doc(hidden)]
        #[macro_export]
        macro_rules! __component {
            (
                $dollar $component:ident $dollar factory:ident [$dollar($dollar declared:tt)*]
                $dollar symbol:literal $dollar $unsafe:tt $dollar $minted:tt
                { $dollar($dollar conformance:tt)* } { $dollar($dollar description:tt)* }
            ) => {
                // The first: where the word is another, the compiler reads no further.
                $dollar $unsafe impl $crate::FactoryOf<$dollar $component> for $dollar factory {
                    type Constructors = $dollar factory;
                    type Scope = $crate::composed::$dollar($dollar declared)*;
                }
                impl $crate::Component for $dollar $component {
                    type Factory = $dollar factory;
                    const DESCRIPTOR: &'static $crate::Descriptor = {
                        // A crate's own unit tests may link its library once more.
                        #[cfg_attr(not(test), unsafe(export_name = $dollar symbol))]
                        static __SSOT_DEFINITION: ::core::primitive::u8 = 0;
                        $($entry)*
                        $dollar($dollar conformance)*
                        &$crate::__description! {
                            $dollar $unsafe $dollar $minted, $dollar($dollar description)*
                        }
                    };
                }
            };
        }
    };
}
pub(crate) use component_listed_by;

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
