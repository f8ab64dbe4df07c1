//! What the figures are, in every format.

use super::workspace::{FINDING, JUDGED, Workspace, findings, repeated, row};

#[test]
fn a_workspace_without_findings_has_a_hundred() {
    let report = Workspace::new("pub fn f() {}").json(&[]);
    assert_eq!(report["version"], 1);
    assert_eq!(report["score"], 100.0);
    assert_eq!(report["findings"], 0);
    assert_eq!(report["upper_bound"], false);
    assert_eq!(report["by"]["module"].as_array().map(Vec::len), Some(0));
}

#[test]
fn the_tables_say_where_the_weight_lies() {
    // Medium risk weighs 2: a weight of 6 and 4 is 100 * 100 / 110.
    let report = Workspace::of_two(3, 2).json(&[]);
    assert_eq!(report["score"], 90.9);
    assert_eq!(report["weight"], 10.0);
    let core = row(&report, "package", "core");
    assert_eq!(core["findings"], 3);
    assert_eq!(core["score"], 94.3);
    assert_eq!(core["score_if_fixed"], 96.1);
    assert_eq!(row(&report, "package", "web")["score"], 96.1);
    let configuration = row(&report, "category", "configuration");
    assert_eq!(
        (&configuration["findings"], &configuration["score"]),
        (&5.into(), &90.9.into())
    );
    assert_eq!(row(&report, "category", "construction")["score"], 100.0);
    assert_eq!(row(&report, "risk", "medium")["weight"], 10.0);
    assert_eq!(row(&report, "risk", "critical")["findings"], 0);
    assert_eq!(
        row(&report, "rule", "SSOT080")["meaning"],
        "a hard-coded address"
    );
    assert_eq!(report["by"]["file"][0]["name"], "core/src/lib.rs");
    assert_eq!(report["by"]["file"][1]["name"], "web/src/lib.rs");
    assert_eq!(report["by"]["module"][0]["findings"], 3);
    let efforts = report["by"]["effort"].as_array().expect("a table");
    let efforts: Vec<_> = efforts.iter().map(|effort| &effort["name"]).collect();
    assert_eq!(efforts, ["small", "medium", "large"]);
}

#[test]
fn one_package_has_a_score_of_its_own() {
    let report = Workspace::of_two(3, 2).json(&["--package", "web"]);
    assert_eq!(report["score"], 96.1);
    assert_eq!(report["only"], serde_json::json!(["web"]));
    assert_eq!(report["by"]["package"].as_array().map(Vec::len), Some(1));
}

#[test]
fn padding_does_not_move_the_score() {
    let workspace = Workspace::new(&findings(7));
    let before = workspace.json(&[])["score"].clone();
    workspace.write("src/empty.rs", "");
    workspace.write("src/comments.rs", &"// nothing\n\n".repeat(500));
    workspace.write("src/types.rs", &repeated(200, "pub struct T#;\n"));
    workspace.write("src/code.rs", &repeated(200, "pub fn g#() {}\n"));
    let modules = "mod empty; mod comments; mod types; mod code;\n\n\n";
    workspace.write("src/lib.rs", &format!("{modules}{}", findings(7)));
    assert_eq!(workspace.json(&[])["score"], before);
    // Split: the same findings in files of their own.
    for at in 0..7 {
        workspace.write(format!("src/part{at}.rs"), &findings(1));
    }
    let parts = repeated(7, "mod part#;");
    workspace.write("src/lib.rs", &format!("{modules}{parts}"));
    assert_eq!(workspace.json(&[])["score"], before);
    workspace.write("src/part0.rs", "");
    assert!(
        workspace.json(&[])["score"].as_f64() > before.as_f64(),
        "a repair moves it"
    );
}

#[test]
fn the_goal_says_how_much_has_to_go() {
    let workspace = Workspace::new(&findings(10));
    assert_eq!(workspace.json(&[])["goal"], serde_json::Value::Null);
    assert!(
        workspace
            .report(&[])
            .text
            .contains("`goal = 90` under `[score]` in `ssot.toml`")
    );
    workspace.write("ssot.toml", &format!("{JUDGED}[score]\ngoal = 90\n"));
    let report = workspace.json(&[]);
    assert_eq!(report["goal"]["score"], 90.0);
    assert_eq!(report["goal"]["reached"], false);
    assert_eq!(report["goal"]["allowed_weight"], 11.0);
    assert_eq!(report["goal"]["weight_to_remove"], 9.0);
    workspace.write("src/lib.rs", &findings(5));
    let report = workspace.json(&[]);
    assert_eq!(report["goal"]["reached"], true);
    assert_eq!(report["goal"]["weight_to_remove"], 0.0);
    assert!(
        workspace
            .report(&[])
            .text
            .contains("The goal of 90.0 is reached.")
    );
}

#[test]
fn findings_fail_only_below_what_is_asked_for() {
    let workspace = Workspace::new(&findings(5)); // 90.9
    assert_eq!(workspace.report(&[]).code, 0);
    assert_eq!(workspace.report(&["--fail-under", "90.9"]).code, 0);
    let failed = workspace.report(&["--fail-under", "91"]);
    assert_eq!(failed.code, 1);
    assert!(
        failed
            .error
            .contains("the score is 90.9, which is lower than 91.0"),
        "{}",
        failed.error
    );
    assert!(
        failed.text.contains("90.9 of 100"),
        "it is printed all the same"
    );
    let refused = workspace.report(&["--fail-under", "101"]);
    assert_eq!(refused.code, 2);
    assert!(
        refused.error.contains("a number from 0 to 100"),
        "{}",
        refused.error
    );
}

#[test]
fn what_cannot_be_read_makes_the_score_an_upper_bound() {
    let workspace = Workspace::new(FINDING);
    workspace.write("src/broken.rs", "fn {");
    let report = workspace.report(&["--format", "json", "--fail-under", "100"]);
    assert_eq!(report.code, 2, "not being done comes before being too low");
    assert!(report.error.contains("src/broken.rs"), "{}", report.error);
    let document = report.json();
    assert_eq!(document["upper_bound"], true);
    assert_eq!(document["score"], 98.0);
    assert!(
        document["problems"][0]
            .as_str()
            .is_some_and(|problem| problem.contains("src/broken.rs"))
    );
    let proofs = document["not_proven"].to_string();
    assert!(proofs.contains("upper bound"), "{proofs}");
    let text = workspace.report(&[]).text;
    assert!(
        text.starts_with("acme-workspace: at most 98.0 of 100\n"),
        "{text}"
    );
}

#[test]
fn what_is_not_looked_at_is_said() {
    let workspace = Workspace::new(FINDING);
    workspace.write(
        "ssot.toml",
        "exclude = [\"/generated/*.rs\"]\n[rules]\noff = [\"SSOT080\"]\n",
    );
    let report = workspace.json(&[]);
    assert_eq!(report["score"], 100.0);
    let proofs = report["not_proven"].to_string();
    assert!(
        proofs.contains("SSOT080 (a hard-coded address)"),
        "{proofs}"
    );
    assert!(
        proofs.contains("`exclude` in `ssot.toml` has 1 pattern"),
        "{proofs}"
    );
    for said in ["No compiler ran", "macros generate", "build scripts"] {
        assert!(proofs.contains(said), "{said}: {proofs}");
    }
}

#[test]
fn markdown_has_a_table_of_everything() {
    let workspace = Workspace::of_two(3, 2);
    let report = workspace.report(&["--format", "markdown"]);
    assert_eq!(report.code, 0);
    assert!(
        report
            .text
            .starts_with("# Compliance of `acme-workspace`: 90.9 of 100\n"),
        "{}",
        report.text
    );
    for line in [
        "| `core` | 3 | 6 | 94.3 | 96.1 |",
        "| `medium`: two places can drift apart | 5 | 10 | 100.0 |",
        "| `SSOT080`: a hard-coded address | 5 | 10 | 100.0 |",
        "| `core/src/lib.rs` | 3 | 6 | 96.1 |",
        "## What is not proven",
    ] {
        assert!(report.text.contains(line), "{line} in {}", report.text);
    }
    let mut columns = 0;
    for line in report.text.lines() {
        let of_line = line.matches('|').count();
        assert!(of_line == 0 || columns == 0 || of_line == columns, "{line}");
        columns = of_line;
    }
}

#[cfg(unix)]
#[test]
fn names_have_no_meaning_to_markdown_or_a_terminal() {
    let workspace = Workspace::new("");
    workspace.write("src/a|b`c\u{1b}[31m\u{202e}.rs", FINDING);
    let markdown = workspace.report(&["--format", "markdown"]).text;
    let row = "| ``src/a\\|b`c\\u{1b}[31m\\u{202e}.rs`` | 1 | 2 | 100.0 |";
    assert!(markdown.contains(row), "{markdown}");
    let text = workspace.report(&[]).text;
    assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text:?}");
    assert!(text.contains("src/a|b`c\\u{1b}[31m\\u{202e}.rs"), "{text}");
}

#[test]
fn ten_files_are_named_and_the_heaviest_first() {
    let workspace = Workspace::new("");
    for at in 1..=12 {
        workspace.write(format!("src/part{at:02}.rs"), &findings(at));
    }
    let report = workspace.json(&[]);
    let files = report["by"]["file"].as_array().expect("a table");
    assert_eq!(files.len(), 10);
    assert_eq!(files[0]["name"], "src/part12.rs");
    assert_eq!(files[9]["name"], "src/part03.rs");
}

#[test]
fn without_history_the_report_says_how_to_ask_for_it() {
    let workspace = Workspace::new("");
    assert_eq!(workspace.json(&[])["trend"], serde_json::Value::Null);
    assert!(workspace.report(&[]).text.contains("`--history 30d`"));
}
