//! What the macros report while compiling is found without compiling: each case of `ui-tests/ui`, whose output of the
//! compiler is recorded beside it, gives the same codes at the same lines.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use cargo_ssot::testing::scan::{Scan, in_threads};
use cargo_ssot::testing::settings::Settings;
use cargo_ssot::testing::syntax::SourceFile;
use cargo_ssot::testing::workspace::{Package, Target, TargetKind, Workspace};
use ssot_rules::Rule;

use crate::compared::is_compared;

/// A code, and the line of the first token that it is about.
type Reported = BTreeSet<(String, usize)>;

/// A case that is found in another way than the compiler reports it, or not at all.
struct Exception {
    case: &'static str,
    reason: &'static str,
    found: &'static [(&'static str, usize)],
}

const OF_A_PART: &str = "the other composition says what it consists of when it is asked";
const BY_TYPE: &str = "two types are compared, one of which is written in another way";
const UNMARKED: &str =
    "no `#[inject]`: a composition, in whatever crate, makes it a constructor that is called";
const AT_THE_DERIVE: &str =
    "the compiler shows the struct, and what is to change is the derive above it";

const BOTH: &str = "the compiler also shows that both places name a constructor for compositions";
const EACH_LITERAL: &str = "the compiler shows each literal of the impl";
const OF_THE_ATTRIBUTE: &str =
    "the compiler shows the impl of a trait that only the attribute implements";
const AT_THE_CONSTRUCTOR: &str =
    "the compiler shows the constructor, and the second impl is what is too much";
const OF_A_CONSTANT: &str = "the compiler evaluates the constant that somebody else has written";
const VISIBLE: &str = "only the compiler knows from where a constructor can be seen";
const IN_A_MACRO: &str = "the items are written by a macro, which is not expanded";

const EXCEPTIONS: &[Exception] = &[
    Exception {
        case: "SSOT002/clone_that_another_macro_derives.rs",
        reason: "the derive is another macro's, which is not expanded",
        found: &[],
    },
    Exception {
        case: "SSOT004/configuration_with_constructors.rs",
        reason: BOTH,
        found: &[("SSOT004", 10)],
    },
    Exception {
        case: "SSOT004/factory_under_a_name_with_an_argument.rs",
        reason: AT_THE_CONSTRUCTOR,
        found: &[("SSOT004", 21)],
    },
    Exception {
        case: "SSOT004/factory_under_a_name_with_other_defaults.rs",
        reason: AT_THE_CONSTRUCTOR,
        found: &[("SSOT004", 21)],
    },
    Exception {
        case: "SSOT004/generated_and_written.rs",
        reason: "the compiler also shows the function that refuses in the place that counts no more",
        found: &[("SSOT004", 8)],
    },
    Exception {
        case: "SSOT004/two_factories.rs",
        reason: BOTH,
        found: &[("SSOT004", 15)],
    },
    Exception {
        case: "SSOT014/guarded_twice_with_a_constructor.rs",
        reason: "a scan takes what the first of two attributes says",
        found: &[("SSOT003", 8), ("SSOT014", 7), ("SSOT031", 12)],
    },
    Exception {
        case: "SSOT016/factory_that_warns.rs",
        reason: EACH_LITERAL,
        found: &[("SSOT016", 6)],
    },
    Exception {
        case: "SSOT016/in_another_module.rs",
        reason: EACH_LITERAL,
        found: &[("SSOT016", 12)],
    },
    Exception {
        case: "SSOT016/struct_that_warns.rs",
        reason: EACH_LITERAL,
        found: &[("SSOT016", 9)],
    },
    Exception {
        case: "SSOT021/accent_of_its_own.rs",
        reason: "the scan does not read the escapes of a name",
        found: &[],
    },
    Exception {
        case: "SSOT030/conformance_by_hand.rs",
        reason: OF_THE_ATTRIBUTE,
        found: &[("SSOT030", 10)],
    },
    Exception {
        case: "SSOT030/constant_of_another_trait_with_an_associated_type.rs",
        reason: OF_A_CONSTANT,
        found: &[],
    },
    Exception {
        case: "SSOT030/constant_of_no_interface_with_an_associated_type.rs",
        reason: OF_A_CONSTANT,
        found: &[],
    },
    Exception {
        case: "SSOT030/constant_of_an_interface_by_hand.rs",
        reason: OF_THE_ATTRIBUTE,
        found: &[("SSOT030", 34)],
    },
    Exception {
        case: "SSOT030/constant_that_is_not_as_declared.rs",
        reason: BY_TYPE,
        found: &[],
    },
    Exception {
        case: "SSOT031/declaration_by_hand.rs",
        reason: OF_THE_ATTRIBUTE,
        found: &[("SSOT031", 17)],
    },
    Exception {
        case: "SSOT031/declaration_by_hand_for_the_runtime.rs",
        reason: OF_THE_ATTRIBUTE,
        found: &[("SSOT031", 14)],
    },
    Exception {
        case: "SSOT031/repeated_interface_of_one_macro.rs",
        reason: IN_A_MACRO,
        found: &[],
    },
    Exception {
        case: "SSOT031/two_interfaces_of_one_macro.rs",
        reason: IN_A_MACRO,
        found: &[],
    },
    Exception {
        case: "SSOT013/factory_of_an_unguarded_type.rs",
        reason: "the compiler misses each of the names that the guard would bring",
        found: &[("SSOT013", 8)],
    },
    Exception {
        case: "SSOT031/blanket_implementation.rs",
        reason: "the type is one of another crate",
        found: &[],
    },
    Exception {
        case: "SSOT031/instantiation_that_is_not_declared.rs",
        reason: BY_TYPE,
        found: &[],
    },
    Exception {
        case: "SSOT031/interface_of_another_crate.rs",
        reason: "what the other crate says of its interface is not there",
        found: &[],
    },
    Exception {
        case: "SSOT053/component_in_two_contexts_under_two_names.rs",
        reason: BY_TYPE,
        found: &[],
    },
    Exception {
        case: "SSOT053/component_of_a_part_too.rs",
        reason: OF_A_PART,
        found: &[],
    },
    Exception {
        case: "SSOT053/component_of_two_parts.rs",
        reason: OF_A_PART,
        found: &[],
    },
    Exception {
        case: "SSOT053/component_under_another_name.rs",
        reason: BY_TYPE,
        found: &[],
    },
    Exception {
        case: "SSOT053/what_a_part_hands_out.rs",
        reason: OF_A_PART,
        found: &[],
    },
    Exception {
        case: "SSOT069/override_of_a_generic_composition_without_its_types.rs",
        reason: OF_A_PART,
        found: &[],
    },
    Exception {
        case: "SSOT069/part_that_hands_nothing_out.rs",
        reason: OF_A_PART,
        found: &[],
    },
    Exception {
        case: "SSOT054/two_components_and_two_spellings.rs",
        reason: BY_TYPE,
        found: &[],
    },
    Exception {
        case: "SSOT059/constructor_beside_a_visible_function_of_its_factory.rs",
        reason: VISIBLE,
        found: &[],
    },
    Exception {
        case: "SSOT059/marked_constructor_that_is_not_visible.rs",
        reason: VISIBLE,
        found: &[],
    },
    Exception {
        case: "SSOT059/private_function_new.rs",
        reason: VISIBLE,
        found: &[],
    },
    Exception {
        case: "SSOT073/type_that_is_not_a_component.rs",
        reason: "the attribute of the type is elsewhere",
        found: &[],
    },
    Exception {
        case: "SSOT059/generic_constructor.rs",
        reason: UNMARKED,
        found: &[],
    },
    Exception {
        case: "SSOT059/seventeen_parameters.rs",
        reason: UNMARKED,
        found: &[],
    },
    Exception {
        case: "SSOT080/defined_by_a_macro.rs",
        reason: "the address stands in a call whose tokens say nothing of the attribute, and guesses are off",
        found: &[],
    },
    Exception {
        case: "SSOT093/debug_above.rs",
        reason: AT_THE_DERIVE,
        found: &[("SSOT093", 5)],
    },
    Exception {
        case: "SSOT093/serialize_above.rs",
        reason: AT_THE_DERIVE,
        found: &[("SSOT093", 5)],
    },
];

fn cases_below(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../ui-tests/ui")
        .join(folder);
    let entries = fs::read_dir(&folder).expect("the folder of the cases can be read");
    let paths = entries.map(|entry| entry.expect("an entry of it can be read").path());
    let mut cases: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect();
    cases.sort();
    assert!(!cases.is_empty(), "{} has no cases", folder.display());
    cases
}

/// Each case in a package of its own, all of them scanned at once: what is found in each.
fn found_in(cases: &[PathBuf]) -> Vec<Reported> {
    let root = PathBuf::from("/cases");
    let path_of = |index: usize| root.join(format!("case{index}/src/main.rs"));
    let packages = cases.iter().enumerate().map(|(index, _)| Package {
        name: format!("case{index}"),
        version: String::new(),
        folder: root.join(format!("case{index}")),
        targets: vec![Target {
            name: format!("case{index}"),
            kind: TargetKind::Binary,
            root: path_of(index),
        }],
        dependencies: Vec::new(),
    });
    let workspace = Workspace {
        root: root.clone(),
        target_directory: root.join("target"),
        metadata: None,
        packages: packages.collect(),
    };
    let mut problems = Vec::new();
    // What the macros cannot read, a scan cannot either, and says so in a problem of the whole file.
    let mut unread = Vec::new();
    let files = cases.iter().enumerate().map(|(index, case)| {
        let text = fs::read_to_string(case).expect("a case can be read");
        let path = path_of(index);
        let (file, problem) = SourceFile::new(path.clone(), path, index, text);
        if let Some(problem) = problem {
            let place = problem.position;
            let (line, _) = place.expect("a file that was read has places");
            unread.push((index, line));
        }
        file
    });
    let files: Vec<_> = files.collect();
    let settings = Settings::parse(&root, "", &mut problems);
    let scan = Scan::of_files(workspace, settings, files, problems);
    let mut found = vec![Reported::new(); cases.len()];
    for (case, line) in unread {
        found[case].insert((Rule::Unreadable.entry().code.to_owned(), line));
    }
    for finding in scan.findings().filter(|finding| is_compared(finding.rule)) {
        let file = scan.file(finding);
        let line = file.position(finding.place.range.start).line;
        found[file.package].insert((finding.rule.entry().code.to_owned(), line));
    }
    found
}

/// What the recorded output says: the code of each error with the line of its place. An error in the compiler's own
/// words counts only where there is no other, and stands for the code of the folder.
fn recorded(case: &Path) -> Reported {
    let output = fs::read_to_string(case.with_extension("stderr")).expect("output is recorded");
    let folder = case
        .parent()
        .and_then(Path::file_name)
        .expect("a case has a folder");
    let mut errors = Vec::new();
    for line in output.lines() {
        if line.starts_with("error") {
            errors.push((code_in(line), None));
        } else if let Some((_, place)) = line.split_once("--> ")
            && let Some((_, shown @ None)) = errors.last_mut()
        {
            let line = place.rsplit(':').nth(1).expect("a place has a line");
            *shown = Some(line.parse().expect("a line is a number"));
        }
    }
    let with_codes = errors.iter().any(|(code, _)| code.is_some());
    let errors = errors.into_iter().filter_map(|(code, line)| match code {
        Some(code) => Some((code, line?)),
        None if with_codes => None,
        None => Some((folder.to_string_lossy().into_owned(), line?)),
    });
    errors.collect()
}

/// The code that an error starts with, be it a warning of the macros or a failed constant.
fn code_in(error: &str) -> Option<String> {
    let codes = Rule::ALL.iter().map(|rule| rule.entry().code);
    let mut written = codes.filter(|code| error.contains(&format!("{code}: ")));
    written.next().map(str::to_owned)
}

#[test]
fn what_the_macros_report_is_found_in_the_syntax() {
    let rules = Rule::ALL.iter().filter(|rule| is_compared(**rule));
    let known = |rule: &Rule| {
        let folder = Path::new("../ui-tests/ui").join(rule.entry().code);
        Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).is_dir()
    };
    let cases: Vec<_> = rules
        .filter(|rule| known(rule))
        .flat_map(|rule| cases_below(rule.entry().code))
        .collect();
    let found = in_threads(|| found_in(&cases));
    let mut exceptions: BTreeMap<_, _> = EXCEPTIONS
        .iter()
        .map(|exception| (exception.case, exception))
        .collect();
    let mut wrong = Vec::new();
    for (case, found) in cases.iter().zip(found) {
        let name = case.components().rev().take(2).collect::<Vec<_>>();
        let name: PathBuf = name.into_iter().rev().collect();
        let recorded = recorded(case);
        let exception = exceptions.remove(&*name.to_string_lossy());
        let (expected, reason) = match exception {
            Some(exception) => {
                let found = exception.found.iter();
                let found = found
                    .map(|(code, line)| ((*code).to_owned(), *line))
                    .collect();
                assert_ne!(found, recorded, "{} is no exception", exception.case);
                (found, exception.reason)
            }
            None => (recorded, "as the compiler reports it"),
        };
        if expected != found {
            wrong.push(format!(
                "{}, {reason}:\n  expected {expected:?}\n  found    {found:?}",
                name.display()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let unknown: Vec<_> = exceptions.keys().collect();
    assert!(unknown.is_empty(), "there are no such cases: {unknown:?}");
}

/// What compiles, and the parser of a scan cannot read. The macros read less of the language, and so pass it on.
const UNREAD: &[&str] = &["pass/range_in_a_slice_pattern.rs"];

#[test]
fn what_compiles_has_no_violation_of_the_macros() {
    let cases = cases_below("pass");
    let found = in_threads(|| found_in(&cases));
    for (case, found) in cases.iter().zip(found) {
        let codes: Vec<_> = found.iter().map(|(code, _)| code.as_str()).collect();
        let codes: Vec<_> = codes
            .into_iter()
            .filter(|code| *code != "SSOT080")
            .collect();
        let expected = if UNREAD.iter().any(|unread| case.ends_with(unread)) {
            vec![Rule::Unreadable.entry().code]
        } else {
            Vec::new()
        };
        assert_eq!(codes, expected, "{}: {found:?}", case.display());
    }
}
