//! Violations that need a package of their own, or a program that runs: what is said of each, and that the repair
//! of its page is one.
//!
//! `BLESS=1 cargo test -p ssot-tests --test builds pages::` writes what is said anew. The pages of the violations show it.

use std::fs;
use std::path::Path;

use crate::fixtures::{cargo, workspace};
use ssot_rules::Rule;

const FIXTURES: &str = "fixtures/pages";

const RULES: [Rule; 5] = [
    Rule::PackageTwice,
    Rule::MockallMissing,
    Rule::NotComposed,
    Rule::NothingLeftOut,
    Rule::FeatureMissing,
];

/// Tests the package of a rule: whether that succeeds, and what is printed.
fn tested(workspace: &Path, rule: Rule) -> (bool, String) {
    let arguments = ["test", "--quiet", "--lib", "--color", "never"];
    let package = workspace.join(rule.entry().code);
    let (output, messages) = cargo(&package, &arguments);
    let printed = String::from_utf8_lossy(&output.stdout);
    (output.status.success(), format!("{messages}{printed}"))
}

/// The part that is about the violation: what rustc says before it gives up, or one report of the registry.
fn said(printed: &str, rule: Rule) -> &str {
    let report = format!("{rule}: ");
    let compiled = !printed.contains(" due to ");
    if compiled {
        let start = printed.find(&report).unwrap_or_default();
        let report = &printed[start..];
        let help = report.find("\nhelp: ").map_or(0, |at| at + 1);
        let end = report[help..].find('\n').unwrap_or_default();
        return &report[..help + end];
    }
    let ends = [
        "\n\nFor more information",
        "\n\nSome errors have",
        "\n\nerror: could not compile",
    ];
    let end = ends.iter().filter_map(|end| printed.find(end)).min();
    &printed[..end.unwrap_or(printed.len())]
}

fn repair(workspace: &Path, rule: Rule) {
    let package = workspace.join(rule.entry().code);
    let repaired = package.join("repaired");
    let mut count = 0;
    for file in ["Cargo.toml", "src/lib.rs"] {
        if repaired.join(file).exists() {
            fs::copy(repaired.join(file), package.join(file)).expect("a file can be copied");
            count += 1;
        }
    }
    assert!(count > 0, "{rule} is not repaired");
}

#[test]
fn what_is_said_of_a_package_is_recorded_and_nothing_is_once_it_is_repaired() {
    let workspace = workspace("pages", "pages");
    for rule in RULES {
        let (succeeded, printed) = tested(&workspace, rule);
        assert!(!succeeded, "{rule}: {printed}");
        // A user's package is the whole workspace.
        let said = said(&printed, rule).replace(&format!("{rule}/"), "");
        assert!(
            said.contains(rule.entry().code) || rule == Rule::MockallMissing,
            "{printed}"
        );
        let recorded = Path::new(FIXTURES)
            .join(rule.entry().code)
            .join("output.txt");
        if std::env::var_os("BLESS").is_some() {
            fs::write(&recorded, format!("{said}\n")).expect("the output can be written");
        }
        let recorded = fs::read_to_string(recorded).unwrap_or_default();
        assert_eq!(recorded.trim_end(), said, "write it anew with BLESS=1");

        repair(&workspace, rule);
        let (succeeded, printed) = tested(&workspace, rule);
        assert!(succeeded, "{rule}, repaired: {printed}");
    }
}

#[test]
fn every_package_is_of_a_rule() {
    let entries = fs::read_dir(FIXTURES).expect("the packages can be listed");
    let mut folders: Vec<_> = entries
        .map(|entry| entry.expect("an entry of it can be read"))
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with("SSOT"))
        .collect();
    folders.sort();
    assert_eq!(folders, RULES.map(|rule| rule.entry().code));
}

/// What the registry says in a test, where a component has no symbol, is up to the linker in a program.
#[test]
fn the_linker_refuses_two_versions_of_a_package_in_a_program() {
    let workspace = workspace("pages", "pages-linked");
    let (built, messages) = cargo(
        &workspace,
        &["build", "--package", "ledger@2.0.0", "--example", "both"],
    );
    assert!(!built.status.success(), "{messages}");
    assert!(
        messages.contains("ssot: component `Ledger` is defined twice"),
        "{messages}"
    );
    assert!(messages.contains("former/src/lib.rs"), "{messages}");
    assert!(messages.contains("SSOT024/src/lib.rs"), "{messages}");
}

/// What the attribute would have made is called all over the crate.
#[test]
fn a_call_is_no_further_error_of_a_configuration_without_its_feature() {
    let workspace = workspace("pages", "pages-called");
    let library = workspace.join("SSOT095/src/lib.rs");
    let struct_alone = fs::read_to_string(&library).expect("there is a library");
    let call = "/// Makes it.\npub fn load() { let _ = WsConfigFactory::load(()); }";
    fs::write(&library, format!("{struct_alone}\n{call}\n")).expect("it can be written");
    let (checked, messages) = cargo(&workspace, &["check", "--quiet", "--package", "sockets"]);
    assert!(!checked.status.success(), "{messages}");
    assert!(messages.contains("due to 1 previous error"), "{messages}");
    assert!(messages.starts_with("error: SSOT095"), "{messages}");
}

/// The struct is named all over the crate.
#[test]
fn a_composition_without_its_feature_is_one_error_that_names_the_feature() {
    let workspace = workspace("pages", "pages-composed");
    let manifest = workspace.join("SSOT095/Cargo.toml");
    let with_default = fs::read_to_string(&manifest).expect("there is a manifest");
    let without = with_default.replace("/runtime\"", "/runtime\", default-features = false");
    assert_ne!(with_default, without);
    fs::write(&manifest, without).expect("it can be written");
    let composition =
        "ssot::composition! {\n    /// All of it.\n    pub struct App { inputs { u8 } }\n}";
    let library =
        format!("//! Composes.\n\n{composition}\n\n/// Names it.\npub fn run(_: &App) {{}}\n");
    fs::write(workspace.join("SSOT095/src/lib.rs"), library).expect("it can be written");
    let (checked, messages) = cargo(&workspace, &["check", "--quiet", "--package", "sockets"]);
    assert!(!checked.status.success(), "{messages}");
    assert!(messages.contains("due to 1 previous error"), "{messages}");
    assert!(
        messages.starts_with("error: SSOT095: `composition!` needs the feature `composition`"),
        "{messages}"
    );
    assert!(
        messages.contains("features = [\"composition\"]"),
        "{messages}"
    );
}
