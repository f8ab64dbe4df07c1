//! The sections that a component may be listed in, by its scope, and in whose scopes it is then made.

use super::node::{ContextOf, Level, MadeInLevel, Root};
use crate::component::Component;
use crate::guard::FactoryOf;
use crate::injection::{InContext, NoComponent, Reported, Singleton, Transient, Unstated};

/// The section of what the whole application shares.
pub struct Singletons(());

/// The section of what nobody shares.
pub struct Transients(());

/// The section of what is made for callers, outside of the contexts: a component says by its scope whose it is.
pub struct MadeAnywhere(());

/// The section of what is made for callers in the context `C`.
pub struct MadeIn<C>(C);

/// What the attribute of a component says about its scope.
pub(super) type ScopeOf<T> = <<T as Component>::Factory as FactoryOf<T>>::Scope;

/// A component that declares this scope may be listed in the section `Section`.
pub trait ListedIn<Section, Component, P> {
    /// `P`; or [`Reported`], where the compiler refuses the entry for another reason.
    type Parameters;
}

macro_rules! sections {
    ($($(#[$text:meta])* $lists:ident, $section:ty, $scope:ty, [$($context:ident)?];)*) => {$(
        /// The section is the one for a scope.
        $(#[$text])*
        pub trait $lists<$($context,)? Component, P> {
            /// `P`.
            type Parameters;
        }

        impl<$($context,)? Component, P> $lists<$($context,)? Component, P> for $section {
            type Parameters = P;
        }

        impl<S: $lists<$($context,)? T, P>, $($context,)? T, P> ListedIn<S, T, P> for $scope {
            type Parameters = S::Parameters;
        }
    )*};
}

sections! {
    #[ssot_macros::__diagnostic(AnotherScope, Scope = "singleton")]
    ListsSingletons, Singletons, Singleton, [];
    #[ssot_macros::__diagnostic(AnotherScope, Scope = "transient")]
    ListsTransients, Transients, Transient, [];
    #[ssot_macros::__diagnostic(AnotherScope, Scope = "context({Context})")]
    ListsOf, InContext<Context>, InContext<Context>, [Context];
}

impl<T, P> ListsTransients<T, P> for MadeAnywhere {
    type Parameters = P;
}

impl<C, T, P> ListsTransients<T, P> for MadeIn<C> {
    type Parameters = P;
}

impl<C, T, P> ListsOf<C, T, P> for MadeIn<C> {
    type Parameters = P;
}

impl<S, T, P> ListedIn<S, T, P> for Unstated {
    type Parameters = P;
}

impl<S, T, P> ListedIn<S, T, P> for NoComponent {
    type Parameters = Reported;
}

impl<A> MadeInLevel<A> for MadeAnywhere
where
    Root: Level<A>,
{
    type Level = Root;
}

impl<A, C: Level<A>> MadeInLevel<A> for MadeIn<C> {
    type Level = C;
}

/// Whose scopes a component with this scope is made in, if it is listed outside of the contexts.
pub trait MadeInScopesOf<Composition> {
    /// The section that it might as well be listed in.
    type Section: MadeInLevel<Composition>;
}

macro_rules! made_anywhere {
    ($($scope:ty),*) => {$(
        impl<A> MadeInScopesOf<A> for $scope
        where
            Root: Level<A>,
        {
            type Section = MadeAnywhere;
        }
    )*};
}

made_anywhere!(Unstated, NoComponent, Transient, Singleton);

impl<A, C: ContextOf<A>> MadeInScopesOf<A> for InContext<C> {
    type Section = C::Made;
}

/// The section of a `T` that the composition `A` makes and lists outside of the contexts.
pub type SectionOf<A, T> = <ScopeOf<T> as MadeInScopesOf<A>>::Section;

/// The level in whose scopes the composition `A` makes a `T` that it lists outside of the contexts.
pub type LevelOf<A, T> = <SectionOf<A, T> as MadeInLevel<A>>::Level;
