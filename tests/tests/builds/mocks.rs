//! Mocks as cargo builds them: they follow their interface, and are part of no release.

use std::fs;
use std::path::{Path, PathBuf};

use crate::fixtures::{cargo, workspace};
use serde_json::Value;

/// Changes the library of the fixture.
fn edit(workspace: &Path, changes: &[(&str, &str)]) {
    let library = workspace.join("src/lib.rs");
    let mut text = fs::read_to_string(&library).expect("there is a library");
    for (from, to) in changes {
        assert!(text.contains(from), "`{from}` is not in the library");
        text = text.replace(from, to);
    }
    fs::write(library, text).expect("the library can be written");
}

const ONE_METHOD_MORE: [(&str, &str); 2] = [
    ("// another method", "fn flush(&self, within: u8) -> bool;"),
    (
        "// its implementation",
        "fn flush(&self, within: u8) -> bool { within > 1 }",
    ),
];

#[test]
fn a_method_more_breaks_what_is_written_by_hand_and_is_there_in_the_mock() {
    let workspace = workspace("mocks", "mocks-one-method-more");
    edit(
        &workspace,
        &[(
            "#[cfg(test)]\n",
            "#[cfg(test)]\nmod double;\n#[cfg(test)]\n",
        )],
    );
    let (tested, messages) = cargo(&workspace, &["test", "--lib"]);
    let printed = String::from_utf8_lossy(&tested.stdout);
    assert!(tested.status.success(), "{messages}\n{printed}");
    assert!(printed.contains("3 passed"), "{printed}");

    edit(&workspace, &ONE_METHOD_MORE);
    let (tested, messages) = cargo(&workspace, &["test", "--lib"]);
    assert!(!tested.status.success(), "{messages}");
    let missing = "error[E0046]: not all trait items implemented, missing: `flush`";
    assert!(messages.contains(missing), "{messages}");
    assert!(messages.contains("src/double.rs"), "{messages}");
    assert_eq!(messages.matches("error[").count(), 1, "{messages}");

    edit(
        &workspace,
        &[
            ("mod double;", ""),
            (
                "// an expectation of it",
                "mock.expect_flush().withf(|within| *within == 2).times(1).return_const(true);\n\
                 assert!(mock.flush(2));",
            ),
        ],
    );
    let (tested, messages) = cargo(&workspace, &["test", "--lib"]);
    let printed = String::from_utf8_lossy(&tested.stdout);
    assert!(tested.status.success(), "{messages}\n{printed}");
    assert!(printed.contains("2 passed"), "{printed}");
}

#[test]
fn a_test_of_a_method_that_is_gone_or_different_does_not_compile() {
    let workspace = workspace("mocks", "mocks-another-method");
    let renamed = [
        ("fn send_event(", "fn publish("),
        ("sink.send_event(", "sink.publish("),
    ];
    edit(&workspace, &renamed);
    let (tested, messages) = cargo(&workspace, &["test", "--lib"]);
    assert!(!tested.status.success(), "{messages}");
    let unknown =
        "error[E0599]: no method named `expect_send_event` found for struct `MockEventSink`";
    assert!(messages.contains(unknown), "{messages}");

    let changed = [
        (
            "fn publish(&self, event: &str) -> usize",
            "fn send_event(&self, event: &str) -> u8",
        ),
        ("self.sent + 1", "u8::try_from(self.sent).unwrap_or(1)"),
        (
            "sink.publish(\"started\") + sink.publish(\"stopped\")",
            "usize::from(sink.send_event(\"\"))",
        ),
    ];
    edit(&workspace, &changed);
    let (tested, messages) = cargo(&workspace, &["test", "--lib"]);
    assert!(!tested.status.success(), "{messages}");
    assert!(messages.contains("error[E0277]"), "{messages}");
    assert!(messages.contains("return_const(3_usize)"), "{messages}");
}

/// What is compiled of the fixture: its library, the description of that, and its binaries.
fn compiled(workspace: &Path, arguments: &[&str]) -> Vec<PathBuf> {
    let listed = ["--message-format", "json"];
    let (built, messages) = cargo(workspace, &[arguments, &listed].concat());
    assert!(built.status.success(), "{messages}");
    let printed = String::from_utf8_lossy(&built.stdout);
    let artifacts = printed
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|message| {
            message["reason"] == "compiler-artifact" && message["target"]["name"] == "mocks"
        });
    let files = artifacts.flat_map(|artifact| {
        let files = artifact["filenames"].as_array();
        files.expect("an artifact is files").clone()
    });
    files
        .map(|file| file.as_str().expect("a file has a name").into())
        .collect()
}

/// Whether a name stands in one of the files: as a symbol, a text or the name of an item.
fn contain(files: &[PathBuf], name: &str) -> bool {
    files.iter().any(|path| {
        let bytes = fs::read(path).expect("what was built can be read");
        let mut windows = bytes.windows(name.len());
        windows.any(|window| window == name.as_bytes())
    })
}

const PARTS_OF_THE_MOCK: [&str; 3] = ["MockEventSink", "expect_send_event", "mockall"];

#[test]
fn a_release_has_no_mock() {
    let production = workspace("mocks", "mocks-in-a-release");
    let files = compiled(&production, &["build", "--release"]);
    assert!(files.len() >= 3, "{files:?}");
    assert!(contain(&files, "EventSink"), "{files:?}");
    for part in PARTS_OF_THE_MOCK {
        assert!(!contain(&files, part), "`{part}` is in one of {files:?}");
    }
}

/// The same search finds the mock where it is.
#[test]
fn tests_and_the_feature_have_the_mock() {
    let workspace = workspace("mocks", "mocks-in-tests");
    let tests: &[&str] = &["test", "--no-run", "--lib"];
    let feature = &["build", "--release", "--features", "testing"];
    for arguments in [tests, feature] {
        let files = compiled(&workspace, arguments);
        for part in PARTS_OF_THE_MOCK {
            assert!(contain(&files, part), "`{part}` is in none of {files:?}");
        }
    }
}

#[test]
fn a_feature_shows_the_mock_to_other_crates() {
    let workspace = workspace("mocks", "mocks-of-a-feature");
    let (tested, messages) = cargo(&workspace, &["test", "--tests", "--features", "testing"]);
    let printed = String::from_utf8_lossy(&tested.stdout);
    assert!(tested.status.success(), "{messages}\n{printed}");
    assert!(
        printed.contains("it_announces_to_the_mock_of_the_library ... ok"),
        "{printed}"
    );
}
