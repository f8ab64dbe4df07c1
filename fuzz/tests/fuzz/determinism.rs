//! The same tokens give the same tokens: in every process, and whatever was expanded before.

use std::collections::BTreeMap;
use std::process::Command;
use std::{env, fs};

use proc_macro2::TokenStream;
use ssot_fuzz::choices::Choices;
use ssot_fuzz::seeds::{Call, calls};
use ssot_fuzz::{Macro, case};

/// In which order a process expands, as the seed of a random one.
const ORDER: &str = "SSOT_FUZZ_ORDER";

/// Where it writes what came out.
const OUTPUT: &str = "SSOT_FUZZ_OUTPUT";

/// How many changed calls of each macro are expanded besides those of the project's tests.
const CHANGED: usize = 40;

/// Every call in the project's tests, and some that were made of them.
fn corpus() -> Vec<Call> {
    let mut random = fastrand::Rng::with_seed(7);
    let mut corpus = calls();
    for called in Macro::ALL {
        corpus.extend((0..CHANGED).map(|_| {
            let bytes: Vec<u8> = (0..24).map(|_| random.u8(..)).collect();
            case(*called, &mut Choices::new(&bytes))
        }));
    }
    corpus
}

fn expansion(call: &Call) -> String {
    call.expansion().to_string()
}

#[test]
#[ignore = "the other test runs it in processes of its own"]
fn expands_in_an_order() {
    let order = env::var(ORDER).expect("an order is given");
    let order = order.parse().expect("it is a number");
    let corpus = corpus();
    let mut numbers: Vec<_> = (0..corpus.len()).collect();
    fastrand::Rng::with_seed(order).shuffle(&mut numbers);
    let expanded = numbers.into_iter();
    let expanded = expanded.map(|number| (number, expansion(&corpus[number])));
    // By their numbers, whatever the order was.
    let lines: BTreeMap<_, _> = expanded.collect();
    let lines: Vec<_> = lines
        .into_iter()
        .map(|(number, text)| format!("{number}: {}", text.replace('\n', "\\n")))
        .collect();
    let output = env::var_os(OUTPUT).expect("a file is given");
    fs::write(output, lines.join("\n")).expect("it can be written");
}

fn in_a_process(order: u64) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let output = folder.path().join("expansions");
    let own = env::current_exe().expect("a test knows where it is");
    let ended = Command::new(own)
        .args(["--exact", "determinism::expands_in_an_order", "--ignored"])
        .env(ORDER, order.to_string())
        .env(OUTPUT, &output)
        .output();
    let ended = ended.expect("the test can be run once more");
    assert!(ended.status.success(), "{ended:?}");
    let text = fs::read_to_string(&output).expect("it wrote what came out");
    text.lines().map(str::to_owned).collect()
}

#[test]
fn expansions_are_the_same_in_every_process_and_order() {
    let (one, other) = (in_a_process(1), in_a_process(2));
    assert!(one.len() > CHANGED * Macro::ALL.len());
    assert_eq!(one.len(), other.len());
    for (one, other) in one.iter().zip(&other) {
        assert_eq!(one, other);
    }
}

/// A server of macros, as editors have, expands a call each time somebody types, and others in between.
#[test]
fn expansions_are_the_same_when_asked_for_again() {
    let corpus = corpus();
    let first: Vec<_> = corpus.iter().map(expansion).collect();
    for (call, first) in corpus.iter().zip(&first).rev() {
        assert_eq!(*first, expansion(call));
    }
}

/// What several compositions of one module leave behind there has a name of its own each.
#[test]
fn overriding_compositions_leave_lists_of_different_names() {
    let base: TokenStream = "singletons { Port }".parse().expect("these are tokens");
    let names = ["One", "Other"].map(|name| {
        let written = format!("struct {name} overrides Base {{}}");
        let written = written.parse().expect("these are tokens");
        let call = Call {
            called: Macro::Overriding,
            arguments: base.clone(),
            item: written,
        };
        let expansion = expansion(&call);
        let mut words = expansion.split(' ');
        let name = words.find(|word| word.starts_with("__ssot_composition_"));
        name.expect("a list is left behind").to_owned()
    });
    assert_ne!(names[0], names[1]);
}
