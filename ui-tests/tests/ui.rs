//! Compiles every case below `ui/` and compares what the compiler prints, to the letter.
//!
//! `TRYBUILD=overwrite cargo test -p ssot-ui-tests` writes the expected output anew.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use ssot_rules::{Reporter, Rule};

/// All of them are checked by one call of cargo. A case that compiles among them would make trybuild build each of them.
#[test]
fn violations_are_refused() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/SSOT*/*.rs");
    cases.compile_fail("ui/rustc/*.rs");
}

#[test]
fn the_rest_compiles() {
    let cases = trybuild::TestCases::new();
    cases.pass("ui/pass/*.rs");
    // The pages of the violations show them.
    cases.pass("ui/repaired/*.rs");
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder of the cases can be read");
    entries
        .map(|entry| entry.expect("an entry of it can be read").path())
        .flat_map(|path| {
            if path.is_dir() {
                files_below(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

#[test]
fn every_expected_output_has_a_case() {
    let orphans: Vec<_> = files_below(Path::new("ui"))
        .into_iter()
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "stderr")
        })
        .filter(|path| !path.with_extension("rs").exists())
        .collect();
    assert!(
        orphans.is_empty(),
        "expected output without a case: {orphans:?}"
    );
}

/// Rules that are broken by a package, or at run time: `tests/tests/builds/pages.rs` builds and runs these.
const WITHOUT_A_CASE: &[Rule] = &[
    Rule::PackageTwice,
    Rule::NotComposed,
    Rule::NothingLeftOut,
    Rule::FeatureMissing,
];

#[test]
fn every_code_has_a_case() {
    let folders: BTreeSet<_> = fs::read_dir("ui")
        .expect("the folder of the cases can be read")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.starts_with("SSOT"))
        .collect();
    let codes: BTreeSet<_> = Rule::ALL
        .iter()
        .filter(|rule| !WITHOUT_A_CASE.contains(rule))
        // They compile; `cargo-ssot/tests/fixtures` has the cases.
        .filter(|rule| rule.entry().reporter != Reporter::Scan)
        .map(|rule| rule.entry().code.to_owned())
        .collect();
    assert_eq!(folders, codes);
}

/// The catalogue says by which codes and names rustc's own words are recognised.
#[test]
fn rustc_prints_what_violations_are_recognised_by() {
    let outputs = files_below(Path::new("ui")).into_iter().filter(|path| {
        path.extension()
            .is_some_and(|extension| extension == "stderr")
    });
    let printed: String = outputs
        .map(|path| fs::read_to_string(path).expect("an expected output can be read"))
        .collect();
    let mut looked_for = 0;
    for rule in Rule::ALL {
        let words = rule.entry().recognised_by.unwrap_or_default();
        for word in words.split(|letter: char| !letter.is_alphanumeric()) {
            let is_code = word.len() == 5
                && word.starts_with('E')
                && word[1..].chars().all(|digit| digit.is_ascii_digit());
            // `Name` stands for the user's.
            let is_name = words.contains(&format!("`{word}`"))
                && word.starts_with(char::is_uppercase)
                && !word.starts_with("Name");
            if is_code || is_name {
                looked_for += 1;
                assert!(printed.contains(word), "{rule}: no case prints {word}");
            }
        }
    }
    assert!(looked_for > 40, "{looked_for} codes and names are too few");
}

/// Cases with more than one error, with their number.
const SEVERAL_MISTAKES: &[(&str, usize)] = &[
    // As many mistakes as errors.
    ("SSOT002/two_in_one_list.stderr", 2),
    ("SSOT006/three_mistakes.stderr", 3),
    ("rustc/mistakes_in_several_places.stderr", 5),
    // The compiler has a word about each unstable syntax, wherever it stands.
    ("SSOT012/unstable_type_of_a_field.stderr", 2),
    ("SSOT080/two_literals.stderr", 2),
    ("SSOT050/two_dependencies_of_one_component.stderr", 2),
    // Attacks: rustc reports their own defects as well.
    ("SSOT031/declaration_by_hand.stderr", 2),
    // The literals of the constructors have a seal, so the struct has one, which the derive misses.
    ("SSOT018/error_above_with_a_factory.stderr", 2),
    // What was not made cannot be declared either.
    ("SSOT034/no_dependency.stderr", 2),
    // rustc reports a private constructor and its number of arguments separately.
    ("SSOT001/tuple_called_in_another_crate.stderr", 2),
    // rustc asks for a macro of that name too, and for what it would have expanded to.
    ("SSOT023/imported_name_of_a_plain_type.stderr", 3),
    ("SSOT023/imported_component_without_a_path.stderr", 3),
    // The attribute sees the impl only, and rustc reads each function, whatever is wrong with the type that it stands on: the
    // type of the factory is missing, and the field of the seal in each literal.
    ("SSOT013/factory_of_an_unguarded_type.stderr", 2),
    // Each literal of the impl has the seal or lacks it, and rustc reports an unknown or missing field at each. One error
    // would take a name that both attributes write: an import more for every type, which names from globs then collide with.
    ("SSOT016/factory_that_warns.stderr", 2),
    ("SSOT016/struct_that_warns.stderr", 2),
    // Both places also name a constructor for compositions. That is a constant of the factory's own, and no part of the
    // trait that stands here once, since a trait's is visible to everybody; rustc looks for both kinds of doubles.
    ("SSOT004/configuration_with_constructors.stderr", 2),
    ("SSOT004/two_factories.stderr", 2),
    // With `new` alone nothing asks for the scope or for whose factory it is, so nothing says it: it would cost each such
    // type an item.
    ("SSOT004/generated_and_written.stderr", 3),
    // The parameter could be the other input, and what every composition has.
    (
        "rustc/parameter_without_a_bound_beside_another_input.stderr",
        2,
    ),
    // What stands on a function can tell the struct nothing: its name may not be written there.
    ("SSOT008/factory_on_a_constructor.stderr", 2),
    // As many as without the attributes.
    ("rustc/typing_field_without_a_value.stderr", 2),
    ("rustc/typing_name_of_a_function_without_the_rest.stderr", 2),
    ("rustc/typing_visibility_without_the_rest.stderr", 2),
];

/// The code of one case in both states: it differs in the word.
#[test]
fn one_word_switches_between_warning_and_refusing() {
    let mut compared = 0;
    for warned in files_below(Path::new("ui")) {
        let name = warned.to_str().expect("the path is UTF-8");
        let Some(case) = name.strip_suffix("switched_to_warn.rs") else {
            continue;
        };
        let read = |path: &str| fs::read_to_string(path).expect("a case can be read");
        let denied = read(&format!("{case}switched_to_deny.rs"));
        assert_eq!(read(name).replace("\"warn\"", "\"deny\""), denied, "{name}");
        compared += 1;
    }
    assert!(compared >= 3, "only {compared} cases are in both states");
}

#[test]
fn one_mistake_gives_one_error() {
    let errors = |path: &PathBuf| {
        let output = fs::read_to_string(path).expect("expected output can be read");
        output
            .lines()
            .filter(|line| line.starts_with("error"))
            .count()
    };
    let outputs = files_below(Path::new("ui"));
    let wrong: Vec<_> = outputs
        .iter()
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "stderr")
        })
        .map(|path| (path, errors(path)))
        .filter(|(path, count)| {
            let known = SEVERAL_MISTAKES
                .iter()
                .find(|(name, _)| path.ends_with(name));
            *count != known.map_or(1, |(_, count)| *count)
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "cases with another number of errors than mistakes: {wrong:?}"
    );
}

/// Cases in which the compiler cannot be made to say it in our words: a type or an interface that is listed under two names,
/// and a trait that is not implemented.
const IN_THE_WORDS_OF_THE_COMPILER: &[&str] = &[
    "SSOT053/component_in_two_contexts_under_two_names.stderr",
    "SSOT053/component_under_another_name.stderr",
    "SSOT054/two_components_and_two_spellings.stderr",
    "SSOT066/not_implemented.stderr",
];

#[test]
fn a_mistake_in_a_composition_is_told_in_its_own_words() {
    let mut seen = 0;
    for path in files_below(Path::new("ui")) {
        let name = path.to_str().expect("the path is UTF-8");
        let known = IN_THE_WORDS_OF_THE_COMPILER.iter();
        let code = name
            .split('/')
            .find(|part| part.starts_with("SSOT05") || part.starts_with("SSOT06"));
        let (Some(code), true) = (code, name.ends_with(".stderr")) else {
            continue;
        };
        if known.into_iter().any(|known| name.ends_with(known)) {
            continue;
        }
        let output = fs::read_to_string(&path).expect("expected output can be read");
        let first = output.lines().find(|line| line.starts_with("error"));
        let first = first.unwrap_or_default();
        assert!(first.contains(code), "{name}: {first}");
        seen += 1;
    }
    assert!(seen > 40, "only {seen} cases are about compositions");
}

/// What the user has not written and an error should not show, and a number that could only be a hash.
fn generated(line: &str) -> bool {
    let digits = |word: &str| word.len() > 6 && word.bytes().all(|byte| byte.is_ascii_digit());
    [
        "__ssot",
        "__SSOT",
        "ssot::private",
        "one_seal",
        "WithinApp",
        "ThisCall",
        "::Owned<",
    ]
    .iter()
    .any(|word| line.contains(word))
        || line
            .split(|symbol: char| !symbol.is_alphanumeric())
            .any(digits)
}

/// What rustc shows although the user has not written it, by a part of its line, with the reason.
const SHOWN_BY_RUSTC: &[(&str, &str)] = &[
    (
        "ssot::private::Loading",
        "an attack names the function that only the loader calls",
    ),
    (
        "ssot::private::Permit",
        "an attack calls the function that takes one",
    ),
    (
        "ssot::private::Declared",
        "an attack names the trait that it implements",
    ),
    (
        "ssot::private::Permit",
        "an attack calls the function that only a constructor has a permit for",
    ),
];

#[test]
fn errors_speak_of_what_the_user_has_written() {
    let outputs = files_below(Path::new("ui")).into_iter().filter(|path| {
        path.extension()
            .is_some_and(|extension| extension == "stderr")
    });
    let mut leaks = Vec::new();
    for path in outputs {
        let output = fs::read_to_string(&path).expect("expected output can be read");
        // What the case itself writes is its own: attacks name what they attack.
        let case = fs::read_to_string(path.with_extension("rs")).unwrap_or_default();
        let shown = output.lines().filter(|line| generated(line));
        let unexplained = shown.filter(|line| {
            let quoted = line.split_once('|').is_some_and(|(_, code)| {
                let code = code.trim();
                !code.is_empty() && case.lines().any(|written| written.trim() == code)
            });
            let known = SHOWN_BY_RUSTC.iter().any(|(part, _)| line.contains(part));
            !quoted && !known
        });
        leaks.extend(unexplained.map(|line| format!("{}: {line}", path.display())));
    }
    assert!(leaks.is_empty(), "{}", leaks.join("\n"));
}

/// rustc quotes the standard library where the component `rust-src` is installed, and only names the place where it is not.
#[test]
fn errors_are_the_same_with_and_without_the_sources_of_the_standard_library() {
    let mut places = 0;
    for path in files_below(Path::new("ui")) {
        if path
            .extension()
            .is_none_or(|extension| extension != "stderr")
        {
            continue;
        }
        let output = fs::read_to_string(&path).expect("expected output can be read");
        let shown = output.lines().filter(|line| {
            let line = line.trim_start();
            line.starts_with("--> ") || line.starts_with("::: ")
        });
        for place in shown {
            places += 1;
            assert!(!place.contains("$RUST"), "{}: {place}", path.display());
        }
    }
    assert!(places > 400, "only {places} places are shown");
}
