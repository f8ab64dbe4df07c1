//! The migration guide: each of its steps compiles and passes its tests, and what it quotes is what
//! the compiler says.
//!
//! `BLESS=1 cargo test -p ssot-tests --test builds migration::` writes the quoted parts anew.

mod compiler;
mod guide;
mod violations;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use crate::parts;
use compiler::{Files, Outcome, WorkingCopy, every_path, files};
use violations::{VIOLATIONS, Violation};

const GUIDE: &str = "../docs/migration.md";
const LAST: usize = 5;

/// Everything that is built, one after the other: in one folder, so that dependencies are built once.
static OBSERVED: LazyLock<Observed> = LazyLock::new(|| {
    let copy = WorkingCopy::new();
    Observed {
        steps: (0..=LAST).map(|step| tested(&copy, step)).collect(),
        paths: [0, 1, LAST]
            .map(|step| (step, with_every_path(&copy, step)))
            .into(),
        violations: VIOLATIONS
            .iter()
            .map(|violation| violated(&copy, violation))
            .collect(),
        taken_back: taken_back(&copy),
    }
});

struct Observed {
    steps: Vec<Step>,
    /// What became of the paths of step 0.
    paths: BTreeMap<usize, Outcome>,
    violations: Vec<Outcome>,
    /// The last step with the other word, and with what it refused.
    taken_back: Outcome,
}

struct Step {
    formatted: Outcome,
    tested: Outcome,
}

fn tested(copy: &WorkingCopy, step: usize) -> Step {
    copy.put(&files(step));
    Step {
        formatted: copy.cargo(&["fmt", "--check"]),
        tested: copy.test(&[]),
    }
}

fn with_every_path(copy: &WorkingCopy, step: usize) -> Outcome {
    let mut files = files(step);
    files.insert("tests/every_path.rs".to_owned(), every_path());
    copy.put(&files);
    let mut outcome = copy.test(&["--test", "every_path", "--", "--nocapture"]);
    let messages = &mut outcome.messages;
    messages.retain(|message| message.place.starts_with("tests/every_path.rs"));
    outcome
}

fn violated(copy: &WorkingCopy, violation: &Violation) -> Outcome {
    let mut files = files(violation.step);
    for (name, original, changed) in violation.changes {
        change(&mut files, name, original, changed);
    }
    copy.put(&files);
    copy.test(&[&["--no-run"], violation.target].concat())
}

fn taken_back(copy: &WorkingCopy) -> Outcome {
    let mut files = files(LAST);
    let manager = "src/websocket.rs";
    change(
        &mut files,
        manager,
        "enforce = \"deny\"",
        "enforce = \"warn\"",
    );
    let refused = VIOLATIONS.iter();
    let refused = refused.filter(|violation| ["literal", "constructor"].contains(&violation.name));
    for (number, violation) in refused.enumerate() {
        let [(name, original, changed)] = violation.changes else {
            panic!("{} is not one change", violation.name);
        };
        // Both add a function of one name.
        let changed = changed.replace("fn spare", &format!("fn spare_{number}"));
        change(&mut files, name, original, &changed);
    }
    copy.put(&files);
    copy.test(&[])
}

fn change(files: &mut Files, name: &str, original: &str, changed: &str) {
    let file = files.get_mut(name).expect("the step has the file");
    assert!(file.contains(original), "{name} has changed");
    *file = file.replace(original, changed);
}

#[test]
fn every_step_compiles_and_passes_its_tests() {
    for (number, step) in OBSERVED.steps.iter().enumerate() {
        assert!(step.tested.success, "step {number}: {}", step.tested.output);
        let formatted = &step.formatted;
        assert!(formatted.success, "step {number}: {}", formatted.output);
    }
}

#[test]
fn warnings_are_as_many_as_the_table_of_the_guide_says() {
    let guide = fs::read_to_string(GUIDE).expect("the guide can be read");
    for (number, step) in OBSERVED.steps.iter().enumerate() {
        let row = format!("| {number} |");
        let row = guide.lines().find(|line| line.starts_with(&row));
        let row = row.unwrap_or_else(|| panic!("the table has no row for step {number}"));
        let count = step.tested.of_level("warning").len();
        assert!(row.ends_with(&format!("| {count} |")), "{count}: {row}");
    }
}

#[test]
fn every_path_is_a_warning_after_the_first_commit_and_an_error_after_the_last() {
    let outcome = |step: usize| &OBSERVED.paths[&step];
    let warnings = [0, 1].map(|step| outcome(step).of_level("warning").len());
    assert_eq!(warnings, [0, 17]);
    let definitions = ["definitions: 2\n", "definitions: 1\n"];
    for (step, definitions) in definitions.into_iter().enumerate() {
        let output = &outcome(step).output;
        assert!(output.contains(definitions), "step {step}: {output}");
    }
    assert_eq!(outcome(LAST).of_level("error").len(), 17);
}

#[test]
fn every_violation_is_one_error_and_the_one_that_is_expected() {
    for (violation, outcome) in VIOLATIONS.iter().zip(&OBSERVED.violations) {
        let errors = outcome.of_level("error");
        let [error] = errors[..] else {
            panic!("{}: {errors:#?}\n{}", violation.name, outcome.output);
        };
        let text = &error.rendered;
        assert!(
            text.contains(violation.known_by),
            "{}: {text}",
            violation.name
        );
    }
}

#[test]
fn one_word_takes_the_enforcement_back() {
    let outcome = &OBSERVED.taken_back;
    assert!(outcome.success, "{}", outcome.output);
    let warnings = outcome.of_level("warning");
    let [warning] = warnings[..] else {
        panic!("{warnings:#?}");
    };
    assert!(warning.text.contains("SSOT001"), "{}", warning.text);
}

#[test]
fn the_guide_shows_the_steps_and_what_the_compiler_says() {
    let guide = fs::read_to_string(GUIDE).expect("the guide can be read");
    let written = parts::rewritten(&guide, part);
    for violation in VIOLATIONS {
        let shown = format!("<!-- written: error {} -->", violation.name);
        assert!(guide.contains(&shown), "the guide has no {shown}");
    }
    if std::env::var_os("BLESS").is_some() {
        fs::write(Path::new(GUIDE), written).expect("the guide can be written");
        return;
    }
    let difference = guide::difference(&guide, &written);
    assert!(guide == written, "write it anew with BLESS=1\n{difference}");
}

/// What stands below a comment of the guide.
fn part(words: &[&str]) -> String {
    let number = |word: &str| word.parse::<usize>().expect("a step has a number");
    let warnings = |step: &str| OBSERVED.steps[number(step)].tested.of_level("warning");
    match words {
        ["file", step, name] => parts::fenced("rust", &files(number(step))[*name]),
        ["diff", step] => guide::changes(&files(number(step) - 1), &files(number(step))),
        ["warnings", step] => guide::list(&warnings(step)),
        ["warning", step, place] => {
            let warning = warnings(step)
                .into_iter()
                .find(|warning| warning.place == *place);
            parts::fenced("text", &warning.expect("there is a warning").rendered)
        }
        ["error", name @ ..] => {
            let name = name.join(" ");
            let index = VIOLATIONS
                .iter()
                .position(|violation| violation.name == name);
            let outcome = &OBSERVED.violations[index.expect("there is such a violation")];
            parts::fenced("text", &outcome.of_level("error")[0].rendered)
        }
        _ => panic!("the guide asks for {words:?}"),
    }
}
