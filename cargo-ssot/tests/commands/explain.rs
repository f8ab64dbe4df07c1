//! `cargo ssot explain` shows the page of the documentation, and helps where a code is none.

use std::process::{Command, Output};

use ssot_rules::Rule;

fn explain(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cargo-ssot"))
        .arg("explain")
        .args(arguments)
        .output()
        .expect("the program runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("it is UTF-8")
}

#[test]
fn a_code_may_be_written_in_any_short_form() {
    let whole = explain(&["SSOT004"]);
    assert_eq!(whole.status.code(), Some(0));
    for code in ["ssot004", "Ssot4", "004", "4", " 4 "] {
        assert_eq!(explain(&[code]).stdout, whole.stdout, "{code}");
    }
}

#[test]
fn the_text_says_all_that_the_catalogue_says() {
    for rule in Rule::ALL {
        let entry = rule.entry();
        let shown = text(&explain(&[entry.code]).stdout);
        let words: Vec<_> = shown.split_whitespace().collect();
        let words = words.join(" ");
        let recognised_by = entry.recognised_by.unwrap_or_default();
        let reporter = entry.reporter.to_string();
        let expected = [
            entry.title,
            entry.reason,
            &reporter,
            recognised_by,
            rule.category().word(),
        ];
        for part in expected {
            assert!(words.contains(part), "{rule}: {part:?} is not in\n{shown}");
        }
        let longest = shown.lines().map(|line| line.chars().count()).max();
        assert!(longest <= Some(100), "{rule} has a line of {longest:?}");
    }
}

#[test]
fn markdown_is_the_start_of_the_page_in_the_documentation() {
    for rule in Rule::ALL {
        let output = explain(&["--format", "markdown", rule.entry().code]);
        let page = format!("../docs/violations/{rule}.md");
        let page = std::fs::read_to_string(page).expect("the page can be read");
        // On a page of its own the heading is of the first level.
        let explained = text(&output.stdout);
        let start = explained.strip_prefix('#').expect("it has a heading");
        assert!(page.starts_with(start), "{page}\n{explained}");
    }
}

#[test]
fn json_holds_each_rule_once() {
    let output = explain(&["--format", "json", "1", "SSOT002", "2"]);
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    let rules = document["rules"].as_array().expect("it lists rules");
    let codes: Vec<_> = rules.iter().map(|rule| &rule["code"]).collect();
    assert_eq!(codes, ["SSOT001", "SSOT002"]);
    assert_eq!(rules[1]["category"], "construction");
    assert!(rules[1]["recognised_by"].is_null());
}

#[test]
fn without_a_code_every_rule_is_listed_once_under_its_category() {
    let output = explain(&[]);
    let listed = text(&output.stdout);
    let mut category = "";
    let mut seen = Vec::new();
    for line in listed.lines() {
        match line.strip_prefix("  ") {
            Some(rule) => seen.push((rule, category)),
            None if !line.is_empty() => category = line,
            None => {}
        }
    }
    seen.sort_unstable();
    let expected: Vec<_> = Rule::ALL
        .iter()
        .map(|rule| {
            let line = format!("{rule}  {}", rule.entry().title);
            (line, rule.category().word())
        })
        .collect();
    let seen: Vec<_> = seen
        .iter()
        .map(|(rule, category)| ((*rule).to_owned(), *category))
        .collect();
    assert_eq!(seen, expected);
}

#[test]
fn an_unknown_code_is_an_error_that_names_the_nearest_and_the_known_ones_are_explained() {
    let output = explain(&["SSOT4", "SSOT9999"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stdout).starts_with("SSOT004: "));
    let errors = text(&output.stderr);
    let last = Rule::ALL.last().expect("there are rules");
    assert!(errors.contains("unknown rule code `SSOT9999`"), "{errors}");
    assert!(
        errors.contains(&format!("the nearest is {}", last.heading())),
        "{errors}"
    );

    let misspelt = text(&explain(&["SOST004"]).stderr);
    assert!(misspelt.contains("the nearest is SSOT004"), "{misspelt}");

    for nonsense in ["", "ssot", "constructors", "ssöt4", "-4"] {
        let output = explain(&["--", nonsense]);
        assert_eq!(output.status.code(), Some(2), "{nonsense:?}");
        assert!(output.stdout.is_empty(), "{nonsense:?}");
        let errors = text(&output.stderr);
        assert!(!errors.contains("nearest"), "{nonsense:?}: {errors}");
    }
}

/// What a page shows first, and what is shown of it: `BLESS=1` writes it anew.
#[test]
fn the_example_is_the_first_of_the_page_and_its_address_is_said_if_it_has_one() {
    const FILE: &str = "src/commands/explain/examples.txt";
    let mut all = String::new();
    for rule in Rule::ALL {
        let page = format!("../docs/violations/{rule}.md");
        let page = std::fs::read_to_string(&page).expect("every rule has a page");
        let Some((_, code)) = page.split_once("```rust") else {
            continue;
        };
        let (_, code) = code.split_once('\n').expect("the code follows");
        let (code, _) = code.split_once("```").expect("the code ends");
        let code = code.trim_end();
        all.extend(["== ", rule.entry().code, "\n", code, "\n\n"]);
    }
    let all = all.trim_end().to_owned() + "\n";
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(FILE, &all).expect("it can be written");
        return;
    }
    assert_eq!(std::fs::read_to_string(FILE).expect("it is there"), all);
    for rule in Rule::ALL {
        let shown = text(&explain(&[rule.entry().code]).stdout);
        assert!(shown.contains("\nExample:\n"), "{shown}");
        // The address in the repository: a path could be followed by nobody who has installed the command.
        let repository = env!("CARGO_PKG_REPOSITORY");
        let address = format!("\nPage: {repository}/blob/main/docs/violations/{rule}.md\n");
        assert_eq!(shown.contains("Page: "), !repository.is_empty(), "{shown}");
        assert_eq!(shown.contains(&address), !repository.is_empty(), "{shown}");
    }
}
