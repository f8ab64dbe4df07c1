//! What each rule of the scanner finds, and what it leaves alone.
//!
//! A case is a file in `fixtures/bad` or `fixtures/good` that holds a small workspace: `//- path` starts a file of it.
//! A line that ends with `//~ SSOT101` is one with a violation of that code; two codes are two violations. Whatever else
//! is found fails the test, so the files in `good` have no such lines.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use cargo_ssot::testing::scan::Scan;
use cargo_ssot::testing::settings::Settings;
use cargo_ssot::testing::workspace::Workspace;
use ssot_rules::{Reporter, Rule};

use crate::unpacked::{Violation, unpack};

fn cases(folder: &str) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(Path::new("tests/fixtures").join(folder)).expect("the cases can be read");
    let mut cases: Vec<_> = entries
        .map(|entry| entry.expect("an entry can be read").path())
        .collect();
    cases.sort();
    cases
}

fn scan(folder: &Path) -> Scan {
    let mut problems = Vec::new();
    let workspace = Workspace::find(Some(&folder.join("Cargo.toml")), &mut problems)
        .expect("it is a workspace");
    let settings = Settings::read(&workspace.root, &mut problems);
    let scan = Scan::run(workspace, settings, problems, &|_| {});
    assert_eq!(scan.problems, []);
    scan
}

fn found(folder: &Path) -> Vec<Violation> {
    let scan = scan(folder);
    let violations = scan.findings().map(|finding| {
        let file = scan.file(finding);
        let position = file.position(finding.place.range.start);
        let path = file.shown.to_str().expect("the paths are UTF-8").to_owned();
        (path, position.line, finding.rule.entry().code.to_owned())
    });
    let mut violations: Vec<_> = violations.collect();
    violations.sort();
    violations
}

#[test]
fn every_case_has_the_violations_that_it_marks_and_no_others() {
    let mut wrong = Vec::new();
    for case in cases("bad").into_iter().chain(cases("good")) {
        let folder = tempfile::tempdir().expect("there is room");
        let expected = unpack(&case, folder.path());
        let found = found(folder.path());
        let missed: Vec<_> = expected
            .iter()
            .filter(|violation| !found.contains(violation))
            .collect();
        let invented: Vec<_> = found
            .iter()
            .filter(|violation| !expected.contains(violation))
            .collect();
        if expected != found {
            wrong.push(format!(
                "{}\n  missed: {missed:?}\n  invented: {invented:?}",
                case.display()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn cases_are_in_the_right_folder() {
    for (folder, violates) in [("bad", true), ("good", false)] {
        for case in cases(folder) {
            let text = fs::read_to_string(&case).expect("a case can be read");
            assert_eq!(text.contains("//~"), violates, "{}", case.display());
        }
    }
}

/// What two crates define is shown in both of them.
#[test]
fn a_second_definition_is_reported_with_the_place_of_the_first() {
    let across_crates = [
        Rule::DefinedTwice,
        Rule::ImplementedTwice,
        Rule::KeyOwnedTwice,
    ];
    for rule in across_crates {
        let folder = tempfile::tempdir().expect("there is room");
        let case = format!("tests/fixtures/bad/{}.txt", rule.entry().code);
        unpack(Path::new(&case), folder.path());
        let scan = scan(folder.path());
        let finding = scan.findings().next().expect("it is reported");
        assert_eq!(finding.rule, rule);
        assert!(
            scan.file(finding).shown.starts_with("two"),
            "{rule}: {finding:?}"
        );
        let others = finding.notes.iter().filter_map(|note| note.place.as_ref());
        let others: Vec<_> = others
            .map(|place| scan.files[place.file.0].shown.as_path())
            .collect();
        assert_eq!(others, [Path::new("one/src/lib.rs")], "{rule}");
    }
}

#[test]
fn every_rule_of_the_scanner_has_cases_of_both_kinds() {
    for folder in ["bad", "good"] {
        let names: BTreeSet<_> = cases(folder)
            .iter()
            .map(|case| {
                case.file_stem()
                    .expect("it has a name")
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        let scanned = Rule::ALL
            .iter()
            .filter(|rule| rule.entry().reporter == Reporter::Scan);
        let besides = [
            Rule::ConstructedDirectly,
            Rule::DefinedTwice,
            Rule::ImplementedTwice,
            Rule::KeyOwnedTwice,
            Rule::HardcodedAddress,
        ];
        for rule in scanned.chain(&besides) {
            let code = rule.entry().code;
            assert!(
                names.iter().any(|name| name.starts_with(code)),
                "{folder}: no case of {code}"
            );
        }
    }
}

#[test]
fn a_function_hands_out_the_global_of_its_own_module() {
    let module = |name: &str| {
        format!(
            "pub mod {name} {{
                use std::sync::{{Arc, OnceLock}};
                pub struct BusManager {{ sum: u32 }}
                impl BusManager {{
                    pub fn new() -> Self {{ todo!() }}
                    pub fn pay(&self) {{}}
                }}
                static ONE: OnceLock<Arc<BusManager>> = OnceLock::new();
                pub fn of_{name}() -> Arc<BusManager> {{ ONE.get().unwrap().clone() }}
                pub fn use_it() {{ of_{name}(); of_{name}(); }}
            }}\n"
        )
    };
    let folder = tempfile::tempdir().expect("there is room");
    let manifest = "[package]\nname = \"acme\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";
    fs::create_dir(folder.path().join("src")).expect("the folder can be written");
    fs::write(folder.path().join("Cargo.toml"), manifest).expect("the folder can be written");
    let settings = "[components]\nnames = [\"BusManager\"]\n";
    fs::write(folder.path().join("ssot.toml"), settings).expect("the folder can be written");
    let text = module("first") + &module("second");
    fs::write(folder.path().join("src/lib.rs"), text).expect("the folder can be written");
    let scan = scan(folder.path());
    let globals = scan.findings();
    let globals = globals.filter(|finding| finding.rule == Rule::GlobalInstance);
    let handed_out = globals.map(|finding| {
        let notes = finding.notes.iter().map(|note| note.text.as_str());
        notes.filter(|text| text.contains("hands it out")).collect()
    });
    let handed_out: Vec<Vec<_>> = handed_out.collect();
    assert_eq!(
        handed_out,
        [
            ["`of_first` hands it out, called in 2 places"],
            ["`of_second` hands it out, called in 2 places"]
        ]
    );
}

#[test]
fn a_double_beside_a_generated_mock_is_to_be_removed() {
    let fixes = ["mock", "mock = \"testing\"", ""].map(|arguments| {
        let folder = tempfile::tempdir().expect("there is room");
        let manifest = "[package]\nname = \"acme\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";
        let text = format!(
            "#[ssot::ssot_interface({arguments})] pub trait Clock {{ fn now(&self) -> u64; }}
            pub struct FakeClock;
            impl Clock for FakeClock {{ fn now(&self) -> u64 {{ 0 }} }}"
        );
        for (file, text) in [("Cargo.toml", manifest), ("src/lib.rs", &text)] {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().expect("it has one"))
                .and_then(|()| fs::write(path, text))
                .expect("the folder can be written");
        }
        let scan = scan(folder.path());
        let mut doubles = scan
            .findings()
            .filter(|finding| finding.rule == Rule::HandwrittenMock);
        doubles.next().expect("it is reported").fix.clone()
    });
    let remove = "remove it, and use the `MockClock` that `mockall` generates of `Clock`";
    let add = "write `#[ssot::ssot_interface(mock)]` on `Clock` and use the `MockClock` that `mockall` then generates";
    assert_eq!(fixes, [remove, remove, add]);
}
