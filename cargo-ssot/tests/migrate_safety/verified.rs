//! What the compiler refuses is taken back, and nothing else is.

use std::path::PathBuf;

use crate::ground::Ground;

const LIBRARY: &str = "pub mod one;\npub mod two;\npub mod three;\n";

fn three() -> Ground {
    Ground::package(&[
        ("src/lib.rs", LIBRARY),
        ("src/one.rs", "pub fn one() -> u8 {\n    1\n}\n"),
        (
            "src/two.rs",
            "pub fn two() -> u8 {\n    crate::one::one()\n}\n",
        ),
        ("src/three.rs", "pub fn three() -> u8 {\n    3\n}\n"),
    ])
}

#[test]
fn a_file_with_a_new_error_is_taken_back_alone() {
    let ground = three();
    let changes = [
        ground.change("src/one.rs", "pub fn one() -> u8 {\n    11\n}\n"),
        ground.change(
            "src/two.rs",
            "pub fn two() -> u8 {\n    crate::gone::one()\n}\n",
        ),
        ground.change("src/three.rs", "pub fn three() -> u8 {\n    33\n}\n"),
    ];
    let applied = ground.verified(&changes).expect("it can be checked");
    assert_eq!(applied.kept, [0, 2]);
    assert_eq!(applied.problems, []);
    assert_eq!(applied.not_compiled, [0; 0]);
    let [refused] = applied.rolled_back.as_slice() else {
        panic!("{applied:?}");
    };
    assert_eq!(refused.shown, PathBuf::from("src/two.rs"));
    // The library is compiled twice, and its error is one.
    assert_eq!(refused.errors.len(), 1);
    let said = refused.errors[0].to_string();
    assert!(
        said.starts_with("src/two.rs:2:") && said.contains("gone"),
        "{said}"
    );
    assert_eq!(ground.read("src/two.rs"), changes[1].old);
    assert_eq!(ground.read("src/one.rs"), changes[0].new);
    ground.rollback().expect("there is one");
    assert_eq!(ground.read("src/one.rs"), changes[0].old);
    // The builds of the user stay as they are.
    assert!(!ground.path().join("target/debug").exists());
}

/// The first error is in the file that calls. As that was before, it is wrong too: its error names the other.
#[test]
fn files_that_are_wrong_only_together_are_taken_back_until_it_compiles() {
    let ground = three();
    let changes = [
        ground.change("src/one.rs", "pub fn one(it: u8) -> u8 {\n    it\n}\n"),
        ground.change(
            "src/two.rs",
            "pub fn two() -> u8 {\n    crate::one::one(\"1\")\n}\n",
        ),
        ground.change("src/three.rs", "pub fn three() -> u8 {\n    33\n}\n"),
    ];
    let applied = ground.verified(&changes).expect("it can be checked");
    assert_eq!(applied.kept, [2], "{applied:?}");
    let codes = applied.rolled_back.iter().map(|refused| {
        let code = refused.errors[0].code.as_deref().unwrap_or_default();
        (refused.change, code.to_owned())
    });
    let codes: Vec<_> = codes.collect();
    assert_eq!(codes, [(0, "E0061".to_owned()), (1, "E0308".to_owned())]);
    assert_eq!(ground.read("src/one.rs"), changes[0].old);
    assert_eq!(ground.read("src/two.rs"), changes[1].old);
}

#[test]
fn an_error_that_names_no_file_that_was_written_takes_back_the_package() {
    let ground = three();
    let changes = [
        ground.change("src/one.rs", "pub fn one() -> u16 {\n    1\n}\n"),
        ground.change("src/three.rs", "pub fn three() -> u8 {\n    33\n}\n"),
    ];
    let applied = ground.verified(&changes).expect("it can be checked");
    assert_eq!(applied.kept, [0; 0], "{applied:?}");
    let said = applied.rolled_back[0].errors[0].to_string();
    assert!(said.starts_with("src/two.rs:2"), "{said}");
    assert_eq!(ground.read("src/one.rs"), changes[0].old);
}

#[test]
fn errors_that_were_there_blame_nobody() {
    let ground = three();
    let broken = "pub fn three() -> u8 {\n    \"three\"\n}\n";
    ground.write("src/three.rs", broken);
    let changes = [
        // Above the error, whose line moves.
        ground.change("src/three.rs", &format!("pub fn more() {{}}\n\n{broken}")),
        ground.change("src/one.rs", "pub fn one() -> u8 {\n    11\n}\n"),
    ];
    let applied = ground.verified(&changes).expect("it can be checked");
    assert_eq!(
        (applied.kept, applied.rolled_back),
        (vec![0, 1], Vec::new())
    );
    // Nothing of this crate was compiled to its end.
    assert_eq!(applied.not_compiled, [0, 1]);
}

#[test]
fn a_second_error_like_one_that_was_there_is_new() {
    let ground = three();
    let broken = "pub fn three() -> u8 {\n    \"three\"\n}\n";
    ground.write("src/three.rs", broken);
    let twice = format!("{broken}\n{}", broken.replace("fn three", "fn four"));
    let changes = [ground.change("src/three.rs", &twice)];
    let applied = ground.verified(&changes).expect("it can be checked");
    assert_eq!(applied.kept, [0; 0]);
    assert_eq!(ground.read("src/three.rs"), broken);
    assert!(applied.migration.is_none() && ground.rollback().is_err());
}

#[test]
fn a_warning_that_the_crate_denies_is_an_error() {
    let ground = three();
    ground.write("src/lib.rs", &format!("#![deny(deprecated)]\n{LIBRARY}"));
    let old = "#[deprecated]\npub fn old() -> u8 {\n    1\n}\n\npub fn one() -> u8 {\n    1\n}\n";
    ground.write("src/one.rs", old);
    let changes = [ground.change(
        "src/two.rs",
        "pub fn two() -> u8 {\n    crate::one::old()\n}\n",
    )];
    let applied = ground.verified(&changes).expect("it can be checked");
    assert_eq!(
        applied.rolled_back[0].errors[0].code.as_deref(),
        Some("deprecated")
    );
    assert_eq!(ground.read("src/two.rs"), changes[0].old);
}

/// Nothing was edited in the package that does not compile any more.
#[test]
fn an_error_of_a_dependent_takes_back_what_it_depends_on() {
    let package = |name: &str, more: &str| {
        format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n{more}")
    };
    let ground = Ground::new(&[
        (
            "Cargo.toml",
            "[workspace]\nresolver = \"3\"\nmembers = [\"below\", \"above\", \"apart\"]\n",
        ),
        ("below/Cargo.toml", &package("below", "")),
        ("below/src/lib.rs", "pub fn one() -> u8 {\n    1\n}\n"),
        (
            "above/Cargo.toml",
            &package(
                "above",
                "\n[dependencies]\nbelow = { path = \"../below\" }\n",
            ),
        ),
        (
            "above/src/lib.rs",
            "pub fn two() -> u8 {\n    below::one()\n}\n",
        ),
        ("apart/Cargo.toml", &package("apart", "")),
        ("apart/src/lib.rs", "pub fn three() -> u8 {\n    3\n}\n"),
        ("apart/notes/loose.rs", "fn loose() {}\n"),
    ]);
    let changes = [
        ground.change("below/src/lib.rs", "pub fn other() -> u8 {\n    1\n}\n"),
        ground.change("apart/src/lib.rs", "pub fn three() -> u8 {\n    33\n}\n"),
        ground.change("apart/notes/loose.rs", "fn not_so_loose() {}\n"),
    ];
    let applied = ground.verified(&changes).expect("it can be checked");
    assert_eq!(applied.kept, [1, 2], "{applied:?}");
    assert_eq!(applied.not_compiled, [2], "no target has it");
    let said = applied.rolled_back[0].errors[0].to_string();
    assert!(said.starts_with("above/src/lib.rs:2"), "{said}");
    assert_eq!(ground.read("below/src/lib.rs"), changes[0].old);
}

#[test]
fn a_build_script_that_fails_afterwards_takes_back_what_was_written() {
    let ground = three();
    ground.write("build.rs", "fn main() {}\n");
    let changes = [ground.change("build.rs", "fn main() {\n    panic!(\"no\");\n}\n")];
    let applied = ground.verified(&changes).expect("it can be checked");
    assert_eq!(applied.kept, [0; 0]);
    let said = applied.rolled_back[0].errors[0].to_string();
    assert!(said.contains("build command"), "{said}");
    assert_eq!(ground.read("build.rs"), changes[0].old);
}

#[test]
fn what_cargo_refuses_is_a_problem_before_anything_is_written() {
    let ground = three();
    let change = ground.change("src/one.rs", "pub fn one() -> u8 {\n    11\n}\n");
    let workspace = ground.workspace();
    ground.write(
        "Cargo.toml",
        "[package]\nname = \"acme\"\n[dependencies]\ngone = { path = \"gone\" }\n",
    );
    let compiler = cargo_ssot::testing::migrate::verification::Verification::Compiler;
    let before = ground.tree();
    let applied =
        cargo_ssot::testing::migrate::transaction::apply(&workspace, &[change], compiler, &|_| {});
    let problem = applied.expect_err("cargo cannot");
    assert!(problem.message.contains("gone"), "{problem}");
    assert!(problem.help.contains("--no-verify"), "{problem}");
    assert!(ground.tree() == before);
    assert!(!ground.path().join(".ssot").exists());
}
