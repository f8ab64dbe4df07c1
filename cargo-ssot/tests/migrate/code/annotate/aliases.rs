//! What is left at the other paths.

use super::sample::{Annotated, Sample};

const DEFINITION: &str = "pub struct Manager { a: u8 }\npub struct Other;\nimpl Manager { pub fn new() -> Self { Self { a: 1 } } }\n";

/// The root of a crate with the definition in `a`, and what it becomes.
fn moved(definition: &str, imports: &str) -> (String, Annotated) {
    let head = "pub mod a;\n\n";
    let sample = Sample::of(&[
        ("src/lib.rs", &format!("{head}{imports}")),
        ("src/a.rs", definition),
    ]);
    let annotated = sample.annotate_at("Manager", Some("crate::a::Manager"));
    let text = sample.read("acme/src/lib.rs");
    (
        text.strip_prefix(head).expect("it starts so").to_owned(),
        annotated,
    )
}

#[test]
fn an_import_becomes_an_alias() {
    let (text, annotated) = moved(
        DEFINITION,
        "/// Manages.\n#[cfg(unix)]\n#[doc(inline)]\npub use a::Manager as Legacy;\n",
    );
    assert_eq!(
        text,
        "/// Manages.\n#[cfg(unix)]\n#[ssot::moved]\npub type Legacy = crate::a::Manager;\n"
    );
    assert_eq!(annotated.changes, 2);
}

#[test]
fn private_imports_are_no_paths() {
    let imports = "use a::Manager;\nfn f(_: Manager) {}\n";
    assert_eq!(moved(DEFINITION, imports).0, imports);
}

#[test]
fn restricted_imports_become_restricted_aliases() {
    let (text, _) = moved(DEFINITION, "pub(crate) use a::Manager;\n");
    assert_eq!(
        text,
        "#[ssot::moved]\npub(crate) type Manager = crate::a::Manager;\n"
    );
}

#[test]
fn aliases_are_parted_from_what_is_around_them() {
    let (text, _) = moved(
        DEFINITION,
        "pub use a::Other;\npub use a::Manager;\npub use a::Manager as Legacy;\npub use std::fmt;\n",
    );
    assert_eq!(
        text,
        "pub use a::Other;\n\n#[ssot::moved]\npub type Manager = crate::a::Manager;\n\n#[ssot::moved]\n\
         pub type Legacy = crate::a::Manager;\n\npub use std::fmt;\n"
    );
}

#[test]
fn names_are_taken_out_of_groups() {
    let alias = "#[ssot::moved]\npub type Manager = crate::a::Manager;\n";
    for (imports, left) in [
        ("pub use a::{Manager, Other};\n", "pub use a::Other;\n"),
        ("pub use a::{Other, Manager};\n", "pub use a::Other;\n"),
        (
            "pub use a::{Other, Manager, Other as B};\n",
            "pub use a::{Other, Other as B};\n",
        ),
        (
            "pub use a::{Other, Other as B, Manager,};\n",
            "pub use a::{Other, Other as B,};\n",
        ),
        (
            "pub use self::{a::{Manager}, std::fmt};\n",
            "pub use self::std::fmt;\n",
        ),
        (
            "pub use a::{\n    // Both.\n    Other,\n    Manager,\n};\n",
            "pub use a::{\n    // Both.\n    Other,\n};\n",
        ),
        (
            "pub use a::{self as b, Manager};\n",
            "pub use a::{self as b};\n",
        ),
    ] {
        let (text, _) = moved(DEFINITION, imports);
        assert_eq!(text, format!("{left}\n{alias}"), "{imports}");
    }
}

#[test]
fn several_names_of_one_import_are_one_step() {
    let (text, annotated) = moved(DEFINITION, "pub use a::{Manager, Manager as Legacy};\n");
    assert_eq!(
        text,
        "#[ssot::moved]\npub type Manager = crate::a::Manager;\n\n#[ssot::moved]\npub type Legacy = crate::a::Manager;\n"
    );
    assert_eq!(annotated.changes, 2);
}

#[test]
fn parameters_are_passed_on_without_their_bounds() {
    let definition = "pub struct Manager<'a, T: Clone + 'a, const N: usize, U = String> { a: &'a [T; N], u: U }\n\
        impl<'a, T: Clone + 'a, const N: usize, U> Manager<'a, T, N, U> { pub fn new(a: &'a [T; N], u: U) -> Self { Self { a, u } } }\n";
    let (text, _) = moved(definition, "pub use a::Manager;\n");
    assert_eq!(
        text,
        "#[ssot::moved]\npub type Manager<'a, T, const N: usize, U = String> = crate::a::Manager<'a, T, N, U>;\n"
    );
}

#[test]
fn what_an_alias_would_lose_is_left_to_somebody() {
    let unit = "pub struct Manager;\nimpl Manager { pub fn new() -> Self { Self } }\n";
    let tuple = "pub struct Manager(pub u8);\nimpl Manager { pub fn new() -> Self { Self(1) } }\n";
    let function = "pub struct Manager { a: u8 }\nimpl Manager { pub fn new() -> Self { Self { a: 1 } } }\n\
        #[allow(non_snake_case)]\npub fn Manager() {}\n";
    let default = "pub struct Local;\npub struct Manager<T = Local> { a: T }\nimpl<T> Manager<T> { pub fn new(a: T) -> Self { Self { a } } }\n";
    for (definition, reason) in [
        (unit, "an alias does not"),
        (tuple, "an alias does not"),
        (function, "a function or a global"),
        (default, "default"),
    ] {
        let (text, annotated) = moved(definition, "pub use a::Manager;\n");
        assert_eq!(text, "pub use a::Manager;\n");
        assert!(annotated.by_hand[0].contains(reason), "{annotated:?}");
    }
    let hidden = "pub struct Manager(u8);\nimpl Manager { pub fn new() -> Self { Self(1) } }\n";
    assert!(
        moved(hidden, "pub use a::Manager;\n")
            .0
            .starts_with("#[ssot::moved]")
    );
}

#[test]
fn all_of_a_module_is_left_to_somebody() {
    let (text, annotated) = moved(DEFINITION, "pub use a::*;\n");
    assert_eq!(text, "pub use a::*;\n");
    assert!(
        annotated.by_hand[0].contains("`a::*` carries `Manager` along"),
        "{annotated:?}"
    );
}

#[test]
fn the_way_to_the_canonical_path_stays() {
    let sample = Sample::of(&[
        ("src/lib.rs", "mod imp;\npub mod api;\npub mod old;\n"),
        ("src/imp.rs", "mod a;\npub use a::Manager;\n"),
        ("src/imp/a.rs", DEFINITION),
        ("src/api.rs", "pub use crate::imp::*;\n"),
        ("src/old.rs", "pub use crate::api::Manager;\n"),
    ]);
    let annotated = sample.annotate_at("Manager", Some("crate::api::Manager"));
    assert_eq!(annotated.by_hand, [""; 0]);
    assert_eq!(sample.read("acme/src/api.rs"), "pub use crate::imp::*;\n");
    assert_eq!(
        sample.read("acme/src/imp.rs"),
        "mod a;\npub use a::Manager;\npub use a::ManagerFactory;\n"
    );
    assert_eq!(
        sample.read("acme/src/old.rs"),
        "#[ssot::moved]\npub type Manager = crate::api::Manager;\n"
    );
}

#[test]
fn every_way_to_the_canonical_path_stays() {
    let sample = Sample::of(&[
        (
            "src/lib.rs",
            "mod imp;\npub mod api;\npub mod prelude;\npub use api::*;\npub use prelude::*;\n",
        ),
        ("src/imp.rs", DEFINITION),
        ("src/api.rs", "pub use crate::imp::Manager;\n"),
        ("src/prelude.rs", "pub use crate::imp::Manager;\n"),
    ]);
    sample.annotate_at("Manager", Some("crate::Manager"));
    // An alias in one of them would lead to itself, by way of the root.
    for file in ["acme/src/api.rs", "acme/src/prelude.rs"] {
        assert_eq!(
            sample.read(file),
            "pub use crate::imp::Manager;\npub use crate::imp::ManagerFactory;\n"
        );
    }
}

#[test]
fn another_crate_says_which_one_it_comes_from() {
    let files = [
        ("acme/src/lib.rs", "pub mod a;\n"),
        ("acme/src/a.rs", DEFINITION),
        ("tool/src/lib.rs", "pub use acme::a::Manager;\n"),
    ];
    let files = files.map(|(path, text)| (path.to_owned(), text.to_owned()));
    let sample = Sample::of_packages(&["acme", "tool"], &files);
    assert_eq!(sample.annotate("Manager").changes, 2);
    assert_eq!(
        sample.read("tool/src/lib.rs"),
        "#[ssot::moved]\npub type Manager = acme::a::Manager;\n"
    );
}

#[test]
fn without_a_component_there_are_no_aliases() {
    let (text, annotated) = moved(
        "pub struct Manager { pub a: u8 }\n",
        "pub use a::Manager;\n",
    );
    assert_eq!(text, "pub use a::Manager;\n");
    assert!(
        annotated.by_hand[1].contains("`#[ssot::moved] pub type Manager = crate::a::Manager;`"),
        "{annotated:?}"
    );
}
