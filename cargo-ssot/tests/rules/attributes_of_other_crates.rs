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
    assert_eq!(codes(&["pub use ssot::factory;", used], &[]), ["SSOT008"]);
    assert_eq!(codes(&["pub use ssot::*;", used], &[]), ["SSOT008"]);
    assert_eq!(codes(&["pub use ssot::moved;", used], &[]), [""; 0]);
    assert_eq!(codes(&["pub use other::factory;", used], &[]), [""; 0]);
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
