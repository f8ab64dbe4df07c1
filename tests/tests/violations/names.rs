//! A name of two components.

use crate::violation;
use ssot::{registry, ssot_component};
use ssot_rules::Rule;

#[ssot_component(new, name = "shared::Ledger")]
pub(crate) struct SecondLedger {
    pub(crate) entries: usize,
}

#[test]
fn a_name_of_two_crates_is_reported_with_both_places() {
    assert_eq!(SecondLedgerFactory::new(1).entries, 1);
    assert_eq!(ssot_tests_twin::LedgerFactory::new(2).entries, 2);
    let violation = violation("SSOT020");
    assert_eq!(
        violation.message,
        "component `shared::Ledger` is defined 2 times"
    );
    assert!(
        violation
            .help
            .ends_with(r#"`#[ssot_component(name = "other::shared::Ledger")]`"#),
        "{}",
        violation.help
    );
    let packages: Vec<_> = violation
        .components
        .iter()
        .map(|component| component.package)
        .collect();
    assert_eq!(packages, ["ssot-tests", "ssot-tests-twin"]);
    let shown = violation.to_string();
    let first = format!(
        "--> {}:{} (ssot-tests ",
        file!(),
        violation.components[0].line
    );
    assert!(shown.contains(&first), "{shown}");
    assert!(shown.contains("twin/src/lib.rs:"), "{shown}");
    assert!(shown.starts_with("SSOT020: component"), "{shown}");
    assert!(shown.contains("\nhelp: delete all but one"), "{shown}");
}

#[test]
fn the_report_is_one_text_with_both_packages_their_versions_files_and_lines() {
    let [first, second] = registry()
        .iter()
        .filter(|component| component.name == "shared::Ledger")
        .collect::<Vec<_>>()[..]
    else {
        panic!("there are two");
    };
    let version = env!("CARGO_PKG_VERSION");
    let twin = "tests/twin/src/lib.rs";
    assert_eq!((first.file, second.file), (file!(), twin));
    // The lines of the two attributes.
    let line_of = |text: &str| {
        let attribute = "#[ssot_component(new, name = \"shared::Ledger\")]";
        1 + text
            .lines()
            .position(|line| line == attribute)
            .expect("it is there")
    };
    let lines = [
        line_of(include_str!("names.rs")),
        line_of(include_str!("../../twin/src/lib.rs")),
    ];
    let help = r#"delete all but one and import that, or give one its own name: `#[ssot_component(name = "other::shared::Ledger")]`"#;
    assert_eq!(
        violation("SSOT020").to_string(),
        format!(
            "SSOT020: component `shared::Ledger` is defined 2 times\n  \
             --> {}:{} (ssot-tests {version})\n  \
             --> {twin}:{} (ssot-tests-twin {version})\n\
             help: {help}",
            file!(),
            lines[0],
            lines[1]
        )
    );
}

#[test]
fn the_report_has_the_words_of_the_catalogue() {
    let entry = Rule::DefinedTwice.entry();
    let fill = |text: &str| {
        text.replace("{name}", "shared::Ledger")
            .replace("{count}", "2")
    };
    let violation = violation(entry.code);
    assert_eq!(violation.message, fill(entry.message));
    assert_eq!(violation.help, fill(entry.fix));
}

#[test]
fn of_two_components_of_one_name_the_first_is_found() {
    let found = registry().by_name("shared::Ledger").expect("there are two");
    assert_eq!(found.package, "ssot-tests");
}
