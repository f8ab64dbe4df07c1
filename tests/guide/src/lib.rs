//! The code of the guide compiles, and runs unless it says otherwise. Each page is the documentation of an item here.
//!
//! `docs/migration.md` and `docs/violations` are written by other tests.

macro_rules! pages {
    ($($name:ident $page:literal)*) => {
        $(
            #[cfg(doctest)]
            #[doc = include_str!(concat!("../../../docs/", $page))]
            pub struct $name;
        )*

        /// The pages whose code is compiled, as paths from `docs` on.
        pub const PAGES: &[&str] = &[$($page),*];
    };
}

pages! {
    Start "start.md"
    Guard "guard.md"
    Derives "derives.md"
    OneDefinition "one-definition.md"
    Interfaces "interfaces.md"
    Compositions "compositions.md"
    Configuration "configuration.md"
    Mocks "mocks.md"
    Axum "recipes/axum.md"
    ActixWeb "recipes/actix-web.md"
    Async "recipes/async.md"
    Environments "recipes/configuration.md"
    Libraries "recipes/libraries.md"
    NoStd "recipes/no-std.md"
    Parameters "recipes/parameters.md"
    RustItself "recipes/rust-itself.md"
    Scopes "recipes/scopes.md"
    Tests "recipes/tests.md"
}
