//! What a factory costs at run time: the machine code of a call is that of a constructor by hand.

use std::fs;

use crate::fixtures::{cargo, workspace};

/// The assembly of the fixture, as an optimising build makes it.
fn assembly(copy_name: &str, features: &[&str]) -> String {
    let workspace = workspace("cost", copy_name);
    let assembly = workspace.join("cost.s");
    let emitted = format!("--emit=asm={}", assembly.display());
    let arguments = [
        &["rustc", "--release", "--lib"],
        features,
        &["--", &emitted],
    ]
    .concat();
    let (built, messages) = cargo(&workspace, &arguments);
    assert!(built.status.success(), "{messages}");
    fs::read_to_string(assembly).expect("the assembly is there")
}

/// The instructions of a function, with the labels in it numbered. Equal functions may have been
/// merged: then one is declared to be the other.
fn instructions(assembly: &str, function: &str) -> Vec<String> {
    if let Some(other) = assembly.lines().find_map(|line| merged(line, function)) {
        return instructions(assembly, other);
    }
    // Some systems put an underscore before each symbol; that of a merged function may begin with one.
    let label = format!("{}:", function.trim_start_matches('_'));
    let body = assembly
        .lines()
        .map(|line| line.split('#').next().unwrap_or_default().trim())
        .skip_while(|line| line.trim_start_matches('_') != label)
        .skip(1)
        .take_while(|line| !line.starts_with(".cfi_endproc") && !line.starts_with(".size"))
        .filter(|line| !line.is_empty() && (!line.starts_with('.') || line.ends_with(':')))
        .map(str::to_owned)
        .collect::<Vec<_>>();
    assert!(
        !body.is_empty(),
        "the assembly has no function `{function}`"
    );
    renumbered(&body)
}

/// The function that this one was declared to be.
fn merged<'a>(line: &'a str, function: &str) -> Option<&'a str> {
    let line = line.trim();
    let declaration = line.strip_prefix(".set ").unwrap_or(line);
    let rest = declaration.strip_prefix(function)?.trim_start();
    rest.strip_prefix(['=', ',']).map(str::trim)
}

/// The same instructions with the labels named in the order in which they stand.
fn renumbered(body: &[String]) -> Vec<String> {
    let labels: Vec<_> = body
        .iter()
        .filter_map(|line| line.strip_suffix(':'))
        .collect();
    let rename = |line: &String| {
        let named = labels.iter().enumerate().rev();
        named.fold(line.clone(), |line, (index, label)| {
            line.replace(label, &format!("label {index}"))
        })
    };
    body.iter().map(rename).collect()
}

const PAIRS: &[(&str, &str)] = &[
    ("port_by_factory", "port_by_hand"),
    ("session_by_factory", "session_by_hand"),
];

#[test]
fn a_factory_costs_what_a_constructor_by_hand_costs() {
    let assembly = assembly("cost", &[]);
    for (factory, hand) in PAIRS {
        let (factory, hand) = (
            instructions(&assembly, factory),
            instructions(&assembly, hand),
        );
        assert_eq!(factory, hand);
    }
}

#[test]
fn counting_is_seen_in_the_machine_code() {
    let assembly = assembly("cost-metrics", &["--features", "metrics"]);
    for (factory, hand) in PAIRS {
        let (factory, hand) = (
            instructions(&assembly, factory),
            instructions(&assembly, hand),
        );
        assert!(factory.len() > hand.len(), "{factory:?}");
    }
}
