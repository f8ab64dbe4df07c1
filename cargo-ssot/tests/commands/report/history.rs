//! The trend over the commits of a repository.

use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};

use cargo_ssot::testing::history::Trend;
use cargo_ssot::testing::scan::Scan;
use cargo_ssot::testing::settings::Settings;
use jiff::Timestamp;
use serde_json::Value;

use super::repository::git;
use super::workspace::{FINDING, JUDGED, Report, Workspace, findings};

/// How many findings each point has, the oldest first.
fn trend(report: &Value) -> Vec<u64> {
    let points = report["trend"]["points"].as_array().expect("points");
    points
        .iter()
        .map(|point| point["findings"].as_u64().expect("a number"))
        .collect()
}

fn notes(report: &Value) -> String {
    report["trend"]["notes"].to_string()
}

#[test]
fn findings_come_and_go() {
    let workspace = Workspace::new("");
    workspace.init();
    workspace.commit(40);
    for (days_ago, number) in [(20, 3), (10, 5), (5, 1)] {
        workspace.write("src/lib.rs", &findings(number));
        workspace.commit(days_ago);
    }
    workspace.write("src/lib.rs", "");
    let report = workspace.json(&["--history", "30d"]);
    assert_eq!(trend(&report), [3, 5, 1]);
    let scores: Vec<_> = report["trend"]["points"]
        .as_array()
        .expect("points")
        .iter()
        .map(|point| &point["score"])
        .collect();
    assert_eq!(scores, [94.3, 90.9, 98.0]);
    assert_eq!(report["trend"]["period"], "30 days");
    assert_eq!(report["score"], 100.0, "now, it is what lies in the folder");
    let commit = report["trend"]["points"][2]["commit"]
        .as_str()
        .expect("a name");
    assert_eq!(commit, git(&workspace.root, &["rev-parse", "HEAD"]).trim());
    assert_eq!(trend(&workspace.json(&["--history", "1y"])), [0, 3, 5, 1]);
    assert_eq!(trend(&workspace.json(&["--history", "6w"])), [0, 3, 5, 1]);
    assert_eq!(trend(&workspace.json(&["--history", "6d"])), [1]);

    let text = workspace.report(&["--history", "30d"]).text;
    assert!(
        text.contains("+5.7 points within 30 days: from 94.3 to 100.0."),
        "{text}"
    );
    let markdown = workspace
        .report(&["--history", "30d", "--format", "markdown"])
        .text;
    assert!(
        markdown.contains(&format!("| `{}` | 98.0 | 1 | 2 |", &commit[..10])),
        "{markdown}"
    );
    workspace.report(&["--history", "30d", "--html", "out"]);
    let page = fs::read_to_string(workspace.root.join("out/index.html")).expect("a page");
    assert_eq!(
        page.matches("class=\"dot\"").count(),
        4,
        "three commits and now"
    );
    assert!(page.contains(&commit[..10]));
}

#[test]
fn what_several_commits_share_is_read_once() {
    let workspace = Workspace::new("");
    workspace.init();
    workspace.write("src/steady.rs", FINDING);
    let versions = [1, 2, 1, 3, 1];
    for (version, days_ago) in versions.into_iter().zip((1..=5).rev()) {
        workspace.write("src/lib.rs", &findings(version));
        workspace.commit(days_ago);
    }
    let mut problems = Vec::new();
    let manifest = workspace.root.join("Cargo.toml");
    let found = cargo_ssot::testing::workspace::Workspace::find(Some(&manifest), &mut problems);
    let found = found.expect("a workspace");
    let settings = Settings::read(&found.root, &mut problems);
    let today = Scan::run(found, settings, problems, &|_| {});
    let read = AtomicUsize::new(0);
    let period = "30d".parse().expect("a period");
    let trend = Trend::of(&today, period, Timestamp::now(), &|_| true, &|_| {
        read.fetch_add(1, Ordering::Relaxed);
    });
    let counts: Vec<_> = trend.points.iter().map(|point| point.findings).collect();
    assert_eq!(counts, versions.map(|version| version + 1));
    assert_eq!(
        read.into_inner(),
        4,
        "one steady file, and three versions of another"
    );
}

#[test]
fn a_commit_without_code_has_the_score_of_the_one_before() {
    let workspace = Workspace::new("");
    workspace.init();
    workspace.write("src/lib.rs", FINDING);
    workspace.commit(4);
    workspace.write("README.md", "# Words\n");
    workspace.commit(3);
    workspace.write("src/lib.rs", &findings(2));
    workspace.commit(2);
    let report = workspace.json(&["--history", "30d"]);
    let found = trend(&report);
    assert_eq!(found, [1, 1, 2], "{report}");
    let points = report["trend"]["points"].as_array().expect("points");
    let commits: std::collections::BTreeSet<_> = points
        .iter()
        .map(|point| point["commit"].as_str())
        .collect();
    assert_eq!(commits.len(), 3, "{report}");
}

#[test]
fn a_day_has_one_point_and_a_year_has_thirty() {
    let workspace = Workspace::new("");
    workspace.init();
    for day in (0..100).rev() {
        workspace.commit_index(day);
    }
    workspace.write("src/lib.rs", FINDING);
    workspace.commit(0);
    let report = workspace.json(&["--history", "1y"]);
    let findings = trend(&report);
    assert_eq!(findings.len(), 30);
    assert_eq!(findings[29], 1, "the last commit of the day counts");
    assert!(
        notes(&report).contains("30 of 101 commits"),
        "{}",
        notes(&report)
    );
}

#[test]
fn only_what_was_merged_into_counts() {
    let workspace = Workspace::new("");
    workspace.init();
    workspace.commit(9);
    git(&workspace.root, &["checkout", "--quiet", "-b", "side"]);
    workspace.write("src/side.rs", &findings(4));
    workspace.commit(7);
    git(&workspace.root, &["checkout", "--quiet", "-"]);
    workspace.write("src/lib.rs", FINDING);
    workspace.commit(6);
    workspace.merge(3, "side");
    assert_eq!(trend(&workspace.json(&["--history", "30d"])), [0, 1, 5]);
}

#[test]
fn a_workspace_may_lie_below_the_top_of_its_repository() {
    let outer = Workspace::named("outer");
    outer.init();
    outer.write("elsewhere/src/lib.rs", FINDING);
    outer.package("backend", "acme", &findings(2));
    outer.commit(4);
    outer.write("backend/src/gone.rs", FINDING);
    outer.commit(3);
    fs::remove_file(outer.root.join("backend/src/gone.rs")).expect("it is there");
    outer.commit(2);
    let report = outer.json(&["--history", "1w", "--manifest-path", "backend/Cargo.toml"]);
    assert_eq!(trend(&report), [2, 3, 2]);
}

#[test]
fn packages_that_moved_or_went_count_where_they_were() {
    let workspace = Workspace::of_two(1, 2);
    workspace.init();
    workspace.package("old", "old", &findings(3));
    let manifest =
        "[workspace]\nmembers = [\"core\", \"we*\", \"./old\"]\nexclude = [\"web/fixture\"]\n";
    workspace.write("Cargo.toml", manifest);
    workspace.package("web/fixture", "fixture", &findings(20));
    workspace.package("stranger", "stranger", &findings(20));
    workspace.commit(9);
    workspace.commit(7);
    fs::remove_dir_all(workspace.root.join("old")).expect("it is there");
    fs::remove_dir_all(workspace.root.join("web/fixture")).expect("it is there");
    fs::remove_dir_all(workspace.root.join("stranger")).expect("it is there");
    workspace.write("Cargo.toml", "[workspace]\nmembers = [\"core\", \"web\"]\n");
    workspace.commit(5);
    assert_eq!(trend(&workspace.json(&["--history", "30d"])), [6, 6, 3]);
    assert_eq!(
        trend(&workspace.json(&["--history", "30d", "--package", "web"])),
        [2, 2, 2]
    );
}

#[test]
fn what_is_excluded_today_was_never_there() {
    let workspace = Workspace::new(FINDING);
    workspace.init();
    workspace.write("src/generated.rs", &findings(9));
    workspace.commit(5);
    workspace.write(
        "ssot.toml",
        &format!("exclude = [\"generated.rs\"]\n{JUDGED}"),
    );
    assert_eq!(trend(&workspace.json(&["--history", "30d"])), [1]);
}

#[cfg(unix)]
#[test]
fn links_submodules_and_strange_names_do_not_stop_it() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;

    let workspace = Workspace::new(FINDING);
    workspace.init();
    std::os::unix::fs::symlink("lib.rs", workspace.root.join("src/link.rs")).expect("a link");
    workspace.write("src/a \"quoted\"\tname\n.rs", FINDING);
    workspace.write("src/Ünï.rs", FINDING);
    workspace.write(OsStr::from_bytes(b"src/\xff.rs"), FINDING);
    workspace.write(
        ".gitattributes",
        "*.rs text eol=crlf filter=none export-ignore\n",
    );
    git(&workspace.root, &["add", "--all"]);
    let commit = "1111111111111111111111111111111111111111";
    let link = format!("160000,{commit},src/module");
    git(
        &workspace.root,
        &["update-index", "--add", "--cacheinfo", &link],
    );
    workspace.commit_index(3);
    let report = workspace.json(&["--history", "30d"]);
    assert_eq!(trend(&report), [4]);
    assert_eq!(report["findings"], 4, "as today");
    assert!(
        notes(&report).contains("Submodules are not read"),
        "{}",
        notes(&report)
    );
    let followed = !notes(&report).contains("links are not followed");
    assert!(followed, "what they lead to is read where it is");
}

#[cfg(unix)]
#[test]
fn sources_that_only_a_link_leads_to_are_said_to_be_missing() {
    let workspace = Workspace::of_two(1, 0);
    workspace.init();
    workspace.write("shared/common.rs", FINDING);
    let link = workspace.root.join("web/src/shared");
    std::os::unix::fs::symlink("../../shared", link).expect("a link");
    workspace.commit(3);
    let report = workspace.json(&["--history", "30d"]);
    assert_eq!(trend(&report), [1]);
    let notes = notes(&report);
    assert!(notes.contains("links are not followed"), "{notes}");
}

#[test]
fn a_commit_that_cannot_be_read_has_an_upper_bound() {
    let workspace = Workspace::new(FINDING);
    workspace.init();
    workspace.write("src/broken.rs", "fn {");
    fs::write(workspace.root.join("src/latin.rs"), b"// \xe9").expect("a file");
    workspace.commit(5);
    fs::remove_file(workspace.root.join("src/broken.rs")).expect("it is there");
    fs::remove_file(workspace.root.join("src/latin.rs")).expect("it is there");
    workspace.commit(3);
    let report = workspace.json(&["--history", "30d"]);
    assert_eq!(report["trend"]["points"][0]["unread"], 2);
    assert_eq!(report["trend"]["points"][1]["unread"], 0);
    assert!(
        notes(&report).contains("In 1 of 2 commits"),
        "{}",
        notes(&report)
    );
}

/// Fails to show a trend, shows the rest all the same, and says why.
fn assert_without_trend(report: &Report, reason: &str) {
    assert_eq!(report.code, 2);
    assert!(report.error.contains(reason), "{}", report.error);
    assert!(report.error.contains("help: "), "{}", report.error);
    let document = report.json();
    assert_eq!(document["score"], 98.0);
    assert_eq!(document["upper_bound"], false, "the score is of today");
    assert!(trend(&document).is_empty());
    assert!(document["problems"].to_string().contains(reason));
}

const AS_JSON: [&str; 4] = ["--format", "json", "--history", "30d"];

#[test]
fn without_a_repository_the_rest_is_reported() {
    let workspace = Workspace::new(FINDING);
    assert_without_trend(&workspace.report(&AS_JSON), "not a git repository");
}

#[test]
fn without_commits_the_rest_is_reported() {
    let workspace = Workspace::new(FINDING);
    workspace.init();
    assert_without_trend(&workspace.report(&AS_JSON), "the repository has no commits");
}

#[cfg(unix)]
#[test]
fn without_git_the_rest_is_reported() {
    let workspace = Workspace::new(FINDING);
    let tools = Workspace::named("tools");
    // Cargo itself has to be found.
    let rustc = std::env::var_os("RUSTC").map_or_else(|| "rustc".into(), std::path::PathBuf::from);
    let output = workspace
        .command()
        .args(AS_JSON)
        .env("PATH", &tools.root)
        .env("RUSTC", rustc)
        .output();
    let report = Report::of(&output.expect("the program starts"));
    assert_without_trend(&report, "git cannot be called");
}

#[test]
fn a_shallow_clone_says_that_it_is_one() {
    let workspace = Workspace::new("");
    workspace.init();
    workspace.commit(9);
    workspace.write("src/lib.rs", FINDING);
    workspace.commit(5);
    let clone = Workspace::named("clone");
    let from = format!("file://{}", workspace.root.display());
    git(
        &clone.root,
        &["clone", "--quiet", "--depth", "1", &from, "."],
    );
    let report = clone.report(&AS_JSON);
    assert_eq!(report.code, 2);
    assert!(
        report.error.contains("git fetch --unshallow"),
        "{}",
        report.error
    );
    assert_eq!(trend(&report.json()), [1], "what is there is shown");
    // Nothing is missing in a period that is younger than the place where it is cut.
    assert_eq!(clone.report(&["--history", "2d"]).code, 0);
}

#[test]
fn a_repository_that_lacks_a_file_says_so() {
    let workspace = Workspace::new(FINDING);
    workspace.init();
    workspace.write("src/gone.rs", &findings(3));
    workspace.commit(9);
    let blob = git(&workspace.root, &["rev-parse", "HEAD:src/gone.rs"]);
    let (folder, file) = blob.trim().split_at(2);
    let object = workspace.root.join(".git/objects").join(folder).join(file);
    fs::remove_file(object).expect("it is there");
    fs::remove_file(workspace.root.join("src/gone.rs")).expect("it is there");
    workspace.commit(5);
    let report = workspace.report(&AS_JSON);
    assert_eq!(report.code, 2);
    let said = "the repository lacks 1 file of its history";
    assert!(report.error.contains(said), "{}", report.error);
    let document = report.json();
    assert_eq!(trend(&document), [1, 1]);
    assert_eq!(document["trend"]["points"][0]["unread"], 1);
}

#[test]
fn a_period_without_commits_is_said_and_is_no_failure() {
    let workspace = Workspace::new(FINDING);
    workspace.init();
    workspace.commit(90);
    let report = workspace.json(&["--history", "30d"]);
    assert!(trend(&report).is_empty());
    assert!(
        notes(&report).contains("No commit was made within 30 days"),
        "{}",
        notes(&report)
    );
    assert_eq!(
        workspace
            .report(&["--history", "30d", "--html", "out"])
            .code,
        0
    );
}

#[test]
fn what_is_no_period_is_refused() {
    let workspace = Workspace::new("");
    for text in [
        "", "30", "d", "0d", "-1d", "+1d", "1.5d", "30x", "1d ", "30ä", "70000d",
    ] {
        let refused = workspace.report(&[&format!("--history={text}")]);
        assert_eq!(refused.code, 2, "{text}");
        assert!(
            refused.error.contains("is not a period"),
            "{}",
            refused.error
        );
    }
    workspace.init();
    workspace.commit(1);
    assert_eq!(trend(&workspace.json(&["--history", "60000y"])), [0]);
}
