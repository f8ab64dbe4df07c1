//! Names of files and text of files move no cursor, start no line, and turn no text around.
#![cfg(unix)]

use crate::sample::{ONE_FINDING, Sample};

const NAMES: [&str; 4] = [
    "src/line\n::error::made up.rs",
    "src/red\u{1b}[31m.rs",
    "src/title\u{9b}31m\u{85}.rs",
    "src/turned\u{202e}sr.rs",
];

/// Everything that may not reach a terminal as it is; the colours are off.
fn dangerous(text: &str) -> Vec<char> {
    let is_dangerous = |char: &char| {
        (char.is_control() && *char != '\n') || ('\u{202a}'..='\u{202e}').contains(char)
    };
    text.chars().filter(is_dangerous).collect()
}

#[test]
fn names_of_files_in_findings_and_problems() {
    let sample = Sample::new("");
    for name in NAMES {
        sample.write(name, ONE_FINDING);
        sample.write(format!("{name}.broken.rs"), "fn (\u{9b}");
    }
    for arguments in [
        &["check", "--color", "never"][..],
        &["report", "--color", "never"],
        &["baseline", "--color", "never"],
    ] {
        let ended = sample.run(arguments);
        for text in [&ended.stdout, &ended.stderr] {
            assert!(dangerous(text).is_empty(), "{arguments:?}: {text}");
            assert!(!text.contains("\n::error"), "{arguments:?}: {text}");
        }
    }
    let ended = sample.run(&["check"]);
    assert!(
        ended
            .stdout
            .contains(r"src/line\u{a}::error::made up.rs:4:13"),
        "{ended:?}"
    );
    assert!(
        ended.stderr.contains(r"src/red\u{1b}[31m.rs.broken.rs:1:5"),
        "{ended:?}"
    );
}

#[test]
fn text_of_a_finding() {
    let sample =
        Sample::new("pub const A: &str = \"redis://cache\u{9b}31m:6379\"; // \u{1b}[31m \u{9b}\n");
    let ended = sample.run(&["check", "--color", "never"]);
    assert!(dangerous(&ended.stdout).is_empty(), "{ended:?}");
    assert_eq!(ended.code, 1, "{ended:?}");
}
