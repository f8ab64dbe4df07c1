//! `cargo ssot baseline`, and what a baseline does to `cargo ssot check`.

use crate::sample::{Ended, JUDGED, ONE_FINDING, Sample};

const FILE: &str = "ssot-baseline.txt";
const REASON: [&str; 4] = ["--reason", "it moves \"soon\"", "--expires", "2031-02-28"];

/// A function for each address.
fn library(addresses: &[&str]) -> String {
    let functions = addresses.iter().enumerate();
    let functions = functions.map(|(number, address)| {
        format!("pub fn f{number}() {{ connect(\"redis://{address}:1\"); }}\n")
    });
    functions.collect::<Vec<_>>().concat()
}

/// A workspace with these addresses, all of them excused.
fn excused(addresses: &[&str]) -> Sample {
    let sample = Sample::new(&library(addresses));
    let ended = sample.run(&["baseline"]);
    assert_eq!(ended.code, 0, "{ended:?}");
    sample
}

/// The lines of the file that are no comments.
fn lines(sample: &Sample) -> Vec<String> {
    let text = sample.read(FILE);
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.map(str::to_owned).collect()
}

fn check(sample: &Sample) -> Ended {
    sample.run(&["check", "--today", "2031-02-01"])
}

/// Adds an exception for an address.
fn except(sample: &Sample, wanted: &str) -> Ended {
    let arguments = [
        &["baseline", "--today", "2031-02-01", "--except", wanted],
        &REASON[..],
    ];
    sample.run(&arguments.concat())
}

#[test]
fn what_was_there_is_excused_and_what_is_new_is_not() {
    let sample = excused(&["b", "a", "a"]);
    let written = lines(&sample);
    assert_eq!(written.len(), 3);
    assert!(written.is_sorted());
    assert_eq!(written[0], written[1]);
    let ended = check(&sample);
    assert_eq!(ended.code, 0, "{ended:?}");
    assert_eq!(
        ended.stdout,
        "ssot: no findings; 3 suppressed by the baseline\n"
    );
    sample.write("src/lib.rs", &library(&["b", "a", "a", "a"]));
    let ended = check(&sample);
    assert_eq!(ended.code, 1);
    assert!(
        ended
            .stdout
            .contains("1 finding in 1 file: 1 medium; 3 suppressed"),
        "{ended:?}"
    );
}

#[test]
fn a_line_holds_when_code_moves() {
    let sample = excused(&["a", "b"]);
    let moved = format!("\n\n// Moved.\n{}", library(&["b", "a"]).replace('(', "( "));
    sample.write("src/lib.rs", &moved);
    assert_eq!(check(&sample).code, 0);
}

#[test]
fn a_line_that_matches_nothing_fails_the_check_until_it_is_pruned() {
    let sample = excused(&["a", "b", "b"]);
    let with_comment = sample.read(FILE) + "# kept\n";
    sample.write(FILE, &with_comment);
    sample.write("src/lib.rs", &library(&["b"]));
    let ended = check(&sample);
    assert_eq!(ended.code, 1);
    assert!(ended.stdout.contains("ssot-baseline.txt:6:1"), "{ended:?}");
    assert!(ended.stdout.contains("ssot-baseline.txt:8:1"), "{ended:?}");
    assert!(
        ended.stdout.ends_with(
            "ssot: no findings; 1 suppressed by the baseline; 2 lines of the baseline to remove\n"
        ),
        "{ended:?}"
    );
    assert_eq!(sample.run(&["baseline"]).code, 1);
    assert_eq!(sample.read(FILE), with_comment);

    sample.write("src/lib.rs", &library(&["b", "new"]));
    let ended = sample.run(&["baseline", "--prune"]);
    assert_eq!(ended.code, 0, "{ended:?}");
    assert_eq!(lines(&sample).len(), 1);
    assert!(sample.read(FILE).ends_with("# kept\n"));
    assert!(!sample.read(FILE).contains("new"));
}

#[test]
fn no_lines_are_added_to_a_baseline() {
    let sample = excused(&["a"]);
    let before = sample.read(FILE);
    sample.write("src/lib.rs", &library(&["a", "new"]));
    let ended = sample.run(&["baseline"]);
    assert_eq!(ended.code, 1);
    assert!(ended.stdout.contains("redis://new:1"), "{ended:?}");
    assert!(!ended.stdout.contains("redis://a:1"), "{ended:?}");
    assert!(ended.stderr.contains("--except"), "{ended:?}");
    assert_eq!(sample.read(FILE), before);
}

#[test]
fn an_exception_holds_until_its_last_day() {
    let sample = excused(&["m"]);
    sample.write("src/lib.rs", &library(&["m", "a", "a", "z"]));
    for wanted in ["SSOT080:redis://a:1", "ssot080:redis://z:1"] {
        let ended = except(&sample, wanted);
        assert_eq!(ended.code, 0, "{ended:?}");
    }
    let written = lines(&sample);
    assert_eq!(written.len(), 4);
    assert!(written.is_sorted());
    assert!(written[0].ends_with("  reason = \"it moves \\\"soon\\\"\"  expires = 2031-02-28"));
    let on = |day: &str| sample.run(&["check", "--format", "json", "--today", day]);
    assert_eq!(on("2031-02-28").code, 0);
    let reasons = on("2031-02-28").json()["findings"][1]["baselined"]["reason"].clone();
    assert_eq!(reasons, "it moves \"soon\"");
    let late = on("2031-03-01");
    assert_eq!(late.code, 1);
    assert_eq!(late.json()["summary"]["findings"], 3);
    assert_eq!(late.json()["summary"]["stale"], 3);
    let message = late.json()["stale"][0]["message"].to_string();
    assert!(message.contains("expired on 2031-02-28"), "{message}");
}

#[test]
fn an_exception_names_what_it_excuses_and_why_and_until_when() {
    let sample = excused(&["m"]);
    sample.write("src/lib.rs", &library(&["m", "new"]));
    let before = sample.read(FILE);
    let base = [
        "baseline",
        "--today",
        "2031-02-01",
        "--except",
        "SSOT080:redis://new:1",
    ];
    let with = |more: &[&str]| sample.run(&[&base, more].concat());
    for (ended, why) in [
        (with(&[]), "--reason"),
        (with(&["--reason", "why"]), "--expires"),
        (with(&["--expires", "2031-02-28"]), "--reason"),
        (
            with(&["--reason", " ", "--expires", "2031-02-28"]),
            "a reason says something",
        ),
        (
            with(&["--reason", "why", "--expires", "28.2.2031"]),
            "YYYY-MM-DD",
        ),
        (
            with(&["--reason", "why", "--expires", "2031-01-31"]),
            "is over already",
        ),
        (except(&sample, "SSOT080"), "a colon"),
        (
            except(&sample, "SSOT080:redis://nev:1"),
            "there is one about `redis://new:1`",
        ),
        (except(&sample, "SSOT080:redis://m:1"), "needs an exception"),
        (sample.run(&["baseline", "--reason", "why"]), "--except"),
    ] {
        assert_eq!(ended.code, 2, "{ended:?}");
        assert!(ended.stderr.contains(why), "{why}: {ended:?}");
    }
    assert_eq!(sample.read(FILE), before);
}

#[test]
fn an_exception_is_for_one_module() {
    let sample = Sample::empty();
    sample.write(
        "Cargo.toml",
        "[workspace]\nmembers = [\"one\", \"two\"]\nresolver = \"3\"\n",
    );
    sample.package("one", "one", "");
    sample.package("two", "two", "");
    assert_eq!(sample.run(&["baseline"]).code, 0);
    sample.write("one/src/lib.rs", ONE_FINDING);
    sample.write("two/src/lib.rs", ONE_FINDING);
    let ended = except(&sample, "SSOT080:redis://cache:6379");
    assert_eq!(ended.code, 2);
    assert!(
        ended.stderr.contains("`SSOT080:two::redis://cache:6379`"),
        "{ended:?}"
    );
    let ended = except(&sample, "SSOT080:two::redis://cache:6379");
    assert_eq!(ended.code, 0, "{ended:?}");
    let places = sample.run(&["check", "--format", "json", "--today", "2031-02-01"]);
    assert_eq!(
        places.json()["findings"][0]["baselined"],
        serde_json::Value::Null
    );
    assert_eq!(places.json()["summary"]["baselined"], 1);
}

#[test]
fn nothing_is_written_where_ci_is_set() {
    let sample = Sample::new(ONE_FINDING);
    let run = |arguments: &[&str], ci: &str| {
        let mut command = sample.command(arguments);
        command.env("CI", ci);
        Ended::of(command.output().expect("it can be called"))
    };
    for arguments in [&["baseline"][..], &["baseline", "--prune"]] {
        let ended = run(arguments, "true");
        assert_eq!(ended.code, 2);
        assert!(ended.stderr.contains("`CI`"), "{ended:?}");
        assert!(!sample.path().join(FILE).exists());
    }
    assert_eq!(run(&["baseline"], "false").code, 0);
    assert_eq!(run(&["check"], "true").code, 0);
}

#[test]
fn a_line_that_cannot_be_read_excuses_nothing_and_the_others_hold() {
    let sample = excused(&["a", "b"]);
    let text = sample.read(FILE) + "SSOT080  acme\n\n";
    sample.write(FILE, &text);
    let ended = check(&sample);
    assert_eq!(ended.code, 2);
    assert!(
        ended.stdout.starts_with("ssot: no findings; 2 suppressed"),
        "{ended:?}"
    );
    assert!(
        ended.stderr.contains("ssot-baseline.txt:8:1: "),
        "{ended:?}"
    );
    for arguments in [&["baseline", "--prune"][..], &["baseline"]] {
        assert_eq!(sample.run(arguments).code, 2);
        assert_eq!(sample.read(FILE), text);
    }
}

#[test]
fn the_marks_of_a_merge_are_named_once_and_both_sides_hold() {
    let sample = excused(&["a", "b", "c"]);
    let lines = lines(&sample);
    let [a, b, c] = lines.as_slice() else {
        panic!("{lines:?}");
    };
    let text = format!("{a}\n<<<<<<< HEAD\n{b}\n=======\n{c}\n>>>>>>> other\n");
    sample.write(FILE, &text);
    let ended = check(&sample);
    assert_eq!(ended.code, 2);
    assert!(ended.stdout.contains("3 suppressed"), "{ended:?}");
    assert_eq!(ended.stderr.matches("error: ").count(), 1, "{ended:?}");
    assert!(
        ended
            .stderr
            .contains("ssot-baseline.txt:2:1: the baseline holds a merge"),
        "{ended:?}"
    );
}

#[test]
fn windows_line_ends_and_a_missing_last_one_are_kept_and_read() {
    let sample = excused(&["a", "b"]);
    let windows = sample.read(FILE).replace('\n', "\r\n");
    sample.write(FILE, windows.trim_end());
    assert_eq!(check(&sample).code, 0);
    sample.write("src/lib.rs", &library(&["a", "b", "z"]));
    assert_eq!(except(&sample, "SSOT080:redis://z:1").code, 0);
    let text = sample.read(FILE);
    assert_eq!(text.matches("\r\n").count(), text.matches('\n').count());
    assert!(text.starts_with(&windows));
    assert_eq!(lines(&sample).len(), 3);
}

#[test]
fn a_package_is_compared_with_its_own_lines_only() {
    let sample = Sample::empty();
    sample.write(
        "Cargo.toml",
        "[workspace]\nmembers = [\"one\", \"two\"]\nresolver = \"3\"\n",
    );
    sample.package("one", "one", &library(&["a"]));
    sample.package("two", "two", &library(&["a"]));
    assert_eq!(sample.run(&["baseline"]).code, 0);
    assert_eq!(sample.run(&["check", "--package", "one"]).code, 0);
    sample.write("two/src/lib.rs", "");
    assert_eq!(sample.run(&["check", "--package", "one"]).code, 0);
    assert_eq!(
        sample
            .run(&["baseline", "--prune", "--package", "one"])
            .code,
        0
    );
    assert_eq!(lines(&sample).len(), 2);
    assert_eq!(sample.run(&["check", "--package", "two"]).code, 1);
    assert_eq!(
        sample
            .run(&["baseline", "--prune", "--package", "two"])
            .code,
        0
    );
    assert_eq!(lines(&sample).len(), 1);
}

#[test]
fn what_could_not_be_read_makes_no_line_stale_and_no_baseline_is_written() {
    let sample = excused(&["a"]);
    let text = sample.read(FILE);
    sample.write("src/lib.rs", "fn (");
    let ended = sample.run(&["check", "--format", "json"]);
    assert_eq!(ended.code, 2);
    assert_eq!(ended.json()["stale"].as_array().map(Vec::len), Some(0));
    let ended = sample.run(&["baseline", "--prune"]);
    assert_eq!(ended.code, 2);
    assert_eq!(sample.read(FILE), text);
}

#[test]
fn a_baseline_may_be_elsewhere_and_one_that_is_named_has_to_be_there() {
    let sample = Sample::new(ONE_FINDING);
    let named = ["--baseline", "config/old.txt"];
    let ended = sample.run(&[&["check"], &named[..]].concat());
    assert_eq!(ended.code, 2);
    assert!(
        ended.stderr.contains("config/old.txt: no such baseline"),
        "{ended:?}"
    );
    assert!(ended.stdout.contains("1 finding"));
    let ended = sample.run(&[&["baseline"], &named[..]].concat());
    assert_eq!(ended.code, 2, "there is no folder: {ended:?}");
    sample.write("config/.keep", "");
    assert_eq!(sample.run(&[&["baseline"], &named[..]].concat()).code, 0);
    assert_eq!(sample.run(&[&["check"], &named[..]].concat()).code, 0);
    assert_eq!(sample.run(&["check"]).code, 1);
}

#[cfg(unix)]
#[test]
fn a_link_and_the_mode_of_a_file_are_kept() {
    use std::fs;
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let sample = excused(&["a"]);
    let (link, real) = (sample.path().join(FILE), sample.path().join("real.txt"));
    assert_ne!(
        fs::metadata(&link)
            .expect("it is there")
            .permissions()
            .mode()
            & 0o040,
        0
    );
    fs::rename(&link, &real).expect("it can be moved");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("it is ours");
    symlink(&real, &link).expect("links can be made");
    sample.write("src/lib.rs", "");
    assert_eq!(sample.run(&["baseline", "--prune"]).code, 0);
    assert!(link.is_symlink());
    assert_eq!(
        fs::metadata(&real)
            .expect("it is there")
            .permissions()
            .mode()
            & 0o777,
        0o640
    );
    assert!(lines(&sample).is_empty());
}

/// A component that two other modules make, and a second definition of its name.
fn made_in_two_places(attribute: &str, factory: &str) -> Vec<(&'static str, String)> {
    let manager = format!(
        "{attribute}\npub struct PoolManager {{ size: u8 }}\n{factory}\nimpl PoolManager {{ pub fn create() -> Self {{ Self {{ size: 1 }} }} }}\nimpl PoolManager {{ pub fn size(&mut self) -> u8 {{ self.size }} }}\n"
    );
    let made =
        "use crate::pool::PoolManager;\npub fn make() -> PoolManager { PoolManager::create() }\n";
    vec![
        ("src/lib.rs", "pub mod copy;\npub mod first;\npub mod pool;\npub mod second;\n".to_owned()),
        ("src/pool.rs", manager),
        ("src/first.rs", made.to_owned()),
        ("src/second.rs", made.to_owned()),
        ("src/copy.rs", "pub struct PoolManager { size: u8 }\nimpl PoolManager { pub fn size(&self) -> u8 { self.size } }\n".to_owned()),
    ]
}

#[test]
fn a_type_that_is_annotated_stays_excused_where_it_was() {
    let sample = Sample::new("");
    sample.write("ssot.toml", "[components]\nnames = [\"PoolManager\"]\n");
    for (path, text) in made_in_two_places("", "") {
        sample.write(path, &text);
    }
    assert_eq!(sample.run(&["baseline"]).code, 0);
    let before = lines(&sample);
    let of = |code: &str| before.iter().filter(|line| line.starts_with(code)).count();
    assert_eq!((of("SSOT103"), of("SSOT100")), (2, 1), "{before:?}");
    let (attribute, factory) = (
        "#[ssot::ssot_component(enforce = \"warn\")]",
        "#[ssot::factory(enforce = \"warn\")]",
    );
    for (path, text) in made_in_two_places(attribute, factory) {
        sample.write(path, &text);
    }
    let ended = check(&sample);
    assert_eq!(ended.code, 0, "{ended:?}");

    // A place that asks the factory needs its line no longer, and a new one has none.
    let repaired =
        "pub fn make() -> crate::pool::PoolManager { crate::pool::PoolManagerFactory::create() }\n";
    sample.write("src/first.rs", repaired);
    let ended = check(&sample);
    assert_eq!(ended.code, 1, "{ended:?}");
    assert!(
        ended.stdout.contains("1 line of the baseline to remove"),
        "{ended:?}"
    );
    assert_eq!(sample.run(&["baseline", "--prune"]).code, 0);
    let old = sample.read("src/second.rs");
    sample.write(
        "src/second.rs",
        &format!("{old}pub fn again() -> PoolManager {{ PoolManager::create() }}\n"),
    );
    let ended = check(&sample);
    assert!(ended.stdout.contains("error[SSOT001]"), "{ended:?}");
    assert!(ended.stdout.contains("ssot: 1 finding in"), "{ended:?}");
}

const MADE: &str =
    "pub fn connect(_: &str) {}\npub fn open() { connect(\"redis://cache:6379\"); }\n";

#[test]
fn a_module_that_is_renamed_or_moved_keeps_its_lines() {
    let sample = Sample::new("pub mod old;\n");
    sample.write("src/old.rs", MADE);
    assert_eq!(sample.run(&["baseline"]).code, 0);
    std::fs::remove_file(sample.path().join("src/old.rs")).expect("it is there");
    sample.write("src/lib.rs", "pub mod outer { pub mod new; }\n");
    sample.write("src/outer/new.rs", MADE);
    let ended = check(&sample);
    assert_eq!(ended.code, 0, "{ended:?}");
    // A copy of it is new.
    sample.write(
        "src/lib.rs",
        "pub mod outer { pub mod new; }\npub mod copy;\n",
    );
    sample.write("src/copy.rs", MADE);
    let ended = check(&sample);
    assert_eq!(ended.code, 1, "{ended:?}");
    assert!(ended.stdout.contains("ssot: 1 finding in"), "{ended:?}");
}

#[test]
fn a_line_of_a_package_that_is_not_looked_at_excuses_nothing_elsewhere() {
    let sample = Sample::empty();
    sample.write(
        "Cargo.toml",
        "[workspace]\nresolver = \"3\"\nmembers = [\"one\", \"two\"]\n",
    );
    sample.package("one", "one", MADE);
    sample.package("two", "two", "");
    assert_eq!(sample.run(&["baseline"]).code, 0);
    sample.write("two/src/lib.rs", MADE);
    let ended = sample.run(&["check", "--package", "two"]);
    assert_eq!(ended.code, 1, "{ended:?}");
    assert_eq!(sample.run(&["check"]).code, 1);
}

#[test]
fn a_rule_that_is_new_is_adopted_once_and_never_in_ci() {
    let library = "use std::sync::{Mutex, OnceLock};\npub struct Wallet { sum: Mutex<u32> }\nstatic WALLET: OnceLock<Wallet> = OnceLock::new();\n";
    let sample = Sample::new(&format!("{library}{MADE}"));
    assert_eq!(sample.run(&["baseline"]).code, 0);
    sample.write(
        "ssot.toml",
        &format!("[components]\nnames = [\"Wallet\"]\n{JUDGED}"),
    );
    assert_eq!(check(&sample).code, 1);
    let mut command = sample.command(&["baseline", "--adopt", "SSOT102"]);
    let in_ci = Ended::of(
        command
            .env("CI", "true")
            .output()
            .expect("it can be called"),
    );
    assert_eq!(in_ci.code, 2, "{in_ci:?}");
    let ended = sample.run(&["baseline", "--adopt", "SSOT102"]);
    assert_eq!(ended.code, 0, "{ended:?}");
    assert_eq!(check(&sample).code, 0);
    // What it knows only shrinks.
    sample.write(
        "src/lib.rs",
        &format!("{library}static OTHER: OnceLock<Wallet> = OnceLock::new();\n{MADE}"),
    );
    let ended = sample.run(&["baseline", "--adopt", "SSOT102"]);
    assert_eq!(ended.code, 2, "{ended:?}");
    let ended = sample.run(&["baseline", "--adopt", "SSOT102:OTHER"]);
    assert_eq!(ended.code, 0, "{ended:?}");
    assert_eq!(check(&sample).code, 0);
}
