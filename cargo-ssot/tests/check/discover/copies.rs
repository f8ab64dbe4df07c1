//! Which functions and types are copies, whatever they are called, and which are alike by design.

use super::kinds::{discover, names, workspace};

/// The names of the duplicates in two packages, sorted.
fn duplicates(one: &str, two: &str) -> Vec<String> {
    names(
        &discover(&workspace(&[("one", one), ("two", two)])),
        "duplicate",
    )
}

/// Statements of about 25 words, each with a word of its own.
fn steps(words: &[&str]) -> String {
    let step = |word: &&str| {
        format!("let {word} = source.read_{word}(limit).map_err(|error| Error::from(error))?; ")
    };
    words.iter().map(step).collect()
}

const FIVE: [&str; 5] = ["header", "width", "length", "content", "trailer"];

fn function(name: &str, words: &[&str]) -> String {
    let steps = steps(words);
    format!(
        "pub fn {name}(source: &mut Source, limit: usize) -> Result<(), Error> {{ {steps} Ok(()) }}\n"
    )
}

#[test]
fn a_copy_under_another_name_is_listed_once() {
    let (one, two) = (function("read_glob", &FIVE), function("read_regex", &FIVE));
    let found = discover(&workspace(&[("one", &one), ("two", &two)]));
    assert_eq!(names(&found, "duplicate"), ["read_glob"]);
    assert_eq!(found[0]["evidence"][0]["file"], "crates/two/src/lib.rs");
    assert!(duplicates(&one, &function("read_regex", &["a", "b", "c", "d"])).is_empty());
}

#[test]
fn a_function_that_holds_most_of_another_one_is_listed() {
    let longer: Vec<_> = [
        "magic", "version", "flags", "date", "owner", "checks", "parity",
    ]
    .into_iter()
    .chain(FIVE)
    .collect();
    let (one, two) = (function("receive", &FIVE), function("receive", &longer));
    assert_eq!(duplicates(&one, &two), ["receive"]);
}

#[test]
fn what_waits_is_a_copy_of_what_blocks() {
    let waiting = function("load_async", &FIVE)
        .replace("pub fn", "pub async fn")
        .replace("(limit)", "(limit).await");
    let library = format!("pub mod store {{ {}{waiting} }}", function("load", &FIVE));
    assert_eq!(duplicates(&library, ""), ["load"]);
}

#[test]
fn what_a_trait_asks_for_is_a_copy_if_it_is_long() {
    let long = function("toggle", &FIVE).replace("pub fn", "fn");
    let short = function("name", &["one"]).replace("pub fn", "fn");
    let driver = |name: &str| {
        format!("pub struct {name}; impl driver::Driver for {name} {{ {long}{short} }}")
    };
    assert_eq!(duplicates(&driver("Nord"), &driver("Warp")), ["toggle"]);
}

#[test]
fn types_of_one_name_that_are_not_alike_still_have_copied_methods() {
    let of = |fields: &str| {
        let method = function("read_all", &FIVE);
        format!("pub struct Device {{ {fields} }} impl Device {{ {method} }}")
    };
    let (one, two) = (of("pub path: String"), of("pub bus: u8, pub port: u8"));
    assert_eq!(duplicates(&one, &two), ["read_all"]);
    // What is copied as a whole is one question.
    assert_eq!(duplicates(&one, &one), ["Device"]);
}

#[test]
fn functions_of_what_was_written_after_another_module_are_listed_where_they_are_less_alike() {
    let other = function("third", &["header", "rows", "sum", "content", "trailer"]);
    let module = |third: &str| {
        let (first, second) = (function("first", &FIVE), function("second", &FIVE));
        format!("{first}{second}{third}")
    };
    let third = function("third", &FIVE);
    assert_eq!(
        duplicates(&module(&third), &module(&other)),
        ["first", "second", "third"]
    );
}

#[test]
fn types_are_listed_by_the_names_of_their_fields_or_by_all_of_them() {
    let one = "pub struct Colors { pub normal: u64, pub active: u64, pub floating: u64 }
        pub struct DuoContext { pub state: String, pub email: String, pub nonce: String, pub until: i64 }
        pub struct RawOptions { pub a: u8, pub b: u8, pub c: u8, pub d: u8 }
        pub struct Wide(pub u8, pub u16, pub u32);
        ";
    let two = "pub struct Colors { pub normal: u32, pub active: u32, pub floating: u32 }
        pub struct AuthContext { pub state: String, pub email: String, pub nonce: String, pub until: i64 }
        pub struct Options { pub a: u8, pub b: u8, pub c: u8, pub d: u8 }
        pub struct Wide(pub i8, pub i16, pub i32);
        ";
    assert_eq!(duplicates(one, two), ["Colors", "DuoContext"]);
}

#[test]
fn types_of_several_names_that_are_judged_are_reported() {
    let context = |name: &str| {
        format!(
            "pub struct {name} {{ pub state: String, pub email: String, pub nonce: String, pub until: i64 }}"
        )
    };
    let sample = workspace(&[
        ("one", &context("DuoContext")),
        ("two", &context("AuthContext")),
    ]);
    assert_eq!(
        sample.run(&["discover", "--component", "DuoContext"]).code,
        0
    );
    let ended = sample.run(&["check", "--format", "json"]);
    assert_eq!(ended.places(), ["crates/two/src/lib.rs:1"]);
}

#[test]
fn lists_of_texts_and_patterns_of_many_types_are_alike_by_design() {
    let texts = |name: &str, text: &str| {
        let languages = [
            "EN", "FR", "ES", "PL", "DE", "UK", "ZH", "RO", "KO", "TR", "RU", "PT", "EL", "SV",
            "FI",
        ];
        let arms = languages.map(|language| format!("Language::{language} => \"{text}\", "));
        let arms = arms.concat();
        format!(
            "pub fn {name}(language: Language) -> &'static str {{ match language {{ {arms} }} }}\n"
        )
    };
    let models = ["User", "Group", "Order", "Event", "Device"].map(|name| {
        let find = function("find", &["row", "key"]);
        format!("pub struct {name}; impl {name} {{ {find} }} ")
    });
    let models = models.concat();
    let inner = format!(
        "pub fn outer(source: &mut Source) -> u32 {{ {} 3 }}",
        function("inner", &FIVE)
    );
    let one = texts("incoming", "in") + &models + &inner;
    assert!(duplicates(&one, &texts("outgoing", "out")).is_empty());
}
