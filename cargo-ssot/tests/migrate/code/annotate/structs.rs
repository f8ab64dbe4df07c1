//! The attribute above the struct, and what is refused.

use super::sample::Sample;

const IMPL: &str = "\nimpl Manager {\n    pub fn new() -> Self {\n        todo!()\n    }\n}\n";

/// The struct as it reads annotated.
fn annotated(structure: &str) -> (String, Vec<String>) {
    let sample = Sample::of(&[("src/lib.rs", &format!("{structure}{IMPL}"))]);
    let annotated = sample.annotate("Manager");
    assert_eq!(annotated.changes, 1);
    let text = sample.read("acme/src/lib.rs");
    let (structure, _) = text
        .split_once("\n#[ssot::factory")
        .expect("it has a factory");
    (structure.to_owned(), annotated.by_hand)
}

#[test]
fn the_attribute_stands_right_above_the_struct() {
    let (text, by_hand) = annotated(
        "/// Manages.\n#[derive(Debug)]\n#[allow(dead_code)]\npub struct Manager { name: String }\n",
    );
    assert_eq!(
        text,
        "/// Manages.\n#[derive(Debug)]\n#[allow(dead_code)]\n#[ssot::ssot_component(canonical = \"crate::Manager\", \
         enforce = \"warn\")]\npub struct Manager { name: String }\n"
    );
    assert_eq!(by_hand, [""; 0]);
}

#[test]
fn attributes_are_written_by_the_names_that_the_module_imports() {
    let sample = Sample::of(&[(
        "src/lib.rs",
        "use ssot::{factory as makes, ssot_component};\npub struct Manager(u8);\nimpl Manager { pub fn new() -> Self { Self(1) } }\n",
    )]);
    sample.annotate("Manager");
    assert_eq!(
        sample.read("acme/src/lib.rs"),
        "use ssot::{factory as makes, ssot_component};\n#[ssot_component(canonical = \"crate::Manager\", enforce = \
         \"warn\")]\npub struct Manager(u8);\n#[makes(enforce = \"warn\")]\nimpl Manager { pub fn new() -> Self { Self(1) } }\n"
    );
}

#[test]
fn a_dependency_by_another_name_is_told_to_the_attributes() {
    let sample = Sample::of(&[("src/lib.rs", &format!("pub struct Manager;\n{IMPL}"))]);
    let manifest = sample.read("acme/Cargo.toml");
    let manifest = manifest.replace("ssot = { path", "only-one = { package = 'ssot', path");
    sample.write("acme/Cargo.toml", &manifest);
    sample.annotate("Manager");
    let text = sample.read("acme/src/lib.rs");
    assert!(
        text.contains("enforce = \"warn\", crate = only_one)]\npub struct"),
        "{text}"
    );
    assert!(
        text.contains("#[only_one::factory(enforce = \"warn\", crate = only_one)]\nimpl"),
        "{text}"
    );
}

#[test]
fn derives_that_make_instances_go_below_the_attribute() {
    let (text, by_hand) = annotated(
        "#[derive(Debug, Default, Clone, PartialEq)]\n#[non_exhaustive]\npub struct Manager { name: String }\n",
    );
    assert_eq!(
        text,
        "#[derive(Debug, PartialEq)]\n#[ssot::ssot_component(canonical = \"crate::Manager\", enforce = \"warn\", \
         allow(Clone))]\n#[derive(Default, Clone)]\n#[non_exhaustive]\npub struct Manager { name: String }\n"
    );
    let [default] = by_hand.as_slice() else {
        panic!("{by_hand:?}");
    };
    assert!(
        default.contains("`Default`") && default.contains("`#[factory]` impl"),
        "{default}"
    );
}

#[test]
fn a_conditional_derive_goes_below_the_attribute_with_its_condition() {
    let (text, by_hand) = annotated(
        "#[derive(Debug)]\n#[cfg_attr(test, derive(Clone, Copy))]\npub struct Manager { name: u8 }\n",
    );
    assert_eq!(
        text,
        "#[derive(Debug)]\n#[ssot::ssot_component(canonical = \"crate::Manager\", enforce = \"warn\", allow(Clone))]\n\
         #[cfg_attr(test, derive(Clone, Copy))]\npub struct Manager { name: u8 }\n"
    );
    assert!(by_hand[0].contains("`Copy`"), "{by_hand:?}");
}

#[test]
fn what_reads_by_way_of_a_conversion_stays_above() {
    let (text, by_hand) = annotated(
        "#[derive(Deserialize)]\n#[serde(try_from = \"Plain\")]\npub struct Manager { name: u8 }\n",
    );
    assert!(
        text.starts_with("#[derive(Deserialize)]\n#[serde(try_from"),
        "{text}"
    );
    assert_eq!(by_hand, [""; 0]);
}

#[test]
fn an_annotated_type_is_left_alone() {
    let sample = Sample::of(&[
        (
            "src/lib.rs",
            "mod imp;\npub mod old;\npub use imp::Manager;\n",
        ),
        ("src/old.rs", "pub use crate::imp::Manager;\n"),
        (
            "src/imp.rs",
            &format!("#[derive(Default)]\npub struct Manager {{ name: String }}\n{IMPL}"),
        ),
    ]);
    assert_eq!(sample.annotate("Manager").changes, 2);
    let files = ["acme/src/lib.rs", "acme/src/old.rs", "acme/src/imp.rs"];
    let once: Vec<_> = files.iter().map(|file| sample.read(file)).collect();
    let again = sample.annotate("Manager");
    assert_eq!((again.changes, again.by_hand.len()), (0, 0));
    let twice: Vec<_> = files.iter().map(|file| sample.read(file)).collect();
    assert_eq!(once, twice);
}

#[test]
fn a_name_of_several_types_needs_a_path() {
    let sample = Sample::of(&[(
        "src/lib.rs",
        "pub mod one { pub struct Manager { a: u8 } impl Manager { pub fn new() -> Self { Self { a: 1 } } } }\n\
         pub mod two { pub struct Manager { a: u8 } }\n",
    )]);
    let problem = sample.refused("Manager", None);
    assert!(
        problem
            .message
            .contains("`acme::one::Manager`, `acme::two::Manager`"),
        "{problem}"
    );
    assert_eq!(sample.annotate("acme::one::Manager").changes, 1);
    let text = sample.read("acme/src/lib.rs");
    assert!(
        text.contains("canonical = \"crate::one::Manager\""),
        "{text}"
    );
    // The name is taken now.
    let second = sample.annotate("two::Manager");
    assert!(
        second.by_hand[0].contains("`acme::one::Manager` is a component of that name"),
        "{second:?}"
    );
}

#[test]
fn what_is_no_struct_or_not_there_is_refused() {
    let sample = Sample::of(&[("src/lib.rs", "pub enum Manager { A }\n")]);
    assert!(
        sample
            .refused("Manager", None)
            .message
            .contains("is an enum")
    );
    let unknown = sample.refused("Managr", None);
    assert!(unknown.help.contains("`Manager`"), "{unknown}");
}

#[test]
fn a_package_without_the_dependency_is_told_how_to_get_it() {
    let sample = Sample::of(&[("src/lib.rs", &format!("pub struct Manager;\n{IMPL}"))]);
    let manifest = sample.read("acme/Cargo.toml");
    let (manifest, _) = manifest.split_once("[dependencies]").expect("it has some");
    sample.write("acme/Cargo.toml", manifest);
    let problem = sample.refused("Manager", None);
    assert_eq!(problem.help, "cargo add ssot --package acme");
}

#[test]
fn the_canonical_path_is_the_one_used_most_if_it_is_public() {
    let files = |root: &str| {
        Sample::of(&[
            ("src/lib.rs", root),
            (
                "src/a.rs",
                &format!("pub struct Manager {{ a: u8 }}\n{IMPL}"),
            ),
            (
                "src/user.rs",
                "use crate::Manager;\nfn f(_: crate::Manager, _: crate::a::Manager, _: Manager) {}\n",
            ),
        ])
    };
    let canonical = |sample: &Sample| {
        sample.annotate("Manager");
        let text = sample.read("acme/src/a.rs");
        let (_, behind) = text.split_once("canonical = \"").expect("it has one");
        behind.split('"').next().expect("it ends").to_owned()
    };
    assert_eq!(
        canonical(&files("pub mod a;\nmod user;\npub use a::Manager;\n")),
        "crate::Manager"
    );
    assert_eq!(
        canonical(&files(
            "pub mod a;\nmod user;\npub(crate) use a::Manager;\n"
        )),
        "crate::a::Manager"
    );
    // Nobody else comes to the definition.
    assert_eq!(
        canonical(&files(
            "mod a;\nmod user;\nuse a::Manager;\npub mod api { pub use super::a::Manager; }\n"
        )),
        "crate::api::Manager"
    );
}

#[test]
fn a_path_that_is_given_has_to_lead_there() {
    let sample = Sample::of(&[(
        "src/lib.rs",
        "pub mod a { pub struct Manager { x: u8 } impl Manager { pub fn new() -> Self { Self { x: 1 } } } }\npub mod b { pub use super::a::Manager; }\n",
    )]);
    let problem = sample.refused("Manager", Some("crate::c::Manager"));
    assert!(problem.help.contains("`crate::a::Manager`"), "{problem}");
    sample.annotate_at("Manager", Some("acme::b::Manager"));
    let text = sample.read("acme/src/lib.rs");
    assert!(text.contains("canonical = \"crate::b::Manager\""), "{text}");
    assert!(
        text.contains("{ pub use super::a::Manager; pub use super::a::ManagerFactory; }"),
        "{text}"
    );
}

#[test]
fn what_a_program_wrote_is_left_to_it() {
    let text = format!("// @generated\npub struct Manager;\n{IMPL}");
    let sample = Sample::of(&[
        ("src/lib.rs", "pub mod a;\npub mod b;\n"),
        ("src/a.rs", &text),
        ("src/b.rs", "pub use crate::a::Manager;\n"),
    ]);
    let annotated = sample.annotate("Manager");
    assert_eq!(annotated.changes, 0);
    assert!(
        annotated.by_hand[0].contains("a program wrote `acme/src/a.rs`"),
        "{annotated:?}"
    );
    assert_eq!(sample.read("acme/src/a.rs"), text);
}

#[test]
fn the_command_shows_what_would_change() {
    let text = format!("pub struct Manager;\n{IMPL}");
    let sample = Sample::of(&[("src/lib.rs", &text)]);
    let run = |arguments: &[&str]| {
        let program = std::process::Command::new(env!("CARGO_BIN_EXE_cargo-ssot"))
            .args(["ssot", "migrate"])
            .args(arguments)
            .current_dir(sample.root())
            .output();
        program.expect("it runs")
    };
    let shown = run(&["--annotate", "Manager", "--canonical", "acme::Manager"]);
    let shown = String::from_utf8_lossy(&shown.stdout).into_owned();
    let attribute = "+#[ssot::ssot_component(canonical = \"crate::Manager\", enforce = \"warn\")]";
    assert!(shown.contains(attribute), "{shown}");
    assert!(
        shown.contains("+#[ssot::factory(enforce = \"warn\")]"),
        "{shown}"
    );
    let refused = run(&["--annotate", "Managr"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(
        String::from_utf8_lossy(&refused.stderr).contains("help: there is one called `Manager`")
    );
}
