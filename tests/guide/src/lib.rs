//! The code of the guide compiles, and runs unless it says otherwise. Each page is the documentation of an item here.
//!
//! What stands in `docs/migration.md` is written by a test of its own, and what stands in `docs/violations` by another.

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
    Derives "derives.md"
    OneDefinition "one-definition.md"
    Axum "recipes/axum.md"
    ActixWeb "recipes/actix-web.md"
    Async "recipes/async.md"
    Compositions "recipes/compositions.md"
    Configuration "recipes/configuration.md"
    Libraries "recipes/libraries.md"
    NoStd "recipes/no-std.md"
    Parameters "recipes/parameters.md"
    Tests "recipes/tests.md"
}
