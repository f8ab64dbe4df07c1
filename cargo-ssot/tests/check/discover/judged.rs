//! What was judged is known from then on, and what was not is said.

use crate::sample::Sample;

const LIBRARY: &str = "use std::sync::{Mutex, OnceLock};
pub struct Wallet { sum: Mutex<u32> }
static WALLET: OnceLock<Wallet> = OnceLock::new();
pub fn wallet() -> &'static Wallet { WALLET.get().unwrap() }
static LINES: Mutex<Vec<u32>> = Mutex::new(Vec::new());
pub fn add() { LINES.lock().unwrap().push(1); }
";

fn sample() -> Sample {
    let sample = Sample::new(LIBRARY);
    sample.write("ssot.toml", "");
    sample
}

fn last_line(sample: &Sample) -> String {
    let ended = sample.run(&["check"]);
    ended.stdout.lines().last().expect("a line").to_owned()
}

#[test]
fn a_check_says_in_its_last_line_what_was_not_judged() {
    let sample = sample();
    let ended = sample.run(&["check"]);
    assert_eq!(ended.code, 0, "{ended:?}");
    assert_eq!(
        last_line(&sample),
        "ssot: no findings; 2 candidates not judged: cargo ssot discover"
    );
    let document = sample.run(&["check", "--format", "json"]).json();
    assert_eq!(document["summary"]["not_judged"], 2);
}

#[test]
fn no_report_shows_the_best_score_while_something_is_not_judged() {
    let sample = sample();
    let report = sample.run(&["report", "--format", "json"]).json();
    assert_eq!(report["not_judged"], 2);
    assert_eq!(report["upper_bound"], true);
    assert!(
        report["score"].as_f64().expect("a number") < 100.0,
        "{report}"
    );
    for format in ["text", "markdown"] {
        let text = sample.run(&["report", "--format", format]).stdout;
        assert!(!text.contains("100.0 of 100"), "{text}");
        assert!(text.contains("2 candidates not judged"), "{text}");
    }
    assert_eq!(sample.run(&["report", "--fail-under", "100"]).code, 1);
    let why = [
        "discover",
        "--not-one",
        "WALLET",
        "--not-one",
        "LINES",
        "--reason",
        "a test",
    ];
    assert_eq!(sample.run(&why).code, 0);
    let report = sample.run(&["report", "--format", "json"]).json();
    assert_eq!(report["score"], 100.0);
}

#[test]
fn flags_write_sorted_lines_and_the_rules_hold() {
    let sample = sample();
    sample.write("ssot.toml", "# Ours.\nexclude = [] # nothing\n");
    let ended = sample.run(&["discover", "--component", "WALLET"]);
    assert_eq!(ended.code, 0, "{ended:?}");
    let ended = sample.run(&["discover", "--later", "LINES"]);
    assert_eq!(ended.code, 0, "{ended:?}");
    assert_eq!(
        sample.read("ssot.toml"),
        "# Ours.\nexclude = [] # nothing\n\n[components]\nnames = [\n    \"Wallet\",\n]\n\n[judged]\n\
         \"global acme::LINES\" = { verdict = \"later\" }\n"
    );
    let ended = sample.run(&["check"]);
    assert_eq!(ended.code, 1, "{ended:?}");
    assert!(ended.stdout.contains("error[SSOT102]"), "{ended:?}");
    // What was put off is not judged.
    assert!(last_line(&sample).ends_with("1 candidate not judged: cargo ssot discover"));

    let ended = sample.run(&["discover", "--component", "global acme::LINES"]);
    assert_eq!(ended.code, 0, "{ended:?}");
    let ended = sample.run(&["check"]);
    assert_eq!(
        ended.stdout.matches("error[SSOT102]").count(),
        2,
        "{ended:?}"
    );
    assert!(!last_line(&sample).contains("not judged"));
    assert_eq!(
        sample.run(&["discover", "--format", "json"]).json()["candidates"],
        serde_json::json!([])
    );
    let all = sample
        .run(&["discover", "--all", "--format", "json"])
        .json();
    assert_eq!(all["candidates"].as_array().map(Vec::len), Some(2));
}

#[test]
fn a_name_that_no_candidate_has_changes_nothing() {
    let sample = sample();
    let ended = sample.run(&["discover", "--component", "WALLET", "--later", "WALLETS"]);
    assert_eq!(ended.code, 2, "{ended:?}");
    assert!(ended.stderr.contains("no candidate `WALLETS`"), "{ended:?}");
    assert_eq!(sample.read("ssot.toml"), "");
    let ended = sample.run(&["discover", "--not-one", "WALLET", "--reason", " "]);
    assert_eq!(ended.code, 2, "{ended:?}");
}

#[test]
fn copied_values_that_belong_together_are_reported() {
    let sample = Sample::new(
        "pub mod a { pub const MAX_UPLOAD: u32 = 4096; }\npub mod b { pub const MAX_UPLOAD: u32 = 4096; }\n",
    );
    sample.write("ssot.toml", "");
    assert_eq!(
        sample.run(&["discover", "--component", "MAX_UPLOAD"]).code,
        0
    );
    let ended = sample.run(&["check", "--format", "json"]);
    assert_eq!(ended.places(), ["src/lib.rs:2"]);
    assert_eq!(ended.json()["findings"][0]["code"], "SSOT100");
}

#[test]
fn of_two_doubles_of_one_name_only_the_judged_one_is_let_be() {
    let double = "#[cfg(test)] struct MockClock; #[cfg(test)] impl crate::Clock for MockClock { fn now(&self) -> u64 { 0 } }\n";
    let sample = Sample::new(&format!(
        "pub trait Clock {{ fn now(&self) -> u64; }}\n{double}pub mod other {{\n{double}}}\n"
    ));
    let judged = |paths: &[(&str, &str)]| {
        let mut text = "[judged]\n".to_owned();
        for (path, said) in paths {
            text.extend(["\"double ", path, "\" = { ", said, " }\n"]);
        }
        sample.write("ssot.toml", &text);
        sample.run(&["check", "--format", "json"]).places()
    };
    let component = "verdict = \"component\"";
    let not_one = "verdict = \"not-one\", reason = \"a test\"";
    let (outer, inner) = ("acme::MockClock", "acme::other::MockClock");
    assert_eq!(
        judged(&[(outer, not_one), (inner, component)]),
        ["src/lib.rs:4"]
    );
    assert_eq!(
        judged(&[(outer, component), (inner, not_one)]),
        ["src/lib.rs:2"]
    );
}

#[test]
fn settings_that_turn_guesses_on_say_what_to_write_instead() {
    let sample = sample();
    sample.write(
        "ssot.toml",
        "[rules]\non = [\"SSOT102\"]\noff = [\"SSOT107\"]\n",
    );
    let ended = sample.run(&["check"]);
    assert_eq!(ended.code, 2, "{ended:?}");
    assert!(
        ended.stderr.contains("ssot.toml:2:1: `on` below `[rules]`"),
        "{ended:?}"
    );
    assert!(
        ended.stderr.contains("cargo ssot discover --interactive"),
        "{ended:?}"
    );
    assert_eq!(ended.stderr.matches("error:").count(), 1, "{ended:?}");
}

#[test]
fn a_judgement_that_cannot_be_understood_is_a_problem_at_its_place() {
    let sample = sample();
    for (line, said) in [
        (
            "\"globe acme::LINES\" = { verdict = \"later\" }",
            "starts with no kind",
        ),
        (
            "\"global acme::LINES\" = { verdict = \"not-one\" }",
            "without a reason",
        ),
        (
            "\"global acme::LINES\" = { verdict = \"perhaps\" }",
            "perhaps",
        ),
    ] {
        sample.write("ssot.toml", &format!("[judged]\n{line}\n"));
        let ended = sample.run(&["check"]);
        assert_eq!(ended.code, 2, "{ended:?}");
        assert!(ended.stderr.contains("ssot.toml:2:"), "{ended:?}");
        assert!(ended.stderr.contains(said), "{ended:?}");
    }
}
