//! What `cargo ssot check` writes in each format, and that the exit code does not depend on it.

use std::io::Cursor;

use cargo_metadata::Message;
use cargo_metadata::diagnostic::DiagnosticLevel;
use serde_json::Value;

use crate::sample::{Ended, JUDGED, ONE_FINDING, Sample};

const FORMATS: [&str; 6] = ["text", "json", "sarif", "github", "markdown", "rustc"];

fn check(sample: &Sample, format: &str) -> Ended {
    sample.run(&["check", "--format", format])
}

/// A workspace with a new finding, one that is excused, a line that is stale, and nothing that fails.
fn everything() -> Sample {
    let sample = Sample::new(
        "pub fn connect(_: &str) {}\npub fn a() { connect(\"redis://old:1\"); }\npub fn b() { connect(\"redis://gone:1\"); }\n",
    );
    assert_eq!(sample.run(&["baseline"]).code, 0);
    sample.write(
        "src/lib.rs",
        "pub fn connect(_: &str) {}\n\npub fn a() { connect(\"redis://old:1\"); }\n\npub fn é() { connect(\"redis://new:1\"); }\n",
    );
    sample
}

#[test]
fn the_exit_code_is_the_same_in_all_formats() {
    let clean = Sample::new("pub fn open() {}\n");
    let findings = Sample::new(ONE_FINDING);
    let incomplete = Sample::new(ONE_FINDING);
    incomplete.write("src/broken.rs", "fn (");
    let excused = Sample::new(ONE_FINDING);
    assert_eq!(excused.run(&["baseline"]).code, 0);
    let stale = Sample::new(ONE_FINDING);
    assert_eq!(stale.run(&["baseline"]).code, 0);
    stale.write("src/lib.rs", "pub fn open() {}\n");
    let broken_manifest = Sample::new(ONE_FINDING);
    broken_manifest.write("Cargo.toml", "[package\n");
    for (sample, code, name) in [
        (&clean, 0, "clean"),
        (&excused, 0, "suppressed"),
        (&findings, 1, "findings"),
        (&stale, 1, "stale"),
        (&incomplete, 2, "incomplete"),
        (&broken_manifest, 2, "broken manifest"),
    ] {
        for format in FORMATS {
            let ended = check(sample, format);
            assert_eq!(ended.code, code, "{name}, {format}: {ended:?}");
            if code == 2 {
                assert!(ended.stderr.contains("error: "), "{name}, {format}");
                assert!(
                    ended.stdout.contains("redis://cache:6379"),
                    "{name}, {format}"
                );
            }
        }
    }
}

#[test]
fn a_workspace_that_is_not_there_ends_each_format_with_2() {
    let empty = Sample::empty();
    for format in FORMATS {
        let ended = check(&empty, format);
        assert_eq!(ended.code, 2, "{format}: {ended:?}");
        assert!(ended.stderr.contains("help: "), "{format}");
    }
}

#[test]
fn json_holds_findings_places_excuses_and_counts() {
    let sample = everything();
    let document = check(&sample, "json").json();
    assert_eq!(document["version"], 1);
    let [old, new] = document["findings"].as_array().expect("a list").as_slice() else {
        panic!("{document:#}");
    };
    assert_eq!(old["baselined"]["reason"], Value::Null);
    assert!(old["baselined"].is_object());
    assert_eq!(new["baselined"], Value::Null);
    assert_eq!(new["code"], "SSOT080");
    assert_eq!(new["path"], "src/lib.rs");
    let place = ["line", "column", "end_line", "end_column"].map(|name| new[name].as_u64());
    assert_eq!(place, [Some(5), Some(22), Some(5), Some(37)]);
    assert_eq!(document["stale"][0]["line"], 6);
    let summary = &document["summary"];
    assert_eq!(summary["findings"], 1);
    assert_eq!(summary["baselined"], 1);
    assert_eq!(summary["codes"]["SSOT080"], 1);
    assert_eq!(summary["categories"]["configuration"], 1);
    assert_eq!(summary["categories"]["mock"], 0);
    assert_eq!(summary["risks"]["medium"], 1);

    sample.write("src/broken.rs", "fn f() {\n    let = ;\n}");
    let document = check(&sample, "json").json();
    let problem = &document["problems"][0];
    assert_eq!(problem["path"], "src/broken.rs");
    assert_eq!(problem["line"], 2);
    assert!(problem["help"].is_string());
}

#[test]
fn sarif_keeps_to_its_schema() {
    let schema = include_str!("../../data/sarif-schema-2.1.0.json");
    let mut schema: Value = serde_json::from_str(schema).expect("the schema is JSON");
    // It has a bracket too many for a regular expression, twice, and is about nothing that we write.
    for owner in ["run", "toolComponent"] {
        let language = &mut schema["definitions"][owner]["properties"]["language"];
        let language = language.as_object_mut().expect("an object");
        assert!(
            language.remove("pattern").is_some(),
            "{owner} can stay as it is"
        );
    }
    let validator = jsonschema::validator_for(&schema).expect("the schema is one");
    let sample = everything();
    sample.write("src/a b#%.rs", ONE_FINDING);
    let complete = check(&sample, "sarif");
    sample.write("src/broken.rs", "fn (");
    let incomplete = check(&sample, "sarif");
    let clean = check(&Sample::new(""), "sarif");
    for ended in [&complete, &incomplete, &clean] {
        let document = ended.json();
        let errors: Vec<_> = validator.iter_errors(&document).collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }
    let mut wrong = complete.json();
    wrong["runs"][0]["results"][0]["level"] = "loud".into();
    assert!(!validator.is_valid(&wrong), "the schema refuses nothing");
}

#[test]
fn sarif_says_what_a_result_is_where_it_is_and_what_excuses_it() {
    let sample = everything();
    sample.write("src/a b#%.rs", ONE_FINDING);
    let document = check(&sample, "sarif").json();
    let run = &document["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("a list");
    assert_eq!(rules.len(), ssot_rules::Rule::ALL.len());
    let results = run["results"].as_array().expect("a list");
    assert_eq!(results.len(), 3);
    for result in results {
        let index =
            usize::try_from(result["ruleIndex"].as_u64().expect("a number")).expect("small");
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
    let place = &results[0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "src/a%20b%23%25.rs");
    assert_eq!(place["artifactLocation"]["uriBaseId"], "%SRCROOT%");
    let states = results.iter().map(|result| &result["baselineState"]);
    assert_eq!(states.collect::<Vec<_>>(), ["new", "unchanged", "new"]);
    assert_eq!(results[1]["suppressions"][0]["kind"], "external");
    assert!(results[2].get("suppressions").is_none());
    let invocation = &run["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], true);
    let stale = &invocation["toolConfigurationNotifications"][0];
    let stale = &stale["locations"][0]["physicalLocation"];
    assert_eq!(stale["artifactLocation"]["uri"], "ssot-baseline.txt");

    sample.write("src/broken.rs", "fn (");
    let document = check(&sample, "sarif").json();
    let invocation = &document["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let problems = invocation["toolExecutionNotifications"].as_array();
    assert_eq!(problems.map(Vec::len), Some(1));
}

#[test]
fn a_fingerprint_survives_moved_lines_and_is_one_for_each_finding() {
    let prints = |sample: &Sample| -> Vec<String> {
        let document = check(sample, "sarif").json();
        let results = document["runs"][0]["results"]
            .as_array()
            .expect("a list")
            .iter();
        let prints = results.map(|result| result["partialFingerprints"]["ssot/v1"].to_string());
        prints.collect()
    };
    let again = "pub fn again() { connect(\"redis://cache:6379\"); }\n";
    let sample = Sample::new(&format!("{ONE_FINDING}{again}{again}"));
    let before = prints(&sample);
    assert_eq!(before.len(), 3);
    assert!(before[0] != before[1] && before[1] != before[2] && before[0] != before[2]);
    let moved = format!("// A line more.\n{}", sample.read("src/lib.rs"));
    sample.write("src/lib.rs", &moved);
    assert_eq!(prints(&sample), before);
}

#[test]
fn github_gets_fewer_than_ten_of_a_kind_and_the_new_ones_first() {
    let twelve = |name: &str| {
        let lines = (0..12).map(|number| {
            format!("pub fn {name}{number}() {{ connect(\"redis://{name}{number}:1\"); }}\n")
        });
        lines.collect::<Vec<_>>().concat()
    };
    let (old, new) = (twelve("old"), twelve("new"));
    let sample = Sample::new(&old);
    assert_eq!(sample.run(&["baseline"]).code, 0);
    sample.write("src/lib.rs", &format!("{old}{new}"));
    let ended = check(&sample, "github");
    let kinds: Vec<_> = ended
        .stdout
        .lines()
        .map(|line| line.split(' ').next().expect("a word"))
        .collect();
    assert_eq!(kinds[..9], ["::error"; 9]);
    assert_eq!(kinds[9..], ["::notice"; 9]);
    let lines: Vec<_> = ended.stdout.lines().collect();
    for (last, kind) in [(lines[8], "error"), (lines[17], "notice")] {
        let more = format!("%0A%0AThere are 3 more of this kind ({kind}).");
        assert!(last.ends_with(&more), "{last}");
    }
    assert!(
        lines[..8]
            .iter()
            .all(|line| !line.contains("more of this kind"))
    );
    let nine = old.lines().take(9).collect::<Vec<_>>().join("\n");
    let nine = check(&Sample::new(&nine), "github");
    assert_eq!(nine.stdout.lines().count(), 9);
    assert!(!nine.stdout.contains("more of this kind"));
}

#[test]
fn github_gets_paths_of_the_repository_and_escaped_values() {
    let sample = Sample::empty();
    sample.package("deep/er", "acme", "");
    sample.write("deep/er/ssot.toml", JUDGED);
    sample.write("deep/er/src/a,b:c%.rs", ONE_FINDING);
    sample.write(
        "deep/er/Cargo.toml",
        &(sample.read("deep/er/Cargo.toml") + "[workspace]\n"),
    );
    let mut command = sample.command(&["check", "--format", "github"]);
    command.current_dir(sample.path().join("deep/er"));
    command.env("GITHUB_WORKSPACE", sample.path());
    let ended = Ended::of(command.output().expect("it can be called"));
    assert!(
        ended.stdout.starts_with(
            "::error file=deep/er/src/a%2Cb%3Ac%25.rs,line=4,endLine=4,col=13,endColumn=32,title=SSOT080%3A "
        ),
        "{}",
        ended.stdout
    );
    assert!(
        ended.stdout.contains("`redis://cache:6379`%0Ahelp: "),
        "{}",
        ended.stdout
    );
}

#[test]
fn markdown_links_its_findings_and_stays_short_enough_for_a_comment() {
    let sample = everything();
    sample.write("src/a b|c.rs", ONE_FINDING);
    let ended = check(&sample, "markdown");
    assert!(
        ended.stdout.contains("| configuration | 2 |"),
        "{}",
        ended.stdout
    );
    assert!(ended.stdout.contains("| medium | 2 |"));
    assert!(
        ended
            .stdout
            .contains("- [src/a b\\|c.rs:4](src/a%20b%7Cc.rs#L4): ")
    );
    assert!(
        ended
            .stdout
            .contains("### SSOT080: a hard-coded address (2)")
    );
    assert_eq!(ended.stdout.matches("help: ").count(), 1);
    assert!(
        ended
            .stdout
            .contains("a connection string is hard-coded: `redis://new:1`\n")
    );

    let line = |number| format!("pub fn f{number}() {{ connect(\"redis://é{number}:1\"); }}\n");
    let many: Vec<_> = (0..2000).map(line).collect();
    let ended = check(&Sample::new(&many.concat()), "markdown");
    let length = ended.stdout.chars().count();
    assert!((59_000..60_000).contains(&length), "{length}");
    let shown = ended.stdout.matches("\n- [").count();
    let closing = format!("… and {} entries more,", 2000 - shown);
    assert!(ended.stdout.contains(&closing), "{closing}");
}

#[test]
fn rustc_messages_are_those_that_cargo_writes() {
    let sample = Sample::new(
        "pub fn connect(_: &str) {}\npub fn é() { let unused = 1; connect(\"redis://ä:1\n/x\"); }\n",
    );
    let ended = check(&sample, "rustc");
    let messages = Message::parse_stream(Cursor::new(&ended.stdout));
    let messages: Vec<_> = messages
        .map(|message| message.expect("a message"))
        .collect();
    let compiler: Vec<_> = messages
        .iter()
        .filter_map(|message| match message {
            Message::CompilerMessage(message) => Some(message),
            _ => None,
        })
        .collect();
    let code = |code: &str| {
        let mut compiler = compiler.iter();
        let found = compiler.find(|message| {
            message
                .message
                .code
                .as_ref()
                .is_some_and(|known| known.code == code)
        });
        *found.unwrap_or_else(|| panic!("no {code}: {}", ended.stdout))
    };
    let (ours, theirs) = (code("SSOT080"), code("unused_variables"));
    assert_eq!(ours.package_id, theirs.package_id);
    assert_eq!(ours.target, theirs.target);
    assert_eq!(ours.message.level, DiagnosticLevel::Error);
    let [span] = ours.message.spans.as_slice() else {
        panic!("{ours:?}");
    };
    assert_eq!(span.file_name, theirs.message.spans[0].file_name);
    let text = sample.read("src/lib.rs");
    let bytes = span.byte_start as usize..span.byte_end as usize;
    assert_eq!(&text[bytes], "\"redis://ä:1\n/x\"");
    assert_eq!((span.line_start, span.column_start), (2, 38));
    assert_eq!((span.line_end, span.column_end), (3, 4));
    assert_eq!(span.text[0].highlight_start, 38);
    assert_eq!(span.text[1].highlight_end, 4);
    let rendered = ours.message.rendered.as_deref().expect("text");
    assert!(rendered.starts_with("error[SSOT080]: ") && rendered.contains("--> src/lib.rs:2:38"));
    assert_eq!(ours.message.children[0].level, DiagnosticLevel::Help);
    let finished = messages.iter().filter_map(|message| match message {
        Message::BuildFinished(finished) => Some(finished.success),
        _ => None,
    });
    assert_eq!(finished.collect::<Vec<_>>(), [false]);
    assert!(matches!(messages.last(), Some(Message::BuildFinished(_))));
    assert!(
        ended
            .stdout
            .lines()
            .all(|line| line.starts_with("{\"reason\":"))
    );
}

#[test]
fn errors_of_rustc_pass_through_and_are_no_findings() {
    let sample = Sample::new("pub fn open() -> u8 { \"\" }\n");
    let ended = check(&sample, "rustc");
    assert!(ended.stdout.contains("E0308"), "{}", ended.stdout);
    assert!(
        ended
            .stdout
            .ends_with("{\"reason\":\"build-finished\",\"success\":false}\n")
    );
    assert_eq!(ended.code, check(&sample, "text").code);
    let clean = check(&Sample::new(""), "rustc");
    assert!(
        clean
            .stdout
            .ends_with("{\"reason\":\"build-finished\",\"success\":true}\n")
    );
}

#[test]
fn without_cargo_there_are_findings_and_a_problem() {
    let sample = Sample::new(ONE_FINDING);
    let mut command = sample.command(&["check", "--format", "rustc"]);
    command.env("CARGO", sample.path().join("no-cargo"));
    let ended = Ended::of(command.output().expect("it can be called"));
    assert_eq!(ended.code, 2);
    assert!(
        ended.stderr.contains("`cargo check` could not be run"),
        "{}",
        ended.stderr
    );
    assert!(ended.stdout.contains("SSOT080"));
    for message in Message::parse_stream(Cursor::new(&ended.stdout)) {
        message.expect("a message");
    }
    assert!(
        ended.stdout.contains("\"reason\":\"compiler-message\""),
        "{}",
        ended.stdout
    );
}
