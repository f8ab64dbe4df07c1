//! What `cargo ssot migrate` makes of imports and paths, to the byte.

use crate::before_after;
use crate::sample::Sample;

/// What stands at the old paths, and at the canonical ones.
const LIBRARY: &str = "
pub mod managers {
    #[ssot::ssot_component(new, canonical = \"crate::managers::Manager\", enforce = \"warn\")]
    pub struct Manager { pub size: u8 }
    #[ssot::ssot_component(new, canonical = \"crate::managers::Queue\", enforce = \"warn\")]
    pub struct Queue<T> { pub all: Vec<T> }
}
pub mod old {
    #[ssot::moved]
    pub type Manager = crate::managers::Manager;
    #[ssot::moved]
    pub type Legacy = crate::managers::Manager;
    #[ssot::moved]
    pub type Queue<T> = crate::managers::Queue<T>;
    pub struct Other;
    pub mod inner { pub struct Deep; }
}
pub mod facade {
    pub use crate::managers::Manager;
}
mod case;
";

/// A module before and after, and how many of its findings are left.
fn migrated(before: &str) -> (String, i32) {
    let sample = Sample::new(LIBRARY);
    sample.write("src/case.rs", before);
    let ended = sample.run(&["migrate", "--apply", "--no-verify", "--allow-no-vcs"]);
    assert!(ended.code < 2, "{ended:?}");
    (sample.read("src/case.rs"), ended.code)
}

#[track_caller]
fn becomes(before: &str, after: &str) {
    let (text, code) = migrated(before);
    assert_eq!(text, after, "{before}");
    assert_eq!(code, 0, "nothing is left of {before}");
    let (again, _) = migrated(after);
    assert_eq!(again, after, "a second run changes nothing");
}

#[test]
fn what_the_fixtures_show_becomes_so() {
    for mut file in before_after::read("imports") {
        for position in 0..file.cases.len() {
            let case = &file.cases[position];
            let (text, code) = migrated(&case.before);
            assert_eq!(code, i32::from(case.is_listed), "{}", case.before);
            let (again, _) = migrated(&text);
            assert_eq!(again, text, "a second run changes nothing");
            file.expect(position, &text);
        }
    }
}

#[test]
fn how_a_file_is_written_stays_as_it_is() {
    becomes(
        "\u{feff}use crate::old::{\r\n    Manager,\r\n    Other,\r\n};\r\n",
        "\u{feff}use crate::managers::Manager;\r\nuse crate::old::Other;\r\n",
    );
    becomes(
        "#![allow(unused)]\nuse crate::old::{Manager, Other};",
        "#![allow(unused)]\nuse crate::managers::Manager;\nuse crate::old::Other;",
    );
    becomes(
        "fn f() { use crate::old::{Manager, Other}; }\n",
        "fn f() { use crate::old::Other; use crate::managers::Manager; }\n",
    );
    becomes(
        "mod inner {\n\tuse crate::old::{Manager, Other};\n}\n",
        "mod inner {\n\tuse crate::managers::Manager;\n\tuse crate::old::Other;\n}\n",
    );
}

#[test]
fn text_that_only_looks_like_a_path_stays() {
    let text = "// crate::old::Manager\nconst A: &str = \"crate::old::Manager\";\nconst B: &str = r#\"use crate::old::Manager;\"#;\n";
    let (after, code) = migrated(text);
    assert_eq!(after, text);
    assert_eq!(code, 0);
}

/// A package with more files than the case.
fn with_files(library: &str, files: &[(&str, &str)]) -> Sample {
    let sample = Sample::new(library);
    for (path, text) in files {
        sample.write(path, text);
    }
    let ended = sample.run(&["migrate", "--apply", "--no-verify", "--allow-no-vcs"]);
    assert!(ended.code < 2, "{ended:?}");
    sample
}

#[test]
fn an_import_stays_that_is_used_where_the_file_does_not_show_it() {
    let inner = "use crate::old;\nfn g(_: crate::managers::Manager) {}\nmod k { macro_rules! m { () => { super::old::Other } } }\n";
    becomes(&inner.replace("g(_: crate::managers", "g(_: old"), inner);
    let included =
        "use crate::old;\nfn g(_: crate::managers::Manager) {}\ninclude!(\"more.in\");\n";
    becomes(
        &included.replace("g(_: crate::managers", "g(_: old"),
        included,
    );
    // Documentation only tells of it.
    becomes(
        "use crate::old;\n/// Takes the old one.\nfn g(_: old::Manager) {}\n",
        "/// Takes the old one.\nfn g(_: crate::managers::Manager) {}\n",
    );
}

#[test]
fn an_import_stays_that_a_macro_of_another_file_means() {
    let macros =
        "macro_rules! other { () => { old::Other } }\nmacro_rules! all { () => { Other } }\n";
    let library = format!("{macros}{LIBRARY}");
    let case = "use crate::old;\nfn f(_: old::Manager, _: other!()) {}\n";
    let sample = with_files(&library, &[("src/case.rs", case)]);
    assert_eq!(
        sample.read("src/case.rs"),
        "use crate::old;\nfn f(_: crate::managers::Manager, _: other!()) {}\n"
    );
    let case = "use crate::old::*;\nfn f(_: Manager, _: all!()) {}\n";
    let sample = with_files(&library, &[("src/case.rs", case)]);
    assert_eq!(
        sample.read("src/case.rs"),
        "use crate::managers::Manager;\nuse crate::old::*;\nfn f(_: Manager, _: all!()) {}\n"
    );
}

#[test]
fn all_of_a_module_stays_that_a_format_or_a_module_below_needs() {
    let library = LIBRARY.replace("pub struct Other;", "pub const LIMIT: u8 = 1;");
    let case = "use crate::old::*;\nfn f(_: Manager) { println!(\"{LIMIT}\") }\n";
    let sample = with_files(&library, &[("src/case.rs", case)]);
    assert_eq!(
        sample.read("src/case.rs"),
        format!("use crate::managers::Manager;\n{case}")
    );
    let case = "use crate::old::*;\nfn f(_: Manager) {}\nmod below;\n";
    let below = "use super::*;\nfn f() -> u8 { LIMIT }\n";
    let files = [("src/case.rs", case), ("src/case/below.rs", below)];
    let sample = with_files(&library, &files);
    assert_eq!(
        sample.read("src/case.rs"),
        format!("use crate::managers::Manager;\n{case}")
    );
}

#[test]
fn an_import_goes_that_a_module_below_only_has_a_word_of() {
    let case = "use crate::old;\nfn f(_: old::Manager) {}\nmod below;\n";
    let migrated = |below: &str| {
        let files = [("src/case.rs", case), ("src/case/below.rs", below)];
        with_files(LIBRARY, &files).read("src/case.rs")
    };
    let without = "fn f(_: crate::managers::Manager) {}\nmod below;\n";
    assert_eq!(migrated("pub struct Holder { pub old: u8 }\n"), without);
    let with = format!("use crate::old;\n{without}");
    for below in [
        "use super::old;\npub fn g(_: old::Other) {}\n",
        "use super::{old, f};\npub fn g(_: old::Other) {}\n",
        "use super::*;\npub fn g(_: old::Other) {}\n",
        "pub fn g(_: super::old::Other) {}\n",
        "use crate::case as around;\npub fn g(_: around::old::Other) {}\n",
    ] {
        assert_eq!(migrated(below), with, "{below}");
    }
}

#[test]
fn a_file_of_several_crates_is_changed_only_where_the_path_leads_to_the_type_in_each() {
    let shared =
        "pub fn f(_: crate::old::Manager) {}\npub fn g() { crate::managers::Manager::new(1); }\n";
    let sample = Sample::new(LIBRARY);
    sample.write("src/case.rs", "#[path = \"shared.rs\"] mod shared;\n");
    sample.write("src/shared.rs", shared);
    let main = "#[path = \"shared.rs\"] mod shared;\nmod old { pub struct Manager; }\nmod managers { pub struct Manager; }\nfn main() {}\n";
    sample.write("src/main.rs", main);
    let ended = sample.run(&["migrate", "--apply", "--no-verify", "--allow-no-vcs"]);
    assert_eq!(ended.code, 1, "{ended:?}");
    assert_eq!(sample.read("src/shared.rs"), shared);

    // The tests of a package that share a module mean the same by the name of the library.
    let sample = Sample::new(LIBRARY);
    sample.write("src/case.rs", "");
    sample.write(
        "tests/common/mod.rs",
        "use acme::old::Manager;\npub fn f(_: Manager) {}\n",
    );
    sample.write("tests/one.rs", "mod common;\n");
    sample.write("tests/two.rs", "mod common;\n");
    let ended = sample.run(&["migrate", "--apply", "--no-verify", "--allow-no-vcs"]);
    assert_eq!(ended.code, 0, "{ended:?}");
    assert_eq!(
        sample.read("tests/common/mod.rs"),
        "use acme::managers::Manager;\npub fn f(_: Manager) {}\n"
    );
}

/// An import that is always there would lead nowhere without the feature.
#[test]
fn a_factory_is_named_in_full_where_an_import_of_it_would_need_a_condition() {
    let sample = Sample::new(
        "#[cfg(feature = \"x\")]\npub mod manager;\npub mod below;\npub mod imported;\npub mod inside;\n",
    );
    sample.write(
        "src/manager.rs",
        "#[ssot::factory_only]\npub struct Manager { pub size: u8 }\n#[ssot::factory]\nimpl Manager { pub fn new(_: u8, size: u8) -> Self { Self { size } } }\n",
    );
    let condition = "#[cfg(feature = \"x\")]\n";
    let imported =
        format!("{condition}use crate::manager::Manager;\n{condition}fn f() {{ CALL(1, 2); }}\n");
    let inside = format!("{condition}fn f() {{ use crate::manager::Manager; CALL(1, 2); }}\n");
    let below = format!(
        "{condition}mod below {{ fn f() {{ use crate::manager::Manager; CALL(1, 2); }} }}\n"
    );
    let files = [
        ("imported", &imported),
        ("inside", &inside),
        ("below", &below),
    ];
    for (name, text) in files {
        let text = text.replace("CALL", "Manager::new");
        sample.write(format!("src/{name}.rs"), &text);
    }
    let ended = sample.run(&["migrate", "--apply", "--no-verify", "--allow-no-vcs"]);
    assert_eq!(ended.code, 0, "{ended:?}");
    for (name, text) in &files[..2] {
        // Inside, the type is not used any more.
        let text = text.replace("CALL", "crate::manager::ManagerFactory::new");
        let text = text.replace("{ use crate::manager::Manager; ", "{ ");
        assert_eq!(sample.read(&format!("src/{name}.rs")), text);
    }
    let below = sample.read("src/below.rs");
    assert!(below.contains("mod below {"), "{below}");
    let outside = below.lines().filter(|line| line.starts_with("use "));
    assert_eq!(outside.count(), 0, "{below}");
}

/// No compiler takes it, and there is nothing to write in its place.
#[test]
fn what_is_said_to_have_moved_to_where_it_stands_is_left() {
    let sample = Sample::new(
        "
#[ssot::moved]
pub type Manager = crate::Manager;
pub type Other = crate::Manager::Manager;
",
    );
    for command in ["check", "migrate"] {
        let ended = sample.run(&[command]);
        assert_eq!(ended.code, 0, "{ended:?}");
    }
}

#[test]
fn all_of_a_path_brings_to_a_function_what_that_one_uses() {
    let elsewhere = "fn f() {
    use crate::old::*;
    let _ = Other;
}
struct Manager;
";
    becomes(elsewhere, elsewhere);
    becomes(
        "fn f() {
    use crate::old::*;
    let _: (Other, Manager);
}
",
        "fn f() {
    use crate::managers::Manager;
    use crate::old::*;
    let _: (Other, Manager);
}
",
    );
}
