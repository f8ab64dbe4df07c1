//! Nothing that cargo compiles is left out, whatever lists of ignored files say.

use crate::sample::{ONE_FINDING, Sample};

/// A package with findings in three targets and in a module.
fn sample() -> Sample {
    let sample = Sample::new(&format!("mod inner;\n{ONE_FINDING}"));
    sample.write("src/inner.rs", ONE_FINDING);
    sample.write("src/bin/program.rs", ONE_FINDING);
    sample.write("src/bin/second/main.rs", ONE_FINDING);
    sample
}

const ALL: [&str; 4] = [
    "src/bin/program.rs:4",
    "src/bin/second/main.rs:4",
    "src/inner.rs:4",
    "src/lib.rs:5",
];

fn assert_all_are_found(sample: &Sample, how: &str) {
    let ended = sample.run(&["check", "--format", "json"]);
    assert_eq!(ended.places(), ALL, "{how}: {ended:?}");
    assert_eq!(ended.code, 1, "{how}: {ended:?}");
}

#[test]
fn a_gitignore_hides_no_target_and_no_module_of_it() {
    let sample = sample();
    for pattern in ["*.rs\n", "src\n", "*\n"] {
        sample.write(".gitignore", pattern);
        assert_all_are_found(&sample, pattern);
    }
}

#[test]
fn files_of_other_programs_hide_nothing() {
    let sample = sample();
    sample.write("src/loose.rs", ONE_FINDING);
    sample.write(".ignore", "loose.rs\n");
    let ended = sample.run(&["check", "--format", "json"]);
    assert_eq!(ended.places().len(), ALL.len() + 1, "{ended:?}");
}

#[test]
fn settings_exclude_a_target() {
    let sample = sample();
    sample.write(".gitignore", "*.rs\n");
    sample.write(
        "ssot.toml",
        "exclude = [\"/src/inner.rs\", \"/src/bin/second\"]\n[judged]\n\"address *\" = { verdict = \"component\" }\n",
    );
    let ended = sample.run(&["check", "--format", "json"]);
    assert_eq!(ended.places(), [ALL[0], ALL[3]], "{ended:?}");
}

#[test]
fn a_target_that_is_a_link_to_another_is_read_once() {
    let sample = sample();
    sample.write(".gitignore", "*.rs\n");
    #[cfg(unix)]
    std::os::unix::fs::symlink("program.rs", sample.path().join("src/bin/linked.rs"))
        .expect("it can be made");
    assert_all_are_found(&sample, "a link");
}

#[test]
fn a_target_that_cannot_be_read_is_one_problem() {
    let sample = sample();
    std::fs::write(
        sample.path().join("src/bin/second/main.rs"),
        b"// caf\xe9\n",
    )
    .expect("it can be");
    let alone = sample.run(&["check"]);
    sample.write(".gitignore", "*.rs\n");
    let ignored = sample.run(&["check"]);
    for ended in [alone, ignored] {
        assert_eq!(ended.code, 2, "{ended:?}");
        assert_eq!(
            ended.stderr.matches("UTF-8, from byte").count(),
            1,
            "{ended:?}"
        );
    }
}
