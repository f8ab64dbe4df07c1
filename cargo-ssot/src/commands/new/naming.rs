//! Names that what is new may have.

use heck::{ToSnakeCase, ToUpperCamelCase};
use syn::Ident;

use crate::finding::Problem;
use crate::listing::{Definition, Extent, Listing};
use crate::scan::Scan;

/// Names of modules that would hide a crate which generated code and most code mentions.
const CRATES: &[&str] = &["alloc", "core", "ssot", "std"];

pub(super) fn check(name: &str) -> Result<(), Box<Problem>> {
    let suggested = name.to_upper_camel_case();
    let help = if is_identifier(&suggested) && suggested != name {
        format!("call it `{suggested}`")
    } else {
        "a name starts with a capital letter, and letters and digits follow".to_owned()
    };
    if !is_identifier(name) {
        let what = match syn::parse_str::<Ident>(&format!("r#{name}")) {
            Ok(_) => "a word of the language",
            Err(_) if matches!(name, "Self" | "self" | "super" | "crate") => {
                "a word of the language"
            }
            Err(_) => "no identifier",
        };
        return Err(Problem::boxed(format!("`{name}` is {what}"), help));
    }
    if !name.starts_with(char::is_uppercase) || name.contains('_') {
        return Err(Problem::boxed(
            format!("`{name}` is not written in upper camel case, as types are"),
            help,
        ));
    }
    Ok(())
}

/// Checks that nothing of ours in the workspace is called so.
pub(super) fn check_free(scan: &Scan, name: &str) -> Result<(), Box<Problem>> {
    for (kind, known, definition) in named(&everything(scan)) {
        if known == name {
            let (path, line) = (&definition.path, definition.line);
            return Err(Problem::boxed(
                format!("there is {kind} called `{name}`, at {path}:{line}"),
                "a second one of that name would be another source of the truth: choose another name",
            ));
        }
    }
    Ok(())
}

/// What the workspace consists of, tests left out.
pub(super) fn everything(scan: &Scan) -> Listing {
    let extent = Extent {
        packages: &[],
        tests: false,
    };
    Listing::build(scan, extent)
}

/// Everything in a listing that has a name, and its kind.
pub(super) fn named(listing: &Listing) -> Vec<(&'static str, &str, &Definition)> {
    let components = listing.components.iter().flat_map(|one| {
        let names = [one.name.as_str(), one.ty.name.as_str()];
        names.map(|name| ("a component", name, &one.definition))
    });
    let interfaces = listing.interfaces.iter();
    let interfaces = interfaces.map(|one| ("an interface", one.of.name.as_str(), &one.definition));
    let compositions = listing.compositions.iter();
    let compositions =
        compositions.map(|one| ("a composition", one.of.name.as_str(), &one.definition));
    components.chain(interfaces).chain(compositions).collect()
}

/// The module of something called so: `WebSocketManager` stands in `web_socket_manager`.
pub(super) fn module(name: &str, kind: &str) -> String {
    let module = name.to_snake_case();
    if is_module(&module) {
        module
    } else {
        format!("{module}_{kind}")
    }
}

/// Whether a module in a file of its own may be called so.
pub(super) fn is_module(name: &str) -> bool {
    name.is_ascii() && is_identifier(name) && !CRATES.contains(&name)
}

fn is_identifier(name: &str) -> bool {
    // White space and comments around it would be part of no identifier.
    name.chars()
        .all(|letter| letter.is_alphanumeric() || letter == '_')
        && syn::parse_str::<Ident>(name).is_ok()
}
