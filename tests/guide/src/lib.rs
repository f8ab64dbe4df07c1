//! The code of the guide compiles, and runs unless it says otherwise. Each page is the documentation of an item here.
//!
//! `docs/migration.md` and `docs/violations` are written by other tests.

use std::fs;
use std::path::Path;

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
    LargerApplications "recipes/compositions.md"
    Environments "recipes/configuration.md"
    Libraries "recipes/libraries.md"
    NoStd "recipes/no-std.md"
    Parameters "recipes/parameters.md"
    RustItself "recipes/rust-itself.md"
    Scopes "recipes/scopes.md"
    Tests "recipes/tests.md"
}

/// The root of the repository, from a test of this package on.
#[must_use]
pub fn root() -> &'static Path {
    Path::new("../..")
}

/// The files of a folder and all folders in it, as paths from the root of the repository on.
///
/// # Panics
///
/// The folder cannot be read.
#[must_use]
pub fn files_below(folder: &str, extension: &str) -> Vec<String> {
    let entries = fs::read_dir(root().join(folder)).expect("the folder can be read");
    let mut files = Vec::new();
    for entry in entries {
        let entry = entry.expect("an entry can be read");
        let name = entry.file_name().into_string().expect("names are UTF-8");
        let path = format!("{folder}/{name}");
        if entry.path().is_dir() {
            files.extend(files_below(&path, extension));
        } else if entry
            .path()
            .extension()
            .is_some_and(|known| known == extension)
        {
            files.push(path);
        }
    }
    files.sort();
    files
}
