//! Checks over several items, in one file and in several: what they report, and where a name tells too little.

use crate::scanned::codes;

const NOTHING: [&str; 0] = [];

const GUARDED: &str = "#[ssot::factory_only] pub struct Port(u16);";
const WARNED: &str = "#[ssot::factory_only(enforce = \"warn\")] pub struct Port(u16);";
const FACTORY: &str =
    "#[ssot::factory] impl crate::port::Port { pub fn create() -> Self { Self(80) } }";

/// A crate whose root declares the modules that the texts are.
fn of_modules(texts: &[&str]) -> Vec<&'static str> {
    let root = "mod port; mod other; mod third;";
    let all: Vec<_> = std::iter::once(root).chain(texts.iter().copied()).collect();
    codes(&all, &[])
}

#[test]
fn a_guarded_type_has_constructors_in_one_file_of_its_crate() {
    assert_eq!(of_modules(&[GUARDED]), ["SSOT003"]);
    assert_eq!(of_modules(&[GUARDED, FACTORY]), NOTHING);
    assert_eq!(of_modules(&[GUARDED, FACTORY, FACTORY]), ["SSOT004"]);
    let generated = "#[ssot::factory_only(new)] pub struct Port(u16);";
    assert_eq!(of_modules(&[generated]), NOTHING);
    assert_eq!(of_modules(&[generated, FACTORY]), ["SSOT004"]);
}

#[test]
fn constructors_under_conditions_are_no_second_place() {
    let unix = format!("#[cfg(unix)] {FACTORY}");
    let others = format!("#[cfg(not(unix))] {FACTORY}");
    assert_eq!(of_modules(&[GUARDED, &unix, &others]), NOTHING);
    let modules = format!(
        "#[cfg(unix)] mod unix {{ {FACTORY} }} #[cfg(windows)] mod windows {{ {FACTORY} }}"
    );
    assert_eq!(of_modules(&[GUARDED, &modules]), NOTHING);
}

#[test]
fn types_of_one_name_are_not_mixed_up() {
    let both =
        format!("{GUARDED} #[ssot::factory] impl Port {{ fn create() -> Self {{ Self(0) }} }}");
    assert_eq!(of_modules(&[&both, &both]), NOTHING);
    assert_eq!(of_modules(&[&both, "pub struct Port;"]), NOTHING);
    // In two crates.
    assert_eq!(codes(&[GUARDED], &[FACTORY]), ["SSOT003"]);
}

/// What is compiled under one condition belongs together as everything else does.
#[test]
fn a_condition_alone_hides_no_violation() {
    let root = "#[cfg(feature = \"server\")] mod port;";
    let broken = format!("{GUARDED} {FACTORY} {FACTORY} {SINK} {COMPONENT}");
    assert_eq!(codes(&[root, &broken], &[]), ["SSOT004", "SSOT030"]);
    let config = "#[ssot::ssot_config(prefix = \"WS\")] pub struct One { pub port: u16 }";
    let twice = |one: &str, other: &str| {
        let text = format!(
            "#[cfg({one})] mod one {{ {config} }} #[cfg({other})] mod other {{ {config} }}"
        );
        codes(&[&text], &[])
    };
    assert_eq!(twice("unix", "unix"), ["SSOT090"]);
    assert_eq!(twice("unix", "not(unix)"), NOTHING);
    // Of one name and path, each may have what the other lacks.
    let twins = format!("#[cfg(unix)] {GUARDED} #[cfg(not(unix))] {WARNED} {FACTORY}");
    assert_eq!(of_modules(&[&twins]), NOTHING);
}

/// Two names of one spelling are told apart by where they are.
#[test]
fn a_second_type_of_the_name_hides_no_violation() {
    let another = format!("{FACTORY} pub struct Port;");
    assert_eq!(of_modules(&[GUARDED, FACTORY, &another]), ["SSOT004"]);
    let warned = format!("{FACTORY} pub mod inner {{ pub struct Port; }}");
    assert_eq!(of_modules(&[WARNED, &warned]), ["SSOT016"]);
    let sink = "impl prelude::Sink for Log {} #[ssot::ssot_component(new)] pub struct Log {}";
    assert_eq!(codes(&[sink], &[SINK]), ["SSOT031"]);
}

#[test]
fn constructors_need_a_guard_that_is_as_strict() {
    assert_eq!(of_modules(&["pub struct Port(u16);", FACTORY]), ["SSOT013"]);
    assert_eq!(of_modules(&[WARNED, FACTORY]), ["SSOT016"]);
    // Of a macro, or of another crate, it may have one.
    assert_eq!(of_modules(&[FACTORY]), NOTHING);
    let imported =
        "use prelude::Port; #[ssot::factory] impl Port { fn create() -> Self { Self(0) } }";
    assert_eq!(of_modules(&[imported, "pub struct Port(u16);"]), NOTHING);
}

#[test]
fn a_derive_above_a_type_that_warns_is_reported() {
    let derived = |derive: &str, attribute: &str| {
        let text = format!("{derive} #[ssot::factory_only({attribute})] struct Port(u16);");
        codes(&[&text], &[])
    };
    assert_eq!(
        derived("#[derive(Debug, Default)]", "new, enforce = \"warn\""),
        ["SSOT002"]
    );
    assert_eq!(
        derived(
            "#[cfg_attr(feature = \"a\", derive(Clone))]",
            "new, enforce = \"warn\""
        ),
        ["SSOT002"]
    );
    assert_eq!(
        derived("#[derive(Debug, PartialEq)]", "new, enforce = \"warn\""),
        NOTHING
    );
    // By way of a plain type, and its conversion, which calls a constructor.
    let way = "#[derive(Deserialize)] #[serde(try_from = \"Plain\")]";
    assert_eq!(derived(way, "new, enforce = \"warn\""), NOTHING);
    // rustc refuses it.
    assert_eq!(derived("#[derive(Default)]", "new"), NOTHING);
}

const SINK: &str = "#[ssot::ssot_interface] pub trait Sink {}";
const COMPONENT: &str =
    "#[ssot::ssot_component(new, implements(crate::port::Sink))] pub struct Log {}";
const IMPL: &str = "impl crate::port::Sink for crate::other::Log {}";

#[test]
fn what_a_component_declares_it_implements() {
    assert_eq!(of_modules(&[SINK, COMPONENT]), ["SSOT030"]);
    assert_eq!(of_modules(&[SINK, COMPONENT, IMPL]), NOTHING);
    // All types, or one that has another name there.
    assert_eq!(
        of_modules(&[SINK, COMPONENT, "impl<T> crate::port::Sink for T {}"]),
        NOTHING
    );
    let alias = "type Alias = crate::other::Log; impl crate::port::Sink for Alias {}";
    assert_eq!(of_modules(&[SINK, COMPONENT, alias]), NOTHING);
    let renamed = "use crate::port::Sink as Drain; impl Drain for crate::other::Log {}";
    assert_eq!(of_modules(&[SINK, COMPONENT, renamed]), NOTHING);
}

#[test]
fn what_a_component_implements_it_declares() {
    let silent = "#[ssot::ssot_component(new)] pub struct Log {}";
    assert_eq!(of_modules(&[SINK, silent, IMPL]), ["SSOT031"]);
    let open = "#[ssot::ssot_interface(open)] pub trait Sink {}";
    assert_eq!(of_modules(&[open, silent, IMPL]), NOTHING);
    assert_eq!(of_modules(&["pub trait Sink {}", silent, IMPL]), NOTHING);
    // Another trait of the name.
    let foreign = "impl prelude::Sink for crate::other::Log {}";
    assert_eq!(of_modules(&[SINK, silent, foreign]), NOTHING);
    let imported = "use prelude::Sink; impl Sink for crate::other::Log {}";
    assert_eq!(of_modules(&[SINK, silent, imported]), NOTHING);
    let configured = "#[ssot::ssot_config(prefix = \"LOG\", implements(crate::port::Sink))] pub struct Log { pub level: u8 }";
    assert_eq!(of_modules(&[SINK, configured, IMPL]), NOTHING);
}

#[test]
fn a_key_has_one_owner_in_a_program() {
    let config = "#[ssot::ssot_config(prefix = \"WS\")] pub struct One { pub port: u16 }";
    assert_eq!(of_modules(&[config]), NOTHING);
    assert_eq!(of_modules(&[config, config]), ["SSOT090"]);
    assert_eq!(
        of_modules(&[config, &config.replace("WS", "HTTP")]),
        NOTHING
    );
    assert_eq!(
        of_modules(&[config, &format!("#[cfg(test)] {config}")]),
        NOTHING
    );
    // The first crate depends on the second.
    assert_eq!(codes(&[config], &[config]), ["SSOT090"]);
}

#[test]
fn what_has_moved_leads_to_the_canonical_path_of_a_component() {
    let moved = "#[ssot::moved] pub type Manager = crate::port::Manager;";
    let component =
        |arguments: &str| format!("#[ssot::ssot_component({arguments})] pub struct Manager {{}}");
    let stated = component("new, canonical = \"crate::port::Manager\"");
    assert_eq!(of_modules(&[&stated, moved]), NOTHING);
    assert_eq!(of_modules(&[&component("new"), moved]), ["SSOT023"]);
    assert_eq!(of_modules(&["pub struct Manager;", moved]), ["SSOT023"]);
    let elsewhere = component("new, canonical = \"crate::manager::Manager\"");
    assert_eq!(of_modules(&[&elsewhere, moved]), ["SSOT026"]);
    // A type of another crate, which has the name of one of this.
    let of_another = "#[ssot::moved] pub type Old = prelude::Manager;";
    assert_eq!(of_modules(&["pub struct Manager;", of_another]), NOTHING);
    let imported = "use prelude::Manager; #[ssot::moved] pub type Old = Manager;";
    assert_eq!(of_modules(&["pub struct Manager;", imported]), NOTHING);
}

#[test]
fn an_override_names_an_entry_of_a_composition_in_another_file() {
    let base = "ssot::composition! { pub struct App { inputs { Bus, Log } } }";
    let overriding = |entry: &str| {
        format!(
            "ssot::composition! {{ pub struct Test overrides crate::port::App {{ {entry} => Double }} }}"
        )
    };
    assert_eq!(of_modules(&[base, &overriding("Bus")]), NOTHING);
    assert_eq!(of_modules(&[base, &overriding("Wire")]), ["SSOT070"]);
    assert_eq!(
        of_modules(&[&overriding("Wire")]),
        NOTHING,
        "it may list that"
    );
    let imported = overriding("Wire").replace("crate::port::App", "Base");
    let imported = format!("use crate::port::App as Base; {imported}");
    assert_eq!(of_modules(&[base, &imported]), ["SSOT070"]);
    let another = "ssot::composition! { pub struct App { inputs { Wire } } }";
    assert_eq!(of_modules(&[base, &overriding("Bus"), another]), NOTHING);
}
