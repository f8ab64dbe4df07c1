//! What `cargo ssot migrate` makes of imports and paths, to the byte.

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

#[track_caller]
fn stays(before: &str) {
    let (text, code) = migrated(before);
    assert_eq!(text, before);
    assert_eq!(code, 1, "it is listed");
}

#[test]
fn an_import_keeps_the_name_that_the_file_knows() {
    becomes(
        "use crate::old::Manager;\n",
        "use crate::managers::Manager;\n",
    );
    becomes(
        "use crate::old::Manager as Boss;\n",
        "use crate::managers::Manager as Boss;\n",
    );
    becomes(
        "use crate::old::Legacy;\n",
        "use crate::managers::Manager as Legacy;\n",
    );
    becomes(
        "use crate::old::Legacy as Manager;\n",
        "use crate::managers::Manager;\n",
    );
    becomes(
        "use super::old::Manager as _;\n",
        "use crate::managers::Manager as _;\n",
    );
}

#[test]
fn what_an_import_says_besides_is_kept() {
    becomes(
        "/// Why.\n#[cfg(all())] // here\npub(crate) use crate::old::Manager; // for now\n",
        "/// Why.\n#[cfg(all())] // here\npub(crate) use crate::managers::Manager; // for now\n",
    );
    becomes(
        "#[cfg(unix)]\npub use crate::old::{Manager, Other};\n",
        "#[cfg(unix)]\npub use crate::managers::Manager;\n#[cfg(unix)]\npub use crate::old::Other;\n",
    );
}

#[test]
fn names_leave_a_group_and_the_rest_of_it_stays_to_the_byte() {
    becomes(
        "use crate::old::{Other,   Manager , inner::Deep};\n",
        "use crate::managers::Manager;\nuse crate::old::{Other,   inner::Deep};\n",
    );
    becomes(
        "use crate::old::{\n    inner::Deep, // deep\n    Manager,\n    /* other */ Other,\n};\n",
        "use crate::managers::Manager;\nuse crate::old::{\n    inner::Deep, // deep\n    /* other */ Other,\n};\n",
    );
    becomes(
        "use crate::old::{Manager, Queue};\n",
        "use crate::managers::{Manager, Queue};\n",
    );
    becomes(
        "use crate::old::{Manager, Other, Queue};\n",
        "use crate::managers::{Manager, Queue};\nuse crate::old::Other;\n",
    );
    becomes(
        "use crate::{facade::Manager as Two, old::{Manager}};\n",
        "use crate::{managers::Manager as Two, managers::Manager};\n",
    );
    becomes(
        "use crate::old::{self, Manager};\nfn f(_: old::Other) {}\n",
        "use crate::managers::Manager;\nuse crate::old::{self};\nfn f(_: old::Other) {}\n",
    );
}

#[test]
fn comments_in_a_group_that_goes_are_kept() {
    becomes(
        "use crate::old::{\n    // The one.\n    Manager,\n};\n",
        "use crate::managers::Manager // The one.\n;\n",
    );
    becomes(
        "use crate::old::{Manager /* one */, Queue /* two */};\n",
        "use crate::managers::{Manager /* one */, Queue /* two */};\n",
    );
}

#[test]
fn sorted_imports_stay_sorted_and_others_stay_where_they_are() {
    becomes(
        "use std::fmt;\n\nuse crate::alpha;\nuse crate::old::Manager;\nuse crate::zeta;\n",
        "use std::fmt;\n\nuse crate::alpha;\nuse crate::managers::Manager;\nuse crate::zeta;\n",
    );
    becomes(
        "use crate::alpha;\nuse crate::nu;\nuse crate::old::Manager;\n\nfn f() {}\n",
        "use crate::alpha;\nuse crate::managers::Manager;\nuse crate::nu;\n\nfn f() {}\n",
    );
    becomes(
        "use crate::zeta;\nuse crate::old::Manager;\nuse crate::alpha;\n",
        "use crate::zeta;\nuse crate::managers::Manager;\nuse crate::alpha;\n",
    );
}

#[test]
fn sorted_groups_stay_sorted() {
    becomes(
        "use crate::{alpha, nu, old::Manager, zeta};\n",
        "use crate::{alpha, managers::Manager, nu, zeta};\n",
    );
    becomes(
        "use crate::{\n    facade::Manager as One,\n    nu,\n    old::Queue,\n};\n",
        "use crate::{\n    managers::Manager as One,\n    managers::Queue,\n    nu,\n};\n",
    );
    becomes(
        "use crate::{beta, facade::Manager};\n",
        "use crate::{beta, managers::Manager};\n",
    );
    becomes(
        "use crate::{alpha, beta::{self}, facade::Manager, kappa};\n",
        "use crate::{alpha, beta::{self}, kappa, managers::Manager};\n",
    );
    becomes(
        "use crate::{zeta, old::Manager, alpha};\n",
        "use crate::{zeta, managers::Manager, alpha};\n",
    );
}

#[test]
fn all_of_a_module_becomes_what_is_used_of_it() {
    becomes(
        "use crate::old::*;\n\nfn f(_: Manager) {}\n",
        "use crate::managers::Manager;\n\nfn f(_: Manager) {}\n",
    );
    becomes(
        "use crate::old::*;\n\nfn f(_: Legacy, _: Other) {}\n",
        "use crate::managers::Manager as Legacy;\nuse crate::old::*;\n\nfn f(_: Legacy, _: Other) {}\n",
    );
    // Whoever takes it from here may need any of it.
    stays("pub use crate::old::*;\n\nfn f(_: Manager) {}\n");
}

#[test]
fn a_path_that_is_written_out_is_replaced_up_to_the_type() {
    becomes(
        "fn f(one: &crate :: old::Manager) -> Vec<super::old::Queue<u8>> {\n    let x = crate::old::Queue::<u8>::new(vec![]);\n}\n",
        "fn f(one: &crate::managers::Manager) -> Vec<crate::managers::Queue<u8>> {\n    let x = crate::managers::QueueFactory::<u8>::new(vec![]);\n}\n",
    );
    becomes(
        "fn f() { let _ = <crate::old::Manager as Into<crate::old::Legacy>>::into; }\n",
        "fn f() { let _ = <crate::managers::Manager as Into<crate::managers::Manager>>::into; }\n",
    );
}

#[test]
fn a_module_that_was_imported_for_it_goes_with_its_last_use() {
    becomes(
        "use crate::old;\nuse std::fmt;\n\nfn f(_: old::Manager, _: &dyn fmt::Debug) {}\n",
        "use std::fmt;\n\nfn f(_: crate::managers::Manager, _: &dyn fmt::Debug) {}\n",
    );
    becomes(
        "use crate::old;\n\nfn f(_: old::Manager, _: old::Other) {}\n",
        "use crate::old;\n\nfn f(_: crate::managers::Manager, _: old::Other) {}\n",
    );
    becomes(
        "use crate::{facade, old};\n\nfn f(_: old::Manager) {}\nuse facade as _;\n",
        "use crate::facade;\n\nfn f(_: crate::managers::Manager) {}\nuse facade as _;\n",
    );
    // An attribute takes it as a text.
    becomes(
        "use crate::old;\n\n#[serde(with = \"old::inner\")]\nfn f(_: old::Manager) {}\n",
        "use crate::old;\n\n#[serde(with = \"old::inner\")]\nfn f(_: crate::managers::Manager) {}\n",
    );
}

#[test]
fn tokens_of_macros_and_attributes_are_changed_too() {
    becomes(
        "macro_rules! one { () => { $crate::old::Manager }; }\n#[needs(crate::old::Manager)]\nfn f() { say!(crate::old::Manager => 1); }\n",
        "macro_rules! one { () => { $crate::managers::Manager }; }\n#[needs(crate::managers::Manager)]\nfn f() { say!(crate::managers::Manager => 1); }\n",
    );
    stays("use crate::old;\nmacro_rules! one { () => { old::Manager }; }\n");
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

#[test]
fn a_factory_is_imported_where_the_type_is() {
    // Behind the import of the type, or in its group.
    becomes(
        "use std::fmt;\n\nuse crate::managers::Manager;\n\nfn f(_: Manager) { Manager::new(1); }\n",
        "use std::fmt;\n\nuse crate::managers::Manager;\nuse crate::managers::ManagerFactory;\n\nfn f(_: Manager) { ManagerFactory::new(1); }\n",
    );
    becomes(
        "use crate::managers::{Manager, Queue};\n\nfn f(_: Queue<Manager>) { Manager::new(1); }\n",
        "use crate::managers::{Manager, Queue, ManagerFactory};\n\nfn f(_: Queue<Manager>) { ManagerFactory::new(1); }\n",
    );
    // The import of the type goes with its last use.
    becomes(
        "use crate::managers::Manager;\n\nfn f() { Manager::new(1); }\n",
        "use crate::managers::ManagerFactory;\n\nfn f() { ManagerFactory::new(1); }\n",
    );
    // What is passed on is no place for it.
    becomes(
        "//! About it.\n#![allow(unused)]\n\npub use crate::managers::Manager;\n\nfn f(_: Manager) { Manager::new(1); }\n",
        "//! About it.\n#![allow(unused)]\n\nuse crate::managers::ManagerFactory;\n\npub use crate::managers::Manager;\n\nfn f(_: Manager) { ManagerFactory::new(1); }\n",
    );
    becomes(
        "mod inner {\n    pub use crate::managers::Manager;\n\n    fn f(_: Manager) { Manager::new(1); }\n}\n",
        "mod inner {\n    use crate::managers::ManagerFactory;\n\n    pub use crate::managers::Manager;\n\n    fn f(_: Manager) { ManagerFactory::new(1); }\n}\n",
    );
    // What holds under a condition is none either, and neither is what does without it.
    becomes(
        "#[cfg(all())]\nuse crate::managers::Manager;\n\nfn f(_: Manager) { Manager::new(1); }\n",
        "#[cfg(all())]\nuse crate::managers::Manager;\n\nfn f(_: Manager) { crate::managers::ManagerFactory::new(1); }\n",
    );
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
fn an_import_that_is_not_needed_stays_if_a_comment_would_go_with_it() {
    becomes(
        "use crate::old /* why */ ;\n\nfn f(_: old::Manager) {}\n",
        "use crate::old /* why */ ;\n\nfn f(_: crate::managers::Manager) {}\n",
    );
    becomes(
        "use crate::{facade, /* here */ old /* there */};\nfn f(_: old::Manager) {}\nuse facade as _;\n",
        "use crate::{facade, /* here */ old /* there */};\nfn f(_: crate::managers::Manager) {}\nuse facade as _;\n",
    );
}

#[test]
fn what_a_macro_makes_a_text_of_is_listed() {
    stays("const A: &str = stringify!(crate::old::Manager);\n");
    stays("const A: &str = concat!(stringify! { use crate::old::Manager; }, \"!\");\n");
}

#[test]
fn comments_in_what_is_imported_are_kept() {
    becomes(
        "use crate /* a */ :: old :: /* b */ Manager /* c */ as /* d */ Boss;\n",
        "use crate::managers::Manager /* a */ /* b */ /* c */ as /* d */ Boss;\n",
    );
    becomes(
        "use crate::old::{Manager /* a */, /* b */ Other};\n",
        "/* a */\nuse crate::managers::Manager;\nuse crate::old::{/* b */ Other};\n",
    );
    becomes(
        "use crate::old::{Manager /* a */ as /* b */ Boss};\n",
        "use crate::managers::Manager /* a */ as /* b */ Boss;\n",
    );
    stays("fn f(_: crate::old::/* here */Manager) {}\n");
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
        let text = text.replace("{ use crate::manager::Manager;", "{ ");
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
