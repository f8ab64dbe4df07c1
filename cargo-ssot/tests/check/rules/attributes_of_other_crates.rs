//! `factory`, `moved` and `factory_only` are ordinary words: an attribute counts as ours where it leads to `ssot`.

use crate::scanned::codes;

/// Each of them has an attribute of ours on an item for which it is not.
const OURS: &[&str] = &[
    "use ssot::factory; #[factory] fn create() {}",
    "use ssot::{factory_only, factory}; #[factory] fn create() {}",
    "use ssot::*; #[factory] fn create() {}",
    "#[ssot::factory] fn create() {}",
    "#[::ssot::factory] fn create() {}",
    "use ssot as s; #[s::factory] fn create() {}",
    "use ssot::{self as s}; #[s::moved] struct Old;",
    "extern crate ssot as s; #[s::factory] fn create() {}",
    "#[macro_use] extern crate ssot; #[factory] fn create() {}",
    "use ssot::factory as constructors; #[constructors] fn create() {}",
    "use ssot::ssot_component as component; #[component] fn create() {}",
    "use renamed::factory; #[factory(crate = renamed)] fn create() {}",
    "#[renamed::factory(crate = ::renamed)] fn create() {}",
    "use renamed::ssot_component; #[ssot_component] fn create() {}",
    "#[cfg_attr(feature = \"guarded\", ssot::factory)] fn create() {}",
    "use ssot::factory; mod inner { use super::*; #[factory] fn create() {} }",
    "use ssot::factory; mod inner { #[super::factory] fn create() {} }",
    "use ssot::factory; mod inner { use super::factory; #[factory] fn create() {} }",
    "fn outer() { use ssot::factory; #[factory] fn create() {} }",
    "use ssot::factory; fn outer() { #[factory] fn create() {} }",
    "mod prelude { pub use ssot::factory; } use prelude::*; #[factory] fn create() {}",
    "struct Pool; impl Pool { #[ssot::moved] fn manager(&self) {} }",
];

#[test]
fn an_attribute_that_leads_to_us_is_checked() {
    for text in OURS {
        assert_eq!(codes(&[text], &[]), ["SSOT008"], "{text}");
    }
}

/// The same, of other crates, or of nobody.
const FOREIGN: &[&str] = &[
    "use other::factory; #[factory] fn create() {}",
    "use other::factory; mod inner { use super::*; #[factory] fn create() {} }",
    "#[other::factory(kind = 7)] impl Trait for Type {}",
    "use other::*; #[factory] fn create() {}",
    "use other::attributes as ssot_like; #[ssot_like::moved] struct Old;",
    "use other::ssot; #[ssot::factory] fn create() {}",
    "use other::marker as factory; #[factory] fn create() {}",
    "mod attributes; use attributes::factory; #[factory] fn create() {}",
    "#[factory] fn create() {}",
    "use other::composition; composition! { no struct }",
    // Ours is imported where it does not reach.
    "mod guarded { use ssot::moved; } #[factory] fn create() {}",
    "fn guarded() { use ssot::factory; } use other::factory; #[factory] fn create() {}",
];

#[test]
fn an_attribute_of_another_crate_is_left_alone() {
    for text in FOREIGN {
        assert_eq!(codes(&[text], &[]), [""; 0], "{text}");
    }
}

#[test]
fn another_file_of_the_crate_can_pass_an_attribute_on() {
    let used = "use crate::prelude::*; #[factory] fn create() {}";
    let prelude = |import: &str| format!("pub mod prelude {{ {import} }} mod port;");
    let codes_with = |import: &str| codes(&[&prelude(import), used], &[]);
    assert_eq!(codes_with("pub use ssot::factory;"), ["SSOT008"]);
    assert_eq!(codes_with("pub use ssot::*;"), ["SSOT008"]);
    assert_eq!(codes_with("pub use ssot::moved;"), [""; 0]);
    assert_eq!(codes_with("pub use other::factory;"), [""; 0]);
    assert_eq!(
        codes_with("use ssot::factory;"),
        [""; 0],
        "it is private there"
    );
    let without_import = "#[factory] fn create() {}";
    assert_eq!(
        codes(&["#[macro_use] extern crate ssot;", without_import], &[]),
        ["SSOT008"]
    );
    assert_eq!(codes(&["use ssot::factory;", without_import], &[]), [""; 0]);
}

#[test]
fn another_crate_of_the_workspace_can_pass_an_attribute_on() {
    let used = "use prelude::*; #[factory] fn create() {}";
    assert_eq!(codes(&[used], &["pub use ssot::factory;"]), ["SSOT008"]);
    assert_eq!(codes(&[used], &["pub use ssot::*;"]), ["SSOT008"]);
    assert_eq!(
        codes(&[used], &["use ssot::factory;"]),
        [""; 0],
        "it is private there"
    );
    assert_eq!(codes(&[used], &["pub use other::factory;"]), [""; 0]);
    let through = "mod inner { pub use ssot::factory as made; } pub use inner::made as factory;";
    assert_eq!(codes(&[used], &[through]), ["SSOT008"]);
}

/// Another crate's attribute of the name makes nothing of its item, whoever looks at that.
#[test]
fn what_an_attribute_of_another_crate_says_is_forgotten() {
    let port = "pub struct Port(u16);";
    let foreign =
        "use other::factory; #[factory] impl crate::Port { fn create() -> Self { Self(80) } }";
    let ours = foreign.replace("other", "ssot");
    let root = format!("mod port; {port}");
    assert_eq!(codes(&[&root, foreign], &[]), [""; 0]);
    assert_eq!(codes(&[&root, &ours], &[]), ["SSOT013"]);
    let guarded = |krate: &str| format!("use {krate}::factory_only; #[factory_only] {port}");
    assert_eq!(codes(&[&guarded("ssot")], &[]), ["SSOT003"]);
    assert_eq!(codes(&[&guarded("other")], &[]), [""; 0]);
}

/// An attribute that nothing imports yet is taken for ours, though not for one that is written wrongly.
#[test]
fn an_attribute_that_leads_nowhere_still_guards_its_item() {
    let guarded = "#[factory_only] pub struct Port(u16);";
    assert_eq!(codes(&[guarded], &[]), ["SSOT003"]);
    let made = format!("{guarded} #[factory] impl Port {{ fn create() -> Self {{ Self(80) }} }}");
    assert_eq!(codes(&[&made], &[]), [""; 0]);
    assert_eq!(codes(&["#[factory_only] fn create() {}"], &[]), [""; 0]);
}

/// Imports that lead to one another, and to ever longer paths, have an end.
#[test]
fn imports_in_a_circle_lead_nowhere() {
    for imports in [
        "use a::b; use b::a;",
        "use a::factory; mod a { pub use super::b::*; } mod b { pub use super::a::*; }",
        "use self::factory as factory;",
        "use a::*; use b::*; use c::*;",
        "mod a { pub use super::*; } use a::*;",
    ] {
        let text = format!("{imports} #[factory] fn one() {{}} #[a::factory] fn other() {{}}");
        assert_eq!(codes(&[&text], &[]), [""; 0], "{text}");
    }
}

#[test]
fn an_item_that_is_left_out_of_every_build_is_not_checked() {
    for condition in ["any()", "not(all())", "all(unix, any())", "false"] {
        let text = format!("#[cfg({condition})] #[ssot::factory] fn create() {{}}");
        assert_eq!(codes(&[&text], &[]), [""; 0], "{text}");
    }
    for condition in [
        "unix",
        "not(any())",
        "any(unix, any())",
        "feature = \"old\"",
    ] {
        let text = format!("#[cfg({condition})] #[ssot::factory] fn create() {{}}");
        assert_eq!(codes(&[&text], &[]), ["SSOT008"], "{text}");
    }
}

/// The address is found once, whatever the attribute is called, and what it permits is permitted.
#[test]
fn an_item_that_refuses_addresses_speaks_for_itself() {
    let permitted = "#[nothing_hardcoded(allow(\"http://localhost:80\", reason = \"a test\"))]
        const URL: &str = \"http://localhost:80\";";
    let renamed = "use ssot::no_hardcoded as nothing_hardcoded;";
    assert_eq!(codes(&[&format!("{renamed} {permitted}")], &[]), [""; 0]);
    for attribute in ["ssot::no_hardcoded", "nothing_hardcoded"] {
        let text = format!("{renamed} #[{attribute}] const URL: &str = \"http://localhost:80\";");
        assert_eq!(codes(&[&text], &[]), ["SSOT080"], "{text}");
        let text = format!(
            "{renamed} struct Client; impl Client {{ #[{attribute}] fn url() -> &'static str {{ \"http://localhost:80\" }} }}"
        );
        assert_eq!(codes(&[&text], &[]), ["SSOT080"], "{text}");
    }
}
