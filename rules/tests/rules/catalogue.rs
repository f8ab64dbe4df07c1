//! The catalogue is complete.

use std::collections::BTreeSet;
use std::fs;

use ssot_rules::arguments::ATTRIBUTES;
use ssot_rules::catalogue::fill;
use ssot_rules::{Reporter, Rule, names};

#[test]
fn codes_are_unique_ascending_and_well_formed() {
    let codes: Vec<_> = Rule::ALL.iter().map(|rule| rule.entry().code).collect();
    assert!(codes.windows(2).all(|pair| pair[0] < pair[1]), "{codes:?}");
    for code in codes {
        let digits = code.strip_prefix("SSOT").expect("a code starts with SSOT");
        assert!(
            digits.len() == 3 && digits.bytes().all(|digit| digit.is_ascii_digit()),
            "{code}"
        );
    }
}

#[test]
fn every_text_is_one_line_and_a_sentence_or_a_clause() {
    for rule in Rule::ALL {
        let entry = rule.entry();
        for text in [entry.title, entry.message, entry.reason, entry.fix] {
            assert!(
                !text.is_empty() && !text.contains('\n') && !text.contains("  "),
                "{}: {text:?}",
                entry.code
            );
        }
        assert!(
            entry.reason.ends_with('.'),
            "{}: a reason is a sentence",
            entry.code
        );
        assert!(
            !entry.message.ends_with('.') && !entry.fix.ends_with('.'),
            "{}: no full stop",
            entry.code
        );
    }
}

#[test]
fn what_the_compiler_reports_can_be_recognised() {
    for rule in Rule::ALL {
        let entry = rule.entry();
        let own_words = matches!(
            entry.reporter,
            Reporter::Macro | Reporter::Registry | Reporter::Scan
        );
        assert_eq!(entry.recognised_by.is_none(), own_words, "{}", entry.code);
    }
}

#[test]
fn titles_tell_the_rules_apart() {
    let titles: BTreeSet<_> = Rule::ALL.iter().map(|rule| rule.entry().title).collect();
    assert_eq!(titles.len(), Rule::ALL.len());
}

#[test]
fn placeholders_are_filled_and_doubled_braces_are_braces() {
    let values = [("name", "Port".to_owned())];
    assert_eq!(
        fill("`{name}` {{ .. }} of {Self}", &values),
        "`Port` { .. } of {Self}"
    );
    assert_eq!(fill("{", &values), "{");
    assert_eq!(fill("}", &values), "}");
    assert_eq!(fill("{name", &values), "{name");
}

#[test]
fn the_walk_through_uses_a_code_that_is_free() {
    let text = fs::read_to_string("../CONTRIBUTING.md").expect("the walk-through can be read");
    assert!(text.contains("SSOT0"), "the walk-through names no code");
    for rule in Rule::ALL {
        let code = rule.entry().code;
        assert!(!text.contains(code), "{code} is taken");
    }
}

#[test]
fn the_book_lists_every_argument_of_every_attribute() {
    let page = fs::read_to_string("../docs/concepts.md").expect("the page can be read");
    let row = |attribute: &str| {
        let start = format!("| `#[{attribute}]` |");
        let row = page.lines().find(|line| line.starts_with(&start));
        row.unwrap_or_else(|| panic!("{attribute} has no row"))
            .to_owned()
    };
    for (attribute, arguments) in ATTRIBUTES {
        let mut listed = match *attribute {
            // It stands on the fields of the other.
            names::CONFIG => row(names::SSOT_CONFIG),
            attribute => row(attribute),
        };
        if listed.contains("those of `factory_only`") {
            listed += &row(names::FACTORY_ONLY);
        }
        let words: BTreeSet<_> = listed
            .split(|letter: char| !letter.is_alphanumeric() && letter != '_')
            .collect();
        for argument in *arguments {
            assert!(
                words.contains(argument.key),
                "{attribute}: {}",
                argument.key
            );
        }
    }
}

/// What the macros and the runtime say is taken from the catalogue: each rule is used somewhere.
#[test]
fn every_rule_is_reported_by_someone() {
    // The compiler reports these by names that the macros choose.
    let by_name = [Rule::ConstructorsTwice, Rule::MockallMissing];
    let sources: String = [
        "../rules/src",
        "../macros/src",
        "../runtime/src",
        "../cargo-ssot/src",
    ]
    .iter()
    .map(|folder| source_below(folder))
    .collect();
    for rule in Rule::ALL.iter().filter(|rule| !by_name.contains(rule)) {
        let uses = [
            format!("Rule::{rule:?}"),
            format!("__diagnostic({rule:?})"),
            format!("__diagnostic({rule:?},"),
            format!("__rule!({rule:?})"),
        ];
        assert!(
            uses.iter().any(|used| sources.contains(used)),
            "nothing reports {rule:?}"
        );
    }
}

fn source_below(folder: &str) -> String {
    let entries = fs::read_dir(folder).expect("the sources can be read");
    let paths = entries.map(|entry| entry.expect("an entry of them can be read").path());
    let source = |path: std::path::PathBuf| {
        if path.is_dir() {
            return source_below(path.to_str().expect("the path is UTF-8"));
        }
        fs::read_to_string(path).expect("a source can be read")
    };
    paths.map(source).collect()
}
