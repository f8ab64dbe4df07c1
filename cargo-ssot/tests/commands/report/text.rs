//! How `cargo ssot check` shows findings to people.

use cargo_ssot::testing::finding::{FileId, Finding, Place};
use cargo_ssot::testing::outcome::Outcome;
use cargo_ssot::testing::output;
use cargo_ssot::testing::scan::Scan;
use cargo_ssot::testing::settings::Settings;
use cargo_ssot::testing::syntax::SourceFile;
use cargo_ssot::testing::workspace::{Package, Workspace};
use ssot_rules::Rule;
use ssot_rules::classification::Risk;

use crate::sample::{ONE_FINDING, Sample};

/// Everything down to the help.
fn shown(library: &str) -> String {
    let ended = Sample::new(library).run(&["check"]);
    assert_eq!(ended.code, 1, "{ended:?}");
    let end = ended.stdout.find("  = help").expect("help");
    ended.stdout[..end]
        .lines()
        .map(str::trim_end)
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn a_finding_is_shown_as_the_compiler_would() {
    let ended = Sample::new(ONE_FINDING).run(&["check"]);
    let expected = r#"error[SSOT080]: a connection string is hard-coded: `redis://cache:6379`
 --> src/lib.rs:4:13
  |
4 |     connect("redis://cache:6379");
  |             ^^^^^^^^^^^^^^^^^^^^
  |
  = help: "#;
    assert!(ended.stdout.starts_with(expected), "{}", ended.stdout);
    assert!(
        ended
            .stdout
            .ends_with("\n\nssot: 1 finding in 1 file: 1 medium\n")
    );
    assert_eq!(ended.stderr, "");
}

#[test]
fn tabs_wide_characters_and_windows_lines_keep_the_marks_in_place() {
    let shown = shown("fn f() {\r\n\tlet é = \"日本\"; open(\"redis://c:1\");\r\n}\r\n");
    let expected = r#" --> src/lib.rs:2:21
  |
2 |     let é = "日本"; open("redis://c:1");
  |                          ^^^^^^^^^^^^^
  |"#;
    assert!(shown.ends_with(expected), "{shown}");
}

#[test]
fn a_mark_of_the_encoding_is_no_column() {
    let shown = shown("\u{feff}fn f() { open(\"redis://c:1\"); }\n");
    let expected = r#" --> src/lib.rs:1:15
  |
1 | fn f() { open("redis://c:1"); }
  |               ^^^^^^^^^^^^^
  |"#;
    assert!(shown.ends_with(expected), "{shown}");
}

#[test]
fn a_finding_over_several_lines_shows_its_ends() {
    let text = format!("fn f() {{ open(\"redis://c:1/{}\"); }}\n", "\n".repeat(50));
    let shown = shown(&text);
    assert!(shown.contains("--> src/lib.rs:1:15"), "{shown}");
    assert!(
        shown.contains(" 1 |   fn f() { open(\"redis://c:1/"),
        "{shown}"
    );
    assert!(
        shown.contains("\n...  |\n51 | | \"); }\n   | |_^"),
        "{shown}"
    );
    assert!(shown.lines().count() < 15, "{shown}");
}

#[test]
fn a_long_line_is_shown_around_the_place() {
    let around = "g(1);".repeat(20_000);
    let shown = shown(&format!(
        "fn f() {{ {around}open(\"redis://c:1\");{around} }}\n"
    ));
    assert!(shown.contains("--> src/lib.rs:1:100015"), "{shown}");
    assert!(shown.contains("open(\"redis://c:1\");g(1);"), "{shown}");
    assert!(
        shown.lines().all(|line| line.chars().count() < 200),
        "{shown}"
    );
    let inside = "x".repeat(100_000);
    let ended =
        Sample::new(&format!("fn f() {{ open(\"redis://c:1/{inside}\"); }}\n")).run(&["check"]);
    assert!(ended.stdout.contains("--> src/lib.rs:1:15"));
    assert!(
        ended
            .stdout
            .lines()
            .filter(|line| line.starts_with("1 |"))
            .all(|line| line.len() < 400)
    );
}

#[test]
fn colors_are_for_terminals_unless_an_option_says_otherwise() {
    let sample = Sample::new(ONE_FINDING);
    let styled = |arguments: &[&str], name: &str, value: &str| {
        let mut command = sample.command(arguments);
        command.env(name, value);
        let output = command.output().expect("it can be called");
        String::from_utf8_lossy(&output.stdout).contains('\u{1b}')
    };
    assert!(!styled(&["check"], "TERM", "xterm"));
    assert!(styled(&["check", "--color", "always"], "TERM", "xterm"));
    assert!(styled(&["check", "--color", "always"], "NO_COLOR", "1"));
    assert!(styled(&["check"], "CLICOLOR_FORCE", "1"));
    assert!(!styled(
        &["check", "--color", "never"],
        "CLICOLOR_FORCE",
        "1"
    ));
}

/// A scan of two files with one finding, which has every kind of note.
fn noted() -> Scan {
    let workspace = Workspace {
        root: "/acme".into(),
        target_directory: "/acme/target".into(),
        metadata: None,
        packages: vec![Package {
            name: "acme".to_owned(),
            version: "0.1.0".to_owned(),
            folder: "/acme".into(),
            targets: Vec::new(),
            dependencies: Vec::new(),
        }],
    };
    let mut problems = Vec::new();
    let settings = Settings::parse(&workspace.root, "", &mut problems);
    let file = |name: &str, text: &str| {
        let path = workspace.root.join(name);
        SourceFile::new(path, name.into(), 0, text.to_owned()).0
    };
    let files = vec![
        file("a.rs", "struct Pool;\n"),
        file("b.rs", "\nstruct Pool;\n"),
    ];
    let mut scan = Scan::of_files(workspace, settings, files, problems);
    let place = |file, start| Place {
        file: FileId(file),
        range: start..start + 4,
    };
    let finding = Finding::new(Rule::DefinedRepeatedly, place(0, 7), "Pool", &[])
        .labelled("the \u{1b}[31mfirst")
        .of_risk(Risk::Low)
        .unsure("told by the name alone")
        .note(Some(place(1, 8)), "defined here too")
        .advise("keep one");
    scan.retain(|_, _| false);
    scan.add([finding]);
    scan
}

#[test]
fn notes_are_shown_where_they_belong_and_low_risk_is_a_warning() {
    let scan = noted();
    let text = output::text::write(&Outcome::without_baseline(&scan));
    let text = anstream::adapter::strip_str(&text).to_string();
    let expected = "\
 --> a.rs:1:8
  |
1 | struct Pool;
  |        ^^^^ the ␛[31mfirst
  |
  = note: told by the name alone
  = help: keep one
note: defined here too
 --> b.rs:2:8
  |
2 | struct Pool;
  |        ^^^^

ssot: 1 finding in 1 file: 1 low
";
    assert!(text.starts_with("warning[SSOT"), "{text}");
    assert!(text.ends_with(expected), "{text}");
}

#[test]
fn formats_for_programs_hold_the_notes_too() {
    let scan = noted();
    let outcome = Outcome::without_baseline(&scan);
    let document = |text: &str| -> serde_json::Value { serde_json::from_str(text).expect("JSON") };

    let json = document(&output::json::write(&outcome));
    let finding = &json["findings"][0];
    assert_eq!(finding["confidence"], "low");
    assert_eq!(finding["severity"], "warning");
    assert_eq!(finding["notes"][0]["text"], "told by the name alone");
    assert_eq!(finding["notes"][1]["place"]["path"], "b.rs");
    assert_eq!(finding["notes"][1]["place"]["line"], 2);

    let sarif = document(&output::sarif::write(&outcome));
    let result = &sarif["runs"][0]["results"][0];
    assert_eq!(result["level"], "warning");
    let related = result["relatedLocations"].as_array().expect("a list");
    assert_eq!(related.len(), 1);
    assert_eq!(related[0]["message"]["text"], "defined here too");
    let message = result["message"]["text"].as_str().expect("text");
    assert!(
        message.ends_with("\nnote: told by the name alone\nhelp: keep one"),
        "{message}"
    );

    let rustc = output::rustc::write(&outcome, true);
    let message = &document(rustc.lines().next().expect("a line"))["message"];
    assert_eq!(message["level"], "warning");
    assert_eq!(message["children"][1]["spans"][0]["file_name"], "b.rs");
    assert_eq!(message["children"][2]["message"], "keep one");

    let github = output::github::write(&outcome, None);
    assert!(github.starts_with("::warning file=a.rs,line=1,endLine=1,col=8,endColumn=11,"));
    assert!(
        github.contains("%0Anote: defined here too (b.rs:2)%0A"),
        "{github}"
    );
}
